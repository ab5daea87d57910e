//! Exports from the window: the dialog, the thread that makes them, how far it is, and the picture for a mail. The plan
//! stays editable meanwhile: an export is of the plan as it was when it was asked for.

mod choices;
mod dialog;
mod job;
mod picture;

pub use dialog::{ABOVE, WIDTH};
pub use job::{End, Files};
pub use picture::{Put, to_system};

use super::action::say;
use super::app::App;
use super::dialogs::Dialog;
use super::files::{Done, Purpose};
use super::style::{self, Colors};
use super::widgets;
use crate::export::forms::{Asked, Form};
use crate::export::progress::Progress;
use crate::format::store::Settings;
use crate::text::{Arg, Message};
use choices::Choices;
use dialog::{About, Answer};
use egui::{RichText, Ui, vec2};
use job::Order;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the window keeps of exports.
pub struct Exports {
    choices: Choices,
    /// What was asked for, until it is written.
    order: Option<Arc<Order>>,
    running: Option<Running>,
    written: Option<Written>,
    /// Where copied pictures go.
    put: Put,
}

/// An export that is under way.
struct Running {
    name: String,
    progress: Arc<Progress>,
    /// Esc cancels: in the last frame nothing else had the keyboard.
    hears_escape: bool,
}

/// What was written last.
struct Written {
    /// The words that said so: what opens it stands beside them.
    said: Message,
    /// The file; of several, their folder.
    path: PathBuf,
    is_folder: bool,
}

impl Exports {
    pub fn new(settings: &Settings, put: Put) -> Self {
        Self { choices: Choices::new(settings), order: None, running: None, written: None, put }
    }

    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }
}

impl App {
    /// Asks what to export and how.
    pub(super) fn open_export(&mut self) {
        self.exports.choices.selection = false;
        self.dialog = Some(Dialog::Export);
    }

    /// The objects that are selected and drawn in the shown stage.
    fn drawn_selection(&self) -> Vec<crate::model::Subject> {
        let Some(doc) = &self.doc else { return Vec::new() };
        doc.view.selection.iter().filter(|subject| doc.state().has(subject)).cloned().collect()
    }

    pub(super) fn export_ui(&mut self, ui: &mut Ui) {
        let Some(doc) = &self.doc else { return };
        let stages: Vec<String> =
            (0..=doc.plan().phases.len()).map(|stage| doc.plan().stage_name(stage, self.lang)).collect();
        let selected = self.drawn_selection().len();
        let about = About { lang: self.lang, stages: &stages, shown: doc.shown(), selected };
        match dialog::ui(ui, &mut self.exports.choices, &about) {
            Some(Answer::Export) => {
                self.dialog = None;
                self.exports.choices.remember(&mut self.settings);
                self.store_settings();
                self.order_export();
            }
            Some(Answer::Cancel) => self.dialog = None,
            None => {}
        }
    }

    /// Takes the plan as it is, and asks where to.
    fn order_export(&mut self) {
        let Some(doc) = &self.doc else { return };
        let asked = self.exports.choices.asked(&self.drawn_selection());
        let form = self.exports.choices.form;
        let (stages, numbered) = self.exports.choices.asked_stages(doc.shown(), doc.plan().phases.len());
        self.exports.order = self.order(form, asked, stages, numbered).map(Arc::new);
        self.pick(Purpose::Export(form));
    }

    fn order(&self, form: Form, asked: Asked, stages: Vec<usize>, numbered: bool) -> Option<Order> {
        let doc = self.doc.as_ref()?;
        let (plan, replay) = (doc.plan().clone(), doc.replay().clone());
        let report = doc.is_checked().then(|| doc.report().clone());
        Some(Order { form, asked, plan, replay, report, lang: self.lang, stages, numbered })
    }

    /// Exports to a path that was picked or typed. `agreed`: the system asked whether it may be written over.
    pub(super) fn export_to(&mut self, path: PathBuf, agreed: bool) {
        let Some(order) = self.exports.order.clone() else { return };
        let out = ended(path.clone(), order.form);
        let agreed = (agreed && path == out).then_some(path);
        self.run_export(&out.clone(), move |progress| order.run(&out, agreed.as_deref(), progress));
    }

    /// Writes over what is there: the files are made.
    pub(super) fn export_over(&mut self, files: Files) {
        let Some((first, _)) = files.first() else { return };
        self.run_export(&first.clone(), move |_| job::write(&files));
    }

    fn run_export(&mut self, out: &Path, work: impl FnOnce(&Progress) -> End + Send + 'static) {
        let ctx = self.ctx.clone();
        let progress = Arc::new(Progress::new(move || ctx.request_repaint()));
        let name = name_of(out);
        self.said = Some(crate::message!("ui-export-running", name = name.as_str()));
        self.exports.running = Some(Running { name, progress: progress.clone(), hears_escape: true });
        let of = out.to_owned();
        let begun = self.files.run("export", move || {
            // A mistake somewhere below must not leave the window waiting for ever.
            let end = catch_unwind(AssertUnwindSafe(|| work(&progress)));
            Some(Done::HandedOver(end.unwrap_or_else(|_| job::broken(&of))))
        });
        if !begun {
            self.exported(job::broken(out));
        }
    }

    /// The end of an export.
    pub(super) fn exported(&mut self, end: End) {
        let running = self.exports.running.take();
        let name = running.map(|running| running.name).unwrap_or_default();
        // What is in the way can still be exported to another name.
        if !matches!(end, End::InTheWay(..)) {
            self.exports.order = None;
        }
        match end {
            End::Written(paths) => {
                let Some(first) = paths.first() else { return };
                let said = match paths.len() {
                    1 => crate::message!("ui-export-written", name = name_of(first)),
                    count => {
                        crate::message!("ui-export-written-all", count = count, name = name_of(first))
                    }
                };
                let folder = first.parent().filter(|_| paths.len() > 1);
                let (path, is_folder) = (folder.unwrap_or(first).to_owned(), folder.is_some());
                self.exports.written = Some(Written { said: said.clone(), path, is_folder });
                self.said = Some(said);
            }
            End::Cancelled => self.said = Some(crate::message!("ui-export-cancelled", name = name)),
            End::InTheWay(files, there) => self.dialog = Some(Dialog::Replace { files, there }),
            End::Failed(text) => {
                self.said = None;
                self.fail(crate::message!("ui-shell-could-not-export"), text);
            }
        }
    }

    /// Files are where an export is to go.
    pub(super) fn replace_ui(&mut self, ui: &mut Ui, files: &Files, there: &[PathBuf]) {
        let names: Vec<String> = there.iter().map(|path| name_of(path)).collect();
        super::dialogs::head(ui, &say!(self, "ui-export-replace-title", count = names.len(), names = Arg::List(names)));
        ui.label(say!(self, "ui-export-replace-text"));
        super::dialogs::buttons(ui, |ui| {
            let form = self.exports.order.as_ref().map(|order| order.form);
            if super::dialogs::answer(ui, &say!(self, "ui-export-other-name")).clicked() {
                self.dialog = None;
                form.into_iter().for_each(|form| self.pick(Purpose::Export(form)));
            }
            if widgets::secondary(ui, &say!(self, "ui-export-replace")).clicked() {
                self.dialog = None;
                self.export_over(files.clone());
            }
            if widgets::secondary(ui, &say!(self, "ui-shell-cancel")).clicked() {
                self.dialog = None;
            }
        });
    }

    /// In the status bar: how far an export is, and what cancels it.
    pub(super) fn export_progress_ui(&mut self, ui: &mut Ui) {
        if let Some(running) = &mut self.exports.running {
            let (done, all) = running.progress.steps();
            let share = if all == 0 { 0.0 } else { done as f32 / all as f32 };
            let bar = egui::ProgressBar::new(share).desired_width(96.0).desired_height(8.0);
            let name = say!(self, "ui-export-progress", name = running.name.as_str());
            ui.add(bar.fill(Colors::of(ui).accent)).accessible_name(name);
            let cancelled = running.progress.is_cancelled();
            let cancel = if cancelled { say!(self, "ui-export-cancelling") } else { say!(self, "ui-shell-cancel") };
            let text = RichText::new(cancel).font(style::small());
            let button = ui.add_enabled(!cancelled, egui::Button::new(text).min_size(vec2(0.0, 22.0)));
            if button.clicked() {
                running.progress.cancel();
            }
            running.hears_escape = ui.memory(|memory| memory.focused().is_none_or(|id| id == button.id));
            ui.add_space(8.0);
        }
    }

    /// Beside the words that it is exported: what opens it.
    pub(super) fn exported_ui(&mut self, ui: &mut Ui) {
        let shown = self.exports.written.as_ref().filter(|written| self.said.as_ref() == Some(&written.said));
        let Some(Written { path, is_folder, .. }) = shown else { return };
        let open = if *is_folder { say!(self, "ui-export-show-folder") } else { say!(self, "ui-export-open") };
        let path = path.clone();
        if widgets::link_small(ui, &open).clicked() {
            self.files.run("open", move || {
                let why = opener::open(&path).err()?;
                let path = path.display().to_string();
                Some(Done::Say(crate::message!("ui-export-not-opened", reason = why.to_string(), path = path)))
            });
        }
        ui.add_space(12.0);
    }

    /// Cancels the export that is under way at Esc, while nothing else has the keyboard.
    pub(super) fn escape_export(&mut self, ui: &Ui) {
        if let Some(running) = self.exports.running.as_ref().filter(|running| running.hears_escape)
            && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
        {
            running.progress.cancel();
        }
    }

    /// Puts what is selected, or else the shown sheet, on the clipboard as a picture in the colours of the window.
    pub(super) fn copy_picture(&mut self) {
        let Some(doc) = &self.doc else { return };
        let selection = self.drawn_selection();
        let only = (!selection.is_empty()).then(|| selection.into_iter().collect());
        let shown = doc.shown();
        let Some(order) = self.order(Form::Png, Asked { only, ..Asked::default() }, vec![shown], false) else { return };
        let look = self.ctx.global_style();
        let theme = style::theme(style::Look::of(&look.visuals));
        let put = self.exports.put;
        self.said = Some(crate::message!("ui-export-copying"));
        self.files.run("export", move || {
            let said = catch_unwind(AssertUnwindSafe(|| picture::copy(&order, theme, put)));
            Some(Done::Say(said.unwrap_or_else(|_| crate::message!("ui-export-not-copied"))))
        });
    }
}

/// A path with the ending of its form, which is never taken for a part of the name.
fn ended(path: PathBuf, form: Form) -> PathBuf {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(form.ending())) {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(form.ending());
    path.with_file_name(name)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_as_its_form_does() {
        for (path, out) in [("a/plan", "a/plan.pdf"), ("a/plan.PDF", "a/plan.PDF"), ("a/v1.2", "a/v1.2.pdf")] {
            assert_eq!(ended(PathBuf::from(path), Form::Pdf), PathBuf::from(out));
        }
        assert_eq!(ended("plan.coexist".into(), Form::Svg), PathBuf::from("plan.coexist.svg"));
    }
}
