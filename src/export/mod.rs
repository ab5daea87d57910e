//! Out of the program: a scene on paper or as a drawing that others edit, workbooks, reports, runbooks, and tables for others to fill
//! in.
//! Nothing here needs a window.

pub mod course;
pub mod drawio;
mod faces;
pub mod facts;
pub mod forms;
mod frame;
pub mod hardware;
pub mod logo;
pub mod network;
mod package;
pub mod page;
mod parts;
pub mod pdf;
pub mod png;
pub mod pptx;
pub mod progress;
pub mod report;
pub mod resources;
pub mod runbook;
mod shapes;
mod strokes;
pub mod svg;
mod told;
pub mod vsdx;
mod web_font;
pub mod xlsx;
mod xml;

use crate::message;
use crate::plan::{Phase, Plan, Replay};
use crate::rules::Report;
use crate::text::{Lang, Message};

/// A plan as it is handed over: with its states and findings, in one language.
#[derive(Clone, Copy)]
pub struct Handout<'a> {
    pub plan: &'a Plan,
    pub replay: &'a Replay,
    /// Of this plan, whole.
    pub report: &'a Report,
    pub lang: Lang,
    /// Which stages, 0 for Today, in order.
    pub stages: &'a [usize],
}

impl<'a> Handout<'a> {
    /// The plan's title, or what it is while it has none.
    pub(crate) fn title(&self) -> String {
        let title = self.plan.about.title.as_deref().filter(|title| !title.trim().is_empty());
        title.map_or_else(|| self.lang.say(&message!("export-untitled")), str::to_owned)
    }

    /// The phase that a stage is; none for Today.
    pub(crate) fn phase(&self, stage: usize) -> Option<&'a Phase> {
        stage.checked_sub(1).and_then(|at| self.plan.phases.get(at)).map(|phase| &**phase)
    }

    /// What a stage is called.
    pub(crate) fn stage_name(&self, stage: usize) -> String {
        self.plan.stage_name(stage, self.lang)
    }

    /// From when to when a stage lasts, as far as the plan says.
    pub(crate) fn dates(&self, stage: usize) -> Option<Message> {
        let phase = self.phase(stage)?;
        match (phase.start.map(|date| date.to_string()), phase.end.map(|date| date.to_string())) {
            (Some(start), Some(end)) => Some(message!("export-dates", start = start, end = end)),
            (Some(start), None) => Some(message!("export-date-from", start = start)),
            (None, Some(end)) => Some(message!("export-date-until", end = end)),
            (None, None) => None,
        }
    }
}
