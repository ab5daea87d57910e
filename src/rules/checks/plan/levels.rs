//! PLAN-008: levels that the plan chooses and that have no effect.

use crate::rules::prelude::*;
use crate::rules::rule;

pub static RULE: Rule = Rule::new("PLAN-008", "chosen-level-without-effect", "0.1.0", Check::Plan(check))
    .always(Level::Warning)
    .mended(FixOffer::Always, fixes);

/// A rule that nobody knows, one about the plan itself, or one that no pack of this plan has.
fn has_effect(code: &Code, in_a_pack: impl FnOnce(&Code) -> bool) -> bool {
    rule(code).is_some_and(|rule| rule.always.is_none()) && in_a_pack(code)
}

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    // Without any pack nothing has an effect, and that is told elsewhere.
    if cx.plan.levels.is_empty() || cx.packs.iter().all(Option::is_none) {
        return;
    }
    let in_a_pack = |code: &Code| cx.packs.iter().flatten().any(|pack| pack.level(code).is_some());
    let idle: Vec<_> =
        cx.plan.levels.keys().filter(|code| !has_effect(code, in_a_pack)).map(ToString::to_string).collect();
    if !idle.is_empty() {
        let last = cx.last();
        out.report(Subject::Deployment, message!("rules-plan-008", codes = idle)).during(0, last);
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stages = 0..cx.plan.stages();
    let packs: Vec<_> = stages.filter_map(|stage| crate::rules::pack(cx.plan.target_at(stage))).collect();
    let in_a_pack = |code: &Code| packs.iter().any(|pack| pack.level(code).is_some());
    let idle = cx.plan.levels.keys().filter(|code| !has_effect(code, in_a_pack));
    let edits: Vec<_> = idle.map(|code| PlanEdit::SetLevel { code: code.clone(), to: None }).collect();
    // A later version may know the rule.
    vec![Fix { label: message!("rules-plan-008-fix", count = edits.len()), edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            # PLAN-008
            site Paris
            level ROLE-012 advice
            level FUTURE-042 off
            ",
            |_| PlanEdit::SetLevel { code: Code::new("FUTURE-042"), to: None },
        );
    }

    #[test]
    fn a_rule_about_the_plan_itself_keeps_its_level() {
        check_twins(
            &RULE,
            "
            # PLAN-008
            site Paris
            level PLAN-001 off
            ",
            |_| PlanEdit::SetLevel { code: Code::new("PLAN-001"), to: None },
        );
    }

    #[test]
    fn without_a_pack_nothing_is_said() {
        check_silent(
            &RULE,
            "
            site Paris
            target nobody-knows
            level FUTURE-042 off
            ",
        );
    }
}
