//! What an edit means: recording, correcting, cancelling out, erasing, replaying, undoing.

use coexist::edit::{Amount, Command};
use coexist::model::*;
use coexist::plan::testing::{Dice, random_edit, random_plan};
use coexist::plan::*;
use coexist::text::Lang;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Two pools with a server and a SQL instance each, users on the first, and three empty phases.
fn small() -> Plan {
    let mut plan = Plan::new(PackId::new("lync-2013"));
    let today = |commands| PlanEdit::Record { at: Stage::Today, commands };
    let mut deployment = |fact: FactName, value: Value| {
        plan = today(vec![Command::Set { of: Subject::Deployment, fact, to: Some(value) }]).applied_to(&plan).unwrap();
    };
    deployment("default-sip-domain", Value::text("contoso.com"));
    for _ in 0..2 {
        plan = record(&plan, 0, intents::new_site(&plan, 0, SiteKind::Central).commands);
    }
    let site = SiteId::new("site-site-1");
    for version in [Version::Lync2010, Version::Lync2013] {
        plan = record(&plan, 0, intents::new_pool(&plan, 0, PoolKind::FrontEnd, version, Some(&site)).commands);
        plan = record(&plan, 0, intents::new_sql_server(&plan, 0, Some(&site), None).commands);
    }
    let edge = intents::new_pool(&plan, 0, PoolKind::Edge, Version::Lync2010, Some(&site));
    plan = record(&plan, 0, edge.commands);
    let state = plan.today.clone();
    let store =
        intents::place_store(&plan, &state, &pool("pool01"), StoreKind::User, Usage::Default, &instance("sql01"));
    plan = record(&plan, 0, store.commands);
    for name in ["Pilot", "Move", "Retire"] {
        let id = PhaseId::new(&plan.free_id(SubjectKind::Phase, name));
        let phase = Phase::new(id, name);
        plan = PlanEdit::AddPhase { index: 9, phase }.applied_to(&plan).unwrap();
    }
    plan
}

fn pool(name: &str) -> PoolId {
    PoolId::new(&format!("pool-{name}"))
}

fn instance(name: &str) -> SqlInstanceId {
    SqlInstanceId::new(&format!("sql-instance-{name}"))
}

fn users() -> UserGroupId {
    UserGroupId::new("user-group-pool01")
}

fn record(plan: &Plan, stage: usize, commands: Vec<Command>) -> Plan {
    let edit = PlanEdit::Record { at: plan.stage_at(stage), commands };
    edit.applied_to(plan).unwrap_or_else(|error| panic!("{edit:?}: {}", Lang::EN.say(&error.message(plan))))
}

fn set(plan: &Plan, stage: usize, of: impl Into<Subject>, fact: FactName, to: Option<Value>) -> Plan {
    record(plan, stage, vec![Command::Set { of: of.into(), fact, to }])
}

fn add_pool(plan: &Plan, stage: usize) -> (Plan, PoolId) {
    let intent = intents::new_pool(plan, stage, PoolKind::FrontEnd, Version::Lync2013, None);
    let Subject::Pool(id) = intent.subject else { panic!("not a pool") };
    (record(plan, stage, intent.commands), id)
}

/// How many steps each phase has.
fn steps(plan: &Plan) -> Vec<usize> {
    plan.phases.iter().map(|phase| phase.steps.len()).collect()
}

fn fact(plan: &Plan, stage: usize, of: impl Into<Subject>, name: &str) -> Option<Value> {
    plan.state_at(stage).fact(&of.into(), name)
}

fn text(text: &str) -> Option<Value> {
    Some(Value::text(text))
}

// ---- recording

#[test]
fn an_edit_in_today_is_written_there_and_one_in_a_phase_is_a_step() {
    let plan = small();
    let plan = set(&plan, 0, pool("pool01"), "version", text("ocs-2007-r2"));
    assert_eq!(steps(&plan), [0, 0, 0]);
    let changed = set(&plan, 2, pool("pool01"), "version", text("lync-2010"));
    assert_eq!(steps(&changed), [0, 1, 0]);
    assert_eq!(fact(&changed, 1, pool("pool01"), "version"), text("ocs-2007-r2"));
    assert_eq!(fact(&changed, 2, pool("pool01"), "version"), text("lync-2010"));
    assert_eq!(changed.since(&pool("pool01").into(), "version", 3), 2);
    assert_eq!(changed.since(&pool("pool01").into(), "version", 1), 0);
}

#[test]
fn changing_a_fact_again_in_a_phase_replaces_the_step_and_changing_it_back_takes_it_away() {
    let plan = small();
    let once = set(&plan, 1, pool("pool01"), "version", text("lync-2013"));
    let twice = set(&once, 1, pool("pool01"), "version", text("sfb-2015"));
    assert_eq!(steps(&twice), [1, 0, 0]);
    assert_eq!(fact(&twice, 1, pool("pool01"), "version"), text("sfb-2015"));
    let back = set(&twice, 1, pool("pool01"), "version", text("lync-2010"));
    assert_eq!(steps(&back), [0, 0, 0]);
    // Saying what holds already is no step either.
    assert_eq!(set(&plan, 1, pool("pool01"), "version", text("lync-2010")), plan);
}

#[test]
fn a_form_and_the_hand_change_the_same_thing() {
    let plan = set(&small(), 0, Subject::Deployment, "cms", text("pool-pool01"));
    let moved = record(&plan, 1, vec![Command::MoveCms { to: pool("pool02") }]);
    assert_eq!(steps(&moved), [1, 0, 0]);
    // The form says it another way: the step is the same, and back is back.
    assert_eq!(set(&plan, 1, Subject::Deployment, "cms", text("pool-pool02")), moved);
    let back = set(&moved, 1, Subject::Deployment, "cms", text("pool-pool01"));
    assert_eq!((steps(&back), fact(&back, 1, Subject::Deployment, "cms")), (vec![0, 0, 0], text("pool-pool01")));
    assert_eq!(moved.since(&Subject::Deployment, "cms", 2), 1);
    let corrected = PlanEdit::Correct(Command::Set { of: Subject::Deployment, fact: "cms", to: text("pool-pool02") });
    let corrected = corrected.applied_to(&moved).unwrap();
    assert_eq!(
        (steps(&corrected), fact(&corrected, 0, Subject::Deployment, "cms")),
        (vec![0, 0, 0], text("pool-pool02"))
    );
}

#[test]
fn adding_and_removing_in_a_phase_cancels_out_and_so_does_removing_and_adding_back() {
    let plan = small();
    let (added, new) = add_pool(&plan, 2);
    assert_eq!(steps(&added), [0, 1, 0], "the pool and its server are one step");
    let gone = record(&added, 2, vec![Command::Remove((&new).into())]);
    assert_eq!((&gone.phases, &gone.today), (&plan.phases, &plan.today));
    assert!(gone.has_id(new.as_str()), "its id is not given again");

    let retired = record(&plan, 2, vec![Command::Remove(pool("pool01").into())]);
    assert_eq!(steps(&retired), [0, 1, 0]);
    let all: Vec<_> = (plan.today.subjects())
        .filter(|subject| !retired.state_at(2).has(subject))
        .filter_map(|subject| plan.today.element(&subject))
        .map(Command::Add)
        .collect();
    assert!(all.len() >= 3, "pool, server and store link go together: {all:?}");
    let back = record(&retired, 2, all);
    assert_eq!((&back.phases, &back.today), (&plan.phases, &plan.today));
}

#[test]
fn editing_an_object_where_it_is_added_edits_the_addition() {
    let (plan, new) = add_pool(&small(), 1);
    let edited = set(&plan, 1, &new, "edition", text("standard"));
    assert_eq!(steps(&edited), [1, 0, 0]);
    let edited = set(&edited, 1, &new, "edition", text("enterprise"));
    assert_eq!(steps(&edited), [1, 0, 0]);
    assert_eq!(fact(&edited, 1, &new, "edition"), text("enterprise"));
    // In a later phase it is a change.
    let later = set(&edited, 3, &new, "edition", text("standard"));
    assert_eq!(steps(&later), [1, 0, 1]);
    assert_eq!(later.since(&(&new).into(), "edition", 2), 1);
}

#[test]
fn an_addition_never_names_what_its_phase_adds_later() {
    let (plan, new) = add_pool(&small(), 1);
    let state = plan.state_at(1);
    let store = intents::place_store(&plan, &state, &new, StoreKind::User, Usage::Default, &instance("sql01"));
    let plan = record(&plan, 1, store.commands);
    let host = intents::new_sql_server(&plan, 1, None, None);
    let plan = record(&plan, 1, host.commands);
    let to = instance("sql03");
    let link = LinkId::new("link-user-store-pool-pool03");
    let plan = record(&plan, 1, vec![Command::MoveStore { link: link.clone(), to: to.clone() }]);
    assert_eq!(plan.replay().skipped, []);
    assert_eq!(plan.state_at(1).links[&link].to, to.into());

    // The same with a change that is said twice, and a route through an Edge pool that came in between.
    let edge = |plan: &Plan| intents::new_pool(plan, 2, PoolKind::Edge, Version::Lync2013, None);
    let route =
        |to: &PoolId| Command::RouteFederation { site: SiteId::new("site-site-1"), to: Route::Through(to.clone()) };
    let plan = record(&plan, 2, vec![route(&pool("edge01"))]);
    let plan = record(&plan, 2, edge(&plan).commands);
    let plan = record(&plan, 2, vec![route(&pool("edge02"))]);
    assert_eq!(plan.replay().skipped, []);
    assert_eq!(plan.state_at(2).sites["site-site-1"].federation_route, Some(Route::Through(pool("edge02"))));
}

/// The phase moves a store, removes the instance that it came from, and adds the one that it is to be on after all.
#[test]
fn an_earlier_change_stays_when_what_follows_needs_it() {
    let link = LinkId::new("link-user-store-pool-pool01");
    let to = |name: &str| Command::MoveStore { link: link.clone(), to: instance(name) };
    let plan = record(&small(), 1, vec![to("sql02")]);
    let plan = record(&plan, 1, vec![Command::Remove(SqlServerId::new("sql-server-sql01").into())]);
    let plan = record(&plan, 1, intents::new_sql_server(&plan, 1, None, None).commands);
    let plan = record(&plan, 1, vec![to("sql03")]);
    assert_eq!(plan.replay().skipped, []);
    assert_eq!(plan.state_at(1).links[&link].to, instance("sql03").into());
}

// ---- corrections

#[test]
fn levels_and_ticks_are_chosen_taken_back_and_named() {
    let plan = small();
    let code = Code::new("SQL-001");
    let off = LevelChoice { level: None, reason: Some("CHG-7".into()) };
    let set = PlanEdit::SetLevel { code: code.clone(), to: Some(off.clone()) };
    let reset = PlanEdit::SetLevel { code: code.clone(), to: None };
    let subject = Subject::from(pool("pool01"));
    let tick = |to| PlanEdit::Tick { code: Code::new("COEX-003"), subject: subject.clone(), to };
    let chosen = PlanEdit::all_applied_to(&[set.clone(), tick(Some(Tick::default()))], &plan).unwrap();
    assert_eq!(chosen.levels.get(&code), Some(&off));
    assert_eq!(chosen.ticked.len(), 1);
    assert_eq!(PlanEdit::all_applied_to(&[reset.clone(), tick(None)], &chosen).unwrap(), plan);
    let said = |edit: &PlanEdit| coexist::text::Lang::EN.say(&edit.label(&plan));
    assert_eq!(said(&set), "Level of SQL-001 in this plan: Off");
    assert_eq!(said(&reset), "Level of SQL-001 as the pack says");
    assert!(said(&tick(Some(Tick::default()))).starts_with("Tick COEX-003 for pool01"));
    assert!(said(&tick(None)).starts_with("Take away the tick of COEX-003 for pool01"));
}

#[test]
fn names_and_sites_hold_from_the_start() {
    let plan = set(&small(), 3, pool("pool01"), "fqdn", text("renamed.contoso.com"));
    let plan = set(&plan, 3, pool("pool01"), "site", text("site-site-2"));
    assert_eq!(steps(&plan), [0, 0, 0]);
    assert_eq!(fact(&plan, 0, pool("pool01"), "fqdn"), text("renamed.contoso.com"));
    assert_eq!(fact(&plan, 0, pool("pool01"), "site"), text("site-site-2"));
    let (plan, new) = add_pool(&plan, 1);
    let plan = set(&plan, 3, &new, "fqdn", text("new.contoso.com"));
    assert_eq!((steps(&plan), fact(&plan, 1, &new, "fqdn")), (vec![1, 0, 0], text("new.contoso.com")));
}

#[test]
fn a_site_that_comes_later_cannot_hold_from_the_start_and_is_a_change() {
    let plan = small();
    let site = intents::new_site(&plan, 2, SiteKind::Central);
    let plan = record(&plan, 2, site.commands);
    let moved = set(&plan, 2, pool("pool01"), "site", text(site.subject.id()));
    assert_eq!(fact(&moved, 1, pool("pool01"), "site"), text("site-site-1"));
    assert_eq!(fact(&moved, 2, pool("pool01"), "site"), text(site.subject.id()));
    assert_eq!(moved.replay().skipped, []);
    // Dropped back, it is a correction again, and nothing is left of the change.
    let back = set(&moved, 3, pool("pool01"), "site", text("site-site-2"));
    assert_eq!(fact(&back, 0, pool("pool01"), "site"), text("site-site-2"));
    assert_eq!(fact(&back, 3, pool("pool01"), "site"), text("site-site-2"));
}

#[test]
fn filling_in_an_unknown_is_a_correction_and_later_changes_stay() {
    let plan = small();
    let plan = set(&plan, 2, pool("pool01"), "edition", text("enterprise"));
    assert_eq!((steps(&plan), fact(&plan, 0, pool("pool01"), "edition")), (vec![0, 0, 0], text("enterprise")));
    // Changed in phase 2, forgotten from the start, filled in again while phase 1 is shown.
    let plan = set(&plan, 2, pool("pool01"), "edition", text("standard"));
    let plan = set(&plan, 0, pool("pool01"), "edition", None);
    let plan = set(&plan, 1, pool("pool01"), "edition", text("enterprise"));
    assert_eq!(fact(&plan, 0, pool("pool01"), "edition"), text("enterprise"));
    assert_eq!(fact(&plan, 2, pool("pool01"), "edition"), text("standard"));
    assert_eq!(steps(&plan), [0, 1, 0]);
}

#[test]
fn filling_in_what_a_phase_made_unknown_is_seen_where_it_was_said() {
    let plan = small();
    let plan = record(&plan, 1, vec![Command::Set { of: pool("pool01").into(), fact: "version", to: None }]);
    assert_eq!(steps(&plan), [1, 0, 0]);
    let plan = set(&plan, 2, pool("pool01"), "version", text("lync-2013"));
    assert_eq!(fact(&plan, 2, pool("pool01"), "version"), text("lync-2013"));
    assert_eq!(fact(&plan, 0, pool("pool01"), "version"), text("lync-2010"));
}

#[test]
fn correcting_from_the_start_takes_the_changes_away() {
    let plan = set(&small(), 1, pool("pool01"), "version", text("lync-2013"));
    let plan = set(&plan, 3, pool("pool01"), "version", text("sfb-2015"));
    let edit = PlanEdit::Correct(Command::Set { of: pool("pool01").into(), fact: "version", to: text("ocs-2007-r2") });
    let corrected = edit.applied_to(&plan).unwrap();
    assert_eq!(steps(&corrected), [0, 0, 0]);
    assert_eq!(fact(&corrected, 3, pool("pool01"), "version"), text("ocs-2007-r2"));
}

// ---- removing

#[test]
fn removing_an_object_of_today_takes_along_what_later_steps_say_about_it() {
    let (plan, new) = add_pool(&small(), 1);
    let plan = set(&plan, 1, &new, "site", text("site-site-1"));
    let users_move = Command::MoveUsers { group: users(), from: pool("pool01"), to: new.clone(), amount: Amount::All };
    let plan = record(&plan, 2, vec![users_move]);
    let plan = record(&plan, 3, vec![Command::Remove(pool("pool01").into())]);
    let route = Command::RouteFederation { site: SiteId::new("site-site-2"), to: Route::Through(pool("edge01")) };
    let plan = record(&plan, 2, vec![route]);
    assert_eq!(steps(&plan), [1, 2, 1]);
    let gone = record(&plan, 0, vec![Command::Remove(pool("pool01").into())]);
    assert_eq!(steps(&gone), [1, 1, 0]);
    let gone = record(&gone, 0, vec![Command::Remove(SiteId::new("site-site-1").into())]);
    assert_eq!(gone.replay().skipped, [], "the addition only loses its site");
    assert!(gone.state_at(1).has(&(&new).into()));
    let gone = record(&gone, 0, vec![Command::Remove(SiteId::new("site-site-2").into())]);
    assert_eq!(steps(&gone), [1, 0, 0]);
}

#[test]
fn removing_an_addition_takes_along_later_steps_and_the_label_counts_them() {
    let (plan, new) = add_pool(&small(), 1);
    let move_to =
        |to: &PoolId| Command::MoveUsers { group: users(), from: pool("pool01"), to: to.clone(), amount: Amount::All };
    let plan = record(&plan, 2, vec![move_to(&new)]);
    let plan = set(&plan, 3, &new, "version", text("sfb-2015"));
    let server = intents::new_server(&plan, 3, &new);
    let plan = record(&plan, 3, server.commands);
    let place = PlanEdit::Place(vec![((&new).into(), Some(SheetPos { x: 1, y: 2 }))]).applied_to(&plan).unwrap();
    let intent = intents::remove(&place, 1, &[(&new).into()]).unwrap();
    assert_eq!(Lang::EN.say(&intent.label), "Retire “pool03.contoso.com” (Front End pool) and 3 steps about it");
    let gone = record(&place, 1, intent.commands);
    assert_eq!((steps(&gone), gone.places.len()), (vec![0, 0, 0], 0));
    assert!(gone.spent.contains(server.subject.id()));
}

#[test]
fn retiring_forgets_what_the_phase_said_about_it_but_not_the_moves() {
    let plan = small();
    let moves = Command::MoveUsers { group: users(), from: pool("pool01"), to: pool("pool02"), amount: Amount::All };
    let plan = record(&plan, 1, vec![moves]);
    let plan = set(&plan, 1, pool("pool01"), "version", text("lync-2013"));
    let server = intents::new_server(&plan, 1, &pool("pool01"));
    let plan = record(&plan, 1, server.commands);
    assert_eq!(steps(&plan), [3, 0, 0]);
    let plan = record(&plan, 1, vec![Command::Remove(pool("pool01").into())]);
    assert_eq!(steps(&plan), [2, 0, 0]);
    assert!(matches!(plan.phases[0].steps[1].commands(), [Command::Remove(_)]));
    assert_eq!(plan.replay().skipped, []);
}

#[test]
fn an_id_is_never_given_again() {
    let (plan, new) = add_pool(&small(), 1);
    let element = plan.state_at(1).element(&(&new).into()).unwrap();
    let erased = record(&plan, 1, vec![Command::Remove((&new).into())]);
    let again = PlanEdit::Record { at: erased.stage_at(2), commands: vec![Command::Add(element.clone())] };
    assert!(again.applied_to(&erased).is_err());
    // Nor before the phase that brings the one that has it.
    let (plan, new) = add_pool(&small(), 3);
    let early = PlanEdit::Record {
        at: Stage::Today,
        commands: vec![Command::Add(plan.state_at(3).element(&(&new).into()).unwrap())],
    };
    assert!(early.applied_to(&plan).is_err());
}

// ---- users

#[test]
fn moves_of_users_count_what_is_known() {
    let plan = small();
    let home =
        |plan: &Plan, stage: usize, at: &str| plan.state_at(stage).user_groups[&users()].homes.get(&pool(at)).copied();
    let moved = |plan: &Plan, amount| {
        record(plan, 1, vec![Command::MoveUsers { group: users(), from: pool("pool01"), to: pool("pool02"), amount }])
    };
    // Unknown: all leaves a known zero, a number leaves the unknown.
    let all = moved(&plan, Amount::All);
    assert_eq!((home(&all, 1, "pool01"), home(&all, 1, "pool02")), (Some(Some(0)), Some(None)));
    let some = moved(&plan, Amount::Number(50));
    assert_eq!((home(&some, 1, "pool01"), home(&some, 1, "pool02")), (Some(None), Some(Some(50))));
    // Counted while a phase is shown: written where the group enters.
    let count = Command::CountUsers { group: users(), pool: pool("pool01"), users: Some(120) };
    let counted = record(&some, 2, vec![count]);
    assert_eq!(steps(&counted), [1, 0, 0]);
    assert_eq!((home(&counted, 0, "pool01"), home(&counted, 1, "pool01")), (Some(Some(120)), Some(Some(70))));
    // More than there are: no more than there are.
    let over = moved(&counted, Amount::Number(500));
    assert_eq!((home(&over, 1, "pool01"), home(&over, 1, "pool02")), (Some(Some(0)), Some(Some(120))));
    // A pool that comes later than the group is counted there.
    let (plan, new) = add_pool(&plan, 2);
    let count = Command::CountUsers { group: users(), pool: new.clone(), users: Some(3) };
    let plan = record(&plan, 2, vec![count]);
    assert_eq!((steps(&plan), plan.state_at(2).users_on(&new)), (vec![0, 2, 0], Some(3)));
}

// ---- phases

#[test]
fn deleting_a_phase_deletes_its_steps_and_later_steps_about_them_are_reported_and_kept() {
    let (plan, new) = add_pool(&small(), 1);
    let plan = set(&plan, 2, &new, "version", text("sfb-2015"));
    let plan = PlanEdit::Place(vec![((&new).into(), Some(SheetPos { x: 1, y: 2 }))]).applied_to(&plan).unwrap();
    let first = plan.phases[0].id.clone();
    let step = plan.phases[0].steps[0].id().clone();
    let plan = PlanEdit::RemovePhase(first.clone()).applied_to(&plan).unwrap();
    assert_eq!(steps(&plan), [1, 0]);
    let skipped = plan.replay().skipped;
    assert_eq!(skipped.len(), 1);
    assert_eq!((skipped[0].stage, &skipped[0].step), (1, plan.phases[0].steps[0].id()));
    assert!(plan.places.is_empty());
    for id in [new.as_str(), first.as_str(), step.as_str()] {
        assert!(plan.spent.contains(id), "{id}");
    }
}

#[test]
fn merging_puts_the_steps_into_the_phase_before_and_at_last_into_today() {
    let (plan, new) = add_pool(&small(), 1);
    let plan = set(&plan, 2, &new, "version", text("sfb-2015"));
    let plan = record(&plan, 3, vec![Command::Remove(pool("pool01").into())]);
    let last = plan.state_at(3);
    let until = Some(plan.phases[1].id.clone());
    let accepted = Acceptance {
        code: Code::new("SQL-001"),
        subjects: vec![],
        reason: "x".into(),
        by: "y".into(),
        on: None,
        until,
    };
    let mut plan = PlanEdit::Accept(accepted).applied_to(&plan).unwrap();
    plan = PlanEdit::MergePhase(plan.phases[1].id.clone()).applied_to(&plan).unwrap();
    assert_eq!(steps(&plan), [2, 1]);
    assert_eq!(plan.accepted[0].until, Some(plan.phases[0].id.clone()));
    plan = PlanEdit::MergePhase(plan.phases[0].id.clone()).applied_to(&plan).unwrap();
    assert!(plan.accepted.is_empty(), "it held up to a phase that is Today now");
    plan = PlanEdit::MergePhase(plan.phases[0].id.clone()).applied_to(&plan).unwrap();
    assert_eq!((steps(&plan), &plan.today), (vec![], &last));
    assert!(plan.spent.contains("pool-pool01"), "it is nowhere any more");
}

#[test]
fn a_phase_that_moves_before_what_it_needs_keeps_its_steps() {
    let (plan, new) = add_pool(&small(), 1);
    let plan = set(&plan, 2, &new, "version", text("sfb-2015"));
    let moved = PlanEdit::MovePhase { id: plan.phases[0].id.clone(), index: 2 }.applied_to(&plan).unwrap();
    assert_eq!((steps(&moved), moved.replay().skipped.len()), (vec![1, 0, 1], 1));
    let back = PlanEdit::MovePhase { id: moved.phases[2].id.clone(), index: 0 }.applied_to(&moved).unwrap();
    assert_eq!(back, plan);
}

#[test]
fn what_waits_for_a_phase_waits_for_what_it_is_merged_into() {
    let plan = small();
    let ids: Vec<PhaseId> = plan.phases.iter().map(|phase| phase.id.clone()).collect();
    let waits = |phase: usize, after: &[usize]| {
        let after = after.iter().map(|at| ids[*at].clone()).collect();
        PlanEdit::EditPhase(Phase { after, ..plan.phases[phase].head() })
    };
    let plan = PlanEdit::all_applied_to(&[waits(2, &[1])], &plan).unwrap();
    let merged = PlanEdit::MergePhase(ids[1].clone()).applied_to(&plan).unwrap();
    assert_eq!(merged.phases[1].after, [ids[0].clone()]);
    let removed = PlanEdit::RemovePhase(ids[1].clone()).applied_to(&plan).unwrap();
    assert_eq!(removed.phases[1].after, []);
    let both = PlanEdit::all_applied_to(&[waits(2, &[0, 1])], &plan).unwrap();
    let merged = PlanEdit::MergePhase(ids[1].clone()).applied_to(&both).unwrap();
    assert_eq!(merged.phases[1].after, [ids[0].clone()], "once");
    let gone = Phase { after: vec![PhaseId::new("phase-gone")], ..plan.phases[2].head() };
    let refused = PlanEdit::EditPhase(gone).applied_to(&plan);
    assert_eq!(refused, Err(PlanError::NoPhase(PhaseId::new("phase-gone"))));
}

#[test]
fn an_edit_of_a_phase_keeps_its_steps() {
    let (plan, _) = add_pool(&small(), 1);
    let new = Phase { days: Some(3), owner: Some("Operations".into()), ..plan.phases[0].head() };
    let edited = PlanEdit::EditPhase(new).applied_to(&plan).unwrap();
    assert_eq!((steps(&edited), edited.phases[0].days), (steps(&plan), Some(3)));
}

#[test]
fn a_step_applies_whole_or_not_at_all() {
    let (plan, new) = add_pool(&small(), 1);
    let id = plan.next_step_id(&plan.phases[1]);
    let commands = vec![
        Command::Set { of: pool("pool01").into(), fact: "nat", to: Some(Value::Flag(true)) },
        Command::Remove(ServerId::new("server-of-nobody").into()),
    ];
    let step = Step::change(id, commands);
    let plan = PlanEdit::AddStep { phase: plan.phases[1].id.clone(), index: None, step }.applied_to(&plan).unwrap();
    assert_eq!(plan.replay().skipped.len(), 1);
    assert_eq!(plan.state_at(2), plan.state_at(1));
    assert!(plan.state_at(3).has(&new.into()));
}

// ---- labels

#[test]
fn edits_and_steps_are_called_by_what_they_do() {
    let plan = small();
    let intent = intents::new_pool(&plan, 1, PoolKind::FrontEnd, Version::Lync2013, None);
    assert_eq!(Lang::EN.say(&intent.label), "Add “pool03.contoso.com” (Front End pool)");
    let edits = intent.edits(&plan, 1, Some(SheetPos::default()));
    assert_eq!(edits[0].label(&plan), intent.label);
    let plan = PlanEdit::all_applied_to(&edits, &plan).unwrap();
    let moves = Command::MoveUsers { group: users(), from: pool("pool01"), to: pool("pool03"), amount: Amount::All };
    let plan = record(&plan, 1, vec![moves]);
    let plan = record(&plan, 1, vec![Command::Remove(pool("pool01").into())]);
    let said: Vec<_> = plan.phases[0].steps.iter().map(|step| Lang::EN.say(&step.label(&plan))).collect();
    assert_eq!(
        said,
        [
            "Add “pool03.contoso.com” (Front End pool)",
            "Move all users of “pool01.contoso.com” to “pool03.contoso.com”",
            "Retire “pool01.contoso.com” (Front End pool)",
        ]
    );
    let everything = plan.everything();
    assert_eq!(plan.phases[0].steps[1].label_in(&everything), plan.phases[0].steps[1].label(&plan));
}

// ---- properties

/// Applies random edits; gives each plan that came of one that was not refused.
fn story(seed: u64, edits: usize, mut each: impl FnMut(&Plan, &[PlanEdit], &Plan)) {
    let mut dice = Dice::new(seed);
    let mut plan = if seed.is_multiple_of(2) { small() } else { random_plan(seed) };
    for _ in 0..edits {
        let edits = random_edit(&mut dice, &plan);
        if let Ok(next) = PlanEdit::all_applied_to(&edits, &plan) {
            each(&plan, &edits, &next);
            plan = next;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn every_state_is_sound(seed: u64) {
        story(seed, 60, |_, edits, plan| {
            for (stage, state) in plan.replay().states.iter().enumerate() {
                assert_eq!(state.broken(), Vec::<String>::new(), "stage {stage} after {edits:?}");
            }
            let everything = plan.everything();
            for subject in everything.subjects() {
                assert!(!plan.spent.contains(subject.id()), "{subject:?} is spent and there, after {edits:?}");
            }
            for subject in plan.places.keys() {
                assert!(everything.has(subject), "{subject:?} has a place and is not there, after {edits:?}");
            }
            for site in &plan.collapsed {
                assert!(everything.sites.contains_key(site), "{site:?} is collapsed and not there, after {edits:?}");
            }
        });
    }

    #[test]
    fn what_is_recorded_is_what_was_asked_for(seed: u64) {
        story(seed, 60, |before, edits, after| {
            let [PlanEdit::Record { at, commands }] = edits else { return };
            let [command] = commands.as_slice() else { return };
            let stage = before.index_of(at).unwrap();
            let wanted = command.applied_to(&before.state_at(stage)).unwrap();
            let state = after.state_at(stage);
            match command {
                Command::Remove(subject) => assert!(!state.has(subject), "{command:?}"),
                Command::Add(element) => assert_eq!(state.element(&element.subject()).as_ref(), Some(element)),
                Command::CountUsers { .. } => {}
                other => assert_eq!(
                    state.element(&other.subject()), wanted.element(&other.subject()), "{command:?} at {stage}"
                ),
            }
            let upto = |plan: &Plan| plan.replay().skipped.into_iter().filter(|skipped| skipped.stage <= stage).count();
            if !matches!(command, Command::Remove(_)) {
                assert!(upto(after) <= upto(before), "{command:?} at {stage} makes steps not apply");
            }
        });
    }

    #[test]
    fn undoing_everything_is_the_start_and_redoing_the_end(seed: u64) {
        let mut history: Option<History<usize>> = None;
        let mut labels = BTreeSet::new();
        story(seed, 40, |before, edits, after| {
            let history = history.get_or_insert_with(|| History::new(before.clone().into()));
            for edit in edits {
                let label = edit.label(before);
                for lang in Lang::all() {
                    assert!(!lang.say(&label).contains("No localization"), "{label:?}");
                }
                labels.insert(label.id.clone());
            }
            let seen = history.len();
            let kept = history.commit(coexist::message!("plan-nothing"), edits, &before.replay(), seen).unwrap();
            assert_eq!(kept, before != after);
            assert_eq!(&**history.present(), after);
        });
        let Some(mut history) = history else { return Ok(()) };
        let (edits, end) = (history.len(), history.present().clone());
        while let Some(seen) = history.undo() {
            prop_assert_eq!(seen, history.len());
        }
        prop_assert!(history.is_empty());
        for _ in 0..edits {
            history.redo();
        }
        prop_assert_eq!(history.present(), &end);
        prop_assert!(history.redo().is_none());
    }
}

/// Today has no steps: what would be lost with the first phase keeps it.
#[test]
fn merging_the_first_phase_into_today_loses_no_work() {
    let (plan, new) = add_pool(&small(), 1);
    let phase = plan.phases[0].id.clone();
    let backup = Step::activity(StepId::new("step-backup"), ActivityKind::Backup, vec![]);
    let gone = Command::Remove(ServerId::new("server-of-nobody").into());
    let never = Step::change(StepId::new("step-never"), vec![gone]);
    let add = |step| PlanEdit::AddStep { phase: phase.clone(), index: Some(0), step };
    let plan = PlanEdit::all_applied_to(&[add(backup), add(never)], &plan).unwrap();
    let states = plan.replay().states;
    let merged = PlanEdit::MergePhase(phase.clone()).applied_to(&plan).unwrap();
    assert!(merged.today.pools.contains_key(&PoolId::new(Subject::from(new).id())));
    assert_eq!(merged.replay().states[1..], states[1..]);
    let kept: Vec<&str> = merged.phases[0].steps.iter().map(|step| step.id().as_str()).collect();
    assert_eq!((kept, &merged.phases[0].id), (vec!["step-never", "step-backup"], &phase));
    let again = PlanEdit::MergePhase(phase).applied_to(&merged).unwrap();
    assert_eq!(again, merged, "there is nothing left to merge");
}
