//! SQL-020 to SQL-022: SQL Server failover clusters.

use crate::rules::prelude::*;
use crate::rules::sql::hosts_of_target;

pub static LIMITS: Rule = Rule::new("SQL-020", "cluster-beyond-its-limits", "0.1.0", Check::State(limits)).near();

pub static SHARED_NODE: Rule = Rule::new("SQL-021", "cluster-node-shared", "0.1.0", Check::State(shared_node)).near();

pub static NODE_NAME: Rule =
    Rule::new("SQL-022", "cluster-declared-by-a-node", "0.1.0", Check::State(node_name)).near().covering(&["SQL-021"]);

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
            let uses = |other: &&SqlServer| {
                other.id != host.server.id
                    && (is_named(&other.fqdn, node)
                        || other.cluster_nodes.iter().flatten().any(|name| name.eq_ignore_ascii_case(node)))
            };
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
    use crate::rules::twin_tests::{check_silent, check_twins};

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
