//! What differs between two plans beside their states: phases, their steps, what was decided about rules.

use super::{Acceptance, Phase, Plan, Step};
use crate::model::*;
use crate::text::Message;
use foldhash::{HashMap, HashSet};
use std::sync::Arc;

/// One difference, said by the names of its own plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanChange {
    Title {
        before: Option<Text>,
        after: Option<Text>,
    },
    Target {
        before: PackId,
        after: PackId,
    },
    PhaseAdded {
        phase: Text,
        steps: usize,
    },
    PhaseRemoved {
        phase: Text,
        steps: usize,
    },
    PhaseRenamed {
        before: Text,
        after: Text,
    },
    /// It comes in another order among those that both plans have; the places count from 1.
    PhaseMoved {
        phase: Text,
        before: usize,
        after: usize,
    },
    /// Dates, length, what it waits for, who is responsible, notes, target or kind.
    PhaseChanged {
        phase: Text,
    },
    StepAdded {
        phase: Text,
        step: Message,
    },
    StepRemoved {
        phase: Text,
        step: Message,
    },
    StepChanged {
        phase: Text,
        before: Message,
        after: Message,
    },
    StepMoved {
        step: Message,
        before: Text,
        after: Text,
    },
    Accepted {
        code: Code,
        names: Vec<String>,
    },
    Withdrawn {
        code: Code,
        names: Vec<String>,
    },
    /// The level that the plan chose for a rule, or its reason.
    Level {
        code: Code,
    },
    /// The times in which nothing is changed.
    Freezes,
    /// Entries of the checklist that are done now, and that are to be done again.
    Ticks {
        done: usize,
        undone: usize,
    },
}

impl PlanChange {
    pub fn message(&self) -> Message {
        let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
        match self {
            Self::Title { before, after } => {
                crate::message!("plan-differs-title", before = text(before), after = text(after))
            }
            Self::Target { before, after } => {
                crate::message!("plan-differs-target", before = before.as_str(), after = after.as_str())
            }
            Self::PhaseAdded { phase, steps } => {
                crate::message!("plan-differs-phase-added", phase = &**phase, steps = *steps)
            }
            Self::PhaseRemoved { phase, steps } => {
                crate::message!("plan-differs-phase-removed", phase = &**phase, steps = *steps)
            }
            Self::PhaseRenamed { before, after } => {
                crate::message!("plan-differs-phase-renamed", before = &**before, after = &**after)
            }
            Self::PhaseMoved { phase, before, after } => {
                crate::message!("plan-differs-phase-moved", phase = &**phase, before = *before, after = *after)
            }
            Self::PhaseChanged { phase } => crate::message!("plan-differs-phase-changed", phase = &**phase),
            Self::StepAdded { phase, step } => {
                crate::message!("plan-differs-step-added", phase = &**phase, step = step.clone())
            }
            Self::StepRemoved { phase, step } => {
                crate::message!("plan-differs-step-removed", phase = &**phase, step = step.clone())
            }
            Self::StepChanged { phase, before, after } if before == after => {
                crate::message!("plan-differs-step-details", phase = &**phase, step = after.clone())
            }
            Self::StepChanged { phase, before, after } => crate::message!(
                "plan-differs-step-changed",
                phase = &**phase,
                before = before.clone(),
                after = after.clone()
            ),
            Self::StepMoved { step, before, after } => {
                crate::message!("plan-differs-step-moved", step = step.clone(), before = &**before, after = &**after)
            }
            Self::Accepted { code, names } => {
                crate::message!("plan-differs-accepted", code = code.as_str(), names = names.clone())
            }
            Self::Withdrawn { code, names } => {
                crate::message!("plan-differs-withdrawn", code = code.as_str(), names = names.clone())
            }
            Self::Level { code } => crate::message!("plan-differs-level", code = code.as_str()),
            Self::Freezes => crate::message!("plan-differs-freezes"),
            Self::Ticks { done, undone } => crate::message!("plan-differs-ticks", done = *done, undone = *undone),
        }
    }

    /// What sort of difference it is, for programs.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Title { .. } => "title",
            Self::Target { .. } => "target",
            Self::PhaseAdded { .. } => "phase-added",
            Self::PhaseRemoved { .. } => "phase-removed",
            Self::PhaseRenamed { .. } => "phase-renamed",
            Self::PhaseMoved { .. } => "phase-moved",
            Self::PhaseChanged { .. } => "phase-changed",
            Self::StepAdded { .. } => "step-added",
            Self::StepRemoved { .. } => "step-removed",
            Self::StepChanged { .. } => "step-changed",
            Self::StepMoved { .. } => "step-moved",
            Self::Accepted { .. } => "accepted",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Level { .. } => "level",
            Self::Freezes => "freezes",
            Self::Ticks { .. } => "ticks",
        }
    }
}

/// What differs in phases, steps and decisions, in the order of the plans. Phases and steps are known by their ids,
/// which a plan keeps for good; in plans made apart from each other, by what they are called.
pub fn compare_plans(a: &Plan, b: &Plan) -> Vec<PlanChange> {
    let mut out = Vec::new();
    if a.about.title != b.about.title {
        out.push(PlanChange::Title { before: a.about.title.clone(), after: b.about.title.clone() });
    }
    if a.target != b.target {
        out.push(PlanChange::Target { before: a.target.clone(), after: b.target.clone() });
    }
    if a.freezes != b.freezes {
        out.push(PlanChange::Freezes);
    }
    let same = phases(a, b);
    for (at, phase) in a.phases.iter().enumerate() {
        if !same.iter().any(|(here, _)| *here == at) {
            out.push(PlanChange::PhaseRemoved { phase: phase.name.clone(), steps: phase.steps.len() });
        }
    }
    let in_order = longest_rising(&same.iter().map(|(_, there)| *there).collect::<Vec<_>>());
    for (at, phase) in b.phases.iter().enumerate() {
        let Some(place) = same.iter().position(|(_, there)| *there == at) else {
            out.push(PlanChange::PhaseAdded { phase: phase.name.clone(), steps: phase.steps.len() });
            continue;
        };
        let was = &a.phases[same[place].0];
        if was.name != phase.name {
            out.push(PlanChange::PhaseRenamed { before: was.name.clone(), after: phase.name.clone() });
        }
        if !in_order.contains(&place) {
            let (before, after) = (same[place].0 + 1, at + 1);
            out.push(PlanChange::PhaseMoved { phase: phase.name.clone(), before, after });
        }
        if (Phase { id: phase.id.clone(), name: phase.name.clone(), ..was.head() }) != phase.head() {
            out.push(PlanChange::PhaseChanged { phase: phase.name.clone() });
        }
    }
    steps(a, b, &same, &mut out);
    decisions(a, b, &mut out);
    out
}

/// The phases that both plans have, by their places (from 0), in the order of the first.
fn phases(a: &Plan, b: &Plan) -> Vec<(usize, usize)> {
    let mut taken = HashSet::default();
    let mut same: Vec<(usize, usize)> = Vec::new();
    type IsSame<'f> = &'f dyn Fn(&Phase, &Phase) -> bool;
    let passes: [IsSame<'_>; 2] = [&|a, b| a.id == b.id, &|a, b| a.name.to_lowercase() == b.name.to_lowercase()];
    for is_same in passes {
        for (at, phase) in a.phases.iter().enumerate() {
            if same.iter().any(|(here, _)| *here == at) {
                continue;
            }
            let there =
                b.phases.iter().enumerate().position(|(to, other)| !taken.contains(&to) && is_same(phase, other));
            if let Some(to) = there {
                taken.insert(to);
                same.push((at, to));
            }
        }
    }
    same.sort_unstable();
    same
}

/// The places of a longest run of rising numbers: what is not in it was moved.
fn longest_rising(numbers: &[usize]) -> HashSet<usize> {
    // The length of the longest run that ends here, and what comes before in it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at).filter(|other| numbers[*other] < *number).max_by_key(|other| best[*other].0);
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut at = (0..numbers.len()).max_by_key(|at| (best[*at].0, std::cmp::Reverse(*at)));
    let mut out = HashSet::default();
    while let Some(place) = at {
        out.insert(place);
        at = best[place].1;
    }
    out
}

type Placed<'a> = (usize, &'a Arc<Step>);

fn steps(a: &Plan, b: &Plan, same: &[(usize, usize)], out: &mut Vec<PlanChange>) {
    let all = |plan: &Plan| -> Vec<(usize, Arc<Step>)> {
        let phases = plan.phases.iter().enumerate();
        phases.flat_map(|(at, phase)| phase.steps.iter().map(move |step| (at, step.clone()))).collect()
    };
    let (ours, theirs) = (all(a), all(b));
    let (known_a, known_b) = (a.everything(), b.everything());
    let there: HashMap<usize, usize> = same.iter().copied().collect();
    let by_id: HashMap<&StepId, Placed<'_>> = theirs.iter().map(|(at, step)| (step.id(), (*at, step))).collect();
    let mut left: Vec<Placed<'_>> = Vec::new();
    let mut found: HashSet<&StepId> = HashSet::default();
    for (at, step) in &ours {
        let Some((to, other)) = by_id.get(step.id()) else {
            left.push((*at, step));
            continue;
        };
        found.insert(other.id());
        let (from, into) = (a.phases[*at].name.clone(), b.phases[*to].name.clone());
        if there.get(at) != Some(to) {
            out.push(PlanChange::StepMoved { step: other.label_in(&known_b), before: from, after: into.clone() });
        }
        if step != *other {
            let (before, after) = (step.label_in(&known_a), other.label_in(&known_b));
            out.push(PlanChange::StepChanged { phase: into, before, after });
        }
    }
    // Plans that were made apart from each other: the same words in the same phase.
    let mut new: Vec<(Placed<'_>, Message)> = theirs
        .iter()
        .filter(|(_, step)| !found.contains(step.id()))
        .map(|(at, step)| ((*at, step), step.label_in(&known_b)))
        .collect();
    for (at, step) in left {
        let label = step.label_in(&known_a);
        let twin = new.iter().position(|((to, _), other)| there.get(&at) == Some(to) && *other == label);
        match twin {
            Some(twin) => drop(new.remove(twin)),
            None => out.push(PlanChange::StepRemoved { phase: a.phases[at].name.clone(), step: label }),
        }
    }
    for ((at, _), step) in new {
        out.push(PlanChange::StepAdded { phase: b.phases[at].name.clone(), step });
    }
}

fn decisions(a: &Plan, b: &Plan, out: &mut Vec<PlanChange>) {
    let names = |plan: &Plan, one: &Acceptance| one.subjects.iter().map(|subject| plan.label(subject)).collect();
    for one in a.accepted.iter().filter(|one| !b.accepted.contains(one)) {
        out.push(PlanChange::Withdrawn { code: one.code.clone(), names: names(a, one) });
    }
    for one in b.accepted.iter().filter(|one| !a.accepted.contains(one)) {
        out.push(PlanChange::Accepted { code: one.code.clone(), names: names(b, one) });
    }
    let codes: std::collections::BTreeSet<&Code> = a.levels.keys().chain(b.levels.keys()).collect();
    let changed = codes.into_iter().filter(|code| a.levels.get(*code) != b.levels.get(*code));
    out.extend(changed.map(|code| PlanChange::Level { code: code.clone() }));
    let more = |here: &Plan, there: &Plan| here.ticked.keys().filter(|key| !there.ticked.contains_key(*key)).count();
    let (done, undone) = (more(b, a), more(a, b));
    if done + undone > 0 {
        out.push(PlanChange::Ticks { done, undone });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Freeze, PlanEdit};
    use super::*;

    fn phase(id: &str, steps: Vec<Arc<Step>>) -> Phase {
        Phase { steps, ..Phase::new(PhaseId::new(id), id) }
    }

    fn work(id: &str) -> Arc<Step> {
        Arc::new(Step::activity(StepId::new(id), ActivityKind::ALL[0], Vec::new()))
    }

    fn plan() -> Plan {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        for (id, step) in [("one", "s1"), ("two", "s2"), ("three", "s3")] {
            plan.phases.push_back(Arc::new(phase(id, vec![work(step)])));
        }
        plan
    }

    fn after(edits: &[PlanEdit]) -> Vec<&'static str> {
        let a = plan();
        let b = PlanEdit::all_applied_to(edits, &a).expect("it applies");
        compare_plans(&a, &b).iter().map(PlanChange::key).collect()
    }

    #[test]
    fn phases_and_steps_are_followed_by_their_ids() {
        assert_eq!(after(&[]), Vec::<&str>::new());
        assert_eq!(after(&[PlanEdit::MovePhase { id: PhaseId::new("three"), index: 0 }]), ["phase-moved"]);
        assert_eq!(after(&[PlanEdit::RemovePhase(PhaseId::new("two"))]), ["phase-removed", "step-removed"]);
        let to = PhaseId::new("one");
        assert_eq!(after(&[PlanEdit::MoveStep { step: StepId::new("s2"), to, index: 0 }]), ["step-moved"]);
        let mut longer = phase("one", Vec::new());
        longer.days = Some(3);
        assert_eq!(after(&[PlanEdit::EditPhase(longer)]), ["phase-changed"]);
        let (name, first) = ("Christmas".into(), "2014-12-20".parse().expect("a day"));
        assert_eq!(after(&[PlanEdit::Freezes(vec![Freeze { name, first, last: first }])]), ["freezes"]);
        let new = Step::activity(StepId::new("s2"), ActivityKind::ALL[1], Vec::new());
        assert_eq!(after(&[PlanEdit::EditStep(new)]), ["step-changed"]);
        let edits = [
            PlanEdit::AddPhase { index: 1, phase: phase("new", vec![work("s9")]) },
            PlanEdit::SetLevel {
                code: Code::new("A-1"),
                to: Some(crate::plan::LevelChoice { level: None, reason: None }),
            },
        ];
        assert_eq!(after(&edits), ["phase-added", "step-added", "level"]);
    }

    #[test]
    fn plans_made_apart_are_compared_by_what_is_said() {
        let a = plan();
        let mut b = Plan::new(PackId::new("lync-2013"));
        let mut one = phase("phase-x", vec![work("other")]);
        one.name = "ONE".into();
        b.phases.push_back(Arc::new(one));
        let keys: Vec<_> = compare_plans(&a, &b).iter().map(PlanChange::key).collect();
        assert_eq!(keys, ["phase-removed", "phase-removed", "phase-renamed", "step-removed", "step-removed"]);
    }
}
