//! What has to be done before a task, as far as the rules decide it: a tick, a cross with what is wrong, or not checked.

use crate::export::Handout;
use crate::message;
use crate::model::*;
use crate::rules::{self, Check};
use crate::text::Message;
use std::collections::BTreeSet;

/// A rule that decides whether something is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prerequisite {
    pub code: Code,
    /// The title of the rule, which names what could be wrong.
    pub title: String,
    pub judged: Judgement,
}

/// What a rule says in one phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It was decided, and nothing was found; of an entry of the checklist, that it is ticked.
    Done,
    /// What it found, as people read it.
    Broken(Vec<String>),
    /// What it waits for; nothing when it is switched off or somebody has to see to it.
    NotChecked(Vec<String>),
}

/// What rules say of a phase. A rule that the pack does not have says nothing.
pub fn of(codes: &[Code], stage: usize, handout: &Handout<'_>) -> Vec<Prerequisite> {
    let pack = handout.plan.target_at(stage);
    let known = codes.iter().filter(|code| rules::level(code, pack).is_some());
    let told = known.map(|code| Prerequisite {
        code: code.clone(),
        title: rules::title(code, handout.lang).unwrap_or_else(|| code.to_string()),
        judged: judged(code, stage, handout),
    });
    told.collect()
}

fn judged(code: &Code, stage: usize, handout: &Handout<'_>) -> Judgement {
    let report = handout.report;
    let found = report.findings.iter().filter(|finding| {
        // What another rule covers is as wrong as what is reported.
        finding.stands_at(stage) && (finding.code == *code || finding.also.contains(code))
    });
    let found: Vec<String> = found.map(|finding| handout.lang.say(&finding.message)).collect();
    if !found.is_empty() {
        return Judgement::Broken(found);
    }
    let is_off = report.levels.iter().any(|choice| choice.code == *code && choice.level.is_none());
    if is_off {
        return Judgement::NotChecked(Vec::new());
    }
    if rules::rule(code).is_some_and(|rule| matches!(rule.check, Check::Checklist(_))) {
        let mut here = report.checklist.iter().filter(|entry| entry.code == *code && entry.concerns(stage));
        return match here.all(|entry| entry.ticked.is_some()) {
            true => Judgement::Done,
            false => Judgement::NotChecked(Vec::new()),
        };
    }
    let states = &handout.replay.states;
    let stands = |subject: &Subject| match subject {
        Subject::Phase(id) => handout.phase(stage).is_some_and(|phase| phase.id == *id),
        Subject::Step(id) => handout.plan.step(id).is_some_and(|(of, _)| of == stage),
        object => states[stage - 1].has(object) || states[stage].has(object),
    };
    let waits = report.not_checked.iter().filter(|open| open.code == *code && stands(&open.subject));
    let missing: BTreeSet<&str> = waits.flat_map(|open| open.missing.iter().copied()).collect();
    if missing.is_empty() {
        return Judgement::Done;
    }
    Judgement::NotChecked(missing.iter().map(|fact| handout.lang.say(&Message::word("fact", fact))).collect())
}

impl Prerequisite {
    /// The sign of what the rule says: it stands beside words that say the same.
    pub fn sign(&self) -> char {
        match self.judged {
            Judgement::Done => '\u{2713}',
            Judgement::Broken(_) => '\u{2717}',
            Judgement::NotChecked(_) => '?',
        }
    }

    /// What the rule says.
    pub fn message(&self, handout: &Handout<'_>) -> Message {
        let (code, title) = (self.code.as_str(), self.title.as_str());
        match &self.judged {
            Judgement::Done => message!("export-prerequisite-done", code = code, title = title),
            Judgement::Broken(found) => {
                let found = handout.lang.parts(found.clone());
                message!("export-prerequisite-broken", code = code, title = title, found = found)
            }
            Judgement::NotChecked(missing) if missing.is_empty() => {
                message!("export-prerequisite-by-hand", code = code, title = title)
            }
            Judgement::NotChecked(missing) => {
                message!("export-prerequisite-open", code = code, title = title, missing = missing.clone())
            }
        }
    }
}
