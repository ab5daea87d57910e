//! A long list in a low panel: rows of one height, gone through with the arrow keys.

use crate::ui::widgets;
use egui::{Id, Key, Modifiers, Response, Ui};

pub const HEIGHT: f32 = 26.0;

/// What a list keeps between frames.
#[derive(Default)]
pub struct Rows {
    scroll: Option<f32>,
}

impl Rows {
    /// Draws the rows in view. `draw` gives the response of a row that the keyboard can be on; heads give none.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        salt: &str,
        is_row: &[bool],
        mut draw: impl FnMut(&mut Ui, usize, Id) -> Option<Response>,
    ) {
        let total = is_row.len();
        let id = |index: usize| Id::unique((salt, index));
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = egui::ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]);
        if let Some(offset) = self.scroll.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let mut go = None;
        let output = area.show_rows(ui, HEIGHT, total, |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for index in range {
                let Some(response) = draw(ui, index, id(index)) else { continue };
                widgets::one_of(&response, index, total);
                if response.has_focus() {
                    widgets::keep_arrows(&response);
                    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
                    if pressed(Key::ArrowDown) {
                        go = (index + 1..total).find(|at| is_row[*at]);
                    } else if pressed(Key::ArrowUp) {
                        go = (0..index).rev().find(|at| is_row[*at]);
                    }
                }
            }
        });
        if let Some(index) = go {
            ui.memory_mut(|memory| memory.request_focus(id(index)));
            let (offset, view) = (output.state.clamped_offset().y, output.inner_rect.height());
            self.scroll = widgets::scroll_to(index, HEIGHT, offset, view);
        }
    }
}
