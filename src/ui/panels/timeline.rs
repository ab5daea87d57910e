//! The strip of stages: Today and every phase, with what stands in each. Add, rename, reorder, merge, delete.

use super::counts::{self, Counts};
use super::steps::Carried;
use crate::model::*;
use crate::plan::{Phase, Plan, PlanEdit, Span};
use crate::text::Lang;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::command::UiCommand;
use crate::ui::document::Document;
use crate::ui::kept::Kept;
use crate::ui::planner::Below;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Align2, Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;
use std::sync::Arc;

/// One stage as the strip shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct StageCard {
    pub index: usize,
    pub name: String,
    pub dates: Option<String>,
    pub counts: Counts,
    /// An error that nobody accepted stands here.
    pub unsupported: bool,
    pub steps: usize,
    /// Steps that do not apply.
    pub skipped: usize,
    pub shown: bool,
}

pub fn cards(doc: &Document, lang: Lang) -> Vec<StageCard> {
    let plan = doc.plan();
    let spans = plan.schedule().spans;
    let today = said(lang, &crate::message!("plan-today"));
    (0..plan.stages())
        .map(|index| {
            let phase = index.checked_sub(1).and_then(|at| plan.phases.get(at));
            let counts = Counts::at(doc.report(), index);
            StageCard {
                index,
                name: phase.map_or_else(|| today.clone(), |phase| phase.name.to_string()),
                dates: index.checked_sub(1).and_then(|at| spans.get(at)).and_then(dates),
                counts,
                unsupported: counts.errors > 0,
                steps: phase.map_or(0, |phase| phase.steps.len()),
                skipped: doc.replay().skipped.iter().filter(|skipped| skipped.stage == index && index > 0).count(),
                shown: index == doc.shown(),
            }
        })
        .collect()
}

fn dates(span: &Span) -> Option<String> {
    match (span.start, span.end) {
        (None, None) => None,
        (Some(start), None) => Some(format!("{start} –")),
        (None, Some(end)) => Some(format!("– {end}")),
        // The year is said once where it can be: there is room for little more than one date.
        (Some(start), Some(end)) if start.year() == end.year() => Some(format!("{start} – {}", end.strftime("%m-%d"))),
        (Some(start), Some(end)) => Some(format!("{start} – {end}")),
    }
}

/// A phase after the shown stage, with a free name.
pub fn new_phase(plan: &Plan, after: usize, lang: Lang) -> (PhaseId, PlanEdit) {
    let taken: Vec<&str> = plan.phases.iter().map(|phase| &*phase.name).collect();
    let mut name = String::new();
    for number in plan.phases.len() + 1.. {
        name = lang.say(&crate::message!("ui-panels-new-phase-name", number = number));
        if !taken.contains(&name.as_str()) {
            break;
        }
    }
    let id = PhaseId::new(&plan.free_id(SubjectKind::Phase, &name));
    let phase = Phase::new(id.clone(), name);
    (id, PlanEdit::AddPhase { index: after, phase })
}

/// An edit of everything of a phase but its steps, starting from what it is.
pub fn edit_phase(phase: &Phase, change: impl FnOnce(&mut Phase)) -> PlanEdit {
    let mut new = phase.head();
    change(&mut new);
    PlanEdit::EditPhase(new)
}

/// What the strip keeps between frames.
#[derive(Default)]
pub struct Timeline {
    cards: Kept<(), Vec<StageCard>>,
    /// The phase whose name is being typed, and the text.
    renaming: Option<(usize, String)>,
    /// The field has just appeared: what is typed replaces the old name.
    fresh: bool,
    dragging: Option<usize>,
    /// The card of the shown stage takes the keyboard on the next frame: the one that had it went or was renamed.
    refocus: bool,
    /// Brings the shown stage into view on the next frame.
    reveal: bool,
}

const CARD: egui::Vec2 = vec2(164.0, 56.0);
/// A name that is longer is cut.
const LONGEST_NAME: f32 = 220.0;
const STEP: f32 = 12.0;
/// From the edge of a card to what stands in it.
const INSET: f32 = 10.0;

impl Timeline {
    /// Starts renaming the phase at a stage.
    pub fn rename(&mut self, index: usize, name: &str) {
        self.renaming = Some((index, name.to_owned()));
        self.fresh = true;
        self.reveal = true;
    }

    pub fn reveal(&mut self) {
        self.reveal = true;
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let cards = self.cards.get(cx.doc, cx.lang, (), || cards(cx.doc, cx.lang));
        // Adding a phase stays at hand when the strip is longer than the window.
        let add = say!(cx, "ui-panels-add-phase");
        let needed: f32 = cards.iter().map(|card| width(ui, card, cx.lang) + STEP).sum::<f32>() + 8.0;
        let mut button = widgets::text_width(ui, &add, egui::FontId::proportional(13.0)) + 48.0;
        // Where there is something to migrate and no phase yet, the way to all of them at once.
        let propose = say!(cx, "ui-propose");
        let invites = cx.doc.plan().phases.is_empty() && !cx.doc.plan().today.pools.is_empty();
        if invites {
            button += widgets::text_width(ui, &propose, style::strong()) + 56.0;
        }
        let room = needed.min((ui.available_width() - button - 2.0 * (style::ROW + 4.0)).max(CARD.x));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let strip = egui::ScrollArea::horizontal().id_salt("timeline").auto_shrink([false, true]).max_width(room);
            strip.show(ui, |ui| {
                ui.set_min_height(CARD.y + 16.0);
                ui.horizontal_centered(|ui| {
                    ui.spacing_mut().item_spacing.x = STEP;
                    ui.add_space(8.0);
                    let mut rects = Vec::with_capacity(cards.len());
                    for card in cards.iter() {
                        rects.push(self.card_ui(ui, cx, card, cards.len()));
                    }
                    self.drop_ui(ui, cx, &rects);
                });
            });
            let button = egui::Button::new((widgets::icon(Icon::Plus), add.as_str())).min_size(vec2(0.0, 32.0));
            if ui.add(button).accessible_name(add.as_str()).clicked() {
                cx.out.push(Action::Do(UiCommand::AddPhase));
            }
            let chart = say!(cx, "ui-schedule-show-chart");
            if widgets::icon_button(ui, Icon::ChartGantt, &chart).clicked() {
                cx.out.push(Action::Do(UiCommand::Show(Below::Schedule)));
            }
            if cards.len() > 1 && widgets::icon_button(ui, Icon::Play, &say!(cx, "ui-schedule-play")).clicked() {
                cx.out.push(Action::Do(UiCommand::Play));
            }
            if invites {
                ui.add_space(4.0);
                let tip = say!(cx, "ui-propose-tip");
                if widgets::primary(ui, &propose).on_hover_text(tip).clicked() {
                    cx.out.push(Action::Do(UiCommand::ProposeMigration));
                }
            }
        });
        self.reveal = false;
    }

    fn card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, card: &StageCard, total: usize) -> Rect {
        let colors = Colors::of(ui);
        let (_, rect) = ui.allocate_space(vec2(width(ui, card, cx.lang), CARD.y));
        let response = ui.interact(rect, stage_id(cx.doc, card.index), Sense::click_and_drag());
        if card.shown && std::mem::take(&mut self.refocus) {
            response.request_focus();
        }
        if card.index > 0 {
            let y = rect.center().y;
            ui.painter().hline(rect.left() - STEP..=rect.left(), y, Stroke::new(1.5, colors.line));
        }
        let spoken = spoken(card, cx.lang);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, card.shown, &spoken));
        let ground = match () {
            () if card.shown => colors.selected,
            () if response.hovered() => colors.hover,
            () => colors.card,
        };
        let edge = if card.unsupported { colors.error } else { colors.line };
        ui.painter().rect(rect, style::RADIUS, ground, Stroke::new(1.0, edge), StrokeKind::Inside);
        if card.unsupported {
            let band = Rect::from_min_size(rect.min + vec2(style::RADIUS.into(), 0.0), vec2(rect.width() - 12.0, 3.0));
            ui.painter().rect_filled(band, 1.0, colors.error);
        }
        if card.shown || response.has_focus() {
            let ring = Stroke::new(2.0, colors.accent);
            ui.painter().rect_stroke(rect.expand(2.0), style::RADIUS + 2, ring, StrokeKind::Inside);
        }
        if card.shown && self.reveal {
            ui.scroll_to_rect(rect.expand2(vec2(CARD.x / 2.0, 0.0)), None);
        }
        self.contents_ui(ui, cx, card, rect.shrink2(vec2(INSET, 7.0)));
        if response.clicked() {
            cx.out.push(Action::Show(card.index));
            response.request_focus();
        }
        if response.has_focus() {
            widgets::keep_arrows(&response);
            self.keys(ui, cx, card, total);
        }
        if card.index > 0 {
            if response.double_clicked() {
                self.rename(card.index, &card.name);
            }
            if response.drag_started() {
                self.dragging = Some(card.index);
            }
            widgets::context_menu(&response, &spoken, |ui| self.menu_ui(ui, cx, card));
            step_drop_ui(ui, cx, card, &response);
        }
        if !spoken.is_empty() && self.renaming.is_none() {
            response.on_hover_text(spoken);
        }
        rect
    }

    fn contents_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, card: &StageCard, inner: Rect) {
        let colors = Colors::of(ui);
        let (top, bottom) = inner.split_top_bottom_at_fraction(0.5);
        match &mut self.renaming {
            Some((index, text)) if *index == card.index => {
                let id = egui::Id::unique("phase-name");
                let edit = egui::TextEdit::singleline(text).id(id).margin(egui::Margin::symmetric(4, 1));
                let response = ui.place(top.expand2(vec2(4.0, 3.0)), edit);
                let response = response.accessible_name(say!(cx, "ui-panels-phase-name"));
                // A field forgets its selection while it has no focus, so all is selected when it has.
                if self.fresh && response.has_focus() {
                    select_all(ui, id, text);
                    self.fresh = false;
                }
                if response.lost_focus() {
                    // The keyboard stays with the phase, unless it went elsewhere.
                    self.refocus = ui.input(|i| i.key_pressed(Key::Enter) || i.key_pressed(Key::Escape));
                    let keep = !ui.input(|i| i.key_pressed(Key::Escape)) && !text.trim().is_empty();
                    let phase = card.index.checked_sub(1).and_then(|at| cx.doc.plan().phases.get(at));
                    if let (true, Some(phase)) = (keep, phase) {
                        let name = text.trim().to_owned();
                        cx.out.push(Action::Edit(vec![edit_phase(phase, |phase| phase.name = Arc::from(name))]));
                    }
                    self.renaming = None;
                } else {
                    response.request_focus();
                }
            }
            _ => {
                let mut name = top;
                if card.index > 0 {
                    let number = card.index.to_string();
                    let width = widgets::text_width(ui, &number, style::small());
                    widgets::paint_text(ui, top, &number, style::small(), colors.muted);
                    name.min.x += width + 6.0;
                }
                widgets::paint_text(ui, name, &card.name, style::strong(), colors.text);
            }
        }
        let mut rest = bottom;
        let marks = card.counts.marks();
        rest.min.x = counts::paint(ui, bottom, &marks, cx.lang);
        if marks.is_empty() {
            let ok = cx.doc.is_checked() && !cx.doc.plan().today.pools.is_empty();
            if ok {
                let tick = Icon::Check.unicode().to_string();
                let at = pos2(bottom.left(), bottom.center().y);
                ui.painter().text(at, Align2::LEFT_CENTER, tick, style::icon_font(14.0), colors.good);
                rest.min.x += 20.0;
            }
        }
        widgets::paint_text(ui, rest, &more(card, cx.lang), style::small(), colors.muted);
    }

    fn keys(&mut self, ui: &Ui, cx: &mut Cx<'_>, card: &StageCard, total: usize) {
        let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
        let show = |cx: &mut Cx<'_>, index: usize| {
            cx.out.push(Action::Show(index));
            ui.memory_mut(|memory| memory.request_focus(stage_id(cx.doc, index)));
        };
        if pressed(Modifiers::ALT, Key::ArrowLeft) {
            self.phase_command(cx, card, UiCommand::MovePhaseEarlier);
        } else if pressed(Modifiers::ALT, Key::ArrowRight) {
            self.phase_command(cx, card, UiCommand::MovePhaseLater);
        } else if pressed(Modifiers::NONE, Key::ArrowLeft) && card.index > 0 {
            show(cx, card.index - 1);
        } else if pressed(Modifiers::NONE, Key::ArrowRight) && card.index + 1 < total {
            show(cx, card.index + 1);
        } else if card.index > 0 && pressed(Modifiers::NONE, Key::F2) {
            self.phase_command(cx, card, UiCommand::RenamePhase);
        } else if card.index > 0 && pressed(Modifiers::NONE, Key::Delete) {
            self.phase_command(cx, card, UiCommand::DeletePhase);
        }
    }

    /// Commands are about the shown phase: so it is shown first.
    fn phase_command(&mut self, cx: &mut Cx<'_>, card: &StageCard, command: UiCommand) {
        cx.out.push(Action::Show(card.index));
        cx.out.push(Action::Do(command));
        self.refocus = matches!(command, UiCommand::DeletePhase | UiCommand::MergePhase);
    }

    fn menu_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, card: &StageCard) {
        use UiCommand::*;
        for command in [RenamePhase, MovePhaseEarlier, MovePhaseLater, MergePhase, DeletePhase] {
            let possible = match command {
                MovePhaseEarlier => card.index > 1,
                MovePhaseLater => card.index < cx.doc.plan().phases.len(),
                _ => true,
            };
            if ui.add_enabled(possible, egui::Button::new(said(cx.lang, &command.text()))).clicked() {
                self.phase_command(cx, card, command);
                ui.close();
            }
        }
    }

    /// While a phase is dragged: the line where it would go; on release the move.
    fn drop_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, rects: &[Rect]) {
        let Some(from) = self.dragging else { return };
        if ui.input(|i| i.key_pressed(Key::Escape)) {
            self.dragging = None;
            return;
        }
        let Some(pointer) = ui.input(|i| i.pointer.interact_pos()) else { return };
        // A place before the first phase is after Today.
        let place = rects.iter().skip(1).take_while(|rect| rect.center().x < pointer.x).count();
        let x = rects.get(place).map_or(0.0, |rect| rect.right() + STEP / 2.0);
        if let Some(rect) = rects.first() {
            let color = Colors::of(ui).accent;
            ui.painter().vline(x, rect.y_range().expand(4.0), Stroke::new(3.0, color));
        }
        if !ui.input(|i| i.pointer.primary_down()) {
            self.dragging = None;
            let to = if place >= from { place.saturating_sub(1) } else { place };
            let phase = cx.doc.plan().phases.get(from.saturating_sub(1)).cloned();
            if let Some(phase) = phase
                && to + 1 != from
            {
                cx.out.push(Action::Edit(vec![PlanEdit::MovePhase { id: phase.id.clone(), index: to }]));
            }
        }
    }
}

/// Beside the counts: the dates, or else how many steps there are.
fn more(card: &StageCard, lang: Lang) -> String {
    match (&card.dates, card.index) {
        (Some(dates), _) => dates.clone(),
        (None, 0) => String::new(),
        (None, _) => said(lang, &crate::message!("ui-panels-steps-count", count = card.steps)),
    }
}

/// As wide as the name and the second line need, within reason: a date that is cut says nothing.
fn width(ui: &Ui, card: &StageCard, lang: Lang) -> f32 {
    let marks = card.counts.marks();
    let counts =
        marks.iter().map(|(_, count)| 28.0 + widgets::text_width(ui, &lang.number(*count as u64), style::small()));
    let line = counts.sum::<f32>().max(20.0) + widgets::text_width(ui, &more(card, lang), style::small());
    let name = 20.0 + widgets::text_width(ui, &card.name, style::strong());
    (line.max(name.min(LONGEST_NAME)) + 2.0 * INSET + 2.0).clamp(CARD.x, 2.0 * CARD.x).round()
}

/// A step that is let go on a phase goes to its end.
fn step_drop_ui(ui: &Ui, cx: &mut Cx<'_>, card: &StageCard, response: &egui::Response) {
    let Some(phase) = card.index.checked_sub(1).and_then(|at| cx.doc.plan().phases.get(at)) else { return };
    if let Some(carried) = response.dnd_release_payload::<Carried>() {
        if !card.shown {
            let (step, to, index) = (carried.0.clone(), phase.id.clone(), phase.steps.len());
            cx.out.push(Action::Edit(vec![PlanEdit::MoveStep { step, to, index }]));
        }
    } else if response.dnd_hover_payload::<Carried>().is_some() && !card.shown {
        let ring = Stroke::new(3.0, Colors::of(ui).accent);
        ui.painter().rect_stroke(response.rect.expand(2.0), style::RADIUS + 2, ring, StrokeKind::Inside);
    }
}

/// A card keeps its id when its phase moves, and the keyboard with it.
fn stage_id(doc: &Document, index: usize) -> egui::Id {
    match doc.plan().stage_at(index) {
        crate::plan::Stage::Today => egui::Id::unique("stage-today"),
        crate::plan::Stage::Phase(id) => egui::Id::unique(("stage", id.as_str())),
    }
}

fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let all = CCursorRange::two(CCursor::default(), CCursor::new(text.chars().count()));
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
    ui.ctx().request_repaint();
}

fn spoken(card: &StageCard, lang: Lang) -> String {
    let mut parts = vec![match card.index {
        0 => card.name.clone(),
        number => said(lang, &crate::message!("ui-panels-phase-said", number = number, name = card.name.as_str())),
    }];
    parts.extend(card.dates.clone());
    if card.index > 0 {
        parts.push(said(lang, &crate::message!("ui-panels-steps-count", count = card.steps)));
    }
    if card.skipped > 0 {
        parts.push(said(lang, &crate::message!("ui-panels-skipped-count", count = card.skipped)));
    }
    parts.push(card.counts.said(lang));
    if card.unsupported {
        parts.push(said(lang, &crate::message!("ui-panels-unsupported")));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document::new(Arc::new(Plan::new(PackId::new("lync-2013"))), || {})
    }

    #[test]
    fn a_new_phase_has_a_free_name_and_a_place() {
        let mut doc = document();
        for _ in 0..2 {
            let (_, edit) = new_phase(doc.plan(), doc.plan().phases.len(), Lang::EN);
            doc.commit(crate::message!("language-name"), &[edit]).expect("added");
        }
        let names: Vec<_> = cards(&doc, Lang::EN).into_iter().map(|card| card.name).collect();
        assert_eq!(names, ["Today", "Phase 1", "Phase 2"]);
        let first = doc.plan().phases[0].id.clone();
        doc.commit(crate::message!("language-name"), &[PlanEdit::RemovePhase(first)]).expect("removed");
        let (_, edit) = new_phase(doc.plan(), 1, Lang::FR);
        assert!(
            matches!(edit, PlanEdit::AddPhase { index: 1, phase } if &*phase.name == "Phase 3" || &*phase.name == "Phase\u{a0}3"),
            "not a name that is there"
        );
    }

    #[test]
    fn a_screen_reader_hears_the_state_of_a_phase() {
        let doc = document();
        let mut card = cards(&doc, Lang::EN).remove(0);
        card.index = 2;
        card.name = "Pilot".into();
        card.counts.errors = 2;
        card.unsupported = true;
        card.steps = 1;
        assert_eq!(spoken(&card, Lang::EN), "Phase 2, Pilot, 1 step, 2 errors, not supported");
    }
}
