//! Out of the program: a scene on paper or as a drawing that others edit, workbooks, reports, runbooks, ways back, and tables for others to fill
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
pub mod way_back;
mod web_font;
pub mod xlsx;
mod xml;

use crate::message;
use crate::plan::{How, Phase, Plan, Replay, Span, said_minutes};
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
        // Of blanks and signs that nothing shows there is nothing to read.
        let is_read = |title: &&str| title.chars().any(|c| !c.is_whitespace() && !c.is_control());
        let title = self.plan.about.title.as_deref().filter(is_read);
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

    /// The first and the last day of a stage, as far as the plan says or lets work out.
    pub(crate) fn span(&self, stage: usize) -> Span {
        let spans = self.plan.schedule().spans;
        stage.checked_sub(1).and_then(|at| spans.get(at).copied()).unwrap_or_default()
    }

    /// Who carries a step out and how long it takes, as far as somebody said so.
    pub(crate) fn by_whom(&self, how: &How) -> Vec<String> {
        let owner = how.owner.as_ref().map(|owner| message!("export-owner", name = &**owner));
        let length = how.minutes.map(|minutes| message!("export-length", length = said_minutes(minutes)));
        owner.iter().chain(&length).map(|message| self.lang.say(message)).collect()
    }

    /// From when to when a stage lasts, as far as is known.
    pub(crate) fn dates(&self, stage: usize) -> Option<Message> {
        let span = self.span(stage);
        match (span.start.map(|date| date.to_string()), span.end.map(|date| date.to_string())) {
            (Some(start), Some(end)) => Some(message!("export-dates", start = start, end = end)),
            (Some(start), None) => Some(message!("export-date-from", start = start)),
            (None, Some(end)) => Some(message!("export-date-until", end = end)),
            (None, None) => None,
        }
    }
}
