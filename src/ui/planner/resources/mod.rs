//! What stands at the same time: a bar for each phase, and below it what of each sort there is, comes and goes.

mod chart;
mod table;

use super::columns::{self, Columns, HEAD, Head, Pages};
use super::later::{self, Known, Later};
use crate::export::resources::Kind;
use crate::message;
use crate::text::Lang;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;
use table::{Row, Table};

const HEIGHT: f32 = 26.0;
const NARROWEST: f32 = 96.0;
/// A chart that is lower than this tells nothing.
const LOWEST: f32 = 44.0;

/// What the view keeps between frames.
#[derive(Default)]
pub struct Resources {
    /// By the content of the plan and the language.
    table: Later<(u64, Lang), Table>,
    pages: Pages,
}

impl Resources {
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let (doc, lang) = (cx.doc, cx.lang);
        let (plan, replay) = (doc.plan().clone(), doc.replay().clone());
        let make = move || Table::of(&plan, &replay, lang);
        let table = match self.table.of_plan(ui.ctx(), doc.plan(), &(doc.content(), lang), make) {
            Known::Fresh(table) | Known::Before(table) if table.stages.len() == doc.plan().stages() => table,
            Known::Failed => return later::failed_ui(ui, cx),
            _ => {
                widgets::empty_state(ui, Icon::Server, &say!(cx, "ui-planner-working"), None);
                return;
            }
        };
        if table.peak == 0 && table.rows.iter().all(|row| row.cells.iter().all(|cell| cell.figures.here == 0)) {
            widgets::empty_state(ui, Icon::Server, &say!(cx, "ui-resources-empty"), None);
            return;
        }
        let columns = self.pages.columns(ui.available_width(), table.stages.len(), doc.shown(), NARROWEST);
        self.tools_ui(ui, cx, &table, columns);
        Self::head_ui(ui, cx, &table, columns);
        // Half of what is left is for numbers.
        let height = ((ui.available_height() - 8.0) * 0.5).min(220.0);
        if height >= LOWEST {
            chart::ui(ui, cx, &table, columns, height);
        }
        widgets::rule(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = egui::ScrollArea::vertical().id_salt("resources").auto_shrink([false, false]);
        // A dozen at most: all of them are nodes, also those that are scrolled away.
        area.show(ui, |ui| {
            for row in &table.rows {
                row_ui(ui, cx, &table, row, columns);
            }
        });
    }

    fn tools_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, table: &Table, columns: Columns) {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 3)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let copy = say!(cx, "ui-load-copy");
                if widgets::icon_button(ui, Icon::Copy, &copy).clicked() {
                    ui.ctx().copy_text(table.written(cx.lang));
                    cx.out.push(Action::Say(message!("ui-resources-copied")));
                }
                self.pages.ui(ui, cx, columns);
                if let Some(peak) = table.peak_said(cx.lang) {
                    let text = egui::RichText::new(said(cx.lang, &peak)).font(style::strong());
                    ui.add(egui::Label::new(text).truncate());
                }
            });
        });
    }

    fn head_ui(ui: &mut Ui, cx: &mut Cx<'_>, table: &Table, columns: Columns) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD));
        let names = Rect::from_min_max(
            pos2(rect.left() + 12.0, rect.top() + 20.0),
            pos2(rect.left() + columns.names - 8.0, rect.bottom() - 3.0),
        );
        let muted = Colors::of(ui).muted;
        widgets::paint_text(ui, names, &say!(cx, "ui-resources-beyond"), style::small(), muted);
        for stage in columns.stages() {
            let figures = table.machines_at(stage);
            let beyond = match figures.beyond {
                0 => cx.lang.number(0),
                beyond => format!("+{}", cx.lang.number(beyond as u64)),
            };
            let is_peak = table.peak > 0 && figures.here == table.peak;
            let below = match is_peak {
                true => format!("{beyond} · {}", say!(cx, "ui-resources-is-peak")),
                false => beyond,
            };
            let whole = table.stage_said(stage, cx.lang);
            let head = Head { name: &table.stages[stage], below: &below, strong: is_peak, whole: &whole, step: None };
            let id = egui::Id::unique(("resources-head", stage));
            columns::head_ui(ui, cx, columns.cell(rect, stage), id, stage, &head);
        }
    }
}

/// One sort, at each stage.
fn row_ui(ui: &mut Ui, cx: &mut Cx<'_>, table: &Table, row: &Row, columns: Columns) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let colors = Colors::of(ui);
    let mut left = rect.left() + 12.0;
    if let Some(at) = table.bars.first().and_then(|parts| parts.iter().position(|part| part.kind == row.kind)) {
        let swatch = Rect::from_min_size(pos2(left, rect.center().y - 6.0), vec2(16.0, 12.0));
        chart::part(ui, swatch, row.kind, at);
        left += 24.0;
    }
    let font = if row.kind == Kind::Machines { style::strong() } else { egui::FontId::proportional(13.0) };
    let names = Rect::from_min_max(pos2(left, rect.top()), pos2(rect.left() + columns.names - 8.0, rect.bottom()));
    if widgets::paint_text(ui, names, &row.name, font.clone(), colors.text) {
        ui.interact(names, egui::Id::unique(("resources-row", row.kind)), Sense::hover()).on_hover_text(&row.name);
    }
    for stage in columns.stages() {
        let Some(cell) = row.cells.get(stage) else { continue };
        let at = columns.cell(rect, stage);
        let response = ui.interact(at, egui::Id::unique(("resources", row.kind, stage)), Sense::CLICK);
        let lang = cx.lang;
        let whole = || cell.said(row.kind, &row.name, &table.stages[stage], lang);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, whole()));
        if stage == cx.doc.shown() {
            ui.painter().rect_filled(at.shrink2(vec2(1.0, 0.0)), 0.0, colors.selected);
        } else if response.hovered() {
            ui.painter().rect_filled(at.shrink2(vec2(1.0, 0.0)), 0.0, colors.hover);
        }
        let figures = cell.figures;
        let number = |count: usize| cx.lang.number(count as u64);
        // Where nobody recorded any, there is no saying how many.
        let text = match (figures.here, figures.unknown) {
            (0, 1..) => say!(cx, "ui-load-unknown"),
            (here, 0) => number(here),
            (here, _) => say!(cx, "ui-resources-at-least", count = number(here)),
        };
        let ink = if figures.here == 0 && figures.unknown == 0 { colors.muted } else { colors.text };
        let inner = at.shrink2(vec2(8.0, 0.0));
        let wide = widgets::text_width(ui, &text, font.clone());
        widgets::paint_text(ui, inner, &text, font.clone(), ink);
        let mut rest: Vec<String> = Vec::new();
        if cell.is_peak {
            rest.push(say!(cx, "ui-resources-is-peak"));
        }
        if figures.new > 0 {
            rest.push(format!("+{}", number(figures.new)));
        }
        if figures.gone > 0 {
            rest.push(format!("−{}", number(figures.gone)));
        }
        let beside = Rect::from_min_max(pos2(inner.left() + wide + 8.0, inner.top()), inner.max);
        widgets::paint_text(ui, beside, &rest.join("  "), style::small(), colors.muted);
        if response.on_hover_ui(|ui| drop(ui.label(whole()))).clicked() {
            cx.out.push(Action::Show(stage));
        }
    }
}
