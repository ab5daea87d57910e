//! Between the file and the plan: phases, their steps, and times in which nothing is changed.

use super::convert::{Sound, Wrong, command, date, from_command, key, reference, subject, text};
use super::{Freeze, Phase, Step};
use crate::model::*;
use crate::plan::{self, How};
use imbl::Vector;
use std::sync::Arc;

pub(super) fn phase(o: &Phase) -> Sound<plan::Phase> {
    Ok(plan::Phase {
        id: PhaseId::new(&o.id),
        name: Text::from(o.name.as_str()),
        start: date(&o.id, "start", &o.start)?,
        end: date(&o.id, "end", &o.end)?,
        days: o.days,
        after: o.after.iter().map(|id| PhaseId::new(id)).collect(),
        owner: text(&o.owner),
        notes: text(&o.notes),
        target: o.target.as_deref().map(PackId::new),
        kind: o.kind.as_deref().map(|kind| key(&o.id, "kind", kind, PhaseKind::from_key)).transpose()?,
        steps: o.steps.iter().map(|step| Ok(Arc::new(self::step(step)?))).collect::<Sound<_>>()?,
    })
}

/// A phase waits for phases of the plan.
pub(super) fn must_be_there(phases: &[Phase]) -> Sound<()> {
    let mut named = phases.iter().flat_map(|phase| phase.after.iter().map(move |id| (phase, id)));
    if let Some((phase, missing)) = named.find(|(_, id)| !phases.iter().any(|other| other.id == **id)) {
        let reason = crate::message!("format-missing", name = &phase.id, missing = missing);
        return Err(Wrong::new(&phase.id, Some("after"), reason));
    }
    Ok(())
}

fn step(step: &Step) -> Sound<plan::Step> {
    let how =
        |id: &str, note: &Option<String>, tool: &Option<String>, owner: &Option<String>, minutes, script: &[String]| {
            Sound::Ok(How {
                note: text(note),
                tool: tool.as_deref().map(|tool| key(id, "tool", tool, StepTool::from_key)).transpose()?,
                owner: text(owner),
                minutes,
                script: (!script.is_empty()).then(|| Text::from(script.join("\n"))),
            })
        };
    Ok(match step {
        Step::Change { id, note, tool, owner, minutes, script, commands } => plan::Step::Change {
            id: StepId::new(id),
            commands: commands.iter().map(|one| command(id, one)).collect::<Sound<_>>()?,
            how: how(id, note, tool, owner, *minutes, script)?,
        },
        Step::Activity { id, kind, about, note, tool, owner, minutes, script } => plan::Step::Activity {
            id: StepId::new(id),
            kind: key(id, "kind", kind, ActivityKind::from_key)?,
            about: about.iter().map(subject).collect(),
            how: how(id, note, tool, owner, *minutes, script)?,
        },
    })
}

pub(super) fn freezes(file: &[Freeze]) -> Sound<Vector<plan::Freeze>> {
    let day = |name: &str, field: &str, text: &String| {
        let known = date(name, field, &Some(text.clone()))?;
        known.ok_or_else(|| {
            Wrong::new(name, Some(field), crate::message!("format-date", name = name, fact = field, text = text))
        })
    };
    let one = |freeze: &Freeze| {
        Ok(plan::Freeze {
            name: Text::from(freeze.name.as_str()),
            first: day(&freeze.name, "first", &freeze.first)?,
            last: day(&freeze.name, "last", &freeze.last)?,
        })
    };
    file.iter().map(one).collect()
}

pub(super) fn from_phase(phase: &plan::Phase) -> Phase {
    let day = |date: &Option<Date>| date.map(|date| date.to_string());
    Phase {
        id: phase.id.to_string(),
        name: phase.name.to_string(),
        start: day(&phase.start),
        end: day(&phase.end),
        days: phase.days,
        after: phase.after.iter().map(PhaseId::to_string).collect(),
        owner: own(&phase.owner),
        notes: own(&phase.notes),
        target: phase.target.as_ref().map(PackId::to_string),
        kind: phase.kind.map(|kind| kind.key().to_owned()),
        steps: phase.steps.iter().map(|step| from_step(step)).collect(),
    }
}

fn from_step(step: &plan::Step) -> Step {
    let id = step.id().to_string();
    let How { note, tool, owner, minutes, script } = step.how();
    let (note, owner, minutes) = (own(note), own(owner), *minutes);
    let tool = tool.map(|tool| tool.key().to_owned());
    let script = script.iter().flat_map(|script| script.split('\n')).map(str::to_owned).collect();
    match step {
        plan::Step::Change { commands, .. } => {
            let commands = commands.iter().map(from_command).collect();
            Step::Change { id, note, tool, owner, minutes, script, commands }
        }
        plan::Step::Activity { kind, about, .. } => {
            let (kind, about) = (kind.key().to_owned(), about.iter().map(reference).collect());
            Step::Activity { id, kind, about, note, tool, owner, minutes, script }
        }
    }
}

pub(super) fn from_freezes(freezes: &Vector<plan::Freeze>) -> Vec<Freeze> {
    let one = |freeze: &plan::Freeze| Freeze {
        name: freeze.name.to_string(),
        first: freeze.first.to_string(),
        last: freeze.last.to_string(),
    };
    freezes.iter().map(one).collect()
}

fn own(text: &Option<Text>) -> Option<String> {
    text.as_ref().map(|text| text.to_string())
}
