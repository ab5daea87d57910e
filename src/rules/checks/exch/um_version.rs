//! EXCH-001: voice mail on an Exchange Server that is too old.

use crate::rules::prelude::*;
use crate::rules::steps::set_in_phase;

pub static RULE: Rule = Rule::new("EXCH-001", "voice-mail-on-an-old-exchange", "0.1.0", Check::State(check))
    .mended(FixOffer::Sometimes, upgrade);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    match &cx.topology.deployment.exchange_um {
        Some(used) if !used.is_empty() && cx.has_target() => {
            for version in used.iter().filter(|version| cx.pack.excluded_um.contains(version)) {
                let said = message!(
                    "rules-exch-001",
                    version = Message::word(UmVersion::PREFIX, version.key()),
                    target = cx.product()
                );
                out.report(Subject::Deployment, said).field("exchange-um");
            }
            // Released after the page was written: nobody says.
            let is_judged =
                |version: &UmVersion| cx.pack.excluded_um.contains(version) || cx.pack.supported_um.contains(version);
            if !used.iter().all(is_judged) {
                out.not_checked(Subject::Deployment, &["pack"]);
            }
        }
        None if cx.pools().any(|pool| pool.um_contacts.is_some_and(|count| count > 0)) && cx.has_target() => {
            out.not_checked(Subject::Deployment, &["exchange-um"]);
        }
        _ => {}
    }
}

/// The other versions stay; where there is none, the oldest that is supported comes.
fn upgrade(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let used = state.deployment.exchange_um.iter().flatten();
    let mut left: Vec<UmVersion> = used.copied().filter(|version| !pack.excluded_um.contains(version)).collect();
    if left.is_empty() {
        left.extend(pack.supported_um.iter().min());
    }
    let names = left.iter().map(|version| Message::word(UmVersion::PREFIX, version.key())).collect::<Vec<_>>();
    let left = Value::List(left.iter().map(|version| Text::from(version.key())).collect());
    set_in_phase(cx, &[("exchange-um", left)], message!("rules-exch-001-fix", versions = names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, check_waiting};

    fn plan(used: &str) -> String {
        format!("deployment {used}\nsite Paris\n pool fe13 front-end standard version=lync-2013 um-contacts=1")
    }

    #[test]
    fn twins() {
        check_twins(&RULE, &plan("exchange-um=exchange-2010,exchange-2007 # EXCH-001"), |_| {
            let list = Value::List(vec![Text::from("exchange-2007-sp1")]);
            Command::Set { of: Subject::Deployment, fact: "exchange-um", to: Some(list) }
        });
    }

    #[test]
    fn voice_mail_is_upgraded_in_the_phase_that_brings_the_target() {
        let comes = |used: &str| plan(used).replace(" pool fe13", "phase Pilot\n + pool fe13");
        let left = |plan: &crate::plan::Plan| plan.replay().states[1].deployment.exchange_um.clone();
        check_mended(&RULE, &comes("exchange-um=exchange-2007"), left, Some(vec![UmVersion::Exchange2007Sp1]));
        let two = comes("exchange-um=exchange-2010,exchange-2007 # EXCH-001");
        check_mended(&RULE, &two.replace("# EXCH-001", ""), left, Some(vec![UmVersion::Exchange2010]));
        check_twins(&RULE, &two, |_| {
            let list = Value::List(vec![Text::from("hosted")]);
            Command::Set { of: Subject::Deployment, fact: "exchange-um", to: Some(list) }
        });
        check_unmended(&RULE, &plan("exchange-um=exchange-2007"));
    }

    #[test]
    fn what_the_page_lists_is_supported_and_what_came_later_is_not_judged() {
        for version in ["exchange-2007-sp1", "exchange-2010", "exchange-2013", "hosted"] {
            assert_eq!(check_silent(&RULE, &plan(&format!("exchange-um={version}"))).not_checked, [], "{version}");
        }
        assert_eq!(check_silent(&RULE, &plan("exchange-um=exchange-2016")).not_checked[0].missing, ["pack"]);
    }

    #[test]
    fn without_the_target_or_without_voice_mail_there_is_nothing_to_say() {
        assert_eq!(check_silent(&RULE, &plan("ipv6=false")).not_checked[0].missing, ["exchange-um"]);
        let old = plan("exchange-um=exchange-2007").replace("lync-2013", "lync-2010");
        assert_eq!(check_silent(&RULE, &old).not_checked, []);
        assert_eq!(check_silent(&RULE, &plan("ipv6=false").replace("um-contacts=1", "um-contacts=0")).not_checked, []);
    }

    #[test]
    fn every_version_but_the_old_one() {
        let newer: Vec<&str> = UmVersion::KEYS.iter().copied().filter(|version| *version != "exchange-2007").collect();
        check_waiting(&RULE, &newer, &["exchange-2016"], |version| plan(&format!("exchange-um={version}")));
    }
}
