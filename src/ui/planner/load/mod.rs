//! Users per pool and phase: a bar for each pool at each stage against what it may carry, and users moved by dragging a
//! bar onto another pool.

mod cell;
mod form;
mod hand;
mod table;

use super::columns::{self, Columns, HEAD, Head, Pages};
use super::later::{self, Known, Later};
use crate::message;
use crate::model::*;
use crate::text::Lang;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use form::Form;
use hand::Drag;
use lucide_icons::Icon;
use std::sync::Arc;
use table::{Filter, Line, Row, Sum, Table, lines, sum_said, users_said};

const HEIGHT: f32 = 34.0;
/// A column that is narrower cannot tell a number and its limit.
const NARROWEST: f32 = 136.0;

/// The lines that pass a filter, of a table.
type Lines = (Arc<Table>, Filter, Arc<Vec<Line>>);

/// What the view keeps between frames.
#[derive(Default)]
pub struct Load {
    filter: Filter,
    /// By the content of the plan and the language.
    table: Later<(u64, Lang), Table>,
    lines: Option<Lines>,
    pages: Pages,
    /// The pool that the keyboard is on.
    at: Option<PoolId>,
    scroll: Option<f32>,
    drag: Option<Drag>,
    form: Option<Form>,
    /// The pool whose row gets the keyboard back, within so many frames.
    back: Option<(PoolId, u8)>,
}

impl Load {
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let (doc, lang) = (cx.doc, cx.lang);
        let (plan, replay) = (doc.plan().clone(), doc.replay().clone());
        let make = move || Table::of(&plan, &replay, lang);
        let table = match self.table.of_plan(ui.ctx(), doc.plan(), &(doc.content(), lang), make) {
            Known::Fresh(table) | Known::Before(table) if table.heads.len() == doc.plan().stages() => table,
            Known::Failed => {
                self.drag = None;
                return later::failed_ui(ui, cx);
            }
            _ => {
                self.drag = None;
                widgets::empty_state(ui, Icon::Users, &say!(cx, "ui-planner-working"), None);
                return;
            }
        };
        if table.rows.is_empty() {
            self.drag = None;
            widgets::empty_state(ui, Icon::Users, &say!(cx, "ui-load-empty"), None);
            return;
        }
        let same = |(of, filter, _): &Lines| Arc::ptr_eq(of, &table) && *filter == self.filter;
        let lines = match self.lines.take().filter(same) {
            Some((.., lines)) => lines,
            None => Arc::new(lines(&table, &self.filter)),
        };
        self.lines = Some((table.clone(), self.filter.clone(), lines.clone()));
        let columns = self.pages.columns(ui.available_width(), table.heads.len(), doc.shown(), NARROWEST);
        self.tools_ui(ui, cx, &table, columns);
        self.head_ui(ui, cx, &table, columns);
        widgets::rule(ui);
        if lines.is_empty() {
            // In one line: the panel may be low.
            let sentence = say!(cx, "ui-load-filtered-out");
            let all = say!(cx, "ui-panels-show-all");
            egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    widgets::muted(ui, sentence);
                    if widgets::secondary(ui, &all).clicked() {
                        self.filter = Filter { open: std::mem::take(&mut self.filter.open), ..Filter::default() };
                    }
                });
            });
        } else {
            self.rows_ui(ui, cx, &table, &lines, columns);
        }
        if let Some(mut form) = self.form.take() {
            if form.ui(&ui.ctx().clone(), cx) {
                self.form = Some(form);
            } else {
                self.back = Some((form.from().clone(), 3));
            }
        }
        self.give_back(ui);
    }

    /// After the form the keyboard goes on at the row that it was about, once no modal keeps it from there.
    fn give_back(&mut self, ui: &Ui) {
        let Some((pool, left)) = self.back.take().filter(|_| self.form.is_none()) else { return };
        if ui.memory(|memory| memory.top_modal_layer()).is_none() {
            ui.memory_mut(|memory| memory.request_focus(row_id(&pool)));
        } else if left > 0 {
            self.back = Some((pool, left - 1));
            ui.ctx().request_repaint();
        }
    }

    /// The pool that the commands are about: that of the keyboard, or the one that is selected.
    fn chosen(&self, cx: &Cx<'_>, table: &Table) -> Option<PoolId> {
        let selected = match cx.doc.selected() {
            Some(Subject::Pool(id)) => Some(id),
            _ => None,
        };
        let chosen = selected.or(self.at.as_ref())?;
        table.rows.iter().any(|row| row.pool == *chosen).then(|| chosen.clone())
    }

    fn tools_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, table: &Arc<Table>, columns: Columns) {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 3)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let hint = say!(cx, "ui-load-filter");
                let edit = egui::TextEdit::singleline(&mut self.filter.text).hint_text(&*hint);
                let edit = edit.desired_width((columns.names - 36.0).max(110.0));
                ui.add(edit.margin(egui::Margin::symmetric(8, 5))).accessible_name(hint);
                let text = say!(cx, "ui-load-notable");
                if widgets::segment(ui, &text, self.filter.notable, false, &text).clicked() {
                    self.filter.notable = !self.filter.notable;
                }
                let chosen = self.chosen(cx, table);
                let can = match &chosen {
                    Some(pool) => form::can_move(cx, cx.doc.shown(), pool),
                    None => Err(message!("ui-load-choose-a-row")),
                };
                for (text, is_waves) in [(say!(cx, "ui-load-move"), false), (say!(cx, "ui-load-split"), true)] {
                    let mut button = ui.add_enabled(can.is_ok(), egui::Button::new(text));
                    if let Err(why) = &can {
                        button = button.on_disabled_hover_text(said(cx.lang, why));
                    }
                    if let Some(pool) = chosen.clone().filter(|_| button.clicked()) {
                        self.ask(cx, pool, None, is_waves);
                    }
                }
                let copy = say!(cx, "ui-load-copy");
                if widgets::icon_button(ui, Icon::Copy, &copy).clicked() {
                    ui.ctx().copy_text(table.written(cx.lang));
                    cx.out.push(Action::Say(message!("ui-load-copied", count = table.rows.len())));
                }
                self.pages.ui(ui, cx, columns);
            });
        });
    }

    /// The stages: their names, the sum of all users, and whether it stays.
    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, table: &Table, columns: Columns) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD));
        let names = Rect::from_min_max(
            pos2(rect.left() + 12.0, rect.top() + 20.0),
            pos2(rect.left() + columns.names - 8.0, rect.bottom() - 3.0),
        );
        let muted = Colors::of(ui).muted;
        widgets::paint_text(ui, names, &say!(cx, "ui-load-all-pools"), style::small(), muted);
        for stage in columns.stages() {
            let head = &table.heads[stage];
            let total = said(cx.lang, &users_said(head.total, cx.lang));
            let sum = sum_said(&head.sum, cx.lang).map(|message| said(cx.lang, &message));
            let mut whole = say!(cx, "ui-load-head", stage = head.name.as_str(), users = total.as_str());
            if let Some(sum) = &sum {
                whole = format!("{whole}, {sum}");
            }
            let changes = match &head.sum {
                Sum::Changed(changes) => changes.as_slice(),
                _ => &[],
            };
            whole.extend(changes.iter().map(|(_, step)| format!("\n{step}")));
            let below = sum.map_or(total.clone(), |sum| format!("{total} · {sum}"));
            let step = changes.first().map(|(one, _)| Subject::from(&one.step));
            let head = Head { name: &head.name, below: &below, strong: !changes.is_empty(), whole: &whole, step };
            let id = egui::Id::unique(("load-head", stage));
            columns::head_ui(ui, cx, columns.cell(rect, stage), id, stage, &head);
        }
    }

    fn rows_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, table: &Arc<Table>, lines: &[Line], columns: Columns) {
        self.hand_keys(ui);
        let mut target = None;
        let mut go = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = egui::ScrollArea::vertical().id_salt("load").auto_shrink([false, false]);
        if let Some(offset) = self.scroll.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_rows(ui, HEIGHT, lines.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for at in range {
                let moved = match lines[at] {
                    Line::Pool(row) => {
                        self.pool_ui(ui, cx, table, (at, lines.len()), &table.rows[row], columns, &mut target)
                    }
                    Line::Group(row, group) => {
                        self.group_ui(ui, cx, &table.rows[row], group, columns);
                        None
                    }
                };
                if let Some(by) = moved {
                    let is_pool = |at: &usize| matches!(lines[*at], Line::Pool(_));
                    go = if by > 0 { (at + 1..lines.len()).find(is_pool) } else { (0..at).rev().find(is_pool) };
                }
            }
        });
        let offset = output.state.clamped_offset().y;
        if let Some(to) = go {
            let pool = table.rows[lines[to].row()].pool.clone();
            ui.memory_mut(|memory| memory.request_focus(row_id(&pool)));
            self.at = Some(pool);
            self.scroll = widgets::scroll_to(to, HEIGHT, offset, output.inner_rect.height());
        }
        let end = (output.content_size.y - output.inner_rect.height()).max(0.0);
        self.hand_ui(ui, cx, target, output.inner_rect, (offset, end));
    }

    /// A row: name and bars. How many rows the keyboard asks to go.
    #[allow(clippy::too_many_arguments)]
    fn pool_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        table: &Arc<Table>,
        (at, total): (usize, usize),
        row: &Row,
        columns: Columns,
        target: &mut Option<PoolId>,
    ) -> Option<isize> {
        let shown = cx.doc.shown();
        let subject = Subject::from(&row.pool);
        let selected = cx.doc.selected() == Some(&subject);
        let id = row_id(&row.pool);
        // Space folds; Enter selects like a click.
        let focused = ui.memory(|memory| memory.has_focus(id));
        if focused && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space)) {
            self.fold(row);
        }
        let open = self.filter.open.contains(&row.pool);
        let here = table.load(shown, &row.pool);
        let stage_name = table.heads.get(shown).map_or("", |head| head.name.as_str());
        let name = cell::name(cx, &row.label, stage_name, here);
        let (rect, response) = widgets::row(ui, id, HEIGHT, Role::ListItem, selected, &name);
        widgets::one_of(&response, at, total);
        if !row.groups.is_empty() {
            ui.ctx().accesskit_node_builder(id, |node| node.set_expanded(open));
        }
        let colors = Colors::of(ui);
        let fold = Rect::from_center_size(pos2(rect.left() + 18.0, rect.center().y), vec2(20.0, 24.0));
        if !row.groups.is_empty() {
            let glyph = if open { Icon::ChevronDown } else { Icon::ChevronRight };
            let response = ui.interact(fold, id.with("fold"), Sense::CLICK);
            let what = match open {
                true => say!(cx, "ui-load-fold", pool = row.label.as_str()),
                false => say!(cx, "ui-load-unfold", pool = row.label.as_str()),
            };
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &what));
            let centre = egui::Align2::CENTER_CENTER;
            ui.painter().text(fold.center(), centre, glyph.unicode(), style::icon_font(14.0), colors.muted);
            if response.on_hover_text(what).clicked() {
                self.fold(row);
            }
        }
        let names = Rect::from_min_max(
            pos2(rect.left() + 32.0, rect.top() + 2.0),
            pos2(rect.left() + columns.names - 8.0, rect.bottom() - 14.0),
        );
        widgets::paint_text(ui, names, &row.label, style::strong(), colors.text);
        let below =
            Rect::from_min_max(pos2(names.left(), rect.bottom() - 17.0), pos2(names.right(), rect.bottom() - 2.0));
        widgets::paint_text(ui, below, &row.about, style::small(), colors.muted);

        for stage in columns.stages() {
            self.cell_ui(ui, cx, table, row, stage, columns.cell(rect, stage));
        }
        if let Some(drag) = self.drag.as_ref().filter(|drag| drag.from != row.pool)
            && table.load(drag.stage, &row.pool).is_some_and(|_| takes(cx, drag.stage, &row.pool))
            && ui.rect_contains_pointer(rect)
        {
            *target = Some(row.pool.clone());
            if columns.stages().contains(&drag.stage) {
                let cell = columns.cell(rect, drag.stage).shrink(2.0);
                ui.painter().rect_stroke(
                    cell,
                    style::SMALL_RADIUS,
                    Stroke::new(2.0, colors.accent),
                    StrokeKind::Inside,
                );
            }
        }
        widgets::context_menu(&response, &row.label, |ui| self.menu_ui(ui, cx, row, shown));
        if response.clicked() {
            self.at = Some(row.pool.clone());
            cx.out.push(Action::Select(Some(subject)));
        }
        if response.double_clicked() {
            cx.out.push(Action::Reveal((&row.pool).into()));
        }
        response.has_focus().then(|| self.row_keys(ui, cx, &response, row)).flatten()
    }

    fn cell_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, table: &Table, row: &Row, stage: usize, rect: Rect) {
        let colors = Colors::of(ui);
        if stage == cx.doc.shown() {
            ui.painter().rect_filled(rect.shrink2(vec2(1.0, 0.0)), 0.0, colors.selected);
        }
        let load = table.load(stage, &row.pool);
        // The row has the focus; the cell is told by itself.
        let response = ui.interact(rect.shrink(1.0), row_id(&row.pool).with(stage), Sense::CLICK | Sense::DRAG);
        let stage_name = table.heads[stage].name.as_str();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, cell::name(cx, &row.label, stage_name, load)));
        if response.hovered() && self.drag.is_none() {
            ui.painter().rect_stroke(
                rect.shrink(1.0),
                style::SMALL_RADIUS,
                Stroke::new(1.0, colors.border),
                StrokeKind::Inside,
            );
        }
        cell::paint(ui, cx, rect, load, stage);
        if response.drag_started() {
            self.take(cx, stage, row.pool.clone(), None);
        }
        if response.clicked() {
            self.at = Some(row.pool.clone());
            cx.out.push(Action::Select(Some((&row.pool).into())));
            cx.out.push(Action::Show(stage));
        }
        widgets::context_menu(&response, &row.label, |ui| self.menu_ui(ui, cx, row, stage));
        if self.drag.is_none() && self.form.is_none() {
            response.on_hover_ui(|ui| {
                ui.label(cell::hover(cx, &row.label, stage_name, load));
            });
        }
    }

    /// A group of users on a pool: how many at each stage.
    fn group_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, row: &Row, group: usize, columns: Columns) {
        let Some((group, label)) = row.groups.get(group) else { return };
        let subject = Subject::from(group);
        let selected = cx.doc.selected() == Some(&subject);
        let id = row_id(&row.pool).with(group.as_str());
        let (doc, lang) = (cx.doc, cx.lang);
        let unknown = say!(cx, "ui-load-unknown");
        let said_at = |stage: usize| {
            let count = doc.replay().states.get(stage)?.user_groups.get(group)?.homes.get(&row.pool)?;
            Some(count.map_or_else(|| unknown.clone(), |count| lang.number(count)))
        };
        let none = say!(cx, "ui-load-nobody-here");
        let here = said_at(cx.doc.shown()).unwrap_or_else(|| none.clone());
        let name = say!(cx, "ui-load-group-on", group = label.as_str(), pool = row.label.as_str(), users = here);
        let (rect, response) = widgets::row(ui, id, HEIGHT, Role::ListItem, selected, &name);
        let colors = Colors::of(ui);
        let names = Rect::from_min_max(
            pos2(rect.left() + 48.0, rect.top()),
            pos2(rect.left() + columns.names - 8.0, rect.bottom()),
        );
        widgets::paint_text(ui, names, label, egui::FontId::proportional(13.0), colors.text);
        for stage in columns.stages() {
            let cell = columns.cell(rect, stage);
            if stage == cx.doc.shown() {
                ui.painter().rect_filled(cell.shrink2(vec2(1.0, 0.0)), 0.0, colors.selected);
            }
            let text = said_at(stage);
            let ink = if text.is_some() { colors.text } else { colors.line };
            let inner = cell.shrink2(vec2(8.0, 0.0));
            widgets::paint_text(ui, inner, text.as_deref().unwrap_or("–"), style::small(), ink);
            let response = ui.interact(cell.shrink(1.0), id.with(stage), Sense::CLICK | Sense::DRAG);
            if response.drag_started() {
                self.take(cx, stage, row.pool.clone(), Some(group.clone()));
            }
            if response.clicked() {
                cx.out.push(Action::Select(Some(subject.clone())));
                cx.out.push(Action::Show(stage));
            }
        }
        if response.clicked() {
            cx.out.push(Action::Select(Some(subject)));
        }
        let shown = cx.doc.shown();
        widgets::context_menu(&response, &name, |ui| {
            let can = form::can_move(cx, shown, &row.pool);
            for (text, is_waves) in [(say!(cx, "ui-load-move"), false), (say!(cx, "ui-load-split"), true)] {
                if ui.add_enabled(can.is_ok(), egui::Button::new(text)).clicked() {
                    self.ask(cx, row.pool.clone(), Some(group.clone()), is_waves);
                    ui.close();
                }
            }
        });
    }

    fn menu_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, row: &Row, stage: usize) {
        let can = form::can_move(cx, stage, &row.pool);
        for (text, is_waves) in [(say!(cx, "ui-load-move"), false), (say!(cx, "ui-load-split"), true)] {
            let mut button = ui.add_enabled(can.is_ok(), egui::Button::new(text));
            if let Err(why) = &can {
                button = button.on_disabled_hover_text(said(cx.lang, why));
            }
            if button.clicked() {
                self.ask_at(cx, stage, row.pool.clone(), None, is_waves);
                ui.close();
            }
        }
        ui.separator();
        if ui.button(say!(cx, "ui-load-on-sheet")).clicked() {
            cx.out.push(Action::Show(stage));
            cx.out.push(Action::Reveal((&row.pool).into()));
            ui.close();
        }
    }

    fn fold(&mut self, row: &Row) {
        if !self.filter.open.remove(&row.pool) {
            self.filter.open.insert(row.pool.clone());
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, pool: PoolId, group: Option<UserGroupId>, is_waves: bool) {
        self.ask_at(cx, cx.doc.shown(), pool, group, is_waves);
    }

    fn ask_at(&mut self, cx: &Cx<'_>, stage: usize, pool: PoolId, group: Option<UserGroupId>, is_waves: bool) {
        self.form = match is_waves {
            true => Form::of_waves(cx, stage, pool, group),
            false => Form::of_move(cx, stage, (pool, None), group),
        };
    }

    /// Up and down over rows, left and right over stages; how many rows to go.
    fn row_keys(&mut self, ui: &Ui, cx: &mut Cx<'_>, response: &egui::Response, row: &Row) -> Option<isize> {
        widgets::keep_arrows(response);
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let (shown, last) = (cx.doc.shown(), cx.doc.plan().phases.len());
        if pressed(Key::ArrowLeft) && shown > 0 {
            cx.out.push(Action::Show(shown - 1));
        }
        if pressed(Key::ArrowRight) && shown < last {
            cx.out.push(Action::Show(shown + 1));
        }
        if pressed(Key::M) {
            match form::can_move(cx, shown, &row.pool) {
                Ok(()) => self.ask(cx, row.pool.clone(), None, false),
                Err(why) => cx.out.push(Action::Say(why)),
            }
        }
        let down = pressed(Key::ArrowDown);
        (down || pressed(Key::ArrowUp)).then_some(if down { 1 } else { -1 })
    }
}

/// Whether users can be on a pool at a stage.
fn takes(cx: &Cx<'_>, stage: usize, pool: &PoolId) -> bool {
    let state = cx.doc.replay().states.get(stage);
    state.and_then(|state| state.pools.get(pool)).is_some_and(|pool| pool.kind.homes_users())
}

fn row_id(pool: &PoolId) -> egui::Id {
    egui::Id::unique(("load", pool.as_str()))
}
