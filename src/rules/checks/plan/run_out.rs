//! PLAN-006: an acceptance whose last phase has passed while its finding still stands. The engine reports it, after all
//! findings are known.

use crate::plan::{Acceptance, Plan};
use crate::rules::Finding;
use crate::rules::prelude::*;

/// The finding itself counts again from there on, at its own level: this only says why.
pub static RULE: Rule = Rule::new("PLAN-006", "acceptance-ended-before-its-finding", "0.1.0", Check::Engine)
    .always(Level::Advice)
    .mended(FixOffer::Always, fixes);

/// The finding about an acceptance that has run out, where its own finding then stands.
pub fn run_out(plan: &Plan, acceptance: &Acceptance, stages: (usize, usize)) -> Finding {
    super::finding(&RULE, &acceptance.subjects, stages, said(plan, acceptance))
}

fn said(plan: &Plan, acceptance: &Acceptance) -> Message {
    let names: Vec<_> = acceptance.subjects.iter().map(|subject| plan.label(subject)).collect();
    let until = acceptance.until.as_ref().map(|phase| plan.label(&phase.into())).unwrap_or_default();
    message!("rules-plan-006", code = acceptance.code.as_str(), names = names, until = until)
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    // Several acceptances can be about one object: the finding is about the one it would be said of.
    let Some(found) = cx.plan.accepted.iter().find(|acceptance| said(cx.plan, acceptance) == cx.finding.message) else {
        return Vec::new();
    };
    let code = found.code.as_str();
    let extended = Acceptance { until: None, ..(**found).clone() };
    vec![
        Fix {
            label: message!("rules-plan-006-fix", code = code),
            edits: vec![PlanEdit::Accept(extended)],
            // Whether the reason still holds is for the architect to say.
            safety: Safety::Ask,
        },
        Fix {
            label: message!("rules-plan-002-fix", code = code),
            edits: vec![PlanEdit::Withdraw((**found).clone())],
            safety: Safety::Ask,
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{check, fixes, sketch};

    const PLAN: &str = "
        site Paris
          pool fe front-end standard version=lync-2013 servers=2
        phase One
        phase Two
        phase Three
        accept ROLE-012 fe \"until we split it\" until=One
        ";

    fn said_of(plan: &Plan) -> Vec<(String, (usize, usize), bool)> {
        let report = check(plan, &plan.replay(), None);
        let about = report
            .findings
            .iter()
            .filter(|finding| ["ROLE-012", "PLAN-002", "PLAN-006"].contains(&finding.code.as_str()));
        about.map(|finding| (finding.code.to_string(), finding.stages, finding.counts())).collect()
    }

    #[test]
    fn twins() {
        let sketch = sketch::read(PLAN).unwrap();
        let plan = sketch.plan.clone();
        let stands = |code: &str, stages, counts| (code.to_owned(), stages, counts);
        assert_eq!(
            said_of(&plan),
            [stands("ROLE-012", (0, 1), false), stands("ROLE-012", (2, 3), true), stands("PLAN-006", (2, 3), true)]
        );
        let report = check(&plan, &plan.replay(), None);
        let finding = report.findings.iter().find(|finding| finding.code == RULE.code).unwrap();
        for lang in crate::text::Lang::all() {
            let said = lang.say(&finding.message);
            assert!(said.contains("fe.contoso.com") && said.contains("One"), "{said}");
        }
        let offered = fixes(&plan, &plan.replay(), finding);
        let after: Vec<_> =
            offered.iter().map(|fix| said_of(&PlanEdit::all_applied_to(&fix.edits, &plan).unwrap())).collect();
        assert_eq!(after, [[stands("ROLE-012", (0, 3), false)], [stands("ROLE-012", (0, 3), true)]]);
        // The nearest twin holds up to the last phase of its finding.
        let mut longer = (*plan.accepted[0]).clone();
        longer.until = Some(sketch.phase(3));
        assert_eq!(said_of(&PlanEdit::Accept(longer).applied_to(&plan).unwrap()), [stands("ROLE-012", (0, 3), false)]);
    }

    #[test]
    fn one_that_ended_before_its_finding_begins_has_run_out_as_well() {
        let plan = sketch::read(
            "
            site Paris
            phase One
            phase Two
              + pool fe front-end standard version=lync-2013 servers=2
            accept ROLE-012 fe \"until we split it\" until=One
            ",
        )
        .unwrap()
        .plan;
        let codes: Vec<_> = said_of(&plan).into_iter().map(|(code, stages, _)| (code, stages)).collect();
        assert_eq!(codes, [("ROLE-012".to_owned(), (2, 2)), ("PLAN-006".to_owned(), (2, 2))]);
    }

    #[test]
    fn one_whose_phase_is_gone_matches_nothing() {
        let mut plan = sketch::read(PLAN).unwrap().plan;
        let mut lost = (*plan.accepted[0]).clone();
        lost.until = Some(PhaseId::new("phase-gone"));
        plan = PlanEdit::Accept(lost).applied_to(&plan).unwrap();
        let codes: Vec<_> = said_of(&plan).into_iter().map(|(code, ..)| code).collect();
        assert_eq!(codes, ["ROLE-012", "PLAN-002"]);
    }
}
