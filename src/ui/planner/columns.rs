//! Phases as columns: those that have room, and pages of them where not all have.

use crate::model::Subject;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

/// How high the heads of columns are.
pub const HEAD: f32 = 40.0;
/// No column is wider, however few there are.
const WIDEST: f32 = 260.0;

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// The width that the names of rows have.
    pub names: f32,
    pub each: f32,
    pub first: usize,
    pub count: usize,
}

/// Which columns are shown, between frames.
#[derive(Default)]
pub struct Pages {
    first: usize,
    /// The stage that was shown on the last frame: when it is another, its column comes into view.
    shown: Option<usize>,
}

/// What stands at the head of a column, in two lines, and all of it for whoever points at it.
pub struct Head<'h> {
    pub name: &'h str,
    pub below: &'h str,
    /// Whether the second line is worth looking at.
    pub strong: bool,
    pub whole: &'h str,
    /// A step that the head tells of.
    pub step: Option<Subject>,
}

impl Columns {
    pub fn new(width: f32, stages: usize, first: usize, narrowest: f32) -> Self {
        let names = (width * 0.2).clamp(150.0, 300.0);
        let room = (width - names - 12.0).max(narrowest);
        let count = ((room / narrowest) as usize).clamp(1, stages.max(1));
        let each = (room / count as f32).min(WIDEST).floor();
        Self { names, each, first: first.min(stages.saturating_sub(count)), count }
    }

    pub fn stages(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.count
    }

    pub fn cell(&self, row: Rect, stage: usize) -> Rect {
        let left = row.left() + self.names + stage.saturating_sub(self.first) as f32 * self.each;
        Rect::from_min_size(pos2(left, row.top()), vec2(self.each, row.height()))
    }
}

impl Pages {
    /// The columns of this frame.
    pub fn columns(&mut self, width: f32, stages: usize, shown: usize, narrowest: f32) -> Columns {
        let mut columns = Columns::new(width, stages, self.first, narrowest);
        if self.shown != Some(shown) {
            self.shown = Some(shown);
            let (first, last) = (columns.first, columns.first + columns.count - 1);
            let first = if shown > last { first + shown - last } else { first.min(shown) };
            columns = Columns::new(width, stages, first, narrowest);
        }
        self.first = columns.first;
        columns
    }

    /// Which stages have columns, and buttons to the others; nothing where all have.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, columns: Columns) {
        let (plan, all) = (cx.doc.plan(), cx.doc.plan().stages());
        let last = columns.first + columns.count;
        if columns.count >= all {
            return;
        }
        ui.add_enabled_ui(columns.first > 0, |ui| {
            if widgets::icon_button(ui, Icon::ChevronLeft, &say!(cx, "ui-load-earlier")).clicked() {
                self.first = columns.first.saturating_sub(columns.count);
            }
        });
        ui.add_enabled_ui(last < all, |ui| {
            if widgets::icon_button(ui, Icon::ChevronRight, &say!(cx, "ui-load-later")).clicked() {
                self.first = last.min(all - columns.count);
            }
        });
        let name = |stage: usize| plan.stage_name(stage, cx.lang);
        let text = crate::message!("ui-load-columns", first = name(columns.first), last = name(last - 1));
        let color = Colors::of(ui).muted;
        let rich = egui::RichText::new(said(cx.lang, &text)).font(style::small()).color(color);
        ui.add(egui::Label::new(rich).truncate());
    }
}

/// One head; a click shows the stage.
pub fn head_ui(ui: &mut Ui, cx: &mut Cx<'_>, cell: Rect, id: egui::Id, stage: usize, head: &Head<'_>) {
    let colors = Colors::of(ui);
    let on = stage == cx.doc.shown();
    let response = ui.interact(cell, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, head.whole));
    if on || response.hovered() {
        let ground = if on { colors.selected } else { colors.hover };
        ui.painter().rect_filled(cell.shrink2(vec2(1.0, 1.0)), style::SMALL_RADIUS, ground);
    }
    if on {
        let line = Stroke::new(2.0, colors.accent);
        ui.painter().hline(cell.left() + 6.0..=cell.right() - 6.0, cell.bottom() - 1.0, line);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, colors.accent);
        ui.painter().rect_stroke(cell.shrink(1.0), style::SMALL_RADIUS, ring, StrokeKind::Inside);
    }
    let across = cell.left() + 8.0..=cell.right() - 6.0;
    let font = if on { style::strong() } else { egui::FontId::proportional(13.0) };
    let upper = Rect::from_x_y_ranges(across.clone(), cell.top() + 3.0..=cell.top() + 20.0);
    widgets::paint_text(ui, upper, head.name, font, colors.text);
    let lower = Rect::from_x_y_ranges(across, cell.top() + 20.0..=cell.bottom() - 3.0);
    let ink = if head.strong { colors.text } else { colors.muted };
    widgets::paint_text(ui, lower, head.below, style::small(), ink);
    if response.on_hover_text(head.whole).clicked() {
        cx.out.push(Action::Show(stage));
        if let Some(step) = &head.step {
            cx.out.push(Action::Select(Some(step.clone())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_has_room_for_what_a_column_tells() {
        for width in [700.0, 1366.0, 1920.0, 2560.0] {
            for stages in [1, 2, 9, 40] {
                let columns = Columns::new(width, stages, 100, 136.0);
                assert!(columns.each >= 136.0 && columns.count >= 1, "{width} {stages}");
                assert!(columns.stages().end <= stages, "{width} {stages}: {:?}", columns.stages());
                let right = columns.names + columns.each * columns.count as f32;
                assert!(right <= width, "{width} {stages}: {right}");
            }
        }
    }

    #[test]
    fn the_shown_stage_comes_into_view_and_pages_stay() {
        let mut pages = Pages::default();
        assert_eq!(pages.columns(800.0, 20, 0, 136.0).first, 0);
        let later = pages.columns(800.0, 20, 15, 136.0);
        assert!(later.stages().contains(&15), "{later:?}");
        pages.first = 2;
        assert_eq!(pages.columns(800.0, 20, 15, 136.0).first, 2, "somebody leafed");
    }
}
