//! When each phase is: from the dates that are given, how long phases take, what they wait for, and the times in which
//! nothing is changed. The one place where dates are worked out; the window and everything handed over ask it.
//!
//! Days are calendar days, because migrations are carried out on weekends, too. A day in a freeze window counts for no
//! phase: one that takes ten days and meets a freeze goes on after it. What nothing says is unknown: a phase without a
//! start that waits for one without an end has no dates.

use super::{Freeze, Phase, Plan};
use crate::model::*;

/// When the phases of a plan are, and what in it cannot be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// One for each phase, in their order.
    pub spans: Vec<Span>,
    pub conflicts: Vec<Conflict>,
}

/// The first and the last day of a phase, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: Option<Date>,
    pub end: Option<Date>,
}

/// A phase of a plan without any date: its first day, counted from 0, and how many days it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    pub first: u32,
    pub count: u32,
}

/// Something in the dates of a plan that cannot be. Phases and freezes by their place in the plan, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// It ends before it begins.
    Backwards { phase: usize },
    /// It begins before a phase is over that it waits for.
    Early { phase: usize, waits_for: usize },
    /// It waits for a phase that comes later in the plan, or for itself.
    Order { phase: usize, waits_for: usize },
    /// It begins or ends in a freeze.
    Frozen { phase: usize, freeze: usize },
}

impl Conflict {
    pub fn phase(self) -> usize {
        match self {
            Self::Backwards { phase }
            | Self::Early { phase, .. }
            | Self::Order { phase, .. }
            | Self::Frozen { phase, .. } => phase,
        }
    }
}

impl Plan {
    /// When each phase is.
    pub fn schedule(&self) -> Schedule {
        let frozen = Frozen::of(self.freezes.iter());
        let mut schedule = Schedule::default();
        for (at, phase) in self.phases.iter().enumerate() {
            let (waits_for, later) = self.waits_for(at);
            schedule.conflicts.extend(later.into_iter().map(|other| Conflict::Order { phase: at, waits_for: other }));
            let span = span(phase, &waits_for, &schedule.spans, &frozen);
            // Without a word about it phases may overlap; what is named must be over.
            let named: Vec<usize> =
                waits_for.iter().copied().filter(|other| phase.after.contains(&self.phases[*other].id)).collect();
            let over = |other: &usize| schedule.spans.get(*other).and_then(|earlier: &Span| earlier.end);
            let early =
                named.into_iter().filter(|other| span.start.zip(over(other)).is_some_and(|(start, end)| start < end));
            let early: Vec<_> = early.map(|other| Conflict::Early { phase: at, waits_for: other }).collect();
            schedule.conflicts.extend(early);
            self.of_its_own(at, span, &mut schedule.conflicts);
            schedule.spans.push(span);
        }
        schedule
    }

    /// The phases that a phase waits for: those it names that come earlier, or else the one before it; and those
    /// it names that do not come earlier. All by their place in the plan, from 0.
    pub fn waits_for(&self, at: usize) -> (Vec<usize>, Vec<usize>) {
        let Some(phase) = self.phases.get(at) else { return (Vec::new(), Vec::new()) };
        let place = |id: &PhaseId| self.phases.iter().position(|other| other.id == *id);
        let (mut earlier, later): (Vec<_>, Vec<_>) =
            phase.after.iter().filter_map(place).partition(|other| *other < at);
        if earlier.is_empty() {
            earlier.extend(at.checked_sub(1));
        }
        (earlier, later)
    }

    /// What cannot be about a phase, whatever the others are.
    fn of_its_own(&self, at: usize, span: Span, out: &mut Vec<Conflict>) {
        let Some(phase) = self.phases.get(at) else { return };
        if span.start.zip(span.end).is_some_and(|(start, end)| end < start) {
            out.push(Conflict::Backwards { phase: at });
        }
        // Only what somebody fixed can lie in a freeze.
        for (place, freeze) in self.freezes.iter().enumerate() {
            let inside = |date: Option<Date>| date.is_some_and(|date| freeze.first <= date && date <= freeze.last);
            if inside(phase.start) || inside(phase.end) {
                out.push(Conflict::Frozen { phase: at, freeze: place });
            }
        }
    }

    /// For a plan in which no phase has a date: the days of each phase, counted from the first day of the plan. `None`
    /// where a length is not known, its own or that of one it waits for.
    pub fn day_numbers(&self) -> Vec<Option<Days>> {
        let mut all: Vec<Option<Days>> = Vec::new();
        for (at, phase) in self.phases.iter().enumerate() {
            let (waits_for, _) = self.waits_for(at);
            let over =
                |other: usize| all.get(other).copied().flatten().map(|days| days.first.saturating_add(days.count));
            let first = waits_for.into_iter().try_fold(0, |latest, other| Some(over(other)?.max(latest)));
            all.push(first.zip(phase.days).map(|(first, count)| Days { first, count: count.max(1) }));
        }
        all
    }

    /// The phase, its steps left aside, so many days later: the day that was worked out becomes a fixed one. `None` when
    /// nothing says when it is.
    pub fn phase_moved(&self, at: usize, by: i64) -> Option<Phase> {
        let phase = self.phases.get(at)?;
        let start = plus_days(self.schedule().spans.get(at)?.start?, by)?;
        let end = match phase.end {
            Some(end) => Some(plus_days(end, by)?),
            None => None,
        };
        // One that is counted back from its end stays so.
        let is_counted_back = phase.start.is_none() && phase.end.is_some() && phase.days.is_some();
        Some(Phase { start: (!is_counted_back).then_some(start), end, ..phase.head() })
    }

    /// The phase, its steps left aside, so many days longer, from `known` on when its length is not known.
    pub fn phase_stretched(&self, at: usize, by: i64, known: u32) -> Option<Phase> {
        let phase = self.phases.get(at)?;
        if let (Some(end), Some(start)) = (phase.end, self.schedule().spans.get(at)?.start) {
            // What both dates say goes before a length.
            if phase.start.is_some() || phase.days.is_none() {
                return Some(Phase { end: Some(plus_days(end, by)?.max(start)), ..phase.head() });
            }
        }
        let days = i64::from(phase.days.unwrap_or(known)).saturating_add(by);
        Some(Phase { days: Some(u32::try_from(days.max(1)).ok()?), ..phase.head() })
    }

    /// The phase, its steps left aside, with this last day: as a date where it has one, else by its length. `None` when
    /// nothing says when it starts.
    pub fn phase_ending(&self, at: usize, end: Date) -> Option<Phase> {
        let phase = self.phases.get(at)?;
        let start = self.schedule().spans.get(at)?.start?;
        if phase.end.is_some() {
            return Some(Phase { end: Some(end.max(start)), start: phase.start.or(Some(start)), ..phase.head() });
        }
        let days = Frozen::of(self.freezes.iter()).free(start, end).max(1);
        Some(Phase { days: Some(u32::try_from(days).ok()?), ..phase.head() })
    }

    /// Whether some phase has a date.
    pub fn is_dated(&self) -> bool {
        self.phases.iter().any(|phase| phase.start.is_some() || phase.end.is_some())
    }
}

/// When a phase is, given the phases before it.
fn span(phase: &Phase, waits_for: &[usize], before: &[Span], frozen: &Frozen) -> Span {
    // A phase of no days would have no last day: the shortest takes one.
    let days = phase.days.map(|days| days.max(1));
    let follows = || {
        let ends = waits_for.iter().map(|other| before.get(*other)?.end);
        let latest = ends.collect::<Option<Vec<_>>>()?.into_iter().max()?;
        frozen.next_free(plus_days(latest, 1)?)
    };
    let back_from_end = || frozen.first_of(phase.end?, days?);
    let start = phase.start.or_else(back_from_end).or_else(follows);
    let end = phase.end.or_else(|| frozen.last_of(start?, days?));
    Span { start, end }
}

/// The freezes, joined where they overlap or meet, in order.
struct Frozen(Vec<(Date, Date)>);

impl Frozen {
    fn of<'a>(freezes: impl Iterator<Item = &'a Freeze>) -> Self {
        let mut all: Vec<_> = freezes.map(|freeze| (freeze.first, freeze.last)).filter(|(a, b)| a <= b).collect();
        all.sort_unstable();
        let mut joined: Vec<(Date, Date)> = Vec::new();
        for (first, last) in all {
            match joined.last_mut() {
                Some((_, end)) if plus_days(*end, 1).is_none_or(|next| first <= next) => *end = last.max(*end),
                _ => joined.push((first, last)),
            }
        }
        Self(joined)
    }

    /// How many days of this time are in no freeze.
    fn free(&self, start: Date, end: Date) -> i64 {
        let inside = |(first, last): &(Date, Date)| (days_between((*first).max(start), (*last).min(end)) + 1).max(0);
        days_between(start, end) + 1 - self.0.iter().map(inside).sum::<i64>()
    }

    /// The first day from this one on that is in no freeze.
    fn next_free(&self, day: Date) -> Option<Date> {
        match self.0.iter().find(|(first, last)| *first <= day && day <= *last) {
            Some((_, last)) => plus_days(*last, 1),
            None => Some(day),
        }
    }

    /// The last of so many free days, the first of which is `start` or the first free one after it.
    fn last_of(&self, start: Date, days: u32) -> Option<Date> {
        let mut day = self.next_free(start)?;
        let mut left = i64::from(days);
        for (first, last) in self.0.iter().filter(|(first, _)| *first > start) {
            let free = days_between(day, *first);
            if left <= free {
                break;
            }
            left -= free.max(0);
            day = plus_days(*last, 1)?;
        }
        plus_days(day, left - 1)
    }

    /// The first of so many free days, the last of which is `end` or the last free one before it.
    fn first_of(&self, end: Date, days: u32) -> Option<Date> {
        let mut day = end;
        let mut left = i64::from(days);
        for (first, last) in self.0.iter().rev().filter(|(first, _)| *first <= end) {
            let free = days_between(*last, day);
            if left <= free {
                break;
            }
            left -= free.max(0);
            day = plus_days(*first, -1)?;
        }
        plus_days(day, 1 - left)
    }
}

/// A date so many days later; `None` past the end of the calendar.
pub fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// How many days later `to` is.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Phases `a`, `b`, `c` with what is said of each, and freezes.
    fn plan(phases: &[&dyn Fn(&mut Phase)], freezes: &[(&str, &str)]) -> Plan {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        for (at, make) in phases.iter().enumerate() {
            let name = ["a", "b", "c", "d"][at];
            let mut phase = Phase::new(PhaseId::new(name), name);
            make(&mut phase);
            plan.phases.push_back(Arc::new(phase));
        }
        let freeze = |(first, last): &(&str, &str)| Freeze { name: "F".into(), first: date(first), last: date(last) };
        plan.freezes = freezes.iter().map(freeze).collect();
        plan
    }

    fn said(plan: &Plan) -> Vec<String> {
        let day = |date: Option<Date>| date.map_or_else(|| "?".to_owned(), |date| date.strftime("%m-%d").to_string());
        plan.schedule().spans.iter().map(|span| format!("{}..{}", day(span.start), day(span.end))).collect()
    }

    #[test]
    fn lengths_follow_what_they_wait_for() {
        let mut plan = plan(
            &[
                &|p| (p.start, p.days) = (Some(date("2014-03-03")), Some(5)),
                &|p| p.days = Some(2),
                &|p| (p.days, p.after) = (Some(10), vec![PhaseId::new("a")]),
                &|p| (p.days, p.after) = (Some(1), vec![PhaseId::new("b"), PhaseId::new("c")]),
            ],
            &[],
        );
        assert_eq!(said(&plan), ["03-03..03-07", "03-08..03-09", "03-08..03-17", "03-18..03-18"]);
        assert!(plan.schedule().conflicts.is_empty());
        // What is given wins, and what follows from it follows.
        Arc::make_mut(&mut plan.phases[2]).end = Some(date("2014-03-20"));
        assert_eq!(said(&plan), ["03-03..03-07", "03-08..03-09", "03-11..03-20", "03-21..03-21"]);
    }

    #[test]
    fn what_nothing_says_is_unknown() {
        let later = plan(
            &[&|p| p.days = Some(5), &|p| p.start = Some(date("2014-03-03")), &|p| p.days = Some(3), &|p| {
                (p.end, p.days) = (Some(date("2014-04-10")), Some(1))
            }],
            &[],
        );
        assert_eq!(said(&later), ["?..?", "03-03..?", "?..?", "04-10..04-10"]);
        assert!(later.schedule().conflicts.is_empty());
    }

    #[test]
    fn days_in_a_freeze_count_for_no_phase() {
        let freezes = [("2014-03-06", "2014-03-10"), ("2014-03-08", "2014-03-12"), ("2014-03-13", "2014-03-13")];
        let plan = plan(
            &[&|p| (p.start, p.days) = (Some(date("2014-03-03")), Some(5)), &|p| p.days = Some(1), &|p| {
                (p.end, p.days, p.after) = (Some(date("2014-03-15")), Some(5), vec![PhaseId::new("a")])
            }],
            &freezes,
        );
        // 3, 4, 5, then 14 and 15; back from 15: 15, 14, 5, 4, 3.
        assert_eq!(said(&plan), ["03-03..03-15", "03-16..03-16", "03-03..03-15"]);
        assert_eq!(plan.schedule().conflicts, [Conflict::Early { phase: 2, waits_for: 0 }]);
        let after = self::plan(
            &[&|p| (p.start, p.end) = (Some(date("2014-03-03")), Some(date("2014-03-05"))), &|p| p.days = Some(2)],
            &freezes,
        );
        assert_eq!(said(&after)[1], "03-14..03-15");
    }

    #[test]
    fn a_hand_moves_and_stretches_what_was_worked_out() {
        let plan = plan(
            &[
                &|p| (p.start, p.end) = (Some(date("2014-03-03")), Some(date("2014-03-05"))),
                &|p| p.days = Some(3),
                &|p| (p.end, p.days) = (Some(date("2014-03-31")), Some(2)),
                &|_| {},
            ],
            &[("2014-03-07", "2014-03-09")],
        );
        assert_eq!(said(&plan)[..3], ["03-03..03-05", "03-06..03-11", "03-30..03-31"]);
        let dates = |phase: Option<Phase>| phase.map(|phase| (phase.start, phase.end, phase.days));
        let day = |text: &str| Some(date(text));
        assert_eq!(dates(plan.phase_moved(0, 7)), Some((day("2014-03-10"), day("2014-03-12"), None)));
        assert_eq!(dates(plan.phase_moved(1, -1)), Some((day("2014-03-05"), None, Some(3))));
        assert_eq!(dates(plan.phase_moved(2, 1)), Some((None, day("2014-04-01"), Some(2))));
        assert_eq!(dates(plan.phase_moved(0, i64::MAX)), None, "past the end of the calendar");
        assert_eq!(dates(plan.phase_stretched(0, -9, 5)), Some((day("2014-03-03"), day("2014-03-03"), None)));
        assert_eq!(dates(plan.phase_stretched(1, -9, 5)), Some((None, None, Some(1))));
        assert_eq!(dates(plan.phase_stretched(2, 1, 5)), Some((None, day("2014-03-31"), Some(3))));
        assert_eq!(dates(plan.phase_stretched(3, 1, 5)), Some((None, None, Some(6))));
        // The 10th is the second free day from the 6th on.
        assert_eq!(dates(plan.phase_ending(1, date("2014-03-10"))), Some((None, None, Some(2))));
        assert_eq!(dates(plan.phase_ending(1, date("2014-03-01"))), Some((None, None, Some(1))));
        assert_eq!(dates(plan.phase_ending(0, date("2014-03-01"))), Some((day("2014-03-03"), day("2014-03-03"), None)));
    }

    #[test]
    fn what_cannot_be_is_told() {
        let plan = plan(
            &[
                &|p| (p.start, p.end) = (Some(date("2014-03-03")), Some(date("2014-03-01"))),
                &|p| (p.start, p.days, p.after) = (Some(date("2014-03-07")), Some(2), vec![PhaseId::new("c")]),
                &|p| (p.start, p.after) = (Some(date("2014-03-07")), vec![PhaseId::new("b"), PhaseId::new("c")]),
            ],
            &[("2014-03-01", "2014-03-02")],
        );
        let told = [
            Conflict::Backwards { phase: 0 },
            Conflict::Frozen { phase: 0, freeze: 0 },
            Conflict::Order { phase: 1, waits_for: 2 },
            Conflict::Order { phase: 2, waits_for: 2 },
            Conflict::Early { phase: 2, waits_for: 1 },
        ];
        assert_eq!(plan.schedule().conflicts, told);
    }

    #[test]
    fn a_plan_without_dates_counts_its_days() {
        let plan = plan(
            &[&|p| p.days = Some(5), &|p| p.days = Some(2), &|_| {}, &|p| {
                (p.days, p.after) = (Some(0), vec![PhaseId::new("a")])
            }],
            &[],
        );
        let days = |first, count| Some(Days { first, count });
        assert_eq!(plan.day_numbers(), [days(0, 5), days(5, 2), None, days(5, 1)]);
        assert!(!plan.is_dated());
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        let plan = plan(
            &[
                &|p| (p.start, p.days) = (Some(date("9999-12-01")), Some(u32::MAX)),
                &|p| (p.end, p.days) = (Some(date("-009999-01-02")), Some(u32::MAX)),
                &|p| p.end = Some(Date::MAX),
                &|p| p.days = Some(1),
            ],
            &[("9999-12-30", "9999-12-31")],
        );
        assert_eq!(plan.schedule().spans[0].end, None);
        assert_eq!(plan.schedule().spans[1].start, None);
        assert_eq!(plan.schedule().spans[3], Span::default());
    }
}
