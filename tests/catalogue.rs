//! Every rule of the catalogue for Lync Server 2013 is there, as the catalogue has it. The list is data:
//! `tests/fixtures/catalogue.tsv`, with code, severity and kind (T: one topology, P: phases and steps, C: checklist).

use coexist::model::{Code, PackId};
use coexist::rules::{Check, all, level, rule};
use std::collections::BTreeSet;

const CATALOGUE: &str = include_str!("fixtures/catalogue.tsv");

/// Code, severity, kind.
fn catalogue() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    CATALOGUE.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().expect("three cells");
        (cell(), cell(), cell())
    })
}

#[test]
fn the_list_is_whole() {
    let kinds = |kind| catalogue().filter(|row| row.2 == kind).count();
    assert_eq!((kinds("T"), kinds("P"), kinds("C")), (141, 102, 31));
}

#[test]
fn every_rule_of_the_catalogue_is_there() {
    let missing: Vec<_> = catalogue().map(|row| row.0).filter(|code| rule(&Code::new(code)).is_none()).collect();
    assert!(missing.is_empty(), "no rule for {missing:?}");
}

#[test]
fn what_can_be_checked_is_checked_and_the_rest_is_a_checklist() {
    for (code, _, kind) in catalogue() {
        let Some(rule) = rule(&Code::new(code)) else { continue };
        if code == "SBA-002" {
            // It says what is allowed, and the catalogue names no violation: SBA-001 is silent where it holds.
            assert!(matches!(rule.check, Check::Advice));
            continue;
        }
        let is_list = matches!(rule.check, Check::Checklist(_));
        assert_eq!(is_list, kind == "C", "{code} is of kind {kind}");
    }
}

#[test]
fn the_pack_has_the_severity_of_the_catalogue() {
    let pack = PackId::new("lync-2013");
    for (code, severity, _) in catalogue() {
        let Some(rule) = rule(&Code::new(code)) else { continue };
        let severity = if severity == "info" { "advice" } else { severity };
        assert_eq!(level(&rule.code, &pack).map(|level| level.key()), Some(severity), "{code}");
    }
}

#[test]
fn no_rule_is_our_own_but_those_about_the_plan() {
    let known: BTreeSet<_> = catalogue().map(|row| row.0).collect();
    for rule in all().iter().filter(|rule| !rule.code.as_str().starts_with("PLAN-")) {
        assert!(known.contains(rule.code.as_str()), "{} is not in the catalogue", rule.code);
    }
}
