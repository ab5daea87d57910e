//! The phases and steps in time.

use crate::ui::action::Cx;
use egui::Ui;

/// What the view keeps between frames.
#[derive(Default)]
pub struct Schedule {}

impl Schedule {
    pub fn ui(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
}
