//! The areas of the window, and the keyboard's way from one to the next without the widgets between them.

use super::app::App;
use egui::{Context, Id, Rect};

/// The areas of a frame as a reader goes through them, and the step that a key asked for.
#[derive(Default)]
pub struct Areas {
    all: Vec<Rect>,
    /// Where the sheet is among them, and what takes the keyboard there.
    sheet: Option<(usize, Id)>,
    step: Option<bool>,
}

/// Of an area's edge, where the handle stands that makes it wider.
const EDGE: f32 = 6.0;

impl Areas {
    /// A frame begins.
    pub fn begin(&mut self) {
        self.all.clear();
        self.sheet = None;
    }

    pub fn add(&mut self, rect: Rect) {
        if rect.is_positive() {
            self.all.push(rect);
        }
    }

    pub fn add_sheet(&mut self, rect: Rect, id: Id) {
        self.sheet = Some((self.all.len(), id));
        self.all.push(rect);
    }

    /// To the next area, or to the one before, at the end of this frame.
    pub fn step(&mut self, forward: bool) {
        self.step = Some(forward);
    }

    /// Goes where a key asked to. An area of which nothing takes the keyboard is passed over.
    pub fn go(&mut self, ctx: &Context) {
        let Some(forward) = self.step.take() else { return };
        let count = self.all.len();
        let focused = ctx.memory(|memory| memory.focused());
        let place = focused.and_then(|id| ctx.viewport(|view| Some(view.this_pass.widgets.get(id)?.rect.center())));
        // A smaller area may lie in a larger one.
        let size = |at: &usize| self.all[*at].area();
        let here = place.and_then(|place| {
            (0..count).filter(|at| self.all[*at].contains(place)).min_by(|a, b| size(a).total_cmp(&size(b)))
        });
        let start = here.unwrap_or(if forward { count.saturating_sub(1) } else { 0 });
        let next = |step: usize| if forward { (start + step) % count } else { (start + count - step) % count };
        let first = (1..=count).map(next).find_map(|at| self.first_in(ctx, at));
        if let Some(id) = first {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }

    fn first_in(&self, ctx: &Context, at: usize) -> Option<Id> {
        if let Some((sheet, id)) = self.sheet
            && sheet == at
        {
            return Some(id);
        }
        let area = self.all.get(at)?.shrink(EDGE);
        let inside = |rect: Rect| area.contains(rect.center()) && rect.is_positive();
        ctx.viewport(|view| {
            let mut widgets = view.this_pass.widgets.get_layer(egui::LayerId::background());
            widgets
                .find(|widget| widget.enabled && widget.sense.is_focusable() && inside(widget.interact_rect))
                .map(|w| w.id)
        })
    }
}

impl App {
    /// At the end of a frame in which everything was drawn.
    pub(super) fn step_area(&mut self) {
        let ctx = self.ctx.clone();
        self.areas.go(&ctx);
    }
}
