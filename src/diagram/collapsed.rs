//! Sites that are drawn as one card: which, what stands in them, and how large the card is.

use super::cast::{CHIP_ROW, Cast, FOOT, HEADER, WIDE};
use crate::model::*;
use crate::plan::{Plan, Replay};
use foldhash::HashMap;
use std::collections::{BTreeMap, BTreeSet};

/// How far the card behind a summary looks out from under it.
pub(super) const BEHIND: i32 = 6;

/// Collapsed sites, and what stands in them in whichever phase.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collapsed {
    /// Each as the object that it is.
    sites: BTreeMap<SiteId, Subject>,
    /// Cards and what they show, by the site that is drawn in their place.
    inside: HashMap<Subject, SiteId>,
}

impl Collapsed {
    pub(super) fn new(plan: &Plan, cast: &Cast) -> Self {
        let mut all = Self::default();
        let there = plan.collapsed.iter().filter(|site| cast.sites.contains_key(*site));
        all.sites = there.map(|site| (site.clone(), site.into())).collect();
        if all.sites.is_empty() {
            return all;
        }
        for (subject, card) in &cast.cards {
            let Some(site) = card.site.as_ref().filter(|site| all.sites.contains_key(*site)) else { continue };
            let servers = card.servers.iter().map(Subject::from);
            let parts = servers.chain(card.rows.iter().map(|row| (&row.instance).into()));
            all.inside.extend(parts.chain([subject.clone()]).map(|part| (part, site.clone())));
        }
        for (host, pool) in &cast.local {
            if let Some(site) = all.inside.get(&Subject::from(pool)).cloned() {
                all.inside.insert(host.into(), site);
            }
        }
        all
    }

    /// Whether this is a site that is drawn as one card.
    pub fn has(&self, subject: &Subject) -> bool {
        matches!(subject, Subject::Site(site) if self.sites.contains_key(site))
    }

    /// The site that is drawn in place of an object.
    pub fn around(&self, subject: &Subject) -> Option<&Subject> {
        if self.sites.is_empty() { None } else { self.sites.get(self.inside.get(subject)?) }
    }

    /// Every collapsed site.
    pub fn sites(&self) -> impl Iterator<Item = (&SiteId, &Subject)> {
        self.sites.iter()
    }

    /// How large the card of each site is: for all that it tells in any phase.
    pub(super) fn sizes(&self, cast: &Cast, replay: &Replay) -> BTreeMap<&SiteId, (i32, i32)> {
        let mut versions: BTreeMap<&SiteId, BTreeSet<Version>> = BTreeMap::new();
        let mut others: BTreeSet<&SiteId> = BTreeSet::new();
        let mut before: Option<&Topology> = None;
        for state in replay.states.iter().filter(|_| !self.sites.is_empty()) {
            if before.is_none_or(|before| !before.pools.ptr_eq(&state.pools)) {
                for pool in state.pools.values() {
                    match (self.inside.get(&Subject::from(&pool.id)), pool.version) {
                        (Some(site), Some(version)) => drop(versions.entry(site).or_default().insert(version)),
                        (Some(site), None) => drop(others.insert(site)),
                        (None, _) => {}
                    }
                }
            }
            before = Some(state);
        }
        let cards = cast.cards.iter().filter(|(card, _)| !matches!(card, Subject::Pool(_)));
        others.extend(cards.filter_map(|(card, _)| self.inside.get(card)));
        let changes = usize::from(replay.states.len() > 1);
        let size = |site: &SiteId| {
            let rows = versions.get(site).map_or(0, BTreeSet::len) + usize::from(others.contains(site)) + changes;
            (WIDE, HEADER + rows as i32 * CHIP_ROW + FOOT + BEHIND)
        };
        self.sites.keys().map(|site| (site, size(site))).collect()
    }
}
