//! A check that knows what the last one found out says what a check from nothing says.

use coexist::edit::{Amount, Command};
use coexist::model::*;
use coexist::plan::testing::{Dice, random_plan};
use coexist::plan::{LevelChoice, Phase, Plan, PlanEdit, Step};
use coexist::rules::{Report, all, check, check_after, check_from, docs, level, sketch, testing};
use coexist::text::Lang;
use rayon::prelude::*;
use std::sync::Arc;

/// The examples of every rule, each within a larger deployment, so that most of the plan is far from it.
fn plans() -> Vec<(String, Plan)> {
    let lang = Lang::all().next().expect("a language");
    let mut out = Vec::new();
    for (seed, rule) in all().iter().enumerate() {
        let text = docs(&rule.code, lang).unwrap_or_default();
        let sketches = text.split("```sketch\n").skip(1).filter_map(|rest| rest.split("```").next());
        for (at, example) in sketches.enumerate() {
            let sketch = sketch::read(example).unwrap_or_else(|error| panic!("{}: {error}", rule.code));
            out.push((format!("{} {at}", rule.code), within(&sketch.plan, seed as u64)));
        }
    }
    assert!(out.len() > 200);
    out
}

/// The plan, with pools of another deployment beside its own from the first state on.
fn within(plan: &Plan, seed: u64) -> Plan {
    let other = testing::plan(8, 2, seed);
    let mut whole = other.clone();
    whole.today.deployment = plan.today.deployment.clone();
    for subject in plan.today.subjects() {
        if let Some(element) = plan.today.element(&subject) {
            whole.today.put(element);
        }
    }
    whole.phases = plan.phases.clone();
    for (at, phase) in other.phases.iter().enumerate() {
        match whole.phases.get(at).cloned() {
            Some(mine) => {
                let steps = mine.steps.iter().chain(&phase.steps).cloned().collect();
                whole.phases.set(at, Arc::new(Phase { steps, ..(*mine).clone() }));
            }
            None => whole.phases.push_back(phase.clone()),
        }
    }
    whole
}

fn value(kind: FactKind, state: &Topology, dice: &mut Dice) -> Value {
    let names: Vec<Arc<str>> = state.pools.values().filter_map(|pool| pool.fqdn.clone()).collect();
    let text = |dice: &mut Dice| match dice.below(3) {
        0 => Arc::from("5.0.8308.738"),
        1 => Arc::from("contoso.com"),
        _ => dice.pick(&names).cloned().unwrap_or_else(|| Arc::from("fe.contoso.com")),
    };
    let key = |keys: &[&str], dice: &mut Dice| Arc::from(*dice.pick(keys).expect("a key"));
    match kind {
        FactKind::Flag => Value::Flag(dice.once_in(2)),
        FactKind::Count => Value::Count([0, 1, 2, 3, 12, 13, 5_000, 200_000][dice.below(8)]),
        FactKind::Text => Value::Text(text(dice)),
        FactKind::List => Value::List(vec![text(dice)]),
        FactKind::Date => Value::Date(Date::constant(2014, 2, 1)),
        FactKind::Choice(_, keys) => Value::Text(key(keys, dice)),
        FactKind::Choices(_, keys) => Value::List(vec![key(keys, dice)]),
        FactKind::Site => {
            let sites: Vec<_> = state.sites.keys().collect();
            Value::text(dice.pick(&sites).map_or("none", |site| site.as_str()))
        }
        FactKind::Route | FactKind::Pool => {
            let pools: Vec<_> = state.pools.keys().collect();
            Value::text(dice.pick(&pools).map_or("none", |pool| pool.as_str()))
        }
    }
}

/// Something that a hand may do in the window, at some stage; `None` when this plan has no such thing.
fn edited(plan: &Plan, dice: &mut Dice) -> Option<(Plan, PlanEdit)> {
    let replay = plan.replay();
    let stage = dice.below(replay.states.len());
    let state = &replay.states[stage];
    let subjects: Vec<Subject> = state.subjects().collect();
    let subject = dice.pick(&subjects)?.clone();
    let record = |commands| PlanEdit::Record { at: plan.stage_at(stage), commands };
    let edit = match dice.below(14) {
        0 | 1 => record(vec![Command::Remove(subject)]),
        2 if stage > 0 => {
            let phase = &plan.phases[stage - 1];
            PlanEdit::RemoveStep(dice.pick(&phase.steps)?.id().clone())
        }
        3 => {
            let group = state.user_groups.values().next()?;
            let from = group.homes.keys().next()?.clone();
            let to = dice.pick(&state.pools.keys().collect::<Vec<_>>()).map(|id| (*id).clone())?;
            record(vec![Command::MoveUsers { group: group.id.clone(), from, to, amount: Amount::All }])
        }
        4 => {
            let mut pool = Pool::new(PoolId::new("pool-by-hand"), PoolKind::FrontEnd);
            pool.version = Some(Version::Lync2013);
            pool.site = state.sites.keys().next().cloned();
            let instances: Vec<_> = state.sql_instances.keys().collect();
            let to = Subject::from(*dice.pick(&instances)?);
            let link = LinkId::new("link-by-hand");
            let link = Link::new(link, LinkKind::UserStore, Usage::Default, (&pool.id).into(), to);
            record(vec![Command::Add(pool.into()), Command::Add(link.into())])
        }
        5 if stage > 0 => {
            let about = if dice.once_in(4) { Vec::new() } else { vec![subject] };
            let kind = *dice.pick(ActivityKind::ALL)?;
            let id = StepId::new(&plan.free_id(SubjectKind::Step, kind.key()));
            let phase = &plan.phases[stage - 1];
            let index = Some(dice.below(phase.steps.len() + 1));
            PlanEdit::AddStep { phase: phase.id.clone(), index, step: Step::activity(id, kind, about) }
        }
        6 if stage > 0 => {
            let step = dice.pick(&plan.phases[stage - 1].steps)?.id().clone();
            let to = &plan.phases[dice.below(plan.phases.len())];
            PlanEdit::MoveStep { step, to: to.id.clone(), index: dice.below(to.steps.len() + 1) }
        }
        7 if stage > 0 => {
            let step = dice.pick(&plan.phases[stage - 1].steps)?;
            PlanEdit::EditStep(step.with_tool(dice.pick(StepTool::ALL).copied()))
        }
        _ => {
            let facts = state.facts(&subject);
            let fact = dice.pick(&facts)?;
            // Values that others have, too: they may meet from afar.
            let others = subjects.iter().filter(|other| other.kind() == subject.kind());
            let taken: Vec<Value> = others.filter_map(|other| state.fact(other, fact.name)).collect();
            let known = dice.once_in(3).then(|| dice.pick(&taken).cloned()).flatten();
            let to = (!dice.once_in(4)).then(|| known.unwrap_or_else(|| value(fact.kind, state, dice)));
            let command = Command::Set { of: subject, fact: fact.name, to };
            if dice.once_in(2) { PlanEdit::Correct(command) } else { record(vec![command]) }
        }
    };
    Some((edit.applied_to(plan).ok()?, edit))
}

/// What differs, in few words.
fn compare(what: &str, left: &Report, right: &Report) -> Result<(), String> {
    if left == right {
        return Ok(());
    }
    let mut said = String::new();
    let only = |a: &Report, b: &Report, side: &str, said: &mut String| {
        for finding in a.findings.iter().filter(|finding| !b.findings.contains(finding)) {
            *said += &format!("\n  {side}: {} {:?} {:?}", finding.code, finding.subject, finding.stages);
        }
        for waiting in a.not_checked.iter().filter(|waiting| !b.not_checked.contains(waiting)) {
            *said += &format!("\n  {side}: {} {:?} waits for {:?}", waiting.code, waiting.subject, waiting.missing);
        }
    };
    only(left, right, "only by what was known", &mut said);
    only(right, left, "only from nothing", &mut said);
    Err(format!("{what}{said}"))
}

fn prove(name: &str, plan: &Plan, dice: &mut Dice, edits: usize) -> Result<(), String> {
    let mut plan = plan.clone();
    let mut last = check(&plan, &plan.replay(), None);
    for number in 0..edits {
        let Some((next, edit)) = edited(&plan, dice) else { continue };
        let replay = next.replay();
        let now = check_after(&next, &replay, None, &last);
        compare(&format!("{name}, edit {number}, {edit:?}"), &now, &check(&next, &replay, None))?;
        let from = dice.below(replay.states.len());
        let live = check_from(&next, &replay, from, &last);
        let nothing = check_from(&next, &replay, from, &Report::default());
        compare(&format!("{name}, edit {number}, live, {edit:?}"), &live, &nothing)?;
        (plan, last) = (next, now);
    }
    Ok(())
}

fn all_hold(plans: Vec<(String, Plan)>, edits: usize) {
    let seed = std::env::var("COEXIST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let failed: Vec<String> = plans
        .par_iter()
        .enumerate()
        .filter_map(|(at, (name, plan))| prove(name, plan, &mut Dice::new(seed * 1_000 + at as u64), edits).err())
        .collect();
    assert!(failed.is_empty(), "{} of {}\n{}", failed.len(), plans.len(), failed.join("\n"));
}

#[test]
fn a_check_after_an_edit_says_what_a_check_from_nothing_says() {
    all_hold(plans(), 2);
}

#[test]
fn a_level_chosen_since_the_last_check_is_obeyed() {
    let mut changed = 0;
    for (name, plan) in plans().into_iter().step_by(9) {
        let (replay, last) = (plan.replay(), check(&plan, &plan.replay(), None));
        let Some(finding) = last.findings.iter().find(|finding| level(&finding.code, &plan.target).is_some()) else {
            continue;
        };
        let to =
            |level| PlanEdit::SetLevel { code: finding.code.clone(), to: Some(LevelChoice { level, reason: None }) };
        for edit in [to(None), to(Some(Level::Advice))] {
            let next = edit.applied_to(&plan).expect("a level");
            let now = check_after(&next, &replay, None, &last);
            compare(&name, &now, &check(&next, &replay, None)).unwrap_or_else(|why| panic!("{why}"));
            changed += usize::from(now.findings != last.findings);
            let back = check_after(&plan, &replay, None, &now);
            compare(&name, &back, &last).unwrap_or_else(|why| panic!("{why}"));
        }
    }
    assert!(changed > 20, "{changed}");
}

#[test]
fn whatever_the_plan() {
    let plans = (0..24).map(|seed| (format!("random {seed}"), random_plan(seed))).collect();
    all_hold(plans, 6);
}
