//! Entries about the migration as a whole: versions side by side, tools, backups, the way back.

use super::{Places, activities, has_older_around, mixed, moves, own};
use crate::rules::prelude::*;

/// PATH-006: target pools whose users come from a pool of another edition.
pub fn other_shape(cx: &PlanContext<'_>, out: &mut Places) {
    for moved in moves(cx) {
        let editions = moved.from.edition.zip(moved.to.edition);
        if moved.from.kind != moved.to.kind || editions.is_some_and(|(from, to)| from != to) {
            out.put(&moved.to.id, moved.stage);
        }
    }
}

/// PATH-011: phases that take away a legacy pool which could have users.
pub fn no_way_back(cx: &PlanContext<'_>, out: &mut Places) {
    for stage in 1..cx.states.len() {
        let homes = PoolKind::ALL.iter().filter(|kind| kind.homes_users());
        let mut before = homes.flat_map(|kind| cx.of_kind(stage - 1, Age::Older, *kind));
        if before.any(|pool| !cx.states[stage].pools.contains_key(&pool.id)) {
            out.put_phase(cx, stage);
        }
    }
}

/// COEX-003: the plan as a whole, while versions stand side by side.
pub fn side_by_side(cx: &PlanContext<'_>, out: &mut Places) {
    mixed(cx).for_each(|stage| out.put(Subject::Deployment, stage));
}

/// COEX-005: phases that install administrative tools beside older ones, or else the first stage with both products.
pub fn tools_of_two_versions(cx: &PlanContext<'_>, out: &mut Places) {
    let installs = activities(cx, ActivityKind::InstallAdministrativeTools);
    installs.filter(|stage| has_older_around(cx, *stage)).for_each(|stage| out.put_phase(cx, stage));
    if out.is_empty()
        && let Some(first) = mixed(cx).next()
    {
        out.put_phase(cx, first);
    }
}

/// COEX-006: phases after the first with a pool of the target in which steps change older pools.
pub fn older_changed_after_pilot(cx: &PlanContext<'_>, out: &mut Places) {
    let Some(first) = (0..cx.states.len()).find(|stage| cx.has_age(*stage, Age::Own)) else { return };
    let mut last = None;
    for (stage, step) in cx.steps().filter(|(stage, _)| *stage > first) {
        if last == Some(stage) {
            continue;
        }
        let is_older = |subject: &Subject| match subject {
            Subject::Pool(id) => super::pool_in(cx, stage, id).is_some_and(|pool| cx.age(stage, pool) == Age::Older),
            _ => false,
        };
        // Moving users is no work in Topology Builder.
        let changes = |command: &Command| !matches!(command, Command::MoveUsers { .. } | Command::CountUsers { .. });
        if step.commands().iter().any(|command| changes(command) && command.names().iter().any(is_older)) {
            last = Some(stage);
            out.put_phase(cx, stage);
        }
    }
}

/// COEX-010: phases that back something up while both products stand, or else the plan as a whole while they do.
pub fn backups_of_two_versions(cx: &PlanContext<'_>, out: &mut Places) {
    let both: Vec<usize> = mixed(cx).collect();
    let is_mixed = |stage: usize| both.contains(&stage) || stage.checked_sub(1).is_some_and(|b| both.contains(&b));
    activities(cx, ActivityKind::Backup).filter(|stage| is_mixed(*stage)).for_each(|stage| out.put_phase(cx, stage));
    if out.is_empty() {
        both.into_iter().for_each(|stage| out.put(Subject::Deployment, stage));
    }
}

/// OS-004: phases that install administrative tools.
pub fn tools(cx: &PlanContext<'_>, out: &mut Places) {
    activities(cx, ActivityKind::InstallAdministrativeTools).for_each(|stage| out.put_phase(cx, stage));
}

/// APP-009: Front End pools of the target while older ones stand beside them: each has an address book of its own.
pub fn address_books(cx: &PlanContext<'_>, out: &mut Places) {
    for stage in mixed(cx) {
        if cx.has_kind(stage, Age::Older, PoolKind::FrontEnd) {
            cx.of_kind(stage, Age::Own, PoolKind::FrontEnd).iter().for_each(|pool| out.put(&pool.id, stage));
        }
    }
}

/// EXCH-004: the plan as a whole, while the target has a Front End pool and users have an Exchange mailbox.
pub fn web_app_messaging(cx: &PlanContext<'_>, out: &mut Places) {
    let mut last = None;
    for (stage, _) in own(cx, PoolKind::FrontEnd) {
        if last.replace(stage) != Some(stage)
            && cx.states[stage].user_groups.values().any(|group| group.mailboxes.is_some())
        {
            out.put(Subject::Deployment, stage);
        }
    }
}
