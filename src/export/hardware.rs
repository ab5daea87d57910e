//! How many machines a plan needs at the same time: while two products stand side by side, it is more than either.

use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// What a server carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carries {
    /// A product, which need not be known.
    Product(Option<Version>),
    /// Server software beside the product: Office Web Apps Server, trusted applications.
    Companion,
}

impl Carries {
    pub fn of(pool: &Pool) -> Self {
        if pool.version.is_some() || pool.is_counted() { Self::Product(pool.version) } else { Self::Companion }
    }
}

/// The machines that stand at one stage, by their names without case: a machine that bears two pools, or a pool and its
/// own SQL Server, is one machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machines {
    /// Members of pools, with what they carry; of several, the newest product.
    pub servers: BTreeMap<String, Carries>,
    /// Hosts of SQL Server that are no members of a pool; of a cluster whose nodes are known, the nodes.
    pub sql: BTreeSet<String>,
    /// Pools of which no server is known: there are more machines than these.
    pub pools_without_servers: usize,
}

impl Machines {
    pub fn of(topology: &Topology) -> Self {
        let mut machines = Self::default();
        for server in topology.servers.values() {
            let carries = topology.pools.get(&server.pool).map_or(Carries::Product(None), |pool| Carries::of(pool));
            let known = machines.servers.entry(machine(&server.fqdn, server.id.as_str())).or_insert(carries);
            if matches!(carries, Carries::Product(_)) {
                *known = if *known == Carries::Companion { carries } else { carries.max(*known) };
            }
        }
        for host in topology.sql_servers.values() {
            let nodes = host.cluster_nodes.iter().flatten().filter(|node| !node.is_empty());
            let mut names: Vec<String> = nodes.map(|node| node.to_lowercase()).collect();
            if names.is_empty() {
                names.push(machine(&host.fqdn, host.id.as_str()));
            }
            machines.sql.extend(names.into_iter().filter(|name| !machines.servers.contains_key(name)));
        }
        let manned: BTreeSet<&PoolId> = topology.servers.values().map(|server| &server.pool).collect();
        machines.pools_without_servers = topology.pools.keys().filter(|pool| !manned.contains(pool)).count();
        machines
    }

    pub fn count(&self) -> usize {
        self.servers.len() + self.sql.len()
    }

    /// How many servers carry this.
    pub fn that_carry(&self, what: Carries) -> usize {
        self.servers.values().filter(|of| **of == what).count()
    }

    /// How many of these do not stand in `others`.
    pub fn beyond(&self, others: &Self) -> usize {
        self.not_in(others).count()
    }

    /// The names of these that do not stand in `others`; what has no name is an id after `#`.
    pub fn not_in<'m>(&'m self, others: &'m Self) -> impl Iterator<Item = &'m String> {
        self.names().filter(|name| !others.servers.contains_key(*name) && !others.sql.contains(*name))
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.servers.keys().chain(&self.sql)
    }
}

/// A name without case, or the id while there is none. An id cannot be taken for a name: it has a mark before it.
fn machine(name: &Option<Text>, id: &str) -> String {
    match name.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => name.to_lowercase(),
        None => format!("#{id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::read;

    #[test]
    fn a_machine_is_counted_once_whatever_it_bears() {
        let plan = read("site Paris\n  pool se front-end standard version=lync-2010 servers=se\n").unwrap().plan;
        let mut today = plan.today.clone();
        let mut local = SqlServer::new(SqlServerId::new("sql-server-se"));
        local.fqdn = Some("SE.contoso.com".into());
        today.put(local.into());
        let mut cluster = SqlServer::new(SqlServerId::new("sql-server-cluster"));
        cluster.fqdn = Some("sqlcluster.contoso.com".into());
        cluster.cluster_nodes = Some(vec!["sqla.contoso.com".into(), "sqlb.contoso.com".into()]);
        today.put(cluster.into());
        today.put(Pool::new(PoolId::new("pool-empty"), PoolKind::FrontEnd).into());
        let machines = Machines::of(&today);
        assert_eq!((machines.servers.len(), machines.sql.len(), machines.count()), (1, 2, 3));
        assert_eq!(machines.that_carry(Carries::Product(Some(Version::Lync2010))), 1);
        assert_eq!(machines.pools_without_servers, 1);
        assert_eq!(machines.beyond(&Machines::of(&plan.today)), 2);
    }
}
