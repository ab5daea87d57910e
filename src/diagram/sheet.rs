//! What stays the same whichever phase is shown: where cards, areas and lines are.

use super::area::{Area, Areas};
use super::cast::{Cast, GRID, is_line};
use super::layout::{Sheeted, missing};
use super::route::{Known, Land, Routed, Wire, route};
use super::scene::{SheetPoint, SheetRect};
use crate::model::*;
use crate::plan::{Plan, Replay};
use std::collections::{BTreeMap, BTreeSet};

/// Height of a site's title tab.
pub(super) const TAB: i32 = 28;
/// Width that lines leave free for a title tab, whatever the language makes of it.
const TAB_ROOM: i32 = 288;

/// What lines leave free for the title tab of a site.
pub(super) fn tab_room(area: &Area) -> Area {
    Area { w: area.w.min(TAB_ROOM), h: TAB + 12, ..*area }
}

/// Which links are lines; the others are chips on their cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    pub kinds: BTreeSet<LinkKind>,
    /// Objects whose links are lines whatever their kind: the selection.
    pub of: BTreeSet<Subject>,
}

impl Default for Lines {
    /// Stores, next hop, pairing and stand-by registrars.
    fn default() -> Self {
        Self { kinds: LinkKind::ALL.iter().copied().filter(|kind| is_line(*kind)).collect(), of: BTreeSet::new() }
    }
}

impl Lines {
    fn shows(&self, kind: LinkKind, ends: [&Subject; 2], cards: [&Subject; 2]) -> bool {
        self.kinds.contains(&kind)
            || (!self.of.is_empty() && ends.iter().chain(&cards).any(|subject| self.of.contains(*subject)))
    }
}

/// The ends of a line. Links between the same two ends are one line; a link both ways is one too.
pub(super) type Pair = (Subject, Subject);

pub(super) fn pair(from: &Subject, to: &Subject) -> Pair {
    match (from, to) {
        (Subject::Pool(a), Subject::Pool(b)) if b < a => (to.clone(), from.clone()),
        _ => (from.clone(), to.clone()),
    }
}

/// Cards, areas and lines of a plan, over all of its phases. Make it once, [`again`](Self::again) after each
/// edit, and draw any phase from it.
#[derive(Debug)]
pub struct Sheet {
    pub(super) cast: Cast,
    pub(super) cards: BTreeMap<Subject, Area>,
    pub(super) areas: BTreeMap<SiteId, Area>,
    pub(super) paths: BTreeMap<Pair, Vec<SheetPoint>>,
    pub(super) lines: Lines,
    /// Locked, each by itself or with its site.
    pub(super) pinned: BTreeSet<Subject>,
    /// Cards and title tabs, which lines and labels keep clear of, and the sites' grounds.
    pub(super) land: Land,
    known: Known,
}

impl Sheet {
    pub fn new(plan: &Plan, replay: &Replay, lines: &Lines) -> Self {
        Self::made(plan, replay, lines, &Known::new())
    }

    /// The sheet of a changed plan; lines whose surroundings did not change are kept.
    pub fn again(&self, plan: &Plan, replay: &Replay, lines: &Lines) -> Self {
        Self::made(plan, replay, lines, &self.known)
    }

    fn made(plan: &Plan, replay: &Replay, lines: &Lines, known: &Known) -> Self {
        let cast = Cast::new(replay);
        let mut sheeted = Sheeted::of(plan, &cast);
        let lacks = |subject: Subject| !plan.places.contains_key(&subject);
        if cast.cards.keys().cloned().any(lacks) || cast.sites.keys().map(Subject::from).any(lacks) {
            // Nothing is invisible because nobody placed it.
            let mut placed = plan.clone();
            placed.places.extend(missing(plan, &cast));
            sheeted = Sheeted::of(&placed, &cast);
        }
        let areas: BTreeMap<SiteId, Area> = sheeted
            .areas
            .into_iter()
            .filter_map(|(subject, area)| if let Subject::Site(id) = subject { Some((id, area)) } else { None })
            .collect();
        let cards = sheeted.cards;
        let obstacles = Areas::new(cards.values().copied().chain(areas.values().map(tab_room)));
        let land = Land { obstacles, grounds: Areas::new(areas.values().copied()) };
        let number: BTreeMap<&Subject, usize> = cards.keys().enumerate().map(|(at, subject)| (subject, at)).collect();

        let (mut usual, mut asked) = (BTreeMap::new(), BTreeMap::new());
        for (kind, usage, from, to) in &cast.links {
            let (Some(from_card), Some(to_card)) = (cast.card_of(from), cast.card_of(to)) else { continue };
            if from_card == to_card || *usage != Usage::Default || !lines.shows(*kind, [from, to], [from_card, to_card])
            {
                continue;
            }
            let key = pair(from, to);
            let (a, b) = if key.0 == *from { (from_card, to_card) } else { (to_card, from_card) };
            let (Some(a), Some(b)) = (number.get(a), number.get(b)) else { continue };
            let row = row_middle(&cast, &cards, &key.1);
            let wire = Wire { from: *a, to: *b, row };
            if is_line(*kind) {
                usual.insert(key, wire)
            } else {
                asked.insert(key, wire)
            };
        }
        // Lines that were asked for come and go with the selection, and do not shift the usual ones.
        asked.retain(|key, _| !usual.contains_key(key));
        let mut paths = BTreeMap::new();
        let mut next_known = Known::new();
        for wires in [usual, asked] {
            let (keys, wires): (Vec<Pair>, Vec<Wire>) = wires.into_iter().unzip();
            let Routed { paths: found, known: more } = route(&land, &wires, known);
            paths.extend(keys.into_iter().zip(found));
            next_known.extend(more);
        }
        Self {
            cast,
            cards,
            areas,
            paths,
            lines: lines.clone(),
            pinned: plan.pinned.iter().cloned().collect(),
            land,
            known: next_known,
        }
    }

    /// Around every card and area of any phase, with a margin.
    pub(super) fn bounds(&self) -> Option<Area> {
        let all = self.cards.values().chain(self.areas.values()).copied().reduce(|a, b| a.union(&b));
        all.map(|all| all.grown(GRID))
    }

    /// Where a card or a site's area is, in every phase.
    pub fn rect_of(&self, subject: &Subject) -> Option<SheetRect> {
        match subject {
            Subject::Site(id) => self.areas.get(id).map(Area::rect),
            other => self.cards.get(other).map(Area::rect),
        }
    }

    /// The lines, each from card to card, with the objects they join.
    pub fn paths(&self) -> impl Iterator<Item = (&Subject, &Subject, &[SheetPoint])> {
        self.paths.iter().map(|((from, to), path)| (from, to, path.as_slice()))
    }

    /// The card on which an object is shown: its own, its pool's, its host's.
    pub fn card_of<'a>(&'a self, subject: &'a Subject) -> Option<&'a Subject> {
        self.cast.card_of(subject)
    }
}

/// The height on the sheet at which lines reach a SQL instance.
fn row_middle(cast: &Cast, cards: &BTreeMap<Subject, Area>, end: &Subject) -> Option<i32> {
    let Subject::SqlInstance(id) = end else { return None };
    let subject = cast.card_of(end)?;
    let row = cast.cards.get(subject)?.rows.iter().find(|row| row.instance == *id)?;
    Some(cards.get(subject)?.y + row.top + row.height / 2)
}
