//! Machines needed at the same time.

use crate::ui::action::Cx;
use egui::Ui;

/// What the view keeps between frames.
#[derive(Default)]
pub struct Resources {}

impl Resources {
    pub fn ui(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
}
