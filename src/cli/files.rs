//! Any FILE of the command line: a plan, or a topology in one of its forms, decided by content.

use crate::format::store;
use crate::plan::{Note, Plan, Replay};
use crate::text::Message;
use crate::{diagram, import, message, rules};
use std::path::Path;

/// A file that could be read.
pub struct Opened {
    pub plan: Plan,
    /// What an import did not understand; empty for a plan.
    pub notes: Vec<Note>,
    /// Whether it was a topology rather than a plan.
    pub imported: bool,
}

pub fn open(path: &Path) -> Result<Opened, Message> {
    let bytes = store::read_bytes(path).map_err(|error| error.message())?;
    if !import::looks_like_topology(&bytes) {
        let plan = store::plan_of(path, &bytes).map_err(|error| error.message())?;
        return Ok(Opened { plan, notes: Vec::new(), imported: false });
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let mut imported = import::read(&bytes, &name).map_err(|error| error.message())?;
    let (target, note) = rules::default_target(&imported.plan.today);
    imported.plan.target = target;
    imported.notes.extend(note);
    Ok(Opened { plan: imported.plan, notes: imported.notes, imported: true })
}

/// The stage that `--phase` asks for; the last one without it.
pub fn stage(plan: &Plan, asked: Option<usize>) -> Result<usize, Message> {
    match asked {
        None => Ok(plan.phases.len()),
        Some(stage) if stage <= plan.phases.len() => Ok(stage),
        Some(stage) => Err(message!("cli-no-such-phase", phase = stage, last = plan.phases.len())),
    }
}

/// Gives a place on the sheet to everything that has none.
pub fn place(plan: &mut Plan, replay: &Replay) {
    let places = diagram::layout(plan, replay);
    plan.places.extend(places);
}
