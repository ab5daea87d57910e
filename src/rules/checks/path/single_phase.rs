//! PATH-012: one phase that goes from the legacy topology to the final one.

use crate::plan::Phase;
use crate::rules::prelude::*;
use crate::rules::steps::removed_pools;

pub static RULE: Rule = Rule::new("PATH-012", "whole-migration-in-one-phase", "0.1.0", Check::End(check))
    .mended(FixOffer::Sometimes, split);

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

/// What follows from the first removal of a legacy pool on is a phase of its own, once users have moved.
fn split(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Phase(id) = &cx.finding.subject else { return Vec::new() };
    let Some(at) = cx.plan.phases.iter().position(|phase| phase.id == *id) else { return Vec::new() };
    let (phase, Some(before)) = (&cx.plan.phases[at], cx.replay.states.get(at)) else { return Vec::new() };
    let Some(pack) = crate::rules::pack(cx.plan.target_at(at + 1)) else { return Vec::new() };
    let older = |id: &PoolId| {
        before.pools.get(id).is_some_and(|pool| pool.kind == PoolKind::FrontEnd && pack.age(pool) == Age::Older)
    };
    let Some(first) = phase.steps.iter().position(|step| removed_pools(step).any(older)) else { return Vec::new() };
    let brings = |command: &Command| match command {
        Command::Add(Element::Pool(pool)) => pool.kind == PoolKind::FrontEnd && pack.age(pool) == Age::Own,
        _ => false,
    };
    if !phase.steps[..first].iter().any(|step| step.commands().iter().any(brings)) {
        return Vec::new();
    }
    let name = (2u32..).map(|n| format!("{} {n}", phase.name));
    let is_free = |name: &String| !cx.plan.phases.iter().any(|other| *other.name == **name);
    let name = name.take(1000).find(is_free).unwrap_or_default();
    let new = PhaseId::new(&cx.plan.free_id(SubjectKind::Phase, &name));
    let second = Phase { target: phase.target.clone(), ..Phase::new(new.clone(), name.as_str()) };
    let mut edits = vec![PlanEdit::AddPhase { index: at + 1, phase: second }];
    let steps = phase.steps[first..].iter().enumerate();
    edits.extend(steps.map(|(index, step)| PlanEdit::MoveStep { step: step.id().clone(), to: new.clone(), index }));
    let label = message!("rules-path-012-fix", phase = &*phase.name, new = name);
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_twins, check_unmended, steps_of};

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

    #[test]
    fn the_removal_and_what_follows_is_a_phase_of_its_own() {
        let text = |steps: &str| {
            format!(
                "site Paris\n  pool fe-old front-end standard version=lync-2010\nphase Migration\n{steps}\nphase After"
            )
        };
        let add = "+ pool fe-new front-end standard version=lync-2013";
        let steps = |plan: &crate::plan::Plan| [1, 2, 3].map(|phase| steps_of(plan, phase).len());
        check_mended(&RULE, &text(&format!("{add}\n- pool fe-old\ndo verify")), steps, [1, 2, 0]);
        check_unmended(&RULE, &text(&format!("- pool fe-old\n{add}")));
    }
}
