//! `coexist propose`: a plan of phases out of a topology, by the documented procedure.

use super::files::{self, Opened};
use super::over::{not_the_input, written};
use super::{Done, check};
use crate::format::store::{self, There, there};
use crate::message;
use crate::model::{PoolId, PoolKind, Text};
use crate::plan::Plan;
use crate::propose::{Choices, legacy_pools, propose};
use crate::text::{Arg, Lang, Message};
use std::path::PathBuf;

/// What was asked on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Propose {
    pub source: PathBuf,
    pub plan: PathBuf,
    /// The language aside.
    pub choices: Choices,
    /// What the legacy pool is called whose successor is the pilot.
    pub pilot: Option<String>,
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
    let pilot = asked.pilot.as_deref().map(|name| pool_of(&plan, name)).transpose()?;
    let choices = Choices { lang, pilot, ..asked.choices.clone() };
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

/// The legacy Front End pool of a name: its FQDN, the first part of it, or its id.
fn pool_of(plan: &Plan, name: &str) -> Result<PoolId, Message> {
    let all = legacy_pools(plan, PoolKind::FrontEnd);
    let fqdn = |id: &PoolId| plan.today.pools.get(id).and_then(|pool| pool.fqdn.clone());
    let is_called = |fqdn: &Text| {
        fqdn.eq_ignore_ascii_case(name) || fqdn.split('.').next().is_some_and(|host| host.eq_ignore_ascii_case(name))
    };
    let found = all.iter().find(|id| id.as_str() == name || fqdn(id).is_some_and(|fqdn| is_called(&fqdn)));
    found.cloned().ok_or_else(|| {
        let pools = all.iter().map(|id| plan.label(&id.into())).collect();
        message!("cli-no-such-pilot", pool = name, pools = Arg::List(pools))
    })
}
