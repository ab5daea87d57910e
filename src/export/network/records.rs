//! DNS records that the pages ask for.

use super::basis::{self, Basis};
use super::{Known, Side, has_product_since, has_web_services, host, members};
use crate::model::words;
use crate::model::*;

words! {
    RecordKind as "export-record" {
        /// A or AAAA.
        Host = "host",
        Srv = "srv",
    }
}

/// Where a record leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lead {
    Names(Vec<String>),
    LoadBalancer,
    ReverseProxy,
}

/// A record of one zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Record {
    pub kind: RecordKind,
    pub side: Known<Side>,
    pub name: Known<String>,
    pub leads_to: Known<Lead>,
    /// Of SRV records alone.
    pub port: Option<Known<u64>>,
    /// Whom it serves.
    pub about: Subject,
    /// The fact that it belongs to, for what it is for.
    pub fact: FactName,
    pub basis: Basis,
}

/// The port on which partners of XMPP come, by the page.
pub(super) const XMPP_PORT: u64 = 5269;

pub fn records(topology: &Topology) -> Vec<Record> {
    let index = Index::new(topology);
    let mut out = Vec::new();
    for pool in topology.pools.values() {
        of_pool(&index, pool, &mut out);
        if pool.kind == PoolKind::Edge {
            of_edge(topology, &index, pool, &mut out);
        }
    }
    of_deployment(topology, &mut out);
    out
}

fn of_host(
    pool: &Pool,
    fact: FactName,
    side: Side,
    name: Known<String>,
    leads_to: Known<Lead>,
    basis: Basis,
) -> Record {
    let about = Subject::from(&pool.id);
    Record { kind: RecordKind::Host, side: Known::Is(side), name, leads_to, port: None, about, fact, basis }
}

/// Where the FQDN of a pool leads: to every server with DNS load balancing and to the only server, or to the load
/// balancer.
fn lead_of(index: &Index<'_>, pool: &Pool) -> Known<Lead> {
    let members = members(index, &pool.id);
    match (pool.load_balancing, members.len()) {
        (Some(LoadBalancing::Hardware), _) => Known::Is(Lead::LoadBalancer),
        (_, 0) => Known::Unknown,
        (Some(LoadBalancing::Dns), _) | (_, 1) => Known::Is(Lead::Names(members)),
        _ => Known::Unknown,
    }
}

fn of_pool(index: &Index<'_>, pool: &Pool, out: &mut Vec<Record>) {
    let fqdn = || Known::text(&pool.fqdn);
    match pool.kind {
        PoolKind::FrontEnd => {
            out.push(of_host(pool, "fqdn", Side::Internal, fqdn(), lead_of(index, pool), basis::POOL_NAME));
        }
        PoolKind::Mediation if index.servers(&pool.id).len() > 1 => {
            let leads_to = Known::Is(Lead::Names(members(index, &pool.id)));
            out.push(of_host(pool, "fqdn", Side::Internal, fqdn(), leads_to, basis::MEDIATION_NAME));
        }
        _ => {}
    }
    if !has_web_services(pool) {
        return;
    }
    let internal = Known::text(&pool.internal_web_fqdn);
    // Without DNS load balancing the web services may keep the name of the pool.
    if internal != Known::Unknown || pool.load_balancing == Some(LoadBalancing::Dns) {
        let leads_to = match pool.load_balancing {
            Some(LoadBalancing::Dns | LoadBalancing::Hardware) => Known::Is(Lead::LoadBalancer),
            _ => lead_of(index, pool),
        };
        out.push(of_host(pool, "internal-web-fqdn", Side::Internal, internal, leads_to, basis::INTERNAL_WEB));
    }
    let external = Known::text(&pool.external_web_fqdn);
    let leads_to = Known::Is(Lead::ReverseProxy);
    out.push(of_host(pool, "external-web-fqdn", Side::External, external, leads_to, basis::EXTERNAL_WEB));
}

fn of_edge(topology: &Topology, index: &Index<'_>, pool: &Pool, out: &mut Vec<Record>) {
    let (about, access) = (Subject::from(&pool.id), Known::text(&pool.access_edge_fqdn));
    let inside = lead_of(index, pool);
    out.push(of_host(pool, "fqdn", Side::Internal, Known::text(&pool.fqdn), inside, basis::EDGE_NAMES));
    let outside = match pool.external_load_balancing.or(pool.load_balancing) {
        Some(LoadBalancing::Hardware) => Known::Is(Lead::LoadBalancer),
        Some(LoadBalancing::Dns) => lead_of(index, pool),
        _ if index.servers(&pool.id).len() == 1 => lead_of(index, pool),
        _ => Known::Unknown,
    };
    let services = [
        ("access-edge-fqdn", &pool.access_edge_fqdn, basis::SWITCH),
        ("web-conferencing-edge-fqdn", &pool.web_conferencing_edge_fqdn, basis::EDGE_NAMES),
        ("av-edge-fqdn", &pool.av_edge_fqdn, basis::EDGE_NAMES),
    ];
    for (fact, name, basis) in services {
        out.push(of_host(pool, fact, Side::External, Known::text(name), outside.clone(), basis));
    }
    let target = match access {
        Known::Is(name) => Known::Is(Lead::Names(vec![name])),
        _ => Known::Unknown,
    };
    let mut srv = |name, port, fact, basis| {
        out.push(Record {
            kind: RecordKind::Srv,
            side: Known::Is(Side::External),
            name,
            leads_to: target.clone(),
            port: Some(port),
            about: about.clone(),
            fact,
            basis,
        });
    };
    if pool.federation == Some(true) {
        // The page speaks of the record and does not say how it is called.
        srv(Known::Unsaid, Known::Unsaid, "federation", basis::FEDERATION);
    }
    if pool.xmpp == Some(true) {
        for name in per_domain(topology, "_xmpp-server._tcp") {
            srv(name, Known::Is(XMPP_PORT), "xmpp", basis::XMPP);
        }
    }
}

/// The name of an SRV record in every SIP domain; unknown while no domain is known.
fn per_domain(topology: &Topology, service: &str) -> Vec<Known<String>> {
    match topology.deployment.sip_domains.as_deref() {
        Some(domains) if !domains.is_empty() => {
            domains.iter().map(|domain| Known::Is(format!("{service}.{domain}"))).collect()
        }
        _ => vec![Known::Unknown],
    }
}

fn of_deployment(topology: &Topology, out: &mut Vec<Record>) {
    let deployment = &topology.deployment;
    let to =
        |pool: &Option<PoolId>| Known::of(pool.as_ref().map(|pool| Lead::Names(vec![topology.label(&pool.into())])));
    let about = Subject::Deployment;
    if topology.pools.values().any(|pool| pool.kind == PoolKind::FrontEnd) {
        let leads_to = to(&deployment.sign_in_records);
        out.extend(per_domain(topology, "_sipinternaltls._tcp").into_iter().map(|name| Record {
            kind: RecordKind::Srv,
            side: Known::Is(Side::Internal),
            name,
            leads_to: leads_to.clone(),
            port: Some(Known::Unsaid),
            about: about.clone(),
            fact: "sign-in-records",
            basis: basis::SIGN_IN,
        }));
    }
    // Meet and Dial-in are needed, Admin is optional.
    let needed = has_product_since(topology, Version::Lync2010);
    let urls = [
        ("simple-url-meet", &deployment.simple_url_meet, needed),
        ("simple-url-dialin", &deployment.simple_url_dialin, needed),
        ("simple-url-admin", &deployment.simple_url_admin, false),
    ];
    for (fact, url, needed) in urls {
        let name = Known::of(url.as_deref().and_then(host));
        if needed || name != Known::Unknown {
            out.push(Record {
                kind: RecordKind::Host,
                side: Known::Unsaid,
                name,
                leads_to: to(&deployment.simple_url_records),
                port: None,
                about: about.clone(),
                fact,
                basis: basis::SIMPLE_URL,
            });
        }
    }
}
