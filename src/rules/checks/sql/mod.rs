//! SQL Server: instances, hosts and engines.

pub mod cluster;
pub mod engine;
pub mod excluded;
pub mod growing;
pub mod legacy;
pub mod local;
pub mod mirror_change;
pub mod mirror_members;
pub mod mirror_safety;
mod mirrored;
mod moved;
pub mod new_servers;
pub mod one_per_instance;
pub mod one_per_server;
pub mod other_databases;
pub mod paired_back_ends;
pub mod reporting;
pub mod shared_host;
pub mod shared_instance;

use crate::rules::packs::Pack;
use crate::rules::places;
use crate::rules::prelude::*;
use crate::rules::relations::Relations;
use crate::rules::steps::hint;

/// SQL-029: where the databases of Persistent Chat may stand.
pub static CHAT_STORES: Rule =
    Rule::new("SQL-029", "chat-databases-may-share-or-part", "0.1.0", Check::Checklist(places::chat::persistent_chat))
        .in_course();

/// The mirrored stores of pools of the target.
fn mirrors<'c, 'a>(cx: &'c StateContext<'a>, out: &mut Findings) -> Vec<&'c Mirroring<'a>> {
    let mut own = Vec::new();
    for mirroring in &cx.relations().mirrors {
        match cx.age(mirroring.pool) {
            Age::Own => own.push(mirroring),
            Age::Unknown => out.not_checked(&mirroring.pool.id, &["version"]),
            _ => {}
        }
    }
    own
}

/// The mirrored stores of pools of the target where a finding first stands.
fn mirrors_at_start<'a>(cx: &FixContext<'a>) -> Option<(&'a Topology, &'static Pack, Vec<Mirroring<'a>>)> {
    let (state, pack) = cx.at_start()?;
    let mut mirrors = Relations::new(state).mirrors;
    mirrors.retain(|mirroring| pack.age(mirroring.pool) == Age::Own);
    Some((state, pack, mirrors))
}

/// Which release and edition somebody has, or buys, no plan knows.
fn supported_engine(cx: &FixContext<'_>) -> Vec<Fix> {
    hint(message!("rules-sql-engine-fix", host = cx.plan.label(&cx.finding.subject)))
}
