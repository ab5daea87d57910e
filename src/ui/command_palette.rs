//! The palette of commands: every command by its words, with its keys, or with the reason why it cannot be done.

use super::action::{Action, said, say};
use super::app::App;
use super::command::{Situation, UiCommand};
use super::fuzzy;
use super::picker::Words;
use super::style::{self, Colors};
use super::widgets;
use crate::text::{Lang, Message, folded};
use egui::{Context, Rect, Role, Ui, pos2, vec2};
use lucide_icons::Icon;

/// How many commands that were chosen are remembered.
const RECENT: usize = 12;
/// What was chosen lately comes before what merely begins with the text.
const CHOSEN: u32 = 25;

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub command: UiCommand,
    pub text: String,
    /// The menu that has it too.
    pub menu: String,
    /// Why it cannot be done now.
    pub why: Option<Message>,
}

/// What answers to the text, the best first; without one, what was chosen lately, then all in the order of the menus.
pub fn entries(situation: &Situation<'_>, recent: &[String], typed: &str, lang: Lang) -> Vec<Entry> {
    let ranked = UiCommand::all().filter(|command| *command != UiCommand::Commands).filter_map(|command| {
        let text = said(lang, &command.named(situation));
        let menu = said(lang, &command.menu().text());
        let age = recent.iter().position(|key| *key == command.key());
        let rank = match fuzzy::by_letters(&folded(&text), typed) {
            Some(rank) => rank + 1 + if age.is_some() { CHOSEN } else { 0 },
            // By the name of its menu, or by what a tooltip says of it.
            None => {
                let more = command.tooltip(situation).map(|tip| said(lang, &tip)).unwrap_or_default();
                fuzzy::by_words(&folded(&format!("{text} {menu} {more}")), typed).map(|_| 1)?
            }
        };
        let why = command.available(situation).err();
        // Of two that are as good, the one that can be done, then the one that was chosen last.
        Some((
            (rank, why.is_none() && !typed.is_empty(), std::cmp::Reverse(age.unwrap_or(RECENT))),
            Entry { command, text, menu, why },
        ))
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by(|(a, _), (b, _)| b.cmp(a));
    ranked.into_iter().map(|(_, entry)| entry).collect()
}

/// A command was chosen: it comes first the next time.
pub fn remember(recent: &mut Vec<String>, command: UiCommand) {
    let key = command.key();
    recent.retain(|other| *other != key);
    recent.insert(0, key);
    recent.truncate(RECENT);
}

impl App {
    pub(super) fn command_palette_ui(&mut self, ctx: &Context) {
        if !self.commands.is_shown() {
            return;
        }
        let entries = entries(&self.situation(), &self.settings.recent_commands, &self.commands.typed(), self.lang);
        let (hint, nothing) = (say!(self, "ui-commands-hint"), say!(self, "ui-commands-none"));
        let words = Words { id: "commands", hint: &hint, nothing_found: &nothing };
        let mut picker = std::mem::take(&mut self.commands);
        let chosen = picker.ui(ctx, &words, entries.len(), |ui, index, selected| {
            let entry = &entries[index];
            row_ui(ui, entry, self.is_on(entry.command), selected, self.lang)
        });
        self.commands = picker;
        if let Some(entry) = chosen.and_then(|at| entries.get(at)).filter(|entry| entry.why.is_none()) {
            self.commands.close();
            remember(&mut self.settings.recent_commands, entry.command);
            self.out.push(Action::Do(entry.command));
        }
    }
}

fn row_ui(ui: &mut Ui, entry: &Entry, on: Option<bool>, selected: bool, lang: Lang) -> egui::Response {
    let keys = entry.command.all_keys(ui.ctx(), lang).join(" · ");
    let why = entry.why.as_ref().map(|why| said(lang, why));
    let beside = why.as_deref().unwrap_or(&keys);
    let spoken: Vec<&str> =
        [entry.text.as_str(), &entry.menu, beside].into_iter().filter(|part| !part.is_empty()).collect();
    let id = egui::Id::unique(("command", entry.command));
    let (rect, response) = widgets::row(ui, id, style::ROW, Role::ListItem, selected, &spoken.join(", "));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        if why.is_some() {
            node.set_disabled();
        }
        if let Some(on) = on {
            node.set_toggled(on.into());
        }
    });
    let colors = Colors::of(ui);
    let ink = if why.is_some() { colors.unknown } else { colors.text };
    let icon = match on {
        Some(on) => on.then_some(Icon::Check),
        None => entry.command.icon(),
    };
    if let Some(icon) = icon {
        let at = pos2(rect.left() + 20.0, rect.center().y);
        let color = if why.is_some() { colors.unknown } else { colors.muted };
        ui.painter().text(at, egui::Align2::CENTER_CENTER, icon.unicode(), style::icon_font(14.0), color);
    }
    let right = rect.right() - 12.0;
    let width = widgets::text_width(ui, beside, style::small()).min(rect.width() * 0.55);
    let text = Rect::from_min_max(pos2(rect.left() + 38.0, rect.top()), pos2(right - width - 12.0, rect.bottom()));
    let body = egui::FontId::proportional(13.0);
    let cut = widgets::paint_text(ui, text, &entry.text, body.clone(), ink);
    let used = widgets::text_width(ui, &entry.text, body).min(text.width());
    let menu = Rect::from_min_max(text.min + vec2(used + 10.0, 0.0), text.max);
    widgets::paint_text(ui, menu, &entry.menu, style::small(), colors.muted);
    let place = Rect::from_min_max(pos2(right - width - 1.0, rect.top()), pos2(right, rect.bottom()));
    let reason_cut = widgets::paint_text(ui, place, beside, style::small(), colors.muted);
    let whole = format!("{}\n{beside}", entry.text);
    if cut || reason_cut { response.on_hover_text(whole) } else { response }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::SheetCommand;

    const NOTHING: Situation<'_> =
        Situation { document: None, saving: false, exporting: false, sheet: None, text_percent: 100 };

    fn first(typed: &str, recent: &[String], lang: Lang) -> UiCommand {
        entries(&NOTHING, recent, &folded(typed), lang)[0].command
    }

    #[test]
    fn every_command_is_there_and_says_why_it_is_not() {
        let all = entries(&NOTHING, &[], "", Lang::EN);
        assert_eq!(all.len() + 1, UiCommand::all().count(), "all but the palette itself");
        assert!(all.iter().any(|entry| entry.command == UiCommand::Open && entry.why.is_none()));
        let save = all.iter().find(|entry| entry.command == UiCommand::Save).unwrap();
        assert_eq!(save.why, Some(crate::message!("ui-shell-needs-a-plan")));
    }

    #[test]
    fn a_command_is_found_by_its_words_in_either_language_or_its_letters() {
        let fit = UiCommand::Sheet(SheetCommand::FitAll);
        assert_eq!(first("fit win", &[], Lang::EN), fit);
        assert_eq!(first("ftw", &[], Lang::EN), fit);
        assert_eq!(first("ajuster FENÊTRE", &[], Lang::FR), fit);
        assert_eq!(first("theme dark", &[], Lang::EN), UiCommand::ThemeDark);
        assert!(entries(&NOTHING, &[], "xyzzy", Lang::EN).is_empty());
    }

    #[test]
    fn what_was_chosen_lately_comes_first() {
        let mut recent = Vec::new();
        for command in [UiCommand::About, UiCommand::ThemeDark, UiCommand::About, UiCommand::Rules] {
            remember(&mut recent, command);
        }
        assert_eq!(recent.len(), 3);
        let all = entries(&NOTHING, &recent, "", Lang::EN);
        let first: Vec<_> = all.iter().take(3).map(|entry| entry.command).collect();
        assert_eq!(first, [UiCommand::Rules, UiCommand::About, UiCommand::ThemeDark]);
        assert_eq!(
            super::tests::first("theme", &recent, Lang::EN),
            UiCommand::ThemeDark,
            "before the theme of the system"
        );
    }
}
