//! A sheet of which some cards stand elsewhere than before: what is near them is made anew, all else is taken over.

use super::area::{Area, Areas};
use super::cast::EMPTY_SITE;
use super::layout::{site_area, tame};
use super::route::{Known, Wire, route_again};
use super::sheet::{Asked, Sheet, row_middle, tab_room};
use super::ways::Group;
use crate::model::{SiteId, Subject};
use crate::plan::Plan;
use foldhash::HashMap;
use imbl::ordmap::DiffItem;
use std::collections::BTreeMap;

/// Searches that are remembered for each line over many moves; then those that are of use no more are forgotten.
const MOST_KNOWN: usize = 8;
/// When more than one card of so many moves, a sheet is as well made anew.
const FEW: usize = 4;

/// What stands elsewhere than before.
#[derive(Default)]
struct Gone {
    obstacles: Vec<(usize, Area)>,
    grounds: Vec<(usize, Area)>,
    /// How far down an obstacle went.
    down: HashMap<usize, i32>,
    /// Where all of this was and is.
    changed: Areas,
}

impl Gone {
    fn note(&mut self, before: &Area, after: &Area) -> bool {
        if before == after {
            return false;
        }
        self.changed.push(*before);
        self.changed.push(*after);
        true
    }
}

impl Sheet {
    /// The sheet of the same states, links and collapsed sites with objects at the places of this plan; `None` when it is
    /// as well made anew.
    pub(super) fn shifted(&self, plan: &Plan) -> Option<Self> {
        let lines: usize = self.ways.groups.iter().map(|group| group.wires.len()).sum();
        if !self.is_placed || self.known.len() > MOST_KNOWN * (lines + 64) {
            return None;
        }
        let (mut cards, mut hidden) = (self.cards.clone(), self.hidden.clone());
        let mut sites: BTreeMap<&SiteId, Option<Area>> = BTreeMap::new();
        let mut moved = 0;
        for change in self.places.diff(&plan.places) {
            let (subject, pos) = match change {
                DiffItem::Add(subject, pos) | DiffItem::Update { new: (subject, pos), .. } => (subject, Some(*pos)),
                DiffItem::Remove(subject, _) => (subject, None),
            };
            if let Some(card) = self.cast.cards.get(subject) {
                let area = Area::at(tame(pos?), (card.width, card.height));
                *cards.get_mut(subject).or_else(|| hidden.get_mut(subject))? = area;
                sites.extend(card.site.as_ref().map(|site| (site, None)));
                moved += 1;
            } else if let Subject::Site(site) = subject
                && let Some((site, _)) = self.cast.sites.get_key_value(site)
            {
                sites.insert(site, None);
            }
        }
        if moved * FEW > cards.len() {
            return None;
        }
        let areas = self.areas_again(plan, &cards, &hidden, sites)?;
        let gone = self.gone(&cards, &areas);
        let mut land = self.land.clone();
        land.shift(&gone.obstacles, &gone.grounds);
        let mut known = self.known.clone();
        let groups = self.ways.groups.iter().map(|group| {
            let row = |wire: &Wire| Some(wire.row? + gone.down.get(&wire.to).copied().unwrap_or_default());
            let wires: Vec<Wire> = group.wires.iter().map(|wire| Wire { row: row(wire), ..*wire }).collect();
            let (routed, used) = route_again(&land, &wires, &self.known, &group.routed, &gone.changed);
            known.extend(used);
            Group { ends: group.ends.clone(), wires, routed }
        });
        let ways = self.ways.on(groups.collect());
        let (pinned, places) = (plan.pinned.iter().cloned().collect(), plan.places.clone());
        Some(Self { cards, hidden, areas, ways, pinned, land, known, places, ..self.bare() })
    }

    /// The areas of sites, where those of `sites` are around other places of their cards.
    fn areas_again(
        &self,
        plan: &Plan,
        cards: &BTreeMap<Subject, Area>,
        hidden: &BTreeMap<Subject, Area>,
        mut sites: BTreeMap<&SiteId, Option<Area>>,
    ) -> Option<BTreeMap<SiteId, Area>> {
        for (subject, card) in &self.cast.cards {
            let Some(whole) = card.site.as_ref().and_then(|site| sites.get_mut(site)) else { continue };
            let around = site_area(*cards.get(subject).or_else(|| hidden.get(subject))?);
            *whole = Some(whole.map_or(around, |whole| whole.union(&around)));
        }
        let mut areas = self.areas.clone();
        for (site, around) in sites {
            let area = areas.get_mut(site)?;
            let empty = || Some(Area::at(tame(*plan.places.get(&Subject::from(site))?), EMPTY_SITE));
            let whole = around.or_else(empty)?;
            // The card of a collapsed site is as large as before.
            let is_card = self.collapsed.has(&site.into());
            *area = if is_card { Area::at(whole.pos(), (area.w, area.h)) } else { whole };
        }
        Some(areas)
    }

    /// What stands elsewhere than on this sheet.
    fn gone(&self, cards: &BTreeMap<Subject, Area>, areas: &BTreeMap<SiteId, Area>) -> Gone {
        let mut gone = Gone::default();
        for (at, (before, after)) in self.cards.values().zip(cards.values()).enumerate() {
            if gone.note(before, after) {
                gone.obstacles.push((at, *after));
                gone.down.insert(at, after.y - before.y);
            }
        }
        for (at, ((site, before), after)) in self.areas.iter().zip(areas.values()).enumerate() {
            let is_card = self.collapsed.has(&site.into());
            let room = |area: &Area| tab_room(area, is_card);
            if gone.note(&room(before), &room(after)) {
                gone.obstacles.push((cards.len() + at, room(after)));
            }
            if gone.note(before, after) {
                gone.grounds.push((at, *after));
            }
        }
        gone
    }

    /// Whether a sheet has the same lines between the same cards, wherever they stand.
    pub fn is_shifted(&self, other: &Self) -> bool {
        self.ways.are_of(&other.ways)
    }

    /// The lines that were asked of a sheet that this one [is a shifted](Self::is_shifted) one of.
    pub fn asked_again(&self, before: &Asked) -> Asked {
        let groups = before.ways.groups.iter().map(|group| {
            let again = |(wire, ends): (&Wire, &(Subject, Subject))| {
                let row = row_middle(&self.cast, &self.cards, &ends.1);
                Wire { row: wire.row.and(row), ..*wire }
            };
            let wires: Vec<Wire> = group.wires.iter().zip(group.ends.iter()).map(again).collect();
            let (routed, _) = super::route::route(&self.land, &wires, &Known::default());
            Group { ends: group.ends.clone(), wires, routed }
        });
        Asked { links: before.links.clone(), ways: before.ways.on(groups.collect()) }
    }
}
