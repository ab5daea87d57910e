//! One entry of a menu, from the table of commands or with words of its own.

use super::style::{self, Colors};
use super::widgets;
use egui::{Response, RichText, Ui, vec2};
use lucide_icons::Icon;

pub const WIDTH: f32 = 272.0;

#[derive(Default)]
pub struct MenuItem<'a> {
    pub text: &'a str,
    pub icon: Option<Icon>,
    /// Whether what it switches is on; `None` for one that switches nothing.
    pub on: Option<bool>,
    pub keys: Option<String>,
    /// Why it cannot be done now.
    pub why: Option<String>,
    pub tip: Option<String>,
}

impl MenuItem<'_> {
    pub fn ui(self, ui: &mut Ui) -> Response {
        let width = row_width(ui);
        let mut button = egui::Button::new((slot(self.mark()), self.text)).min_size(vec2(width, style::ROW));
        if let Some(keys) = self.keys {
            button = button.right_text(RichText::new(keys).color(Colors::of(ui).muted).font(style::small()));
        }
        let response = ui.add_enabled(self.why.is_none(), button).accessible_name(self.text);
        keep_width(ui, response.rect.width(), width);
        if let Some(on) = self.on {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_toggled(on.into()));
        }
        match (self.why, self.tip) {
            (Some(why), _) => response.on_disabled_hover_text(why),
            (None, Some(tip)) => response.on_hover_text(tip),
            (None, None) => response,
        }
    }

    fn mark(&self) -> Option<Icon> {
        self.on.map_or(self.icon, |on| on.then_some(Icon::Check))
    }
}

/// How wide the rows of a menu are: as the widest one, so that all keys end at the same place.
fn row_width(ui: &Ui) -> f32 {
    let (pass, width) = ui.data(|data| data.get_temp(widest(ui))).unwrap_or((0, WIDTH));
    // A menu that was closed meanwhile begins anew.
    if ui.ctx().cumulative_pass_nr() <= pass + 1 { width } else { WIDTH }
}

fn keep_width(ui: &Ui, width: f32, known: f32) {
    let pass: u64 = ui.ctx().cumulative_pass_nr();
    let width = width.ceil();
    ui.data_mut(|data| data.insert_temp(widest(ui), (pass, width.max(known))));
    // Widths are rounded to whole pixels on the way.
    if width > known + 1.0 {
        ui.ctx().request_discard("width");
        // Where the frame has had its passes, in the next one.
        ui.ctx().request_repaint();
    }
}

fn widest(ui: &Ui) -> egui::Id {
    ui.scope_id().with("widest")
}

/// The room for a mark before the words; without one they still stand in line.
fn slot(mark: Option<Icon>) -> egui::Atom<'static> {
    let glyph = mark.map_or(' ', |icon| icon.unicode()).to_string();
    egui::AtomExt::atom_size(RichText::new(glyph).font(style::icon_font(14.0)), vec2(18.0, 16.0))
}

/// An entry that opens a menu of its own.
pub fn submenu(ui: &mut Ui, text: &str, draw: impl FnOnce(&mut Ui)) {
    let button = egui::Button::new((slot(None), text)).min_size(vec2(row_width(ui), style::ROW));
    let chevron = widgets::icon(Icon::ChevronRight).font(style::icon_font(14.0));
    let submenu = egui::containers::menu::SubMenuButton::from_button(button.right_text(chevron));
    let (response, _) = submenu.ui(ui, draw);
    response.accessible_name(text);
}
