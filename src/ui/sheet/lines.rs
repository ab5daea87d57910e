//! A connector as upright quads: its legs, its rounded corners and its hops over other lines, on whole pixels.

use super::Pen;
use super::marks::is_upright;
use crate::diagram::{Hop, PathMark, SheetPoint};
use crate::ui::brush::Brush;
use crate::ui::stamps::{self, Corner, Quarter, Stamp};
use egui::epaint::Color32;
use egui::{Pos2, Rect, pos2};

/// Hops smaller than this, in pixels, cannot be told from the line.
const HOP_FROM: f32 = 2.0;

/// One leg on the screen: its near side across, and which way it goes.
#[derive(Clone, Copy)]
struct Leg {
    level: bool,
    side: f32,
    forth: bool,
    length: f32,
}

/// Draws it; false, and nothing drawn, when it is of another kind.
pub(super) fn drawn(pen: &mut Pen<'_>, path: &PathMark, width: f32, color: Color32) -> bool {
    if !pen.brush.has_stamps() {
        return false;
    }
    let (camera, corner, radius) = (pen.camera, pen.corner, path.radius * pen.camera.zoom());
    let screen: Vec<Pos2> = path.points.iter().map(|p| pen.screen(*p)).collect();
    if screen.len() < 2 || !screen.windows(2).all(|ends| is_upright(ends[0], ends[1])) {
        return false;
    }
    let brush = &mut pen.brush;
    let pixel = brush.pixel;
    let pixels = (width / pixel).round().max(1.0);
    let thick = pixels * pixel;
    let most = ((radius + thick / 2.0) / pixel).round();
    if most >= 2.0 && !stamps::has_corner(most as u32, pixels as u32) {
        return false;
    }
    let leg = |ends: &[Pos2]| {
        let (a, b) = (ends[0], ends[1]);
        let level = (a.y - b.y).abs() <= (a.x - b.x).abs();
        match level {
            true => Leg { level, side: brush.snap(a.y - thick / 2.0), forth: b.x > a.x, length: (b.x - a.x).abs() },
            false => Leg { level, side: brush.snap(a.x - thick / 2.0), forth: b.y > a.y, length: (b.y - a.y).abs() },
        }
    };
    let legs: Vec<Leg> = screen.windows(2).map(leg).collect();
    if legs.windows(2).any(|two| two[0].level == two[1].level) {
        return false;
    }
    // How far each corner reaches along its legs, in points; the ends have none.
    let reach: Vec<f32> = legs
        .windows(2)
        .map(|two| {
            let room = radius.min(two[0].length / 2.0).min(two[1].length / 2.0) + thick / 2.0;
            let reach = (room / pixel).floor() * pixel;
            if reach >= 2.0 * pixel && most >= 2.0 { reach.max(thick) } else { 0.0 }
        })
        .collect();
    for (at, leg) in legs.iter().enumerate() {
        // Where it leaves a corner: a square one belongs to the level leg.
        let end = |corner: Option<usize>, away: bool| {
            let corner = corner.filter(|corner| *corner < reach.len())?;
            let across = if leg.level {
                legs[corner + usize::from(legs[corner].level)].side
            } else {
                legs[corner + usize::from(!legs[corner].level)].side
            };
            let by = match reach[corner] {
                reach if reach > 0.0 => reach,
                _ if leg.level => 0.0,
                _ => thick,
            };
            Some(if away { across + by } else { across + thick - by })
        };
        // The ends of the line are drawn out by half of what it is wide.
        let along = |p: Pos2, forth: bool| {
            let out = if forth { thick / 2.0 } else { -thick / 2.0 };
            brush.snap(if leg.level { p.x } else { p.y } + out)
        };
        let begin = end(at.checked_sub(1), leg.forth).unwrap_or_else(|| along(screen[at], !leg.forth));
        let until = end(Some(at), !leg.forth).unwrap_or_else(|| along(screen[at + 1], leg.forth));
        let (from, to) = if leg.forth { (begin, until) } else { (until, begin) };
        if leg.level {
            let on_it = path.hops.iter().filter(|hop| hop.leg == at);
            let gaps: Vec<(f32, f32)> = on_it
                .filter_map(|Hop { at, radius, .. }| {
                    let ends = [at.x - radius, at.x + radius].map(|x| pen_x(camera, corner, x, at.y));
                    let half = ((ends[1] - ends[0]) / 2.0 + thick / 2.0) / pixel;
                    let fits = half >= HOP_FROM && stamps::has_corner(half.round() as u32, pixels as u32);
                    let half = half.round() * pixel;
                    let middle = brush.snap((ends[0] + ends[1]) / 2.0);
                    (fits && from <= middle - half && middle + half <= to).then_some((middle, half))
                })
                .collect();
            level_leg(brush, (from, to), leg.side, thick, gaps, color);
        } else {
            brush.quad(Rect::from_min_max(pos2(leg.side, from), pos2(leg.side + thick, to)), color);
        }
    }
    for (at, reach) in reach.iter().enumerate().filter(|(_, reach)| **reach > 0.0) {
        let (level, steep) = if legs[at].level { (legs[at], legs[at + 1]) } else { (legs[at + 1], legs[at]) };
        // Where the legs lie, seen from the corner.
        let right = level.forth != legs[at].level;
        let below = steep.forth == legs[at].level;
        let x = if right { steep.side } else { steep.side + thick - reach };
        let y = if below { level.side } else { level.side + thick - reach };
        let quarter = match (right, below) {
            (true, true) => Quarter::LeftTop,
            (false, true) => Quarter::RightTop,
            (true, false) => Quarter::LeftBottom,
            (false, false) => Quarter::RightBottom,
        };
        let stamp = Stamp::Corner(Corner::Line, quarter, pixels as u8);
        brush.stamp(stamp, (reach / pixel).round() as u32, pos2(x, y), color);
    }
    true
}

fn pen_x(camera: crate::canvas::Camera, corner: Pos2, x: f32, y: f32) -> f32 {
    corner.x + camera.screen_from_sheet(SheetPoint { x, y }).x
}

/// A level leg with its hops.
fn level_leg(
    brush: &mut Brush,
    (from, to): (f32, f32),
    side: f32,
    thick: f32,
    mut gaps: Vec<(f32, f32)>,
    color: Color32,
) {
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut begin = from;
    for (middle, half) in gaps {
        // Hops side by side share the line that both stand on.
        if middle - half < begin - thick - brush.pixel {
            continue;
        }
        brush.quad(Rect::from_min_max(pos2(begin, side), pos2(middle - half, side + thick)), color);
        let (size, width) = ((half / brush.pixel).round() as u32, (thick / brush.pixel).round() as u8);
        let top = side + thick - half;
        for (quarter, left) in [(Quarter::LeftTop, middle - half), (Quarter::RightTop, middle)] {
            brush.stamp(Stamp::Corner(Corner::Line, quarter, width), size, pos2(left, top), color);
        }
        begin = middle + half;
    }
    brush.quad(Rect::from_min_max(pos2(begin, side), pos2(to, side + thick)), color);
}
