//! CHAT-004: a Group Chat pool that is imported into several Persistent Chat pools.

use super::work::{chat_pools, is, named, sources};
use crate::rules::prelude::*;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("CHAT-004", "group-chat-split-over-several-pools", "0.1.0", Check::Plan(check))
    .mended(FixOffer::Always, leave_out);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let steps: Vec<(usize, &Step)> = cx.steps().map(|(stage, step)| (stage, &**step)).collect();
    if !steps.iter().any(|(_, step)| is(step, ActivityKind::ChatImport)) {
        return;
    }
    let all = chat_pools(cx.plan);
    let group_chat: Vec<&PoolId> =
        all.iter().filter(|(_, kind)| **kind == PoolKind::GroupChat).map(|(id, _)| *id).collect();
    let mut first: BTreeMap<&PoolId, &PoolId> = BTreeMap::new();
    for (at, (stage, step)) in steps.iter().enumerate().filter(|(_, (_, step))| is(step, ActivityKind::ChatImport)) {
        let earlier: Vec<&Step> = steps[..at].iter().map(|(_, step)| *step).collect();
        let said = named(step, &all, PoolKind::GroupChat);
        let read = sources(step, &earlier, &all);
        let read = if read.is_empty() { group_chat.clone() } else { read };
        // An import after several exports may be of any of them.
        if read.len() > 1 && said.is_empty() {
            continue;
        }
        for from in read {
            let to = named(step, &all, PoolKind::PersistentChat);
            let other = to.into_iter().find(|to| *first.entry(from).or_insert(*to) != *to);
            let Some(other) = other else { continue };
            let said = message!(
                "rules-chat-004",
                pool = cx.plan.label(&from.into()),
                first = cx.plan.label(&first[from].into()),
                other = cx.plan.label(&other.into())
            );
            out.report(step.id(), said).related([from, first[from], other]).during(*stage, *stage);
        }
    }
}

/// The first pool remains: the other one is left out of the import, and the import with it when it names no other.
fn leave_out(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::Step(id), [_, first, other]) = (&cx.finding.subject, cx.finding.related.as_slice()) else {
        return Vec::new();
    };
    let Some((_, step)) = cx.plan.step(id) else { return Vec::new() };
    let Step::Activity { id, kind, about, how } = &**step else { return Vec::new() };
    let left: Vec<Subject> = about.iter().filter(|one| *one != other).cloned().collect();
    let all = chat_pools(cx.plan);
    let is_target = |one: &Subject| match one {
        Subject::Pool(id) => all.get(id) == Some(&PoolKind::PersistentChat),
        _ => false,
    };
    let edit = match left.iter().any(is_target) {
        true => PlanEdit::EditStep(Step::Activity { id: id.clone(), kind: *kind, about: left, how: how.clone() }),
        false => PlanEdit::RemoveStep(id.clone()),
    };
    let label = message!("rules-chat-004-fix", first = cx.plan.label(first), other = cx.plan.label(other));
    vec![Fix { label, edits: vec![edit], safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, steps_of};

    fn plan(work: &str) -> String {
        format!(
            "
            site Paris
              pool chat10 group-chat version=lync-2010
              pool other10 group-chat version=lync-2010
              pool a persistent-chat version=lync-2013
              pool b persistent-chat version=lync-2013
            phase Chat
              {work}
            "
        )
    }

    #[test]
    fn twins() {
        let of_one = "do chat-export chat10\n do chat-import a\n do chat-import b # CHAT-004 related chat10 a b";
        let into_a = |sketch: &crate::rules::sketch::Sketch| {
            PlanEdit::EditStep(Step::activity(sketch.step(1, 3), ActivityKind::ChatImport, vec![sketch.subject("a")]))
        };
        check_twins(&RULE, &plan(of_one), into_a);
        // Without a name and without an export, the only Group Chat pool is meant.
        let alone = plan("do communicate\n do chat-import a\n do chat-import b # CHAT-004 related chat10 a b");
        check_twins(&RULE, &alone.replace("pool other10 group-chat", "pool other10 edge"), into_a);
        check_twins(&RULE, &plan("do chat-import chat10 a b # CHAT-004"), |sketch| {
            PlanEdit::EditStep(Step::activity(
                sketch.step(1, 1),
                ActivityKind::ChatImport,
                vec![sketch.subject("chat10"), sketch.subject("b")],
            ))
        });
        check_twins(&RULE, &plan("do chat-import chat10 a\n do chat-import chat10 b # CHAT-004"), |sketch| {
            PlanEdit::RemoveStep(sketch.step(1, 2))
        });
    }

    #[test]
    fn each_pool_may_have_its_own_target() {
        check_silent(&RULE, &plan("do chat-import chat10 a\n do chat-import other10 b"));
        let one_by_one = "do chat-export chat10\n do chat-import a\n do chat-export other10\n do chat-import b";
        check_silent(&RULE, &plan(one_by_one));
        // Which export an import belongs to is not said.
        check_silent(&RULE, &plan("do chat-export chat10 other10\n do chat-import a\n do chat-import b"));
    }

    #[test]
    fn an_import_that_is_left_without_a_target_goes() {
        let steps = |text: &str, left: usize| check_mended(&RULE, &plan(text), |plan| steps_of(plan, 1).len(), left);
        steps("do chat-import chat10 a\n do chat-import chat10 b", 1);
        steps("do chat-import chat10 a b", 1);
    }
}
