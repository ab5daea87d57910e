//! How the chart is drawn: the axis, freeze windows, bars, what waits for what, and the words of the rows.

use super::chart::{Bar, Chart, Mark};
use super::rows::{PhaseLine, StepLine};
use super::{ROW, Scale};
use crate::ui::action::Cx;
use crate::ui::panels::counts;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Color32, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use lucide_icons::Icon;

/// The distance of the lines of a hatch.
const HATCH: f32 = 7.0;
/// From a bar to what stands beside it.
const BESIDE: f32 = 8.0;

pub fn axis(ui: &Ui, marks: &[Mark], scale: Scale, (left, right): (Rect, Rect), now: Option<&Now>) {
    let colors = Colors::of(ui);
    let painter = ui.painter().with_clip_rect(right.intersect(ui.clip_rect()));
    let below = ui.clip_rect().bottom();
    for (at, mark) in marks.iter().enumerate() {
        let x = scale.x(mark.day);
        let next = marks[at + 1..].iter().find(|other| other.is_major == mark.is_major);
        let room = next.map_or(right.right(), |next| scale.x(next.day)) - x - 6.0;
        let (top, bottom) = right.split_top_bottom_at_fraction(0.5);
        let row = if mark.is_major { top } else { bottom };
        let (font, color) = if mark.is_major { (style::strong(), colors.text) } else { (style::small(), colors.muted) };
        // What began before the left edge is told as long as it lasts.
        let from = if mark.is_major { x.max(right.left()) } else { x };
        let room = room - (from - x);
        painter.vline(
            x,
            row.top()..=below,
            Stroke::new(1.0, colors.hair.gamma_multiply(if mark.is_major { 1.0 } else { 0.5 })),
        );
        let galley = painter.layout_no_wrap(mark.text.clone(), font, color);
        let place = Rect::from_min_size(pos2(from + 4.0, row.center().y - galley.size().y / 2.0), galley.size());
        // What the word of the present day would cover in part is left out.
        let is_free = now.is_none_or(|now| mark.is_major || !now.pill.intersects(place));
        if galley.size().x <= room && is_free {
            painter.galley(place.min, galley, color);
        }
    }
    ui.painter().hline(left.left()..=right.right(), right.bottom(), Stroke::new(1.0, colors.hair));
}

/// Hatched over the whole height.
pub fn freezes(ui: &Ui, chart: &Chart, scale: Scale, area: Rect) {
    let colors = Colors::of(ui);
    for (first, end) in &chart.freezes {
        let band = Rect::from_x_y_ranges(scale.x(*first)..=scale.x(*end).max(scale.x(*first) + 2.0), area.y_range());
        let seen = band.intersect(area);
        if seen.is_positive() {
            ui.painter().rect_filled(seen, 0.0, colors.hover);
            hatch(ui, seen, colors.muted.gamma_multiply(0.35));
            for x in [band.left(), band.right()].into_iter().filter(|x| area.x_range().contains(*x)) {
                ui.painter().vline(x, area.y_range(), Stroke::new(1.0, colors.muted));
            }
        }
    }
}

/// Where a bar goes on across freeze windows it rests.
pub fn pauses(ui: &Ui, chart: &Chart, scale: Scale, bar: Rect) {
    let colors = Colors::of(ui);
    for (first, end) in &chart.freezes {
        let rest = bar.intersect(Rect::from_x_y_ranges(scale.x(*first)..=scale.x(*end), bar.y_range()));
        if rest.is_positive() {
            ui.painter().rect_filled(rest.shrink2(vec2(0.0, 1.0)), 0.0, colors.panel.gamma_multiply(0.7));
            hatch(ui, rest, colors.muted);
        }
    }
}

fn hatch(ui: &Ui, area: Rect, color: Color32) {
    let painter = ui.painter().with_clip_rect(area.intersect(ui.clip_rect()));
    // Fixed to the window, so that the lines of neighbours meet.
    let mut c = ((area.left() + area.top()) / HATCH).floor() * HATCH;
    while c < area.right() + area.bottom() {
        let (a, b) = (pos2(c - area.top(), area.top()), pos2(c - area.bottom(), area.bottom()));
        painter.line_segment([a, b], Stroke::new(1.0, color));
        c += HATCH;
    }
}

/// The names of freeze windows, in the upper row of the axis where they begin.
pub fn freeze_names(ui: &Ui, cx: &Cx<'_>, chart: &Chart, scale: Scale, area: Rect) {
    let colors = Colors::of(ui);
    let (_, lower) = area.split_top_bottom_at_fraction(0.5);
    for (freeze, (first, end)) in cx.doc.plan().freezes.iter().zip(&chart.freezes) {
        let (from, to) = (scale.x(*first).max(area.left()), scale.x(*end).min(area.right()));
        if to - from < 8.0 {
            continue;
        }
        let strip = Rect::from_x_y_ranges(from..=to, lower.y_range()).shrink2(vec2(0.0, 1.0));
        ui.painter().rect_filled(strip, 0.0, colors.hover);
        ui.painter().rect_stroke(strip, 0.0, Stroke::new(1.0, colors.muted), StrokeKind::Inside);
        widgets::paint_text(ui, strip.shrink2(vec2(4.0, 0.0)), &freeze.name, style::small(), colors.text);
    }
}

/// The present day: a line through all rows below a word on the axis.
pub struct Now {
    pub text: String,
    x: f32,
    pill: Rect,
}

impl Now {
    pub fn new(ui: &Ui, text: String, x: f32, area: Rect, axis: f32) -> Self {
        let (_, lower) = area.with_max_y(area.top() + axis).split_top_bottom_at_fraction(0.5);
        let wide = widgets::text_width(ui, &text, style::small()) + 12.0;
        let left = (x - wide / 2.0).min(area.right() - wide).max(area.left());
        let pill = Rect::from_min_max(pos2(left, lower.top()), pos2(left + wide, lower.bottom() - 2.0));
        Self { text, x, pill }
    }

    pub fn paint(&self, ui: &Ui, area: Rect) -> egui::Response {
        let colors = Colors::of(ui);
        let (x, pill) = (self.x, self.pill);
        let painter = ui.painter().with_clip_rect(area.intersect(ui.clip_rect()));
        painter.vline(x, pill.bottom()..=area.bottom(), Stroke::new(1.5, colors.muted));
        let tip = [pos2(x - 4.0, pill.bottom()), pos2(x + 4.0, pill.bottom()), pos2(x, pill.bottom() + 5.0)];
        painter.add(Shape::convex_polygon(tip.to_vec(), colors.muted, Stroke::NONE));
        painter.rect(pill, style::SMALL_RADIUS, colors.panel, Stroke::new(1.0, colors.muted), StrokeKind::Inside);
        let middle = egui::Align2::CENTER_CENTER;
        painter.text(pill.center(), middle, &self.text, style::small(), colors.text);
        ui.interact(pill, egui::Id::unique("schedule-now"), egui::Sense::hover())
    }
}

pub fn row_ground(ui: &Ui, row: Rect, shown: bool, hovered: bool, focus: Option<Rect>) {
    let colors = Colors::of(ui);
    if shown {
        ui.painter().rect_filled(row.with_max_x(row.left() + 3.0), 0.0, colors.accent);
    }
    let ground = if shown { Some(colors.selected) } else { hovered.then_some(colors.hover) };
    if let Some(ground) = ground {
        ui.painter().rect_filled(row.with_min_x(row.left() + 3.0), 0.0, ground.gamma_multiply(0.75));
    }
    if let Some(rect) = focus {
        let ring = Stroke::new(2.0, colors.accent);
        ui.painter().rect_stroke(rect, style::SMALL_RADIUS, ring, StrokeKind::Inside);
    }
}

pub fn triangle(ui: &Ui, area: Rect, is_open: bool, hovered: bool) {
    let colors = Colors::of(ui);
    let icon = if is_open { Icon::ChevronDown } else { Icon::ChevronRight };
    let color = if hovered { colors.text } else { colors.muted };
    let icon = icon.unicode().to_string();
    ui.painter().text(area.center(), egui::Align2::CENTER_CENTER, icon, style::icon_font(14.0), color);
}

/// The number and the name of a phase, and at the right what was found in it.
pub fn phase_name(ui: &Ui, cx: &Cx<'_>, of: &PhaseLine, area: Rect, has_conflict: bool) {
    let colors = Colors::of(ui);
    let marks = of.counts.marks();
    let widths =
        marks.iter().map(|(_, count)| 28.0 + widgets::text_width(ui, &cx.lang.number(*count as u64), style::small()));
    let found = widths.sum::<f32>().min(area.width() * 0.5);
    let mut right = area.right() - 4.0 - found;
    counts::paint(ui, area.with_min_x(right), &marks, cx.lang);
    if has_conflict {
        right -= 20.0;
        let icon = Icon::CalendarX.unicode().to_string();
        let at = pos2(right + 8.0, area.center().y);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, icon, style::icon_font(14.0), colors.error);
    }
    let number = widgets::text_width(ui, &of.number, style::small());
    widgets::paint_text(ui, area, &of.number, style::small(), colors.muted);
    let name = area.with_min_x(area.left() + number + 6.0).with_max_x(right - 4.0);
    widgets::paint_text(ui, name, &of.name, style::strong(), colors.text);
}

/// A bar: filled where it is known, dashed where it is only drawn.
pub fn bar(ui: &Ui, of: &PhaseLine, bar: &Bar, area: Rect, clip: Rect, (shown, held, conflict): (bool, bool, bool)) {
    let colors = Colors::of(ui);
    let painter = ui.painter().with_clip_rect(clip);
    let color = if conflict { colors.error } else { colors.accent };
    let is_known = bar.knows_start && bar.knows_end;
    let fill = match (is_known, shown || held) {
        (true, true) => color,
        (true, false) => color.gamma_multiply(0.55),
        (false, _) => color.gamma_multiply(0.12),
    };
    painter.rect_filled(area, style::SMALL_RADIUS, fill);
    if is_known {
        painter.rect_stroke(area, style::SMALL_RADIUS, Stroke::new(1.0, color), StrokeKind::Inside);
    } else {
        let inner = area.shrink(0.5);
        let ring = [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
        painter.extend(Shape::dashed_line(&ring, Stroke::new(1.0, color), 4.0, 3.0));
    }
    if held {
        painter.rect_stroke(area.expand(2.0), style::RADIUS, Stroke::new(2.0, colors.accent), StrokeKind::Outside);
    }
    beside(ui, &of.beside, area.right(), clip, colors.muted);
}

fn beside(ui: &Ui, text: &str, x: f32, clip: Rect, color: Color32) {
    let from = x.max(clip.left()) + BESIDE;
    let room = Rect::from_min_max(pos2(from, clip.top()), clip.max);
    if room.width() > 12.0 && clip.height() > ROW / 2.0 && x + BESIDE < clip.right() {
        // What waits for what runs below the words.
        let width = widgets::text_width(ui, text, style::small()).min(room.width());
        let ground = Rect::from_min_max(room.min, pos2(room.left() + width, room.max.y)).shrink2(vec2(-2.0, 5.0));
        if !text.is_empty() {
            ui.painter().with_clip_rect(clip).rect_filled(ground, 2.0, Colors::of(ui).panel);
        }
        widgets::paint_text(ui, room, text, style::small(), color);
    }
}

/// A step has no days of its own: a thin line along its phase, and how long it takes by whom.
pub fn step(ui: &Ui, of: &StepLine, bar: Option<Bar>, row: Rect, clip: Rect, scale: Scale) {
    let colors = Colors::of(ui);
    let (from, to) = bar.map_or((clip.left(), clip.left()), |bar| (scale.x(bar.first), scale.x(bar.end)));
    let painter = ui.painter().with_clip_rect(clip);
    painter.hline(from..=to, row.center().y, Stroke::new(1.0, colors.line.gamma_multiply(0.6)));
    painter.circle_filled(pos2(from, row.center().y), 2.0, colors.line);
    beside(ui, &of.beside, to, clip, colors.muted);
}

/// Lines from the end of what is waited for to the beginning of what waits.
pub fn ties(ui: &Ui, chart: &Chart, scale: Scale, y_of: impl Fn(usize) -> Option<f32>) {
    let colors = Colors::of(ui);
    for tie in &chart.ties {
        let bar = |at: usize| chart.bars.get(at).copied().flatten();
        let (Some(from), Some(to)) = (bar(tie.from), bar(tie.to)) else { continue };
        let (Some(y0), Some(y1)) = (y_of(tie.from), y_of(tie.to)) else { continue };
        let (x0, x1) = (scale.x(from.end), scale.x(to.first));
        let color = match (tie.is_broken, tie.is_named) {
            (true, _) => colors.error,
            (false, true) => colors.muted,
            (false, false) => colors.muted.gamma_multiply(0.45),
        };
        let down = if y1 >= y0 { 1.0 } else { -1.0 };
        let points: Vec<Pos2> = if x1 >= x0 - 1.0 {
            // Down from the end, into the bar from above.
            let x = (x1 + 5.0).max(x0 - 2.0);
            vec![pos2(x0, y0), pos2(x, y0), pos2(x, y1 - down * 9.0)]
        } else {
            let middle = y1 - down * ROW / 2.0;
            vec![
                pos2(x0, y0),
                pos2(x0 + 6.0, y0),
                pos2(x0 + 6.0, middle),
                pos2(x1 + 5.0, middle),
                pos2(x1 + 5.0, y1 - down * 9.0),
            ]
        };
        let stroke = Stroke::new(if tie.is_named { 1.5 } else { 1.0 }, color);
        let Some(tip) = points.last().copied() else { continue };
        if tie.is_broken {
            ui.painter().extend(Shape::dashed_line(&points, stroke, 4.0, 3.0));
        } else {
            ui.painter().extend(points.windows(2).map(|pair| Shape::line_segment([pair[0], pair[1]], stroke)));
        }
        let head = vec![tip + vec2(0.0, down), tip + vec2(-3.5, -4.0 * down), tip + vec2(3.5, -4.0 * down)];
        ui.painter().add(Shape::convex_polygon(head, color, Stroke::NONE));
    }
}
