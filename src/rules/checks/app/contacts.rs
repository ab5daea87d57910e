//! APP-001, APP-002, APP-007 and APP-008: a legacy pool removed with objects that belong on another pool first.

use crate::rules::prelude::*;
use crate::rules::steps::{insert, is_activity};
use std::sync::Arc;

pub static NUMBERS: Rule = Rule::new("APP-001", "pool-removed-with-dial-in-numbers", "0.1.0", Check::Phase(numbers))
    .in_course()
    .mended(FixOffer::Always, move_numbers);

pub static DIRECTORIES: Rule =
    Rule::new("APP-002", "pool-removed-with-conference-directories", "0.1.0", Check::Phase(directories))
        .in_course()
        .mended(FixOffer::Always, move_directories);

pub static ORBITS: Rule = Rule::new("APP-007", "pool-removed-with-call-park-orbits", "0.1.0", Check::Phase(orbits))
    .in_course()
    .mended(FixOffer::Always, move_orbits);

pub static DEVICES: Rule = Rule::new("APP-008", "pool-removed-with-phones-and-devices", "0.1.0", Check::Phase(devices))
    .in_course()
    .mended(FixOffer::Always, move_devices);

/// A count of objects on a pool, and its name.
type Count = (FactName, fn(&Pool) -> Option<u64>);

/// Each legacy pool that a step removes while such objects are still on it: told with the pool and their number.
fn left_behind(
    cx: &PhaseContext<'_>,
    counts: &[Count],
    work: ActivityKind,
    say: fn(String, u64) -> Message,
    out: &mut Findings,
) {
    let Some(pack) = cx.pack else { return };
    let removes = |step: &Step| step.commands().iter().any(|c| matches!(c, Command::Remove(Subject::Pool(_))));
    if !cx.phase.steps.iter().any(|step| removes(step)) {
        return;
    }
    let is_work = |step: &&Arc<Step>| matches!(&***step, Step::Activity { kind, .. } if *kind == work);
    let earlier: Vec<&Arc<Step>> =
        cx.plan.phases.iter().take(cx.stage - 1).flat_map(|phase| &phase.steps).filter(is_work).collect();
    let mut here: Vec<&Step> = Vec::new();
    for (step, state) in cx.steps() {
        if matches!(step, Step::Activity { kind, .. } if *kind == work) {
            here.push(step);
        }
        for command in step.commands() {
            let Command::Remove(subject @ Subject::Pool(id)) = command else { continue };
            let Some(pool) = state.pools.get(id).filter(|pool| pool.kind == PoolKind::FrontEnd) else { continue };
            let all: Option<u64> = counts.iter().map(|(_, count)| count(pool)).sum();
            let age = pack.age(pool);
            let concerned = all != Some(0) && matches!(age, Age::Older | Age::Unknown);
            let mut done = earlier.iter().map(|step| &***step).chain(here.iter().copied());
            if !concerned || done.any(|one| is_activity(one, work, std::slice::from_ref(subject))) {
                continue;
            }
            let known: u64 = counts.iter().filter_map(|(_, count)| count(pool)).fold(0, u64::saturating_add);
            match age {
                Age::Older if known > 0 => {
                    out.report(step.id(), say(state.label(subject), known)).related([id]);
                }
                Age::Older => {
                    let unknown = counts.iter().filter(|(_, count)| count(pool).is_none());
                    out.not_checked(id, &unknown.map(|(fact, _)| *fact).collect::<Vec<_>>());
                }
                _ if known > 0 => out.not_checked(id, &["version"]),
                _ => {}
            }
        }
    }
}

fn numbers(cx: &PhaseContext<'_>, out: &mut Findings) {
    let counts: &[Count] = &[("access-numbers", |pool| pool.access_numbers)];
    let say = |pool, count| message!("rules-app-001", pool = pool, count = count);
    left_behind(cx, counts, ActivityKind::MoveDialInNumbers, say, out);
}

fn directories(cx: &PhaseContext<'_>, out: &mut Findings) {
    let counts: &[Count] = &[("conference-directories", |pool| pool.conference_directories)];
    let say = |pool, count| message!("rules-app-002", pool = pool, count = count);
    left_behind(cx, counts, ActivityKind::MoveConferenceDirectories, say, out);
}

fn orbits(cx: &PhaseContext<'_>, out: &mut Findings) {
    let counts: &[Count] = &[("call-park-orbits", |pool| pool.call_park_orbits)];
    let say = |pool, count| message!("rules-app-007", pool = pool, count = count);
    left_behind(cx, counts, ActivityKind::MoveCallPark, say, out);
}

fn devices(cx: &PhaseContext<'_>, out: &mut Findings) {
    let counts: &[Count] =
        &[("common-area-phones", |pool| pool.common_area_phones), ("analog-devices", |pool| pool.analog_devices)];
    let say = |pool, count| message!("rules-app-008", pool = pool, count = count);
    left_behind(cx, counts, ActivityKind::MoveDevices, say, out);
}

fn move_first(cx: &FixContext<'_>, work: ActivityKind) -> Vec<Fix> {
    let Some(pool) = cx.finding.related.first() else { return Vec::new() };
    let label =
        message!("rules-app-fix", work = Message::word(ActivityKind::PREFIX, work.key()), pool = cx.plan.label(pool));
    insert(cx, false, work, vec![pool.clone()], label)
}

fn move_numbers(cx: &FixContext<'_>) -> Vec<Fix> {
    move_first(cx, ActivityKind::MoveDialInNumbers)
}

fn move_directories(cx: &FixContext<'_>) -> Vec<Fix> {
    move_first(cx, ActivityKind::MoveConferenceDirectories)
}

fn move_orbits(cx: &FixContext<'_>) -> Vec<Fix> {
    move_first(cx, ActivityKind::MoveCallPark)
}

fn move_devices(cx: &FixContext<'_>) -> Vec<Fix> {
    move_first(cx, ActivityKind::MoveDevices)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, missing};

    const ALL: [(&Rule, &[&str], ActivityKind); 4] = [
        (&NUMBERS, &["access-numbers"], ActivityKind::MoveDialInNumbers),
        (&DIRECTORIES, &["conference-directories"], ActivityKind::MoveConferenceDirectories),
        (&ORBITS, &["call-park-orbits"], ActivityKind::MoveCallPark),
        (&DEVICES, &["common-area-phones", "analog-devices"], ActivityKind::MoveDevices),
    ];

    /// A removal with these facts of the old pool.
    fn plan(version: &str, facts: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool old front-end standard users=0 {version} {facts}
              pool new front-end standard version=lync-2013
            phase Decommission
              do communicate
              - pool old {code}
              do reboot new
            "
        )
    }

    #[test]
    fn twins() {
        for (rule, facts, work) in ALL {
            for fact in facts {
                let others = facts.iter().filter(|other| *other != fact).map(|other| format!(" {other}=0"));
                let others = others.collect::<String>();
                let expected = format!("# {} related old", rule.code);
                for version in ["lync-2010", "ocs-2007-r2"] {
                    let text = plan(&format!("version={version}"), &format!("{fact}=1{others}"), &expected);
                    check_twins(rule, &text, |sketch| sketch.record(0, sketch.set("old", fact, Value::Count(0))));
                    check_twins(rule, &text, |sketch| sketch.activity(1, 0, work, &["old"]));
                }
                let text = plan("version=lync-2010", &format!("{fact}=1{others}"), &expected);
                // Work that comes after the removal, or is about another pool, does not count.
                let late = text
                    .replace("do reboot new", &format!("do {} old\n              do {} new", work.key(), work.key()));
                check_twins(rule, &late, |sketch| sketch.activity(1, 1, work, &[]));
            }
        }
    }

    #[test]
    fn unknown_waits_and_the_target_is_not_concerned() {
        for (rule, facts, work) in ALL {
            let text = plan("version=lync-2010", "", "");
            assert_eq!(check_silent(rule, &text).not_checked[0].missing, facts);
            let moved = text.replace("do communicate", &format!("do {} old", work.key()));
            assert_eq!(check_silent(rule, &moved).not_checked, []);
            let there = format!("{}=2", facts[0]);
            assert_eq!(check_silent(rule, &plan("", &there, "")).not_checked[0].missing, ["version"]);
            assert_eq!(check_silent(rule, &plan("version=lync-2013", &there, "")).not_checked, []);
        }
    }

    #[test]
    fn a_pool_of_unknown_version_waits_only_for_what_it_has() {
        for facts in ["", "access-numbers=0"] {
            check_said(&NUMBERS, &plan("", facts, ""), missing, vec![]);
        }
        check_said(&NUMBERS, &plan("", "access-numbers=1", ""), missing, vec!["version"]);
    }
}
