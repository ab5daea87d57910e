//! `coexist status`: how far a deployment is in a plan, and what in it is not as planned.

use super::args::Format;
use super::diff::{aspect_key, value_of};
use super::files;
use super::said::print;
use super::{Done, check};
use crate::format::store;
use crate::import::reality::{Drift, Position, Sort, Status, status};
use crate::import::{self, Imported, SourceKind};
use crate::message;
use crate::model::*;
use crate::plan::{Plan, Replay};
use crate::text::{Lang, Message};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// What was asked on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub plan: PathBuf,
    pub topology: PathBuf,
    /// Compared with this stage, not with the nearest.
    pub phase: Option<usize>,
    pub format: Format,
}

pub fn run(asked: &Asked, lang: Lang) -> Result<Done, Message> {
    let plan = files::open(&asked.plan)?.plan;
    let phase = asked.phase.map(|phase| files::stage(&plan, Some(phase))).transpose()?;
    let imported = topology(&asked.topology)?;
    let replay = plan.replay();
    let status = status(&plan, &replay, &imported.plan.today, phase);
    let answer = Answer { asked, plan: &plan, replay: &replay, imported: &imported, status: &status, lang };
    let text = match asked.format {
        Format::Json => super::json(&answer.json())?,
        _ => answer.text(),
    };
    print(&text).map_err(super::cannot_write)?;
    Ok(if status.is_as_planned() { Done::Well } else { Done::Findings })
}

/// A topology of a whole deployment, as it was exported.
fn topology(path: &Path) -> Result<Imported, Message> {
    let bytes = store::read_bytes(path).map_err(|error| error.message())?;
    let shown = || path.display().to_string();
    if !import::looks_like_topology(&bytes) {
        return Err(message!("import-status-no-topology", file = shown()));
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let imported = import::read(&bytes, &name).map_err(|error| error.message())?;
    match imported.source {
        SourceKind::TopologyInput => Err(message!("import-status-part", file = shown())),
        _ => Ok(imported),
    }
}

struct Answer<'a> {
    asked: &'a Asked,
    plan: &'a Plan,
    replay: &'a Replay,
    imported: &'a Imported,
    status: &'a Status,
    lang: Lang,
}

impl Answer<'_> {
    fn state(&self) -> &Topology {
        &self.replay.states[self.status.stage]
    }

    fn real(&self) -> &Topology {
        &self.imported.plan.today
    }

    fn text(&self) -> String {
        let (lang, status) = (self.lang, self.status);
        let (plan, topology) = (self.asked.plan.display().to_string(), self.asked.topology.display().to_string());
        let mut lines = vec![
            lang.say(&message!("cli-status-head", plan = plan, topology = topology)),
            lang.say(&status.position.message(self.plan, lang)),
        ];
        let (first, last) = status.position.stages();
        if status.stage < first || status.stage > last || status.position != Position::At(status.stage) {
            let stage = self.plan.stage_name(status.stage, lang);
            lines.push(lang.say(&message!("cli-status-compared", stage = stage)));
        }
        if !status.steps.is_empty() {
            lines.extend([String::new(), lang.say(&message!("cli-status-steps"))]);
            let known = self.plan.everything();
            for step in &status.steps {
                let Some((_, found)) = self.plan.step(&step.step) else { continue };
                let number = self.plan.label(&(&step.step).into());
                let said = message!(
                    "cli-status-step",
                    number = number,
                    progress = step.progress.message(),
                    step = found.label_in(&known)
                );
                lines.push(format!("  {}", lang.say(&said)));
            }
        }
        let drifted: Vec<&Drift> = status.drifted().collect();
        let under_way = |drift: &&Drift| drift.what != Sort::Learned && status.is_under_way(drift);
        let way: Vec<&Drift> = status.drift.iter().filter(under_way).collect();
        let learned: Vec<&Drift> = status.drift.iter().filter(|drift| drift.what == Sort::Learned).collect();
        lines.extend(self.part(message!("cli-status-drift", count = drifted.len()), &drifted));
        lines.extend(self.part(message!("cli-status-under-way", count = way.len()), &way));
        lines.extend(self.part(message!("cli-status-learned", count = learned.len()), &learned));
        lines.extend(check::notes(&self.imported.notes, lang));
        if drifted.is_empty() {
            lines.extend([String::new(), lang.say(&message!("cli-status-as-planned"))]);
        }
        lines.join("\n") + "\n"
    }

    fn part(&self, heading: Message, drifts: &[&Drift]) -> Vec<String> {
        if drifts.is_empty() {
            return Vec::new();
        }
        let lines = drifts.iter().map(|drift| format!("  {}", self.line(drift)));
        [String::new(), self.lang.say(&heading)].into_iter().chain(lines).collect()
    }

    fn line(&self, drift: &Drift) -> String {
        let (lang, state, real) = (self.lang, self.state(), self.real());
        let name = drift.name(state, real);
        let mut parts = vec![lang.say(&drift.what.message())];
        parts.extend((!name.is_empty()).then_some(name));
        parts.push(lang.say(&drift.what_it_is(state, real)));
        parts.extend(drift.detail(state, real).map(|detail| lang.say(&detail)));
        parts.extend(drift.said_why(self.plan).map(|why| lang.say(&why)));
        parts.join(" · ")
    }

    fn json(&self) -> Json {
        let (lang, status, state, real) = (self.lang, self.status, self.state(), self.real());
        let (first, last) = status.position.stages();
        let position = match status.position {
            Position::At(_) => "at",
            Position::Between(_) => "between",
            Position::Either(..) => "either",
        };
        let stages: Vec<String> = (0..self.plan.stages()).map(|stage| self.plan.stage_name(stage, lang)).collect();
        let known = self.plan.everything();
        let steps = status.steps.iter().filter_map(|step| {
            let (_, found) = self.plan.step(&step.step)?;
            Some(json!({
                "phase": step.stage,
                "number": self.plan.label(&(&step.step).into()),
                "step": lang.say(&found.label_in(&known)),
                "progress": step.progress.key(),
            }))
        });
        let drift = status.drift.iter().map(|drift| {
            let subject = drift.subject();
            let change = drift.change.as_ref().map(|change| {
                json!({
                    "fact": aspect_key(&change.aspect),
                    "planned": value_of(subject.kind(), change, change.before.as_ref(), state),
                    "found": value_of(subject.kind(), change, change.after.as_ref(), real),
                })
            });
            let of_parts = if drift.plan.is_some() { state } else { real };
            json!({
                "what": drift.what.key(),
                "subject": { "kind": subject.kind().key(), "name": drift.name(state, real) },
                "change": change,
                "parts": drift.parts.iter().map(|part| of_parts.label(part)).collect::<Vec<_>>(),
                "under_way": status.is_under_way(drift),
                "why": drift.said_why(self.plan).map(|why| lang.say(&why)),
            })
        });
        json!({
            "format": "coexist-status/1",
            "plan": self.asked.plan.display().to_string(),
            "topology": self.asked.topology.display().to_string(),
            "phases": stages,
            "position": { "is": position, "phases": [first, last] },
            "compared_with": status.stage,
            "differences": status.counts,
            "steps": steps.collect::<Vec<_>>(),
            "drift": drift.collect::<Vec<_>>(),
            "notes": self.imported.notes.iter().map(|note| lang.say(&note.message)).collect::<Vec<_>>(),
            "as_planned": status.is_as_planned(),
        })
    }
}
