//! How long a check takes: of a whole plan, and of what a live verdict needs.

use coexist::canvas::{Question, judge};
use coexist::edit::Command;
use coexist::model::*;
use coexist::plan::testing::large_plan;
use coexist::plan::{LevelChoice, Plan, PlanEdit, Replay};
use coexist::propose::{Choices, propose};
use coexist::rules::{all, check, check_after, testing};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SEED: u64 = 7;

fn whole_plans(c: &mut Criterion) {
    for (pools, phases) in [(60, 12), (2_000, 8)] {
        let plan = testing::plan(pools, phases, SEED);
        let replay = plan.replay();
        let name = format!("{pools} pools x {phases} phases");
        c.bench_function(&format!("check {name}"), |b| b.iter(|| check(black_box(&plan), &replay, None)));
        c.bench_function(&format!("replay {name}"), |b| b.iter(|| black_box(&plan).replay()));
        c.bench_function(&format!("replay and check {name}"), |b| {
            b.iter(|| check(black_box(&plan), &plan.replay(), None));
        });
    }
}

/// A whole migration proposed and checked. Goal: 2 s with 2,000 pools.
fn proposals(c: &mut Criterion) {
    for pools in [60, 2_000] {
        let plan = large_plan(pools, 0);
        let choices = Choices::default();
        c.bench_function(&format!("propose {pools} pools"), |b| {
            b.iter(|| propose(black_box(&plan), &choices).map(|proposal| proposal.plan.phases.len()).expect("a plan"));
        });
    }
}

/// The rules of the page on migration paths, without the rest of the catalogue.
const FIRST_RULES: [&str; 24] = [
    "PATH-001",
    "PATH-002",
    "PATH-003",
    "PATH-004",
    "PATH-005",
    "PATH-006",
    "PATH-008",
    "PATH-009",
    "PATH-011",
    "PATH-012",
    "COEX-001",
    "COEX-002",
    "COEX-003",
    "NAME-001",
    "NAME-002",
    "SQL-001",
    "SQL-002",
    "SQL-003",
    "SQL-007",
    "SQL-008",
    "CHAT-001",
    "ROLE-005",
    "ROLE-012",
    "ORDER-013",
];

fn first_rules(c: &mut Criterion) {
    for (pools, phases) in [(60, 12), (2_000, 8)] {
        let mut plan = testing::plan(pools, phases, SEED);
        let others = all().iter().filter(|rule| rule.always.is_none() && !FIRST_RULES.contains(&rule.code.as_str()));
        plan.levels = others.map(|rule| (rule.code.clone(), LevelChoice { level: None, reason: None })).collect();
        let replay = plan.replay();
        c.bench_function(&format!("check with the first rules {pools} pools x {phases} phases"), |b| {
            b.iter(|| check(black_box(&plan), &replay, None));
        });
    }
}

/// The check after one edit, by what the check before it found out.
fn after_an_edit(c: &mut Criterion) {
    for (pools, phases) in [(60, 12), (2_000, 8)] {
        let plan = testing::plan(pools, phases, SEED);
        let replay = plan.replay();
        let report = check(&plan, &replay, None);
        let old = PoolId::new("pool-old-7");
        let command = |fact, value| Command::Set { of: Subject::from(&old), fact, to: Some(value) };
        for (name, edit) in [
            ("a fact of Today", PlanEdit::Correct(command("platform", Value::text("virtual")))),
            (
                "a fact in phase 1",
                PlanEdit::Record { at: plan.stage_at(1), commands: vec![command("version", Value::text("lync-2013"))] },
            ),
            ("a pool more in the last phase", drop_on_legacy(&plan, &replay, phases - 1).1),
        ] {
            let after = edit.applied_to(&plan).unwrap_or_else(|why| panic!("{name}: {why:?}"));
            let replayed = after.replay_after(&plan, &replay);
            let name = format!("{name}, {pools} pools x {phases} phases");
            c.bench_function(&format!("check after {name}"), |b| {
                b.iter(|| check_after(black_box(&after), &replayed, None, &report));
            });
            c.bench_function(&format!("replay after {name}"), |b| {
                b.iter(|| black_box(&after).replay_after(&plan, &replay));
            });
        }
    }
}

/// One edit while the last of eight phases of 2,000 pools is shown.
fn edits(c: &mut Criterion) {
    let plan = testing::plan(2_000, 8, SEED);
    let replay = plan.replay();
    let pool = Subject::from(PoolId::new("pool-new-1999"));
    let record = |command| PlanEdit::Record { at: plan.stage_at(8), commands: vec![command] };
    for (name, edit) in [
        ("a fact", record(Command::Set { of: pool.clone(), fact: "platform", to: Some(Value::text("virtual")) })),
        ("a removal", record(Command::Remove(pool))),
    ] {
        c.bench_function(&format!("record {name}, 2000 pools x 8 phases"), |b| {
            b.iter(|| PlanEdit::all_applied_after(std::slice::from_ref(&edit), black_box(&plan), &replay));
        });
    }
}

/// A store is dragged onto the instance of a legacy pool: from the previewed edit to the findings, as in the window.
fn live_verdict(c: &mut Criterion) {
    let plan = Arc::new(testing::plan(60, 12, SEED));
    let replay = plan.replay();
    let report = Arc::new(check(&plan, &replay, None));
    for stage in [1, 12] {
        let (pool, edit) = drop_on_legacy(&plan, &replay, stage);
        let (plan, replay, report) = (plan.clone(), replay.clone(), report.clone());
        let question = Question { plan, replay, report, edits: vec![edit], stage, about: vec![pool] };
        c.bench_function(&format!("verdict 60 pools x 12 phases, phase {stage}"), |b| {
            b.iter(|| judge(black_box(&question)));
        });
    }
}

/// A new pool of the target whose user store is on the first legacy instance of a stage.
fn drop_on_legacy(plan: &Plan, replay: &Replay, stage: usize) -> (Subject, PlanEdit) {
    let state = &replay.states[stage];
    let old = state.pools.values().find(|pool| pool.version == Some(Version::Lync2010));
    let old = old.map(|pool| Subject::from(&pool.id)).unwrap_or(Subject::Deployment);
    let store = state.links.values().find(|link| link.from == old && link.kind == LinkKind::UserStore);
    let to = store.map_or(Subject::Deployment, |link| link.to.clone());
    let mut pool = Pool::new(PoolId::new("pool-dragged"), PoolKind::FrontEnd);
    pool.version = Some(Version::Lync2013);
    pool.edition = Some(Edition::Enterprise);
    pool.fqdn = Some(Text::from("dragged.contoso.com"));
    let subject = Subject::from(&pool.id);
    let link = Link::new(LinkId::new("link-dragged"), LinkKind::UserStore, Usage::Default, subject.clone(), to);
    let commands = vec![Command::Add(pool.into()), Command::Add(link.into())];
    (subject, PlanEdit::Record { at: plan.stage_at(stage), commands })
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = whole_plans, proposals, first_rules, after_an_edit, live_verdict, edits
}
criterion_main!(benches);
