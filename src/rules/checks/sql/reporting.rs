//! SQL-024: a Monitoring store without SQL Server Reporting Services.

use crate::rules::given::Reporting;
use crate::rules::prelude::*;
use crate::rules::relations::folded_name;
use crate::rules::steps::set_in_phase;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub static RULE: Rule = Rule::new("SQL-024", "monitoring-without-reporting-services", "0.1.0", Check::State(check))
    .near_given()
    .mended(FixOffer::Sometimes, add_reporting);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    // Another computer may serve the reports; which one, no plan says.
    let asked = match &cx.given().reporting {
        Reporting::There => return,
        Reporting::Nowhere => None,
        Reporting::Unknown { asked, .. } => Some(asked),
    };
    if let Some(asked) = asked.into_iter().flatten().next()
        && cx.topology.sql_servers.contains_key(asked)
    {
        out.not_checked(asked, &["reporting-services"]);
    }
    for host in monitoring(cx) {
        let server = host.server;
        if host.pools.is_empty() {
            host.unknown.into_iter().for_each(|pool| out.not_checked(pool, &["version"]));
        } else if server.reporting_services.is_none() {
            out.not_checked(&server.id, &["reporting-services"]);
        } else if asked.is_none() {
            let said = message!("rules-sql-024", host = cx.label(&server.id));
            out.report(&server.id, said).field("reporting-services").related(host.pools);
        }
    }
}

/// A computer with Monitoring stores.
struct Host<'a> {
    server: &'a SqlServer,
    /// Pools of the target whose stores these are.
    pools: BTreeSet<&'a PoolId>,
    /// Pools of no known version.
    unknown: BTreeSet<&'a PoolId>,
}

/// Every computer with Monitoring stores. The whole list of hosts would cost each stage far more.
fn monitoring<'a>(cx: &StateContext<'a>) -> Vec<Host<'a>> {
    let mut hosts: BTreeMap<Cow<'a, str>, Host<'a>> = BTreeMap::new();
    let state = cx.topology;
    for link in state.links.values() {
        if link.kind != LinkKind::MonitoringStore || link.usage == Usage::Witness {
            continue;
        }
        let (Subject::Pool(pool), Subject::SqlInstance(instance)) = (&link.from, &link.to) else { continue };
        let Some(age) = state.pools.get(pool).map(|pool| cx.age(pool)) else { continue };
        if !matches!(age, Age::Own | Age::Unknown) {
            continue;
        }
        let instance = state.sql_instances.get(instance);
        let Some(server) = instance.and_then(|instance| state.sql_servers.get(&instance.server)) else { continue };
        let host = hosts.entry(folded_name(&server.fqdn, server.id.as_str())).or_insert_with(|| Host {
            server,
            pools: BTreeSet::new(),
            unknown: BTreeSet::new(),
        });
        if age == Age::Own { &mut host.pools } else { &mut host.unknown }.insert(pool);
    }
    hosts.into_values().collect()
}

fn add_reporting(cx: &FixContext<'_>) -> Vec<Fix> {
    let label = message!("rules-sql-024-fix", host = cx.plan.label(&cx.finding.subject));
    set_in_phase(cx, &[("reporting-services", Value::Flag(true))], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    const PLAN: &str = "
            site Paris
              pool fe front-end enterprise version=lync-2013 monitoring-store=sql1\\
              sql sql1 reporting-services=false                # SQL-024 related fe
              sql sql2 reporting-services=false
    ";

    #[test]
    fn twins() {
        for host in ["sql1", "sql2"] {
            check_twins(&RULE, PLAN, |sketch| sketch.set(host, "reporting-services", Value::Flag(true)));
        }
    }

    #[test]
    fn reporting_services_come_with_the_store() {
        let text = "
            site Paris
              sql sql1 reporting-services=false                # SQL-024 related fe
            phase Pilot
              + pool fe front-end enterprise version=lync-2013 monitoring-store=sql1\\
        ";
        check_twins(&RULE, text, |sketch| sketch.remove("fe"));
        check_unmended(&RULE, &text.replace("phase Pilot", "").replace("+ pool", "pool"));
    }

    #[test]
    fn unknown_is_not_green() {
        for known in ["sql1", "sql2"] {
            let text = PLAN.replace("# SQL-024 related fe", "");
            let text = text.replace(&format!("sql {known} reporting-services=false"), &format!("sql {known}"));
            let report = check_silent(&RULE, &text);
            assert_eq!(report.not_checked.len(), 1);
            assert!(report.not_checked[0].subject.id().ends_with(known));
        }
        let old = PLAN.replace("# SQL-024 related fe", "").replace("lync-2013", "lync-2010");
        assert_eq!(check_silent(&RULE, &old).not_checked, []);
    }
}
