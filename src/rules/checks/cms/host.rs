//! CMS-001 and CMS-003: which pool hosts the active Central Management store.

use crate::rules::prelude::*;
use crate::rules::steps::{is_new, one_of_target, record_in_phase};

pub static ONE: Rule = Rule::new("CMS-001", "several-central-management-stores", "0.1.0", Check::State(one))
    .by_plan()
    .mended(FixOffer::Sometimes, leave_out);

pub static BORN: Rule =
    Rule::new("CMS-003", "central-management-store-on-a-product-without-one", "0.1.0", Check::State(born))
        .mended(FixOffer::Sometimes, name_host);

/// Whether pools of this product can host the store; `None` when their product is not known.
fn can_host(cx: &StateContext<'_>, pool: &Pool) -> Option<bool> {
    match (cx.age(pool), pool.version) {
        (Age::Own, _) => Some(true),
        (Age::Older, Some(version)) => Some(cx.pack.sources_with_cms.contains(&version)),
        (Age::Unknown, _) => None,
        _ => Some(false),
    }
}

fn one(cx: &StateContext<'_>, out: &mut Findings) {
    let front_ends = || cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && can_host(cx, pool) == Some(true));
    let Some(active) = &cx.topology.deployment.cms else {
        if front_ends().next().is_some() {
            out.not_checked(Subject::Deployment, &["cms"]);
        }
        return;
    };
    for pool in front_ends().filter(|pool| pool.id != *active) {
        let is_store = |link: &&&Link| link.kind == LinkKind::CentralManagementStore && link.usage == Usage::Default;
        if !cx.relations().from(&pool.id).iter().any(|link| is_store(&link)) || may_have_one(cx, pool, active) {
            continue;
        }
        match pool.cms_passive {
            Some(true) => {}
            None => out.not_checked(&pool.id, &["cms-passive"]),
            Some(false) => {
                let said = message!("rules-cms-001", pool = cx.label(&pool.id), active = cx.label(active));
                out.report(&pool.id, said).field("cms-passive").related([active]);
            }
        }
    }
}

/// Whether a second database has a reason: the pools are paired, or the plan moves the store to or from this pool.
fn may_have_one(cx: &StateContext<'_>, pool: &Pool, active: &PoolId) -> bool {
    let ids = |(a, b): &(&Pool, &Pool)| (a.id == pool.id && b.id == *active) || (b.id == pool.id && a.id == *active);
    let moves = |command: &Command| matches!(command, Command::MoveCms { to } if *to == pool.id);
    let mut commands = cx.plan().phases.iter().flat_map(|phase| &phase.steps).flat_map(|step| step.commands());
    cx.relations().pairs.iter().any(ids)
        || cx.plan().today.deployment.cms.as_ref() == Some(&pool.id)
        || commands.any(moves)
}

fn born(cx: &StateContext<'_>, out: &mut Findings) {
    let mut own = false;
    let mut older = false;
    for pool in cx.pools() {
        match cx.age(pool) {
            Age::Own => own |= pool.kind == PoolKind::FrontEnd,
            // The sources bring a store of their own, or nobody knows.
            Age::Older if can_host(cx, pool) == Some(true) => return,
            Age::Older => older = true,
            _ => {}
        }
    }
    if !own || !older {
        return;
    }
    match cx.topology.deployment.cms.as_ref().map(|cms| (cms, cx.topology.pools.get(cms))) {
        Some((cms, Some(pool))) if can_host(cx, pool) == Some(false) => {
            let said = message!(
                "rules-cms-003",
                pool = cx.label(cms),
                target = Message::word(Version::PREFIX, cx.pack.product.key())
            );
            out.report(cms, said);
        }
        Some(_) => {}
        None => out.not_checked(Subject::Deployment, &["cms"]),
    }
}

/// A second database that the plan brings is left out: a store that is to go elsewhere is moved.
fn leave_out(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let of_pool =
        |link: &&std::sync::Arc<Link>| link.kind == LinkKind::CentralManagementStore && link.from == cx.finding.subject;
    let links: Vec<Subject> = state.links.values().filter(of_pool).map(|link| Subject::from(&link.id)).collect();
    if !links.iter().all(|link| is_new(cx, link)) {
        return Vec::new();
    }
    let label = message!("rules-cms-001-fix", pool = state.label(&cx.finding.subject));
    record_in_phase(cx, links.into_iter().map(Command::Remove).collect(), label)
}

/// The store is born on the only Front End pool of the target: it is not moved there.
fn name_host(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let Some(phase) = stage.checked_sub(1).and_then(|at| cx.plan.phases.get(at)) else { return Vec::new() };
    let Some(pool) = one_of_target(state, pack, None, |pool| pool.kind == PoolKind::FrontEnd) else {
        return Vec::new();
    };
    let set = Command::Set { of: Subject::Deployment, fact: "cms", to: Some(Value::text(pool.id.as_str())) };
    let step = Step::change(cx.plan.next_step_id(phase), vec![set]);
    let label = message!("rules-cms-003-fix", pool = state.label(&(&pool.id).into()));
    vec![Fix {
        label,
        edits: vec![PlanEdit::AddStep { phase: phase.id.clone(), index: None, step }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_said, check_silent, check_twins, check_unmended, check_words};

    const TWO: &str = "
            site Paris
              pool a front-end enterprise version=lync-2013 central-management-store=sql1\\
              pool b front-end enterprise version=lync-2013 central-management-store=sql2\\ cms-passive=false # CMS-001 related a
              sql sql1
              sql sql2
            cms a
    ";

    #[test]
    fn twins() {
        check_twins(&ONE, TWO, |sketch| sketch.set("b", "cms-passive", Value::Flag(true)));
        check_twins(&ONE, TWO, |sketch| sketch.remove_link("central-management-store", "b"));
        check_twins(
            &BORN,
            "
            site Paris
              pool old front-end standard version=ocs-2007-r2  # CMS-003
              pool new front-end standard version=lync-2013
            cms old
            ",
            |sketch| Command::MoveCms { to: sketch.pool("new") },
        );
    }

    #[test]
    fn what_the_plan_brings_is_left_out_and_the_pilot_is_the_host() {
        let text = "
            site Paris
              pool a front-end enterprise version=lync-2013 central-management-store=sql1\\
              sql sql1
              sql sql2
            cms a
            phase More
              + pool b front-end enterprise version=lync-2013 central-management-store=sql2\\ cms-passive=false # CMS-001 related a
        ";
        check_twins(&ONE, text, |sketch| sketch.remove("b"));
        check_unmended(&ONE, TWO);

        let born = "
            site Paris
              pool old front-end standard version=ocs-2007-r2  # CMS-003
            cms old
            phase Pilot
              + pool new front-end standard version=lync-2013
        ";
        check_twins(&BORN, born, |sketch| Command::MoveCms { to: sketch.pool("new") });
        let host = |plan: &crate::plan::Plan| plan.replay().states[1].deployment.cms.clone();
        check_mended(&BORN, born, host, Some(PoolId::new("pool-new")));
        check_unmended(&BORN, &format!("{born}\n + pool more front-end standard version=lync-2013"));
        check_unmended(&BORN, &born.replace("phase Pilot", "").replace("+ pool", "pool"));
    }

    #[test]
    fn a_standby_and_a_database_that_is_moved_are_no_second_store() {
        let text = TWO.replace(" # CMS-001 related a", "");
        check_silent(&ONE, &text.replace("cms-passive=false", "cms-passive=false pairing=a"));
        check_silent(&ONE, &format!("{text}phase Move\n  cms b\n"));
    }

    #[test]
    fn unknown_is_not_green() {
        let text = TWO.replace(" # CMS-001 related a", "").replace("cms-passive=false", "");
        assert_eq!(check_silent(&ONE, &text).not_checked[0].missing, ["cms-passive"]);
        assert_eq!(check_silent(&ONE, &text.replace("            cms a\n", "")).not_checked[0].missing, ["cms"]);
        let old = "site Paris\n  pool old front-end standard version=ocs-2007-r2\n";
        let new = "  pool new front-end standard version=lync-2013\n";
        assert_eq!(check_silent(&BORN, &format!("{old}{new}")).not_checked[0].missing, ["cms"]);
        assert_eq!(check_silent(&BORN, old).not_checked, []);
        assert_eq!(check_silent(&BORN, new).not_checked, []);
    }

    #[test]
    fn every_version_of_the_host() {
        check_words(&BORN, Version::KEYS, &["lcs-2005", "ocs-2007", "ocs-2007-r2"], |version| {
            format!(
                "
                site Paris
                  pool old front-end standard version={version}
                  pool new front-end standard version=lync-2013
                cms old
                "
            )
        });
    }

    #[test]
    fn another_store_is_none_and_another_partner_no_reason() {
        let text = TWO.replace(" # CMS-001 related a", "");
        check_silent(&ONE, &text.replace("central-management-store=sql2", "user-store=sql2"));
        let elsewhere = text
            .replace("cms-passive=false", "cms-passive=false pairing=c")
            .replace("sql sql1\n", "pool c front-end enterprise version=lync-2013\n sql sql1\n");
        check_said(&ONE, &elsewhere, |report| report.findings.len(), 1);
    }

    #[test]
    fn the_active_host_may_have_a_partner_of_its_own() {
        let found = |active: &str, pool: &str, partner: &str| {
            let text = format!(
                "
                site Paris
                  pool {active} front-end enterprise version=lync-2013 central-management-store=sql1\\
                  pool {pool} front-end enterprise version=lync-2013 central-management-store=sql2\\ cms-passive=false
                  pool {partner} front-end enterprise version=lync-2013 pairing={active}
                  sql sql1
                  sql sql2
                cms {active}
                "
            );
            check_said(&ONE, &text, |report| report.findings.len(), 1);
        };
        found("a", "b", "c");
        found("c", "b", "a");
        found("b", "c", "a");
    }
}
