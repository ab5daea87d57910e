//! CHAT-005: chat that is migrated to a pool in another Active Directory forest.

use super::work::{chat_pools, is, named};
use crate::rules::checks::path::forests::elsewhere;
use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new("CHAT-005", "chat-migrated-across-forests", "0.1.0", Check::Plan(check)).covering(&["PATH-005"]);

/// A chat pool is a target where an import names it, or where no import says which pool it is for.
fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let all = chat_pools(cx.plan);
    let has = |wanted: PoolKind| all.values().any(|kind| *kind == wanted);
    if !has(PoolKind::GroupChat) || !has(PoolKind::PersistentChat) {
        return;
    }
    let imports =
        cx.plan.phases.iter().flat_map(|phase| &phase.steps).filter(|step| is(step, ActivityKind::ChatImport));
    let targets: Vec<&PoolId> = imports.flat_map(|step| named(step, &all, PoolKind::PersistentChat)).collect();
    for (stage, state) in cx.states.iter().enumerate() {
        let of_kind = |wanted: PoolKind| -> Vec<&Pool> {
            let ids = all.iter().filter(|(_, kind)| **kind == wanted).map(|(id, _)| *id);
            ids.filter_map(|id| state.pools.get(id)).map(|pool| &**pool).collect()
        };
        let old = of_kind(PoolKind::GroupChat);
        let is_target =
            |pool: &Pool| cx.age(stage, pool) == Age::Own && (targets.is_empty() || targets.contains(&&pool.id));
        for pool in of_kind(PoolKind::PersistentChat).into_iter().filter(|pool| is_target(pool)) {
            compare(state, stage, pool, &old, out);
        }
    }
}

fn compare(state: &Topology, stage: usize, pool: &Pool, old: &[&Pool], out: &mut Findings) {
    let (other, unknown) = elsewhere(state.deployment.forest.as_deref(), pool, old);
    match other {
        Some((own, legacy, old)) => {
            let said = message!(
                "rules-chat-005",
                pool = state.label(&(&pool.id).into()),
                forest = own,
                other = state.label(&(&old.id).into()),
                other_forest = legacy
            );
            out.report(&pool.id, said).field("forest").during(stage, stage);
        }
        None if unknown => out.not_checked(Subject::Deployment, &["forest"]),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(old: &str, new: &str, work: &str) -> String {
        format!(
            "
            site Paris
              pool chat10 group-chat version=lync-2010 {old}
              pool chat13 persistent-chat version=lync-2013 {new}
              pool other13 persistent-chat version=lync-2013
            phase Chat
              {work}
            "
        )
    }

    #[test]
    fn twins() {
        let text = plan("forest=contoso.com", "forest=fabrikam.com # CHAT-005", "do chat-import chat13");
        let same = |sketch: &crate::rules::sketch::Sketch| sketch.set("chat13", "forest", Value::text("Contoso.com"));
        check_twins(&RULE, &text, |sketch| sketch.record(0, same(sketch)));
        let text = plan("", "forest=fabrikam.com # CHAT-005", "do communicate");
        check_twins(&RULE, &format!("deployment forest=contoso.com\n{text}"), |sketch| sketch.record(0, same(sketch)));
    }

    #[test]
    fn a_pool_that_chat_is_not_imported_into_is_not_concerned_and_one_side_alone_waits() {
        let text = plan("forest=contoso.com", "forest=fabrikam.com", "do chat-import other13");
        check_silent(&RULE, &format!("deployment forest=contoso.com\n{text}"));
        assert_eq!(check_silent(&RULE, &plan("", "", "do chat-import")).not_checked, []);
        let report = check_silent(&RULE, &plan("", "forest=fabrikam.com", "do chat-import"));
        assert_eq!(report.not_checked[0].missing, ["forest"]);
    }
}
