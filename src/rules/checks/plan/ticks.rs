//! PLAN-007: a tick that matches no entry of the checklist any more. The engine reports it, after all entries are known.

use crate::plan::Plan;
use crate::rules::Finding;
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("PLAN-007", "tick-without-entry", "0.1.0", Check::Engine)
    .always(Level::Warning)
    .mended(FixOffer::Always, fixes);

/// The finding about the ticks of these rules for an object. It concerns the plan as a whole and stands at its end.
pub fn without_entry(plan: &Plan, subject: &Subject, codes: &[&Code]) -> Finding {
    let last = plan.phases.len();
    super::finding(&RULE, std::slice::from_ref(subject), (last, last), said(plan, subject, codes))
}

fn said(plan: &Plan, subject: &Subject, codes: &[&Code]) -> Message {
    let codes: Vec<_> = codes.iter().map(ToString::to_string).collect();
    match subject {
        Subject::Deployment => message!("rules-plan-007-plan", codes = codes),
        object => message!("rules-plan-007", codes = codes, name = plan.label(object)),
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let subject = &cx.finding.subject;
    // Ticks of the same object that do match an entry stay.
    let report = crate::rules::check(cx.plan, cx.replay, None);
    let is_entry = |code: &Code| report.checklist.iter().any(|entry| entry.code == *code && entry.subject == *subject);
    let lost: Vec<&Code> =
        cx.plan.ticked.keys().filter(|(code, of)| of == subject && !is_entry(code)).map(|(code, _)| code).collect();
    if said(cx.plan, subject, &lost) != cx.finding.message {
        return Vec::new();
    }
    let untick = |code: &Code| PlanEdit::Tick { code: code.clone(), subject: subject.clone(), to: None };
    vec![Fix {
        label: message!("rules-plan-007-fix", count = lost.len()),
        edits: lost.into_iter().map(untick).collect(),
        safety: Safety::Safe,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Report, check, fixes, sketch};

    fn checked(plan: &Plan) -> Report {
        check(plan, &plan.replay(), None)
    }

    fn lost(report: &Report) -> Vec<&Finding> {
        report.findings.iter().filter(|finding| finding.code == RULE.code).collect()
    }

    #[test]
    fn twins() {
        let sketch = sketch::read(
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 users=0
              pool dir director version=lync-2013
            phase One
            tick ROLE-013 dir
            tick ROLE-013 fe-old
            tick FUTURE-042 fe-old
            ",
        )
        .unwrap();
        let plan = &sketch.plan;
        let report = checked(plan);
        let ticked: Vec<_> = report.checklist.iter().filter(|entry| entry.ticked.is_some()).collect();
        assert_eq!(ticked.iter().map(|entry| &entry.subject).collect::<Vec<_>>(), [&sketch.subject("dir")]);
        let found = lost(&report);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((&found[0].subject, found[0].stages), (&sketch.subject("fe-old"), (1, 1)));
        for lang in crate::text::Lang::all() {
            let said = lang.say(&found[0].message);
            assert!(["fe-old.contoso.com", "ROLE-013", "FUTURE-042"].iter().all(|name| said.contains(name)), "{said}");
        }
        let fix = &fixes(plan, &plan.replay(), found[0])[0];
        let mended = PlanEdit::all_applied_to(&fix.edits, plan).unwrap();
        assert_eq!(lost(&checked(&mended)), [] as [&Finding; 0]);
        assert_eq!(mended.ticked.len(), 1, "the tick that matches stays");
    }

    #[test]
    fn a_lost_tick_goes_and_one_that_matches_on_the_same_object_stays() {
        let text = "
            site Paris
              pool dir director version=lync-2013
            tick ROLE-013 dir
            tick FUTURE-042 dir
            ";
        let plan = sketch::read(text).unwrap().plan;
        let report = checked(&plan);
        let fix = &fixes(&plan, &plan.replay(), lost(&report)[0])[0];
        let mended = PlanEdit::all_applied_to(&fix.edits, &plan).unwrap();
        assert_eq!(mended.ticked.keys().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["ROLE-013"]);
    }

    #[test]
    fn a_tick_of_a_rule_that_is_off_waits() {
        let text = "
            site Paris
              pool dir director version=lync-2013
            tick ROLE-013 dir
            ";
        for (more, entries) in [("", 1), ("level ROLE-013 off", 0)] {
            let plan = sketch::read(&format!("{text}{more}")).unwrap().plan;
            let report = checked(&plan);
            assert_eq!(report.checklist.iter().filter(|entry| entry.code.as_str() == "ROLE-013").count(), entries);
            assert_eq!(lost(&report), [] as [&Finding; 0]);
        }
    }
}
