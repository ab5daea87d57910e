//! What a change of a state can touch, so that only that is judged again.
//!
//! A rule that is marked [`near`](super::Reach::Near) judges each object by what stands near it. Objects that are always
//! looked at together are one place: a pool with its servers, a SQL server with its instances. Places are neighbours
//! when a link, the users of a group, or an equal name joins them. Sites and the deployment are seen from
//! everywhere and join nothing.
//!
//! Who stands next to whom is kept for all stages of a plan together: too many neighbours cost time and nothing else.

use super::course::NamedBy;
use super::names::hash_of;
use crate::model::*;
use foldhash::{HashMap, HashSet};
use imbl::ordmap::DiffItem;
use std::sync::Arc;

/// How many neighbours away a change can show.
const SHOWS: usize = 2;
/// How many neighbours away a rule looks.
const LOOKS: usize = 2;

/// So many pools may have changed, whatever the size of the plan.
const FEW: usize = 8;

/// What is to be judged again after a change.
pub(super) struct Touched {
    /// Objects whose answers may differ, also those that are gone.
    pub core: HashSet<Subject>,
    /// What is needed to judge them.
    pub slice: Topology,
}

/// What stands next to what, at whatever stage.
#[derive(Clone, Default)]
pub(super) struct Neighbours {
    /// Shared with the checks before: what they knew when it was last put together.
    base: Arc<Edges>,
    /// What has come since.
    more: Edges,
}

#[derive(Clone, Default)]
struct Edges {
    /// How many objects were looked at.
    seen: usize,
    /// The servers of a pool and the instances of a SQL server, and those they belong to.
    parts: HashMap<Subject, Vec<Subject>>,
    /// Links of an object, and the ends of a link.
    links: HashMap<Subject, Vec<Subject>>,
    /// Groups on a pool, and the pools of a group; a pool of trusted applications, and the pool that it is.
    users: HashMap<Subject, Vec<Subject>>,
    /// Objects with names, by the hash of a name without case, and the names of an object.
    bearers: HashMap<u64, Vec<Subject>>,
    names: HashMap<Subject, Vec<u64>>,
}

fn put<K: std::hash::Hash + Eq, V: PartialEq>(lists: &mut HashMap<K, Vec<V>>, of: K, one: V) {
    let list = lists.entry(of).or_default();
    if !list.contains(&one) {
        list.push(one);
    }
}

impl Edges {
    /// Both ways.
    fn join(lists: &mut HashMap<Subject, Vec<Subject>>, a: &Subject, b: &Subject) {
        put(lists, a.clone(), b.clone());
        put(lists, b.clone(), a.clone());
    }

    fn learn(&mut self, subject: &Subject, state: &Topology) {
        self.seen += 1;
        let name = match subject {
            Subject::Pool(id) => {
                let pool = state.pools.get(id);
                pool.iter().for_each(|pool| self.bear(subject, other_names(pool)));
                let other = pool.and_then(|pool| pool.trusted_application_pool.as_ref());
                other.iter().for_each(|other| Self::join(&mut self.users, subject, &(*other).into()));
                pool.and_then(|pool| pool.fqdn.as_ref())
            }
            Subject::Server(id) => state.servers.get(id).and_then(|server| {
                Self::join(&mut self.parts, &(&server.pool).into(), subject);
                server.fqdn.as_ref()
            }),
            Subject::SqlServer(id) => state.sql_servers.get(id).and_then(|server| server.fqdn.as_ref()),
            Subject::SqlInstance(id) => {
                if let Some(instance) = state.sql_instances.get(id) {
                    Self::join(&mut self.parts, &(&instance.server).into(), subject);
                }
                None
            }
            Subject::FileStore(id) => state.file_stores.get(id).and_then(|store| store.host.as_ref()),
            Subject::Link(id) => {
                if let Some(link) = state.links.get(id) {
                    Self::join(&mut self.links, subject, &link.from);
                    Self::join(&mut self.links, subject, &link.to);
                }
                None
            }
            Subject::UserGroup(id) => {
                let homes = state.user_groups.get(id).into_iter().flat_map(|group| group.homes.keys());
                homes.for_each(|pool| Self::join(&mut self.users, subject, &pool.into()));
                None
            }
            Subject::Site(_) | Subject::Gateway(_) | Subject::Deployment | Subject::Phase(_) | Subject::Step(_) => None,
        };
        self.bear(subject, name);
    }

    fn bear<'a>(&mut self, subject: &Subject, names: impl IntoIterator<Item = &'a Text>) {
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            let hash = hash_of(name);
            put(&mut self.bearers, hash, subject.clone());
            put(&mut self.names, subject.clone(), hash);
        }
    }
}

/// The names of a pool beside its own.
fn other_names(pool: &Pool) -> impl Iterator<Item = &Text> {
    let web = [&pool.internal_web_fqdn, &pool.external_web_fqdn];
    let edge = [&pool.access_edge_fqdn, &pool.web_conferencing_edge_fqdn, &pool.av_edge_fqdn];
    web.into_iter().chain(edge).flatten()
}

impl Neighbours {
    /// Those of every state of a plan.
    pub fn of<'a>(states: impl IntoIterator<Item = &'a Topology>) -> Self {
        let mut all = Self::default();
        let mut before = None;
        for state in states {
            all.learn(before.replace(state), state);
        }
        all.settled()
    }

    /// With nothing that has come since: what was put together first.
    pub fn settled(self) -> Self {
        Self { base: Arc::new(self.more), more: Edges::default() }
    }

    /// Takes in a state, or what it has otherwise than one that is known. Gives the difference.
    pub fn learn(&mut self, known: Option<&Topology>, state: &Topology) -> Vec<Subject> {
        let Some(known) = known else {
            state.subjects().for_each(|subject| self.more.learn(&subject, state));
            return Vec::new();
        };
        let changed = changed(known, state);
        changed.iter().for_each(|subject| self.more.learn(subject, state));
        changed
    }

    /// So much has come since that it is better put together anew.
    pub fn is_worn(&self) -> bool {
        self.more.seen > 100 + self.base.seen / 8
    }

    fn each<'a, K: std::hash::Hash + Eq + 'a, V: 'a>(
        &'a self,
        lists: fn(&Edges) -> &HashMap<K, Vec<V>>,
        of: &K,
    ) -> impl Iterator<Item = &'a V> + use<'a, K, V> {
        let [base, more] = [&*self.base, &self.more].map(|edges| lists(edges).get(of).map_or(&[][..], Vec::as_slice));
        base.iter().chain(more)
    }

    /// What the difference of two states touches, both of which are known. `None`: so much that the whole state is better
    /// judged anew.
    pub fn touched(&self, old: &Topology, new: &Topology, changed: &[Subject]) -> Option<Touched> {
        let region = self.region(&[(old, new)], changed, &[])?;
        Some(Touched { slice: region.slice(new), core: region.core })
    }

    /// What is touched by the differences of states, each as it was and as it is, and by steps that name what has changed.
    /// `None` as in [`touched`](Self::touched).
    pub fn region<'a>(
        &'a self,
        states: &[(&Topology, &Topology)],
        changed: &[Subject],
        steps: &'a [Arc<NamedBy>],
    ) -> Option<Region<'a>> {
        if states.iter().any(|(old, new)| old.deployment != new.deployment) {
            return None;
        }
        let pools = states.iter().map(|(old, new)| new.pools.len().max(old.pools.len())).max()?;
        let most = pools / 2;
        let (core, members) = (HashSet::default(), HashSet::default());
        let mut region = Region { of: self, steps, core, members, edge: Vec::new(), pools: 0 };
        for subject in changed {
            region.enter(subject);
            if let Subject::Site(id) = subject {
                // Who stands in a site is seen by who stands there.
                let pools = states.iter().flat_map(|(old, new)| [old, new]).flat_map(|state| state.pools.values());
                let here = pools.filter(|pool| pool.site.as_ref() == Some(id));
                here.for_each(|pool| region.enter(&(&pool.id).into()));
                let sites = states.iter().flat_map(|(old, new)| [old, new]).filter_map(|state| state.sites.get(id));
                sites.flat_map(|site| site.named()).for_each(|(_, pool)| region.enter(&pool));
            }
        }
        // To find the neighbours of so many would cost what it saves.
        if region.pools > pools / 5 && region.pools > FEW {
            return None;
        }
        for _ in 0..SHOWS {
            region.grow();
            if region.pools > most {
                return None;
            }
        }
        region.core = region.objects();
        region.core.extend(changed.iter().cloned());
        let steps: Vec<Subject> = steps.iter().flat_map(|of| of.naming(&region.core)).map(Subject::from).collect();
        region.core.extend(steps);
        for _ in 0..LOOKS {
            region.grow();
            if region.pools > most {
                return None;
            }
        }
        Some(region)
    }
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

/// Whole places.
pub(super) struct Region<'a> {
    of: &'a Neighbours,
    steps: &'a [Arc<NamedBy>],
    /// Objects and steps whose answers may differ, also those that are gone.
    pub core: HashSet<Subject>,
    /// What is needed to judge them.
    members: HashSet<Subject>,
    /// Members whose neighbours are not in yet.
    edge: Vec<Subject>,
    pools: usize,
}

impl Region<'_> {
    /// Brings in the place of an object; of a link, both ends.
    fn enter(&mut self, subject: &Subject) {
        match subject {
            Subject::Link(_) => self.of.each(|edges| &edges.links, subject).for_each(|end| self.enter(end)),
            Subject::Site(_) | Subject::Deployment | Subject::Phase(_) | Subject::Step(_) => {}
            _ if !self.members.contains(subject) => {
                self.members.insert(subject.clone());
                self.edge.push(subject.clone());
                self.pools += usize::from(matches!(subject, Subject::Pool(_)));
                self.of.each(|edges| &edges.parts, subject).for_each(|part| self.enter(part));
            }
            _ => {}
        }
    }

    /// Brings in the neighbours.
    fn grow(&mut self) {
        for subject in std::mem::take(&mut self.edge) {
            for link in self.of.each(|edges| &edges.links, &subject) {
                self.enter(link);
                self.enter_named_with(link);
            }
            self.enter_named_with(&subject);
            self.of.each(|edges| &edges.users, &subject).for_each(|other| self.enter(other));
            for name in self.of.each(|edges| &edges.names, &subject) {
                self.of.each(|edges| &edges.bearers, name).for_each(|bearer| self.enter(bearer));
            }
        }
    }

    /// Brings in what steps name together with an object or link.
    fn enter_named_with(&mut self, subject: &Subject) {
        self.steps.iter().flat_map(|of| of.named_with(subject)).for_each(|other| self.enter(other));
    }

    /// Brings in what is named together with a member, so that every step that names one can be carried out.
    pub fn complete(&mut self) {
        for subject in self.objects() {
            self.enter_named_with(&subject);
        }
    }

    /// Members, and the links that begin or end at one.
    pub fn objects(&self) -> HashSet<Subject> {
        let links = self.members.iter().flat_map(|subject| self.of.each(|edges| &edges.links, subject));
        self.members.iter().chain(links).cloned().collect()
    }

    /// The state without what is elsewhere, but with the deployment and every site.
    pub fn slice(&self, state: &Topology) -> Topology {
        let mut slice =
            Topology { deployment: state.deployment.clone(), sites: state.sites.clone(), ..Topology::default() };
        self.members.iter().filter_map(|subject| state.element(subject)).for_each(|element| slice.put(element));
        let near = |end: &Subject| matches!(end, Subject::Site(_) | Subject::Deployment) || self.members.contains(end);
        for link in self.members.iter().flat_map(|subject| self.of.each(|edges| &edges.links, subject)) {
            let Subject::Link(id) = link else { continue };
            if let Some(link) = state.links.get(id).filter(|link| near(&link.from) && near(&link.to)) {
                slice.links.insert(id.clone(), link.clone());
            }
        }
        slice
    }
}
