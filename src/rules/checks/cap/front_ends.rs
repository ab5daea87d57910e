//! CAP-001 to CAP-006: the size of a Front End pool of the target.

use super::enterprise;
use crate::plan::intents;
use crate::rules::load::{Branches, branches, carried_by};
use crate::rules::prelude::*;

pub static SERVERS: Rule = Rule::new("CAP-001", "too-many-front-end-servers", "0.1.0", Check::State(servers))
    .near()
    .mended(FixOffer::Sometimes, super::in_two);

pub static USERS: Rule = Rule::new("CAP-002", "too-many-users-on-a-pool", "0.1.0", Check::State(users)).near();

pub static LOAD: Rule = Rule::new("CAP-003", "too-many-users-per-front-end-server", "0.1.0", Check::State(load))
    .near()
    .mended(FixOffer::Sometimes, enough_servers);

pub static FEW: Rule = Rule::new("CAP-004", "too-few-front-end-servers", "0.1.0", Check::State(few))
    .near()
    .mended(FixOffer::Sometimes, more_servers);

pub static TWO: Rule = Rule::new("CAP-005", "two-front-end-servers", "0.1.0", Check::State(two))
    .near()
    .covering(&["CAP-004"])
    .mended(FixOffer::Sometimes, more_servers);

pub static ONE: Rule = Rule::new("CAP-006", "one-front-end-server", "0.1.0", Check::State(one))
    .near()
    .covering(&["CAP-004"])
    .mended(FixOffer::Sometimes, more_servers);

fn servers(cx: &StateContext<'_>, out: &mut Findings) {
    let limit = cx.pack.capacity.front_ends;
    for (pool, count) in enterprise(cx, out, |_, count| count > limit) {
        out.report(&pool.id, message!("rules-cap-001", pool = cx.label(&pool.id), count = count, limit = limit));
    }
}

/// Users of a pool and of the branch appliances that register with it.
fn users_with_branches(cx: &StateContext<'_>, pool: &Pool, branches: &Branches<'_>) -> Option<u64> {
    let own = cx.users_on(&pool.id)?;
    let mut appliances = branches.get(&pool.id).into_iter().flatten();
    appliances.try_fold(own, |sum, id| Some(sum.saturating_add(cx.users_on(id)?)))
}

fn users(cx: &StateContext<'_>, out: &mut Findings) {
    let branches = branches(cx.topology);
    let limit = cx.pack.capacity.users_per_pool;
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && cx.age(pool) == Age::Own) {
        match users_with_branches(cx, pool, &branches) {
            Some(users) if users > limit => {
                out.report(
                    &pool.id,
                    message!("rules-cap-002", pool = cx.label(&pool.id), users = users, limit = limit),
                );
            }
            None if cx.is_home(&pool.id) => out.not_checked(&pool.id, &["users"]),
            _ => {}
        }
    }
}

fn load(cx: &StateContext<'_>, out: &mut Findings) {
    let branches = branches(cx.topology);
    let capacity = &cx.pack.capacity;
    for (pool, servers) in enterprise(cx, out, |pool, _| cx.is_home(&pool.id)) {
        match users_with_branches(cx, pool, &branches) {
            Some(users) if users > carried_by(capacity, servers) => {
                // The number for one server less than the largest pool is never enough for its users.
                let needed = users.div_ceil(capacity.users_per_front_end).min(capacity.front_ends as u64);
                let said = message!(
                    "rules-cap-003",
                    pool = cx.label(&pool.id),
                    users = users,
                    servers = servers,
                    needed = needed
                );
                out.report(&pool.id, said);
            }
            None => out.not_checked(&pool.id, &["users"]),
            _ => {}
        }
    }
}

fn few(cx: &StateContext<'_>, out: &mut Findings) {
    let wanted = cx.pack.capacity.recommended_front_ends;
    for (pool, count) in enterprise(cx, out, |_, count| count < wanted) {
        out.report(&pool.id, message!("rules-cap-004", pool = cx.label(&pool.id), count = count, wanted = wanted));
    }
}

fn two(cx: &StateContext<'_>, out: &mut Findings) {
    for (pool, _) in enterprise(cx, out, |_, count| count == 2) {
        out.report(&pool.id, message!("rules-cap-005", pool = cx.label(&pool.id)))
            .vendor(message!("rules-cap-005-vendor", pool = cx.label(&pool.id)));
    }
}

fn one(cx: &StateContext<'_>, out: &mut Findings) {
    for (pool, _) in enterprise(cx, out, |_, count| count == 1) {
        out.report(&pool.id, message!("rules-cap-006", pool = cx.label(&pool.id)));
    }
}

/// As many Front End Servers as are recommended.
fn more_servers(cx: &FixContext<'_>) -> Vec<Fix> {
    let pack = crate::rules::pack(cx.plan.target_at(cx.finding.stages.0));
    pack.map_or_else(Vec::new, |pack| front_ends_up_to(cx, pack.capacity.recommended_front_ends))
}

/// As many Front End Servers as the users need, if a pool may have so many.
fn enough_servers(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let groups = groups_by_pool(state);
    let Subject::Pool(id) = &cx.finding.subject else { return Vec::new() };
    let branches = branches(state);
    let all = std::iter::once(id).chain(branches.get(id).into_iter().flatten().copied());
    let users = all.map(|id| users_of(id, groups.get(id))).sum::<Option<u64>>();
    let capacity = &pack.capacity;
    let needed = users.and_then(|users| usize::try_from(users.div_ceil(capacity.users_per_front_end)).ok());
    needed.filter(|needed| *needed <= capacity.front_ends).map_or_else(Vec::new, |needed| front_ends_up_to(cx, needed))
}

pub(super) fn front_ends_up_to(cx: &FixContext<'_>, wanted: usize) -> Vec<Fix> {
    let label = message!("rules-cap-004-fix", pool = cx.plan.label(&cx.finding.subject), wanted = wanted);
    servers_up_to(cx, wanted, label)
}

/// Servers up to a number, where the pool spreads its load already or nobody says that it does not.
pub(super) fn servers_up_to(cx: &FixContext<'_>, wanted: usize, label: Message) -> Vec<Fix> {
    /// What only a slip of the keyboard asks for.
    const TOO_MANY: usize = 100;
    if wanted >= TOO_MANY {
        return Vec::new();
    }
    let stage = cx.finding.stages.0;
    let (Some(state), Subject::Pool(id)) = (cx.replay.states.get(stage), &cx.finding.subject) else {
        return Vec::new();
    };
    if state.pools.get(id).is_none_or(|pool| pool.load_balancing == Some(LoadBalancing::None)) {
        return Vec::new();
    }
    let there: Vec<_> = state.servers.values().filter(|server| server.pool == *id).collect();
    let suits = |server: &std::sync::Arc<Server>| {
        let name = server.fqdn.as_deref().unwrap_or_default();
        name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
    };
    // Each name counts on from the one before, and what is wrong with that would be wrong again.
    if !there.iter().all(|server| suits(server)) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut plan = cx.plan.clone();
    for _ in there.len()..wanted {
        let more = intents::new_server(&plan, stage, id).edits(&plan, stage, None);
        let Ok(next) = PlanEdit::all_applied_to(&more, &plan) else { return Vec::new() };
        plan = next;
        edits.extend(more);
    }
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_said, check_silent, check_twins, check_unmended, missing};

    /// Violated by so many servers and users, and not with the nearest other numbers.
    fn twins_of(rule: &'static Rule, wrong: (usize, u64), good: (usize, u64)) {
        let text = |(servers, users): (usize, u64), expected: &str| {
            format!(
                "site Paris\n  pool fe front-end enterprise version=lync-2013 servers={servers} users={users} {expected}"
            )
        };
        let expected = format!("# {}", rule.code);
        check_twins(rule, &text(wrong, &expected), |sketch| sketch.set("fe", "edition", Value::text("standard")));
        check_silent(rule, &text(good, ""));
    }

    #[test]
    fn twins() {
        twins_of(&SERVERS, (13, 1), (12, 1));
        twins_of(&LOAD, (4, 26_641), (4, 26_640));
        twins_of(&LOAD, (12, 80_001), (12, 80_000));
        twins_of(&LOAD, (11, 73_261), (11, 73_260));
        twins_of(&FEW, (2, 1), (3, 1));
        twins_of(&FEW, (1, 1), (3, 1));
        twins_of(&TWO, (2, 1), (3, 1));
        twins_of(&TWO, (2, 1), (1, 1));
        twins_of(&ONE, (1, 1), (2, 1));
        let users = |users: u64| {
            format!(
                "
                site Paris
                  pool fe front-end enterprise version=lync-2013 users=79000   # CAP-002
                  pool sba sba version=lync-2013 users={users} backup-registrar=fe
                "
            )
        };
        check_twins(&USERS, &users(1001), |sketch| sketch.remove("sba"));
        check_silent(&USERS, &users(1000).replace("# CAP-002", ""));
    }

    #[test]
    fn a_pool_that_a_phase_brings_is_split() {
        let text = "
            site Paris
            phase Pilot
              + pool fe front-end enterprise version=lync-2013 servers=13 load-balancing=dns   # CAP-001
        ";
        check_twins(&SERVERS, text, |sketch| sketch.remove("fe"));
        let sizes = |plan: &crate::plan::Plan| {
            let state = plan.replay().states[1].clone();
            let size = |pool: &PoolId| state.servers.values().filter(|server| server.pool == *pool).count();
            state.pools.keys().map(size).collect::<Vec<_>>()
        };
        check_mended(&SERVERS, text, sizes, vec![7, 6]);
    }

    #[test]
    fn servers_are_added_where_the_load_is_spread_and_their_names_count_on() {
        for (rule, servers) in [(&FEW, "fe_1,fe_2"), (&TWO, "fe_1,fe_2"), (&ONE, "fe_1")] {
            let pool = format!("site Paris\n  pool fe front-end enterprise version=lync-2013 servers={servers}");
            check_unmended(rule, &pool);
            check_unmended(rule, &format!("{} load-balancing=none", pool.replace("fe_", "fe")));
        }
    }

    #[test]
    fn what_is_unknown_waits() {
        let plan = "site Paris\n  pool fe front-end version=lync-2013 servers=2";
        assert_eq!(check_silent(&TWO, plan).not_checked[0].missing, ["edition"]);
        assert_eq!(check_silent(&USERS, plan).not_checked[0].missing, ["users"]);
        assert_eq!(check_silent(&SERVERS, plan).not_checked, []);
        let none = "site Paris\nphase P\n  + pool fe front-end enterprise version=lync-2013 servers=3";
        assert_eq!(check_silent(&LOAD, none).not_checked, []);
    }

    #[test]
    fn older_pools_have_other_limits_and_load_needs_users() {
        check_silent(&USERS, "site Paris\n  pool old front-end enterprise version=lync-2010 users=90000");
        let uncounted = "site Paris\n  pool fe front-end enterprise version=lync-2013 servers=4";
        check_said(&LOAD, uncounted, missing, vec!["users"]);
    }
}
