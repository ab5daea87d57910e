//! Every change to a plan. Edits are data: previewed, offered as fixes, committed as one undo step.

use super::replay::States;
use super::*;
use crate::edit::{EditError, Run};
use crate::text::Message;

/// One change to the document. The only way to change a [`Plan`].
#[derive(Clone, Debug, PartialEq)]
pub enum PlanEdit {
    /// What the hand did while a stage was shown: recorded there, or written where the object enters the
    /// plan when it is a correction (see `record`).
    Record {
        at: Stage,
        commands: Vec<Command>,
    },
    /// Written where the object enters the plan; holds in every phase.
    Correct(Command),
    /// An activity, or a ready-made change, at a place in a phase (`None`: at the end).
    AddStep {
        phase: PhaseId,
        index: Option<usize>,
        step: Step,
    },
    /// Another content for the step with this id.
    EditStep(Step),
    RemoveStep(StepId),
    MoveStep {
        step: StepId,
        to: PhaseId,
        index: usize,
    },
    /// Puts objects on the sheet, or takes their place away.
    Place(Vec<(Subject, Option<SheetPos>)>),
    /// Locks objects on the sheet, or lets them go.
    Pin {
        subjects: Vec<Subject>,
        to: bool,
    },
    /// Draws sites as one card each, or with all that stands in them again.
    Collapse {
        sites: Vec<SiteId>,
        to: bool,
    },
    AddPhase {
        index: usize,
        phase: Phase,
    },
    /// Everything of the phase with this id but its steps, which stay.
    EditPhase(Phase),
    /// With its steps.
    RemovePhase(PhaseId),
    /// The steps join those of the phase before. Those of the first are applied to Today; a phase that also has
    /// activities, or steps that cannot apply, stays with these.
    MergePhase(PhaseId),
    MovePhase {
        id: PhaseId,
        index: usize,
    },
    /// All the times in which nothing is changed.
    Freezes(Vec<Freeze>),
    Accept(Acceptance),
    Withdraw(Acceptance),
    /// The level of a rule in this plan; `None` gives it back the pack's.
    SetLevel {
        code: Code,
        to: Option<LevelChoice>,
    },
    /// An entry of the checklist is done; `None`: it is to be done again.
    Tick {
        code: Code,
        subject: Subject,
        to: Option<Tick>,
    },
    About(About),
    Target(PackId),
}

/// Why an edit cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanError {
    Edit(EditError),
    NoPhase(PhaseId),
    NoStep(StepId),
    /// An id that something in the plan has, or had.
    Taken(String),
}

impl From<EditError> for PlanError {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

impl PlanError {
    /// The reason, in words that name things as `plan` does.
    pub fn message(&self, plan: &Plan) -> Message {
        match self {
            Self::Edit(error) => error.message(&|subject| plan.label(subject)),
            Self::NoPhase(id) => crate::message!("edit-missing", name = id.as_str()),
            Self::NoStep(id) => crate::message!("edit-missing", name = id.as_str()),
            Self::Taken(id) => crate::message!("edit-exists", name = id),
        }
    }
}

impl PlanEdit {
    /// The plan after all of these edits, or the reason why one cannot be made.
    pub fn all_applied_to(edits: &[Self], plan: &Plan) -> Result<Plan, PlanError> {
        Self::all_applied(edits, plan, States::default())
    }

    /// Like [`all_applied_to`](Self::all_applied_to), for somebody who has the plan's replay: it is not made again.
    pub fn all_applied_after(edits: &[Self], plan: &Plan, replay: &Replay) -> Result<Plan, PlanError> {
        Self::all_applied(edits, plan, States::of(plan, replay))
    }

    fn all_applied(edits: &[Self], plan: &Plan, mut states: States) -> Result<Plan, PlanError> {
        let mut next = plan.clone();
        for edit in edits {
            edit.apply(&mut next, &mut states)?;
        }
        Ok(next)
    }

    pub fn applied_to(&self, plan: &Plan) -> Result<Plan, PlanError> {
        Self::all_applied_to(std::slice::from_ref(self), plan)
    }

    fn apply(&self, plan: &mut Plan, states: &mut States) -> Result<(), PlanError> {
        match self {
            Self::Record { at, commands } => {
                let stage = match at {
                    Stage::Today => 0,
                    Stage::Phase(id) => plan.phase_index(id)? + 1,
                };
                plan.record(stage, commands, states)?;
            }
            Self::Correct(command) => plan.correct(command, states)?,
            Self::AddStep { phase, index, step } => {
                plan.must_be_new(std::iter::once(step), &[])?;
                let steps = &mut plan.phase_mut(phase)?.steps;
                let index = index.unwrap_or(steps.len()).min(steps.len());
                steps.insert(index, Arc::new(step.clone()));
            }
            Self::EditStep(step) => {
                let (at, place) = plan.place_of(step.id())?;
                let old = plan.phases[at].steps[place].clone();
                let mut own = additions(&old);
                own.push(old.id().into());
                plan.must_be_new(std::iter::once(step), &own)?;
                Arc::make_mut(&mut plan.phases[at]).steps[place] = Arc::new(step.clone());
                plan.forget_vanished(own);
            }
            Self::RemoveStep(id) => {
                let (at, place) = plan.place_of(id)?;
                let step = Arc::make_mut(&mut plan.phases[at]).steps.remove(place);
                plan.spend([Text::from(step.id().as_str())]);
                plan.forget_vanished(additions(&step));
            }
            Self::MoveStep { step, to, index } => {
                let (at, place) = plan.place_of(step)?;
                plan.phase(to).ok_or_else(|| PlanError::NoPhase(to.clone()))?;
                let moved = Arc::make_mut(&mut plan.phases[at]).steps.remove(place);
                let steps = &mut plan.phase_mut(to)?.steps;
                steps.insert((*index).min(steps.len()), moved);
            }
            Self::Place(places) => {
                for (subject, pos) in places {
                    match pos {
                        Some(pos) => drop(plan.places.insert(subject.clone(), *pos)),
                        None => drop(plan.places.remove(subject)),
                    }
                }
            }
            Self::Pin { subjects, to: true } => plan.pinned.extend(subjects.iter().cloned()),
            Self::Pin { subjects, to: false } => subjects.iter().for_each(|subject| drop(plan.pinned.remove(subject))),
            Self::Collapse { sites, to: true } => plan.collapsed.extend(sites.iter().cloned()),
            Self::Collapse { sites, to: false } => sites.iter().for_each(|site| drop(plan.collapsed.remove(site))),
            Self::AddPhase { index, phase } => {
                if plan.has_id(phase.id.as_str()) {
                    return Err(PlanError::Taken(phase.id.to_string()));
                }
                plan.must_be_new(phase.steps.iter().map(|step| &**step), &[])?;
                plan.must_have_phases(&phase.after)?;
                plan.phases.insert((*index).min(plan.phases.len()), Arc::new(phase.clone()));
            }
            Self::EditPhase(new) => {
                plan.must_have_phases(&new.after)?;
                let phase = plan.phase_mut(&new.id)?;
                *phase = new.with_steps(std::mem::take(&mut phase.steps));
            }
            Self::RemovePhase(id) => {
                let at = plan.phase_index(id)?;
                let gone = plan.drop_phase(at);
                plan.spend(gone.steps.iter().map(|step| Text::from(step.id().as_str())));
                plan.forget_vanished(gone.steps.iter().flat_map(|step| additions(step)));
            }
            Self::MergePhase(id) => plan.merge(id)?,
            Self::MovePhase { id, index } => {
                let at = plan.phase_index(id)?;
                let phase = plan.phases.remove(at);
                plan.phases.insert((*index).min(plan.phases.len()), phase);
            }
            Self::Freezes(freezes) => plan.freezes = freezes.iter().cloned().collect(),
            Self::Accept(acceptance) => {
                let mut acceptance = acceptance.clone();
                acceptance.subjects.sort();
                plan.accepted.retain(|other| other.code != acceptance.code || other.subjects != acceptance.subjects);
                plan.accepted.push_back(Arc::new(acceptance));
            }
            Self::Withdraw(acceptance) => plan.accepted.retain(|other| **other != *acceptance),
            Self::SetLevel { code, to: Some(choice) } => drop(plan.levels.insert(code.clone(), choice.clone())),
            Self::SetLevel { code, to: None } => drop(plan.levels.remove(code)),
            Self::Tick { code, subject, to } => {
                let entry = (code.clone(), subject.clone());
                match to {
                    Some(tick) => drop(plan.ticked.insert(entry, tick.clone())),
                    None => drop(plan.ticked.remove(&entry)),
                }
            }
            Self::About(about) => plan.about = about.clone(),
            Self::Target(target) => plan.target = target.clone(),
        }
        Ok(())
    }
}

impl Plan {
    fn phase_index(&self, id: &PhaseId) -> Result<usize, PlanError> {
        self.phases.iter().position(|phase| phase.id == *id).ok_or_else(|| PlanError::NoPhase(id.clone()))
    }

    pub(super) fn phase_mut(&mut self, id: &PhaseId) -> Result<&mut Phase, PlanError> {
        let at = self.phase_index(id)?;
        Ok(Arc::make_mut(&mut self.phases[at]))
    }

    /// The phase (from 0) and the place in it of a step.
    fn place_of(&self, id: &StepId) -> Result<(usize, usize), PlanError> {
        let find = |(at, phase): (usize, &Arc<Phase>)| Some((at, phase.steps.iter().position(|step| step.id() == id)?));
        self.phases.iter().enumerate().find_map(find).ok_or_else(|| PlanError::NoStep(id.clone()))
    }

    /// Notes ids as given and gone.
    pub(super) fn spend(&mut self, ids: impl IntoIterator<Item = Text>) {
        for id in ids {
            self.spent.insert(id);
        }
    }

    fn merge(&mut self, id: &PhaseId) -> Result<(), PlanError> {
        let at = self.phase_index(id)?;
        let merged = self.phases[at].clone();
        if let Some(before) = at.checked_sub(1) {
            Arc::make_mut(&mut self.phases[before]).steps.extend(merged.steps.iter().cloned());
            let into = self.phases[before].id.clone();
            self.wait_for(id, Some(&into));
            self.drop_phase(at);
            return Ok(());
        }
        let mut known: Vec<Subject> = self.today.subjects().collect();
        let mut kept = Vec::new();
        let mut run = Run::new(self.today.clone());
        for step in &merged.steps {
            // Today has no steps: work to be done, and what cannot apply, would be lost with the phase.
            if matches!(&**step, Step::Activity { .. }) || run.step(step.commands()).is_err() {
                kept.push(step.clone());
            } else {
                known.extend(additions(step));
                self.spend([Text::from(step.id().as_str())]);
            }
        }
        self.today = run.into_state();
        if kept.is_empty() {
            self.drop_phase(at);
        } else {
            Arc::make_mut(&mut self.phases[at]).steps = kept;
        }
        known.retain(|subject| !self.today.has(subject));
        self.forget_vanished(known);
        Ok(())
    }

    /// What waited for a phase waits for another, or no longer.
    fn wait_for(&mut self, old: &PhaseId, new: Option<&PhaseId>) {
        for phase in self.phases.iter_mut().filter(|phase| phase.after.contains(old)) {
            let phase = Arc::make_mut(phase);
            let also = new.filter(|new| !phase.after.contains(new) && phase.id != **new).cloned();
            phase.after.retain(|other| other != old);
            phase.after.extend(also);
        }
    }

    fn must_have_phases(&self, ids: &[PhaseId]) -> Result<(), PlanError> {
        ids.iter().try_for_each(|id| self.phase_index(id).map(drop))
    }

    fn drop_phase(&mut self, at: usize) -> Arc<Phase> {
        self.end_acceptances_before(at);
        let gone = self.phases.remove(at);
        self.wait_for(&gone.id, None);
        self.spend([Text::from(gone.id.as_str())]);
        gone
    }

    /// The ids of steps and of what they add must be new, but those that `own` names.
    fn must_be_new<'a>(&self, steps: impl Iterator<Item = &'a Step>, own: &[Subject]) -> Result<(), PlanError> {
        let mut seen = std::collections::BTreeSet::new();
        for step in steps {
            for subject in additions(step).into_iter().chain([step.id().into()]) {
                let id = subject.id().to_owned();
                let taken = !own.contains(&subject) && self.has_id(&id);
                if taken || !seen.insert(id.clone()) {
                    return Err(PlanError::Taken(id));
                }
            }
        }
        Ok(())
    }

    /// Objects that now enter the plan nowhere lose their place, their lock and the like; their ids are not given again. Steps about
    /// them stay and are reported.
    fn forget_vanished(&mut self, subjects: impl IntoIterator<Item = Subject>) {
        for subject in subjects {
            let is_step = matches!(subject, Subject::Step(_));
            if !is_step && self.entry_of(&subject).is_none() {
                self.forget_looks(&subject);
                self.spend([Text::from(subject.id())]);
            }
        }
    }

    /// How an object that is gone was to look on the sheet.
    pub(super) fn forget_looks(&mut self, subject: &Subject) {
        self.places.remove(subject);
        self.pinned.remove(subject);
        if let Subject::Site(site) = subject {
            self.collapsed.remove(site);
        }
    }

    /// Acceptances that hold up to a phase which goes hold up to the one before; those of the first end.
    fn end_acceptances_before(&mut self, at: usize) {
        let gone = self.phases[at].id.clone();
        let before = at.checked_sub(1).map(|before| self.phases[before].id.clone());
        if !self.accepted.iter().any(|accepted| accepted.until.as_ref() == Some(&gone)) {
            return;
        }
        let kept = self.accepted.iter().filter_map(|accepted| {
            if accepted.until.as_ref() != Some(&gone) {
                return Some(accepted.clone());
            }
            before.clone().map(|before| Arc::new(Acceptance { until: Some(before), ..(**accepted).clone() }))
        });
        self.accepted = kept.collect();
    }
}

/// The objects that a step adds.
fn additions(step: &Step) -> Vec<Subject> {
    let added = step.commands().iter().filter(|command| matches!(command, Command::Add(_)));
    added.map(Command::subject).collect()
}
