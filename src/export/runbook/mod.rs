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
use crate::plan::{Step, days_between, said_days, said_minutes};
use crate::propose::{Back, Page, PageKind, PlacedStep, Placeholder, Procedure, Rests, Track, Way, procedures};
use crate::rules;
use crate::text::Arg;
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
    /// When it is, who is responsible and how long it takes, a line each; what the plan does not say is not known.
    pub planned: Vec<String>,
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
    /// When it is, by whom and how long it takes, when the plan says any of it for one of its steps.
    pub planned: Option<String>,
    /// What to enter, as somebody wrote it for the steps.
    pub own: Vec<String>,
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
        let own = steps.iter().filter_map(|step| Some(step.how().script.as_ref()?.to_string())).collect();
        let planned = planned(handout, stage, steps);
        let ways = ways_of(back, stage, steps);
        let no_return = ways.iter().any(|way| way.is_no_return());
        let back = ways_back(&ways, handout);
        Task { id, number: format!("{stage}.{}", n + 1), title, steps: said, planned, own, back, no_return, guide }
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
        planned: phase_planned(handout, stage),
        notes: phase.notes.as_ref().map(|notes| notes.to_string()),
        reach: handout.lang.say(&back.reach(handout.plan, stage, handout.lang)),
        lost: lost.collect(),
        tasks: tasks.collect(),
    })
}

/// When a phase is, who is responsible, and how long it takes.
fn phase_planned(handout: &Handout<'_>, stage: usize) -> Vec<String> {
    let unknown = || message!("export-unknown");
    let phase = handout.phase(stage);
    let owner = phase.and_then(|phase| phase.owner.as_ref());
    let owner = owner.map_or_else(|| unknown().into(), |owner| Arg::from(&**owner));
    let span = handout.span(stage);
    // Two dates go before a length; without it they tell it, from the first day to the last.
    let by_dates =
        || span.start.zip(span.end).and_then(|(start, end)| u32::try_from(days_between(start, end) + 1).ok());
    let days = phase.and_then(|phase| phase.days.filter(|_| phase.start.is_none() || phase.end.is_none()));
    let length = days.or_else(by_dates).filter(|days| *days > 0).map_or_else(unknown, said_days);
    let lines = [
        message!("export-planned", when = handout.dates(stage).unwrap_or_else(unknown)),
        message!("export-owner", name = owner),
        message!("export-length", length = length),
    ];
    lines.iter().map(|line| handout.lang.say(line)).collect()
}

/// When the steps of a task are, by whom, and how long they take together; nothing when the plan says none of it.
fn planned(handout: &Handout<'_>, stage: usize, steps: &[&Step]) -> Option<String> {
    let mut owners: Vec<String> =
        steps.iter().filter_map(|step| step.how().owner.as_ref().map(|owner| owner.to_string())).collect();
    owners.dedup();
    let any = !owners.is_empty() || steps.iter().any(|step| step.how().minutes.is_some());
    if !any {
        return None;
    }
    let unknown = || message!("export-unknown");
    // One that nobody knows makes the whole unknown.
    let all: Option<u32> = steps.iter().try_fold(0_u32, |sum, step| sum.checked_add(step.how().minutes?));
    let owner = if owners.is_empty() { Arg::from(unknown()) } else { Arg::from(handout.lang.list(&owners)) };
    let parts = [
        message!("export-planned", when = handout.dates(stage).unwrap_or_else(unknown)),
        message!("export-owner", name = owner),
        message!("export-length", length = all.map_or_else(unknown, said_minutes)),
    ];
    let parts: Vec<String> = parts.iter().map(|part| handout.lang.say(part)).collect();
    Some(parts.join(" · "))
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
