//! How each mark of a scene is drawn, one exhaustive `match` over them in `paint`.

use super::paint::Pen;
use crate::diagram::*;
use egui::epaint::{
    Color32, CornerRadius, FontId, PathShape, PathStroke, Pos2, RectShape, Shape, Stroke as Line, StrokeKind, TextShape,
};
use egui::{Rect, pos2, vec2};

/// Corners that would be rounder than this many screen points are drawn round.
pub(super) const ROUND_FROM: f32 = 2.0;
/// Text smaller than this, in screen points, is left out: it cannot be read.
const TEXT_FROM: f32 = 4.5;
/// A glyph smaller than this is a dot.
const GLYPH_FROM: f32 = 7.0;
/// The distance of a hatch's lines, in screen points.
const HATCH_STEP: f32 = 7.0;

impl Pen<'_> {
    pub(super) fn rect_mark(&mut self, mark: &RectMark) {
        let zoom = self.camera.zoom();
        let rect = self.rect(mark.rect);
        let radius = mark.radius * zoom;
        let fill = mark.fill.map_or(Color32::TRANSPARENT, |token| self.color(token));
        let stroke = mark.stroke.map(|stroke| (self.width(stroke.width), self.color(stroke.token), stroke.dashed));
        match stroke {
            Some((width, color, true)) => {
                self.box_shape(rect, radius, fill, None);
                let corners =
                    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
                self.dashed(&corners, width, color);
            }
            Some((width, color, false)) => self.box_shape(rect, radius, fill, Some((width, color))),
            None => self.box_shape(rect, radius, fill, None),
        }
        if mark.hatch {
            let token = mark.stroke.map_or(Token::Line, |stroke| stroke.token);
            let color = self.color(token).gamma_multiply(0.45);
            self.hatch(rect.shrink(1.0), color);
        }
    }

    /// A width of the sheet in points, never less than a pixel.
    pub(super) fn width(&self, width: f32) -> f32 {
        (width * self.camera.zoom()).max(self.brush.pixel)
    }

    /// The width of a line in points, of whole pixels. An ordinary one of a pixel and a half is as fine as the outline of a
    /// card; what is stronger is so by a pixel at least.
    pub(super) fn line_width(&self, stroke: &Stroke, wider: f32) -> f32 {
        let pixel = self.brush.pixel;
        let pixels = |width: f32| (width * wider * self.camera.zoom() / pixel - 0.5).ceil().max(1.0);
        let least = if stroke.width > LINE { pixels(LINE) + 1.0 } else { 1.0 };
        pixels(stroke.width).max(least) * pixel
    }

    fn box_shape(&mut self, rect: Rect, radius: f32, fill: Color32, stroke: Option<(f32, Color32)>) {
        let (width, color) = stroke.unwrap_or((0.0, Color32::TRANSPARENT));
        if radius >= ROUND_FROM {
            let outer = rect.expand(width / 2.0);
            if !self.brush.round_box(outer, radius + width / 2.0, fill, (width, color)) {
                let corner = CornerRadius::same(radius.min(250.0) as u8);
                let line = Line::new(width, color);
                self.push(Shape::Rect(RectShape::new(rect, corner, fill, line, StrokeKind::Middle)));
            }
        } else {
            self.brush.square_box(rect, fill, (width, color));
        }
    }

    pub(super) fn dashed(&mut self, points: &[Pos2], width: f32, color: Color32) {
        let dash = (4.0 * self.camera.zoom()).clamp(2.0, 8.0);
        // Thousands of dashes of a line that is far longer than the view would be drawn for nothing.
        let clip = self.painter.clip_rect().expand(16.0);
        for pair in points.windows(2) {
            let Some([a, b]) = clipped(pair[0], pair[1], clip) else { continue };
            if is_upright(a, b) {
                self.upright_dashes(a, b, dash, width, color);
            } else {
                let shapes = Shape::dashed_line(&[a, b], Line::new(width, color), dash, dash * 0.75);
                shapes.into_iter().for_each(|shape| self.push(shape));
            }
        }
    }

    fn upright_dashes(&mut self, a: Pos2, b: Pos2, dash: f32, width: f32, color: Color32) {
        let (length, along) = ((b - a).length(), (b - a).normalized());
        let thick = self.brush.snap(width).max(self.brush.pixel);
        let mut from = 0.0;
        while from < length {
            let ends = Rect::from_two_pos(a + along * from, a + along * (from + dash).min(length));
            let across = if along.x.abs() > 0.5 { vec2(0.0, thick / 2.0) } else { vec2(thick / 2.0, 0.0) };
            let rect = self.brush.snapped(ends.expand2(across));
            self.brush.quad(rect, color);
            from += dash * 1.75;
        }
    }

    fn hatch(&mut self, rect: Rect, color: Color32) {
        let seen = rect.intersect(self.painter.clip_rect());
        if seen.width() < 4.0 || seen.height() < 4.0 {
            return;
        }
        // Lines x + y = c, those that cross what is seen, fixed to the card and not to the view.
        let first = ((seen.min.x + seen.min.y - rect.min.x - rect.min.y) / HATCH_STEP).floor() * HATCH_STEP;
        let last = seen.max.x + seen.max.y - rect.min.x - rect.min.y;
        let mut along = first;
        while along < last {
            let c = rect.min.x + rect.min.y + along;
            let a = pos2((c - seen.min.y).min(seen.max.x), (c - seen.max.x).max(seen.min.y));
            let b = pos2((c - seen.max.y).max(seen.min.x), (c - seen.min.x).min(seen.max.y));
            if a.x > b.x {
                self.slanted(a, b, 1.0, color);
            }
            along += HATCH_STEP;
        }
    }

    /// A line in any direction as one quad.
    fn slanted(&mut self, a: Pos2, b: Pos2, width: f32, color: Color32) {
        let along = (b - a).normalized();
        if !along.is_finite() {
            return;
        }
        let side = along.rot90() * (width / 2.0);
        self.brush.four([a + side, b + side, b - side, a - side], color);
    }

    /// A path; `wider` is 1 or more for what is selected.
    pub(super) fn path_mark(&mut self, path: &PathMark, wider: f32) {
        let outline = path.stroke.filter(|stroke| !stroke.dashed && !path.closed && path.fill.is_none());
        if let Some(stroke) = outline {
            let (color, width) = (self.color(stroke.token), self.line_width(&stroke, wider));
            if super::lines::drawn(self, path, width, color) {
                return;
            }
        }
        let points: Vec<Pos2> = path.outline().iter().map(|p| self.screen(*p)).collect();
        if let Some(fill) = path.fill.filter(|_| path.closed && points.len() > 2) {
            let color = self.color(fill);
            self.push(Shape::Path(PathShape::convex_polygon(points.clone(), color, Line::NONE)));
        }
        if let Some(stroke) = path.stroke {
            let color = self.color(stroke.token);
            let width = self.line_width(&stroke, wider);
            self.line(points, path.closed, path.radius * self.camera.zoom(), width, color, stroke.dashed);
        }
    }

    pub(super) fn line(
        &mut self,
        mut points: Vec<Pos2>,
        closed: bool,
        radius: f32,
        width: f32,
        color: Color32,
        dashed: bool,
    ) {
        if closed && let Some(first) = points.first().copied() {
            points.push(first);
        }
        if dashed {
            return self.dashed(&points, width, color);
        }
        if radius >= ROUND_FROM && points.len() > 2 && !closed {
            return self.push(Shape::Path(PathShape::line(rounded(&points, radius), PathStroke::new(width, color))));
        }
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if is_upright(a, b) {
                self.straight(a, b, width, color);
            } else if width <= 1.5 * self.brush.pixel {
                self.slanted(a, b, width, color);
            } else {
                self.push(Shape::line_segment([a, b], Line::new(width, color)));
            }
        }
    }

    /// A horizontal or vertical line as one quad on whole pixels, its ends drawn out for closed corners.
    pub(super) fn straight(&mut self, a: Pos2, b: Pos2, width: f32, color: Color32) {
        let brush = &mut self.brush;
        let thick = brush.snap(width).max(brush.pixel);
        let half = thick / 2.0;
        let min = pos2(brush.snap(a.x.min(b.x) - half), brush.snap(a.y.min(b.y) - half));
        let size = vec2((a.x - b.x).abs() + thick, (a.y - b.y).abs() + thick);
        brush.quad(Rect::from_min_size(min, size), color);
    }

    pub(super) fn text_mark(&mut self, run: &TextRun) {
        let exact = run.size * self.camera.zoom();
        if exact < TEXT_FROM || run.text.is_empty() {
            return;
        }
        // Rounded down to half points: a new size is a new layout of every text in view.
        let size = (exact * 2.0).floor() / 2.0;
        let family = self.families[run.weight as usize].clone();
        let color = self.color(run.token);
        let galley = self.painter.layout_no_wrap(run.text.clone(), FontId::new(size, family), color);
        let base = galley
            .rows
            .first()
            .map_or(size, |row| row.pos.y + row.row.glyphs.first().map_or(size, |glyph| glyph.pos.y));
        let mut at = self.screen(run.at);
        // What begins in the scene where the run before it ends (a domain after its host) begins there on the
        // screen too: sizes are rounded, and widths with them.
        if let Some((end, x)) = self.text_end
            && end == run.at
        {
            at.x = x;
        }
        let width = galley.size().x;
        let top_left = pos2(self.brush.snap(at.x), self.brush.snap(at.y - base));
        self.text_end = Some((SheetPoint { x: run.at.x + run.width, y: run.at.y }, top_left.x + width));
        self.push(Shape::Text(TextShape::new(top_left, galley, color)));
        if run.struck {
            let y = at.y - size * 0.3;
            self.straight(pos2(top_left.x, y), pos2(top_left.x + width, y), (size / 12.0).max(1.0), color);
        }
    }

    pub(super) fn icon_mark(&mut self, icon: &IconMark, layer: Layer) {
        let mut rect = self.rect(icon.rect);
        let finding = matches!(icon.glyph, Glyph::Finding(_) | Glyph::NotChecked | Glyph::Incomplete | Glyph::Accepted);
        if layer == Layer::Badge && finding && rect.width() < SHAPE_LEAST {
            rect = Rect::from_center_size(rect.center(), vec2(SHAPE_LEAST, SHAPE_LEAST));
        }
        self.glyph(icon.glyph, rect, icon.token);
    }

    /// A glyph in a square of the screen.
    pub fn glyph(&mut self, glyph: Glyph, rect: Rect, token: Token) {
        let color = self.color(token);
        if rect.width() < GLYPH_FROM {
            return self.brush.quad(Rect::from_center_size(rect.center(), rect.size() * 0.6), color);
        }
        let inverse = self.color(Token::Card);
        self.brush.glyph(glyph, rect, color, inverse);
    }
}

/// Whether a line goes across or down.
pub(super) fn is_upright(a: Pos2, b: Pos2) -> bool {
    (a.x - b.x).abs() < 0.01 || (a.y - b.y).abs() < 0.01
}

/// A polyline with its corners rounded by up to `radius`.
pub(super) fn rounded(points: &[Pos2], radius: f32) -> Vec<Pos2> {
    let mut out = Vec::with_capacity(points.len() * 4);
    out.extend(points.first());
    for corner in points.windows(3) {
        let (before, at, after) = (corner[0], corner[1], corner[2]);
        let (to_before, to_after) = (before - at, after - at);
        let radius = radius.min(to_before.length() / 2.0).min(to_after.length() / 2.0);
        if radius < 0.5 {
            out.push(at);
            continue;
        }
        let (start, end) = (at + to_before.normalized() * radius, at + to_after.normalized() * radius);
        let steps = if radius < 4.0 { 2 } else { 4 };
        for step in 0..=steps {
            let t = step as f32 / steps as f32;
            // A quadratic curve is near enough to an arc at this size.
            let (u, v) = (start.lerp(at, t), at.lerp(end, t));
            out.push(u.lerp(v, t));
        }
    }
    out.extend(points.last());
    out
}

/// The part of a segment inside a rectangle.
fn clipped(a: Pos2, b: Pos2, rect: Rect) -> Option<[Pos2; 2]> {
    let d = b - a;
    let (mut from, mut to) = (0.0f32, 1.0f32);
    for (start, delta, low, high) in [(a.x, d.x, rect.min.x, rect.max.x), (a.y, d.y, rect.min.y, rect.max.y)] {
        if delta.abs() < 1e-6 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (t0, t1) = ((low - start) / delta, (high - start) / delta);
        from = from.max(t0.min(t1));
        to = to.min(t0.max(t1));
    }
    (from < to).then(|| [a + d * from, a + d * to])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::Camera;
    use crate::diagram::{Fonts, Theme, Weight};
    use crate::ui::sheet::Palette;
    use egui::{FontData, FontDefinitions, FontFamily};
    use std::sync::Arc;

    /// A host and its domain, drawn by the pen.
    fn host_and_domain(ctx: &egui::Context, zoom: f32) -> Vec<TextShape> {
        let fonts = Fonts::bundled();
        let palette = Palette::new(&Theme::light());
        let mut drawn = Vec::new();
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let camera = Camera::new(SheetPoint { x: 3.3, y: 7.7 }, zoom);
            let mut pen = Pen::new(ui.painter(), camera, Pos2::ZERO, &palette);
            let mut x = 48.0;
            for (text, weight) in [("fe-pool01", Weight::SemiBold), (".emea.contoso.com", Weight::Regular)] {
                let width = fonts.width(text, 15.0, weight);
                let at = SheetPoint { x, y: 26.0 };
                let text = text.to_owned();
                pen.text_mark(&TextRun { at, text, size: 15.0, width, weight, token: Token::Text, struck: false });
                x += width;
            }
            drawn = pen
                .brush
                .shapes
                .iter()
                .filter_map(|s| if let Shape::Text(t) = s { Some(t.clone()) } else { None })
                .collect();
        });
        output.drop_without_applying_deltas();
        drawn
    }

    #[test]
    fn a_domain_follows_its_host_without_a_gap_at_every_zoom_and_scaling() {
        let mut definitions = FontDefinitions::default();
        for (name, weight) in [("Inter", Weight::Regular), ("InterSemiBold", Weight::SemiBold)] {
            definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(weight.font_data())));
            let family = if name == "Inter" { FontFamily::Proportional } else { FontFamily::Name(name.into()) };
            definitions.families.entry(family).or_default().insert(0, name.to_owned());
        }
        for scale in [1.0, 1.25, 1.5, 2.0] {
            let ctx = egui::Context::default();
            ctx.set_fonts(definitions.clone());
            ctx.set_zoom_factor(scale);
            for _ in 0..2 {
                ctx.run_ui(egui::RawInput::default(), |_| {}).drop_without_applying_deltas();
            }
            let pixel = 1.0 / ctx.pixels_per_point();
            assert_eq!(ctx.pixels_per_point(), scale);
            let mut seen = 0;
            for percent in (10..=800).step_by(3) {
                let drawn = host_and_domain(&ctx, percent as f32 / 100.0);
                let [host, domain] = drawn.as_slice() else { continue };
                seen += 1;
                let gap = domain.pos.x - (host.pos.x + host.galley.size().x);
                assert!(gap.abs() <= 0.51 * pixel, "{gap} points at {percent} %, scaled {scale}");
            }
            assert!(seen > 200, "{seen}");
        }
    }

    #[test]
    fn a_line_that_is_wrong_is_wider_at_every_zoom_and_scale() {
        let palette = Palette::new(&Theme::light());
        let stroke = |width| Stroke { token: Token::Line, width, dashed: false };
        let mut at_100_percent = Vec::new();
        for scale in [1.0, 1.25, 1.5, 2.0] {
            let ctx = egui::Context::default();
            ctx.set_zoom_factor(scale);
            for percent in 30..=400 {
                let mut pixels = [0.0; 3];
                let output = ctx.run_ui(egui::RawInput::default(), |ui| {
                    let camera = Camera::new(SheetPoint { x: 0.0, y: 0.0 }, percent as f32 / 100.0);
                    let pen = Pen::new(ui.painter(), camera, Pos2::ZERO, &palette);
                    let widths = [(LINE, 1.0), (2.0, 1.0), (LINE, 2.0)];
                    pixels = widths.map(|(width, wider)| pen.line_width(&stroke(width), wider) / pen.brush.pixel);
                });
                output.drop_without_applying_deltas();
                let [line, wrong, selected] = pixels.map(f32::round);
                assert!(pixels.iter().all(|width| (width - width.round()).abs() < 0.001), "{pixels:?}");
                assert!(line >= 1.0 && wrong > line && selected >= line, "{pixels:?} at {percent} %, scaled {scale}");
                if percent == 100 {
                    at_100_percent.push([line, wrong, selected].map(|width| width as u8));
                }
            }
        }
        assert_eq!(at_100_percent, [[1, 2, 3], [2, 3, 4], [2, 3, 4], [3, 4, 6]]);
    }

    #[test]
    fn corners_are_rounded_and_the_ends_stay() {
        let line = [pos2(0.0, 0.0), pos2(100.0, 0.0), pos2(100.0, 50.0)];
        let round = rounded(&line, 6.0);
        assert_eq!(round.first(), Some(&line[0]));
        assert_eq!(round.last(), Some(&line[2]));
        assert!(!round.contains(&line[1]));
        assert!(round.iter().all(|p| p.x <= 100.0 && p.y >= 0.0));
    }

    #[test]
    fn a_segment_is_cut_to_what_is_seen() {
        let view = Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0));
        assert_eq!(clipped(pos2(-1e6, 50.0), pos2(1e6, 50.0), view).map(|[a, b]| (b.x - a.x).round()), Some(100.0));
        assert_eq!(clipped(pos2(-10.0, -10.0), pos2(200.0, -10.0), view), None);
    }
}
