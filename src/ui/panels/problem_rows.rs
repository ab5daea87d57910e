//! What the list of problems shows: rows for findings, for what was not checked, is incomplete or accepted, and
//! for notes; filtered and grouped.

use crate::diagram::Glyph;
use crate::model::*;
use crate::plan::Acceptance;
use crate::rules::{ChosenLevel, Entry, Finding, Level, NotChecked, Report};
use crate::text::Lang;
use crate::ui::action::{said, say};
use crate::ui::document::{Document, FindingId, OpenRule};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    #[default]
    Findings,
    NotChecked,
    Incomplete,
    Checklist,
    Accepted,
    /// Rules with another level than the pack's.
    Levels,
    Notes,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    #[default]
    None,
    Level,
    Phase,
    Object,
    Rule,
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub tab: Tab,
    pub group: Group,
    /// Levels that are left out.
    pub without: Vec<Level>,
    /// Only what stands at this stage.
    pub stage: Option<usize>,
    pub code: Option<Code>,
    pub text: String,
    /// Only entries of the checklist that are done, or that are not.
    pub done: Option<bool>,
    /// Only entries of the checklist that concern the shown stage.
    pub here: bool,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    Head { text: String, count: usize },
    Row(Box<Row>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub glyph: Glyph,
    /// The level in words, for a screen reader.
    pub level: String,
    pub what: String,
    pub place: String,
    pub phases: String,
    pub code: Option<Code>,
    pub subject: Subject,
    pub finding: Option<FindingId>,
    /// The rule to show with it, for rows that have no finding.
    pub rule: Option<OpenRule>,
    /// Whether an entry of the checklist is done.
    pub tick: Option<bool>,
    /// The missing fact to lead to.
    pub fact: Option<FactName>,
    /// The stage to show with it.
    pub stage: Option<usize>,
}

/// The lines for a filter.
pub fn lines(doc: &Document, lang: Lang, filter: &Filter) -> Vec<Line> {
    let names = Names { doc, lang };
    let report = doc.report();
    let mut rows: Vec<(String, Row)> = match filter.tab {
        Tab::Findings => findings(report, &names, filter),
        Tab::NotChecked => {
            report.not_checked.iter().map(|item| (item.code.to_string(), names.not_checked(item))).collect()
        }
        Tab::Incomplete => report
            .incomplete
            .iter()
            .map(|item| {
                let what = say!(names, "ui-panels-incomplete-what", missing = names.facts(&item.missing));
                (String::new(), names.row(Glyph::Incomplete, what, &item.subject, None))
            })
            .collect(),
        Tab::Checklist => entries(report, &names, filter),
        Tab::Levels => report.levels.iter().map(|chosen| (String::new(), names.chosen(chosen))).collect(),
        Tab::Accepted => doc.plan().accepted.iter().map(|one| (String::new(), names.accepted(one))).collect(),
        Tab::Notes => doc
            .notes
            .iter()
            .chain(&report.notes)
            .map(|note| {
                let mut row =
                    names.row(Glyph::Finding(Level::Advice), said(lang, &note.message), &Subject::Deployment, None);
                row.level = say!(names, "ui-panels-note");
                row.place =
                    note.line.map(|line| say!(names, "ui-panels-line", number = line.to_string())).unwrap_or_default();
                (String::new(), row)
            })
            .collect(),
    };
    let find = filter.text.trim().to_lowercase();
    let bears = |text: &str| text.to_lowercase().contains(&find);
    if !find.is_empty() {
        rows.retain(|(_, row)| {
            bears(&row.what) || bears(&row.place) || row.code.as_ref().is_some_and(|code| bears(code.as_str()))
        });
    }
    if let Some(wanted) = &filter.code {
        rows.retain(|(_, row)| row.code.as_ref() == Some(wanted));
    }
    if filter.group == Group::None {
        return rows.into_iter().map(|(_, row)| Line::Row(Box::new(row))).collect();
    }
    let mut groups: BTreeMap<(u8, String), Vec<Row>> = BTreeMap::new();
    for (_, row) in rows {
        let head = match filter.group {
            Group::Level | Group::None => {
                let rank = if let Glyph::Finding(level) = row.glyph { 3 - level as u8 } else { 9 };
                (rank, row.level.clone())
            }
            Group::Phase => (row.stage.map_or(255, |stage| stage.min(254) as u8), row.phases.clone()),
            Group::Object => (0, row.place.clone()),
            Group::Rule => (0, row.code.as_ref().map(ToString::to_string).unwrap_or_default()),
        };
        groups.entry(head).or_default().push(row);
    }
    let mut out = Vec::new();
    for ((_, text), rows) in groups {
        out.push(Line::Head { text, count: rows.len() });
        out.extend(rows.into_iter().map(|row| Line::Row(Box::new(row))));
    }
    out
}

fn findings(report: &Report, names: &Names<'_>, filter: &Filter) -> Vec<(String, Row)> {
    let mut rows = Vec::new();
    for finding in &report.findings {
        let hidden =
            filter.without.contains(&finding.level) || filter.stage.is_some_and(|stage| !finding.stands_at(stage));
        if hidden {
            continue;
        }
        let glyph = if finding.counts() { Glyph::Finding(finding.level) } else { Glyph::Accepted };
        let mut row =
            names.row(glyph, said(names.lang, &finding.message), &finding.subject, Some(finding.code.clone()));
        row.level = match finding.accepted {
            Some(_) => say!(names, "ui-panels-accepted"),
            None => names.lang.word(Level::PREFIX, finding.level.key()),
        };
        names.put_run(&mut row, finding.stages);
        row.finding = Some(finding.identity());
        rows.push(((u8::from(!finding.counts()), 3 - finding.level as u8, finding.stages.0), row));
    }
    rows.sort_by_key(|(order, _)| *order);
    rows.into_iter().map(|(_, row)| (String::new(), row)).collect()
}

/// Entries in the order of the plan: by first stage, what is still to be done first, then the weightiest.
fn entries(report: &Report, names: &Names<'_>, filter: &Filter) -> Vec<(String, Row)> {
    let here = filter.here.then(|| names.doc.shown());
    let shown = |entry: &&Entry| {
        filter.done.is_none_or(|done| done == entry.ticked.is_some())
            && filter.stage.is_none_or(|stage| entry.concerns(stage))
            && here.is_none_or(|stage| entry.concerns(stage))
    };
    let mut entries: Vec<&Entry> = report.checklist.iter().filter(shown).collect();
    entries.sort_by_key(|entry| (entry.ticked.is_some(), entry.stages.0, std::cmp::Reverse(entry.level)));
    entries.into_iter().map(|entry| (String::new(), names.entry(entry))).collect()
}

struct Names<'a> {
    doc: &'a Document,
    lang: Lang,
}

impl Names<'_> {
    fn row(&self, glyph: Glyph, what: String, subject: &Subject, code: Option<Code>) -> Row {
        let level = match glyph {
            Glyph::Incomplete => say!(self, "ui-panels-incomplete"),
            _ => say!(self, "ui-panels-not-checked"),
        };
        Row {
            glyph,
            level,
            what,
            place: place(self.doc, subject, self.lang),
            phases: String::new(),
            code,
            subject: subject.clone(),
            finding: None,
            rule: None,
            tick: None,
            fact: None,
            stage: None,
        }
    }

    /// The stages of a row; with it, the shown one is kept to while it is among them.
    fn put_run(&self, row: &mut Row, stages: (usize, usize)) {
        let shown = self.doc.shown();
        row.phases = self.run(stages);
        row.stage = Some(if (stages.0..=stages.1).contains(&shown) { shown } else { stages.0 });
    }

    fn entry(&self, entry: &Entry) -> Row {
        let what = super::checklist::title(&entry.code, self.lang);
        let mut row = self.row(Glyph::Finding(entry.level), what, &entry.subject, Some(entry.code.clone()));
        row.level = match entry.ticked {
            Some(_) => say!(self, "ui-panels-checklist-done"),
            None => say!(self, "ui-panels-checklist-open"),
        };
        if let Some(tick) = &entry.ticked {
            let said = [tick.note.as_deref().unwrap_or_default(), &super::checklist::signed(tick, self.lang)].join(" ");
            if !said.trim().is_empty() {
                row.what = format!("{} · {}", row.what, said.trim());
            }
        }
        row.tick = Some(entry.ticked.is_some());
        row.rule = Some((entry.code.clone(), Some(entry.subject.clone())));
        self.put_run(&mut row, entry.stages);
        row
    }

    fn chosen(&self, chosen: &ChosenLevel) -> Row {
        let mut what = super::level::differs(chosen.level, chosen.of_pack, self.lang);
        if let Some(reason) = &chosen.reason {
            what = format!("{what} · {reason}");
        }
        let glyph = chosen.level.map_or(Glyph::NotChecked, Glyph::Finding);
        let mut row = self.row(glyph, what, &Subject::Deployment, Some(chosen.code.clone()));
        row.level = super::level::level_word(chosen.level, self.lang);
        row.place = super::rule_text::rule_title(&chosen.code, self.lang);
        row.rule = Some((chosen.code.clone(), None));
        row
    }

    /// An acceptance leads to the finding that it is about, or to the one that says there is none.
    fn accepted(&self, acceptance: &Acceptance) -> Row {
        let signed = super::finding::signed(acceptance, self.lang);
        let subject = acceptance.subjects.first().cloned().unwrap_or(Subject::Deployment);
        let mut row = self.row(Glyph::Accepted, String::new(), &subject, Some(acceptance.code.clone()));
        row.what = format!("{} · {signed}", acceptance.reason);
        row.level = say!(self, "ui-panels-accepted");
        let findings = &self.doc.report().findings;
        let own = findings.iter().find(|finding| finding.accepted.as_deref() == Some(acceptance));
        let found = own.or_else(|| {
            let mut lost = findings.iter().filter(|finding| is_about_acceptances(&finding.code));
            lost.find(|finding| finding.subjects() == acceptance.subjects)
        });
        match own {
            Some(finding) => row.phases = self.run(finding.stages),
            // A rule that is off has no findings, and nobody knows what it would say.
            None if self.doc.is_checked() && !is_off(self.doc, &acceptance.code) => {
                row.glyph = Glyph::Finding(Level::Warning);
                let has_run_out = found.is_some_and(|finding| finding.code.as_str() == "PLAN-006");
                row.level = match has_run_out {
                    true => say!(self, "ui-panels-accepted-run-out"),
                    false => say!(self, "ui-panels-accepted-nothing"),
                };
                row.phases = row.level.clone();
            }
            None => {}
        }
        row.finding = found.map(Finding::identity);
        row.stage = found.map(|finding| finding.stages.0);
        row
    }

    fn facts(&self, missing: &[FactName]) -> Vec<String> {
        missing.iter().map(|name| self.lang.word("fact", name)).collect()
    }

    fn not_checked(&self, item: &NotChecked) -> Row {
        let fact = super::lead::first(self.doc, item);
        let what = match fact.map(|fact| super::lead::place(self.doc, &item.subject, fact)) {
            Some(super::lead::Place::Nowhere(why)) => said(self.lang, &why),
            _ => say!(self, "ui-panels-not-checked-what", missing = self.facts(&item.missing)),
        };
        Row { fact, ..self.row(Glyph::NotChecked, what, &item.subject, Some(item.code.clone())) }
    }

    fn run(&self, stages: (usize, usize)) -> String {
        run(self.doc, stages, self.lang)
    }
}

/// The rules that say that an acceptance matches nothing, or has run out.
fn is_about_acceptances(code: &Code) -> bool {
    matches!(code.as_str(), "PLAN-002" | "PLAN-006")
}

fn is_off(doc: &Document, code: &Code) -> bool {
    doc.plan().levels.get(code).is_some_and(|choice| choice.level.is_none())
}

/// Where a finding stands, in words: an object's name, or the plan.
pub fn place(doc: &Document, subject: &Subject, lang: Lang) -> String {
    match subject {
        Subject::Deployment => said(lang, &crate::message!("ui-panels-whole-plan")),
        // A number alone says nothing: `4.6 Retire “fe-old”`.
        Subject::Step(id) => match doc.plan().step(id) {
            Some((_, step)) => format!("{} {}", doc.label(subject), said(lang, &step.label(doc.plan()))),
            None => doc.label(subject),
        },
        other => doc.label(other),
    }
}

/// The stages of a run: `Today`, `2 Pilot`, `Today – 3 Test`.
pub fn run(doc: &Document, (first, last): (usize, usize), lang: Lang) -> String {
    let name = |index: usize| stage_name(doc, index, lang);
    if first == last { name(first) } else { format!("{} – {}", name(first), name(last)) }
}

/// `Today` or `2 Pilot`.
pub fn stage_name(doc: &Document, index: usize, lang: Lang) -> String {
    doc.plan().stage_name(index, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(code: &'static str, level: Level, stages: (usize, usize)) -> Finding {
        Finding {
            code: Code::new(code),
            level,
            subject: Subject::Deployment,
            field: None,
            related: Vec::new(),
            stages,
            message: crate::message!("language-name"),
            vendor_message: None,
            also: Vec::new(),
            accepted: None,
        }
    }

    #[test]
    fn the_worst_stands_first_and_filters_narrow() {
        let plan = std::sync::Arc::new(crate::plan::Plan::new(PackId::new("lync-2013")));
        let doc = Document::new(plan, || {});
        let report = Report {
            findings: vec![finding("A-1", Level::Advice, (0, 2)), finding("B-1", Level::Error, (1, 1))],
            ..Report::default()
        };
        let names = Names { doc: &doc, lang: Lang::EN };
        let codes = |filter: &Filter| -> Vec<String> {
            let rows = findings(&report, &names, filter);
            rows.into_iter().filter_map(|(_, row)| row.code.map(|code| code.to_string())).collect()
        };
        assert_eq!(codes(&Filter::default()), ["B-1", "A-1"]);
        assert_eq!(codes(&Filter { stage: Some(2), ..Filter::default() }), ["A-1"]);
        assert_eq!(codes(&Filter { without: vec![Level::Advice], ..Filter::default() }), ["B-1"]);
    }
}
