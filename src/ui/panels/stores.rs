//! The stores of a pool, or those on an instance: which, which copy of it and where, each to be changed and
//! removed, and new ones.

use super::pool::{remove, short};
use crate::edit::Command;
use crate::model::*;
use crate::plan::{PlanEdit, intents};
use crate::ui::action::{Action, Cx, say};
use crate::ui::document::Document;
use crate::ui::widgets;
use egui::Ui;
use lucide_icons::Icon;

/// One store as the inspector shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoreView {
    pub link: LinkId,
    pub kind: LinkKind,
    pub usage: Usage,
    pub pool: PoolId,
    pub instance: SqlInstanceId,
}

/// The stores of a pool or on an instance, the copies of one after each other.
pub fn stores(state: &Topology, of: &Subject) -> Vec<StoreView> {
    let of_pool = (state.links.values()).filter(|link| link.from == *of || link.to == *of).filter_map(|link| {
        match (link.kind.store(), &link.from, &link.to) {
            (Some(_), Subject::Pool(pool), Subject::SqlInstance(instance)) => Some(StoreView {
                link: link.id.clone(),
                kind: link.kind,
                usage: link.usage,
                pool: pool.clone(),
                instance: instance.clone(),
            }),
            _ => None,
        }
    });
    let mut all: Vec<StoreView> = of_pool.collect();
    all.sort_by(|a, b| (&a.pool, a.kind, a.usage, &a.link).cmp(&(&b.pool, b.kind, b.usage, &b.link)));
    all
}

/// The kinds of store that a pool can have, the likeliest first.
pub fn kinds(state: &Topology, pool: &PoolId) -> Vec<LinkKind> {
    // Which instance it is makes no difference, nor whether there is one.
    let any = Subject::SqlInstance(SqlInstanceId::new("any"));
    let mut kinds = intents::link_kinds_between(state, &pool.into(), &any);
    kinds.retain(|kind| kind.store().is_some());
    kinds
}

/// The copies of a store that a pool does not have yet.
pub fn free_usages(state: &Topology, pool: &PoolId, kind: LinkKind) -> Vec<Usage> {
    let has = |usage| {
        state.links.values().any(|link| link.kind == kind && link.usage == usage && link.from == Subject::from(pool))
    };
    Usage::ALL.iter().copied().filter(|usage| !has(*usage)).collect()
}

/// Another kind or copy for a store that is there: what the link means is part of what it is, so another link
/// takes its place, with what is known about the old one.
fn mean(doc: &Document, store: &StoreView, kind: LinkKind, usage: Usage) -> Option<Action> {
    let old = doc.state().links.get(&store.link)?;
    let id = intents::link_id(doc.plan(), kind, usage, store.pool.as_str());
    let new = Link { id, kind, usage, ..(**old).clone() };
    let label = crate::message!(
        "ui-panels-change-store",
        pool = doc.label(&(&store.pool).into()),
        store = crate::text::Message::word(LinkKind::PREFIX, kind.key()),
        copy = crate::text::Message::word(Usage::PREFIX, usage.key())
    );
    let commands = vec![Command::Remove((&store.link).into()), Command::Add(new.into())];
    let at = doc.plan().stage_at(doc.shown());
    Some(Action::EditAs(label, vec![PlanEdit::Record { at, commands }]))
}

/// The same store elsewhere, or a new one.
fn place(cx: &mut Cx<'_>, pool: &PoolId, kind: LinkKind, usage: Usage, instance: &SqlInstanceId) {
    let (plan, state, shown) = (cx.doc.plan(), cx.doc.state(), cx.doc.shown());
    let Some(store) = kind.store() else { return };
    let intent = intents::place_store(plan, state, pool, store, usage, instance);
    let edits = intent.edits(plan, shown, None);
    cx.out.push(Action::EditAs(intent.label, edits));
}

/// What is chosen for a new store, until it is added.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    of: Subject,
    pool: Option<PoolId>,
    kind: Option<LinkKind>,
    usage: Option<Usage>,
    instance: Option<SqlInstanceId>,
}

#[derive(Default)]
pub struct StoresPanel {
    draft: Option<Draft>,
}

impl StoresPanel {
    /// The stores of a pool or on an instance. Nothing for a pool that has none and can have none.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, of: &Subject) {
        let state = cx.doc.state();
        let all = stores(state, of);
        let possible = match of {
            Subject::Pool(pool) => !kinds(state, pool).is_empty(),
            _ => true,
        };
        if all.is_empty() && !possible {
            return;
        }
        widgets::section(ui, &say!(cx, "ui-panels-stores", count = all.len()));
        for store in &all {
            store_ui(ui, cx, store, of);
        }
        self.add_ui(ui, cx, of, possible);
    }

    fn add_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, of: &Subject, possible: bool) {
        if self.draft.as_ref().is_none_or(|draft| draft.of != *of) {
            self.draft = None;
            let text = say!(cx, "ui-panels-add-store");
            let none = cx.doc.state().sql_instances.is_empty();
            let button = ui.add_enabled_ui(possible && !none, |ui| widgets::add_button(ui, &text)).inner;
            if button.on_disabled_hover_text(say!(cx, "ui-panels-no-instance")).clicked() {
                let pool = if let Subject::Pool(id) = of { Some(id.clone()) } else { None };
                let instance = if let Subject::SqlInstance(id) = of { Some(id.clone()) } else { None };
                self.draft = Some(Draft { of: of.clone(), pool, kind: None, usage: None, instance });
            }
            return;
        }
        let Some(draft) = &mut self.draft else { return };
        let state = cx.doc.state();
        let pools: Vec<PoolId> = state.pools.keys().filter(|pool| !kinds(state, pool).is_empty()).cloned().collect();
        // What is most likely meant, where nobody chose yet.
        let pool = draft.pool.clone().filter(|pool| state.pools.contains_key(pool)).or_else(|| pools.first().cloned());
        let offered = pool.as_ref().map(|pool| kinds(state, pool)).unwrap_or_default();
        let has_free = |kind: &LinkKind| pool.as_ref().is_some_and(|pool| !free_usages(state, pool, *kind).is_empty());
        let kind = draft.kind.filter(|kind| offered.contains(kind)).or_else(|| {
            let unplaced = |kind: &&LinkKind| {
                pool.as_ref().is_some_and(|pool| free_usages(state, pool, **kind).contains(&Usage::Default))
            };
            offered.iter().find(unplaced).or(offered.iter().find(|kind| has_free(kind))).copied()
        });
        let usages = match (&pool, kind) {
            (Some(pool), Some(kind)) => free_usages(state, pool, kind),
            _ => Vec::new(),
        };
        let usage = draft.usage.filter(|usage| usages.contains(usage)).or_else(|| usages.first().copied());
        let instances: Vec<SqlInstanceId> = state.sql_instances.keys().cloned().collect();
        let instance = draft.instance.clone().filter(|one| instances.contains(one)).or(instances.first().cloned());
        let lang = cx.lang;
        let kind_word = |kind: &LinkKind| lang.word(LinkKind::PREFIX, kind.key());
        let usage_word = |usage: &Usage| lang.word(Usage::PREFIX, usage.key());
        if !matches!(of, Subject::Pool(_)) {
            let name = |pool: &PoolId| state.label(&pool.into());
            row(ui, &say!(cx, "subject-pool"), pool.as_ref(), &pools, name, &mut draft.pool);
        }
        row(ui, &say!(cx, "ui-panels-store-kind"), kind.as_ref(), &offered, kind_word, &mut draft.kind);
        row(ui, &say!(cx, "ui-panels-store-copy"), usage.as_ref(), &usages, usage_word, &mut draft.usage);
        if matches!(of, Subject::Pool(_)) {
            let name = |instance: &SqlInstanceId| state.label(&instance.into());
            let label = say!(cx, "ui-panels-store-instance");
            row(ui, &label, instance.as_ref(), &instances, name, &mut draft.instance);
        }
        let mut done = false;
        ui.horizontal(|ui| {
            let whole = match (pool, kind, usage, instance) {
                (Some(pool), Some(kind), Some(usage), Some(instance)) => Some((pool, kind, usage, instance)),
                _ => None,
            };
            let verb = say!(cx, "ui-panels-add-it");
            let button = ui.add_enabled_ui(whole.is_some(), |ui| widgets::primary(ui, &verb)).inner;
            if button.on_disabled_hover_text(say!(cx, "ui-panels-no-store-left")).clicked()
                && let Some((pool, kind, usage, instance)) = whole
            {
                place(cx, &pool, kind, usage, &instance);
                done = true;
            }
            done |= widgets::secondary(ui, &say!(cx, "ui-shell-cancel")).clicked();
        });
        if done {
            self.draft = None;
        }
    }
}

/// A choice with its label.
fn row<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    chosen: Option<&T>,
    options: &[T],
    name: impl Fn(&T) -> String,
    put: &mut Option<T>,
) {
    ui.horizontal(|ui| {
        let width = widgets::label_column(ui, |ui| drop(ui.add(egui::Label::new(label).truncate())));
        let text = chosen.map(&name).unwrap_or_default();
        combo(ui, ("new-store", label), &format!("{label}: {text}"), &text, width, |ui| {
            let mut chose = false;
            for option in options {
                if ui.selectable_label(chosen == Some(option), name(option)).clicked() {
                    *put = Some(option.clone());
                    chose = true;
                }
            }
            chose
        });
    });
}

/// A list to choose from; `options` tells whether something was chosen. `name` is what a screen reader says and, where the text may be cut, what a hover tells.
fn combo(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    name: &str,
    text: &str,
    width: f32,
    options: impl FnOnce(&mut Ui) -> bool,
) {
    let combo = egui::ComboBox::from_id_salt(salt).selected_text(text).width(width).truncate();
    let shown = combo.show_ui(ui, |ui| {
        let chose = options(ui);
        if chose {
            ui.close();
        }
        chose
    });
    // The list goes; the keyboard stays with the field.
    if shown.inner == Some(true) {
        shown.response.request_focus();
    }
    shown.response.accessible_name(name).on_hover_text(name);
}

/// Kind and where to go on the first line, copy and instance on the second.
fn store_ui(ui: &mut Ui, cx: &mut Cx<'_>, store: &StoreView, of: &Subject) {
    let state = cx.doc.state();
    let lang = cx.lang;
    let word = lang.word(LinkKind::PREFIX, store.kind.key());
    let copy = lang.word(Usage::PREFIX, store.usage.key());
    let (pool_name, instance_name) = (state.label(&(&store.pool).into()), state.label(&(&store.instance).into()));
    let other: Subject =
        if *of == Subject::from(&store.pool) { (&store.instance).into() } else { (&store.pool).into() };
    let other_name = state.label(&other);
    if !matches!(of, Subject::Pool(_)) {
        let response = widgets::link_plain(ui, &pool_name);
        if response.on_hover_text(&*pool_name).clicked() {
            cx.out.push(Action::Reveal(other.clone()));
        }
    }
    let spoken = format!("{word}, {copy}, {other_name}");
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let verb = say!(cx, "ui-panels-remove-named", name = spoken.as_str());
            if widgets::row_button(ui, Icon::X, &verb).clicked() {
                remove(cx, &(&store.link).into());
            }
            let verb = say!(cx, "ui-panels-go-to", name = other_name.as_str());
            if widgets::row_button(ui, Icon::ArrowRight, &verb).clicked() {
                cx.out.push(Action::Reveal(other.clone()));
            }
            let verb = say!(cx, "ui-panels-facts-of", name = spoken.as_str());
            if widgets::row_button(ui, Icon::SlidersHorizontal, &verb).clicked() {
                cx.out.push(Action::Select(Some((&store.link).into())));
            }
            let name = say!(cx, "ui-panels-store-kind");
            let width = ui.available_width();
            let mut picked = None;
            combo(ui, ("store-kind", store.link.as_str()), &format!("{name}: {spoken}"), &word, width, |ui| {
                for kind in kinds(cx.doc.state(), &store.pool) {
                    let own = kind == store.kind;
                    let free = own || free_usages(cx.doc.state(), &store.pool, kind).contains(&store.usage);
                    let label = egui::Button::selectable(own, lang.word(LinkKind::PREFIX, kind.key()));
                    if ui.add_enabled(free, label).clicked() && !own {
                        picked = Some(kind);
                    }
                }
                picked.is_some()
            });
            if let Some(kind) = picked {
                cx.out.extend(mean(cx.doc, store, kind, store.usage));
            }
        });
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let whole = ui.available_width();
        let name = say!(cx, "ui-panels-store-copy");
        let mut picked = None;
        combo(ui, ("store-copy", store.link.as_str()), &format!("{name}: {spoken}"), &copy, 104.0, |ui| {
            let free = free_usages(cx.doc.state(), &store.pool, store.kind);
            for usage in Usage::ALL {
                let own = *usage == store.usage;
                let label = egui::Button::selectable(own, lang.word(Usage::PREFIX, usage.key()));
                if ui.add_enabled(own || free.contains(usage), label).clicked() && !own {
                    picked = Some(*usage);
                }
            }
            picked.is_some()
        });
        if let Some(usage) = picked {
            cx.out.extend(mean(cx.doc, store, store.kind, usage));
        }
        let name = say!(cx, "ui-panels-store-instance");
        let mut picked = None;
        let width = whole - 108.0;
        let shown = short(&instance_name);
        combo(
            ui,
            ("store-at", store.link.as_str()),
            &format!("{name}: {word}, {copy}, {instance_name}"),
            &shown,
            width,
            |ui| {
                for instance in cx.doc.state().sql_instances.keys() {
                    let own = *instance == store.instance;
                    if ui.selectable_label(own, cx.doc.state().label(&instance.into())).clicked() && !own {
                        picked = Some(instance.clone());
                    }
                }
                picked.is_some()
            },
        );
        if let Some(instance) = picked {
            place(cx, &store.pool, store.kind, store.usage, &instance);
        }
    });
    ui.add_space(6.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use std::sync::Arc;

    fn document() -> Document {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        let mut pool = Pool::new(PoolId::new("pool-a"), PoolKind::FrontEnd);
        pool.version = Some(Version::Lync2013);
        plan.today.put(pool.into());
        for host in ["sql-a", "sql-b"] {
            let id = SqlServerId::new(host);
            plan.today.put(SqlServer::new(id.clone()).into());
            plan.today.put(SqlInstance::new(SqlInstanceId::new(&format!("instance-{host}")), id).into());
        }
        let pool = Subject::Pool(PoolId::new("pool-a"));
        let to = Subject::SqlInstance(SqlInstanceId::new("instance-sql-a"));
        let mut link = Link::new(LinkId::new("link-a"), LinkKind::UserStore, Usage::Default, pool, to);
        link.port = Some(5022);
        plan.today.put(link.into());
        Document::new(Arc::new(plan), || {})
    }

    #[test]
    fn another_copy_takes_the_place_of_a_store_and_keeps_what_is_known() {
        let mut doc = document();
        let pool = PoolId::new("pool-a");
        let own = stores(doc.state(), &(&pool).into());
        assert_eq!(own.len(), 1);
        let Some(Action::EditAs(label, edits)) = mean(&doc, &own[0], LinkKind::UserStore, Usage::Mirror) else {
            panic!("no edit");
        };
        doc.commit(label, &edits).expect("made");
        let on = stores(doc.state(), &Subject::SqlInstance(SqlInstanceId::new("instance-sql-a")));
        assert_eq!(on.iter().map(|store| store.usage).collect::<Vec<_>>(), [Usage::Mirror]);
        assert_eq!(doc.state().links[&on[0].link].port, Some(5022));
        let free = free_usages(doc.state(), &pool, LinkKind::UserStore);
        assert_eq!(free, [Usage::Default, Usage::Backup, Usage::Witness]);
        assert!(doc.undo());
        assert_eq!(stores(doc.state(), &(&pool).into()), own, "one step back");
    }

    #[test]
    fn a_pool_offers_the_stores_of_its_kind() {
        let doc = document();
        let offered = kinds(doc.state(), &PoolId::new("pool-a"));
        assert_eq!(offered.first(), Some(&LinkKind::UserStore));
        assert!(offered.contains(&LinkKind::ArchivingStore) && !offered.contains(&LinkKind::PersistentChatStore));
    }
}
