//! A field with a list under it, over the window: what find and the palette of commands share.

use super::style;
use super::widgets;
use egui::{Context, Key, Modifiers, Response, Ui, vec2};

/// Rows that are shown at a time.
const SEEN: usize = 14;

/// What the field and the list keep between frames.
#[derive(Default)]
pub struct Picker {
    shown: bool,
    /// The field takes the focus on the next frame.
    focus: bool,
    text: String,
    /// The row that Enter chooses.
    at: usize,
    /// Where the list stands.
    offset: f32,
    moved: bool,
    clicked: Option<usize>,
}

/// What one of them is called and says.
pub struct Words<'a> {
    pub id: &'static str,
    /// What the field is for.
    pub hint: &'a str,
    pub nothing_found: &'a str,
}

impl Picker {
    pub fn is_shown(&self) -> bool {
        self.shown
    }

    pub fn open(&mut self) {
        *self = Self { shown: true, focus: true, ..Self::default() };
    }

    pub fn close(&mut self) {
        self.shown = false;
    }

    /// What is typed, as names are compared.
    pub fn typed(&self) -> String {
        crate::text::folded(&self.text)
    }

    /// Draws it; the row that was chosen by Enter or a click. It stays open: who asked knows whether it can be done.
    pub fn ui(
        &mut self,
        ctx: &Context,
        words: &Words<'_>,
        count: usize,
        mut row: impl FnMut(&mut Ui, usize, bool) -> Response,
    ) -> Option<usize> {
        self.at = self.at.min(count.saturating_sub(1));
        let mut chosen = None;
        let whole = ctx.content_rect();
        let id = egui::Id::unique(words.id);
        let area = egui::Modal::default_area(id)
            .anchor(egui::Align2::CENTER_TOP, vec2(0.0, 56.0_f32.min(whole.height() * 0.08)));
        let modal = egui::Modal::new(id).area(area).backdrop_color(egui::Color32::TRANSPARENT);
        let frame = egui::Frame::window(&ctx.global_style()).inner_margin(8);
        let shown = modal.frame(frame).show(ctx, |ui| {
            ui.set_width(620.0_f32.min(whole.width() - 64.0));
            self.keys(ui, count);
            let edit = egui::TextEdit::singleline(&mut self.text).hint_text(words.hint).desired_width(f32::INFINITY);
            let field = ui.add(edit.margin(egui::Margin::symmetric(8, 6))).accessible_name(words.hint);
            if std::mem::take(&mut self.focus) {
                field.request_focus();
            }
            if field.changed() {
                (self.at, self.offset, self.moved) = (0, 0.0, true);
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if count == 0 && !self.text.trim().is_empty() {
                ui.add_space(8.0);
                widgets::muted(ui, words.nothing_found);
            }
            ui.add_space(if count > 0 { 4.0 } else { 0.0 });
            if let Some(row) = self.rows(ui, count, whole.height() - 160.0, &mut row) {
                // A screen reader follows what Enter would choose, while letters go to the field.
                ui.ctx().accesskit_node_builder(field.id, |node| node.set_active_descendant(row.accesskit_id()));
            }
            chosen = self.clicked.take().or((entered && count > 0).then_some(self.at));
        });
        if shown.should_close() {
            self.shown = false;
        }
        if chosen.is_some() {
            self.focus = true;
        }
        chosen
    }

    /// The rows; the id of the one that Enter chooses, while it is in view.
    fn rows(
        &mut self,
        ui: &mut Ui,
        count: usize,
        room: f32,
        row: &mut impl FnMut(&mut Ui, usize, bool) -> Response,
    ) -> Option<egui::Id> {
        let height = (SEEN.min(count) as f32 * style::ROW).min(room.max(3.0 * style::ROW));
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = egui::ScrollArea::vertical()
            .id_salt("picker")
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true]);
        if std::mem::take(&mut self.moved) {
            let offset = widgets::scroll_to(self.at, style::ROW, self.offset, height).unwrap_or(self.offset);
            area = area.vertical_scroll_offset(offset);
        }
        let mut at = None;
        let output = area.show_rows(ui, style::ROW, count, |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for index in range {
                let response = row(ui, index, index == self.at);
                if response.clicked() {
                    self.clicked = Some(index);
                }
                if index == self.at {
                    at = Some(response.id);
                }
            }
        });
        self.offset = output.state.clamped_offset().y;
        at
    }

    /// Up and down, by a page too. Left and right, and the ends of the line, are the field's.
    fn keys(&mut self, ui: &Ui, count: usize) {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let by = [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, SEEN as isize - 1),
            (Key::PageUp, 1 - SEEN as isize),
        ];
        for (_, step) in by.into_iter().filter(|(key, _)| pressed(*key)) {
            self.at = self.at.saturating_add_signed(step).min(count.saturating_sub(1));
            self.moved = true;
        }
    }
}
