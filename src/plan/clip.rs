//! Copied objects: what belongs to them, the links among them, and where they stood. Pasted into any plan they get
//! ids of their own, and names that are free there.

use super::intents::{Intent, Names, forget_own};
use super::{Plan, PlanEdit, SheetPos};
use crate::edit::Command;
use crate::model::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A part of a topology, apart from any plan. No users: they are moved, not copied. No Central Management store: there
/// is one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clip {
    pub objects: Topology,
    /// The top left corners of what has a place, as they were drawn.
    pub places: Vec<(Subject, SheetPos)>,
    /// How much room all of it took.
    pub size: (i32, i32),
}

/// What pasting would record.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    pub intent: Intent,
    /// The new objects that stand on the sheet by themselves, sites first.
    pub made: Vec<Subject>,
    places: Vec<(Subject, Option<SheetPos>)>,
}

impl Pasted {
    /// As one edit while stage `stage` is shown.
    pub fn edits(&self, plan: &Plan, stage: usize) -> Vec<PlanEdit> {
        let mut edits = self.intent.edits(plan, stage, None);
        if !self.places.is_empty() {
            edits.push(PlanEdit::Place(self.places.clone()));
        }
        edits
    }
}

impl Clip {
    /// Copies these objects of a state, with what is in them: a pool's servers, a SQL server's instances, what stands in a
    /// site; and the links among all of them. Facts that name something else are left behind. `None` when none of them
    /// can stand alone: a server belongs to its pool.
    pub fn of(state: &Topology, selection: &[Subject]) -> Option<Self> {
        let mut objects = Topology::default();
        let sites: Vec<&SiteId> =
            selection.iter().filter_map(|one| if let Subject::Site(id) = one { Some(id) } else { None }).collect();
        for subject in selection.iter().filter(|subject| stands_alone(subject)) {
            state.element(subject).into_iter().for_each(|element| objects.put(element));
        }
        if !sites.is_empty() {
            for subject in state.subjects().filter(|subject| stands_alone(subject) && !is_site(subject)) {
                if state.site_of(&subject).is_some_and(|site| sites.contains(&&site)) {
                    state.element(&subject).into_iter().for_each(|element| objects.put(element));
                }
            }
        }
        for server in state.servers.values().filter(|o| objects.pools.contains_key(&o.pool)) {
            objects.servers.insert(server.id.clone(), server.clone());
        }
        for instance in state.sql_instances.values().filter(|o| objects.sql_servers.contains_key(&o.server)) {
            objects.sql_instances.insert(instance.id.clone(), instance.clone());
        }
        for link in state.links.values().filter(|o| o.kind != LinkKind::CentralManagementStore) {
            if objects.has(&link.from) && objects.has(&link.to) {
                objects.links.insert(link.id.clone(), link.clone());
            }
        }
        let inside = objects.clone();
        let all: Vec<Subject> = inside.subjects().filter(|subject| *subject != Subject::Deployment).collect();
        for mut element in all.iter().filter_map(|subject| inside.element(subject)) {
            let outside = element.named().into_iter().filter(|(_, named)| !inside.has(named)).map(|(fact, _)| fact);
            let mut left: Vec<FactName> = outside.collect();
            if matches!(element, Element::Pool(_)) {
                left.push("cms-passive");
            }
            for fact in left {
                element.set_fact(fact, None);
            }
            objects.put(element);
        }
        (!all.is_empty()).then_some(Self { objects, ..Self::default() })
    }

    /// The objects that stand on the sheet by themselves, sites first.
    pub fn tops(&self) -> impl Iterator<Item = Subject> + '_ {
        self.objects.subjects().filter(stands_alone)
    }

    /// Whether it brings sites of its own, into which nothing else is pasted.
    pub fn has_sites(&self) -> bool {
        !self.objects.sites.is_empty()
    }

    /// What pasting records while stage `stage` is shown: into `site` what brings no site along, with the top left corner
    /// of all of it at `at`. `None` when there is nothing to paste.
    pub fn pasted(&self, plan: &Plan, stage: usize, site: Option<&SiteId>, at: SheetPos) -> Option<Pasted> {
        let mut namer = Namer { names: Names::new(plan, stage), given: HashMap::new() };
        let new = namer.all(&self.objects);
        let (mut commands, mut links, mut later) = (Vec::new(), Vec::new(), Vec::new());
        let mut known = namer.names.everything().clone();
        for (of, (to, name)) in &new {
            let Some(mut element) = self.objects.element(of) else { continue };
            name.write(&mut element);
            for (fact, named) in element.named() {
                element.set_fact(fact, None);
                let Some((named, _)) = new.get(&named) else { continue };
                let value = Some(Value::text(named.id()));
                if fact == "site" {
                    element.set_fact(fact, value.as_ref());
                } else {
                    // It may name what comes later: known once everything is there.
                    later.push(Command::Set { of: to.clone(), fact, to: value });
                }
            }
            if let Some(site) = site.filter(|_| !is_site(of) && element.fact("site").is_none()) {
                element.set_fact("site", Some(&Value::text(site.as_str())));
            }
            let Some(element) = reborn(element, to, &new) else { continue };
            known.put(element.clone());
            let list = if matches!(element, Element::Link(_)) { &mut links } else { &mut commands };
            list.push(Command::Add(element));
        }
        commands.extend(links.into_iter().chain(later));
        let made: Vec<Subject> = new.iter().filter(|(of, _)| stands_alone(of)).map(|(_, (to, _))| to.clone()).collect();
        let label = match made.as_slice() {
            [] => return None,
            [one] => crate::message!("plan-paste", name = known.label(one)),
            many => crate::message!("plan-paste-many", count = many.len()),
        };
        let corner =
            self.places.iter().map(|(_, pos)| *pos).reduce(|a, b| SheetPos { x: a.x.min(b.x), y: a.y.min(b.y) });
        let corner = corner.unwrap_or_default();
        let moved = |from: i32, corner: i32, to: i32| to.saturating_add(from.saturating_sub(corner));
        let place = |pos: &SheetPos| SheetPos { x: moved(pos.x, corner.x, at.x), y: moved(pos.y, corner.y, at.y) };
        let placed = self.places.iter().filter_map(|(of, pos)| Some((new.get(of)?.0.clone(), Some(place(pos)))));
        let places = placed.collect();
        Some(Pasted { intent: Intent { subject: made[0].clone(), commands, label }, made, places })
    }
}

/// What can be copied without what it stands in.
fn stands_alone(subject: &Subject) -> bool {
    matches!(
        subject,
        Subject::Site(_) | Subject::Pool(_) | Subject::SqlServer(_) | Subject::FileStore(_) | Subject::Gateway(_)
    )
}

fn is_site(subject: &Subject) -> bool {
    matches!(subject, Subject::Site(_))
}

/// The name that an object is pasted under.
struct Name {
    text: Option<Text>,
    /// Its own was not free: what is there once only stays with the first.
    other: bool,
}

impl Name {
    fn write(&self, element: &mut Element) {
        match element {
            Element::Site(o) => Arc::make_mut(o).name.clone_from(&self.text),
            Element::Pool(o) => {
                let pool = Arc::make_mut(o);
                pool.fqdn.clone_from(&self.text);
                if self.other {
                    forget_own(pool);
                }
            }
            Element::Server(o) => {
                let server = Arc::make_mut(o);
                server.fqdn.clone_from(&self.text);
                if self.other {
                    server.addresses = None;
                }
            }
            Element::SqlServer(o) => {
                let host = Arc::make_mut(o);
                host.fqdn.clone_from(&self.text);
                if self.other {
                    host.cluster_nodes = None;
                }
            }
            Element::FileStore(o) => Arc::make_mut(o).host.clone_from(&self.text),
            Element::Gateway(o) => Arc::make_mut(o).fqdn.clone_from(&self.text),
            Element::SqlInstance(_) | Element::Link(_) | Element::UserGroup(_) => {}
        }
    }
}

type New = BTreeMap<Subject, (Subject, Name)>;

/// Gives names and ids that are free in a plan.
struct Namer<'a> {
    names: Names<'a>,
    /// What each old name has become: a Standard Edition server is called as its pool.
    given: HashMap<String, Text>,
}

impl Namer<'_> {
    fn all(&mut self, objects: &Topology) -> New {
        let mut new = New::new();
        for subject in objects.subjects() {
            let Some(element) = objects.element(&subject) else { continue };
            let text = match &element {
                Element::Site(o) => o.name.as_ref().map(|name| self.names.free_site_name(name)),
                Element::Pool(o) => self.host(&o.fqdn),
                Element::Server(o) => self.host(&o.fqdn),
                Element::SqlServer(o) => self.host(&o.fqdn),
                Element::FileStore(o) => self.share(o),
                Element::Gateway(o) => self.host(&o.fqdn),
                Element::SqlInstance(_) | Element::Link(_) => None,
                Element::UserGroup(_) => continue,
            };
            let id = match &element {
                Element::Link(link) => {
                    let from = new.get(&link.from).map_or("", |(from, _)| from.id());
                    self.names.link_id(link.kind, link.usage, from)
                }
                Element::SqlInstance(o) => {
                    let host = new.get(&(&o.server).into()).and_then(|(_, name)| name.text.as_deref());
                    let short = host.unwrap_or_default().split('.').next().unwrap_or_default();
                    let name = format!("{short} {}", o.name.as_deref().unwrap_or_default());
                    self.names.id(SubjectKind::SqlInstance, &name)
                }
                Element::Server(o) => {
                    let pool = new.get(&(&o.pool).into()).map_or("", |(pool, _)| pool.id()).to_owned();
                    self.names.id(SubjectKind::Server, text.as_deref().unwrap_or(&pool))
                }
                _ => self.names.id(subject.kind(), text.as_deref().unwrap_or(subject.kind().key())),
            };
            let other = text.is_some() && text != own_name(&element);
            new.insert(subject.clone(), (Subject::new(subject.kind(), &id), Name { text, other }));
        }
        new
    }

    /// Its own name where that is free, or else the next number.
    fn host(&mut self, name: &Option<Text>) -> Option<Text> {
        let name = name.as_ref().filter(|name| !name.is_empty())?;
        let key = name.to_lowercase();
        if let Some(given) = self.given.get(&key) {
            return Some(given.clone());
        }
        let free = self.names.own_or_next(name);
        self.given.insert(key, free.clone());
        Some(free)
    }

    /// A file server has several shares: only the whole path may be taken.
    fn share(&mut self, store: &FileStore) -> Option<Text> {
        let host = store.host.as_ref()?;
        let path =
            |o: &FileStore| (o.host.as_ref().map(|t| t.to_lowercase()), o.share.as_ref().map(|t| t.to_lowercase()));
        let taken = self.names.everything().file_stores.values().any(|o| path(o) == path(store));
        if taken { self.host(&store.host) } else { Some(host.clone()) }
    }
}

fn own_name(element: &Element) -> Option<Text> {
    match element {
        Element::Site(o) => o.name.clone(),
        Element::Pool(o) => o.fqdn.clone(),
        Element::Server(o) => o.fqdn.clone(),
        Element::SqlServer(o) => o.fqdn.clone(),
        Element::FileStore(o) => o.host.clone(),
        Element::Gateway(o) => o.fqdn.clone(),
        Element::SqlInstance(_) | Element::Link(_) | Element::UserGroup(_) => None,
    }
}

/// The same object under its new id, belonging to the new ones. `None` when what it belongs to did not come along.
fn reborn(element: Element, to: &Subject, new: &New) -> Option<Element> {
    let id = to.id();
    let of = |subject: &Subject| new.get(subject).map(|(to, _)| to.clone());
    Some(match element {
        Element::Site(o) => Site { id: SiteId::new(id), ..Arc::unwrap_or_clone(o) }.into(),
        Element::Pool(o) => Pool { id: PoolId::new(id), ..Arc::unwrap_or_clone(o) }.into(),
        Element::Server(o) => {
            let pool = PoolId::new(of(&(&o.pool).into())?.id());
            Server { id: ServerId::new(id), pool, ..Arc::unwrap_or_clone(o) }.into()
        }
        Element::SqlServer(o) => SqlServer { id: SqlServerId::new(id), ..Arc::unwrap_or_clone(o) }.into(),
        Element::SqlInstance(o) => {
            let server = SqlServerId::new(of(&(&o.server).into())?.id());
            SqlInstance { id: SqlInstanceId::new(id), server, ..Arc::unwrap_or_clone(o) }.into()
        }
        Element::FileStore(o) => FileStore { id: FileStoreId::new(id), ..Arc::unwrap_or_clone(o) }.into(),
        Element::Gateway(o) => Gateway { id: GatewayId::new(id), ..Arc::unwrap_or_clone(o) }.into(),
        Element::Link(o) => {
            let (from, to) = (of(&o.from)?, of(&o.to)?);
            Link { id: LinkId::new(id), from, to, ..Arc::unwrap_or_clone(o) }.into()
        }
        Element::UserGroup(_) => return None,
    })
}
