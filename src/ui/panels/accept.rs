//! Accepting a finding: why, who, when and for how long.

use super::problem_rows::stage_name;
use crate::model::*;
use crate::plan::{Acceptance, PlanEdit, Stage};
use crate::text::Message;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::document::Document;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{RichText, Ui, vec2};

/// What is typed, until it is kept or given up.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    code: Code,
    subjects: Vec<Subject>,
    /// It takes the place of one that is in the plan.
    again: bool,
    /// The stage from which the finding stands: it cannot be accepted up to an earlier phase.
    from: usize,
    reason: String,
    by: String,
    on: String,
    until: Option<PhaseId>,
}

impl Draft {
    /// What is asked for, or why it is not yet an acceptance.
    fn acceptance(&self) -> Result<Acceptance, Message> {
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(crate::message!("ui-panels-accept-needs-reason"));
        }
        let by = self.by.trim();
        if by.is_empty() {
            return Err(crate::message!("ui-panels-accept-needs-name"));
        }
        let on = match super::form::parse(FactKind::Date, &self.on)? {
            Some(Value::Date(date)) => Some(date),
            _ => None,
        };
        Ok(Acceptance {
            code: self.code.clone(),
            subjects: self.subjects.clone(),
            reason: reason.into(),
            by: by.into(),
            on,
            until: self.until.clone(),
        })
    }
}

/// The form, while it is shown.
#[derive(Default)]
pub struct AcceptForm {
    draft: Option<Draft>,
    /// The reason takes the focus on the next frame.
    fresh: bool,
}

impl AcceptForm {
    /// Shows the form for a finding that nobody accepted: signed by who signed last, or else by the plan's author.
    pub fn begin(&mut self, cx: &Cx<'_>, code: &Code, subjects: Vec<Subject>, from: usize) {
        let author = cx.doc.plan().about.author.as_deref();
        self.draft = Some(Draft {
            code: code.clone(),
            subjects,
            again: false,
            from,
            reason: String::new(),
            by: cx.signer.or(author).unwrap_or_default().to_owned(),
            on: jiff::Zoned::now().date().to_string(),
            until: None,
        });
        self.fresh = true;
    }

    /// Shows the form with what was accepted.
    pub fn change(&mut self, acceptance: &Acceptance, from: usize) {
        self.draft = Some(Draft {
            code: acceptance.code.clone(),
            subjects: acceptance.subjects.clone(),
            again: true,
            from,
            reason: acceptance.reason.to_string(),
            by: acceptance.by.to_string(),
            on: acceptance.on.map(|date| date.to_string()).unwrap_or_default(),
            until: acceptance.until.clone(),
        });
        self.fresh = true;
    }

    pub fn is_for(&self, code: &Code, subjects: &[Subject]) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.code == *code && draft.subjects == subjects)
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let fresh = std::mem::take(&mut self.fresh);
        let whole = ui.scope(|ui| self.fields_ui(ui, cx, fresh)).response.rect;
        if fresh {
            ui.scroll_to_rect(whole.expand(8.0), None);
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, fresh: bool) {
        let Some(draft) = &mut self.draft else { return };
        ui.add_space(4.0);
        let hint = say!(cx, "ui-panels-accept-reason");
        let edit = egui::TextEdit::multiline(&mut draft.reason).desired_rows(3).desired_width(f32::INFINITY);
        let edit = edit.hint_text(&*hint).margin(egui::Margin::symmetric(8, 5));
        let reason = ui.add(edit).accessible_name(&*hint);
        if fresh {
            reason.request_focus();
        }
        ui.add_space(4.0);
        text_row(ui, &say!(cx, "ui-panels-accept-by"), "", &mut draft.by);
        text_row(ui, &say!(cx, "ui-panels-accept-on"), &say!(cx, "ui-panels-unknown-date"), &mut draft.on);
        until_row(ui, cx, draft);
        let made = draft.acceptance();
        // An empty reason says so itself; what is typed and cannot be read is told.
        if let (Err(why), false) = (&made, draft.reason.trim().is_empty()) {
            let color = Colors::of(ui).warning;
            let text = RichText::new(said(cx.lang, why)).font(style::small()).color(color);
            ui.add(egui::Label::new(text).wrap());
        }
        ui.add_space(4.0);
        let again = draft.again;
        let mut done = false;
        ui.horizontal(|ui| {
            let verb = if again { say!(cx, "ui-panels-accept-keep") } else { say!(cx, "ui-panels-accept-now") };
            let button = ui.add_enabled_ui(made.is_ok(), |ui| widgets::primary(ui, &verb)).inner;
            let why = made.as_ref().err().map(|why| said(cx.lang, why)).unwrap_or_default();
            if button.on_disabled_hover_text(why).clicked()
                && let Ok(acceptance) = &made
            {
                let edit = PlanEdit::Accept(acceptance.clone());
                cx.out.push(if again {
                    let label = crate::message!("ui-panels-change-acceptance", code = acceptance.code.as_str());
                    Action::EditAs(label, vec![edit])
                } else {
                    Action::Edit(vec![edit])
                });
                done = true;
            }
            done |= widgets::secondary(ui, &say!(cx, "ui-shell-cancel")).clicked();
        });
        if done {
            self.draft = None;
        }
    }
}

const LABEL: f32 = 96.0;

fn row(ui: &mut Ui, label: &str, field: impl FnOnce(&mut Ui, f32)) {
    let whole = ui.available_width();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.allocate_ui(vec2(LABEL, style::ROW), |ui| {
            ui.set_width(LABEL);
            ui.add(egui::Label::new(label).truncate());
        });
        field(ui, whole - LABEL - 8.0);
    });
}

fn text_row(ui: &mut Ui, label: &str, hint: &str, text: &mut String) {
    row(ui, label, |ui, width| {
        let edit = egui::TextEdit::singleline(text).hint_text(hint).desired_width(width);
        ui.add(edit.margin(egui::Margin::symmetric(8, 5))).accessible_name(label);
    });
}

fn until_row(ui: &mut Ui, cx: &Cx<'_>, draft: &mut Draft) {
    let label = say!(cx, "ui-panels-accept-until");
    let text = until(cx.doc, draft.until.as_ref(), cx);
    row(ui, &label, |ui, width| {
        let combo = egui::ComboBox::from_id_salt("accept-until").selected_text(text).width(width).truncate();
        let shown = combo.show_ui(ui, |ui| {
            let before = draft.until.clone();
            ui.selectable_value(&mut draft.until, None, say!(cx, "ui-panels-accept-to-the-end"));
            for (at, phase) in cx.doc.plan().phases.iter().enumerate().skip(draft.from.saturating_sub(1)) {
                let name = stage_name(cx.doc, at + 1, cx.lang);
                ui.selectable_value(&mut draft.until, Some(phase.id.clone()), name);
            }
            let chose = draft.until != before;
            if chose {
                ui.close();
            }
            chose
        });
        if shown.inner == Some(true) {
            shown.response.request_focus();
        }
        shown.response.accessible_name(&*label);
    });
}

/// How long an acceptance holds, in words.
pub fn until(doc: &Document, phase: Option<&PhaseId>, cx: &Cx<'_>) -> String {
    let Some(phase) = phase else { return say!(cx, "ui-panels-accept-to-the-end") };
    match doc.plan().index_of(&Stage::Phase(phase.clone())) {
        Some(stage) => stage_name(doc, stage, cx.lang),
        None => phase.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acceptance_needs_a_reason_a_name_and_a_date_that_is_one() {
        let mut draft = Draft {
            code: Code::new("SQL-001"),
            subjects: vec![Subject::Deployment],
            again: false,
            from: 0,
            reason: "  ".to_owned(),
            by: "Ada".to_owned(),
            on: "2026-02-03".to_owned(),
            until: None,
        };
        assert!(draft.acceptance().is_err(), "no reason");
        draft.reason = " CHG-1042 ".to_owned();
        let made = draft.acceptance().expect("whole");
        assert_eq!((&*made.reason, &*made.by), ("CHG-1042", "Ada"));
        assert_eq!(made.on.map(|date| date.to_string()).as_deref(), Some("2026-02-03"));
        draft.on = "3 February".to_owned();
        assert!(draft.acceptance().is_err(), "no date");
        draft.on.clear();
        assert_eq!(draft.acceptance().expect("a date is not needed").on, None);
        draft.by.clear();
        assert!(draft.acceptance().is_err(), "nobody");
    }
}
