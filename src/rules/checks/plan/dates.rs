//! PLAN-005: phases whose dates disagree with their order.

use crate::plan::Phase;
use crate::rules::prelude::*;
use crate::rules::steps::if_all_applies;

pub static RULE: Rule = Rule::new("PLAN-005", "phase-dates-out-of-order", "0.1.0", Check::Plan(check))
    .always(Level::Warning)
    .mended(FixOffer::Sometimes, in_order);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    // The latest known start, and the latest known end, of the phases so far.
    let mut started: Option<(Date, &PhaseId)> = None;
    let mut ended: Option<(Date, &PhaseId)> = None;
    for (at, phase) in cx.plan.phases.iter().enumerate() {
        let name = &*phase.name;
        let stage = at + 1;
        if let (Some(start), Some(end)) = (phase.start, phase.end)
            && end < start
        {
            let said =
                message!("rules-plan-005-backwards", phase = name, start = start.to_string(), end = end.to_string());
            out.report(&phase.id, said).during(stage, stage);
        }
        // Phases may overlap; one that begins, or is over, before an earlier one begins stands in the wrong place.
        let begin = phase.start.or(phase.end);
        let before = started.filter(|(start, _)| begin.is_some_and(|begin| begin < *start));
        let only_end = phase.end.filter(|_| phase.start.is_none());
        let before = before.or_else(|| ended.filter(|(other, _)| only_end.is_some_and(|end| end < *other)));
        if let Some((date, earlier)) = before {
            let said = message!(
                "rules-plan-005",
                phase = name,
                begin = begin.map(|date| date.to_string()).unwrap_or_default(),
                other = cx.plan.label(&earlier.into()),
                date = date.to_string()
            );
            out.report(&phase.id, said).related([earlier]).during(stage, stage);
        }
        let later = |known: Option<(Date, _)>, date: Option<Date>| match (known, date) {
            (Some((known, _)), Some(date)) => date > known,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        if later(started, phase.start) {
            started = phase.start.map(|date| (date, &phase.id));
        }
        if later(ended, phase.end) {
            ended = phase.end.map(|date| (date, &phase.id));
        }
    }
}

/// Start and end are exchanged; or the phase goes before the first one that begins later, unless steps then no longer
/// apply.
fn in_order(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Phase(id) = &cx.finding.subject else { return Vec::new() };
    let Some(at) = cx.plan.phases.iter().position(|phase| phase.id == *id) else { return Vec::new() };
    let phase = &cx.plan.phases[at];
    if cx.finding.related.is_empty() {
        let edit = PlanEdit::EditPhase(Phase { start: phase.end, end: phase.start, ..phase.head() });
        let label = message!("rules-plan-005-backwards-fix", phase = &*phase.name);
        return vec![Fix { label, edits: vec![edit], safety: Safety::Ask }];
    }
    let begin = |phase: &Phase| phase.start.or(phase.end);
    let later = |other: &Phase| begin(other) > begin(phase);
    let Some(index) = cx.plan.phases.iter().take(at).position(|other| later(other)) else { return Vec::new() };
    let label = message!("rules-plan-005-fix", phase = &*phase.name, other = &*cx.plan.phases[index].name);
    if_all_applies(cx, Some(PlanEdit::MovePhase { id: id.clone(), index }), label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, check_unmended};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
            phase Pilot start=2014-03-03 end=2014-03-28
            phase Move start=2014-03-02 end=2014-04-28         # PLAN-005 related Pilot
            ",
            |sketch| PlanEdit::MovePhase { id: sketch.phase(2), index: 0 },
        );
    }

    #[test]
    fn a_phase_that_ends_before_it_starts() {
        check_twins(
            &RULE,
            "
            site Paris
            phase Pilot start=2014-03-03 end=2014-03-02        # PLAN-005
            ",
            |sketch| PlanEdit::RemovePhase(sketch.phase(1)),
        );
    }

    #[test]
    fn a_phase_that_needs_the_one_before_stays() {
        check_unmended(
            &RULE,
            "
            site Paris
            phase Pilot start=2014-03-03
              + pool fe front-end standard version=lync-2013
            phase Grow start=2014-03-02
              ~ fe os=2012
            ",
        );
    }

    #[test]
    fn overlapping_phases_and_missing_dates_are_fine() {
        check_silent(
            &RULE,
            "
            site Paris
            phase One start=2014-03-03 end=2014-03-28
            phase Two
            phase Three start=2014-03-10
            phase Four end=2014-03-28
            ",
        );
    }

    #[test]
    fn the_same_day_is_fine_and_the_latest_start_counts() {
        check_silent(
            &RULE,
            "
            site Paris
            phase One start=2014-03-03 end=2014-03-03
            phase Two start=2014-03-03 end=2014-03-04
            ",
        );
        let starts = |days: [u32; 3]| {
            let phases = days.iter().enumerate().map(|(at, day)| format!("phase P{at} start=2014-03-{day}\n"));
            format!("site Paris\n{}", phases.collect::<String>())
        };
        check_said(&RULE, &starts([10, 15, 12]), |report| report.findings.len(), 1);
        check_said(&RULE, &starts([15, 10, 12]), |report| report.findings.len(), 2);
    }

    #[test]
    fn of_two_that_begin_on_one_day_the_first_is_named() {
        check_twins(
            &RULE,
            "
            site Paris
            phase One start=2014-03-03
            phase Two start=2014-03-03
            phase Three start=2014-03-02                       # PLAN-005 related One
            ",
            |sketch| PlanEdit::MovePhase { id: sketch.phase(3), index: 0 },
        );
    }
}
