//! Objects in line, and evenly apart.

use super::super::Selection;
use super::super::editor::{Context, Preview};
use super::moving::{carried_by, place_of};
use crate::diagram::{SheetPoint, SheetRect};
use crate::model::Subject;
use crate::plan::{PlanEdit, SheetPos};
use crate::text::Message;
use std::collections::BTreeMap;

/// Along which coordinate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    Across,
    Down,
}

/// What of objects is brought in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    Left,
    Centre,
    Right,
    Top,
    Middle,
    Bottom,
}

impl Axis {
    pub fn other(self) -> Self {
        match self {
            Self::Across => Self::Down,
            Self::Down => Self::Across,
        }
    }

    /// Where a box begins and ends.
    pub fn span(self, rect: &SheetRect) -> (f32, f32) {
        match self {
            Self::Across => (rect.min.x, rect.max.x),
            Self::Down => (rect.min.y, rect.max.y),
        }
    }

    /// The point that is so far along this axis, and so far along the other.
    pub fn point(self, along: f32, across: f32) -> SheetPoint {
        match self {
            Self::Across => SheetPoint { x: along, y: across },
            Self::Down => SheetPoint { x: across, y: along },
        }
    }

    fn by(self, distance: i32) -> (i32, i32) {
        match self {
            Self::Across => (distance, 0),
            Self::Down => (0, distance),
        }
    }
}

impl Edge {
    pub fn axis(self) -> Axis {
        match self {
            Self::Left | Self::Centre | Self::Right => Axis::Across,
            Self::Top | Self::Middle | Self::Bottom => Axis::Down,
        }
    }

    fn of(self, rect: &SheetRect) -> f32 {
        let (low, high) = self.axis().span(rect);
        match self {
            Self::Left | Self::Top => low,
            Self::Centre | Self::Middle => (low + high) / 2.0,
            Self::Right | Self::Bottom => high,
        }
    }
}

/// How an arrangement is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    Align(Edge),
    Distribute(Axis),
}

/// How far each is to move. All go to the last, which stays.
pub fn aligned(boxes: &[SheetRect], edge: Edge) -> Vec<(i32, i32)> {
    let Some(stays) = boxes.last() else { return Vec::new() };
    boxes.iter().map(|rect| edge.axis().by((edge.of(stays) - edge.of(rect)).round() as i32)).collect()
}

/// How far each is to move so that all gaps are equal. The first and the last along the axis stay; boxes that need
/// more room than there is overlap evenly.
pub fn distributed(boxes: &[SheetRect], axis: Axis) -> Vec<(i32, i32)> {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|a, b| {
        let ((a, a_end), (b, b_end)) = (axis.span(&boxes[*a]), axis.span(&boxes[*b]));
        a.total_cmp(&b).then(a_end.total_cmp(&b_end))
    });
    let mut by = vec![(0, 0); boxes.len()];
    let (Some(first), Some(last)) = (order.first(), order.last()) else { return by };
    let size = |at: &usize| axis.span(&boxes[*at]).1 - axis.span(&boxes[*at]).0;
    let (start, end) = (axis.span(&boxes[*first]).0, axis.span(&boxes[*last]).1);
    let gap = (end - start - order.iter().map(size).sum::<f32>()) / (order.len().max(2) - 1) as f32;
    let mut at = start;
    for this in &order {
        if this != last {
            by[*this] = axis.by((at - axis.span(&boxes[*this]).0).round() as i32);
        }
        at += size(this) + gap;
    }
    by
}

/// The selected objects that can be arranged, in the order of selection. What stands in a selected site goes with it.
fn chosen(cx: &Context<'_>, selection: &Selection) -> Vec<(Subject, SheetRect)> {
    let movable = selection.iter().filter_map(|subject| cx.index.movable(cx.scene, subject));
    let all = Selection::of(movable);
    let box_of = |subject: &Subject| cx.index.object(cx.scene, subject);
    let inside =
        |subject: &Subject| box_of(subject).and_then(|object| object.parent.as_ref()).is_some_and(|site| all.has(site));
    all.iter()
        .filter(|subject| !inside(subject))
        .filter_map(|subject| Some((subject.clone(), box_of(subject)?.rect)))
        .collect()
}

impl Arrangement {
    /// `Err` with the reason when the selection cannot be arranged so.
    pub fn available(self, cx: &Context<'_>, selection: &Selection) -> Result<(), Message> {
        let count = chosen(cx, selection).len();
        match self {
            Self::Align(_) if count < 2 => Err(crate::message!("canvas-needs-two")),
            Self::Distribute(_) if count < 3 => Err(crate::message!("canvas-needs-three")),
            _ => Ok(()),
        }
    }

    /// What it would change; `None` when all stands so already.
    pub fn preview(self, cx: &Context<'_>, selection: &Selection) -> Option<Preview> {
        let chosen = chosen(cx, selection);
        let boxes: Vec<SheetRect> = chosen.iter().map(|(_, rect)| *rect).collect();
        let by = match self {
            Self::Align(edge) => aligned(&boxes, edge),
            Self::Distribute(axis) => distributed(&boxes, axis),
        };
        let mut places: BTreeMap<Subject, Option<SheetPos>> = BTreeMap::new();
        for ((subject, _), (dx, dy)) in chosen.iter().zip(by).filter(|(_, by)| *by != (0, 0)) {
            for carried in carried_by(cx, subject) {
                if let Some(pos) = place_of(cx, &carried) {
                    let there = SheetPos { x: pos.x.saturating_add(dx), y: pos.y.saturating_add(dy) };
                    places.insert(carried, Some(there));
                }
            }
        }
        let label = match self {
            Self::Align(_) => crate::message!("canvas-align", count = chosen.len()),
            Self::Distribute(_) => crate::message!("canvas-distribute", count = chosen.len()),
        };
        let moves = !places.is_empty();
        let edits = vec![PlanEdit::Place(places.into_iter().collect())];
        moves.then_some(Preview { edits, about: Vec::new(), target: None, label })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOXES: [SheetRect; 3] = [
        SheetRect::new(0.0, 0.0, 100.0, 60.0),
        SheetRect::new(500.0, 40.0, 200.0, 80.0),
        SheetRect::new(130.0, 200.0, 60.0, 40.0),
    ];

    #[test]
    fn all_come_in_line_with_the_last() {
        assert_eq!(aligned(&BOXES, Edge::Left), [(130, 0), (-370, 0), (0, 0)]);
        assert_eq!(aligned(&BOXES, Edge::Right), [(90, 0), (-510, 0), (0, 0)]);
        assert_eq!(aligned(&BOXES, Edge::Centre), [(110, 0), (-440, 0), (0, 0)]);
        assert_eq!(aligned(&BOXES, Edge::Top), [(0, 200), (0, 160), (0, 0)]);
        assert_eq!(aligned(&BOXES, Edge::Middle), [(0, 190), (0, 140), (0, 0)]);
        assert_eq!(aligned(&BOXES, Edge::Bottom), [(0, 180), (0, 120), (0, 0)]);
        assert_eq!(aligned(&[], Edge::Left), []);
    }

    #[test]
    fn gaps_become_equal_and_the_outermost_stay() {
        // 700 from end to end, 360 of it boxes: two gaps of 170.
        assert_eq!(distributed(&BOXES, Axis::Across), [(0, 0), (0, 0), (140, 0)]);
        assert_eq!(distributed(&BOXES, Axis::Down), [(0, 0), (0, 50), (0, 0)]);
        assert_eq!(distributed(&BOXES[..1], Axis::Down), [(0, 0)]);
    }
}
