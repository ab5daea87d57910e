//! OS-002: an operating system that needs an update of the target.

use super::of_servers;
use crate::rules::prelude::*;
use crate::rules::steps::set_in_phase;
use crate::rules::updates::month_of;

pub static RULE: Rule =
    Rule::new("OS-002", "operating-system-without-the-update-it-needs", "0.1.0", Check::State(check))
        .near()
        .mended(FixOffer::Sometimes, update);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools() {
        let (systems, _) = of_servers(cx, pool, pool.os, |server| server.os);
        for (subject, os) in systems {
            let Some(needed) = cx.pack.system_updates.get(&os).filter(|_| cx.age(pool) == Age::Own) else { continue };
            let server = match &subject {
                Subject::Server(id) => cx.topology.servers.get(id),
                _ => None,
            };
            let level = server.and_then(|server| server.update_level.as_deref()).or(pool.update_level.as_deref());
            match level.and_then(|text| month_of(cx.pack, text)) {
                Some(month) if month >= *needed => {}
                Some(_) => {
                    let said = message!(
                        "rules-os-002",
                        object = cx.label(subject.clone()),
                        os = Message::word(WindowsVersion::PREFIX, os.key()),
                        level = level.unwrap_or_default()
                    );
                    out.report(subject, said).field("update-level");
                }
                None => out.not_checked(subject, &["update-level"]),
            }
        }
    }
}

/// The oldest update that is enough.
fn update(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let of_pool = |id: &PoolId| state.pools.get(id).and_then(|pool| pool.os);
    let os = match &cx.finding.subject {
        Subject::Pool(id) => of_pool(id),
        Subject::Server(id) => state.servers.get(id).and_then(|server| server.os.or(of_pool(&server.pool))),
        _ => None,
    };
    let Some((year, month)) = os.and_then(|os| pack.system_updates.get(&os)) else { return Vec::new() };
    let level = format!("{year}-{month:02}");
    let label = message!("rules-os-002-fix", object = state.label(&cx.finding.subject), level = level.as_str());
    set_in_phase(cx, &[("update-level", Value::text(level.as_str()))], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_said, check_silent, check_twins, check_words, missing};

    #[test]
    fn twins() {
        for (old, new) in [
            ("September-2013", "October 2013"),
            ("RTM", "CU, octobre 2013"),
            ("2013-07", "2013-10"),
            ("5.0.8308.0", "5.0.8308.857"),
        ] {
            check_twins(
                &RULE,
                &format!("site Paris\n  pool fe front-end version=lync-2013 os=2012-r2 update-level={old}   # OS-002"),
                |sketch| sketch.set("fe", "update-level", Value::text(new)),
            );
        }
    }

    #[test]
    fn a_pool_that_a_phase_brings_is_brought_up_to_date() {
        check_twins(
            &RULE,
            "site Paris\nphase Pilot\n  + pool fe front-end version=lync-2013 os=2012-r2 update-level=RTM # OS-002",
            |sketch| sketch.record(1, sketch.set("fe", "update-level", Value::text("2013-10"))),
        );
    }

    #[test]
    fn what_is_unknown_waits_and_other_systems_need_nothing() {
        for level in ["", "update-level=5.0.8308.400", "update-level=latest", "update-level=2013"] {
            let plan = format!("site Paris\n  pool fe front-end version=lync-2013 os=2012-r2 {level}");
            assert_eq!(check_silent(&RULE, &plan).not_checked[0].missing, ["update-level"], "{level}");
        }
        let report = check_silent(&RULE, "site Paris\n  pool fe front-end version=lync-2013 os=2012 update-level=RTM");
        assert_eq!(report.not_checked, []);
    }

    #[test]
    fn every_system_and_the_builds_around_the_dated_one() {
        let plan = |os: &str, level: &str| {
            format!("site Paris\n  pool fe front-end version=lync-2013 os={os} update-level={level}")
        };
        check_words(&RULE, WindowsVersion::KEYS, &["2012-r2"], |os| plan(os, "RTM"));
        for (build, waits) in [("5.0.8308.856", vec!["update-level"]), ("5.0.8308.857", vec![])] {
            check_said(&RULE, &plan("2012-r2", build), missing, waits);
        }
    }

    #[test]
    fn a_server_that_a_phase_brings_is_brought_up_to_date() {
        let text = "
            site Paris
              pool fe front-end enterprise version=lync-2013 os=2012
            phase Grow
              + server more fe os=2012-r2 update-level=RTM
        ";
        let server = crate::rules::sketch::read(text).unwrap().subject("more");
        let level = |plan: &crate::plan::Plan| plan.replay().states[1].fact(&server, "update-level");
        check_mended(&RULE, text, level, Some(Value::text("2013-10")));
    }
}
