//! Any FILE of the command line: a plan, or a topology in one of its forms, decided by content.

use crate::format::store;
use crate::plan::{Note, Plan, Replay};
use crate::text::{Lang, Message};
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

/// Today's name, or a phase's with its number.
pub fn stage_name(plan: &Plan, stage: usize, lang: Lang) -> String {
    match stage.checked_sub(1).and_then(|at| plan.phases.get(at)) {
        Some(phase) => format!("{stage} {}", phase.name),
        None => lang.say(&message!("cli-today")),
    }
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
    for (subject, pos) in diagram::layout(plan, replay) {
        if !plan.places.contains_key(&subject) {
            plan.places.insert(subject, pos);
        }
    }
}
