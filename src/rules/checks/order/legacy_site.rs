//! ORDER-019: BackCompatSite that goes before what it stands for, or stays when nothing is left in it.

use crate::rules::prelude::*;
use crate::rules::steps::{move_behind, removed_pools, step_of};
use std::collections::BTreeSet;

pub static RULE: Rule = Rule::new("ORDER-019", "merged-site-removed-too-early-or-kept", "0.1.0", Check::End(check))
    .mended(FixOffer::Sometimes, fixes);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let last = cx.last();
    let merged = |stage: usize| {
        let pack = cx.packs.get(stage).copied().flatten();
        let is_merged = move |pool: &Pool| pack.zip(pool.version).is_some_and(|(pack, v)| pack.is_merged(v));
        cx.states[stage].pools.values().filter(move |pool| is_merged(pool)).map(|pool| &pool.id)
    };
    let mut in_phase: (usize, BTreeSet<&PoolId>) = (0, BTreeSet::new());
    for (stage, step) in cx.steps() {
        if in_phase.0 != stage {
            in_phase = (stage, BTreeSet::new());
        }
        let sites = &cx.states[stage - 1].sites;
        for command in step.commands() {
            let Command::Remove(Subject::Site(id)) = command else { continue };
            if sites.get(id).is_none_or(|site| site.kind != SiteKind::Legacy) {
                continue;
            }
            let left: Vec<&PoolId> = merged(stage - 1).filter(|pool| !in_phase.1.contains(pool)).collect();
            if !left.is_empty() {
                let said = message!(
                    "rules-order-019",
                    site = cx.plan.label(&id.into()),
                    pools = left.iter().map(|pool| cx.plan.label(&(*pool).into())).collect::<Vec<_>>()
                );
                out.report(step.id(), said).related(left).during(stage, stage);
            }
        }
        in_phase.1.extend(removed_pools(step));
    }
    if merged(last).next().is_some() || (0..last).all(|stage| merged(stage).next().is_none()) {
        return;
    }
    for site in cx.states[last].sites.values().filter(|site| site.kind == SiteKind::Legacy) {
        let said = message!("rules-order-019-kept", site = cx.states[last].label(&(&site.id).into()));
        out.report(&site.id, said).at_most(Level::Warning);
    }
}

/// Behind the last of what it stands for, or at the end of the plan.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let all = || cx.plan.phases.iter().flat_map(|phase| &phase.steps);
    let (label, edit) = match (&cx.finding.subject, step_of(cx)) {
        (_, Some(step)) => {
            let goes = |pool: &Subject| all().position(|step| removed_pools(step).any(|id| Subject::from(id) == *pool));
            let places = cx.finding.related.iter().map(goes).collect::<Option<Vec<_>>>();
            let Some(last) = places.and_then(|places| all().nth(places.into_iter().max()?)) else { return Vec::new() };
            let (name, other) = (cx.plan.label(&cx.finding.subject), cx.plan.label(&last.id().into()));
            let label = message!("rules-order-behind-fix", step = name, other = other);
            (label, move_behind(cx.plan, step.id(), last.id()))
        }
        (site @ Subject::Site(_), None) => {
            let edit = cx.plan.phases.last().map(|phase| PlanEdit::AddStep {
                phase: phase.id.clone(),
                index: None,
                step: Step::change(cx.plan.next_step_id(phase), vec![Command::Remove(site.clone())]),
            });
            (message!("rules-order-019-fix", site = cx.plan.label(site)), edit)
        }
        _ => return Vec::new(),
    };
    edit.map(|edit| Fix { label, edits: vec![edit], safety: Safety::Ask }).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_mended, check_silent, check_twins, steps_of};

    fn plan(site: &str, steps: &str) -> String {
        format!(
            "
            site BackCompatSite kind=legacy {site}
              pool old front-end standard version=ocs-2007-r2
              pool edge edge version=ocs-2007-r2
            site Paris
              pool new front-end standard version=lync-2013
            phase Decommission
              {steps}
            "
        )
    }

    #[test]
    fn twins() {
        let early = plan(
            "",
            "- pool old\n              - site BackCompatSite # ORDER-019 related edge\n              - pool edge",
        );
        check_twins(&RULE, &early, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 2,
        });
        let early = plan("", "- site BackCompatSite # ORDER-019 related edge old\n              do communicate");
        check_twins(&RULE, &early, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
        let kept = plan("# ORDER-019", "- pool old\n              - pool edge");
        check_twins(&RULE, &kept, |sketch| sketch.record(1, sketch.remove("BackCompatSite")));
    }

    #[test]
    fn kept_is_a_warning_and_a_deployment_that_still_stands_is_another_rules() {
        let kept = crate::rules::sketch::read(&plan("", "- pool old\n              - pool edge")).unwrap();
        assert_eq!(alone(&RULE, &kept.plan).findings[0].level, Level::Warning);
        check_silent(&RULE, &plan("", "- pool old"));
        check_silent(
            &RULE,
            &plan("", "- site Paris").replace("site BackCompatSite kind=legacy", "site BackCompatSite"),
        );
        check_silent(&RULE, &plan("", "- pool old\n              - pool edge").replace("ocs-2007-r2", "lync-2010"));
    }

    #[test]
    fn the_site_goes_behind_the_last_pool_in_it() {
        let text = plan("", "- pool old\n              - site BackCompatSite\n              - pool edge");
        let sketch = crate::rules::sketch::read(&text).unwrap();
        let order = [1, 3, 2].map(|place| sketch.step(1, place).as_str().to_owned());
        check_mended(&RULE, &text, |plan| steps_of(plan, 1), order.to_vec());
    }
}
