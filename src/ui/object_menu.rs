//! What can be done with an object: the same menu on the sheet and in the tree.

use super::action::{Action, Cx, say};
use super::command::UiCommand;
use crate::canvas::SheetCommand;
use crate::model::Subject;
use crate::plan::intents;
use egui::Ui;

pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, subject: &Subject) {
    let doc = cx.doc;
    if ui.button(say!(cx, "ui-panels-show-facts")).clicked() {
        cx.out.push(Action::Open(subject.clone()));
        ui.close();
    }
    if crate::canvas::is_renamable(subject) && ui.button(say!(cx, "ui-panels-rename")).clicked() {
        cx.out.push(Action::Rename(subject.clone()));
        ui.close();
    }
    let copy = intents::duplicate(doc.plan(), doc.shown(), subject);
    if let Some(intent) = copy
        && ui.button(say!(cx, "ui-panels-duplicate")).clicked()
    {
        let edits = intent.edits(doc.plan(), doc.shown(), None);
        cx.out.push(Action::EditAs(intent.label, edits));
        cx.out.push(Action::Reveal(intent.subject));
        ui.close();
    }
    if ui.button(say!(cx, "ui-panels-connect")).clicked() {
        cx.out.push(Action::Connect(subject.clone()));
        ui.close();
    }
    if doc.report().at(doc.shown()).any(|finding| finding.subject == *subject)
        && ui.button(say!(cx, "ui-panels-show-findings")).clicked()
    {
        cx.out.push(Action::OpenFindingOf(subject.clone()));
        ui.close();
    }
    let is_card = crate::canvas::has_place(subject) || crate::canvas::is_site(subject);
    let lock =
        if doc.plan().pinned.contains(subject) { say!(cx, "ui-panels-unlock") } else { say!(cx, "ui-panels-lock") };
    if is_card && ui.button(lock).clicked() {
        cx.out.push(Action::Do(UiCommand::Sheet(SheetCommand::Lock)));
        ui.close();
    }
    if ui.button(super::action::said(cx.lang, &UiCommand::Hide.text())).clicked() {
        cx.out.push(Action::Do(UiCommand::Hide));
        ui.close();
    }
    ui.separator();
    let text = if doc.shown() == 0 { say!(cx, "ui-panels-remove") } else { say!(cx, "ui-panels-retire") };
    if ui.button(text).clicked() {
        cx.out.push(Action::Do(UiCommand::Retire));
        ui.close();
    }
}
