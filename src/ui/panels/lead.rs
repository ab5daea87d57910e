//! From *not checked* to the place where the missing fact is given; and, where no form can give it, why.

use super::rule_text;
use crate::model::*;
use crate::plan::{Means, can_have, means};
use crate::rules;
use crate::text::Message;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::document::Document;
use crate::ui::widgets;
use egui::Ui;

/// Where a missing fact is given.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A field of the object's form.
    Field,
    /// The number of users, with the object's user groups.
    Users,
    /// The section with its servers.
    Servers,
    /// The section with its stores or its links.
    Links(LinkKind),
    /// Nowhere; the reason, and what to do instead.
    Nowhere(Message),
}

/// Where a missing fact is given.
pub fn place(doc: &Document, of: &Subject, fact: FactName) -> Place {
    let product = || match of {
        Subject::Pool(id) => doc.replay().states.iter().find_map(|state| state.pools.get(id)?.version),
        _ => None,
    };
    match means(of, fact) {
        Some(Means::Value(_)) => Place::Field,
        Some(Means::Users) => Place::Users,
        Some(Means::Servers) => Place::Servers,
        Some(Means::Link(kind)) => Place::Links(kind),
        Some(Means::Phases) => Place::Nowhere(crate::message!("ui-missing-no-phases")),
        Some(Means::Pack) => Place::Nowhere(match product() {
            Some(version) => {
                crate::message!("ui-missing-no-pack-for", product = Message::word(Version::PREFIX, version.key()))
            }
            None => crate::message!("ui-missing-no-pack"),
        }),
        None => Place::Nowhere(crate::message!("ui-missing-no-form")),
    }
}

/// The stage to show so that a fact can be given: the shown one while the object is there, or the first with it.
pub fn stage(doc: &Document, of: &Subject, fact: FactName) -> Option<usize> {
    let states = &doc.replay().states;
    let gap = |at: usize| states.get(at).is_some_and(|state| state.has(of) && state.fact(of, fact).is_none());
    let there = |at: usize| states.get(at).is_some_and(|state| state.has(of));
    let shown = doc.shown();
    if gap(shown) {
        return Some(shown);
    }
    (0..states.len()).find(|at| gap(*at)).or_else(|| (0..states.len()).find(|at| there(*at)))
}

/// What rules wait for about an object and its form has no field for: users, servers, links, phases, rules.
pub fn others(doc: &Document, subject: &Subject) -> Vec<(FactName, Vec<Code>)> {
    let state = doc.state();
    let mut missing: Vec<(FactName, Vec<Code>)> = Vec::new();
    for item in doc.report().not_checked.about(subject) {
        for fact in &item.missing {
            if fact_named(subject.kind(), fact).is_some() && can_have(state, subject, fact) {
                continue;
            }
            match missing.iter_mut().find(|(name, _)| name == fact) {
                Some((_, codes)) => codes.push(item.code.clone()),
                None => missing.push((fact, vec![item.code.clone()])),
            }
        }
    }
    missing
}

/// The same as lines that lead to where it is given.
pub fn others_ui(ui: &mut Ui, cx: &mut Cx<'_>, subject: &Subject, missing: &[(FactName, Vec<Code>)]) {
    if missing.is_empty() {
        return;
    }
    widgets::section(ui, &say!(cx, "ui-panels-not-checked"));
    for (fact, codes) in missing {
        let name = cx.lang.word("fact", fact);
        let place = place(cx.doc, subject, fact);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            widgets::mark(ui, crate::diagram::Glyph::NotChecked, 16.0);
            ui.vertical(|ui| {
                match &place {
                    Place::Nowhere(why) => drop(ui.add(egui::Label::new(said(cx.lang, why)).wrap())),
                    _ => {
                        if widgets::link(ui, &name).clicked() {
                            cx.out.push(Action::Fill(subject.clone(), fact));
                        }
                    }
                }
                let rules = codes.iter().map(ToString::to_string).collect::<Vec<_>>();
                let waits = say!(cx, "ui-panels-waits", rules = rules);
                let response = widgets::link_small(ui, &waits);
                rule_text::menu(&response, cx, codes);
            });
        });
    }
}

/// What is missing of a *not checked* entry that can be given somewhere, the first one leading.
pub fn first(doc: &Document, item: &rules::NotChecked) -> Option<FactName> {
    let given = |fact: &&FactName| !matches!(place(doc, &item.subject, fact), Place::Nowhere(_));
    item.missing.iter().find(given).or(item.missing.first()).copied()
}
