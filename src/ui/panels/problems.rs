//! The list of everything the check says: findings of all phases, what was not checked, what is incomplete.

use super::problem_rows::{Filter, Group, Line, Row, Tab, lines, stage_name};
use super::{checklist, level};
use crate::diagram::Glyph;
use crate::model::*;
use crate::rules::Level;
use crate::text::Lang;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Key, Modifiers, Rect, Role, Ui, pos2, vec2};
use lucide_icons::Icon;

/// What the panel keeps between frames.
#[derive(Default)]
pub struct Problems {
    pub filter: Filter,
    kept: Option<(u64, u64, usize, Lang, Filter, Vec<Line>)>,
    /// The row that the keyboard is on.
    at: Option<usize>,
    /// Where to scroll on the next frame.
    scroll: Option<f32>,
    /// How wide the filters of a tab are, in a language.
    filters: Option<((Tab, Lang), f32)>,
    /// All of what the check covered is shown.
    wide: bool,
    /// The rows of findings that were drawn in this frame, and their objects.
    told: Vec<(egui::Id, Vec<Subject>)>,
}

const HEIGHT: f32 = 28.0;

/// The room that the filters need beside the tabs, until they were drawn there.
const FILTERS: f32 = 620.0;

/// How far from the left the box of an entry of the checklist reaches.
const BOX: f32 = 34.0;

impl Problems {
    /// The nodes of findings that were made in this frame, with what they are about.
    pub fn take_told(&mut self) -> Vec<(egui::Id, Vec<Subject>)> {
        std::mem::take(&mut self.told)
    }

    /// Shows what the checklist asks of the shown phase.
    pub fn show_checklist_of_phase(&mut self) {
        self.filter = Filter { tab: Tab::Checklist, here: true, group: self.filter.group, ..Filter::default() };
        self.at = None;
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.head_ui(ui, cx);
        widgets::rule(ui);
        if self.coverage_ui(ui, cx) {
            self.filter = Filter { tab: Tab::Levels, group: self.filter.group, ..Filter::default() };
            self.at = None;
        }
        let doc = cx.doc;
        let lines = match self.kept.take() {
            Some((revision, checked, shown, lang, filter, lines))
                if (revision, checked, shown, lang) == (doc.content(), doc.checked(), doc.shown(), cx.lang)
                    && filter == self.filter =>
            {
                lines
            }
            _ => lines(doc, cx.lang, &self.filter),
        };
        if lines.is_empty() {
            self.empty_ui(ui, cx);
        } else {
            self.rows_ui(ui, cx, &lines);
        }
        self.kept = Some((doc.content(), doc.checked(), doc.shown(), cx.lang, self.filter.clone(), lines));
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let report = cx.doc.report();
        let to_do = report.checklist.iter().filter(|entry| entry.ticked.is_none()).count();
        let mut beside = true;
        egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let tabs = [
                    (Tab::Findings, say!(cx, "ui-panels-tab-findings", count = report.findings.len())),
                    (Tab::NotChecked, say!(cx, "ui-panels-tab-not-checked", count = report.not_checked.len())),
                    (Tab::Incomplete, say!(cx, "ui-panels-tab-incomplete", count = report.incomplete.len())),
                    (Tab::Checklist, say!(cx, "ui-panels-tab-checklist", count = to_do)),
                    (Tab::Accepted, say!(cx, "ui-panels-tab-accepted", count = cx.doc.plan().accepted.len())),
                    (Tab::Levels, say!(cx, "ui-panels-tab-levels", count = report.levels.len())),
                    (Tab::Notes, say!(cx, "ui-panels-tab-notes", count = report.notes.len() + cx.doc.notes.len())),
                ];
                for (tab, text) in tabs {
                    // Few plans choose levels of their own.
                    if tab == Tab::Levels && report.levels.is_empty() && self.filter.tab != tab {
                        continue;
                    }
                    if widgets::tab(ui, &text, self.filter.tab == tab).clicked() {
                        self.filter.tab = tab;
                        self.at = None;
                    }
                }
                let of = (self.filter.tab, cx.lang);
                let known = self.filters.filter(|(known, _)| *known == of).map(|(_, width)| width);
                let room = ui.available_width();
                beside = room >= known.unwrap_or(FILTERS);
                if beside {
                    let width = self.filters_ui(ui, cx);
                    self.filters = Some((of, width));
                    if width > room {
                        ui.ctx().request_discard("filters");
                    }
                }
            });
            if !beside {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
                    self.filter_fields_ui(ui, cx, false);
                });
            }
        });
    }

    /// From the right; gives their width.
    fn filters_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> f32 {
        let size = vec2(ui.available_width(), style::ROW);
        let shown = ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            self.filter_fields_ui(ui, cx, true);
            ui.min_rect().width()
        });
        shown.inner
    }

    /// What narrows the list, in the same order from left to right in both layouts.
    fn filter_fields_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, from_right: bool) {
        type Field = fn(&mut Problems, &mut Ui, &mut Cx<'_>);
        let mut fields: Vec<Field> = match self.filter.tab {
            Tab::Findings => vec![
                |me, ui, cx| me.level_filter_ui(ui, cx, Level::Error),
                |me, ui, cx| me.level_filter_ui(ui, cx, Level::Warning),
                |me, ui, cx| me.level_filter_ui(ui, cx, Level::Advice),
                Self::stage_filter_ui,
                Self::rule_filter_ui,
            ],
            Tab::Checklist => vec![Self::done_filter_ui, Self::here_filter_ui, Self::stage_filter_ui],
            Tab::NotChecked if !cx.doc.report().not_checked.is_empty() => vec![Self::fill_ui],
            _ => Vec::new(),
        };
        fields.extend([Self::group_ui as Field, Self::text_filter_ui]);
        if from_right {
            fields.reverse();
        }
        fields.into_iter().for_each(|field| field(self, ui, cx));
    }

    fn text_filter_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let hint = say!(cx, "ui-panels-filter");
        let edit = egui::TextEdit::singleline(&mut self.filter.text).hint_text(&*hint).desired_width(140.0);
        ui.add(edit.margin(egui::Margin::symmetric(8, 5))).accessible_name(&*hint);
    }

    fn group_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let group_name = |group: Group| match group {
            Group::None => say!(cx, "ui-panels-group-none"),
            Group::Level => say!(cx, "ui-panels-group-level"),
            Group::Phase => say!(cx, "ui-panels-group-phase"),
            Group::Object => say!(cx, "ui-panels-group-object"),
            Group::Rule => say!(cx, "ui-panels-group-rule"),
        };
        let name = say!(cx, "ui-panels-group");
        let chosen = group_name(self.filter.group);
        let combo = egui::ComboBox::from_id_salt("group").selected_text(chosen).width(120.0).truncate();
        let combo = combo.show_ui(ui, |ui| {
            for group in [Group::None, Group::Level, Group::Phase, Group::Object, Group::Rule] {
                ui.selectable_value(&mut self.filter.group, group, group_name(group));
            }
        });
        combo.response.accessible_name(name);
    }

    /// To the table of facts that what was not checked waits for.
    fn fill_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if widgets::secondary(ui, &say!(cx, "ui-missing-fill-these")).clicked() {
            cx.out.push(Action::ListMissing(None));
        }
    }

    /// Of the checklist, only what concerns the shown phase.
    fn here_filter_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let text = say!(cx, "ui-panels-checklist-here");
        let name = say!(cx, "ui-panels-checklist-here-tip");
        if widgets::segment(ui, &text, self.filter.here, false, &name).clicked() {
            self.filter.here = !self.filter.here;
        }
    }

    /// Of the checklist, to do, done or all.
    fn done_filter_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let state_name = |done: Option<bool>| match done {
            None => say!(cx, "ui-panels-checklist-all"),
            Some(false) => say!(cx, "ui-panels-checklist-open"),
            Some(true) => say!(cx, "ui-panels-checklist-done"),
        };
        let name = say!(cx, "ui-panels-checklist-state");
        let chosen = state_name(self.filter.done);
        let combo = egui::ComboBox::from_id_salt("done").selected_text(chosen).width(80.0).truncate();
        let combo = combo.show_ui(ui, |ui| {
            for done in [None, Some(false), Some(true)] {
                ui.selectable_value(&mut self.filter.done, done, state_name(done));
            }
        });
        combo.response.accessible_name(name);
    }

    fn rule_filter_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let name = say!(cx, "ui-panels-filter-rule");
        let every = say!(cx, "ui-panels-every-rule");
        let mut codes: Vec<Code> = cx.doc.report().findings.iter().map(|finding| finding.code.clone()).collect();
        codes.sort();
        codes.dedup();
        let chosen = self.filter.code.as_ref().map_or(every.clone(), ToString::to_string);
        let combo = egui::ComboBox::from_id_salt("rule").selected_text(chosen).width(110.0).truncate();
        let combo = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut self.filter.code, None, every.as_str());
            for code in codes {
                let text = code.to_string();
                ui.selectable_value(&mut self.filter.code, Some(code), text);
            }
        });
        combo.response.accessible_name(name);
    }

    fn level_filter_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, level: Level) {
        let shown = !self.filter.without.contains(&level);
        let name = say!(cx, "ui-panels-show-level", level = crate::text::Message::word(Level::PREFIX, level.key()));
        if widgets::mark_toggle(ui, Glyph::Finding(level), shown, &name).clicked() {
            if shown {
                self.filter.without.push(level);
                self.filter.without.sort();
            } else {
                self.filter.without.retain(|other| *other != level);
            }
        }
    }

    fn stage_filter_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let name = say!(cx, "ui-panels-filter-phase");
        let every = say!(cx, "ui-panels-every-phase");
        let chosen = self.filter.stage.map_or(every.clone(), |stage| stage_name(cx.doc, stage, cx.lang));
        let combo = egui::ComboBox::from_id_salt("stage").selected_text(chosen).width(120.0).truncate();
        let combo = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut self.filter.stage, None, every.as_str());
            for stage in 0..cx.doc.plan().stages() {
                let text = stage_name(cx.doc, stage, cx.lang);
                ui.selectable_value(&mut self.filter.stage, Some(stage), text);
            }
        });
        combo.response.accessible_name(name);
    }

    /// What the check covered, and whether levels differ from the pack's: true when those are asked for.
    fn coverage_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        let report = cx.doc.report();
        let lines = |messages: &[crate::text::Message]| -> Vec<String> {
            messages.iter().map(|message| said(cx.lang, message)).collect()
        };
        let brief = lines(&report.coverage.brief()).join(" · ");
        let mut levels = false;
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 3)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                if !report.levels.is_empty() {
                    let text = say!(cx, "ui-panels-levels-differ", count = report.levels.len());
                    levels = widgets::link_small(ui, &text).clicked();
                }
                let glyph = if self.wide { Icon::ChevronDown } else { Icon::ChevronRight };
                let color = Colors::of(ui).muted;
                let text = egui::RichText::new(&brief).font(style::small()).color(color);
                let icon = egui::RichText::new(glyph.unicode().to_string()).font(style::icon_font(12.0)).color(color);
                // Of the two the words give way, not the first one.
                let text = egui::AtomExt::atom_shrink(text, true);
                let button = egui::Button::new((icon, text)).frame_when_inactive(false).truncate();
                let response = ui.add(button.min_size(vec2(0.0, 20.0)));
                let name = format!("{}: {brief}", say!(cx, "ui-panels-coverage"));
                response.widget_info(|| egui::WidgetInfo::selected(Role::Button, true, self.wide, &name));
                let whole = || lines(&report.coverage.whole(&report.summary())).join("\n");
                if response.on_hover_ui(|ui| drop(ui.label(whole()))).clicked() {
                    self.wide = !self.wide;
                }
            });
            if self.wide {
                for line in lines(&report.coverage.whole(&report.summary())) {
                    widgets::muted(ui, line);
                }
            }
        });
        widgets::rule(ui);
        levels
    }

    fn empty_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let narrowed = Filter { tab: self.filter.tab, group: self.filter.group, ..Filter::default() } != self.filter;
        let all = narrowed.then(|| say!(cx, "ui-panels-show-all"));
        let mut icon = Icon::Check;
        let sentence = match self.filter.tab {
            _ if narrowed => say!(cx, "ui-panels-filtered-out"),
            Tab::Findings | Tab::NotChecked | Tab::Incomplete | Tab::Checklist if !cx.doc.is_checked() => {
                icon = Icon::Ellipsis;
                say!(cx, "ui-panels-checking")
            }
            Tab::Findings => say!(cx, "ui-panels-all-clean"),
            Tab::NotChecked => say!(cx, "ui-panels-all-checked"),
            Tab::Incomplete => say!(cx, "ui-panels-all-complete"),
            Tab::Checklist => say!(cx, "ui-panels-no-entries"),
            Tab::Accepted => say!(cx, "ui-panels-none-accepted"),
            Tab::Levels => say!(cx, "ui-panels-no-levels"),
            Tab::Notes => say!(cx, "ui-panels-no-notes"),
        };
        if widgets::empty_state(ui, icon, &sentence, all.as_deref()) {
            self.filter = Filter { tab: self.filter.tab, group: self.filter.group, ..Filter::default() };
        }
    }

    fn rows_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, lines: &[Line]) {
        let open = cx.doc.finding.clone();
        let mut go = None;
        let columns = Columns::new(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = egui::ScrollArea::vertical().id_salt(("problems", self.filter.tab)).auto_shrink([false, false]);
        if let Some(offset) = self.scroll.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let total = lines.len();
        let output = area.show_rows(ui, HEIGHT, lines.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for index in range {
                match &lines[index] {
                    Line::Head { text, count } => head_row_ui(ui, cx.lang, text, *count),
                    Line::Row(row) => {
                        let selected = row.finding.is_some() && row.finding == open
                            || row.finding.is_none() && self.at == Some(index);
                        // Space ticks a row that can be ticked; Enter opens it like any other.
                        let is_tickable = row.tick.is_some() && ui.memory(|memory| memory.has_focus(row_id(index)));
                        if is_tickable && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space)) {
                            turn(cx, row);
                        }
                        let response = row_ui(ui, row, index, selected, &columns);
                        widgets::one_of(&response, index, total);
                        if let Some((_, subjects, _)) = &row.finding {
                            self.told.push((response.id, subjects.clone()));
                        }
                        let on_box = |at: egui::Pos2| at.x < response.rect.left() + BOX;
                        if response.clicked()
                            && row.tick.is_some()
                            && response.interact_pointer_pos().is_some_and(on_box)
                        {
                            response.request_focus();
                            turn(cx, row);
                        } else if response.clicked() {
                            response.request_focus();
                            self.at = Some(index);
                            follow(cx, row);
                        }
                        let what = row.what.as_str();
                        widgets::context_menu(&response, what, |ui| row_menu_ui(ui, cx, row, &mut self.filter));
                        if response.has_focus() {
                            widgets::keep_arrows(&response);
                            go = keys(ui, lines, index);
                        }
                    }
                }
            }
        });
        if let Some(index) = go
            && let Line::Row(row) = &lines[index]
        {
            self.at = Some(index);
            follow(cx, row);
            ui.memory_mut(|memory| memory.request_focus(row_id(index)));
            self.scroll =
                widgets::scroll_to(index, HEIGHT, output.state.clamped_offset().y, output.inner_rect.height());
        }
    }
}

/// Ticks the entry of a row, or takes its tick away.
fn turn(cx: &mut Cx<'_>, row: &Row) {
    if let (Some(done), Some((code, Some(subject)))) = (row.tick, &row.rule) {
        checklist::turn(cx, code, subject, !done);
    }
}

/// Goes to where a row stands.
fn follow(cx: &mut Cx<'_>, row: &Row) {
    match (&row.finding, &row.rule) {
        (Some(finding), _) => cx.out.push(Action::OpenFinding(finding.clone())),
        (None, Some((code, subject))) => {
            if let Some(stage) = row.stage {
                cx.out.push(Action::Show(stage));
            }
            cx.out.push(Action::OpenRule(code.clone(), subject.clone()));
        }
        (None, None) => cx.out.push(match row.fact {
            Some(fact) => Action::Fill(row.subject.clone(), fact),
            None => Action::Reveal(row.subject.clone()),
        }),
    }
}

/// What can be done about a row.
fn row_menu_ui(ui: &mut Ui, cx: &mut Cx<'_>, row: &Row, filter: &mut Filter) {
    if ui.button(say!(cx, "ui-panels-go-there")).clicked() {
        follow(cx, row);
        ui.close();
    }
    let open = row.finding.as_ref().filter(|_| matches!(row.glyph, Glyph::Finding(_)));
    if let Some(finding) = open
        && ui.button(say!(cx, "ui-panels-accept")).clicked()
    {
        cx.out.push(Action::AcceptFinding(finding.clone()));
        ui.close();
    }
    if let Some(done) = row.tick {
        let text = if done { say!(cx, "ui-panels-checklist-open") } else { say!(cx, "ui-panels-checklist-done") };
        if ui.button(text).clicked() {
            turn(cx, row);
            ui.close();
        }
    }
    let code = row.code.as_ref().filter(|_| row.rule.as_ref().is_none_or(|(_, subject)| subject.is_some()));
    if let Some(code) = code
        && ui.button(say!(cx, "ui-panels-level-change")).clicked()
    {
        cx.out.push(Action::OpenRule(code.clone(), None));
        ui.close();
    }
    if let Some((code, None)) = &row.rule
        && ui.button(say!(cx, "ui-panels-level-reset")).clicked()
    {
        level::reset(cx, code);
        ui.close();
    }
    if let Some(code) = &row.code {
        let only = filter.code.as_ref() == Some(code);
        let text =
            if only { say!(cx, "ui-panels-every-rule") } else { say!(cx, "ui-panels-only-rule", code = code.as_str()) };
        if ui.button(text).clicked() {
            filter.code = (!only).then(|| code.clone());
            ui.close();
        }
        if ui.button(say!(cx, "ui-rules-explain", code = code.as_str())).clicked() {
            cx.out.push(Action::Explain(code.clone()));
            ui.close();
        }
    }
    ui.separator();
    if ui.button(say!(cx, "ui-panels-copy-sentence")).clicked() {
        ui.ctx().copy_text(format!("{} · {}", row.what, row.place));
        ui.close();
    }
}

/// Up and down over rows, heads skipped; the row to go to.
fn keys(ui: &Ui, lines: &[Line], index: usize) -> Option<usize> {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let is_row = |at: &usize| matches!(lines[*at], Line::Row(_));
    if pressed(Key::ArrowDown) {
        return (index + 1..lines.len()).find(is_row);
    }
    if pressed(Key::ArrowUp) {
        return (0..index).rev().find(is_row);
    }
    None
}

/// Where the columns start.
struct Columns {
    place: f32,
    phases: f32,
    code: f32,
}

impl Columns {
    fn new(width: f32) -> Self {
        let code = width - 92.0;
        let phases = code - (width * 0.16).clamp(90.0, 220.0);
        let place = phases - (width * 0.2).clamp(110.0, 300.0);
        Self { place, phases, code }
    }
}

fn row_id(index: usize) -> egui::Id {
    egui::Id::unique(("problems", index))
}

fn head_row_ui(ui: &mut Ui, lang: Lang, text: &str, count: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), egui::Sense::hover());
    let colors = Colors::of(ui);
    let text = format!("{text} · {}", lang.number(count as u64));
    widgets::paint_text(ui, rect.shrink2(vec2(12.0, 0.0)), &text, style::strong(), colors.muted);
}

fn row_ui(ui: &mut Ui, row: &Row, index: usize, selected: bool, columns: &Columns) -> egui::Response {
    let code = row.code.as_ref().map(ToString::to_string).unwrap_or_default();
    let parts = [&row.level, &row.what, &row.place, &row.phases, &code];
    let name: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let name = name.join(", ");
    let (rect, response) = widgets::row(ui, row_id(index), HEIGHT, Role::ListItem, selected, &name);
    if let Some(done) = row.tick {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_toggled(done.into()));
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let colors = Colors::of(ui);
    let square = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(16.0, 16.0));
    match row.tick {
        Some(done) => {
            let (which, color) = if done { (Icon::SquareCheck, colors.good) } else { (Icon::Square, colors.muted) };
            let centre = egui::Align2::CENTER_CENTER;
            ui.painter().text(square.center(), centre, which.unicode(), style::icon_font(16.0), color);
        }
        None => widgets::paint_mark(ui, square, row.glyph),
    }
    let body = egui::FontId::proportional(13.0);
    let cell = |from: f32, to: f32| {
        Rect::from_min_max(pos2(rect.left() + from, rect.top()), pos2(rect.left() + to - 12.0, rect.bottom()))
    };
    widgets::paint_text(ui, cell(36.0, columns.place), &row.what, body.clone(), colors.text);
    widgets::paint_text(ui, cell(columns.place, columns.phases), &row.place, body, colors.text);
    widgets::paint_text(ui, cell(columns.phases, columns.code), &row.phases, style::small(), colors.muted);
    widgets::paint_text(ui, cell(columns.code, rect.width()), &code, style::small(), colors.muted);
    let full = format!("{}\n{}{}{}", row.what, row.place, if row.phases.is_empty() { "" } else { " · " }, row.phases);
    response.on_hover_text(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_leave_room_for_the_sentence() {
        for width in [640.0, 1366.0, 1920.0] {
            let columns = Columns::new(width);
            assert!(columns.place > 200.0 && columns.place < columns.phases && columns.phases < columns.code);
        }
    }
}
