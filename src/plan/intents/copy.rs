//! Copies of objects under free names, with the links among them.

use super::*;
use std::collections::BTreeMap;

/// Copies of several objects, recorded as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    pub intent: Intent,
    /// Every object that has a copy, with it: those that were asked for, in their order, then what came along
    /// with them. Links are not listed.
    pub made: Vec<(Subject, Subject)>,
}

/// Another object like this one, under a free name: a pool with its servers and links, a SQL Server host with
/// its instances, a gateway with its trunks. What is there once only (users, routes, web names, addresses,
/// contact objects) stays with the first. `None` for what has no copy: the deployment, links, user groups.
pub fn duplicate(plan: &Plan, stage: usize, subject: &Subject) -> Option<Intent> {
    duplicated(plan, stage, std::slice::from_ref(subject)).map(|copied| copied.intent)
}

/// Copies of several objects at once. Links among them join the copies, and copies stand in the copy of their
/// site when it is copied too; all other links go where those of the first go. What has no copy is left out.
pub fn duplicated(plan: &Plan, stage: usize, subjects: &[Subject]) -> Option<Copied> {
    let names = Names::new(plan, stage);
    let state = names.state.clone();
    let mut copies = Copies { names, state, elements: Vec::new(), of: BTreeMap::new() };
    let mut order: Vec<&Subject> = subjects.iter().collect();
    order.sort_by_key(|subject| copies.rank(subject));
    for subject in order {
        copies.object(subject);
    }
    copies.links();

    let mut made: Vec<(Subject, Subject)> = Vec::with_capacity(copies.of.len());
    for subject in subjects {
        if let Some((of, copy)) = copies.of.remove_entry(subject) {
            made.push((of, copy));
        }
    }
    let asked = made.len();
    made.extend(copies.of);
    let (first, copy) = made.first()?.clone();
    let mut known = copies.names.all;
    copies.elements.iter().for_each(|element| known.put(element.clone()));
    let label = match asked {
        1 => crate::message!(
            "plan-duplicate",
            name = known.label(&first),
            copy = known.label(&copy),
            what = labels::what(known.element(&copy).as_ref(), &copy)
        ),
        many => crate::message!("plan-duplicate-many", count = many),
    };
    let commands = copies.elements.into_iter().map(Command::Add).collect();
    Some(Copied { intent: Intent { subject: copy, commands, label }, made })
}

/// Copies as they are made.
struct Copies<'a> {
    names: Names<'a>,
    /// The topology at the shown stage, without the copies.
    state: Topology,
    /// What is to be added, in an order in which everything is there before it is named.
    elements: Vec<Element>,
    of: BTreeMap<Subject, Subject>,
}

impl Copies<'_> {
    /// Sites before what stands in them, central sites before their branches, owners before what is theirs.
    fn rank(&self, subject: &Subject) -> u8 {
        match subject {
            Subject::Site(id) => u8::from(self.state.sites.get(id).is_some_and(|site| site.parent.is_some())),
            Subject::Server(_) | Subject::SqlInstance(_) => 3,
            _ => 2,
        }
    }

    fn object(&mut self, subject: &Subject) {
        if self.of.contains_key(subject) {
            return;
        }
        match self.state.element(subject) {
            Some(Element::Site(site)) => self.site(&site),
            Some(Element::Pool(pool)) => self.pool(&pool),
            Some(Element::Server(server)) => {
                let made = next_server(&mut self.names, &server.pool);
                let copy = Server { id: made.id, fqdn: made.fqdn, addresses: None, ..(*server).clone() };
                self.add(subject, copy.into());
            }
            Some(Element::SqlServer(host)) => {
                let fqdn = self.names.copy_of(&host.fqdn, "sql");
                self.sql_server(&host, fqdn);
            }
            Some(Element::SqlInstance(instance)) => {
                let copy = next_instance(&mut self.names, &instance.server);
                self.add(subject, copy);
            }
            Some(Element::FileStore(store)) => {
                let host = self.names.copy_of(&store.host, "file");
                let id = self.names.id(SubjectKind::FileStore, host.as_deref().unwrap_or_default());
                let site = self.site_of(&store.site);
                let copy = FileStore { id: FileStoreId::new(&id), host, site, ..(*store).clone() };
                self.add(subject, copy.into());
            }
            Some(Element::Gateway(gateway)) => {
                let fqdn = self.names.copy_of(&gateway.fqdn, "gw");
                let id = self.names.id(SubjectKind::Gateway, fqdn.as_deref().unwrap_or_default());
                let site = self.site_of(&gateway.site);
                let copy = Gateway { id: GatewayId::new(&id), fqdn, site, ..(*gateway).clone() };
                self.add(subject, copy.into());
            }
            Some(Element::Link(_) | Element::UserGroup(_)) | None => {}
        }
    }

    fn site(&mut self, site: &Site) {
        let name = self.names.site_name(site.name.as_deref().unwrap_or("Site"));
        let id = SiteId::new(&self.names.id(SubjectKind::Site, &name));
        let (name, parent) = (Some(Text::from(name)), self.site_of(&site.parent));
        let copy = Site { id, name, parent, federation_route: None, xmpp_route: None, cac_host: None, ..site.clone() };
        self.names.all.put(copy.clone().into());
        self.add(&(&site.id).into(), copy.into());
    }

    /// With its servers; a Standard Edition server with the instance that runs on it.
    fn pool(&mut self, pool: &Pool) {
        let fqdn = self.names.copy_of(&pool.fqdn, pool_stem(pool.kind));
        let called = fqdn.as_deref().unwrap_or(pool.kind.key());
        let id = PoolId::new(&self.names.id(SubjectKind::Pool, called));
        let site = self.site_of(&pool.site);
        let mut copy = Pool { id: id.clone(), fqdn: fqdn.clone(), site, ..pool.clone() };
        forget_own(&mut copy);
        self.add(&(&pool.id).into(), copy.into());
        let servers: Vec<_> = self.state.servers.values().filter(|o| o.pool == pool.id).cloned().collect();
        for server in servers {
            let called = fqdn.as_deref().unwrap_or(id.as_str());
            let server_id = ServerId::new(&self.names.id(SubjectKind::Server, called));
            let copy = Server { id: server_id, pool: id.clone(), fqdn: None, addresses: None, ..(*server).clone() };
            self.add(&(&server.id).into(), copy.into());
        }
        let same = |host: &&std::sync::Arc<SqlServer>| match (&host.fqdn, &pool.fqdn) {
            (Some(a), Some(b)) => pool.edition == Some(Edition::Standard) && a.eq_ignore_ascii_case(b),
            _ => false,
        };
        if let Some(host) = self.state.sql_servers.values().find(same).cloned() {
            self.sql_server(&host, fqdn);
        }
    }

    /// With its instances.
    fn sql_server(&mut self, host: &SqlServer, fqdn: Option<Text>) {
        if self.of.contains_key(&Subject::from(&host.id)) {
            return;
        }
        let called = fqdn.as_deref().unwrap_or_default().to_owned();
        let id = SqlServerId::new(&self.names.id(SubjectKind::SqlServer, &called));
        let site = self.site_of(&host.site);
        let copy = SqlServer { id: id.clone(), fqdn, site, cluster_nodes: None, ..host.clone() };
        self.add(&(&host.id).into(), copy.into());
        let instances: Vec<_> = self.state.sql_instances.values().filter(|o| o.server == host.id).cloned().collect();
        for instance in instances {
            let name = instance.name.as_deref().unwrap_or_default();
            let copy = instance_on(&mut self.names, &id, &called, name);
            self.add(&(&instance.id).into(), copy);
        }
    }

    /// The links that start at what was copied, but those of which both ends have one only and the CMS store.
    fn links(&mut self) {
        let links: Vec<_> =
            self.state.links.values().filter(|link| self.of.contains_key(&link.from)).cloned().collect();
        for link in links {
            let other = self.of.get(&link.to);
            let shared = match link.kind {
                LinkKind::CentralManagementStore => false,
                LinkKind::Pairing | LinkKind::BackupRegistrar => other.is_some(),
                _ => true,
            };
            if let Some(from) = self.of.get(&link.from).filter(|_| shared).cloned() {
                let to = other.unwrap_or(&link.to).clone();
                let id = LinkId::new(&self.names.plain_id(&link_stem(link.kind, link.usage, from.id())));
                self.elements.push(Link { id, from, to, name: None, ..(*link).clone() }.into());
            }
        }
    }

    fn site_of(&self, site: &Option<SiteId>) -> Option<SiteId> {
        let copy = site.as_ref().and_then(|site| self.of.get(&Subject::from(site)));
        match copy {
            Some(Subject::Site(copy)) => Some(copy.clone()),
            _ => site.clone(),
        }
    }

    fn add(&mut self, of: &Subject, copy: Element) {
        self.of.insert(of.clone(), copy.subject());
        // The next copy counts on from this one.
        self.names.state.put(copy.clone());
        self.elements.push(copy);
    }
}

/// What a copy of a pool cannot share with the first.
pub(in crate::plan) fn forget_own(pool: &mut Pool) {
    const OWN: &[&str] = &[
        "internal-web-fqdn",
        "external-web-fqdn",
        "access-edge-fqdn",
        "web-conferencing-edge-fqdn",
        "av-edge-fqdn",
        "discovery-url",
        "active-servers",
        "access-numbers",
        "conference-directories",
        "response-groups",
        "call-park-orbits",
        "common-area-phones",
        "analog-devices",
        "um-contacts",
        "response-group-names",
        "call-admission-control",
        "service-principal-name",
        "cms-passive",
    ];
    for info in Pool::FACTS.iter().filter(|info| OWN.contains(&info.name)) {
        (info.set)(pool, None);
    }
}
