//! What a check found out about each state, so that the next one looks only at what has changed since.

use super::Rule;
use super::context::{Findings, Raw, Waiting};
use super::merge::Here;
use super::near::Neighbours;
use super::not_checked::Open;
use super::packs::Pack;
use crate::model::*;
use crate::plan::{LevelChoice, Phase, Plan};
use foldhash::HashMap;
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
    pub(super) open: Open,
}

impl Memory {
    pub(super) fn new(states: Vec<Judged>, neighbours: Neighbours, open: Open, plan: &Plan) -> Self {
        let neighbours = if neighbours.is_worn() { OnceLock::new() } else { OnceLock::from(neighbours) };
        Self { states, levels: plan.levels.clone(), phases: plan.phases.clone(), neighbours, open }
    }

    pub(super) fn neighbours(&self) -> &Neighbours {
        self.neighbours.get_or_init(|| Neighbours::of(self.states.iter().map(|state| &state.topology)))
    }
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
    pub has_target: bool,
    /// What rules say that look no further than what is near, by subject.
    pub near: OrdMap<Subject, Held>,
    /// What rules say that look at the whole state.
    pub whole: Arc<Findings>,
    /// What rules say that look at the plan as well.
    pub by_plan: Arc<Findings>,
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
}

#[derive(Debug, Default)]
struct Answers {
    raws: Vec<Raw>,
    missing: Vec<(&'static Rule, Vec<FactName>)>,
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
        answers.entry(subject).or_default().missing.push((rule, facts));
    }
    answers.into_iter().map(|(subject, answers)| (subject, Held(Arc::new(answers)))).collect()
}

/// Lets each state share with the one before it what both say of a subject: most of what is not checked is so in every
/// state, and what is shared need not be looked at again.
pub(super) fn share(states: &mut [Judged]) {
    for at in 1..states.len() {
        let (before, rest) = states.split_at_mut(at);
        let (Some(before), Some(state)) = (before.last(), rest.first_mut()) else { continue };
        let same = before.near.diff(&state.near).filter_map(|item| match item {
            DiffItem::Update { old: (subject, old), new: (_, new) } if old.0.says(&new.0) => {
                Some((subject.clone(), old.clone()))
            }
            _ => None,
        });
        for (subject, old) in same.collect::<Vec<_>>() {
            state.near.insert(subject, old);
        }
    }
}

/// What was reported of the states from a stage on, each report at its stage.
pub(super) fn raws(states: &[Judged], first: usize) -> Vec<Here<'_>> {
    let mut out = Vec::new();
    for (at, state) in states.iter().enumerate() {
        let stage = first + at;
        let near = state.near.values().flat_map(|held| &held.0.raws);
        let all = near.chain(&state.whole.raws).chain(&state.by_plan.raws);
        out.extend(all.map(|raw| Here { raw, stages: (stage, stage) }));
    }
    out
}
