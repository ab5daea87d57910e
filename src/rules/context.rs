//! What a rule sees.

use super::Reach;
use super::course::Sorts;
use super::given::Given;
use super::names::{self, Bearer, Shared};
use super::packs::{Age, Pack};
use super::places::Move;
use super::relations::Relations;
use super::sql::{SqlHost, sql_hosts};
use crate::edit::Command;
use crate::model::*;
use crate::plan::{Phase, Plan, Replay, Skipped, Step};
use crate::text::Message;
use foldhash::HashMap;
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::sync::{Arc, OnceLock};

/// What the checks of all stages have in common, made when the first asks.
pub struct Common<'a> {
    states: &'a [Topology],
    packs: &'a [Option<&'static Pack>],
    borne: OnceLock<Vec<Bearer<'a>>>,
    shared: OnceLock<Vec<Shared>>,
    reused: OnceLock<Vec<Reused>>,
    census: OnceLock<Vec<Arc<Census<'a>>>>,
    /// Also of pools that are outside, where the states are parts.
    sorts: OnceLock<Sorts>,
    indexes: Vec<Index<'a>>,
    archives_today: OnceLock<bool>,
    /// Made by the checklist.
    pub(super) moves: OnceLock<Vec<Move<'a>>>,
}

/// The servers and groups of users of a state by their pools, made when somebody asks.
#[derive(Default)]
struct Index<'a> {
    members: OnceLock<HashMap<&'a PoolId, Vec<&'a Server>>>,
    groups: OnceLock<GroupsByPool<'a>>,
}

impl<'a> Index<'a> {
    fn members_of(&self, topology: &'a Topology, pool: &PoolId) -> &[&'a Server] {
        self.members.get_or_init(|| members(topology)).get(pool).map_or(&[], Vec::as_slice)
    }

    fn groups(&self, topology: &'a Topology) -> &GroupsByPool<'a> {
        self.groups.get_or_init(|| groups_by_pool(topology))
    }
}

/// The groups that have, or had, users on each pool.
pub type GroupsByPool<'a> = HashMap<&'a PoolId, Vec<&'a UserGroup>>;

/// The pools of a state by age and kind.
type Census<'a> = BTreeMap<(Age, PoolKind), Vec<&'a Pool>>;

impl<'a> Common<'a> {
    pub fn new(states: &'a [Topology], packs: &'a [Option<&'static Pack>]) -> Self {
        Self {
            states,
            packs,
            borne: OnceLock::new(),
            shared: OnceLock::new(),
            reused: OnceLock::new(),
            census: OnceLock::new(),
            sorts: OnceLock::new(),
            indexes: states.iter().map(|_| Index::default()).collect(),
            archives_today: OnceLock::new(),
            moves: OnceLock::new(),
        }
    }

    /// Parts of states, of whose wholes it is known which sorts of pools stand in them.
    pub(super) fn of_slice(states: &'a [Topology], packs: &'a [Option<&'static Pack>], sorts: &Sorts) -> Self {
        Self { sorts: OnceLock::from(sorts.clone()), ..Self::new(states, packs) }
    }

    /// The ages and kinds of the pools that stand at each stage.
    pub(super) fn sorts(&self) -> &Sorts {
        self.sorts.get_or_init(|| self.census().iter().map(|census| census.keys().copied().collect()).collect())
    }

    fn census(&self) -> &[Arc<Census<'a>>] {
        self.census.get_or_init(|| {
            let mut all: Vec<Arc<Census<'a>>> = Vec::with_capacity(self.states.len());
            for (stage, state) in self.states.iter().enumerate() {
                let pack = self.packs.get(stage).copied().flatten();
                let before = stage.checked_sub(1).filter(|before| {
                    self.packs.get(*before) == self.packs.get(stage) && self.states[*before].pools.ptr_eq(&state.pools)
                });
                let census = before.map_or_else(|| Arc::new(counted(state, pack)), |before| all[before].clone());
                all.push(census);
            }
            all
        })
    }

    fn borne(&self) -> &[Bearer<'a>] {
        self.borne.get_or_init(|| names::borne(self.states, self.packs))
    }
}

/// Names in the course of a plan, for what outlives no state.
trait SharedNames: Sync {
    fn shared(&self) -> &[Shared];
}

impl SharedNames for Common<'_> {
    fn shared(&self) -> &[Shared] {
        self.shared.get_or_init(|| names::shared(self.borne()))
    }
}

fn counted<'a>(state: &'a Topology, pack: Option<&Pack>) -> Census<'a> {
    let mut census = Census::new();
    if let Some(pack) = pack {
        for pool in state.pools.values() {
            census.entry((pack.age(pool), pool.kind)).or_default().push(pool);
        }
    }
    census
}

/// One state at the end of a stage.
pub struct StateContext<'a> {
    plan: &'a Plan,
    stage: usize,
    /// How far the rules look that are asked.
    reach: Reach,
    pub topology: &'a Topology,
    pub pack: &'a Pack,
    sql_hosts: OnceLock<Vec<SqlHost<'a>>>,
    names: &'a (dyn SharedNames + 'a),
    own: Index<'a>,
    /// That of all checks of the stage, where the whole state is looked at.
    shared: Option<&'a Index<'a>>,
    relations: OnceLock<Relations<'a>>,
    machines: OnceLock<Vec<Machine<'a>>>,
    given: OnceLock<Given>,
    edges: OnceLock<Vec<&'a Pool>>,
}

/// A computer on which several pools stand.
pub struct Machine<'a> {
    /// As the first of the pools or servers writes it.
    pub name: &'a str,
    pub pools: Vec<&'a Pool>,
}

impl<'a> StateContext<'a> {
    pub fn new(plan: &'a Plan, stage: usize, topology: &'a Topology, pack: &'a Pack, names: &'a Common<'_>) -> Self {
        Self {
            plan,
            stage,
            reach: Reach::Plan,
            topology,
            pack,
            sql_hosts: OnceLock::new(),
            names,
            own: Index::default(),
            shared: None,
            relations: OnceLock::new(),
            machines: OnceLock::new(),
            given: OnceLock::new(),
            edges: OnceLock::new(),
        }
    }

    /// The whole state of a stage.
    pub(super) fn whole(
        plan: &'a Plan,
        stage: usize,
        topology: &'a Topology,
        pack: &'a Pack,
        common: &'a Common<'a>,
    ) -> Self {
        Self { shared: common.indexes.get(stage), ..Self::new(plan, stage, topology, pack, common) }
    }

    /// A part of a state, with what is given by its whole.
    pub(super) fn of_slice(
        plan: &'a Plan,
        stage: usize,
        slice: &'a Topology,
        pack: &'a Pack,
        names: &'a Common<'_>,
        given: &Given,
    ) -> Self {
        Self { given: OnceLock::from(given.clone()), ..Self::new(plan, stage, slice, pack, names) }
    }

    /// With what is given by the state, as it has been found out.
    pub(super) fn give(&mut self, given: Given) {
        self.given = OnceLock::from(given);
    }

    /// For rules that look no further than this.
    pub(super) fn reaching(&mut self, reach: Reach) -> &Self {
        self.reach = reach;
        self
    }

    /// The plan, for a rule that is marked as looking at [all of it](Reach::Plan) or at [its course](Reach::Course).
    pub fn plan(&self) -> &'a Plan {
        debug_assert!(matches!(self.reach, Reach::Plan | Reach::Course));
        self.plan
    }

    /// The number of the stage, for a rule that is marked as looking at the plan.
    pub fn stage(&self) -> usize {
        debug_assert!(matches!(self.reach, Reach::Plan | Reach::Course));
        self.stage
    }

    /// SQL Server hosts by name, with the stores on them.
    pub fn sql_hosts(&self) -> &[SqlHost<'a>] {
        self.sql_hosts.get_or_init(|| sql_hosts(self.topology))
    }

    /// Links by the pool that they start at, pairs of pools, and mirrored stores.
    pub fn relations(&self) -> &Relations<'a> {
        self.relations.get_or_init(|| Relations::new(self.topology))
    }

    /// Names that several objects bear in the course of the plan, not all of them at this stage.
    pub fn shared_names(&self) -> &'a [Shared] {
        self.names.shared()
    }

    /// How many servers a pool has.
    pub fn servers_of(&self, pool: &PoolId) -> usize {
        self.members_of(pool).len()
    }

    /// The servers of a pool, in the order of their ids.
    pub fn members_of(&self, pool: &PoolId) -> &[&'a Server] {
        self.index().members_of(self.topology, pool)
    }

    fn index(&self) -> &Index<'a> {
        self.shared.unwrap_or(&self.own)
    }

    /// Users on a pool; `None` when a count is not known, or no group says anything.
    pub fn users_on(&self, pool: &PoolId) -> Option<u64> {
        users_of(pool, self.index().groups(self.topology).get(pool))
    }

    /// Whether a group of users names the pool: else there is nobody to count.
    pub fn is_home(&self, pool: &PoolId) -> bool {
        self.index().groups(self.topology).contains_key(pool)
    }

    /// Computers on which several pools stand, by name, in the order of the names.
    pub fn machines(&self) -> &[Machine<'a>] {
        self.machines.get_or_init(|| machines(self))
    }

    /// Whether a pool of the target stands here: what the target asks of the deployment is judged from then on.
    pub fn has_target(&self) -> bool {
        self.known().has_target
    }

    /// What is given by the whole state, for a rule that is marked as looking at [it](Reach::Given).
    pub fn given(&self) -> &Given {
        debug_assert!(matches!(self.reach, Reach::Plan | Reach::Given));
        self.known()
    }

    fn known(&self) -> &Given {
        self.given.get_or_init(|| Given::of(self.topology, self.pack, None))
    }

    /// Every Edge pool.
    pub fn edges(&self) -> &[&'a Pool] {
        self.edges.get_or_init(|| self.pools().filter(|pool| pool.kind == PoolKind::Edge).collect())
    }

    /// The name of the target.
    pub fn product(&self) -> Message {
        Message::word(Version::PREFIX, self.pack.product.key())
    }

    pub fn pools(&self) -> impl Iterator<Item = &'a Pool> + use<'a> {
        self.topology.pools.values().map(|pool| &**pool)
    }

    pub fn age(&self, pool: &Pool) -> Age {
        self.pack.age(pool)
    }

    pub fn label(&self, subject: impl Into<Subject>) -> String {
        self.topology.label(&subject.into())
    }
}

/// The servers of each pool.
fn members(topology: &Topology) -> HashMap<&PoolId, Vec<&Server>> {
    let mut members: HashMap<&PoolId, Vec<&Server>> = HashMap::default();
    for server in topology.servers.values() {
        members.entry(&server.pool).or_default().push(server);
    }
    members
}

/// A pool without servers stands on the computer of its name.
fn machines<'a>(cx: &StateContext<'a>) -> Vec<Machine<'a>> {
    let hasher = foldhash::fast::FixedState::default();
    let mut on: Vec<(u64, &'a str, &'a Pool)> = Vec::with_capacity(cx.topology.servers.len());
    let mut put = |name: &'a Option<Text>, pool: &'a Pool| {
        if let Some(name) = name.as_deref().filter(|name| !name.is_empty()) {
            on.push((hasher.hash_one(names::folded(name)), name, pool));
        }
    };
    for server in cx.topology.servers.values() {
        if let Some(pool) = cx.topology.pools.get(&server.pool) {
            put(&server.fqdn, pool);
        }
    }
    for pool in cx.pools().filter(|pool| cx.servers_of(&pool.id) == 0) {
        put(&pool.fqdn, pool);
    }
    // Almost every name stands once: only equal hashes are compared.
    on.sort_by_key(|(hash, ..)| *hash);
    let mut out: Vec<Machine<'a>> = Vec::new();
    for same_hash in on.chunk_by(|a, b| a.0 == b.0).filter(|chunk| chunk.len() > 1) {
        for (_, name, pool) in same_hash {
            match out.iter_mut().find(|machine| machine.name.eq_ignore_ascii_case(name)) {
                Some(machine) if machine.pools.iter().any(|other| other.id == pool.id) => {}
                Some(machine) => machine.pools.push(pool),
                None => out.push(Machine { name, pools: vec![pool] }),
            }
        }
    }
    out.retain(|machine| machine.pools.len() > 1);
    out.iter_mut().for_each(|machine| machine.pools.sort_by(|a, b| a.id.cmp(&b.id)));
    out.sort_by(|a, b| a.name.cmp(b.name));
    out
}

/// One phase and the states around it.
pub struct PhaseContext<'a> {
    pub plan: &'a Plan,
    /// The number of the phase, 1 for the first.
    pub stage: usize,
    pub phase: &'a Phase,
    pub before: &'a Topology,
    pub after: &'a Topology,
    /// The pack of the phase; only rules about the plan itself run without one.
    pub pack: Option<&'a Pack>,
    skipped: &'a [Skipped],
    own: Index<'a>,
    common: Option<&'a Common<'a>>,
    moments: OnceLock<Vec<Topology>>,
    exact: OnceLock<Vec<Topology>>,
    pub(super) places: OnceLock<HashMap<&'a StepId, usize>>,
    pub(super) work: OnceLock<Vec<Work<'a>>>,
}

/// An activity with the number of its phase and its place there.
pub(super) type Work<'a> = ((usize, usize), &'a Step);

impl<'a> PhaseContext<'a> {
    pub fn new(plan: &'a Plan, replay: &'a Replay, stage: usize, pack: Option<&'a Pack>) -> Option<Self> {
        Some(Self {
            plan,
            stage,
            phase: plan.phases.get(stage.checked_sub(1)?)?,
            before: replay.states.get(stage - 1)?,
            after: replay.states.get(stage)?,
            pack,
            skipped: &replay.skipped,
            own: Index::default(),
            common: None,
            moments: OnceLock::new(),
            exact: OnceLock::new(),
            places: OnceLock::new(),
            work: OnceLock::new(),
        })
    }

    /// With what the checks of all stages have in common.
    pub(super) fn sharing(self, common: &'a Common<'a>) -> Self {
        Self { common: Some(common), ..self }
    }

    /// That of all checks of the state before the phase.
    fn index_before(&self) -> &Index<'a> {
        self.common.and_then(|common| common.indexes.get(self.stage - 1)).unwrap_or(&self.own)
    }

    /// Whether something archives on an Archiving Server today.
    pub fn archives_today(&self) -> bool {
        let today = &self.plan.today;
        let archives = || {
            today.pools.values().any(|pool| pool.kind == PoolKind::Archiving)
                || today.links.values().any(|link| link.kind == LinkKind::ArchivingServer)
        };
        self.common.map_or_else(archives, |common| *common.archives_today.get_or_init(archives))
    }

    /// The servers of a pool before the phase, in the order of their ids.
    pub fn members_before(&self, pool: &PoolId) -> &[&'a Server] {
        self.index_before().members_of(self.before, pool)
    }

    /// The groups that have, or had, users on a pool before the phase.
    pub fn groups_before(&self, pool: &PoolId) -> &[&'a UserGroup] {
        self.index_before().groups(self.before).get(pool).map_or(&[], Vec::as_slice)
    }

    /// Whether a step does not apply where it stands.
    pub fn is_skipped(&self, step: &Step) -> bool {
        self.skipped.iter().any(|skip| skip.step == *step.id())
    }

    /// Each step that is replayed, with the pools and users as they are when it is carried out. What the phase has removed by then
    /// is still there, and other kinds of object are as before the phase: a whole replay would cost as much again.
    pub fn steps(&self) -> impl Iterator<Item = (&'a Step, &Topology)> {
        let is_skipped = |step: &Step| self.is_skipped(step);
        let moments = self.moments.get_or_init(|| {
            let mut state = self.before.clone();
            let mut moments = Vec::with_capacity(self.phase.steps.len());
            for step in &self.phase.steps {
                moments.push(state.clone());
                if is_skipped(step) {
                    continue;
                }
                for command in step.commands() {
                    carry_out(command, &mut state);
                }
            }
            moments
        });
        self.phase.steps.iter().map(|step| &**step).zip(moments).filter(move |(step, _)| !is_skipped(step))
    }
}

impl<'a> PhaseContext<'a> {
    /// Each step that is replayed, with the whole state just before it: a replay, so ask only where a step needs it.
    pub fn exact_steps(&self) -> impl Iterator<Item = (&'a Step, &Topology)> {
        let is_skipped = |step: &Step| self.is_skipped(step);
        let exact = self.exact.get_or_init(|| {
            // One run for all: a removal looks up who names what, and that is known once.
            let mut run = crate::edit::Run::new(self.before.clone());
            let mut exact = Vec::with_capacity(self.phase.steps.len());
            for step in &self.phase.steps {
                exact.push(run.state().clone());
                if !is_skipped(step) {
                    // One that cannot apply leaves the state as it is.
                    let _ = run.step(step.commands());
                }
            }
            exact
        });
        self.phase.steps.iter().map(|step| &**step).zip(exact).filter(move |(step, _)| !is_skipped(step))
    }
}

/// Carries a command out when it is about pools or users.
pub fn carry_out(command: &Command, state: &mut Topology) {
    let counts = match command {
        Command::Add(Element::Pool(_) | Element::UserGroup(_)) => true,
        Command::Set { of, .. } => matches!(of, Subject::Pool(_) | Subject::UserGroup(_)),
        Command::MoveUsers { .. } | Command::CountUsers { .. } => true,
        _ => false,
    };
    if let Some(next) = counts.then(|| command.applied_to(state)).and_then(Result::ok) {
        *state = next;
    }
}

/// The groups that have, or had, users on each pool of a state.
pub fn groups_by_pool(topology: &Topology) -> GroupsByPool<'_> {
    let mut groups = GroupsByPool::default();
    for group in topology.user_groups.values() {
        for pool in group.homes.keys() {
            groups.entry(pool).or_default().push(group);
        }
    }
    groups
}

/// Users on a pool, by the groups that name it: `None` when a count is not known, or no group says anything.
pub fn users_of(pool: &PoolId, groups: Option<&Vec<&UserGroup>>) -> Option<u64> {
    let mut counts = groups?.iter().filter_map(|group| group.homes.get(pool)).peekable();
    counts.peek()?;
    counts.try_fold(0, |sum: u64, count| Some(sum.saturating_add((*count)?)))
}

/// The whole timeline.
pub struct PlanContext<'a> {
    pub plan: &'a Plan,
    pub replay: &'a Replay,
    pub states: &'a [Topology],
    /// The pack of each stage.
    pub packs: &'a [Option<&'static Pack>],
    pub(super) common: &'a Common<'a>,
}

/// A pool or server of the target and a legacy one, at any stages of the plan, that bear one name.
pub struct Reused {
    pub new: Subject,
    pub old: Subject,
}

impl<'a> PlanContext<'a> {
    /// The number of the last stage.
    pub fn last(&self) -> usize {
        self.states.len().saturating_sub(1)
    }

    /// The age of a pool by the pack of a stage.
    pub fn age(&self, stage: usize, pool: &Pool) -> Age {
        self.packs.get(stage).copied().flatten().map_or(Age::None, |pack| pack.age(pool))
    }

    /// Pools of a stage that are of this age.
    pub fn pools(&self, stage: usize, age: Age) -> impl Iterator<Item = &'a Pool> + '_ {
        let pools = self.states.get(stage).into_iter().flat_map(|state| state.pools.values().map(|pool| &**pool));
        pools.filter(move |pool| self.age(stage, pool) == age)
    }

    /// Pools of a stage that are of this age and kind, in the order of their ids.
    pub fn of_kind(&self, stage: usize, age: Age, kind: PoolKind) -> &[&'a Pool] {
        let census = self.common.census().get(stage);
        census.and_then(|census| census.get(&(age, kind))).map_or(&[], Vec::as_slice)
    }

    /// Whether any pool of a stage is of this age.
    pub fn has_age(&self, stage: usize, age: Age) -> bool {
        self.common.sorts().get(stage).is_some_and(|sorts| sorts.iter().any(|(of, _)| *of == age))
    }

    /// Whether any pool of a stage is of this age and kind.
    pub fn has_kind(&self, stage: usize, age: Age, kind: PoolKind) -> bool {
        self.common.sorts().get(stage).is_some_and(|sorts| sorts.contains(&(age, kind)))
    }

    /// Users on a pool at a stage; `None` when a count is not known, or no group says anything.
    pub fn users_on(&self, stage: usize, pool: &PoolId) -> Option<u64> {
        users_of(pool, self.groups(stage)?.get(pool))
    }

    /// Whether a group of users names the pool at a stage: else there is nobody to count.
    pub fn is_home(&self, stage: usize, pool: &PoolId) -> bool {
        self.groups(stage).is_some_and(|groups| groups.contains_key(pool))
    }

    /// The servers of a pool at a stage, in the order of their ids.
    pub fn members_of(&self, stage: usize, pool: &PoolId) -> &[&'a Server] {
        let found = self.common.indexes.get(stage).zip(self.states.get(stage));
        found.map_or(&[], |(index, state)| index.members_of(state, pool))
    }

    fn groups(&self, stage: usize) -> Option<&GroupsByPool<'a>> {
        Some(self.common.indexes.get(stage)?.groups(self.states.get(stage)?))
    }

    /// Names of the legacy deployment that the target bears, in the order of the objects.
    pub fn reused_names(&self) -> &[Reused] {
        self.common.reused.get_or_init(|| names::reused(self.common.borne()))
    }

    /// Every step that was replayed, with the number of its phase.
    pub fn steps(&self) -> impl Iterator<Item = (usize, &'a Arc<Step>)> {
        let skipped = &self.replay.skipped;
        let numbered =
            self.plan.phases.iter().enumerate().flat_map(|(at, phase)| phase.steps.iter().map(move |s| (at + 1, s)));
        numbered.filter(move |(_, step)| !skipped.iter().any(|skip| skip.step == *step.id()))
    }
}
