//! OS-006: a file share of the target on a cluster with an old operating system.

use crate::rules::prelude::*;
use crate::rules::steps::set_in_phase;
use std::collections::BTreeSet;

pub static RULE: Rule = Rule::new("OS-006", "file-cluster-with-an-old-operating-system", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, upgrade);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let own = |subject: &Subject| match subject {
        Subject::Pool(id) => cx.topology.pools.get(id).is_some_and(|pool| cx.age(pool) == Age::Own),
        _ => false,
    };
    let links = cx.topology.links.values().filter(|link| link.kind == LinkKind::FileStore && own(&link.from));
    let used: BTreeSet<&Subject> = links.map(|link| &link.to).collect();
    for subject in used {
        let Subject::FileStore(id) = subject else { continue };
        let Some(store) = cx.topology.file_stores.get(id) else { continue };
        match (store.clustered, store.os) {
            (Some(false), _) => {}
            (None, _) => out.not_checked(id, &["clustered"]),
            (Some(true), None) => out.not_checked(id, &["os"]),
            (Some(true), Some(os)) if os < cx.pack.oldest_cluster_system => {
                let os = Message::word(WindowsVersion::PREFIX, os.key());
                out.report(id, message!("rules-os-006", store = cx.label(id), os = os)).field("os");
            }
            (Some(true), Some(_)) => {}
        }
    }
}

/// The oldest system that is enough.
fn upgrade(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(pack) = crate::rules::pack(cx.plan.target_at(cx.finding.stages.0)) else { return Vec::new() };
    let os = pack.oldest_cluster_system;
    let word = Message::word(WindowsVersion::PREFIX, os.key());
    let label = message!("rules-os-006-fix", store = cx.plan.label(&cx.finding.subject), os = word);
    set_in_phase(cx, &[("os", Value::text(os.key()))], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe front-end version=lync-2013 file-store=files\\share
              file-store files\\share                                # OS-006
            phase Cluster
              ~ files\\share clustered=true os=2003-r2
            ",
            |sketch| sketch.set("files\\share", "os", Value::text("2008")),
        );
    }

    #[test]
    fn what_is_so_today_stays() {
        check_unmended(
            &RULE,
            "
            site Paris
              pool fe front-end version=lync-2013 file-store=files\\share
              file-store files\\share clustered=true os=2003
            ",
        );
    }

    #[test]
    fn what_is_unknown_waits_where_the_target_uses_it() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool fe front-end version=lync-2013 file-store=files\\share
              pool old front-end version=lync-2010 file-store=files\\old
              file-store files\\share
              file-store files\\old
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
        assert_eq!(report.not_checked[0].missing, ["clustered"]);
    }
}
