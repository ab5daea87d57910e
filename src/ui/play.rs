//! Going through the phases by itself: each is shown for two seconds, and what it changes lights up. It stops at the last
//! phase, or by any key or click.

use super::app::App;
use crate::model::Subject;
use crate::plan::Mark;

/// How long each phase is shown, in seconds.
const EACH: f64 = 2.0;
/// How long what a phase changes lights up, in seconds.
const GLOW: f64 = 1.4;

/// What is under way.
pub struct Play {
    /// When the next phase is shown, in seconds of the window.
    next: f64,
    /// What the shown phase changes.
    changed: Vec<Subject>,
}

impl App {
    /// From the shown phase on; from Today when the last one is shown.
    pub(super) fn start_playing(&mut self) {
        let now = self.ctx.input(|i| i.time);
        let Some(doc) = &mut self.doc else { return };
        if self.play.take().is_some() {
            return;
        }
        self.page = None;
        if doc.shown() >= doc.plan().phases.len() {
            doc.show(0);
            self.timeline.reveal();
        }
        self.play = Some(Play { next: now + EACH, changed: Vec::new() });
        self.said = Some(crate::message!("ui-schedule-playing"));
        self.ctx.request_repaint();
    }

    /// Shows the next phase when it is time, before anything else hears of keys.
    pub(super) fn playing(&mut self, ui: &egui::Ui) {
        let Some(play) = &mut self.play else { return };
        let (now, stops) = ui.input(|i| {
            let by_hand = |event: &egui::Event| {
                matches!(
                    event,
                    egui::Event::Key { pressed: true, repeat: false, .. }
                        | egui::Event::PointerButton { pressed: true, .. }
                )
            };
            (i.time, i.events.iter().any(by_hand))
        });
        if stops {
            // The key that stops it does nothing else.
            ui.input_mut(|i| i.events.retain(|event| !matches!(event, egui::Event::Key { .. } | egui::Event::Text(_))));
        } else if now < play.next {
            ui.ctx().request_repaint_after_secs((play.next - now) as f32);
            return;
        }
        let Some(doc) = self.doc.as_mut().filter(|doc| !stops && doc.shown() < doc.plan().phases.len()) else {
            self.play = None;
            self.said = None;
            return;
        };
        doc.show(doc.shown() + 1);
        play.next = now + EACH;
        let (old, new) = (doc.state_before().cloned(), doc.state());
        let marks = old.map(|old| crate::plan::diff(&old, new)).unwrap_or_default();
        play.changed =
            marks.into_iter().filter(|(_, mark)| *mark != Mark::Unchanged).map(|(subject, _)| subject).collect();
        self.timeline.reveal();
        ui.ctx().request_repaint();
    }

    /// Hands what lights up to the sheet, at the end of a frame.
    pub(super) fn light(&mut self) {
        let mut strength = 1.0;
        let mut lit = std::mem::take(&mut self.lit);
        if let Some(play) = &self.play {
            // Whatever the pointer happens to rest on.
            lit.clear();
            let since = self.ctx.input(|i| i.time) - (play.next - EACH);
            let fades = !self.settings.still;
            // It fades at the end, in the manner of a light that goes out; without animations it stays as long.
            strength = if fades { (1.0 - since / GLOW).clamp(0.0, 1.0).sqrt() as f32 } else { 1.0 };
            if strength > 0.0 {
                lit.clone_from(&play.changed);
                if fades && !lit.is_empty() {
                    self.ctx.request_repaint();
                }
            }
        }
        if self.sheet.light(lit, strength) {
            self.ctx.request_repaint();
        }
    }
}
