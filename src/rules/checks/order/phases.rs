//! ORDER-001, ORDER-002: phases of a migration in another order than the documented one.

use crate::plan::Phase;
use crate::rules::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

pub static LYNC_2010: Rule =
    Rule::new("ORDER-001", "phases-from-lync-server-2010-out-of-order", "0.1.0", Check::End(lync_2010))
        .mended(FixOffer::Sometimes, fixes);

pub static OCS_2007_R2: Rule =
    Rule::new("ORDER-002", "phases-from-ocs-2007-r2-out-of-order", "0.1.0", Check::End(ocs_2007_r2))
        .mended(FixOffer::Sometimes, fixes);

fn lync_2010(cx: &PlanContext<'_>, out: &mut Findings) {
    check(cx, &LYNC_2010, out);
}

fn ocs_2007_r2(cx: &PlanContext<'_>, out: &mut Findings) {
    check(cx, &OCS_2007_R2, out);
}

/// The sequence is followed by each pool, so only the first phase of a kind is judged: what comes again may be
/// another pool's.
fn check(cx: &PlanContext<'_>, rule: &Rule, out: &mut Findings) {
    let (Some(pack), Some(today)) = (cx.packs.first().copied().flatten(), cx.states.first()) else { return };
    let Some(order) = pack.phase_orders.iter().find(|order| order.rule == rule.code) else { return };
    let phases = &cx.plan.phases;
    if phases.len() < 2 || !today.pools.values().any(|pool| pool.version == Some(order.source)) {
        return;
    }
    let place = |phase: &Phase| order.kinds.iter().position(|kind| Some(*kind) == phase.kind);
    let mut seen: Vec<(usize, &Arc<Phase>)> = Vec::new();
    for (at, phase) in phases.iter().enumerate() {
        if phase.kind.is_none() {
            out.not_checked(&phase.id, &["phase-kind"]);
        }
        let Some(here) = place(phase) else { continue };
        let is_first = seen.iter().all(|(place, _)| *place != here);
        let early = seen.iter().find(|(place, other)| *place > here && may_concern_one_pool(cx, phase, other));
        if let (true, Some((_, early))) = (is_first, early) {
            let word = |phase: &Phase| Message::word(PhaseKind::PREFIX, phase.kind.map_or("", PhaseKind::key));
            let said = message!(
                "rules-order-001",
                phase = &*phase.name,
                kind = word(phase),
                other = &*early.name,
                other_kind = word(early)
            );
            out.report(&phase.id, said).related([&early.id]).during(at + 1, at + 1);
        }
        seen.push((here, phase));
    }
}

/// Whether the two phases name a common pool of the old product, or one of them names none.
fn may_concern_one_pool(cx: &PlanContext<'_>, a: &Phase, b: &Phase) -> bool {
    let pools = |phase: &Phase| -> BTreeSet<PoolId> {
        let about = phase.steps.iter().flat_map(|step| step.about());
        let pools = about.filter_map(|subject| if let Subject::Pool(id) = subject { Some(id) } else { None });
        let old = |id: &PoolId| cx.states[0].pools.get(id).is_some_and(|pool| cx.age(0, pool) == Age::Older);
        pools.filter(old).collect()
    };
    let (a, b) = (pools(a), pools(b));
    a.is_empty() || b.is_empty() || !a.is_disjoint(&b)
}

/// The late phase goes before the early one, when every step still applies there.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::Phase(late), Some(Subject::Phase(early))) = (&cx.finding.subject, cx.finding.related.first()) else {
        return Vec::new();
    };
    let Some(index) = cx.plan.phases.iter().position(|phase| phase.id == *early) else { return Vec::new() };
    let edit = PlanEdit::MovePhase { id: late.clone(), index };
    let Ok(moved) = edit.applied_to(cx.plan) else { return Vec::new() };
    if moved.replay().skipped.len() > cx.replay.skipped.len() {
        return Vec::new();
    }
    let label = message!(
        "rules-order-001-fix",
        phase = cx.plan.label(&cx.finding.subject),
        other = cx.plan.label(&cx.finding.related[0])
    );
    vec![Fix { label, edits: vec![edit], safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    const FROM_2010: [&str; 8] =
        ["plan", "prepare", "pilot-pool", "test-users", "pilot-edge", "production", "post-migration", "decommission"];

    const FROM_OCS: [&str; 10] = [
        "plan",
        "prepare",
        "pilot-pool",
        "merge",
        "configure-pilot",
        "test-users",
        "pilot-edge",
        "production",
        "post-migration",
        "decommission",
    ];

    /// Two phases that follow each other, the wrong way round.
    fn swapped(rule: &'static Rule, version: &str, kinds: &[&str]) {
        for pair in kinds.windows(2) {
            let text = format!(
                "
                site Paris
                  pool old front-end standard version={version}
                phase One kind={}
                phase Two kind={}                              # {} related One
                ",
                pair[1], pair[0], rule.code
            );
            check_twins(rule, &text, |sketch| PlanEdit::MovePhase { id: sketch.phase(2), index: 0 });
        }
    }

    #[test]
    fn twins() {
        swapped(&LYNC_2010, "lync-2010", &FROM_2010);
        swapped(&OCS_2007_R2, "ocs-2007-r2", &FROM_OCS);
    }

    #[test]
    fn what_is_documented_for_one_source_says_nothing_of_the_other() {
        let plan = |version: &str, phases: &str| {
            format!("site Paris\n pool old front-end standard version={version} users=5\n{phases}")
        };
        let merged_late = "phase One kind=test-users\nphase Two kind=merge";
        check_silent(&LYNC_2010, &plan("lync-2010", merged_late));
        check_silent(&OCS_2007_R2, &plan("lync-2010", merged_late));
        check_silent(&LYNC_2010, &plan("ocs-2007-r2", "phase One kind=decommission\nphase Two kind=plan"));
        let other = "phase One kind=decommission\nphase Two kind=other\nphase Three kind=decommission";
        assert_eq!(check_silent(&LYNC_2010, &plan("lync-2010", other)).not_checked, []);
    }

    #[test]
    fn a_phase_that_does_not_say_its_kind_waits() {
        let plan = "site Paris\n pool old front-end standard version=lync-2010\nphase One\nphase Two kind=plan";
        let report = check_silent(&LYNC_2010, plan);
        assert_eq!(report.not_checked.len(), 1);
        assert_eq!(report.not_checked[0].missing, ["phase-kind"]);
        assert_eq!(check_silent(&LYNC_2010, &plan.replace("\nphase Two kind=plan", "")).not_checked, []);
    }

    #[test]
    fn each_pool_follows_the_sequence_for_itself() {
        let plan = |second: &str| {
            format!(
                "
                site Paris
                  pool a front-end standard version=lync-2010 users=5
                  pool b front-end standard version=lync-2010 users=5
                phase Pilot kind=pilot-pool
                  + pool new front-end standard version=lync-2013
                phase ProductionA kind=production
                  move all users a -> new
                phase EndA kind=decommission
                  - pool a
                phase After kind=post-migration                {second}
                "
            )
        };
        check_silent(&LYNC_2010, &plan("\n  do move-response-groups b"));
        check_silent(
            &LYNC_2010,
            &plan("\n  do move-response-groups b\nphase B kind=production\n move all users b -> new"),
        );
        check_twins(&LYNC_2010, &plan("# ORDER-001 related EndA"), |sketch| PlanEdit::MovePhase {
            id: sketch.phase(4),
            index: 2,
        });
    }

    /// A kind that a guide does not have may come anywhere.
    #[test]
    fn every_kind_that_a_guide_does_not_have() {
        for (rule, version, guide) in
            [(&LYNC_2010, "lync-2010", FROM_2010.as_slice()), (&OCS_2007_R2, "ocs-2007-r2", &FROM_OCS)]
        {
            for kind in PhaseKind::KEYS.iter().filter(|kind| !guide.contains(kind)) {
                let plan = |one: &str, two: &str| {
                    format!(
                        "site Paris\n pool old front-end version={version}\nphase One kind={one}\nphase Two kind={two}"
                    )
                };
                check_silent(rule, &plan("decommission", kind));
                check_silent(rule, &plan(kind, "plan"));
            }
        }
    }

    #[test]
    fn a_phase_that_names_no_pool_may_be_about_any() {
        check_twins(
            &LYNC_2010,
            "
            site Paris
              pool old front-end standard version=lync-2010 users=5
              pool new front-end standard version=lync-2013
            phase End kind=decommission
            phase Move kind=production                         # ORDER-001 related End
              move all users old -> new
            ",
            |sketch| PlanEdit::MovePhase { id: sketch.phase(2), index: 0 },
        );
    }

    #[test]
    fn a_phase_that_needs_the_one_before_it_stays() {
        for (rule, version) in [(&LYNC_2010, "lync-2010"), (&OCS_2007_R2, "ocs-2007-r2")] {
            check_unmended(
                rule,
                &format!(
                    "
                    site Paris
                      pool old front-end standard version={version}
                    phase One kind=pilot-edge
                      + pool new front-end standard version=lync-2013
                    phase Two kind=pilot-pool
                      ~ new os=2012
                    "
                ),
            );
        }
    }
}
