//! CHAT-012: files of chat rooms that nobody copies.

use super::work::{Work, work};
use crate::rules::prelude::*;
use crate::rules::steps::{insert_activities, pool_and_servers};

pub static RULE: Rule =
    Rule::new("CHAT-012", "chat-files-left-behind", "0.1.0", Check::Phase(check)).mended(FixOffer::Always, copy);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    for Work { step, state, from, to, .. } in work(cx).into_iter().filter(|work| work.imports) {
        let pools = from.iter().chain(&to).map(|pool| &pool.id);
        let about: Vec<Subject> = pools.flat_map(|pool| pool_and_servers(state, pool)).collect();
        if cx.is_done_after(step, ActivityKind::CopyChatFiles, &about) {
            continue;
        }
        let unknown = from.iter().filter(|pool| pool.files_in_rooms.is_none());
        unknown.for_each(|pool| out.not_checked(&pool.id, &["files-in-rooms"]));
        let left: Vec<&PoolId> =
            from.iter().filter(|pool| pool.files_in_rooms == Some(true)).map(|pool| &pool.id).collect();
        if !left.is_empty() {
            let names: Vec<String> = left.iter().map(|pool| state.label(&(*pool).into())).collect();
            out.report(step.id(), message!("rules-chat-012", pools = names)).related(left);
        }
    }
}

fn copy(cx: &FixContext<'_>) -> Vec<Fix> {
    let about = cx.finding.related.clone();
    let pools: Vec<String> = about.iter().map(|pool| cx.plan.label(pool)).collect();
    let edits = insert_activities(cx, &[(ActivityKind::CopyChatFiles, about)], true);
    vec![Fix { label: message!("rules-chat-012-fix", pools = pools), edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(files: &str, work: &str) -> String {
        format!(
            "
            site Paris
              pool chat10 group-chat version=lync-2010 {files}
              pool chat13 persistent-chat version=lync-2013
            phase Chat
              do communicate
              {work}
            "
        )
    }

    #[test]
    fn twins() {
        let early = "do copy-chat-files chat10\n do chat-import chat13 # CHAT-012 related chat10";
        check_twins(&RULE, &plan("files-in-rooms=true", early), |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 2,
        });
        check_twins(&RULE, &plan("files-in-rooms=true", "do chat-import chat13 # CHAT-012"), |sketch| {
            sketch.record(0, sketch.set("chat10", "files-in-rooms", Value::Flag(false)))
        });
    }

    #[test]
    fn a_copy_in_a_later_phase_counts_and_unknown_waits() {
        let later = "do chat-import chat13\n phase Later\n do copy-chat-files chat13";
        check_silent(&RULE, &plan("files-in-rooms=true", later));
        assert_eq!(check_silent(&RULE, &plan("", later)).not_checked, []);
        let report = check_silent(&RULE, &plan("", "do chat-import chat13"));
        assert_eq!(report.not_checked[0].missing, ["files-in-rooms"]);
    }
}
