//! The search for one line through the channels.

use super::super::area::{Area, Areas};
use super::{CLEARANCE, Found, Land, Sides, Stub};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hash::BuildHasher;
use std::sync::Arc;

/// What a bend costs, as length.
const BEND: u32 = 60;
/// How many times longer a way may be that keeps off the ground of other sites.
const TRESPASS: u32 = 8;
/// Channels of each direction that one search looks at: bounds its time on any sheet.
const MOST_CHANNELS: usize = 220;
/// The same while a hand moves an end, when a frame waits for it.
const MOST_IN_HAND: usize = 110;
/// So near to an end all of them are looked at.
const NEAR_END: u32 = 480;

/// What one search has to do with.
pub(super) struct Around {
    /// Cards and grounds that channels run beside.
    beside: Vec<(Area, Sides)>,
    /// Cards that these channels may meet.
    walls: Vec<Area>,
    /// The grounds of sites where neither end stands.
    foreign: Vec<Area>,
    /// All of this lies here, and nothing else was looked at.
    pub within: Area,
}

impl Around {
    /// What lies nearer than `reach` to two cards.
    pub fn new(land: &Land, cards: [Area; 2], reach: i32) -> Self {
        let window = cards[0].union(&cards[1]).grown(reach);
        let with = |areas: &Areas, sides: &[Sides], at: usize| (areas.all()[at], sides[at]);
        let near = land.obstacles.touching(&window).into_iter();
        let mut beside: Vec<_> = near.map(|at| with(&land.obstacles, &land.channels, at)).collect();
        let mut foreign = Vec::new();
        for at in land.grounds.touching(&window) {
            let ground = land.grounds.all()[at];
            if !cards.iter().any(|card| card.overlaps(&ground)) {
                beside.push(with(&land.grounds, &land.borders, at));
                foreign.push(ground);
            }
        }
        // Channels run on past the window, as far as what they run beside.
        let whole = beside.iter().map(|(area, sides)| sides.around(area)).reduce(|a, b| a.union(&b));
        let whole = whole.unwrap_or(window);
        let walls = land.obstacles.touching(&whole);
        let walls = walls.into_iter().map(|at| land.obstacles.all()[at]).collect();
        Self { beside, walls, foreign, within: whole.union(&window) }
    }

    /// What lies under a point is no wall: the hand is there.
    pub fn without(mut self, at: (i32, i32)) -> Self {
        let point = Area { x: at.0, y: at.1, w: 1, h: 1 };
        self.walls.retain(|wall| !wall.grown(CLEARANCE).overlaps(&point));
        self
    }

    /// Names this search among others.
    pub fn fingerprint(&self, start: &Stub, end: &Stub) -> u64 {
        foldhash::quality::FixedState::default().hash_one((start, end, &self.beside, &self.walls, &self.foreign))
    }

    /// How much of a path lies on foreign ground.
    fn trespass(&self, path: &[(i32, i32)]) -> u32 {
        let common = |(a, b): (i32, i32), (low, high): (i32, i32)| (b.min(high) - a.max(low)).max(0) as u32;
        let inside = |ends: &[(i32, i32)], ground: &Area| {
            let ((ax, ay), (bx, by)) = (ends[0], ends[1]);
            let (x, y) = ((ax.min(bx), ax.max(bx)), (ay.min(by), ay.max(by)));
            if x.0 < ground.right() && x.1 > ground.x && y.0 < ground.bottom() && y.1 > ground.y {
                common(x, (ground.x, ground.right())) + common(y, (ground.y, ground.bottom()))
            } else {
                0
            }
        };
        path.windows(2).map(|ends| self.foreign.iter().map(|ground| inside(ends, ground)).sum::<u32>()).sum()
    }
}

impl Sides {
    /// The rectangle that the channels around an area span.
    fn around(&self, area: &Area) -> Area {
        Area {
            x: area.x - self.left,
            y: area.y - self.top,
            w: area.w + self.left + self.right,
            h: area.h + self.top + self.bottom,
        }
    }
}

/// The search for one line; its tables are kept from line to line.
#[derive(Debug, Default)]
pub(super) struct Search {
    in_hand: bool,
    xs: Vec<i32>,
    ys: Vec<i32>,
    /// Whether the step to the right of, or below, a crossing of channels meets a card.
    wall_right: Vec<bool>,
    wall_below: Vec<bool>,
    /// Whether it lies on foreign ground.
    foreign_right: Vec<bool>,
    foreign_below: Vec<bool>,
    /// By crossing and direction of arrival (0 along, 1 upright).
    cost: Vec<u32>,
    came: Vec<u32>,
    open: Open,
}

/// Crossings to go on from, the cheapest first, and of those that cost as much the last that was found: a line goes on
/// straight as long as it can.
#[derive(Debug, Default)]
struct Open {
    /// By cost, when they were found, and number.
    heap: BinaryHeap<(Reverse<u32>, u32, u32)>,
    /// Those that cost as much as the one before, which most do that lead nearer: they need no sorting.
    level: Vec<u32>,
    cost: u32,
    found: u32,
}

impl Open {
    fn clear(&mut self) {
        self.heap.clear();
        self.level.clear();
        self.found = 0;
    }

    fn push(&mut self, cost: u32, node: u32) {
        if cost == self.cost {
            self.level.push(node);
        } else {
            self.found += 1;
            self.heap.push((Reverse(cost), self.found, node));
        }
    }

    /// The next, and what it cost when it was put here.
    fn pop(&mut self) -> Option<(u32, u32)> {
        if let Some(node) = self.level.pop() {
            return Some((self.cost, node));
        }
        let (Reverse(cost), _, node) = self.heap.pop()?;
        self.cost = cost;
        Some((cost, node))
    }
}

impl Search {
    /// For lines of which a hand moves an end.
    pub fn in_hand() -> Self {
        Self { in_hand: true, ..Self::default() }
    }

    /// The cheapest line through the channels around these cards: short, with few bends.
    pub fn run(&mut self, start: &Stub, end: &Stub, around: &Around) -> Option<Found> {
        self.channels(start, end, around);
        self.walls(around);
        let path = self.cheapest(start, end)?;
        let trespass = around.trespass(&path);
        Some(Found { path: Arc::from(path), trespass })
    }

    fn cheapest(&mut self, start: &Stub, end: &Stub) -> Option<Vec<(i32, i32)>> {
        let (nx, ny) = (self.xs.len(), self.ys.len());
        let node = |x: usize, y: usize, upright: bool| ((y * nx + x) * 2 + usize::from(upright)) as u32;
        let place = |(x, y): (i32, i32)| Some((self.xs.binary_search(&x).ok()?, self.ys.binary_search(&y).ok()?));
        let (sx, sy) = place(start.out)?;
        let (tx, ty) = place(end.out)?;
        self.cost.clear();
        self.cost.resize(nx * ny * 2, u32::MAX);
        self.came.clear();
        self.came.resize(nx * ny * 2, u32::MAX);
        self.open.clear();
        let first = node(sx, sy, start.upright);
        self.cost[first as usize] = 0;
        self.open.push(0, first);
        let (gx, gy) = end.out;
        // What is at least left from here: the length, and the bends that would do if nothing were in the way.
        let left = |x: i32, y: i32, upright: bool| {
            let bends = match (x == gx, y == gy) {
                (false, false) if upright == end.upright => 2,
                (false, false) => 1,
                (false, true) => u32::from(upright) + u32::from(end.upright),
                (true, false) => u32::from(!upright) + u32::from(!end.upright),
                (true, true) => u32::from(upright != end.upright),
            };
            x.abs_diff(gx).saturating_add(y.abs_diff(gy)).saturating_add(bends * BEND)
        };
        while let Some((cost, at)) = self.open.pop() {
            let (cell, upright) = (at as usize / 2, at % 2 == 1);
            let (x, y) = (cell % nx, cell / nx);
            let spent = self.cost[at as usize];
            if (x, y) == (tx, ty) && upright == end.upright {
                return Some(self.walk_back(at, start, end));
            }
            // A cheaper way came here since, which was gone on from.
            if spent.saturating_add(left(self.xs[x], self.ys[y], upright)) < cost {
                continue;
            }
            let mut go = |to_x: usize, to_y: usize, to_upright: bool, length: i32, foreign: bool| {
                let length = length.unsigned_abs().saturating_mul(if foreign { TRESPASS } else { 1 });
                let bend = if upright == to_upright { 0 } else { BEND };
                let cost = spent.saturating_add(length).saturating_add(bend);
                let to = node(to_x, to_y, to_upright);
                if cost < self.cost[to as usize] {
                    self.cost[to as usize] = cost;
                    self.came[to as usize] = at;
                    self.open.push(cost.saturating_add(left(self.xs[to_x], self.ys[to_y], to_upright)), to);
                }
            };
            // Turning on the spot, so that the last piece arrives in the right direction.
            go(x, y, !upright, 0, false);
            if upright {
                if y + 1 < ny && !self.wall_below[cell] {
                    go(x, y + 1, true, self.ys[y + 1] - self.ys[y], self.foreign_below[cell]);
                }
                if y > 0 && !self.wall_below[cell - nx] {
                    go(x, y - 1, true, self.ys[y] - self.ys[y - 1], self.foreign_below[cell - nx]);
                }
            } else {
                if x + 1 < nx && !self.wall_right[cell] {
                    go(x + 1, y, false, self.xs[x + 1] - self.xs[x], self.foreign_right[cell]);
                }
                if x > 0 && !self.wall_right[cell - 1] {
                    go(x - 1, y, false, self.xs[x] - self.xs[x - 1], self.foreign_right[cell - 1]);
                }
            }
        }
        None
    }

    fn channels(&mut self, start: &Stub, end: &Stub, around: &Around) {
        self.xs.clear();
        self.ys.clear();
        for (area, sides) in &around.beside {
            let Area { x, y, .. } = sides.around(area);
            self.xs.extend([x, area.right() + sides.right]);
            self.ys.extend([y, area.bottom() + sides.bottom]);
        }
        let most = if self.in_hand { MOST_IN_HAND } else { MOST_CHANNELS };
        thin(&mut self.xs, [start.out.0, end.out.0], most);
        thin(&mut self.ys, [start.out.1, end.out.1], most);
    }

    fn walls(&mut self, around: &Around) {
        let cells = self.xs.len() * self.ys.len();
        for marks in [&mut self.wall_right, &mut self.wall_below, &mut self.foreign_right, &mut self.foreign_below] {
            marks.clear();
            marks.resize(cells, false);
        }
        for area in &around.walls {
            mark(&self.xs, &self.ys, &area.grown(CLEARANCE), &mut self.wall_right, &mut self.wall_below);
        }
        for ground in &around.foreign {
            mark(&self.xs, &self.ys, ground, &mut self.foreign_right, &mut self.foreign_below);
        }
    }

    fn walk_back(&self, last: u32, start: &Stub, end: &Stub) -> Vec<(i32, i32)> {
        let nx = self.xs.len();
        let mut path = vec![end.at];
        let mut at = last;
        while at != u32::MAX {
            let cell = at as usize / 2;
            path.push((self.xs[cell % nx], self.ys[cell / nx]));
            at = self.came[at as usize];
        }
        path.push(start.at);
        path.reverse();
        path.dedup();
        straightened(path)
    }
}

/// Marks the steps between crossings that reach into a body.
fn mark(xs: &[i32], ys: &[i32], body: &Area, right: &mut [bool], below: &mut [bool]) {
    let nx = xs.len();
    // Channels inside the body, and steps that reach into it.
    let inside = |lines: &[i32], low: i32, high: i32| {
        lines.partition_point(|line| *line <= low)..lines.partition_point(|line| *line < high)
    };
    let steps = |lines: &[i32], low: i32, high: i32| {
        let first = lines.partition_point(|line| *line <= low).saturating_sub(1);
        let last = lines.partition_point(|line| *line < high).min(lines.len().saturating_sub(1));
        first..last.max(first)
    };
    let along = steps(xs, body.x, body.right());
    for y in inside(ys, body.y, body.bottom()) {
        right[y * nx..][along.clone()].fill(true);
    }
    let across = inside(xs, body.x, body.right());
    for y in steps(ys, body.y, body.bottom()) {
        below[y * nx..][across.clone()].fill(true);
    }
}

/// Sorts channels, each once, and keeps about so many at most: all that are near the ends, unless those are too many, and
/// of the others every so many. The ends' own are among them.
fn thin(lines: &mut Vec<i32>, ends: [i32; 2], most: usize) {
    lines.sort_unstable();
    lines.dedup();
    if lines.len() > most {
        let is_near = |line: i32| ends.iter().any(|end| line.abs_diff(*end) <= NEAR_END);
        let near = Some(lines.iter().filter(|line| is_near(**line)).count()).filter(|near| *near <= most).unwrap_or(0);
        let step = (lines.len() - near).div_ceil(most.saturating_sub(near).max(most / 2));
        let mut at = 0;
        lines.retain(|line| {
            let stays = near > 0 && is_near(*line);
            at += usize::from(!stays);
            stays || at % step == 0
        });
    }
    lines.extend(ends);
    lines.sort_unstable();
    lines.dedup();
}

/// Without points in the middle of a straight piece.
pub(super) fn straightened(path: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    let mut out: Vec<(i32, i32)> = Vec::with_capacity(path.len());
    for point in path {
        if let [.., a, b] = out[..]
            && ((a.0 == b.0 && b.0 == point.0) || (a.1 == b.1 && b.1 == point.1))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::ports::Port;
    use super::super::{Land, Side};
    use super::*;

    #[test]
    fn many_channels_are_thinned_far_from_the_ends() {
        let every = |step: usize| (0..10_000).step_by(step).collect::<Vec<i32>>();
        let mut lines = every(20);
        thin(&mut lines, [3, 9_999], 220);
        assert!((200..=260).contains(&lines.len()), "{}", lines.len());
        assert!((0..=480).step_by(20).all(|near| lines.contains(&near)), "{lines:?}");
        assert!(lines.contains(&3) && lines.contains(&9_999));
        // Too many even there.
        let mut lines = every(1);
        thin(&mut lines, [3, 9_999], 220);
        assert!(lines.len() <= 222, "{}", lines.len());
    }

    #[test]
    fn no_way_costs_less_than_the_one_that_is_found() {
        let mut number = 7_u32;
        let mut any = |below: i32| {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (number >> 16) as i32 % below
        };
        let mut search = Search::default();
        let mut found = 0;
        for _ in 0..400 {
            let mut card = || Area { x: any(700), y: any(500), w: 60 + any(240), h: 40 + any(120) };
            let cards: Vec<Area> = (0..8).map(|_| card()).collect();
            let grounds = vec![cards[2].grown(30), cards[3].grown(50)];
            let land = Land::new(Areas::new(cards.iter().copied()), Areas::new(grounds));
            let around = Around::new(&land, [cards[0], cards[1]], 400);
            let end = |at: usize, side| Port::middle(side, &cards[at], None).stub(&land.channels[at]);
            let (start, end) = (end(0, Side::Right), end(1, Side::Top));
            if search.run(&start, &end, &around).is_some() {
                let goal = node(&search, end.out, end.upright);
                assert_eq!(search.cost[goal], least(&search, &start, goal), "{cards:?}");
                found += 1;
            }
        }
        assert!(found > 50, "{found}");
    }

    fn node(search: &Search, (x, y): (i32, i32), upright: bool) -> usize {
        let at = |lines: &[i32], line: i32| lines.binary_search(&line).expect("a channel");
        (at(&search.ys, y) * search.xs.len() + at(&search.xs, x)) * 2 + usize::from(upright)
    }

    /// What the way to `goal` costs at least: every step is tried until none makes anything cheaper.
    fn least(search: &Search, start: &Stub, goal: usize) -> u32 {
        let (nx, ny) = (search.xs.len(), search.ys.len());
        let mut cost = vec![u32::MAX; nx * ny * 2];
        cost[node(search, start.out, start.upright)] = 0;
        let mut steps = Vec::new();
        for cell in 0..nx * ny {
            steps.push((2 * cell, 2 * cell + 1, BEND));
            let mut step = |to: usize, upright: usize, length: i32, wall: bool, foreign: bool| {
                if !wall {
                    let dear = if foreign { TRESPASS } else { 1 };
                    steps.push((2 * cell + upright, 2 * to + upright, length.unsigned_abs() * dear));
                }
            };
            let (x, y) = (cell % nx, cell / nx);
            if x + 1 < nx {
                let length = search.xs[x + 1] - search.xs[x];
                step(cell + 1, 0, length, search.wall_right[cell], search.foreign_right[cell]);
            }
            if y + 1 < ny {
                let length = search.ys[y + 1] - search.ys[y];
                step(cell + nx, 1, length, search.wall_below[cell], search.foreign_below[cell]);
            }
        }
        let mut better = true;
        while std::mem::take(&mut better) {
            for (from, to, more) in steps.iter().flat_map(|(a, b, more)| [(*a, *b, *more), (*b, *a, *more)]) {
                let through = cost[from].saturating_add(more);
                if through < cost[to] {
                    (cost[to], better) = (through, true);
                }
            }
        }
        cost[goal]
    }
}
