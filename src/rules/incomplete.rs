//! Half-built is not wrong: objects that still lack a name, a site or a link they need.

use super::Incomplete;
use super::packs::{Age, Pack};
use crate::model::*;
use crate::plan::Replay;
use foldhash::HashSet;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Each object once, as it is in the last stage that has it.
pub(super) fn incomplete(replay: &Replay, packs: &[Option<&'static Pack>]) -> Arc<[Incomplete]> {
    let mut out = Vec::new();
    for (stage, state) in replay.states.iter().enumerate() {
        let next = replay.states.get(stage + 1);
        let links = OnceCell::new();
        let has = |pool: &Pool, kind| {
            let of = || state.links.values().map(|link| (link.from.id(), link.kind)).collect::<HashSet<_>>();
            links.get_or_init(of).contains(&(pool.id.as_str(), kind))
        };
        macro_rules! each {
            ($($map:ident),*) => { $(
                if !next.is_some_and(|next| next.$map.ptr_eq(&state.$map)) {
                    for id in state.$map.keys().filter(|id| !next.is_some_and(|next| next.$map.contains_key(*id))) {
                        out.extend(lacking(&id.into(), state, packs[stage], &has));
                    }
                }
            )* };
        }
        each!(sites, pools, sql_servers, file_stores, gateways);
    }
    out.sort();
    out.into()
}

/// The same, with what is known of the same stages and packs, and what each state has otherwise than then.
pub(super) fn incomplete_after(
    known: &Arc<[Incomplete]>,
    replay: &Replay,
    before: &[&Topology],
    changed: &[Vec<Subject>],
    packs: &[Option<&'static Pack>],
) -> Arc<[Incomplete]> {
    let mut about: BTreeSet<Subject> = BTreeSet::new();
    for ((changed, old), new) in changed.iter().zip(before).zip(&replay.states) {
        for subject in changed {
            about.insert(subject.clone());
            if let Subject::Link(id) = subject {
                about.extend([old, new].iter().filter_map(|state| Some(state.links.get(id)?.from.clone())));
            }
        }
    }
    let last = |subject: &Subject| replay.states.iter().enumerate().rev().find(|(_, state)| state.has(subject));
    let now = about.iter().filter_map(|subject| {
        let (stage, state) = last(subject)?;
        let has = |_: &Pool, kind| state.links.values().any(|link| link.kind == kind && link.from == *subject);
        lacking(subject, state, packs[stage], &has)
    });
    let now: Vec<Incomplete> = now.collect();
    if known.iter().filter(|one| about.contains(&one.subject)).eq(&now) {
        return known.clone();
    }
    let mut out: Vec<Incomplete> = known.iter().filter(|one| !about.contains(&one.subject)).cloned().collect();
    out.extend(now);
    out.sort();
    out.into()
}

/// What an object of a state lacks. `has`: whether a link of a kind begins at a pool.
fn lacking(
    subject: &Subject,
    state: &Topology,
    pack: Option<&Pack>,
    has: &dyn Fn(&Pool, LinkKind) -> bool,
) -> Option<Incomplete> {
    let missing = match subject {
        Subject::Site(id) => lacks(&[(named(&state.sites.get(id)?.name), "name")]),
        Subject::Pool(id) => {
            let pool = state.pools.get(id)?;
            let mut missing = lacks(&[(named(&pool.fqdn), "fqdn"), (pool.site.is_some(), "site")]);
            if pack.is_some_and(|pack| pack.age(pool) == Age::Own) {
                missing.extend(needed(pool).iter().filter(|kind| !has(pool, **kind)).map(|kind| kind.key()));
            }
            missing
        }
        Subject::SqlServer(id) => lacks(&[(named(&state.sql_servers.get(id)?.fqdn), "fqdn")]),
        Subject::FileStore(id) => {
            let store = state.file_stores.get(id)?;
            lacks(&[(named(&store.host), "host"), (named(&store.share), "share")])
        }
        Subject::Gateway(id) => {
            let gateway = state.gateways.get(id)?;
            lacks(&[(named(&gateway.fqdn), "fqdn"), (gateway.site.is_some(), "site")])
        }
        _ => return None,
    };
    (!missing.is_empty()).then(|| Incomplete { subject: subject.clone(), missing })
}

/// The links without which Topology Builder does not let a pool of this kind be defined.
fn needed(pool: &Pool) -> &'static [LinkKind] {
    match (pool.kind, pool.edition) {
        (PoolKind::FrontEnd, Some(Edition::Enterprise)) => &[LinkKind::UserStore, LinkKind::FileStore],
        (PoolKind::FrontEnd, _) => &[LinkKind::FileStore],
        (PoolKind::PersistentChat, _) => &[LinkKind::PersistentChatStore, LinkKind::FileStore, LinkKind::NextHop],
        (PoolKind::Edge, _) => &[LinkKind::NextHop],
        _ => &[],
    }
}

fn named(name: &Option<Text>) -> bool {
    name.as_ref().is_some_and(|name| !name.is_empty())
}

fn lacks(facts: &[(bool, FactName)]) -> Vec<FactName> {
    facts.iter().filter(|(there, _)| !there).map(|(_, name)| *name).collect()
}
