//! The phases that are being written: ids that nothing has, notes, and the order of the procedure.

use super::procedure::{PlacedStep, ProcedurePhase};
use crate::edit::Command;
use crate::model::*;
use crate::plan::{How, Phase, Plan, Step};
use crate::text::{Lang, Message};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// What has been written so far.
pub struct Draft {
    pub lang: Lang,
    /// Every id of the plan, so that none is given twice.
    ids: HashSet<String>,
    /// How many steps each stem has.
    counts: BTreeMap<String, usize>,
    phases: Vec<Phase>,
    steps: Vec<Arc<Step>>,
    /// What the phase that is being written takes for granted.
    assumed: Vec<Message>,
    /// All that was taken for granted.
    pub assumptions: Vec<Message>,
    /// The step of the procedure that is being written.
    stem: Text,
    title: Text,
}

impl Draft {
    pub fn new(plan: &Plan, lang: Lang) -> Self {
        let objects = plan.today.subjects().map(|subject| subject.id().to_owned());
        let ids = objects.chain(plan.spent.iter().map(|id| id.to_string())).collect();
        Self {
            lang,
            ids,
            counts: BTreeMap::new(),
            phases: Vec::new(),
            steps: Vec::new(),
            assumed: Vec::new(),
            assumptions: Vec::new(),
            stem: Text::from(""),
            title: Text::from(""),
        }
    }

    /// A new id for an object of this kind and name.
    pub fn id(&mut self, kind: SubjectKind, name: &str) -> String {
        self.take(&slug(kind.key(), name))
    }

    /// A new id for a link that starts at `from`.
    pub fn link_id(&mut self, kind: LinkKind, from: &str) -> LinkId {
        LinkId::new(&self.take(&format!("link-{}-{from}", kind.key())))
    }

    /// A new link of the usual kind.
    pub fn link(&mut self, kind: LinkKind, from: impl Into<Subject>, to: impl Into<Subject>) -> Element {
        let from = from.into();
        Link::new(self.link_id(kind, from.id()), kind, Usage::Default, from, to.into()).into()
    }

    fn take(&mut self, wanted: &str) -> String {
        let from = self.counts.get(wanted).copied().unwrap_or(1);
        for n in from.. {
            let id = if n == 1 { wanted.to_owned() } else { format!("{wanted}-{n}") };
            if self.ids.insert(id.clone()) {
                self.counts.insert(wanted.to_owned(), n + 1);
                return id;
            }
        }
        wanted.to_owned()
    }

    /// Begins a step of the procedure: its title is the note of what follows.
    pub fn begin(&mut self, placed: &PlacedStep) {
        self.stem = Text::from(format!("step-{}", placed.step.id));
        self.title = Text::from(placed.step.words(self.lang).title.as_str());
    }

    /// Something that is taken for granted because nothing says it. It is written in the notes of the phase.
    pub fn assume(&mut self, what: Message) {
        if !self.assumptions.contains(&what) {
            self.assumptions.push(what.clone());
            self.assumed.push(what);
        }
    }

    /// Changes of one step; nothing when there are none.
    pub fn change(&mut self, commands: Vec<Command>) {
        self.change_with(None, commands);
    }

    pub fn change_with(&mut self, tool: Option<StepTool>, commands: Vec<Command>) {
        if !commands.is_empty() {
            let id = self.step_id();
            let how = How { note: Some(self.title.clone()), tool, ..How::default() };
            self.steps.push(Arc::new(Step::Change { id, commands, how }));
        }
    }

    pub fn add(&mut self, elements: Vec<Element>) {
        self.change(elements.into_iter().map(Command::Add).collect());
    }

    pub fn remove(&mut self, subjects: impl IntoIterator<Item = Subject>) {
        self.change(subjects.into_iter().map(Command::Remove).collect());
    }

    /// Work about these objects, or about nothing in particular.
    pub fn work(&mut self, kind: ActivityKind, about: Vec<Subject>) {
        self.work_with(kind, about, None);
    }

    pub fn work_with(&mut self, kind: ActivityKind, about: Vec<Subject>, tool: Option<StepTool>) {
        let id = self.step_id();
        let how = How { note: Some(self.title.clone()), tool, ..How::default() };
        self.steps.push(Arc::new(Step::Activity { id, kind, about, how }));
    }

    /// Work about these objects; nothing when there are none.
    pub fn work_on(&mut self, kind: ActivityKind, about: Vec<Subject>) {
        if !about.is_empty() {
            self.work(kind, about);
        }
    }

    fn step_id(&mut self) -> StepId {
        let stem = self.stem.clone();
        StepId::new(&self.take(&stem))
    }

    /// Ends a phase; one that has no steps is left out.
    pub fn end_phase(&mut self, phase: &ProcedurePhase, name: &str) {
        let assumed = std::mem::take(&mut self.assumed);
        let steps = std::mem::take(&mut self.steps);
        if steps.is_empty() {
            self.assumed = assumed;
            return;
        }
        let notes: Vec<String> = assumed.iter().map(|what| self.lang.say(what)).collect();
        let id = PhaseId::new(&self.take(&format!("phase-{}", phase.kind.key())));
        let notes = (!notes.is_empty()).then(|| Text::from(notes.join("\n")));
        let kind = Some(phase.kind);
        let name = Text::from(name);
        self.phases.push(Phase { notes, kind, steps, ..Phase::new(id, name) });
    }

    pub fn into_phases(self) -> (Vec<Phase>, Vec<Message>) {
        (self.phases, self.assumptions)
    }
}
