//! Guides: where a moved box comes in line with others, or as far from its neighbours as they are from theirs.

use super::Axis;
use crate::diagram::{SheetPoint, SheetRect};

/// How much two places may differ and be the same: places are whole, middles may be half.
const SAME: f32 = 0.75;

/// What is drawn to show why a box stands where it does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hint {
    /// Edges or middles that are in line.
    Line { from: SheetPoint, to: SheetPoint },
    /// The room between two boxes. `equal`: as much as the one beside it.
    Gap { from: SheetPoint, to: SheetPoint, distance: u32, equal: bool },
}

/// The boxes that a moved one can come in line with.
#[derive(Clone, Debug, Default)]
pub struct Guides {
    boxes: Vec<SheetRect>,
    /// Where they begin, their middles and where they end, each sorted: across, then down.
    lines: [[Vec<f32>; 3]; 2],
}

impl Guides {
    pub fn new(boxes: Vec<SheetRect>) -> Self {
        let lines = [Axis::Across, Axis::Down].map(|axis| {
            [0, 1, 2].map(|mark| {
                let mut all: Vec<f32> = boxes.iter().map(|rect| marks(axis, rect)[mark]).collect();
                all.sort_by(f32::total_cmp);
                all.dedup();
                all
            })
        });
        Self { boxes, lines }
    }

    /// How far `held` is from the nearest place along this axis where it is in line or evenly spaced, when that is
    /// within `reach`.
    pub fn snap(&self, axis: Axis, held: &SheetRect, reach: f32) -> Option<f32> {
        let near = marks(axis, held).into_iter().zip(&self.lines[axis as usize]).flat_map(|(at, lines)| {
            let next = lines.partition_point(|line| *line < at);
            let around = lines.get(next).into_iter().chain(next.checked_sub(1).and_then(|before| lines.get(before)));
            around.map(move |line| line - at)
        });
        let start = axis.span(held).0;
        let evenly = self.even_places(axis, held).into_iter().flatten().map(|place| place - start);
        near.chain(evenly).filter(|by| by.abs() <= reach).min_by(|a, b| a.abs().total_cmp(&b.abs()))
    }

    /// What of where `held` stands is in line or evenly spaced.
    pub fn hints(&self, held: &SheetRect) -> Vec<Hint> {
        let mut hints = Vec::new();
        for axis in [Axis::Across, Axis::Down] {
            self.spacing(axis, held, &mut hints);
        }
        for axis in [Axis::Across, Axis::Down] {
            self.in_line(axis, held, &mut hints);
        }
        hints
    }

    /// The two nearest boxes on either side along an axis, nearest first, of those that a straight look meets.
    fn beside(&self, axis: Axis, held: &SheetRect) -> [[Option<&SheetRect>; 2]; 2] {
        let (low, high) = axis.span(held);
        let middle = (low + high) / 2.0;
        let seen = self.boxes.iter().filter(|other| meets(axis.other().span(other), axis.other().span(held)));
        let (mut before, mut after): (Vec<&SheetRect>, Vec<&SheetRect>) = seen.partition(|other| {
            let (low, high) = axis.span(other);
            (low + high) / 2.0 < middle
        });
        before.sort_by(|a, b| axis.span(b).1.total_cmp(&axis.span(a).1));
        after.sort_by(|a, b| axis.span(a).0.total_cmp(&axis.span(b).0));
        let first = before.first().copied();
        let then = first.and_then(|first| before.iter().find(|o| axis.span(o).1 <= axis.span(first).0).copied());
        let last = after.first().copied();
        let next = last.and_then(|last| after.iter().find(|o| axis.span(o).0 >= axis.span(last).1).copied());
        [[first, then], [last, next]]
    }

    /// Where `held` would have to begin to be as far from its neighbours as they are from theirs: between the two
    /// nearest, after the ones before it, before the ones after it.
    fn even_places(&self, axis: Axis, held: &SheetRect) -> [Option<f32>; 3] {
        let span = |rect: &SheetRect| axis.span(rect);
        let size = span(held).1 - span(held).0;
        let [[left, lefter], [right, righter]] = self.beside(axis, held).map(|side| side.map(|rect| rect.map(span)));
        let between = left.zip(right).map(|(left, right)| (left.1 + right.0 - size) / 2.0);
        let between = between.filter(|at| left.is_some_and(|left| *at > left.1));
        let after = left.zip(lefter).map(|(left, lefter)| left.1 + (left.0 - lefter.1));
        let before = right.zip(righter).map(|(right, righter)| right.0 - (righter.0 - right.1) - size);
        [between, after.filter(|at| left.is_some_and(|left| *at > left.1)), before]
    }

    fn spacing(&self, axis: Axis, held: &SheetRect, hints: &mut Vec<Hint>) {
        let [[left, lefter], [right, righter]] = self.beside(axis, held);
        let held = Some(held);
        let room = |a: Option<&SheetRect>, b: Option<&SheetRect>| Some(gap(axis, a?, b?)?.1);
        let pairs = [(lefter, left), (left, held), (held, right), (right, righter)];
        for (one, two) in [(0, 1), (1, 2), (2, 3)].map(|(a, b)| (pairs[a], pairs[b])) {
            let (Some(a), Some(b)) = (room(one.0, one.1), room(two.0, two.1)) else { continue };
            if (a - b).abs() > SAME {
                continue;
            }
            for (from, to) in [one, two] {
                let found = from.zip(to).and_then(|(from, to)| gap(axis, from, to));
                push_gap(hints, found.map(|(ends, _)| ends), true);
            }
        }
    }

    fn in_line(&self, axis: Axis, held: &SheetRect, hints: &mut Vec<Hint>) {
        let along = axis.other();
        let before = hints.len();
        for mark in [0, 2, 1] {
            // Of boxes that are equally large the middle says nothing more.
            let edges = hints[before..].iter().any(|hint| matches!(hint, Hint::Line { .. }));
            if mark == 1 && edges {
                continue;
            }
            let at = marks(axis, held)[mark];
            let here = |rect: &&SheetRect| (marks(axis, rect)[mark] - at).abs() <= SAME;
            let (from, to) = along.span(held);
            let aligned = || self.boxes.iter().filter(here);
            let above = aligned().filter(|o| along.span(o).1 <= from);
            let above = above.max_by(|a, b| along.span(a).1.total_cmp(&along.span(b).1));
            let below = aligned().filter(|o| along.span(o).0 >= to);
            let below = below.min_by(|a, b| along.span(a).0.total_cmp(&along.span(b).0));
            if above.is_none() && below.is_none() {
                continue;
            }
            let start = above.map_or(from, |above| along.span(above).0);
            let end = below.map_or(to, |below| along.span(below).1);
            hints.push(Hint::Line { from: along.point(start, at), to: along.point(end, at) });
            for (a, b) in [(above, Some(held)), (Some(held), below)] {
                let found = a.zip(b).and_then(|(a, b)| gap(along, a, b));
                push_gap(hints, found.map(|(ends, _)| ends), false);
            }
        }
    }
}

/// Both edges of a box along an axis, with its middle between them.
fn marks(axis: Axis, rect: &SheetRect) -> [f32; 3] {
    let (low, high) = axis.span(rect);
    [low, (low + high) / 2.0, high]
}

fn meets(a: (f32, f32), b: (f32, f32)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The ends of the room between one box and the next, and how much it is; `None` when there is none.
fn gap(axis: Axis, a: &SheetRect, b: &SheetRect) -> Option<([SheetPoint; 2], f32)> {
    let (from, to) = (axis.span(a).1, axis.span(b).0);
    let (one, two) = (axis.other().span(a), axis.other().span(b));
    let across = match meets(one, two) {
        true => (one.0.max(two.0) + one.1.min(two.1)) / 2.0,
        false => (two.0 + two.1) / 2.0,
    };
    (to - from > SAME).then(|| ([axis.point(from, across), axis.point(to, across)], to - from))
}

fn push_gap(hints: &mut Vec<Hint>, ends: Option<[SheetPoint; 2]>, equal: bool) {
    let Some([from, to]) = ends else { return };
    let known = |hint: &Hint| matches!(hint, Hint::Gap { from: a, to: b, .. } if *a == from && *b == to);
    if !hints.iter().any(known) {
        let distance = (to.x - from.x).max(to.y - from.y).round() as u32;
        hints.push(Hint::Gap { from, to, distance, equal });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f32, y: f32) -> SheetRect {
        SheetRect::new(x, y, 100.0, 60.0)
    }

    #[test]
    fn edges_and_middles_come_in_line_within_reach() {
        let guides = Guides::new(vec![at(0.0, 0.0)]);
        assert_eq!(guides.snap(Axis::Across, &at(4.0, 300.0), 6.0), Some(-4.0));
        assert_eq!(guides.snap(Axis::Across, &at(97.0, 300.0), 6.0), None, "its left edge is not the other's right");
        assert_eq!(guides.snap(Axis::Across, &at(57.0, 300.0), 6.0), None);
        let narrow = SheetRect::new(33.0, 300.0, 30.0, 20.0);
        assert_eq!(guides.snap(Axis::Across, &narrow, 6.0), Some(2.0), "by the middles");
        assert_eq!(Guides::default().snap(Axis::Down, &at(0.0, 0.0), 6.0), None);
    }

    #[test]
    fn the_line_goes_through_both_and_says_how_far_they_are() {
        let guides = Guides::new(vec![at(0.0, 0.0)]);
        let hints = guides.hints(&at(0.0, 200.0));
        let point = |x, y| SheetPoint { x, y };
        assert!(hints.contains(&Hint::Line { from: point(0.0, 0.0), to: point(0.0, 260.0) }), "{hints:?}");
        let gap = Hint::Gap { from: point(50.0, 60.0), to: point(50.0, 200.0), distance: 140, equal: false };
        assert_eq!(hints.iter().filter(|hint| matches!(hint, Hint::Gap { .. })).collect::<Vec<_>>(), [&gap]);
        assert!(guides.hints(&at(30.0, 200.0)).is_empty());
    }

    /// Both gaps that are told to be equal.
    fn equal(guides: &Guides, held: SheetRect) -> Vec<u32> {
        let hints = guides.hints(&held).into_iter();
        let equal = hints.filter_map(|hint| match hint {
            Hint::Gap { distance, equal: true, .. } => Some(distance),
            _ => None,
        });
        equal.collect()
    }

    #[test]
    fn spacing_is_equal_between_after_and_before_others() {
        let guides = Guides::new(vec![at(0.0, 0.0), at(300.0, 0.0)]);
        assert_eq!(guides.snap(Axis::Across, &at(146.0, 10.0), 6.0), Some(4.0));
        assert_eq!(equal(&guides, at(150.0, 10.0)), [50, 50]);
        assert_eq!(guides.snap(Axis::Across, &at(603.0, 10.0), 6.0), Some(-3.0));
        assert_eq!(equal(&guides, at(600.0, 10.0)), [200, 200]);
        assert_eq!(guides.snap(Axis::Across, &at(-298.0, 10.0), 6.0), Some(-2.0));
        assert_eq!(equal(&guides, at(-300.0, 10.0)), [200, 200]);
        assert!(equal(&guides, at(152.0, 10.0)).is_empty());
        // What it does not meet on its way is no neighbour.
        assert!(equal(&guides, at(150.0, 100.0)).is_empty());
    }
}
