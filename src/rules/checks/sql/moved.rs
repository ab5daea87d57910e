//! Stores that fixes place elsewhere.

use super::new_servers::{NewServers, domain_beside};
use crate::plan::Stage;
use crate::rules::packs::Pack;
use crate::rules::prelude::*;
use crate::rules::sql::Store;
use crate::rules::steps::in_phase_with;
use std::collections::BTreeMap;

/// A fix that moves stores to instances, some of them new. A mirror that was there before is another one then, so the
/// services of its pool restart.
pub fn to_instances(
    cx: &FixContext<'_>,
    new: Vec<Command>,
    moves: &[(&Link, SqlInstanceId)],
    label: Message,
) -> Vec<Fix> {
    let commands = moves.iter().map(|(link, to)| Command::MoveStore { link: link.id.clone(), to: to.clone() });
    let mut fixes = in_phase_with(cx, new, commands.collect(), label);
    let stage = cx.finding.stages.0;
    let Some(before) = stage.checked_sub(1).and_then(|before| cx.replay.states.get(before)) else { return fixes };
    let mirrors = moves.iter().map(|(link, _)| *link).filter(|link| link.usage == Usage::Mirror);
    let mut pools: Vec<Subject> =
        mirrors.filter(|link| before.links.contains_key(&link.id)).map(|link| link.from.clone()).collect();
    pools.sort();
    pools.dedup();
    let Stage::Phase(phase) = cx.plan.stage_at(stage) else { return fixes };
    for fix in fixes.iter_mut().filter(|_| !pools.is_empty()) {
        let kind = ActivityKind::RestartServices;
        let id = StepId::new(&cx.plan.free_id(SubjectKind::Step, kind.key()));
        let step = Step::activity(id, kind, pools.clone());
        fix.edits.push(PlanEdit::AddStep { phase: phase.clone(), index: None, step });
    }
    fixes
}

/// A fix that moves stores to new SQL servers: one for what pools share, and one for each pool.
pub fn to_new_servers(cx: &FixContext<'_>, state: &Topology, pack: &Pack, stores: &[Store<'_>]) -> Vec<Fix> {
    let mut servers = NewServers::new(cx);
    let mut homes: BTreeMap<Option<&PoolId>, SqlInstanceId> = BTreeMap::new();
    let mut moves = Vec::new();
    for store in stores {
        let pool = store.pool;
        let of = (!pack.shared_stores.contains(&store.kind)).then_some(&pool.id);
        let home = homes
            .entry(of)
            .or_insert_with(|| servers.give(domain_beside(state, pool), pool.site.as_ref(), Some(Text::from(""))).id);
        moves.push((store.link, home.clone()));
    }
    let mut kinds: Vec<StoreKind> = stores.iter().map(|store| store.kind).collect();
    kinds.sort();
    kinds.dedup();
    let label = message!(
        "rules-sql-own-server-fix",
        servers = homes.len(),
        stores = kinds.iter().map(|kind| Message::word(StoreKind::PREFIX, kind.key())).collect::<Vec<_>>()
    );
    to_instances(cx, servers.add, &moves, label)
}
