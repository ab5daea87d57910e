//! What stands before and after a step: activities that an order rule asks for.

use super::context::{PhaseContext, Work};
use super::rule::FixContext;
use super::{Fix, Safety};
use crate::edit::Command;
use crate::model::*;
use crate::plan::{Phase, Plan, PlanEdit, Stage, Step};
use crate::text::Message;
use foldhash::{HashMap, HashSet};
use std::sync::Arc;

/// Whether a step is this activity, about one of these objects or about nothing in particular.
pub fn is_activity(step: &Step, wanted: ActivityKind, subjects: &[Subject]) -> bool {
    match step {
        Step::Activity { kind, about, .. } if *kind == wanted => {
            about.is_empty() || about.iter().any(|one| *one == Subject::Deployment || subjects.contains(one))
        }
        _ => false,
    }
}

impl<'a> PhaseContext<'a> {
    /// Each step that removes pools, with the state before the phase, when all of these pools are then as they were: a replay
    /// would say no more of them.
    pub fn removals_as_before(&self) -> Option<Vec<(&'a Step, &'a Topology)>> {
        let changed = self.phase.steps.iter().flat_map(|step| step.commands()).filter_map(|command| match command {
            Command::Add(Element::Pool(pool)) => Some(&pool.id),
            Command::Set { of: Subject::Pool(id), .. } => Some(id),
            _ => None,
        });
        let changed: HashSet<&PoolId> = changed.collect();
        let steps = self.phase.steps.iter().map(|step| &**step).filter(|step| !self.is_skipped(step));
        let removals: Vec<&Step> = steps.filter(|step| removed_pools(step).next().is_some()).collect();
        let is_as_before = |id: &PoolId| self.before.pools.contains_key(id) && !changed.contains(id);
        let all = removals.iter().flat_map(|step| removed_pools(step)).all(is_as_before);
        all.then(|| removals.into_iter().map(|step| (step, self.before)).collect())
    }

    /// The steps of earlier phases, and those before this one.
    pub fn before_step(&self, step: &Step) -> impl Iterator<Item = &'a Step> + use<'a> {
        let earlier = self.plan.phases.iter().take(self.stage - 1).flat_map(|phase| &phase.steps);
        earlier.map(|step| &**step).chain(self.here_before(step))
    }

    /// The place of a step of this phase.
    fn place(&self, step: &Step) -> usize {
        let places =
            || self.phase.steps.iter().enumerate().rev().map(|(at, step)| (step.id(), at)).collect::<HashMap<_, _>>();
        self.places.get_or_init(places).get(step.id()).copied().unwrap_or(self.phase.steps.len())
    }

    /// The steps of this phase before this one.
    pub fn here_before(&self, step: &Step) -> impl Iterator<Item = &'a Step> + use<'a> {
        self.phase.steps.iter().map(|step| &**step).take(self.place(step))
    }

    /// The steps of this phase after this one.
    pub fn here_after(&self, step: &Step) -> impl Iterator<Item = &'a Step> + use<'a> {
        self.phase.steps.iter().map(|step| &**step).skip(self.place(step) + 1)
    }

    /// Every activity of the plan, in order.
    pub fn work(&self) -> &[Work<'a>] {
        self.work.get_or_init(|| {
            let steps =
                self.plan.phases.iter().enumerate().flat_map(|(phase, of)| {
                    of.steps.iter().enumerate().map(move |(at, step)| ((phase + 1, at), &**step))
                });
            steps.filter(|(_, step)| matches!(step, Step::Activity { .. })).collect()
        })
    }

    /// Whether this work on these objects stands before a step of this phase, here or in an earlier phase.
    pub fn is_done_before(&self, step: &Step, kind: ActivityKind, subjects: &[Subject]) -> bool {
        let here = (self.stage, self.place(step));
        self.work().iter().take_while(|(at, _)| *at < here).any(|(_, one)| is_activity(one, kind, subjects))
    }

    /// Whether this work on these objects stands after a step of this phase, here or in a later phase.
    pub fn is_done_after(&self, step: &Step, kind: ActivityKind, subjects: &[Subject]) -> bool {
        let here = (self.stage, self.place(step));
        self.work().iter().rev().take_while(|(at, _)| *at > here).any(|(_, one)| is_activity(one, kind, subjects))
    }

    /// The steps after this one, also those of later phases.
    pub fn after_step(&self, step: &Step) -> impl Iterator<Item = &'a Step> + use<'a> {
        let later = self.plan.phases.iter().skip(self.stage).flat_map(|phase| &phase.steps);
        self.here_after(step).chain(later.map(|step| &**step))
    }
}

/// A pool and its servers: an activity about any of them is about the pool.
pub fn pool_and_servers(topology: &Topology, pool: &PoolId) -> Vec<Subject> {
    let servers = topology.servers.values().filter(|server| server.pool == *pool);
    std::iter::once(Subject::from(pool)).chain(servers.map(|server| Subject::from(&server.id))).collect()
}

/// The pool that a step moves users from and the one it moves them to, for each move.
pub fn user_moves(step: &Step) -> impl Iterator<Item = (&PoolId, &PoolId)> {
    step.commands().iter().filter_map(|command| match command {
        Command::MoveUsers { from, to, .. } => Some((from, to)),
        _ => None,
    })
}

/// The pools that a step removes.
pub fn removed_pools(step: &Step) -> impl Iterator<Item = &PoolId> {
    step.commands().iter().filter_map(|command| match command {
        Command::Remove(Subject::Pool(id)) => Some(id),
        _ => None,
    })
}

/// The phase that has a step, and the place of the step in it.
pub fn place_of<'a>(plan: &'a Plan, id: &StepId) -> Option<(&'a Arc<Phase>, usize)> {
    plan.phases.iter().find_map(|phase| Some((phase, phase.steps.iter().position(|step| step.id() == id)?)))
}

/// The step that a finding is about.
pub fn step_of<'a>(cx: &FixContext<'a>) -> Option<&'a Arc<Step>> {
    let Subject::Step(id) = &cx.finding.subject else { return None };
    cx.plan.step(id).map(|(_, step)| step)
}

/// A step's phase, its place there, the stage of that phase, and the whole state just before the step.
pub fn moment<'a>(cx: &FixContext<'a>, step: &StepId) -> Option<(&'a Phase, usize, usize, Topology)> {
    let (phase, at) = place_of(cx.plan, step)?;
    let before = cx.plan.phases.iter().position(|other| other.id == phase.id)?;
    let mut state = cx.replay.states.get(before)?.clone();
    for earlier in phase.steps.iter().take(at) {
        if let Ok(next) = earlier.applied_to(&state) {
            state = next;
        }
    }
    Some((phase, at, before + 1, state))
}

/// Edits that put new activities before the step of a finding, or after it.
pub fn insert_activities(cx: &FixContext<'_>, work: &[(ActivityKind, Vec<Subject>)], after: bool) -> Vec<PlanEdit> {
    let Some((phase, at)) = step_of(cx).and_then(|step| place_of(cx.plan, step.id())) else { return Vec::new() };
    let mut taken = Vec::new();
    let mut edits = Vec::new();
    for (n, (kind, about)) in work.iter().enumerate() {
        let id = cx.plan.free_id_besides(SubjectKind::Step, kind.key(), &taken);
        taken.push(id.clone());
        let step = Step::activity(StepId::new(&id), *kind, about.clone());
        let index = Some(at + usize::from(after) + n);
        edits.push(PlanEdit::AddStep { phase: phase.id.clone(), index, step });
    }
    edits
}

/// A fix that puts new work before the step of the finding, or after it.
pub fn insert(cx: &FixContext<'_>, after: bool, kind: ActivityKind, about: Vec<Subject>, label: Message) -> Vec<Fix> {
    let edits = insert_activities(cx, &[(kind, about)], after);
    if edits.is_empty() { Vec::new() } else { vec![Fix { label, edits, safety: Safety::Ask }] }
}

/// A fix that puts commands of their own just before the step of the finding.
pub fn change_before(cx: &FixContext<'_>, commands: Vec<Command>, label: Message) -> Vec<Fix> {
    let Some(before) = step_of(cx) else { return Vec::new() };
    let Some((phase, at)) = place_of(cx.plan, before.id()) else { return Vec::new() };
    let id = StepId::new(&cx.plan.free_id(SubjectKind::Step, before.id().as_str().trim_start_matches("step-")));
    let step = Step::change(id, commands);
    let edits = vec![PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at), step }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

/// An edit that puts a step right behind another one, wherever that is.
pub fn move_behind(plan: &Plan, step: &StepId, other: &StepId) -> Option<PlanEdit> {
    let (from, place) = place_of(plan, step)?;
    let (to, at) = place_of(plan, other)?;
    // What is taken out ahead of the place moves the place.
    let index = if from.id == to.id && place < at { at } else { at + 1 };
    Some(PlanEdit::MoveStep { step: step.clone(), to: to.id.clone(), index })
}

/// An edit that puts a step right before another one, wherever that is.
pub fn move_ahead(plan: &Plan, step: &StepId, other: &StepId) -> Option<PlanEdit> {
    let (from, place) = place_of(plan, step)?;
    let (to, at) = place_of(plan, other)?;
    let index = if from.id == to.id && place < at { at - 1 } else { at };
    Some(PlanEdit::MoveStep { step: step.clone(), to: to.id.clone(), index })
}

/// A fix that changes the order of steps, unless a step then no longer applies.
pub fn if_all_applies(cx: &FixContext<'_>, edit: Option<PlanEdit>, label: Message) -> Vec<Fix> {
    let applies = |edit: &PlanEdit| {
        edit.applied_to(cx.plan).is_ok_and(|plan| plan.replay().skipped.len() <= cx.replay.skipped.len())
    };
    let edit = edit.filter(applies);
    edit.into_iter().map(|edit| Fix { label: label.clone(), edits: vec![edit], safety: Safety::Ask }).collect()
}

/// A fix that changes facts of an object in the phase of the finding. What is so today, no plan changes.
pub fn set_in_phase(cx: &FixContext<'_>, facts: &[(FactName, Value)], label: Message) -> Vec<Fix> {
    let of = &cx.finding.subject;
    let set = |(fact, to): &(FactName, Value)| Command::Set { of: of.clone(), fact, to: Some(to.clone()) };
    record_in_phase(cx, facts.iter().map(set).collect(), label)
}

/// A fix that does what a hand would do while the phase of the finding is shown. What is so today, no plan changes.
pub fn record_in_phase(cx: &FixContext<'_>, commands: Vec<Command>, label: Message) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    if stage == 0 || commands.is_empty() {
        return Vec::new();
    }
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

/// Whether the plan brings an object, so that it can still be brought otherwise.
pub fn is_new(cx: &FixContext<'_>, subject: &Subject) -> bool {
    cx.plan.entry_of(subject).is_some_and(|(stage, _)| stage > 0)
}

/// A fix that records changes in the phase of the finding. What is so today, no plan changes: there it is words alone.
pub fn in_phase(cx: &FixContext<'_>, commands: Vec<Command>, label: Message) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    if stage == 0 || commands.is_empty() {
        return hint(label);
    }
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

/// A fix like [`in_phase`] that adds objects ahead.
pub fn in_phase_with(cx: &FixContext<'_>, new: Vec<Command>, commands: Vec<Command>, label: Message) -> Vec<Fix> {
    let mut fixes = in_phase(cx, commands, label);
    if let Some(fix) = fixes.first_mut().filter(|fix| !fix.edits.is_empty() && !new.is_empty()) {
        fix.edits.splice(0..0, add_ahead(cx.plan, cx.plan.stage_at(cx.finding.stages.0), new));
    }
    fixes
}

/// An edit that adds objects ahead of the first step of a phase: what the phase brings can then stand on them.
pub fn add_ahead(plan: &Plan, at: Stage, commands: Vec<Command>) -> Option<PlanEdit> {
    Some(match at {
        Stage::Today => PlanEdit::Record { at, commands },
        Stage::Phase(id) => {
            let step = Step::change(plan.next_step_id(plan.phase(&id)?), commands);
            PlanEdit::AddStep { phase: id, index: Some(0), step }
        }
    })
}

/// A fix in words alone: what it takes is not in the plan.
pub fn hint(label: Message) -> Vec<Fix> {
    vec![Fix { label, edits: Vec::new(), safety: Safety::Hint }]
}

/// A fix that puts the step of the finding right behind another one.
pub fn moved_behind(cx: &FixContext<'_>, other: &StepId, label: Message) -> Vec<Fix> {
    let edit = step_of(cx).and_then(|step| move_behind(cx.plan, step.id(), other));
    edit.into_iter().map(|edit| Fix { label: label.clone(), edits: vec![edit], safety: Safety::Ask }).collect()
}

/// The last step of a plan that moves users from each of these pools, where it takes the last of them.
pub fn last_move(plan: &Plan, pools: &[PoolId]) -> Option<StepId> {
    let takes = |step: &Step, pool: &PoolId| {
        let mut moves = step.commands().iter().filter_map(|command| match command {
            Command::MoveUsers { from, amount, .. } if from == pool => Some(*amount == crate::edit::Amount::All),
            _ => None,
        });
        moves.next_back()
    };
    let steps = || plan.phases.iter().flat_map(|phase| &phase.steps).enumerate();
    let last = |pool: &PoolId| {
        let (at, _, all) = steps().filter_map(|(at, step)| Some((at, step, takes(step, pool)?))).last()?;
        all.then_some(at)
    };
    let latest = pools.iter().map(last).collect::<Option<Vec<usize>>>()?.into_iter().max()?;
    steps().nth(latest).map(|(_, step)| step.id().clone())
}

/// The one pool of the target near a site, that `fits`: in the site itself, or else anywhere.
pub fn one_of_target<'a>(
    state: &'a Topology,
    pack: &super::packs::Pack,
    site: Option<&SiteId>,
    fits: impl Fn(&Pool) -> bool,
) -> Option<&'a Pool> {
    let all: Vec<&Pool> = state
        .pools
        .values()
        .map(|pool| &**pool)
        .filter(|pool| pack.age(pool) == super::packs::Age::Own && fits(pool))
        .collect();
    let here: Vec<&Pool> = all.iter().copied().filter(|pool| site.is_some() && pool.site.as_ref() == site).collect();
    match (here.as_slice(), all.as_slice()) {
        ([one], _) | ([], [one]) => Some(one),
        _ => None,
    }
}

/// A fix that carries the step of the finding out with another tool.
pub fn change_tool(cx: &FixContext<'_>, tool: Option<StepTool>) -> Vec<Fix> {
    let (Some(step), Some(tool)) = (step_of(cx), tool) else { return Vec::new() };
    vec![Fix {
        label: crate::message!(
            "rules-tool-fix",
            step = cx.plan.label(&cx.finding.subject),
            tool = Message::word(StepTool::PREFIX, tool.key())
        ),
        edits: vec![PlanEdit::EditStep(step.with_tool(Some(tool)))],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::testing::random_plan;

    #[test]
    fn pools_that_are_removed_as_before_are_what_a_replay_shows() {
        let mut seen = 0;
        for seed in 0..600 {
            let plan = random_plan(seed);
            let replay = plan.replay();
            for stage in 1..replay.states.len() {
                let cx = PhaseContext::new(&plan, &replay, stage, None).unwrap();
                let Some(removals) = cx.removals_as_before() else { continue };
                let replayed: Vec<_> = cx.steps().filter(|(step, _)| removed_pools(step).next().is_some()).collect();
                assert_eq!(removals.len(), replayed.len(), "seed {seed}, phase {stage}");
                for ((step, before), (same, then)) in removals.into_iter().zip(replayed) {
                    assert_eq!(step.id(), same.id());
                    for id in removed_pools(step) {
                        assert_eq!(before.pools.get(id), then.pools.get(id), "seed {seed}, phase {stage}");
                        seen += 1;
                    }
                }
            }
        }
        assert!(seen > 50, "{seen}");
    }
}
