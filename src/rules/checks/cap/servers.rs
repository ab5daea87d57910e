//! CAP-011, CAP-012, CAP-013, CAP-015, CAP-020: numbers of Edge Servers, Directors and chat servers.

use super::front_ends::servers_up_to;
use crate::rules::prelude::*;
use crate::rules::steps::{is_new, set_in_phase};
use std::collections::{BTreeMap, BTreeSet};

pub static EDGE: Rule = Rule::new("CAP-011", "too-many-remote-users-per-edge-server", "0.1.0", Check::State(edge))
    .near()
    .mended(FixOffer::Sometimes, more_edges);

pub static DIRECTORS: Rule = Rule::new("CAP-012", "too-many-directors-in-a-pool", "0.1.0", Check::State(directors))
    .near()
    .mended(FixOffer::Sometimes, super::in_two);

pub static CHAT: Rule = Rule::new("CAP-013", "too-many-chat-servers", "0.1.0", Check::State(chat))
    .near()
    .mended(FixOffer::Sometimes, fewer_active);

pub static SINGLE: Rule = Rule::new("CAP-015", "single-computer-chat-pool-grows", "0.1.0", Check::Plan(single))
    .mended(FixOffer::Sometimes, for_several);

pub static GROUP_CHAT: Rule =
    Rule::new("CAP-020", "too-many-legacy-chat-servers", "0.1.0", Check::State(group_chat)).near();

fn own<'a>(cx: &StateContext<'a>, kind: PoolKind) -> impl Iterator<Item = (&'a Pool, usize)> {
    let pools = cx.pools().filter(|pool| pool.kind == kind && cx.age(pool) == Age::Own);
    pools.map(|pool| (pool, cx.servers_of(&pool.id))).collect::<Vec<_>>().into_iter()
}

fn edge(cx: &StateContext<'_>, out: &mut Findings) {
    let per_server = cx.pack.capacity.remote_users_per_edge;
    for (pool, servers) in own(cx, PoolKind::Edge).filter(|(_, servers)| *servers > 0) {
        match pool.remote_users {
            Some(users) if users > per_server.saturating_mul(servers as u64) => {
                let needed = users.div_ceil(per_server);
                let said = message!(
                    "rules-cap-011",
                    pool = cx.label(&pool.id),
                    users = users,
                    servers = servers,
                    needed = needed
                );
                out.report(&pool.id, said).field("remote-users");
            }
            Some(_) => {}
            None => out.not_checked(&pool.id, &["remote-users"]),
        }
    }
}

/// As many Edge Servers as the remote users need.
fn more_edges(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack), Subject::Pool(id)) =
        (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage)), &cx.finding.subject)
    else {
        return Vec::new();
    };
    let users = state.pools.get(id).and_then(|pool| pool.remote_users).filter(|_| stage > 0);
    let needed = users.map(|users| users.div_ceil(pack.capacity.remote_users_per_edge));
    let Some(needed) = needed.and_then(|needed| usize::try_from(needed).ok()) else { return Vec::new() };
    let label = message!("rules-cap-011-fix", pool = state.label(&cx.finding.subject), wanted = needed);
    servers_up_to(cx, needed, label)
}

fn directors(cx: &StateContext<'_>, out: &mut Findings) {
    let limit = cx.pack.capacity.directors;
    for (pool, count) in own(cx, PoolKind::Director).filter(|(_, count)| *count > limit) {
        out.report(&pool.id, message!("rules-cap-012", pool = cx.label(&pool.id), count = count, limit = limit));
    }
}

fn chat(cx: &StateContext<'_>, out: &mut Findings) {
    let (active_limit, limit) = (cx.pack.capacity.chat_active, cx.pack.capacity.chat_servers);
    for (pool, servers) in own(cx, PoolKind::PersistentChat) {
        let active = pool.active_servers.as_ref().map(Vec::len);
        if servers > limit {
            let said = message!("rules-cap-013", pool = cx.label(&pool.id), count = servers, limit = limit);
            out.report(&pool.id, said);
        } else if let Some(count) = active.filter(|count| *count > active_limit) {
            let said = message!("rules-cap-013-active", pool = cx.label(&pool.id), count = count, limit = active_limit);
            out.report(&pool.id, said).field("active-servers");
        } else if active.is_none() && servers > active_limit {
            out.not_checked(&pool.id, &["active-servers"]);
        }
    }
}

/// The first ones stay active.
fn fewer_active(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack), Subject::Pool(id)) =
        (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage)), &cx.finding.subject)
    else {
        return Vec::new();
    };
    let active = state.pools.get(id).and_then(|pool| pool.active_servers.clone()).unwrap_or_default();
    let limit = pack.capacity.chat_active;
    // Whether there are too many servers in all, the finding has no field.
    if cx.finding.field.is_none() || active.len() <= limit {
        return Vec::new();
    }
    let active: Vec<Text> = active.into_iter().take(limit).collect();
    let names: Vec<String> = active.iter().map(|name| name.to_string()).collect();
    let label = message!("rules-cap-013-fix", pool = state.label(&cx.finding.subject), servers = names);
    set_in_phase(cx, &[("active-servers", Value::List(active))], label)
}

/// A pool that the plan brings is defined for several servers.
fn for_several(cx: &FixContext<'_>) -> Vec<Fix> {
    let of = cx.finding.subject.clone();
    if !is_new(cx, &of) {
        return Vec::new();
    }
    let label = message!("rules-cap-015-fix", pool = cx.plan.label(&of));
    let set = Command::Set { of, fact: "single-computer", to: Some(Value::Flag(false)) };
    vec![Fix { label, edits: vec![PlanEdit::Correct(set)], safety: Safety::Ask }]
}

/// A pool that is drawn with several servers at once was not defined for one; one that grows may have been.
fn single(cx: &PlanContext<'_>, out: &mut Findings) {
    let mut small: BTreeSet<&PoolId> = BTreeSet::new();
    for (stage, state) in cx.states.iter().enumerate() {
        for pool in cx.pools(stage, Age::Own).filter(|pool| pool.kind == PoolKind::PersistentChat) {
            let servers = state.servers.values().filter(|server| server.pool == pool.id).count();
            if servers == 1 {
                small.insert(&pool.id);
            }
            match pool.single_computer {
                Some(true) if servers > 1 => {
                    let name = state.label(&(&pool.id).into());
                    out.report(&pool.id, message!("rules-cap-015", pool = name, count = servers))
                        .field("single-computer")
                        .during(stage, stage);
                }
                None if servers > 1 && small.contains(&pool.id) => out.not_checked(&pool.id, &["single-computer"]),
                _ => {}
            }
        }
    }
}

/// All chat servers of one version together.
fn group_chat(cx: &StateContext<'_>, out: &mut Findings) {
    let mut pools: BTreeMap<Version, Vec<&Pool>> = BTreeMap::new();
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::GroupChat) {
        if let Some(version) = pool.version {
            pools.entry(version).or_default().push(pool);
        }
    }
    for (version, pools) in pools {
        let Some(limit) = cx.pack.legacy_chat_servers.get(&version) else { continue };
        let count: usize = pools.iter().map(|pool| cx.servers_of(&pool.id)).sum();
        if count > *limit {
            let names: Vec<String> = pools.iter().map(|pool| cx.label(&pool.id)).collect();
            let said = message!("rules-cap-020", pools = names, count = count, limit = *limit);
            out.report(&pools[0].id, said).related(pools[1..].iter().map(|pool| &pool.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{
        check_mended, check_said, check_silent, check_twins, check_unmended, check_words, missing,
    };

    #[test]
    fn twins() {
        check_twins(
            &EDGE,
            "site Paris\n  pool edge edge version=lync-2013 servers=2 remote-users=24001   # CAP-011",
            |sketch| sketch.set("edge", "remote-users", Value::Count(24_000)),
        );
        check_twins(
            &DIRECTORS,
            "site Paris\n  pool dir director version=lync-2013 servers=a,b,c,d,e,f,g,h,i,j,k   # CAP-012",
            |sketch| sketch.remove("k"),
        );
        let list = |items: &[&str]| Value::List(items.iter().map(|item| Text::from(*item)).collect());
        check_twins(
            &CHAT,
            "site Paris\n  pool chat persistent-chat version=lync-2013 servers=5 active-servers=a,b,c,d,e   # CAP-013",
            |sketch| sketch.set("chat", "active-servers", list(&["a", "b", "c", "d"])),
        );
        check_twins(
            &CHAT,
            "site Paris\n  pool chat persistent-chat version=lync-2013 servers=a,b,c,d,e,f,g,h,i active-servers=a   # CAP-013",
            |sketch| sketch.remove("i"),
        );
        check_twins(
            &SINGLE,
            "site Paris\n  pool chat persistent-chat version=lync-2013 servers=a,b single-computer=true   # CAP-015",
            |sketch| sketch.remove("b"),
        );
        check_twins(
            &GROUP_CHAT,
            "
            site Paris
              pool one group-chat version=ocs-2007-r2 servers=a,b     # CAP-020 related two
              pool two group-chat version=ocs-2007-r2 servers=c,d
            ",
            |sketch| sketch.remove("d"),
        );
    }

    #[test]
    fn pools_that_a_phase_brings_are_built_otherwise() {
        let servers = |plan: &crate::plan::Plan| plan.replay().states[1].servers.len();
        let edge = |users: u64| {
            format!("site Paris\nphase P\n  + pool edge edge version=lync-2013 servers=e1,e2 remote-users={users}")
        };
        check_mended(&EDGE, &edge(36_001), servers, 4);
        check_unmended(&EDGE, &edge(u64::MAX));
        check_unmended(&EDGE, &edge(36_001).replace("phase P\n  +", " "));
        check_twins(&EDGE, &format!("{} # CAP-011", edge(24_001)), |sketch| sketch.remove("edge"));

        let directors = "site Paris\nphase P\n  + pool dir director version=lync-2013 servers=11 # CAP-012";
        check_twins(&DIRECTORS, directors, |sketch| sketch.remove("dir"));
        let grown = "site Paris\n  pool dir director version=lync-2013 servers=10\nphase P\n  + server more dir";
        check_unmended(&DIRECTORS, grown);

        let chat =
            |facts: &str| format!("site Paris\nphase P\n  + pool chat persistent-chat version=lync-2013 {facts}");
        let active = |plan: &crate::plan::Plan| {
            plan.replay().states[1].pools.values().next().and_then(|pool| pool.active_servers.clone())
        };
        let many = chat("servers=5 active-servers=a,b,c,d,e");
        check_mended(&CHAT, &many, active, Some(["a", "b", "c", "d"].map(Text::from).to_vec()));
        check_twins(&CHAT, &format!("{many} # CAP-013"), |sketch| sketch.remove("chat"));
        check_unmended(&CHAT, &chat("servers=9 active-servers=a,b,c,d,e"));
        check_unmended(&CHAT, &many.replace("phase P\n  +", " "));

        let single = chat("servers=a single-computer=true") + "   # CAP-015\n  + server b chat";
        check_twins(&SINGLE, &single, |sketch| sketch.remove("b"));
        check_unmended(
            &SINGLE,
            &single.replace("phase P\n  +", " ").replace("  + server", "  server").replace("# CAP-015", ""),
        );
    }

    #[test]
    fn what_is_unknown_waits() {
        let missing = |rule, text: &str| {
            let report = check_silent(rule, &format!("site Paris\n  pool {text}"));
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing(&EDGE, "edge edge version=lync-2013 servers=2"), ["remote-users"]);
        assert_eq!(missing(&CHAT, "chat persistent-chat version=lync-2013 servers=5"), ["active-servers"]);
        assert!(missing(&CHAT, "chat persistent-chat version=lync-2013 servers=4").is_empty());
        assert!(missing(&SINGLE, "chat persistent-chat version=lync-2013 servers=4").is_empty());
        assert!(missing(&GROUP_CHAT, "chat group-chat version=lync-2010 servers=4").is_empty());
    }

    #[test]
    fn every_version_of_the_chat_servers() {
        check_words(&GROUP_CHAT, Version::KEYS, &["ocs-2007-r2"], |version| {
            format!("site Paris\n  pool chat group-chat version={version} servers=4")
        });
    }

    #[test]
    fn only_a_chat_pool_that_grows_from_one_computer_is_asked() {
        let plan = |grows: &str| {
            format!("site Paris\n  pool chat persistent-chat version=lync-2013 servers=1\nphase Grow\n  {grows}")
        };
        check_said(&SINGLE, &plan("+ server two chat"), missing, vec!["single-computer"]);
        check_said(&SINGLE, &plan("do communicate"), missing, vec![]);
    }
}
