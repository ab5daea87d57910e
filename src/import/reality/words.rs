//! How the state of a deployment is told: for the command line and the window alike.

use super::{Drift, Position, Progress, Sort, Why};
use crate::model::*;
use crate::plan::{Difference, Mark, Plan};
use crate::text::{Lang, Message};

impl Position {
    pub fn message(&self, plan: &Plan, lang: Lang) -> Message {
        let name = |stage: usize| plan.stage_name(stage, lang);
        match self {
            Self::At(stage) => crate::message!("import-status-at", stage = name(*stage)),
            Self::Between(stage) => {
                crate::message!("import-status-between", before = name(*stage), after = name(*stage + 1))
            }
            Self::Either(first, last) => {
                crate::message!("import-status-either", first = name(*first), last = name(*last))
            }
        }
    }

    /// The stages that the deployment may have reached, first and last.
    pub fn stages(&self) -> (usize, usize) {
        match self {
            Self::At(stage) => (*stage, *stage),
            Self::Between(stage) => (*stage, *stage + 1),
            Self::Either(first, last) => (*first, *last),
        }
    }
}

impl Progress {
    pub fn message(self) -> Message {
        match self {
            Self::Done => crate::message!("import-step-done"),
            Self::Begun => crate::message!("import-step-begun"),
            Self::Open => crate::message!("import-step-open"),
            Self::Untold => crate::message!("import-step-untold"),
        }
    }
}

impl Sort {
    pub fn message(self) -> Message {
        match self {
            Self::Missing => crate::message!("import-drift-missing"),
            Self::Extra => crate::message!("import-drift-extra"),
            Self::Different => crate::message!("import-drift-different"),
            Self::Learned => crate::message!("import-drift-learned"),
        }
    }
}

impl Drift {
    fn difference(&self) -> Difference {
        // Named as in the plan where that has it.
        let after = if self.plan.is_some() { None } else { self.real.clone() };
        Difference { mark: Mark::Changed, before: self.plan.clone(), after, changes: Vec::new() }
    }

    /// What the object is called; `state` is the plan at the stage that is compared.
    pub fn name(&self, state: &Topology, real: &Topology) -> String {
        self.difference().name(state, real)
    }

    /// What it is: its kind of pool, of link, of object.
    pub fn what_it_is(&self, state: &Topology, real: &Topology) -> Message {
        self.difference().what(state, real)
    }

    /// What differs: a fact in the plan and in the topology, or what belongs to the object.
    pub fn detail(&self, state: &Topology, real: &Topology) -> Option<Message> {
        if let Some(change) = &self.change {
            let of = self.subject().kind();
            let aspect = change.said_aspect(state, real);
            let (planned, found) = change.said_values(of, state, real);
            let found = found.unwrap_or_else(|| crate::message!("plan-value-unknown").into());
            return Some(match planned {
                Some(planned) => {
                    crate::message!("import-drift-fact", fact = aspect, planned = planned, found = found)
                }
                None => crate::message!("import-drift-fact-learned", fact = aspect, found = found),
            });
        }
        (!self.parts.is_empty()).then(|| crate::message!("import-drift-parts", count = self.parts.len()))
    }

    /// What the plan says about it.
    pub fn said_why(&self, plan: &Plan) -> Option<Message> {
        let number = |step: &StepId| plan.label(&step.into());
        match &self.why {
            Why::Unplanned => None,
            Why::Open { step, .. } => Some(crate::message!("import-drift-open", step = number(step))),
            Why::Ahead { step, .. } => Some(crate::message!("import-drift-ahead", step = number(step))),
        }
    }
}
