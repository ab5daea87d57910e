//! SQL Server hosts and instances, file shares and gateways.

use super::Builder;
use super::roles::{Meaning, meaning};
use crate::import::ids::host;
use crate::import::source::{child, filled};
use crate::message;
use crate::model::*;
use std::collections::HashMap;

impl Builder<'_, '_, '_, '_, '_> {
    /// A cluster that owns SQL instances is a SQL Server host. Names are compared without case: hosts of one name
    /// are one host, so that pools that share an instance are seen to share it.
    pub(super) fn sql_servers(&mut self) {
        let mut servers: HashMap<String, SqlServerId> = HashMap::new();
        let mut instances: HashMap<(SqlServerId, String), (SqlInstanceId, &str)> = HashMap::new();
        for (at, entry) in self.source.instances.iter().enumerate() {
            // Without its host an instance has no identity; the reference is noted already.
            let Some(cluster) = entry.cluster.target else { continue };
            let name = self.source.cluster_name(cluster);
            let server = match servers.get(&name.to_lowercase()) {
                Some(id) => id.clone(),
                None => {
                    let id = SqlServerId::new(&self.ids.give(SubjectKind::SqlServer, name));
                    servers.insert(name.to_lowercase(), id.clone());
                    self.put_sql_server(&id, cluster);
                    id
                }
            };
            let key = (server.clone(), entry.name.to_lowercase());
            if let Some((id, first)) = instances.get(&key) {
                self.instances[at] = Some(id.clone());
                // Equal keys are noted already.
                if entry.key != *first {
                    let name = self.topology.label(&id.into());
                    self.notes.at(entry.at, || message!("import-note-same-instance", name = name));
                }
                continue;
            }
            let id = self.ids.give(SubjectKind::SqlInstance, &format!("{} {}", host(name), entry.name));
            let mut instance = SqlInstance::new(SqlInstanceId::new(&id), server);
            instance.name = Some(Text::from(entry.name));
            instance.mirror_port = self.number(entry.mirror_port, "MirrorPortNumber", entry.at);
            instance.witness_port = self.number(entry.witness_port, "WitnessPortNumber", entry.at);
            instance.always_on_primary = entry.always_on_primary.map(Text::from);
            instances.insert(key, (instance.id.clone(), &entry.key));
            self.instances[at] = Some(instance.id.clone());
            self.topology.put(instance.into());
        }
    }

    fn put_sql_server(&mut self, id: &SqlServerId, cluster: usize) {
        let entry = &self.source.clusters[cluster];
        let mut server = SqlServer::new(id.clone());
        server.fqdn = entry.fqdn.map(Text::from);
        server.site = self.site_of(cluster);
        // The machine of a single host repeats the cluster's name; others are the nodes behind a listener.
        let nodes: Vec<Text> = entry.machines.iter().filter_map(|node| filled(*node, "Fqdn")).map(Text::from).collect();
        let alone = nodes.iter().all(|node| entry.fqdn.is_some_and(|fqdn| fqdn.eq_ignore_ascii_case(node)));
        server.cluster_nodes = (!alone).then_some(nodes);
        self.topology.put(server.into());
    }

    /// A share is a FileStore service. Where several are on one host, extra clusters have a GUID for a name and
    /// the real name stands in the service.
    pub(super) fn file_stores(&mut self) {
        for (at, service) in self.source.services.iter().enumerate() {
            if meaning(service.role) != Meaning::FileStore {
                continue;
            }
            let details = child(service.node, "FileStoreService");
            let cluster = self.source.cluster_of(service.place);
            let share = details.and_then(|details| filled(details, "ShareName"));
            let own = details.and_then(|details| filled(details, "ConfiguredFqdn"));
            let host_name = own.or_else(|| self.source.clusters[cluster?].fqdn);
            let name = format!("{} {}", host(host_name.unwrap_or_default()), share.unwrap_or_default());
            let mut store = FileStore::new(FileStoreId::new(&self.ids.give(SubjectKind::FileStore, &name)));
            store.host = host_name.map(Text::from);
            store.share = share.map(Text::from);
            store.site = cluster.and_then(|cluster| self.site_of(cluster));
            self.file_stores[at] = Some(store.id.clone());
            self.topology.put(store.into());
        }
    }

    /// A gateway is what PstnGateway services of one name speak of; each of them is a trunk.
    pub(super) fn gateways(&mut self) {
        let mut known: HashMap<String, GatewayId> = HashMap::new();
        for (at, service) in self.source.services.iter().enumerate() {
            if meaning(service.role) != Meaning::Gateway {
                continue;
            }
            let cluster = self.source.cluster_of(service.place);
            let port = child(service.node, "Ports").and_then(|ports| child(ports, "Port"));
            let named = port.and_then(|port| filled(port, "ConfiguredFqdn"));
            let fqdn = named.or_else(|| self.source.clusters[cluster?].fqdn);
            let key = fqdn.unwrap_or(&service.key).to_lowercase();
            if let Some(id) = known.get(&key) {
                self.gateways[at] = Some(id.clone());
                continue;
            }
            let id = GatewayId::new(&self.ids.give(SubjectKind::Gateway, fqdn.unwrap_or_default()));
            let mut gateway = Gateway::new(id.clone());
            gateway.fqdn = fqdn.map(Text::from);
            gateway.site = cluster.and_then(|cluster| self.site_of(cluster));
            known.insert(key, id.clone());
            self.gateways[at] = Some(id);
            self.topology.put(gateway.into());
        }
    }
}
