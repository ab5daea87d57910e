//! The plans that ship with the product say what they are there to say.

use coexist::format;
use coexist::model::PackId;
use coexist::plan::Plan;
use coexist::rules::{self, Level, Report};
use std::collections::BTreeSet;
use std::path::Path;

const NAMES: [&str; 3] = ["contoso.coexist", "fabrikam.coexist", "tailspin.coexist"];

fn example(name: &str) -> (String, Plan) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/examples").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let plan = format::read(&text).unwrap();
    (text, plan)
}

fn checked(plan: &Plan) -> Report {
    rules::check(plan, &plan.replay(), None)
}

#[test]
fn contoso_is_clean() {
    let (_, plan) = example("contoso.coexist");
    assert_eq!(plan.phases.len(), 8);
    let mut report = checked(&plan);
    let (checklist, coverage) = (std::mem::take(&mut report.checklist), std::mem::take(&mut report.coverage));
    assert_eq!(report, Report::default(), "nothing to report and nothing that could not be checked");
    assert_eq!(coverage.rules.decided, coverage.rules.all - coverage.rules.checklist);
    assert_eq!(coverage.objects.decided, coverage.objects.all);
    assert!(!checklist.is_empty(), "a migration has work that no rule can judge");
}

#[test]
fn fabrikam_has_five_mistakes_of_five_kinds_in_five_phases() {
    let (_, plan) = example("fabrikam.coexist");
    let report = checked(&plan);
    let found: Vec<_> =
        report.findings.iter().map(|finding| (finding.code.as_str(), finding.level, finding.stages.0)).collect();
    assert_eq!(
        found,
        [
            ("SQL-001", Level::Error, 1),
            ("ROLE-012", Level::Error, 2),
            ("CHAT-001", Level::Error, 3),
            ("SQL-003", Level::Error, 4),
            ("ORDER-013", Level::Error, 5),
        ]
    );
}

/// Groups are the beginnings of codes: PATH, COEX, NAME…
#[test]
fn tailspin_has_a_mistake_of_every_group_of_the_catalogue() {
    let codes = include_str!("fixtures/catalogue.tsv").lines().skip(1).filter_map(|line| line.split('\t').next());
    let group = |code: &str| code.split('-').next().unwrap_or_default().to_owned();
    let groups: BTreeSet<String> = codes.map(group).collect();
    assert_eq!(groups.len(), 23);
    let (_, plan) = example("tailspin.coexist");
    let report = checked(&plan);
    let open = report.findings.iter().filter(|finding| finding.accepted.is_none());
    assert_eq!(open.map(|finding| group(finding.code.as_str())).collect::<BTreeSet<_>>(), groups);
}

#[test]
fn tailspin_is_to_be_read_from_end_to_end() {
    let (_, plan) = example("tailspin.coexist");
    let report = checked(&plan);
    assert!((25..=45).contains(&report.findings.len()), "{}", report.findings.len());
    let phases: BTreeSet<usize> = report.findings.iter().map(|finding| finding.stages.0).collect();
    assert_eq!(phases.into_iter().collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7], "the mistakes begin with the pilot");
    let accepted: Vec<_> = report.findings.iter().filter(|finding| finding.accepted.is_some()).collect();
    assert!(accepted.iter().map(|finding| finding.code.as_str()).eq(["CAP-005"]));
    let raised = report.findings.iter().find(|finding| finding.code.as_str() == "MON-006").unwrap();
    assert_eq!((raised.level, plan.levels.len()), (Level::Error, 1));
    assert!(!report.checklist.is_empty() && plan.ticked.len() == 3);
    assert!(!report.findings.iter().any(|finding| finding.code.as_str().starts_with("PLAN-")));
}

#[test]
fn examples_are_sound_and_written_as_the_product_writes_them() {
    for name in NAMES {
        let (text, plan) = example(name);
        assert_eq!(format::write(&plan), text, "{name} is not as it would be saved");
        assert_eq!(plan.target, PackId::new("lync-2013"));
        let replay = plan.replay();
        assert!(replay.skipped.is_empty(), "{name}: {:?}", replay.skipped);
        assert!(replay.states.iter().all(|state| state.broken().is_empty()), "{name}");
    }
}

#[test]
fn everything_in_an_example_has_its_place() {
    for name in NAMES {
        let (_, plan) = example(name);
        let laid_out: BTreeSet<_> =
            coexist::diagram::layout(&plan, &plan.replay()).into_iter().map(|(subject, _)| subject).collect();
        let placed: BTreeSet<_> = plan.places.keys().cloned().collect();
        assert!(!placed.is_empty() && laid_out.is_subset(&placed), "{name}: {:?}", laid_out.difference(&placed));
    }
}
