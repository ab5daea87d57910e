//! The shown phase: its name, dates, target and notes, its steps, and adding activities.

use super::checklist;
use super::inspector::{pack_ids, pack_name};
use super::steps::Steps;
use super::timeline::edit_phase;
use super::when;
use crate::model::*;
use crate::plan::{Phase, PlanEdit, Step};
use crate::rules::Entry;
use crate::ui::action::{Action, Cx, say};
use crate::ui::command::UiCommand;
use crate::ui::style;
use crate::ui::widgets::{self, Field};
use egui::{Ui, vec2};
use lucide_icons::Icon;

/// What the panel keeps between frames.
#[derive(Default)]
pub struct PhasePanel {
    steps: Steps,
    adding: bool,
    find: String,
}

impl PhasePanel {
    /// Opens the list of activities.
    pub fn add_activity(&mut self) {
        self.adding = true;
        self.find.clear();
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let shown = cx.doc.shown();
        let phase = shown.checked_sub(1).and_then(|at| cx.doc.plan().phases.get(at)).cloned();
        let area = egui::ScrollArea::vertical().id_salt("phase").auto_shrink([false, false]);
        area.show(ui, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| match phase {
                None => self.today_ui(ui, cx),
                Some(phase) => {
                    about_ui(ui, cx, &phase);
                    self.steps.ui(ui, cx, &phase);
                    ui.add_space(4.0);
                    self.add_ui(ui, cx, shown);
                    checklist_ui(ui, cx, &phase);
                    ui.add_space(16.0);
                }
            });
        });
    }

    fn today_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let sentence = say!(cx, "ui-panels-today-has-no-steps");
        let button = say!(cx, "ui-panels-add-phase");
        if widgets::empty_state(ui, Icon::Flag, &sentence, Some(&button)) {
            cx.out.push(Action::Do(UiCommand::AddPhase));
        }
    }

    /// *Add activity*: a kind of work, about what is selected.
    fn add_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: usize) {
        let text = say!(cx, "ui-panels-add-activity");
        let response = widgets::add_button(ui, &text);
        if response.clicked() {
            self.adding = !self.adding;
            self.find.clear();
        }
        if !self.adding {
            return;
        }
        let about: Vec<Subject> =
            cx.doc.view.selection.iter().filter(|subject| cx.doc.state().has(subject)).cloned().collect();
        let names: Vec<String> = about.iter().map(|subject| cx.doc.label(subject)).collect();
        let of_what = if names.is_empty() {
            say!(cx, "ui-panels-activity-about-nothing")
        } else {
            say!(cx, "ui-panels-activity-about", names = names)
        };
        widgets::muted(ui, of_what);
        let hint = say!(cx, "ui-panels-activity-find");
        let edit = egui::TextEdit::singleline(&mut self.find).hint_text(&*hint).desired_width(f32::INFINITY);
        let field = ui.add(edit.margin(egui::Margin::symmetric(8, 5))).accessible_name(&*hint);
        if response.clicked() {
            field.request_focus();
        }
        let find = self.find.trim().to_lowercase();
        for kind in ActivityKind::ALL {
            let word = cx.lang.word(ActivityKind::PREFIX, kind.key());
            if !word.to_lowercase().contains(&find) {
                continue;
            }
            let button = egui::Button::new(&word).frame_when_inactive(false).truncate();
            if ui.add(button.min_size(vec2(ui.available_width(), 26.0))).clicked() {
                let Some(phase) = shown.checked_sub(1).and_then(|at| cx.doc.plan().phases.get(at)) else { return };
                let id = cx.doc.plan().next_step_id(phase);
                let step = Step::activity(id, *kind, about.clone());
                cx.out.push(Action::Edit(vec![PlanEdit::AddStep { phase: phase.id.clone(), index: None, step }]));
                self.adding = false;
            }
        }
    }
}

/// What the checklist asks of the phase and of the plan as a whole while it lasts; the list has what it asks of objects.
fn checklist_ui(ui: &mut Ui, cx: &mut Cx<'_>, phase: &Phase) {
    let of_phase = Subject::from(&phase.id);
    let (report, shown) = (cx.doc.report().clone(), cx.doc.shown());
    let is_here = |entry: &Entry| entry.subject == of_phase || entry.subject == Subject::Deployment;
    let others = report.checklist.iter().filter(|entry| entry.concerns(shown) && !is_here(entry)).count();
    checklist::section_ui(ui, cx, is_here, others);
}

/// The name, dates, target and notes of a phase.
fn about_ui(ui: &mut Ui, cx: &mut Cx<'_>, phase: &Phase) {
    let whole = ui.available_width();
    let label = say!(cx, "ui-panels-phase-name");
    let id = egui::Id::unique(("phase", phase.id.as_str(), "name"));
    if let Some(name) = when::row(ui, id, &label, &phase.name, "").as_deref().and_then(when::given) {
        cx.out.push(Action::Edit(vec![edit_phase(phase, |phase| phase.name = name)]));
    }
    when::form_ui(ui, cx, phase, "panel");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let label = say!(cx, "ui-panels-target");
        ui.allocate_ui(vec2(84.0, style::ROW), |ui| {
            ui.set_width(84.0);
            ui.add(egui::Label::new(&label).truncate());
        });
        let of_plan = say!(cx, "ui-panels-target-of-plan", target = pack_name(&cx.doc.plan().target, cx.lang));
        let text = phase.target.as_ref().map_or(of_plan.clone(), |pack| pack_name(pack, cx.lang));
        let combo = egui::ComboBox::from_id_salt("phase-target").width(whole - 92.0).truncate();
        let shown = combo.selected_text(&text).show_ui(ui, |ui| {
            let options = std::iter::once(None).chain(pack_ids().into_iter().map(Some));
            for option in options {
                let on = phase.target == option;
                let said = option.as_ref().map_or(of_plan.clone(), |pack| pack_name(pack, cx.lang));
                if ui.selectable_label(on, said).clicked() && !on {
                    cx.out.push(Action::Edit(vec![edit_phase(phase, |phase| phase.target = option.clone())]));
                }
            }
        });
        shown.response.accessible_name(label).on_hover_text(text);
    });
    kind_ui(ui, cx, phase);
    ui.add_space(4.0);
    let label = say!(cx, "ui-panels-notes");
    let id = egui::Id::unique(("phase", phase.id.as_str(), "notes"));
    let value = phase.notes.as_deref().unwrap_or_default();
    let rows = value.lines().count().clamp(2, 8);
    let field = Field { id, value, name: &label, hint: &label, width: whole, rows };
    if let (_, Some(text)) = field.ui(ui) {
        let notes = (!text.trim().is_empty()).then(|| Text::from(text.trim()));
        cx.out.push(Action::Edit(vec![edit_phase(phase, |phase| phase.notes = notes)]));
    }
}

/// Which of the documented phases it is.
fn kind_ui(ui: &mut Ui, cx: &mut Cx<'_>, phase: &Phase) {
    let whole = ui.available_width();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let label = say!(cx, "ui-panels-phase-kind");
        ui.allocate_ui(vec2(84.0, style::ROW), |ui| {
            ui.set_width(84.0);
            ui.add(egui::Label::new(&label).truncate());
        });
        let unknown = say!(cx, "ui-panels-phase-kind-unknown");
        let lang = cx.lang;
        let said = |kind: Option<PhaseKind>| {
            kind.map_or(unknown.clone(), |kind| lang.word(PhaseKind::PREFIX, kind.key()).to_string())
        };
        let combo = egui::ComboBox::from_id_salt("phase-kind").width(whole - 92.0).truncate();
        let shown = combo.selected_text(said(phase.kind)).show_ui(ui, |ui| {
            for option in std::iter::once(None).chain(PhaseKind::ALL.iter().copied().map(Some)) {
                let on = phase.kind == option;
                if ui.selectable_label(on, said(option)).clicked() && !on {
                    cx.out.push(Action::Edit(vec![edit_phase(phase, |phase| phase.kind = option)]));
                }
            }
        });
        shown.response.accessible_name(label).on_hover_text(said(phase.kind));
    });
}
