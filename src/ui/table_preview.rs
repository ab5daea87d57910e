//! What a table of objects would add, shown before anything is changed.

use super::action::{Action, Cx, said, say};
use super::app::App;
use super::command::UiCommand;
use super::missing::line_ui;
use super::ready::free_places;
use super::style::{self, Colors};
use super::widgets;
use crate::canvas::{SheetCommand, has_place, is_site};
use crate::import::facts::Table;
use crate::import::objects::{Adding, Kind, Row, apply};
use crate::model::Subject;
use crate::plan::PlanEdit;
use egui::{Align, Context, Layout, RichText, Ui, vec2};

const HEIGHT: f32 = 26.0;

/// A table that was pasted, until it is added or put away.
pub struct TablePreview {
    table: Table,
    /// What lines are that do not say it.
    kind: Option<Kind>,
    stage: usize,
    adding: Adding,
    lines: Vec<Entry>,
    /// Its first question takes the keyboard from the sheet.
    fresh: bool,
}

/// A line of the list.
enum Entry {
    Head(Part, usize),
    Row(usize),
    Note(usize),
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    New,
    Exists,
    NotUnderstood,
}

enum Answer {
    Add,
    Close,
}

impl TablePreview {
    pub fn new(cx: &Cx<'_>, table: Table) -> Self {
        let stage = cx.doc.shown();
        let mut made = Self { table, kind: None, stage, adding: Adding::default(), lines: Vec::new(), fresh: true };
        made.read(cx);
        made
    }

    fn read(&mut self, cx: &Cx<'_>) {
        self.adding = apply(cx.doc.plan(), self.stage, &self.table, self.kind);
        let rows = |exists: bool| {
            let all = self.adding.rows.iter().enumerate().filter(move |(_, row)| row.exists == exists);
            all.map(|(at, _)| Entry::Row(at)).collect::<Vec<_>>()
        };
        let notes: Vec<Entry> = (0..self.adding.notes.len()).map(Entry::Note).collect();
        self.lines.clear();
        for (part, all) in [(Part::NotUnderstood, notes), (Part::New, rows(false)), (Part::Exists, rows(true))] {
            if !all.is_empty() {
                self.lines.push(Entry::Head(part, all.len()));
                self.lines.extend(all);
            }
        }
    }

    fn count(&self) -> usize {
        self.adding.rows.iter().filter(|row| !row.exists).count()
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Answer> {
        let title = say!(cx, "ui-table-title");
        ui.add(egui::Label::new(RichText::new(title).font(style::heading())).wrap());
        ui.add_space(4.0);
        widgets::muted(ui, say!(cx, "ui-table-how"));
        if self.adding.asks_kind {
            ui.add_space(8.0);
            self.kind_ui(ui, cx);
        }
        ui.add_space(8.0);
        let height = (self.lines.len() as f32 * HEIGHT).min((ui.ctx().content_rect().height() - 300.0).max(120.0));
        let frame = egui::Frame::new().stroke(egui::Stroke::new(1.0, Colors::of(ui).hair)).corner_radius(style::RADIUS);
        frame.inner_margin(4).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let area = egui::ScrollArea::vertical().id_salt("table").max_height(height).auto_shrink([false, true]);
            area.show_rows(ui, HEIGHT, self.lines.len(), |ui, range| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for at in range {
                    self.entry_ui(ui, cx, at);
                }
            });
        });
        ui.add_space(12.0);
        self.buttons_ui(ui, cx)
    }

    /// Lines that do not say it: what are they?
    fn kind_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let before = self.kind;
        ui.horizontal(|ui| {
            let label = ui.label(say!(cx, "ui-table-kind"));
            let shown = match self.kind {
                Some(kind) => said(cx.lang, &kind.word()),
                None => say!(cx, "ui-table-choose-kind"),
            };
            let combo = egui::ComboBox::from_id_salt("table-kind").width(240.0).height(420.0).selected_text(shown);
            let combo = combo.show_ui(ui, |ui| {
                for kind in Kind::of_lists() {
                    ui.selectable_value(&mut self.kind, Some(kind), said(cx.lang, &kind.word()));
                }
            });
            let combo = combo.response.labelled_by(label.id);
            if std::mem::take(&mut self.fresh) {
                combo.request_focus();
            }
        });
        if self.kind != before {
            self.read(cx);
        }
    }

    fn entry_ui(&self, ui: &mut Ui, cx: &Cx<'_>, at: usize) {
        match &self.lines[at] {
            Entry::Head(part, count) => {
                let text = match part {
                    Part::New => say!(cx, "ui-table-new", count = *count),
                    Part::Exists => say!(cx, "ui-table-exists", count = *count),
                    Part::NotUnderstood => say!(cx, "ui-missing-not-understood", count = *count),
                };
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), egui::Sense::hover());
                let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(at));
                inside.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add_space(8.0);
                    ui.add(egui::Label::new(RichText::new(&text).font(style::strong())).truncate());
                });
            }
            Entry::Note(at) => {
                let note = &self.adding.notes[*at];
                line_ui(ui, cx, note.line, &said(cx.lang, &note.message), None);
            }
            Entry::Row(at) => {
                let Row { line, name, what, of, .. } = &self.adding.rows[*at];
                let mut text = format!("{name} · {}", said(cx.lang, what));
                if let Some(of) = of {
                    text += &format!(" · {of}");
                }
                line_ui(ui, cx, Some(*line), &text, None);
            }
        }
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Answer> {
        let count = self.count();
        let mut answer = None;
        let fresh = std::mem::take(&mut self.fresh);
        let layout = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 32.0), layout, |ui| {
            if count > 0 {
                let add = widgets::primary(ui, &say!(cx, "ui-table-add", count = count));
                if fresh || ui.memory(|memory| memory.focused().is_none()) {
                    add.request_focus();
                }
                if add.clicked() {
                    answer = Some(Answer::Add);
                }
            }
            let close = if count > 0 { say!(cx, "ui-shell-cancel") } else { say!(cx, "ui-shell-ok") };
            let close = widgets::secondary(ui, &close);
            if count == 0 && fresh {
                close.request_focus();
            }
            if close.clicked() {
                answer = Some(Answer::Close);
            }
        });
        answer
    }

    /// The objects and places for them, as one edit.
    fn add(&self, cx: &mut Cx<'_>) {
        let plan = cx.doc.plan();
        let mut edits =
            vec![PlanEdit::Record { at: plan.stage_at(self.stage), commands: self.adding.commands.clone() }];
        match PlanEdit::all_applied_to(&edits, plan) {
            Ok(next) => {
                let places = free_places(&next, &next.replay());
                if !places.is_empty() {
                    edits.push(PlanEdit::Place(places));
                }
                let new: Vec<_> =
                    self.adding.rows.iter().filter(|row| !row.exists).map(|row| row.subject.clone()).collect();
                cx.out.push(Action::EditAs(crate::message!("ui-table-added", count = new.len()), edits));
                // What stands on the sheet by itself is selected and shown.
                let stands = |subject: &Subject| has_place(subject) || is_site(subject);
                let shown = new.into_iter().filter(stands).collect();
                cx.out.push(Action::SelectAll(shown));
                cx.out.push(Action::Do(UiCommand::Sheet(SheetCommand::FitSelection)));
            }
            Err(why) => cx.out.push(Action::Say(why.message(plan))),
        }
    }
}

impl App {
    /// The preview as a question; nothing else hears anything meanwhile.
    pub(super) fn table_ui(&mut self, ctx: &Context) {
        let Some(mut preview) = self.table.take() else { return };
        self.with_cx(|app, cx| {
            let frame = egui::Frame::window(&ctx.global_style());
            let modal = egui::Modal::new(egui::Id::unique("table")).frame(frame);
            let shown = modal.show(ctx, |ui| {
                ui.set_width(720.0_f32.min(ctx.content_rect().width() - 64.0));
                preview.ui(ui, cx)
            });
            match shown.inner {
                Some(Answer::Add) => preview.add(cx),
                Some(Answer::Close) => {}
                None if shown.should_close() => {}
                None => app.table = Some(preview),
            }
        });
    }
}
