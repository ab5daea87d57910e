//! CHAT-002: a chat pool whose next hop is a pool of another version.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("CHAT-002", "chat-pool-homed-on-another-version", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, other_home);

fn is_chat(pool: &Pool) -> bool {
    matches!(pool.kind, PoolKind::GroupChat | PoolKind::PersistentChat)
}

/// Where a chat pool may have its home.
fn is_home(pool: &Pool) -> bool {
    matches!(pool.kind, PoolKind::FrontEnd | PoolKind::Director)
}

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| is_chat(pool) && cx.age(pool) != Age::Newer) {
        for link in cx.relations().from(&pool.id).iter().filter(|link| link.kind == LinkKind::NextHop) {
            let Subject::Pool(to) = &link.to else { continue };
            let Some(home) = cx.topology.pools.get(to).filter(|home| is_home(home)) else { continue };
            if cx.age(home) == Age::Newer {
                continue;
            }
            match (pool.version, home.version) {
                (Some(own), Some(other)) => {
                    if cx.pack.chat_homes.get(&own).is_none_or(|homes| homes.contains(&other)) {
                        continue;
                    }
                    let said = message!(
                        "rules-chat-002",
                        pool = cx.label(&pool.id),
                        version = Message::word(Version::PREFIX, own.key()),
                        home = cx.label(&home.id),
                        other = Message::word(Version::PREFIX, other.key())
                    );
                    out.report(&pool.id, said).related([&home.id]);
                }
                (own, other) => {
                    let sides = [(own, &pool.id), (other, &home.id)];
                    let unknown = sides.into_iter().filter(|(version, _)| version.is_none());
                    unknown.for_each(|(_, id)| out.not_checked(id, &["version"]));
                }
            }
        }
    }
}

/// Another next hop: a Front End pool that fits, of the same site before others.
fn other_home(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let pack = crate::rules::pack(cx.plan.target_at(stage));
    let (Some(state), Some(pack), Subject::Pool(id)) = (cx.replay.states.get(stage), pack, &cx.finding.subject) else {
        return Vec::new();
    };
    let Some(pool) = state.pools.get(id) else { return Vec::new() };
    let homes = pool.version.and_then(|version| pack.chat_homes.get(&version));
    let fits = |other: &Pool| {
        let of_version = other.version.zip(homes).is_some_and(|(version, homes)| homes.contains(&version));
        other.kind == PoolKind::FrontEnd && of_version
    };
    let mut fitting: Vec<_> = state.pools.values().filter(|other| fits(other)).collect();
    fitting.sort_by_key(|other| other.site != pool.site);
    let from = Subject::from(id);
    let link = state
        .links
        .values()
        .find(|link| link.from == from && link.kind == LinkKind::NextHop && cx.finding.related.contains(&link.to));
    let (Some(home), Some(link)) = (fitting.first(), link) else { return Vec::new() };
    let new = LinkId::new(&cx.plan.free_id_besides(SubjectKind::Link, link.kind.key(), &[]));
    let new = Link::new(new, link.kind, link.usage, from.clone(), (&home.id).into());
    let label = message!("rules-chat-002-fix", pool = state.label(&from), home = state.label(&(&home.id).into()));
    let commands = vec![Command::Remove((&link.id).into()), Command::Add(new.into())];
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{all_but, check_mended, check_silent, check_twins, check_words, last_links};

    const OLD: &str = "
            site Paris
              pool fe10 front-end standard version=lync-2010
              pool fe13 front-end standard version=lync-2013
    ";

    #[test]
    fn twins() {
        let text = format!("{OLD}  pool chat persistent-chat version=lync-2013 next-hop=fe10 # CHAT-002 related fe10");
        check_twins(&RULE, &text, |sketch| sketch.set("fe10", "version", Value::text("lync-2013")));
        let text = format!("{OLD}phase Chat\n + pool chat persistent-chat version=lync-2013 next-hop=fe10 # CHAT-002");
        check_twins(&RULE, &text, |sketch| sketch.set("fe10", "version", Value::text("lync-2013")));
    }

    #[test]
    fn each_chat_product_has_homes_of_its_own_version() {
        let versions = ["ocs-2007-r2", "lync-2010", "lync-2013"];
        for (kind, own) in [("group-chat", 0), ("group-chat", 1), ("persistent-chat", 2)] {
            for (at, home) in versions.iter().enumerate() {
                let code = if at == own { "" } else { "# CHAT-002 related fe" };
                let own = versions[own];
                let text = format!(
                    "site Paris\n pool fe front-end standard version={home}\n pool chat {kind} version={own} next-hop=fe {code}"
                );
                if code.is_empty() {
                    assert_eq!(check_silent(&RULE, &text).not_checked, []);
                } else {
                    check_twins(&RULE, &text, |sketch| sketch.set("fe", "version", Value::text(own)));
                }
            }
        }
    }

    #[test]
    fn an_unknown_version_waits_and_what_has_no_next_hop_is_only_incomplete() {
        let text = "site Paris\n pool fe front-end standard\n pool chat persistent-chat version=lync-2013 next-hop=fe";
        assert_eq!(check_silent(&RULE, text).not_checked[0].missing, ["version"]);
        assert_eq!(check_silent(&RULE, "site Paris\n pool chat persistent-chat").not_checked, []);
    }

    #[test]
    fn every_version_of_a_home() {
        // A product newer than the target is not judged, and one that no guide knows has no home of its own.
        let judged = ["lcs-2005", "ocs-2007", "ocs-2007-r2", "lync-2010", "lync-2013"];
        for own in Version::KEYS {
            let guided = ["ocs-2007-r2", "lync-2010", "lync-2013"].contains(own);
            let wrong = if guided { all_but(&judged, &[own]) } else { Vec::new() };
            check_words(&RULE, Version::KEYS, &wrong, |home| {
                format!(
                    "
                    site Paris
                      pool fe front-end standard version={home}
                      pool chat persistent-chat version={own} next-hop=fe
                    "
                )
            });
        }
    }

    #[test]
    fn other_pools_and_other_next_hops_are_not_concerned() {
        check_silent(&RULE, &format!("{OLD}  pool edge edge version=lync-2013 next-hop=fe10"));
        let hop = "  pool med mediation version=lync-2010\n  pool chat persistent-chat version=lync-2013 next-hop=med";
        check_silent(&RULE, &format!("{OLD}{hop}"));
    }

    #[test]
    fn the_new_home_is_of_the_same_site_and_only_the_next_hop_changes() {
        let text = "
            site Lyon
              pool a-lyon front-end standard version=lync-2013
            site Paris
              pool fe10 front-end standard version=lync-2010
              pool fe13 front-end standard version=lync-2013
              pool app trusted-application next-hop=fe10
              pool chat persistent-chat version=lync-2013 next-hop=fe10
        ";
        let hops = |app: &str, chat: &str| {
            vec![("pool-app".to_owned(), format!("pool-{app}")), ("pool-chat".to_owned(), format!("pool-{chat}"))]
        };
        check_mended(&RULE, text, |plan| last_links(plan, LinkKind::NextHop), hops("fe10", "fe13"));
    }
}
