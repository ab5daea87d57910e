//! ORDER-020: Front End Servers that leave a pool and others that join it, in one publishing.

use crate::rules::prelude::*;
use crate::rules::steps::insert;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("ORDER-020", "front-ends-exchanged-in-one-publishing", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, fixes);

/// What happened to the servers of a pool since the topology was last published.
#[derive(Default)]
struct Since<'a> {
    removed: bool,
    added: bool,
    /// The step after which both stand.
    mixed: Option<&'a Step>,
    /// One step does both, whenever it is published.
    at_once: bool,
}

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let touches = |command: &Command| matches!(command, Command::Remove(Subject::Server(_)));
    if !cx.phase.steps.iter().any(|step| step.commands().iter().any(touches)) {
        return;
    }
    let mut since: BTreeMap<&PoolId, Since<'_>> = BTreeMap::new();
    let mut pools: BTreeMap<&ServerId, &PoolId> = BTreeMap::new();
    for (step, _) in cx.steps() {
        if matches!(step, Step::Activity { kind: ActivityKind::Publish, .. }) {
            report(cx, std::mem::take(&mut since), true, out);
            continue;
        }
        let mut here: BTreeMap<&PoolId, (bool, bool)> = BTreeMap::new();
        for command in step.commands() {
            match command {
                Command::Remove(Subject::Server(id)) => {
                    let pool = cx.before.servers.get(id).map(|server| &server.pool);
                    if let Some(pool) = pool.or_else(|| pools.get(id).copied()) {
                        here.entry(pool).or_default().0 = true;
                    }
                }
                Command::Add(Element::Server(server)) => {
                    pools.insert(&server.id, &server.pool);
                    here.entry(&server.pool).or_default().1 = true;
                }
                _ => {}
            }
        }
        for (id, (removed, added)) in here {
            // A pool that the phase brings is not in service yet.
            let counts = |pool: &Pool| pool.kind == PoolKind::FrontEnd && pack.age(pool) == Age::Own;
            if !cx.before.pools.get(id).is_some_and(|pool| counts(pool)) {
                continue;
            }
            let since = since.entry(id).or_default();
            since.removed |= removed;
            since.added |= added;
            since.at_once |= removed && added;
            if since.removed && since.added && since.mixed.is_none() {
                since.mixed = Some(step);
            }
        }
    }
    report(cx, since, false, out);
}

/// Where nothing says that it is published, only a step that does both is certain.
fn report(cx: &PhaseContext<'_>, since: BTreeMap<&PoolId, Since<'_>>, published: bool, out: &mut Findings) {
    for (id, since) in since {
        if let Some(step) = since.mixed.filter(|_| published || since.at_once) {
            out.report(step.id(), message!("rules-order-020", pool = cx.plan.label(&id.into()))).related([id]);
        }
    }
}

/// Published in between; a step that does both has to be parted by hand.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let label = message!("rules-order-020-fix");
    let adds = |command: &Command| matches!(command, Command::Add(Element::Server(_)));
    let removes = |command: &Command| matches!(command, Command::Remove(Subject::Server(_)));
    let Some(step) = crate::rules::steps::step_of(cx) else { return Vec::new() };
    if step.commands().iter().any(adds) && step.commands().iter().any(removes) {
        return vec![Fix { label, edits: Vec::new(), safety: Safety::Hint }];
    }
    insert(cx, false, ActivityKind::Publish, cx.finding.related.clone(), label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_silent, check_twins};

    fn plan(steps: &[&str]) -> String {
        let steps: String = steps.iter().map(|step| format!("\n              {step}")).collect();
        format!(
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=a,b,c
              pool fe2 front-end enterprise version=lync-2013
            phase Servers {steps}
            "
        )
    }

    #[test]
    fn twins() {
        let mixed = "# ORDER-020 related fe";
        for steps in [["- server a", "+ server d fe"], ["+ server d fe", "- server a"]] {
            let text = plan(&[steps[0], &format!("{} {mixed}", steps[1]), "do publish"]);
            check_twins(&RULE, &text, |sketch| PlanEdit::AddStep {
                phase: sketch.phase(1),
                index: Some(1),
                step: Step::activity(StepId::new("step-publish"), ActivityKind::Publish, Vec::new()),
            });
        }
    }

    #[test]
    fn one_step_that_does_both_is_published_at_once() {
        let sketch = crate::rules::sketch::read(&plan(&["+ server d fe"])).unwrap();
        let mut commands = sketch.plan.phases[0].steps[0].commands().to_vec();
        commands.push(sketch.remove("a"));
        let edit = PlanEdit::EditStep(Step::change(sketch.step(1, 1), commands));
        let both = edit.applied_to(&sketch.plan).unwrap();
        let findings = alone(&RULE, &both).findings;
        assert_eq!(findings.len(), 1);
        let fixes = crate::rules::fixes(&both, &both.replay(), &findings[0]);
        assert!(fixes[0].edits.is_empty() && fixes[0].safety == Safety::Hint);
    }

    #[test]
    fn what_nobody_publishes_and_new_pools_are_not_judged() {
        check_silent(&RULE, &plan(&["- server a", "+ server d fe"]));
        check_silent(&RULE, &plan(&["- server a", "+ server d fe2", "do publish"]));
        let new = ["+ pool new front-end enterprise version=lync-2013 servers=x,y", "- server x", "do publish"];
        check_silent(&RULE, &plan(&new));
        let older = plan(&["- server a", "+ server d fe", "do publish"]).replace("lync-2013", "lync-2010");
        check_silent(&RULE, &older);
    }
}
