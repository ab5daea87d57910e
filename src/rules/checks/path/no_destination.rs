//! PATH-007: a legacy pool whose users have no pool of the target to go to.

use crate::edit::Amount;
use crate::rules::prelude::*;
use crate::rules::steps::{moment, one_of_target, removed_pools};
use foldhash::{HashMap, HashSet};
use std::collections::BTreeSet;

pub static RULE: Rule = Rule::new("PATH-007", "legacy-pool-without-a-destination", "0.1.0", Check::End(check))
    .mended(FixOffer::Sometimes, move_users);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let Some(today) = cx.states.first() else { return };
    let mut arrived: HashSet<&PoolId> = HashSet::default();
    let mut before = None;
    for (stage, state) in cx.states.iter().enumerate() {
        if before.replace(state).is_none_or(|before: &Topology| !before.pools.ptr_eq(&state.pools)) {
            arrived.extend(cx.pools(stage, Age::Own).map(|pool| &pool.id));
        }
    }
    let (mut moves, mut decided) = (HashMap::<&PoolId, Vec<&PoolId>>::default(), BTreeSet::new());
    for (_, step) in cx.steps() {
        for command in step.commands() {
            if let Command::MoveUsers { from, to, .. } = command {
                moves.entry(from).or_default().push(to);
            }
        }
        if let Step::Activity { kind: ActivityKind::RetireWithoutMigrating, about, .. } = &**step {
            decided.extend(about);
        }
    }
    for pool in cx.of_kind(0, Age::Older, PoolKind::FrontEnd) {
        let empty = cx.users_on(0, &pool.id) == Some(0);
        if empty || decided.contains(&Subject::from(&pool.id)) || leads_to(&pool.id, &moves, &arrived) {
            continue;
        }
        let last = (0..cx.states.len()).rev().find(|stage| cx.states[*stage].pools.contains_key(&pool.id));
        let last = last.unwrap_or_default();
        let said = message!("rules-path-007", pool = today.label(&(&pool.id).into()));
        out.report(&pool.id, said).during(last, last);
    }
}

/// Whether moves of users lead from a pool to one of the target, also by way of another legacy pool.
fn leads_to(from: &PoolId, moves: &HashMap<&PoolId, Vec<&PoolId>>, arrived: &HashSet<&PoolId>) -> bool {
    let mut open = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(pool) = open.pop() {
        if arrived.contains(pool) {
            return true;
        }
        if seen.insert(pool) {
            open.extend(moves.get(pool).into_iter().flatten());
        }
    }
    false
}

/// All users to the only Front End pool of the target, of their site before others: before the pool is removed, or at the
/// end of the plan.
fn move_users(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Pool(old) = &cx.finding.subject else { return Vec::new() };
    let removes = |step: &&std::sync::Arc<Step>| removed_pools(step).any(|pool| pool == old);
    let removal = cx.plan.phases.iter().flat_map(|phase| &phase.steps).find(removes);
    let end = || {
        let phase = cx.plan.phases.last()?;
        Some((&**phase, phase.steps.len(), cx.plan.phases.len(), cx.replay.states.last()?.clone()))
    };
    let moment = match removal {
        Some(step) => moment(cx, step.id()),
        None => end(),
    };
    let Some((phase, at, stage, state)) = moment else { return Vec::new() };
    let Some(pack) = crate::rules::pack(cx.plan.target_at(stage)) else { return Vec::new() };
    let site = state.pools.get(old).and_then(|pool| pool.site.as_ref());
    let Some(new) = one_of_target(&state, pack, site, |pool| pool.kind == PoolKind::FrontEnd) else {
        return Vec::new();
    };
    let move_all = |group: &std::sync::Arc<UserGroup>| Command::MoveUsers {
        group: group.id.clone(),
        from: old.clone(),
        to: new.id.clone(),
        amount: Amount::All,
    };
    let is_here = |group: &&std::sync::Arc<UserGroup>| group.homes.get(old).is_some_and(|count| *count != Some(0));
    let commands: Vec<Command> = state.user_groups.values().filter(is_here).map(move_all).collect();
    if commands.is_empty() {
        return Vec::new();
    }
    let label = message!("rules-path-007-fix", old = cx.plan.label(&old.into()), new = state.label(&(&new.id).into()));
    let step = Step::change(cx.plan.next_step_id(phase), commands);
    vec![Fix {
        label,
        edits: vec![PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at), step }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Amount;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-paris front-end standard version=lync-2010 users=200
              pool fe-lyon front-end standard version=lync-2010 users=100   # PATH-007
            phase Move
              + pool fe-new front-end standard version=lync-2013
              move all users fe-paris -> fe-new
            ",
            |sketch| sketch.move_users("fe-lyon", "fe-new", Amount::All),
        );
    }

    #[test]
    fn removed_without_a_move() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 # PATH-007
            phase Pilot
              + pool fe-new front-end standard version=lync-2013
            phase Retire
              - pool fe-old
            ",
            |sketch| sketch.record(1, sketch.move_users("fe-old", "fe-new", Amount::Number(1))),
        );
    }

    #[test]
    fn of_two_pools_nobody_knows_which_takes_the_users() {
        let text = "
            site Paris
              pool fe-old front-end standard version=lync-2010 users=20
            phase Pilot
              + pool fe-a front-end standard version=lync-2013
              + pool fe-b front-end standard version=lync-2013
        ";
        check_unmended(&RULE, text);
        check_unmended(&RULE, &text.replace("+ pool fe-b", "do verify\n #").replace("+ pool fe-a", "do verify\n #"));
    }

    #[test]
    fn by_way_of_another_pool_empty_or_decided() {
        check_silent(
            &RULE,
            "
            site Paris
              pool a front-end standard version=lync-2010 users=5
              pool b front-end standard version=lync-2010
              pool c front-end standard version=lync-2010 users=0
              pool d front-end standard version=lync-2010
              pool edge-old edge version=lync-2010
            phase Move
              move all users a -> b
              + pool fe-new front-end standard version=lync-2013
              move all users b -> fe-new
              do retire-without-migrating d
            ",
        );
    }
}
