//! From steps to states.

use super::{Phase, Plan, Step};
use crate::edit::{Command, EditError, Run};
use crate::model::*;
use imbl::Vector;
use std::sync::Arc;

/// The state at the end of every stage, and what could not be replayed.
#[derive(Clone, Debug)]
pub struct Replay {
    /// Today first, then one state per phase.
    pub states: Vec<Topology>,
    pub skipped: Vec<Skipped>,
}

/// A step that does not apply where it stands. It stays in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The number of the phase, 1 for the first.
    pub stage: usize,
    pub step: StepId,
    pub why: EditError,
}

impl Plan {
    /// Replays every step, skipping exactly those that cannot apply.
    pub fn replay(&self) -> Replay {
        self.replay_onto(Replay { states: vec![self.today.clone()], skipped: Vec::new() })
    }

    /// Like [`replay`](Self::replay), with what `before` gave up to the first stage in which this plan differs from
    /// it. Stages that share memory are the same; what an edit did not touch does.
    pub fn replay_after(&self, before: &Plan, done: &Replay) -> Replay {
        if !self.today.shares(&before.today) || done.states.is_empty() {
            return self.replay();
        }
        let pairs = self.phases.iter().zip(&before.phases);
        let same = pairs.take_while(|(a, b)| Arc::ptr_eq(a, b) || a.steps == b.steps).count();
        if let Some(replay) = self.with_additions(before, done, same) {
            return replay;
        }
        let states: Vec<_> = done.states.iter().take(same + 1).cloned().collect();
        let kept = states.len();
        let skipped = done.skipped.iter().filter(|skipped| skipped.stage < kept).cloned().collect();
        self.replay_onto(Replay { states, skipped })
    }

    /// The common case of a hand that drags something in: a phase ends with new additions. They are put into the
    /// later states of `before` as they are, which saves the replay of every later phase. `None` when it is any
    /// other case, or the later phases could treat the additions in a way that only a replay tells.
    fn with_additions(&self, before: &Plan, done: &Replay, at: usize) -> Option<Replay> {
        let (phase, old) = (self.phases.get(at)?, before.phases.get(at)?);
        let rest = || self.phases.iter().zip(&before.phases).skip(at + 1);
        let alike = self.phases.len() == before.phases.len()
            && done.states.len() == self.stages()
            && phase.steps.starts_with(&old.steps)
            && rest().all(|(a, b)| Arc::ptr_eq(a, b));
        // A later step that did not apply might, with the additions there.
        if !alike || done.skipped.iter().any(|skipped| skipped.stage > at + 1) {
            return None;
        }
        let mut added: Vec<(Subject, &Element)> = Vec::new();
        let mut run = Run::new(done.states[at + 1].clone());
        for step in &phase.steps[old.steps.len()..] {
            for command in step.commands() {
                match command {
                    Command::Add(Element::UserGroup(group)) if !group.homes.is_empty() => return None,
                    Command::Add(element) => added.push((element.subject(), element)),
                    _ => return None,
                }
            }
            run.step(step.commands()).ok()?;
        }
        let mut grounds: Vec<Subject> = added.iter().flat_map(|(_, element)| grounds_of(element)).collect();
        grounds.extend(added.iter().flat_map(|(_, element)| element.named()).map(|(_, named)| named));
        let readded = rest().flat_map(|(phase, _)| &phase.steps).flat_map(|step| step.commands()).any(|command| {
            let Command::Add(element) = command else { return false };
            let subject = element.subject();
            grounds.contains(&subject) || added.iter().any(|(new, _)| *new == subject)
        });
        if readded {
            return None;
        }
        let mut states = done.states[..=at].to_vec();
        states.push(run.into_state());
        for state in &done.states[at + 2..] {
            let mut state = state.clone();
            // What stood on something that goes, goes with it and does not come back.
            let mut gone = Vec::new();
            for (subject, element) in &added {
                let stands = |on: &Subject| state.has(on);
                if !element.named().iter().all(|(_, named)| stands(named)) {
                    return None;
                }
                if grounds_of(element).iter().all(stands) {
                    state.put((*element).clone());
                } else {
                    gone.push(subject.clone());
                }
            }
            added.retain(|(subject, _)| !gone.contains(subject));
            states.push(state);
        }
        Some(Replay { states, skipped: done.skipped.clone() })
    }

    /// Goes on where a replay of the first phases ended.
    fn replay_onto(&self, done: Replay) -> Replay {
        let Replay { mut states, mut skipped } = done;
        states.reserve(self.stages().saturating_sub(states.len()));
        let mut run = Run::new(states.last().unwrap_or(&self.today).clone());
        for (at, phase) in self.phases.iter().enumerate().skip(states.len().saturating_sub(1)) {
            for step in &phase.steps {
                if let Err(why) = run.step(step.commands()) {
                    skipped.push(Skipped { stage: at + 1, step: step.id().clone(), why });
                }
            }
            states.push(run.state().clone());
        }
        Replay { states, skipped }
    }

    /// The state at one stage; past the end, the last.
    pub fn state_at(&self, index: usize) -> Topology {
        let mut run = Run::new(self.today.clone());
        for phase in self.phases.iter().take(index) {
            phase.carry_out(&mut run);
        }
        run.into_state()
    }
}

/// What takes an object along when it goes.
fn grounds_of(element: &Element) -> Vec<Subject> {
    match element {
        Element::Server(server) => vec![(&server.pool).into()],
        Element::SqlInstance(instance) => vec![(&instance.server).into()],
        Element::Link(link) => vec![link.from.clone(), link.to.clone()],
        _ => Vec::new(),
    }
}

/// States of a plan that is being changed: asked for again, only what differs since then is replayed.
#[derive(Default)]
pub(super) struct States {
    of: Option<(Topology, Vector<Arc<Phase>>)>,
    states: Vec<Topology>,
}

impl States {
    /// Those of a plan that was replayed.
    pub fn of(plan: &Plan, replay: &Replay) -> Self {
        Self { of: Some((plan.today.clone(), plan.phases.clone())), states: replay.states.clone() }
    }

    /// The state of a plan at one stage; past the end, the last.
    pub fn at(&mut self, plan: &Plan, index: usize) -> Topology {
        let index = index.min(plan.phases.len());
        let same = match &self.of {
            Some((today, phases)) if today.shares(&plan.today) => {
                phases.iter().zip(&plan.phases).take_while(|(a, b)| Arc::ptr_eq(a, b)).count() + 1
            }
            _ => 0,
        };
        self.states.truncate(same);
        if self.states.is_empty() {
            self.states.push(plan.today.clone());
        }
        let mut run = Run::new(self.states[self.states.len() - 1].clone());
        for phase in plan.phases.iter().take(index).skip(self.states.len() - 1) {
            phase.carry_out(&mut run);
            self.states.push(run.state().clone());
        }
        self.of = Some((plan.today.clone(), plan.phases.clone()));
        self.states[index].clone()
    }
}

impl Phase {
    /// Carries out its steps; how many do not apply.
    pub(super) fn carry_out(&self, run: &mut Run) -> usize {
        self.steps.iter().filter(|step| run.step(step.commands()).is_err()).count()
    }

    /// The state at the end of this phase, and how many of its steps do not apply.
    pub(super) fn applied_to(&self, before: &Topology) -> (Topology, usize) {
        let mut run = Run::new(before.clone());
        let skipped = self.carry_out(&mut run);
        (run.into_state(), skipped)
    }
}

impl Step {
    /// The topology after this step: all of its commands, or the reason why one cannot apply.
    pub fn applied_to(&self, topology: &Topology) -> Result<Topology, EditError> {
        let mut run = Run::new(topology.clone());
        run.step(self.commands())?;
        Ok(run.into_state())
    }
}
