//! ORDER-016: databases that are removed while a pool still uses them.

use crate::rules::prelude::*;
use crate::rules::steps::{move_behind, removed_pools, step_of};
use std::collections::BTreeSet;

pub static RULE: Rule = Rule::new("ORDER-016", "databases-removed-while-in-use", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Sometimes, fixes);

fn removes(step: &Step) -> Option<&[Subject]> {
    match step {
        Step::Activity { kind: ActivityKind::RemoveDatabases, about, .. } => Some(about),
        _ => None,
    }
}

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    if !cx.phase.steps.iter().any(|step| removes(step).is_some()) {
        return;
    }
    for (step, state) in cx.exact_steps() {
        let Some(about) = removes(step) else { continue };
        let stores = || state.links.values().filter(|link| link.kind.store().is_some());
        let named: Vec<&Subject> = about.iter().filter(|subject| **subject != Subject::Deployment).collect();
        if named.is_empty() {
            // It may mean databases that nobody uses any more.
            let older = |id: &PoolId| state.pools.get(id).is_some_and(|pool| pack.age(pool) == Age::Older);
            if stores().any(|link| matches!(&link.from, Subject::Pool(id) if older(id))) {
                out.not_checked(step.id(), &["databases"]);
            }
            continue;
        }
        let on = |id: &SqlInstanceId| state.sql_instances.get(id).map(|instance| Subject::from(&instance.server));
        let is_named = |link: &Link| {
            named.iter().any(|subject| **subject == link.from || **subject == link.to)
                || matches!(&link.to, Subject::SqlInstance(id) if on(id).is_some_and(|host| named.contains(&&host)))
        };
        let users: BTreeSet<&PoolId> = stores()
            .filter(|link| is_named(link))
            .filter_map(|link| if let Subject::Pool(id) = &link.from { Some(id) } else { None })
            .collect();
        // The old Central Management databases go while their pool still stands.
        let moved = cx.before_step(step).flat_map(|step| step.commands()).filter_map(|command| match command {
            Command::MoveCms { to } => Some(to),
            _ => None,
        });
        let hosts: BTreeSet<&PoolId> = cx.plan.today.deployment.cms.iter().chain(moved).collect();
        let former = |id: &PoolId| hosts.contains(id) && state.deployment.cms.as_ref() != Some(id);
        if users.iter().any(|id| former(id)) {
            out.not_checked(step.id(), &["databases"]);
        } else if !users.is_empty() {
            let names = users.iter().map(|id| state.label(&(*id).into())).collect::<Vec<_>>();
            let said = message!("rules-order-016", step = cx.plan.label(&step.id().into()), pools = names);
            out.report(step.id(), said).related(users);
        }
    }
}

/// Behind the step that removes the last of the pools, when all of them go later.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(step) = step_of(cx) else { return Vec::new() };
    let later = || {
        let all = cx.plan.phases.iter().flat_map(|phase| &phase.steps);
        all.skip_while(|other| other.id() != step.id()).skip(1)
    };
    let goes = |pool: &Subject| later().position(|step| removed_pools(step).any(|id| Subject::from(id) == *pool));
    let Some(places) = cx.finding.related.iter().map(goes).collect::<Option<Vec<_>>>() else { return Vec::new() };
    let Some(last) = places.into_iter().max().and_then(|at| later().nth(at)) else { return Vec::new() };
    let Some(edit) = move_behind(cx.plan, step.id(), last.id()) else { return Vec::new() };
    let (name, other) = (cx.plan.label(&cx.finding.subject), cx.plan.label(&last.id().into()));
    vec![Fix {
        label: message!("rules-order-behind-fix", step = name, other = other),
        edits: vec![edit],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins};

    fn plan(steps: &str) -> String {
        format!(
            "
            site Paris
              pool old front-end enterprise version=lync-2010 user-store=sql\\RTC
              pool new front-end enterprise version=lync-2013 user-store=sql2\\
              sql sql RTC
              sql sql2
            cms old
            phase Decommission
              {steps}
            "
        )
    }

    #[test]
    fn twins() {
        for about in ["sql", "sql\\RTC", "old"] {
            let text = plan(&format!("do remove-databases {about} # ORDER-016 related old\n              - pool old"));
            check_twins(&RULE, &text, |sketch| PlanEdit::MoveStep {
                step: sketch.step(1, 1),
                to: sketch.phase(1),
                index: 1,
            });
        }
        // Reconfigured to another database first.
        let text = plan("do remove-databases sql # ORDER-016\n              store old user sql2\\");
        check_twins(&RULE, &text, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 0,
        });
    }

    #[test]
    fn which_databases_are_meant_may_be_unknown() {
        let missing = |steps: &str| check_silent(&RULE, &plan(steps)).not_checked;
        assert_eq!(missing("do remove-databases")[0].missing, ["databases"]);
        assert_eq!(missing("- pool old\n              do remove-databases"), []);
        // Only those of the Central Management store may be meant.
        assert_eq!(missing("cms new\n              do remove-databases sql")[0].missing, ["databases"]);
    }

    #[test]
    fn a_pool_that_had_the_active_store_for_a_while_may_keep_its_database() {
        let text = plan("cms old\n  cms new\n  do remove-databases old").replacen("            cms old\n", "", 1);
        check_silent(&RULE, &text);
    }

    #[test]
    fn the_databases_go_behind_the_pool() {
        let text = plan("do remove-databases sql\n              - pool old");
        let last = |plan: &crate::plan::Plan| matches!(*plan.phases[0].steps[1], Step::Activity { .. });
        check_mended(&RULE, &text, last, true);
    }
}
