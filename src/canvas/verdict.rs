//! The live verdict: what the rules would say of what is in the hand, before it is let go.
//!
//! The answer is the rule engine's, never a second table of permissions. It may take longer than a frame:
//! [`VerdictJob`] keeps one question open at a time and drops an answer to another one.

use crate::model::Subject;
use crate::plan::{Plan, PlanEdit, Replay};
use crate::rules::{Finding, Level, Report};
use crate::text::Message;
use std::sync::Arc;

/// What is asked: would this plan, with these edits, break a rule that names one of these objects?
#[derive(Clone, Debug)]
pub struct Question {
    pub plan: Arc<Plan>,
    /// The states of the plan as it is: the preview is replayed only where it differs.
    pub replay: Replay,
    /// What the rules say of the plan as it is.
    pub report: Arc<Report>,
    pub edits: Vec<PlanEdit>,
    /// The stage that is shown; findings that end before it do not speak.
    pub stage: usize,
    /// What is dragged, and what it is over.
    pub about: Vec<Subject>,
}

/// The engine's answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Nothing new is broken.
    Allowed,
    /// What would be broken, worst first.
    Against(Vec<Finding>),
    /// The edit itself cannot be made, and why.
    Impossible(Message),
}

/// What a target shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    Allowed,
    Warned,
    Refused,
}

impl Verdict {
    pub fn answer(&self) -> Answer {
        match self {
            Self::Allowed => Answer::Allowed,
            Self::Impossible(_) => Answer::Refused,
            Self::Against(findings) => match findings.iter().map(|finding| finding.level).max() {
                Some(Level::Error) => Answer::Refused,
                Some(Level::Warning) => Answer::Warned,
                Some(Level::Advice) | None => Answer::Allowed,
            },
        }
    }
}

/// How a question is answered: a pure function, so that it can run on any thread.
pub type Judge = fn(&Question) -> Verdict;

/// What the rules of the plan's packs say.
pub fn judge(question: &Question) -> Verdict {
    let after = match PlanEdit::all_applied_after(&question.edits, &question.plan, &question.replay) {
        Ok(after) => after,
        Err(error) => return Verdict::Impossible(error.message(&question.plan)),
    };
    let replay = after.replay_after(&question.plan, &question.replay);
    let report = crate::rules::check_from(&after, &replay, question.stage, &question.report);
    let new: Vec<Finding> = crate::rules::verdict(&question.report, &report, &question.about, question.stage)
        .into_iter()
        .cloned()
        .collect();
    if new.is_empty() { Verdict::Allowed } else { Verdict::Against(new) }
}

/// Names one question among those asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u64);

/// What to show beside the cursor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown<'a> {
    /// Nothing is asked.
    Nothing,
    Checking,
    Said(&'a Verdict),
}

#[derive(Clone, Debug, Default)]
enum State {
    #[default]
    Idle,
    Checking,
    Answered(Verdict),
}

/// One question at a time.
#[derive(Clone, Debug, Default)]
pub struct VerdictJob {
    asked: Option<Asked>,
    last: u64,
    state: State,
}

#[derive(Clone, Debug)]
struct Asked {
    plan: Arc<Plan>,
    stage: usize,
    edits: Vec<PlanEdit>,
    about: Vec<Subject>,
}

impl VerdictJob {
    /// Asks, unless this very question is open or answered. Places say nothing about rules and make no new
    /// question: a drag inside one target asks once.
    pub fn ask(&mut self, question: &Question) -> Option<Ticket> {
        let telling: Vec<PlanEdit> =
            question.edits.iter().filter(|edit| !matches!(edit, PlanEdit::Place(_))).cloned().collect();
        if telling.is_empty() {
            self.clear();
            return None;
        }
        let same = self.asked.as_ref().is_some_and(|asked| {
            Arc::ptr_eq(&asked.plan, &question.plan)
                && asked.stage == question.stage
                && asked.about == question.about
                && asked.edits == telling
        });
        if same {
            return None;
        }
        self.last += 1;
        self.state = State::Checking;
        let (plan, stage, about) = (question.plan.clone(), question.stage, question.about.clone());
        self.asked = Some(Asked { plan, stage, edits: telling, about });
        Some(Ticket(self.last))
    }

    /// Takes an answer. One for another question is dropped: false.
    pub fn answer(&mut self, ticket: Ticket, verdict: Verdict) -> bool {
        let awaited = ticket.0 == self.last && matches!(self.state, State::Checking);
        if awaited {
            self.state = State::Answered(verdict);
        }
        awaited
    }

    /// Nothing is in the hand any more.
    pub fn clear(&mut self) {
        self.asked = None;
        self.state = State::Idle;
    }

    pub fn shown(&self) -> Shown<'_> {
        match &self.state {
            State::Idle => Shown::Nothing,
            State::Checking => Shown::Checking,
            State::Answered(verdict) => Shown::Said(verdict),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Command;
    use crate::model::{PackId, PoolId};
    use crate::plan::{SheetPos, Stage};

    fn question(plan: &Arc<Plan>, pool: &str) -> Question {
        let subject = Subject::Pool(PoolId::new(pool));
        Question {
            plan: plan.clone(),
            replay: plan.replay(),
            report: Arc::new(Report::default()),
            edits: vec![
                PlanEdit::Record { at: Stage::Today, commands: vec![Command::Remove(subject.clone())] },
                PlanEdit::Place(vec![(subject.clone(), Some(SheetPos { x: 8, y: 8 }))]),
            ],
            stage: 0,
            about: vec![subject],
        }
    }

    #[test]
    fn a_question_is_asked_once_and_again_only_for_another_target() {
        let plan = Arc::new(Plan::new(PackId::new("lync-2013")));
        let mut job = VerdictJob::default();
        let first = job.ask(&question(&plan, "a")).unwrap();
        assert_eq!(job.shown(), Shown::Checking);
        let mut moved = question(&plan, "a");
        moved.edits.pop();
        assert_eq!(job.ask(&moved), None, "another place is not another question");
        let second = job.ask(&question(&plan, "b")).unwrap();
        assert!(!job.answer(first, Verdict::Allowed), "the answer is for a target that was left");
        assert_eq!(job.shown(), Shown::Checking);
        assert!(job.answer(second, Verdict::Allowed));
        assert_eq!(job.shown(), Shown::Said(&Verdict::Allowed));
        assert!(!job.answer(second, Verdict::Against(Vec::new())), "answered already");
    }

    #[test]
    fn an_answer_after_the_drop_is_dropped() {
        let plan = Arc::new(Plan::new(PackId::new("lync-2013")));
        let mut job = VerdictJob::default();
        let ticket = job.ask(&question(&plan, "a")).unwrap();
        job.clear();
        assert!(!job.answer(ticket, Verdict::Allowed));
        assert_eq!(job.shown(), Shown::Nothing);
    }

    #[test]
    fn moving_about_asks_nothing() {
        let plan = Arc::new(Plan::new(PackId::new("lync-2013")));
        let mut job = VerdictJob::default();
        let mut moved = question(&plan, "a");
        moved.edits.remove(0);
        assert_eq!(job.ask(&moved), None);
        assert_eq!(job.shown(), Shown::Nothing);
    }
}
