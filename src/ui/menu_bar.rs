//! The menu bar: every menu with its commands, or all of them in one where the window is narrow.

use super::action::{Action, say};
use super::app::App;
use super::command::{MENUS, Menu, UiCommand};
use super::menu_item::{self, MenuItem};
use super::planner::Below;
use super::{style, text_size, widgets};
use crate::canvas::SheetCommand;
use crate::format::store::ThemeChoice;
use crate::model::LinkKind;
use egui::{Ui, vec2};

/// What a menu takes in the bar besides its name, and what the tools of the bar take when they are narrow.
const MENU_ROOM: f32 = 20.0;
const BAR_TOOLS: f32 = 330.0;

impl App {
    /// The menus, for every page.
    pub(super) fn menus_ui(&mut self, ui: &mut Ui) {
        let names = MENUS.map(|(menu, _)| self.say(&menu.text()));
        let font = egui::TextStyle::Button.resolve(ui.style());
        let wide: f32 = names.iter().map(|name| widgets::text_width(ui, name, font.clone()) + MENU_ROOM).sum();
        let all_fit = wide + BAR_TOOLS <= ui.ctx().content_rect().width();
        egui::MenuBar::new().style(egui::style::StyleModifier::new(bar_style)).ui(ui, |ui| {
            if all_fit {
                for ((menu, commands), name) in MENUS.iter().zip(names) {
                    ui.menu_button(name, |ui| self.menu_ui(ui, *menu, commands));
                }
                return;
            }
            ui.menu_button(say!(self, "ui-shell-menus"), |ui| {
                for ((menu, commands), name) in MENUS.iter().zip(&names) {
                    menu_item::submenu(ui, name, |ui| {
                        egui::ScrollArea::vertical().show(ui, |ui| self.menu_ui(ui, *menu, commands));
                    });
                }
            });
        });
    }

    fn menu_ui(&mut self, ui: &mut Ui, menu: Menu, commands: &[Option<UiCommand>]) {
        ui.set_min_width(240.0);
        for command in commands {
            match command {
                Some(command) => self.item_ui(ui, *command),
                None => drop(ui.separator()),
            }
        }
        if menu == Menu::View {
            ui.separator();
            self.lines_menu_ui(ui);
        }
    }

    /// Which kinds of link are drawn as lines.
    fn lines_menu_ui(&mut self, ui: &mut Ui) {
        let text = say!(self, "ui-panels-lines-shown");
        menu_item::submenu(ui, &text, |ui| {
            egui::ScrollArea::vertical().max_height(600.0).show(ui, |ui| {
                for kind in LinkKind::ALL {
                    self.item_ui(ui, UiCommand::Line(*kind));
                }
            });
        });
    }

    /// Whether what a command switches is on; `None` for one that switches nothing.
    pub(super) fn is_on(&self, command: UiCommand) -> Option<bool> {
        Some(match command {
            UiCommand::Language(lang) => lang == self.lang,
            UiCommand::ThemeOfSystem => self.settings.theme == ThemeChoice::System,
            UiCommand::ThemeLight => self.settings.theme == ThemeChoice::Light,
            UiCommand::ThemeDark => self.settings.theme == ThemeChoice::Dark,
            UiCommand::KeepStill => self.settings.still,
            UiCommand::TextUsual => self.text_percent() == text_size::USUAL,
            UiCommand::ThemeContrast => self.settings.theme == ThemeChoice::Contrast,
            UiCommand::ThemeContrastLight => self.settings.theme == ThemeChoice::ContrastLight,
            UiCommand::ThemeContrastDark => self.settings.theme == ThemeChoice::ContrastDark,
            UiCommand::ToggleObjects => self.panels.objects,
            UiCommand::ToggleInspector => self.panels.inspector,
            UiCommand::ToggleProblems => self.panels.shows(Below::Problems),
            UiCommand::Show(view) => self.panels.shows(view),
            UiCommand::ToggleGhosts => self.sheet.shows_ghosts(),
            UiCommand::ToggleLegend => self.sheet.shows_legend(),
            UiCommand::OnlyErrors => self.sheet.shows_only_errors(),
            UiCommand::FadeLeftOut => self.sheet.fades(),
            UiCommand::Line(kind) => self.sheet.is_line(kind),
            UiCommand::Sheet(SheetCommand::Take(tool)) => self.sheet.tool() == tool,
            UiCommand::Sheet(SheetCommand::ToggleGrid) => self.sheet.has_grid(),
            _ => return None,
        })
    }

    pub(super) fn item_ui(&mut self, ui: &mut Ui, command: UiCommand) {
        let situation = self.situation();
        let text = match command {
            // Its menu says that these are links.
            UiCommand::Line(kind) => self.lang.word(LinkKind::PREFIX, kind.key()),
            _ => self.say(&command.named(&situation)),
        };
        let item = MenuItem {
            text: &text,
            icon: command.icon(),
            on: self.is_on(command),
            keys: command.keys(ui.ctx(), self.lang),
            why: command.available(&situation).err().map(|why| self.say(&why)),
            tip: command.tooltip(&situation).map(|tip| self.say(&tip)),
        };
        let response = item.ui(ui);
        if response.clicked() {
            self.out.push(Action::Do(command));
            ui.close();
        }
    }
}

fn bar_style(style: &mut egui::Style) {
    style.spacing.button_padding = vec2(8.0, 4.0);
    style.visuals.widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
    for widget in [
        &mut style.visuals.widgets.inactive,
        &mut style.visuals.widgets.hovered,
        &mut style.visuals.widgets.active,
        &mut style.visuals.widgets.open,
    ] {
        widget.bg_stroke = egui::Stroke::NONE;
        widget.corner_radius = style::SMALL_RADIUS.into();
    }
}
