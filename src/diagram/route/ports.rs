//! Where lines leave and reach cards: at the sides that face each other, spread along them.

use super::super::area::Area;
use super::{CHANNEL, MARGIN, Side, Sides, Stub, TRACK, Wire};
use foldhash::HashMap;
use std::collections::BTreeMap;

/// Where a line leaves a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Port {
    pub side: Side,
    pub x: i32,
    pub y: i32,
}

impl Port {
    /// In the middle of a side, or at the height of a row.
    pub fn middle(side: Side, card: &Area, row: Option<i32>) -> Self {
        let at = side.middle(card.rect());
        Self { side, x: at.x as i32, y: row.unwrap_or(at.y as i32) }
    }

    pub fn stub(&self, sides: &Sides) -> Stub {
        let out = match self.side {
            Side::Left => (self.x - sides.left, self.y),
            Side::Right => (self.x + sides.right, self.y),
            Side::Top => (self.x, self.y - sides.top),
            Side::Bottom => (self.x, self.y + sides.bottom),
        };
        Stub { at: (self.x, self.y), out, upright: self.side.upright() }
    }

    pub fn place(&self) -> (i32, i32) {
        (self.x, self.y)
    }

    /// Its place along its side.
    fn along(&self) -> i32 {
        if self.side.upright() { self.x } else { self.y }
    }

    fn move_along(&mut self, to: i32) {
        if self.side.upright() { self.x = to } else { self.y = to }
    }
}

/// Which sides face each other.
pub(super) fn sides(from: &Area, to: &Area, row: bool) -> (Side, Side) {
    let (a, b) = (from.x + from.w / 2, to.x + to.w / 2);
    let beside = if a <= b { Side::Left } else { Side::Right };
    let facing = if a <= b { Side::Right } else { Side::Left };
    let above = if from.bottom() <= to.y {
        Some((Side::Bottom, Side::Top))
    } else if to.bottom() <= from.y {
        Some((Side::Top, Side::Bottom))
    } else {
        None
    };
    match (above, row) {
        (Some((leave, _)), true) => (leave, beside),
        // Cards that are farther apart sideways than up and down face each other sideways.
        (Some(_), false)
            if gap(from.x, from.right(), to.x, to.right()) > gap(from.y, from.bottom(), to.y, to.bottom()) =>
        {
            (facing, beside)
        }
        (Some(both), false) => both,
        (None, _) => (facing, beside),
    }
}

/// What lies between two stretches, 0 when they overlap.
fn gap(a: i32, a_end: i32, b: i32, b_end: i32) -> i32 {
    (b - a_end).max(a - b_end).max(0)
}

/// One end of a line, in the order along a side.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    wish: i32,
    /// Where the line turns to, among lines of one wish.
    toward: i32,
    row: i32,
    wire: usize,
    begins: bool,
}

/// Spreads the lines of each side, in the order of their other ends.
pub(super) fn ports(all: &[Area], wires: &[Wire]) -> Vec<(Port, Port)> {
    let facing: Vec<(Side, Side)> =
        wires.iter().map(|wire| sides(&all[wire.from], &all[wire.to], wire.row.is_some())).collect();
    let mut groups: BTreeMap<(usize, Side, Option<i32>), Vec<End>> = BTreeMap::new();
    for (at, (wire, (leave, arrive))) in wires.iter().zip(&facing).enumerate() {
        let (from, to) = (&all[wire.from], &all[wire.to]);
        // Of lines to the left sides of two rows, the one to the lower row is the outer one.
        let row = wire.row.map_or(0, |row| if *arrive == Side::Left { -row } else { row });
        let (mut begin, end) = (wish(from, to, leave.upright()), wish(to, from, arrive.upright()));
        if wire.row.is_some() && leave.upright() {
            // The channel beside the row's card: from there the line has one bend.
            let beside = if *arrive == Side::Left { to.x - CHANNEL } else { to.right() + CHANNEL };
            if (from.x + MARGIN..=from.right() - MARGIN).contains(&beside) {
                begin = beside;
            } else if to.right() <= from.x || from.right() <= to.x {
                // It turns anyway: from the middle it has room for its label.
                begin = from.x + from.w / 2;
            }
        }
        let toward = match (wire.row, arrive) {
            (Some(_), Side::Left) => to.x,
            (Some(_), _) => to.right(),
            (None, _) => 0,
        };
        groups.entry((wire.from, *leave, None)).or_default().push(End {
            wish: begin,
            toward,
            row,
            wire: at,
            begins: true,
        });
        groups.entry((wire.to, *arrive, wire.row)).or_default().push(End {
            wish: end,
            toward,
            row,
            wire: at,
            begins: false,
        });
    }
    let nowhere = Port { side: Side::Left, x: 0, y: 0 };
    let mut out = vec![(nowhere, nowhere); wires.len()];
    for ((card, side, row), mut ends) in groups {
        ends.sort_unstable();
        let area = &all[card];
        let wishes: Vec<i32> = ends.iter().map(|end| end.wish).collect();
        let places = match row {
            Some(row) => spaced(&vec![row; ends.len()], row - 9, row + 9, 6),
            None if side.upright() => spaced(&wishes, area.x + MARGIN, area.right() - MARGIN, CHANNEL),
            None => spaced(&wishes, area.y + MARGIN, area.bottom() - MARGIN, TRACK as i32),
        };
        for (End { wire, begins, .. }, place) in ends.iter().zip(places) {
            let (x, y) = match side {
                Side::Top => (place, area.y),
                Side::Bottom => (place, area.bottom()),
                Side::Left => (area.x, place),
                Side::Right => (area.right(), place),
            };
            let port = Port { side, x, y };
            if *begins {
                out[*wire].0 = port;
            } else {
                out[*wire].1 = port;
            }
        }
    }
    straighten(all, wires, &mut out);
    out
}

/// Spreading may leave the two ends of a line a little off each other. Where one side has room for it, that end
/// goes opposite the other, and the line has no step.
fn straighten(all: &[Area], wires: &[Wire], ports: &mut [(Port, Port)]) {
    /// A longer step than this is a line's way and no slip.
    const SLIP: i32 = 2 * CHANNEL;
    let mut taken: HashMap<(usize, Side), Vec<i32>> = HashMap::default();
    for (wire, (begin, end)) in wires.iter().zip(ports.iter()) {
        taken.entry((wire.from, begin.side)).or_default().push(begin.along());
        taken.entry((wire.to, end.side)).or_default().push(end.along());
    }
    for (wire, (begin, end)) in wires.iter().zip(ports.iter_mut()) {
        let (here, there) = (begin.along(), end.along());
        if wire.row.is_some() || !begin.side.faces(end.side) || here == there || (here - there).abs() > SLIP {
            continue;
        }
        for (card, port, to) in [(wire.from, begin, there), (wire.to, end, here)] {
            let (area, from) = (&all[card], port.along());
            let (low, high) = if port.side.upright() { (area.x, area.right()) } else { (area.y, area.bottom()) };
            let Some(places) = taken.get_mut(&(card, port.side)) else { continue };
            let Some(own) = places.iter().position(|place| *place == from) else { continue };
            let apart = |(at, other): (usize, &i32)| {
                at == own || ((other - to).abs() >= TRACK as i32 && (other - to).signum() == (other - from).signum())
            };
            if (low + MARGIN..=high - MARGIN).contains(&to) && places.iter().enumerate().all(apart) {
                places[own] = to;
                port.move_along(to);
                break;
            }
        }
    }
}

/// Where along its side a line would like to leave: opposite the other card, so that it runs straight.
fn wish(own: &Area, other: &Area, upright: bool) -> i32 {
    let stretch = |area: &Area| if upright { (area.x, area.right()) } else { (area.y, area.bottom()) };
    let ((low, high), (other_low, other_high)) = (stretch(own), stretch(other));
    let (first, last) = (low.max(other_low) + MARGIN, high.min(other_high) - MARGIN);
    // From the middle of what both share; past each other, from the side nearer to the other.
    if first <= last { (first + last) / 2 } else { (other_low + other_high) / 2 }
}

/// Places in the order of the wishes, near them, between two bounds, `step` apart where there is room.
fn spaced(wishes: &[i32], low: i32, high: i32, step: i32) -> Vec<i32> {
    let n = wishes.len() as i32;
    let step = if n > 1 { step.min((high - low) / (n - 1)).max(1) } else { step };
    let mut out: Vec<i32> = Vec::with_capacity(wishes.len());
    // Lines with one wish stand around it.
    let mut at = 0;
    while at < wishes.len() {
        let same = wishes[at..].iter().take_while(|wish| **wish == wishes[at]).count();
        let first = wishes[at] - (same as i32 - 1) * step / 2;
        out.extend((0..same as i32).map(|k| first + k * step));
        at += same;
    }
    let mut least = low;
    for place in &mut out {
        *place = (*place).max(least);
        least = *place + step;
    }
    let mut most = high;
    for place in out.iter_mut().rev() {
        *place = (*place).min(most);
        most = *place - step;
    }
    out
}
