//! The window's one place where things happen: panels ask, and this answers.

use super::action::{Action, Cx};
use super::browser::Browser;
use super::brush::{self, Began};
use super::command::{Example, Heard, Situation, UiCommand, command_of};
use super::dialogs::{Dialog, Next};
use super::document::Document;
use super::export::{self, Exports, Put};
use super::files::Files;
use super::find::Find;
use super::kept::Kept;
use super::missing::MissingPage;
use super::page::Page;
use super::panels::inspector::Inspector;
use super::panels::outline::Outline;
use super::panels::phase::PhasePanel;
use super::panels::problems::Problems;
use super::panels::timeline::Timeline;
use super::picker::Picker;
use super::planner::{Below, Planner};
use super::present::Presentation;
use super::propose::ProposePage;
use super::recovery::Saver;
use super::sheet_view::SheetView;
use super::shell::Panels;
use super::style;
use super::table_preview::TablePreview;
use crate::format::store::{self, Folders, Recent, Recovery, Settings, ThemeChoice};
use crate::rules::Summary;
use crate::text::{Lang, Message};
use egui::{Context, Ui};
use std::path::PathBuf;
use std::sync::Arc;

/// What the window opens with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A plan or a topology.
    pub file: Option<PathBuf>,
    pub example: Option<Example>,
    /// Goes before the language of the settings.
    pub lang: Option<Lang>,
    /// Where settings and recovery lie; none keeps nothing.
    pub folders: Option<Folders>,
    /// Where copied pictures go; without it, to the clipboard of the system.
    pub pictures: Option<Put>,
}

pub struct App {
    pub(super) ctx: Context,
    pub(super) doc: Option<Document>,
    pub(super) lang: Lang,
    pub(super) settings: Settings,
    pub(super) recent: Recent,
    pub(super) folders: Option<Folders>,
    pub(super) recoveries: Vec<Arc<Recovery>>,
    /// The recovery that the open plan came from; it goes when the plan is saved.
    pub(super) recovered: Option<Arc<Recovery>>,
    pub(super) files: Files,
    pub(super) saver: Option<Saver>,
    pub(super) saving: bool,
    pub(super) opening: bool,
    pub(super) panels: Panels,
    pub(super) outline: Outline,
    pub(super) inspector: Inspector,
    pub(super) problems: Problems,
    pub(super) planner: Planner,
    pub(super) timeline: Timeline,
    pub(super) phase: PhasePanel,
    pub(super) sheet: SheetView,
    pub(super) areas: super::areas::Areas,
    atlas: super::rest::Atlas,
    pub(super) exports: Exports,
    /// The counts of the status bar.
    pub(super) summary: Kept<(), Summary>,
    /// What is shown instead of the sheet.
    pub(super) page: Option<Page>,
    /// A field or a list of the page had the keyboard in the last frame.
    pub(super) page_busy: bool,
    pub(super) missing: MissingPage,
    pub(super) browser: Browser,
    pub(super) proposing: ProposePage,
    pub(super) find: Find,
    /// Objects that a panel lights up on the sheet.
    pub(super) lit: Vec<crate::model::Subject>,
    /// The phases are gone through by themselves.
    pub(super) play: Option<super::play::Play>,
    /// A table of objects that was pasted.
    pub(super) table: Option<TablePreview>,
    /// The plan is shown to an audience.
    pub(super) presentation: Option<Box<Presentation>>,
    pub(super) commands: Picker,
    pub(super) dialog: Option<Dialog>,
    /// What comes after the plan is saved.
    pub(super) after_save: Option<Next>,
    /// What the dialog that is up was for, to offer a path field if there is none.
    pub(super) said: Option<Message>,
    pub(super) announcer: super::announce::Announcer,
    pub(super) out: Vec<Action>,
    /// Actions that wait until a field that is being typed in has given its text.
    pub(super) delayed: Vec<Action>,
    /// The user has answered: the window may close.
    pub(super) may_close: bool,
    pub(super) title: String,
    pub(super) kept_revision: u64,
    /// The window was looked for on the screen.
    pub(super) is_in_view: bool,
}

/// What the names of tables of facts end in.
pub(super) const TABLES: &[&str] = &["csv", "tsv", "txt"];

/// What needs no window: settings, and the plan, which is read and drawn while the window is made.
pub(super) struct Start {
    pub settings: Settings,
    lang: Lang,
    folders: Option<Folders>,
    files: Files,
    opening: bool,
    pictures: Put,
}

impl Start {
    pub fn new(options: Options) -> Self {
        let folders = options.folders;
        let settings = folders.as_ref().map(Settings::load).unwrap_or_default();
        let kept = settings.language.as_deref().and_then(Lang::from_tag);
        let lang = options.lang.or(kept).unwrap_or_else(Lang::of_system);
        let files = Files::new();
        let look = SheetView::new(&settings).first_look(lang);
        let opening = match (options.file, options.example) {
            (Some(path), _) => files.open(path, look),
            (None, Some(example)) => files.open_example(example, look),
            (None, None) => false,
        };
        let pictures = options.pictures.unwrap_or(export::to_system);
        Self { settings, lang, folders, files, opening, pictures }
    }
}

impl App {
    pub fn new(ctx: &Context, options: Options) -> Self {
        Self::begun(ctx, Start::new(options))
    }

    pub(super) fn begun(ctx: &Context, start: Start) -> Self {
        style::install(ctx);
        let Start { settings, lang, folders, files, opening, pictures } = start;
        files.wake(ctx);
        let mut recent = folders.as_ref().map(Recent::load).unwrap_or_default();
        recent.forget_missing();
        let recoveries = folders.as_ref().map(store::recoveries).unwrap_or_default();
        let app = Self {
            ctx: ctx.clone(),
            doc: None,
            lang,
            panels: Panels::new(&settings),
            sheet: SheetView::new(&settings),
            areas: super::areas::Areas::default(),
            atlas: super::rest::Atlas::default(),
            exports: Exports::new(&settings, pictures),
            settings,
            recent,
            recoveries: recoveries.into_iter().map(Arc::new).collect(),
            recovered: None,
            saver: folders.as_ref().and_then(|folders| Saver::start(folders).ok()),
            folders,
            files,
            saving: false,
            opening,
            outline: Outline::default(),
            inspector: Inspector::default(),
            problems: Problems::default(),
            planner: Planner::default(),
            timeline: Timeline::default(),
            phase: PhasePanel::default(),
            summary: Kept::default(),
            page: None,
            page_busy: false,
            missing: MissingPage::default(),
            browser: Browser::default(),
            proposing: ProposePage::default(),
            find: Find::default(),
            lit: Vec::new(),
            play: None,
            table: None,
            presentation: None,
            commands: Picker::default(),
            dialog: None,
            after_save: None,
            said: None,
            announcer: super::announce::Announcer::default(),
            out: Vec::new(),
            delayed: Vec::new(),
            may_close: false,
            title: String::new(),
            kept_revision: 0,
            is_in_view: false,
        };
        app.apply_theme();
        app.apply_text_size();
        app
    }

    /// The open document, for tests.
    pub fn document(&self) -> Option<&Document> {
        self.doc.as_ref()
    }

    /// What lights up on the sheet, for tests.
    pub fn lit(&self) -> &[crate::model::Subject] {
        self.sheet.lit()
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Takes the answers of threads; draws nothing.
    pub fn poll(&mut self) {
        for done in self.files.poll() {
            self.done(done);
        }
        if let Some(doc) = &mut self.doc {
            doc.poll();
        }
    }

    pub fn window_ui(&mut self, ui: &mut Ui) {
        if self.present_ui(ui) {
            return;
        }
        let began = Began::new(ui.ctx());
        self.escape(ui);
        self.back_in_view();
        self.closing(ui);
        self.dropped(ui);
        self.clipboard(ui);
        self.playing(ui);
        self.shortcuts(ui);
        if self.doc.is_some() {
            self.shell_ui(ui);
        } else if !self.rules_alone_ui(ui) {
            self.start_ui(ui);
        }
        self.menu_key(ui);
        self.table_ui(&ui.ctx().clone());
        self.find_ui(ui.ctx());
        self.command_palette_ui(ui.ctx());
        self.dialog_ui(ui.ctx().clone());
        self.answer();
        self.keep();
        self.window_title(ui);
        brush::lower(ui.ctx(), &began);
    }

    pub(super) fn situation(&self) -> Situation<'_> {
        let sheet = (self.page.is_none() && !self.planner.previews()).then_some(&self.sheet);
        let text_percent = self.text_percent();
        let (saving, exporting) = (self.saving, self.exports.is_running());
        Situation { document: self.doc.as_ref(), saving, exporting, sheet, text_percent }
    }

    pub(super) fn say(&self, message: &Message) -> String {
        super::action::wrapping(&self.lang.say(message))
    }

    /// Draws with what panels need; what they ask for is answered at the end of the frame.
    pub(super) fn with_cx(&mut self, draw: impl FnOnce(&mut Self, &mut Cx<'_>)) {
        let Some(doc) = self.doc.take() else { return };
        let mut out = std::mem::take(&mut self.out);
        let signer = self.settings.signer.clone();
        draw(self, &mut Cx { doc: &doc, lang: self.lang, signer: signer.as_deref(), out: &mut out });
        self.out.append(&mut out);
        self.doc = Some(doc);
    }

    /// A question that is up hears Esc before anything else does.
    fn escape(&mut self, ui: &Ui) {
        let up = self.dialog.is_some() || self.is_picking() || self.table.is_some();
        if up && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            self.find.picker.close();
            self.commands.close();
            self.table = None;
            self.dialog = None;
            self.after_save = None;
        }
        if !up {
            self.escape_export(ui);
        }
    }

    /// Find or the palette of commands is open.
    pub(super) fn is_picking(&self) -> bool {
        self.find.picker.is_shown() || self.commands.is_shown()
    }

    pub(super) fn shortcuts(&mut self, ui: &Ui) {
        if self.dialog.is_some() || self.missing.preview.is_some() || self.table.is_some() {
            return;
        }
        let typing = ui.ctx().text_edit_focused();
        let hears = |heard| heard == Heard::Always || (heard == Heard::NotTyping && !typing);
        let mut told = Vec::new();
        let mut heard = false;
        ui.input_mut(|i| {
            i.events.retain(|event| {
                // What such a key writes is not meant: on a French keyboard Shift+1 is a digit.
                if matches!(event, egui::Event::Text(_)) {
                    return !std::mem::take(&mut heard);
                }
                let egui::Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return true };
                let command = command_of(*key, *physical_key, *modifiers, hears);
                heard = command.is_some();
                told.extend(command.map(Action::Do));
                command.is_none()
            });
        });
        self.out.append(&mut told);
    }

    /// The menu key where no list took it: the menu of what is selected.
    fn menu_key(&mut self, ui: &Ui) {
        if self.doc.is_some() && self.page.is_none() && self.dialog.is_none() && super::widgets::menu_key(ui.ctx()) {
            self.out.push(Action::Do(UiCommand::ContextMenu));
        }
    }

    pub(super) fn closing(&mut self, ui: &Ui) {
        if !ui.input(|i| i.viewport().close_requested()) || self.may_close {
            return;
        }
        if self.doc.as_ref().is_some_and(Document::is_dirty) || ui.ctx().text_edit_focused() {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.out.push(Action::Do(UiCommand::Quit));
        } else {
            self.leave();
        }
    }

    /// Nothing is unsaved, or the user gave it up: the window closes and leaves no recovery.
    pub(super) fn leave(&mut self) {
        self.may_close = true;
        if let Some(saver) = self.saver.take() {
            saver.clear();
        }
        self.keep_window_place();
        self.keep_layout();
        self.ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    pub(super) fn dropped(&mut self, ui: &Ui) {
        let path = ui.input(|i| i.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = path {
            let table =
                path.extension().is_some_and(|ending| TABLES.iter().any(|other| ending.eq_ignore_ascii_case(other)));
            let is_topology = path
                .extension()
                .is_some_and(|ending| ["tbxml", "xml", "zip"].iter().any(|other| ending.eq_ignore_ascii_case(other)));
            let read = match self.doc.is_some() {
                true if table => Action::ReadFacts(path),
                // Somebody who looks at how far the deployment is means this one.
                true if is_topology && self.panels.shows(Below::Status) => Action::ReadReality(path),
                _ => Action::OpenPath(path),
            };
            self.out.push(read);
        }
        if ui.input(|i| i.events.iter().any(|event| matches!(event, egui::Event::WindowFocused(true))))
            && let Some(doc) = &self.doc
            && let (Some(path), Some(stamp)) = (&doc.path, &doc.stamp)
            && !self.saving
        {
            self.files.look(path.clone(), stamp.clone());
        }
    }

    /// Does what panels asked for. What that changes is drawn in the same frame: the pass that heard of it is not shown,
    /// since where triangles are drawn in software showing it takes longer than all else.
    pub(super) fn answer(&mut self) {
        let is_asked = !self.out.is_empty() || !self.delayed.is_empty();
        let before = self.doc.as_ref().filter(|_| is_asked).map(Document::seen);
        self.answer_all();
        if before.is_some() && before != self.doc.as_ref().map(Document::seen) {
            self.ctx.request_discard("app::answer");
        }
    }

    fn answer_all(&mut self) {
        self.lit.clear();
        let mut actions = std::mem::take(&mut self.out);
        actions.append(&mut self.delayed);
        let mut actions = std::collections::VecDeque::from(actions);
        while let Some(action) = actions.pop_front() {
            let needs_text = matches!(
                &action,
                Action::Do(
                    UiCommand::Save
                        | UiCommand::SaveAs
                        | UiCommand::Export
                        | UiCommand::CopyPicture
                        | UiCommand::ExportFacts
                        | UiCommand::Present
                        | UiCommand::PresentFromStart
                        | UiCommand::ClosePlan
                        | UiCommand::Quit
                        | UiCommand::NewPlan
                        | UiCommand::Open
                        | UiCommand::OpenExample(_)
                        | UiCommand::ProposeMigration
                ) | Action::OpenPath(_)
            );
            if needs_text && self.doc.is_some() && self.ctx.text_edit_focused() {
                self.ctx.memory_mut(|memory| memory.stop_text_input());
                self.ctx.request_repaint();
                self.delayed.push(action);
                self.delayed.extend(actions);
                return;
            }
            self.act(action);
        }
        self.light();
    }

    pub(super) fn set_theme(&mut self, choice: ThemeChoice) {
        self.settings.theme = choice;
        self.apply_theme();
        self.store_settings();
    }

    pub(super) fn apply_theme(&self) {
        let (preference, contrast) = match self.settings.theme {
            ThemeChoice::System => (egui::ThemePreference::System, false),
            ThemeChoice::Light => (egui::ThemePreference::Light, false),
            ThemeChoice::Dark => (egui::ThemePreference::Dark, false),
            ThemeChoice::Contrast => (egui::ThemePreference::System, true),
            ThemeChoice::ContrastLight => (egui::ThemePreference::Light, true),
            ThemeChoice::ContrastDark => (egui::ThemePreference::Dark, true),
        };
        style::wear(&self.ctx, contrast);
        self.ctx.set_theme(preference);
    }

    pub(super) fn store_settings(&self) {
        let Some(folders) = self.folders.clone() else { return };
        let (settings, recent) = (self.settings.clone(), self.recent.clone());
        // Preferences are no work: a disk that is full loses nothing that matters.
        self.files.quietly(move || {
            let _ = settings.save(&folders);
            let _ = recent.save(&folders);
        });
    }

    /// Keeps the recovery up to date.
    pub(super) fn keep(&mut self) {
        let (Some(doc), Some(saver)) = (&self.doc, &self.saver) else { return };
        if doc.revision() == self.kept_revision {
            return;
        }
        self.kept_revision = doc.revision();
        if doc.is_dirty() {
            saver.keep(doc.plan(), doc.path.as_deref());
        } else {
            saver.clear();
        }
    }

    pub(super) fn plan_title(&self) -> String {
        let Some(doc) = &self.doc else { return String::new() };
        match &doc.plan().about.title {
            Some(title) => title.to_string(),
            None if doc.path.is_some() || doc.source.is_some() => self.file_stem(),
            None => self.say(&crate::message!("ui-shell-untitled")),
        }
    }

    pub(super) fn window_title(&mut self, ui: &Ui) {
        let title = match &self.doc {
            Some(doc) => {
                let star = if doc.is_dirty() { "*" } else { "" };
                format!("{star}{} – Coexist", self.plan_title())
            }
            None => "Coexist".to_owned(),
        };
        if title != self.title {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, _: &Context, _: &mut eframe::Frame) {
        self.poll();
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.window_ui(ui);
        self.atlas.wait(ui.ctx());
    }

    fn raw_input_hook(&mut self, ctx: &Context, input: &mut egui::RawInput) {
        self.atlas.bound(ctx, input);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        style::Colors::in_look(style::Look::of(visuals)).sheet.to_normalized_gamma_f32()
    }
}
