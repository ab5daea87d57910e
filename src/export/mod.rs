//! Out of the program: a scene on paper or as a drawing that others edit, workbooks, and tables for others to fill in.
//! Nothing here needs a window.

pub mod course;
pub mod drawio;
mod faces;
pub mod facts;
mod frame;
pub mod hardware;
pub mod network;
mod package;
pub mod page;
pub mod pdf;
pub mod png;
pub mod pptx;
mod shapes;
pub mod svg;
mod told;
pub mod vsdx;
mod web_font;
pub mod xlsx;
mod xml;

use crate::plan::{Plan, Replay};
use crate::rules::Report;
use crate::text::Lang;

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
