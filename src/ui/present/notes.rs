//! What the one who presents sees in a window of their own: this page and the next, notes, steps, findings, the time.

use super::Presentation;
use super::keys;
use super::pages::What;
use super::told::{Line, Told};
use crate::message;
use crate::text::Message;
use crate::ui::action::said;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{CentralPanel, Context, RichText, ScrollArea, Ui, ViewportBuilder, ViewportId, vec2};
use std::time::Duration;

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

impl Presentation {
    /// The second window, while it is asked for.
    pub(super) fn notes_window(&mut self, ctx: &Context) {
        if !self.notes {
            return;
        }
        let lang = self.lang();
        let title = said(lang, &message!("ui-present-notes"));
        let builder = ViewportBuilder::default().with_title(title).with_inner_size(vec2(880.0, 640.0));
        ctx.show_viewport_immediate(ViewportId::from_hash_of("presenter-notes"), builder, |ui, _| {
            if ui.input(|i| i.viewport().close_requested()) {
                self.notes = false;
            }
            // Its keys go on with the presentation too.
            self.orders.extend(keys::heard(ui.ctx()));
            let frame = style::panel_frame(ui).inner_margin(egui::Margin::same(20));
            CentralPanel::no_frame().frame(frame).show(ui, |ui| self.notes_ui(ui));
        });
    }

    fn notes_ui(&mut self, ui: &mut Ui) {
        let lang = self.lang();
        let say = |message: Message| said(lang, &message);
        let colors = Colors::of(ui);
        let subjects = self.studio.subjects().clone();
        let told = subjects.told();
        let Some(page) = self.page().cloned() else { return };
        let passed = self.begun.elapsed();
        ui.horizontal(|ui| {
            let time = RichText::new(clock(passed)).font(egui::FontId::proportional(32.0));
            ui.label(time).on_hover_text(say(message!("ui-present-elapsed")));
            if widgets::icon_button(ui, lucide_icons::Icon::RotateCcw, &say(message!("ui-present-do-reset"))).clicked()
            {
                self.orders.push(keys::Order::ResetClock);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::secondary(ui, &say(message!("ui-present-do-next"))).clicked() {
                    self.orders.push(keys::Order::Next);
                }
                if widgets::secondary(ui, &say(message!("ui-present-do-previous"))).clicked() {
                    self.orders.push(keys::Order::Previous);
                }
            });
        });
        widgets::rule(ui);
        ui.add_space(8.0);
        widgets::muted(ui, self.page_said());
        ui.add(egui::Label::new(RichText::new(told.title(&page)).font(style::title())).wrap());
        if let Some(curtain) = self.curtain {
            ui.colored_label(colors.warning, say(curtain.said()));
        }
        let next = match self.pages.get(self.at + 1) {
            Some(next) => say(message!("ui-present-next-page", title = told.title(next))),
            None => say(message!("ui-present-no-next-page")),
        };
        widgets::muted(ui, next);
        ui.add_space(8.0);
        let key = (self.at, self.revision);
        let notes = match &self.noted {
            Some((of, notes)) if *of == key => notes.clone(),
            _ => {
                let notes = std::rc::Rc::new(told.notes(page.what));
                self.noted = Some((key, notes.clone()));
                notes
            }
        };
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            widgets::section(ui, &say(message!("ui-panels-notes")));
            if notes.notes.is_empty() {
                widgets::muted(ui, say(message!("ui-present-no-notes")));
            }
            for note in &notes.notes {
                ui.add(egui::Label::new(RichText::new(note).size(17.0)).wrap());
            }
            for (head, lines) in [
                (message!("ui-panels-steps", count = notes.steps.len()), &notes.steps),
                (message!("ui-present-findings"), &notes.findings),
            ] {
                if lines.is_empty() {
                    continue;
                }
                widgets::section(ui, &say(head));
                for line in lines {
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
            }
        });
        let to_the_second = Duration::from_millis(1_000 - u64::from(passed.subsec_millis()));
        ui.ctx().request_repaint_after(to_the_second);
    }
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
