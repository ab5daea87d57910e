//! MON-001: a legacy Monitoring or Archiving Server that serves a pool of another version.

use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new("MON-001", "legacy-server-serves-another-version", "0.1.0", Check::State(check)).near();

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for link in cx.topology.links.values() {
        if !matches!(link.kind, LinkKind::MonitoringServer | LinkKind::ArchivingServer) {
            continue;
        }
        let (Subject::Pool(from), Subject::Pool(to)) = (&link.from, &link.to) else { continue };
        let (Some(pool), Some(server)) = (cx.topology.pools.get(from), cx.topology.pools.get(to)) else { continue };
        match (pool.version, server.version) {
            (Some(own), Some(other)) if own == other => {}
            (Some(_), Some(_)) if cx.age(pool) == Age::Newer || cx.age(server) == Age::Newer => {}
            (Some(own), Some(other)) => {
                let said = message!(
                    "rules-mon-001",
                    pool = cx.label(&pool.id),
                    version = Message::word(Version::PREFIX, own.key()),
                    server = cx.label(&server.id),
                    other = Message::word(Version::PREFIX, other.key())
                );
                out.report(&pool.id, said).related([&server.id]);
            }
            (own, other) => {
                let unknown =
                    [(own, &pool.id), (other, &server.id)].into_iter().filter(|(version, _)| version.is_none());
                unknown.for_each(|(_, id)| out.not_checked(id, &["version"]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(server: &str) -> String {
        format!(
            "
            site Paris
              pool mon10 monitoring {server}
              pool fe13 front-end standard version=lync-2013 monitoring-server=mon10
              pool fe10 front-end standard version=lync-2010 archiving-server=arch10
              pool arch10 archiving version=lync-2010
            "
        )
    }

    #[test]
    fn twins() {
        let text = plan("version=lync-2010")
            .replace("monitoring-server=mon10", "monitoring-server=mon10 # MON-001 related mon10");
        check_twins(&RULE, &text, |sketch| sketch.remove_link("monitoring-server", "fe13"));
    }

    #[test]
    fn two_legacy_versions_and_unknown_ones() {
        check_twins(
            &RULE,
            "
            site Paris
              pool arch archiving version=ocs-2007-r2
              pool fe10 front-end standard version=lync-2010 archiving-server=arch # MON-001 related arch
            ",
            |sketch| sketch.set("arch", "version", Value::text("lync-2010")),
        );
        assert_eq!(check_silent(&RULE, &plan("")).not_checked[0].missing, ["version"]);
    }

    #[test]
    fn a_newer_product_is_not_judged() {
        check_silent(&RULE, &plan("version=sfb-2015"));
    }
}
