//! The few widgets that every panel uses: icons, marks of findings, rows, fields, buttons, empty states.

use super::brush::Brush;
use super::style::{self, Colors};
use crate::diagram::Glyph;
use crate::rules::Level;
use egui::{
    Color32, FontId, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

/// An icon as text, for buttons and labels.
pub fn icon(icon: Icon) -> RichText {
    RichText::new(icon.unicode().to_string()).font(style::icon_font(16.0))
}

/// A button that is only an icon: `name` is its tooltip and what a screen reader says.
pub fn icon_button(ui: &mut Ui, which: Icon, name: &str) -> Response {
    let button = egui::Button::new(icon(which)).frame_when_inactive(false).min_size(Vec2::splat(style::ROW));
    ui.add(button).on_hover_text(name).on_disabled_hover_text(name).accessible_name(name)
}

/// The same, smaller, for the end of a row.
pub fn row_button(ui: &mut Ui, which: Icon, name: &str) -> Response {
    let glyph = icon(which).font(style::icon_font(14.0));
    let button = egui::Button::new(glyph).frame_when_inactive(false).min_size(Vec2::splat(24.0));
    ui.add(button).on_hover_text(name).accessible_name(name)
}

/// The one button of a view that goes forward.
pub fn primary(ui: &mut Ui, text: &str) -> Response {
    let colors = Colors::of(ui);
    let text = RichText::new(text).color(colors.on_accent).font(style::strong());
    let response = ui.add(egui::Button::new(text).fill(colors.accent).stroke(Stroke::NONE).min_size(vec2(0.0, 32.0)));
    focus_ring(ui, &response);
    response
}

/// The ring of a widget whose own edge says something else, set off by 2.
fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let ring = Stroke::new(2.0, Colors::of(ui).accent);
        ui.painter().rect_stroke(response.rect.expand(2.0), style::RADIUS + 2, ring, StrokeKind::Outside);
    }
}

pub fn secondary(ui: &mut Ui, text: &str) -> Response {
    ui.add(egui::Button::new(text).min_size(vec2(0.0, 32.0)))
}

/// The generation of a product as the cards on the sheet show it, by shape and colour; `at` is the middle of its left edge.
pub fn version_strip(ui: &Ui, at: egui::Pos2, height: f32, version: crate::model::Version) {
    let palette = super::sheet::Palette::new(style::theme(style::Look::of(ui.visuals())));
    let color = palette.color(crate::diagram::Token::Version(version));
    for (top, long) in crate::diagram::strip_pieces(version, height) {
        let piece = Rect::from_min_size(at + vec2(0.0, top - height / 2.0), vec2(3.0, long));
        ui.painter().rect_filled(piece, 1.0, color);
    }
}

/// A quiet button that reads as text.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let color = Colors::of(ui).accent;
    let response = ui.add(egui::Label::new(RichText::new(text).color(color)).truncate().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, text));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A section's head.
pub fn section(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.add(egui::Label::new(RichText::new(text).font(style::strong())).truncate());
}

/// The label of a form's row, in the column that all of them share; the width that is left for the value. For the
/// beginning of a horizontal row.
pub fn label_column(ui: &mut Ui, label: impl FnOnce(&mut Ui)) -> f32 {
    const GAP: f32 = 8.0;
    ui.spacing_mut().item_spacing.x = GAP;
    let whole = ui.available_width();
    let width = (whole * 0.4).round();
    ui.allocate_ui(vec2(width, style::ROW), |ui| {
        ui.set_width(width);
        label(ui);
    });
    whole - width - GAP
}

/// Muted text that wraps.
pub fn muted(ui: &mut Ui, text: impl Into<String>) -> Response {
    let color = Colors::of(ui).muted;
    ui.add(egui::Label::new(RichText::new(text).color(color).font(style::small())).wrap())
}

/// A full-width line between two parts.
pub fn rule(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, Colors::of(ui).hair);
}

/// What to do next where there is nothing: one sentence and one button.
pub fn empty_state(ui: &mut Ui, which: Icon, sentence: &str, button: Option<&str>) -> bool {
    let colors = Colors::of(ui);
    let mut pressed = false;
    ui.vertical_centered(|ui| {
        ui.add_space(24.0);
        let glyph = RichText::new(which.unicode().to_string()).font(style::icon_font(24.0)).color(colors.line);
        ui.add(egui::Label::new(glyph));
        ui.add_space(8.0);
        ui.add(egui::Label::new(RichText::new(sentence).color(colors.muted)).wrap());
        if let Some(button) = button {
            ui.add_space(8.0);
            pressed = secondary(ui, button).clicked();
        }
        ui.add_space(16.0);
    });
    pressed
}

/// The colour that goes with a mark.
pub fn mark_color(colors: &Colors, glyph: Glyph) -> Color32 {
    match glyph {
        Glyph::Finding(Level::Error) => colors.error,
        Glyph::Finding(Level::Warning) => colors.warning,
        Glyph::Finding(Level::Advice) => colors.advice,
        Glyph::Accepted | Glyph::Added => colors.good,
        _ => colors.unknown,
    }
}

/// A finding's shape in its colour, of this size, in the flow of a row.
pub fn mark(ui: &mut Ui, glyph: Glyph, size: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    paint_mark(ui, rect, glyph);
    response
}

/// Paints one of our drawings in the colour that goes with it.
pub fn paint_mark(ui: &Ui, rect: Rect, glyph: Glyph) {
    paint_glyph(ui, rect, glyph, mark_color(&Colors::of(ui), glyph));
}

/// Paints one of our drawings.
pub fn paint_glyph(ui: &Ui, rect: Rect, glyph: Glyph, color: Color32) {
    let mut brush = Brush::new(ui.ctx());
    brush.glyph(glyph, rect, color, Colors::of(ui).card);
    ui.painter().extend(brush.finish());
}

/// A row of a list: full width, its ground by state, its name for a screen reader. Paint into the rectangle.
/// The id is the row's own, so that focus stays with it while the list scrolls.
pub fn row(ui: &mut Ui, id: egui::Id, height: f32, role: Role, selected: bool, name: &str) -> (Rect, Response) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), selected, name));
    if ui.is_rect_visible(rect) {
        let colors = Colors::of(ui);
        let ground = if selected {
            Some(colors.selected)
        } else if response.is_pointer_button_down_on() {
            Some(colors.pressed)
        } else if response.hovered() {
            Some(colors.hover)
        } else {
            None
        };
        let inner = rect.shrink2(vec2(4.0, 0.0));
        if let Some(ground) = ground {
            ui.painter().rect_filled(inner, style::SMALL_RADIUS, ground);
        }
        if response.has_focus() {
            let stroke = Stroke::new(2.0, colors.accent);
            ui.painter().rect_stroke(inner, style::SMALL_RADIUS, stroke, StrokeKind::Inside);
        }
    }
    (rect, response)
}

/// Tells where a row stands in its list: only rows in view are nodes.
pub fn one_of(row: &Response, index: usize, total: usize) {
    row.ctx.accesskit_node_builder(row.id, |node| {
        node.set_position_in_set(index + 1);
        node.set_size_of_set(total);
    });
}

/// One line of text in a rectangle, centred in height, cut with … when it is too long. True when it was cut.
pub fn paint_text(ui: &Ui, rect: Rect, text: &str, font: FontId, color: Color32) -> bool {
    if rect.width() < 4.0 {
        return !text.is_empty();
    }
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let cut = galley.elided;
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    cut
}

/// How wide a text is on one line.
pub fn text_width(ui: &Ui, text: &str, font: FontId) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), font, Color32::WHITE).size().x
}

/// A text field that keeps what is typed until Enter or until the focus goes elsewhere, and then gives it
/// once: one edit per visit, not one per letter. Esc gives the old text back.
pub struct Field<'a> {
    pub id: egui::Id,
    pub value: &'a str,
    pub name: &'a str,
    pub hint: &'a str,
    pub width: f32,
    /// 1 for a single line.
    pub rows: usize,
}

impl Field<'_> {
    /// The new text, on the frame when the visit ends and it differs.
    pub fn ui(self, ui: &mut Ui) -> (Response, Option<String>) {
        let kept: Option<String> = ui.data(|data| data.get_temp(self.id));
        let mut text = kept.clone().unwrap_or_else(|| self.value.to_owned());
        let edit = if self.rows > 1 {
            egui::TextEdit::multiline(&mut text).desired_rows(self.rows)
        } else {
            egui::TextEdit::singleline(&mut text)
        };
        let hint = RichText::new(self.hint).color(Colors::of(ui).unknown);
        let edit = edit.id(self.id).hint_text(hint).desired_width(self.width).margin(egui::Margin::symmetric(8, 5));
        let response = ui.add(edit).accessible_name(self.name);
        let escaped = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Escape));
        let mut given = None;
        if response.lost_focus() {
            ui.data_mut(|data| data.remove_temp::<String>(self.id));
            if !escaped && text != self.value {
                given = Some(text);
            }
        } else if response.has_focus() {
            if kept.as_deref() != Some(text.as_str()) {
                ui.data_mut(|data| data.insert_temp(self.id, text));
            }
        } else if kept.is_some() {
            // The field was not shown when the focus left it.
            ui.data_mut(|data| data.remove_temp::<String>(self.id));
            if text != self.value {
                given = Some(text);
            }
        }
        (response, given)
    }
}

/// One of several views in the same place.
pub fn tab(ui: &mut Ui, text: &str, selected: bool) -> Response {
    let colors = Colors::of(ui);
    let color = if selected { colors.text } else { colors.muted };
    let font = if selected { style::strong() } else { FontId::proportional(13.0) };
    let button = egui::Button::new(RichText::new(text).color(color).font(font)).frame_when_inactive(false);
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, selected, text));
    if selected {
        let rect = response.rect;
        let y = rect.bottom() - 1.0;
        ui.painter().hline(rect.left() + 8.0..=rect.right() - 8.0, y, Stroke::new(2.0, colors.accent));
    }
    response
}

/// A finding's shape that can be switched on and off.
pub fn mark_toggle(ui: &mut Ui, glyph: Glyph, on: bool, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(style::ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    let colors = Colors::of(ui);
    if on || response.hovered() || response.has_focus() {
        let stroke = Stroke::new(
            if response.has_focus() { 2.0 } else { 1.0 },
            if response.has_focus() { colors.accent } else { colors.hair },
        );
        let ground = if on { colors.selected } else { colors.hover };
        ui.painter().rect(rect.shrink(1.0), style::RADIUS, ground, stroke, StrokeKind::Inside);
    }
    paint_mark(ui, Rect::from_center_size(rect.center(), Vec2::splat(15.0)), glyph);
    response.on_hover_text(name)
}

/// Like [`link`], in small type. In a row that wraps it stands whole on a line: half a link at the end of one, and half at the
/// beginning of the next, read as two.
pub fn link_small(ui: &mut Ui, text: &str) -> Response {
    let color = Colors::of(ui).accent;
    let in_row = ui.layout().is_horizontal() && ui.layout().main_wrap();
    let is_whole = in_row && text_width(ui, text, style::small()) <= ui.max_rect().width();
    if in_row && !is_whole && ui.cursor().left() > ui.max_rect().left() {
        ui.end_row();
    }
    let label = egui::Label::new(RichText::new(text).color(color).font(style::small())).sense(Sense::click());
    let response = ui.add(if is_whole { label.extend() } else { label.wrap() });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// One of a few answers that stand side by side. `quiet` is the answer that says nothing.
pub fn segment(ui: &mut Ui, text: &str, on: bool, quiet: bool, name: &str) -> Response {
    let colors = Colors::of(ui);
    let (ground, edge, ink) = match (on, quiet) {
        (true, false) => (colors.selected, colors.accent, colors.text),
        (true, true) => (colors.hover, colors.border, colors.unknown),
        (false, _) => (colors.card, colors.hair, colors.muted),
    };
    let text = RichText::new(text).color(ink).font(if on { style::strong() } else { FontId::proportional(13.0) });
    let button = egui::Button::new(text).fill(ground).stroke(Stroke::new(1.0, edge)).min_size(vec2(34.0, style::ROW));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
    focus_ring(ui, &response);
    response.on_hover_text(name)
}

/// *Add …*: a quiet button at the end of a list.
pub fn add_button(ui: &mut Ui, text: &str) -> Response {
    let glyph = icon(Icon::Plus).font(style::icon_font(14.0));
    let button = egui::Button::new((glyph, text)).frame_when_inactive(false).min_size(vec2(0.0, style::ROW));
    ui.add(button).accessible_name(text)
}

/// A name that goes somewhere, in the colour of text.
pub fn link_plain(ui: &mut Ui, text: &str) -> Response {
    let response = ui.add(egui::Label::new(text).truncate().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, text));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A menu at the pointer's second button, and below the widget at Shift+F10 or the menu key while it has the
/// focus; then its first entry has the focus, and the widget again when the menu goes.
pub fn context_menu(response: &Response, name: &str, draw: impl FnOnce(&mut Ui)) {
    let ctx = &response.ctx;
    let asked = response.has_focus() && menu_key(ctx);
    let id = egui::Popup::default_response_id(response);
    let by_keys = id.with("by-keys");
    let (was_open, kept) = (egui::Popup::is_id_open(ctx, id), ctx.data(|data| data.get_temp(by_keys)));
    let keyed = asked || (!response.secondary_clicked() && was_open && kept.unwrap_or(false));
    let mut popup = egui::Popup::context_menu(response).accessible_name(name);
    if keyed {
        popup = popup.anchor(response);
    }
    if asked {
        popup = popup.open_memory(egui::SetOpenCommand::Bool(true));
    }
    popup.show(|ui| {
        let first = ui.next_auto_id();
        draw(ui);
        if asked {
            ui.memory_mut(|memory| memory.request_focus(first));
        }
    });
    let open = egui::Popup::is_id_open(ctx, id);
    if was_open && !open && keyed {
        response.request_focus();
    }
    if open || was_open {
        ctx.data_mut(|data| data.insert_temp(by_keys, keyed && open));
    }
}

/// The arrow keys are this widget's while it has the focus; otherwise egui moves the focus with them as well.
pub fn keep_arrows(response: &Response) {
    let keep = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    response.ctx.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keep));
}

/// Whether a menu is asked for by keyboard; the key is left.
pub fn menu_key_pressed(ui: &Ui) -> bool {
    use egui::Key;
    ui.input(|i| i.key_pressed(Key::Menu) || (i.modifiers.shift && i.key_pressed(Key::F10)))
}

/// Whether a menu is asked for by keyboard; the key is taken.
pub fn menu_key(ctx: &egui::Context) -> bool {
    use egui::{Key, Modifiers};
    ctx.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::F10) || i.consume_key(Modifiers::NONE, Key::Menu))
}

/// The scroll offset at which row `index` is in view; `None` when it is already.
pub fn scroll_to(index: usize, height: f32, offset: f32, view: f32) -> Option<f32> {
    let top = index as f32 * height;
    let seen = top >= offset && top + height <= offset + view;
    (!seen).then(|| (top - view / 2.0).max(0.0))
}

/// Draws into what is left of a panel; contents that are too wide are cut and never widen the panel.
pub fn within(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    let rect = ui.available_rect_before_wrap();
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    inner.set_clip_rect(rect.intersect(ui.clip_rect()));
    draw(&mut inner);
    ui.advance_cursor_after_rect(rect);
}
