//! What the chart shows, without a pixel: the days of each phase, freeze windows, what waits for what, and the marks of the
//! axis.

use crate::model::*;
use crate::plan::{Conflict, Days, Phase, Plan, Span, days_between, plus_days};
use std::sync::Arc;

/// How many days a phase of unknown length is drawn long.
pub const DRAWN_DAYS: u32 = 5;

/// The bar of a phase. Days are counted from the origin of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    pub first: i64,
    /// The day after its last.
    pub end: i64,
    pub knows_start: bool,
    pub knows_end: bool,
}

/// Who waits for whom, by their places in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    pub from: usize,
    pub to: usize,
    /// Somebody said so; else it is the phase before.
    pub is_named: bool,
    /// The dates say otherwise.
    pub is_broken: bool,
}

/// All phases in time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// The day that is 0; none in a plan without any date, which counts its days.
    pub origin: Option<Date>,
    /// One for each phase; none for one that has no place in time.
    pub bars: Vec<Option<Bar>>,
    pub spans: Vec<Span>,
    /// The first day and the day after the last of each freeze window.
    pub freezes: Vec<(i64, i64)>,
    pub ties: Vec<Tie>,
    pub conflicts: Vec<Conflict>,
}

impl Chart {
    /// Of a plan; `origin` keeps the days of an earlier chart.
    pub fn new(plan: &Plan, origin: Option<Date>) -> Self {
        let schedule = plan.schedule();
        let drawn = with_lengths(plan);
        let (origin, bars) = if plan.is_dated() {
            let spans = drawn.schedule().spans;
            let first = spans.iter().filter_map(|span| span.start.or(span.end)).min();
            let origin = origin.or(first);
            (origin, spans.iter().zip(&schedule.spans).map(|(drawn, known)| dated(origin?, *drawn, *known)).collect())
        } else {
            let known = plan.day_numbers();
            let drawn = drawn.day_numbers();
            (None, drawn.into_iter().zip(known).map(|(drawn, known)| numbered(drawn?, known)).collect())
        };
        let day = |date: Date| origin.map(|origin| days_between(origin, date));
        let freezes = plan.freezes.iter().filter_map(|freeze| Some((day(freeze.first)?, day(freeze.last)? + 1)));
        Self {
            bars,
            freezes: freezes.collect(),
            ties: ties(plan, &schedule.conflicts),
            origin,
            spans: schedule.spans,
            conflicts: schedule.conflicts,
        }
    }

    /// The first day and the day after the last of all that has a place.
    pub fn extent(&self) -> (i64, i64) {
        let bars = self.bars.iter().flatten().map(|bar| (bar.first, bar.end));
        bars.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((0, 30))
    }

    pub fn date(&self, day: i64) -> Option<Date> {
        plus_days(self.origin?, day)
    }

    /// The day of a date; none in a plan without any date.
    pub fn day(&self, date: Date) -> Option<i64> {
        Some(days_between(self.origin?, date))
    }

    pub fn has_conflict(&self, phase: usize) -> bool {
        self.conflicts.iter().any(|conflict| conflict.phase() == phase)
    }
}

/// The plan in which every phase has a length.
fn with_lengths(plan: &Plan) -> Plan {
    let long = |phase: &Arc<Phase>| {
        let is_known = phase.days.is_some() || (phase.start.is_some() && phase.end.is_some());
        if is_known { phase.clone() } else { Arc::new(Phase { days: Some(DRAWN_DAYS), ..phase.head() }) }
    };
    Plan { phases: plan.phases.iter().map(long).collect(), ..plan.clone() }
}

fn dated(origin: Date, drawn: Span, known: Span) -> Option<Bar> {
    let start = drawn.start.or(drawn.end)?;
    let first = days_between(origin, start);
    let end = drawn.end.map_or(first, |end| days_between(origin, end)) + 1;
    // A phase that ends before it begins is one day at its beginning.
    Some(Bar { first, end: end.max(first + 1), knows_start: known.start.is_some(), knows_end: known.end.is_some() })
}

fn numbered(drawn: Days, known: Option<Days>) -> Option<Bar> {
    let (first, count) = (i64::from(drawn.first), i64::from(drawn.count));
    Some(Bar { first, end: first + count, knows_start: known.is_some(), knows_end: known.is_some() })
}

fn ties(plan: &Plan, conflicts: &[Conflict]) -> Vec<Tie> {
    let mut all = Vec::new();
    for (to, phase) in plan.phases.iter().enumerate() {
        let (earlier, later) = plan.waits_for(to);
        for from in earlier.into_iter().chain(later) {
            let is_named = plan.phases.get(from).is_some_and(|other| phase.after.contains(&other.id));
            // What has a date of its own does not follow the one before it.
            if !is_named && (phase.start.is_some() || (phase.end.is_some() && phase.days.is_some())) {
                continue;
            }
            let is_broken = conflicts.iter().any(|conflict| {
                matches!(*conflict, Conflict::Early { phase, waits_for } | Conflict::Order { phase, waits_for }
                    if (phase, waits_for) == (to, from))
            });
            all.push(Tie { from, to, is_named, is_broken });
        }
    }
    all
}

/// A line of the axis, and what stands at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub day: i64,
    pub text: String,
    /// In the upper row.
    pub is_major: bool,
}

/// The narrowest that marks of the axis may stand, in points.
const NARROW: f32 = 26.0;

/// The marks of the axis between two days, where a day is so many points wide: days, weeks, months or years. Without an
/// origin `numbered` says the days.
pub fn marks(origin: Option<Date>, from: i64, to: i64, points: f32, numbered: impl Fn(i64) -> String) -> Vec<Mark> {
    // Whoever zooms out as far as he can still gets no more marks than there is room for.
    let to = to.min(from.saturating_add(200_000));
    let Some(origin) = origin else { return day_numbers(from, to, points, numbered) };
    let mut all = Vec::new();
    let (Some(first), Some(last)) = (plus_days(origin, from), plus_days(origin, to)) else { return all };
    let mut mark = |date: Date, text: String, is_major: bool| {
        all.push(Mark { day: days_between(origin, date), text, is_major });
    };
    let months = points >= 1.2;
    for date in firsts(first, last, if months { 1 } else { 12 }) {
        mark(date, date.strftime(if months { "%Y-%m" } else { "%Y" }).to_string(), true);
    }
    if points * 7.0 >= NARROW {
        // Weeks begin on Monday; where there is room every day is told.
        let step = if points >= NARROW { 1 } else { 7 };
        let past = i64::from(first.weekday().to_monday_zero_offset());
        let mut day = from - past;
        while day <= to {
            if let Some(date) = plus_days(origin, day) {
                mark(date, date.day().to_string(), false);
            }
            day += step;
        }
    } else if months {
        // Months are told above; their halves would say nothing.
    } else if points * 30.0 >= NARROW / 2.0 {
        for date in firsts(first, last, if points * 30.0 >= NARROW { 1 } else { 3 }) {
            mark(date, date.strftime("%m").to_string(), false);
        }
    }
    all
}

/// The first days of every so many months, from the one in which `first` is.
fn firsts(first: Date, last: Date, months: i64) -> Vec<Date> {
    let month = if months >= 12 { 1 } else { ((i64::from(first.month()) - 1) / months * months + 1) as i8 };
    let mut all = Vec::new();
    let mut at = Date::new(first.year(), month, 1).ok();
    while let Some(date) = at.filter(|date| *date <= last) {
        all.push(date);
        at = jiff::Span::new().try_months(months).ok().and_then(|span| date.checked_add(span).ok());
    }
    all
}

fn day_numbers(from: i64, to: i64, points: f32, numbered: impl Fn(i64) -> String) -> Vec<Mark> {
    const WIDE: f32 = 56.0;
    let step = [1, 7, 28, 364].into_iter().find(|step| points * *step as f32 >= WIDE).unwrap_or(3640);
    let first = from.max(0) / step * step;
    let days = (first..=to).step_by(step as usize);
    days.map(|day| Mark { day, text: numbered(day + 1), is_major: true }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn plan(phases: &[&dyn Fn(&mut Phase)]) -> Plan {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        for (at, make) in phases.iter().enumerate() {
            let mut phase = Phase::new(PhaseId::new(&format!("p{at}")), format!("P{at}"));
            make(&mut phase);
            plan.phases.push_back(Arc::new(phase));
        }
        plan
    }

    fn drawn(chart: &Chart) -> Vec<Option<(i64, i64, bool)>> {
        chart.bars.iter().map(|bar| bar.map(|bar| (bar.first, bar.end, bar.knows_start && bar.knows_end))).collect()
    }

    #[test]
    fn what_is_not_known_is_drawn_as_such() {
        let dated = plan(&[&|_| {}, &|p| p.start = Some(date("2014-03-03")), &|p| p.days = Some(2), &|p| {
            (p.start, p.end) = (Some(date("2014-03-20")), Some(date("2014-03-01")))
        }]);
        let chart = Chart::new(&dated, None);
        assert_eq!(chart.origin, Some(date("2014-03-03")));
        assert_eq!(drawn(&chart), [None, Some((0, 5, false)), Some((5, 7, false)), Some((17, 18, true))]);
        assert_eq!(chart.extent(), (0, 18));
        // The one with a date of its own follows nobody.
        assert_eq!(chart.ties.iter().map(|tie| (tie.from, tie.to)).collect::<Vec<_>>(), [(1, 2)]);
        assert_eq!(chart.day(date("2014-03-10")), Some(7));
        assert_eq!(Chart::new(&dated, Some(date("2014-03-01"))).bars[1].map(|bar| bar.first), Some(2));
        let counted = Chart::new(&plan(&[&|p| p.days = Some(3), &|_| {}, &|p| p.days = Some(1)]), None);
        assert_eq!(
            (counted.day(date("2014-03-10")), drawn(&counted)),
            (None, vec![Some((0, 3, true)), Some((3, 8, false)), Some((8, 9, false))])
        );
    }

    #[test]
    fn the_axis_says_what_there_is_room_for() {
        let of = |points: f32, days: i64| marks(Some(date("2014-03-05")), 0, days, points, |day| day.to_string());
        let said = |marks: &[Mark], major: bool| -> Vec<String> {
            marks
                .iter()
                .filter(|mark| mark.is_major == major)
                .map(|mark| format!("{}@{}", mark.text, mark.day))
                .collect()
        };
        let days = of(30.0, 3);
        assert_eq!(said(&days, true), ["2014-03@-4"]);
        assert_eq!(said(&days, false), ["3@-2", "4@-1", "5@0", "6@1", "7@2", "8@3"]);
        let weeks = of(6.0, 30);
        assert_eq!(said(&weeks, true), ["2014-03@-4", "2014-04@27"]);
        assert_eq!(said(&weeks, false)[..2], ["3@-2", "10@5"]);
        let years = of(1.0, 400);
        assert_eq!(said(&years, true), ["2014@-63", "2015@302"]);
        assert_eq!(said(&years, false)[..2], ["03@-4", "04@27"]);
        assert!(of(0.001, i64::MAX).len() < 2_000);
        let counted = marks(None, -3, 20, 10.0, |day| format!("day {day}"));
        assert_eq!(said(&counted, true), ["day 1@0", "day 8@7", "day 15@14"]);
    }
}
