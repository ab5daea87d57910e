//! Names that certificates have to bear.

use super::basis::{self, Basis};
use super::{Known, has_web_services, host, members};
use crate::model::words;
use crate::model::*;
use std::collections::BTreeSet;

words! {
    /// Which certificate of an object.
    CertificateKind as "export-certificate" {
        /// Of a pool, installed on its servers.
        Pool = "pool",
        EdgeInternal = "edge-internal",
        EdgeExternal = "edge-external",
        Gateway = "gateway",
    }
}

/// One name in one certificate.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CertificateName {
    pub about: Subject,
    pub certificate: CertificateKind,
    pub name: Known<String>,
    /// The fact that the name comes from.
    pub fact: FactName,
    pub basis: Basis,
}

/// The names of one certificate: each once, without case, and unknown ones.
struct Names<'a> {
    out: &'a mut Vec<CertificateName>,
    about: Subject,
    certificate: CertificateKind,
    seen: BTreeSet<String>,
}

impl<'a> Names<'a> {
    fn of(out: &'a mut Vec<CertificateName>, about: Subject, certificate: CertificateKind) -> Self {
        Self { out, about, certificate, seen: BTreeSet::new() }
    }

    fn put(&mut self, fact: FactName, name: Known<String>, basis: Basis) {
        if let Known::Is(name) = &name
            && !self.seen.insert(name.to_lowercase())
        {
            return;
        }
        let (about, certificate) = (self.about.clone(), self.certificate);
        self.out.push(CertificateName { about, certificate, name, fact, basis });
    }
}

pub fn certificates(topology: &Topology) -> Vec<CertificateName> {
    let index = Index::new(topology);
    let mut out = Vec::new();
    for pool in topology.pools.values() {
        match pool.kind {
            PoolKind::Edge => of_edge(topology, pool, &mut out),
            PoolKind::FrontEnd
            | PoolKind::Director
            | PoolKind::Mediation
            | PoolKind::PersistentChat
            | PoolKind::Sba => of_pool(topology, &index, pool, &mut out),
            _ => {}
        }
    }
    let tls: BTreeSet<&Subject> = (topology.links.values())
        .filter(|link| link.kind == LinkKind::Trunk && link.protocol == Some(TrunkProtocol::Tls))
        .map(|link| &link.from)
        .collect();
    for gateway in topology.gateways.values() {
        let about = Subject::from(&gateway.id);
        if tls.contains(&about) {
            let mut names = Names::of(&mut out, about, CertificateKind::Gateway);
            names.put("fqdn", Known::text(&gateway.fqdn), basis::GATEWAY);
        }
    }
    out
}

fn of_pool(topology: &Topology, index: &Index<'_>, pool: &Pool, out: &mut Vec<CertificateName>) {
    let mut names = Names::of(out, (&pool.id).into(), CertificateKind::Pool);
    let own = if pool.kind == PoolKind::FrontEnd { basis::POOL_NAME } else { basis::CERTIFICATE_NAMES };
    names.put("fqdn", Known::text(&pool.fqdn), own);
    for server in members(index, &pool.id) {
        names.put("servers", Known::Is(server), basis::CERTIFICATE_NAMES);
    }
    if has_web_services(pool) {
        if let name @ Known::Is(_) = Known::text(&pool.internal_web_fqdn) {
            names.put("internal-web-fqdn", name, basis::CERTIFICATE_NAMES);
        }
        names.put("external-web-fqdn", Known::text(&pool.external_web_fqdn), basis::EXTERNAL_WEB);
    }
    let deployment = &topology.deployment;
    if deployment.simple_url_records.as_ref() == Some(&pool.id) {
        let urls = [
            ("simple-url-meet", &deployment.simple_url_meet),
            ("simple-url-dialin", &deployment.simple_url_dialin),
            ("simple-url-admin", &deployment.simple_url_admin),
        ];
        for (fact, url) in urls {
            let name = Known::of(url.as_deref().and_then(host));
            if name != Known::Unknown || fact != "simple-url-admin" {
                names.put(fact, name, basis::SIMPLE_URL);
            }
        }
    }
}

fn of_edge(topology: &Topology, pool: &Pool, out: &mut Vec<CertificateName>) {
    let about = Subject::from(&pool.id);
    let mut inside = Names::of(out, about.clone(), CertificateKind::EdgeInternal);
    inside.put("fqdn", Known::text(&pool.fqdn), basis::SWITCH_R2);
    let mut outside = Names::of(out, about, CertificateKind::EdgeExternal);
    outside.put("access-edge-fqdn", Known::text(&pool.access_edge_fqdn), basis::SWITCH);
    let conferencing = Known::text(&pool.web_conferencing_edge_fqdn);
    outside.put("web-conferencing-edge-fqdn", conferencing, basis::CERTIFICATE_NAMES);
    if pool.xmpp == Some(true) {
        match topology.deployment.sip_domains.as_deref() {
            Some(domains) if !domains.is_empty() => {
                for domain in domains {
                    outside.put("sip-domains", Known::Is(domain.to_string()), basis::XMPP_CERTIFICATE);
                }
            }
            _ => outside.put("sip-domains", Known::Unknown, basis::XMPP_CERTIFICATE),
        }
    }
}
