//! PLAN-004: a move that takes more users than there are.

use crate::edit::Amount;
use crate::rules::prelude::*;
use crate::rules::steps::{moment, step_of};

pub static RULE: Rule = Rule::new("PLAN-004", "more-users-moved-than-there-are", "0.1.0", Check::Phase(check))
    .always(Level::Warning)
    .mended(FixOffer::Always, all_of_them);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let counts = |c: &Command| matches!(c, Command::MoveUsers { amount: Amount::Number(_), .. });
    if !cx.phase.steps.iter().any(|step| step.commands().iter().any(counts)) {
        return;
    }
    for (step, state) in cx.steps() {
        let mut state = state.clone();
        for command in step.commands() {
            if let Command::MoveUsers { group, from, amount: Amount::Number(wanted), .. } = command
                && let Some(there) = state.user_groups.get(group)
                && state.pools.contains_key(from)
            {
                match users_there(there, from) {
                    Some(known) if known < *wanted => {
                        let pool = state.label(&from.into());
                        let said = message!("rules-plan-004", pool = pool, wanted = *wanted, known = known);
                        out.report(step.id(), said).related([Subject::from(from), group.into()]);
                    }
                    Some(_) => {}
                    None => out.not_checked(from, &["users"]),
                }
            }
            carry_out(command, &mut state);
        }
    }
}

fn users_there(group: &UserGroup, pool: &PoolId) -> Option<u64> {
    group.homes.get(pool).copied().unwrap_or(Some(0))
}

/// Each move of the step that asks for more than there are takes all.
fn all_of_them(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(step) = step_of(cx) else { return Vec::new() };
    let Some((_, _, _, mut state)) = moment(cx, step.id()) else { return Vec::new() };
    let mut new = (**step).clone();
    let Step::Change { commands, .. } = &mut new else { return Vec::new() };
    for command in commands.iter_mut() {
        if let Command::MoveUsers { group, from, amount, .. } = command
            && let Amount::Number(wanted) = amount
            && let Some(there) = state.user_groups.get(group)
            && users_there(there, from).is_some_and(|known| known < *wanted)
        {
            *amount = Amount::All;
        }
        carry_out(command, &mut state);
    }
    let pool = cx.finding.related.first().map(|pool| cx.plan.label(pool)).unwrap_or_default();
    let label = message!("rules-plan-004-fix", pool = pool);
    vec![Fix { label, edits: vec![PlanEdit::EditStep(new)], safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 users=200
            phase Move
              + pool fe-new front-end standard version=lync-2013
              move 150 users fe-old -> fe-new
              move 51 users fe-old -> fe-new                   # PLAN-004
            ",
            |sketch| {
                let Command::MoveUsers { group, from, to, .. } = sketch.move_users("fe-old", "fe-new", Amount::All)
                else {
                    unreachable!()
                };
                let amount = Amount::Number(50);
                PlanEdit::EditStep(Step::change(
                    sketch.step(1, 3),
                    vec![Command::MoveUsers { group, from, to, amount }],
                ))
            },
        );
    }

    #[test]
    fn all_is_never_too_many_and_an_unknown_count_waits() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool a front-end standard version=lync-2010
              pool b front-end standard version=lync-2010 users=5
            phase Move
              + pool fe-new front-end standard version=lync-2013
              move 300 users a -> fe-new
              move all users b -> fe-new
              move all users b -> fe-new
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
    }
}
