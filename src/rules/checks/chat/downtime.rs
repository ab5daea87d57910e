//! CHAT-007: chat that is exported or imported while its services run, or without a backup.

use super::work::{ChatPools, Work, chat_pools, is, named, with_databases, work};
use crate::rules::prelude::*;
use crate::rules::steps::{insert_activities, is_activity};
use ActivityKind::{Backup, Reboot, RestartServices, StopServices};

pub static RULE: Rule =
    Rule::new("CHAT-007", "chat-moved-while-running-or-without-a-backup", "0.1.0", Check::Phase(check))
        .mended(FixOffer::Always, prepare);

/// What stands before an export or import of a pool.
struct Ready {
    stopped: bool,
    backed: bool,
    /// Whether there is something to back up.
    holds: Option<bool>,
}

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let work = work(cx);
    if work.is_empty() {
        return;
    }
    let all = chat_pools(cx.plan);
    for Work { step, state, imports, from, to } in work {
        for pool in if imports { to } else { from } {
            let Ready { stopped, backed, holds } = ready(cx, &all, (step, state, imports), pool);
            let bare = !backed && holds == Some(true);
            if !backed && holds.is_none() {
                out.not_checked(&pool.id, &["holds-rooms"]);
            }
            let name = state.label(&(&pool.id).into());
            let said = match (stopped, bare) {
                (true, false) => continue,
                (false, true) => message!("rules-chat-007", pool = name),
                (false, false) => message!("rules-chat-007-running", pool = name),
                (true, true) => message!("rules-chat-007-backup", pool = name),
            };
            out.report(step.id(), said).related([&pool.id]);
        }
    }
}

fn ready<'a>(
    cx: &PhaseContext<'a>,
    all: &ChatPools<'_>,
    (step, state, imports): (&'a Step, &Topology, bool),
    pool: &Pool,
) -> Ready {
    let about = with_databases(state, &pool.id);
    // The Group Chat database always has something to lose.
    let holds = if imports { pool.holds_rooms } else { Some(true) };
    let mut ready = Ready { stopped: false, backed: false, holds };
    for earlier in cx.before_step(step) {
        let done = |kind| is_activity(earlier, kind, &about);
        if done(StopServices) {
            ready.stopped = true;
        } else if done(RestartServices) || done(Reboot) {
            ready.stopped = false;
        } else if done(Backup) {
            ready.backed = true;
        } else if imports && is(earlier, ActivityKind::ChatImport) {
            // What came by an earlier import is in no backup made before it.
            let into = named(earlier, all, PoolKind::PersistentChat);
            if into.is_empty() || into.contains(&&pool.id) {
                (ready.holds, ready.backed) = (Some(true), false);
            }
        }
    }
    ready
}

fn prepare(cx: &FixContext<'_>) -> Vec<Fix> {
    let about = cx.finding.related.clone();
    let missing = match &*cx.finding.message.id {
        "rules-chat-007-running" => &[StopServices][..],
        "rules-chat-007-backup" => &[Backup],
        _ => &[Backup, StopServices],
    };
    let work: Vec<_> = missing.iter().map(|kind| (*kind, about.clone())).collect();
    let what: Vec<Message> = missing.iter().map(|kind| Message::word(ActivityKind::PREFIX, kind.key())).collect();
    let pool = about.first().map(|pool| cx.plan.label(pool)).unwrap_or_default();
    let label = message!("rules-chat-007-fix", work = what, pool = pool);
    vec![Fix { label, edits: insert_activities(cx, &work, false), safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::Sketch;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(chat: &str, work: &str) -> String {
        format!(
            "
            site Paris
              pool chat10 group-chat version=lync-2010 servers=g1 group-chat-store=sql1\\
              pool chat13 persistent-chat version=lync-2013 {chat}
              pool fe13 front-end standard version=lync-2013
              sql sql1
            phase Chat
              do communicate
              {work}
            "
        )
    }

    fn add(kind: ActivityKind, about: &'static str, at: usize) -> impl Fn(&Sketch) -> PlanEdit {
        move |sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: Some(at),
            step: Step::activity(StepId::new("step-new"), kind, vec![sketch.subject(about)]),
        }
    }

    #[test]
    fn twins() {
        let export = "do chat-export chat10 # CHAT-007 related chat10";
        check_twins(&RULE, &plan("", &format!("do backup sql1\n {export}")), add(StopServices, "g1", 1));
        check_twins(&RULE, &plan("", &format!("do stop-services g1\n {export}")), add(Backup, "chat10", 1));
        check_twins(
            &RULE,
            &plan("", &format!("do stop-services\n do restart-services\n do backup\n {export}")),
            |sketch| PlanEdit::RemoveStep(sketch.step(1, 3)),
        );
        check_twins(&RULE, &plan("", &format!("do stop-services\n do backup\n do reboot g1\n {export}")), |sketch| {
            PlanEdit::MoveStep { step: sketch.step(1, 4), to: sketch.phase(1), index: 1 }
        });
        check_twins(&RULE, &plan("", &format!("do backup\n {export}\n do stop-services chat10")), |sketch| {
            PlanEdit::MoveStep { step: sketch.step(1, 4), to: sketch.phase(1), index: 1 }
        });
        let import = "do chat-import chat13 # CHAT-007 related chat13";
        check_twins(&RULE, &plan("holds-rooms=false", import), add(StopServices, "chat13", 1));
        check_twins(&RULE, &plan("holds-rooms=true", &format!("do stop-services chat13\n {import}")), |sketch| {
            sketch.record(0, sketch.set("chat13", "holds-rooms", Value::Flag(false)))
        });
        check_twins(
            &RULE,
            &plan("holds-rooms=true", "do stop-services\n do chat-import # CHAT-007"),
            add(Backup, "chat13", 1),
        );
    }

    #[test]
    fn both_may_be_missing() {
        check_twins(&RULE, &plan("", "do chat-export # CHAT-007 related chat10"), |sketch| {
            PlanEdit::RemoveStep(sketch.step(1, 2))
        });
    }

    #[test]
    fn a_second_import_finds_rooms() {
        let twice = "do stop-services\n do backup\n do chat-import chat13\n do chat-import chat13 # CHAT-007";
        check_twins(&RULE, &plan("holds-rooms=false", twice), add(Backup, "chat13", 4));
        let elsewhere = twice.replacen("chat13", "chat10", 1).replace(" # CHAT-007", "");
        let other = elsewhere.replace("do chat-import chat10", "do chat-import other");
        check_silent(
            &RULE,
            &plan("holds-rooms=false\n pool other persistent-chat version=lync-2013 holds-rooms=false", &other),
        );
    }

    #[test]
    fn whether_a_pool_holds_rooms_may_be_unknown() {
        let work = "do stop-services chat13\n do chat-import chat13";
        assert_eq!(check_silent(&RULE, &plan("", work)).not_checked[0].missing, ["holds-rooms"]);
        assert_eq!(check_silent(&RULE, &plan("", &format!("do backup chat13\n {work}"))).not_checked, []);
    }

    #[test]
    fn a_backup_of_another_pools_database_is_none_of_this_one() {
        let other = "\n pool fe10 front-end enterprise version=lync-2010 user-store=sql2\\\n sql sql2";
        let text =
            plan(other, "do backup sql2\n do stop-services g1\n do chat-export chat10 # CHAT-007 related chat10");
        check_twins(&RULE, &text, add(Backup, "chat10", 2));
    }
}
