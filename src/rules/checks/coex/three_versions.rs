//! COEX-001: the target stands beside two older versions at once.

use crate::rules::prelude::*;
use std::collections::BTreeMap;

pub static RULE: Rule =
    Rule::new("COEX-001", "three-versions-at-once", "0.1.0", Check::Plan(check)).covering(&["PATH-002"]);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let mut stage = 0;
    while stage < cx.states.len() {
        let Some(first) = three_versions(cx, stage) else {
            undecided(cx, stage, out);
            stage += 1;
            continue;
        };
        let start = stage;
        while stage + 1 < cx.states.len() && three_versions(cx, stage + 1).is_some() {
            stage += 1;
        }
        // One pool of each version stands for it, so that the run stays one finding while others come and go.
        let pools: Vec<_> = first.values().map(|id| Subject::from(*id)).collect();
        let product = |at: usize| first.keys().nth(at).map_or("", |version| version.key());
        let said = message!(
            "rules-coex-001",
            first = Message::word(Version::PREFIX, product(0)),
            second = Message::word(Version::PREFIX, product(1)),
            target = Message::word(Version::PREFIX, product(first.len() - 1)),
            pools = pools.iter().map(|pool| cx.states[start].label(pool)).collect::<Vec<_>>()
        );
        out.report(Subject::Deployment, said).related(pools).during(start, stage);
        stage += 1;
    }
}

/// A pool per version, oldest first, when the target stands beside at least two older ones.
fn three_versions<'a>(cx: &PlanContext<'a>, stage: usize) -> Option<BTreeMap<Version, &'a PoolId>> {
    let mut first = BTreeMap::new();
    let mut own = false;
    for pool in cx.states[stage].pools.values() {
        let age = cx.age(stage, pool);
        if let (Age::Own | Age::Older, Some(version)) = (age, pool.version) {
            own |= age == Age::Own;
            first.entry(version).or_insert(&pool.id);
        }
    }
    (own && first.len() > 2).then_some(first)
}

/// A pool of unknown version may be the third one.
fn undecided(cx: &PlanContext<'_>, stage: usize, out: &mut Findings) {
    if cx.pools(stage, Age::Own).next().is_some() && cx.pools(stage, Age::Older).next().is_some() {
        cx.pools(stage, Age::Unknown).for_each(|pool| out.not_checked(&pool.id, &["version"]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_silent, check_twins};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            # COEX-001 related edge-old fe-old fe-new
            site Paris
              pool fe-old front-end standard version=lync-2010
              pool edge-old edge version=ocs-2007-r2
            phase Pilot
              + pool fe-new front-end standard version=lync-2013
            phase Cleanup
              - pool edge-old
            ",
            |sketch| PlanEdit::MovePhase { id: sketch.phase(2), index: 0 },
        );
    }

    #[test]
    fn a_run_is_one_finding_while_pools_come_and_go() {
        let sketch = crate::rules::sketch::read(
            "
            site Paris
              pool fe-old front-end standard version=lync-2010
              pool fe-old2 front-end standard version=lync-2010
              pool edge-old edge version=ocs-2007-r2
              pool fe-new front-end standard version=lync-2013
            phase One
              - pool fe-old
            phase Two
              + pool another front-end standard version=lync-2013
            phase Three
              - pool edge-old
            phase Four
              + pool edge-again edge version=ocs-2007-r2
            ",
        )
        .unwrap();
        let runs: Vec<_> = alone(&RULE, &sketch.plan).findings.iter().map(|finding| finding.stages).collect();
        assert_eq!(runs, [(0, 2), (4, 4)]);
    }

    #[test]
    fn two_versions_are_fine_and_an_unknown_one_is_not_green() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010
              pool edge edge
              pool wac office-web-apps
            phase Pilot
              + pool fe-new front-end standard version=lync-2013
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
    }

    #[test]
    fn three_older_versions_are_three_sources() {
        check_silent(
            &RULE,
            "
            site Paris
              pool a front-end standard version=lync-2010
              pool b front-end standard version=ocs-2007-r2
              pool c front-end standard version=ocs-2007
            ",
        );
    }
}
