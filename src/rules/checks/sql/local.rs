//! SQL-006 and SQL-009: what the local database engine of a server may hold, and where a Standard Edition database stays.

use crate::rules::prelude::*;
use crate::rules::sql::{SqlHost, Store, hosts_of_target};

pub static EXPRESS: Rule = Rule::new("SQL-006", "local-engine-holds-a-full-store", "0.1.0", Check::State(express))
    .near()
    .covering(&["SQL-003"])
    .mended(FixOffer::Always, super::supported_engine);

pub static STANDARD: Rule =
    Rule::new("SQL-009", "standard-edition-database-misplaced", "0.1.0", Check::State(standard))
        .near()
        .covering(&["SQL-006", "SQL-010"]);

/// The stores that a Standard Edition server has no room for, though it stands on its own machine.
fn grows_too_much(kind: StoreKind) -> bool {
    matches!(kind, StoreKind::Monitoring | StoreKind::Archiving)
}

fn express(cx: &StateContext<'_>, out: &mut Findings) {
    let counts = |store: &Store<'_>| !store.local || grows_too_much(store.kind);
    for (host, pools) in hosts_of_target(cx, out, counts) {
        let server = host.server;
        match server.sql_edition {
            None => out.not_checked(&server.id, &["sql-edition"]),
            Some(edition) if !cx.pack.local_sql_editions.contains(&edition) => {}
            Some(edition) => {
                let said = message!(
                    "rules-sql-006",
                    host = cx.label(&server.id),
                    edition = Message::word(SqlEdition::PREFIX, edition.key()),
                    stores = kinds(host, |store| counts(store) && cx.age(store.pool) == Age::Own)
                );
                out.report(&server.id, said).field("sql-edition").related(pools);
            }
        }
    }
}

fn standard(cx: &StateContext<'_>, out: &mut Findings) {
    for host in cx.sql_hosts() {
        let moved = |store: &&Store<'_>| {
            store.kind == StoreKind::User
                && store.usage == Usage::Default
                && !store.local
                && store.pool.kind == PoolKind::FrontEnd
                && store.pool.edition != Some(Edition::Enterprise)
        };
        for store in host.stores.iter().filter(moved) {
            let pool = store.pool;
            let missing: Vec<FactName> = [
                (cx.age(pool) == Age::Unknown, "version"),
                (pool.edition.is_none(), "edition"),
                (pool.fqdn.is_none(), "fqdn"),
            ]
            .into_iter()
            .filter_map(|(missing, fact)| missing.then_some(fact))
            .collect();
            match cx.age(pool) {
                Age::Own | Age::Unknown if !missing.is_empty() => out.not_checked(&pool.id, &missing),
                Age::Own if host.server.fqdn.is_none() => out.not_checked(&host.server.id, &["fqdn"]),
                Age::Own => {
                    let said =
                        message!("rules-sql-009-moved", pool = cx.label(&pool.id), host = cx.label(&host.server.id));
                    out.report(&pool.id, said).related([&host.server.id]);
                }
                _ => {}
            }
        }
        let is_standard = |store: &Store<'_>| {
            store.local && store.pool.edition == Some(Edition::Standard) && cx.age(store.pool) == Age::Own
        };
        if !host.stores.iter().any(is_standard) {
            continue;
        }
        let wrong = |store: &Store<'_>| grows_too_much(store.kind) && cx.age(store.pool) == Age::Own;
        let mut pools: Vec<&PoolId> = host.stores.iter().filter(|s| wrong(s)).map(|store| &store.pool.id).collect();
        if pools.is_empty() {
            continue;
        }
        pools.sort();
        pools.dedup();
        let said = message!("rules-sql-009", host = cx.label(&host.server.id), stores = kinds(host, wrong));
        out.report(&host.server.id, said).related(pools);
    }
}

/// The kinds of these stores of a host, each once.
fn kinds(host: &SqlHost<'_>, counts: impl Fn(&Store<'_>) -> bool) -> Vec<Message> {
    let mut kinds: Vec<StoreKind> = host.stores.iter().filter(|store| counts(store)).map(|store| store.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds.into_iter().map(|kind| Message::word("store", kind.key())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_words};

    #[test]
    fn twins() {
        check_twins(
            &EXPRESS,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 monitoring-store=sql1\\MON
              sql sql1 MON sql-edition=express                 # SQL-006 related fe
            ",
            |sketch| sketch.set("sql1", "sql-edition", Value::text("standard")),
        );
        check_twins(
            &STANDARD,
            "
            site Paris
              pool se01 front-end standard version=lync-2013 user-store=local\\RTC monitoring-store=local\\RTC
              sql local RTC fqdn=se01.contoso.com              # SQL-009 related se01
              sql sql1
            ",
            |sketch| sketch.move_store("se01", StoreKind::Monitoring, "sql1\\"),
        );
        check_twins(
            &STANDARD,
            "
            site Paris
              pool se01 front-end standard version=lync-2013 user-store=sql1\\   # SQL-009 related sql1
              sql sql1
              sql local RTC fqdn=se01.contoso.com
            ",
            |sketch| sketch.move_store("se01", StoreKind::User, "local\\RTC"),
        );
    }

    #[test]
    fn an_archive_of_the_server_itself_is_no_local_database() {
        check_twins(
            &EXPRESS,
            "
            site Paris
              pool se01 front-end standard version=lync-2013 user-store=local\\RTC archiving-store=local\\RTC
              sql local RTC fqdn=se01.contoso.com sql-edition=express   # SQL-006
              sql sql1 sql-edition=standard
            ",
            |sketch| sketch.move_store("se01", StoreKind::Archiving, "sql1\\"),
        );
    }

    #[test]
    fn chat_may_share_the_local_database_and_unknown_is_not_green() {
        let text = "
            site Paris
              pool se01 front-end standard version=lync-2013 user-store=local\\RTC
              pool chat persistent-chat version=lync-2013 fqdn=se01.contoso.com persistent-chat-store=local\\RTC
              sql local RTC fqdn=se01.contoso.com sql-edition=express
              pool old front-end standard version=lync-2010 user-store=far\\
              sql far
              pool half front-end version=lync-2013 user-store=far2\\
              sql far2
            ";
        assert_eq!(check_silent(&EXPRESS, text).not_checked[0].missing, ["sql-edition"]);
        assert_eq!(check_silent(&STANDARD, text).not_checked[0].missing, ["edition"]);
    }

    #[test]
    fn every_edition() {
        check_words(&EXPRESS, SqlEdition::KEYS, &["express"], |edition| {
            format!(
                "
                site Paris
                  pool fe front-end enterprise version=lync-2013 monitoring-store=sql1\\
                  sql sql1 sql-edition={edition}
                "
            )
        });
    }
}
