//! A runbook: what is done in each phase of a plan, in order, with commands, checks and the way back.
//!
//! Steps of a plan are known by what they do (`task.rs`), so a plan needs not to have been proposed. What stands together
//! and is one step of the procedure is one task. Tasks have the ids of their first step: they stay from one export to the
//! next.

mod fill;
mod html;
mod markdown;
mod prerequisite;
mod script;
mod task;

pub use fill::Line;
pub use prerequisite::{Judgement, Prerequisite};
pub use script::script;

use super::Handout;
use crate::message;
use crate::model::*;
use crate::plan::Step;
use crate::propose::{Back, Page, PageKind, PlacedStep, Placeholder, Procedure, Rests, Track, Way, procedures};
use crate::rules;
use fill::Filler;
use std::collections::BTreeSet;
use task::{Moment, part_of};

pub use html::html;
pub use markdown::markdown;
pub(super) use markdown::plain;

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
    /// How far back one can go from its end.
    pub reach: String,
    /// What going back to the phase before does not restore.
    pub lost: Vec<Lost>,
    pub tasks: Vec<Task>,
}

/// Something that going back does not restore, on what that rests, and its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub text: String,
    pub rests: String,
    pub pages: Vec<&'static Page>,
}

/// The ways back of a task that rest on the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    pub text: String,
    pub rests: Rests,
    pub pages: Vec<&'static Page>,
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
    /// Empty where there is nothing to undo.
    pub back: Vec<WayBack>,
    /// From here on there is no way back.
    pub no_return: bool,
    pub guide: Option<Guide>,
}

/// What the procedure says about a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    pub purpose: String,
    pub how: Option<String>,
    pub before: Option<String>,
    /// What of that the rules decide.
    pub prerequisites: Vec<Prerequisite>,
    pub verify: Option<String>,
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
        let back = Back::new(handout.plan, handout.replay);
        let phases = handout.stages.iter().filter(|stage| **stage > 0);
        let phases = phases.filter_map(|stage| phase(handout, *stage, (&filler, &known, &back))).collect();
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

fn phase(
    handout: &Handout<'_>,
    stage: usize,
    (filler, known, back): (&Filler<'_>, &Topology, &Back),
) -> Option<BookPhase> {
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
        let guide = placed.zip(at.as_ref()).map(|(placed, at)| guide(handout, (stage, placed), steps, (filler, at)));
        let title = match placed {
            Some(placed) => placed.step.words(handout.lang).title.clone(),
            None => said.first().cloned().unwrap_or_default(),
        };
        let id = steps.first().map_or_else(|| StepId::new(""), |step| step.id().clone());
        let ways = ways_of(back, stage, steps);
        let no_return = ways.iter().any(|way| way.is_no_return());
        let back = ways_back(&ways, handout);
        Task { id, number: format!("{stage}.{}", n + 1), title, steps: said, back, no_return, guide }
    });
    let lost = back.lost(stage, stage - 1).into_iter().map(|lost| Lost {
        text: lost.loss.said(lost.is_unknown, handout.lang),
        rests: handout.lang.say(&lost.loss.rests()),
        pages: lost.loss.pages().collect(),
    });
    Some(BookPhase {
        id: phase.id.clone(),
        number: stage,
        name: handout.stage_name(stage),
        dates: handout.dates(stage).map(|dates| handout.lang.say(&dates)),
        notes: phase.notes.as_ref().map(|notes| notes.to_string()),
        reach: handout.lang.say(&back.reach(handout.plan, stage, handout.lang)),
        lost: lost.collect(),
        tasks: tasks.collect(),
    })
}

/// Work that goes with whatever stands before it.
fn is_companion(step: &Step) -> bool {
    matches!(step, Step::Activity { kind: ActivityKind::Publish, .. })
}

fn guide(
    handout: &Handout<'_>,
    (stage, placed): (usize, &PlacedStep),
    steps: &[&Step],
    (filler, at): (&Filler<'_>, &Moment<'_>),
) -> Guide {
    let words = placed.step.words(handout.lang);
    let lines = |commands: &[Text]| filler.lines(commands, steps, at);
    Guide {
        purpose: words.purpose.clone(),
        how: words.how.clone(),
        before: words.before.clone(),
        prerequisites: prerequisite::of(&placed.step.rules, stage, handout),
        verify: words.verify.clone(),
        commands: lines(&placed.step.commands),
        checks: lines(&placed.step.checks),
        back: lines(&placed.step.back),
        pages: placed.pages.clone(),
    }
}

/// How these steps of a phase are undone, each way once.
fn ways_of(back: &Back, stage: usize, steps: &[&Step]) -> BTreeSet<Way> {
    let all = back.steps(stage).iter().filter(|back| steps.iter().any(|step| *step.id() == back.step));
    all.flat_map(|back| &back.ways).copied().collect()
}

/// Ways as people read them, those together that rest on the same.
fn ways_back(ways: &BTreeSet<Way>, handout: &Handout<'_>) -> Vec<WayBack> {
    let of = |rests: Rests| {
        let here: Vec<Way> = ways.iter().copied().filter(|way| way.rests() == rests).collect();
        let said: Vec<String> = here.iter().map(|way| handout.lang.word(Way::PREFIX, way.key())).collect();
        let pages = here.iter().flat_map(|way| way.pages()).collect();
        (!here.is_empty()).then(|| WayBack { text: said.join(" "), rests, pages })
    };
    Rests::ALL.iter().filter_map(|rests| of(*rests)).collect()
}

/// What a way back is called: as a page has it, as we advise, or as none that is documented.
fn back_head(rests: Rests) -> crate::text::Message {
    match rests {
        Rests::Documented => message!("export-rollback-documented"),
        Rests::Advice => message!("export-rollback-advice"),
        Rests::Nowhere => message!("export-rollback-nowhere"),
    }
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
