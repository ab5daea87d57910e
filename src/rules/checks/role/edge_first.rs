//! ROLE-008: an Edge pool of the target that is added before any internal pool stands.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("ROLE-008", "edge-pool-before-an-internal-pool", "0.1.0", Check::Phase(check));

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
            phase Edge
              + pool edge edge version=lync-2013   # ROLE-008
              + pool fe front-end standard version=lync-2013
            ",
            |sketch| PlanEdit::MoveStep { step: sketch.step(1, 2), to: sketch.phase(1), index: 0 },
        );
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
