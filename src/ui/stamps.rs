//! Pictures in egui's own atlas, one quad each: our glyphs, and round corners. A finding's shape is a hundred triangles
//! otherwise, and where triangles are drawn in software a thousand findings would be all the work of a frame. They are
//! characters that no font has, drawn into the atlas once per size, at whole pixels, so they are as crisp as letters.

use crate::diagram::{GLYPH_GRID, GLYPH_STROKE, Glyph, GlyphPaint, GlyphPath};
use egui::epaint::text::{FontPriority, GlyphBitmap, GlyphRasterizer, RasterizedGlyph};
use egui::epaint::{
    Color32, ColorImage, Mesh, PathShape, PathStroke, Pos2, Shape, Stroke as Line, TessellationOptions, Tessellator,
};
use egui::{pos2, vec2};
use vello_cpu::color::{OpaqueColor, Srgb};
use vello_cpu::kurbo::{self, Affine};
use vello_cpu::{Pixmap, RenderContext, Resources};

/// The first character that is a glyph, in a plane that is nobody's, and the first that is a corner.
const GLYPHS: u32 = 0xF_0000;
const CORNERS: u32 = 0xF_1000;
/// Larger glyphs, in pixels, are few and are drawn as they are.
pub const LARGEST: f32 = 96.0;
/// The largest corner, and the thickest line around it, in pixels.
const LARGEST_CORNER: u32 = 32;
const THICKEST: u32 = 7;
/// Pixels around a glyph's square, for strokes that end at its edge.
const MARGIN: u32 = 1;
/// A dash and the gap behind it, on the grid.
const DASHES: [f32; 2] = [3.0, 2.5];

/// One picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stamp {
    Glyph(Glyph, Part),
    /// With a line of so many pixels, 0 for none.
    Corner(Corner, Quarter, u8),
}

/// What of a glyph a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What has the icon's colour.
    Own,
    /// What has the colour of a card.
    Inverse,
}

/// What of a round corner a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Corner {
    /// What the line encloses, up to its middle.
    Ground,
    Line,
}

/// Which corner of a box it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quarter {
    LeftTop,
    RightTop,
    LeftBottom,
    RightBottom,
}

const QUARTERS: [Quarter; 4] = [Quarter::LeftTop, Quarter::RightTop, Quarter::LeftBottom, Quarter::RightBottom];

impl Stamp {
    /// The character that shows it.
    pub fn character(self) -> Option<char> {
        char::from_u32(match self {
            Self::Glyph(glyph, part) => {
                let at = Glyph::ALL.iter().position(|other| *other == glyph)? as u32;
                GLYPHS + 2 * at + u32::from(part == Part::Inverse)
            }
            Self::Corner(corner, quarter, line) => {
                CORNERS + 8 * u32::from(line) + 4 * u32::from(corner == Corner::Line) + quarter as u32
            }
        })
    }

    fn of(cluster: &str) -> Option<Self> {
        let character = cluster.chars().next()? as u32;
        if let Some(at) = character.checked_sub(CORNERS) {
            let corner = if at & 4 == 0 { Corner::Ground } else { Corner::Line };
            return (at / 8 <= THICKEST).then(|| Self::Corner(corner, QUARTERS[at as usize & 3], (at / 8) as u8));
        }
        let at = character.checked_sub(GLYPHS)?;
        let part = if at % 2 == 0 { Part::Own } else { Part::Inverse };
        Some(Self::Glyph(*Glyph::ALL.get(at as usize / 2)?, part))
    }

    /// How many pixels its picture is wide and high.
    pub fn side(self, size: u32) -> u32 {
        match self {
            Self::Glyph(..) => size + 2 * MARGIN,
            Self::Corner(..) => size,
        }
    }
}

/// Whether a part of a glyph has the colour of a card.
pub fn has_inverse(glyph: Glyph) -> bool {
    glyph.strokes().iter().any(|path| path.paint == GlyphPaint::Inverse)
}

/// Whether there are pictures of such a corner, in pixels.
pub fn has_corner(size: u32, line: u32) -> bool {
    (1..=LARGEST_CORNER).contains(&size) && line <= THICKEST.min(size)
}

/// Egui has them from its next pass on.
pub fn install(ctx: &egui::Context) {
    ctx.add_glyph_rasterizer(rasterizer());
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(egui::Id::unique("stamps"), pass));
}

/// Whether egui has them in this pass.
pub fn are_there(ctx: &egui::Context) -> bool {
    let since = ctx.data(|data| data.get_temp::<u64>(egui::Id::unique("stamps")));
    since.is_some_and(|since| since < ctx.cumulative_pass_nr())
}

/// Draws them when egui asks for their characters. Asked before fonts, which would be searched on the whole machine.
fn rasterizer() -> GlyphRasterizer {
    let drawn = |request: &egui::epaint::text::GlyphRasterizerRequest<'_>| {
        let stamp = Stamp::of(request.cluster)?;
        let size = request.font_size_px.round();
        let cover = match stamp {
            Stamp::Glyph(glyph, part) => cover_of_glyph(glyph, part, size as u32),
            Stamp::Corner(corner, quarter, line) => cover_of_corner(corner, quarter, f32::from(line), size as u32),
        };
        let side = stamp.side(size as u32) as usize;
        let white = |share: &f32| Color32::from_white_alpha((share * 255.0).round() as u8);
        let image = ColorImage::new([side, side], cover.iter().map(white).collect());
        // As a picture with colours it is taken as it is: letters are made heavier in dark themes, which fills a small
        // glyph.
        let bitmap = GlyphBitmap { image, offset_px: vec2(0.0, 0.0), is_color: true };
        Some(RasterizedGlyph { bitmap, advance_px: size })
    };
    GlyphRasterizer::new("coexist::stamps", drawn).with_priority(FontPriority::Highest)
}

/// How much of each pixel is covered.
fn cover_of_glyph(glyph: Glyph, part: Part, size: u32) -> Vec<f32> {
    let side = (size + 2 * MARGIN) as u16;
    let scale = size as f32 / GLYPH_GRID;
    let mut canvas = RenderContext::new(side, side);
    canvas.set_transform(Affine::translate((MARGIN.into(), MARGIN.into())) * Affine::scale(scale.into()));
    // With round ends, as on paper.
    let line = kurbo::Stroke::new(GLYPH_STROKE.max(1.0 / scale).into());
    for path in glyph.strokes() {
        let is_part = (path.paint == GlyphPaint::Inverse) == (part == Part::Inverse);
        // What covers it again takes it away: the part is what is seen of it in the end.
        if !is_part && part == Part::Own {
            continue;
        }
        canvas.set_paint(if is_part { OpaqueColor::<Srgb>::WHITE } else { OpaqueColor::BLACK });
        let points = path.outline().into_iter().map(|p| kurbo::Point::new(p.x.into(), p.y.into()));
        let mut outline = kurbo::BezPath::new();
        for (at, point) in points.enumerate() {
            if at == 0 { outline.move_to(point) } else { outline.line_to(point) }
        }
        if path.closed() {
            outline.close_path();
        }
        let dashes = if path.paint == GlyphPaint::Dashed { DASHES.map(f64::from).to_vec() } else { Vec::new() };
        canvas.set_stroke(line.clone().with_dashes(0.0, dashes));
        match path.paint {
            GlyphPaint::Fill => canvas.fill_path(&outline),
            GlyphPaint::Stroke | GlyphPaint::Dashed | GlyphPaint::Inverse => canvas.stroke_path(&outline),
        }
    }
    let mut picture = Pixmap::new(side, side);
    canvas.render(&mut picture, &mut Resources::new());
    picture.data_as_u8_slice().chunks_exact(4).map(|pixel| f32::from(pixel[0]) / 255.0).collect()
}

fn cover_of_corner(corner: Corner, quarter: Quarter, line: f32, size: u32) -> Vec<f32> {
    let radius = size as f32;
    let middle = |far: bool| if far { radius } else { 0.0 };
    let x0 = middle(matches!(quarter, Quarter::LeftTop | Quarter::LeftBottom));
    let y0 = middle(matches!(quarter, Quarter::LeftTop | Quarter::RightTop));
    let pixels = (0..size).flat_map(|y| (0..size).map(move |x| (x as f32 + 0.5 - x0, y as f32 + 0.5 - y0)));
    let inside = |radius: f32, away: f32| (radius - away + 0.5).clamp(0.0, 1.0);
    pixels
        .map(|(x, y)| {
            let away = x.hypot(y);
            match corner {
                Corner::Ground => inside(radius - line / 2.0, away),
                Corner::Line if line >= radius => inside(radius, away),
                Corner::Line => inside(radius, away) - inside(radius - line, away),
            }
        })
        .collect()
}

/// A glyph's triangles with its top left corner at the origin.
pub fn tessellated(paths: &[GlyphPath], size: f32, color: Color32, inverse: Color32, pixels_per_point: f32) -> Mesh {
    let scale = size / GLYPH_GRID;
    let width = (GLYPH_STROKE * scale).max(1.0 / pixels_per_point);
    let options = TessellationOptions::default();
    let mut tessellator = Tessellator::new(pixels_per_point, options, [1, 1], Vec::new());
    let mut mesh = Mesh::default();
    for path in paths {
        let points: Vec<Pos2> = path.outline().iter().map(|p| pos2(p.x * scale, p.y * scale)).collect();
        let closed = path.closed();
        let line = |color| match closed {
            true => Shape::Path(PathShape::closed_line(points.clone(), PathStroke::new(width, color))),
            false => Shape::Path(PathShape::line(points.clone(), PathStroke::new(width, color))),
        };
        let shapes = match path.paint {
            GlyphPaint::Stroke => vec![line(color)],
            GlyphPaint::Inverse => vec![line(inverse)],
            GlyphPaint::Fill => {
                vec![Shape::Path(PathShape::convex_polygon(points.clone(), color, Line::NONE))]
            }
            GlyphPaint::Dashed => {
                let mut points = points.clone();
                points.extend(points.first().copied().filter(|_| closed));
                Shape::dashed_line(&points, Line::new(width, color), DASHES[0] * scale, DASHES[1] * scale)
            }
        };
        for shape in shapes {
            tessellator.tessellate_shape(shape, &mut mesh);
        }
    }
    mesh
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_has_a_character_of_its_own() {
        let mut all: Vec<Stamp> = Vec::new();
        for part in [Part::Own, Part::Inverse] {
            all.extend(Glyph::ALL.iter().map(|glyph| Stamp::Glyph(*glyph, part)));
        }
        for corner in [Corner::Ground, Corner::Line] {
            for quarter in QUARTERS {
                all.extend((0..=THICKEST as u8).map(|line| Stamp::Corner(corner, quarter, line)));
            }
        }
        for stamp in all {
            let text = stamp.character().map(String::from).unwrap_or_default();
            assert_eq!(Stamp::of(&text), Some(stamp));
        }
        for text in ["a", "", "é", "\u{e000}", "\u{f0800}", "\u{fffff}"] {
            assert_eq!(Stamp::of(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_glyph_covers_as_much_of_its_square_at_every_size() {
        for glyph in Glyph::ALL {
            let parts = if has_inverse(*glyph) { &[Part::Own, Part::Inverse][..] } else { &[Part::Own] };
            for part in parts {
                let ink = |size: u32| cover_of_glyph(*glyph, *part, size).iter().sum::<f32>() / (size * size) as f32;
                let (small, large) = (ink(24), ink(72));
                assert!(small > 0.005 && small < 0.8, "{glyph:?} {part:?}: {small}");
                assert!((small - large).abs() < 0.35 * large, "{glyph:?} {part:?}: {small} and {large}");
            }
        }
    }

    #[test]
    fn a_corner_is_a_quarter_of_a_disc_and_of_a_ring() {
        let ink = |corner, line: f32, size| cover_of_corner(corner, Quarter::LeftTop, line, size).iter().sum::<f32>();
        let quarter = |radius: f32| std::f32::consts::FRAC_PI_4 * radius * radius;
        assert!((ink(Corner::Ground, 0.0, 12) - quarter(12.0)).abs() < 1.0);
        assert!((ink(Corner::Line, 2.0, 12) - (quarter(12.0) - quarter(10.0))).abs() < 1.0);
        let corner = cover_of_corner(Corner::Ground, Quarter::RightBottom, 0.0, 6);
        assert_eq!((corner.first(), corner.last()), (Some(&1.0), Some(&0.0)));
    }
}
