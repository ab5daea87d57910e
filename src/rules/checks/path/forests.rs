//! PATH-005: a pool of the target in another Active Directory forest than the legacy deployment.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("PATH-005", "migration-across-forests", "0.1.0", Check::State(check));

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

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
