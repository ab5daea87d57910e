//! Between the file and the plan. What the file says is checked here against the vocabularies and for
//! references; what only fails at replay (a step that no longer applies) is a matter of the plan.

use super::{
    Accepted, Amount, Command, Deployment, File, FileStore, Gateway, Link, Pool, Raw, Ref, Server, Site, SqlInstance,
    SqlServer, Step, Today, UserGroup, logo, marks, phases,
};
use crate::edit;
use crate::model::{self, *};
use crate::plan::{About, Acceptance, Plan, SheetPos};
use crate::text::Message;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is wrong, and where to look for it in the text.
pub struct Wrong {
    /// The id of the object, phase or step that says it.
    pub id: String,
    /// The field that holds the wrong value.
    pub field: Option<String>,
    /// 2 when the second thing with this id is the wrong one.
    pub nth: usize,
    pub reason: Message,
}

impl Wrong {
    pub(super) fn new(id: &str, field: Option<&str>, reason: Message) -> Box<Self> {
        Box::new(Self { id: id.to_owned(), field: field.map(str::to_owned), nth: 1, reason })
    }
}

pub(super) type Sound<T> = Result<T, Box<Wrong>>;

/// The plan that a file says.
pub fn to_plan(file: &File) -> Sound<Plan> {
    let mut plan = Plan::new(PackId::new(&file.target));
    plan.about = About {
        title: text(&file.title),
        client: text(&file.client),
        author: text(&file.author),
        version: text(&file.document_version),
        date: text(&file.document_date),
        logo: file.logo.as_ref().map(logo::logo).transpose()?,
    };
    plan.today = topology(&file.today)?;
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for phase in &file.phases {
        once(&mut ids, &phase.id)?;
        for step in &phase.steps {
            let (Step::Change { id, .. } | Step::Activity { id, .. }) = step;
            once(&mut ids, id)?;
        }
        plan.phases.push_back(Arc::new(phases::phase(phase)?));
    }
    phases::must_be_there(&file.phases)?;
    plan.freezes = phases::freezes(&file.freezes)?;
    for (of, x, y) in &file.places {
        let subject = subject(of);
        if plan.places.insert(subject.clone(), SheetPos { x: *x, y: *y }).is_some() {
            return Err(Wrong::new(subject.id(), None, crate::message!("format-place-twice", id = subject.id())));
        }
    }
    plan.pinned = file.pinned.iter().map(subject).collect();
    plan.collapsed = file.collapsed.iter().map(|id| SiteId::new(id)).collect();
    for accepted in &file.accepted {
        plan.accepted.push_back(Arc::new(Acceptance {
            code: Code::read(&accepted.code),
            subjects: accepted.subjects.iter().map(subject).collect(),
            reason: Text::from(accepted.reason.as_str()),
            by: Text::from(accepted.by.as_str()),
            on: date(&accepted.code, "on", &accepted.on)?,
            until: accepted.until.as_deref().map(PhaseId::new),
        }));
    }
    plan.levels = marks::levels(&file.levels)?;
    plan.ticked = marks::ticked(&file.ticked)?;
    plan.spent = file.spent.iter().map(|id| Text::from(id.as_str())).collect();
    Ok(plan)
}

pub(super) fn text(text: &Option<String>) -> Option<Text> {
    text.as_deref().map(Text::from)
}

/// Notes an id as given; the second time is wrong.
fn once<'a>(ids: &mut BTreeSet<&'a str>, id: &'a str) -> Sound<()> {
    if id.is_empty() {
        return Err(Wrong::new(id, None, crate::message!("format-id-empty")));
    }
    if ids.insert(id) {
        return Ok(());
    }
    Err(Box::new(Wrong { nth: 2, ..*Wrong::new(id, None, crate::message!("format-id-twice", id = id)) }))
}

/// Objects apart from any plan, each of which names only others of them.
pub fn topology(today: &Today) -> Sound<Topology> {
    let mut all = Topology::default();
    for (fact, raw) in today.deployment.facts() {
        let (name, value) = fact_value("", SubjectKind::Deployment, &fact, &raw)?;
        if !Arc::make_mut(&mut all.deployment).set_fact(name, Some(&value)) {
            return Err(Wrong::new("", Some(&fact), crate::message!("format-fact-kind", name = "", fact = &fact)));
        }
    }
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    macro_rules! put {
        ($($list:ident => $convert:ident),*) => { $(
            for object in &today.$list {
                once(&mut ids, &object.id)?;
                all.put($convert(object)?);
            }
        )* };
    }
    put!(sites => site, pools => pool, servers => server, sql_servers => sql_server, sql_instances => sql_instance,
        file_stores => file_store, gateways => gateway, links => link, user_groups => user_group);
    if let Some((here, there)) = all.dangling().into_iter().next() {
        let reason = crate::message!("format-missing", name = here.id(), missing = there.id());
        return Err(Wrong::new(here.id(), None, reason));
    }
    Ok(all)
}

pub(super) fn key<T>(id: &str, field: &str, word: &str, from_key: fn(&str) -> Option<T>) -> Sound<T> {
    from_key(word).ok_or_else(|| {
        Wrong::new(id, Some(field), crate::message!("format-word", name = id, fact = field, word = word))
    })
}

pub(super) fn date(id: &str, field: &str, text: &Option<String>) -> Sound<Option<Date>> {
    let Some(text) = text else { return Ok(None) };
    let read = text.parse::<Date>().ok().filter(|date| date.to_string() == *text);
    let wrong = || Wrong::new(id, Some(field), crate::message!("format-date", name = id, fact = field, text = text));
    read.map(Some).ok_or_else(wrong)
}

/// The value of a fact, when it is one that the fact can have.
fn fact_value(id: &str, of: SubjectKind, fact: &str, raw: &Raw) -> Sound<(FactName, Value)> {
    let (name, kind) = fact_named(of, fact)
        .ok_or_else(|| Wrong::new(id, Some(fact), crate::message!("format-fact", name = id, fact = fact)))?;
    let other_kind = || Wrong::new(id, Some(fact), crate::message!("format-fact-kind", name = id, fact = fact));
    let one_of = |keys: &[&str], word: &str| {
        let wrong = || Wrong::new(id, Some(fact), crate::message!("format-word", name = id, fact = fact, word = word));
        if keys.contains(&word) { Ok(()) } else { Err(wrong()) }
    };
    let value = match (kind, raw) {
        (FactKind::Flag, Raw::Flag(flag)) => Value::Flag(*flag),
        (FactKind::Count, Raw::Count(count)) => Value::Count(*count),
        (FactKind::Text | FactKind::Site | FactKind::Pool | FactKind::Route, Raw::Text(text)) => Value::text(text),
        (FactKind::Date, Raw::Text(text)) => Value::Date(date(id, fact, &Some(text.clone()))?.ok_or_else(other_kind)?),
        (FactKind::Choice(_, keys), Raw::Text(word)) => {
            one_of(keys, word)?;
            Value::text(word)
        }
        (FactKind::Choices(_, keys), Raw::List(words)) => {
            words.iter().try_for_each(|word| one_of(keys, word))?;
            list(words)
        }
        (FactKind::List, Raw::List(items)) => list(items),
        _ => return Err(other_kind()),
    };
    Ok((name, value))
}

fn list(items: &[String]) -> Value {
    Value::List(items.iter().map(|item| Arc::from(item.as_str())).collect())
}

fn raw(value: &Value) -> Raw {
    match value {
        Value::Flag(flag) => Raw::Flag(*flag),
        Value::Count(count) => Raw::Count(*count),
        Value::Text(text) => Raw::Text(text.to_string()),
        Value::List(items) => Raw::List(items.iter().map(|item| item.to_string()).collect()),
        Value::Date(date) => Raw::Text(date.to_string()),
    }
}

/// Gives an object its facts.
fn with_facts(object: impl Into<Element>, facts: Vec<(String, Raw)>) -> Sound<Element> {
    let mut element = object.into();
    let subject = element.subject();
    for (fact, raw) in facts {
        let (name, value) = fact_value(subject.id(), subject.kind(), &fact, &raw)?;
        if !element.set_fact(name, Some(&value)) {
            let reason = crate::message!("format-fact-kind", name = subject.id(), fact = fact);
            return Err(Wrong::new(subject.id(), Some(name), reason));
        }
    }
    Ok(element)
}

fn site(o: &Site) -> Sound<Element> {
    with_facts(model::Site::new(SiteId::new(&o.id), key(&o.id, "kind", &o.kind, SiteKind::from_key)?), o.facts())
}

fn pool(o: &Pool) -> Sound<Element> {
    with_facts(model::Pool::new(PoolId::new(&o.id), key(&o.id, "kind", &o.kind, PoolKind::from_key)?), o.facts())
}

fn server(o: &Server) -> Sound<Element> {
    with_facts(model::Server::new(ServerId::new(&o.id), PoolId::new(&o.pool)), o.facts())
}

fn sql_server(o: &SqlServer) -> Sound<Element> {
    with_facts(model::SqlServer::new(SqlServerId::new(&o.id)), o.facts())
}

fn sql_instance(o: &SqlInstance) -> Sound<Element> {
    with_facts(model::SqlInstance::new(SqlInstanceId::new(&o.id), SqlServerId::new(&o.server)), o.facts())
}

fn file_store(o: &FileStore) -> Sound<Element> {
    with_facts(model::FileStore::new(FileStoreId::new(&o.id)), o.facts())
}

fn gateway(o: &Gateway) -> Sound<Element> {
    with_facts(model::Gateway::new(GatewayId::new(&o.id)), o.facts())
}

fn link(o: &Link) -> Sound<Element> {
    let kind = key(&o.id, "kind", &o.kind, LinkKind::from_key)?;
    let usage = key(&o.id, "usage", &o.usage, Usage::from_key)?;
    with_facts(model::Link::new(LinkId::new(&o.id), kind, usage, subject(&o.from), subject(&o.to)), o.facts())
}

fn user_group(o: &UserGroup) -> Sound<Element> {
    let mut homes = Homes::new();
    for (pool, users) in &o.homes {
        if homes.insert(PoolId::new(pool), *users).is_some() {
            let reason = crate::message!("format-home-twice", name = &o.id, pool = pool);
            return Err(Wrong::new(&o.id, Some("homes"), reason));
        }
    }
    with_facts(model::UserGroup::new(UserGroupId::new(&o.id), homes), o.facts())
}

pub(super) fn command(step: &str, command: &Command) -> Sound<edit::Command> {
    let route = |to: &str| if to == "none" { Route::None } else { Route::Through(PoolId::new(to)) };
    Ok(match command {
        Command::AddSite(o) => edit::Command::Add(site(o)?),
        Command::AddPool(o) => edit::Command::Add(pool(o)?),
        Command::AddServer(o) => edit::Command::Add(server(o)?),
        Command::AddSqlServer(o) => edit::Command::Add(sql_server(o)?),
        Command::AddSqlInstance(o) => edit::Command::Add(sql_instance(o)?),
        Command::AddFileStore(o) => edit::Command::Add(file_store(o)?),
        Command::AddGateway(o) => edit::Command::Add(gateway(o)?),
        Command::AddLink(o) => edit::Command::Add(link(o)?),
        Command::AddUserGroup(o) => edit::Command::Add(user_group(o)?),
        Command::Remove(of) => edit::Command::Remove(subject(of)),
        Command::Set { of, fact, to } => {
            let of = subject(of);
            let wrong =
                |wrong: Box<Wrong>| Box::new(Wrong { id: step.to_owned(), field: Some("fact".into()), ..*wrong });
            let (name, to) = match to {
                Some(raw) => {
                    let (name, value) = fact_value(of.id(), of.kind(), fact, raw).map_err(wrong)?;
                    (name, Some(value))
                }
                None => {
                    let known = fact_named(of.kind(), fact);
                    let unknown =
                        || Wrong::new(of.id(), None, crate::message!("format-fact", name = of.id(), fact = fact));
                    (known.ok_or_else(unknown).map_err(wrong)?.0, None)
                }
            };
            edit::Command::Set { of, fact: name, to }
        }
        Command::MoveUsers { group, from, to, users } => edit::Command::MoveUsers {
            group: UserGroupId::new(group),
            from: PoolId::new(from),
            to: PoolId::new(to),
            amount: match users {
                Amount::All => edit::Amount::All,
                Amount::Number(users) => edit::Amount::Number(*users),
            },
        },
        Command::CountUsers { group, pool, users } => {
            edit::Command::CountUsers { group: UserGroupId::new(group), pool: PoolId::new(pool), users: *users }
        }
        Command::MoveStore { link, to } => {
            edit::Command::MoveStore { link: LinkId::new(link), to: SqlInstanceId::new(to) }
        }
        Command::MoveCms { to } => edit::Command::MoveCms { to: PoolId::new(to) },
        Command::RouteFederation { site, to } => {
            edit::Command::RouteFederation { site: SiteId::new(site), to: route(to) }
        }
        Command::RouteXmpp { site, to } => edit::Command::RouteXmpp { site: SiteId::new(site), to: route(to) },
    })
}

macro_rules! refs {
    ($($kind:ident => $id:ident),*) => {
        pub fn subject(of: &Ref) -> Subject {
            match of {
                Ref::Deployment => Subject::Deployment,
                $(Ref::$kind(id) => Subject::$kind($id::new(id)),)*
            }
        }

        pub fn reference(subject: &Subject) -> Ref {
            match subject {
                Subject::Deployment => Ref::Deployment,
                $(Subject::$kind(id) => Ref::$kind(id.to_string()),)*
            }
        }
    };
}
refs!(Site => SiteId, Pool => PoolId, Server => ServerId, SqlServer => SqlServerId, SqlInstance => SqlInstanceId,
    FileStore => FileStoreId, Gateway => GatewayId, Link => LinkId, UserGroup => UserGroupId, Phase => PhaseId,
    Step => StepId);

/// The file for a plan.
pub fn from_plan(plan: &Plan) -> File {
    let own = |text: &Option<Text>| text.as_ref().map(|text| text.to_string());
    let day = |date: &Option<Date>| date.map(|date| date.to_string());
    File {
        format: super::super::FORMAT.to_owned(),
        version: 1,
        title: own(&plan.about.title),
        client: own(&plan.about.client),
        author: own(&plan.about.author),
        document_version: own(&plan.about.version),
        document_date: own(&plan.about.date),
        target: plan.target.to_string(),
        today: from_topology(&plan.today),
        phases: plan.phases.iter().map(|phase| phases::from_phase(phase)).collect(),
        freezes: phases::from_freezes(&plan.freezes),
        places: plan.places.iter().map(|(subject, pos)| (reference(subject), pos.x, pos.y)).collect(),
        pinned: plan.pinned.iter().map(reference).collect(),
        collapsed: plan.collapsed.iter().map(SiteId::to_string).collect(),
        accepted: (plan.accepted.iter())
            .map(|accepted| Accepted {
                code: accepted.code.to_string(),
                subjects: accepted.subjects.iter().map(reference).collect(),
                reason: accepted.reason.to_string(),
                by: accepted.by.to_string(),
                on: day(&accepted.on),
                until: accepted.until.as_ref().map(PhaseId::to_string),
            })
            .collect(),
        levels: marks::from_levels(&plan.levels),
        ticked: marks::from_ticked(&plan.ticked),
        spent: plan.spent.iter().map(|id| id.to_string()).collect(),
        logo: plan.about.logo.as_ref().map(logo::from_logo),
    }
}

/// Puts every known fact of an object into its struct of the file.
macro_rules! facts_of {
    ($rows:expr, $object:expr) => {{
        let mut object = $object;
        for row in $rows {
            if let Some(value) = &row.value {
                // A test asks that version 1 has every fact of the model.
                let _ = object.put(row.name, raw(value));
            }
        }
        object
    }};
}

pub fn from_topology(topology: &Topology) -> Today {
    let mut today =
        Today { deployment: facts_of!(topology.deployment.facts(), Deployment::default()), ..Today::default() };
    for subject in topology.subjects() {
        match topology.element(&subject).map(|element| from_element(&element)) {
            Some(Command::AddSite(o)) => today.sites.push(o),
            Some(Command::AddPool(o)) => today.pools.push(*o),
            Some(Command::AddServer(o)) => today.servers.push(o),
            Some(Command::AddSqlServer(o)) => today.sql_servers.push(o),
            Some(Command::AddSqlInstance(o)) => today.sql_instances.push(o),
            Some(Command::AddFileStore(o)) => today.file_stores.push(o),
            Some(Command::AddGateway(o)) => today.gateways.push(o),
            Some(Command::AddLink(o)) => today.links.push(o),
            Some(Command::AddUserGroup(o)) => today.user_groups.push(o),
            _ => {}
        }
    }
    today
}

fn from_element(element: &Element) -> Command {
    let rows = element.facts();
    let id = element.subject().id().to_owned();
    match element {
        Element::Site(o) => {
            Command::AddSite(facts_of!(rows, Site { id, kind: o.kind.key().to_owned(), ..Site::default() }))
        }
        Element::Pool(o) => {
            Command::AddPool(Box::new(facts_of!(rows, Pool { id, kind: o.kind.key().to_owned(), ..Pool::default() })))
        }
        Element::Server(o) => {
            Command::AddServer(facts_of!(rows, Server { id, pool: o.pool.to_string(), ..Server::default() }))
        }
        Element::SqlServer(_) => Command::AddSqlServer(facts_of!(rows, SqlServer { id, ..SqlServer::default() })),
        Element::SqlInstance(o) => Command::AddSqlInstance(facts_of!(
            rows,
            SqlInstance { id, server: o.server.to_string(), ..SqlInstance::default() }
        )),
        Element::FileStore(_) => Command::AddFileStore(facts_of!(rows, FileStore { id, ..FileStore::default() })),
        Element::Gateway(_) => Command::AddGateway(facts_of!(rows, Gateway { id, ..Gateway::default() })),
        Element::Link(o) => {
            let (kind, usage) = (o.kind.key().to_owned(), o.usage.key().to_owned());
            let (from, to) = (reference(&o.from), reference(&o.to));
            Command::AddLink(facts_of!(rows, Link { id, kind, usage, from, to, ..Link::default() }))
        }
        Element::UserGroup(o) => {
            let homes = o.homes.iter().map(|(pool, users)| (pool.to_string(), *users)).collect();
            Command::AddUserGroup(facts_of!(rows, UserGroup { id, homes, ..UserGroup::default() }))
        }
    }
}

pub(super) fn from_command(command: &edit::Command) -> Command {
    let route = |to: &Route| match to {
        Route::None => "none".to_owned(),
        Route::Through(pool) => pool.to_string(),
    };
    match command {
        edit::Command::Add(element) => from_element(element),
        edit::Command::Remove(subject) => Command::Remove(reference(subject)),
        edit::Command::Set { of, fact, to } => {
            Command::Set { of: reference(of), fact: (*fact).to_owned(), to: to.as_ref().map(raw) }
        }
        edit::Command::MoveUsers { group, from, to, amount } => Command::MoveUsers {
            group: group.to_string(),
            from: from.to_string(),
            to: to.to_string(),
            users: match amount {
                edit::Amount::All => Amount::All,
                edit::Amount::Number(users) => Amount::Number(*users),
            },
        },
        edit::Command::CountUsers { group, pool, users } => {
            Command::CountUsers { group: group.to_string(), pool: pool.to_string(), users: *users }
        }
        edit::Command::MoveStore { link, to } => Command::MoveStore { link: link.to_string(), to: to.to_string() },
        edit::Command::MoveCms { to } => Command::MoveCms { to: to.to_string() },
        edit::Command::RouteFederation { site, to } => {
            Command::RouteFederation { site: site.to_string(), to: route(to) }
        }
        edit::Command::RouteXmpp { site, to } => Command::RouteXmpp { site: site.to_string(), to: route(to) },
    }
}
