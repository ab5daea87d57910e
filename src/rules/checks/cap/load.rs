//! CAP-016, CAP-017: calls and meetings.

use super::front_ends::servers_up_to;
use crate::plan::intents;
use crate::rules::prelude::*;
use crate::rules::steps::record_in_phase;

pub static CALLS: Rule = Rule::new("CAP-016", "too-many-calls-for-the-mediation-servers", "0.1.0", Check::State(calls))
    .near()
    .mended(FixOffer::Sometimes, more_mediation);

pub static MEETINGS: Rule = Rule::new("CAP-017", "meeting-too-large", "0.1.0", Check::State(meetings))
    .near()
    .mended(FixOffer::Sometimes, pool_for_meetings);

fn calls(cx: &StateContext<'_>, out: &mut Findings) {
    let capacity = &cx.pack.capacity;
    for pool in cx.pools() {
        let per_server = match (pool.kind, pool.mediation) {
            (PoolKind::FrontEnd, Some(MediationMode::Collocated)) => capacity.calls_per_front_end,
            (PoolKind::Mediation, _) => capacity.calls_per_mediation,
            _ => continue,
        };
        let servers = cx.servers_of(&pool.id);
        if servers == 0 || cx.age(pool) != Age::Own {
            continue;
        }
        match pool.concurrent_calls {
            Some(calls) if calls > per_server.saturating_mul(servers as u64) => {
                let said = message!(
                    "rules-cap-016",
                    pool = cx.label(&pool.id),
                    calls = calls,
                    servers = servers,
                    limit = per_server
                );
                out.report(&pool.id, said).field("concurrent-calls");
            }
            Some(_) => {}
            None => out.not_checked(&pool.id, &["concurrent-calls"]),
        }
    }
}

/// As many Mediation Servers as the calls need, in a pool of their own.
fn more_mediation(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack), Subject::Pool(id)) =
        (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage)), &cx.finding.subject)
    else {
        return Vec::new();
    };
    let pool = state.pools.get(id).filter(|pool| pool.kind == PoolKind::Mediation && stage > 0);
    let needed =
        pool.and_then(|pool| pool.concurrent_calls).map(|calls| calls.div_ceil(pack.capacity.calls_per_mediation));
    let Some(needed) = needed.and_then(|needed| usize::try_from(needed).ok()) else { return Vec::new() };
    let label = message!("rules-cap-016-fix", pool = state.label(&cx.finding.subject), wanted = needed);
    servers_up_to(cx, needed, label)
}

fn meetings(cx: &StateContext<'_>, out: &mut Findings) {
    let capacity = &cx.pack.capacity;
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && cx.age(pool) == Age::Own) {
        let Some(size) = pool.largest_meeting else {
            out.not_checked(&pool.id, &["largest-meeting"]);
            continue;
        };
        if size <= capacity.meeting {
            continue;
        }
        let limit = match cx.users_on(&pool.id) {
            _ if size > capacity.dedicated_meeting => capacity.dedicated_meeting,
            Some(users) if users > 0 => capacity.meeting,
            None if cx.is_home(&pool.id) => {
                out.not_checked(&pool.id, &["users"]);
                continue;
            }
            _ => continue,
        };
        out.report(&pool.id, message!("rules-cap-017", pool = cx.label(&pool.id), size = size, limit = limit))
            .field("largest-meeting");
    }
}

/// A pool without users of its own holds the meeting, where such a pool can.
fn pool_for_meetings(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack), Subject::Pool(id)) =
        (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage)), &cx.finding.subject)
    else {
        return Vec::new();
    };
    let Some(pool) = state.pools.get(id) else { return Vec::new() };
    let Some(size) = pool.largest_meeting.filter(|size| *size <= pack.capacity.dedicated_meeting) else {
        return Vec::new();
    };
    let mut commands = intents::new_pool(cx.plan, stage, PoolKind::FrontEnd, pack.product, pool.site.as_ref()).commands;
    if let Some(Command::Add(Element::Pool(new))) = commands.first_mut() {
        std::sync::Arc::make_mut(new).largest_meeting = Some(size);
    }
    let to = Some(Value::Count(pack.capacity.meeting));
    commands.push(Command::Set { of: cx.finding.subject.clone(), fact: "largest-meeting", to });
    let label = message!("rules-cap-017-fix", size = size);
    record_in_phase(cx, commands, label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended};

    #[test]
    fn twins() {
        for (pool, limit) in [("front-end enterprise mediation=collocated", 300), ("mediation", 3_000)] {
            check_twins(
                &CALLS,
                &format!(
                    "site Paris\n  pool p {pool} version=lync-2013 servers=2 concurrent-calls={}   # CAP-016",
                    limit + 1
                ),
                |sketch| sketch.set("p", "concurrent-calls", Value::Count(limit)),
            );
        }
        for (users, limit) in [(1, 250), (0, 1_000)] {
            check_twins(
                &MEETINGS,
                &format!(
                    "site Paris\n  pool p front-end version=lync-2013 users={users} largest-meeting={}   # CAP-017",
                    limit + 1
                ),
                |sketch| sketch.set("p", "largest-meeting", Value::Count(limit)),
            );
        }
    }

    #[test]
    fn a_mediation_pool_that_a_phase_brings_gets_more_servers() {
        let text = |calls: u64| {
            format!("site Paris\nphase P\n  + pool med mediation version=lync-2013 servers=m1 concurrent-calls={calls}")
        };
        let servers = |plan: &crate::plan::Plan| plan.replay().states[1].servers.len();
        check_mended(&CALLS, &text(3_001), servers, 3);
        check_unmended(&CALLS, &text(u64::MAX));
        check_unmended(&CALLS, &text(3_001).replace("phase P\n  +", " "));
        check_unmended(&CALLS, &text(3_001).replace("med mediation", "fe front-end mediation=collocated"));
        check_twins(&CALLS, &format!("{} # CAP-016", text(3_001)), |sketch| sketch.remove("med"));
    }

    #[test]
    fn a_large_meeting_goes_to_a_pool_without_users() {
        let text = |size: u64| {
            format!(
                "
                site Paris
                  pool old front-end version=lync-2010 users=20
                phase Pilot
                  + pool fe front-end version=lync-2013 largest-meeting={size}   # CAP-017
                  move all users old -> fe
                "
            )
        };
        check_twins(&MEETINGS, &text(1_000), |sketch| sketch.set("fe", "largest-meeting", Value::Count(250)));
        let sizes = |plan: &crate::plan::Plan| {
            let mut sizes: Vec<_> =
                plan.replay().states[1].pools.values().filter_map(|pool| pool.largest_meeting).collect();
            sizes.sort();
            sizes
        };
        check_mended(&MEETINGS, &text(1_000), sizes, vec![250, 1_000]);
        check_unmended(&MEETINGS, &text(1_001));
    }

    #[test]
    fn what_is_unknown_waits() {
        let missing = |rule, text: &str| {
            let report = check_silent(rule, &format!("site Paris\n  pool p {text}"));
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing(&CALLS, "mediation version=lync-2013 servers=1"), ["concurrent-calls"]);
        assert_eq!(missing(&MEETINGS, "front-end version=lync-2013"), ["largest-meeting"]);
        assert_eq!(missing(&MEETINGS, "front-end version=lync-2013 largest-meeting=300"), ["users"]);
        assert!(missing(&CALLS, "front-end version=lync-2013 servers=1").is_empty());
    }

    #[test]
    fn meetings_on_older_pools_and_on_other_kinds_are_not_judged() {
        for pool in ["front-end version=lync-2010", "director version=lync-2013"] {
            check_silent(&MEETINGS, &format!("site Paris\n  pool p {pool} largest-meeting=2000"));
        }
    }
}
