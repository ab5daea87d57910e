//! What the rules say while something is being dragged.

use super::{Check, Finding, Report, rule};
use crate::model::Subject;

/// Findings that the previewed plan has and the present one has not, about one of `subjects` (the dragged
/// object, the target), from stage `from` on. Rules about how a plan ends do not speak, nor do those about
/// acceptances and ticks that match nothing: mending what was accepted is no mistake. Findings that are accepted are silent. Both reports may come from [`check`](super::check) or from [`check_from`](super::check_from).
pub fn verdict<'a>(before: &Report, after: &'a Report, subjects: &[Subject], from: usize) -> Vec<&'a Finding> {
    let mut new: Vec<_> = after
        .findings
        .iter()
        .filter(|finding| finding.stages.1 >= from && finding.counts())
        .filter(|finding| subjects.contains(&finding.subject) || finding.related.iter().any(|s| subjects.contains(s)))
        .filter(|finding| !rule(&finding.code).is_some_and(|rule| matches!(rule.check, Check::End(_) | Check::Engine)))
        .filter(|finding| !before.findings.iter().any(|old| stood(old, finding, from)))
        .collect();
    new.sort_by_key(|finding| (std::cmp::Reverse(finding.level), finding.stages.0));
    new
}

/// Whether `old` said the same wherever `new` stands from that stage on.
fn stood(old: &Finding, new: &Finding, from: usize) -> bool {
    old.code == new.code
        && old.subject == new.subject
        && old.field == new.field
        && old.related == new.related
        && old.stages.0 <= new.stages.0.max(from)
        && old.stages.1 >= new.stages.1
}
