//! SQL-012 to SQL-016: what the members of a mirrored store have to have in common.

use super::mirrors;
use crate::rules::prelude::*;

pub static OLDEST: Rule =
    Rule::new("SQL-012", "mirror-member-too-old", "0.1.0", Check::State(oldest)).near().covering(&["SQL-003"]);

pub static VERSIONS: Rule =
    Rule::new("SQL-013", "mirror-members-of-different-versions", "0.1.0", Check::State(versions)).near();

pub static EDITIONS: Rule =
    Rule::new("SQL-014", "mirror-and-primary-of-different-editions", "0.1.0", Check::State(editions)).near();

pub static DOMAINS: Rule =
    Rule::new("SQL-015", "mirror-members-in-different-domains", "0.1.0", Check::State(domains)).near();

pub static MODE: Rule = Rule::new("SQL-016", "asynchronous-mirroring", "0.1.0", Check::State(mode)).near();

/// The SQL Server that an instance is on.
fn server<'a>(cx: &StateContext<'a>, instance: &SqlInstance) -> Option<&'a SqlServer> {
    cx.topology.sql_servers.get(&instance.server).map(|server| &**server)
}

fn servers<'a>(cx: &StateContext<'a>, instances: impl Iterator<Item = &'a SqlInstance>) -> Vec<&'a SqlServer> {
    let mut servers: Vec<&SqlServer> = Vec::new();
    for server in instances.filter_map(|instance| server(cx, instance)) {
        if !servers.iter().any(|other| other.id == server.id) {
            servers.push(server);
        }
    }
    servers
}

fn oldest(cx: &StateContext<'_>, out: &mut Findings) {
    let mut judged: Vec<&SqlServerId> = Vec::new();
    for mirroring in mirrors(cx, out) {
        for server in servers(cx, mirroring.members()) {
            if judged.contains(&&server.id) {
                continue;
            }
            judged.push(&server.id);
            match server.sql_version {
                None => out.not_checked(&server.id, &["sql-version"]),
                Some(version) if version >= cx.pack.mirror_sql_from => {}
                Some(version) => {
                    let said = message!(
                        "rules-sql-012",
                        host = cx.label(&server.id),
                        version = Message::word(SqlVersion::PREFIX, version.key()),
                        oldest = Message::word(SqlVersion::PREFIX, cx.pack.mirror_sql_from.key()),
                        pool = cx.label(&mirroring.pool.id)
                    );
                    out.report(&server.id, said).field("sql-version").related([&mirroring.pool.id]);
                }
            }
        }
    }
}

/// What two members say about one fact.
enum Alike<'a> {
    Yes,
    /// The first that is not as the one before it.
    No(&'a SqlServer, &'a SqlServer),
    /// Nobody differs, but some do not say.
    Unknown(Vec<&'a SqlServer>),
}

fn alike<'a, T: PartialEq>(servers: &[&'a SqlServer], fact: impl Fn(&'a SqlServer) -> Option<T>) -> Alike<'a> {
    let known: Vec<_> = servers.iter().filter_map(|server| Some((*server, fact(server)?))).collect();
    if let Some(pair) = known.windows(2).find(|pair| pair[0].1 != pair[1].1) {
        return Alike::No(pair[0].0, pair[1].0);
    }
    let unknown: Vec<_> = servers.iter().filter(|server| fact(server).is_none()).copied().collect();
    // One computer is like itself.
    if unknown.is_empty() || servers.len() < 2 { Alike::Yes } else { Alike::Unknown(unknown) }
}

fn versions(cx: &StateContext<'_>, out: &mut Findings) {
    for mirroring in mirrors(cx, out) {
        match alike(&servers(cx, mirroring.members()), |server| server.sql_version) {
            Alike::Yes => {}
            Alike::Unknown(servers) => servers.iter().for_each(|server| out.not_checked(&server.id, &["sql-version"])),
            Alike::No(first, second) => {
                let word = |server: &SqlServer| {
                    server
                        .sql_version
                        .map_or_else(|| message!("rules-unknown"), |v| Message::word("sql-version", v.key()))
                };
                let said = message!(
                    "rules-sql-013",
                    pool = cx.label(&mirroring.pool.id),
                    first = cx.label(&first.id),
                    one = word(first),
                    second = cx.label(&second.id),
                    other = word(second)
                );
                out.report(&second.id, said)
                    .field("sql-version")
                    .related([Subject::from(&first.id), Subject::from(&mirroring.pool.id)]);
            }
        }
    }
}

fn editions(cx: &StateContext<'_>, out: &mut Findings) {
    for mirroring in mirrors(cx, out) {
        match alike(&servers(cx, mirroring.partners()), |server| server.sql_edition) {
            Alike::Yes => {}
            Alike::Unknown(servers) => servers.iter().for_each(|server| out.not_checked(&server.id, &["sql-edition"])),
            Alike::No(first, second) => {
                let word = |server: &SqlServer| {
                    server
                        .sql_edition
                        .map_or_else(|| message!("rules-unknown"), |e| Message::word("sql-edition", e.key()))
                };
                let said = message!(
                    "rules-sql-014",
                    pool = cx.label(&mirroring.pool.id),
                    first = cx.label(&first.id),
                    one = word(first),
                    second = cx.label(&second.id),
                    other = word(second)
                );
                out.report(&second.id, said)
                    .field("sql-edition")
                    .related([Subject::from(&first.id), Subject::from(&mirroring.pool.id)]);
            }
        }
    }
}

fn domains(cx: &StateContext<'_>, out: &mut Findings) {
    let domain = |server: &SqlServer| server.domain.as_ref().map(|domain| domain.to_ascii_lowercase());
    for mirroring in mirrors(cx, out) {
        match alike(&servers(cx, mirroring.members()), domain) {
            Alike::Yes => {}
            Alike::Unknown(servers) => servers.iter().for_each(|server| out.not_checked(&server.id, &["domain"])),
            Alike::No(first, second) => {
                let said = message!(
                    "rules-sql-015",
                    pool = cx.label(&mirroring.pool.id),
                    first = cx.label(&first.id),
                    one = first.domain.as_deref().unwrap_or_default(),
                    second = cx.label(&second.id),
                    other = second.domain.as_deref().unwrap_or_default()
                );
                out.report(&second.id, said)
                    .field("domain")
                    .related([Subject::from(&first.id), Subject::from(&mirroring.pool.id)]);
            }
        }
    }
}

fn mode(cx: &StateContext<'_>, out: &mut Findings) {
    for mirroring in mirrors(cx, out) {
        if !mirroring.kinds.iter().any(|kind| cx.pack.back_end_stores.contains(kind)) {
            continue;
        }
        let asynchronous = |instance: &&SqlInstance| instance.mirror_mode == Some(MirrorMode::Asynchronous);
        if let Some(instance) = mirroring.partners().find(asynchronous) {
            let said =
                message!("rules-sql-016", pool = cx.label(&mirroring.pool.id), instance = cx.label(&instance.id));
            out.report(&instance.id, said).field("mirror-mode").related([&mirroring.pool.id]);
        } else if mirroring.partners().all(|instance| instance.mirror_mode.is_none()) {
            out.not_checked(&mirroring.primary.unwrap_or(mirroring.mirror).id, &["mirror-mode"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    /// A mirrored pool; the facts of its three members.
    fn plan(primary: &str, mirror: &str, witness: &str) -> String {
        format!(
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=a\\ user-store/mirror=b\\ user-store/witness=c\\
              sql a {primary}
              sql b {mirror}
              sql c {witness}
            "
        )
    }

    #[test]
    fn twins() {
        let twins = |rule: &'static Rule, text: String, host: &'static str, fact: FactName, value: &'static str| {
            check_twins(rule, &text, |sketch| sketch.set(host, fact, Value::text(value)));
        };
        let new = "sql-version=sql-2012";
        twins(&OLDEST, plan(new, new, "sql-version=sql-2008 # SQL-012 related fe"), "c", "sql-version", "sql-2008-r2");
        twins(&OLDEST, plan("sql-version=sql-2008 # SQL-012", new, new), "a", "sql-version", "sql-2008-r2");
        twins(
            &VERSIONS,
            plan(new, "sql-version=sql-2008-r2 # SQL-013 related a fe", ""),
            "b",
            "sql-version",
            "sql-2012",
        );
        twins(
            &EDITIONS,
            plan("sql-edition=enterprise", "sql-edition=standard # SQL-014 related a fe", "sql-edition=express"),
            "a",
            "sql-edition",
            "standard",
        );
        twins(
            &DOMAINS,
            plan("domain=contoso.com", "domain=CONTOSO.com", "domain=fabrikam.com # SQL-015 related b fe"),
            "c",
            "domain",
            "contoso.com",
        );
    }

    #[test]
    fn a_witness_of_another_version() {
        check_twins(
            &VERSIONS,
            &plan("sql-version=sql-2012", "sql-version=sql-2012", "sql-version=sql-2008-r2 # SQL-013 related b fe"),
            |sketch| sketch.set("c", "sql-version", Value::text("sql-2012")),
        );
    }

    #[test]
    fn only_synchronous() {
        for instance in ["a", "b"] {
            let text =
                format!("{}  instance {instance}\\ mirror-mode=asynchronous # SQL-016 related fe", plan("", "", ""));
            check_twins(&MODE, &text, |sketch| {
                sketch.set(&format!("{instance}\\"), "mirror-mode", Value::text("synchronous"))
            });
        }
    }

    #[test]
    fn unknown_is_not_green_and_legacy_pools_are_not_concerned() {
        let missing = |rule: &'static Rule| {
            let report = check_silent(rule, &plan("", "", ""));
            report.not_checked.iter().map(|n| n.missing[0]).collect::<Vec<_>>()
        };
        assert_eq!(missing(&OLDEST), ["sql-version"; 3]);
        assert_eq!(missing(&VERSIONS), ["sql-version"; 3]);
        assert_eq!(missing(&EDITIONS), ["sql-edition"; 2]);
        assert_eq!(missing(&DOMAINS), ["domain"; 3]);
        assert_eq!(missing(&MODE), ["mirror-mode"]);
        for rule in [&OLDEST, &VERSIONS, &EDITIONS, &DOMAINS, &MODE] {
            let text = plan("sql-version=sql-2005", "sql-version=sql-2012", "").replace("lync-2013", "lync-2010");
            assert_eq!(check_silent(rule, &text).not_checked, []);
        }
    }
}
