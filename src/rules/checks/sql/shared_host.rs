//! SQL-002: a SQL Server computer that holds databases of the target and of the legacy deployment.

use crate::rules::prelude::*;
use crate::rules::sql::serve_several;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("SQL-002", "sql-server-shared-by-two-versions", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, super::shared_instance::fixes);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for host in cx.sql_hosts().iter().filter(|host| serve_several(&host.stores)) {
        let mut pools: BTreeMap<Age, BTreeMap<&PoolId, &Pool>> = BTreeMap::new();
        for store in &host.stores {
            let age = cx.age(store.pool);
            // The local database of a Standard Edition server of the target is not concerned.
            if !(store.local && age == Age::Own) {
                pools.entry(age).or_default().insert(&store.pool.id, store.pool);
            }
        }
        let of = |age| pools.get(&age).into_iter().flatten().map(|(id, _)| *id).collect::<Vec<_>>();
        let (older, own, unknown) = (of(Age::Older), of(Age::Own), of(Age::Unknown));
        if older.is_empty() || own.is_empty() {
            if older.len() + own.len() + unknown.len() > 1 {
                unknown.into_iter().for_each(|pool| out.not_checked(pool, &["version"]));
            }
            continue;
        }
        let names = |pools: &[&PoolId]| pools.iter().map(|id| cx.label(*id)).collect::<Vec<_>>();
        let said = message!("rules-sql-002", host = cx.label(&host.server.id), new = names(&own), old = names(&older));
        out.report(&host.server.id, said).related(older.into_iter().chain(own));
    }
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
              pool fe-old front-end enterprise version=lync-2010 user-store=sqlold\\LYNC
              pool fe-new front-end enterprise version=lync-2013 user-store=spare\\LYNC archiving-store=sqlold\\NEW
              sql sqlold LYNC,NEW                              # SQL-002 related fe-old fe-new
              sql spare LYNC
            ",
            |sketch| sketch.move_store("fe-new", StoreKind::Archiving, "spare\\LYNC"),
        );
    }

    #[test]
    fn the_back_end_of_a_standard_edition_server_goes_to_no_other_computer() {
        check_unmended(
            &RULE,
            "
            site Paris
              pool fe-old front-end enterprise version=lync-2010 user-store=sqlold\\LYNC
              pool fe-new front-end standard version=lync-2013 user-store=sqlold\\NEW
              sql sqlold LYNC,NEW
            ",
        );
    }

    #[test]
    fn it_ends_when_the_legacy_pool_goes() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end enterprise version=ocs-2007-r2 user-store=sqlold\\LYNC
              sql sqlold LYNC,NEW                              # SQL-002
              sql spare
            phase Pilot
              + pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\NEW
            phase Retire
              - pool fe-old
            ",
            |sketch| sketch.record(1, sketch.move_store("fe-new", StoreKind::User, "spare\\")),
        );
    }

    #[test]
    fn local_databases_and_databases_of_one_product_are_not_concerned() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool fe-new front-end standard version=lync-2013 user-store=fe-new-sql\\RTC
              pool fe-old front-end enterprise version=lync-2010 monitoring-store=fe-new-sql\\RTC
              sql fe-new-sql RTC fqdn=fe-new.contoso.com
              pool a front-end enterprise version=lync-2013 user-store=sql1\\A
              pool b front-end enterprise version=lync-2013 monitoring-store=sql1\\B
              sql sql1 A,B
              pool c front-end enterprise version=lync-2010 user-store=sql2\\A
              pool d front-end enterprise user-store=sql2\\B
              sql sql2 A,B
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
    }

    #[test]
    fn a_pool_of_unknown_version_beside_a_local_database_does_not_wait() {
        let text = "
            site Paris
              pool se front-end standard version=lync-2013 user-store=sql1\\
              pool x front-end enterprise archiving-store=sql1\\
              sql sql1 fqdn=se.contoso.com
        ";
        assert_eq!(check_silent(&RULE, text).not_checked, []);
    }
}
