//! An import added to the open plan.

#[path = "support/files.rs"]
mod files;

use coexist::edit::Command;
use coexist::import::merge_into;
use coexist::model::*;
use coexist::plan::{Plan, PlanEdit};
use files::*;

fn merged(plan: &Plan, text: &str) -> Plan {
    let edits = merge_into(plan, &read(text));
    let next = PlanEdit::all_applied_to(&edits, plan).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(next.today.broken(), Vec::<String>::new());
    next
}

#[test]
fn a_topology_added_to_an_empty_plan_is_that_topology() {
    for text in [PUBLISHED, EDITABLE, EDGE_INPUT] {
        let plan = merged(&Plan::new(PackId::new("lync-2013")), text);
        assert_eq!(plan.today.described(), read(text).plan.today.described());
    }
}

#[test]
fn what_is_there_already_is_not_added_again() {
    for text in [PUBLISHED, EDITABLE, EDGE_INPUT] {
        let imported = read(text);
        let untold = merge_into(&imported.plan, &imported);
        assert_eq!(untold, Vec::new());
    }
}

#[test]
fn the_plan_learns_what_it_did_not_know_and_keeps_what_it_knew() {
    let mut plan = read(PUBLISHED).plan;
    let id = pool(&plan.today, "edge.woodgrove.example").id;
    let renumber =
        |port: Option<u64>| Command::Set { of: (&id).into(), fact: "av-edge-port", to: port.map(Value::Count) };
    plan.today = renumber(Some(9)).applied_to(&plan.today).expect("a port");
    let next = merged(&plan, EDITABLE);
    assert_eq!(next.today.deployment.simple_url_meet.as_deref(), Some("https://meet.woodgrove.example"));
    assert_eq!(pool(&next.today, "edge.woodgrove.example").av_edge_port, Some(9));
    plan.today = renumber(None).applied_to(&plan.today).expect("no port");
    assert_eq!(pool(&merged(&plan, EDITABLE).today, "edge.woodgrove.example").av_edge_port, Some(443));
}

#[test]
fn an_edge_description_joins_the_legacy_site_and_its_next_hop() {
    let plan = read(PUBLISHED).plan;
    let next = merged(&plan, EDGE_INPUT);
    let old = site(&next.today, "BackCompatSite").id;
    for name in ["ocsedge.woodgrove.example", "oldedge.woodgrove.example", "olddir.woodgrove.example"] {
        assert_eq!(pool(&next.today, name).site.as_ref(), Some(&old), "{name}");
    }
    assert_eq!(next.today.pools.len(), plan.today.pools.len() + 3);
    assert!(links(&next.today, LinkKind::NextHop).contains(&"default ocsedge -> ocs".to_owned()));
    assert_eq!(pool(&next.today, "ocs.woodgrove.example"), pool(&plan.today, "ocs.woodgrove.example"));
}

#[test]
fn ids_that_the_plan_has_or_had_are_not_given_again() {
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.spent.insert(Text::from("pool-ocsedge"));
    let other: Element = Pool::new(PoolId::new("pool-oldedge"), PoolKind::FrontEnd).into();
    plan.today.put(other);
    let next = merged(&plan, EDGE_INPUT);
    assert_eq!(pool(&next.today, "ocsedge.woodgrove.example").id.as_str(), "pool-ocsedge-2");
    assert_eq!(pool(&next.today, "oldedge.woodgrove.example").id.as_str(), "pool-oldedge-2");
}

#[test]
fn sites_that_name_sites_and_routes_to_new_pools_are_added_whole() {
    let mut plan = Plan::new(PackId::new("lync-2013"));
    let mut lyon = Site::new(SiteId::new("site-a"), SiteKind::Central);
    lyon.name = Some(Text::from("ZÜRICH"));
    plan.today.put(lyon.into());
    let next = merged(&plan, PUBLISHED);
    assert_eq!(next.today.sites.len(), 4);
    assert_eq!(site(&next.today, "Basel").parent, Some(SiteId::new("site-a")));
    let route = site(&next.today, "ZÜRICH").federation_route;
    assert_eq!(route, Some(Route::Through(pool(&next.today, "edge.woodgrove.example").id)));
}
