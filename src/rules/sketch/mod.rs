//! A plan in a few lines, for rule texts, twins and the tests of other modules.
//!
//! ```text
//! site NAME [branch=CENTRAL] [kind=legacy]
//!   pool NAME KIND [standard|enterprise] [version=V] [servers=N|a,b] [users=N] [fqdn=FULL] [FACT=VALUE]
//!        [user-store=HOST\INST] [application-store= …] [next-hop=POOL] [media-edge=POOL] [pairing=POOL]
//!        [file-store=HOST\SHARE] [in=SITE]      user-store/mirror=HOST\INST for another usage, and so on
//!   instance HOST\INST FACT=VALUE
//!   server NAME POOL [FACT=VALUE]         one more for a pool
//!   users POOL FACT=VALUE                 the group that is on the pool
//!   link KIND[/USAGE] FROM -> TO [FACT=VALUE]
//!   sql HOST [INST,INST] [FACT=VALUE]      HOST\ names the default instance
//!   file-store HOST\SHARE [FACT=VALUE]     gateway NAME [trunk=POOL] [FACT=VALUE]
//! deployment FACT=VALUE                    cms NAME        target PACK
//! phase NAME [start=DATE] [end=DATE] [target=PACK] [kind=KIND]
//!   + pool …   + sql …   + link …   - pool NAME   - sql HOST   - link KIND[/USAGE] FROM
//!   ~ NAME FACT=VALUE   ~ deployment FACT=VALUE
//!   move all users A -> B   move 300 users A -> B   store NAME user HOST\INST   cms NAME
//!   route SITE NAME|none   do ACTIVITY [NAME …]   and on any of these lines tool=TOOL
//! accept CODE NAME "reason" [until=PHASE]  level CODE off|advice|warning|error ["reason"]   tick CODE NAME
//! # CODE [CODE …] [related NAME …]         a finding expected on the object of the line
//! ```
//!
//! `NAME` has the FQDN `NAME.contoso.com` unless it has a dot. Names may be used before they are defined. A
//! pool drawn Today that homes users has a group of users, counted when `users=` says so.

mod read;

pub use read::read;

use crate::edit::{Amount, Command};
use crate::model::*;
use crate::plan::{Plan, PlanEdit, Step};
use std::collections::BTreeMap;

/// A plan and the findings that its comments expect.
#[derive(Clone, Debug)]
pub struct Sketch {
    pub plan: Plan,
    pub expected: Vec<Expected>,
    names: BTreeMap<String, Subject>,
}

/// A finding that a comment expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    pub line: usize,
    pub code: Code,
    /// The object of the line, and what it holds: a finding on any of these is meant.
    pub on: Vec<Subject>,
    /// When given: exactly these.
    pub related: Option<Vec<Subject>>,
}

/// A line that is not a sketch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchError {
    pub line: usize,
    pub what: String,
}

impl std::fmt::Display for SketchError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// Edits by the names of the sketch. An unknown name gives an object that is not there, so the edit fails.
impl Sketch {
    pub fn subject(&self, name: &str) -> Subject {
        self.names.get(name).cloned().unwrap_or_else(|| Subject::Pool(PoolId::new(name)))
    }

    pub fn pool(&self, name: &str) -> PoolId {
        PoolId::new(self.subject(name).id())
    }

    /// A hand's edit while a stage is shown.
    pub fn record(&self, stage: usize, command: Command) -> PlanEdit {
        PlanEdit::Record { at: self.plan.stage_at(stage), commands: vec![command] }
    }

    pub fn set(&self, name: &str, fact: FactName, to: Value) -> Command {
        Command::Set { of: self.subject(name), fact, to: Some(to) }
    }

    pub fn remove(&self, name: &str) -> Command {
        Command::Remove(self.subject(name))
    }

    /// Another instance for a store of a pool.
    pub fn move_store(&self, pool: &str, store: StoreKind, instance: &str) -> Command {
        let from = self.subject(pool);
        let added = self.plan.phases.iter().flat_map(|phase| &phase.steps).flat_map(|step| step.commands());
        let added = added.filter_map(|c| if let Command::Add(Element::Link(link)) = c { Some(link) } else { None });
        let link = self
            .plan
            .today
            .links
            .values()
            .chain(added)
            .find(|link| link.from == from && link.kind.store() == Some(store))
            .map_or_else(|| LinkId::new("none"), |link| link.id.clone());
        Command::MoveStore { link, to: SqlInstanceId::new(self.subject(instance).id()) }
    }

    /// Users counted on a pool, of the group that is there today.
    pub fn count_users(&self, pool: &str, users: u64) -> Command {
        let pool = self.pool(pool);
        let group = self.plan.today.user_groups.values().find(|group| group.homes.contains_key(&pool));
        let group = group.map_or_else(|| UserGroupId::new("none"), |group| group.id.clone());
        Command::CountUsers { group, pool, users: Some(users) }
    }

    /// A link between two named objects; `user-store/mirror` for another usage than the ordinary one.
    pub fn add_link(&self, key: &str, from: &str, to: &str) -> Command {
        let (kind, usage) = read::link_key(key).unwrap_or((LinkKind::NextHop, Usage::Default));
        let id = LinkId::new(&format!("link-new-{}-{}", kind.key(), usage.key()));
        Command::Add(Link::new(id, kind, usage, self.subject(from), self.subject(to)).into())
    }

    /// Takes away the first link of this kind that a named object has today.
    pub fn remove_link(&self, key: &str, from: &str) -> Command {
        Command::Remove(self.link(key, from).into())
    }

    /// Another instance for a store link of any usage.
    pub fn move_link(&self, key: &str, from: &str, instance: &str) -> Command {
        Command::MoveStore { link: self.link(key, from), to: SqlInstanceId::new(self.subject(instance).id()) }
    }

    fn link(&self, key: &str, from: &str) -> LinkId {
        let from = self.subject(from);
        let is =
            |link: &&std::sync::Arc<Link>| read::link_key(key) == Some((link.kind, link.usage)) && link.from == from;
        self.plan.today.links.values().find(is).map_or_else(|| LinkId::new("none"), |link| link.id.clone())
    }

    /// A move of the first group that is, or comes, on the pool.
    pub fn move_users(&self, from: &str, to: &str, amount: Amount) -> Command {
        let from = self.pool(from);
        let group = self.plan.today.user_groups.values().find(|group| group.homes.contains_key(&from));
        let group = group.map_or_else(|| UserGroupId::new("none"), |group| group.id.clone());
        Command::MoveUsers { group, from, to: self.pool(to), amount }
    }

    /// The step at a place (both from 1).
    pub fn step(&self, phase: usize, place: usize) -> StepId {
        let step = self.plan.phases.get(phase - 1).and_then(|phase| phase.steps.get(place - 1));
        step.map_or_else(|| StepId::new("none"), |step| step.id().clone())
    }

    /// An activity at a place of a phase (the phase from 1, the place from 0), about named objects.
    pub fn activity(&self, phase: usize, index: usize, kind: ActivityKind, about: &[&str]) -> PlanEdit {
        let about = about.iter().map(|name| self.subject(name)).collect();
        let step = Step::activity(StepId::new("step-activity-new"), kind, about);
        PlanEdit::AddStep { phase: self.phase(phase), index: Some(index), step }
    }

    /// A change of its own at a place of a phase (the phase from 1, the place from 0).
    pub fn change(&self, phase: usize, index: usize, command: Command) -> PlanEdit {
        let step = Step::change(StepId::new("step-change-new"), vec![command]);
        PlanEdit::AddStep { phase: self.phase(phase), index: Some(index), step }
    }

    pub fn phase(&self, number: usize) -> PhaseId {
        self.plan.phases.get(number - 1).map_or_else(|| PhaseId::new("none"), |phase| phase.id.clone())
    }
}
