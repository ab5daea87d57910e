//! What a plan says about a topology that was exported later.

use super::*;
use crate::import::{Adoption, Imported, SourceKind, adopt, adoption, merge_into};
use crate::plan::PlanEdit;
use crate::rules::sketch;

const PLAN: &str = "
site Paris
  pool fe10 front-end enterprise version=lync-2010 servers=a.contoso.com,b.contoso.com users=1200 user-store=sql10\\LYNC
  sql sql10 LYNC
deployment ipv6=false
phase New
  + pool fe13 front-end enterprise version=lync-2013 servers=c.contoso.com in=Paris user-store=sql13\\LYNC
  + sql sql13 LYNC in=Paris
  ~ deployment ipv6=true
phase Users
  move all users fe10 -> fe13
phase Leave
  - pool fe10
  - sql sql10
";

/// The plan, and its state at a stage under other ids, with the users left out as a file does.
fn plan_and(stage: usize) -> (Plan, Replay, Topology) {
    let plan = sketch::read(PLAN).expect("a sketch").plan;
    let replay = plan.replay();
    let real = renamed(&replay.states[stage]);
    (plan, replay, real)
}

/// The same deployment as another import would call it.
fn renamed(state: &Topology) -> Topology {
    let mut other = Plan::new(PackId::new("lync-2013"));
    other.spent = state.subjects().map(|subject| Text::from(subject.id())).collect();
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.today = state.clone();
    plan.today.user_groups = Default::default();
    let imported = Imported { plan, notes: Vec::new(), source: SourceKind::TopologyXml };
    let edits = merge_into(&other, &imported);
    PlanEdit::all_applied_to(&edits, &other).expect("it applies").today
}

fn told(status: &Status, plan: &Topology, real: &Topology) -> Vec<String> {
    status.drift.iter().map(|one| format!("{} {}", one.what.key(), one.name(plan, real))).collect()
}

#[test]
fn the_stage_that_is_reached_is_the_one_without_differences() {
    let (plan, replay, real) = plan_and(0);
    let found = status(&plan, &replay, &real, None);
    assert_eq!((found.position.clone(), found.stage, found.counts[0]), (Position::At(0), 0, 0));
    assert!(found.is_as_planned() && found.drift.is_empty());
    let progress: Vec<Progress> = found.steps.iter().map(|step| step.progress).collect();
    assert_eq!(progress, [Progress::Open, Progress::Open, Progress::Open]);

    // Users are in no topology: the phase that moves them looks like the one before.
    let (plan, replay, real) = plan_and(2);
    let found = status(&plan, &replay, &real, None);
    assert_eq!(found.position, Position::Either(1, 2));
    assert!(found.is_as_planned());
    assert!(found.steps.iter().any(|step| step.progress == Progress::Untold), "the move of the users");

    let (plan, replay, real) = plan_and(3);
    assert_eq!(status(&plan, &replay, &real, None).position, Position::At(3));
}

#[test]
fn between_two_stages_the_steps_are_told_and_are_no_drift() {
    let (plan, replay, mut real) = plan_and(1);
    let fe13 =
        real.pools.values().find(|pool| pool.fqdn.as_deref() == Some("fe13.contoso.com")).expect("there").clone();
    real = Command::Remove((&fe13.id).into()).applied_to(&real).expect("it applies");
    let found = status(&plan, &replay, &real, None);
    assert_eq!(found.position, Position::Between(0));
    assert!(found.is_as_planned(), "{:?}", found.drift);
    let of_first: Vec<Progress> = found.steps.iter().filter(|step| step.stage == 1).map(|step| step.progress).collect();
    assert!(of_first.contains(&Progress::Done) && of_first.contains(&Progress::Open), "{of_first:?}");
    let state = &replay.states[found.stage];
    assert_eq!(told(&found, state, &real), ["missing fe13.contoso.com"], "with its server and its store");
    assert_eq!(found.drift[0].parts.len(), 2);
    assert!(matches!(&found.drift[0].why, Why::Open { stage: 1, .. }));
    // Compared with Today, what is done is ahead.
    let today = status(&plan, &replay, &real, Some(0));
    assert!(today.drift.iter().all(|one| matches!(one.why, Why::Ahead { stage: 1, .. })), "{:?}", today.drift);
}

/// A deployment at the first phase in which three things are not as planned.
fn drifted() -> (Plan, Replay, Topology) {
    let (plan, replay, mut real) = plan_and(1);
    let pool = |real: &Topology, name: &str| {
        let found = real.pools.values().find(|pool| pool.fqdn.as_deref() == Some(name));
        Subject::from(&found.expect("there").id)
    };
    let server = real.servers.values().find(|server| server.fqdn.as_deref() == Some("b.contoso.com")).expect("there");
    let gone = Command::Remove((&server.id).into());
    let changed =
        Command::Set { of: pool(&real, "fe13.contoso.com"), fact: "edition", to: Some(Value::text("standard")) };
    let learned = Command::Set {
        of: pool(&real, "fe10.contoso.com"),
        fact: "internal-web-fqdn",
        to: Some(Value::text("w.contoso.com")),
    };
    let mut edge = Pool::new(PoolId::new("pool-fe10"), PoolKind::Edge);
    edge.fqdn = Some("edge.contoso.com".into());
    edge.site = real.sites.keys().next().cloned();
    let mut machine = Server::new(ServerId::new("server-e"), edge.id.clone());
    machine.fqdn = Some("e1.contoso.com".into());
    for command in [gone, changed, learned, Command::Add(edge.into()), Command::Add(machine.into())] {
        real = command.applied_to(&real).expect("it applies");
    }
    (plan, replay, real)
}

#[test]
fn what_is_not_as_planned_is_listed_object_by_object() {
    let (plan, replay, real) = drifted();
    let found = status(&plan, &replay, &real, None);
    assert_eq!(found.stage, 1);
    let state = &replay.states[1];
    assert_eq!(
        told(&found, state, &real),
        ["extra edge.contoso.com", "learned fe10.contoso.com", "different fe13.contoso.com", "missing b.contoso.com",]
    );
    assert_eq!(found.drifted().count(), 3, "what is only known better is no drift");
    assert!(!found.is_as_planned());
    assert_eq!(found.drift[0].parts.len(), 1, "its server");
}

#[test]
fn adopting_all_of_it_makes_the_plan_as_the_deployment() {
    let (plan, replay, real) = drifted();
    let found = status(&plan, &replay, &real, None);
    assert!(found.drift.iter().all(|one| adoption(&plan, &found, one) == Ok(Adoption::Record)));
    let all: Vec<&Drift> = found.drift.iter().collect();
    let edits = adopt(&plan, &replay, &real, &found, &all);
    let after = PlanEdit::all_applied_to(&edits, &plan).expect("it applies");
    let replay = after.replay();
    assert!(replay.skipped.is_empty() && replay.states.iter().all(|state| state.broken().is_empty()));
    let found = status(&after, &replay, &real, Some(1));
    assert_eq!((found.counts[1], found.drift.len()), (0, 0), "{:?}", found.drift);
    let edge = replay.states[1].pools.values().find(|pool| pool.fqdn.as_deref() == Some("edge.contoso.com"));
    let edge = edge.expect("it has come");
    assert!(plan.index_of(&plan.stage_at(1)) == Some(1) && !after.today.pools.contains_key(&edge.id), "in the phase");
    assert_eq!(edge.site, replay.states[1].sites.keys().next().cloned(), "in the site of the plan");
}

#[test]
fn each_difference_can_be_adopted_by_itself() {
    let (plan, replay, real) = drifted();
    let found = status(&plan, &replay, &real, None);
    for one in &found.drift {
        let edits = adopt(&plan, &replay, &real, &found, &[one]);
        let after = PlanEdit::all_applied_to(&edits, &plan).expect("it applies");
        let replay = after.replay();
        let then = status(&after, &replay, &real, Some(1));
        assert_eq!(then.drift.len() + 1, found.drift.len(), "{one:?}");
    }
}

#[test]
fn a_step_goes_to_the_phase_in_which_it_is_done() {
    let (plan, replay, real) = plan_and(1);
    // Adopted at Today, what the first phase brought would have to be known twice.
    let today = status(&plan, &replay, &real, Some(0));
    assert!(today.drift.iter().all(|one| adoption(&plan, &today, one).is_err()));
    // At the second phase the old pool is gone already.
    let (plan, replay, real) = plan_and(3);
    let users = status(&plan, &replay, &real, Some(2));
    let pool = users.drift.iter().find(|one| matches!(one.plan, Some(Subject::Pool(_)))).expect("the old pool");
    assert_eq!(adoption(&plan, &users, pool), Ok(Adoption::Bring));
    let edits = adopt(&plan, &replay, &real, &users, &[pool]);
    let after = PlanEdit::all_applied_to(&edits, &plan).expect("it applies");
    assert_eq!((after.phases[1].steps.len(), after.phases[2].steps.len()), (2, 1));
}

#[test]
fn what_no_file_tells_is_no_difference() {
    let (plan, replay, real) = plan_and(1);
    let mut told = plan.clone();
    let edits = ["os", "platform"].map(|fact| {
        let pool = plan.today.pools.keys().next().expect("one");
        let value = if fact == "os" { WindowsVersion::ALL[0].key() } else { Platform::ALL[0].key() };
        let command = Command::Set { of: pool.into(), fact, to: Some(Value::text(value)) };
        PlanEdit::Record { at: crate::plan::Stage::Today, commands: vec![command] }
    });
    told = PlanEdit::all_applied_to(&edits, &told).expect("it applies");
    let spare = sketch::read("sql spare SPARE\n").expect("a sketch").plan.today;
    for element in spare.subjects().filter_map(|subject| spare.element(&subject)) {
        told.today.put(element);
    }
    let found = status(&told, &told.replay(), &real, None);
    assert_eq!(found.stage, 1);
    assert!(found.drift.is_empty(), "{:?}", found.drift);
    drop(replay);
}

#[test]
fn another_name_is_a_missing_and_an_extra_object_and_what_leads_there_is_adopted_with_them() {
    let plan = sketch::read(
        "site Paris\n  pool edge edge version=lync-2010\n  pool fe front-end enterprise version=lync-2010 servers=a.contoso.com media-edge=edge\n  pool dir director version=lync-2010 media-edge=edge\n",
    );
    let plan = plan.expect("a sketch").plan;
    let replay = plan.replay();
    let mut real = renamed(&replay.states[0]);
    let edge = real.pools.values().find(|pool| pool.kind == PoolKind::Edge).expect("there");
    let name = Command::Set { of: (&edge.id).into(), fact: "fqdn", to: Some(Value::text("edge9.contoso.com")) };
    real = name.applied_to(&real).expect("it applies");
    let found = status(&plan, &replay, &real, None);
    let sorts: Vec<Sort> = found.drift.iter().map(|one| one.what).collect();
    assert_eq!(sorts, [Sort::Missing, Sort::Extra, Sort::Different, Sort::Different], "{:?}", found.drift);
    // All at once, and the links alone: these bring the pool along.
    for which in [&sorts[..], &[Sort::Different]] {
        let some: Vec<&Drift> = found.drift.iter().filter(|one| which.contains(&one.what)).collect();
        let edits = adopt(&plan, &replay, &real, &found, &some);
        let after = PlanEdit::all_applied_to(&edits, &plan).expect("it applies");
        assert!(after.today.broken().is_empty());
        let then = status(&after, &after.replay(), &real, None);
        assert_eq!(then.drift.len(), usize::from(which.len() == 1), "the old pool stays: {:?}", then.drift);
    }
}
