//! New Front End pools: size and edition, databases, file shares, names of web services, Office Web Apps.

use super::design::{Made, Maker, NewPool};
use super::standing::RESPONSE_GROUPS;
use crate::message;
use crate::model::*;

impl<'a> Maker<'a, '_> {
    pub fn front_ends(&mut self) {
        if self.reach.joins {
            self.standing_front_ends();
        }
        let groups = self.front_end_groups();
        let pairs = self.pairs_of(&groups);
        let mut made: Vec<PoolId> = Vec::new();
        for (at, group) in groups.iter().enumerate() {
            let partner = pairs.get(&at).and_then(|other| Some((groups.get(*other)?, made.get(*other))));
            let mut new = self.front_end(group, partner.map(|(group, _)| group.as_slice()));
            for old in group {
                self.design.successor.extend(new.id.clone().map(|id| (old.id.clone(), id)));
            }
            let id = new.id.clone().unwrap_or_else(|| PoolId::new(""));
            // With the second of two, before it is installed: no work beside it is needed then.
            if let Some((_, Some(first))) = partner {
                new.pool.push(self.draft.link(LinkKind::Pairing, &id, first));
            }
            made.push(id);
            self.design.front_ends.push(new);
        }
        if self.choices.office_web_apps && self.first_new().is_some() {
            self.office_web_apps();
        }
        self.pilot_first();
    }

    /// The place of the first pool that does not stand yet.
    fn first_new(&self) -> Option<usize> {
        self.design.front_ends.iter().position(|new| !new.stands)
    }

    /// The users that a new pool carries, those of the appliances under it included, as far as they are known; and whether
    /// all are.
    pub fn users_for(&self, group: &[&Pool]) -> (u64, bool) {
        let mut pools: Vec<&PoolId> = group.iter().map(|pool| &pool.id).collect();
        for pool in group {
            let services = self.survey.to(&pool.id, LinkKind::UserServices);
            let under = services.chain(self.survey.to(&pool.id, LinkKind::BackupRegistrar));
            let under = under.filter_map(|link| super::survey::pool_of(&link.from));
            let is_appliance = |id: &&PoolId| self.survey.today.pools.get(*id).is_some_and(|o| o.kind == PoolKind::Sba);
            pools.extend(under.filter(is_appliance));
        }
        pools.sort();
        pools.dedup();
        let counts = || pools.iter().flat_map(|pool| self.survey.homes(pool)).map(|(_, count)| *count);
        (counts().flatten().fold(0, u64::saturating_add), counts().all(|count| count.is_some()))
    }

    /// Whether a group of legacy pools gets a Standard Edition server.
    pub fn is_to_be_standard(&self, group: &[&Pool]) -> bool {
        let [only] = group else { return false };
        self.survey.is_standard(only).0 && self.users_for(group).0 <= self.survey.pack.capacity.standard_users
    }

    /// Whether the new pool of a group has to take calls: Enterprise Voice, a trunk, or a role that did so.
    pub fn takes_calls(&self, group: &[&Pool]) -> bool {
        let survey = self.survey;
        let voice = features(group).is_some_and(|all| all.contains(&Feature::EnterpriseVoice));
        let trunks = group.iter().any(|old| survey.to(&old.id, LinkKind::Trunk).next().is_some());
        let stand_alone = survey.of_kind(PoolKind::Mediation).next().is_some();
        voice || trunks || stand_alone || group.iter().any(|old| old.mediation == Some(MediationMode::Collocated))
    }

    /// The new pool of a group; with the group of the pool that it is paired with.
    fn front_end(&mut self, group: &[&'a Pool], partner: Option<&[&'a Pool]>) -> NewPool {
        let Some(first) = group.first().copied() else { return NewPool::default() };
        let name = self.survey.today.label(&(&first.id).into());
        let (users, all_known) = self.users_for(group);
        let capacity = &self.survey.pack.capacity;
        let (looks_standard, known) = self.survey.is_standard(first);
        if group.len() == 1 && !known {
            let edition = if looks_standard { Edition::Standard } else { Edition::Enterprise };
            let edition = crate::text::Message::word(Edition::PREFIX, edition.key());
            self.draft.assume(message!("propose-assumed-edition", pool = name.as_str(), edition = edition));
        }
        let standard = self.is_to_be_standard(group);
        if group.len() == 1 && looks_standard && !standard {
            let most = capacity.standard_users;
            self.draft.assume(message!("propose-outgrown", pool = name.as_str(), users = users, most = most));
        }
        let calls = group.iter().try_fold(0u64, |sum, pool| Some(sum.saturating_add(pool.concurrent_calls?)));
        // Each of a pair carries the users of both.
        let others = partner.map_or(0, |group| self.users_for(group).0);
        let counted = (users.saturating_add(others), all_known);
        let servers = if standard { 1 } else { self.enterprise_size(group, counted, calls, &name) };
        let site = self.site_for(first);
        let Made { mut pool, servers, host, domain } =
            self.pool_of(first, PoolKind::FrontEnd, "fe", site.as_ref(), servers);
        pool.edition = Some(if standard { Edition::Standard } else { Edition::Enterprise });
        self.describe(&mut pool, group, calls);
        if !standard {
            pool.load_balancing = Some(LoadBalancing::Dns);
            pool.web_load_balancer = Some(true);
            pool.cookie_affinity = Some(true);
        }
        self.web_names(&mut pool, first, &host, domain.as_deref());
        let id = pool.id.clone();
        let local = servers.first().and_then(|server| server.fqdn.clone());
        let mut new =
            Made { pool, servers, host, domain }.into_new(group.iter().map(|o| o.id.clone()).collect(), vec![]);
        let back_end = if standard {
            self.local_database(&mut new, local.as_ref(), site.as_ref())
        } else {
            self.back_end(&mut new, first, site.as_ref())
        };
        let share = self.share_for(&mut new, first, standard, local.as_ref(), site.as_ref());
        let mut links = vec![
            self.draft.link(LinkKind::UserStore, &id, &back_end),
            self.draft.link(LinkKind::ApplicationStore, &id, &back_end),
            self.draft.link(LinkKind::FileStore, &id, &share),
        ];
        if self.first_new().is_none() {
            self.place_shared_stores(&mut new, first, site.as_ref(), standard);
        }
        for (kind, instance) in self.design.shared_stores.clone() {
            links.push(self.draft.link(kind, &id, &instance));
        }
        new.back_end = Some(back_end);
        new.pool.extend(links);
        new
    }

    /// Servers of an Enterprise Edition pool.
    fn enterprise_size(
        &mut self,
        group: &[&Pool],
        (users, all_known): (u64, bool),
        calls: Option<u64>,
        name: &str,
    ) -> usize {
        let capacity = &self.survey.pack.capacity;
        let least = capacity.recommended_front_ends;
        let for_calls = calls.map_or(0, |calls| calls.div_ceil(capacity.calls_per_front_end.max(1)));
        let for_calls = usize::try_from(for_calls).unwrap_or(usize::MAX);
        let for_users = self.servers_for(users);
        if !all_known {
            let now: usize = group.iter().map(|pool| self.survey.servers(&pool.id).len()).sum();
            let servers = now.max(least).max(for_users).max(for_calls).min(capacity.front_ends);
            self.draft.assume(message!("propose-assumed-size", pool = name, servers = servers));
            return servers;
        }
        for_users.max(for_calls).max(least).min(capacity.front_ends)
    }

    /// What a new pool is to do, as far as it is known of those before it.
    fn describe(&mut self, pool: &mut Pool, group: &[&'a Pool], calls: Option<u64>) {
        let survey = self.survey;
        pool.features = features(group);
        let has = |mode| group.iter().any(|old| old.mediation == Some(mode));
        pool.mediation = match self.takes_calls(group) || has(MediationMode::StandAlone) {
            true => Some(MediationMode::Collocated),
            false => group.iter().find_map(|old| old.mediation),
        };
        let mut roles =
            vec![Role::Registrar, Role::UserServices, Role::WebServices, Role::Conferencing, Role::Application];
        roles.extend((pool.mediation == Some(MediationMode::Collocated)).then_some(Role::Mediation));
        pool.roles = Some(roles);
        pool.ip_mode = Some(IpMode::Ipv4);
        if group.iter().any(|old| old.response_groups != Some(0)) {
            pool.applications = Some(vec![Text::from(RESPONSE_GROUPS)]);
        }
        pool.concurrent_calls = calls;
        let largest = group.iter().try_fold(0, |most: u64, old| Some(most.max(old.largest_meeting?)));
        let most = survey.pack.capacity.meeting;
        if let Some(size) = largest.filter(|size| *size > most) {
            let name = survey.today.label(&(&group[0].id).into());
            self.draft.assume(message!("propose-large-meeting", pool = name, size = size, most = most));
        }
        pool.largest_meeting = largest.filter(|size| *size <= most);
        let zones = || group.iter().map(|old| old.time_zone.as_ref());
        pool.time_zone = zones().next().flatten().filter(|zone| zones().all(|other| other == Some(zone))).cloned();
    }

    /// Web services have names of their own, inside and outside.
    pub fn web_names(&mut self, pool: &mut Pool, old: &Pool, host: &str, domain: Option<&str>) {
        let outside = match old.external_web_fqdn.as_deref() {
            Some(name) => self.names.domain_like(Some(name)),
            None => domain.map(str::to_owned),
        };
        pool.internal_web_fqdn = self.names.free(&format!("webint-{host}"), domain);
        pool.external_web_fqdn = self.names.free(&format!("web-{host}"), outside.as_deref());
    }

    /// The SQL Server Express that comes with a Standard Edition server.
    fn local_database(&mut self, new: &mut NewPool, fqdn: Option<&Text>, site: Option<&SiteId>) -> SqlInstanceId {
        let name = fqdn.map_or("se", |fqdn| fqdn);
        let id = SqlServerId::new(&self.draft.id(SubjectKind::SqlServer, name));
        let mut server = SqlServer::new(id);
        server.fqdn = fqdn.cloned();
        server.site = site.cloned();
        server.sql_version = Some(SqlVersion::Sql2012);
        server.sql_edition = Some(SqlEdition::Express);
        server.bitness = Some(Bitness::Bits64);
        let instance = self.instance(&server, "RTC");
        let id = instance.id.clone();
        new.sql.extend([Element::from(server), instance.into()]);
        id
    }

    /// A SQL Server computer of its own for a back end.
    fn back_end(&mut self, new: &mut NewPool, old: &Pool, site: Option<&SiteId>) -> SqlInstanceId {
        let like = self.old_sql(&old.id, LinkKind::UserStore);
        let server = self.sql_server(like, site, &old.domain);
        let instance = self.instance(&server, "LYNC");
        let id = instance.id.clone();
        new.to_install.push(id.clone());
        new.sql.extend([Element::from(server), instance.into()]);
        id
    }

    /// One Monitoring and one Archiving store for all pools, on instances of their own, where the legacy deployment has
    /// them.
    fn place_shared_stores(&mut self, new: &mut NewPool, old: &Pool, site: Option<&SiteId>, standard: bool) {
        let survey = self.survey;
        for kind in [LinkKind::MonitoringStore, LinkKind::ArchivingStore] {
            // Pools of the target that are there already share theirs.
            let links = survey.own_of(PoolKind::FrontEnd).flat_map(|own| survey.from(&own.id, kind));
            let there = links.filter(|link| link.usage == Usage::Default).find_map(|link| match &link.to {
                Subject::SqlInstance(id) => Some(id.clone()),
                _ => None,
            });
            self.design.shared_stores.extend(there.map(|instance| (kind, instance)));
        }
        let there = |kind| self.design.shared_stores.iter().any(|(of, _)| *of == kind);
        let archive_in_exchange = self.survey.today.deployment.archiving_mode == Some(ArchivingMode::Exchange);
        let wanted = [
            (self.survey.monitors() && !there(LinkKind::MonitoringStore), LinkKind::MonitoringStore, "MON"),
            (
                self.survey.archives() && !archive_in_exchange && !there(LinkKind::ArchivingStore),
                LinkKind::ArchivingStore,
                "ARC",
            ),
        ];
        if wanted.iter().all(|(wanted, ..)| !wanted) {
            return;
        }
        let mut server = match new.sql.first() {
            Some(Element::SqlServer(server)) if !standard => (**server).clone(),
            _ => self.sql_server(None, site, &old.domain),
        };
        // Reports come from the SQL Server of the Monitoring store.
        server.reporting_services = Some(wanted[0].0);
        if standard {
            new.sql.push(server.clone().into());
        } else {
            new.sql[0] = server.clone().into();
        }
        for (_, kind, name) in wanted.into_iter().filter(|(wanted, ..)| *wanted) {
            let instance = self.instance(&server, name);
            new.to_install.push(instance.id.clone());
            self.design.shared_stores.push((kind, instance.id.clone()));
            new.sql.push(instance.into());
        }
    }

    /// A Standard Edition server has a share of its own; the other pools of a site have one together.
    fn share_for(
        &mut self,
        new: &mut NewPool,
        old: &Pool,
        standard: bool,
        local: Option<&Text>,
        site: Option<&SiteId>,
    ) -> FileStoreId {
        let key = site.cloned();
        if let Some(share) = self.shares.get(&key).filter(|_| !standard) {
            return share.clone();
        }
        let share = if standard { Text::from("LyncShare") } else { Text::from(self.share_name()) };
        let host = if standard { local.cloned() } else { self.file_server(old) };
        let name = format!("{} {share}", host.as_deref().unwrap_or("files").split('.').next().unwrap_or_default());
        let mut store = FileStore::new(FileStoreId::new(&self.draft.id(SubjectKind::FileStore, &name)));
        (store.host, store.share, store.site) = (host, Some(share), site.cloned());
        let id = store.id.clone();
        new.share = Some(store.into());
        if !standard {
            self.shares.insert(key, id.clone());
        }
        id
    }

    /// Shares are called like the product: `lync2013`.
    pub fn share_name(&self) -> String {
        self.survey.pack.product.key().replace('-', "")
    }

    /// The file server that the legacy pool uses, unless a machine of the deployment is it; else a new one.
    fn file_server(&mut self, old: &Pool) -> Option<Text> {
        let survey = self.survey;
        let used = survey.from(&old.id, LinkKind::FileStore).find_map(|link| match &link.to {
            Subject::FileStore(id) => survey.today.file_stores.get(id)?.host.clone(),
            _ => None,
        });
        let tail = self.names.domain_like(old.fqdn.as_deref());
        let host = self.names.host(None, "files", None);
        used.filter(|host| !survey.is_machine(host)).or_else(|| self.names.free(&host, tail.as_deref()))
    }

    /// One Office Web Apps server for the new pools.
    fn office_web_apps(&mut self) {
        let survey = self.survey;
        let there = survey.today.pools.values().find(|pool| pool.kind == PoolKind::OfficeWebApps);
        let mut new = NewPool::default();
        let office = match there {
            Some(pool) => pool.id.clone(),
            None => {
                let Some(first) = self.first_new().map(|at| &self.design.front_ends[at]) else { return };
                let site = first.site.clone();
                let old = first.replaces.first().and_then(|id| survey.today.pools.get(id));
                let old = old.map_or_else(|| Pool::new(PoolId::new(""), PoolKind::Other), |old| (**old).clone());
                let like = Pool { fqdn: None, ..old.clone() };
                let tail = self.names.domain_like(old.fqdn.as_deref());
                let Made { mut pool, mut servers, host, domain } =
                    self.pool_of(&like, PoolKind::OfficeWebApps, "owa", site.as_ref(), 1);
                pool.version = None;
                if pool.fqdn.is_none() {
                    pool.fqdn = self.names.free(&host, tail.as_deref());
                    servers.iter_mut().for_each(|server| server.fqdn = pool.fqdn.clone());
                }
                pool.discovery_url =
                    pool.fqdn.as_ref().map(|fqdn| Text::from(format!("https://{fqdn}/hosting/discovery")));
                let id = pool.id.clone();
                new = Made { pool, servers, host, domain }.into_new(vec![], vec![]);
                id
            }
        };
        for at in 0..self.design.front_ends.len() {
            let Some(id) = self.design.front_ends[at].id.clone() else { continue };
            // What stands is as somebody wanted it.
            if self.design.front_ends[at].stands {
                continue;
            }
            let link = self.draft.link(LinkKind::OfficeWebApps, &id, &office);
            self.design.front_ends[at].pool.push(link);
        }
        self.design.office = Some(new).filter(|new| new.id.is_some());
    }
}

/// What these pools offer together; nothing where it is not known of one of them.
fn features(group: &[&Pool]) -> Option<Vec<Feature>> {
    let mut features: Vec<Feature> = Vec::new();
    for old in group {
        features.extend(old.features.as_ref()?.iter().copied());
    }
    features.sort();
    features.dedup();
    Some(features)
}
