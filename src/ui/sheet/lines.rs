//! A connector as upright quads: its legs, its rounded corners and its hops over other lines, on whole pixels.

use super::Pen;
use crate::diagram::{HOP_LEGS, SheetPoint};
use crate::ui::brush::Brush;
use crate::ui::stamps::{self, Corner, Quarter, Stamp};
use egui::epaint::Color32;
use egui::{Pos2, Rect, pos2};

const LEGS: usize = HOP_LEGS as usize;
/// Hops smaller than this, in pixels, cannot be told from the line.
const HOP_FROM: f32 = 2.0;

/// A line without its hops, and these: on which leg, where in the middle, and how large, on the sheet.
struct Way {
    corners: Vec<SheetPoint>,
    hops: Vec<(f32, f32, f32)>,
}

fn way(points: &[SheetPoint]) -> Option<Way> {
    let mut way = Way { corners: Vec::with_capacity(8), hops: Vec::new() };
    let is_upright = |a: SheetPoint, b: SheetPoint| (a.x - b.x).abs() < 0.01 || (a.y - b.y).abs() < 0.01;
    let mut at = 0;
    way.add(*points.first()?);
    while at + 1 < points.len() {
        let (a, b) = (points[at], points[at + 1]);
        if is_upright(a, b) {
            way.add(b);
            at += 1;
            continue;
        }
        let end = *points.get(at + LEGS)?;
        let is_hop = points[at..=at + LEGS].windows(2).all(|leg| !is_upright(leg[0], leg[1]));
        if !is_hop || (a.y - end.y).abs() > 0.01 {
            return None;
        }
        way.hops.push(((a.x + end.x) / 2.0, a.y, (a.x - end.x).abs() / 2.0));
        way.add(SheetPoint { x: end.x, y: a.y });
        at += LEGS;
    }
    (way.corners.len() > 1).then_some(way)
}

impl Way {
    /// Points on a leg are left out.
    fn add(&mut self, p: SheetPoint) {
        if let [.., a, b] = self.corners.as_mut_slice() {
            let same = |x: f32, y: f32, z: f32| (x - y).abs() < 0.01 && (y - z).abs() < 0.01;
            if same(a.x, b.x, p.x) || same(a.y, b.y, p.y) {
                *b = p;
                return;
            }
        }
        if self.corners.last() != Some(&p) {
            self.corners.push(p);
        }
    }
}

/// One leg on the screen: its near side across, and which way it goes.
#[derive(Clone, Copy)]
struct Leg {
    level: bool,
    side: f32,
    forth: bool,
    length: f32,
}

/// Draws it; false, and nothing drawn, when it is of another kind.
pub(super) fn drawn(pen: &mut Pen<'_>, points: &[SheetPoint], radius: f32, width: f32, color: Color32) -> bool {
    if !pen.brush.has_stamps() {
        return false;
    }
    let Some(Way { corners, hops }) = way(points) else { return false };
    let screen: Vec<Pos2> = corners.iter().map(|p| pen.screen(*p)).collect();
    let (camera, corner) = (pen.camera, pen.corner);
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
            let on_it = hops.iter().filter(|(_, y, _)| (y - corners[at].y).abs() < 0.01);
            let gaps: Vec<(f32, f32)> = on_it
                .filter_map(|(x, y, size)| {
                    let ends = [x - size, x + size].map(|x| pen_x(camera, corner, x, *y));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_its_corners_and_its_hops() {
        let p = |x: f32, y: f32| SheetPoint { x, y };
        let hop = (0..=LEGS).map(|step| {
            let angle = std::f32::consts::PI * step as f32 / LEGS as f32;
            p(50.0 - 5.0 * angle.cos(), -5.0 * angle.sin())
        });
        let mut points = vec![p(0.0, 0.0)];
        points.extend(hop);
        points.extend([p(100.0, 0.0), p(100.0, 60.0)]);
        let way = way(&points).unwrap();
        assert_eq!(way.corners, [p(0.0, 0.0), p(100.0, 0.0), p(100.0, 60.0)]);
        let [(x, y, size)] = way.hops[..] else { panic!("{:?}", way.hops) };
        assert!((x - 50.0).abs() < 0.01 && y == 0.0 && (size - 5.0).abs() < 0.01);
        assert!(super::way(&[p(0.0, 0.0), p(10.0, 10.0)]).is_none(), "slanted");
    }
}
