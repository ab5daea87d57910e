//! What hangs on an object: servers, instances and links, each with its change and its removal.

use super::outline;
use crate::model::*;
use crate::plan::intents;
use crate::text::{Lang, Message};
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::document::Document;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Ui, vec2};
use lucide_icons::Icon;

/// A link of an object as the inspector shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkView {
    pub id: LinkId,
    pub kind: LinkKind,
    /// `User store`, `User store, Mirror`.
    pub what: String,
    pub other: Subject,
    pub other_name: String,
    /// The same without its domain.
    pub other_short: String,
    /// The object shown is where the link starts.
    pub outgoing: bool,
}

pub fn links(doc: &Document, subject: &Subject, lang: Lang) -> Vec<LinkView> {
    let state = doc.state();
    let mut all: Vec<LinkView> = (state.links.values())
        .filter(|link| link.from == *subject || link.to == *subject)
        .map(|link| {
            let outgoing = link.from == *subject;
            let other = if outgoing { link.to.clone() } else { link.from.clone() };
            let word = lang.word(LinkKind::PREFIX, link.kind.key());
            let what = match link.usage {
                Usage::Default => word,
                usage => format!("{word}, {}", lang.word(Usage::PREFIX, usage.key())),
            };
            LinkView {
                id: link.id.clone(),
                kind: link.kind,
                what,
                other_name: state.label(&other),
                other_short: short(&state.label(&other)),
                outgoing,
                other,
            }
        })
        .collect();
    all.sort_by_key(|link| (!link.outgoing, link.kind, link.other_name.clone()));
    all
}

/// A name without its domain, for narrow places: `sql01\LYNC`, `\\files\share`. The full one is told on hover.
pub fn short(name: &str) -> String {
    let (lead, rest) = name.split_at(name.len() - name.trim_start_matches('\\').len());
    let (host, tail) = rest.split_once('\\').map_or((rest, None), |(host, tail)| (host, Some(tail)));
    let host = host.split('.').next().unwrap_or(host);
    match tail {
        Some(tail) => format!("{lead}{host}\\{tail}"),
        None => format!("{lead}{host}"),
    }
}

/// Everything that a link of this kind from here could end at.
fn ends(state: &Topology, link: &Link) -> Vec<(Subject, String)> {
    let fits = |to: &Subject| intents::link_kinds_between(state, &link.from, to).contains(&link.kind);
    let mut found: Vec<(Subject, String)> =
        state.subjects().filter(fits).map(|to| (to.clone(), state.label(&to))).collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

/// The links, but stores, that an object could still have: kind, and what it could end at.
pub fn possible(state: &Topology, from: &Subject) -> Vec<(LinkKind, Vec<(Subject, String)>)> {
    let mut kinds: std::collections::BTreeMap<LinkKind, Vec<(Subject, String)>> = std::collections::BTreeMap::new();
    for to in state.subjects() {
        for kind in intents::link_kinds_between(state, from, &to).into_iter().filter(|kind| kind.store().is_none()) {
            kinds.entry(kind).or_default().push((to.clone(), state.label(&to)));
        }
    }
    for ends in kinds.values_mut() {
        ends.sort_by(|a, b| a.1.cmp(&b.1));
    }
    kinds.into_iter().collect()
}

fn intent(cx: &mut Cx<'_>, intent: Option<intents::Intent>) {
    let Some(intent) = intent else { return };
    let edits = intent.edits(cx.doc.plan(), cx.doc.shown(), None);
    cx.out.push(Action::EditAs(intent.label, edits));
}

pub fn remove(cx: &mut Cx<'_>, subject: &Subject) {
    let made = intents::remove(cx.doc.plan(), cx.doc.shown(), std::slice::from_ref(subject));
    intent(cx, made);
}

/// A line with a name to go to and a way to remove it.
fn member_ui(ui: &mut Ui, cx: &mut Cx<'_>, subject: &Subject) {
    let name = cx.doc.state().label(subject);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let (rect, _) = ui.allocate_exact_size(vec2(20.0, style::ROW), egui::Sense::hover());
        let square = egui::Rect::from_center_size(rect.center(), vec2(16.0, 16.0));
        widgets::paint_glyph(ui, square, outline::glyph(cx.doc.state(), subject), Colors::of(ui).muted);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let verb = say!(cx, "ui-panels-remove-named", name = name.as_str());
            if widgets::row_button(ui, Icon::X, &verb).clicked() {
                remove(cx, subject);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                if widgets::link(ui, &name).clicked() {
                    cx.out.push(Action::Select(Some(subject.clone())));
                }
            });
        });
    });
}

/// The servers of a pool.
pub fn servers_ui(ui: &mut Ui, cx: &mut Cx<'_>, pool: &PoolId) {
    let state = cx.doc.state();
    let servers: Vec<Subject> = state.servers.values().filter(|o| o.pool == *pool).map(|o| (&o.id).into()).collect();
    widgets::section(ui, &say!(cx, "ui-panels-servers", count = servers.len()));
    for server in &servers {
        member_ui(ui, cx, server);
    }
    if widgets::add_button(ui, &say!(cx, "ui-panels-add-server")).clicked() {
        let made = intents::new_server(cx.doc.plan(), cx.doc.shown(), pool);
        intent(cx, Some(made));
    }
}

/// The instances of a SQL Server host.
pub fn instances_ui(ui: &mut Ui, cx: &mut Cx<'_>, server: &SqlServerId) {
    let all = cx.doc.state().sql_instances.values();
    let instances: Vec<Subject> = all.filter(|o| o.server == *server).map(|o| (&o.id).into()).collect();
    widgets::section(ui, &say!(cx, "ui-panels-instances", count = instances.len()));
    for instance in &instances {
        member_ui(ui, cx, instance);
    }
    if widgets::add_button(ui, &say!(cx, "ui-panels-add-instance")).clicked() {
        let made = intents::new_instance(cx.doc.plan(), cx.doc.shown(), server);
        intent(cx, Some(made));
    }
}

/// The links of an object that place no store: what it depends on first, then what depends on it.
pub fn links_ui(ui: &mut Ui, cx: &mut Cx<'_>, subject: &Subject) {
    let mut links = links(cx.doc, subject, cx.lang);
    links.retain(|link| link.kind.store().is_none());
    let (out, back): (Vec<_>, Vec<_>) = links.into_iter().partition(|link| link.outgoing);
    let head = match subject {
        Subject::SqlInstance(_) | Subject::FileStore(_) => None,
        _ => Some(say!(cx, "ui-panels-depends-on")),
    };
    if let Some(head) = head {
        widgets::section(ui, &head);
        for link in &out {
            link_ui(ui, cx, link);
        }
        add_link_ui(ui, cx, subject);
    }
    if !back.is_empty() {
        widgets::section(ui, &say!(cx, "ui-panels-used-by"));
        for link in &back {
            link_ui(ui, cx, link);
        }
    }
}

fn link_ui(ui: &mut Ui, cx: &mut Cx<'_>, link: &LinkView) {
    ui.horizontal(|ui| {
        widgets::label_column(ui, |ui| {
            if widgets::link_plain(ui, &link.what).clicked() {
                cx.out.push(Action::Select(Some((&link.id).into())));
            }
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let name = format!("{} {}", link.what, link.other_name);
            let verb = say!(cx, "ui-panels-remove-named", name = name.as_str());
            if widgets::row_button(ui, Icon::X, &verb).clicked() {
                remove(cx, &(&link.id).into());
            }
            let verb = say!(cx, "ui-panels-go-to", name = link.other_name.as_str());
            if widgets::row_button(ui, Icon::ArrowRight, &verb).clicked() {
                cx.out.push(Action::Reveal(link.other.clone()));
            }
            let width = ui.available_width();
            if link.outgoing {
                end_ui(ui, cx, link, width);
            } else {
                ui.add(egui::Label::new(&link.other_short).truncate()).on_hover_text(&*link.other_name);
            }
        });
    });
}

fn end_ui(ui: &mut Ui, cx: &mut Cx<'_>, link: &LinkView, width: f32) {
    let combo = egui::ComboBox::from_id_salt(("end", link.id.as_str())).width(width).truncate();
    let shown = combo.selected_text(link.other_short.as_str()).show_ui(ui, |ui| {
        let found = cx.doc.state().links.get(&link.id);
        for (to, name) in found.map(|found| ends(cx.doc.state(), found)).unwrap_or_default() {
            let on = to == link.other;
            if ui.selectable_label(on, name).clicked() && !on {
                change_end(cx, link, &to);
            }
        }
    });
    shown.response.accessible_name(&*link.what).on_hover_text(&*link.other_name);
}

fn change_end(cx: &mut Cx<'_>, link: &LinkView, to: &Subject) {
    let state = cx.doc.state();
    let Some(old) = state.links.get(&link.id) else { return };
    let made = match (link.kind.store(), &old.from, to) {
        (Some(store), Subject::Pool(pool), Subject::SqlInstance(instance)) => {
            Some(intents::place_store(cx.doc.plan(), state, pool, store, old.usage, instance))
        }
        _ => intents::connect(cx.doc.plan(), state, link.kind, &old.from, to),
    };
    intent(cx, made);
}

fn add_link_ui(ui: &mut Ui, cx: &mut Cx<'_>, subject: &Subject) {
    let text = say!(cx, "ui-panels-add-link");
    let response = widgets::add_button(ui, &text);
    egui::Popup::menu(&response).show(|ui| {
        let possible = possible(cx.doc.state(), subject);
        if possible.is_empty() {
            widgets::muted(ui, say!(cx, "ui-panels-no-link-possible"));
        }
        for (kind, ends) in possible {
            ui.menu_button(cx.lang.word(LinkKind::PREFIX, kind.key()), |ui| {
                egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                    for (to, name) in ends {
                        if ui.button(&name).clicked() {
                            let made = intents::connect(cx.doc.plan(), cx.doc.state(), kind, subject, &to);
                            intent(cx, made);
                            ui.close();
                        }
                    }
                });
            });
        }
    });
}

/// The two ends of a link.
pub fn ends_ui(ui: &mut Ui, cx: &mut Cx<'_>, link: &LinkId) {
    let Some(found) = cx.doc.state().links.get(link).cloned() else { return };
    let rows: [(Message, &Subject); 2] =
        [(crate::message!("ui-panels-link-from"), &found.from), (crate::message!("ui-panels-link-to"), &found.to)];
    for (label, end) in rows {
        ui.horizontal(|ui| {
            widgets::label_column(ui, |ui| {
                ui.label(said(cx.lang, &label));
            });
            if widgets::link(ui, &cx.doc.state().label(end)).clicked() {
                cx.out.push(Action::Reveal(end.clone()));
            }
        });
    }
    if let Some(view) = links(cx.doc, &found.from, cx.lang).into_iter().find(|view| view.id == *link) {
        ui.add_space(4.0);
        let width = ui.available_width();
        end_ui(ui, cx, &view, width);
    }
    // One line stands for all links between the same two objects.
    let ends = [&found.from, &found.to];
    let others = cx.doc.state().links.values().filter(|other| other.id != found.id);
    let others = others.filter(|other| ends.contains(&&other.from) && ends.contains(&&other.to));
    let others: Vec<Link> = others.map(|other| (**other).clone()).collect();
    if others.is_empty() {
        return;
    }
    ui.add_space(8.0);
    ui.add(egui::Label::new(egui::RichText::new(say!(cx, "ui-panels-same-line")).font(style::strong())));
    for other in others {
        let name = said(cx.lang, &Message::word(LinkKind::PREFIX, other.kind.key()));
        if widgets::link(ui, &name).clicked() {
            cx.out.push(Action::Select(Some((&other.id).into())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use std::sync::Arc;

    #[test]
    fn narrow_places_leave_the_domain_out() {
        assert_eq!(short("sql01.contoso.com\\LYNC"), "sql01\\LYNC");
        assert_eq!(short("\\\\files.contoso.com\\share"), "\\\\files\\share");
        assert_eq!(short("fe.contoso.com"), "fe");
        assert_eq!(short(""), "");
    }

    #[test]
    fn a_store_offers_every_instance() {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        plan.today.put(Pool::new(PoolId::new("pool-a"), PoolKind::FrontEnd).into());
        for host in ["sql-a", "sql-b"] {
            let id = SqlServerId::new(host);
            plan.today.put(SqlServer::new(id.clone()).into());
            let instance = SqlInstance::new(SqlInstanceId::new(&format!("instance-{host}")), id);
            plan.today.put(instance.into());
        }
        let pool = Subject::Pool(PoolId::new("pool-a"));
        let to = Subject::SqlInstance(SqlInstanceId::new("instance-sql-a"));
        let id = LinkId::new("link-a");
        plan.today.put(Link::new(id, LinkKind::UserStore, Usage::Mirror, pool.clone(), to.clone()).into());
        let doc = Document::new(Arc::new(plan), || {});
        let views = links(&doc, &pool, Lang::EN);
        assert_eq!(views.len(), 1);
        assert_eq!((views[0].what.as_str(), views[0].outgoing), ("User store, Mirror", true));
        let link = &doc.state().links[&views[0].id];
        assert_eq!(ends(doc.state(), link).len(), 2, "what it could end at instead");
        assert!(!links(&doc, &to, Lang::EN)[0].outgoing);
        let possible = possible(doc.state(), &pool);
        assert!(possible.iter().all(|(kind, _)| kind.store().is_none()), "stores have a list of their own");
        assert!(super::super::stores::kinds(doc.state(), &PoolId::new("pool-a")).contains(&LinkKind::UserStore));
    }
}
