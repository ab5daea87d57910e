//! OS-001, OS-003, OS-007, OS-008: operating systems, their installation and their processor.

use super::of_servers;
use crate::rules::prelude::*;
use crate::rules::steps::{hint, set_in_phase};

pub static SYSTEM: Rule = Rule::new("OS-001", "operating-system-unsuitable", "0.1.0", Check::State(system))
    .near()
    .mended(FixOffer::Always, listed_system);

pub static INSTALLATION: Rule =
    Rule::new("OS-003", "windows-installation-unsuitable", "0.1.0", Check::State(installation))
        .near()
        .mended(FixOffer::Sometimes, full_installation);

pub static ITANIUM: Rule = Rule::new("OS-007", "itanium-processor", "0.1.0", Check::State(itanium))
    .near()
    .mended(FixOffer::Sometimes, another_processor);

pub static LEGACY: Rule =
    Rule::new("OS-008", "legacy-operating-system-not-listed", "0.1.0", Check::State(legacy)).near();

fn system(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| cx.age(pool) == Age::Own) {
        let (known, missing) = of_servers(cx, pool, pool.os, |server| server.os);
        for (subject, os) in known.into_iter().filter(|(_, os)| !cx.pack.server_systems.contains(os)) {
            unsuitable(cx, out, subject, os, cx.pack.product);
        }
        if missing {
            out.not_checked(&pool.id, &["os"]);
        }
    }
}

fn unsuitable(cx: &StateContext<'_>, out: &mut Findings, subject: Subject, os: WindowsVersion, version: Version) {
    let said = message!(
        "rules-os-system",
        object = cx.label(subject.clone()),
        os = Message::word(WindowsVersion::PREFIX, os.key()),
        product = Message::word(Version::PREFIX, version.key())
    );
    out.report(subject, said).field("os");
}

fn installation(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| cx.age(pool) == Age::Own) {
        let (known, missing) = of_servers(cx, pool, pool.os_installation, |server| server.os_installation);
        for (subject, found) in known.into_iter().filter(|(_, found)| *found != OsInstallation::Full) {
            let what = Message::word(OsInstallation::PREFIX, found.key());
            let said = message!("rules-os-003", object = cx.label(subject.clone()), what = what);
            out.report(subject, said).field("os-installation");
        }
        if missing {
            out.not_checked(&pool.id, &["os-installation"]);
        }
    }
}

/// Where no server runs a system that exists for Itanium, the processor needs no record.
fn itanium(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| cx.age(pool) == Age::Own) {
        let (known, missing) = of_servers(cx, pool, pool.processor, |server| server.processor);
        for (subject, _) in known.into_iter().filter(|(_, processor)| *processor == Processor::Itanium) {
            out.report(subject.clone(), message!("rules-os-007", object = cx.label(subject))).field("processor");
        }
        let (systems, no_system) = of_servers(cx, pool, pool.os, |server| server.os);
        if missing && (no_system || systems.iter().any(|(_, os)| cx.pack.itanium_systems.contains(os))) {
            out.not_checked(&pool.id, &["processor"]);
        }
    }
}

fn legacy(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| cx.age(pool) == Age::Older) {
        let Some((version, listed)) =
            pool.version.and_then(|version| Some((version, cx.pack.legacy_systems.get(&version)?)))
        else {
            continue;
        };
        let (known, missing) = of_servers(cx, pool, pool.os, |server| server.os);
        for (subject, os) in known.into_iter().filter(|(_, os)| !listed.contains(os)) {
            unsuitable(cx, out, subject, os, version);
        }
        if missing {
            out.not_checked(&pool.id, &["os"]);
        }
    }
}

/// Which system somebody has, or buys, no plan knows.
fn listed_system(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(pack) = crate::rules::pack(cx.plan.target_at(cx.finding.stages.0)) else { return Vec::new() };
    let systems = pack.server_systems.iter().map(|os| Message::word(WindowsVersion::PREFIX, os.key()));
    let systems = systems.collect::<Vec<_>>();
    hint(message!("rules-os-001-fix", object = cx.plan.label(&cx.finding.subject), systems = systems))
}

fn full_installation(cx: &FixContext<'_>) -> Vec<Fix> {
    let label = message!("rules-os-003-fix", object = cx.plan.label(&cx.finding.subject));
    set_in_phase(cx, &[("os-installation", Value::text(OsInstallation::Full.key()))], label)
}

fn another_processor(cx: &FixContext<'_>) -> Vec<Fix> {
    let label = message!("rules-os-007-fix", object = cx.plan.label(&cx.finding.subject));
    set_in_phase(cx, &[("processor", Value::text(Processor::X64.key()))], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{all_but, check_silent, check_twins, check_unmended, check_waiting, check_words};

    fn twins_of(rule: &'static Rule, version: &str, wrong: &str, fact: FactName, good: &str) {
        let text = format!("site Paris\n  pool fe front-end enterprise version={version} {wrong}   # {}", rule.code);
        check_twins(rule, &text, |sketch| sketch.set("fe", fact, Value::text(good)));
    }

    #[test]
    fn twins() {
        twins_of(&SYSTEM, "lync-2013", "os=2008", "os", "2008-r2");
        twins_of(&SYSTEM, "lync-2013", "os=2016", "os", "2012-r2");
        twins_of(&SYSTEM, "lync-2013", "os=2008", "os", "2012");
        for wrong in ["core", "web", "hpc"] {
            twins_of(&INSTALLATION, "lync-2013", &format!("os-installation={wrong}"), "os-installation", "full");
        }
        twins_of(&ITANIUM, "lync-2013", "processor=itanium", "processor", "x64");
        twins_of(&LEGACY, "lync-2010", "os=2012", "os", "2008-r2");
        twins_of(&LEGACY, "lync-2010", "os=2003-r2", "os", "2008");
    }

    #[test]
    fn a_server_of_its_own_kind() {
        check_twins(
            &SYSTEM,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 os=2012 servers=a,b   # OS-001
            phase System
              ~ b os=2016
            ",
            |sketch| sketch.set("b", "os", Value::text("2012-r2")),
        );
    }

    #[test]
    fn what_a_phase_brings_is_installed_otherwise() {
        for (rule, fact, wrong, good) in
            [(&INSTALLATION, "os-installation", "core", "full"), (&ITANIUM, "processor", "itanium", "x64")]
        {
            let text = |code: &str| {
                format!("site Paris\nphase Pilot\n  + pool fe front-end version=lync-2013 {fact}={wrong} {code}")
            };
            check_twins(rule, &text(&format!("# {}", rule.code)), |sketch| sketch.set("fe", fact, Value::text(good)));
            check_unmended(rule, &text("").replace("phase Pilot", "").replace("+ pool", "pool"));
        }
    }

    #[test]
    fn what_is_unknown_waits_and_other_products_are_not_concerned() {
        let plan = "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=2
              pool older front-end enterprise version=ocs-2007-r2 os=2016
              pool owas office-web-apps os=2008
            ";
        for (rule, fact) in [(&SYSTEM, "os"), (&INSTALLATION, "os-installation"), (&ITANIUM, "processor")] {
            let report = check_silent(rule, plan);
            assert_eq!(report.not_checked.len(), 1);
            assert_eq!(report.not_checked[0].missing, [fact]);
        }
        assert_eq!(check_silent(&LEGACY, plan).not_checked, []);
        let newer = "site Paris\n  pool fe front-end enterprise version=lync-2013 os=2012";
        assert_eq!(check_silent(&ITANIUM, newer).not_checked, []);
    }

    #[test]
    fn every_system_and_every_version() {
        let all_but = |listed: &[&str]| all_but(WindowsVersion::KEYS, listed);
        let pool = |version: &str, facts: &str| format!("site Paris\n  pool fe front-end version={version} {facts}");
        check_words(&SYSTEM, WindowsVersion::KEYS, &all_but(&["2008-r2", "2012", "2012-r2"]), |os| {
            pool("lync-2013", &format!("os={os}"))
        });
        check_words(&LEGACY, WindowsVersion::KEYS, &all_but(&["2008", "2008-r2"]), |os| {
            pool("lync-2010", &format!("os={os}"))
        });
        check_words(&LEGACY, Version::KEYS, &["lync-2010"], |version| pool(version, "os=2000"));
        check_waiting(&ITANIUM, WindowsVersion::KEYS, &["2003", "2003-r2", "2008", "2008-r2"], |os| {
            pool("lync-2013", &format!("os={os}"))
        });
    }
}
