//! ORDER-014, ORDER-018: DNS records that point to a pool of the old product when it goes.

use crate::rules::packs::Pack;
use crate::rules::prelude::*;
use crate::rules::steps::{place_of, removed_pools, step_of};
use std::sync::Arc;

pub static SIGN_IN: Rule = Rule::new("ORDER-014", "sign-in-records-to-a-removed-pool", "0.1.0", Check::Phase(sign_in))
    .mended(FixOffer::Sometimes, repoint_sign_in);

pub static SIMPLE_URLS: Rule =
    Rule::new("ORDER-018", "simple-urls-to-a-removed-pool", "0.1.0", Check::Phase(simple_urls))
        .mended(FixOffer::Always, repoint_simple_urls);

const SIGN_IN_RECORDS: FactName = "sign-in-records";
const SIMPLE_URL_RECORDS: FactName = "simple-url-records";

/// The pool that a step lets the records of this fact point to.
fn set_by(step: &Step, wanted: FactName) -> Option<PoolId> {
    step.commands().iter().rev().find_map(|command| match command {
        Command::Set { of: Subject::Deployment, fact, to: Some(Value::Text(id)) } if *fact == wanted => {
            Some(PoolId::new(id))
        }
        _ => None,
    })
}

/// A legacy pool that is removed, and where the records point then.
struct Leaving<'c, 'a> {
    step: &'a Step,
    state: &'c Topology,
    pool: &'c Pool,
    records: Option<PoolId>,
}

fn leaving<'c, 'a>(
    cx: &'c PhaseContext<'a>,
    fact: FactName,
    known: Option<&PoolId>,
    out: &mut Findings,
) -> Vec<Leaving<'c, 'a>> {
    let Some(pack) = cx.pack else { return Vec::new() };
    // Only a pool that the records point to can be left behind; while nobody knows where they point, any.
    let set: Vec<PoolId> = cx.phase.steps.iter().filter_map(|step| set_by(step, fact)).collect();
    let pointed = |id: &PoolId| known.is_none() || known == Some(id) || set.contains(id);
    if !cx.phase.steps.iter().any(|step| removed_pools(step).any(pointed)) {
        return Vec::new();
    }
    if known.is_none() && set.is_empty() {
        return unknown(cx, pack).unwrap_or_else(|| replayed(cx, (pack, fact, None), out));
    }
    replayed(cx, (pack, fact, known), out)
}

/// Where nobody knows where the records point: the legacy pools that go. `None` when only a replay can tell which these are.
fn unknown<'c, 'a>(cx: &'c PhaseContext<'a>, pack: &Pack) -> Option<Vec<Leaving<'c, 'a>>> {
    let mut found = Vec::new();
    for (step, state) in cx.removals_as_before()? {
        let pools = removed_pools(step).filter_map(|id| state.pools.get(id));
        let legacy = pools.filter(|pool| serves(pool) && pack.age(pool) == Age::Older);
        found.extend(legacy.map(|pool| Leaving { step, state, pool, records: None }));
    }
    Some(found)
}

fn serves(pool: &Pool) -> bool {
    matches!(pool.kind, PoolKind::FrontEnd | PoolKind::Director)
}

/// The legacy pools that go, as a replay of the phase tells.
fn replayed<'c, 'a>(
    cx: &'c PhaseContext<'a>,
    (pack, fact, known): (&Pack, FactName, Option<&PoolId>),
    out: &mut Findings,
) -> Vec<Leaving<'c, 'a>> {
    let mut found = Vec::new();
    let mut records = known.cloned();
    // With the pool that they pointed to, what is known of the records goes.
    let mut lost = false;
    for (step, state) in cx.steps() {
        if let Some(to) = set_by(step, fact) {
            (records, lost) = (Some(to), false);
        }
        for id in removed_pools(step) {
            let Some(pool) = state.pools.get(id).filter(|pool| serves(pool)) else { continue };
            match pack.age(pool) {
                Age::Older if !lost => found.push(Leaving { step, state, pool, records: records.clone() }),
                Age::Unknown if records.as_ref() == Some(id) => out.not_checked(id, &["version"]),
                _ => {}
            }
            lost |= records.as_ref() == Some(id);
        }
    }
    found
}

fn sign_in(cx: &PhaseContext<'_>, out: &mut Findings) {
    let known = cx.before.deployment.sign_in_records.as_ref();
    for Leaving { step, state, pool, records } in leaving(cx, SIGN_IN_RECORDS, known, out) {
        match records {
            None => out.not_checked(Subject::Deployment, &[SIGN_IN_RECORDS]),
            Some(id) if id == pool.id => {
                let said = message!("rules-order-014", pool = state.label(&(&id).into()));
                out.report(step.id(), said).related([&id]);
            }
            Some(_) => {}
        }
    }
    early(cx, out);
}

/// The records follow the users; before, they are only early.
fn early(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    if !cx.phase.steps.iter().any(|step| set_by(step, SIGN_IN_RECORDS).is_some()) {
        return;
    }
    for (step, state) in cx.steps() {
        let Some(to) = set_by(step, SIGN_IN_RECORDS) else { continue };
        if state.pools.get(&to).is_none_or(|pool| pack.age(pool) != Age::Own) {
            continue;
        }
        let groups = groups_by_pool(state);
        let users = |pool: &Pool| users_of(&pool.id, groups.get(&pool.id));
        // A pool that the phase removes with users on it is another mistake.
        let stays = |pool: &&Arc<Pool>| pool.kind == PoolKind::FrontEnd && cx.after.pools.contains_key(&pool.id);
        let legacy = state.pools.values().filter(stays).filter(|pool| pack.age(pool) == Age::Older);
        let left: Vec<&PoolId> =
            legacy.filter(|pool| users(pool).is_some_and(|count| count > 0)).map(|pool| &pool.id).collect();
        if !left.is_empty() {
            let names = left.iter().map(|id| state.label(&(*id).into())).collect::<Vec<_>>();
            let said = message!("rules-order-014-early", pool = state.label(&(&to).into()), pools = names);
            out.report(step.id(), said).related(left).at_most(Level::Warning);
        }
    }
}

fn simple_urls(cx: &PhaseContext<'_>, out: &mut Findings) {
    let known = cx.before.deployment.simple_url_records.as_ref();
    for Leaving { step, state, pool, records } in leaving(cx, SIMPLE_URL_RECORDS, known, out) {
        let name = state.label(&(&pool.id).into());
        // Products before the Central Management store have no simple URLs.
        let has_urls = pool.version.is_some_and(|v| cx.pack.is_some_and(|pack| pack.sources_with_cms.contains(&v)));
        match records {
            None if has_urls => out.not_checked(Subject::Deployment, &[SIMPLE_URL_RECORDS]),
            Some(id) if id == pool.id && pool.kind == PoolKind::Director => {
                out.report(step.id(), message!("rules-order-018", pool = name)).related([&id]);
            }
            Some(id) if id == pool.id => {
                out.report(step.id(), message!("rules-order-018-pool", pool = name)).related([&id]);
            }
            _ => {}
        }
    }
}

/// A change of the records to a pool of the target, before the step that removes the old one.
fn repoint(cx: &FixContext<'_>, fact: FactName) -> Vec<Fix> {
    let (Some(step), Some(Subject::Pool(old))) = (step_of(cx), cx.finding.related.first()) else { return Vec::new() };
    if !removed_pools(step).any(|id| id == old) {
        return Vec::new();
    }
    let stage = cx.finding.stages.0;
    let Some((phase, at)) = place_of(cx.plan, step.id()) else { return Vec::new() };
    let Some(pack) = crate::rules::packs::pack(cx.plan.target_at(stage)) else { return Vec::new() };
    let Some(before) = stage.checked_sub(1).and_then(|stage| cx.replay.states.get(stage)) else { return Vec::new() };
    let site = before.pools.get(old).map(|pool| &pool.site);
    let mut own: Vec<_> =
        before.pools.values().filter(|p| p.kind == PoolKind::FrontEnd && pack.age(p) == Age::Own).collect();
    own.sort_by_key(|pool| (Some(&pool.site) != site, pool.id.clone()));
    let Some(new) = own.first() else { return Vec::new() };
    let to = Some(Value::text(new.id.as_str()));
    let change = Step::change(cx.plan.next_step_id(phase), vec![Command::Set { of: Subject::Deployment, fact, to }]);
    vec![Fix {
        label: message!("rules-order-014-fix", pool = cx.plan.label(&(&new.id).into())),
        edits: vec![PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at), step: change }],
        safety: Safety::Ask,
    }]
}

fn repoint_sign_in(cx: &FixContext<'_>) -> Vec<Fix> {
    repoint(cx, SIGN_IN_RECORDS)
}

fn repoint_simple_urls(cx: &FixContext<'_>) -> Vec<Fix> {
    repoint(cx, SIMPLE_URL_RECORDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_mended, check_silent, check_twins, check_unmended};

    fn plan(kind: &str, deployment: &str, users: &str, steps: &str) -> String {
        format!(
            "
            site Paris
              pool old {kind} version=lync-2010
              pool fe10 front-end standard version=lync-2010 {users}
              pool new front-end standard version=lync-2013
            deployment {deployment}
            phase Decommission
              {steps}
            "
        )
    }

    #[test]
    fn twins() {
        for (rule, fact) in [(&SIGN_IN, "sign-in-records"), (&SIMPLE_URLS, "simple-url-records")] {
            for kind in ["director", "front-end standard"] {
                let late = format!("- pool old # {} related old\n              deployment {fact}=new", rule.code);
                check_twins(rule, &plan(kind, &format!("{fact}=old"), "users=0", &late), |sketch| PlanEdit::MoveStep {
                    step: sketch.step(1, 2),
                    to: sketch.phase(1),
                    index: 0,
                });
            }
        }
        let early = plan("director", "sign-in-records=old", "users=1", "deployment sign-in-records=new");
        let sketch = crate::rules::sketch::read(&early).unwrap();
        let found = alone(&SIGN_IN, &sketch.plan).findings;
        assert_eq!(found.iter().map(|finding| finding.level).collect::<Vec<_>>(), [Level::Warning]);
        assert_eq!(found[0].related, [sketch.subject("fe10")]);
        let after = crate::rules::sketch::read(&early.replace("users=1", "users=0")).unwrap();
        assert_eq!(alone(&SIGN_IN, &after.plan).findings, []);
    }

    #[test]
    fn the_unknown_waits_and_another_pool_may_go() {
        for (rule, fact) in [(&SIGN_IN, "sign-in-records"), (&SIMPLE_URLS, "simple-url-records")] {
            let missing =
                |deployment: &str| check_silent(rule, &plan("director", deployment, "", "- pool old")).not_checked;
            assert_eq!(missing("mobility=true")[0].missing, [fact]);
            assert_eq!(missing(&format!("{fact}=new")), []);
            assert_eq!(missing(&format!("{fact}=fe10")), []);
            let unknown = plan("director", &format!("{fact}=old"), "", "- pool old")
                .replace("director version=lync-2010", "director");
            assert_eq!(check_silent(rule, &unknown).not_checked[0].missing, ["version"]);
        }
        let text = plan("director", "mobility=true", "", "- pool old").replace("lync-2010", "ocs-2007-r2");
        assert_eq!(check_silent(&SIMPLE_URLS, &text).not_checked, []);
        // What went with the first pool is not asked for again.
        let both =
            plan("director", "sign-in-records=old", "users=0", "- pool old # ORDER-014\n              - pool fe10");
        let sketch = crate::rules::sketch::read(&both).unwrap();
        assert_eq!(alone(&SIGN_IN, &sketch.plan).not_checked, []);
    }

    #[test]
    fn records_have_nowhere_to_go_before_the_target_comes() {
        let text = plan("director", "sign-in-records=old", "users=0", "- pool old");
        check_unmended(&SIGN_IN, &text.replace("new front-end standard", "new director"));
        // Records that come too early are moved by whoever knows when they may.
        check_unmended(&SIGN_IN, &plan("director", "sign-in-records=old", "users=1", "deployment sign-in-records=new"));
    }

    #[test]
    fn records_go_to_a_front_end_pool_of_the_target() {
        let records = |plan: &crate::plan::Plan| {
            let replay = plan.replay();
            let last = &replay.states[1].deployment;
            last.sign_in_records.clone().or(last.simple_url_records.clone()).map(|pool| pool.to_string())
        };
        for (rule, fact) in [(&SIGN_IN, "sign-in-records"), (&SIMPLE_URLS, "simple-url-records")] {
            let text = plan("director", &format!("{fact}=old"), "users=0", "- pool old");
            check_mended(rule, &text, records, Some("pool-new".to_owned()));
        }
    }
}
