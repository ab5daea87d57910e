//! Places for objects that have none: sites as areas, old versions left and new ones right, SQL servers below
//! the pools that use them, Edge pools and gateways on the outside (the top). Deterministic; places that the
//! plan has are kept and avoided.

use super::area::Area;
use super::cast::*;
use crate::model::*;
use crate::plan::{Plan, Replay, SheetPos};
use std::collections::{BTreeMap, HashMap};

/// Between cards beside each other, and between rows: a channel for lines.
const GAP: i32 = 2 * GRID;
/// Between pools and the SQL servers under them, where most lines and their labels are.
const STORE_GAP: i32 = 3 * GRID;
/// Inside a site's border. Half a step off the grid, on which lines run: none runs along a border.
const SITE_PADDING: i32 = 3 * GRID / 2;
/// Above the first row of a site, under its title tab.
const SITE_HEAD: i32 = 5 * GRID / 2;
const SITE_GAP: i32 = 3 * GRID;
/// Between the Edge pools and the gateways: the end of the perimeter line and its word.
const PERIMETER_END: i32 = 6 * GRID;

/// Places for every site, pool, SQL server, file store and gateway (over the states of all phases) that has
/// none in the plan. Nothing that it places overlaps anything.
pub fn layout(plan: &Plan, replay: &Replay) -> Vec<(Subject, SheetPos)> {
    let cast = Cast::new(replay);
    missing(plan, &cast)
}

pub(super) fn missing(plan: &Plan, cast: &Cast) -> Vec<(Subject, SheetPos)> {
    let mut out = Vec::new();
    let has_place = |subject: &Subject| plan.places.contains_key(subject);
    let mut sheet = Sheeted::of(plan, cast);
    let mut members: BTreeMap<Option<&SiteId>, Vec<&Subject>> = BTreeMap::new();
    for site in cast.sites.keys() {
        members.entry(Some(site)).or_default();
    }
    for (subject, card) in &cast.cards {
        members.entry(card.site.as_ref()).or_default().push(subject);
    }
    let mut fresh = Vec::new();
    let links = Neighbours::new(cast);
    for (site, all) in &members {
        let lacking: Vec<&Subject> = all.iter().copied().filter(|subject| !has_place(subject)).collect();
        let subject = site.map(Subject::from);
        let stands = subject.as_ref().is_some_and(|subject| sheet.areas.contains_key(subject));
        if lacking.is_empty() && (stands || subject.is_none()) {
            if let Some(site) = subject.filter(|subject| !has_place(subject)) {
                out.push((site.clone(), sheet.areas[&site].pos()));
            }
            continue;
        }
        let block = Block::new(cast, &links, lacking);
        match subject.filter(|_| stands) {
            Some(site) => {
                let area = sheet.areas[&site];
                let at = sheet.beside(&site, area, &block);
                for (subject, card) in block.moved_to(at) {
                    sheet.add(cast, &subject, card);
                    out.push((subject, card.pos()));
                }
                if !has_place(&site) {
                    out.push((site, area.pos()));
                }
            }
            None => fresh.push((*site, block)),
        }
    }
    for (site, block, area) in shelves(cast, fresh, &sheet) {
        if let Some(site) = site {
            out.push((site.into(), plan.places.get(&Subject::from(site)).copied().unwrap_or(area.pos())));
        }
        let inner = SheetPos { x: area.x + SITE_PADDING, y: area.y + SITE_HEAD };
        out.extend(block.moved_to(inner).into_iter().map(|(subject, card)| (subject, card.pos())));
    }
    out.retain(|(subject, _)| !has_place(subject));
    out.sort();
    out
}

/// The area of a site around these cards.
pub(super) fn site_area(cards: Area) -> Area {
    cards.padded(SITE_PADDING, SITE_HEAD, SITE_PADDING)
}

/// What stands on the sheet already.
pub(super) struct Sheeted {
    pub cards: BTreeMap<Subject, Area>,
    pub areas: BTreeMap<Subject, Area>,
}

impl Sheeted {
    /// Cards with a place, and the areas of their sites.
    pub fn of(plan: &Plan, cast: &Cast) -> Self {
        let mut sheet = Self { cards: BTreeMap::new(), areas: BTreeMap::new() };
        for (subject, card) in &cast.cards {
            if let Some(pos) = plan.places.get(subject) {
                sheet.add(cast, subject, Area::at(tame(*pos), (card.width, card.height)));
            }
        }
        let empty = cast.sites.keys().map(Subject::from).filter(|site| !sheet.areas.contains_key(site));
        let empty: Vec<_> = empty
            .filter_map(|site| {
                let members =
                    cast.cards.values().any(|card| card.site.as_ref().is_some_and(|s| s.as_str() == site.id()));
                let pos = plan.places.get(&site).filter(|_| !members)?;
                Some((site, Area::at(tame(*pos), EMPTY_SITE)))
            })
            .collect();
        sheet.areas.extend(empty);
        sheet
    }

    pub fn add(&mut self, cast: &Cast, subject: &Subject, area: Area) {
        if let Some(site) = cast.cards.get(subject).and_then(|card| card.site.as_ref()) {
            let around = site_area(area);
            self.areas.entry(site.into()).and_modify(|whole| *whole = whole.union(&around)).or_insert(around);
        }
        self.cards.insert(subject.clone(), area);
    }

    fn bounds(&self) -> Option<Area> {
        self.cards.values().chain(self.areas.values()).copied().reduce(|a, b| a.union(&b))
    }

    /// A place for a block beside the area of its own site, such that the grown area meets nothing else; under
    /// everything when there is none.
    fn beside(&self, site: &Subject, area: Area, block: &Block) -> SheetPos {
        let (w, h) = block.size;
        let inner = area.padded(-SITE_PADDING, -SITE_HEAD, -SITE_PADDING);
        let candidates = [
            SheetPos { x: inner.x, y: inner.bottom() + STORE_GAP },
            SheetPos { x: inner.right() + GAP, y: inner.y },
            SheetPos { x: inner.x, y: inner.y - STORE_GAP - h },
            SheetPos { x: inner.x - GAP - w, y: inner.y },
        ];
        let free = |pos: &SheetPos| {
            let grown = area.union(&site_area(Area::at(*pos, block.size)));
            let others = self.areas.iter().filter(|(other, _)| *other != site);
            let own = |card: &Area| area.contains(card);
            !others.into_iter().any(|(_, other)| other.overlaps(&grown))
                && !self.cards.values().any(|card| !own(card) && card.overlaps(&grown))
        };
        candidates.into_iter().find(free).unwrap_or_else(|| match self.bounds() {
            Some(all) => SheetPos { x: inner.x, y: all.bottom() + SITE_GAP + SITE_HEAD },
            None => inner.pos(),
        })
    }
}

/// A place near enough to the middle that sums of places stay whole numbers.
pub(super) fn tame(pos: SheetPos) -> SheetPos {
    const FAR: i32 = 10_000_000;
    SheetPos { x: pos.x.clamp(-FAR, FAR), y: pos.y.clamp(-FAR, FAR) }
}

/// Which cards are joined by some link in some phase.
struct Neighbours<'a> {
    of: HashMap<&'a Subject, Vec<(LinkKind, &'a Subject)>>,
}

impl<'a> Neighbours<'a> {
    fn new(cast: &'a Cast) -> Self {
        let mut of: HashMap<&Subject, Vec<(LinkKind, &Subject)>> = HashMap::new();
        for (kind, _, from, to) in &cast.links {
            if let (Some(from), Some(to)) = (cast.card_of(from), cast.card_of(to)) {
                of.entry(from).or_default().push((*kind, to));
                of.entry(to).or_default().push((*kind, from));
            }
        }
        Self { of }
    }

    fn of(&self, subject: &Subject) -> impl Iterator<Item = (LinkKind, &'a Subject)> + '_ {
        self.of.get(subject).into_iter().flatten().copied()
    }
}

/// Cards of one site, placed around their own origin.
struct Block {
    cards: Vec<(Subject, Area)>,
    size: (i32, i32),
}

/// One row of cards as it fills.
struct Entry<'a> {
    subject: &'a Subject,
    card: &'a Card,
    /// Where its left edge would like to be.
    wish: i32,
}

impl Block {
    fn new(cast: &Cast, links: &Neighbours<'_>, members: Vec<&Subject>) -> Self {
        let mut block = Self { cards: Vec::new(), size: (0, 0) };
        let mut tiers: [Vec<&Subject>; 5] = Default::default();
        for subject in members {
            tiers[tier(cast, links, subject) as usize].push(subject);
        }
        let [outside, upper, mut pools, sql, files] = tiers;
        pools.sort_by_key(|subject| seniority(cast, subject));
        // About as wide as a screen, rows of equal length; a handful of pools stays in one row.
        let most = ((1.8 * pools.len() as f64).sqrt().ceil() as usize).max(6);
        let columns = pools.len().div_ceil(pools.len().div_ceil(most).max(1)).max(4);
        let width = columns as i32 * (WIDE + GAP) - GAP;

        // The outside: Edge pools on the perimeter, then gateways.
        let mut y = 0;
        let (mut edges, mut gateways): (Vec<_>, Vec<_>) =
            outside.into_iter().partition(|subject| matches!(subject, Subject::Pool(_)));
        edges.sort_by_key(|subject| seniority(cast, subject));
        gateways.sort_by_key(|subject| seniority(cast, subject));
        let edge = |subject| Entry { subject, card: &cast.cards[subject], wish: 0 };
        let mut outer: Vec<Entry<'_>> = edges.into_iter().map(edge).collect();
        let end = outer.iter().map(|entry| entry.card.width + GAP).sum::<i32>();
        let wish = if end > 0 { end - GAP + PERIMETER_END } else { 0 };
        outer.extend(gateways.into_iter().map(|subject| Entry { subject, card: &cast.cards[subject], wish }));
        y = block.rows(outer, width, y, STORE_GAP);

        // Bands of pools, each with what hangs on it above and below.
        let mut band_of: BTreeMap<&Subject, usize> = BTreeMap::new();
        for (at, subject) in pools.iter().enumerate() {
            band_of.insert(subject, at / columns);
        }
        let bands = pools.len().div_ceil(columns).max(1);
        let belongs = |subject: &Subject, otherwise: usize| {
            let near = links.of(subject).filter_map(|(_, other)| band_of.get(other).copied());
            near.min().unwrap_or(otherwise)
        };
        let share = |all: Vec<&'_ Subject>, otherwise: usize| -> Vec<Vec<Subject>> {
            let mut shares = vec![Vec::new(); bands];
            for subject in all {
                shares[belongs(subject, otherwise).min(bands - 1)].push(subject.clone());
            }
            shares
        };
        let upper = share(upper, 0);
        let sql = share(sql, bands - 1);
        let files = share(files, bands - 1);
        for band in 0..bands {
            let own: Vec<&Subject> = pools.iter().skip(band * columns).take(columns).copied().collect();
            // Pools of a row keep one pitch, so that what hangs on them can stand straight above and below.
            let mut x = 0;
            let mut place_of: HashMap<&Subject, i32> = HashMap::new();
            for subject in &own {
                place_of.insert(subject, x);
                x += cast.cards[*subject].width + GAP;
            }
            let wish = |subject: &Subject| {
                let near = links.of(subject).filter_map(|(_, other)| place_of.get(other).copied()).min();
                let alike = || same_version(cast, &own, subject).and_then(|pool| place_of.get(pool).copied());
                near.or_else(alike).unwrap_or(0)
            };
            let entries = |all: &'_ [Subject]| -> Vec<(i32, Subject)> {
                let mut all: Vec<_> = all.iter().map(|subject| (wish(subject), subject.clone())).collect();
                all.sort_by_cached_key(|(wish, subject)| {
                    let own = seniority(cast, subject);
                    (*wish, own)
                });
                all
            };
            let (above, below, under) = (entries(&upper[band]), entries(&sql[band]), entries(&files[band]));
            for (list, gap) in [
                (above, GAP),
                (own.iter().map(|s| (place_of[s], (*s).clone())).collect(), STORE_GAP),
                (below, GAP),
                (under, GAP),
            ] {
                let list: Vec<Entry<'_>> = list
                    .iter()
                    .filter_map(|(wish, subject)| {
                        let (subject, card) = cast.cards.get_key_value(subject)?;
                        Some(Entry { subject, card, wish: *wish })
                    })
                    .collect();
                y = block.rows(list, width, y, gap);
            }
            y += GRID;
        }
        let bounds = block.cards.iter().map(|(_, area)| *area).reduce(|a, b| a.union(&b));
        block.size = bounds.map_or((0, 0), |all| (all.right(), all.bottom()));
        block
    }

    /// Puts cards into rows no wider than `width`, each card at its wish or after the one before it. Gives the
    /// place of the next row.
    fn rows(&mut self, entries: Vec<Entry<'_>>, width: i32, top: i32, gap: i32) -> i32 {
        let (mut x, mut y, mut height) = (0, top, 0);
        for entry in entries {
            let mut left = x.max(entry.wish);
            if left + entry.card.width > width {
                // Closing up to the card before it is better than another row.
                left = x;
            }
            if left > 0 && left + entry.card.width > width {
                y += height + gap;
                (left, height) = (0, 0);
            }
            self.cards.push((entry.subject.clone(), Area { x: left, y, w: entry.card.width, h: entry.card.height }));
            x = left + entry.card.width + GAP;
            height = height.max(entry.card.height);
        }
        if height == 0 { top } else { y + height + gap }
    }

    fn moved_to(self: &Block, at: SheetPos) -> Vec<(Subject, Area)> {
        self.cards.iter().map(|(subject, area)| (subject.clone(), area.moved(at.x, at.y))).collect()
    }
}

/// The rows of a site, from the outside in.
#[derive(Clone, Copy)]
enum Tier {
    Outside,
    Upper,
    Pools,
    Sql,
    Files,
}

fn tier(cast: &Cast, links: &Neighbours<'_>, subject: &Subject) -> Tier {
    match subject {
        Subject::SqlServer(_) => Tier::Sql,
        Subject::FileStore(_) => Tier::Files,
        Subject::Pool(_) => {
            let stores = links.of(subject).any(|(kind, other)| kind.store().is_some() && other != subject);
            match cast.cards[subject].kind {
                Some(PoolKind::Edge) => Tier::Outside,
                Some(PoolKind::FrontEnd | PoolKind::Sba) => Tier::Pools,
                _ if stores => Tier::Pools,
                _ => Tier::Upper,
            }
        }
        _ => Tier::Outside,
    }
}

/// Old before new, unknown last; then by role and name.
fn seniority(cast: &Cast, subject: &Subject) -> (bool, Option<Version>, Option<PoolKind>, Text) {
    match cast.cards.get(subject) {
        Some(card) => (card.version.is_none(), card.version, card.kind, card.name.clone()),
        None => (true, None, None, Text::from("")),
    }
}

fn same_version<'a>(cast: &Cast, pools: &[&'a Subject], subject: &Subject) -> Option<&'a Subject> {
    let version = cast.cards.get(subject)?.version?;
    pools.iter().copied().find(|pool| cast.cards[*pool].version == Some(version))
}

/// Puts whole sites side by side on shelves: legacy sites first, then by their oldest product; branch sites
/// follow their central site.
fn shelves<'a>(
    cast: &Cast,
    mut blocks: Vec<(Option<&'a SiteId>, Block)>,
    sheet: &Sheeted,
) -> Vec<(Option<&'a SiteId>, Block, Area)> {
    let mut versions: BTreeMap<&SiteId, Version> = BTreeMap::new();
    for card in cast.cards.values() {
        if let (Some(site), Some(version)) = (&card.site, card.version) {
            versions.entry(site).and_modify(|oldest| *oldest = version.min(*oldest)).or_insert(version);
        }
    }
    blocks.sort_by_cached_key(|(site, _)| {
        let Some(site) = site else { return (3, None, Text::from(""), true, Text::from("")) };
        let own = &cast.sites[*site];
        let head = own.parent.as_ref().and_then(|parent| cast.sites.get_key_value(parent)).map_or(*site, |(id, _)| id);
        let rank = if own.kind == SiteKind::Legacy { 0 } else { 1 };
        let version = versions.get(head).copied();
        (rank, version, cast.sites[head].name.clone(), head != *site, own.name.clone())
    });
    let size = |site: Option<&SiteId>, block: &Block| match site {
        Some(_) if block.cards.is_empty() => EMPTY_SITE,
        None if block.cards.is_empty() => (0, 0),
        // Objects without a site keep the room of one, though nothing is drawn around them.
        _ => (block.size.0 + 2 * SITE_PADDING, block.size.1 + SITE_HEAD + SITE_PADDING),
    };
    let sizes: Vec<(i32, i32)> = blocks.iter().map(|(site, block)| size(*site, block)).collect();
    let ground: f64 = sizes.iter().map(|(w, h)| f64::from(w + SITE_GAP) * f64::from(h + SITE_GAP)).sum();
    let widest = sizes.iter().map(|size| size.0).max().unwrap_or_default();
    let width = widest.max((ground * 1.8).sqrt() as i32);
    // Such that cards stand on the grid.
    let on_grid = |at: i32| at.saturating_add(GRID - 1).div_euclid(GRID).saturating_mul(GRID);
    let start = sheet.bounds().map_or(SheetPos::default(), |all| SheetPos {
        x: on_grid(all.x),
        y: on_grid(all.bottom() + SITE_GAP + SITE_HEAD),
    });
    let start = SheetPos { x: start.x - SITE_PADDING, y: start.y - SITE_HEAD };
    let (mut x, mut y, mut height) = (0, 0, 0);
    let mut out = Vec::new();
    for ((site, block), size) in blocks.into_iter().zip(sizes) {
        if size == (0, 0) {
            continue;
        }
        if x > 0 && x + size.0 > width {
            y += height + SITE_GAP;
            (x, height) = (0, 0);
        }
        let area = Area::at(SheetPos { x: start.x + x, y: start.y + y }, size);
        out.push((site, block, area));
        x += size.0 + SITE_GAP;
        height = height.max(size.1);
    }
    out
}
