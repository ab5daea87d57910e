//! Going back from one stage to another: the steps in the opposite order as one phase, and the state after it.

use super::inverse::Inverse;
use super::{Back, Bar, Effect, Lost, Stays, Way};
use crate::edit::{Amount, Command, EditError, Run};
use crate::message;
use crate::model::*;
use crate::plan::{How, Mark, Phase, Plan, Replay, Step, diff};
use crate::text::{Lang, Message};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// A way back as a plan. What it cannot undo stays in its last state.
#[derive(Clone, Debug, PartialEq)]
pub struct RollBack {
    /// The plan up to the stage that is left, with the way back as its last phase.
    pub plan: Plan,
    /// The stage that is left.
    pub from: usize,
    /// The stage that it leads back to, 0 for Today.
    pub to: usize,
    pub phase: Phase,
    /// The steps of the plan that are undone, the last first.
    pub undone: Vec<Undone>,
    pub stays: Vec<Stays>,
    pub lost: Vec<Lost>,
    /// What should be undone and cannot.
    pub left: Vec<Left>,
    /// What differs at the end from the stage that it leads back to.
    pub differs: BTreeMap<Subject, Mark>,
    /// Links that are drawn again, by their new ids.
    pub(super) renamed: BTreeMap<LinkId, LinkId>,
}

/// A step of the plan, and the step of the way back that undoes it; none where nothing is left to do, because what it is
/// about goes in any case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    pub step: StepId,
    pub ways: Vec<Way>,
    pub by: Option<StepId>,
}

/// Something of a step that cannot be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// It does not apply any more.
    Edit(StepId, EditError),
    /// Nobody knows how many users of the group came from there.
    Users(StepId, UserGroupId),
    /// What stays uses it: a store that was moved there.
    Needed(StepId, Subject),
}

impl Left {
    /// The step that is not undone as a whole, and why.
    pub fn said(&self, plan: &Plan) -> (&StepId, Message) {
        let name = |subject: &Subject| plan.label(subject);
        match self {
            Self::Edit(step, why) => (step, why.message(&name)),
            Self::Users(step, group) => (step, message!("back-left-users", name = name(&group.into()))),
            Self::Needed(step, subject) => (step, message!("back-left-needed", name = name(subject))),
        }
    }
}

/// Why there is no such way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoWayBack {
    /// Only what is earlier is back.
    NotEarlier,
    Bar(Bar),
}

/// The ids that are taken, and new ones.
pub(super) struct Ids(HashSet<String>);

impl Ids {
    fn of(plan: &Plan) -> Self {
        let objects = plan.everything();
        let mut all: HashSet<String> = objects.subjects().map(|subject| subject.id().to_owned()).collect();
        all.extend(plan.spent.iter().map(|id| id.to_string()));
        for phase in &plan.phases {
            all.insert(phase.id.to_string());
            all.extend(phase.steps.iter().map(|step| step.id().to_string()));
        }
        Self(all)
    }

    pub(super) fn take(&mut self, wanted: &str) -> String {
        let id = free(wanted, |id| self.0.contains(id));
        self.0.insert(id.clone());
        id
    }

    /// The id of the step that undoes another: the same whenever it is worked out.
    fn back(&mut self, step: &StepId) -> StepId {
        StepId::new(&self.take(&format!("{step}-back")))
    }
}

/// The way back from the end of one stage to the end of another, in the words of a language.
///
/// # Errors
/// When the other stage is not earlier, or a step in between ends every way back.
pub fn roll_back(plan: &Plan, replay: &Replay, (from, to): (usize, usize), lang: Lang) -> Result<RollBack, NoWayBack> {
    let from = from.min(plan.phases.len());
    if to >= from {
        return Err(NoWayBack::NotEarlier);
    }
    let back = Back::new(plan, replay);
    if let Some(bar) = back.bar(from).filter(|bar| bar.stage > to) {
        return Err(NoWayBack::Bar(bar.clone()));
    }
    let mut ids = Ids::of(plan);
    let mut writer = Writer { plan, known: plan.everything(), lang, left: Vec::new(), renamed: BTreeMap::new() };
    let inverses = writer.inverses(&back, replay, (from, to), &mut ids);
    let (steps, undone) = writer.written(inverses, &replay.states[from], &mut ids);
    let name = lang.say(&message!("back-phase-name", stage = plan.stage_name(to, lang)));
    let phase = Phase {
        target: Some(plan.target_at(from)).filter(|target| **target != plan.target).cloned(),
        steps: steps.into_iter().map(Arc::new).collect(),
        ..Phase::new(PhaseId::new(&ids.take(&slug(SubjectKind::Phase.key(), &name))), name)
    };
    let mut led = plan.clone();
    led.phases = plan.phases.take(from);
    led.phases.push_back(Arc::new(phase.clone()));
    let Writer { left, renamed, .. } = writer;
    let after = led.state_at(led.phases.len());
    let mut differs = diff(&replay.states[to], &after);
    // A link that is drawn again is the same but for its id.
    for (new, old) in &renamed {
        if differs.get(&new.into()) == Some(&Mark::Added) && differs.get(&old.into()) == Some(&Mark::Removed) {
            differs.remove(&new.into());
            differs.remove(&old.into());
        }
    }
    // Nor is it a difference that nobody of a group is left where it was for a while.
    let homed = |state: &Topology, id: &UserGroupId| {
        let mut group = state.user_groups.get(id).map(|group| (**group).clone())?;
        group.homes.retain(|_, users| *users != Some(0));
        Some(group)
    };
    differs.retain(|subject, _| match subject {
        Subject::UserGroup(id) => homed(&replay.states[to], id) != homed(&after, id),
        _ => true,
    });
    let (stays, lost) = (back.stays(from, to), back.lost(from, to));
    Ok(RollBack { plan: led, from, to, phase, undone, stays, lost, left, differs, renamed })
}

pub(super) struct Writer<'a> {
    pub plan: &'a Plan,
    /// Every object of any stage, for names.
    pub known: Topology,
    lang: Lang,
    pub left: Vec<Left>,
    pub renamed: BTreeMap<LinkId, LinkId>,
}

impl<'a> Writer<'a> {
    /// The steps of the way back, and what each is for.
    fn written(&mut self, inverses: Vec<Inverse<'a>>, state: &Topology, ids: &mut Ids) -> (Vec<Step>, Vec<Undone>) {
        let mut run = Run::new(state.clone());
        let (mut steps, mut undone): (Vec<Step>, Vec<Undone>) = (Vec::new(), Vec::new());
        // The last phase in which the topology is changed, apart from users: it is published when all of it is done.
        let mut unpublished = None;
        for Inverse { stage, step, ways, commands } in inverses.into_iter().rev() {
            if unpublished.is_some_and(|of| of != stage) {
                steps.push(self.publish(ids));
                unpublished = None;
            }
            if !ways.iter().any(|way| way.effect() == Effect::Undone) {
                continue;
            }
            let by = match step {
                Step::Activity { kind, about, .. } => {
                    let work = self.work(step, (*kind, about), ways, run.state(), ids);
                    let by = work.as_ref().map(|work| work.id().clone());
                    steps.extend(work);
                    by
                }
                Step::Change { .. } => {
                    let commands = commands.into_iter().map(|command| self.redrawn(command, run.state())).collect();
                    let commands = self.unneeded(step.id(), without_owned(commands, run.state()), run.state());
                    let commands = self.applied(&mut run, step.id(), commands);
                    if commands.iter().any(|command| !matches!(command, Command::MoveUsers { .. })) {
                        unpublished = Some(stage);
                    }
                    self.changed(&mut steps, step, commands, ids)
                }
            };
            undone.push(Undone { step: step.id().clone(), ways: ways.to_vec(), by });
        }
        // What was needed then may have lost what needed it since.
        let (needed, left): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.left).into_iter().partition(|left| matches!(left, Left::Needed(..)));
        self.left = left;
        for needed in needed {
            let Left::Needed(id, subject) = needed else { continue };
            let commands = self.unneeded(&id, vec![Command::Remove(subject)], run.state());
            let commands = self.applied(&mut run, &id, commands);
            if let Some((_, step)) = self.plan.step(&id).filter(|_| !commands.is_empty()) {
                self.changed(&mut steps, step, commands, ids);
                unpublished = Some(0);
            }
        }
        if unpublished.is_some() {
            steps.push(self.publish(ids));
        }
        (steps, undone)
    }

    /// A command about a link that was drawn again names what it is called now.
    fn redrawn(&self, command: Command, state: &Topology) -> Command {
        let now = |id: &LinkId| {
            let known = self.renamed.iter().filter(|(new, old)| *old == id && state.links.contains_key(*new));
            known.map(|(new, _)| new.clone()).next()
        };
        match command {
            Command::Remove(Subject::Link(id)) if !state.links.contains_key(&id) => {
                Command::Remove(now(&id).unwrap_or(id).into())
            }
            Command::Set { of: Subject::Link(id), fact, to } if !state.links.contains_key(&id) => {
                Command::Set { of: now(&id).unwrap_or(id).into(), fact, to }
            }
            other => other,
        }
    }

    /// Without the removal of what holds a store of a pool that stays.
    fn unneeded(&mut self, step: &StepId, mut commands: Vec<Command>, state: &Topology) -> Vec<Command> {
        let gone: BTreeSet<Subject> = commands.iter().filter_map(removed).cloned().collect();
        let holds = |subject: &Subject| {
            let stores = state.links.values().filter(|link| link.kind.store().is_some());
            let mut here = stores.filter(|link| match (&link.to, subject) {
                (Subject::SqlInstance(id), Subject::SqlServer(server)) => {
                    state.sql_instances.get(id).is_some_and(|instance| instance.server == *server)
                }
                (to, _) => to == subject,
            });
            here.any(|link| !gone.contains(&link.from) && !gone.contains(&(&link.id).into()))
        };
        commands.retain(|command| match removed(command) {
            Some(subject @ (Subject::SqlServer(_) | Subject::SqlInstance(_))) if holds(subject) => {
                self.left.push(Left::Needed(step.clone(), subject.clone()));
                false
            }
            _ => true,
        });
        commands
    }

    fn publish(&self, ids: &mut Ids) -> Step {
        Step::activity(StepId::new(&ids.take("step-back-publish")), ActivityKind::Publish, Vec::new())
    }

    /// Those of the commands that apply, all of them carried out; the others are left.
    fn applied(&mut self, run: &mut Run, step: &StepId, commands: Vec<Command>) -> Vec<Command> {
        if commands.is_empty() || run.step(&commands).is_ok() {
            return commands;
        }
        let mut kept = Vec::new();
        for command in commands {
            match run.step(std::slice::from_ref(&command)) {
                Ok(()) => kept.push(command),
                Err(why) => self.left.push(Left::Edit(step.clone(), why)),
            }
        }
        kept
    }

    /// Adds a step with these changes. Users who came in waves go back at once.
    fn changed(&self, steps: &mut Vec<Step>, of: &Step, commands: Vec<Command>, ids: &mut Ids) -> Option<StepId> {
        if commands.is_empty() {
            return None;
        }
        if let (Some(Step::Change { id, commands: last, how }), [Command::MoveUsers { group, from, to, amount }]) =
            (steps.last_mut(), commands.as_slice())
            && let [Command::MoveUsers { group: g, from: f, to: t, amount: before }] = last.as_mut_slice()
            && (&*g, &*f, &*t) == (group, from, to)
        {
            *before = match (*before, *amount) {
                (Amount::Number(a), Amount::Number(b)) => Amount::Number(a.saturating_add(b)),
                _ => Amount::All,
            };
            if let Some(note) = &mut how.note {
                *note = Text::from(format!("{note}, {}", self.plan.label(&of.id().into())));
            }
            return Some(id.clone());
        }
        let id = ids.back(of.id());
        let number = self.plan.label(&of.id().into());
        let note = Some(Text::from(self.lang.say(&message!("back-step-note", step = number))));
        steps.push(Step::Change { id: id.clone(), commands, how: How { note, tool: of.tool(), ..How::default() } });
        Some(id)
    }

    /// The work that undoes work; none when all that it is about is gone by then, and with it what was done there.
    fn work(
        &self,
        of: &Step,
        (kind, about): (ActivityKind, &[Subject]),
        ways: &[Way],
        state: &Topology,
        ids: &mut Ids,
    ) -> Option<Step> {
        let there: Vec<Subject> = about.iter().filter(|subject| state.has(subject)).cloned().collect();
        let gone: Vec<String> =
            about.iter().filter(|subject| !state.has(subject)).map(|subject| self.plan.label(subject)).collect();
        // A record outlives what it leads to.
        if there.is_empty() && !gone.is_empty() && !ways.contains(&Way::Record) {
            return None;
        }
        let kind = match kind {
            ActivityKind::StopServices | ActivityKind::ChatExport => ActivityKind::RestartServices,
            // The way back is the same work in the other direction.
            ActivityKind::MoveContactObjects
            | ActivityKind::MoveDialInNumbers
            | ActivityKind::MoveCallPark
            | ActivityKind::MoveDevices
            | ActivityKind::MoveConferenceDirectories => kind,
            // To undo it is other work: the rules must not take it for the same once more.
            _ => ActivityKind::Other,
        };
        let (number, what) = (self.plan.label(&of.id().into()), of.label_in(&self.known));
        let undoes = message!("back-work-note", step = number, what = what);
        let mut said = vec![self.lang.say(&undoes)];
        said.extend(ways.iter().map(|way| self.lang.word(Way::PREFIX, way.key())));
        if !gone.is_empty() {
            said.push(self.lang.list(&gone));
        }
        let note = Some(Text::from(said.join(" · ")));
        let how = How { note, tool: of.tool(), ..How::default() };
        Some(Step::Activity { id: ids.back(of.id()), kind, about: there, how })
    }
}

fn removed(command: &Command) -> Option<&Subject> {
    match command {
        Command::Remove(subject) => Some(subject),
        _ => None,
    }
}

/// Without what goes in any case with something else that these commands take away.
fn without_owned(mut commands: Vec<Command>, state: &Topology) -> Vec<Command> {
    let gone: BTreeSet<Subject> = commands.iter().filter_map(removed).cloned().collect();
    let goes_along = |subject: &Subject| match subject {
        Subject::Server(id) => state.servers.get(id).is_some_and(|server| gone.contains(&(&server.pool).into())),
        Subject::SqlInstance(id) => {
            state.sql_instances.get(id).is_some_and(|instance| gone.contains(&(&instance.server).into()))
        }
        _ => false,
    };
    let owner_goes = |subject: &Subject| match subject {
        Subject::Link(id) => state
            .links
            .get(id)
            .is_some_and(|link| [&link.from, &link.to].into_iter().any(|end| gone.contains(end) || goes_along(end))),
        other => goes_along(other),
    };
    commands.retain(|command| match command {
        Command::Remove(subject) => !owner_goes(subject),
        Command::Set { of, .. } => !gone.contains(of) && !owner_goes(of),
        _ => true,
    });
    commands
}

#[cfg(test)]
mod tests {
    use super::super::judge;
    use super::super::tests::PLAN;
    use super::*;
    use crate::plan::PlanEdit;
    use crate::rules::sketch::read;

    fn plan(text: &str) -> (Plan, Replay) {
        let plan = read(text).expect("a sketch").plan;
        let replay = plan.replay();
        (plan, replay)
    }

    fn led(text: &str, from: usize, to: usize) -> RollBack {
        let (plan, replay) = plan(text);
        roll_back(&plan, &replay, (from, to), Lang::EN).expect("a way back")
    }

    fn homes(state: &Topology) -> Vec<(&str, Option<u64>)> {
        let groups = state.user_groups.values().flat_map(|group| &group.homes);
        groups.map(|(pool, users)| (pool.as_str(), *users)).collect()
    }

    #[test]
    fn users_go_back_before_the_pool_goes() {
        let back = led(PLAN, 2, 0);
        let state = back.plan.state_at(3);
        assert_eq!(homes(&state), [("pool-old", Some(100))]);
        assert!(state.pools.keys().all(|id| id.as_str() == "pool-old"), "{:?}", state.pools.keys().collect::<Vec<_>>());
        assert!(back.differs.is_empty() && back.left.is_empty(), "{:?} {:?}", back.differs, back.left);
        let kinds: Vec<&str> = (back.phase.steps.iter())
            .map(|step| match &**step {
                Step::Change { commands, .. } => match commands[0] {
                    Command::MoveUsers { amount: Amount::Number(100), .. } => "users",
                    Command::Remove(Subject::Pool(_)) => "pool",
                    _ => "else",
                },
                Step::Activity { kind, .. } => kind.key(),
            })
            .collect();
        // The record that leads to the pool goes first, because it came last; two waves go back at once.
        assert_eq!(kinds, ["users", "other", "pool", "publish"]);
        assert_eq!(back.undone.len(), 4, "{:?}", back.undone);
        assert_eq!(back.stays.iter().map(|stays| stays.way).collect::<Vec<_>>(), [Way::Topology, Way::Forest]);
        assert!(back.plan.replay().skipped.is_empty());
    }

    #[test]
    fn back_to_the_phase_before_keeps_the_pool() {
        let back = led(PLAN, 2, 1);
        let state = back.plan.state_at(3);
        assert!(state.pools.contains_key(&PoolId::new("pool-new")));
        // That its group was there once is no difference.
        assert!(back.differs.is_empty(), "{:?}", back.differs);
        assert_eq!(homes(&state)[1], ("pool-old", Some(100)));
        assert_eq!(back.phase.steps.len(), 1, "nothing is published when only users go back");
    }

    #[test]
    fn nobody_goes_back_beyond_what_is_gone_nor_forward() {
        let (plan, replay) = plan(PLAN);
        let way = |from, to| roll_back(&plan, &replay, (from, to), Lang::EN);
        assert!(matches!(way(4, 1), Err(NoWayBack::Bar(Bar { stage: 3, way: Way::Retired, .. }))));
        assert!(way(4, 3).is_ok());
        assert_eq!(way(1, 1).err(), Some(NoWayBack::NotEarlier));
        assert_eq!(way(0, 0).err(), Some(NoWayBack::NotEarlier));
        assert!(way(99, 3).is_ok(), "past the end it is the last");
    }

    const LINKS: &str = "
        site Paris
          pool old front-end enterprise version=lync-2010 users=10
          pool edge-old edge version=lync-2010
          pool edge-new edge version=lync-2013
        phase Switch
          - link media-edge old
          + link media-edge old -> edge-new
          route Paris edge-new
          ~ old os=2008-r2
        ";

    #[test]
    fn links_routes_and_facts_are_as_before() {
        let text = LINKS.replace(" users=10", " users=10 media-edge=edge-old");
        let (plan, replay) = plan(&text);
        let back = roll_back(&plan, &replay, (1, 0), Lang::EN).expect("a way back");
        assert!(back.differs.is_empty() && back.left.is_empty(), "{:?} {:?}", back.differs, back.left);
        let state = back.plan.state_at(2);
        let edges: Vec<&Subject> = state.links.values().map(|link| &link.to).collect();
        assert_eq!(edges, [&Subject::Pool(PoolId::new("pool-edge-old"))]);
        // What a later phase takes away is found by its new name when the phase that brought it is undone.
        let text = format!("{text}phase More\n - link media-edge old\n + link media-edge old -> edge-old\n");
        let two = read(&text).expect("a sketch").plan;
        let twice = roll_back(&two, &two.replay(), (2, 0), Lang::EN).expect("a way back");
        assert!(twice.differs.is_empty() && twice.left.is_empty(), "{:?} {:?}", twice.differs, twice.left);
        // It can be kept as a phase of the plan: no id is given twice.
        let edit = PlanEdit::AddPhase { index: 1, phase: back.phase.clone() };
        let mut history = crate::plan::History::<()>::new(Arc::new(plan));
        let done = history.commit(crate::message!("language-name"), &[edit], &replay, ());
        assert!(done.is_ok(), "{done:?}");
        assert_eq!(history.present().state_at(2).sites, state.sites);
    }

    #[test]
    fn a_store_that_was_moved_stays_and_so_does_what_holds_it() {
        let text = "
            site Paris
              pool old front-end enterprise version=lync-2010 users=10
            phase Pilot
              + sql one LYNC
              + pool new front-end enterprise version=lync-2013 servers=3 user-store=one\\LYNC in=Paris
            phase Store
              + sql two LYNC
              store new user two\\LYNC
            ";
        let back = led(text, 2, 1);
        assert!(matches!(back.left.as_slice(), [Left::Needed(..)]), "{:?}", back.left);
        assert_eq!(back.stays.iter().map(|stays| stays.way).collect::<Vec<_>>(), [Way::Store]);
        assert!(!back.differs.is_empty(), "the store stands elsewhere");
        let whole = led(text, 2, 0);
        assert!(whole.differs.is_empty() && whole.left.is_empty(), "{:?} {:?}", whole.differs, whole.left);
        assert!(whole.plan.state_at(3).pools.len() == 1);
    }

    #[test]
    fn a_group_that_nobody_counted_goes_back_whole() {
        let text = PLAN.replace(" users=100", "").replace("move 10 users", "move all users");
        let back = led(&text, 2, 1);
        assert!(back.left.is_empty(), "{:?}", back.left);
        let moves: Vec<_> = back.phase.steps.iter().flat_map(|step| step.commands()).collect();
        assert!(
            matches!(moves.as_slice(), [Command::MoveUsers { amount: Amount::All, .. }]),
            "a second move of all moves nobody: {moves:?}"
        );
    }

    #[test]
    fn the_rules_judge_the_way_and_where_it_ends() {
        let judged = judge(&led(PLAN, 2, 0));
        let codes = |of: &[usize]| of.iter().map(|at| judged.report.findings[*at].code.to_string()).collect::<Vec<_>>();
        assert!(
            codes(&judged.new).is_empty(),
            "{:?}",
            judged.new.iter().map(|at| &judged.report.findings[*at]).collect::<Vec<_>>()
        );

        assert_eq!(judged.replay.states.len(), 4);
    }

    #[test]
    fn the_same_plan_gives_the_same_ids() {
        assert_eq!(led(PLAN, 2, 0), led(PLAN, 2, 0));
    }
}
