//! The lines of cards that a hand is dragging, found again for each place of the hand: by the same search, at the
//! same ports and side by side with the lines that stay. Those stay as they are until the hand lets go.

use super::ports::{Port, ports};
use super::search::Search;
use super::tracks::{Pieces, Taken, add_pieces, channel, points};
use super::{Known, Land, REACHES, Raw, Routed, Wire, way};
use crate::diagram::SheetPoint;
use crate::diagram::area::Area;
use std::collections::{BTreeSet, HashSet};

/// Lines that are searched for in one frame; more go straight, and are found when the hand lets go.
const MOST_SEARCHED: usize = 48;
/// Searches that are remembered while a hand goes to and fro.
const MOST_KNOWN: usize = 4_096;

#[derive(Debug)]
pub struct Moved {
    /// With what is held where it was seen last.
    land: Land,
    /// What is held, where it stands at rest.
    obstacles: Vec<(usize, Area)>,
    grounds: Vec<(usize, Area)>,
    groups: Vec<Group>,
    search: Search,
    known: Known,
}

/// Lines that are routed together.
#[derive(Debug, Default)]
struct Group {
    /// A place for the way of each; those that stay have none.
    paths: Vec<Vec<SheetPoint>>,
    /// Those that move and those that share a card with one, with their numbers in the group, and whether what they
    /// end at moves.
    wires: Vec<(usize, Wire, bool)>,
    moving: Vec<Line>,
    /// The pieces of those that stay, and where they lie.
    rest: Pieces,
    taken: Taken,
}

/// Lines that are routed together, as they lie at rest: what they join, and their ways.
pub struct AtRest<'a> {
    pub wires: &'a [Wire],
    pub routed: &'a Routed,
}

/// A line that moves.
#[derive(Debug)]
struct Line {
    /// Its place in `wires`.
    at: usize,
    /// Where it runs at rest, when both of its ends move: it moves as a whole.
    whole: Option<Raw>,
}

impl Moved {
    /// `held` are obstacles, `grounds` sites, both by their numbers; `groups` are lines as they run at rest. Gives the
    /// numbers of the lines that move, by group.
    pub fn new<'a>(
        land: &Land,
        held: &BTreeSet<usize>,
        grounds: &[usize],
        groups: impl Iterator<Item = AtRest<'a>>,
    ) -> (Self, Vec<Vec<usize>>) {
        let mut numbers = Vec::new();
        let mut made = Vec::new();
        for AtRest { wires, routed } in groups {
            let moves = |wire: &Wire| held.contains(&wire.from) || held.contains(&wire.to);
            let ends: HashSet<usize> =
                wires.iter().filter(|wire| moves(wire)).flat_map(|wire| [wire.from, wire.to]).collect();
            let mut group = Group { paths: vec![Vec::new(); wires.len()], ..Group::default() };
            let mut moving = Vec::new();
            for (number, ((wire, raw), path)) in wires.iter().zip(routed.raw()).zip(&routed.paths).enumerate() {
                let moves = moves(wire);
                if moves {
                    let whole = held.contains(&wire.from) && held.contains(&wire.to);
                    group.moving.push(Line { at: group.wires.len(), whole: whole.then(|| raw.clone()) });
                    moving.push(number);
                } else {
                    add_pieces(&mut group.rest, number, raw, Some(path));
                    group.taken.add_ends(number, raw);
                    group.taken.add_placed(number, raw, path);
                }
                if moves || ends.contains(&wire.from) || ends.contains(&wire.to) {
                    group.wires.push((number, *wire, held.contains(&wire.to)));
                }
            }
            numbers.push(moving);
            made.push(group);
        }
        let moved = Self {
            land: land.clone(),
            obstacles: held.iter().map(|at| (*at, land.obstacles.all()[*at])).collect(),
            grounds: grounds.iter().map(|at| (*at, land.grounds.all()[*at])).collect(),
            groups: made,
            search: Search::in_hand(),
            known: Known::default(),
        };
        (moved, numbers)
    }

    /// The lines that move with what is held moved by so much; by group, in the order of their numbers.
    pub fn lines(&mut self, by: (i32, i32)) -> Vec<Vec<Vec<SheetPoint>>> {
        let there = |rest: &[(usize, Area)]| -> Vec<(usize, Area)> {
            rest.iter().map(|(at, area)| (*at, area.moved(by.0, by.1))).collect()
        };
        self.land.shift(&there(&self.obstacles), &there(&self.grounds));
        if self.known.len() > MOST_KNOWN {
            self.known.clear();
        }
        let Self { land, groups, search, known, .. } = self;
        let mut left = MOST_SEARCHED;
        let mut found = |wire: &Wire, ends: (Port, Port)| {
            let reaches = if left > 0 { &REACHES[..2] } else { &[] };
            left = left.saturating_sub(1);
            way(land, wire, ends, reaches, search, (&Known::default(), known)).raw
        };
        let of_group = |group: &mut Group| {
            let row = |wire: &Wire, moves: bool| wire.row.map(|row| if moves { row + by.1 } else { row });
            let wires: Vec<Wire> =
                group.wires.iter().map(|(_, wire, moves)| Wire { row: row(wire, *moves), ..*wire }).collect();
            let ports = ports(land.obstacles.all(), &wires);
            let paths = &mut group.paths;
            let (mut pieces, mut taken) = (Pieces::new(), Taken::default());
            for line in &group.moving {
                let (number, wire, _) = &group.wires[line.at];
                let ends = ports[line.at];
                let whole = line.whole.as_ref().map(|rest| -> Raw {
                    rest.iter().map(|(x, y)| (x + by.0, y + by.1)).collect() //
                });
                // Unless another line of its cards pushes it aside.
                let whole =
                    whole.filter(|raw| raw.first() == Some(&ends.0.place()) && raw.last() == Some(&ends.1.place()));
                let raw = whole.unwrap_or_else(|| found(wire, ends));
                add_pieces(&mut pieces, *number, &raw, None);
                taken.add_ends(*number, &raw);
                paths[*number] = points(&raw);
            }
            for (key, mut all) in pieces {
                all.extend(group.rest.get(&key).into_iter().flatten().cloned());
                channel(&land.obstacles, key, all, paths, (&mut taken, &group.taken));
            }
            let numbers = group.moving.iter().map(|line| group.wires[line.at].0);
            numbers.map(|number| std::mem::take(&mut paths[number])).collect()
        };
        groups.iter_mut().map(of_group).collect()
    }
}
