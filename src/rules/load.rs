//! How many users each pool of a state carries, and how many it may carry: the numbers that the CAP rules judge, for the
//! rules and for everybody who shows them.

use super::context::groups_by_pool;
use super::packs::{Age, Capacity, Pack};
use crate::edit::{Command, Run};
use crate::model::*;
use crate::plan::Phase;
use foldhash::{HashMap, HashMapExt as _};
use std::collections::BTreeMap;

/// How many users there are, of whom some may not be counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Users {
    pub known: u64,
    /// Whether there may be more, whose number nobody recorded.
    pub more: bool,
}

impl Users {
    /// Nobody recorded anything.
    pub const UNKNOWN: Self = Self { known: 0, more: true };

    fn of(count: Option<u64>) -> Self {
        Self { known: count.unwrap_or_default(), more: count.is_none() }
    }

    fn and(self, other: Self) -> Self {
        Self { known: self.known.saturating_add(other.known), more: self.more || other.more }
    }

    /// The number, when everybody is counted.
    pub fn exact(self) -> Option<u64> {
        (!self.more).then_some(self.known)
    }

    /// Every user of a state.
    pub fn all(state: &Topology) -> Self {
        if state.user_groups.is_empty() {
            return Self::UNKNOWN;
        }
        let counts = state.user_groups.values().flat_map(|group| group.homes.values());
        counts.fold(Self::default(), |sum, count| sum.and(Self::of(*count)))
    }
}

/// What a limit rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// No pool of the product carries more.
    Pool,
    /// A Standard Edition server.
    Standard { is_virtual: bool },
    /// So many Front End Servers, for each of which there is a number.
    Servers { servers: usize, each: u64, is_virtual: bool },
    /// Each of two paired pools.
    Paired,
    /// So many servers have to carry the users of the partner as well, should it fail.
    Takeover { partner: PoolId, servers: usize },
}

/// One limit of a rule, and the users that it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The code of the rule that judges it.
    pub rule: &'static str,
    pub users: Users,
    pub limit: u64,
    pub basis: Basis,
}

impl Measure {
    pub fn is_over(&self) -> bool {
        self.users.known > self.limit
    }

    /// Whole percent of the limit that the counted users are, rounded down below 100 and up beyond.
    pub fn percent(&self) -> u64 {
        let (users, limit) = (u128::from(self.users.known) * 100, u128::from(self.limit.max(1)));
        let percent = if self.is_over() { users.div_ceil(limit) } else { users / limit };
        u64::try_from(percent).unwrap_or(u64::MAX)
    }
}

/// What is to be said of a pool's load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The counted users alone are more than some limit.
    Over,
    /// A fact is missing that decides.
    Unknown,
    Within,
    /// The pack has no limit for such a pool.
    NoLimit,
}

/// One pool in one state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolLoad {
    /// Users that are homed on it.
    pub users: Users,
    /// In the order of the rules' codes.
    pub measures: Vec<Measure>,
    /// The fact that the real limit depends on, when it is not known; the measures are upper bounds then.
    pub missing: Option<FactName>,
}

impl PoolLoad {
    pub fn verdict(&self) -> Verdict {
        if self.measures.iter().any(Measure::is_over) {
            Verdict::Over
        } else if self.measures.is_empty() {
            Verdict::NoLimit
        } else if self.missing.is_some() || self.users.more || self.measures.iter().any(|one| one.users.more) {
            Verdict::Unknown
        } else {
            Verdict::Within
        }
    }

    /// The limit for everyday that is nearest to being reached, or is passed the most.
    pub fn measure(&self) -> Option<&Measure> {
        let everyday = self.measures.iter().filter(|one| !matches!(one.basis, Basis::Takeover { .. }));
        everyday.max_by(|a, b| {
            let share = |one: &Measure, other: &Measure| u128::from(one.users.known) * u128::from(other.limit);
            share(a, b).cmp(&share(b, a)).then(b.limit.cmp(&a.limit))
        })
    }

    /// With the users of a partner that fails; of several partners, the largest.
    pub fn takeover(&self) -> Option<&Measure> {
        let takeovers = self.measures.iter().filter(|one| matches!(one.basis, Basis::Takeover { .. }));
        takeovers.max_by_key(|one| one.users.known)
    }

    /// What is over its limit.
    pub fn over(&self) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(|one| one.is_over())
    }
}

/// The pools of a state that users can be on, or are on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loads {
    pub pools: BTreeMap<PoolId, PoolLoad>,
    /// Users of the whole state.
    pub total: Users,
}

impl Loads {
    /// Without a pack there are users and no limits.
    pub fn of(state: &Topology, pack: Option<&Pack>) -> Self {
        let groups = groups_by_pool(state);
        let on = |id: &PoolId| match groups.get(id) {
            Some(groups) => {
                let counts = groups.iter().filter_map(|group| group.homes.get(id));
                counts.fold(Users::default(), |sum, count| sum.and(Users::of(*count)))
            }
            None if state.user_groups.is_empty() => Users::UNKNOWN,
            None => Users::default(),
        };
        let mut servers: HashMap<&PoolId, usize> = HashMap::new();
        for server in state.servers.values() {
            *servers.entry(&server.pool).or_default() += 1;
        }
        let branches = branches(state);
        let mut pools: BTreeMap<PoolId, PoolLoad> = BTreeMap::new();
        for pool in state.pools.values() {
            let users = on(&pool.id);
            if !pool.kind.homes_users() && (users == Users::default() || !groups.contains_key(&pool.id)) {
                continue;
            }
            let mut load = PoolLoad { users, ..PoolLoad::default() };
            if let Some(pack) = pack.filter(|_| pool.kind == PoolKind::FrontEnd) {
                let of_branches = branches.get(&pool.id).into_iter().flatten();
                let with_branches = of_branches.fold(users, |sum, id| sum.and(on(id)));
                let servers = servers.get(&pool.id).copied().unwrap_or_default();
                measure(&mut load, pool, servers, with_branches, pack);
            }
            pools.insert(pool.id.clone(), load);
        }
        if let Some(pack) = pack {
            for (one, other) in pairs(state, pack) {
                let (here, there) = (on(&one.id), on(&other.id));
                let servers = servers.get(&one.id).copied().unwrap_or_default();
                let Some(load) = pools.get_mut(&one.id) else { continue };
                let paired = |users, limit, basis| Measure { rule: "CAP-010", users, limit, basis };
                if !load.measures.iter().any(|measure| measure.basis == Basis::Paired) {
                    load.measures.push(paired(here, pack.capacity.paired_users, Basis::Paired));
                }
                if servers > 0 {
                    let limit = carried_by(&pack.capacity, servers);
                    let basis = Basis::Takeover { partner: other.id.clone(), servers };
                    load.measures.push(paired(here.and(there), limit, basis));
                }
            }
        }
        Self { pools, total: Users::all(state) }
    }
}

/// What the rules have for a Front End pool by itself.
fn measure(load: &mut PoolLoad, pool: &Pool, servers: usize, with_branches: Users, pack: &Pack) {
    let capacity = &pack.capacity;
    let mut put = |rule, users, limit, basis| load.measures.push(Measure { rule, users, limit, basis });
    let own = load.users;
    match pack.age(pool) {
        Age::Own => {
            put("CAP-002", with_branches, capacity.users_per_pool, Basis::Pool);
            match pool.edition {
                Some(Edition::Standard) => {
                    put("CAP-009", own, capacity.standard_users, Basis::Standard { is_virtual: false });
                }
                Some(Edition::Enterprise) if servers > 0 => {
                    let basis = Basis::Servers { servers, each: capacity.users_per_front_end, is_virtual: false };
                    put("CAP-003", with_branches, carried_by(capacity, servers), basis);
                }
                Some(Edition::Enterprise) => load.missing = Some("servers"),
                None => load.missing = Some("edition"),
            }
        }
        Age::Older => {
            let Some((limit, basis)) = of_legacy(pool, servers, pack) else { return };
            put("CAP-018", own, limit, basis);
            load.missing = match pool.edition {
                Some(Edition::Enterprise) if servers == 0 => Some("servers"),
                Some(_) => None,
                None => Some("edition"),
            };
        }
        Age::Newer | Age::Unknown | Age::None => {}
    }
}

/// The most users that so many Front End Servers of the product carry. The largest pool carries the most users that a
/// pool may have, though that is a little more than the number per server.
pub(super) fn carried_by(capacity: &Capacity, servers: usize) -> u64 {
    let by_each = capacity.users_per_front_end.saturating_mul(servers as u64);
    if servers >= capacity.front_ends { by_each.max(capacity.users_per_pool) } else { by_each }
}

/// The most users that a Front End pool of an older product carries, when its numbers are known.
pub(super) fn of_legacy(pool: &Pool, servers: usize, pack: &Pack) -> Option<(u64, Basis)> {
    let limits = pack.legacy_capacity.get(&pool.version?)?;
    let is_virtual = pool.platform == Some(Platform::Virtual);
    Some(match pool.edition {
        Some(Edition::Standard) => {
            let limit = if is_virtual { limits.virtual_standard_users } else { limits.standard_users };
            (limit, Basis::Standard { is_virtual })
        }
        Some(Edition::Enterprise) if servers > 0 => {
            let each = if is_virtual { limits.virtual_users_per_front_end } else { limits.users_per_front_end };
            let limit = limits.users_per_pool.min(each.saturating_mul(servers as u64));
            (limit, Basis::Servers { servers, each, is_virtual })
        }
        // More than the larger limit is too many on either edition.
        Some(Edition::Enterprise) | None => (limits.users_per_pool, Basis::Pool),
    })
}

/// Branch appliances by the pool that they register with: their users count there, too.
pub(super) type Branches<'a> = HashMap<&'a PoolId, Vec<&'a PoolId>>;

pub(super) fn branches(state: &Topology) -> Branches<'_> {
    let mut all = Branches::new();
    // Most deployments have none: then no link is looked at.
    if !state.pools.values().any(|pool| pool.kind == PoolKind::Sba) {
        return all;
    }
    for link in state.links.values().filter(|link| link.kind == LinkKind::BackupRegistrar) {
        if let (Subject::Pool(from), Subject::Pool(to)) = (&link.from, &link.to)
            && state.pools.get(from).is_some_and(|pool| pool.kind == PoolKind::Sba)
        {
            all.entry(to).or_default().push(from);
        }
    }
    all
}

/// Paired Enterprise Edition pools of the product, each of the two first.
pub(super) fn pairs<'a>(state: &'a Topology, pack: &Pack) -> Vec<(&'a Pool, &'a Pool)> {
    let pool = |subject: &Subject| match subject {
        Subject::Pool(id) => state.pools.get(id).map(|pool| &**pool).filter(|pool| {
            pool.kind == PoolKind::FrontEnd && pool.edition == Some(Edition::Enterprise) && pack.age(pool) == Age::Own
        }),
        _ => None,
    };
    let links = state.links.values().filter(|link| link.kind == LinkKind::Pairing);
    let both = links.filter_map(|link| Some((pool(&link.from)?, pool(&link.to)?)));
    both.flat_map(|(a, b)| [(a, b), (b, a)]).collect()
}

/// A step after which there are other users in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumChange {
    pub step: StepId,
    pub before: Users,
    pub after: Users,
}

/// The steps of a phase that bring users, take them away or count them; moves are none. `before` is the state that the
/// phase begins with.
pub fn sum_changes(before: &Topology, phase: &Phase) -> Vec<SumChange> {
    let can = |command: &Command| match command {
        Command::Add(Element::UserGroup(group)) => !group.homes.is_empty(),
        Command::Remove(subject) => matches!(subject, Subject::UserGroup(_) | Subject::Pool(_) | Subject::Site(_)),
        Command::CountUsers { .. } => true,
        _ => false,
    };
    let Some(last) = phase.steps.iter().rposition(|step| step.commands().iter().any(can)) else { return Vec::new() };
    let mut run = Run::new(before.clone());
    let mut changes = Vec::new();
    for step in phase.steps.iter().take(last + 1) {
        if !step.commands().iter().any(can) {
            // What does not apply changes nothing, here as in the replay.
            let _ = run.step(step.commands());
            continue;
        }
        let groups = run.state().user_groups.clone();
        let sum = Users::all(run.state());
        if run.step(step.commands()).is_ok() && !groups.ptr_eq(&run.state().user_groups) {
            let after = Users::all(run.state());
            if after != sum {
                changes.push(SumChange { step: step.id().clone(), before: sum, after });
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::sketch::read;
    use crate::rules::{check, pack};

    const CODES: [&str; 5] = ["CAP-002", "CAP-003", "CAP-009", "CAP-010", "CAP-018"];

    fn plan(text: &str) -> Plan {
        read(text).unwrap_or_else(|error| panic!("{error}")).plan
    }

    fn loads(plan: &Plan, stage: usize) -> Loads {
        Loads::of(&plan.replay().states[stage], pack(plan.target_at(stage)))
    }

    fn load(text: &str, name: &str) -> PoolLoad {
        let plan = plan(text);
        let found = loads(&plan, 0);
        let id = plan.today.pools.keys().find(|id| id.as_str().ends_with(name)).expect("a pool");
        found.pools[id].clone()
    }

    /// Every pool that a rule finds too small is over here, by the same rule, and no other.
    fn agrees(plan: &Plan) -> usize {
        let replay = plan.replay();
        let report = check(plan, &replay, None);
        let mut found = 0;
        for stage in 0..plan.stages() {
            let loads = Loads::of(&replay.states[stage], pack(plan.target_at(stage)));
            for code in CODES {
                let told: Vec<&Subject> = (report.findings.iter())
                    .filter(|finding| finding.code.as_str() == code && finding.stands_at(stage))
                    .map(|finding| &finding.subject)
                    .collect();
                found += told.len();
                for (id, load) in &loads.pools {
                    let over = load.over().any(|one| one.rule == code && !one.users.more);
                    assert_eq!(over, told.contains(&&Subject::from(id)), "{code} on {id} at {stage}: {load:?}");
                }
            }
        }
        found
    }

    #[test]
    fn rules_and_loads_agree() {
        let texts = [
            "pool fe front-end enterprise version=lync-2013 servers=4 users=26641",
            "pool fe front-end enterprise version=lync-2013 servers=4 users=26640",
            "pool fe front-end enterprise version=lync-2013 servers=12 users=80001",
            "pool fe front-end enterprise version=lync-2013 servers=12 users=80000",
            "pool fe front-end enterprise version=lync-2013 servers=11 users=73261",
            "pool fe front-end enterprise version=lync-2013 users=80001",
            "pool fe front-end version=lync-2013 users=80001",
            "pool se front-end standard version=lync-2013 users=2501",
            "pool old front-end standard version=lync-2010 platform=virtual users=2001",
            "pool old front-end enterprise version=lync-2010 servers=2 users=20001",
            "pool old front-end version=lync-2010 users=80001",
            "pool old front-end standard version=ocs-2007-r2 users=80001",
            "pool a front-end enterprise version=lync-2013 users=40001 servers=12 pairing=b\n  \
             pool b front-end enterprise version=lync-2013 users=1000 servers=12",
            "pool a front-end enterprise version=lync-2013 users=20000 servers=3 pairing=b\n  \
             pool b front-end enterprise version=lync-2013 users=1000 servers=12",
            "pool fe front-end enterprise version=lync-2013 users=79000\n  \
             pool sba sba version=lync-2013 users=1001 backup-registrar=fe",
        ];
        let found: usize = texts.iter().map(|text| agrees(&plan(&format!("site Paris\n  {text}")))).sum();
        assert!(found >= 11, "{found}");
        for seed in 0..4 {
            agrees(&crate::rules::testing::plan(12, 3, seed));
        }
    }

    #[test]
    fn the_nearest_limit_is_told_with_what_it_rests_on() {
        let standard = load("site Paris\n  pool se front-end standard version=lync-2013 users=500", "se");
        let one = standard.measure().expect("a limit");
        assert_eq!((one.rule, one.limit, one.percent()), ("CAP-009", 2_500, 20));
        assert_eq!(standard.verdict(), Verdict::Within);
        let few = load("site Paris\n  pool fe front-end enterprise version=lync-2013 servers=3 users=0", "fe");
        let basis = &few.measure().expect("a limit").basis;
        assert_eq!(*basis, Basis::Servers { servers: 3, each: 6_660, is_virtual: false });
        let over = load("site Paris\n  pool se front-end standard version=lync-2013 users=2501", "se");
        assert_eq!(over.measure().map(Measure::percent), Some(101), "no over reads as full");
        assert_eq!(over.verdict(), Verdict::Over);
    }

    #[test]
    fn what_is_not_known_is_never_within() {
        let half = load("site Paris\n  pool fe front-end enterprise version=lync-2013 users=10", "fe");
        assert_eq!((half.verdict(), half.missing), (Verdict::Unknown, Some("servers")));
        let silent = load("site Paris\n  pool se front-end standard version=lync-2013", "se");
        assert_eq!((silent.verdict(), silent.users), (Verdict::Unknown, Users::UNKNOWN));
        let r2 = load("site Paris\n  pool se front-end standard version=ocs-2007-r2 users=10", "se");
        assert_eq!(r2.verdict(), Verdict::NoLimit);
        let mut some = plan("site Paris\n  pool se front-end standard version=lync-2013 users=2600").today;
        let pool = some.pools.keys().next().cloned().expect("a pool");
        some.put(UserGroup::new(UserGroupId::new("user-group-guests"), Homes::from([(pool.clone(), None)])).into());
        let found = Loads::of(&some, pack(&PackId::new("lync-2013")));
        assert_eq!(found.total, Users { known: 2_600, more: true });
        assert_eq!(found.pools[&pool].verdict(), Verdict::Over, "those that are counted are too many already");
    }

    #[test]
    fn a_partner_is_carried_as_well() {
        let text = "site Paris\n  pool a front-end enterprise version=lync-2013 users=6000 servers=2 pairing=b\n  \
                    pool b front-end enterprise version=lync-2013 users=8000 servers=3";
        let small = load(text, "a");
        let takeover = small.takeover().expect("paired");
        assert_eq!((takeover.users.known, takeover.limit), (14_000, 13_320));
        assert_eq!(small.verdict(), Verdict::Over);
        assert_eq!(small.measure().map(|one| one.rule), Some("CAP-003"), "the bar is of every day");
        assert_eq!(load(text, "b").verdict(), Verdict::Within);
    }

    #[test]
    fn only_what_brings_takes_or_counts_users_changes_the_sum() {
        let plan = plan(
            "
            site Paris
              pool old front-end standard version=lync-2010 users=100
              pool gone front-end standard version=lync-2010 users=7
            phase Move
              + pool new front-end standard version=lync-2013 in=Paris
              move 40 users old -> new
              - pool gone
            phase Rest
              move all users old -> new
            ",
        );
        let states = plan.replay().states;
        let changes = sum_changes(&states[0], &plan.phases[0]);
        assert_eq!(changes.len(), 1, "{changes:?}");
        assert_eq!((changes[0].before.known, changes[0].after.known), (107, 100));
        assert_eq!(changes[0].step, *plan.phases[0].steps[2].id());
        assert_eq!(sum_changes(&states[1], &plan.phases[1]), []);
        assert_eq!(loads(&plan, 2).total, Users { known: 100, more: false });
    }
}
