//! The plan against a deployment as it is.

use crate::ui::action::Cx;
use egui::Ui;

/// What the view keeps between frames.
#[derive(Default)]
pub struct Status {}

impl Status {
    pub fn ui(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
}
