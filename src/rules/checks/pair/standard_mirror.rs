//! PAIR-008: back-end high availability for a Standard Edition server.

use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new("PAIR-008", "standard-edition-with-back-end-availability", "0.1.0", Check::State(check))
        .near()
        .mended(FixOffer::Sometimes, fixes);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && pool.edition != Some(Edition::Enterprise)) {
        if !matches!(cx.age(pool), Age::Own | Age::Unknown) {
            continue;
        }
        let mut mirror = None;
        let mut cluster = None;
        for link in cx.relations().from(&pool.id).iter().filter(|link| link.kind == LinkKind::UserStore) {
            let Subject::SqlInstance(to) = &link.to else { continue };
            let Some(instance) = cx.topology.sql_instances.get(to) else { continue };
            if link.usage == Usage::Mirror {
                mirror = Some(instance);
            } else if link.usage == Usage::Default {
                let server = cx.topology.sql_servers.get(&instance.server);
                cluster = server.filter(|server| server.is_cluster() == Some(true));
            }
        }
        if mirror.is_none() && cluster.is_none() {
            continue;
        }
        let missing: Vec<FactName> = [(cx.age(pool) == Age::Unknown, "version"), (pool.edition.is_none(), "edition")]
            .into_iter()
            .filter_map(|(missing, fact)| missing.then_some(fact))
            .collect();
        if !missing.is_empty() {
            out.not_checked(&pool.id, &missing);
            continue;
        }
        let name = cx.label(&pool.id);
        if let Some(mirror) = mirror {
            let said = message!("rules-pair-008", pool = name, mirror = cx.label(&mirror.id));
            out.report(&pool.id, said).related([&mirror.id]);
        } else if let Some(cluster) = cluster {
            let said = message!("rules-pair-008-cluster", pool = name, host = cx.label(&cluster.id));
            out.report(&pool.id, said).related([&cluster.id]);
        }
    }
}

/// Takes the mirror and its witness away.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(state) = cx.replay.states.get(stage) else { return Vec::new() };
    let pool = &cx.finding.subject;
    let extra = |link: &&std::sync::Arc<Link>| {
        link.from == *pool && link.kind.store().is_some() && matches!(link.usage, Usage::Mirror | Usage::Witness)
    };
    let commands: Vec<Command> =
        state.links.values().filter(extra).map(|link| Command::Remove((&link.id).into())).collect();
    if commands.is_empty() {
        return Vec::new();
    }
    vec![Fix {
        label: message!("rules-pair-008-fix", pool = state.label(pool)),
        edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, last_links};

    fn plan(edition: &str, mirror: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool se front-end {edition} version=lync-2013 user-store=sql1\\ {mirror} {code}
              sql sql1 fqdn=se.contoso.com
              sql sql2
            "
        )
    }

    #[test]
    fn twins() {
        let mirror = "user-store/mirror=sql2\\ application-store/mirror=sql2\\";
        check_twins(&RULE, &plan("standard", mirror, "# PAIR-008 related sql2\\"), |sketch| {
            sketch.set("se", "edition", Value::text("enterprise"))
        });
        let text = plan("standard", "", "# PAIR-008 related sql1").replace("fqdn", "cluster-mode=active-passive fqdn");
        check_twins(&RULE, &text, |sketch| sketch.set("sql1", "cluster-mode", Value::text("none")));
    }

    #[test]
    fn unknown_is_not_green() {
        let mirror = "user-store/mirror=sql2\\";
        assert_eq!(check_silent(&RULE, &plan("", mirror, "")).not_checked[0].missing, ["edition"]);
        let old = plan("standard", mirror, "").replace("lync-2013", "lync-2010");
        assert_eq!(check_silent(&RULE, &old).not_checked, []);
    }

    #[test]
    fn what_is_no_mirror_of_this_pool_stays() {
        let text = plan("standard", "user-store/mirror=sql2\\ user-store/witness=sql2\\ monitoring-store=sql2\\", "")
            + "  pool other front-end enterprise version=lync-2013 user-store=sql2\\ user-store/mirror=sql1\\";
        let stores =
            |plan: &Plan| [LinkKind::UserStore, LinkKind::MonitoringStore].map(|kind| last_links(plan, kind).len());
        check_mended(&RULE, &text, stores, [3, 1]);
    }
}
