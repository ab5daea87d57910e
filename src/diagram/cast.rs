//! Who is on the sheet, over all phases, and how large each card is.
//!
//! Sizes depend on what an object has in any phase and not on the language, so that showing another phase
//! moves nothing. What belongs to one phase only is the scene's business.

use crate::model::*;
use crate::plan::Replay;
use imbl::ordmap::DiffItem;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The distance of the grid's dots, in sheet units. Automatic places lie on it.
pub const GRID: i32 = 24;

/// The step that a hand moves objects by; a third of the grid.
pub const SNAP: i32 = 8;

/// Cards of pools that home users, and of SQL servers.
pub(super) const WIDE: i32 = 15 * GRID;
/// All other cards.
pub(super) const NARROW: i32 = 11 * GRID;
/// Glyph, name and second line.
pub(super) const HEADER: i32 = 56;
/// A row of chips with the space under it.
pub(super) const CHIP_ROW: i32 = 24;
/// The least height of a SQL instance's row.
pub(super) const INSTANCE_ROW: i32 = 28;
/// Under the last row of a card.
pub(super) const FOOT: i32 = 8;
/// Servers that a card names; with more, the last chip counts the rest.
pub(super) const SERVERS_NAMED: usize = 6;

/// Everything drawn as a card or as an area, over all phases.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub sites: BTreeMap<SiteId, SiteCast>,
    pub cards: BTreeMap<Subject, Card>,
    /// The card that shows a SQL instance: its host's, or its Standard Edition pool's.
    pub shown_on: BTreeMap<SqlInstanceId, Subject>,
    /// SQL Server hosts that are rows in the card of a Standard Edition pool.
    pub local: BTreeMap<SqlServerId, PoolId>,
    /// Every link there is at some time, as the ends it joins then. A link that moves is here twice.
    pub links: BTreeSet<(LinkKind, Usage, Subject, Subject)>,
}

#[derive(Debug)]
pub(super) struct SiteCast {
    pub kind: SiteKind,
    pub name: Text,
    pub parent: Option<SiteId>,
}

/// What decides a card's size and where a layout puts it.
#[derive(Debug, Default)]
pub(super) struct Card {
    pub kind: Option<PoolKind>,
    pub version: Option<Version>,
    pub site: Option<SiteId>,
    pub name: Text,
    pub servers: BTreeSet<ServerId>,
    /// One per SQL instance, in the order of their ids.
    pub rows: Vec<Row>,
    /// Links and roles told by chips, counted over all phases.
    pub chips: BTreeSet<ChipKey>,
    pub width: i32,
    pub height: i32,
}

/// One SQL instance in a card.
#[derive(Debug)]
pub(super) struct Row {
    pub instance: SqlInstanceId,
    /// From the card's top.
    pub top: i32,
    pub height: i32,
}

/// What a chip on a card stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ChipKey {
    /// The pool hosts the active Central Management store.
    Cms,
    /// A site's federated traffic leaves here.
    Federation,
    /// The Mediation role is collocated.
    Mediation,
    /// A link that is no line by default, and its other end.
    Link(LinkKind, Subject),
}

impl ChipKey {
    /// The chip for a link on the card it starts at; `None` for links that are lines or rows.
    pub fn of(kind: LinkKind, to: &Subject) -> Option<Self> {
        (!is_line(kind)).then(|| Self::Link(kind, to.clone()))
    }
}

/// Whether a link is drawn as a line unless asked otherwise: stores, next hop, pairing and stand-by registrars.
/// The others would be hundreds of lines into one Edge.
pub fn is_line(kind: LinkKind) -> bool {
    kind.store().is_some()
        || matches!(kind, LinkKind::NextHop | LinkKind::Pairing | LinkKind::BackupRegistrar | LinkKind::UserServices)
}

/// How many chips stand side by side in a card of this width.
pub(super) fn chip_columns(width: i32) -> usize {
    if width >= WIDE { 3 } else { 2 }
}

/// A site without members.
pub(super) const EMPTY_SITE: (i32, i32) = (16 * GRID, 9 * GRID);

/// Facts gathered while walking the states.
#[derive(Default)]
struct Gathered {
    standard: BTreeMap<String, PoolId>,
    hosts: BTreeMap<SqlServerId, String>,
    servers: BTreeMap<PoolId, BTreeSet<ServerId>>,
    instances: BTreeMap<SqlServerId, BTreeSet<SqlInstanceId>>,
    stores: BTreeMap<SqlInstanceId, BTreeSet<(Usage, StoreKind)>>,
    chips: BTreeMap<PoolId, BTreeSet<ChipKey>>,
}

/// Calls `see` with each object of `after` that is new or other than in `before`.
macro_rules! each_new {
    ($before:expr, $after:expr, $map:ident, $see:expr) => {
        match $before {
            None => $after.$map.values().for_each($see),
            Some(before) if before.$map.ptr_eq(&$after.$map) => {}
            Some(before) => {
                for item in before.$map.diff(&$after.$map) {
                    match item {
                        DiffItem::Add(_, object) | DiffItem::Update { new: (_, object), .. } => ($see)(object),
                        DiffItem::Remove(..) => {}
                    }
                }
            }
        }
    };
}

impl Cast {
    pub fn new(replay: &Replay) -> Self {
        let mut cast = Self::default();
        let mut gathered = Gathered::default();
        let mut before = None;
        for state in &replay.states {
            cast.see(before, state, &mut gathered);
            before = Some(state);
        }
        cast.finish(gathered);
        cast
    }

    fn see(&mut self, before: Option<&Topology>, after: &Topology, out: &mut Gathered) {
        let name = |text: &Option<Text>, id: &str| text.clone().unwrap_or_else(|| Arc::from(id));
        each_new!(before, after, sites, |o: &Arc<Site>| {
            self.sites.entry(o.id.clone()).or_insert_with(|| SiteCast {
                kind: o.kind,
                name: name(&o.name, o.id.as_str()),
                parent: o.parent.clone(),
            });
            if let Some(Route::Through(pool)) = &o.federation_route {
                out.chips.entry(pool.clone()).or_default().insert(ChipKey::Federation);
            }
        });
        each_new!(before, after, pools, |o: &Arc<Pool>| {
            let card = self.cards.entry((&o.id).into()).or_insert_with(|| Card {
                kind: Some(o.kind),
                name: name(&o.fqdn, o.id.as_str()),
                ..Card::default()
            });
            card.version = card.version.or(o.version);
            card.site = card.site.take().or_else(|| o.site.clone());
            if let (Some(Edition::Standard), Some(fqdn)) = (o.edition, &o.fqdn) {
                out.standard.insert(fqdn.to_lowercase(), o.id.clone());
            }
            if o.mediation == Some(MediationMode::Collocated) {
                out.chips.entry(o.id.clone()).or_default().insert(ChipKey::Mediation);
            }
        });
        each_new!(before, after, servers, |o: &Arc<Server>| {
            out.servers.entry(o.pool.clone()).or_default().insert(o.id.clone());
        });
        each_new!(before, after, sql_servers, |o: &Arc<SqlServer>| {
            let card = self.cards.entry((&o.id).into()).or_default();
            if card.name.is_empty() {
                card.name = name(&o.fqdn, o.id.as_str());
            }
            card.site = card.site.take().or_else(|| o.site.clone());
            if let Some(fqdn) = &o.fqdn {
                out.hosts.insert(o.id.clone(), fqdn.to_lowercase());
            }
        });
        each_new!(before, after, sql_instances, |o: &Arc<SqlInstance>| {
            out.instances.entry(o.server.clone()).or_default().insert(o.id.clone());
            let idle = o.idle_stores.iter().flatten().map(|store| (Usage::Default, *store));
            out.stores.entry(o.id.clone()).or_default().extend(idle);
        });
        each_new!(before, after, file_stores, |o: &Arc<FileStore>| {
            let card = self.cards.entry((&o.id).into()).or_default();
            if card.name.is_empty() {
                card.name = name(&o.host, o.id.as_str());
            }
            card.site = card.site.take().or_else(|| o.site.clone());
        });
        each_new!(before, after, gateways, |o: &Arc<Gateway>| {
            let card = self.cards.entry((&o.id).into()).or_default();
            if card.name.is_empty() {
                card.name = name(&o.fqdn, o.id.as_str());
            }
            card.site = card.site.take().or_else(|| o.site.clone());
        });
        each_new!(before, after, links, |o: &Arc<Link>| {
            self.links.insert((o.kind, o.usage, o.from.clone(), o.to.clone()));
            if let (Some(store), Subject::SqlInstance(id)) = (o.kind.store(), &o.to) {
                out.stores.entry(id.clone()).or_default().insert((o.usage, store));
            }
        });
        if let Some(pool) = &after.deployment.cms {
            out.chips.entry(pool.clone()).or_default().insert(ChipKey::Cms);
        }
    }

    fn finish(&mut self, mut gathered: Gathered) {
        for (host, fqdn) in &gathered.hosts {
            if let Some(pool) = gathered.standard.get(fqdn) {
                self.local.insert(host.clone(), pool.clone());
                self.cards.remove(&Subject::from(host));
            }
        }
        for (kind, _, from, to) in &self.links {
            if let (Some(chip), Some(card)) = (ChipKey::of(*kind, to), self.cards.get_mut(from)) {
                card.chips.insert(chip);
            }
        }
        for (pool, chips) in gathered.chips {
            if let Some(card) = self.cards.get_mut(&Subject::from(pool)) {
                card.chips.extend(chips);
            }
        }
        for (host, instances) in gathered.instances {
            let shown: Subject = self.local.get(&host).map_or_else(|| (&host).into(), Subject::from);
            let Some(card) = self.cards.get_mut(&shown) else { continue };
            for instance in instances {
                let stores = gathered.stores.remove(&instance).map_or(0, |stores| row_chips(&stores));
                let lines = stores.div_ceil(3).max(1) as i32;
                let height = INSTANCE_ROW + (lines - 1) * CHIP_ROW;
                self.shown_on.insert(instance.clone(), shown.clone());
                card.rows.push(Row { instance, top: 0, height });
            }
        }
        for (subject, card) in &mut self.cards {
            if let Subject::Pool(pool) = subject {
                card.servers = gathered.servers.remove(pool).unwrap_or_default();
            }
            card.lay_out(subject);
        }
        // A site that is not there (any more) is no site.
        for card in self.cards.values_mut() {
            card.site = card.site.take().filter(|site| self.sites.contains_key(site));
        }
    }

    /// The card that shows the end of a link.
    pub fn card_of<'a>(&'a self, end: &'a Subject) -> Option<&'a Subject> {
        match end {
            Subject::SqlInstance(instance) => self.shown_on.get(instance),
            other => self.cards.contains_key(other).then_some(other),
        }
    }
}

/// Chips in an instance's row: one per store, and one per role in a mirror (`mirror`, `witness`).
fn row_chips(stores: &BTreeSet<(Usage, StoreKind)>) -> usize {
    let own = stores.iter().filter(|(usage, _)| *usage == Usage::Default).count();
    let copies: BTreeSet<_> = stores.iter().map(|(usage, _)| usage).filter(|usage| **usage != Usage::Default).collect();
    own + copies.len()
}

impl Card {
    /// Gives the card its size and its rows their places.
    fn lay_out(&mut self, subject: &Subject) {
        let wide = matches!(subject, Subject::SqlServer(_))
            || self.kind.is_some_and(PoolKind::homes_users)
            || !self.rows.is_empty();
        self.width = if wide { WIDE } else { NARROW };
        let columns = chip_columns(self.width);
        let mut y = HEADER + self.server_rows() as i32 * CHIP_ROW;
        for row in &mut self.rows {
            row.top = y;
            y += row.height;
        }
        y += self.chips.len().div_ceil(columns) as i32 * CHIP_ROW;
        if y > HEADER {
            y += FOOT;
        }
        self.height = y.div_euclid(GRID) * GRID + if y % GRID == 0 { 0 } else { GRID };
    }

    /// Rows of server chips. A pool of one server needs none: the second line says it.
    pub fn server_rows(&self) -> usize {
        match self.servers.len() {
            0 | 1 => 0,
            n => n.min(SERVERS_NAMED).div_ceil(chip_columns(self.width)),
        }
    }

    /// Where the chips for links and roles begin, from the card's top.
    pub fn chips_top(&self) -> i32 {
        match self.rows.last() {
            Some(row) => row.top + row.height,
            None => HEADER + self.server_rows() as i32 * CHIP_ROW,
        }
    }
}
