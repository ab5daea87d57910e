//! The ordered list of a phase's steps: moved by hand and by keyboard, within the phase and to another.

use super::problem_rows::stage_name;
use super::when;
use crate::model::*;
use crate::plan::{How, Phase, PlanEdit, Step, read_minutes, said_minutes};
use crate::text::Lang;
use crate::ui::action::{Action, Cx, say, wrapping};
use crate::ui::document::Document;
use crate::ui::style::{self, Colors};
use crate::ui::widgets::{self, Field};
use egui::{DragAndDrop, Key, Modifiers, Rect, RichText, Sense, Stroke, Ui, vec2};
use lucide_icons::Icon;
use std::sync::Arc;

/// One step as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct StepRow {
    pub id: StepId,
    /// `2.3`: the third step of the second phase.
    pub number: String,
    pub text: String,
    pub note: Option<String>,
    /// Who carries it out, and how long it takes.
    pub by: Option<String>,
    /// Work that changes nothing in the topology.
    pub activity: bool,
    /// Why it does not apply.
    pub skipped: Option<String>,
    pub about: Vec<Subject>,
}

/// The steps of a stage; Today has none.
pub fn steps(doc: &Document, stage: usize, lang: Lang) -> Vec<StepRow> {
    let plan = doc.plan();
    let Some(phase) = stage.checked_sub(1).and_then(|at| plan.phases.get(at)) else { return Vec::new() };
    let known = plan.everything();
    let row = |(at, step): (usize, &Arc<Step>)| {
        let why = doc.replay().skipped.iter().find(|skipped| skipped.step == *step.id());
        StepRow {
            id: step.id().clone(),
            number: format!("{stage}.{}", at + 1),
            text: wrapping(&lang.say(&step.label_in(&known))),
            note: step.note().map(ToString::to_string),
            by: by(step.how(), lang),
            activity: matches!(**step, Step::Activity { .. }),
            skipped: why.map(|skipped| wrapping(&lang.say(&skipped.why.message(&|subject| doc.label(subject))))),
            about: step.about(),
        }
    };
    phase.steps.iter().enumerate().map(row).collect()
}

/// Who carries a step out, and how long it takes, as far as it is said.
fn by(how: &How, lang: Lang) -> Option<String> {
    let length = how.minutes.map(|minutes| wrapping(&lang.say(&said_minutes(minutes))));
    let parts: Vec<String> = how.owner.iter().map(|owner| owner.to_string()).chain(length).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// A step in the hand: dropped between others it goes there, on a phase of the timeline to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried(pub StepId);

/// What the list keeps between frames.
#[derive(Default)]
pub struct Steps {
    kept: Option<(u64, usize, Lang, Vec<StepRow>)>,
    open: Option<StepId>,
}

impl Steps {
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, phase: &Phase) {
        let (doc, shown) = (cx.doc, cx.doc.shown());
        let kept = self
            .kept
            .take()
            .filter(|(revision, stage, lang, _)| (*revision, *stage, *lang) == (doc.content(), shown, cx.lang));
        let rows = kept.map_or_else(|| steps(doc, shown, cx.lang), |(_, _, _, rows)| rows);
        widgets::section(ui, &say!(cx, "ui-panels-steps", count = rows.len()));
        if rows.is_empty() {
            widgets::muted(ui, say!(cx, "ui-panels-no-steps"));
        }
        let top = ui.cursor().top();
        let mut rects = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            rects.push(self.step_ui(ui, cx, row, at, rows.len()));
        }
        let area = Rect::from_x_y_ranges(ui.max_rect().x_range(), top - 24.0..=ui.cursor().top() + 24.0);
        drop_ui(ui, cx, phase, &rows, &rects, area);
        self.kept = Some((doc.content(), shown, cx.lang, rows));
    }

    fn step_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, row: &StepRow, at: usize, total: usize) -> Rect {
        let colors = Colors::of(ui);
        let open = self.open.as_ref() == Some(&row.id);
        let carried = DragAndDrop::payload::<Carried>(ui.ctx()).is_some_and(|carried| carried.0 == row.id);
        let ground = if open || carried { colors.hover } else { egui::Color32::TRANSPARENT };
        let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(6, 4)).corner_radius(style::SMALL_RADIUS);
        let shown = frame.fill(ground).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.allocate_ui(vec2(28.0, 18.0), |ui| {
                    ui.set_width(28.0);
                    widgets::muted(ui, row.number.as_str());
                });
                if row.activity {
                    let glyph = widgets::icon(Icon::Wrench).font(style::icon_font(13.0)).color(colors.muted);
                    ui.add(egui::Label::new(glyph)).on_hover_text(say!(cx, "ui-panels-activity"));
                }
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width());
                    let text = RichText::new(&row.text);
                    let text = if row.skipped.is_some() { text.color(colors.muted).strikethrough() } else { text };
                    ui.add(egui::Label::new(text).wrap());
                    if let Some(why) = &row.skipped {
                        let color = colors.warning;
                        ui.add(egui::Label::new(RichText::new(why).font(style::small()).color(color)).wrap());
                    }
                    if let Some(by) = &row.by {
                        widgets::muted(ui, by.as_str());
                    }
                    if let (Some(note), false) = (&row.note, open) {
                        widgets::muted(ui, note.as_str());
                    }
                });
            });
        });
        let rect = shown.response.rect;
        let id = egui::Id::unique(("step", row.id.as_str()));
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let spoken = format!("{} {}", row.number, row.text);
        if response.hovered() || response.has_focus() || carried {
            cx.out.push(Action::Light(row.about.clone()));
        }
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, open, &spoken));
        response.dnd_set_drag_payload(Carried(row.id.clone()));
        if response.has_focus() {
            let ring = Stroke::new(2.0, colors.accent);
            ui.painter().rect_stroke(rect, style::SMALL_RADIUS, ring, egui::StrokeKind::Inside);
            keys(ui, cx, row, at, total);
        }
        if response.clicked() {
            response.request_focus();
            self.open = (!open).then(|| row.id.clone());
            if let Some(subject) = row.about.iter().find(|subject| cx.doc.state().has(subject)) {
                cx.out.push(Action::Select(Some(subject.clone())));
            }
        }
        widgets::context_menu(&response, &spoken, |ui| menu_ui(ui, cx, row, at, total));
        if open {
            detail_ui(ui, cx, row, at, total);
        }
        rect.with_max_y(ui.cursor().top())
    }
}

fn keys(ui: &Ui, cx: &mut Cx<'_>, row: &StepRow, at: usize, total: usize) {
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    if pressed(Modifiers::ALT, Key::ArrowUp) {
        if at > 0 {
            move_within(cx, row, at - 1);
        }
    } else if pressed(Modifiers::ALT, Key::ArrowDown) {
        if at + 1 < total {
            move_within(cx, row, at + 1);
        }
    } else if pressed(Modifiers::ALT, Key::ArrowLeft) {
        move_beside(cx, row, false);
    } else if pressed(Modifiers::ALT, Key::ArrowRight) {
        move_beside(cx, row, true);
    } else if pressed(Modifiers::NONE, Key::Delete) {
        cx.out.push(Action::Edit(vec![PlanEdit::RemoveStep(row.id.clone())]));
    }
}

/// To the end of the phase before or after, which is then shown.
fn move_beside(cx: &mut Cx<'_>, row: &StepRow, later: bool) {
    let shown = cx.doc.shown();
    let to = if later { shown + 1 } else { shown.saturating_sub(1) };
    if to > 0 && to <= cx.doc.plan().phases.len() {
        move_to(cx, row, to);
    }
}

fn move_to(cx: &mut Cx<'_>, row: &StepRow, stage: usize) {
    let Some(phase) = stage.checked_sub(1).and_then(|at| cx.doc.plan().phases.get(at)) else { return };
    let (step, to, index) = (row.id.clone(), phase.id.clone(), phase.steps.len());
    cx.out.push(Action::Edit(vec![PlanEdit::MoveStep { step, to, index }]));
    cx.out.push(Action::Show(stage));
}

fn move_within(cx: &mut Cx<'_>, row: &StepRow, index: usize) {
    let shown = cx.doc.shown();
    if let Some(phase) = shown.checked_sub(1).and_then(|at| cx.doc.plan().phases.get(at)) {
        cx.out.push(Action::Edit(vec![PlanEdit::MoveStep { step: row.id.clone(), to: phase.id.clone(), index }]));
    }
}

/// The phases that a step can go to.
fn phases_ui(ui: &mut Ui, cx: &mut Cx<'_>, row: &StepRow) {
    let shown = cx.doc.shown();
    for stage in (1..cx.doc.plan().stages()).filter(|stage| *stage != shown) {
        if ui.button(stage_name(cx.doc, stage, cx.lang)).clicked() {
            move_to(cx, row, stage);
            ui.close();
        }
    }
}

fn menu_ui(ui: &mut Ui, cx: &mut Cx<'_>, row: &StepRow, at: usize, total: usize) {
    let number = row.number.as_str();
    if ui.add_enabled(at > 0, egui::Button::new(say!(cx, "ui-panels-step-up", number = number))).clicked() {
        move_within(cx, row, at - 1);
        ui.close();
    }
    let down = say!(cx, "ui-panels-step-down", number = number);
    if ui.add_enabled(at + 1 < total, egui::Button::new(down)).clicked() {
        move_within(cx, row, at + 1);
        ui.close();
    }
    if cx.doc.plan().phases.len() > 1 {
        ui.menu_button(say!(cx, "ui-panels-step-to-phase"), |ui| phases_ui(ui, cx, row));
    }
    ui.separator();
    if ui.button(say!(cx, "ui-panels-remove-step", number = number)).clicked() {
        cx.out.push(Action::Edit(vec![PlanEdit::RemoveStep(row.id.clone())]));
        ui.close();
    }
}

/// The note of the open step, and what can be done with it.
fn detail_ui(ui: &mut Ui, cx: &mut Cx<'_>, row: &StepRow, at: usize, total: usize) {
    egui::Frame::new().inner_margin(egui::Margin { left: 40, right: 6, top: 2, bottom: 6 }).show(ui, |ui| {
        let hint = say!(cx, "ui-panels-note-hint");
        let id = egui::Id::unique(("note", row.id.as_str()));
        let value = row.note.as_deref().unwrap_or_default();
        let name = say!(cx, "ui-panels-note-of", number = row.number.as_str());
        let width = ui.available_width();
        let field = Field { id, value, name: &name, hint: &hint, width, rows: 2 };
        if let (_, Some(text)) = field.ui(ui) {
            let note = (!text.trim().is_empty()).then(|| Text::from(text.trim()));
            if let Some((_, step)) = cx.doc.plan().step(&row.id) {
                cx.out.push(Action::Edit(vec![PlanEdit::EditStep(step.with(|how| how.note = note))]));
            }
        }
        tool_ui(ui, cx, row);
        how_ui(ui, cx, row);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let up = say!(cx, "ui-panels-step-up", number = row.number.as_str());
            if ui.add_enabled_ui(at > 0, |ui| widgets::row_button(ui, Icon::ArrowUp, &up)).inner.clicked() {
                move_within(cx, row, at - 1);
            }
            let down = say!(cx, "ui-panels-step-down", number = row.number.as_str());
            let can = at + 1 < total;
            if ui.add_enabled_ui(can, |ui| widgets::row_button(ui, Icon::ArrowDown, &down)).inner.clicked() {
                move_within(cx, row, at + 1);
            }
            let remove = say!(cx, "ui-panels-remove-step", number = row.number.as_str());
            if widgets::row_button(ui, Icon::Trash2, &remove).clicked() {
                cx.out.push(Action::Edit(vec![PlanEdit::RemoveStep(row.id.clone())]));
            }
            if cx.doc.plan().phases.len() > 1 {
                let to = say!(cx, "ui-panels-step-to-phase");
                let response = ui.add(egui::Button::new(&to).frame_when_inactive(false).truncate());
                egui::Popup::menu(&response).show(|ui| phases_ui(ui, cx, row));
            }
        });
    });
}

/// Who carries the open step out, how long it takes, and what is entered.
fn how_ui(ui: &mut Ui, cx: &mut Cx<'_>, row: &StepRow) {
    let Some(step) = cx.doc.plan().step(&row.id).map(|(_, step)| step.clone()) else { return };
    let id = |key: &str| egui::Id::unique(("how", row.id.as_str(), key.to_owned()));
    let how = step.how();
    let hint = say!(cx, "ui-schedule-not-said");
    let owner = how.owner.as_deref().unwrap_or_default();
    if let Some(text) = when::row(ui, id("owner"), &say!(cx, "ui-schedule-owner"), owner, &hint) {
        cx.out.push(Action::Edit(vec![PlanEdit::EditStep(step.with(|how| how.owner = when::given(&text)))]));
    }
    let length = how.minutes.map(|minutes| wrapping(&cx.lang.say(&said_minutes(minutes)))).unwrap_or_default();
    let hint = say!(cx, "ui-schedule-duration-hint");
    if let Some(text) = when::row(ui, id("minutes"), &say!(cx, "ui-schedule-duration"), &length, &hint) {
        match (when::given(&text), read_minutes(&text)) {
            (Some(text), None) => cx.out.push(Action::Say(crate::message!("ui-schedule-no-duration", text = &*text))),
            (_, minutes) => {
                cx.out.push(Action::Edit(vec![PlanEdit::EditStep(step.with(|how| how.minutes = minutes))]));
            }
        }
    }
    let name = say!(cx, "ui-schedule-script", number = row.number.as_str());
    let hint = say!(cx, "ui-schedule-script-hint");
    let value = how.script.as_deref().unwrap_or_default();
    let rows = value.lines().count().clamp(2, 8);
    let field = Field { id: id("script"), value, name: &name, hint: &hint, width: ui.available_width(), rows };
    if let (_, Some(text)) = field.ui(ui) {
        // Lines may begin with blanks that mean something.
        let script = (!text.trim().is_empty()).then(|| Text::from(text.trim_end()));
        cx.out.push(Action::Edit(vec![PlanEdit::EditStep(step.with(|how| how.script = script))]));
    }
}

/// With what the open step is carried out.
fn tool_ui(ui: &mut Ui, cx: &mut Cx<'_>, row: &StepRow) {
    let Some(step) = cx.doc.plan().step(&row.id).map(|(_, step)| step.clone()) else { return };
    let name = say!(cx, "ui-panels-tool-of", number = row.number.as_str());
    let unknown = say!(cx, "ui-panels-tool-unknown");
    let lang = cx.lang;
    let said = |tool: Option<StepTool>| {
        tool.map_or(unknown.clone(), |tool| lang.word(StepTool::PREFIX, tool.key()).to_string())
    };
    let combo = egui::ComboBox::from_id_salt(("tool", row.id.as_str())).width(ui.available_width()).truncate();
    let shown = combo.selected_text(said(step.tool())).show_ui(ui, |ui| {
        for option in std::iter::once(None).chain(StepTool::ALL.iter().copied().map(Some)) {
            let on = step.tool() == option;
            if ui.selectable_label(on, said(option)).clicked() && !on {
                cx.out.push(Action::Edit(vec![PlanEdit::EditStep(step.with_tool(option))]));
            }
        }
    });
    shown.response.accessible_name(name).on_hover_text(said(step.tool()));
}

/// While a step is dragged over the list: the line where it would go; on release the move.
fn drop_ui(ui: &mut Ui, cx: &mut Cx<'_>, phase: &Phase, rows: &[StepRow], rects: &[Rect], area: Rect) {
    let Some(carried) = DragAndDrop::payload::<Carried>(ui.ctx()) else { return };
    let Some(pointer) = ui.input(|i| i.pointer.interact_pos()) else { return };
    label_ui(ui, rows, &carried, pointer);
    if !area.intersect(ui.clip_rect()).contains(pointer) {
        return;
    }
    // A long list follows the hand at its edges.
    let clip = ui.clip_rect();
    if pointer.y < clip.top() + 28.0 {
        ui.scroll_with_delta(vec2(0.0, 6.0));
    } else if pointer.y > clip.bottom() - 28.0 {
        ui.scroll_with_delta(vec2(0.0, -6.0));
    }
    let place = place_of(rects, pointer.y);
    let y = match (place.checked_sub(1).and_then(|at| rects.get(at)), rects.get(place)) {
        (Some(above), _) => above.bottom() + 1.0,
        (None, Some(below)) => below.top() - 1.0,
        (None, None) => area.center().y,
    };
    let (stroke, edge) = (Stroke::new(3.0, Colors::of(ui).accent), area.shrink2(vec2(4.0, 0.0)));
    ui.painter().hline(edge.x_range(), y, stroke);
    if ui.input(|i| i.pointer.any_released())
        && let Some(carried) = DragAndDrop::take_payload::<Carried>(ui.ctx())
    {
        let from = rows.iter().position(|row| row.id == carried.0);
        let index = index_after(from, place);
        if from != Some(index) {
            let (step, to) = (carried.0.clone(), phase.id.clone());
            cx.out.push(Action::Edit(vec![PlanEdit::MoveStep { step, to, index }]));
        }
    }
}

/// Before which row a height is: the number of rows whose middle is above it.
fn place_of(rects: &[Rect], y: f32) -> usize {
    rects.iter().take_while(|rect| rect.center().y < y).count()
}

/// Where a step ends when it is put before row `place`: it has first left its own place.
fn index_after(from: Option<usize>, place: usize) -> usize {
    if from.is_some_and(|from| from < place) { place - 1 } else { place }
}

/// What is in the hand, beside the pointer, wherever it is.
fn label_ui(ui: &Ui, rows: &[StepRow], carried: &Carried, pointer: egui::Pos2) {
    let Some(row) = rows.iter().find(|row| row.id == carried.0) else { return };
    let colors = Colors::of(ui);
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("carried-step")));
    let mut job = egui::text::LayoutJob::simple_singleline(
        format!("{} {}", row.number, row.text),
        egui::FontId::proportional(13.0),
        colors.text,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(240.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let rect = Rect::from_min_size(pointer + vec2(14.0, 10.0), galley.size() + vec2(16.0, 10.0));
    let edge = Stroke::new(1.0, colors.accent);
    painter.rect(rect, style::SMALL_RADIUS, colors.card, edge, egui::StrokeKind::Inside);
    painter.galley(rect.min + vec2(8.0, 5.0), galley, colors.text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    #[test]
    fn steps_are_numbered_and_what_does_not_apply_says_why() {
        let mut doc = Document::new(Arc::new(Plan::new(PackId::new("lync-2013"))), || {});
        let (phase, edit) = super::super::timeline::new_phase(doc.plan(), 0, Lang::EN);
        doc.commit(crate::message!("language-name"), &[edit]).expect("added");
        let activity = Step::activity(StepId::new("step-a"), ActivityKind::Backup, Vec::new());
        let activity = activity.with(|how| how.note = Some("Every night".into()));
        let lost = Step::change(
            StepId::new("step-b"),
            vec![crate::edit::Command::Remove(Subject::Pool(PoolId::new("pool-x")))],
        );
        let add = |step| PlanEdit::AddStep { phase: phase.clone(), index: None, step };
        doc.commit(crate::message!("language-name"), &[add(activity), add(lost)]).expect("added");
        let rows = steps(&doc, 1, Lang::EN);
        assert_eq!(rows[0].number, "1.1");
        assert_eq!(rows[0].note.as_deref(), Some("Every night"));
        assert!(rows[0].activity && rows[0].skipped.is_none());
        assert!(rows[1].skipped.as_deref().is_some_and(|why| why.contains("pool-x")));
        assert!(steps(&doc, 0, Lang::EN).is_empty());
    }

    #[test]
    fn a_step_is_put_where_the_line_was() {
        let rects = [0.0, 30.0, 60.0].map(|top| Rect::from_min_size(egui::pos2(0.0, top), vec2(100.0, 30.0)));
        assert_eq!([-5.0, 14.0, 16.0, 80.0, 500.0].map(|y| place_of(&rects, y)), [0, 0, 1, 3, 3]);
        assert_eq!(index_after(Some(0), 3), 2, "first to last");
        assert_eq!(index_after(Some(0), 1), 0, "where it is");
        assert_eq!(index_after(Some(2), 0), 0);
        assert_eq!(index_after(None, 1), 1, "from another phase");
    }
}
