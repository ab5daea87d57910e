//! CLIENT-007: privacy mode enabled while older clients still sign in.

use crate::rules::prelude::*;
use crate::rules::steps::{is_activity, moved_behind};

pub static RULE: Rule = Rule::new("CLIENT-007", "privacy-mode-with-older-clients", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Sometimes, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let enables = |step: &Step| matches!(step, Step::Activity { kind: ActivityKind::EnablePrivacyMode, .. });
    if !cx.phase.steps.iter().any(|step| enables(step)) {
        return;
    }
    for (step, state) in cx.exact_steps().filter(|(step, _)| enables(step)) {
        for pool in state.pools.values().filter(|pool| pool.kind == PoolKind::FrontEnd) {
            let subject = [Subject::from(&pool.id)];
            if !is_activity(step, ActivityKind::EnablePrivacyMode, &subject) || pack.age(pool) != Age::Own {
                continue;
            }
            if !cx.is_done_before(step, ActivityKind::ClientFilter, &subject) {
                let said = message!("rules-client-007-filter", pool = state.label(&subject[0]));
                out.report(step.id(), said).related(subject);
                continue;
            }
            let here = state
                .user_groups
                .values()
                .filter(|group| group.homes.get(&pool.id).is_some_and(|users| *users != Some(0)));
            let mut older: Vec<&UserGroupId> = Vec::new();
            for group in here {
                let about = [Subject::from(&group.id), subject[0].clone()];
                // What a step updates is current, whatever was recorded before.
                if cx.is_done_before(step, ActivityKind::ClientUpdate, &about) {
                    continue;
                }
                match &group.clients {
                    Some(clients) if clients.iter().all(|client| pack.current_clients.contains(client)) => {}
                    Some(_) => older.push(&group.id),
                    None => out.not_checked(&group.id, &["clients"]),
                }
            }
            if !older.is_empty() {
                let said = message!(
                    "rules-client-007",
                    pool = state.label(&subject[0]),
                    groups = older.iter().map(|group| state.label(&(*group).into())).collect::<Vec<_>>()
                );
                let [pool] = subject;
                out.report(step.id(), said).related(std::iter::once(pool).chain(older.into_iter().map(Subject::from)));
            }
        }
    }
}

/// The step goes behind the last filter and the last update, where both come later.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    let later = || cx.plan.phases.iter().flat_map(|phase| &phase.steps).skip_while(|step| step.id() != id).skip(1);
    let last = |kind: ActivityKind| {
        later().enumerate().filter(|(_, step)| is_activity(step, kind, &cx.finding.related)).map(|(at, _)| at).last()
    };
    let wanted = match (cx.finding.related.len(), last(ActivityKind::ClientFilter), last(ActivityKind::ClientUpdate)) {
        // Only the filter is late; where an update follows as well, it is waited for.
        (1, Some(filter), update) => update.map_or(filter, |update| update.max(filter)),
        (2.., filter, Some(update)) => filter.map_or(update, |filter| filter.max(update)),
        _ => return Vec::new(),
    };
    match later().nth(wanted) {
        Some(step) => moved_behind(cx, step.id(), message!("rules-client-007-fix")),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{all_but, check_mended, check_silent, check_twins, check_words, steps_of};

    fn plan(clients: &str, steps: &str) -> String {
        format!(
            "
            site Paris
              pool fe front-end standard version=lync-2013 users=10
              users fe {clients}
            phase After
              {steps}
            "
        )
    }

    #[test]
    fn twins() {
        for client in ["lync-2010", "lync-2010-attendant", "communicator-2007-r2"] {
            let text = plan(
                &format!("clients=lync-2013,{client}"),
                "do client-filter\n  do enable-privacy-mode fe   # CLIENT-007",
            );
            for newer in ["lync-2013", "lync-2013-basic", "lync-windows-store", "lync-web-app-2013"] {
                check_twins(&RULE, &text, |sketch| {
                    sketch.record(0, sketch.set("users fe", "clients", Value::List(vec![Text::from(newer)])))
                });
            }
            check_twins(&RULE, &text, |sketch| sketch.activity(1, 0, ActivityKind::ClientUpdate, &["users fe"]));
        }
        let unfiltered =
            plan("clients=lync-2013", "do enable-privacy-mode fe   # CLIENT-007 related fe\n  do client-filter fe");
        check_twins(&RULE, &unfiltered, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 0,
        });
        let early = plan(
            "clients=lync-2010",
            "do client-filter\n  do enable-privacy-mode fe   # CLIENT-007\n  do client-update",
        );
        check_twins(&RULE, &early, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 2,
        });
    }

    #[test]
    fn unknown_clients_wait_and_older_pools_are_not_concerned() {
        let text = plan("archived=true", "do client-filter\n  do enable-privacy-mode fe");
        assert_eq!(check_silent(&RULE, &text).not_checked[0].missing, ["clients"]);
        assert_eq!(check_silent(&RULE, &text.replace("users=10", "users=0")).not_checked, []);
        let older = plan("clients=lync-2010", "do enable-privacy-mode fe").replace("=lync-2013", "=lync-2010");
        check_silent(&RULE, &older);
    }

    #[test]
    fn every_client() {
        let current = ["lync-2013", "lync-2013-basic", "lync-windows-store", "lync-web-app-2013"];
        check_words(&RULE, Client::KEYS, &all_but(Client::KEYS, &current), |client| {
            plan(&format!("clients={client}"), "do client-filter\n  do enable-privacy-mode fe")
        });
    }

    #[test]
    fn the_step_goes_behind_the_last_that_it_waits_for() {
        let order = |clients: &str, steps: &str, wanted: &[usize]| {
            let text = plan(clients, steps);
            let sketch = crate::rules::sketch::read(&text).unwrap();
            let wanted: Vec<_> = wanted.iter().map(|place| sketch.step(1, *place).as_str().to_owned()).collect();
            check_mended(&RULE, &text, |plan| steps_of(plan, 1), wanted);
        };
        let late = "do enable-privacy-mode fe\n do client-filter fe\n do verify";
        order("clients=lync-2013", late, &[2, 1, 3]);
        let both = "do enable-privacy-mode fe\n do client-filter fe\n do client-update fe\n do verify";
        order("clients=lync-2013", both, &[2, 3, 1, 4]);
        let update = "do client-filter\n do enable-privacy-mode fe\n do client-update\n do client-filter\n do verify";
        order("clients=lync-2010", update, &[1, 3, 4, 2, 5]);
    }
}
