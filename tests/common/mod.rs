//! Plans for tests and benchmarks: one small by hand, any size from a seed.

#![allow(dead_code)]

use coexist::edit::{Amount, Command};
use coexist::model::*;
use coexist::plan::{Phase, Plan, Step};
use std::sync::Arc;

/// A small random generator (xorshift), the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n.max(1)
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// Puts objects into a topology with few words.
pub struct Builder {
    pub topology: Topology,
    pub domain: String,
}

impl Builder {
    pub fn new(domain: &str) -> Self {
        Self { topology: Topology::default(), domain: domain.to_owned() }
    }

    pub fn fqdn(&self, host: &str) -> Text {
        Arc::from(format!("{host}.{}", self.domain))
    }

    pub fn site(&mut self, name: &str, kind: SiteKind) -> SiteId {
        let id = SiteId::new(&slug("site", name));
        let mut site = Site::new(id.clone(), kind);
        site.name = Some(Arc::from(name));
        self.topology.put(site.into());
        id
    }

    pub fn pool(&self, host: &str, kind: PoolKind, version: Version, site: Option<&SiteId>) -> Pool {
        let mut pool = Pool::new(PoolId::new(&slug("pool", host)), kind);
        pool.fqdn = Some(self.fqdn(host));
        pool.site = site.cloned();
        pool.version = Some(version);
        pool
    }

    pub fn servers(&self, pool: &PoolId, host: &str, count: usize) -> Vec<Server> {
        let name = |n: usize| if count == 1 { host.to_owned() } else { format!("{host}{n:02}") };
        (1..=count)
            .map(|n| {
                let mut server = Server::new(ServerId::new(&slug("server", &name(n))), pool.clone());
                server.fqdn = Some(self.fqdn(&name(n)));
                server
            })
            .collect()
    }

    pub fn add_pool(&mut self, pool: Pool, servers: usize) -> PoolId {
        let id = pool.id.clone();
        let host = pool.fqdn.as_deref().unwrap_or("x").split('.').next().unwrap_or("x").to_owned();
        self.topology.put(pool.into());
        for server in self.servers(&id, &host, servers) {
            self.topology.put(server.into());
        }
        id
    }

    pub fn sql(
        &mut self,
        host: &str,
        site: Option<&SiteId>,
        version: SqlVersion,
        instances: &[&str],
    ) -> Vec<SqlInstanceId> {
        let mut server = SqlServer::new(SqlServerId::new(&slug("sql-server", host)));
        server.fqdn = Some(self.fqdn(host));
        server.site = site.cloned();
        server.sql_version = Some(version);
        server.sql_edition = Some(SqlEdition::Standard);
        let host_id = server.id.clone();
        self.topology.put(server.into());
        let mut ids = Vec::new();
        for name in instances {
            let id = SqlInstanceId::new(&slug("sql-instance", &format!("{host} {name}")));
            let mut instance = SqlInstance::new(id.clone(), host_id.clone());
            instance.name = Some(Arc::from(*name));
            self.topology.put(instance.into());
            ids.push(id);
        }
        ids
    }

    pub fn share(&mut self, host: &str, share: &str, site: Option<&SiteId>) -> FileStoreId {
        let mut store = FileStore::new(FileStoreId::new(&slug("file-store", &format!("{host} {share}"))));
        store.host = Some(self.fqdn(host));
        store.share = Some(Arc::from(share));
        store.site = site.cloned();
        let id = store.id.clone();
        self.topology.put(store.into());
        id
    }

    pub fn gateway(&mut self, host: &str, site: Option<&SiteId>) -> GatewayId {
        let mut gateway = Gateway::new(GatewayId::new(&slug("gateway", host)));
        gateway.fqdn = Some(self.fqdn(host));
        gateway.site = site.cloned();
        gateway.gateway_kind = Some(GatewayKind::PstnGateway);
        let id = gateway.id.clone();
        self.topology.put(gateway.into());
        id
    }

    pub fn link(&mut self, kind: LinkKind, from: impl Into<Subject>, to: impl Into<Subject>) -> LinkId {
        let link = link(kind, from, to);
        let id = link.id.clone();
        self.topology.put(link.into());
        id
    }
}

pub fn link(kind: LinkKind, from: impl Into<Subject>, to: impl Into<Subject>) -> Link {
    let (from, to) = (from.into(), to.into());
    let id = LinkId::new(&format!("link-{}-{}-{}", kind.key(), from.id(), to.id()));
    Link::new(id, kind, Usage::Default, from, to)
}

pub fn phase(name: &str, steps: Vec<Vec<Command>>) -> Phase {
    let id = slug("phase", name);
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(n, commands)| Arc::new(Step::change(StepId::new(&format!("{id}-step-{n}")), commands)));
    Phase { steps: steps.collect(), ..Phase::new(PhaseId::new(&id), name) }
}

/// Two sites, 2010 to 2013: every kind of card, chip, mark and line in a plan that fits on one page.
pub fn two_sites() -> Plan {
    let mut b = Builder::new("fabrikam.example");
    let paris = b.site("Paris", SiteKind::Central);
    let lyon = b.site("Lyon", SiteKind::Branch);
    let mut site = Site::new(lyon.clone(), SiteKind::Branch);
    (site.name, site.parent) = (Some(Arc::from("Lyon")), Some(paris.clone()));
    b.topology.put(site.into());
    let here = Some(&paris);

    let mut old = b.pool("fe-paris-legacy", PoolKind::FrontEnd, Version::Lync2010, here);
    old.edition = Some(Edition::Enterprise);
    let old = b.add_pool(old, 3);
    let edge = b.add_pool(b.pool("edge-paris", PoolKind::Edge, Version::Lync2010, here), 2);
    let director = b.add_pool(b.pool("dir-paris", PoolKind::Director, Version::Lync2010, here), 1);
    let mut sba = b.pool("sba-lyon", PoolKind::Sba, Version::Lync2010, Some(&lyon));
    sba.mediation = Some(MediationMode::Collocated);
    let sba = b.add_pool(sba, 1);
    let sql = b.sql("sql-paris", here, SqlVersion::Sql2008R2, &["LYNC", ""]);
    let share = b.share("files-paris", "lync", here);
    let gateway = b.gateway("gw-lyon", Some(&lyon));
    let pstn = b.gateway("gw-paris", here);
    for kind in [LinkKind::UserStore, LinkKind::ApplicationStore, LinkKind::CentralManagementStore] {
        b.link(kind, &old, &sql[0]);
    }
    b.link(LinkKind::MonitoringStore, &old, &sql[1]);
    b.link(LinkKind::FileStore, &old, &share);
    b.link(LinkKind::MediaEdge, &old, &edge);
    b.link(LinkKind::NextHop, &edge, &director);
    b.link(LinkKind::NextHop, &director, &old);
    b.link(LinkKind::BackupRegistrar, &sba, &old);
    b.link(LinkKind::Trunk, &gateway, &sba);
    b.link(LinkKind::Trunk, &pstn, &old);
    let mut deployment = Deployment::new();
    deployment.cms = Some(old.clone());
    deployment.default_sip_domain = Some(Arc::from("fabrikam.example"));
    b.topology.deployment = Arc::new(deployment);
    let staff = UserGroupId::new("user-group-staff");
    let mut group = UserGroup::new(staff.clone(), [(old.clone(), Some(1_200)), (sba.clone(), None)].into());
    group.name = Some(Arc::from("Staff"));
    b.topology.put(group.into());

    let mut new = b.pool("fe-paris", PoolKind::FrontEnd, Version::Lync2013, here);
    new.edition = Some(Edition::Enterprise);
    let new_id = new.id.clone();
    let mut pilot = vec![Command::Add(new.into())];
    pilot.extend(b.servers(&new_id, "fe-paris", 8).into_iter().map(|server| Command::Add(server.into())));
    pilot.extend(
        [
            link(LinkKind::UserStore, &new_id, &sql[0]),
            link(LinkKind::FileStore, &new_id, &share),
            link(LinkKind::MediaEdge, &new_id, &edge),
        ]
        .map(|link| Command::Add(link.into())),
    );
    let moved =
        Command::MoveUsers { group: staff.clone(), from: old.clone(), to: new_id.clone(), amount: Amount::Number(300) };
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.today = b.topology;
    plan.phases.push_back(Arc::new(phase("Pilot", vec![pilot, vec![moved]])));
    let all = Command::MoveUsers { group: staff, from: old.clone(), to: new_id.clone(), amount: Amount::All };
    plan.phases.push_back(Arc::new(phase("Move", vec![vec![all], vec![Command::MoveCms { to: new_id }]])));
    plan.phases.push_back(Arc::new(phase(
        "Retire",
        vec![vec![Command::Remove(Subject::from(&old))], vec![Command::Remove(Subject::from(&director))]],
    )));
    plan
}

/// A plan with about `objects` cards, and as many phases as asked, from a seed.
pub fn generated(seed: u64, objects: usize, phases: usize) -> Plan {
    let mut dice = Dice::new(seed);
    let mut b = Builder::new("corp.example");
    let mut made = 0;
    let mut place = 0;
    let mut removable = Vec::new();
    let mut registrars: Vec<PoolId> = Vec::new();
    while made < objects {
        place += 1;
        let kind = match dice.below(5) {
            0 => SiteKind::Branch,
            1 if place == 1 => SiteKind::Legacy,
            _ => SiteKind::Central,
        };
        let site = b.site(&format!("Site {place}"), kind);
        let here = if dice.chance(4) { None } else { Some(&site) };
        let mut sql = Vec::new();
        for n in 0..=dice.below(2) {
            let names: &[&str] = if dice.chance(30) { &["RTC", "MON", ""] } else { &["LYNC"] };
            sql.extend(b.sql(&format!("sql-{place}-{n}"), here, SqlVersion::Sql2012, names));
            made += 1;
        }
        let share = b.share(&format!("files-{place}"), "lync", here);
        made += 1;
        let mut front_ends = Vec::new();
        for n in 0..=dice.below(4) {
            let version = if dice.chance(50) { Version::Lync2010 } else { Version::Lync2013 };
            let mut pool = b.pool(&format!("fe-{place}-{n}"), PoolKind::FrontEnd, version, here);
            let standard = dice.chance(30);
            pool.edition = Some(if standard { Edition::Standard } else { Edition::Enterprise });
            let servers = if standard { 1 } else { 1 + dice.below(9) as usize };
            let id = b.add_pool(pool, servers);
            made += 1;
            if standard {
                let local = b.sql(&format!("fe-{place}-{n}"), here, SqlVersion::Sql2012, &["RTC"]);
                b.link(LinkKind::UserStore, &id, &local[0]);
            } else {
                let store = &sql[dice.below(sql.len() as u64) as usize];
                b.link(LinkKind::UserStore, &id, store);
                b.link(LinkKind::ApplicationStore, &id, store);
            }
            b.link(LinkKind::FileStore, &id, &share);
            let group = UserGroupId::new(&format!("user-group-{place}-{n}"));
            let count = (!dice.chance(20)).then(|| dice.below(20_000));
            b.topology.put(UserGroup::new(group, [(id.clone(), count)].into()).into());
            front_ends.push(id.clone());
            removable.push(id);
        }
        for (n, kind) in [PoolKind::Edge, PoolKind::Director, PoolKind::Mediation, PoolKind::PersistentChat]
            .into_iter()
            .enumerate()
            .filter(|_| dice.chance(50))
            .collect::<Vec<_>>()
        {
            let id = b.add_pool(b.pool(&format!("{}-{place}-{n}", kind.key()), kind, Version::Lync2013, here), 2);
            made += 1;
            b.link(LinkKind::NextHop, &id, &front_ends[0]);
            if kind == PoolKind::PersistentChat {
                b.link(LinkKind::PersistentChatStore, &id, &sql[0]);
            }
            if kind == PoolKind::Edge {
                for pool in &front_ends {
                    b.link(LinkKind::MediaEdge, pool, &id);
                }
            }
        }
        for n in 0..dice.below(3) {
            let gateway = b.gateway(&format!("gw-{place}-{n}"), here);
            b.link(LinkKind::Trunk, &gateway, &front_ends[0]);
            made += 1;
        }
        if let Some(other) = registrars.last().filter(|_| dice.chance(40)) {
            let other = other.clone();
            b.link(LinkKind::Pairing, &other, &front_ends[0]);
        }
        registrars.push(front_ends[0].clone());
    }
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.today = b.topology;
    for n in 1..=phases {
        let mut steps = Vec::new();
        for _ in 0..3 {
            if let Some(at) = (!removable.is_empty()).then(|| dice.below(removable.len() as u64) as usize) {
                steps.push(vec![Command::Remove(Subject::from(removable.swap_remove(at)))]);
            }
        }
        plan.phases.push_back(Arc::new(phase(&format!("Phase {n}"), steps)));
    }
    plan
}
