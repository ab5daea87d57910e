//! Capacity and limits.

pub mod front_ends;
pub mod legacy;
pub mod load;
pub mod pairs;
pub mod quorum;
pub mod servers;

use crate::rules::places;
use crate::rules::prelude::*;
use crate::rules::split::{comes, second_pool};
use crate::rules::steps::record_in_phase;

/// CAP-014: entries of access control and invitations in Persistent Chat.
pub static CHAT_ENTRIES: Rule = Rule::new(
    "CAP-014",
    "many-access-control-entries-in-chat",
    "0.1.0",
    Check::Checklist(places::chat::persistent_chat),
)
.in_course();

/// CAP-019: users per conference directory.
pub static DIRECTORIES: Rule =
    Rule::new("CAP-019", "users-per-conference-directory", "0.1.0", Check::Checklist(places::servers::many_users))
        .in_course();

/// Enterprise Edition pools of the target, with the number of their servers. Pools without servers are half-built.
/// A pool whose edition is not known is not checked where its servers would matter.
fn enterprise<'a>(
    cx: &StateContext<'a>,
    out: &mut Findings,
    matters: impl Fn(&'a Pool, usize) -> bool,
) -> Vec<(&'a Pool, usize)> {
    let mut found = Vec::new();
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && pool.edition != Some(Edition::Standard)) {
        let servers = cx.servers_of(&pool.id);
        if servers == 0 || cx.age(pool) != Age::Own || !matters(pool, servers) {
            continue;
        }
        match pool.edition {
            Some(_) => found.push((pool, servers)),
            None => out.not_checked(&pool.id, &["edition"]),
        }
    }
    found
}

/// Half of the servers stand in a second pool of the kind, where the phase of the finding brings them.
fn in_two(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some(state), Subject::Pool(id)) = (cx.replay.states.get(cx.finding.stages.0), &cx.finding.subject) else {
        return Vec::new();
    };
    let Some(pool) = state.pools.get(id) else { return Vec::new() };
    let mut servers: Vec<&Server> =
        state.servers.values().map(|server| &**server).filter(|server| server.pool == *id).collect();
    servers.sort_by_key(|server| comes(cx, server));
    let go = servers.split_off(servers.len().div_ceil(2));
    let Some(second) = second_pool(cx, state, pool, &go) else { return Vec::new() };
    let label = message!("rules-cap-split-fix", pool = state.label(&cx.finding.subject), new = second.name);
    record_in_phase(cx, second.commands, label)
}
