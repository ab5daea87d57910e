//! What each command does.

use super::bearers::{Bearers, names_of};
use super::{Amount, Command, EditError};
use crate::model::*;
use std::sync::Arc;

/// Commands carried out one after another on one topology, a step at a time.
pub(crate) struct Run {
    state: Topology,
    /// Made at the first removal: one would not be worth it, a phase of them is.
    bearers: Option<Bearers>,
}

impl Run {
    pub fn new(state: Topology) -> Self {
        Self { state, bearers: None }
    }

    pub fn state(&self) -> &Topology {
        &self.state
    }

    pub fn into_state(self) -> Topology {
        self.state
    }

    /// Carries out all of these commands, or none, with the reason why one cannot apply.
    pub fn step(&mut self, commands: &[Command]) -> Result<(), EditError> {
        if self.bearers.is_none() && commands.iter().any(|command| matches!(command, Command::Remove(_))) {
            self.bearers = Some(Bearers::of(&self.state));
        }
        if let Some(bearers) = &mut self.bearers {
            commands.iter().for_each(|command| bearers.note(command));
        }
        let none = Bearers::default();
        let bearers = self.bearers.as_ref().unwrap_or(&none);
        if let [command] = commands {
            return command.apply(&mut self.state, bearers);
        }
        // Additions are taken back one by one: a copy of the state costs more than the step.
        if commands.iter().all(|command| matches!(command, Command::Add(_))) {
            for (at, command) in commands.iter().enumerate() {
                if let Err(why) = command.apply(&mut self.state, bearers) {
                    commands[..at].iter().for_each(|added| drop_one(&mut self.state, &added.subject()));
                    return Err(why);
                }
            }
            return Ok(());
        }
        let mut next = self.state.clone();
        commands.iter().try_for_each(|command| command.apply(&mut next, bearers))?;
        self.state = next;
        Ok(())
    }
}

impl Command {
    /// The topology after this command; `topology` itself is not changed.
    pub fn applied_to(&self, topology: &Topology) -> Result<Topology, EditError> {
        let mut run = Run::new(topology.clone());
        run.step(std::slice::from_ref(self))?;
        Ok(run.state)
    }

    /// Changes `next`, or leaves it as it is when this fails. A removal needs the bearers.
    fn apply(&self, next: &mut Topology, bearers: &Bearers) -> Result<(), EditError> {
        match self {
            Self::Add(element) => add(next, element),
            Self::Remove(subject) => remove(next, subject, bearers),
            Self::Set { of, fact, to } => set(next, of, fact, to.as_ref()),
            Self::MoveUsers { group, from, to, amount } => move_users(next, group, from, to, *amount),
            Self::CountUsers { group, pool, users } => {
                need(next, &pool.into())?;
                let mut counted =
                    next.user_groups.get(group).cloned().ok_or_else(|| EditError::Missing(group.into()))?;
                Arc::make_mut(&mut counted).homes.insert(pool.clone(), *users);
                next.put(Element::UserGroup(counted));
                Ok(())
            }
            Self::MoveStore { link, to } => move_store(next, link, to),
            Self::MoveCms { to } => {
                need(next, &to.into())?;
                Arc::make_mut(&mut next.deployment).cms = Some(to.clone());
                Ok(())
            }
            Self::RouteFederation { site, to } => route(next, site, to, |site| &mut site.federation_route),
            Self::RouteXmpp { site, to } => route(next, site, to, |site| &mut site.xmpp_route),
        }
    }
}

fn need(topology: &Topology, subject: &Subject) -> Result<(), EditError> {
    if topology.has(subject) { Ok(()) } else { Err(EditError::Missing(subject.clone())) }
}

fn add(topology: &mut Topology, element: &Element) -> Result<(), EditError> {
    let subject = element.subject();
    if topology.has(&subject) {
        return Err(EditError::Exists(subject));
    }
    for named in names_of(element) {
        need(topology, &named)?;
    }
    if let Element::Link(link) = element
        && !joins(link.kind, &link.from, &link.to)
    {
        return Err(EditError::CannotJoin(link.kind, link.from.clone(), link.to.clone()));
    }
    topology.put(element.clone());
    Ok(())
}

/// Whether a link of this kind can stand between these kinds of object at all.
pub(crate) fn joins(kind: LinkKind, from: &Subject, to: &Subject) -> bool {
    match kind {
        _ if kind.store().is_some() => matches!((from, to), (Subject::Pool(_), Subject::SqlInstance(_))),
        LinkKind::FileStore => matches!((from, to), (Subject::Pool(_), Subject::FileStore(_))),
        LinkKind::Trunk => matches!((from, to), (Subject::Gateway(_), Subject::Pool(_))),
        _ => matches!((from, to), (Subject::Pool(a), Subject::Pool(b)) if a != b),
    }
}

/// A fact that names another object needs that object.
fn need_named(topology: &Topology, kind: FactKind, value: Option<&Value>) -> Result<(), EditError> {
    match value.and_then(|value| named_by(kind, value)) {
        Some(named) => need(topology, &named),
        None => Ok(()),
    }
}

fn set(topology: &mut Topology, of: &Subject, fact: FactName, to: Option<&Value>) -> Result<(), EditError> {
    let not_a_fact = || EditError::NotAFact(of.clone(), fact);
    if let Subject::Deployment = of {
        let info = Deployment::FACTS.iter().find(|info| info.name == fact).ok_or_else(not_a_fact)?;
        need_named(topology, info.kind, to)?;
        return if (info.set)(Arc::make_mut(&mut topology.deployment), to) { Ok(()) } else { Err(not_a_fact()) };
    }
    let mut element = topology.element(of).ok_or_else(|| EditError::Missing(of.clone()))?;
    let (_, kind) = fact_named(of.kind(), fact).ok_or_else(not_a_fact)?;
    need_named(topology, kind, to)?;
    if !element.set_fact(fact, to) {
        return Err(not_a_fact());
    }
    topology.put(element);
    Ok(())
}

fn move_users(
    topology: &mut Topology,
    group: &UserGroupId,
    from: &PoolId,
    to: &PoolId,
    amount: Amount,
) -> Result<(), EditError> {
    need(topology, &from.into())?;
    need(topology, &to.into())?;
    let mut moved = topology.user_groups.get(group).cloned().ok_or_else(|| EditError::Missing(group.into()))?;
    let homes = &mut Arc::make_mut(&mut moved).homes;
    let here = homes.get(from).copied().unwrap_or(Some(0));
    let there = homes.get(to).copied().unwrap_or(Some(0));
    let taken = match amount {
        Amount::All => here,
        Amount::Number(wanted) => Some(here.map_or(wanted, |known| wanted.min(known))),
    };
    let left = match amount {
        Amount::All => Some(0),
        Amount::Number(_) => here.and_then(|known| Some(known.saturating_sub(taken?))),
    };
    homes.insert(from.clone(), left);
    if from != to {
        homes.insert(to.clone(), there.and_then(|known| Some(known.saturating_add(taken?))));
    } else {
        homes.insert(to.clone(), here);
    }
    topology.put(Element::UserGroup(moved));
    Ok(())
}

fn move_store(topology: &mut Topology, link: &LinkId, to: &SqlInstanceId) -> Result<(), EditError> {
    need(topology, &to.into())?;
    let mut moved = topology.links.get(link).cloned().ok_or_else(|| EditError::Missing(link.into()))?;
    if moved.kind.store().is_none() {
        return Err(EditError::CannotJoin(moved.kind, moved.from.clone(), to.into()));
    }
    Arc::make_mut(&mut moved).to = to.into();
    topology.put(Element::Link(moved));
    Ok(())
}

fn route(
    topology: &mut Topology,
    site: &SiteId,
    to: &Route,
    field: fn(&mut Site) -> &mut Option<Route>,
) -> Result<(), EditError> {
    if let Route::Through(pool) = to {
        need(topology, &pool.into())?;
    }
    let mut changed = topology.sites.get(site).cloned().ok_or_else(|| EditError::Missing(site.into()))?;
    *field(Arc::make_mut(&mut changed)) = Some(to.clone());
    topology.put(Element::Site(changed));
    Ok(())
}

/// Takes an object away, with all that cannot exist without it: a pool's servers, a SQL server's instances, the
/// links of any of these. What others say about it becomes unknown: a site's objects stay, without a site.
fn remove(topology: &mut Topology, subject: &Subject, bearers: &Bearers) -> Result<(), EditError> {
    if matches!(subject, Subject::Deployment) || !topology.has(subject) {
        return Err(EditError::Missing(subject.clone()));
    }
    for (fact, named) in topology.deployment.named() {
        if named == *subject {
            Arc::make_mut(&mut topology.deployment).set_fact(fact, None);
        }
    }
    let mut going = vec![subject.clone()];
    while let Some(gone) = going.pop() {
        drop_one(topology, &gone);
        for bearer in bearers.near(&gone) {
            let Some(mut element) = topology.element(bearer).filter(|element| names_of(element).contains(&gone)) else {
                continue;
            };
            match element {
                Element::Server(_) | Element::SqlInstance(_) | Element::Link(_) => going.push(bearer.clone()),
                _ => {
                    forget_in(&mut element, &gone);
                    topology.put(element);
                }
            }
        }
    }
    Ok(())
}

fn drop_one(topology: &mut Topology, subject: &Subject) {
    match subject {
        Subject::Site(id) => drop(topology.sites.remove(id)),
        Subject::Pool(id) => drop(topology.pools.remove(id)),
        Subject::Server(id) => drop(topology.servers.remove(id)),
        Subject::SqlServer(id) => drop(topology.sql_servers.remove(id)),
        Subject::SqlInstance(id) => drop(topology.sql_instances.remove(id)),
        Subject::FileStore(id) => drop(topology.file_stores.remove(id)),
        Subject::Gateway(id) => drop(topology.gateways.remove(id)),
        Subject::Link(id) => drop(topology.links.remove(id)),
        Subject::UserGroup(id) => drop(topology.user_groups.remove(id)),
        Subject::Deployment | Subject::Phase(_) | Subject::Step(_) => {}
    }
}

/// Makes what an object says about something that is gone unknown: facts and homes that name it.
pub(crate) fn forget_in(element: &mut Element, gone: &Subject) {
    for (fact, named) in element.named() {
        if named == *gone {
            element.set_fact(fact, None);
        }
    }
    if let (Element::UserGroup(group), Subject::Pool(pool)) = (element, gone)
        && group.homes.contains_key(pool)
    {
        Arc::make_mut(group).homes.remove(pool);
    }
}
