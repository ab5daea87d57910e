//! `coexist rollback`: the way back from a phase, with what the rules say of it; as text, as Markdown, or kept in a plan.

use super::export::may_be_written;
use super::over::written;
use super::said::print;
use super::{Done, cannot_draw, files};
use crate::export::way_back::{markdown, text};
use crate::format::store;
use crate::message;
use crate::propose::{Back, NoWayBack, judge, roll_back};
use crate::text::{Arg, Lang, Message};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was asked on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rollback {
    pub file: PathBuf,
    /// The phase that is left; the last one without it.
    pub from: Option<usize>,
    /// The stage that it leads back to; the one before without it.
    pub to: Option<usize>,
    /// Where it is written; on standard output without it.
    pub out: Option<PathBuf>,
}

pub fn run(asked: &Rollback, lang: Lang) -> Result<Done, Message> {
    let mut plan = files::open(&asked.file)?.plan;
    let from = files::stage(&plan, asked.from)?;
    let to = files::stage(&plan, asked.to.or(Some(from.saturating_sub(1))))?;
    let replay = plan.replay();
    let back = roll_back(&plan, &replay, (from, to), lang).map_err(|why| match why {
        NoWayBack::NotEarlier => message!("cli-rollback-not-earlier"),
        NoWayBack::Bar(_) => Back::new(&plan, &replay).reach(&plan, from, lang),
    })?;
    let Some(out) = &asked.out else {
        print(&text(&back, &judge(&back), lang)).map_err(super::cannot_write)?;
        return Ok(Done::Well);
    };
    may_be_written(&asked.file, out)?;
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "coexist" => {
            plan.phases.insert(from, Arc::new(back.phase.clone()));
            store::save(out, &plan, None).map_err(|error| error.message())?;
        }
        "md" | "txt" => write(out, &if ending == "md" { markdown } else { text }(&back, &judge(&back), lang))?,
        _ if store::is_special(out) => write(out, &text(&back, &judge(&back), lang))?,
        _ => {
            let endings = [".md", ".txt", ".coexist"].map(str::to_owned).to_vec();
            let path = out.display().to_string();
            return Err(message!("cli-unknown-ending", path = path, endings = Arg::Either(endings)));
        }
    }
    written(out, &lang.say(&message!("cli-exported", file = out.display().to_string())))
}

fn write(out: &Path, text: &str) -> Result<(), Message> {
    store::write_file(out, text.as_bytes()).map_err(|error| cannot_draw(&error, out))
}
