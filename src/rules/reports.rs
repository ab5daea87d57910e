//! Where a rule reports: what it finds, and what it cannot decide.

use super::{Entry, Level, Rule};
use crate::model::*;
use crate::text::Message;

/// A finding as a rule reports it, before runs are joined.
#[derive(Clone, Debug)]
pub struct Raw {
    pub(super) rule: &'static Rule,
    pub(super) level: Level,
    pub(super) subject: Subject,
    pub(super) field: Option<FactName>,
    pub(super) related: Vec<Subject>,
    pub(super) stages: (usize, usize),
    pub(super) seen_at: Option<usize>,
    pub(super) message: Message,
    pub(super) vendor_message: Option<Message>,
}

impl Raw {
    pub fn field(&mut self, field: FactName) -> &mut Self {
        self.field = Some(field);
        self
    }

    pub fn related<S: Into<Subject>>(&mut self, more: impl IntoIterator<Item = S>) -> &mut Self {
        self.related.extend(more.into_iter().map(Into::into));
        self
    }

    /// A milder level than the rule's, for a case that the source allows.
    pub fn at_most(&mut self, level: Level) -> &mut Self {
        self.level = self.level.min(level);
        self
    }

    /// One level above the rule's, for a case that the source rules out.
    pub fn raised(&mut self) -> &mut Self {
        self.level = if self.level == Level::Advice { Level::Warning } else { Level::Error };
        self
    }

    /// Where it stands, when that is not the stage that is being checked.
    pub fn during(&mut self, first: usize, last: usize) -> &mut Self {
        self.stages = (first, last);
        self
    }

    /// A later stage at which the same mistake shows: a finding that covers this one there hides it.
    pub fn seen_at(&mut self, stage: usize) -> &mut Self {
        self.seen_at = Some(stage);
        self
    }

    pub fn vendor(&mut self, message: Message) -> &mut Self {
        self.vendor_message = Some(message);
        self
    }
}

/// A rule that cannot be decided for a subject, as it is reported.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub rule: &'static Rule,
    pub subject: Subject,
    pub facts: Vec<FactName>,
}

/// Where a rule reports.
#[derive(Debug)]
pub struct Findings {
    pub(super) raws: Vec<Raw>,
    pub(super) missing: Vec<Waiting>,
    pub(super) entries: Vec<Entry>,
    now: Option<(&'static Rule, Level)>,
    stage: usize,
    /// Nobody asks what was not checked, as in a live verdict.
    findings_only: bool,
}

impl Findings {
    pub(super) fn new(findings_only: bool) -> Self {
        Self { raws: Vec::new(), missing: Vec::new(), entries: Vec::new(), now: None, stage: 0, findings_only }
    }

    /// Takes in what was reported elsewhere.
    pub(super) fn join(&mut self, mut other: Self) {
        self.raws.append(&mut other.raws);
        self.missing.append(&mut other.missing);
        self.entries.append(&mut other.entries);
    }

    /// What follows is said by this rule about this stage.
    pub(super) fn speak_for(&mut self, rule: &'static Rule, level: Level, stage: usize) {
        self.now = Some((rule, level));
        self.stage = stage;
    }

    /// A finding of the rule that is running, at the stage that is being checked.
    pub fn report(&mut self, subject: impl Into<Subject>, message: Message) -> &mut Raw {
        let (rule, level) = self.now.unwrap_or((&super::checks::plan::FAILED, Level::Error));
        self.raws.push(Raw {
            rule,
            level,
            subject: subject.into(),
            field: None,
            related: Vec::new(),
            stages: (self.stage, self.stage),
            seen_at: None,
            message,
            vendor_message: None,
        });
        let last = self.raws.len() - 1;
        &mut self.raws[last]
    }

    /// The rule that is running cannot be decided for a subject.
    pub fn not_checked(&mut self, subject: impl Into<Subject>, missing: &[FactName]) {
        if let Some((rule, _)) = self.now
            && !self.findings_only
        {
            self.not_checked_by(rule, subject.into(), missing);
        }
    }

    pub(super) fn not_checked_by(&mut self, rule: &'static Rule, subject: Subject, missing: &[FactName]) {
        self.missing.push(Waiting { rule, subject, facts: missing.to_vec() });
    }
}
