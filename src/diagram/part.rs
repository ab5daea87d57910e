//! A part of a sheet: some of its objects where they stand on the whole of it, by themselves or as a page among others.
//! And the sheet seen from afar: every site as one card.

use super::area::{Area, Areas};
use super::cast::{Cast, GRID, NARROW};
use super::layout::{missing, site_area};
use super::pen::*;
use super::route::{Known, Land, Wire, route};
use super::scene::*;
use super::sheet::{Lines, Pair, Sheet, row_middle, tab_room};
use super::theme::Token;
use super::view::View;
use super::ways::{Group, Ways};
use crate::model::*;
use crate::plan::{Plan, Replay, SheetPos};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The place of something on another page: its name, and the site it stands in.
const STUB: (i32, i32) = (NARROW, 2 * GRID);
/// Between two of them.
const STUB_GAP: i32 = GRID;
/// Between what is on the page and them: room for the lines.
const BEFORE_STUBS: i32 = 5 * GRID;
/// So many stand under each other, however low the page is.
const LEAST_ROWS: i32 = 12;
/// Between the cards of sites that are seen from afar: room for lines and their labels.
const AFAR_GAP: (i32, i32) = (6 * GRID, 3 * GRID);
/// How wide a sheet that is seen from afar is to its height: as paper that lies.
const AFAR_SHAPE: f64 = 1.5;

/// What lines lead to outside of a part, by the object that each stands for.
pub(super) type Stubs = BTreeMap<Subject, Area>;

impl Sheet {
    /// These objects with what stands in them and the lines between them, as they are on the whole sheet. A link brings
    /// its ends.
    pub fn only(&self, of: &BTreeSet<Subject>) -> Self {
        let mut sheet = self.kept(of);
        sheet.land = sheet.land_with(&[]);
        let is_on = |(from, to): &Pair| sheet.is_end(from) && sheet.is_end(to);
        let lines = self.ways.all().filter(|(ends, _)| is_on(ends));
        let ways = Ways::as_they_are(lines.map(|(ends, path)| (ends.clone(), path.to_vec())));
        Self { ways, part: Some(Stubs::new()), ..sheet }
    }

    /// The same as a page among others: a site reaches as far as those of its cards that are on it, and what lines lead
    /// to on other pages stands at the right with its name. Cards, areas and stubs have one place over all phases.
    pub fn page(&self, of: &BTreeSet<Subject>) -> Self {
        let mut sheet = self.kept(of);
        for (card, area) in &sheet.cards {
            let site = sheet.cast.cards.get(card).and_then(|card| card.site.as_ref());
            if let Some(site) = site.filter(|site| !of.contains(&Subject::from(*site))) {
                let around = site_area(*area);
                sheet.areas.entry(site.clone()).and_modify(|all| *all = all.union(&around)).or_insert(around);
            }
        }
        let mut lines: Vec<&Pair> = Vec::new();
        let mut away: BTreeMap<&Subject, i32> = BTreeMap::new();
        for (ends @ (from, to), _) in self.ways.all() {
            let (near, far) = match (sheet.is_end(from), sheet.is_end(to)) {
                (true, true) => {
                    lines.push(ends);
                    continue;
                }
                (true, false) => (from, to),
                (false, true) => (to, from),
                (false, false) => continue,
            };
            lines.push(ends);
            let height = sheet.area_of(near).map_or(0, |area| area.y + area.h / 2);
            away.entry(far).and_modify(|y| *y = height.min(*y)).or_insert(height);
        }
        lines.sort();
        let stubs = match sheet.bounds() {
            Some(bounds) => beside(&bounds, away),
            None => Stubs::new(),
        };
        let places: Vec<Area> = stubs.values().copied().collect();
        sheet.land = sheet.land_with(&places);
        let first = sheet.cards.len() + sheet.areas.len();
        let mut numbers = sheet.numbers();
        numbers.extend(stubs.keys().enumerate().map(|(at, subject)| (subject, first + at)));
        let wire = |ends: &Pair| {
            let number = |end| numbers.get(end).or_else(|| numbers.get(sheet.cast.card_of(end)?)).copied();
            let (from, to) = (number(&ends.0)?, number(&ends.1)?);
            let row = if to < first { row_middle(&sheet.cast, &sheet.cards, &ends.1) } else { None };
            (from != to).then_some(Wire { from, to, row })
        };
        let (ends, wires): (Vec<Pair>, Vec<Wire>) =
            lines.iter().filter_map(|ends| Some(((*ends).clone(), wire(ends)?))).unzip();
        let (routed, _) = route(&sheet.land, &wires, &self.known);
        let ways = Ways::new(vec![Group { ends: ends.into(), wires, routed }]);
        Self { ways, part: Some(stubs), ..sheet }
    }

    /// Every site as one card with its counts, and what stands in no site, in rows as they follow each other on the
    /// sheet; `None` for a plan without sites.
    pub fn from_afar(plan: &Plan, replay: &Replay, lines: &Lines) -> Option<Self> {
        let cast = Arc::new(Cast::new(replay));
        if cast.sites.is_empty() {
            return None;
        }
        let mut plan = plan.clone();
        plan.places.extend(missing(&plan, &cast));
        plan.collapsed = cast.sites.keys().cloned().collect();
        let sheet = Self::made(&plan, replay, lines, (cast.clone(), &Known::default()));
        let sites = sheet.areas.iter().map(|(site, area)| (Subject::from(site), *area));
        let mut all: Vec<(Subject, Area)> = sites.chain(sheet.cards.clone()).collect();
        all.sort_by(|(a, first), (b, second)| (first.y, first.x, a).cmp(&(second.y, second.x, b)));
        let most = |of: fn(&Area) -> i32| all.iter().map(|(_, area)| of(area)).max().unwrap_or_default();
        let (wide, high) = (most(|area| area.w) + AFAR_GAP.0, most(|area| area.h) + AFAR_GAP.1);
        let columns =
            (all.len() as f64 * AFAR_SHAPE * f64::from(high) / f64::from(wide)).sqrt().round().max(1.0) as usize;
        let by = |(at, (subject, area)): (usize, (Subject, Area))| {
            let (column, row) = ((at % columns) as i32, (at / columns) as i32);
            (subject, (column * wide - area.x, row * high - area.y))
        };
        let by: BTreeMap<Subject, (i32, i32)> = all.into_iter().enumerate().map(by).collect();
        let places = plan.places.iter().filter_map(|(subject, pos)| {
            let site = cast.cards.get(subject).and_then(|card| card.site.as_ref());
            let (dx, dy) = by.get(&site.map_or_else(|| subject.clone(), Subject::from))?;
            Some((subject.clone(), SheetPos { x: pos.x + dx, y: pos.y + dy }))
        });
        plan.places = places.collect();
        Some(Self::made(&plan, replay, lines, (cast, &sheet.known)))
    }

    /// What is not these objects is left away; lines and land are still to be made.
    fn kept(&self, of: &BTreeSet<Subject>) -> Self {
        let mut of = of.clone();
        let of_links = of.iter().filter_map(|subject| if let Subject::Link(id) = subject { Some(id) } else { None });
        let links = of_links.flat_map(|id| self.states.iter().filter_map(move |state| state.links.get(id)));
        let ends: Vec<Subject> = links.flat_map(|link| [link.from.clone(), link.to.clone()]).collect();
        of.extend(ends);
        for (host, pool) in &self.cast.local {
            if of.contains(&Subject::from(host)) {
                of.insert(pool.into());
            }
        }
        let has = |card: &Subject| {
            let cast = self.cast.cards.get(card);
            let inside = |cast: &super::cast::Card| {
                cast.site.as_ref().is_some_and(|site| of.contains(&Subject::from(site)))
                    || cast.servers.iter().any(|server| of.contains(&Subject::from(server)))
                    || cast.rows.iter().any(|row| of.contains(&Subject::from(&row.instance)))
            };
            of.contains(card) || cast.is_some_and(inside)
        };
        let cards = self.cards.iter().filter(|(card, _)| has(card)).map(|(card, area)| (card.clone(), *area)).collect();
        // What stands in a collapsed site is shown by its card, which tells all that is in it.
        let around: BTreeSet<&Subject> =
            self.hidden.keys().filter(|card| has(card)).filter_map(|card| self.collapsed.around(card)).collect();
        let is_on = |site: &Subject| of.contains(site) || around.contains(site);
        let areas = self.areas.iter().filter(|(site, _)| is_on(&Subject::from(*site)));
        let areas = areas.map(|(site, area)| (site.clone(), *area)).collect();
        let hidden = self.hidden.iter().filter(|(card, _)| self.collapsed.around(card).is_some_and(is_on));
        let hidden = hidden.map(|(card, area)| (card.clone(), *area)).collect();
        Self { cards, hidden, areas, ..self.bare() }
    }

    fn land_with(&self, stubs: &[Area]) -> Land {
        let rooms = self.areas.iter().map(|(site, area)| tab_room(area, self.collapsed.has(&site.into())));
        let obstacles = Areas::new(self.cards.values().copied().chain(rooms).chain(stubs.iter().copied()));
        Land::new(obstacles, Areas::new(self.areas.values().copied()))
    }

    /// The card that a line ends at, or the card of the collapsed site.
    fn area_of(&self, end: &Subject) -> Option<&Area> {
        match end {
            Subject::Site(site) => self.areas.get(site),
            other => self.cards.get(self.cast.card_of(other)?),
        }
    }

    fn is_end(&self, end: &Subject) -> bool {
        self.area_of(end).is_some()
    }

    /// Whether a link joins what is on this sheet, or leads from it to what has a place at its edge.
    pub(super) fn joins(&self, link: &Link) -> bool {
        let Some(stubs) = &self.part else { return true };
        let is_on = |end: &Subject| {
            let end = self.end_of(end);
            self.is_end(end) || stubs.contains_key(end)
        };
        is_on(&link.from) && is_on(&link.to)
    }
}

/// Places at the right of a page, each as near to the height of where its line begins as there is room.
fn beside(page: &Area, away: BTreeMap<&Subject, i32>) -> Stubs {
    let mut order: Vec<(i32, &Subject)> = away.into_iter().map(|(subject, y)| (y, subject)).collect();
    order.sort();
    let pitch = STUB.1 + STUB_GAP;
    let rows = (page.h / pitch).max(LEAST_ROWS) as usize;
    let on_grid = |at: i32| (at + GRID - 1).div_euclid(GRID) * GRID;
    let (left, top) = (on_grid(page.right() + BEFORE_STUBS - GRID), on_grid(page.y));
    let mut stubs = Stubs::new();
    for (column, some) in order.chunks(rows).enumerate() {
        let x = left + column as i32 * (STUB.0 + BEFORE_STUBS);
        let mut next = top;
        for (at, (y, subject)) in some.iter().enumerate() {
            // Those below need their room as well.
            let last = top + (rows - (some.len() - at)) as i32 * pitch;
            let place = on_grid(y - STUB.1 / 2).clamp(next, last.max(next));
            stubs.insert((*subject).clone(), Area { x, y: place, w: STUB.0, h: STUB.1 });
            next = place + pitch;
        }
    }
    stubs
}

/// Draws what the lines of this stage lead to on other pages.
pub(super) fn stubs(view: &View<'_>, pen: &mut Pen<'_>, boxes: &mut Vec<ObjectBox>, connectors: &[Connector]) {
    let Some(stubs) = &view.sheet.part else { return };
    let ends: BTreeSet<&Subject> = connectors.iter().flat_map(|line| [&line.ends.0, &line.ends.1]).collect();
    for (subject, area) in stubs.iter().filter(|(subject, _)| ends.contains(subject)) {
        let rect = area.rect();
        let card = view.sheet.cast.card_of(subject).unwrap_or(subject);
        let site = view.state_of(card).and_then(|state| state.site_of(card)).map(|site| view.label(&site.into()));
        let name = view.label(subject);
        let outline = Stroke { token: Token::Line, width: 1.0, dashed: true };
        pen.on(Layer::Card, Some(subject)).rect(rect, CARD_RADIUS, Some(Token::Chip), Some(outline));
        let (left, room) = (rect.min.x + 12.0, rect.width() - 24.0);
        let strong = Ink::new(TITLE, Weight::SemiBold, Token::Text);
        let title = pen.fonts.cut_middle(&name, strong.size, strong.weight, room);
        let first = if site.is_some() { rect.min.y + 20.0 } else { baseline(&rect, strong.size) };
        pen.from(NEAR).text(left, first, title, strong);
        if let Some(site) = &site {
            let quiet = Ink::new(SMALL, Weight::Regular, Token::Muted);
            let text = pen.fonts.cut_middle(site, quiet.size, quiet.weight, room);
            pen.from(NEAR).text(left, rect.min.y + 38.0, text, quiet);
        }
        let large = Ink::new(MID_TITLE, Weight::SemiBold, Token::Text);
        let title = pen.fonts.cut_middle(super::view::host_part(&name), large.size, large.weight, room);
        pen.zoom(FAR, NEAR).text(left, baseline(&rect, large.size), title, large);
        let description = match site {
            Some(site) => view.say.message(&crate::message!("diagram-elsewhere-in", site = site)),
            None => view.say.message(&crate::message!("diagram-elsewhere")),
        };
        let label = view.say.the(subject, &name);
        boxes.push(ObjectBox { subject: subject.clone(), rect, parent: None, label, description });
    }
}
