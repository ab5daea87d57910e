//! Entries about pools, their capacity and their file shares.

use super::{Places, older, own};
use crate::rules::prelude::*;

/// ROLE-007: legacy Directors in a plan that comes to have the target: the role may go.
pub fn legacy_directors(cx: &PlanContext<'_>, out: &mut Places) {
    if (0..cx.states.len()).any(|stage| cx.has_age(stage, Age::Own)) {
        older(cx, PoolKind::Director).for_each(|(stage, pool)| out.put(&pool.id, stage));
    }
}

/// FILE-006, ROLE-013: Directors of the target.
pub fn directors(cx: &PlanContext<'_>, out: &mut Places) {
    own(cx, PoolKind::Director).for_each(|(stage, pool)| out.put(&pool.id, stage));
}

/// CAP-019: Front End pools of the target with more users than one conference directory is for, or with nobody knows how
/// many.
pub fn many_users(cx: &PlanContext<'_>, out: &mut Places) {
    for stage in 0..cx.states.len() {
        let Some(pack) = cx.packs[stage] else { continue };
        let most = pack.capacity.users_per_conference_directory;
        for pool in cx.of_kind(stage, Age::Own, PoolKind::FrontEnd) {
            let few = cx.users_on(stage, &pool.id).is_some_and(|users| users <= most);
            if cx.is_home(stage, &pool.id) && !few {
                out.put(&pool.id, stage);
            }
        }
    }
}

/// FILE-004: file stores that pools of the target use.
pub fn shares(cx: &PlanContext<'_>, out: &mut Places) {
    for stage in 0..cx.states.len() {
        let state = &cx.states[stage];
        for link in state.links.values().filter(|link| link.kind == LinkKind::FileStore) {
            let (Subject::Pool(from), Subject::FileStore(to)) = (&link.from, &link.to) else { continue };
            if state.pools.get(from).is_some_and(|pool| cx.age(stage, pool) == Age::Own) {
                out.put(to, stage);
            }
        }
    }
}
