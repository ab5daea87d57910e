//! ORDER-013: a legacy pool that is removed while users or contacts are still on it.

use crate::edit::Amount;
use crate::rules::prelude::*;
use crate::rules::steps::{change_before, moment, step_of, user_moves};
use foldhash::HashMap;
use std::collections::BTreeSet;

pub static RULE: Rule = Rule::new("ORDER-013", "legacy-pool-removed-before-it-is-empty", "0.1.0", Check::Phase(check))
    .in_course()
    .mended(FixOffer::Sometimes, move_the_rest);

/// A count of contacts on a pool.
type Count = fn(&Pool) -> Option<u64>;

/// Contacts that a pool may still have, and the work that takes them away. Dial-in numbers, conference directories,
/// phones, devices and the contacts of Exchange Unified Messaging have rules of their own (APP-001, APP-002, APP-008,
/// EXCH-002): one mistake is one finding.
const CONTACTS: &[(Count, ActivityKind)] = &[(|pool| pool.response_groups, ActivityKind::MoveResponseGroups)];

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let removes = |step: &Step| step.commands().iter().any(|c| matches!(c, Command::Remove(Subject::Pool(_))));
    if !cx.phase.steps.iter().any(|step| removes(step)) {
        return;
    }
    // Groups that are on a pool to be removed when the phase begins, or come there in it.
    let mut near: HashMap<&PoolId, BTreeSet<&UserGroupId>> = HashMap::default();
    let commands = || cx.phase.steps.iter().flat_map(|step| step.commands());
    for command in commands() {
        if let Command::Remove(Subject::Pool(pool)) = command {
            near.insert(pool, BTreeSet::new());
        }
    }
    for (pool, groups) in &mut near {
        groups.extend(cx.groups_before(pool).iter().map(|group| &group.id));
    }
    for command in commands() {
        match command {
            Command::MoveUsers { group, to: pool, .. } | Command::CountUsers { group, pool, .. } => {
                near.get_mut(pool).into_iter().for_each(|groups| groups.extend([group]));
            }
            Command::Add(Element::UserGroup(group)) => {
                for pool in group.homes.keys() {
                    near.get_mut(pool).into_iter().for_each(|groups| groups.extend([&group.id]));
                }
            }
            _ => {}
        }
    }
    for (step, state) in cx.steps() {
        for command in step.commands() {
            let Command::Remove(Subject::Pool(id)) = command else { continue };
            let Some(pool) = state.pools.get(id).filter(|pool| pool.kind.homes_users()) else { continue };
            match pack.age(pool) {
                Age::Older => {
                    let groups = near.get(id).into_iter().flatten();
                    let groups =
                        groups.filter_map(|group| state.user_groups.get(*group).map(|group| &**group)).collect();
                    remaining(cx, step, (state, pool, users_of(id, Some(&groups))), out);
                }
                Age::Unknown => out.not_checked(id, &["version"]),
                _ => {}
            }
        }
    }
}

/// The moment at which a pool is removed, the pool, and its users then, as far as they are known.
type Leaving<'a> = (&'a Topology, &'a Pool, Option<u64>);

fn remaining(cx: &PhaseContext<'_>, step: &Step, (state, pool, users): Leaving<'_>, out: &mut Findings) {
    let left = contacts(cx, step, pool);
    let name = state.label(&(&pool.id).into());
    match users {
        Some(0) if left == 0 => {}
        // A count that is not known may be zero, a contact that is there is not.
        None if left == 0 => out.not_checked(&pool.id, &["users"]),
        Some(0) | None => {
            out.report(step.id(), message!("rules-order-013-contacts", pool = name, contacts = left))
                .related([&pool.id]);
        }
        Some(users) => {
            let said = message!("rules-order-013", pool = name, users = users, contacts = left);
            out.report(step.id(), said).related([&pool.id]);
        }
    }
}

/// Contacts that are recorded for the pool and that no earlier step takes away.
fn contacts(cx: &PhaseContext<'_>, removal: &Step, pool: &Pool) -> u64 {
    let subject = Subject::from(&pool.id);
    let moved = |wanted: ActivityKind| {
        let earlier = cx.plan.phases.iter().take(cx.stage - 1).flat_map(|phase| &phase.steps);
        let here = cx.phase.steps.iter().take_while(|step| step.id() != removal.id());
        earlier.chain(here).any(|step| match &**step {
            Step::Activity { kind, about, .. } => *kind == wanted && (about.is_empty() || about.contains(&subject)),
            Step::Change { .. } => false,
        })
    };
    let there = CONTACTS.iter().map(|(count, work)| (count(pool).unwrap_or(0), *work));
    there.filter(|(count, work)| *count > 0 && !moved(*work)).map(|(count, _)| count).fold(0, u64::saturating_add)
}

/// The users who are left follow those who have moved. Where no one has, the way there is not prepared either; and
/// response groups need more than a move.
fn move_the_rest(cx: &FixContext<'_>) -> Vec<Fix> {
    let ([Subject::Pool(old)], Some(step)) = (cx.finding.related.as_slice(), step_of(cx)) else { return Vec::new() };
    let Some((_, _, _, state)) = moment(cx, step.id()) else { return Vec::new() };
    let has_contacts = |pool: &std::sync::Arc<Pool>| CONTACTS.iter().any(|(count, _)| count(pool) > Some(0));
    if state.pools.get(old).is_none_or(has_contacts) {
        return Vec::new();
    }
    let steps = cx.plan.phases.iter().flat_map(|phase| &phase.steps);
    let earlier = steps.take_while(|other| other.id() != step.id());
    let to = earlier.flat_map(|step| user_moves(step)).filter(|(from, _)| *from == old).map(|(_, to)| to).last();
    let Some(to) = to.filter(|to| state.pools.contains_key(*to)) else { return Vec::new() };
    let left = state.user_groups.values().filter(|group| group.homes.get(old).is_some_and(|count| *count != Some(0)));
    let moves = left.map(|group| Command::MoveUsers {
        group: group.id.clone(),
        from: old.clone(),
        to: to.clone(),
        amount: Amount::All,
    });
    let label = message!("rules-order-013-fix", old = state.label(&old.into()), new = state.label(&to.into()));
    change_before(cx, moves.collect(), label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_said, check_silent, check_twins, missing};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 users=200
            phase Pilot
              + pool fe-new front-end standard version=lync-2013
              move 199 users fe-old -> fe-new
            phase Decommission
              - pool fe-old                                    # ORDER-013 related fe-old
            ",
            |sketch| sketch.record(1, sketch.move_users("fe-old", "fe-new", Amount::Number(1))),
        );
    }

    #[test]
    fn contacts_stay_until_a_step_moves_them() {
        let moved = |sketch: &crate::rules::sketch::Sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: Some(0),
            step: Step::activity(
                StepId::new("step-contacts"),
                ActivityKind::MoveResponseGroups,
                vec![sketch.subject("fe-old")],
            ),
        };
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 users=0 response-groups=3
            phase Decommission
              - pool fe-old                                    # ORDER-013
            ",
            moved,
        );
    }

    #[test]
    fn an_unknown_number_of_users_waits_unless_all_have_moved() {
        let removed = |moves: &str| {
            format!(
                "
                site Paris
                  pool fe-old front-end standard version=lync-2010
                  pool edge-old edge version=lync-2010
                phase Move
                  + pool fe-new front-end standard version=lync-2013
                  {moves}
                  - pool edge-old
                  - pool fe-old
                "
            )
        };
        let report = check_silent(&RULE, &removed("move 5 users fe-old -> fe-new"));
        assert_eq!(report.not_checked.len(), 1);
        assert_eq!(report.not_checked[0].missing, ["users"]);
        assert_eq!(check_silent(&RULE, &removed("move all users fe-old -> fe-new")).not_checked, []);
    }

    #[test]
    fn only_moves_before_the_removal_and_of_the_pool_itself_count() {
        let plan = |version: &str, before: &str, here: &str, after: &str| {
            format!(
                "
                site Paris
                  pool fe-old front-end standard {version} users=0 response-groups=3
                  pool other front-end standard version=lync-2010 users=0
                phase Before
                  do communicate
                  {before}
                phase Decommission
                  do communicate
                  - pool fe-old
                  {here}
                phase After
                  do communicate
                  {after}
                "
            )
        };
        let version = "version=lync-2010";
        let moved = "do move-response-groups fe-old";
        check_silent(&RULE, &plan(version, moved, "", ""));
        for text in [
            plan(version, "do move-response-groups other", "", ""),
            plan(version, "", "do move-response-groups", ""),
            plan(version, "", "", "do move-response-groups"),
        ] {
            check_said(&RULE, &text, |report| report.findings.len(), 1);
        }
        check_said(&RULE, &plan("", "", "", ""), missing, vec!["version"]);
    }

    #[test]
    fn a_contact_that_is_there_is_told_though_the_users_are_not_counted() {
        check_said(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 response-groups=3
            phase Decommission
              - pool fe-old
            ",
            |report| (report.findings.len(), report.not_checked.len()),
            (1, 0),
        );
    }

    #[test]
    fn users_who_come_in_the_phase_count() {
        let text = "site Paris\n  pool fe-old front-end standard version=lync-2010 users=0\nphase End\n  - pool fe-old";
        let sketch = crate::rules::sketch::read(text).unwrap();
        let homes = Homes::from([(sketch.pool("fe-old"), Some(3))]);
        let group = UserGroup::new(UserGroupId::new("user-group-new"), homes);
        let plan = sketch.change(1, 0, Command::Add(group.into())).applied_to(&sketch.plan).unwrap();
        assert_eq!(alone(&RULE, &plan).findings.len(), 1);
    }
}
