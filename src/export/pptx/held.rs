//! Where lines hold on to shapes. Office knows four sites of a rectangle, the middles of its sides: a line that came to
//! another point of a side is led to its middle, so that it is drawn where it stays when somebody moves a card.

use crate::diagram::{SheetPoint, SheetRect};
use crate::export::shapes::{Page, Part, Wire};

/// The sites of both ends, by their numbers: top, left, bottom, right.
pub fn sites_of(page: &Page, wire: &Wire) -> Option<(usize, usize)> {
    let rects = (page.shapes.get(wire.ends.0)?.rect, page.shapes.get(wire.ends.1)?.rect);
    let [first, second, ..] = wire.points[..] else { return None };
    let [.., before, last] = wire.points[..] else { return None };
    Some((site(&rects.0, first, second), site(&rects.1, last, before)))
}

/// The line from site to site, with its label and signs where they were along it.
pub fn held(page: &Page, wire: &Wire) -> Wire {
    let mut wire = wire.clone();
    let Some((from, to)) = sites_of(page, &wire) else { return wire };
    let ends = (middle(&page.shapes[wire.ends.0].rect, from), middle(&page.shapes[wire.ends.1].rect, to));
    let points = led(&wire.points, ends);
    if let Some(label) = &mut wire.label {
        let at = label.rect.center();
        let near = nearest(&points, at);
        let was = nearest(&wire.points, at);
        let (dx, dy) = (near.x - was.x, near.y - was.y);
        let by = |rect: &mut SheetRect| {
            *rect = SheetRect::new(rect.min.x + dx, rect.min.y + dy, rect.width(), rect.height());
        };
        by(&mut label.rect);
        if let Some(line) = &mut label.text {
            line.at = SheetPoint { x: line.at.x + dx, y: line.at.y + dy };
        }
        for part in &mut wire.parts {
            match part {
                Part::Icon(icon) => by(&mut icon.rect),
                Part::Plate(plate) => {
                    by(&mut plate.rect);
                    if let Some(line) = &mut plate.text {
                        line.at = SheetPoint { x: line.at.x + dx, y: line.at.y + dy };
                    }
                }
            }
        }
    }
    wire.points = points;
    wire
}

/// The side that a line leaves, by where it goes from there; one that goes nowhere by what is nearest.
fn site(rect: &SheetRect, at: SheetPoint, next: SheetPoint) -> usize {
    let away = |side: usize| match side {
        0 => at.y - rect.min.y,
        1 => at.x - rect.min.x,
        2 => rect.max.y - at.y,
        _ => rect.max.x - at.x,
    };
    let sides: &[usize] = match (next.x == at.x, next.y == at.y) {
        (true, false) => &[0, 2],
        (false, true) => &[1, 3],
        _ => &[0, 1, 2, 3],
    };
    sides.iter().copied().min_by(|a, b| away(*a).abs().total_cmp(&away(*b).abs())).unwrap_or_default()
}

fn middle(rect: &SheetRect, site: usize) -> SheetPoint {
    let center = rect.center();
    match site {
        0 => SheetPoint { x: center.x, y: rect.min.y },
        1 => SheetPoint { x: rect.min.x, y: center.y },
        2 => SheetPoint { x: center.x, y: rect.max.y },
        _ => SheetPoint { x: rect.max.x, y: center.y },
    }
}

/// The same way between other ends: its first and last pieces move along, a straight one gets a step in its middle.
fn led(points: &[SheetPoint], (from, to): (SheetPoint, SheetPoint)) -> Vec<SheetPoint> {
    let [first, inner @ .., last] = points else { return vec![from, to] };
    if inner.is_empty() {
        return match (first.y == last.y, from.x == to.x || from.y == to.y) {
            (_, true) => vec![from, to],
            (true, false) => {
                let x = (from.x + to.x) / 2.0;
                vec![from, SheetPoint { x, y: from.y }, SheetPoint { x, y: to.y }, to]
            }
            (false, false) => {
                let y = (from.y + to.y) / 2.0;
                vec![from, SheetPoint { x: from.x, y }, SheetPoint { x: to.x, y }, to]
            }
        };
    }
    let mut inner = inner.to_vec();
    let level = |a: &SheetPoint, b: &SheetPoint| a.y == b.y;
    let (starts_level, ends_level) = (level(first, &inner[0]), level(&inner[inner.len() - 1], last));
    if let Some(second) = inner.first_mut() {
        if starts_level { second.y = from.y } else { second.x = from.x }
    }
    if let Some(before) = inner.last_mut() {
        if ends_level { before.y = to.y } else { before.x = to.x }
    }
    std::iter::once(from).chain(inner).chain([to]).collect()
}

/// The point of a line that is nearest to another.
fn nearest(points: &[SheetPoint], at: SheetPoint) -> SheetPoint {
    let on = |piece: &[SheetPoint]| {
        let (a, b) = (piece[0], piece[1]);
        SheetPoint { x: at.x.clamp(a.x.min(b.x), a.x.max(b.x)), y: at.y.clamp(a.y.min(b.y), a.y.max(b.y)) }
    };
    let away = |point: &SheetPoint| (point.x - at.x).hypot(point.y - at.y);
    points.windows(2).map(on).min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points<const N: usize>(of: [(f32, f32); N]) -> Vec<SheetPoint> {
        of.map(|(x, y)| SheetPoint { x, y }).to_vec()
    }

    #[test]
    fn lines_stay_level_and_upright_when_their_ends_move() {
        let ends = (SheetPoint { x: 10.0, y: 50.0 }, SheetPoint { x: 90.0, y: 20.0 });
        for way in [
            points([(10.0, 40.0), (90.0, 40.0)]),
            points([(10.0, 40.0), (30.0, 40.0), (30.0, 10.0), (90.0, 10.0)]),
            points([(10.0, 40.0), (90.0, 40.0), (90.0, 10.0)]),
            points([(10.0, 40.0), (30.0, 40.0), (30.0, 0.0), (60.0, 0.0), (60.0, 10.0), (90.0, 10.0)]),
        ] {
            let led = led(&way, ends);
            assert_eq!((led[0], led[led.len() - 1]), ends);
            assert!(led.windows(2).all(|two| two[0].x == two[1].x || two[0].y == two[1].y), "{led:?}");
        }
    }

    #[test]
    fn a_line_holds_on_to_the_side_that_it_leaves() {
        let rect = SheetRect::new(0.0, 0.0, 100.0, 40.0);
        let at = |x, y| SheetPoint { x, y };
        assert_eq!(site(&rect, at(0.0, 1.0), at(-9.0, 1.0)), 1);
        assert_eq!(site(&rect, at(100.0, 39.0), at(120.0, 39.0)), 3);
        assert_eq!(site(&rect, at(99.0, 40.0), at(99.0, 60.0)), 2);
        assert_eq!(middle(&rect, 0), at(50.0, 0.0));
    }
}
