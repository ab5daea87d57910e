//! A proposal worked out beside the window: first what the target would have, by each strategy, then the whole plan.

use crate::model::{Code, PoolId, Subject};
use crate::plan::{Plan, PlanEdit, Replay};
use crate::propose::{Choices, Outline, Reason, Refusal, Strategy, outline, propose};
use crate::rules::{self, Level};
use crate::text::Lang;
use crate::ui::action::{said, wrapping};
use crate::ui::ready::free_places;
use crate::ui::threads;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// What a proposal is of: what the plan says, by the document's count, and what was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Of {
    pub content: u64,
    pub choices: Choices,
}

/// What each strategy would bring.
pub type Outlines = BTreeMap<Strategy, Outline>;

/// A proposal as the window shows it, and the edit that it is.
pub struct Offer {
    /// Puts the phases in the place of those that are there, and gives what is new its places.
    pub edits: Vec<PlanEdit>,
    pub phases: Vec<OfferedPhase>,
    pub outline: Outline,
    /// How many machines stand at each stage, Today first.
    pub machines: Vec<usize>,
    pub assumptions: Vec<String>,
    /// Rules that warn, with their titles and how often; the most frequent first.
    pub warnings: Vec<(Code, String, usize)>,
    /// Errors of today that last until what they are about is retired.
    pub errors: usize,
    /// Rules that wait for facts.
    pub not_checked: usize,
}

pub struct OfferedPhase {
    pub name: String,
    pub steps: usize,
}

/// Why there is none, as the window shows it.
pub struct Refused {
    pub head: String,
    pub reasons: Vec<ToldReason>,
}

/// One thing that has to be otherwise first.
pub struct ToldReason {
    pub code: Option<Code>,
    pub text: String,
    /// What it is about, with what people call it.
    pub subjects: Vec<(Subject, String)>,
}

pub enum Outcome {
    Offered(Offer),
    Refused(Refused),
    /// Our mistake.
    Broken,
}

enum Answer {
    Outlines(Of, Outlines),
    Outcome(Of, Outcome),
}

/// One proposal at a time; whoever asks again while it is worked out asks again later.
pub struct Worker {
    outbox: Sender<Answer>,
    inbox: Receiver<Answer>,
    is_busy: bool,
}

impl Default for Worker {
    fn default() -> Self {
        let (outbox, inbox) = channel();
        Self { outbox, inbox, is_busy: false }
    }
}

/// What was worked out last.
#[derive(Default)]
pub struct Known {
    pub outlines: Option<(Of, Outlines)>,
    pub outcome: Option<(Of, Arc<Outcome>)>,
}

impl Worker {
    /// Takes what is ready.
    pub fn poll(&mut self, known: &mut Known) {
        while let Ok(answer) = self.inbox.try_recv() {
            match answer {
                Answer::Outlines(of, outlines) => known.outlines = Some((of, outlines)),
                Answer::Outcome(of, outcome) => {
                    self.is_busy = false;
                    known.outcome = Some((of, Arc::new(outcome)));
                }
            }
        }
    }

    /// Begins, unless one is under way. `wake` is called when there is something new.
    pub fn ask(&mut self, of: &Of, plan: &Arc<Plan>, replay: &Arc<Replay>, wake: impl Fn() + Send + 'static) {
        if self.is_busy {
            return;
        }
        self.is_busy = true;
        let (asked, plan, replay, outbox) = (of.clone(), plan.clone(), replay.clone(), self.outbox.clone());
        let work = move || {
            let base = without_phases(&plan, &replay);
            let outlines = catch_unwind(AssertUnwindSafe(|| outlines(&base, &asked.choices)));
            if let Ok(outlines) = outlines
                && outbox.send(Answer::Outlines(asked.clone(), outlines)).is_ok()
            {
                wake();
            }
            // A mistake somewhere below must not leave the window waiting for ever.
            let outcome = catch_unwind(AssertUnwindSafe(|| outcome(&plan, &base, &asked.choices)));
            if outbox.send(Answer::Outcome(asked, outcome.unwrap_or(Outcome::Broken))).is_ok() {
                wake();
            }
        };
        if threads::start("propose", work).is_err() {
            let _ = self.outbox.send(Answer::Outcome(of.clone(), Outcome::Broken));
        }
    }
}

fn removals(plan: &Plan) -> Vec<PlanEdit> {
    plan.phases.iter().map(|phase| PlanEdit::RemovePhase(phase.id.clone())).collect()
}

/// The plan as a proposal begins with it: ids of the phases that go are spent.
fn without_phases(plan: &Plan, replay: &Replay) -> Plan {
    PlanEdit::all_applied_after(&removals(plan), plan, replay).unwrap_or_else(|_| plan.clone())
}

fn outlines(base: &Plan, choices: &Choices) -> Outlines {
    let of = |strategy: &Strategy| {
        let choices = Choices { strategy: *strategy, ..choices.clone() };
        Some((*strategy, outline(base, &choices).ok()?))
    };
    Strategy::ALL.iter().filter_map(of).collect()
}

fn outcome(plan: &Plan, base: &Plan, choices: &Choices) -> Outcome {
    match offer(plan, base, choices) {
        Ok(offer) => Outcome::Offered(offer),
        Err(refusal) => Outcome::Refused(refused(base, &refusal, choices.lang)),
    }
}

fn offer(plan: &Plan, base: &Plan, choices: &Choices) -> Result<Offer, Refusal> {
    let lang = choices.lang;
    let proposal = propose(base, choices)?;
    let replay = proposal.plan.replay();
    let mut edits = removals(plan);
    let phases = proposal.plan.phases.iter().enumerate();
    edits.extend(phases.map(|(index, phase)| PlanEdit::AddPhase { index, phase: (**phase).clone() }));
    edits.push(PlanEdit::Place(free_places(&proposal.plan, &replay)));
    let mut counts: BTreeMap<&Code, usize> = BTreeMap::new();
    let findings = || proposal.report.findings.iter().filter(|finding| finding.counts());
    for finding in findings().filter(|finding| finding.level == Level::Warning) {
        *counts.entry(&finding.code).or_default() += 1;
    }
    let title = |code: &Code| wrapping(&rules::title(code, lang).unwrap_or_else(|| code.to_string()));
    let mut warnings: Vec<_> = counts.into_iter().map(|(code, count)| (code.clone(), title(code), count)).collect();
    warnings.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    let phase =
        |phase: &Arc<crate::plan::Phase>| OfferedPhase { name: phase.name.to_string(), steps: phase.steps.len() };
    Ok(Offer {
        edits,
        phases: proposal.plan.phases.iter().map(phase).collect(),
        assumptions: proposal.assumptions.iter().map(|what| said(lang, what)).collect(),
        warnings,
        errors: findings().filter(|finding| finding.level == Level::Error).count(),
        not_checked: proposal.report.summary().not_checked,
        outline: proposal.outline,
        machines: proposal.machines,
    })
}

fn refused(base: &Plan, refusal: &Refusal, lang: Lang) -> Refused {
    let head = refusal.said(lang).lines().next().map(wrapping).unwrap_or_default();
    let told = |reason: &Reason| ToldReason {
        code: reason.code.clone(),
        text: said(lang, &reason.message),
        subjects: reason.subjects.iter().map(|subject| (subject.clone(), base.label(subject))).collect(),
    };
    let reasons = match refusal {
        Refusal::Unsupported(reasons) => reasons.iter().map(told).collect(),
        _ => Vec::new(),
    };
    Refused { head, reasons }
}

/// The legacy pool whose successor is the pilot while nobody chose one, as people call it.
pub fn usual_pilot(outline: &Outline) -> Option<&str> {
    outline.successors.first()?.replaces.first().map(String::as_str)
}

/// A pool with what people call it, in the order of names.
pub fn named(plan: &Plan, pools: Vec<PoolId>) -> Vec<(PoolId, String)> {
    let mut all: Vec<_> = pools.into_iter().map(|id| (id.clone(), plan.label(&(&id).into()))).collect();
    all.sort_by(|(_, one), (_, other)| one.cmp(other));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::History;
    use crate::rules::sketch;

    const PHASED: &str = "
site Paris
  pool fe-old front-end standard version=lync-2010 users=300
phase Ours
  + pool mine edge version=lync-2013 in=Paris
";

    #[test]
    fn an_offer_is_one_edit_that_replaces_all_phases_and_lays_out_what_is_new() {
        let plan = Arc::new(sketch::read(PHASED).expect("a sketch").plan);
        let replay = plan.replay();
        let base = without_phases(&plan, &replay);
        assert!(base.phases.is_empty());
        let offer = offer(&plan, &base, &Choices::default()).unwrap_or_else(|why| panic!("{}", why.said(Lang::EN)));
        assert_eq!((offer.machines.len(), offer.errors), (offer.phases.len() + 1, 0));
        let mut history = History::new(plan.clone());
        history.commit(crate::message!("language-name"), &offer.edits, &replay, ()).expect("it fits");
        let now = history.present().clone();
        assert_eq!(now.phases.len(), offer.phases.len());
        assert!(now.phases.iter().all(|phase| &*phase.name != "Ours"));
        let states = now.replay().states;
        for pool in states.iter().flat_map(|state| state.pools.keys()) {
            let placed = now.places.contains_key(&Subject::from(pool));
            assert!(placed || plan.today.pools.contains_key(pool), "{pool} has no place");
        }
        history.undo();
        assert_eq!(*history.present(), plan, "one step back is all of it");
    }

    #[test]
    fn a_refusal_names_rules_and_objects() {
        let text = PHASED.replace("phase Ours", "  pool edge edge version=ocs-2007-r2\nphase Ours");
        let plan = sketch::read(&text).expect("a sketch").plan;
        let base = without_phases(&plan, &plan.replay());
        let Outcome::Refused(why) = outcome(&plan, &base, &Choices::default()) else { panic!("an offer") };
        let [reason] = why.reasons.as_slice() else { panic!("{} reasons", why.reasons.len()) };
        assert_eq!(reason.code.as_ref().map(Code::as_str), Some("PATH-002"));
        assert_eq!(reason.subjects.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["edge.contoso.com"]);
        assert!(!why.head.is_empty() && !why.head.contains(&reason.text));
    }
}
