//! ORDER-015: a legacy pool that is removed while its services run.

use crate::rules::prelude::*;
use crate::rules::steps::{insert, removed_pools};

pub static RULE: Rule = Rule::new("ORDER-015", "legacy-pool-removed-while-it-runs", "0.1.0", Check::Phase(check))
    .in_course()
    .mended(FixOffer::Always, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    if !cx.phase.steps.iter().any(|step| removed_pools(step).next().is_some()) {
        return;
    }
    // What is stopped by now, also in earlier phases.
    let earlier = cx.plan.phases.iter().take(cx.stage - 1).flat_map(|phase| &phase.steps);
    let mut stopped: Vec<&[Subject]> = earlier.filter_map(|step| stops(step)).collect();
    for (step, state) in cx.steps() {
        stopped.extend(stops(step));
        for id in removed_pools(step) {
            let Some(pool) = state.pools.get(id).filter(|pool| pool.kind == PoolKind::FrontEnd) else { continue };
            match pack.age(pool) {
                Age::Older => {}
                Age::Unknown => {
                    out.not_checked(id, &["version"]);
                    continue;
                }
                _ => continue,
            }
            let is_it = |subject: &Subject| match subject {
                Subject::Deployment => true,
                Subject::Pool(pool) => pool == id,
                Subject::Server(server) => cx.before.servers.get(server).is_some_and(|server| server.pool == *id),
                _ => false,
            };
            if !stopped.iter().any(|about| about.is_empty() || about.iter().any(is_it)) {
                out.report(step.id(), message!("rules-order-015", pool = state.label(&id.into()))).related([id]);
            }
        }
    }
}

/// What a step stops; nothing in particular is everything.
fn stops(step: &Step) -> Option<&[Subject]> {
    match step {
        Step::Activity { kind: ActivityKind::StopServices, about, .. } => Some(about),
        _ => None,
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let name = cx.finding.related.first().map(|pool| cx.plan.label(pool)).unwrap_or_default();
    let label = message!("rules-order-015-fix", pool = name);
    insert(cx, false, ActivityKind::StopServices, cx.finding.related.clone(), label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    const PLAN: &str = "
            site Paris
              pool old front-end enterprise version=lync-2010 servers=o1,o2
              pool old2 front-end enterprise version=lync-2010
            phase Decommission
              do stop-services old2
              - pool old                                       # ORDER-015 related old
              do stop-services old
              - pool old2
    ";

    #[test]
    fn twins() {
        for stop in ["old", "o1", ""] {
            let text = PLAN.replace("do stop-services old\n", &format!("do stop-services {stop}\n"));
            check_twins(&RULE, &text, |sketch| PlanEdit::MoveStep {
                step: sketch.step(1, 3),
                to: sketch.phase(1),
                index: 1,
            });
        }
    }

    #[test]
    fn a_stop_of_everything_stops_the_pool() {
        check_twins(&RULE, PLAN, |sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: Some(0),
            step: Step::activity(StepId::new("step-new"), ActivityKind::StopServices, vec![Subject::Deployment]),
        });
    }

    #[test]
    fn other_pools_and_unknown_versions() {
        let text = PLAN.replace("# ORDER-015 related old", "");
        assert_eq!(check_silent(&RULE, &text.replace("lync-2010", "lync-2013")).not_checked, []);
        assert_eq!(check_silent(&RULE, &text.replace("front-end enterprise", "director")).not_checked, []);
        assert_eq!(check_silent(&RULE, &text.replace("version=lync-2010", "")).not_checked[0].missing, ["version"]);
    }
}
