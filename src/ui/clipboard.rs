//! The clipboard: objects go out as text and come in again, here or in another window.

use super::action::Action;
use super::app::App;
use super::command::UiCommand;
use crate::canvas::SheetCommand;
use crate::format;
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
        let open = self.doc.is_some() && self.page.is_none() && self.dialog.is_none() && !self.find.is_shown();
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

    /// Objects that were copied.
    fn paste(&mut self, text: &str) {
        match format::clip::read(text) {
            Ok(clip) => {
                self.sheet.paste(clip);
                self.ctx.request_repaint();
            }
            Err(why) => self.said = Some(why),
        }
    }
}
