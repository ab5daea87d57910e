//! One pool at one stage, drawn: how many users, of how many, and a bar.

use super::table::{level, load_said, measure_said, users_said};
use crate::diagram::Glyph;
use crate::model::*;
use crate::rules::load::{PoolLoad, Verdict};
use crate::rules::{self, Level};
use crate::text::Lang;
use crate::ui::action::{Cx, said, say};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Color32, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// How high a bar is.
const BAR: f32 = 6.0;
const MARK: f32 = 13.0;

/// The mark of a cell, by shape: a finding of the rule that is broken, or that it is not known.
fn mark(cx: &Cx<'_>, load: &PoolLoad, stage: usize) -> Option<Glyph> {
    match load.verdict() {
        Verdict::Over => {
            let levels = load.over().filter_map(|one| level(cx.doc, one.rule, stage));
            Some(Glyph::Finding(levels.max().unwrap_or(Level::Advice)))
        }
        Verdict::Unknown => Some(Glyph::NotChecked),
        Verdict::Within | Verdict::NoLimit => None,
    }
}

pub fn paint(ui: &Ui, cx: &Cx<'_>, rect: Rect, load: Option<&PoolLoad>, stage: usize) {
    let colors = Colors::of(ui);
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let Some(load) = load else {
        widgets::paint_text(ui, inner, "–", style::small(), colors.line);
        return;
    };
    let line = Rect::from_min_max(pos2(inner.left(), inner.top() + 3.0), pos2(inner.right(), inner.bottom() - 11.0));
    let mark = mark(cx, load, stage);
    let is_over = load.verdict() == Verdict::Over;
    let ink = mark.filter(|_| is_over).map_or(colors.text, |mark| widgets::mark_color(&colors, mark));
    let measure = load.measure();
    let users = said(cx.lang, &users_said(measure.map_or(load.users, |one| one.users), cx.lang));
    let mut right = line.right();
    if let Some(mark) = mark {
        let square = Rect::from_min_size(pos2(right - MARK, line.center().y - MARK / 2.0), vec2(MARK, MARK));
        widgets::paint_mark(ui, square, mark);
        right -= MARK + 4.0;
    }
    let exact = load.missing.is_none() && measure.is_some_and(|one| !one.users.more);
    if let Some(one) = measure.filter(|_| exact || is_over) {
        let percent = say!(cx, "ui-load-percent", number = cx.lang.number(one.percent()));
        let font = if is_over { style::strong() } else { style::small() };
        let width = widgets::text_width(ui, &percent, font.clone());
        if right - width > line.left() + 40.0 {
            let at = Rect::from_min_max(pos2(right - width, line.top()), pos2(right + 1.0, line.bottom()));
            widgets::paint_text(ui, at, &percent, font, ink);
            right -= width + 8.0;
        }
    }
    let font = egui::FontId::proportional(13.0);
    let wide = widgets::text_width(ui, &users, font.clone()).min(right - line.left());
    widgets::paint_text(ui, Rect::from_min_max(line.min, pos2(right, line.bottom())), &users, font, ink);
    if let Some(one) = measure {
        let limit = if load.missing.is_some() {
            say!(cx, "ui-load-of-at-most", limit = cx.lang.number(one.limit))
        } else {
            say!(cx, "ui-load-of", limit = cx.lang.number(one.limit))
        };
        let at = Rect::from_min_max(pos2(line.left() + wide + 4.0, line.top()), pos2(right, line.bottom()));
        if widgets::text_width(ui, &limit, style::small()) <= at.width() {
            widgets::paint_text(ui, at, &limit, style::small(), colors.muted);
        }
    }
    bar(ui, inner, load, ink);
}

/// The bar: users as a fill, the partner's that would come with hatching, what is over the limit beyond a line. Where the
/// limit is not known the outline is open at its end.
fn bar(ui: &Ui, inner: Rect, load: &PoolLoad, ink: Color32) {
    let colors = Colors::of(ui);
    let Some(measure) = load.measure() else { return };
    let track =
        Rect::from_min_max(pos2(inner.left(), inner.bottom() - 9.0), pos2(inner.right(), inner.bottom() - 9.0 + BAR));
    let takeover = load.takeover().map(|one| (one.users.known, one.limit));
    let end = takeover.map_or(0, |(users, _)| users).max(measure.users.known).max(measure.limit).max(1);
    let x = |users: u64| track.left() + (track.width() * (users as f64 / end as f64) as f32).round();
    let painter = ui.painter();
    painter.rect_filled(track, 2.0, colors.hover);
    let fill = if load.verdict() == Verdict::Over { ink } else { colors.accent };
    let fill = if load.verdict() == Verdict::Unknown { colors.unknown } else { fill };
    let mut filled = Rect::from_min_max(track.min, pos2(x(measure.users.known), track.bottom()));
    if measure.users.known > 0 && filled.width() < 2.0 {
        filled.set_width(2.0);
    }
    painter.rect_filled(filled, 2.0, fill);
    if let Some((users, _)) = takeover.filter(|(users, _)| *users > measure.users.known) {
        let rest = Rect::from_min_max(pos2(filled.right(), track.top()), pos2(x(users), track.bottom()));
        hatch(ui, rest, fill);
    }
    if load.missing.is_some() {
        // No right edge: nobody knows where it ends.
        let line = Stroke::new(1.0, colors.border);
        painter.hline(track.x_range(), track.top(), line);
        painter.hline(track.x_range(), track.bottom() - 1.0, line);
    } else {
        painter.rect_stroke(track, 2.0, Stroke::new(1.0, colors.border), StrokeKind::Inside);
    }
    let limit = takeover.map_or(measure.limit, |(_, limit)| limit.min(measure.limit));
    if end > limit {
        let at = x(limit);
        painter.vline(at, track.top() - 3.0..=track.bottom() + 2.0, Stroke::new(2.0, colors.text));
    }
}

/// Slanted lines in a rectangle, in its outline.
pub fn hatch(ui: &Ui, rect: Rect, color: Color32) {
    if rect.width() < 1.0 {
        return;
    }
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let stroke = Stroke::new(1.0, color);
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        painter.line_segment([pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())], stroke);
        x += 4.0;
    }
    painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
}

/// What a screen reader says of a cell.
pub fn name(cx: &Cx<'_>, label: &str, stage: &str, load: Option<&PoolLoad>) -> String {
    let what = match load {
        Some(load) => said(cx.lang, &load_said(load, cx.lang)),
        None => say!(cx, "ui-load-not-there"),
    };
    say!(cx, "ui-load-cell", pool = label, stage = stage, what = what)
}

/// All that is known about a cell, with each limit, its rule and where that is written.
pub fn hover(cx: &Cx<'_>, label: &str, stage: &str, load: Option<&PoolLoad>) -> String {
    let mut lines = vec![name(cx, label, stage, load)];
    let Some(load) = load else { return lines.remove(0) };
    let pool = |id: &PoolId| cx.doc.label(&id.into());
    let mut codes: Vec<&str> = Vec::new();
    for measure in &load.measures {
        lines.push(said(cx.lang, &measure_said(measure, &pool, cx.lang)));
        if !codes.contains(&measure.rule) {
            codes.push(measure.rule);
        }
    }
    // Several rules may rest on one page.
    let mut pages: Vec<(String, Vec<String>)> = Vec::new();
    for rule in rules::all().iter().filter(|rule| codes.contains(&rule.code.as_str())) {
        let Some(page) = source(&rule.code, cx.lang) else { continue };
        match pages.iter_mut().find(|(other, _)| *other == page) {
            Some((_, rules)) => rules.push(rule.code.to_string()),
            None => pages.push((page, vec![rule.code.to_string()])),
        }
    }
    lines.extend(
        pages.into_iter().map(|(page, rules)| say!(cx, "ui-load-source", rule = rules.join(", "), page = page)),
    );
    lines.join("\n")
}

/// The first page that a rule rests on.
fn source(code: &Code, lang: Lang) -> Option<String> {
    rules::sources(code, lang).into_iter().next().map(|source| source.title)
}
