//! PAIR-006: two deployed pools that are paired without the work that their pairing takes.

use crate::rules::prelude::*;
use crate::rules::steps::{is_activity, pool_and_servers};

pub static RULE: Rule = Rule::new("PAIR-006", "deployed-pools-paired-without-a-sync", "0.1.0", Check::Phase(check))
    .in_course()
    .mended(FixOffer::Always, fixes);

/// The work after the pairing, in order.
const WORK: [ActivityKind; 2] = [ActivityKind::RunSetup, ActivityKind::BackupSync];

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    for step in cx.phase.steps.iter().map(|step| &**step) {
        for command in step.commands() {
            let Command::Add(Element::Link(link)) = command else { continue };
            let (LinkKind::Pairing, Subject::Pool(from), Subject::Pool(to)) = (link.kind, &link.from, &link.to) else {
                continue;
            };
            let pools = [from, to];
            if !pools.iter().all(|pool| is_deployed(cx, step, pool)) {
                continue;
            }
            let own = |pool: &&&PoolId| cx.after.pools.get(**pool).map(|pool| pack.age(pool));
            if pools.iter().any(|pool| own(&pool) == Some(Age::Unknown)) {
                pools.iter().for_each(|pool| out.not_checked(*pool, &["version"]));
                continue;
            }
            if !pools.iter().all(|pool| own(&pool) == Some(Age::Own)) {
                continue;
            }
            let done = |kind: ActivityKind, pool: &PoolId| {
                let about = pool_and_servers(cx.after, pool);
                cx.here_after(step).any(|later| is_activity(later, kind, &about))
            };
            if !WORK.iter().all(|kind| pools.iter().all(|pool| done(*kind, pool))) {
                let said = message!(
                    "rules-pair-006",
                    pool = cx.after.label(&from.into()),
                    partner = cx.after.label(&to.into())
                );
                out.report(step.id(), said).related(pools);
            }
        }
    }
}

/// Whether a pool surely is deployed when a step comes: it is there today, or its servers have been installed.
fn is_deployed(cx: &PhaseContext<'_>, step: &Step, pool: &PoolId) -> bool {
    let about = pool_and_servers(cx.after, pool);
    let installed = |step: &Step| match step {
        Step::Activity { kind: ActivityKind::InstallServers, about: done, .. } => {
            done.iter().any(|one| about.contains(one))
        }
        _ => false,
    };
    let earlier = cx.plan.phases.iter().take(cx.stage - 1).flat_map(|phase| &phase.steps);
    let here = cx.phase.steps.iter().take_while(|other| other.id() != step.id());
    cx.plan.today.pools.contains_key(pool) || earlier.chain(here).any(|step| installed(step))
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    let found = cx.plan.phases.iter().find_map(|phase| Some((phase, phase.steps.iter().position(|s| s.id() == id)?)));
    let Some((phase, at)) = found else { return Vec::new() };
    let mut taken = Vec::new();
    let mut edits = Vec::new();
    for (n, kind) in WORK.into_iter().enumerate() {
        let id = cx.plan.free_id_besides(SubjectKind::Step, kind.key(), &taken);
        taken.push(id.clone());
        let step = Step::activity(StepId::new(&id), kind, cx.finding.related.clone());
        edits.push(PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at + 1 + n), step });
    }
    let pools = cx.finding.related.iter().map(|pool| cx.plan.label(pool)).collect::<Vec<_>>();
    vec![Fix { label: message!("rules-pair-006-fix", pools = pools), edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    const PLAN: &str = "
            site Paris
              pool a front-end standard version=lync-2013
              pool b front-end standard version=lync-2013
            phase Pair
              + link pairing a -> b                            # PAIR-006 related a b
              do run-setup a b
              do backup-sync a
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| {
            PlanEdit::EditStep(Step::activity(
                sketch.step(1, 3),
                ActivityKind::BackupSync,
                vec![sketch.subject("a"), sketch.subject("b")],
            ))
        });
        check_twins(
            &RULE,
            &PLAN.replace("do run-setup a b", "do backup-sync b").replace("# PAIR-006 related a b", "# PAIR-006"),
            |sketch| PlanEdit::AddStep {
                phase: sketch.phase(1),
                index: None,
                step: Step::activity(StepId::new("step-setup"), ActivityKind::RunSetup, Vec::new()),
            },
        );
    }

    #[test]
    fn pools_paired_before_they_are_deployed_need_nothing() {
        let text = PLAN
            .replace("# PAIR-006 related a b", "")
            .replace("              pool b front-end standard version=lync-2013\n", "");
        let text =
            text.replace("phase Pair", "phase Pair\n              + pool b front-end standard version=lync-2013");
        check_silent(&RULE, &text);
        check_silent(&RULE, &PLAN.replace("# PAIR-006 related a b", "").replace("lync-2013", "lync-2010"));
    }

    #[test]
    fn servers_installed_in_the_plan_are_deployed() {
        let text = PLAN.replace("              pool b front-end standard version=lync-2013\n", "");
        let text = text.replace(
            "phase Pair",
            "phase Pair
              + pool b front-end standard version=lync-2013
              do install-servers b",
        );
        check_twins(&RULE, &text, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 4,
        });
    }
}
