//! User groups: how many of them are on which pool, and moving them elsewhere.

use crate::edit::Command;
use crate::model::*;
use crate::plan::PlanEdit;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::share::ShareField;
use crate::ui::style;
use crate::ui::widgets::{self, Field};
use egui::{RichText, Ui, vec2};

/// The user groups on a pool: how many, and moving them elsewhere. `led` gives the focus to the first number that is
/// not known.
pub fn users_ui(ui: &mut Ui, cx: &mut Cx<'_>, pool: &PoolId, mut led: bool) {
    let state = cx.doc.state();
    let groups: Vec<_> = state.user_groups.values().filter(|group| group.homes.contains_key(pool)).cloned().collect();
    let total = state.users_on(pool);
    let head = match total {
        Some(count) => say!(cx, "ui-panels-users", count = count),
        None => say!(cx, "ui-panels-users-unknown"),
    };
    widgets::section(ui, &head);
    for group in &groups {
        let subject = Subject::from(&group.id);
        let name = state.label(&subject);
        let count = group.homes.get(pool).copied().flatten();
        ui.horizontal(|ui| {
            widgets::label_column(ui, |ui| {
                if widgets::link_plain(ui, &name).clicked() {
                    cx.out.push(Action::Select(Some(subject.clone())));
                }
            });
            let field = count_ui(ui, cx, &group.id, pool, count, &name);
            if count.is_none() && std::mem::take(&mut led) {
                field.request_focus();
            }
            if count != Some(0) {
                move_ui(ui, cx, &group.id, pool);
            }
        });
    }
    if cx.doc.shown() == 0 && widgets::add_button(ui, &say!(cx, "ui-panels-add-group")).clicked() {
        let name = say!(cx, "ui-panels-new-group");
        let id = UserGroupId::new(&cx.doc.plan().free_id(SubjectKind::UserGroup, &name));
        let mut group = UserGroup::new(id, Homes::from([(pool.clone(), None)]));
        group.name = Some(name.into());
        let at = cx.doc.plan().stage_at(0);
        cx.out.push(Action::Edit(vec![PlanEdit::Record { at, commands: vec![Command::Add(group.into())] }]));
    }
}

fn count_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    group: &UserGroupId,
    pool: &PoolId,
    count: Option<u64>,
    name: &str,
) -> egui::Response {
    let hint = say!(cx, "ui-panels-unknown");
    let value = count.map(|count| count.to_string()).unwrap_or_default();
    let entry = cx.doc.plan().entry_of(&group.into()).map_or(0, |(stage, _)| stage);
    if cx.doc.shown() != entry {
        let text = count.map_or(hint, |count| cx.lang.number(count));
        return ui.add_sized(vec2(72.0, style::ROW), egui::Label::new(RichText::new(text)).truncate());
    }
    let id = egui::Id::unique(("users", group.as_str(), pool.as_str()));
    let label = say!(cx, "ui-panels-users-of", name = name);
    let (response, given) = Field { id, value: &value, name: &label, hint: &hint, width: 72.0, rows: 1 }.ui(ui);
    match given.map(|text| super::form::parse(FactKind::Count, &text)) {
        Some(Ok(new)) => {
            let users = if let Some(Value::Count(count)) = new { Some(count) } else { None };
            let command = Command::CountUsers { group: group.clone(), pool: pool.clone(), users };
            cx.out.push(Action::Edit(vec![PlanEdit::Correct(command)]));
        }
        Some(Err(why)) => cx.out.push(Action::Say(why)),
        None => {}
    }
    response
}

/// *Move…*: all of them, a part or a number, to another pool.
fn move_ui(ui: &mut Ui, cx: &mut Cx<'_>, group: &UserGroupId, from: &PoolId) {
    let text = say!(cx, "ui-panels-move-users");
    let response = ui.add_enabled(cx.doc.shown() > 0, egui::Button::new(text));
    let why = say!(cx, "ui-panels-move-users-in-phase");
    let response = response.on_disabled_hover_text(why);
    egui::Popup::menu(&response).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        let key = egui::Id::unique(("move", group.as_str(), from.as_str()));
        let mut share: ShareField = ui.data(|data| data.get_temp(key)).unwrap_or_default();
        let state = cx.doc.state();
        ui.set_min_width(240.0);
        ui.horizontal(|ui| {
            share.ui(ui, cx.lang);
            ui.label(say!(cx, "ui-panels-to-pool"));
        });
        ui.data_mut(|data| data.insert_temp(key, share.clone()));
        let here = state.user_groups.get(group).and_then(|group| group.homes.get(from).copied()).flatten();
        let amount = share.amount(here, cx.lang);
        if let Err(why) = &amount {
            widgets::muted(ui, said(cx.lang, why));
        }
        for pool in state.pools.values().filter(|pool| pool.kind.homes_users() && pool.id != *from) {
            let name = state.label(&(&pool.id).into());
            if ui.add_enabled(amount.is_ok(), egui::Button::new(&name)).clicked()
                && let Ok(amount) = amount
            {
                let to = pool.id.clone();
                let command = Command::MoveUsers { group: group.clone(), from: from.clone(), to, amount };
                let at = cx.doc.plan().stage_at(cx.doc.shown());
                cx.out.push(Action::Edit(vec![PlanEdit::Record { at, commands: vec![command] }]));
                ui.data_mut(|data| data.remove_temp::<ShareField>(key));
                ui.close();
            }
        }
    });
}

/// The pools that a user group is on.
pub fn homes_ui(ui: &mut Ui, cx: &mut Cx<'_>, group: &UserGroupId) {
    let state = cx.doc.state();
    let Some(found) = state.user_groups.get(group).cloned() else { return };
    widgets::section(ui, &say!(cx, "ui-panels-homes"));
    let name = state.label(&group.into());
    for (pool, count) in &found.homes {
        let whole = ui.available_width();
        ui.horizontal(|ui| {
            ui.allocate_ui(vec2((whole * 0.5).round(), style::ROW), |ui| {
                ui.set_width((whole * 0.5).round());
                if widgets::link_plain(ui, &cx.doc.state().label(&pool.into())).clicked() {
                    cx.out.push(Action::Select(Some(pool.into())));
                }
            });
            count_ui(ui, cx, group, pool, *count, &name);
            if *count != Some(0) {
                move_ui(ui, cx, group, pool);
            }
        });
    }
    add_home_ui(ui, cx, &found);
}

/// Where a group is, is said where it enters the plan; later it moves.
fn add_home_ui(ui: &mut Ui, cx: &mut Cx<'_>, group: &UserGroup) {
    let entry = cx.doc.plan().entry_of(&(&group.id).into()).map_or(0, |(stage, _)| stage);
    if cx.doc.shown() != entry {
        return;
    }
    let response = widgets::add_button(ui, &say!(cx, "ui-panels-add-home"));
    egui::Popup::menu(&response).show(|ui| {
        let state = cx.doc.state();
        let others = state.pools.values().filter(|pool| pool.kind.homes_users() && !group.homes.contains_key(&pool.id));
        let others: Vec<PoolId> = others.map(|pool| pool.id.clone()).collect();
        if others.is_empty() {
            widgets::muted(ui, say!(cx, "ui-panels-no-other-home"));
        }
        for pool in others {
            if ui.button(cx.doc.state().label(&(&pool).into())).clicked() {
                let command = Command::CountUsers { group: group.id.clone(), pool, users: None };
                cx.out.push(Action::Edit(vec![PlanEdit::Correct(command)]));
                ui.close();
            }
        }
    });
}
