//! Guides as they are drawn: thin lines, and how far things are apart as plain numbers.

use super::Pen;
use crate::canvas::Hint;
use crate::diagram::{SheetPoint, Token};
use egui::epaint::{Color32, Shape};
use egui::{Align2, FontId, Pos2, Rect, vec2};

/// Half of the stroke at either end of a distance, in screen points.
const END: f32 = 3.5;
/// Room for a number; in a shorter gap it stands beside.
const NUMBER: f32 = 28.0;

pub(super) fn draw(pen: &mut Pen<'_>, hints: &[Hint]) {
    let accent = pen.palette.color(Token::Accent);
    for hint in hints {
        if let Hint::Line { from, to } = hint {
            let ends = vec![pen.screen(*from), pen.screen(*to)];
            pen.line(ends, false, 0.0, 1.0, accent, false);
        }
    }
    // Numbers lie over all lines.
    for hint in hints {
        if let Hint::Gap { from, to, distance, equal } = hint {
            gap(pen, [*from, *to], *distance, *equal, accent);
        }
    }
}

fn gap(pen: &mut Pen<'_>, ends: [SheetPoint; 2], distance: u32, equal: bool, accent: Color32) {
    let [a, b] = ends.map(|end| pen.screen(end));
    let across = if (b.x - a.x).abs() > (b.y - a.y).abs() { vec2(0.0, END) } else { vec2(END, 0.0) };
    pen.line(vec![a, b], false, 0.0, 1.0, accent, false);
    for end in [a, b] {
        pen.line(vec![end - across, end + across], false, 0.0, 1.0, accent, false);
    }
    number(pen, a, b, distance, equal, accent);
}

/// The distance on a ground of its own; equal ones are filled.
fn number(pen: &mut Pen<'_>, a: Pos2, b: Pos2, distance: u32, equal: bool, accent: Color32) {
    let (ground, ink) = match equal {
        true => (accent, pen.palette.color(Token::Sheet)),
        false => (pen.palette.color(Token::Sheet), accent),
    };
    let font = FontId::new(11.0, pen.families[1].clone());
    let galley = pen.painter.layout_no_wrap(distance.to_string(), font, ink);
    let size = galley.size() + vec2(8.0, 2.0);
    let beside = match ((b - a).x.abs(), (b - a).y.abs()) {
        (x, y) if x.max(y) >= NUMBER => vec2(0.0, 0.0),
        (x, y) if x > y => vec2(0.0, size.y / 2.0 + END + 2.0),
        _ => vec2(size.x / 2.0 + END + 2.0, 0.0),
    };
    let area = Rect::from_center_size(a + (b - a) / 2.0 + beside, size);
    pen.push(Shape::rect_filled(area, 3.0, ground));
    let at = Align2::CENTER_CENTER.anchor_size(area.center(), galley.size()).min;
    pen.push(Shape::galley(at, galley, ink));
}
