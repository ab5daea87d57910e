//! What an edit can touch in the course of a plan, so that rules that look at it judge only that again.
//!
//! A rule [in course](super::Reach::Course) judges each object and each step by what stands near it at any stage, and by the
//! steps that name something there. Work that is about nothing in particular counts everywhere.

use super::memory::{Held, Memory, Since};
use super::packs::{Age, Pack};
use crate::edit::Command;
use crate::model::*;
use crate::plan::{Phase, Plan, Replay, Skipped, Step};
use foldhash::{HashMap, HashSet};
use imbl::{OrdMap, Vector};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The ages and kinds of the pools that stand at each stage.
pub(super) type Sorts = Vec<BTreeSet<(Age, PoolKind)>>;

/// What rules in course said, and what else they were told.
#[derive(Clone, Default)]
pub(super) struct Course {
    pub answers: OrdMap<Subject, Held>,
    /// The steps of each phase by what they name, put together when first asked for.
    pub steps: OnceLock<Vec<Arc<NamedBy>>>,
    pub sorts: Sorts,
    pub skipped: Vec<Skipped>,
    /// The pack of the plan as a whole.
    pub whole: Option<&'static Pack>,
}

/// The part of a plan that an edit can touch.
pub(super) struct Part {
    pub plan: Plan,
    pub replay: Replay,
    /// Objects and steps whose answers may differ, also those that are gone.
    pub core: HashSet<Subject>,
}

/// What a check is about.
pub(super) struct Now<'a> {
    pub plan: &'a Plan,
    pub replay: &'a Replay,
    pub packs: &'a [Option<&'static Pack>],
    pub whole: Option<&'static Pack>,
    pub sorts: &'a Sorts,
    pub steps: &'a [Arc<NamedBy>],
}

impl Now<'_> {
    /// What can be touched by all that is otherwise than at the last check. `None`: that may be anything, or so much that
    /// the whole plan is better judged anew.
    pub fn part(&self, memory: &Memory, since: &Since<'_>) -> Option<Part> {
        let Self { plan, replay, .. } = *self;
        let course = &memory.course;
        let same_stages = memory.states.iter().map(|state| state.pack).eq(self.packs.iter().copied());
        if !same_stages || course.sorts != *self.sorts || course.whole != self.whole {
            return None;
        }
        let mut all: Vec<Subject> = since.changed.iter().flatten().cloned().collect();
        for (old, new) in memory.phases.iter().zip(&plan.phases).filter(|(old, new)| !Arc::ptr_eq(old, new)) {
            if old.with_steps(Vec::new()) != new.with_steps(Vec::new()) {
                return None;
            }
            for step in other_steps(&old.steps, &new.steps) {
                let names = names(step);
                if names.is_empty() || names.contains(&Subject::Deployment) {
                    return None;
                }
                all.push(step.id().into());
                all.extend(names);
            }
        }
        let (was, is) = (&course.skipped, &replay.skipped);
        let other = was.iter().filter(|one| !is.contains(one)).chain(is.iter().filter(|one| !was.contains(one)));
        for skipped in other {
            // One that is gone is among the steps that differ.
            let Some((_, step)) = plan.step(&skipped.step) else { continue };
            all.push(step.id().into());
            all.extend(names(step));
        }
        all.sort();
        all.dedup();
        let states: Vec<_> = memory.states.iter().map(|state| &state.topology).zip(&replay.states).collect();
        let mut region = since.neighbours.region(&states, &all, self.steps)?;
        region.complete();
        let objects = region.objects();
        let states: Vec<Topology> = replay.states.iter().map(|state| region.slice(state)).collect();
        let phases =
            plan.phases.iter().zip(self.steps).map(|(phase, of)| Arc::new(of.slice(phase, &objects))).collect();
        let plan = Plan { today: states.first()?.clone(), phases, ..plan.clone() };
        let replay = Replay { states, skipped: replay.skipped.clone() };
        Some(Part { plan, replay, core: region.core })
    }
}

/// The steps of both lists without those that both begin and end with.
fn other_steps<'a>(old: &'a [Arc<Step>], new: &'a [Arc<Step>]) -> impl Iterator<Item = &'a Arc<Step>> {
    let same = |(a, b): &(&Arc<Step>, &Arc<Step>)| Arc::ptr_eq(a, b) || a == b;
    let first = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[first..], &new[first..]);
    let last = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    old[..old.len() - last].iter().chain(&new[..new.len() - last])
}

/// Phases, and the steps of each by what they name.
type Indexed<'a> = (&'a Vector<Arc<Phase>>, &'a [Arc<NamedBy>]);

/// The steps of each phase by what they name; of phases that have not changed, those that are known.
pub(super) fn named_by(phases: &Vector<Arc<Phase>>, known: Option<Indexed<'_>>) -> Vec<Arc<NamedBy>> {
    let known = |at: usize, phase: &Arc<Phase>| {
        let (phases, steps) = known?;
        phases.get(at).filter(|old| Arc::ptr_eq(old, phase)).and_then(|_| steps.get(at)).cloned()
    };
    phases
        .iter()
        .enumerate()
        .map(|(at, phase)| known(at, phase).unwrap_or_else(|| Arc::new(NamedBy::of(phase))))
        .collect()
}

/// The steps of a phase by what they name.
#[derive(Debug, Default)]
pub(super) struct NamedBy {
    names: Vec<(StepId, Vec<Subject>)>,
    by: HashMap<Subject, Vec<usize>>,
    /// Steps that name no object in particular.
    at_large: Vec<usize>,
}

impl NamedBy {
    fn of(phase: &Phase) -> Self {
        let mut of = Self::default();
        for (at, step) in phase.steps.iter().enumerate() {
            let names = names(step);
            names.iter().for_each(|subject| of.by.entry(subject.clone()).or_default().push(at));
            if names.iter().all(|subject| matches!(subject, Subject::Site(_) | Subject::Deployment)) {
                of.at_large.push(at);
            }
            of.names.push((step.id().clone(), names));
        }
        of
    }

    /// The steps that name one of these.
    pub fn naming<'a>(&'a self, objects: &'a HashSet<Subject>) -> impl Iterator<Item = &'a StepId> {
        objects.iter().filter_map(|subject| self.by.get(subject)).flatten().map(|at| &self.names[*at].0)
    }

    /// What is named by the steps that name this.
    pub fn named_with<'a>(&'a self, subject: &Subject) -> impl Iterator<Item = &'a Subject> + use<'a> {
        self.by.get(subject).into_iter().flatten().flat_map(|at| &self.names[*at].1)
    }

    /// A phase with only those of its steps that name one of these, or nothing in particular.
    fn slice(&self, phase: &Phase, objects: &HashSet<Subject>) -> Phase {
        let named = objects.iter().filter_map(|subject| self.by.get(subject)).flatten();
        let kept: BTreeSet<usize> = named.chain(&self.at_large).copied().collect();
        phase.with_steps(kept.into_iter().filter_map(|at| phase.steps.get(at).cloned()).collect())
    }
}

/// All that a step is about, and what facts of the objects name that it adds.
fn names(step: &Step) -> Vec<Subject> {
    let mut names = step.about();
    for command in step.commands() {
        let Command::Add(element) = command else { continue };
        names.extend(element.named().into_iter().map(|(_, subject)| subject));
        if let Element::UserGroup(group) = element {
            names.extend(group.homes.keys().map(Subject::from));
        }
    }
    names
}
