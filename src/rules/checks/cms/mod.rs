//! The Central Management store.

pub mod host;
pub mod moving;
pub mod pilot;
pub mod removal;
pub mod unneeded;

use crate::rules::prelude::*;
use crate::rules::steps::step_of;

/// A fix that leaves the store where it is: on a pool that is still there when the plan ends, when nothing else moves it.
fn leave_store(cx: &FixContext<'_>, old: &PoolId) -> Vec<Fix> {
    let is_move = |command: &Command| matches!(command, Command::MoveCms { .. });
    let all = cx.plan.phases.iter().flat_map(|phase| &phase.steps).flat_map(|step| step.commands());
    let cleans =
        |step: &std::sync::Arc<Step>| matches!(**step, Step::Activity { kind: ActivityKind::RemoveDatabases, .. });
    // Work that follows the move counts on it: its databases may go.
    let stays = cx.replay.states.last().is_some_and(|last| last.pools.contains_key(old))
        && !cx.plan.phases.iter().flat_map(|phase| &phase.steps).any(cleans);
    // A step that does more than the move is one that somebody has thought about.
    let Some(step) =
        step_of(cx).filter(|step| stays && step.commands().len() == 1 && all.filter(|c| is_move(c)).count() == 1)
    else {
        return Vec::new();
    };
    vec![Fix {
        label: message!("rules-cms-leave-fix", pool = cx.plan.label(&old.into())),
        edits: vec![PlanEdit::RemoveStep(step.id().clone())],
        safety: Safety::Ask,
    }]
}
