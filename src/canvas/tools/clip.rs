//! Copying, cutting and pasting. The clipboard itself is the window's: here a [`Clip`] goes out and comes in.

use super::super::editor::{Context, Editor, Outcome, Preview};
use super::super::sheet_index::has_place;
use super::super::{ScreenPoint, Selection};
use crate::diagram::SheetRect;
use crate::model::{SiteId, Subject};
use crate::plan::{Clip, SheetPos, intents};

impl Editor {
    /// What copying would take along; `None` when nothing of the selection can be copied.
    pub(in crate::canvas) fn clip(&self, cx: &Context<'_>) -> Option<Clip> {
        let selection: Vec<Subject> = self.selection.iter().cloned().collect();
        let mut clip = Clip::of(cx.state(), &selection)?;
        let tops: Vec<Subject> = clip.tops().collect();
        // What stands in a collapsed site has its place all the same.
        let inside = cx.scene.members.among(&tops.iter().collect());
        let member = |of: &Subject| inside.iter().find(|(subject, ..)| subject == of).map(|(_, rect, _)| *rect);
        let rect_of = |of: &Subject| member(of).or_else(|| cx.index.rect(cx.scene, of));
        let rects: Vec<(Subject, SheetRect)> = tops.iter().filter_map(|of| Some((of.clone(), rect_of(of)?))).collect();
        if let Some(all) = rects.iter().map(|(_, rect)| *rect).reduce(|a, b| a.union(&b)) {
            clip.size = (all.width().ceil() as i32, all.height().ceil() as i32);
        }
        // The area of a site with members follows them.
        clip.places = rects
            .into_iter()
            .map(|(of, rect)| (of, SheetPos { x: rect.min.x.round() as i32, y: rect.min.y.round() as i32 }))
            .collect();
        Some(clip)
    }

    pub(in crate::canvas) fn copy(&self, cx: &Context<'_>) -> Vec<Outcome> {
        self.clip(cx).map(|clip| Outcome::Copied(Box::new(clip))).into_iter().collect()
    }

    /// Copies, and takes away what was copied.
    pub(in crate::canvas) fn cut(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let Some(clip) = self.clip(cx) else { return Vec::new() };
        let mut what: Vec<Subject> = clip.tops().collect();
        // Members first, so that each goes as itself and none stays behind without its site.
        what.reverse();
        let mut out = vec![Outcome::Copied(Box::new(clip))];
        let Some(intent) = intents::remove(cx.plan, cx.stage, &what) else { return out };
        let edits = intent.edits(cx.plan, cx.stage, None);
        out.extend(self.commit(Preview { edits, about: what, target: None, label: intent.label }, cx));
        out
    }

    /// Puts a clip on the sheet and selects it: at a point, or else beside what is selected, or in the middle of the view.
    pub(in crate::canvas) fn paste(&mut self, clip: &Clip, at: Option<ScreenPoint>, cx: &Context<'_>) -> Vec<Outcome> {
        if self.is_busy() {
            return vec![Outcome::Impossible(crate::message!("canvas-hand-is-full"))];
        }
        let size = (clip.size.0 as f32, clip.size.1 as f32);
        let centred = |point: crate::diagram::SheetPoint| crate::diagram::SheetPoint {
            x: point.x - size.0 / 2.0,
            y: point.y - size.1 / 2.0,
        };
        let lead = self.selection.lead().filter(|lead| cx.state().has(lead));
        let here: Option<SiteId> = match at {
            Some(_) => None,
            None => lead.and_then(|lead| cx.state().site_of(lead)),
        };
        let beside = lead.and_then(|lead| cx.index.rect(cx.scene, lead)).map(|rect| rect.min);
        let point = at.map(|at| self.camera.sheet_from_screen(at));
        let wanted = point.map(centred).or(beside).unwrap_or_else(|| centred(self.camera.shown(cx.view).center()));
        let under = here.or_else(|| cx.scene.site_at(point.unwrap_or(wanted)));
        let site = under.filter(|site| !clip.has_sites() && cx.state().sites.contains_key(site));
        let own = site.as_ref().map(Subject::from);
        let free = cx.scene.free_place(wanted, size, own.as_ref());
        let Some(pasted) = clip.pasted(cx.plan, cx.stage, site.as_ref(), free) else { return Vec::new() };
        let edits = pasted.edits(cx.plan, cx.stage);
        let label = pasted.intent.label.clone();
        let mut out = self.commit(Preview { edits, about: pasted.made.clone(), target: own, label }, cx);
        if let [Outcome::Commit { .. }] = out.as_slice() {
            // A site moves with what is in it: what has a place stands for the rest.
            let cards: Vec<Subject> = pasted.made.iter().filter(|made| has_place(made)).cloned().collect();
            self.selection = Selection::of(if clip.has_sites() { pasted.made } else { cards });
            let around = SheetRect::new(free.x as f32, free.y as f32, size.0, size.1);
            self.revealing(around, cx.view)(&mut self.camera);
            out.push(Outcome::Select);
        }
        out
    }
}
