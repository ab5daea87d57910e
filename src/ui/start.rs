//! The start page: what to do first, what was open last, and what a crash left behind.

use super::action::{Action, say};
use super::app::App;
use super::command::{Example, UiCommand};
use super::style::{self, Colors};
use super::widgets;
use egui::{Panel, Rect, RichText, Role, Ui, pos2, vec2};
use lucide_icons::Icon;
use std::time::SystemTime;

const WIDTH: f32 = 560.0;

impl App {
    pub(super) fn start_ui(&mut self, ui: &mut Ui) {
        let frame = style::panel_frame(ui);
        Panel::top("bar").frame(frame).resizable(false).show(ui, |ui| {
            self.bar_ui(ui, |_, _| {});
        });
        let ground = egui::Frame::new().fill(Colors::of(ui).sheet);
        egui::CentralPanel::no_frame().frame(ground).show(ui, |ui| {
            egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                let room = ui.available_size();
                let width = WIDTH.min(room.x - 48.0);
                ui.horizontal_top(|ui| {
                    ui.add_space(((room.x - width) / 2.0).max(0.0));
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        ui.add_space((room.y * 0.12).clamp(24.0, 120.0));
                        self.page_ui(ui);
                        ui.add_space(32.0);
                    });
                });
            });
        });
    }

    fn page_ui(&mut self, ui: &mut Ui) {
        let colors = Colors::of(ui);
        ui.label(RichText::new("Coexist").font(style::title()));
        ui.add(egui::Label::new(RichText::new(say!(self, "ui-shell-tagline")).color(colors.muted)).wrap());
        ui.add_space(20.0);
        self.recoveries_ui(ui);
        if self.opening {
            ui.horizontal(|ui| {
                ui.label(RichText::new(say!(self, "ui-shell-opening")).color(colors.muted));
            });
            ui.add_space(8.0);
        }
        let cards: [(UiCommand, Icon, String, String); 6] = [
            (
                UiCommand::Open,
                Icon::FolderOpen,
                say!(self, "ui-shell-start-open"),
                say!(self, "ui-shell-start-open-tip"),
            ),
            (
                UiCommand::ProposeMigration,
                Icon::Route,
                say!(self, "ui-propose-start"),
                say!(self, "ui-propose-start-tip"),
            ),
            (
                UiCommand::OpenExample(Example::Contoso),
                Icon::BookOpen,
                say!(self, "ui-shell-example-contoso"),
                say!(self, "ui-shell-start-contoso-tip"),
            ),
            (
                UiCommand::OpenExample(Example::Fabrikam),
                Icon::BookOpen,
                say!(self, "ui-shell-example-fabrikam"),
                say!(self, "ui-shell-start-fabrikam-tip"),
            ),
            (
                UiCommand::OpenExample(Example::Tailspin),
                Icon::BookOpen,
                say!(self, "ui-shell-example-tailspin"),
                say!(self, "ui-shell-start-tailspin-tip"),
            ),
            (
                UiCommand::NewPlan,
                Icon::FilePlus,
                say!(self, "ui-shell-start-empty"),
                say!(self, "ui-shell-start-empty-tip"),
            ),
        ];
        for (at, (command, icon, text, tip)) in cards.into_iter().enumerate() {
            if card_ui(ui, icon, &text, &tip, at == 0).clicked() {
                self.out.push(Action::Do(command));
            }
            ui.add_space(4.0);
        }
        self.recent_ui(ui);
        ui.add_space(16.0);
        widgets::muted(ui, say!(self, "ui-shell-drop-here"));
        if let Some(said) = &self.said {
            ui.add_space(8.0);
            ui.label(self.say(said));
        }
    }

    fn recent_ui(&mut self, ui: &mut Ui) {
        if self.recent.files().is_empty() {
            return;
        }
        ui.add_space(12.0);
        ui.label(RichText::new(say!(self, "ui-shell-recent")).font(style::strong()));
        let colors = Colors::of(ui);
        for (at, path) in self.recent.files().to_vec().into_iter().enumerate() {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            let id = egui::Id::unique(("recent", at));
            let (rect, response) = widgets::row(ui, id, style::ROW, Role::Button, false, &format!("{name}, {folder}"));
            let inner = rect.shrink2(vec2(12.0, 0.0));
            let name_width = widgets::text_width(ui, &name, egui::FontId::proportional(13.0)).min(inner.width() * 0.6);
            widgets::paint_text(ui, inner, &name, egui::FontId::proportional(13.0), colors.text);
            let rest = Rect::from_min_max(pos2(inner.left() + name_width + 12.0, inner.top()), inner.max);
            widgets::paint_text(ui, rest, &folder, style::small(), colors.muted);
            if response.on_hover_text(path.display().to_string()).clicked() {
                self.out.push(Action::OpenPath(path));
            }
        }
    }

    /// What an end without saving left behind. Declining keeps it for the next start.
    fn recoveries_ui(&mut self, ui: &mut Ui) {
        let colors = Colors::of(ui);
        for at in 0..self.recoveries.len() {
            let recovery = self.recoveries[at].clone();
            let name = match &recovery.plan_path {
                Some(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
                None => say!(self, "ui-shell-untitled"),
            };
            let when = when(recovery.saved_at);
            let size = recovery.size.div_ceil(1024);
            let text = say!(self, "ui-shell-recovery", name = name.as_str(), when = when, size = size);
            let frame = egui::Frame::new()
                .fill(colors.card)
                .stroke(egui::Stroke::new(1.0, colors.warning))
                .corner_radius(style::RADIUS)
                .inner_margin(12);
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(egui::Label::new(text).wrap());
                ui.add_space(8.0);
                ui.horizontal(|ui| {
                    if widgets::primary(ui, &say!(self, "ui-shell-recover")).clicked() {
                        self.out.push(Action::Recover(at));
                    }
                    let discard = say!(self, "ui-shell-discard");
                    if widgets::secondary(ui, &discard).clicked() {
                        self.out.push(Action::Discard(at));
                    }
                    widgets::muted(ui, say!(self, "ui-shell-recovery-keeps"));
                });
            });
            ui.add_space(12.0);
        }
    }
}

/// One of the ways to begin.
fn card_ui(ui: &mut Ui, icon: Icon, text: &str, tip: &str, first: bool) -> egui::Response {
    let colors = Colors::of(ui);
    let room = ui.available_width() - 72.0;
    let tip = ui.painter().layout(tip.to_owned(), style::small(), colors.muted, room);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 44.0 + tip.size().y));
    let response = ui.interact(rect, egui::Id::unique(("start", text)), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, text));
    let ground = match () {
        () if response.is_pointer_button_down_on() => colors.pressed,
        () if response.hovered() => colors.hover,
        () => colors.card,
    };
    let edge = if first { colors.accent } else { colors.hair };
    let width = if first { 1.5 } else { 1.0 };
    ui.painter().rect(rect, style::RADIUS, ground, egui::Stroke::new(width, edge), egui::StrokeKind::Inside);
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, colors.accent);
        ui.painter().rect_stroke(rect.expand(3.0), style::RADIUS + 2, ring, egui::StrokeKind::Inside);
    }
    let ink = if first { colors.accent } else { colors.muted };
    let at = pos2(rect.left() + 20.0, rect.center().y);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, icon.unicode(), style::icon_font(20.0), ink);
    let left = rect.left() + 56.0;
    let top = Rect::from_min_size(pos2(left, rect.top() + 9.0), vec2(room, 22.0));
    widgets::paint_text(ui, top, text, style::strong(), colors.text);
    ui.painter().galley(pos2(left, top.bottom() + 2.0), tip, colors.muted);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A moment as people write it, in local time.
fn when(moment: SystemTime) -> String {
    let Ok(stamp) = jiff::Timestamp::try_from(moment) else { return String::new() };
    let zoned = stamp.to_zoned(jiff::tz::TimeZone::system());
    zoned.strftime("%Y-%m-%d %H:%M").to_string()
}
