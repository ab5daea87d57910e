//! SQL-020 to SQL-022: SQL Server failover clusters.

use crate::rules::Pack;
use crate::rules::prelude::*;
use crate::rules::sql::hosts_of_target;
use crate::rules::steps::{is_new, set_in_phase};

pub static LIMITS: Rule = Rule::new("SQL-020", "cluster-beyond-its-limits", "0.1.0", Check::State(limits))
    .near()
    .mended(FixOffer::Sometimes, keep_limits);

pub static SHARED_NODE: Rule = Rule::new("SQL-021", "cluster-node-shared", "0.1.0", Check::State(shared_node))
    .near()
    .mended(FixOffer::Sometimes, own_nodes);

pub static NODE_NAME: Rule = Rule::new("SQL-022", "cluster-declared-by-a-node", "0.1.0", Check::State(node_name))
    .near()
    .covering(&["SQL-021"])
    .mended(FixOffer::Sometimes, virtual_name);

fn limits(cx: &StateContext<'_>, out: &mut Findings) {
    for (host, pools) in hosts_of_target(cx, out, |store| !store.local) {
        let server = host.server;
        if server.is_cluster() != Some(true) {
            continue;
        }
        match server.cluster_mode {
            Some(ClusterMode::ActiveActive) => {
                let said = message!("rules-sql-020-mode", host = cx.label(&server.id));
                out.report(&server.id, said).field("cluster-mode").related(pools.iter().copied());
            }
            Some(_) => {}
            None => out.not_checked(&server.id, &["cluster-mode"]),
        }
        let Some(nodes) = server.cluster_nodes.as_ref().map(Vec::len) else {
            out.not_checked(&server.id, &["cluster-nodes"]);
            continue;
        };
        let limits = || cx.pack.cluster_nodes.iter();
        let Some(edition) = server.sql_edition else {
            if limits().any(|(_, most)| nodes > *most) {
                out.not_checked(&server.id, &["sql-edition"]);
            }
            continue;
        };
        if let Some((_, most)) = limits().find(|(of, most)| *of == edition && nodes > *most) {
            let said = message!(
                "rules-sql-020",
                host = cx.label(&server.id),
                count = nodes,
                limit = *most,
                edition = Message::word(SqlEdition::PREFIX, edition.key())
            );
            out.report(&server.id, said).field("cluster-nodes").related(pools);
        }
    }
}

/// The SQL Server of a finding, with the state and the pack at its first stage.
fn judged<'a>(cx: &FixContext<'a>) -> Option<(&'a SqlServer, &'a Topology, &'static Pack)> {
    let stage = cx.finding.stages.0;
    let state = cx.replay.states.get(stage)?;
    let Subject::SqlServer(id) = &cx.finding.subject else { return None };
    Some((&**state.sql_servers.get(id)?, state, crate::rules::pack(cx.plan.target_at(stage))?))
}

fn list(names: impl IntoIterator<Item = Text>) -> Value {
    Value::List(names.into_iter().collect())
}

/// One active node, and as many in all as the edition supports.
fn keep_limits(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((server, state, pack)) = judged(cx) else { return Vec::new() };
    let nodes = server.cluster_nodes.clone().unwrap_or_default();
    let most = pack.cluster_nodes.iter().find(|(of, _)| server.sql_edition == Some(*of)).map(|(_, most)| *most);
    let kept = most.unwrap_or(nodes.len()).min(nodes.len());
    let mut facts = Vec::new();
    if server.cluster_mode == Some(ClusterMode::ActiveActive) {
        facts.push(("cluster-mode", Value::text(ClusterMode::ActivePassive.key())));
    }
    if kept < nodes.len() {
        facts.push(("cluster-nodes", list(nodes.into_iter().take(kept))));
    }
    let label = message!("rules-sql-020-fix", host = state.label(&cx.finding.subject));
    set_in_phase(cx, &facts, label)
}

/// Whether a machine has this name: in full, or by its first label where only that is written.
fn is_named(fqdn: &Option<Text>, node: &str) -> bool {
    let Some(fqdn) = fqdn.as_deref() else { return false };
    let first = || fqdn.split('.').next().unwrap_or(fqdn);
    fqdn.eq_ignore_ascii_case(node) || (!node.contains('.') && first().eq_ignore_ascii_case(node))
}

fn shared_node(cx: &StateContext<'_>, out: &mut Findings) {
    for (host, _) in hosts_of_target(cx, out, |store| !store.local) {
        let Some(nodes) = &host.server.cluster_nodes else { continue };
        for node in nodes {
            let uses = |other: &&SqlServer| other.id != host.server.id && is_used(other, node);
            let others: Vec<&SqlServer> =
                cx.topology.sql_servers.values().map(|server| &**server).filter(uses).collect();
            if others.is_empty() {
                continue;
            }
            let said = message!(
                "rules-sql-021",
                node = &**node,
                host = cx.label(&host.server.id),
                others = others.iter().map(|other| cx.label(&other.id)).collect::<Vec<_>>()
            );
            out.report(&host.server.id, said).field("cluster-nodes").related(others.iter().map(|other| &other.id));
        }
    }
}

fn is_used(server: &SqlServer, node: &str) -> bool {
    is_named(&server.fqdn, node) || server.cluster_nodes.iter().flatten().any(|name| name.eq_ignore_ascii_case(node))
}

/// The cluster keeps the nodes that nothing else uses, when two are left.
fn own_nodes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((server, state, _)) = judged(cx) else { return Vec::new() };
    let others = || state.sql_servers.values().filter(|other| other.id != server.id);
    let (shared, own): (Vec<Text>, Vec<Text>) = server
        .cluster_nodes
        .clone()
        .unwrap_or_default()
        .into_iter()
        .partition(|node| others().any(|o| is_used(o, node)));
    if own.len() < 2 {
        return Vec::new();
    }
    let shared: Vec<String> = shared.iter().map(|node| node.to_string()).collect();
    let label = message!("rules-sql-021-fix", host = state.label(&cx.finding.subject), nodes = shared);
    set_in_phase(cx, &[("cluster-nodes", list(own))], label)
}

/// A name that is none of the nodes', for a cluster that the plan brings.
fn virtual_name(cx: &FixContext<'_>) -> Vec<Fix> {
    let of = cx.finding.subject.clone();
    let Some((server, ..)) = judged(cx).filter(|_| is_new(cx, &of)) else { return Vec::new() };
    let Some(old) = server.fqdn.as_deref() else { return Vec::new() };
    let states: Vec<&Topology> = cx.replay.states.iter().collect();
    let new = Topology::free_fqdn("sqlcluster", old.split_once('.').map(|(_, domain)| domain), &states);
    if server.cluster_nodes.iter().flatten().any(|node| is_named(&Some(Text::from(new.as_str())), node)) {
        return Vec::new();
    }
    let label = message!("rules-name-fix", old = old, new = new.as_str());
    let edits = vec![PlanEdit::Correct(Command::Set { of, fact: "fqdn", to: Some(Value::text(&new)) })];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

fn node_name(cx: &StateContext<'_>, out: &mut Findings) {
    for (host, pools) in hosts_of_target(cx, out, |store| !store.local) {
        let server = host.server;
        let Some(nodes) = server.cluster_nodes.as_ref().filter(|nodes| nodes.len() > 1) else { continue };
        if nodes.iter().any(|node| is_named(&server.fqdn, node)) {
            let said = message!("rules-sql-022", host = cx.label(&server.id));
            out.report(&server.id, said).field("fqdn").related(pools);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended};

    fn plan(facts: &str) -> String {
        format!(
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=sql1\\
              sql sql1 {facts}
              sql sql2
            "
        )
    }

    fn nodes(count: usize) -> String {
        (1..=count).map(|n| format!("node{n}")).collect::<Vec<_>>().join(",")
    }

    #[test]
    fn twins() {
        for (edition, most) in [("standard", 2), ("enterprise", 16)] {
            let facts = format!(
                "cluster-mode=active-passive sql-edition={edition} cluster-nodes={} # SQL-020 related fe",
                nodes(most + 1)
            );
            let allowed = Value::List(nodes(most).split(',').map(Text::from).collect());
            check_twins(&LIMITS, &plan(&facts), |sketch| sketch.set("sql1", "cluster-nodes", allowed.clone()));
        }
        check_twins(
            &SHARED_NODE,
            &plan("cluster-nodes=node1.contoso.com,SQL2.contoso.com # SQL-021 related sql2"),
            |sketch| sketch.remove("sql2"),
        );
        check_twins(&NODE_NAME, &plan("cluster-nodes=sql1,node2 # SQL-022 related fe"), |sketch| {
            sketch.set("sql1", "fqdn", Value::text("sqlcluster.contoso.com"))
        });
    }

    /// The host of the finding comes in a phase.
    fn comes(facts: &str) -> String {
        format!(
            "
            site Paris
              sql sql2
            phase Build
              + sql sql1 {facts}
              + pool fe front-end enterprise version=lync-2013 user-store=sql1\\
            "
        )
    }

    fn host(plan: &crate::plan::Plan) -> SqlServer {
        let state = plan.replay().states[1].clone();
        let host = state.sql_servers.values().find(|host| host.cluster_nodes.is_some()).cloned();
        (*host.unwrap()).clone()
    }

    #[test]
    fn a_cluster_that_the_plan_brings_is_built_otherwise() {
        let text = comes("cluster-mode=active-active sql-edition=standard cluster-nodes=a,b,c");
        let built = |plan: &crate::plan::Plan| (host(plan).cluster_mode, host(plan).cluster_nodes.map(|all| all.len()));
        check_mended(&LIMITS, &text, built, (Some(ClusterMode::ActivePassive), Some(2)));
        let nodes = |plan: &crate::plan::Plan| host(plan).cluster_nodes;
        let left = vec![Text::from("a"), Text::from("b")];
        check_mended(&SHARED_NODE, &comes("cluster-nodes=a,sql2,b"), nodes, Some(left));
        check_unmended(&SHARED_NODE, &comes("cluster-nodes=a,sql2"));
        let name = |plan: &crate::plan::Plan| host(plan).fqdn;
        let wanted = Some(Text::from("sqlcluster01.contoso.com"));
        check_mended(&NODE_NAME, &comes("cluster-nodes=sql1,node2"), name, wanted);
        check_unmended(&NODE_NAME, &comes("cluster-nodes=sql1,sqlcluster01"));
        for (rule, facts) in [
            (&LIMITS, "cluster-mode=active-active cluster-nodes=a,b"),
            (&SHARED_NODE, "cluster-nodes=a,b,sql2"),
            (&NODE_NAME, "cluster-nodes=sql1,node2"),
        ] {
            check_unmended(rule, &plan(facts));
            check_twins(rule, &comes(&format!("{facts} # {}", rule.code)), |sketch| sketch.remove("fe"));
        }
    }

    #[test]
    fn both_nodes_active() {
        let facts = "cluster-mode=active-active cluster-nodes=a,b # SQL-020 related fe";
        check_twins(&LIMITS, &plan(facts), |sketch| sketch.set("sql1", "cluster-mode", Value::text("active-passive")));
    }

    #[test]
    fn a_node_of_two_clusters() {
        check_twins(
            &SHARED_NODE,
            &plan("cluster-nodes=a,b # SQL-021 related sql2").replace("sql sql2", "sql sql2 cluster-nodes=B,c"),
            |sketch| sketch.set("sql2", "cluster-nodes", Value::List(vec![Text::from("c")])),
        );
    }

    #[test]
    fn what_is_not_known_waits_and_other_servers_are_not_concerned() {
        let missing = |facts: &str| {
            let report = check_silent(&LIMITS, &plan(facts));
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing(""), Vec::<FactName>::new());
        assert_eq!(missing("cluster-mode=none cluster-nodes=a,b,c"), Vec::<FactName>::new());
        assert_eq!(missing("cluster-nodes=a,b"), ["cluster-mode"]);
        assert_eq!(missing("cluster-nodes=a,b,c"), ["cluster-mode", "sql-edition"]);
        assert_eq!(missing("cluster-mode=active-passive"), ["cluster-nodes"]);
        let old = plan("cluster-nodes=sql1,sql2,c cluster-mode=active-active").replace("lync-2013", "lync-2010");
        for rule in [&LIMITS, &SHARED_NODE, &NODE_NAME] {
            assert_eq!(check_silent(rule, &old).not_checked, []);
        }
        check_silent(&NODE_NAME, &plan("cluster-nodes=node1,node2"));
    }
}
