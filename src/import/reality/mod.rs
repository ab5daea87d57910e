//! A plan against a topology of the deployment as it is: which stage has been reached, which steps are done, what is
//! not as planned. What no topology file tells (users, operating systems, products of SQL Server…) is never a
//! difference; see `tests/import_facts.rs` for what files carry.

#[cfg(test)]
mod tests;
mod words;

use crate::edit::Command;
use crate::model::*;
use crate::plan::{Aspect, Change, Difference, Mark, Pairs, Plan, Replay, Step, compare_paired};
use foldhash::{HashMap, HashSet};

/// Where the deployment stands in the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// How many differences each stage has.
    pub counts: Vec<usize>,
    pub position: Position,
    /// The stage that the deployment is compared with: the one with the fewest differences, or the one that was asked for.
    pub stage: usize,
    /// The steps of the phases around it, in order.
    pub steps: Vec<StepProgress>,
    /// What is not as at that stage, in a stable order.
    pub drift: Vec<Drift>,
}

/// The stage that the deployment is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    At(usize),
    /// The phase after this stage is under way.
    Between(usize),
    /// From the first to the last: they differ only in what no topology file tells.
    Either(usize, usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepProgress {
    /// The number of its phase, 1 for the first.
    pub stage: usize,
    pub step: StepId,
    pub progress: Progress,
}

/// Whether a step has been carried out, as far as a topology tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Progress {
    Done,
    /// Some of it.
    Begun,
    Open,
    /// A topology says nothing about it.
    Untold,
}

impl Progress {
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Begun => "begun",
            Self::Open => "open",
            Self::Untold => "untold",
        }
    }
}

/// One thing that is not as planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    pub what: Sort,
    /// The object in the plan, and in the topology.
    pub plan: Option<Subject>,
    pub real: Option<Subject>,
    /// What of it differs: before is the plan, after the topology.
    pub change: Option<Change>,
    /// What is missing or extra together with it: its servers, instances and links, by their ids there.
    pub parts: Vec<Subject>,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// In the plan at this stage, and not in the topology.
    Missing,
    /// In the topology, and not in the plan at this stage.
    Extra,
    Different,
    /// The plan does not know it, the topology does: no difference, but worth taking over.
    Learned,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Missing, Self::Extra, Self::Different, Self::Learned];

    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Different => "different",
            Self::Learned => "learned",
        }
    }
}

/// What the plan says about a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing: no stage of the plan has it so.
    Unplanned,
    /// It is still as before this phase: its step is not done.
    Open { stage: usize, step: StepId },
    /// It is so already, as at the end of this later phase.
    Ahead { stage: usize, step: StepId },
}

impl Drift {
    /// The object as it is called here: in the plan, or in the topology when only that has it.
    pub fn subject(&self) -> &Subject {
        self.plan.as_ref().or(self.real.as_ref()).unwrap_or(&Subject::Deployment)
    }
}

impl Status {
    /// Whether the plan foresees it where the deployment is: a step of the phase that ends here is still open, or one of
    /// the next is done already. Migrations take time; that is no drift.
    pub fn is_under_way(&self, drift: &Drift) -> bool {
        match drift.why {
            Why::Open { stage, .. } => stage == self.stage,
            Why::Ahead { stage, .. } => stage == self.stage + 1,
            Why::Unplanned => false,
        }
    }

    /// What nobody planned so: what is left without what is under way, and without what is only known better.
    pub fn drifted(&self) -> impl Iterator<Item = &Drift> {
        self.drift.iter().filter(|drift| drift.what != Sort::Learned && !self.is_under_way(drift))
    }

    pub fn is_as_planned(&self) -> bool {
        self.drifted().next().is_none()
    }
}

/// Compares a plan with a topology; `against` names a stage other than the nearest.
pub fn status(plan: &Plan, replay: &Replay, real: &Topology, against: Option<usize>) -> Status {
    let seen: Vec<Seen> = replay.states.iter().map(|state| Seen::new(state, real)).collect();
    let counts: Vec<usize> = seen.iter().map(|seen| seen.count).collect();
    let fewest = counts.iter().copied().min().unwrap_or(0);
    let nearest = counts.iter().position(|count| *count == fewest).unwrap_or(0);
    let progress = |stage: usize| -> Vec<StepProgress> {
        let phase = stage.checked_sub(1).and_then(|at| plan.phases.get(at));
        let steps = phase.into_iter().flat_map(|phase| &phase.steps).map(|step| StepProgress {
            stage,
            step: step.id().clone(),
            progress: seen[stage].progress(
                step,
                &replay.states[stage],
                &replay.states[stage - 1],
                &seen[stage - 1],
                real,
            ),
        });
        steps.collect()
    };
    let is = |stage: usize, which: &[Progress]| progress(stage).iter().any(|step| which.contains(&step.progress));
    let shows = [Progress::Done, Progress::Begun, Progress::Open];
    // Phases that only move users, say, look in a topology as the stage before them.
    let mut last = nearest;
    while last + 1 < seen.len() && counts[last + 1] == fewest && !is(last + 1, &shows) {
        last += 1;
    }
    let begun = |stage: usize| stage < seen.len() && is(stage, &[Progress::Done, Progress::Begun]);
    let position = if nearest > 0 && is(nearest, &[Progress::Open, Progress::Begun]) && begun(nearest) {
        Position::Between(nearest - 1)
    } else if begun(last + 1) {
        Position::Between(last)
    } else if last > nearest {
        Position::Either(nearest, last)
    } else {
        Position::At(nearest)
    };
    let stage = against.unwrap_or(nearest).min(seen.len().saturating_sub(1));
    let mut drift: Vec<Drift> = seen.get(stage).map(|seen| seen.drift.clone()).unwrap_or_default();
    for one in &mut drift {
        one.why = why(plan, &seen, stage, one);
    }
    let mut steps = progress(stage);
    if stage + 1 < seen.len() {
        steps.extend(progress(stage + 1));
    }
    Status { counts, position, stage, steps, drift }
}

/// One stage beside the topology.
struct Seen {
    pairs: Pairs,
    drift: Vec<Drift>,
    count: usize,
    missing: HashSet<Subject>,
    extra: HashSet<Subject>,
    different: HashSet<(Subject, Aspect)>,
}

impl Seen {
    fn new(state: &Topology, real: &Topology) -> Self {
        let pairs = Pairs::in_field(state, real, false);
        let all = compare_paired(state, real, &pairs);
        let untold = Untold::new(state);
        let mut out = Self {
            pairs,
            drift: Vec::new(),
            count: 0,
            missing: HashSet::default(),
            extra: HashSet::default(),
            different: HashSet::default(),
        };
        let of = |all: &[Difference], mark: Mark| -> HashSet<Subject> {
            all.iter().filter(|one| one.mark == mark).map(|one| one.subject().clone()).collect()
        };
        let (gone, come) = (of(&all, Mark::Removed), of(&all, Mark::Added));
        let mut parts: HashMap<Subject, Vec<Subject>> = HashMap::default();
        for one in &all {
            let subject = one.subject();
            match one.mark {
                _ if matches!(subject, Subject::UserGroup(_)) => {}
                Mark::Removed if !untold.has(state, subject) => {
                    out.missing.insert(subject.clone());
                    out.put(one, Sort::Missing, owner(state, subject, &gone), &mut parts);
                }
                Mark::Added => {
                    out.extra.insert(subject.clone());
                    out.put(one, Sort::Extra, owner(real, subject, &come), &mut parts);
                }
                Mark::Changed => out.put_changes(one, state),
                _ => {}
            }
        }
        for drift in &mut out.drift {
            let key = if drift.what == Sort::Missing { &drift.plan } else { &drift.real };
            if drift.change.is_none()
                && let Some(parts) = key.as_ref().and_then(|key| parts.remove(key))
            {
                drift.parts = parts;
            }
        }
        out.count = out.drift.iter().filter(|drift| drift.what != Sort::Learned).count();
        out
    }

    fn put(
        &mut self,
        one: &Difference,
        what: Sort,
        owner: Option<Subject>,
        parts: &mut HashMap<Subject, Vec<Subject>>,
    ) {
        if let Some(owner) = owner {
            parts.entry(owner).or_default().push(one.subject().clone());
            return;
        }
        let (plan, real) = (one.before.clone(), one.after.clone());
        self.drift.push(Drift { what, plan, real, change: None, parts: Vec::new(), why: Why::Unplanned });
    }

    fn put_changes(&mut self, one: &Difference, state: &Topology) {
        let (Some(plan), Some(real)) = (&one.before, &one.after) else { return };
        for change in &one.changes {
            let what = match (&change.aspect, &change.before, &change.after) {
                (Aspect::Users(_), ..) | (_, _, None) => continue,
                (Aspect::Kind, ..) if is_no_kind_of_files(state, plan) => continue,
                (_, Some(_), Some(_)) => Sort::Different,
                (_, None, Some(_)) => Sort::Learned,
            };
            self.different.insert((plan.clone(), change.aspect.clone()));
            self.drift.push(Drift {
                what,
                plan: Some(plan.clone()),
                real: Some(real.clone()),
                change: Some(change.clone()),
                parts: Vec::new(),
                why: Why::Unplanned,
            });
        }
    }

    /// Whether something is as at this stage.
    fn agrees(&self, drift: &Drift) -> bool {
        let missing = drift.plan.as_ref().is_some_and(|plan| self.missing.contains(plan));
        let extra = drift.real.as_ref().is_some_and(|real| self.extra.contains(real));
        let different = drift.plan.as_ref().zip(drift.change.as_ref()).is_some_and(|(plan, change)| {
            let is_paired = self.pairs.there(plan) == drift.real.as_ref();
            !is_paired || self.different.contains(&(plan.clone(), change.aspect.clone()))
        });
        !missing && !extra && !different
    }

    /// How much of a step of the phase that ends here can be seen in the topology.
    fn progress(
        &self,
        step: &Step,
        state: &Topology,
        state_before: &Topology,
        before: &Self,
        real: &Topology,
    ) -> Progress {
        let told =
            step.commands().iter().filter_map(|command| self.is_done(command, state, state_before, before, real));
        let (mut done, mut open) = (0usize, 0usize);
        for is_done in told {
            if is_done { done += 1 } else { open += 1 }
        }
        match (done, open) {
            (0, 0) => Progress::Untold,
            (_, 0) => Progress::Done,
            (0, _) => Progress::Open,
            _ => Progress::Begun,
        }
    }

    fn is_done(
        &self,
        command: &Command,
        state: &Topology,
        state_before: &Topology,
        before: &Self,
        real: &Topology,
    ) -> Option<bool> {
        match command {
            Command::Add(Element::UserGroup(_)) | Command::MoveUsers { .. } | Command::CountUsers { .. } => None,
            Command::Add(element) => {
                let subject = element.subject();
                let is_there = self.pairs.there(&subject).is_some();
                (state.has(&subject) && (is_there || self.missing.contains(&subject))).then_some(is_there)
            }
            Command::Remove(subject) => {
                let is_there = before.pairs.there(subject).is_some();
                let is_told = is_there || before.missing.contains(subject);
                // What comes and goes in one phase leaves nothing to be seen.
                (state_before.has(subject) && !state.has(subject) && is_told).then_some(!is_there)
            }
            other => {
                let (subject, name) = other.aspect()?;
                let there = self.pairs.there(&subject)?;
                let aspect = if name == "to" { Aspect::To } else { Aspect::Fact(name) };
                let known = aspect == Aspect::To || real.fact(there, name).is_some();
                known.then(|| !self.different.contains(&(subject, aspect)))
            }
        }
    }
}

/// Kinds that a topology file has under another kind, or not at all.
fn is_no_kind_of_files(state: &Topology, subject: &Subject) -> bool {
    let Subject::Pool(id) = subject else { return false };
    state.pools.get(id).is_some_and(|pool| {
        matches!(pool.kind, PoolKind::GroupChat | PoolKind::CommunicatorWebAccess | PoolKind::XmppGateway)
    })
}

/// What of a state no topology file would show: it cannot be missing.
struct Untold {
    /// What some link ends at.
    linked: HashSet<Subject>,
    hosts: HashSet<Subject>,
}

impl Untold {
    fn new(state: &Topology) -> Self {
        let linked: HashSet<Subject> =
            state.links.values().flat_map(|link| [link.to.clone(), link.from.clone()]).collect();
        let used = state.sql_instances.values().filter(|instance| linked.contains(&Subject::from(&instance.id)));
        let hosts = used.map(|instance| Subject::from(&instance.server)).collect();
        Self { linked, hosts }
    }

    fn has(&self, state: &Topology, subject: &Subject) -> bool {
        match subject {
            Subject::Pool(_) => is_no_kind_of_files(state, subject),
            Subject::Server(id) => {
                state.servers.get(id).is_some_and(|server| is_no_kind_of_files(state, &(&server.pool).into()))
            }
            Subject::Link(id) => state.links.get(id).is_some_and(|link| {
                link.kind == LinkKind::GroupChatStore
                    || is_no_kind_of_files(state, &link.from)
                    || is_no_kind_of_files(state, &link.to)
            }),
            // A store is in a topology with what keeps something in it.
            Subject::SqlInstance(_) | Subject::FileStore(_) | Subject::Gateway(_) => !self.linked.contains(subject),
            Subject::SqlServer(_) => !self.hosts.contains(subject),
            _ => false,
        }
    }
}

/// What an object is told with when that is missing, or extra, too.
fn owner(topology: &Topology, subject: &Subject, with: &HashSet<Subject>) -> Option<Subject> {
    let owners: Vec<Subject> = match topology.element(subject)? {
        Element::Server(server) => vec![(&server.pool).into()],
        Element::SqlInstance(instance) => vec![(&instance.server).into()],
        Element::Link(link) => {
            let host = |end: &Subject| match end {
                Subject::SqlInstance(id) => topology.sql_instances.get(id).map(|instance| (&instance.server).into()),
                other => Some(other.clone()),
            };
            [Some(link.from.clone()), host(&link.to), Some(link.to.clone())].into_iter().flatten().collect()
        }
        _ => Vec::new(),
    };
    let found = owners.into_iter().find(|owner| with.contains(owner))?;
    // An instance is itself told with its host.
    Some(owner(topology, &found, with).unwrap_or(found))
}

/// What the plan says about a difference at a stage: the step between it and the nearest stage where it is none.
fn why(plan: &Plan, seen: &[Seen], stage: usize, drift: &Drift) -> Why {
    let agrees = |other: &usize| seen[*other].agrees(drift);
    let before = (0..stage).rev().find(agrees);
    let after = (stage + 1..seen.len()).find(agrees);
    let open = || {
        let before = before?;
        let step = step_of(plan, &seen[before], before + 1, drift)?;
        Some((stage - before, Why::Open { stage: before + 1, step }))
    };
    let ahead = || {
        let after = after?;
        let step = step_of(plan, &seen[after], after, drift)?;
        Some((after - stage, Why::Ahead { stage: after, step }))
    };
    let nearest = [open(), ahead()].into_iter().flatten().min_by_key(|(far, _)| *far);
    nearest.map_or(Why::Unplanned, |(_, why)| why)
}

/// The step of a phase that makes the difference; `seen` is the stage at which there is none.
fn step_of(plan: &Plan, seen: &Seen, phase: usize, drift: &Drift) -> Option<StepId> {
    let subject = drift.plan.as_ref().or_else(|| seen.pairs.here(drift.real.as_ref()?))?;
    let makes = |command: &Command| match (command, drift.change.as_ref().map(|change| &change.aspect)) {
        (Command::Add(element), None) => element.subject() == *subject,
        (Command::Remove(gone), None) => gone == subject,
        (other, Some(Aspect::Fact(fact))) => other.aspect().is_some_and(|(of, name)| of == *subject && name == *fact),
        (other, Some(Aspect::To)) => other.aspect().is_some_and(|(of, name)| of == *subject && name == "to"),
        _ => false,
    };
    let steps = &plan.phases.get(phase.checked_sub(1)?)?.steps;
    steps.iter().find(|step| step.commands().iter().any(makes)).map(|step| step.id().clone())
}
