//! From what rules report per stage to findings: covered ones go, runs are joined, acceptances are matched.

use super::checks::plan as about_plan;
use super::reports::Raw;
use super::{Entry, Finding, Level, Rule};
use crate::model::*;
use crate::plan::{Acceptance, Plan};
use foldhash::HashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A report, and the stages where it holds: what was found out at one stage, or before other phases were added or removed,
/// may hold at another.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub raw: &'a Raw,
    pub stages: (usize, usize),
}

impl<'a> From<&'a Raw> for Here<'a> {
    fn from(raw: &'a Raw) -> Self {
        Self { raw, stages: raw.stages }
    }
}

/// Findings of these reports: one per unbroken run of stages.
pub(super) fn findings(mut raws: Vec<Here<'_>>, plan: &Plan) -> Vec<Finding> {
    let also = cover(&mut raws);
    let mut order: Vec<(Here<'_>, BTreeSet<Code>)> = raws.into_iter().zip(also).collect();
    order.sort_by(|(a, _), (b, _)| key(a).cmp(&key(b)).then(a.stages.cmp(&b.stages)));
    let mut out: Vec<Finding> = Vec::with_capacity(order.len());
    let mut last: Option<(Here<'_>, BTreeSet<Code>)> = None;
    let last_stage = plan.phases.len();
    for (raw, also) in order {
        match &mut last {
            Some((run, codes)) if key(run) == key(&raw) && raw.stages.0 <= run.stages.1.saturating_add(1) => {
                run.stages.1 = run.stages.1.max(raw.stages.1);
                codes.extend(also);
            }
            _ => {
                out.extend(last.replace((raw, also)).map(|(raw, also)| finding(raw, also, last_stage)));
            }
        }
    }
    out.extend(last.map(|(raw, also)| finding(raw, also, last_stage)));
    out
}

/// What makes two reports the same finding.
fn key<'a>(here: &Here<'a>) -> (&'a Code, &'a Subject, Option<FactName>, &'a [Subject], Level) {
    let raw = here.raw;
    (&raw.rule.code, &raw.subject, raw.field, &raw.related, raw.level)
}

fn finding(Here { raw, stages }: Here<'_>, also: BTreeSet<Code>, last_stage: usize) -> Finding {
    Finding {
        code: raw.rule.code.clone(),
        level: raw.level,
        subject: raw.subject.clone(),
        field: raw.field,
        related: raw.related.clone(),
        stages: (stages.0.min(last_stage), stages.1.min(last_stage)),
        message: raw.message.clone(),
        vendor_message: raw.vendor_message.clone(),
        also: also.into_iter().collect(),
        accepted: None,
    }
}

/// Takes away reports that another one covers; per report that stays, the codes it covered.
fn cover(raws: &mut Vec<Here<'_>>) -> Vec<BTreeSet<Code>> {
    let mut also = vec![BTreeSet::new(); raws.len()];
    let mut gone = vec![false; raws.len()];
    if raws.iter().any(|here| !here.raw.rule.covers.is_empty()) {
        let mut about: HashMap<&Subject, Vec<usize>> = HashMap::default();
        for (at, Here { raw, .. }) in raws.iter().enumerate() {
            for subject in std::iter::once(&raw.subject).chain(&raw.related) {
                about.entry(subject).or_default().push(at);
            }
        }
        for (at, Here { raw, stages }) in raws.iter().enumerate().filter(|(_, here)| !here.raw.rule.covers.is_empty()) {
            let near = std::iter::once(&raw.subject).chain(&raw.related).filter_map(|subject| about.get(subject));
            for &other in near.flatten() {
                let covered = &raws[other];
                let meet = covered.stages.0 <= stages.1 && stages.0 <= covered.stages.1
                    || covered.raw.seen_at.is_some_and(|stage| (stages.0..=stages.1).contains(&stage));
                if meet && raw.rule.covers.contains(&covered.raw.rule.code.as_str()) {
                    gone[other] = true;
                    also[at].insert(covered.raw.rule.code.clone());
                }
            }
        }
    }
    let mut keep = gone.iter();
    raws.retain(|_| keep.next().is_some_and(|gone| !gone));
    let mut keep = gone.iter();
    also.retain(|_| keep.next().is_some_and(|gone| !gone));
    also
}

/// Whether the plan switches a rule off.
pub(super) fn is_off(plan: &Plan, rule: &Rule) -> bool {
    rule.always.is_none() && plan.levels.get(&rule.code).is_some_and(|choice| choice.level.is_none())
}

/// Whether the plan switches off the rule with this code: what was said about it is then neither right nor wrong.
fn is_off_by_code(plan: &Plan, code: &Code) -> bool {
    !plan.levels.is_empty() && super::rule(code).is_some_and(|rule| is_off(plan, rule))
}

/// Entries of the checklist with their ticks, by code and subject. A tick that matches none is reported when that rule is
/// among `rules`, and a pack has judged.
pub(super) fn tick(
    mut entries: Vec<Entry>,
    findings: &mut Vec<Finding>,
    plan: &Plan,
    rules: &[&'static Rule],
    judged: bool,
) -> Vec<Entry> {
    entries.sort_by(|a, b| (&a.code, &a.subject).cmp(&(&b.code, &b.subject)));
    if plan.ticked.is_empty() {
        return entries;
    }
    let mut matched = BTreeSet::new();
    for entry in &mut entries {
        let of = (entry.code.clone(), entry.subject.clone());
        entry.ticked = plan.ticked.get(&of).cloned();
        matched.insert(of);
    }
    if judged && rules.iter().any(|rule| rule.code == about_plan::TICKS.code) {
        let mut lost: BTreeMap<&Subject, Vec<&Code>> = BTreeMap::new();
        for of in plan.ticked.keys().filter(|of| !matched.contains(*of) && !is_off_by_code(plan, &of.0)) {
            lost.entry(&of.1).or_default().push(&of.0);
        }
        findings.extend(lost.into_iter().map(|(subject, codes)| about_plan::without_entry(plan, subject, &codes)));
    }
    entries
}

/// Marks accepted findings. A finding that outlives the last phase of its acceptance is parted there. An
/// acceptance that has run out, or matches nothing, is reported when those rules are among `rules`.
pub(super) fn accept(findings: &mut Vec<Finding>, plan: &Plan, rules: &[&'static Rule]) {
    if plan.accepted.is_empty() {
        return;
    }
    let of_plan = [&about_plan::UNMATCHED.code, &about_plan::RUN_OUT.code];
    let (own, others): (Vec<_>, Vec<_>) =
        plan.accepted.iter().partition(|acceptance| of_plan.contains(&&acceptance.code));
    let lost = match_all(findings, plan, &others);
    let reported = |rule: &Rule| rules.iter().any(|other| other.code == rule.code);
    if reported(&about_plan::UNMATCHED) {
        let unmatched = lost.unmatched.iter().filter(|acceptance| !is_off_by_code(plan, &acceptance.code));
        findings.extend(unmatched.map(|acceptance| about_plan::unmatched(plan, acceptance)));
    }
    if reported(&about_plan::RUN_OUT) {
        findings
            .extend(lost.run_out.values().map(|(acceptance, stages)| about_plan::run_out(plan, acceptance, *stages)));
    }
    // One that accepts such a report is matched after it, and is not itself reported.
    match_all(findings, plan, &own);
}

/// Acceptances that do not do what they were made for.
struct Lost<'a> {
    /// They match no finding.
    unmatched: Vec<&'a Arc<Acceptance>>,
    /// The finding stands after their last phase; with the stages in which it then stands first.
    run_out: BTreeMap<Accepted<'a>, (&'a Arc<Acceptance>, (usize, usize))>,
}

/// What an acceptance is known by: a rule and the objects of its finding.
type Accepted<'a> = (&'a Code, &'a [Subject]);

fn match_all<'a>(findings: &mut Vec<Finding>, plan: &Plan, accepted: &[&'a Arc<Acceptance>]) -> Lost<'a> {
    let mut run_out: BTreeMap<_, (_, (usize, usize))> = BTreeMap::new();
    let mut by_code: BTreeMap<(&Code, &[Subject]), &'a Arc<Acceptance>> = BTreeMap::new();
    for &acceptance in accepted {
        by_code.insert((&acceptance.code, acceptance.subjects.as_slice()), acceptance);
    }
    let mut matched = BTreeSet::new();
    let mut rest = Vec::new();
    for finding in findings.iter_mut() {
        let subjects = finding.subjects();
        let Some(acceptance) = by_code.get(&(&finding.code, subjects.as_slice())).copied() else { continue };
        let until = match &acceptance.until {
            None => finding.stages.1,
            Some(phase) => match plan.phases.iter().position(|other| other.id == *phase) {
                Some(at) => at + 1,
                // The phase is gone, and nobody knows any more how long it was to hold.
                None => continue,
            },
        };
        let of = (&acceptance.code, acceptance.subjects.as_slice());
        matched.insert(of);
        if until < finding.stages.1 {
            let after = (finding.stages.0.max(until + 1), finding.stages.1);
            let first = run_out.entry(of).or_insert((acceptance, after));
            first.1 = first.1.min(after);
        }
        if until < finding.stages.0 {
            continue;
        }
        if until < finding.stages.1 {
            let mut later = finding.clone();
            later.stages.0 = until + 1;
            rest.push(later);
            finding.stages.1 = until;
        }
        finding.accepted = Some(acceptance.clone());
    }
    findings.extend(rest);
    let is_lost = |a: &&'a Arc<Acceptance>| !matched.contains(&(&a.code, a.subjects.as_slice()));
    Lost { unmatched: accepted.iter().copied().filter(is_lost).collect(), run_out }
}

/// In the order of the plan: by first stage, the worst first, then by code and subject.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (a.stages.0, std::cmp::Reverse(a.level), &a.code, &a.subject, a.field, &a.related, a.stages.1).cmp(&(
            b.stages.0,
            std::cmp::Reverse(b.level),
            &b.code,
            &b.subject,
            b.field,
            &b.related,
            b.stages.1,
        ))
    });
}
