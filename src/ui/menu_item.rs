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
        let mut button = egui::Button::new((slot(self.mark()), self.text)).min_size(vec2(WIDTH, style::ROW));
        if let Some(keys) = self.keys {
            button = button.right_text(RichText::new(keys).color(Colors::of(ui).muted).font(style::small()));
        }
        let response = ui.add_enabled(self.why.is_none(), button).accessible_name(self.text);
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

/// The room for a mark before the words; without one they still stand in line.
fn slot(mark: Option<Icon>) -> egui::Atom<'static> {
    let glyph = mark.map_or(' ', |icon| icon.unicode()).to_string();
    egui::AtomExt::atom_size(RichText::new(glyph).font(style::icon_font(14.0)), vec2(18.0, 16.0))
}

/// An entry that opens a menu of its own.
pub fn submenu(ui: &mut Ui, text: &str, draw: impl FnOnce(&mut Ui)) {
    let button = egui::Button::new((slot(None), text)).min_size(vec2(WIDTH, style::ROW));
    let chevron = widgets::icon(Icon::ChevronRight).font(style::icon_font(14.0));
    let submenu = egui::containers::menu::SubMenuButton::from_button(button.right_text(chevron));
    let (response, _) = submenu.ui(ui, draw);
    response.accessible_name(text);
}
