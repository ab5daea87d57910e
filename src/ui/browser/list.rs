//! The rules as the browser lists them: found by code, name, title and text, narrowed by area, kind, level and by
//! what this plan makes of them.

use crate::model::*;
use crate::rules::{self, Level, Report, RuleKind};
use crate::text::{Lang, folded};
use crate::ui::panels::rule_text::rule_title;
use std::collections::BTreeMap;

/// One rule, ready to be searched.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub code: Code,
    pub title: String,
    pub kind: RuleKind,
    /// Code, name, title and text, as they are searched.
    folded: String,
}

impl Entry {
    /// What stands before the number of a code: `SQL`.
    pub fn area(&self) -> &str {
        area(&self.code)
    }
}

fn area(code: &Code) -> &str {
    code.as_str().split('-').next().unwrap_or_default()
}

/// Every rule in a language.
pub fn entries(lang: Lang) -> Vec<Entry> {
    let entry = |rule: &&'static rules::Rule| {
        let title = rule_title(&rule.code, lang);
        let text = rules::docs(&rule.code, lang).unwrap_or_default();
        let kind = rule.kind();
        let folded = folded(&format!("{} {} {} {text}", rule.code, rule.name, rule.name.replace('-', " ")));
        Entry { code: rule.code.clone(), title, kind, folded }
    };
    rules::all().iter().map(entry).collect()
}

/// What an area is called, or its code where there is no word.
pub fn area_word(area: &str, lang: Lang) -> String {
    let key = area.to_lowercase();
    match lang.has(&format!("rule-area-{key}")) {
        true => lang.word("rule-area", &key),
        false => area.to_owned(),
    }
}

/// With its code: `SQL · SQL Server`.
pub fn area_name(area: &str, lang: Lang) -> String {
    format!("{area} · {}", area_word(area, lang))
}

/// The areas of these rules, each once, in order.
pub fn areas(entries: &[Entry]) -> Vec<String> {
    let mut all: Vec<String> = entries.iter().map(|entry| entry.area().to_owned()).collect();
    all.dedup();
    all
}

/// What one report says of each rule: how many findings, and how many objects it is not checked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said(BTreeMap<Code, (usize, usize)>);

impl Said {
    pub fn new(report: &Report) -> Self {
        let mut all: BTreeMap<Code, (usize, usize)> = BTreeMap::new();
        for finding in &report.findings {
            all.entry(finding.code.clone()).or_default().0 += 1;
        }
        for item in &report.not_checked {
            all.entry(item.code.clone()).or_default().1 += 1;
        }
        Self(all)
    }

    pub fn of(&self, code: &Code) -> (usize, usize) {
        self.0.get(code).copied().unwrap_or_default()
    }
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub text: String,
    pub area: Option<String>,
    pub kind: Option<RuleKind>,
    /// A level in the pack; within, `None` is *off*.
    pub level: Option<Option<Level>>,
    /// Only rules with findings in this plan.
    pub found: bool,
    /// Only rules that wait for facts of this plan.
    pub waiting: bool,
}

/// The indices of the rules that pass; every word of the text must stand somewhere.
pub fn passing(entries: &[Entry], filter: &Filter, pack: &PackId, said: &Said) -> Vec<usize> {
    let find = folded(&filter.text);
    let words: Vec<&str> = find.split(' ').filter(|word| !word.is_empty()).collect();
    let passes = |entry: &Entry| {
        let (found, waiting) = said.of(&entry.code);
        filter.area.as_ref().is_none_or(|area| entry.area() == area)
            && filter.kind.is_none_or(|kind| entry.kind == kind)
            && filter.level.is_none_or(|level| rules::level(&entry.code, pack) == level)
            && (!filter.found || found > 0)
            && (!filter.waiting || waiting > 0)
            && words.iter().all(|word| entry.folded.contains(word))
    };
    let mut all: Vec<usize> = (0..entries.len()).filter(|at| passes(&entries[*at])).collect();
    // Who types a code or a title means that one first.
    let rank = |at: &usize| {
        let entry = &entries[*at];
        if folded(entry.code.as_str()).starts_with(&find) {
            0
        } else if folded(&entry.title).contains(&find) {
            1
        } else {
            2
        }
    };
    if !find.is_empty() {
        all.sort_by_key(|at| (rank(at), *at));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(filter: &Filter, lang: Lang, said: &Said) -> Vec<String> {
        let entries = entries(lang);
        let all = passing(&entries, filter, &PackId::new("lync-2013"), said);
        all.into_iter().map(|at| entries[at].code.to_string()).collect()
    }

    #[test]
    fn a_text_is_found_without_case_and_accents_in_the_readers_language() {
        let text = |text: &str| Filter { text: text.to_owned(), ..Filter::default() };
        let said = Said::default();
        assert_eq!(codes(&text("sql-013"), Lang::EN, &said).first().map(String::as_str), Some("SQL-013"));
        assert!(codes(&text("MIRRORING versions"), Lang::EN, &said).contains(&"SQL-013".to_owned()));
        let title = rule_title(&Code::new("OS-001"), Lang::FR);
        let plain = folded(&title).to_uppercase();
        assert!(codes(&text(&plain), Lang::FR, &said).contains(&"OS-001".to_owned()), "{plain}");
        assert!(codes(&text("no such words anywhere"), Lang::EN, &said).is_empty());
    }

    #[test]
    fn the_list_is_narrowed_by_area_kind_level_and_plan() {
        let said = Said(BTreeMap::from([(Code::new("SQL-001"), (2, 0)), (Code::new("OS-001"), (0, 3))]));
        let all = codes(&Filter::default(), Lang::EN, &said);
        assert_eq!(all.len(), rules::all().len());
        let area = codes(&Filter { area: Some("SQL".to_owned()), ..Filter::default() }, Lang::EN, &said);
        assert!(area.iter().all(|code| code.starts_with("SQL-")) && area.len() > 20);
        let errors = Filter { level: Some(Some(Level::Error)), ..Filter::default() };
        let errors = codes(&errors, Lang::EN, &said);
        assert!(errors.contains(&"AD-001".to_owned()) && !errors.contains(&"CAP-003".to_owned()));
        assert_eq!(codes(&Filter { found: true, ..Filter::default() }, Lang::EN, &said), ["SQL-001"]);
        assert_eq!(codes(&Filter { waiting: true, ..Filter::default() }, Lang::EN, &said), ["OS-001"]);
        let sum: usize = (RuleKind::ALL.iter())
            .map(|kind| codes(&Filter { kind: Some(*kind), ..Filter::default() }, Lang::EN, &said).len())
            .sum();
        assert_eq!(sum, all.len(), "each rule is of one kind");
    }

    #[test]
    fn every_area_has_a_word_in_every_language() {
        for lang in Lang::all() {
            for area in areas(&entries(lang)) {
                let id = format!("rule-area-{}", area.to_lowercase());
                assert!(lang.has(&id), "{area} in {}", lang.tag());
            }
        }
    }
}
