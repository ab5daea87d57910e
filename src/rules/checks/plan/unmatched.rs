//! PLAN-002: an acceptance that matches no finding any more. The engine reports it, after all findings are known.

use crate::plan::{Acceptance, Plan};
use crate::rules::Finding;
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("PLAN-002", "acceptance-without-finding", "0.1.0", Check::Engine)
    .always(Level::Warning)
    .mended(FixOffer::Always, fixes);

/// The finding about an acceptance that matches nothing. It concerns the plan as a whole and stands at its end.
pub fn unmatched(plan: &Plan, acceptance: &Acceptance) -> Finding {
    let last = plan.phases.len();
    super::finding(&RULE, &acceptance.subjects, (last, last), said(plan, acceptance))
}

fn said(plan: &Plan, acceptance: &Acceptance) -> Message {
    let names: Vec<_> = acceptance.subjects.iter().map(|subject| plan.label(subject)).collect();
    if acceptance.until.as_ref().is_some_and(|until| plan.phase(until).is_none()) {
        let code = acceptance.code.as_str();
        return message!("rules-plan-002-until", code = code, names = names, reason = &*acceptance.reason);
    }
    message!("rules-plan-002", code = acceptance.code.as_str(), names = names, reason = &*acceptance.reason)
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    // Several acceptances can be about one object: the finding is about the one it would be said of.
    let accepted = cx.plan.accepted.iter().find(|acceptance| said(cx.plan, acceptance) == cx.finding.message);
    let withdraw = accepted.map(|acceptance| Fix {
        label: message!("rules-plan-002-fix", code = acceptance.code.as_str()),
        edits: vec![PlanEdit::Withdraw((**acceptance).clone())],
        safety: Safety::Safe,
    });
    withdraw.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{check, fixes, sketch};

    #[test]
    fn twins() {
        // Matching needs the other rules, so this is not one of `check_twins`.
        let sketch = sketch::read(
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 users=0
            phase Retire
              - pool fe-old
            accept COEX-002 fe-old \"CHG-1042\"
            accept ROLE-012 fe-old \"CHG-1043\"
            ",
        )
        .unwrap();
        let mut plan = sketch.plan.clone();
        for left in (0..2).rev() {
            let replay = plan.replay();
            let report = check(&plan, &replay, None);
            let finding = report.findings.iter().find(|finding| finding.code == RULE.code).unwrap();
            assert_eq!(finding.subject, sketch.subject("fe-old"));
            for lang in crate::text::Lang::all() {
                assert!(lang.say(&finding.message).contains("fe-old.contoso.com"));
            }
            let fix = &fixes(&plan, &replay, finding)[0];
            plan = PlanEdit::all_applied_to(&fix.edits, &plan).unwrap();
            let after = check(&plan, &plan.replay(), None);
            assert_eq!(after.findings.iter().filter(|finding| finding.code == RULE.code).count(), left);
        }
    }

    #[test]
    fn an_acceptance_that_matches_is_silent_and_one_that_has_run_out_parts_the_finding() {
        let text = "
            site Paris
              pool fe front-end standard version=lync-2013 servers=2
            phase One
            phase Two
            accept ROLE-012 fe \"until we split it\"
            ";
        let mut plan = sketch::read(text).unwrap().plan;
        let report = check(&plan, &plan.replay(), None);
        assert!(report.findings.iter().all(|finding| finding.code != RULE.code));
        assert_eq!((report.summary().accepted, report.summary().errors), (1, 0));
        let mut until = (*plan.accepted[0]).clone();
        until.until = Some(plan.phases[0].id.clone());
        plan = PlanEdit::Accept(until).applied_to(&plan).unwrap();
        let report = check(&plan, &plan.replay(), None);
        let role: Vec<_> = report.findings.iter().filter(|finding| finding.code.as_str() == "ROLE-012").collect();
        assert_eq!(role.iter().map(|finding| finding.stages).collect::<Vec<_>>(), [(0, 1), (2, 2)]);
        assert_eq!(role.iter().map(|finding| finding.counts()).collect::<Vec<_>>(), [false, true]);
    }
}
