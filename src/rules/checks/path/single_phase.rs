//! PATH-012: one phase that goes from the legacy topology to the final one.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("PATH-012", "whole-migration-in-one-phase", "0.1.0", Check::End(check));

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    for (at, phase) in cx.plan.phases.iter().enumerate() {
        let stage = at + 1;
        let front_ends = |stage: usize, age| {
            cx.pools(stage, age).filter(|pool| pool.kind == PoolKind::FrontEnd).map(|pool| &pool.id).collect::<Vec<_>>()
        };
        let gone = front_ends(at, Age::Older);
        let new = front_ends(stage, Age::Own);
        let whole = front_ends(at, Age::Own).is_empty()
            && !gone.is_empty()
            && front_ends(stage, Age::Older).is_empty()
            // A pool upgraded in place has not been replaced by another.
            && new.iter().any(|id| !gone.contains(id));
        if whole {
            let said = message!("rules-path-012", phase = &*phase.name);
            out.report(&phase.id, said).during(stage, stage);
        }
    }
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
            phase Migration                                    # PATH-012
              + pool fe-new front-end standard version=lync-2013
              move all users fe-old -> fe-new
              - pool fe-old
            phase After
            ",
            |sketch| PlanEdit::MoveStep { step: sketch.step(1, 3), to: sketch.phase(2), index: 0 },
        );
    }
}
