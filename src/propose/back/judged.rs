//! What the rules say of a way back and of where it ends.

use super::RollBack;
use crate::model::*;
use crate::plan::Replay;
use crate::rules::{self, Check, Finding, Report};
use std::collections::BTreeSet;

/// What the rules say of a way back.
#[derive(Clone, Debug)]
pub struct Judged {
    pub replay: Replay,
    pub report: Report,
    /// The findings of the last state and of the phase that the stage it leads back to does not have, by their places in
    /// the report.
    pub new: Vec<usize>,
    /// Those that it has, too.
    pub known: Vec<usize>,
    /// Those about the course of the whole plan, which ends here before its time.
    pub unfinished: Vec<usize>,
}

/// Judges a way back, beside the plan up to the stage that it leads back to. As long as two checks of the plan.
pub fn judge(back: &RollBack) -> Judged {
    let replay = back.plan.replay();
    let report = rules::check(&back.plan, &replay, None);
    let mut before = back.plan.clone();
    before.phases = before.phases.take(back.to);
    let done = Replay {
        states: replay.states.iter().take(back.to + 1).cloned().collect(),
        skipped: replay.skipped.iter().filter(|skipped| skipped.stage <= back.to).cloned().collect(),
    };
    let earlier = rules::check_after(&before, &done, None, &report);
    let same = |subject: Subject| match subject {
        Subject::Link(id) => back.renamed.get(&id).unwrap_or(&id).into(),
        other => other,
    };
    let key = |finding: &Finding| {
        let mut subjects: Vec<Subject> = finding.subjects().into_iter().map(same).collect();
        subjects.sort();
        (finding.code.clone(), subjects)
    };
    let seen: BTreeSet<_> = earlier.at(back.to).map(key).collect();
    let (mut new, mut known, mut unfinished) = (Vec::new(), Vec::new(), Vec::new());
    let last = back.plan.phases.len();
    for (at, finding) in report.findings.iter().enumerate().filter(|(_, finding)| finding.stands_at(last)) {
        let ends = rules::rule(&finding.code).is_some_and(|rule| matches!(rule.check, Check::End(_)));
        match () {
            () if ends => unfinished.push(at),
            () if seen.contains(&key(finding)) => known.push(at),
            () => new.push(at),
        }
    }
    Judged { replay, report, new, known, unfinished }
}
