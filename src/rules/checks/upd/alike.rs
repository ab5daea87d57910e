//! UPD-003: Front End Servers of one pool at different update levels.

use crate::rules::prelude::*;
use crate::rules::updates::{build_of, level_of, month_of};

pub static RULE: Rule = Rule::new("UPD-003", "different-update-levels-in-a-pool", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, fixes);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd) {
        let members = cx.members_of(&pool.id);
        // Levels of servers are recorded where they differ from that of the pool, or might.
        if members.len() < 2 || members.iter().all(|server| server.update_level.is_none()) {
            continue;
        }
        let levels: Vec<(&Server, &str)> =
            members.iter().filter_map(|server| Some((*server, level_of(pool, server)?))).collect();
        let differing = levels.iter().skip(1).find(|(_, level)| same(cx, levels[0].1, level) == Some(false));
        let unclear = levels.iter().skip(1).any(|(_, level)| same(cx, levels[0].1, level).is_none());
        match (differing, cx.age(pool)) {
            (Some((server, level)), Age::Own) => {
                let said = message!(
                    "rules-upd-003",
                    pool = cx.label(&pool.id),
                    one = cx.label(&levels[0].0.id),
                    level = levels[0].1,
                    two = cx.label(&server.id),
                    other = *level
                );
                out.report(&pool.id, said).related([&levels[0].0.id, &server.id]);
            }
            (Some(_), Age::Unknown) => out.not_checked(&pool.id, &["version"]),
            (None, Age::Own) if levels.len() < members.len() => {
                let unknown = members.iter().filter(|server| level_of(pool, server).is_none());
                unknown.for_each(|server| out.not_checked(&server.id, &["update-level"]));
            }
            (None, Age::Own) if unclear => out.not_checked(&pool.id, &["update-level"]),
            _ => {}
        }
    }
}

/// Whether two texts say the same level; `None` where one is a build and the other a month that cannot be told
/// from each other.
fn same(cx: &StateContext<'_>, one: &str, other: &str) -> Option<bool> {
    if one.trim().eq_ignore_ascii_case(other.trim()) {
        return Some(true);
    }
    match (build_of(one), build_of(other)) {
        (Some(one), Some(other)) => Some(one == other),
        (None, None) => Some(month_of(cx.pack, one)? == month_of(cx.pack, other)?),
        _ => None,
    }
}

/// The server that stays behind comes to the level of the other in the phase in which the mix begins.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Subject::Pool(pool), [Subject::Server(one), Subject::Server(other)]) =
        (&cx.finding.subject, cx.finding.related.as_slice())
    else {
        return Vec::new();
    };
    let Some(state) = cx.replay.states.get(stage).filter(|_| stage > 0) else { return Vec::new() };
    let (Some(pool), Some(one), Some(other)) =
        (state.pools.get(pool), state.servers.get(one), state.servers.get(other))
    else {
        return Vec::new();
    };
    let Some(pack) = crate::rules::pack(cx.plan.target_at(stage)) else { return Vec::new() };
    let members = state.servers.values().filter(|server| server.pool == pool.id).count();
    let (Some(first), Some(second)) = (level_of(pool, one), level_of(pool, other)) else { return Vec::new() };
    // Which of two is older is known for builds, and for months; with three servers one step may not be enough.
    let first_is_older = match (build_of(first), build_of(second)) {
        (Some(a), Some(b)) => a < b,
        _ => month_of(pack, first) < month_of(pack, second),
    };
    if members != 2 {
        return Vec::new();
    }
    let (behind, level) = if first_is_older { (one, second) } else { (other, first) };
    let to = Some(Value::text(level));
    let commands = vec![Command::Set { of: (&behind.id).into(), fact: "update-level", to }];
    vec![Fix {
        label: message!("rules-upd-003-fix", server = state.label(&(&behind.id).into()), level = level),
        edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended};

    fn plan(pool: &str, level: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool fe front-end enterprise {pool} update-level=2013-10 servers=a,b   {code}
            phase Grow
              ~ b update-level={level}
            "
        )
    }

    #[test]
    fn twins() {
        for level in ["RTM", "2013-11", "September-2013"] {
            check_twins(&RULE, &plan("version=lync-2013", level, "# UPD-003 related a b"), |sketch| {
                sketch.set("b", "update-level", Value::text("October 2013"))
            });
        }
        let builds = plan("version=lync-2013", "5.0.8308.857", "# UPD-003").replace("2013-10", "5.0.8308.856");
        check_twins(&RULE, &builds, |sketch| sketch.set("b", "update-level", Value::text("CU 5.0.8308.856")));
    }

    #[test]
    fn nothing_recorded_is_no_lack_and_unknown_waits() {
        let missing = |text: &str| {
            let report = check_silent(&RULE, text);
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        let text = plan("version=lync-2013", "RTM", "");
        assert_eq!(missing(&text.replace("~ b update-level=RTM", "do communicate")), [""; 0]);
        assert_eq!(missing(&text.replace("update-level=2013-10 ", "")), ["update-level"]);
        assert_eq!(missing(&text.replace("2013-10", "5.0.8308.857")), ["update-level"]);
        assert_eq!(missing(&text.replace("version=lync-2013", "")), ["version"]);
        assert_eq!(missing(&text.replace("=lync-2013", "=lync-2010")), [""; 0]);
    }

    #[test]
    fn servers_that_differ_today_or_among_three_are_left_to_the_architect() {
        let three = plan("version=lync-2013", "RTM", "").replace("servers=a,b", "servers=a,b,c");
        check_unmended(&RULE, &three);
    }

    #[test]
    fn the_older_of_two_servers_is_brought_up() {
        let levels = |plan: &crate::plan::Plan| {
            let replay = plan.replay();
            let servers = replay.states[1].servers.values();
            servers.map(|server| server.update_level.as_ref().map(ToString::to_string)).collect::<Vec<_>>()
        };
        let newer = plan("version=lync-2013", "2013-11", "");
        check_mended(&RULE, &newer, levels, vec![Some("2013-11".to_owned()); 2]);
        let older = plan("version=lync-2013", "RTM", "");
        check_mended(&RULE, &older, levels, vec![None, Some("2013-10".to_owned())]);
        let builds = plan("version=lync-2013", "5.0.8308.857", "").replace("2013-10", "5.0.8308.856");
        check_mended(&RULE, &builds, levels, vec![Some("5.0.8308.857".to_owned()); 2]);
    }
}
