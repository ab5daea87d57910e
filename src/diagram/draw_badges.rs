//! Findings and phase marks on top of everything else.

use super::area::Area;
use super::cast::{Card, WIDE};
use super::draw_cards::state_mark;
use super::pen::*;
use super::scene::*;
use super::tally::{Tally, level_token};
use super::theme::Token;
use super::view::{View, host_part};
use crate::model::*;
use crate::rules::Finding;

const SHAPE: f32 = 14.0;
const COUNT: Ink = Ink::new(SMALL, Weight::SemiBold, Token::Text);
const PILL: f32 = 20.0;
/// How large marks are, and at which zooms: their shapes are told apart at each of them. Below all of these see `crowd`.
pub(super) const SCALES: [(f32, f32, f32); 3] = [(1.0, NEAR, f32::INFINITY), (1.6, FAR, NEAR), (2.2, CROWD, FAR)];

/// The same of marks of findings. They grow in more steps, so that no shape is smaller than it is drawn at least, and
/// none lies on its count.
pub(super) const FOUND: [(f32, f32, f32); 5] = [
    (1.0, legible_shape(1.0), f32::INFINITY),
    (1.46, NEAR, legible_shape(1.0)),
    (2.15, legible_shape(2.15), NEAR),
    (3.1, FAR, legible_shape(2.15)),
    SCALES[2],
];

/// The zoom from which a shape that is drawn so many times as large is as large as it must be.
const fn legible_shape(scale: f32) -> f32 {
    SHAPE_LEAST / (SHAPE * scale)
}

/// State and findings of a card and of what stands inside it.
pub(super) fn card_badges(view: &View<'_>, pen: &mut Pen<'_>, subject: &Subject, area: &Area) {
    if view.state_of(subject).is_none() {
        return;
    }
    let rect = area.rect();
    state_badge(view, pen, subject, rect);
    if view.is_pinned(subject) {
        lock(pen, subject, rect.max.x, rect.max.y);
    }
    let Some(cast) = view.sheet.cast.cards.get(subject) else { return };
    let own = view.tally(subject);
    // What is inside has badges of its own, until they cannot be told apart.
    let whole = whole(view, subject, cast);
    for (scale, from, to) in FOUND {
        let tally = if from < NEAR { Some(&whole) } else { own };
        if let Some(tally) = tally.filter(|tally| !tally.shapes().is_empty()) {
            let (width, height) = (badge_width(tally) * scale, PILL * scale);
            let y = rect.min.y + PILL / 2.0 - height;
            let pill = SheetRect::new(rect.max.x - width + 8.0, y, width, height);
            badge(pen.on(Layer::Badge, Some(subject)).zoom(from, to), pill, tally);
        }
    }
    for row in &cast.rows {
        let subject = Subject::from(&row.instance);
        if let Some(tally) = view.tally(&subject).filter(|tally| !tally.shapes().is_empty()) {
            let width = badge_width(tally);
            let y = rect.min.y + row.top as f32 + 4.0;
            let pill = SheetRect::new(rect.max.x - 20.0, y, width, PILL);
            badge(pen.on(Layer::Badge, Some(&subject)).from(legible(CHIP)), pill, tally);
        }
    }
    if let Some(finding) = whole.worst {
        // A narrow card has too little room for a sentence.
        let below = SheetRect::new(rect.min.x, rect.max.y + 2.0, rect.width().max(WIDE as f32), PILL);
        plate(view, pen, &finding_subject(view, subject, finding), below, finding);
    }
}

/// What is wrong with a card and with what stands inside it.
pub(super) fn whole<'a>(view: &View<'a>, subject: &Subject, cast: &Card) -> Tally<'a> {
    let mut whole = view.tally(subject).cloned().unwrap_or_default();
    let rows = cast.rows.iter().map(|row| Subject::from(&row.instance));
    for inside in rows.chain(cast.servers.iter().map(Subject::from)) {
        if let Some(tally) = view.tally(&inside) {
            whole.join(tally);
        }
    }
    whole
}

/// How large the sign of a phase mark or a lock is upon its disc, at the first two of [`SCALES`]: smaller ones would
/// be dots.
const SIGNS: [f32; 2] = [12.0, 24.0];
/// A phase mark's sign where discs would cover names: within the card, as large as the card's version.
const FAR_SIGN: f32 = 44.0;

/// What the phase does to an object, at the corner of its card.
pub(super) fn state_badge(view: &View<'_>, pen: &mut Pen<'_>, subject: &Subject, rect: SheetRect) {
    let Some((glyph, token)) = view.mark(subject).and_then(state_mark) else { return };
    let corner = SheetPoint { x: rect.min.x + 11.0, y: rect.min.y + 11.0 };
    discs(pen, subject, (glyph, token), stroke(token, 1.5), |size| (corner.x - size, corner.y - size));
    let (x, y) = (rect.max.x - FAR_SIGN - 14.0, rect.max.y - FAR_SIGN - 10.0);
    pen.on(Layer::Badge, Some(subject)).zoom(legible(FAR_SIGN), FAR).icon(x, y, FAR_SIGN, glyph, token);
}

/// A sign upon a disc, near and from the middle; `place` is where a disc of a size has its top left corner.
fn discs(
    pen: &mut Pen<'_>,
    subject: &Subject,
    (glyph, token): (Glyph, Token),
    edge: Stroke,
    place: impl Fn(f32) -> (f32, f32),
) {
    for ((scale, from, to), sign) in SCALES.into_iter().zip(SIGNS) {
        let size = PILL * scale;
        let (x, y) = place(size);
        let edge = Stroke { width: edge.width * scale, ..edge };
        let disc = SheetRect::new(x, y, size, size);
        pen.on(Layer::Badge, Some(subject)).zoom(from, to).rect(disc, size / 2.0, Some(Token::Card), Some(edge));
        let off = (size - sign) / 2.0;
        pen.icon(x + off, y + off, sign, glyph, token);
    }
}

/// A small lock upon the lower right corner of what the hand does not move.
pub(super) fn lock(pen: &mut Pen<'_>, subject: &Subject, x: f32, y: f32) {
    let edge = stroke(Token::Line, 1.0);
    discs(pen, subject, (Glyph::Locked, Token::Muted), edge, |size| (x + 5.0 - size, y + 8.0 - size));
}

/// What a click on the text opens: the finding's own subject when it stands inside the card.
fn finding_subject(view: &View<'_>, card: &Subject, finding: &Finding) -> Subject {
    let inside = view.sheet.cast.card_of(&finding.subject) == Some(card);
    if inside { finding.subject.clone() } else { card.clone() }
}

/// The first words of a finding, on a ground of their own: `SQL-001  …`, cut to the place.
pub(super) fn plate(view: &View<'_>, pen: &mut Pen<'_>, subject: &Subject, room: SheetRect, finding: &Finding) {
    let code = Ink::new(CHIP, Weight::SemiBold, level_token(finding.level));
    let words = Ink::new(CHIP, Weight::Regular, Token::Text);
    let code_width = pen.fonts.width(finding.code.as_str(), code.size, code.weight);
    let text = with_short_names(view, finding);
    let text = pen.fonts.cut_end(&text, words.size, words.weight, room.width() - code_width - 20.0);
    let width = code_width + 20.0 + pen.fonts.width(&text, words.size, words.weight);
    let rect = SheetRect::new(room.min.x, room.min.y, width, room.height());
    let edge = stroke(level_token(finding.level), 1.0);
    pen.on(Layer::Badge, Some(subject)).from(legible(CHIP)).rect(rect, CHIP_RADIUS, Some(Token::Card), Some(edge));
    pen.text(rect.min.x + 6.0, baseline(&rect, code.size), finding.code.to_string(), code);
    pen.text(rect.min.x + code_width + 12.0, baseline(&rect, words.size), text, words);
}

/// The sentence of a finding with host names for FQDNs: beside the objects themselves, the domain only takes room.
fn with_short_names(view: &View<'_>, finding: &Finding) -> String {
    let mut text = view.say.message(&finding.message);
    for subject in finding.subjects() {
        let name = view.label(&subject);
        let (fqdn, rest) = name.split_once('\\').map_or((name.as_str(), ""), |(host, rest)| (host, rest));
        let host = host_part(fqdn);
        if !host.is_empty() && host != fqdn && !matches!(subject, Subject::Site(_)) {
            let short = if rest.is_empty() { host.to_owned() } else { format!("{host}\\{rest}") };
            text = text.replace(&name, &short);
        }
    }
    text
}

/// Shapes and counts side by side, as large as the pill is high.
pub(super) fn badge(pen: &mut Pen<'_>, pill: SheetRect, tally: &Tally<'_>) {
    let shapes = tally.shapes();
    let Some((_, token, _)) = shapes.first() else { return };
    let scale = pill.height() / PILL;
    let (shape, ink) = (SHAPE * scale, Ink { size: COUNT.size * scale, ..COUNT });
    pen.rect(pill, pill.height() / 2.0, Some(Token::Card), Some(stroke(*token, 1.5 * scale)));
    let zooms = pen.zooms();
    let first = pill.min.x + 5.0 * scale;
    let mut x = first;
    for (number, (glyph, token, count)) in shapes.into_iter().enumerate() {
        pen.beside(zooms, number, x - first);
        pen.icon(x, pill.center().y - shape / 2.0, shape, glyph, token);
        x += shape + 3.0 * scale;
        if count > 1 {
            x += pen.text(x, baseline(&pill, ink.size), count.to_string(), ink) + 4.0 * scale;
        }
    }
}

/// The width that [`badge`] takes at its usual size.
pub(super) fn badge_width(tally: &Tally<'_>) -> f32 {
    // Tabular enough: counts are short, and a badge need not be exact.
    let digits = |count: u64| count.to_string().len() as f32 * 8.0 + 4.0;
    let shapes = tally.shapes();
    shapes.iter().map(|(_, _, count)| SHAPE + 3.0 + if *count > 1 { digits(*count) } else { 0.0 }).sum::<f32>() + 8.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_shape_of_a_finding_is_drawn_larger_than_its_place() {
        let above_far = FOUND.iter().filter(|(_, from, _)| *from >= FAR);
        for (scale, from, _) in above_far {
            assert!(SHAPE * scale * from >= SHAPE_LEAST - 0.01, "{scale} at {from}");
        }
        let gaps = FOUND.windows(2).filter(|two| two[0].1 != two[1].2).count();
        assert_eq!(gaps, 0, "one at every zoom");
    }
}
