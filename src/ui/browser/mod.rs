//! The rule browser: every rule with its whole text, offline, and what this plan makes of it.

mod list;

use super::action::{Action, Cx, say};
use super::document::Document;
use super::missing::combo;
use super::panels::inspector::pack_name;
use super::panels::rule_text::{RuleText, rule_title};
use super::panels::{finding, lead, problem_rows};
use super::style::{self, Colors};
use super::widgets;
use crate::diagram::Glyph;
use crate::model::*;
use crate::rules::{self, Level, RuleKind};
use crate::text::Lang;
use egui::{Key, Modifiers, Rect, RichText, Role, Ui, pos2, vec2};
use list::{Entry, Filter, Said};
use lucide_icons::Icon;

const HEIGHT: f32 = 30.0;
/// The most findings and waiting objects that are drawn beside a text; the lists have them all.
const MOST: usize = 5;

/// What the browser keeps between frames.
#[derive(Default)]
pub struct Browser {
    filter: Filter,
    /// The pack whose levels are shown; the plan's own while none is chosen.
    pack: Option<PackId>,
    chosen: Option<Code>,
    entries: Option<(Lang, Vec<Entry>)>,
    /// What the last report says, by the number of its check.
    said: Option<(u64, Said)>,
    text: RuleText,
    /// The search field takes the focus.
    search: bool,
    /// The chosen row comes into view.
    reveal: bool,
}

/// What the browser is drawn with; it needs no plan.
pub struct Around<'a> {
    pub doc: Option<&'a Document>,
    pub lang: Lang,
    pub out: &'a mut Vec<Action>,
}

impl Browser {
    /// With the focus in the search field.
    pub fn open(&mut self) {
        self.search = true;
        self.reveal = true;
    }

    /// Shows this rule, also when the filter would leave it out.
    pub fn explain(&mut self, code: Code) {
        self.filter = Filter::default();
        self.chosen = Some(code);
        self.search = false;
        self.reveal = true;
    }

    /// Of another plan.
    pub fn forget(&mut self) {
        self.said = None;
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Around<'_>) {
        let entries = match self.entries.take() {
            Some((lang, entries)) if lang == cx.lang => entries,
            _ => list::entries(cx.lang),
        };
        let said = match (self.said.take(), cx.doc) {
            (Some((of, said)), Some(doc)) if of == doc.checked() => (of, said),
            (_, Some(doc)) => (doc.checked(), Said::new(doc.report())),
            (_, None) => (0, Said::default()),
        };
        let pack = self.pack_of(cx);
        let shown = list::passing(&entries, &self.filter, &pack, &said.1);
        if !shown.iter().any(|at| Some(&entries[*at].code) == self.chosen.as_ref()) {
            self.chosen = shown.first().map(|at| entries[*at].code.clone());
        }
        egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 8)).show(ui, |ui| {
            self.head_ui(ui, cx, shown.len(), entries.len());
            self.filters_ui(ui, cx, &entries, &pack);
        });
        widgets::rule(ui);
        let room = ui.available_width();
        let panel = egui::Panel::left("rules").frame(style::panel_frame(ui)).resizable(true);
        let panel = panel.default_size((room * 0.38).clamp(280.0, 460.0)).size_range(220.0..=(room - 360.0).max(221.0));
        panel.show(ui, |ui| widgets::within(ui, |ui| self.list_ui(ui, cx, &entries, &shown, &pack, &said.1)));
        egui::CentralPanel::no_frame().show(ui, |ui| self.rule_ui(ui, cx, &entries));
        self.entries = Some((cx.lang, entries));
        self.said = cx.doc.map(|_| said);
    }

    fn pack_of(&self, cx: &Around<'_>) -> PackId {
        let own = || cx.doc.map(|doc| doc.plan().target_at(doc.shown()).clone());
        let first = || rules::packs().first().map(|pack| pack.id.clone());
        self.pack.clone().or_else(own).or_else(first).unwrap_or_else(|| PackId::new(""))
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Around<'_>, shown: usize, all: usize) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if widgets::icon_button(ui, Icon::ArrowLeft, &say!(cx, "ui-missing-back")).clicked() {
                cx.out.push(Action::ClosePage);
            }
            ui.add(egui::Label::new(RichText::new(say!(cx, "ui-rules-title")).font(style::heading())));
            let count = if shown == all {
                say!(cx, "ui-rules-count", count = all)
            } else {
                say!(cx, "ui-rules-count-of", count = shown, all = all)
            };
            let rich = RichText::new(count).font(style::small()).color(Colors::of(ui).muted);
            ui.add(egui::Label::new(rich).truncate());
        });
    }

    fn filters_ui(&mut self, ui: &mut Ui, cx: &mut Around<'_>, entries: &[Entry], pack: &PackId) {
        let lang = cx.lang;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            let hint = say!(cx, "ui-rules-search");
            let edit = egui::TextEdit::singleline(&mut self.filter.text).hint_text(&*hint).desired_width(240.0);
            let edit = edit.id(egui::Id::unique("rule-search")).margin(egui::Margin::symmetric(8, 5));
            let response = ui.add(edit).accessible_name(&*hint);
            if std::mem::take(&mut self.search) {
                response.request_focus();
            }
            // Taken here, so that the row that gets the focus does not take it too.
            let down = response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
            if down || (response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))) {
                let id = self.chosen.as_ref().map(row_id);
                id.into_iter().for_each(|id| ui.memory_mut(|memory| memory.request_focus(id)));
            }
            let every = say!(cx, "ui-rules-every-area");
            let name = say!(cx, "ui-rules-filter-area");
            let word = |area: &String| list::area_name(area, lang);
            combo(ui, "area", &name, &every, &mut self.filter.area, &list::areas(entries), 170.0, word);
            let every = say!(cx, "ui-rules-every-kind");
            let name = say!(cx, "ui-rules-filter-kind");
            let word = |kind: &RuleKind| lang.word(RuleKind::PREFIX, kind.key());
            combo(ui, "kind", &name, &every, &mut self.filter.kind, RuleKind::ALL, 130.0, word);
            let every = say!(cx, "ui-rules-every-level");
            let name = say!(cx, "ui-rules-filter-level");
            let levels = [Some(Level::Error), Some(Level::Warning), Some(Level::Advice), None];
            let word = |level: &Option<Level>| level_name(*level, lang);
            combo(ui, "level", &name, &every, &mut self.filter.level, &levels, 130.0, word);
            let name = say!(cx, "ui-rules-filter-pack");
            let shown =
                egui::ComboBox::from_id_salt("pack").width(150.0).truncate().selected_text(pack_name(pack, lang));
            let shown = shown.show_ui(ui, |ui| {
                for other in rules::packs() {
                    if ui.selectable_label(other.id == *pack, pack_name(&other.id, lang)).clicked() {
                        self.pack = Some(other.id.clone());
                    }
                }
            });
            shown.response.accessible_name(name);
            if cx.doc.is_some() {
                let (found, waiting) = (say!(cx, "ui-rules-with-findings"), say!(cx, "ui-rules-not-checked"));
                if widgets::segment(ui, &found, self.filter.found, false, &found).clicked() {
                    self.filter.found = !self.filter.found;
                }
                if widgets::segment(ui, &waiting, self.filter.waiting, false, &waiting).clicked() {
                    self.filter.waiting = !self.filter.waiting;
                }
            }
        });
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Around<'_>,
        entries: &[Entry],
        shown: &[usize],
        pack: &PackId,
        said: &Said,
    ) {
        if shown.is_empty() {
            let all = say!(cx, "ui-panels-show-all");
            if widgets::empty_state(ui, Icon::Search, &say!(cx, "ui-rules-none"), Some(&all)) {
                self.filter = Filter::default();
            }
            return;
        }
        let at = shown.iter().position(|at| Some(&entries[*at].code) == self.chosen.as_ref());
        let mut area = egui::ScrollArea::vertical().id_salt("rules").auto_shrink([false, false]);
        if std::mem::take(&mut self.reveal)
            && let Some(at) = at
        {
            area = area.vertical_scroll_offset((at as f32 * HEIGHT - 120.0).max(0.0));
        }
        let mut go = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let output = area.show_rows(ui, HEIGHT, shown.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for index in range {
                let entry = &entries[shown[index]];
                let response = row_ui(ui, cx.lang, entry, at == Some(index), pack, said);
                if response.clicked() {
                    self.chosen = Some(entry.code.clone());
                    response.request_focus();
                }
                if response.has_focus() {
                    widgets::keep_arrows(&response);
                    go = step(ui, index, shown.len()).or(go);
                }
            }
        });
        if let Some(index) = go {
            let code = &entries[shown[index]].code;
            self.chosen = Some(code.clone());
            ui.memory_mut(|memory| memory.request_focus(row_id(code)));
            let (offset, height) = (output.state.clamped_offset().y, output.inner_rect.height());
            if widgets::scroll_to(index, HEIGHT, offset, height).is_some() {
                self.reveal = true;
            }
        }
    }

    fn rule_ui(&mut self, ui: &mut Ui, cx: &mut Around<'_>, entries: &[Entry]) {
        let Some(code) = self.chosen.clone() else { return };
        let (Some(rule), Some(entry)) = (rules::rule(&code), entries.iter().find(|entry| entry.code == code)) else {
            return;
        };
        let area = egui::ScrollArea::vertical().id_salt(("rule", code.as_str())).auto_shrink([false, false]);
        area.show(ui, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(24, 16)).show(ui, |ui| {
                // A line that is longer is hard to read.
                ui.set_width(ui.available_width().min(760.0));
                ui.add(egui::Label::new(RichText::new(&entry.title).font(style::title())).wrap());
                let kind = cx.lang.word(RuleKind::PREFIX, entry.kind.key());
                widgets::muted(ui, format!("{code} · {} · {kind}", list::area_word(entry.area(), cx.lang)));
                ui.add_space(4.0);
                levels_ui(ui, cx, &code);
                if let Some(doc) = cx.doc {
                    let mut cx = Cx { doc, lang: cx.lang, signer: None, out: &mut *cx.out };
                    findings_ui(ui, &mut cx, &code);
                    waiting_ui(ui, &mut cx, &code);
                }
                if !rule.covers.is_empty() {
                    widgets::section(ui, &say!(cx, "ui-rules-covers"));
                    for other in rule.covers {
                        let other = Code::read(other);
                        let text = format!("{other} · {}", rule_title(&other, cx.lang));
                        if widgets::link_small(ui, &text).clicked() {
                            cx.out.push(Action::Explain(other));
                        }
                    }
                }
                ui.add_space(8.0);
                widgets::rule(ui);
                self.text.ui(ui, cx.lang, &code);
                ui.add_space(24.0);
            });
        });
    }
}

/// What a rule says, by pack: *Error · Lync Server 2013*.
fn levels_ui(ui: &mut Ui, cx: &Around<'_>, code: &Code) {
    for pack in rules::packs() {
        let level = rules::level(code, &pack.id);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            if let Some(level) = level {
                widgets::mark(ui, Glyph::Finding(level), 16.0);
            }
            let text = format!("{} · {}", level_name(level, cx.lang), pack_name(&pack.id, cx.lang));
            ui.add(egui::Label::new(text));
        });
    }
}

fn level_name(level: Option<Level>, lang: Lang) -> String {
    match level {
        Some(level) => lang.word(Level::PREFIX, level.key()),
        None => lang.say(&crate::message!("ui-rules-off")),
    }
}

/// The findings of this plan under a rule; a click goes there.
fn findings_ui(ui: &mut Ui, cx: &mut Cx<'_>, code: &Code) {
    let report = cx.doc.report().clone();
    let all: Vec<_> = report.findings.iter().filter(|finding| finding.code == *code).collect();
    if all.is_empty() {
        return;
    }
    widgets::section(ui, &say!(cx, "ui-rules-findings", count = all.len()));
    for one in all.iter().take(MOST) {
        finding::line_ui(ui, cx, one);
        let place = problem_rows::place(cx.doc, &one.subject, cx.lang);
        widgets::muted(ui, format!("{place} · {}", problem_rows::run(cx.doc, one.stages, cx.lang)));
    }
    if all.len() > MOST && widgets::link(ui, &say!(cx, "ui-rules-all-findings", count = all.len())).clicked() {
        cx.out.push(Action::ListProblems(code.clone()));
    }
}

/// What a rule waits for in this plan; a click leads to the field.
fn waiting_ui(ui: &mut Ui, cx: &mut Cx<'_>, code: &Code) {
    let report = cx.doc.report().clone();
    let all: Vec<_> = report.not_checked.iter().filter(|item| item.code == *code).collect();
    if all.is_empty() {
        return;
    }
    widgets::section(ui, &say!(cx, "ui-rules-waiting", count = all.len()));
    for item in all.iter().take(MOST) {
        let facts: Vec<String> = item.missing.iter().map(|fact| cx.lang.word("fact", fact)).collect();
        let place = problem_rows::place(cx.doc, &item.subject, cx.lang);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            widgets::mark(ui, Glyph::NotChecked, 16.0);
            let text = format!("{place} · {}", cx.lang.list(&facts));
            if widgets::link(ui, &text).clicked()
                && let Some(fact) = lead::first(cx.doc, item)
            {
                cx.out.push(Action::Fill(item.subject.clone(), fact));
            }
        });
    }
    if widgets::link(ui, &say!(cx, "ui-rules-fill-all")).clicked() {
        cx.out.push(Action::ListMissing(Some(code.clone())));
    }
}

fn row_ui(ui: &mut Ui, lang: Lang, entry: &Entry, selected: bool, pack: &PackId, said: &Said) -> egui::Response {
    let level = rules::level(&entry.code, pack);
    let (found, waiting) = said.of(&entry.code);
    let mut name = format!("{}, {}, {}", entry.code, entry.title, level_name(level, lang));
    if found > 0 {
        name = format!("{name}, {}", lang.say(&crate::message!("ui-rules-findings", count = found)));
    }
    if waiting > 0 {
        name = format!("{name}, {}", lang.say(&crate::message!("ui-rules-waiting", count = waiting)));
    }
    let (rect, response) = widgets::row(ui, row_id(&entry.code), HEIGHT, Role::ListItem, selected, &name);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let colors = Colors::of(ui);
    let square = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(16.0, 16.0));
    if let Some(level) = level {
        widgets::paint_mark(ui, square, Glyph::Finding(level));
    }
    let mut right = rect.right() - 12.0;
    for (glyph, count) in [(Glyph::NotChecked, waiting), (Glyph::Finding(Level::Error), found)] {
        if count == 0 {
            continue;
        }
        // The number of findings says how often; its colour is that of the rule's level.
        let glyph = if let (Glyph::Finding(_), Some(level)) = (glyph, level) { Glyph::Finding(level) } else { glyph };
        let text = lang.number(count as u64);
        let width = widgets::text_width(ui, &text, style::small());
        let color = widgets::mark_color(&colors, glyph);
        let at = Rect::from_min_max(pos2(right - width, rect.top()), pos2(right + 1.0, rect.bottom()));
        widgets::paint_text(ui, at, &text, style::small(), color);
        let mark = Rect::from_center_size(pos2(right - width - 10.0, rect.center().y), vec2(12.0, 12.0));
        widgets::paint_mark(ui, mark, glyph);
        right -= width + 24.0;
    }
    let code = Rect::from_min_max(pos2(rect.left() + 36.0, rect.top()), pos2(rect.left() + 112.0, rect.bottom()));
    widgets::paint_text(ui, code, entry.code.as_str(), style::small(), colors.muted);
    let title = Rect::from_min_max(pos2(rect.left() + 116.0, rect.top()), pos2(right - 4.0, rect.bottom()));
    let body = egui::FontId::proportional(13.0);
    let cut = widgets::paint_text(ui, title, &entry.title, body, colors.text);
    if cut { response.on_hover_text(&entry.title) } else { response }
}

/// The row that an arrow key leads to.
fn step(ui: &Ui, at: usize, count: usize) -> Option<usize> {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let to = match () {
        () if pressed(Key::ArrowDown) => at + 1,
        () if pressed(Key::ArrowUp) => at.checked_sub(1)?,
        () if pressed(Key::PageDown) => at + 12,
        () if pressed(Key::PageUp) => at.saturating_sub(12),
        () if pressed(Key::Home) => 0,
        () if pressed(Key::End) => count,
        () => return None,
    };
    Some(to.min(count.checked_sub(1)?))
}

fn row_id(code: &Code) -> egui::Id {
    egui::Id::unique(("rule", code.as_str()))
}
