//! The pages about the plan as a whole: its stages on a line, and what it comes to.

use super::Presentation;
use super::slide::{LEAST, Slide, Type};
use super::stage_page::{MARGIN, head, heading};
use super::told::{Texts, Told};
use crate::message;
use egui::{Rect, Role, Sense, WidgetInfo, pos2, vec2};

/// A stage on the line takes this much, on a screen of 1080 lines.
const STAGE: (f32, f32) = (240.0, 200.0);

impl Presentation {
    /// The title, and every stage on a line: a click goes to its page.
    pub(super) fn plan_page(&mut self, slide: &mut Slide<'_>) {
        let texts = self.texts();
        let colors = slide.colors;
        let margin = slide.px(MARGIN * 1.5);
        let width = slide.rect.width() - 2.0 * margin;
        let (step, high) = (STAGE.0 * slide.type_unit, STAGE.1 * slide.type_unit);
        let most = ((width / step) as usize).max(1);
        let rows = texts.stages.len().div_ceil(most).max(1);
        let columns = texts.stages.len().div_ceil(rows).max(1);
        // What is above the line takes what the rows leave, and stands in its middle.
        let line_high = rows as f32 * high;
        let room = slide.rect.height() - slide.px(96.0) - line_high;
        let title = |size| Type { rows: 2, bold: true, role: Role::Heading, ..slide.type_of(size, colors.text) };
        let is_long = slide.laid(&texts.title, title(76.0), width).rows.len() > 1;
        let title = title(if is_long { 60.0 } else { 76.0 });
        let above = Type { bold: true, ..slide.type_of(26.0, colors.accent) };
        let below = slide.type_of(28.0, colors.muted);
        let title_high = slide.laid(&texts.title, title, width).size().y + slide.px(110.0);
        let mut at = slide.rect.min + vec2(margin, ((room - title_high) * 0.55).max(slide.px(32.0)));
        if !texts.above.is_empty() {
            at.y = slide.text(at, width, &texts.above, above).bottom() + slide.px(10.0);
        }
        at.y = slide.text(at, width, &texts.title, title).bottom() + slide.px(14.0);
        if !texts.below.is_empty() {
            slide.text(at, width, &texts.below, below);
        }
        let step = width / columns as f32;
        for row in 0..rows {
            let top = slide.rect.top() + room + row as f32 * high;
            let here = (texts.stages.len() - row * columns).min(columns);
            let line = Rect::from_min_size(
                pos2(at.x + slide.px(9.0), top + slide.px(8.0)),
                vec2((here as f32 - 1.0) * step, slide.px(3.0)),
            );
            slide.filled(line, 0.0, colors.hair);
            for column in 0..here {
                let stage = row * columns + column;
                let place = Rect::from_min_size(pos2(at.x + column as f32 * step, top), vec2(step, high));
                self.stage_on_line(slide, &texts, stage, place);
            }
        }
    }

    fn stage_on_line(&mut self, slide: &mut Slide<'_>, texts: &Texts, stage: usize, place: Rect) {
        let [name, dates, comes_to] = &texts.stages[stage];
        let colors = slide.colors;
        let id = slide.ui.scope_id().with(("stage", stage));
        let response = slide.ui.interact(place, id, Sense::CLICK);
        let name = if stage == 0 { name.clone() } else { format!("{stage} {name}") };
        let said: Vec<&str> =
            [&name, dates, comes_to].into_iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, said.join(", ")));
        if response.hovered() {
            slide.ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if response.clicked() {
            self.wanted = Some(super::pages::What::Stage(stage));
        }
        let dot = Rect::from_min_size(place.min, vec2(slide.px(19.0), slide.px(19.0)));
        if stage == 0 {
            slide.framed(dot, 9.5, colors.sheet, 4.0, colors.accent);
        } else {
            slide.filled(dot, 9.5, colors.accent);
        }
        let width = place.width() - slide.px(28.0);
        let mut at = place.min + vec2(0.0, slide.px(36.0));
        let lines = [
            (&name, Type { bold: true, rows: 2, ..slide.type_of(24.0, colors.text) }),
            (dates, Type { rows: 2, ..slide.type_of(LEAST, colors.muted) }),
            (comes_to, Type { rows: 2, ..slide.type_of(LEAST, colors.muted) }),
        ];
        for (text, of) in lines.into_iter().filter(|(text, _)| !text.is_empty()) {
            let galley = slide.laid(text, of, width);
            let size = galley.size();
            slide.ui.painter().galley(at, galley, of.color);
            at.y += size.y + slide.px(6.0);
        }
    }

    /// What the plan comes to: figures, what is wrong, what is accepted.
    pub(super) fn summary_page(&mut self, slide: &mut Slide<'_>) {
        let subjects = self.studio.subjects().clone();
        let told = subjects.told();
        let texts = self.texts();
        head(slide, &texts);
        let colors = slide.colors;
        let left = slide.rect.left() + slide.px(MARGIN);
        let width = slide.rect.width() - 2.0 * slide.px(MARGIN);
        let mut top = slide.rect.top() + 220.0 * slide.type_unit;
        let step = width / texts.figures.len().max(1) as f32;
        let mut lowest = top;
        for (at, (number, label)) in texts.figures.iter().enumerate() {
            let corner = pos2(left + at as f32 * step, top);
            let narrow = step - slide.px(24.0);
            // A long figure is a little smaller than the others.
            let size = if number.chars().count() > 8 { 56.0 } else { 80.0 };
            let of = Type { bold: true, ..slide.type_of(size, colors.text) };
            let galley = slide.laid(number, of, narrow);
            let base = 96.0 * slide.type_unit;
            slide.ui.painter().galley(pos2(corner.x, corner.y + base - galley.size().y), galley, of.color);
            let of = Type { rows: 2, ..slide.type_of(24.0, colors.muted) };
            let galley = slide.laid(label, of, narrow);
            let whole = Rect::from_min_size(corner, vec2(narrow, base + galley.size().y));
            slide.ui.painter().galley(pos2(corner.x, corner.y + base), galley, of.color);
            slide.node(whole, Role::Label, &format!("{number} {label}"));
            lowest = lowest.max(whole.bottom());
        }
        top = lowest + slide.px(40.0);
        let bottom = slide.rect.bottom() - slide.px(96.0);
        let half = (width - slide.px(64.0)) / 2.0;
        let columns = [left, left + half + slide.px(64.0)];
        let heads = [message!("ui-present-risks"), message!("ui-present-accepted")];
        for (side, (x, head)) in columns.into_iter().zip(heads).enumerate() {
            let rect = Rect::from_min_max(pos2(x, top), pos2(x + half, bottom));
            slide.filled(Rect::from_min_size(rect.min, vec2(half, slide.px(2.0).max(1.0))), 0.0, colors.hair);
            let inner = Rect::from_min_max(rect.min + vec2(0.0, slide.px(24.0)), rect.max);
            self.summary_list(slide, &told, inner, &head, (side, &texts));
        }
    }

    fn summary_list(
        &self,
        slide: &mut Slide<'_>,
        told: &Told<'_>,
        rect: Rect,
        head: &crate::text::Message,
        (side, texts): (usize, &Texts),
    ) {
        if side == 0 || !self.checked {
            if self.checked {
                let head = slide.laid(&told.say(head), heading(slide), rect.width());
                let at = rect.min + vec2(head.size().x + slide.px(28.0), 0.0);
                slide.counts(at, &told.counts(None), 20.0, |count| told.number(count));
            }
            self.findings_list(slide, told, rect, (head, &message!("ui-present-no-risk")), &texts.lists[side]);
        } else {
            let none = told.say(&message!("ui-present-none-accepted"));
            super::stage_page::list(slide, told, rect, (&told.say(head), &none), &texts.lists[side]);
        }
    }
}
