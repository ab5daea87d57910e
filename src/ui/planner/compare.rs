//! Two stages side by side.

use crate::ui::action::Cx;
use egui::Ui;

/// What the view keeps between frames.
#[derive(Default)]
pub struct Compare {}

impl Compare {
    pub fn ui(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
}
