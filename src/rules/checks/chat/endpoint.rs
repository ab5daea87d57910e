//! CHAT-013: the endpoint by which Group Chat clients reach the new pool.

use super::work::{Work, chat_pools, is, named, work};
use crate::rules::prelude::*;
use crate::rules::steps::{insert_activities, is_activity, move_behind, pool_and_servers};
use ActivityKind::{ChatImport, CreateChatEndpoint, DeleteLookupUser, Reboot, RestartServices};

pub static RULE: Rule = Rule::new("CHAT-013", "chat-endpoint-out-of-order", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Sometimes, reorder);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    if cx.pack.is_none() {
        return;
    }
    if cx.phase.steps.iter().any(|step| is(step, CreateChatEndpoint)) {
        created(cx, out);
    }
    // Whether an endpoint is wanted at all.
    for Work { step, to, .. } in work(cx).into_iter().filter(|work| work.imports) {
        let any = |kind| cx.before_step(step).chain(cx.after_step(step)).any(|other| is(other, kind));
        for pool in to {
            match pool.legacy_chat_clients {
                Some(true) if !any(CreateChatEndpoint) => {
                    let name = cx.plan.label(&(&pool.id).into());
                    out.report(step.id(), message!("rules-chat-013-missing", pool = name)).related([&pool.id]);
                }
                None if !any(CreateChatEndpoint) => out.not_checked(&pool.id, &["legacy-chat-clients"]),
                _ => {}
            }
        }
    }
}

/// The steps of this phase that create an endpoint.
fn created(cx: &PhaseContext<'_>, out: &mut Findings) {
    let all = chat_pools(cx.plan);
    for (step, state) in cx.exact_steps().filter(|(step, _)| is(step, CreateChatEndpoint)) {
        let mut pools = named(step, &all, PoolKind::PersistentChat);
        if pools.is_empty() {
            pools = state.pools.values().filter(|p| p.kind == PoolKind::PersistentChat).map(|pool| &pool.id).collect();
        }
        let fact = |id: &&PoolId| state.pools.get(*id).and_then(|pool| pool.legacy_chat_clients);
        let deletes = |other: &Step| is(other, DeleteLookupUser);
        let name = cx.plan.label(&pools.first().map_or_else(|| step.id().into(), |pool| Subject::from(*pool)));
        if !cx.before_step(step).any(deletes) {
            if cx.after_step(step).any(deletes) || pools.iter().any(|pool| fact(pool) == Some(true)) {
                out.report(step.id(), message!("rules-chat-013", pool = name)).related(pools);
            } else {
                // Another address needs no deletion.
                let unknown = pools.iter().filter(|pool| fact(pool).is_none());
                unknown.for_each(|pool| out.not_checked(*pool, &["legacy-chat-clients"]));
            }
            continue;
        }
        let about: Vec<Subject> = pools.iter().flat_map(|pool| pool_and_servers(state, pool)).collect();
        let mut restarted = false;
        for earlier in cx.before_step(step) {
            if is(earlier, ChatImport) {
                restarted = false;
            } else if is_activity(earlier, RestartServices, &about) || is_activity(earlier, Reboot, &about) {
                restarted = true;
            }
        }
        if restarted && cx.before_step(step).any(|earlier| is(earlier, ChatImport)) {
            out.report(step.id(), message!("rules-chat-013-late", pool = name)).related(pools);
        }
    }
}

fn reorder(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    let about = || cx.finding.related.clone();
    let steps = || cx.plan.phases.iter().flat_map(|phase| &phase.steps);
    let (label, edits) = match &*cx.finding.message.id {
        "rules-chat-013-missing" => {
            let work = [(DeleteLookupUser, Vec::new()), (CreateChatEndpoint, about())];
            (message!("rules-chat-013-missing-fix"), insert_activities(cx, &work, true))
        }
        "rules-chat-013" => match steps().find(|step| is(step, DeleteLookupUser)) {
            Some(deletion) => {
                (message!("rules-chat-013-move-fix"), move_behind(cx.plan, id, deletion.id()).into_iter().collect())
            }
            None => (message!("rules-chat-013-fix"), insert_activities(cx, &[(DeleteLookupUser, Vec::new())], false)),
        },
        _ => return Vec::new(),
    };
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::Sketch;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(clients: &str, work: &str) -> String {
        format!(
            "
            site Paris
              pool chat10 group-chat version=lync-2010
              pool chat13 persistent-chat version=lync-2013 {clients}
            phase Chat
              {work}
            "
        )
    }

    fn step_to(from: usize, to: usize) -> impl Fn(&Sketch) -> PlanEdit {
        move |sketch| PlanEdit::MoveStep { step: sketch.step(1, from), to: sketch.phase(1), index: to - 1 }
    }

    const YES: &str = "legacy-chat-clients=true";

    #[test]
    fn twins() {
        let wrong =
            "do chat-import chat13\n do create-chat-endpoint chat13 # CHAT-013 related chat13\n do delete-lookup-user";
        check_twins(&RULE, &plan("", wrong), step_to(3, 2));
        check_twins(&RULE, &plan(YES, wrong), step_to(3, 2));
        let undeleted = "do chat-import chat13\n do create-chat-endpoint # CHAT-013 related chat13";
        check_twins(&RULE, &plan(YES, undeleted), |sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: Some(0),
            step: Step::activity(StepId::new("step-new"), DeleteLookupUser, vec![sketch.subject("chat10")]),
        });
        let missing = "do chat-import chat13 # CHAT-013 related chat13\n do delete-lookup-user";
        check_twins(&RULE, &plan(YES, missing), |sketch| {
            sketch.record(0, sketch.set("chat13", "legacy-chat-clients", Value::Flag(false)))
        });
        for restart in ["restart-services", "reboot"] {
            let late = format!(
                "do chat-import chat13\n do delete-lookup-user\n do {restart} chat13\n do create-chat-endpoint chat13 # CHAT-013"
            );
            check_twins(&RULE, &plan(YES, &late), step_to(4, 3));
        }
    }

    #[test]
    fn a_restart_before_the_import_is_not_the_start_after_it() {
        let work = "do restart-services chat13\n do chat-import chat13\n do delete-lookup-user\n do create-chat-endpoint chat13";
        check_silent(&RULE, &plan(YES, work));
        let work = "do restart-services chat13\n do delete-lookup-user\n do create-chat-endpoint chat13";
        check_silent(&RULE, &plan(YES, work));
    }

    #[test]
    fn whether_clients_keep_connecting_may_be_unknown() {
        for work in ["do chat-import chat13", "do create-chat-endpoint chat13"] {
            assert_eq!(check_silent(&RULE, &plan("", work)).not_checked[0].missing, ["legacy-chat-clients"]);
            assert_eq!(check_silent(&RULE, &plan("legacy-chat-clients=false", work)).not_checked, []);
        }
    }

    #[test]
    fn an_endpoint_that_is_created_answers_whether_it_is_wanted() {
        let work = "do chat-import chat13\n do delete-lookup-user\n do create-chat-endpoint chat13";
        assert_eq!(check_silent(&RULE, &plan("", work)).not_checked, []);
    }
}
