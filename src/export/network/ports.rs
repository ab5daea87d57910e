//! Ports that parts of a deployment listen on, and what a firewall lets through to them.

use super::basis::{self, Basis};
use super::records::XMPP_PORT;
use super::{Known, Side};
use crate::model::words;
use crate::model::*;
use crate::rules::Pack;
use std::collections::BTreeSet;

/// Ports that the pages name: clients and partners of the Access Edge service, a Persistent Chat pool, mirroring.
const CLIENTS: u64 = 443;
const PARTNERS: u64 = 5061;
const CHAT: u64 = 5041;
const MIRRORING: u64 = 5022;
const WITNESS: u64 = 7022;

/// One port that something listens on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Listener {
    pub about: Subject,
    /// The fact that is, or tells of, the port.
    pub fact: FactName,
    pub side: Known<Side>,
    /// The port of the plan.
    pub port: Known<u64>,
    /// The port that the page names.
    pub by_page: Option<u64>,
    pub protocol: Option<Known<TrunkProtocol>>,
    pub basis: Basis,
}

words! {
    /// Who comes through a firewall.
    Peer as "export-peer" {
        Internet = "internet",
        Partners = "partners",
        XmppPartners = "xmpp-partners",
        ReverseProxy = "reverse-proxy",
        /// The Front End Servers of every pool.
        FrontEnds = "front-ends",
    }
}

/// Who comes: somebody who is no object of the plan, or an object of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    Peer(Peer),
    Object(Subject),
}

/// What a firewall lets through.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Opening {
    pub from: Origin,
    pub about: Subject,
    /// The name that is met there.
    pub to: Known<String>,
    pub port: Known<u64>,
    pub protocol: Option<Known<TrunkProtocol>>,
    /// The fact that asks for it.
    pub fact: FactName,
    /// Unknown while the plan does not say whether it is asked for.
    pub needed: Known<()>,
    pub basis: Basis,
}

/// The three services of an Edge pool: their facts, names, ports, and the port that the page recommends.
struct Service<'a> {
    fqdn: FactName,
    port: FactName,
    name: &'a Option<Text>,
    plan: Option<u64>,
    by_page: Option<u64>,
    basis: Basis,
}

fn services<'a>(pool: &'a Pool, pack: Option<&Pack>) -> [Service<'a>; 3] {
    let names = [&pool.access_edge_fqdn, &pool.web_conferencing_edge_fqdn, &pool.av_edge_fqdn];
    let folded: BTreeSet<_> = names.iter().map(|name| name.as_deref().map(str::to_lowercase)).collect();
    let one_name = folded.len() == 1 && names[0].is_some();
    let shared = pack.filter(|_| one_name).map(|pack| pack.edge_ports);
    let basis = |apart| if one_name { basis::ONE_NAME } else { apart };
    [
        Service {
            fqdn: "access-edge-fqdn",
            port: "access-edge-port",
            name: names[0],
            plan: pool.access_edge_port,
            by_page: shared.map_or(Some(CLIENTS), |ports| Some(ports.access)),
            basis: basis(basis::SWITCH),
        },
        Service {
            fqdn: "web-conferencing-edge-fqdn",
            port: "web-conferencing-edge-port",
            name: names[1],
            plan: pool.web_conferencing_edge_port,
            by_page: shared.map(|ports| ports.web_conferencing),
            basis: basis(basis::EDGE_NAMES),
        },
        Service {
            fqdn: "av-edge-fqdn",
            port: "av-edge-port",
            name: names[2],
            plan: pool.av_edge_port,
            by_page: shared.map(|ports| ports.av),
            basis: basis(basis::EDGE_NAMES),
        },
    ]
}

/// Whether a fact asks for something: yes or not known; `None` when it does not.
fn asked(fact: Option<bool>) -> Option<Known<()>> {
    match fact {
        Some(true) => Some(Known::Is(())),
        Some(false) => None,
        None => Some(Known::Unknown),
    }
}

/// Instances that take part in mirroring: partners and witnesses.
fn mirroring(topology: &Topology) -> (BTreeSet<&SqlInstanceId>, BTreeSet<&SqlInstanceId>) {
    let (mut partners, mut witnesses) = (BTreeSet::new(), BTreeSet::new());
    for pair in pairs(topology) {
        partners.extend([pair.primary, pair.mirror]);
        witnesses.extend(pair.witness);
    }
    (partners, witnesses)
}

struct Pair<'a> {
    primary: &'a SqlInstanceId,
    mirror: &'a SqlInstanceId,
    witness: Option<&'a SqlInstanceId>,
}

/// Every mirrored store of which both sides are in the plan; stores with the same members are one.
fn pairs(topology: &Topology) -> Vec<Pair<'_>> {
    let mut seen = BTreeSet::new();
    for link in topology.links.values().filter(|link| link.usage == Usage::Mirror && link.kind.store().is_some()) {
        let of = |usage: Usage| {
            let mut same = topology
                .links
                .values()
                .filter(move |other| other.from == link.from && other.kind == link.kind && other.usage == usage);
            same.find_map(|other| match &other.to {
                Subject::SqlInstance(id) => Some(id),
                _ => None,
            })
        };
        if let (Some(primary), Some(mirror)) = (of(Usage::Default), of(Usage::Mirror)) {
            seen.insert((primary, mirror, of(Usage::Witness)));
        }
    }
    seen.into_iter().map(|(primary, mirror, witness)| Pair { primary, mirror, witness }).collect()
}

pub fn listeners(topology: &Topology, pack: Option<&Pack>) -> Vec<Listener> {
    let mut out = Vec::new();
    let internal = Known::Is(Side::Internal);
    for pool in topology.pools.values() {
        let about = Subject::from(&pool.id);
        let mut put = |fact, side, port, by_page, basis| {
            out.push(Listener { about: about.clone(), fact, side, port, by_page, protocol: None, basis });
        };
        match pool.kind {
            PoolKind::Edge => {
                let external = || Known::Is(Side::External);
                for service in services(pool, pack) {
                    put(service.port, external(), Known::of(service.plan), service.by_page, service.basis);
                }
                if pool.federation == Some(true) {
                    put("federation", external(), Known::Is(PARTNERS), Some(PARTNERS), basis::SWITCH);
                }
                if pool.xmpp == Some(true) {
                    put("xmpp", external(), Known::Is(XMPP_PORT), Some(XMPP_PORT), basis::XMPP);
                }
            }
            PoolKind::PersistentChat => {
                put("chat-port", internal.clone(), Known::of(pool.chat_port), Some(CHAT), basis::CHAT);
            }
            _ => {}
        }
    }
    let (partners, witnesses) = mirroring(topology);
    for (id, instance) in &topology.sql_instances {
        let mut put = |fact, port, by_page| {
            out.push(Listener {
                about: id.into(),
                fact,
                side: internal.clone(),
                port: Known::of(port),
                by_page: Some(by_page),
                protocol: None,
                basis: basis::MIRRORING,
            });
        };
        if partners.contains(id) {
            put("mirror-port", instance.mirror_port, MIRRORING);
        }
        if witnesses.contains(id) {
            put("witness-port", instance.witness_port, WITNESS);
        }
    }
    for link in topology.links.values().filter(|link| link.kind == LinkKind::Trunk) {
        for (about, fact, port) in [(&link.from, "port", link.port), (&link.to, "mediation-port", link.mediation_port)]
        {
            out.push(Listener {
                about: about.clone(),
                fact,
                side: internal.clone(),
                port: Known::of(port),
                by_page: None,
                protocol: Some(Known::of(link.protocol)),
                basis: basis::GATEWAY,
            });
        }
    }
    out
}

pub fn openings(topology: &Topology, pack: Option<&Pack>) -> Vec<Opening> {
    let mut out = Vec::new();
    let has_front_ends = topology.pools.values().any(|pool| pool.kind == PoolKind::FrontEnd);
    for pool in topology.pools.values() {
        let about = Subject::from(&pool.id);
        let mut put = |from: Peer, to, port, fact, needed, basis| {
            let (from, about) = (Origin::Peer(from), about.clone());
            out.push(Opening { from, about, to, port, protocol: None, fact, needed, basis });
        };
        if super::has_web_services(pool) {
            let to = Known::text(&pool.external_web_fqdn);
            put(Peer::ReverseProxy, to, Known::Unsaid, "external-web-fqdn", Known::Is(()), basis::EXTERNAL_WEB);
        }
        if pool.kind != PoolKind::Edge {
            continue;
        }
        for service in services(pool, pack) {
            let (to, port) = (Known::text(service.name), Known::of(service.plan));
            put(Peer::Internet, to, port, service.fqdn, Known::Is(()), service.basis);
        }
        let access = || Known::text(&pool.access_edge_fqdn);
        if let Some(needed) = asked(pool.federation) {
            put(Peer::Partners, access(), Known::Is(PARTNERS), "federation", needed, basis::SWITCH);
        }
        if let Some(needed) = asked(pool.xmpp) {
            put(Peer::XmppPartners, access(), Known::Is(XMPP_PORT), "xmpp", needed, basis::XMPP);
        }
        if has_front_ends {
            let to = Known::text(&pool.fqdn);
            put(Peer::FrontEnds, to, Known::Unsaid, "fqdn", Known::Is(()), basis::EVERY_EDGE);
        }
    }
    of_mirroring(topology, &mut out);
    for link in topology.links.values().filter(|link| link.kind == LinkKind::Trunk) {
        for (from, to, fact, port) in
            [(&link.from, &link.to, "mediation-port", link.mediation_port), (&link.to, &link.from, "port", link.port)]
        {
            out.push(Opening {
                from: Origin::Object(from.clone()),
                about: to.clone(),
                to: Known::of(topology.name(to)),
                port: Known::of(port),
                protocol: Some(Known::of(link.protocol)),
                fact,
                needed: Known::Is(()),
                basis: basis::GATEWAY,
            });
        }
    }
    out
}

/// The partners of a mirrored store reach each other and the witness, and the witness them.
fn of_mirroring(topology: &Topology, out: &mut Vec<Opening>) {
    let mut seen = BTreeSet::new();
    for Pair { primary, mirror, witness } in pairs(topology) {
        let mut ways = vec![(primary, mirror, "mirror-port"), (mirror, primary, "mirror-port")];
        for partner in [primary, mirror] {
            ways.extend(witness.map(|witness| (partner, witness, "witness-port")));
            ways.extend(witness.map(|witness| (witness, partner, "mirror-port")));
        }
        for (from, to, fact) in ways {
            let Some(instance) = topology.sql_instances.get(to).filter(|_| seen.insert((from, to, fact))) else {
                continue;
            };
            let port = if fact == "witness-port" { instance.witness_port } else { instance.mirror_port };
            out.push(Opening {
                from: Origin::Object(from.into()),
                about: to.into(),
                to: Known::of(topology.name(&(&instance.server).into())),
                port: Known::of(port),
                protocol: None,
                fact,
                needed: Known::Is(()),
                basis: basis::MIRRORING,
            });
        }
    }
}
