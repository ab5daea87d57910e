//! What an export does on its thread: everything is made before the first file is touched.

use crate::export::Handout;
use crate::export::forms::{self, Asked, Form, Made, NotMade};
use crate::export::progress::Progress;
use crate::format::store::{self, NotWritten, There};
use crate::message;
use crate::plan::{Plan, Replay};
use crate::rules::{self, Report};
use crate::text::{Arg, Lang, Message};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be exported, as the plan was when it was asked for.
pub struct Order {
    pub form: Form,
    pub asked: Asked,
    pub plan: Arc<Plan>,
    pub replay: Arc<Replay>,
    /// None while the plan is still being checked.
    pub report: Option<Arc<Report>>,
    pub lang: Lang,
    pub stages: Vec<usize>,
    /// Whether the numbers of stages stand in the names of their files.
    pub numbered: bool,
}

/// Files with their bytes.
pub type Files = Arc<Vec<(PathBuf, Vec<u8>)>>;

/// How an export ended.
pub enum End {
    Written(Vec<PathBuf>),
    Cancelled,
    /// Everything is made, and these files would be written over.
    InTheWay(Files, Vec<PathBuf>),
    Failed(Message),
}

impl Order {
    pub fn report(&self) -> Arc<Report> {
        self.report.clone().unwrap_or_else(|| Arc::new(rules::check(&self.plan, &self.replay, None)))
    }

    fn made(&self, progress: &Progress) -> Result<Vec<Made>, NotMade> {
        let Self { form, asked, plan, replay, lang, stages, .. } = self;
        let handout = Handout { plan, replay, report: &self.report(), lang: *lang, stages };
        forms::made(*form, &handout, asked, progress)
    }

    /// Makes and writes it. `agreed`: a file that may be written over, because the system asked about it.
    pub fn run(&self, out: &Path, agreed: Option<&Path>, progress: &Progress) -> End {
        let made = match self.made(progress) {
            Ok(made) if !progress.is_cancelled() => made,
            Ok(_) | Err(NotMade::Cancelled) => return End::Cancelled,
            Err(why) => return End::Failed(not_made(why, out)),
        };
        let files = forms::named(out, made, self.numbered);
        if let Some((plan, _)) = files.iter().find(|(path, _)| store::is_of_a_plan(path)) {
            return End::Failed(message!("ui-export-over-a-plan", path = plan.display().to_string()));
        }
        let is_in_the_way = |path: &Path| agreed != Some(path) && store::there(path) != There::Nothing;
        let there: Vec<PathBuf> =
            files.iter().map(|(path, _)| path).filter(|path| is_in_the_way(path)).cloned().collect();
        match there.is_empty() {
            true => write(&files),
            false => End::InTheWay(Arc::new(files), there),
        }
    }
}

/// Writes what is made.
pub fn write(files: &[(PathBuf, Vec<u8>)]) -> End {
    match store::write_files(files) {
        Ok(()) => End::Written(files.iter().map(|(path, _)| path.clone()).collect()),
        Err(NotWritten { path, why, written }) => {
            let (reason, path) = (store::write_reason(&why), path.display().to_string());
            End::Failed(match written.is_empty() {
                true => message!("ui-export-cannot-write", reason = reason, path = path),
                false => {
                    let written = Arg::List(written.iter().map(|path| path.display().to_string()).collect());
                    message!("ui-export-cannot-write-all", reason = reason, path = path, written = written)
                }
            })
        }
    }
}

fn not_made(why: NotMade, out: &Path) -> Message {
    match why {
        NotMade::TooLarge { width, height, fits } => {
            message!(
                "ui-export-too-large",
                width = width.to_string(),
                height = height.to_string(),
                scale = format!("{fits}")
            )
        }
        NotMade::Failed(why) => why,
        NotMade::Broken | NotMade::Cancelled => message!("ui-export-broken", path = out.display().to_string()),
    }
}

/// The end of a job that broke off: nothing waits for it for ever.
pub fn broken(out: &Path) -> End {
    End::Failed(not_made(NotMade::Broken, out))
}
