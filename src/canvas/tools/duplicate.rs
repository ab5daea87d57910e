//! Copies of all that is selected, beside it, with the links among them.

use super::super::Selection;
use super::super::editor::{Context, Editor, Outcome, Preview};
use super::moving::{carried_by, place_of};
use super::snapped;
use crate::diagram::SheetRect;
use crate::model::Subject;
use crate::plan::intents::{self, Copied};
use crate::plan::{PlanEdit, SheetPos};

impl Editor {
    /// What is copied by itself: of what is selected, all that stands in nothing else that is.
    fn to_copy(&self, cx: &Context<'_>) -> Vec<Subject> {
        let state = cx.state();
        let around = |subject: &Subject| cx.index.object(cx.scene, subject)?.parent.clone();
        let inside = |subject: &Subject| {
            let outer = std::iter::successors(around(subject), around).take(cx.scene.boxes.len());
            outer.into_iter().any(|outer| self.selection.has(&outer))
        };
        self.selection.iter().filter(|subject| state.has(subject) && !inside(subject)).cloned().collect()
    }

    /// The copies of the selection: a site is copied with what stands in it.
    fn copies(&self, cx: &Context<'_>, chosen: &[Subject]) -> Option<Copied> {
        let state = cx.state();
        let mut all = chosen.to_vec();
        for carried in chosen.iter().flat_map(|subject| carried_by(cx, subject)) {
            if state.has(&carried) && !all.contains(&carried) {
                all.push(carried);
            }
        }
        intents::duplicated(cx.plan, cx.stage, &all)
    }

    pub(in crate::canvas) fn can_duplicate(&self, cx: &Context<'_>) -> bool {
        self.copies(cx, &self.to_copy(cx)).is_some()
    }

    /// Makes the copies and selects them. They stand to each other as what they are copied from does.
    pub(in crate::canvas) fn duplicate(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let chosen = self.to_copy(cx);
        let Some(copied) = self.copies(cx, &chosen) else { return Vec::new() };
        let boxes = || chosen.iter().filter_map(|subject| cx.index.object(cx.scene, subject));
        // A copy of a collapsed site has the room that it needs when it is expanded.
        let ground = |subject: &Subject| match subject {
            Subject::Site(site) => cx.scene.members.whole(site),
            _ => None,
        };
        let stand: Vec<(&Subject, &Subject, SheetPos)> =
            copied.made.iter().filter_map(|(of, copy)| Some((of, copy, place_of(cx, of)?))).collect();
        let rects = boxes().filter(|_| !stand.is_empty()).map(|o| ground(&o.subject).unwrap_or(o.rect));
        let around = rects.reduce(|a, b| a.union(&b));
        let mut edits =
            vec![PlanEdit::Record { at: cx.plan.stage_at(cx.stage), commands: copied.intent.commands.clone() }];
        let there = around.map(|all| {
            // Among what they are copied from when all of it stands in one site, else off all sites.
            let mut parents: Vec<_> = boxes().map(|object| object.parent.as_ref()).collect();
            parents.dedup();
            let own = if let [one] = parents[..] { one } else { None };
            let free = cx.scene.free_place(all.min, (all.width(), all.height()), own);
            let by = (free.x - snapped(all.min.x), free.y - snapped(all.min.y));
            let place = |pos: &SheetPos| SheetPos { x: pos.x.saturating_add(by.0), y: pos.y.saturating_add(by.1) };
            edits.push(PlanEdit::Place(
                stand.iter().map(|(_, copy, pos)| ((*copy).clone(), Some(place(pos)))).collect(), //
            ));
            SheetRect::new(all.min.x + by.0 as f32, all.min.y + by.1 as f32, all.width(), all.height())
        });
        edits.extend(Self::collapsed_copies(cx, &copied.made));
        let next: Vec<Subject> =
            copied.made.iter().filter(|(of, _)| chosen.contains(of)).map(|(_, copy)| copy.clone()).collect();
        let mut out = self.commit(Preview { edits, about: chosen, target: None, label: copied.intent.label }, cx);
        if let [Outcome::Commit { .. }] = out.as_slice() {
            self.selection = Selection::of(next);
            if let Some(there) = there {
                self.revealing(there, cx.view)(&mut self.camera);
            }
            out.push(Outcome::Select);
        }
        out
    }
}
