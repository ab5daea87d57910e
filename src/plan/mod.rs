//! The document: today's topology, phases of ordered steps, places on the sheet, and what the architect decided about
//! the rules: accepted findings, levels, ticks of the checklist.
//!
//! A state is derived by replay and never stored. Changes go through [`PlanEdit`], undo through [`History`].

mod clip;
mod compare;
mod compare_plans;
mod diff;
mod duration;
mod edits;
mod fill;
mod history;
pub mod intents;
mod labels;
mod logo;
mod pairs;
mod phase;
mod record;
mod replay;
mod schedule;
#[doc(hidden)]
pub mod testing;

pub use clip::{Clip, Pasted};
pub use compare::{Aspect, Change, Difference, compare, compare_paired};
pub use compare_plans::{PlanChange, compare_plans};
pub use diff::{Mark, diff};
pub use duration::{read_days, read_minutes, said_days, said_minutes};
pub use edits::{PlanEdit, PlanError};
pub use fill::{FactColumn, Filler, Means, USERS, can_have, fillable_names, kind_word, means};
pub use history::History;
pub use labels::said_value;
pub use logo::{Logo, NoLogo, PictureKind};
pub use pairs::{Pairs, identity};
pub use phase::{Freeze, How, Phase, Step};
pub use replay::{Replay, Skipped};
pub use schedule::{Conflict, Days, Schedule, Span, days_between, plus_days};

use crate::edit::Command;
use crate::model::*;
use crate::text::Lang;
use imbl::{OrdMap, OrdSet, Vector};
use std::sync::Arc;

/// A whole plan. Copies share structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub about: About,
    /// The pack that judges every phase that names none of its own.
    pub target: PackId,
    pub today: Topology,
    pub phases: Vector<Arc<Phase>>,
    /// Times in which nothing is changed, as they were entered.
    pub freezes: Vector<Freeze>,
    /// One place per object for the whole plan, so that changing phase moves nothing.
    pub places: OrdMap<Subject, SheetPos>,
    /// Locked on the sheet: cards that the hand does not move, and sites with all that stands in them.
    pub pinned: OrdSet<Subject>,
    /// Sites that are drawn as one card, which tells what they hold.
    pub collapsed: OrdSet<SiteId>,
    pub accepted: Vector<Arc<Acceptance>>,
    /// Rules whose level in this plan is not the pack's.
    pub levels: OrdMap<Code, LevelChoice>,
    /// Entries of the checklist that are done, by rule and object.
    pub ticked: OrdMap<(Code, Subject), Tick>,
    /// Ids of objects that were erased from the plan: never given again.
    pub spent: OrdSet<Text>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    pub title: Option<Text>,
    pub client: Option<Text>,
    pub author: Option<Text>,
    /// Of the document, not of the program.
    pub version: Option<Text>,
    /// Of the document, as somebody typed it.
    pub date: Option<Text>,
    pub logo: Option<Logo>,
}

/// The top left corner of an object on the sheet, in whole sheet units; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetPos {
    pub x: i32,
    pub y: i32,
}

/// A finding that the architect accepts, with the reason. It stays counted and listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Acceptance {
    pub code: Code,
    /// Sorted; an acceptance matches findings whose subjects are these.
    pub subjects: Vec<Subject>,
    pub reason: Text,
    pub by: Text,
    pub on: Option<Date>,
    /// The last phase it holds in; without it, every phase.
    pub until: Option<PhaseId>,
}

/// The level of a rule in one plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelChoice {
    /// `None`: the rule is off, and not judged.
    pub level: Option<Level>,
    pub reason: Option<Text>,
}

/// That an entry of the checklist is done. What nobody wrote down is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tick {
    pub by: Option<Text>,
    pub on: Option<Date>,
    pub note: Option<Text>,
}

/// Something the reader should know that is no finding: what an import did not understand, a product newer
/// than the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub message: crate::text::Message,
    /// The line of the source it is about, from 1.
    pub line: Option<u32>,
}

/// A moment of the plan: today, or the end of a phase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    Today,
    Phase(PhaseId),
}

impl Plan {
    /// What a stage is called: `Today`, or a phase's name after its number.
    pub fn stage_name(&self, stage: usize, lang: Lang) -> String {
        match stage.checked_sub(1).and_then(|at| self.phases.get(at)) {
            Some(phase) => format!("{stage} {}", phase.name),
            None => lang.say(&crate::message!("plan-today")),
        }
    }

    /// An empty plan for a target.
    pub fn new(target: PackId) -> Self {
        Self {
            about: About::default(),
            target,
            today: Topology::default(),
            phases: Vector::new(),
            freezes: Vector::new(),
            places: OrdMap::new(),
            pinned: OrdSet::new(),
            collapsed: OrdSet::new(),
            accepted: Vector::new(),
            levels: OrdMap::new(),
            ticked: OrdMap::new(),
            spent: OrdSet::new(),
        }
    }

    /// Whether this is another plan only in where objects stand on the sheet.
    pub fn differs_in_places(&self, other: &Self) -> bool {
        self.today.shares(&other.today) && *self == Self { places: self.places.clone(), ..other.clone() }
    }

    /// How many stages there are: today and each phase.
    pub fn stages(&self) -> usize {
        self.phases.len() + 1
    }

    /// 0 for today, n for the n-th phase; `None` when the phase is not (or no longer) there.
    pub fn index_of(&self, stage: &Stage) -> Option<usize> {
        match stage {
            Stage::Today => Some(0),
            Stage::Phase(id) => self.phases.iter().position(|phase| phase.id == *id).map(|at| at + 1),
        }
    }

    /// The opposite of [`index_of`](Self::index_of); past the end, the last stage.
    pub fn stage_at(&self, index: usize) -> Stage {
        match index.min(self.phases.len()) {
            0 => Stage::Today,
            n => Stage::Phase(self.phases[n - 1].id.clone()),
        }
    }

    pub fn phase(&self, id: &PhaseId) -> Option<&Arc<Phase>> {
        self.phases.iter().find(|phase| phase.id == *id)
    }

    /// The step with this id and the number of its phase (1 for the first).
    pub fn step(&self, id: &StepId) -> Option<(usize, &Arc<Step>)> {
        self.phases
            .iter()
            .enumerate()
            .find_map(|(at, phase)| phase.steps.iter().find(|step| step.id() == id).map(|step| (at + 1, step)))
    }

    /// The pack that judges a stage.
    pub fn target_at(&self, index: usize) -> &PackId {
        index.checked_sub(1).and_then(|at| self.phases.get(at)?.target.as_ref()).unwrap_or(&self.target)
    }

    /// Whether anything in the plan has, or had, this id.
    pub fn has_id(&self, id: &str) -> bool {
        self.spent.contains(id)
            || holds_id(&self.today, id)
            || self.phases.iter().any(|phase| {
                phase.id.as_str() == id
                    || phase.steps.iter().any(|step| {
                        step.id().as_str() == id
                            || step
                                .commands()
                                .iter()
                                .any(|command| matches!(command, Command::Add(element) if element.subject().id() == id))
                    })
            })
    }

    /// A new id for an object of this kind and name: deterministic and never given before.
    pub fn free_id(&self, kind: SubjectKind, name: &str) -> String {
        free(&slug(kind.key(), name), |id| self.has_id(id))
    }

    /// Like [`free_id`](Self::free_id) for several objects at once: `taken` are ids given but not yet in the plan.
    pub fn free_id_besides(&self, kind: SubjectKind, name: &str, taken: &[String]) -> String {
        free(&slug(kind.key(), name), |id| taken.iter().any(|other| other == id) || self.has_id(id))
    }

    /// Where an object enters the plan: the stage, and for a phase the step that adds it.
    pub fn entry_of(&self, subject: &Subject) -> Option<(usize, Option<&Arc<Step>>)> {
        if self.today.has(subject) {
            return Some((0, None));
        }
        self.phases.iter().enumerate().find_map(|(at, phase)| {
            let adds = |step: &&Arc<Step>| {
                step.commands().iter().any(|c| matches!(c, Command::Add(element) if element.subject() == *subject))
            };
            phase.steps.iter().find(adds).map(|step| (at + 1, Some(step)))
        })
    }

    /// The stage, up to `shown`, since which a fact has the value it has there: 0 for Today or for where the
    /// object entered.
    pub fn since(&self, of: &Subject, fact: &str, shown: usize) -> usize {
        let entry = self.entry_of(of).map_or(0, |(stage, _)| stage);
        let mut since = entry;
        for (at, phase) in self.phases.iter().enumerate().take(shown) {
            let changes = |command: &Command| command.aspect().is_some_and(|(set, name)| set == *of && name == fact);
            if phase.steps.iter().any(|step| step.commands().iter().any(changes)) {
                since = at + 1;
            }
        }
        since
    }

    /// What people call a subject anywhere in the plan: in its first state that has it, or as a phase or step.
    pub fn label(&self, subject: &Subject) -> String {
        match subject {
            Subject::Phase(id) => self.phase(id).map_or_else(|| id.to_string(), |phase| phase.name.to_string()),
            Subject::Step(id) => match self.step(id) {
                Some((at, step)) => {
                    let place = self.phases[at - 1].steps.iter().position(|s| s.id() == step.id()).unwrap_or_default();
                    format!("{}.{}", at, place + 1)
                }
                None => id.to_string(),
            },
            object if self.today.has(object) => self.today.label(object),
            object => {
                let mut known = self.today.clone();
                self.put_added(object, &mut known);
                known.label(object)
            }
        }
    }

    /// Puts in an object that a phase adds, as it enters, with the objects it belongs to.
    fn put_added(&self, object: &Subject, into: &mut Topology) {
        let added = self.additions().find(|element| element.subject() == *object);
        let Some(element) = added else { return };
        into.put(element.clone());
        match element {
            Element::Server(server) => self.put_missing(&(&server.pool).into(), into),
            Element::SqlInstance(instance) => self.put_missing(&(&instance.server).into(), into),
            Element::Link(link) => {
                self.put_missing(&link.from, into);
                self.put_missing(&link.to, into);
            }
            _ => {}
        }
    }

    fn put_missing(&self, object: &Subject, into: &mut Topology) {
        if !into.has(object) {
            self.put_added(object, into);
        }
    }

    /// Every object that phases add, in their order.
    fn additions(&self) -> impl Iterator<Item = &Element> {
        self.phases.iter().flat_map(|phase| &phase.steps).flat_map(|step| step.commands()).filter_map(|command| {
            match command {
                Command::Add(element) => Some(element),
                _ => None,
            }
        })
    }

    /// Every object of any stage, each as it enters the plan; the deployment of today. No state of the plan,
    /// but where to look names up.
    pub fn everything(&self) -> Topology {
        let mut all = self.today.clone();
        for element in self.additions() {
            if !all.has(&element.subject()) {
                all.put(element.clone());
            }
        }
        all
    }
}

/// Whether some object of a topology has this id.
fn holds_id(topology: &Topology, id: &str) -> bool {
    SubjectKind::ALL.iter().any(|kind| *kind != SubjectKind::Deployment && topology.has(&Subject::new(*kind, id)))
}
