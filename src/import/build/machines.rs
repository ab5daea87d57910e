//! The machines of a pool: servers, their addresses, and what these say about the pool.

use super::Builder;
use crate::import::source::{Cluster, brief, children, filled, start};
use crate::message;
use crate::model::*;
use roxmltree::Node;
use std::net::IpAddr;

impl<'a, 'i> Builder<'_, 'a, 'i, '_, '_> {
    pub(super) fn servers(&mut self, cluster: usize, pool: &PoolId) {
        let entry = &self.source.clusters[cluster];
        for machine in &entry.machines {
            // Where a pool is one machine, the file may leave its name out: it is the pool's.
            let fqdn = filled(*machine, "Fqdn").or_else(|| entry.fqdn.filter(|_| entry.machines.len() == 1));
            if fqdn.is_none() {
                let name = self.source.cluster_name(cluster);
                self.notes.at(start(*machine), || message!("import-note-machine", pool = name));
            }
            let id = ServerId::new(&self.ids.give(SubjectKind::Server, fqdn.unwrap_or_default()));
            let mut server = Server::new(id, pool.clone());
            server.fqdn = fqdn.map(Text::from);
            server.addresses = self.addresses(*machine);
            self.topology.put(server.into());
        }
    }

    /// The addresses of a machine. `0.0.0.0` and `::` are *any* and say nothing.
    fn addresses(&mut self, machine: Node<'a, 'i>) -> Option<Vec<Text>> {
        let mut addresses: Vec<Text> = Vec::new();
        for interface in children(machine, "NetInterface") {
            for text in ["IPAddress", IPV6].into_iter().filter_map(|name| filled(interface, name)) {
                match text.parse::<IpAddr>() {
                    Ok(address) if address.is_unspecified() => {}
                    Ok(_) => addresses.push(Text::from(text)),
                    Err(_) => self.notes.at(start(interface), || message!("import-note-address", text = text)),
                }
            }
        }
        addresses.dedup();
        (!addresses.is_empty()).then_some(addresses)
    }

    /// Facts of a pool that stand in its machines.
    pub(super) fn machine_facts(&mut self, pool: &mut Pool, entry: &Cluster<'a, 'i>) {
        // Of a merged OCS pool the file may have nothing but the name, which then looks like a single computer.
        if pool.version >= Some(Version::Lync2010) {
            pool.single_computer = single_computer(entry);
        }
        pool.ip_mode = self.ip_mode(entry);
        if matches!(pool.ip_mode, Some(IpMode::DualStack | IpMode::Ipv6)) {
            std::sync::Arc::make_mut(&mut self.topology.deployment).ipv6 = Some(true);
        }
    }

    /// The versions of IP that the interfaces of a pool have addresses of. Version 6 has an attribute of its own
    /// (`Get-CsNetworkInterface` shows it beside the other), but no file with one was seen: that it is missing says
    /// *version 4 only* where everything else about the interfaces is understood.
    fn ip_mode(&mut self, entry: &Cluster<'a, 'i>) -> Option<IpMode> {
        let (mut four, mut six, mut strange) = (false, false, false);
        for interface in entry.machines.iter().flat_map(|machine| children(*machine, "NetInterface")) {
            for attribute in interface.attributes() {
                let (name, text) = (brief(attribute.name()), brief(attribute.value()));
                match (name, text.parse::<IpAddr>()) {
                    ("IPAddress" | IPV6, Ok(IpAddr::V4(_))) => four = true,
                    ("IPAddress" | IPV6, Ok(IpAddr::V6(_))) => six = true,
                    // Noted with the addresses.
                    ("IPAddress" | IPV6, Err(_)) => strange |= !text.is_empty(),
                    ("InterfaceSide" | "InterfaceNumber", _) => {}
                    ("ConfiguredFqdn" | "ConfiguredIPAddress" | "ConfiguredIPv6Address", _) => {}
                    _ => {
                        strange = true;
                        self.notes.at(start(interface), || message!("import-note-word", attribute = name, text = text));
                    }
                }
            }
        }
        match (four, six) {
            (true, true) => Some(IpMode::DualStack),
            (true, false) if !strange => Some(IpMode::Ipv4),
            (false, true) if !strange => Some(IpMode::Ipv6),
            _ => None,
        }
    }
}

const IPV6: &str = "IPv6Address";

/// A pool that was defined as a single computer bears the name of that computer, and never gets another. The
/// editable form has a word for it.
fn single_computer(entry: &Cluster<'_, '_>) -> Option<bool> {
    let [machine] = entry.machines.as_slice() else { return (entry.machines.len() > 1).then_some(false) };
    entry.single_machine.or_else(|| {
        let pool = entry.fqdn?;
        Some(filled(*machine, "Fqdn").is_none_or(|own| own.eq_ignore_ascii_case(pool)))
    })
}
