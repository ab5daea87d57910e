//! ROLE-009, ROLE-010: a pool whose servers stand in several data centres.

use crate::rules::prelude::*;
use std::collections::BTreeSet;

pub static RULE: Rule = Rule::new("ROLE-009", "pool-stretched-over-data-centres", "0.1.0", Check::State(check)).near();

pub static RESILIENCY: Rule =
    Rule::new("ROLE-010", "metropolitan-site-resiliency-carried-over", "0.1.0", Check::Plan(carried_over))
        .covering(&["ROLE-009"]);

/// The data centres of a pool's servers, and those whose data centre is not recorded.
fn places<'a>(topology: &'a Topology, pool: &PoolId) -> (BTreeSet<String>, Vec<&'a Server>) {
    let (mut known, mut unknown) = (BTreeSet::new(), Vec::new());
    for server in topology.servers.values().filter(|server| server.pool == *pool) {
        match server.data_centre.as_deref().filter(|name| !name.trim().is_empty()) {
            Some(name) => {
                known.insert(name.trim().to_lowercase());
            }
            None => unknown.push(&**server),
        }
    }
    (known, unknown)
}

/// Servers whose data centre is not recorded are where their site is, unless that of another member is recorded.
fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| cx.pack.unstretched_kinds.contains(&pool.kind)) {
        if cx.members_of(&pool.id).iter().all(|server| server.data_centre.is_none()) || cx.age(pool) != Age::Own {
            continue;
        }
        let (known, unknown) = places(cx.topology, &pool.id);
        if known.len() > 1 {
            out.report(&pool.id, message!("rules-role-009", pool = cx.label(&pool.id), count = known.len()));
        } else {
            unknown.iter().for_each(|server| out.not_checked(&server.id, &["data-centre"]));
        }
    }
}

/// A stretched Front End pool of the target, after or beside a stretched legacy one.
fn carried_over(cx: &PlanContext<'_>, out: &mut Findings) {
    let mut legacy: Option<(&PoolId, String)> = None;
    for (stage, state) in cx.states.iter().enumerate() {
        if state.servers.values().all(|server| server.data_centre.is_none()) {
            continue;
        }
        let stretched = |pool: &&Pool| pool.kind == PoolKind::FrontEnd && places(state, &pool.id).0.len() > 1;
        if legacy.is_none() {
            let pool = cx.pools(stage, Age::Older).find(stretched);
            legacy = pool.map(|pool| (&pool.id, state.label(&(&pool.id).into())));
        }
        let Some((old, name)) = &legacy else { continue };
        for pool in cx.pools(stage, Age::Own).filter(stretched) {
            let said = message!("rules-role-010", pool = state.label(&(&pool.id).into()), old = name.as_str());
            out.report(&pool.id, said).related([*old]).during(stage, stage);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_twins, check_words};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=a,b   # ROLE-009
            phase Place
              ~ a data-centre=DC1
              ~ b data-centre=DC2
            ",
            |sketch| sketch.set("b", "data-centre", Value::text("dc1")),
        );
        check_twins(
            &RESILIENCY,
            "
            site Paris
              pool old front-end enterprise version=lync-2010 servers=a,b
              pool new front-end enterprise version=lync-2013 servers=c,d   # ROLE-010 related old
            phase Place
              ~ a data-centre=DC1
              ~ b data-centre=DC2
              ~ c data-centre=DC1
              ~ d data-centre=DC2
            ",
            |sketch| sketch.set("d", "data-centre", Value::text("DC1")),
        );
    }

    #[test]
    fn chat_pools_may_stretch_and_one_recorded_data_centre_asks_for_the_others() {
        let read = |text: &str| crate::rules::sketch::read(text).unwrap().plan;
        let chat = read(
            "
            site Paris
              pool chat persistent-chat version=lync-2013 servers=a,b
            phase Place
              ~ a data-centre=DC1
              ~ b data-centre=DC2
            ",
        );
        assert_eq!(alone(&RULE, &chat).findings, []);
        let half = read(
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=a,b
              pool other front-end enterprise version=lync-2013 servers=c,d
            phase Place
              ~ a data-centre=DC1
            ",
        );
        let report = alone(&RULE, &half);
        assert_eq!((report.findings.len(), report.not_checked.len()), (0, 1));
    }

    #[test]
    fn every_kind_of_the_target() {
        check_words(&RULE, PoolKind::KEYS, &["front-end", "edge", "mediation", "director"], |kind| {
            format!(
                "
                site Paris
                  pool p {kind} version=lync-2013
                  server a p data-centre=DC1
                  server b p data-centre=DC2
                "
            )
        });
    }
}
