//! CAP-009, CAP-010: Standard Edition servers and paired pools.

use super::front_ends::carries;
use crate::rules::prelude::*;

pub static STANDARD: Rule =
    Rule::new("CAP-009", "too-many-users-on-a-standard-edition-server", "0.1.0", Check::State(standard)).near();

pub static PAIRED: Rule = Rule::new("CAP-010", "paired-pools-too-small-for-both", "0.1.0", Check::State(paired)).near();

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
    let pool = |subject: &Subject| match subject {
        Subject::Pool(id) => cx.topology.pools.get(id).filter(|pool| {
            pool.kind == PoolKind::FrontEnd && pool.edition == Some(Edition::Enterprise) && cx.age(pool) == Age::Own
        }),
        _ => None,
    };
    for link in cx.topology.links.values().filter(|link| link.kind == LinkKind::Pairing) {
        let (Some(a), Some(b)) = (pool(&link.from), pool(&link.to)) else { continue };
        let counts = [(a, b), (b, a)].map(|(one, other)| (one, other, cx.users_on(&one.id), cx.users_on(&other.id)));
        for (one, other, users, others) in counts {
            let servers = cx.servers_of(&one.id);
            match (users, others) {
                (Some(users), _) if users > limit => {
                    let said = message!("rules-cap-010", pool = cx.label(&one.id), users = users, limit = limit);
                    out.report(&one.id, said).related([&other.id]);
                }
                (Some(users), Some(others)) if servers > 0 && !carries(cx, servers, users.saturating_add(others)) => {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

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
