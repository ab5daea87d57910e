//! COLO-006, COLO-007: other server software on a computer of the target.
//!
//! As with everything that is drawn, what is not listed on a server is not there.

use crate::rules::prelude::*;
use crate::rules::steps::set_in_phase;

pub static REVERSE_PROXY: Rule =
    Rule::new("COLO-006", "reverse-proxy-on-a-server-of-the-target", "0.1.0", Check::State(reverse_proxy))
        .near()
        .mended(FixOffer::Sometimes, elsewhere);

pub static EXCHANGE: Rule =
    Rule::new("COLO-007", "exchange-or-sharepoint-on-a-server-of-the-target", "0.1.0", Check::State(exchange))
        .near()
        .mended(FixOffer::Sometimes, elsewhere);

fn reverse_proxy(cx: &StateContext<'_>, out: &mut Findings) {
    let Some(excluded) = cx.pack.excluded_companions.get(&REVERSE_PROXY.code) else { return };
    on_servers(cx, out, excluded, &|pool| cx.age(pool) == Age::Own);
}

fn exchange(cx: &StateContext<'_>, out: &mut Findings) {
    let Some(excluded) = cx.pack.excluded_companions.get(&EXCHANGE.code) else { return };
    on_servers(cx, out, excluded, &|pool| cx.age(pool) == Age::Own);
    for host in cx.sql_hosts().iter().filter(|host| host.server.also_runs.is_some()) {
        if host.stores.iter().any(|store| cx.age(store.pool) == Age::Own) {
            let found = host.server.also_runs.iter().flatten().filter(|found| excluded.contains(found));
            found.for_each(|found| report(cx, out, (&host.server.id).into(), *found));
        }
    }
}

/// Reports each of these on a server of a pool that counts.
pub(super) fn on_servers(
    cx: &StateContext<'_>,
    out: &mut Findings,
    excluded: &[Companion],
    counts: &dyn Fn(&Pool) -> bool,
) {
    for server in cx.topology.servers.values() {
        for found in server.also_runs.iter().flatten().filter(|found| excluded.contains(found)) {
            if cx.topology.pools.get(&server.pool).is_some_and(|pool| counts(pool)) {
                report(cx, out, (&server.id).into(), *found);
            }
        }
    }
}

fn report(cx: &StateContext<'_>, out: &mut Findings, subject: Subject, found: Companion) {
    let what = Message::word(Companion::PREFIX, found.key());
    let said = message!("rules-colo-companion", server = cx.label(subject.clone()), what = what);
    out.report(subject, said).field("also-runs");
}

/// What the rule excludes goes to another computer.
fn elsewhere(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let runs = match &cx.finding.subject {
        Subject::Server(id) => state.servers.get(id).and_then(|server| server.also_runs.clone()),
        Subject::SqlServer(id) => state.sql_servers.get(id).and_then(|server| server.also_runs.clone()),
        _ => None,
    };
    let (Some(runs), Some(excluded)) = (runs, pack.excluded_companions.get(&cx.finding.code)) else {
        return Vec::new();
    };
    let (go, stay): (Vec<Companion>, Vec<Companion>) = runs.into_iter().partition(|one| excluded.contains(one));
    let what = go.iter().map(|one| Message::word(Companion::PREFIX, one.key())).collect::<Vec<_>>();
    let stay = Value::List(stay.iter().map(|one| Text::from(one.key())).collect());
    let label = message!("rules-colo-companion-fix", server = state.label(&cx.finding.subject), what = what);
    set_in_phase(cx, &[("also-runs", stay)], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, check_words};

    #[test]
    fn twins() {
        for (rule, what) in [
            (&REVERSE_PROXY, "reverse-proxy"),
            (&EXCHANGE, "exchange-um"),
            (&EXCHANGE, "exchange-storage"),
            (&EXCHANGE, "sharepoint"),
        ] {
            let text = format!(
                "
                site Paris
                  pool edge edge version=lync-2013 servers=e1   # {}
                phase Share
                  ~ e1 also-runs={what}
                ",
                rule.code
            );
            check_twins(rule, &text, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
        }
        check_twins(
            &EXCHANGE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=sql01\\LYNC
              sql sql01 LYNC also-runs=exchange-um              # COLO-007
            ",
            |sketch| sketch.set("sql01", "also-runs", Value::List(Vec::new())),
        );
    }

    #[test]
    fn other_software_of_the_server_stays_and_so_does_what_is_so_today() {
        let today = "site Paris\n  pool edge edge version=lync-2013\n  server e1 edge also-runs=reverse-proxy";
        check_unmended(&REVERSE_PROXY, today);
        let host = "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=sql01\\LYNC
              sql sql01 LYNC
            phase Share
              ~ sql01 also-runs=exchange-um,reverse-proxy
        ";
        let runs = |plan: &crate::plan::Plan| {
            let state = &plan.replay().states[1];
            state.sql_servers.values().next().and_then(|host| host.also_runs.clone())
        };
        check_mended(&EXCHANGE, host, runs, Some(vec![Companion::ReverseProxy]));
        check_unmended(&EXCHANGE, &today.replace("reverse-proxy", "sharepoint"));
    }

    #[test]
    fn legacy_servers_and_other_software_are_not_concerned() {
        check_silent(
            &EXCHANGE,
            "
            site Paris
              pool old front-end standard version=lync-2010 servers=a user-store=sql01\\LYNC
              pool new edge version=lync-2013 servers=b
              sql sql01 LYNC also-runs=exchange-um
            phase Share
              ~ a also-runs=exchange-um
              ~ b also-runs=reverse-proxy
            ",
        );
    }

    #[test]
    fn every_companion() {
        for (rule, excluded) in [
            (&REVERSE_PROXY, ["reverse-proxy"].as_slice()),
            (&EXCHANGE, &["exchange-um", "exchange-storage", "sharepoint"]),
        ] {
            check_words(rule, Companion::KEYS, excluded, |what| {
                format!("site Paris\n  pool p edge version=lync-2013\n  server s p also-runs={what}")
            });
        }
    }
}
