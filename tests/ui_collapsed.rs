//! A collapsed site in the window: by key, menu and palette; found, read aloud, saved and exported as it is.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::diagram::{Fonts, SceneOptions, Theme, build};
use coexist::model::{SiteId, Subject};
use coexist::text::Lang;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::*;

fn paris(window: &Window<'_>) -> SiteId {
    plan(window).today.sites.keys().next().cloned().expect("a site")
}

/// What the node of the site says, when it is a button of the sheet.
fn summary(window: &Window<'_>) -> String {
    let nodes = window.query_all_by_role(Role::Button);
    let mut said = nodes.filter(|node| node.accesskit_node().label().as_deref() == Some("site Paris"));
    said.next().expect("the site on the sheet").accesskit_node().description().unwrap_or_default()
}

fn is_drawn(window: &Window<'_>, name: &str) -> bool {
    let nodes = window.query_all_by_role(Role::Button);
    nodes.filter_map(|node| node.accesskit_node().label()).any(|label| label == name)
}

fn select(window: &mut Window<'_>, text: &str) {
    press(window, Modifiers::COMMAND, Key::F);
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
    press(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn a_key_collapses_a_site_and_its_node_tells_what_it_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    assert!(is_drawn(&window, "pool fe-old.contoso.com"));
    select(&mut window, "Paris");
    press(&mut window, Modifiers::NONE, Key::F12);
    assert!(plan(&window).collapsed.contains(&paris(&window)));
    assert!(!is_drawn(&window, "pool fe-old.contoso.com") && !is_drawn(&window, "SQL server sqlold"));
    let said = summary(&window);
    for told in ["collapsed", "1 pool · 2 servers · 1,200 users", "Lync 2010", "1 SQL Server", "fe-old.contoso.com"] {
        assert!(said.contains(told), "{told} is not in {said}");
    }
    assert!(window.query_by_label("In site Paris").is_none(), "there is nothing in the group");
    press(&mut window, Modifiers::COMMAND, Key::PageDown);
    assert!(summary(&window).contains("1 new"), "{}", summary(&window));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(plan(&window).collapsed.is_empty() && is_drawn(&window, "pool fe-old.contoso.com"));
    window.get_by_label("In site Paris");
}

#[test]
fn what_is_found_in_a_collapsed_site_leads_to_it_and_the_key_shows_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    select(&mut window, "Paris");
    press(&mut window, Modifiers::NONE, Key::F12);
    select(&mut window, "fe-old");
    window.run();
    let said = "“fe-old.contoso.com” is in “Paris”, which is collapsed: F12 expands it";
    assert!(window.query_all_by_label_contains(said).next().is_some());
    let selected = |window: &Window<'_>| app(window).document().and_then(|doc| doc.selected().cloned());
    assert!(matches!(selected(&window), Some(Subject::Pool(_))), "the inspector shows it all the same");
    assert!(plan(&window).collapsed.len() == 1, "looking for something changes no plan");
    press(&mut window, Modifiers::NONE, Key::F12);
    assert!(plan(&window).collapsed.is_empty() && is_drawn(&window, "pool fe-old.contoso.com"));
    assert!(matches!(selected(&window), Some(Subject::Pool(_))));
}

#[test]
fn the_menu_of_a_site_and_the_palette_collapse_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    select(&mut window, "Paris");
    press(&mut window, Modifiers::NONE, Key::Menu);
    window.query_all_by_label("Collapse or expand the site").last().expect("the entry").click();
    window.run();
    checked(&mut window);
    assert_eq!(plan(&window).collapsed.len(), 1);
    press(&mut window, Modifiers::COMMAND, Key::K);
    window.event(egui::Event::Text("expand all".to_owned()));
    window.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(plan(&window).collapsed.is_empty());
    select(&mut window, "fe-old");
    press(&mut window, Modifiers::NONE, Key::Menu);
    assert!(window.query_by_label("Collapse or expand the site").is_none(), "a pool is no site");
}

#[test]
fn the_file_and_the_drawing_keep_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = opened(folder.path(), SHARED, Lang::EN);
    select(&mut window, "Paris");
    press(&mut window, Modifiers::NONE, Key::F12);
    press(&mut window, Modifiers::COMMAND, Key::S);
    until(&mut window, "the file", |app| app.document().is_some_and(|doc| !doc.is_dirty()));
    let text = std::fs::read_to_string(&path).expect("saved");
    let read = coexist::format::read(&text).expect("a plan");
    assert!(read == plan(&window));
    assert!(text.contains(&format!("collapsed: [\n    \"{}\"", paris(&window))), "{text}");
    let replay = read.replay();
    let report = coexist::rules::check(&read, &replay, None);
    let options = SceneOptions::new(Lang::FR);
    let scene = build(&read, &replay, Some(&report), 1, &options, &Fonts::bundled());
    let svg = coexist::export::svg::write(&scene, &Theme::light(), "Paris", Lang::FR);
    assert!(svg.contains("réduit") && !svg.contains(">fe-old<"), "the drawing is as the plan says");
    assert!(svg.contains("fe-old.contoso.com"), "and its description says what is inside");
}
