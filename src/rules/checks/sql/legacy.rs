//! SQL-026 to SQL-028: what the products that are migrated from support for their own databases.

use crate::rules::LegacyStores;
use crate::rules::packs::Pack;
use crate::rules::prelude::*;
use crate::rules::sql::{SqlHost, Store};
use std::collections::BTreeSet;

pub static LYNC_2010: Rule =
    Rule::new("SQL-026", "lync-2010-database-unsupported", "0.1.0", Check::State(lync_2010)).near();

pub static OCS_2007_R2: Rule =
    Rule::new("SQL-027", "ocs-2007-r2-database-unsupported", "0.1.0", Check::State(ocs_2007_r2)).near();

pub static COLLOCATION: Rule =
    Rule::new("SQL-028", "legacy-databases-collocated", "0.1.0", Check::State(collocation)).near();

fn lync_2010(cx: &StateContext<'_>, out: &mut Findings) {
    engines(cx, &LYNC_2010.code, out);
}

fn ocs_2007_r2(cx: &StateContext<'_>, out: &mut Findings) {
    engines(cx, &OCS_2007_R2.code, out);
}

/// What the pack knows about the product that a rule speaks of.
fn of_rule<'a>(pack: &'a Pack, rule: &Code) -> Option<&'a LegacyStores> {
    pack.legacy_stores.iter().find(|stores| stores.rule == *rule)
}

fn engines(cx: &StateContext<'_>, rule: &Code, out: &mut Findings) {
    let Some(allowed) = of_rule(cx.pack, rule) else { return };
    for host in cx.sql_hosts() {
        let judged = |store: &&Store<'_>| {
            store.pool.version == Some(allowed.product) && (!store.local || store.kind == StoreKind::User)
        };
        let mut pools: Vec<&PoolId> = host.stores.iter().filter(judged).map(|store| &store.pool.id).collect();
        if pools.is_empty() {
            continue;
        }
        pools.sort();
        pools.dedup();
        let local = host.stores.iter().filter(judged).all(|store| store.local);
        match judge(allowed, host.server, local) {
            Verdict::Fits => {}
            Verdict::Unknown(missing) => out.not_checked(&host.server.id, &missing),
            Verdict::Misfit(field, value) => {
                let said = message!(
                    "rules-sql-026",
                    host = cx.label(&host.server.id),
                    value = value,
                    product = Message::word(Version::PREFIX, allowed.product.key())
                );
                out.report(&host.server.id, said).field(field).related(pools.iter().copied());
            }
        }
        if !allowed.native_mirroring {
            let mirrored =
                host.stores.iter().find(|s| s.usage == Usage::Mirror && s.pool.version == Some(allowed.product));
            if let Some(store) = mirrored {
                let said = message!(
                    "rules-sql-026-mirror",
                    pool = cx.label(&store.pool.id),
                    product = Message::word(Version::PREFIX, allowed.product.key())
                );
                out.report(&store.pool.id, said).related([&host.server.id]);
            }
        }
    }
}

enum Verdict {
    Fits,
    Misfit(FactName, Message),
    Unknown(Vec<FactName>),
}

fn judge(allowed: &LegacyStores, server: &SqlServer, local: bool) -> Verdict {
    let versions = if local { &allowed.local_versions } else { &allowed.versions };
    let mut unknown = Vec::new();
    match server.sql_version {
        Some(version) if !versions.contains(&version) => {
            return Verdict::Misfit("sql-version", Message::word(SqlVersion::PREFIX, version.key()));
        }
        Some(_) => {}
        None => unknown.push("sql-version"),
    }
    // The local database is an Express that setup installs.
    if !local {
        match server.sql_edition {
            _ if allowed.editions.is_empty() => {}
            Some(edition) if !allowed.editions.contains(&edition) => {
                return Verdict::Misfit("sql-edition", Message::word(SqlEdition::PREFIX, edition.key()));
            }
            Some(_) => {}
            None => unknown.push("sql-edition"),
        }
        match server.bitness {
            Some(bitness) if !allowed.bitness.contains(&bitness) => {
                return Verdict::Misfit("bitness", Message::word(Bitness::PREFIX, bitness.key()));
            }
            None if allowed.bitness.len() < Bitness::ALL.len() => unknown.push("bitness"),
            _ => {}
        }
    }
    if unknown.is_empty() { Verdict::Fits } else { Verdict::Unknown(unknown) }
}

fn collocation(cx: &StateContext<'_>, out: &mut Findings) {
    for host in cx.sql_hosts() {
        for allowed in &cx.pack.legacy_stores {
            let of_product =
                |store: &Store<'_>| store.pool.version == Some(allowed.product) && store.usage == Usage::Default;
            if !host.stores.iter().any(of_product) {
                continue;
            }
            for kind in &allowed.one_per_server {
                let counts = |store: &&Store<'_>| {
                    of_product(store)
                        && store.kind == *kind
                        && (*kind != StoreKind::User || store.pool.kind == PoolKind::FrontEnd)
                };
                let pools: BTreeSet<&PoolId> = host.stores.iter().filter(counts).map(|store| &store.pool.id).collect();
                if pools.len() > 1 {
                    let said = message!(
                        "rules-sql-028",
                        host = cx.label(&host.server.id),
                        product = Message::word(Version::PREFIX, allowed.product.key()),
                        store = Message::word("store", kind.key()),
                        pools = pools.iter().map(|pool| cx.label(*pool)).collect::<Vec<_>>()
                    );
                    out.report(&host.server.id, said).related(pools);
                }
            }
            if allowed.director_has_own_instance {
                directors(cx, host, allowed, out);
            }
        }
    }
}

/// A Director's database on the instance of a back end.
fn directors(cx: &StateContext<'_>, host: &SqlHost<'_>, allowed: &LegacyStores, out: &mut Findings) {
    for (instance, stores) in host.instances() {
        let of = |kind: PoolKind| {
            let counts = move |s: &&Store<'_>| {
                s.kind == StoreKind::User && s.pool.kind == kind && s.pool.version == Some(allowed.product)
            };
            stores.iter().filter(counts).map(|store| &store.pool.id).collect::<BTreeSet<_>>()
        };
        let (directors, back_ends) = (of(PoolKind::Director), of(PoolKind::FrontEnd));
        if directors.is_empty() || back_ends.is_empty() {
            continue;
        }
        let names = |pools: &BTreeSet<&PoolId>| pools.iter().map(|pool| cx.label(*pool)).collect::<Vec<_>>();
        let said = message!(
            "rules-sql-028-director",
            instance = cx.label(&instance.id),
            directors = names(&directors),
            pools = names(&back_ends)
        );
        out.report(&instance.id, said).related(directors.into_iter().chain(back_ends));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{all_but, check_silent, check_twins, check_words};

    fn twins_of(rule: &'static Rule, product: &str, wrong: &str, fact: FactName, value: &str) {
        let text = format!(
            "
            site Paris
              pool fe front-end enterprise version={product} user-store=sql1\\
              sql sql1 {wrong}                                 # {} related fe
            ",
            rule.code
        );
        check_twins(rule, &text, |sketch| sketch.set("sql1", fact, Value::text(value)));
    }

    #[test]
    fn twins() {
        let lync = |wrong, fact, value| twins_of(&LYNC_2010, "lync-2010", wrong, fact, value);
        lync("sql-version=sql-2012 sql-edition=standard bitness=64", "sql-version", "sql-2008-r2");
        lync("sql-version=sql-2000 sql-edition=standard bitness=64", "sql-version", "sql-2005");
        lync("sql-version=sql-2008 sql-edition=express bitness=64", "sql-edition", "enterprise");
        lync("sql-version=sql-2008 sql-edition=standard bitness=32", "bitness", "64");
        let ocs = |wrong, fact, value| twins_of(&OCS_2007_R2, "ocs-2007-r2", wrong, fact, value);
        ocs("sql-version=sql-2000", "sql-version", "sql-2005");
        ocs("sql-version=sql-2008-r2", "sql-version", "sql-2008");
        check_twins(
            &COLLOCATION,
            "
            site Paris
              pool a front-end enterprise version=lync-2010 user-store=sql1\\A
              pool b front-end enterprise version=lync-2010 user-store=sql1\\B
              sql sql1 A,B                                     # SQL-028 related a b
              sql sql2
            ",
            |sketch| sketch.move_store("b", StoreKind::User, "sql2\\"),
        );
    }

    #[test]
    fn local_databases_have_versions_of_their_own() {
        for (rule, product, wrong, right) in [
            (&LYNC_2010, "lync-2010", "sql-2005", "sql-2008"),
            (&LYNC_2010, "lync-2010", "sql-2012", "sql-2008-r2"),
            (&OCS_2007_R2, "ocs-2007-r2", "sql-2008", "sql-2005"),
        ] {
            let text = format!(
                "
                site Paris
                  pool se front-end standard version={product} user-store=sql1\\RTC
                  sql sql1 RTC fqdn=se.contoso.com sql-version={wrong} sql-edition=express # {}
                ",
                rule.code
            );
            check_twins(rule, &text, |sketch| sketch.set("sql1", "sql-version", Value::text(right)));
        }
    }

    #[test]
    fn a_mirror_that_the_product_does_not_know() {
        check_twins(
            &LYNC_2010,
            "
            site Paris
              pool fe front-end enterprise version=lync-2010 user-store=sql1\\ user-store/mirror=sql2\\ # SQL-026 related sql2
              sql sql1 sql-version=sql-2008 sql-edition=standard bitness=64
              sql sql2 sql-version=sql-2008 sql-edition=standard bitness=64
            ",
            |sketch| sketch.remove_link("user-store/mirror", "fe"),
        );
    }

    #[test]
    fn a_director_needs_an_instance_of_its_own() {
        check_twins(
            &COLLOCATION,
            "
            site Paris
              pool fe front-end enterprise version=ocs-2007-r2 user-store=sql1\\A
              pool dir director version=ocs-2007-r2 user-store=sql1\\A
              sql sql1 A,B                                     # SQL-028 related dir fe
            ",
            |sketch| sketch.move_store("dir", StoreKind::User, "sql1\\B"),
        );
    }

    #[test]
    fn monitoring_and_archiving_servers_of_one_kind_need_a_server_each() {
        check_twins(
            &COLLOCATION,
            "
            site Paris
              pool a monitoring version=lync-2010 monitoring-store=sql1\\A
              pool b monitoring version=lync-2010 monitoring-store=sql1\\A
              pool c archiving version=lync-2010 archiving-store=sql1\\A
              sql sql1 A                                       # SQL-028 related a b
            ",
            |sketch| sketch.remove("b"),
        );
    }

    #[test]
    fn unknown_is_not_green_and_each_rule_has_its_product() {
        let plan = |product: &str| {
            format!("site Paris\n  pool fe front-end enterprise version={product} user-store=sql1\\\n  sql sql1")
        };
        assert_eq!(
            check_silent(&LYNC_2010, &plan("lync-2010")).not_checked[0].missing,
            ["sql-version", "sql-edition", "bitness"]
        );
        assert_eq!(check_silent(&OCS_2007_R2, &plan("ocs-2007-r2")).not_checked[0].missing, ["sql-version"]);
        assert_eq!(check_silent(&LYNC_2010, &plan("ocs-2007-r2")).not_checked, []);
        assert_eq!(check_silent(&OCS_2007_R2, &plan("lync-2013")).not_checked, []);
    }

    #[test]
    fn every_release_edition_and_bitness() {
        for (rule, product, releases, editions, bitness, local) in [
            (
                &LYNC_2010,
                "lync-2010",
                ["sql-2005", "sql-2008", "sql-2008-r2"].as_slice(),
                ["enterprise", "standard"].as_slice(),
                ["64"].as_slice(),
                ["sql-2008", "sql-2008-r2"].as_slice(),
            ),
            (&OCS_2007_R2, "ocs-2007-r2", &["sql-2005", "sql-2008"], SqlEdition::KEYS, Bitness::KEYS, &["sql-2005"]),
        ] {
            let full = |facts: String| {
                let fits = "sql-version=sql-2008 sql-edition=standard bitness=64";
                let key = facts.split('=').next().unwrap_or_default();
                let others: Vec<&str> = fits.split(' ').filter(|fact| !fact.starts_with(key)).collect();
                format!(
                    "
                    site Paris
                      pool fe front-end enterprise version={product} user-store=sql1\\
                      sql sql1 {facts} {}
                    ",
                    others.join(" ")
                )
            };
            check_words(rule, SqlVersion::KEYS, &all_but(SqlVersion::KEYS, releases), |release| {
                full(format!("sql-version={release}"))
            });
            check_words(rule, SqlEdition::KEYS, &all_but(SqlEdition::KEYS, editions), |edition| {
                full(format!("sql-edition={edition}"))
            });
            check_words(rule, Bitness::KEYS, &all_but(Bitness::KEYS, bitness), |bits| full(format!("bitness={bits}")));
            check_words(rule, SqlVersion::KEYS, &all_but(SqlVersion::KEYS, local), |release| {
                format!(
                    "
                    site Paris
                      pool se front-end standard version={product} user-store=sql1\\RTC
                      sql sql1 RTC fqdn=se.contoso.com sql-version={release} sql-edition=express
                    "
                )
            });
        }
    }

    #[test]
    fn every_store_on_one_server_and_who_may_share_an_instance() {
        for (product, one) in
            [("lync-2010", ["user", "monitoring", "archiving"].as_slice()), ("ocs-2007-r2", &["user"])]
        {
            check_words(&COLLOCATION, StoreKind::KEYS, one, |store| {
                format!(
                    "
                    site Paris
                      pool a front-end enterprise version={product} {store}-store=sql1\\A
                      pool b front-end enterprise version={product} {store}-store=sql1\\B
                      sql sql1 A,B
                    "
                )
            });
        }
        check_words(&COLLOCATION, &["lync-2010", "ocs-2007-r2"], &["ocs-2007-r2"], |product| {
            format!(
                "
                site Paris
                  pool fe front-end enterprise version={product} user-store=sql1\\A
                  pool dir director version={product} user-store=sql1\\A
                  sql sql1 A
                "
            )
        });
        for (rule, product) in [(&LYNC_2010, "lync-2010"), (&OCS_2007_R2, "ocs-2007-r2")] {
            let mirrored = format!(
                "
                site Paris
                  pool fe front-end enterprise version={product} user-store=a\\ user-store/mirror=b\\ # {} related b
                  sql a sql-version=sql-2008 sql-edition=standard bitness=64
                  sql b sql-version=sql-2008 sql-edition=standard bitness=64
                ",
                rule.code
            );
            check_twins(rule, &mirrored, |sketch| sketch.remove_link("user-store/mirror", "fe"));
        }
    }

    #[test]
    fn every_full_store_is_judged_and_no_local_one_but_that_of_the_users() {
        check_words(&LYNC_2010, &["enterprise", "standard"], &["enterprise"], |edition| {
            format!(
                "
                site Paris
                  pool fe front-end {edition} version=lync-2010 monitoring-store=sql1\\
                  sql sql1 fqdn=fe.contoso.com sql-version=sql-2012 sql-edition=express bitness=64
                "
            )
        });
    }
}
