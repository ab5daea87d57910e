//! SQL-006 and SQL-009: what the local database engine of a server may hold, and where a Standard Edition database stays.

use super::moved::{to_instances, to_new_servers};
use super::new_servers::NewServers;
use crate::rules::prelude::*;
use crate::rules::sql::{SqlHost, Store, hosts_of_target, is_own_machine, sql_hosts};
use crate::rules::steps::hint;

pub static EXPRESS: Rule = Rule::new("SQL-006", "local-engine-holds-a-full-store", "0.1.0", Check::State(express))
    .near()
    .covering(&["SQL-003"])
    .mended(FixOffer::Always, super::supported_engine);

pub static STANDARD: Rule =
    Rule::new("SQL-009", "standard-edition-database-misplaced", "0.1.0", Check::State(standard))
        .near()
        .covering(&["SQL-006", "SQL-010"])
        .mended(FixOffer::Always, each_where_it_belongs);

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

/// The user store goes back to the server itself; what grows goes to a new SQL server.
fn each_where_it_belongs(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((state, pack)) = cx.at_start() else { return Vec::new() };
    let hosts = sql_hosts(state);
    let stores = || hosts.iter().flat_map(|host| &host.stores);
    match &cx.finding.subject {
        Subject::SqlServer(id) => {
            let here = hosts.iter().filter(|host| host.server.id == *id).flat_map(|host| &host.stores);
            let goes = |store: &&Store<'_>| grows_too_much(store.kind) && pack.age(store.pool) == Age::Own;
            to_new_servers(cx, state, pack, &here.filter(goes).copied().collect::<Vec<_>>())
        }
        Subject::Pool(id) => {
            let Some(pool) = state.pools.get(id) else { return Vec::new() };
            let label = message!("rules-sql-009-moved-fix", pool = state.label(&cx.finding.subject));
            // What stands on the machine already, or mirrors the store, has to be thought of first.
            let is_own =
                |id: &SqlServerId| state.sql_servers.get(id).is_some_and(|host| is_own_machine(pool, host, state));
            let in_the_way = |store: &Store<'_>| match store.pool.id == *id {
                true => store.kind == StoreKind::User && store.usage != Usage::Default,
                false => {
                    is_own(&store.instance.server)
                        && !matches!(store.kind, StoreKind::PersistentChat | StoreKind::Compliance)
                }
            };
            if stores().any(in_the_way) {
                return hint(label);
            }
            let mut servers = NewServers::new(cx);
            let home = match state.sql_instances.values().find(|instance| is_own(&instance.server)) {
                Some(instance) => instance.id.clone(),
                None => {
                    let name = pool.fqdn.as_deref().unwrap_or_default();
                    servers.give_called(name, pool.site.as_ref(), Some(Text::from("RTC"))).id
                }
            };
            let astray = stores().filter(|store| store.pool.id == *id && store.kind == StoreKind::User && !store.local);
            let moves: Vec<_> = astray.map(|store| (store.link, home.clone())).collect();
            to_instances(cx, servers.add, &moves, label)
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_hinted, check_mended, check_silent, check_twins, check_words, last_links};

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

    #[test]
    fn a_phase_leaves_the_user_store_on_the_server() {
        let plan = |more: &str| {
            format!(
                "
                site Paris
                  sql sql1
                  {more}
                phase Pilot
                  + pool se01 front-end standard version=lync-2013 user-store=sql1\\   # SQL-009 related sql1
                "
            )
        };
        let stores = |plan: &Plan| last_links(plan, LinkKind::UserStore);
        let on = |id: &str| vec![("pool-se01".to_owned(), id.to_owned())];
        for (more, instance) in [("", "sql-instance-se01"), ("sql local RTC fqdn=se01.contoso.com", "local")] {
            check_twins(&STANDARD, &plan(more), |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
            let text = plan(more).replace(" # SQL-009 related sql1", "");
            let id = match instance {
                "local" => crate::rules::sketch::read(&text).unwrap().subject("local\\RTC").id().to_owned(),
                new => new.to_owned(),
            };
            check_mended(&STANDARD, &text, stores, on(&id));
        }
        check_hinted(&STANDARD, &plan("").replace("phase Pilot", "").replace("+ pool", "pool"));
        // The store is mirrored, or another database is on the machine; chat may be.
        check_hinted(&STANDARD, &plan("sql b").replace("user-store=sql1\\", "user-store=sql1\\ user-store/mirror=b\\"));
        let with = |pool: &str| plan(&format!("sql local fqdn=se01.contoso.com\n pool other {pool}-store=local\\"));
        check_hinted(&STANDARD, &with("front-end enterprise version=lync-2010 user"));
        check_mended(
            &STANDARD,
            &with("persistent-chat version=lync-2013 compliance"),
            stores,
            on("sql-instance-local"),
        );
    }

    #[test]
    fn a_phase_places_what_grows_on_a_new_server() {
        let text = "
            site Paris
              pool se01 front-end standard version=lync-2013 user-store=local\\RTC
              pool se02 front-end standard version=lync-2013 user-store=local2\\RTC
              sql local RTC fqdn=se01.contoso.com              # SQL-009 related se01 se02
              sql local2 RTC fqdn=se02.contoso.com
            phase Monitoring
              + link monitoring-store se01 -> local\\RTC
              + link monitoring-store se02 -> local\\RTC
              + link archiving-store se01 -> local\\RTC
        ";
        check_twins(&STANDARD, text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let both = ["pool-se01", "pool-se02"].map(|pool| (pool.to_owned(), "sql-instance-sql01".to_owned()));
        check_mended(&STANDARD, text, |plan| last_links(plan, LinkKind::MonitoringStore), both.to_vec());
        let steps = "phase Monitoring\n              + link monitoring-store se01";
        check_hinted(&STANDARD, &text.replace(steps, "link monitoring-store se01").replace("+ link", "link"));
    }
}
