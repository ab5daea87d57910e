//! Users in the hand: dragged from one pool to another, with the form at the end.

use super::Load;
use super::form::{self, Form};
use crate::model::*;
use crate::ui::action::{Action, Cx, say};
use crate::ui::style::{self, Colors};
use egui::{Key, Modifiers, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// Within so much of an edge, a drag scrolls.
const EDGE: f32 = 18.0;

/// Users in the hand.
#[derive(Clone)]
pub struct Drag {
    pub stage: usize,
    pub from: PoolId,
    pub group: Option<UserGroupId>,
}

impl Load {
    /// Users of a pool come into the hand, at a phase.
    pub(super) fn take(&mut self, cx: &mut Cx<'_>, stage: usize, from: PoolId, group: Option<UserGroupId>) {
        match form::can_move(cx, stage, &from) {
            Ok(()) => {
                if stage != cx.doc.shown() {
                    cx.out.push(Action::Show(stage));
                }
                self.drag = Some(Drag { stage, from, group });
            }
            Err(why) => cx.out.push(Action::Say(why)),
        }
    }

    /// Esc lets go.
    pub(super) fn hand_keys(&mut self, ui: &Ui) {
        if self.drag.is_some() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            self.drag = None;
        }
    }

    /// What is in the hand, beside the pointer; on release over another pool, the form.
    pub(super) fn hand_ui(
        &mut self,
        ui: &Ui,
        cx: &mut Cx<'_>,
        target: Option<PoolId>,
        view: Rect,
        (offset, end): (f32, f32),
    ) {
        let Some(drag) = self.drag.clone() else { return };
        let (released, down, at) =
            ui.input(|i| (i.pointer.any_released(), i.pointer.any_down(), i.pointer.latest_pos()));
        if released {
            self.drag = None;
            if let Some(to) = target {
                self.form = Form::of_move(cx, drag.stage, (drag.from, Some(to)), drag.group);
                ui.ctx().request_repaint();
            }
            return;
        }
        let Some(at) = at.filter(|_| down) else {
            self.drag = None;
            return;
        };
        let by = if at.y > view.bottom() - EDGE {
            8.0
        } else if at.y < view.top() + EDGE {
            -8.0
        } else {
            0.0
        };
        let to = (offset + by).clamp(0.0, end);
        if to != offset {
            self.scroll = Some(to);
            ui.ctx().request_repaint();
        }
        ui.ctx().set_cursor_icon(if target.is_some() { egui::CursorIcon::Copy } else { egui::CursorIcon::Grabbing });
        let from = match &drag.group {
            Some(group) => cx.doc.label(&group.into()),
            None => cx.doc.label(&(&drag.from).into()),
        };
        let text = match &target {
            Some(to) => say!(cx, "ui-load-drag-to", from = from, to = cx.doc.label(&to.into())),
            None => say!(cx, "ui-load-drag", from = from),
        };
        let colors = Colors::of(ui);
        let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("load-hand")));
        let galley = painter.layout_no_wrap(text, style::small(), colors.text);
        let room = ui.ctx().content_rect();
        let size = galley.size() + vec2(16.0, 8.0);
        let corner = pos2(
            (at.x + 14.0).min(room.right() - size.x).max(room.left()),
            (at.y + 14.0).min(room.bottom() - size.y).max(room.top()),
        );
        let plate = Rect::from_min_size(corner, size);
        painter.rect(plate, style::SMALL_RADIUS, colors.card, Stroke::new(1.0, colors.border), StrokeKind::Inside);
        painter.galley(plate.min + vec2(8.0, 4.0), galley, colors.text);
    }
}
