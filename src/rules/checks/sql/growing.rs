//! SQL-010: a database that grows quickly on the instance of a back end.

use super::moved::to_new_servers;
use crate::rules::prelude::*;
use crate::rules::sql::{Store, sql_hosts};

pub static RULE: Rule = Rule::new("SQL-010", "growing-database-beside-the-back-end", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Always, apart);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let grows = |store: &Store<'_>| cx.pack.growing_stores.contains(&store.kind);
    let is_back_end = |store: &Store<'_>| store.kind == StoreKind::User && store.pool.kind == PoolKind::FrontEnd;
    for host in cx.sql_hosts().iter().filter(|host| host.stores.iter().any(grows)) {
        for (instance, stores) in host.instances() {
            let mut growing: Vec<&Store<'_>> = stores.iter().filter(|store| grows(store)).collect();
            let mut back_ends: Vec<&Store<'_>> = stores.iter().filter(|store| is_back_end(store)).collect();
            if growing.is_empty() || back_ends.is_empty() {
                continue;
            }
            let all = growing.iter().chain(&back_ends).map(|store| store.pool);
            all.filter(|pool| cx.age(pool) == Age::Unknown).for_each(|pool| out.not_checked(&pool.id, &["version"]));
            growing.retain(|store| cx.age(store.pool) == Age::Own);
            back_ends.retain(|store| cx.age(store.pool) == Age::Own);
            if growing.is_empty() || back_ends.is_empty() {
                continue;
            }
            let mut kinds: Vec<StoreKind> = growing.iter().map(|store| store.kind).collect();
            kinds.sort();
            kinds.dedup();
            let mut pools: Vec<&Pool> = back_ends.iter().map(|store| store.pool).collect();
            pools.sort_by(|a, b| a.id.cmp(&b.id));
            pools.dedup_by(|a, b| a.id == b.id);
            let said = message!(
                "rules-sql-010",
                instance = cx.label(&instance.id),
                stores = kinds.iter().map(|kind| Message::word("store", kind.key())).collect::<Vec<_>>(),
                pools = pools.iter().map(|pool| cx.label(&pool.id)).collect::<Vec<_>>()
            );
            out.report(&instance.id, said).related(pools.iter().map(|pool| &pool.id));
        }
    }
}

/// The back end stays, and what grows goes to new SQL servers.
fn apart(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::SqlInstance(id) = &cx.finding.subject else { return Vec::new() };
    let Some((state, pack)) = cx.at_start() else { return Vec::new() };
    let goes = |store: &&Store<'_>| {
        store.instance.id == *id && pack.growing_stores.contains(&store.kind) && pack.age(store.pool) == Age::Own
    };
    let hosts = sql_hosts(state);
    let stores: Vec<Store<'_>> = hosts.iter().flat_map(|host| &host.stores).filter(goes).copied().collect();
    to_new_servers(cx, state, pack, &stores)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_hinted, check_mended, check_silent, check_twins, check_words, last_links};

    #[test]
    fn twins() {
        for store in [StoreKind::Archiving, StoreKind::Monitoring] {
            let text = format!(
                "
                site Paris
                  pool fe front-end enterprise version=lync-2013 user-store=sql1\\LYNC {}-store=sql1\\LYNC
                  sql sql1 LYNC,OTHER                          # SQL-010 related fe
                ",
                store.key()
            );
            check_twins(&RULE, &text, |sketch| sketch.move_store("fe", store, "sql1\\OTHER"));
        }
    }

    #[test]
    fn a_chat_database_beside_the_back_end_of_another_pool() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=sql1\\
              pool chat persistent-chat version=lync-2013 persistent-chat-store=sql1\\
              sql sql1                                         # SQL-010 related fe
              sql sql2
            ",
            |sketch| sketch.move_store("chat", StoreKind::PersistentChat, "sql2\\"),
        );
    }

    #[test]
    fn legacy_databases_are_not_concerned() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2010 user-store=sql1\\
              pool mon monitoring version=lync-2010 monitoring-store=sql1\\
              pool what monitoring monitoring-store=sql1\\
              sql sql1
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
    }

    #[test]
    fn every_store_beside_a_back_end() {
        check_words(&RULE, StoreKind::KEYS, &["monitoring", "archiving", "persistent-chat", "compliance"], |store| {
            format!(
                "
                site Paris
                  pool fe front-end enterprise version=lync-2013 user-store=sql1\\
                  pool other front-end enterprise version=lync-2013 {store}-store=sql1\\
                  sql sql1
                "
            )
        });
    }

    #[test]
    fn each_side_is_of_the_target_and_every_back_end_is_named() {
        let plan = |one: &str, other: &str| {
            format!(
                "
                site Paris
                  pool one front-end enterprise version={one} user-store=sql1\\
                  pool other front-end enterprise version={other} archiving-store=sql1\\ user-store=sql2\\
                  sql sql1
                  sql sql2
                "
            )
        };
        check_silent(&RULE, &plan("lync-2010", "lync-2013"));
        check_silent(&RULE, &plan("lync-2013", "lync-2010"));
        let unknown = plan("lync-2013", "lync-2013")
            .replace("user-store=sql1\\", "")
            .replace("version=lync-2013 archiving", "archiving");
        assert_eq!(check_silent(&RULE, &unknown).not_checked, []);
        let two = "
            site Paris
              pool a front-end enterprise version=lync-2013 user-store=sql1\\ archiving-store=sql1\\
              pool b front-end enterprise version=lync-2013 user-store=sql1\\
              sql sql1                                         # SQL-010 related a b
        ";
        check_twins(&RULE, two, |sketch| sketch.remove_link("archiving-store", "a"));
    }

    #[test]
    fn what_pools_share_stays_together_and_the_rest_is_parted() {
        let text = "
            site Paris
              sql sql1                                         # SQL-010 related a b
            phase Stores
              + pool a front-end enterprise version=lync-2013 user-store=sql1\\ archiving-store=sql1\\
              + pool b front-end enterprise version=lync-2013 user-store=sql1\\ archiving-store=sql1\\
              + pool chat persistent-chat version=lync-2013 persistent-chat-store=sql1\\
        ";
        check_twins(&RULE, text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let on = |pool: &str, host: &str| (format!("pool-{pool}"), format!("sql-instance-{host}"));
        let stores = |kind: LinkKind| move |plan: &Plan| last_links(plan, kind);
        check_mended(&RULE, text, stores(LinkKind::ArchivingStore), vec![on("a", "sql01"), on("b", "sql01")]);
        check_mended(&RULE, text, stores(LinkKind::PersistentChatStore), vec![on("chat", "sql02")]);
        check_hinted(&RULE, &text.replace("phase Stores", "").replace("+ pool", "pool"));
    }

    #[test]
    fn a_mirror_that_was_there_is_another_one_then() {
        let text = "
            site Paris
              pool fe front-end enterprise version=lync-2013 archiving-store=a\\ archiving-store/mirror=b\\
              sql a
              sql b                                            # SQL-010 related other
            phase Pool
              + pool other front-end enterprise version=lync-2013 user-store=b\\
        ";
        check_twins(&RULE, text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let last = |plan: &Plan| plan.phases[0].steps.last().map(|step| (step.commands().len(), step.about()));
        let fe = crate::rules::sketch::read(text).unwrap().subject("fe");
        check_mended(&RULE, text, last, Some((0, vec![fe])));
    }
}
