//! SQL-012 to SQL-016: what the members of a mirrored store have to have in common.

use super::{mirrored, mirrors};
use crate::rules::prelude::*;

pub static OLDEST: Rule = Rule::new("SQL-012", "mirror-member-too-old", "0.1.0", Check::State(oldest))
    .near()
    .covering(&["SQL-003"])
    .mended(FixOffer::Always, mirrored::one_version);

pub static VERSIONS: Rule =
    Rule::new("SQL-013", "mirror-members-of-different-versions", "0.1.0", Check::State(versions))
        .near()
        .mended(FixOffer::Always, mirrored::one_version);

pub static EDITIONS: Rule =
    Rule::new("SQL-014", "mirror-and-primary-of-different-editions", "0.1.0", Check::State(editions))
        .near()
        .mended(FixOffer::Always, mirrored::one_edition);

pub static DOMAINS: Rule = Rule::new("SQL-015", "mirror-members-in-different-domains", "0.1.0", Check::State(domains))
    .near()
    .mended(FixOffer::Always, mirrored::one_domain);

pub static MODE: Rule = Rule::new("SQL-016", "asynchronous-mirroring", "0.1.0", Check::State(mode))
    .near()
    .mended(FixOffer::Always, mirrored::synchronous);

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
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_hinted, check_mended, check_silent, check_twins, last_links};

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

    /// The facts of three servers, and a mirror with a witness that a phase brings.
    fn mirrored_later(primary: &str, mirror: &str, witness: &str) -> String {
        let today = plan(primary, mirror, witness).replace(" user-store/mirror=b\\ user-store/witness=c\\", "");
        format!("{today}\nphase Mirror\n  + link user-store/mirror fe -> b\\\n  + link user-store/witness fe -> c\\")
    }

    fn last(plan: &Plan, fact: FactName) -> Vec<String> {
        let replay = plan.replay();
        let servers = replay.states.last().map(|state| {
            let values = state.sql_servers.keys().map(|id| state.fact(&id.into(), fact));
            values.map(|value| if let Some(Value::Text(text)) = value { text.to_string() } else { String::new() })
        });
        servers.into_iter().flatten().collect()
    }

    #[test]
    fn servers_are_upgraded_in_the_phase() {
        let upgraded = |rule: &'static Rule, text: &str, to: &str| {
            check_twins(rule, text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
            let today = |plan: &Plan| plan.today.sql_servers.values().map(|server| server.sql_version).max();
            let before = today(&crate::rules::sketch::read(text).unwrap().plan);
            check_mended(rule, text, |plan| (last(plan, "sql-version"), today(plan)), (vec![to.to_owned(); 3], before));
        };
        let version = |version: &str| format!("sql-version=sql-{version}");
        let (old, r2, new) = (version("2008"), version("2008-r2"), version("2012"));
        upgraded(&OLDEST, &mirrored_later(&new, &format!("{old} # SQL-012 related fe"), &r2), "sql-2012");
        let each = format!("{old} # SQL-012 related fe");
        upgraded(&OLDEST, &mirrored_later(&each, &each, &each), "sql-2008-r2");
        upgraded(&VERSIONS, &mirrored_later(&r2, &format!("{new} # SQL-013 related a fe"), &new), "sql-2012");
        // What nobody knows of is left alone.
        let text = mirrored_later(&r2, "", &format!("{new} # SQL-013 related a fe"));
        check_twins(&VERSIONS, &text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        check_mended(
            &VERSIONS,
            &text,
            |plan| last(plan, "sql-version"),
            ["sql-2012", "", "sql-2012"].map(str::to_owned).to_vec(),
        );
    }

    #[test]
    fn what_another_mirroring_joins_goes_along() {
        let text = "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=a\\ user-store/mirror=b\\
              pool other front-end enterprise version=lync-2013 application-store=c\\ application-store/mirror=d\\
              sql a sql-version=sql-2012                       # SQL-013 related d other
              sql b sql-version=sql-2012
              sql c sql-version=sql-2008-r2
              sql d sql-version=sql-2008-r2
            phase Witness
              + link application-store/witness other -> a\\
        ";
        check_twins(&VERSIONS, text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        check_mended(&VERSIONS, text, |plan| last(plan, "sql-version"), vec!["sql-2012".to_owned(); 4]);
    }

    #[test]
    fn no_release_fits_or_another_product_needs_the_old_one() {
        let version = |version: &str| format!("sql-version=sql-{version}");
        let text = mirrored_later(&version("2014"), &version("2008"), "");
        check_hinted(&OLDEST, &text);
        check_hinted(&VERSIONS, &text);
        let text = mirrored_later(&version("2012"), &version("2008"), "");
        let legacy = "site Paris\n  pool old front-end enterprise version=lync-2010 user-store=b\\";
        check_hinted(&VERSIONS, &text.replace("site Paris", legacy));
        check_hinted(&VERSIONS, &plan(&version("2012"), &version("2008-r2"), ""));
        check_hinted(&EDITIONS, &mirrored_later("sql-edition=express", "sql-edition=web", ""));
        let old = format!("{} sql-edition=standard", version("2008"));
        check_hinted(&EDITIONS, &mirrored_later("sql-edition=enterprise", &old, ""));
        check_hinted(&EDITIONS, &plan("sql-edition=enterprise", "sql-edition=standard", ""));
    }

    #[test]
    fn what_a_later_phase_joins_or_changes_is_thought_of_first() {
        let (r2, new) = ("sql-version=sql-2008-r2", "sql-version=sql-2012");
        let text = mirrored_later(new, r2, "");
        let then = |steps: &str| format!("{text}\nphase Later\n  {steps}");
        check_hinted(&VERSIONS, &then("~ a sql-version=sql-2014"));
        let oldest = |plan: &Plan| plan.state_at(1).sql_servers.values().filter_map(|server| server.sql_version).min();
        check_mended(&VERSIONS, &then("~ b sql-version=sql-2012"), oldest, Some(SqlVersion::Sql2012));
        let other = "+ sql d sql-version=sql-2008-r2\n  + pool other front-end enterprise version=lync-2013 \
                     application-store=d\\ application-store/mirror=b\\";
        check_hinted(&VERSIONS, &then(other));
        check_hinted(&VERSIONS, &then("+ pool old front-end enterprise version=lync-2010 user-store=b\\"));
    }

    #[test]
    fn the_smaller_edition_is_upgraded() {
        let edition = |edition: &str| format!("sql-edition={edition}");
        let text =
            mirrored_later(&edition("standard"), "sql-edition=enterprise # SQL-014 related a fe", &edition("express"));
        check_twins(&EDITIONS, &text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let wanted = ["enterprise", "enterprise", "express"].map(str::to_owned).to_vec();
        check_mended(&EDITIONS, &text, |plan| last(plan, "sql-edition"), wanted);
    }

    #[test]
    fn members_outside_the_domain_are_replaced() {
        let stores =
            |plan: &Plan| last_links(plan, LinkKind::UserStore).into_iter().map(|(_, to)| to).collect::<Vec<_>>();
        let far = "domain=fabrikam.com # SQL-015 related a fe";
        let text = mirrored_later("domain=contoso.com", far, "domain=fabrikam.com");
        check_twins(&DOMAINS, &text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let sketch = crate::rules::sketch::read(&text).unwrap();
        let [a, b] = ["a\\", "b\\"].map(|name| sketch.subject(name).id().to_owned());
        let new = |n: u32| format!("sql-instance-sql{n:02}");
        check_mended(&DOMAINS, &text, stores, vec![a.clone(), new(1), new(2)]);
        let domains = ["contoso.com", "fabrikam.com", "fabrikam.com", "contoso.com", "contoso.com"];
        check_mended(&DOMAINS, &text, |plan| last(plan, "domain"), domains.map(str::to_owned).to_vec());
        let text = mirrored_later("domain=contoso.com", "", "domain=fabrikam.com # SQL-015 related a fe");
        check_twins(&DOMAINS, &text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        check_mended(&DOMAINS, &text, stores, vec![a, b, new(1)]);
        check_hinted(&DOMAINS, &plan("domain=contoso.com", "domain=fabrikam.com", ""));
    }

    #[test]
    fn a_phase_makes_all_partners_synchronous() {
        let modes =
            "instance a\\ mirror-mode=asynchronous # SQL-016 related fe\n  instance b\\ mirror-mode=asynchronous";
        let text = mirrored_later("", "", "").replace("phase Mirror", &format!("  {modes}\nphase Mirror"));
        check_twins(&MODE, &text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let modes =
            |state: &Topology| state.sql_instances.values().filter_map(|one| one.mirror_mode).collect::<Vec<_>>();
        let asked = |plan: &Plan| (modes(&plan.today), modes(&plan.state_at(1)));
        check_mended(&MODE, &text, asked, (vec![MirrorMode::Asynchronous; 2], vec![MirrorMode::Synchronous; 2]));
        check_hinted(&MODE, &format!("{}  instance a\\ mirror-mode=asynchronous", plan("", "", "")));
    }
}
