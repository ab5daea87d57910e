//! `TopologyInput`: the hand-written description of an OCS 2007 or 2007 R2 Edge for `Merge-CsLegacyTopology`.
//!
//! Source: "Create a Custom Edge Server Input File" (gg398097, gg398264).

use super::error::Problem;
use super::ids::{Ids, host};
use super::limits::MAX_OBJECTS;
use super::notes::Notes;
use super::source::*;
use crate::message;
use crate::model::*;
use roxmltree::Node;
use std::collections::HashMap;

pub(super) fn read(input: Node<'_, '_>, notes: &mut Notes<'_>) -> Result<Topology, Problem> {
    if input.descendants().nth(MAX_OBJECTS).is_some() {
        return Err(Problem::TooManyObjects);
    }
    let mut topology = Topology::default();
    let mut ids = Ids::default();
    let mut by_name: HashMap<String, PoolId> = HashMap::new();
    let mut hops = Vec::new();
    let clusters = children(input, "EdgeClusters").flat_map(|list| children(list, "EdgeCluster"));
    for node in clusters {
        let pool = edge(node, &mut ids, &mut topology, notes);
        if let Some(fqdn) = &pool.fqdn {
            by_name.entry(fqdn.to_lowercase()).or_insert(pool.id.clone());
        }
        if let Some(hop) = child(node, "DirectorOrEdgeNextHop") {
            match filled(hop, "Fqdn") {
                Some(fqdn) => hops.push((pool.id.clone(), fqdn, start(hop))),
                None => notes.at(start(hop), || message!("import-note-no-id", element = "DirectorOrEdgeNextHop")),
            }
        }
        topology.put(pool.into());
    }
    if topology.pools.is_empty() {
        notes.whole(message!("import-note-no-services"));
    }
    for (from, fqdn, at) in hops {
        let to = match by_name.get(&fqdn.to_lowercase()) {
            Some(id) => id.clone(),
            None => {
                // The file does not say whether the next hop is a Director or a pool.
                notes.at(at, || message!("import-note-next-hop", name = fqdn));
                let mut pool = Pool::new(PoolId::new(&ids.give(SubjectKind::Pool, fqdn)), PoolKind::Other);
                pool.fqdn = Some(Text::from(fqdn));
                by_name.insert(fqdn.to_lowercase(), pool.id.clone());
                let id = pool.id.clone();
                topology.put(pool.into());
                id
            }
        };
        if from != to {
            let (from, to) = (Subject::from(from), Subject::from(to));
            let name = super::build::link_name(&topology, LinkKind::NextHop, Usage::Default, &from, &to);
            let id = LinkId::new(&ids.give(SubjectKind::Link, &name));
            topology.put(Link::new(id, LinkKind::NextHop, Usage::Default, from, to).into());
        }
    }
    Ok(topology)
}

/// One Edge pool with its servers, which are put in.
fn edge(node: Node<'_, '_>, ids: &mut Ids, topology: &mut Topology, notes: &mut Notes<'_>) -> Pool {
    let machines: Vec<_> =
        child(node, "Machines").into_iter().flat_map(|machines| children(machines, "Machine")).collect();
    let balancer = child(node, "LoadBalancer");
    let fqdn = balancer
        .and_then(|balancer| filled(balancer, "InternalFqdn"))
        .or_else(|| machines.first().filter(|_| machines.len() == 1).and_then(|node| filled(*node, "InternalFqdn")));
    let id = PoolId::new(&ids.give(SubjectKind::Pool, fqdn.unwrap_or_default()));
    let mut pool = Pool::new(id, PoolKind::Edge);
    pool.fqdn = fqdn.map(Text::from);
    if fqdn.is_none() {
        notes.at(start(node), || message!("import-note-edge-name"));
    }
    pool.roles = Some(vec![Role::Edge]);
    pool.load_balancing = balancer.map(|_| LoadBalancing::Hardware);
    pool.federation = flag(node, "FederationEnabled");
    pool.edge_layout = match ["AP", "MR", "DP"].map(|role| flag(node, role)) {
        [Some(true), Some(true), Some(true)] if balancer.is_some() || machines.len() > 1 => {
            Some(EdgeLayout::Consolidated)
        }
        [Some(true), Some(true), Some(true)] => Some(EdgeLayout::Single),
        [Some(_), Some(_), Some(_)] => Some(EdgeLayout::Expanded),
        _ => None,
    };
    match filled(node, "Version") {
        Some(text) if text.eq_ignore_ascii_case("OCS2007") => pool.version = Some(Version::Ocs2007),
        Some(text) if text.eq_ignore_ascii_case("OCS2007R2") => pool.version = Some(Version::Ocs2007R2),
        Some(text) => {
            pool.service_version = Some(Text::from(text));
            notes.at(start(node), || {
                message!("import-note-version", text = text, role = "EdgeCluster", name = host(fqdn.unwrap_or("?")))
            });
        }
        None => {}
    }
    pool.web_conferencing_edge_fqdn = balancer.and_then(|balancer| filled(balancer, "ExternalDPFqdn")).map(Text::from);
    if let Some(ports) = child(node, "Ports")
        && let Some(text) = filled(ports, "ExternalDPPort")
    {
        pool.web_conferencing_edge_port = text.parse().ok();
        if pool.web_conferencing_edge_port.is_none() {
            notes.at(start(ports), || message!("import-note-number", attribute = "ExternalDPPort", text = text));
        }
    }
    for machine in machines {
        let name = filled(machine, "InternalFqdn");
        if name.is_none() {
            notes.at(start(machine), || message!("import-note-machine", pool = fqdn.unwrap_or("?")));
        }
        let id = ServerId::new(&ids.give(SubjectKind::Server, name.unwrap_or_default()));
        let mut server = Server::new(id, pool.id.clone());
        server.fqdn = name.map(Text::from);
        topology.put(server.into());
    }
    pool
}
