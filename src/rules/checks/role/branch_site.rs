//! ROLE-016: a pool that has no place in a branch site, or a branch site without a central one.

use crate::rules::prelude::*;
use crate::rules::steps::is_new;

pub static RULE: Rule =
    Rule::new("ROLE-016", "branch-site-with-more-than-a-branch-may-hold", "0.1.0", Check::State(check))
        .mended(FixOffer::Sometimes, central_site);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let branch = |id: &SiteId| cx.topology.sites.get(id).filter(|site| site.kind == SiteKind::Branch);
    let mut holds_target = std::collections::BTreeSet::new();
    for pool in cx.pools() {
        let Some(site) = pool.site.as_ref().and_then(branch) else { continue };
        let fits = cx.pack.branch_kinds.contains(&pool.kind);
        match cx.age(pool) {
            Age::Own if !fits => {
                let said = message!(
                    "rules-role-016",
                    pool = cx.label(&pool.id),
                    kind = Message::word(PoolKind::PREFIX, pool.kind.key()),
                    site = cx.label(&site.id)
                );
                out.report(&pool.id, said).field("site").related([&site.id]);
            }
            Age::Unknown if !fits => out.not_checked(&pool.id, &["version"]),
            _ => {}
        }
        if cx.age(pool) == Age::Own {
            holds_target.insert(&site.id);
        }
    }
    for site in cx.topology.sites.values().filter(|site| holds_target.contains(&site.id)) {
        let Some(parent) = &site.parent else {
            out.not_checked(&site.id, &["parent"]);
            continue;
        };
        if let Some(parent) = cx.topology.sites.get(parent).filter(|parent| parent.kind != SiteKind::Central) {
            let said = message!("rules-role-016-parent", site = cx.label(&site.id), parent = cx.label(&parent.id));
            out.report(&site.id, said).field("parent").related([&parent.id]);
        }
    }
}

/// What the plan brings stands in, or belongs to, the central site above. The kind of a site stays what it is.
fn central_site(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some(state), [Subject::Site(site)]) =
        (cx.replay.states.get(cx.finding.stages.0), cx.finding.related.as_slice())
    else {
        return Vec::new();
    };
    let of = cx.finding.subject.clone();
    let above = state.sites.get(site).and_then(|site| state.sites.get(site.parent.as_ref()?));
    let Some(central) = above.filter(|site| site.kind == SiteKind::Central && is_new(cx, &of)) else {
        return Vec::new();
    };
    let fact = if matches!(of, Subject::Pool(_)) { "site" } else { "parent" };
    let label = message!("rules-role-016-fix", object = state.label(&of), site = state.label(&(&central.id).into()));
    let edits = vec![PlanEdit::Correct(Command::Set { of, fact, to: Some(Value::text(central.id.as_str())) })];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{
        all_but, check_said, check_silent, check_twins, check_unmended, check_words, missing,
    };

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool hq front-end standard version=lync-2013
            site Nice branch=Paris
              pool fe front-end standard version=lync-2013   # ROLE-016 related Nice
            ",
            |sketch| PlanEdit::Correct(sketch.set("fe", "site", Value::text(sketch.subject("Paris").id()))),
        );
        check_twins(
            &RULE,
            "
            site Paris
            site Nice branch=Paris
            site Cannes branch=Nice                         # ROLE-016 related Nice
              pool sba sba version=lync-2013
            ",
            |sketch| PlanEdit::Correct(sketch.set("Cannes", "parent", Value::text(sketch.subject("Paris").id()))),
        );
    }

    #[test]
    fn a_pool_that_the_plan_brings_stands_in_the_central_site() {
        let text = "
            site Paris
              pool hq front-end standard version=lync-2013
            site Nice branch=Paris
            phase Branch
              + pool fe front-end standard version=lync-2013 in=Nice   # ROLE-016 related Nice
        ";
        check_twins(&RULE, text, |sketch| sketch.remove("fe"));
        check_unmended(&RULE, &text.replace("phase Branch", "").replace("+ pool", "pool"));
        let second = "site Nice branch=Paris\n site Cannes branch=Nice";
        check_unmended(&RULE, &text.replace("site Nice branch=Paris", second).replace("in=Nice", "in=Cannes"));
    }

    #[test]
    fn appliances_mediation_pools_and_legacy_pools_may_stay() {
        check_silent(
            &RULE,
            "
            site Paris
            site Nice branch=Paris
              pool sba sba version=lync-2013
              pool med mediation version=lync-2013
              pool old front-end standard version=lync-2010
              gateway gw
            ",
        );
    }

    #[test]
    fn every_kind_of_the_target() {
        check_words(&RULE, PoolKind::KEYS, &all_but(PoolKind::KEYS, &["sba", "mediation"]), |kind| {
            format!("site Paris\nsite Nice branch=Paris\n  pool p {kind} version=lync-2013")
        });
    }

    #[test]
    fn an_unknown_version_waits_where_it_would_matter() {
        for (kind, waits) in [("front-end", vec!["version"]), ("sba", vec![])] {
            let text = format!("site Paris\nsite Nice branch=Paris\n  pool p {kind}");
            check_said(&RULE, &text, missing, waits);
        }
    }
}
