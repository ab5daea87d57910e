//! The open document and its file: opening, saving, exporting, and what came of it.

use super::app::App;
use super::dialogs::{Dialog, Next};
use super::document::Document;
use super::files::{Done, Loaded, PickWords, Purpose};
use super::panels::outline::Outline;
use super::panels::problems::Problems;
use super::planner::{Below, Planner};
use super::ready::Ready;
use super::sheet_view::FirstLook;
use crate::canvas::SheetCommand;
use crate::export::forms::Form;
use crate::format::store::{Recovery, Stamp, StoreError};
use crate::model::*;
use crate::plan::{About, Plan, PlanEdit};
use crate::rules;
use crate::text::Message;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Does it at once, or first asks about unsaved changes.
    pub(super) fn guarded(&mut self, next: Next) {
        if self.doc.as_ref().is_some_and(Document::is_dirty) {
            self.dialog = Some(Dialog::Unsaved(next));
        } else {
            self.perform(next);
        }
    }

    pub(super) fn perform(&mut self, next: Next) {
        self.recovered = None;
        match next {
            Next::Quit => self.leave(),
            Next::Close => {
                self.doc = None;
                self.announcer.forget();
                self.kept_revision = 0;
                if let Some(saver) = &self.saver {
                    saver.clear();
                }
            }
            Next::Empty => {
                let (target, _) = rules::default_target(&Topology::default());
                let mut plan = Plan::new(target);
                plan.about.title = None;
                let loaded = Loaded {
                    ready: Ready::new(plan, self.first_look()),
                    notes: Vec::new(),
                    path: None,
                    stamp: None,
                    source: None,
                    saved: true,
                };
                self.show(loaded);
            }
            Next::Example(example) => self.opening = self.files.open_example(example, self.first_look()),
            Next::Open(path) => self.open_path(path),
        }
    }

    pub(super) fn open_path(&mut self, path: PathBuf) {
        self.opening = self.files.open(path, self.first_look());
    }

    /// How a plan is looked at when it comes.
    pub(super) fn first_look(&self) -> FirstLook {
        self.sheet.first_look(self.lang)
    }

    pub(super) fn show(&mut self, loaded: Loaded) {
        let ctx = self.ctx.clone();
        let Ready { plan, replay, checked, drawing, scene, look } = loaded.ready;
        let mut doc = Document::of(plan.clone(), replay, checked, move || ctx.request_repaint());
        if loaded.saved {
            doc.saved_as(plan);
        }
        doc.path = loaded.path;
        doc.stamp = loaded.stamp;
        doc.source = loaded.source;
        doc.notes = loaded.notes;
        if !doc.notes.is_empty() {
            self.said = Some(crate::message!("ui-shell-has-notes", count = doc.notes.len()));
        }
        if let Some(path) = &doc.path {
            self.recent.add(path);
            self.store_settings();
        }
        // A recovery is at risk at once; what came from a file is not until it is edited.
        self.kept_revision = if self.recovered.is_some() { 0 } else { doc.revision() };
        self.sheet.remember(&mut self.settings);
        let legend = self.sheet.legend;
        self.sheet = super::sheet_view::SheetView::new(&self.settings);
        self.sheet.legend = legend;
        self.sheet.begin(&doc, drawing, scene, look);
        self.doc = Some(doc);
        self.announcer.forget();
        let to_propose = self.proposing.next;
        self.page = to_propose.then_some(super::page::Page::Propose);
        self.proposing.forget();
        self.missing.forget();
        self.browser.forget();
        self.outline = Outline::default();
        self.problems = Problems::default();
        self.planner = Planner::default();
        self.dialog = None;
    }

    pub(super) fn pick(&mut self, purpose: Purpose) {
        self.proposing.next = false;
        let words = PickWords {
            title: self.say(&purpose.title()),
            all: self.say(&crate::message!("ui-shell-filter-all")),
            plans: self.say(&crate::message!("ui-shell-filter-plans")),
            topologies: self.say(&crate::message!("ui-shell-filter-topologies")),
            form: match purpose {
                Purpose::Export(form) => self.lang.word(Form::PREFIX, form.key()),
                _ => String::new(),
            },
        };
        let proposed = match purpose {
            Purpose::Save => Some(format!("{}.coexist", self.file_stem())),
            Purpose::Export(form) => Some(format!("{}.{}", self.file_stem(), form.ending())),
            Purpose::ExportFacts => Some(format!("{}.csv", self.file_stem())),
            Purpose::Open | Purpose::AddTopology | Purpose::CompareTopology | Purpose::ImportFacts | Purpose::Logo => {
                None
            }
        };
        if !self.files.pick(purpose, self.recent.last_folder.clone(), proposed, words) {
            self.dialog = Some(Dialog::path(purpose, self.recent.last_folder.as_deref(), &self.file_stem()));
        }
    }

    /// The name of the file, without its ending, or one made from the title.
    pub(super) fn file_stem(&self) -> String {
        let Some(doc) = &self.doc else { return String::new() };
        let of = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let source = doc.source.as_ref().and_then(|name| of(Path::new(name)));
        let title = || doc.plan().about.title.as_ref().map(|title| title.replace(['/', '\\', ':'], "-"));
        doc.path.as_deref().and_then(of).or_else(title).or(source).unwrap_or_else(|| "plan".to_owned())
    }

    /// Saves to `path`, to the plan's own file, or asks where. `None` as path keeps the file's stamp in mind.
    pub(super) fn save(&mut self, path: Option<PathBuf>) {
        let Some(doc) = &self.doc else { return };
        let own = doc.path.clone();
        let Some(target) = path.or_else(|| own.clone()) else {
            self.pick(Purpose::Save);
            return;
        };
        let expected = if own.as_deref() == Some(&target) { doc.stamp.clone() } else { None };
        self.saving = self.files.save(self.folders.clone(), target, doc.plan().clone(), expected);
    }

    /// Saves over whatever is there.
    pub(super) fn overwrite(&mut self, path: PathBuf) {
        if let Some(doc) = &self.doc {
            self.saving = self.files.save(self.folders.clone(), path, doc.plan().clone(), None);
        }
    }

    pub(super) fn save_then(&mut self, next: Next) {
        self.after_save = Some(next);
        self.save(None);
    }

    pub(super) fn forget_after_save(&mut self) {
        self.after_save = None;
    }

    /// What a path that was picked or typed is for. `agreed`: the system asked whether it may be written over.
    pub(super) fn picked(&mut self, purpose: Purpose, path: PathBuf, agreed: bool) {
        let ended = |path: PathBuf, ending: &str| {
            if path.extension().is_some() { path } else { path.with_extension(ending) }
        };
        self.recent.last_folder = path.parent().map(Path::to_owned);
        match purpose {
            Purpose::Open => self.guarded(Next::Open(path)),
            Purpose::AddTopology => {
                if let Some(doc) = &self.doc {
                    self.files.read_topology(path, doc.plan().clone());
                }
            }
            Purpose::CompareTopology => drop(self.files.read_reality(path)),
            Purpose::Save => self.save(Some(ended(path, "coexist"))),
            Purpose::Export(_) => self.export_to(path, agreed),
            Purpose::ImportFacts => drop(self.files.read_facts(path)),
            Purpose::ExportFacts => self.export_facts(ended(path, "csv")),
            Purpose::Logo => drop(self.files.read_logo(path)),
        }
    }

    pub(super) fn done(&mut self, done: Done) {
        match done {
            Done::Picked { purpose, path: Some(path), .. } => self.picked(purpose, path, true),
            Done::Picked { shown: true, .. } => self.after_save = None,
            Done::Picked { purpose, shown: false, .. } => {
                self.dialog = Some(Dialog::path(purpose, self.recent.last_folder.as_deref(), &self.file_stem()));
            }
            Done::Opened(Ok(loaded)) => {
                self.opening = false;
                self.show(*loaded);
            }
            Done::Opened(Err(text)) => {
                self.opening = false;
                self.fail(crate::message!("ui-shell-could-not-open"), text);
            }
            Done::NotOpened(path, text) => {
                self.opening = false;
                self.recent.forget(&path);
                self.fail(crate::message!("ui-shell-could-not-open"), text);
            }
            Done::Topology(Ok(merged)) => {
                self.edit(crate::message!("ui-shell-topology-added", name = merged.name.as_str()), &merged.edits);
                if let Some(doc) = &mut self.doc {
                    doc.notes.extend(merged.notes);
                }
                self.sheet.perform(SheetCommand::FitAll);
            }
            Done::Topology(Err(text)) => self.fail(crate::message!("ui-shell-could-not-open"), text),
            Done::Reality(Ok(real)) => {
                self.close_page();
                self.planner.compare(*real);
                self.panels.show(Below::Status);
            }
            Done::Reality(Err(text)) => self.fail(crate::message!("ui-shell-could-not-open"), text),
            Done::Facts(read) => self.facts_read(read),
            Done::Logo(Ok(logo)) => {
                let about = self.doc.as_ref().map(|doc| doc.plan().about.clone()).unwrap_or_default();
                let edit = PlanEdit::About(About { logo: Some(logo), ..about });
                self.edit(crate::message!("plan-about"), &[edit]);
            }
            Done::Logo(Err(text)) => self.fail(crate::message!("ui-shell-could-not-open"), text),
            Done::LogoDrawn(logo, pixels) => self.inspector.logo.drawn(&logo, pixels),
            Done::Saved { path, plan, result } => self.saved(path, plan, result),
            Done::NotSaved => {
                (self.saving, self.after_save) = (false, None);
                self.fail(crate::message!("ui-shell-could-not-save"), crate::message!("ui-shell-save-broken"));
            }
            Done::Exported(path, Ok(())) => {
                self.said = Some(crate::message!("ui-shell-exported", path = path.display().to_string()));
            }
            Done::HandedOver(end) => self.exported(end),
            Done::Say(message) => self.said = Some(message),
            Done::Exported(_, Err(text)) => self.fail(crate::message!("ui-shell-could-not-export"), text),
            Done::ChangedOnDisk(path) => {
                let ours = self.doc.as_ref().is_some_and(|doc| doc.path.as_ref() == Some(&path));
                if ours && self.dialog.is_none() && !self.saving {
                    self.dialog = Some(Dialog::Changed { path, on_save: false });
                }
            }
        }
    }

    pub(super) fn saved(&mut self, path: PathBuf, plan: Arc<Plan>, result: Result<Stamp, StoreError>) {
        self.saving = false;
        match result {
            Ok(stamp) => {
                self.recent.add(&path);
                self.store_settings();
                if let Some(doc) = &mut self.doc {
                    doc.path = Some(path);
                    doc.stamp = Some(stamp);
                    doc.saved_as(plan);
                    self.said = None;
                    if !doc.is_dirty()
                        && let Some(saver) = &self.saver
                    {
                        saver.clear();
                    }
                }
                if let Some(recovered) = self.recovered.take() {
                    self.recoveries.retain(|other| !Arc::ptr_eq(other, &recovered));
                    self.discard(recovered);
                }
                if let Some(next) = self.after_save.take() {
                    self.guarded(next);
                }
            }
            Err(StoreError::ChangedOnDisk(path)) => self.dialog = Some(Dialog::Changed { path, on_save: true }),
            Err(error) => {
                self.after_save = None;
                self.fail(crate::message!("ui-shell-could-not-save"), error.message());
            }
        }
    }

    pub(super) fn fail(&mut self, title: Message, text: Message) {
        self.dialog = Some(Dialog::Error { title, text });
    }

    /// What cannot be removed is offered again, which is no harm.
    pub(super) fn discard(&self, recovery: Arc<Recovery>) {
        if let Ok(recovery) = Arc::try_unwrap(recovery) {
            self.files.quietly(move || drop(recovery.discard()));
        }
    }
}
