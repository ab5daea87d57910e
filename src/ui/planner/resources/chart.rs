//! Machines by what they carry, a stacked bar for each phase above its column. Parts differ by pattern and number, not by
//! colour alone.

use super::super::columns::Columns;
use super::table::{Part, Table};
use crate::diagram::Token;
use crate::export::hardware::Carries;
use crate::export::resources::Kind;
use crate::ui::action::{Action, Cx};
use crate::ui::sheet::Palette;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Align2, Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// A part that is higher says its number inside.
const ROOM: f32 = 15.0;
const WIDEST: f32 = 72.0;

pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, table: &Table, columns: Columns, height: f32) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let colors = Colors::of(ui);
    let plot = Rect::from_min_max(pos2(rect.left(), rect.top() + 18.0), pos2(rect.right(), rect.bottom() - 2.0));
    let most = table.peak.max(1) as f32;
    // The height of the peak, over all phases.
    if table.peak > 0 {
        let across = rect.left() + columns.names..=columns.cell(rect, columns.stages().end - 1).right();
        ui.painter().hline(across, plot.top(), Stroke::new(1.0, colors.hair));
    }
    for stage in columns.stages() {
        let cell = columns.cell(plot, stage);
        let id = egui::Id::unique(("resources-bar", stage));
        let response = ui.interact(columns.cell(rect, stage), id, Sense::CLICK);
        let whole = table.stage_said(stage, cx.lang);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &whole));
        let wide = (cell.width() * 0.55).min(WIDEST);
        let left = cell.left() + 8.0;
        let mut bottom = plot.bottom();
        for (at, Part { kind, count }) in table.bars[stage].iter().enumerate().filter(|(_, part)| part.count > 0) {
            let high = (plot.height() * *count as f32 / most).max(2.0);
            let bar = Rect::from_min_max(pos2(left, bottom - high), pos2(left + wide, bottom));
            part(ui, bar, *kind, at);
            let number = cx.lang.number(*count as u64);
            if high >= ROOM {
                let size = vec2(widgets::text_width(ui, &number, style::small()) + 8.0, 14.0);
                let plate = Rect::from_center_size(bar.center(), size);
                ui.painter().rect_filled(plate, 2.0, colors.card);
                ui.painter().text(plate.center(), Align2::CENTER_CENTER, number, style::small(), colors.text);
            }
            bottom -= high;
        }
        let figures = table.machines_at(stage);
        let sum = Rect::from_min_max(pos2(left, bottom - 17.0), pos2(cell.right(), bottom - 1.0));
        let font = if figures.here == table.peak { style::strong() } else { style::small() };
        widgets::paint_text(ui, sum, &cx.lang.number(figures.here as u64), font, colors.text);
        if stage == cx.doc.shown() || response.hovered() {
            let ink = if response.hovered() { colors.border } else { colors.accent };
            let bar = Rect::from_min_max(pos2(left, bottom), pos2(left + wide, plot.bottom()));
            ui.painter().rect_stroke(bar.expand(2.0), 2.0, Stroke::new(2.0, ink), StrokeKind::Outside);
        }
        if response.on_hover_text(whole).clicked() {
            cx.out.push(Action::Show(stage));
        }
    }
}

/// A part of a bar, or its swatch: the colour that the drawing gives the product, and a pattern by its place.
pub fn part(ui: &Ui, rect: Rect, kind: Kind, at: usize) {
    let palette = Palette::new(style::theme(style::Look::of(ui.visuals())));
    let colors = Colors::of(ui);
    let color = match kind {
        Kind::Servers(Carries::Product(Some(version))) => palette.color(Token::Version(version)),
        Kind::Sql => colors.muted,
        Kind::Servers(Carries::Companion) => colors.advice,
        _ => colors.line,
    };
    let ground = colors.card;
    match at % 4 {
        0 => drop(ui.painter().rect_filled(rect, 0.0, color)),
        1 => {
            ui.painter().rect_filled(rect, 0.0, ground);
            slanted(ui, rect, color, 5.0, 2.0);
        }
        2 => {
            ui.painter().rect_filled(rect, 0.0, ground);
            level(ui, rect, color);
        }
        _ => {
            ui.painter().rect_filled(rect, 0.0, ground);
            slanted(ui, rect, color, 8.0, 1.0);
            level(ui, rect, color);
        }
    }
    ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, color), StrokeKind::Inside);
}

fn slanted(ui: &Ui, rect: Rect, color: Color32, every: f32, width: f32) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        painter.line_segment([pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())], Stroke::new(width, color));
        x += every;
    }
}

fn level(ui: &Ui, rect: Rect, color: Color32) {
    let mut y = rect.bottom() - 2.0;
    while y > rect.top() {
        ui.painter().hline(rect.x_range(), y, Stroke::new(1.0, color));
        y -= 4.0;
    }
}
