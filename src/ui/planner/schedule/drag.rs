//! What a hand or a key makes of a bar: the phase moved, or stretched.

use super::chart::{Chart, DRAWN_DAYS};
use crate::model::PhaseId;
use crate::plan::{Phase, Plan, PlanEdit, plus_days};

/// What a hand does with a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    Move,
    Stretch,
}

/// A bar in the hand.
#[derive(Clone, Debug)]
pub struct Drag {
    pub phase: PhaseId,
    pub grip: Grip,
    pub from: f32,
    pub days: i64,
}

/// The edit that a hand makes, when it changes anything.
pub fn edit(plan: &Plan, chart: &Chart, drag: &Drag) -> Option<PlanEdit> {
    let at = plan.phases.iter().position(|phase| phase.id == drag.phase)?;
    let bar = chart.bars.get(at).copied().flatten()?;
    let phase = match drag.grip {
        _ if drag.days == 0 => return None,
        Grip::Move => moved(plan, chart, at, drag.days)?,
        // Where there are dates the end goes to the day under the hand, whatever freezes lie between.
        Grip::Stretch => match chart.date((bar.end - 1).checked_add(drag.days)?) {
            Some(end) => plan.phase_ending(at, end).or_else(|| plan.phase_stretched(at, drag.days, DRAWN_DAYS))?,
            None => plan.phase_stretched(at, drag.days, DRAWN_DAYS)?,
        },
    };
    (plan.phases[at].head() != phase).then_some(PlanEdit::EditPhase(phase))
}

/// The edit that a key makes: a length grows by a day whatever lies there.
pub fn by_key(plan: &Plan, chart: &Chart, drag: &Drag) -> Option<PlanEdit> {
    let at = plan.phases.iter().position(|phase| phase.id == drag.phase)?;
    match drag.grip {
        Grip::Move => edit(plan, chart, drag),
        Grip::Stretch => plan.phase_stretched(at, drag.days, DRAWN_DAYS).map(PlanEdit::EditPhase),
    }
}

/// A phase whose days are only drawn is moved from where it is drawn.
fn moved(plan: &Plan, chart: &Chart, at: usize, days: i64) -> Option<Phase> {
    plan.phase_moved(at, days).or_else(|| {
        let bar = chart.bars.get(at).copied().flatten()?;
        let start = plus_days(chart.date(bar.first)?, days)?;
        Some(Phase { start: Some(start), ..plan.phases.get(at)?.head() })
    })
}

/// The plan as the hand would leave it.
pub fn preview(plan: &Plan, chart: &Chart, drag: &Drag) -> Option<Plan> {
    edit(plan, chart, drag)?.applied_to(plan).ok()
}
