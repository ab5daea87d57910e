//! The menus upon the sheet: an object's, and the sheet's own.

use super::action::{Action, Cx, said, say};
use super::command::UiCommand;
use super::object_menu;
use super::sheet_view::SheetView;
use crate::canvas::SheetCommand;
use crate::model::{LinkKind, Subject};
use egui::{Pos2, Ui};
use std::collections::BTreeSet;

/// A menu that is open upon the sheet.
pub(super) struct Menu {
    /// None for the sheet's own.
    subject: Option<Subject>,
    at: Pos2,
    /// Its first entry takes the focus on the next frame.
    fresh: bool,
}

impl Menu {
    pub(super) fn at(subject: Option<Subject>, at: Pos2) -> Self {
        Self { subject, at, fresh: false }
    }
}

impl SheetView {
    /// Opens the menu of an object, or of the sheet, as the keyboard asks for it.
    pub fn open_menu(&mut self, subject: Option<Subject>) {
        let Some(view) = self.view else { return };
        let scene = self.scene.as_ref().map(|(_, scene)| scene);
        let shown = scene
            .zip(subject.as_ref())
            .and_then(|(scene, subject)| scene.boxes.iter().find(|shown| shown.subject == *subject));
        let at = shown.map(|shown| {
            let camera = self.sheet.camera();
            let at = camera.screen_from_sheet(shown.rect.center());
            view.min + egui::vec2(at.x, at.y)
        });
        let at = at.filter(|at| view.contains(*at)).unwrap_or(view.center());
        self.menu = Some(Menu { fresh: true, ..Menu::at(subject, at) });
    }

    /// The menu of an object, or of the sheet.
    pub(super) fn menu_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(menu) = &mut self.menu else { return };
        let (subject, at, fresh) = (menu.subject.clone(), menu.at, std::mem::take(&mut menu.fresh));
        let id = egui::Id::unique("sheet-menu");
        let mut open = true;
        let name = say!(cx, "ui-panels-sheet-menu");
        let popup = egui::Popup::new(id, ui.ctx().clone(), egui::PopupAnchor::Position(at), ui.layer_id());
        let popup = popup.accessible_name(name).open_bool(&mut open).kind(egui::PopupKind::Menu);
        popup.show(|ui| {
            ui.set_min_width(220.0);
            let first = ui.next_auto_id();
            match &subject {
                Some(subject) => object_menu::ui(ui, cx, subject),
                None => self.sheet_menu(ui, cx),
            }
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(first));
            }
        });
        if !open {
            self.menu = None;
        }
    }

    fn sheet_menu(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let fit = UiCommand::Sheet(SheetCommand::FitAll);
        if ui.button(said(cx.lang, &fit.text())).clicked() {
            cx.out.push(Action::Do(fit));
            ui.close();
        }
        for command in [UiCommand::ShowAll, UiCommand::ToggleLegend] {
            let there = command == UiCommand::ToggleLegend || !self.shows_everything();
            if there && ui.button(said(cx.lang, &command.text())).clicked() {
                cx.out.push(Action::Do(command));
                ui.close();
            }
        }
        ui.separator();
        super::widgets::muted(ui, say!(cx, "ui-panels-lines-shown"));
        let drawn: BTreeSet<LinkKind> = cx.doc.state().links.values().map(|link| link.kind).collect();
        for kind in drawn {
            let mut on = self.is_line(kind);
            if ui.checkbox(&mut on, cx.lang.word(LinkKind::PREFIX, kind.key())).changed() {
                cx.out.push(Action::Do(UiCommand::Line(kind)));
            }
        }
        ui.separator();
        let mut ghosts = self.shows_ghosts();
        if ui.checkbox(&mut ghosts, said(cx.lang, &UiCommand::ToggleGhosts.text())).changed() {
            cx.out.push(Action::Do(UiCommand::ToggleGhosts));
        }
    }
}
