//! Draws with upright quads alone. Where triangles are drawn in software, a box with round corners that is cut in
//! slivers costs ten times what the same box costs as a few quads on whole pixels, and every other thing near it costs
//! more than it would: Mesa's llvmpipe has a quick way for places where nothing but upright quads is. What is round or
//! slanted comes as a picture from the atlas of letters (`stamps`).

use super::stamps::{self, Corner, Part, Quarter, Stamp};
use crate::diagram::Glyph;
use egui::epaint::{Color32, ColorImage, Mesh, Pos2, RectShape, Shape, StrokeKind, Vertex, WHITE_UV};
use egui::layers::ShapeIdx;
use egui::{Context, FontId, Id, LayerId, Rect, TextureHandle, TextureId, TextureOptions, pos2, vec2};
use foldhash::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What covers more pixels than this is worth a change of the texture.
const WHITE_FROM: f32 = 4_000.0;
/// So many quads without a letter or a stamp between them are.
const MANY: usize = 16;
/// A box that covers more pixels than this is not drawn twice, once for its outline and once for its ground.
const LARGE_BOX: f32 = 2_000.0;

/// A mesh of fewer vertices is not worth keeping.
const SPARE_FROM: usize = 2_000;
/// So many large meshes are kept.
const MOST_SPARES: usize = 4;

/// Large meshes of the frames before: once egui has let go of them, their memory is drawn into again. Fresh pages cost
/// more than what is written on them.
#[derive(Clone, Default)]
struct Spares(Arc<Mutex<Vec<Arc<Mesh>>>>);

impl Spares {
    fn of(ctx: &Context) -> Self {
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Self>(Id::unique("brush::spares")).clone())
    }

    /// An empty mesh for this texture.
    fn take(&self, texture: TextureId) -> Mesh {
        let mut spares = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let free = spares.iter().position(|mesh| Arc::strong_count(mesh) == 1);
        let mut mesh = free.and_then(|at| Arc::into_inner(spares.swap_remove(at))).unwrap_or_default();
        // `Mesh::clear` gives the memory back.
        mesh.indices.clear();
        mesh.vertices.clear();
        mesh.texture_id = texture;
        mesh
    }

    fn keep(&self, mesh: &Arc<Mesh>) {
        let mut spares = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if mesh.vertices.len() >= SPARE_FROM && spares.len() < MOST_SPARES {
            spares.push(mesh.clone());
        }
    }
}

/// Collects shapes, quads that follow each other in one mesh.
pub struct Brush {
    ctx: Context,
    spares: Spares,
    /// The size of a pixel in points.
    pub pixel: f32,
    pub shapes: Vec<Shape>,
    mesh: Mesh,
    /// The size of the atlas of letters, and where stamps of this frame are in it.
    atlas: [usize; 2],
    has_stamps: bool,
    /// One white pixel, taken as it is: what covers is half as dear with it as with the atlas, which is smoothed.
    white: TextureId,
    /// How many plain quads came one after the other.
    plain: usize,
    stamps: HashMap<(Stamp, u32), Option<Rect>>,
}

impl Brush {
    pub fn new(ctx: &Context) -> Self {
        Self {
            ctx: ctx.clone(),
            spares: Spares::of(ctx),
            pixel: 1.0 / ctx.pixels_per_point(),
            shapes: Vec::new(),
            mesh: Mesh::default(),
            atlas: atlas_size(ctx),
            has_stamps: stamps::are_there(ctx),
            white: white(ctx),
            plain: 0,
            stamps: HashMap::default(),
        }
    }

    /// Whether what is round can be drawn as a picture.
    pub fn has_stamps(&self) -> bool {
        self.has_stamps
    }

    /// The nearest edge of a pixel.
    pub fn snap(&self, x: f32) -> f32 {
        (x / self.pixel).round() * self.pixel
    }

    pub fn snapped(&self, rect: Rect) -> Rect {
        let corner = |p: Pos2| pos2(self.snap(p.x), self.snap(p.y));
        Rect::from_min_max(corner(rect.min), corner(rect.max))
    }

    pub fn push(&mut self, shape: Shape) {
        self.take(TextureId::default());
        self.flush();
        self.shapes.push(shape);
    }

    pub fn finish(mut self) -> Vec<Shape> {
        self.flush();
        self.shapes
    }

    fn flush(&mut self) {
        if !self.mesh.is_empty() {
            let next = self.spares.take(self.mesh.texture_id);
            let mesh = Arc::new(std::mem::replace(&mut self.mesh, next));
            self.spares.keep(&mesh);
            self.shapes.push(Shape::Mesh(mesh));
        }
    }

    pub fn quad(&mut self, rect: Rect, color: Color32) {
        if rect.is_positive() && color != Color32::TRANSPARENT {
            self.plain += 1;
            if rect.area() > WHITE_FROM * self.pixel * self.pixel || self.plain > MANY {
                self.take(self.white);
            }
            // The corner of either texture is white.
            self.mesh.add_rect_with_uv(rect, Rect::from_min_max(WHITE_UV, WHITE_UV), color);
        }
    }

    /// What follows is drawn from this picture.
    fn take(&mut self, texture: TextureId) {
        if texture != self.white {
            self.plain = 0;
        }
        if self.mesh.texture_id != texture {
            self.flush();
            self.mesh.texture_id = texture;
        }
    }

    /// Four corners in order, for what is slanted.
    pub fn four(&mut self, corners: [Pos2; 4], color: Color32) {
        let first = self.mesh.vertices.len() as u32;
        self.mesh.vertices.extend(corners.map(|corner| Vertex::untextured(corner, color)));
        self.mesh.add_triangle(first, first + 1, first + 2);
        self.mesh.add_triangle(first, first + 2, first + 3);
    }

    /// A picture of so many pixels a side with its top left corner here. False when egui has no such picture.
    pub fn stamp(&mut self, stamp: Stamp, size: u32, at: Pos2, color: Color32) -> bool {
        if !self.has_stamps {
            return false;
        }
        let (ctx, pixel, [width, height]) = (&self.ctx, self.pixel, self.atlas);
        let look_up = || {
            let font = FontId::proportional(size as f32 * pixel);
            let text = stamp.character()?.to_string();
            let galley = ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text, font, Color32::WHITE));
            let drawn = galley.rows.first()?.row.glyphs.first()?.uv_rect;
            // Another size is a box in place of a character that nobody draws.
            let [left, right] = [drawn.min[0], drawn.max[0]].map(f32::from);
            let [top, bottom] = [drawn.min[1], drawn.max[1]].map(f32::from);
            let side = stamp.side(size) as f32;
            let (width, height) = (width as f32, height as f32);
            let uv = Rect::from_min_max(pos2(left / width, top / height), pos2(right / width, bottom / height));
            (right - left == side && bottom - top == side).then_some(uv)
        };
        let Some(uv) = *self.stamps.entry((stamp, size)).or_insert_with(look_up) else { return false };
        self.take(TextureId::default());
        let margin = (stamp.side(size) - size) as f32 / 2.0 * self.pixel;
        let rect = Rect::from_min_size(at, vec2(size as f32, size as f32) * self.pixel).expand(margin);
        self.mesh.add_rect_with_uv(rect, uv, color);
        true
    }

    /// One of our drawings.
    pub fn glyph(&mut self, glyph: Glyph, rect: Rect, color: Color32, inverse: Color32) {
        let size = (rect.width() / self.pixel).round();
        if size <= stamps::LARGEST {
            let corner = rect.center() - vec2(size, size) * (self.pixel / 2.0);
            let corner = pos2(self.snap(corner.x), self.snap(corner.y));
            let own = self.stamp(Stamp::Glyph(glyph, Part::Own), size as u32, corner, color);
            if own && stamps::has_inverse(glyph) {
                self.stamp(Stamp::Glyph(glyph, Part::Inverse), size as u32, corner, inverse);
            }
            if own {
                return;
            }
        }
        self.take(TextureId::default());
        let mut mesh = stamps::tessellated(glyph.strokes(), rect.width(), color, inverse, 1.0 / self.pixel);
        // An even number of triangles, or those that follow are no pairs that make a quad.
        if !mesh.indices.len().is_multiple_of(6) {
            mesh.add_triangle(0, 0, 0);
        }
        mesh.translate(rect.min.to_vec2());
        self.mesh.append(mesh);
    }

    /// A box without roundings, its outline inside.
    pub fn square_box(&mut self, rect: Rect, fill: Color32, (width, color): (f32, Color32)) {
        let rect = self.snapped(rect);
        let inner = rect.shrink(width);
        if width <= 0.0 || color.a() == 0 {
            self.quad(rect, fill);
        } else if fill.a() == 255 && inner.is_positive() && rect.area() < LARGE_BOX * self.pixel * self.pixel {
            // Two quads, one upon the other, in place of four thin ones.
            self.quad(rect, color);
            self.quad(inner, fill);
        } else {
            self.quad(inner, fill);
            self.frame(rect, width, color);
        }
    }

    /// The four sides of a rectangle, inside it.
    pub fn frame(&mut self, rect: Rect, width: f32, color: Color32) {
        let Rect { min, max } = rect;
        let width = width.min(rect.width() / 2.0).min(rect.height() / 2.0);
        self.quad(Rect::from_min_max(min, pos2(max.x, min.y + width)), color);
        self.quad(Rect::from_min_max(pos2(min.x, max.y - width), max), color);
        self.quad(Rect::from_min_max(pos2(min.x, min.y + width), pos2(min.x + width, max.y - width)), color);
        self.quad(Rect::from_min_max(pos2(max.x - width, min.y + width), pos2(max.x, max.y - width)), color);
    }

    /// A box with round corners, its outline inside. False, and nothing drawn, when its corners are too large for the
    /// atlas.
    pub fn round_box(&mut self, outer: Rect, radius: f32, fill: Color32, (width, edge): (f32, Color32)) -> bool {
        let outer = self.snapped(outer);
        let side = outer.width().min(outer.height()) / self.pixel;
        let round = (radius / self.pixel).round().min((side / 2.0).floor());
        let has_edge = width > 0.0 && edge.a() > 0;
        let line = if has_edge { (width / self.pixel).round().max(1.0) } else { 0.0 };
        if round < 1.0 || !outer.is_positive() {
            self.square_box(outer, fill, (line * self.pixel, edge));
            return true;
        }
        let corner = |part, quarter| Stamp::Corner(part, quarter, line as u8);
        let (size, reach) = (round as u32, round * self.pixel);
        if !stamps::has_corner(size, line as u32) {
            return false;
        }
        let middles = Rect::from_min_max(outer.min + vec2(reach, reach), outer.max - vec2(reach, reach));
        let places = [
            (Quarter::LeftTop, outer.min),
            (Quarter::RightTop, pos2(middles.max.x, outer.min.y)),
            (Quarter::LeftBottom, pos2(outer.min.x, middles.max.y)),
            (Quarter::RightBottom, middles.max),
        ];
        let inner = outer.shrink(line * self.pixel);
        let span = |x: (f32, f32), y: (f32, f32)| Rect::from_min_max(pos2(x.0, y.0), pos2(x.1, y.1));
        let (across, down) = ((middles.min.x, middles.max.x), (middles.min.y, middles.max.y));
        if fill.a() > 0 {
            for (quarter, at) in places {
                if !self.stamp(corner(Corner::Ground, quarter), size, at, fill) {
                    return false;
                }
            }
            self.quad(span(across, (inner.min.y, middles.min.y)), fill);
            self.quad(span((inner.min.x, inner.max.x), down), fill);
            self.quad(span(across, (middles.max.y, inner.max.y)), fill);
        }
        if has_edge {
            for (quarter, at) in places {
                if !self.stamp(corner(Corner::Line, quarter), size, at, edge) {
                    return false;
                }
            }
            self.quad(span(across, (outer.min.y, inner.min.y)), edge);
            self.quad(span(across, (inner.max.y, outer.max.y)), edge);
            self.quad(span((outer.min.x, inner.min.x), down), edge);
            self.quad(span((inner.max.x, outer.max.x), down), edge);
        }
        true
    }

    /// What egui would cut into slivers, as quads; `None` when it is something else.
    fn lowered(&mut self, shape: &Shape) -> Option<Shape> {
        match shape {
            Shape::Rect(shape) => {
                let RectShape { rect, corner_radius, fill, stroke, stroke_kind, .. } = *shape;
                let width = if stroke.is_empty() { 0.0 } else { self.snap(stroke.width).max(self.pixel) };
                let out = match stroke_kind {
                    StrokeKind::Inside => 0.0,
                    StrokeKind::Middle => width / 2.0,
                    StrokeKind::Outside => width,
                };
                let radius = f32::from(corner_radius.nw);
                let outer = self.snapped(rect).expand(out);
                let round = if radius > 0.0 { radius + out } else { 0.0 };
                if !self.round_box(outer, round, fill, (width, stroke.color)) {
                    self.shapes.clear();
                    self.mesh.clear();
                    return None;
                }
            }
            Shape::LineSegment { points: [a, b], stroke } => {
                let thick = self.snap(stroke.width).max(self.pixel);
                let line = Rect::from_two_pos(*a, *b);
                let across = if a.x == b.x { vec2(thick / 2.0, 0.0) } else { vec2(0.0, thick / 2.0) };
                let corner = line.min - across;
                let corner = pos2(self.snap(corner.x), self.snap(corner.y));
                let size = vec2(self.snap(line.width()), self.snap(line.height())) + 2.0 * across;
                self.quad(Rect::from_min_size(corner, size), stroke.color);
            }
            _ => return None,
        }
        self.flush();
        // One mesh for each change of the texture.
        let mut drawn = std::mem::take(&mut self.shapes);
        Some(if drawn.len() > 1 { Shape::Vec(drawn) } else { drawn.pop().unwrap_or(Shape::Noop) })
    }
}

/// The texture of one white pixel, made once for each window.
fn white(ctx: &Context) -> TextureId {
    let id = Id::unique("white");
    if let Some(texture) = ctx.data(|data| data.get_temp::<TextureHandle>(id)) {
        return texture.id();
    }
    let pixel = ColorImage::filled([1, 1], Color32::WHITE);
    let texture = ctx.load_texture("white", pixel, TextureOptions::NEAREST);
    ctx.data_mut(|data| data.insert_temp(id, texture.clone()));
    texture.id()
}

fn atlas_size(ctx: &Context) -> [usize; 2] {
    ctx.fonts(|fonts| fonts.font_image_size())
}

fn can_be_quads(shape: &Shape) -> bool {
    match shape {
        Shape::Rect(shape) => {
            let plain = shape.blur_width == 0.0 && shape.angle == 0.0 && shape.brush.is_none();
            plain && shape.corner_radius.is_same() && shape.rect.is_finite()
        }
        Shape::LineSegment { points: [a, b], stroke } => !stroke.is_empty() && (a.x == b.x || a.y == b.y),
        _ => false,
    }
}

/// At the end of a frame: every box and every upright line that was painted, by whomever, becomes quads. `began` is
/// [`Began::new`] of this frame.
pub fn lower(ctx: &Context, began: &Began) {
    let mut layers: Vec<LayerId> = ctx.memory(|memory| memory.layer_ids().collect());
    layers.push(LayerId::background());
    let mut brush = Brush::new(ctx);
    for layer in layers {
        let mut taken: Vec<(ShapeIdx, Shape)> = Vec::new();
        ctx.graphics_mut(|graphics| {
            let Some(list) = graphics.get_mut(layer) else { return };
            for at in (0..list.next_idx().0).map(ShapeIdx) {
                list.mutate_shape(at, |clipped| {
                    if can_be_quads(&clipped.shape) {
                        taken.push((at, std::mem::replace(&mut clipped.shape, Shape::Noop)));
                    }
                });
            }
        });
        for (_, shape) in &mut taken {
            if let Some(quads) = brush.lowered(shape) {
                *shape = quads;
            }
        }
        ctx.graphics_mut(|graphics| {
            let Some(list) = graphics.get_mut(layer) else { return };
            for (at, shape) in taken {
                list.mutate_shape(at, |clipped| clipped.shape = shape);
            }
        });
    }
    // What was drawn from the atlas before it grew shows something else of it.
    if atlas_size(ctx) != began.0 {
        ctx.request_discard("brush::atlas");
    }
}

/// How large the atlas was when a frame began.
pub struct Began([usize; 2]);

impl Began {
    pub fn new(ctx: &Context) -> Self {
        Self(atlas_size(ctx))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{RawInput, Stroke};

    /// The quads of what was painted: where, and in which colour.
    fn quads(shapes: &[egui::epaint::ClippedShape]) -> Vec<(Rect, Color32)> {
        fn collect(shape: &Shape, out: &mut Vec<(Rect, Color32)>) {
            match shape {
                Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, out)),
                Shape::Mesh(mesh) => {
                    let quads = mesh.vertices.chunks_exact(4);
                    out.extend(quads.map(|quad| (Rect::from_min_max(quad[0].pos, quad[3].pos), quad[0].color)));
                }
                _ => {}
            }
        }
        let mut out = Vec::new();
        shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut out));
        out
    }

    #[test]
    fn a_large_round_box_is_quads_all_over_it() {
        let ctx = Context::default();
        stamps::install(&ctx);
        let rect = Rect::from_min_max(pos2(10.0, 10.0), pos2(410.0, 310.0));
        let mut drawn = Vec::new();
        // Stamps are there from the second pass on.
        for _ in 0..3 {
            let output = ctx.run_ui(RawInput::default(), |ui| {
                let began = Began::new(ui.ctx());
                ui.painter().rect(rect, 6.0, Color32::RED, Stroke::new(1.0, Color32::BLUE), StrokeKind::Inside);
                ui.painter().rect_filled(Rect::from_min_size(pos2(20.0, 20.0), vec2(8.0, 8.0)), 0.0, Color32::GREEN);
                lower(ui.ctx(), &began);
            });
            drawn = quads(&output.shapes);
            output.drop_without_applying_deltas();
        }
        let is_there =
            |x: f32, y: f32, color: Color32| drawn.iter().any(|(quad, of)| *of == color && quad.contains(pos2(x, y)));
        // The middle, next to each side, and within each corner.
        for (x, y) in
            [(210.0, 160.0), (210.0, 13.0), (210.0, 307.0), (13.0, 160.0), (407.0, 160.0), (14.0, 14.0), (406.0, 306.0)]
        {
            assert!(is_there(x, y, Color32::RED), "no ground at {x}, {y}: {drawn:?}");
        }
        for (x, y) in [(210.0, 10.5), (210.0, 309.5), (10.5, 160.0), (409.5, 160.0), (12.0, 12.0)] {
            assert!(is_there(x, y, Color32::BLUE), "no line at {x}, {y}: {drawn:?}");
        }
        // Each in its turn: the small box lies upon the large one.
        assert_eq!(drawn.last().map(|(_, color)| *color), Some(Color32::GREEN));
        assert!(drawn.iter().filter(|(_, color)| *color == Color32::GREEN).count() == 1);
    }
}
