//! UPD-001: a pilot pool deployed before the legacy servers are updated.

use crate::rules::prelude::*;
use crate::rules::steps::{insert, is_activity};

pub static RULE: Rule =
    Rule::new("UPD-001", "legacy-servers-without-updates", "0.1.0", Check::Plan(check)).mended(FixOffer::Always, fixes);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let pilot = |stage: usize, command: &Command| match command {
        Command::Add(Element::Pool(pool)) => pool.kind == PoolKind::FrontEnd && cx.age(stage, pool) == Age::Own,
        _ => false,
    };
    if cx.pools(0, Age::Own).any(|pool| pool.kind == PoolKind::FrontEnd) {
        return;
    }
    let first = cx.steps().find(|(stage, step)| step.commands().iter().any(|command| pilot(*stage, command)));
    let Some((stage, step)) = first else { return };
    let (Some(state), Some(pack)) = (cx.states.get(stage - 1), cx.packs.get(stage).copied().flatten()) else { return };
    let earlier = || cx.steps().map(|(_, step)| step).take_while(|other| other.id() != step.id());
    let updates: Vec<_> = earlier().filter(|one| is_update(one)).collect();
    let mut left: Vec<&PoolId> = Vec::new();
    for pool in cx.pools(stage - 1, Age::Older).filter(|pool| pack.updated_kinds.contains(&pool.kind)) {
        let servers = cx.members_of(stage - 1, &pool.id);
        let known = pool.update_level.is_some()
            || !servers.is_empty() && servers.iter().all(|server| server.update_level.is_some());
        let servers = servers.iter().map(|server| Subject::from(&server.id));
        let about: Vec<Subject> = std::iter::once(Subject::from(&pool.id)).chain(servers).collect();
        if !known && !updates.iter().any(|one| is_activity(one, ActivityKind::Update, &about)) {
            left.push(&pool.id);
        }
    }
    if left.is_empty() {
        return;
    }
    let new = step.commands().iter().find(|command| pilot(stage, command)).map(Command::subject);
    let said = message!(
        "rules-upd-001",
        new = new.as_ref().map(|new| cx.plan.label(new)).unwrap_or_default(),
        pools = left.iter().map(|pool| state.label(&(*pool).into())).collect::<Vec<_>>()
    );
    out.report(step.id(), said).related(left).during(stage, stage);
}

fn is_update(step: &Step) -> bool {
    matches!(step, Step::Activity { kind: ActivityKind::Update, .. })
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    insert(cx, false, ActivityKind::Update, cx.finding.related.clone(), message!("rules-upd-001-fix"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(pool: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool old {pool}
            phase Pilot
              do communicate
              + pool new front-end standard version=lync-2013   {code}
              do update old
            "
        )
    }

    #[test]
    fn twins() {
        for kind in ["front-end", "director", "edge", "mediation", "av-conferencing", "monitoring", "archiving", "sba"]
        {
            for version in ["lync-2010", "ocs-2007-r2"] {
                let text = plan(&format!("{kind} version={version} servers=a,b"), "# UPD-001 related old");
                check_twins(&RULE, &text, |sketch| PlanEdit::MoveStep {
                    step: sketch.step(1, 3),
                    to: sketch.phase(1),
                    index: 0,
                });
                check_twins(&RULE, &text, |sketch| {
                    sketch.record(0, sketch.set("old", "update-level", Value::text("CU7, October 2012")))
                });
            }
        }
        let one = plan("front-end version=lync-2010 servers=a,b", "# UPD-001")
            .replace("phase Pilot", "phase Survey\n              ~ a update-level=CU7\n            phase Pilot");
        check_twins(&RULE, &one, |sketch| sketch.record(1, sketch.set("b", "update-level", Value::text("CU7"))));
    }

    #[test]
    fn only_the_first_pool_of_the_target_is_the_pilot() {
        for kind in ["group-chat", "xmpp-gateway", "front-end version=lync-2013"] {
            let version = if kind.contains("version") { "" } else { "version=lync-2010" };
            check_silent(&RULE, &plan(&format!("{kind} {version}"), ""));
        }
        check_silent(
            &RULE,
            &plan("front-end version=lync-2010", "")
                .replace("phase Pilot", "  pool own front-end version=lync-2013\n            phase Pilot"),
        );
        check_silent(&RULE, &plan("front-end version=lync-2010", "").replace("pool new front-end", "pool new edge"));
    }

    #[test]
    fn a_pool_that_goes_in_the_pilots_phase_was_there_before_it() {
        let gone = |pool: &str, code: &str| plan(pool, code).replace("do update old", "- pool old");
        check_twins(&RULE, &gone("front-end version=lync-2010 servers=a,b", "# UPD-001 related old"), |sketch| {
            sketch.activity(1, 0, ActivityKind::Update, &["old"])
        });
        let known = gone("front-end version=lync-2010 servers=a,b", "")
            .replace("phase Pilot", "phase Survey\n              ~ a update-level=CU7\n              ~ b update-level=CU7\n            phase Pilot");
        check_silent(&RULE, &known);
    }
}
