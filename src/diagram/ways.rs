//! The lines of a sheet by those that are routed together, found by their ends.

use super::route::{AtRest, Routed, Wire};
use super::scene::SheetPoint;
use super::sheet::Pair;
use foldhash::HashMap;
use std::sync::Arc;

/// Lines, each with the objects it joins and the way it runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ways {
    pub groups: Vec<Group>,
    /// The group of a line, and its number there.
    at: Arc<HashMap<Pair, (usize, usize)>>,
}

/// Lines that are routed together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub ends: Arc<[Pair]>,
    pub wires: Vec<Wire>,
    pub routed: Routed,
}

impl Group {
    fn lines(&self) -> impl Iterator<Item = (&Pair, &[SheetPoint])> {
        self.ends.iter().zip(self.routed.paths.iter().map(Vec::as_slice))
    }

    pub fn at_rest(&self) -> AtRest<'_> {
        AtRest { wires: &self.wires, routed: &self.routed }
    }
}

impl Ways {
    pub fn new(groups: Vec<Group>) -> Self {
        let of_group = |(group, lines): (usize, &Group)| {
            let numbered = lines.ends.iter().cloned().enumerate();
            numbered.map(move |(at, ends)| (ends, (group, at))).collect::<Vec<_>>()
        };
        let at = groups.iter().enumerate().flat_map(of_group).collect();
        Self { groups, at: Arc::new(at) }
    }

    /// Lines as they lie, which nothing is asked of but where.
    pub fn as_they_are(lines: impl Iterator<Item = (Pair, Vec<SheetPoint>)>) -> Self {
        let (ends, paths): (Vec<Pair>, Vec<_>) = lines.unzip();
        let routed = Routed::as_they_are(paths);
        Self::new(vec![Group { ends: ends.into(), wires: Vec::new(), routed }])
    }

    /// The same lines on other ways: these are of the same groups.
    pub fn on(&self, groups: Vec<Group>) -> Self {
        Self { groups, at: self.at.clone() }
    }

    /// Whether these are the same lines, wherever they run.
    pub fn are_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.at, &other.at)
    }

    pub fn has(&self, ends: &Pair) -> bool {
        self.at.contains_key(ends)
    }

    /// The way of the line between two ends.
    pub fn get(&self, ends: &Pair) -> Option<&[SheetPoint]> {
        let (group, at) = self.at.get(ends)?;
        self.groups.get(*group)?.routed.paths.get(*at).map(Vec::as_slice)
    }

    pub fn all(&self) -> impl Iterator<Item = (&Pair, &[SheetPoint])> {
        self.groups.iter().flat_map(Group::lines)
    }
}
