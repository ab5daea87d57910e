//! MON-003: users move to a pool without an archiving store although archiving is not to stop.

use crate::rules::prelude::*;
use crate::rules::steps::{if_all_applies, move_ahead, step_of};

pub static RULE: Rule = Rule::new("MON-003", "users-moved-before-archiving-is-there", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Sometimes, store_first);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let deployment = &cx.before.deployment;
    let moves = |step: &Step| step.commands().iter().any(|command| matches!(command, Command::MoveUsers { .. }));
    let in_exchange = deployment.archiving_mode == Some(ArchivingMode::Exchange);
    if deployment.archiving_critical == Some(false) || in_exchange || !cx.phase.steps.iter().any(|step| moves(step)) {
        return;
    }
    if deployment.archiving_critical.is_none() && !cx.archives_today() {
        return;
    }
    let mut said_of: Vec<&PoolId> = Vec::new();
    for (step, state) in cx.exact_steps() {
        for command in step.commands() {
            let Command::MoveUsers { to, .. } = command else { continue };
            let Some(pool) = state.pools.get(to).filter(|pool| pool.kind == PoolKind::FrontEnd) else { continue };
            let arrives = |step: &Step| {
                step.commands().iter().any(|c| matches!(c, Command::MoveUsers { to: other, .. } if other == to))
            };
            if said_of.contains(&to) || cx.before_step(step).any(arrives) {
                continue;
            }
            let from = Subject::from(to);
            let has = state.links.values().any(|link| link.from == from && link.kind == LinkKind::ArchivingStore);
            match pack.age(pool) {
                _ if has => {}
                Age::Own if deployment.archiving_critical.is_none() => {
                    out.not_checked(Subject::Deployment, &["archiving-critical"]);
                }
                Age::Own => {
                    said_of.push(to);
                    out.report(step.id(), message!("rules-mon-003", pool = state.label(&from))).related([to]);
                }
                Age::Unknown => out.not_checked(to, &["version"]),
                _ => {}
            }
        }
    }
}

/// A later step that gives the pool its store goes before the move.
fn store_first(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some(step), Some(pool)) = (step_of(cx), cx.finding.related.first()) else { return Vec::new() };
    let is_store = |command: &Command| matches!(command, Command::Add(Element::Link(link)) if link.kind == LinkKind::ArchivingStore && link.from == *pool);
    let steps = cx.plan.phases.iter().flat_map(|phase| &phase.steps);
    let mut later = steps.skip_while(|other| other.id() != step.id()).skip(1);
    let Some(gives) = later.find(|step| step.commands().iter().any(is_store)) else { return Vec::new() };
    let label = message!(
        "rules-order-ahead-fix",
        step = cx.plan.label(&gives.id().into()),
        other = cx.plan.label(&cx.finding.subject)
    );
    if_all_applies(cx, move_ahead(cx.plan, gives.id(), step.id()), label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_said, check_silent, check_twins};

    const PLAN: &str = "
            deployment archiving-critical=true
            site Paris
              pool arch10 archiving version=lync-2010
              pool fe10 front-end standard version=lync-2010 users=10
              pool fe13 front-end enterprise version=lync-2013
              sql sql1
            phase Move
              move 5 users fe10 -> fe13                        # MON-003 related fe13
              move 5 users fe10 -> fe13
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| sketch.record(0, sketch.add_link("archiving-store", "fe13", "sql1\\")));
    }

    #[test]
    fn what_is_not_critical_may_wait_and_unknown_is_not_green() {
        let text = PLAN.replace("# MON-003 related fe13", "");
        assert_eq!(check_silent(&RULE, &text.replace("=true", "=false")).not_checked, []);
        check_silent(&RULE, &text.replace("=true", "=true archiving-mode=exchange"));
        let unknown = text.replace("archiving-critical=true", "ipv6=false");
        assert_eq!(check_silent(&RULE, &unknown).not_checked[0].missing, ["archiving-critical"]);
        assert_eq!(check_silent(&RULE, &unknown.replace("pool arch10 archiving", "pool arch10 edge")).not_checked, []);
    }

    #[test]
    fn a_store_that_comes_later_goes_first() {
        let late = format!("{PLAN}phase Store\n  + link archiving-store fe13 -> sql1\\");
        check_twins(&RULE, &late, |sketch| PlanEdit::MoveStep {
            step: sketch.step(2, 1),
            to: sketch.phase(1),
            index: 0,
        });
        check_mended(&RULE, &late, |plan| plan.phases[0].steps.len(), 3);
    }

    #[test]
    fn only_the_first_arrival_is_told() {
        let again = format!("{PLAN}phase Again\n  move 2 users fe10 -> fe13");
        check_said(&RULE, &again, |report| report.findings.len(), 1);
    }

    #[test]
    fn other_links_and_pools_are_no_archiving() {
        let text = PLAN.replace("# MON-003 related fe13", "").replace("archiving-critical=true", "ipv6=false");
        let text = text.replace("pool arch10 archiving", "pool arch10 edge");
        let text = text.replace("users=10", "users=10 monitoring-store=sql1\\");
        assert_eq!(check_silent(&RULE, &text).not_checked, []);
    }
}
