//! Every name that a deployment bears, and who bears it.

use super::{Known, has_web_services, host};
use crate::model::*;

/// One name, and what it is: a fact of its bearer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    pub name: Known<String>,
    pub about: Subject,
    pub fact: FactName,
}

/// Names of one state. What has to have a name and has none is unknown; what may have none is not here then.
pub fn names(topology: &Topology) -> Vec<Name> {
    let mut out = Vec::new();
    let mut put = |about: &Subject, fact: FactName, name: Known<String>| {
        out.push(Name { name, about: about.clone(), fact });
    };
    let deployment = &topology.deployment;
    for domain in deployment.sip_domains.iter().flatten() {
        put(&Subject::Deployment, "sip-domains", Known::Is(domain.to_string()));
    }
    let urls = [
        ("simple-url-meet", &deployment.simple_url_meet),
        ("simple-url-dialin", &deployment.simple_url_dialin),
        ("simple-url-admin", &deployment.simple_url_admin),
    ];
    for (fact, url) in urls {
        if let Some(name) = url.as_deref().and_then(host) {
            put(&Subject::Deployment, fact, Known::Is(name));
        }
    }
    for pool in topology.pools.values() {
        let about = Subject::from(&pool.id);
        put(&about, "fqdn", Known::text(&pool.fqdn));
        let is_edge = pool.kind == PoolKind::Edge;
        let facts = [
            ("internal-web-fqdn", &pool.internal_web_fqdn, false),
            ("external-web-fqdn", &pool.external_web_fqdn, has_web_services(pool)),
            ("access-edge-fqdn", &pool.access_edge_fqdn, is_edge),
            ("web-conferencing-edge-fqdn", &pool.web_conferencing_edge_fqdn, is_edge),
            ("av-edge-fqdn", &pool.av_edge_fqdn, is_edge),
        ];
        for (fact, name, needed) in facts {
            let name = Known::text(name);
            if needed || name != Known::Unknown {
                put(&about, fact, name);
            }
        }
        if let Some(name) = pool.discovery_url.as_deref().and_then(host) {
            put(&about, "discovery-url", Known::Is(name));
        }
    }
    for server in topology.servers.values() {
        put(&(&server.id).into(), "fqdn", Known::text(&server.fqdn));
    }
    for server in topology.sql_servers.values() {
        let about = Subject::from(&server.id);
        put(&about, "fqdn", Known::text(&server.fqdn));
        for node in server.cluster_nodes.iter().flatten() {
            put(&about, "cluster-nodes", Known::Is(node.to_string()));
        }
    }
    for store in topology.file_stores.values() {
        put(&(&store.id).into(), "host", Known::text(&store.host));
    }
    for gateway in topology.gateways.values() {
        put(&(&gateway.id).into(), "fqdn", Known::text(&gateway.fqdn));
    }
    out
}
