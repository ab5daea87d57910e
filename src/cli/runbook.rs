//! `coexist runbook`: what is done in each phase, as a page to read or as scripts.

use super::export::may_be_written;
use super::over::written;
use super::{Done, cannot_draw, files};
use crate::export::Handout;
use crate::export::runbook::{Runbook, html, markdown, script};
use crate::format::store;
use crate::text::{Arg, Lang, Message};
use crate::{message, rules};
use std::path::{Path, PathBuf};

/// The endings of names, in the order of their forms.
const ENDINGS: [&str; 3] = ["md", "html", "ps1"];

/// Writes the runbook, whole or not at all; with scripts, one for each phase.
pub fn run(file: &Path, out: &Path, lang: Lang) -> Result<Done, Message> {
    let plan = files::open(file)?.plan;
    may_be_written(file, out)?;
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let replay = plan.replay();
    let report = rules::check(&plan, &replay, None);
    let stages: Vec<usize> = (0..=plan.phases.len()).collect();
    let handout = Handout { plan: &plan, replay: &replay, report: &report, lang, stages: &stages };
    let book = Runbook::new(&handout);
    let made: Vec<(PathBuf, String)> = match ending.as_str() {
        "html" => vec![(out.to_owned(), html(&book, &handout))],
        "ps1" => {
            let digits = book.phases.len().to_string().len();
            let named = |number: usize| {
                let mut name = out.file_stem().unwrap_or_default().to_owned();
                name.push(format!("-{number:0digits$}.ps1"));
                out.with_file_name(name)
            };
            book.phases.iter().map(|phase| (named(phase.number), script(phase, &handout))).collect()
        }
        "md" => vec![(out.to_owned(), markdown(&book, &handout))],
        _ if store::is_special(out) => vec![(out.to_owned(), markdown(&book, &handout))],
        _ => {
            let endings = ENDINGS.iter().map(|ending| format!(".{ending}")).collect();
            return Err(message!(
                "cli-unknown-ending",
                path = out.display().to_string(),
                endings = Arg::Either(endings)
            ));
        }
    };
    for (path, _) in &made {
        may_be_written(file, path)?;
    }
    for (path, text) in &made {
        store::write_file(path, text.as_bytes()).map_err(|error| cannot_draw(&error, path))?;
    }
    let said = made.iter().map(|(path, _)| lang.say(&message!("cli-exported", file = path.display().to_string())));
    written(out, &said.collect::<Vec<_>>().join("\n"))
}
