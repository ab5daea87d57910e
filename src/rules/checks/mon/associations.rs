//! MON-001: a legacy Monitoring or Archiving Server that serves a pool of another version.

use super::{give_stores, has_store};
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("MON-001", "legacy-server-serves-another-version", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Always, own_stores);

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

/// The association ends, and a pool of the target gets the store that it was for.
fn own_stores(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::Pool(id), [server]) = (&cx.finding.subject, cx.finding.related.as_slice()) else {
        return Vec::new();
    };
    let Some((state, pack)) = cx.at_start() else { return Vec::new() };
    let Some(pool) = state.pools.get(id) else { return Vec::new() };
    let mut commands = Vec::new();
    let mut lacking: Vec<(&Pool, StoreKind)> = Vec::new();
    for link in state.links.values().filter(|link| link.from == cx.finding.subject && link.to == *server) {
        let kind = match link.kind {
            LinkKind::MonitoringServer => StoreKind::Monitoring,
            LinkKind::ArchivingServer => StoreKind::Archiving,
            _ => continue,
        };
        commands.push(Command::Remove((&link.id).into()));
        if pool.kind == PoolKind::FrontEnd && pack.age(pool) == Age::Own && !has_store(state, pool, kind) {
            lacking.push((pool, kind));
        }
    }
    let (pool, server) = (state.label(&cx.finding.subject), state.label(server));
    let label = if lacking.is_empty() {
        message!("rules-mon-001-fix", pool = pool, server = server)
    } else {
        let stores = lacking.iter().map(|(_, kind)| Message::word(StoreKind::PREFIX, kind.key())).collect::<Vec<_>>();
        message!("rules-mon-001-store-fix", pool = pool, server = server, stores = stores)
    };
    give_stores(cx, &lacking, commands, label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_hinted, check_mended, check_silent, check_twins, last_links};

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

    #[test]
    fn the_association_ends_and_a_pool_of_the_target_gets_its_stores() {
        let plan = |more: &str| {
            format!(
                "
                site Paris
                  pool mon10 monitoring version=lync-2010
                  {more}
                  sql sql1
                phase Pilot
                  + pool fe13 front-end standard version=lync-2013 monitoring-server=mon10   # MON-001 related mon10
                "
            )
        };
        let without = |sketch: &crate::rules::sketch::Sketch| PlanEdit::RemovePhase(sketch.phase(1));
        let ends = |plan: &Plan| {
            (last_links(plan, LinkKind::MonitoringServer).len(), last_links(plan, LinkKind::MonitoringStore))
        };
        let of = |pool: &str, instance: &str| (format!("pool-{pool}"), instance.to_owned());
        check_twins(&RULE, &plan(""), without);
        check_mended(&RULE, &plan(""), ends, (0, vec![of("fe13", "sql-instance-sql01")]));
        // Where another pool of the target has a store, it serves this one as well.
        let shared = plan("pool other front-end standard version=lync-2013 monitoring-store=sql1\\");
        check_twins(&RULE, &shared, without);
        let instance = crate::rules::sketch::read(&shared).unwrap().subject("sql1\\").id().to_owned();
        check_mended(&RULE, &shared, ends, (0, vec![of("fe13", &instance), of("other", &instance)]));
        // What it has already, and what it cannot have, it is not given.
        let own = plan("").replace("monitoring-server=mon10", "monitoring-server=mon10 monitoring-store=sql1\\");
        check_mended(&RULE, &own, ends, (0, vec![of("fe13", &instance)]));
        let director = plan("").replace("front-end standard", "director");
        check_twins(&RULE, &director, without);
        check_mended(&RULE, &director, ends, (0, vec![]));
        check_hinted(&RULE, &plan("").replace("phase Pilot", "").replace("+ pool", "pool"));
    }

    #[test]
    fn both_associations_with_one_server_end() {
        let text = "
            site Paris
              pool both monitoring version=ocs-2007-r2
            phase Pilot
              + pool fe10 front-end standard version=lync-2010 monitoring-server=both archiving-server=both   # MON-001
        ";
        check_twins(&RULE, text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        check_mended(&RULE, text, |plan| plan.state_at(1).links.len(), 0);
        let text = text.replace("lync-2010", "lync-2013");
        check_twins(&RULE, &text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let stores = |plan: &Plan| plan.state_at(1).links.values().map(|link| link.to.clone()).collect::<Vec<_>>();
        let new = Subject::SqlInstance(SqlInstanceId::new("sql-instance-sql01"));
        check_mended(&RULE, &text, stores, vec![new.clone(), new]);
    }
}
