//! PAIR-004: a pool that is paired with several.

use crate::rules::prelude::*;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("PAIR-004", "pool-paired-with-several", "0.1.0", Check::State(check)).near();

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let mut partners: BTreeMap<&PoolId, (&Pool, Vec<&PoolId>)> = BTreeMap::new();
    for (first, second) in &cx.relations().pairs {
        partners.entry(&first.id).or_insert((first, Vec::new())).1.push(&second.id);
        partners.entry(&second.id).or_insert((second, Vec::new())).1.push(&first.id);
    }
    for (pool, partners) in partners.into_values().filter(|(_, partners)| partners.len() > 1) {
        match cx.age(pool) {
            Age::Own => {
                let said = message!(
                    "rules-pair-004",
                    pool = cx.label(&pool.id),
                    partners = partners.iter().map(|partner| cx.label(*partner)).collect::<Vec<_>>()
                );
                out.report(&pool.id, said).related(partners);
            }
            Age::Unknown => out.not_checked(&pool.id, &["version"]),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, missing};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool a front-end standard version=lync-2013 pairing=c
              pool b front-end standard version=lync-2013 pairing=c
              pool c front-end standard version=lync-2013      # PAIR-004 related a b
            ",
            |sketch| sketch.remove_link("pairing", "b"),
        );
    }

    #[test]
    fn both_directions_are_one_pair_and_branch_appliances_do_not_count() {
        check_silent(
            &RULE,
            "
            site Paris
              pool a front-end standard version=lync-2013 pairing=b
              pool b front-end standard version=lync-2013 pairing=a
              pool sba1 sba version=lync-2013 backup-registrar=a
              pool sba2 sba version=lync-2013 backup-registrar=a
            ",
        );
    }

    #[test]
    fn an_unknown_version_waits() {
        let text = "
            site Paris
              pool a front-end standard version=lync-2013 pairing=c
              pool b front-end standard version=lync-2013 pairing=c
              pool c front-end standard
            ";
        check_said(&RULE, text, missing, vec!["version"]);
    }
}
