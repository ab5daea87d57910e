//! VOICE-004: a pilot pool with a stand-alone Mediation Server when the legacy topology is merged.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("VOICE-004", "stand-alone-mediation-at-the-merge", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let merges = |step: &Step| matches!(step, Step::Activity { kind: ActivityKind::Merge, .. });
    if !cx.phase.steps.iter().any(|step| merges(step)) {
        return;
    }
    for (step, state) in cx.exact_steps().filter(|(step, _)| merges(step)) {
        // The last merge of a migration, with an empty list, finds no legacy pool any more.
        if !state.pools.values().any(|pool| pool.kind == PoolKind::FrontEnd && pack.age(pool) == Age::Older) {
            continue;
        }
        for pool in state.pools.values().filter(|pool| pool.kind == PoolKind::FrontEnd) {
            match (pool.mediation, pack.age(pool)) {
                (Some(MediationMode::StandAlone), Age::Own) => {
                    let said = message!("rules-voice-004", pool = state.label(&(&pool.id).into()));
                    out.report(step.id(), said).related([&pool.id]);
                }
                (None, Age::Own) => out.not_checked(&pool.id, &["mediation"]),
                (Some(MediationMode::StandAlone), Age::Unknown) => out.not_checked(&pool.id, &["version"]),
                _ => {}
            }
        }
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(pool @ Subject::Pool(_)) = cx.finding.related.first() else { return Vec::new() };
    let to = Some(Value::text(MediationMode::Collocated.key()));
    let collocated = Command::Set { of: pool.clone(), fact: "mediation", to };
    vec![Fix {
        label: message!("rules-voice-004-fix", pool = cx.plan.label(pool)),
        edits: vec![PlanEdit::Correct(collocated)],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    const PLAN: &str = "
            site Paris
              pool r2 front-end standard version=ocs-2007-r2
            phase Pilot
              + pool fe13 front-end standard version=lync-2013 mediation=stand-alone
            phase Merge
              do merge                                         # VOICE-004 related fe13
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| {
            PlanEdit::Correct(sketch.set("fe13", "mediation", Value::text("collocated")))
        });
        // After the merge, stand-alone is a choice.
        check_twins(&RULE, PLAN, |sketch| PlanEdit::MovePhase { id: sketch.phase(2), index: 0 });
    }

    #[test]
    fn unknown_waits_and_older_pools_are_not_concerned() {
        let text = PLAN.replace("# VOICE-004 related fe13", "");
        let missing = |text: &str| check_silent(&RULE, text).not_checked[0].missing.clone();
        assert_eq!(missing(&text.replace("mediation=stand-alone", "")), ["mediation"]);
        assert_eq!(missing(&text.replace("version=lync-2013", "")), ["version"]);
        assert_eq!(check_silent(&RULE, &text.replace("=lync-2013", "=ocs-2007-r2")).not_checked, []);
        check_silent(&RULE, &text.replace("=ocs-2007-r2", "=lync-2013 mediation=none"));
        check_silent(&RULE, &text.replace("mediation=stand-alone", "mediation=none"));
    }
}
