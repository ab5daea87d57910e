//! SBA-003: a legacy branch appliance with a Monitoring store of another version.

use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new("SBA-003", "legacy-branch-appliance-monitored-by-another-version", "0.1.0", Check::State(check))
        .near()
        .covering(&["MON-001"])
        .mended(FixOffer::Always, clear);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for sba in cx.pools().filter(|pool| pool.kind == PoolKind::Sba) {
        let age = cx.age(sba);
        if !matches!(age, Age::Older | Age::Unknown) {
            continue;
        }
        for link in cx.relations().from(&sba.id) {
            match (link.kind, &link.to) {
                (LinkKind::MonitoringServer | LinkKind::MonitoringStore, _) if age == Age::Unknown => {
                    out.not_checked(&sba.id, &["version"]);
                }
                (LinkKind::MonitoringServer, Subject::Pool(server)) => {
                    let Some(server) = cx.topology.pools.get(server) else { continue };
                    match server.version {
                        Some(version) if Some(version) != sba.version && cx.age(server) != Age::Newer => {
                            let said = message!(
                                "rules-sba-003",
                                sba = cx.label(&sba.id),
                                store = cx.label(&server.id),
                                version = Message::word(Version::PREFIX, version.key())
                            );
                            out.report(&sba.id, said).related([&server.id]);
                        }
                        Some(_) => {}
                        None => out.not_checked(&server.id, &["version"]),
                    }
                }
                (LinkKind::MonitoringStore, Subject::SqlInstance(_)) if link.usage == Usage::Default => {
                    on_instance(cx, sba, &link.to, out);
                }
                _ => {}
            }
        }
    }
}

/// A store is of the version of those that it serves: in the target pools use it, before a Monitoring Server did.
fn on_instance(cx: &StateContext<'_>, sba: &Pool, instance: &Subject, out: &mut Findings) {
    let others = cx.topology.links.values().filter(|link| {
        link.kind == LinkKind::MonitoringStore && link.to == *instance && link.from != Subject::from(&sba.id)
    });
    let pools: Vec<&Pool> = others
        .filter_map(|link| if let Subject::Pool(from) = &link.from { cx.topology.pools.get(from) } else { None })
        .map(|pool| &**pool)
        .collect();
    if let Some(version) = pools.iter().find(|pool| cx.age(pool) == Age::Own).and_then(|pool| pool.version) {
        let said = message!(
            "rules-sba-003",
            sba = cx.label(&sba.id),
            store = cx.label(instance.clone()),
            version = Message::word(Version::PREFIX, version.key())
        );
        out.report(&sba.id, said).related([instance.clone()]);
    } else if !pools.iter().any(|pool| pool.kind == PoolKind::Monitoring && pool.version == sba.version) {
        out.not_checked(&sba.id, &["monitoring-server"]);
    }
}

fn clear(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(store)) = (cx.replay.states.get(stage), cx.finding.related.first()) else {
        return Vec::new();
    };
    let sba = &cx.finding.subject;
    let monitors = |kind: LinkKind| matches!(kind, LinkKind::MonitoringServer | LinkKind::MonitoringStore);
    let links = state.links.values().filter(|link| link.from == *sba && link.to == *store && monitors(link.kind));
    let commands = links.map(|link| Command::Remove((&link.id).into())).collect();
    let label = message!("rules-sba-003-fix", sba = state.label(sba), store = state.label(store));
    vec![Fix { label, edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }], safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, missing};

    fn plan(sba: &str, more: &str) -> String {
        format!(
            "
            site Paris
              pool fe13 front-end standard version=lync-2013 monitoring-store=sql13\\
              pool mon10 monitoring version=lync-2010 monitoring-store=sql10\\
              sql sql13
              sql sql10
            site Nice branch=Paris
              pool sba sba {sba}
            {more}
            "
        )
    }

    #[test]
    fn twins() {
        let text = plan("version=lync-2010 monitoring-store=sql13\\ # SBA-003 related sql13\\", "");
        check_twins(&RULE, &text, |sketch| sketch.move_link("monitoring-store", "sba", "sql10\\"));
        check_twins(&RULE, &text, |sketch| sketch.remove_link("monitoring-store", "sba"));
        let text = plan("version=lync-2010 monitoring-server=mon10 # SBA-003 related mon10", "");
        check_twins(&RULE, &text.replace("monitoring version=lync-2010", "monitoring version=ocs-2007-r2"), |sketch| {
            sketch.set("mon10", "version", Value::text("lync-2010"))
        });
    }

    #[test]
    fn what_nobody_else_uses_and_what_has_no_version_waits() {
        let missing = |sba: &str| {
            let report = check_silent(&RULE, &plan(sba, "sql own"));
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing("version=lync-2010 monitoring-store=own\\"), ["monitoring-server"]);
        assert_eq!(missing("monitoring-store=sql13\\"), ["version"]);
        assert!(missing("version=lync-2010").is_empty());
        assert!(missing("version=lync-2013 monitoring-store=sql13\\").is_empty());
        let text = plan("version=lync-2010 monitoring-server=mon10", "");
        assert_eq!(check_silent(&RULE, &text).not_checked, []);
        let unknown = text.replace("monitoring version=lync-2010", "monitoring");
        assert_eq!(check_silent(&RULE, &unknown).not_checked[0].missing, ["version"]);
    }

    #[test]
    fn the_monitoring_server_of_the_same_version_may_share_its_store() {
        let text = plan("version=lync-2010 monitoring-store=sql10\\", "");
        check_said(&RULE, &text, missing, vec![]);
        let other = text.replace("monitoring version=lync-2010", "monitoring version=ocs-2007-r2");
        check_said(&RULE, &other, missing, vec!["monitoring-server"]);
    }

    #[test]
    fn the_mirror_of_a_store_is_not_judged() {
        check_silent(&RULE, &plan("version=lync-2010 monitoring-store=sql10\\ monitoring-store/mirror=sql13\\", ""));
    }
}
