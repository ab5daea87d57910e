//! A plan with all that its first frame shows, made where it is read: no frame waits for a check or a drawing.

use super::sheet_view::{FirstLook, fonts};
use crate::diagram::{self, Asked, Scene, SceneOptions, layout};
use crate::model::{PackId, Subject};
use crate::plan::{Plan, Replay, SheetPos};
use crate::rules::{self, Report};
use std::sync::Arc;

/// A plan that can be shown at once.
pub struct Ready {
    pub plan: Arc<Plan>,
    pub replay: Arc<Replay>,
    /// None when the check did not come to an end: then it is tried again beside the window.
    pub report: Option<Arc<Report>>,
    pub drawing: diagram::Sheet,
    /// Today, as it is looked at first.
    pub scene: Scene,
    pub look: FirstLook,
}

impl Ready {
    /// Takes as long as a whole check or a whole drawing takes, whichever is longer.
    pub fn new(mut plan: Plan, look: FirstLook) -> Self {
        let replay = Arc::new(plan.replay());
        plan.places.extend(layout(&plan, &replay));
        let plan = Arc::new(plan);
        let draw = || diagram::Sheet::new(&plan, &replay, &look.lines);
        let check = || rules::check_after(&plan, &replay, None::<&PackId>, &Report::default());
        let (drawing, report) = std::thread::scope(|scope| {
            let aside = std::thread::Builder::new().name("check".to_owned()).spawn_scoped(scope, check);
            let drawing = draw();
            // Without a thread it takes longer.
            let report = aside.map_or_else(|_| Some(check()), |aside| aside.join().ok());
            (drawing, report.map(Arc::new))
        });
        let options = SceneOptions { ghosts: look.ghosts, ..SceneOptions::new(look.lang) };
        let scene = drawing.scene_with(&Asked::default(), (&replay, report.as_deref(), 0), &options, fonts(), None);
        Self { plan, replay, report, drawing, scene, look }
    }
}

/// Places for everything that has none.
pub fn free_places(plan: &Plan, replay: &Replay) -> Vec<(Subject, Option<SheetPos>)> {
    layout(plan, replay).into_iter().map(|(subject, pos)| (subject, Some(pos))).collect()
}
