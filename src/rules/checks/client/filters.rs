//! CLIENT-003 and CLIENT-004: which clients the servers let in before and after the migration.

use crate::rules::prelude::*;
use crate::rules::steps::{insert, is_activity};
use std::sync::Arc;

pub static BLOCKED: Rule =
    Rule::new("CLIENT-003", "newer-clients-let-in-on-the-older-product", "0.1.0", Check::Plan(blocked))
        .mended(FixOffer::Always, block);

pub static UPDATED: Rule =
    Rule::new("CLIENT-004", "outdated-clients-let-in", "0.1.0", Check::Plan(updated)).mended(FixOffer::Always, filter);

/// A move of users from a legacy pool to one of the target.
struct Move<'a> {
    stage: usize,
    step: &'a Arc<Step>,
    from: &'a Pool,
    to: &'a Pool,
}

/// Moves from legacy pools to the target, in the order of the plan; what cannot be told is noted.
fn moves<'a>(cx: &PlanContext<'a>, fits: impl Fn(&Pool) -> bool) -> Vec<Move<'a>> {
    let mut all = Vec::new();
    for (stage, step) in cx.steps() {
        let Some((before, after)) = cx.states.get(stage - 1).zip(cx.states.get(stage)) else { continue };
        let pool = |id: &PoolId| before.pools.get(id).or_else(|| after.pools.get(id)).map(|pool| &**pool);
        for command in step.commands() {
            let Command::MoveUsers { from, to, .. } = command else { continue };
            let (Some(from), Some(to)) = (pool(from), pool(to)) else { continue };
            if cx.age(stage, from) == Age::Older && cx.age(stage, to) == Age::Own && fits(from) {
                all.push(Move { stage, step, from, to });
            }
        }
    }
    all
}

fn blocked(cx: &PlanContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.packs.last().copied().flatten() else { return };
    let older = |pool: &Pool| pool.version.is_some_and(|version| pack.newer_clients_blocked.contains(&version));
    let all = moves(cx, older);
    let Some(first) = all.first() else { return };
    let blocks = |step: &Step| is_activity(step, ActivityKind::BlockNewerClients, &[(&first.from.id).into()]);
    let mut earlier = cx.steps().map(|(_, step)| step).take_while(|step| step.id() != first.step.id());
    if earlier.any(|step| blocks(step)) {
        return;
    }
    let said = message!(
        "rules-client-003",
        from = cx.plan.label(&(&first.from.id).into()),
        to = cx.plan.label(&(&first.to.id).into()),
        product = Message::word(Version::PREFIX, first.from.version.map_or("", Version::key))
    );
    out.report(first.step.id(), said).related([&first.from.id, &first.to.id]).during(first.stage, first.stage);
}

fn updated(cx: &PlanContext<'_>, out: &mut Findings) {
    let all = moves(cx, |_| true);
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
    let filters = |step: &Step, pools: &[Subject]| is_activity(step, ActivityKind::ClientFilter, pools);
    let from: Vec<Subject> = all.iter().map(|one| Subject::from(&one.from.id)).collect();
    let to: Vec<Subject> = all.iter().map(|one| Subject::from(&one.to.id)).collect();
    let mut before = cx.steps().map(|(_, step)| step).take_while(|step| step.id() != first.step.id());
    if !before.any(|step| filters(step, &from)) {
        let said = message!("rules-client-004", from = cx.plan.label(&from[0]), to = cx.plan.label(&to[0]));
        out.report(first.step.id(), said).related([&first.from.id, &first.to.id]).during(first.stage, first.stage);
    }
    // The migration has ended where no legacy pool with users is left.
    let end = cx.last();
    if cx.pools(end, Age::Older).any(|pool| pool.kind.homes_users()) {
        return;
    }
    let mut after = cx.steps().map(|(_, step)| step).skip_while(|step| step.id() != last.step.id()).skip(1);
    if !after.any(|step| filters(step, &to)) {
        let said = message!(
            "rules-client-004-after",
            from = cx.plan.label(&(&last.from.id).into()),
            to = cx.plan.label(&(&last.to.id).into())
        );
        out.report(last.step.id(), said).related([&last.to.id]).during(last.stage, last.stage);
    }
}

fn block(cx: &FixContext<'_>) -> Vec<Fix> {
    let about = cx.finding.related.iter().take(1).cloned().collect();
    insert(cx, false, ActivityKind::BlockNewerClients, about, message!("rules-client-003-fix"))
}

fn filter(cx: &FixContext<'_>) -> Vec<Fix> {
    let to = match cx.finding.related.as_slice() {
        [from, _] => {
            let label = message!("rules-client-004-fix", pool = cx.plan.label(from));
            return insert(cx, false, ActivityKind::ClientFilter, vec![from.clone()], label);
        }
        [to] => to,
        _ => return Vec::new(),
    };
    let Some(phase) = cx.plan.phases.get(cx.finding.stages.0.saturating_sub(1)) else { return Vec::new() };
    let id = StepId::new(&cx.plan.free_id(SubjectKind::Step, ActivityKind::ClientFilter.key()));
    let step = Step::activity(id, ActivityKind::ClientFilter, vec![to.clone()]);
    vec![Fix {
        label: message!("rules-client-004-fix", pool = cx.plan.label(to)),
        edits: vec![PlanEdit::AddStep { phase: phase.id.clone(), index: None, step }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_words};

    fn plan(version: &str, steps: &str) -> String {
        format!(
            "
            site Paris
              pool old front-end standard version={version} users=10
              pool new front-end standard version=lync-2013
            phase Move
              {steps}
            "
        )
    }

    #[test]
    fn twins() {
        let bare = "move 5 users old -> new   # CLIENT-003 related old new\n  move all users old -> new";
        check_twins(&BLOCKED, &plan("ocs-2007-r2", bare), |sketch| {
            sketch.activity(1, 0, ActivityKind::BlockNewerClients, &["old"])
        });
        let late = format!("{bare}\n  do block-newer-clients old");
        check_twins(&BLOCKED, &plan("ocs-2007-r2", &late), |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 3),
            to: sketch.phase(1),
            index: 0,
        });
        for version in ["lync-2010", "ocs-2007-r2"] {
            let before = "do client-filter new\n  move 5 users old -> new   # CLIENT-004 related old new";
            check_twins(&UPDATED, &plan(version, before), |sketch| {
                sketch.activity(1, 0, ActivityKind::ClientFilter, &["old"])
            });
            let after = "do client-filter\n  move all users old -> new   # CLIENT-004 related new\n  - pool old";
            check_twins(&UPDATED, &plan(version, after), |sketch| {
                sketch.activity(1, 2, ActivityKind::ClientFilter, &["new"])
            });
        }
    }

    #[test]
    fn other_moves_need_no_filter() {
        check_silent(&BLOCKED, &plan("lync-2010", "move all users old -> new"));
        for rule in [&BLOCKED, &UPDATED] {
            check_silent(rule, &plan("lync-2013", "move all users old -> new"));
            check_silent(rule, &plan("ocs-2007-r2", "move all users new -> old"));
        }
    }

    #[test]
    fn every_version_that_users_leave() {
        check_words(&BLOCKED, Version::KEYS, &["ocs-2007-r2"], |version| plan(version, "move all users old -> new"));
    }

    #[test]
    fn a_filter_before_the_last_move_is_none_after_it() {
        let after =
            "do communicate\n  do client-filter\n  move all users old -> new   # CLIENT-004 related new\n  - pool old";
        check_twins(&UPDATED, &plan("lync-2010", after), |sketch| {
            sketch.activity(1, 3, ActivityKind::ClientFilter, &["new"])
        });
    }
}
