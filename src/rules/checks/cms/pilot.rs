//! CMS-002: a pilot that does not join the Central Management store of the legacy deployment.

use super::leave_store;
use crate::rules::prelude::*;
use crate::rules::steps::hint;

pub static RULE: Rule = Rule::new("CMS-002", "pilot-takes-the-central-management-store", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let moves = |step: &Step| step.commands().iter().any(|command| matches!(command, Command::MoveCms { .. }));
    if !cx.phase.steps.iter().any(|step| moves(step)) {
        return;
    }
    // Only the phase in which the target arrives: later moves belong to the end of the migration.
    if cx.before.pools.values().any(|pool| pool.kind == PoolKind::FrontEnd && pack.age(pool) == Age::Own) {
        return;
    }
    for (step, state) in cx.exact_steps() {
        for command in step.commands() {
            let (Command::MoveCms { to }, Some(from)) = (command, &state.deployment.cms) else { continue };
            let version = state.pools.get(from).and_then(|pool| pool.version);
            if !version.is_some_and(|version| pack.sources_with_cms.contains(&version))
                || state.pools.get(to).is_none_or(|pool| pack.age(pool) != Age::Own)
            {
                continue;
            }
            let groups = groups_by_pool(state);
            let legacy = state.pools.values().filter(|pool| pool.kind.homes_users() && pack.age(pool) == Age::Older);
            let users: Vec<_> = legacy.map(|pool| (&pool.id, users_of(&pool.id, groups.get(&pool.id)))).collect();
            if users.iter().any(|(_, count)| count.is_some_and(|count| count > 0)) {
                let said = message!("rules-cms-002", pool = state.label(&to.into()), old = state.label(&from.into()));
                out.report(step.id(), said).related([to, from]);
            } else {
                let unknown = users.iter().filter(|(_, count)| count.is_none());
                unknown.for_each(|(pool, _)| out.not_checked(*pool, &["users"]));
            }
        }
    }
}

/// Where the old pool stays, the move is not needed. Elsewhere it comes later, with the work around it.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let [_, Subject::Pool(old)] = cx.finding.related.as_slice() else { return Vec::new() };
    match leave_store(cx, old) {
        leave if !leave.is_empty() => leave,
        _ => hint(message!("rules-cms-002-fix", step = cx.plan.label(&cx.finding.subject))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_words};

    const PLAN: &str = "
            site Paris
              pool old front-end standard version=lync-2010 users=10
            cms old
            phase Pilot
              + pool new front-end standard version=lync-2013
              cms new                                          # CMS-002 related new old
            phase Later
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(2),
            index: 0,
        });
    }

    #[test]
    fn without_users_the_migration_is_over() {
        let text = PLAN.replace("# CMS-002 related new old", "");
        assert_eq!(check_silent(&RULE, &text.replace("users=10", "users=0")).not_checked, []);
        assert_eq!(check_silent(&RULE, &text.replace("users=10", "")).not_checked[0].missing, ["users"]);
        check_silent(&RULE, &text.replace("lync-2010", "ocs-2007-r2"));
    }

    #[test]
    fn every_version_of_the_host() {
        let text = PLAN
            .replace("# CMS-002 related new old", "")
            .replace("cms old", "  pool more front-end version=ocs-2007-r2 users=5\n            cms old");
        // From one pool of the target to another, whatever the first of them is.
        check_silent(
            &RULE,
            &text.replace("old front-end standard version=lync-2010 users=10", "old director version=lync-2013"),
        );
        check_words(&RULE, Version::KEYS, &["lync-2010"], |version| text.replace("lync-2010", version));
    }

    #[test]
    fn the_store_stays_where_its_pool_stays() {
        check_mended(&RULE, PLAN, |plan| plan.phases[0].steps.len(), 1);
    }
}
