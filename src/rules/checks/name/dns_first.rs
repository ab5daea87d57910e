//! NAME-015: a Front End pool of the target that is deployed before its DNS records are created.

use crate::rules::deployed::deployed_at;
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("NAME-015", "pool-deployed-before-its-dns-records", "0.1.0", Check::Phase(check))
    .in_course()
    .mended(FixOffer::Always, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    for (at, step) in cx.phase.steps.iter().enumerate() {
        for command in step.commands() {
            let Command::Add(Element::Pool(pool)) = command else { continue };
            if pool.kind != PoolKind::FrontEnd || pack.age(pool) != Age::Own {
                continue;
            }
            let subject = Subject::from(&pool.id);
            let deployed = deployed_at(cx.phase, at, &subject);
            // A step without objects, or about all, may create any record.
            let any = |about: &[Subject]| about.is_empty() || about.contains(&Subject::Deployment);
            let creates = |step: &Step, wide: bool| match step {
                Step::Activity { kind: ActivityKind::DnsRecord, about, .. } => {
                    about.contains(&subject) || wide && any(about)
                }
                _ => false,
            };
            let (earlier, later) = cx.work().split_at(cx.work().partition_point(|(at, _)| *at < (cx.stage, deployed)));
            if earlier.iter().any(|(_, step)| creates(step, true)) {
                continue;
            }
            // A plan that says nothing of the records of this pool is not judged.
            if let Some((_, late)) = later.iter().find(|(_, step)| creates(step, false)) {
                let name = pool.fqdn.as_deref().unwrap_or(pool.id.as_str());
                out.report(&pool.id, message!("rules-name-015", pool = name)).related([late.id()]);
            }
        }
    }
}

/// The step that creates the records goes before the one that adds the pool.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(Subject::Step(late)) = cx.finding.related.first() else { return Vec::new() };
    let adds = |step: &Step| {
        step.commands().iter().any(|c| matches!(c, Command::Add(element) if element.subject() == cx.finding.subject))
    };
    let phases = cx.plan.phases.iter();
    let found = phases.filter_map(|phase| Some((phase, phase.steps.iter().position(|step| adds(step))?))).next();
    let Some((phase, index)) = found else { return Vec::new() };
    vec![Fix {
        label: message!("rules-name-015-fix", phase = &*phase.name),
        edits: vec![PlanEdit::MoveStep { step: late.clone(), to: phase.id.clone(), index }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
            phase Pilot
              + pool fe13 front-end standard version=lync-2013   # NAME-015
              do publish fe13
              do dns-record fe13
            ",
            |sketch| PlanEdit::MoveStep { step: sketch.step(1, 3), to: sketch.phase(1), index: 1 },
        );
    }

    #[test]
    fn records_for_all_and_silence_are_not_judged() {
        for text in [
            "phase Pilot\n  do dns-record\n  + pool fe13 front-end standard version=lync-2013\n  do publish fe13\n  do dns-record fe13",
            "phase Pilot\n  + pool fe13 front-end standard version=lync-2013\n  do publish fe13\n  do dns-record",
            "phase Pilot\n  + pool edge edge version=lync-2013\n  do publish edge\n  do dns-record edge",
        ] {
            check_silent(&RULE, &format!("site Paris\n{text}"));
        }
    }
}
