//! What a deployment has that is to be migrated, and why some cannot be.

use super::Reach;
use super::refusal::{Reason, Refusal};
use crate::message;
use crate::model::*;
use crate::plan::Plan;
use crate::rules::{Age, Pack};
use foldhash::HashMap;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The deployment of today, looked up by what a migration asks.
pub struct Survey<'a> {
    pub today: &'a Topology,
    pub pack: &'static Pack,
    /// The product that is migrated from.
    pub source: Version,
    index: Index<'a>,
    /// Every pool of the source, by id.
    pub legacy: Vec<&'a Pool>,
    by_kind: BTreeMap<PoolKind, Vec<&'a Pool>>,
    /// Pools of the target that are there already.
    own: Vec<&'a Pool>,
    homes: HashMap<&'a PoolId, Vec<(&'a UserGroup, Option<u64>)>>,
    /// Names of pools, servers and SQL Servers, in small letters.
    machines: HashSet<String>,
    /// SQL Servers with stores of the legacy deployment and no others, by their names in small letters.
    pub legacy_sql: Vec<(String, &'a SqlServer)>,
}

impl<'a> Survey<'a> {
    /// The survey, or what has to happen before a migration can be proposed.
    pub fn new(plan: &'a Plan, pack: &'static Pack) -> Result<Self, Refusal> {
        let today = &plan.today;
        let pools = || today.pools.values().map(|pool| &**pool);
        let legacy: Vec<&Pool> = pools().filter(|pool| pack.age(pool) == Age::Older).collect();
        let own: Vec<&Pool> = pools().filter(|pool| pack.age(pool) == Age::Own).collect();
        let reasons = reasons(today, pack, &legacy);
        if !reasons.is_empty() {
            return Err(Refusal::Unsupported(reasons));
        }
        let Some(source) = legacy.iter().find_map(|pool| pool.version) else { return Err(Refusal::NothingLegacy) };
        let mut homes: HashMap<&PoolId, Vec<(&UserGroup, Option<u64>)>> = HashMap::default();
        for group in today.user_groups.values() {
            for (pool, count) in &group.homes {
                homes.entry(pool).or_default().push((group, *count));
            }
        }
        let hosts = today.servers.values().map(|o| &o.fqdn).chain(today.sql_servers.values().map(|o| &o.fqdn));
        let machines = hosts.chain(today.pools.values().map(|o| &o.fqdn)).flatten().map(|name| name.to_lowercase());
        let machines = machines.collect();
        let mut by_kind: BTreeMap<PoolKind, Vec<&Pool>> = BTreeMap::new();
        legacy.iter().for_each(|pool| by_kind.entry(pool.kind).or_default().push(pool));
        let (index, legacy_sql) = (Index::new(today), Vec::new());
        let mut survey = Self { today, pack, source, index, legacy, by_kind, own, homes, machines, legacy_sql };
        survey.legacy_sql = survey.sql_of_legacy();
        Ok(survey)
    }

    /// How far proposals go for this deployment, the farthest first.
    pub fn reaches(&self) -> Vec<Reach> {
        use PoolKind::{Director, Edge, FrontEnd, PersistentChat};
        let begun = self.own.iter().any(|pool| matches!(pool.kind, FrontEnd | Edge | Director | PersistentChat));
        let front_ends = || self.of_kind(PoolKind::FrontEnd);
        let paired = front_ends().any(|pool| self.backups(&pool.id).next().is_some());
        let all = [(true, true), (true, false), (false, true), (false, false)];
        let means = |(joins, pairs): &(bool, bool)| (begun || !joins) && (paired || !pairs);
        all.into_iter().filter(means).map(|(joins, pairs)| Reach { joins, pairs }).collect()
    }

    /// The legacy Front End pools that a legacy one has for its backup.
    pub fn backups(&self, pool: &PoolId) -> impl Iterator<Item = &'a PoolId> + use<'a, '_> {
        let is_front_end = move |id: &&PoolId| {
            self.is_legacy(id) && self.today.pools.get(*id).is_some_and(|pool| pool.kind == PoolKind::FrontEnd)
        };
        let pool = pool.clone();
        let to = self.index.from(&(&pool).into()).iter().copied();
        let to = to.filter(|link| matches!(link.kind, LinkKind::BackupRegistrar | LinkKind::Pairing));
        to.filter_map(|link| pool_of(&link.to)).filter(is_front_end).filter(move |id| **id != pool)
    }

    /// Legacy pools of a kind, by id.
    pub fn of_kind(&self, kind: PoolKind) -> impl Iterator<Item = &'a Pool> + use<'a, '_> {
        self.by_kind.get(&kind).into_iter().flatten().copied()
    }

    fn sql_of_legacy(&self) -> Vec<(String, &'a SqlServer)> {
        let is_legacy = |host: &SqlServer| {
            let stores = self.instances(&host.id).iter().flat_map(|instance| self.links_to(&(&instance.id).into()));
            let mut stores = stores.filter_map(|link| pool_of(&link.from)).peekable();
            stores.peek().is_some() && stores.all(|pool| self.is_legacy(pool))
        };
        let hosts = self.today.sql_servers.values().map(|host| &**host).filter(|host| is_legacy(host));
        hosts.map(|host| (host.fqdn.as_deref().unwrap_or_default().to_lowercase(), host)).collect()
    }

    /// Pools of the target of a kind, by id.
    pub fn own_of(&self, kind: PoolKind) -> impl Iterator<Item = &'a Pool> + use<'a, '_> {
        self.own.iter().copied().filter(move |pool| pool.kind == kind)
    }

    pub fn is_legacy(&self, pool: &PoolId) -> bool {
        self.today.pools.get(pool).is_some_and(|pool| self.pack.age(pool) == Age::Older)
    }

    /// The groups on a pool, with their users there.
    pub fn homes(&self, pool: &PoolId) -> &[(&'a UserGroup, Option<u64>)] {
        self.homes.get(pool).map_or(&[], Vec::as_slice)
    }

    /// Users on a pool: 0 when no group names it, `None` when a count is not known.
    pub fn users(&self, pool: &PoolId) -> Option<u64> {
        self.homes(pool).iter().try_fold(0, |sum: u64, (_, count)| Some(sum.saturating_add((*count)?)))
    }

    pub fn servers(&self, pool: &PoolId) -> &[&'a Server] {
        self.index.servers(pool)
    }

    /// Links of a kind that start at a pool.
    pub fn from(&self, pool: &PoolId, kind: LinkKind) -> impl Iterator<Item = &'a Link> + use<'a, '_> {
        self.index.from(&pool.into()).iter().copied().filter(move |link| link.kind == kind)
    }

    /// Links of a kind that end at a pool.
    pub fn to(&self, pool: &PoolId, kind: LinkKind) -> impl Iterator<Item = &'a Link> + use<'a, '_> {
        self.index.to(&pool.into()).iter().copied().filter(move |link| link.kind == kind)
    }

    /// The pool that a link of this kind leads to.
    pub fn next(&self, pool: &PoolId, kind: LinkKind) -> Option<&'a PoolId> {
        self.from(pool, kind).find_map(|link| pool_of(&link.to))
    }

    /// What a link ends at, or starts at, for each object.
    pub fn links_to(&self, subject: &Subject) -> &[&'a Link] {
        self.index.to(subject)
    }

    pub fn instances(&self, server: &SqlServerId) -> &[&'a SqlInstance] {
        self.index.instances(server)
    }

    /// Whether a machine of the deployment has this name.
    pub fn is_machine(&self, fqdn: &str) -> bool {
        self.machines.contains(&fqdn.to_lowercase())
    }

    /// Whether a legacy Front End pool is a Standard Edition server; where that is not known, whether it looks like one.
    pub fn is_standard(&self, pool: &Pool) -> (bool, bool) {
        match pool.edition {
            Some(edition) => (edition == Edition::Standard, true),
            None => {
                let named = |server: &&&Server| server.fqdn.is_some() && server.fqdn == pool.fqdn;
                let servers = self.servers(&pool.id);
                (servers.len() == 1 && servers.iter().any(|server| named(&server)), false)
            }
        }
    }

    /// The central site in which the successor of a pool stands: its own, or that of its branch. `None`: it has to be made,
    /// or no site is known.
    pub fn central_site(&self, pool: &Pool) -> Option<SiteId> {
        let site = self.today.sites.get(pool.site.as_ref()?)?;
        let is_central = |id: &SiteId| self.today.sites.get(id).is_some_and(|site| site.kind == SiteKind::Central);
        match site.kind {
            SiteKind::Central => Some(site.id.clone()),
            SiteKind::Branch => site.parent.clone().filter(is_central).or_else(|| self.first_central()),
            SiteKind::Legacy => self.first_central(),
        }
    }

    pub fn first_central(&self) -> Option<SiteId> {
        let central = |site: &&std::sync::Arc<Site>| site.kind == SiteKind::Central;
        self.today.sites.values().find(central).map(|site| site.id.clone())
    }

    /// Whether this work is part of the legacy deployment: a server of its kind, or a feature of its pools.
    pub fn has(&self, kind: PoolKind, link: LinkKind, store: LinkKind, feature: Feature) -> bool {
        self.of_kind(kind).next().is_some()
            || self.legacy.iter().any(|pool| {
                pool.features.as_ref().is_some_and(|all| all.contains(&feature))
                    || self.from(&pool.id, link).next().is_some()
                    || self.from(&pool.id, store).next().is_some()
            })
    }

    pub fn monitors(&self) -> bool {
        self.has(PoolKind::Monitoring, LinkKind::MonitoringServer, LinkKind::MonitoringStore, Feature::Monitoring)
    }

    pub fn archives(&self) -> bool {
        self.has(PoolKind::Archiving, LinkKind::ArchivingServer, LinkKind::ArchivingStore, Feature::Archiving)
            || self.today.user_groups.values().any(|group| group.archived == Some(true))
    }
}

/// The pool that a subject is.
pub fn pool_of(subject: &Subject) -> Option<&PoolId> {
    match subject {
        Subject::Pool(id) => Some(id),
        _ => None,
    }
}

/// Why this deployment cannot be migrated as it is, by the rules that say so.
fn reasons(today: &Topology, pack: &Pack, legacy: &[&Pool]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let labels = |pools: &[&Pool]| pools.iter().map(|pool| today.label(&(&pool.id).into())).collect::<Vec<_>>();
    let product = |version: Version| crate::text::Message::word(Version::PREFIX, version.key());
    let mut add = |code: &'static str, pools: &[&Pool], message| {
        let subjects = pools.iter().map(|pool| Subject::from(&pool.id)).collect();
        reasons.push(Reason { code: Some(Code::new(code)), subjects, message });
    };
    let mut by_version: BTreeMap<Version, Vec<&Pool>> = BTreeMap::new();
    for pool in legacy {
        by_version.entry(pool.version.unwrap_or(pack.product)).or_default().push(pool);
    }
    let oldest = pack.sources.iter().min();
    for (version, pools) in &by_version {
        if !pack.sources.contains(version) {
            let code = if oldest.is_some_and(|oldest| version < oldest) { "PATH-003" } else { "PATH-001" };
            let target = product(pack.product);
            let said = message!("propose-no-path", product = product(*version), target = target, pools = labels(pools));
            add(code, pools, said);
        }
    }
    let sources: Vec<(&Version, &Vec<&Pool>)> =
        by_version.iter().filter(|(version, _)| pack.sources.contains(version)).collect();
    if let [(older, first), (newer, _), ..] = sources.as_slice() {
        let said = message!(
            "propose-mixed",
            older = product(**older),
            newer = product(**newer),
            target = product(pack.product),
            pools = labels(first)
        );
        add("PATH-002", first, said);
    }
    let counted: Vec<&Pool> = today.pools.values().map(|pool| &**pool).filter(|pool| pool.is_counted()).collect();
    let forests: BTreeSet<String> =
        counted.iter().filter_map(|pool| pool.forest.as_ref()).map(|forest| forest.to_lowercase()).collect();
    if forests.len() > 1 {
        let forests: Vec<String> = forests.into_iter().collect();
        add("PATH-005", &[], message!("propose-forests", forests = forests));
    }
    let unknown: Vec<&Pool> = counted.iter().copied().filter(|pool| pack.age(pool) == Age::Unknown).collect();
    if !unknown.is_empty() {
        let subjects = unknown.iter().map(|pool| Subject::from(&pool.id)).collect();
        let message = message!("propose-unknown-product", pools = labels(&unknown));
        reasons.push(Reason { code: None, subjects, message });
    }
    reasons
}
