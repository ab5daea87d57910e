//! The end of the legacy deployment: what it still hosts moves, and it is removed.

use super::Writer;
use crate::edit::Command;
use crate::model::*;
use crate::propose::survey::pool_of;
use std::collections::BTreeSet;

impl Writer<'_, '_> {
    /// The Central Management store gets a place beside the back end of the first pool.
    pub(super) fn place_cms(&mut self) {
        let hub = self.hub.clone();
        let back_end = self.design.front_ends.iter().find(|new| new.id.as_ref() == Some(&hub));
        let back_end = back_end.and_then(|new| new.back_end.clone()).or_else(|| {
            let link = self.survey.from(&hub, LinkKind::UserStore).next()?;
            if let Subject::SqlInstance(id) = &link.to { Some(id.clone()) } else { None }
        });
        let there = self.survey.from(&hub, LinkKind::CentralManagementStore).next().is_some();
        if let Some(instance) = back_end.filter(|_| !there) {
            let link = self.draft.link(LinkKind::CentralManagementStore, &hub, &instance);
            self.draft.add(vec![link]);
        }
    }

    pub(super) fn nominate_candidate(&mut self) {
        let deployment = &self.survey.today.deployment;
        if deployment.operations_manager == Some(false) || !self.moves_cms() {
            return;
        }
        let other = self.survey.legacy.iter().find(|pool| deployment.cms.as_ref() != Some(&pool.id));
        self.draft
            .work(ActivityKind::NominateDiscoveryCandidate, other.map(|pool| (&pool.id).into()).into_iter().collect());
    }

    /// Whether the Central Management store is still with the legacy deployment.
    fn moves_cms(&self) -> bool {
        let is_there = |id: &PoolId| !self.survey.is_legacy(id);
        !self.survey.today.deployment.cms.as_ref().is_some_and(is_there)
    }

    pub(super) fn move_cms(&mut self) {
        if !self.moves_cms() {
            return;
        }
        let hub = self.hub.clone();
        let new = Subject::from(&hub);
        let old = self.survey.today.deployment.cms.as_ref().map(Subject::from);
        self.place_cms();
        self.draft.work(ActivityKind::PrepareCms, vec![new.clone()]);
        self.draft.work(ActivityKind::EnableTopology, vec![new.clone()]);
        self.draft.change(vec![Command::MoveCms { to: hub }]);
        self.draft.work(ActivityKind::RunSetup, std::iter::once(new.clone()).chain(old).collect());
        self.draft.work(ActivityKind::Reboot, vec![new]);
        self.draft.work(ActivityKind::VerifyReplication, Vec::new());
    }

    pub(super) fn move_sign_in_records(&mut self) {
        self.move_records("sign-in-records", self.survey.today.deployment.sign_in_records.clone());
    }

    pub(super) fn move_simple_urls(&mut self) {
        self.move_records("simple-url-records", self.survey.today.deployment.simple_url_records.clone());
    }

    /// DNS records of the deployment that lead to a legacy pool, or to one that nobody recorded.
    fn move_records(&mut self, fact: FactName, now: Option<PoolId>) {
        if now.as_ref().is_some_and(|pool| !self.survey.is_legacy(pool)) {
            return;
        }
        let to = now.and_then(|old| self.design.successor.get(&old).cloned()).unwrap_or_else(|| self.hub.clone());
        self.draft.work(ActivityKind::DnsRecord, vec![Subject::Deployment]);
        let to = Some(Value::text(to.as_str()));
        self.draft.change(vec![Command::Set { of: Subject::Deployment, fact, to }]);
    }

    /// Monitoring and Archiving Servers, with their associations.
    pub(super) fn remove_monitoring(&mut self) {
        let survey = self.survey;
        let kinds = [PoolKind::Monitoring, PoolKind::Archiving];
        let servers = self.legacy_of(&kinds);
        if servers.is_empty() {
            return;
        }
        self.draft.work(ActivityKind::Backup, servers.clone());
        let mut links: Vec<Subject> = Vec::new();
        for server in &servers {
            let associations = survey.links_to(server).iter();
            let associations = associations
                .filter(|link| matches!(link.kind, LinkKind::MonitoringServer | LinkKind::ArchivingServer))
                // Those of branch appliances went with them.
                .filter(|link| pool_of(&link.from).is_none_or(|id| survey.today.pools[id].kind != PoolKind::Sba));
            links.extend(associations.map(|link| Subject::from(&link.id)));
        }
        self.draft.remove(links);
        self.draft.work(ActivityKind::StopServices, servers.clone());
        self.draft.remove(servers);
        self.publish(Vec::new());
    }

    /// Call admission control of a site that a legacy pool hosts.
    pub(super) fn move_admission_control(&mut self) {
        let survey = self.survey;
        let mut commands = Vec::new();
        for site in survey.today.sites.values() {
            let named = site.cac_host.as_ref();
            let runs = |pool: &&Pool| pool.call_admission_control == Some(true) && pool.site.as_ref() == Some(&site.id);
            let running = || survey.of_kind(PoolKind::FrontEnd).find(runs).map(|pool| &pool.id);
            let host = named.or_else(running).filter(|id| survey.is_legacy(id));
            if let Some(new) = host.and_then(|old| self.design.successor.get(old)) {
                let (of, to) = (Subject::from(&site.id), Some(Value::text(new.as_str())));
                commands.push(Command::Set { of, fact: "cac-host", to });
            }
        }
        if !commands.is_empty() {
            self.draft.change(commands);
            self.publish(Vec::new());
        }
    }

    /// Legacy pools that are still there when the others go, Edge pools and Directors aside.
    fn leaving(&self) -> Vec<&Pool> {
        let earlier = [
            PoolKind::Sba,
            PoolKind::Monitoring,
            PoolKind::Archiving,
            PoolKind::GroupChat,
            PoolKind::Edge,
            PoolKind::Director,
            PoolKind::TrustedApplication,
        ];
        let has_edge = self.xmpp_edge().is_some();
        let is_gone = |pool: &Pool| pool.kind == PoolKind::XmppGateway && has_edge;
        let all = self.survey.legacy.iter().copied();
        all.filter(|pool| !earlier.contains(&pool.kind) && !is_gone(pool)).collect()
    }

    pub(super) fn stop_legacy(&mut self) {
        let pools: Vec<Subject> = self.leaving().iter().map(|pool| Subject::from(&pool.id)).collect();
        self.draft.work_on(ActivityKind::StopServices, pools);
    }

    /// Pools that others send to go after these.
    pub(super) fn remove_pools(&mut self) {
        let mut pools: Vec<(bool, PoolId)> =
            self.leaving().iter().map(|pool| (pool.kind == PoolKind::FrontEnd, pool.id.clone())).collect();
        pools.sort();
        let tool = self.legacy_tool();
        for (_, pool) in pools {
            self.draft.change_with(tool, vec![Command::Remove((&pool).into())]);
            // A Standard Edition server goes with its local SQL Server.
            let local = self.local_sql(&pool);
            self.draft.remove(local);
        }
        self.publish(Vec::new());
    }

    /// What belongs to a deployment without Central Management store is removed with its own tools.
    pub(super) fn legacy_tool(&self) -> Option<StepTool> {
        let merged = self.survey.pack.is_merged(self.survey.source);
        StepTool::of(self.survey.source).filter(|_| merged)
    }

    /// The SQL Server that has the name of a server of the pool.
    fn local_sql(&self, pool: &PoolId) -> Vec<Subject> {
        let names = self.survey.servers(pool).iter().filter_map(|server| server.fqdn.as_ref());
        names.filter_map(|name| self.local.get(&name.to_lowercase())).cloned().collect()
    }

    /// Directors, and Edge pools unless they had to go before the switch.
    pub(super) fn remove_edges(&mut self) {
        let edges = if self.has_single_name() && !self.design.edges.is_empty() {
            Vec::new()
        } else {
            self.legacy_of(&[PoolKind::Edge])
        };
        let olds: Vec<Subject> = self.legacy_of(&[PoolKind::Director]).into_iter().chain(edges).collect();
        if olds.is_empty() {
            return;
        }
        self.turn_hops();
        self.draft.work(ActivityKind::StopServices, olds.clone());
        let tool = self.legacy_tool();
        for old in olds {
            self.draft.change_with(tool, vec![Command::Remove(old)]);
        }
        self.publish(Vec::new());
    }

    /// SQL Servers and file shares that only the legacy deployment used.
    pub(super) fn remove_databases(&mut self) {
        let survey = self.survey;
        let local: BTreeSet<Subject> = self.leaving().iter().flat_map(|pool| self.local_sql(&pool.id)).collect();
        for server in survey.legacy_sql.iter().map(|(_, host)| Subject::from(&host.id)) {
            if !local.contains(&server) {
                self.draft.remove([server]);
            }
        }
        let only_legacy = |store: &&std::sync::Arc<FileStore>| {
            let mut users =
                survey.links_to(&(&store.id).into()).iter().filter_map(|link| pool_of(&link.from)).peekable();
            users.peek().is_some() && users.all(|pool| survey.is_legacy(pool))
        };
        let shares: Vec<Subject> =
            survey.today.file_stores.values().filter(only_legacy).map(|store| Subject::from(&store.id)).collect();
        for share in shares {
            self.draft.remove([share]);
        }
        self.publish(Vec::new());
        self.draft.work(ActivityKind::RemoveDatabases, Vec::new());
    }

    /// A last merge tells the topology that the legacy deployment is gone, and its site goes.
    pub(super) fn remove_merged_site(&mut self) {
        self.draft.work(ActivityKind::Merge, Vec::new());
        let sites = self.survey.today.sites.values().filter(|site| site.kind == SiteKind::Legacy);
        let sites: Vec<Subject> = sites.map(|site| Subject::from(&site.id)).collect();
        self.draft.remove(sites);
        self.publish(Vec::new());
    }
}
