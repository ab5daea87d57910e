//! What a screen reader finds in the window, counted against the plan: every object, every link, every finding and every
//! phase is a node, links and findings refer to their objects, and what comes and goes is spoken.

#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::format;
use coexist::model::Subject;
use coexist::text::Lang;
use egui::accesskit::{Live, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::collections::BTreeMap;
use std::path::Path;
use support::*;

const EXAMPLES: [&str; 3] = ["contoso", "fabrikam", "tailspin"];

/// An example, open in a window that is large enough for all of it.
fn example(folder: &Path, name: &str, lang: Lang) -> Window<'static> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/examples/{name}.coexist"));
    let path = folder.join("plan.coexist");
    std::fs::copy(from, &path).expect("copied");
    let mut window = window(folder, Some(path), lang);
    until(&mut window, "the plan", |app| app.document().is_some());
    checked(&mut window);
    window.set_size(egui::vec2(6_000.0, 5_000.0));
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Num0);
    window.run();
    checked(&mut window);
    window
}

/// What is spoken in the window, by role: how often each name is there.
fn names(window: &Window<'_>, role: Role) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for node in window.query_all_by_role(role) {
        if let Some(label) = node.accesskit_node().label() {
            *out.entry(label).or_default() += 1;
        }
    }
    out
}

#[test]
fn every_object_link_finding_and_phase_is_a_node() {
    for name in EXAMPLES {
        let folder = tempfile::tempdir().expect("a folder");
        let mut window = example(folder.path(), name, Lang::EN);
        let stages = plan(&window).stages();
        for stage in 0..stages {
            if stage > 0 {
                window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::PageDown);
                window.run();
            }
            let doc = app(&window).document().expect("open");
            assert_eq!(doc.shown(), stage, "{name}");
            let state = doc.state().clone();
            let buttons = names(&window, Role::Button);
            for subject in state.subjects() {
                let called = state.label(&subject);
                match &subject {
                    Subject::Deployment | Subject::UserGroup(_) => {}
                    Subject::Link(id) => {
                        let link = &state.links[id];
                        let ends = format!("{} → {}", state.label(&link.from), state.label(&link.to));
                        assert!(buttons.contains_key(&ends), "{name}, stage {stage}: no node for {ends}");
                    }
                    _ => {
                        let ends = |label: &&String| label.ends_with(&called) || label.contains(&format!("{called} ("));
                        assert!(
                            buttons.keys().any(|label| ends(&label)),
                            "{name}, stage {stage}: no node for {called}"
                        );
                    }
                }
            }
        }
        let tabs = names(&window, Role::Tab);
        let phases = tabs.keys().filter(|tab| tab.starts_with("Phase ")).count();
        assert_eq!(phases, stages - 1, "{name}: {tabs:?}");
    }
}

#[test]
fn findings_are_nodes_that_refer_to_their_objects() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = example(folder.path(), "fabrikam", Lang::EN);
    window.key_press(egui::Key::F8);
    window.run();
    let doc = app(&window).document().expect("open");
    let state = doc.state().clone();
    let counted = doc.report().findings.iter().filter(|finding| finding.counts()).count();
    assert!(counted > 0);
    let rows: Vec<_> = window
        .query_all_by_role(Role::ListItem)
        .map(|row| {
            let node = row.accesskit_node();
            let all = node.size_of_set().unwrap_or_default();
            (node.label().unwrap_or_default(), all, node.controls().filter_map(|node| node.label()).collect::<Vec<_>>())
        })
        .collect();
    // The panel has room for some rows; each says how many there are.
    assert!(rows.iter().all(|(_, all, _)| *all >= counted), "{counted} {rows:?}");
    for finding in doc.report().findings.iter().filter(|finding| finding.counts()) {
        let code = finding.code.to_string();
        let of_code: Vec<_> = rows.iter().filter(|(label, ..)| label.contains(&code)).collect();
        let here = state.has(&finding.subject) && !matches!(finding.subject, Subject::Deployment | Subject::Link(_));
        if !of_code.is_empty() && here && !matches!(finding.subject, Subject::UserGroup(_) | Subject::Step(_)) {
            let called = state.label(&finding.subject);
            let refers = of_code.iter().any(|(.., nodes)| nodes.iter().any(|label| label.contains(&called)));
            assert!(refers, "{code} does not refer to {called}: {of_code:?}");
        }
    }
}

#[test]
fn a_link_refers_to_what_it_joins() {
    let folder = tempfile::tempdir().expect("a folder");
    let window = example(folder.path(), "contoso", Lang::EN);
    let mut links = 0;
    for node in window.query_all_by_role(Role::Button) {
        let node = node.accesskit_node();
        let Some((from, to)) =
            node.label().and_then(|label| Some(label.split_once(" → ")?).map(|(a, b)| (a.to_owned(), b.to_owned())))
        else {
            continue;
        };
        let ends: Vec<String> = node.controls().filter_map(|end| end.label()).collect();
        links += 1;
        assert_eq!(ends.len(), 2, "{from} → {to}: {ends:?}");
        assert!(ends[0].contains(&from) && ends[1].contains(&to), "{from} → {to}: {ends:?}");
    }
    let doc = app(&window).document().expect("open");
    // Several links between the same ends may be one line.
    assert!(links > 10 && links <= doc.state().links.len(), "{links}");
}

#[test]
fn what_comes_and_goes_is_spoken() {
    for (lang, new, gone, undone) in
        [(Lang::EN, "New finding", "gone", "Undo: "), (Lang::FR, "Nouveau constat", "disparu", "Annuler\u{a0}: ")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut window, _) = opened(folder.path(), SHARED, lang);
        let spoken = |window: &Window<'_>| {
            let node = window.query_all_by_role(Role::Status).next().expect("a live node");
            assert_eq!(node.accesskit_node().live(), Live::Polite);
            node.accesskit_node().label().unwrap_or_default()
        };
        assert_eq!(spoken(&window), "", "what was opened is no news");
        let before = format::write(&plan(&window));
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::PageDown);
        window.run();
        assert!(spoken(&window).contains("Pilot"), "{}", spoken(&window));
        let old = window.query_all_by_label_contains("fe-new").next().expect("the new pool");
        old.click();
        window.run();
        window.key_press(egui::Key::Delete);
        window.run();
        checked(&mut window);
        assert_ne!(format::write(&plan(&window)), before);
        assert!(spoken(&window).contains(gone), "{}", spoken(&window));
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        window.run();
        checked(&mut window);
        let said = spoken(&window);
        assert!(said.starts_with(undone) && said.contains(new) || said.contains("SQL-001"), "{said}");
    }
}
