//! OS-002: an operating system that needs an update of the target.

use super::of_servers;
use crate::rules::prelude::*;
use crate::rules::updates::month_of;

pub static RULE: Rule =
    Rule::new("OS-002", "operating-system-without-the-update-it-needs", "0.1.0", Check::State(check)).near();

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, check_words, missing};

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
}
