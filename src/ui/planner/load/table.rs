//! What the load view shows: pools by phases, with what is to be said of each; no widget.

use crate::message;
use crate::model::*;
use crate::plan::{Plan, Replay};
use crate::rules::load::{Basis, Loads, Measure, PoolLoad, SumChange, Users, Verdict, sum_changes};
use crate::rules::{self, Level};
use crate::text::{Lang, Message, folded};
use crate::ui::document::Document;
use std::collections::{BTreeMap, BTreeSet};

/// A stage of the plan.
pub struct Head {
    pub name: String,
    pub total: Users,
    pub sum: Sum,
}

/// What became of the sum of all users since the stage before.
#[derive(Debug, PartialEq, Eq)]
pub enum Sum {
    /// Today has no stage before it.
    First,
    Same,
    /// No step brings users or takes them away; not everybody is counted.
    Uncounted,
    /// Steps that change it, with their words.
    Changed(Vec<(SumChange, String)>),
}

/// A pool that users can be on at some stage.
pub struct Row {
    pub pool: PoolId,
    pub label: String,
    /// Edition and product where it enters, for the hand that points at it.
    pub about: String,
    /// What is the worst of it at any stage.
    pub worst: Verdict,
    /// Groups that are on it at some stage.
    pub groups: Vec<(UserGroupId, String)>,
}

pub struct Table {
    pub heads: Vec<Head>,
    pub rows: Vec<Row>,
    pub loads: Vec<Loads>,
}

impl Table {
    pub fn of(plan: &Plan, replay: &Replay, lang: Lang) -> Self {
        let states = &replay.states;
        let pack = |stage: usize| rules::pack(plan.target_at(stage));
        let loads: Vec<Loads> = states.iter().enumerate().map(|(stage, state)| Loads::of(state, pack(stage))).collect();
        let mut words = None;
        let heads = (loads.iter().enumerate()).map(|(stage, found)| {
            let sum = match stage.checked_sub(1) {
                None => Sum::First,
                Some(before) if loads[before].total == found.total && !found.total.more => Sum::Same,
                Some(before) => match sum_changes(&states[before], &plan.phases[before]) {
                    changes if changes.is_empty() => Sum::Uncounted,
                    changes => {
                        let everything = words.get_or_insert_with(|| plan.everything());
                        let said = |step: &StepId| {
                            let found = plan.step(step).map(|(_, step)| step.label_in(everything));
                            found.map(|label| crate::ui::action::said(lang, &label)).unwrap_or_default()
                        };
                        Sum::Changed(
                            changes.into_iter().map(|one| (said(&one.step), one)).map(|(a, b)| (b, a)).collect(),
                        )
                    }
                },
            };
            Head { name: plan.stage_name(stage, lang), total: found.total, sum }
        });
        let heads = heads.collect();
        let mut rows: BTreeMap<&PoolId, (usize, Verdict)> = BTreeMap::new();
        for (stage, found) in loads.iter().enumerate() {
            for (id, load) in &found.pools {
                let worst = &mut rows.entry(id).or_insert((stage, Verdict::NoLimit)).1;
                *worst = (*worst).min(load.verdict());
            }
        }
        let mut groups: BTreeMap<&PoolId, BTreeSet<&UserGroupId>> = BTreeMap::new();
        for group in states.iter().flat_map(|state| state.user_groups.values()) {
            for (pool, _) in group.homes.iter().filter(|(_, count)| **count != Some(0)) {
                groups.entry(pool).or_default().insert(&group.id);
            }
        }
        let named = |id: &UserGroupId| {
            let subject = Subject::from(id);
            let at = states.iter().find(|state| state.has(&subject));
            (id.clone(), at.map(|state| state.label(&subject)).unwrap_or_default())
        };
        let mut rows: Vec<Row> = (rows.into_iter())
            .filter_map(|(id, (stage, worst))| {
                let pool = states[stage].pools.get(id)?;
                let words = [
                    pool.edition.map(|edition| lang.word(Edition::PREFIX, edition.key())),
                    pool.version.map(|version| lang.word(Version::PREFIX, version.key())),
                ];
                Some(Row {
                    pool: id.clone(),
                    label: states[stage].label(&id.into()),
                    about: words.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                    worst,
                    groups: groups.get(id).into_iter().flatten().map(|id| named(id)).collect(),
                })
            })
            .collect();
        rows.sort_by_cached_key(|row| folded(&row.label));
        Self { heads, rows, loads }
    }

    pub fn load(&self, stage: usize, pool: &PoolId) -> Option<&PoolLoad> {
        self.loads.get(stage)?.pools.get(pool)
    }

    /// The table with tabs between its cells, for a spreadsheet: users and the limit of each stage.
    pub fn written(&self, lang: Lang) -> String {
        let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        let unknown = lang.say(&message!("ui-load-unknown"));
        let count = |users: Users| if users.more { unknown.clone() } else { users.known.to_string() };
        let mut head = vec![lang.word(SubjectKind::PREFIX, SubjectKind::Pool.key())];
        for stage in &self.heads {
            head.extend([clean(&stage.name), lang.say(&message!("ui-load-limit-of", stage = clean(&stage.name)))]);
        }
        let mut lines = vec![head.join("\t")];
        for row in &self.rows {
            let mut cells = vec![clean(&row.label)];
            for stage in 0..self.heads.len() {
                let load = self.load(stage, &row.pool);
                let limit = load.filter(|load| load.missing.is_none()).and_then(PoolLoad::measure);
                cells.push(load.map(|load| count(load.users)).unwrap_or_default());
                cells.push(limit.map(|one| one.limit.to_string()).unwrap_or_default());
            }
            lines.push(cells.join("\t"));
        }
        let mut total = vec![lang.say(&message!("ui-load-all-pools"))];
        for stage in &self.heads {
            total.extend([count(stage.total), String::new()]);
        }
        lines.push(total.join("\t"));
        lines.join("\n") + "\n"
    }
}

/// Which rows are shown.
#[derive(Clone, Default, PartialEq)]
pub struct Filter {
    pub text: String,
    /// Only pools that are over a limit, or of which it is not known, at some stage.
    pub notable: bool,
    /// Pools whose groups are unfolded.
    pub open: BTreeSet<PoolId>,
}

/// A line of the table, by the places of its row and group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Pool(usize),
    Group(usize, usize),
}

impl Line {
    pub fn row(self) -> usize {
        match self {
            Self::Pool(row) | Self::Group(row, _) => row,
        }
    }
}

pub fn lines(table: &Table, filter: &Filter) -> Vec<Line> {
    let wanted = folded(&filter.text);
    let mut lines = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let names = |text: &str| folded(text).contains(&wanted);
        let is_named = names(&row.label) || row.groups.iter().any(|(_, name)| names(name));
        if !is_named || (filter.notable && row.worst > Verdict::Unknown) {
            continue;
        }
        lines.push(Line::Pool(at));
        if filter.open.contains(&row.pool) {
            lines.extend((0..row.groups.len()).map(|group| Line::Group(at, group)));
        }
    }
    lines
}

/// The level that a rule has at a stage of the plan, if it is on.
pub fn level(doc: &Document, code: &str, stage: usize) -> Option<Level> {
    let code = rules::all().iter().find(|rule| rule.code.as_str() == code)?.code.clone();
    match doc.plan().levels.get(&code) {
        Some(choice) => choice.level,
        None => rules::level(&code, doc.plan().target_at(stage)),
    }
}

/// How many users, in the words of a cell: `1,200`, *at least 1,200*, *not known*.
pub fn users_said(users: Users, lang: Lang) -> Message {
    match users {
        Users { known, more: false } => message!("ui-load-number", number = lang.number(known)),
        Users { known: 0, more: true } => message!("ui-load-unknown"),
        Users { known, more: true } => message!("ui-load-at-least", number = lang.number(known)),
    }
}

/// A limit and what it rests on, in words.
pub fn measure_said(measure: &Measure, name: &dyn Fn(&PoolId) -> String, lang: Lang) -> Message {
    let (limit, users) = (lang.number(measure.limit), users_said(measure.users, lang));
    let (rule, percent) = (measure.rule, lang.number(measure.percent()));
    match &measure.basis {
        Basis::Pool => {
            message!("ui-load-basis-pool", rule = rule, users = users, limit = limit, percent = percent)
        }
        Basis::Standard { is_virtual: false } => {
            message!("ui-load-basis-standard", rule = rule, users = users, limit = limit, percent = percent)
        }
        Basis::Standard { is_virtual: true } => {
            message!("ui-load-basis-standard-virtual", rule = rule, users = users, limit = limit, percent = percent)
        }
        Basis::Servers { servers, each, is_virtual } => {
            let (servers, each) = (lang.number(*servers as u64), lang.number(*each));
            match is_virtual {
                false => message!(
                    "ui-load-basis-servers",
                    rule = rule,
                    users = users,
                    limit = limit,
                    percent = percent,
                    servers = servers,
                    each = each
                ),
                true => message!(
                    "ui-load-basis-servers-virtual",
                    rule = rule,
                    users = users,
                    limit = limit,
                    percent = percent,
                    servers = servers,
                    each = each
                ),
            }
        }
        Basis::Paired => {
            message!("ui-load-basis-paired", rule = rule, users = users, limit = limit, percent = percent)
        }
        Basis::Takeover { partner, .. } => {
            let partner = name(partner);
            message!(
                "ui-load-basis-takeover",
                rule = rule,
                users = users,
                limit = limit,
                percent = percent,
                partner = partner
            )
        }
    }
}

/// What a cell says, whole: for a screen reader, and in short where there is room.
pub fn load_said(load: &PoolLoad, lang: Lang) -> Message {
    let users = users_said(load.users, lang);
    let Some(measure) = load.measure() else { return message!("ui-load-cell-no-limit", users = users) };
    let (limit, percent) = (lang.number(measure.limit), lang.number(measure.percent()));
    let counted = users_said(measure.users, lang);
    match load.verdict() {
        Verdict::Over => {
            let codes: BTreeSet<&str> = load.over().map(|one| one.rule).collect();
            let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
            message!("ui-load-cell-over", users = counted, limit = limit, percent = percent, rules = codes)
        }
        Verdict::Unknown => match load.missing {
            Some(fact) => {
                let fact = Message::word("fact", fact);
                message!("ui-load-cell-missing", users = counted, limit = limit, fact = fact)
            }
            None => message!("ui-load-cell-unknown", users = counted, limit = limit),
        },
        Verdict::Within | Verdict::NoLimit => {
            message!("ui-load-cell-within", users = counted, limit = limit, percent = percent)
        }
    }
}

/// What became of the sum, in words.
pub fn sum_said(sum: &Sum, lang: Lang) -> Option<Message> {
    Some(match sum {
        Sum::First => return None,
        Sum::Same => message!("ui-load-sum-same"),
        Sum::Uncounted => message!("ui-load-sum-uncounted"),
        Sum::Changed(changes) => {
            let (first, last) = (changes.first().map(|(one, _)| one.before), changes.last().map(|(one, _)| one.after));
            let exact = |users: Option<Users>| users.and_then(Users::exact);
            match (exact(first), exact(last)) {
                (Some(a), Some(b)) if b > a => message!("ui-load-sum-more", number = lang.number(b - a)),
                (Some(a), Some(b)) if b < a => message!("ui-load-sum-fewer", number = lang.number(a - b)),
                _ => message!("ui-load-sum-changed"),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::read;
    use std::sync::Arc;

    const PLAN: &str = "
        site Paris
          pool old front-end standard version=lync-2010 users=2600
          pool gone front-end standard version=lync-2010 users=7
        phase Move
          + pool new front-end standard version=lync-2013 in=Paris
          move 40 users old -> new
          - pool gone
        phase Rest
          move all users old -> new
    ";

    fn doc(text: &str) -> Document {
        Document::new(Arc::new(read(text).unwrap_or_else(|error| panic!("{error}")).plan), || {})
    }

    #[test]
    fn the_sum_stays_or_the_step_is_named() {
        let doc = doc(PLAN);
        let table = Table::of(doc.plan(), doc.replay(), Lang::EN);
        assert_eq!(
            table.heads.iter().map(|head| head.total.exact()).collect::<Vec<_>>(),
            [Some(2_607), Some(2_600), Some(2_600)]
        );
        assert_eq!(table.heads[0].sum, Sum::First);
        assert_eq!(table.heads[2].sum, Sum::Same);
        let Sum::Changed(changes) = &table.heads[1].sum else { panic!("{:?}", table.heads[1].sum) };
        assert_eq!(changes.len(), 1);
        assert!(changes[0].1.contains("gone"), "{}", changes[0].1);
        let said = sum_said(&table.heads[1].sum, Lang::EN).map(|message| Lang::EN.say(&message));
        assert_eq!(said.as_deref(), Some("7 fewer"));
    }

    #[test]
    fn rows_are_found_by_name_and_by_what_is_wrong() {
        let doc = doc(PLAN);
        let table = Table::of(doc.plan(), doc.replay(), Lang::EN);
        let labels = |filter: &Filter| -> Vec<&str> {
            lines(&table, filter).iter().map(|line| table.rows[line.row()].label.as_str()).collect()
        };
        assert_eq!(labels(&Filter::default()), ["gone.contoso.com", "new.contoso.com", "old.contoso.com"]);
        assert_eq!(labels(&Filter { text: "NEW".into(), ..Filter::default() }), ["new.contoso.com"]);
        let notable = Filter { notable: true, ..Filter::default() };
        assert_eq!(labels(&notable), ["new.contoso.com"], "2,600 users are too many for Standard Edition");
        let old = table.rows[2].pool.clone();
        let open = Filter { open: BTreeSet::from([old]), ..Filter::default() };
        assert_eq!(lines(&table, &open).last(), Some(&Line::Group(2, 0)));
    }

    #[test]
    fn a_spreadsheet_gets_numbers() {
        let doc = doc(PLAN);
        let text = Table::of(doc.plan(), doc.replay(), Lang::EN).written(Lang::EN);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 5);
        assert_eq!(lines[2], "new.contoso.com\t\t\t40\t2500\t2600\t2500");
        assert_eq!(lines[4], "All pools\t2607\t\t2600\t\t2600\t");
    }
}
