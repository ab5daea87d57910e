//! ROLE-003, ROLE-004, ROLE-005, ROLE-006: pools of a kind that the target no longer has.

use crate::plan::intents;
use crate::rules::prelude::*;
use crate::rules::steps::{is_new, record_in_phase};

pub static AV_CONFERENCING: Rule =
    Rule::new("ROLE-003", "av-conferencing-pool-under-the-target", "0.1.0", Check::State(av_conferencing))
        .near()
        .mended(FixOffer::Sometimes, leave_out);

pub static MONITORING: Rule =
    Rule::new("ROLE-004", "monitoring-or-archiving-pool-under-the-target", "0.1.0", Check::State(monitoring))
        .near()
        .mended(FixOffer::Sometimes, associate_stores);

pub static GROUP_CHAT: Rule =
    Rule::new("ROLE-005", "group-chat-pool-under-the-target", "0.1.0", Check::State(group_chat))
        .near()
        .mended(FixOffer::Sometimes, persistent_chat);

pub static XMPP: Rule = Rule::new("ROLE-006", "xmpp-gateway-under-the-target", "0.1.0", Check::State(xmpp))
    .near()
    .mended(FixOffer::Sometimes, edge_has_it);

fn av_conferencing(cx: &StateContext<'_>, out: &mut Findings) {
    gone(cx, out, &AV_CONFERENCING.code);
}

fn monitoring(cx: &StateContext<'_>, out: &mut Findings) {
    gone(cx, out, &MONITORING.code);
}

fn group_chat(cx: &StateContext<'_>, out: &mut Findings) {
    gone(cx, out, &GROUP_CHAT.code);
}

fn xmpp(cx: &StateContext<'_>, out: &mut Findings) {
    gone(cx, out, &XMPP.code);
}

/// The pack says which kinds a rule is about.
fn gone(cx: &StateContext<'_>, out: &mut Findings, rule: &Code) {
    let Some(kinds) = cx.pack.gone_kinds.get(rule) else { return };
    for pool in cx.pools().filter(|pool| kinds.contains(&pool.kind)) {
        match cx.age(pool) {
            Age::Own => {
                let said = message!(
                    "rules-role-gone",
                    pool = cx.label(&pool.id),
                    kind = Message::word(PoolKind::PREFIX, pool.kind.key()),
                    target = cx.product()
                );
                out.report(&pool.id, said).field("version");
            }
            Age::Unknown => out.not_checked(&pool.id, &["version"]),
            _ => {}
        }
    }
}

/// The state at the first stage of a finding, and its pool, where the plan brings it.
fn new_pool<'a>(cx: &FixContext<'a>) -> Option<(&'a Topology, &'a Pool)> {
    let state = cx.replay.states.get(cx.finding.stages.0)?;
    let Subject::Pool(id) = &cx.finding.subject else { return None };
    state.pools.get(id).filter(|_| is_new(cx, &cx.finding.subject)).map(|pool| (state, &**pool))
}

/// The Front End pools of the target hold the conferences.
fn leave_out(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((state, pool)) = new_pool(cx) else { return Vec::new() };
    let subject = Subject::from(&pool.id);
    let label = message!("rules-role-003-fix", pool = state.label(&subject));
    record_in_phase(cx, vec![Command::Remove(subject)], label)
}

/// An Edge pool of the target has XMPP already.
fn edge_has_it(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((state, pool)) = new_pool(cx) else { return Vec::new() };
    let has_it = |other: &&std::sync::Arc<Pool>| {
        other.kind == PoolKind::Edge && other.version == pool.version && other.xmpp == Some(true)
    };
    let Some(edge) = state.pools.values().find(has_it) else { return Vec::new() };
    let subject = Subject::from(&pool.id);
    let label = message!("rules-role-006-fix", pool = state.label(&subject), edge = state.label(&(&edge.id).into()));
    record_in_phase(cx, vec![Command::Remove(subject)], label)
}

/// The Front End pools of the target take over the stores of the pool that have none of the kind.
fn associate_stores(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((state, pool)) = new_pool(cx) else { return Vec::new() };
    let subject = Subject::from(&pool.id);
    let kinds = [LinkKind::MonitoringStore, LinkKind::ArchivingStore];
    let stores = state
        .links
        .values()
        .filter(|link| link.from == subject && kinds.contains(&link.kind) && link.usage == Usage::Default);
    let front_ends = || {
        let pools = state.pools.values();
        pools.filter(|other| other.kind == PoolKind::FrontEnd && other.version == pool.version)
    };
    let (mut commands, mut names) = (vec![Command::Remove(subject.clone())], Vec::new());
    for store in stores {
        for front_end in front_ends() {
            let from = Subject::from(&front_end.id);
            if state.links.values().any(|link| link.from == from && link.kind == store.kind) {
                continue;
            }
            let id = intents::link_id(cx.plan, store.kind, Usage::Default, front_end.id.as_str());
            names.push(state.label(&from));
            commands.push(Command::Add(Link::new(id, store.kind, Usage::Default, from, store.to.clone()).into()));
        }
    }
    if names.is_empty() {
        return Vec::new();
    }
    let label = message!("rules-role-004-fix", pool = state.label(&subject), pools = names);
    record_in_phase(cx, commands, label)
}

/// A Persistent Chat pool of the same name, with servers of the same names.
fn persistent_chat(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((state, old)) = new_pool(cx) else { return Vec::new() };
    let mut taken = Vec::new();
    let mut free = |kind, name: &str| {
        let id = cx.plan.free_id_besides(kind, name, &taken);
        taken.push(id.clone());
        id
    };
    let subject = Subject::from(&old.id);
    let name = state.label(&subject);
    let mut pool = Pool::new(PoolId::new(&free(SubjectKind::Pool, &name)), PoolKind::PersistentChat);
    (pool.fqdn, pool.site, pool.version) = (old.fqdn.clone(), old.site.clone(), old.version);
    (pool.domain, pool.forest, pool.os) = (old.domain.clone(), old.forest.clone(), old.os);
    let id = pool.id.clone();
    let mut commands = vec![Command::Remove(subject.clone()), Command::Add(pool.into())];
    for server in state.servers.values().filter(|server| server.pool == old.id) {
        let new = ServerId::new(&free(SubjectKind::Server, &state.label(&(&server.id).into())));
        commands.push(Command::Add(Server { id: new, pool: id.clone(), roles: None, ..(**server).clone() }.into()));
    }
    let next = |link: &&std::sync::Arc<Link>| link.from == subject && link.kind == LinkKind::NextHop;
    for link in state.links.values().filter(next) {
        let new = LinkId::new(&free(SubjectKind::Link, link.kind.key()));
        let new = Link::new(new, link.kind, link.usage, (&id).into(), link.to.clone());
        commands.push(Command::Add(new.into()));
    }
    record_in_phase(cx, commands, message!("rules-role-005-fix", pool = name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, check_words, last_links};

    #[test]
    fn twins() {
        for (rule, kind) in [
            (&AV_CONFERENCING, "av-conferencing"),
            (&MONITORING, "monitoring"),
            (&MONITORING, "archiving"),
            (&GROUP_CHAT, "group-chat"),
            (&XMPP, "xmpp-gateway"),
        ] {
            check_twins(
                rule,
                &format!("site Paris\n  pool old {kind} version=lync-2013   # {}", rule.code),
                |sketch| sketch.set("old", "version", Value::text("lync-2010")),
            );
        }
    }

    fn comes(pool: &str) -> String {
        format!(
            "
            site Paris
              pool fe front-end standard version=lync-2013
              pool se front-end standard version=lync-2013 monitoring-store=sql\\OLD
              sql sql LYNC,OLD
            phase Pilot
              + pool new {pool} version=lync-2013 servers=a
            "
        )
    }

    #[test]
    fn a_pool_that_the_plan_brings_is_left_out_or_comes_as_another_kind() {
        let today = "site Paris\n  pool new";
        let pools = |plan: &crate::plan::Plan| {
            let state = plan.replay().states[1].clone();
            state.pools.values().map(|pool| pool.kind).collect::<Vec<_>>()
        };
        check_mended(&AV_CONFERENCING, &comes("av-conferencing"), pools, vec![PoolKind::FrontEnd; 2]);
        check_unmended(&AV_CONFERENCING, &format!("{today} av-conferencing version=lync-2013"));

        let stores = |plan: &crate::plan::Plan| last_links(plan, LinkKind::MonitoringStore);
        let text = comes("monitoring").replace("servers=a", "monitoring-store=sql\\LYNC");
        let wanted = [("pool-fe", "sql-instance-sql-lync"), ("pool-se", "sql-instance-sql-old")];
        check_mended(&MONITORING, &text, stores, wanted.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec());
        check_unmended(&MONITORING, &comes("monitoring"));
        check_unmended(&MONITORING, &format!("{today} archiving version=lync-2013"));

        let chat = vec![PoolKind::FrontEnd, PoolKind::PersistentChat, PoolKind::FrontEnd];
        check_mended(&GROUP_CHAT, &comes("group-chat"), pools, chat);
        let hops = |plan: &crate::plan::Plan| last_links(plan, LinkKind::NextHop);
        let text = comes("group-chat").replace("servers=a", "servers=a next-hop=fe");
        check_mended(&GROUP_CHAT, &text, hops, vec![("pool-new-2".to_owned(), "pool-fe".to_owned())]);
        check_unmended(&GROUP_CHAT, &format!("{today} group-chat version=lync-2013"));
        let gateway = comes("xmpp-gateway");
        check_unmended(&XMPP, &gateway);
        let edge = "site Paris\n              pool edge edge version=lync-2013 xmpp=true";
        let gateway = gateway.replace("site Paris", edge);
        check_mended(&XMPP, &gateway, |plan| pools(plan).contains(&PoolKind::XmppGateway), false);
        for (rule, kind) in [(&AV_CONFERENCING, "av-conferencing"), (&GROUP_CHAT, "group-chat")] {
            let text = comes(kind).replace("servers=a", &format!("servers=a # {}", rule.code));
            check_twins(rule, &text, |sketch| sketch.remove("new"));
        }
    }

    #[test]
    fn each_rule_has_its_kinds_and_legacy_pools_stay() {
        let report = check_silent(
            &GROUP_CHAT,
            "
            site Paris
              pool chat persistent-chat version=lync-2013
              pool monitoring monitoring version=lync-2013
              pool old group-chat version=ocs-2007-r2
              pool what group-chat
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
    }

    #[test]
    fn every_kind_of_the_target() {
        for (rule, gone) in [
            (&AV_CONFERENCING, ["av-conferencing"].as_slice()),
            (&MONITORING, &["monitoring", "archiving"]),
            (&GROUP_CHAT, &["group-chat"]),
            (&XMPP, &["xmpp-gateway"]),
        ] {
            check_words(rule, PoolKind::KEYS, gone, |kind| format!("site Paris\n  pool p {kind} version=lync-2013"));
        }
    }
}
