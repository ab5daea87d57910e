//! What a check says: structured until the last moment, words made at the edge.

use super::coverage::{Coverage, ObjectCount, RuleCount};
use super::memory::Memory;
use super::not_checked::NotCheckedList;
pub use crate::model::Level;
use crate::model::*;
use crate::plan::{Acceptance, Note, PlanEdit, Tick};
use crate::text::Message;
use std::sync::Arc;

/// One mistake: a rule, its subjects, and one unbroken run of stages in which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    pub level: Level,
    pub subject: Subject,
    /// The fact to change, when there is one, so that a form can mark the very box.
    pub field: Option<FactName>,
    /// Other objects involved, in the order the message names them.
    pub related: Vec<Subject>,
    /// First and last stage (0 = Today).
    pub stages: (usize, usize),
    pub message: Message,
    /// The product's own message, where one is published.
    pub vendor_message: Option<Message>,
    /// Rules that the same mistake also breaks and that this finding covers.
    pub also: Vec<Code>,
    pub accepted: Option<Arc<Acceptance>>,
}

impl Finding {
    /// What a finding is known by from one check to the next: code, subjects, first stage.
    pub fn identity(&self) -> (Code, Vec<Subject>, usize) {
        (self.code.clone(), self.subjects(), self.stages.0)
    }

    /// Subject and related subjects, sorted: what an acceptance matches.
    pub fn subjects(&self) -> Vec<Subject> {
        let mut all = vec![self.subject.clone()];
        all.extend(self.related.iter().cloned());
        all.sort();
        all.dedup();
        all
    }

    pub fn stands_at(&self, stage: usize) -> bool {
        (self.stages.0..=self.stages.1).contains(&stage)
    }

    /// Whether it counts: an error or warning that nobody accepted.
    pub fn counts(&self) -> bool {
        self.accepted.is_none()
    }
}

/// A rule that could not be decided for a subject, and the facts it waits for (`pack` and `phases` are the
/// two that no form can fill).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotChecked {
    pub code: Code,
    pub subject: Subject,
    pub missing: Vec<FactName>,
}

/// An object that is still half-built: which facts or links it lacks. Not wrong until it conflicts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Incomplete {
    pub subject: Subject,
    pub missing: Vec<FactName>,
}

/// Work that a rule asks to remember, and that no fact of the plan decides. It is no finding and never counts as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub code: Code,
    pub level: Level,
    /// The object or phase that it concerns; the deployment when it is the plan as a whole.
    pub subject: Subject,
    /// First and last stage in which it concerns it (0 = Today).
    pub stages: (usize, usize),
    /// It is done, as the plan says.
    pub ticked: Option<Tick>,
}

impl Entry {
    pub fn concerns(&self, stage: usize) -> bool {
        (self.stages.0..=self.stages.1).contains(&stage)
    }
}

/// A rule whose level in this plan is chosen by the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenLevel {
    pub code: Code,
    /// The level of the plan's pack; `None` when the pack does not have the rule.
    pub of_pack: Option<Level>,
    /// `None`: off, and not judged.
    pub level: Option<Level>,
    pub reason: Option<Text>,
}

/// Everything one check of a plan says, in a stable order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub findings: Vec<Finding>,
    pub not_checked: NotCheckedList,
    pub incomplete: std::sync::Arc<[Incomplete]>,
    pub notes: Vec<Note>,
    pub checklist: Vec<Entry>,
    pub levels: Vec<ChosenLevel>,
    pub coverage: Coverage,
    /// For the next check: no part of what is said.
    pub memory: Memory,
}

/// Counts of a report. Accepted findings count only as accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub errors: usize,
    pub warnings: usize,
    pub advice: usize,
    pub accepted: usize,
    pub incomplete: usize,
    pub not_checked: usize,
    /// Entries of the checklist that are still to be done.
    pub to_do: usize,
    /// Rules whose level is chosen by the plan.
    pub levels: usize,
    /// What *no error* covers.
    pub rules: RuleCount,
    pub objects: ObjectCount,
}

impl Report {
    pub fn summary(&self) -> Summary {
        let level = |level| self.findings.iter().filter(|f| f.counts() && f.level == level).count();
        Summary {
            errors: level(Level::Error),
            warnings: level(Level::Warning),
            advice: level(Level::Advice),
            accepted: self.findings.iter().filter(|f| !f.counts()).count(),
            incomplete: self.incomplete.len(),
            not_checked: self.not_checked.len(),
            to_do: self.checklist.iter().filter(|entry| entry.ticked.is_none()).count(),
            levels: self.levels.len(),
            rules: self.coverage.rules,
            objects: self.coverage.objects,
        }
    }

    /// Findings that stand at a stage.
    pub fn at(&self, stage: usize) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.stands_at(stage))
    }

    /// The worst level that stands at a stage and is not accepted.
    pub fn worst_at(&self, stage: usize) -> Option<Level> {
        self.at(stage).filter(|finding| finding.counts()).map(|finding| finding.level).max()
    }
}

/// A way to mend a finding, as edits of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    pub label: Message,
    pub edits: Vec<PlanEdit>,
    pub safety: Safety,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// Intent certain, nothing lost: joins *fix all*.
    Safe,
    /// Plausible: one click, shown first.
    Ask,
    /// Words only, no edits.
    Hint,
}

impl Safety {
    /// As programs read it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Ask => "ask",
            Self::Hint => "hint",
        }
    }
}
