//! The menus upon the sheet: an object's, a line's, a finding's, and the sheet's own.

use super::action::{Action, Cx, say};
use super::command::UiCommand;
use super::object_menu::{self, About};
use super::sheet_view::SheetView;
use crate::canvas::{ScreenPoint, SheetCommand};
use crate::model::Subject;
use egui::{Key, Modifiers, Pos2, Ui};

/// A menu that is open upon the sheet.
pub(super) struct Menu {
    about: About,
    at: Pos2,
    /// Its first entry takes the focus on the next frame.
    fresh: bool,
}

impl Menu {
    pub(super) fn at(subject: Option<Subject>, findings: bool, at: Pos2) -> Self {
        let about = match subject {
            None => About::Sheet,
            Some(subject) if findings => About::Findings(subject),
            Some(subject) => About::Object(subject),
        };
        Self { about, at, fresh: false }
    }
}

impl SheetView {
    /// Opens the menu of an object or a line where it is, or of the sheet, as the keyboard asks for it.
    pub fn open_menu(&mut self, subject: Option<Subject>) {
        let Some(view) = self.view else { return };
        let middle = subject.as_ref().and_then(|subject| self.sheet.middle_of(subject));
        let at = middle.map(|middle| {
            let at = self.sheet.camera().screen_from_sheet(middle);
            view.min + egui::vec2(at.x, at.y)
        });
        let at = at.filter(|at| view.contains(*at)).unwrap_or(view.center());
        self.menu = Some(Menu { fresh: true, ..Menu::at(subject, false, at) });
    }

    /// Esc closes a menu before the sheet hears it.
    pub(super) fn escape_menu(&mut self, ui: &Ui) {
        if self.menu.is_some() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            self.menu = None;
        }
    }

    pub(super) fn menu_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(mut menu) = self.menu.take() else { return };
        let mut open = true;
        let name = match &menu.about {
            About::Sheet => say!(cx, "ui-panels-sheet-menu"),
            About::Object(subject) | About::Findings(subject) => cx.doc.label(subject),
        };
        let id = egui::Id::unique("sheet-menu");
        let popup = egui::Popup::new(id, ui.ctx().clone(), egui::PopupAnchor::Position(menu.at), ui.layer_id());
        let popup = popup.accessible_name(name).open_bool(&mut open).kind(egui::PopupKind::Menu);
        let popup = popup.style(egui::containers::menu::menu_style);
        popup.show(|ui| {
            let first = ui.next_auto_id();
            object_menu::ui(ui, cx, self, &menu.about);
            if std::mem::take(&mut menu.fresh) {
                ui.memory_mut(|memory| memory.request_focus(first));
            }
        });
        // What is pasted from here comes where the menu was opened.
        let pastes = |action: &Action| matches!(action, Action::Do(UiCommand::Sheet(SheetCommand::Paste)));
        if cx.out.iter().any(pastes) {
            self.paste_at = self.view.map(|view| ScreenPoint::new(menu.at.x - view.min.x, menu.at.y - view.min.y));
        }
        self.menu = open.then_some(menu);
    }
}
