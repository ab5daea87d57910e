//! What users of a pool can do, and who runs call admission control. Topology Builder asks for that as features of a
//! Front End pool; in a file they are the applications that have ports on its application server, and its links.

use super::Builder;
use super::pools::{owner, ports};
use super::roles::{Meaning, meaning};
use crate::model::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Applications by the names that their ports have, and the feature that brings them along.
const APPLICATIONS: [(&str, Feature); 4] = [
    ("caa", Feature::DialInConferencing),
    // Call park and response groups come with Enterprise Voice.
    ("cps", Feature::EnterpriseVoice),
    ("rgs", Feature::EnterpriseVoice),
    ("pdp", Feature::CallAdmissionControl),
];

impl Builder<'_, '_, '_, '_, '_> {
    /// Judged for pools whose application server lists its applications: some test application is always among them,
    /// so that a pool without any says nothing.
    pub(super) fn features(&mut self) {
        let mut listed: HashMap<PoolId, Vec<Feature>> = HashMap::new();
        for (at, service) in self.source.services.iter().enumerate() {
            if meaning(service.role) != Meaning::Pool(Role::Application) {
                continue;
            }
            let Some(pool) = self.pool_of(at).cloned() else { continue };
            for (prefix, name) in ports(service).filter_map(owner) {
                if prefix.eq_ignore_ascii_case("urn:application") {
                    let brought = APPLICATIONS.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
                    listed.entry(pool.clone()).or_default().extend(brought.map(|(_, feature)| *feature));
                }
            }
        }
        let mut links: HashMap<Subject, Vec<Feature>> = HashMap::new();
        for link in self.topology.links.values() {
            let feature = match link.kind {
                LinkKind::MonitoringStore | LinkKind::MonitoringServer => Feature::Monitoring,
                LinkKind::ArchivingStore | LinkKind::ArchivingServer => Feature::Archiving,
                _ => continue,
            };
            links.entry(link.from.clone()).or_default().push(feature);
        }
        let mut hosts: BTreeMap<SiteId, Vec<PoolId>> = BTreeMap::new();
        for (id, mut features) in listed {
            let Some(pool) = self.topology.pools.get_mut(&id).filter(|pool| pool.kind == PoolKind::FrontEnd) else {
                continue;
            };
            let pool = Arc::make_mut(pool);
            features.extend(links.remove(&Subject::from(&id)).into_iter().flatten());
            if pool.roles.iter().flatten().any(|role| *role == Role::Conferencing) {
                features.push(Feature::Conferencing);
            }
            features.sort();
            features.dedup();
            let runs = features.contains(&Feature::CallAdmissionControl);
            pool.features = Some(features);
            pool.call_admission_control = Some(runs);
            if let Some(site) = pool.site.clone().filter(|_| runs) {
                hosts.entry(site).or_default().push(id);
            }
        }
        for (site, pools) in hosts {
            // Two in one site are a mistake of the deployment: which of them is meant nobody can say.
            if let ([pool], Some(site)) = (pools.as_slice(), self.topology.sites.get_mut(&site)) {
                Arc::make_mut(site).cac_host = Some(pool.clone());
            }
        }
    }
}
