//! The rows of the chart and their words, worked out once for each content.

use super::chart::Chart;
use crate::model::*;
use crate::plan::{Conflict, How, said_days, said_minutes};
use crate::text::Lang;
use crate::ui::action::said;
use crate::ui::document::Document;
use crate::ui::panels::counts::Counts;
use crate::ui::panels::steps;
use crate::ui::panels::when::waits_said;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A phase as its row shows it.
pub struct PhaseLine {
    pub id: PhaseId,
    pub number: String,
    pub name: String,
    pub counts: Counts,
    /// Behind its bar.
    pub beside: String,
    /// For a screen reader and as a tip.
    pub spoken: String,
    pub has_steps: bool,
    /// Of what is unfolded.
    pub steps: Vec<StepLine>,
}

/// A step as its row shows it.
pub struct StepLine {
    pub id: StepId,
    pub text: String,
    pub beside: String,
    pub spoken: String,
    pub about: Vec<Subject>,
}

/// All that the view says.
pub struct Told {
    pub chart: Arc<Chart>,
    pub phases: Vec<PhaseLine>,
    /// From when to when the plan goes.
    pub summary: String,
    pub conflicts: Option<String>,
}

/// A row: a phase by its place, or a step by that of its phase and its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Phase(usize),
    Step(usize, usize),
}

/// The rows from the top, with the steps of what is unfolded.
pub fn lines(told: &Told) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, phase) in told.phases.iter().enumerate() {
        lines.push(Line::Phase(at));
        lines.extend((0..phase.steps.len()).map(|step| Line::Step(at, step)));
    }
    lines
}

impl Told {
    pub fn new(doc: &Document, lang: Lang, unfolded: &BTreeSet<PhaseId>) -> Self {
        let chart = Chart::new(doc.plan(), None);
        let phases = (0..doc.plan().phases.len()).map(|at| phase(doc, lang, &chart, (at, unfolded))).collect();
        let first = chart.spans.iter().filter_map(|span| span.start).min();
        let last = chart.spans.iter().filter_map(|span| span.end.or(span.start)).max();
        let summary = match (first, last) {
            (Some(first), Some(last)) => {
                crate::message!("export-dates", start = first.to_string(), end = last.to_string())
            }
            _ => crate::message!("ui-schedule-undated"),
        };
        let conflicts = chart.conflicts.len();
        let conflicts =
            (conflicts > 0).then(|| said(lang, &crate::message!("ui-schedule-conflicts", count = conflicts)));
        Self { phases, summary: said(lang, &summary), conflicts, chart: Arc::new(chart) }
    }
}

fn phase(doc: &Document, lang: Lang, chart: &Chart, (at, unfolded): (usize, &BTreeSet<PhaseId>)) -> PhaseLine {
    let plan = doc.plan();
    let phase = &plan.phases[at];
    let span = chart.spans.get(at).copied().unwrap_or_default();
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let dates = match (day(span.start), day(span.end)) {
        (Some(start), Some(end)) => Some(crate::message!("export-dates", start = start, end = end)),
        (Some(start), None) => Some(crate::message!("export-date-from", start = start)),
        (None, Some(end)) => Some(crate::message!("export-date-until", end = end)),
        (None, None) => None,
    };
    let length = match phase.days {
        // Dates win: a length beside both says nothing.
        Some(days) if phase.start.is_none() || phase.end.is_none() => Some(said_days(days)),
        _ if phase.start.is_some() && phase.end.is_some() => None,
        _ => Some(crate::message!("ui-schedule-length-unknown")),
    };
    let owner = phase.owner.as_ref().map(|owner| owner.to_string());
    let beside: Vec<String> = length.iter().map(|length| said(lang, length)).chain(owner.clone()).collect();
    let counts = Counts::at(doc.report(), at + 1);
    let mut spoken = vec![plan.stage_name(at + 1, lang)];
    spoken.push(dates.map_or_else(|| said(lang, &crate::message!("ui-schedule-no-date")), |dates| said(lang, &dates)));
    spoken.extend(length.iter().map(|length| said(lang, length)));
    spoken.extend(owner.map(|owner| said(lang, &crate::message!("ui-schedule-owner-is", name = owner))));
    if !phase.after.is_empty() {
        spoken.push(said(lang, &crate::message!("ui-schedule-after-is", names = waits_said(plan, phase, lang))));
    }
    let own = chart.conflicts.iter().filter(|conflict| conflict.phase() == at);
    spoken.extend(own.map(|conflict| conflict_said(doc, *conflict, lang)));
    if !counts.marks().is_empty() {
        spoken.push(counts.said(lang));
    }
    // Labels of many steps take time: only those that are seen are made.
    let rows = if unfolded.contains(&phase.id) { steps::steps(doc, at + 1, lang) } else { Vec::new() };
    PhaseLine {
        id: phase.id.clone(),
        number: (at + 1).to_string(),
        name: phase.name.to_string(),
        counts,
        beside: beside.join(" · "),
        spoken: spoken.join("\n"),
        has_steps: !phase.steps.is_empty(),
        steps: rows.into_iter().zip(&phase.steps).map(|(row, of)| step(lang, row, of.how())).collect(),
    }
}

/// What cannot be, in the words of the rules that tell it.
fn conflict_said(doc: &Document, conflict: Conflict, lang: Lang) -> String {
    let plan = doc.plan();
    let name = |at: usize| plan.stage_name(at + 1, lang);
    let message = match conflict {
        Conflict::Backwards { .. } => crate::message!("ui-schedule-conflict-backwards"),
        Conflict::Early { waits_for, .. } => crate::message!("ui-schedule-conflict-early", other = name(waits_for)),
        Conflict::Order { waits_for, .. } => crate::message!("ui-schedule-conflict-order", other = name(waits_for)),
        Conflict::Frozen { freeze, .. } => {
            let freeze = plan.freezes.get(freeze).map(|freeze| freeze.name.to_string()).unwrap_or_default();
            crate::message!("ui-schedule-conflict-frozen", freeze = freeze)
        }
    };
    said(lang, &message)
}

fn step(lang: Lang, row: steps::StepRow, how: &How) -> StepLine {
    let length = how.minutes.map(|minutes| said(lang, &said_minutes(minutes)));
    let beside: Vec<String> = length.into_iter().chain(how.owner.as_ref().map(|owner| owner.to_string())).collect();
    let beside = beside.join(" · ");
    let text = format!("{}  {}", row.number, row.text);
    let spoken = if beside.is_empty() { text.clone() } else { format!("{text}\n{beside}") };
    StepLine { id: row.id, text, beside, spoken, about: row.about }
}
