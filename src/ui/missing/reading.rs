//! Tables into the page: from the clipboard, from a file that was chosen or dropped.

use super::{MissingPage, Preview};
use crate::import::facts::{self, Table, Wanted};
use crate::rules;
use crate::text::Message;
use crate::ui::action::{Action, Cx};
use crate::ui::app::App;
use crate::ui::missing::preview::Answer;
use egui::{Context, Event, Ui};

impl MissingPage {
    /// What was pasted, when that is for the table: more than one cell, or no field has the focus.
    pub fn pasted(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if self.preview.is_some() {
            return;
        }
        let typing = ui.ctx().text_edit_focused();
        let mut found = None;
        ui.input_mut(|i| {
            i.events.retain_mut(|event| {
                let Event::Paste(text) = event else { return true };
                // A spreadsheet ends even one cell with a line break.
                let body = text.trim_end_matches(['\r', '\n']);
                if typing && !body.contains(['\t', '\n']) {
                    *text = body.to_owned();
                    return true;
                }
                found = Some(std::mem::take(text));
                false
            });
        });
        let Some(text) = found.filter(|text| !text.trim().is_empty()) else { return };
        match facts::read_copied(&text) {
            Ok(table) => self.preview(cx, None, &table),
            Err(why) => cx.out.push(Action::Say(why.message())),
        }
    }

    /// Shows what a table would fill in.
    pub fn preview(&mut self, cx: &Cx<'_>, source: Option<String>, table: &Table) {
        let made = self.make(cx);
        let fact = self.filter.fact.or_else(|| {
            let mut facts = self.selected.iter().map(|(_, fact)| *fact);
            let first = facts.next()?;
            facts.all(|other| other == first).then_some(first)
        });
        let missing = rules::missing(cx.doc.report()).into_iter().map(|one| (one.subject, one.fact)).collect();
        let wanted = Wanted { missing, fact, rows: self.rows_to_fill(&made) };
        self.made = Some(made);
        let reading = facts::apply(cx.doc.plan(), table, &wanted);
        self.preview = Some(Preview::new(cx.doc.plan(), source, reading));
    }

    /// The preview as a question; nothing else hears anything meanwhile.
    pub fn preview_ui(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        let Some(mut preview) = self.preview.take() else { return };
        let frame = egui::Frame::window(&ctx.global_style());
        let modal = egui::Modal::new(egui::Id::unique("preview")).frame(frame);
        let shown = modal.show(ctx, |ui| {
            ui.set_width(720.0_f32.min(ctx.content_rect().width() - 64.0));
            preview.ui(ui, cx)
        });
        match shown.inner {
            Some(Answer::Fill(label, edits, keys)) => {
                if let Some(made) = self.made.take() {
                    self.remember(&made.list, &keys);
                    self.made = Some(made);
                }
                cx.out.push(Action::EditAs(label, edits));
            }
            Some(Answer::Close) => {}
            None if shown.should_close() => {}
            None => self.preview = Some(preview),
        }
    }
}

impl App {
    /// A table was read from a file: the page shows what it would fill in.
    pub(in crate::ui) fn facts_read(&mut self, read: Result<(Table, String), Message>) {
        match read {
            Ok((table, name)) => {
                self.open_page(crate::ui::page::Page::Missing);
                self.with_cx(|app, cx| app.missing.preview(cx, Some(name), &table));
            }
            Err(text) => self.fail(crate::message!("ui-shell-could-not-open"), text),
        }
    }

    /// Writes the missing facts as CSV, as a spreadsheet in this language opens it by a double click.
    pub(in crate::ui) fn export_facts(&mut self, path: std::path::PathBuf) {
        let separator = if self.lang == crate::text::Lang::FR { b';' } else { b',' };
        let mut text = String::new();
        self.with_cx(|app, cx| text = app.missing.written(cx, separator));
        // The mark tells Excel that this is UTF-8.
        self.files.export(path, move || format!("\u{feff}{text}"));
    }
}
