//! How the objects of a state stand to each other, read from its links once.

use super::names::folded;
use crate::model::*;
use foldhash::HashMap;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Links of a state, grouped for the rules.
#[derive(Debug, Default)]
pub struct Relations<'a> {
    from: HashMap<&'a PoolId, Vec<&'a Link>>,
    /// Pools that are paired, each pair once, the lesser id first.
    pub pairs: Vec<(&'a Pool, &'a Pool)>,
    pub mirrors: Vec<Mirroring<'a>>,
    /// In the order of the ids of the links.
    pub trunks: Vec<Trunk<'a>>,
}

/// A trunk between a gateway and a Mediation pool.
#[derive(Clone, Copy, Debug)]
pub struct Trunk<'a> {
    pub link: &'a Link,
    pub gateway: &'a Gateway,
    pub pool: &'a Pool,
}

/// A store of a pool that is mirrored. Stores of one pool with the same members are one.
#[derive(Clone, Debug)]
pub struct Mirroring<'a> {
    pub pool: &'a Pool,
    pub kinds: Vec<StoreKind>,
    /// Missing while the plan has only the mirror.
    pub primary: Option<&'a SqlInstance>,
    pub mirror: &'a SqlInstance,
    pub witness: Option<&'a SqlInstance>,
}

impl<'a> Mirroring<'a> {
    /// Primary, mirror and witness, as far as they are there.
    pub fn members(&self) -> impl Iterator<Item = &'a SqlInstance> + use<'a> {
        [self.primary, Some(self.mirror), self.witness].into_iter().flatten()
    }

    /// Primary and mirror.
    pub fn partners(&self) -> impl Iterator<Item = &'a SqlInstance> + use<'a> {
        [self.primary, Some(self.mirror)].into_iter().flatten()
    }
}

impl<'a> Relations<'a> {
    pub(super) fn new(topology: &'a Topology) -> Self {
        let mut all = Self::default();
        let mut mirrored = false;
        let mut pairs = BTreeSet::new();
        for link in topology.links.values() {
            if let (LinkKind::Trunk, Subject::Gateway(gateway), Subject::Pool(pool)) = (link.kind, &link.from, &link.to)
                && let (Some(gateway), Some(pool)) = (topology.gateways.get(gateway), topology.pools.get(pool))
            {
                all.trunks.push(Trunk { link, gateway, pool });
            }
            let Subject::Pool(from) = &link.from else { continue };
            all.from.entry(from).or_default().push(link);
            mirrored |= link.usage == Usage::Mirror;
            if let (LinkKind::Pairing, Subject::Pool(to)) = (link.kind, &link.to)
                && from != to
            {
                pairs.insert((from.min(to), from.max(to)));
            }
        }
        let pool = |id: &PoolId| topology.pools.get(id).map(|pool| &**pool);
        all.pairs = pairs.into_iter().filter_map(|(a, b)| Some((pool(a)?, pool(b)?))).collect();
        if mirrored {
            all.mirrors = all.mirrors(topology);
        }
        all
    }

    /// Links that start at a pool, in the order of their ids.
    pub fn from(&self, pool: &PoolId) -> &[&'a Link] {
        self.from.get(pool).map_or(&[], Vec::as_slice)
    }

    pub fn has(&self, pool: &PoolId, kind: LinkKind) -> bool {
        self.from(pool).iter().any(|link| link.kind == kind)
    }

    fn mirrors(&self, topology: &'a Topology) -> Vec<Mirroring<'a>> {
        let mut out: Vec<Mirroring<'a>> = Vec::new();
        for link in topology.links.values().filter(|link| link.usage == Usage::Mirror) {
            let (Some(kind), Subject::Pool(id)) = (link.kind.store(), &link.from) else { continue };
            let instance = |link: &Link| match &link.to {
                Subject::SqlInstance(to) => topology.sql_instances.get(to).map(|instance| &**instance),
                _ => None,
            };
            let (Some(pool), Some(mirror)) = (topology.pools.get(id), instance(link)) else { continue };
            let of = |usage| {
                let mut links = self.from(id).iter().filter(|other| other.kind == link.kind && other.usage == usage);
                links.find_map(|link| instance(link))
            };
            let (primary, witness) = (of(Usage::Default), of(Usage::Witness));
            let ids = |m: &Mirroring<'_>| {
                (
                    m.pool.id.clone(),
                    m.primary.map(|i| i.id.clone()),
                    m.mirror.id.clone(),
                    m.witness.map(|i| i.id.clone()),
                )
            };
            let new = Mirroring { pool, kinds: vec![kind], primary, mirror, witness };
            match out.iter_mut().find(|other| ids(other) == ids(&new)) {
                Some(same) => same.kinds.push(kind),
                None => out.push(new),
            }
        }
        out
    }
}

/// What a machine is compared by: its name without case, or its id while it has none.
pub fn folded_name<'a>(name: &'a Option<Text>, id: &'a str) -> Cow<'a, str> {
    match name.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => folded(name),
        None => Cow::Borrowed(id),
    }
}
