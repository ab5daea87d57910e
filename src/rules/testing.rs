//! Plans of any size from a seed, for benches and for tests of size: the same seed gives the same plan.

use crate::edit::{Amount, Command};
use crate::model::*;
use crate::plan::{Phase, Plan, Step};
use std::sync::Arc;

/// Every n-th new pool shares the SQL instance of the pool that it replaces, so that there is something to find.
const ONE_SHARES_IN: u64 = 20;

/// A deployment of `pools` Lync Server 2010 pools that moves to Lync Server 2013 in `phases` phases: each phase
/// adds new pools with their SQL servers, moves users to them, and removes the old pools emptied before.
pub fn plan(pools: usize, phases: usize, seed: u64) -> Plan {
    let mut make = Maker { seed: seed.max(1), plan: Plan::new(PackId::new(super::FALLBACK)) };
    make.plan.today.deployment = Arc::new(Deployment {
        default_sip_domain: Some(Text::from("contoso.com")),
        forest: Some(Text::from("contoso.com")),
        ..Deployment::new()
    });
    for site in 0..pools.div_ceil(10) {
        let mut element = Site::new(SiteId::new(&format!("site-{site}")), SiteKind::Central);
        element.name = Some(Text::from(format!("Site {site}")));
        make.plan.today.put(element.into());
    }
    for at in 0..pools {
        let elements = make.pool(at, "old", Version::Lync2010, None);
        elements.into_iter().for_each(|element| make.plan.today.put(element));
    }
    let per_phase = pools.div_ceil(phases.max(1));
    for number in 0..phases {
        let mut steps = Vec::new();
        let mut step = |commands: Vec<Command>| {
            let id = StepId::new(&format!("step-{number}-{}", steps.len()));
            steps.push(Arc::new(Step::change(id, commands)));
        };
        let here = |number: usize| (number * per_phase).min(pools)..((number + 1) * per_phase).min(pools);
        for at in here(number) {
            let shares = make.random().is_multiple_of(ONE_SHARES_IN).then_some(at);
            step(make.pool(at, "new", Version::Lync2013, shares).into_iter().map(Command::Add).collect());
            step(vec![Command::MoveUsers {
                group: UserGroupId::new(&format!("user-group-{at}")),
                from: PoolId::new(&format!("pool-old-{at}")),
                to: PoolId::new(&format!("pool-new-{at}")),
                amount: Amount::All,
            }]);
        }
        for at in number.checked_sub(1).map(here).into_iter().flatten() {
            step(vec![Command::Remove(PoolId::new(&format!("pool-old-{at}")).into())]);
        }
        make.plan.phases.push_back(Arc::new(Phase {
            steps,
            ..Phase::new(PhaseId::new(&format!("phase-{number}")), Text::from(format!("Phase {number}")))
        }));
    }
    make.plan
}

struct Maker {
    seed: u64,
    plan: Plan,
}

impl Maker {
    /// Xorshift: nothing here needs more.
    fn random(&mut self) -> u64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        self.seed
    }

    /// An Enterprise pool with three servers, its SQL server with two instances, and its links.
    fn pool(&mut self, at: usize, age: &str, version: Version, shares: Option<usize>) -> Vec<Element> {
        let site = SiteId::new(&format!("site-{}", at / 10));
        let id = PoolId::new(&format!("pool-{age}-{at}"));
        let mut pool = Pool::new(id.clone(), PoolKind::FrontEnd);
        pool.fqdn = Some(Text::from(format!("{age}{at}.contoso.com")));
        pool.site = Some(site.clone());
        pool.version = Some(version);
        pool.edition = Some(Edition::Enterprise);
        let mut elements = vec![Element::from(pool)];
        for n in 1..=3 {
            let mut server = Server::new(ServerId::new(&format!("server-{age}-{at}-{n}")), id.clone());
            server.fqdn = Some(Text::from(format!("{age}{at}-fe{n}.contoso.com")));
            elements.push(server.into());
        }
        let mut host = SqlServer::new(SqlServerId::new(&format!("sql-server-{age}-{at}")));
        host.fqdn = Some(Text::from(format!("sql-{age}{at}.contoso.com")));
        host.site = Some(site);
        if self.random().is_multiple_of(2) {
            host.sql_version = Some(SqlVersion::Sql2012);
            host.sql_edition = Some(SqlEdition::Standard);
            host.bitness = Some(Bitness::Bits64);
        }
        let server = host.id.clone();
        elements.push(host.into());
        for name in ["RTC", "MON"] {
            let instance = SqlInstanceId::new(&format!("sql-instance-{age}-{at}-{name}"));
            let mut instance = SqlInstance::new(instance, server.clone());
            instance.name = Some(Text::from(name));
            elements.push(instance.into());
        }
        let instance = |age: &str, at: usize, name: &str| {
            Subject::from(SqlInstanceId::new(&format!("sql-instance-{age}-{at}-{name}")))
        };
        let back_end = match shares {
            Some(other) => instance("old", other, "RTC"),
            None => instance(age, at, "RTC"),
        };
        for (kind, to) in [
            (LinkKind::UserStore, back_end.clone()),
            (LinkKind::ApplicationStore, back_end),
            (LinkKind::MonitoringStore, instance(age, at, "MON")),
        ] {
            let link = LinkId::new(&format!("link-{}-{age}-{at}", kind.key()));
            elements.push(Link::new(link, kind, Usage::Default, (&id).into(), to).into());
        }
        if version == Version::Lync2010 {
            let users = self.random().is_multiple_of(4).then_some(500 + at as u64);
            let group = UserGroupId::new(&format!("user-group-{at}"));
            elements.push(UserGroup::new(group, Homes::from([(id, users)])).into());
        }
        elements
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;

    #[test]
    fn a_generated_plan_is_sound_and_has_something_to_find() {
        let plan = super::plan(60, 12, 7);
        assert_eq!(plan, super::plan(60, 12, 7));
        let replay = plan.replay();
        assert_eq!(replay.skipped, []);
        assert!(replay.states.iter().all(|state| state.broken().is_empty() && state.pools.len() >= 60));
        let report = check(&plan, &replay, None);
        assert!(report.findings.iter().any(|finding| finding.code.as_str() == "SQL-001"));
    }
}
