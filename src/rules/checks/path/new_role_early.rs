//! PATH-009: a role that the organization did not have arrives while users are still on legacy pools.

use crate::rules::prelude::*;
use crate::rules::steps::if_all_applies;

pub static RULE: Rule = Rule::new("PATH-009", "new-role-before-the-migration-is-done", "0.1.0", Check::End(check))
    .mended(FixOffer::Sometimes, later);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    for stage in 1..cx.states.len() {
        let (before, after) = (&cx.states[stage - 1], &cx.states[stage]);
        if before.pools.ptr_eq(&after.pools) {
            continue;
        }
        let new: Vec<&Pool> = cx.pools(stage, Age::Own).filter(|pool| !before.pools.contains_key(&pool.id)).collect();
        if new.is_empty() || !has_legacy_users(cx, stage) {
            continue;
        }
        for pool in new {
            match had(&cx.states[0], pool.kind) {
                Some(true) => {}
                Some(false) => {
                    let said = message!(
                        "rules-path-009",
                        pool = after.label(&(&pool.id).into()),
                        role = Message::word(PoolKind::PREFIX, pool.kind.key())
                    );
                    out.report(&pool.id, said).during(stage, stage);
                }
                None => out.not_checked(&pool.id, &["mediation"]),
            }
        }
    }
}

/// Whether a legacy pool still homes users at the end of a stage, as far as anybody knows.
fn has_legacy_users(cx: &PlanContext<'_>, stage: usize) -> bool {
    let legacy = |pool: &Pool| pool.kind == PoolKind::FrontEnd && cx.age(stage, pool) == Age::Older;
    let state = &cx.states[stage];
    let homes = state.user_groups.values().flat_map(|group| &group.homes).filter(|(_, count)| **count != Some(0));
    // The first group tells mostly. Of a pool that no group names nothing is known.
    homes.filter_map(|(pool, _)| state.pools.get(pool)).any(|pool| legacy(pool))
        || cx.of_kind(stage, Age::Older, PoolKind::FrontEnd).iter().any(|pool| !cx.is_home(stage, &pool.id))
}

/// Whether the organization had a role; `None` when it cannot be known.
fn had(today: &Topology, kind: PoolKind) -> Option<bool> {
    let pool_of = |kinds: &[PoolKind]| today.pools.values().any(|pool| kinds.contains(&pool.kind));
    match kind {
        PoolKind::PersistentChat => Some(pool_of(&[PoolKind::PersistentChat, PoolKind::GroupChat])),
        PoolKind::Director | PoolKind::Edge | PoolKind::Sba | PoolKind::VideoInterop => Some(pool_of(&[kind])),
        PoolKind::Mediation => {
            let role = |pool: &Pool| pool.roles.as_ref().is_some_and(|roles| roles.contains(&Role::Mediation));
            let mut pools = today.pools.values();
            if pool_of(&[kind]) || pools.any(|p| role(p) || p.mediation.is_some_and(|m| m != MediationMode::None)) {
                return Some(true);
            }
            let mut front_ends = today.pools.values().filter(|pool| pool.kind == PoolKind::FrontEnd);
            if front_ends.any(|p| p.mediation.is_none() && p.roles.is_none()) { None } else { Some(false) }
        }
        // Front Ends, Office Web Apps, Monitoring and Archiving belong in the pilot pool.
        _ => Some(true),
    }
}

/// The step that brings the pool goes to the end of the first phase after which no user is on an old pool.
fn later(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((stage, Some(step))) = cx.plan.entry_of(&cx.finding.subject) else { return Vec::new() };
    let brings = |subject: &Subject| matches!(subject, Subject::Pool(_)) && *subject != cx.finding.subject;
    let adds = step.commands().iter().filter_map(|command| match command {
        Command::Add(element) => Some(element.subject()),
        _ => None,
    });
    // Steps in between about the pool would be about nothing, and a step of several pools is more than this one.
    let is_named = |step: &std::sync::Arc<Step>| step.about().contains(&cx.finding.subject);
    let named = cx.plan.phases.iter().flat_map(|phase| &phase.steps).filter(|step| is_named(step)).count();
    if named > 1 || adds.into_iter().any(|subject| brings(&subject)) {
        return Vec::new();
    }
    let is_done = |stage: &usize| {
        let Some(pack) = crate::rules::pack(cx.plan.target_at(*stage)) else { return false };
        let Some(state) = cx.replay.states.get(*stage) else { return false };
        let groups = groups_by_pool(state);
        let mut legacy = state.pools.values().filter(|pool| pool.kind == PoolKind::FrontEnd);
        !legacy.any(|pool| pack.age(pool) == Age::Older && users_of(&pool.id, groups.get(&pool.id)) != Some(0))
    };
    let Some(done) = (stage + 1..cx.replay.states.len()).find(is_done) else { return Vec::new() };
    let Some(phase) = cx.plan.phases.get(done - 1) else { return Vec::new() };
    let index = phase.steps.len();
    let edit = PlanEdit::MoveStep { step: step.id().clone(), to: phase.id.clone(), index };
    let label = message!("rules-path-009-fix", pool = cx.plan.label(&cx.finding.subject), phase = &*phase.name);
    if_all_applies(cx, Some(edit), label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010
            phase Pilot
              + pool fe-new front-end standard version=lync-2013
              + pool chat persistent-chat version=lync-2013    # PATH-009
            phase Move
              move all users fe-old -> fe-new
            ",
            |sketch| PlanEdit::MoveStep { step: sketch.step(1, 2), to: sketch.phase(2), index: 1 },
        );
    }

    #[test]
    fn a_role_that_was_there_is_not_new() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010
              pool edge-old edge version=lync-2010
              pool chat-old group-chat version=lync-2010
            phase Pilot
              + pool edge-new edge version=lync-2013
              + pool chat-new persistent-chat version=lync-2013
              + pool wac office-web-apps version=lync-2013
              + pool dir director version=lync-2013            # PATH-009
            ",
            |sketch| PlanEdit::RemoveStep(sketch.step(1, 4)),
        );
    }

    #[test]
    fn a_mediation_role_that_is_not_known_waits() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010
            phase Pilot
              + pool med mediation version=lync-2013
            ",
        );
        assert_eq!(report.not_checked[0].missing, ["mediation"]);
    }

    #[test]
    fn a_mediation_role_that_was_there_is_not_new() {
        let plan = |today: &str, code: &str| {
            format!("site Paris\n  {today}\nphase Pilot\n  + pool med mediation version=lync-2013 {code}")
        };
        let old = "pool old front-end standard version=lync-2010 mediation=";
        for had in [
            format!("{old}collocated"),
            format!("{old}none\n  pool med-old mediation version=lync-2010"),
            "pool old front-end standard version=lync-2010 roles=mediation".to_owned(),
        ] {
            assert_eq!(check_silent(&RULE, &plan(&had, "")).not_checked, []);
        }
        check_twins(&RULE, &plan(&format!("{old}none"), "# PATH-009"), |sketch| {
            PlanEdit::RemoveStep(sketch.step(1, 1))
        });
        let monitoring =
            plan(&format!("{old}none"), "").replace("mediation version=lync-2013", "monitoring version=lync-2013");
        check_silent(&RULE, &monitoring);
    }

    #[test]
    fn the_role_comes_at_the_end_of_the_phase_that_empties_the_old_pools() {
        let text = "
            site Paris
              pool fe-old front-end standard version=lync-2010
            phase Pilot
              + pool fe-new front-end standard version=lync-2013
              + pool chat persistent-chat version=lync-2013
            phase Move
              move all users fe-old -> fe-new
            phase Later
            phase Last
        ";
        let steps = |plan: &crate::plan::Plan| plan.phases.iter().map(|phase| phase.steps.len()).collect::<Vec<_>>();
        check_mended(&RULE, text, steps, vec![1, 2, 0, 0]);
    }
}
