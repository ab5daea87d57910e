//! The few questions that undo cannot answer, and messages about files.

use super::action::say;
use super::app::App;
use super::command::{Example, UiCommand};
use super::export;
use super::files::Purpose;
use super::shortcut_sheet;
use super::style::{self, Colors};
use super::widgets;
use crate::export::forms::Form;
use crate::text::Message;
use egui::{Context, Key, RichText, Ui, vec2};
use std::path::{Path, PathBuf};

/// What happens when the plan is saved or given up.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    Quit,
    Close,
    Empty,
    Example(Example),
    Open(PathBuf),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    Unsaved(Next),
    /// Somebody else wrote the file; noticed on a save, or when the window came to the front.
    Changed {
        path: PathBuf,
        on_save: bool,
    },
    Error {
        title: Message,
        text: Message,
    },
    /// A path field, where the system shows no file dialog.
    Path {
        purpose: Purpose,
        text: String,
    },
    /// What to export, and how.
    Export,
    /// Files are where an export is to go.
    Replace {
        files: export::Files,
        there: Vec<PathBuf>,
    },
    Shortcuts,
    About,
}

impl Dialog {
    pub fn path(purpose: Purpose, folder: Option<&Path>, stem: &str) -> Self {
        let name = match purpose {
            Purpose::Save => format!("{stem}.coexist"),
            Purpose::Export(form) => format!("{stem}.{}", form.ending()),
            Purpose::ExportFacts => format!("{stem}.csv"),
            Purpose::Open | Purpose::AddTopology | Purpose::CompareTopology | Purpose::ImportFacts | Purpose::Logo => {
                String::new()
            }
        };
        let text = folder.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name));
        Self::Path { purpose, text: text.display().to_string() }
    }
}

impl Purpose {
    pub fn title(self) -> Message {
        match self {
            Self::Open => crate::message!("ui-shell-pick-open"),
            Self::AddTopology => crate::message!("ui-shell-pick-topology"),
            Self::CompareTopology => crate::message!("ui-status-pick"),
            Self::Save => crate::message!("ui-shell-pick-save"),
            Self::Export(form) => {
                crate::message!("ui-export-pick", form = Message::word(Form::PREFIX, form.key()))
            }
            Self::ImportFacts => crate::message!("ui-shell-pick-facts"),
            Self::ExportFacts => crate::message!("ui-shell-pick-export-facts"),
            Self::Logo => crate::message!("ui-shell-pick-logo"),
        }
    }
}

const WIDTH: f32 = 440.0;

impl App {
    pub(super) fn dialog_ui(&mut self, ctx: Context) {
        let Some(dialog) = self.dialog.clone() else { return };
        let frame = egui::Frame::window(&ctx.global_style());
        let id = egui::Id::unique("dialog");
        let mut modal = egui::Modal::new(id).frame(frame);
        if dialog == Dialog::Export {
            // What is asked depends on the form: it grows downwards, and nothing moves away from the pointer.
            let above = vec2(0.0, ctx.content_rect().height() * export::ABOVE);
            modal = modal.area(egui::Modal::default_area(id).anchor(egui::Align2::CENTER_TOP, above));
        }
        let shown = modal.show(&ctx, |ui| {
            let width = match dialog {
                Dialog::Shortcuts => shortcut_sheet::WIDTH,
                Dialog::Export => export::WIDTH,
                _ => WIDTH,
            };
            ui.set_width(width.min(ctx.content_rect().width() - 64.0));
            match dialog.clone() {
                Dialog::Unsaved(next) => self.unsaved_ui(ui, next),
                Dialog::Changed { path, on_save } => self.changed_ui(ui, &path, on_save),
                Dialog::Error { title, text } => self.error_ui(ui, &title, &text),
                Dialog::Path { purpose, text } => self.path_ui(ui, purpose, text),
                Dialog::Export => self.export_ui(ui),
                Dialog::Replace { files, there } => self.replace_ui(ui, &files, &there),
                Dialog::Shortcuts => self.shortcuts_ui(ui),
                Dialog::About => self.about_ui(ui),
            }
        });
        if shown.should_close() && self.dialog == Some(dialog) {
            self.close_dialog();
        }
    }

    fn close_dialog(&mut self) {
        self.dialog = None;
        self.forget_after_save();
    }

    fn unsaved_ui(&mut self, ui: &mut Ui, next: Next) {
        let name = self.plan_title();
        head(ui, &say!(self, "ui-shell-unsaved-title", name = name.as_str()));
        ui.label(say!(self, "ui-shell-unsaved-text"));
        buttons(ui, |ui| {
            let save = answer(ui, &say!(self, "ui-shell-save"));
            if save.clicked() {
                self.dialog = None;
                self.save_then(next.clone());
            }
            if widgets::secondary(ui, &say!(self, "ui-shell-do-not-save")).clicked() {
                self.dialog = None;
                self.perform(next.clone());
            }
            if widgets::secondary(ui, &say!(self, "ui-shell-cancel")).clicked() {
                self.close_dialog();
            }
        });
    }

    fn changed_ui(&mut self, ui: &mut Ui, path: &Path, on_save: bool) {
        head(ui, &say!(self, "ui-shell-changed-title"));
        let text =
            if on_save { say!(self, "ui-shell-changed-on-save") } else { say!(self, "ui-shell-changed-while-open") };
        ui.add(egui::Label::new(text).wrap());
        path_line(ui, path);
        buttons(ui, |ui| {
            let reload = if on_save {
                if answer(ui, &say!(self, "ui-shell-save-as")).clicked() {
                    self.dialog = None;
                    self.command(UiCommand::SaveAs);
                }
                if widgets::secondary(ui, &say!(self, "ui-shell-overwrite")).clicked() {
                    self.dialog = None;
                    self.overwrite(path.to_owned());
                }
                widgets::secondary(ui, &say!(self, "ui-shell-reload"))
            } else {
                answer(ui, &say!(self, "ui-shell-reload"))
            };
            if reload.on_hover_text(say!(self, "ui-shell-reload-tip")).clicked() {
                self.dialog = None;
                self.perform(Next::Open(path.to_owned()));
            }
            let keep = if on_save { say!(self, "ui-shell-cancel") } else { say!(self, "ui-shell-keep-mine") };
            if widgets::secondary(ui, &keep).clicked() {
                self.close_dialog();
            }
        });
    }

    fn error_ui(&mut self, ui: &mut Ui, title: &Message, text: &Message) {
        head(ui, &self.say(title));
        let text = self.say(text);
        egui::ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
            ui.add(egui::Label::new(text).wrap().selectable(true));
        });
        buttons(ui, |ui| {
            if answer(ui, &say!(self, "ui-shell-ok")).clicked() {
                self.close_dialog();
            }
        });
    }

    fn path_ui(&mut self, ui: &mut Ui, purpose: Purpose, mut text: String) {
        head(ui, &self.say(&purpose.title()));
        ui.add(egui::Label::new(say!(self, "ui-shell-no-file-dialog")).wrap());
        ui.add_space(8.0);
        let name = say!(self, "ui-shell-path");
        let edit = egui::TextEdit::singleline(&mut text).hint_text(&*name).desired_width(f32::INFINITY);
        let response = ui.add(edit.margin(egui::Margin::symmetric(8, 6))).accessible_name(name);
        if !response.has_focus() && !response.lost_focus() {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let path = PathBuf::from(text.trim());
        let usable = !text.trim().is_empty() && path.file_name().is_some();
        self.dialog = Some(Dialog::Path { purpose, text });
        buttons(ui, |ui| {
            let verb = match purpose {
                Purpose::Open
                | Purpose::AddTopology
                | Purpose::CompareTopology
                | Purpose::ImportFacts
                | Purpose::Logo => {
                    say!(self, "ui-shell-open-it")
                }
                Purpose::Save => say!(self, "ui-shell-save"),
                Purpose::Export(_) | Purpose::ExportFacts => say!(self, "ui-shell-export-it"),
            };
            let go = ui.add_enabled_ui(usable, |ui| answer(ui, &verb)).inner;
            if (go.clicked() || entered) && usable {
                self.dialog = None;
                self.picked(purpose, path.clone(), false);
            }
            if widgets::secondary(ui, &say!(self, "ui-shell-cancel")).clicked() {
                self.close_dialog();
            }
        });
    }

    fn shortcuts_ui(&mut self, ui: &mut Ui) {
        head(ui, &say!(self, "ui-shell-shortcuts-title"));
        shortcut_sheet::ui(ui, self.lang);
        buttons(ui, |ui| {
            if answer(ui, &say!(self, "ui-shell-ok")).clicked() {
                self.close_dialog();
            }
        });
    }

    fn about_ui(&mut self, ui: &mut Ui) {
        head(ui, &say!(self, "ui-shell-about-title", version = env!("CARGO_PKG_VERSION")));
        for message in [
            crate::message!("ui-shell-tagline"),
            crate::message!("ui-shell-about-fonts"),
            crate::message!("ui-shell-about-trademarks"),
        ] {
            ui.add(egui::Label::new(self.say(&message)).wrap());
            ui.add_space(4.0);
        }
        buttons(ui, |ui| {
            if answer(ui, &say!(self, "ui-shell-ok")).clicked() {
                self.close_dialog();
            }
        });
    }
}

/// The button that Enter presses: it has the focus while nothing else in the dialog has it.
pub(super) fn answer(ui: &mut Ui, text: &str) -> egui::Response {
    let response = widgets::primary(ui, text);
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    response
}

pub(super) fn head(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(RichText::new(text).font(style::heading())).wrap());
    ui.add_space(8.0);
}

fn path_line(ui: &mut Ui, path: &Path) {
    ui.add_space(4.0);
    let text = path.display().to_string();
    let rich = RichText::new(&text).font(style::small()).color(Colors::of(ui).muted);
    ui.add(egui::Label::new(rich).wrap());
}

/// A dialog's buttons, the one that goes forward at the right.
pub(super) fn buttons(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    ui.add_space(16.0);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 32.0), layout, draw);
}
