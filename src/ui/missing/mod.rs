//! The page of missing facts: every fact that a rule waits for, filled in row by row, down a column, from a
//! spreadsheet or from a CSV.

mod list;
mod preview;
mod reading;
mod table;

pub use list::{Column, Filter, Key, Line, List, Sort};
pub use preview::Preview;
pub(super) use preview::line_ui;

use super::action::{Action, Cx, say};
use super::command::UiCommand;
use super::style;
use super::widgets;
use crate::model::*;
use crate::plan::{Filler, Means, PlanEdit, means};
use crate::text::{Lang, Message};
use egui::{Align, Layout, RichText, Ui, vec2};
use lucide_icons::Icon;
use std::collections::{BTreeMap, BTreeSet};

/// What the page keeps between frames.
#[derive(Default)]
pub struct MissingPage {
    pub filter: Filter,
    sort: Sort,
    selected: BTreeSet<Key>,
    /// Where a range of selected rows begins.
    anchor: Option<Key>,
    /// The row or the editor that takes the focus when it is drawn.
    wish: Option<(Key, Part)>,
    /// Where to scroll on the next frame.
    scroll: Option<f32>,
    /// Facts that were filled in here, and the rules that waited for them: their rows stay until the page is left.
    filled: BTreeMap<Key, Vec<Code>>,
    made: Option<Made>,
    /// The list is to be made again: `filled` has changed.
    stale: bool,
    /// What a table would fill in, before it does.
    pub preview: Option<Preview>,
}

/// The part of a row that can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Row,
    Editor,
}

/// The list and its lines, and what they were made of.
struct Made {
    of: (u64, u64, Lang),
    list: List,
    by: (Filter, Sort),
    lines: Vec<Line>,
}

impl MissingPage {
    /// Begins anew: what was filled in before is not shown any more.
    pub fn open(&mut self) {
        self.filled.clear();
        self.stale = true;
        self.selected.clear();
        self.wish = None;
    }

    /// Of another plan.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let made = self.make(cx);
        egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 8)).show(ui, |ui| {
            self.head_ui(ui, cx, &made);
            self.filters_ui(ui, cx, &made.list);
            self.same_ui(ui, cx, &made.list);
        });
        widgets::rule(ui);
        if made.lines.is_empty() {
            self.empty_ui(ui, cx, &made.list);
        } else {
            self.table_ui(ui, cx, &made);
        }
        self.made = Some(made);
    }

    /// The list of the newest report, and its lines for the filter.
    fn make(&mut self, cx: &Cx<'_>) -> Made {
        let of = (cx.doc.content(), cx.doc.checked(), cx.lang);
        let by = (self.filter.clone(), self.sort);
        let kept = self.made.take().filter(|made| made.of == of && !self.stale);
        self.stale = false;
        match kept {
            Some(made) if made.by == by => made,
            Some(Made { of, list, .. }) => {
                let lines = list::lines(&list, &by.0, by.1);
                Made { of, list, by, lines }
            }
            None => {
                if cx.doc.is_checked() {
                    // Taken back, or forgotten: the report says whether it is still waited for.
                    let filler = Filler::new(cx.doc.plan());
                    self.filled.retain(|(subject, fact), _| filler.known(subject, fact).is_some());
                }
                let list = List::new(cx.doc, cx.lang, &self.filled);
                let lines = list::lines(&list, &by.0, by.1);
                let there: BTreeSet<Key> = (0..list.rows.len()).filter_map(|row| list.key(row)).collect();
                self.selected.retain(|key| there.contains(key));
                Made { of, list, by, lines }
            }
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, made: &Made) {
        let (facts, objects) = made.list.still_missing();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if widgets::icon_button(ui, Icon::ArrowLeft, &say!(cx, "ui-missing-back")).clicked() {
                cx.out.push(Action::ClosePage);
            }
            ui.add(egui::Label::new(RichText::new(say!(cx, "ui-missing-title")).font(style::heading())));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for (icon, text, action) in [
                    (Icon::FileDown, say!(cx, "ui-missing-export"), Action::Do(UiCommand::ExportFacts)),
                    (Icon::FileUp, say!(cx, "ui-missing-import"), Action::Do(UiCommand::ImportFacts)),
                ] {
                    if labelled(ui, icon, &text).clicked() {
                        cx.out.push(action);
                    }
                }
                if labelled(ui, Icon::ClipboardPaste, &say!(cx, "ui-missing-paste")).clicked() {
                    ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
                }
                let tip = say!(cx, "ui-missing-copy-tip");
                if labelled(ui, Icon::Copy, &say!(cx, "ui-missing-copy")).on_hover_text(tip).clicked() {
                    self.copy(ui, cx, made);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let text = match facts {
                        0 => String::new(),
                        _ => say!(cx, "ui-missing-count", facts = facts, objects = objects),
                    };
                    let rich = RichText::new(text).font(style::small()).color(style::Colors::of(ui).muted);
                    ui.add(egui::Label::new(rich).truncate());
                });
            });
        });
    }

    /// Copies the selected rows, or all that are shown, as a spreadsheet takes them.
    fn copy(&self, ui: &Ui, cx: &mut Cx<'_>, made: &Made) {
        let rows = self.chosen_lines(made);
        let written = made.list.written(&rows);
        let count = written.len();
        ui.ctx().copy_text(crate::export::facts::table(&made.list.everything, &written, b'\t', cx.lang));
        cx.out.push(Action::Say(crate::message!("ui-missing-copied", count = count)));
    }

    /// The selected rows when there are several, else all.
    fn chosen_lines(&self, made: &Made) -> Vec<Line> {
        let chosen = |line: &&Line| {
            let key = line.row().and_then(|row| made.list.key(row));
            self.selected.len() < 2 || key.is_some_and(|key| self.selected.contains(&key))
        };
        made.lines.iter().filter(chosen).cloned().collect()
    }

    /// The table as it is shown, for a file.
    pub fn written(&mut self, cx: &Cx<'_>, separator: u8) -> String {
        let made = self.make(cx);
        let written = made.list.written(&self.chosen_lines(&made));
        let text = crate::export::facts::table(&made.list.everything, &written, separator, cx.lang);
        self.made = Some(made);
        text
    }

    fn filters_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, list: &List) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let hint = say!(cx, "ui-panels-filter");
            let edit = egui::TextEdit::singleline(&mut self.filter.text).hint_text(&*hint).desired_width(200.0);
            let id = egui::Id::unique("missing-filter");
            ui.add(edit.id(id).margin(egui::Margin::symmetric(8, 5))).accessible_name(&*hint);
            let mut kinds: Vec<SubjectKind> = list.objects.iter().map(|object| object.subject.kind()).collect();
            kinds.sort();
            kinds.dedup();
            let word = |kind: &SubjectKind| cx.lang.word(SubjectKind::PREFIX, kind.key());
            let every = say!(cx, "ui-missing-every-kind");
            let name = say!(cx, "ui-missing-filter-kind");
            combo(ui, "kind", &name, &every, &mut self.filter.kind, &kinds, 150.0, word);
            let mut facts: Vec<FactName> = list.facts.keys().copied().collect();
            facts.sort_by_key(|fact| list.facts.get(fact).map(|(word, _)| word.clone()));
            let word = |fact: &FactName| list.facts.get(fact).map(|(word, _)| word.clone()).unwrap_or_default();
            let every = say!(cx, "ui-missing-every-fact");
            let name = say!(cx, "ui-missing-filter-fact");
            combo(ui, "fact", &name, &every, &mut self.filter.fact, &facts, 200.0, word);
            let every = say!(cx, "ui-panels-every-rule");
            let name = say!(cx, "ui-panels-filter-rule");
            combo(ui, "rule", &name, &every, &mut self.filter.rule, &list.rules, 120.0, ToString::to_string);
            if self.filter != Filter::default() && widgets::secondary(ui, &say!(cx, "ui-panels-show-all")).clicked() {
                self.filter = Filter::default();
            }
        });
    }

    /// One value for all selected rows, when they are of one fact.
    fn same_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, list: &List) {
        let count = self.selected.len();
        if count < 2 {
            return;
        }
        let Some((first, fact)) = self.selected.first().cloned() else { return };
        let one_fact = self.selected.iter().all(|(_, other)| *other == fact);
        let kind = kind_of(&first, fact).filter(|_| one_fact);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let Some(kind) = kind else {
                widgets::muted(ui, say!(cx, "ui-missing-not-same", count = count));
                return;
            };
            let word = cx.lang.word("fact", fact);
            let label = say!(cx, "ui-missing-same", count = count, fact = word.as_str());
            ui.add(egui::Label::new(RichText::new(&label).font(style::strong())));
            let field = table::field(fact, kind, None, label);
            let edited = ui.push_id("same", |ui| {
                super::panels::form::editor(ui, cx, &list.everything, &Subject::Deployment, &field, 240.0)
            });
            let edited = edited.inner;
            cx.out.extend(edited.refused.map(Action::Say));
            if let Some(Some(value)) = edited.given {
                let entries: Vec<(Key, Value)> = self.selected.iter().map(|key| (key.clone(), value.clone())).collect();
                self.fill(cx, list, entries);
            }
            if widgets::secondary(ui, &say!(cx, "ui-missing-select-none")).clicked() {
                self.selected.clear();
            }
        });
    }

    /// Fills in all of these as one edit; says why when one cannot be.
    fn fill(&mut self, cx: &mut Cx<'_>, list: &List, entries: Vec<(Key, Value)>) {
        let mut filler = Filler::new(cx.doc.plan());
        let mut edits: Vec<PlanEdit> = Vec::new();
        for ((subject, fact), value) in &entries {
            match filler.fill(subject, fact, Some(value.clone())) {
                Ok(edit) => edits.push(edit),
                Err(why) => return cx.out.push(Action::Say(why)),
            }
        }
        let keys: Vec<Key> = entries.into_iter().map(|(key, _)| key).collect();
        let label = self.label(list, &keys);
        self.remember(list, &keys);
        cx.out.push(Action::EditAs(label, edits));
    }

    fn label(&self, list: &List, keys: &[Key]) -> Message {
        match keys {
            [(subject, fact)] => {
                let name = list.everything.label(subject);
                crate::message!("ui-missing-fill-one", name = name, fact = Message::word("fact", fact))
            }
            many => crate::message!("ui-missing-fill-many", count = many.len()),
        }
    }

    /// Keeps the rows of these facts in view although nothing waits for them any more.
    fn remember(&mut self, list: &List, keys: &[Key]) {
        let wanted: BTreeSet<&Key> = keys.iter().collect();
        for (at, row) in list.rows.iter().enumerate() {
            if let Some(key) = list.key(at).filter(|key| wanted.contains(key)) {
                self.filled.entry(key).or_insert_with(|| row.rules.clone());
            }
        }
        self.stale = true;
    }

    fn empty_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, list: &List) {
        if !list.rows.is_empty() {
            let all = say!(cx, "ui-panels-show-all");
            if widgets::empty_state(ui, Icon::Search, &say!(cx, "ui-panels-filtered-out"), Some(&all)) {
                self.filter = Filter::default();
            }
            return;
        }
        let sentence = match cx.doc.is_checked() {
            true => say!(cx, "ui-missing-nothing"),
            false => say!(cx, "ui-panels-checking"),
        };
        let back = say!(cx, "ui-missing-back");
        if widgets::empty_state(ui, Icon::Check, &sentence, Some(&back)) {
            cx.out.push(Action::ClosePage);
        }
    }
}

/// What kind of value fills a missing fact; `None` when no value does.
fn kind_of(subject: &Subject, fact: FactName) -> Option<FactKind> {
    match means(subject, fact)? {
        Means::Value(kind) => Some(kind),
        Means::Users => Some(FactKind::Count),
        _ => None,
    }
}

/// A button with an icon before its words.
fn labelled(ui: &mut Ui, icon: Icon, text: &str) -> egui::Response {
    let glyph = widgets::icon(icon).font(style::icon_font(14.0));
    ui.add(egui::Button::new((glyph, text)).min_size(vec2(0.0, style::ROW))).accessible_name(text)
}

/// One of several things to narrow a list to, or all of them.
#[allow(clippy::too_many_arguments)]
pub(super) fn combo<T: Clone + PartialEq>(
    ui: &mut Ui,
    salt: &str,
    name: &str,
    every: &str,
    chosen: &mut Option<T>,
    options: &[T],
    width: f32,
    word: impl Fn(&T) -> String,
) {
    let text = chosen.as_ref().map_or_else(|| every.to_owned(), &word);
    let combo = egui::ComboBox::from_id_salt(salt).selected_text(text).width(width).truncate();
    let shown = combo.show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, every);
        for option in options {
            ui.selectable_value(chosen, Some(option.clone()), word(option));
        }
    });
    shown.response.accessible_name(name);
}
