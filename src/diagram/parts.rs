//! What of a scene belongs to which card, so that where some cards are moved all others stay as they are drawn.

use super::area::Area;
use super::grown::Members;
use super::pen::Pen;
use super::scene::{Connector, Item, ObjectBox, Scene, SheetRect};
use crate::model::Subject;
use std::ops::Range;

/// By card, in the order of drawing. In each layer of the scene the grounds of sites lie first, then lines, then cards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    cards: Vec<Part>,
    /// Where each layer begins among the items, and how many of its items lie below all cards.
    layers: [usize; 4],
    below: [usize; 4],
    /// How many boxes are of sites.
    sites: usize,
}

/// One card as it was drawn. Numbers count from the first card.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    card: Subject,
    area: Area,
    /// Within each layer.
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

/// A card that is drawn at another place: its number, and all of it.
pub(super) struct Moved {
    pub at: usize,
    pub area: Area,
    pub items: [Vec<Item>; 4],
    pub boxes: Vec<ObjectBox>,
    pub chips: Vec<(SheetRect, Connector)>,
}

/// What is drawn anew when cards are moved, besides these.
pub(super) struct Anew {
    /// Below all cards, by layer.
    pub below: [Vec<Item>; 4],
    pub sites: Vec<ObjectBox>,
    pub connectors: Vec<Connector>,
    pub bounds: SheetRect,
    pub members: Members,
    /// Where cards of collapsed sites are.
    pub hidden: Vec<SheetRect>,
}

impl Parts {
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
        self.cards.push(Part { card: card.clone(), area: *area, items, boxes, chips, is_there });
    }

    /// Cards that were drawn beside, of which the first begins there.
    pub(super) fn append(&mut self, other: Self, first: &Drawn) {
        let shifted = |range: &Range<usize>, by: usize| range.start + by..range.end + by;
        self.cards.extend(other.cards.into_iter().map(|part| Part {
            items: std::array::from_fn(|layer| shifted(&part.items[layer], first.items[layer])),
            boxes: shifted(&part.boxes, first.boxes),
            chips: shifted(&part.chips, first.chips),
            ..part
        }));
    }

    /// How many items of each layer lie below all cards, how many there are in all, and how many boxes are of sites.
    pub(super) fn finish(&mut self, below: [usize; 4], lengths: [usize; 4], sites: usize) {
        self.layers = std::array::from_fn(|layer| lengths[..layer].iter().sum());
        (self.below, self.sites) = (below, sites);
    }

    /// Where cards stand that are not drawn.
    pub(super) fn elsewhere(&self) -> impl Iterator<Item = SheetRect> {
        self.cards.iter().filter(|part| !part.is_there).map(|part| part.area.rect())
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
        for (at, (part, (card, area))) in self.cards.iter().zip(cards).enumerate() {
            if part.card != *card {
                return None;
            }
            if part.area != *area {
                moved.push((at, card, area));
            }
        }
        Some(moved)
    }

    /// Whether a card is drawn with as much as before.
    pub(super) fn is_as_much(&self, moved: &Moved) -> bool {
        let is_as_much = |part: &Part| {
            part.items.iter().zip(&moved.items).all(|(range, items)| range.len() == items.len())
                && (part.boxes.len(), part.chips.len()) == (moved.boxes.len(), moved.chips.len())
        };
        self.cards.get(moved.at).is_some_and(is_as_much)
    }
}

impl Scene {
    /// The same with some cards moved, each drawn with [as much](Parts::is_as_much) as before.
    pub(super) fn moved(self, cards: Vec<Moved>, anew: Anew) -> Self {
        let Self { mut items, mut boxes, mut chips, collapsed, legend, worst, mut parts, .. } = self;
        for card in cards {
            let part = &mut parts.cards[card.at];
            part.area = card.area;
            for (layer, new) in card.items.into_iter().enumerate() {
                let first = parts.layers[layer] + parts.below[layer] + part.items[layer].start;
                put(&mut items[first..], new);
            }
            put(&mut boxes[parts.sites + part.boxes.start..], card.boxes);
            put(&mut chips[part.chips.start..], card.chips);
        }
        let below: [usize; 4] = std::array::from_fn(|layer| anew.below[layer].len());
        // From the last on, so that the others stay where they are.
        for (layer, new) in anew.below.into_iter().enumerate().rev() {
            let first = parts.layers[layer];
            items.splice(first..first + parts.below[layer], new);
        }
        let first = |layer: usize| {
            let (before, now): (usize, usize) = (parts.below[..layer].iter().sum(), below[..layer].iter().sum());
            parts.layers[layer] - before + now
        };
        parts.layers = std::array::from_fn(first);
        parts.below = below;
        let sites = anew.sites.len();
        boxes.splice(..parts.sites, anew.sites);
        parts.sites = sites;
        let mut elsewhere: Vec<SheetRect> = parts.elsewhere().collect();
        elsewhere.extend(anew.hidden);
        let Anew { connectors, bounds, members, .. } = anew;
        Self { bounds, items, boxes, connectors, chips, elsewhere, members, collapsed, legend, worst, parts }
    }
}

fn put<T>(over: &mut [T], new: Vec<T>) {
    over.iter_mut().zip(new).for_each(|(slot, new)| *slot = new);
}
