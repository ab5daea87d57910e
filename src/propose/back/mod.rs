//! The way back: how each step is undone and on what that rests, how far back one can still go, what nothing brings back,
//! and the plan of going back. The report, the runbook, the command line and the window all ask here.

mod course;
mod inverse;
mod judged;
mod way;

pub use course::{Left, NoWayBack, RollBack, Undone, roll_back};
pub use judged::{Judged, judge};
pub use way::{Effect, Loss, Rests, Way};

use crate::edit::Command;
use crate::message;
use crate::model::*;
use crate::plan::{Plan, Replay, Step};
use crate::text::{Lang, Message};
use std::collections::{BTreeMap, BTreeSet};

/// The ways back of a whole plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// By stage; Today has none.
    phases: Vec<Vec<StepBack>>,
    /// By stage: the last step up to there beyond which nobody goes back.
    bars: Vec<Option<Bar>>,
    /// Whether the contacts of a moved group are in Exchange: by the step that moves it. `None` is *not known*.
    contacts: BTreeMap<StepId, Option<bool>>,
}

/// A step, and how it is undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepBack {
    pub step: StepId,
    /// Empty where there is nothing to undo.
    pub ways: Vec<Way>,
}

/// A step beyond which nobody goes back, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub stage: usize,
    pub step: StepId,
    pub way: Way,
}

/// Something that going back does not restore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub loss: Loss,
    /// The plan does not say whether it concerns anybody.
    pub is_unknown: bool,
    /// The steps that it comes from.
    pub steps: Vec<StepId>,
}

/// Something that going back leaves as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stays {
    pub way: Way,
    pub steps: Vec<StepId>,
}

impl Back {
    /// Of a plan and its replay. Steps that do not apply have nothing to undo.
    pub fn new(plan: &Plan, replay: &Replay) -> Self {
        let known = plan.everything();
        let skipped: BTreeSet<&StepId> = replay.skipped.iter().map(|skipped| &skipped.step).collect();
        let mut contacts = BTreeMap::new();
        let (mut phases, mut bars) = (vec![Vec::new()], vec![None]);
        for (at, phase) in plan.phases.iter().enumerate() {
            let mut bar: Option<Bar> = bars.last().cloned().flatten();
            let mut steps = Vec::new();
            for step in phase.steps.iter().filter(|step| !skipped.contains(step.id())) {
                let ways = Way::of_step(step, &known);
                if let Some(way) = ways.iter().find(|way| way.effect() == Effect::Ends) {
                    bar = Some(Bar { stage: at + 1, step: step.id().clone(), way: *way });
                }
                if ways.contains(&Way::UsersTo2010) {
                    contacts.insert(step.id().clone(), contacts_of(step, replay.states.get(at + 1).unwrap_or(&known)));
                }
                steps.push(StepBack { step: step.id().clone(), ways });
            }
            phases.push(steps);
            bars.push(bar);
        }
        Self { phases, bars, contacts }
    }

    /// The steps of a phase that apply, in their order.
    pub fn steps(&self, stage: usize) -> &[StepBack] {
        self.phases.get(stage).map_or(&[], Vec::as_slice)
    }

    /// How far back one can go from the end of a stage: to the end of this stage, which is the stage itself when there is
    /// no way back at all.
    pub fn earliest(&self, stage: usize) -> usize {
        self.bar(stage).map_or(0, |bar| bar.stage)
    }

    /// The last step up to the end of a stage beyond which nobody goes back.
    pub fn bar(&self, stage: usize) -> Option<&Bar> {
        self.bars.get(stage).or(self.bars.last()).and_then(Option::as_ref)
    }

    /// How far back one can go from the end of a phase, with the step beyond which nobody goes and why.
    pub fn reach(&self, plan: &Plan, stage: usize, lang: Lang) -> Message {
        let phase = plan.stage_name(stage, lang);
        let Some(bar) = self.bar(stage) else {
            return match stage {
                0 => message!("back-reach-of-today"),
                _ => message!("back-reach-today", phase = phase),
            };
        };
        let (to, step) = (plan.stage_name(bar.stage, lang), plan.label(&(&bar.step).into()));
        match (bar.stage == stage, bar.way.is_no_return()) {
            (true, true) => message!("back-reach-none-no-return", phase = phase, step = step),
            (true, false) => message!("back-reach-none-unknown", phase = phase, step = step),
            (false, true) => message!("back-reach-no-return", phase = phase, to = to, step = step),
            (false, false) => message!("back-reach-unknown", phase = phase, to = to, step = step),
        }
    }

    /// What is not restored when somebody goes back from the end of one stage to the end of another.
    pub fn lost(&self, from: usize, to: usize) -> Vec<Lost> {
        let mut all: BTreeMap<Loss, Lost> = BTreeMap::new();
        for back in self.between(from, to) {
            for loss in back.ways.iter().flat_map(|way| way.losses()) {
                let known = match loss {
                    Loss::Contacts => self.contacts.get(&back.step).copied().flatten(),
                    _ => Some(true),
                };
                if known == Some(false) {
                    continue;
                }
                let lost =
                    all.entry(*loss).or_insert_with(|| Lost { loss: *loss, is_unknown: true, steps: Vec::new() });
                lost.is_unknown &= known.is_none();
                if !lost.steps.contains(&back.step) {
                    lost.steps.push(back.step.clone());
                }
            }
        }
        all.into_values().collect()
    }

    /// What stays as it is when somebody goes back from the end of one stage to the end of another.
    pub fn stays(&self, from: usize, to: usize) -> Vec<Stays> {
        let mut all: BTreeMap<Way, Vec<StepId>> = BTreeMap::new();
        for back in self.between(from, to) {
            for way in back.ways.iter().filter(|way| way.effect() == Effect::Stays) {
                all.entry(*way).or_default().push(back.step.clone());
            }
        }
        all.into_iter().map(|(way, steps)| Stays { way, steps }).collect()
    }

    /// The steps between two stages, in the order of the plan.
    fn between(&self, from: usize, to: usize) -> impl Iterator<Item = &StepBack> {
        let phases = self.phases.iter().enumerate();
        phases.filter(move |(stage, _)| *stage > to && *stage <= from).flat_map(|(_, steps)| steps)
    }
}

/// Whether the contacts of those whom a step moves are in Exchange; `None` when that is not known of all of them.
fn contacts_of(step: &Step, state: &Topology) -> Option<bool> {
    let groups = step.commands().iter().filter_map(|command| match command {
        Command::MoveUsers { group, .. } => state.user_groups.get(group),
        _ => None,
    });
    let facts: Vec<Option<bool>> = groups
        .map(|group| group.unified_contact_store.or(state.deployment.unified_contact_store.filter(|used| !used)))
        .collect();
    if facts.contains(&Some(true)) {
        return Some(true);
    }
    (!facts.contains(&None)).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::read;

    pub(super) const PLAN: &str = "
        site Paris
          pool old front-end enterprise version=lync-2010 servers=2 users=100 user-store=sqlold\\LYNC
          sql sqlold LYNC
        phase Pilot
          do prepare-active-directory
          do install-administrative-tools
          + pool new front-end enterprise version=lync-2013 servers=3 in=Paris
          do dns-record new
        phase Users
          move 10 users old -> new
          move all users old -> new
        phase End
          do stop-services old
          - pool old
        phase After
          do verify new
        ";

    fn back(text: &str) -> Back {
        let plan = read(text).expect("a sketch").plan;
        Back::new(&plan, &plan.replay())
    }

    #[test]
    fn one_goes_back_until_the_older_pool_is_gone() {
        let back = back(PLAN);
        assert_eq!((0..=4).map(|stage| back.earliest(stage)).collect::<Vec<_>>(), [0, 0, 0, 3, 3]);
        let bar = back.bar(4).expect("a bar");
        assert_eq!((bar.stage, bar.way), (3, Way::Retired));
        assert!(bar.way.is_no_return());
        assert_eq!(back.bar(2), None);
        assert_eq!(back.steps(3).len(), 2);
        assert!(back.steps(0).is_empty() && back.steps(9).is_empty());
    }

    #[test]
    fn what_is_not_restored_is_told_with_what_is_not_known() {
        let back = back(PLAN);
        let lost =
            |from, to| back.lost(from, to).into_iter().map(|lost| (lost.loss, lost.is_unknown)).collect::<Vec<_>>();
        assert_eq!(lost(1, 0), [(Loss::Schema, false), (Loss::Tools, false)]);
        assert_eq!(lost(2, 1), [(Loss::Meetings, false), (Loss::MeetingContent, false), (Loss::Contacts, true)]);
        assert!(lost(1, 1).is_empty());
        let stays: Vec<Way> = back.stays(2, 0).into_iter().map(|stays| stays.way).collect();
        assert_eq!(stays, [Way::Topology, Way::Forest]);
        let users = back.lost(2, 1).remove(0).steps;
        assert_eq!(users.len(), 2, "each step that moves users is named");
    }

    #[test]
    fn contacts_are_lost_only_where_they_may_be_in_exchange() {
        let with = |fact: &str| {
            let text =
                PLAN.replacen("          sql sqlold", &format!("          users old {fact}\n          sql sqlold"), 1);
            let lost = back(&text).lost(2, 1);
            lost.iter().find(|lost| lost.loss == Loss::Contacts).map(|lost| lost.is_unknown)
        };
        assert_eq!(with("unified-contact-store=true"), Some(false));
        assert_eq!(with("unified-contact-store=false"), None);
    }
}
