//! Where entries of the checklist belong: one function per rule that nothing in a plan decides. Each gives the objects or
//! phases that its rule concerns; a plan that it does not concern gets no entry.
//!
//! Where the catalogue speaks of a fact that the plan does not know, the entry is given: somebody has to look.

pub mod chat;
pub mod clients;
pub mod coexistence;
pub mod edge;
pub mod servers;
#[cfg(test)]
mod twins;

use super::prelude::*;
use std::collections::BTreeMap;

/// Objects and phases, each with the first and the last stage in which a rule concerns it.
#[derive(Debug, Default)]
pub struct Places(BTreeMap<Subject, (usize, usize)>);

impl Places {
    /// The rule concerns this at a stage.
    pub fn put(&mut self, subject: impl Into<Subject>, stage: usize) {
        let run = self.0.entry(subject.into()).or_insert((stage, stage));
        *run = (run.0.min(stage), run.1.max(stage));
    }

    /// The rule concerns a phase, or Today and so the plan as a whole.
    pub fn put_phase(&mut self, cx: &PlanContext<'_>, stage: usize) {
        let phase = stage.checked_sub(1).and_then(|at| cx.plan.phases.get(at));
        self.put(phase.map_or(Subject::Deployment, |phase| Subject::from(&phase.id)), stage);
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl IntoIterator for Places {
    type Item = (Subject, (usize, usize));
    type IntoIter = std::collections::btree_map::IntoIter<Subject, (usize, usize)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Pools of the target of one kind, at each stage.
fn own<'a>(cx: &'a PlanContext<'_>, kind: PoolKind) -> impl Iterator<Item = (usize, &'a Pool)> {
    standing(cx, Age::Own, kind)
}

/// Pools of an older product of one kind, at each stage.
fn older<'a>(cx: &'a PlanContext<'_>, kind: PoolKind) -> impl Iterator<Item = (usize, &'a Pool)> {
    standing(cx, Age::Older, kind)
}

fn standing<'a>(cx: &'a PlanContext<'_>, age: Age, kind: PoolKind) -> impl Iterator<Item = (usize, &'a Pool)> {
    (0..cx.states.len()).flat_map(move |stage| cx.of_kind(stage, age, kind).iter().map(move |pool| (stage, *pool)))
}

/// Stages at whose end pools of the target stand beside older ones.
fn mixed<'a>(cx: &'a PlanContext<'_>) -> impl Iterator<Item = usize> + 'a {
    (0..cx.states.len()).filter(|stage| cx.has_age(*stage, Age::Own) && cx.has_age(*stage, Age::Older))
}

/// Whether older pools stand when a phase begins or when it ends.
fn has_older_around(cx: &PlanContext<'_>, stage: usize) -> bool {
    cx.has_age(stage, Age::Older) || stage.checked_sub(1).is_some_and(|before| cx.has_age(before, Age::Older))
}

/// Phases with an activity of this kind.
fn activities<'a>(cx: &'a PlanContext<'_>, kind: ActivityKind) -> impl Iterator<Item = usize> + 'a {
    cx.steps()
        .filter(move |(_, step)| matches!(&***step, Step::Activity { kind: of, .. } if *of == kind))
        .map(|(stage, _)| stage)
}

/// A pool while a phase is carried out: at its end, or else before it.
fn pool_in<'a>(cx: &PlanContext<'a>, stage: usize, id: &PoolId) -> Option<&'a Pool> {
    let at = |stage: usize| cx.states.get(stage).and_then(|state| state.pools.get(id)).map(|pool| &**pool);
    at(stage).or_else(|| at(stage.checked_sub(1)?))
}

/// Users that leave a pool of an older product for one of the target.
pub(super) struct Move<'a> {
    stage: usize,
    group: &'a UserGroupId,
    from: &'a Pool,
    to: &'a Pool,
}

fn moves<'c, 'a>(cx: &'c PlanContext<'a>) -> &'c [Move<'a>] {
    cx.common.moves.get_or_init(|| all_moves(cx))
}

fn all_moves<'a>(cx: &PlanContext<'a>) -> Vec<Move<'a>> {
    let mut all = Vec::new();
    for (stage, step) in cx.steps() {
        for command in step.commands() {
            let Command::MoveUsers { group, from, to, .. } = command else { continue };
            let (Some(from), Some(to)) = (pool_in(cx, stage, from), pool_in(cx, stage, to)) else { continue };
            if cx.age(stage, from) == Age::Older && cx.age(stage, to) == Age::Own {
                all.push(Move { stage, group, from, to });
            }
        }
    }
    all
}

/// Whether the users of a pool have Office Communicator and Live Meeting, and its meetings do not migrate.
fn is_communicator(cx: &PlanContext<'_>, stage: usize, pool: &Pool) -> bool {
    let pack = cx.packs.get(stage).copied().flatten();
    pack.zip(pool.version).is_some_and(|(pack, version)| pack.communicator_sources.contains(&version))
}
