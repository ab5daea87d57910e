//! What is shown below the sheet: the problems, and the views for planning. Each view is a file; it keeps what it needs
//! between frames and draws into the panel.

mod columns;
mod compare;
mod later;
mod load;
mod resources;
mod rows;
mod schedule;
mod status;
mod way_back;

pub use status::Reality;

use super::action::{Action, Cx, said};
use super::command::UiCommand;
use super::widgets;
use crate::text::Message;
use egui::Ui;

/// What the panel below the sheet shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Below {
    #[default]
    Problems,
    /// Phases and steps in time.
    Schedule,
    /// Users per pool, phase by phase.
    Load,
    /// What stands at the same time.
    Resources,
    /// What differs between two stages.
    Compare,
    /// How far the deployment is, and what in it is not as planned.
    Status,
    /// What a phase can still be taken back to.
    WayBack,
}

impl Below {
    pub const ALL: &[Self] =
        &[Self::Problems, Self::Schedule, Self::Load, Self::Resources, Self::Compare, Self::Status, Self::WayBack];

    pub fn text(self) -> Message {
        match self {
            Self::Problems => crate::message!("ui-shell-toggle-problems"),
            Self::Schedule => crate::message!("ui-planner-schedule"),
            Self::Load => crate::message!("ui-planner-load"),
            Self::Resources => crate::message!("ui-planner-resources"),
            Self::Compare => crate::message!("ui-planner-compare"),
            Self::Status => crate::message!("ui-planner-status"),
            Self::WayBack => crate::message!("ui-planner-way-back"),
        }
    }

    /// By what it is remembered on disk.
    pub fn key(self) -> &'static str {
        match self {
            Self::Problems => "problems",
            Self::Schedule => "schedule",
            Self::Load => "load",
            Self::Resources => "resources",
            Self::Compare => "compare",
            Self::Status => "status",
            Self::WayBack => "way-back",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|below| below.key() == key)
    }
}

/// What the views keep between frames.
#[derive(Default)]
pub struct Planner {
    schedule: schedule::Schedule,
    load: load::Load,
    resources: resources::Resources,
    compare: compare::Compare,
    status: status::Status,
    way_back: way_back::WayBack,
}

impl Planner {
    /// A topology was read, to compare the plan with.
    pub fn compare(&mut self, real: Reality) {
        self.status.take(real);
    }

    /// A view; the problems have a panel of their own.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, below: Below) {
        match below {
            Below::Problems => {}
            Below::Schedule => self.schedule.ui(ui, cx),
            Below::Load => self.load.ui(ui, cx),
            Below::Resources => self.resources.ui(ui, cx),
            Below::Compare => self.compare.ui(ui, cx),
            Below::Status => self.status.ui(ui, cx),
            Below::WayBack => self.way_back.ui(ui, cx),
        }
    }
}

/// The preview of a way back.
impl Planner {
    /// Shows the topology after going back from the shown phase.
    pub fn roll_back(&mut self) {
        self.way_back.ask();
    }

    /// Whether a preview takes the place of the sheet.
    pub fn previews(&self) -> bool {
        self.way_back.previews()
    }

    /// The preview in the place of the sheet; false when there is none.
    pub fn preview_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        self.way_back.preview_ui(ui, cx)
    }
}

/// The tabs of the panel.
pub fn tabs_ui(ui: &mut Ui, cx: &mut Cx<'_>, shown: Below) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 2)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for below in Below::ALL {
                if widgets::tab(ui, &said(cx.lang, &below.text()), shown == *below).clicked() {
                    cx.out.push(Action::Do(UiCommand::Show(*below)));
                }
            }
        });
    });
    widgets::rule(ui);
}
