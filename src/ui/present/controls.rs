//! What lies over a page: the line at its foot, the bar that comes with the pointer, every page at a glance, the keys, and
//! a black or a white screen.

use super::Presentation;
use super::keys::{self, Order};
use super::pages::{Shown, What};
use super::slide::{LEAST, Slide, Type};
use super::stage_page::MARGIN;
use crate::message;
use crate::text::Message;
use crate::ui::action::said;
use crate::ui::style;
use egui::{Color32, Rect, Role, Sense, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

/// For how long the bar stays after the pointer has moved, in seconds.
pub const BAR_STAYS: f64 = 2.5;

/// What covers the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curtain {
    Black,
    White,
}

impl Curtain {
    pub fn said(self) -> Message {
        match self {
            Self::Black => message!("ui-present-is-black"),
            Self::White => message!("ui-present-is-white"),
        }
    }
}

impl Presentation {
    fn say(&self, message: &Message) -> String {
        said(self.lang(), message)
    }

    pub(super) fn page_said(&self) -> String {
        self.say(&message!("ui-present-page", number = self.at + 1, count = self.pages.len()))
    }

    /// The plan's title, where in it we are, the number of the page.
    pub(super) fn foot(&self, slide: &mut Slide<'_>) {
        let colors = slide.colors;
        let (left, right) = (slide.rect.left() + slide.px(MARGIN), slide.rect.right() - slide.px(MARGIN));
        let y = slide.rect.bottom() - slide.px(52.0);
        let page = format!("{} / {}", self.at + 1, self.pages.len());
        let of = slide.type_of(LEAST, colors.muted);
        let galley = slide.laid(&page, of, f32::INFINITY);
        let rect = Rect::from_min_size(pos2(right - galley.size().x, y), galley.size());
        slide.ui.painter().galley(rect.min, galley, of.color);
        slide.node(rect, Role::Label, &self.page_said());
        if self.typed > 0 {
            let typed = format!("→ {}", self.typed);
            let of = Type { bold: true, ..slide.type_of(LEAST, colors.accent) };
            let galley = slide.laid(&typed, of, f32::INFINITY);
            let at = pos2(rect.left() - galley.size().x - slide.px(32.0), y);
            slide.ui.painter().galley(at, galley, of.color);
        }
        // The first page says the title itself.
        let Some(What::Stage(_) | What::BeforeAfter | What::Summary) = self.page().map(|page| page.what) else {
            return;
        };
        let subjects = self.studio.subjects().clone();
        let told = subjects.told();
        slide.text(pos2(left, y), slide.px(560.0), &told.plan_title(), of);
        let stage = match self.page().map(|page| page.what) {
            Some(What::Stage(stage)) => Some(stage),
            _ => None,
        };
        let stages = told.plan.stages();
        let middle = slide.rect.center().x;
        let step = (slide.px(560.0) / stages as f32).min(slide.px(28.0));
        let first = middle - step * (stages as f32 - 1.0) / 2.0;
        let side = slide.px(10.0).min(step * 0.6);
        for at in 0..stages {
            let here = stage == Some(at);
            let center = pos2(first + at as f32 * step, rect.center().y);
            let side = if here { side * 1.5 } else { side };
            let dot = Rect::from_center_size(center, vec2(side, side));
            let color = if here { colors.accent } else { colors.line };
            slide.filled(dot, dot.width() / slide.unit / 2.0, color);
        }
    }

    /// The bar of buttons: always there for a screen reader, seen while the pointer moves.
    pub(super) fn bar(&mut self, slide: &mut Slide<'_>, shown: bool) {
        let buttons = [
            (Icon::ChevronLeft, message!("ui-present-do-previous"), Order::Previous, false),
            (Icon::ChevronRight, message!("ui-present-do-next"), Order::Next, false),
            (Icon::LayoutGrid, message!("ui-present-do-grid"), Order::Grid, self.grid.is_some()),
            (Icon::ScanSearch, message!("ui-present-do-focus"), Order::Focus, self.focus.is_some()),
            (Icon::OctagonAlert, message!("ui-present-do-findings"), Order::Findings, self.findings),
            (Icon::Square, message!("ui-present-do-black"), Order::Black, false),
            (Icon::NotebookPen, message!("ui-present-do-notes"), Order::Notes, self.notes),
            (Icon::Keyboard, message!("ui-present-do-keys"), Order::Keys, self.keys),
            (Icon::X, message!("ui-present-do-end"), Order::Back, false),
        ];
        let side = slide.px(52.0).max(28.0);
        let bar = Rect::from_center_size(
            pos2(slide.rect.center().x, slide.rect.bottom() - slide.px(52.0)),
            vec2(side * buttons.len() as f32 + slide.px(24.0), side + slide.px(16.0)),
        );
        let colors = slide.colors;
        if shown {
            slide.framed(bar, 16.0, colors.card, 1.0, colors.line);
        }
        let scope = slide.ui.scope_id();
        let start = bar.left() + slide.px(12.0);
        for (at, (icon, name, order, on)) in buttons.into_iter().enumerate() {
            let rect =
                Rect::from_min_size(pos2(start + at as f32 * side, bar.center().y - side / 2.0), vec2(side, side));
            let name = self.say(&name);
            let response = slide.ui.interact(rect, scope.with(("bar", at)), Sense::CLICK);
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &name));
            if shown {
                let ground = match (on, response.hovered()) {
                    (true, _) => colors.selected,
                    (false, true) => colors.hover,
                    (false, false) => Color32::TRANSPARENT,
                };
                slide.filled(rect.shrink(slide.px(3.0)), 8.0, ground);
                let font = style::icon_font((side * 0.46).round());
                let glyph = icon.unicode().to_string();
                let color = if on { colors.accent } else { colors.text };
                slide.ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, glyph, font, color);
                if on {
                    // Not by colour alone.
                    let mark = Rect::from_center_size(
                        pos2(rect.center().x, rect.bottom() - slide.px(6.0)),
                        vec2(slide.px(16.0), slide.px(3.0)),
                    );
                    slide.filled(mark, 1.0, colors.accent);
                }
            }
            if response.clicked() {
                self.orders.push(order);
            }
            if shown {
                response.on_hover_text(name);
            }
        }
        self.over_bar = shown && slide.ui.rect_contains_pointer(bar);
    }

    /// Every page with its number, to go to one.
    pub(super) fn grid_ui(&mut self, slide: &mut Slide<'_>) {
        let Some(selected) = self.grid else { return };
        let colors = slide.colors;
        self.cover(slide);
        let subjects = self.studio.subjects().clone();
        let told = subjects.told();
        let margin = slide.px(MARGIN);
        let area = slide.rect.shrink2(vec2(margin, slide.px(56.0)));
        let head = told.say(&message!("ui-present-all-pages"));
        let of = Type { bold: true, role: Role::Heading, ..slide.type_of(32.0, colors.text) };
        let top = slide.text(area.min, area.width(), &head, of).bottom() + slide.px(28.0);
        let columns = self.grid_columns(slide);
        let gap = slide.px(20.0);
        let wide = (area.width() - gap * (columns as f32 - 1.0)) / columns as f32;
        let high = (150.0 * slide.type_unit).max(60.0);
        let fit = (((area.bottom() - top + gap) / (high + gap)) as usize).max(1);
        let rows = self.pages.len().div_ceil(columns);
        // The rows around the one that is chosen.
        let first = (selected / columns).saturating_sub(fit / 2).min(rows.saturating_sub(fit));
        let scope = slide.ui.scope_id();
        let mut chosen = None;
        for (at, page) in self.pages.iter().enumerate().skip(first * columns).take(fit * columns) {
            let (row, column) = (at / columns - first, at % columns);
            let corner = pos2(area.left() + column as f32 * (wide + gap), top + row as f32 * (high + gap));
            let rect = Rect::from_min_size(corner, vec2(wide, high));
            let response = slide.ui.interact(rect, scope.with(("page", at)), Sense::CLICK);
            let title = told.title(page);
            let said = format!("{} {title}", at + 1);
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, at == selected, &said));
            let ground = if response.hovered() { colors.hover } else { colors.card };
            let (edge, width) = if at == selected { (colors.accent, 4.0) } else { (colors.line, 1.0) };
            slide.framed(rect, 10.0, ground, width, edge);
            let inner = rect.shrink(slide.px(18.0));
            let small = slide.type_of(LEAST, if at == self.at { colors.accent } else { colors.muted });
            let number = slide.laid(&(at + 1).to_string(), Type { bold: true, ..small }, inner.width());
            let below = number.size().y + slide.px(6.0);
            slide.ui.painter().galley(inner.min, number, small.color);
            let of = Type { bold: !matches!(page.shown, Shown::Part(_)), rows: 2, ..slide.type_of(22.0, colors.text) };
            let galley = slide.laid(&title, of, inner.width());
            slide.ui.painter().galley(inner.min + vec2(0.0, below), galley, of.color);
            if response.clicked() {
                chosen = Some(at);
            }
        }
        if let Some(at) = chosen {
            self.grid = None;
            self.go(at);
        }
    }

    pub(super) fn grid_columns(&self, slide: &Slide<'_>) -> usize {
        ((slide.rect.width() / (slide.type_unit * 340.0)) as usize).clamp(1, 8)
    }

    /// The keys and what they do.
    pub(super) fn keys_ui(&self, slide: &mut Slide<'_>) {
        if !self.keys {
            return;
        }
        let colors = slide.colors;
        self.cover(slide);
        let rows = keys::told(slide.ui.ctx(), self.lang());
        let width = (slide.rect.width() - 2.0 * slide.px(MARGIN)).min(1_000.0 * slide.type_unit);
        let step = (46.0 * slide.type_unit).min((slide.rect.height() - slide.px(200.0)) / rows.len() as f32);
        let high = step * rows.len() as f32;
        let corner = pos2(slide.rect.center().x - width / 2.0, slide.rect.center().y - high / 2.0);
        let of = Type { bold: true, role: Role::Heading, ..slide.type_of(32.0, colors.text) };
        let head = self.say(&message!("ui-present-do-keys"));
        slide.text(corner - vec2(0.0, slide.px(64.0)), width, &head, of);
        for (at, (keys, what)) in rows.iter().enumerate() {
            let y = corner.y + at as f32 * step;
            let of = Type { bold: true, ..slide.type_of(22.0, colors.text) };
            let galley = slide.laid(keys, of, width * 0.4);
            slide.ui.painter().galley(pos2(corner.x, y), galley, of.color);
            let of = slide.type_of(22.0, colors.text);
            let galley = slide.laid(what, of, width * 0.56);
            let right = corner.x + width * 0.44;
            let row = Rect::from_min_size(pos2(corner.x, y), vec2(width, step));
            slide.ui.painter().galley(pos2(right, y), galley, of.color);
            slide.node(row, Role::ListItem, &format!("{what}: {keys}"));
        }
    }

    /// A ground over the page.
    fn cover(&self, slide: &Slide<'_>) {
        slide.filled(slide.rect, 0.0, slide.colors.sheet);
    }

    /// A black or a white screen: nothing else is seen.
    pub(super) fn curtain_ui(&self, slide: &mut Slide<'_>) {
        let Some(curtain) = self.curtain else { return };
        let color = match curtain {
            Curtain::Black => Color32::BLACK,
            Curtain::White => Color32::WHITE,
        };
        slide.filled(slide.rect, 0.0, color);
        let said = self.say(&curtain.said());
        slide.node(slide.rect, Role::Image, &said);
    }

    /// What was done last, for a screen reader; it is spoken when it changes.
    pub(super) fn live(&self, slide: &mut Slide<'_>) {
        let id = egui::Id::unique("presented");
        let rect = Rect::from_min_size(slide.rect.min, vec2(1.0, 1.0));
        slide.ui.interact(rect, id, Sense::hover());
        let said = self.spoken();
        slide.ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(egui::accesskit::Role::Status);
            node.set_live(egui::accesskit::Live::Polite);
            node.set_label(said.as_str());
            let (min, max) = (rect.min, rect.max);
            let (x0, y0, x1, y1) = (min.x.into(), min.y.into(), max.x.into(), max.y.into());
            node.set_bounds(egui::accesskit::Rect { x0, y0, x1, y1 });
        });
    }

    fn spoken(&self) -> String {
        if let Some(curtain) = self.curtain {
            return self.say(&curtain.said());
        }
        if let Some(notice) = &self.notice {
            return self.say(notice);
        }
        let drawn = self.view.drawn();
        let focused = self.focus.as_ref().zip(drawn).and_then(|(focus, drawn)| drawn.index.object(&drawn.scene, focus));
        if let Some(object) = focused {
            return [object.label.as_str(), &object.description].join(" · ");
        }
        let texts = self.texts();
        let mut parts = vec![self.page_said(), texts.title.clone()];
        parts.extend(Some(texts.below.clone()).filter(|below| !below.is_empty()));
        if let Some(What::Stage(1..)) = self.page().map(|page| page.what) {
            parts.extend(texts.lists[0].iter().map(super::told::Line::said));
        }
        parts.join(" · ")
    }
}

/// A sentence at the foot of the page for a moment.
pub fn notice_ui(slide: &mut Slide<'_>, text: &str) {
    let colors = slide.colors;
    let of = slide.type_of(22.0, colors.text);
    let galley = slide.laid(text, of, slide.rect.width() * 0.8);
    let size = galley.size() + vec2(slide.px(48.0), slide.px(28.0));
    let center = pos2(slide.rect.center().x, slide.rect.bottom() - slide.px(140.0));
    let rect = Rect::from_center_size(center, size);
    slide.framed(rect, 10.0, colors.card, 1.0, colors.line);
    slide.ui.painter().galley(rect.min + vec2(slide.px(24.0), slide.px(14.0)), galley, of.color);
}
