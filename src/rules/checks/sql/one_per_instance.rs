//! SQL-007: several databases of one type on a SQL instance.

use crate::rules::prelude::*;
use crate::rules::sql::{crowded, serve_several};

pub static RULE: Rule =
    Rule::new("SQL-007", "several-databases-of-one-type-on-an-instance", "0.1.0", Check::State(check))
        .near()
        // Two of a type on an instance are two of a type on its server as well.
        .covering(&["SQL-008"])
        .mended(FixOffer::Sometimes, super::shared_instance::part);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    // What one pool has on an instance is one database of a type, however many links say so.
    for host in cx.sql_hosts().iter().filter(|host| serve_several(&host.stores)) {
        for (instance, stores) in host.instances() {
            for (kind, pools) in crowded(cx, &stores, &cx.pack.one_per_instance, out) {
                let said = message!(
                    "rules-sql-007",
                    instance = cx.label(&instance.id),
                    store = Message::word("store", kind.key()),
                    pools = pools.iter().map(|pool| cx.label(&pool.id)).collect::<Vec<_>>()
                );
                out.report(&instance.id, said).related(pools.iter().map(|pool| &pool.id));
            }
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
              pool fe-paris front-end enterprise version=lync-2013 user-store=sql1\\LYNC
              pool fe-lyon front-end enterprise version=lync-2013 user-store=sql1\\LYNC
              sql sql1 LYNC,MON                                # SQL-007
            ",
            |sketch| sketch.move_store("fe-lyon", StoreKind::User, "sql1\\MON"),
        );
    }

    #[test]
    fn two_chat_pools() {
        check_twins(
            &RULE,
            "
            site Paris
              pool chat-a persistent-chat version=lync-2013 persistent-chat-store=sql1\\
              pool chat-b persistent-chat version=lync-2013 persistent-chat-store=sql1\\
              sql sql1                                         # SQL-007 related chat-a chat-b
            ",
            |sketch| sketch.remove("chat-b"),
        );
    }

    #[test]
    fn standard_edition_servers_stay_where_they_are() {
        check_unmended(
            &RULE,
            "
            site Paris
              pool a front-end standard version=lync-2013 user-store=sql1\\
              pool b front-end standard version=lync-2013 user-store=sql1\\
              sql sql1
            ",
        );
    }

    #[test]
    fn a_shared_store_counts_once_and_types_may_share() {
        check_silent(
            &RULE,
            "
            site Paris
              pool a front-end enterprise version=lync-2013 user-store=sql1\\A monitoring-store=sql1\\A archiving-store=sql1\\A
              pool b front-end enterprise version=lync-2013 user-store=sql2\\A monitoring-store=sql1\\A archiving-store=sql1\\A
              pool old1 front-end enterprise version=lync-2010 user-store=sql3\\A
              pool old2 front-end enterprise version=lync-2010 user-store=sql3\\A
              sql sql1 A
              sql sql2 A
              sql sql3 A
            ",
        );
    }

    #[test]
    fn every_store_of_two_pools() {
        check_words(&RULE, StoreKind::KEYS, &["user", "persistent-chat", "compliance"], |store| {
            format!(
                "
                site Paris
                  pool a front-end enterprise version=lync-2013 {store}-store=sql1\\
                  pool b front-end enterprise version=lync-2013 {store}-store=sql1\\
                  sql sql1
                "
            )
        });
    }
}
