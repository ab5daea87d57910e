//! PATH-002: a starting deployment that mixes two products that can be migrated from.

use crate::rules::prelude::*;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("PATH-002", "two-legacy-versions-at-the-start", "0.1.0", Check::Plan(check));

/// Judges the last state before the first object of the target; in a plan without one, Today. Where the target
/// stands in Today already, COEX-001 says what there is to say.
fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let arrival = (0..cx.states.len()).find(|stage| cx.pools(*stage, Age::Own).next().is_some());
    let stage = match arrival {
        Some(0) => return,
        Some(first) => first - 1,
        None => 0,
    };
    let Some(pack) = cx.packs.get(stage).copied().flatten() else { return };
    let mut legacy: BTreeMap<Version, &PoolId> = BTreeMap::new();
    for pool in cx.states[stage].pools.values() {
        if let Some(version) = pool.version.filter(|version| pack.sources.contains(version)) {
            legacy.entry(version).or_insert(&pool.id);
        }
    }
    let mut both = legacy.iter();
    let (Some((first, a)), Some((second, b))) = (both.next(), both.next()) else {
        if !legacy.is_empty() {
            cx.pools(stage, Age::Unknown).for_each(|pool| out.not_checked(&pool.id, &["version"]));
        }
        return;
    };
    let pools = [Subject::from(*a), Subject::from(*b)];
    let said = message!(
        "rules-path-002",
        first = Message::word(Version::PREFIX, first.key()),
        second = Message::word(Version::PREFIX, second.key()),
        target = Message::word(Version::PREFIX, pack.product.key()),
        pools = pools.iter().map(|pool| cx.states[stage].label(pool)).collect::<Vec<_>>()
    );
    let finding = out.report(Subject::Deployment, said).related(pools).during(stage, stage);
    if let Some(first) = arrival {
        // When the mix outlives the arrival, three versions meet there, and that one finding is enough.
        finding.seen_at(first);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::check;
    use crate::rules::twin_tests::{alone, check_silent, check_twins, check_words};

    const MIXED: &str = "
        # PATH-002 related edge-old fe-old
        site Paris
          pool fe-old front-end standard version=lync-2010
          pool edge-old edge version=ocs-2007-r2
        phase Wait
          do backup
        phase Pilot
          + pool fe-new front-end standard version=lync-2013
        phase Cleanup
          - pool edge-old
        ";

    #[test]
    fn twins() {
        check_twins(&RULE, MIXED, |sketch| PlanEdit::MovePhase { id: sketch.phase(3), index: 0 });
    }

    #[test]
    fn it_stands_on_the_last_state_before_the_target_and_three_versions_cover_it() {
        let mut plan = crate::rules::sketch::read(MIXED).unwrap().plan;
        assert_eq!(alone(&RULE, &plan).findings[0].stages, (1, 1));
        let codes = |plan: &crate::plan::Plan| -> Vec<_> {
            let report = check(plan, &plan.replay(), None);
            report.findings.iter().filter(|f| f.subject == Subject::Deployment).map(|f| f.code.to_string()).collect()
        };
        assert_eq!(codes(&plan), ["COEX-001"]);
        // The other version leaves in the very phase in which the target arrives: no state holds three.
        plan = PlanEdit::MergePhase(plan.phases[2].id.clone()).applied_to(&plan).unwrap();
        assert_eq!(codes(&plan), ["PATH-002"]);
    }

    #[test]
    fn a_plan_without_the_target_is_judged_today() {
        check_twins(
            &RULE,
            "
            # PATH-002
            site Paris
              pool fe-old front-end standard version=lync-2010
              pool edge-old edge version=ocs-2007-r2
            ",
            |sketch| sketch.remove("edge-old"),
        );
        let report = check_silent(
            &RULE,
            "site Paris\n  pool fe-old front-end version=lync-2010\n  pool edge edge\n  pool lcs edge version=lcs-2005",
        );
        assert_eq!(report.not_checked.len(), 1);
    }

    #[test]
    fn every_version_beside_a_source() {
        check_words(&RULE, Version::KEYS, &["ocs-2007-r2"], |version| {
            format!(
                "
                site Paris
                  pool fe-old front-end standard version=lync-2010
                  pool edge-old edge version={version}
                "
            )
        });
    }
}
