//! What of a phase is drawn: each card has five traits, and stays when none of them is left out.

use super::sheet::Sheet;
use super::tally::Tally;
use super::view::View;
use crate::model::*;
use crate::plan::Mark as Change;
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What can be told of a card and asked for: it has one of each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    Version(Option<Version>),
    Site(Option<SiteId>),
    Kind(CardKind),
    /// What the phase does to it.
    Change(Change),
    /// The worst that is wrong with it, with what stands inside it, or with its links.
    Finding(Option<Level>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardKind {
    Pool(PoolKind),
    SqlServer,
    FileStore,
    Gateway,
}

impl CardKind {
    fn all() -> impl Iterator<Item = Self> {
        let pools = PoolKind::ALL.iter().map(|kind| Self::Pool(*kind));
        pools.chain([Self::SqlServer, Self::FileStore, Self::Gateway])
    }
}

const CHANGES: [Change; 5] = [Change::Added, Change::Changed, Change::Emptied, Change::Removed, Change::Unchanged];

impl Trait {
    /// Every trait of the same kind, in the order of the legend.
    pub fn alternatives(&self, sites: &[SiteId]) -> Vec<Self> {
        match self {
            Self::Version(_) => Version::ALL.iter().copied().map(Some).chain([None]).map(Self::Version).collect(),
            Self::Site(_) => sites.iter().cloned().map(Some).chain([None]).map(Self::Site).collect(),
            Self::Kind(_) => CardKind::all().map(Self::Kind).collect(),
            Self::Change(_) => CHANGES.into_iter().map(Self::Change).collect(),
            Self::Finding(_) => Level::ALL.iter().rev().copied().map(Some).chain([None]).map(Self::Finding).collect(),
        }
    }
}

/// What is shown. Everything, unless something is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Cards with one of these are left out.
    pub off: BTreeSet<Trait>,
    /// Left out by hand: cards, and sites with all that stands in them.
    pub hidden: BTreeSet<Subject>,
    /// What is left out is drawn faintly instead.
    pub faded: bool,
}

impl Shown {
    pub fn is_everything(&self) -> bool {
        self.off.is_empty() && self.hidden.is_empty()
    }

    pub fn everything(&mut self) {
        self.off.clear();
        self.hidden.clear();
    }

    /// Leaves a trait out, or no longer.
    pub fn turn(&mut self, of: &Trait) {
        if !self.off.remove(of) {
            self.off.insert(of.clone());
        }
    }

    /// This trait and none of its alternatives.
    pub fn only(&mut self, of: &Trait, sites: &[SiteId]) {
        self.off.extend(of.alternatives(sites));
        self.off.remove(of);
    }

    /// Whether this trait is all that is shown of its kind.
    pub fn is_only(&self, of: &Trait, sites: &[SiteId]) -> bool {
        of.alternatives(sites).iter().all(|other| self.off.contains(other) != (other == of))
    }

    /// No alternative of this trait is left out any more.
    pub fn all_of(&mut self, of: &Trait, sites: &[SiteId]) {
        for other in of.alternatives(sites) {
            self.off.remove(&other);
        }
    }
}

impl Sheet {
    /// The sites of all phases, in the order of their ids.
    pub fn sites(&self) -> Vec<SiteId> {
        self.areas.keys().cloned().collect()
    }
}

/// How a card, a site or a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    Plainly,
    Faintly,
    Not,
}

impl Drawn {
    pub fn is_there(self) -> bool {
        self != Self::Not
    }

    pub fn is_faint(self) -> bool {
        self == Self::Faintly
    }
}

/// The cards and sites of a phase that are left out.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    all: HashSet<Subject>,
    faded: bool,
    /// Each card of the phase with its traits.
    pub cards: Vec<(Subject, [Trait; 5])>,
}

impl LeftOut {
    pub fn new(view: &View<'_>, shown: &Shown) -> Self {
        let mut out = Self { all: HashSet::default(), faded: shown.faded, cards: Vec::new() };
        let (mut filled, mut emptied) = (HashSet::default(), HashSet::default());
        let mut removed_to: HashMap<&str, Vec<&Link>> = HashMap::default();
        for link in view.removed_links() {
            removed_to.entry(link.to.id()).or_default().push(link);
        }
        let cards: Vec<&Subject> = view.sheet.all_cards().map(|(card, _)| card).collect();
        let told = cards.par_iter().filter_map(|card| Some((*card, traits(view, card, &removed_to)?)));
        for (card, traits) in told.collect::<Vec<_>>() {
            let site = match &traits[1] {
                Trait::Site(Some(site)) => Some(site),
                _ => None,
            };
            let by_hand = |subject: &Subject| shown.hidden.contains(subject);
            let hidden = by_hand(card) || site.is_some_and(|site| by_hand(&site.into()));
            if hidden || traits.iter().any(|of| shown.off.contains(of)) {
                out.all.insert(card.clone());
                emptied.extend(site.cloned());
            } else {
                filled.extend(site.cloned());
            }
            out.cards.push((card.clone(), traits));
        }
        if shown.is_everything() {
            return out;
        }
        for site in view.sheet.areas.keys() {
            let subject = Subject::from(site);
            // A site of which nothing is left goes too, unless what is asked for is wrong with the site itself.
            let level = view.tally(&subject).and_then(Tally::level);
            let asked = level.is_some() && !shown.off.contains(&Trait::Finding(level));
            let empty = emptied.contains(site) && !filled.contains(site) && !asked;
            if empty || shown.hidden.contains(&subject) || shown.off.contains(&Trait::Site(Some(site.clone()))) {
                out.all.insert(subject);
            }
        }
        out
    }

    pub fn has(&self, subject: &Subject) -> bool {
        self.all.contains(subject)
    }

    pub fn drawn(&self, subject: &Subject) -> Drawn {
        if self.all.is_empty() {
            return Drawn::Plainly;
        }
        match (self.has(subject), self.faded) {
            (false, _) => Drawn::Plainly,
            (true, true) => Drawn::Faintly,
            (true, false) => Drawn::Not,
        }
    }

    /// A line goes with its ends.
    pub fn line(&self, view: &View<'_>, link: &Link) -> Drawn {
        if self.all.is_empty() {
            return Drawn::Plainly;
        }
        let out = |end: &Subject| view.sheet.cast.card_of(end).is_some_and(|card| self.has(card));
        match (out(&link.from) || out(&link.to), self.faded) {
            (false, _) => Drawn::Plainly,
            (true, true) => Drawn::Faintly,
            (true, false) => Drawn::Not,
        }
    }
}

/// The traits of a card; `None` when the phase has no such object.
fn traits(view: &View<'_>, card: &Subject, removed_to: &HashMap<&str, Vec<&Link>>) -> Option<[Trait; 5]> {
    let cast = view.sheet.cast.cards.get(card)?;
    // The SQL Server of a Standard Edition pool stays on its card when the pool is gone.
    let left = || {
        let mut hosts = view.sheet.cast.local.iter().filter(|(_, pool)| Subject::from(*pool) == *card);
        hosts.find_map(|(host, _)| Some(Subject::from(host)).filter(|host| view.state_of(host).is_some()))
    };
    let subject = if view.state_of(card).is_some() { card.clone() } else { left()? };
    let state = view.state_of(&subject)?;
    let (kind, version) = match &subject {
        Subject::Pool(id) => {
            let pool = state.pools.get(id)?;
            (CardKind::Pool(pool.kind), pool.version)
        }
        Subject::SqlServer(_) => (CardKind::SqlServer, None),
        Subject::FileStore(_) => (CardKind::FileStore, None),
        Subject::Gateway(_) => (CardKind::Gateway, None),
        _ => return None,
    };
    let site = state.site_of(&subject).filter(|site| view.sheet.areas.contains_key(site));
    let instances = cast.rows.iter().map(|row| Subject::from(&row.instance));
    let ends: Vec<Subject> = std::iter::once(subject.clone()).chain(instances).collect();
    let mut parts: Vec<Subject> = cast.servers.iter().map(Subject::from).chain(ends[1..].iter().cloned()).collect();
    for end in &ends {
        let removed = removed_to.get(end.id()).into_iter().flatten().chain(view.removed_links_from(end));
        let links = view.links_from(end).iter().chain(view.links_to(end)).chain(removed);
        parts.extend(links.map(|link| Subject::from(&link.id)));
    }
    let change = view.mark(&subject);
    let in_part = || parts.iter().any(|part| view.mark(part).is_some()).then_some(Change::Changed);
    let change = change.or_else(in_part).unwrap_or(Change::Unchanged);
    let levels = std::iter::once(&subject).chain(&parts).filter_map(|part| view.tally(part)?.level());
    let level = levels.max();
    Some([Trait::Version(version), Trait::Site(site), Trait::Kind(kind), Trait::Change(change), Trait::Finding(level)])
}
