//! SQL-017, SQL-018, SQL-019 and SQL-030: ports, witness, computers and file share of a mirrored store.

use super::mirrored::{links_of, on_new_servers};
use super::{mirrors, mirrors_at_start};
use crate::plan::intents;
use crate::rules::prelude::*;
use crate::rules::steps::set_in_phase;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub static PORTS: Rule = Rule::new("SQL-017", "mirroring-port-used-twice", "0.1.0", Check::State(ports))
    .near()
    .mended(FixOffer::Always, port_fix);

pub static WITNESS: Rule = Rule::new("SQL-018", "mirroring-without-a-witness", "0.1.0", Check::State(witness))
    .near()
    .mended(FixOffer::Always, add_witness);

pub static COMPUTERS: Rule = Rule::new("SQL-019", "mirror-members-on-one-computer", "0.1.0", Check::State(computers))
    .near()
    .mended(FixOffer::Always, part);

pub static SHARE: Rule = Rule::new("SQL-030", "mirroring-without-a-file-share", "0.1.0", Check::State(share))
    .near()
    .mended(FixOffer::Sometimes, add_share);

/// The name of the computer that an instance is on.
fn computer<'a>(topology: &'a Topology, instance: &SqlInstance) -> Option<Cow<'a, str>> {
    let server = topology.sql_servers.get(&instance.server)?;
    Some(folded_name(&server.fqdn, server.id.as_str()))
}

/// An instance that takes part in mirroring, with its port and the fact that holds it.
type Endpoint<'a> = (&'a SqlInstance, Option<u64>, FactName);

fn ports(cx: &StateContext<'_>, out: &mut Findings) {
    let mut computers: BTreeMap<Cow<'_, str>, BTreeMap<Cow<'_, str>, Endpoint<'_>>> = BTreeMap::new();
    for mirroring in mirrors(cx, out) {
        let partners = mirroring.partners().map(|instance| (instance, instance.mirror_port, "mirror-port"));
        let witness = mirroring.witness.map(|instance| (instance, instance.witness_port, "witness-port"));
        for endpoint in partners.chain(witness) {
            let instance = endpoint.0;
            let Some(computer) = computer(cx.topology, instance) else { continue };
            let name = folded_name(&instance.name, if instance.name.is_some() { "" } else { instance.id.as_str() });
            computers.entry(computer).or_default().entry(name).or_insert(endpoint);
        }
    }
    for endpoints in computers.values().filter(|endpoints| endpoints.len() > 1) {
        let mut taken: BTreeMap<u64, &SqlInstance> = BTreeMap::new();
        for (instance, port, fact) in endpoints.values() {
            let Some(port) = port else {
                out.not_checked(&instance.id, &[*fact]);
                continue;
            };
            match taken.get(port) {
                None => drop(taken.insert(*port, *instance)),
                Some(first) => {
                    let said = message!(
                        "rules-sql-017",
                        instance = cx.label(&instance.id),
                        other = cx.label(&first.id),
                        port = port.to_string()
                    );
                    out.report(&instance.id, said).field(fact).related([&first.id]);
                }
            }
        }
    }
}

/// The next port that no mirroring of the state uses.
fn port_fix(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(fact)) = (cx.replay.states.get(stage), cx.finding.field) else { return Vec::new() };
    let used = state.sql_instances.values().flat_map(|instance| [instance.mirror_port, instance.witness_port]);
    let Some(port) = used.flatten().max().and_then(|port| port.checked_add(1)) else { return Vec::new() };
    let set = Command::Set { of: cx.finding.subject.clone(), fact, to: Some(Value::Count(port)) };
    vec![Fix {
        label: message!("rules-sql-017-fix", instance = state.label(&cx.finding.subject), port = port.to_string()),
        edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands: vec![set] }],
        safety: Safety::Ask,
    }]
}

fn witness(cx: &StateContext<'_>, out: &mut Findings) {
    for mirroring in mirrors(cx, out) {
        let back_end = mirroring.kinds.iter().any(|kind| cx.pack.back_end_stores.contains(kind));
        if back_end && mirroring.witness.is_none() {
            let said =
                message!("rules-sql-018", pool = cx.label(&mirroring.pool.id), mirror = cx.label(&mirroring.mirror.id));
            out.report(&mirroring.pool.id, said).related([&mirroring.mirror.id]);
        }
    }
}

/// A witness on a SQL server of its own, for every back-end store on the mirror.
fn add_witness(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let (Subject::Pool(pool), [mirror]) = (&cx.finding.subject, cx.finding.related.as_slice()) else {
        return Vec::new();
    };
    let site = state.pools.get(pool).and_then(|pool| pool.site.as_ref());
    let mut commands = intents::new_sql_server(cx.plan, stage, site, None).commands;
    let added = commands.iter().find_map(|command| match command {
        Command::Add(Element::SqlInstance(instance)) => Some(instance.id.clone()),
        _ => None,
    });
    let Some(instance) = added else { return Vec::new() };
    let mirrored = |link: &&std::sync::Arc<Link>| {
        link.usage == Usage::Mirror && link.from == cx.finding.subject && link.to == *mirror
    };
    let kinds = state.links.values().filter(mirrored).filter_map(|link| link.kind.store());
    for kind in kinds.filter(|kind| pack.back_end_stores.contains(kind)) {
        commands.extend(intents::place_store(cx.plan, state, pool, kind, Usage::Witness, &instance).commands);
    }
    vec![Fix {
        label: message!("rules-sql-018-fix", pool = state.label(&cx.finding.subject)),
        edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }],
        safety: Safety::Ask,
    }]
}

fn computers(cx: &StateContext<'_>, out: &mut Findings) {
    for mirroring in mirrors(cx, out) {
        let mut names: BTreeMap<Cow<'_, str>, Vec<&SqlInstance>> = BTreeMap::new();
        for instance in mirroring.members() {
            if let Some(name) = computer(cx.topology, instance) {
                names.entry(name).or_default().push(instance);
            }
        }
        for instances in names.values().filter(|instances| instances.len() > 1) {
            let Some(first) = instances.first() else { continue };
            let said = message!(
                "rules-sql-019",
                pool = cx.label(&mirroring.pool.id),
                host = cx.label(&first.server),
                count = instances.len()
            );
            out.report(&first.server, said).related([&mirroring.pool.id]);
        }
    }
}

/// One member stays, the primary if it is there, and each other one gets a new server.
fn part(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::SqlServer(host), [Subject::Pool(pool)]) = (&cx.finding.subject, cx.finding.related.as_slice()) else {
        return Vec::new();
    };
    let Some((state, _, mirrors)) = mirrors_at_start(cx) else { return Vec::new() };
    let Some(host) = state.sql_servers.get(host) else { return Vec::new() };
    let name = folded_name(&host.fqdn, host.id.as_str());
    let mut links = Vec::new();
    for mirroring in mirrors.iter().filter(|mirroring| mirroring.pool.id == *pool) {
        let parts = [
            (Usage::Default, mirroring.primary),
            (Usage::Mirror, Some(mirroring.mirror)),
            (Usage::Witness, mirroring.witness),
        ];
        let here =
            parts.into_iter().filter(|(_, one)| one.and_then(|one| computer(state, one)).as_ref() == Some(&name));
        links.extend(here.skip(1).flat_map(|(usage, _)| links_of(state, mirroring, usage)));
    }
    let label = message!("rules-sql-019-fix", pool = state.label(&pool.into()));
    on_new_servers(cx, state, &links, None, label)
}

fn share(cx: &StateContext<'_>, out: &mut Findings) {
    for mirroring in mirrors(cx, out) {
        let Some(primary) = mirroring.primary else { continue };
        match primary.mirror_share {
            Some(true) => {}
            None => out.not_checked(&primary.id, &["mirror-share"]),
            Some(false) => {
                let said =
                    message!("rules-sql-030", pool = cx.label(&mirroring.pool.id), instance = cx.label(&primary.id));
                out.report(&primary.id, said).field("mirror-share").related([&mirroring.pool.id]);
            }
        }
    }
}

fn add_share(cx: &FixContext<'_>) -> Vec<Fix> {
    let label = message!("rules-sql-030-fix", instance = cx.plan.label(&cx.finding.subject));
    set_in_phase(cx, &[("mirror-share", Value::Flag(true))], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_hinted, check_mended, check_silent, check_twins, check_words, last_links};

    const MIRRORED: &str = "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=a\\ user-store/mirror=b\\
              sql a
              sql b
              sql c
    ";

    fn with(lines: &str) -> String {
        format!("{MIRRORED}{lines}")
    }

    #[test]
    fn twins() {
        let two = |port: u32| {
            format!(
                "
            site Paris
              pool one front-end enterprise version=lync-2013 user-store=sql1\\A user-store/mirror=sql2\\A
              pool two front-end enterprise version=lync-2013 user-store=sql1\\B user-store/mirror=sql3\\B
              sql sql1 A,B
              sql sql2 A
              sql sql3 B
              instance sql1\\A mirror-port=5022
              instance sql1\\B mirror-port={port}      # SQL-017 related sql1\\A
              instance sql2\\A mirror-port=5022
              instance sql3\\B mirror-port=5022
                "
            )
        };
        check_twins(&PORTS, &two(5022), |sketch| sketch.set("sql1\\B", "mirror-port", Value::Count(5023)));
        check_silent(&PORTS, &two(5023).replace("# SQL-017 related sql1\\A", ""));
        check_twins(&WITNESS, &MIRRORED.replace("b\\", "b\\ # SQL-018 related b\\"), |sketch| {
            sketch.record(0, sketch.add_link("user-store/witness", "fe", "c\\"))
        });
        check_twins(
            &COMPUTERS,
            &MIRRORED.replace("sql b", "sql b fqdn=A.contoso.com").replace("sql a", "sql a # SQL-019 related fe"),
            |sketch| sketch.set("b", "fqdn", Value::text("b.contoso.com")),
        );
        check_twins(&SHARE, &with("  instance a\\ mirror-share=false # SQL-030 related fe"), |sketch| {
            sketch.set("a\\", "mirror-share", Value::Flag(true))
        });
    }

    #[test]
    fn a_share_comes_with_the_phase() {
        let text = with("phase Mirror\n  ~ a\\ mirror-share=false");
        let text =
            text.replace("sql a\n", "sql a\n              instance a\\ mirror-share=true # SQL-030 related fe\n");
        check_twins(&SHARE, &text, |sketch| sketch.set("a\\", "mirror-share", Value::Flag(true)));
    }

    #[test]
    fn a_witness_on_the_computer_of_the_mirror() {
        let text =
            MIRRORED.replace("b\\", "b\\ user-store/witness=b\\W").replace("sql b", "sql b ,W # SQL-019 related fe");
        check_twins(&COMPUTERS, &text, |sketch| sketch.record(0, sketch.move_link("user-store/witness", "fe", "c\\")));
    }

    #[test]
    fn unknown_is_not_green_and_legacy_pools_are_not_concerned() {
        assert_eq!(check_silent(&SHARE, MIRRORED).not_checked[0].missing, ["mirror-share"]);
        let text = MIRRORED.replace("a\\ user", "c\\X user").replace("b\\", "c\\Y").replace("sql c", "sql c X,Y");
        assert_eq!(check_silent(&PORTS, &text).not_checked.len(), 2);
        for rule in [&PORTS, &WITNESS, &COMPUTERS, &SHARE] {
            let text = with("  instance a\\ mirror-share=false").replace("lync-2013", "lync-2010");
            assert_eq!(check_silent(rule, &text).not_checked, []);
        }
    }

    #[test]
    fn every_store_without_a_witness() {
        check_words(&WITNESS, StoreKind::KEYS, &["user", "application", "central-management"], |store| {
            MIRRORED.replace("user-store", &format!("{store}-store"))
        });
    }

    #[test]
    fn a_phase_parts_the_members() {
        let new = |n: u32| format!("sql-instance-sql{n:02}");
        let stores =
            |plan: &Plan| last_links(plan, LinkKind::UserStore).into_iter().map(|(_, to)| to).collect::<Vec<_>>();
        // A new pool comes with all three on one computer.
        let text = "
            site Paris
              sql a ONE,TWO,THREE                              # SQL-019 related fe
            phase Pool
              + pool fe front-end enterprise version=lync-2013 user-store=a\\ONE user-store/mirror=a\\TWO user-store/witness=a\\THREE
        ";
        check_twins(&COMPUTERS, text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let one = crate::rules::sketch::read(text).unwrap().subject("a\\ONE").id().to_owned();
        check_mended(&COMPUTERS, text, stores, vec![one, new(1), new(2)]);
        // The primary comes to the mirror of a store that had none.
        let text = "
            site Paris
              pool fe front-end enterprise version=lync-2013 application-store=c\\ application-store/mirror=b\\
              sql b                                            # SQL-019 related fe
              sql c
            phase Move
              store fe application b\\
        ";
        let text =
            text.replace("sql b ", "sql b ,TWO").replace("store fe application b\\", "store fe application b\\TWO");
        check_twins(&COMPUTERS, &text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let restarts = |plan: &Plan| {
            let is_one = |step: &Step| matches!(step, Step::Activity { kind: ActivityKind::RestartServices, .. });
            plan.phases[0].steps.iter().map(|step| is_one(step)).collect::<Vec<_>>()
        };
        check_mended(&COMPUTERS, &text, restarts, vec![false, false, false, true]);
        check_hinted(&COMPUTERS, &MIRRORED.replace("sql b", "sql b fqdn=A.contoso.com"));
    }
}
