//! COEX-011: the Central Management store moves, and nothing of the old product watches for Operations Manager.

use crate::rules::prelude::*;
use crate::rules::steps::{insert, pool_and_servers};

pub static RULE: Rule = Rule::new("COEX-011", "cms-moved-without-a-discovery-candidate", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let moves = |step: &Step| step.commands().iter().any(|command| matches!(command, Command::MoveCms { .. }));
    if !cx.phase.steps.iter().any(|step| moves(step)) {
        return;
    }
    for (step, state) in cx.exact_steps() {
        for command in step.commands() {
            let (Command::MoveCms { to }, Some(from)) = (command, &state.deployment.cms) else { continue };
            let (Some(old), Some(new)) = (state.pools.get(from), state.pools.get(to)) else { continue };
            let watched = old.version.is_some_and(|version| pack.discovery_candidates.contains(&version));
            if !watched || pack.age(new) != Age::Own {
                continue;
            }
            match state.deployment.operations_manager {
                Some(false) => continue,
                None => {
                    out.not_checked(Subject::Deployment, &["operations-manager"]);
                    continue;
                }
                Some(true) => {}
            }
            // A pool of one computer is that computer.
            let mut host = pool_and_servers(state, from);
            host.truncate(if host.len() > 2 { 1 } else { 2 });
            let nominates = |step: &Step| match step {
                Step::Activity { kind: ActivityKind::NominateDiscoveryCandidate, about, .. } => {
                    about.is_empty() || about.iter().any(|one| !host.contains(one))
                }
                _ => false,
            };
            if !cx.before_step(step).any(nominates) {
                let said = message!(
                    "rules-coex-011",
                    pool = state.label(&to.into()),
                    old = state.label(&from.into()),
                    version = Message::word(Version::PREFIX, old.version.map_or("", Version::key))
                );
                out.report(step.id(), said).related([to, from]);
            }
        }
    }
}

/// Any computer of the old product will do, but that of the store.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    insert(cx, false, ActivityKind::NominateDiscoveryCandidate, Vec::new(), message!("rules-coex-011-fix"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_words};

    fn plan(flag: &str, before: &str, code: &str, after: &str) -> String {
        format!(
            "
            deployment {flag}
            site Paris
              pool old front-end standard version=lync-2010 servers=1
              pool other front-end enterprise version=lync-2010 servers=o1,o2
              pool new front-end standard version=lync-2013
            cms old
            phase Decommission
              {before}
              cms new {code}
              {after}
            "
        )
    }

    const USED: &str = "operations-manager=true";

    #[test]
    fn twins() {
        let text = plan(USED, "do communicate", "# COEX-011 related new old", "do nominate-discovery-candidate o1");
        check_twins(&RULE, &text, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 3),
            to: sketch.phase(1),
            index: 0,
        });
        // The host of the store is none.
        let text = plan(USED, "do nominate-discovery-candidate old", "# COEX-011", "");
        check_twins(&RULE, &text, |sketch| {
            PlanEdit::EditStep(Step::activity(
                sketch.step(1, 1),
                ActivityKind::NominateDiscoveryCandidate,
                vec![sketch.subject("other")],
            ))
        });
    }

    #[test]
    fn only_where_operations_manager_is_used() {
        assert_eq!(check_silent(&RULE, &plan("operations-manager=false", "", "", "")).not_checked, []);
        assert_eq!(
            check_silent(&RULE, &plan("mobility=true", "", "", "")).not_checked[0].missing,
            ["operations-manager"]
        );
        check_silent(&RULE, &plan(USED, "", "", "").replace("version=lync-2013", "version=lync-2010"));
        check_silent(&RULE, &plan(USED, "", "", "").replace("version=lync-2010", "version=ocs-2007-r2"));
    }

    #[test]
    fn every_version_of_the_old_host() {
        check_words(&RULE, Version::KEYS, &["lync-2010"], |version| {
            plan(USED, "", "", "").replacen("lync-2010", version, 1)
        });
    }

    #[test]
    fn the_only_computer_of_the_host_is_the_host() {
        check_silent(&RULE, &plan(USED, "do nominate-discovery-candidate o1", "", "").replace("cms old", "cms other"));
        check_words(&RULE, &["\"old server\"", "o1"], &["\"old server\""], |computer| {
            plan(USED, &format!("do nominate-discovery-candidate {computer}"), "", "")
        });
    }
}
