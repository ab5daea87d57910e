//! What stays the same whichever phase is shown: where cards, areas and lines are.

use super::area::{Area, Areas};
use super::cast::{Cast, GRID, is_line};
use super::collapsed::Collapsed;
use super::layout::{Sheeted, missing};
use super::part::Stubs;
use super::route::{Known, Land, Wire, route};
use super::scene::{SheetPoint, SheetRect};
use super::ways::{Group, Ways};
use crate::model::*;
use crate::plan::{Plan, Replay, SheetPos};
use foldhash::{HashMap, HashSet};
use imbl::OrdMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Height of a site's title tab.
pub(super) const TAB: i32 = 28;
/// Width that lines leave free for a title tab, whatever the language makes of it.
const TAB_ROOM: i32 = 288;

/// What lines leave free for the title tab of a site, or for the card that stands for it.
pub(super) fn tab_room(area: &Area, collapsed: bool) -> Area {
    if collapsed { *area } else { Area { w: area.w.min(TAB_ROOM), h: TAB + 12, ..*area } }
}

/// Which links are lines; the others are chips on their cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    pub kinds: BTreeSet<LinkKind>,
}

impl Default for Lines {
    /// Stores, next hop, pairing and stand-by registrars.
    fn default() -> Self {
        Self { kinds: LinkKind::ALL.iter().copied().filter(|kind| is_line(*kind)).collect() }
    }
}

/// Links that are lines although their kind is not: those of the objects that are selected. They come and go with the
/// selection, and neither shift the other lines nor make a new sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    pub(super) links: BTreeSet<(LinkKind, Subject, Subject)>,
    /// Of ends that no other line joins.
    pub(super) ways: Ways,
}

// Places on the sheet are numbers.
impl Eq for Asked {}

impl Asked {
    /// Whether the same links are asked for, wherever their lines run.
    pub fn is_alike(&self, other: &Self) -> bool {
        self.links == other.links
    }

    pub(super) fn has(&self, link: &Link) -> bool {
        !self.links.is_empty() && self.links.contains(&(link.kind, link.from.clone(), link.to.clone()))
    }
}

/// The ends of a line: objects, or the collapsed sites that stand for them. Links between the same two ends are one
/// line; a link both ways is one too.
pub(super) type Pair = (Subject, Subject);

pub(super) fn pair(from: &Subject, to: &Subject) -> Pair {
    match (from, to) {
        (Subject::Pool(a), Subject::Pool(b)) if b < a => (to.clone(), from.clone()),
        (Subject::Site(a), Subject::Site(b)) if a <= b => (from.clone(), to.clone()),
        // A row of a card can only be where a line ends.
        (_, Subject::Site(_)) => (to.clone(), from.clone()),
        _ => (from.clone(), to.clone()),
    }
}

/// Cards, areas and lines of a plan, over all of its phases. Make it once, [`again`](Self::again) after each
/// edit, and draw any phase from it.
#[derive(Debug)]
pub struct Sheet {
    pub(super) cast: Arc<Cast>,
    /// What the cast is of.
    pub(super) states: Vec<Topology>,
    pub(super) cards: BTreeMap<Subject, Area>,
    /// The cards that stand in collapsed sites.
    pub(super) hidden: BTreeMap<Subject, Area>,
    pub(super) collapsed: Arc<Collapsed>,
    /// Of a collapsed site, the card that stands for it.
    pub(super) areas: BTreeMap<SiteId, Area>,
    /// The usual lines, and those of kinds that were turned on.
    pub(super) ways: Ways,
    pub(super) lines: Lines,
    /// Locked, each by itself or with its site.
    pub(super) pinned: BTreeSet<Subject>,
    /// Cards and title tabs, which lines and labels keep clear of, and the sites' grounds.
    pub(super) land: Land,
    pub(super) known: Known,
    /// Of a part of a sheet: what its lines lead to outside of it.
    pub(super) part: Option<Stubs>,
    /// Where the plan puts things.
    pub(super) places: OrdMap<Subject, SheetPos>,
    /// Every card has a place in the plan.
    pub(super) is_placed: bool,
}

impl Sheet {
    pub fn new(plan: &Plan, replay: &Replay, lines: &Lines) -> Self {
        Self::made(plan, replay, lines, (Arc::new(Cast::new(replay)), &Known::default()))
    }

    /// The sheet of a changed plan; lines whose surroundings did not change are kept.
    pub fn again(&self, plan: &Plan, replay: &Replay, lines: &Lines) -> Self {
        let (old, new) = (&self.states, &replay.states);
        let same = old.len() == new.len() && old.iter().zip(new).all(|(a, b)| a.shares(b));
        let is_collapsed = || self.collapsed.sites().map(|(site, _)| site).eq(plan.collapsed.iter());
        if same
            && *lines == self.lines
            && is_collapsed()
            && let Some(sheet) = self.shifted(plan)
        {
            return sheet;
        }
        let cast = if same { self.cast.clone() } else { Arc::new(Cast::new(replay)) };
        Self::made(plan, replay, lines, (cast, &self.known))
    }

    pub(super) fn made(plan: &Plan, replay: &Replay, lines: &Lines, (cast, known): (Arc<Cast>, &Known)) -> Self {
        let mut sheeted = Sheeted::of(plan, &cast);
        let lacks = |subject: Subject| !plan.places.contains_key(&subject);
        let is_placed = !cast.cards.keys().cloned().any(lacks) && !cast.sites.keys().map(Subject::from).any(lacks);
        if !is_placed {
            // Nothing is invisible because nobody placed it.
            let mut placed = plan.clone();
            placed.places.extend(missing(plan, &cast));
            sheeted = Sheeted::of(&placed, &cast);
        }
        let mut areas: BTreeMap<SiteId, Area> = sheeted
            .areas
            .into_iter()
            .filter_map(|(subject, area)| if let Subject::Site(id) = subject { Some((id, area)) } else { None })
            .collect();
        let collapsed = Collapsed::new(plan, &cast);
        for (site, size) in collapsed.sizes(&cast, replay) {
            if let Some(area) = areas.get_mut(site) {
                *area = Area::at(area.pos(), size);
            }
        }
        let inside = |(card, _): &(Subject, Area)| collapsed.around(card).is_some();
        let (hidden, cards): (BTreeMap<_, _>, BTreeMap<_, _>) = sheeted.cards.into_iter().partition(inside);
        let rooms = areas.iter().map(|(site, area)| tab_room(area, collapsed.has(&site.into())));
        let obstacles = Areas::new(cards.values().copied().chain(rooms));
        let land = Land::new(obstacles, Areas::new(areas.values().copied()));
        let numbers = numbers(&cards, &areas, &collapsed);
        let (mut usual, mut asked) = (BTreeMap::new(), BTreeMap::new());
        for (kind, usage, from, to) in &cast.links {
            if *usage != Usage::Default || !lines.kinds.contains(kind) {
                continue;
            }
            let key = pair(end_of(&collapsed, from), end_of(&collapsed, to));
            let Some(wire) = wire(&cast, &cards, &numbers, &key) else { continue };
            if is_line(*kind) {
                usual.insert(key, wire)
            } else {
                asked.insert(key, wire)
            };
        }
        // Kinds that were turned on do not shift the usual lines.
        asked.retain(|key, _| !usual.contains_key(key));
        let mut next_known = Known::default();
        let groups = [usual, asked].map(|wires| {
            let (ends, wires): (Vec<Pair>, Vec<Wire>) = wires.into_iter().unzip();
            let (routed, used) = route(&land, &wires, known);
            next_known.extend(used);
            Group { ends: ends.into(), wires, routed }
        });
        let ways = Ways::new(groups.into());
        let pinned = plan.pinned.iter().cloned().collect();
        let (collapsed, lines) = (Arc::new(collapsed), lines.clone());
        let states = replay.states.clone();
        let (known, part, places) = (next_known, None, plan.places.clone());
        Self {
            cast,
            states,
            cards,
            hidden,
            collapsed,
            areas,
            ways,
            lines,
            pinned,
            land,
            known,
            part,
            places,
            is_placed,
        }
    }

    /// The same plan and states without anything that has a place.
    pub(super) fn bare(&self) -> Self {
        Self {
            cast: self.cast.clone(),
            states: self.states.clone(),
            cards: BTreeMap::new(),
            hidden: BTreeMap::new(),
            collapsed: self.collapsed.clone(),
            areas: BTreeMap::new(),
            ways: Ways::default(),
            lines: self.lines.clone(),
            pinned: self.pinned.clone(),
            land: Land::default(),
            known: Known::default(),
            part: None,
            places: self.places.clone(),
            is_placed: self.is_placed,
        }
    }

    /// Lines by those that are routed together.
    pub(super) fn groups<'a>(&'a self, asked: &'a Asked) -> impl Iterator<Item = &'a Group> + Clone {
        self.ways.groups.iter().chain(&asked.ways.groups)
    }

    /// The lines of these objects besides those that are there.
    pub fn asked<'a>(&self, of: impl IntoIterator<Item = &'a Subject>) -> Asked {
        let of: HashSet<&Subject> = of.into_iter().collect();
        let mut asked = Asked::default();
        if of.is_empty() {
            return asked;
        }
        let numbers = self.numbers();
        let mut wires = BTreeMap::new();
        for (kind, usage, from, to) in &self.cast.links {
            if *usage != Usage::Default || self.lines.kinds.contains(kind) {
                continue;
            }
            let around = |end| [Some(end), self.cast.card_of(end), self.collapsed.around(end)];
            let is_of = |end| around(end).into_iter().flatten().any(|subject| of.contains(subject));
            if !is_of(from) && !is_of(to) {
                continue;
            }
            let key = self.ends(from, to);
            let Some(wire) = wire(&self.cast, &self.cards, &numbers, &key) else { continue };
            asked.links.insert((*kind, from.clone(), to.clone()));
            if !self.ways.has(&key) {
                wires.insert(key, wire);
            }
        }
        let (ends, wires): (Vec<Pair>, Vec<Wire>) = wires.into_iter().unzip();
        if !ends.is_empty() {
            let (routed, _) = route(&self.land, &wires, &self.known);
            asked.ways = Ways::new(vec![Group { ends: ends.into(), wires, routed }]);
        }
        asked
    }

    /// The object, or the collapsed site that is drawn in its place.
    pub(super) fn end_of<'a>(&'a self, end: &'a Subject) -> &'a Subject {
        end_of(&self.collapsed, end)
    }

    /// What a line between two objects joins.
    pub(super) fn ends(&self, from: &Subject, to: &Subject) -> Pair {
        pair(self.end_of(from), self.end_of(to))
    }

    pub(super) fn numbers(&self) -> HashMap<&Subject, usize> {
        numbers(&self.cards, &self.areas, &self.collapsed)
    }

    /// Every card, those that stand in collapsed sites too.
    pub(super) fn all_cards(&self) -> impl Iterator<Item = (&Subject, &Area)> {
        self.cards.iter().chain(&self.hidden)
    }

    /// Around every card and area of any phase, with a margin.
    pub(super) fn bounds(&self) -> Option<Area> {
        let stubs = self.part.iter().flat_map(|stubs| stubs.values());
        let all = self.cards.values().chain(self.areas.values()).chain(stubs).copied();
        // Nothing else stands around the lines of a part.
        let lines = self.part.iter().flat_map(|_| self.ways.all().filter_map(|(_, path)| around(path)));
        all.chain(lines).reduce(|a, b| a.union(&b)).map(|all| all.grown(GRID))
    }

    /// Around everything that is drawn in any phase, with a margin; empty when there is nothing.
    pub fn extent(&self) -> SheetRect {
        self.bounds().map(|all| all.rect()).unwrap_or_default()
    }

    /// Every area of a site and every card that is drawn in some phase, and where it is.
    pub fn places(&self) -> impl Iterator<Item = (Subject, SheetRect)> + '_ {
        let sites = self.areas.iter().map(|(site, area)| (site.into(), area.rect()));
        sites.chain(self.cards.iter().map(|(card, area)| (card.clone(), area.rect())))
    }

    /// The site that a card stands in, in whichever phase.
    pub fn site_of(&self, card: &Subject) -> Option<&SiteId> {
        self.cast.cards.get(card)?.site.as_ref()
    }

    /// Where a card or a site's area is, in every phase; nothing of what stands in a collapsed site.
    pub fn rect_of(&self, subject: &Subject) -> Option<SheetRect> {
        match subject {
            Subject::Site(id) => self.areas.get(id).map(Area::rect),
            other => self.cards.get(other).map(Area::rect),
        }
    }

    /// The lines, each from card to card, with the objects they join.
    pub fn paths(&self) -> impl Iterator<Item = (&Subject, &Subject, &[SheetPoint])> {
        self.ways.all().map(|((from, to), path)| (from, to, path))
    }

    /// The card on which an object is shown: its own, its pool's, its host's.
    pub fn card_of<'a>(&'a self, subject: &'a Subject) -> Option<&'a Subject> {
        self.cast.card_of(subject)
    }
}

/// What a line goes through.
fn around(path: &[SheetPoint]) -> Option<Area> {
    let all = path.iter().map(|at| SheetRect { min: *at, max: *at }).reduce(|a, b| a.union(&b));
    all.map(|rect| Area::around(&rect))
}

fn end_of<'a>(collapsed: &'a Collapsed, end: &'a Subject) -> &'a Subject {
    collapsed.around(end).unwrap_or(end)
}

/// What lines can end at, by their numbers among the obstacles: cards, then sites by what is left free for them.
fn numbers<'a>(
    cards: &'a BTreeMap<Subject, Area>,
    areas: &BTreeMap<SiteId, Area>,
    collapsed: &'a Collapsed,
) -> HashMap<&'a Subject, usize> {
    let mut all: HashMap<&Subject, usize> = cards.keys().enumerate().map(|(at, subject)| (subject, at)).collect();
    for (site, subject) in collapsed.sites() {
        all.extend(areas.keys().position(|other| other == site).map(|at| (subject, cards.len() + at)));
    }
    all
}

/// What a line joins; `None` when both ends are on one card.
pub(super) fn wire(
    cast: &Cast,
    cards: &BTreeMap<Subject, Area>,
    numbers: &HashMap<&Subject, usize>,
    key: &Pair,
) -> Option<Wire> {
    let number = |end| numbers.get(cast.card_of(end).unwrap_or(end)).copied();
    let (from, to) = (number(&key.0)?, number(&key.1)?);
    (from != to).then(|| Wire { from, to, row: row_middle(cast, cards, &key.1) })
}

/// The height on the sheet at which lines reach a SQL instance.
pub(super) fn row_middle(cast: &Cast, cards: &BTreeMap<Subject, Area>, end: &Subject) -> Option<i32> {
    let Subject::SqlInstance(id) = end else { return None };
    let subject = cast.card_of(end)?;
    let row = cast.cards.get(subject)?.rows.iter().find(|row| row.instance == *id)?;
    Some(cards.get(subject)?.y + row.top + row.height / 2)
}
