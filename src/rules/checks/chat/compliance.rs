//! CHAT-018: compliance of a Persistent Chat pool without its database.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("CHAT-018", "chat-compliance-without-its-database", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, add_store);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::PersistentChat && cx.age(pool) == Age::Own) {
        let is_store = |link: &Link| link.kind == LinkKind::ComplianceStore && link.usage == Usage::Default;
        if cx.relations().from(&pool.id).iter().any(|link| is_store(link)) {
            continue;
        }
        match pool.compliance {
            Some(true) => {
                out.report(&pool.id, message!("rules-chat-018", pool = cx.label(&pool.id))).field("compliance");
            }
            Some(false) => {}
            None => out.not_checked(&pool.id, &["compliance"]),
        }
    }
}

/// The database may share the instance of the chat database.
fn add_store(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), from) = (cx.replay.states.get(stage), &cx.finding.subject) else { return Vec::new() };
    let is_chat = |link: &&std::sync::Arc<Link>| {
        link.from == *from && link.kind == LinkKind::PersistentChatStore && link.usage == Usage::Default
    };
    let Some(chat) = state.links.values().find(is_chat) else { return Vec::new() };
    let kind = LinkKind::ComplianceStore;
    let id = LinkId::new(&cx.plan.free_id_besides(SubjectKind::Link, kind.key(), &[]));
    let link = Link::new(id, kind, Usage::Default, from.clone(), chat.to.clone());
    let label = message!("rules-chat-018-fix", pool = state.label(from), instance = state.label(&chat.to));
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands: vec![Command::Add(link.into())] }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, last_links};

    const PLAN: &str = "
            site Paris
              pool chat13 persistent-chat version=lync-2013 compliance=true persistent-chat-store=sql1\\ # CHAT-018
              sql sql1
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| sketch.add_link("compliance-store", "chat13", "sql1\\"));
        check_twins(&RULE, PLAN, |sketch| sketch.set("chat13", "compliance", Value::Flag(false)));
        let late = "site Paris\n sql sql1\nphase Chat\n + pool chat13 persistent-chat version=lync-2013 compliance=true persistent-chat-store=sql1\\ # CHAT-018";
        check_twins(&RULE, late, |sketch| sketch.add_link("compliance-store", "chat13", "sql1\\"));
        // The copy of a database that is not there is no database.
        let mirror = PLAN.replace("compliance=true", "compliance=true compliance-store/mirror=sql1\\");
        check_twins(&RULE, &mirror, |sketch| sketch.set("chat13", "compliance", Value::Flag(false)));
    }

    #[test]
    fn unknown_waits() {
        let text = PLAN.replace("compliance=true", "").replace("# CHAT-018", "");
        assert_eq!(check_silent(&RULE, &text).not_checked[0].missing, ["compliance"]);
        let stored = text.replace("persistent-chat-store", "compliance-store");
        assert_eq!(check_silent(&RULE, &stored).not_checked, []);
        assert_eq!(check_silent(&RULE, &text.replace("lync-2013", "lync-2010")).not_checked, []);
    }

    #[test]
    fn without_a_chat_database_there_is_no_instance_to_share() {
        check_unmended(&RULE, &PLAN.replace("persistent-chat-store=sql1\\", ""));
        let copy = PLAN.replace("persistent-chat-store=", "persistent-chat-store/mirror=");
        check_unmended(&RULE, &copy);
    }

    #[test]
    fn the_database_comes_beside_the_chat_database_of_its_pool() {
        let text = PLAN.replace(
            "site Paris\n",
            "site Paris\n              sql sql2\n              pool a persistent-chat version=lync-2013 compliance=false persistent-chat-store=sql2\\\n",
        );
        let text = text
            .replace("persistent-chat-store=sql1", "persistent-chat-store/mirror=sql2\\ persistent-chat-store=sql1");
        let sketch = crate::rules::sketch::read(&text).unwrap();
        let own = ("pool-chat13".to_owned(), sketch.subject("sql1\\").id().to_owned());
        check_mended(&RULE, &text, |plan| last_links(plan, LinkKind::ComplianceStore), vec![own]);
    }
}
