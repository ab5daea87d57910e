//! EDGE-015, EDGE-017: a legacy Edge pool that is stopped or removed while something still needs it.

use super::{ask, edges, insert, moments, names};
use crate::rules::Pack;
use crate::rules::prelude::*;
use std::sync::Arc;

pub static ROUTES: Rule = Rule::new("EDGE-015", "legacy-edge-stopped-with-routes", "0.1.0", Check::Phase(stopped))
    .mended(FixOffer::Sometimes, route);

pub static REFERENCES: Rule = Rule::new("EDGE-017", "legacy-edge-removed-in-use", "0.1.0", Check::Phase(removed))
    .mended(FixOffer::Sometimes, reassign);

/// Sites that send federation through a pool, and central sites of which it is not known where they send it.
fn routed<'a>(state: &'a Topology, edge: &PoolId) -> (Vec<&'a SiteId>, Vec<&'a SiteId>) {
    let through = |site: &&Arc<Site>| matches!(&site.federation_route, Some(Route::Through(pool)) if pool == edge);
    let unknown = |site: &&Arc<Site>| site.kind == SiteKind::Central && site.federation_route.is_none();
    let sites = || state.sites.values();
    (sites().filter(through).map(|site| &site.id).collect(), sites().filter(unknown).map(|site| &site.id).collect())
}

fn stopped(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let pools = |step: &Step| -> Vec<PoolId> {
        let Step::Activity { kind: ActivityKind::StopServices, about, .. } = step else { return Vec::new() };
        let mut pools: Vec<PoolId> = Vec::new();
        for subject in about {
            let pool = match subject {
                Subject::Pool(id) => Some(id),
                Subject::Server(id) => cx.before.servers.get(id).map(|server| &server.pool),
                _ => None,
            };
            pools.extend(pool.filter(|pool| !pools.contains(pool)).cloned());
        }
        pools.retain(|id| {
            let pool = cx.before.pools.get(id).filter(|pool| pool.kind == PoolKind::Edge);
            pool.is_some_and(|pool| matches!(pack.age(pool), Age::Older | Age::Unknown))
        });
        pools
    };
    if !cx.phase.steps.iter().any(|step| !pools(step).is_empty()) {
        return;
    }
    for (step, state) in cx.exact_steps() {
        for id in pools(step) {
            let Some(edge) = state.pools.get(&id) else { continue };
            let (sites, unknown) = routed(state, &id);
            match pack.age(edge) {
                Age::Older if !sites.is_empty() => {
                    let labels: Vec<String> = sites.iter().map(|site| state.label(&(*site).into())).collect();
                    let said = message!("rules-edge-015", edge = state.label(&(&id).into()), sites = labels);
                    out.report(step.id(), said).related([&id]).related(sites);
                }
                Age::Older => unknown.into_iter().for_each(|site| out.not_checked(site, &["federation-route"])),
                _ if !sites.is_empty() => out.not_checked(&id, &["version"]),
                _ => {}
            }
        }
    }
}

/// The only Edge pool of the target that federates just before the phase or at its end.
fn successor<'a>(cx: &FixContext<'a>, pack: &'a Pack) -> Option<&'a Pool> {
    let state = cx.replay.states.get(cx.finding.stages.0.checked_sub(1)?)?;
    let all: Vec<&Pool> = edges(state, pack, Age::Own).filter(|edge| edge.federation == Some(true)).collect();
    if let [one] = all.as_slice() { Some(*one) } else { None }
}

/// A route that leads back is ended before the new one begins.
fn new_route(site: &SiteId, edge: &Pool) -> [Command; 2] {
    let to = |to: Route| Command::RouteFederation { site: site.clone(), to };
    [to(Route::None), to(Route::Through(edge.id.clone()))]
}

fn route(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(pack) = crate::rules::pack(cx.plan.target_at(cx.finding.stages.0)) else { return Vec::new() };
    let (Some((phase, at)), Some(edge)) = (super::place(cx), successor(cx, pack)) else { return Vec::new() };
    let sites = cx.finding.related.iter().filter_map(|s| if let Subject::Site(id) = s { Some(id) } else { None });
    let commands: Vec<Command> = sites.flat_map(|site| new_route(site, edge)).collect();
    let said = message!("rules-edge-015-fix", edge = cx.plan.label(&(&edge.id).into()));
    ask(said, vec![insert(cx.plan, phase, at, commands)])
}

fn removed(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let removes = |command: &Command| match command {
        Command::Remove(Subject::Pool(id)) => cx
            .before
            .pools
            .get(id)
            .is_some_and(|pool| pool.kind == PoolKind::Edge && matches!(pack.age(pool), Age::Older | Age::Unknown)),
        _ => false,
    };
    let matters = |step: &Step| step.commands().iter().any(removes);
    if !cx.phase.steps.iter().any(|step| matters(step)) {
        return;
    }
    for (step, state) in cx.exact_steps().filter(|(step, _)| matters(step)) {
        for (command, state) in moments(step, state).into_iter().filter(|(command, _)| removes(command)) {
            let Command::Remove(gone @ Subject::Pool(id)) = command else { continue };
            let Some(edge) = state.pools.get(id) else { continue };
            let (sites, _) = routed(&state, id);
            let links = state.links.values().filter(|link| link.kind == LinkKind::MediaEdge && link.to == *gone);
            let mut pools: Vec<&PoolId> =
                links.filter_map(|link| if let Subject::Pool(id) = &link.from { Some(id) } else { None }).collect();
            pools.dedup();
            if pools.is_empty() && sites.is_empty() {
                continue;
            }
            if pack.age(edge) == Age::Unknown {
                out.not_checked(id, &["version"]);
                continue;
            }
            let mut users = names(&state, pools.iter().copied());
            users.extend(sites.iter().map(|site| state.label(&(*site).into())));
            let said = message!("rules-edge-017", edge = state.label(gone), users = users);
            out.report(step.id(), said).related([id]).related(pools).related(sites);
        }
    }
}

/// Only where the target is all that still uses it: legacy pools go before it, or keep it.
fn reassign(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(pack) = crate::rules::pack(cx.plan.target_at(stage)) else { return Vec::new() };
    let (Some((phase, at)), Some(new)) = (super::place(cx), successor(cx, pack)) else { return Vec::new() };
    let Some(state) = stage.checked_sub(1).and_then(|before| cx.replay.states.get(before)) else { return Vec::new() };
    let Some((gone, users)) = cx.finding.related.split_first() else { return Vec::new() };
    let mut commands = Vec::new();
    let mut taken = Vec::new();
    for user in users {
        match user {
            Subject::Site(site) => commands.extend(new_route(site, new)),
            Subject::Pool(id) => {
                let link = state
                    .links
                    .values()
                    .find(|link| link.kind == LinkKind::MediaEdge && link.from == *user && link.to == *gone);
                let own = state.pools.get(id).is_some_and(|pool| pack.age(pool) == Age::Own);
                let Some(old) = link.filter(|_| own) else { return Vec::new() };
                let name = format!("{}-{id}", LinkKind::MediaEdge.key());
                let id = cx.plan.free_id_besides(SubjectKind::Link, &name, &taken);
                taken.push(id.clone());
                let to = Subject::from(&new.id);
                let link = Link::new(LinkId::new(&id), LinkKind::MediaEdge, Usage::Default, user.clone(), to);
                commands.extend([Command::Remove((&old.id).into()), Command::Add(link.into())]);
            }
            _ => return Vec::new(),
        }
    }
    let said = message!(
        "rules-edge-017-fix",
        edge = cx.plan.label(&(&new.id).into()),
        users = users.iter().map(|user| cx.plan.label(user)).collect::<Vec<_>>()
    );
    ask(said, vec![insert(cx.plan, phase, at, commands)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, last_links};

    const STOP: &str = "
            site Paris federation-route=edge13
              pool edge10 edge version=lync-2010 federation=false servers=old
              pool edge13 edge version=lync-2013 federation=true
            site Lyon federation-route=edge10
            phase Stop
              do stop-services edge10                          # EDGE-015 related edge10 Lyon
    ";

    #[test]
    fn twins() {
        for about in ["edge10", "old", "edge10 old"] {
            let text = STOP.replace("do stop-services edge10 ", &format!("do stop-services {about} "));
            for route in [Route::None, Route::Through(PoolId::new("pool-edge13"))] {
                check_twins(&ROUTES, &text, |sketch| {
                    let site = SiteId::new(sketch.subject("Lyon").id());
                    sketch.record(0, Command::RouteFederation { site, to: route.clone() })
                });
            }
        }
        let quiet = STOP.replace("# EDGE-015 related edge10 Lyon", "");
        check_silent(&ROUTES, &quiet.replace("do stop-services edge10", "do stop-services"));
        check_silent(&ROUTES, &quiet.replace("edge10 edge version=lync-2010", "edge10 edge version=lync-2013"));
        let waits = |text: &str| check_silent(&ROUTES, text).not_checked[0].missing.clone();
        assert_eq!(waits(&quiet.replace("federation-route=edge10", "")), ["federation-route"]);
        assert_eq!(waits(&quiet.replace("version=lync-2010", "")), ["version"]);
    }

    const GONE: &str = "
            site Paris federation-route=edge13
              pool fe13 front-end standard version=lync-2013 media-edge=edge10
              pool edge10 edge version=lync-2010 federation=false
              pool edge13 edge version=lync-2013 federation=true
            phase Retire
              - pool edge10                                    # EDGE-017 related edge10 fe13
    ";

    #[test]
    fn an_edge_goes_when_nothing_names_it_any_more() {
        check_twins(&REFERENCES, GONE, |sketch| sketch.record(0, sketch.remove_link("media-edge", "fe13")));
        let routed = GONE
            .replace("media-edge=edge10", "")
            .replace("site Paris federation-route=edge13", "site Paris federation-route=edge10")
            .replace("related edge10 fe13", "related edge10 Paris");
        check_twins(&REFERENCES, &routed, |sketch| {
            sketch.record(
                0,
                Command::RouteFederation {
                    site: SiteId::new(sketch.subject("Paris").id()),
                    to: Route::Through(sketch.pool("edge13")),
                },
            )
        });
        for kind in ["mediation", "sba", "front-end standard"] {
            let text =
                GONE.replace("fe13 front-end standard version=lync-2013", &format!("fe13 {kind} version=lync-2010"));
            check_twins(&REFERENCES, &text, |sketch| sketch.record(0, sketch.remove("fe13")));
        }
    }

    #[test]
    fn other_removals() {
        let quiet = GONE.replace("# EDGE-017 related edge10 fe13", "");
        check_silent(&REFERENCES, &quiet.replace("phase Retire", "phase Retire\n  - pool fe13"));
        check_silent(&REFERENCES, &quiet.replace("edge10 edge version=lync-2010", "edge10 edge version=lync-2013"));
        let report = check_silent(&REFERENCES, &quiet.replace("edge10 edge version=lync-2010", "edge10 edge"));
        assert_eq!(report.not_checked[0].missing, ["version"]);
    }

    #[test]
    fn without_an_edge_of_the_target_that_federates_a_route_leads_nowhere() {
        check_unmended(
            &ROUTES,
            &STOP.replace("version=lync-2013 federation=true", "version=lync-2013 federation=false"),
        );
    }

    #[test]
    fn the_media_of_the_target_goes_to_its_own_edge() {
        let to_edge = |edge: &str| vec![("pool-fe13".to_owned(), format!("pool-{edge}"))];
        check_mended(&REFERENCES, GONE, |plan| last_links(plan, LinkKind::MediaEdge), to_edge("edge13"));
    }

    #[test]
    fn a_branch_site_has_no_route_of_its_own() {
        let text = STOP
            .replace("# EDGE-015 related edge10 Lyon", "")
            .replace("site Lyon federation-route=edge10", "site Nice branch=Paris");
        assert_eq!(check_silent(&ROUTES, &text).not_checked, []);
    }
}
