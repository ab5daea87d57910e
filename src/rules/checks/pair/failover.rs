//! PAIR-007: a pool that is failed over before the active Central Management store on it.

use crate::rules::prelude::*;
use crate::rules::steps::{insert, is_activity, move_ahead, place_of, step_of};

pub static RULE: Rule = Rule::new("PAIR-007", "pool-failed-over-before-the-cms", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let is_failover = |step: &Step| matches!(step, Step::Activity { kind: ActivityKind::FailOverPool, .. });
    if !cx.phase.steps.iter().any(|step| is_failover(step)) {
        return;
    }
    for (step, state) in cx.exact_steps() {
        let Step::Activity { kind: ActivityKind::FailOverPool, about, .. } = step else { continue };
        for subject in about {
            let Subject::Pool(pool) = subject else { continue };
            let paired = |link: &&std::sync::Arc<Link>| {
                link.kind == LinkKind::Pairing && (link.from == *subject || link.to == *subject)
            };
            if !state.links.values().any(|link| paired(&link)) {
                continue;
            }
            match &state.deployment.cms {
                None => out.not_checked(Subject::Deployment, &["cms"]),
                Some(cms) if cms != pool => {}
                Some(_) => {
                    let only = std::slice::from_ref(subject);
                    if !cx.here_before(step).any(|step| is_activity(step, ActivityKind::FailOverCms, only)) {
                        out.report(step.id(), message!("rules-pair-007", pool = state.label(subject))).related([pool]);
                    }
                }
            }
        }
    }
}

/// The failover of the store that comes later in the phase goes first, or else a new one.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(step) = step_of(cx) else { return Vec::new() };
    let Some((phase, at)) = place_of(cx.plan, step.id()) else { return Vec::new() };
    let about = cx.finding.related.clone();
    let later = phase.steps.iter().skip(at + 1).find(|step| is_activity(step, ActivityKind::FailOverCms, &about));
    match later.and_then(|later| move_ahead(cx.plan, later.id(), step.id())) {
        Some(edit) => vec![Fix { label: message!("rules-pair-007-fix"), edits: vec![edit], safety: Safety::Ask }],
        None => insert(cx, false, ActivityKind::FailOverCms, about, message!("rules-pair-007-fix")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_words};

    const PLAN: &str = "
            site Paris
              pool a front-end standard version=lync-2013 pairing=b
              pool b front-end standard version=lync-2013
            cms a
            phase Drill
              do communicate
              do fail-over-pool a                              # PAIR-007 related a
              do fail-over-cms
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 3),
            to: sketch.phase(1),
            index: 1,
        });
        check_twins(&RULE, PLAN, |sketch| sketch.record(0, Command::MoveCms { to: sketch.pool("b") }));
    }

    #[test]
    fn the_surviving_pool_holds_it_or_nobody_knows() {
        let text = PLAN.replace("# PAIR-007 related a", "");
        assert_eq!(check_silent(&RULE, &text.replace("            cms a\n", "")).not_checked[0].missing, ["cms"]);
        assert_eq!(check_silent(&RULE, &text.replace("cms a", "cms b")).not_checked, []);
    }

    #[test]
    fn only_a_pair_fails_over_and_either_of_it() {
        let of = |pool: &str| {
            PLAN.replace("cms a", &format!("  pool c front-end standard version=lync-2013\n            cms {pool}"))
                .replace("fail-over-pool a", &format!("fail-over-pool {pool}"))
        };
        check_words(&RULE, &["a", "b", "c"], &["a", "b"], of);
    }
}
