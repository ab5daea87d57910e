//! What a change of a state can touch, so that only that is judged again.
//!
//! A rule that is marked [`near`](super::Rule::near) judges each object by what stands near it. Objects that are always
//! looked at together are one place: a pool with its servers, a SQL server with its instances. Places are neighbours
//! when a link, the users of a group, or an equal machine name joins them. Sites and the deployment are seen from
//! everywhere and join nothing.

use super::names::hash_of;
use crate::model::*;
use foldhash::HashSet;
use imbl::ordmap::DiffItem;

/// How many neighbours away a change can show.
const SHOWS: usize = 2;
/// How many neighbours away a rule looks.
const LOOKS: usize = 2;

/// What is to be judged again after a change.
pub(super) struct Touched {
    /// Objects whose answers may differ, also those that are gone.
    pub core: HashSet<Subject>,
    /// What is needed to judge them.
    pub slice: Topology,
}

/// What the difference of two states touches. `None`: so much that the whole state is better judged anew.
pub(super) fn touched(old: &Topology, new: &Topology) -> Option<Touched> {
    if old.deployment != new.deployment {
        return None;
    }
    let most = new.pools.len().max(old.pools.len()) / 2;
    let mut region = Region::default();
    let mut others = Vec::new();
    for subject in changed(old, new) {
        region.enter(&subject, old);
        region.enter(&subject, new);
        others.push(subject);
    }
    // What only one of the states has of a place has changed, and is in already.
    region.fill(new);
    for _ in 0..SHOWS {
        region.grow(old);
        region.grow(new);
        if region.pools > most {
            return None;
        }
    }
    let mut core = region.members.clone();
    core.extend(others);
    for state in [old, new] {
        let links = state.links.values().filter(|link| core.contains(&link.from) || core.contains(&link.to));
        let links: Vec<Subject> = links.map(|link| (&link.id).into()).collect();
        core.extend(links);
    }
    for _ in 0..LOOKS {
        region.grow(new);
        if region.pools > most {
            return None;
        }
    }
    Some(Touched { core, slice: region.slice(new) })
}

/// Every object that one of two states has and the other has not, or has otherwise.
fn changed(old: &Topology, new: &Topology) -> Vec<Subject> {
    let mut out = Vec::new();
    macro_rules! each {
        ($($map:ident),*) => { $(
            if !old.$map.ptr_eq(&new.$map) {
                out.extend(old.$map.diff(&new.$map).map(|item| match item {
                    DiffItem::Add(id, _) | DiffItem::Remove(id, _) | DiffItem::Update { new: (id, _), .. } => {
                        Subject::from(id)
                    }
                }));
            }
        )* };
    }
    each!(sites, pools, servers, sql_servers, sql_instances, file_stores, gateways, links, user_groups);
    out
}

/// Places of a state, whole.
#[derive(Default)]
struct Region {
    members: HashSet<Subject>,
    /// Without case, by their hashes.
    names: HashSet<u64>,
    pools: usize,
    /// Pools and SQL servers whose servers and instances are not in yet.
    unfilled: HashSet<Subject>,
}

impl Region {
    /// The place of an object, as this state has it.
    fn enter(&mut self, subject: &Subject, state: &Topology) {
        match subject {
            Subject::Server(id) => {
                if let Some(server) = state.servers.get(id) {
                    self.put(Subject::from(&server.pool), state);
                }
                self.put(subject.clone(), state);
            }
            Subject::SqlInstance(id) => {
                if let Some(instance) = state.sql_instances.get(id) {
                    self.put(Subject::from(&instance.server), state);
                }
                self.put(subject.clone(), state);
            }
            Subject::Link(id) => {
                if let Some(link) = state.links.get(id) {
                    let (from, to) = (link.from.clone(), link.to.clone());
                    self.enter(&from, state);
                    self.enter(&to, state);
                }
            }
            Subject::Site(id) => {
                let here: Vec<Subject> = state
                    .pools
                    .values()
                    .filter(|pool| pool.site.as_ref() == Some(id))
                    .map(|pool| (&pool.id).into())
                    .collect();
                here.into_iter().for_each(|pool| self.put(pool, state));
            }
            Subject::Pool(_)
            | Subject::SqlServer(_)
            | Subject::FileStore(_)
            | Subject::Gateway(_)
            | Subject::UserGroup(_) => self.put(subject.clone(), state),
            Subject::Deployment | Subject::Phase(_) | Subject::Step(_) => {}
        }
    }

    fn put(&mut self, subject: Subject, state: &Topology) {
        let name = match &subject {
            Subject::Pool(id) => state.pools.get(id).and_then(|pool| pool.fqdn.as_ref()),
            Subject::Server(id) => state.servers.get(id).and_then(|server| server.fqdn.as_ref()),
            Subject::SqlServer(id) => state.sql_servers.get(id).and_then(|server| server.fqdn.as_ref()),
            Subject::FileStore(id) => state.file_stores.get(id).and_then(|store| store.host.as_ref()),
            _ => None,
        };
        self.names.extend(name.filter(|name| !name.is_empty()).map(|name| hash_of(name)));
        if matches!(subject, Subject::Pool(_) | Subject::SqlServer(_)) {
            // Also when it is in already: this state may have more of it.
            self.unfilled.insert(subject.clone());
        }
        if self.members.insert(subject.clone()) && matches!(subject, Subject::Pool(_)) {
            self.pools += 1;
        }
    }

    /// Brings in the servers of pools and the instances of SQL servers.
    fn fill(&mut self, state: &Topology) {
        if self.unfilled.is_empty() {
            return;
        }
        let parents = std::mem::take(&mut self.unfilled);
        let of = |parent: Subject| parents.contains(&parent);
        let servers = state.servers.values().filter(|server| of(Subject::from(&server.pool)));
        let servers: Vec<Subject> = servers.map(|server| (&server.id).into()).collect();
        let instances = state.sql_instances.values().filter(|instance| of(Subject::from(&instance.server)));
        let instances: Vec<Subject> = instances.map(|instance| (&instance.id).into()).collect();
        servers.into_iter().chain(instances).for_each(|subject| self.put(subject, state));
    }

    /// Brings in the neighbours.
    fn grow(&mut self, state: &Topology) {
        let mut more: Vec<Subject> = Vec::new();
        for link in state.links.values() {
            match (self.members.contains(&link.from), self.members.contains(&link.to)) {
                (true, false) => more.push(link.to.clone()),
                (false, true) => more.push(link.from.clone()),
                _ => {}
            }
        }
        for group in state.user_groups.values() {
            let id = Subject::from(&group.id);
            if self.members.contains(&id) {
                more.extend(group.homes.keys().map(Subject::from));
            } else if group.homes.keys().any(|pool| self.members.contains(&Subject::from(pool))) {
                more.push(id);
            }
        }
        let mut same = |name: &Option<Text>, subject: Subject| {
            if name.as_deref().is_some_and(|name| !name.is_empty() && self.names.contains(&hash_of(name))) {
                more.push(subject);
            }
        };
        state.pools.values().for_each(|pool| same(&pool.fqdn, (&pool.id).into()));
        state.servers.values().for_each(|server| same(&server.fqdn, (&server.id).into()));
        state.sql_servers.values().for_each(|server| same(&server.fqdn, (&server.id).into()));
        state.file_stores.values().for_each(|store| same(&store.host, (&store.id).into()));
        for subject in more.iter().filter(|subject| !matches!(subject, Subject::Site(_))) {
            if !self.members.contains(subject) {
                self.enter(subject, state);
            }
        }
        self.fill(state);
    }

    /// The state without what is elsewhere, but with the deployment and every site.
    fn slice(&self, state: &Topology) -> Topology {
        let has = |subject: Subject| self.members.contains(&subject);
        let mut slice =
            Topology { deployment: state.deployment.clone(), sites: state.sites.clone(), ..Topology::default() };
        macro_rules! each {
            ($($map:ident),*) => { $(
                let here = state.$map.iter().filter(|(id, _)| has(Subject::from(*id)));
                slice.$map = here.map(|(id, object)| (id.clone(), object.clone())).collect();
            )* };
        }
        each!(pools, servers, sql_servers, sql_instances, file_stores, gateways, user_groups);
        let links = state.links.iter().filter(|(_, link)| {
            let near =
                |end: &Subject| matches!(end, Subject::Site(_) | Subject::Deployment) || self.members.contains(end);
            near(&link.from) && near(&link.to)
        });
        slice.links = links.map(|(id, link)| (id.clone(), link.clone())).collect();
        slice
    }
}
