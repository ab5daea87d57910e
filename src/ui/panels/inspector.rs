//! The right panel: the finding that is open, or the selected object, or the plan as a whole.

use super::form::{self, FieldView};
use super::logo::LogoRow;
use super::rule::RulePanel;
use super::rule_text::RuleText;
use super::stores::StoresPanel;
use super::{checklist, finding, lead, outline, pool, users};
use crate::model::*;
use crate::plan::{About, Mark, PlanEdit, diff};
use crate::rules;
use crate::text::{Lang, Message};
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::document::{Document, FindingId};
use crate::ui::kept::Kept;
use crate::ui::style::{self, Colors};
use crate::ui::widgets::{self, Field};
use egui::{RichText, Ui, vec2};
use lucide_icons::Icon;

/// Writes one text of the plan's own facts.
type PutAbout = fn(&mut About, Option<Text>);

/// The head of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    pub name: String,
    pub what: String,
    /// What the shown phase does to it.
    pub change: Option<String>,
    /// Where it enters and leaves the plan, in a sentence, when that is not Today and never.
    pub life: Option<String>,
    /// It is in the shown state.
    pub here: bool,
}

pub fn head(doc: &Document, subject: &Subject, lang: Lang) -> Head {
    let (state, plan) = (doc.state(), doc.plan());
    let here = state.has(subject);
    let shown_in =
        if here { state } else { doc.replay().states.iter().find(|state| state.has(subject)).unwrap_or(state) };
    let change = doc.state_before().map(|before| diff(before, state)).and_then(|marks| marks.get(subject).copied());
    let mut life = Vec::new();
    if let Some((entry, _)) = plan.entry_of(subject)
        && entry > 0
    {
        let stage = super::problem_rows::stage_name(doc, entry, lang);
        life.push(said(lang, &crate::message!("ui-panels-enters", stage = stage)));
    }
    let states = &doc.replay().states;
    let last = states.iter().rposition(|state| state.has(subject));
    if let Some(last) = last
        && last + 1 < states.len()
    {
        let stage = super::problem_rows::stage_name(doc, last + 1, lang);
        life.push(said(lang, &crate::message!("ui-panels-leaves", stage = stage)));
    }
    Head {
        name: doc.label(subject),
        what: outline::what(shown_in, subject, lang),
        change: form::change_word(change.unwrap_or(Mark::Unchanged), lang),
        life: (!life.is_empty()).then(|| life.join(", ")),
        here,
    }
}

/// Everything about an object that is worked out and not looked up.
struct Seen {
    head: Head,
    fields: Vec<FieldView>,
    /// How many of them are not known.
    unknown: usize,
    /// What rules wait for besides.
    others: Vec<(FactName, Vec<Code>)>,
    /// What stands against it in the shown stage, by number.
    findings: Vec<usize>,
}

impl Seen {
    fn of(doc: &Document, subject: &Subject, lang: Lang) -> Self {
        let fields = form::fields(doc, subject, lang);
        Self {
            head: head(doc, subject, lang),
            unknown: fields.iter().filter(|field| field.value.is_none()).count(),
            fields,
            others: lead::others(doc, subject),
            findings: findings(doc, subject),
        }
    }
}

/// What the inspector keeps between frames.
#[derive(Default)]
pub struct Inspector {
    seen: Kept<Subject, Seen>,
    only_unknown: bool,
    /// The fact whose place is to be shown on the next frame.
    lead: Option<FactName>,
    finding: finding::FindingPanel,
    rule: RulePanel,
    rule_text: RuleText,
    stores: StoresPanel,
    pub logo: LogoRow,
}

impl Inspector {
    /// Shows the form that accepts a finding.
    pub fn accept(&mut self, id: FindingId) {
        self.finding.accept(id);
    }

    /// Brings the place of a fact into view, and the focus to its field.
    pub fn lead(&mut self, fact: FactName) {
        self.lead = Some(fact);
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        // Each object and each finding begins at its top.
        let of = (cx.doc.finding.clone(), cx.doc.rule.clone(), cx.doc.selected().cloned());
        let area = egui::ScrollArea::vertical().id_salt(("inspector", of)).auto_shrink([false, false]);
        area.show(ui, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 12)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                if let Some(open) = cx.doc.open_finding().cloned() {
                    self.finding.ui(ui, cx, &open);
                    return;
                }
                if let Some(open) = cx.doc.rule.clone() {
                    self.rule.ui(ui, cx, &open, &mut self.rule_text);
                    return;
                }
                match cx.doc.selected().cloned() {
                    Some(subject) => self.object_ui(ui, cx, &subject),
                    None => self.plan_ui(ui, cx),
                }
            });
        });
    }

    fn object_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, subject: &Subject) {
        let seen = self.seen.get(cx.doc, cx.lang, subject.clone(), || Seen::of(cx.doc, subject, cx.lang));
        head_ui(ui, cx, subject, &seen.head);
        if cx.doc.view.selection.len() > 1 {
            let count = cx.doc.view.selection.len();
            widgets::muted(ui, say!(cx, "ui-panels-many-selected", count = count));
        }
        if !seen.head.here {
            ui.add_space(8.0);
            widgets::muted(ui, say!(cx, "ui-panels-not-here"));
            findings_ui(ui, cx, &seen.findings);
            return;
        }
        findings_ui(ui, cx, &seen.findings);
        checklist::section_ui(ui, cx, |entry| entry.subject == *subject, 0);
        match subject {
            Subject::Link(link) => pool::ends_ui(ui, cx, link),
            Subject::SqlInstance(instance) => {
                if let Some(found) = cx.doc.state().sql_instances.get(instance) {
                    let host = Subject::from(&found.server);
                    if widgets::link(ui, &cx.doc.state().label(&host)).clicked() {
                        cx.out.push(Action::Select(Some(host)));
                    }
                }
            }
            Subject::Server(server) => {
                if let Some(found) = cx.doc.state().servers.get(server) {
                    let of = Subject::from(&found.pool);
                    if widgets::link(ui, &cx.doc.state().label(&of)).clicked() {
                        cx.out.push(Action::Select(Some(of)));
                    }
                }
            }
            _ => {}
        }
        self.facts_ui(ui, cx, subject, &seen);
        lead::others_ui(ui, cx, subject, &seen.others);
        let place = self.lead.map(|fact| lead::place(cx.doc, subject, fact));
        let led = |ui: &Ui, from: f32, here: bool| {
            if here {
                let rect = ui.min_rect();
                let section = egui::Rect::from_min_max(egui::pos2(rect.left(), from), rect.max);
                ui.scroll_to_rect(section, Some(egui::Align::Center));
            }
        };
        match subject {
            Subject::Pool(id) => {
                let top = ui.min_rect().bottom();
                pool::servers_ui(ui, cx, id);
                led(ui, top, place == Some(lead::Place::Servers));
                let top = ui.min_rect().bottom();
                self.stores.ui(ui, cx, subject);
                led(ui, top, matches!(place, Some(lead::Place::Links(kind)) if kind.store().is_some()));
                let top = ui.min_rect().bottom();
                pool::links_ui(ui, cx, subject);
                led(ui, top, matches!(place, Some(lead::Place::Links(kind)) if kind.store().is_none()));
                let homes = cx.doc.state().pools.get(id).is_some_and(|pool| pool.kind.homes_users());
                if homes {
                    let top = ui.min_rect().bottom();
                    users::users_ui(ui, cx, id, place == Some(lead::Place::Users));
                    led(ui, top, place == Some(lead::Place::Users));
                }
            }
            Subject::SqlServer(id) => pool::instances_ui(ui, cx, id),
            Subject::SqlInstance(_) => self.stores.ui(ui, cx, subject),
            Subject::FileStore(_) | Subject::Gateway(_) => pool::links_ui(ui, cx, subject),
            Subject::UserGroup(id) => users::homes_ui(ui, cx, id),
            _ => {}
        }
        self.lead = None;
        ui.add_space(24.0);
    }

    fn facts_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, subject: &Subject, seen: &Seen) {
        // Most lines say all with their ends: no head above nothing.
        if seen.fields.is_empty() {
            return;
        }
        let unknown = seen.unknown;
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.add(egui::Label::new(RichText::new(say!(cx, "ui-panels-facts")).font(style::strong())));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if unknown > 0 {
                    let text = say!(cx, "ui-panels-unknown-count", count = unknown);
                    let tip = say!(cx, "ui-panels-only-unknown");
                    let name = format!("{tip}: {text}");
                    if widgets::segment(ui, &text, self.only_unknown, false, &name).clicked() {
                        self.only_unknown = !self.only_unknown;
                    }
                }
            });
        });
        ui.add_space(4.0);
        form::ui(ui, cx, subject, &seen.fields, self.only_unknown && unknown > 0, &mut self.lead);
    }

    fn plan_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        ui.add(egui::Label::new(RichText::new(say!(cx, "ui-panels-plan")).font(style::heading())));
        ui.add_space(8.0);
        let about = cx.doc.plan().about.clone();
        let rows: [(Message, &Option<Text>, PutAbout); 5] = [
            (crate::message!("ui-panels-title"), &about.title, |about, text| about.title = text),
            (crate::message!("ui-panels-client"), &about.client, |about, text| about.client = text),
            (crate::message!("ui-panels-author"), &about.author, |about, text| about.author = text),
            (crate::message!("ui-panels-version"), &about.version, |about, text| about.version = text),
            (crate::message!("ui-panels-date"), &about.date, |about, text| about.date = text),
        ];
        for (at, (label, value, set)) in rows.into_iter().enumerate() {
            let label = said(cx.lang, &label);
            ui.horizontal(|ui| {
                let width = widgets::label_column(ui, |ui| drop(ui.label(&label)));
                let id = egui::Id::unique(("about", at));
                let value = value.as_deref().unwrap_or_default();
                let hint = say!(cx, "ui-panels-not-given");
                let field = Field { id, value, name: &label, hint: &hint, width, rows: 1 };
                if let (_, Some(text)) = field.ui(ui) {
                    let text = text.trim();
                    let mut new = about.clone();
                    set(&mut new, (!text.is_empty()).then(|| Text::from(text)));
                    cx.out.push(Action::Edit(vec![PlanEdit::About(new)]));
                }
            });
        }
        self.logo.ui(ui, cx);
        target_ui(ui, cx);
        let whole = Subject::Deployment;
        let seen = self.seen.get(cx.doc, cx.lang, whole.clone(), || Seen::of(cx.doc, &whole, cx.lang));
        findings_ui(ui, cx, &seen.findings);
        checklist::section_ui(ui, cx, |entry| entry.subject == whole, 0);
        ui.add_space(8.0);
        widgets::rule(ui);
        self.facts_ui(ui, cx, &whole, &seen);
        lead::others_ui(ui, cx, &whole, &seen.others);
        self.lead = None;
        ui.add_space(24.0);
    }
}

/// The product that the plan migrates to: the pack that judges it.
fn target_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let label = say!(cx, "ui-panels-target");
    ui.horizontal(|ui| {
        let width = widgets::label_column(ui, |ui| drop(ui.label(&label)));
        let current = cx.doc.plan().target.clone();
        let combo = egui::ComboBox::from_id_salt("target").width(width).truncate();
        let shown = combo.selected_text(pack_name(&current, cx.lang)).show_ui(ui, |ui| {
            for pack in pack_ids() {
                let on = pack == current;
                if ui.selectable_label(on, pack_name(&pack, cx.lang)).clicked() && !on {
                    cx.out.push(Action::Edit(vec![PlanEdit::Target(pack)]));
                }
            }
        });
        shown.response.accessible_name(label);
    });
}

/// The packs that a plan can be judged by.
pub fn pack_ids() -> Vec<PackId> {
    rules::packs().iter().map(|pack| pack.id.clone()).collect()
}

/// A pack is called as the product it is for.
pub fn pack_name(pack: &PackId, lang: Lang) -> String {
    match Version::from_key(pack.as_str()) {
        Some(version) => lang.word(Version::PREFIX, version.key()),
        None => pack.to_string(),
    }
}

fn head_ui(ui: &mut Ui, cx: &mut Cx<'_>, subject: &Subject, head: &Head) {
    let colors = Colors::of(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (rect, _) = ui.allocate_exact_size(vec2(24.0, 24.0), egui::Sense::hover());
        widgets::paint_glyph(ui, rect, outline::glyph(cx.doc.state(), subject), colors.text);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if head.here && !matches!(subject, Subject::Deployment | Subject::Phase(_) | Subject::Step(_)) {
                let name = if cx.doc.shown() == 0 {
                    say!(cx, "ui-panels-remove-named", name = head.name.as_str())
                } else {
                    say!(cx, "ui-panels-retire-named", name = head.name.as_str())
                };
                if widgets::row_button(ui, Icon::Trash2, &name).clicked() {
                    pool::remove(cx, subject);
                }
            }
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                ui.add(egui::Label::new(RichText::new(&head.name).font(style::heading())).wrap());
                widgets::muted(ui, head.what.as_str());
                let more: Vec<&str> = [&head.change, &head.life].into_iter().flatten().map(String::as_str).collect();
                if !more.is_empty() {
                    widgets::muted(ui, more.join(" · "));
                }
            });
        });
    });
}

/// What stands against this object in the shown stage, by its number in the report.
fn findings(doc: &Document, subject: &Subject) -> Vec<usize> {
    let all = doc.report().findings.iter().enumerate().filter(|(_, finding)| finding.stands_at(doc.shown()));
    let of_it = all.filter(|(_, finding)| finding.subject == *subject || finding.related.contains(subject));
    of_it.map(|(at, _)| at).collect()
}

/// The same, all of it clickable.
fn findings_ui(ui: &mut Ui, cx: &mut Cx<'_>, findings: &[usize]) {
    let report = cx.doc.report().clone();
    for found in findings.iter().filter_map(|at| report.findings.get(*at)) {
        finding::line_ui(ui, cx, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Command;
    use crate::plan::{Phase, Plan, Stage};
    use std::sync::Arc;

    #[test]
    fn the_head_says_when_an_object_comes_and_goes() {
        let mut doc = Document::new(Arc::new(Plan::new(PackId::new("lync-2013"))), || {});
        let phase = |id: &str, name: &str| Phase::new(PhaseId::new(id), name);
        let at = |id: &str| Stage::Phase(PhaseId::new(id));
        let pool = Pool::new(PoolId::new("pool-a"), PoolKind::Edge);
        let subject = Subject::Pool(pool.id.clone());
        let edits = [
            PlanEdit::AddPhase { index: 0, phase: phase("phase-a", "Pilot") },
            PlanEdit::AddPhase { index: 1, phase: phase("phase-b", "End") },
            PlanEdit::Record { at: at("phase-a"), commands: vec![Command::Add(pool.into())] },
            PlanEdit::Record { at: at("phase-b"), commands: vec![Command::Remove(subject.clone())] },
        ];
        doc.commit(crate::message!("language-name"), &edits).expect("made");
        doc.show(1);
        let seen = head(&doc, &subject, Lang::EN);
        assert!(seen.here);
        assert_eq!(seen.what, "Edge pool");
        let life = seen.life.expect("it comes and goes");
        assert!(life.contains("1 Pilot") && life.contains("2 End"), "{life}");
        doc.show(2);
        let seen = head(&doc, &subject, Lang::EN);
        assert!(!seen.here);
        assert!(seen.change.is_some(), "this phase removes it");
    }
}
