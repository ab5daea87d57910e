//! What of a scene belongs to which card, so that a card that did not move is taken over from the scene before.

use super::area::Area;
use super::pen::{Pen, lengths};
use super::scene::{Connector, ObjectBox, Scene, SheetRect};
use crate::model::Subject;
use std::ops::Range;

/// By card, in the order of drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    cards: Vec<Part>,
    /// Where each layer begins among the items.
    layers: [usize; 4],
}

/// One card as it was drawn.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    card: Subject,
    area: Area,
    /// Within each layer.
    items: [Range<usize>; 4],
    boxes: Range<usize>,
    chips: Range<usize>,
}

/// How much was drawn at a moment.
pub(super) struct Drawn {
    pub items: [usize; 4],
    pub boxes: usize,
    pub chips: usize,
}

/// Boxes, and chips of links that are no line.
pub(super) type Out<'a> = (&'a mut Vec<ObjectBox>, &'a mut Vec<(SheetRect, Connector)>);

impl Parts {
    pub(super) fn drawn(pen: &Pen<'_>, (boxes, chips): &Out<'_>) -> Drawn {
        Drawn { items: pen.lengths(), boxes: boxes.len(), chips: chips.len() }
    }

    /// All that was drawn since then is of this card.
    pub(super) fn add(&mut self, card: &Subject, area: &Area, since: &Drawn, pen: &Pen<'_>, out: &Out<'_>) {
        let now = Self::drawn(pen, out);
        let items = std::array::from_fn(|layer| since.items[layer]..now.items[layer]);
        let (boxes, chips) = (since.boxes..now.boxes, since.chips..now.chips);
        self.cards.push(Part { card: card.clone(), area: *area, items, boxes, chips });
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

    pub(super) fn finish(&mut self, pens: &[Pen<'_>]) {
        let lengths = lengths(pens);
        self.layers = std::array::from_fn(|layer| lengths[..layer].iter().sum());
    }

    /// Draws a card, the so-manieth that was drawn, as it is in a scene; false when it stood elsewhere there.
    pub(super) fn again(
        before: &Scene,
        at: usize,
        (card, area): (&Subject, &Area),
        pen: &mut Pen<'_>,
        (boxes, chips): &mut Out<'_>,
    ) -> bool {
        let Some(part) = before.parts.cards.get(at).filter(|part| part.card == *card && part.area == *area) else {
            return false;
        };
        for (layer, within) in part.items.iter().enumerate() {
            let begin = before.parts.layers[layer];
            pen.copy(layer, &before.items[begin + within.start..begin + within.end]);
        }
        boxes.extend_from_slice(&before.boxes[part.boxes.clone()]);
        chips.extend_from_slice(&before.chips[part.chips.clone()]);
        true
    }
}
