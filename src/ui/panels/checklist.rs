//! Entries of the checklist as lines: what to do, and whether it is done.

use crate::model::*;
use crate::plan::{PlanEdit, Tick};
use crate::rules::{self, Entry};
use crate::text::Lang;
use crate::ui::action::{Action, Cx, say, wrapping};
use crate::ui::widgets;
use egui::Ui;

/// What an entry asks for, in a few words.
pub fn title(code: &Code, lang: Lang) -> String {
    wrapping(&lang.say(&rules::short_title(code)))
}

/// Ticks an entry, signed by who signed last or else by the plan's author and with today's date; or takes its tick away.
pub fn turn(cx: &mut Cx<'_>, code: &Code, subject: &Subject, done: bool) {
    let author = cx.doc.plan().about.author.as_deref();
    let tick = || Tick { by: cx.signer.or(author).map(Text::from), on: Some(jiff::Zoned::now().date()), note: None };
    let to = done.then(tick);
    cx.out.push(Action::Edit(vec![PlanEdit::Tick { code: code.clone(), subject: subject.clone(), to }]));
}

/// The box of an entry: a click, or Space, ticks it.
pub fn tick_ui(ui: &mut Ui, cx: &mut Cx<'_>, entry: &Entry, text: &str) {
    let mut done = entry.ticked.is_some();
    let name = say!(cx, "ui-panels-tick-named", entry = title(&entry.code, cx.lang));
    let response = ui.add(egui::Checkbox::new(&mut done, text));
    if response.accessible_name(name).clicked() {
        turn(cx, &entry.code, &entry.subject, done);
    }
}

/// Who ticked an entry, and when; nothing when nobody wrote it down.
pub fn signed(tick: &Tick, lang: Lang) -> String {
    let on = tick.on.map(|on| on.to_string());
    let said = match (&tick.by, on) {
        (Some(by), Some(on)) => crate::message!("ui-panels-accepted-by-on", by = &**by, on = on),
        (Some(by), None) => crate::message!("ui-panels-accepted-by", by = &**by),
        (None, Some(on)) => crate::message!("ui-panels-ticked-on", on = on),
        (None, None) => return String::new(),
    };
    wrapping(&lang.say(&said))
}

/// The entries of the shown stage for which `is_here`, and how many `others` the list has. Nothing when there are none.
pub fn section_ui(ui: &mut Ui, cx: &mut Cx<'_>, is_here: impl Fn(&Entry) -> bool, others: usize) {
    let (report, shown) = (cx.doc.report().clone(), cx.doc.shown());
    let here: Vec<&Entry> = report.checklist.iter().filter(|entry| entry.concerns(shown) && is_here(entry)).collect();
    if here.is_empty() && others == 0 {
        return;
    }
    let done = here.iter().filter(|entry| entry.ticked.is_some()).count();
    widgets::section(ui, &say!(cx, "ui-panels-checklist", done = done, all = here.len()));
    for entry in here {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            tick_ui(ui, cx, entry, "");
            if widgets::link_plain(ui, &title(&entry.code, cx.lang)).clicked() {
                cx.out.push(Action::OpenRule(entry.code.clone(), Some(entry.subject.clone())));
            }
        });
    }
    if others > 0 && widgets::link(ui, &say!(cx, "ui-panels-checklist-more", count = others)).clicked() {
        cx.out.push(Action::ShowChecklist);
    }
}
