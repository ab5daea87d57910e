//! What of a finished scene is near: rectangles by the squares of the sheet that they touch, made once per scene, so
//! that a frame looks at what is in view and not at everything.

use super::pen::{FAR, NEAR};
use super::scene::*;

/// The side of a square on a sheet of usual size.
const SIDE: f32 = 384.0;
/// What touches more squares than this (a site's ground, a long line) is looked at each time.
const MOST_SQUARES: i64 = 64;

/// So few numbers are sorted at once.
const FEW: usize = 256;

/// Rectangles by squares. They are known by their numbers, and found in the order of these.
#[derive(Clone, Debug, Default)]
pub struct Squares {
    rects: Vec<SheetRect>,
    corner: SheetPoint,
    side: f32,
    columns: usize,
    rows: usize,
    /// By square, row by row: where its part of `held` begins; one more at the end.
    starts: Vec<u32>,
    held: Vec<u32>,
    /// Those of many squares, and those that have gone elsewhere since the squares were made; in order.
    large: Vec<u32>,
}

impl Squares {
    pub fn new(rects: Vec<SheetRect>) -> Self {
        let Some(bounds) = rects.iter().copied().reduce(|all, rect| all.union(&rect)) else { return Self::default() };
        // An object far off makes squares larger and not more.
        let most = (2 * rects.len()).max(1_024) as f32;
        let mut side = SIDE;
        while (bounds.width() / side + 1.0) * (bounds.height() / side + 1.0) > most {
            side *= 2.0;
        }
        let count = |length: f32| (length / side) as usize + 1;
        let (columns, rows) = (count(bounds.width()), count(bounds.height()));
        let mut squares = Self { rects, corner: bounds.min, side, columns, rows, ..Self::default() };
        // Counted first, so that all of them lie in one list.
        let mut starts = vec![0u32; columns * rows + 1];
        for at in 0..squares.rects.len() {
            squares.each_square(at, |square| starts[square + 1] += 1);
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut held = vec![0u32; starts.last().map_or(0, |end| *end as usize)];
        let mut large = Vec::new();
        for at in 0..squares.rects.len() {
            let few = squares.each_square(at, |square| {
                held[next[square] as usize] = at as u32;
                next[square] += 1;
            });
            if !few {
                large.push(at as u32);
            }
        }
        (squares.starts, squares.held, squares.large) = (starts, held, large);
        squares
    }

    /// Calls `see` with each square that a rectangle touches; false, and no call, when these are many.
    fn each_square(&self, at: usize, mut see: impl FnMut(usize)) -> bool {
        let ((left, top), (right, bottom)) = self.span(&self.rects[at]);
        if (right - left + 1) as i64 * (bottom - top + 1) as i64 > MOST_SQUARES {
            return false;
        }
        for row in top..=bottom {
            for column in left..=right {
                see(row * self.columns + column);
            }
        }
        true
    }

    /// Where one of them is.
    pub fn rect(&self, at: usize) -> Option<&SheetRect> {
        self.rects.get(at)
    }

    /// Puts one of them elsewhere.
    pub fn put(&mut self, at: usize, rect: SheetRect) {
        let Some(known) = self.rects.get_mut(at) else { return };
        *known = rect;
        if let Err(place) = self.large.binary_search(&(at as u32)) {
            self.large.insert(place, at as u32);
        }
    }

    /// So many were put elsewhere that they are better made anew.
    pub fn are_worn(&self) -> bool {
        self.large.len() > 256 + self.rects.len() / 16
    }

    /// The first and the last square, column and row, that a rectangle touches.
    fn span(&self, rect: &SheetRect) -> ((usize, usize), (usize, usize)) {
        // A cast of what is negative gives 0.
        let column = |x: f32| (((x - self.corner.x) / self.side) as usize).min(self.columns.saturating_sub(1));
        let row = |y: f32| (((y - self.corner.y) / self.side) as usize).min(self.rows.saturating_sub(1));
        ((column(rect.min.x), row(rect.min.y)), (column(rect.max.x), row(rect.max.y)))
    }

    /// The numbers of those that overlap `view`, in order, each once.
    pub fn touching(&self, view: &SheetRect) -> Vec<u32> {
        let overlaps = |at: &u32| self.rects[*at as usize].overlaps(view);
        if self.rects.is_empty() || view.min.x > view.max.x || view.min.y > view.max.y {
            return Vec::new();
        }
        let ((left, top), (right, bottom)) = self.span(view);
        // Most of it is in view: a walk over all is quicker than sorting.
        if 2 * (right - left + 1) * (bottom - top + 1) >= self.columns * self.rows {
            return (0..self.rects.len() as u32).filter(overlaps).collect();
        }
        let mut found: Vec<u32> = self.large.iter().copied().filter(overlaps).collect();
        for row in top..=bottom {
            // The squares of a row lie side by side in the list.
            let (first, last) = (row * self.columns + left, row * self.columns + right + 1);
            let held = &self.held[self.starts[first] as usize..self.starts[last] as usize];
            found.extend(held.iter().copied().filter(overlaps));
        }
        in_order(found, self.rects.len())
    }
}

/// Numbers below `all` in order, each once.
pub fn in_order(mut numbers: Vec<u32>, all: usize) -> Vec<u32> {
    // A bit for each is quicker than sorting many.
    if numbers.len() < FEW {
        numbers.sort_unstable();
        numbers.dedup();
        return numbers;
    }
    let mut bits = vec![0u64; all.div_ceil(64)];
    for number in &numbers {
        bits[*number as usize / 64] |= 1 << (number % 64);
    }
    numbers.clear();
    for (word, bits) in bits.into_iter().enumerate() {
        let mut left = bits;
        while left != 0 {
            numbers.push(word as u32 * 64 + left.trailing_zeros());
            left &= left - 1;
        }
    }
    numbers
}

/// The items of a scene by where they are and by the zoom at which they are drawn.
#[derive(Clone, Debug, Default)]
pub struct SceneIndex {
    /// For the far view, the middle one, and the near one.
    bands: [Band; 3],
}

/// The zooms of the bands.
const BANDS: [(f32, f32); 3] = [(0.0, FAR), (FAR, NEAR), (NEAR, f32::INFINITY)];

/// Items that are drawn at some zoom of a band.
#[derive(Clone, Debug, Default)]
struct Band {
    items: Vec<u32>,
    /// From which zoom on and up to which each is drawn.
    zooms: Vec<(f32, f32)>,
    squares: Squares,
}

impl SceneIndex {
    pub fn new(scene: &Scene) -> Self {
        let bounds: Vec<SheetRect> = scene.items.iter().map(|item| item.mark.bounds()).collect();
        let band = |(from, to): (f32, f32)| {
            let drawn = scene.items.iter().enumerate().filter(|(_, item)| item.from_zoom < to && from < item.to_zoom);
            let (items, zooms): (Vec<u32>, Vec<_>) =
                drawn.map(|(at, item)| (at as u32, (item.from_zoom, item.to_zoom))).unzip();
            let squares = Squares::new(items.iter().map(|at| bounds[*at as usize]).collect());
            Band { items, zooms, squares }
        };
        let [far, middle, near] = BANDS;
        let (far, (middle, near)) = rayon::join(|| band(far), || rayon::join(|| band(middle), || band(near)));
        Self { bands: [far, middle, near] }
    }

    /// Follows a scene of which these items are others, at the same zooms; false when it must be made anew.
    pub fn follow(&mut self, scene: &Scene, changed: &[u32]) -> bool {
        let follow = |band: &mut Band, (from, to): (f32, f32)| {
            for at in changed {
                let Some(item) = scene.items.get(*at as usize) else { return false };
                let is_drawn = item.from_zoom < to && from < item.to_zoom;
                match band.items.binary_search(at) {
                    Ok(place) if is_drawn => {
                        band.zooms[place] = (item.from_zoom, item.to_zoom);
                        band.squares.put(place, item.mark.bounds());
                    }
                    Err(_) if !is_drawn => {}
                    _ => return false,
                }
            }
            !band.squares.are_worn()
        };
        self.bands.iter_mut().zip(BANDS).all(|(band, zooms)| follow(band, zooms))
    }

    /// The numbers of the items drawn at this zoom in or next to `view`, back to front.
    pub fn drawn<'a>(&'a self, view: &SheetRect, zoom: f32) -> impl DoubleEndedIterator<Item = usize> + use<'a> {
        let [far, middle, near] = &self.bands;
        let band = match zoom {
            zoom if zoom < FAR => far,
            zoom if zoom < NEAR => middle,
            _ => near,
        };
        let found = band.squares.touching(&view.expanded(1.0)).into_iter();
        let is_drawn = move |at: &u32| {
            let (from, to) = band.zooms[*at as usize];
            from <= zoom && zoom < to
        };
        found.filter(is_drawn).map(|at| band.items[at as usize] as usize)
    }
}

impl Mark {
    /// What it covers, a little more at most.
    pub fn bounds(&self) -> SheetRect {
        match self {
            Self::Rect(mark) => mark.rect,
            Self::Icon(mark) => mark.rect.expanded(4.0),
            Self::Text(run) => SheetRect::new(run.at.x, run.at.y - run.size, run.width, run.size * 1.4),
            Self::Path(path) => {
                let first = path.points.first().copied().unwrap_or_default();
                let all = SheetRect { min: first, max: first };
                let hops = path.hops.iter().map(|hop| SheetPoint { x: hop.at.x, y: hop.at.y - hop.radius });
                let points = path.points.iter().copied().chain(hops);
                points.fold(all, |all, p| all.union(&SheetRect { min: p, max: p })).expanded(2.0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rect() -> impl Strategy<Value = SheetRect> {
        let place = prop_oneof![-2_000..2_000i32, -2_000_000..2_000_000i32];
        (place.clone(), place, 0..900i32, 0..9_000i32)
            .prop_map(|(x, y, w, h)| SheetRect::new(x as f32, y as f32, w as f32, h as f32))
    }

    #[test]
    fn many_numbers_come_in_order_as_few_do() {
        for count in [10, 2_000] {
            let numbers: Vec<u32> = (0..count).map(|n| n * 7_919 % 1_000).collect();
            let expected: std::collections::BTreeSet<u32> = numbers.iter().copied().collect();
            assert_eq!(in_order(numbers, 1_000), Vec::from_iter(expected));
        }
    }

    proptest! {
        #[test]
        fn squares_find_what_was_put_elsewhere(
            rects in proptest::collection::vec(rect(), 1..60),
            gone in proptest::collection::vec((any::<prop::sample::Index>(), rect()), 0..20),
            view in rect(),
        ) {
            let (mut squares, mut rects) = (Squares::new(rects.clone()), rects);
            for (at, rect) in gone {
                let at = at.index(rects.len());
                squares.put(at, rect);
                rects[at] = rect;
            }
            let walk: Vec<u32> = (0..rects.len() as u32).filter(|at| rects[*at as usize].overlaps(&view)).collect();
            prop_assert_eq!(squares.touching(&view), walk);
        }

        #[test]
        fn squares_find_what_a_walk_over_all_finds(
            rects in proptest::collection::vec(rect(), 0..60),
            view in rect(),
        ) {
            let walk: Vec<u32> = (0..rects.len() as u32).filter(|at| rects[*at as usize].overlaps(&view)).collect();
            prop_assert_eq!(Squares::new(rects).touching(&view), walk);
        }
    }
}
