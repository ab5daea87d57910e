//! A Mediation pool of one server in which trunks of a gateway end, for fixes.

use crate::plan::intents;
use crate::rules::packs::Pack;
use crate::rules::prelude::*;
use crate::rules::steps::{hint, in_phase};

/// From the phase of the finding on, one trunk to a new Mediation pool of one server in a site takes the place of these,
/// or to such a pool that is there. Where a pool may not come to the site, it is words alone.
pub fn trunk_to_own_pool(cx: &FixContext<'_>, site: Option<&SiteId>, trunks: &[Trunk<'_>], label: Message) -> Vec<Fix> {
    let (Some((state, pack)), Some(first)) = (cx.at_start(), trunks.first()) else { return Vec::new() };
    let fits = |pool: &&std::sync::Arc<Pool>| {
        pool.kind == PoolKind::Mediation
            && pack.age(pool) == Age::Own
            && pool.site.is_some()
            && pool.site.as_ref() == site
            && servers(state, &pool.id) <= pack.voice.servers_per_unbalanced_gateway
    };
    let there = state.pools.values().find(fits);
    if there.is_none() && !may_come(state, site) || users_apart(state, pack) {
        return hint(label);
    }
    let mut commands = Vec::new();
    let end = match there {
        Some(pool) => Subject::from(&pool.id),
        None => {
            let pool = intents::new_pool(cx.plan, cx.finding.stages.0, PoolKind::Mediation, pack.product, site);
            commands.extend(pool.commands);
            if let Some(hop) = next_hop(state, first.pool) {
                let joined = intents::connect(cx.plan, state, LinkKind::NextHop, &pool.subject, &hop);
                commands.extend(joined.into_iter().flat_map(|intent| intent.commands));
            }
            pool.subject
        }
    };
    commands.extend(trunks.iter().map(|trunk| Command::Remove((&trunk.link.id).into())));
    let from = &first.link.from;
    if !state.links.values().any(|link| link.kind == LinkKind::Trunk && link.from == *from && link.to == end) {
        let id = intents::link_id(cx.plan, LinkKind::Trunk, Usage::Default, from.id());
        commands.push(Command::Add(Link { id, to: end, name: None, ..first.link.clone() }.into()));
    }
    in_phase(cx, commands, label)
}

pub fn servers(state: &Topology, pool: &PoolId) -> usize {
    state.servers.values().filter(|server| server.pool == *pool).count()
}

/// A central site without users, a branch of no central site and a merged site are no place for a first Mediation pool.
pub fn may_come(state: &Topology, site: Option<&SiteId>) -> bool {
    let Some(site) = site.and_then(|site| state.sites.get(site)) else { return true };
    let is_central = |id: &SiteId| state.sites.get(id).is_some_and(|site| site.kind == SiteKind::Central);
    match site.kind {
        SiteKind::Central => state.pools.values().any(|pool| pool.site.as_ref() == Some(&site.id)),
        SiteKind::Branch => site.parent.as_ref().is_none_or(is_central),
        SiteKind::Legacy => false,
    }
}

/// Whether users may still be on a product that waits for them to move before Mediation Servers of the target come.
fn users_apart(state: &Topology, pack: &Pack) -> bool {
    let apart = |pool: &Pool| pool.version.is_some_and(|version| pack.voice.mediation_apart.contains(&version));
    state.pools.values().any(|pool| apart(pool) && state.users_on(&pool.id) != Some(0))
}

/// The Front End pool at which a trunk ends, or which its Mediation pool serves.
fn next_hop(state: &Topology, pool: &Pool) -> Option<Subject> {
    let from = Subject::from(&pool.id);
    if pool.kind == PoolKind::FrontEnd {
        return Some(from);
    }
    let links = state.links.values();
    links.filter(|link| link.kind == LinkKind::NextHop && link.from == from).map(|link| link.to.clone()).next()
}
