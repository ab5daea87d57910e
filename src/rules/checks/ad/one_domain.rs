//! AD-005: servers of a pool, and its back end, in several domains.

use crate::rules::prelude::*;
use crate::rules::steps::record_in_phase;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("AD-005", "pool-in-several-domains", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, join);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let mut back_ends: BTreeMap<&PoolId, Vec<&SqlServer>> = BTreeMap::new();
    for host in cx.sql_hosts() {
        for store in host.stores.iter().filter(|store| store.kind == StoreKind::User && !store.local) {
            let hosts = back_ends.entry(&store.pool.id).or_default();
            if !hosts.iter().any(|other| other.id == host.server.id) {
                hosts.push(host.server);
            }
        }
    }
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && cx.age(pool) == Age::Own) {
        let members = cx.members_of(&pool.id);
        let mut found: Vec<(Subject, Option<&Text>)> = Vec::new();
        found.extend(members.iter().map(|s| (Subject::from(&s.id), s.domain.as_ref().or(pool.domain.as_ref()))));
        let hosts = back_ends.get(&pool.id).map_or(&[][..], Vec::as_slice);
        found.extend(hosts.iter().map(|host| (Subject::from(&host.id), host.domain.as_ref())));
        // One computer is in one domain.
        if found.len() < 2 {
            continue;
        }
        let known = || found.iter().filter_map(|(subject, domain)| Some((subject, (*domain)?)));
        let Some((first, domain)) = known().next() else {
            out.not_checked(&pool.id, &["domain"]);
            continue;
        };
        if let Some((other, other_domain)) = known().find(|(_, other)| !other.eq_ignore_ascii_case(domain)) {
            let said = message!(
                "rules-ad-005",
                pool = cx.label(&pool.id),
                one = cx.label(first.clone()),
                domain = &**domain,
                other = cx.label(other.clone()),
                other_domain = &**other_domain
            );
            out.report(&pool.id, said).related([first.clone(), other.clone()]);
            continue;
        }
        for (subject, _) in found.iter().filter(|(_, domain)| domain.is_none()) {
            // The domain of a pool is that of its servers.
            let of_pool = matches!(subject, Subject::Server(_));
            out.not_checked(if of_pool { (&pool.id).into() } else { subject.clone() }, &["domain"]);
        }
    }
}

/// The servers join the domain of the first one. Where the databases are, they stay.
fn join(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some(state), Subject::Pool(id)) = (cx.replay.states.get(cx.finding.stages.0), &cx.finding.subject) else {
        return Vec::new();
    };
    let (Some(pool), Some(Subject::Server(first)), Some(Subject::Server(_))) =
        (state.pools.get(id), cx.finding.related.first(), cx.finding.related.get(1))
    else {
        return Vec::new();
    };
    let of = |server: &Server| server.domain.clone().or_else(|| pool.domain.clone());
    let Some(domain) = state.servers.get(first).and_then(|server| of(server)) else { return Vec::new() };
    let apart = |server: &&std::sync::Arc<Server>| {
        server.pool == *id && of(server).is_some_and(|other| !other.eq_ignore_ascii_case(&domain))
    };
    let others: Vec<Subject> = state.servers.values().filter(apart).map(|server| Subject::from(&server.id)).collect();
    let to = |of: &Subject| Command::Set { of: of.clone(), fact: "domain", to: Some(Value::Text(domain.clone())) };
    let names: Vec<String> = others.iter().map(|server| state.label(server)).collect();
    let label = message!("rules-ad-005-fix", servers = names, domain = &*domain);
    record_in_phase(cx, others.iter().map(to).collect(), label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 domain=eu.contoso.com servers=fe1,fe2 user-store=sql1\\LYNC # AD-005
              sql sql1 LYNC domain=us.contoso.com
            ",
            |sketch| sketch.set("sql1", "domain", Value::text("EU.contoso.com")),
        );
        check_twins(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 domain=eu.contoso.com servers=fe1,fe2   # AD-005 related fe1 fe2
            phase Join
              ~ fe2 domain=us.contoso.com
            ",
            |sketch| sketch.set("fe2", "domain", Value::text("eu.contoso.com")),
        );
    }

    #[test]
    fn neither_what_is_so_today_nor_a_back_end_is_moved() {
        let text = |server: &str, host: &str| {
            format!(
                "
                site Paris
                  pool fe front-end enterprise version=lync-2013 domain=eu.c servers=fe1 user-store=sql1\\
                  server fe2 fe domain={server}
                  sql sql1 domain=eu.c
                phase P
                  ~ sql1 domain={host}
                "
            )
        };
        check_unmended(&RULE, &text("us.c", "eu.c"));
        check_unmended(&RULE, &text("eu.c", "us.c"));
    }

    #[test]
    fn one_computer_and_what_is_unknown() {
        let one = "site Paris\n  pool se front-end standard version=lync-2013 servers=1";
        assert_eq!(check_silent(&RULE, one).not_checked, []);
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 domain=contoso.com servers=fe1,fe2 user-store=sql1\\LYNC
              pool fe-b front-end enterprise version=lync-2013 servers=2
              sql sql1 LYNC
            ",
        );
        let waits: Vec<_> = report.not_checked.iter().map(|n| n.subject.id().to_owned()).collect();
        assert_eq!(waits, ["pool-fe-b", "sql-server-sql1"]);
    }

    #[test]
    fn what_is_no_back_end_and_no_front_end_of_the_target_may_be_in_another_domain() {
        let stores = "
            site Paris
              pool fe front-end enterprise version=lync-2013 domain=eu.c servers=fe1,fe2 user-store=sql1\\ monitoring-store=sql2\\
              sql sql1 domain=eu.c
              sql sql2 domain=us.c
            ";
        check_silent(&RULE, stores);
        for pool in ["director version=lync-2013", "front-end enterprise version=lync-2010"] {
            let text =
                format!("site Paris\n  pool p {pool} domain=eu.c\n  server a p domain=eu.c\n  server b p domain=us.c");
            check_silent(&RULE, &text);
        }
    }
}
