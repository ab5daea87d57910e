//! PATH-008: Group Chat that goes without a migration of its own.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("PATH-008", "group-chat-without-a-migration-of-its-own", "0.1.0", Check::End(check));

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let Some(today) = cx.states.first() else { return };
    for pool in today.pools.values().filter(|pool| pool.kind == PoolKind::GroupChat) {
        // While it stands, what is left to do is COEX-002's to say.
        let gone = (0..cx.states.len()).find(|stage| !cx.states[*stage].pools.contains_key(&pool.id));
        let (Some(gone), false) = (gone, has_a_track(cx, &pool.id)) else { continue };
        let said = message!("rules-path-008", pool = today.label(&(&pool.id).into()));
        out.report(&pool.id, said).during(gone - 1, gone - 1);
    }
}

/// Whether some step exports or imports the chat, or says that nothing is to be kept. A step that names other
/// Group Chat pools is not about this one.
fn has_a_track(cx: &PlanContext<'_>, id: &PoolId) -> bool {
    use ActivityKind::{ChatExport, ChatImport, RetireWithoutMigrating};
    let is_group_chat = |subject: &Subject| match subject {
        Subject::Pool(id) => cx.states[0].pools.get(id).is_some_and(|pool| pool.kind == PoolKind::GroupChat),
        _ => false,
    };
    cx.steps().any(|(_, step)| match &**step {
        Step::Activity { kind: ChatExport | ChatImport, about, .. } => {
            about.contains(&id.into()) || !about.iter().any(is_group_chat)
        }
        Step::Activity { kind: RetireWithoutMigrating, about, .. } => about.contains(&id.into()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins};

    #[test]
    fn twins() {
        let decide = |sketch: &crate::rules::sketch::Sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: Some(0),
            step: Step::activity(
                StepId::new("step-decided"),
                ActivityKind::RetireWithoutMigrating,
                vec![sketch.subject("chat-old")],
            ),
        };
        check_twins(
            &RULE,
            "
            site Paris
              pool chat-old group-chat version=lync-2010       # PATH-008
            phase Chat
              + pool chat-new persistent-chat version=lync-2013
              - pool chat-old
            ",
            decide,
        );
    }

    #[test]
    fn each_group_chat_pool_has_its_own() {
        check_twins(
            &RULE,
            "
            site Paris
              pool chat-a group-chat version=lync-2010
              pool chat-b group-chat version=lync-2010         # PATH-008
            phase Chat
              do chat-export chat-a
              - pool chat-a
              - pool chat-b
            ",
            |sketch| PlanEdit::RemoveStep(sketch.step(1, 3)),
        );
    }

    #[test]
    fn an_import_that_names_only_the_new_pool_is_for_all() {
        check_silent(
            &RULE,
            "
            site Paris
              pool chat-old group-chat version=lync-2010
            phase Chat
              + pool chat-new persistent-chat version=lync-2013
              do chat-import chat-new
              - pool chat-old
            ",
        );
    }

    #[test]
    fn the_last_stage_at_which_the_pool_stands_is_told() {
        let text = "
            site Paris
              pool chat-old group-chat version=lync-2010
            phase Wait
            phase Chat
              - pool chat-old
            phase After
        ";
        check_said(&RULE, text, |report| report.findings.first().map(|found| found.stages), Some((1, 1)));
    }
}
