//! Look-ups over the scene that is shown. Where objects were moved they follow it; else they are made anew.

use super::access::Spoken;
use super::{Sheet, SheetContext};
use crate::canvas::{SheetIndex, ViewSize};
use crate::diagram::Scene;
use crate::ui::threads;
use std::sync::Arc;

impl Sheet {
    /// Gives the scene up, before another one is made of it.
    pub fn let_go(&mut self) -> Option<Arc<Scene>> {
        self.changed = None;
        self.scene.take()
    }

    /// Which items of the next scene are others than in the one that was given up.
    pub fn expect(&mut self, changed: Option<Vec<u32>>) {
        self.changed = changed;
    }

    /// Look-ups for another scene, stage or language.
    pub(super) fn prepare(&mut self, cx: &SheetContext<'_>) {
        let is_known = (self.stage, self.lang) == (cx.stage, Some(cx.lang));
        if is_known && self.scene.as_ref().is_some_and(|scene| Arc::ptr_eq(scene, cx.scene)) {
            return;
        }
        let changed = self.changed.take().filter(|_| is_known);
        let mut old = None;
        if changed.is_some_and(|changed| self.index.follow(cx.scene, &changed)) {
            self.spoken.follow(&self.index);
        } else {
            let index = std::mem::replace(&mut self.index, SheetIndex::new(cx.scene));
            let spoken = std::mem::replace(&mut self.spoken, Spoken::new(cx.scene, &self.index, cx.lang));
            old = Some((index, spoken));
        }
        (self.channels, self.live) = (None, None);
        self.map.forget();
        let scene = self.scene.replace(cx.scene.clone());
        let stage = std::mem::replace(&mut self.stage, cx.stage);
        self.lang = Some(cx.lang);
        // No frame waits until all of the old ones is gone.
        let old = (old, self.afar.take(), scene);
        threads::free(old);
        // What was in the hand was of another plan, or of another stage.
        self.hovered_from = None;
        let other = self.plan.replace(cx.plan.clone()).is_some_and(|plan| !Arc::ptr_eq(&plan, cx.plan));
        if (other || stage != cx.stage) && self.editor.rests_on_plan() {
            self.take_back();
        }
        let (editor, canvas) = self.parts(cx, ViewSize::default());
        editor.tidy(&canvas);
    }
}
