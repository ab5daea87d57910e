//! What joins the objects: stores, next hops, media Edges, backups, shares, trunks.

use super::Builder;
use super::roles::{Meaning, meaning};
use crate::import::ids::host;
use crate::import::source::{Service, child, filled, start};
use crate::message;
use crate::model::*;
use roxmltree::Node;
use std::collections::{HashMap, HashSet};

impl<'a, 'i> Builder<'_, 'a, 'i, '_, '_> {
    pub(super) fn links(&mut self) {
        let mut used_stores = HashSet::new();
        for at in 0..self.source.services.len() {
            if let Some(gateway) = self.gateways[at].clone() {
                self.trunk(at, gateway);
            }
            let Some(pool) = self.pool_of(at).cloned() else { continue };
            if !matches!(meaning(self.source.services[at].role), Meaning::Pool(_) | Meaning::Unknown) {
                continue;
            }
            for (usage, on) in &self.source.services[at].depends_on {
                if let Some(target) = on.target {
                    if matches!(meaning(self.source.services[target].role), Meaning::Store(_)) {
                        used_stores.insert(target);
                    }
                    self.dependency(at, &pool, *usage, target);
                }
            }
        }
        self.backups();
        self.idle_stores(&used_stores);
    }

    /// One dependency of a service of a pool.
    fn dependency(&mut self, at: usize, pool: &PoolId, usage: Usage, target: usize) {
        let from = Subject::from(pool);
        let own = meaning(self.source.services[at].role);
        let other = meaning(self.source.services[target].role);
        match other {
            Meaning::Store(store) => {
                let kind = LinkKind::of_store(store);
                if let Some(instance) = self.instance_of(target) {
                    self.join(kind, usage, from.clone(), instance.into());
                }
                // A mirrored store has one witness; a file that names more is not followed.
                let witness = self.source.services[target]
                    .depends_on
                    .iter()
                    .filter_map(|(_, on)| on.target)
                    .find(|on| meaning(self.source.services[*on].role) == Meaning::WitnessStore);
                if let Some(instance) = witness.and_then(|witness| self.instance_of(witness)) {
                    self.join(kind, Usage::Witness, from, instance.into());
                }
            }
            Meaning::FileStore => {
                if let Some(store) = self.file_stores[target].clone() {
                    self.join(LinkKind::FileStore, usage, from, store.into());
                }
            }
            Meaning::Pool(Role::UserServices) => {
                // Others name the user services of their own pool.
                let Some(to) = self.pool_of(target).cloned() else { return };
                if self.topology.pools.get(pool).is_some_and(|pool| pool.kind == PoolKind::Sba) {
                    self.join(LinkKind::UserServices, usage, from, to.into());
                }
            }
            Meaning::Pool(role) => {
                let Some(to) = self.pool_of(target).cloned() else { return };
                if let Some(kind) = between_pools(own, role) {
                    self.join(kind, usage, from, to.into());
                }
            }
            Meaning::Gateway | Meaning::WitnessStore | Meaning::Unknown => {}
        }
    }

    fn instance_of(&self, store: usize) -> Option<SqlInstanceId> {
        match self.source.services[store].place {
            crate::import::source::Place::Instance(instance) => self.instances[instance].clone(),
            _ => None,
        }
    }

    /// A PstnGateway service is a trunk to the Mediation Server that it depends on.
    fn trunk(&mut self, at: usize, gateway: GatewayId) {
        let source = self.source;
        let service = &source.services[at];
        let port = child(service.node, "Ports").and_then(|ports| child(ports, "Port"));
        let number = port.and_then(|port| self.number(filled(port, "Port"), "Port", start(port)));
        let protocol = port.and_then(|port| self.protocol(port));
        let name = self.trunk_name(service, port);
        let details = child(service.node, "PstnGatewayService");
        let mediation_port = details.and_then(|details| {
            self.number(filled(details, "MediationServerPort"), "MediationServerPort", start(details))
        });
        for target in service.depends_on.iter().filter_map(|(_, on)| on.target) {
            if meaning(source.services[target].role) != Meaning::Pool(Role::Mediation) {
                continue;
            }
            let Some(pool) = self.pool_of(target).cloned() else { continue };
            // Not `join`: two trunks may stand between the same two, on other ports.
            let mut link = self.link(LinkKind::Trunk, Usage::Default, gateway.clone().into(), pool.into());
            link.port = number;
            link.mediation_port = mediation_port;
            link.protocol = protocol;
            link.name = name.map(Text::from);
            self.topology.put(link.into());
        }
    }

    fn protocol(&mut self, port: Node<'a, 'i>) -> Option<TrunkProtocol> {
        let word = filled(port, "Protocol")?;
        let protocol = TrunkProtocol::from_key(&word.to_ascii_lowercase());
        if protocol.is_none() {
            self.notes.at(start(port), || message!("import-note-word", attribute = "Protocol", text = word));
        }
        protocol
    }

    /// A trunk is a cluster of its own: that has its simple name, where it is not just that of the gateway. A GUID
    /// stands where the trunk was given none.
    fn trunk_name(&self, service: &Service<'a, 'i>, port: Option<Node<'a, 'i>>) -> Option<&'a str> {
        let gateway = port.and_then(|port| filled(port, "ConfiguredFqdn"))?;
        let name = self.source.clusters[self.source.cluster_of(service.place)?].fqdn?;
        (!name.eq_ignore_ascii_case(gateway) && !is_guid(name)).then_some(name)
    }

    /// A Backup element on both registrars and a backup service on both pools is pairing; alone it is a stand-by
    /// registrar (Lync Server 2010, branch appliances).
    fn backups(&mut self) {
        let source = self.source;
        let mut backups = Vec::new();
        for (at, service) in source.services.iter().enumerate() {
            let Some(target) = service.backup.as_ref().and_then(|backup| backup.target) else { continue };
            if let (Some(from), Some(to)) = (self.pool_of(at), self.pool_of(target)) {
                backups.push((from.clone(), to.clone(), service.automatic_failover));
            }
        }
        let pairs: HashMap<_, _> =
            backups.iter().map(|(from, to, failover)| ((from.clone(), to.clone()), *failover)).collect();
        let copies = |pool: &PoolId| {
            let roles = self.topology.pools.get(pool).and_then(|pool| pool.roles.as_deref());
            roles.is_some_and(|roles| roles.contains(&Role::Backup))
        };
        let paired: HashSet<_> = pairs
            .keys()
            .filter(|(from, to)| pairs.contains_key(&(to.clone(), from.clone())) && copies(from) && copies(to))
            .cloned()
            .collect();
        for (from, to, failover) in &backups {
            if !paired.contains(&(from.clone(), to.clone())) {
                self.join_backup(LinkKind::BackupRegistrar, from, to, *failover);
                continue;
            }
            // One link for both directions, from the pool whose name comes first.
            let name = |pool: &PoolId| self.topology.label(&pool.into()).to_lowercase();
            if (name(from), from) < (name(to), to) {
                let back = pairs.get(&(to.clone(), from.clone())).copied().flatten();
                self.join_backup(LinkKind::Pairing, from, to, failover.filter(|own| back == Some(*own)));
            }
        }
    }

    fn join_backup(&mut self, kind: LinkKind, from: &PoolId, to: &PoolId, failover: Option<bool>) {
        if let Some(id) = self.join(kind, Usage::Default, from.into(), to.into())
            && let Some(link) = self.topology.links.get_mut(&id)
        {
            std::sync::Arc::make_mut(link).automatic_failover = failover;
        }
    }

    /// Stores that no pool depends on stay with their instance.
    fn idle_stores(&mut self, used: &HashSet<usize>) {
        for (at, service) in self.source.services.iter().enumerate() {
            let Meaning::Store(store) = meaning(service.role) else { continue };
            if used.contains(&at) {
                continue;
            }
            let Some(id) = self.instance_of(at) else { continue };
            if let Some(instance) = self.topology.sql_instances.get_mut(&id) {
                let stores = std::sync::Arc::make_mut(instance).idle_stores.get_or_insert_default();
                stores.push(store);
                stores.sort();
                stores.dedup();
            }
            let name = self.topology.label(&(&id).into());
            self.notes.at(service.at, || message!("import-note-idle-store", role = service.role, name = name));
        }
    }

    /// Joins two objects once; the id of the new link.
    fn join(&mut self, kind: LinkKind, usage: Usage, from: Subject, to: Subject) -> Option<LinkId> {
        if from == to || !self.joined.insert((kind, usage, from.clone(), to.clone())) {
            return None;
        }
        let link = self.link(kind, usage, from, to);
        let id = link.id.clone();
        self.topology.put(link.into());
        Some(id)
    }

    fn link(&mut self, kind: LinkKind, usage: Usage, from: Subject, to: Subject) -> Link {
        let name = link_name(&self.topology, kind, usage, &from, &to);
        Link::new(LinkId::new(&self.ids.give(SubjectKind::Link, &name)), kind, usage, from, to)
    }
}

fn is_guid(name: &str) -> bool {
    name.len() == 36 && name.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

/// What a dependency between services of two pools means for the pools, when it means anything.
fn between_pools(own: Meaning, role: Role) -> Option<LinkKind> {
    Some(match (own, role) {
        (_, Role::Edge) => LinkKind::MediaEdge,
        (_, Role::OfficeWebApps) => LinkKind::OfficeWebApps,
        (_, Role::Monitoring) => LinkKind::MonitoringServer,
        (_, Role::Archiving) => LinkKind::ArchivingServer,
        (
            Meaning::Pool(
                Role::Edge | Role::Mediation | Role::PersistentChat | Role::TrustedApplication | Role::Application,
            ),
            Role::Registrar,
        ) => LinkKind::NextHop,
        _ => return None,
    })
}

/// The name that a link's id is made of: `user-store pool01 sqlold-lync`.
pub(in crate::import) fn link_name(
    topology: &Topology,
    kind: LinkKind,
    usage: Usage,
    from: &Subject,
    to: &Subject,
) -> String {
    let short = |subject: &Subject| {
        let name = topology.label(subject);
        let name = name.trim_start_matches('\\');
        let (server, instance) = name.split_once('\\').unwrap_or((name, ""));
        format!("{} {instance}", host(server)).replace('.', "-")
    };
    let usage = if usage == Usage::Default { "" } else { usage.key() };
    format!("{} {usage} {} {}", kind.key(), short(from), short(to))
}
