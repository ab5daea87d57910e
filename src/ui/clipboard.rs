//! The clipboard: objects go out as text and come in again, here or in another window.

use super::action::Action;
use super::app::App;
use super::command::UiCommand;
use super::table_preview::TablePreview;
use crate::canvas::SheetCommand;
use crate::format;
use crate::import::facts;
use crate::plan::Clip;
use egui::{Context, Event, Ui};

/// Copies objects.
pub fn put(ctx: &Context, clip: &Clip) {
    ctx.copy_text(format::clip::write(clip));
}

/// Asks the system for what the clipboard holds; it comes as an event of the next frame.
pub fn ask(ctx: &Context) {
    ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
}

impl App {
    /// Copy, cut and paste, while the sheet or a list beside it has the keyboard. A text field takes its own.
    pub(super) fn clipboard(&mut self, ui: &Ui) {
        let asks = self.dialog.is_some() || self.is_picking() || self.table.is_some();
        let open = self.doc.is_some() && self.page.is_none() && !asks;
        if !open || ui.ctx().text_edit_focused() {
            return;
        }
        let mut pasted = None;
        ui.input_mut(|i| {
            i.events.retain_mut(|event| {
                let command = match event {
                    Event::Copy => SheetCommand::Copy,
                    Event::Cut => SheetCommand::Cut,
                    Event::Paste(text) => {
                        pasted = Some(std::mem::take(text));
                        return false;
                    }
                    _ => return true,
                };
                self.out.push(Action::Do(UiCommand::Sheet(command)));
                false
            });
        });
        if let Some(text) = pasted.filter(|text| !text.trim().is_empty()) {
            self.paste(&text);
        }
    }

    /// Objects that were copied, or a table of them.
    fn paste(&mut self, text: &str) {
        if !format::clip::is_clip(text) {
            match facts::read_copied(text) {
                Ok(table) => self.with_cx(|app, cx| app.table = Some(TablePreview::new(cx, table))),
                Err(why) => self.said = Some(why.message()),
            }
            return;
        }
        match format::clip::read(text) {
            Ok(clip) => {
                self.sheet.paste(clip);
                self.ctx.request_repaint();
            }
            Err(why) => self.said = Some(why),
        }
    }
}
