//! The sheet compared with another stage than the one before: the choice, and the banner that says so.

use super::action::{Action, Cx, say};
use super::legend::{GAP, panel, size_of};
use super::sheet_view::SheetView;
use super::widgets;
use crate::plan::{Mark, Plan, Stage, diff};
use egui::{Align2, Area, Rect, Ui, pos2, vec2};

impl SheetView {
    /// Marks on the sheet what differs from this stage; `None`: what the shown phase does.
    pub fn compare_with(&mut self, base: Option<Stage>) {
        self.base = base;
    }

    /// The stage that the shown one is compared with, while it is in the plan and is not the one before.
    pub(super) fn base_of(&self, plan: &Plan) -> Option<usize> {
        self.base.as_ref().and_then(|stage| plan.index_of(stage))
    }

    /// What the marks on the sheet mean, counted, and the way back.
    pub(super) fn compared_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let (Some(view), Some(base)) = (self.view, self.base_of(cx.doc.plan())) else { return };
        let (doc, lang) = (cx.doc, cx.lang);
        let [removed, added, changed] = *self.compared.get(doc, lang, base, || {
            let marks = doc.replay().states.get(base).map(|before| diff(before, doc.state())).unwrap_or_default();
            let count = |of: &[Mark]| marks.values().filter(|mark| of.contains(mark)).count();
            [count(&[Mark::Removed]), count(&[Mark::Added]), count(&[Mark::Changed, Mark::Emptied])]
        });
        let id = ui.scope_id().with("compared");
        let size = size_of(ui, id);
        // The chip that says how much is shown has the top.
        let top = if self.shown.is_everything() { GAP } else { 4.0 * GAP };
        let place = Area::new(id).order(egui::Order::Middle).movable(false);
        let place = place.pivot(Align2::CENTER_TOP).fixed_pos(pos2(view.center().x, view.min.y + top));
        let room = Rect::from_min_max(view.min, view.max);
        let shown = place.constrain_to(room).show(ui.ctx(), |ui| {
            panel(ui).inner_margin(vec2(10.0, 4.0)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    let name = doc.plan().stage_name(base, lang);
                    ui.label(say!(cx, "ui-compare-banner", stage = name));
                    let counts =
                        say!(cx, "ui-compare-banner-counts", added = added, removed = removed, changed = changed);
                    widgets::muted(ui, counts);
                    if widgets::link(ui, &say!(cx, "ui-compare-end")).clicked() {
                        cx.out.push(Action::CompareWith(None));
                    }
                });
            });
        });
        if size != Some(shown.response.rect.size()) {
            ui.request_repaint();
        }
    }
}
