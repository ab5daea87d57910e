//! What a check found out about each state, so that the next one looks only at what has changed since.

use super::course::{self, Course, NamedBy};
use super::given::Given;
use super::merge::Here;
use super::near::Neighbours;
use super::not_checked::Open;
use super::packs::Pack;
use super::reports::{Findings, Raw, Waiting};
use super::{Entry, Incomplete, Rule};
use crate::model::*;
use crate::plan::{LevelChoice, Phase, Plan};
use foldhash::{HashMap, HashSet};
use imbl::ordmap::DiffItem;
use imbl::{OrdMap, Vector};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// What the last check of a plan knows. Cheap to copy; empty at first. It is only ever a shortcut: whatever plan it
/// comes from, a check with it says what a check without it says.
#[derive(Clone, Default)]
pub struct Memory {
    pub(super) states: Vec<Judged>,
    /// The levels that the plan chose.
    pub(super) levels: OrdMap<Code, LevelChoice>,
    pub(super) phases: Vector<Arc<Phase>>,
    /// Of all these states, put together when first asked for.
    pub(super) neighbours: OnceLock<Neighbours>,
    pub(super) course: Course,
    pub(super) open: Open,
    pub(super) incomplete: Arc<[Incomplete]>,
}

impl Memory {
    pub(super) fn neighbours(&self) -> &Neighbours {
        self.neighbours.get_or_init(|| Neighbours::of(self.states.iter().map(|state| &state.topology)))
    }

    /// The steps of each phase of a plan by what they name.
    pub(super) fn steps(&self, plan: &Plan) -> Vec<Arc<NamedBy>> {
        let known = self.course.steps.get_or_init(|| course::named_by(&self.phases, None));
        course::named_by(&plan.phases, Some((&self.phases, known)))
    }
}

/// What is otherwise than at the last check, if one is known.
pub(super) struct Since<'a> {
    pub memory: Option<&'a Memory>,
    /// What stands next to what in all states, and in those that are known.
    pub neighbours: Neighbours,
    /// What each state has otherwise than the one that is known of its stage, or else than the one before it.
    pub changed: Vec<Vec<Subject>>,
}

impl std::fmt::Debug for Memory {
    /// It is a copy of the whole plan: nobody wants to read it in a failed test.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory").field("states", &self.states.len()).finish_non_exhaustive()
    }
}

/// Two reports are equal when they say the same.
impl PartialEq for Memory {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Memory {}

/// What the rules on states say of one state.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub topology: Topology,
    /// Without one nothing was judged.
    pub pack: Option<&'static Pack>,
    pub given: Given,
    /// What rules say that look no further than what is near, by subject.
    pub near: OrdMap<Subject, Held>,
    /// What rules say that look also at what is given by the whole state, by subject.
    pub by_given: OrdMap<Subject, Held>,
    /// What rules say that look at the whole state.
    pub whole: Arc<Findings>,
    /// What rules say that look at the plan as well.
    pub by_plan: Arc<Findings>,
}

impl Judged {
    /// What is known by subject.
    pub fn by_subject(&self) -> [&OrdMap<Subject, Held>; 2] {
        [&self.near, &self.by_given]
    }
}

/// Answers about one subject. Two are the same when they are one in memory.
#[derive(Clone, Debug)]
pub(super) struct Held(Arc<Answers>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Held {
    /// The rules that wait, and for which facts.
    pub fn missing(&self) -> &[(&'static Rule, Vec<FactName>)] {
        &self.0.missing
    }

    pub fn raws(&self) -> &[Raw] {
        &self.0.raws
    }

    /// Entries of the checklist.
    pub fn entries(&self) -> &[Entry] {
        &self.0.entries
    }
}

#[derive(Debug, Default)]
struct Answers {
    raws: Vec<Raw>,
    missing: Vec<(&'static Rule, Vec<FactName>)>,
    entries: Vec<Entry>,
}

impl Answers {
    /// Whether both only wait, and for the same.
    fn says(&self, other: &Self) -> bool {
        let same = |((a, of_a), (b, of_b)): (&(&Rule, _), &(&Rule, _))| a.code == b.code && of_a == of_b;
        self.raws.is_empty()
            && other.raws.is_empty()
            && self.missing.len() == other.missing.len()
            && self.missing.iter().zip(&other.missing).all(same)
    }
}

/// Answers by subject.
pub(super) fn by_subject(found: Findings) -> BTreeMap<Subject, Held> {
    let mut answers: HashMap<Subject, Answers> = HashMap::default();
    for raw in found.raws {
        answers.entry(raw.subject.clone()).or_default().raws.push(raw);
    }
    for Waiting { rule, subject, facts } in found.missing {
        let missing = &mut answers.entry(subject).or_default().missing;
        // The same at another stage.
        if missing.iter().all(|(other, of)| !std::ptr::eq(*other, rule) || *of != facts) {
            missing.push((rule, facts));
        }
    }
    for entry in found.entries {
        answers.entry(entry.subject.clone()).or_default().entries.push(entry);
    }
    answers.into_iter().map(|(subject, answers)| (subject, Held(Arc::new(answers)))).collect()
}

/// What is known by subject, with what was found since about these.
pub(super) fn renewed(
    known: &OrdMap<Subject, Held>,
    about: &HashSet<Subject>,
    found: Findings,
) -> OrdMap<Subject, Held> {
    let mut all = known.clone();
    about.iter().for_each(|subject| drop(all.remove(subject)));
    all.extend(by_subject(found).into_iter().filter(|(subject, _)| about.contains(subject)));
    all
}

/// Lets each state share with the one before it what both say of a subject: most of what is not checked is so in every
/// state, and what is shared need not be looked at again. Of each state, what has been judged anew; `None`: all of it.
pub(super) fn share(states: &mut [Judged], renewed: &[Option<HashSet<Subject>>]) {
    for at in 1..states.len() {
        let renewed = renewed[at - 1].as_ref().zip(renewed[at].as_ref());
        let (before, rest) = states.split_at_mut(at);
        let (Some(before), Some(state)) = (before.last(), rest.first_mut()) else { continue };
        for (before, now) in [(&before.near, &mut state.near), (&before.by_given, &mut state.by_given)] {
            match renewed {
                Some((there, here)) => share_some(before, now, there.union(here)),
                None => share_all(before, now),
            }
        }
    }
}

fn share_some<'a>(
    before: &OrdMap<Subject, Held>,
    now: &mut OrdMap<Subject, Held>,
    about: impl Iterator<Item = &'a Subject>,
) {
    for subject in about {
        if let Some((old, new)) = before.get(subject).zip(now.get(subject))
            && old != new
            && old.0.says(&new.0)
        {
            now.insert(subject.clone(), old.clone());
        }
    }
}

fn share_all(before: &OrdMap<Subject, Held>, now: &mut OrdMap<Subject, Held>) {
    let same = before.diff(now).filter_map(|item| match item {
        DiffItem::Update { old: (subject, old), new: (_, new) } if old.0.says(&new.0) => {
            Some((subject.clone(), old.clone()))
        }
        _ => None,
    });
    for (subject, old) in same.collect::<Vec<_>>() {
        now.insert(subject, old);
    }
}

/// What was reported of the states from a stage on, each report at its stage.
pub(super) fn raws(states: &[Judged], first: usize) -> Vec<Here<'_>> {
    let mut out = Vec::new();
    for (at, state) in states.iter().enumerate() {
        let stage = first + at;
        let near = state.by_subject().into_iter().flat_map(|of| of.values()).flat_map(|held| &held.0.raws);
        let all = near.chain(&state.whole.raws).chain(&state.by_plan.raws);
        out.extend(all.map(|raw| Here { raw, stages: (stage, stage) }));
    }
    out
}
