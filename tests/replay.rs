//! Replay looks up who names what is removed. It gives what the plain meaning of a removal gives: look at everything.

use coexist::edit::{Command, EditError};
use coexist::model::*;
use coexist::plan::testing::{Dice, random_plan};
use coexist::plan::*;
use std::sync::Arc;

/// A removal as it is meant, by a look at every object.
fn remove(topology: &Topology, subject: &Subject) -> Result<Topology, EditError> {
    if *subject == Subject::Deployment || !topology.has(subject) {
        return Err(EditError::Missing(subject.clone()));
    }
    let pool = |id: &PoolId| Subject::from(id);
    let mut gone = vec![subject.clone()];
    gone.extend(topology.servers.values().filter(|o| pool(&o.pool) == *subject).map(|o| Subject::from(&o.id)));
    gone.extend(
        topology.sql_instances.values().filter(|o| Subject::from(&o.server) == *subject).map(|o| Subject::from(&o.id)),
    );
    let ends = |link: &Link| gone.contains(&link.from) || gone.contains(&link.to);
    let cut: Vec<Subject> = topology.links.values().filter(|link| ends(link)).map(|o| (&o.id).into()).collect();
    gone.extend(cut);
    let mut left = Topology { deployment: topology.deployment.clone(), ..Topology::default() };
    for (fact, named) in topology.deployment.named() {
        if named == *subject {
            Arc::make_mut(&mut left.deployment).set_fact(fact, None);
        }
    }
    for kept in topology.subjects().filter(|kept| !gone.contains(kept)) {
        let Some(mut element) = topology.element(&kept) else { continue };
        for (fact, named) in element.named() {
            if named == *subject {
                element.set_fact(fact, None);
            }
        }
        if let (Element::UserGroup(group), Subject::Pool(pool)) = (&mut element, subject) {
            Arc::make_mut(group).homes.remove(pool);
        }
        left.put(element);
    }
    Ok(left)
}

fn step_onto(step: &Step, topology: &Topology) -> Result<Topology, EditError> {
    step.commands().iter().try_fold(topology.clone(), |state, command| match command {
        Command::Remove(subject) => remove(&state, subject),
        other => other.applied_to(&state),
    })
}

/// Some step of a plan again, at the end of some phase: steps of several commands, removals twice, removals that come
/// before what they take away is added, and steps that fail half-way.
fn shuffled(plan: &Plan, dice: &mut Dice) -> Plan {
    let mut plan = plan.clone();
    let commands: Vec<Command> =
        plan.phases.iter().flat_map(|phase| &phase.steps).flat_map(|step| step.commands()).cloned().collect();
    let everything: Vec<Subject> = plan.everything().subjects().collect();
    for n in 0..plan.phases.len() * 6 {
        let some = (0..1 + dice.below(4)).filter_map(|_| match dice.below(3) {
            0 => dice.pick(&everything).map(|subject| Command::Remove(subject.clone())),
            _ => dice.pick(&commands).cloned(),
        });
        let step = Step::change(StepId::new(&format!("step-again-{n}")), some.collect());
        let phase = dice.below(plan.phases.len());
        let phase = Arc::make_mut(&mut plan.phases[phase]);
        let place = dice.below(phase.steps.len() + 1);
        phase.steps.insert(place, Arc::new(step));
    }
    plan
}

#[test]
fn replay_is_what_each_command_means() {
    let (mut removed, mut skipped) = (0, 0);
    for seed in 0..150 {
        let plan = shuffled(&random_plan(seed), &mut Dice::new(seed + 1_000));
        let replay = plan.replay();
        let mut state = plan.today.clone();
        let mut failed = replay.skipped.iter();
        for (at, phase) in plan.phases.iter().enumerate() {
            for step in &phase.steps {
                match step_onto(step, &state) {
                    Ok(next) => {
                        removed += step.commands().iter().filter(|c| matches!(c, Command::Remove(_))).count();
                        state = next;
                    }
                    Err(why) => {
                        let expected = Skipped { stage: at + 1, step: step.id().clone(), why };
                        assert_eq!(failed.next(), Some(&expected), "seed {seed}");
                        skipped += 1;
                    }
                }
            }
            assert_eq!(replay.states[at + 1], state, "seed {seed}, phase {}", at + 1);
            assert_eq!(plan.state_at(at + 1), state, "seed {seed}, phase {}", at + 1);
            assert_eq!(state.broken(), Vec::<String>::new());
        }
        assert_eq!(failed.next(), None, "seed {seed}");
    }
    assert!(removed > 300 && skipped > 300, "{removed} removals, {skipped} steps skipped");
}

/// What a failed step had changed before its removal comes back, and a later removal must still find it.
#[test]
fn a_step_that_fails_leaves_nothing_to_be_overlooked() {
    let site = Site::new(SiteId::new("site-a"), SiteKind::Central);
    let mut pool = Pool::new(PoolId::new("pool-a"), PoolKind::FrontEnd);
    pool.site = Some(site.id.clone());
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.today.put(site.into());
    plan.today.put(pool.into());
    plan.today.put(Pool::new(PoolId::new("pool-b"), PoolKind::FrontEnd).into());
    let of = Subject::Pool(PoolId::new("pool-a"));
    let removed = |id: &str| Command::Remove(Subject::Pool(PoolId::new(id)));
    let step = |n: u32, commands| Arc::new(Step::change(StepId::new(&format!("step-{n}")), commands));
    let fails = vec![Command::Set { of, fact: "site", to: None }, removed("pool-b"), removed("pool-c")];
    plan.phases.push_back(Arc::new(Phase {
        steps: vec![step(1, fails), step(2, vec![Command::Remove(Subject::Site(SiteId::new("site-a")))])],
        ..Phase::new(PhaseId::new("phase-a"), "A")
    }));
    let replay = plan.replay();
    assert_eq!(replay.skipped.len(), 1);
    assert_eq!(replay.states[1].pools.len(), 2);
    assert_eq!(replay.states[1].broken(), Vec::<String>::new());
}

/// Objects that a hand could add: on ground that stays, goes or is not there, under free and taken ids.
fn additions(plan: &Plan, dice: &mut Dice) -> Vec<Command> {
    let everything: Vec<Subject> = plan.everything().subjects().collect();
    let of =
        |kind: SubjectKind| everything.iter().filter(|subject| subject.kind() == kind).cloned().collect::<Vec<_>>();
    let (sites, pools, instances) = (of(SubjectKind::Site), of(SubjectKind::Pool), of(SubjectKind::SqlInstance));
    let taken = dice.below(12) == 0;
    let id = match dice.pick(&pools) {
        Some(pool) if taken => pool.id().to_owned(),
        _ => "pool-dragged".to_owned(),
    };
    let mut pool = Pool::new(PoolId::new(&id), PoolKind::FrontEnd);
    if dice.below(2) == 0 {
        pool.site = dice.pick(&sites).map(|site| SiteId::new(site.id()));
    }
    let new = Subject::from(&pool.id);
    let mut commands = vec![Command::Add(pool.into())];
    if let (Some(to), 0..=2) = (dice.pick(&instances), dice.below(4)) {
        let from = if dice.below(3) == 0 { dice.pick(&pools).unwrap_or(&new).clone() } else { new.clone() };
        let link = Link::new(LinkId::new("link-dragged"), LinkKind::UserStore, Usage::Default, from, to.clone());
        commands.push(Command::Add(link.into()));
    }
    if let (Some(pool), 0) = (dice.pick(&pools), dice.below(3)) {
        let server = Server::new(ServerId::new("server-dragged"), PoolId::new(pool.id()));
        commands.push(Command::Add(server.into()));
    }
    if let (Some(pool), 0) = (dice.pick(&pools), dice.below(5)) {
        let homes = [(PoolId::new(pool.id()), Some(7))].into_iter().collect();
        commands.push(Command::Add(UserGroup::new(UserGroupId::new("group-dragged"), homes).into()));
    }
    commands
}

#[test]
fn a_replay_after_an_addition_is_the_whole_replay() {
    let mut cut = 0;
    for seed in 0..400 {
        let mut dice = Dice::new(seed);
        let mut plan = random_plan(seed);
        if plan.phases.is_empty() {
            continue;
        }
        if dice.below(4) == 0 {
            plan = shuffled(&plan, &mut dice);
        }
        let before = plan.replay();
        let at = dice.below(plan.phases.len());
        let commands = additions(&plan, &mut dice);
        let mut after = plan.clone();
        let step = Step::change(StepId::new("step-dragged"), commands);
        Arc::make_mut(&mut after.phases[at]).steps.push(Arc::new(step));
        let (quick, whole) = (after.replay_after(&plan, &before), after.replay());
        assert!(quick.states == whole.states, "seed {seed}");
        assert_eq!(quick.skipped, whole.skipped, "seed {seed}");
        let has = |state: &Topology| state.has(&Subject::Link(LinkId::new("link-dragged")));
        cut += usize::from(has(&whole.states[at + 1]) && !has(&whole.states[whole.states.len() - 1]));
    }
    assert!(cut > 2, "links are cut by later phases in only {cut} plans");
}
