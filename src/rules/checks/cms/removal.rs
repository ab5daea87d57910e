//! CMS-004: a legacy pool that is removed while it hosts the Central Management store.

use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new("CMS-004", "pool-removed-with-the-central-management-store", "0.1.0", Check::Phase(check))
        .covering(&["ORDER-021"]);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let mut host = cx.before.deployment.cms.as_ref();
    for step in cx.phase.steps.iter().map(|step| &**step) {
        for command in step.commands() {
            match command {
                Command::MoveCms { to } => host = Some(to),
                Command::Remove(Subject::Pool(id)) if host == Some(id) => {
                    let Some(pool) = cx.before.pools.get(id) else { continue };
                    match pack.age(pool) {
                        Age::Older => {
                            let said = message!("rules-cms-004", pool = cx.before.label(&id.into()));
                            out.report(step.id(), said).related([id]);
                        }
                        Age::Unknown => out.not_checked(id, &["version"]),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    const PLAN: &str = "
            site Paris
              pool old front-end standard version=lync-2010
              pool new front-end standard version=lync-2013
            cms old
            phase Decommission
              - pool old                                       # CMS-004 related old
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: Some(0),
            step: Step::Change {
                id: StepId::new("step-cms"),
                commands: vec![Command::MoveCms { to: sketch.pool("new") }],
                note: None,
                tool: None,
            },
        });
    }

    #[test]
    fn another_host_is_not_concerned() {
        check_silent(&RULE, &PLAN.replace("# CMS-004 related old", "").replace("cms old", "cms new"));
        let text = PLAN.replace("# CMS-004 related old", "").replace("version=lync-2010", "");
        assert_eq!(check_silent(&RULE, &text).not_checked[0].missing, ["version"]);
    }
}
