//! PLAN-001: a step that cannot apply where it stands.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("PLAN-001", "step-does-not-apply", "0.1.0", Check::Plan(check))
    .always(Level::Error)
    .mended(FixOffer::Always, fixes);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    for skipped in &cx.replay.skipped {
        let Some((_, step)) = cx.plan.step(&skipped.step) else { continue };
        let about: Vec<_> =
            step.about().into_iter().filter(|subject| cx.states.iter().any(|state| state.has(subject))).collect();
        let said = message!(
            "rules-plan-001",
            step = cx.plan.label(&(&skipped.step).into()),
            phase = &*cx.plan.phases[skipped.stage - 1].name,
            why = skipped.why.message(&|subject| cx.plan.label(subject))
        );
        out.report(&skipped.step, said).related(about).during(skipped.stage, skipped.stage);
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    vec![Fix {
        label: message!("rules-plan-001-fix", step = cx.plan.label(&id.into())),
        edits: vec![PlanEdit::RemoveStep(id.clone())],
        // The step has no effect, but what it was meant to do may still be wanted.
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::check_twins;

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010
            phase Retire
              - pool fe-old
            phase Cleanup
              - pool fe-old                                    # PLAN-001
            ",
            |sketch| PlanEdit::RemovePhase(sketch.phase(2)),
        );
    }
}
