//! Orthogonal lines between cards, in the channels between rows, around everything else.
//!
//! Each line is found alone by a search over the channels near its two ends, so that moving one card redoes
//! only the lines near it; then lines that share a channel are put side by side. Deterministic.
//!
//! `ports` says where lines leave their cards, `search` finds each, `tracks` puts them side by side, `hand` finds
//! the line that a hand is drawing, `moved` those of the cards that a hand is dragging.

mod hand;
mod moved;
mod ports;
mod search;
mod tracks;

pub use hand::{Channels, LineEnd};
pub(super) use moved::{AtRest, Moved};

use super::area::{Area, Areas};
use super::scene::{SheetPoint, SheetRect};
use foldhash::HashMap;
use ports::{Port, ports};
use rayon::prelude::*;
use search::{Around, Search, straightened};
use std::sync::Arc;
use tracks::side_by_side;

/// How far from a card a channel runs, at most; less where the next card is nearer.
const CHANNEL: i32 = 24;
/// Of a card's side, next to its corners, where no line leaves.
const MARGIN: i32 = 24;
/// Between upright lines in one channel.
const TRACK: f32 = 12.0;
/// Between level lines: their labels stand above each other.
const LEVEL_TRACK: f32 = 20.0;
/// No line comes nearer to a card that it does not end at.
const CLEARANCE: i32 = 3;
/// How far around its ends a line is searched for, in order.
const REACHES: [i32; 3] = [4 * CHANNEL, 24 * CHANNEL, i32::MAX / 8];

/// A line to draw: between two obstacles, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wire {
    pub from: usize,
    pub to: usize,
    /// The middle of the row it ends at, from the sheet's top: it then ends at the left or right side.
    pub row: Option<i32>,
}

/// What lines have to do with: cards and title tabs, which they go around, and the grounds of sites, which those of
/// other sites cross only where there is no way around.
#[derive(Clone, Debug, Default)]
pub(super) struct Land {
    pub obstacles: Areas,
    pub grounds: Areas,
    /// The channels beside each obstacle, and beside each ground.
    channels: Vec<Sides>,
    borders: Vec<Sides>,
}

impl Land {
    pub fn new(obstacles: Areas, grounds: Areas) -> Self {
        let beside = |areas: &Areas| areas.all().iter().map(|area| Sides::of(areas, area)).collect();
        let (channels, borders) = (beside(&obstacles), beside(&grounds));
        Self { obstacles, grounds, channels, borders }
    }

    /// Moves obstacles and grounds, known by their numbers, to other places.
    pub fn shift(&mut self, obstacles: &[(usize, Area)], grounds: &[(usize, Area)]) {
        shift(&mut self.obstacles, &mut self.channels, obstacles);
        shift(&mut self.grounds, &mut self.borders, grounds);
    }
}

/// How far from what moves channels change.
const AROUND: i32 = 2 * CHANNEL + 1;

fn shift(areas: &mut Areas, beside: &mut [Sides], to: &[(usize, Area)]) {
    let mut near: Vec<usize> = Vec::new();
    for (at, area) in to {
        let old = areas.all()[*at];
        areas.replace(*at, *area);
        near.push(*at);
        // The channels of what is near where it was and where it is now.
        near.extend([old, *area].iter().flat_map(|area| areas.touching(&area.grown(AROUND))));
    }
    near.sort_unstable();
    near.dedup();
    for at in near {
        beside[at] = Sides::of(areas, &areas.all()[at]);
    }
}

/// A line before those in one channel are put side by side.
type Raw = Arc<[(i32, i32)]>;

/// So many lines are searched for by one core at a time.
const WIRES_AT_ONCE: usize = 32;

/// What cards and lines are known from the last time: a line whose surroundings are the same is not searched
/// again.
pub(super) type Known = HashMap<u64, Found>;

/// A line and how much of it lies on foreign ground.
#[derive(Clone, Debug)]
pub(super) struct Found {
    path: Raw,
    trespass: u32,
}

/// The lines of a sheet, in the order of the wires, from card to card.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Routed {
    pub paths: Vec<Vec<SheetPoint>>,
    ways: Vec<Way>,
}

impl Routed {
    /// Lines that are not searched for, as they lie.
    pub fn as_they_are(paths: Vec<Vec<SheetPoint>>) -> Self {
        Self { paths, ways: Vec::new() }
    }

    /// The lines before those in one channel were put side by side.
    pub fn raw(&self) -> impl Iterator<Item = &Raw> {
        self.ways.iter().map(|way| &way.raw)
    }
}

/// A line before those in one channel are put side by side, and what it depends on.
#[derive(Clone, Debug, PartialEq)]
struct Way {
    raw: Raw,
    ends: (Port, Port),
    /// Nothing outside was looked at.
    within: Area,
}

/// Finds the lines; and what is known of them for the next time.
pub(super) fn route(land: &Land, wires: &[Wire], known: &Known) -> (Routed, Known) {
    route_again(land, wires, known, &Routed::default(), &Areas::default())
}

/// The same where some of them were found before. `changed` is where cards and grounds have gone from and come to since:
/// a line that looked at none of it stays.
pub(super) fn route_again(
    land: &Land,
    wires: &[Wire],
    known: &Known,
    before: &Routed,
    changed: &Areas,
) -> (Routed, Known) {
    let ports = ports(land.obstacles.all(), wires);
    let all: Vec<(usize, &Wire, (Port, Port))> =
        wires.iter().zip(ports).enumerate().map(|(at, (wire, ends))| (at, wire, ends)).collect();
    let found = |search: &mut Search, (at, wire, ends): &(usize, &Wire, (Port, Port))| {
        let stays = |way: &&Way| way.ends == *ends && !changed.touches(&way.within.grown(AROUND));
        if let Some(way) = before.ways.get(*at).filter(stays) {
            return (way.clone(), Known::default());
        }
        let mut new = Known::default();
        (way(land, wire, *ends, &REACHES, search, (known, &mut new)), new)
    };
    let found: Vec<(Way, Known)> =
        all.par_iter().with_min_len(WIRES_AT_ONCE).map_init(Search::default, found).collect();
    let (mut ways, mut used) = (Vec::with_capacity(all.len()), Known::default());
    used.reserve(found.iter().map(|(_, new)| new.len()).sum());
    for (way, new) in found {
        ways.push(way);
        used.extend(new);
    }
    (Routed { paths: side_by_side(&land.obstacles, ways.iter().map(|way| &way.raw)), ways }, used)
}

/// The way of one line, as it is known or else by search.
fn way(
    land: &Land,
    wire: &Wire,
    ends: (Port, Port),
    reaches: &[i32],
    search: &mut Search,
    (before, known): (&Known, &mut Known),
) -> Way {
    let (start, end) = (ends.0.stub(&land.channels[wire.from]), ends.1.stub(&land.channels[wire.to]));
    let cards = [land.obstacles.all()[wire.from], land.obstacles.all()[wire.to]];
    let between = cards[0].union(&cards[1]);
    let mut within = between;
    let mut best: Option<Found> = None;
    for reach in reaches {
        // Not for a line that is dragged: what is held over other cards is walled in in every frame.
        if best.is_none() && *reach == REACHES[2] {
            best = by_other_sides(land, wire, ends, search, (before, known));
        }
        // Seen from far enough, another way onto foreign ground is as good as none.
        if best.is_some() && *reach == REACHES[2] {
            break;
        }
        let around = Around::new(land, cards, *reach);
        within = within.union(&around.within);
        let key = around.fingerprint(&start, &end);
        let mut found = before.get(&key).or_else(|| known.get(&key)).cloned();
        if found.is_none() {
            found = search.run(&start, &end, &around);
        }
        let Some(found) = found else { continue };
        known.insert(key, found.clone());
        if best.as_ref().is_none_or(|best| found.trespass < best.trespass) {
            best = Some(found);
        }
        // Between ends that are far apart both ways there is no more room farther out.
        let has_room = between.w.min(between.h) > REACHES[1];
        if best.as_ref().is_some_and(|best| best.trespass == 0 || has_room) {
            break;
        }
    }
    // Walled in on all sides: straight through, so that the link is seen at all.
    let straight = || {
        let bends = vec![start.at, start.out, (start.out.0, end.out.1), end.out, end.at];
        Arc::from(straightened(bends))
    };
    Way { raw: best.map_or_else(straight, |found| found.path), ends, within }
}

/// Where an end is walled in at the side that faces the other: the shortest way by other sides.
fn by_other_sides(
    land: &Land,
    wire: &Wire,
    (start, end): (Port, Port),
    search: &mut Search,
    (before, known): (&Known, &mut Known),
) -> Option<Found> {
    let cards = [land.obstacles.all()[wire.from], land.obstacles.all()[wire.to]];
    let around = Around::new(land, cards, REACHES[1]);
    let others = |port: Port, card: &Area, row: Option<i32>| {
        let sides = Side::ALL.into_iter().filter(move |side| *side != port.side && (row.is_none() || !side.upright()));
        std::iter::once(port).chain(sides.map(|side| Port::middle(side, card, row))).collect::<Vec<_>>()
    };
    let mut best: Option<(u32, u32, Found)> = None;
    for start in others(start, &cards[0], None) {
        for end in others(end, &cards[1], wire.row.map(|_| end.y)) {
            let (start, end) = (start.stub(&land.channels[wire.from]), end.stub(&land.channels[wire.to]));
            let key = around.fingerprint(&start, &end);
            let found = before.get(&key).or_else(|| known.get(&key)).cloned();
            let Some(found) = found.or_else(|| search.run(&start, &end, &around)) else { continue };
            known.insert(key, found.clone());
            let length =
                found.path.windows(2).map(|ends| ends[0].0.abs_diff(ends[1].0) + ends[0].1.abs_diff(ends[1].1));
            let cost = (found.trespass, length.sum());
            if best.as_ref().is_none_or(|best| cost < (best.0, best.1)) {
                best = Some((cost.0, cost.1, found));
            }
        }
    }
    best.map(|(.., found)| found)
}

/// How far the channel beside each side runs.
#[derive(Clone, Copy, Debug, Hash)]
struct Sides {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

impl Sides {
    fn of(obstacles: &Areas, area: &Area) -> Self {
        let twice = 2 * CHANNEL;
        let half = |strip: Area, gap: &dyn Fn(&Area) -> i32| {
            let near =
                obstacles.touching(&strip).into_iter().map(|at| gap(&obstacles.all()[at])).filter(|gap| *gap >= 0);
            near.min().map_or(CHANNEL, |gap| (gap / 2).clamp(CLEARANCE + 1, CHANNEL))
        };
        Self {
            left: half(Area { x: area.x - twice, w: twice, ..*area }, &|other| area.x - other.right()),
            right: half(Area { x: area.right(), w: twice, ..*area }, &|other| other.x - area.right()),
            top: half(Area { y: area.y - twice, h: twice, ..*area }, &|other| area.y - other.bottom()),
            bottom: half(Area { y: area.bottom(), h: twice, ..*area }, &|other| other.y - area.bottom()),
        }
    }
}

/// A side of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    pub const ALL: [Self; 4] = [Self::Right, Self::Bottom, Self::Left, Self::Top];

    fn upright(self) -> bool {
        matches!(self, Self::Top | Self::Bottom)
    }

    fn faces(self, other: Self) -> bool {
        use Side::{Bottom, Left, Right, Top};
        matches!((self, other), (Left, Right) | (Right, Left) | (Top, Bottom) | (Bottom, Top))
    }

    /// The middle of this side of a box.
    pub fn middle(self, rect: SheetRect) -> SheetPoint {
        let SheetPoint { x, y } = rect.center();
        match self {
            Self::Left => SheetPoint { x: rect.min.x, y },
            Self::Right => SheetPoint { x: rect.max.x, y },
            Self::Top => SheetPoint { x, y: rect.min.y },
            Self::Bottom => SheetPoint { x, y: rect.max.y },
        }
    }
}

/// The first piece of a line: from the card to the channel.
#[derive(Clone, Copy, Debug, Hash)]
struct Stub {
    at: (i32, i32),
    out: (i32, i32),
    upright: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(x: i32, y: i32, w: i32, h: i32) -> Area {
        Area { x, y, w, h }
    }

    /// Cards on no site's ground.
    fn land(cards: impl IntoIterator<Item = Area>) -> Land {
        Land::new(Areas::new(cards), Areas::default())
    }

    fn wire(from: usize, to: usize) -> Wire {
        Wire { from, to, row: None }
    }

    fn points(path: &[SheetPoint]) -> Vec<(f32, f32)> {
        path.iter().map(|p| (p.x, p.y)).collect()
    }

    /// Whether any piece of the path goes through the area.
    fn meets(path: &[SheetPoint], area: &Area) -> bool {
        path.windows(2).any(|ends| {
            let (a, b) = (ends[0], ends[1]);
            a.x.min(b.x) < area.right() as f32
                && a.x.max(b.x) > area.x as f32
                && a.y.min(b.y) < area.bottom() as f32
                && a.y.max(b.y) > area.y as f32
        })
    }

    #[test]
    fn a_line_alone_between_facing_cards_is_straight() {
        let all = land([area(0, 0, 360, 120), area(0, 192, 264, 96)]);
        let routed = route(&all, &[wire(0, 1)], &Known::default()).0;
        assert_eq!(points(&routed.paths[0]), [(132.0, 120.0), (132.0, 192.0)]);
    }

    #[test]
    fn a_line_to_a_row_comes_from_the_side() {
        let all = land([area(0, 0, 360, 120), area(0, 192, 360, 120)]);
        let routed = route(&all, &[Wire { from: 0, to: 1, row: Some(262) }], &Known::default()).0;
        let path = points(&routed.paths[0]);
        assert_eq!(path.last(), Some(&(0.0, 262.0)));
        assert_eq!(path.first(), Some(&(180.0, 120.0)));
        assert_eq!(path.len(), 5, "{path:?}");
    }

    #[test]
    fn a_line_goes_around_what_stands_between() {
        let all = land([area(0, 0, 360, 120), area(408, 0, 360, 120), area(816, 0, 360, 120)]);
        let routed = route(&all, &[wire(0, 2)], &Known::default()).0;
        assert!(!meets(&routed.paths[0], &all.obstacles.all()[1]), "{:?}", routed.paths[0]);
    }

    #[test]
    fn a_line_goes_around_the_ground_of_a_site_that_it_has_nothing_to_do_with() {
        let cards = [area(0, 0, 264, 72), area(1_200, 0, 264, 72), area(600, 0, 264, 72)];
        let grounds: Vec<Area> = cards.iter().map(|card| card.padded(36, 60, 36)).collect();
        let land = Land::new(Areas::new(cards), Areas::new(grounds.clone()));
        let routed = route(&land, &[wire(0, 1), wire(0, 2)], &Known::default()).0;
        assert!(!meets(&routed.paths[0], &grounds[2]), "{:?}", routed.paths[0]);
        assert!(meets(&routed.paths[1], &grounds[2]), "its own end stands there");
    }

    #[test]
    fn a_line_has_no_step_where_either_end_has_room() {
        // The first card's other line shifts both from the middle.
        let all = land([area(0, 0, 360, 96), area(0, 192, 360, 96), area(0, 400, 264, 96)]);
        let routed = route(&all, &[wire(0, 1), wire(0, 2)], &Known::default()).0;
        assert_eq!(routed.paths[0].len(), 2, "{:?}", routed.paths[0]);
    }

    #[test]
    fn a_walled_in_end_is_still_joined() {
        let ring = [area(-60, -60, 480, 50), area(-60, 130, 480, 50), area(-60, -60, 50, 240), area(370, -60, 50, 240)];
        let all = land([area(0, 0, 360, 120), area(0, 600, 360, 120)].into_iter().chain(ring));
        let routed = route(&all, &[wire(0, 1)], &Known::default()).0;
        assert!(routed.paths[0].len() >= 2);
    }

    #[test]
    fn an_end_that_is_walled_in_where_it_faces_the_other_leaves_by_another_side() {
        let pocket = [area(0, 130, 360, 50), area(-40, 90, 40, 90), area(360, 90, 40, 90)];
        let all = land([area(0, 0, 360, 120), area(0, 600, 360, 120)].into_iter().chain(pocket));
        let path = &route(&all, &[wire(0, 1)], &Known::default()).0.paths[0];
        assert!(pocket.iter().all(|wall| !meets(path, wall)), "{path:?}");
        assert!(path[0].y < 120.0, "{path:?}");
    }

    #[test]
    fn lines_in_one_channel_lie_side_by_side() {
        let all = land([area(0, 0, 360, 96), area(408, 0, 360, 96), area(0, 192, 360, 96), area(408, 192, 360, 96)]);
        let wires = [wire(0, 3), wire(1, 2), wire(0, 2), wire(1, 3)];
        let routed = route(&all, &wires, &Known::default()).0;
        let across: Vec<f32> = routed
            .paths
            .iter()
            .flat_map(|path| path.windows(2).filter(|ends| ends[0].y == ends[1].y).map(|ends| ends[0].y))
            .collect();
        let mut apart = across.clone();
        apart.sort_by(f32::total_cmp);
        apart.dedup();
        assert_eq!(apart.len(), across.len(), "{across:?}");
        assert!(across.iter().all(|y| (96.0..192.0).contains(y)));
    }

    #[test]
    fn a_drawn_line_leaves_by_the_pulled_side_and_goes_around_cards() {
        use crate::diagram::{ObjectBox, Scene};
        use crate::model::{PoolId, Subject};
        let boxed = |id: &str, rect| ObjectBox {
            subject: Subject::from(PoolId::new(id)),
            rect,
            parent: None,
            label: String::new(),
            description: String::new(),
        };
        let card = |x: i32| area(x, 0, 360, 96);
        let boxes = vec![boxed("a", card(0).rect()), boxed("b", card(408).rect()), boxed("c", card(816).rect())];
        let channels = Channels::new(&Scene { boxes, ..Scene::default() });
        let far = SheetPoint { x: 1_400.0, y: 50.0 };
        for side in Side::ALL {
            for end in [LineEnd::Point(far), LineEnd::Card(card(816).rect()), LineEnd::Row(card(816).rect())] {
                let line = channels.line(card(0).rect(), Some(side), end);
                assert_eq!(line.first(), Some(&side.middle(card(0).rect())));
                assert!(line.windows(2).all(|ends| ends[0].x == ends[1].x || ends[0].y == ends[1].y), "{line:?}");
                assert!(!meets(&line, &card(408)), "{side:?} {end:?} {line:?}");
            }
        }
        // Over a card that it cannot join, the line still follows the hand.
        let inside = SheetPoint { x: 600.0, y: 48.0 };
        let line = channels.line(card(0).rect(), Some(Side::Left), LineEnd::Point(inside));
        assert_eq!(line.last(), Some(&inside));
    }

    #[test]
    fn what_is_known_is_not_searched_again_and_gives_the_same() {
        let all = land([area(0, 0, 360, 96), area(408, 0, 360, 96), area(0, 192, 360, 96)]);
        let wires = [wire(0, 2), wire(1, 2)];
        let (first, known) = route(&all, &wires, &Known::default());
        let (again, known_again) = route(&all, &wires, &known);
        assert_eq!(first, again);
        assert_eq!(known.len(), known_again.len());
    }
}
