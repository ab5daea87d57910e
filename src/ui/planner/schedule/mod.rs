//! The phases and steps in time: rows of bars on an axis of days, with freeze windows and what waits for what. Bars are
//! moved and stretched by hand and by keyboard; beside them stands the form of the shown phase.

mod chart;
mod drag;
mod paint;
mod rows;

use super::super::kept::Kept;
use crate::model::*;
use crate::plan::{PlanEdit, days_between};
use crate::ui::action::{Action, Cx, say};
use crate::ui::command::UiCommand;
use crate::ui::panels::steps::Carried;
use crate::ui::panels::when;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use chart::{Chart, marks};
use drag::{Drag, Grip, by_key, edit, preview};
use egui::{Id, Key, Modifiers, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;
use rows::{Line, Told};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The height of a row, and of the axis.
const ROW: f32 = 26.0;
const AXIS: f32 = 34.0;
/// How wide the form beside the chart is, and from which width of the panel on it is always there. In a narrower one it
/// comes when it is asked for: beside a chart that is still to be read, or else in its place.
const FORM: f32 = 300.0;
const FORM_FROM: f32 = 860.0;
const FORM_BESIDE: f32 = 560.0;
/// How many points a day may be wide.
const ZOOM: std::ops::RangeInclusive<f32> = 0.02..=80.0;
/// So close to the end of a bar it is stretched instead of moved.
const HANDLE: f32 = 6.0;

/// What the view keeps between frames.
#[derive(Default)]
pub struct Schedule {
    told: Kept<BTreeSet<PhaseId>, Told>,
    unfolded: BTreeSet<PhaseId>,
    /// The day at the left edge, and how many points a day is wide; none until it is fitted.
    view: Option<(f32, f32)>,
    /// The origin that `view` counts from, and the file of the plan: another plan is fitted anew.
    fitted: Option<(Option<Date>, Option<std::path::PathBuf>)>,
    drag: Option<Drag>,
    /// The form was asked for where it has no place of its own.
    form: bool,
}

/// Where days are on the screen.
#[derive(Clone, Copy)]
struct Scale {
    left: f32,
    from: f32,
    points: f32,
}

impl Scale {
    fn x(&self, day: i64) -> f32 {
        self.left + (day as f32 - self.from) * self.points
    }
}

impl Schedule {
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if cx.doc.plan().phases.is_empty() {
            let (sentence, button) = (say!(cx, "ui-schedule-no-phases"), say!(cx, "ui-panels-add-phase"));
            if widgets::empty_state(ui, Icon::ChartGantt, &sentence, Some(&button)) {
                cx.out.push(Action::Do(UiCommand::AddPhase));
            }
            return;
        }
        let open = self.unfolded.clone();
        let told = self.told.get(cx.doc, cx.lang, open, || Told::new(cx.doc, cx.lang, &self.unfolded));
        let whole = ui.available_rect_before_wrap();
        let narrow = whole.width() < FORM_FROM;
        let beside = !narrow || (self.form && whole.width() >= FORM_BESIDE);
        let (mut left, mut form_area) = match beside {
            true => {
                let (left, form) = whole.split_left_right_at_x(whole.right() - FORM);
                (left, Some(form))
            }
            false => (whole, None),
        };
        let tools = left.with_max_y(left.top() + 32.0);
        left.min.y = tools.max.y;
        ui.scope_builder(UiBuilder::new().max_rect(tools.shrink2(vec2(8.0, 2.0))), |ui| {
            self.tools_ui(ui, cx, &told, narrow);
        });
        if narrow && self.form && !beside {
            form_area = Some(left);
        } else {
            ui.scope_builder(UiBuilder::new().max_rect(left), |ui| self.chart_ui(ui, cx, &told));
        }
        if let Some(area) = form_area {
            if beside {
                ui.painter().vline(area.left(), area.y_range(), egui::Stroke::new(1.0, Colors::of(ui).hair));
            }
            ui.scope_builder(UiBuilder::new().max_rect(area.shrink2(vec2(1.0, 0.0))), |ui| form_ui(ui, cx));
        }
        ui.advance_cursor_after_rect(whole);
    }

    fn tools_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, told: &Told, narrow: bool) {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if widgets::icon_button(ui, Icon::Play, &say!(cx, "ui-schedule-play")).clicked() {
                cx.out.push(Action::Do(UiCommand::Play));
            }
            if widgets::icon_button(ui, Icon::ZoomOut, &say!(cx, "ui-schedule-zoom-out")).clicked() {
                self.zoom(1.0 / 1.5, None);
            }
            if widgets::icon_button(ui, Icon::ZoomIn, &say!(cx, "ui-schedule-zoom-in")).clicked() {
                self.zoom(1.5, None);
            }
            if widgets::icon_button(ui, Icon::Maximize, &say!(cx, "ui-schedule-fit")).clicked() {
                self.view = None;
            }
            let all_open = told.phases.iter().all(|phase| !phase.has_steps || self.unfolded.contains(&phase.id));
            let (icon, name) = match all_open {
                true => (Icon::ListCollapse, say!(cx, "ui-schedule-fold-all")),
                false => (Icon::UnfoldVertical, say!(cx, "ui-schedule-unfold-all")),
            };
            if widgets::icon_button(ui, icon, &name).clicked() {
                self.unfolded =
                    if all_open { BTreeSet::new() } else { told.phases.iter().map(|phase| phase.id.clone()).collect() };
            }
            ui.add_space(8.0);
            if narrow {
                let text = say!(cx, "ui-schedule-form");
                if widgets::segment(ui, &text, self.form, false, &say!(cx, "ui-schedule-form-tip")).clicked() {
                    self.form = !self.form;
                }
                ui.add_space(8.0);
            }
            widgets::muted(ui, told.summary.as_str());
            if let Some(conflicts) = &told.conflicts {
                ui.add_space(8.0);
                widgets::mark(ui, crate::diagram::Glyph::Finding(crate::rules::Level::Warning), 14.0);
                ui.add(egui::Label::new(egui::RichText::new(conflicts).font(style::small())).truncate());
            }
        });
    }

    /// Wider or narrower days, around a place from the left edge (none: the middle of what is seen).
    fn zoom(&mut self, by: f32, around: Option<f32>) {
        let Some((from, points)) = self.view else { return };
        let new = (points * by).clamp(*ZOOM.start(), *ZOOM.end());
        let at = around.unwrap_or(0.0);
        self.view = Some((from + at / points - at / new, new));
    }

    fn chart_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, told: &Told) {
        let area = ui.available_rect_before_wrap();
        ui.set_clip_rect(area.intersect(ui.clip_rect()));
        let names = (area.width() * 0.3).clamp(150.0, 320.0);
        let (left, right) = area.split_left_right_at_x(area.left() + names);
        // While a hand moves a bar, the chart is that of the plan as it would be.
        let previewed = self.drag.as_ref().and_then(|drag| preview(cx.doc.plan(), &told.chart, drag));
        let chart = match &previewed {
            Some(plan) => Arc::new(Chart::new(plan, told.chart.origin)),
            None => told.chart.clone(),
        };
        self.fit(&told.chart, cx.doc.path.as_ref(), right.width());
        self.pan(ui, right);
        let Some((from, points)) = self.view else { return };
        let scale = Scale { left: right.left(), from, points };
        let now = now(ui, cx, &chart, scale, right);
        let (head, axis) = (left.with_max_y(area.top() + AXIS), right.with_max_y(area.top() + AXIS));
        self.axis_ui(ui, cx, &chart, scale, (head, axis), now.as_ref());
        let lines = rows::lines(told);
        let body = Rect::from_min_max(pos2(area.left(), area.top() + AXIS), area.max);
        ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
            let scroll = egui::ScrollArea::vertical().id_salt("schedule").auto_shrink([false, false]);
            scroll.show_viewport(ui, |ui, seen| {
                let top = ui.max_rect().top();
                ui.set_height(lines.len() as f32 * ROW + 8.0);
                let background = ui.clip_rect().with_min_x(right.left());
                let response = ui.interact(background, Id::unique("schedule-ground"), Sense::DRAG);
                if response.dragged() {
                    self.view = Some((from - response.drag_delta().x / points, points));
                }
                let y = |line: usize| top + line as f32 * ROW;
                paint::freezes(ui, &chart, scale, background);
                ui.scope(|ui| {
                    ui.set_clip_rect(background.intersect(ui.clip_rect()));
                    let of_phase = |phase: usize| {
                        lines
                            .iter()
                            .position(|line| matches!(line, Line::Phase(at) if *at == phase))
                            .map(|at| y(at) + ROW / 2.0)
                    };
                    paint::ties(ui, &chart, scale, of_phase);
                });
                // One more at each end, for the keyboard to go to.
                let first = ((seen.min.y / ROW).floor().max(0.0) as usize).saturating_sub(1);
                let last = ((seen.max.y / ROW).ceil().max(0.0) as usize + 1).min(lines.len());
                for (at, line) in lines.iter().enumerate().take(last).skip(first) {
                    let row = Rect::from_min_size(pos2(area.left(), y(at)), vec2(area.width() - 10.0, ROW));
                    match *line {
                        Line::Phase(phase) => {
                            self.phase_ui(ui, cx, told, &chart, (phase, at), &lines, row, names, scale)
                        }
                        Line::Step(phase, step) => self.step_ui(ui, cx, told, &chart, (phase, step), row, names, scale),
                    }
                }
            });
        });
        if let Some(now) = now {
            let felt = now.paint(ui, right);
            felt.widget_info(|| WidgetInfo::labeled(Role::Label, true, &now.text));
        }
        ui.painter().vline(right.left(), area.y_range(), egui::Stroke::new(1.0, Colors::of(ui).hair));
        self.drag_ui(ui, cx, told, points);
    }

    /// All phases in view, once for each plan; when its first day moves, what is seen stays.
    fn fit(&mut self, chart: &Chart, path: Option<&std::path::PathBuf>, width: f32) {
        if self.drag.is_some() {
            return;
        }
        let kept =
            self.fitted.take().filter(|(origin, of)| of.as_ref() == path && origin.is_some() == chart.origin.is_some());
        match (self.view, kept) {
            (Some((from, points)), Some((old, _))) => {
                let moved = chart.origin.zip(old).map_or(0, |(new, old)| days_between(new, old));
                self.view = Some((from + moved as f32, points));
            }
            _ => {
                let (first, end) = chart.extent();
                let days = (end - first).max(7) as f32;
                // Room for the words to the right of the last bar.
                let points = ((width - 150.0).max(60.0) / days).clamp(*ZOOM.start(), 40.0);
                self.view = Some((first as f32 - 16.0 / points, points));
            }
        }
        self.fitted = Some((chart.origin, path.cloned()));
    }

    /// The wheel zooms with Ctrl and goes along with Shift or sideways.
    fn pan(&mut self, ui: &Ui, area: Rect) {
        let Some(pointer) = ui.input(|i| i.pointer.hover_pos()).filter(|at| area.contains(*at)) else { return };
        let (zoom, sideways) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta().x));
        if (zoom - 1.0).abs() > f32::EPSILON {
            self.zoom(zoom, Some(pointer.x - area.left()));
        }
        if let Some((from, points)) = self.view.filter(|_| sideways != 0.0) {
            self.view = Some((from - sideways / points, points));
        }
    }

    fn axis_ui(
        &self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        chart: &Chart,
        scale: Scale,
        (left, right): (Rect, Rect),
        now: Option<&paint::Now>,
    ) {
        let from = scale.from.floor() as i64;
        let to = (scale.from + right.width() / scale.points).ceil() as i64;
        let numbered = |day: i64| say!(cx, "ui-schedule-day-number", number = u64::try_from(day).unwrap_or_default());
        let marks = marks(chart.origin, from, to, scale.points, numbered);
        paint::axis(ui, &marks, scale, (left, right), now);
        paint::freeze_names(ui, cx, chart, scale, right);
    }

    #[expect(clippy::too_many_arguments, reason = "a row is drawn where the list says")]
    fn phase_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        told: &Told,
        chart: &Chart,
        (phase, line): (usize, usize),
        lines: &[Line],
        row: Rect,
        names: f32,
        scale: Scale,
    ) {
        let of = &told.phases[phase];
        let (shown, is_open) = (cx.doc.shown() == phase + 1, self.unfolded.contains(&of.id));
        let name = row.with_max_x(row.left() + names);
        let response = ui.interact(name, row_id(&of.id), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, shown, &of.spoken));
        widgets::one_of(&response, phase, told.phases.len());
        paint::row_ground(ui, row, shown, response.hovered(), response.has_focus().then_some(name));
        // The triangle is no stop of the keyboard: Space does the same.
        let fold = Rect::from_min_size(name.min + vec2(4.0, 0.0), vec2(20.0, ROW));
        if of.has_steps {
            let triangle = ui.interact(fold, row_id(&of.id).with("fold"), Sense::CLICK);
            paint::triangle(ui, fold, is_open, triangle.hovered());
            if triangle.clicked() {
                self.fold(&of.id);
            }
        }
        paint::phase_name(ui, cx, of, name.with_min_x(fold.right()), chart.has_conflict(phase));
        // Enter and Space have meanings of their own.
        let by_key = ui.input(|i| i.key_pressed(Key::Enter) || i.key_pressed(Key::Space));
        if response.clicked() && !by_key {
            response.request_focus();
            cx.out.push(Action::Show(phase + 1));
        }
        if response.double_clicked() {
            self.focus_form(ui, &of.id);
        }
        step_drop_ui(ui, cx, &response, (phase, None), row);
        if response.gained_focus() {
            ui.scroll_to_rect(name, None);
        }
        if response.has_focus() {
            widgets::keep_arrows(&response);
            self.keys(ui, cx, told, chart, phase, (line, lines));
        }
        let clip = row.with_min_x(row.left() + names).intersect(ui.clip_rect());
        if let Some(bar) = chart.bars.get(phase).copied().flatten() {
            let area =
                Rect::from_x_y_ranges(scale.x(bar.first)..=scale.x(bar.end), row.y_range()).shrink2(vec2(0.0, 5.0));
            let area = if area.width() < 3.0 { area.with_max_x(area.left() + 3.0) } else { area };
            self.bar_ui(ui, cx, of, area.expand2(vec2(2.0, 3.0)).intersect(clip), area, phase);
            let held = self.drag.as_ref().is_some_and(|drag| drag.phase == of.id);
            paint::bar(ui, of, &bar, area, clip, (shown, held, chart.has_conflict(phase)));
            paint::pauses(ui, chart, scale, area.intersect(clip));
        } else {
            let words = say!(cx, "ui-schedule-no-date");
            widgets::paint_text(ui, clip.shrink2(vec2(8.0, 0.0)), &words, style::small(), Colors::of(ui).muted);
        }
    }

    /// The hand on a bar.
    fn bar_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>, of: &rows::PhaseLine, felt: Rect, area: Rect, phase: usize) {
        if !felt.is_positive() {
            return;
        }
        let response = ui.interact(felt, row_id(&of.id).with("bar"), Sense::CLICK | Sense::DRAG);
        let near_end = |at: egui::Pos2| at.x > area.right() - HANDLE.min(area.width() / 2.0);
        let is_dated = cx.doc.plan().is_dated();
        if let Some(at) = response.hover_pos() {
            let icon = match near_end(at) {
                true => egui::CursorIcon::ResizeHorizontal,
                false if is_dated => egui::CursorIcon::Grab,
                false => egui::CursorIcon::Default,
            };
            ui.ctx().set_cursor_icon(icon);
        }
        if response.drag_started()
            && let Some(at) = ui.input(|i| i.pointer.press_origin())
        {
            let grip = if near_end(at) { Grip::Stretch } else { Grip::Move };
            if grip == Grip::Stretch || is_dated {
                self.drag = Some(Drag { phase: of.id.clone(), grip, from: at.x, days: 0 });
            } else {
                cx.out.push(Action::Say(crate::message!("ui-schedule-date-first")));
            }
        }
        if response.clicked() {
            cx.out.push(Action::Show(phase + 1));
            ui.memory_mut(|memory| memory.request_focus(row_id(&of.id)));
        }
        if response.double_clicked() {
            self.focus_form(ui, &of.id);
        }
        if self.drag.is_none() {
            response.on_hover_text(&of.spoken);
        }
    }

    /// What is in the hand follows the pointer; let go it is one edit, and Esc puts it back.
    fn drag_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>, told: &Told, points: f32) {
        let Some(drag) = &mut self.drag else { return };
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) || cx.doc.place_of(&drag.phase).is_none() {
            self.drag = None;
            return;
        }
        if let Some(at) = ui.input(|i| i.pointer.interact_pos()) {
            drag.days = ((at.x - drag.from) / points).round() as i64;
        }
        let icon =
            if drag.grip == Grip::Move { egui::CursorIcon::Grabbing } else { egui::CursorIcon::ResizeHorizontal };
        ui.ctx().set_cursor_icon(icon);
        if !ui.input(|i| i.pointer.any_down()) {
            if let Some(edit) = edit(cx.doc.plan(), &told.chart, drag) {
                cx.out.push(Action::Edit(vec![edit]));
            }
            self.drag = None;
        }
    }

    /// The keyboard goes to the form of a phase, which is shown by then.
    fn focus_form(&mut self, ui: &Ui, id: &PhaseId) {
        self.form = true;
        ui.memory_mut(|memory| memory.request_focus(when::owner_id(id, FORM_PLACE)));
    }

    fn fold(&mut self, id: &PhaseId) {
        if !self.unfolded.remove(id) {
            self.unfolded.insert(id.clone());
        }
    }

    fn keys(
        &mut self,
        ui: &Ui,
        cx: &mut Cx<'_>,
        told: &Told,
        chart: &Chart,
        phase: usize,
        (line, lines): (usize, &[Line]),
    ) {
        let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
        let id = told.phases[phase].id.clone();
        let alt_shift = Modifiers::ALT.plus(Modifiers::SHIFT);
        let steps = [
            (alt_shift, Grip::Stretch, 7),
            (Modifiers::ALT, Grip::Stretch, 1),
            (Modifiers::SHIFT, Grip::Move, 7),
            (Modifiers::NONE, Grip::Move, 1),
        ];
        for (modifiers, grip, days) in steps {
            for (key, sign) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
                if !pressed(modifiers, key) {
                    continue;
                }
                let drag = Drag { phase: id.clone(), grip, from: 0.0, days: sign * days };
                match by_key(cx.doc.plan(), chart, &drag) {
                    Some(edit) => cx.out.push(Action::Edit(vec![edit])),
                    None => cx.out.push(Action::Say(crate::message!("ui-schedule-date-first"))),
                }
                return;
            }
        }
        let beside = |down: bool| {
            let mut rest: Box<dyn Iterator<Item = &Line>> =
                if down { Box::new(lines[line + 1..].iter()) } else { Box::new(lines[..line].iter().rev()) };
            rest.next().map(|line| line_id(told, line))
        };
        for (key, down) in [(Key::ArrowUp, false), (Key::ArrowDown, true)] {
            if pressed(Modifiers::NONE, key)
                && let Some(id) = beside(down)
            {
                ui.memory_mut(|memory| memory.request_focus(id));
                return;
            }
        }
        if pressed(Modifiers::NONE, Key::Enter) {
            cx.out.push(Action::Show(phase + 1));
            self.focus_form(ui, &id);
        } else if pressed(Modifiers::NONE, Key::Space) {
            self.fold(&id);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a row is drawn where the list says")]
    fn step_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        told: &Told,
        chart: &Chart,
        (phase, step): (usize, usize),
        row: Rect,
        names: f32,
        scale: Scale,
    ) {
        let of = &told.phases[phase].steps[step];
        let name = row.with_max_x(row.left() + names);
        let response = ui.interact(name, step_id(&of.id), Sense::click_and_drag());
        response.dnd_set_drag_payload(Carried(of.id.clone()));
        step_drop_ui(ui, cx, &response, (phase, Some(step)), row);
        if response.gained_focus() {
            ui.scroll_to_rect(name, None);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &of.spoken));
        paint::row_ground(ui, row, false, response.hovered(), response.has_focus().then_some(name));
        let words = name.with_min_x(name.left() + 36.0).with_max_x(name.right() - 4.0);
        widgets::paint_text(ui, words, &of.text, style::small(), Colors::of(ui).text);
        if response.hovered() || response.has_focus() {
            cx.out.push(Action::Light(of.about.clone()));
        }
        if response.has_focus() {
            widgets::keep_arrows(&response);
            let lines = rows::lines(told);
            let here = lines.iter().position(|line| *line == Line::Step(phase, step));
            for (key, to) in
                [(Key::ArrowUp, here.and_then(|at| at.checked_sub(1))), (Key::ArrowDown, here.map(|at| at + 1))]
            {
                if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key))
                    && let Some(line) = to.and_then(|at| lines.get(at))
                {
                    ui.memory_mut(|memory| memory.request_focus(line_id(told, line)));
                }
            }
        }
        if response.clicked() {
            response.request_focus();
            cx.out.push(Action::Reveal(Subject::from(&of.id)));
        }
        let clip = row.with_min_x(row.left() + names).intersect(ui.clip_rect());
        paint::step(ui, of, chart.bars.get(phase).copied().flatten(), row, clip, scale);
    }
}

/// A step that is let go on a row goes to the end of that phase, or to the place of that step.
fn step_drop_ui(ui: &Ui, cx: &mut Cx<'_>, response: &egui::Response, (phase, step): (usize, Option<usize>), row: Rect) {
    let Some(to) = cx.doc.plan().phases.get(phase) else { return };
    if let Some(carried) = response.dnd_release_payload::<Carried>() {
        let from = cx.doc.plan().step(&carried.0).map(|(stage, _)| stage);
        // At the end of its own phase it would only seem lost.
        if step.is_some() || from != Some(phase + 1) {
            let index = step.unwrap_or(to.steps.len());
            let (step, to) = (carried.0.clone(), to.id.clone());
            cx.out.push(Action::Edit(vec![PlanEdit::MoveStep { step, to, index }]));
        }
    } else if response.dnd_hover_payload::<Carried>().is_some() {
        let ring = egui::Stroke::new(2.0, Colors::of(ui).accent);
        ui.painter().rect_stroke(row, style::SMALL_RADIUS, ring, egui::StrokeKind::Inside);
    }
}

fn row_id(id: &PhaseId) -> Id {
    Id::unique(("schedule", id.as_str()))
}

fn step_id(id: &StepId) -> Id {
    Id::unique(("schedule-step", id.as_str()))
}

fn line_id(told: &Told, line: &Line) -> Id {
    match *line {
        Line::Phase(phase) => row_id(&told.phases[phase].id),
        Line::Step(phase, step) => step_id(&told.phases[phase].steps[step].id),
    }
}

/// The present day, where it is among the days that are seen. (*Today* is the name of the first stage.)
fn now(ui: &Ui, cx: &Cx<'_>, chart: &Chart, scale: Scale, area: Rect) -> Option<paint::Now> {
    let date = jiff::Zoned::now().date();
    // In the middle of its day.
    let x = scale.x(chart.day(date)?) + scale.points / 2.0;
    let text = say!(cx, "ui-schedule-now", date = date.to_string());
    area.x_range().contains(x).then(|| paint::Now::new(ui, text, x, area, AXIS))
}

const FORM_PLACE: &str = "schedule";

/// The form of the shown phase, and the freeze windows.
fn form_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let shown = cx.doc.shown();
    let phase = shown.checked_sub(1).and_then(|at| cx.doc.plan().phases.get(at)).cloned();
    let area = egui::ScrollArea::vertical().id_salt("schedule-form").auto_shrink([false, false]);
    area.show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 6)).show(ui, |ui| {
            match phase {
                Some(phase) => {
                    let name = cx.doc.plan().stage_name(shown, cx.lang);
                    ui.add(egui::Label::new(egui::RichText::new(name).font(style::strong())).truncate());
                    when::form_ui(ui, cx, &phase, FORM_PLACE);
                }
                None => drop(widgets::muted(ui, say!(cx, "ui-schedule-choose-phase"))),
            }
            when::freezes_ui(ui, cx);
        });
    });
}
