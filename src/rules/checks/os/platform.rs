//! OS-005: virtual servers on a platform that is not listed.

use super::of_servers;
use crate::rules::prelude::*;
use crate::rules::steps::set_in_phase;

pub static RULE: Rule = Rule::new("OS-005", "virtual-server-on-an-unsuitable-platform", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, validated);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools() {
        let own = cx.age(pool) == Age::Own;
        let guests = pool.version.and_then(|version| cx.pack.legacy_guests.get(&version));
        if !own && guests.is_none() {
            continue;
        }
        let (platforms, no_platform) = of_servers(cx, pool, pool.platform, |server| server.platform);
        if no_platform && own {
            out.not_checked(&pool.id, &["platform"]);
        }
        if !platforms.iter().any(|(_, platform)| *platform == Platform::Virtual) {
            continue;
        }
        let (hypervisors, no_hypervisor) = of_servers(cx, pool, pool.hypervisor, |server| server.hypervisor);
        for (subject, _) in hypervisors.into_iter().filter(|(_, found)| *found == Hypervisor::NotValidated) {
            out.report(subject.clone(), message!("rules-os-005", object = cx.label(subject))).field("hypervisor");
        }
        if no_hypervisor && own {
            out.not_checked(&pool.id, &["hypervisor"]);
        }
        // Systems of legacy servers are judged only where all of them are virtual: else it is not known which are.
        if let Some(guests) = guests.filter(|_| platforms.iter().all(|(_, platform)| *platform == Platform::Virtual)) {
            let (systems, _) = of_servers(cx, pool, pool.os, |server| server.os);
            for (subject, os) in systems.into_iter().filter(|(_, os)| !guests.contains(os)) {
                let os = Message::word(WindowsVersion::PREFIX, os.key());
                let said = message!("rules-os-005-guest", object = cx.label(subject.clone()), os = os);
                out.report(subject, said).field("os");
            }
        }
    }
}

/// A legacy server keeps its system until it goes.
fn validated(cx: &FixContext<'_>) -> Vec<Fix> {
    if cx.finding.field != Some("hypervisor") {
        return Vec::new();
    }
    let label = message!("rules-os-005-fix", object = cx.plan.label(&cx.finding.subject));
    set_in_phase(cx, &[("hypervisor", Value::text(Hypervisor::Validated.key()))], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{
        all_but, check_said, check_silent, check_twins, check_unmended, check_words, missing,
    };

    #[test]
    fn twins() {
        let plan =
            "site Paris\n  pool fe front-end version=lync-2013 platform=virtual hypervisor=not-validated # OS-005";
        check_twins(&RULE, plan, |sketch| sketch.set("fe", "hypervisor", Value::text("validated")));
        check_twins(&RULE, plan, |sketch| sketch.set("fe", "platform", Value::text("physical")));
        check_twins(
            &RULE,
            "site Paris\n  pool fe front-end version=lync-2010 platform=virtual os=2008   # OS-005",
            |sketch| sketch.set("fe", "os", Value::text("2008-r2")),
        );
    }

    #[test]
    fn a_server_that_a_phase_brings_goes_to_another_platform() {
        let text = "site Paris\nphase P\n  + pool fe front-end version=lync-2013 platform=virtual hypervisor=not-validated # OS-005";
        check_twins(&RULE, text, |sketch| sketch.set("fe", "hypervisor", Value::text("validated")));
        check_unmended(&RULE, &text.replace("phase P\n", "").replace("+ pool", "pool"));
        let legacy = "version=lync-2010 platform=virtual os=2008";
        check_unmended(&RULE, &format!("site Paris\nphase P\n  + pool fe front-end {legacy}"));
    }

    #[test]
    fn what_is_unknown_waits_for_the_target_only() {
        let missing = |facts: &str| {
            let report = check_silent(&RULE, &format!("site Paris\n  pool fe front-end {facts}"));
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing("version=lync-2013"), ["platform"]);
        assert_eq!(missing("version=lync-2013 platform=virtual"), ["hypervisor"]);
        assert!(missing("version=lync-2010").is_empty());
    }

    #[test]
    fn every_guest_system_and_every_version() {
        let plan = |version: &str, os: &str| {
            format!("site Paris\n  pool fe front-end version={version} platform=virtual hypervisor=hyper-v os={os}")
        };
        check_words(&RULE, WindowsVersion::KEYS, &all_but(WindowsVersion::KEYS, &["2008-r2"]), |os| {
            plan("lync-2010", os)
        });
        check_words(&RULE, Version::KEYS, &["lync-2010"], |version| plan(version, "2000"));
    }

    #[test]
    fn a_known_hypervisor_and_that_of_an_older_pool_are_not_asked_for() {
        let plan = |facts: &str| format!("site Paris\n  pool fe front-end platform=virtual {facts}");
        check_said(&RULE, &plan("version=lync-2013 hypervisor=validated"), missing, vec![]);
        check_said(&RULE, &plan("version=lync-2010 os=2008-r2"), missing, vec![]);
        check_said(&RULE, &plan("version=lync-2013"), missing, vec!["hypervisor"]);
    }
}
