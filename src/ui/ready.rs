//! A plan with all that its first frame shows, made where it is read: no frame waits for a check or a drawing.
//!
//! A large plan is shown as soon as it is drawn: its check, which takes longer, goes on, and until it ends the plan is
//! *not checked* like after any edit.

use super::sheet_view::{FirstLook, fonts};
use super::threads;
use crate::diagram::{self, Asked, Scene, SceneOptions, layout};
use crate::model::{PackId, Subject};
use crate::plan::{Plan, Replay, SheetPos};
use crate::rules::{self, Report};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// A plan that can be shown at once.
pub struct Ready {
    pub plan: Arc<Plan>,
    pub replay: Arc<Replay>,
    pub checked: Checked,
    pub drawing: diagram::Sheet,
    /// Today, as it is looked at first.
    pub scene: Scene,
    pub look: FirstLook,
}

/// What is known of a plan's check when it is drawn.
pub enum Checked {
    Done(Arc<Report>),
    /// It goes on, and gives the report with the time that it took. Nothing comes when it cannot come to an end.
    Running(Receiver<(Report, Duration)>),
}

/// Whether nothing waits for what looks at all of a plan.
pub fn is_large(plan: &Plan) -> bool {
    /// Objects by stages.
    const LARGE: usize = 1_500;
    plan.today.subjects().take(LARGE).count() * plan.stages() >= LARGE
}

impl Ready {
    /// Takes as long as the drawing; for a plan that is not large, as the check when that is longer.
    pub fn new(mut plan: Plan, look: FirstLook) -> Self {
        let replay = Arc::new(plan.replay());
        plan.places.extend(layout(&plan, &replay));
        let plan = Arc::new(plan);
        let (report, checked) = channel();
        let check = {
            let (plan, replay) = (plan.clone(), replay.clone());
            move || {
                let start = Instant::now();
                let new = rules::check_after(&plan, &replay, None::<&PackId>, &Report::default());
                // Nobody waits for it when the plan was closed meanwhile.
                let _ = report.send((new, start.elapsed()));
            }
        };
        // Without a thread it is tried again beside the window, as when it does not come to an end.
        let _ = threads::start("check", check);
        let drawing = threads::at_once(|| diagram::Sheet::new(&plan, &replay, &look.lines));
        let done = if !is_large(&plan) { checked.recv().ok() } else { checked.try_recv().ok() };
        let checked = done.map_or(Checked::Running(checked), |(report, _)| Checked::Done(Arc::new(report)));
        let report = match &checked {
            Checked::Done(report) => Some(&**report),
            Checked::Running(_) => None,
        };
        let options = SceneOptions { ghosts: look.ghosts, ..SceneOptions::new(look.lang) };
        let scene = threads::at_once(|| drawing.scene_with(&Asked::default(), (&replay, report, 0), &options, fonts()));
        Self { plan, replay, checked, drawing, scene, look }
    }
}

/// Places for everything that has none.
pub fn free_places(plan: &Plan, replay: &Replay) -> Vec<(Subject, Option<SheetPos>)> {
    layout(plan, replay).into_iter().map(|(subject, pos)| (subject, Some(pos))).collect()
}
