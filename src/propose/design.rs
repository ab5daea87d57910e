//! What the target has: a new pool for each legacy one, or for several, with all that stands under it.

use super::draft::Draft;
use super::names::Names;
use super::survey::Survey;
use super::{Choices, Reach, Strategy};
use crate::message;
use crate::model::*;
use std::collections::BTreeMap;

/// A new pool and what comes with it. What stands in one list is added in one step.
#[derive(Clone, Debug, Default)]
pub struct NewPool {
    pub id: Option<PoolId>,
    /// The legacy pools that it takes over from.
    pub replaces: Vec<PoolId>,
    pub site: Option<SiteId>,
    /// SQL Servers and instances, those of stores that several pools share included.
    pub sql: Vec<Element>,
    /// The instances that have to be installed; that of a Standard Edition server comes with it.
    pub to_install: Vec<SqlInstanceId>,
    /// A file share that is there for it first.
    pub share: Option<Element>,
    /// The pool, its servers and its links.
    pub pool: Vec<Element>,
    pub servers: Vec<ServerId>,
    /// Where its back end is.
    pub back_end: Option<SqlInstanceId>,
    /// It is there already: nothing of it is added or installed.
    pub stands: bool,
}

impl NewPool {
    pub fn subject(&self) -> Option<Subject> {
        self.id.as_ref().map(Subject::from)
    }
}

/// The target as a whole.
#[derive(Debug, Default)]
pub struct Design {
    /// Which pool takes over from a legacy one.
    pub successor: BTreeMap<PoolId, PoolId>,
    /// A central site for what stood in none.
    pub site: Option<Element>,
    /// The pilot first.
    pub front_ends: Vec<NewPool>,
    pub directors: Vec<NewPool>,
    pub edges: Vec<NewPool>,
    pub appliances: Vec<NewPool>,
    /// Mediation pools for gateways that cannot balance their calls, by the Front End pool that they belong to.
    pub mediation: BTreeMap<PoolId, NewPool>,
    pub chats: Vec<NewPool>,
    /// The Office Web Apps servers of the new pools.
    pub office: Option<NewPool>,
    /// Where the one Monitoring store, and the one Archiving store, are.
    pub shared_stores: Vec<(LinkKind, SqlInstanceId)>,
}

/// What the parts of a design are made with.
pub struct Maker<'a, 'b> {
    pub survey: &'b Survey<'a>,
    pub choices: &'b Choices,
    pub draft: &'b mut Draft,
    pub names: Names,
    pub design: Design,
    /// The file share of each site.
    pub shares: BTreeMap<Option<SiteId>, FileStoreId>,
    pub reach: Reach,
}

impl<'a> Maker<'a, '_> {
    /// A pool and its servers in one list; the pool's name is that of its only server where `alone`.
    pub fn pool_of(&mut self, old: &Pool, kind: PoolKind, stem: &str, site: Option<&SiteId>, servers: usize) -> Made {
        let site_name = site.and_then(|id| self.survey.today.sites.get(id)).and_then(|site| site.name.clone());
        let host = self.names.host(old.fqdn.as_deref(), stem, site_name.as_deref());
        let domain = self.names.domain_like(old.fqdn.as_deref());
        let fqdn = self.names.free(&host, domain.as_deref());
        let name = fqdn.as_deref().unwrap_or(&host).to_owned();
        let mut pool = Pool::new(PoolId::new(&self.draft.id(SubjectKind::Pool, &name)), kind);
        pool.fqdn = fqdn.clone();
        pool.site = site.cloned();
        pool.version = Some(self.survey.pack.product);
        pool.os = self.os();
        pool.os_installation = Some(OsInstallation::Full);
        // Active Directory is taken as it is known.
        pool.forest = old.forest.clone();
        pool.domain = old.domain.clone();
        let host = name.split('.').next().unwrap_or_default().to_owned();
        // A number of its own tells the servers of a pool from the pool, but for a pool of one.
        let fqdns = if servers == 1 && kind != PoolKind::Edge {
            vec![fqdn]
        } else {
            self.names.servers(&host, domain.as_deref(), servers)
        };
        let servers = fqdns.into_iter().enumerate().map(|(n, fqdn)| {
            let name = fqdn.as_deref().map_or_else(|| format!("{host} {}", n + 1), str::to_owned);
            let id = ServerId::new(&self.draft.id(SubjectKind::Server, &name));
            let mut server = Server::new(id, pool.id.clone());
            server.fqdn = fqdn;
            server
        });
        let servers: Vec<Server> = servers.collect();
        Made { pool, servers, host, domain }
    }

    /// The operating system of new servers: as chosen, or the newest that needs no update of the product.
    pub fn os(&self) -> Option<WindowsVersion> {
        let pack = self.survey.pack;
        let plain = |os: &&WindowsVersion| !pack.system_updates.contains_key(os);
        self.choices.os.or_else(|| pack.server_systems.iter().filter(plain).max().copied())
    }

    /// The SQL Server of new stores: as chosen, or the newest that the pack lists.
    fn engine(&self) -> (Option<SqlVersion>, Option<SqlEdition>) {
        if let Some((version, edition)) = self.choices.sql {
            return (Some(version), Some(edition));
        }
        let newest = self.survey.pack.sql_engines.iter().max_by_key(|engine| engine.version);
        let edition = newest.and_then(|engine| {
            let standard = engine.editions.iter().find(|edition| **edition == SqlEdition::Standard);
            standard.or(engine.editions.first()).copied()
        });
        (newest.map(|engine| engine.version), edition)
    }

    /// A SQL Server of its own for stores of the target, like `old`.
    pub fn sql_server(&mut self, old: Option<&SqlServer>, site: Option<&SiteId>, domain: &Option<Text>) -> SqlServer {
        let old_name = old.and_then(|old| old.fqdn.as_deref());
        let host = self.names.host(old_name, "sql", None);
        let tail = self.names.domain_like(old_name);
        let fqdn = self.names.free(&host, tail.as_deref());
        let id = self.draft.id(SubjectKind::SqlServer, fqdn.as_deref().unwrap_or(&host));
        let mut server = SqlServer::new(SqlServerId::new(&id));
        server.fqdn = fqdn;
        server.site = site.cloned();
        server.domain = domain.clone();
        (server.sql_version, server.sql_edition) = self.engine();
        server.bitness = Some(Bitness::Bits64);
        server.cluster_mode = Some(ClusterMode::None);
        server.other_databases = Some(false);
        server
    }

    pub fn instance(&mut self, server: &SqlServer, name: &str) -> SqlInstance {
        let host = server.fqdn.as_deref().unwrap_or(server.id.as_str()).split('.').next().unwrap_or_default();
        let id = self.draft.id(SubjectKind::SqlInstance, &format!("{host} {name}"));
        let mut instance = SqlInstance::new(SqlInstanceId::new(&id), server.id.clone());
        instance.name = Some(Text::from(name));
        instance
    }

    /// The SQL Server behind a legacy store, when it is no server of the product itself.
    pub fn old_sql(&self, pool: &PoolId, store: LinkKind) -> Option<&'a SqlServer> {
        let link = self.survey.from(pool, store).next()?;
        let Subject::SqlInstance(id) = &link.to else { return None };
        let server = self.survey.today.sql_servers.get(&self.survey.today.sql_instances.get(id)?.server)?;
        let is_local = self.survey.servers(pool).iter().any(|own| own.fqdn.is_some() && own.fqdn == server.fqdn);
        Some(&**server).filter(|_| !is_local)
    }

    /// The central site that a successor stands in; made where there is none.
    pub fn site_for(&mut self, pool: &Pool) -> Option<SiteId> {
        if let Some(site) = self.survey.central_site(pool) {
            return Some(site);
        }
        // What stands in no site at all stays so.
        pool.site.as_ref()?;
        if self.design.site.is_none() {
            let id = SiteId::new(&self.draft.id(SubjectKind::Site, "central"));
            let mut site = Site::new(id, SiteKind::Central);
            site.name = Some(Text::from(self.draft.lang.say(&message!("propose-site"))));
            self.draft.assume(message!("propose-new-site"));
            self.design.site = Some(site.into());
        }
        match self.design.site.as_ref().map(Element::subject) {
            Some(Subject::Site(id)) => Some(id),
            _ => None,
        }
    }

    /// The successor of what a legacy pool sends to, or else the pilot.
    pub fn successor_or_hub(&self, pool: Option<&PoolId>) -> Option<PoolId> {
        pool.and_then(|id| self.design.successor.get(id)).cloned().or_else(|| self.hub())
    }

    /// The first pool of the target: what the deployment leans on.
    pub fn hub(&self) -> Option<PoolId> {
        let new = self.design.front_ends.first().and_then(|pool| pool.id.clone());
        new.or_else(|| self.survey.own_of(PoolKind::FrontEnd).next().map(|pool| pool.id.clone()))
    }

    /// Legacy Front End pools, those together that one new pool takes over from; the pilot first.
    pub fn front_end_groups(&mut self) -> Vec<Vec<&'a Pool>> {
        let survey = self.survey;
        let is_left = |pool: &&Pool| !self.design.successor.contains_key(&pool.id);
        let all: Vec<&Pool> = survey.of_kind(PoolKind::FrontEnd).filter(is_left).collect();
        let mut groups: Vec<Vec<&Pool>> = match self.choices.strategy {
            Strategy::PoolPerPool => all.into_iter().map(|pool| vec![pool]).collect(),
            Strategy::Consolidate => self.consolidated(all),
        };
        let cms = survey.today.deployment.cms.as_ref();
        let chosen = self.choices.pilot.as_ref();
        let rank = |group: &Vec<&Pool>| {
            let has = |id: Option<&PoolId>| id.is_some_and(|id| group.iter().any(|pool| pool.id == *id));
            let users: u64 = group.iter().filter_map(|pool| survey.users(&pool.id)).fold(0, u64::saturating_add);
            (has(chosen), has(cms), users)
        };
        // The first of equals.
        let best = (0..groups.len()).rev().max_by_key(|at| rank(&groups[*at]));
        if let Some(best) = best {
            let pilot = groups.remove(best);
            groups.insert(0, pilot);
        }
        groups
    }

    /// The pools of a site together, as long as their users are known and one pool carries them.
    fn consolidated(&mut self, all: Vec<&'a Pool>) -> Vec<Vec<&'a Pool>> {
        let mut by_site: BTreeMap<Option<SiteId>, Vec<&Pool>> = BTreeMap::new();
        for pool in all {
            by_site.entry(self.survey.central_site(pool)).or_default().push(pool);
        }
        let mut groups = Vec::new();
        for (site, pools) in by_site {
            let mut room: Option<(u64, Vec<&Pool>)> = None;
            for pool in pools {
                let users = self.survey.users(&pool.id).filter(|_| site.is_some());
                let Some(users) = users else {
                    let name = self.survey.today.label(&(&pool.id).into());
                    self.draft.assume(message!("propose-not-consolidated", pool = name));
                    groups.push(vec![pool]);
                    continue;
                };
                match &mut room {
                    Some((sum, group)) if self.servers_for(*sum + users) <= self.survey.pack.capacity.front_ends => {
                        *sum += users;
                        group.push(pool);
                    }
                    _ => groups.extend(room.replace((users, vec![pool])).map(|(_, group)| group)),
                }
            }
            groups.extend(room.map(|(_, group)| group));
        }
        groups
    }

    /// Front End Servers for so many users, as the pack counts them; more than a pool may have when it cannot carry them.
    pub fn servers_for(&self, users: u64) -> usize {
        let capacity = &self.survey.pack.capacity;
        if users > capacity.users_per_pool {
            return capacity.front_ends + 1;
        }
        let needed = users.div_ceil(capacity.users_per_front_end.max(1));
        usize::try_from(needed).unwrap_or(usize::MAX).min(capacity.front_ends)
    }
}

/// A pool with its servers, before its links are known.
pub struct Made {
    pub pool: Pool,
    pub servers: Vec<Server>,
    pub host: String,
    pub domain: Option<String>,
}

impl Made {
    /// What is added in one step, with these links.
    pub fn into_new(self, replaces: Vec<PoolId>, links: Vec<Element>) -> NewPool {
        let (id, site) = (Some(self.pool.id.clone()), self.pool.site.clone());
        let servers = self.servers.iter().map(|server| server.id.clone()).collect();
        let mut pool: Vec<Element> = vec![self.pool.into()];
        pool.extend(self.servers.into_iter().map(Element::from));
        pool.extend(links);
        NewPool { id, replaces, site, pool, servers, ..NewPool::default() }
    }
}
