//! SQL-025: another mirror for a pool, and no restart of its Front End Servers.

use crate::rules::prelude::*;
use crate::rules::steps::{is_activity, pool_and_servers};

pub static RULE: Rule = Rule::new("SQL-025", "mirror-changed-without-a-restart", "0.1.0", Check::Phase(check))
    .in_course()
    .mended(FixOffer::Always, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let touches = |command: &Command| match command {
        Command::Add(Element::Link(link)) => link.usage == Usage::Mirror,
        Command::MoveStore { .. } => true,
        _ => false,
    };
    if !cx.phase.steps.iter().any(|step| step.commands().iter().any(touches)) {
        return;
    }
    for (step, state) in cx.exact_steps() {
        for command in step.commands() {
            let pool = match command {
                Command::Add(Element::Link(link)) if link.usage == Usage::Mirror && had_mirror(cx, link) => &link.from,
                Command::MoveStore { link, to } => match state.links.get(link) {
                    Some(link) if link.usage == Usage::Mirror && link.to != Subject::from(to) => &link.from,
                    _ => continue,
                },
                _ => continue,
            };
            let Subject::Pool(id) = pool else { continue };
            let Some(pool) = state.pools.get(id) else { continue };
            match pack.age(pool) {
                Age::Own => {}
                Age::Unknown => {
                    out.not_checked(id, &["version"]);
                    continue;
                }
                _ => continue,
            }
            let about = pool_and_servers(state, id);
            let restarts = |step: &Step| {
                is_activity(step, ActivityKind::RestartServices, &about)
                    || is_activity(step, ActivityKind::Reboot, &about)
            };
            if !cx.here_after(step).any(restarts) {
                let said = message!("rules-sql-025", pool = state.label(&id.into()));
                out.report(step.id(), said).related([id]).vendor(message!("rules-sql-025-vendor"));
            }
        }
    }
}

/// Whether the pool had, when the phase began or at an earlier stage, a mirror of this store elsewhere.
fn had_mirror(cx: &PhaseContext<'_>, new: &Link) -> bool {
    let same = |link: &Link| {
        link.usage == Usage::Mirror && link.kind == new.kind && link.from == new.from && link.to != new.to
    };
    cx.before.links.values().any(|link| same(link))
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    let Some((phase, at)) =
        cx.plan.phases.iter().find_map(|phase| Some((phase, phase.steps.iter().position(|step| step.id() == id)?)))
    else {
        return Vec::new();
    };
    let step = Step::activity(cx.plan.next_step_id(phase), ActivityKind::RestartServices, cx.finding.related.clone());
    let names = cx.finding.related.iter().map(|pool| cx.plan.label(pool)).collect::<Vec<_>>();
    vec![Fix {
        label: message!("rules-sql-025-fix", pools = names),
        edits: vec![PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at + 1), step }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins};

    const PLAN: &str = "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=a\\ user-store/mirror=b\\
              sql a
              sql b
              sql c
            phase Change
              - link user-store/mirror fe
              + link user-store/mirror fe -> c\\                # SQL-025 related fe
    ";

    #[test]
    fn twins() {
        let restart =
            |about: Vec<Subject>| Step::activity(StepId::new("step-restart"), ActivityKind::RestartServices, about);
        check_twins(&RULE, PLAN, |sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: None,
            step: restart(vec![sketch.subject("fe")]),
        });
    }

    #[test]
    fn a_first_mirror_is_no_change() {
        check_silent(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 user-store=a\\
              sql a
              sql b
            phase Mirror
              + link user-store/mirror fe -> b\\
            ",
        );
        check_silent(&RULE, &PLAN.replace("lync-2013", "lync-2010").replace("# SQL-025 related fe", ""));
    }

    #[test]
    fn another_store_than_the_mirror_may_move() {
        let steps = "- link user-store/mirror fe\n              + link user-store/mirror fe -> c\\                # SQL-025 related fe";
        assert!(PLAN.contains(steps));
        check_silent(&RULE, &PLAN.replace(steps, "store fe user c\\"));
    }

    /// The mirror of a store that has no primary yet is moved.
    #[test]
    fn a_mirror_that_moves_is_another_one() {
        let text = "
            site Paris
              pool fe front-end enterprise version=lync-2013 application-store/mirror=b\\
              sql b
              sql c
            phase Change
              store fe application c\\                         # SQL-025 related fe
        ";
        check_twins(&RULE, text, |sketch| sketch.activity(1, 1, ActivityKind::RestartServices, &["fe"]));
        check_said(&RULE, &text.replace("store fe application c", "store fe application b"), |r| r.findings.len(), 0);
    }
}
