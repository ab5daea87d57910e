//! VOICE-001 and VOICE-002: Mediation Servers of the target while users are still on a product that cannot use them.

use crate::rules::packs::Pack;
use crate::rules::prelude::*;
use crate::rules::steps::{last_move, move_behind, moved_behind};
use std::collections::BTreeMap;

pub static USED: Rule = Rule::new("VOICE-001", "older-pool-with-a-newer-mediation-server", "0.1.0", Check::State(used))
    .covering(&["VOICE-002"])
    .mended(FixOffer::Sometimes, delay);

pub static EARLY: Rule =
    Rule::new("VOICE-002", "mediation-server-configured-before-the-users-moved", "0.1.0", Check::Phase(early))
        .mended(FixOffer::Sometimes, later);

fn apart(pack: &Pack, pool: &Pool) -> bool {
    pool.version.is_some_and(|version| pack.voice.mediation_apart.contains(&version))
}

fn used(cx: &StateContext<'_>, out: &mut Findings) {
    next_hops(cx, out);
    if cx.topology.gateways.values().all(|gateway| gateway.voice_routes.is_none()) {
        return;
    }
    let routes = routes(cx);
    if routes.is_empty() {
        return;
    }
    let users = VoiceUsers::of(cx);
    for (gateways, route) in routes {
        if !users.known.is_empty() {
            if !route.unknown.is_empty() {
                route.unknown.iter().for_each(|pool| out.not_checked(&pool.id, &["version"]));
                continue;
            }
            let said = message!(
                "rules-voice-001-route",
                routes = route.names,
                pools = users.known.iter().map(|pool| cx.label(*pool)).collect::<Vec<_>>(),
                target = cx.product()
            );
            let related = gateways[1..].iter().map(|gateway| Subject::from(*gateway));
            out.report(gateways[0], said).related(related.chain(users.known.iter().map(|pool| Subject::from(*pool))));
        } else if route.unknown.is_empty() {
            users.unknown.iter().for_each(|(subject, fact)| out.not_checked(subject.clone(), &[fact]));
        }
    }
}

/// A Mediation pool of the target that sends its calls to an older pool.
fn next_hops(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::Mediation) {
        for link in cx.relations().from(&pool.id).iter().filter(|link| link.kind == LinkKind::NextHop) {
            let Subject::Pool(to) = &link.to else { continue };
            if !cx.topology.pools.get(to).is_some_and(|to| apart(cx.pack, to)) {
                continue;
            }
            match cx.age(pool) {
                Age::Own => {
                    let said = message!("rules-voice-001", mediation = cx.label(&pool.id), pool = cx.label(to));
                    out.report(&pool.id, said).related([to]);
                }
                Age::Unknown => out.not_checked(&pool.id, &["version"]),
                _ => {}
            }
        }
    }
}

/// Voice routes that only gateways with trunks to the target carry.
#[derive(Default)]
struct Routes<'a> {
    names: Vec<String>,
    /// Pools at the other end whose product is not known.
    unknown: Vec<&'a Pool>,
}

/// By the gateways that carry them. A route with a trunk to an older Mediation Server is left out.
fn routes<'a>(cx: &StateContext<'a>) -> BTreeMap<Vec<&'a GatewayId>, Routes<'a>> {
    let mut by_name: BTreeMap<&str, (Vec<&GatewayId>, Vec<&Pool>)> = BTreeMap::new();
    for trunk in &cx.relations().trunks {
        for name in trunk.gateway.voice_routes.iter().flatten() {
            let (gateways, pools) = by_name.entry(name).or_default();
            if !gateways.contains(&&trunk.gateway.id) {
                gateways.push(&trunk.gateway.id);
            }
            pools.push(trunk.pool);
        }
    }
    let mut out: BTreeMap<Vec<&GatewayId>, Routes<'_>> = BTreeMap::new();
    for (name, (mut gateways, pools)) in by_name {
        if !pools.iter().all(|pool| matches!(cx.age(pool), Age::Own | Age::Unknown)) {
            continue;
        }
        gateways.sort();
        let routes = out.entry(gateways).or_default();
        routes.names.push(name.to_owned());
        routes.unknown.extend(pools.into_iter().filter(|pool| cx.age(pool) == Age::Unknown));
    }
    out
}

/// Users of Enterprise Voice on pools that cannot use the Mediation Servers of the target.
#[derive(Default)]
struct VoiceUsers<'a> {
    known: Vec<&'a PoolId>,
    /// What is not known about others, and of what.
    unknown: Vec<(Subject, FactName)>,
}

impl<'a> VoiceUsers<'a> {
    fn of(cx: &StateContext<'a>) -> Self {
        let mut users = Self::default();
        for group in cx.topology.user_groups.values().filter(|group| group.enterprise_voice != Some(false)) {
            for (pool, count) in &group.homes {
                if *count == Some(0) || !cx.topology.pools.get(pool).is_some_and(|pool| apart(cx.pack, pool)) {
                    continue;
                }
                match (group.enterprise_voice, count) {
                    (Some(_), Some(_)) if !users.known.contains(&pool) => users.known.push(pool),
                    (Some(_), Some(_)) => {}
                    (Some(_), None) => users.unknown.push((pool.into(), "users")),
                    (None, _) => users.unknown.push(((&group.id).into(), "enterprise-voice")),
                }
            }
        }
        users.known.sort();
        users
    }
}

/// The steps of the phase that switch the routes go behind the last move of the users, where that one takes everybody:
/// those about trunks and routes of the gateways, and the removal of a Mediation pool behind them.
fn delay(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some((phase, before)) =
        stage.checked_sub(1).and_then(|at| cx.plan.phases.get(at).zip(cx.replay.states.get(at)))
    else {
        return Vec::new();
    };
    let all = || std::iter::once(&cx.finding.subject).chain(&cx.finding.related);
    let is_gateway = |subject: &Subject| matches!(subject, Subject::Gateway(_)) && all().any(|one| one == subject);
    let is_trunk = |link: &Link| link.kind == LinkKind::Trunk && is_gateway(&link.from);
    let switches = |command: &Command| match command {
        Command::Add(Element::Link(link)) => is_trunk(link),
        Command::Set { of, fact: "voice-routes", .. } => is_gateway(of),
        Command::Remove(Subject::Link(id)) => before.links.get(id).is_some_and(|link| is_trunk(link)),
        Command::Remove(pool) => before.links.values().any(|link| is_trunk(link) && link.to == *pool),
        _ => false,
    };
    let pool = |subject: &Subject| if let Subject::Pool(id) = subject { Some(id.clone()) } else { None };
    let pools: Vec<PoolId> = cx.finding.related.iter().filter_map(pool).collect();
    let Some(mut behind) = last_move(cx.plan, &pools) else { return Vec::new() };
    let (mut plan, mut edits, mut names) = (cx.plan.clone(), Vec::new(), Vec::new());
    for step in phase.steps.iter().filter(|step| step.commands().iter().any(switches)) {
        let Some(edit) = move_behind(&plan, step.id(), &behind) else { return Vec::new() };
        let Ok(next) = edit.applied_to(&plan) else { return Vec::new() };
        plan = next;
        edits.push(edit);
        names.push(cx.plan.label(&step.id().into()));
        behind = step.id().clone();
    }
    if edits.is_empty() || plan.replay().skipped.len() > cx.replay.skipped.len() {
        return Vec::new();
    }
    vec![Fix { label: message!("rules-voice-001-fix", steps = names), edits, safety: Safety::Ask }]
}

fn early(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let is_trunk = |link: &Link| link.kind == LinkKind::Trunk;
    let configures = |step: &Step| {
        step.commands().iter().any(|command| match command {
            Command::Add(Element::Link(link)) => is_trunk(link),
            Command::Add(Element::Pool(pool)) => pool.kind == PoolKind::Mediation,
            _ => false,
        })
    };
    if !cx.phase.steps.iter().any(|step| configures(step)) || !cx.before.pools.values().any(|pool| apart(pack, pool)) {
        return;
    }
    for (step, state) in cx.exact_steps().filter(|(step, _)| configures(step)) {
        let added = |id: &PoolId| {
            step.commands().iter().find_map(|command| match command {
                Command::Add(Element::Pool(pool)) if pool.id == *id => Some(&**pool),
                _ => None,
            })
        };
        let pool_of = |id: &PoolId| state.pools.get(id).map(|pool| &**pool).or_else(|| added(id));
        let mut about: Vec<Subject> = Vec::new();
        let mut mediation: Option<&Pool> = None;
        for command in step.commands() {
            let (pool, gateway) = match command {
                Command::Add(Element::Pool(pool)) if pool.kind == PoolKind::Mediation => (Some(&**pool), None),
                Command::Add(Element::Link(link)) if is_trunk(link) => match &link.to {
                    Subject::Pool(to) => (pool_of(to), Some(link.from.clone())),
                    _ => (None, None),
                },
                _ => (None, None),
            };
            let Some(pool) = pool else { continue };
            match pack.age(pool) {
                Age::Own => {
                    mediation = mediation.or(Some(pool));
                    about.extend(std::iter::once(Subject::from(&pool.id)).chain(gateway));
                }
                Age::Unknown => out.not_checked(&pool.id, &["version"]),
                _ => {}
            }
        }
        let Some(mediation) = mediation else { continue };
        let left = remaining(cx, pack, step, state, out);
        if left.is_empty() {
            continue;
        }
        let said = message!(
            "rules-voice-002",
            mediation = mediation.fqdn.as_deref().unwrap_or(mediation.id.as_str()),
            pools = left.iter().map(|pool| state.label(&(*pool).into())).collect::<Vec<_>>()
        );
        about.extend(left.into_iter().map(Subject::from));
        let mut seen = Vec::new();
        about.retain(|subject| {
            !seen.contains(subject) && {
                seen.push(subject.clone());
                true
            }
        });
        out.report(step.id(), said).related(about);
    }
}

/// Older pools that have users at a step, or lose some to a later one.
fn remaining<'c>(
    cx: &PhaseContext<'_>,
    pack: &Pack,
    step: &Step,
    state: &'c Topology,
    out: &mut Findings,
) -> Vec<&'c PoolId> {
    let groups = groups_by_pool(state);
    let step = cx.phase.steps.iter().find(|other| other.id() == step.id());
    let mut left = Vec::new();
    for pool in state.pools.values().filter(|pool| pool.kind.homes_users() && apart(pack, pool)) {
        let moved_later = || {
            step.is_some_and(|step| {
                let mut later = cx.after_step(step).flat_map(|later| later.commands());
                later.any(|command| matches!(command, Command::MoveUsers { from, .. } if *from == pool.id))
            })
        };
        match users_of(&pool.id, groups.get(&pool.id)) {
            Some(0) => {}
            Some(_) => left.push(&pool.id),
            None if moved_later() => left.push(&pool.id),
            None => out.not_checked(&pool.id, &["users"]),
        }
    }
    left
}

/// The step goes behind the last move of users, where that one takes everybody.
fn later(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(pack) = crate::rules::pack(cx.plan.target_at(cx.finding.stages.0)) else { return Vec::new() };
    let everything = cx.plan.everything();
    let older = |subject: &Subject| match subject {
        Subject::Pool(id) => everything.pools.get(id).filter(|pool| apart(pack, pool)).map(|pool| pool.id.clone()),
        _ => None,
    };
    let pools: Vec<PoolId> = cx.finding.related.iter().filter_map(older).collect();
    match last_move(cx.plan, &pools) {
        Some(last) => moved_behind(cx, &last, message!("rules-voice-002-fix")),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, check_words};

    const ROUTE: &str = "
            site Paris
              pool r2 front-end standard version=ocs-2007-r2 users=100
              users r2 enterprise-voice=true
              pool fe13 front-end standard version=lync-2013
              pool med07 mediation version=ocs-2007-r2
              pool med13 mediation version=lync-2013
              gateway gw trunk=med13 voice-routes=National        # VOICE-001 related r2
    ";

    const EARLY_STEP: &str = "
            site Paris
              pool r2 front-end standard version=ocs-2007-r2 users=100
              pool fe13 front-end standard version=lync-2013
              gateway gw
            phase Voice
              + link trunk gw -> fe13                             # VOICE-002 related fe13 gw r2
            phase Move
              move all users r2 -> fe13
    ";

    #[test]
    fn twins() {
        check_twins(&USED, ROUTE, |sketch| sketch.record(0, sketch.add_link("trunk", "gw", "med07")));
        check_twins(&USED, ROUTE, |sketch| sketch.record(0, sketch.count_users("r2", 0)));
        check_twins(&USED, ROUTE, |sketch| {
            sketch.record(0, sketch.set("users r2", "enterprise-voice", Value::Flag(false)))
        });
        check_twins(
            &USED,
            "
            site Paris
              pool r2 front-end standard version=ocs-2007-r2
              pool med13 mediation version=lync-2013 next-hop=r2   # VOICE-001 related r2
            ",
            |sketch| sketch.set("med13", "version", Value::text("ocs-2007-r2")),
        );
        check_twins(&EARLY, EARLY_STEP, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 1),
            to: sketch.phase(2),
            index: 1,
        });
        check_twins(&EARLY, &EARLY_STEP.replace("users=100", ""), |sketch| PlanEdit::MovePhase {
            id: sketch.phase(1),
            index: 1,
        });
        let pool = EARLY_STEP
            .replace("+ link trunk gw -> fe13", "+ pool med13 mediation version=lync-2013")
            .replace("related fe13 gw r2", "related med13 r2");
        check_twins(&EARLY, &pool, |sketch| sketch.record(0, sketch.count_users("r2", 0)));
    }

    #[test]
    fn the_switch_waits_for_the_last_user() {
        let text = ROUTE.replace("trunk=med13", "trunk=med07")
            + "phase Voice\n  - link trunk gw\n  + link trunk gw -> med13\nphase Move\n  move all users r2 -> fe13";
        let steps = |plan: &crate::plan::Plan| [plan.phases[0].steps.len(), plan.phases[1].steps.len()];
        check_mended(&USED, &text, steps, [0, 3]);
        check_twins(&USED, &text, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
        check_unmended(&USED, &text.replace("move all users", "move 5 users"));
        check_unmended(&USED, ROUTE);
        let brought = ROUTE.replace("trunk=med13", "")
            + "phase Voice\n  + link trunk gw -> med13\nphase Move\n  move all users r2 -> fe13";
        check_mended(&USED, &brought, steps, [0, 2]);
    }

    #[test]
    fn only_products_that_stand_apart_are_concerned() {
        let route = ROUTE.replace("# VOICE-001 related r2", "");
        check_silent(&USED, &route.replace("ocs-2007-r2", "lync-2010"));
        let early = EARLY_STEP.replace("# VOICE-002 related fe13 gw r2", "");
        check_silent(&EARLY, &early.replace("ocs-2007-r2", "lync-2010"));
        check_silent(&EARLY, &early.replace("=lync-2013", "=ocs-2007-r2"));
    }

    #[test]
    fn two_gateways_of_one_route_count_together() {
        let two = ROUTE.replace("# VOICE-001 related r2", "# VOICE-001 related gw2 r2");
        let own = format!("{two}\n              gateway gw2 trunk=med13 voice-routes=National");
        check_twins(&USED, &own, |sketch| sketch.record(0, sketch.add_link("trunk", "gw2", "med07")));
    }

    #[test]
    fn what_is_unknown_waits() {
        let missing = |rule, text: &str| check_silent(rule, text).not_checked[0].missing.clone();
        let route = ROUTE.replace("# VOICE-001 related r2", "");
        assert_eq!(missing(&USED, &route.replace("enterprise-voice=true", "archived=true")), ["enterprise-voice"]);
        assert_eq!(missing(&USED, &route.replace("users=100", "")), ["users"]);
        assert_eq!(missing(&USED, &route.replace("mediation version=lync-2013", "mediation")), ["version"]);
        let early = EARLY_STEP.replace("# VOICE-002 related fe13 gw r2", "");
        assert_eq!(missing(&EARLY, &early.replace("version=lync-2013", "")), ["version"]);
        let unmoved = early.replace("users=100", "").replace("move all users r2 -> fe13", "");
        assert_eq!(missing(&EARLY, &unmoved), ["users"]);
    }

    #[test]
    fn every_version_of_a_next_hop() {
        check_words(&USED, Version::KEYS, &["ocs-2007-r2"], |version| {
            format!(
                "
                site Paris
                  pool fe front-end standard version={version}
                  pool med mediation version=lync-2013 next-hop=fe
                "
            )
        });
    }

    #[test]
    fn while_some_users_stay_no_later_place_is_right() {
        check_unmended(&EARLY, &EARLY_STEP.replace("move all users", "move 5 users"));
    }

    #[test]
    fn a_mediation_pool_that_comes_with_its_trunk_is_named_once() {
        let text = EARLY_STEP
            .replace("gateway gw\n", "\n")
            .replace(
                "+ link trunk gw -> fe13",
                "+ gateway gw trunk=med13\n              + pool med13 mediation version=lync-2013",
            )
            .replace("related fe13 gw r2", "related med13 gw r2");
        check_twins(&EARLY, &text, |sketch| sketch.record(0, sketch.count_users("r2", 0)));
    }
}
