//! The form of an object: every fact it can have, what is known, since when, and what the check says of it.

use super::problem_rows::stage_name;
use super::rule_text;
use crate::edit::Command;
use crate::import;
use crate::model::*;
use crate::plan::{Mark, PlanEdit, can_have};
use crate::rules::Level;
use crate::text::{Lang, Message};
use crate::ui::action::{Action, Cx, said, say, wrapping};
use crate::ui::document::{Document, FindingId};
use crate::ui::style::{self, Colors};
use crate::ui::widgets::{self, Field};
use egui::{RichText, Ui, vec2};
use std::sync::Arc;

/// One fact as the form shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    pub name: FactName,
    pub label: String,
    pub kind: FactKind,
    pub value: Option<Value>,
    /// The stage since which it is so, and its name; `None` while nothing is known or there is no phase.
    pub since: Option<(usize, String)>,
    /// Whether a phase changed it, so that it can be corrected from the start.
    pub changed_in_phase: bool,
    /// What the check says about this very fact.
    pub findings: Vec<(Level, String, FindingId)>,
    /// Rules that wait for this fact.
    pub waiting: Vec<Code>,
    /// A list is typed in one line, between commas.
    pub one_line: bool,
}

/// The fields of an object at the shown stage.
pub fn fields(doc: &Document, subject: &Subject, lang: Lang) -> Vec<FieldView> {
    let (state, plan, shown) = (doc.state(), doc.plan(), doc.shown());
    let entry = plan.entry_of(subject).map_or(0, |(stage, _)| stage);
    let rows = state.facts(subject).into_iter();
    rows.filter(|row| row.value.is_some() || can_have(state, subject, row.name))
        .map(|row| {
            let since = plan.since(subject, row.name, shown);
            let dated = row.value.is_some() && !plan.phases.is_empty() && !row.correction;
            FieldView {
                label: lang.word("fact", row.name),
                since: dated.then(|| (since, stage_name(doc, since, lang))),
                changed_in_phase: dated && since > entry,
                findings: (doc.report().at(shown))
                    .filter(|finding| finding.subject == *subject && finding.field == Some(row.name))
                    .map(|finding| (finding.level, wrapping(&lang.say(&finding.message)), finding.identity()))
                    .collect(),
                waiting: waiting(doc, subject, row.name),
                one_line: false,
                name: row.name,
                kind: row.kind,
                value: row.value,
            }
        })
        .collect()
}

/// The default instance has a name that is known, and empty.
fn may_be_empty(subject: &Subject, fact: &str) -> bool {
    matches!(subject, Subject::SqlInstance(_)) && fact == "name"
}

fn waiting(doc: &Document, subject: &Subject, fact: &str) -> Vec<Code> {
    let items = doc.report().not_checked.about(subject);
    items.filter(|item| item.missing.contains(&fact)).map(|item| item.code.clone()).collect()
}

/// The commands that make a fact what the form says; some facts have a kind of change of their own.
pub fn set_fact(subject: &Subject, fact: FactName, old: Option<&Value>, new: Option<Value>) -> Command {
    let route = |value: &Value| if let Value::Text(id) = value { Some(id.clone()) } else { None };
    if let (Some(_), Some(id)) = (old, new.as_ref().and_then(route)) {
        let through = || match &*id {
            "none" => Route::None,
            pool => Route::Through(PoolId::new(pool)),
        };
        match (subject, fact) {
            (Subject::Deployment, "cms") => return Command::MoveCms { to: PoolId::new(&id) },
            (Subject::Site(site), "federation-route") => {
                return Command::RouteFederation { site: site.clone(), to: through() };
            }
            (Subject::Site(site), "xmpp-route") => return Command::RouteXmpp { site: site.clone(), to: through() },
            _ => {}
        }
    }
    Command::Set { of: subject.clone(), fact, to: new }
}

/// What a text means for a fact: `Ok(None)` forgets it; `Err` says why it is no value.
pub fn parse(kind: FactKind, text: &str) -> Result<Option<Value>, Message> {
    // Names are chosen in a form and never typed.
    import::facts::parse(kind, text, &|_, _| Vec::new())
}

/// A value as it is typed.
pub fn typed(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Count(count)) => count.to_string(),
        Some(Value::Date(date)) => date.to_string(),
        Some(Value::List(items)) => items.iter().map(|item| &**item).collect::<Vec<_>>().join("\n"),
        Some(Value::Flag(flag)) => flag.to_string(),
    }
}

/// Draws the fields. `only_unknown` leaves out what is known.
///
/// The field of the fact `lead` takes the focus and comes into view; then `lead` is nothing.
pub fn ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    subject: &Subject,
    fields: &[FieldView],
    only_unknown: bool,
    lead: &mut Option<FactName>,
) {
    for field in fields {
        if only_unknown && field.value.is_some() {
            continue;
        }
        let led = *lead == Some(field.name);
        field_ui(ui, cx, subject, field, led);
        if led {
            *lead = None;
        }
    }
}

/// The share of the width that labels take.
const LABELS: f32 = 0.4;

fn field_ui(ui: &mut Ui, cx: &mut Cx<'_>, subject: &Subject, field: &FieldView, led: bool) {
    let colors = Colors::of(ui);
    let whole = ui.available_width();
    let label_width = (whole * LABELS).round();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        ui.allocate_ui(vec2(label_width, style::ROW), |ui| {
            ui.set_width(label_width);
            ui.vertical(|ui| {
                ui.add_space(5.0);
                let color = if field.value.is_some() { colors.text } else { colors.muted };
                ui.add(egui::Label::new(RichText::new(&field.label).color(color)).wrap());
                since_ui(ui, cx, subject, field);
            });
        });
        let width = whole - label_width - 8.0;
        ui.allocate_ui(vec2(width, style::ROW), |ui| {
            ui.set_width(width);
            ui.vertical(|ui| {
                let doc = cx.doc;
                let edited = editor(ui, cx, doc.state(), subject, field, width);
                if let Some(new) = edited.given {
                    put(cx, subject, field, new);
                }
                cx.out.extend(edited.refused.map(Action::Say));
                if led {
                    edited.response.request_focus();
                    edited.response.scroll_to_me(Some(egui::Align::Center));
                }
                notes_ui(ui, cx, field);
            });
        });
    });
    ui.add_space(4.0);
}

/// *since Today*, *since 2 Pilot*; the latter offers to correct it from the start.
fn since_ui(ui: &mut Ui, cx: &mut Cx<'_>, subject: &Subject, field: &FieldView) {
    let Some((stage, name)) = &field.since else { return };
    // The name of a phase may be long: it is told on hover.
    let text = match stage {
        0 => say!(cx, "ui-panels-since", stage = name.as_str()),
        number => say!(cx, "ui-panels-since-phase", number = *number),
    };
    let whole = say!(cx, "ui-panels-since", stage = name.as_str());
    if !field.changed_in_phase {
        widgets::muted(ui, text).on_hover_text(whole);
        return;
    }
    let response = widgets::link_small(ui, &text).on_hover_text(whole);
    egui::Popup::menu(&response).show(|ui| {
        if ui.button(say!(cx, "ui-panels-correct-from-start")).clicked() {
            let to = field.value.clone();
            let command = Command::Set { of: subject.clone(), fact: field.name, to };
            cx.out.push(Action::Edit(vec![PlanEdit::Correct(command)]));
            ui.close();
        }
    });
}

fn notes_ui(ui: &mut Ui, cx: &mut Cx<'_>, field: &FieldView) {
    for (level, text, id) in &field.findings {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            widgets::mark(ui, crate::diagram::Glyph::Finding(*level), 16.0);
            let color = Colors::of(ui).text;
            let label = egui::Label::new(RichText::new(text).font(style::small()).color(color)).wrap();
            let response = ui.add(label.sense(egui::Sense::click()));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, text));
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                cx.out.push(Action::OpenFinding(id.clone()));
            }
        });
    }
    if field.value.is_none() && !field.waiting.is_empty() {
        let rules = field.waiting.iter().map(ToString::to_string).collect::<Vec<_>>();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            widgets::mark(ui, crate::diagram::Glyph::NotChecked, 16.0);
            let response = widgets::link_small(ui, &say!(cx, "ui-panels-waits", rules = rules));
            rule_text::menu(&response, cx, &field.waiting);
        });
    }
}

/// What came of an editor in one frame.
pub struct Edited {
    /// The part of it that takes the focus.
    pub response: egui::Response,
    /// The new value; `Some(None)` forgets what is known.
    pub given: Option<Option<Value>>,
    /// Why what was typed is no value.
    pub refused: Option<Message>,
}

impl Edited {
    fn of(response: egui::Response) -> Self {
        Self { response, given: None, refused: None }
    }
}

/// The editor of one value: closed vocabularies are chosen, the rest is typed. `state` has the objects that can be
/// named. Changes nothing itself.
pub fn editor(ui: &mut Ui, cx: &Cx<'_>, state: &Topology, subject: &Subject, field: &FieldView, width: f32) -> Edited {
    match field.kind {
        FactKind::Flag => flag_ui(ui, cx, field),
        FactKind::Choice(prefix, keys) => {
            let said = |key: &str| keys.contains(&key).then(|| cx.lang.word(prefix, key));
            let options = || keys.iter().map(|key| ((*key).to_owned(), cx.lang.word(prefix, key))).collect();
            choice_ui(ui, cx, subject, field, width, &said, &options)
        }
        FactKind::Choices(prefix, keys) => choices_ui(ui, cx, subject, field, width, prefix, keys),
        FactKind::Site | FactKind::Pool | FactKind::Route => {
            let said = |id: &str| match named_by(field.kind, &Value::text(id)) {
                Some(named) => state.has(&named).then(|| state.label(&named)),
                None => Some(say!(cx, "ui-panels-no-route")),
            };
            let options = || objects(cx, state, subject, field);
            choice_ui(ui, cx, subject, field, width, &said, &options)
        }
        FactKind::Text | FactKind::Count | FactKind::Date | FactKind::List => typed_ui(ui, cx, subject, field, width),
    }
}

/// The objects that a fact can name, with their ids.
fn objects(cx: &Cx<'_>, state: &Topology, subject: &Subject, field: &FieldView) -> Vec<(String, String)> {
    if field.kind == FactKind::Site {
        let sites = state.sites.keys().filter(|id| Subject::from(*id) != *subject);
        return sites.map(|id| (id.to_string(), state.label(&id.into()))).collect();
    }
    let mut options: Vec<(String, String)> = Vec::new();
    if field.kind == FactKind::Route {
        options.push(("none".to_owned(), say!(cx, "ui-panels-no-route")));
    }
    let fits = |pool: &Pool| match field.kind {
        FactKind::Route => matches!(pool.kind, PoolKind::Edge | PoolKind::Director | PoolKind::Other),
        _ => pool.kind.homes_users(),
    };
    let pools = state.pools.values().filter(|pool| fits(pool));
    options.extend(pools.map(|pool| (pool.id.to_string(), state.label(&(&pool.id).into()))));
    options
}

fn put(cx: &mut Cx<'_>, subject: &Subject, field: &FieldView, new: Option<Value>) {
    if new == field.value {
        return;
    }
    let command = set_fact(subject, field.name, field.value.as_ref(), new);
    let at = cx.doc.plan().stage_at(cx.doc.shown());
    cx.out.push(Action::Edit(vec![PlanEdit::Record { at, commands: vec![command] }]));
}

fn typed_ui(ui: &mut Ui, cx: &Cx<'_>, subject: &Subject, field: &FieldView, width: f32) -> Edited {
    let value = typed(field.value.as_ref());
    let hint = match field.kind {
        FactKind::Date => say!(cx, "ui-panels-unknown-date"),
        _ if may_be_empty(subject, field.name) => say!(cx, "ui-panels-default-instance"),
        FactKind::List if !field.one_line => say!(cx, "ui-panels-unknown-list"),
        _ => say!(cx, "ui-panels-unknown"),
    };
    let list = field.kind == FactKind::List && !field.one_line;
    // A list of one line is typed in one line; more come with Enter.
    let rows = if list { value.lines().count().clamp(2, 6) } else { 1 };
    let value = if list { value } else { value.replace('\n', ", ") };
    let id = egui::Id::unique(("fact", subject.kind().key(), subject.id(), field.name));
    let edit = Field { id, value: &value, name: &field.label, hint: &hint, width, rows };
    let (response, given) = edit.ui(ui);
    let mut edited = Edited::of(response);
    match given.map(|text| parse(field.kind, &text)) {
        Some(Ok(None)) if may_be_empty(subject, field.name) => edited.given = Some(Some(Value::text(""))),
        Some(Ok(new)) => edited.given = Some(new),
        Some(Err(why)) => edited.refused = Some(why),
        None => {}
    }
    edited
}

fn flag_ui(ui: &mut Ui, cx: &Cx<'_>, field: &FieldView) -> Edited {
    let state = match field.value {
        Some(Value::Flag(flag)) => Some(flag),
        _ => None,
    };
    let shown = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let options =
            [(Some(true), say!(cx, "ui-panels-yes")), (Some(false), say!(cx, "ui-panels-no")), (None, "?".to_owned())];
        let mut edited = None;
        for (option, text) in options {
            let on = state == option;
            let spoken = match option {
                None => format!("{}: {}", field.label, say!(cx, "ui-panels-unknown")),
                Some(_) => format!("{}: {text}", field.label),
            };
            let response = widgets::segment(ui, &text, on, option.is_none(), &spoken);
            let clicked = response.clicked();
            // The first answer takes the focus; the others are reached from it.
            let edited = edited.get_or_insert_with(|| Edited::of(response.clone()));
            if response.has_focus() {
                edited.response = response;
            }
            if clicked {
                edited.given = Some(option.map(Value::Flag));
            }
        }
        edited
    });
    shown.inner.unwrap_or_else(|| Edited::of(shown.response))
}

fn choice_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    subject: &Subject,
    field: &FieldView,
    width: f32,
    said: &dyn Fn(&str) -> Option<String>,
    options: &dyn Fn() -> Vec<(String, String)>,
) -> Edited {
    let unknown = say!(cx, "ui-panels-unknown");
    let chosen = match &field.value {
        Some(Value::Text(key)) => Some(key.clone()),
        _ => None,
    };
    let text = match &chosen {
        Some(key) => RichText::new(said(key).unwrap_or_else(|| key.to_string())),
        None => RichText::new(&unknown).color(Colors::of(ui).unknown),
    };
    let salt = ("fact", subject.id(), field.name);
    let whole = text.text().to_owned();
    let combo = egui::ComboBox::from_id_salt(salt).selected_text(text).width(width).truncate();
    let mut given = None;
    let shown = combo.show_ui(ui, |ui| {
        for (key, said) in options() {
            let on = chosen.as_deref() == Some(key.as_str());
            if ui.selectable_label(on, said).clicked() && !on {
                given = Some(Some(Value::text(&key)));
            }
        }
        let forget = RichText::new(&unknown).color(Colors::of(ui).unknown);
        if ui.selectable_label(chosen.is_none(), forget).clicked() && chosen.is_some() {
            given = Some(None);
        }
        if given.is_some() {
            ui.close();
        }
    });
    // The list goes; the keyboard stays with the field.
    if given.is_some() {
        shown.response.request_focus();
    }
    let response = shown.response.accessible_name(&*field.label).on_hover_text(whole);
    Edited { given, ..Edited::of(response) }
}

fn choices_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    subject: &Subject,
    field: &FieldView,
    width: f32,
    prefix: &str,
    keys: &[&str],
) -> Edited {
    let chosen: Vec<Arc<str>> = match &field.value {
        Some(Value::List(list)) => list.clone(),
        _ => Vec::new(),
    };
    let text = match &field.value {
        None => RichText::new(say!(cx, "ui-panels-unknown")).color(Colors::of(ui).unknown),
        Some(_) if chosen.is_empty() => RichText::new(say!(cx, "ui-panels-none")),
        Some(_) => RichText::new(chosen.iter().map(|key| cx.lang.word(prefix, key)).collect::<Vec<_>>().join(", ")),
    };
    let salt = ("fact", subject.id(), field.name);
    let whole = text.text().to_owned();
    let combo = egui::ComboBox::from_id_salt(salt).selected_text(text).width(width).truncate();
    let combo = combo.close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let mut given = None;
    let shown = combo.show_ui(ui, |ui| {
        for key in keys {
            let was = chosen.iter().any(|other| **other == **key);
            let mut on = was;
            ui.checkbox(&mut on, cx.lang.word(prefix, key));
            if on != was {
                let kept = keys.iter().filter(|k| if *k == key { on } else { chosen.iter().any(|c| **c == ***k) });
                given = Some(Some(Value::List(kept.map(|key| Arc::from(*key)).collect())));
            }
        }
        let none = field.value.as_ref().is_some_and(|_| chosen.is_empty());
        if ui.selectable_label(none, say!(cx, "ui-panels-none")).clicked() && !none {
            given = Some(Some(Value::List(Vec::new())));
        }
        let forget = RichText::new(say!(cx, "ui-panels-unknown")).color(Colors::of(ui).unknown);
        if field.value.is_some() && ui.selectable_label(false, forget).clicked() {
            given = Some(None);
        }
    });
    let response = shown.response.accessible_name(&*field.label).on_hover_text(whole);
    Edited { given, ..Edited::of(response) }
}

/// What the shown phase does to an object, in a word.
pub fn change_word(mark: Mark, lang: Lang) -> Option<String> {
    let message = match mark {
        Mark::Unchanged => return None,
        Mark::Added => crate::message!("ui-panels-added-here"),
        Mark::Removed => crate::message!("ui-panels-removed-here"),
        Mark::Changed => crate::message!("ui-panels-changed-here"),
        Mark::Emptied => crate::message!("ui-panels-emptied-here"),
    };
    Some(said(lang, &message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_a_value_or_a_reason() {
        assert_eq!(parse(FactKind::Count, " 1 200 "), Ok(Some(Value::Count(1_200))));
        assert_eq!(parse(FactKind::Count, ""), Ok(None));
        assert!(parse(FactKind::Count, "many").is_err());
        assert!(parse(FactKind::Date, "2026-02-31").is_err());
        let list = parse(FactKind::List, "a.com\nb.com; c.com,").expect("a list");
        assert_eq!(list, Some(Value::List(["a.com", "b.com", "c.com"].map(Arc::from).to_vec())));
        assert_eq!(typed(list.as_ref()), "a.com\nb.com\nc.com");
    }

    #[test]
    fn a_form_asks_only_for_what_makes_sense() {
        let mut plan = crate::plan::Plan::new(PackId::new("lync-2013"));
        let pool = PoolId::new("pool-a");
        plan.today.put(Pool::new(pool.clone(), PoolKind::FrontEnd).into());
        plan.today.put(Site::new(SiteId::new("site-a"), SiteKind::Central).into());
        plan.today.put(Site::new(SiteId::new("site-b"), SiteKind::Branch).into());
        plan.today.put(Gateway::new(GatewayId::new("gateway-a")).into());
        let to = Subject::from(&pool);
        let trunk = Subject::Gateway(GatewayId::new("gateway-a"));
        plan.today.put(Link::new(LinkId::new("link-a"), LinkKind::Trunk, Usage::Default, trunk, to.clone()).into());
        plan.today.put(Link::new(LinkId::new("link-b"), LinkKind::MediaEdge, Usage::Default, to.clone(), to).into());
        let doc = Document::new(Arc::new(plan), || {});
        let has = |subject: Subject, fact: &str| fields(&doc, &subject, Lang::EN).iter().any(|f| f.name == fact);
        assert!(!has(Subject::Site(SiteId::new("site-a")), "parent"));
        assert!(has(Subject::Site(SiteId::new("site-b")), "parent"));
        assert!(has(Subject::Link(LinkId::new("link-a")), "protocol"));
        assert!(!has(Subject::Link(LinkId::new("link-b")), "protocol"));
        assert!(!has(Subject::Pool(pool), "service-version"), "nobody knows it who has no file");
    }

    #[test]
    fn known_routes_and_the_cms_move_as_changes_of_their_own() {
        let (a, b) = (Value::text("pool-a"), Value::text("pool-b"));
        let cms = set_fact(&Subject::Deployment, "cms", Some(&a), Some(b.clone()));
        assert!(matches!(cms, Command::MoveCms { to } if to.as_str() == "pool-b"));
        let first = set_fact(&Subject::Deployment, "cms", None, Some(b.clone()));
        assert!(matches!(first, Command::Set { fact: "cms", .. }), "filling in an unknown is a correction");
        let site = Subject::Site(SiteId::new("site-a"));
        let route = set_fact(&site, "federation-route", Some(&a), Some(Value::text("none")));
        assert!(matches!(route, Command::RouteFederation { to: Route::None, .. }));
    }
}
