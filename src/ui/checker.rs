//! The check of the open plan, off the frame where it could be felt. Answers for a plan that has changed
//! since are dropped.

use super::threads;
use crate::model::PackId;
use crate::plan::{Plan, Replay};
use crate::rules::{self, Report};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// A check that takes longer than this goes to the worker.
const INLINE: Duration = Duration::from_millis(2);

/// What is asked: a revision of the plan.
struct Job {
    revision: u64,
    plan: Arc<Plan>,
    replay: Arc<Replay>,
    last: Arc<Report>,
    /// A check of it that was begun elsewhere.
    begun: Option<Receiver<(Report, Duration)>>,
}

impl Job {
    fn new(revision: u64, plan: &Arc<Plan>, replay: &Arc<Replay>, last: &Arc<Report>) -> Self {
        Self { revision, plan: plan.clone(), replay: replay.clone(), last: last.clone(), begun: None }
    }
}

/// The worker and what it still owes.
pub struct Checker {
    jobs: Option<Sender<Job>>,
    answers: Receiver<(u64, Report, Duration)>,
    /// How long the last check took; at first a guess from the size of the plan.
    last: Duration,
}

impl Checker {
    /// `wake` is called when an answer is there.
    pub fn new(wake: impl Fn() + Send + 'static) -> Self {
        let (jobs, inbox) = channel::<Job>();
        let (outbox, answers) = channel();
        let worker = move || {
            while let Ok(mut job) = inbox.recv() {
                // Only the newest revision is worth an answer.
                while let Ok(newer) = inbox.try_recv() {
                    job = newer;
                }
                let (report, took) = job.begun.and_then(|check| check.recv().ok()).unwrap_or_else(|| {
                    let start = Instant::now();
                    let report = check(&job.plan, &job.replay, &job.last);
                    (report, start.elapsed())
                });
                if outbox.send((job.revision, report, took)).is_err() {
                    return;
                }
                wake();
            }
        };
        let started = threads::start("check", worker);
        Self { jobs: started.is_ok().then_some(jobs), answers, last: Duration::ZERO }
    }

    /// Forgets how long checks took: another plan is open.
    pub fn expect(&mut self, plan: &Plan) {
        let objects = plan.today.subjects().take(5_000).count() * plan.stages();
        self.last = Duration::from_micros(objects as u64 * 10);
    }

    /// The report at once when the check is short (`last` is the one before); otherwise it comes through [`poll`](Self::poll).
    pub fn ask(&mut self, revision: u64, plan: &Arc<Plan>, replay: &Arc<Replay>, last: &Arc<Report>) -> Option<Report> {
        if self.last > INLINE
            && let Some(jobs) = &self.jobs
            && jobs.send(Job::new(revision, plan, replay, last)).is_ok()
        {
            return None;
        }
        let start = Instant::now();
        let report = check(plan, replay, last);
        self.last = start.elapsed();
        Some(report)
    }

    /// Takes over a check of the whole plan that was begun elsewhere; its report comes through [`poll`](Self::poll).
    pub fn follow(
        &self,
        revision: u64,
        plan: &Arc<Plan>,
        replay: &Arc<Replay>,
        check: Receiver<(Report, Duration)>,
    ) -> Option<Report> {
        let Some(jobs) = &self.jobs else {
            // Without a worker the window waits.
            return Some(
                check.recv().map_or_else(|_| self::check(plan, replay, &Report::default()), |(report, _)| report),
            );
        };
        let _ = jobs.send(Job { begun: Some(check), ..Job::new(revision, plan, replay, &Arc::default()) });
        None
    }

    /// The newest answer, if it is for this revision.
    pub fn poll(&mut self, revision: u64) -> Option<Report> {
        let mut found = None;
        while let Ok((of, report, took)) = self.answers.try_recv() {
            self.last = took;
            if of == revision {
                found = Some(report);
            }
        }
        found
    }
}

fn check(plan: &Plan, replay: &Replay, last: &Report) -> Report {
    rules::check_after(plan, replay, None::<&PackId>, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_for_an_older_revision_is_dropped() {
        let (sent, woken) = channel();
        let mut checker = Checker::new(move || {
            let _ = sent.send(());
        });
        checker.last = Duration::from_secs(1);
        let plan = Arc::new(Plan::new(PackId::new("lync-2013")));
        let replay = Arc::new(plan.replay());
        assert!(checker.ask(1, &plan, &replay, &Arc::default()).is_none());
        woken.recv_timeout(Duration::from_secs(10)).expect("an answer");
        assert!(checker.poll(2).is_none(), "the answer was for revision 1");
        assert!(checker.last < Duration::from_secs(1), "the time it took is known all the same");
        checker.last = Duration::ZERO;
        assert!(checker.ask(3, &plan, &replay, &Arc::default()).is_some(), "a short check is answered at once");
    }
}
