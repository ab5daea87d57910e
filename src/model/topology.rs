//! A deployment at one moment.

use super::elements::*;
use super::ids::*;
use super::subject::Subject;
use super::words::*;
use super::{FactRow, Value};
use imbl::OrdMap;
use std::sync::Arc;

/// What exists at one moment: objects by kind, in the order of their ids. Copies share structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Topology {
    pub deployment: Arc<Deployment>,
    pub sites: OrdMap<SiteId, Arc<Site>>,
    pub pools: OrdMap<PoolId, Arc<Pool>>,
    pub servers: OrdMap<ServerId, Arc<Server>>,
    pub sql_servers: OrdMap<SqlServerId, Arc<SqlServer>>,
    pub sql_instances: OrdMap<SqlInstanceId, Arc<SqlInstance>>,
    pub file_stores: OrdMap<FileStoreId, Arc<FileStore>>,
    pub gateways: OrdMap<GatewayId, Arc<Gateway>>,
    pub links: OrdMap<LinkId, Arc<Link>>,
    pub user_groups: OrdMap<UserGroupId, Arc<UserGroup>>,
}

impl Default for Topology {
    fn default() -> Self {
        Self {
            deployment: Arc::new(Deployment::new()),
            sites: OrdMap::new(),
            pools: OrdMap::new(),
            servers: OrdMap::new(),
            sql_servers: OrdMap::new(),
            sql_instances: OrdMap::new(),
            file_stores: OrdMap::new(),
            gateways: OrdMap::new(),
            links: OrdMap::new(),
            user_groups: OrdMap::new(),
        }
    }
}

impl Topology {
    pub fn element(&self, subject: &Subject) -> Option<Element> {
        Some(match subject {
            Subject::Site(id) => Element::Site(self.sites.get(id)?.clone()),
            Subject::Pool(id) => Element::Pool(self.pools.get(id)?.clone()),
            Subject::Server(id) => Element::Server(self.servers.get(id)?.clone()),
            Subject::SqlServer(id) => Element::SqlServer(self.sql_servers.get(id)?.clone()),
            Subject::SqlInstance(id) => Element::SqlInstance(self.sql_instances.get(id)?.clone()),
            Subject::FileStore(id) => Element::FileStore(self.file_stores.get(id)?.clone()),
            Subject::Gateway(id) => Element::Gateway(self.gateways.get(id)?.clone()),
            Subject::Link(id) => Element::Link(self.links.get(id)?.clone()),
            Subject::UserGroup(id) => Element::UserGroup(self.user_groups.get(id)?.clone()),
            Subject::Deployment | Subject::Phase(_) | Subject::Step(_) => return None,
        })
    }

    /// Puts an object in, in place of one with the same id.
    pub fn put(&mut self, element: Element) {
        match element {
            Element::Site(o) => drop(self.sites.insert(o.id.clone(), o)),
            Element::Pool(o) => drop(self.pools.insert(o.id.clone(), o)),
            Element::Server(o) => drop(self.servers.insert(o.id.clone(), o)),
            Element::SqlServer(o) => drop(self.sql_servers.insert(o.id.clone(), o)),
            Element::SqlInstance(o) => drop(self.sql_instances.insert(o.id.clone(), o)),
            Element::FileStore(o) => drop(self.file_stores.insert(o.id.clone(), o)),
            Element::Gateway(o) => drop(self.gateways.insert(o.id.clone(), o)),
            Element::Link(o) => drop(self.links.insert(o.id.clone(), o)),
            Element::UserGroup(o) => drop(self.user_groups.insert(o.id.clone(), o)),
        }
    }

    /// Whether two topologies are one in memory, and so surely equal.
    pub fn shares(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.deployment, &other.deployment)
            && self.sites.ptr_eq(&other.sites)
            && self.pools.ptr_eq(&other.pools)
            && self.servers.ptr_eq(&other.servers)
            && self.sql_servers.ptr_eq(&other.sql_servers)
            && self.sql_instances.ptr_eq(&other.sql_instances)
            && self.file_stores.ptr_eq(&other.file_stores)
            && self.gateways.ptr_eq(&other.gateways)
            && self.links.ptr_eq(&other.links)
            && self.user_groups.ptr_eq(&other.user_groups)
    }

    /// Whether the deployment, or an object with this id, is here.
    pub fn has(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Deployment => true,
            Subject::Site(id) => self.sites.contains_key(id),
            Subject::Pool(id) => self.pools.contains_key(id),
            Subject::Server(id) => self.servers.contains_key(id),
            Subject::SqlServer(id) => self.sql_servers.contains_key(id),
            Subject::SqlInstance(id) => self.sql_instances.contains_key(id),
            Subject::FileStore(id) => self.file_stores.contains_key(id),
            Subject::Gateway(id) => self.gateways.contains_key(id),
            Subject::Link(id) => self.links.contains_key(id),
            Subject::UserGroup(id) => self.user_groups.contains_key(id),
            Subject::Phase(_) | Subject::Step(_) => false,
        }
    }

    /// Every object, by kind and then by id; the deployment first.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> + '_ {
        std::iter::once(Subject::Deployment)
            .chain(self.sites.keys().map(Subject::from))
            .chain(self.pools.keys().map(Subject::from))
            .chain(self.servers.keys().map(Subject::from))
            .chain(self.sql_servers.keys().map(Subject::from))
            .chain(self.sql_instances.keys().map(Subject::from))
            .chain(self.file_stores.keys().map(Subject::from))
            .chain(self.gateways.keys().map(Subject::from))
            .chain(self.links.keys().map(Subject::from))
            .chain(self.user_groups.keys().map(Subject::from))
    }

    /// The facts of the deployment or of an object.
    pub fn facts(&self, subject: &Subject) -> Vec<FactRow> {
        match subject {
            Subject::Deployment => self.deployment.facts(),
            other => self.element(other).map(|element| element.facts()).unwrap_or_default(),
        }
    }

    pub fn fact(&self, subject: &Subject, name: &str) -> Option<Value> {
        match subject {
            Subject::Deployment => {
                Deployment::FACTS.iter().find(|info| info.name == name).and_then(|info| (info.get)(&self.deployment))
            }
            other => self.element(other)?.fact(name),
        }
    }

    /// What people call the object: an FQDN, `host\instance`, `\\host\share`, a site's name. `None` when the
    /// object is not here or has no name yet. Links are named by their ends.
    pub fn name(&self, subject: &Subject) -> Option<String> {
        let own = |text: &Option<Text>| text.as_ref().filter(|text| !text.is_empty()).map(|text| text.to_string());
        match subject {
            Subject::Deployment => own(&self.deployment.default_sip_domain).or_else(|| own(&self.deployment.forest)),
            Subject::Site(id) => own(&self.sites.get(id)?.name),
            Subject::Pool(id) => own(&self.pools.get(id)?.fqdn),
            Subject::Server(id) => {
                let server = self.servers.get(id)?;
                own(&server.fqdn).or_else(|| self.name(&Subject::Pool(server.pool.clone())))
            }
            Subject::SqlServer(id) => own(&self.sql_servers.get(id)?.fqdn),
            Subject::SqlInstance(id) => {
                let instance = self.sql_instances.get(id)?;
                let host = self.name(&Subject::SqlServer(instance.server.clone()))?;
                Some(match own(&instance.name) {
                    Some(name) => format!("{host}\\{name}"),
                    None => host,
                })
            }
            Subject::FileStore(id) => {
                let store = self.file_stores.get(id)?;
                Some(format!("\\\\{}\\{}", store.host.as_deref()?, store.share.as_deref().unwrap_or_default()))
            }
            Subject::Gateway(id) => own(&self.gateways.get(id)?.fqdn),
            Subject::Link(id) => {
                let link = self.links.get(id)?;
                own(&link.name).or_else(|| Some(format!("{} → {}", self.name(&link.from)?, self.name(&link.to)?)))
            }
            Subject::UserGroup(id) => own(&self.user_groups.get(id)?.name),
            Subject::Phase(_) | Subject::Step(_) => None,
        }
    }

    /// The name, or the id while there is none, so that a list never shows a blank.
    pub fn label(&self, subject: &Subject) -> String {
        self.name(subject).unwrap_or_else(|| subject.id().to_owned())
    }

    /// The site an object stands in: its own, its pool's, its host's.
    pub fn site_of(&self, subject: &Subject) -> Option<SiteId> {
        match subject {
            Subject::Site(id) => Some(id.clone()),
            Subject::Pool(id) => self.pools.get(id)?.site.clone(),
            Subject::Server(id) => self.pools.get(&self.servers.get(id)?.pool)?.site.clone(),
            Subject::SqlServer(id) => self.sql_servers.get(id)?.site.clone(),
            Subject::SqlInstance(id) => self.sql_servers.get(&self.sql_instances.get(id)?.server)?.site.clone(),
            Subject::FileStore(id) => self.file_stores.get(id)?.site.clone(),
            Subject::Gateway(id) => self.gateways.get(id)?.site.clone(),
            Subject::Link(id) => self.site_of(&self.links.get(id)?.from),
            Subject::Deployment | Subject::UserGroup(_) | Subject::Phase(_) | Subject::Step(_) => None,
        }
    }

    /// Users homed on a pool: the sum over groups, 0 when no group names it, `None` when a count is not known.
    pub fn users_on(&self, pool: &PoolId) -> Option<u64> {
        self.user_groups
            .values()
            .filter_map(|group| group.homes.get(pool))
            .try_fold(0, |sum: u64, count| Some(sum.saturating_add((*count)?)))
    }

    /// The SIP domain that new names end in, when one is known.
    pub fn default_domain(&self) -> Option<&str> {
        let deployment = &self.deployment;
        deployment
            .default_sip_domain
            .as_deref()
            .or_else(|| deployment.sip_domains.as_ref().and_then(|all| all.first().map(|domain| &**domain)))
    }

    /// The first `stem01.domain`, `stem02.domain`… that no object in any of `states` bears.
    pub fn free_fqdn(stem: &str, domain: Option<&str>, states: &[&Topology]) -> String {
        let mut name = String::new();
        for n in 1u32.. {
            name = match domain {
                Some(domain) => format!("{stem}{n:02}.{domain}"),
                None => format!("{stem}{n:02}"),
            };
            if !states.iter().any(|topology| topology.bears(&name)) {
                break;
            }
        }
        name
    }

    /// Whether a pool, server, SQL Server host, file server or gateway has this FQDN (compared without case).
    pub fn bears(&self, fqdn: &str) -> bool {
        let same = |text: &Option<Text>| text.as_ref().is_some_and(|text| text.eq_ignore_ascii_case(fqdn));
        self.pools.values().any(|o| same(&o.fqdn))
            || self.servers.values().any(|o| same(&o.fqdn))
            || self.sql_servers.values().any(|o| same(&o.fqdn))
            || self.file_stores.values().any(|o| same(&o.host))
            || self.gateways.values().any(|o| same(&o.fqdn))
    }

    /// One sorted line per object and known fact, with names in place of ids: two topologies that say the
    /// same give the same lines, whatever their ids are.
    pub fn described(&self) -> Vec<String> {
        let named = |subject: &Subject| self.label(subject).to_lowercase();
        let mut lines = Vec::new();
        for subject in self.subjects() {
            let mut head = format!("{} {}", subject.kind().key(), named(&subject));
            match self.element(&subject) {
                Some(Element::Site(o)) => head += &format!(" {}", o.kind.key()),
                Some(Element::Pool(o)) => head += &format!(" {}", o.kind.key()),
                Some(Element::Server(o)) => head += &format!(" of {}", named(&Subject::Pool(o.pool.clone()))),
                Some(Element::Link(o)) => {
                    head += &format!(" {} {} {} -> {}", o.kind.key(), o.usage.key(), named(&o.from), named(&o.to));
                }
                Some(Element::UserGroup(o)) => {
                    let mut homes: Vec<_> =
                        o.homes.iter().map(|(pool, count)| (named(&Subject::Pool(pool.clone())), *count)).collect();
                    homes.sort();
                    head += &format!(" {homes:?}");
                }
                _ => {}
            }
            for row in self.facts(&subject) {
                let value = match (&row.value, row.kind) {
                    (None, _) => continue,
                    (Some(Value::Text(id)), super::FactKind::Site) => named(&Subject::Site(SiteId::new(id))),
                    (Some(Value::Text(id)), super::FactKind::Pool | super::FactKind::Route) => {
                        named(&Subject::Pool(PoolId::new(id)))
                    }
                    (Some(value), _) => format!("{value:?}"),
                };
                lines.push(format!("{head}: {} = {value}", row.name));
            }
            lines.push(head);
        }
        lines.sort();
        lines
    }

    /// Whether two topologies say the same, ids aside.
    pub fn same_as(&self, other: &Self) -> bool {
        self.described() == other.described()
    }

    /// Broken references in words for tests: our own mistakes, never a user's. Empty in a sound topology.
    pub fn broken(&self) -> Vec<String> {
        self.dangling().iter().map(|(here, there)| format!("{here:?} names {there:?}, which is not there")).collect()
    }

    /// Every object that names one which is not here, with that one.
    pub fn dangling(&self) -> Vec<(Subject, Subject)> {
        let mut out = Vec::new();
        let mut need = |here: Subject, there: Subject| {
            if !self.has(&there) {
                out.push((here, there));
            }
        };
        for o in self.servers.values() {
            need((&o.id).into(), (&o.pool).into());
        }
        for o in self.sql_instances.values() {
            need((&o.id).into(), (&o.server).into());
        }
        for o in self.links.values() {
            need((&o.id).into(), o.from.clone());
            need((&o.id).into(), o.to.clone());
        }
        for o in self.user_groups.values() {
            for pool in o.homes.keys() {
                need((&o.id).into(), pool.into());
            }
        }
        for (_, there) in self.deployment.named() {
            need(Subject::Deployment, there);
        }
        for subject in self.subjects() {
            for (_, there) in self.element(&subject).map(|element| element.named()).unwrap_or_default() {
                need(subject.clone(), there);
            }
        }
        out
    }
}

/// Look-ups by what an object belongs to, made once per state.
#[derive(Debug, Default)]
pub struct Index<'a> {
    servers: foldhash::HashMap<&'a str, Vec<&'a Server>>,
    instances: foldhash::HashMap<&'a str, Vec<&'a SqlInstance>>,
    from: foldhash::HashMap<&'a str, Vec<&'a Link>>,
    to: foldhash::HashMap<&'a str, Vec<&'a Link>>,
}

impl<'a> Index<'a> {
    pub fn new(topology: &'a Topology) -> Self {
        let mut index = Self::default();
        for server in topology.servers.values() {
            index.servers.entry(server.pool.as_str()).or_default().push(server);
        }
        for instance in topology.sql_instances.values() {
            index.instances.entry(instance.server.as_str()).or_default().push(instance);
        }
        for link in topology.links.values() {
            index.from.entry(link.from.id()).or_default().push(link);
            index.to.entry(link.to.id()).or_default().push(link);
        }
        index
    }

    pub fn servers(&self, pool: &PoolId) -> &[&'a Server] {
        self.servers.get(pool.as_str()).map_or(&[], Vec::as_slice)
    }

    pub fn instances(&self, server: &SqlServerId) -> &[&'a SqlInstance] {
        self.instances.get(server.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Links that start at this object, in the order of their ids.
    pub fn from(&self, subject: &Subject) -> &[&'a Link] {
        self.from.get(subject.id()).map_or(&[], Vec::as_slice)
    }

    /// Links that end at this object.
    pub fn to(&self, subject: &Subject) -> &[&'a Link] {
        self.to.get(subject.id()).map_or(&[], Vec::as_slice)
    }

    /// Where a pool has its store of this kind.
    pub fn stores(&self, pool: &PoolId, store: StoreKind) -> impl Iterator<Item = &'a Link> + '_ {
        self.from.get(pool.as_str()).into_iter().flatten().copied().filter(move |link| link.kind.store() == Some(store))
    }
}
