//! Two stages side by side: what comes, goes and changes, fact by fact; and the same marked on the sheet.

use super::later::{self, Known, Later};
use super::rows::{HEIGHT, Rows};
use crate::diagram::Glyph;
use crate::model::*;
use crate::plan::{Difference, Mark, Plan, Replay, Stage, compare};
use crate::text::Lang;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Id, Rect, Role, Ui, pos2, vec2};
use lucide_icons::Icon;
use std::sync::Arc;

/// What the view keeps between frames.
#[derive(Default)]
pub struct Compare {
    /// The two stages; without a choice Today and the last.
    from: Option<Stage>,
    to: Option<Stage>,
    filter: String,
    found: Later<Of, Vec<Line>>,
    /// The lines that pass the filter, by their places.
    shown: Option<(Arc<Vec<Line>>, String, Vec<usize>)>,
    rows: Rows,
}

/// What a list was made of.
#[derive(Clone)]
struct Of {
    replay: Arc<Replay>,
    stages: (usize, usize),
    lang: Lang,
}

impl PartialEq for Of {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.replay, &other.replay) && (self.stages, self.lang) == (other.stages, other.lang)
    }
}

/// A line of the list.
enum Line {
    Head { mark: Mark, count: usize },
    Object { mark: Mark, subject: Subject, name: String, what: String, site: String, lines: usize },
    Fact { subject: Subject, text: String },
}

const MARKS: [Mark; 3] = [Mark::Added, Mark::Removed, Mark::Changed];

/// The lines for what differs, grouped by what happens to the objects.
fn lines(replay: &Replay, (from, to): (usize, usize), lang: Lang) -> Vec<Line> {
    let (Some(before), Some(after)) = (replay.states.get(from), replay.states.get(to)) else { return Vec::new() };
    let all = compare(before, after);
    let mut out = Vec::new();
    for mark in MARKS {
        let of_mark: Vec<&Difference> = all.iter().filter(|one| one.mark == mark).collect();
        if of_mark.is_empty() {
            continue;
        }
        out.push(Line::Head { mark, count: of_mark.len() });
        for one in of_mark {
            let subject = one.subject().clone();
            let what = said(lang, &one.what(before, after));
            let name = one.name(before, after);
            out.push(Line::Object {
                mark,
                name: if name.is_empty() { what.clone() } else { name },
                what,
                site: one.site(before, after).unwrap_or_default(),
                subject: subject.clone(),
                lines: one.changes.len(),
            });
            out.extend(one.changes.iter().map(|change| Line::Fact {
                subject: subject.clone(),
                text: said(lang, &change.message(subject.kind(), before, after)),
            }));
        }
    }
    out
}

/// The lines that pass a filter: an object with all of its facts, where it or one of these bears the text.
fn passing(lines: &[Line], filter: &str) -> Vec<usize> {
    let find = filter.trim().to_lowercase();
    let bears = |text: &str| text.to_lowercase().contains(&find);
    let (mut out, mut at): (Vec<usize>, usize) = (Vec::new(), 0);
    let is_head = |at: Option<&usize>| at.is_some_and(|at| matches!(lines[*at], Line::Head { .. }));
    while let Some(line) = lines.get(at) {
        let facts = match line {
            Line::Head { .. } => {
                // A head without rows below it goes.
                if is_head(out.last()) {
                    out.pop();
                }
                out.push(at);
                0
            }
            Line::Fact { .. } => 0,
            Line::Object { name, what, site, lines: facts, .. } => {
                let own = lines.get(at + 1..at + 1 + facts).unwrap_or_default();
                let in_fact = |line: &Line| matches!(line, Line::Fact { text, .. } if bears(text));
                if find.is_empty() || bears(name) || bears(what) || bears(site) || own.iter().any(in_fact) {
                    out.extend(at..=at + own.len());
                }
                *facts
            }
        };
        at += 1 + facts;
    }
    if is_head(out.last()) {
        out.pop();
    }
    out
}

impl Compare {
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let plan = cx.doc.plan().clone();
        if plan.phases.is_empty() {
            let add = say!(cx, "ui-shell-add-phase");
            if widgets::empty_state(ui, Icon::GitCompare, &say!(cx, "ui-compare-no-phase"), Some(&add)) {
                cx.out.push(Action::Do(crate::ui::command::UiCommand::AddPhase));
            }
            return;
        }
        let from = self.from.as_ref().and_then(|stage| plan.index_of(stage)).unwrap_or(0);
        let to = self.to.as_ref().and_then(|stage| plan.index_of(stage)).unwrap_or(plan.phases.len());
        self.head_ui(ui, cx, &plan, (from, to));
        widgets::rule(ui);
        let of = Of { replay: cx.doc.replay().clone(), stages: (from, to), lang: cx.lang };
        let make = of.clone();
        let lines = match self.found.get(ui.ctx(), &of, move || lines(&make.replay, make.stages, make.lang)) {
            Known::Fresh(lines) => lines,
            Known::Before(lines) if !lines.is_empty() => lines,
            Known::Failed => return later::failed_ui(ui, cx),
            _ => {
                widgets::empty_state(ui, Icon::GitCompare, &say!(cx, "ui-compare-running"), None);
                return;
            }
        };
        let same =
            |(of, filter, _): &(Arc<Vec<Line>>, String, Vec<usize>)| Arc::ptr_eq(of, &lines) && *filter == self.filter;
        let shown = match self.shown.take().filter(same) {
            Some((.., shown)) => shown,
            None => passing(&lines, &self.filter),
        };
        if shown.is_empty() {
            let narrowed = !lines.is_empty();
            let sentence = match narrowed {
                true => say!(cx, "ui-panels-filtered-out"),
                false => say!(cx, "ui-compare-nothing"),
            };
            let all = narrowed.then(|| say!(cx, "ui-panels-show-all"));
            if widgets::empty_state(ui, Icon::Equal, &sentence, all.as_deref()) {
                self.filter.clear();
            }
            return;
        }
        let is_row: Vec<bool> = shown.iter().map(|at| !matches!(lines[*at], Line::Head { .. })).collect();
        self.rows.ui(ui, "compare", &is_row, |ui, index, id| line_ui(ui, cx, &lines[shown[index]], id));
        self.shown = Some((lines, self.filter.clone(), shown));
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, plan: &Plan, (from, to): (usize, usize)) {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 4)).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
                stage_ui(ui, cx, plan, "compare-from", &say!(cx, "ui-compare-from"), from, &mut self.from);
                let arrow = widgets::icon(Icon::ArrowRight).color(Colors::of(ui).muted);
                ui.add(egui::Label::new(arrow));
                stage_ui(ui, cx, plan, "compare-to", &say!(cx, "ui-compare-to"), to, &mut self.to);
                if widgets::row_button(ui, Icon::ArrowRightLeft, &say!(cx, "ui-compare-swap")).clicked() {
                    (self.from, self.to) = (Some(plan.stage_at(to)), Some(plan.stage_at(from)));
                }
                let whole = (0, plan.phases.len());
                let name = say!(cx, "ui-compare-whole-tip");
                if widgets::segment(ui, &say!(cx, "ui-compare-whole"), (from, to) == whole, false, &name).clicked() {
                    (self.from, self.to) = (None, None);
                }
                // It keeps its place at Today, where there is no phase.
                let shown = cx.doc.shown();
                let before = shown.saturating_sub(1);
                let on = shown > 0 && (from, to) == (before, shown);
                let name = match shown {
                    0 => say!(cx, "ui-shell-is-today"),
                    _ => say!(cx, "ui-compare-phase-tip", stage = plan.stage_name(shown, cx.lang)),
                };
                let text = say!(cx, "ui-compare-phase");
                let phase = ui.add_enabled_ui(shown > 0, |ui| widgets::segment(ui, &text, on, false, &name)).inner;
                if phase.clicked() {
                    (self.from, self.to) = (Some(plan.stage_at(before)), Some(plan.stage_at(shown)));
                }
                let hint = say!(cx, "ui-panels-filter");
                let edit = egui::TextEdit::singleline(&mut self.filter).hint_text(&*hint).desired_width(140.0);
                ui.add(edit.margin(egui::Margin::symmetric(8, 5))).accessible_name(&*hint);
                let text = say!(cx, "ui-compare-on-sheet");
                let button =
                    ui.add_enabled(from != to, egui::Button::new((widgets::icon(Icon::Layers), text.as_str())));
                if button.accessible_name(&*text).on_hover_text(say!(cx, "ui-compare-on-sheet-tip")).clicked() {
                    cx.out.push(Action::Show(to));
                    cx.out.push(Action::CompareWith(Some(plan.stage_at(from))));
                }
            });
        });
    }
}

/// A choice of one stage.
pub fn stage_ui(ui: &mut Ui, cx: &Cx<'_>, plan: &Plan, salt: &str, name: &str, at: usize, chosen: &mut Option<Stage>) {
    let combo = egui::ComboBox::from_id_salt(salt).selected_text(plan.stage_name(at, cx.lang)).width(150.0).truncate();
    let combo = combo.show_ui(ui, |ui| {
        for stage in 0..plan.stages() {
            if ui.selectable_label(stage == at, plan.stage_name(stage, cx.lang)).clicked() {
                *chosen = Some(plan.stage_at(stage));
            }
        }
    });
    combo.response.accessible_name(name);
}

fn glyph(mark: Mark) -> Glyph {
    match mark {
        Mark::Added => Glyph::Added,
        Mark::Removed => Glyph::Removed,
        _ => Glyph::Changed,
    }
}

fn line_ui(ui: &mut Ui, cx: &mut Cx<'_>, line: &Line, id: Id) -> Option<egui::Response> {
    let colors = Colors::of(ui);
    let (subject, response) = match line {
        Line::Head { mark, count } => {
            let text = match mark {
                Mark::Removed => say!(cx, "ui-compare-removed", count = *count),
                Mark::Added => say!(cx, "ui-compare-added", count = *count),
                _ => say!(cx, "ui-compare-changed", count = *count),
            };
            head_ui(ui, &text);
            return None;
        }
        Line::Object { mark, subject, name, what, site, .. } => {
            let selected = cx.doc.selected() == Some(subject);
            let word = match mark {
                Mark::Removed => say!(cx, "ui-compare-mark-removed"),
                Mark::Added => say!(cx, "ui-compare-mark-added"),
                _ => say!(cx, "ui-compare-mark-changed"),
            };
            let parts = [word.as_str(), name, what, site];
            let spoken = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            let (rect, response) = widgets::row(ui, id, HEIGHT, Role::ListItem, selected, &spoken);
            if ui.is_rect_visible(rect) {
                let square = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(16.0, 16.0));
                widgets::paint_mark(ui, square, glyph(*mark));
                let columns = columns(rect);
                let body = egui::FontId::proportional(13.0);
                widgets::paint_text(ui, columns[0], name, body, colors.text);
                widgets::paint_text(ui, columns[1], what, style::small(), colors.muted);
                widgets::paint_text(ui, columns[2], site, style::small(), colors.muted);
            }
            (subject, response)
        }
        Line::Fact { subject, text } => {
            let (rect, response) = widgets::row(ui, id, HEIGHT, Role::ListItem, false, text);
            if ui.is_rect_visible(rect) {
                let cell = Rect::from_min_max(pos2(rect.left() + 52.0, rect.top()), rect.max - vec2(12.0, 0.0));
                widgets::paint_text(ui, cell, text, style::small(), colors.text);
            }
            (subject, response.on_hover_text(text))
        }
    };
    if response.clicked() {
        response.request_focus();
        follow(cx, subject);
    }
    Some(response)
}

/// Shows an object where it stands: on the sheet, where the shown stage or the one that it is compared with has it.
pub fn follow(cx: &mut Cx<'_>, subject: &Subject) {
    cx.out.push(match subject {
        // A group of users has no place on the sheet.
        Subject::UserGroup(_) => Action::Open(subject.clone()),
        other => Action::Reveal(other.clone()),
    });
}

/// A line of a list that says what follows it.
pub fn head_ui(ui: &mut Ui, text: &str) -> Rect {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Heading, true, text));
    let muted = Colors::of(ui).muted;
    widgets::paint_text(ui, rect.shrink2(vec2(12.0, 0.0)), text, style::strong(), muted);
    rect
}

/// Name, kind, site.
fn columns(rect: Rect) -> [Rect; 3] {
    let width = rect.width();
    let (what, site) = ((width * 0.42).min(520.0), (width * 0.68).min(800.0));
    [(36.0, what), (what, site), (site, width)].map(|(from, to)| {
        Rect::from_min_max(pos2(rect.left() + from, rect.top()), pos2(rect.left() + to - 12.0, rect.bottom()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch;

    fn of(text: &str) -> Vec<Line> {
        let plan = sketch::read(text).expect("a sketch").plan;
        lines(&plan.replay(), (0, plan.phases.len()), Lang::EN)
    }

    fn told(lines: &[Line], filter: &str) -> Vec<String> {
        let of = |at: usize| match &lines[at] {
            Line::Head { count, .. } => format!("# {count}"),
            Line::Object { name, .. } => name.clone(),
            Line::Fact { text, .. } => format!("- {text}"),
        };
        passing(lines, filter).into_iter().map(of).collect()
    }

    #[test]
    fn a_filter_keeps_an_object_with_its_facts_and_drops_heads_without_rows() {
        let all = of(
            "site Paris\n  pool a front-end version=lync-2010 users=5\n  pool b front-end version=lync-2013\nphase One\n  move all users a -> b\n  ~ b os=2012\n",
        );
        let whole = told(&all, "");
        assert!(whole.iter().any(|line| line.starts_with("- users on a.contoso.com: 5 → 0")), "{whole:?}");
        assert!(whole.iter().any(|line| line.starts_with("- ") && line.contains("not known → ")), "{whole:?}");
        let some = told(&all, "B.CONTOSO.COM");
        assert_eq!(some.first().map(String::as_str), Some("# 2"), "the head stays: {some:?}");
        assert!(told(&all, "nowhere").is_empty());
    }
}
