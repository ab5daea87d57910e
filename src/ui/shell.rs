//! The frame of the window: menu bar, tools, panels around the sheet, status bar.

use super::action::{Action, say};
use super::app::App;
use super::command::UiCommand;
use super::page::Page;
use super::panels::counts::{self, Counts};
use super::panels::inspector::pack_name;
use super::planner::{self, Below};
use super::style::{self, Colors};
use super::widgets;
use crate::diagram::Glyph;
use crate::format::store::Settings;
use crate::rules::Level;
use crate::text::Lang;
use egui::{Align, Layout, Panel, RichText, Sense, Ui, vec2};
use lucide_icons::Icon;

/// What the left panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Left {
    #[default]
    Objects,
    Phase,
}

/// The name of the phase's tab in the settings.
const PHASE_TAB: &str = "phase";

/// Which panels are shown, and how large.
pub struct Panels {
    pub objects: bool,
    pub inspector: bool,
    /// The panel below the sheet.
    pub below: bool,
    pub view: Below,
    pub left: Left,
    sizes: [(&'static str, f32); 3],
    /// In a narrow window only one side has room: the one that was opened last.
    latest: Side,
    was_open: (bool, bool),
    /// The side that is open and has no room.
    hidden: Option<Side>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Objects,
    Inspector,
}

/// With less, in points, the tools of the bar take no more room than they must.
pub(super) const NARROW_TOOLS: f32 = 480.0;
/// With less of either, in points, the palette is icons alone: the tree needs the room.
const ICONS: (f32, f32) = (1_200.0, 800.0);
/// With less, in points, one side panel is shown at a time.
const ONE_SIDE: f32 = 900.0;

impl Panels {
    pub fn new(settings: &Settings) -> Self {
        let size = |name: &'static str, usual: f32| {
            let kept = settings.panels.get(name).copied().filter(|size| size.is_finite() && *size > 0.0);
            (name, kept.unwrap_or(usual))
        };
        let open = |name: &str, usual: bool| settings.open.get(name).copied().unwrap_or(usual);
        Self {
            objects: open("objects", true),
            inspector: open("inspector", true),
            below: open("problems", false),
            view: settings.below.as_deref().and_then(Below::from_key).unwrap_or_default(),
            left: if settings.tab.as_deref() == Some(PHASE_TAB) { Left::Phase } else { Left::Objects },
            sizes: [size("objects", 256.0), size("inspector", 344.0), size("problems", 280.0)],
            latest: Side::Objects,
            was_open: (true, true),
            hidden: None,
        }
    }

    /// Which of the side panels are shown in a window of this width.
    fn sides(&mut self, width: f32) -> (bool, bool) {
        let open = (self.objects, self.inspector);
        if open.0 && !self.was_open.0 {
            self.latest = Side::Objects;
        }
        if open.1 && !self.was_open.1 {
            self.latest = Side::Inspector;
        }
        self.was_open = open;
        self.hidden = match self.latest {
            _ if width >= ONE_SIDE || open != (true, true) => None,
            Side::Objects => Some(Side::Inspector),
            Side::Inspector => Some(Side::Objects),
        };
        (open.0 && self.hidden != Some(Side::Objects), open.1 && self.hidden != Some(Side::Inspector))
    }

    pub fn toggle_objects(&mut self) {
        match self.hidden == Some(Side::Objects) {
            true => self.latest = Side::Objects,
            false => self.objects = !self.objects,
        }
    }

    pub fn toggle_inspector(&mut self) {
        match self.hidden == Some(Side::Inspector) {
            true => self.latest = Side::Inspector,
            false => self.inspector = !self.inspector,
        }
    }

    pub fn show_objects(&mut self) {
        self.objects = true;
        self.latest = Side::Objects;
    }

    /// The inspector is asked for: it comes before what hides it.
    pub fn show_inspector(&mut self) {
        self.inspector = true;
        self.latest = Side::Inspector;
    }

    /// Shows a view below the sheet.
    pub fn show(&mut self, view: Below) {
        self.below = true;
        self.view = view;
    }

    /// Whether a view is shown below the sheet.
    pub fn shows(&self, view: Below) -> bool {
        self.below && self.view == view
    }

    /// Shows a view below the sheet, or puts it away again.
    pub fn toggle(&mut self, view: Below) {
        if self.shows(view) { self.below = false } else { self.show(view) }
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
        let open = [("objects", self.objects), ("inspector", self.inspector), ("problems", self.below)];
        settings.open.extend(open.map(|(name, open)| (name.to_owned(), open)));
        settings.tab = (self.left == Left::Phase).then(|| PHASE_TAB.to_owned());
        settings.below = (self.view != Below::default()).then(|| self.view.key().to_owned());
    }
}

impl App {
    pub(super) fn shell_ui(&mut self, ui: &mut Ui) {
        let frame = style::panel_frame(ui);
        self.areas.begin();
        let bar = Panel::top("bar").frame(frame).resizable(false).show(ui, |ui| self.bar_ui(ui, Self::tools_ui));
        let status = Panel::bottom("status").frame(frame).resizable(false).show(ui, |ui| self.status_ui(ui));
        self.areas.add(bar.response.rect);
        let page = ui.available_rect_before_wrap();
        if self.shown_page_ui(ui) {
            self.areas.add(page);
            self.areas.add(status.response.rect);
            self.step_area();
            return;
        }
        let (mut below, mut beside) = (Vec::new(), None);
        let whole = ui.available_size();
        let (objects, inspector) = self.panels.sides(whole.x);
        if self.panels.below {
            let panel =
                Panel::bottom("problems").frame(frame).resizable(true).default_size(self.panels.size("problems"));
            let shown = panel.size_range(120.0..=(whole.y * 0.6).clamp(120.0, 520.0)).show(ui, |ui| {
                let view = self.panels.view;
                widgets::within(ui, |ui| {
                    self.with_cx(|app, cx| {
                        planner::tabs_ui(ui, cx, view);
                        match view {
                            Below::Problems => app.problems.ui(ui, cx),
                            view => app.planner.ui(ui, cx, view),
                        }
                    });
                });
            });
            self.panels.put("problems", shown.response.rect.height());
            below.push(shown.response.rect);
        }
        let timeline = Panel::bottom("timeline").frame(frame).resizable(false).show(ui, |ui| {
            self.with_cx(|app, cx| app.timeline.ui(ui, cx));
        });
        below.insert(0, timeline.response.rect);
        below.push(status.response.rect);
        if objects {
            let panel = Panel::left("objects").frame(frame).resizable(true).default_size(self.panels.size("objects"));
            let shown = panel.size_range(200.0..=(whole.x * 0.4).clamp(200.0, 420.0)).show(ui, |ui| {
                let rect = ui.available_rect_before_wrap();
                self.areas.add(rect);
                widgets::within(ui, |ui| self.left_ui(ui));
            });
            self.panels.put("objects", shown.response.rect.width());
        }
        if inspector {
            let panel =
                Panel::right("inspector").frame(frame).resizable(true).default_size(self.panels.size("inspector"));
            let shown = panel.size_range(280.0..=(whole.x * 0.45).clamp(280.0, 560.0)).show(ui, |ui| {
                widgets::within(ui, |ui| self.with_cx(|app, cx| app.inspector.ui(ui, cx)));
            });
            self.panels.put("inspector", shown.response.rect.width());
            beside = Some(shown.response.rect);
        }
        let sheet = egui::CentralPanel::no_frame().show(ui, |ui| {
            self.with_cx(|app, cx| {
                if !app.planner.preview_ui(ui, cx) {
                    app.sheet.ui(ui, cx);
                }
            });
        });
        match self.sheet.sheet.keyboard().filter(|_| !self.planner.previews()) {
            Some(id) => self.areas.add_sheet(sheet.response.rect, id),
            None => self.areas.add(sheet.response.rect),
        }
        beside.into_iter().chain(below).for_each(|rect| self.areas.add(rect));
        self.step_area();
        self.relate(ui.ctx());
    }

    /// A finding in the list refers to its objects on the sheet, as far as both are nodes in this frame.
    fn relate(&mut self, ctx: &egui::Context) {
        let told = self.problems.take_told();
        let node = self.sheet.sheet.take_nodes();
        for (row, subjects) in told {
            let nodes: Vec<_> = subjects.iter().filter_map(&node).map(|id| id.accesskit_id()).collect();
            ctx.accesskit_node_builder(row, |row| row.set_controls(nodes));
        }
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
                let screen = ui.ctx().content_rect();
                if screen.width() < ICONS.0 || screen.height() < ICONS.1 {
                    let panel = Panel::top("palette-icons").frame(frame).resizable(false);
                    panel.show(ui, |ui| app.sheet.palette_ui(ui, cx, true));
                    app.areas.add(ui.available_rect_before_wrap());
                    app.outline.ui(ui, cx, &app.sheet);
                    return;
                }
                let panel = Panel::top("palette").frame(frame).resizable(true).default_size(room * 0.42);
                panel.size_range(96.0..=(room - 120.0).max(96.0)).show(ui, |ui| {
                    egui::ScrollArea::vertical().id_salt("palette").auto_shrink([false, false]).show(ui, |ui| {
                        app.sheet.palette_ui(ui, cx, false);
                    });
                });
                app.areas.add(ui.available_rect_before_wrap());
                app.outline.ui(ui, cx, &app.sheet);
            }),
            Left::Phase => self.with_cx(|app, cx| app.phase.ui(ui, cx)),
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
        if ui.available_width() > NARROW_TOOLS {
            divider(ui);
        }
        self.tool_ui(ui, UiCommand::Export);
        self.tool_ui(ui, UiCommand::Present);
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
        if width < 100.0 {
            return;
        }
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
        let mut name = self.say(&command.named(&situation));
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
        let (icon, command) = match style::Look::of(ui.visuals()) {
            style::Look { dark: true, contrast: false } => (Icon::Sun, UiCommand::ThemeLight),
            style::Look { dark: false, contrast: false } => (Icon::Moon, UiCommand::ThemeDark),
            style::Look { dark: true, contrast: true } => (Icon::Sun, UiCommand::ThemeContrastLight),
            style::Look { dark: false, contrast: true } => (Icon::Moon, UiCommand::ThemeContrastDark),
        };
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

    /// A node that a screen reader speaks whenever its words change; gives what of them is shown.
    fn live_ui(&mut self, ui: &mut Ui) -> String {
        let pressed = |event: &egui::Event| {
            matches!(event, egui::Event::Key { pressed: true, .. } | egui::Event::PointerButton { pressed: true, .. })
        };
        let (now, touched) = ui.input(|i| (i.time, i.events.iter().any(pressed)));
        if let Some(doc) = &self.doc {
            self.announcer.follow(doc, self.lang, now, touched);
        }
        let wrapping = super::action::wrapping;
        let (spoken, shown) = match &self.said {
            Some(message) => (self.say(message), self.say(message)),
            None => (wrapping(&self.announcer.text()), wrapping(&self.announcer.shown_text())),
        };
        let pointed = self.sheet.pointed_at().filter(|_| self.doc.is_some()).map(str::to_owned);
        let id = egui::Id::unique("announced");
        let rect = egui::Rect::from_min_size(ui.max_rect().min, vec2(1.0, 1.0));
        ui.interact(rect, id, Sense::hover());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(egui::accesskit::Role::Status);
            node.set_live(egui::accesskit::Live::Polite);
            // While the keyboard aims, what it points at comes first.
            node.set_label(pointed.as_deref().unwrap_or(&spoken));
            let (min, max) = (rect.min, rect.max);
            node.set_bounds(egui::accesskit::Rect {
                x0: min.x.into(),
                y0: min.y.into(),
                x1: max.x.into(),
                y1: max.y.into(),
            });
        });
        shown
    }

    fn status_ui(&mut self, ui: &mut Ui) {
        ui.set_height(style::ROW);
        let live = self.live_ui(ui);
        ui.horizontal_centered(|ui| {
            ui.add_space(12.0);
            let Some(doc) = &self.doc else { return };
            let summary = self.summary.get(doc, self.lang, (), || doc.report().summary());
            let checked = doc.is_checked();
            let target = doc.plan().target_at(doc.shown()).clone();
            let pack = pack_name(&target, self.lang);
            // What the hand can do is told beside what has just happened.
            let hint = if self.page.is_some() || self.planner.previews() { String::new() } else { self.sheet.hint() };
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
                    self.export_progress_ui(ui);
                    if !live.is_empty() {
                        let text = RichText::new(live).font(style::small()).color(colors.text);
                        ui.add(egui::Label::new(text).truncate());
                        ui.add_space(12.0);
                        self.exported_ui(ui);
                    }
                    // No room for it is no reason to draw its dots upon the counts.
                    if ui.available_width() > 48.0 {
                        let text = RichText::new(hint).font(style::small()).color(colors.muted);
                        ui.add(egui::Label::new(text).truncate());
                    }
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
        let open = self.panels.shows(Below::Problems);
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
            let (icon, color) = if checked { (Icon::Check, colors.good) } else { (Icon::Ellipsis, colors.muted) };
            ui.painter().text(at, egui::Align2::LEFT_CENTER, icon.unicode(), style::icon_font(14.0), color);
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

fn divider(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(9.0, 20.0), Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), egui::Stroke::new(1.0, Colors::of(ui).hair));
}
