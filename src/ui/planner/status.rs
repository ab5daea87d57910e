//! The plan against the deployment as it is: the stage that has been reached, its steps, and what is not as planned.

use super::compare::{follow, head_ui};
use super::later::{Known, Later};
use super::rows::{HEIGHT, Rows};
use crate::import::reality::{self, Drift, Progress, Sort, status};
use crate::import::{self, Adoption};
use crate::message;
use crate::model::*;
use crate::plan::{Note, Plan, PlanEdit, Replay, Stage};
use crate::text::{Lang, Message};
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::command::UiCommand;
use crate::ui::ready::free_places;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Id, Rect, Role, Ui, pos2, vec2};
use lucide_icons::Icon;
use std::sync::Arc;

/// A topology of the deployment, as it was exported.
pub struct Reality {
    pub topology: Topology,
    /// The name of its file.
    pub name: String,
    pub notes: Vec<Note>,
}

/// What the view keeps between frames.
#[derive(Default)]
pub struct Status {
    real: Option<Arc<Reality>>,
    /// Compared with this stage, and not with the nearest.
    against: Option<Stage>,
    found: Later<Of, Found>,
    rows: Rows,
    steps: Rows,
}

/// What a comparison was made of.
#[derive(Clone)]
struct Of {
    plan: Arc<Plan>,
    replay: Arc<Replay>,
    real: Arc<Reality>,
    against: Option<usize>,
    lang: Lang,
}

impl PartialEq for Of {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.replay, &other.replay)
            && Arc::ptr_eq(&self.real, &other.real)
            && (self.against, self.lang) == (other.against, other.lang)
    }
}

/// A comparison, and its words.
struct Found {
    status: reality::Status,
    position: String,
    lines: Vec<Line>,
    steps: Vec<StepLine>,
}

/// A line of the list of what is not as planned.
enum Line {
    /// What follows, and which of the drift it is.
    Head {
        text: String,
        all: Vec<usize>,
    },
    Drift(Box<Row>),
}

struct Row {
    /// The place of the difference in the status.
    at: usize,
    name: String,
    what: String,
    detail: String,
    /// What adopting it does, or why it cannot be done.
    adopt: Result<String, String>,
}

struct StepLine {
    step: StepId,
    progress: Progress,
    text: String,
    spoken: String,
}

impl Found {
    fn new(of: &Of) -> Self {
        let Of { plan, replay, real, against, lang } = of;
        let status = status(plan, replay, &real.topology, *against);
        let position = said(*lang, &status.position.message(plan, *lang));
        let mut found = Self { status, position, lines: Vec::new(), steps: Vec::new() };
        let Some(state) = replay.states.get(found.status.stage) else { return found };
        let status = &found.status;
        let under_way = |drift: &Drift| drift.what != Sort::Learned && status.is_under_way(drift);
        type Is<'f> = &'f dyn Fn(&Drift) -> bool;
        let groups: [(Message, Is<'_>); 5] = [
            (message!("ui-status-missing"), &|drift| drift.what == Sort::Missing && !under_way(drift)),
            (message!("ui-status-extra"), &|drift| drift.what == Sort::Extra && !under_way(drift)),
            (message!("ui-status-different"), &|drift| drift.what == Sort::Different && !under_way(drift)),
            (message!("ui-status-under-way"), &under_way),
            (message!("ui-status-learned"), &|drift| drift.what == Sort::Learned),
        ];
        let mut lines = Vec::new();
        for (head, is) in groups {
            let all: Vec<usize> = (0..status.drift.len()).filter(|at| is(&status.drift[*at])).collect();
            if all.is_empty() {
                continue;
            }
            let text = said(*lang, &message!("ui-status-group", name = head, count = all.len()));
            lines.push(Line::Head { text, all: all.clone() });
            for at in all {
                let drift = &status.drift[at];
                let say = |message: Message| said(*lang, &message);
                let what = say(drift.what_it_is(state, &real.topology));
                let name = drift.name(state, &real.topology);
                let detail: Vec<String> =
                    drift.detail(state, &real.topology).into_iter().chain(drift.said_why(plan)).map(say).collect();
                let adopt = import::adoption(plan, status, drift);
                lines.push(Line::Drift(Box::new(Row {
                    at,
                    name: if name.is_empty() { what.clone() } else { name },
                    what,
                    detail: detail.join(" · "),
                    adopt: adopt
                        .map(|adoption| say(tip(plan, status, drift, adoption, *lang)))
                        .map_err(|why| say(why.message())),
                })));
            }
        }
        let known = plan.everything();
        let steps = status.steps.iter().filter_map(|step| {
            let (_, there) = plan.step(&step.step)?;
            let text = format!("{} · {}", plan.label(&(&step.step).into()), said(*lang, &there.label_in(&known)));
            let spoken = format!("{text}, {}", said(*lang, &step.progress.message()));
            Some(StepLine { step: step.step.clone(), progress: step.progress, text, spoken })
        });
        found.steps = steps.collect();
        found.lines = lines;
        found
    }
}

/// What adopting a difference will do.
fn tip(plan: &Plan, status: &reality::Status, drift: &Drift, adoption: Adoption, lang: Lang) -> Message {
    let name = |stage: usize| plan.stage_name(stage, lang);
    let step = || match &drift.why {
        reality::Why::Open { step, .. } | reality::Why::Ahead { step, .. } => plan.label(&step.into()),
        reality::Why::Unplanned => String::new(),
    };
    let stage = name(status.stage);
    match (adoption, drift.what) {
        (Adoption::Postpone, _) => message!("ui-status-tip-postpone", step = step(), stage = name(status.stage + 1)),
        (Adoption::Bring, _) => message!("ui-status-tip-bring", step = step(), stage = stage),
        (Adoption::Record, Sort::Missing) if status.stage == 0 => message!("ui-status-tip-remove"),
        (Adoption::Record, Sort::Missing) => message!("ui-status-tip-retire", stage = stage),
        (Adoption::Record, Sort::Extra) => message!("ui-status-tip-add", stage = stage),
        (Adoption::Record, Sort::Different) => message!("ui-status-tip-set", stage = stage),
        (Adoption::Record, Sort::Learned) => message!("ui-status-tip-learn"),
    }
}

/// With less, in points, the steps stand below the differences and not beside them.
const BESIDE: f32 = 860.0;
const ADOPT: f32 = 92.0;

impl Status {
    /// A topology was read: the plan is compared with it.
    pub fn take(&mut self, real: Reality) {
        self.real = Some(Arc::new(real));
        self.against = None;
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(real) = self.real.clone() else {
            let open = said(cx.lang, &UiCommand::CompareTopology.text());
            if widgets::empty_state(ui, Icon::ClipboardCheck, &say!(cx, "ui-status-empty"), Some(&open)) {
                cx.out.push(Action::Do(UiCommand::CompareTopology));
            }
            return;
        };
        let plan = cx.doc.plan().clone();
        let against = self.against.as_ref().and_then(|stage| plan.index_of(stage));
        let of = Of { plan: plan.clone(), replay: cx.doc.replay().clone(), real, against, lang: cx.lang };
        let make = of.clone();
        let found = match self.found.get(ui.ctx(), &of, move || Found::new(&make)) {
            Known::Fresh(found) => found,
            // Another file is another try.
            Known::Failed => {
                let open = said(cx.lang, &UiCommand::CompareTopology.text());
                if widgets::empty_state(ui, Icon::TriangleAlert, &say!(cx, "ui-planner-failed"), Some(&open)) {
                    cx.out.push(Action::Do(UiCommand::CompareTopology));
                }
                return;
            }
            // What was found about another plan or file is not shown as if it were about this one.
            Known::Before(_) | Known::Working => {
                widgets::empty_state(ui, Icon::ClipboardCheck, &say!(cx, "ui-status-running"), None);
                return;
            }
        };
        self.head_ui(ui, cx, &of, &found);
        widgets::rule(ui);
        let beside = ui.available_width() >= BESIDE && !found.steps.is_empty();
        if beside {
            let frame = style::panel_frame(ui).inner_margin(egui::Margin::ZERO);
            let width = (ui.available_width() * 0.36).round();
            let panel = egui::Panel::right("status-steps").frame(frame).resizable(true).default_size(width);
            panel.size_range(260.0..=ui.available_width() * 0.6).show(ui, |ui| {
                widgets::within(ui, |ui| self.steps_ui(ui, cx, &found));
            });
        }
        let steps = if beside { &[] } else { found.steps.as_slice() };
        widgets::within(ui, |ui| self.lines_ui(ui, cx, (&of, &found), steps));
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, of: &Of, found: &Found) {
        let (plan, status) = (&of.plan, &found.status);
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 4)).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
                let drifted = status.drifted().count();
                let (glyph, color) = match drifted {
                    0 => (Icon::CircleCheck, Colors::of(ui).good),
                    _ => (Icon::TriangleAlert, Colors::of(ui).warning),
                };
                ui.add(egui::Label::new(widgets::icon(glyph).color(color)));
                ui.add(egui::Label::new(egui::RichText::new(&found.position).font(style::strong())));
                let count = match drifted {
                    0 => say!(cx, "ui-status-as-planned"),
                    many => say!(cx, "ui-status-drifted", count = many),
                };
                ui.add(egui::Label::new(count));
                let name = say!(cx, "ui-status-against");
                widgets::muted(ui, name.as_str());
                let at = status.stage;
                super::compare::stage_ui(ui, cx, plan, "status-against", &name, at, &mut self.against);
                if self.against.is_some() && widgets::link(ui, &say!(cx, "ui-status-nearest")).clicked() {
                    self.against = None;
                }
                let notes: Vec<String> = of.real.notes.iter().map(|note| said(cx.lang, &note.message)).collect();
                let file = match notes.len() {
                    0 => of.real.name.clone(),
                    count => say!(cx, "ui-status-file-notes", file = of.real.name.as_str(), count = count),
                };
                let response = widgets::muted(ui, file);
                if !notes.is_empty() {
                    response.on_hover_text(notes.join("\n"));
                }
                let other = say!(cx, "ui-status-other-file");
                if widgets::link(ui, &other).clicked() {
                    cx.out.push(Action::Do(UiCommand::CompareTopology));
                }
            });
        });
    }

    /// What is not as planned; `steps` are those that have no room beside it.
    fn lines_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, (of, found): (&Of, &Found), steps: &[StepLine]) {
        if found.lines.is_empty() && steps.is_empty() {
            widgets::empty_state(ui, Icon::Check, &say!(cx, "ui-status-no-difference"), None);
            return;
        }
        let heads = found.lines.iter().map(|line| matches!(line, Line::Drift(_)));
        let is_row: Vec<bool> =
            heads.chain((!steps.is_empty()).then_some(false)).chain(steps.iter().map(|_| true)).collect();
        let lines = &found.lines;
        self.rows.ui(ui, "status", &is_row, |ui, index, id| match lines.get(index) {
            Some(Line::Head { text, all }) => {
                drift_head_ui(ui, cx, of, found, text, all);
                None
            }
            Some(Line::Drift(row)) => Some(drift_ui(ui, cx, of, found, row, id)),
            None if index == lines.len() => {
                head_ui(ui, &say!(cx, "ui-status-steps"));
                None
            }
            None => steps.get(index - lines.len() - 1).map(|step| step_ui(ui, cx, step, id)),
        });
    }

    fn steps_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, found: &Found) {
        head_ui(ui, &say!(cx, "ui-status-steps"));
        let is_row = vec![true; found.steps.len()];
        self.steps.ui(ui, "status-steps", &is_row, |ui, index, id| Some(step_ui(ui, cx, &found.steps[index], id)));
    }
}

fn drift_head_ui(ui: &mut Ui, cx: &mut Cx<'_>, of: &Of, found: &Found, text: &str, all: &[usize]) {
    let rect = head_ui(ui, text);
    let drifts: Vec<&Drift> = all.iter().map(|at| &found.status.drift[*at]).collect();
    let any = drifts.iter().any(|drift| import::adoption(&of.plan, &found.status, drift).is_ok());
    if drifts.len() < 2 || !any {
        return;
    }
    let words = say!(cx, "ui-status-adopt-all");
    let name = say!(cx, "ui-status-adopt-all-of", group = text);
    let place = Rect::from_min_max(pos2(rect.right() - ADOPT - 52.0, rect.top()), rect.max - vec2(12.0, 0.0));
    let tip = say!(cx, "ui-status-adopt-all-tip");
    if button(ui, place, Id::unique(("adopt-all", text)), &words, &name, true, &tip) {
        adopt(cx, of, found, &drifts);
    }
}

/// A small button at a place of its own: rows are painted, and what can be pressed in them is not.
fn button(ui: &mut Ui, place: Rect, id: Id, text: &str, name: &str, enabled: bool, tip: &str) -> bool {
    let builder = egui::UiBuilder::new().max_rect(place).scope_id(id);
    let mut inner = ui.new_child(builder.layout(egui::Layout::right_to_left(egui::Align::Center)));
    let colors = Colors::of(ui);
    let ink = if enabled { colors.accent } else { colors.unknown };
    let text = egui::RichText::new(text).font(style::small()).color(ink);
    let button = egui::Button::new(text).frame_when_inactive(false).min_size(vec2(0.0, 22.0));
    inner.spacing_mut().button_padding.y = 1.0;
    let response = inner.add_enabled(enabled, button);
    let response = response.on_hover_text(tip).on_disabled_hover_text(tip);
    response.accessible_name(name).clicked()
}

fn drift_ui(ui: &mut Ui, cx: &mut Cx<'_>, of: &Of, found: &Found, row: &Row, id: Id) -> egui::Response {
    let drift = &found.status.drift[row.at];
    let selected = drift.plan.is_some() && cx.doc.selected() == drift.plan.as_ref();
    let word = said(cx.lang, &drift.what.message());
    let parts = [word.as_str(), &row.name, &row.what, &row.detail];
    let spoken = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let (rect, response) = widgets::row(ui, id, HEIGHT, Role::ListItem, selected, &spoken);
    if ui.is_rect_visible(rect) {
        let colors = Colors::of(ui);
        let square = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(16.0, 16.0));
        let (glyph, color) = match (drift.what, found.status.is_under_way(drift)) {
            (Sort::Learned, _) => (Icon::Info, colors.advice),
            (_, true) => (Icon::Hourglass, colors.muted),
            (Sort::Missing, _) => (Icon::CircleMinus, colors.warning),
            (Sort::Extra, _) => (Icon::CirclePlus, colors.warning),
            (Sort::Different, _) => (Icon::CircleSlash2, colors.warning),
        };
        let centre = egui::Align2::CENTER_CENTER;
        ui.painter().text(square.center(), centre, glyph.unicode(), style::icon_font(15.0), color);
        let width = rect.width() - ADOPT - 20.0;
        let (what, detail) = ((width * 0.34).min(380.0), (width * 0.54).min(620.0));
        let cell = |from: f32, to: f32| {
            Rect::from_min_max(pos2(rect.left() + from, rect.top()), pos2(rect.left() + to - 10.0, rect.bottom()))
        };
        widgets::paint_text(ui, cell(36.0, what), &row.name, egui::FontId::proportional(13.0), colors.text);
        widgets::paint_text(ui, cell(what, detail), &row.what, style::small(), colors.muted);
        widgets::paint_text(ui, cell(detail, width), &row.detail, style::small(), colors.text);
    }
    let place = Rect::from_min_max(pos2(rect.right() - ADOPT - 12.0, rect.top()), rect.max - vec2(12.0, 0.0));
    let (tip, enabled) = match &row.adopt {
        Ok(tip) => (tip, true),
        Err(why) => (why, false),
    };
    let words = say!(cx, "ui-status-adopt");
    let name = say!(cx, "ui-status-adopt-this", name = row.name.as_str());
    if button(ui, place, id.with("adopt"), &words, &name, enabled, tip) {
        adopt(cx, of, found, &[drift]);
    }
    let full = format!("{}\n{}", row.name, if row.detail.is_empty() { &row.what } else { &row.detail });
    let response = response.on_hover_text(full);
    widgets::context_menu(&response, &row.name, |ui| {
        if ui.add_enabled(drift.plan.is_some(), egui::Button::new(say!(cx, "ui-panels-go-there"))).clicked() {
            show(cx, drift);
            ui.close();
        }
        if ui.add_enabled(enabled, egui::Button::new(words.as_str())).on_disabled_hover_text(tip).clicked() {
            adopt(cx, of, found, &[drift]);
            ui.close();
        }
        if ui.button(say!(cx, "ui-panels-copy-sentence")).clicked() {
            ui.ctx().copy_text(spoken.clone());
            ui.close();
        }
    });
    if response.clicked() {
        response.request_focus();
        show(cx, drift);
    }
    response
}

fn show(cx: &mut Cx<'_>, drift: &Drift) {
    match &drift.plan {
        Some(subject) => follow(cx, subject),
        None => cx.out.push(Action::Say(message!("ui-status-not-in-plan"))),
    }
}

fn step_ui(ui: &mut Ui, cx: &mut Cx<'_>, step: &StepLine, id: Id) -> egui::Response {
    let (rect, response) = widgets::row(ui, id, HEIGHT, Role::ListItem, false, &step.spoken);
    if ui.is_rect_visible(rect) {
        let colors = Colors::of(ui);
        let (glyph, color) = match step.progress {
            Progress::Done => (Icon::CircleCheck, colors.good),
            Progress::Begun => (Icon::CircleDot, colors.accent),
            Progress::Open => (Icon::Circle, colors.muted),
            Progress::Untold => (Icon::CircleDashed, colors.unknown),
        };
        let at = pos2(rect.left() + 20.0, rect.center().y);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, glyph.unicode(), style::icon_font(15.0), color);
        let state = said(cx.lang, &step.progress.message());
        let wide = widgets::text_width(ui, &state, style::small());
        let end = rect.right() - 12.0;
        let words = Rect::from_min_max(pos2(rect.left() + 36.0, rect.top()), pos2(end - wide - 12.0, rect.bottom()));
        widgets::paint_text(ui, words, &step.text, egui::FontId::proportional(13.0), colors.text);
        let place = Rect::from_min_max(pos2(end - wide - 2.0, rect.top()), pos2(end + 2.0, rect.bottom()));
        widgets::paint_text(ui, place, &state, style::small(), colors.muted);
    }
    if response.clicked() {
        response.request_focus();
        cx.out.push(Action::Reveal((&step.step).into()));
    }
    response.on_hover_text(&step.spoken)
}

/// Writes differences into the plan, as one step of undo, with places for what is new.
fn adopt(cx: &mut Cx<'_>, of: &Of, found: &Found, drifts: &[&Drift]) {
    let mut edits = import::adopt(&of.plan, &of.replay, &of.real.topology, &found.status, drifts);
    match PlanEdit::all_applied_after(&edits, &of.plan, &of.replay) {
        Ok(after) => {
            let places = free_places(&after, &after.replay_after(&of.plan, &of.replay));
            if !places.is_empty() {
                edits.push(PlanEdit::Place(places));
            }
            let file = of.real.name.as_str();
            let label = match drifts {
                [one] => {
                    let state = &of.replay.states[found.status.stage];
                    message!("ui-status-adopted", name = one.name(state, &of.real.topology), file = file)
                }
                many => message!("ui-status-adopted-many", count = many.len(), file = file),
            };
            cx.out.push(Action::EditAs(label, edits));
        }
        Err(why) => cx.out.push(Action::Say(why.message(&of.plan))),
    }
}
