//! CHAT-005: chat that is migrated to a pool in another Active Directory forest.

use super::work::{chat_pools, is, named};
use crate::rules::checks::path::forests::elsewhere;
use crate::rules::prelude::*;
use crate::rules::steps::{hint, in_phase};

pub static RULE: Rule = Rule::new("CHAT-005", "chat-migrated-across-forests", "0.1.0", Check::Plan(check))
    .covering(&["PATH-005"])
    .mended(FixOffer::Always, in_its_forest);

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

/// The pool comes in the forest of the Group Chat pool: where the plan brings it, and no other old pool is elsewhere.
fn in_its_forest(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::Pool(id), Some((state, pack))) = (&cx.finding.subject, cx.at_start()) else { return Vec::new() };
    let Some(pool) = state.pools.get(id) else { return Vec::new() };
    let all = state.pools.values().map(|pool| &**pool);
    let old: Vec<&Pool> =
        all.filter(|other| other.kind == PoolKind::GroupChat || pack.age(other) == Age::Older).collect();
    let group_chat: Vec<&Pool> = old.iter().copied().filter(|other| other.kind == PoolKind::GroupChat).collect();
    let whole = state.deployment.forest.as_deref();
    let (Some((_, forest, _)), _) = elsewhere(whole, pool, &group_chat) else { return Vec::new() };
    let label = message!("rules-chat-005-fix", pool = state.label(&cx.finding.subject), forest = forest.as_str());
    let mut moved = (**pool).clone();
    moved.forest = Some(Text::from(forest.as_str()));
    let comes = cx.plan.entry_of(&cx.finding.subject).is_some_and(|(stage, _)| stage == cx.finding.stages.0);
    // Which domain of the other forest it would be in, nobody has said.
    let in_domain = pool.domain.is_some() || state.servers.values().any(|s| s.pool == *id && s.domain.is_some());
    if !comes || in_domain || elsewhere(whole, &moved, &old).0.is_some() {
        return hint(label);
    }
    let to = Some(Value::text(&forest));
    in_phase(cx, vec![Command::Set { of: cx.finding.subject.clone(), fact: "forest", to }], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_hinted, check_mended, check_silent, check_twins};

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

    #[test]
    fn a_pool_that_the_plan_brings_comes_in_the_forest_of_the_old_one() {
        let plan = |old: &str, new: &str| {
            format!(
                "
                site Paris
                  pool chat10 group-chat version=lync-2010 forest=contoso.com
                  {old}
                phase Chat
                  + pool chat13 persistent-chat version=lync-2013 forest=fabrikam.com {new}
                "
            )
        };
        let text = plan("", "# CHAT-005");
        check_twins(&RULE, &text, |sketch| sketch.set("chat13", "forest", Value::text("contoso.com")));
        let forest = |plan: &Plan| plan.state_at(1).pools.values().map(|pool| pool.forest.clone()).collect::<Vec<_>>();
        check_mended(&RULE, &text, forest, vec![Some(Text::from("contoso.com")); 2]);
        // It is there, its domain is said, or another old pool is elsewhere.
        check_hinted(&RULE, &text.replace("phase Chat", "").replace("+ pool", "pool"));
        check_hinted(&RULE, &plan("", "domain=fabrikam.com"));
        check_hinted(&RULE, &plan("pool fe10 front-end standard version=lync-2010 forest=fabrikam.com", ""));
        check_hinted(&RULE, &plan("", "servers=s1").replace("servers=s1", "servers=s1\n  ~ s1 domain=fabrikam.com"));
    }
}
