//! What is wrong inside of a site, summed where its cards cannot say it themselves. From afar marks are larger than what
//! they stand for; then the worst come first, and each shows as much as there is room for beside those before it.

use super::area::{Area, Areas};
use super::draw_badges::whole;
use super::pen::*;
use super::scene::*;
use super::tally::{Tally, level_token};
use super::theme::Token;
use super::view::View;
use crate::model::Subject;

/// A shape of a sum, and its height, on a sheet seen from far away.
const SHAPE: f32 = 60.0;
const HEIGHT: f32 = 72.0;
/// Between a shape and its count, and after that.
const GAP: f32 = 16.0;
const AFTER: f32 = 20.0;
/// Between [`FAR`] and [`NEAR`], a sum is so much smaller.
pub(super) const MID_SCALE: f32 = 0.6;
/// How far below the upper edge of its site a sum may reach where the name can be read: it begins there.
const BELOW: f32 = 10.0;
/// Where the middle of the marks of a site's first cards is, below its upper edge.
const MARKS: f32 = 48.0;
/// How much wider than its site a sum may be, until sites stand too near for that.
const OVER: f32 = 1.25;

/// Below [`FAR`], from which zooms on sums have the same size on the sheet: that of the least shape at that zoom.
const STEPS: [f32; 12] = [0.2, CROWD, 0.1, 0.07, 0.05, 0.035, 0.025, 0.0175, 0.012, 0.008, 0.004, 0.002];

/// Shapes with their counts, the worst first.
pub(super) struct Sum {
    shapes: Vec<(Glyph, Token, String, f32)>,
    /// The colour of the worst.
    token: Token,
}

impl Sum {
    pub fn new(pen: &Pen<'_>, tally: &Tally<'_>) -> Self {
        let shapes = tally.shapes().into_iter().map(|(glyph, token, count)| {
            let text = count.to_string();
            let width = pen.fonts.width(&text, FAR_TITLE, Weight::SemiBold);
            (glyph, token, text, width)
        });
        Self { shapes: shapes.collect(), token: tally.level().map_or(Token::Unknown, level_token) }
    }

    pub fn width(&self) -> f32 {
        self.width_of(self.shapes.len())
    }

    /// With so many of its shapes.
    fn width_of(&self, shapes: usize) -> f32 {
        self.shapes[..shapes].iter().map(|(.., width)| SHAPE + GAP + width + AFTER).sum::<f32>() + 12.0
    }

    /// At the upper right of its site, between far and near.
    pub fn between(&self, pen: &mut Pen<'_>, subject: &Subject, site: &SheetRect) {
        let (width, height) = (self.width() * MID_SCALE, HEIGHT * MID_SCALE);
        let pill = SheetRect::new(site.max.x - width, site.min.y - height / 2.0, width, height);
        pen.on(Layer::Badge, Some(subject)).zoom(FAR, NEAR);
        self.pill(pen, pill, self.shapes.len());
    }

    fn pill(&self, pen: &mut Pen<'_>, pill: SheetRect, shapes: usize) {
        let scale = pill.height() / HEIGHT;
        let ink = Ink::new(FAR_TITLE * scale, Weight::SemiBold, Token::Text);
        pen.rect(pill, pill.height() / 2.0, Some(Token::Card), Some(stroke(self.token, 4.0 * scale)));
        let mut x = pill.min.x + 16.0 * scale;
        for (glyph, token, text, width) in &self.shapes[..shapes] {
            pen.icon(x, pill.center().y - SHAPE * scale / 2.0, SHAPE * scale, *glyph, *token);
            x += (SHAPE + GAP) * scale;
            pen.text(x, baseline(&pill, ink.size), text.clone(), ink);
            x += (width + AFTER) * scale;
        }
    }
}

/// How large a sum is that is drawn from this zoom on.
fn scale(from: f32) -> f32 {
    (SHAPE_LEAST / (SHAPE * from)).max(1.0)
}

/// All that sums are drawn of.
#[derive(Default)]
pub(super) struct Crowd {
    all: Vec<One>,
}

struct One {
    subject: Subject,
    rect: SheetRect,
    sum: Sum,
    faded: bool,
    /// A site; a card that stands in none has its own mark from [`CROWD`] on.
    of_site: bool,
}

impl Crowd {
    /// Cards that stand in no site.
    pub fn of_cards(view: &View<'_>, pen: &Pen<'_>) -> Self {
        let mut crowd = Self::default();
        let alone = view.sheet.cards.iter().filter(|(subject, _)| {
            view.state_of(subject).is_some_and(|state| state.site_of(subject).is_none())
                && view.left_out.drawn(subject).is_there()
        });
        for (subject, area) in alone {
            let Some(cast) = view.sheet.cast.cards.get(subject) else { continue };
            let sum = Sum::new(pen, &whole(view, subject, cast));
            if !sum.shapes.is_empty() {
                let faded = view.left_out.drawn(subject).is_faint();
                crowd.all.push(One { subject: subject.clone(), rect: area.rect(), sum, faded, of_site: false });
            }
        }
        crowd
    }

    pub fn add(&mut self, subject: &Subject, rect: SheetRect, sum: Sum, faded: bool) {
        self.all.push(One { subject: subject.clone(), rect, sum, faded, of_site: true });
    }

    /// Draws all sums for zooms below [`FAR`].
    pub fn draw(mut self, pen: &mut Pen<'_>) {
        self.all.sort_by(|a, b| a.rank().cmp(&b.rank()).then_with(|| a.subject.cmp(&b.subject)));
        let mut to = FAR;
        for least in STEPS {
            let from = if Some(&least) == STEPS.last() { 0.0 } else { least };
            let mut taken = Areas::default();
            for one in &self.all {
                if one.of_site || to <= CROWD {
                    pen.faded = one.faded;
                    pen.on(Layer::Badge, Some(&one.subject)).zoom(from, to);
                    one.draw(pen, least, &mut taken);
                }
            }
            to = from;
        }
        pen.faded = false;
    }
}

impl One {
    /// Errors first, then warnings, and so on.
    fn rank(&self) -> usize {
        let order = [Token::Error, Token::Warning, Token::Advice];
        order.iter().position(|token| *token == self.sum.token).unwrap_or(order.len())
    }

    /// All of the sum, or the worst with its count, or that alone, or nothing.
    fn draw(&self, pen: &mut Pen<'_>, zoom: f32, taken: &mut Areas) {
        let Self { rect, sum, .. } = self;
        let Some((glyph, token, ..)) = sum.shapes.first() else { return };
        let scale = scale(zoom);
        let (over, below) = match zoom >= CROWD {
            true => (OVER, BELOW.min(MARKS - SHAPE_LEAST / zoom / 2.0)),
            false => (1.0, f32::INFINITY),
        };
        let room = over * rect.width();
        let place = |width: f32, height: f32| {
            let x = (rect.max.x - width).max(rect.center().x - width / 2.0);
            SheetRect::new(x, rect.min.y + (height / 2.0).min(below) - height, width, height)
        };
        let is_free = |place: &SheetRect| !taken.touches(&Area::around(place));
        let pills = [sum.shapes.len(), 1].map(|shapes| (shapes, sum.width_of(shapes) * scale));
        let fits = |(shapes, width): (usize, f32)| {
            let place = place(width, HEIGHT * scale);
            (width <= room && is_free(&place)).then_some((shapes, place))
        };
        if let Some((shapes, pill)) = pills.into_iter().find_map(fits) {
            taken.push(Area::around(&pill));
            return sum.pill(pen, pill, shapes);
        }
        let shape = place(SHAPE * scale, SHAPE * scale);
        if is_free(&shape) {
            taken.push(Area::around(&shape));
            pen.icon(shape.min.x, shape.min.y, SHAPE * scale, *glyph, *token);
        }
    }
}
