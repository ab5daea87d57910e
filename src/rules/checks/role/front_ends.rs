//! ROLE-001, ROLE-014, ROLE-017: what central sites and Front End pools of the target need.

use crate::plan::intents;
use crate::rules::prelude::*;
use crate::rules::steps::{in_phase, record_in_phase};
use foldhash::HashSet;
use std::collections::BTreeSet;

pub static USER_POOL: Rule =
    Rule::new("ROLE-001", "central-site-without-a-user-pool", "0.1.0", Check::State(user_pool))
        .mended(FixOffer::Sometimes, add_pool);

pub static WEB_APPS: Rule =
    Rule::new("ROLE-014", "conferencing-without-office-web-apps", "0.1.0", Check::State(web_apps))
        .near()
        .mended(FixOffer::Sometimes, associate_web_apps);

pub static BALANCING: Rule =
    Rule::new("ROLE-017", "several-servers-without-load-balancing", "0.1.0", Check::State(balancing))
        .near()
        .mended(FixOffer::Always, load_balancer);

/// A site in which nothing stands yet is only half-built.
fn user_pool(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    let (mut used, mut served) = (HashSet::default(), HashSet::default());
    for pool in cx.pools() {
        if let Some(site) = &pool.site {
            used.insert(site);
            if pool.kind == PoolKind::FrontEnd {
                served.insert(site);
            }
        }
    }
    for site in cx.topology.sites.values().filter(|site| site.kind == SiteKind::Central) {
        if used.contains(&site.id) && !served.contains(&site.id) {
            out.report(&site.id, message!("rules-role-001", site = cx.label(&site.id)));
        }
    }
}

fn web_apps(cx: &StateContext<'_>, out: &mut Findings) {
    let links = cx.topology.links.values().filter(|link| link.kind == LinkKind::OfficeWebApps);
    let linked: BTreeSet<&Subject> = links.map(|link| &link.from).collect();
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && cx.age(pool) == Age::Own) {
        if linked.contains(&Subject::from(&pool.id)) {
            continue;
        }
        match &pool.roles {
            Some(roles) if roles.contains(&Role::Conferencing) => {
                out.report(&pool.id, message!("rules-role-014", pool = cx.label(&pool.id)));
            }
            Some(_) => {}
            // Whether the pool holds conferences is what is not known.
            None => out.not_checked(&pool.id, &["roles"]),
        }
    }
}

/// A Front End pool of the target in the site.
fn add_pool(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(pack), Subject::Site(site)) = (crate::rules::pack(cx.plan.target_at(stage)), &cx.finding.subject) else {
        return Vec::new();
    };
    let pool = intents::new_pool(cx.plan, stage, PoolKind::FrontEnd, pack.product, Some(site));
    let label = message!("rules-role-001-fix", site = cx.plan.label(&cx.finding.subject));
    record_in_phase(cx, pool.commands, label)
}

/// The only Office Web Apps Server near the pool, or a new one in its site.
fn associate_web_apps(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Subject::Pool(id)) = (cx.replay.states.get(stage), &cx.finding.subject) else {
        return Vec::new();
    };
    let Some(pool) = state.pools.get(id) else { return Vec::new() };
    let all: Vec<&Pool> =
        state.pools.values().map(|pool| &**pool).filter(|pool| pool.kind == PoolKind::OfficeWebApps).collect();
    let here: Vec<&Pool> = all.iter().copied().filter(|other| other.site == pool.site).collect();
    let (mut commands, server) = match (here.as_slice(), all.as_slice()) {
        ([one], _) | ([], [one]) => (Vec::new(), Subject::from(&one.id)),
        ([], []) => {
            let new = intents::new_pool(cx.plan, stage, PoolKind::OfficeWebApps, None, pool.site.as_ref());
            (new.commands, new.subject)
        }
        _ => return Vec::new(),
    };
    let link = intents::link_id(cx.plan, LinkKind::OfficeWebApps, Usage::Default, id.as_str());
    let link = Link::new(link, LinkKind::OfficeWebApps, Usage::Default, id.into(), server.clone());
    commands.push(Command::Add(link.into()));
    let label = message!("rules-role-014-fix", pool = state.label(&cx.finding.subject));
    record_in_phase(cx, commands, label)
}

fn balancing(cx: &StateContext<'_>, out: &mut Findings) {
    let balanced = |pool: &&Pool| matches!(pool.kind, PoolKind::FrontEnd | PoolKind::Director);
    for pool in cx.pools().filter(balanced) {
        let servers = cx.servers_of(&pool.id);
        if servers < 2 || cx.age(pool) != Age::Own || pool.edition == Some(Edition::Standard) {
            continue;
        }
        match (pool.load_balancing, pool.web_load_balancer) {
            (Some(LoadBalancing::None), _) => {
                let said = message!("rules-role-017", pool = cx.label(&pool.id), count = servers);
                out.report(&pool.id, said).field("load-balancing");
            }
            (Some(LoadBalancing::Dns), Some(false)) => {
                let said = message!("rules-role-017-web", pool = cx.label(&pool.id));
                out.report(&pool.id, said).field("web-load-balancer");
            }
            (Some(LoadBalancing::Dns), None) => out.not_checked(&pool.id, &["web-load-balancer"]),
            (None, _) => out.not_checked(&pool.id, &["load-balancing"]),
            _ => {}
        }
    }
}

/// A hardware load balancer, for the web traffic or for all of it.
fn load_balancer(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(fact) = cx.finding.field else { return Vec::new() };
    let pool = cx.plan.label(&cx.finding.subject);
    let (to, label) = match fact {
        "web-load-balancer" => (Value::Flag(true), message!("rules-role-017-web-fix", pool = pool)),
        _ => (Value::text(LoadBalancing::Hardware.key()), message!("rules-role-017-fix", pool = pool)),
    };
    in_phase(cx, vec![Command::Set { of: cx.finding.subject.clone(), fact, to: Some(to) }], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_hinted, check_mended, check_silent, check_twins, check_unmended, last_links};

    #[test]
    fn twins() {
        check_twins(
            &USER_POOL,
            "
            site Paris
              pool fe front-end standard version=lync-2013
            site Lyon                                          # ROLE-001
              pool edge edge version=lync-2013
            ",
            |sketch| PlanEdit::Correct(sketch.set("fe", "site", Value::text(sketch.subject("Lyon").id()))),
        );
    }

    #[test]
    fn web_apps_and_load_balancing() {
        check_twins(
            &WEB_APPS,
            "
            site Paris
              pool fe front-end standard version=lync-2013 roles=registrar,conferencing   # ROLE-014
            ",
            |sketch| sketch.set("fe", "roles", Value::List(vec![Text::from("registrar")])),
        );
        check_silent(
            &WEB_APPS,
            "
            site Paris
              pool fe front-end standard version=lync-2013 roles=conferencing office-web-apps=owas
              pool owas office-web-apps
              pool old front-end standard version=lync-2010 roles=conferencing
            ",
        );
        check_twins(
            &BALANCING,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=2 load-balancing=dns web-load-balancer=false # ROLE-017
            ",
            |sketch| sketch.set("fe", "web-load-balancer", Value::Flag(true)),
        );
        check_twins(
            &BALANCING,
            "
            site Paris
              pool dir director version=lync-2013 servers=a,b load-balancing=none   # ROLE-017
            ",
            |sketch| sketch.remove("b"),
        );
    }

    #[test]
    fn what_is_missing_comes_in_the_phase() {
        let text = "
            site Paris
              pool fe front-end standard version=lync-2013
            site Lyon                                          # ROLE-001
            phase Edge
              + pool edge edge version=lync-2013 in=Lyon
        ";
        check_twins(&USER_POOL, text, |sketch| sketch.remove("edge"));
        check_unmended(&USER_POOL, &text.replace("phase Edge", "").replace("+ pool", "pool"));

        let pool = |servers: &str| {
            format!(
                "site Lyon\nsite Paris\n {servers}\nphase Pilot\n  + pool fe front-end standard version=lync-2013 roles=conferencing in=Lyon"
            )
        };
        let links = |plan: &crate::plan::Plan| last_links(plan, LinkKind::OfficeWebApps);
        let link = |to: &str| vec![("pool-fe".to_owned(), to.to_owned())];
        check_mended(&WEB_APPS, &pool("pool owas office-web-apps"), links, link("pool-owas"));
        let two = "pool far office-web-apps\n pool near office-web-apps in=Lyon";
        check_mended(&WEB_APPS, &pool(two), links, link("pool-near"));
        check_unmended(&WEB_APPS, &pool(&two.replace(" in=Lyon", "")));
        check_mended(&WEB_APPS, &pool(""), |plan| links(plan).len(), 1);
        check_unmended(&WEB_APPS, &pool("").replace("phase Pilot", "").replace("+ pool", "pool"));
        check_twins(&WEB_APPS, &format!("{} # ROLE-014", pool("")), |sketch| sketch.remove("fe"));
    }

    #[test]
    fn empty_sites_legacy_deployments_and_the_unknown() {
        check_silent(
            &USER_POOL,
            "
            site Paris
              pool fe front-end standard version=lync-2013
            site Lyon
            site Nice branch=Paris
              pool sba sba version=lync-2013
            ",
        );
        check_silent(&USER_POOL, "site Paris\n  pool edge edge version=lync-2010");
        let plan = "site Paris\n  pool fe front-end enterprise version=lync-2013 servers=2";
        assert_eq!(check_silent(&BALANCING, plan).not_checked[0].missing, ["load-balancing"]);
        assert_eq!(check_silent(&WEB_APPS, plan).not_checked[0].missing, ["roles"]);
        let dns = format!("{plan} load-balancing=dns");
        assert_eq!(check_silent(&BALANCING, &dns).not_checked[0].missing, ["web-load-balancer"]);
    }

    #[test]
    fn a_load_balancer_comes_with_the_phase() {
        let facts = |plan: &Plan| {
            let state = plan.state_at(1);
            state.pools.values().map(|pool| (pool.load_balancing, pool.web_load_balancer)).collect::<Vec<_>>()
        };
        let plan = |balancing: &str| {
            format!(
                "site Paris\nphase Pool\n  + pool fe front-end enterprise version=lync-2013 servers=2 {balancing}  # ROLE-017"
            )
        };
        for (balancing, wanted) in [
            ("load-balancing=none", (Some(LoadBalancing::Hardware), None)),
            ("load-balancing=dns web-load-balancer=false", (Some(LoadBalancing::Dns), Some(true))),
        ] {
            let text = plan(balancing);
            check_twins(&BALANCING, &text, |sketch| sketch.remove("fe-s2"));
            check_mended(&BALANCING, &text, facts, vec![wanted]);
            check_hinted(&BALANCING, &text.replace("phase Pool\n  +", ""));
        }
        // A second server comes to a pool of today.
        let text = "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=1 load-balancing=none   # ROLE-017
            phase Grow
              + server fe-s2 fe
        ";
        check_twins(&BALANCING, text, |sketch| sketch.remove("fe-s2"));
        let today = |plan: &Plan| plan.today.pools.values().map(|pool| pool.load_balancing).collect::<Vec<_>>();
        check_mended(&BALANCING, text, today, vec![Some(LoadBalancing::None)]);
    }
}
