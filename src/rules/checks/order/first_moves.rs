//! ORDER-005, ORDER-006: the first users that move to the target.

use crate::rules::prelude::*;
use crate::rules::steps::{insert, is_activity, pool_and_servers, user_moves};
use std::sync::Arc;

pub static REPLICATED: Rule =
    Rule::new("ORDER-005", "first-users-moved-before-replication-is-verified", "0.1.0", Check::End(replicated))
        .mended(FixOffer::Always, verify);

pub static WAVES: Rule = Rule::new("ORDER-006", "everyone-moved-in-the-first-wave", "0.1.0", Check::End(waves))
    .mended(FixOffer::Always, split);

/// The first step that moves users from a legacy pool to one of the target: its phase, and the pools.
struct First<'a> {
    stage: usize,
    step: &'a Arc<Step>,
    to: &'a PoolId,
}

fn first<'a>(cx: &PlanContext<'a>) -> Option<First<'a>> {
    cx.steps().find_map(|(stage, step)| {
        let (before, after) = (cx.states.get(stage - 1)?, cx.states.get(stage)?);
        let age = |id: &PoolId| before.pools.get(id).or_else(|| after.pools.get(id)).map(|pool| cx.age(stage, pool));
        let mut moves = user_moves(step);
        let (_, to) = moves.find(|(from, to)| (age(from), age(to)) == (Some(Age::Older), Some(Age::Own)))?;
        Some(First { stage, step, to })
    })
}

/// The steps of the plan before one.
fn before<'a>(cx: &PlanContext<'a>, step: &'a Arc<Step>) -> impl Iterator<Item = &'a Arc<Step>> {
    cx.plan.phases.iter().flat_map(|phase| &phase.steps).take_while(move |other| other.id() != step.id())
}

fn replicated(cx: &PlanContext<'_>, out: &mut Findings) {
    let Some(First { stage, step, to }) = first(cx) else { return };
    let mut about = pool_and_servers(&cx.states[stage], to);
    about.extend(cx.states[stage].pools.get(to).and_then(|pool| pool.site.as_ref()).map(Subject::from));
    if !before(cx, step).any(|step| is_activity(step, ActivityKind::UserReplication, &about)) {
        let said = message!("rules-order-005", pool = cx.plan.label(&to.into()));
        out.report(step.id(), said).related([to]).during(stage, stage);
    }
}

fn verify(cx: &FixContext<'_>) -> Vec<Fix> {
    insert(cx, false, ActivityKind::UserReplication, cx.finding.related.clone(), message!("rules-order-005-fix"))
}

fn waves(cx: &PlanContext<'_>, out: &mut Findings) {
    let Some(First { stage, step, to }) = first(cx) else { return };
    // Users who are on the target today moved before.
    let today = groups_by_pool(&cx.states[0]);
    let has_users = |pool: &Pool| {
        let groups = today.get(&pool.id);
        groups.is_some() && users_of(&pool.id, groups) != Some(0)
    };
    if cx.pools(0, Age::Own).any(has_users) {
        return;
    }
    let mut state = cx.states[stage - 1].clone();
    for other in cx.plan.phases[stage - 1].steps.iter() {
        other.commands().iter().for_each(|command| carry_out(command, &mut state));
        if other.id() == step.id() {
            break;
        }
    }
    let groups = groups_by_pool(&state);
    let mut legacy = state
        .pools
        .values()
        .filter(|pool| pool.kind.homes_users() && cx.age(stage, pool) == Age::Older && groups.contains_key(&pool.id));
    if legacy.all(|pool| users_of(&pool.id, groups.get(&pool.id)) == Some(0)) {
        let said = message!("rules-order-006", pool = cx.plan.label(&to.into()));
        out.report(step.id(), said).related([to]).during(stage, stage);
    }
}

/// Who tests and who pilots is for people to say.
fn split(_: &FixContext<'_>) -> Vec<Fix> {
    vec![Fix { label: message!("rules-order-006-fix"), edits: Vec::new(), safety: Safety::Hint }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins};

    #[test]
    fn twins() {
        check_twins(
            &REPLICATED,
            "
            site Paris
              pool old front-end standard version=lync-2010 users=10
              pool new front-end standard version=lync-2013
              pool new2 front-end standard version=lync-2013
            phase Move
              do user-replication new2
              move 5 users old -> new                          # ORDER-005 related new
              do user-replication new
              move all users old -> new2
            ",
            |sketch| PlanEdit::MoveStep { step: sketch.step(1, 3), to: sketch.phase(1), index: 0 },
        );
        let wave = |users: &str| {
            format!(
                "
                site Paris
                  pool old front-end standard version=lync-2010 {users}
                phase Move
                  + pool new front-end standard version=lync-2013
                  move all users old -> new                    # ORDER-006 related new
                "
            )
        };
        for users in ["users=10", ""] {
            check_twins(&WAVES, &wave(users), |sketch| PlanEdit::AddStep {
                phase: sketch.phase(1),
                index: Some(1),
                step: Step::change(
                    StepId::new("step-first"),
                    vec![sketch.move_users("old", "new", crate::edit::Amount::Number(1))],
                ),
            });
        }
    }

    #[test]
    fn other_moves_are_no_first_wave() {
        let plan = |from: &str, to: &str, more: &str| {
            format!(
                "
                site Paris
                  pool old front-end standard version={from} users=10
                  {more}
                phase Move
                  + pool new front-end standard version={to}
                  move all users old -> new
                "
            )
        };
        for rule in [&REPLICATED, &WAVES] {
            check_silent(rule, &plan("lync-2013", "lync-2013", ""));
            check_silent(rule, &plan("lync-2010", "lync-2010", ""));
        }
        // Somebody stays, or has gone before.
        check_silent(&WAVES, &plan("lync-2010", "lync-2013", "pool old2 front-end standard version=lync-2010 users=1"));
        check_silent(
            &WAVES,
            &plan("lync-2010", "lync-2013", "pool there front-end standard version=lync-2013 users=1"),
        );
    }

    #[test]
    fn a_pool_of_the_target_without_users_is_no_earlier_move() {
        let text = "
            site Paris
              pool dir director version=lync-2013
              pool old front-end standard version=lync-2010 users=10
            phase Move
              + pool new front-end standard version=lync-2013
              move all users old -> new
            ";
        check_said(&WAVES, text, |report| report.findings.len(), 1);
    }
}
