//! Hops: where a level piece of a line jumps over upright ones of others.

use super::scene::{Hop, PathMark, SheetPoint};
use std::borrow::Cow;

const RADIUS: f32 = 5.0;
/// A hop nearer to a corner than this would not look like one.
const ROOM: f32 = 10.0;
/// Into how many straight legs a hop is cut where nothing rounder is drawn.
const LEGS: u8 = 6;

/// The upright pieces of lines, by x, so that level ones find what they cross.
#[derive(Debug)]
pub(super) struct Uprights {
    /// x, top, bottom, number of the line.
    pieces: Vec<(f32, f32, f32, usize)>,
}

impl Uprights {
    pub fn new<'p>(paths: impl Iterator<Item = (usize, &'p [SheetPoint])>) -> Self {
        let mut pieces = Vec::new();
        for (at, path) in paths {
            for ends in path.windows(2).filter(|ends| ends[0].x == ends[1].x) {
                pieces.push((ends[0].x, ends[0].y.min(ends[1].y), ends[0].y.max(ends[1].y), at));
            }
        }
        pieces.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.3.cmp(&b.3)));
        Self { pieces }
    }

    /// Where a level piece of line `own` crosses others, from left to right, far enough from all corners.
    fn crossings(&self, own: usize, y: f32, left: f32, right: f32) -> impl Iterator<Item = f32> {
        let first = self.pieces.partition_point(|piece| piece.0 <= left + ROOM);
        let crossed = self.pieces[first..].iter().take_while(move |piece| piece.0 < right - ROOM);
        let over = move |(_, top, bottom, line): &&(f32, f32, f32, usize)| {
            *line != own && *top + ROOM < y && y < *bottom - ROOM
        };
        crossed.filter(over).map(|piece| piece.0)
    }
}

/// Where a line jumps over the uprights it crosses, in the order of its way.
pub(super) fn hops(own: usize, path: &[SheetPoint], uprights: &[&Uprights]) -> Vec<Hop> {
    let mut out = Vec::new();
    for (leg, ends) in path.windows(2).enumerate() {
        let (a, b) = (ends[0], ends[1]);
        if a.y != b.y {
            continue;
        }
        let (left, right) = (a.x.min(b.x), a.x.max(b.x));
        let mut crossed: Vec<f32> = uprights.iter().flat_map(|all| all.crossings(own, a.y, left, right)).collect();
        crossed.sort_by(f32::total_cmp);
        // Two lines side by side are jumped one by one only when there is room between the jumps.
        let mut last = f32::NEG_INFINITY;
        crossed.retain(|x| {
            let has_room = x - last >= 2.0 * RADIUS;
            if has_room {
                last = *x;
            }
            has_room
        });
        if b.x < a.x {
            crossed.reverse();
        }
        out.extend(crossed.into_iter().map(|x| Hop { leg, at: SheetPoint { x, y: a.y }, radius: RADIUS }));
    }
    out
}

impl PathMark {
    /// Its points with its hops cut into straight legs, for whoever draws nothing but these.
    pub fn outline(&self) -> Cow<'_, [SheetPoint]> {
        if self.hops.is_empty() {
            return Cow::Borrowed(&self.points);
        }
        let mut out = Vec::with_capacity(self.points.len() + self.hops.len() * (usize::from(LEGS) + 1));
        let mut hops = self.hops.iter().peekable();
        for (leg, point) in self.points.iter().enumerate() {
            out.push(*point);
            let Some(next) = self.points.get(leg + 1) else { break };
            let toward = (next.x - point.x).signum();
            while let Some(Hop { at, radius, .. }) = hops.next_if(|hop| hop.leg == leg) {
                out.extend((0..=LEGS).map(|step| {
                    let angle = std::f32::consts::PI * f32::from(step) / f32::from(LEGS);
                    SheetPoint { x: at.x - toward * radius * angle.cos(), y: at.y - radius * angle.sin() }
                }));
            }
        }
        Cow::Owned(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: f32, y: f32) -> SheetPoint {
        SheetPoint { x, y }
    }

    #[test]
    fn a_line_jumps_in_the_order_of_its_way() {
        let others = [vec![p(50.0, -40.0), p(50.0, 40.0)], vec![p(80.0, -40.0), p(80.0, 40.0)]];
        let uprights = Uprights::new(others.iter().map(Vec::as_slice).enumerate());
        let path = vec![p(100.0, -60.0), p(100.0, 0.0), p(0.0, 0.0)];
        let hops = hops(2, &path, &[&uprights]);
        let places: Vec<(usize, SheetPoint)> = hops.iter().map(|hop| (hop.leg, hop.at)).collect();
        assert_eq!(places, [(1, p(80.0, 0.0)), (1, p(50.0, 0.0))]);
        let mark = PathMark { points: path.clone(), hops, ..PathMark::default() };
        let outline = mark.outline();
        // It begins where the hand comes from, goes up, and comes down on the line.
        assert_eq!(outline.len(), path.len() + 2 * 7);
        assert_eq!(outline[2], p(85.0, 0.0));
        assert!((outline[5].x - 80.0).abs() < 0.001 && (outline[5].y + 5.0).abs() < 0.001, "{:?}", outline[5]);
        assert!(outline.windows(2).skip(1).all(|ends| ends[1].x < ends[0].x), "{outline:?}");
        assert_eq!(outline.last(), path.last());
    }
}
