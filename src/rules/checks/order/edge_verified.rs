//! ORDER-012: federation moves to a new Edge that nobody has verified.

use crate::rules::prelude::*;
use crate::rules::steps::{insert, is_activity, pool_and_servers};

pub static RULE: Rule = Rule::new("ORDER-012", "federation-moved-to-an-unverified-edge", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, fixes);

/// The Edge pool that a command makes the one for federation.
fn switched(command: &Command) -> Option<PoolId> {
    match command {
        Command::RouteFederation { to: Route::Through(pool), .. } => Some(pool.clone()),
        Command::Set { of: Subject::Pool(pool), fact: "federation", to: Some(Value::Flag(true)) } => Some(pool.clone()),
        _ => None,
    }
}

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let switches = |step: &Step| step.commands().iter().any(|command| switched(command).is_some());
    if !cx.phase.steps.iter().any(|step| switches(step)) {
        return;
    }
    let mut judged = Vec::new();
    for (step, state) in cx.exact_steps() {
        for id in step.commands().iter().filter_map(switched) {
            let Some(pool) = state.pools.get(&id).filter(|pool| pool.kind == PoolKind::Edge) else { continue };
            let routed = |site: &Site| site.federation_route == Some(Route::Through(id.clone()));
            let used = pool.federation == Some(true) || state.sites.values().any(|site| routed(site));
            let edge = |age| state.pools.values().find(|pool| pool.kind == PoolKind::Edge && pack.age(pool) == age);
            let (Age::Own, Some(old), false, false) = (pack.age(pool), edge(Age::Older), used, judged.contains(&id))
            else {
                continue;
            };
            judged.push(id.clone());
            let about = pool_and_servers(state, &id);
            let adds = |command: &Command| matches!(command, Command::Add(Element::Pool(pool)) if pool.id == id);
            let mut there = cx.plan.today.pools.contains_key(&id);
            let mut verified = false;
            for earlier in cx.before_step(step) {
                verified |= there && is_activity(earlier, ActivityKind::Verify, &about);
                there |= earlier.commands().iter().any(adds);
            }
            if !verified {
                let (name, other) = (state.label(&(&id).into()), state.label(&(&old.id).into()));
                out.report(step.id(), message!("rules-order-012", pool = name, old = other)).related([&id, &old.id]);
            }
        }
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let about: Vec<Subject> = cx.finding.related.iter().take(1).cloned().collect();
    let name = about.first().map(|pool| cx.plan.label(pool)).unwrap_or_default();
    insert(cx, false, ActivityKind::Verify, about, message!("rules-order-012-fix", pool = name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(switch: &str, after: &str) -> String {
        format!(
            "
            site Paris
              pool edge-old edge version=lync-2010
              pool fe front-end standard version=lync-2013
            phase Edge
              do verify
              + pool edge-new edge version=lync-2013 servers=e1
              do communicate
              {switch}
              {after}
            "
        )
    }

    #[test]
    fn twins() {
        for switch in ["route Paris edge-new", "~ edge-new federation=true"] {
            for verify in ["do verify", "do verify edge-new", "do verify e1"] {
                let text = plan(&format!("{switch} # ORDER-012 related edge-new edge-old"), verify);
                check_twins(&RULE, &text, |sketch| PlanEdit::MoveStep {
                    step: sketch.step(1, 5),
                    to: sketch.phase(1),
                    index: 3,
                });
            }
        }
    }

    #[test]
    fn a_second_step_of_the_switch_and_a_first_edge_are_no_switch() {
        check_silent(
            &RULE,
            &plan("do verify edge-new", "route Paris edge-new\n              ~ edge-new federation=true"),
        );
        let text = plan("route Paris edge-new", "");
        check_silent(&RULE, &text.replace("edge version=lync-2010", "edge version=lync-2013"));
        check_silent(&RULE, &text.replace("edge version=lync-2010", "director version=lync-2010"));
        check_silent(
            &RULE,
            &text.replace("+ pool edge-new edge version=lync-2013", "+ pool edge-new edge version=lync-2010"),
        );
        let there = plan("route Paris edge-new", "")
            .replace(
                "fe front-end standard version=lync-2013",
                "fe front-end standard version=lync-2013 \n pool there edge version=lync-2013 federation=true",
            )
            .replace("route Paris edge-new", "route Paris there");
        check_silent(&RULE, &there);
    }

    #[test]
    fn an_edge_in_use_is_not_switched_to_again() {
        check_silent(&RULE, &plan("route Paris edge-new", "").replace("servers=e1", "servers=e1 federation=true"));
    }
}
