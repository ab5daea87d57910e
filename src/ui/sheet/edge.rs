//! The edges of the view: what is dragged or carried along them pulls the view after it.

use super::{Sheet, SheetContext, input};
use crate::canvas::*;
use egui::Ui;
use std::borrow::Cow;

impl Sheet {
    /// What is moved stays at the edge of the view: let go over a panel it would lie where nobody sees it.
    pub(super) fn held_in_view<'e>(&self, event: &'e Event, size: ViewSize) -> Cow<'e, Event> {
        let within = |at: ScreenPoint| {
            ScreenPoint::new(at.x.clamp(0.0, size.width.max(0.0)), at.y.clamp(0.0, size.height.max(0.0)))
        };
        match event {
            Event::Gesture(gesture) if matches!(self.editor.sketch(), Sketch::Moving { .. }) => {
                Cow::Owned(Event::Gesture(match *gesture {
                    Gesture::Drag { to, modifiers } => Gesture::Drag { to: within(to), modifiers },
                    Gesture::DragEnd { to, modifiers } => Gesture::DragEnd { to: within(to), modifiers },
                    other => other,
                }))
            }
            other => Cow::Borrowed(other),
        }
    }

    /// While something is dragged or carried along the edge, the view follows.
    pub(super) fn pan_at_edge(&mut self, ui: &Ui, pointer: Option<ScreenPoint>, cx: &SheetContext<'_>, size: ViewSize) {
        const BAND: f32 = 20.0;
        const POINTS_PER_SECOND: f32 = 700.0;
        const SETS_OUT: f32 = 0.5;
        // The further into the band, the faster.
        let pull = |x: f32, length: f32| match x {
            x if x < BAND => ((BAND - x) / BAND).min(1.0),
            x if x > length - BAND => -((x - length + BAND) / BAND).min(1.0),
            _ => 0.0,
        };
        let pulled = pointer.map(|at| (at, pull(at.x, size.width), pull(at.y, size.height)));
        let modifiers = input::modifiers(ui.input(|i| i.modifiers));
        let (carried, dragged) = match self.editor.sketch() {
            Sketch::Placing { payload, .. } => (Some(payload), false),
            Sketch::Moving { .. } | Sketch::Marquee { .. } | Sketch::Connecting { .. } => {
                (None, self.gestures.is_pressed())
            }
            Sketch::Nothing => (None, false),
        };
        // What comes from the palette crosses the edge once to get in, and what stands at the edge is taken there.
        let inside = pulled.is_some_and(|(_, dx, dy)| (dx, dy) == (0.0, 0.0));
        let beyond = dragged && pulled.is_some_and(|(_, dx, dy)| dx.abs().max(dy.abs()) >= 1.0);
        self.was_inside = (carried.is_some() || dragged) && (self.was_inside || inside || beyond);
        let Some((at, dx, dy)) = pulled.filter(|_| !inside && self.was_inside) else {
            self.pulled_for = 0.0;
            return;
        };
        let again = match carried {
            Some(payload) => Event::Carry { payload, at },
            None => Event::Gesture(Gesture::Drag { to: at, modifiers }),
        };
        // It sets out slowly, and leaves the drawing in reach.
        let passed = ui.input(|i| i.stable_dt).min(0.05);
        self.pulled_for += passed;
        let step = POINTS_PER_SECOND * passed * (self.pulled_for / SETS_OUT).min(1.0);
        let before = self.editor.camera;
        self.editor.camera.pan(dx * step, dy * step);
        let sees = |camera: &Camera| {
            let shown = camera.shown(size);
            shown.expanded(-shown.width().min(shown.height()) / 4.0).overlaps(&cx.scene.bounds)
        };
        if sees(&before) && !sees(&self.editor.camera) {
            self.editor.camera = before;
            return;
        }
        let again = self.held_in_view(&again, size);
        let (editor, canvas) = self.parts(cx, size);
        editor.handle(&again, &canvas);
        ui.ctx().request_repaint();
    }
}
