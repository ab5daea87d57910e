//! What the one who presents sees in a window of their own: this page and the next, notes, steps, findings, the time.

use super::controls::Curtain;
use super::keys::{self, Order};
use super::pages::What;
use super::told::{Line, Told};
use super::{Key, Presentation};
use crate::message;
use crate::text::{Lang, Message};
use crate::ui::action::said;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{CentralPanel, Context, RichText, ScrollArea, Ui, ViewportBuilder, ViewportId, vec2};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What is written down about a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// Of the phase and of its steps.
    pub notes: Vec<String>,
    pub steps: Vec<Line>,
    pub findings: Vec<Line>,
}

impl Told<'_> {
    /// The notes for a page. Only phases and their steps have any.
    pub fn notes(&self, what: What) -> Notes {
        let What::Stage(stage) = what else { return Notes::default() };
        let findings = self.risks(Some(stage)).into_iter().chain(self.accepted(Some(stage))).collect();
        let Some(phase) = stage.checked_sub(1).and_then(|at| self.plan.phases.get(at)) else {
            return Notes { findings, ..Notes::default() };
        };
        let everything = self.plan.everything();
        let step = |(at, step): (usize, &std::sync::Arc<crate::plan::Step>)| Line {
            mark: None,
            name: format!("{stage}.{} {}", at + 1, self.say(&step.label_in(&everything))),
            what: step.note().map_or_else(String::new, ToString::to_string),
        };
        let notes = phase.notes.iter().map(ToString::to_string).collect();
        Notes { notes, steps: phase.steps.iter().enumerate().map(step).collect(), findings }
    }
}

/// `0:07`, `12:30`, `1:02:03`.
pub fn clock(passed: Duration) -> String {
    let seconds = passed.as_secs();
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// What the second window shows, and what its keys and buttons ask for. Each window is drawn at a time of its own: the two
/// share this.
#[derive(Default)]
pub struct Desk {
    of: Option<(Key, Lang, Option<Curtain>)>,
    lang: Option<Lang>,
    page: String,
    title: String,
    next: String,
    curtain: Option<String>,
    notes: Notes,
    begun: Option<Instant>,
    orders: Vec<Order>,
    closed: bool,
}

/// Locked for a moment only; what a window was writing when it failed is as good as before.
fn locked(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Presentation {
    /// The second window, while it is asked for.
    pub(super) fn notes_window(&mut self, ctx: &Context) {
        if !self.notes {
            return;
        }
        let id = ViewportId::from_hash_of("presenter-notes");
        let lang = self.lang();
        let mut desk = locked(&self.desk);
        self.orders.append(&mut desk.orders);
        if std::mem::take(&mut desk.closed) {
            self.notes = false;
            return;
        }
        let of = ((self.at, self.revision), lang, self.curtain);
        if desk.of != Some(of) || desk.begun != Some(self.begun) {
            let subjects = self.studio.subjects();
            let told = subjects.told();
            let Some(page) = self.page() else { return };
            *desk = Desk {
                of: Some(of),
                lang: Some(lang),
                page: self.page_said(),
                title: told.title(page),
                next: match self.pages.get(self.at + 1) {
                    Some(next) => told.say(&message!("ui-present-next-page", title = told.title(next))),
                    None => told.say(&message!("ui-present-no-next-page")),
                },
                curtain: self.curtain.map(|curtain| told.say(&curtain.said())),
                notes: told.notes(page.what),
                begun: Some(self.begun),
                orders: Vec::new(),
                closed: false,
            };
            ctx.request_repaint_of(id);
        }
        drop(desk);
        let title = said(lang, &message!("ui-present-notes"));
        let builder = ViewportBuilder::default().with_title(title).with_inner_size(vec2(880.0, 640.0));
        let desk = self.desk.clone();
        ctx.show_viewport_deferred(id, builder, move |ui, _| {
            let mut desk = locked(&desk);
            desk.closed |= ui.input(|i| i.viewport().close_requested());
            // Its keys go on with the presentation too.
            desk.orders.extend(keys::heard(ui.ctx()));
            let frame = style::panel_frame(ui).inner_margin(egui::Margin::same(20));
            CentralPanel::no_frame().frame(frame).show(ui, |ui| desk.ui(ui));
            if desk.closed || !desk.orders.is_empty() {
                ui.ctx().request_repaint_of(ViewportId::ROOT);
            }
        });
    }
}

impl Desk {
    fn ui(&mut self, ui: &mut Ui) {
        let (Some(lang), Some(begun)) = (self.lang, self.begun) else { return };
        let say = |message: Message| said(lang, &message);
        let colors = Colors::of(ui);
        let passed = begun.elapsed();
        ui.horizontal(|ui| {
            let time = RichText::new(clock(passed)).font(egui::FontId::proportional(32.0));
            ui.label(time).on_hover_text(say(message!("ui-present-elapsed")));
            if widgets::icon_button(ui, lucide_icons::Icon::RotateCcw, &say(message!("ui-present-do-reset"))).clicked()
            {
                self.orders.push(Order::ResetClock);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::secondary(ui, &say(message!("ui-present-do-next"))).clicked() {
                    self.orders.push(Order::Next);
                }
                if widgets::secondary(ui, &say(message!("ui-present-do-previous"))).clicked() {
                    self.orders.push(Order::Previous);
                }
            });
        });
        widgets::rule(ui);
        ui.add_space(8.0);
        widgets::muted(ui, self.page.as_str());
        ui.add(egui::Label::new(RichText::new(&self.title).font(style::title())).wrap());
        if let Some(curtain) = &self.curtain {
            ui.colored_label(colors.warning, curtain);
        }
        widgets::muted(ui, self.next.as_str());
        ui.add_space(8.0);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            widgets::section(ui, &say(message!("ui-panels-notes")));
            if self.notes.notes.is_empty() {
                widgets::muted(ui, say(message!("ui-present-no-notes")));
            }
            for note in &self.notes.notes {
                ui.add(egui::Label::new(RichText::new(note).size(17.0)).wrap());
            }
            for (head, lines) in [
                (message!("ui-panels-steps", count = self.notes.steps.len()), &self.notes.steps),
                (message!("ui-present-findings"), &self.notes.findings),
            ] {
                if lines.is_empty() {
                    continue;
                }
                widgets::section(ui, &say(head));
                lines.iter().for_each(|line| line_ui(ui, line));
            }
        });
        let to_the_second = Duration::from_millis(1_000 - u64::from(passed.subsec_millis()));
        ui.ctx().request_repaint_after(to_the_second);
    }
}

fn line_ui(ui: &mut Ui, line: &Line) {
    ui.horizontal_top(|ui| {
        if let Some(mark) = line.mark {
            widgets::mark(ui, mark, 16.0);
        }
        ui.vertical(|ui| {
            ui.add(egui::Label::new(RichText::new(&line.name).size(15.0)).wrap());
            if !line.what.is_empty() {
                widgets::muted(ui, line.what.as_str());
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Report, sketch};
    use crate::text::Lang;
    use std::sync::Arc;

    #[test]
    fn a_clock_is_read_at_a_glance() {
        let said = |seconds| clock(Duration::from_secs(seconds));
        assert_eq!([said(7), said(750), said(3_723)], ["0:07", "12:30", "1:02:03"]);
    }

    #[test]
    fn a_phase_has_its_notes_and_its_steps() {
        let mut plan =
            sketch::read("site Paris\nphase Pilot\n  + pool fe front-end standard in=Paris\n").expect("a sketch").plan;
        let mut phase = (*plan.phases[0]).clone();
        phase.notes = Some(Arc::from("Say hello."));
        plan.phases.set(0, Arc::new(phase));
        let (replay, report) = (plan.replay(), Report::default());
        let told = Told { plan: &plan, replay: &replay, report: &report, lang: Lang::EN };
        let notes = told.notes(What::Stage(1));
        assert_eq!(notes.notes, ["Say hello."]);
        assert_eq!(notes.steps.len(), 1);
        assert!(notes.steps[0].name.starts_with("1.1 ") && notes.steps[0].name.contains("fe"), "{:?}", notes.steps);
        assert_eq!(told.notes(What::Summary), Notes::default());
    }
}
