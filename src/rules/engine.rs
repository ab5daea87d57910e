//! One pass over a plan: every rule on every stage, each with the pack of its stage.

use super::context::{Common, Findings, PhaseContext, PlanContext, StateContext};
use super::memory::{self, Judged, Memory};
use super::merge::Here;
use super::near::{Neighbours, Touched};
use super::packs::{Age, Pack, pack};
use super::places::Places;
use super::{Check, ChosenLevel, Entry, Level, Reach, Report, Rule, coverage, incomplete, merge, not_checked};
use crate::model::*;
use crate::plan::{Note, Plan, Replay};
use crate::text::Message;
use imbl::OrdMap;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Rules that one thread judges a state with before another may take over.
const RULES_AT_ONCE: usize = 16;

/// How much of a plan is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Everything,
    /// What a live verdict needs: findings that stand at or after a stage, without those about how the plan ends.
    From(usize),
}

/// With a `memory`, states are judged only where they differ from those it knows.
pub(super) fn run(
    rules: &[&'static Rule],
    plan: &Plan,
    replay: &Replay,
    target: Option<&PackId>,
    scope: Scope,
    memory: Option<&Memory>,
) -> Report {
    let packs: Vec<Option<&'static Pack>> =
        (0..replay.states.len()).map(|stage| pack(target.unwrap_or_else(|| plan.target_at(stage)))).collect();
    let whole = pack(target.unwrap_or(&plan.target));
    let common = Common::new(&replay.states, &packs);
    let first = if let Scope::From(stage) = scope { stage.min(replay.states.len()) } else { 0 };
    let judge = Judge { rules, plan, replay, packs: &packs, whole, common: &common, scope };
    let parts = (first..replay.states.len()).map(Part::Phase).chain((0..rules.len()).map(Part::Rule));
    let parts: Vec<Part> = parts.collect();
    // Parts know nothing of each other, and are joined in their order: the answer is that of one thread.
    let ((states, neighbours), reported) = rayon::join(
        || judge.states(first, memory),
        || parts.par_iter().map(|part| judge.part(*part)).collect::<Vec<Findings>>(),
    );
    let mut out = Findings::new(scope != Scope::Everything);
    reported.into_iter().for_each(|part| out.join(part));
    if let Scope::From(stage) = scope {
        let all = out.raws.iter().map(Here::from).chain(memory::raws(&states, first));
        let mut findings = merge::findings(all.filter(|here| here.stages.1 >= stage).collect(), plan);
        merge::accept(&mut findings, plan, &[]);
        return Report { findings, ..Report::default() };
    }
    let notes = outside_the_packs(rules, plan, replay, target, &packs, &mut out);
    let Findings { raws, missing, entries, .. } = out;
    let found = || {
        let all = memory::raws(&states, first).into_iter().chain(raws.iter().map(Here::from));
        let mut findings = merge::findings(all.collect(), plan);
        let checklist = merge::tick(entries, &mut findings, plan, rules, whole.is_some());
        merge::accept(&mut findings, plan, rules);
        merge::sort(&mut findings);
        (findings, checklist)
    };
    let known = memory.filter(|memory| memory.levels == plan.levels);
    let known = known.map(|memory| (memory.states.as_slice(), &memory.open));
    let judged = coverage::Judged { rules, plan, replay, packs: &packs, forced: target };
    let ((findings, checklist), (open, (objects, incomplete))) = rayon::join(found, || {
        let beside = || (judged.objects(), incomplete::incomplete(replay, &packs));
        rayon::join(|| not_checked::not_checked(rules, known, &states, missing), beside)
    });
    let not_checked = open.list.clone();
    Report {
        coverage: judged.coverage(&objects, &findings, &not_checked),
        findings,
        not_checked,
        incomplete,
        notes,
        checklist,
        levels: chosen_levels(plan, whole),
        memory: Memory::new(states, neighbours, open, plan),
    }
}

/// Every level that the plan chooses, beside the pack's own.
fn chosen_levels(plan: &Plan, whole: Option<&Pack>) -> Vec<ChosenLevel> {
    let chosen = plan.levels.iter().map(|(code, choice)| ChosenLevel {
        code: code.clone(),
        of_pack: super::rule(code).and_then(|rule| rule.always.or_else(|| whole?.level(code))),
        level: choice.level,
        reason: choice.reason.clone(),
    });
    chosen.collect()
}

/// What is judged by itself.
#[derive(Clone, Copy)]
enum Part {
    /// Every rule on one phase.
    Phase(usize),
    /// One rule, by its place in the list, on the whole timeline.
    Rule(usize),
}

/// What all parts of a check are judged with.
struct Judge<'a> {
    rules: &'a [&'static Rule],
    plan: &'a Plan,
    replay: &'a Replay,
    packs: &'a [Option<&'static Pack>],
    /// The pack of the plan as a whole.
    whole: Option<&'static Pack>,
    common: &'a Common<'a>,
    scope: Scope,
}

impl Judge<'_> {
    fn part(&self, part: Part) -> Findings {
        let mut out = Findings::new(self.scope != Scope::Everything);
        match part {
            Part::Phase(stage) => self.phase(stage, &mut out),
            Part::Rule(at) => self.timeline(self.rules[at], &mut out),
        }
        out
    }

    /// Every rule on states, on the state at the end of each stage; and what stands next to what in them and in those that
    /// are known.
    fn states(&self, first: usize, memory: Option<&Memory>) -> (Vec<Judged>, Neighbours) {
        // What is known of other levels says nothing here.
        let memory = memory.filter(|memory| memory.levels == self.plan.levels);
        let same_steps = memory.is_some_and(|memory| memory.phases.ptr_eq(&self.plan.phases));
        let known = |stage: usize| memory?.states.get(stage).filter(|old| old.pack == self.packs[stage]);
        let mut neighbours = memory.map(|memory| memory.neighbours().clone()).unwrap_or_default();
        let mut before = None;
        // What each state has otherwise than the one that is known of its stage, or than the one before it.
        let mut changed: Vec<Vec<Subject>> = vec![Vec::new(); first];
        for (stage, state) in self.replay.states.iter().enumerate().skip(first) {
            changed.push(neighbours.learn(known(stage).map(|old| &old.topology).or(before), state));
            before = Some(state);
        }
        if memory.is_none() {
            neighbours = neighbours.settled();
        }
        let stages = (first..self.replay.states.len()).into_par_iter();
        let around = |stage: usize| (&neighbours, changed[stage].as_slice());
        let again = |stage| Some(self.state(stage, Some(known(stage)?), same_steps, around(stage)));
        let judged: Vec<Option<Judged>> = stages.map(again).collect();
        // A state of which nothing is known is mostly as the one before it.
        let mut states: Vec<Judged> = Vec::with_capacity(judged.len());
        for (at, judged) in judged.into_iter().enumerate() {
            let before = states.last().filter(|before| before.pack == self.packs[first + at]);
            states.push(judged.unwrap_or_else(|| self.state(first + at, before, false, around(first + at))));
        }
        memory::share(&mut states);
        (states, neighbours)
    }

    /// What the rules say of one state, by what they said of another one with the same pack and levels.
    /// With other steps, rules that look at the plan are asked again of the same state. What stands next to what in both,
    /// and in what they differ, comes along.
    fn state(
        &self,
        stage: usize,
        base: Option<&Judged>,
        same_steps: bool,
        (neighbours, changed): (&Neighbours, &[Subject]),
    ) -> Judged {
        let topology = &self.replay.states[stage];
        let same = base.filter(|base| base.topology.shares(topology));
        if let Some(base) = same.filter(|_| same_steps) {
            return base.clone();
        }
        let pack = self.packs[stage];
        let Some(judging) = pack else {
            let topology = topology.clone();
            return Judged {
                topology,
                pack,
                has_target: false,
                near: OrdMap::new(),
                whole: Arc::new(Findings::new(true)),
                by_plan: Arc::new(Findings::new(true)),
            };
        };
        let mut cx = StateContext::whole(self.plan, stage, topology, judging, self.common);
        let by_plan = Arc::new(self.state_rules(&mut cx, stage, Reach::Plan));
        if let Some(base) = same {
            return Judged { by_plan, ..base.clone() };
        }
        let whole = Arc::new(self.state_rules(&mut cx, stage, Reach::State));
        let has_target = cx.has_target();
        let touched = base.and_then(|base| Some((base, neighbours.touched(&base.topology, topology, changed)?)));
        let near = match touched {
            Some((base, Touched { core, slice })) if base.has_target == has_target => {
                let mut cx = StateContext::of_slice(self.plan, stage, &slice, judging, self.common, has_target);
                let mut near = base.near.clone();
                core.iter().for_each(|subject| drop(near.remove(subject)));
                let found = memory::by_subject(self.state_rules(&mut cx, stage, Reach::Near));
                near.extend(found.into_iter().filter(|(subject, _)| core.contains(subject)));
                near
            }
            _ => memory::by_subject(self.state_rules(&mut cx, stage, Reach::Near)).into_iter().collect(),
        };
        Judged { pack, has_target, near, whole, by_plan, topology: topology.clone() }
    }

    /// What the rules on states that look this far say of one.
    fn state_rules(&self, cx: &mut StateContext<'_>, stage: usize, reach: Reach) -> Findings {
        let cx = cx.reaching(reach);
        let rules = self.rules.iter().copied();
        let rules = rules.filter(|rule| matches!(rule.check, Check::State(_)) && rule.reach == reach);
        let rules: Vec<&'static Rule> = rules.collect();
        let of = |rules: &[&'static Rule]| {
            let mut out = Findings::new(self.scope != Scope::Everything);
            for rule in rules {
                if let (Check::State(check), Some(level)) = (rule.check, level_of(rule, Some(cx.pack), self.plan)) {
                    guarded(&mut out, rule, level, stage, |out| check(cx, out));
                }
            }
            out
        };
        let found: Vec<Findings> = rules.par_chunks(RULES_AT_ONCE).map(of).collect();
        let mut out = Findings::new(self.scope != Scope::Everything);
        found.into_iter().for_each(|part| out.join(part));
        out
    }

    fn phase(&self, stage: usize, out: &mut Findings) {
        let pack = self.packs[stage];
        let Some(cx) = PhaseContext::new(self.plan, self.replay, stage, pack) else { return };
        let cx = cx.sharing(self.common);
        for rule in self.rules {
            if let (Check::Phase(check), Some(level)) = (rule.check, level_of(rule, pack, self.plan)) {
                guarded(out, rule, level, stage, |out| check(&cx, out));
            }
        }
    }

    fn timeline(&self, rule: &'static Rule, out: &mut Findings) {
        let Some(level) = level_of(rule, self.whole, self.plan) else { return };
        let &Self { plan, replay, packs, common, .. } = self;
        let cx = PlanContext { plan, replay, states: &replay.states, packs, common };
        match rule.check {
            Check::Plan(check) => guarded(out, rule, level, 0, |out| check(&cx, out)),
            Check::End(check) if self.scope == Scope::Everything => {
                if plan.phases.is_empty() {
                    out.not_checked_by(rule, Subject::Deployment, &["phases"]);
                } else {
                    guarded(out, rule, level, cx.last(), |out| check(&cx, out));
                }
            }
            Check::Checklist(concerns) if self.scope == Scope::Everything => {
                guarded(out, rule, level, 0, |out| {
                    let mut places = Places::default();
                    concerns(&cx, &mut places);
                    out.entries.extend(places.into_iter().map(|(subject, stages)| Entry {
                        code: rule.code.clone(),
                        level,
                        subject,
                        stages,
                        ticked: None,
                    }));
                });
            }
            _ => {}
        }
    }
}

/// The level at which a rule runs, if it does. A plan may choose another level than the pack's, but not one for a rule
/// that the pack leaves out: there are no figures to judge it by.
fn level_of(rule: &Rule, pack: Option<&Pack>, plan: &Plan) -> Option<Level> {
    if rule.always.is_some() {
        return rule.always;
    }
    let own = pack?.level(&rule.code)?;
    plan.levels.get(&rule.code).map_or(Some(own), |choice| choice.level)
}

/// A rule that panics becomes one finding, and the others still run.
fn guarded(out: &mut Findings, rule: &'static Rule, level: Level, stage: usize, check: impl FnOnce(&mut Findings)) {
    let before = out.raws.len();
    out.speak_for(rule, level, stage);
    if catch_unwind(AssertUnwindSafe(|| check(out))).is_err() {
        out.raws.truncate(before);
        let failed = &super::checks::plan::FAILED;
        out.speak_for(failed, failed.always.unwrap_or(Level::Error), stage);
        out.report(Subject::Deployment, crate::message!("rules-plan-003", code = rule.code.as_str()));
    }
}

/// What no pack judges: pools of a product newer than the pack's, and stages whose pack there is not.
fn outside_the_packs(
    rules: &[&'static Rule],
    plan: &Plan,
    replay: &Replay,
    target: Option<&PackId>,
    packs: &[Option<&'static Pack>],
    out: &mut Findings,
) -> Vec<Note> {
    let mut unknown = BTreeSet::new();
    let mut newer: BTreeMap<(Version, Version), BTreeMap<&PoolId, bool>> = BTreeMap::new();
    for (stage, state) in replay.states.iter().enumerate() {
        let Some(pack) = packs[stage] else {
            unknown.insert(target.unwrap_or_else(|| plan.target_at(stage)));
            continue;
        };
        if stage > 0 && packs[stage - 1] == Some(pack) && state.pools.ptr_eq(&replay.states[stage - 1].pools) {
            continue;
        }
        for pool in state.pools.values().filter(|pool| pack.age(pool) == Age::Newer) {
            if let Some(version) = pool.version {
                let pools = newer.entry((version, pack.product)).or_default();
                *pools.entry(&pool.id).or_default() |= pool.is_counted();
            }
        }
    }
    let is_on = |rule: &Rule| rule.always.is_none() && !merge::is_off(plan, rule);
    let mut notes = Vec::new();
    for id in &unknown {
        let message = crate::message!("rules-unknown-pack", pack = id.as_str());
        notes.push(Note { message, line: None });
        for rule in rules.iter().filter(|rule| is_on(rule) && rule.check.decides()) {
            out.not_checked_by(rule, Subject::Deployment, &["pack"]);
        }
    }
    for ((version, product), pools) in &newer {
        // Companions are not judged either; they are no pools to anybody who counts.
        let count = pools.values().filter(|counted| **counted).count();
        let message = crate::message!(
            "rules-newer-product",
            product = Message::word(Version::PREFIX, version.key()),
            target = Message::word(Version::PREFIX, product.key()),
            count = count
        );
        if count > 0 {
            notes.push(Note { message, line: None });
        }
        for rule in rules.iter().filter(|rule| is_on(rule) && matches!(rule.check, Check::State(_))) {
            for pool in pools.keys() {
                out.not_checked_by(rule, Subject::from(*pool), &["pack"]);
            }
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{rule, sketch};

    static PANICS: Rule = Rule::new(
        "SQL-001",
        "always-fails",
        "0.1.0",
        Check::State(|_, out| {
            out.report(Subject::Deployment, crate::message!("list-and"));
            panic!("on purpose");
        }),
    );

    #[test]
    fn a_rule_that_panics_is_a_finding_and_the_others_run() {
        let sketch = sketch::read("site Paris\n  pool fe front-end standard version=lync-2013 servers=2").unwrap();
        let others = rule(&Code::new("ROLE-012")).unwrap();
        let report = run(&[&PANICS, others], &sketch.plan, &sketch.plan.replay(), None, Scope::Everything, None);
        let codes: Vec<_> = report.findings.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, ["PLAN-003", "ROLE-012"]);
        for lang in crate::text::Lang::all() {
            assert!(lang.say(&report.findings[0].message).contains("SQL-001"));
        }
    }

    #[test]
    fn a_target_without_a_pack_is_said_and_not_judged() {
        let sketch = sketch::read("site Paris\n  pool fe front-end standard version=lync-2013 servers=2").unwrap();
        let target = PackId::new("nobody-knows");
        let report = crate::rules::check(&sketch.plan, &sketch.plan.replay(), Some(&target));
        assert!(report.findings.is_empty());
        assert_eq!(report.notes.len(), 1);
        let waits = report.not_checked.iter().find(|n| n.code == Code::new("ROLE-012")).unwrap();
        assert_eq!(waits.missing, ["pack"]);
    }
}
