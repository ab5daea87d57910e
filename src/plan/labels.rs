//! What people call edits, commands and steps: the names in the undo menu and in a phase's list of steps.

use super::{Plan, PlanEdit, Stage, Step};
use crate::edit::{Amount, Command};
use crate::model::*;
use crate::text::{Arg, Message};

impl PlanEdit {
    /// What this edit does, in words that name things as `plan` does (the plan before the edit).
    pub fn label(&self, plan: &Plan) -> Message {
        let name = |subject: &Subject| plan.label(subject);
        match self {
            Self::Record { at, commands } => {
                let mut known = plan.everything();
                put_added(commands, &mut known);
                commands_label(commands, &known, *at != Stage::Today)
            }
            Self::Correct(command) => crate::message!("plan-correct", change = command.label(plan)),
            Self::AddStep { phase, step, .. } => {
                crate::message!("plan-add-step", phase = name(&phase.into()), step = step.label(plan))
            }
            Self::EditStep(step) => {
                crate::message!("plan-edit-step", number = name(&step.id().into()), step = step.label(plan))
            }
            Self::RemoveStep(id) => match plan.step(id) {
                Some((_, step)) => {
                    crate::message!("plan-remove-step", number = name(&id.into()), step = step.label(plan))
                }
                None => crate::message!("edit-missing", name = id.as_str()),
            },
            Self::MoveStep { step, to, .. } => {
                crate::message!("plan-move-step", number = name(&step.into()), phase = name(&to.into()))
            }
            Self::Place(places) => match places.as_slice() {
                [(subject, _)] => crate::message!("plan-place", name = name(subject)),
                many => crate::message!("plan-place-many", count = many.len()),
            },
            Self::Pin { subjects, to } => match (subjects.as_slice(), to) {
                ([one], true) => crate::message!("plan-pin", name = name(one)),
                ([one], false) => crate::message!("plan-unpin", name = name(one)),
                (many, true) => crate::message!("plan-pin-many", count = many.len()),
                (many, false) => crate::message!("plan-unpin-many", count = many.len()),
            },
            Self::Collapse { sites, to } => match (sites.as_slice(), to) {
                ([one], true) => crate::message!("plan-collapse", name = name(&one.into())),
                ([one], false) => crate::message!("plan-expand", name = name(&one.into())),
                (many, true) => crate::message!("plan-collapse-many", count = many.len()),
                (many, false) => crate::message!("plan-expand-many", count = many.len()),
            },
            Self::AddPhase { phase, .. } => crate::message!("plan-add-phase", name = &*phase.name),
            Self::EditPhase(new) => match plan.phase(&new.id) {
                Some(phase) if phase.name != new.name => {
                    crate::message!("plan-rename-phase", name = &*phase.name, to = &*new.name)
                }
                _ => crate::message!("plan-edit-phase", name = name(&(&new.id).into())),
            },
            Self::Freezes(_) => crate::message!("plan-freezes"),
            Self::RemovePhase(id) => crate::message!(
                "plan-remove-phase",
                name = name(&id.into()),
                steps = plan.phase(id).map_or(0, |phase| phase.steps.len())
            ),
            Self::MergePhase(id) => match plan.index_of(&Stage::Phase(id.clone())).map(|at| plan.stage_at(at - 1)) {
                Some(Stage::Phase(before)) => {
                    crate::message!("plan-merge-phase", name = name(&id.into()), into = name(&before.into()))
                }
                _ => crate::message!("plan-merge-phase-today", name = name(&id.into())),
            },
            Self::MovePhase { id, .. } => crate::message!("plan-move-phase", name = name(&id.into())),
            Self::Accept(acceptance) => crate::message!(
                "plan-accept",
                code = acceptance.code.as_str(),
                names = acceptance.subjects.iter().map(name).collect::<Vec<_>>()
            ),
            Self::Withdraw(acceptance) => crate::message!("plan-withdraw", code = acceptance.code.as_str()),
            Self::SetLevel { code, to: Some(choice) } => crate::message!(
                "plan-set-level",
                code = code.as_str(),
                level = match choice.level {
                    Some(level) => Message::word(Level::PREFIX, level.key()),
                    None => crate::message!("level-off"),
                }
            ),
            Self::SetLevel { code, to: None } => crate::message!("plan-reset-level", code = code.as_str()),
            Self::Tick { code, subject, to } => {
                // The deployment has no name of its own that people would know.
                let name = match subject {
                    Subject::Deployment => Arg::from(crate::message!("plan-whole")),
                    object => Arg::from(name(object)),
                };
                match to {
                    Some(_) => crate::message!("plan-tick", code = code.as_str(), name = name),
                    None => crate::message!("plan-untick", code = code.as_str(), name = name),
                }
            }
            Self::About(_) => crate::message!("plan-about"),
            Self::Target(target) => {
                // Packs bear the key of the product they are for; one we do not know says its own name.
                let said = Version::from_key(target.as_str());
                let target =
                    said.map_or(Arg::from(target.as_str()), |v| Message::word(Version::PREFIX, v.key()).into());
                crate::message!("plan-target", target = target)
            }
        }
    }
}

impl Step {
    /// What this step does, in words that name things as `plan` does. For a list of steps, see
    /// [`label_in`](Self::label_in).
    pub fn label(&self, plan: &Plan) -> Message {
        let mut known = plan.everything();
        put_added(self.commands(), &mut known);
        self.label_in(&known)
    }

    /// What this step does; names are looked up in `known`, which is [`Plan::everything`] for a step of the plan.
    pub fn label_in(&self, known: &Topology) -> Message {
        match self {
            Self::Change { commands, .. } => commands_label(commands, known, true),
            Self::Activity { kind, about, .. } => {
                let activity = Message::word(ActivityKind::PREFIX, kind.key());
                match about.as_slice() {
                    [] => activity,
                    about => crate::message!(
                        "plan-activity",
                        activity = activity,
                        names = about.iter().map(|subject| known.label(subject)).collect::<Vec<_>>()
                    ),
                }
            }
        }
    }
}

impl Command {
    /// What this command does, in words that name things as `plan` does.
    pub fn label(&self, plan: &Plan) -> Message {
        let mut known = plan.everything();
        put_added(std::slice::from_ref(self), &mut known);
        label(self, &known, false)
    }
}

/// Additions of an edit, so that it can name what is not yet in the plan.
fn put_added(commands: &[Command], known: &mut Topology) {
    for command in commands {
        if let Command::Add(element) = command {
            known.put(element.clone());
        }
    }
}

/// One label for commands of one gesture: the first says what it is; what it brings along is not counted.
pub(super) fn commands_label(commands: &[Command], known: &Topology, in_phase: bool) -> Message {
    let Some(first) = commands.first() else { return crate::message!("plan-nothing") };
    let brought = |command: &Command| match (first, command) {
        (Command::Add(element), Command::Add(Element::Server(server))) => element.subject() == (&server.pool).into(),
        (Command::Add(element), Command::Add(Element::SqlInstance(instance))) => {
            element.subject() == (&instance.server).into()
        }
        (Command::Add(Element::Pool(pool)), Command::Add(Element::UserGroup(group))) => {
            group.homes.contains_key(&pool.id)
        }
        (Command::Add(element), Command::Add(Element::Link(link))) => link.from == element.subject(),
        // A link that takes the place of another.
        (Command::Remove(Subject::Link(_)), Command::Add(Element::Link(_))) => true,
        _ => false,
    };
    let said = match commands {
        [Command::Remove(Subject::Link(_)), then @ Command::Add(Element::Link(_)), ..] => label(then, known, in_phase),
        _ => label(first, known, in_phase),
    };
    match commands.iter().skip(1).filter(|command| !brought(command)).count() {
        0 => said,
        more => crate::message!("plan-and-more", first = said, more = more),
    }
}

fn label(command: &Command, known: &Topology, in_phase: bool) -> Message {
    let name = |subject: &Subject| known.label(subject);
    match command {
        Command::Add(Element::Link(link)) => {
            let (from, to) = (name(&link.from), name(&link.to));
            let kind = Message::word(LinkKind::PREFIX, link.kind.key());
            match link.kind.store() {
                Some(_) => crate::message!("plan-place-store", pool = from, instance = to, store = kind),
                None => crate::message!("plan-connect", from = from, to = to, link = kind),
            }
        }
        Command::Add(element) => {
            let subject = element.subject();
            crate::message!("plan-add", name = name(&subject), what = what(Some(element), &subject))
        }
        Command::Remove(subject) => match known.element(subject) {
            Some(Element::Link(link)) => crate::message!(
                "plan-disconnect",
                from = name(&link.from),
                to = name(&link.to),
                link = Message::word(LinkKind::PREFIX, link.kind.key())
            ),
            element if in_phase => {
                crate::message!("plan-retire", name = name(subject), what = what(element.as_ref(), subject))
            }
            element => crate::message!("plan-remove", name = name(subject), what = what(element.as_ref(), subject)),
        },
        Command::Set { of, fact, to } => {
            let said = Message::word("fact", fact);
            let kind = fact_named(of.kind(), fact).map(|(_, kind)| kind);
            match to.as_ref().zip(kind) {
                Some((value, kind)) => {
                    let value = said_value(fact, kind, value, &name);
                    crate::message!("plan-set", name = name(of), fact = said, value = value)
                }
                None => crate::message!("plan-forget", name = name(of), fact = said),
            }
        }
        Command::MoveUsers { group, from, to, amount } => {
            let (group, from, to) = (name(&group.into()), name(&from.into()), name(&to.into()));
            match amount {
                // A group that came with its pool bears the pool's name.
                Amount::All if group == from => crate::message!("plan-move-users-of-pool", from = from, to = to),
                Amount::All => crate::message!("plan-move-all-users", group = group, from = from, to = to),
                Amount::Number(users) => {
                    crate::message!("plan-move-users", group = group, from = from, to = to, users = *users)
                }
            }
        }
        Command::CountUsers { group, pool, users } => {
            let (group, pool) = (name(&group.into()), name(&pool.into()));
            match users {
                Some(users) => crate::message!("plan-count-users", group = group, pool = pool, users = *users),
                None => crate::message!("plan-forget-users", group = group, pool = pool),
            }
        }
        Command::MoveStore { link, to } => {
            let subject = Subject::from(link);
            let element = known.element(&subject);
            let (pool, store) = match &element {
                Some(Element::Link(link)) => {
                    (name(&link.from), Arg::from(Message::word(LinkKind::PREFIX, link.kind.key())))
                }
                _ => (name(&subject), Arg::from(Message::word(SubjectKind::PREFIX, SubjectKind::Link.key()))),
            };
            crate::message!("plan-move-store", pool = pool, store = store, instance = name(&to.into()))
        }
        Command::MoveCms { to } => crate::message!("plan-move-cms", to = name(&to.into())),
        Command::RouteFederation { site, to: Route::Through(pool) } => {
            crate::message!("plan-route-federation", site = name(&site.into()), to = name(&pool.into()))
        }
        Command::RouteFederation { site, to: Route::None } => {
            crate::message!("plan-end-federation", site = name(&site.into()))
        }
        Command::RouteXmpp { site, to: Route::Through(pool) } => {
            crate::message!("plan-route-xmpp", site = name(&site.into()), to = name(&pool.into()))
        }
        Command::RouteXmpp { site, to: Route::None } => crate::message!("plan-end-xmpp", site = name(&site.into())),
    }
}

/// The word for what an object is: its kind of pool, or its kind of subject.
pub(super) fn what(element: Option<&Element>, subject: &Subject) -> Message {
    match element {
        Some(Element::Pool(pool)) => Message::word(PoolKind::PREFIX, pool.kind.key()),
        _ => Message::word(SubjectKind::PREFIX, subject.kind().key()),
    }
}

/// A fact's value as people read it: the words of a vocabulary, names in place of ids, yes and no.
pub fn said_value(fact: &str, kind: FactKind, value: &Value, name: &dyn Fn(&Subject) -> String) -> Arg {
    if let Some(named) = named_by(kind, value) {
        return name(&named).into();
    }
    match (kind, value) {
        (FactKind::Choice(prefix, keys), Value::Text(key)) if keys.contains(&&**key) => {
            Message::word(prefix, key).into()
        }
        (FactKind::Choices(prefix, keys), Value::List(list)) if list.iter().all(|key| keys.contains(&&**key)) => {
            let words = list.iter().map(|key| Message::word(prefix, key));
            match words.reduce(|all, word| crate::message!("plan-value-list", first = all, then = word)) {
                Some(said) => said.into(),
                None => crate::message!("plan-value-none").into(),
            }
        }
        (_, Value::Flag(true)) => crate::message!("plan-value-yes").into(),
        (_, Value::Flag(false)) => crate::message!("plan-value-no").into(),
        // A port is no count.
        (_, Value::Count(port)) if fact.rsplit('-').next() == Some("port") => port.to_string().into(),
        (_, Value::Count(count)) => (*count).into(),
        (FactKind::Route, _) => crate::message!("plan-value-none").into(),
        (_, Value::Text(text)) if text.is_empty() => crate::message!("plan-value-empty").into(),
        (_, Value::Text(text)) => (&**text).into(),
        (_, Value::List(list)) if list.is_empty() => crate::message!("plan-value-none").into(),
        (_, Value::List(list)) => list.iter().map(|item| item.to_string()).collect::<Vec<_>>().into(),
        (_, Value::Date(date)) => date.to_string().into(),
    }
}
