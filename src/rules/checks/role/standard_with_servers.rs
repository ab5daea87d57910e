//! ROLE-012: a Standard Edition pool with several servers.

use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new("ROLE-012", "standard-edition-pool-with-several-servers", "0.1.0", Check::State(check)).near();

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, missing};

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
