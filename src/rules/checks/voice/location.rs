//! VOICE-010: location-based routing across servers that do not have it.

use crate::rules::prelude::*;
use crate::rules::updates::{level_of, month_of};

pub static RULE: Rule = Rule::new("VOICE-010", "location-based-routing-without-support", "0.1.0", Check::State(check))
    .mended(FixOffer::Always, fixes);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let enabled = cx.topology.deployment.location_based_routing;
    if enabled == Some(false) || !cx.has_target() || cx.topology.gateways.is_empty() && enabled.is_none() {
        return;
    }
    let voice = &cx.pack.voice;
    for pool in cx.pools().filter(|pool| voice.location_routing_kinds.contains(&pool.kind)) {
        let (reason, missing) = match cx.age(pool) {
            Age::Older => (Some(None), None),
            Age::Own => match too_old(cx, pool) {
                Level::Known(level) => (level.map(Some), None),
                Level::Unknown => (None, Some("update-level")),
            },
            Age::Unknown => (None, Some("version")),
            Age::Newer | Age::None => (None, None),
        };
        if reason.is_none() && missing.is_none() {
            continue;
        }
        if enabled.is_none() {
            out.not_checked(Subject::Deployment, &["location-based-routing"]);
            return;
        }
        if let Some(fact) = missing {
            out.not_checked(&pool.id, &[fact]);
        }
        let said = match reason {
            Some(None) => message!(
                "rules-voice-010",
                pool = cx.label(&pool.id),
                version = Message::word(Version::PREFIX, pool.version.map_or("", Version::key))
            ),
            Some(Some(level)) => message!("rules-voice-010-update", pool = cx.label(&pool.id), level = level),
            None => continue,
        };
        out.report(&pool.id, said).related([Subject::Deployment]);
    }
}

/// The update level of a pool of the target.
enum Level<'a> {
    /// The one that is too old, if one of its servers has such a one.
    Known(Option<&'a str>),
    Unknown,
}

fn too_old<'a>(cx: &StateContext<'a>, pool: &'a Pool) -> Level<'a> {
    let members = cx.members_of(&pool.id);
    let mut levels: Vec<Option<&str>> = members.iter().map(|server| level_of(pool, server)).collect();
    if levels.is_empty() {
        levels.push(pool.update_level.as_deref());
    }
    let dated = |level: &Option<&'a str>| level.and_then(|text| Some((text, month_of(cx.pack, text)?)));
    let old = levels.iter().filter_map(dated).find(|(_, month)| *month < cx.pack.voice.location_routing_from);
    match old {
        Some((text, _)) => Level::Known(Some(text)),
        None if levels.iter().all(|level| dated(level).is_some()) => Level::Known(None),
        None => Level::Unknown,
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let off = Command::Set { of: Subject::Deployment, fact: "location-based-routing", to: Some(Value::Flag(false)) };
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(cx.finding.stages.0), commands: vec![off] }];
    vec![Fix { label: message!("rules-voice-010-fix"), edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_words};

    fn plan(pool: &str, code: &str) -> String {
        format!(
            "
            deployment location-based-routing=true
            site Paris
              pool fe front-end standard version=lync-2013 update-level=2013-02
              pool p {pool} {code}
              gateway gw trunk=fe
            "
        )
    }

    #[test]
    fn twins() {
        for kind in ["front-end", "mediation"] {
            let old = plan(&format!("{kind} version=lync-2010"), "# VOICE-010");
            check_twins(&RULE, &old, |sketch| sketch.set("p", "version", Value::text("sfb-2015")));
            check_twins(&RULE, &old, |sketch| Command::Set {
                of: Subject::Deployment,
                fact: "location-based-routing",
                to: sketch.plan.today.deployment.location_based_routing.map(|on| Value::Flag(!on)),
            });
            let early = plan(&format!("{kind} version=lync-2013 update-level=2013-01"), "# VOICE-010");
            check_twins(&RULE, &early, |sketch| sketch.set("p", "update-level", Value::text("2013-02")));
        }
        let one = plan("front-end version=lync-2013 update-level=2013-02 servers=a,b", "# VOICE-010")
            + "\n            phase Update\n              ~ b update-level=RTM";
        let sketch = crate::rules::sketch::read(&one);
        assert!(sketch.is_ok());
        check_twins(&RULE, &one, |sketch| sketch.set("b", "update-level", Value::text("2013-02")));
    }

    #[test]
    fn unknown_waits_and_other_kinds_are_not_concerned() {
        check_silent(&RULE, &plan("edge version=lync-2010", ""));
        let missing = |text: &str| {
            let report = check_silent(&RULE, text);
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing(&plan("mediation version=lync-2013", "")), ["update-level"]);
        assert_eq!(missing(&plan("mediation", "")), ["version"]);
        let unsaid = plan("mediation version=lync-2010", "").replace("location-based-routing=true", "ipv6=false");
        assert_eq!(missing(&unsaid), ["location-based-routing"]);
        assert_eq!(missing(&unsaid.replace("gateway gw trunk=fe", "")), [""; 0]);
        assert_eq!(missing(&plan("mediation version=lync-2013 update-level=2013-10", "")), [""; 0]);
    }

    #[test]
    fn every_kind_of_an_older_product() {
        check_words(&RULE, PoolKind::KEYS, &["front-end", "mediation"], |kind| {
            plan(&format!("{kind} version=lync-2010"), "")
        });
    }
}
