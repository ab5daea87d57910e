//! ROLE-003, ROLE-004, ROLE-005, ROLE-006: pools of a kind that the target no longer has.

use crate::rules::prelude::*;

pub static AV_CONFERENCING: Rule =
    Rule::new("ROLE-003", "av-conferencing-pool-under-the-target", "0.1.0", Check::State(av_conferencing)).near();

pub static MONITORING: Rule =
    Rule::new("ROLE-004", "monitoring-or-archiving-pool-under-the-target", "0.1.0", Check::State(monitoring)).near();

pub static GROUP_CHAT: Rule =
    Rule::new("ROLE-005", "group-chat-pool-under-the-target", "0.1.0", Check::State(group_chat)).near();

pub static XMPP: Rule = Rule::new("ROLE-006", "xmpp-gateway-under-the-target", "0.1.0", Check::State(xmpp)).near();

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_words};

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
