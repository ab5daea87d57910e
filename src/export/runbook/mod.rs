//! A runbook: what is done in each phase of a plan, in order, with commands, checks and the way back.
//!
//! Steps of a plan are known by what they do (`task.rs`), so a plan needs not to have been proposed. What stands together
//! and is one step of the procedure is one task. Tasks have the ids of their first step: they stay from one export to the
//! next.

mod fill;
mod html;
mod markdown;
mod script;
mod task;

pub use fill::Line;
pub use script::script;

use super::Handout;
use crate::message;
use crate::model::*;
use crate::plan::Step;
use crate::propose::{Page, PageKind, PlacedStep, Placeholder, Procedure, Rollback, Track, procedures};
use crate::rules;
use fill::Filler;
use std::collections::BTreeSet;
use task::{Moment, part_of};

pub use html::html;
pub use markdown::markdown;

/// What is done, phase by phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runbook {
    pub title: String,
    pub phases: Vec<BookPhase>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookPhase {
    pub id: PhaseId,
    /// From 1.
    pub number: usize,
    /// With its number.
    pub name: String,
    pub dates: Option<String>,
    pub notes: Option<String>,
    pub tasks: Vec<Task>,
}

/// Steps of the plan that are one step of the procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub id: StepId,
    /// `3.2`: the phase, and the place in it.
    pub number: String,
    pub title: String,
    /// What the plan does here, step by step.
    pub steps: Vec<String>,
    pub guide: Option<Guide>,
}

/// What the procedure says about a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    pub purpose: String,
    pub how: Option<String>,
    pub before: Option<String>,
    pub verify: Option<String>,
    pub rollback: Option<String>,
    /// Whether a page has the way back.
    pub is_documented: bool,
    pub no_return: bool,
    pub commands: Vec<Line>,
    pub checks: Vec<Line>,
    pub back: Vec<Line>,
    pub pages: Vec<&'static Page>,
}

impl Runbook {
    /// Of the stages of a handout; Today has nothing to do.
    pub fn new(handout: &Handout<'_>) -> Self {
        let filler = Filler::new(handout.plan);
        let known = handout.plan.everything();
        let phases = handout.stages.iter().filter(|stage| **stage > 0);
        let phases = phases.filter_map(|stage| phase(handout, *stage, &filler, &known)).collect();
        Self { title: handout.title(), phases }
    }

    /// Everything that the plan does not say and a command asks for, with the tasks that ask.
    pub fn open(&self) -> Vec<(Placeholder, Vec<&Task>)> {
        let tasks = || self.phases.iter().flat_map(|phase| &phase.tasks);
        let asks = |task: &&Task, of: Placeholder| {
            let lines =
                task.guide.iter().flat_map(|guide| guide.commands.iter().chain(&guide.checks).chain(&guide.back));
            lines.into_iter().any(|line| line.open.contains(&of))
        };
        let all: BTreeSet<Placeholder> = Placeholder::ALL.iter().copied().collect();
        let found = all.into_iter().map(|of| (of, tasks().filter(|task| asks(task, of)).collect::<Vec<_>>()));
        found.filter(|(_, tasks)| !tasks.is_empty()).collect()
    }
}

/// The procedure for what a plan has today, and that of chat.
fn ways(handout: &Handout<'_>, stage: usize) -> Vec<&'static Procedure> {
    let Some(pack) = rules::pack(handout.plan.target_at(stage)) else { return Vec::new() };
    let today = &handout.plan.today;
    let is_source = |procedure: &&Procedure| match procedure.from {
        Track::Product(version) => today.pools.values().any(|pool| pool.version == Some(version)),
        Track::GroupChat => true,
    };
    procedures().iter().filter(|procedure| procedure.to == pack.product).filter(is_source).collect()
}

fn phase(handout: &Handout<'_>, stage: usize, filler: &Filler<'_>, known: &Topology) -> Option<BookPhase> {
    let phase = handout.phase(stage)?;
    let (before, after) = (handout.replay.states.get(stage - 1)?, handout.replay.states.get(stage)?);
    let at = rules::pack(handout.plan.target_at(stage)).map(|pack| Moment { phase, before, after, pack });
    let ways = ways(handout, stage);
    let place = |step: &Step| {
        let part = part_of(step, at.as_ref()?)?;
        ways.iter().flat_map(|way| &way.phases).flat_map(|phase| &phase.steps).find(|placed| placed.step.part == part)
    };
    let mut groups: Vec<(Option<&PlacedStep>, Vec<&Step>)> = Vec::new();
    for step in phase.steps.iter().map(|step| &**step) {
        let placed = place(step);
        // What no procedure has (publishing, telling users) belongs to what it follows.
        let joins =
            |last: &Option<&PlacedStep>| placed.is_none() && is_companion(step) || *last == placed && placed.is_some();
        match groups.last_mut() {
            Some((last, steps)) if joins(last) => steps.push(step),
            _ => groups.push((placed, vec![step])),
        }
    }
    let tasks = groups.iter().enumerate().map(|(n, (placed, steps))| {
        let said: Vec<String> = steps.iter().map(|step| handout.lang.say(&step.label_in(known))).collect();
        let guide = placed.zip(at.as_ref()).map(|(placed, at)| guide(handout, placed, steps, (filler, at)));
        let title = match placed {
            Some(placed) => placed.step.words(handout.lang).title.clone(),
            None => said.first().cloned().unwrap_or_default(),
        };
        let id = steps.first().map_or_else(|| StepId::new(""), |step| step.id().clone());
        Task { id, number: format!("{stage}.{}", n + 1), title, steps: said, guide }
    });
    Some(BookPhase {
        id: phase.id.clone(),
        number: stage,
        name: handout.stage_name(stage),
        dates: handout.dates(stage).map(|dates| handout.lang.say(&dates)),
        notes: phase.notes.as_ref().map(|notes| notes.to_string()),
        tasks: tasks.collect(),
    })
}

/// Work that goes with whatever stands before it.
fn is_companion(step: &Step) -> bool {
    matches!(step, Step::Activity { kind: ActivityKind::Publish, .. })
}

fn guide(
    handout: &Handout<'_>,
    placed: &PlacedStep,
    steps: &[&Step],
    (filler, at): (&Filler<'_>, &Moment<'_>),
) -> Guide {
    let words = placed.step.words(handout.lang);
    let lines = |commands: &[Text]| filler.lines(commands, steps, at);
    Guide {
        purpose: words.purpose.clone(),
        how: words.how.clone(),
        before: words.before.clone(),
        verify: words.verify.clone(),
        rollback: words.rollback.clone(),
        is_documented: placed.step.rollback == Rollback::Documented,
        no_return: placed.step.no_return,
        commands: lines(&placed.step.commands),
        checks: lines(&placed.step.checks),
        back: lines(&placed.step.back),
        pages: placed.pages.clone(),
    }
}

/// What a way back is called: as a page has it, or as we advise.
fn rollback_head(guide: &Guide) -> crate::text::Message {
    if guide.is_documented { message!("export-rollback-documented") } else { message!("export-rollback-advice") }
}

/// A page with the day of its text.
fn page_note(page: &Page, handout: &Handout<'_>) -> String {
    let kind = match page.kind {
        PageKind::Guide => None,
        PageKind::French => Some(message!("export-page-french")),
        PageKind::Reference => Some(message!("export-page-reference")),
    };
    let kind = kind.map(|kind| handout.lang.say(&kind));
    let date = page.date.map(|date| date.to_string());
    kind.into_iter().chain(date).collect::<Vec<_>>().join(", ")
}
