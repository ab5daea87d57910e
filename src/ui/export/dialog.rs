//! The questions of an export: the form, and what of it can be chosen.

use super::choices::{Choices, SCALES};
use crate::export::forms::{Choice, Form, PaperName, ThemeName, Which};
use crate::message;
use crate::text::{Lang, Message};
use crate::ui::action::said;
use crate::ui::dialogs::{answer, buttons, head};
use crate::ui::style;
use crate::ui::widgets;
use egui::{Align, Layout, Ui, vec2};

pub const WIDTH: f32 = 560.0;
/// What is above it, as a share of the window.
pub const ABOVE: f32 = 0.12;
/// The column of labels, in points.
const LABELS: f32 = 112.0;
/// Its title, its buttons and a margin below.
const AROUND: f32 = 168.0;

/// What the questions are about.
pub struct About<'a> {
    pub lang: Lang,
    /// What each stage is called, Today first.
    pub stages: &'a [String],
    /// The stage that is shown.
    pub shown: usize,
    /// How many objects are selected.
    pub selected: usize,
}

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Export,
    Cancel,
}

impl About<'_> {
    fn say(&self, message: &Message) -> String {
        said(self.lang, message)
    }

    fn word(&self, prefix: &str, key: &str) -> String {
        self.say(&Message::word(prefix, key))
    }

    /// A row: what is asked, and the answers that there are.
    fn row(&self, ui: &mut Ui, label: &Message, draw: impl FnOnce(&mut Ui, &str)) {
        let label = self.say(label);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = style::GAP;
            ui.allocate_ui_with_layout(vec2(LABELS, style::ROW), Layout::left_to_right(Align::Center), |ui| {
                ui.set_width(LABELS);
                ui.add(egui::Label::new(&label).truncate());
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                draw(ui, &label);
            });
        });
        ui.add_space(4.0);
    }

    /// A row of which one answer holds; true when another one was given.
    fn one_of<T: Copy + PartialEq>(
        &self,
        ui: &mut Ui,
        label: &Message,
        all: &[(T, String)],
        chosen: &mut T,
        below: impl FnOnce(&mut Ui, T),
    ) {
        self.row(ui, label, |ui, label| {
            ui.horizontal_wrapped(|ui| {
                for (value, text) in all {
                    let name = self.say(&message!("ui-export-option", label = label, value = text.as_str()));
                    if widgets::segment(ui, text, *chosen == *value, false, &name).clicked() {
                        *chosen = *value;
                    }
                }
            });
            below(ui, *chosen);
        });
    }
}

/// Draws the questions; the answer, when there is one.
pub fn ui(ui: &mut Ui, choices: &mut Choices, about: &About<'_>) -> Option<Answer> {
    head(ui, &about.say(&message!("ui-export-title")));
    let room = (ui.ctx().content_rect().height() * (1.0 - ABOVE) - AROUND).max(120.0);
    // It scrolls only where the window is too low, and not while it grows.
    let area = egui::ScrollArea::vertical().id_salt("export").max_height(room).min_scrolled_height(room);
    area.auto_shrink([false, true]).show(ui, |ui| questions_ui(ui, choices, about));
    let (stages, _) = choices.asked_stages(about.shown, about.stages.len().saturating_sub(1));
    // Of Today alone there is nothing to do.
    let is_empty = if choices.form.is_runbook() { stages.iter().all(|stage| *stage == 0) } else { stages.is_empty() };
    let mut given = None;
    buttons(ui, |ui| {
        let export = about.say(&message!("ui-export-go"));
        let go = ui.add_enabled_ui(!is_empty, |ui| answer(ui, &export)).inner;
        if go.on_disabled_hover_text(about.say(&message!("ui-export-no-phase"))).clicked() {
            given = Some(Answer::Export);
        }
        if widgets::secondary(ui, &about.say(&message!("ui-shell-cancel"))).clicked() {
            given = Some(Answer::Cancel);
        }
    });
    given
}

fn questions_ui(ui: &mut Ui, choices: &mut Choices, about: &About<'_>) {
    let forms: Vec<(Form, String)> =
        Form::ALL.iter().map(|form| (*form, about.word(Form::PREFIX, form.key()))).collect();
    about.one_of(ui, &message!("ui-export-form"), &forms, &mut choices.form, |ui, form| {
        widgets::muted(ui, about.word("export-for", form.key()));
    });
    phases_ui(ui, choices, about);
    let form = choices.form;
    if about.selected > 0 && form.takes(Choice::Only) {
        let selection = message!("ui-export-selection", count = about.selected);
        let all = [(false, about.say(&message!("ui-export-whole"))), (true, about.say(&selection))];
        about.one_of(ui, &message!("ui-export-what"), &all, &mut choices.selection, |_, _| {});
    }
    let of = choices.of();
    if form.takes(Choice::Theme) {
        let all: Vec<_> =
            ThemeName::ALL.iter().map(|theme| (*theme, about.word(ThemeName::PREFIX, theme.key()))).collect();
        about.one_of(ui, &message!("ui-export-theme"), &all, &mut of.theme, |_, _| {});
    }
    if form.takes(Choice::Paper) {
        let all: Vec<_> =
            form.papers().iter().map(|paper| (*paper, about.word(PaperName::PREFIX, paper.key()))).collect();
        about.one_of(ui, &message!("ui-export-paper"), &all, &mut of.paper, |_, _| {});
    }
    if form.takes(Choice::Scale) {
        let all = SCALES.map(|scale| (scale, about.say(&message!("ui-export-times", scale = u64::from(scale)))));
        about.one_of(ui, &message!("ui-export-scale"), &all, &mut of.scale, |_, _| {});
    }
    if form.takes(Choice::Findings) || form.takes(Choice::Transparent) {
        about.row(ui, &message!("ui-export-more"), |ui, _| {
            if form.takes(Choice::Findings) {
                ui.checkbox(&mut of.findings, about.say(&message!("ui-export-findings")));
            }
            if form.takes(Choice::Transparent) {
                ui.checkbox(&mut of.transparent, about.say(&message!("ui-export-transparent")));
            }
        });
    }
}

/// Which phases, and the list of them when they are ticked one by one.
fn phases_ui(ui: &mut Ui, choices: &mut Choices, about: &About<'_>) {
    let form = choices.form;
    let all: Vec<_> = Which::ALL.iter().map(|which| (*which, about.word(Which::PREFIX, which.key()))).collect();
    let mut which = choices.of().which;
    if which != Which::Some {
        choices.stages = [about.shown].into();
    }
    let stages = &mut choices.stages;
    about.one_of(ui, &message!("ui-export-phases"), &all, &mut which, |ui, which| {
        if which == Which::Some {
            let most = 4.5 * style::ROW;
            let area = egui::ScrollArea::vertical().id_salt("stages").max_height(most).min_scrolled_height(most);
            area.auto_shrink([false, true]).show(ui, |ui| {
                for (stage, name) in about.stages.iter().enumerate() {
                    let mut on = stages.contains(&stage);
                    if ui.checkbox(&mut on, name).changed() {
                        if on {
                            stages.insert(stage)
                        } else {
                            stages.remove(&stage)
                        };
                    }
                }
            });
        }
        if which == Which::Shown {
            widgets::muted(ui, about.stages.get(about.shown).cloned().unwrap_or_default());
        } else if form.is_of_one_stage() {
            widgets::muted(ui, about.say(&message!("ui-export-a-file-each")));
        }
    });
    choices.of().which = which;
}
