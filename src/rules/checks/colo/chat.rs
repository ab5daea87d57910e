//! COLO-005: Persistent Chat on a Front End Server.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("COLO-005", "persistent-chat-on-a-front-end", "0.1.0", Check::State(check))
    .by_plan()
    .mended(FixOffer::Sometimes, super::own_computer);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.pools().any(|pool| pool.kind == PoolKind::PersistentChat) {
        return;
    }
    for machine in cx.machines() {
        let own = |pool: &&&Pool| cx.age(pool) == Age::Own;
        let of_kind = |kind| machine.pools.iter().filter(own).find(move |pool| pool.kind == kind);
        let (Some(chat), Some(front_end)) = (of_kind(PoolKind::PersistentChat), of_kind(PoolKind::FrontEnd)) else {
            continue;
        };
        let (pool, server) = (cx.label(&chat.id), machine.name);
        match front_end.edition {
            Some(Edition::Enterprise) => {
                out.report(&chat.id, message!("rules-colo-005", pool = pool, server = server)).related([&front_end.id]);
            }
            // Only a new deployment of chat may stand there.
            Some(Edition::Standard) if is_migrated_to(cx, chat) => {
                out.report(&chat.id, message!("rules-colo-005-migrated", pool = pool, server = server))
                    .related([&front_end.id]);
            }
            Some(Edition::Standard) => {}
            None => out.not_checked(&front_end.id, &["edition"]),
        }
    }
}

/// Whether the plan imports chat rooms into the pool.
fn is_migrated_to(cx: &StateContext<'_>, chat: &Pool) -> bool {
    let subject = Subject::from(&chat.id);
    let mut steps = cx.plan().phases.iter().flat_map(|phase| &phase.steps);
    steps.any(|step| {
        matches!(&**step, Step::Activity { kind: ActivityKind::ChatImport, about, .. } if about.contains(&subject))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=fe01
              pool chat persistent-chat version=lync-2013 servers=fe01.contoso.com   # COLO-005 related fe
            ",
            |sketch| sketch.remove("fe01"),
        );
        check_twins(
            &RULE,
            "
            site Paris
              pool se front-end standard version=lync-2013 servers=1
              pool chat persistent-chat version=lync-2013 servers=se.contoso.com     # COLO-005 related se
            phase Chat
              do chat-import chat
            ",
            |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)),
        );
    }

    #[test]
    fn a_chat_pool_that_the_plan_brings_gets_a_server_of_its_own() {
        let text = "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=fe01
            phase Chat
              + pool chat persistent-chat version=lync-2013 servers=fe01.contoso.com   # COLO-005 related fe
        ";
        check_twins(&RULE, text, |sketch| sketch.remove("chat"));
        check_unmended(&RULE, &text.replace("phase Chat", "").replace("+ pool", "pool"));
    }

    #[test]
    fn an_unknown_edition_waits() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool fe front-end version=lync-2013 servers=fe01
              pool chat persistent-chat version=lync-2013 servers=fe01.contoso.com
            ",
        );
        assert_eq!(report.not_checked[0].missing, ["edition"]);
    }
}
