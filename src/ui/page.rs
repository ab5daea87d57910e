//! Pages take the place of the sheet and its panels: the missing facts, the rules, and a proposal. The bar at the top, the status
//! bar, undo and find stay.

use super::action::Action;
use super::app::App;
use super::browser::Around;
use super::style;
use super::widgets;
use egui::{Key, Modifiers, Panel, Ui};

/// What is shown instead of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Missing,
    Rules,
    /// A migration is proposed.
    Propose,
}

impl App {
    pub(super) fn open_page(&mut self, page: Page) {
        if self.page != Some(page) {
            match page {
                Page::Missing => self.missing.open(),
                Page::Rules => self.browser.open(),
                Page::Propose => {}
            }
        }
        self.page = Some(page);
    }

    pub(super) fn close_page(&mut self) {
        self.page = None;
    }

    /// The page that is open; false when there is none.
    pub(super) fn shown_page_ui(&mut self, ui: &mut Ui) -> bool {
        let page = self.page.filter(|page| *page == Page::Rules || self.doc.is_some());
        let Some(page) = page else { return false };
        self.page_keys(ui);
        let frame = style::panel_frame(ui);
        let mut proposed = None;
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| match page {
            Page::Missing => self.with_cx(|app, cx| {
                app.missing.pasted(ui, cx);
                widgets::within(ui, |ui| app.missing.ui(ui, cx));
                app.missing.preview_ui(&ui.ctx().clone(), cx);
            }),
            Page::Rules => {
                let mut out = std::mem::take(&mut self.out);
                let mut around = Around { doc: self.doc.as_ref(), lang: self.lang, out: &mut out };
                widgets::within(ui, |ui| self.browser.ui(ui, &mut around));
                self.out = out;
            }
            Page::Propose => self.with_cx(|app, cx| {
                widgets::within(ui, |ui| proposed = app.proposing.ui(ui, cx));
            }),
        });
        if let Some(outcome) = proposed {
            self.propose(&outcome);
        }
        self.page_busy = ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx());
        true
    }

    /// The page of rules where no plan is open.
    pub(super) fn rules_alone_ui(&mut self, ui: &mut Ui) -> bool {
        if self.page != Some(Page::Rules) {
            return false;
        }
        let frame = style::panel_frame(ui);
        Panel::top("bar").frame(frame).resizable(false).show(ui, |ui| self.bar_ui(ui, |_, _| {}));
        self.shown_page_ui(ui)
    }

    /// Esc leaves the page, unless a field, a list or a question hears it.
    fn page_keys(&mut self, ui: &Ui) {
        let asked = self.dialog.is_some() || self.is_picking() || self.missing.preview.is_some();
        if asked || self.page_busy {
            return;
        }
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            self.out.push(Action::ClosePage);
        }
    }
}
