//! COEX-009: the preparation of the forest is reversed while older products are still there.

use crate::rules::prelude::*;
use crate::rules::steps::step_of;

pub static RULE: Rule = Rule::new("COEX-009", "forest-preparation-reversed-too-early", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let reverses = |step: &Step| matches!(step, Step::Activity { kind: ActivityKind::ReverseForestPreparation, .. });
    if !cx.phase.steps.iter().any(|step| reverses(step)) {
        return;
    }
    for (step, state) in cx.exact_steps().filter(|(step, _)| reverses(step)) {
        let of_age = |age| state.pools.values().filter(move |pool| pack.age(pool) == age).map(|pool| &pool.id);
        let older: Vec<&PoolId> = of_age(Age::Older).collect();
        if older.is_empty() {
            of_age(Age::Unknown).for_each(|pool| out.not_checked(pool, &["version"]));
            continue;
        }
        let names = older.iter().map(|pool| state.label(&(*pool).into())).collect::<Vec<_>>();
        out.report(step.id(), message!("rules-coex-009", pools = names)).related(older);
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(step) = step_of(cx) else { return Vec::new() };
    vec![Fix {
        label: message!("rules-coex-009-fix", step = cx.plan.label(&cx.finding.subject)),
        edits: vec![PlanEdit::RemoveStep(step.id().clone())],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    const PLAN: &str = "
            site Paris
              pool edge-old edge version=lync-2010
              pool new front-end standard version=lync-2013
            phase Back
              do reverse-forest-preparation                    # COEX-009 related edge-old
              - pool edge-old
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 1),
            to: sketch.phase(1),
            index: 1,
        });
    }

    #[test]
    fn an_unknown_version_waits() {
        let text = PLAN.replace("# COEX-009 related edge-old", "");
        assert_eq!(check_silent(&RULE, &text.replace("version=lync-2010", "")).not_checked[0].missing, ["version"]);
        assert_eq!(check_silent(&RULE, &text.replace("lync-2010", "lync-2013")).not_checked, []);
    }
}
