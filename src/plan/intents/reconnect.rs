//! Another end for a link that is there.

use super::*;

/// Gives a link another end in place of `taken`, which is one of its two. What a pool has one of takes the place of the
/// old one, as in [`connect`]; a store moves. `None` when this kind of link cannot end there, or does so already.
pub fn reconnected(plan: &Plan, state: &Topology, link: &LinkId, taken: &Subject, to: &Subject) -> Option<Intent> {
    let old = state.links.get(link)?;
    let (from, end, stays) = match taken {
        _ if old.to == *taken => (old.from.clone(), to.clone(), &old.from),
        _ if old.from == *taken => (to.clone(), old.to.clone(), &old.to),
        _ => return None,
    };
    let fits = joins(old.kind, &from, &end) && link_kinds_between(state, &from, &end).contains(&old.kind);
    if to == taken || from == end || !fits {
        return None;
    }
    let pairs = old.kind == LinkKind::Pairing;
    let same = |other: &&Link| {
        other.id != old.id && other.kind == old.kind && other.usage == old.usage && other.kind != LinkKind::Trunk
    };
    let others = || state.links.values().map(|other| &**other).filter(same);
    let is = |other: &Link| (other.from == from && other.to == end) || (pairs && other.from == end && other.to == from);
    let twin = state.links.values().any(|other| other.kind == old.kind && other.usage == old.usage && is(other));
    if twin {
        return None;
    }
    let mut commands: Vec<Command> = Vec::new();
    let displaced = others().filter(|other| other.from == from || (pairs && other.to == from));
    match (old.kind.store().is_some() && old.to == *taken, &end) {
        (true, Subject::SqlInstance(instance)) => {
            commands.push(Command::MoveStore { link: link.clone(), to: instance.clone() });
        }
        _ => {
            commands.push(Command::Remove(link.into()));
            commands.extend(displaced.map(|other| Command::Remove((&other.id).into())));
            let id = link_id(plan, old.kind, old.usage, from.id());
            commands.push(Command::Add(Link { id, from, to: end, ..(**old).clone() }.into()));
        }
    }
    let subject = match commands.last() {
        Some(Command::Add(element)) => element.subject(),
        _ => link.into(),
    };
    let label = crate::message!(
        "plan-reconnect",
        link = Message::word(LinkKind::PREFIX, old.kind.key()),
        name = state.label(stays),
        to = state.label(to)
    );
    Some(Intent { subject, commands, label })
}

/// Several of these as one.
pub fn all_of(intents: &[Intent], label: Message) -> Option<Intent> {
    let commands = intents.iter().flat_map(|intent| intent.commands.clone()).collect();
    Some(Intent { subject: intents.first()?.subject.clone(), commands, label })
}
