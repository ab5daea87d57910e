//! CHAT-017: active chat servers in another time zone than their next hop.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("CHAT-017", "active-chat-server-in-another-time-zone", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, others_active);

fn same(a: &str, b: &str) -> bool {
    a.trim().eq_ignore_ascii_case(b.trim())
}

/// The time zone of a server: its own, else that of its pool.
fn zone_of<'a>(server: Option<&'a Server>, pool: &'a Pool) -> Option<&'a str> {
    let own = server.and_then(|server| server.time_zone.as_deref());
    [own, pool.time_zone.as_deref()].into_iter().flatten().find(|zone| !zone.trim().is_empty())
}

/// Whether a server is among the active ones, which are written with or without their domain.
fn is_active(server: &Server, active: &[Text]) -> bool {
    let Some(name) = server.fqdn.as_deref() else { return false };
    let host = name.split('.').next().unwrap_or(name);
    active.iter().any(|one| one.eq_ignore_ascii_case(name) || one.eq_ignore_ascii_case(host))
}

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::PersistentChat && cx.age(pool) == Age::Own) {
        let hop = cx.relations().from(&pool.id).iter().find(|link| link.kind == LinkKind::NextHop);
        let Some(Subject::Pool(hop)) = hop.map(|link| &link.to) else { continue };
        let Some(hop) = cx.topology.pools.get(hop) else { continue };
        let there = cx.members_of(&hop.id).iter().find_map(|one| zone_of(Some(one), hop)).or(zone_of(None, hop));
        let Some(there) = there else {
            out.not_checked(&hop.id, &["time-zone"]);
            continue;
        };
        // A pool without servers is the computer of its name.
        let members = cx.members_of(&pool.id);
        let alone = [(Subject::from(&pool.id), zone_of(None, pool))];
        let active = |server: &&&Server| pool.active_servers.as_ref().is_none_or(|list| is_active(server, list));
        let machines: Vec<(Subject, Option<&str>)> = match members {
            [] => alone.to_vec(),
            _ => members.iter().filter(active).map(|one| (Subject::from(&one.id), zone_of(Some(one), pool))).collect(),
        };
        let is_wrong = |zone: &Option<&str>| zone.is_some_and(|zone| !same(zone, there));
        let wrong: Vec<_> = machines.iter().filter(|(_, zone)| is_wrong(zone)).collect();
        let undecided = pool.active_servers.is_none() && !wrong.is_empty() && wrong.len() < machines.len();
        if undecided || machines.is_empty() {
            // Of servers in several zones, somebody has to say which are active.
            out.not_checked(&pool.id, &["active-servers"]);
        } else if let Some((_, Some(zone))) = wrong.first() {
            let said = message!(
                "rules-chat-017",
                pool = cx.label(&pool.id),
                servers = wrong.iter().map(|(machine, _)| cx.label(machine.clone())).collect::<Vec<_>>(),
                zone = *zone,
                home = cx.label(&hop.id),
                there = there
            );
            out.report(&pool.id, said).field("active-servers").related([&hop.id]);
        } else if machines.iter().any(|(_, zone)| zone.is_none()) {
            out.not_checked(&pool.id, &["time-zone"]);
        }
    }
}

/// Servers in the time zone of the next hop, no more of them than are active now.
fn others_active(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Subject::Pool(id)) = (cx.replay.states.get(stage), &cx.finding.subject) else {
        return Vec::new();
    };
    let hop = cx.finding.related.first().and_then(|hop| match hop {
        Subject::Pool(id) => state.pools.get(id),
        _ => None,
    });
    let (Some(pool), Some(hop)) = (state.pools.get(id), hop) else { return Vec::new() };
    let of = |id: &PoolId| state.servers.values().filter(|one| one.pool == *id).collect::<Vec<_>>();
    let there = of(&hop.id).into_iter().find_map(|one| zone_of(Some(one), hop)).or(zone_of(None, hop));
    let members = of(id);
    let fits = members.iter().filter(|one| zone_of(Some(one), pool).zip(there).is_some_and(|(a, b)| same(a, b)));
    let now = pool.active_servers.as_ref().map_or(0, Vec::len);
    let new: Vec<Text> = fits.filter_map(|one| one.fqdn.clone()).take(now).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = new.iter().map(ToString::to_string).collect();
    let label = message!("rules-chat-017-fix", pool = state.label(&id.into()), servers = names);
    let commands = vec![Command::Set { of: id.into(), fact: "active-servers", to: Some(Value::List(new)) }];
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(home: &str, chat: &str, code: &str, more: &str) -> String {
        format!(
            "
            site Paris
              pool fe13 front-end standard version=lync-2013 {home}
              pool chat13 persistent-chat version=lync-2013 next-hop=fe13 {chat} {code}
            phase Zones
              do communicate
              {more}
            "
        )
    }

    const CODE: &str = "# CHAT-017 related fe13";

    #[test]
    fn twins() {
        let zone = |name: &'static str| {
            move |sketch: &crate::rules::sketch::Sketch| {
                sketch.record(0, sketch.set("fe13", "time-zone", Value::text(name)))
            }
        };
        check_twins(&RULE, &plan("time-zone=CET", "time-zone=EST", CODE, ""), zone(" est"));
        check_twins(&RULE, &plan("time-zone=CET", "time-zone=EST servers=c1", CODE, ""), zone("EST"));
        let active = "~ c1 time-zone=CET\n ~ c2 time-zone=EST";
        let servers = "servers=c1,c2 active-servers=c2";
        check_twins(&RULE, &plan("time-zone=CET", servers, CODE, active), |sketch| {
            sketch.set("chat13", "active-servers", Value::List(vec![Text::from("C1.contoso.com")]))
        });
        // The zone of a Front End Server counts before that of its pool.
        let own = "~ f1 time-zone=EST\n ~ c1 time-zone=CET";
        check_twins(&RULE, &plan("servers=f1 time-zone=CET", "servers=c1", CODE, own), |sketch| {
            sketch.set("f1", "time-zone", Value::text("CET"))
        });
    }

    #[test]
    fn unknown_is_not_green() {
        let missing = |home: &str, chat: &str, more: &str| {
            let report = check_silent(&RULE, &plan(home, chat, "", more));
            report.not_checked.into_iter().map(|n| (n.subject.id().to_owned(), n.missing[0])).collect::<Vec<_>>()
        };
        let of = |pool: &str, fact: FactName| vec![(pool.to_owned(), fact)];
        assert_eq!(missing("", "time-zone=CET", ""), of("pool-fe13", "time-zone"));
        assert_eq!(missing("time-zone=CET", "servers=c1", ""), of("pool-chat13", "time-zone"));
        let mixed = "~ c2 time-zone=EST";
        assert_eq!(missing("time-zone=CET", "time-zone=CET servers=c1,c2", mixed), of("pool-chat13", "active-servers"));
        let elsewhere = "time-zone=CET servers=c1,c2 active-servers=other";
        assert_eq!(missing("time-zone=CET", elsewhere, mixed), of("pool-chat13", "active-servers"));
        assert_eq!(missing("time-zone=CET", "time-zone=CET servers=c1,c2 active-servers=c1", mixed), []);
    }

    #[test]
    fn only_chat_pools_of_the_target_are_concerned() {
        let text = plan("time-zone=CET", "time-zone=EST", "", "");
        check_silent(&RULE, &text.replace("persistent-chat", "mediation"));
        check_silent(
            &RULE,
            &text.replace("chat13 persistent-chat version=lync-2013", "chat13 persistent-chat version=lync-2010"),
        );
    }
}
