//! Connectors of Office: one of five preset ways from a point to another, turned, mirrored and pulled into shape.
//!
//! The ways are those of `presetShapeDefinitions.xml` (ISO/IEC 29500-1): level, upright, level… from the upper left
//! corner to the lower right one.

/// A point in the units of Office, 12,700 to a point of type.
pub type Point = (i64, i64);

/// Where a connector's ends lie in line, its corners are still told as shares of a width, which must not be nothing.
const LEAST: i64 = 12_700;

#[derive(Debug, PartialEq, Eq)]
pub struct Bent {
    pub preset: &'static str,
    /// In 60,000ths of a degree, clockwise.
    pub turn: u32,
    pub flip_h: bool,
    pub flip_v: bool,
    /// Before it is turned.
    pub at: Point,
    pub size: Point,
    /// Where its corners are, in 100,000ths of its width and height.
    pub pulls: Vec<i64>,
}

impl Bent {
    /// The connector that runs through these points, level and upright in turn. A way with more corners than any of
    /// the five has keeps its ends and the directions in which it leaves them.
    pub fn through(points: &[Point]) -> Option<Self> {
        let points = plain(points);
        let (&first, &last) = (points.first()?, points.last()?);
        let turned = points.get(1).is_some_and(|next| next.0 == first.0) && points.len() > 2;
        // As if it began level.
        let swap = |(x, y): Point| if turned { (y, x) } else { (x, y) };
        let level: Vec<Point> = points.iter().map(|point| swap(*point)).collect();
        let level = fewer(&level);
        let (from, to) = (swap(first), swap(last));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let straight = level.len() <= 2;
        let least = if straight { 0 } else { LEAST };
        let size = (dx.abs().max(least), dy.abs().max(least));
        // Shares of the width count from the first point, towards the last.
        let share = |way: i64, whole: i64, size: i64| {
            let way = if whole < 0 { -way } else { way };
            (way as f64 / size as f64 * 100_000.0).round() as i64
        };
        let corners = level.get(1..level.len().saturating_sub(1)).unwrap_or_default();
        let pulls = corners.get(..corners.len().saturating_sub(1)).unwrap_or_default().iter().enumerate();
        let pulls = pulls.map(|(at, corner)| match at % 2 {
            0 => share(corner.0 - from.0, dx, size.0),
            _ => share(corner.1 - from.1, dy, size.1),
        });
        let pulls = pulls.collect();
        let preset = match level.len() {
            0..=2 => "straightConnector1",
            3 => "bentConnector2",
            4 => "bentConnector3",
            5 => "bentConnector4",
            _ => "bentConnector5",
        };
        // The box reaches from the first point towards the last, or its least size that way.
        let corner = |from: i64, way: i64, size: i64| if way < 0 { from - size } else { from };
        let at = (corner(from.0, dx, size.0), corner(from.1, dy, size.1));
        Some(if turned {
            // A quarter turn clockwise leads from the upper right to the lower left.
            let middle = (at.1 + size.1 / 2, at.0 + size.0 / 2);
            Self {
                preset,
                turn: 5_400_000,
                flip_h: dx < 0,
                flip_v: dy >= 0,
                at: (middle.0 - size.0 / 2, middle.1 - size.1 / 2),
                size,
                pulls,
            }
        } else {
            Self { preset, turn: 0, flip_h: dx < 0, flip_v: dy < 0, at, size, pulls }
        })
    }
}

/// Without points in the middle of a straight piece.
fn plain(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = out.as_slice()
            && ((a.0 == b.0 && b.0 == point.0) || (a.1 == b.1 && b.1 == point.1))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}

/// At most five pieces: the first and the last corner stay, and one crossing between them.
fn fewer(points: &[Point]) -> Vec<Point> {
    let pieces = points.len().saturating_sub(1);
    if pieces <= 5 {
        return points.to_vec();
    }
    let (from, to) = (points[0], points[pieces]);
    let (out, home) = (points[1], points[pieces - 1]);
    // Of the pieces that run level in the middle, the longest is the one to keep.
    let levels = points[2..pieces].windows(2).filter(|two| two[0].1 == two[1].1);
    let middle = levels.max_by_key(|two| (two[0].0 - two[1].0).abs()).map_or(home.1, |two| two[0].1);
    match pieces % 2 {
        1 => vec![from, out, (out.0, middle), (home.0, middle), home, to],
        _ => vec![from, out, (out.0, home.1), home, to],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The way that Office draws, by its own definitions.
    fn drawn(bent: &Bent) -> Vec<Point> {
        let (w, h) = bent.size;
        let pull = |at: usize, size: i64| (bent.pulls[at] as f64 * size as f64 / 100_000.0).round() as i64;
        let own: Vec<Point> = match bent.preset {
            "straightConnector1" => vec![(0, 0), (w, h)],
            "bentConnector2" => vec![(0, 0), (w, 0), (w, h)],
            "bentConnector3" => vec![(0, 0), (pull(0, w), 0), (pull(0, w), h), (w, h)],
            "bentConnector4" => vec![(0, 0), (pull(0, w), 0), (pull(0, w), pull(1, h)), (w, pull(1, h)), (w, h)],
            _ => {
                let (x1, y2, x3) = (pull(0, w), pull(1, h), pull(2, w));
                vec![(0, 0), (x1, 0), (x1, y2), (x3, y2), (x3, h), (w, h)]
            }
        };
        let flipped =
            own.iter().map(|(x, y)| (if bent.flip_h { w - x } else { *x }, if bent.flip_v { h - y } else { *y }));
        flipped
            .map(|(x, y)| match bent.turn {
                0 => (bent.at.0 + x, bent.at.1 + y),
                _ => {
                    let middle = (bent.at.0 * 2 + w, bent.at.1 * 2 + h);
                    let (dx, dy) = (x * 2 - w, y * 2 - h);
                    ((middle.0 - dy) / 2, (middle.1 + dx) / 2)
                }
            })
            .collect()
    }

    fn check(points: &[Point], preset: &str) {
        const K: i64 = 100_000;
        for (sx, sy) in [(1, 1), (-1, 1), (1, -1), (-1, -1)] {
            for turned in [false, true] {
                let there = |(x, y): &Point| {
                    let (x, y) = (x * sx * K, y * sy * K);
                    if turned { (y, x) } else { (x, y) }
                };
                let points: Vec<Point> = points.iter().map(there).collect();
                let bent = Bent::through(&points).unwrap();
                assert_eq!(bent.preset, preset, "{points:?}");
                for (is, wanted) in drawn(&bent).iter().zip(&points) {
                    let off = (is.0 - wanted.0).abs().max((is.1 - wanted.1).abs());
                    assert!(off <= 40, "{points:?} became {bent:?}, drawn {:?}", drawn(&bent));
                }
            }
        }
    }

    #[test]
    fn every_way_is_drawn_where_it_runs() {
        check(&[(2, 3), (9, 3)], "straightConnector1");
        check(&[(2, 3), (9, 3), (9, 8)], "bentConnector2");
        check(&[(2, 3), (5, 3), (5, 8), (9, 8)], "bentConnector3");
        check(&[(2, 3), (12, 3), (12, 8), (9, 8)], "bentConnector3");
        check(&[(2, 3), (5, 3), (5, 8), (9, 8), (9, 12)], "bentConnector4");
        check(&[(2, 3), (5, 3), (5, 1), (9, 1), (9, 12)], "bentConnector4");
        check(&[(2, 3), (5, 3), (5, 8), (12, 8), (12, 5), (9, 5)], "bentConnector5");
    }

    #[test]
    fn ends_in_line_and_many_corners_are_still_connectors() {
        let around = [(0, 0), (500_000, 0), (500_000, 700_000), (0, 700_000)];
        let bent = Bent::through(&around).unwrap();
        assert_eq!((bent.preset, bent.size), ("bentConnector3", (LEAST, 700_000)));
        let drawn = drawn(&bent);
        assert!((drawn[1].0 - 500_000).abs() < 40 && drawn[0] == (0, 0), "{drawn:?}");
        let long = [(0, 0), (1, 0), (1, 2), (3, 2), (3, 4), (5, 4), (5, 6), (7, 6), (7, 9)]
            .map(|(x, y)| (x * 9_000, y * 9_000));
        let bent = Bent::through(&long).unwrap();
        assert_eq!(bent.preset, "bentConnector4");
        assert_eq!(Bent::through(&[(4, 4), (4, 4)]).map(|bent| bent.size), Some((0, 0)));
    }
}
