//! AD-006: a pool of the target before Active Directory is prepared for it.

use crate::rules::deployed::deployed_at;
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("AD-006", "target-before-active-directory-is-prepared", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, prepare);

/// Only the first pool of the target is judged: what comes after it finds the same directory.
fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    if cx.before.pools.values().any(|pool| pack.age(pool) == Age::Own) {
        return;
    }
    let added = cx.phase.steps.iter().enumerate().find_map(|(at, step)| {
        step.commands().iter().find_map(|command| match command {
            Command::Add(Element::Pool(pool)) if pack.age(pool) == Age::Own => Some((at, pool)),
            _ => None,
        })
    });
    let Some((at, pool)) = added else { return };
    let prepares = |step: &Step| matches!(step, Step::Activity { kind: ActivityKind::PrepareActiveDirectory, .. });
    let deployed = deployed_at(cx.phase, at, &(&pool.id).into());
    let earlier = cx.plan.phases.iter().take(cx.stage - 1).flat_map(|phase| &phase.steps);
    if earlier.chain(cx.phase.steps.iter().take(deployed)).any(|step| prepares(step)) {
        return;
    }
    let name = pool.fqdn.as_deref().unwrap_or(pool.id.as_str());
    match cx.before.deployment.prepared_for {
        Some(version) if version >= pack.product => {}
        Some(_) => {
            out.report(&pool.id, message!("rules-ad-006", pool = name));
        }
        None => {
            let later = cx.plan.phases.iter().skip(cx.stage).flat_map(|phase| &phase.steps);
            if cx.phase.steps.iter().skip(deployed).chain(later).any(|step| prepares(step)) {
                out.report(&pool.id, message!("rules-ad-006", pool = name));
            } else {
                out.not_checked(Subject::Deployment, &["prepared-for"]);
            }
        }
    }
}

/// The late step goes to the front of the phase; where the plan has none, a new one.
fn prepare(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(phase) = cx.finding.stages.0.checked_sub(1).and_then(|at| cx.plan.phases.get(at)) else {
        return Vec::new();
    };
    let mut steps = cx.plan.phases.iter().flat_map(|phase| &phase.steps);
    let late = steps
        .find(|step| matches!(&***step, Step::Activity { kind: ActivityKind::PrepareActiveDirectory, .. }))
        .map(|step| step.id().clone());
    let edit = match late {
        Some(step) => PlanEdit::MoveStep { step, to: phase.id.clone(), index: 0 },
        None => PlanEdit::AddStep {
            phase: phase.id.clone(),
            index: Some(0),
            step: Step::activity(
                StepId::new(&cx.plan.free_id(SubjectKind::Step, ActivityKind::PrepareActiveDirectory.key())),
                ActivityKind::PrepareActiveDirectory,
                vec![Subject::Deployment],
            ),
        },
    };
    vec![Fix { label: message!("rules-ad-006-fix", phase = &*phase.name), edits: vec![edit], safety: Safety::Ask }]
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
            phase Pilot
              + pool fe front-end standard version=lync-2013   # AD-006
              do publish fe
              do prepare-active-directory
            ",
            |sketch| PlanEdit::MoveStep { step: sketch.step(1, 3), to: sketch.phase(1), index: 1 },
        );
        check_twins(
            &RULE,
            "
            deployment prepared-for=lync-2010
            site Paris
            phase Pilot
              + pool fe front-end standard version=lync-2013   # AD-006
            phase Later
              + pool fe2 front-end standard version=lync-2013
            ",
            |_| {
                let prepared = Some(Value::text("lync-2013"));
                PlanEdit::Correct(Command::Set { of: Subject::Deployment, fact: "prepared-for", to: prepared })
            },
        );
    }

    #[test]
    fn a_plan_that_says_nothing_waits() {
        let plan = "site Paris\nphase Pilot\n  + pool fe front-end standard version=lync-2013";
        assert_eq!(check_silent(&RULE, plan).not_checked[0].missing, ["prepared-for"]);
        let report = check_silent(
            &RULE,
            "site Paris\n  pool a front-end version=lync-2013\nphase P\n  + pool b front-end version=lync-2013",
        );
        assert_eq!(report.not_checked, []);
    }

    #[test]
    fn a_pool_of_an_older_product_needs_no_preparation() {
        check_silent(
            &RULE,
            "
            deployment prepared-for=lync-2010
            site Paris
            phase Pilot
              + pool fe front-end standard version=lync-2010
            ",
        );
    }
}
