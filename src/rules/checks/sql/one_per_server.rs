//! SQL-008: several stores of one type on a database server.

use crate::rules::prelude::*;
use crate::rules::sql::{crowded, serve_several};

pub static RULE: Rule =
    Rule::new("SQL-008", "several-stores-of-one-type-on-a-database-server", "0.1.0", Check::State(check))
        .near()
        .mended(FixOffer::Sometimes, super::shared_instance::part);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for host in cx.sql_hosts().iter().filter(|host| serve_several(&host.stores)) {
        for (kind, pools) in crowded(cx, &host.stores, &cx.pack.one_per_server, out) {
            let said = message!(
                "rules-sql-008",
                host = cx.label(&host.server.id),
                store = Message::word("store", kind.key()),
                pools = pools.iter().map(|pool| cx.label(&pool.id)).collect::<Vec<_>>()
            );
            out.report(&host.server.id, said).related(pools.iter().map(|pool| &pool.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended, check_words};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-paris front-end enterprise version=lync-2013 user-store=sql1\\A
              pool fe-lyon front-end enterprise version=lync-2013 user-store=sql1\\B
              sql sql1 A,B                                     # SQL-008 related fe-lyon fe-paris
              sql sql2
            ",
            |sketch| sketch.move_store("fe-lyon", StoreKind::User, "sql2\\"),
        );
    }

    #[test]
    fn two_monitoring_deployments() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-paris front-end enterprise version=lync-2013 monitoring-store=sql1\\A
              pool fe-lyon front-end enterprise version=lync-2013 monitoring-store=sql1\\B
              sql sql1 A,B                                     # SQL-008
            ",
            |sketch| sketch.move_store("fe-lyon", StoreKind::Monitoring, "sql1\\A"),
        );
    }

    #[test]
    fn standard_edition_servers_stay_where_they_are() {
        check_unmended(
            &RULE,
            "
            site Paris
              pool a front-end standard version=lync-2013 user-store=sql1\\A
              pool b front-end standard version=lync-2013 user-store=sql1\\B
              sql sql1 A,B
            ",
        );
    }

    #[test]
    fn chat_databases_have_no_limit_per_server() {
        check_silent(
            &RULE,
            "
            site Paris
              pool chat-a persistent-chat version=lync-2013 persistent-chat-store=sql1\\A
              pool chat-b persistent-chat version=lync-2013 persistent-chat-store=sql1\\B
              pool se front-end standard version=lync-2013 archiving-store=sql1\\A
              pool fe front-end enterprise version=lync-2013 user-store=sql1\\A archiving-store=sql1\\A
              sql sql1 A,B
            ",
        );
    }

    #[test]
    fn every_store_on_two_instances() {
        check_words(&RULE, StoreKind::KEYS, &["user", "monitoring", "archiving"], |store| {
            format!(
                "
                site Paris
                  pool a front-end enterprise version=lync-2013 {store}-store=sql1\\A
                  pool b front-end enterprise version=lync-2013 {store}-store=sql1\\B
                  sql sql1 A,B
                "
            )
        });
    }
}
