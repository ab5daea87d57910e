//! The type and the few shapes that pages are made of. Everything is measured as on a screen of 1080 lines and grows with
//! the window, and what is written is a node of the accessibility tree.

use super::told::Line;
use crate::diagram::Glyph;
use crate::ui::style::Colors;
use crate::ui::widgets;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, CornerRadius, FontFamily, FontId, Galley, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui::{Pos2, pos2, vec2};
use std::sync::Arc;

/// The least type on a page, on a screen of 1080 lines.
pub const LEAST: f32 = 18.0;

/// How a text is written.
#[derive(Clone, Copy)]
pub struct Type {
    /// On a screen of 1080 lines.
    pub size: f32,
    pub bold: bool,
    pub color: Color32,
    /// So many lines, and … after them.
    pub rows: usize,
    pub role: Role,
}

/// A page that is being drawn.
pub struct Slide<'a> {
    pub ui: &'a mut Ui,
    /// The whole window.
    pub rect: Rect,
    /// Points for a pixel of a screen of 1080 lines.
    pub unit: f32,
    /// The same for type, which may be larger.
    pub type_unit: f32,
    pub colors: Colors,
    /// Numbers the texts, so that each keeps its node.
    count: usize,
}

/// Larger type than this would leave no room for the drawing.
const MOST_TYPE: f32 = 1.5;

impl<'a> Slide<'a> {
    /// `text_percent` is how large the user wants everything written.
    pub fn new(ui: &'a mut Ui, rect: Rect, text_percent: u16) -> Self {
        let unit = unit(rect);
        let colors = Colors::of(ui);
        Self { ui, rect, unit, type_unit: unit * larger(text_percent), colors, count: 0 }
    }

    /// So many pixels of a screen of 1080 lines in points.
    pub fn px(&self, length: f32) -> f32 {
        length * self.unit
    }

    pub fn font(&self, size: f32, bold: bool) -> FontId {
        let family = if bold { FontFamily::Name("InterSemiBold".into()) } else { FontFamily::Proportional };
        // Whole pixels, so that few sizes are in the atlas.
        FontId::new((size * self.type_unit).round().max(1.0), family)
    }

    pub fn type_of(&self, size: f32, color: Color32) -> Type {
        Type { size, bold: false, color, rows: 1, role: Role::Label }
    }

    /// A text laid out in a width.
    pub fn laid(&self, text: &str, of: Type, width: f32) -> Arc<Galley> {
        let format = TextFormat::simple(self.font(of.size, of.bold), of.color);
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap = TextWrapping { max_width: width.max(1.0), max_rows: of.rows, ..TextWrapping::default() };
        self.ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// Writes a text below a point, and gives where it is.
    pub fn text(&mut self, at: Pos2, width: f32, text: &str, of: Type) -> Rect {
        let galley = self.laid(text, of, width);
        let rect = Rect::from_min_size(at, galley.size());
        self.ui.painter().galley(at, galley, of.color);
        self.node(rect, of.role, text);
        rect
    }

    /// Something that is said and not written by [`text`](Self::text).
    pub fn node(&mut self, rect: Rect, role: Role, said: &str) {
        self.count += 1;
        let id = self.ui.scope_id().with(("slide", self.count));
        let response = self.ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(role, true, said));
    }

    pub fn glyph(&self, rect: Rect, glyph: Glyph) {
        widgets::paint_mark(self.ui, rect, glyph);
    }

    pub fn filled(&self, rect: Rect, radius: f32, color: Color32) {
        self.ui.painter().rect_filled(rect, CornerRadius::same(self.px(radius).min(250.0) as u8), color);
    }

    pub fn framed(&self, rect: Rect, radius: f32, fill: Color32, width: f32, color: Color32) {
        let corner = CornerRadius::same(self.px(radius).min(250.0) as u8);
        let stroke = Stroke::new(self.px(width).max(1.0), color);
        self.ui.painter().rect(rect, corner, fill, stroke, StrokeKind::Inside);
    }

    /// Lines of a list one below the other, as many as go into a rectangle; the last says how many more there are. Gives
    /// where the list ends.
    pub fn lines(&mut self, rect: Rect, lines: &[Line], size: f32, more: impl Fn(usize) -> String) -> f32 {
        let (indent, gap) = (self.px(40.0), self.px(14.0));
        let (name, what) = (
            Type { rows: 2, bold: true, role: Role::ListItem, ..self.type_of(size, self.colors.text) },
            Type { rows: 2, ..self.type_of((size - 3.0).max(LEAST), self.colors.muted) },
        );
        let has_marks = lines.iter().any(|line| line.mark.is_some());
        let left = if has_marks { rect.left() + indent } else { rect.left() };
        let width = rect.right() - left;
        let mut top = rect.top();
        for (at, line) in lines.iter().enumerate() {
            let (first, second) = (self.laid(&line.name, name, width), self.laid(&line.what, what, width));
            let second_high = if line.what.is_empty() { 0.0 } else { second.size().y + self.px(2.0) };
            let high = first.size().y + second_high;
            let left_out = lines.len() - at;
            // The line that says how many more needs its place too.
            let reserve = if left_out > 1 { self.font(LEAST, false).size * 1.6 } else { 0.0 };
            if top + high + reserve > rect.bottom() {
                if at > 0 || left_out > 1 {
                    let more = more(left_out);
                    let of = self.type_of(LEAST, self.colors.muted);
                    top = self.text(pos2(left, top), width, &more, of).bottom();
                }
                return top;
            }
            if let Some(mark) = line.mark {
                let side = (first.size().y).min(self.px(26.0));
                let row = first.rows.first().map_or(first.size().y, |row| row.height());
                let middle = pos2(rect.left() + side / 2.0, top + row / 2.0);
                self.glyph(Rect::from_center_size(middle, vec2(side, side)), mark);
            }
            let whole = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), high));
            let end = pos2(left, top + first.size().y + self.px(2.0));
            self.ui.painter().galley(pos2(left, top), first, name.color);
            if second_high > 0.0 {
                self.ui.painter().galley(end, second, what.color);
            }
            self.node(whole, name.role, &line.said());
            top += high + gap;
        }
        top - gap
    }

    /// Marks with numbers side by side, and where they end.
    pub fn counts(&mut self, at: Pos2, counts: &[(Glyph, u64)], size: f32, number: impl Fn(u64) -> String) -> f32 {
        let mut x = at.x;
        for (glyph, count) in counts {
            let color = widgets::mark_color(&self.colors, *glyph);
            let of = Type { bold: true, ..self.type_of(size, color) };
            let galley = self.laid(&number(*count), of, f32::INFINITY);
            let side = galley.size().y * 0.9;
            let middle = pos2(x + side / 2.0, at.y + galley.size().y / 2.0);
            self.glyph(Rect::from_center_size(middle, vec2(side, side)), *glyph);
            let width = galley.size().x;
            self.ui.painter().galley(pos2(x + side * 1.3, at.y), galley, color);
            x += side * 1.3 + width + self.px(24.0);
        }
        x
    }
}

/// Points for a pixel of a screen of 1080 lines. What is high and narrow goes by its width.
pub fn unit(rect: Rect) -> f32 {
    (rect.height() / 1080.0).min(rect.width() / 1440.0).max(0.2)
}

/// How much larger type is written than usual.
pub fn larger(text_percent: u16) -> f32 {
    (f32::from(text_percent) / 100.0).clamp(1.0, MOST_TYPE)
}
