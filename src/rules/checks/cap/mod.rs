//! Capacity and limits.

pub mod front_ends;
pub mod legacy;
pub mod load;
pub mod pairs;
pub mod quorum;
pub mod servers;
mod split;

use crate::rules::places;
use crate::rules::prelude::*;

/// CAP-014: entries of access control and invitations in Persistent Chat.
pub static CHAT_ENTRIES: Rule = Rule::new(
    "CAP-014",
    "many-access-control-entries-in-chat",
    "0.1.0",
    Check::Checklist(places::chat::persistent_chat),
);

/// CAP-019: users per conference directory.
pub static DIRECTORIES: Rule =
    Rule::new("CAP-019", "users-per-conference-directory", "0.1.0", Check::Checklist(places::servers::many_users));

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
