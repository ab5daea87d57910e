//! The table of missing facts as rows: made once per report, narrowed and sorted once per wish.

use crate::export::facts::{FactRow, object_name};
use crate::model::*;
use crate::plan::{Filler, kind_word};
use crate::rules::missing;
use crate::text::{Lang, folded};
use crate::ui::document::Document;
use std::collections::BTreeMap;

/// One fact of one object.
pub type Key = (Subject, FactName);

/// What the table shows of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    pub subject: Subject,
    pub label: String,
    pub kind: String,
    pub site: String,
    /// All three, as they are searched.
    folded: String,
}

/// One row, before it is narrowed and sorted.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Index into the objects of the list.
    pub object: usize,
    pub fact: FactName,
    pub rules: Vec<Code>,
    /// What is known where the object enters the plan: filled in through the table, or missing only later.
    pub value: Option<Value>,
}

/// Everything that rules wait for, and what was filled in here since the page was opened.
pub struct List {
    /// Every object as it enters the plan.
    pub everything: Topology,
    pub objects: Vec<Object>,
    pub rows: Vec<Row>,
    /// The facts among the rows: their words, and how many decisions wait for each.
    pub facts: BTreeMap<FactName, (String, usize)>,
    pub rules: Vec<Code>,
}

impl List {
    /// `filled` are facts that were filled in here, with the rules that waited for them.
    pub fn new(doc: &Document, lang: Lang, filled: &BTreeMap<Key, Vec<Code>>) -> Self {
        let filler = Filler::new(doc.plan());
        let mut waiting: BTreeMap<Key, Vec<Code>> = filled.clone();
        for one in missing(doc.report()) {
            waiting.insert((one.subject, one.fact), one.rules);
        }
        let everything = filler.everything().clone();
        let mut list =
            Self { everything, objects: Vec::new(), rows: Vec::new(), facts: BTreeMap::new(), rules: Vec::new() };
        for ((subject, fact), rules) in waiting {
            if list.objects.last().is_none_or(|last| last.subject != subject) {
                let object = list.object(doc, &subject, lang);
                list.objects.push(object);
            }
            let entry = list.facts.entry(fact).or_insert_with(|| (lang.word("fact", fact), 0));
            entry.1 += rules.len();
            list.rules.extend(rules.iter().cloned());
            let value = filler.known(&subject, fact);
            list.rows.push(Row { object: list.objects.len() - 1, fact, rules, value });
        }
        list.rules.sort();
        list.rules.dedup();
        list
    }

    fn object(&self, doc: &Document, subject: &Subject, lang: Lang) -> Object {
        let label = match subject {
            Subject::Phase(_) | Subject::Step(_) => doc.label(subject),
            other => object_name(&self.everything, other, lang),
        };
        let kind = lang.say(&kind_word(&self.everything, subject));
        let site = self.everything.site_of(subject).filter(|_| !matches!(subject, Subject::Site(_)));
        let site = site.map(|site| self.everything.label(&site.into())).unwrap_or_default();
        let folded = folded(&format!("{label} {kind} {site}"));
        Object { subject: subject.clone(), label, kind, site, folded }
    }

    /// Whether a value fills this fact of the first object that lacks it.
    fn takes_values(&self, fact: &str) -> bool {
        let first = self.rows.iter().find(|row| row.fact == fact);
        first.is_some_and(|row| super::kind_of(&self.objects[row.object].subject, row.fact).is_some())
    }

    pub fn key(&self, row: usize) -> Option<Key> {
        let row = self.rows.get(row)?;
        Some((self.objects.get(row.object)?.subject.clone(), row.fact))
    }

    /// How many facts of how many objects are still missing.
    pub fn still_missing(&self) -> (usize, usize) {
        let open = || self.rows.iter().filter(|row| row.value.is_none());
        let mut objects: Vec<usize> = open().map(|row| row.object).collect();
        objects.dedup();
        (open().count(), objects.len())
    }

    /// These rows as they are written out.
    pub fn written(&self, lines: &[Line]) -> Vec<FactRow> {
        let rows = lines.iter().filter_map(Line::row).filter_map(|row| self.rows.get(row));
        rows.map(|row| FactRow {
            subject: self.objects[row.object].subject.clone(),
            fact: row.fact,
            value: row.value.clone(),
            rules: row.rules.clone(),
        })
        .collect()
    }
}

/// What the table is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub text: String,
    pub kind: Option<SubjectKind>,
    pub fact: Option<FactName>,
    pub rule: Option<Code>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    Object,
    Kind,
    Site,
    /// The fact that decides most first, with a head for each.
    #[default]
    Fact,
    Value,
    Rules,
}

impl Column {
    pub const ALL: [Self; 6] = [Self::Object, Self::Kind, Self::Site, Self::Fact, Self::Value, Self::Rules];
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    pub column: Column,
    pub reversed: bool,
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    Head { fact: FactName, objects: usize, waiting: usize },
    Row(usize),
}

impl Line {
    pub fn row(&self) -> Option<usize> {
        if let Self::Row(row) = self { Some(*row) } else { None }
    }
}

/// The lines for a filter and an order.
pub fn lines(list: &List, filter: &Filter, sort: Sort) -> Vec<Line> {
    let find = folded(&filter.text);
    let facts: BTreeMap<FactName, bool> =
        list.facts.iter().map(|(fact, (word, _))| (*fact, folded(word).contains(&find))).collect();
    let objects: Vec<bool> = list.objects.iter().map(|object| object.folded.contains(&find)).collect();
    let passes = |row: &Row| {
        let object = &list.objects[row.object];
        filter.kind.is_none_or(|kind| object.subject.kind() == kind)
            && filter.fact.is_none_or(|fact| row.fact == fact)
            && filter.rule.as_ref().is_none_or(|rule| row.rules.contains(rule))
            && (find.is_empty()
                || objects[row.object]
                || facts.get(row.fact).is_some_and(|bears| *bears)
                || row.rules.iter().any(|rule| folded(rule.as_str()).contains(&find)))
    };
    let mut rows: Vec<usize> = (0..list.rows.len()).filter(|at| passes(&list.rows[*at])).collect();
    let object = |at: &usize| &list.objects[list.rows[*at].object];
    let by_object =
        |a: &usize, b: &usize| (&object(a).site, &object(a).label).cmp(&(&object(b).site, &object(b).label));
    // What no value fills stands last.
    let closed: Vec<FactName> = list.facts.keys().copied().filter(|fact| !list.takes_values(fact)).collect();
    let weight = |fact: FactName| match list.facts.get(fact) {
        Some((_, weight)) if !closed.contains(&fact) => *weight,
        _ => 0,
    };
    let word = |fact: FactName| list.facts.get(fact).map_or("", |(word, _)| word.as_str());
    let by_fact = |a: &usize, b: &usize| {
        let (a, b) = (list.rows[*a].fact, list.rows[*b].fact);
        weight(b).cmp(&weight(a)).then_with(|| word(a).cmp(word(b))).then_with(|| a.cmp(b))
    };
    rows.sort_by(|a, b| {
        let (first, second) = (&list.rows[*a], &list.rows[*b]);
        let order = match sort.column {
            Column::Object => object(a).label.cmp(&object(b).label),
            Column::Kind => object(a).kind.cmp(&object(b).kind),
            Column::Site => object(a).site.cmp(&object(b).site),
            Column::Fact => by_fact(a, b),
            Column::Value => first.value.is_some().cmp(&second.value.is_some()),
            Column::Rules => second.rules.len().cmp(&first.rules.len()),
        };
        let order = if sort.reversed { order.reverse() } else { order };
        order.then_with(|| by_fact(a, b)).then_with(|| by_object(a, b)).then_with(|| a.cmp(b))
    });
    if sort.column != Column::Fact {
        return rows.into_iter().map(Line::Row).collect();
    }
    let mut out = Vec::with_capacity(rows.len() + list.facts.len());
    for group in rows.chunk_by(|a, b| list.rows[*a].fact == list.rows[*b].fact) {
        let waiting = group.iter().map(|at| list.rows[*at].rules.len()).sum();
        out.push(Line::Head { fact: list.rows[group[0]].fact, objects: group.len(), waiting });
        out.extend(group.iter().copied().map(Line::Row));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch;
    use std::sync::Arc;

    const PLAN: &str = "
site Lyon
  pool fe-old front-end enterprise version=lync-2010 servers=2 user-store=sqlold\\LYNC
  pool fe-new front-end enterprise version=lync-2013 servers=2 user-store=sqlnew\\
  sql sqlold LYNC
  sql sqlnew
";

    fn list() -> List {
        let plan = sketch::read(PLAN).expect("a sketch").plan;
        List::new(&Document::new(Arc::new(plan), || {}), Lang::EN, &BTreeMap::new())
    }

    fn named(list: &List, lines: &[Line]) -> Vec<String> {
        lines.iter().filter_map(Line::row).map(|at| list.objects[list.rows[at].object].label.clone()).collect()
    }

    #[test]
    fn what_decides_most_stands_first_in_groups() {
        let list = list();
        let lines = lines(&list, &Filter::default(), Sort::default());
        let heads: Vec<(FactName, usize)> = (lines.iter())
            .filter_map(|line| if let Line::Head { fact, waiting, .. } = line { Some((*fact, *waiting)) } else { None })
            .collect();
        assert!(heads.len() > 3, "{heads:?}");
        type Heads = Vec<(FactName, usize)>;
        let (open, closed): (Heads, Heads) = heads.iter().partition(|(fact, _)| list.takes_values(fact));
        assert!(open.windows(2).all(|pair| pair[0].1 >= pair[1].1), "{heads:?}");
        assert_eq!([open, closed].concat(), heads, "what no value fills stands last");
        let rows = lines.iter().filter(|line| line.row().is_some()).count();
        assert_eq!(rows, list.rows.len(), "each row once");
    }

    #[test]
    fn it_is_narrowed_by_kind_fact_rule_and_text() {
        let list = list();
        let with = |filter: Filter| lines(&list, &filter, Sort { column: Column::Object, reversed: false });
        let kind = with(Filter { kind: Some(SubjectKind::SqlServer), ..Filter::default() });
        assert!(!kind.is_empty() && kind.len() < list.rows.len());
        let fact = with(Filter { fact: Some("sql-version"), ..Filter::default() });
        assert_eq!(named(&list, &fact), ["sqlnew.contoso.com", "sqlold.contoso.com"]);
        let text = with(Filter { text: "SQLNEW".to_owned(), ..Filter::default() });
        assert!(named(&list, &text).iter().all(|name| name.starts_with("sqlnew")));
        let word = with(Filter { text: "sql server version".to_owned(), ..Filter::default() });
        assert_eq!(word.len(), 2);
        let rule = list.rows.iter().find(|row| row.fact == "sql-version").and_then(|row| row.rules.first().cloned());
        let rule = with(Filter { rule, ..Filter::default() });
        assert!(!rule.is_empty() && rule.len() < list.rows.len());
    }

    #[test]
    fn every_order_can_be_reversed() {
        let list = list();
        for column in Column::ALL {
            let rows = |reversed| {
                let lines = lines(&list, &Filter::default(), Sort { column, reversed });
                lines.iter().filter_map(Line::row).collect::<Vec<_>>()
            };
            let (there, back) = (rows(false), rows(true));
            assert_eq!(there.len(), back.len());
            if matches!(column, Column::Object | Column::Kind | Column::Fact) {
                assert_ne!(there, back, "{column:?}");
            }
        }
    }

    #[test]
    fn what_was_filled_in_stays_in_its_place() {
        let plan = sketch::read(&PLAN.replace("sql sqlnew", "sql sqlnew sql-version=sql-2012")).expect("a sketch").plan;
        let doc = Document::new(Arc::new(plan), || {});
        let without = List::new(&doc, Lang::EN, &BTreeMap::new());
        let key: Key = (Subject::SqlServer(SqlServerId::new("sqlserver-sqlnew")), "sql-version");
        let subject = without
            .everything
            .sql_servers
            .keys()
            .find(|id| without.everything.label(&(*id).into()).starts_with("sqlnew"));
        let key = (subject.map_or(key.0, Subject::from), key.1);
        let filled = BTreeMap::from([(key.clone(), vec![Code::new("SQL-002")])]);
        let with = List::new(&doc, Lang::EN, &filled);
        assert_eq!(with.rows.len(), without.rows.len() + 1);
        let row = (0..with.rows.len()).find(|at| with.key(*at).as_ref() == Some(&key)).expect("it stays");
        assert_eq!(with.rows[row].value, Some(Value::text("sql-2012")));
        assert_eq!(with.still_missing().0, without.still_missing().0);
    }
}
