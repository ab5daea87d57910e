//! One pass over a plan: every rule on every stage, each with the pack of its stage.

use super::context::{Common, PhaseContext, PlanContext, StateContext};
use super::course::{self, Course};
use super::given::Given;
use super::memory::{self, Held, Judged, Memory, Since};
use super::merge::Here;
use super::near::{Neighbours, Touched};
use super::packs::{Age, Pack, pack};
use super::places::Places;
use super::reports::Findings;
use super::{
    Check, ChosenLevel, Entry, Incomplete, Level, Reach, Report, Rule, coverage, incomplete, merge, not_checked,
};
use crate::model::*;
use crate::plan::{Note, Plan, Replay};
use crate::text::Message;
use foldhash::HashSet;
use imbl::OrdMap;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

/// Rules that one thread judges a state with before another may take over.
const RULES_AT_ONCE: usize = 16;

/// How much of a plan is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Everything,
    /// What a live verdict needs: findings that stand at or after a stage, without those about how the plan ends.
    From(usize),
}

/// A check that breaks off is one finding as well: whoever waits for the report gets one, and it is never green.
pub(super) fn whole(plan: &Plan, check: impl FnOnce() -> Report) -> Report {
    catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| {
        let about = crate::message!("rules-plan-003-check");
        let failed = super::checks::plan::finding(&super::checks::plan::FAILED, &[], (0, plan.phases.len()), about);
        Report { findings: vec![failed], ..Report::default() }
    })
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
    // What is known of other levels says nothing here.
    let memory = memory.filter(|memory| memory.levels == plan.levels);
    let since = judge.since(memory);
    // Parts know nothing of each other, and are joined in their order: the answer is that of one thread.
    let ((states, course), reported) = rayon::join(
        || rayon::join(|| judge.states(first, &since), || judge.course(first, &since)),
        || judge.parts(first, false),
    );
    let mut out = Findings::new(scope != Scope::Everything);
    out.join(reported);
    let of_course = || course.answers.values().flat_map(Held::raws).map(Here::from);
    if let Scope::From(stage) = scope {
        let of_course = of_course().filter(|here| !matches!(here.raw.rule.check, Check::End(_)));
        let all = out.raws.iter().map(Here::from).chain(of_course).chain(memory::raws(&states, first));
        let mut findings = merge::findings(all.filter(|here| here.stages.1 >= stage).collect(), plan);
        merge::accept(&mut findings, plan, &[]);
        return Report { findings, ..Report::default() };
    }
    let notes = outside_the_packs(rules, plan, replay, target, &packs, &mut out);
    let Findings { raws, missing, mut entries, .. } = out;
    entries.extend(course.answers.values().flat_map(Held::entries).cloned());
    let found = || {
        let all = memory::raws(&states, first).into_iter().chain(of_course()).chain(raws.iter().map(Here::from));
        let mut findings = merge::findings(all.collect(), plan);
        let checklist = merge::tick(entries, &mut findings, plan, rules, whole.is_some());
        merge::accept(&mut findings, plan, rules);
        merge::sort(&mut findings);
        (findings, checklist)
    };
    let known = memory.map(|memory| (memory.states.as_slice(), &memory.course.answers, &memory.open));
    let judged = coverage::Judged { rules, plan, replay, packs: &packs, forced: target };
    let ((findings, checklist), (open, (objects, incomplete))) = rayon::join(found, || {
        let beside = || (judged.objects(), incomplete(replay, &since, &packs));
        rayon::join(|| not_checked::not_checked(rules, known, (&states, &course.answers), missing), beside)
    });
    let not_checked = open.list.clone();
    Report {
        coverage: judged.coverage(&objects, &findings, &not_checked),
        findings,
        not_checked,
        incomplete: incomplete.clone(),
        notes,
        checklist,
        levels: chosen_levels(plan, whole),
        memory: Memory {
            states,
            levels: plan.levels.clone(),
            phases: plan.phases.clone(),
            neighbours: if since.neighbours.is_worn() { OnceLock::new() } else { OnceLock::from(since.neighbours) },
            course,
            open,
            incomplete,
        },
    }
}

/// What is half-built, by what is known where the stages are the same.
fn incomplete(replay: &Replay, since: &Since<'_>, packs: &[Option<&'static Pack>]) -> Arc<[Incomplete]> {
    let same = |memory: &&Memory| memory.states.iter().map(|state| state.pack).eq(packs.iter().copied());
    match since.memory.filter(same) {
        Some(memory) => {
            let before: Vec<&Topology> = memory.states.iter().map(|state| &state.topology).collect();
            incomplete::incomplete_after(&memory.incomplete, replay, &before, &since.changed, packs)
        }
        None => incomplete::incomplete(replay, packs),
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

/// The subjects about which answers have been found out anew; `None`: all.
type Renewed = Option<HashSet<Subject>>;

/// What is judged by itself.
#[derive(Clone, Copy)]
enum Part {
    /// Every rule on one phase, and those on the state after it that look at the course of the plan.
    Stage(usize),
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
    /// What is said of phases from a stage on and of the whole timeline, by the rules that look at what is near in the course
    /// of the plan, or by the others.
    fn parts(&self, first: usize, in_course: bool) -> Findings {
        let stages = (first..self.replay.states.len()).map(Part::Stage);
        let parts: Vec<Part> = stages.chain((0..self.rules.len()).map(Part::Rule)).collect();
        let of = |part: &Part| {
            let mut out = Findings::new(self.scope != Scope::Everything);
            match *part {
                Part::Stage(stage) => self.stage(stage, in_course, &mut out),
                Part::Rule(at) if self.rules[at].is_in_course() == in_course => self.timeline(self.rules[at], &mut out),
                Part::Rule(_) => {}
            }
            out
        };
        let found: Vec<Findings> = parts.par_iter().map(of).collect();
        let mut out = Findings::new(self.scope != Scope::Everything);
        found.into_iter().for_each(|part| out.join(part));
        out
    }

    fn since<'m>(&self, memory: Option<&'m Memory>) -> Since<'m> {
        let mut neighbours = memory.map(|memory| memory.neighbours().clone()).unwrap_or_default();
        let mut before = None;
        let mut changed: Vec<Vec<Subject>> = Vec::with_capacity(self.replay.states.len());
        for (stage, state) in self.replay.states.iter().enumerate() {
            let known = self.known(memory, stage).map(|old| &old.topology);
            changed.push(neighbours.learn(known.or(before), state));
            before = Some(state);
        }
        if memory.is_none() {
            neighbours = neighbours.settled();
        }
        Since { memory, neighbours, changed }
    }

    /// What is known of a stage.
    fn known<'m>(&self, memory: Option<&'m Memory>, stage: usize) -> Option<&'m Judged> {
        memory?.states.get(stage).filter(|old| old.pack == self.packs[stage])
    }

    /// What the rules say that look at what is near in the course of the plan.
    fn course(&self, first: usize, since: &Since<'_>) -> Course {
        let &Self { plan, replay, packs, whole, .. } = self;
        let (memory, sorts) = (since.memory, self.common.sorts());
        let steps = memory.map(|memory| memory.steps(plan));
        let part = memory.zip(steps.as_deref()).and_then(|(memory, steps)| {
            let now = course::Now { plan, replay, packs, whole, sorts, steps };
            Some((memory, now.part(memory, since)?))
        });
        let answers = match part {
            Some((memory, part)) => {
                let common = Common::of_slice(&part.replay.states, packs, sorts);
                let judge = Judge { plan: &part.plan, replay: &part.replay, common: &common, ..*self };
                memory::renewed(&memory.course.answers, &part.core, judge.parts(first, true))
            }
            None => memory::by_subject(self.parts(first, true)).into_iter().collect(),
        };
        let steps = steps.map_or_else(OnceLock::new, OnceLock::from);
        Course { answers, steps, sorts: sorts.clone(), skipped: replay.skipped.clone(), whole }
    }

    /// Every rule on states, on the state at the end of each stage.
    fn states(&self, first: usize, since: &Since<'_>) -> Vec<Judged> {
        let Since { memory, neighbours, changed } = since;
        let same_steps = memory.is_some_and(|memory| memory.phases.ptr_eq(&self.plan.phases));
        let stages = (first..self.replay.states.len()).into_par_iter();
        let around = |stage: usize| (neighbours, changed[stage].as_slice());
        let again = |stage| Some(self.state(stage, Some(self.known(*memory, stage)?), same_steps, around(stage)));
        let judged: Vec<Option<(Judged, Renewed)>> = stages.map(again).collect();
        // A state of which nothing is known is mostly as the one before it.
        let (mut states, mut renewed): (Vec<Judged>, Vec<Renewed>) = (Vec::new(), Vec::new());
        for (at, judged) in judged.into_iter().enumerate() {
            let before = states.last().filter(|before| before.pack == self.packs[first + at]);
            let (state, of) = judged.unwrap_or_else(|| self.state(first + at, before, false, around(first + at)));
            states.push(state);
            renewed.push(of);
        }
        memory::share(&mut states, &renewed);
        states
    }

    /// What the rules say of one state, and what of it was found out anew, by what they said of another one with the same
    /// pack and levels. With other steps, rules that look at the plan are asked again of the same state. What stands next to what in both,
    /// and in what they differ, comes along.
    fn state(
        &self,
        stage: usize,
        base: Option<&Judged>,
        same_steps: bool,
        (neighbours, changed): (&Neighbours, &[Subject]),
    ) -> (Judged, Renewed) {
        let topology = &self.replay.states[stage];
        let same = base.filter(|base| base.topology.shares(topology));
        if let Some(base) = same.filter(|_| same_steps) {
            return (base.clone(), Some(HashSet::default()));
        }
        let pack = self.packs[stage];
        let Some(judging) = pack else {
            let topology = topology.clone();
            let judged = Judged {
                topology,
                pack,
                given: Given::default(),
                near: OrdMap::new(),
                by_given: OrdMap::new(),
                whole: Arc::new(Findings::new(true)),
                by_plan: Arc::new(Findings::new(true)),
            };
            return (judged, None);
        };
        let mut cx = StateContext::whole(self.plan, stage, topology, judging, self.common);
        let by_plan = Arc::new(self.state_rules(&mut cx, stage, Reach::Plan));
        if let Some(base) = same {
            return (Judged { by_plan, ..base.clone() }, Some(HashSet::default()));
        }
        let known = base.map(|base| (&base.given, &base.topology, changed));
        let given = Given::of(topology, judging, known);
        cx.give(given.clone());
        let whole = Arc::new(self.state_rules(&mut cx, stage, Reach::Whole));
        let touched = base.and_then(|base| Some((base, neighbours.touched(&base.topology, topology, changed)?)));
        let mut by_subject = |reach: Reach,
                              same: fn(&Given, &Given) -> bool,
                              of: fn(&Judged) -> &OrdMap<Subject, Held>| {
            match &touched {
                Some((base, Touched { core, slice })) if same(&base.given, &given) => {
                    let mut cx = StateContext::of_slice(self.plan, stage, slice, judging, self.common, &given);
                    let found = self.state_rules(&mut cx, stage, reach);
                    memory::renewed(of(base), core, found)
                }
                _ => memory::by_subject(self.state_rules(&mut cx, stage, reach)).into_iter().collect(),
            }
        };
        let near = by_subject(Reach::Near, |old, new| old.has_target == new.has_target, |base| &base.near);
        let by_given = by_subject(Reach::Given, |old, new| old == new, |base| &base.by_given);
        let same = |(base, touched): (&Judged, Touched)| (base.given == given).then_some(touched.core);
        let renewed = touched.and_then(same);
        (Judged { pack, given, near, by_given, whole, by_plan, topology: topology.clone() }, renewed)
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

    fn stage(&self, stage: usize, in_course: bool, out: &mut Findings) {
        let pack = self.packs[stage];
        if let Some(pack) = pack.filter(|_| in_course) {
            let mut cx = StateContext::whole(self.plan, stage, &self.replay.states[stage], pack, self.common);
            // The states may be parts, but which sorts of pools stand in the wholes is known.
            let has_target = self.common.sorts()[stage].iter().any(|(age, _)| *age == Age::Own);
            cx.give(Given { has_target, ..Given::default() });
            out.join(self.state_rules(&mut cx, stage, Reach::Course));
        }
        let Some(cx) = PhaseContext::new(self.plan, self.replay, stage, pack) else { return };
        let cx = cx.sharing(self.common);
        for rule in self.rules.iter().filter(|rule| rule.is_in_course() == in_course) {
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
    fn a_check_that_breaks_off_is_a_finding() {
        let sketch = sketch::read("site Paris\nphase One\n").unwrap();
        let report = whole(&sketch.plan, || panic!("on purpose"));
        let told: Vec<_> = report.findings.iter().map(|f| (f.code.as_str(), f.level, f.stages)).collect();
        assert_eq!(told, [("PLAN-003", Level::Error, (0, 1))]);
        // The next check finds nothing in it that it could go by.
        let replay = sketch.plan.replay();
        let after = crate::rules::check_after(&sketch.plan, &replay, None, &report);
        assert_eq!(after.findings, crate::rules::check(&sketch.plan, &replay, None).findings);
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
