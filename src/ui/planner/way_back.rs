//! The ways back from a phase.

use crate::ui::action::Cx;
use egui::Ui;

/// What the view keeps between frames.
#[derive(Default)]
pub struct WayBack {}

impl WayBack {
    pub fn ui(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
}
