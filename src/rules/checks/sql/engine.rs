//! SQL-003: a full store on a SQL Server release or edition that the target does not list.

use crate::rules::packs::Pack;
use crate::rules::prelude::*;
use crate::rules::sql::hosts_of_target;

pub static RULE: Rule = Rule::new("SQL-003", "sql-server-release-unsuitable", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Always, super::supported_engine);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    // A Standard Edition server uses its local Express, which is another rule's business.
    for (host, pools) in hosts_of_target(cx, out, |store| !store.local) {
        let server = host.server;
        match judge(cx.pack, server) {
            Verdict::Fits => {}
            Verdict::Misfit(field, value) => {
                let said = message!(
                    "rules-sql-003",
                    host = cx.label(&server.id),
                    value = value,
                    target = Message::word(Version::PREFIX, cx.pack.product.key())
                );
                out.report(&server.id, said).field(field).related(pools);
            }
            Verdict::Unknown(missing) => out.not_checked(&server.id, &missing),
        }
    }
}

enum Verdict {
    Fits,
    /// The fact that excludes it, and what it says.
    Misfit(FactName, Message),
    Unknown(Vec<FactName>),
}

fn judge(pack: &Pack, server: &SqlServer) -> Verdict {
    let version = |engine: &&crate::rules::SqlEngine| server.sql_version.is_none_or(|v| v == engine.version);
    let edition = |engine: &&crate::rules::SqlEngine| server.sql_edition.is_none_or(|e| engine.editions.contains(&e));
    let bitness = |engine: &&crate::rules::SqlEngine| server.bitness.is_none_or(|b| b == engine.bitness);
    let engines = || pack.sql_engines.iter();
    match (server.sql_version, server.sql_edition, server.bitness) {
        (Some(known), ..) if !engines().any(|engine| version(&engine)) => {
            Verdict::Misfit("sql-version", Message::word(SqlVersion::PREFIX, known.key()))
        }
        (_, Some(known), _) if !engines().filter(version).any(|engine| edition(&engine)) => {
            Verdict::Misfit("sql-edition", Message::word(SqlEdition::PREFIX, known.key()))
        }
        (.., Some(known)) if !engines().filter(version).filter(edition).any(|engine| bitness(&engine)) => {
            Verdict::Misfit("bitness", Message::word(Bitness::PREFIX, known.key()))
        }
        (Some(_), Some(_), Some(_)) => Verdict::Fits,
        (version, edition, bitness) => {
            let facts: [(bool, FactName); 3] = [
                (version.is_none(), "sql-version"),
                (edition.is_none(), "sql-edition"),
                (bitness.is_none(), "bitness"),
            ];
            Verdict::Unknown(facts.iter().filter(|(missing, _)| *missing).map(|(_, name)| *name).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{all_but, check_said, check_silent, check_twins, check_words};

    const FITS: &str = "sql-version=sql-2012 sql-edition=standard bitness=64";

    fn twins_of(wrong: &str, fact: FactName, value: &str) {
        let text = format!(
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=sql1\\LYNC
              sql sql1 LYNC {wrong}      # SQL-003 related fe
            "
        );
        check_twins(&RULE, &text, |sketch| sketch.set("sql1", fact, Value::text(value)));
    }

    #[test]
    fn twins() {
        twins_of("sql-version=sql-2008 sql-edition=standard bitness=64", "sql-version", "sql-2008-r2");
        twins_of("sql-version=sql-2014 sql-edition=standard bitness=64", "sql-version", "sql-2012");
        twins_of("sql-version=sql-2012 sql-edition=express bitness=64", "sql-edition", "enterprise");
        twins_of("sql-version=sql-2012 sql-edition=standard bitness=32", "bitness", "64");
    }

    #[test]
    fn one_known_misfit_is_enough_and_what_is_unknown_waits() {
        twins_of("sql-version=sql-2008", "sql-version", "sql-2012");
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 monitoring-store=sql1\\LYNC
              sql sql1 LYNC sql-version=sql-2012
            ",
        );
        assert_eq!(report.not_checked[0].missing, ["sql-edition", "bitness"]);
    }

    #[test]
    fn legacy_stores_local_databases_and_empty_servers_are_not_concerned() {
        let report = check_silent(
            &RULE,
            &format!(
                "
                site Paris
                  pool old front-end enterprise version=lync-2010 user-store=sql1\\
                  pool se front-end standard version=lync-2013 user-store=se-sql\\RTC archiving-store=sql3\\
                  sql sql1 sql-version=sql-2005
                  sql sql2
                  sql sql3 {FITS}
                  sql se-sql RTC fqdn=se.contoso.com sql-version=sql-2012 sql-edition=express
                "
            ),
        );
        assert_eq!(report.not_checked, []);
    }

    #[test]
    fn every_release_and_every_edition() {
        let plan = |release: &str, edition: &str| {
            format!(
                "
                site Paris
                  pool fe front-end enterprise version=lync-2013 user-store=sql1\\
                  sql sql1 sql-version={release} sql-edition={edition} bitness=64
                "
            )
        };
        let listed = ["sql-2008-r2", "sql-2012"];
        check_words(&RULE, SqlVersion::KEYS, &all_but(SqlVersion::KEYS, &listed), |release| plan(release, "standard"));
        for release in listed {
            check_words(&RULE, SqlEdition::KEYS, &all_but(SqlEdition::KEYS, &["enterprise", "standard"]), |edition| {
                plan(release, edition)
            });
        }
    }

    #[test]
    fn what_excludes_an_engine_is_named() {
        let field = |facts: &str, wanted: FactName| {
            let text = format!(
                "site Paris\n  pool fe front-end enterprise version=lync-2013 user-store=sql1\\\n  sql sql1 {facts}"
            );
            check_said(&RULE, &text, |report| report.findings.first().and_then(|found| found.field), Some(wanted));
        };
        field("sql-version=sql-2012 sql-edition=express bitness=64", "sql-edition");
        field("sql-version=sql-2012 sql-edition=express", "sql-edition");
        field("sql-version=sql-2012 sql-edition=standard bitness=32", "bitness");
    }
}
