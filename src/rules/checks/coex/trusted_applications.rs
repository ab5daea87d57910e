//! COEX-004: a trusted application pool that is created beside the target and points to an older pool.

use crate::rules::prelude::*;
use std::sync::Arc;

pub static RULE: Rule =
    Rule::new("COEX-004", "new-trusted-application-pool-on-a-legacy-next-hop", "0.1.0", Check::Phase(check))
        .mended(FixOffer::Sometimes, fixes);

fn added(step: &Step) -> impl Iterator<Item = &Pool> {
    step.commands().iter().filter_map(|command| match command {
        Command::Add(Element::Pool(pool)) if pool.kind == PoolKind::TrustedApplication => Some(&**pool),
        _ => None,
    })
}

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    if !cx.phase.steps.iter().any(|step| added(step).next().is_some()) {
        return;
    }
    let serves = |pool: &Pool| matches!(pool.kind, PoolKind::FrontEnd | PoolKind::Director);
    for (step, state) in cx.steps() {
        let of_age = |age| state.pools.values().any(|pool| serves(pool) && pack.age(pool) == age);
        for pool in added(step).filter(|pool| cx.after.pools.contains_key(&pool.id)) {
            // One that was there before the versions mixed keeps its next hop until that pool goes.
            if !of_age(Age::Own) {
                continue;
            }
            let from = Subject::from(&pool.id);
            let mut hops = cx.after.links.values().filter(|link| link.kind == LinkKind::NextHop && link.from == from);
            let Some(Subject::Pool(hop)) = hops.next().map(|link| &link.to) else {
                if of_age(Age::Older) {
                    out.not_checked(from, &[LinkKind::NextHop.key()]);
                }
                continue;
            };
            match cx.after.pools.get(hop).map(|hop| pack.age(hop)) {
                Some(Age::Older) => {
                    let said = message!(
                        "rules-coex-004",
                        pool = cx.after.label(&from),
                        hop = cx.after.label(&hop.into()),
                        target = Message::word(Version::PREFIX, pack.product.key())
                    );
                    out.report(from, said).related([hop]);
                }
                Some(Age::Unknown) => out.not_checked(hop, &["version"]),
                _ => {}
            }
        }
    }
}

/// The next hop becomes a Front End pool of the target, one of the same site first.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Subject::Pool(id)) = (cx.replay.states.get(stage), &cx.finding.subject) else {
        return Vec::new();
    };
    let Some(pack) = crate::rules::packs::pack(cx.plan.target_at(stage)) else { return Vec::new() };
    let is_hop = |link: &&Arc<Link>| link.kind == LinkKind::NextHop && link.from == cx.finding.subject;
    let (Some(pool), Some(link)) = (state.pools.get(id), state.links.values().find(is_hop)) else { return Vec::new() };
    let own = |other: &&Arc<Pool>| other.kind == PoolKind::FrontEnd && pack.age(other) == Age::Own;
    let mut hops: Vec<_> = state.pools.values().filter(own).collect();
    hops.sort_by_key(|other| (other.site != pool.site, other.id.clone()));
    let Some(hop) = hops.first() else { return Vec::new() };
    let new = LinkId::new(&cx.plan.free_id(SubjectKind::Link, &format!("next-hop {id}")));
    let new = Link::new(new, LinkKind::NextHop, Usage::Default, id.into(), (&hop.id).into());
    vec![Fix {
        label: message!("rules-coex-004-fix", pool = cx.plan.label(&id.into()), hop = cx.plan.label(&(&hop.id).into())),
        edits: vec![PlanEdit::Record {
            at: cx.plan.stage_at(stage),
            commands: vec![Command::Remove((&link.id).into()), Command::Add(new.into())],
        }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, last_links};

    const PLAN: &str = "
            site Paris
              pool old front-end standard version=lync-2010
              pool new front-end standard version=lync-2013
            phase Applications
              + pool app trusted-application next-hop=old      # COEX-004 related old
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| sketch.record(0, sketch.set("old", "version", Value::text("lync-2013"))));
        // Before the pilot pool there is nothing else to point to.
        check_twins(
            &RULE,
            "
            site Paris
              pool old front-end standard version=lync-2010
            phase Pilot
              + pool new front-end standard version=lync-2013
              + pool app trusted-application next-hop=old      # COEX-004
            ",
            |sketch| PlanEdit::MoveStep { step: sketch.step(1, 2), to: sketch.phase(1), index: 0 },
        );
    }

    #[test]
    fn an_older_application_pool_keeps_its_next_hop_and_the_unknown_waits() {
        let text = PLAN.replace("# COEX-004 related old", "");
        let before = text.replace("phase Applications\n              + pool app", "  pool app");
        assert_eq!(check_silent(&RULE, &before).not_checked, []);
        let without = text.replace("next-hop=old", "");
        assert_eq!(check_silent(&RULE, &without).not_checked[0].missing, ["next-hop"]);
        assert_eq!(check_silent(&RULE, &without.replace("lync-2010", "lync-2013")).not_checked, []);
        let unknown = text.replace("version=lync-2010", "");
        assert_eq!(check_silent(&RULE, &unknown).not_checked[0].missing, ["version"]);
    }

    #[test]
    fn without_a_front_end_pool_of_the_target_there_is_no_next_hop_to_give() {
        check_unmended(&RULE, &PLAN.replace("new front-end standard", "new director"));
    }

    #[test]
    fn only_the_next_hop_of_the_new_pool_changes() {
        let text = PLAN
            .replace("# COEX-004 related old", "")
            .replace("site Paris\n", "site Lyon\n              pool a-lyon front-end standard version=lync-2013\n            site Paris\n              pool a trusted-application next-hop=old\n              pool b director version=lync-2013\n")
            .replace("app trusted-application", "app trusted-application media-edge=b");
        let hops = [("pool-a", "pool-old"), ("pool-app", "pool-new")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        check_mended(&RULE, &text, |plan| last_links(plan, LinkKind::NextHop), hops.to_vec());
    }
}
