//! VOICE-011 and VOICE-012: what a legacy pool leaves behind when it is removed: call admission control, gateways.

use super::mediates;
use crate::plan::intents::link_id;
use crate::rules::prelude::*;
use crate::rules::steps::{change_before, one_of_target};
use std::collections::{BTreeMap, BTreeSet};

pub static ADMISSION_CONTROL: Rule =
    Rule::new("VOICE-011", "pool-removed-with-call-admission-control", "0.1.0", Check::Phase(admission_control))
        .mended(FixOffer::Sometimes, host_first);

pub static GATEWAYS: Rule =
    Rule::new("VOICE-012", "pool-removed-with-the-last-trunk-of-a-gateway", "0.1.0", Check::Phase(gateways))
        .mended(FixOffer::Sometimes, trunk_first);

fn removes(cx: &PhaseContext<'_>) -> bool {
    let removes = |step: &Step| step.commands().iter().any(|c| matches!(c, Command::Remove(Subject::Pool(_))));
    cx.phase.steps.iter().any(|step| removes(step))
}

fn admission_control(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack.filter(|_| removes(cx)) else { return };
    let with = &pack.voice.sources_with_admission_control;
    // The sites' hosts as the steps of the phase change them.
    let mut hosts: BTreeMap<&SiteId, PoolId> =
        cx.before.sites.values().filter_map(|site| Some((&site.id, site.cac_host.clone()?))).collect();
    // Pools that are said to run it, when the phase begins or when it ends.
    let both = cx.before.pools.values().chain(cx.after.pools.values());
    let running: BTreeSet<&PoolId> =
        both.filter(|pool| pool.call_admission_control == Some(true)).map(|pool| &pool.id).collect();
    let mut gone: BTreeSet<&PoolId> = BTreeSet::new();
    // Where nothing runs it, and no step says where it runs, what goes is all that matters.
    let says = |step: &Step| {
        step.commands().iter().any(|command| match command {
            Command::Add(Element::Site(_)) => true,
            command => matches!(command.aspect(), Some((_, "cac-host"))),
        })
    };
    let is_still = running.is_empty() && !cx.phase.steps.iter().any(|step| says(step));
    let as_before = is_still.then(|| cx.removals_as_before()).flatten();
    for (step, state) in as_before.unwrap_or_else(|| cx.steps().collect()) {
        for command in step.commands() {
            match command {
                Command::Add(Element::Site(site)) => {
                    hosts.extend(site.cac_host.clone().map(|host| (&site.id, host)));
                }
                Command::Set { of: Subject::Site(site), fact: "cac-host", to } => {
                    match to.as_ref().and_then(PoolId::from_value) {
                        Some(host) => drop(hosts.insert(site, host)),
                        None => drop(hosts.remove(site)),
                    }
                }
                Command::Remove(Subject::Pool(id)) => {
                    gone.insert(id);
                    let Some(pool) = state.pools.get(id) else { continue };
                    let concerned = pool.kind == PoolKind::FrontEnd
                        && (pack.age(pool) == Age::Unknown || pool.version.is_some_and(|v| with.contains(&v)));
                    if !concerned {
                        continue;
                    }
                    let named = hosts.iter().find(|(_, host)| *host == id).map(|(site, _)| *site);
                    let has_host = pool.site.as_ref().is_some_and(|site| hosts.contains_key(site));
                    // Another pool of the site runs it by now.
                    let elsewhere = || {
                        let mut others = running.iter().filter(|other| !gone.contains(*other));
                        has_host
                            || others.any(|other| {
                                let other = state.pools.get(*other).filter(|other| other.site == pool.site);
                                other.is_some_and(|other| other.call_admission_control == Some(true))
                            })
                    };
                    let site = named.or_else(|| {
                        pool.site.as_ref().filter(|_| pool.call_admission_control == Some(true) && !elsewhere())
                    });
                    match site {
                        Some(_) if pack.age(pool) == Age::Unknown => out.not_checked(id, &["version"]),
                        Some(site) => {
                            let said = message!(
                                "rules-voice-011",
                                pool = state.label(&id.into()),
                                site = cx.before.label(&site.into())
                            );
                            out.report(step.id(), said).related([Subject::from(id), site.into()]);
                        }
                        None if pool.call_admission_control.is_none()
                            && pack.age(pool) != Age::Unknown
                            && !elsewhere() =>
                        {
                            out.not_checked(id, &["call-admission-control"]);
                        }
                        None => {}
                    }
                    hosts.retain(|_, host| host != id);
                }
                _ => {}
            }
        }
    }
}

/// A pool of the target becomes the host before the removal.
fn host_first(cx: &FixContext<'_>) -> Vec<Fix> {
    let [_, Subject::Site(site)] = cx.finding.related.as_slice() else { return Vec::new() };
    let before = cx.finding.stages.0.checked_sub(1).and_then(|stage| cx.replay.states.get(stage));
    let (Some(state), Some(pack)) = (before, crate::rules::pack(cx.plan.target_at(cx.finding.stages.0))) else {
        return Vec::new();
    };
    let front_end = |pool: &Pool| pool.kind == PoolKind::FrontEnd && pool.site.as_ref() == Some(site);
    let Some(host) = one_of_target(state, pack, Some(site), front_end) else { return Vec::new() };
    let to = Some(Value::text(host.id.as_str()));
    let label = message!("rules-voice-011-fix", pool = state.label(&(&host.id).into()));
    change_before(cx, vec![Command::Set { of: site.into(), fact: "cac-host", to }], label)
}

fn gateways(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack.filter(|_| removes(cx)) else { return };
    if cx.before.gateways.is_empty() {
        return;
    }
    // Where the trunks of each gateway lead, as the steps of the phase change it.
    let mut trunks: BTreeMap<LinkId, (&GatewayId, PoolId)> = BTreeMap::new();
    for link in cx.before.links.values().filter(|link| link.kind == LinkKind::Trunk) {
        if let (Subject::Gateway(gateway), Subject::Pool(pool)) = (&link.from, &link.to) {
            trunks.insert(link.id.clone(), (gateway, pool.clone()));
        }
    }
    for (step, state) in cx.steps() {
        for command in step.commands() {
            match command {
                Command::Add(Element::Link(link)) if link.kind == LinkKind::Trunk => {
                    if let (Subject::Gateway(gateway), Subject::Pool(pool)) = (&link.from, &link.to) {
                        trunks.insert(link.id.clone(), (gateway, pool.clone()));
                    }
                }
                Command::Remove(Subject::Link(id)) => drop(trunks.remove(id)),
                Command::Remove(Subject::Gateway(id)) => trunks.retain(|_, (gateway, _)| *gateway != id),
                Command::Remove(Subject::Pool(id)) => {
                    let mut of_pool: Vec<&GatewayId> = Vec::new();
                    for (gateway, pool) in trunks.values() {
                        if pool == id && !of_pool.contains(gateway) {
                            of_pool.push(gateway);
                        }
                    }
                    trunks.retain(|_, (_, pool)| pool != id);
                    let left = |gateway: &GatewayId| {
                        !trunks.values().any(|(other, _)| *other == gateway) && !is_removed_later(cx, step, gateway)
                    };
                    let Some(pool) = state.pools.get(id) else { continue };
                    for gateway in of_pool.into_iter().filter(|gateway| left(gateway)) {
                        match pack.age(pool) {
                            Age::Older => {
                                let said = message!(
                                    "rules-voice-012",
                                    pool = state.label(&id.into()),
                                    gateway = cx.plan.label(&gateway.into())
                                );
                                out.report(step.id(), said).related([Subject::from(id), gateway.into()]);
                            }
                            Age::Unknown => out.not_checked(id, &["version"]),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// A gateway that goes as well needs no trunk any more.
fn is_removed_later(cx: &PhaseContext<'_>, step: &Step, gateway: &GatewayId) -> bool {
    let Some(step) = cx.phase.steps.iter().find(|other| other.id() == step.id()) else { return false };
    let removes = |command: &Command| matches!(command, Command::Remove(Subject::Gateway(id)) if id == gateway);
    step.commands().iter().any(removes) || cx.after_step(step).any(|later| later.commands().iter().any(removes))
}

/// A trunk to a Mediation Server of the target comes before the removal.
fn trunk_first(cx: &FixContext<'_>) -> Vec<Fix> {
    let [_, Subject::Gateway(gateway)] = cx.finding.related.as_slice() else { return Vec::new() };
    let before = cx.finding.stages.0.checked_sub(1).and_then(|stage| cx.replay.states.get(stage));
    let (Some(state), Some(pack)) = (before, crate::rules::pack(cx.plan.target_at(cx.finding.stages.0))) else {
        return Vec::new();
    };
    let Some(site) = state.gateways.get(gateway).map(|gateway| gateway.site.as_ref()) else { return Vec::new() };
    let Some(pool) = one_of_target(state, pack, site, |pool| mediates(pool) == Some(true)) else { return Vec::new() };
    let id = link_id(cx.plan, LinkKind::Trunk, Usage::Default, gateway.as_str());
    let link = Link::new(id, LinkKind::Trunk, Usage::Default, gateway.into(), (&pool.id).into());
    let label =
        message!("rules-voice-012-fix", gateway = state.label(&gateway.into()), pool = state.label(&(&pool.id).into()));
    change_before(cx, vec![Command::Add(link.into())], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended, check_words};

    const HOST: &str = "
            site Paris cac-host=old
              pool old front-end standard version=lync-2010 users=0
              pool new front-end standard version=lync-2013
            phase Decommission
              - pool old                                       # VOICE-011 related old Paris
    ";

    const TRUNK: &str = "
            site Paris
              pool old mediation version=lync-2010
              pool new front-end standard version=lync-2013 mediation=collocated
              gateway gw trunk=old
            phase Decommission
              - pool old                                       # VOICE-012 related old gw
              - gateway gw
    ";

    #[test]
    fn twins() {
        check_twins(&ADMISSION_CONTROL, HOST, |sketch| {
            sketch.change(1, 0, sketch.set("Paris", "cac-host", Value::text(sketch.subject("new").id())))
        });
        let flagged = HOST.replace(" cac-host=old", "").replace("users=0", "users=0 call-admission-control=true");
        check_twins(&ADMISSION_CONTROL, &flagged, |sketch| {
            sketch.change(1, 0, sketch.set("new", "call-admission-control", Value::Flag(true)))
        });
        let kept = TRUNK.replace("- gateway gw\n", "do communicate\n");
        check_twins(&GATEWAYS, &kept, |sketch| sketch.change(1, 0, sketch.add_link("trunk", "gw", "new")));
        check_twins(&GATEWAYS, &kept, |sketch| sketch.change(1, 1, sketch.remove("gw")));
    }

    #[test]
    fn a_trunk_that_comes_after_the_removal_comes_too_late() {
        let late = TRUNK.replace("- gateway gw\n", "+ link trunk gw -> new\n");
        check_twins(&GATEWAYS, &late, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 0,
        });
    }

    #[test]
    fn only_what_is_left_behind_is_judged() {
        check_silent(&GATEWAYS, &TRUNK.replace("# VOICE-012 related old gw", ""));
        for rule in [&ADMISSION_CONTROL, &GATEWAYS] {
            let text = if rule.code == GATEWAYS.code { TRUNK.replace("- gateway gw\n", "\n") } else { HOST.to_owned() };
            let text = text.split("# V").next().unwrap_or_default().to_owned();
            assert_eq!(check_silent(rule, &text.replace("=lync-2010", "=lync-2013")).not_checked, []);
            assert_eq!(check_silent(rule, &text.replace("version=lync-2010", "")).not_checked[0].missing, ["version"]);
        }
        let host = HOST.replace("# VOICE-011 related old Paris", "");
        check_silent(&ADMISSION_CONTROL, &host.replace("=lync-2010", "=ocs-2007-r2"));
        let unsaid = host.replace(" cac-host=old", "");
        assert_eq!(check_silent(&ADMISSION_CONTROL, &unsaid).not_checked[0].missing, ["call-admission-control"]);
        assert_eq!(check_silent(&ADMISSION_CONTROL, &host.replace("=old", "=new")).not_checked, []);
    }

    #[test]
    fn every_version_that_is_removed() {
        let text = HOST.replace("# VOICE-011 related old Paris", "");
        check_words(&ADMISSION_CONTROL, Version::KEYS, &["lync-2010"], |version| text.replace("lync-2010", version));
    }

    #[test]
    fn a_gateway_that_goes_first_is_gone() {
        let text = TRUNK.replace("              - gateway gw\n", "").replace("# VOICE-012 related old gw", "");
        check_silent(&GATEWAYS, &text.replace("- pool old", "- gateway gw\n              - pool old"));
    }

    #[test]
    fn without_a_pool_of_the_target_nothing_takes_over() {
        check_unmended(&ADMISSION_CONTROL, &HOST.replace("new front-end standard", "new director"));
        let kept = TRUNK.replace("- gateway gw\n", "do communicate\n");
        check_unmended(&GATEWAYS, &kept.replace("mediation=collocated", "mediation=none"));
    }
}
