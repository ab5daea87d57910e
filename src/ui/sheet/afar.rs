//! A scene seen from afar, where a card is a flat box and a line has straight legs. Both are kept as upright boxes, made
//! once per scene, and legs that fall on the same pixels are one: of ten thousand cards with their lines a frame then
//! moves and colours some thousand boxes.

use super::Pen;
use super::marks::ROUND_FROM;
use super::paint::Look;
use crate::diagram::{FAR, Item, Layer, Mark, Scene, SheetPoint, SheetRect, Squares, Token};
use crate::model::Subject;
use egui::epaint::Color32;
use egui::{Rect, vec2};
use std::collections::BTreeMap;

/// What is drawn of a scene at zooms below [`FAR`].
pub struct Afar {
    /// Back to front.
    entries: Vec<Entry>,
    at: Squares,
    /// How many of them lie under the lines.
    under: usize,
    /// The legs of lines, each with the number of its item.
    lines: Vec<(u32, Leg)>,
    lines_at: Squares,
    /// The lines as they were drawn last.
    merged: Vec<Merged>,
}

/// Lines as they are drawn at some zooms, in a part of the sheet.
struct Merged {
    level: i32,
    /// Without those of what is held.
    held: bool,
    part: SheetRect,
    legs: Vec<Leg>,
    at: Squares,
}

enum Entry {
    Box {
        rect: SheetRect,
        fill: Option<Token>,
        edge: Option<Token>,
        width: f32,
    },
    /// An item that is drawn as it is, by its number, and between which zooms.
    Item {
        number: usize,
        zooms: (f32, f32),
    },
}

/// A leg of a line, drawn out to all sides by half of its width.
#[derive(Clone, Copy)]
struct Leg {
    rect: SheetRect,
    token: Token,
    width: f32,
}

/// How much around the view lines are merged with those in it, in sides of the view: it may be moved so far.
const AROUND: f32 = 0.5;
/// For a wheel that is turned to and fro, and for what is held and not.
const MOST_MERGED: usize = 4;
/// So few legs are drawn each at its place: where they meet, they meet exactly.
const FEW_LEGS: usize = 2_000;
/// A box that is less high than so many pixels has no room for a ground within its outline.
const LEAST_OUTLINED: f32 = 4.0;
/// A box as long as this many pixels is seen, however narrow: the strip of a card's version.
const LEAST_LONG: f32 = 4.0;

impl Afar {
    pub fn new(scene: &Scene) -> Self {
        let (mut entries, mut lines, mut under) = (Vec::new(), Vec::new(), 0);
        let mut rects = Vec::new();
        for (number, item) in scene.items.iter().enumerate().filter(|(_, item)| item.from_zoom < FAR) {
            if let Some(legs) = legs_of(item) {
                lines.extend(legs.into_iter().map(|leg| (number as u32, leg)));
                continue;
            }
            entries.push(flat(item).unwrap_or(Entry::Item { number, zooms: (item.from_zoom, item.to_zoom) }));
            rects.push(item.mark.bounds());
            if item.layer == Layer::Site {
                under = entries.len();
            }
        }
        let lines_at = Squares::new(lines.iter().map(|(_, leg)| leg.rect.expanded(leg.width)).collect());
        Self { entries, at: Squares::new(rects), under, lines, lines_at, merged: Vec::new() }
    }

    /// Something else is held.
    pub fn hold(&mut self) {
        self.merged.retain(|merged| !merged.held);
    }

    /// The legs of lines, those that cannot be told apart at this zoom as one; of a large sheet those around the view.
    fn legs(
        &mut self,
        scene: &Scene,
        zoom: f32,
        view: SheetRect,
        without: Option<&dyn Fn(&Subject) -> bool>,
    ) -> &Merged {
        let (level, held) = (zoom.log2().floor() as i32, without.is_some());
        let is_it = |merged: &Merged| {
            let within = merged.part.contains(view.min) && merged.part.contains(view.max);
            merged.level == level && merged.held == held && within
        };
        let merged = match self.merged.iter().position(is_it) {
            Some(at) => self.merged.remove(at),
            None => {
                let part = view.expanded(view.width().max(view.height()) * AROUND);
                let of = |number: u32| scene.items.get(number as usize).and_then(|item| item.subject.as_ref());
                let stays = |number: u32| without.is_none_or(|without| !of(number).is_some_and(without));
                let near = self.lines_at.touching(&part).into_iter().map(|at| self.lines[at as usize]);
                let mut legs: Vec<Leg> = near.filter(|(number, _)| stays(*number)).map(|(_, leg)| leg).collect();
                if legs.len() > FEW_LEGS {
                    legs = merged(&legs, 2.0_f32.powi(-level));
                }
                let at = Squares::new(legs.iter().map(|leg| leg.rect.expanded(leg.width)).collect());
                Merged { level, held, part, legs, at }
            }
        };
        self.merged.truncate(MOST_MERGED - 1);
        self.merged.insert(0, merged);
        &self.merged[0]
    }
}

/// The legs of a line; none when it is no line, or not of straight legs alone.
fn legs_of(item: &Item) -> Option<Vec<Leg>> {
    let Mark::Path(path) = &item.mark else { return None };
    let plain = item.layer == Layer::Link && !item.faded && !path.closed && path.radius == 0.0;
    let stroke = path.stroke.filter(|stroke| plain && !stroke.dashed)?;
    let leg = |ends: &[SheetPoint]| {
        let (a, b) = (ends[0], ends[1]);
        let min = SheetPoint { x: a.x.min(b.x), y: a.y.min(b.y) };
        let rect = SheetRect { min, max: SheetPoint { x: a.x.max(b.x), y: a.y.max(b.y) } };
        let is_upright = rect.width() < 0.01 || rect.height() < 0.01;
        is_upright.then_some(Leg { rect, token: stroke.token, width: stroke.width })
    };
    path.points.windows(2).map(leg).collect()
}

/// A card's ground or the like. Marks of findings never get smaller than can be seen, and are drawn as they are.
fn flat(item: &Item) -> Option<Entry> {
    let Mark::Rect(mark) = &item.mark else { return None };
    let plain = !item.faded && item.layer != Layer::Badge && !mark.hatch && mark.radius * FAR < ROUND_FROM;
    if !plain || item.to_zoom < FAR || item.from_zoom > 0.0 || mark.stroke.is_some_and(|stroke| stroke.dashed) {
        return None;
    }
    let (edge, width) = mark.stroke.map_or((None, 0.0), |stroke| (Some(stroke.token), stroke.width));
    Some(Entry::Box { rect: mark.rect, fill: mark.fill, edge, width })
}

/// Legs of one look that lie on the same line of pixels are one, as far as they overlap or nearly meet, and those that are
/// shorter than a pixel are left out: where two long ones meet, these do. `pixel` is its side in sheet units, one or two
/// on the screen. In the order of drawing: what is wrong comes last among lines, and lies on top.
fn merged(lines: &[Leg], pixel: f32) -> Vec<Leg> {
    let mut looks: Vec<(Token, f32)> = Vec::new();
    // By look, direction and line of pixels: where each leg begins and ends along it.
    let mut rows: BTreeMap<(usize, bool, i32), Vec<(f32, f32)>> = BTreeMap::new();
    for leg in lines {
        let look = (leg.token, leg.width);
        let number = looks.iter().position(|other| *other == look).unwrap_or_else(|| {
            looks.push(look);
            looks.len() - 1
        });
        let SheetRect { min, max } = leg.rect;
        let level = max.y - min.y <= max.x - min.x;
        let (across, along) = if level { (min.y, (min.x, max.x)) } else { (min.x, (min.y, max.y)) };
        rows.entry((number, level, (across / pixel).floor() as i32)).or_default().push(along);
    }
    let mut out = Vec::new();
    for ((number, level, row), mut spans) in rows {
        let (token, width) = looks[number];
        let across = (row as f32 + 0.5) * pixel;
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut spans = spans.into_iter();
        let mut open = spans.next();
        while let Some((from, to)) = open {
            open = spans.next();
            if let Some(next) = open.filter(|next| next.0 <= to + 2.0 * pixel) {
                open = Some((from, to.max(next.1)));
                continue;
            }
            if to - from < pixel {
                continue;
            }
            let point =
                |along| if level { SheetPoint { x: along, y: across } } else { SheetPoint { x: across, y: along } };
            out.push(Leg { rect: SheetRect { min: point(from), max: point(to) }, token, width });
        }
    }
    out
}

impl Pen<'_> {
    /// Draws a scene as it is seen from afar.
    pub fn afar(&mut self, scene: &Scene, afar: &mut Afar, view: SheetRect, look: Look<'_>) {
        let zoom = self.camera.zoom();
        let found = afar.at.touching(&view.expanded(1.0));
        let (under, over) = found.split_at(found.partition_point(|at| (*at as usize) < afar.under));
        self.entries(scene, &afar.entries, under, look);
        let merged = afar.legs(scene, zoom, view, look.without_links);
        for at in merged.at.touching(&view) {
            let Leg { rect, token, width } = merged.legs[at as usize];
            let (rect, color, width) = (self.rect(rect), self.color(token), self.width(width));
            self.straight(rect.min, rect.max, width, color);
        }
        self.entries(scene, &afar.entries, over, look);
    }

    fn entries(&mut self, scene: &Scene, entries: &[Entry], numbers: &[u32], look: Look<'_>) {
        let zoom = self.camera.zoom();
        for entry in numbers.iter().map(|at| &entries[*at as usize]) {
            match *entry {
                Entry::Box { rect, fill, edge, width } => self.flat_box(rect, (fill, edge), width),
                Entry::Item { number, zooms: (from, to) } if from <= zoom && zoom < to => {
                    self.items(scene, std::iter::once(number), look);
                }
                Entry::Item { .. } => {}
            }
        }
    }

    fn flat_box(&mut self, rect: SheetRect, (fill, edge): (Option<Token>, Option<Token>), width: f32) {
        let rect = self.rect(rect);
        let side = rect.width().min(rect.height()) / self.brush.pixel;
        let color = |token: Option<Token>| token.map_or(Color32::TRANSPARENT, |token| self.color(token));
        if side >= LEAST_OUTLINED {
            let (fill, line) = (color(fill), (self.width(width), color(edge)));
            self.brush.square_box(rect, fill, line);
        } else if side >= 0.5 || rect.size().max_elem() >= LEAST_LONG * self.brush.pixel {
            let (rect, color) = (self.brush.snapped(rect), color(edge.or(fill)));
            let least = vec2(self.brush.pixel, self.brush.pixel);
            self.brush.quad(Rect::from_min_size(rect.min, rect.size().max(least)), color);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(x: f32, y: f32, width: f32, height: f32, token: Token) -> Leg {
        Leg { rect: SheetRect::new(x, y, width, height), token, width: 1.5 }
    }

    #[test]
    fn legs_on_the_same_pixels_are_one() {
        let lines = [
            leg(0.0, 10.0, 100.0, 0.0, Token::Line),
            leg(90.0, 14.0, 100.0, 0.0, Token::Line),
            leg(300.0, 12.0, 50.0, 0.0, Token::Line),
            // Another line of pixels, another colour, another direction.
            leg(0.0, 31.0, 100.0, 0.0, Token::Line),
            leg(0.0, 11.0, 100.0, 0.0, Token::Error),
            leg(10.0, 0.0, 0.0, 100.0, Token::Line),
        ];
        let merged = merged(&lines, 10.0);
        let is_there = |x: f32, y: f32, width: f32, height: f32, token: Token| {
            merged.iter().any(|leg| leg.rect == SheetRect::new(x, y, width, height) && leg.token == token)
        };
        assert_eq!(merged.len(), 5);
        assert!(is_there(0.0, 15.0, 190.0, 0.0, Token::Line));
        assert!(is_there(300.0, 15.0, 50.0, 0.0, Token::Line));
        assert!(is_there(0.0, 35.0, 100.0, 0.0, Token::Line));
        assert!(is_there(15.0, 0.0, 0.0, 100.0, Token::Line));
        assert_eq!(merged.last().map(|leg| leg.token), Some(Token::Error), "what is wrong lies on top");
    }

    #[test]
    fn every_leg_is_drawn_within_a_pixel_of_its_place() {
        let lines: Vec<Leg> = (0..500)
            .map(|n| {
                let (x, y, long) = ((n * 37 % 1_000) as f32, (n * 91 % 700) as f32, (n % 90) as f32);
                if n % 2 == 0 { leg(x, y, long, 0.0, Token::Line) } else { leg(x, y, 0.0, long, Token::Line) }
            })
            .collect();
        let merged = merged(&lines, 16.0);
        assert!(merged.len() < lines.len());
        for leg in &lines {
            if leg.rect.width().max(leg.rect.height()) < 16.0 {
                continue;
            }
            let covered = merged.iter().any(|other| {
                let room = other.rect.expanded(8.01);
                room.contains(leg.rect.min) && room.contains(leg.rect.max)
            });
            assert!(covered, "{:?}", leg.rect);
        }
    }
}
