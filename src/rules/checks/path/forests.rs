//! PATH-005: a pool of the target in another Active Directory forest than the legacy deployment.

use crate::rules::prelude::*;
use crate::rules::steps::{is_new, set_in_phase};

pub static RULE: Rule = Rule::new("PATH-005", "migration-across-forests", "0.1.0", Check::State(check))
    .mended(FixOffer::Sometimes, same_forest);

/// One imported topology is one forest: objects that state none share the deployment's.
fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let whole = cx.topology.deployment.forest.as_deref();
    let stated = |pool: &Pool| pool.forest.as_deref().is_some_and(|forest| !forest.is_empty());
    if !cx.pools().any(stated) {
        return;
    }
    let older: Vec<&Pool> = cx.pools().filter(|pool| cx.age(pool) == Age::Older).collect();
    for pool in cx.pools().filter(|pool| cx.age(pool) == Age::Own) {
        let (other, unknown) = elsewhere(whole, pool, &older);
        match other {
            Some((own, legacy, old)) => {
                let said = message!(
                    "rules-path-005",
                    pool = cx.label(&pool.id),
                    forest = own,
                    other = cx.label(&old.id),
                    other_forest = legacy
                );
                out.report(&pool.id, said).field("forest").related([&old.id]);
            }
            None if unknown => out.not_checked(Subject::Deployment, &["forest"]),
            None => {}
        }
    }
}

/// The first of these pools that is in another forest, with the forest of `pool` and its own; and whether a forest is not
/// known that could decide. A pool that states none is in that of the deployment.
pub fn elsewhere<'a>(
    whole: Option<&str>,
    pool: &Pool,
    others: &[&'a Pool],
) -> (Option<(String, String, &'a Pool)>, bool) {
    let of = |pool: &Pool| pool.forest.clone().filter(|forest| !forest.is_empty());
    let own = of(pool);
    let mut unknown = false;
    let other = others.iter().find_map(|old| {
        let legacy = of(old);
        if own.is_none() && legacy.is_none() {
            return None;
        }
        let (own, legacy) = (own.as_deref().or(whole), legacy.as_deref().or(whole));
        unknown |= own.is_none() || legacy.is_none();
        let (own, legacy) = own.zip(legacy)?;
        (!own.eq_ignore_ascii_case(legacy)).then(|| (own.to_owned(), legacy.to_owned(), *old))
    });
    (other, unknown)
}

/// A pool that the plan brings goes into the forest of the legacy deployment, where that is one.
fn same_forest(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let (Subject::Pool(id), Some(Subject::Pool(old))) = (&cx.finding.subject, cx.finding.related.first()) else {
        return Vec::new();
    };
    let (Some(pool), Some(old)) = (state.pools.get(id), state.pools.get(old)) else { return Vec::new() };
    let whole = state.deployment.forest.as_ref();
    let stated = old.forest.as_ref().filter(|forest| !forest.is_empty());
    let Some(forest) = stated.or(whole).filter(|_| is_new(cx, &cx.finding.subject)) else { return Vec::new() };
    let moved = Pool { forest: Some(forest.clone()), ..(**pool).clone() };
    let older: Vec<&Pool> =
        state.pools.values().map(|pool| &**pool).filter(|pool| pack.age(pool) == Age::Older).collect();
    if elsewhere(whole.map(|forest| &**forest), &moved, &older).0.is_some() {
        return Vec::new();
    }
    let label = message!("rules-path-005-fix", pool = state.label(&cx.finding.subject), forest = &**forest);
    set_in_phase(cx, &[("forest", Value::Text(forest.clone()))], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 forest=contoso.com
            phase Pilot
              + pool fe-new front-end standard version=lync-2013 forest=fabrikam.com   # PATH-005 related fe-old
            ",
            |sketch| sketch.set("fe-new", "forest", Value::text("Contoso.com")),
        );
    }

    #[test]
    fn what_states_none_is_in_the_forest_of_the_deployment() {
        check_twins(
            &RULE,
            "
            deployment forest=contoso.com
            site Paris
              pool fe-old front-end standard version=lync-2010
              pool fe-new front-end standard version=lync-2013 forest=fabrikam.com   # PATH-005
            ",
            |sketch| sketch.set("fe-new", "forest", Value::text("contoso.com")),
        );
    }

    #[test]
    fn a_legacy_deployment_in_two_forests_and_what_is_so_today() {
        let text = "
            site Paris
              pool a front-end standard version=lync-2010 forest=contoso.com
              pool b front-end standard version=lync-2010 forest=fabrikam.com
            phase Pilot
              + pool fe-new front-end standard version=lync-2013 forest=fabrikam.com
        ";
        check_unmended(&RULE, text);
        check_unmended(&RULE, &text.replace("phase Pilot", "").replace("+ pool", "pool"));
    }

    #[test]
    fn nothing_stated_is_one_forest_and_one_side_alone_cannot_be_compared() {
        let nothing = "
            site Paris
              pool fe-old front-end standard version=lync-2010
              pool fe-new front-end standard version=lync-2013
            ";
        assert_eq!(check_silent(&RULE, nothing).not_checked, []);
        let one_side = "
            site Paris
              pool fe-old front-end standard version=lync-2010
              pool fe-new front-end standard version=lync-2013 forest=fabrikam.com
            ";
        assert_eq!(check_silent(&RULE, one_side).not_checked[0].missing, ["forest"]);
    }
}
