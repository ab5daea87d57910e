//! What a plan is split into that could not be read on one sheet of its paper: an overview of its sites, then a page for
//! each of them, and for what stands in none. Several where one is too large.

use super::Handout;
use super::page::{Room, SHARPER};
use crate::diagram::*;
use crate::message;
use crate::model::{SiteId, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// The least size of a card's name on paper, in points: about that of a footnote, which is read without a glass.
const LEAST_NAME: f32 = 6.0;
/// Points to the page unit.
const POINTS: f32 = 0.75;
/// What a site's ground and title, and the names of what its lines lead to, take of a page.
const AROUND: (f32, f32) = (528.0, 144.0);
/// From one try to the next, and at most: a card with dozens of lines to elsewhere is larger than a page.
const CLOSER: f32 = 1.25;
const MOST_CLOSER: f32 = 2.0;
/// However small the paper, a page reaches so much further than its widest card.
const LEAST_STEP: (f32, f32) = (320.0, 120.0);

/// A page that every stage has.
pub(super) struct Part {
    /// What is on it.
    pub name: String,
    pub sheet: Sheet,
}

/// The parts of a plan, the overview first; none when all of it can be read on one page.
pub(super) fn split(handout: &Handout<'_>, sheet: &Sheet, room: Room) -> Vec<Part> {
    // On a page that shows this much, a card's name is as large as it gets.
    let afar = LEAST_NAME / (POINTS * NAME_FROM_AFAR);
    if room.scale >= afar {
        return Vec::new();
    }
    let lang = handout.lang;
    let mut parts = Vec::new();
    let mut add = |name: &str, pages: Vec<Sheet>| {
        let count = pages.len();
        for (number, sheet) in pages.into_iter().enumerate() {
            let name = if count > 1 { format!("{name} ({}/{count})", number + 1) } else { name.to_owned() };
            parts.push(Part { name, sheet });
        }
    };
    let sites = Sheet::from_afar(handout.plan, handout.replay, &Lines::default());
    let overview = sites.as_ref().unwrap_or(sheet);
    let all: Vec<(Subject, SheetRect)> = overview.places().collect();
    let whole = overview.page(&all.iter().map(|(subject, _)| subject.clone()).collect());
    // A plan without sites is its own overview, however small.
    let fits = sites.is_none() || room.scale_of(&whole.extent()) >= afar;
    let pages = if fits { vec![whole] } else { tiled(overview, &all, room, afar) };
    add(&lang.say(&message!("export-overview")), pages);

    let mut members: BTreeMap<Option<&SiteId>, Vec<(Subject, SheetRect)>> = BTreeMap::new();
    for (subject, rect) in sheet.places().filter(|(subject, _)| !matches!(subject, Subject::Site(_))) {
        members.entry(sheet.site_of(&subject)).or_default().push((subject, rect));
    }
    let mut order: Vec<_> = members.into_iter().collect();
    // As they stand on the sheet, row by row; what stands in no site last.
    let corner = |site: Option<&SiteId>| site.and_then(|site| sheet.rect_of(&site.into())).map(|rect| rect.min);
    order.sort_by(|(a, _), (b, _)| {
        let (first, second) = (corner(*a).unwrap_or_default(), corner(*b).unwrap_or_default());
        (a.is_none().cmp(&b.is_none())).then(first.y.total_cmp(&second.y)).then(first.x.total_cmp(&second.x))
    });
    // A page of its own is for reading rows and chips as well.
    let near = (LEAST_NAME / (POINTS * NAME)).max(ROWS_FROM / SHARPER);
    for (site, cards) in order {
        let subject = site.map(Subject::from);
        let name = match &subject {
            Some(site) => handout.plan.label(site),
            None => lang.say(&message!("diagram-no-site")),
        };
        let whole: BTreeSet<Subject> = match subject {
            Some(site) => BTreeSet::from([site]),
            None => cards.iter().map(|(card, _)| card.clone()).collect(),
        };
        let page = sheet.page(&whole);
        let fits = room.scale_of(&page.extent()) >= near;
        add(&name, if fits { vec![page] } else { tiled(sheet, &cards, room, near) });
    }
    parts
}

impl Room {
    fn scale_of(&self, bounds: &SheetRect) -> f32 {
        (self.width / bounds.width().max(1.0)).min(self.height / bounds.height().max(1.0))
    }
}

/// As many pages as it takes to read these cards at this scale. What lines lead to takes room that is not known before.
fn tiled(sheet: &Sheet, cards: &[(Subject, SheetRect)], room: Room, scale: f32) -> Vec<Sheet> {
    let mut closer = scale;
    loop {
        let pages: Vec<Sheet> = tiles(cards, room, closer).iter().map(|of| sheet.page(of)).collect();
        let fits = pages.iter().all(|page| room.scale_of(&page.extent()) >= scale);
        if fits || closer > MOST_CLOSER * scale {
            return pages;
        }
        closer *= CLOSER;
    }
}

/// Cards by the part of the sheet that they begin in, in parts of one size, each as large as a page can be at this scale.
fn tiles(cards: &[(Subject, SheetRect)], room: Room, scale: f32) -> Vec<BTreeSet<Subject>> {
    let Some(whole) = cards.iter().map(|(_, rect)| *rect).reduce(|a, b| a.union(&b)) else { return Vec::new() };
    let most = |of: fn(&SheetRect) -> f32| cards.iter().map(|(_, rect)| of(rect)).fold(0.0, f32::max);
    let (wide, high) = (most(SheetRect::width), most(SheetRect::height));
    let step = |room: f32, around: f32, card: f32, least: f32| (room / scale - around - card).max(least);
    let longest = (
        step(room.width, AROUND.0, wide, LEAST_STEP.0), //
        step(room.height, AROUND.1, high, LEAST_STEP.1),
    );
    // Where the last card begins.
    let reach = (whole.width() - wide, whole.height() - high);
    let pieces = |reach: f32, longest: f32| (reach.max(0.0) / longest).floor() + 1.0;
    let (columns, rows) = (pieces(reach.0, longest.0), pieces(reach.1, longest.1));
    let number = |from: f32, reach: f32, pieces: f32| {
        let part = if reach > 0.0 { from / reach * pieces } else { 0.0 };
        part.clamp(0.0, pieces - 1.0) as u32
    };
    let mut tiles: BTreeMap<(u32, u32), BTreeSet<Subject>> = BTreeMap::new();
    for (subject, rect) in cards {
        let row = number(rect.min.y - whole.min.y, reach.1, rows);
        let column = number(rect.min.x - whole.min.x, reach.0, columns);
        tiles.entry((row, column)).or_default().insert(subject.clone());
    }
    tiles.into_values().collect()
}
