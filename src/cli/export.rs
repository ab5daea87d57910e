//! `coexist export`: a plan handed over as a file of another kind, which the ending of its name decides.

use super::files;
use super::over::{not_the_input, written};
use super::{Done, cannot_draw};
use crate::export::Handout;
use crate::export::forms::{self, Asked, Choice, Form, NotMade, PaperName};
use crate::export::progress::Progress;
use crate::format::store;
use crate::text::{Arg, Lang, Message};
use crate::{message, rules};
use std::io;
use std::path::{Path, PathBuf};

/// What was asked on the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    pub file: PathBuf,
    pub out: PathBuf,
    /// Without it the last one, or all of them in one file.
    pub phases: Option<Phases>,
    pub look: Asked,
    /// Of a PDF: the report, and not the drawings alone.
    pub report: bool,
}

/// Which stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phases {
    /// The last one.
    Last,
    One(usize),
    All,
}

/// The form that the ending of a name stands for.
fn form_of(out: &Path) -> Result<Form, Message> {
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    // What is done is another command's.
    let mut drawn = Form::ALL.iter().filter(|form| !form.is_runbook());
    match drawn.find(|form| form.ending() == ending) {
        Some(form) => Ok(*form),
        // A device or a pipe has a name that says nothing.
        None if store::is_special(out) => Ok(Form::Svg),
        None => {
            // Two forms are PDF.
            let forms = Form::ALL.iter().filter(|form| **form != Form::Report && !form.is_runbook());
            let endings = forms.map(|form| format!(".{}", form.ending())).collect();
            Err(message!("cli-unknown-ending", path = out.display().to_string(), endings = Arg::Either(endings)))
        }
    }
}

/// Writes what was asked, whole or not at all: everything is made before the first file is touched.
pub fn run(asked: &Export, lang: Lang) -> Result<Done, Message> {
    let mut plan = files::open(&asked.file)?.plan;
    let out = &asked.out;
    may_be_written(&asked.file, out)?;
    let form = match (form_of(out)?, asked.report) {
        (Form::Pdf, true) => Form::Report,
        (_, true) => return Err(message!("cli-report-of-pdf", path = out.display().to_string())),
        (form, false) => form,
    };
    if let Some(choice) = asked.look.idle(form) {
        return Err(means_nothing(choice, form, out));
    }
    if form == Form::Report && asked.look.paper == Some(PaperName::None) {
        return Err(message!("cli-option-of-drawings", option = "--paper none", path = out.display().to_string()));
    }
    let usual = if form.is_of_one_stage() { Phases::Last } else { Phases::All };
    let phases = asked.phases.unwrap_or(usual);
    let stages = match phases {
        Phases::Last => vec![files::stage(&plan, None)?],
        Phases::One(stage) => vec![files::stage(&plan, Some(stage))?],
        Phases::All => (0..=plan.phases.len()).collect(),
    };
    if phases == Phases::All && form.is_of_one_stage() && store::is_special(out) {
        return Err(message!("cli-one-file", path = out.display().to_string()));
    }
    let replay = plan.replay();
    files::place(&mut plan, &replay);
    let report = rules::check(&plan, &replay, None);
    let handout = Handout { plan: &plan, replay: &replay, report: &report, lang, stages: &stages };
    let made = forms::made(form, &handout, &asked.look, &Progress::default()).map_err(|why| not_made(why, out))?;
    let made = forms::named(out, made, phases == Phases::All);
    if made.len() > 1 && store::is_special(out) {
        return Err(message!("cli-one-file", path = out.display().to_string()));
    }
    for (path, _) in &made {
        may_be_written(&asked.file, path)?;
    }
    store::write_files(&made).map_err(|failed| cannot_draw(&failed.why, &failed.path))?;
    let said = made.iter().map(|(path, _)| lang.say(&message!("cli-exported", file = path.display().to_string())));
    written(out, &said.collect::<Vec<_>>().join("\n"))
}

/// A drawing never takes the place of a plan, nor of what is read, nor of a folder.
pub(super) fn may_be_written(file: &Path, out: &Path) -> Result<(), Message> {
    not_the_input(file, out)?;
    if store::is_of_a_plan(out) {
        return Err(message!("cli-draw-over-plan", path = out.display().to_string()));
    }
    if out.is_dir() { Err(cannot_draw(&io::ErrorKind::IsADirectory.into(), out)) } else { Ok(()) }
}

fn means_nothing(choice: Choice, form: Form, out: &Path) -> Message {
    let path = out.display().to_string();
    let option = match choice {
        Choice::Scale if form.takes(Choice::Theme) => return message!("cli-scale-of-png", path = path),
        Choice::Theme => "--theme",
        Choice::Paper => "--paper",
        Choice::Scale => "--scale",
        Choice::Transparent => "--transparent",
        Choice::Findings => "--findings",
        Choice::Only => "--only",
    };
    match form {
        // It is on paper, with a ground, with findings.
        Form::Report => message!("cli-option-of-drawings", option = option, path = path),
        _ => message!("cli-option-of-pages", option = option, path = path),
    }
}

fn not_made(why: NotMade, out: &Path) -> Message {
    match why {
        NotMade::TooLarge { width, height, fits } => {
            message!(
                "cli-picture-too-large",
                width = width.to_string(),
                height = height.to_string(),
                scale = format!("{fits}")
            )
        }
        NotMade::Failed(why) => why,
        // Nobody cancels the command line but by ending it.
        NotMade::Broken | NotMade::Cancelled => message!("cli-drawing-broken", path = out.display().to_string()),
    }
}
