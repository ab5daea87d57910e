//! A rule in full: by itself, or as an entry of the checklist with the object that it concerns and its tick.

use super::level::{LevelForm, level_word};
use super::problem_rows::{place, run};
use super::rule_text::{RuleText, rule_title};
use super::{checklist, form};
use crate::diagram::Glyph;
use crate::model::*;
use crate::plan::{PlanEdit, Tick};
use crate::rules::{self, Entry};
use crate::ui::action::{Action, Cx, say};
use crate::ui::document::OpenRule;
use crate::ui::style;
use crate::ui::widgets::{self, Field};
use egui::{RichText, Ui};
use lucide_icons::Icon;

/// What the panel keeps between frames.
#[derive(Default)]
pub struct RulePanel {
    level: LevelForm,
}

impl RulePanel {
    /// `text` draws the rule's text, as for a finding.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, (code, subject): &OpenRule, text: &mut RuleText) {
        let report = cx.doc.report().clone();
        let entry = subject
            .as_ref()
            .and_then(|subject| report.checklist.iter().find(|entry| entry.code == *code && entry.subject == *subject));
        ui.horizontal(|ui| {
            let back = say!(cx, "ui-panels-close-finding");
            if widgets::icon_button(ui, Icon::ArrowLeft, &back).clicked() {
                cx.out.push(Action::CloseFinding);
            }
            let chosen = cx.doc.plan().levels.get(code).map(|choice| choice.level);
            let level = chosen.unwrap_or_else(|| rules::level(code, &cx.doc.plan().target));
            if let Some(level) = level {
                widgets::mark(ui, Glyph::Finding(level), 20.0);
            }
            ui.add(egui::Label::new(RichText::new(level_word(level, cx.lang)).font(style::strong())));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                widgets::muted(ui, code.as_str());
            });
        });
        ui.add_space(4.0);
        let title = match entry {
            Some(entry) => checklist::title(&entry.code, cx.lang),
            None => rule_title(code, cx.lang),
        };
        ui.add(egui::Label::new(RichText::new(title).font(style::heading())).wrap());
        if let Some(entry) = entry {
            entry_ui(ui, cx, entry);
        }
        self.level.ui(ui, cx, code);
        ui.add_space(12.0);
        widgets::rule(ui);
        if entry.is_some() {
            ui.add_space(8.0);
            ui.add(egui::Label::new(RichText::new(rule_title(code, cx.lang)).font(style::strong())).wrap());
        }
        text.ui(ui, cx.lang, code);
        ui.add_space(24.0);
    }
}

/// What the entry concerns, whether it is done, and who says so.
fn entry_ui(ui: &mut Ui, cx: &mut Cx<'_>, entry: &Entry) {
    ui.add_space(4.0);
    widgets::muted(ui, say!(cx, "ui-panels-stands-in", phases = run(cx.doc, entry.stages, cx.lang)));
    widgets::section(ui, &say!(cx, "ui-panels-entry-concerns"));
    let name = place(cx.doc, &entry.subject, cx.lang);
    match entry.subject {
        Subject::Deployment => drop(ui.add(egui::Label::new(name).wrap())),
        _ if widgets::link(ui, &name).clicked() => cx.out.push(Action::Reveal(entry.subject.clone())),
        _ => {}
    }
    ui.add_space(8.0);
    let done = say!(cx, "ui-panels-tick-it");
    checklist::tick_ui(ui, cx, entry, &done);
    let Some(tick) = &entry.ticked else { return };
    ui.add_space(4.0);
    let by = say!(cx, "ui-panels-tick-by");
    if let Some(text) = field_ui(ui, entry, "by", &by, tick.by.as_deref().unwrap_or_default(), "", 1) {
        keep(cx, entry, Tick { by: given(&text), ..tick.clone() });
    }
    let on = say!(cx, "ui-panels-tick-on");
    let day = tick.on.map(|on| on.to_string()).unwrap_or_default();
    let hint = say!(cx, "ui-panels-unknown-date");
    if let Some(text) = field_ui(ui, entry, "on", &on, &day, &hint, 1) {
        match form::parse(FactKind::Date, &text) {
            Ok(Some(Value::Date(on))) => keep(cx, entry, Tick { on: Some(on), ..tick.clone() }),
            Ok(_) => keep(cx, entry, Tick { on: None, ..tick.clone() }),
            Err(why) => cx.out.push(Action::Say(why)),
        }
    }
    let note = say!(cx, "ui-panels-tick-note");
    if let Some(text) = field_ui(ui, entry, "note", &note, tick.note.as_deref().unwrap_or_default(), "", 2) {
        keep(cx, entry, Tick { note: given(&text), ..tick.clone() });
    }
}

fn given(text: &str) -> Option<Text> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.into())
}

fn keep(cx: &mut Cx<'_>, entry: &Entry, tick: Tick) {
    let label = crate::message!("ui-panels-tick-change", code = entry.code.as_str());
    let edit = PlanEdit::Tick { code: entry.code.clone(), subject: entry.subject.clone(), to: Some(tick) };
    cx.out.push(Action::EditAs(label, vec![edit]));
}

/// One row of the tick: the new text when the visit ends.
fn field_ui(
    ui: &mut Ui,
    entry: &Entry,
    key: &str,
    label: &str,
    value: &str,
    hint: &str,
    rows: usize,
) -> Option<String> {
    let mut text = None;
    ui.horizontal(|ui| {
        let width = widgets::label_column(ui, |ui| drop(ui.add(egui::Label::new(label).truncate())));
        let id = egui::Id::unique(("tick", entry.code.as_str(), entry.subject.clone(), key.to_owned()));
        text = Field { id, value, name: label, hint, width, rows }.ui(ui).1;
    });
    text
}
