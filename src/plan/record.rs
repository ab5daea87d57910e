//! What an edit means while a stage is shown.
//!
//! Editing while phase *n* is shown records into phase *n*. Adding and removing inside one phase cancels
//! out; editing an object in the phase that adds it edits the addition. Names, the site and filling in an
//! unknown are corrections: they are written where the object enters the plan and hold in every phase.

use super::replay::States;
use super::{Phase, Plan, Step};
use crate::edit::{Command, EditError, forget_in};
use crate::model::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one gesture has done to a phase so far.
#[derive(Default)]
struct Gesture {
    /// Steps that it made: what belongs to their additions joins them.
    steps: Vec<StepId>,
    /// It took a removal back, which brought more than one object back.
    restored: bool,
}

impl Plan {
    /// Records commands while stage `at` (0 = Today) is shown.
    pub(super) fn record(&mut self, at: usize, commands: &[Command], states: &mut States) -> Result<(), EditError> {
        let mut gesture = Gesture::default();
        for command in commands {
            if let Command::Add(element) = command {
                self.may_enter(at, &element.subject())?;
            }
            match at {
                0 => self.change_today(command)?,
                n => self.record_in_phase(n, command, &mut gesture, states)?,
            }
        }
        Ok(())
    }

    /// An id is not given twice: neither one that was erased nor one that a later phase brings.
    fn may_enter(&self, at: usize, subject: &Subject) -> Result<(), EditError> {
        let later = self.entry_of(subject).is_some_and(|(entry, _)| entry > at);
        if later || self.spent.contains(subject.id()) { Err(EditError::Exists(subject.clone())) } else { Ok(()) }
    }

    fn change_today(&mut self, command: &Command) -> Result<(), EditError> {
        let next = command.applied_to(&self.today)?;
        if let Command::Remove(_) = command {
            let gone = self.today.subjects().filter(|subject| !next.has(subject)).collect();
            self.today = next;
            self.erase(gone, 0);
        } else {
            self.today = next;
        }
        Ok(())
    }

    fn record_in_phase(
        &mut self,
        n: usize,
        command: &Command,
        gesture: &mut Gesture,
        states: &mut States,
    ) -> Result<(), EditError> {
        let before = states.at(self, n - 1);
        let state = states.at(self, n);
        if let Command::Add(element) = command
            && gesture.restored
            && state.element(&element.subject()).as_ref() == Some(element)
        {
            return Ok(());
        }
        let wanted = command.applied_to(&state)?;
        match command {
            Command::Add(element) => self.record_addition(n, element, &before, gesture),
            Command::Remove(subject) => self.record_removal(n, subject, &state, &wanted, states),
            Command::MoveUsers { .. } => drop(self.push(n, command.clone())),
            Command::CountUsers { .. } => {
                if self.write_at_entry(command, states).is_err() {
                    // The pool comes later than the group.
                    self.push(n, command.clone());
                }
            }
            Command::Set { of, fact, to } => {
                if !self.record_correction(n, command, (of, fact, to.as_ref()), &state, states) {
                    self.record_change(n, &of_own_kind(command), &before, &wanted);
                }
            }
            Command::MoveStore { .. }
            | Command::MoveCms { .. }
            | Command::RouteFederation { .. }
            | Command::RouteXmpp { .. } => self.record_change(n, command, &before, &wanted),
        }
        Ok(())
    }

    /// Names, the site, and a fact that was not known when the object entered. False when it is none of these,
    /// or cannot be: the value may name what only a later phase adds.
    fn record_correction(
        &mut self,
        n: usize,
        command: &Command,
        (of, fact, to): (&Subject, &str, Option<&Value>),
        state: &Topology,
        states: &mut States,
    ) -> bool {
        let Some(row) = state.facts(of).into_iter().find(|row| row.name == fact) else { return false };
        let mut corrected = self.clone();
        let written = if row.correction {
            corrected.correct(command, states)
        } else {
            let entry = self.entry_of(of).map_or(0, |(stage, _)| stage);
            if row.value.is_some() || to.is_none() || states.at(self, entry).fact(of, fact).is_some() {
                return false;
            }
            corrected.write_at_entry(command, states)
        };
        let holds = written.is_ok() && states.at(&corrected, n).fact(of, fact).as_ref() == to;
        if holds {
            *self = corrected;
        }
        holds
    }

    /// Written where the object enters the plan. Changes of the same fact in phases go, so that it holds everywhere.
    pub(super) fn correct(&mut self, command: &Command, states: &mut States) -> Result<(), EditError> {
        self.write_at_entry(command, states)?;
        let Some(aspect) = command.aspect() else { return Ok(()) };
        let subject = command.subject();
        let entry = self.entry_of(&subject).map_or(0, |(stage, _)| stage);
        for n in entry + 1..=self.phases.len() {
            self.drop_commands(n, |other| other.aspect().as_ref() == Some(&aspect));
        }
        Ok(())
    }

    fn write_at_entry(&mut self, command: &Command, states: &mut States) -> Result<(), EditError> {
        let subject = command.subject();
        match self.entry_of(&subject).map(|(stage, _)| stage) {
            Some(0) => {
                self.today = command.applied_to(&self.today)?;
                Ok(())
            }
            Some(n) => {
                let before = states.at(self, n - 1);
                let wanted = command.applied_to(&states.at(self, n))?;
                if !self.amend_addition(n, command, &before, &wanted) {
                    self.record_change(n, command, &before, &wanted);
                }
                Ok(())
            }
            None => Err(EditError::Missing(subject)),
        }
    }

    /// A change in time: in the addition when this phase adds the object, in place of an earlier change of the
    /// same thing in this phase, away with both when it leads back, else a step of its own.
    fn record_change(&mut self, n: usize, command: &Command, before: &Topology, wanted: &Topology) {
        if self.amend_addition(n, command, before, wanted) {
            return;
        }
        let Some(aspect) = command.aspect() else {
            self.push(n, command.clone());
            return;
        };
        let same = |other: &Command| other.aspect().as_ref() == Some(&aspect);
        let was = self.phases[n - 1].steps.iter().any(|step| step.commands().iter().any(same));
        let back = self.try_phase(n, before, wanted, &aspect, |plan| plan.drop_commands(n, same));
        if back {
            return;
        }
        let replaced = was
            && self.try_phase(n, before, wanted, &aspect, |plan| {
                plan.change_commands(n, |other| {
                    if same(other) {
                        *other = command.clone();
                    }
                });
            });
        if replaced {
            return;
        }
        // It names what a later step of the phase adds.
        let last = was
            && self.try_phase(n, before, wanted, &aspect, |plan| {
                plan.drop_commands(n, same);
                plan.push(n, command.clone());
            });
        if !last {
            // There is nothing to replace, or steps in between need the earlier change.
            self.push(n, command.clone());
        }
    }

    /// Changes phase `n` and keeps it when the thing is then as in `wanted` and no step more is skipped.
    fn try_phase(
        &mut self,
        n: usize,
        before: &Topology,
        wanted: &Topology,
        aspect: &(Subject, FactName),
        change: impl FnOnce(&mut Self),
    ) -> bool {
        let mut changed = self.clone();
        change(&mut changed);
        let (_, skipped) = self.phases[n - 1].applied_to(before);
        let (state, skipped_then) = changed.phases[n - 1].applied_to(before);
        let fits = skipped_then <= skipped && value_of(&state, aspect) == value_of(wanted, aspect);
        if fits {
            *self = changed;
        }
        fits
    }

    /// Changes the element that phase `n` adds, when it adds the command's subject and the phase still applies.
    fn amend_addition(&mut self, n: usize, command: &Command, before: &Topology, wanted: &Topology) -> bool {
        let subject = command.subject();
        let adds = |c: &Command| matches!(c, Command::Add(element) if element.subject() == subject);
        if !self.phases[n - 1].steps.iter().any(|step| step.commands().iter().any(adds)) {
            return false;
        }
        let amend = |plan: &mut Self| {
            plan.change_commands(n, |other| {
                if let Command::Add(element) = other
                    && element.subject() == subject
                {
                    amend(element, command);
                }
            });
        };
        match command.aspect() {
            Some(aspect) => self.try_phase(n, before, wanted, &aspect, amend),
            None => {
                // A count of users where the group enters.
                let mut changed = self.clone();
                amend(&mut changed);
                let fits = changed.phases[n - 1].applied_to(before).1 <= self.phases[n - 1].applied_to(before).1;
                if fits {
                    *self = changed;
                }
                fits
            }
        }
    }

    fn record_addition(&mut self, n: usize, element: &Element, before: &Topology, gesture: &mut Gesture) {
        let subject = element.subject();
        let removed_here = |c: &Command| *c == Command::Remove(subject.clone());
        let retired = self.phases[n - 1].steps.iter().any(|step| step.commands().iter().any(removed_here));
        if retired && before.element(&subject).as_ref() == Some(element) {
            self.drop_commands(n, removed_here);
            gesture.restored = true;
            return;
        }
        let owners: Vec<Subject> = match element {
            Element::Server(server) => vec![(&server.pool).into()],
            Element::SqlInstance(instance) => vec![(&instance.server).into()],
            Element::UserGroup(group) => group.homes.keys().map(Subject::from).collect(),
            Element::Link(link) => vec![link.from.clone()],
            _ => Vec::new(),
        };
        let adds_owner = |c: &Command| matches!(c, Command::Add(added) if owners.contains(&added.subject()));
        let joined = self.phases[n - 1]
            .steps
            .iter()
            .find(|step| gesture.steps.contains(step.id()) && step.commands().iter().any(adds_owner));
        if let Some(id) = joined.map(|step| step.id().clone()) {
            let mut changed = self.clone();
            for step in &mut Arc::make_mut(&mut changed.phases[n - 1]).steps {
                if *step.id() == id
                    && let Step::Change { commands, .. } = Arc::make_mut(step)
                {
                    commands.push(Command::Add(element.clone()));
                }
            }
            let (state, skipped_then) = changed.phases[n - 1].applied_to(before);
            if skipped_then <= self.phases[n - 1].applied_to(before).1 && state.has(&subject) {
                *self = changed;
                return;
            }
        }
        let step = self.push(n, Command::Add(element.clone()));
        gesture.steps.push(step);
    }

    fn record_removal(
        &mut self,
        n: usize,
        subject: &Subject,
        state: &Topology,
        without: &Topology,
        states: &mut States,
    ) {
        let enters_here = |plan: &Self, subject: &Subject| plan.entry_of(subject).is_some_and(|(entry, _)| entry == n);
        // What goes with it and came in this phase leaves no trace.
        let gone: BTreeSet<Subject> =
            state.subjects().filter(|s| !without.has(s)).filter(|s| enters_here(self, s)).collect();
        let all_gone = gone.contains(subject);
        if !gone.is_empty() {
            self.erase(gone, n - 1);
        }
        if all_gone {
            return;
        }
        // What this phase says about it has no effect any more, but moves of users out of it stay.
        let pointless = |c: &Command| match c {
            Command::Add(element) => element.subject() == *subject,
            other => other.aspect().is_some_and(|(of, _)| !without.has(&of)),
        };
        self.drop_commands(n, pointless);
        if states.at(self, n).has(subject) {
            self.push(n, Command::Remove(subject.clone()));
        }
    }

    /// Takes objects out of the plan for good: their places and locks, and every step about them in the phases from
    /// index `from` on (0 = the first).
    fn erase(&mut self, mut gone: BTreeSet<Subject>, from: usize) {
        loop {
            let before = gone.len();
            let added = self.phases.iter().skip(from).flat_map(|phase| &phase.steps).flat_map(|step| step.commands());
            let with_it: Vec<Subject> = added
                .filter(|c| matches!(c, Command::Add(_)) && c.names().iter().any(|subject| gone.contains(subject)))
                .map(Command::subject)
                .collect();
            gone.extend(with_it);
            if gone.len() == before {
                break;
            }
        }
        for n in from + 1..=self.phases.len() {
            self.drop_commands(n, |command| command.names().iter().any(|subject| gone.contains(subject)));
            self.change_commands(n, |command| {
                if let Command::Add(element) = command {
                    gone.iter().for_each(|subject| forget_in(element, subject));
                }
            });
        }
        // An activity is work, also before: it only loses the object.
        for phase in self.phases.iter_mut() {
            let about_it = |step: &Arc<Step>| matches!(&**step, Step::Activity { about, .. } if about.iter().any(|s| gone.contains(s)));
            if !phase.steps.iter().any(about_it) {
                continue;
            }
            for step in Arc::make_mut(phase).steps.iter_mut().filter(|step| about_it(step)) {
                if let Step::Activity { about, .. } = Arc::make_mut(step) {
                    about.retain(|subject| !gone.contains(subject));
                }
            }
        }
        for subject in &gone {
            self.forget_looks(subject);
        }
        self.spend(gone.iter().map(|subject| Text::from(subject.id())));
    }

    /// Takes commands out of phase `n`; steps that become empty go too.
    fn drop_commands(&mut self, n: usize, unwanted: impl Fn(&Command) -> bool) {
        if !self.phases[n - 1].steps.iter().any(|step| step.commands().iter().any(&unwanted)) {
            return;
        }
        let phase = Arc::make_mut(&mut self.phases[n - 1]);
        let mut spent = Vec::new();
        phase.steps.retain_mut(|step| {
            if !step.commands().iter().any(&unwanted) {
                return true;
            }
            let Step::Change { id, commands, .. } = Arc::make_mut(step) else { return true };
            commands.retain(|command| !unwanted(command));
            if commands.is_empty() {
                spent.push(Text::from(id.as_str()));
            }
            !commands.is_empty()
        });
        self.spend(spent);
    }

    /// Changes commands of phase `n` in place; steps that stay the same go on sharing.
    fn change_commands(&mut self, n: usize, change: impl Fn(&mut Command)) {
        let changed: Vec<(usize, Vec<Command>)> = (self.phases[n - 1].steps.iter().enumerate())
            .filter_map(|(at, step)| {
                let mut commands = step.commands().to_vec();
                commands.iter_mut().for_each(&change);
                (commands != step.commands()).then_some((at, commands))
            })
            .collect();
        if changed.is_empty() {
            return;
        }
        let phase = Arc::make_mut(&mut self.phases[n - 1]);
        for (at, new) in changed {
            if let Step::Change { commands, .. } = Arc::make_mut(&mut phase.steps[at]) {
                *commands = new;
            }
        }
    }

    /// A step of its own at the end of phase `n`.
    fn push(&mut self, n: usize, command: Command) -> StepId {
        let id = self.next_step_id(&self.phases[n - 1]);
        let step = Step::change(id.clone(), vec![command]);
        Arc::make_mut(&mut self.phases[n - 1]).steps.push(Arc::new(step));
        id
    }

    /// A new id for a step of this phase: the phase's slug and a number.
    pub fn next_step_id(&self, phase: &Phase) -> StepId {
        let stem = phase.id.as_str().trim_start_matches("phase-");
        let first = phase.steps.len() + 1;
        let id = (first..).map(|n| format!("step-{stem}-{n}")).find(|id| !self.has_id(id));
        StepId::new(&id.unwrap_or_default())
    }
}

/// Users, CMS, routes and stores have commands of their own; a form only knows facts.
fn of_own_kind(command: &Command) -> Command {
    let Command::Set { of, fact, to: Some(value) } = command else { return command.clone() };
    match (of, *fact) {
        (Subject::Deployment, "cms") => PoolId::from_value(value).map(|to| Command::MoveCms { to }),
        (Subject::Site(site), "federation-route") => {
            Route::from_value(value).map(|to| Command::RouteFederation { site: site.clone(), to })
        }
        (Subject::Site(site), "xmpp-route") => {
            Route::from_value(value).map(|to| Command::RouteXmpp { site: site.clone(), to })
        }
        _ => None,
    }
    .unwrap_or_else(|| command.clone())
}

/// What an [aspect](Command::aspect) is in a topology.
fn value_of(topology: &Topology, (of, name): &(Subject, FactName)) -> Option<Value> {
    match (of, *name) {
        (Subject::Link(id), "to") => topology.links.get(id).map(|link| Value::text(link.to.id())),
        _ => topology.fact(of, name),
    }
}

/// What a command about an added object makes of the addition.
fn amend(element: &mut Element, command: &Command) {
    match (command, element) {
        (Command::Set { fact, to, .. }, element) => {
            // Whether it took is seen in the state.
            element.set_fact(fact, to.as_ref());
        }
        (Command::RouteFederation { to, .. }, Element::Site(site)) => {
            Arc::make_mut(site).federation_route = Some(to.clone());
        }
        (Command::RouteXmpp { to, .. }, Element::Site(site)) => Arc::make_mut(site).xmpp_route = Some(to.clone()),
        (Command::MoveStore { to, .. }, Element::Link(link)) => Arc::make_mut(link).to = to.into(),
        (Command::CountUsers { pool, users, .. }, Element::UserGroup(group)) => {
            Arc::make_mut(group).homes.insert(pool.clone(), *users);
        }
        _ => {}
    }
}
