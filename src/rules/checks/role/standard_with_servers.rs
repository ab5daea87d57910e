//! ROLE-012: a Standard Edition pool with several servers.

use crate::rules::prelude::*;
use crate::rules::steps::record_in_phase;

pub static RULE: Rule =
    Rule::new("ROLE-012", "standard-edition-pool-with-several-servers", "0.1.0", Check::State(check))
        .near()
        .mended(FixOffer::Sometimes, enterprise_or_fewer);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let limit = cx.pack.servers_per_standard_pool;
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && pool.edition != Some(Edition::Enterprise)) {
        let servers = cx.servers_of(&pool.id);
        if servers <= limit {
            continue;
        }
        match (cx.age(pool), pool.edition) {
            (Age::Own, Some(_)) => {
                let said = message!("rules-role-012", pool = cx.label(&pool.id), count = servers, limit = limit);
                out.report(&pool.id, said).field("edition");
            }
            (Age::Own, None) => out.not_checked(&pool.id, &["edition"]),
            (Age::Unknown, Some(_)) => out.not_checked(&pool.id, &["version"]),
            (Age::Unknown, None) => out.not_checked(&pool.id, &["version", "edition"]),
            _ => {}
        }
    }
}

/// A pool that the phase brings becomes Enterprise Edition, where its databases are not local; or the servers that the
/// phase brings beyond the limit are left out.
fn enterprise_or_fewer(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let (of, Subject::Pool(id)) = (&cx.finding.subject, &cx.finding.subject) else { return Vec::new() };
    let comes = |subject: &Subject| cx.plan.entry_of(subject).is_some_and(|(entry, _)| entry == stage);
    let pool = state.label(of);
    let mut fixes = Vec::new();
    let has_store = state.links.values().any(|link| link.from == *of && link.kind == LinkKind::UserStore);
    if comes(of) && !has_store {
        let set = Command::Set { of: of.clone(), fact: "edition", to: Some(Value::text(Edition::Enterprise.key())) };
        fixes.extend(record_in_phase(cx, vec![set], message!("rules-role-012-fix", pool = pool.as_str())));
    }
    let servers: Vec<Subject> =
        state.servers.values().filter(|server| server.pool == *id).map(|server| Subject::from(&server.id)).collect();
    // A server with the name of the pool is the last to be left out.
    let is_named = |server: &Subject| state.label(server) == pool;
    let mut extra: Vec<&Subject> = servers.iter().filter(|server| comes(server) && !is_named(server)).collect();
    let wanted = servers.len().saturating_sub(pack.servers_per_standard_pool);
    if extra.len() >= wanted {
        extra = extra.split_off(extra.len() - wanted);
        let names = extra.iter().map(|server| state.label(server)).collect::<Vec<_>>();
        let commands = extra.into_iter().map(|server| Command::Remove(server.clone())).collect();
        fixes.extend(record_in_phase(cx, commands, message!("rules-role-012-fewer-fix", pool = pool, servers = names)));
    }
    fixes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_said, check_silent, check_twins, check_unmended, missing};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-paris front-end standard version=lync-2013 servers=2   # ROLE-012
              pool fe-lyon front-end standard version=lync-2013 servers=1
            ",
            |sketch| sketch.set("fe-paris", "edition", Value::text("enterprise")),
        );
    }

    #[test]
    fn one_server_less_is_enough() {
        check_twins(
            &RULE,
            "
            site Paris
            phase Pilot
              + pool fe-paris front-end standard version=lync-2013 servers=a,b   # ROLE-012
            ",
            |sketch| sketch.remove("a"),
        );
    }

    #[test]
    fn servers_that_a_phase_adds_are_left_out() {
        let servers = |plan: &crate::plan::Plan| plan.replay().states[1].servers.len();
        let grown = "
            site Paris
              pool fe front-end standard version=lync-2013 servers=1
            phase Grow
              + server a fe
              + server b fe
        ";
        check_mended(&RULE, grown, servers, 1);
        check_unmended(&RULE, &grown.replace("servers=1", "servers=2"));
        check_unmended(&RULE, "site Paris\n  pool fe front-end standard version=lync-2013 servers=2");
        let local = "site Paris\n  sql sql LYNC\nphase P\n  + pool fe front-end standard version=lync-2013 servers=a,b";
        let edition = |plan: &crate::plan::Plan| plan.replay().states[1].pools.values().next()?.edition;
        check_mended(&RULE, local, edition, Some(Edition::Enterprise));
        check_mended(&RULE, &format!("{local} user-store=sql\\LYNC"), edition, Some(Edition::Standard));
    }

    #[test]
    fn other_products_and_unknown_editions_are_not_judged() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool legacy front-end standard version=lync-2010 servers=2
              pool newer front-end standard version=sfb-2019 servers=2
              pool half front-end version=lync-2013 servers=2
              pool what front-end standard servers=2
              pool done front-end servers=1
            ",
        );
        let missing: Vec<_> = report.not_checked.iter().map(|n| (n.subject.id(), n.missing.as_slice())).collect();
        assert_eq!(missing, [("pool-half", &["edition"][..]), ("pool-newer", &["pack"]), ("pool-what", &["version"])]);
    }

    #[test]
    fn of_what_is_not_known_both_are_named() {
        check_said(&RULE, "site Paris\n  pool p front-end servers=2", missing, vec!["version", "edition"]);
    }
}
