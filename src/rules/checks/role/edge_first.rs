//! ROLE-008: an Edge pool of the target that is added before any internal pool stands.

use crate::rules::prelude::*;
use crate::rules::steps::{if_all_applies, move_behind};

pub static RULE: Rule = Rule::new("ROLE-008", "edge-pool-before-an-internal-pool", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Sometimes, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let edge = |command: &Command| match command {
        Command::Add(Element::Pool(pool)) if pool.kind == PoolKind::Edge && pack.age(pool) == Age::Own => {
            Some(pool.clone())
        }
        _ => None,
    };
    let internal = |pool: &Pool| pool.kind == PoolKind::FrontEnd;
    if cx.before.pools.values().any(|pool| internal(pool))
        || !cx.phase.steps.iter().any(|step| step.commands().iter().any(|command| edge(command).is_some()))
    {
        return;
    }
    for (step, state) in cx.steps() {
        let mut there = state.pools.values().any(|pool| internal(pool));
        for command in step.commands() {
            there |= matches!(command, Command::Add(Element::Pool(pool)) if internal(pool));
            if let Some(pool) = edge(command).filter(|_| !there) {
                let name = pool.fqdn.as_deref().unwrap_or(pool.id.as_str());
                out.report(&pool.id, message!("rules-role-008", pool = name)).related([step.id()]);
            }
        }
    }
}

/// The Edge pool comes right behind the first internal pool, when nothing in between is about it.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let [Subject::Step(step)] = cx.finding.related.as_slice() else { return Vec::new() };
    let internal = |step: &&std::sync::Arc<Step>| {
        let is_it = |pool: &Pool| pool.kind == PoolKind::FrontEnd;
        step.commands().iter().any(|command| matches!(command, Command::Add(Element::Pool(pool)) if is_it(pool)))
    };
    let steps = cx.plan.phases.iter().flat_map(|phase| &phase.steps);
    let behind: Vec<_> = steps.skip_while(|other| other.id() != step).skip(1).collect();
    let Some(at) = behind.iter().position(internal) else { return Vec::new() };
    if behind[..at].iter().any(|step| step.about().contains(&cx.finding.subject)) {
        return Vec::new();
    }
    let other = behind[at].id();
    let label =
        message!("rules-order-behind-fix", step = cx.plan.label(&step.into()), other = cx.plan.label(&other.into()));
    if_all_applies(cx, move_behind(cx.plan, step, other), label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
            phase Edge
              + pool edge edge version=lync-2013   # ROLE-008
              + pool fe front-end standard version=lync-2013
            ",
            |sketch| PlanEdit::MoveStep { step: sketch.step(1, 2), to: sketch.phase(1), index: 0 },
        );
    }

    #[test]
    fn an_edge_pool_moves_only_behind_an_internal_pool_and_not_past_work_about_it() {
        let edge = "site Paris\nphase Edge\n  + pool edge edge version=lync-2013\n";
        check_unmended(&RULE, edge);
        let work = "  do publish edge\n  + pool fe front-end standard version=lync-2013";
        check_unmended(&RULE, &format!("{edge}{work}"));
    }

    #[test]
    fn a_legacy_pool_is_an_internal_pool() {
        check_silent(
            &RULE,
            "
            site Paris
              pool old front-end standard version=lync-2010
            phase Edge
              + pool edge edge version=lync-2013
            ",
        );
    }

    #[test]
    fn other_pools_may_come_first() {
        for pool in ["director version=lync-2013", "edge version=lync-2010"] {
            check_silent(&RULE, &format!("site Paris\nphase First\n  + pool p {pool}"));
        }
    }
}
