//! CHAT-001: Group Chat migrated before the other components.

use crate::rules::prelude::*;
use crate::rules::steps::if_all_applies;
use ActivityKind::{ChatExport, ChatImport};

pub static RULE: Rule = Rule::new("CHAT-001", "group-chat-migrated-before-the-others", "0.1.0", Check::End(check))
    .mended(FixOffer::Sometimes, chat_last);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let steps: Vec<_> = cx.steps().collect();
    let age = |stage: usize, pool: &Pool| cx.age(stage, pool);
    let is = |step: &Step, wanted| matches!(step, Step::Activity { kind, .. } if *kind == wanted);
    // An export is part of the import that it prepares: it speaks only where there is no import.
    let chat = if steps.iter().any(|(_, step)| is(step, ChatImport)) { ChatImport } else { ChatExport };
    for (at, (stage, step)) in steps.iter().enumerate().filter(|(_, (_, step))| is(step, chat)) {
        let follows = steps[at + 1..]
            .iter()
            .find_map(|(later, next)| Some((*later, next, migrates(cx.states, &age, *later, next)?)));
        let Some((later, next, what)) = follows else { continue };
        let said = message!(
            "rules-chat-001",
            phase = &*cx.plan.phases[stage - 1].name,
            next = cx.plan.label(&next.id().into()),
            later = &*cx.plan.phases[later - 1].name,
            object = cx.plan.label(&what)
        );
        let mut related = vec![what, next.id().into()];
        related.dedup();
        out.report(step.id(), said).related(related).during(*stage, *stage);
    }
}

/// The object that a step migrates, when it migrates another component than chat. Retiring what has been
/// migrated does not count.
fn migrates(states: &[Topology], age: &dyn Fn(usize, &Pool) -> Age, stage: usize, step: &Step) -> Option<Subject> {
    let age = |stage: usize, id: &PoolId| Some(age(stage, states.get(stage)?.pools.get(id)?));
    let own = |id: &PoolId| age(stage, id) == Some(Age::Own);
    if let Step::Activity { kind, about, .. } = step {
        use ActivityKind::*;
        let moves =
            matches!(kind, MoveContactObjects | MoveResponseGroups | MoveConferenceDirectories | MoveDialInNumbers);
        return moves.then(|| about.first().cloned().unwrap_or_else(|| step.id().into()));
    }
    step.commands().iter().find_map(|command| match command {
        Command::MoveUsers { from, to, .. } if own(to) && age(stage - 1, from) == Some(Age::Older) => Some(from.into()),
        Command::MoveCms { to } if own(to) => Some(to.into()),
        Command::RouteFederation { to: Route::Through(to), .. } | Command::RouteXmpp { to: Route::Through(to), .. }
            if own(to) =>
        {
            Some(to.into())
        }
        Command::Add(Element::Pool(pool)) if pool.kind != PoolKind::PersistentChat && own(&pool.id) => {
            Some((&pool.id).into())
        }
        _ => None,
    })
}

/// The phase of chat goes behind the last phase that migrates something else. Not when a phase that it passes is about
/// chat too, or removes what the phase is about: that has an order of its own.
fn chat_last(cx: &FixContext<'_>) -> Vec<Fix> {
    let phases = &cx.plan.phases;
    let here = cx.finding.stages.0;
    let Some(phase) = here.checked_sub(1).and_then(|at| phases.get(at)) else { return Vec::new() };
    let age = |stage: usize, pool: &Pool| {
        crate::rules::pack(cx.plan.target_at(stage)).map_or(Age::None, |pack| pack.age(pool))
    };
    let also_migrates = |stage: &usize| {
        let steps = phases.get(stage - 1).into_iter().flat_map(|phase| &phase.steps);
        steps.into_iter().any(|step| migrates(&cx.replay.states, &age, *stage, step).is_some())
    };
    let about: Vec<Subject> = phase.steps.iter().flat_map(|step| step.about()).collect();
    let holds = |step: &std::sync::Arc<Step>| match &**step {
        Step::Activity { kind, .. } => kind.key().starts_with("chat-"),
        Step::Change { commands, .. } => {
            commands.iter().any(|command| matches!(command, Command::Remove(one) if about.contains(one)))
        }
    };
    let Some(last) = (here + 1..=phases.len()).rev().find(also_migrates).filter(|_| !also_migrates(&here)) else {
        return Vec::new();
    };
    if phases.iter().take(last).skip(here).flat_map(|phase| &phase.steps).any(holds) {
        return Vec::new();
    }
    let edit = PlanEdit::MovePhase { id: phase.id.clone(), index: last - 1 };
    let other = phases.get(last - 1).map(|phase| phase.name.to_string()).unwrap_or_default();
    if_all_applies(cx, Some(edit), message!("rules-chat-001-fix", phase = &*phase.name, other = other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 users=200
              pool chat-old group-chat version=lync-2010
            phase Pilot
              + pool fe-new front-end standard version=lync-2013
              + pool chat-new persistent-chat version=lync-2013
            phase Chat
              do chat-export chat-old
              do chat-import chat-new                          # CHAT-001
            phase Move
              move all users fe-old -> fe-new
            ",
            |sketch| PlanEdit::MovePhase { id: sketch.phase(2), index: 2 },
        );
    }

    #[test]
    fn the_active_store_and_the_federation_route_are_components_too() {
        for step in ["cms fe-new", "route Paris edge-new", "+ pool dir director version=lync-2013"] {
            let text = format!(
                "
                site Paris
                  pool chat-old group-chat version=lync-2010
                phase Pilot
                  + pool fe-new front-end standard version=lync-2013
                  + pool edge-new edge version=lync-2013
                phase Chat
                  do chat-export chat-old                      # CHAT-001
                  {step}
                "
            );
            check_twins(&RULE, &text, |sketch| PlanEdit::MoveStep {
                step: sketch.step(2, 1),
                to: sketch.phase(2),
                index: 1,
            });
        }
    }

    #[test]
    fn retiring_the_old_pools_may_follow() {
        check_silent(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 users=0
              pool chat-old group-chat version=lync-2010
            phase Chat
              + pool chat-new persistent-chat version=lync-2013
              do chat-import chat-new
              - pool chat-old
            phase Retire
              - pool fe-old
            ",
        );
    }

    #[test]
    fn what_goes_to_an_older_pool_and_another_chat_pool_may_follow() {
        for step in [
            "cms fe-old",
            "route Paris edge-old",
            "+ pool chat-new persistent-chat version=lync-2013",
            "+ pool more front-end standard version=lync-2010",
        ] {
            let text = format!(
                "
                site Paris
                  pool chat-old group-chat version=lync-2010
                  pool fe-old front-end standard version=lync-2010
                  pool edge-old edge version=lync-2010
                phase Chat
                  do chat-export chat-old
                  {step}
                "
            );
            check_silent(&RULE, &text);
        }
    }

    #[test]
    fn the_phase_of_chat_goes_behind_the_last_one_that_migrates() {
        let text = "
            site Paris
              pool fe-old front-end standard version=lync-2010 users=200
              pool chat-old group-chat version=lync-2010
            phase Pilot
              + pool fe-new front-end standard version=lync-2013
              + pool chat-new persistent-chat version=lync-2013
            phase Chat
              do chat-import chat-new
            phase Move
              move all users fe-old -> fe-new
            phase Tidy
              do communicate
        ";
        let order =
            |plan: &crate::plan::Plan| plan.phases.iter().map(|phase| phase.name.to_string()).collect::<Vec<_>>();
        let wanted = ["Pilot", "Move", "Chat", "Tidy"].map(str::to_owned);
        check_mended(&RULE, text, order, wanted.to_vec());
    }
}
