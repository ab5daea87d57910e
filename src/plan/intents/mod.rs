//! What a hand wants, as commands: the know-how of what belongs together and of free names.
//!
//! An intent is pure: it looks at a plan and says what to record. A new object proposes a free name under
//! the SIP domain; without a SIP domain it has none and is incomplete.

mod companions;
mod copy;
mod kinds;
mod reconnect;
mod waves;

pub use companions::{Companion, New, between, companions};
pub(super) use copy::forget_own;
pub use copy::{Copied, duplicate, duplicated};
pub use kinds::{default_store_for, end_of, link_kinds_between};
pub use reconnect::{all_of, reconnected};
pub use waves::{NoWaves, Share, Wave, waves, waves_edits};

use super::{Plan, PlanEdit, SheetPos, labels};
use crate::edit::{Command, joins};
use crate::model::*;
use crate::text::Message;
use kinds::{pool_stem, server_stem};
use std::collections::HashSet;

/// What to record, and what to call it in the undo menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Intent {
    /// The object that it makes or is about.
    pub subject: Subject,
    /// Empty when everything is so already.
    pub commands: Vec<Command>,
    pub label: Message,
}

impl Intent {
    /// As edits of the plan while stage `stage` (0 = Today) is shown; `place` puts the object on the sheet.
    pub fn edits(&self, plan: &Plan, stage: usize, place: Option<SheetPos>) -> Vec<PlanEdit> {
        let mut edits = vec![PlanEdit::Record { at: plan.stage_at(stage), commands: self.commands.clone() }];
        edits.extend(place.map(|pos| PlanEdit::Place(vec![(self.subject.clone(), Some(pos))])));
        edits
    }

    /// The same new object as part of a site.
    pub fn in_site(mut self, site: &SiteId) -> Self {
        if let Some(Command::Add(element)) = self.commands.first_mut() {
            element.set_fact("site", Some(&Value::text(site.as_str())));
        }
        self
    }
}

/// A pool with one server. In Today, a pool that can home users gets a group of users whose number is not known.
pub fn new_pool(
    plan: &Plan,
    stage: usize,
    kind: PoolKind,
    version: impl Into<Option<Version>>,
    site: Option<&SiteId>,
) -> Intent {
    let mut names = Names::new(plan, stage);
    let fqdn = names.fqdn(pool_stem(kind));
    let id = PoolId::new(&names.id(SubjectKind::Pool, fqdn.as_deref().unwrap_or(kind.key())));
    let mut pool = Pool::new(id.clone(), kind);
    pool.fqdn = fqdn.clone();
    pool.version = version.into();
    pool.site = site.cloned();
    let mut elements = vec![Element::from(pool)];
    // Its name waits for the edition: a Standard Edition server is called as its pool.
    let server = ServerId::new(&names.id(SubjectKind::Server, fqdn.as_deref().unwrap_or(kind.key())));
    elements.push(Server::new(server, id.clone()).into());
    if stage == 0 && kind.homes_users() {
        let group = UserGroupId::new(&names.id(SubjectKind::UserGroup, fqdn.as_deref().unwrap_or(kind.key())));
        let mut users = UserGroup::new(group, Homes::from([(id, None)]));
        users.name = fqdn;
        elements.push(users.into());
    }
    added(elements)
}

/// A machine more in a pool; its name counts on from the pool's other machines.
pub fn new_server(plan: &Plan, stage: usize, pool: &PoolId) -> Intent {
    let server = next_server(&mut Names::new(plan, stage), pool);
    added(vec![server.into()])
}

fn next_server(names: &mut Names<'_>, pool: &PoolId) -> Server {
    let last = names.state.servers.values().filter(|o| o.pool == *pool).filter_map(|o| o.fqdn.clone()).max();
    let fqdn = match last {
        Some(last) => Some(names.next_after(&last)),
        None => names.fqdn(server_stem(names.state.pools.get(pool).map_or(PoolKind::Other, |o| o.kind))),
    };
    let id = ServerId::new(&names.id(SubjectKind::Server, fqdn.as_deref().unwrap_or(pool.as_str())));
    let mut server = Server::new(id, pool.clone());
    server.fqdn = fqdn;
    server
}

/// A SQL Server host with one instance: the default instance, or one with a name.
pub fn new_sql_server(plan: &Plan, stage: usize, site: Option<&SiteId>, instance: Option<&str>) -> Intent {
    let mut names = Names::new(plan, stage);
    let fqdn = names.fqdn("sql");
    let called = fqdn.as_deref().unwrap_or_default().to_owned();
    let id = SqlServerId::new(&names.id(SubjectKind::SqlServer, &called));
    let mut host = SqlServer::new(id.clone());
    host.fqdn = fqdn;
    host.site = site.cloned();
    let on_it = instance_on(&mut names, &id, &called, instance.unwrap_or_default());
    added(vec![host.into(), on_it])
}

/// An instance more on a SQL Server host: the default instance when it has none, else `LYNC`, `LYNC2`…
pub fn new_instance(plan: &Plan, stage: usize, server: &SqlServerId) -> Intent {
    let mut names = Names::new(plan, stage);
    let element = next_instance(&mut names, server);
    added_in(&names.all, vec![element])
}

fn next_instance(names: &mut Names<'_>, server: &SqlServerId) -> Element {
    let there: Vec<String> = (names.state.sql_instances.values())
        .filter(|o| o.server == *server)
        .map(|o| o.name.as_deref().unwrap_or_default().to_uppercase())
        .collect();
    let name = if there.is_empty() {
        String::new()
    } else {
        free("LYNC", |name| there.iter().any(|other| *other == name.replace('-', ""))).replace('-', "")
    };
    let host = names.all.name(&server.into()).unwrap_or_default();
    instance_on(names, server, &host, &name)
}

/// A file share on a new host.
pub fn new_file_store(plan: &Plan, stage: usize, site: Option<&SiteId>) -> Intent {
    let mut names = Names::new(plan, stage);
    let host = names.fqdn("file");
    let mut store = FileStore::new(FileStoreId::new(&names.id(SubjectKind::FileStore, host.as_deref().unwrap_or(""))));
    store.share = host.is_some().then(|| Text::from("share"));
    store.host = host;
    store.site = site.cloned();
    added(vec![store.into()])
}

/// A PSTN gateway, IP-PBX or session border controller.
pub fn new_gateway(plan: &Plan, stage: usize, site: Option<&SiteId>) -> Intent {
    let mut names = Names::new(plan, stage);
    let fqdn = names.fqdn("gw");
    let mut gateway = Gateway::new(GatewayId::new(&names.id(SubjectKind::Gateway, fqdn.as_deref().unwrap_or(""))));
    gateway.fqdn = fqdn;
    gateway.site = site.cloned();
    added(vec![gateway.into()])
}

/// A site called `Site 2`, a word that both English and French have.
pub fn new_site(plan: &Plan, stage: usize, kind: SiteKind) -> Intent {
    let mut names = Names::new(plan, stage);
    let name = names.site_name("Site");
    let mut site = Site::new(SiteId::new(&names.id(SubjectKind::Site, &name)), kind);
    site.name = Some(Text::from(name));
    added(vec![site.into()])
}

/// Puts a pool's store on an instance: a link, or another instance for the link that is there. `state` is
/// the topology at the shown stage.
pub fn place_store(
    plan: &Plan,
    state: &Topology,
    pool: &PoolId,
    store: StoreKind,
    usage: Usage,
    instance: &SqlInstanceId,
) -> Intent {
    let kind = LinkKind::of_store(store);
    let there = links_of(state, kind, usage, &pool.into()).next();
    let Some(link) = there else {
        let id = link_id(plan, kind, usage, pool.as_str());
        return added_in(state, vec![Link::new(id, kind, usage, pool.into(), instance.into()).into()]);
    };
    let moves = link.to != instance.into();
    let name = |subject: &Subject| state.label(subject);
    Intent {
        subject: (&link.id).into(),
        commands: if moves { vec![Command::MoveStore { link: link.id.clone(), to: instance.clone() }] } else { vec![] },
        label: crate::message!(
            "plan-move-store",
            pool = name(&pool.into()),
            store = Message::word(LinkKind::PREFIX, kind.key()),
            instance = name(&instance.into())
        ),
    }
}

/// Joins two objects, whichever end the hand began at. What a pool has one of (next hop, media Edge, file
/// store…) takes the place of the old one. `None` when this kind of link cannot join them.
pub fn connect(plan: &Plan, state: &Topology, kind: LinkKind, from: &Subject, to: &Subject) -> Option<Intent> {
    let (from, to) = if joins(kind, from, to) {
        (from, to)
    } else if joins(kind, to, from) {
        (to, from)
    } else {
        return None;
    };
    if let (Some(store), Subject::Pool(pool), Subject::SqlInstance(instance)) = (kind.store(), from, to) {
        return Some(place_store(plan, state, pool, store, Usage::Default, instance));
    }
    // Pairing holds both ways: either end of a link can be the one that is here.
    let paired = kind == LinkKind::Pairing;
    let there: Vec<&Link> = (state.links.values().map(|link| &**link))
        .filter(|link| link.kind == kind && link.usage == Usage::Default)
        .filter(|link| link.from == *from || (paired && link.to == *from))
        .collect();
    let same = |link: &&Link| link.to == *to || (paired && link.from == *to);
    let link: Element =
        Link::new(link_id(plan, kind, Usage::Default, from.id()), kind, Usage::Default, from.clone(), to.clone())
            .into();
    let mut intent = added_in(state, vec![link]);
    if let Some(already) = there.iter().copied().find(same) {
        intent.subject = (&already.id).into();
        intent.commands.clear();
    } else if kind != LinkKind::Trunk {
        intent.commands.splice(0..0, there.iter().map(|link| Command::Remove((&link.id).into())));
    }
    Some(intent)
}

/// Removes objects (retires them, in a phase). The label gives the number of steps about them that go too.
pub fn remove(plan: &Plan, stage: usize, subjects: &[Subject]) -> Option<Intent> {
    let mut state = plan.state_at(stage);
    let mut commands = Vec::new();
    for subject in subjects {
        let command = Command::Remove(subject.clone());
        // One that went along with another needs no command of its own.
        if let Ok(next) = command.applied_to(&state) {
            commands.push(command);
            state = next;
        }
    }
    let subject = commands.first()?.subject();
    let record = PlanEdit::Record { at: plan.stage_at(stage), commands };
    let after = record.applied_to(plan).ok()?;
    let steps = |plan: &Plan| plan.phases.iter().map(|phase| phase.steps.len()).sum::<usize>();
    let own = plan.phases.get(stage.wrapping_sub(1)).map_or(0, |phase| {
        let adds = |command: &Command| match (&record, command) {
            (PlanEdit::Record { commands, .. }, Command::Add(element)) => {
                commands.iter().any(|removal| removal.subject() == element.subject())
            }
            _ => false,
        };
        phase.steps.iter().filter(|step| step.commands().iter().any(adds)).count()
    });
    let gone = steps(plan).saturating_sub(steps(&after)).saturating_sub(own);
    let PlanEdit::Record { commands, .. } = record.clone() else { return None };
    let change = match commands.len() {
        1 => record.label(plan),
        count if stage == 0 => crate::message!("plan-remove-many", count = count),
        count => crate::message!("plan-retire-many", count = count),
    };
    let label = match gone {
        0 => change,
        steps => crate::message!("plan-remove-with-steps", change = change, steps = steps),
    };
    Some(Intent { subject, commands, label })
}

fn added(elements: Vec<Element>) -> Intent {
    added_in(&Topology::default(), elements)
}

/// The intent that adds these; the first is what it makes. `known` has what they name.
fn added_in(known: &Topology, elements: Vec<Element>) -> Intent {
    let mut known = known.clone();
    elements.iter().for_each(|element| known.put(element.clone()));
    let subject = elements.first().map_or(Subject::Deployment, Element::subject);
    let commands: Vec<_> = elements.into_iter().map(Command::Add).collect();
    let label = labels::commands_label(&commands, &known, false);
    Intent { subject, commands, label }
}

fn instance_on(names: &mut Names<'_>, server: &SqlServerId, host: &str, name: &str) -> Element {
    let short = host.split('.').next().unwrap_or_default();
    let id = SqlInstanceId::new(&names.id(SubjectKind::SqlInstance, &format!("{short} {name}")));
    let mut instance = SqlInstance::new(id, server.clone());
    instance.name = Some(Text::from(name));
    instance.into()
}

fn links_of<'a>(
    state: &'a Topology,
    kind: LinkKind,
    usage: Usage,
    from: &Subject,
) -> impl Iterator<Item = &'a Link> + use<'a> {
    let from = from.clone();
    let is = move |link: &&Link| link.kind == kind && link.usage == usage && link.from == from;
    state.links.values().map(|link| &**link).filter(is)
}

fn link_stem(kind: LinkKind, usage: Usage, from: &str) -> String {
    match usage {
        Usage::Default => format!("link-{}-{from}", kind.key()),
        other => format!("link-{}-{}-{from}", kind.key(), other.key()),
    }
}

/// A free id for a link that starts at this object.
pub fn link_id(plan: &Plan, kind: LinkKind, usage: Usage, from: &str) -> LinkId {
    LinkId::new(&free(&link_stem(kind, usage, from), |id| plan.has_id(id)))
}

/// Free names and ids for the objects of one intent.
pub(super) struct Names<'a> {
    plan: &'a Plan,
    all: Topology,
    /// The topology at the shown stage.
    state: Topology,
    /// Every FQDN of any stage, in small letters.
    borne: HashSet<String>,
    /// Ids given in this intent.
    given: HashSet<String>,
}

impl<'a> Names<'a> {
    pub(super) fn new(plan: &'a Plan, stage: usize) -> Self {
        let all = plan.everything();
        let texts = (all.pools.values().map(|o| &o.fqdn))
            .chain(all.servers.values().map(|o| &o.fqdn))
            .chain(all.sql_servers.values().map(|o| &o.fqdn))
            .chain(all.file_stores.values().map(|o| &o.host))
            .chain(all.gateways.values().map(|o| &o.fqdn));
        let borne = texts.flatten().map(|text| text.to_lowercase()).collect();
        Self { plan, state: plan.state_at(stage), borne, all, given: HashSet::new() }
    }

    pub(super) fn id(&mut self, kind: SubjectKind, name: &str) -> String {
        self.plain_id(&slug(kind.key(), name))
    }

    fn plain_id(&mut self, wanted: &str) -> String {
        let id = free(wanted, |id| self.given.contains(id) || self.plan.has_id(id));
        self.given.insert(id.clone());
        id
    }

    /// The first `stem01.domain`, `stem02.domain`… that nothing in the plan bears; none without a SIP domain.
    fn fqdn(&mut self, stem: &str) -> Option<Text> {
        let domain = self.state.default_domain().or_else(|| self.all.default_domain())?.to_owned();
        Some(self.count_from(stem, 1, 2, &format!(".{domain}")))
    }

    /// `fe03.contoso.com` after `fe02.contoso.com`, or the next that is free.
    fn next_after(&mut self, name: &str) -> Text {
        let (host, domain) = name.split_at(name.find('.').unwrap_or(name.len()));
        let stem = host.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &host[stem.len()..];
        let next = digits.parse::<u32>().map_or(2, |n| n.saturating_add(1));
        self.count_from(stem, next, digits.len().max(1), domain)
    }

    fn copy_of(&mut self, name: &Option<Text>, stem: &str) -> Option<Text> {
        match name {
            Some(name) if !name.is_empty() => Some(self.next_after(name)),
            _ => self.fqdn(stem),
        }
    }

    fn count_from(&mut self, stem: &str, first: u32, width: usize, tail: &str) -> Text {
        let mut name = String::new();
        for n in first..=u32::MAX {
            name = format!("{stem}{n:0width$}{tail}");
            if self.borne.insert(name.to_lowercase()) {
                break;
            }
        }
        Text::from(name)
    }

    fn site_name(&self, name: &str) -> String {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        let taken = |name: &str| self.all.sites.values().any(|o| o.name.as_deref() == Some(name));
        (1u32..).map(|n| format!("{stem} {n}")).find(|name| !taken(name)).unwrap_or_default()
    }
}

/// For objects that bring names along.
impl Names<'_> {
    /// Every object of any stage.
    pub(super) fn everything(&self) -> &Topology {
        &self.all
    }

    pub(super) fn link_id(&mut self, kind: LinkKind, usage: Usage, from: &str) -> String {
        self.plain_id(&link_stem(kind, usage, from))
    }

    /// This FQDN where it is free, or else the next number.
    pub(super) fn own_or_next(&mut self, name: &Text) -> Text {
        if self.borne.insert(name.to_lowercase()) { name.clone() } else { self.next_after(name) }
    }

    /// This name of a site where it is free, or else the next number.
    pub(super) fn free_site_name(&self, name: &Text) -> Text {
        let taken = self.all.sites.values().any(|o| o.name.as_ref() == Some(name));
        if taken { Text::from(self.site_name(name)) } else { name.clone() }
    }
}
