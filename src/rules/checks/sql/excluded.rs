//! SQL-004 and SQL-005: a 32-bit SQL Server, or an edition of SQL Server that is excluded, under databases of the target.

use crate::rules::prelude::*;
use crate::rules::sql::hosts_of_target;

pub static BITNESS: Rule = Rule::new("SQL-004", "sql-server-of-unsupported-bitness", "0.1.0", Check::State(bitness))
    .near()
    .covering(&["SQL-003"])
    .mended(FixOffer::Always, super::supported_engine);

pub static EDITION: Rule = Rule::new("SQL-005", "sql-server-edition-excluded", "0.1.0", Check::State(edition))
    .near()
    .covering(&["SQL-003"])
    .mended(FixOffer::Always, super::supported_engine);

fn bitness(cx: &StateContext<'_>, out: &mut Findings) {
    for (host, pools) in hosts_of_target(cx, out, |store| !store.local) {
        let server = host.server;
        match server.bitness {
            None => out.not_checked(&server.id, &["bitness"]),
            Some(bitness) if cx.pack.sql_engines.iter().any(|engine| engine.bitness == bitness) => {}
            Some(bitness) => {
                let said = message!(
                    "rules-sql-004",
                    host = cx.label(&server.id),
                    bitness = Message::word(Bitness::PREFIX, bitness.key()),
                    target = Message::word(Version::PREFIX, cx.pack.product.key())
                );
                out.report(&server.id, said).field("bitness").related(pools);
            }
        }
    }
}

fn edition(cx: &StateContext<'_>, out: &mut Findings) {
    for (host, pools) in hosts_of_target(cx, out, |store| !store.local) {
        let server = host.server;
        match server.sql_edition {
            None => out.not_checked(&server.id, &["sql-edition"]),
            Some(edition) if !cx.pack.excluded_sql_editions.contains(&edition) => {}
            Some(edition) => {
                let said = message!(
                    "rules-sql-005",
                    host = cx.label(&server.id),
                    edition = Message::word(SqlEdition::PREFIX, edition.key()),
                    target = Message::word(Version::PREFIX, cx.pack.product.key())
                );
                out.report(&server.id, said).field("sql-edition").related(pools);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_words};

    fn twins_of(rule: &'static Rule, wrong: &str, fact: FactName, value: &str) {
        let text = format!(
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=sql1\\LYNC
              sql sql1 LYNC {wrong}                            # {} related fe
            ",
            rule.code
        );
        check_twins(rule, &text, |sketch| sketch.set("sql1", fact, Value::text(value)));
    }

    #[test]
    fn twins() {
        twins_of(&BITNESS, "bitness=32", "bitness", "64");
        twins_of(&EDITION, "sql-edition=workgroup", "sql-edition", "standard");
        twins_of(&EDITION, "sql-edition=web", "sql-edition", "enterprise");
    }

    #[test]
    fn legacy_databases_are_not_concerned_and_unknown_is_not_green() {
        for (rule, fact) in [(&BITNESS, "bitness"), (&EDITION, "sql-edition")] {
            let report = check_silent(
                rule,
                "
                site Paris
                  pool old front-end enterprise version=lync-2010 user-store=sql1\\
                  pool fe front-end enterprise version=lync-2013 user-store=sql2\\
                  pool half front-end enterprise user-store=sql3\\
                  sql sql1 bitness=32 sql-edition=web
                  sql sql2
                  sql sql3
                ",
            );
            let missing: Vec<_> = report.not_checked.iter().map(|n| (n.subject.id(), n.missing[0])).collect();
            assert_eq!(missing, [("pool-half", "version"), ("sql-server-sql2", fact)]);
        }
    }

    #[test]
    fn every_edition() {
        check_words(&EDITION, SqlEdition::KEYS, &["workgroup", "web"], |edition| {
            format!(
                "
                site Paris
                  pool fe front-end enterprise version=lync-2013 user-store=sql1\\
                  sql sql1 sql-edition={edition}
                "
            )
        });
    }
}
