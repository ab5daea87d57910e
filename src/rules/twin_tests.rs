//! The test of a rule: a violating plan and its nearest good twin, one edit away.

use super::engine::{Scope, run};
use super::mutants::{self, Twin};
use super::sketch::{Sketch, read};
use super::{Check, Finding, FixOffer, Level, NotChecked, NotCheckedList, Report, Rule, Safety, check, fixes};
use crate::edit::Command;
use crate::model::{Code, FactName, LinkKind, Subject};
use crate::plan::{Phase, Plan, PlanEdit, Replay};
use crate::text::{Arg, Lang, Message};
use std::collections::BTreeSet;
use std::fmt::Debug;

/// What the second twin differs in.
pub trait IntoEdit {
    fn edit(self, sketch: &Sketch) -> Vec<PlanEdit>;
}

impl IntoEdit for PlanEdit {
    fn edit(self, _: &Sketch) -> Vec<PlanEdit> {
        vec![self]
    }
}

impl IntoEdit for Command {
    fn edit(self, sketch: &Sketch) -> Vec<PlanEdit> {
        vec![sketch.record(sketch.plan.phases.len(), self)]
    }
}

/// Asserts that the plan reports exactly what its comments say, that one edit later this rule is silent, that
/// every language speaks and names the subject, and that fixes do what the rule declares. The rule runs
/// uncovered: alone, but for the check that a fix adds no new error.
pub fn check_twins<E: IntoEdit>(rule: &'static Rule, text: &str, mend: impl Fn(&Sketch) -> E) {
    let sketch = read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let edits = mend(&sketch).edit(&sketch);
    let mended = PlanEdit::all_applied_to(&edits, &sketch.plan)
        .unwrap_or_else(|why| panic!("{}: the edit does not apply: {why:?}", rule.code));
    if mutants::are_sought() {
        return judge_twins(rule, &sketch, &mended);
    }
    let report = alone(rule, &sketch.plan);
    assert_expected(rule, &sketch, &report);
    assert!(!report.findings.is_empty(), "{}: the first twin is silent", rule.code);
    for finding in &report.findings {
        assert_said(&sketch.plan, finding);
        assert_fixes(rule, &sketch.plan, finding);
    }
    let after = alone(rule, &mended);
    assert_eq!(after.findings, [], "{}: the second twin is not silent", rule.code);
    assert_eq!(mended.replay().skipped.len(), sketch.plan.replay().skipped.len().min(mended.replay().skipped.len()));
}

/// Asserts that the rule has nothing to say; gives the report, for what is not checked.
pub fn check_silent(rule: &'static Rule, text: &str) -> Report {
    let sketch = read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let report = alone(rule, &sketch.plan);
    Twin::new(rule).claims(&sketch.plan, |_, report| report.findings.is_empty()).judge();
    assert_eq!(report.findings, [], "{}", rule.code);
    report
}

/// Asserts a part of what the rule says of a plan.
pub fn check_said<T: PartialEq + Debug + Sync>(
    rule: &'static Rule,
    text: &str,
    part: impl Fn(&Report) -> T + Sync,
    wanted: T,
) {
    check_part(rule, text, |_, report| part(report), &wanted);
}

/// Asserts a part of the plan that the first fix of the first finding makes.
pub fn check_mended<T: PartialEq + Debug + Sync>(
    rule: &'static Rule,
    text: &str,
    part: impl Fn(&Plan) -> T + Sync,
    wanted: T,
) {
    let mended = |plan: &Plan, report: &Report| {
        let fixes = fixes(plan, &plan.replay(), report.findings.first()?);
        PlanEdit::all_applied_to(&fixes.first()?.edits, plan).ok()
    };
    if mutants::are_sought() {
        let plan = read(text).unwrap().plan;
        mutants::judge_fixes(rule, &plan, &alone(rule, &plan));
    }
    check_part(rule, text, |plan, report| mended(plan, report).map(|plan| part(&plan)), &Some(wanted));
}

/// Asserts that the rule has something to say and mends none of it.
pub fn check_unmended(rule: &'static Rule, text: &str) {
    let part = |plan: &Plan, report: &Report| {
        let replay = plan.replay();
        let offered: usize = report.findings.iter().map(|finding| fixes(plan, &replay, finding).len()).sum();
        (!report.findings.is_empty(), offered)
    };
    if mutants::are_sought() {
        let plan = read(text).unwrap().plan;
        mutants::judge_fixes(rule, &plan, &alone(rule, &plan));
    }
    check_part(rule, text, part, &(true, 0));
}

/// Asserts that the rule has something to say and says what to do about all of it in words alone.
pub fn check_hinted(rule: &'static Rule, text: &str) {
    let in_words = |plan: &Plan, finding: &Finding| {
        let fixes = fixes(plan, &plan.replay(), finding);
        fixes.iter().for_each(|fix| assert_filled(&rule.code, &fix.label));
        !fixes.is_empty() && fixes.iter().all(|fix| fix.edits.is_empty() && fix.safety == Safety::Hint)
    };
    let part = |plan: &Plan, report: &Report| {
        !report.findings.is_empty() && report.findings.iter().all(|finding| in_words(plan, finding))
    };
    check_part(rule, text, part, &true);
}

/// Asserts with which words of a vocabulary the rule has something to say; with the others it is silent.
pub fn check_words(rule: &'static Rule, words: &[&str], loud: &[&str], text: impl Fn(&str) -> String) {
    assert!(loud.iter().all(|word| words.contains(word)), "{}: {loud:?} among {words:?}", rule.code);
    for word in words {
        check_part(rule, &text(word), |_, report| !report.findings.is_empty(), &loud.contains(word));
    }
}

/// Asserts with which words of a vocabulary the rule waits for a fact; with none it has a finding.
pub fn check_waiting(rule: &'static Rule, words: &[&str], waiting: &[&str], text: impl Fn(&str) -> String) {
    assert!(waiting.iter().all(|word| words.contains(word)), "{}: {waiting:?} among {words:?}", rule.code);
    for word in words {
        let part = |report: &Report| (report.findings.is_empty(), !report.not_checked.is_empty());
        check_part(rule, &text(word), |_, report| part(report), &(true, waiting.contains(word)));
    }
}

fn check_part<T: PartialEq + Debug + Sync>(
    rule: &'static Rule,
    text: &str,
    part: impl Fn(&Plan, &Report) -> T + Sync,
    wanted: &T,
) {
    let sketch = read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(part(&sketch.plan, &alone(rule, &sketch.plan)), *wanted, "{}:\n{text}", rule.code);
    Twin::new(rule).claims(&sketch.plan, |plan, report| part(plan, report) == *wanted).judge();
}

impl std::ops::Index<usize> for NotCheckedList {
    type Output = NotChecked;

    fn index(&self, at: usize) -> &NotChecked {
        self.iter().nth(at).expect("so many")
    }
}

/// The words of a vocabulary but for these.
pub fn all_but<'a>(words: &[&'a str], without: &[&str]) -> Vec<&'a str> {
    words.iter().copied().filter(|word| !without.contains(word)).collect()
}

/// The facts that a report waits for.
pub fn missing(report: &Report) -> Vec<FactName> {
    report.not_checked.iter().flat_map(|item| item.missing.clone()).collect()
}

/// The links of a kind at the end of a plan: the ids of both ends, in their order.
pub fn last_links(plan: &Plan, kind: LinkKind) -> Vec<(String, String)> {
    let replay = plan.replay();
    let links = replay.states.last().into_iter().flat_map(|state| state.links.values());
    let ends = links.filter(|link| link.kind == kind).map(|link| (link.from.id().to_owned(), link.to.id().to_owned()));
    let mut ends: Vec<_> = ends.collect();
    ends.sort();
    ends
}

/// The ids of the steps of a phase, 1 for the first.
pub fn steps_of(plan: &Plan, phase: usize) -> Vec<String> {
    plan.phases[phase - 1].steps.iter().map(|step| step.id().as_str().to_owned()).collect()
}

/// The levels of the findings.
pub fn levels(report: &Report) -> Vec<Level> {
    report.findings.iter().map(|finding| finding.level).collect()
}

/// Looks for the mutants that a plan with its expectations and a silent one tell from the rest.
pub fn judge_twins(rule: &'static Rule, sketch: &Sketch, silent: &Plan) {
    if !mutants::are_sought() {
        return;
    }
    mutants::judge_fixes(rule, &sketch.plan, &alone(rule, &sketch.plan));
    let twin = Twin::new(rule).claims(&sketch.plan, |_, report| expectation(rule, sketch, report).is_ok());
    twin.claims(silent, |_, report| report.findings.is_empty()).judge();
}

pub fn alone(rule: &'static Rule, plan: &Plan) -> Report {
    said_by(rule, plan, &plan.replay())
}

/// What one rule says, uncovered; those that the engine reports itself need all the others.
pub fn said_by(rule: &'static Rule, plan: &Plan, replay: &Replay) -> Report {
    if matches!(rule.check, Check::Engine) {
        let mut report = check(plan, replay, None);
        report.findings.retain(|finding| finding.code == rule.code);
        report
    } else {
        run(&[rule], plan, replay, None, Scope::Everything, None)
    }
}

/// Every comment has its finding and every finding its comment.
pub fn assert_expected(rule: &Rule, sketch: &Sketch, report: &Report) {
    expectation(rule, sketch, report).unwrap_or_else(|why| panic!("{}: {why}", rule.code));
}

/// Whether every comment has its finding and every finding its comment; else what is wrong.
pub fn expectation(rule: &Rule, sketch: &Sketch, report: &Report) -> Result<(), String> {
    let mut left: Vec<_> = sketch.expected.iter().filter(|expected| expected.code == rule.code).collect();
    if left.len() < sketch.expected.len() {
        return Err("a twin expects only its own code".to_owned());
    }
    for finding in &report.findings {
        if own_stage(&sketch.plan, &finding.subject).is_some_and(|stage| finding.stages != (stage, stage)) {
            return Err(format!("not where its step or phase is: {finding:#?}"));
        }
        let at = left.iter().position(|expected| {
            expected.on.contains(&finding.subject)
                && expected.related.as_ref().is_none_or(|related| *related == finding.related)
        });
        match at {
            Some(at) => drop(left.remove(at)),
            None => return Err(format!("not expected: {finding:#?}")),
        }
    }
    if left.is_empty() { Ok(()) } else { Err(format!("not reported: {left:#?}\nreported: {:#?}", report.findings)) }
}

/// The one stage at which a finding about a step or a phase can stand.
fn own_stage(plan: &Plan, subject: &Subject) -> Option<usize> {
    let is_it = |phase: &Phase| match subject {
        Subject::Phase(id) => phase.id == *id,
        Subject::Step(id) => phase.steps.iter().any(|step| step.id() == id),
        _ => false,
    };
    plan.phases.iter().position(|phase| is_it(phase)).map(|at| at + 1)
}

/// Every language has the words, and says the name of the subject or of an object it is about.
pub fn assert_said(plan: &Plan, finding: &Finding) {
    assert_filled(&finding.code, &finding.message);
    for lang in Lang::all() {
        assert!(lang.has(&finding.message.id), "{} in {}", finding.message.id, lang.tag());
        let said = lang.say(&finding.message);
        let named = finding.subjects().iter().any(|subject| said.contains(&plan.label(subject)));
        let nameless = finding.subjects() == [Subject::Deployment];
        assert!(named || nameless, "{} does not name its subject: {said}", finding.code);
        if let Some(vendor) = &finding.vendor_message {
            assert!(lang.has(&vendor.id), "{} in {}", vendor.id, lang.tag());
        }
    }
}

/// No name and no list of a message is empty.
fn assert_filled(code: &Code, message: &Message) {
    for (name, arg) in &message.args {
        let is_empty = match arg {
            Arg::Text(text) => text.is_empty(),
            Arg::List(items) | Arg::Either(items) => items.is_empty(),
            Arg::Words(items) => items.is_empty(),
            Arg::Count(_) | Arg::Said(_) => false,
        };
        assert!(!is_empty, "{code}: {name} is empty in {message:?}");
    }
}

/// A fix silences its finding, adds no new error, leaves a second pass nothing to do, and is there when declared.
pub fn assert_fixes(rule: &'static Rule, plan: &Plan, finding: &Finding) {
    let replay = plan.replay();
    let offered = fixes(plan, &replay, finding);
    match rule.fix {
        FixOffer::Never => assert!(offered.is_empty(), "{} declares no fix", rule.code),
        FixOffer::Always => assert!(!offered.is_empty(), "{} declares a fix", rule.code),
        FixOffer::Sometimes => {}
    }
    let errors = |plan: &Plan| -> BTreeSet<_> {
        let report = check(plan, &plan.replay(), None);
        let errors = report.findings.iter().filter(|finding| finding.level == Level::Error);
        errors.map(|finding| (finding.code.clone(), finding.subject.clone())).collect()
    };
    let before = errors(plan);
    for fix in offered.iter().filter(|fix| !fix.edits.is_empty()) {
        for lang in Lang::all() {
            assert!(lang.has(&fix.label.id), "{} in {}", fix.label.id, lang.tag());
        }
        assert_filled(&rule.code, &fix.label);
        let mended = PlanEdit::all_applied_to(&fix.edits, plan)
            .unwrap_or_else(|why| panic!("{}: the fix does not apply: {why:?}", rule.code));
        let same = |other: &Finding| other.subject == finding.subject && other.stands_at(finding.stages.0);
        let after = alone(rule, &mended);
        assert!(!after.findings.iter().any(same), "{}: not silenced: {:#?}", rule.code, after.findings);
        let new: Vec<_> = errors(&mended).difference(&before).cloned().collect();
        assert!(new.is_empty(), "{}: the fix adds {new:?}", rule.code);
        assert_eq!(replay.skipped.len().max(mended.replay().skipped.len()), replay.skipped.len(), "{}", rule.code);
    }
}
