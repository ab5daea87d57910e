//! Phases, their steps, and the times in which nothing is changed.

use crate::edit::Command;
use crate::model::*;
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    pub id: PhaseId,
    pub name: Text,
    /// Its first day, when somebody fixed it; what follows from other phases is [`schedule`](super::Plan::schedule)'s.
    pub start: Option<Date>,
    /// Its last day, when somebody fixed it.
    pub end: Option<Date>,
    /// How long it takes: calendar days that are in no freeze window. Dates that are given win.
    pub days: Option<u32>,
    /// The phases that it waits for, all of them earlier in the plan; none: the one before it.
    pub after: Vec<PhaseId>,
    /// Who is responsible for it.
    pub owner: Option<Text>,
    pub notes: Option<Text>,
    /// Overrides the plan's target in this phase.
    pub target: Option<PackId>,
    /// Which of the documented phases of a migration it is.
    pub kind: Option<PhaseKind>,
    pub steps: Vec<Arc<Step>>,
}

impl Phase {
    /// A phase of which nothing else is known.
    pub fn new(id: PhaseId, name: impl Into<Text>) -> Self {
        Self {
            id,
            name: name.into(),
            start: None,
            end: None,
            days: None,
            after: Vec::new(),
            owner: None,
            notes: None,
            target: None,
            kind: None,
            steps: Vec::new(),
        }
    }

    /// The phase with other steps.
    pub fn with_steps(&self, steps: Vec<Arc<Step>>) -> Self {
        Self { steps, ..self.head() }
    }

    /// Everything of the phase but its steps.
    pub fn head(&self) -> Self {
        let Self { id, name, start, end, days, after, owner, notes, target, kind, steps: _ } = self;
        Self {
            id: id.clone(),
            name: name.clone(),
            start: *start,
            end: *end,
            days: *days,
            after: after.clone(),
            owner: owner.clone(),
            notes: notes.clone(),
            target: target.clone(),
            kind: *kind,
            steps: Vec::new(),
        }
    }
}

/// A time in which nothing is changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Freeze {
    pub name: Text,
    pub first: Date,
    /// Its last day, which is frozen too.
    pub last: Date,
}

/// One entry of a phase, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A change to the topology: all of its commands apply, or none.
    Change { id: StepId, commands: Vec<Command>, how: How },
    /// Work that changes nothing in the topology.
    Activity { id: StepId, kind: ActivityKind, about: Vec<Subject>, how: How },
}

/// How a step is carried out, as far as somebody wrote it down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct How {
    pub note: Option<Text>,
    /// What it is carried out with.
    pub tool: Option<StepTool>,
    /// Who carries it out.
    pub owner: Option<Text>,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// What to enter, in the words of who made the plan. The runbook shows it above what the procedure says.
    pub script: Option<Text>,
}

impl Step {
    /// A change, with nothing else known about it.
    pub fn change(id: StepId, commands: Vec<Command>) -> Self {
        Self::Change { id, commands, how: How::default() }
    }

    /// Work about some objects, with nothing else known about it.
    pub fn activity(id: StepId, kind: ActivityKind, about: Vec<Subject>) -> Self {
        Self::Activity { id, kind, about, how: How::default() }
    }

    pub fn id(&self) -> &StepId {
        match self {
            Self::Change { id, .. } | Self::Activity { id, .. } => id,
        }
    }

    pub fn how(&self) -> &How {
        match self {
            Self::Change { how, .. } | Self::Activity { how, .. } => how,
        }
    }

    pub fn note(&self) -> Option<&Text> {
        self.how().note.as_ref()
    }

    pub fn tool(&self) -> Option<StepTool> {
        self.how().tool
    }

    /// The same step, carried out otherwise.
    pub fn with(&self, change: impl FnOnce(&mut How)) -> Self {
        let mut step = self.clone();
        match &mut step {
            Self::Change { how, .. } | Self::Activity { how, .. } => change(how),
        }
        step
    }

    /// The same step, carried out with another tool.
    pub fn with_tool(&self, new: Option<StepTool>) -> Self {
        self.with(|how| how.tool = new)
    }

    pub fn commands(&self) -> &[Command] {
        match self {
            Self::Change { commands, .. } => commands,
            Self::Activity { .. } => &[],
        }
    }

    /// Everything a step is about, for lists and highlights.
    pub fn about(&self) -> Vec<Subject> {
        match self {
            Self::Change { commands, .. } => {
                let mut all: Vec<_> = commands.iter().flat_map(Command::names).collect();
                let mut seen = std::collections::BTreeSet::new();
                all.retain(|subject| seen.insert(subject.clone()));
                all
            }
            Self::Activity { about, .. } => about.clone(),
        }
    }
}
