//! Exports and imports of chat in a phase: which pools they read and write.

use crate::plan::Plan;
use crate::rules::prelude::*;
use crate::rules::steps::pool_and_servers;
use ActivityKind::{ChatExport, ChatImport};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An export or import, with the whole state just before it.
pub struct Work<'c, 'a> {
    pub step: &'a Step,
    pub state: &'c Topology,
    pub imports: bool,
    /// The Group Chat pools that it reads, as far as they still stand.
    pub from: Vec<&'c Pool>,
    /// The Persistent Chat pools that an import writes to, as far as they stand.
    pub to: Vec<&'c Pool>,
}

pub fn is(step: &Step, wanted: ActivityKind) -> bool {
    matches!(step, Step::Activity { kind, .. } if *kind == wanted)
}

/// The chat pools of a plan: those of today, and those that a step adds.
pub type ChatPools<'a> = BTreeMap<&'a PoolId, PoolKind>;

pub fn chat_pools(plan: &Plan) -> ChatPools<'_> {
    let added = plan.phases.iter().flat_map(|phase| &phase.steps).flat_map(|step| step.commands());
    let added = added.filter_map(|c| if let Command::Add(Element::Pool(pool)) = c { Some(pool) } else { None });
    let is_chat = |pool: &&Arc<Pool>| matches!(pool.kind, PoolKind::GroupChat | PoolKind::PersistentChat);
    plan.today.pools.values().chain(added).filter(is_chat).map(|pool| (&pool.id, pool.kind)).collect()
}

/// The pools of a kind that an activity names, in its order.
pub fn named<'a>(step: &'a Step, all: &ChatPools<'_>, wanted: PoolKind) -> Vec<&'a PoolId> {
    let Step::Activity { about, .. } = step else { return Vec::new() };
    let pools = about.iter().filter_map(|subject| if let Subject::Pool(id) = subject { Some(id) } else { None });
    pools.filter(|id| all.get(*id) == Some(&wanted)).collect()
}

/// The Group Chat pools that an import reads: those that it names, else those that the exports just before it name.
/// Empty where nothing is named. `earlier` are the steps before it, in their order.
pub fn sources<'a>(import: &'a Step, earlier: &[&'a Step], all: &ChatPools<'_>) -> Vec<&'a PoolId> {
    let own = named(import, all, PoolKind::GroupChat);
    if !own.is_empty() {
        return own;
    }
    let chat = earlier.iter().rev().filter(|step| is(step, ChatExport) || is(step, ChatImport));
    let exports = chat.skip_while(|step| is(step, ChatImport)).take_while(|step| is(step, ChatExport));
    let mut pools: Vec<&PoolId> = exports.flat_map(|step| named(step, all, PoolKind::GroupChat)).collect();
    pools.sort();
    pools.dedup();
    pools
}

/// The exports and imports of a phase. Empty, and cheap, where it has none.
pub fn work<'c, 'a>(cx: &'c PhaseContext<'a>) -> Vec<Work<'c, 'a>> {
    let is_chat = |step: &Step| is(step, ChatExport) || is(step, ChatImport);
    if cx.pack.is_none() || !cx.phase.steps.iter().any(|step| is_chat(step)) {
        return Vec::new();
    }
    let all = chat_pools(cx.plan);
    let mut found = Vec::new();
    for (step, state) in cx.exact_steps().filter(|(step, _)| is_chat(step)) {
        let imports = is(step, ChatImport);
        let standing = |ids: Vec<&PoolId>| -> Vec<&'c Pool> {
            ids.into_iter().filter_map(|id| state.pools.get(id)).map(|pool| &**pool).collect()
        };
        let of_kind = |kind: PoolKind| state.pools.values().map(|pool| &**pool).filter(move |pool| pool.kind == kind);
        let read = match imports {
            true => sources(step, &cx.before_step(step).collect::<Vec<_>>(), &all),
            false => named(step, &all, PoolKind::GroupChat),
        };
        let from = if read.is_empty() { of_kind(PoolKind::GroupChat).collect() } else { standing(read) };
        let written = named(step, &all, PoolKind::PersistentChat);
        let judged = |pool: &&Pool| cx.pack.is_some_and(|pack| pack.age(pool) == Age::Own);
        let to = match (imports, written.is_empty()) {
            (false, _) => Vec::new(),
            (true, true) => of_kind(PoolKind::PersistentChat).filter(judged).collect(),
            (true, false) => {
                standing(written).into_iter().filter(|pool| judged(pool) || pool.version.is_none()).collect()
            }
        };
        found.push(Work { step, state, imports, from, to });
    }
    found
}

/// A chat pool, its servers, and the instances and SQL Servers that hold its databases: what a backup may name.
pub fn with_databases(state: &Topology, pool: &PoolId) -> Vec<Subject> {
    let mut about = pool_and_servers(state, pool);
    let from = Subject::from(pool);
    for link in state.links.values().filter(|link| link.from == from && link.kind.store().is_some()) {
        let Subject::SqlInstance(id) = &link.to else { continue };
        about.push(link.to.clone());
        about.extend(state.sql_instances.get(id).map(|instance| Subject::from(&instance.server)));
    }
    about
}
