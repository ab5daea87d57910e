//! PLAN-009 and PLAN-010: phases that cannot be when the plan says. What each phase waits for, and when it is, is worked
//! out by [`Plan::schedule`](crate::plan::Plan::schedule).

use crate::plan::{Conflict, Phase, plus_days};
use crate::rules::prelude::*;
use crate::rules::steps::if_all_applies;

pub static WAITS: Rule = Rule::new("PLAN-009", "phase-does-not-wait", "0.1.0", Check::Plan(waits))
    .always(Level::Warning)
    .mended(FixOffer::Sometimes, later);

pub static FROZEN: Rule =
    Rule::new("PLAN-010", "phase-in-a-freeze", "0.1.0", Check::Plan(frozen)).always(Level::Warning);

fn waits(cx: &PlanContext<'_>, out: &mut Findings) {
    let schedule = cx.plan.schedule();
    for conflict in &schedule.conflicts {
        let stage = conflict.phase() + 1;
        match *conflict {
            Conflict::Early { phase, waits_for } => {
                let (this, other) = (&cx.plan.phases[phase], &cx.plan.phases[waits_for]);
                let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
                let (start, end) = (day(schedule.spans[phase].start), day(schedule.spans[waits_for].end));
                let said =
                    message!("rules-plan-009", phase = &*this.name, start = start, other = &*other.name, end = end);
                out.report(&this.id, said).related([&other.id]).during(stage, stage);
            }
            Conflict::Order { phase, waits_for } if phase == waits_for => {
                let this = &cx.plan.phases[phase];
                out.report(&this.id, message!("rules-plan-009-itself", phase = &*this.name)).during(stage, stage);
            }
            Conflict::Order { phase, waits_for } => {
                let (this, other) = (&cx.plan.phases[phase], &cx.plan.phases[waits_for]);
                let said = message!("rules-plan-009-order", phase = &*this.name, other = &*other.name);
                out.report(&this.id, said).related([&other.id]).during(stage, stage);
            }
            // PLAN-005 and PLAN-010 tell these.
            Conflict::Backwards { .. } | Conflict::Frozen { .. } => {}
        }
    }
}

fn frozen(cx: &PlanContext<'_>, out: &mut Findings) {
    for conflict in cx.plan.schedule().conflicts {
        let Conflict::Frozen { phase, freeze } = conflict else { continue };
        let (this, freeze) = (&cx.plan.phases[phase], &cx.plan.freezes[freeze]);
        let said = message!(
            "rules-plan-010",
            phase = &*this.name,
            freeze = &*freeze.name,
            first = freeze.first.to_string(),
            last = freeze.last.to_string()
        );
        out.report(&this.id, said).during(phase + 1, phase + 1);
    }
}

/// The phase starts the day after the one that it waits for, and takes as long as before.
fn later(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::Phase(id), [Subject::Phase(other)]) = (&cx.finding.subject, cx.finding.related.as_slice()) else {
        return Vec::new();
    };
    let place = |id: &PhaseId| cx.plan.phases.iter().position(|phase| phase.id == *id);
    let (Some(at), Some(earlier)) = (place(id), place(other).filter(|other| Some(*other) < place(id))) else {
        return Vec::new();
    };
    let phase = &cx.plan.phases[at];
    let start = cx.plan.schedule().spans[earlier].end.and_then(|end| plus_days(end, 1));
    let (Some(start), Some(old)) = (start, phase.start) else { return Vec::new() };
    let moved = |date: Option<Date>| date.and_then(|date| plus_days(date, crate::plan::days_between(old, start)));
    let edit = PlanEdit::EditPhase(Phase { start: Some(start), end: moved(phase.end), ..phase.head() });
    let label = message!("rules-plan-009-fix", phase = &*phase.name, start = start.to_string());
    if_all_applies(cx, Some(edit), label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended};

    const EARLY: &str = "
        site Paris
        phase One start=2014-03-03 days=5
        phase Two start=2014-03-10 end=2014-03-14
        phase Three start=2014-03-06 end=2014-03-08 after=One   # PLAN-009 related One
        ";

    #[test]
    fn twins() {
        check_twins(&WAITS, EARLY, |sketch| {
            let phase = &sketch.plan.phases[2];
            PlanEdit::EditPhase(Phase { after: Vec::new(), ..phase.head() })
        });
        let dates = |plan: &crate::plan::Plan| (plan.phases[2].start, plan.phases[2].end);
        let day = |text: &str| text.parse().ok();
        check_mended(&WAITS, EARLY, dates, (day("2014-03-08"), day("2014-03-10")));
        check_silent(
            &WAITS,
            &EARLY.replace("start=2014-03-06", "start=2014-03-07").replace("# PLAN-009 related One", ""),
        );
    }

    #[test]
    fn a_phase_waits_for_earlier_ones_alone() {
        let later = "
            site Paris
            phase One days=5 after=Two                          # PLAN-009 related Two
            phase Two days=5
            ";
        check_twins(&WAITS, later, |sketch| PlanEdit::MovePhase { id: sketch.phase(1), index: 1 });
        check_unmended(&WAITS, later);
        let itself = "
            site Paris
            phase One start=2014-03-03
            phase Two after=Two                                 # PLAN-009
            ";
        check_twins(&WAITS, itself, |sketch| PlanEdit::RemovePhase(sketch.phase(2)));
        check_unmended(&WAITS, itself);
    }

    #[test]
    fn nothing_begins_or_ends_in_a_freeze() {
        for (phase, dates) in [("One", "start=2014-12-24"), ("One", "end=2014-12-20"), ("One", "start=2015-01-04")] {
            let text = format!(
                "
                site Paris
                freeze \"Year end\" first=2014-12-20 last=2015-01-04
                phase {phase} {dates}                               # PLAN-010
                "
            );
            check_twins(&FROZEN, &text, |_| PlanEdit::Freezes(Vec::new()));
        }
        check_silent(
            &FROZEN,
            "
            site Paris
            freeze \"Year end\" first=2014-12-20 last=2015-01-04
            phase One start=2014-12-01 end=2014-12-19
            phase Two start=2015-01-05 end=2015-01-31
            phase Across start=2014-12-01 end=2015-01-31
            phase Follows days=3
            ",
        );
    }
}
