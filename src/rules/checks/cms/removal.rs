//! CMS-004: a legacy pool that is removed while it hosts the Central Management store.

use crate::rules::prelude::*;
use crate::rules::steps::{moment, one_of_target, step_of};

pub static RULE: Rule =
    Rule::new("CMS-004", "pool-removed-with-the-central-management-store", "0.1.0", Check::Phase(check))
        .covering(&["ORDER-021"])
        .mended(FixOffer::Sometimes, move_first);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let mut host = cx.before.deployment.cms.as_ref();
    for step in cx.phase.steps.iter().map(|step| &**step) {
        for command in step.commands() {
            match command {
                Command::MoveCms { to } => host = Some(to),
                Command::Remove(Subject::Pool(id)) if host == Some(id) => {
                    let Some(pool) = cx.before.pools.get(id) else { continue };
                    match pack.age(pool) {
                        Age::Older => {
                            let said = message!("rules-cms-004", pool = cx.before.label(&id.into()));
                            out.report(step.id(), said).related([id]);
                        }
                        Age::Unknown => out.not_checked(id, &["version"]),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
}

/// The move to a pool of the target, with the work around it.
fn move_first(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((phase, at, stage, state)) = step_of(cx).and_then(|step| moment(cx, step.id())) else { return Vec::new() };
    let (Some(pack), [Subject::Pool(old)]) = (crate::rules::pack(cx.plan.target_at(stage)), &*cx.finding.related)
    else {
        return Vec::new();
    };
    let site = state.pools.get(old).and_then(|pool| pool.site.as_ref());
    let Some(new) = one_of_target(&state, pack, site, |pool| pool.kind == PoolKind::FrontEnd) else {
        return Vec::new();
    };
    let (old, new): (Subject, Subject) = (old.into(), (&new.id).into());
    // The move itself stands among the work.
    let steps = [
        Some((ActivityKind::PrepareCms, vec![new.clone()])),
        Some((ActivityKind::EnableTopology, vec![new.clone()])),
        None,
        Some((ActivityKind::RunSetup, vec![new.clone(), old])),
        Some((ActivityKind::Reboot, vec![new.clone()])),
        Some((ActivityKind::VerifyReplication, vec![new.clone()])),
    ];
    let mut taken: Vec<String> = Vec::new();
    let edits = steps.into_iter().enumerate().map(|(n, work)| {
        let name = work.as_ref().map_or("cms", |(kind, _)| kind.key());
        let id = cx.plan.free_id_besides(SubjectKind::Step, name, &taken);
        taken.push(id.clone());
        let step = match work {
            Some((kind, about)) => Step::activity(StepId::new(&id), kind, about),
            None => Step::change(StepId::new(&id), vec![Command::MoveCms { to: PoolId::new(new.id()) }]),
        };
        PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at + n), step }
    });
    let edits = edits.collect();
    vec![Fix { label: message!("rules-cms-004-fix", pool = state.label(&new)), edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    const PLAN: &str = "
            site Paris
              pool old front-end standard version=lync-2010
              pool new front-end standard version=lync-2013
            cms old
            phase Decommission
              - pool old                                       # CMS-004 related old
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: Some(0),
            step: Step::change(StepId::new("step-cms"), vec![Command::MoveCms { to: sketch.pool("new") }]),
        });
    }

    #[test]
    fn where_no_pool_of_the_target_can_host_it_none_is_proposed() {
        check_unmended(&RULE, &PLAN.replace("new front-end standard", "new director"));
        let two = PLAN.replace("cms old", "  pool other front-end standard version=lync-2013\n            cms old");
        check_unmended(&RULE, &two);
    }

    #[test]
    fn another_host_is_not_concerned() {
        check_silent(&RULE, &PLAN.replace("# CMS-004 related old", "").replace("cms old", "cms new"));
        let text = PLAN.replace("# CMS-004 related old", "").replace("version=lync-2010", "");
        assert_eq!(check_silent(&RULE, &text).not_checked[0].missing, ["version"]);
    }
}
