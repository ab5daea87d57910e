//! The level of a rule in this plan: what it is, another one with a reason, back to the pack's.

use crate::model::*;
use crate::plan::{LevelChoice, Plan, PlanEdit};
use crate::rules;
use crate::text::Lang;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::widgets;
use egui::Ui;

/// What the plan says about the level of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelView {
    /// The level of the plan's pack; `None` when it does not have the rule.
    pub of_pack: Option<Level>,
    pub chosen: Option<LevelChoice>,
    /// A rule about the plan itself, or one that nobody knows, has no other level.
    pub fixed: bool,
}

pub fn view(plan: &Plan, code: &Code) -> LevelView {
    LevelView {
        of_pack: rules::level(code, &plan.target),
        chosen: plan.levels.get(code).cloned(),
        fixed: rules::rule(code).is_none_or(|rule| rule.always.is_some()),
    }
}

/// A level in words; `None` is off.
pub fn level_word(level: Option<Level>, lang: Lang) -> String {
    level.map_or_else(|| said(lang, &crate::message!("level-off")), |level| lang.word(Level::PREFIX, level.key()))
}

/// How a chosen level stands to the pack's, in a sentence.
pub fn differs(level: Option<Level>, of_pack: Option<Level>, lang: Lang) -> String {
    let not_there = || said(lang, &crate::message!("ui-panels-level-not-in-pack"));
    let pack = of_pack.map_or_else(not_there, |level| level_word(Some(level), lang));
    said(lang, &crate::message!("ui-panels-level-differs", level = level_word(level, lang), pack = pack))
}

/// What is chosen, until it is kept or given up.
struct Draft {
    code: Code,
    level: Option<Level>,
    reason: String,
}

/// The form of one rule at a time. Any panel that shows a rule can have one.
#[derive(Default)]
pub struct LevelForm {
    draft: Option<Draft>,
}

impl LevelForm {
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, code: &Code) {
        let view = view(cx.doc.plan(), code);
        widgets::section(ui, &say!(cx, "ui-panels-level-head"));
        match (&view.chosen, view.of_pack) {
            (Some(choice), of_pack) => {
                ui.add(egui::Label::new(differs(choice.level, of_pack, cx.lang)).wrap());
                if let Some(reason) = &choice.reason {
                    widgets::muted(ui, &**reason);
                }
            }
            (None, Some(level)) if !view.fixed => {
                let level = level_word(Some(level), cx.lang);
                ui.add(egui::Label::new(say!(cx, "ui-panels-level-as-pack", level = level)).wrap());
            }
            (None, Some(_)) => drop(widgets::muted(ui, say!(cx, "ui-panels-level-fixed"))),
            (None, None) => drop(widgets::muted(ui, say!(cx, "ui-panels-level-no-rule"))),
        }
        ui.add_space(4.0);
        if self.draft.as_ref().is_some_and(|draft| draft.code == *code) {
            self.draft_ui(ui, cx, &view);
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let may_change = !view.fixed && view.of_pack.is_some();
            if may_change && widgets::secondary(ui, &say!(cx, "ui-panels-level-change")).clicked() {
                let (level, reason) = match &view.chosen {
                    Some(choice) => (choice.level, choice.reason.as_deref().unwrap_or_default().to_owned()),
                    None => (view.of_pack, String::new()),
                };
                self.draft = Some(Draft { code: code.clone(), level, reason });
            }
            if view.chosen.is_some() && widgets::secondary(ui, &say!(cx, "ui-panels-level-reset")).clicked() {
                reset(cx, code);
            }
        });
    }

    fn draft_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, view: &LevelView) {
        let Some(draft) = &mut self.draft else { return };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for level in [None, Some(Level::Advice), Some(Level::Warning), Some(Level::Error)] {
                let word = level_word(level, cx.lang);
                if widgets::segment(ui, &word, draft.level == level, false, &word).clicked() {
                    draft.level = level;
                }
            }
        });
        ui.add_space(4.0);
        let hint = say!(cx, "ui-panels-level-reason");
        let edit = egui::TextEdit::multiline(&mut draft.reason).desired_rows(2).desired_width(f32::INFINITY);
        ui.add(edit.hint_text(&*hint).margin(egui::Margin::symmetric(8, 5))).accessible_name(&*hint);
        if draft.level.is_none() {
            widgets::muted(ui, say!(cx, "ui-panels-level-set-off"));
        }
        ui.add_space(4.0);
        let mut done = false;
        ui.horizontal(|ui| {
            if widgets::primary(ui, &say!(cx, "ui-panels-level-keep")).clicked() {
                let reason = draft.reason.trim();
                let choice = LevelChoice { level: draft.level, reason: (!reason.is_empty()).then(|| reason.into()) };
                if draft.level == view.of_pack {
                    reset(cx, &draft.code);
                } else {
                    cx.out.push(Action::Edit(vec![PlanEdit::SetLevel { code: draft.code.clone(), to: Some(choice) }]));
                }
                if draft.level.is_none() {
                    // Its findings are gone: the rule itself stays in view.
                    cx.out.push(Action::OpenRule(draft.code.clone(), None));
                }
                done = true;
            }
            done |= widgets::secondary(ui, &say!(cx, "ui-shell-cancel")).clicked();
        });
        if done {
            self.draft = None;
        }
    }
}

/// Gives a rule back the pack's level; nothing happens when it has it.
pub fn reset(cx: &mut Cx<'_>, code: &Code) {
    if cx.doc.plan().levels.contains_key(code) {
        cx.out.push(Action::Edit(vec![PlanEdit::SetLevel { code: code.clone(), to: None }]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_chosen_depends_on_the_rule_and_the_pack() {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        let ordinary = view(&plan, &Code::new("SQL-001"));
        assert_eq!((ordinary.of_pack, ordinary.chosen, ordinary.fixed), (Some(Level::Error), None, false));
        assert!(view(&plan, &Code::new("PLAN-001")).fixed);
        assert!(view(&plan, &Code::new("FUTURE-042")).fixed);
        plan.target = PackId::new("nobody-knows");
        assert_eq!(view(&plan, &Code::new("SQL-001")).of_pack, None);
    }

    #[test]
    fn a_level_is_said_beside_the_packs() {
        assert_eq!(differs(None, Some(Level::Error), Lang::EN), "Off; the pack says Error");
        assert_eq!(differs(Some(Level::Advice), None, Lang::EN), "Advice; the pack says no such rule");
    }
}
