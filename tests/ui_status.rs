//! The plan beside the deployment as it is, in the window: where it stands, what drifted, and how it is adopted.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::format;
use coexist::import;
use coexist::model::*;
use coexist::plan::{Phase, Plan, PlanEdit};
use coexist::rules::sketch;
use coexist::text::Lang;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::{Path, PathBuf};
use support::{Dropped, Window, app, checked, click, plan, until, window};

const TOPOLOGY: &str = include_str!("fixtures/woodgrove.xml");

/// A plan of the fixture with one phase that adds a pool.
fn planned() -> Plan {
    let today = import::read(TOPOLOGY.as_bytes(), "woodgrove.xml").expect("a topology").plan;
    let mut added =
        sketch::read("phase New\n  + pool fe13 front-end enterprise version=lync-2013 servers=c.contoso.com\n");
    let phase = added.as_mut().expect("a sketch").plan.phases.remove(0);
    let edit = PlanEdit::AddPhase { index: 0, phase: Phase::clone(&phase) };
    edit.applied_to(&today).expect("it applies")
}

/// The deployment a month later: the Edge pool is called otherwise.
fn later() -> String {
    let out = TOPOLOGY.replace("edge.woodgrove.example", "edge9.woodgrove.example");
    assert_ne!(out, TOPOLOGY);
    out
}

fn opened(folder: &Path, lang: Lang) -> (Window<'static>, PathBuf) {
    let path = folder.join("plan.coexist");
    std::fs::write(&path, format::write(&planned())).expect("written");
    let mut window = window(folder, Some(path.clone()), lang);
    until(&mut window, "the plan", |app| app.document().is_some());
    checked(&mut window);
    (window, path)
}

fn shows(window: &mut Window<'_>, text: &str) {
    for _ in 0..300 {
        window.run();
        if window.query_all_by_label_contains(text).next().is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("waited for “{text}”");
}

/// Opens the view of the progress and lets a topology file go over the window.
fn compared(window: &mut Window<'_>, folder: &Path, text: &str, tab: &str) {
    window.key_press(Key::F8);
    window.run();
    checked(window);
    window.get_by_role_and_label(Role::Tab, tab).click();
    window.run();
    let path = folder.join("later.xml");
    std::fs::write(&path, text).expect("written");
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    window.run();
    shows(window, "later.xml");
}

fn rows(window: &Window<'_>) -> Vec<String> {
    window.query_all_by_role(Role::ListItem).filter_map(|node| node.accesskit_node().label()).collect()
}

fn has(window: &Window<'_>, text: &str) -> bool {
    rows(window).iter().any(|row| row.contains(text))
}

#[test]
fn the_reached_stage_and_the_open_steps_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), Lang::EN);
    compared(&mut window, folder.path(), TOPOLOGY, "Progress");
    shows(&mut window, "The deployment is at “Today”");
    window.get_by_label("As planned");
    window.get_by_label("The topology is as the plan has it");
    assert!(
        has(&window, "1.1 · Add “fe13.contoso.com” (Front End pool)") && has(&window, ", open"),
        "{:?}",
        rows(&window)
    );
    assert!(app(&window).document().expect("open").path.is_some(), "the plan stays open");
}

#[test]
fn a_difference_is_adopted_and_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), Lang::EN);
    let before = plan(&window);
    compared(&mut window, folder.path(), &later(), "Progress");
    shows(&mut window, "Extra, edge9.woodgrove.example");
    assert!(has(&window, "Missing, edge.woodgrove.example"), "{:?}", rows(&window));
    window.get_by_label_contains("differences are not planned");
    click(&mut window, "Adopt “edge9.woodgrove.example” into the plan");
    let named = |window: &Window<'_>, name: &str| {
        plan(window).today.pools.values().find(|pool| pool.fqdn.as_deref() == Some(name)).cloned()
    };
    let edge = named(&window, "edge9.woodgrove.example").expect("it entered Today");
    assert!(plan(&window).places.contains_key(&Subject::from(&edge.id)), "with a place on the sheet");
    for _ in 0..300 {
        window.run();
        if !has(&window, "Extra, edge9.woodgrove.example") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(!has(&window, "Extra, edge9"), "the list follows the plan: {:?}", rows(&window));
    // The other one goes; it is selected on the sheet first.
    window
        .query_all_by_role(Role::ListItem)
        .find(|node| node.accesskit_node().label().is_some_and(|l| l.starts_with("Missing, edge.woodgrove.example")))
        .expect("listed")
        .click();
    window.run();
    checked(&mut window);
    let selected = app(&window).document().expect("open").selected().cloned();
    assert!(matches!(selected, Some(Subject::Pool(_))), "{selected:?}");
    click(&mut window, "Adopt “edge.woodgrove.example” into the plan");
    assert!(named(&window, "edge.woodgrove.example").is_none());
    for _ in 0..2 {
        window.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
        window.run();
        checked(&mut window);
    }
    assert_eq!(plan(&window).today, before.today, "two undo steps bring it back");
}

#[test]
fn a_file_that_is_no_topology_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), Lang::FR);
    window.key_press(Key::F8);
    window.run();
    checked(&mut window);
    window.get_by_role_and_label(Role::Tab, "Avancement").click();
    window.run();
    window.get_by_label("Comparer à un fichier de topologie…");
    let path = folder.path().join("edge.xml");
    std::fs::write(&path, include_str!("fixtures/edge-ocs2007r2.xml")).expect("written");
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    shows(&mut window, "décrit des serveurs Edge pour une fusion");
}
