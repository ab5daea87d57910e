//! ROLE-011: call admission control in several pools of one central site.

use crate::rules::prelude::*;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("ROLE-011", "call-admission-control-in-several-pools", "0.1.0", Check::State(check))
    .mended(FixOffer::Always, fixes);

/// The pool that the site names as host counts, and each pool that is recorded as running it.
fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let named =
        cx.topology.sites.values().filter_map(|site| {
            Some((&site.id, site.cac_host.as_ref().and_then(|id| cx.topology.pools.get(id))?.as_ref()))
        });
    let recorded = cx.pools().filter(|pool| pool.call_admission_control == Some(true));
    let recorded = recorded.filter_map(|pool| Some((pool.site.as_ref()?, pool)));
    let mut hosts: BTreeMap<&SiteId, Vec<&Pool>> = BTreeMap::new();
    for (site, pool) in named.chain(recorded) {
        let central = cx.topology.sites.get(site).is_some_and(|site| site.kind == SiteKind::Central);
        let pools = hosts.entry(site).or_default();
        if central && !pools.iter().any(|other| other.id == pool.id) {
            pools.push(pool);
        }
    }
    for (site, mut pools) in hosts.into_iter().filter(|(_, pools)| pools.len() > 1) {
        if !pools.iter().any(|pool| cx.age(pool) == Age::Own) {
            continue;
        }
        pools.sort_by(|a, b| a.id.cmp(&b.id));
        let names: Vec<String> = pools.iter().map(|pool| cx.label(&pool.id)).collect();
        out.report(site, message!("rules-role-011", site = cx.label(site), pools = names))
            .related(pools.iter().map(|pool| &pool.id));
    }
}

/// The host that the site names keeps it, or else a pool of the target; the others no longer run it.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let Subject::Site(site) = &cx.finding.subject else { return Vec::new() };
    let pools = cx.finding.related.iter().filter_map(|subject| match subject {
        Subject::Pool(id) => state.pools.get(id).map(|pool| &**pool),
        _ => None,
    });
    let pools: Vec<&Pool> = pools.collect();
    let named = state.sites.get(site).and_then(|site| site.cac_host.as_ref());
    let of_target = || pools.iter().find(|pool| pack.age(pool) == Age::Own).map(|pool| &pool.id);
    let Some(host) = named.or_else(of_target) else { return Vec::new() };
    let others = pools.iter().filter(|pool| pool.id != *host);
    let clear = |pool: &&Pool| Command::Set {
        of: (&pool.id).into(),
        fact: "call-admission-control",
        to: Some(Value::Flag(false)),
    };
    vec![Fix {
        label: message!("rules-role-011-fix", pool = state.label(&host.into())),
        edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands: others.map(clear).collect() }],
        safety: Safety::Ask,
    }]
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
            site Paris cac-host=old                                       # ROLE-011 related new old
              pool old front-end standard version=lync-2010
              pool new front-end standard version=lync-2013 call-admission-control=true
            ",
            |sketch| sketch.set("new", "call-admission-control", Value::Flag(false)),
        );
    }

    #[test]
    fn one_pool_in_each_site() {
        check_silent(
            &RULE,
            "
            site Paris cac-host=a
              pool a front-end standard version=lync-2013 call-admission-control=true
            site Lyon
              pool b front-end standard version=lync-2013 call-admission-control=true
            ",
        );
    }

    #[test]
    fn older_pools_alone_are_not_judged() {
        check_silent(
            &RULE,
            "
            site Paris cac-host=a
              pool a front-end standard version=lync-2010
              pool b front-end standard version=lync-2010 call-admission-control=true
            ",
        );
    }
}
