//! EXCH-002: a legacy pool that is removed while contact objects of Exchange Unified Messaging are on it.

use crate::rules::prelude::*;
use crate::rules::steps::insert_activities;

pub static RULE: Rule = Rule::new("EXCH-002", "pool-removed-with-its-um-contacts", "0.1.0", Check::Phase(check))
    .in_course()
    .mended(FixOffer::Always, move_first);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let is_removal = |command: &Command| matches!(command, Command::Remove(Subject::Pool(_)));
    if !cx.phase.steps.iter().any(|step| step.commands().iter().any(is_removal)) {
        return;
    }
    for (step, state) in cx.steps() {
        for command in step.commands() {
            let Command::Remove(Subject::Pool(id)) = command else { continue };
            let Some(pool) = state.pools.get(id).filter(|pool| pool.kind == PoolKind::FrontEnd) else { continue };
            if pool.um_contacts == Some(0) || cx.is_done_before(step, ActivityKind::MoveContactObjects, &[id.into()]) {
                continue;
            }
            match (pack.age(pool), pool.um_contacts) {
                (Age::Older, Some(count)) => {
                    let said = message!("rules-exch-002", pool = state.label(&id.into()), count = count);
                    out.report(step.id(), said).related([id]);
                }
                (Age::Older, None) => out.not_checked(id, &["um-contacts"]),
                (Age::Unknown, _) => out.not_checked(id, &["version"]),
                _ => {}
            }
        }
    }
}

fn move_first(cx: &FixContext<'_>) -> Vec<Fix> {
    let about = cx.finding.related.clone();
    let pool = about.first().map(|pool| cx.plan.label(pool)).unwrap_or_default();
    let edits = insert_activities(cx, &[(ActivityKind::MoveContactObjects, about)], false);
    vec![Fix { label: message!("rules-exch-002-fix", pool = pool), edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(pool: &str, work: &str) -> String {
        format!("site Paris\n pool fe10 front-end standard {pool}\nphase Decommission\n do communicate\n {work}")
    }

    #[test]
    fn twins() {
        let late = "- pool fe10 # EXCH-002 related fe10\n do move-contact-objects fe10";
        check_twins(&RULE, &plan("version=lync-2010 um-contacts=1", late), |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 3),
            to: sketch.phase(1),
            index: 1,
        });
        check_twins(&RULE, &plan("version=ocs-2007-r2 um-contacts=1", late), |sketch| {
            sketch.record(0, sketch.set("fe10", "um-contacts", Value::Count(0)))
        });
    }

    #[test]
    fn pools_of_the_target_are_not_concerned_and_unknown_waits() {
        let missing = |pool: &str| {
            let report = check_silent(&RULE, &plan(pool, "- pool fe10"));
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert!(missing("version=lync-2013 um-contacts=1").is_empty());
        assert_eq!(missing("version=lync-2010"), ["um-contacts"]);
        assert_eq!(missing("um-contacts=1"), ["version"]);
        let moved = plan("version=lync-2010", "do move-contact-objects\n - pool fe10");
        assert_eq!(check_silent(&RULE, &moved).not_checked, []);
    }
}
