//! CHAT-015: users whose chat client does not reach their rooms.

use super::work::{chat_pools, is, sources};
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("CHAT-015", "chat-client-without-its-rooms", "0.1.0", Check::Plan(check))
    .mended(FixOffer::Sometimes, keep_the_old);

/// What an import moves is said by a step, not by a state: so this looks at the whole timeline.
fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let all = chat_pools(cx.plan);
    if all.is_empty() {
        return;
    }
    let steps: Vec<(usize, &Step)> = cx.steps().map(|(stage, step)| (stage, &**step)).collect();
    let only: Vec<&Step> = steps.iter().map(|(_, step)| *step).collect();
    let imports = (0..steps.len()).filter(|at| is(steps[*at].1, ActivityKind::ChatImport));
    // Each import with its stage and the Group Chat pools that it reads.
    let read: Vec<(usize, Vec<&PoolId>)> =
        imports.map(|at| (steps[at].0, sources(steps[at].1, &only[..at], &all))).collect();
    for (stage, state) in cx.states.iter().enumerate() {
        if state.user_groups.is_empty() || !all.keys().any(|id| state.pools.contains_key(*id)) {
            continue;
        }
        let Some(pack) = cx.packs[stage] else { continue };
        let mut done = read.iter().take_while(|(at, _)| *at <= stage).peekable();
        // `None`: only some Group Chat pools are imported.
        let imported = if done.peek().is_none() {
            Some(false)
        } else {
            let done: Vec<_> = done.collect();
            let is_read = |id: &PoolId| done.iter().any(|(_, from)| from.is_empty() || from.contains(&id));
            let mut standing =
                all.iter().filter(|(id, kind)| **kind == PoolKind::GroupChat && state.pools.contains_key(**id));
            standing.all(|(id, _)| is_read(id)).then_some(true)
        };
        for group in state.user_groups.values() {
            judge(&Stage { cx, stage, state, pack }, group, imported, out);
        }
    }
}

struct Stage<'c, 'a> {
    cx: &'c PlanContext<'a>,
    stage: usize,
    state: &'c Topology,
    pack: &'a crate::rules::Pack,
}

fn judge(here: &Stage<'_, '_>, group: &UserGroup, imported: Option<bool>, out: &mut Findings) {
    let &Stage { cx, stage, state, pack } = here;
    let counts = group.homes.iter().filter(|(_, count)| **count != Some(0));
    let homes: Vec<&Pool> = counts.filter_map(|(pool, _)| state.pools.get(pool)).map(|pool| &**pool).collect();
    if homes.is_empty() {
        return;
    }
    let rooms = match (group.chat_rooms, imported) {
        (None, _) => return out.not_checked(&group.id, &["chat-rooms"]),
        (Some(ChatProduct::None), _) | (Some(ChatProduct::GroupChat), None) => return,
        (Some(ChatProduct::GroupChat), Some(true)) => ChatProduct::PersistentChat,
        (Some(rooms), _) => rooms,
    };
    let Some(clients) = group.chat_clients.as_ref().filter(|clients| !clients.is_empty()) else {
        return out.not_checked(&group.id, &["chat-clients"]);
    };
    let name = state.label(&(&group.id).into());
    let new = |client: &ChatClient| pack.own_chat_clients.contains(client);
    if rooms == ChatProduct::GroupChat {
        if clients.iter().all(new) {
            let said = message!("rules-chat-015", group = name);
            out.report(&group.id, said).field("chat-clients").during(stage, stage);
        }
    } else if clients.iter().any(new) {
        let of_age = |age: Age| homes.iter().filter(move |pool| cx.age(stage, pool) == age).map(|pool| &pool.id);
        let old: Vec<&PoolId> = of_age(Age::Older).collect();
        if old.is_empty() {
            of_age(Age::Unknown).for_each(|pool| out.not_checked(pool, &["version"]));
            return;
        }
        let pools: Vec<String> = old.iter().map(|pool| state.label(&(*pool).into())).collect();
        let said = message!("rules-chat-015-home", group = name, pools = pools);
        out.report(&group.id, said).field("chat-clients").related(old).during(stage, stage);
    }
}

/// The Group Chat client beside the new one, while the rooms are in Group Chat.
fn keep_the_old(cx: &FixContext<'_>) -> Vec<Fix> {
    let (stage, of) = (cx.finding.stages.0, cx.finding.subject.clone());
    let Some(state) = cx.replay.states.get(stage).filter(|_| cx.finding.message.id == "rules-chat-015") else {
        return Vec::new();
    };
    let Some(Value::List(mut clients)) = state.fact(&of, "chat-clients") else { return Vec::new() };
    clients.insert(0, Text::from(ChatClient::GroupChat.key()));
    let label = message!("rules-chat-015-fix", group = state.label(&of));
    let command = Command::Set { of, fact: "chat-clients", to: Some(Value::List(clients)) };
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands: vec![command] }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_said, check_silent, check_twins, check_unmended};

    fn plan(facts: &str, work: &str) -> String {
        format!(
            "
            site Paris
              pool fe10 front-end standard version=lync-2010 users=10
              pool fe13 front-end standard version=lync-2013 users=0
              pool chat10 group-chat version=lync-2010
              pool chat13 persistent-chat version=lync-2013
              users fe10 {facts}
              users fe13 chat-rooms=none
            phase Chat
              {work}
            "
        )
    }

    fn clients(keys: &[&str]) -> Value {
        Value::List(keys.iter().map(|key| Text::from(*key)).collect())
    }

    #[test]
    fn twins() {
        let both = ["group-chat", "lync-2013"];
        let text = plan("chat-rooms=group-chat chat-clients=lync-2013 # CHAT-015", "do communicate");
        check_twins(&RULE, &text, |sketch| sketch.record(0, sketch.set("users fe10", "chat-clients", clients(&both))));
        // The rooms are imported, and the users are still on the old pool.
        let text = plan(
            "chat-rooms=group-chat chat-clients=group-chat,lync-2013",
            "do chat-import chat13\n move 4 users fe10 -> fe13",
        );
        let text = text.replace(
            "lync-2013\n              users fe13",
            "lync-2013 # CHAT-015 related fe10\n              users fe13",
        );
        check_twins(&RULE, &text, |sketch| {
            sketch.record(1, sketch.move_users("fe10", "fe13", crate::edit::Amount::All))
        });
        let text = plan("chat-rooms=persistent-chat chat-clients=lync-2013 # CHAT-015 related fe10", "do communicate");
        check_twins(&RULE, &text, |sketch| {
            sketch.record(0, sketch.set("users fe10", "chat-clients", clients(&["group-chat"])))
        });
    }

    #[test]
    fn users_without_chat_and_those_of_the_target_are_not_concerned() {
        let silent = |facts: &str, work: &str| check_silent(&RULE, &plan(facts, work)).not_checked;
        assert_eq!(silent("chat-rooms=none", "do communicate"), []);
        let moved = "move all users fe10 -> fe13\n do chat-import";
        let text = plan("chat-rooms=group-chat chat-clients=group-chat", moved);
        check_silent(&RULE, &format!("{text}  ~ \"users fe10\" chat-clients=lync-2013"));
        // Only one of two Group Chat pools is imported: nobody says where these rooms were.
        let half = plan("chat-rooms=group-chat chat-clients=group-chat,lync-2013", "do chat-import chat10 chat13");
        check_silent(&RULE, &half.replace("pool chat13", "pool more group-chat version=lync-2010\n pool chat13"));
    }

    #[test]
    fn unknown_is_not_green() {
        let missing = |facts: &str, work: &str| {
            let report = check_silent(&RULE, &plan(facts, work));
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing("enterprise-voice=true", "do communicate"), ["chat-rooms"]);
        assert_eq!(missing("chat-rooms=group-chat", "do communicate"), ["chat-clients"]);
        let text =
            plan("chat-rooms=persistent-chat chat-clients=lync-2013", "").replace("version=lync-2010 users", "users");
        assert_eq!(check_silent(&RULE, &text).not_checked[0].missing, ["version"]);
    }

    #[test]
    fn an_import_that_names_every_old_pool_has_brought_the_rooms() {
        let text = plan(
            "chat-rooms=group-chat chat-clients=group-chat,lync-2013",
            "do chat-import chat10 chat13\n move 4 users fe10 -> fe13",
        );
        check_said(&RULE, &text, |report| report.findings.len(), 1);
    }

    #[test]
    fn the_old_client_comes_back_beside_the_new_one_and_homes_are_not_changed() {
        let text = plan("chat-rooms=group-chat chat-clients=lync-2013", "do communicate");
        let group = crate::rules::sketch::read(&text).unwrap().subject("users fe10");
        let of_group = |plan: &crate::plan::Plan| plan.today.fact(&group, "chat-clients");
        check_mended(&RULE, &text, of_group, Some(clients(&["group-chat", "lync-2013"])));
        check_unmended(&RULE, &text.replace("rooms=group-chat", "rooms=persistent-chat"));
    }
}
