//! What undoes each step by itself: the opposite of its changes, between the states around them.

use super::course::{Ids, Left, Writer};
use super::{Back, Effect, Way};
use crate::edit::{Amount, Command, Run};
use crate::model::*;
use crate::plan::{Plan, Replay, Step};
use std::collections::{BTreeMap, BTreeSet};

/// What undoes one step.
pub(super) struct Inverse<'a> {
    pub stage: usize,
    pub step: &'a Step,
    pub ways: &'a [Way],
    pub commands: Vec<Command>,
}

impl<'a> Writer<'a> {
    /// What undoes each step between two stages, in the order of the plan.
    pub(super) fn inverses(
        &mut self,
        back: &'a Back,
        replay: &Replay,
        (from, to): (usize, usize),
        ids: &mut Ids,
    ) -> Vec<Inverse<'a>> {
        let known = self.known.clone();
        let sources = sources(self.plan, (from, to));
        let mut run = Run::new(replay.states[to].clone());
        let mut all = Vec::new();
        for (at, phase) in self.plan.phases.iter().enumerate().take(from).skip(to) {
            let ways: BTreeMap<&StepId, &[Way]> =
                back.steps(at + 1).iter().map(|back| (&back.step, back.ways.as_slice())).collect();
            for step in &phase.steps {
                // A step that does not apply is not among them.
                let Some(ways) = ways.get(step.id()) else { continue };
                let mut commands = Vec::new();
                for command in step.commands() {
                    let before = run.state().clone();
                    if run.step(std::slice::from_ref(command)).is_err() {
                        continue;
                    }
                    let is_undone = Way::of_command(command, &known).is_some_and(|way| way.effect() == Effect::Undone);
                    if is_undone {
                        let is_all = |group: &UserGroupId, at: &PoolId| {
                            let first = replay.states[to].user_groups.get(group).and_then(|group| group.homes.get(at));
                            matches!(first, None | Some(Some(0)))
                                && sources.get(&(group, at)).is_some_and(|from| from.len() == 1)
                        };
                        commands.extend(self.inverse(step.id(), command, (&before, run.state()), &is_all, ids));
                    }
                }
                commands.reverse();
                all.push(Inverse { stage: at + 1, step, ways, commands });
            }
        }
        all
    }

    /// The opposite of a command between the states around it.
    fn inverse(
        &mut self,
        step: &StepId,
        command: &Command,
        (before, after): (&Topology, &Topology),
        is_all: &dyn Fn(&UserGroupId, &PoolId) -> bool,
        ids: &mut Ids,
    ) -> Option<Command> {
        let former = |of: Subject, fact: FactName| Command::Set { to: before.fact(&of, fact), of, fact };
        Some(match command {
            Command::Add(element) => Command::Remove(element.subject()),
            Command::Remove(Subject::Link(id)) => {
                let mut link = (**before.links.get(id)?).clone();
                // An id is not given twice.
                link.id = LinkId::new(&ids.take(&format!("{id}-back")));
                self.renamed.insert(link.id.clone(), id.clone());
                Command::Add(link.into())
            }
            Command::Set { of, fact, .. } => former(of.clone(), fact),
            Command::MoveCms { .. } => match &before.deployment.cms {
                Some(pool) => Command::MoveCms { to: pool.clone() },
                None => former(Subject::Deployment, "cms"),
            },
            Command::RouteFederation { site, .. } => match &before.sites.get(site)?.federation_route {
                Some(route) => Command::RouteFederation { site: site.clone(), to: route.clone() },
                None => former(site.into(), "federation-route"),
            },
            Command::RouteXmpp { site, .. } => match &before.sites.get(site)?.xmpp_route {
                Some(route) => Command::RouteXmpp { site: site.clone(), to: route.clone() },
                None => former(site.into(), "xmpp-route"),
            },
            Command::MoveUsers { group, from, to, amount } => {
                let home = |state: &Topology, pool: &PoolId| match state.user_groups.get(group)?.homes.get(pool) {
                    Some(users) => *users,
                    None => Some(0),
                };
                let moved = match (home(before, from), home(after, from), amount) {
                    (Some(was), Some(is), _) => Amount::Number(was.saturating_sub(is)),
                    (_, _, Amount::Number(wanted)) => Amount::Number(*wanted),
                    _ if home(before, to) == Some(0) || is_all(group, to) => Amount::All,
                    _ => {
                        self.left.push(Left::Users(step.clone(), group.clone()));
                        return None;
                    }
                };
                if moved == Amount::Number(0) || from == to {
                    return None;
                }
                Command::MoveUsers { group: group.clone(), from: to.clone(), to: from.clone(), amount: moved }
            }
            Command::Remove(_) | Command::CountUsers { .. } | Command::MoveStore { .. } => return None,
        })
    }
}

/// From where each pool gets users of a group between two stages.
fn sources(plan: &Plan, (from, to): (usize, usize)) -> BTreeMap<(&UserGroupId, &PoolId), BTreeSet<&PoolId>> {
    let mut all: BTreeMap<_, BTreeSet<&PoolId>> = BTreeMap::new();
    let phases = plan.phases.iter().take(from).skip(to);
    for command in phases.flat_map(|phase| &phase.steps).flat_map(|step| step.commands()) {
        if let Command::MoveUsers { group, from, to, .. } = command {
            all.entry((group, to)).or_default().insert(from);
        }
    }
    all
}
