//! Pools and their servers: kind, version, edition, and the facts that ports and role details carry.

use super::Builder;
use super::roles::{Meaning, kind, meaning, product};
use crate::import::source::{Place, Service, attribute, child, children, filled, flag, start};
use crate::message;
use crate::model::*;
use roxmltree::Node;
use std::collections::HashSet;

impl<'s, 'a, 'i> Builder<'s, 'a, 'i, '_, '_> {
    /// A cluster that carries a role of the product, or of software beside it, is a pool; file servers, gateways and
    /// SQL Server hosts are not. An unknown role never costs the pool.
    pub(super) fn pools(&mut self) {
        let source = self.source;
        let sql: HashSet<_> = source.instances.iter().filter_map(|instance| instance.cluster.target).collect();
        for cluster in 0..source.clusters.len() {
            let services: Vec<&Service<'a, 'i>> =
                self.on_cluster[cluster].iter().map(|service| &source.services[*service]).collect();
            let mut roles = Vec::new();
            let mut other_roles = Vec::new();
            for service in &services {
                match (meaning(service.role), service.place) {
                    (Meaning::Pool(role), _) => roles.push(role),
                    (Meaning::Unknown, place) => {
                        let name = self.place_name(place);
                        self.notes
                            .at(service.at, || message!("import-note-unknown-role", role = service.role, name = name));
                        if matches!(place, Place::Cluster(_)) {
                            other_roles.push(service.role);
                        }
                    }
                    (Meaning::Store(_) | Meaning::WitnessStore, Place::Cluster(_)) => {
                        let name = self.place_name(service.place);
                        self.notes
                            .at(service.at, || message!("import-note-store-place", role = service.role, name = name));
                    }
                    _ => {}
                }
            }
            let entry = &source.clusters[cluster];
            let idle = services.is_empty();
            if idle && !sql.contains(&cluster) {
                let name = source.cluster_name(cluster);
                self.notes.at(entry.at, || message!("import-note-idle-cluster", name = name));
            }
            if roles.is_empty() && other_roles.is_empty() && !(idle && entry.software && !sql.contains(&cluster)) {
                continue;
            }
            roles.sort();
            roles.dedup();
            self.put_pool(cluster, &services, roles, other_roles);
        }
        self.mediation_modes();
    }

    fn put_pool(&mut self, cluster: usize, services: &[&Service<'a, 'i>], roles: Vec<Role>, other: Vec<&'a str>) {
        let entry = &self.source.clusters[cluster];
        let site = self.site_of(cluster);
        let in_branch = entry.site.as_ref().and_then(|site| site.target).is_some_and(|at| self.source.sites[at].branch);
        let registrar = of_role(services, "Registrar").and_then(|service| child(service.node, "RegistrarService"));
        let director = registrar.and_then(|details| flag(details, "IsDirector")) == Some(true);
        let name = self.source.cluster_name(cluster);
        let id = PoolId::new(&self.ids.give(SubjectKind::Pool, name));
        let mut pool = Pool::new(id.clone(), kind(&roles, &other, director, in_branch));
        pool.fqdn = entry.fqdn.map(Text::from);
        pool.site = site;
        self.set_version(&mut pool, services);
        pool.edition = of_role(services, "UserServices").and_then(|service| self.edition(cluster, service));
        if !other.is_empty() {
            let mut names: Vec<Text> = other.into_iter().map(Text::from).collect();
            names.sort();
            names.dedup();
            pool.other_roles = Some(names);
        }
        pool.roles = Some(roles);
        if let Some(web) = of_role(services, "WebServices").and_then(|service| child(service.node, "WebService")) {
            let address = |name| child(web, name).and_then(|settings| filled(settings, "Host")).map(Text::from);
            pool.external_web_fqdn = address("ExternalSettings");
            pool.internal_web_fqdn = address("InternalSettings");
        }
        pool.applications = applications(services);
        pool.discovery_url = of_role(services, "WacService")
            .and_then(|service| child(service.node, "WacService"))
            .and_then(|details| filled(details, "DiscoveryUrl"))
            .map(Text::from);
        self.machine_facts(&mut pool, entry);
        if let Some(edge) = of_role(services, "EdgeServer") {
            self.edge_facts(&mut pool, edge, &entry.machines);
        }
        if let Some(chat) = of_role(services, "PersistentChatService") {
            self.chat_facts(&mut pool, chat);
        }
        self.topology.put(pool.into());
        self.servers(cluster, &id);
        self.pools[cluster] = Some(id);
    }

    /// A pool's version is that of its UserServices, else of its Registrar, else the highest on it.
    fn set_version(&mut self, pool: &mut Pool, services: &[&Service<'a, 'i>]) {
        let of_pool =
            |service: &&&Service<'_, '_>| matches!(meaning(service.role), Meaning::Pool(_) | Meaning::Unknown);
        let number = |service: &Service<'_, '_>| service.version.and_then(|version| version.parse::<u32>().ok());
        for service in services.iter().filter(of_pool) {
            if let (Some(text), None) = (service.version, number(service)) {
                let name = self.place_name(service.place);
                self.notes
                    .at(service.at, || message!("import-note-version", text = text, role = service.role, name = name));
            }
        }
        let leading = of_role(services, "UserServices")
            .or_else(|| of_role(services, "Registrar"))
            .or_else(|| services.iter().filter(of_pool).max_by_key(|service| number(service)).copied());
        let Some(service) = leading else { return };
        pool.version = number(service).and_then(product);
        if pool.version.is_none() {
            pool.service_version = service.version.map(Text::from);
            if let Some(number) = number(service) {
                let name = self.place_name(service.place);
                let number = u64::from(number);
                self.notes.at(service.at, || message!("import-note-product", version = number, name = name));
            }
        }
    }

    /// Standard Edition has its user store on a SQL instance of the same cluster. No attribute says so.
    fn edition(&self, cluster: usize, user_services: &Service<'_, '_>) -> Option<Edition> {
        let mut found = None;
        for (usage, on) in &user_services.depends_on {
            let Some(store) = on.target.map(|store| &self.source.services[store]) else { continue };
            if *usage == Usage::Default && meaning(store.role) == Meaning::Store(StoreKind::User) {
                let home = self.source.cluster_of(store.place)?;
                found = Some(if home == cluster { Edition::Standard } else { Edition::Enterprise });
            }
        }
        found
    }

    /// The three public services of an Edge stand in its ports. Merged OCS Edges may have none: then nothing is known.
    fn edge_facts(&mut self, pool: &mut Pool, edge: &Service<'a, 'i>, machines: &[Node<'a, 'i>]) {
        let ports: Vec<Node<'a, 'i>> = ports(edge).collect();
        let external = |owner: &'static str, usage: &'static str| {
            ports.iter().copied().find(move |port| {
                is(*port, "InterfaceSide", "External") && owned_by(*port, owner) && is(*port, "Usage", usage)
            })
        };
        let mut facts = |port: Option<Node<'a, 'i>>| {
            let number = port.and_then(|port| self.number(filled(port, "Port"), "Port", start(port)));
            (port.and_then(|port| filled(port, "ConfiguredFqdn")).map(Text::from), number)
        };
        (pool.access_edge_fqdn, pool.access_edge_port) = facts(external("AccessEdge", "SipClient"));
        (pool.web_conferencing_edge_fqdn, pool.web_conferencing_edge_port) = facts(external("DataEdge", "PsomClient"));
        (pool.av_edge_fqdn, pool.av_edge_port) = facts(external("MediaRelayEdge", "TURNServer"));
        if ports.iter().any(|port| is(*port, "InterfaceSide", "External")) {
            pool.federation = Some(external("AccessEdge", "SipServer").is_some());
            pool.xmpp = Some(ports.iter().any(|port| owned_by(*port, "XmppFederationProxy")));
        }
        let mut outside = machines
            .iter()
            .flat_map(|machine| children(*machine, "NetInterface"))
            .filter(|interface| is(*interface, "InterfaceSide", "External"))
            .peekable();
        if outside.peek().is_some() {
            pool.nat = Some(outside.any(|interface| filled(interface, "ConfiguredIPAddress").is_some()));
        }
    }

    fn chat_facts(&mut self, pool: &mut Pool, chat: &Service<'a, 'i>) {
        let port = ports(chat).find(|port| owned_by(*port, "PersistentChat") && is(*port, "Usage", "SipServer"));
        pool.chat_port = port.and_then(|port| self.number(filled(port, "Port"), "Port", start(port)));
        let active = child(chat.node, "PersistentChatService").and_then(|details| child(details, "ActiveServers"));
        pool.active_servers =
            active.map(|list| children(list, "Server").filter_map(|s| filled(s, "Fqdn")).map(Text::from).collect());
        let compliance = chat
            .depends_on
            .iter()
            .filter_map(|(_, on)| on.target)
            .any(|store| meaning(self.source.services[store].role) == Meaning::Store(StoreKind::Compliance));
        // No file with compliance was seen, so that its absence proves nothing.
        pool.compliance = compliance.then_some(true);
    }

    /// Collocated, stand-alone (a Mediation pool has this pool for its next hop) or none. For merged OCS pools the
    /// file lists no collocated roles, and nothing is known.
    fn mediation_modes(&mut self) {
        let mut served = HashSet::new();
        for (at, service) in self.source.services.iter().enumerate() {
            if meaning(service.role) != Meaning::Pool(Role::Mediation) {
                continue;
            }
            for target in service.depends_on.iter().filter_map(|(_, on)| on.target) {
                if let (Some(own), Some(hop)) = (self.pool_of(at), self.pool_of(target))
                    && own != hop
                {
                    served.insert(hop.clone());
                }
            }
        }
        let pools: Vec<_> = self.topology.pools.values().cloned().collect();
        for mut pool in pools {
            let roles = pool.roles.as_deref().unwrap_or_default();
            let registers = matches!(pool.kind, PoolKind::FrontEnd | PoolKind::Director | PoolKind::Sba);
            let mode = if roles.contains(&Role::Mediation) {
                MediationMode::Collocated
            } else if served.contains(&pool.id) {
                MediationMode::StandAlone
            } else if pool.version >= Some(Version::Lync2010) {
                MediationMode::None
            } else {
                continue;
            };
            if registers {
                std::sync::Arc::make_mut(&mut pool).mediation = Some(mode);
                self.topology.put(Element::Pool(pool));
            }
        }
    }
}

pub(super) fn of_role<'s, 'a, 'i>(services: &[&'s Service<'a, 'i>], role: &str) -> Option<&'s Service<'a, 'i>> {
    services.iter().find(|service| service.role.eq_ignore_ascii_case(role)).copied()
}

pub(super) fn ports<'a, 'i>(service: &Service<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i> {
    child(service.node, "Ports").into_iter().flat_map(|ports| children(ports, "Port"))
}

fn is(node: Node<'_, '_>, name: &str, value: &str) -> bool {
    attribute(node, name).is_some_and(|text| text.eq_ignore_ascii_case(value))
}

/// Whether a port belongs to a component: `urn:component:AccessEdge`.
fn owned_by(port: Node<'_, '_>, component: &str) -> bool {
    owner(port).is_some_and(|(_, name)| name.eq_ignore_ascii_case(component))
}

pub(super) fn owner<'a>(port: Node<'a, '_>) -> Option<(&'a str, &'a str)> {
    attribute(port, "Owner")?.rsplit_once(':')
}

/// The applications of a pool: the owners of the ports of its application server, or of its trusted applications.
fn applications(services: &[&Service<'_, '_>]) -> Option<Vec<Text>> {
    let mut carries = false;
    let mut names: Vec<Text> = Vec::new();
    for service in services {
        let trusted = match meaning(service.role) {
            Meaning::Pool(Role::Application) => false,
            Meaning::Pool(Role::TrustedApplication) => true,
            _ => continue,
        };
        carries = true;
        for port in ports(service) {
            match owner(port) {
                Some((prefix, name)) if prefix.to_ascii_lowercase().ends_with("application") => names.push(name.into()),
                _ if trusted => names.extend(filled(port, "GruuType").map(Text::from)),
                _ => {}
            }
        }
    }
    names.sort();
    names.dedup();
    (carries && !names.is_empty()).then_some(names)
}
