//! Sites while their members are moved: where they will reach, before anything is let go.

use super::area::Area;
use super::cast::EMPTY_SITE;
use super::layout::site_area;
use super::scene::SheetRect;
use super::sheet::Sheet;
use crate::model::{SiteId, Subject};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Who stands in each site, in whichever phase.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Members {
    of: BTreeMap<SiteId, Vec<(Subject, Area)>>,
    /// Where the cards of collapsed sites are, which neither grow nor shrink.
    collapsed: BTreeMap<SiteId, SheetRect>,
}

/// A card as it will stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub subject: Subject,
    pub rect: SheetRect,
    /// The site that it leaves or stays in; `None` for a new one.
    pub was: Option<SiteId>,
    /// The site that it will belong to.
    pub site: Option<SiteId>,
}

/// The area of a site as it will be.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    pub site: SiteId,
    pub rect: SheetRect,
    /// Nothing stands in it any more, in no phase.
    pub is_empty: bool,
}

impl Members {
    pub(super) fn of(sheet: &Sheet) -> Self {
        let mut sites: BTreeMap<SiteId, Vec<(Subject, Area)>> = BTreeMap::new();
        for (subject, area) in sheet.all_cards() {
            if let Some(site) = sheet.cast.cards.get(subject).and_then(|card| card.site.as_ref()) {
                match sites.get_mut(site) {
                    Some(members) => members.push((subject.clone(), *area)),
                    None => drop(sites.insert(site.clone(), vec![(subject.clone(), *area)])),
                }
            }
        }
        let collapsed = sheet.collapsed.sites();
        let collapsed = collapsed.filter_map(|(site, _)| Some((site.clone(), sheet.areas.get(site)?.rect()))).collect();
        Self { of: sites, collapsed }
    }

    /// Those of these objects that stand in a site, in whichever phase: where, and in which.
    pub fn among(&self, these: &HashSet<&Subject>) -> Vec<(Subject, SheetRect, SiteId)> {
        let all = self.of.iter().flat_map(|(site, members)| members.iter().map(move |member| (site, member)));
        let ours = all.filter(|(_, (subject, _))| these.contains(subject));
        ours.map(|(site, (subject, area))| (subject.clone(), area.rect(), site.clone())).collect()
    }

    /// The ground of a site around its members, whether it is collapsed or not.
    pub fn whole(&self, site: &SiteId) -> Option<SheetRect> {
        let members = self.of.get(site)?.iter().map(|(_, area)| site_area(*area));
        members.reduce(|a, b| a.union(&b)).map(|area| area.rect())
    }

    /// The areas of the sites that these leave, join or move in.
    pub fn grounds_with(&self, placed: &[Placed]) -> Vec<Ground> {
        let concerned: BTreeSet<&SiteId> =
            placed.iter().flat_map(|card| [&card.was, &card.site]).filter_map(Option::as_ref).collect();
        let moved: HashSet<&Subject> =
            placed.iter().filter(|card| card.was.is_some()).map(|card| &card.subject).collect();
        let whole = |cards: &mut dyn Iterator<Item = Area>| cards.map(site_area).reduce(|a, b| a.union(&b));
        let ground = |site: &SiteId| {
            if let Some(rect) = self.collapsed.get(site) {
                return Some(Ground { site: site.clone(), rect: *rect, is_empty: false });
            }
            let members = self.of.get(site).map_or(&[][..], Vec::as_slice);
            let stay = members.iter().filter(|(subject, _)| !moved.contains(subject)).map(|(_, area)| *area);
            let come = placed.iter().filter(|card| card.site.as_ref() == Some(site));
            let area = whole(&mut stay.chain(come.map(|card| Area::around(&card.rect))));
            let is_empty = area.is_none();
            // An empty site stays where it was.
            let left = || Some(Area::at(whole(&mut members.iter().map(|(_, area)| *area))?.pos(), EMPTY_SITE));
            area.or_else(left).map(|area| Ground { site: site.clone(), rect: area.rect(), is_empty })
        };
        concerned.into_iter().filter_map(ground).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PoolId;

    fn card(name: &str, x: i32) -> (Subject, Area) {
        (PoolId::new(name).into(), Area { x, y: 0, w: 264, h: 72 })
    }

    fn members() -> Members {
        let of = BTreeMap::from([
            (SiteId::new("paris"), vec![card("a", 0), card("b", 400)]),
            (SiteId::new("lyon"), vec![card("c", 2_000)]),
        ]);
        Members { of, ..Members::default() }
    }

    fn placed(name: &str, x: f32, was: Option<&str>, site: &str) -> Placed {
        let rect = SheetRect::new(x, 0.0, 264.0, 72.0);
        Placed { subject: PoolId::new(name).into(), rect, was: was.map(SiteId::new), site: Some(SiteId::new(site)) }
    }

    /// Left and right edges of each site concerned.
    fn edges(placed: &[Placed]) -> Vec<(String, f32, f32, bool)> {
        let grounds = members().grounds_with(placed);
        grounds.iter().map(|g| (g.site.to_string(), g.rect.min.x, g.rect.max.x, g.is_empty)).collect()
    }

    #[test]
    fn a_site_grows_and_shrinks_with_its_members() {
        assert_eq!(edges(&[placed("b", 800.0, Some("paris"), "paris")]), [("paris".into(), -36.0, 1_100.0, false)]);
        assert_eq!(
            edges(&[placed("b", 2_400.0, Some("paris"), "lyon")]),
            [("lyon".into(), 1_964.0, 2_700.0, false), ("paris".into(), -36.0, 300.0, false)]
        );
        // A copy leaves nothing.
        assert_eq!(edges(&[placed("new", 800.0, None, "paris")]), [("paris".into(), -36.0, 1_100.0, false)]);
    }

    #[test]
    fn an_empty_site_stays_where_it_was() {
        let left = edges(&[placed("c", 800.0, Some("lyon"), "paris")]);
        assert_eq!(left[0], ("lyon".into(), 1_964.0, 1_964.0 + EMPTY_SITE.0 as f32, true));
    }
}
