//! VOICE-003, VOICE-005, VOICE-006 and VOICE-007: what a gateway must be for its trunks.

use super::own_pool::{servers, trunk_to_own_pool};
use crate::rules::prelude::*;
use crate::rules::relations::Relations;
use core::net::IpAddr;
use std::collections::BTreeMap;

pub static OUTDATED: Rule =
    Rule::new("VOICE-003", "gateway-too-old-for-the-mediation-server", "0.1.0", Check::State(outdated))
        .by_plan()
        .mended(FixOffer::Sometimes, replaced);

pub static TRUNKS: Rule =
    Rule::new("VOICE-005", "several-trunks-to-a-legacy-mediation-server", "0.1.0", Check::State(trunks))
        .near()
        .mended(FixOffer::Always, fewer_trunks);

pub static TLS: Rule = Rule::new("VOICE-006", "tls-gateway-without-a-name", "0.1.0", Check::State(tls))
    .near()
    .mended(FixOffer::Always, over_tcp);

pub static BALANCE: Rule =
    Rule::new("VOICE-007", "gateway-that-cannot-balance-with-several-servers", "0.1.0", Check::State(balance))
        .near()
        .mended(FixOffer::Always, one_server);

fn outdated(cx: &StateContext<'_>, out: &mut Findings) {
    if cx.topology.gateways.is_empty() {
        return;
    }
    let until = cx.pack.voice.gateways_until;
    let of_source = |pool: &Pool| pool.version.is_some_and(|version| version <= until);
    let mut from_there: Option<bool> = None;
    for trunk in &cx.relations().trunks {
        let (gateway, pool) = (trunk.gateway, trunk.pool);
        match (gateway.certified_for, cx.age(pool)) {
            (Some(version), Age::Own) if version <= until => {
                let said = message!(
                    "rules-voice-003",
                    gateway = cx.label(&gateway.id),
                    product = Message::word(Version::PREFIX, version.key()),
                    pool = cx.label(&pool.id)
                );
                out.report(&gateway.id, said).field("certified-for").related([&pool.id]);
            }
            (Some(version), Age::Unknown) if version <= until => out.not_checked(&pool.id, &["version"]),
            // Where nothing comes from that product, a gateway is not asked for its certificate.
            (None, Age::Own)
                if *from_there.get_or_insert_with(|| cx.plan().today.pools.values().any(|pool| of_source(pool))) =>
            {
                out.not_checked(&gateway.id, &["certified-for"]);
            }
            _ => {}
        }
    }
}

/// A certified gateway from the phase of the finding on.
fn replaced(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(pack) = crate::rules::pack(cx.plan.target_at(stage)).filter(|_| stage > 0) else { return Vec::new() };
    let to = Some(Value::text(pack.product.key()));
    let commands = vec![Command::Set { of: cx.finding.subject.clone(), fact: "certified-for", to }];
    let label = message!(
        "rules-voice-003-fix",
        gateway = cx.plan.label(&cx.finding.subject),
        product = Message::word(Version::PREFIX, pack.product.key())
    );
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

fn trunks(cx: &StateContext<'_>, out: &mut Findings) {
    let mut between: BTreeMap<(&GatewayId, &PoolId), Vec<Trunk<'_>>> = BTreeMap::new();
    for trunk in &cx.relations().trunks {
        between.entry((&trunk.gateway.id, &trunk.pool.id)).or_default().push(*trunk);
    }
    for ((gateway, pool), trunks) in between {
        match trunks[0].pool.version {
            Some(version) => {
                let Some(limit) = cx.pack.voice.legacy_trunks.get(&version).filter(|limit| trunks.len() > **limit)
                else {
                    continue;
                };
                let said = message!(
                    "rules-voice-005",
                    gateway = cx.label(gateway),
                    pool = cx.label(pool),
                    count = trunks.len(),
                    limit = *limit,
                    product = Message::word(Version::PREFIX, version.key())
                );
                out.report(gateway, said).related([pool]);
            }
            None if trunks.len() > 1 => out.not_checked(pool, &["version"]),
            None => {}
        }
    }
}

/// Takes away the trunks but for as many as the product allows.
fn fewer_trunks(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), [Subject::Pool(to)]) = (cx.replay.states.get(stage), cx.finding.related.as_slice()) else {
        return Vec::new();
    };
    let pack = crate::rules::pack(cx.plan.target_at(stage));
    let version = state.pools.get(to).and_then(|pool| pool.version);
    let Some(limit) = version.zip(pack).and_then(|(version, pack)| pack.voice.legacy_trunks.get(&version)) else {
        return Vec::new();
    };
    let mut links: Vec<&Link> = state.links.values().map(|link| &**link).collect();
    links.retain(|link| {
        link.kind == LinkKind::Trunk && link.from == cx.finding.subject && link.to == cx.finding.related[0]
    });
    let commands = links.into_iter().skip(*limit).map(|link| Command::Remove((&link.id).into())).collect();
    let label = message!("rules-voice-005-fix", pool = state.label(&to.into()), limit = *limit);
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

fn tls(cx: &StateContext<'_>, out: &mut Findings) {
    for trunk in &cx.relations().trunks {
        let (link, gateway) = (trunk.link, trunk.gateway);
        let Some(address) = gateway.fqdn.as_deref().filter(|name| name.parse::<IpAddr>().is_ok()) else { continue };
        match (link.protocol, cx.age(trunk.pool)) {
            (Some(TrunkProtocol::Tls), Age::Own) => {
                let said = message!("rules-voice-006", gateway = address, pool = cx.label(&trunk.pool.id));
                out.report(&gateway.id, said).field("fqdn").related([Subject::from(&link.id), (&trunk.pool.id).into()]);
            }
            (None, Age::Own) => out.not_checked(&link.id, &["protocol"]),
            (Some(TrunkProtocol::Tls), Age::Unknown) => out.not_checked(&trunk.pool.id, &["version"]),
            _ => {}
        }
    }
}

/// The other transport; the name is for the reader to give.
fn over_tcp(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(link @ Subject::Link(_)) = cx.finding.related.first() else { return Vec::new() };
    let to = Some(Value::text(TrunkProtocol::Tcp.key()));
    let commands = vec![Command::Set { of: link.clone(), fact: "protocol", to }];
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(cx.finding.stages.0), commands }];
    let label = message!("rules-voice-006-fix", gateway = cx.plan.label(&cx.finding.subject));
    vec![Fix { label, edits, safety: Safety::Ask }]
}

fn balance(cx: &StateContext<'_>, out: &mut Findings) {
    let limit = cx.pack.voice.servers_per_unbalanced_gateway;
    for trunk in &cx.relations().trunks {
        let (gateway, pool) = (trunk.gateway, trunk.pool);
        let servers = cx.servers_of(&pool.id);
        if gateway.balances_calls == Some(true) || servers <= limit || !mediation(pool) {
            continue;
        }
        match (gateway.balances_calls, cx.age(pool)) {
            (Some(_), Age::Own) => {
                let said = message!(
                    "rules-voice-007",
                    gateway = cx.label(&gateway.id),
                    pool = cx.label(&pool.id),
                    servers = servers,
                    limit = limit
                );
                out.report(&gateway.id, said).field("balances-calls").related([&pool.id]);
            }
            (None, Age::Own) => out.not_checked(&gateway.id, &["balances-calls"]),
            (Some(_), Age::Unknown) => out.not_checked(&pool.id, &["version"]),
            _ => {}
        }
    }
}

/// A Mediation pool of one server beside the pool of the finding takes all trunks that the gateway cannot serve.
fn one_server(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some((state, pack)), Some(Subject::Pool(pool))) = (cx.at_start(), cx.finding.related.first()) else {
        return Vec::new();
    };
    let Some(site) = state.pools.get(pool).map(|pool| pool.site.as_ref()) else { return Vec::new() };
    let limit = pack.voice.servers_per_unbalanced_gateway;
    let mut trunks = Relations::new(state).trunks;
    trunks.retain(|trunk| {
        cx.finding.subject == Subject::from(&trunk.gateway.id)
            && pack.age(trunk.pool) == Age::Own
            && mediation(trunk.pool)
            && servers(state, &trunk.pool.id) > limit
    });
    let label = message!("rules-voice-007-fix", gateway = state.label(&cx.finding.subject));
    trunk_to_own_pool(cx, site, &trunks, label)
}

/// The kinds of pool that a trunk can end at.
fn mediation(pool: &Pool) -> bool {
    matches!(pool.kind, PoolKind::FrontEnd | PoolKind::Mediation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::sketch::Sketch;
    use crate::rules::twin_tests::{
        check_hinted, check_mended, check_silent, check_twins, check_unmended, check_words, last_links,
    };

    fn missing(rule: &'static Rule, text: &str) -> Vec<FactName> {
        check_silent(rule, text).not_checked.iter().flat_map(|n| n.missing.clone()).collect()
    }

    #[test]
    fn twins() {
        let certified = |sketch: &Sketch| sketch.set("gw", "certified-for", Value::text("lync-2010"));
        for version in ["ocs-2007-r2", "ocs-2007"] {
            let plan = format!(
                "
                site Paris
                  pool med mediation version=lync-2013
                  gateway gw trunk=med certified-for={version}     # VOICE-003 related med
                "
            );
            check_twins(&OUTDATED, &plan, certified);
        }
        let later = "
            site Paris
              pool med mediation version=lync-2013
              gateway gw certified-for=ocs-2007-r2
            phase Voice
              + link trunk gw -> med                               # VOICE-003 related med
            ";
        check_twins(&OUTDATED, later, certified);
        let two = "
            site Paris
              pool med mediation version=lync-2010
              gateway gw trunk=med                                 # VOICE-005 related med
              link trunk gw -> med
            ";
        check_twins(&TRUNKS, two, |sketch| sketch.record(0, sketch.remove_link("trunk", "gw")));
        check_twins(&TRUNKS, two, |sketch| sketch.set("med", "version", Value::text("lync-2013")));
        let tls = "
            site Paris
              pool med mediation version=lync-2013
              gateway 10.0.0.5                                     # VOICE-006
              link trunk 10.0.0.5 -> med protocol=tls
            ";
        check_twins(&TLS, tls, |sketch| {
            PlanEdit::Correct(sketch.set("10.0.0.5", "fqdn", Value::text("gw1.contoso.net")))
        });
        for (kind, servers) in [("front-end enterprise mediation=collocated", 3), ("mediation", 2)] {
            let plan = format!(
                "
                site Paris
                  pool p {kind} version=lync-2013 servers={servers}
                  pool one mediation version=lync-2013 servers=1
                  gateway gw trunk=p balances-calls=false          # VOICE-007 related p
                "
            );
            check_twins(&BALANCE, &plan, |sketch| sketch.set("gw", "balances-calls", Value::Flag(true)));
            check_silent(&BALANCE, &plan.replace("trunk=p", "trunk=one").replace("# VOICE-007 related p", ""));
        }
    }

    #[test]
    fn older_mediation_servers_are_not_judged() {
        for rule in [&OUTDATED, &TLS, &BALANCE] {
            let plan = "
                site Paris
                  pool med mediation version=lync-2010 servers=2
                  gateway 10.0.0.5 certified-for=ocs-2007-r2 balances-calls=false
                  link trunk 10.0.0.5 -> med protocol=tls
                ";
            assert_eq!(check_silent(rule, plan).not_checked, []);
            assert_eq!(missing(rule, &plan.replace("version=lync-2010", "")), ["version"]);
        }
        // Two gateways are not two trunks.
        check_silent(
            &TRUNKS,
            "
            site Paris
              pool med mediation version=lync-2010
              gateway gw1 trunk=med
              gateway gw2 trunk=med
            ",
        );
    }

    #[test]
    fn what_is_unknown_waits() {
        let plan = "
            site Paris
              pool med mediation version=lync-2013 servers=2
              gateway 10.0.0.5 trunk=med
              pool old front-end standard version=ocs-2007-r2
            ";
        assert_eq!(missing(&OUTDATED, plan), ["certified-for"]);
        assert_eq!(missing(&OUTDATED, &plan.replace("=ocs-2007-r2", "=lync-2010")), [""; 0]);
        assert_eq!(missing(&TLS, plan), ["protocol"]);
        assert_eq!(missing(&TLS, &plan.replace("10.0.0.5", "gw")), [""; 0]);
        assert_eq!(missing(&BALANCE, plan), ["balances-calls"]);
        let two = "site Paris\n  pool med mediation\n  gateway gw trunk=med\n  link trunk gw -> med";
        assert_eq!(missing(&TRUNKS, two), ["version"]);
    }

    #[test]
    fn every_version_with_two_trunks() {
        check_words(&TRUNKS, Version::KEYS, &["lync-2010"], |version| {
            format!(
                "
                site Paris
                  pool med mediation version={version}
                  gateway gw trunk=med
                  link trunk gw -> med
                "
            )
        });
    }

    #[test]
    fn one_trunk_needs_no_version() {
        assert_eq!(missing(&TRUNKS, "site Paris\n  pool med mediation\n  gateway gw trunk=med"), [""; 0]);
    }

    #[test]
    fn what_stands_today_is_not_replaced_today() {
        let plan = |today: &str, phase: &str| {
            format!(
                "site Paris\n  pool med mediation version=lync-2013\n  gateway gw {today} certified-for=ocs-2007-r2\n{phase}"
            )
        };
        check_unmended(&OUTDATED, &plan("trunk=med", ""));
        check_mended(&OUTDATED, &plan("", "phase Voice\n  + link trunk gw -> med"), |_| (), ());
    }

    #[test]
    fn only_the_trunks_between_the_two_are_taken_away() {
        let text = "
            site Paris
              pool med mediation version=lync-2010
              pool other mediation version=lync-2013
              gateway a trunk=med
              gateway gw trunk=med
              link trunk gw -> med
              link trunk gw -> other
        ";
        let ends = [("gateway-a", "pool-med"), ("gateway-gw", "pool-med"), ("gateway-gw", "pool-other")];
        let ends = ends.map(|(a, b)| (a.to_owned(), b.to_owned()));
        check_mended(&TRUNKS, text, |plan| last_links(plan, LinkKind::Trunk), ends.to_vec());
    }

    #[test]
    fn a_pool_of_one_server_takes_the_trunks() {
        let plan = |more: &str| {
            format!(
                "
                site Paris
                  pool fe front-end enterprise version=lync-2013 servers=3 mediation=collocated
                  pool med mediation version=lync-2013 servers=2 next-hop=fe
                  {more}
                  gateway gw balances-calls=false              # VOICE-007 VOICE-007
                phase Voice
                  + link trunk gw -> fe
                  + link trunk gw -> med
                "
            )
        };
        check_twins(&BALANCE, &plan(""), |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let trunks = |plan: &Plan| last_links(plan, LinkKind::Trunk);
        let to = |pool: &str| vec![("gateway-gw".to_owned(), format!("pool-{pool}"))];
        check_mended(&BALANCE, &plan(""), trunks, to("med01"));
        let hops = |plan: &Plan| last_links(plan, LinkKind::NextHop).into_iter().map(|(_, to)| to).collect::<Vec<_>>();
        check_mended(&BALANCE, &plan(""), hops, vec!["pool-fe".to_owned(); 2]);
        check_mended(&BALANCE, &plan("pool one mediation version=lync-2013 servers=1"), trunks, to("one"));
        // An older one, or one of another kind, does not do.
        check_mended(&BALANCE, &plan("pool one mediation version=lync-2010 servers=1"), trunks, to("med01"));
        check_mended(&BALANCE, &plan("pool one director version=lync-2013 servers=1"), trunks, to("med01"));
        let only_med = plan("").replace("+ link trunk gw -> fe", "");
        let only_med = only_med.replace("VOICE-007 VOICE-007", "VOICE-007 related med");
        check_twins(&BALANCE, &only_med, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        check_mended(&BALANCE, &only_med, hops, vec!["pool-fe".to_owned(); 2]);
        // Users are still on a product that waits.
        check_hinted(&BALANCE, &plan("pool r2 front-end standard version=ocs-2007-r2 users=5"));
        check_mended(&BALANCE, &plan("pool r2 front-end standard version=ocs-2007-r2 users=0"), trunks, to("med01"));
        let today = plan("").replace("phase Voice", "").replace("+ link", "link");
        check_hinted(&BALANCE, &today);
    }
}
