//! ORDER-009 to ORDER-011: merging a deployment that has no Central Management store into the new topology.

use crate::rules::prelude::*;
use crate::rules::steps::{insert, move_behind, step_of};
use std::sync::Arc;

pub static PACKAGE: Rule = Rule::new("ORDER-009", "merge-without-the-wmi-package", "0.1.0", Check::Plan(package))
    .mended(FixOffer::Always, install);

pub static SEQUENCE: Rule =
    Rule::new("ORDER-010", "import-or-users-before-the-merge-is-published", "0.1.0", Check::Plan(sequence))
        .mended(FixOffer::Sometimes, reorder);

pub static AGAIN: Rule = Rule::new("ORDER-011", "legacy-change-without-another-merge", "0.1.0", Check::Plan(again))
    .mended(FixOffer::Always, merge_again);

fn kind(step: &Step) -> Option<ActivityKind> {
    match step {
        Step::Activity { kind, .. } => Some(*kind),
        Step::Change { .. } => None,
    }
}

/// Whether a pool stands for a deployment that is merged.
fn merged(cx: &PlanContext<'_>, stage: usize, pool: &Pool) -> bool {
    let pack = cx.packs.get(stage).copied().flatten();
    pack.zip(pool.version).is_some_and(|(pack, version)| pack.is_merged(version))
}

/// Steps of phases that begin with such a pool.
fn steps<'a>(cx: &PlanContext<'a>) -> Vec<(usize, &'a Arc<Step>)> {
    let has = |stage: usize| cx.states[stage].pools.values().any(|pool| merged(cx, stage, pool));
    let stages: Vec<bool> = (0..cx.states.len()).map(has).collect();
    if !stages.contains(&true) {
        return Vec::new();
    }
    cx.steps().filter(|(stage, _)| stages[stage - 1]).collect()
}

fn package(cx: &PlanContext<'_>, out: &mut Findings) {
    for (stage, step) in steps(cx) {
        match kind(step) {
            Some(ActivityKind::InstallWmiPackage) => return,
            Some(ActivityKind::Merge) => {
                out.report(step.id(), message!("rules-order-009", step = cx.plan.label(&step.id().into())))
                    .during(stage, stage);
                return;
            }
            _ => {}
        }
    }
}

fn install(cx: &FixContext<'_>) -> Vec<Fix> {
    insert(cx, false, ActivityKind::InstallWmiPackage, Vec::new(), message!("rules-order-009-fix"))
}

/// The pool of a merged deployment that a step moves users from, to one of the target.
fn leaving<'a>(cx: &PlanContext<'a>, stage: usize, step: &'a Step) -> Option<&'a PoolId> {
    let (before, after) = (cx.states.get(stage - 1)?, cx.states.get(stage)?);
    let pool = |id: &PoolId| before.pools.get(id).or_else(|| after.pools.get(id));
    let mut moves = crate::rules::steps::user_moves(step);
    let found = moves.find(|(from, to)| {
        pool(from).is_some_and(|pool| merged(cx, stage, pool))
            && pool(to).is_some_and(|pool| cx.age(stage, pool) == Age::Own)
    });
    found.map(|(from, _)| from)
}

fn sequence(cx: &PlanContext<'_>, out: &mut Findings) {
    let (mut is_merged, mut is_published, mut is_imported) = (false, false, false);
    for (stage, step) in steps(cx) {
        match kind(step) {
            Some(ActivityKind::Merge) => is_merged = true,
            Some(ActivityKind::Publish) => is_published |= is_merged,
            Some(ActivityKind::ImportLegacyConfiguration) => {
                if !is_imported && !is_published {
                    let said = message!("rules-order-010-import", step = cx.plan.label(&step.id().into()));
                    out.report(step.id(), said).during(stage, stage);
                }
                is_imported = true;
            }
            _ => {
                if let Some(from) = leaving(cx, stage, step) {
                    if !is_imported {
                        let said = message!("rules-order-010", pool = cx.plan.label(&from.into()));
                        out.report(step.id(), said).related([from]).during(stage, stage);
                    }
                    return;
                }
            }
        }
    }
}

/// The import goes behind the publishing of the merge; users go behind the import.
fn reorder(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(step) = step_of(cx) else { return Vec::new() };
    let all = || cx.plan.phases.iter().flat_map(|phase| &phase.steps);
    let is_import = kind(step) == Some(ActivityKind::ImportLegacyConfiguration);
    let behind = if is_import {
        let merge = all().position(|step| kind(step) == Some(ActivityKind::Merge));
        merge.and_then(|at| all().skip(at).find(|step| kind(step) == Some(ActivityKind::Publish)))
    } else {
        all().find(|step| kind(step) == Some(ActivityKind::ImportLegacyConfiguration))
    };
    let Some(behind) = behind else { return Vec::new() };
    let Some(edit) = move_behind(cx.plan, step.id(), behind.id()) else { return Vec::new() };
    let (name, other) = (cx.plan.label(&cx.finding.subject), cx.plan.label(&behind.id().into()));
    vec![Fix {
        label: message!("rules-order-behind-fix", step = name, other = other),
        edits: vec![edit],
        safety: Safety::Ask,
    }]
}

/// What a step brings to a merged deployment or takes from it.
fn changed<'a>(cx: &PlanContext<'a>, stage: usize, step: &'a Step) -> Vec<&'a PoolId> {
    let (before, after) = (&cx.states[stage - 1], &cx.states[stage]);
    let pool = |id: &PoolId| before.pools.get(id).or_else(|| after.pools.get(id));
    let of = |command: &'a Command| match command {
        Command::Add(Element::Pool(pool)) => Some(&pool.id),
        Command::Remove(Subject::Pool(id)) => Some(id),
        Command::Add(Element::Server(server)) => Some(&server.pool),
        _ => None,
    };
    let mut found: Vec<&PoolId> = step.commands().iter().filter_map(of).collect();
    for command in step.commands() {
        if let Command::Remove(Subject::Server(id)) = command {
            found.extend(before.servers.get(id).map(|server| &server.pool));
        }
    }
    found.retain(|id| pool(id).is_some_and(|pool| merged(cx, stage, pool)));
    found
}

fn again(cx: &PlanContext<'_>, out: &mut Findings) {
    let mut is_merged = false;
    let mut open: Vec<(usize, &Step, Vec<&PoolId>)> = Vec::new();
    for (stage, step) in steps(cx) {
        if kind(step) == Some(ActivityKind::Merge) {
            is_merged = true;
            open.clear();
        } else if is_merged {
            let pools = changed(cx, stage, step);
            if !pools.is_empty() {
                open.push((stage, step, pools));
            }
        }
    }
    // One merge after the last change will do.
    if let Some((stage, step, _)) = open.last() {
        let mut pools: Vec<&PoolId> = Vec::new();
        open.iter().flat_map(|(_, _, pools)| pools).for_each(|id| {
            if !pools.contains(id) {
                pools.push(id);
            }
        });
        let names = pools.iter().map(|id| cx.plan.label(&(*id).into())).collect::<Vec<_>>();
        let said = message!("rules-order-011", pools = names);
        out.report(step.id(), said).related(pools).during(*stage, *stage);
    }
}

fn merge_again(cx: &FixContext<'_>) -> Vec<Fix> {
    insert(cx, true, ActivityKind::Merge, Vec::new(), message!("rules-order-011-fix"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, check_words};

    fn plan(steps: &[&str]) -> String {
        let steps: String = steps.iter().map(|step| format!("\n              {step}")).collect();
        format!(
            "
            site Paris
              pool old front-end standard version=ocs-2007-r2 users=10
              pool med mediation version=ocs-2007-r2 servers=m1,m2
              pool new front-end standard version=lync-2013
            phase Merge {steps}
            "
        )
    }

    fn moved(from: usize, to: usize) -> impl Fn(&crate::rules::sketch::Sketch) -> PlanEdit {
        move |sketch| PlanEdit::MoveStep { step: sketch.step(1, from), to: sketch.phase(1), index: to - 1 }
    }

    #[test]
    fn twins() {
        check_twins(&PACKAGE, &plan(&["do merge # ORDER-009", "do merge", "do install-wmi-package m1"]), moved(3, 1));
        let import = "do import-legacy-configuration";
        let first = &format!("{import} # ORDER-010");
        check_twins(&SEQUENCE, &plan(&["do merge", first, "do publish"]), moved(2, 3));
        check_twins(&SEQUENCE, &plan(&["do publish", first, "do merge", "do publish"]), moved(2, 4));
        let users = "move 5 users old -> new # ORDER-010 related old";
        check_twins(&SEQUENCE, &plan(&["do merge", "do publish", users, import]), moved(3, 4));
        check_twins(&SEQUENCE, &plan(&["do merge", "do publish", users]), |sketch| {
            sketch.record(0, sketch.set("old", "version", Value::text("lync-2010")))
        });
        for change in ["- pool med", "- server m2", "+ pool edge edge version=ocs-2007-r2"] {
            let changed = &format!("{change} # ORDER-011");
            check_twins(&AGAIN, &plan(&["do merge", changed, "do communicate"]), |sketch| PlanEdit::AddStep {
                phase: sketch.phase(1),
                index: None,
                step: Step::activity(StepId::new("step-merge"), ActivityKind::Merge, Vec::new()),
            });
        }
        check_twins(&AGAIN, &plan(&["do merge", "- server m2", "- pool old # ORDER-011 related med old"]), |sketch| {
            PlanEdit::RemoveStep(sketch.step(1, 1))
        });
    }

    #[test]
    fn only_what_is_merged_is_concerned() {
        let all = ["do import-legacy-configuration", "move 5 users old -> new", "do merge", "- pool med"];
        for rule in [&PACKAGE, &SEQUENCE, &AGAIN] {
            check_silent(rule, &plan(&all).replace("ocs-2007-r2", "lync-2010"));
        }
        check_words(&PACKAGE, Version::KEYS, &["ocs-2007-r2"], |version| {
            plan(&["do merge"]).replace("ocs-2007-r2", version)
        });
        check_silent(&AGAIN, &plan(&["- pool med", "do merge", "- pool new"]));
        check_silent(
            &SEQUENCE,
            &plan(&[
                "do merge",
                "do publish",
                "do import-legacy-configuration",
                "do merge",
                "do import-legacy-configuration",
                "move 5 users old -> new",
            ]),
        );
    }

    #[test]
    fn users_leave_a_pool_that_the_phase_removes() {
        let found = |steps: &[&str]| {
            let part = |report: &crate::rules::Report| report.findings.len() + report.not_checked.len();
            check_said(&SEQUENCE, &plan(steps), |report| part(report) > 0, true);
        };
        found(&["move all users old -> new", "- pool old"]);
    }
}
