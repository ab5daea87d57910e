//! The bottom right corner: a small map of the sheet, the zoom, and a button that shows everything.

use super::{Palette, Sheet, SheetContext};
use crate::canvas::{Event, SheetCommand, ViewSize, is_card, is_site};
use crate::diagram::{Scene, SheetPoint, SheetRect, Token};
use egui::epaint::{Color32, ColorImage, Stroke, StrokeKind};
use egui::{Pos2, Rect, Role, Sense, TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, pos2, vec2};

const MAP: Vec2 = vec2(184.0, 112.0);
const GAP: f32 = 12.0;
const ROW: f32 = 28.0;

/// The map's picture: sites and cards of one scene, in these colours, at this size.
#[derive(Default)]
pub struct Map {
    of: Option<([Color32; 2], [usize; 2])>,
    texture: Option<TextureHandle>,
    /// While it is held: what it shows stays, and how far from the middle of the view the hand took it.
    held: Option<(SheetRect, Vec2)>,
    /// Esc took it back; until the button is let go.
    spent: bool,
}

impl Map {
    /// The scene is another.
    pub fn forget(&mut self) {
        self.of = None;
    }

    fn picture(&mut self, ctx: &egui::Context, scene: &Scene, room: Vec2, palette: &Palette) -> &TextureHandle {
        let bounds = scene.bounds;
        let per_unit =
            (room.x / bounds.width().max(1.0)).min(room.y / bounds.height().max(1.0)) * ctx.pixels_per_point();
        let size = [bounds.width(), bounds.height()].map(|length| (length * per_unit).round().max(1.0) as usize);
        let colors = [Token::Site, Token::Line].map(|token| palette.color(token));
        let draw = || picture(scene, per_unit, size, colors);
        if self.of.replace((colors, size)) != Some((colors, size))
            && let Some(texture) = &mut self.texture
        {
            texture.set(draw(), TextureOptions::LINEAR);
        }
        self.texture.get_or_insert_with(|| ctx.load_texture("map", draw(), TextureOptions::LINEAR))
    }
}

/// Sites and cards of a scene in small.
fn picture(scene: &Scene, per_unit: f32, size: [usize; 2], [site, card]: [Color32; 2]) -> ColorImage {
    let mut pixels = vec![Color32::TRANSPARENT; size[0] * size[1]];
    for object in &scene.boxes {
        let color = match &object.subject {
            subject if is_card(scene, subject) => card,
            subject if is_site(subject) => site,
            _ => continue,
        };
        let stretch = |from: f32, to: f32, all: usize| {
            let first = ((from * per_unit).round() as usize).min(all.saturating_sub(1));
            // A card of a large plan is a pixel at least.
            first..((to * per_unit).round() as usize).clamp(first + 1, all)
        };
        let (min, max, corner) = (object.rect.min, object.rect.max, scene.bounds.min);
        let columns = stretch(min.x - corner.x, max.x - corner.x, size[0]);
        for row in stretch(min.y - corner.y, max.y - corner.y, size[1]) {
            pixels[row * size[0]..][columns.clone()].fill(color);
        }
    }
    ColorImage::new(size, pixels)
}

impl Sheet {
    pub(super) fn corner_ui(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        cx: &SheetContext<'_>,
        size: ViewSize,
        palette: &Palette,
    ) {
        // In a narrow view the drawing needs the room.
        if view.width() < 2.0 * MAP.x || view.height() < 2.0 * MAP.y {
            return;
        }
        let row = Rect::from_min_size(pos2(view.max.x - GAP - MAP.x, view.max.y - GAP - ROW), vec2(MAP.x, ROW));
        self.zoom_ui(ui, row, cx, size, palette);
        self.covered.push(row.expand(4.0));
        // Where everything is in view a map would say nothing, and cover a part of it.
        let (all, shown) = (cx.scene.bounds, self.editor.camera.shown(size));
        let sees_all = shown.contains(all.min) && shown.contains(all.max);
        if !cx.scene.boxes.is_empty() && !sees_all {
            let map = Rect::from_min_size(pos2(row.min.x, row.min.y - 4.0 - MAP.y), MAP);
            self.map_ui(ui, map, cx, size, palette);
            self.covered.push(map);
        }
    }

    /// Esc while the map is held: the view goes back to where it was taken.
    pub(super) fn escape_map(&mut self, ui: &Ui, cx: &SheetContext<'_>, size: ViewSize) {
        let held = self.map.held.is_some() && !self.map.spent;
        if held && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            self.map.spent = true;
            let (editor, canvas) = self.parts(cx, size);
            editor.handle(&Event::Do(SheetCommand::PreviousView), &canvas);
        }
    }

    fn zoom_ui(&mut self, ui: &mut Ui, row: Rect, cx: &SheetContext<'_>, size: ViewSize, palette: &Palette) {
        let say = |message| cx.lang.say(&message);
        let percent = (self.zoom() * 100.0).round() as u64;
        let buttons = [
            ("−", say(crate::message!("canvas-zoom-out")), SheetCommand::ZoomOut),
            ("+", say(crate::message!("canvas-zoom-in")), SheetCommand::ZoomIn),
        ];
        ui.painter().rect_filled(row, 6.0, palette.color(Token::Panel));
        let mut x = row.min.x;
        let mut told = Vec::new();
        let button = |ui: &mut Ui, x: f32, width: f32, text: &str, name: &str| {
            let rect = Rect::from_min_size(pos2(x, row.min.y), vec2(width, ROW)).shrink(2.0);
            let response = ui
                .place(rect, egui::Button::new(text).wrap_mode(egui::TextWrapMode::Extend).frame_when_inactive(false));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
            response.on_hover_text(name).clicked()
        };
        let [(minus, out_name, zoom_out), (plus, in_name, zoom_in)] = buttons;
        if button(ui, x, ROW, minus, &out_name) {
            told.push(zoom_out);
        }
        x += ROW;
        let shown = say(crate::message!("canvas-zoom", percent = percent));
        let reset = say(crate::message!("canvas-zoom-reset", zoom = &*shown));
        if button(ui, x, 56.0, &shown, &reset) {
            told.push(SheetCommand::ActualSize);
        }
        x += 56.0;
        if button(ui, x, ROW, plus, &in_name) {
            told.push(zoom_in);
        }
        x += ROW;
        let fit = say(crate::message!("canvas-fit"));
        let long = say(crate::message!("canvas-fit-all"));
        if button(ui, x, row.max.x - x, &fit, &long) {
            told.push(SheetCommand::FitAll);
        }
        for command in told {
            let (editor, canvas) = self.parts(cx, size);
            editor.handle(&Event::Do(command), &canvas);
            ui.ctx().request_repaint();
        }
    }

    /// Sites and cards in small, and the part in view; pointing at it goes there.
    fn map_ui(&mut self, ui: &mut Ui, map: Rect, cx: &SheetContext<'_>, size: ViewSize, palette: &Palette) {
        let shown = self.editor.camera.shown(size);
        let held = self.map.held.as_ref().map(|(all, _)| *all);
        let all = held.unwrap_or_else(|| cx.scene.bounds.union(&shown));
        let inner = map.shrink(6.0);
        let scale = (inner.width() / all.width().max(1.0)).min(inner.height() / all.height().max(1.0));
        let drawn = vec2(all.width() * scale, all.height() * scale);
        let corner = inner.center() - drawn / 2.0;
        let at = |p: SheetPoint| corner + vec2((p.x - all.min.x) * scale, (p.y - all.min.y) * scale);
        let painter = ui.painter();
        painter.rect(
            map,
            6.0,
            palette.color(Token::Panel),
            Stroke::new(1.0, palette.color(Token::Grid)),
            StrokeKind::Inside,
        );
        // The picture has the size of the sheet at the map's own scale; where the view shows more, it is drawn smaller.
        let texture = self.map.picture(ui.ctx(), cx.scene, inner.size(), palette);
        let place = Rect::from_min_max(at(cx.scene.bounds.min), at(cx.scene.bounds.max));
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        ui.painter().image(texture.id(), place, whole, Color32::WHITE);
        let painter = ui.painter();
        let window = Rect::from_min_max(at(shown.min), at(shown.max)).intersect(map);
        painter.rect_stroke(window, 2.0, Stroke::new(1.5, palette.color(Token::Accent)), StrokeKind::Inside);
        let id = ui.scope_id().with("map");
        let response = ui.interact(map, id, Sense::drag());
        let name = cx.lang.say(&crate::message!("canvas-map"));
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        if response.drag_started() {
            self.editor.leave_view();
            // Taken within the part in view, that part moves along; elsewhere the view goes there.
            let at = response.interact_pointer_pos().unwrap_or(window.center());
            let off = if window.contains(at) { at - window.center() } else { Vec2::ZERO };
            self.map.held = Some((all, off));
        }
        if !response.is_pointer_button_down_on() {
            (self.map.held, self.map.spent) = (None, false);
        }
        if let Some(pointer) = response.interact_pointer_pos()
            && let Some((_, off)) = self.map.held
            && !self.map.spent
        {
            let there = (pointer - off - corner) / scale.max(1e-6);
            let there = SheetPoint { x: all.min.x + there.x, y: all.min.y + there.y };
            self.editor.camera.center_on(there, size);
        }
    }
}
