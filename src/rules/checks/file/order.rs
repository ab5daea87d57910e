//! FILE-003: a file share that is created only after the topology that names it has been published.

use crate::rules::prelude::*;
use crate::rules::steps::{if_all_applies, move_ahead, place_of, step_of};

pub static RULE: Rule = Rule::new("FILE-003", "file-share-created-after-publishing", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Sometimes, share_first);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    for step in cx.phase.steps.iter().map(|step| &**step) {
        let Step::Activity { kind: ActivityKind::CreateShare, about, .. } = step else { continue };
        for share in about.iter().filter(|subject| matches!(subject, Subject::FileStore(_))) {
            let only = std::slice::from_ref(share);
            if cx.is_done_before(step, ActivityKind::CreateShare, only) {
                continue;
            }
            let uses = |link: &&std::sync::Arc<Link>| link.kind == LinkKind::FileStore && link.to == *share;
            let pools: Vec<Subject> = cx.after.links.values().filter(uses).map(|link| link.from.clone()).collect();
            let published = |other: &&Step| match other {
                Step::Activity { kind: ActivityKind::Publish, about, .. } => about.iter().any(|s| pools.contains(s)),
                _ => false,
            };
            let Some(publish) = cx.before_step(step).find(published) else { continue };
            let said = message!("rules-file-003", share = cx.after.label(share));
            out.report(step.id(), said).related([share.clone(), Subject::from(publish.id())]);
        }
    }
}

/// The share is created before what is published, when it is in the plan by then.
fn share_first(cx: &FixContext<'_>) -> Vec<Fix> {
    let published = cx.finding.related.iter().find_map(|subject| match subject {
        Subject::Step(id) => Some(id),
        _ => None,
    });
    let (Some(step), Some(publish)) = (step_of(cx), published) else { return Vec::new() };
    let Some((phase, at)) = place_of(cx.plan, publish) else { return Vec::new() };
    let earlier = cx.plan.phases.iter().take_while(|other| other.id != phase.id).flat_map(|phase| &phase.steps);
    let adds = |share: &Subject| {
        let Subject::FileStore(id) = share else { return true };
        let adds = |step: &std::sync::Arc<Step>| {
            step.commands().iter().any(|command| matches!(command, Command::Add(one) if one.subject() == *share))
        };
        cx.plan.today.file_stores.contains_key(id) || earlier.clone().chain(phase.steps.iter().take(at)).any(adds)
    };
    if !step.about().iter().all(adds) {
        return Vec::new();
    }
    let label = message!(
        "rules-order-ahead-fix",
        step = cx.plan.label(&cx.finding.subject),
        other = cx.plan.label(&publish.into())
    );
    if_all_applies(cx, move_ahead(cx.plan, step.id(), publish), label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    const PLAN: &str = "
            site Paris
            phase Pilot
              + file-store files\\share
              + pool fe front-end standard version=lync-2013 file-store=files\\share
              do publish fe
              do create-share files\\share                    # FILE-003
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 4),
            to: sketch.phase(1),
            index: 2,
        });
    }

    #[test]
    fn a_share_that_comes_after_what_is_published_is_not_created_before() {
        let share = "+ file-store files\\share\n";
        let text = PLAN.replace(share, "").replace("do create-share", &format!("{share}              do create-share"));
        check_unmended(&RULE, &text);
    }

    #[test]
    fn another_share_or_another_pool_is_not_concerned() {
        let text = PLAN.replace("# FILE-003", "");
        check_silent(&RULE, &text.replace(" file-store=files\\share", ""));
        check_silent(
            &RULE,
            &text.replace("do publish fe", "do create-share files\\share\n              do publish fe"),
        );
    }

    #[test]
    fn a_pool_with_another_share_may_be_published() {
        check_silent(
            &RULE,
            "
            site Paris
              file-store other\\share
            phase Pilot
              + file-store files\\share
              + pool fe front-end standard version=lync-2013 file-store=other\\share
              do publish fe
              do create-share files\\share
            ",
        );
    }
}
