//! `coexist check`: every finding of a plan or topology, for people or for programs.

mod json;
mod sarif;
mod text;

pub use text::notes;

use super::args::Format;
use super::files::{self, Opened};
use super::said::print;
use super::{Done, named};
use crate::message;
use crate::model::*;
use crate::plan::{Acceptance, Plan, Replay};
use crate::rules::{self, Level, Report};
use crate::text::{Arg, Lang, Message};
use std::path::Path;

pub fn run(
    file: &Path,
    target: Option<PackId>,
    format: Format,
    fail_on: Option<Level>,
    lang: Lang,
) -> Result<Done, Message> {
    if let Some(id) = target.as_ref().filter(|id| rules::pack(id).is_none()) {
        let packs: Vec<String> = rules::packs().iter().map(|pack| pack.id.to_string()).collect();
        return Err(message!("cli-no-such-pack", pack = id.as_str(), packs = Arg::Either(packs)));
    }
    let Opened { plan, notes, .. } = files::open(file)?;
    let replay = plan.replay();
    let mut report = rules::check(&plan, &replay, target.as_ref());
    report.notes.splice(0..0, notes);
    let target = target.as_ref().unwrap_or(&plan.target);
    let answer = Answer { file, plan: &plan, replay: &replay, target, report: &report, lang };
    let text = match format {
        Format::Json => answer.json()?,
        Format::Sarif => answer.sarif()?,
        Format::Text | Format::Csv => answer.text(),
    };
    print(&text).map_err(super::cannot_write)?;
    let failed =
        fail_on.is_some_and(|level| report.findings.iter().any(|finding| finding.counts() && finding.level >= level));
    Ok(if failed { Done::Findings } else { Done::Well })
}

/// What is answered, in whatever form.
struct Answer<'a> {
    file: &'a Path,
    plan: &'a Plan,
    replay: &'a Replay,
    target: &'a PackId,
    report: &'a Report,
    lang: Lang,
}

impl Answer<'_> {
    fn name(&self, subject: &Subject) -> String {
        named(self.plan, subject, self.lang)
    }

    /// The name in a sentence: that of a step is a number alone.
    fn said(&self, subject: &Subject) -> String {
        match subject {
            Subject::Step(_) => format!("{} {}", self.lang.word(SubjectKind::PREFIX, "step"), self.name(subject)),
            other => self.name(other),
        }
    }

    /// Who accepted a finding and why, then when and for how long, as far as it is known.
    fn acceptance(&self, accepted: &Acceptance) -> Vec<Message> {
        let mut said = vec![message!("cli-accepted", by = &*accepted.by, reason = &*accepted.reason)];
        said.extend(accepted.on.map(|on| message!("cli-accepted-on", on = on.to_string())));
        let until = accepted.until.as_ref().map(|phase| self.name(&phase.into()));
        said.extend(until.map(|phase| message!("cli-accepted-until", phase = phase)));
        said
    }

    /// What people call a rule.
    fn title(&self, code: &Code) -> String {
        rules::rule(code).map_or_else(String::new, |rule| super::knowledge::title(rule, self.lang))
    }

    /// The level that a plan chose, or a pack has, in words.
    fn level(&self, level: Option<Level>) -> String {
        super::knowledge::level(level, self.lang)
    }
}
