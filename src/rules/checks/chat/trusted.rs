//! CHAT-014: what a migrated Group Chat leaves in the topology.

use super::work::{chat_pools, is, sources};
use crate::rules::prelude::*;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("CHAT-014", "group-chat-left-after-its-migration", "0.1.0", Check::End(check))
    .covering(&["COEX-002"])
    .mended(FixOffer::Always, remove);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let steps: Vec<&Step> = cx.steps().map(|(_, step)| &**step).collect();
    let imports: Vec<usize> = (0..steps.len()).filter(|at| is(steps[*at], ActivityKind::ChatImport)).collect();
    if imports.is_empty() {
        return;
    }
    let all = chat_pools(cx.plan);
    let read: Vec<Vec<&PoolId>> = imports.iter().map(|at| sources(steps[*at], &steps[..*at], &all)).collect();
    let is_migrated = |id: &PoolId| read.iter().any(|from| from.is_empty() || from.contains(&id));
    // Each Group Chat pool with the pool by which it is trusted, as far as some stage knows it.
    let mut trusted: BTreeMap<&PoolId, Option<&PoolId>> = BTreeMap::new();
    for state in cx.states {
        for pool in state.pools.values().filter(|pool| pool.kind == PoolKind::GroupChat) {
            let known = trusted.entry(&pool.id).or_default();
            *known = known.or(pool.trusted_application_pool.as_ref());
        }
    }
    let last = &cx.states[cx.last()];
    let others = last.pools.values().any(|pool| pool.kind == PoolKind::TrustedApplication);
    for (id, by) in trusted.into_iter().filter(|(id, _)| is_migrated(id)) {
        let name = cx.plan.label(&id.into());
        if last.pools.contains_key(id) {
            out.report(id, message!("rules-chat-014", pool = name.as_str()));
        }
        match by {
            Some(by) if last.pools.contains_key(by) => {
                let said = message!("rules-chat-014-trusted", trusted = last.label(&by.into()), pool = name);
                out.report(by, said).related([id]);
            }
            None if others => out.not_checked(id, &["trusted-application-pool"]),
            _ => {}
        }
    }
}

/// At the very end: the plan has phases, else the rule is not judged.
fn remove(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(phase) = cx.plan.phases.last() else { return Vec::new() };
    let id = StepId::new(&cx.plan.free_id_besides(SubjectKind::Step, "remove", &[]));
    let subject = cx.finding.subject.clone();
    let label = message!("rules-chat-014-fix", pool = cx.plan.label(&subject), phase = &*phase.name);
    let step = Step::change(id, vec![Command::Remove(subject)]);
    vec![Fix {
        label,
        edits: vec![PlanEdit::AddStep { phase: phase.id.clone(), index: None, step }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(facts: &str, trusted: &str, work: &str) -> String {
        format!(
            "
            site Paris
              pool trust trusted-application {trusted}
              pool chat10 group-chat version=lync-2010 {facts}
              pool chat13 persistent-chat version=lync-2013
            phase Chat
              {work}
            "
        )
    }

    #[test]
    fn twins() {
        let text = plan("# CHAT-014", "", "do chat-import chat13\n - pool trust");
        check_twins(&RULE, &text, |sketch| sketch.remove("chat10"));
        let work = "do chat-export chat10\n do chat-import chat13\n - pool chat10";
        let text = plan("trusted-application-pool=trust", "# CHAT-014 related chat10", work);
        check_twins(&RULE, &text, |sketch| sketch.remove("trust"));
    }

    #[test]
    fn a_group_chat_that_is_not_migrated_stays_and_an_unknown_pool_waits() {
        assert_eq!(check_silent(&RULE, &plan("", "", "do communicate")).not_checked, []);
        let two = plan("", "", "do chat-import other chat13\n - pool other");
        let two = two.replace("pool chat13", "pool other group-chat version=lync-2010\n pool chat13");
        assert_eq!(check_silent(&RULE, &two).not_checked.len(), 1);
        let report = check_silent(&RULE, &plan("", "", "do chat-import\n - pool chat10"));
        assert_eq!(report.not_checked[0].missing, ["trusted-application-pool"]);
        assert_eq!(check_silent(&RULE, &plan("", "", "do chat-import\n - pool chat10\n - pool trust")).not_checked, []);
    }
}
