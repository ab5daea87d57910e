//! ORDER-017: a Standard Edition server that goes and leaves its SQL store behind.

use crate::rules::names::folded;
use crate::rules::prelude::*;
use crate::rules::steps::{move_behind, place_of, removed_pools};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

pub static RULE: Rule = Rule::new("ORDER-017", "standard-edition-store-left-behind", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let may_leave_a_store = |pool: &&Arc<Pool>| {
        let age = pack.age(pool);
        pool.kind == PoolKind::FrontEnd
            && pool.edition != Some(Edition::Enterprise)
            && matches!(age, Age::Older | Age::Unknown)
            && !cx.after.pools.contains_key(&pool.id)
    };
    let removed = cx.phase.steps.iter().flat_map(|step| removed_pools(step));
    let gone: BTreeMap<&PoolId, &Arc<Pool>> = removed
        .filter_map(|id| cx.before.pools.get(id).filter(may_leave_a_store))
        .map(|pool| (&pool.id, pool))
        .collect();
    if gone.is_empty() {
        return;
    }
    // The names of the computers that go.
    let mut names: BTreeMap<Cow<'_, str>, &Arc<Pool>> = BTreeMap::new();
    let of_pools = gone.values().map(|pool| (&pool.fqdn, *pool));
    let members = cx.before.servers.values();
    let of_members = members.filter_map(|server| Some((&server.fqdn, *gone.get(&server.pool)?)));
    for (name, pool) in of_pools.chain(of_members) {
        if let Some(name) = name.as_deref().filter(|name| !name.is_empty()) {
            names.entry(folded(name)).or_insert(pool);
        }
    }
    for host in cx.after.sql_servers.values() {
        let Some(pool) = host.fqdn.as_deref().and_then(|name| names.get(&folded(name))) else { continue };
        if pack.age(pool) == Age::Unknown {
            out.not_checked(&pool.id, &["version"]);
        } else if pool.edition.is_none() {
            out.not_checked(&pool.id, &["edition"]);
        } else {
            let name = cx.before.label(&(&pool.id).into());
            let said = message!("rules-order-017", pool = name, store = cx.after.label(&(&host.id).into()));
            out.report(&host.id, said).related([&pool.id]);
        }
    }
}

/// The store goes right behind its pool: by the later step that removes it, or by a new one.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let (host, Some(Subject::Pool(pool))) = (&cx.finding.subject, cx.finding.related.first()) else {
        return Vec::new();
    };
    let all = || cx.plan.phases.iter().flat_map(|phase| &phase.steps);
    let Some(removal) = all().find(|step| removed_pools(step).any(|id| id == pool)) else { return Vec::new() };
    let remove = Command::Remove(host.clone());
    let label = message!("rules-order-017-fix", store = cx.plan.label(host), pool = cx.plan.label(&pool.into()));
    let edit = match all().find(|step| step.commands() == [remove.clone()]) {
        Some(late) => move_behind(cx.plan, late.id(), removal.id()),
        None => place_of(cx.plan, removal.id()).map(|(phase, at)| PlanEdit::AddStep {
            phase: phase.id.clone(),
            index: Some(at + 1),
            step: Step::change(cx.plan.next_step_id(phase), vec![remove]),
        }),
    };
    edit.map(|edit| Fix { label, edits: vec![edit], safety: Safety::Ask }).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins};

    const PLAN: &str = "
            site Paris
              pool old front-end standard version=lync-2010 user-store=OLD\\RTC
              sql OLD RTC                                      # ORDER-017 related old
              pool old2 front-end standard version=lync-2010 servers=s2
              sql s2.contoso.com RTC
            phase Decommission
              - pool old
              - sql s2.contoso.com
              - pool old2
            phase Later
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| sketch.record(1, sketch.remove("OLD")));
        let late = PLAN.replace("phase Later", "phase Later\n              - sql OLD");
        check_twins(&RULE, &late, |sketch| PlanEdit::MoveStep {
            step: sketch.step(2, 1),
            to: sketch.phase(1),
            index: 0,
        });
        let member = PLAN
            .replace("# ORDER-017 related old", "")
            .replace("              - sql s2.contoso.com\n", "")
            .replace("sql s2.contoso.com RTC", "sql s2.contoso.com RTC # ORDER-017 related old2")
            .replace("- pool old\n", "- sql OLD\n              - pool old\n");
        check_twins(&RULE, &member, |sketch| sketch.record(1, sketch.remove("s2.contoso.com")));
    }

    #[test]
    fn an_enterprise_pool_has_its_store_elsewhere_and_the_unknown_waits() {
        let text = PLAN.replace("# ORDER-017 related old", "");
        assert_eq!(check_silent(&RULE, &text.replace("standard", "enterprise")).not_checked, []);
        assert_eq!(check_silent(&RULE, &text.replace("standard", "")).not_checked[0].missing, ["edition"]);
        assert_eq!(check_silent(&RULE, &text.replace("version=lync-2010", "")).not_checked[0].missing, ["version"]);
        assert_eq!(check_silent(&RULE, &text.replace("lync-2010", "lync-2013")).not_checked, []);
    }

    #[test]
    fn the_store_goes_right_behind_its_own_pool() {
        let text = PLAN.replace(
            "- pool old\n              - sql s2.contoso.com\n              - pool old2",
            "- pool old2\n              - sql s2.contoso.com\n              - pool old",
        );
        let store = |plan: &crate::plan::Plan| {
            let removes = |step: &Step| matches!(step.commands(), [Command::Remove(Subject::SqlServer(id))] if id.as_str().contains("old"));
            plan.phases[0].steps.iter().position(|step| removes(step))
        };
        check_mended(&RULE, &text, store, Some(3));
    }
}
