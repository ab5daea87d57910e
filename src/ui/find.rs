//! Find: objects, findings and commands by what they are called.

use super::action::{Action, say};
use super::app::App;
use super::command::UiCommand;
use super::document::{Document, FindingId};
use super::panels::{outline, problem_rows};
use super::style::{self, Colors};
use super::widgets;
use crate::diagram::Glyph;
use crate::model::Subject;
use crate::text::Lang;
use egui::{Context, Key, Modifiers, Rect, Role, Ui, pos2, vec2};
use lucide_icons::Icon;

/// The most that is listed.
const MOST: usize = 12;

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub text: String,
    pub more: String,
    pub go: Go,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Go {
    Object(Subject),
    Finding(FindingId, Glyph),
    Command(UiCommand),
}

/// What bears the text: objects first, then findings, then commands.
pub fn hits(doc: &Document, lang: Lang, text: &str, commands: &[UiCommand]) -> Vec<Hit> {
    let find = text.trim().to_lowercase();
    if find.is_empty() {
        return Vec::new();
    }
    let bears = |text: &str| text.to_lowercase().contains(&find);
    let state = doc.state();
    let objects = state.subjects().filter(|subject| !matches!(subject, Subject::Deployment | Subject::Link(_)));
    let objects = objects.filter_map(|subject| {
        let text = state.label(&subject);
        let more = outline::what(state, &subject, lang);
        (bears(&text) || bears(&more)).then_some(Hit { text, more, go: Go::Object(subject) })
    });
    let findings = doc.report().findings.iter().filter_map(|finding| {
        let text = lang.say(&finding.message);
        let more = format!("{} · {}", finding.code, problem_rows::run(doc, finding.stages, lang));
        let glyph = if finding.counts() { Glyph::Finding(finding.level) } else { Glyph::Accepted };
        (bears(&text) || bears(&more)).then_some(Hit { text, more, go: Go::Finding(finding.identity(), glyph) })
    });
    let commands = commands.iter().filter_map(|command| {
        let text = lang.say(&command.text());
        bears(&text).then_some(Hit { text, more: String::new(), go: Go::Command(*command) })
    });
    objects.chain(findings).chain(commands).take(MOST).collect()
}

/// What the find field keeps between frames.
#[derive(Default)]
pub struct Find {
    shown: bool,
    focus: bool,
    text: String,
    at: usize,
}

impl Find {
    pub fn is_shown(&self) -> bool {
        self.shown
    }

    pub fn close(&mut self) {
        self.shown = false;
    }

    pub fn open(&mut self) {
        self.shown = true;
        self.focus = true;
        self.text.clear();
        self.at = 0;
    }
}

impl App {
    pub(super) fn find_button_ui(&mut self, ui: &mut Ui) {
        let keys = UiCommand::Find.keys(ui.ctx(), self.lang).unwrap_or_default();
        let text = say!(self, "ui-shell-find");
        let colors = Colors::of(ui);
        let glyph = widgets::icon(Icon::Search).font(style::icon_font(14.0)).color(colors.muted);
        let label = egui::RichText::new(text.as_str()).color(colors.muted);
        let keys = egui::RichText::new(keys).color(colors.muted).font(style::small());
        let button = egui::Button::new((glyph, label)).right_text(keys).min_size(vec2(168.0, style::ROW));
        if ui.add(button).accessible_name(text).clicked() {
            self.find.open();
        }
    }

    pub(super) fn find_ui(&mut self, ctx: Context) {
        if !self.find.shown {
            return;
        }
        let commands: Vec<UiCommand> =
            UiCommand::all().filter(|command| command.available(&self.situation()).is_ok()).collect();
        let Some(doc) = &self.doc else { return };
        let hits = hits(doc, self.lang, &self.find.text, &commands);
        let mut chosen = None;
        let mut shut = false;
        let width = 520.0_f32.min(ctx.content_rect().width() - 64.0);
        let area =
            egui::Modal::default_area(egui::Id::unique("find")).anchor(egui::Align2::CENTER_TOP, vec2(0.0, 56.0));
        let modal = egui::Modal::new(egui::Id::unique("find")).area(area);
        let modal = modal.frame(egui::Frame::window(&ctx.global_style()).inner_margin(8));
        let shown = modal.backdrop_color(egui::Color32::TRANSPARENT).show(&ctx, |ui| {
            ui.set_width(width);
            let steps = ui.input_mut(|i| {
                let down = i.consume_key(Modifiers::NONE, Key::ArrowDown);
                let up = i.consume_key(Modifiers::NONE, Key::ArrowUp);
                (down, up)
            });
            match steps {
                (true, _) => self.find.at = (self.find.at + 1).min(hits.len().saturating_sub(1)),
                (_, true) => self.find.at = self.find.at.saturating_sub(1),
                _ => {}
            }
            let hint = say!(self, "ui-shell-find-hint");
            let edit = egui::TextEdit::singleline(&mut self.find.text).hint_text(&*hint).desired_width(f32::INFINITY);
            let response = ui.add(edit.margin(egui::Margin::symmetric(8, 6))).accessible_name(hint);
            if std::mem::take(&mut self.find.focus) {
                response.request_focus();
            }
            if response.changed() {
                self.find.at = 0;
            }
            let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if hits.is_empty() && !self.find.text.trim().is_empty() {
                ui.add_space(8.0);
                widgets::muted(ui, say!(self, "ui-panels-found-nothing"));
            }
            for (at, hit) in hits.iter().enumerate() {
                if hit_ui(ui, doc, hit, at, at == self.find.at).clicked() {
                    chosen = Some(hit.clone());
                }
            }
            if entered {
                chosen = hits.get(self.find.at).cloned();
                shut = true;
            }
        });
        if shown.should_close() || shut || chosen.is_some() {
            self.find.shown = false;
        }
        match chosen.map(|hit| hit.go) {
            Some(Go::Object(subject)) => self.out.push(Action::Reveal(subject)),
            Some(Go::Finding(id, _)) => self.out.push(Action::OpenFinding(id)),
            Some(Go::Command(command)) => self.out.push(Action::Do(command)),
            None => {}
        }
    }
}

fn hit_ui(ui: &mut Ui, doc: &Document, hit: &Hit, at: usize, selected: bool) -> egui::Response {
    let name = format!("{}, {}", hit.text, hit.more);
    let id = egui::Id::unique(("hit", at));
    let (rect, response) = widgets::row(ui, id, style::ROW, Role::ListItem, selected, name.trim_end_matches(", "));
    let colors = Colors::of(ui);
    let square = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(16.0, 16.0));
    match &hit.go {
        Go::Object(subject) => {
            widgets::paint_glyph(ui, square, outline::glyph(doc.state(), subject), colors.muted);
        }
        Go::Finding(_, glyph) => widgets::paint_mark(ui, square, *glyph),
        Go::Command(command) => {
            if let Some(icon) = command.icon() {
                let align = egui::Align2::CENTER_CENTER;
                ui.painter().text(square.center(), align, icon.unicode(), style::icon_font(14.0), colors.muted);
            }
        }
    }
    let more = widgets::text_width(ui, &hit.more, style::small()).min(rect.width() * 0.45);
    let right = rect.right() - 12.0;
    let text = Rect::from_min_max(pos2(rect.left() + 38.0, rect.top()), pos2(right - more - 12.0, rect.bottom()));
    widgets::paint_text(ui, text, &hit.text, egui::FontId::proportional(13.0), colors.text);
    let beside = Rect::from_min_max(pos2(right - more - 1.0, rect.top()), pos2(right, rect.bottom()));
    widgets::paint_text(ui, beside, &hit.more, style::small(), colors.muted);
    response
}
