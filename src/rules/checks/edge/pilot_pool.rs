//! EDGE-002, EDGE-003: the Edge pool that the pilot pool uses until the switch.

use super::{ask, edges};
use crate::rules::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

pub static ASSOCIATION: Rule =
    Rule::new("EDGE-002", "pilot-pool-created-with-an-edge-pool", "0.1.0", Check::Phase(association))
        .mended(FixOffer::Sometimes, split);

pub static LEGACY_WAY: Rule =
    Rule::new("EDGE-003", "pilot-pool-cut-off-from-the-legacy-edge", "0.1.0", Check::Plan(legacy_way))
        .mended(FixOffer::Always, associate);

fn is_front_end(pool: &Pool) -> bool {
    pool.kind == PoolKind::FrontEnd
}

/// Only the first Front End pool of the target is the pilot; later ones may come with their Edge pool.
fn association(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let pilot = |command: &Command| match command {
        Command::Add(Element::Pool(pool)) if is_front_end(pool) && pack.age(pool) == Age::Own => Some(pool.clone()),
        _ => None,
    };
    let added = cx.phase.steps.iter().find_map(|step| Some((step, step.commands().iter().find_map(pilot)?)));
    let Some((step, pool)) = added else { return };
    let (mut has_legacy, mut has_own) = (false, false);
    for pool in cx.before.pools.values() {
        has_legacy |= pack.age(pool) == Age::Older;
        has_own |= is_front_end(pool) && pack.age(pool) == Age::Own;
    }
    if has_own || !has_legacy {
        return;
    }
    let from = Subject::from(&pool.id);
    let associates = |command: &Command| match command {
        Command::Add(Element::Link(link)) => link.kind == LinkKind::MediaEdge && link.from == from,
        _ => false,
    };
    if step.commands().iter().any(associates) {
        let name = pool.fqdn.as_deref().unwrap_or(pool.id.as_str());
        out.report(&pool.id, message!("rules-edge-002", pool = name)).related([step.id()]);
    }
}

/// The association becomes a step of its own, after the pool. Its link gets a new id, so nothing later may name it.
fn split(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(Subject::Step(id)) = cx.finding.related.first() else { return Vec::new() };
    let Some((phase, at)) = super::place_of(cx.plan, id) else { return Vec::new() };
    let Step::Change { id, commands, how } = &*phase.steps[at] else { return Vec::new() };
    let association = |command: &&Command| match command {
        Command::Add(Element::Link(link)) => link.kind == LinkKind::MediaEdge && link.from == cx.finding.subject,
        _ => false,
    };
    let (links, rest): (Vec<&Command>, Vec<&Command>) = commands.iter().partition(association);
    let ids: BTreeSet<Subject> = links.iter().map(|command| command.subject()).collect();
    let mut later = cx.plan.phases.iter().flat_map(|phase| &phase.steps).filter(|step| step.id() != id);
    if later.any(|step| step.about().iter().any(|named| ids.contains(named))) {
        return Vec::new();
    }
    let mut taken = Vec::new();
    let renamed = links.into_iter().map(|command| {
        let mut command = command.clone();
        if let Command::Add(Element::Link(link)) = &mut command {
            let new = cx.plan.free_id_besides(SubjectKind::Link, link.id.as_str().trim_start_matches("link-"), &taken);
            taken.push(new.clone());
            std::sync::Arc::make_mut(link).id = LinkId::new(&new);
        }
        command
    });
    let after = super::insert(cx.plan, phase, at + 1, renamed.collect());
    let kept = Step::Change { id: id.clone(), commands: rest.into_iter().cloned().collect(), how: how.clone() };
    vec![Fix {
        label: message!("rules-edge-002-fix", pool = cx.plan.label(&cx.finding.subject)),
        edits: vec![PlanEdit::EditStep(kept), after],
        safety: Safety::Safe,
    }]
}

/// At the end of each stage, until an Edge pool of the target federates or carries media.
fn legacy_way(cx: &PlanContext<'_>, out: &mut Findings) {
    // Sites whose route the plan itself ends: that is how the switch begins.
    let ends = |(stage, step): (usize, &'_ std::sync::Arc<Step>)| {
        let ended = step.commands().iter().filter_map(super::routes).filter(|(_, to)| *to == Route::None);
        ended.map(|(site, _)| (stage, site.clone())).collect::<Vec<_>>()
    };
    let ended: Vec<(usize, SiteId)> = cx.steps().flat_map(ends).collect();
    for (stage, state) in cx.states.iter().enumerate() {
        let edges = || state.pools.values().map(|pool| &**pool).filter(|pool| pool.kind == PoolKind::Edge);
        let legacy: Vec<&Pool> = edges().filter(|edge| cx.age(stage, edge) == Age::Older).collect();
        let mut own = edges().filter(|edge| cx.age(stage, edge) == Age::Own);
        if legacy.is_empty() || own.any(|edge| edge.federation == Some(true)) {
            continue;
        }
        media(cx, stage, &legacy, out);
        let new = cx.pools(stage, Age::Own).filter(|pool| is_front_end(pool));
        let sites: BTreeSet<&SiteId> = new.filter_map(|pool| pool.site.as_ref()).collect();
        let Some(federating) = legacy.iter().find(|edge| edge.federation == Some(true)) else {
            let unknown = legacy.iter().filter(|edge| edge.federation.is_none() && !sites.is_empty());
            unknown.for_each(|edge| out.not_checked(&edge.id, &["federation"]));
            continue;
        };
        for site in sites.into_iter().filter_map(|site| state.sites.get(site)) {
            let is_ended = || ended.iter().any(|(at, of)| *at <= stage && *of == site.id);
            match &site.federation_route {
                None => out.not_checked(&site.id, &["federation-route"]),
                Some(Route::None) if !is_ended() => {
                    let label = |of: Subject| state.label(&of);
                    let (site_name, edge) = (label((&site.id).into()), label((&federating.id).into()));
                    let said = message!("rules-edge-003-route", site = site_name, edge = edge);
                    let raw = out.report(&site.id, said).field("federation-route");
                    raw.related([&federating.id]).during(stage, stage);
                }
                _ => {}
            }
        }
    }
}

/// Who uses a legacy Edge pool for media: then there are external users.
fn media(cx: &PlanContext<'_>, stage: usize, legacy: &[&Pool], out: &mut Findings) {
    let state = &cx.states[stage];
    let links = state.links.values().filter(|link| link.kind == LinkKind::MediaEdge);
    let ends = links.filter_map(|link| match (&link.from, &link.to) {
        (Subject::Pool(from), Subject::Pool(to)) => Some((from, to)),
        _ => None,
    });
    let edge_of: BTreeMap<&PoolId, &PoolId> = ends.collect();
    let mut used: Vec<(Option<&SiteId>, &PoolId)> = Vec::new();
    let mut without = Vec::new();
    for pool in state.pools.values().map(|pool| &**pool).filter(|pool| is_front_end(pool)) {
        let is_legacy = |edge: &PoolId| legacy.iter().any(|other| other.id == *edge);
        match (cx.age(stage, pool), edge_of.get(&pool.id)) {
            (Age::Older, Some(edge)) if is_legacy(edge) => used.push((pool.site.as_ref(), edge)),
            (Age::Own, None) => without.push(pool),
            // The media has passed to the target: the switch is behind.
            (Age::Own, Some(edge)) if !is_legacy(edge) => return,
            _ => {}
        }
    }
    // A pool that nothing is joined with yet is half-built: nobody has thought of its media.
    let begun: BTreeSet<&Subject> = state.links.values().map(|link| &link.from).collect();
    for pool in without.into_iter().filter(|pool| begun.contains(&Subject::from(&pool.id))) {
        let here = used.iter().find(|(site, _)| site.is_some() && *site == pool.site.as_ref());
        if let Some((_, edge)) = here.or(used.first()) {
            let (name, edge_name) = (state.label(&(&pool.id).into()), state.label(&(*edge).into()));
            let said = message!("rules-edge-003", pool = name, edge = edge_name);
            out.report(&pool.id, said).related([*edge]).during(stage, stage);
        }
    }
}

/// The Edge pool that the legacy pools use.
fn associate(cx: &FixContext<'_>) -> Vec<Fix> {
    let (stage, pool) = (cx.finding.stages.0, &cx.finding.subject);
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let Some(edge) = edges(state, pack, Age::Older).find(|edge| cx.finding.related.contains(&(&edge.id).into())) else {
        return Vec::new();
    };
    let label = |subject: &Subject| state.label(subject);
    let to = Subject::from(&edge.id);
    let (said, command) = match pool {
        Subject::Pool(id) => {
            let id = cx.plan.free_id(SubjectKind::Link, &format!("{}-{id}", LinkKind::MediaEdge.key()));
            let link = Link::new(LinkId::new(&id), LinkKind::MediaEdge, Usage::Default, pool.clone(), to.clone());
            let said = message!("rules-edge-003-fix", pool = label(pool), edge = label(&to));
            (said, Command::Add(link.into()))
        }
        Subject::Site(site) => {
            let said = message!("rules-edge-003-route-fix", site = label(pool), edge = label(&to));
            (said, Command::RouteFederation { site: site.clone(), to: Route::Through(edge.id.clone()) })
        }
        _ => return Vec::new(),
    };
    ask(said, vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands: vec![command] }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_said, check_silent, check_twins, check_unmended};

    const PILOT: &str = "
            site Paris
              pool fe10 front-end standard version=lync-2010
              pool edge10 edge version=lync-2010
            phase Pilot
              + pool fe13 front-end standard version=lync-2013 media-edge=edge10   # EDGE-002
    ";

    #[test]
    fn twins() {
        check_twins(&ASSOCIATION, PILOT, |sketch| {
            let step = &sketch.plan.phases[0].steps[0];
            let links = step.commands().len() - 1;
            let step = Step::change(step.id().clone(), step.commands()[..links].to_vec());
            PlanEdit::EditStep(step)
        });
    }

    #[test]
    fn later_pools_and_pools_without_a_legacy_deployment_may_come_with_their_edge() {
        let text = PILOT.replace("# EDGE-002", "");
        check_silent(
            &ASSOCIATION,
            &text.replace("site Paris", "site Paris\n  pool first front-end standard version=lync-2013"),
        );
        check_silent(
            &ASSOCIATION,
            &text.replace("lync-2010", "lync-2013").replace("fe10 front-end standard", "fe10 director"),
        );
        // The fix gives the link another id, so a later step that names it would fail.
        check_unmended(&ASSOCIATION, &format!("{text}phase Later\n  - link media-edge fe13"));
    }

    const MEDIA: &str = "
            site Paris federation-route=edge10
              pool fe10 front-end standard version=lync-2010 media-edge=edge10
              pool edge10 edge version=lync-2010 federation=true
              pool fe13 front-end standard version=lync-2013 file-store=files\\fe13   # EDGE-003 related edge10
              file-store files\\fe13
    ";

    #[test]
    fn media_goes_through_the_legacy_edge() {
        check_twins(&LEGACY_WAY, MEDIA, |sketch| sketch.add_link("media-edge", "fe13", "edge10"));
        check_twins(&LEGACY_WAY, MEDIA, |sketch| sketch.remove_link("media-edge", "fe10"));
        let quiet = MEDIA.replace("# EDGE-003 related edge10", "");
        let other = "\n  pool other front-end standard version=lync-2013 media-edge=edge13\n  pool edge13 edge version=lync-2013";
        check_silent(&LEGACY_WAY, &format!("{quiet}{other}"));
        check_silent(&LEGACY_WAY, &format!("{quiet}  pool edge13 edge version=lync-2013 federation=true"));
        // The Edge pool that is used in the same site is the one to use.
        let two = MEDIA.replace("site Paris", "site Lyon\n  pool a front-end standard version=lync-2010 media-edge=edge-a\n  pool edge-a edge version=lync-2010 federation=false\nsite Paris");
        check_twins(&LEGACY_WAY, &two, |sketch| sketch.add_link("media-edge", "fe13", "edge10"));
    }

    #[test]
    fn federation_goes_through_the_legacy_edge_or_director() {
        let text = "
            site Paris federation-route=none                                     # EDGE-003 related edge10
              pool edge10 edge version=lync-2010 federation=true
              pool dir10 director version=lync-2010
              pool fe13 front-end standard version=lync-2013
            ";
        for through in ["edge10", "dir10"] {
            check_twins(&LEGACY_WAY, text, |sketch| Command::RouteFederation {
                site: SiteId::new(sketch.subject("Paris").id()),
                to: Route::Through(sketch.pool(through)),
            });
        }
        let quiet = text.replace("# EDGE-003 related edge10", "");
        let missing = |text: &str| {
            check_silent(&LEGACY_WAY, text).not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing(&quiet.replace("federation-route=none", "")), ["federation-route"]);
        assert_eq!(missing(&quiet.replace("federation=true", "")), ["federation"]);
        assert!(missing(&quiet.replace("federation=true", "federation=false")).is_empty());
        assert!(missing(&quiet.replace("federation-route=none", "").replace("lync-2013", "lync-2010")).is_empty());
        // The switch begins with the end of the route.
        let begun = quiet.replace("federation-route=none", "federation-route=edge10");
        check_silent(&LEGACY_WAY, &format!("{begun}phase Switch\n  route Paris none"));
    }

    #[test]
    fn a_director_and_an_older_pool_are_no_pilot() {
        let text = PILOT.replace("# EDGE-002", "");
        check_silent(&ASSOCIATION, &text.replace("fe13 front-end standard", "fe13 director"));
        check_silent(&ASSOCIATION, &text.replace("lync-2013", "lync-2010"));
    }

    #[test]
    fn only_the_association_becomes_a_step_of_its_own() {
        let text = PILOT
            .replace("site Paris\n", "site Paris\n              file-store files\\a\n")
            .replace("media-edge=edge10 ", "file-store=files\\a media-edge=edge10 ");
        let sizes = |plan: &crate::plan::Plan| {
            plan.phases[0].steps.iter().map(|step| step.commands().len()).collect::<Vec<_>>()
        };
        check_mended(&ASSOCIATION, &text, sizes, vec![2, 1]);
    }

    #[test]
    fn another_sites_switch_ends_nothing_here() {
        let text = "
            site Lyon federation-route=edge10
            site Paris federation-route=none
              pool edge10 edge version=lync-2010 federation=true
              pool fe13 front-end standard version=lync-2013
            phase Switch
              route Lyon none
        ";
        let stages =
            |report: &crate::rules::Report| report.findings.iter().map(|found| found.stages).collect::<Vec<_>>();
        check_said(&LEGACY_WAY, text, stages, vec![(0, 1)]);
    }

    #[test]
    fn a_pool_on_the_legacy_edge_does_not_end_the_way_of_the_others() {
        let text = MEDIA.to_owned() + "  pool other front-end standard version=lync-2013 media-edge=edge10";
        check_twins(&LEGACY_WAY, &text, |sketch| sketch.add_link("media-edge", "fe13", "edge10"));
    }
}
