//! Lines that share a channel are put beside each other.

use super::super::area::{Area, Areas};
use super::{CHANNEL, CLEARANCE, LEVEL_TRACK, Raw, TRACK};
use crate::diagram::SheetPoint;
use foldhash::HashMap;
use std::collections::BTreeMap;

/// A piece of a line that may be shifted: neither of its ends is at a card.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    wire: usize,
    at: usize,
    low: i32,
    high: i32,
    /// From where to where it runs since the level pieces beside it were placed.
    reach: (i32, i32),
    /// Its place among the pieces of its channel, see [`order`].
    order: (i32, i32),
    /// Where pieces follow that end at a card, and so stay where they are, and to which side they leave.
    ports: [Option<(i32, i32)>; 2],
}

impl Piece {
    /// Level pieces are placed first: upright ones are longer or shorter then.
    fn reached(&mut self, upright: bool, path: &[SheetPoint]) {
        if let (true, Some([a, b])) = (upright, path.get(self.at..self.at + 2)) {
            self.reach = (a.y.min(b.y).floor() as i32, a.y.max(b.y).ceil() as i32);
        }
    }

    /// Whether it would lie upon another that comes after it, where both leave the channel for a card.
    fn runs_into(&self, other: &Self) -> bool {
        let leaves = |piece: &Self, to: i32| {
            piece.ports.into_iter().flatten().filter(move |port| port.1 == to).map(|port| port.0) //
        };
        let meets = |at: i32| leaves(other, -1).any(|there| ((at - there).abs() as f32) < NEAREST);
        self.wire != other.wire && leaves(self, 1).any(meets)
    }
}

/// Where a piece belongs among those that overlap it, such that they cross least: `first` and `last` say to which
/// side its neighbours leave at its low and its high end (-1 or 1).
fn order(first: i32, last: i32, low: i32, high: i32) -> (i32, i32) {
    let within = match (first, last) {
        // Nested: the shorter is the inner one.
        (-1, -1) => high - low,
        (1, 1) => low - high,
        // Stairs.
        (-1, _) => -low - high,
        _ => low + high,
    };
    (first + last, within)
}

/// The pieces of lines by the channel they run in.
pub(super) type Pieces = BTreeMap<(bool, i32), Vec<Piece>>;

/// Adds the pieces of a line that may be shifted; of one that stays, with its path.
pub(super) fn add_pieces(pieces: &mut Pieces, wire: usize, path: &[(i32, i32)], placed: Option<&[SheetPoint]>) {
    for at in 1..path.len().saturating_sub(2) {
        let (before, a, b, after) = (path[at - 1], path[at], path[at + 1], path[at + 2]);
        let upright = a.0 == b.0;
        let across = |p: (i32, i32)| if upright { (p.0, p.1) } else { (p.1, p.0) };
        let ((line, from), (_, to)) = (across(a), across(b));
        let (before, after) = ((across(before).0 - line).signum(), (across(after).0 - line).signum());
        let (first, last) = if from <= to { (before, after) } else { (after, before) };
        let (low, high) = (from.min(to), from.max(to));
        let order = order(first, last, low, high);
        let ports = [(at == 1).then_some((from, before)), (at + 3 == path.len()).then_some((to, after))];
        let mut piece = Piece { wire, at, low, high, reach: (low, high), order, ports };
        piece.reached(upright, placed.unwrap_or_default());
        pieces.entry((upright, line)).or_default().push(piece);
    }
}

pub(super) fn points(path: &[(i32, i32)]) -> Vec<SheetPoint> {
    path.iter().map(|(x, y)| SheetPoint { x: *x as f32, y: *y as f32 }).collect()
}

/// A channel: upright or not, and where.
type Key = (bool, i32);

/// Pieces that stay where they are: the ends of lines at their cards, and what was put beside each other before.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    /// By direction and stretch of the sheet.
    held: HashMap<Key, Vec<Held>>,
}

#[derive(Clone, Debug)]
struct Held {
    line: f32,
    low: i32,
    high: i32,
    wire: usize,
    /// The channel it was placed in; nothing for an end at a card.
    since: Option<Key>,
}

impl Taken {
    /// The ends of a line at its cards, by its way before it was put beside others.
    pub fn add_ends(&mut self, wire: usize, raw: &[(i32, i32)]) {
        let last = raw.len().saturating_sub(2);
        for at in (0..raw.len().saturating_sub(1)).filter(|at| *at == 0 || *at == last) {
            let ((upright, line), low, high) = stretched(raw[at], raw[at + 1]);
            self.put(upright, line as f32, (low, high), wire, None);
        }
    }

    /// Where the other pieces of a line were placed.
    pub fn add_placed(&mut self, wire: usize, raw: &[(i32, i32)], path: &[SheetPoint]) {
        for at in 1..raw.len().min(path.len()).saturating_sub(2) {
            let (key, low, high) = stretched(raw[at], raw[at + 1]);
            let line = if key.0 { path[at].x } else { path[at].y };
            self.put(key.0, line, (low, high), wire, Some(key));
        }
    }

    fn put(&mut self, upright: bool, line: f32, (low, high): (i32, i32), wire: usize, since: Option<Key>) {
        let held = Held { line, low, high, wire, since };
        self.held.entry((upright, stretch(line))).or_default().push(held);
    }

    /// Whether a piece would lie upon one of these.
    fn meets(&self, key: Key, line: f32, piece: &Piece) -> bool {
        let near = |held: &Held| {
            held.wire != piece.wire
                && held.since.is_none_or(|since| since < key)
                && (held.line - line).abs() < NEAREST
                && held.high.min(piece.high) - held.low.max(piece.low) > NEAREST as i32
        };
        (stretch(line - NEAREST)..=stretch(line + NEAREST))
            .any(|at| self.held.get(&(key.0, at)).is_some_and(|all| all.iter().any(near)))
    }
}

/// Lines nearer than this to each other look like one.
const NEAREST: f32 = 5.0;

/// The channel that a piece runs in, and from where to where.
fn stretched(a: (i32, i32), b: (i32, i32)) -> (Key, i32, i32) {
    match a.0 == b.0 {
        true => ((true, a.0), a.1.min(b.1), a.1.max(b.1)),
        false => ((false, a.1), a.0.min(b.0), a.0.max(b.0)),
    }
}

fn stretch(line: f32) -> i32 {
    (line / CHANNEL as f32).floor() as i32
}

/// Puts pieces that run in the same channel beside each other, off the ends of other lines and off what was put into
/// other channels before.
pub(super) fn side_by_side<'r>(obstacles: &Areas, raw: impl Iterator<Item = &'r Raw> + Clone) -> Vec<Vec<SheetPoint>> {
    let mut pieces = Pieces::new();
    let mut taken = Taken::default();
    let mut paths: Vec<Vec<SheetPoint>> = raw.clone().map(|path| points(path)).collect();
    for (wire, path) in raw.enumerate() {
        add_pieces(&mut pieces, wire, path, None);
        taken.add_ends(wire, path);
    }
    for (key, all) in pieces {
        channel(obstacles, key, all, &mut paths, (&mut taken, &Taken::default()));
    }
    paths
}

/// The same in one channel. Lines whose paths are empty take their room and are not shifted. `others` is taken too.
pub(super) fn channel(
    obstacles: &Areas,
    key: Key,
    mut all: Vec<Piece>,
    paths: &mut [Vec<SheetPoint>],
    (taken, others): (&mut Taken, &Taken),
) {
    for piece in &mut all {
        piece.reached(key.0, paths.get(piece.wire).map_or(&[], Vec::as_slice));
    }
    all.sort_by_key(|piece| (piece.low, piece.high, piece.wire));
    let mut rest = all.as_slice();
    while let Some(first) = rest.first() {
        // Pieces that overlap each other, directly or through others.
        let mut reach = first.high;
        let mut n = 1;
        while let Some(piece) = rest.get(n).filter(|piece| piece.low < reach + TRACK as i32) {
            reach = reach.max(piece.high);
            n += 1;
        }
        let (cluster, later) = rest.split_at(n);
        // Those that all stay have their places.
        if cluster.iter().any(|piece| paths.get(piece.wire).is_some_and(|path| !path.is_empty())) {
            spread(obstacles, key, cluster, paths, (taken, others));
        }
        rest = later;
    }
}

fn spread(
    obstacles: &Areas,
    key: Key,
    cluster: &[Piece],
    paths: &mut [Vec<SheetPoint>],
    (taken, others): (&mut Taken, &Taken),
) {
    let (upright, line) = key;
    let mut order: Vec<&Piece> = cluster.iter().collect();
    order.sort_by_key(|piece| (piece.order, piece.low, piece.wire));
    for at in 1..order.len() {
        if let Some(before) = order[..at].iter().position(|other| other.runs_into(order[at])) {
            order[before..=at].rotate_right(1);
        }
    }
    // Each after those before it that it meets, so that the order holds.
    let mut track_of: Vec<usize> = Vec::with_capacity(order.len());
    for (at, piece) in order.iter().enumerate() {
        let met =
            order[..at].iter().zip(&track_of).filter(|(other, _)| piece.low <= other.high && other.low <= piece.high);
        let track = met.map(|(_, track)| track + 1).max().unwrap_or(0);
        track_of.push(track);
    }
    let gaps = track_of.iter().max().map_or(0.0, |last| *last as f32);
    let meets = |begin: f32, step: f32| {
        let pieces = order.iter().zip(&track_of);
        let lines = pieces.map(|(piece, track)| (piece, line as f32 + begin + *track as f32 * step));
        lines.filter(|(piece, line)| taken.meets(key, *line, piece) || others.meets(key, *line, piece)).count()
    };
    let (mut begin, mut step) = (0.0, 0.0);
    if gaps > 0.0 || meets(0.0, 0.0) > 0 {
        let low = cluster.iter().map(|piece| piece.reach.0).min().unwrap_or_default();
        let high = cluster.iter().map(|piece| piece.reach.1).max().unwrap_or_default();
        let (before, after) = room(obstacles, upright, line, (low, high));
        let wanted = if upright { TRACK } else { LEVEL_TRACK };
        step = if gaps > 0.0 { wanted.min((before + after) / gaps) } else { 0.0 };
        // In the middle of the channel when it is wide, shifted when one side is near.
        begin = (-gaps * step / 2.0).max(-before).min(after - gaps * step);
        let mut least = meets(begin, step);
        // Aside as little as makes them lie upon the fewest others.
        let (usual, aside) = (begin, (before + after - gaps * step).max(0.0));
        let mut off = SHIFT;
        while least > 0 && off <= aside {
            for shifted in [usual + off, usual - off] {
                let fits = shifted >= -before && shifted + gaps * step <= after;
                if fits && meets(shifted, step) < least {
                    (begin, least) = (shifted, meets(shifted, step));
                }
            }
            off += SHIFT;
        }
    }
    for (piece, track) in order.iter().zip(track_of) {
        let shift = begin + track as f32 * step;
        let points = paths.get_mut(piece.wire).and_then(|path| path.get_mut(piece.at..piece.at + 2));
        if let Some(points) = points {
            for point in points {
                if upright { point.x += shift } else { point.y += shift }
            }
            taken.put(upright, line as f32 + shift, (piece.low, piece.high), piece.wire, Some(key));
        }
    }
}

/// The step by which lines go aside for others.
const SHIFT: f32 = 3.0;

/// How far a channel's lines may move to either side.
fn room(obstacles: &Areas, upright: bool, line: i32, (low, high): (i32, i32)) -> (f32, f32) {
    let strip = match upright {
        true => Area { x: line - CHANNEL, y: low, w: 2 * CHANNEL, h: high - low },
        false => Area { x: low, y: line - CHANNEL, w: high - low, h: 2 * CHANNEL },
    };
    let (mut before, mut after) = (CHANNEL, CHANNEL);
    for at in obstacles.touching(&strip) {
        let area = &obstacles.all()[at];
        let (near, far) = if upright { (area.x, area.right()) } else { (area.y, area.bottom()) };
        if far <= line {
            before = before.min(line - far);
        } else if near >= line {
            after = after.min(near - line);
        } else {
            (before, after) = (CLEARANCE, CLEARANCE);
        }
    }
    ((before - CLEARANCE).max(0) as f32, (after - CLEARANCE).max(0) as f32)
}
