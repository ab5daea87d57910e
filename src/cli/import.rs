//! `coexist import`: a plan out of a topology.

use super::files::{self, Opened};
use super::over::{not_the_input, written};
use super::{Done, check};
use crate::format::store::{self, There, there};
use crate::message;
use crate::text::{Lang, Message};
use std::path::Path;

/// Writes the plan of a topology, with everything laid out. Only with `force` it takes the place of another plan.
pub fn run(source: &Path, out: &Path, force: bool, lang: Lang) -> Result<Done, Message> {
    let Opened { mut plan, notes, imported } = files::open(source)?;
    if !imported {
        return Err(message!("cli-already-a-plan", path = source.display().to_string()));
    }
    not_the_input(source, out)?;
    match there(out) {
        There::Nothing => {}
        There::Plan if force => {}
        There::Plan => return Err(message!("cli-over-plan", path = out.display().to_string())),
        There::Other => return Err(message!("cli-over-other", path = out.display().to_string())),
    }
    let replay = plan.replay();
    files::place(&mut plan, &replay);
    store::save(out, &plan, None).map_err(|error| error.message())?;
    let mut lines = vec![lang.say(&message!(
        "cli-imported",
        plan = out.display().to_string(),
        sites = plan.today.sites.len(),
        pools = plan.today.pools.values().filter(|pool| pool.is_counted()).count()
    ))];
    lines.extend(check::notes(&notes, lang));
    written(out, &lines.join("\n"))
}
