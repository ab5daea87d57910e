//! CAP-018: users on pools of an older product, by the numbers of that product.

use crate::rules::load::of_legacy;
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("CAP-018", "too-many-users-on-a-legacy-pool", "0.1.0", Check::State(check)).near();

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && cx.age(pool) == Age::Older) {
        let Some((limit, _)) = of_legacy(pool, cx.servers_of(&pool.id), cx.pack) else { continue };
        let Some(users) = cx.users_on(&pool.id) else {
            if cx.is_home(&pool.id) {
                out.not_checked(&pool.id, &["users"]);
            }
            continue;
        };
        if users > limit {
            out.report(&pool.id, message!("rules-cap-018", pool = cx.label(&pool.id), users = users, limit = limit));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_words};

    #[test]
    fn twins() {
        for (pool, limit) in [
            ("standard", 5_000),
            ("standard platform=virtual", 2_000),
            ("enterprise servers=2", 20_000),
            ("enterprise servers=2 platform=virtual", 10_000),
            ("enterprise servers=10", 80_000),
        ] {
            let text = |users: u64| format!("site Paris\n  pool old front-end {pool} version=lync-2010 users={users}");
            check_twins(&RULE, &format!("{}   # CAP-018", text(limit + 1)), |sketch| {
                sketch.set("old", "version", Value::text("ocs-2007-r2"))
            });
            check_silent(&RULE, &text(limit));
        }
    }

    #[test]
    fn every_version() {
        check_words(&RULE, Version::KEYS, &["lync-2010"], |version| {
            format!("site Paris\n  pool old front-end enterprise version={version} users=90000")
        });
    }

    #[test]
    fn a_pool_without_servers_has_the_limit_of_a_pool() {
        check_words(&RULE, &["80000", "80001"], &["80001"], |users| {
            format!("site Paris\n  pool old front-end enterprise version=lync-2010 users={users}")
        });
    }
}
