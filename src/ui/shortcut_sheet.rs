//! The sheet of shortcuts: every command that has keys, by its menu, and what the hand does with keys and wheel.

use super::action::said;
use super::command::{MENUS, Menu, UiCommand, modifier_names};
use super::style::{self, Colors};
use super::widgets;
use crate::text::{Lang, Message};
use egui::{Align, Context, Key, Layout, Modifiers, RichText, Ui, vec2};

pub const WIDTH: f32 = 780.0;
/// With less, one column.
const TWO_COLUMNS: f32 = 620.0;

/// A group: its name, and what each of its keys does.
pub struct Group {
    pub name: String,
    pub rows: Vec<(String, String)>,
}

/// Commands with keys, one group for each menu.
pub fn commands(ctx: &Context, lang: Lang) -> Vec<Group> {
    let group = |menu: Menu| {
        let here = UiCommand::all().filter(|command| command.menu() == menu);
        let rows = here.filter_map(|command| {
            let keys = command.all_keys(ctx, lang);
            (!keys.is_empty()).then(|| (said(lang, &command.text()), keys.join(" · ")))
        });
        Group { name: said(lang, &menu.text()), rows: rows.collect() }
    };
    MENUS.iter().map(|(menu, _)| group(*menu)).filter(|group| !group.rows.is_empty()).collect()
}

/// What the sheet hears that is no command.
pub fn hand(ctx: &Context, lang: Lang) -> Group {
    let say = |message: Message| said(lang, &message);
    let with = |held: Modifiers, key: &str| {
        let held = modifier_names(ctx, held, lang);
        say(crate::message!("ui-hand-held", held = held, key = key))
    };
    let arrows = say(crate::message!("ui-hand-arrows"));
    let wheel = say(crate::message!("ui-hand-wheel"));
    let click = say(crate::message!("ui-hand-click"));
    let space = say(crate::message!("ui-key-space"));
    let (shift, command) = (Modifiers::SHIFT, Modifiers::COMMAND);
    let rows = [
        (crate::message!("ui-hand-move"), arrows.clone()),
        (crate::message!("ui-hand-move-far"), with(shift, &arrows)),
        (crate::message!("ui-hand-neighbour"), with(command, &arrows)),
        (crate::message!("ui-hand-tab"), Key::Tab.name().to_owned()),
        (crate::message!("ui-hand-escape"), say(crate::message!("ui-key-escape"))),
        (crate::message!("ui-hand-wheel-pans"), format!("{wheel} · {}", with(shift, &wheel))),
        (crate::message!("ui-hand-drag-pans"), say(crate::message!("ui-hand-drag-space", key = space))),
        (crate::message!("ui-hand-wheel-zooms"), with(command, &wheel)),
        (crate::message!("ui-hand-click-adds"), format!("{} · {}", with(shift, &click), with(command, &click))),
        (crate::message!("ui-hand-beneath"), with(Modifiers::ALT, &click)),
        (crate::message!("ui-hand-renames"), say(crate::message!("ui-hand-double-click"))),
    ];
    let rows = rows.into_iter().map(|(what, keys)| (say(what), keys)).collect();
    Group { name: say(crate::message!("ui-hand")), rows }
}

pub fn ui(ui: &mut Ui, lang: Lang) {
    let room = (ui.ctx().content_rect().height() - 220.0).clamp(160.0, 620.0);
    let area = egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink([false, true]);
    area.show(ui, |ui| {
        // Beside the bar.
        ui.set_max_width(ui.available_width() - 16.0);
        let groups = commands(ui.ctx(), lang);
        let hand = hand(ui.ctx(), lang);
        if ui.available_width() < TWO_COLUMNS {
            groups.iter().chain([&hand]).for_each(|group| group_ui(ui, group));
        } else {
            let half = groups.len() / 2;
            ui.spacing_mut().item_spacing.x = 32.0;
            ui.columns(2, |columns| {
                groups[..half].iter().for_each(|group| group_ui(&mut columns[0], group));
                group_ui(&mut columns[0], &hand);
                groups[half..].iter().for_each(|group| group_ui(&mut columns[1], group));
            });
        }
        widgets::section(ui, &said(lang, &crate::message!("ui-hand-lists")));
        for message in [
            crate::message!("ui-shell-shortcuts-lists"),
            crate::message!("ui-shell-shortcuts-timeline"),
            crate::message!("ui-shell-shortcuts-fields"),
        ] {
            widgets::muted(ui, said(lang, &message));
        }
    });
}

fn group_ui(ui: &mut Ui, group: &Group) {
    ui.spacing_mut().item_spacing.x = 8.0;
    widgets::section(ui, &group.name);
    let muted = Colors::of(ui).muted;
    for (what, keys) in &group.rows {
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 20.0), Layout::right_to_left(Align::Center), |ui| {
            let keys = RichText::new(keys).font(style::small()).color(muted);
            ui.add(egui::Label::new(keys).extend());
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(what).truncate()).on_hover_text(what);
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_with_keys_and_every_gesture_is_listed() {
        let ctx = Context::default();
        for lang in Lang::all() {
            let groups = commands(&ctx, lang);
            let listed: usize = groups.iter().map(|group| group.rows.len()).sum();
            assert_eq!(listed, UiCommand::all().filter(|command| !command.shortcuts().is_empty()).count());
            let hand = hand(&ctx, lang);
            assert!(hand.rows.iter().all(|(what, keys)| !what.is_empty() && !keys.is_empty()));
        }
        let hand = hand(&ctx, Lang::FR);
        assert!(hand.rows.iter().any(|(_, keys)| keys == "Maj et Flèches"), "named in French");
    }
}
