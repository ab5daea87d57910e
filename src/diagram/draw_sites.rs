//! Sites: areas with a title tab, the perimeter, and the sum of what is wrong inside.

use super::area::Area;
use super::crowd::{Crowd, MID_SCALE, Sum};
use super::draw_badges::{badge, badge_width, lock};
use super::draw_cards::object_box;
use super::draw_summary::{Inside, summary};
use super::pen::*;
use super::say::{Counted, joined};
use super::scene::*;
use super::sheet::TAB;
use super::tally::Tally;
use super::theme::Token;
use super::view::View;
use crate::model::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Corners of areas.
const RADIUS: f32 = 10.0;

/// Inside a title tab.
const INSET: f32 = 12.0;

/// Pools and servers of a site in the shown phase.
#[derive(Default)]
struct Counts {
    pools: u64,
    servers: u64,
}

/// What is told about one site.
struct Numbers<'a> {
    counts: Option<&'a Counts>,
    sum: Option<&'a Tally<'a>>,
    edges: &'a [Area],
}

pub(super) fn sites(view: &View<'_>, pen: &mut Pen<'_>, boxes: &mut Vec<ObjectBox>) {
    let mut counts: BTreeMap<&SiteId, Counts> = BTreeMap::new();
    for pool in view.after.pools.values() {
        if let Some(site) = &pool.site {
            let counts = counts.entry(site).or_default();
            counts.pools += 1;
            counts.servers += view.servers_staying(&pool.id) as u64;
        }
    }
    let sums = view.tallies.sums(|subject| view.state_of(subject).and_then(|state| state.site_of(subject)));
    let edges = edges(view);
    let insides = Inside::by_site(view);
    let mut areas: Vec<(&SiteId, &Area)> = view.sheet.areas.iter().collect();
    let mut crowd = Crowd::of_cards(view, pen);
    // The larger behind, so that a site that lies on another is seen.
    areas.sort_by_key(|(id, area)| (std::cmp::Reverse(i64::from(area.w) * i64::from(area.h)), *id));
    for (id, area) in areas {
        let subject = Subject::from(id);
        let Some(site) = view.state_of(&subject).and_then(|state| state.sites.get(id)) else { continue };
        let drawn = view.left_out.drawn(&subject);
        if !drawn.is_there() {
            continue;
        }
        pen.faded = drawn.is_faint();
        if let Some(inside) = insides.get(&subject) {
            summary(view, (pen, &mut crowd), boxes, (site, inside), area);
            continue;
        }
        let edges = edges.get(id).map_or(&[][..], Vec::as_slice);
        let numbers = Numbers { counts: counts.get(id), sum: sums.get(id), edges };
        one(view, (pen, &mut crowd), boxes, site, area, &numbers);
    }
    crowd.draw(pen);
}

fn one(
    view: &View<'_>,
    (pen, crowd): (&mut Pen<'_>, &mut Crowd),
    boxes: &mut Vec<ObjectBox>,
    site: &Site,
    area: &Area,
    numbers: &Numbers<'_>,
) {
    let subject = Subject::from(&site.id);
    let rect = area.rect();
    let removed = view.removed(&subject);
    let outline = outline(site.kind);
    let mut parts: Vec<Arc<str>> = kind(view, site.kind).into_iter().collect();
    match numbers.counts {
        Some(counts) => {
            parts.push(view.say.count(Counted::Pools, counts.pools));
            parts.push(view.say.count(Counted::Servers, counts.servers));
        }
        None => parts.push(view.say.word("diagram-site", "empty")),
    }
    let name = view.label(&subject);
    boxes.push(object_box(view, &subject, rect, None, &name, &parts));

    let ground = RectMark { rect, radius: RADIUS, fill: Some(Token::Site), stroke: Some(outline), hatch: removed };
    pen.on(Layer::Site, Some(&subject)).mark(Mark::Rect(ground));
    perimeter(view, pen, numbers.edges, area);

    if view.is_pinned(&subject) {
        lock(pen, &subject, rect.max.x - 4.0, rect.max.y - 4.0);
    }
    // The title tab: from where it can be read; before that the name stands large in the area.
    let badges = numbers.sum.filter(|tally| !tally.shapes().is_empty()).map(|tally| (tally, badge_width(tally)));
    let badge_room = badges.as_ref().map_or(0.0, |(_, width)| width + 12.0);
    let ink = Ink::new(TITLE, Weight::SemiBold, Token::Text).struck(removed);
    let room = rect.width() - 16.0 - 2.0 * INSET - badge_room;
    let title = pen.fonts.cut_middle(&name, TITLE, Weight::SemiBold, room);
    let wide = pen.fonts.width(&title, TITLE, Weight::SemiBold);
    let rest = pen.fonts.cut_end(&joined(&parts), SMALL, Weight::Regular, (room - wide - 12.0).max(0.0));
    let rest_width = pen.fonts.width(&rest, SMALL, Weight::Regular);
    let length = INSET + wide + 12.0 + rest_width + INSET + badge_room;
    let tab = SheetRect::new(rect.min.x + 8.0, rect.min.y + 8.0, length, TAB as f32);
    pen.on(Layer::Site, Some(&subject)).from(NEAR).rect(tab, CARD_RADIUS, Some(Token::Chip), None);
    pen.from(NEAR).text(tab.min.x + INSET, baseline(&tab, TITLE), title, ink);
    if rest.chars().count() > 1 {
        let muted = Ink::new(SMALL, Weight::Regular, Token::Muted);
        // On the base line of the name beside it.
        pen.from(NEAR).text(tab.min.x + INSET + wide + 12.0, baseline(&tab, TITLE), rest, muted);
    }
    if let Some((tally, width)) = badges {
        let pill = SheetRect::new(tab.max.x - width - 8.0, tab.center().y - 10.0, width, 20.0);
        badge(pen.on(Layer::Badge, Some(&subject)).from(NEAR), pill, tally);
    }
    from_far(view, (pen, crowd), &subject, rect, badges.map(|(tally, _)| tally));
}

pub(super) fn outline(kind: SiteKind) -> Stroke {
    match kind {
        SiteKind::Central => stroke(Token::Line, 1.5),
        SiteKind::Branch => stroke(Token::Line, 1.0),
        SiteKind::Legacy => Stroke { token: Token::Line, width: 1.0, dashed: true },
    }
}

/// What sort of site it is, where that is worth a word.
pub(super) fn kind(view: &View<'_>, kind: SiteKind) -> Option<Arc<str>> {
    match kind {
        SiteKind::Central => None,
        SiteKind::Branch => Some(view.say.word("diagram-site", "branch")),
        SiteKind::Legacy => Some(view.say.word("diagram-site", "legacy")),
    }
}

/// The name and the sum of what is inside, where nothing else of a site can be read.
pub(super) fn from_far(
    view: &View<'_>,
    (pen, crowd): (&mut Pen<'_>, &mut Crowd),
    subject: &Subject,
    rect: SheetRect,
    tally: Option<&Tally<'_>>,
) {
    let (name, removed) = (view.label(subject), view.removed(subject));
    let far = Ink::new(FAR_TITLE, Weight::SemiBold, Token::Text).struck(removed);
    let large = pen.fonts.cut_middle(&name, FAR_TITLE, Weight::SemiBold, rect.width() - 40.0);
    let layer = if view.sheet.collapsed.has(subject) { Layer::Card } else { Layer::Site };
    pen.on(layer, Some(subject));
    // With its descenders it ends above the first row of cards.
    pen.zoom(legible(FAR_TITLE), FAR).text(rect.min.x + 20.0, rect.min.y + 46.0, large, far);
    let mid = Ink::new(MID_SITE, Weight::SemiBold, Token::Text).struck(removed);
    let sum = tally.map(|tally| Sum::new(pen, tally));
    let wide = sum.as_ref().map_or(0.0, |sum| MID_SCALE * sum.width());
    let medium = pen.fonts.cut_middle(&name, MID_SITE, Weight::SemiBold, rect.width() - 40.0 - wide);
    pen.zoom(FAR, NEAR).text(rect.min.x + 16.0, rect.min.y + 33.0, medium, mid);
    if let Some(sum) = sum {
        sum.between(pen, subject, &rect);
        crowd.add(subject, rect, sum, pen.faded);
    }
}

/// Where the Edge pools of each site stand.
fn edges<'a>(view: &View<'a>) -> BTreeMap<&'a SiteId, Vec<Area>> {
    let mut edges: BTreeMap<&SiteId, Vec<Area>> = BTreeMap::new();
    for (subject, card) in &view.sheet.cast.cards {
        if let (Some(PoolKind::Edge), Some(site)) = (card.kind, &card.site)
            && view.state_of(subject).is_some()
            && view.left_out.drawn(subject).is_there()
            && let Some(place) = view.sheet.cards.get(subject)
        {
            edges.entry(site).or_default().push(*place);
        }
    }
    edges
}

/// The line on which a site's Edge pools stand: one for each height they stand at.
fn perimeter(view: &View<'_>, pen: &mut Pen<'_>, edges: &[Area], area: &Area) {
    let mut heights: BTreeMap<i32, (i32, i32)> = BTreeMap::new();
    for place in edges {
        let ends = heights.entry(place.y + 28).or_insert((place.x, place.right()));
        *ends = (ends.0.min(place.x), ends.1.max(place.right()));
    }
    let word = view.say.word("diagram", "perimeter");
    let ink = Ink::new(CHIP, Weight::Regular, Token::Muted);
    let width = pen.fonts.width(&word, ink.size, ink.weight);
    for (y, (left, right)) in heights {
        let (y, left, right) = (y as f32, left as f32, right as f32);
        let begin = (left - 24.0).max(area.x as f32);
        let mut ends = (begin, (right + width + 24.0).min(area.right() as f32));
        // Right of the Edge pools, left of them, or right of whatever else stands on the line: where no card covers
        // it.
        let all = &view.sheet.land.obstacles;
        let word_at = |x: f32| Area::around(&SheetRect::new(x, y - 6.0 - ink.size, width, ink.size * 1.3));
        let mut spots = vec![right + 12.0, left - 12.0 - width];
        let on_line = Area::around(&SheetRect::new(begin, y - 6.0 - ink.size, area.right() as f32 - begin, ink.size));
        spots.extend(all.touching(&on_line).into_iter().map(|at| all.all()[at].right() as f32 + 12.0));
        spots[2..].sort_by(f32::total_cmp);
        let inside = |x: f32| x - 6.0 >= area.x as f32 && x + width + 6.0 <= area.right() as f32;
        let spot = spots.into_iter().find(|x| inside(*x) && !all.touches(&word_at(*x)));
        let line = Stroke { token: Token::Line, width: 1.5, dashed: true };
        if let Some(x) = spot {
            ends = (ends.0.min(x - 6.0), ends.1.max(x + width + 6.0));
        }
        pen.on(Layer::Site, None).from(CROWD);
        pen.path(vec![SheetPoint { x: ends.0, y }, SheetPoint { x: ends.1, y }], 0.0, line);
        if let Some(x) = spot {
            pen.from(legible(CHIP)).text(x, y - 6.0, word.to_string(), ink);
        }
    }
}
