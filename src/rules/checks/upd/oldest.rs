//! UPD-002: a legacy pool below the update level that is said to be the least.

use crate::rules::prelude::*;
use crate::rules::steps::is_activity;
use crate::rules::updates::{build_of, level_of, month_of};

pub static RULE: Rule = Rule::new("UPD-002", "legacy-update-level-too-old", "0.1.0", Check::State(check))
    .in_course()
    .mended(FixOffer::Sometimes, fixes);

/// Judged while the target stands beside the legacy pools. An update in the plan brings a pool to the latest level.
fn check(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    let steps = cx.plan().phases.iter().take(cx.stage()).flat_map(|phase| &phase.steps);
    let updates: Vec<&Step> = steps.map(|step| &**step).filter(|step| is_update(step)).collect();
    for pool in cx.pools().filter(|pool| cx.pack.updated_kinds.contains(&pool.kind)) {
        let Some((build, month)) = pool.version.and_then(|version| cx.pack.oldest_updates.get(&version)) else {
            continue;
        };
        let members = cx.members_of(&pool.id);
        let of_pool = members.is_empty().then_some(pool.update_level.as_deref());
        let levels = || members.iter().map(|server| level_of(pool, server)).chain(of_pool);
        let recent = |text: &str| match build_of(text) {
            Some(known) => Some(known >= *build),
            None => month_of(cx.pack, text).map(|known| known >= *month),
        };
        if levels().all(|level| level.and_then(recent) == Some(true)) || is_updated(pool, members, &updates) {
            continue;
        }
        match levels().flatten().find(|level| recent(level) == Some(false)) {
            Some(level) => {
                let said = message!("rules-upd-002", pool = cx.label(&pool.id), level = level);
                out.report(&pool.id, said).field("update-level");
            }
            None => out.not_checked(&pool.id, &["update-level"]),
        }
    }
}

fn is_update(step: &Step) -> bool {
    matches!(step, Step::Activity { kind: ActivityKind::Update, .. })
}

/// Whether one of these updates is about a pool or its servers.
fn is_updated(pool: &Pool, members: &[&Server], updates: &[&Step]) -> bool {
    if updates.is_empty() {
        return false;
    }
    let servers = members.iter().map(|server| Subject::from(&server.id));
    let about: Vec<Subject> = std::iter::once(Subject::from(&pool.id)).chain(servers).collect();
    updates.iter().any(|step| is_activity(step, ActivityKind::Update, &about))
}

/// An update at the start of the phase in which the target arrives.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(phase) = stage.checked_sub(1).and_then(|at| cx.plan.phases.get(at)) else { return Vec::new() };
    let id = StepId::new(&cx.plan.free_id(SubjectKind::Step, ActivityKind::Update.key()));
    let about = vec![cx.finding.subject.clone()];
    let step = Step::activity(id, ActivityKind::Update, about);
    vec![Fix {
        label: message!("rules-upd-002-fix", pool = cx.plan.label(&cx.finding.subject), phase = &*phase.name),
        edits: vec![PlanEdit::AddStep { phase: phase.id.clone(), index: Some(0), step }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended, check_words};

    fn plan(kind: &str, level: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool old {kind} version=lync-2010 {level}   {code}
            phase Pilot
              + pool new front-end standard version=lync-2013
            "
        )
    }

    #[test]
    fn twins() {
        for (old, new) in [
            ("4.0.7577.202", "4.0.7577.203"),
            ("4.0.7577.190", "CU7 4.0.7577.203"),
            ("2012-09", "2012-10"),
            ("RTM", "CU7, October 2012"),
            ("Juin-2012", "CU, octobre 2012"),
        ] {
            let text = plan("front-end", &format!("update-level={old}"), "# UPD-002");
            check_twins(&RULE, &text, |sketch| sketch.record(0, sketch.set("old", "update-level", Value::text(new))));
            check_twins(&RULE, &text, |sketch| sketch.activity(1, 0, ActivityKind::Update, &["old"]));
        }
        for kind in ["front-end", "director", "edge", "mediation", "av-conferencing", "monitoring", "archiving", "sba"]
        {
            check_twins(&RULE, &plan(kind, "update-level=RTM", "# UPD-002"), |sketch| {
                sketch.record(0, sketch.set("old", "version", Value::text("ocs-2007-r2")))
            });
        }
        let one = plan("edge", "servers=a,b update-level=2012-10", "# UPD-002") + "  ~ b update-level=RTM";
        check_twins(&RULE, &one, |sketch| sketch.set("b", "update-level", Value::text("2012-10")));
    }

    #[test]
    fn what_is_unknown_waits_and_nothing_is_asked_before_the_target_comes() {
        for level in ["", "update-level=latest", "update-level=CU7"] {
            let text = plan("front-end", level, "");
            assert_eq!(check_silent(&RULE, &text).not_checked[0].missing, ["update-level"], "{level}");
            assert_eq!(
                check_silent(&RULE, &text.replace("+ pool new front-end", "do update\n  + pool new front-end"))
                    .not_checked,
                []
            );
        }
        let alone = plan("front-end", "update-level=RTM", "").replace("=lync-2013", "=lync-2010");
        let report = check_silent(&RULE, &alone);
        assert_eq!(report.not_checked, []);
        assert_eq!(check_silent(&RULE, &plan("group-chat", "", "")).not_checked, []);
    }

    #[test]
    fn every_version_and_every_kind() {
        check_words(&RULE, Version::KEYS, &["lync-2010"], |version| {
            plan("front-end", "update-level=RTM", "").replace("lync-2010", version)
        });
        let kinds = ["front-end", "director", "edge", "mediation", "av-conferencing", "monitoring", "archiving", "sba"];
        check_words(&RULE, PoolKind::KEYS, &kinds, |kind| plan(kind, "update-level=RTM", ""));
    }

    #[test]
    fn what_is_too_old_today_has_no_phase_to_be_updated_in() {
        let text = plan("front-end", "update-level=RTM", "");
        check_unmended(&RULE, &text.replace("phase Pilot\n              + pool", "  pool"));
    }
}
