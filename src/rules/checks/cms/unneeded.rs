//! CMS-010: a Central Management store that leaves a pool which stays in service.

use super::leave_store;
use crate::rules::prelude::*;
use crate::rules::steps::hint;

pub static RULE: Rule = Rule::new("CMS-010", "central-management-store-moved-for-nothing", "0.1.0", Check::End(check))
    .mended(FixOffer::Always, fixes);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let (Some(today), Some(last)) = (cx.states.first(), cx.states.last()) else { return };
    let mut host = today.deployment.cms.as_ref();
    for (stage, step) in cx.steps() {
        for command in step.commands() {
            let Command::MoveCms { to } = command else { continue };
            let from = host.replace(to);
            let Some(from) = from.filter(|from| *from != to && last.pools.contains_key(*from)) else { continue };
            let said = message!("rules-cms-010", pool = last.label(&from.into()));
            out.report(step.id(), said).related([from]).during(stage, stage);
        }
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let [Subject::Pool(old)] = cx.finding.related.as_slice() else { return Vec::new() };
    match leave_store(cx, old) {
        leave if !leave.is_empty() => leave,
        _ => hint(message!("rules-cms-010-fix", pool = cx.plan.label(&old.into()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_twins};

    const PLAN: &str = "
            site Paris
              pool old front-end standard version=lync-2010 users=0
              pool new front-end standard version=lync-2013
            cms old
            phase Decommission
              cms new                                          # CMS-010 related old
            phase Later
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| sketch.record(2, sketch.remove("old")));
    }

    #[test]
    fn the_move_goes() {
        check_mended(&RULE, PLAN, |plan| plan.phases[0].steps.len(), 0);
    }
}
