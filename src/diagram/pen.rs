//! Puts marks into a scene: the few shapes that cards, lines and badges are made of.

use super::fonts::Fonts;
use super::scene::*;
use super::theme::Token;
use crate::model::Subject;

/// Sizes of type on the sheet.
/// Of the name of a card, where all of it can be read.
pub const TITLE: f32 = 15.0;
pub(super) const BODY: f32 = 13.0;
pub(super) const SMALL: f32 = 12.0;
pub(super) const CHIP: f32 = 11.0;
/// A site's name when its cards cannot be read any more.
pub(super) const FAR_TITLE: f32 = 44.0;

/// Corners of cards and chips.
pub(super) const CARD_RADIUS: f32 = 6.0;
pub(super) const CHIP_RADIUS: f32 = 4.0;
pub(super) const CHIP_HEIGHT: f32 = 20.0;

/// Below this zoom a card is a flat rectangle, a line has no roundings, and a site sums its findings.
pub const FAR: f32 = 0.3;

/// Below this zoom, which only a plan of thousands of objects is seen at whole, a mark is higher than a card: its site
/// alone says what is wrong in it (`crowd`).
pub(super) const CROWD: f32 = 0.14;

/// Shapes of findings never get smaller than this on the screen, in points.
pub const SHAPE_LEAST: f32 = 13.0;

/// From this zoom the smallest type on a card can be read. Below it a card says its host's name, large, and chips
/// and rows, which would be empty boxes, are left out.
pub const NEAR: f32 = 7.0 / CHIP;

/// Sizes of type between [`FAR`] and [`NEAR`].
pub(super) const MID_SITE: f32 = 28.0;
/// Of the name of a card, where nothing smaller on it can be read.
pub const MID_TITLE: f32 = 26.0;
/// Its base line in the card: what hangs below it stays clear of the next line.
pub(super) const MID_BASE: f32 = 27.0;
pub(super) const MID_SMALL: f32 = 20.0;
/// A version's two characters when a card's name cannot be read any more.
pub(super) const FAR_TAG: f32 = 44.0;

/// The zoom from which type of a size can be read: 7 points on the screen.
pub(super) fn legible(size: f32) -> f32 {
    7.0 / size
}

/// Collects items, sorted into layers at the end.
pub(super) struct Pen<'a> {
    pub fonts: &'a Fonts,
    layers: [Vec<Item>; 4],
    layer: Layer,
    subject: Option<Subject>,
    from_zoom: f32,
    to_zoom: f32,
    /// What follows stands back.
    pub faded: bool,
}

impl<'a> Pen<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        let layers = Default::default();
        Self { fonts, layers, layer: Layer::Site, subject: None, from_zoom: 0.0, to_zoom: f32::INFINITY, faded: false }
    }

    /// What follows is drawn on this layer, belongs to this subject, and is drawn at every zoom.
    pub fn on(&mut self, layer: Layer, subject: Option<&Subject>) -> &mut Self {
        self.layer = layer;
        self.subject = subject.cloned();
        self.zoom(0.0, f32::INFINITY)
    }

    /// From afar the shapes of a mark are larger than their places: what follows, the so-manieth of them and so far from
    /// the first, is drawn from where it stands clear of those before it. `zooms` are those of the mark.
    pub fn beside(&mut self, (from, to): (f32, f32), number: usize, away: f32) -> &mut Self {
        let clear = if number > 0 && to <= FAR { SHAPE_LEAST * number as f32 / away } else { 0.0 };
        self.zoom(from.max(clear).min(to), to)
    }

    /// Between which zooms what follows is drawn.
    pub fn zooms(&self) -> (f32, f32) {
        (self.from_zoom, self.to_zoom)
    }

    /// What follows is drawn at these zooms.
    pub fn zoom(&mut self, from: f32, to: f32) -> &mut Self {
        (self.from_zoom, self.to_zoom) = (from, to);
        self
    }

    pub fn from(&mut self, zoom: f32) -> &mut Self {
        self.zoom(zoom, f32::INFINITY)
    }

    pub fn mark(&mut self, mark: Mark) {
        self.layers[self.layer as usize].push(Item {
            layer: self.layer,
            subject: self.subject.clone(),
            from_zoom: self.from_zoom,
            to_zoom: self.to_zoom,
            faded: self.faded,
            mark,
        });
    }

    pub fn rect(&mut self, rect: SheetRect, radius: f32, fill: Option<Token>, stroke: Option<Stroke>) {
        self.mark(Mark::Rect(RectMark { rect, radius, fill, stroke, hatch: false }));
    }

    pub fn icon(&mut self, x: f32, y: f32, size: f32, glyph: Glyph, token: Token) {
        self.mark(Mark::Icon(IconMark { rect: SheetRect::new(x, y, size, size), glyph, token }));
    }

    pub fn path(&mut self, points: Vec<SheetPoint>, radius: f32, stroke: Stroke) {
        self.mark(Mark::Path(PathMark { radius, ..PathMark::line(points, stroke) }));
    }

    /// Writes one line with its base line at `y`; gives its width.
    pub fn text(&mut self, x: f32, y: f32, text: String, ink: Ink) -> f32 {
        let width = self.fonts.width(&text, ink.size, ink.weight);
        if !text.is_empty() {
            let at = SheetPoint { x, y };
            let Ink { size, weight, token, struck } = ink;
            self.mark(Mark::Text(TextRun { at, text, size, width, weight, token, struck }));
        }
        width
    }

    /// A text in the middle of a chip, cut to its width.
    pub fn chip_text(&mut self, rect: SheetRect, text: &str, ink: Ink) {
        let text = self.fonts.cut_middle(text, ink.size, ink.weight, rect.width() - 8.0);
        let width = self.fonts.width(&text, ink.size, ink.weight);
        self.text(rect.center().x - width / 2.0, baseline(&rect, ink.size), text, ink);
    }

    /// How many items there are on each layer.
    pub fn lengths(&self) -> [usize; 4] {
        std::array::from_fn(|layer| self.layers[layer].len())
    }

    /// The items of each layer.
    pub fn layers(self) -> [Vec<Item>; 4] {
        self.layers
    }
}

/// How many items there are on each layer of all of these.
pub(super) fn lengths(pens: &[Pen<'_>]) -> [usize; 4] {
    std::array::from_fn(|layer| pens.iter().map(|pen| pen.layers[layer].len()).sum())
}

/// The items of all, layer by layer; within a layer those of the first lie below.
pub(super) fn joined(mut pens: Vec<Pen<'_>>) -> Vec<Item> {
    let lengths = lengths(&pens);
    let mut items = Vec::with_capacity(lengths.iter().sum());
    for layer in 0..lengths.len() {
        pens.iter_mut().for_each(|pen| items.append(&mut pen.layers[layer]));
    }
    items
}

/// How a text is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub size: f32,
    pub weight: Weight,
    pub token: Token,
    pub struck: bool,
}

impl Ink {
    pub const fn new(size: f32, weight: Weight, token: Token) -> Self {
        Self { size, weight, token, struck: false }
    }

    pub const fn struck(self, struck: bool) -> Self {
        Self { struck, ..self }
    }
}

/// The base line that puts capitals of this size in the middle of a rectangle (Inter's capitals are 0.727 high).
pub(super) fn baseline(rect: &SheetRect, size: f32) -> f32 {
    rect.center().y + size * 0.727 / 2.0
}

pub(super) const fn stroke(token: Token, width: f32) -> Stroke {
    Stroke { token, width, dashed: false }
}
