//! The command line: check, inventory, import, propose, diff, status, export, runbook, rollback, explain, rules.
//! Needs no display.
//!
//! Answers go to standard output, whole or not at all; everything else to standard error.

mod args;
mod check;
mod diff;
mod export;
mod files;
mod grammar;
mod import;
mod inventory;
mod knowledge;
mod over;
mod propose;
mod rollback;
mod runbook;
mod said;
mod status;

pub use args::{Example, Start};

use crate::format::store;
use crate::message;
use crate::model::*;
use crate::plan::Plan;
use crate::text::{Lang, Message};
use args::{Asked, Order, Stop};
use serde::Serialize;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

/// Exit status when something could not be done; `check`, `diff` and `status` keep 1 for what they find.
const FAILED: u8 = 2;

/// What is left to do after the command line was understood.
pub enum Next {
    /// Nothing: it was answered.
    Exit(ExitCode),
    Window(Window),
}

/// A window that the command line asked for.
pub struct Window {
    pub start: Start,
    pub lang: Lang,
    /// Whether `--lang` named the language; a language chosen in the window before yields to it.
    pub lang_named: bool,
}

/// How a command ended that could be run.
enum Done {
    Well,
    /// Findings at or above the asked level, differences, or what is not as planned.
    Findings,
}

/// Runs the command that the arguments name (the first is the program), or says which window they ask for.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Next {
    let (lang, asked) = args::parse(args.into_iter().collect());
    let asked = match asked {
        Ok(asked) => asked,
        Err(Stop::Answered(text)) => {
            return Next::Exit(match said::print(&text) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => failed(&cannot_write(error), lang),
            });
        }
        Err(Stop::Failed(failure)) => {
            let code = failed(&failure, lang);
            said::tell(&lang.say(&message!("cli-see-help")));
            return Next::Exit(code);
        }
    };
    let Asked { lang, lang_named, order } = asked;
    let done = match order {
        Order::Window(start) => return Next::Window(Window { start, lang, lang_named }),
        Order::Check { file, target, format, fail_on } => check::run(&file, target, format, fail_on, lang),
        Order::Inventory { file, phase, format } => inventory::run(&file, phase, format, lang),
        Order::Import { source, plan, force } => import::run(&source, &plan, force, lang),
        Order::Propose(asked) => propose::run(&asked, lang),
        Order::Diff(asked) => diff::run(&asked, lang),
        Order::Status(asked) => status::run(&asked, lang),
        Order::Export(asked) => export::run(&asked, lang),
        Order::Runbook { file, out } => runbook::run(&file, &out, lang),
        Order::Rollback(asked) => rollback::run(&asked, lang),
        Order::Explain { code } => knowledge::explain(&code, lang),
        Order::Rules { format } => knowledge::list(format, lang),
    };
    Next::Exit(match done {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::Findings) => ExitCode::from(1),
        Err(failure) => failed(&failure, lang),
    })
}

/// Says why the window cannot be had.
pub fn no_window(why: &Message, lang: Lang) -> ExitCode {
    failed(why, lang)
}

fn failed(failure: &Message, lang: Lang) -> ExitCode {
    said::tell(&lang.say(failure));
    ExitCode::from(FAILED)
}

fn cannot_write(error: std::io::Error) -> Message {
    message!("cli-cannot-write", reason = error.to_string())
}

/// Why a drawing could not be written, and where.
fn cannot_draw(error: &std::io::Error, path: &Path) -> Message {
    message!("cli-cannot-draw", reason = store::write_reason(error), path = path.display().to_string())
}

fn json(value: &impl Serialize) -> Result<String, Message> {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n").map_err(|error| message!("cli-cannot-write", reason = error.to_string()))
}

/// What people call a subject; the deployment has no name of its own when no domain is known.
fn named(plan: &Plan, subject: &Subject, lang: Lang) -> String {
    match plan.label(subject) {
        name if name.is_empty() => lang.word(SubjectKind::PREFIX, subject.kind().key()),
        name => name,
    }
}

/// A pack is called like the product it leads to.
fn pack_name(id: &PackId) -> Message {
    match Version::from_key(id.as_str()) {
        Some(version) => Message::word(Version::PREFIX, version.key()),
        None => message!("cli-pack", id = id.as_str()),
    }
}
