//! COEX-002: a plan that ends with pools of an older version.

use crate::rules::prelude::*;
use crate::rules::steps::hint;

pub static RULE: Rule =
    Rule::new("COEX-002", "plan-ends-with-legacy-objects", "0.1.0", Check::End(check)).mended(FixOffer::Always, fixes);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let last = cx.last();
    for pool in cx.pools(last, Age::Older) {
        let version = pool.version.map_or("", Version::key);
        let said = message!(
            "rules-coex-002",
            pool = cx.states[last].label(&(&pool.id).into()),
            version = Message::word(Version::PREFIX, version)
        );
        out.report(&pool.id, said);
    }
    cx.pools(last, Age::Unknown).for_each(|pool| out.not_checked(&pool.id, &["version"]));
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    hint(message!("rules-coex-002-fix", pool = cx.plan.label(&cx.finding.subject)))
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
            site Paris
              pool edge-old edge version=lync-2010             # COEX-002
            phase Move
              + pool edge-new edge version=lync-2013
            ",
            |sketch| sketch.remove("edge-old"),
        );
    }

    #[test]
    fn silent_without_phases() {
        let report = check_silent(&RULE, "site Paris\n  pool edge-old edge version=lync-2010");
        assert_eq!(report.not_checked[0].missing, ["phases"]);
    }
}
