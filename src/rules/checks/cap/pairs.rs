//! CAP-009, CAP-010: Standard Edition servers and paired pools.

use super::front_ends::front_ends_up_to;
use crate::rules::load::{carried_by, pairs};
use crate::rules::prelude::*;

pub static STANDARD: Rule =
    Rule::new("CAP-009", "too-many-users-on-a-standard-edition-server", "0.1.0", Check::State(standard)).near();

pub static PAIRED: Rule = Rule::new("CAP-010", "paired-pools-too-small-for-both", "0.1.0", Check::State(paired))
    .near()
    .mended(FixOffer::Sometimes, more_servers);

fn standard(cx: &StateContext<'_>, out: &mut Findings) {
    let limit = cx.pack.capacity.standard_users;
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && pool.edition == Some(Edition::Standard)) {
        if cx.age(pool) != Age::Own {
            continue;
        }
        match cx.users_on(&pool.id) {
            Some(users) if users > limit => {
                let said = message!("rules-cap-009", pool = cx.label(&pool.id), users = users, limit = limit);
                out.report(&pool.id, said);
            }
            None if cx.is_home(&pool.id) => out.not_checked(&pool.id, &["users"]),
            _ => {}
        }
    }
}

fn paired(cx: &StateContext<'_>, out: &mut Findings) {
    let limit = cx.pack.capacity.paired_users;
    for (one, other) in pairs(cx.topology, cx.pack) {
        let (users, others) = (cx.users_on(&one.id), cx.users_on(&other.id));
        let servers = cx.servers_of(&one.id);
        match (users, others) {
            (Some(users), _) if users > limit => {
                let said = message!("rules-cap-010", pool = cx.label(&one.id), users = users, limit = limit);
                out.report(&one.id, said).related([&other.id]);
            }
            (Some(users), Some(others))
                if servers > 0 && users.saturating_add(others) > carried_by(&cx.pack.capacity, servers) =>
            {
                let said = message!(
                    "rules-cap-010-both",
                    pool = cx.label(&one.id),
                    other = cx.label(&other.id),
                    users = users.saturating_add(others),
                    servers = servers
                );
                out.report(&one.id, said).related([&other.id]);
            }
            (None, _) if cx.is_home(&one.id) => out.not_checked(&one.id, &["users"]),
            _ => {}
        }
    }
}

/// As many servers as the users of both pools need, if a pool may have so many.
fn more_servers(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let groups = groups_by_pool(state);
    let on = |subject: &Subject| match subject {
        Subject::Pool(id) => users_of(id, groups.get(id)),
        _ => None,
    };
    let users = on(&cx.finding.subject).filter(|users| stage > 0 && *users <= pack.capacity.paired_users);
    let others = cx.finding.related.first().and_then(on);
    let both = users.zip(others).map(|(users, others)| users.saturating_add(others));
    let needed = both.and_then(|both| usize::try_from(both.div_ceil(pack.capacity.users_per_front_end)).ok());
    needed
        .filter(|needed| *needed <= pack.capacity.front_ends)
        .map_or_else(Vec::new, |needed| front_ends_up_to(cx, needed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended};

    #[test]
    fn twins() {
        let standard = |users: u64| format!("site Paris\n  pool se front-end standard version=lync-2013 users={users}");
        check_twins(&STANDARD, &format!("{}   # CAP-009", standard(2_501)), |sketch| {
            sketch.set("se", "edition", Value::text("enterprise"))
        });
        check_silent(&STANDARD, &standard(2_500));
        let pair = |users: u64, servers: usize, expected: &str| {
            format!(
                "
                site Paris
                  pool a front-end enterprise version=lync-2013 users={users} servers={servers} pairing=b   {expected}
                  pool b front-end enterprise version=lync-2013 users=1000 servers=12
                "
            )
        };
        for (users, servers) in [(40_001, 12), (20_000, 3)] {
            check_twins(&PAIRED, &pair(users, servers, "# CAP-010 related b"), |sketch| sketch.remove("b"));
        }
        check_silent(&PAIRED, &pair(40_000, 12, ""));
        check_silent(&PAIRED, &pair(18_980, 3, ""));
    }

    #[test]
    fn the_phase_that_pairs_them_brings_the_servers() {
        let text = |users: u64, others: u64| {
            format!(
                "
                site Paris
                  pool a front-end enterprise version=lync-2013 users={users} servers=3     # CAP-010 related b
                  pool b front-end enterprise version=lync-2013 users={others} servers=12
                phase Pair
                  + link pairing a -> b
                "
            )
        };
        check_twins(&PAIRED, &text(20_000, 1_000), |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
        let servers = |plan: &crate::plan::Plan| plan.replay().states[1].servers.len();
        check_mended(&PAIRED, &text(20_000, 6_641), servers, 5 + 12);
        check_unmended(&PAIRED, &text(40_000, 39_921));
        check_unmended(&PAIRED, &text(40_001, 100));
        check_unmended(&PAIRED, &text(20_000, 1_000).replace("phase Pair", "").replace("+ link", "link"));
    }

    #[test]
    fn standard_edition_pairs_have_a_limit_of_their_own() {
        check_silent(
            &PAIRED,
            "
            site Paris
              pool a front-end standard version=lync-2013 users=40001 pairing=b
              pool b front-end standard version=lync-2013 users=40001
            ",
        );
    }
}
