//! The plans that ship with the product say what they are there to say.

use coexist::format;
use coexist::model::PackId;
use coexist::plan::Plan;
use coexist::rules::{self, Level, Report};
use std::collections::BTreeSet;
use std::path::Path;

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

#[test]
fn examples_are_sound_and_written_as_the_product_writes_them() {
    for name in ["contoso.coexist", "fabrikam.coexist"] {
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
    for name in ["contoso.coexist", "fabrikam.coexist"] {
        let (_, plan) = example(name);
        let laid_out: BTreeSet<_> =
            coexist::diagram::layout(&plan, &plan.replay()).into_iter().map(|(subject, _)| subject).collect();
        let placed: BTreeSet<_> = plan.places.keys().cloned().collect();
        assert!(!placed.is_empty() && laid_out.is_subset(&placed), "{name}: {:?}", laid_out.difference(&placed));
    }
}
