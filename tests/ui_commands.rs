//! Everything by name and by key: the palette of commands, find, shortcuts, menus, and a window that is tomorrow as it
//! was left today.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::model::Subject;
use coexist::text::Lang;
use coexist::ui;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::*;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// The rows of the list that is open, as a screen reader says them.
fn rows(window: &Window<'_>) -> Vec<String> {
    let rows = window.query_all_by_role(Role::ListItem);
    rows.filter_map(|row| row.accesskit_node().label()).collect()
}

fn is_open(window: &Window<'_>, field: &str) -> bool {
    window.query_by_role_and_label(Role::TextInput, field).is_some()
}

fn shown(window: &Window<'_>) -> usize {
    app(window).document().map(ui::Document::shown).expect("open")
}

#[test]
fn the_palette_finds_any_command_with_its_keys_and_does_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    for (with, key) in [(CTRL_SHIFT, Key::P), (CTRL, Key::K)] {
        press(&mut window, with, key);
        assert!(is_open(&window, "Name of a command"), "{key:?}");
        press(&mut window, Modifiers::NONE, Key::Escape);
        assert!(!is_open(&window, "Name of a command"));
    }
    press(&mut window, CTRL, Key::K);
    write(&mut window, "addph");
    assert_eq!(rows(&window).first().map(String::as_str), Some("Add phase, Phase, Ctrl+Shift+N"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(plan(&window).phases.len(), 3);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, CTRL, Key::K);
    assert_eq!(rows(&window).first().map(String::as_str), Some("Add phase, Phase, Ctrl+Shift+N"), "the latest");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, CTRL, Key::K);
    assert!(!is_open(&window, "Name of a command"), "its key puts it away");
}

#[test]
fn the_palette_says_why_a_command_cannot_be_done_and_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    press(&mut window, CTRL, Key::K);
    write(&mut window, "undo");
    assert_eq!(rows(&window), ["Undo, Edit, There is nothing to undo"]);
    let row = window.get_by_role(Role::ListItem);
    assert!(row.accesskit_node().is_disabled());
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(is_open(&window, "Name of a command"));
    write(&mut window, "zzz");
    window.get_by_label("No command is called that");
}

#[test]
fn the_palette_is_there_without_a_plan_and_in_french() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window(folder.path(), None, Lang::FR);
    press(&mut window, CTRL_SHIFT, Key::P);
    write(&mut window, "plan vide");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, CTRL_SHIFT, Key::P);
    write(&mut window, "nouveau");
    press(&mut window, Modifiers::NONE, Key::Enter);
    until(&mut window, "a new plan", |app| app.document().is_some());
}

#[test]
fn a_name_of_another_phase_is_found_and_shown_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    press(&mut window, CTRL, Key::F);
    write(&mut window, "fe-new");
    let found = rows(&window);
    assert!(
        found.iter().any(|row| row == "fe-new.contoso.com, Front End pool, Lync Server 2013 · in 1 Pilot"),
        "{found:?}"
    );
    assert!(found.iter().any(|row| row.starts_with("fe-new.contoso.com → ")), "its link: {found:?}");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&window), 1);
    let doc = app(&window).document().expect("open");
    assert!(matches!(doc.selected(), Some(Subject::Pool(_))));

    press(&mut window, CTRL, Key::F);
    write(&mut window, "test");
    assert_eq!(rows(&window).first().map(String::as_str), Some("Test, Phase 2"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&window), 2);

    press(&mut window, CTRL, Key::F);
    write(&mut window, "sql-001");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let doc = app(&window).document().expect("open");
    assert_eq!(doc.open_finding().map(|finding| finding.code.to_string()).as_deref(), Some("SQL-001"));

    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, CTRL, Key::PageUp);
    press(&mut window, CTRL, Key::PageUp);
    press(&mut window, CTRL, Key::F);
    write(&mut window, "add fe-new");
    assert!(rows(&window).iter().any(|row| row.ends_with(", 1 Pilot")), "a step: {:?}", rows(&window));
}

#[test]
fn the_text_is_made_larger_and_stays_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut first, path) = opened(folder.path(), SHARED, Lang::EN);
    for percent in [110.0, 125.0] {
        press(&mut first, CTRL, Key::K);
        write(&mut first, "larger text");
        press(&mut first, Modifiers::NONE, Key::Enter);
        first.run();
        assert!((first.ctx.zoom_factor() * 100.0 - percent).abs() < 0.01, "{}", first.ctx.zoom_factor());
    }
    assert!(first.query_all_by_label_contains("Text size: 125").next().is_some());
    for _ in 0..200 {
        let kept = std::fs::read_to_string(folder.path().join("data/settings.ron")).unwrap_or_default();
        if kept.contains("text_percent: 125") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let mut second = window(folder.path(), Some(path), Lang::EN);
    until(&mut second, "the plan", |app| app.document().is_some());
    assert!((second.ctx.zoom_factor() - 1.25).abs() < 0.001);
    press(&mut second, CTRL, Key::K);
    assert_eq!(rows(&second)[0], "Larger text, Look", "what was chosen lately");
    write(&mut second, "usual");
    press(&mut second, Modifiers::NONE, Key::Enter);
    second.run();
    assert!((second.ctx.zoom_factor() - 1.0).abs() < 0.001);
}

#[test]
fn the_window_is_tomorrow_as_it_was_left_today() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut first, path) = opened(folder.path(), SHARED, Lang::EN);
    first.get_by_role_and_label(Role::Tab, "Phase").click();
    first.run();
    for key in [Key::F7, Key::F8, Key::F9] {
        press(&mut first, Modifiers::NONE, key);
    }
    for _ in 0..200 {
        let kept = std::fs::read_to_string(folder.path().join("data/settings.ron")).unwrap_or_default();
        if kept.contains("ghosts: true") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let mut second = window(folder.path(), Some(path), Lang::EN);
    until(&mut second, "the plan", |app| app.document().is_some());
    checked(&mut second);
    assert!(second.query_all_by_label_contains("SQL-001").next().is_some(), "problems are listed");
    assert!(second.query_by_label("Facts").is_none(), "no inspector");
    let tab = second.get_by_role_and_label(Role::Tab, "Phase");
    assert_eq!(tab.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    second.get_by_label("View").click();
    second.run();
    let ghosts = second.get_by_label("Objects of other phases");
    assert_eq!(ghosts.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
}

#[test]
fn settings_of_an_older_program_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("data")).expect("made");
    let old = "(language: Some(\"fr\"), theme: Dark, panels: {\"objects\": 300.0}, signer: Some(\"Ada\"))";
    std::fs::write(folder.path().join("data/settings.ron"), old).expect("written");
    let settings =
        coexist::format::store::Settings::load(&coexist::format::store::Folders { data: folder.path().join("data") });
    assert_eq!(settings.signer.as_deref(), Some("Ada"));
    assert_eq!((settings.text_percent, settings.window, settings.ghosts), (0, None, false));
}

#[test]
fn the_menu_of_several_objects_is_about_all_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.get_by_label_contains("fe-old.contoso.com, Front End pool").click();
    window.run();
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    let selected = app(&window).document().map(|doc| doc.view.selection.len());
    assert_eq!(selected, Some(2));
    press(&mut window, Modifiers::NONE, Key::Menu);
    assert!(window.query_by_label("Rename").is_none(), "that is about one");
    assert!(window.get_by_label("Fit the selection").is_focused());
    let before = plan(&window).today.pools.len() + plan(&window).today.servers.len();
    window.get_by_label("Remove 2 objects").click();
    window.run();
    checked(&mut window);
    assert!(plan(&window).today.pools.len() + plan(&window).today.servers.len() < before);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(plan(&window).today.pools.len() + plan(&window).today.servers.len(), before, "one step");
}

#[test]
fn the_menu_of_a_line_stands_at_it_and_knows_its_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let line = "fe-old.contoso.com → sqlold";
    let at = window.query_all_by_label_contains(line).find(|node| node.accesskit_node().role() == Role::Button);
    let at = at.expect("a line on the sheet").rect().center();
    window.query_all_by_label_contains(line).next().expect("a line").focus();
    window.run();
    assert!(matches!(app(&window).document().and_then(|doc| doc.selected()), Some(Subject::Link(_))));
    press(&mut window, Modifiers::NONE, Key::Menu);
    assert!(window.get_by_label("Show facts").is_focused());
    let menu = window.get_by_label("Show facts").rect();
    assert!((menu.left_top() - at).length() < 40.0, "{menu:?} and {at:?}");
    window.get_by_label("Go to fe-old.contoso.com");
    window.get_by_label_contains("Draw as lines: ");
    assert!(window.query_by_label("Connect").is_none() && window.query_by_label("Duplicate").is_none());
    let links = plan(&window).today.links.len();
    window.query_all_by_label_contains("Remove “").next().expect("a link").click();
    window.run();
    checked(&mut window);
    assert_eq!(plan(&window).today.links.len(), links - 1);
}

#[test]
fn the_menu_of_the_sheet_has_what_the_sheet_can_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    press(&mut window, Modifiers::NONE, Key::Menu);
    for name in ["Select all", "Fit to window", "Zoom to 100 %", "Find", "Commands", "Objects of other phases"] {
        let _ = window.query_all_by_label(name).next().unwrap_or_else(|| panic!("no “{name}”"));
    }
    assert!(window.get_by_label("Select all").is_focused());
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(app(&window).document().is_some_and(|doc| doc.view.selection.len() > 1));
}

#[test]
fn the_tools_have_buttons_and_keys_and_the_hint_names_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.get_by_label_contains("Ctrl+L connects · Ctrl+0 shows everything");
    for (tool, key, hint) in [
        ("Connection tool", Key::Num3, "Drag from one object to another"),
        ("Hand tool", Key::Num2, "Drag to move the view"),
    ] {
        window.get_by_role_and_label(Role::RadioButton, tool).click();
        window.run();
        window.get_by_label_contains(hint);
        let button = window.get_by_role_and_label(Role::RadioButton, tool);
        assert_eq!(button.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
        press(&mut window, CTRL, Key::Num1);
        assert!(window.query_by_label_contains(hint).is_none());
        press(&mut window, CTRL, key);
        window.get_by_label_contains(hint);
        press(&mut window, CTRL, Key::Num1);
    }
}

#[test]
fn a_narrow_window_shows_one_side_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let both = |window: &Window<'_>| {
        (window.query_by_role_and_label(Role::Tab, "Objects").is_some(), window.query_by_label("Facts").is_some())
    };
    window.get_by_label_contains("fe-old.contoso.com, Front End pool").click();
    window.run();
    assert_eq!(both(&window), (true, true));
    window.set_size(egui::vec2(683.0, 384.0));
    window.run();
    assert_eq!(both(&window), (true, false));
    press(&mut window, Modifiers::NONE, Key::F7);
    assert_eq!(both(&window), (false, true), "the one that was asked for");
    press(&mut window, Modifiers::NONE, Key::F6);
    assert_eq!(both(&window), (true, false));
    window.set_size(egui::vec2(1366.0, 768.0));
    window.run();
    assert_eq!(both(&window), (true, true), "nothing was shut for good");
}

#[test]
fn the_menu_of_several_objects_duplicates_all_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let before = plan(&window).today.pools.len();
    press(&mut window, Modifiers::NONE, Key::Menu);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let selected = |window: &Window<'_>| app(window).document().map_or(0, |doc| doc.view.selection.len());
    let all = selected(&window);
    assert!(all > 1);
    press(&mut window, Modifiers::NONE, Key::Menu);
    window.query_all_by_label("Duplicate").last().expect("the entry").click();
    window.run();
    checked(&mut window);
    assert_eq!(plan(&window).today.pools.len(), 2 * before);
    assert_eq!(selected(&window), all, "the copies");
}

#[test]
fn in_a_very_small_window_the_menus_are_one_and_the_palette_is_icons() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::FR);
    assert!(window.query_by_label("Disposition").is_some() && window.query_by_label("Menus").is_none());
    let row = |window: &Window<'_>| {
        let rows = window
            .query_all_by_label("Nouveau : Pool frontal")
            .chain(window.query_all_by_label_contains("Pool frontal"));
        rows.map(|node| node.rect().width()).fold(f32::INFINITY, f32::min)
    };
    assert!(row(&window) < 40.0, "a small screen leaves no room for names in the palette");
    window.set_size(egui::vec2(1_440.0, 900.0));
    window.run();
    assert!(row(&window) > 100.0);
    window.set_size(egui::vec2(683.0, 384.0));
    window.run();
    assert!(window.query_by_label("Disposition").is_none());
    window.get_by_label("Menus").click();
    window.run();
    window.get_by_label("Disposition");
}
