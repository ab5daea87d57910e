//! The page that proposes a migration, by keyboard and by the names of what is on it.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::plan::Stage;
use coexist::text::Lang;
use coexist::ui;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::*;

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// Two pools that one could carry.
const TODAY: &str = "
site Paris federation-route=edge
  pool one front-end enterprise version=lync-2010 servers=2 users=900 user-store=sql\\LYNC media-edge=edge
  pool two front-end enterprise version=lync-2010 servers=2 users=800 user-store=sql\\LYNC media-edge=edge
  pool edge edge version=lync-2010 federation=true
  sql sql LYNC
";

fn has(window: &Window<'_>, label: &str) -> bool {
    window.query_all_by_label_contains(label).next().is_some()
}

/// Waits until something of these words is on the page.
fn until_shown(window: &mut Window<'_>, label: &str) {
    for _ in 0..1500 {
        window.run();
        if has(window, label) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("waited for {label:?}");
}

/// Waits until what is chosen is worked out, and the button is there to be pressed.
fn until_ready(window: &mut Window<'_>, button: &str) {
    until_shown(window, "Nothing of it is in the plan yet");
    until_shown(window, button);
    window.run();
}

fn open_page(window: &mut Window<'_>) {
    press(window, CTRL, Key::K);
    write(window, "propose a migration");
    press(window, NONE, Key::Enter);
}

#[test]
fn a_plan_without_phases_gets_all_of_them_with_enter_and_loses_them_with_one_undo() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), TODAY, Lang::EN);
    let before = plan(&window);
    // The strip without phases invites to it.
    click(&mut window, "Propose a migration…");
    until_ready(&mut window, "No error in any phase");
    assert!(window.get_by_role_and_label(Role::Button, "Propose").is_focused(), "Enter proposes");
    window.get_by_label("Here: 2 new Front End pools for 2 legacy pools");
    window.get_by_label("Here: one new Front End pool for 2 legacy pools");
    assert_eq!(plan(&window), before, "nothing is in the plan yet");
    press(&mut window, NONE, Key::Enter);
    let after = plan(&window);
    assert!(after.phases.len() > 5, "{}", after.phases.len());
    let doc = app(&window).document().expect("open");
    assert_eq!(doc.shown(), 1, "the first phase is shown");
    assert_eq!(doc.view.stage, Stage::Phase(after.phases[0].id.clone()));
    assert!(has(&window, "phases are in the plan. One undo takes all of it back"));
    assert!(after.phases.iter().flat_map(|phase| &phase.steps).count() > 20);
    let states = after.replay().states;
    for pool in states.iter().flat_map(|state| state.pools.keys()) {
        assert!(after.places.contains_key(&coexist::model::Subject::from(pool)), "{pool} has no place");
    }
    press(&mut window, CTRL, Key::Z);
    assert_eq!(plan(&window), before, "one step of undo");
}

#[test]
fn the_page_is_reached_and_left_by_keyboard_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), TODAY, Lang::EN);
    let before = plan(&window);
    open_page(&mut window);
    until_ready(&mut window, "No error in any phase");
    press(&mut window, NONE, Key::Escape);
    assert!(!has(&window, "No error in any phase"));
    open_page(&mut window);
    until_ready(&mut window, "No error in any phase");
    click(&mut window, "Cancel");
    assert!(!has(&window, "No error in any phase"));
    assert_eq!(plan(&window), before);
    assert!(app(&window).document().is_some_and(|doc| doc.history().undo_label().is_none()));
}

#[test]
fn what_is_chosen_is_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), TODAY, Lang::EN);
    open_page(&mut window);
    until_ready(&mut window, "No error in any phase");
    window.get_by_label("One new pool for the pools of a site").click();
    window.run();
    let names = window.get_by_role_and_label(Role::TextInput, "Names of new pools");
    names.focus();
    window.run();
    press(&mut window, CTRL, Key::A);
    write(&mut window, "{kind}-paris");
    press(&mut window, NONE, Key::Tab);
    until_ready(&mut window, "→ fe-paris.contoso.com");
    window.get_by_label("An Office Web Apps server, for shared presentations").click();
    until_ready(&mut window, "No error in any phase");
    click(&mut window, "Propose");
    let after = plan(&window);
    let end = after.state_at(after.phases.len());
    let pools: Vec<_> = end.pools.values().filter_map(|pool| pool.fqdn.as_deref()).collect();
    assert_eq!(pools, ["edge-paris.contoso.com", "fe-paris.contoso.com"]);
    // What was chosen stays chosen until it is given back.
    open_page(&mut window);
    assert_eq!(
        window.get_by_role_and_label(Role::TextInput, "Names of new pools").value().as_deref(),
        Some("{kind}-paris")
    );
    click(&mut window, "Back to the defaults");
    assert_eq!(
        window.get_by_role_and_label(Role::TextInput, "Names of new pools").value().as_deref(),
        Some("{old}{release}")
    );
}

#[test]
fn phases_that_are_there_are_replaced_only_by_who_says_so_and_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let before = plan(&window);
    open_page(&mut window);
    until_ready(&mut window, "Replace all 2 phases with");
    assert!(has(&window, "The plan has 2 phases already"));
    window.get_by_label_contains("Replace all 2 phases with").click();
    window.run();
    checked(&mut window);
    let after = plan(&window);
    assert!(after.phases.iter().all(|phase| before.phase(&phase.id).is_none()));
    press(&mut window, CTRL, Key::Z);
    assert_eq!(plan(&window), before);
}

#[test]
fn a_refusal_leads_to_the_rule_and_to_the_object() {
    let folder = tempfile::tempdir().expect("a folder");
    let mixed = format!("{TODAY}  pool ocs edge version=ocs-2007-r2\n");
    let (mut window, _) = opened(folder.path(), &mixed, Lang::EN);
    open_page(&mut window);
    until_shown(&mut window, "This deployment cannot be migrated as it is");
    let propose = window.get_by_role_and_label(Role::Button, "Propose");
    assert!(propose.accesskit_node().is_disabled());
    window.get_by_label("About rule PATH-002").click();
    window.run();
    window.get_by_label("Failing example");
    press(&mut window, NONE, Key::Escape);
    open_page(&mut window);
    until_shown(&mut window, "Show “ocs.contoso.com”");
    window.get_by_label("Show “ocs.contoso.com”").click();
    window.run();
    let selected = app(&window).document().and_then(|doc| doc.selected().cloned());
    assert_eq!(selected.map(|subject| subject.id().to_owned()).as_deref(), Some("pool-ocs"));
    assert!(!has(&window, "This deployment cannot be migrated as it is"));
    assert!(plan(&window).phases.is_empty());
}

#[test]
fn links_of_a_refusal_stand_whole_on_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let more: String =
        (0..9).map(|n| format!("  pool an-edge-pool-of-some-length-{n} edge version=ocs-2007-r2\n")).collect();
    let (mut window, _) = opened(folder.path(), &format!("{TODAY}{more}"), Lang::EN);
    open_page(&mut window);
    until_shown(&mut window, "Show “an-edge-pool-of-some-length-8");
    let links: Vec<_> = window.query_all_by_label_contains("Show “").map(|link| link.rect()).collect();
    let of_one_line = links.iter().filter(|link| link.height() < 22.0).count();
    assert!(links.len() > 8 && of_one_line == links.len(), "{links:?}");
    let lefts: std::collections::BTreeSet<i32> = links.iter().map(|link| link.left() as i32).collect();
    assert!(lefts.len() > 1, "several stand beside each other: {links:?}");
}

#[test]
fn from_the_start_page_a_file_is_opened_and_proposed_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let sketch = coexist::rules::sketch::read(TODAY).expect("a sketch");
    let path = folder.path().join("today.coexist");
    std::fs::write(&path, coexist::format::write(&sketch.plan)).expect("written");
    let mut window = window(folder.path(), None, Lang::FR);
    window.get_by_label("Ouvrir une topologie et proposer une migration").click();
    until_shown(&mut window, "Chemin");
    press(&mut window, CTRL, Key::A);
    write(&mut window, &path.to_string_lossy());
    press(&mut window, NONE, Key::Enter);
    until(&mut window, "the plan", |app| app.document().is_some());
    until_shown(&mut window, "Aucune erreur dans aucune phase");
    window.run();
    press(&mut window, NONE, Key::Enter);
    assert!(app(&window).document().map(ui::Document::shown) == Some(1));
    assert!(plan(&window).phases.len() > 5);
}
