//! What was not checked. It is much and changes little, so a check takes over from the one before it what a rule still
//! waits for.

use super::memory::{Held, Judged};
use super::reports::Waiting;
use super::{NotChecked, Rule};
use crate::model::*;
use foldhash::{HashMap, HashSet};
use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use rayon::prelude::*;
use std::sync::Arc;

/// What was not checked, in the order of codes and subjects.
#[derive(Clone, Debug, Default)]
pub struct NotCheckedList {
    /// By rule, none empty.
    rules: Vec<Arc<[NotChecked]>>,
}

impl NotCheckedList {
    pub fn iter(&self) -> impl Iterator<Item = &NotChecked> {
        self.into_iter()
    }

    pub fn len(&self) -> usize {
        self.rules.iter().map(|of| of.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What rules wait for about one object, looked up and not walked to.
    pub fn about(&self, subject: &Subject) -> impl Iterator<Item = &NotChecked> {
        self.rules.iter().filter_map(move |of| {
            let at = of.binary_search_by(|item| item.subject.cmp(subject)).ok()?;
            of.get(at)
        })
    }

    pub fn contains(&self, item: &NotChecked) -> bool {
        self.rules.iter().any(|of| of.contains(item))
    }

    /// What each rule waits for that waits for anything.
    pub(super) fn by_rule(&self) -> &[Arc<[NotChecked]>] {
        &self.rules
    }
}

impl<'a> IntoIterator for &'a NotCheckedList {
    type Item = &'a NotChecked;
    type IntoIter = std::iter::FlatMap<
        std::slice::Iter<'a, Arc<[NotChecked]>>,
        std::slice::Iter<'a, NotChecked>,
        fn(&'a Arc<[NotChecked]>) -> std::slice::Iter<'a, NotChecked>,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.rules.iter().flat_map(|of| of.iter())
    }
}

impl FromIterator<NotChecked> for NotCheckedList {
    fn from_iter<I: IntoIterator<Item = NotChecked>>(items: I) -> Self {
        let mut all: Vec<NotChecked> = items.into_iter().collect();
        all.sort_by(|a, b| (&a.code, &a.subject).cmp(&(&b.code, &b.subject)));
        Self { rules: all.chunk_by(|a, b| a.code == b.code).map(Arc::from).collect() }
    }
}

impl PartialEq for NotCheckedList {
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<_>, &Arc<_>)| Arc::ptr_eq(a, b) || a == b;
        self.rules.len() == other.rules.len() && self.rules.iter().zip(&other.rules).all(same)
    }
}

impl Eq for NotCheckedList {}

impl<const N: usize> PartialEq<[NotChecked; N]> for NotCheckedList {
    fn eq(&self, other: &[NotChecked; N]) -> bool {
        self.iter().eq(other)
    }
}

/// Answers about each state, and those of near rules about its course.
type Answered<'a> = (&'a [Judged], &'a OrdMap<Subject, Held>);

/// What a check found not to be decided outside the rules that look no further than what is near.
#[derive(Clone, Default)]
pub(super) struct Open {
    pub list: NotCheckedList,
    /// What rules on phases and on the plan wait for.
    pub more: Arc<[Waiting]>,
}

/// What was not checked at any stage. With what was known before of the same rules, only the rules that wait for
/// something else are looked at.
pub(super) fn not_checked(
    rules: &[&'static Rule],
    known: Option<(&[Judged], &OrdMap<Subject, Held>, &Open)>,
    now: Answered<'_>,
    more: Vec<Waiting>,
) -> Open {
    let more: Arc<[Waiting]> = more.into();
    let known = known.filter(|(before, ..)| before.len() == now.0.len());
    let changed = known.map(|(before, course, open)| changed((before, course), now, &open.more, &more));
    let mut kept: HashMap<&Code, &Arc<[NotChecked]>> = HashMap::default();
    if let Some((.., open)) = known {
        kept.extend(open.list.rules.iter().map(|of| (&of[0].code, of)));
    }
    let is_asked = |rule: &Rule| changed.as_ref().is_none_or(|changed| changed.contains(&std::ptr::from_ref(rule)));
    let mut asked: HashMap<*const Rule, Vec<(&Subject, &[FactName])>> =
        rules.iter().filter(|rule| is_asked(rule)).map(|rule| (std::ptr::from_ref(*rule), Vec::new())).collect();
    if !asked.is_empty() {
        collect(now, &more, &mut asked);
    }
    let asked: Vec<(&'static Rule, Option<Vec<_>>)> =
        rules.iter().map(|rule| (*rule, asked.remove(&std::ptr::from_ref(*rule)))).collect();
    let of_rule = |(rule, waiting): (&'static Rule, Option<Vec<_>>)| match waiting {
        Some(waiting) => Some(joined(rule, waiting)).filter(|of| !of.is_empty()),
        None => kept.get(&rule.code).map(|of| Arc::clone(of)),
    };
    let rules = asked.into_par_iter().filter_map(of_rule).collect();
    Open { list: NotCheckedList { rules }, more }
}

/// The rules that wait for something else than before.
fn changed(before: Answered<'_>, now: Answered<'_>, old: &[Waiting], new: &[Waiting]) -> HashSet<*const Rule> {
    let mut changed = HashSet::default();
    let states = || before.0.iter().zip(now.0);
    let near = states().flat_map(|(before, state)| before.by_subject().into_iter().zip(state.by_subject()));
    for (before, now) in near.chain([(before.1, now.1)]) {
        for item in before.diff(now) {
            let (old, new) = match item {
                DiffItem::Add(_, new) => (None, Some(new)),
                DiffItem::Remove(_, old) => (Some(old), None),
                DiffItem::Update { old: (_, old), new: (_, new) } => (Some(old), Some(new)),
            };
            let [old, new] = [old, new].map(|held| held.map_or(&[][..], |held| held.missing()));
            let of = |missing: &[(&'static Rule, Vec<FactName>)], rule: &Rule| {
                missing.iter().filter(|(other, _)| std::ptr::eq(*other, rule)).map(|(_, facts)| facts.clone()).collect()
            };
            for (rule, _) in old.iter().chain(new) {
                let (was, is): (Vec<_>, Vec<_>) = (of(old, rule), of(new, rule));
                if was != is {
                    changed.insert(std::ptr::from_ref(*rule));
                }
            }
        }
    }
    for (before, state) in states() {
        for (old, new) in [(&before.whole, &state.whole), (&before.by_plan, &state.by_plan)] {
            if !Arc::ptr_eq(old, new) {
                differing(&old.missing, &new.missing, &mut changed);
            }
        }
    }
    differing(old, new, &mut changed);
    changed
}

/// The rules that wait for something else in one list than in the other.
fn differing(old: &[Waiting], new: &[Waiting], out: &mut HashSet<*const Rule>) {
    fn by_rule(list: &[Waiting]) -> HashMap<*const Rule, Vec<&Waiting>> {
        let mut all: HashMap<*const Rule, Vec<&Waiting>> = HashMap::default();
        for same in list.chunk_by(|a, b| std::ptr::eq(a.rule, b.rule)) {
            all.entry(std::ptr::from_ref(same[0].rule)).or_default().extend(same);
        }
        all
    }
    let (old, new) = (by_rule(old), by_rule(new));
    let same = |a: &Vec<&Waiting>, b: &Vec<&Waiting>| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.subject == b.subject && a.facts == b.facts)
    };
    out.extend(old.iter().filter(|(rule, a)| new.get(*rule).is_none_or(|b| !same(a, b))).map(|(rule, _)| *rule));
    out.extend(new.keys().filter(|rule| !old.contains_key(*rule)));
}

/// What the rules that are asked about wait for, at any stage. Most of it is the same at each.
fn collect<'a>(
    (states, course): Answered<'a>,
    more: &'a [Waiting],
    asked: &mut HashMap<*const Rule, Vec<(&'a Subject, &'a [FactName])>>,
) {
    let mut put = |rule: &Rule, subject, facts| {
        if let Some(of) = asked.get_mut(&std::ptr::from_ref(rule)) {
            of.push((subject, facts));
        }
    };
    let none = OrdMap::new();
    let mut before = [&none, &none];
    for state in states {
        for (before, now) in before.into_iter().zip(state.by_subject()) {
            for item in before.diff(now) {
                if let DiffItem::Add(subject, held) | DiffItem::Update { new: (subject, held), .. } = item {
                    held.missing().iter().for_each(|(rule, facts)| put(rule, subject, facts));
                }
            }
        }
        let others = state.whole.missing.iter().chain(&state.by_plan.missing);
        others.for_each(|waiting| put(waiting.rule, &waiting.subject, &waiting.facts));
        before = state.by_subject();
    }
    for (subject, held) in course {
        held.missing().iter().for_each(|(rule, facts)| put(rule, subject, facts));
    }
    more.iter().for_each(|waiting| put(waiting.rule, &waiting.subject, &waiting.facts));
}

/// Each subject once, with every fact that a rule waits for.
fn joined(rule: &Rule, mut waiting: Vec<(&Subject, &[FactName])>) -> Arc<[NotChecked]> {
    // Those of the first state are in order; a stable sort of nearly sorted lists is quick.
    waiting.sort_by_key(|(subject, _)| *subject);
    let same_subject = waiting.chunk_by(|(a, _), (b, _)| a == b).map(|same| {
        let mut missing: Vec<FactName> = Vec::new();
        for fact in same.iter().flat_map(|(_, facts)| facts.iter()) {
            if !missing.contains(fact) {
                missing.push(fact);
            }
        }
        NotChecked { code: rule.code.clone(), subject: same[0].0.clone(), missing }
    });
    same_subject.collect()
}
