//! ROLE-009, ROLE-010: a pool whose servers stand in several data centres.

use crate::plan::intents;
use crate::rules::prelude::*;
use crate::rules::split::{comes, second_pool};
use crate::rules::steps::record_in_phase;
use std::collections::BTreeSet;

pub static RULE: Rule = Rule::new("ROLE-009", "pool-stretched-over-data-centres", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, one_per_data_centre);

pub static RESILIENCY: Rule =
    Rule::new("ROLE-010", "metropolitan-site-resiliency-carried-over", "0.1.0", Check::Plan(carried_over))
        .covering(&["ROLE-009"])
        .mended(FixOffer::Sometimes, one_per_data_centre);

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

/// A pool in each of two data centres; Front End pools are paired.
fn one_per_data_centre(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some(state), Subject::Pool(id)) = (cx.replay.states.get(cx.finding.stages.0), &cx.finding.subject) else {
        return Vec::new();
    };
    let Some(pool) = state.pools.get(id) else { return Vec::new() };
    let place = |server: &Server| server.data_centre.as_deref().map(|name| name.trim().to_lowercase());
    let mut servers: Vec<&Server> =
        state.servers.values().map(|server| &**server).filter(|server| server.pool == *id).collect();
    // Those that were there before stay where they are.
    servers.sort_by_key(|server| comes(cx, server));
    let (Some(here), 2) = (servers.iter().find_map(|server| place(server)), places(state, id).0.len()) else {
        return Vec::new();
    };
    let go: Vec<&Server> =
        servers.into_iter().filter(|server| place(server).is_some_and(|place| place != here)).collect();
    let Some(mut second) = second_pool(cx, state, pool, &go) else { return Vec::new() };
    if pool.kind == PoolKind::FrontEnd {
        let link = intents::link_id(cx.plan, LinkKind::Pairing, Usage::Default, id.as_str());
        let link = Link::new(link, LinkKind::Pairing, Usage::Default, id.into(), (&second.id).into());
        second.commands.push(Command::Add(link.into()));
    }
    let label = message!("rules-role-009-fix", pool = state.label(&cx.finding.subject), new = second.name);
    record_in_phase(cx, second.commands, label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_mended, check_twins, check_unmended, check_words, last_links};

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
    fn a_pool_that_a_phase_brings_is_one_per_data_centre() {
        let text = |kind: &str, code: &str| {
            format!(
                "
                site Paris
                  pool old front-end enterprise version=lync-2010
                  server o1 old data-centre=DC1
                  server o2 old data-centre=DC2
                phase Build
                  + pool p {kind} version=lync-2013    {code}
                  + server a p data-centre=DC1
                  + server b p data-centre=DC2
                  + server c p data-centre=dc1
                "
            )
        };
        for (rule, code) in [(&RULE, "# ROLE-009"), (&RESILIENCY, "# ROLE-010 related old")] {
            check_twins(rule, &text("front-end enterprise", code), |sketch| sketch.remove("b"));
        }
        let pairs = |plan: &crate::plan::Plan| last_links(plan, LinkKind::Pairing).len();
        check_mended(&RULE, &text("front-end enterprise", ""), pairs, 1);
        check_mended(&RULE, &text("mediation", ""), pairs, 0);
        check_unmended(&RULE, &text("mediation", "").replace("=dc1", "=dc3"));
        let today = text("mediation", "").replace("phase Build", "").replace("+ ", "");
        check_unmended(&RULE, &today);
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
