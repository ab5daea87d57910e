//! COLO-011, COLO-012: databases on a computer that carries a role.

use crate::rules::names::folded;
use crate::rules::prelude::*;
use crate::rules::steps::is_new;
use foldhash::HashSet;

pub static BACK_END: Rule = Rule::new("COLO-011", "back-end-on-a-server-with-a-role", "0.1.0", Check::State(back_end))
    .near()
    .mended(FixOffer::Sometimes, sql_server);

pub static GROUP_CHAT: Rule =
    Rule::new("COLO-012", "legacy-chat-database-on-a-chat-server", "0.1.0", Check::State(group_chat)).near();

fn back_end(cx: &StateContext<'_>, out: &mut Findings) {
    let mut servers: Option<HashSet<_>> = None;
    for host in cx.sql_hosts() {
        let counts = |store: &&crate::rules::sql::Store<'_>| {
            matches!(store.kind, StoreKind::User | StoreKind::CentralManagement)
                && store.pool.kind == PoolKind::FrontEnd
                && store.pool.edition == Some(Edition::Enterprise)
                && cx.age(store.pool) == Age::Own
        };
        let mut pools: Vec<&PoolId> = host.stores.iter().filter(counts).map(|store| &store.pool.id).collect();
        let Some(name) = host.server.fqdn.as_deref().filter(|name| !name.is_empty() && !pools.is_empty()) else {
            continue;
        };
        let servers = servers.get_or_insert_with(|| {
            cx.topology.servers.values().filter_map(|server| server.fqdn.as_deref().map(folded)).collect()
        });
        if servers.contains(&folded(name)) {
            pools.sort();
            pools.dedup();
            let names: Vec<String> = pools.iter().map(|pool| cx.label(*pool)).collect();
            out.report(&host.server.id, message!("rules-colo-011", host = cx.label(&host.server.id), pools = names))
                .related(pools);
        }
    }
}

/// A SQL Server that the plan brings is a computer of its own.
fn sql_server(cx: &FixContext<'_>) -> Vec<Fix> {
    let of = cx.finding.subject.clone();
    let Some(state) = cx.replay.states.get(cx.finding.stages.0).filter(|_| is_new(cx, &of)) else { return Vec::new() };
    let old = state.label(&of);
    let states: Vec<&Topology> = cx.replay.states.iter().collect();
    let new = Topology::free_fqdn("sql", old.split_once('.').map(|(_, domain)| domain), &states);
    let label = message!("rules-name-fix", old = old, new = new.as_str());
    let edits = vec![PlanEdit::Correct(Command::Set { of, fact: "fqdn", to: Some(Value::text(&new)) })];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

fn group_chat(cx: &StateContext<'_>, out: &mut Findings) {
    for host in cx.sql_hosts() {
        let Some(name) = host.server.fqdn.as_deref() else { continue };
        let is = |fqdn: &Option<Text>| fqdn.as_ref().is_some_and(|fqdn| fqdn.eq_ignore_ascii_case(name));
        for store in
            host.stores.iter().filter(|store| matches!(store.kind, StoreKind::GroupChat | StoreKind::Compliance))
        {
            let pool = store.pool;
            let apart = pool.version.is_some_and(|version| cx.pack.chat_databases_apart.contains(&version));
            if !apart || pool.kind != PoolKind::GroupChat {
                continue;
            }
            let members = cx.members_of(&pool.id);
            if members.iter().any(|server| is(&server.fqdn)) || members.is_empty() && is(&pool.fqdn) {
                let said = message!("rules-colo-012", pool = cx.label(&pool.id), host = cx.label(&host.server.id));
                out.report(&host.server.id, said).related([&pool.id]);
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
            &BACK_END,
            "
            site Paris
              pool pool13 front-end enterprise version=lync-2013 servers=fe01,fe02 user-store=sql\\LYNC
              sql sql LYNC fqdn=FE01.contoso.com                     # COLO-011 related pool13
            ",
            |sketch| PlanEdit::Correct(sketch.set("sql", "fqdn", Value::text("sql01.contoso.com"))),
        );
        check_twins(
            &GROUP_CHAT,
            "
            site Paris
              pool chat group-chat version=ocs-2007-r2 servers=chat01 group-chat-store=sql\\MGC
              sql sql MGC fqdn=chat01.contoso.com                    # COLO-012 related chat
            ",
            |sketch| PlanEdit::Correct(sketch.set("sql", "fqdn", Value::text("sqlchat01.contoso.com"))),
        );
    }

    #[test]
    fn a_sql_server_that_the_plan_brings_is_another_computer() {
        let text = "
            site Paris
            phase Build
              + sql sql LYNC fqdn=fe01.contoso.com                     # COLO-011 related pool13
              + pool pool13 front-end enterprise version=lync-2013 servers=fe01,fe02 user-store=sql\\LYNC
        ";
        check_twins(&BACK_END, text, |sketch| {
            PlanEdit::Correct(sketch.set("sql", "fqdn", Value::text("sql07.contoso.com")))
        });
        check_unmended(&BACK_END, &text.replace("phase Build", "").replace("+ ", ""));
    }

    #[test]
    fn local_databases_and_other_products_are_not_concerned() {
        check_silent(
            &BACK_END,
            "
            site Paris
              pool se front-end standard version=lync-2013 servers=1 user-store=sql\\RTC
              sql sql RTC fqdn=se.contoso.com
              pool old front-end enterprise version=lync-2010 servers=fe01 user-store=sql2\\LYNC
              sql sql2 LYNC fqdn=fe01.contoso.com
            ",
        );
        check_silent(
            &GROUP_CHAT,
            "
            site Paris
              pool chat group-chat version=lync-2010 servers=chat01 group-chat-store=sql\\MGC
              sql sql MGC fqdn=chat01.contoso.com
            ",
        );
    }

    #[test]
    fn every_version_of_the_chat_servers() {
        check_words(&GROUP_CHAT, Version::KEYS, &["ocs-2007-r2"], |version| {
            format!(
                "
                site Paris
                  pool chat group-chat version={version} servers=chat01 group-chat-store=sql\\MGC
                  sql sql MGC fqdn=chat01.contoso.com
                "
            )
        });
    }

    #[test]
    fn a_pool_with_servers_is_not_the_computer_of_its_name() {
        check_words(&GROUP_CHAT, &["servers=chat01", ""], &[""], |servers| {
            format!(
                "
                site Paris
                  pool chat group-chat version=ocs-2007-r2 {servers} group-chat-store=sql\\MGC
                  sql sql MGC fqdn=chat.contoso.com
                "
            )
        });
    }
}
