//! The ways back in the window: how far one can go, the preview of the topology after it, and keeping it as a phase.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::text::Lang;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::{Window, app, checked, click, opened, plan, press};

const PLAN: &str = "
site Paris
  pool old front-end enterprise version=lync-2010 servers=2 users=100 user-store=sqlold\\LYNC
  sql sqlold LYNC
  sql sqlnew LYNC
phase Pilot
  do prepare-active-directory
  + pool new front-end enterprise version=lync-2013 servers=3 user-store=sqlnew\\LYNC in=Paris
phase Users
  move all users old -> new
phase End
  - pool old
";

/// A window with the ways back of a phase.
fn shown(folder: &std::path::Path, phase: &str, lang: Lang) -> Window<'static> {
    let (mut window, _) = opened(folder, PLAN, lang);
    window.get_by_label_contains(phase).click();
    window.run();
    let tab = if lang == Lang::EN { "Way back" } else { "Retour en arrière" };
    if window.query_by_role_and_label(Role::Tab, tab).is_none() {
        press(&mut window, Modifiers::NONE, Key::F8);
    }
    window.get_by_role_and_label(Role::Tab, tab).click();
    window.run();
    window
}

/// Waits for the preview, which is worked out beside the window.
fn wait(window: &mut Window<'_>, label: &str) {
    for _ in 0..500 {
        window.run();
        if window.query_all_by_label_contains(label).next().is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("waited for {label}");
}

fn has(window: &Window<'_>, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

#[test]
fn a_phase_says_how_far_one_can_go_and_what_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = shown(folder.path(), "Phase 2, Users", Lang::EN);
    assert!(has(&window, "go back as far as today"));
    assert!(has(&window, "Documented by Microsoft"));
    assert!(has(&window, "contacts in the unified contact store come back with them"));
    assert!(has(&window, "Meetings that were scheduled with upgraded clients"));
    let page = window.query_all_by_role_and_label(Role::Link, "Roll back migrated users in Lync Server 2013").next();
    assert!(page.is_some(), "the page is a link");
    window.get_by_label_contains("Phase 3, End").click();
    window.run();
    assert!(has(&window, "its step 3.1 is a point of no return"));
    assert!(window.query_by_role_and_label(Role::Button, "Roll back from here…").is_none(), "nowhere to go");
    press(&mut window, Modifiers::NONE, Key::Escape);
}

#[test]
fn the_topology_after_it_is_looked_at_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = shown(folder.path(), "Phase 2, Users", Lang::EN);
    let before = plan(&window);
    window.get_by_role_and_label(Role::Button, "Roll back from here…").click();
    wait(&mut window, "One step leads back.");
    assert!(has(&window, "Preview: after going back from 2 Users to 1 Pilot"));
    assert!(has(&window, "The topology is then as at the end of 1 Pilot."));
    assert_eq!(plan(&window), before, "a preview changes nothing");
    // What is drawn can be gone through one by one.
    let node = window.query_all_by_role(Role::Button).find(|node| {
        node.accesskit_node().label().is_some_and(|label| label.contains("new.contoso.com"))
            && !node.rect().is_negative()
    });
    let node = node.expect("a pool of the preview is a node");
    let told = node.accesskit_node().description().unwrap_or_default();
    assert!(told.contains("2013"), "{told}");
    node.focus();
    window.run();
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!has(&window, "Preview: after going back"));
    window.get_by_role_and_label(Role::Button, "Roll back from here…").click();
    wait(&mut window, "One step leads back.");
    let keep = window.query_all_by_role_and_label(Role::Button, "Keep as a new phase").next().expect("a button");
    keep.click();
    window.run();
    checked(&mut window);
    let after = plan(&window);
    let names: Vec<&str> = after.phases.iter().map(|phase| &*phase.name).collect();
    assert_eq!(names, ["Pilot", "Users", "Way back to 1 Pilot", "End"]);
    assert_eq!(app(&window).document().expect("open").shown(), 3);
    assert!(!has(&window, "Preview: after going back"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(plan(&window), before);
}

#[test]
fn it_can_be_gone_further_back_and_by_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = shown(folder.path(), "Phase 2, Users", Lang::EN);
    window.get_by_role_and_label(Role::ComboBox, "Back to the end of").click();
    window.run();
    window.query_all_by_label("Today").last().expect("the list is open").click();
    window.run();
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    window.event(egui::Event::Text("roll back from".to_owned()));
    window.run();
    window.key_press(Key::Enter);
    wait(&mut window, "Preview: after going back from 2 Users to Today");
    wait(&mut window, "steps lead back.");
    // Another phase has another way back.
    click(&mut window, "Close the preview");
}

#[test]
fn french_says_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let window = shown(folder.path(), "Phase 2, Users", Lang::FR);
    assert!(has(&window, "on peut revenir jusqu’à aujourd’hui"));
    assert!(has(&window, "Documenté par Microsoft"));
}
