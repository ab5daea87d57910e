//! Find: objects, links, phases, steps and findings of the whole plan by what they are called, whichever phase is
//! shown.

use super::action::{Action, said, say};
use super::app::App;
use super::command::UiCommand;
use super::document::{Document, FindingId};
use super::fuzzy;
use super::panels::{outline, problem_rows};
use super::picker::{Picker, Words};
use super::shell::NARROW_TOOLS;
use super::style::{self, Colors};
use super::widgets;
use crate::diagram::Glyph;
use crate::model::Subject;
use crate::text::{Lang, folded};
use egui::{Context, Rect, Role, Ui, pos2, vec2};
use lucide_icons::Icon;

/// The most that is listed.
const MOST: usize = 60;
/// What is found beside a name counts less than in it.
const BESIDE: u32 = 20;
/// Objects and phases are looked for more often than what names them.
const THING: u32 = 30;

/// Something that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    pub text: String,
    pub more: String,
    pub sign: Sign,
    pub go: Go,
}

/// What stands before it.
#[derive(Clone, Copy, Debug)]
pub enum Sign {
    Object(Glyph),
    Finding(Glyph),
    Icon(Icon),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Go {
    Subject(Subject),
    Finding(FindingId),
}

/// What bears the text in its name or beside it, the best first; of equals, objects before links, phases, steps and
/// findings.
pub fn hits(doc: &Document, lang: Lang, typed: &str) -> Vec<Hit> {
    if typed.is_empty() {
        return Vec::new();
    }
    let rank = |text: &str, more: &str| {
        let named = fuzzy::by_words(&folded(text), typed);
        let beside = || fuzzy::by_words(&folded(&format!("{text} {more}")), typed);
        named.or_else(|| beside().map(|rank| rank.saturating_sub(BESIDE)))
    };
    let all = doc.plan().everything();
    let mut found: Vec<(u32, u8, Hit)> = Vec::new();
    for subject in all.subjects().filter(|subject| *subject != Subject::Deployment) {
        let (text, what) = (all.label(&subject), outline::what(&all, &subject, lang));
        if let Some(rank) = rank(&text, &what) {
            let is_link = matches!(subject, Subject::Link(_));
            let rank = if is_link { rank } else { rank + THING };
            let sign = match is_link {
                true => Sign::Icon(Icon::Spline),
                false => Sign::Object(outline::glyph(&all, &subject)),
            };
            found.push((rank, u8::from(is_link), Hit { text, more: what, sign, go: Go::Subject(subject) }));
        }
    }
    for (at, phase) in doc.plan().phases.iter().enumerate() {
        let more = said(lang, &crate::message!("ui-find-phase", number = at + 1));
        if let Some(rank) = rank(&phase.name, &more) {
            let go = Go::Subject((&phase.id).into());
            found.push((
                rank + THING,
                2,
                Hit { text: phase.name.to_string(), more, sign: Sign::Icon(Icon::Milestone), go },
            ));
        }
        for step in &phase.steps {
            let text = said(lang, &step.label_in(&all));
            let note = step.note().map(ToString::to_string).unwrap_or_default();
            if let Some(rank) = rank(&text, &note) {
                let more = problem_rows::stage_name(doc, at + 1, lang);
                let go = Go::Subject(step.id().into());
                found.push((rank, 3, Hit { text, more, sign: Sign::Icon(Icon::ListChecks), go }));
            }
        }
    }
    for finding in &doc.report().findings {
        let text = said(lang, &finding.message);
        let more = format!("{} · {}", finding.code, problem_rows::run(doc, finding.stages, lang));
        if let Some(rank) = rank(&text, &more) {
            let glyph = if finding.counts() { Glyph::Finding(finding.level) } else { Glyph::Accepted };
            let go = Go::Finding(finding.identity());
            found.push((rank, 4, Hit { text, more, sign: Sign::Finding(glyph), go }));
        }
    }
    found.sort_by_key(|(rank, group, _)| (std::cmp::Reverse(*rank), *group));
    found.truncate(MOST);
    let mut hits: Vec<Hit> = found.into_iter().map(|(_, _, hit)| hit).collect();
    for hit in &mut hits {
        if let Go::Subject(subject) = &hit.go {
            hit.more.push_str(&elsewhere(doc, subject, lang));
        }
    }
    hits
}

/// Where an object is found that the shown stage does not have.
fn elsewhere(doc: &Document, subject: &Subject, lang: Lang) -> String {
    if matches!(subject, Subject::Phase(_) | Subject::Step(_)) || doc.state().has(subject) {
        return String::new();
    }
    match doc.replay().states.iter().position(|state| state.has(subject)) {
        Some(stage) => {
            let stage = problem_rows::stage_name(doc, stage, lang);
            format!(" · {}", said(lang, &crate::message!("ui-find-in", stage = stage)))
        }
        // It is retired before its phase comes, or its step cannot be done.
        None => format!(" · {}", said(lang, &crate::message!("ui-find-nowhere"))),
    }
}

/// What the hits were found for: revision, check, stage, language, text.
type FoundFor = (u64, u64, usize, Lang, String);

/// What find keeps between frames.
#[derive(Default)]
pub struct Find {
    pub picker: Picker,
    found: Option<(FoundFor, Vec<Hit>)>,
}

impl App {
    pub(super) fn find_button_ui(&mut self, ui: &mut Ui) {
        let keys = UiCommand::Find.keys(ui.ctx(), self.lang).unwrap_or_default();
        let text = say!(self, "ui-shell-find");
        let colors = Colors::of(ui);
        if ui.available_width() < NARROW_TOOLS {
            if widgets::icon_button(ui, Icon::Search, &format!("{text} ({keys})")).accessible_name(text).clicked() {
                self.find.picker.open();
            }
            return;
        }
        let glyph = widgets::icon(Icon::Search).font(style::icon_font(14.0)).color(colors.muted);
        let label = egui::RichText::new(text.as_str()).color(colors.muted);
        let keys = egui::RichText::new(keys).color(colors.muted).font(style::small());
        let button = egui::Button::new((glyph, label)).right_text(keys).min_size(vec2(168.0, style::ROW));
        if ui.add(button).accessible_name(text).clicked() {
            self.find.picker.open();
        }
    }

    pub(super) fn find_ui(&mut self, ctx: &Context) {
        if !self.find.picker.is_shown() {
            self.find.found = None;
            return;
        }
        let Some(doc) = &self.doc else { return };
        let key = (doc.content(), doc.checked(), doc.shown(), self.lang, self.find.picker.typed());
        let hits = match self.find.found.take() {
            Some((old, hits)) if old == key => hits,
            _ => hits(doc, self.lang, &key.4),
        };
        let (hint, nothing) = (say!(self, "ui-find-hint"), say!(self, "ui-panels-found-nothing"));
        let words = Words { id: "find", hint: &hint, nothing_found: &nothing };
        let chosen =
            self.find.picker.ui(ctx, &words, hits.len(), |ui, at, selected| hit_ui(ui, &hits[at], at, selected));
        if let Some(hit) = chosen.and_then(|at| hits.get(at)) {
            self.find.picker.close();
            self.out.push(match &hit.go {
                Go::Subject(subject) => Action::Reveal(subject.clone()),
                Go::Finding(id) => Action::OpenFinding(id.clone()),
            });
        }
        self.find.found = Some((key, hits));
    }
}

fn hit_ui(ui: &mut Ui, hit: &Hit, at: usize, selected: bool) -> egui::Response {
    let name = format!("{}, {}", hit.text, hit.more);
    let id = egui::Id::unique(("hit", at));
    let (rect, response) = widgets::row(ui, id, style::ROW, Role::ListItem, selected, name.trim_end_matches(", "));
    let colors = Colors::of(ui);
    let square = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(16.0, 16.0));
    match hit.sign {
        Sign::Object(glyph) => widgets::paint_glyph(ui, square, glyph, colors.muted),
        Sign::Finding(glyph) => widgets::paint_mark(ui, square, glyph),
        Sign::Icon(icon) => {
            let centre = egui::Align2::CENTER_CENTER;
            ui.painter().text(square.center(), centre, icon.unicode(), style::icon_font(14.0), colors.muted);
        }
    }
    let more = widgets::text_width(ui, &hit.more, style::small()).min(rect.width() * 0.45);
    let right = rect.right() - 12.0;
    let text = Rect::from_min_max(pos2(rect.left() + 38.0, rect.top()), pos2(right - more - 12.0, rect.bottom()));
    let cut = widgets::paint_text(ui, text, &hit.text, egui::FontId::proportional(13.0), colors.text);
    let beside = Rect::from_min_max(pos2(right - more - 1.0, rect.top()), pos2(right, rect.bottom()));
    let more_cut = widgets::paint_text(ui, beside, &hit.more, style::small(), colors.muted);
    if cut || more_cut { response.on_hover_text(format!("{}\n{}", hit.text, hit.more)) } else { response }
}
