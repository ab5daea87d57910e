//! Everything that touches a file, on threads of its own. Answers are taken in `App::logic`; no frame waits.

use super::command::Example;
use super::export;
use super::panels::logo::DRAWN_IN as LOGO;
use super::planner::Reality;
use super::ready::{Ready, free_places};
use super::sheet_view::FirstLook;
use super::threads;
use crate::export::forms::Form;
use crate::export::logo::{self, Pixels};
use crate::format::store::{self, Folders, Stamp, StoreError};
use crate::import;
use crate::plan::{Logo, NoLogo, Note, Plan, PlanEdit};
use crate::rules;
use crate::text::Message;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// The largest file that is opened; 2,000 pools are 24 MB of tbxml.
const MAX_BYTES: u64 = 64 << 20;

/// A dialog that comes back without an answer sooner than this was never shown: no hand is that quick.
const AT_ONCE: Duration = Duration::from_millis(400);

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/examples"]
#[allow_missing = true]
struct Examples;

/// What a file dialog is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Open,
    AddTopology,
    /// A topology that the open plan is compared with.
    CompareTopology,
    Save,
    Export(Form),
    ImportFacts,
    ExportFacts,
    Logo,
}

/// A plan that was read, ready to be shown.
pub struct Loaded {
    pub ready: Ready,
    pub notes: Vec<Note>,
    /// The plan file; none for a topology, an example or a recovery.
    pub path: Option<PathBuf>,
    pub stamp: Option<Stamp>,
    /// The name of what it came from, when that is no plan file.
    pub source: Option<String>,
    /// The plan as it is in its file; none when there is no such file.
    pub saved: bool,
}

/// What a job ended with.
pub enum Done {
    Picked {
        purpose: Purpose,
        path: Option<PathBuf>,
        shown: bool,
    },
    Opened(Result<Box<Loaded>, Message>),
    /// The path that was asked for is in the error, so that it can be forgotten.
    NotOpened(PathBuf, Message),
    Topology(Result<Merged, Message>),
    /// A topology to compare the plan with.
    Reality(Result<Box<Reality>, Message>),
    /// A table of facts and the name of its file.
    Facts(Result<(import::facts::Table, String), Message>),
    /// A picture for the title block.
    Logo(Result<Logo, Message>),
    /// As it is shown; none when it cannot be drawn.
    LogoDrawn(Logo, Option<Pixels>),
    Saved {
        path: PathBuf,
        plan: Arc<Plan>,
        result: Result<Stamp, StoreError>,
    },
    /// The save broke off.
    NotSaved,
    Exported(PathBuf, Result<(), Message>),
    /// An export of the dialog.
    HandedOver(export::End),
    /// A sentence for the status bar.
    Say(Message),
    /// The open file is not what it was.
    ChangedOnDisk(PathBuf),
}

/// A topology, ready to be added to the open plan.
pub struct Merged {
    /// Its objects, and places for them.
    pub edits: Vec<PlanEdit>,
    pub notes: Vec<Note>,
    /// The file's name.
    pub name: String,
}

/// Starts jobs and collects their ends.
pub struct Files {
    /// The window, once there is one.
    window: Arc<OnceLock<egui::Context>>,
    outbox: Sender<Done>,
    inbox: Receiver<Done>,
}

impl Files {
    pub fn new() -> Self {
        let (outbox, inbox) = channel();
        Self { window: Arc::default(), outbox, inbox }
    }

    /// From now on a job that ends wakes the window. Earlier ones are found by its first frame.
    pub fn wake(&self, ctx: &egui::Context) {
        let _ = self.window.set(ctx.clone());
    }

    /// The jobs that ended since the last call.
    pub fn poll(&self) -> Vec<Done> {
        self.inbox.try_iter().collect()
    }

    /// Does a job on a thread that nobody waits for, and that yields to the window; false when there is none to be had.
    pub fn run(&self, name: &str, job: impl FnOnce() -> Option<Done> + Send + 'static) -> bool {
        threads::start(name, self.work(None, job)).is_ok()
    }

    /// Does a job on a thread; `broken` is what it ends with when a mistake somewhere below breaks it off, because somebody
    /// waits for it.
    fn run_or(&self, name: &str, broken: Option<Done>, job: impl FnOnce() -> Option<Done> + Send + 'static) -> bool {
        std::thread::Builder::new().name(name.to_owned()).spawn(self.work(broken, job)).is_ok()
    }

    fn work<J: FnOnce() -> Option<Done> + Send + 'static>(
        &self,
        broken: Option<Done>,
        job: J,
    ) -> impl FnOnce() + Send + use<J> {
        let (outbox, window) = (self.outbox.clone(), self.window.clone());
        move || {
            if let Some(done) = catch_unwind(AssertUnwindSafe(job)).unwrap_or(broken)
                && outbox.send(done).is_ok()
                && let Some(ctx) = window.get()
            {
                ctx.request_repaint();
            }
        }
    }

    /// Shows the system's file dialog. Where there is none it comes back at once, and `shown` is false.
    ///
    /// Call it on the main thread: macOS makes its dialogs there only, and all three systems let another thread
    /// wait for the answer (see the crate documentation of `rfd` on threading).
    pub fn pick(&self, purpose: Purpose, folder: Option<PathBuf>, proposed: Option<String>, words: PickWords) -> bool {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(&words.title);
        if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let Some(name) = proposed {
            dialog = dialog.set_file_name(name);
        }
        let start = Instant::now();
        type Answer = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;
        let answer: Answer = match purpose {
            Purpose::Open => Box::pin(
                dialog
                    .add_filter(&words.all, &["coexist", "tbxml", "xml", "zip"])
                    .add_filter(&words.plans, &["coexist"])
                    .add_filter(&words.topologies, &["tbxml", "xml", "zip"])
                    .pick_file(),
            ),
            Purpose::AddTopology | Purpose::CompareTopology => {
                Box::pin(dialog.add_filter(&words.topologies, &["tbxml", "xml", "zip"]).pick_file())
            }
            Purpose::Save => Box::pin(dialog.add_filter(&words.plans, &["coexist"]).save_file()),
            Purpose::Export(form) => Box::pin(dialog.add_filter(&words.form, &[form.ending()]).save_file()),
            Purpose::ImportFacts => Box::pin(dialog.add_filter("CSV", super::app::TABLES).pick_file()),
            Purpose::ExportFacts => Box::pin(dialog.add_filter("CSV", &["csv"]).save_file()),
            Purpose::Logo => Box::pin(dialog.add_filter("PNG/JPEG/SVG", &["png", "jpg", "jpeg", "svg"]).pick_file()),
        };
        let broken = Done::Picked { purpose, path: None, shown: false };
        self.run_or("dialog", Some(broken), move || {
            let path = pollster::block_on(answer).map(|file| file.path().to_owned());
            let shown = path.is_some() || start.elapsed() > AT_ONCE;
            Some(Done::Picked { purpose, path, shown })
        })
    }

    /// Opens a plan or a topology, told apart by content.
    pub fn open(&self, path: PathBuf, look: FirstLook) -> bool {
        self.run_or("open", Some(Done::Opened(Err(broken()))), move || {
            Some(match open(&path, look) {
                Ok(loaded) => Done::Opened(Ok(Box::new(loaded))),
                Err(why) => Done::NotOpened(path, why),
            })
        })
    }

    pub fn open_example(&self, example: Example, look: FirstLook) -> bool {
        let open = move || Some(Done::Opened(open_example(example, look).map(Box::new)));
        self.run_or("open", Some(Done::Opened(Err(broken()))), open)
    }

    pub fn recover(&self, recovery: Arc<store::Recovery>, look: FirstLook) -> bool {
        self.run_or("open", Some(Done::Opened(Err(broken()))), move || {
            let read = recovery.load().map_err(|error| error.message());
            Some(Done::Opened(read.map(|plan| {
                // Saved where it came from, if that file still is a plan; otherwise the save asks where.
                let stamp =
                    recovery.plan_path.as_deref().and_then(|path| store::open(path).ok()).map(|file| file.stamp);
                let path = recovery.plan_path.clone().filter(|_| stamp.is_some());
                let source = recovery.plan_path.as_deref().map(name_of);
                let ready = Ready::new(plan, look);
                Box::new(Loaded { ready, notes: Vec::new(), path, stamp, source, saved: false })
            })))
        })
    }

    /// Reads a topology to be added to the open plan.
    pub fn read_topology(&self, path: PathBuf, plan: Arc<Plan>) -> bool {
        self.run_or("open", Some(Done::Topology(Err(broken()))), move || {
            let read = || {
                let bytes = read_bytes(&path)?;
                let name = name_of(&path);
                let imported = import::read(&bytes, &name).map_err(|error| error.message())?;
                let mut edits = import::merge_into(&plan, &imported);
                let merged = PlanEdit::all_applied_to(&edits, &plan).map_err(|why| why.message(&plan))?;
                let places = free_places(&merged, &merged.replay());
                if !places.is_empty() {
                    edits.push(PlanEdit::Place(places));
                }
                Ok(Merged { edits, notes: imported.notes, name })
            };
            Some(Done::Topology(read()))
        })
    }

    /// Reads a topology of a whole deployment, to compare the open plan with.
    pub fn read_reality(&self, path: PathBuf) -> bool {
        self.run_or("open", Some(Done::Reality(Err(broken()))), move || {
            let name = name_of(&path);
            let read = || {
                let bytes = read_bytes(&path)?;
                if !import::looks_like_topology(&bytes) {
                    return Err(crate::message!("import-status-no-topology", file = name.as_str()));
                }
                let imported = import::read(&bytes, &name).map_err(|error| error.message())?;
                if imported.source == import::SourceKind::TopologyInput {
                    return Err(crate::message!("import-status-part", file = name.as_str()));
                }
                let topology = imported.plan.today;
                Ok(Box::new(Reality { topology, name: name.clone(), notes: imported.notes }))
            };
            Some(Done::Reality(read()))
        })
    }

    /// Reads a table of facts.
    pub fn read_facts(&self, path: PathBuf) -> bool {
        self.run_or("open", Some(Done::Facts(Err(broken()))), move || {
            let name = name_of(&path);
            let read =
                read_bytes(&path).and_then(|bytes| import::facts::read(&bytes, &name).map_err(|error| error.message()));
            Some(Done::Facts(read.map(|table| (table, name))))
        })
    }

    /// Reads a picture for the title block.
    pub fn read_logo(&self, path: PathBuf) -> bool {
        self.run_or("open", Some(Done::Logo(Err(broken()))), move || {
            let read = read_bytes(&path).and_then(|bytes| {
                let logo = Logo::new(&bytes).map_err(NoLogo::message)?;
                // What is only half there is not kept in the plan.
                logo::pixels(&logo, LOGO).map(|_| logo).ok_or_else(|| NoLogo::Unknown.message())
            });
            Some(Done::Logo(read))
        })
    }

    /// Draws the logo as the inspector shows it.
    pub fn draw_logo(&self, logo: Logo) {
        let broken = Done::LogoDrawn(logo.clone(), None);
        self.run_or("logo", Some(broken), move || {
            let pixels = logo::pixels(&logo, LOGO);
            Some(Done::LogoDrawn(logo, pixels))
        });
    }

    /// `expected` is what the file was like; without it, whatever is there is written over.
    pub fn save(&self, folders: Option<Folders>, path: PathBuf, plan: Arc<Plan>, expected: Option<Stamp>) -> bool {
        self.run_or("save", Some(Done::NotSaved), move || {
            let result = store::save_in(folders.as_ref(), &path, &plan, expected.as_ref());
            Some(Done::Saved { path, plan, result })
        })
    }

    /// Writes a text, whole or not at all.
    pub fn export(&self, path: PathBuf, make: impl FnOnce() -> String + Send + 'static) -> bool {
        let broken = Done::Exported(path.clone(), Err(broken()));
        self.run_or("export", Some(broken), move || {
            let written = write(&path, &make());
            let result = written.map_err(|error| {
                let path = path.display().to_string();
                crate::message!("ui-shell-cannot-write", reason = error.to_string(), path = path)
            });
            Some(Done::Exported(path, result))
        })
    }

    /// Asks whether somebody else wrote the open file.
    pub fn look(&self, path: PathBuf, stamp: Stamp) -> bool {
        self.run("look", move || store::changed(&path, &stamp).then_some(Done::ChangedOnDisk(path)))
    }

    /// Any other short job, without an answer: settings, recent files.
    pub fn quietly(&self, job: impl FnOnce() + Send + 'static) {
        self.run("settings", move || {
            job();
            None
        });
    }
}

/// The words of a file dialog, in the user's language.
pub struct PickWords {
    pub title: String,
    pub all: String,
    pub plans: String,
    pub topologies: String,
    /// The form of an export.
    pub form: String,
}

/// What is said of a job that our own mistake broke off.
fn broken() -> Message {
    crate::message!("ui-shell-broken")
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    store::write_file(path, text.as_bytes())
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Message> {
    let shown = || path.display().to_string();
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(|error| crate::message!("ui-shell-cannot-read", reason = error.to_string(), path = shown()))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(crate::message!("ui-shell-too-large", limit = MAX_BYTES >> 20, path = shown()));
    }
    Ok(bytes)
}

fn open(path: &Path, look: FirstLook) -> Result<Loaded, Message> {
    let bytes = read_bytes(path)?;
    if import::looks_like_topology(&bytes) {
        let name = name_of(path);
        let imported = import::read(&bytes, &name).map_err(|error| error.message())?;
        let (mut plan, mut notes) = (imported.plan, imported.notes);
        let (target, note) = rules::default_target(&plan.today);
        plan.target = target;
        notes.extend(note);
        let source = Some(name);
        let ready = Ready::new(plan, look);
        return Ok(Loaded { ready, notes, path: None, stamp: None, source, saved: false });
    }
    drop(bytes);
    let opened = store::open(path).map_err(|error| error.message())?;
    let (path, stamp) = (Some(path.to_owned()), Some(opened.stamp));
    let ready = Ready::new(opened.plan, look);
    Ok(Loaded { ready, notes: Vec::new(), path, stamp, source: None, saved: true })
}

fn open_example(example: Example, look: FirstLook) -> Result<Loaded, Message> {
    let name = format!("{}.coexist", example.name());
    let missing = || crate::message!("ui-shell-no-example", name = example.name());
    let text = Examples::get(&name).ok_or_else(missing)?;
    let text = std::str::from_utf8(&text.data).map_err(|_| missing())?;
    let plan = crate::format::read(text).map_err(|error| error.message())?;
    let source = Some(name);
    Ok(Loaded { ready: Ready::new(plan, look), notes: Vec::new(), path: None, stamp: None, source, saved: true })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Subject;
    use crate::plan::History;
    use crate::rules::sketch;

    #[test]
    fn a_job_that_breaks_off_ends_all_the_same() {
        let files = Files::new();
        assert!(files.run_or("open", Some(Done::Opened(Err(broken()))), || panic!("on purpose")));
        let ended = (0..500).find_map(|_| {
            std::thread::sleep(Duration::from_millis(5));
            files.poll().pop()
        });
        assert!(matches!(ended, Some(Done::Opened(Err(_)))), "who waits for it hears of it");
    }

    #[test]
    fn a_topology_is_added_with_its_places_as_one_edit() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("woodgrove.xml");
        std::fs::write(&path, include_bytes!("../../tests/fixtures/woodgrove.xml")).expect("written");
        let plan =
            sketch::read("site Paris\n  pool fe-old front-end standard version=lync-2010\n").expect("a plan").plan;
        let look = FirstLook { lang: crate::text::Lang::EN, lines: Default::default(), ghosts: false };
        let plan = Ready::new(plan, look).plan;
        let files = Files::new();
        assert!(files.read_topology(path, plan.clone()));
        let merged = (0..500).find_map(|_| {
            std::thread::sleep(Duration::from_millis(20));
            files.poll().into_iter().find_map(|done| if let Done::Topology(merged) = done { merged.ok() } else { None })
        });
        let merged = merged.expect("read");
        assert_eq!(merged.name, "woodgrove.xml");
        let mut history = History::new(plan.clone());
        history.commit(crate::message!("language-name"), &merged.edits, &plan.replay(), ()).expect("it fits");
        let now = history.present();
        assert!(now.today.pools.len() > plan.today.pools.len());
        for pool in now.today.pools.keys() {
            assert!(now.places.contains_key(&Subject::from(pool)), "{pool} has no place");
        }
        history.undo();
        assert_eq!(*history.present(), plan, "one step back is all of it");
    }
}
