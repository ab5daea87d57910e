//! When a phase is and who is responsible: its owner, length, dates and what it waits for; and the times in which nothing
//! is changed. For the panel of the phase and for the schedule.

use super::problem_rows::stage_name;
use super::timeline::edit_phase;
use crate::model::*;
use crate::plan::{Freeze, Phase, Plan, PlanEdit, Span, plus_days, read_days, said_days};
use crate::text::{Lang, Message};
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::style;
use crate::ui::widgets::{self, Field};
use egui::{Ui, vec2};
use lucide_icons::Icon;

/// How wide the names of the fields are.
const LABELS: f32 = 84.0;

/// One field on a row of its own: its name, then what it holds. The new text when a visit of it ends.
pub fn row(ui: &mut Ui, id: egui::Id, label: &str, value: &str, hint: &str) -> Option<String> {
    let width = (ui.available_width() - LABELS - style::GAP).max(40.0);
    let mut given = None;
    labelled(ui, label, |ui| {
        given = Field { id, value, name: label, hint, width, rows: 1 }.ui(ui).1;
    });
    given
}

/// A row that begins with a name.
pub fn labelled(ui: &mut Ui, label: &str, draw: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = style::GAP;
        ui.allocate_ui(vec2(LABELS, style::ROW), |ui| {
            ui.set_width(LABELS);
            ui.add(egui::Label::new(label).truncate());
        });
        draw(ui);
    });
}

/// A text without blanks around it; none when nothing is left.
pub fn given(text: &str) -> Option<Text> {
    (!text.trim().is_empty()).then(|| Text::from(text.trim()))
}

/// A day that somebody typed; `Err` says why it is none.
pub fn day(text: &str) -> Result<Option<Date>, Message> {
    super::form::parse(FactKind::Date, text).map(|value| match value {
        Some(Value::Date(date)) => Some(date),
        _ => None,
    })
}

/// The field of the owner, where the keyboard goes first.
pub fn owner_id(phase: &PhaseId, place: &str) -> egui::Id {
    egui::Id::unique(("when", place.to_owned(), phase.as_str(), "owner".to_owned()))
}

/// The fields of a phase. `place` tells the forms of one phase apart that are seen at the same time.
pub fn form_ui(ui: &mut Ui, cx: &mut Cx<'_>, phase: &Phase, place: &str) {
    let id = |key: &str| egui::Id::unique(("when", place.to_owned(), phase.id.as_str(), key.to_owned()));
    let owner = phase.owner.as_deref().unwrap_or_default();
    let hint = say!(cx, "ui-schedule-not-said");
    if let Some(text) = row(ui, owner_id(&phase.id, place), &say!(cx, "ui-schedule-owner"), owner, &hint) {
        cx.out.push(Action::Edit(vec![edit_phase(phase, |phase| phase.owner = given(&text))]));
    }
    // What is worked out stands where a date would: it gives way to what is typed.
    let at = cx.doc.place_of(&phase.id);
    let span = at.and_then(|at| cx.doc.plan().schedule().spans.get(at).copied()).unwrap_or_default();
    let unknown = say!(cx, "ui-panels-unknown-date");
    let hint = |fixed: Option<Date>, found: Option<Date>| match found.filter(|_| fixed.is_none()) {
        Some(date) => date.to_string(),
        None => unknown.clone(),
    };
    let dates = [
        ("start", say!(cx, "ui-panels-phase-start"), phase.start, hint(phase.start, span.start)),
        ("end", say!(cx, "ui-panels-phase-end"), phase.end, hint(phase.end, span.end)),
    ];
    for (key, label, date, hint) in dates {
        let value = date.map(|date| date.to_string()).unwrap_or_default();
        let Some(text) = row(ui, id(key), &label, &value, &hint) else { continue };
        match day(&text) {
            Ok(date) => {
                let edit = edit_phase(phase, |phase| match key {
                    "start" => phase.start = date,
                    _ => phase.end = date,
                });
                cx.out.push(Action::Edit(vec![edit]));
            }
            Err(why) => cx.out.push(Action::Say(why)),
        }
    }
    let days = phase.days.map(|days| said(cx.lang, &said_days(days))).unwrap_or_default();
    if let Some(text) =
        row(ui, id("days"), &say!(cx, "ui-schedule-length"), &days, &say!(cx, "ui-schedule-length-hint"))
    {
        match (given(&text), read_days(&text)) {
            (None, _) => cx.out.push(Action::Edit(vec![edit_phase(phase, |phase| phase.days = None)])),
            (_, Some(days)) => cx.out.push(Action::Edit(vec![edit_phase(phase, |phase| phase.days = Some(days))])),
            (Some(text), None) => {
                cx.out.push(Action::Say(crate::message!("ui-schedule-no-length", text = &*text)));
            }
        }
    }
    waits_ui(ui, cx, phase, place);
    if let Some(message) = both(phase) {
        widgets::muted(ui, said(cx.lang, &message));
    }
}

/// That a length has no effect beside two dates.
fn both(phase: &Phase) -> Option<Message> {
    let all = phase.start.is_some() && phase.end.is_some() && phase.days.is_some();
    all.then(|| crate::message!("ui-schedule-dates-win"))
}

/// What a phase waits for, in words.
pub fn waits_said(plan: &Plan, phase: &Phase, lang: Lang) -> String {
    let names =
        |id: &PhaseId| plan.index_of(&crate::plan::Stage::Phase(id.clone())).map(|at| plan.stage_name(at, lang));
    let named: Vec<String> = phase.after.iter().filter_map(names).collect();
    if named.is_empty() { said(lang, &crate::message!("ui-schedule-after-previous")) } else { lang.list(&named) }
}

/// The earlier phases, each to be waited for or not.
fn waits_ui(ui: &mut Ui, cx: &mut Cx<'_>, phase: &Phase, place: &str) {
    let plan = cx.doc.plan().clone();
    let Some(at) = cx.doc.place_of(&phase.id) else { return };
    let label = say!(cx, "ui-schedule-after");
    let width = ui.available_width() - LABELS - style::GAP;
    labelled(ui, &label, |ui| {
        let text = waits_said(&plan, phase, cx.lang);
        let combo =
            egui::ComboBox::from_id_salt(("after", place.to_owned(), phase.id.as_str())).width(width).truncate();
        let combo = combo.close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).selected_text(&text);
        let shown = combo.show_ui(ui, |ui| {
            if plan.phases.len() < 2 {
                widgets::muted(ui, say!(cx, "ui-schedule-no-other-phase"));
            }
            for (other, earlier) in plan.phases.iter().enumerate() {
                let mut on = phase.after.contains(&earlier.id);
                // What comes later cannot be waited for; where a plan says so, it can be taken away.
                if other >= at && !on {
                    continue;
                }
                if ui.checkbox(&mut on, stage_name(cx.doc, other + 1, cx.lang)).changed() {
                    let edit = edit_phase(phase, |phase| {
                        phase.after.retain(|id| *id != earlier.id);
                        if on {
                            phase.after.push(earlier.id.clone());
                            phase.after.sort_by_key(|id| plan.phases.iter().position(|phase| phase.id == *id));
                        }
                    });
                    cx.out.push(Action::Edit(vec![edit]));
                }
            }
        });
        shown.response.accessible_name(label.as_str()).on_hover_text(text);
    });
}

/// The times in which nothing is changed: each with its name and days, and another one.
pub fn freezes_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let all: Vec<Freeze> = cx.doc.plan().freezes.iter().cloned().collect();
    widgets::section(ui, &say!(cx, "ui-schedule-freezes"));
    if all.is_empty() {
        widgets::muted(ui, say!(cx, "ui-schedule-no-freezes"));
    }
    let hint = say!(cx, "ui-panels-unknown-date");
    for (at, freeze) in all.iter().enumerate() {
        let id = |key: &str| egui::Id::unique(("freeze", at, key.to_owned()));
        let mut new = freeze.clone();
        let mut gone = false;
        let field = |ui: &mut Ui, key: &str, name: &str, value: &str, hint: &str, width: f32| {
            Field { id: id(key), value, name, hint, width, rows: 1 }.ui(ui).1
        };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let name = say!(cx, "ui-schedule-freeze-name");
            let width = (ui.available_width() - 32.0).max(60.0);
            if let Some(text) = field(ui, "name", &name, &freeze.name, &name, width).as_deref().and_then(given) {
                new.name = text;
            }
            let remove = say!(cx, "ui-schedule-freeze-remove", name = &*freeze.name);
            gone = widgets::row_button(ui, Icon::Trash2, &remove).clicked();
        });
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let width = ((ui.available_width() - 32.0 - 22.0) / 2.0).max(60.0);
            let ends = [
                ("first", say!(cx, "ui-schedule-freeze-first", name = &*freeze.name), freeze.first),
                ("last", say!(cx, "ui-schedule-freeze-last", name = &*freeze.name), freeze.last),
            ];
            for (key, label, date) in ends {
                if key == "last" {
                    ui.label("–");
                }
                let Some(text) = field(ui, key, &label, &date.to_string(), &hint, width) else { continue };
                match (day(&text), key) {
                    (Ok(Some(date)), "first") => new.first = date,
                    (Ok(Some(date)), _) => new.last = date,
                    (Ok(None), _) => {}
                    (Err(why), _) => cx.out.push(Action::Say(why)),
                }
            }
        });
        ui.add_space(4.0);
        if new.last < new.first {
            // Who moves one end past the other moves both.
            if new.first == freeze.first { new.first = new.last } else { new.last = new.first }
        }
        if gone || new != *freeze {
            let mut next = all.clone();
            if gone {
                drop(next.remove(at))
            } else {
                next[at] = new
            }
            cx.out.push(Action::Edit(vec![PlanEdit::Freezes(next)]));
        }
    }
    if widgets::add_button(ui, &say!(cx, "ui-schedule-add-freeze")).clicked() {
        let mut next = all;
        next.push(new_freeze(cx.doc.plan(), cx.lang));
        cx.out.push(Action::Edit(vec![PlanEdit::Freezes(next)]));
    }
}

/// A week of freeze after the plan's last day that is known, or after today's; it is changed where it stands.
fn new_freeze(plan: &Plan, lang: Lang) -> Freeze {
    let last = plan.freezes.iter().map(|freeze| freeze.last).max();
    let ends = plan.schedule().spans.into_iter().filter_map(|span: Span| span.end.or(span.start)).max();
    let after = last.max(ends).unwrap_or_else(|| jiff::Zoned::now().date());
    let first = plus_days(after, 1).unwrap_or(after);
    Freeze {
        name: Text::from(said(lang, &crate::message!("ui-schedule-freeze-new"))),
        first,
        last: plus_days(first, 6).unwrap_or(first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_freeze_follows_what_is_known() {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        let mut phase = Phase::new(PhaseId::new("a"), "A");
        (phase.start, phase.days) = (day("2014-03-03").expect("a date"), Some(5));
        plan.phases.push_back(std::sync::Arc::new(phase));
        let freeze = new_freeze(&plan, Lang::EN);
        assert_eq!((freeze.first.to_string(), freeze.last.to_string()), ("2014-03-08".into(), "2014-03-14".into()));
        plan.freezes.push_back(freeze);
        assert_eq!(new_freeze(&plan, Lang::EN).first.to_string(), "2014-03-15");
    }
}
