//! FILE-005: a Persistent Chat pool of several servers whose file store is a local path.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("FILE-005", "chat-file-store-on-a-local-path", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Always, off_local_path);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::PersistentChat && cx.age(pool) == Age::Own) {
        if cx.servers_of(&pool.id) <= cx.pack.servers_per_local_chat_store {
            continue;
        }
        for link in cx.relations().from(&pool.id).iter().filter(|link| link.kind == LinkKind::FileStore) {
            let Subject::FileStore(id) = &link.to else { continue };
            let Some(store) = cx.topology.file_stores.get(id) else { continue };
            if store.share.as_deref().is_some_and(is_local_path) {
                let said = message!(
                    "rules-file-005",
                    share = store.share.as_deref().unwrap_or_default(),
                    pool = cx.label(&pool.id)
                );
                out.report(&store.id, said).field("share").related([&pool.id]);
            }
        }
    }
}

/// A share that every server reaches.
fn off_local_path(cx: &FixContext<'_>) -> Vec<Fix> {
    super::on_file_server(cx, |pool| pool.kind == PoolKind::PersistentChat)
}

/// `C:\chat`.
fn is_local_path(path: &str) -> bool {
    let mut characters = path.chars();
    characters.next().is_some_and(|drive| drive.is_ascii_alphabetic()) && characters.next() == Some(':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_hinted, check_mended, check_silent, check_twins, last_links};

    fn plan(servers: usize, code: &str) -> String {
        format!(
            "
            site Paris
              pool chat persistent-chat version=lync-2013 servers={servers} file-store=chat-s1\\C:\\chat
              file-store chat-s1\\C:\\chat                     {code}
            "
        )
    }

    #[test]
    fn twins() {
        let text = plan(2, "# FILE-005 related chat");
        check_twins(&RULE, &text, |sketch| sketch.set("chat-s1\\C:\\chat", "share", Value::text("chat")));
        check_twins(&RULE, &text, |sketch| sketch.remove("chat-s2"));
    }

    #[test]
    fn a_single_server_may_use_its_own_disk() {
        check_silent(&RULE, &plan(1, ""));
    }

    #[test]
    fn other_kinds_and_older_pools_are_not_concerned() {
        check_silent(&RULE, &plan(2, "").replace("persistent-chat", "director"));
        check_silent(&RULE, &plan(2, "").replace("lync-2013", "lync-2010"));
    }

    #[test]
    fn the_second_server_comes_with_a_share() {
        let text = format!(
            "{}\n            phase Grow\n              + server chat-s2 chat",
            plan(1, "# FILE-005 related chat")
        );
        check_twins(&RULE, &text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let store = ("pool-chat".to_owned(), "file-store-file01".to_owned());
        check_mended(&RULE, &text, |plan| last_links(plan, LinkKind::FileStore), vec![store]);
        check_hinted(&RULE, &plan(2, ""));
    }
}
