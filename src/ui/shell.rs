//! The frame of the window: menu bar, tools, panels around the sheet, status bar.

use super::action::{Action, say};
use super::app::App;
use super::command::{MENUS, Menu, UiCommand};
use super::page::Page;
use super::panels::counts::{self, Counts};
use super::panels::inspector::pack_name;
use super::style::{self, Colors};
use super::widgets;
use crate::canvas::SheetCommand;
use crate::diagram::Glyph;
use crate::format::store::{Settings, ThemeChoice};
use crate::model::LinkKind;
use crate::rules::Level;
use crate::text::Lang;
use egui::containers::menu::SubMenuButton;
use egui::{Align, Layout, Panel, RichText, Sense, Ui, vec2};
use lucide_icons::Icon;

/// What the left panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Left {
    #[default]
    Objects,
    Phase,
}

/// Which panels are shown, and how large.
pub struct Panels {
    pub objects: bool,
    pub inspector: bool,
    pub problems: bool,
    pub left: Left,
    sizes: [(&'static str, f32); 3],
}

impl Panels {
    pub fn new(settings: &Settings) -> Self {
        let size = |name: &'static str, usual: f32| {
            let kept = settings.panels.get(name).copied().filter(|size| size.is_finite() && *size > 0.0);
            (name, kept.unwrap_or(usual))
        };
        Self {
            objects: true,
            inspector: true,
            problems: false,
            left: Left::default(),
            sizes: [size("objects", 256.0), size("inspector", 344.0), size("problems", 220.0)],
        }
    }

    fn size(&self, name: &str) -> f32 {
        self.sizes.iter().find(|(other, _)| *other == name).map_or(240.0, |(_, size)| *size)
    }

    fn put(&mut self, name: &str, size: f32) {
        if let Some(slot) = self.sizes.iter_mut().find(|(other, _)| *other == name) {
            slot.1 = size.round();
        }
    }

    pub fn remember(&self, settings: &mut Settings) {
        settings.panels.extend(self.sizes.iter().map(|(name, size)| ((*name).to_owned(), *size)));
    }
}

impl App {
    pub(super) fn shell_ui(&mut self, ui: &mut Ui) {
        let frame = style::panel_frame(ui);
        Panel::top("bar").frame(frame).resizable(false).show(ui, |ui| self.bar_ui(ui, Self::tools_ui));
        Panel::bottom("status").frame(frame).resizable(false).show(ui, |ui| self.status_ui(ui));
        if self.shown_page_ui(ui) {
            self.find_ui(ui.ctx().clone());
            return;
        }
        if self.panels.problems {
            let panel =
                Panel::bottom("problems").frame(frame).resizable(true).default_size(self.panels.size("problems"));
            let shown = panel.size_range(120.0..=520.0).show(ui, |ui| {
                widgets::within(ui, |ui| self.with_cx(|app, cx| app.problems.ui(ui, cx)));
            });
            self.panels.put("problems", shown.response.rect.height());
        }
        Panel::bottom("timeline").frame(frame).resizable(false).show(ui, |ui| {
            self.with_cx(|app, cx| app.timeline.ui(ui, cx));
        });
        if self.panels.objects {
            let panel = Panel::left("objects").frame(frame).resizable(true).default_size(self.panels.size("objects"));
            let shown = panel.size_range(200.0..=420.0).show(ui, |ui| widgets::within(ui, |ui| self.left_ui(ui)));
            self.panels.put("objects", shown.response.rect.width());
        }
        if self.panels.inspector {
            let panel =
                Panel::right("inspector").frame(frame).resizable(true).default_size(self.panels.size("inspector"));
            let shown = panel.size_range(280.0..=560.0).show(ui, |ui| {
                widgets::within(ui, |ui| self.with_cx(|app, cx| app.inspector.ui(ui, cx)));
            });
            self.panels.put("inspector", shown.response.rect.width());
        }
        egui::CentralPanel::no_frame().show(ui, |ui| {
            self.with_cx(|app, cx| app.sheet.ui(ui, cx));
        });
        self.find_ui(ui.ctx().clone());
    }

    fn left_ui(&mut self, ui: &mut Ui) {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let tabs = [
                    (Left::Objects, crate::message!("ui-shell-tab-objects")),
                    (Left::Phase, crate::message!("ui-shell-tab-phase")),
                ];
                for (left, text) in tabs {
                    if widgets::tab(ui, &self.say(&text), self.panels.left == left).clicked() {
                        self.panels.left = left;
                    }
                }
            });
        });
        widgets::rule(ui);
        match self.panels.left {
            Left::Objects => self.with_cx(|app, cx| {
                let frame = style::panel_frame(ui).inner_margin(egui::Margin::symmetric(8, 8));
                let room = ui.available_height();
                let panel = Panel::top("palette").frame(frame).resizable(true).default_size(room * 0.42);
                panel.size_range(96.0..=(room - 120.0).max(96.0)).show(ui, |ui| {
                    egui::ScrollArea::vertical().id_salt("palette").auto_shrink([false, false]).show(ui, |ui| {
                        app.sheet.palette_ui(ui, cx);
                    });
                });
                app.outline.ui(ui, cx);
            }),
            Left::Phase => self.with_cx(|app, cx| app.phase.ui(ui, cx)),
        }
    }

    /// The menus, for every page.
    pub(super) fn menus_ui(&mut self, ui: &mut Ui) {
        egui::MenuBar::new().style(egui::style::StyleModifier::new(bar_style)).ui(ui, |ui| {
            for (menu, commands) in MENUS {
                let name = self.say(&menu.text());
                ui.menu_button(name, |ui| {
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
                });
            }
        });
    }

    /// Which kinds of link are drawn as lines.
    fn lines_menu_ui(&mut self, ui: &mut Ui) {
        let text = say!(self, "ui-panels-lines-shown");
        let slot = egui::AtomExt::atom_size(RichText::new(" "), vec2(18.0, 16.0));
        let button = egui::Button::new((slot, text.as_str())).min_size(vec2(272.0, style::ROW));
        let submenu = SubMenuButton::from_button(
            button.right_text(widgets::icon(Icon::ChevronRight).font(style::icon_font(14.0))),
        );
        let (response, _) = submenu.ui(ui, |ui| {
            egui::ScrollArea::vertical().max_height(600.0).show(ui, |ui| {
                for kind in LinkKind::ALL {
                    self.item_ui(ui, UiCommand::Line(*kind));
                }
            });
        });
        response.accessible_name(text);
    }

    fn item_ui(&mut self, ui: &mut Ui, command: UiCommand) {
        let situation = self.situation();
        let available = command.available(&situation);
        let text = match (command, command.tooltip(&situation)) {
            // Its menu says that these are links.
            (UiCommand::Line(kind), _) => self.lang.word(LinkKind::PREFIX, kind.key()),
            // The menu names what undo takes back.
            (UiCommand::Undo | UiCommand::Redo, Some(what)) => self.say(&what),
            _ => self.say(&command.text()),
        };
        let tooltip = command.tooltip(&situation).map(|tip| self.say(&tip));
        let chosen = match command {
            UiCommand::Language(lang) => lang == self.lang,
            UiCommand::ThemeOfSystem => self.settings.theme == ThemeChoice::System,
            UiCommand::ThemeLight => self.settings.theme == ThemeChoice::Light,
            UiCommand::ThemeDark => self.settings.theme == ThemeChoice::Dark,
            UiCommand::ToggleObjects => self.panels.objects,
            UiCommand::ToggleInspector => self.panels.inspector,
            UiCommand::ToggleProblems => self.panels.problems,
            UiCommand::ToggleGhosts => self.sheet.shows_ghosts(),
            UiCommand::ToggleLegend => self.sheet.shows_legend(),
            UiCommand::OnlyErrors => self.sheet.shows_only_errors(),
            UiCommand::FadeLeftOut => self.sheet.fades(),
            UiCommand::Line(kind) => self.sheet.is_line(kind),
            UiCommand::Sheet(SheetCommand::Take(tool)) => self.sheet.tool() == tool,
            _ => false,
        };
        let switches = matches!(
            command,
            UiCommand::Language(_)
                | UiCommand::ThemeOfSystem
                | UiCommand::ThemeLight
                | UiCommand::ThemeDark
                | UiCommand::ToggleObjects
                | UiCommand::ToggleInspector
                | UiCommand::ToggleProblems
                | UiCommand::ToggleGhosts
                | UiCommand::ToggleLegend
                | UiCommand::OnlyErrors
                | UiCommand::FadeLeftOut
                | UiCommand::Line(_)
                | UiCommand::Sheet(SheetCommand::Take(_))
        );
        let mark = if switches { chosen.then_some(Icon::Check) } else { command.icon() };
        let glyph = RichText::new(mark.map_or(' ', |icon| icon.unicode()).to_string()).font(style::icon_font(14.0));
        let slot = egui::AtomExt::atom_size(glyph, vec2(18.0, 16.0));
        let mut button = egui::Button::new((slot, text.as_str())).min_size(vec2(272.0, style::ROW));
        if let Some(keys) = command.keys(ui.ctx(), self.lang) {
            button = button.right_text(RichText::new(keys).color(Colors::of(ui).muted).font(style::small()));
        }
        let mut response = ui.add_enabled(available.is_ok(), button);
        response = response.accessible_name(text.as_str());
        if switches {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_toggled(chosen.into()));
        }
        if let Err(why) = &available {
            response = response.on_disabled_hover_text(self.say(why));
        } else if let Some(tooltip) = tooltip {
            response = response.on_hover_text(tooltip);
        }
        if response.clicked() {
            self.out.push(Action::Do(command));
            ui.close();
        }
    }

    /// The bar at the top of every page: menus, what the page has to show, preferences.
    pub(super) fn bar_ui(&mut self, ui: &mut Ui, draw: impl FnOnce(&mut Self, &mut Ui)) {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.set_height(44.0);
        ui.horizontal_centered(|ui| {
            ui.add_space(8.0);
            ui.scope(|ui| {
                ui.set_max_width(360.0);
                self.menus_ui(ui);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(8.0);
                self.preferences_ui(ui);
                draw(self, ui);
            });
        });
    }

    /// The tools from the right, and what is left for the title.
    fn tools_ui(&mut self, ui: &mut Ui) {
        divider(ui);
        self.tool_ui(ui, UiCommand::ExportSvg);
        self.tool_ui(ui, UiCommand::Save);
        self.find_button_ui(ui);
        divider(ui);
        self.tool_ui(ui, UiCommand::Redo);
        self.tool_ui(ui, UiCommand::Undo);
        divider(ui);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| self.title_ui(ui));
    }

    fn title_ui(&mut self, ui: &mut Ui) {
        let Some(doc) = &self.doc else { return };
        let colors = Colors::of(ui);
        let state = match () {
            () if self.saving => self.say(&crate::message!("ui-shell-saving")),
            () if doc.is_dirty() => self.say(&crate::message!("ui-shell-not-saved")),
            () if doc.path.is_some() => self.say(&crate::message!("ui-shell-saved")),
            () => String::new(),
        };
        let width = ui.available_width();
        let title = self.plan_title();
        let path = doc.path.as_ref().map(|path| path.display().to_string());
        ui.add_space(8.0);
        ui.scope(|ui| {
            ui.set_max_width((width - 140.0).max(60.0));
            let label = egui::Label::new(RichText::new(&title).font(style::heading())).truncate();
            let response = ui.add(label);
            if let Some(path) = path {
                response.on_hover_text(path);
            }
        });
        if !state.is_empty() {
            let dot = if doc.is_dirty() { "• " } else { "" };
            let text = RichText::new(format!("{dot}{state}")).color(colors.muted).font(style::small());
            ui.add(egui::Label::new(text).truncate());
        }
    }

    /// One command as an icon.
    fn tool_ui(&mut self, ui: &mut Ui, command: UiCommand) {
        let Some(icon) = command.icon() else { return };
        let situation = self.situation();
        let available = command.available(&situation);
        let mut name = match (command, command.tooltip(&situation)) {
            (UiCommand::Undo | UiCommand::Redo, Some(what)) => self.say(&what),
            _ => self.say(&command.text()),
        };
        if let Err(why) = &available {
            name = format!("{name}\n{}", self.say(why));
        } else if let Some(keys) = command.keys(ui.ctx(), self.lang) {
            name = format!("{name} ({keys})");
        }
        let spoken = self.say(&command.text());
        let shown = ui.add_enabled_ui(available.is_ok(), |ui| widgets::icon_button(ui, icon, &name)).inner;
        if shown.accessible_name(spoken).clicked() {
            self.out.push(Action::Do(command));
        }
    }

    /// Language and theme, two small switches.
    pub(super) fn preferences_ui(&mut self, ui: &mut Ui) {
        let dark = ui.visuals().dark_mode;
        let (icon, command) =
            if dark { (Icon::Sun, UiCommand::ThemeLight) } else { (Icon::Moon, UiCommand::ThemeDark) };
        let name = self.say(&command.text());
        if widgets::icon_button(ui, icon, &name).clicked() {
            self.out.push(Action::Do(command));
        }
        let mut all: Vec<Lang> = Lang::all().collect();
        all.reverse();
        for lang in all {
            let on = lang == self.lang;
            let text = lang.tag().to_uppercase();
            let name = self.say(&UiCommand::Language(lang).text());
            let color = if on { Colors::of(ui).text } else { Colors::of(ui).muted };
            let font = if on { style::strong() } else { egui::FontId::proportional(13.0) };
            let button = egui::Button::new(RichText::new(text).color(color).font(font)).frame_when_inactive(on);
            let response = ui.add(button.min_size(vec2(32.0, style::ROW)));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, &name));
            if response.on_hover_text(&name).clicked() && !on {
                self.out.push(Action::Do(UiCommand::Language(lang)));
            }
        }
    }

    fn status_ui(&mut self, ui: &mut Ui) {
        ui.set_height(style::ROW);
        ui.horizontal_centered(|ui| {
            ui.add_space(12.0);
            let Some(doc) = &self.doc else { return };
            let summary = doc.report().summary();
            let checked = doc.is_checked();
            let target = doc.plan().target_at(doc.shown()).clone();
            let pack = pack_name(&target, self.lang);
            let hint = match &self.said {
                Some(message) => self.say(message),
                None if self.page.is_some() => String::new(),
                None => self.sheet.hint(),
            };
            let colors = Colors::of(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(12.0);
                let text = RichText::new(say!(self, "ui-shell-judged-by", pack = pack.as_str())).font(style::small());
                ui.add(egui::Label::new(text.color(colors.muted)));
                divider(ui);
                let counts = Counts {
                    errors: summary.errors,
                    warnings: summary.warnings,
                    advice: summary.advice,
                    accepted: summary.accepted,
                };
                let mut marks = counts.marks();
                if summary.incomplete > 0 {
                    marks.push((Glyph::Incomplete, summary.incomplete));
                }
                self.counts_ui(ui, &counts, &marks, checked);
                if summary.not_checked > 0 {
                    self.not_checked_ui(ui, summary.not_checked);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let text = RichText::new(hint).font(style::small()).color(colors.muted);
                    ui.add(egui::Label::new(text).truncate());
                });
            });
        });
    }

    /// The counts of the whole plan; a click shows or hides the list.
    fn counts_ui(&mut self, ui: &mut Ui, counts: &Counts, marks: &[(Glyph, usize)], checked: bool) {
        let mut spoken = say!(self, "ui-shell-problems-said", counts = counts.said(self.lang));
        if !checked {
            spoken = say!(self, "ui-panels-checking");
        }
        let numbers: f32 = marks
            .iter()
            .map(|(_, count)| 28.0 + widgets::text_width(ui, &self.lang.number(*count as u64), style::small()))
            .sum();
        let (rect, response) = ui.allocate_exact_size(vec2(numbers.max(24.0) + 24.0, 24.0), Sense::click());
        let open = self.panels.problems;
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, open, &spoken));
        let colors = Colors::of(ui);
        if response.hovered() || open {
            let ground = if open { colors.selected } else { colors.hover };
            ui.painter().rect_filled(rect, style::SMALL_RADIUS, ground);
        }
        if response.has_focus() {
            let ring = egui::Stroke::new(2.0, colors.accent);
            ui.painter().rect_stroke(rect, style::SMALL_RADIUS, ring, egui::StrokeKind::Inside);
        }
        let inner = rect.shrink2(vec2(8.0, 0.0));
        let mut x = counts::paint(ui, inner, marks, self.lang);
        if marks.is_empty() {
            let at = egui::pos2(x, rect.center().y);
            let tick = Icon::Check.unicode();
            ui.painter().text(at, egui::Align2::LEFT_CENTER, tick, style::icon_font(14.0), colors.good);
            x += 20.0;
        }
        let chevron = if open { Icon::ChevronDown } else { Icon::ChevronUp };
        let at = egui::pos2(x, rect.center().y);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, chevron.unicode(), style::icon_font(12.0), colors.muted);
        let covered = self.doc.as_ref().map(|doc| doc.report().coverage.brief()).unwrap_or_default();
        let covered: Vec<String> = covered.iter().map(|message| self.say(message)).collect();
        if response.on_hover_text(format!("{spoken}\n{}", covered.join("\n"))).clicked() {
            self.out.push(Action::Do(UiCommand::ToggleProblems));
        }
    }

    /// How much could not be checked; a click shows what is missing.
    fn not_checked_ui(&mut self, ui: &mut Ui, count: usize) {
        let spoken = say!(self, "ui-missing-open", count = count);
        let number = self.lang.number(count as u64);
        let width = 44.0 + widgets::text_width(ui, &number, style::small());
        let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
        let open = self.page == Some(Page::Missing);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, open, &spoken));
        let colors = Colors::of(ui);
        if response.hovered() || open {
            let ground = if open { colors.selected } else { colors.hover };
            ui.painter().rect_filled(rect, style::SMALL_RADIUS, ground);
        }
        if response.has_focus() {
            let ring = egui::Stroke::new(2.0, colors.accent);
            ui.painter().rect_stroke(rect, style::SMALL_RADIUS, ring, egui::StrokeKind::Inside);
        }
        counts::paint(ui, rect.shrink2(vec2(8.0, 0.0)), &[(Glyph::NotChecked, count)], self.lang);
        if response.on_hover_text(spoken).clicked() {
            self.out.push(Action::Do(UiCommand::MissingFacts));
        }
    }

    /// The worst level anywhere, for the window's own icon or badge.
    pub fn worst(&self) -> Option<Level> {
        let doc = self.doc.as_ref()?;
        doc.report().findings.iter().filter(|finding| finding.counts()).map(|finding| finding.level).max()
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

fn divider(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(9.0, 20.0), Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), egui::Stroke::new(1.0, Colors::of(ui).hair));
}
