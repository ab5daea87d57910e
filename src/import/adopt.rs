//! A difference between a plan and the deployment, written into the plan.

use super::merge::Merge;
use super::reality::{Drift, Sort, Status, Why};
use crate::edit::Command;
use crate::model::*;
use crate::plan::{Aspect, Pairs, Plan, PlanEdit, Replay, Stage};
use crate::text::Message;
use std::collections::BTreeSet;

/// What adopting a difference does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Adoption {
    /// It is written at the stage that the deployment is compared with.
    Record,
    /// Its step goes to the next phase, because it is not done yet.
    Postpone,
    /// Its step comes into the phase that ends here, because it is done.
    Bring,
}

/// Why a difference cannot be adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotAdopted {
    /// What kind of object it is cannot be changed: it is another object.
    Kind,
    /// It is planned for a later phase, and Today has no steps that it could come to.
    DoneBeforeToday,
    /// Its step is not done, and there is no later phase that it could go to.
    NoNextPhase,
}

impl NotAdopted {
    pub fn message(self) -> Message {
        match self {
            Self::Kind => crate::message!("import-adopt-no-kind"),
            Self::DoneBeforeToday => crate::message!("import-adopt-no-today"),
            Self::NoNextPhase => crate::message!("import-adopt-no-next"),
        }
    }
}

/// What adopting this difference would do.
///
/// # Errors
/// When the plan cannot say it.
pub fn adoption(plan: &Plan, status: &Status, drift: &Drift) -> Result<Adoption, NotAdopted> {
    let aspect = drift.change.as_ref().map(|change| &change.aspect);
    if matches!(aspect, Some(Aspect::Kind | Aspect::Owner | Aspect::From)) {
        return Err(NotAdopted::Kind);
    }
    match &drift.why {
        Why::Unplanned => Ok(Adoption::Record),
        Why::Open { .. } if status.stage >= plan.phases.len() => Err(NotAdopted::NoNextPhase),
        Why::Open { .. } => Ok(Adoption::Postpone),
        Why::Ahead { .. } if status.stage == 0 => Err(NotAdopted::DoneBeforeToday),
        Why::Ahead { .. } => Ok(Adoption::Bring),
    }
}

/// The edits that adopt differences, as one undo step; those that cannot be adopted are left out.
pub fn adopt(plan: &Plan, replay: &Replay, real: &Topology, status: &Status, drifts: &[&Drift]) -> Vec<PlanEdit> {
    let Some(state) = replay.states.get(status.stage) else { return Vec::new() };
    let pairs = Pairs::in_field(state, real, false);
    let mut edits = moves(plan, status, drifts);
    let written: Vec<&Drift> =
        drifts.iter().copied().filter(|drift| adoption(plan, status, drift) == Ok(Adoption::Record)).collect();
    let commands = Writing::new(plan, state, real, &pairs).commands(&written);
    if !commands.is_empty() {
        edits.push(PlanEdit::Record { at: plan.stage_at(status.stage), commands });
    }
    edits
}

/// Steps that go to the phase in which they are done, each once.
fn moves(plan: &Plan, status: &Status, drifts: &[&Drift]) -> Vec<PlanEdit> {
    let mut moved = BTreeSet::new();
    let mut edits = Vec::new();
    for drift in drifts {
        let (to, index) = match adoption(plan, status, drift) {
            Ok(Adoption::Postpone) => (status.stage + 1, 0),
            Ok(Adoption::Bring) => (status.stage, usize::MAX),
            _ => continue,
        };
        let (Why::Open { step, .. } | Why::Ahead { step, .. }) = &drift.why else { continue };
        if let Stage::Phase(to) = plan.stage_at(to)
            && moved.insert(step.clone())
        {
            edits.push(PlanEdit::MoveStep { step: step.clone(), to, index });
        }
    }
    edits
}

/// What is written at one stage.
struct Writing<'p> {
    state: &'p Topology,
    real: &'p Topology,
    pairs: &'p Pairs,
    merge: Merge<'p>,
    /// Objects of the topology that are put in.
    put: BTreeSet<Subject>,
}

impl<'p> Writing<'p> {
    fn new(plan: &'p Plan, state: &'p Topology, real: &'p Topology, pairs: &'p Pairs) -> Self {
        let mut merge = Merge::new(plan, real);
        for subject in real.subjects() {
            if let Some(here) = pairs.here(&subject) {
                merge.call(&subject, here.clone());
            }
        }
        Self { state, real, pairs, merge, put: BTreeSet::new() }
    }

    fn commands(mut self, drifts: &[&Drift]) -> Vec<Command> {
        for drift in drifts.iter().filter(|drift| drift.what == Sort::Extra) {
            for subject in drift.real.iter().chain(&drift.parts) {
                self.take(subject);
            }
        }
        // A value may name an object that the plan does not have yet.
        for drift in drifts {
            for named in self.named(drift) {
                if self.pairs.here(&named).is_none() {
                    self.take_whole(&named);
                }
            }
        }
        let (mut commands, mut later) = (Vec::new(), Vec::new());
        // In the order of a topology what an object belongs to comes before it.
        let order: Vec<Subject> = self.real.subjects().filter(|subject| self.put.contains(subject)).collect();
        for subject in &order {
            let called = self.merge.fresh(subject);
            self.merge.call(subject, called);
        }
        for subject in &order {
            let Some(mut element) = self.real.element(subject) else { continue };
            let gone: Vec<FactName> = (element.named().into_iter())
                .filter(|(_, named)| self.pairs.here(named).is_none() && !self.put.contains(named))
                .map(|(fact, _)| fact)
                .collect();
            for fact in gone {
                element.set_fact(fact, None);
            }
            commands.push(Command::Add(self.merge.translated(element, &mut later)));
        }
        commands.append(&mut later);
        for drift in drifts.iter().filter(|drift| drift.change.is_some()) {
            self.set(drift, &mut commands);
        }
        // Last: what names something that goes names something else by now.
        let gone = drifts.iter().filter(|drift| drift.what == Sort::Missing).filter_map(|drift| drift.plan.clone());
        commands.extend(gone.map(Command::Remove));
        commands
    }

    /// An object of the topology enters the plan, after what it belongs to; a link only between objects that are there.
    fn take(&mut self, subject: &Subject) {
        if self.pairs.here(subject).is_some() || self.put.contains(subject) {
            return;
        }
        let Some(element) = self.real.element(subject) else { return };
        match &element {
            Element::UserGroup(_) => return,
            Element::Server(server) => self.take(&(&server.pool).into()),
            Element::SqlInstance(instance) => self.take(&(&instance.server).into()),
            Element::Link(link) => {
                self.take(&link.from);
                self.take(&link.to);
            }
            _ => {}
        }
        for (_, named) in element.named() {
            if let Subject::Site(_) = named {
                self.take(&named);
            }
        }
        self.put.insert(subject.clone());
    }

    /// An object with its servers or instances.
    fn take_whole(&mut self, subject: &Subject) {
        self.take(subject);
        let (real, owner) = (self.real, subject.clone());
        let servers = real.servers.values().filter(|server| Subject::from(&server.pool) == owner);
        let servers: Vec<Subject> = servers.map(|server| (&server.id).into()).collect();
        servers.iter().for_each(|server| self.take(server));
    }

    /// The object of the topology that a changed value names.
    fn named(&self, drift: &Drift) -> Vec<Subject> {
        let (Some(real), Some(change)) = (&drift.real, &drift.change) else { return Vec::new() };
        match (&change.aspect, &change.after) {
            (Aspect::Fact(fact), Some(value)) => {
                let kind = fact_named(real.kind(), fact).map(|(_, kind)| kind);
                kind.and_then(|kind| named_by(kind, value)).into_iter().collect()
            }
            (Aspect::To, _) => match self.real.element(real) {
                Some(Element::Link(link)) => vec![link.to.clone()],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn set(&mut self, drift: &Drift, commands: &mut Vec<Command>) {
        let (Some(of), Some(real), Some(change)) = (&drift.plan, &drift.real, &drift.change) else { return };
        match (&change.aspect, &change.after) {
            (Aspect::Fact(fact), Some(value)) => {
                let kind = fact_named(of.kind(), fact).map_or(FactKind::Text, |(_, kind)| kind);
                let to = Some(self.merge.value(kind, value.clone()));
                commands.push(Command::Set { of: of.clone(), fact, to });
            }
            (Aspect::To, _) => {
                let (Subject::Link(id), Some(Element::Link(link))) = (of, self.real.element(real)) else { return };
                if let (true, Subject::SqlInstance(to)) = (link.kind.store().is_some(), self.merge.in_plan(&link.to)) {
                    commands.push(Command::MoveStore { link: id.clone(), to });
                    return;
                }
                if !self.state.has(of) {
                    return;
                }
                // It goes, and the one of the deployment comes.
                commands.push(Command::Remove(of.clone()));
                let called = self.merge.fresh(real);
                self.merge.call(real, called);
                let mut later = Vec::new();
                commands.push(Command::Add(self.merge.translated(Element::Link(link), &mut later)));
                commands.append(&mut later);
            }
            _ => {}
        }
    }
}
