//! Whole-number rectangles for places, and a table of them that finds neighbours quickly.

use super::scene::SheetRect;
use crate::plan::SheetPos;
use foldhash::HashMap;

/// An upright rectangle in whole sheet units; the right and lower edges are outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Area {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

impl Area {
    pub fn at(pos: SheetPos, (w, h): (i32, i32)) -> Self {
        Self { x: pos.x, y: pos.y, w, h }
    }

    /// The least area that holds a rectangle of the scene.
    pub fn around(rect: &SheetRect) -> Self {
        let (x, y) = (rect.min.x.floor() as i32, rect.min.y.floor() as i32);
        Self { x, y, w: rect.width().ceil() as i32, h: rect.height().ceil() as i32 }
    }

    pub fn pos(&self) -> SheetPos {
        SheetPos { x: self.x, y: self.y }
    }

    pub fn right(&self) -> i32 {
        self.x.saturating_add(self.w)
    }

    pub fn bottom(&self) -> i32 {
        self.y.saturating_add(self.h)
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    pub fn contains(&self, other: &Self) -> bool {
        self.x <= other.x && self.y <= other.y && self.right() >= other.right() && self.bottom() >= other.bottom()
    }

    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self {
            x,
            y,
            w: self.right().max(other.right()).saturating_sub(x),
            h: self.bottom().max(other.bottom()).saturating_sub(y),
        }
    }

    pub fn grown(&self, by: i32) -> Self {
        self.padded(by, by, by)
    }

    pub fn padded(&self, sides: i32, top: i32, bottom: i32) -> Self {
        Self {
            x: self.x.saturating_sub(sides),
            y: self.y.saturating_sub(top),
            w: self.w.saturating_add(sides.saturating_mul(2)),
            h: self.h.saturating_add(top).saturating_add(bottom),
        }
    }

    pub fn moved(&self, dx: i32, dy: i32) -> Self {
        Self { x: self.x.saturating_add(dx), y: self.y.saturating_add(dy), ..*self }
    }

    pub fn rect(&self) -> SheetRect {
        SheetRect::new(self.x as f32, self.y as f32, self.w as f32, self.h as f32)
    }
}

/// Rectangles by the squares of the sheet they touch.
#[derive(Clone, Debug, Default)]
pub(super) struct Areas {
    all: Vec<Area>,
    squares: HashMap<(i32, i32), Vec<u32>>,
    /// Too large for squares (a far-off object's site): looked at each time.
    huge: Vec<u32>,
}

const SQUARE: i32 = 384;
const MOST_SQUARES: i64 = 4_096;

impl Areas {
    pub fn new(all: impl IntoIterator<Item = Area>) -> Self {
        let mut areas = Self::default();
        areas.extend(all);
        areas
    }

    pub fn push(&mut self, area: Area) {
        self.all.push(area);
        self.put(self.all.len() as u32 - 1, &area);
    }

    pub fn extend(&mut self, areas: impl IntoIterator<Item = Area>) {
        areas.into_iter().for_each(|area| self.push(area));
    }

    /// Another place for one of them.
    pub fn replace(&mut self, at: usize, area: Area) {
        let number = at as u32;
        match squares_of(&self.all[at]) {
            Some(squares) => {
                for square in squares {
                    if let Some(held) = self.squares.get_mut(&square) {
                        held.retain(|other| *other != number);
                    }
                }
            }
            None => self.huge.retain(|other| *other != number),
        }
        self.all[at] = area;
        self.put(number, &area);
    }

    fn put(&mut self, number: u32, area: &Area) {
        match squares_of(area) {
            Some(squares) => squares.for_each(|square| self.squares.entry(square).or_default().push(number)),
            None => self.huge.push(number),
        }
    }

    pub fn all(&self) -> &[Area] {
        &self.all
    }

    /// The numbers of those that overlap `area`, in order, each once.
    pub fn touching(&self, area: &Area) -> Vec<usize> {
        let overlaps = |at: &u32| self.all[*at as usize].overlaps(area);
        let mut found: Vec<u32> = match squares_of(area) {
            Some(squares) => {
                let near = squares.filter_map(|square| self.squares.get(&square)).flatten();
                near.chain(&self.huge).copied().filter(overlaps).collect()
            }
            None => (0..self.all.len() as u32).filter(overlaps).collect(),
        };
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|at| at as usize).collect()
    }

    pub fn touches(&self, area: &Area) -> bool {
        self.any_touching(area, |_| true)
    }

    /// Whether one of those that overlap `area` is wanted, by its number.
    pub fn any_touching(&self, area: &Area, is_wanted: impl Fn(usize) -> bool) -> bool {
        let wanted = |at: &u32| self.all[*at as usize].overlaps(area) && is_wanted(*at as usize);
        match squares_of(area) {
            Some(mut squares) => {
                self.huge.iter().any(wanted)
                    || squares.any(|square| self.squares.get(&square).is_some_and(|near| near.iter().any(wanted)))
            }
            None => (0..self.all.len() as u32).any(|at| wanted(&at)),
        }
    }
}

fn squares_of(area: &Area) -> Option<impl Iterator<Item = (i32, i32)> + use<>> {
    let columns = area.x.div_euclid(SQUARE)..=area.right().div_euclid(SQUARE);
    let rows = area.y.div_euclid(SQUARE)..=area.bottom().div_euclid(SQUARE);
    let span = |range: &std::ops::RangeInclusive<i32>| i64::from(*range.end()) - i64::from(*range.start()) + 1;
    let count = span(&columns).checked_mul(span(&rows))?;
    (count <= MOST_SQUARES).then(|| columns.flat_map(move |x| rows.clone().map(move |y| (x, y))))
}
