//! Entries about Edge pools.

use super::{Places, own};
use crate::rules::prelude::*;

/// EDGE-016: Edge pools of the target with DNS load balancing, while legacy peers may be there: older pools, federation,
/// or XMPP partners.
pub fn balanced_by_dns(cx: &PlanContext<'_>, out: &mut Places) {
    for (stage, pool) in own(cx, PoolKind::Edge) {
        let dns = [pool.load_balancing, pool.external_load_balancing].contains(&Some(LoadBalancing::Dns));
        let peers = pool.federation != Some(false) || pool.xmpp == Some(true);
        if dns && (peers || cx.has_age(stage, Age::Older)) {
            out.put(&pool.id, stage);
        }
    }
}

/// EDGE-019: Edge pools of the target where pools have another Edge, or an Edge has other pools, to fail over to.
pub fn reached_by_all(cx: &PlanContext<'_>, out: &mut Places) {
    for stage in 0..cx.states.len() {
        let edges = cx.of_kind(stage, Age::Own, PoolKind::Edge);
        let front_ends = cx.of_kind(stage, Age::Own, PoolKind::FrontEnd).len();
        if front_ends > 0 && edges.len() + front_ends > 2 {
            edges.iter().for_each(|pool| out.put(&pool.id, stage));
        }
    }
}

/// XMPP-006: Edge pools of the target that serve XMPP partners, themselves or as the route of a site.
pub fn xmpp(cx: &PlanContext<'_>, out: &mut Places) {
    for (stage, pool) in own(cx, PoolKind::Edge) {
        let routed = |site: &std::sync::Arc<Site>| site.xmpp_route == Some(Route::Through(pool.id.clone()));
        if pool.xmpp == Some(true) || cx.states[stage].sites.values().any(routed) {
            out.put(&pool.id, stage);
        }
    }
}
