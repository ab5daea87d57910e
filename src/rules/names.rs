//! Names of pools and machines, compared without case.

use super::context::Reused;
use super::packs::{Age, Pack};
use crate::model::*;
use foldhash::HashMap;
use imbl::ordmap::DiffItem;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::sync::Arc;

/// Without case, and without a copy where there is none to make.
pub fn folded(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) || !name.is_ascii() {
        Cow::Owned(name.to_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// The hash of a name without case: two names with different hashes are different.
pub fn hash_of(name: &str) -> u64 {
    foldhash::fast::FixedState::default().hash_one(folded(name))
}

/// A pool or server with a name, at the moment at which it gets it.
pub(super) struct Bearer<'a> {
    name: Cow<'a, str>,
    hash: u64,
    subject: Subject,
    pool: &'a PoolId,
    age: Age,
}

/// A name, by its hash, that several pools or servers bear, at the same or at different stages. They are in the
/// order of their ids, pools first.
pub struct Shared {
    pub hash: u64,
    pub bearers: Vec<Subject>,
}

/// Every name that more than one object bears in the course of the plan. Almost every name is borne by one, so that
/// a check of one stage has few objects to look at.
pub(super) fn shared(borne: &[Bearer<'_>]) -> Vec<Shared> {
    let mut order: Vec<&Bearer<'_>> = borne.iter().collect();
    order.sort_by_key(|bearer| bearer.hash);
    let same_name = order.chunk_by(|a, b| a.hash == b.hash).filter(|same| same.len() > 1);
    let shared = same_name.map(|same| {
        let bearers: BTreeSet<&Subject> = same.iter().map(|bearer| &bearer.subject).collect();
        Shared { hash: same[0].hash, bearers: bearers.into_iter().cloned().collect() }
    });
    shared.filter(|shared| shared.bearers.len() > 1).collect()
}

/// Pairs of a pool or server of the target and a legacy one of its name, at whatever stages they stand.
pub(super) fn reused(borne: &[Bearer<'_>]) -> Vec<Reused> {
    let mut legacy: HashMap<u64, Vec<&Bearer<'_>>> = HashMap::default();
    for bearer in borne.iter().filter(|bearer| bearer.age == Age::Older) {
        legacy.entry(bearer.hash).or_default().push(bearer);
    }
    let mut pairs = BTreeSet::new();
    for new in borne.iter().filter(|bearer| bearer.age == Age::Own) {
        let same = legacy.get(&new.hash).into_iter().flatten().filter(|old| old.name == new.name);
        // A pool that is upgraded in place keeps its name and those of its servers: that is no reuse.
        pairs.extend(same.filter(|old| old.pool != new.pool).map(|old| (&new.subject, &old.subject)));
    }
    pairs.into_iter().map(|(new, old)| Reused { new: new.clone(), old: old.clone() }).collect()
}

/// Who bears which name, and how old it is then: all of the first state, then only what a stage adds or changes.
pub(super) fn borne<'a>(states: &'a [Topology], packs: &[Option<&'static Pack>]) -> Vec<Bearer<'a>> {
    let mut out = Vec::new();
    let mut bear = |name: &'a Option<Text>, subject: Subject, pool: &'a PoolId, age: Age| {
        if let Some(name) = name.as_deref().filter(|name| !name.is_empty()) {
            out.push(Bearer { name: folded(name), hash: hash_of(name), subject, pool, age });
        }
    };
    let pack_at = |stage: usize| packs.get(stage).copied().flatten();
    for (stage, state) in states.iter().enumerate() {
        let before = stage.checked_sub(1).filter(|before| pack_at(*before) == pack_at(stage));
        let before = before.map(|before| &states[before]);
        let age = |pool: &Pool| pack_at(stage).map_or(Age::None, |pack| pack.age(pool));
        let age_of = |pool: &PoolId| state.pools.get(pool).map_or(Age::None, |pool| age(pool));
        let mut turned: Vec<&PoolId> = Vec::new();
        for (pool, old) in changed(before.map(|b| &b.pools), &state.pools) {
            bear(&pool.fqdn, (&pool.id).into(), &pool.id, age(pool));
            if old.is_some_and(|old| old.version != pool.version) {
                turned.push(&pool.id);
            }
        }
        for (server, _) in changed(before.map(|b| &b.servers), &state.servers) {
            bear(&server.fqdn, (&server.id).into(), &server.pool, age_of(&server.pool));
        }
        if !turned.is_empty() {
            for server in state.servers.values().filter(|server| turned.contains(&&server.pool)) {
                bear(&server.fqdn, (&server.id).into(), &server.pool, age_of(&server.pool));
            }
        }
    }
    out
}

type Objects<K, T> = imbl::OrdMap<K, Arc<T>>;

/// What a state adds to, or changes in, the one before (with what it was); everything where there is none before.
fn changed<'a, K: Ord, T: PartialEq>(
    before: Option<&'a Objects<K, T>>,
    now: &'a Objects<K, T>,
) -> Vec<(&'a T, Option<&'a T>)> {
    let Some(before) = before else { return now.values().map(|object| (&**object, None)).collect() };
    if before.ptr_eq(now) {
        return Vec::new();
    }
    let item = |item: DiffItem<'a, 'a, K, Arc<T>>| match item {
        DiffItem::Add(_, object) => Some((&**object, None)),
        DiffItem::Update { old: (_, old), new: (_, new) } => Some((&**new, Some(&**old))),
        DiffItem::Remove(..) => None,
    };
    before.diff(now).filter_map(item).collect()
}
