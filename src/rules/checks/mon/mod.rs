//! Monitoring and archiving.

pub mod associations;
pub mod exchange;
pub mod pilot;
pub mod removal;
pub mod unmonitored;

use crate::plan::intents;
use crate::rules::checks::sql::new_servers::{NewServers, domain_beside};
use crate::rules::prelude::*;
use crate::rules::steps::in_phase_with;

/// A fix that gives pools stores which they lack, after other changes: where another pool of the target has such a store,
/// it serves these as well; else there is a new SQL server for all of them.
fn give_stores(
    cx: &FixContext<'_>,
    lacking: &[(&Pool, StoreKind)],
    mut commands: Vec<Command>,
    label: Message,
) -> Vec<Fix> {
    let Some((state, pack)) = cx.at_start() else { return Vec::new() };
    let is_own = |pool: &Subject| match pool {
        Subject::Pool(id) => state.pools.get(id).is_some_and(|pool| pack.age(pool) == Age::Own),
        _ => false,
    };
    let mut servers = NewServers::new(cx);
    let mut new: Option<SqlInstanceId> = None;
    for (pool, kind) in lacking {
        let link = LinkKind::of_store(*kind);
        let others = state.links.values().filter(|o| o.kind == link && o.usage == Usage::Default && is_own(&o.from));
        let there = others.filter_map(|other| match &other.to {
            Subject::SqlInstance(id) => Some(id),
            _ => None,
        });
        let instance = there.into_iter().next().cloned().unwrap_or_else(|| {
            let give = || servers.give(domain_beside(state, pool), pool.site.as_ref(), Some(Text::from(""))).id;
            new.get_or_insert_with(give).clone()
        });
        commands.extend(intents::place_store(cx.plan, state, &pool.id, *kind, Usage::Default, &instance).commands);
    }
    in_phase_with(cx, servers.add, commands, label)
}

/// Whether a pool has a store of its own of this kind.
fn has_store(state: &Topology, pool: &Pool, kind: StoreKind) -> bool {
    let (from, kind) = (Subject::from(&pool.id), LinkKind::of_store(kind));
    state.links.values().any(|link| link.kind == kind && link.from == from)
}
