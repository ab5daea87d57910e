//! The rows of the page: only those in view are drawn. Tab and Enter go down the column of values.

use super::{Column, Key, Line, List, Made, MissingPage, Part, kind_of};
use crate::model::*;
use crate::plan::Filler;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::panels::form::{self, FieldView};
use crate::ui::panels::lead::{self, Place};
use crate::ui::panels::{outline, rule_text};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Event, Key as Press, Modifiers, Rect, Role, Ui, UiBuilder, pos2, vec2};
use std::collections::BTreeSet;

const HEIGHT: f32 = 34.0;

/// Where the columns start, from the left edge.
struct Columns {
    kind: f32,
    site: f32,
    fact: f32,
    value: f32,
    rules: f32,
    end: f32,
}

impl Columns {
    const OBJECT: f32 = 36.0;

    fn new(width: f32) -> Self {
        let rest = width - Self::OBJECT - 12.0;
        let value = (rest * 0.2).clamp(170.0, 280.0);
        let rules = (rest * 0.15).clamp(96.0, 260.0);
        let texts = rest - value - rules;
        let (object, kind, site) = (texts * 0.36, texts * 0.2, texts * 0.16);
        let kind_at = Self::OBJECT + object;
        let (site_at, fact_at) = (kind_at + kind, kind_at + kind + site);
        let value_at = Self::OBJECT + texts;
        Self {
            kind: kind_at,
            site: site_at,
            fact: fact_at,
            value: value_at,
            rules: value_at + value,
            end: width - 12.0,
        }
    }

    fn span(&self, column: Column) -> (f32, f32) {
        match column {
            Column::Object => (Self::OBJECT, self.kind),
            Column::Kind => (self.kind, self.site),
            Column::Site => (self.site, self.fact),
            Column::Fact => (self.fact, self.value),
            Column::Value => (self.value, self.rules),
            Column::Rules => (self.rules, self.end),
        }
    }

    fn cell(&self, row: Rect, column: Column) -> Rect {
        let (from, to) = self.span(column);
        Rect::from_min_max(pos2(row.left() + from, row.top()), pos2(row.left() + to - 12.0, row.bottom()))
    }
}

/// A field without what only the inspector shows.
pub(super) fn field(fact: FactName, kind: FactKind, value: Option<Value>, label: String) -> FieldView {
    FieldView {
        name: fact,
        label,
        kind,
        value,
        since: None,
        changed_in_phase: false,
        findings: Vec::new(),
        waiting: Vec::new(),
        one_line: true,
    }
}

/// What a row asks for.
enum Wish {
    Fill(Key, Value),
    Forget(Key),
    /// To the row so many lines further.
    Go(usize, Part, isize),
}

impl MissingPage {
    pub(super) fn table_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, made: &Made) {
        let columns = Columns::new(ui.available_width());
        self.titles_ui(ui, cx, &columns);
        widgets::rule(ui);
        self.shortcuts(ui, cx, made);
        self.scroll_to_wish(ui, made);
        let mut area = egui::ScrollArea::vertical().id_salt("missing").auto_shrink([false, false]);
        if let Some(offset) = self.scroll.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let mut wishes = Vec::new();
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = area.show_rows(ui, HEIGHT, made.lines.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for at in range {
                match &made.lines[at] {
                    Line::Head { fact, objects, waiting } => self.group_ui(ui, cx, made, fact, (*objects, *waiting)),
                    Line::Row(row) => self.row_ui(ui, cx, made, (at, *row), &columns, &mut wishes),
                }
            }
        });
        let view = (shown.state.clamped_offset().y, shown.inner_rect.height());
        ui.data_mut(|data| data.insert_temp(view_id(), view));
        for wish in wishes {
            match wish {
                Wish::Fill(key, value) => self.fill(cx, &made.list, vec![(key, value)]),
                Wish::Forget((subject, fact)) => {
                    if let Ok(edit) = Filler::new(cx.doc.plan()).fill(&subject, fact, None) {
                        cx.out.push(Action::Edit(vec![edit]));
                    }
                }
                Wish::Go(from, part, by) => self.go(ui, made, from, part, by),
            }
        }
    }

    /// The heads of the columns; a click sorts.
    fn titles_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, columns: &Columns) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), style::ROW), egui::Sense::hover());
        for column in Column::ALL {
            let key = match column {
                Column::Object => "object",
                Column::Kind => "kind",
                Column::Site => "site",
                Column::Fact => "fact",
                Column::Value => "value",
                Column::Rules => "rules",
            };
            let text = cx.lang.word(crate::plan::FactColumn::PREFIX, key);
            let cell = columns.cell(rect, column);
            let sorted = self.sort.column == column;
            let name = say!(cx, "ui-missing-sort", column = text.as_str());
            let response = ui.interact(cell, egui::Id::unique(("missing-column", key)), egui::Sense::click());
            response.widget_info(|| egui::WidgetInfo::selected(Role::ColumnHeader, true, sorted, &name));
            let colors = Colors::of(ui);
            let color = if sorted || response.hovered() { colors.text } else { colors.muted };
            let width = widgets::text_width(ui, &text, style::small()).min(cell.width() - 16.0);
            widgets::paint_text(ui, cell.with_max_x(cell.right() - 14.0), &text, style::small(), color);
            if sorted {
                let icon = if self.sort.reversed { lucide_icons::Icon::ArrowUp } else { lucide_icons::Icon::ArrowDown };
                let at = pos2(cell.left() + width + 4.0, cell.center().y);
                ui.painter().text(at, egui::Align2::LEFT_CENTER, icon.unicode(), style::icon_font(11.0), color);
            }
            if response.has_focus() {
                let ring = egui::Stroke::new(2.0, colors.accent);
                ui.painter().rect_stroke(cell, style::SMALL_RADIUS, ring, egui::StrokeKind::Inside);
            }
            if response.on_hover_text(&name).clicked() {
                self.sort = super::Sort { column, reversed: sorted && !self.sort.reversed };
                self.scroll = Some(0.0);
            }
        }
    }

    /// A fact with everything that it decides; a click selects its rows.
    fn group_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, made: &Made, fact: &'static str, counts: (usize, usize)) {
        let word = cx.lang.word("fact", fact);
        let more = say!(cx, "ui-missing-group", objects = counts.0, waiting = counts.1);
        let id = egui::Id::unique(("missing-group", fact));
        let name = format!("{word}, {more}");
        let (rect, response) = widgets::row(ui, id, HEIGHT, Role::Button, false, &name);
        let colors = Colors::of(ui);
        let line = egui::Stroke::new(1.0, colors.hair);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
        let text = rect.with_min_x(rect.left() + 16.0).with_max_x(rect.right() - 12.0);
        let width = widgets::text_width(ui, &word, style::strong()).min(text.width() * 0.6);
        widgets::paint_text(ui, text.with_max_x(text.left() + width + 1.0), &word, style::strong(), colors.text);
        widgets::paint_text(ui, text.with_min_x(text.left() + width + 12.0), &more, style::small(), colors.muted);
        if response.on_hover_text(say!(cx, "ui-missing-select-group")).clicked() {
            let keys = made.lines.iter().filter_map(Line::row).filter(|row| made.list.rows[*row].fact == fact);
            self.selected = keys.filter_map(|row| made.list.key(row)).collect();
            self.anchor = self.selected.first().cloned();
        }
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        made: &Made,
        (at, row): (usize, usize),
        columns: &Columns,
        wishes: &mut Vec<Wish>,
    ) {
        let (Some(key), list) = (made.list.key(row), &made.list) else { return };
        let found = &list.rows[row];
        let object = &list.objects[found.object];
        let word = list.facts.get(found.fact).map_or("", |(word, _)| word.as_str());
        let selected = self.selected.contains(&key);
        let codes = found.rules.iter().map(ToString::to_string).collect::<Vec<_>>();
        let waits = say!(cx, "ui-panels-waits", rules = codes.clone());
        let name = [word, &object.label, &object.kind, &object.site, &waits];
        let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
        let (rect, response) = widgets::row(ui, row_id(&key), HEIGHT, Role::ListItem, selected, &name.join(", "));
        self.pointed(ui, &response, made, at, &key);
        self.row_keys(ui, &response, at, wishes);
        if self.wish.as_ref().is_some_and(|(wanted, part)| *wanted == key && *part == Part::Row) {
            self.wish = None;
            response.request_focus();
        }
        if response.double_clicked() {
            cx.out.push(Action::Fill(key.0.clone(), key.1));
        }
        widgets::context_menu(&response, &name.join(", "), |ui| self.menu_ui(ui, cx, list, row, &key));

        let colors = Colors::of(ui);
        let square = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(16.0, 16.0));
        if found.value.is_some() {
            let tick = lucide_icons::Icon::Check.unicode();
            let font = style::icon_font(14.0);
            ui.painter().text(square.center(), egui::Align2::CENTER_CENTER, tick, font, colors.good);
        } else {
            widgets::paint_glyph(ui, square, outline::glyph(&list.everything, &key.0), colors.muted);
        }
        let body = egui::FontId::proportional(13.0);
        let mut cut =
            widgets::paint_text(ui, columns.cell(rect, Column::Object), &object.label, body.clone(), colors.text);
        for (column, text) in [(Column::Kind, object.kind.as_str()), (Column::Site, &object.site), (Column::Fact, word)]
        {
            let color = if column == Column::Fact { colors.text } else { colors.muted };
            cut |= widgets::paint_text(ui, columns.cell(rect, column), text, body.clone(), color);
        }
        if cut {
            response.on_hover_text(format!("{}\n{} · {}\n{word}", object.label, object.kind, object.site));
        }
        self.value_ui(ui, cx, made, (at, row), columns.cell(rect, Column::Value), wishes);
        let cell = columns.cell(rect, Column::Rules);
        let mut inside = ui.new_child(UiBuilder::new().max_rect(cell).id_salt(("rules", &key)));
        inside.set_clip_rect(cell.intersect(ui.clip_rect()));
        inside.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let rich = egui::RichText::new(codes.join(", ")).font(style::small()).color(colors.accent);
            let response = ui.add(egui::Label::new(rich).truncate().sense(egui::Sense::click()));
            response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, &waits));
            let response = response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(&waits);
            rule_text::menu(&response, cx, &found.rules);
        });
    }

    /// The editor of a row, or why no value fills it and where to go instead.
    fn value_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        made: &Made,
        (at, row): (usize, usize),
        cell: Rect,
        wishes: &mut Vec<Wish>,
    ) {
        let (Some(key), found) = (made.list.key(row), &made.list.rows[row]) else { return };
        let inner = cell.shrink2(vec2(0.0, 3.0));
        let mut inside = ui.new_child(UiBuilder::new().max_rect(inner).id_salt(("value", &key)));
        inside.set_clip_rect(cell.expand2(vec2(3.0, 0.0)).intersect(ui.clip_rect()));
        let Some(kind) = kind_of(&key.0, key.1) else {
            let text = match lead::place(cx.doc, &key.0, key.1) {
                Place::Nowhere(why) => {
                    let why = said(cx.lang, &why);
                    let color = Colors::of(ui).muted;
                    inside.centered_and_justified(|ui| {
                        let rich = egui::RichText::new(&why).font(style::small()).color(color);
                        ui.add(egui::Label::new(rich).truncate().halign(egui::Align::Min)).on_hover_text(&why);
                    });
                    return;
                }
                _ => say!(cx, "ui-missing-in-inspector"),
            };
            inside.horizontal(|ui| {
                if widgets::link(ui, &text).clicked() {
                    cx.out.push(Action::Fill(key.0.clone(), key.1));
                }
            });
            return;
        };
        let object = &made.list.objects[found.object];
        let word = made.list.facts.get(key.1).map_or("", |(word, _)| word.as_str());
        let view = field(key.1, kind, found.value.clone(), format!("{word}, {}", object.label));
        let was_open = egui::Popup::is_any_open(ui.ctx());
        let edited = form::editor(&mut inside, cx, &made.list.everything, &key.0, &view, inner.width());
        if self.wish.as_ref().is_some_and(|(wanted, part)| *wanted == key && *part == Part::Editor) {
            self.wish = None;
            edited.response.request_focus();
        }
        let typed = matches!(kind, FactKind::Text | FactKind::Count | FactKind::Date | FactKind::List);
        let (given, refused) = (edited.given.is_some(), edited.refused.is_some());
        cx.out.extend(edited.refused.map(Action::Say));
        match edited.given {
            Some(Some(value)) => wishes.push(Wish::Fill(key.clone(), value)),
            Some(None) => wishes.push(Wish::Forget(key.clone())),
            None => {}
        }
        // What was typed and is no value keeps the focus: the reason stands in the status bar.
        let left = edited.response.lost_focus();
        let pressed = |press: Press| ui.input(|i| i.key_pressed(press));
        let shift = ui.input(|i| i.modifiers.shift);
        if left && pressed(Press::Escape) {
            self.wish = Some((key, Part::Row));
        } else if refused && left && (pressed(Press::Enter) || pressed(Press::Tab)) {
            self.wish = Some((key, Part::Editor));
        } else if left && typed && (pressed(Press::Enter) || pressed(Press::Tab)) {
            wishes.push(Wish::Go(at, Part::Editor, if shift { -1 } else { 1 }));
        } else if typed && edited.response.has_focus() && pressed(Press::ArrowDown) {
            wishes.push(Wish::Go(at, Part::Editor, 1));
        } else if typed && edited.response.has_focus() && pressed(Press::ArrowUp) {
            wishes.push(Wish::Go(at, Part::Editor, -1));
        } else if !typed && left && !was_open && pressed(Press::Tab) {
            wishes.push(Wish::Go(at, Part::Editor, if shift { -1 } else { 1 }));
        } else if !typed && given && !matches!(kind, FactKind::Choices(..)) {
            wishes.push(Wish::Go(at, Part::Editor, 1));
        }
    }

    fn menu_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, list: &List, row: usize, key: &Key) {
        if ui.button(say!(cx, "ui-panels-go-there")).clicked() {
            cx.out.push(Action::Fill(key.0.clone(), key.1));
            ui.close();
        }
        let word = list.facts.get(key.1).map_or("", |(word, _)| word.as_str());
        if ui.button(say!(cx, "ui-missing-only-fact", fact = word)).clicked() {
            self.filter.fact = Some(key.1);
            ui.close();
        }
        ui.separator();
        for code in list.rows[row].rules.iter().take(12) {
            let text = format!("{code} · {}", rule_text::rule_title(code, cx.lang));
            if ui.button(text).clicked() {
                cx.out.push(Action::Explain(code.clone()));
                ui.close();
            }
        }
    }

    /// A click selects a row, adds it, or everything up to it.
    fn pointed(&mut self, ui: &Ui, response: &egui::Response, made: &Made, at: usize, key: &Key) {
        if !response.clicked() {
            return;
        }
        let (modifiers, space) = ui.input(|i| (i.modifiers, i.key_pressed(Press::Space)));
        if modifiers.shift {
            self.extend_to(made, at);
        } else if modifiers.command || space {
            if !self.selected.remove(key) {
                self.selected.insert(key.clone());
            }
            self.anchor = Some(key.clone());
        } else {
            self.selected = BTreeSet::from([key.clone()]);
            self.anchor = Some(key.clone());
        }
        response.request_focus();
    }

    /// Selects from the anchor to a line.
    fn extend_to(&mut self, made: &Made, to: usize) {
        let from = self.anchor.as_ref().and_then(|anchor| line_of(made, anchor)).unwrap_or(to);
        let range = from.min(to)..=from.max(to);
        let rows = made.lines[range].iter().filter_map(Line::row);
        self.selected = rows.filter_map(|row| made.list.key(row)).collect();
    }

    fn row_keys(&mut self, ui: &Ui, response: &egui::Response, at: usize, wishes: &mut Vec<Wish>) {
        if !response.has_focus() {
            return;
        }
        widgets::keep_arrows(response);
        let (keys, shift) = ui.input(|i| {
            let steps = [
                (Press::ArrowDown, 1),
                (Press::ArrowUp, -1),
                (Press::PageDown, 12),
                (Press::PageUp, -12),
                (Press::End, isize::MAX / 2),
                (Press::Home, isize::MIN / 2),
            ];
            let pressed = steps.into_iter().find(|(press, _)| i.key_pressed(*press) && !i.modifiers.command);
            (pressed.map(|(_, by)| by), i.modifiers.shift)
        });
        if let Some(by) = keys {
            wishes.push(Wish::Go(at, Part::Row, by));
            if !shift {
                self.anchor = None;
            }
        } else if ui.input(|i| i.key_pressed(Press::Enter) || i.key_pressed(Press::F2)) {
            wishes.push(Wish::Go(at, Part::Editor, 0));
        }
    }

    /// To the row `by` lines from `from`, heads not counted; from the last one nowhere.
    fn go(&mut self, ui: &Ui, made: &Made, from: usize, part: Part, by: isize) {
        let rows: Vec<usize> = (0..made.lines.len()).filter(|at| made.lines[*at].row().is_some()).collect();
        let Some(place) = rows.iter().position(|at| *at == from) else { return };
        let wanted = (place as isize).saturating_add(by).clamp(0, rows.len() as isize - 1);
        let to = rows[wanted as usize];
        let Some(key) = made.lines[to].row().and_then(|row| made.list.key(row)) else { return };
        if part == Part::Row && by != 0 {
            let shift = ui.input(|i| i.modifiers.shift);
            if shift {
                self.extend_to(made, to);
            } else {
                self.selected = BTreeSet::from([key.clone()]);
                self.anchor = Some(key.clone());
            }
        }
        if part == Part::Editor && to == from && by != 0 {
            return;
        }
        self.wish = Some((key, part));
        ui.ctx().request_repaint();
    }

    /// The row that is wished for comes into view, so that it is drawn and can take the focus.
    fn scroll_to_wish(&mut self, ui: &Ui, made: &Made) {
        let Some((key, _)) = &self.wish else { return };
        let Some(at) = line_of(made, key) else {
            self.wish = None;
            return;
        };
        let (offset, height): (f32, f32) = ui.data(|data| data.get_temp(view_id())).unwrap_or_default();
        self.scroll = widgets::scroll_to(at, HEIGHT, offset, height);
    }

    /// Keys and the clipboard, for the page as a whole.
    fn shortcuts(&mut self, ui: &Ui, cx: &mut Cx<'_>, made: &Made) {
        if self.preview.is_some() {
            return;
        }
        let typing = ui.ctx().text_edit_focused();
        if typing {
            return;
        }
        if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Press::A)) {
            self.selected = made.lines.iter().filter_map(Line::row).filter_map(|row| made.list.key(row)).collect();
        }
        if ui.input(|i| i.events.iter().any(|event| matches!(event, Event::Copy))) {
            self.copy(ui, cx, made);
        }
    }

    /// The rows that a single column is for: those that are selected, or all from the one that is, downwards.
    pub(super) fn rows_to_fill(&self, made: &Made) -> Vec<Key> {
        let keys = |lines: &[Line]| {
            lines.iter().filter_map(Line::row).filter_map(|row| made.list.key(row)).collect::<Vec<Key>>()
        };
        match self.selected.first() {
            Some(one) if self.selected.len() == 1 => {
                let Some(from) = line_of(made, one) else { return Vec::new() };
                let same = |line: &&Line| line.row().is_some_and(|row| made.list.rows[row].fact == one.1);
                keys(&made.lines[from..].iter().filter(same).cloned().collect::<Vec<_>>())
            }
            _ => keys(&made.lines).into_iter().filter(|key| self.selected.contains(key)).collect(),
        }
    }
}

fn line_of(made: &Made, key: &Key) -> Option<usize> {
    made.lines.iter().position(|line| {
        line.row().is_some_and(|row| {
            let found = &made.list.rows[row];
            found.fact == key.1 && made.list.objects[found.object].subject == key.0
        })
    })
}

fn row_id(key: &Key) -> egui::Id {
    egui::Id::unique(("missing-row", key.0.kind().key(), key.0.id(), key.1))
}

fn view_id() -> egui::Id {
    egui::Id::unique("missing-view")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_leave_room_for_names_and_values() {
        for width in [900.0, 1280.0, 1920.0] {
            let columns = Columns::new(width);
            let mut last = 0.0;
            for column in Column::ALL {
                let (from, to) = columns.span(column);
                assert!(from >= last && to - from >= 80.0, "{column:?} at {width}: {from}..{to}");
                last = to;
            }
            assert!(last <= width);
        }
    }
}
