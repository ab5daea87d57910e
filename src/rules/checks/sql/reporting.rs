//! SQL-024: a Monitoring store without SQL Server Reporting Services.

use crate::rules::prelude::*;
use crate::rules::sql::hosts_of_target;
use crate::rules::steps::set_in_phase;

pub static RULE: Rule = Rule::new("SQL-024", "monitoring-without-reporting-services", "0.1.0", Check::State(check))
    .mended(FixOffer::Sometimes, add_reporting);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let monitoring = hosts_of_target(cx, out, |store| store.kind == StoreKind::Monitoring);
    if monitoring.is_empty() {
        return;
    }
    // Another computer may serve the reports; which one, no plan says.
    if cx.topology.sql_servers.values().any(|server| server.reporting_services == Some(true)) {
        return;
    }
    let unknown = cx.topology.sql_servers.values().find(|server| server.reporting_services.is_none());
    for (host, pools) in monitoring {
        let server = host.server;
        if let Some(unknown) = unknown {
            let asked = if server.reporting_services.is_none() { &server.id } else { &unknown.id };
            out.not_checked(asked, &["reporting-services"]);
            continue;
        }
        let said = message!("rules-sql-024", host = cx.label(&server.id));
        out.report(&server.id, said).field("reporting-services").related(pools);
    }
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
