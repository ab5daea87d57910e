//! AD-007: a domain that is renamed while the product runs in it.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("AD-007", "domain-renamed-under-the-product", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, leave_out);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let renames = |step: &Step| matches!(step, Step::Activity { kind: ActivityKind::RenameDomain, .. });
    if !cx.phase.steps.iter().any(|step| renames(step)) {
        return;
    }
    for (step, state) in cx.steps().filter(|(step, _)| renames(step)) {
        // Companions without a version of the product are not deployed in its domains.
        let hosts = |pool: &Pool| cx.pack.is_some_and(|pack| !matches!(pack.age(pool), Age::None | Age::Newer));
        if state.pools.values().any(|pool| hosts(pool)) {
            out.report(step.id(), message!("rules-ad-007", phase = &*cx.phase.name)).related([&cx.phase.id]);
        }
    }
}

fn leave_out(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(step) = &cx.finding.subject else { return Vec::new() };
    vec![Fix {
        label: message!("rules-ad-007-fix"),
        edits: vec![PlanEdit::RemoveStep(step.clone())],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe front-end standard version=lync-2010
            phase Rename
              do rename-domain                                  # AD-007
            ",
            |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)),
        );
    }

    #[test]
    fn an_empty_deployment_may_rename() {
        check_silent(&RULE, "site Paris\n  pool owas office-web-apps\nphase Rename\n  do rename-domain");
    }
}
