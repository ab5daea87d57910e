//! What of a scene belongs to what, so that where some cards are moved all else stays as it is drawn.

use super::area::Area;
use super::grown::Members;
use super::pen::Pen;
use super::scene::{Connector, Item, Layer, ObjectBox, Scene, SheetPoint, SheetRect};
use super::sheet::Pair;
use crate::model::Subject;
use std::ops::Range;

/// Lines and cards in the order of drawing. In each layer of the scene sites lie first, then lines, then cards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Where each layer begins among the items, where its lines begin, and where its cards do.
    layers: [[usize; 3]; 4],
    /// How many boxes are of sites.
    sites: usize,
    pub(super) lines: Vec<Line>,
    cards: Vec<Card>,
    /// What labels keep clear of, and what they do not stick out of.
    pub(super) obstacles: Vec<Area>,
    pub(super) bounds: Option<Area>,
}

/// A line as it was drawn. Its items are numbered within each layer from the first line on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub ends: Pair,
    pub path: Vec<SheetPoint>,
    /// Its number among the connectors.
    pub connector: usize,
    /// Where its words are with its marks, and how wide both are.
    pub label: Option<SheetRect>,
    pub width: f32,
    pub items: [Range<usize>; 4],
    /// Of its words, which lie upon all lines.
    pub words: Range<usize>,
}

/// A card as it was drawn. Its items are numbered within each layer from the first card on, and so are its boxes.
#[derive(Clone, Debug, PartialEq)]
struct Card {
    subject: Subject,
    area: Area,
    items: [Range<usize>; 4],
    boxes: Range<usize>,
    chips: Range<usize>,
    /// It is drawn and stands there in this phase.
    is_there: bool,
}

/// How much was drawn at a moment.
#[derive(Default)]
pub(super) struct Drawn {
    pub items: [usize; 4],
    pub boxes: usize,
    pub chips: usize,
}

/// Boxes, and chips of links that are no line.
pub(super) type Out<'a> = (&'a mut Vec<ObjectBox>, &'a mut Vec<(SheetRect, Connector)>);

/// A card that is drawn at another place, by its number.
pub(super) struct NewCard {
    pub at: usize,
    pub area: Area,
    pub items: [Vec<Item>; 4],
    pub boxes: Vec<ObjectBox>,
    pub chips: Vec<(SheetRect, Connector)>,
}

/// A line that is drawn again, by its number.
pub(super) struct NewLine {
    pub at: usize,
    pub path: Vec<SheetPoint>,
    pub label: Option<SheetRect>,
    pub items: [Vec<Item>; 4],
    pub words: Vec<Item>,
}

/// What is drawn again where cards were moved.
pub(super) struct Again {
    pub grounds: [Vec<Item>; 4],
    pub sites: Vec<ObjectBox>,
    pub lines: Vec<NewLine>,
    pub cards: Vec<NewCard>,
    pub obstacles: Vec<Area>,
    pub bounds: Option<Area>,
    pub members: Members,
    /// Where cards of collapsed sites are.
    pub hidden: Vec<SheetRect>,
}

impl Parts {
    pub(super) fn new(lines: Vec<Line>, obstacles: Vec<Area>, bounds: Option<Area>) -> Self {
        Self { lines, obstacles, bounds, ..Self::default() }
    }

    pub(super) fn drawn(pen: &Pen<'_>, (boxes, chips): &Out<'_>) -> Drawn {
        Drawn { items: pen.lengths(), boxes: boxes.len(), chips: chips.len() }
    }

    /// All that was drawn since then is of this card.
    pub(super) fn add(
        &mut self,
        (card, area, is_there): (&Subject, &Area, bool),
        since: &Drawn,
        pen: &Pen<'_>,
        out: &Out<'_>,
    ) {
        let now = Self::drawn(pen, out);
        let items = std::array::from_fn(|layer| since.items[layer]..now.items[layer]);
        let (boxes, chips) = (since.boxes..now.boxes, since.chips..now.chips);
        self.cards.push(Card { subject: card.clone(), area: *area, items, boxes, chips, is_there });
    }

    /// Cards that were drawn beside, of which the first begins there.
    pub(super) fn append(&mut self, other: Self, first: &Drawn) {
        let shifted = |range: &Range<usize>, by: usize| range.start + by..range.end + by;
        self.cards.extend(other.cards.into_iter().map(|card| Card {
            items: std::array::from_fn(|layer| shifted(&card.items[layer], first.items[layer])),
            boxes: shifted(&card.boxes, first.boxes),
            chips: shifted(&card.chips, first.chips),
            ..card
        }));
    }

    /// How many items of each layer are of sites, of lines, and in all, and how many boxes are of sites.
    pub(super) fn finish(&mut self, [sites, lines, all]: [[usize; 4]; 3], boxes: usize) {
        self.layers = std::array::from_fn(|layer| {
            let first = all[..layer].iter().sum();
            [first, first + sites[layer], first + sites[layer] + lines[layer]]
        });
        self.sites = boxes;
    }

    /// Where cards stand that are not drawn.
    pub(super) fn elsewhere(&self) -> impl Iterator<Item = SheetRect> {
        self.cards.iter().filter(|card| !card.is_there).map(|card| card.area.rect())
    }

    /// Which of these cards stand elsewhere here, by their numbers; `None` when they are not those of the scene.
    pub(super) fn moved<'c>(
        &self,
        cards: impl ExactSizeIterator<Item = (&'c Subject, &'c Area)>,
    ) -> Option<Vec<(usize, &'c Subject, &'c Area)>> {
        if cards.len() != self.cards.len() {
            return None;
        }
        let mut moved = Vec::new();
        for (at, (known, (card, area))) in self.cards.iter().zip(cards).enumerate() {
            if known.subject != *card {
                return None;
            }
            if known.area != *area {
                moved.push((at, card, area));
            }
        }
        Some(moved)
    }

    /// Whether all of this is drawn with as much as before, so that it can take the place of it.
    pub(super) fn has_room(&self, again: &Again) -> bool {
        let as_much = |ranges: &[Range<usize>; 4], items: &[Vec<Item>; 4]| {
            ranges.iter().zip(items).all(|(range, items)| range.len() == items.len())
        };
        let card = |new: &NewCard| {
            self.cards.get(new.at).is_some_and(|card| {
                as_much(&card.items, &new.items)
                    && (card.boxes.len(), card.chips.len()) == (new.boxes.len(), new.chips.len())
            })
        };
        let line = |new: &NewLine| {
            let line = self.lines.get(new.at);
            line.is_some_and(|line| as_much(&line.items, &new.items) && line.words.len() == new.words.len())
        };
        let grounds = self.layers.map(|[first, lines, _]| first..lines);
        as_much(&grounds, &again.grounds)
            && again.sites.len() == self.sites
            && again.cards.iter().all(card)
            && again.lines.iter().all(line)
    }
}

impl Scene {
    /// The same with this in the place of what it was before, which [has room](Parts::has_room) for it. Also the numbers
    /// of the items that are others now.
    pub(super) fn with(mut self, again: Again) -> (Self, Vec<u32>) {
        let mut changed = Vec::new();
        let Self { items, boxes, chips, parts, .. } = &mut self;
        let mut put = |first: usize, new: Vec<Item>| {
            for (at, item) in (first..).zip(new) {
                if items[at] != item {
                    items[at] = item;
                    changed.push(at as u32);
                }
            }
        };
        for ([first, ..], new) in parts.layers.iter().zip(again.grounds) {
            put(*first, new);
        }
        for (known, new) in boxes.iter_mut().zip(again.sites) {
            *known = new;
        }
        for new in again.lines {
            let line = &mut parts.lines[new.at];
            for (([_, first, _], range), items) in parts.layers.iter().zip(&line.items).zip(new.items) {
                put(first + range.start, items);
            }
            put(parts.layers[Layer::Link as usize][1] + line.words.start, new.words);
            (line.path, line.label) = (new.path, new.label);
        }
        for new in again.cards {
            let card = &mut parts.cards[new.at];
            for (([.., first], range), items) in parts.layers.iter().zip(&card.items).zip(new.items) {
                put(first + range.start, items);
            }
            boxes[parts.sites + card.boxes.start..].iter_mut().zip(new.boxes).for_each(|(known, new)| *known = new);
            chips[card.chips.start..].iter_mut().zip(new.chips).for_each(|(known, new)| *known = new);
            card.area = new.area;
        }
        (parts.obstacles, parts.bounds) = (again.obstacles, again.bounds);
        self.elsewhere = self.parts.elsewhere().chain(again.hidden).collect();
        self.bounds = again.bounds.map(|all| all.rect()).unwrap_or_default();
        self.members = again.members;
        (self, changed)
    }
}
