//! Every safe fix at once.

use super::{Finding, Fix, Level, Report, Safety, check, fixes};
use crate::model::*;
use crate::plan::{Plan, PlanEdit, Replay};
use std::collections::BTreeSet;

/// The edits of every safe fix of the findings that count, in the order of the report. Each is looked for on the plan
/// as mended so far, and joins only when its finding is then gone and no error has come. `report` is that of
/// [`check`] with the plan's own targets.
pub fn safe_fixes(plan: &Plan, replay: &Replay, report: &Report) -> Vec<PlanEdit> {
    gather(plan, replay, report, fixes)
}

fn gather(
    plan: &Plan,
    replay: &Replay,
    report: &Report,
    offered: fn(&Plan, &Replay, &Finding) -> Vec<Fix>,
) -> Vec<PlanEdit> {
    let mut edits = Vec::new();
    let mut mended: Option<(Plan, Replay, Report)> = None;
    for first in report.findings.iter().filter(|finding| finding.counts()) {
        let (plan, replay, report) = mended.as_ref().map_or((plan, replay, report), |(p, r, o)| (p, r, o));
        let Some(finding) = report.findings.iter().find(|finding| same(finding, first)) else { continue };
        let mut safe = offered(plan, replay, finding).into_iter().filter(|fix| fix.safety == Safety::Safe);
        let Some(fix) = safe.next() else { continue };
        let Ok(next) = PlanEdit::all_applied_after(&fix.edits, plan, replay) else { continue };
        let then = next.replay_after(plan, replay);
        let judged = check(&next, &then, None);
        let gone = !judged.findings.iter().any(|finding| same(finding, first));
        if gone && errors(&judged).is_subset(&errors(report)) {
            edits.extend(fix.edits);
            mended = Some((next, then, judged));
        }
    }
    edits
}

/// Whether two reports say the same thing: several acceptances can be about one object.
fn same(a: &Finding, b: &Finding) -> bool {
    a.identity() == b.identity() && a.message == b.message
}

fn errors(report: &Report) -> BTreeSet<(Code, Subject)> {
    let errors = report.findings.iter().filter(|finding| finding.counts() && finding.level == Level::Error);
    errors.map(|finding| (finding.code.clone(), finding.subject.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Command;
    use crate::rules::sketch::{Sketch, read};

    fn sketch() -> Sketch {
        read(
            "
            site Paris
              pool a front-end standard version=lync-2013 servers=2
              pool b front-end standard version=lync-2013 servers=2
              pool c front-end standard version=lync-2013 servers=2
            accept ROLE-012 c \"until March\"
            accept SQL-001 a \"CHG-1\"
            accept SQL-007 a \"CHG-2\"
            ",
        )
        .unwrap()
    }

    #[test]
    fn every_safe_fix_and_no_other() {
        let plan = sketch().plan;
        let replay = plan.replay();
        let report = check(&plan, &replay, None);
        let edits = safe_fixes(&plan, &replay, &report);
        assert!(edits.iter().all(|edit| matches!(edit, PlanEdit::Withdraw(_))) && edits.len() == 2, "{edits:?}");
        let mended = PlanEdit::all_applied_to(&edits, &plan).unwrap();
        let after = check(&mended, &mended.replay(), None);
        assert_eq!((after.summary().warnings, after.summary().errors), (0, 2));
        assert_eq!(safe_fixes(&mended, &mended.replay(), &after), []);
    }

    fn fix(commands: Vec<Command>, safety: Safety) -> Vec<Fix> {
        let edits = vec![PlanEdit::Record { at: crate::plan::Stage::Today, commands }];
        vec![Fix { label: crate::message!("plan-nothing"), edits, safety }]
    }

    fn set(of: &Subject, fact: FactName, to: &str) -> Command {
        Command::Set { of: of.clone(), fact, to: Some(Value::text(to)) }
    }

    #[test]
    fn a_fix_that_brings_an_error_or_that_mends_nothing_does_not_join() {
        let sketch = sketch();
        let plan = &sketch.plan;
        let replay = plan.replay();
        let report = check(plan, &replay, None);
        let wrong = gather(plan, &replay, &report, |plan, _, finding| {
            let label = plan.label(&finding.subject);
            match finding.code.as_str() {
                // Mends it, and gives the name of another pool.
                "ROLE-012" if label.starts_with('a') => fix(
                    vec![
                        set(&finding.subject, "edition", "enterprise"),
                        set(&finding.subject, "fqdn", "b.contoso.com"),
                    ],
                    Safety::Safe,
                ),
                "ROLE-012" => fix(vec![set(&finding.subject, "platform", "virtual")], Safety::Safe),
                _ => Vec::new(),
            }
        });
        assert_eq!(wrong, []);
        let unsure =
            gather(plan, &replay, &report, |_, _, f| fix(vec![set(&f.subject, "edition", "enterprise")], Safety::Ask));
        assert_eq!(unsure, []);
    }

    #[test]
    fn each_sees_the_plan_as_mended_so_far() {
        let sketch = sketch();
        let plan = &sketch.plan;
        let replay = plan.replay();
        let report = check(plan, &replay, None);
        // The first fix mends both pools: there is nothing left for the second to do.
        let edits = gather(plan, &replay, &report, |plan, replay, finding| {
            assert_eq!(plan.replay().states, replay.states);
            let pools = plan.today.pools.values().filter(|pool| pool.edition == Some(Edition::Standard));
            let all = pools.map(|pool| set(&(&pool.id).into(), "edition", "enterprise")).collect();
            if finding.code.as_str() == "ROLE-012" { fix(all, Safety::Safe) } else { Vec::new() }
        });
        assert_eq!(edits.len(), 1);
    }
}
