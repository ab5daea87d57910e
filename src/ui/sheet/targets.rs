//! Which targets would take what is in the hand without a finding: asked one by one off the frame, those in view.

use crate::canvas::{Context, Editor, Hand, Judge, Question, Verdict};
use crate::diagram::SheetRect;
use crate::model::Subject;
use crate::plan::Plan;
use crate::ui::threads;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Of a frame, for making questions; what is left is asked in the next.
const FRAME_SHARE: Duration = Duration::from_millis(1);
/// Answers are shown a few at a time: a frame for each would be felt on a large plan.
const SHOWN_EVERY: Duration = Duration::from_millis(40);

/// A target, and what letting go there would change.
type Asked = (Subject, Question);
/// The thread that asks the rules: questions in, whether a target is clean out.
type Worker = (Sender<Asked>, Receiver<(Subject, bool)>);

/// What the rules say of each target that was in view while the same thing was in the hand.
#[derive(Default)]
pub struct CleanTargets {
    asked: Option<(Hand, Arc<Plan>, usize)>,
    /// `None` while the rules are at it.
    answers: HashMap<Subject, Option<bool>>,
    worker: Option<Worker>,
}

impl CleanTargets {
    /// Targets that would take it without a finding.
    pub fn clean(&self) -> impl Iterator<Item = &Subject> {
        self.answers.iter().filter(|(_, clean)| **clean == Some(true)).map(|(subject, _)| subject)
    }

    pub fn is_clean(&self, target: &Subject) -> bool {
        self.answers.get(target) == Some(&Some(true))
    }

    /// Whether something is still to be asked or answered.
    pub fn is_waiting(&self) -> bool {
        self.answers.values().any(Option::is_none)
    }

    pub fn update(&mut self, ctx: &egui::Context, editor: &Editor, cx: &Context<'_>, shown: SheetRect, judge: Judge) {
        let Some(hand) = editor.hand() else {
            // The worker ends with its questions.
            *self = Self::default();
            return;
        };
        let same = |(other, plan, stage): &(Hand, Arc<Plan>, usize)| {
            *other == hand && Arc::ptr_eq(plan, cx.plan) && *stage == cx.stage
        };
        if !self.asked.as_ref().is_some_and(same) {
            *self = Self { asked: Some((hand, cx.plan.clone(), cx.stage)), ..Self::default() };
        }
        if let Some((_, answers)) = &self.worker {
            self.answers.extend(answers.try_iter().map(|(target, clean)| (target, Some(clean))));
        }
        let begun = Instant::now();
        for target in editor.targets(cx, shown) {
            if self.answers.contains_key(target) {
                continue;
            }
            if begun.elapsed() > FRAME_SHARE {
                ctx.request_repaint();
                break;
            }
            let asked = editor.offer(cx, target).is_some_and(|preview| {
                let question = Question {
                    plan: cx.plan.clone(),
                    replay: cx.replay.clone(),
                    report: cx.report.clone(),
                    edits: preview.edits,
                    stage: cx.stage,
                    about: preview.about,
                };
                self.worker(ctx, judge).is_some_and(|(questions, _)| questions.send((target.clone(), question)).is_ok())
            });
            self.answers.insert(target.clone(), if asked { None } else { Some(false) });
        }
    }

    /// The thread that asks the rules, started when the first question is there.
    fn worker(&mut self, ctx: &egui::Context, judge: Judge) -> Option<&Worker> {
        if self.worker.is_none() {
            let (ask, questions) = channel::<Asked>();
            let (answer, answers) = channel();
            let wake = ctx.clone();
            let work = move || {
                while let Ok((target, question)) = questions.recv() {
                    let clean = judge(&question) == Verdict::Allowed;
                    // Nobody waits any more when the hand has let go.
                    if answer.send((target, clean)).is_err() {
                        return;
                    }
                    wake.request_repaint_after(SHOWN_EVERY);
                }
            };
            // No thread to be had: no ticks are better than a frozen hand.
            threads::start("targets", work).ok()?;
            self.worker = Some((ask, answers));
        }
        self.worker.as_ref()
    }
}
