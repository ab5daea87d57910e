//! What a table would fill in, shown before anything is changed: new facts, changes of known ones that have to be
//! ticked, and lines that were not understood.

use crate::import::facts::{Entry, Reading};
use crate::model::*;
use crate::plan::{Means, Plan, PlanEdit, means, said_value};
use crate::text::{Lang, Message};
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Align, Layout, Rect, RichText, Ui, pos2, vec2};
use std::collections::BTreeSet;

const HEIGHT: f32 = 26.0;

/// A table that was read, until it is filled in or put away.
pub struct Preview {
    /// The name of the file; none for the clipboard.
    source: Option<String>,
    reading: Reading,
    everything: Topology,
    /// Changes of known facts that were ticked, by their index.
    changes: BTreeSet<usize>,
    lines: Vec<Line>,
}

/// A line of the list.
enum Line {
    Head(Part, usize),
    Entry(usize),
    Note(usize),
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    New,
    Changed,
    NotUnderstood,
}

/// What the user answered.
pub enum Answer {
    Fill(Message, Vec<PlanEdit>, Vec<(Subject, FactName)>),
    Close,
}

impl Preview {
    pub fn new(plan: &Plan, source: Option<String>, reading: Reading) -> Self {
        let mut lines = Vec::new();
        let mut part = |part: Part, all: Vec<Line>| {
            if !all.is_empty() {
                lines.push(Line::Head(part, all.len()));
                lines.extend(all);
            }
        };
        let entries = |new: bool| {
            let which = reading.entries.iter().enumerate().filter(|(_, entry)| entry.was.is_none() == new);
            which.map(|(at, _)| Line::Entry(at)).collect::<Vec<_>>()
        };
        // What does not go by itself stands first.
        part(Part::NotUnderstood, (0..reading.notes.len()).map(Line::Note).collect());
        part(Part::Changed, entries(false));
        part(Part::New, entries(true));
        Self { source, everything: plan.everything(), changes: BTreeSet::new(), lines, reading }
    }

    /// How many facts would be filled in now.
    fn count(&self) -> usize {
        self.reading.entries.iter().filter(|entry| entry.was.is_none()).count() + self.changes.len()
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Answer> {
        let title = match &self.source {
            Some(name) => say!(cx, "ui-missing-from-file", name = name.as_str()),
            None => say!(cx, "ui-missing-from-clipboard"),
        };
        ui.add(egui::Label::new(RichText::new(title).font(style::heading())).wrap());
        if self.reading.known > 0 {
            ui.add_space(4.0);
            widgets::muted(ui, say!(cx, "ui-missing-known-already", count = self.reading.known));
        }
        ui.add_space(8.0);
        if self.lines.is_empty() {
            ui.add(egui::Label::new(say!(cx, "ui-missing-nothing-new")).wrap());
        } else {
            self.list_ui(ui, cx);
        }
        ui.add_space(12.0);
        self.buttons_ui(ui, cx)
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let height = (self.lines.len() as f32 * HEIGHT).min((ui.ctx().content_rect().height() - 260.0).max(120.0));
        let frame = egui::Frame::new().stroke(egui::Stroke::new(1.0, Colors::of(ui).hair)).corner_radius(style::RADIUS);
        frame.inner_margin(4).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let area = egui::ScrollArea::vertical().id_salt("preview").max_height(height).auto_shrink([false, true]);
            area.show_rows(ui, HEIGHT, self.lines.len(), |ui, range| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for at in range {
                    match &self.lines[at] {
                        Line::Head(part, count) => {
                            let (part, count) = (*part, *count);
                            self.head_ui(ui, cx, part, count);
                        }
                        Line::Note(at) => {
                            let note = &self.reading.notes[*at];
                            line_ui(ui, cx, note.line, &said(cx.lang, &note.message), None);
                        }
                        Line::Entry(at) => {
                            let at = *at;
                            self.entry_ui(ui, cx, at);
                        }
                    }
                }
            });
        });
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, part: Part, count: usize) {
        let text = match part {
            Part::New => say!(cx, "ui-missing-new", count = count),
            Part::Changed => say!(cx, "ui-missing-changed", count = count),
            Part::NotUnderstood => say!(cx, "ui-missing-not-understood", count = count),
        };
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), egui::Sense::hover());
        let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(count));
        inside.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(8.0);
            if part == Part::Changed {
                let mut all = self.changes.len() == count;
                if ui.checkbox(&mut all, RichText::new(&text).font(style::strong())).changed() {
                    let known = self.reading.entries.iter().enumerate().filter(|(_, entry)| entry.was.is_some());
                    self.changes = if all { known.map(|(at, _)| at).collect() } else { BTreeSet::new() };
                }
            } else {
                ui.add(egui::Label::new(RichText::new(&text).font(style::strong())).truncate());
            }
        });
    }

    fn entry_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, at: usize) {
        let entry = &self.reading.entries[at];
        let text = self.said(entry, cx.lang);
        if entry.was.is_none() {
            line_ui(ui, cx, Some(entry.line), &text, None);
            return;
        }
        let mut ticked = self.changes.contains(&at);
        let was = ticked;
        line_ui(ui, cx, Some(entry.line), &text, Some(&mut ticked));
        if ticked && !was {
            self.changes.insert(at);
        } else if was && !ticked {
            self.changes.remove(&at);
        }
    }

    /// `fe01.contoso.com · Operating system: Windows Server 2012 → Windows Server 2016`.
    fn said(&self, entry: &Entry, lang: Lang) -> String {
        let kind = match means(&entry.subject, entry.fact) {
            Some(Means::Value(kind)) => kind,
            _ => FactKind::Count,
        };
        let word = |value: &Value| {
            let said_value = said_value(entry.fact, kind, value, &|subject| self.everything.label(subject));
            said(lang, &crate::message!("plan-value", value = said_value))
        };
        let name = crate::export::facts::object_name(&self.everything, &entry.subject, lang);
        let value = match &entry.was {
            Some(was) => format!("{} → {}", word(was), word(&entry.value)),
            None => word(&entry.value),
        };
        let fact = lang.word("fact", entry.fact);
        let pair = crate::message!("ui-missing-pair", fact = fact.as_str(), value = value);
        format!("{name} · {}", said(lang, &pair))
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Answer> {
        let count = self.count();
        let mut answer = None;
        let layout = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 32.0), layout, |ui| {
            if count > 0 {
                let fill = widgets::primary(ui, &say!(cx, "ui-missing-fill-in", count = count));
                if ui.memory(|memory| memory.focused().is_none()) {
                    fill.request_focus();
                }
                if fill.clicked() {
                    answer = self.fill(cx);
                }
            }
            let close = if count > 0 { say!(cx, "ui-shell-cancel") } else { say!(cx, "ui-shell-ok") };
            let close = widgets::secondary(ui, &close);
            if count == 0 && ui.memory(|memory| memory.focused().is_none()) {
                close.request_focus();
            }
            if close.clicked() {
                answer = Some(Answer::Close);
            }
        });
        answer
    }

    fn fill(&self, cx: &mut Cx<'_>) -> Option<Answer> {
        match self.reading.edits(cx.doc.plan(), &self.changes) {
            Ok(edits) => {
                let label = match &self.source {
                    Some(name) => crate::message!("ui-missing-fill-file", count = edits.len(), name = name.as_str()),
                    None => crate::message!("ui-missing-fill-many", count = edits.len()),
                };
                let keys = self.reading.entries.iter().map(|entry| (entry.subject.clone(), entry.fact));
                Some(Answer::Fill(label, edits, keys.collect()))
            }
            Err(why) => {
                cx.out.push(Action::Say(why));
                Some(Answer::Close)
            }
        }
    }
}

/// One line with its number; cut with … and told in full on hover.
pub(in crate::ui) fn line_ui(ui: &mut Ui, cx: &Cx<'_>, number: Option<u32>, text: &str, tick: Option<&mut bool>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), egui::Sense::hover());
    let number = number.map(|number| say!(cx, "ui-panels-line", number = number.to_string())).unwrap_or_default();
    let colors = Colors::of(ui);
    let left = rect.left() + 12.0;
    let middle = left + 84.0;
    let numbers = Rect::from_min_max(pos2(left, rect.top()), pos2(middle - 8.0, rect.bottom()));
    widgets::paint_text(ui, numbers, &number, style::small(), colors.muted);
    let body = Rect::from_min_max(pos2(middle, rect.top()), pos2(rect.right() - 8.0, rect.bottom()));
    let spoken = format!("{number} {text}");
    match tick {
        Some(ticked) => {
            let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(body).id_salt(&spoken));
            inside.set_clip_rect(body.intersect(ui.clip_rect()));
            let shown = inside.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let response = ui.add(egui::Checkbox::without_text(ticked)).accessible_name(&spoken);
                ui.add(egui::Label::new(text).truncate());
                response
            });
            shown.inner.on_hover_text(text);
        }
        None => {
            widgets::paint_text(ui, body, text, egui::FontId::proportional(13.0), colors.text);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, &spoken));
        }
    }
    response.on_hover_text(text);
}
