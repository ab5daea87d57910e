//! SBA-001: a branch appliance of the target behind a legacy pool.

use super::{associate, associates, fitting};
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("SBA-001", "branch-appliance-behind-a-legacy-pool", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, other_pool);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for sba in cx.pools().filter(|pool| pool.kind == PoolKind::Sba) {
        let age = cx.age(sba);
        if !matches!(age, Age::Own | Age::Unknown) {
            continue;
        }
        let links = cx.relations().from(&sba.id).iter().filter(|link| associates(link.kind));
        let mut pools: Vec<&Pool> = links
            .filter_map(|link| if let Subject::Pool(to) = &link.to { cx.topology.pools.get(to) } else { None })
            .map(|pool| &**pool)
            .collect();
        pools.sort_by(|a, b| a.id.cmp(&b.id));
        pools.dedup_by(|a, b| a.id == b.id);
        for pool in pools.into_iter().filter(|pool| cx.age(pool) != Age::Newer) {
            match pool.version {
                None => out.not_checked(&pool.id, &["version"]),
                Some(version) if cx.pack.branch_homes.contains(&version) => {}
                Some(_) if age == Age::Unknown => out.not_checked(&sba.id, &["version"]),
                Some(version) => {
                    let said = message!(
                        "rules-sba-001",
                        sba = cx.label(&sba.id),
                        pool = cx.label(&pool.id),
                        version = Message::word(Version::PREFIX, version.key())
                    );
                    out.report(&sba.id, said).related([&pool.id]);
                }
            }
        }
    }
}

/// Another pool behind the appliance.
fn other_pool(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let pack = crate::rules::pack(cx.plan.target_at(stage));
    let (Some(state), Some(pool), Some(pack)) = (cx.replay.states.get(stage), cx.finding.related.first(), pack) else {
        return Vec::new();
    };
    let sba = &cx.finding.subject;
    let fits = |pool: &Pool| pool.version.is_some_and(|version| pack.branch_homes.contains(&version));
    let Some(new) = fitting(state, sba, fits) else { return Vec::new() };
    let commands = associate(cx, state, (sba, pool, new), &mut Vec::new());
    let label = message!("rules-sba-001-fix", sba = state.label(sba), pool = state.label(&(&new.id).into()));
    vec![Fix { label, edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }], safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{
        check_mended, check_said, check_silent, check_twins, check_unmended, check_words, last_links,
    };

    fn plan(home: &str, sba: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool fe front-end standard {home}
              pool other front-end standard version=lync-2013
            site Nice branch=Paris
              pool sba sba {sba} {code}
            "
        )
    }

    #[test]
    fn twins() {
        for link in ["backup-registrar=fe", "user-services=fe", "backup-registrar=fe user-services=fe"] {
            let text = plan("version=lync-2010", &format!("version=lync-2013 {link}"), "# SBA-001 related fe");
            check_twins(&RULE, &text, |sketch| sketch.set("fe", "version", Value::text("lync-2013")));
        }
    }

    #[test]
    fn a_legacy_appliance_may_join_either() {
        for home in ["lync-2010", "lync-2013"] {
            let text = plan(&format!("version={home}"), "version=lync-2010 backup-registrar=fe", "");
            assert_eq!(check_silent(&RULE, &text).not_checked, []);
        }
    }

    #[test]
    fn unknown_is_not_green() {
        let report = check_silent(&RULE, &plan("", "version=lync-2013 backup-registrar=fe", ""));
        assert_eq!((report.not_checked.len(), report.not_checked[0].subject.id()), (1, "pool-fe"));
        let report = check_silent(&RULE, &plan("version=lync-2010", "backup-registrar=fe", ""));
        assert_eq!((report.not_checked.len(), report.not_checked[0].subject.id()), (1, "pool-sba"));
        assert_eq!(check_silent(&RULE, &plan("version=lync-2013", "backup-registrar=fe", "")).not_checked, []);
    }

    #[test]
    fn every_version_of_a_home() {
        check_words(&RULE, Version::KEYS, &["lcs-2005", "ocs-2007", "ocs-2007-r2", "lync-2010"], |home| {
            plan(&format!("version={home}"), "version=lync-2013 backup-registrar=fe", "")
        });
    }

    #[test]
    fn without_another_pool_the_appliance_stays_where_it_is() {
        let text = plan("version=lync-2010", "version=lync-2013 backup-registrar=fe", "");
        check_unmended(
            &RULE,
            &text.replace("other front-end standard version=lync-2013", "other director version=lync-2013"),
        );
    }

    #[test]
    fn each_pool_is_told_once() {
        let both = plan("version=lync-2010", "version=lync-2013 backup-registrar=fe user-services=fe", "");
        check_said(&RULE, &both, |report| report.findings.len(), 1);
        let two = both
            .replace("user-services=fe", "user-services=other")
            .replace("other front-end standard version=lync-2013", "other front-end standard version=lync-2010");
        check_said(&RULE, &two, |report| report.findings.len(), 2);
    }

    #[test]
    fn another_appliance_stays_where_it_is() {
        let text = plan("version=lync-2010", "version=lync-2013 backup-registrar=fe", "")
            + "  pool older sba version=lync-2010 backup-registrar=fe";
        let links = [("pool-older", "pool-fe"), ("pool-sba", "pool-other")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        check_mended(&RULE, &text, |plan| last_links(plan, LinkKind::BackupRegistrar), links.to_vec());
    }
}
