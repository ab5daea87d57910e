//! The strokes and outlines that marks are made of on paper, the same for SVG and PDF.

use super::page::{LEAST_LINE, Place};
use crate::diagram::*;

/// How far the lines of a hatch are from each other.
const HATCH: f32 = 8.0;

/// One stroke or filled shape of an icon, where it stands on the page.
#[derive(Clone, Debug)]
pub(super) struct IconLine {
    pub points: Vec<SheetPoint>,
    pub closed: bool,
    pub token: Token,
    /// Its width and its dashes; a shape that is filled has none.
    pub stroke: Option<(f32, Option<[f32; 2]>)>,
}

pub(super) fn icon_lines(mark: &IconMark) -> impl Iterator<Item = IconLine> {
    let scale = mark.rect.width() / GLYPH_GRID;
    let place = Place { scale, x: mark.rect.min.x, y: mark.rect.min.y };
    // Small icons keep strokes that can be seen.
    let width = (GLYPH_STROKE * scale).max(LEAST_LINE);
    let token = mark.token;
    mark.glyph.strokes().iter().map(move |line| IconLine {
        points: line.outline().into_iter().map(|point| place.point(point)).collect(),
        closed: line.closed(),
        token: if line.paint == GlyphPaint::Inverse { Token::Card } else { token },
        stroke: match line.paint {
            GlyphPaint::Stroke => Some((width, None)),
            GlyphPaint::Dashed => Some((width, Some([4.0 * scale, 3.5 * scale]))),
            GlyphPaint::Inverse => Some((2.5 * scale, None)),
            GlyphPaint::Fill => None,
        },
    })
}

/// A piece of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece {
    Start(SheetPoint),
    Line(SheetPoint),
    /// Its control, then its end.
    Bend(SheetPoint, SheetPoint),
    Close,
}

/// A polyline with rounded corners, piece by piece.
pub(super) fn outline(points: &[SheetPoint], radius: f32, closed: bool) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(points.len() + 1);
    for (at, &point) in points.iter().enumerate() {
        let corner = (at > 0 && radius > 0.0).then(|| Some((points[at - 1], *points.get(at + 1)?))).flatten();
        match corner {
            _ if at == 0 => pieces.push(Piece::Start(point)),
            Some((before, after)) => {
                pieces.push(Piece::Line(toward(point, before, radius)));
                pieces.push(Piece::Bend(point, toward(point, after, radius)));
            }
            None => pieces.push(Piece::Line(point)),
        }
    }
    if closed {
        pieces.push(Piece::Close);
    }
    pieces
}

/// The point `radius` away from a corner, at most half of the way.
fn toward(corner: SheetPoint, other: SheetPoint, radius: f32) -> SheetPoint {
    let (dx, dy) = (other.x - corner.x, other.y - corner.y);
    let length = dx.hypot(dy);
    let part = if length == 0.0 { 0.0 } else { (radius / length).min(0.5) };
    SheetPoint { x: corner.x + dx * part, y: corner.y + dy * part }
}

/// The lines of a hatch, rising to the right, inside a rectangle with round corners.
pub(super) fn hatch_lines(rect: &SheetRect, radius: f32) -> Vec<[SheetPoint; 2]> {
    let step = HATCH * std::f32::consts::SQRT_2;
    let reach = rect.width() + rect.height();
    let count = (reach / step).ceil() as usize;
    // A line that leaves a corner within its rounding would be seen outside of it.
    let cut = radius * (2.0 - std::f32::consts::SQRT_2);
    let inset = radius * (1.0 - std::f32::consts::FRAC_1_SQRT_2);
    let mut lines = Vec::new();
    for at in 0..count {
        // How far from the top left corner along the upper edge, and on down the right one.
        let along = (at as f32 + 0.5) * step;
        if along < cut || along > reach - cut {
            continue;
        }
        let top = SheetPoint {
            x: (rect.min.x + along).min(rect.max.x - inset),
            y: rect.min.y + (along - rect.width() + inset).max(0.0),
        };
        let low = SheetPoint {
            x: rect.min.x + (along - rect.height() + inset).max(0.0),
            y: (rect.min.y + along).min(rect.max.y - inset),
        };
        lines.push([top, low]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_are_rounded_and_never_past_the_middle() {
        let point = |x, y| SheetPoint { x, y };
        let points = [point(0.0, 0.0), point(8.0, 0.0), point(8.0, 20.0)];
        let bend = Piece::Bend(point(8.0, 0.0), point(8.0, 6.0));
        let round = [Piece::Start(point(0.0, 0.0)), Piece::Line(point(4.0, 0.0)), bend, Piece::Line(point(8.0, 20.0))];
        assert_eq!(outline(&points, 6.0, false), round);
        assert_eq!(outline(&points, 0.0, true).len(), 4);
    }

    #[test]
    fn a_hatch_stays_in_its_box_and_keeps_its_slant() {
        let rect = SheetRect::new(10.0, 20.0, 264.0, 72.0);
        let lines = hatch_lines(&rect, 6.0);
        assert!(lines.len() > 25);
        for [top, low] in lines {
            assert!(rect.contains(top) && rect.contains(low), "{top:?} {low:?}");
            assert!(((top.x - low.x) - (low.y - top.y)).abs() < 0.01, "{top:?} {low:?}");
        }
    }
}
