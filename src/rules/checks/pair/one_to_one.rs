//! PAIR-004: a pool that is paired with several.

use crate::rules::prelude::*;
use crate::rules::steps::{is_new, record_in_phase};
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("PAIR-004", "pool-paired-with-several", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, keep_one);

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

/// The pairing that stood first stays; those that the plan brings go.
fn keep_one(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let pool = &cx.finding.subject;
    let of_pool = |link: &&Link| link.kind == LinkKind::Pairing && (link.from == *pool || link.to == *pool);
    let partner = |link: &Link| if link.from == *pool { link.to.clone() } else { link.from.clone() };
    let links: Vec<&Link> = state.links.values().map(|link| &**link).filter(of_pool).collect();
    let entry = |link: &Link| cx.plan.entry_of(&(&link.id).into()).map(|(stage, _)| stage);
    let Some(kept) = links.iter().min_by_key(|link| entry(link)).map(|link| partner(link)) else { return Vec::new() };
    let go: Vec<&Link> = links.into_iter().filter(|link| partner(link) != kept).collect();
    if !go.iter().all(|link| is_new(cx, &(&link.id).into())) {
        return Vec::new();
    }
    let commands = go.iter().map(|link| Command::Remove((&link.id).into())).collect();
    let label = message!("rules-pair-004-fix", pool = state.label(pool), partner = state.label(&kept));
    record_in_phase(cx, commands, label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{
        check_mended, check_said, check_silent, check_twins, check_unmended, last_links, missing,
    };

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
    fn the_pairing_that_stood_first_stays() {
        let text = "
            site Paris
              pool a front-end standard version=lync-2013
              pool b front-end standard version=lync-2013 pairing=c
              pool c front-end standard version=lync-2013      # PAIR-004 related a b
            phase Pair
              + link pairing c -> a
        ";
        check_twins(&RULE, text, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
        let pairs = |plan: &crate::plan::Plan| last_links(plan, LinkKind::Pairing);
        check_mended(&RULE, text, pairs, vec![("pool-b".to_owned(), "pool-c".to_owned())]);
        check_unmended(&RULE, &text.replace("phase Pair", "").replace("+ link", "link"));
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
