//! Lines that share a channel are put beside each other.

use super::super::area::{Area, Areas};
use super::{CHANNEL, CLEARANCE, LEVEL_TRACK, TRACK};
use crate::diagram::SheetPoint;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A piece of a line that may be shifted: neither of its ends is at a card.
struct Piece {
    wire: usize,
    at: usize,
    low: i32,
    high: i32,
    /// Its place among the pieces of its channel, see [`order`].
    order: (i32, i32),
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

/// Puts pieces that run in the same channel beside each other.
pub(super) fn side_by_side(obstacles: &Areas, raw: Vec<Arc<[(i32, i32)]>>) -> Vec<Vec<SheetPoint>> {
    let mut pieces: BTreeMap<(bool, i32), Vec<Piece>> = BTreeMap::new();
    for (wire, path) in raw.iter().enumerate() {
        for at in 1..path.len().saturating_sub(2) {
            let (before, a, b, after) = (path[at - 1], path[at], path[at + 1], path[at + 2]);
            let upright = a.0 == b.0;
            let across = |p: (i32, i32)| if upright { (p.0, p.1) } else { (p.1, p.0) };
            let ((line, from), (_, to)) = (across(a), across(b));
            let (before, after) = ((across(before).0 - line).signum(), (across(after).0 - line).signum());
            let (first, last) = if from <= to { (before, after) } else { (after, before) };
            let (low, high) = (from.min(to), from.max(to));
            let order = order(first, last, low, high);
            pieces.entry((upright, line)).or_default().push(Piece { wire, at, low, high, order });
        }
    }
    let mut paths: Vec<Vec<SheetPoint>> =
        raw.iter().map(|path| path.iter().map(|(x, y)| SheetPoint { x: *x as f32, y: *y as f32 }).collect()).collect();
    for ((upright, line), mut all) in pieces {
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
            if n > 1 {
                spread(obstacles, upright, line, (first.low, reach), cluster, &mut paths);
            }
            rest = later;
        }
    }
    paths
}

fn spread(
    obstacles: &Areas,
    upright: bool,
    line: i32,
    (low, high): (i32, i32),
    cluster: &[Piece],
    paths: &mut [Vec<SheetPoint>],
) {
    let mut order: Vec<&Piece> = cluster.iter().collect();
    order.sort_by_key(|piece| (piece.order, piece.low, piece.wire));
    // Each after those before it that it meets, so that the order holds.
    let mut track_of: Vec<usize> = Vec::with_capacity(order.len());
    for (at, piece) in order.iter().enumerate() {
        let met =
            order[..at].iter().zip(&track_of).filter(|(other, _)| piece.low <= other.high && other.low <= piece.high);
        let track = met.map(|(_, track)| track + 1).max().unwrap_or(0);
        track_of.push(track);
    }
    let tracks = track_of.iter().max().map_or(0, |last| last + 1);
    if tracks < 2 {
        return;
    }
    let (before, after) = room(obstacles, upright, line, (low, high));
    let gaps = (tracks - 1) as f32;
    let wanted = if upright { TRACK } else { LEVEL_TRACK };
    let step = wanted.min((before + after) / gaps);
    // In the middle of the channel when it is wide, shifted when one side is near.
    let begin = (-gaps * step / 2.0).max(-before).min(after - gaps * step);
    for (piece, track) in order.iter().zip(track_of) {
        let shift = begin + track as f32 * step;
        for point in &mut paths[piece.wire][piece.at..piece.at + 2] {
            if upright { point.x += shift } else { point.y += shift }
        }
    }
}

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
