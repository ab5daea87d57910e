//! SQL Server hosts as rules see them: by name, with every store on them.

use super::context::StateContext;
use super::names::folded;
use super::packs::Age;
use super::reports::Findings;
use crate::model::*;
use foldhash::HashMap;
use std::borrow::Cow;

/// A computer running SQL Server. Two objects with one name are one computer; names compare without case.
pub struct SqlHost<'a> {
    pub server: &'a SqlServer,
    pub stores: Vec<Store<'a>>,
    /// In the order of the ids, those of every object that stands for the host.
    instances: Vec<&'a SqlInstance>,
}

/// A store of a pool on an instance of the host.
#[derive(Clone, Copy)]
pub struct Store<'a> {
    pub kind: StoreKind,
    pub link: &'a Link,
    pub pool: &'a Pool,
    /// The first object that stands for the instance.
    pub instance: &'a SqlInstance,
    pub usage: Usage,
    /// The local database of a Standard Edition server.
    pub local: bool,
}

impl<'a> SqlHost<'a> {
    /// The first instance object here that has the name of this one; without a name, an instance is only itself.
    fn first_of_name(&self, instance: &'a SqlInstance) -> &'a SqlInstance {
        let Some(name) = instance.name.as_deref() else { return instance };
        let same = |other: &&&SqlInstance| other.name.as_ref().is_some_and(|n| n.eq_ignore_ascii_case(name));
        self.instances.iter().find(same).copied().unwrap_or(instance)
    }

    /// The stores of each instance that has any.
    pub fn instances(&self) -> Vec<(&'a SqlInstance, Vec<Store<'a>>)> {
        let mut out: Vec<(&'a SqlInstance, Vec<Store<'a>>)> = Vec::new();
        for store in &self.stores {
            match out.iter_mut().find(|(instance, _)| instance.id == store.instance.id) {
                Some((_, stores)) => stores.push(*store),
                None => out.push((store.instance, vec![*store])),
            }
        }
        out
    }
}

/// The databases of one kind among stores, each with the pools that use it: one per pool, or one per instance
/// for a kind of which one serves several pools. Only back ends of Front End pools count as user stores, and
/// products newer than the pack do not count.
fn databases<'a>(cx: &StateContext<'_>, stores: &[Store<'a>], kind: StoreKind) -> Vec<Vec<&'a Pool>> {
    let shared = cx.pack.shared_stores.contains(&kind);
    let mut out: Vec<(&str, Vec<&'a Pool>)> = Vec::new();
    let counts = |store: &&Store<'a>| {
        store.kind == kind
            && (kind != StoreKind::User || store.pool.kind == PoolKind::FrontEnd)
            && !matches!(cx.age(store.pool), Age::Newer | Age::None)
    };
    for store in stores.iter().filter(counts) {
        let key = if shared { store.instance.id.as_str() } else { store.pool.id.as_str() };
        match out.iter_mut().find(|(other, _)| *other == key) {
            Some((_, pools)) if pools.iter().any(|pool| pool.id == store.pool.id) => {}
            Some((_, pools)) => pools.push(store.pool),
            None => out.push((key, vec![store.pool])),
        }
    }
    out.into_iter().map(|(_, pools)| pools).collect()
}

/// The kinds among these of which the stores hold several databases, with the pools that use them, when one of these
/// is of the target. Where none is, pools of unknown version wait.
pub fn crowded<'a>(
    cx: &StateContext<'_>,
    stores: &[Store<'a>],
    kinds: &[StoreKind],
    out: &mut Findings,
) -> Vec<(StoreKind, Vec<&'a Pool>)> {
    let mut crowded = Vec::new();
    for kind in kinds {
        let found = databases(cx, stores, *kind);
        if found.len() < 2 {
            continue;
        }
        let mut pools: Vec<&Pool> = found.into_iter().flatten().collect();
        pools.sort_by(|a, b| a.id.cmp(&b.id));
        pools.dedup_by(|a, b| a.id == b.id);
        if pools.iter().any(|pool| cx.age(pool) == Age::Own) {
            crowded.push((*kind, pools));
        } else {
            let unknown = pools.iter().filter(|pool| cx.age(pool) == Age::Unknown);
            unknown.for_each(|pool| out.not_checked(&pool.id, &["version"]));
        }
    }
    crowded
}

/// Whether the stores belong to more than one pool: most hosts and instances serve a single one.
pub fn serve_several(stores: &[Store<'_>]) -> bool {
    stores.split_first().is_some_and(|(first, more)| more.iter().any(|store| store.pool.id != first.pool.id))
}

/// Every host, in the order of the ids. Witnesses hold no data and do not count.
pub(super) fn sql_hosts<'a>(topology: &'a Topology) -> Vec<SqlHost<'a>> {
    let mut hosts: Vec<SqlHost<'a>> = Vec::with_capacity(topology.sql_servers.len());
    let mut by_name: HashMap<Cow<'a, str>, usize> = sized(topology.sql_servers.len());
    let mut by_id: HashMap<&'a SqlServerId, usize> = sized(topology.sql_servers.len());
    for server in topology.sql_servers.values() {
        let fqdn = server.fqdn.as_deref().filter(|name| !name.is_empty());
        let at = match fqdn {
            // Two missing names are not the same computer.
            None => hosts.len(),
            Some(name) => *by_name.entry(folded(name)).or_insert(hosts.len()),
        };
        if at == hosts.len() {
            hosts.push(SqlHost { server, stores: Vec::new(), instances: Vec::new() });
        }
        by_id.insert(&server.id, at);
    }
    let mut instances: HashMap<&'a SqlInstanceId, (usize, &'a SqlInstance)> = sized(topology.sql_instances.len());
    for instance in topology.sql_instances.values() {
        if let Some(&at) = by_id.get(&instance.server) {
            instances.insert(&instance.id, (at, hosts[at].first_of_name(instance)));
            hosts[at].instances.push(instance);
        }
    }
    let mut pools: HashMap<&'a PoolId, &'a Pool> = sized(topology.pools.len());
    pools.extend(topology.pools.values().map(|pool| (&pool.id, &**pool)));
    for link in topology.links.values() {
        let (Some(kind), Subject::Pool(pool), Subject::SqlInstance(to)) = (link.kind.store(), &link.from, &link.to)
        else {
            continue;
        };
        let (Some(&(at, instance)), Some(&pool)) = (instances.get(to), pools.get(pool)) else { continue };
        if link.usage != Usage::Witness {
            let host = &mut hosts[at];
            let local = pool.edition != Some(Edition::Enterprise) && is_own_machine(pool, host.server, topology);
            host.stores.push(Store { kind, link, pool, instance, usage: link.usage, local });
        }
    }
    hosts
}

/// A map that does not grow while it is filled: this is done for every stage.
fn sized<K, V>(len: usize) -> HashMap<K, V> {
    HashMap::with_capacity_and_hasher(len, Default::default())
}

/// Whether this is the machine of a pool, or of one of its servers.
pub fn is_own_machine(pool: &Pool, host: &SqlServer, topology: &Topology) -> bool {
    let Some(name) = host.fqdn.as_deref() else { return false };
    let is = |fqdn: &Option<Text>| fqdn.as_ref().is_some_and(|fqdn| fqdn.eq_ignore_ascii_case(name));
    is(&pool.fqdn) || topology.servers.values().any(|server| server.pool == pool.id && is(&server.fqdn))
}

impl SqlServer {
    /// Whether this is a failover cluster, as far as anybody knows.
    pub(super) fn is_cluster(&self) -> Option<bool> {
        match (self.cluster_mode, &self.cluster_nodes) {
            (Some(ClusterMode::None), _) => Some(false),
            (Some(_), _) => Some(true),
            (None, Some(nodes)) => Some(!nodes.is_empty()),
            (None, None) => None,
        }
    }
}

/// The hosts that hold databases of the target, each with the pools they belong to. Where only the version of the
/// pools could tell, they are not checked.
pub fn hosts_of_target<'c, 'a>(
    cx: &'c StateContext<'a>,
    out: &mut Findings,
    counts: impl Fn(&Store<'a>) -> bool,
) -> Vec<(&'c SqlHost<'a>, Vec<&'a PoolId>)> {
    let mut found = Vec::new();
    for host in cx.sql_hosts() {
        let mut pools: Vec<&PoolId> = Vec::new();
        let mut unknown: Vec<&PoolId> = Vec::new();
        for store in host.stores.iter().filter(|store| counts(store)) {
            match cx.age(store.pool) {
                Age::Own => pools.push(&store.pool.id),
                Age::Unknown => unknown.push(&store.pool.id),
                _ => {}
            }
        }
        if pools.is_empty() {
            unknown.into_iter().for_each(|pool| out.not_checked(pool, &["version"]));
            continue;
        }
        pools.sort();
        pools.dedup();
        found.push((host, pools));
    }
    found
}
