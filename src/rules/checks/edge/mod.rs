//! Edge pools, federation, and the way of its traffic.

pub mod authorized;
pub mod federating;
pub mod interfaces;
pub mod leaving;
pub mod media;
pub mod merging;
pub mod pilot_edge;
pub mod pilot_pool;
pub mod single_name;
pub mod switch;

use crate::plan::{Phase, Plan};
use crate::rules::Pack;
use crate::rules::places;
use crate::rules::prelude::*;
use crate::rules::steps::place_of;

/// EDGE-016: what DNS load balancing does not do for old peers.
pub static OLD_PEERS: Rule =
    Rule::new("EDGE-016", "failover-lost-with-old-peers", "0.1.0", Check::Checklist(places::edge::balanced_by_dns));

/// EDGE-019: which Front End Servers reach which Edge pools.
pub static FIREWALLS: Rule =
    Rule::new("EDGE-019", "firewall-between-pools-and-edges", "0.1.0", Check::Checklist(places::edge::reached_by_all));

/// Edge pools of one age in a state, in the order of their ids.
fn edges<'a>(state: &'a Topology, pack: &'a Pack, age: Age) -> impl Iterator<Item = &'a Pool> {
    let pools = state.pools.values().map(|pool| &**pool);
    pools.filter(move |pool| pool.kind == PoolKind::Edge && pack.age(pool) == age)
}

/// The Edge pool that a command makes federate, or no longer federate.
fn federates(command: &Command) -> Option<(&PoolId, bool)> {
    match command {
        Command::Set { of: Subject::Pool(id), fact: "federation", to: Some(Value::Flag(on)) } => Some((id, *on)),
        _ => None,
    }
}

/// The federation route that a command gives a site.
fn routes(command: &Command) -> Option<(&SiteId, Route)> {
    match command {
        Command::RouteFederation { site, to } => Some((site, to.clone())),
        Command::Set { of: Subject::Site(site), fact: "federation-route", to: Some(value) } => {
            Some((site, Route::from_value(value)?))
        }
        _ => None,
    }
}

/// Whether a source of the target comes without a Central Management store, so that its topology is merged.
fn is_merged(pack: &Pack, pool: &Pool) -> bool {
    pool.version.is_some_and(|version| pack.sources.contains(&version) && !pack.sources_with_cms.contains(&version))
}

/// What others call the pools of a list.
fn names<'a>(state: &Topology, pools: impl IntoIterator<Item = &'a PoolId>) -> Vec<String> {
    pools.into_iter().map(|pool| state.label(&pool.into())).collect()
}

/// The commands of a step, each with the state just before it.
fn moments<'a>(step: &'a Step, before: &Topology) -> Vec<(&'a Command, Topology)> {
    let commands = step.commands();
    let mut state = before.clone();
    let mut out = Vec::with_capacity(commands.len());
    for (at, command) in commands.iter().enumerate() {
        out.push((command, state.clone()));
        if at + 1 < commands.len()
            && let Ok(next) = command.applied_to(&state)
        {
            state = next;
        }
    }
    out
}

/// Where the step of a finding stands: its phase and its place there.
fn place<'a>(cx: &FixContext<'a>) -> Option<(&'a Phase, usize)> {
    let Subject::Step(id) = &cx.finding.subject else { return None };
    place_of(cx.plan, id).map(|(phase, at)| (&**phase, at))
}

/// A step that a fix puts into a phase: `commands`, before the step that stands at `index`.
fn insert(plan: &Plan, phase: &Phase, index: usize, commands: Vec<Command>) -> PlanEdit {
    let step = Step::change(plan.next_step_id(phase), commands);
    PlanEdit::AddStep { phase: phase.id.clone(), index: Some(index), step }
}

/// An activity that a fix puts into a phase.
fn insert_work(plan: &Plan, phase: &Phase, index: usize, kind: ActivityKind, about: Vec<Subject>) -> PlanEdit {
    let step = Step::activity(plan.next_step_id(phase), kind, about);
    PlanEdit::AddStep { phase: phase.id.clone(), index: Some(index), step }
}

/// One fix that the architect is asked about.
fn ask(label: Message, edits: Vec<PlanEdit>) -> Vec<Fix> {
    vec![Fix { label, edits, safety: Safety::Ask }]
}
