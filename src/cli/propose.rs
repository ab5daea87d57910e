//! `coexist propose`: a plan of phases out of a topology, by the documented procedure.

use super::files::{self, Opened};
use super::over::{not_the_input, written};
use super::{Done, check};
use crate::format::store::{self, There, there};
use crate::message;
use crate::propose::{Choices, Strategy, propose};
use crate::text::{Lang, Message};
use std::path::PathBuf;

/// What was asked on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Propose {
    pub source: PathBuf,
    pub plan: PathBuf,
    pub strategy: Strategy,
    /// The pattern of new names; the usual one when nothing was said.
    pub names: Option<String>,
    pub force: bool,
}

/// Writes a plan with proposed phases, everything laid out. Only with `force` it takes the place of another plan.
pub fn run(asked: &Propose, lang: Lang) -> Result<Done, Message> {
    let Opened { plan, notes, .. } = files::open(&asked.source)?;
    let out = &asked.plan;
    not_the_input(&asked.source, out)?;
    match there(out) {
        There::Nothing => {}
        There::Plan if asked.force => {}
        There::Plan => return Err(message!("cli-over-plan", path = out.display().to_string())),
        There::Other => return Err(message!("cli-over-other", path = out.display().to_string())),
    }
    let mut choices = Choices { lang, strategy: asked.strategy, ..Choices::default() };
    if let Some(names) = &asked.names {
        choices.names.clone_from(names);
    }
    let proposal = propose(&plan, &choices).map_err(|why| message!("cli-not-proposed", reason = why.said(lang)))?;
    let mut plan = proposal.plan;
    let replay = plan.replay();
    files::place(&mut plan, &replay);
    store::save(out, &plan, None).map_err(|error| error.message())?;
    let summary = proposal.report.summary();
    let mut lines = vec![lang.say(&message!(
        "cli-proposed",
        plan = out.display().to_string(),
        phases = plan.phases.len(),
        errors = summary.errors,
        warnings = summary.warnings
    ))];
    if !proposal.assumptions.is_empty() {
        lines.push(lang.say(&message!("cli-taken-for-granted")));
        lines.extend(proposal.assumptions.iter().map(|what| format!("  {}", lang.say(what))));
    }
    lines.extend(check::notes(&notes, lang));
    written(out, &lines.join("\n"))
}
