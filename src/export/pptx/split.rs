//! A drawing that is too large to be read on one slide: an overview of its sites, then a slide for each, or several.

use super::slide::{AREA, around, scale_of};
use crate::diagram::{SheetPoint, SheetRect, Theme, Token};
use crate::export::shapes::*;
use crate::model::Subject;
use std::collections::{BTreeMap, BTreeSet};

/// The least scale at which a drawing is read: names then have seven points of type, rows six, and the smallest words five.
const LEAST: f64 = 5_800.0;
/// Between cards of an overview.
const GAP: (f32, f32) = (72.0, 48.0);
/// Free space around what is on a slide.
const EDGE: f32 = 16.0;
/// The place of something on another slide.
const STUB: (f32, f32) = (240.0, 44.0);
const STUB_GAP: f32 = 16.0;
const BEFORE_STUBS: f32 = 96.0;

/// The slides of a stage. `afar` makes the same stage with every site as one card; `words` are the name of what stands in
/// no site, and the overview's.
pub fn slides(page: Page, afar: impl FnOnce() -> Page, (no_site, overview): (&str, &str), theme: &Theme) -> Vec<Page> {
    if scale_of(&page.bounds) >= LEAST {
        return vec![page];
    }
    let mut slides = overviews(Page { lines: page.lines.clone(), ..afar() }, overview);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut alone = Vec::new();
    for (at, shape) in page.shapes.iter().enumerate() {
        match shape.parent {
            None if shape.is_area => drop(groups.entry(at).or_default()),
            None => alone.push(at),
            Some(parent) if page.shapes[parent].is_area => groups.entry(parent).or_default().push(at),
            Some(_) => {}
        }
    }
    // A site with nothing in it is told by the overview.
    for (site, cards) in groups.into_iter().filter(|(_, cards)| !cards.is_empty()) {
        slides.extend(of_site(&page, Some(site), &cards, &page.shapes[site].name, theme));
    }
    if !alone.is_empty() {
        slides.extend(of_site(&page, None, &alone, no_site, theme));
    }
    slides
}

/// The largest drawing that can be read on one slide.
fn room() -> (f32, f32) {
    ((AREA[2] as f64 / LEAST) as f32 - 2.0 * EDGE, (AREA[3] as f64 / LEAST) as f32 - 2.0 * EDGE)
}

/// Cards of sites side by side, as many as can be read on a slide.
fn overviews(mut page: Page, word: &str) -> Vec<Page> {
    page.rulers.clear();
    page.words.clear();
    let mut findings = std::mem::take(&mut page.findings);
    let tops: Vec<usize> = (0..page.shapes.len()).filter(|at| page.shapes[*at].parent.is_none()).collect();
    let size = |of: fn(&SheetRect) -> f32| tops.iter().map(|at| of(&page.shapes[*at].rect)).fold(1.0, f32::max);
    let (wide, high) = (size(SheetRect::width) + GAP.0, size(SheetRect::height) + GAP.1);
    let room = room();
    let fits = |size: f32, room: f32| ((room / size) as usize).max(1);
    let (most, rows) = (fits(wide, room.0), fits(high, room.1));
    let mut tops = tops;
    // As they stand on the sheet, row by row.
    tops.sort_by(|a, b| {
        let (a, b) = (page.shapes[*a].rect.min, page.shapes[*b].rect.min);
        a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x))
    });
    let count = tops.len().div_ceil(most * rows).max(1);
    let mut out = Vec::new();
    for (number, some) in tops.chunks(most * rows).enumerate() {
        // Wider than high, as the slide is.
        let columns = ((some.len() as f32 * 2.0 * high / wide).sqrt().ceil() as usize).clamp(1, most);
        let columns = columns.max(some.len().div_ceil(rows));
        let mut to = BTreeMap::new();
        for (at, top) in some.iter().enumerate() {
            let (column, row) = ((at % columns) as f32, (at / columns) as f32);
            let min = page.shapes[*top].rect.min;
            to.insert(*top, (column * wide - min.x, row * high - min.y));
        }
        let name = numbered(&format!("{} · {word}", page.name), number, count);
        let mut slide = part(&page, &with_inside(&page, some), &name);
        let old: Vec<usize> = with_inside(&page, some).into_iter().collect();
        for (shape, old) in slide.shapes.iter_mut().zip(&old) {
            if let Some((dx, dy)) = to.get(&top_of(&page, *old)) {
                shift(shape, *dx, *dy);
            }
        }
        for wire in &mut slide.wires {
            let (from, to) = (slide.shapes[wire.ends.0].rect, slide.shapes[wire.ends.1].rect);
            wire.points = between(&from, &to);
            wire.label = None;
            wire.parts.clear();
        }
        slide.lines_behind = true;
        slide.bounds = bounds(&slide);
        // Every finding of the stage is told once, and again where its object is.
        slide.findings = if number == 0 { std::mem::take(&mut findings) } else { Vec::new() };
        out.push(slide);
    }
    out
}

/// The cards of a site, on as many slides as it takes.
fn of_site(page: &Page, site: Option<usize>, cards: &[usize], name: &str, theme: &Theme) -> Vec<Page> {
    let whole = |cards: &[usize]| {
        let rects = cards.iter().flat_map(|at| around(&page.shapes[*at]));
        rects.reduce(|a, b| a.union(&b)).unwrap_or_default()
    };
    let tiles = tiles(page, cards, &whole(cards), leaves(page, cards));
    let count = tiles.len();
    let mut out = Vec::new();
    for (number, tile) in tiles.into_iter().enumerate() {
        let mut keep = with_inside(page, &tile);
        keep.extend(site);
        let title = numbered(&format!("{} · {name}", page.name), number, count);
        let mut slide = part(page, &keep, &title);
        let old: Vec<usize> = keep.into_iter().collect();
        if let Some(at) = site.and_then(|site| old.iter().position(|at| *at == site)) {
            let ground = &mut slide.shapes[at];
            if count > 1 {
                // The area of a site on several slides ends where each ends; its title stays above the cards.
                let inner = whole(&tile);
                let to = SheetRect { min: SheetPoint { x: inner.min.x - 24.0, y: inner.min.y - 56.0 }, max: inner.max };
                let (dx, dy) = (to.min.x - ground.rect.min.x, to.min.y - ground.rect.min.y);
                shift(ground, dx, dy);
                ground.rect = SheetRect { min: to.min, max: to.expanded(24.0).max };
            }
        }
        if count > 1 {
            slide.rulers.clear();
            slide.words.clear();
        }
        stubs(page, &old, &mut slide, theme);
        slide.bounds = bounds(&slide);
        out.push(slide);
    }
    out
}

/// Cards by the part of the sheet that they begin in, each part as large as a slide can be.
fn tiles(page: &Page, cards: &[usize], whole: &SheetRect, leaves: bool) -> Vec<Vec<usize>> {
    let (wide, high) = room();
    // The site's title above, and its ground around.
    let (wide, high) = (wide - 48.0, high - 96.0);
    let beside = BEFORE_STUBS + STUB.0;
    if whole.width() <= if leaves { wide - beside } else { wide } && whole.height() <= high {
        return vec![cards.to_vec()];
    }
    let wide = wide - beside;
    let size = |of: fn(&SheetRect) -> f32| cards.iter().map(|at| of(&page.shapes[*at].rect)).fold(1.0, f32::max);
    let step = ((wide - size(SheetRect::width)).max(320.0), (high - size(SheetRect::height)).max(120.0));
    let mut tiles: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    for at in cards {
        let min = page.shapes[*at].rect.min;
        let part = |from: f32, step: f32| (from.max(0.0) / step) as u32;
        tiles.entry((part(min.y - whole.min.y, step.1), part(min.x - whole.min.x, step.0))).or_default().push(*at);
    }
    tiles.into_values().collect()
}

/// Whether a line leads from these cards to something else.
fn leaves(page: &Page, cards: &[usize]) -> bool {
    let own = with_inside(page, cards);
    page.wires.iter().any(|wire| own.contains(&wire.ends.0) != own.contains(&wire.ends.1))
}

/// What lines lead to on other slides: a place for each at the right, with its name.
fn stubs(page: &Page, old: &[usize], slide: &mut Page, theme: &Theme) {
    let at_of: BTreeMap<usize, usize> = old.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    let far: Vec<(&Wire, usize, usize, bool)> = (page.wires.iter())
        .filter_map(|wire| match (at_of.get(&wire.ends.0), at_of.get(&wire.ends.1)) {
            (Some(near), None) => Some((wire, *near, wire.ends.1, true)),
            (None, Some(near)) => Some((wire, *near, wire.ends.0, false)),
            _ => None,
        })
        .collect();
    let mut order: Vec<(f32, usize)> = Vec::new();
    for (_, near, other, _) in &far {
        if !order.iter().any(|(_, known)| known == other) {
            order.push((slide.shapes[*near].rect.center().y, *other));
        }
    }
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    // They may cross what stands between.
    slide.lines_behind = !far.is_empty();
    let here = bounds(slide);
    let (left, mut top) = (here.max.x + BEFORE_STUBS, here.min.y + EDGE);
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, other) in order {
        let shape = stub(page, other, SheetRect::new(left, top, STUB.0, STUB.1), theme);
        top += STUB.1 + STUB_GAP;
        places.insert(other, slide.shapes.len());
        slide.shapes.push(shape);
    }
    for (number, (wire, near, other, forth)) in far.iter().enumerate() {
        let Some(place) = places.get(other) else { continue };
        let (from, to) = (slide.shapes[*near].rect, slide.shapes[*place].rect);
        let (start, end) = (right(&from), SheetPoint { x: to.min.x, y: to.center().y });
        let x = here.max.x + 24.0 + (number % 8) as f32 * 8.0;
        let mut points = vec![start, SheetPoint { x, y: start.y }, SheetPoint { x, y: end.y }, end];
        let mut ends = (*near, *place);
        if !forth {
            points.reverse();
            ends = (ends.1, ends.0);
        }
        slide.wires.push(Wire { ends, points, label: None, parts: Vec::new(), ..(*wire).clone() });
    }
}

/// The name of what is on another slide, and the site it stands in.
fn stub(page: &Page, at: usize, rect: SheetRect, theme: &Theme) -> Shape {
    let shape = &page.shapes[at];
    let site = page.shapes.get(top_of(page, at)).filter(|top| top.is_area).map(|top| top.name.clone());
    let line = |y: f32, text: &str, size: f32, bold: bool, token: Token| {
        let most = (STUB.0 / size * 1.7) as usize;
        let text: String = match text.chars().count() > most {
            true => text.chars().take(most).chain(['…']).collect(),
            false => text.to_owned(),
        };
        let run = Run { text, size, bold, color: theme.color(token), struck: false };
        TextLine { at: SheetPoint { x: rect.min.x + 12.0, y: rect.min.y + y }, width: 0.0, runs: vec![run] }
    };
    let mut text = vec![line(19.0, &shape.name, 12.0, true, Token::Text)];
    text.extend(site.map(|site| line(35.0, &site, 11.0, false, Token::Muted)));
    Shape {
        is_area: false,
        parent: None,
        rect,
        radius: 6.0,
        fill: Some(theme.color(Token::Chip)),
        pen: Some(Pen { color: theme.color(Token::Line), width: 1.0, dashed: true }),
        hatch: false,
        text,
        parts: Vec::new(),
        ..shape.clone()
    }
}

/// Some shapes of a page and the lines between them.
fn part(page: &Page, keep: &BTreeSet<usize>, name: &str) -> Page {
    let new: BTreeMap<usize, usize> = keep.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    let mut shapes: Vec<Shape> = keep.iter().map(|at| page.shapes[*at].clone()).collect();
    for shape in &mut shapes {
        shape.parent = shape.parent.and_then(|parent| new.get(&parent)).copied();
    }
    let wires = page.wires.iter().filter_map(|wire| {
        let ends = (*new.get(&wire.ends.0)?, *new.get(&wire.ends.1)?);
        Some(Wire { ends, ..wire.clone() })
    });
    // Findings about a line are told where it begins.
    let lines = page.wires.iter().filter(|wire| new.contains_key(&wire.ends.0)).map(|wire| &wire.subject);
    let subjects: BTreeSet<&Subject> = shapes.iter().map(|shape| &shape.subject).chain(lines).collect();
    let on = |subject: &Subject| subjects.contains(subject);
    let inside = |rect: &SheetRect| shapes.iter().any(|shape| shape.is_area && shape.rect.overlaps(rect));
    let around = |points: &[SheetPoint]| {
        points.first().zip(points.last()).map(|(a, b)| SheetRect { min: *a, max: *b }.expanded(1.0))
    };
    Page {
        name: name.to_owned(),
        wires: wires.collect(),
        rulers: page
            .rulers
            .iter()
            .filter(|(points, _)| around(points).is_some_and(|rect| inside(&rect)))
            .cloned()
            .collect(),
        words: page.words.iter().filter(|word| inside(&word.rect)).cloned().collect(),
        lines: page.lines.clone(),
        title: page.title.clone(),
        elsewhere: Vec::new(),
        findings: page.findings.iter().filter(|(subject, _)| on(subject)).cloned().collect(),
        finding_word: page.finding_word.clone(),
        no_finding: page.no_finding.clone(),
        checked: page.checked.clone(),
        stage: page.stage,
        bounds: page.bounds,
        lines_behind: page.lines_behind,
        shapes,
    }
}

fn with_inside(page: &Page, cards: &[usize]) -> BTreeSet<usize> {
    let mut all: BTreeSet<usize> = cards.iter().copied().collect();
    // Parents stand before what stands in them.
    for (at, shape) in page.shapes.iter().enumerate() {
        if shape.parent.is_some_and(|parent| all.contains(&parent) && !page.shapes[parent].is_area) {
            all.insert(at);
        }
    }
    all
}

fn top_of(page: &Page, at: usize) -> usize {
    let mut top = at;
    while let Some(parent) = page.shapes.get(top).and_then(|shape| shape.parent) {
        top = parent;
    }
    top
}

fn bounds(page: &Page) -> SheetRect {
    let all = page.shapes.iter().flat_map(around);
    let lines = page.wires.iter().flat_map(|wire| wire.points.iter().map(|at| SheetRect { min: *at, max: *at }));
    all.chain(lines).reduce(|a, b| a.union(&b)).unwrap_or_default().expanded(EDGE)
}

fn numbered(name: &str, number: usize, count: usize) -> String {
    if count > 1 { format!("{name} ({}/{count})", number + 1) } else { name.to_owned() }
}

fn right(rect: &SheetRect) -> SheetPoint {
    SheetPoint { x: rect.max.x, y: rect.center().y }
}

/// From the middle of a side to the middle of another, level and upright in turn.
fn between(from: &SheetRect, to: &SheetRect) -> Vec<SheetPoint> {
    let (a, b) = (from.center(), to.center());
    if from.max.x < to.min.x || to.max.x < from.min.x {
        let forth = from.max.x < to.min.x;
        let (start, end) = if forth { (from.max.x, to.min.x) } else { (from.min.x, to.max.x) };
        let middle = if forth { end - GAP.0 / 2.0 } else { end + GAP.0 / 2.0 };
        return [(start, a.y), (middle, a.y), (middle, b.y), (end, b.y)].map(|(x, y)| SheetPoint { x, y }).to_vec();
    }
    let forth = from.max.y < to.min.y;
    let (start, end) = if forth { (from.max.y, to.min.y) } else { (from.min.y, to.max.y) };
    let middle = if forth { end - GAP.1 / 2.0 } else { end + GAP.1 / 2.0 };
    [(a.x, start), (a.x, middle), (b.x, middle), (b.x, end)].map(|(x, y)| SheetPoint { x, y }).to_vec()
}

fn shift(shape: &mut Shape, dx: f32, dy: f32) {
    let by = |at: &mut SheetPoint| {
        at.x += dx;
        at.y += dy;
    };
    let rect = |rect: &mut SheetRect| {
        by(&mut rect.min);
        by(&mut rect.max);
    };
    rect(&mut shape.rect);
    shape.text.iter_mut().for_each(|line| by(&mut line.at));
    for part in &mut shape.parts {
        match part {
            Part::Plate(plate) => {
                rect(&mut plate.rect);
                plate.text.iter_mut().for_each(|line| by(&mut line.at));
            }
            Part::Icon(icon) => rect(&mut icon.rect),
        }
    }
}
