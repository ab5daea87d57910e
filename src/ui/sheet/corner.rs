//! The bottom right corner: a small map of the sheet, the zoom, and a button that shows everything.

use super::{Palette, Sheet, SheetContext};
use crate::canvas::{Event, SheetCommand, ViewSize, has_place, is_site};
use crate::diagram::{SheetPoint, Token};
use egui::epaint::{Mesh, Shape, Stroke, StrokeKind};
use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

const MAP: egui::Vec2 = vec2(184.0, 112.0);
const GAP: f32 = 12.0;
const ROW: f32 = 28.0;

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
        let all = cx.scene.bounds.union(&shown);
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
        let mut mesh = Mesh::default();
        for object in &cx.scene.boxes {
            let color = match &object.subject {
                subject if is_site(subject) => palette.color(Token::Site),
                subject if has_place(subject) => palette.color(Token::Line),
                _ => continue,
            };
            let (min, max) = (at(object.rect.min), at(object.rect.max));
            mesh.add_colored_rect(Rect::from_min_max(min, max.max(min + vec2(1.5, 1.5))), color);
        }
        painter.add(Shape::mesh(mesh));
        let window = Rect::from_min_max(at(shown.min), at(shown.max)).intersect(map);
        painter.rect_stroke(window, 2.0, Stroke::new(1.5, palette.color(Token::Accent)), StrokeKind::Inside);
        let id = ui.scope_id().with("map");
        let response = ui.interact(map, id, Sense::drag());
        let name = cx.lang.say(&crate::message!("canvas-map"));
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        if response.drag_started() {
            self.editor.leave_view();
        }
        if let Some(pointer) = response.interact_pointer_pos() {
            let there = (pointer - corner) / scale.max(1e-6);
            let there = SheetPoint { x: all.min.x + there.x, y: all.min.y + there.y };
            self.editor.camera.center_on(there, size);
        }
    }
}
