//! SQL-011: a SQL Server that databases of other products use as well.

use super::shared_instance::own_servers;
use crate::rules::prelude::*;
use crate::rules::sql::hosts_of_target;

pub static RULE: Rule = Rule::new("SQL-011", "sql-server-shared-with-other-products", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, own_host);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for (host, pools) in hosts_of_target(cx, out, |store| !store.local) {
        match host.server.other_databases {
            Some(false) => {}
            None => out.not_checked(&host.server.id, &["other-databases"]),
            Some(true) => {
                let said = message!("rules-sql-011", host = cx.label(&host.server.id));
                out.report(&host.server.id, said).field("other-databases").related(pools);
            }
        }
    }
}

/// A SQL server of its own for each pool. What is so today, no plan changes.
fn own_host(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(state) = cx.replay.states.get(stage).filter(|_| stage > 0) else { return Vec::new() };
    let pool = |subject: &Subject| match subject {
        Subject::Pool(id) => state.pools.get(id).map(|pool| &**pool),
        _ => None,
    };
    let pools: Vec<&Pool> = cx.finding.related.iter().filter_map(pool).collect();
    own_servers(cx, state, &pools)
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
              pool fe front-end enterprise version=lync-2013 user-store=sql1\\
              sql sql1 other-databases=true                    # SQL-011 related fe
            ",
            |sketch| sketch.set("sql1", "other-databases", Value::Flag(false)),
        );
    }

    #[test]
    fn a_pool_that_comes_gets_a_server_of_its_own() {
        let text = "
            site Paris
              sql sql1 other-databases=true                    # SQL-011 related fe
            phase Pilot
              + pool fe front-end enterprise version=lync-2013 user-store=sql1\\
        ";
        check_twins(&RULE, text, |sketch| sketch.set("sql1", "other-databases", Value::Flag(false)));
        check_unmended(&RULE, &text.replace("phase Pilot", "").replace("+ pool", "pool"));
    }

    #[test]
    fn only_servers_of_the_target_are_asked_about() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool old front-end enterprise version=lync-2010 user-store=sql1\\
              pool fe front-end enterprise version=lync-2013 user-store=sql2\\
              sql sql1 other-databases=true
              sql sql2
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
    }
}
