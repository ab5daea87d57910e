//! The rule browser, driven as a hand and a screen reader would.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::model::*;
use coexist::text::Lang;
use coexist::ui;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use support::{SHARED, Window, app, click, opened, window};

fn search(window: &mut Window<'_>, name: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, name).focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, name).type_text(text);
    window.run();
}

#[test]
fn rules_are_found_and_read_by_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.key_press(Key::F1);
    window.run();
    assert!(window.get_by_role_and_label(Role::TextInput, "Code, title or text").is_focused());
    search(&mut window, "Code, title or text", "sql-01");
    window.get_by_label_contains("SQL-010, ");
    window.key_press(Key::ArrowDown);
    window.run();
    for _ in 0..3 {
        window.key_press(Key::ArrowDown);
        window.run();
    }
    assert!(window.get_by_label_contains("SQL-013, ").is_focused());
    window.get_by_label("Mirroring across versions of SQL Server");
    window.get_by_label("Failing example");
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Failing example").is_none(), "Esc leads back");
}

#[test]
fn the_browser_shows_what_this_plan_makes_of_a_rule() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.key_press(Key::F1);
    window.run();
    click(&mut window, "With findings");
    window.get_by_label_contains("SQL-001, ").click();
    window.run();
    window.get_by_label("One finding in this plan");
    window.get_by_label_contains("Error: “sqlold.contoso.com\\LYNC”").click();
    window.run();
    let doc = app(&window).document().expect("open");
    assert_eq!(doc.open_finding().map(|finding| finding.code.to_string()).as_deref(), Some("SQL-001"));
    assert_eq!(doc.shown(), 1);
    // And back from the finding to the rule.
    window.get_by_role_and_label(Role::Link, "SQL-001").click();
    window.run();
    window.get_by_label("One finding in this plan");
    click(&mut window, "Not checked");
    window.get_by_label_contains("SQL-003, ").click();
    window.run();
    window.get_by_label_contains("sqlold.contoso.com · ").click();
    window.run();
    let selected = app(&window).document().and_then(|doc| doc.selected().cloned());
    assert!(matches!(selected, Some(Subject::SqlServer(_))), "{selected:?}");
}

#[test]
fn rules_are_read_in_french_and_without_a_plan() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window(folder.path(), None, Lang::FR);
    window.key_press(Key::F1);
    window.run();
    search(&mut window, "Code, titre ou texte", "SYSTEME D'EXPLOITATION");
    window.get_by_label_contains("OS-001, ").click();
    window.run();
    window.get_by_label("Ce qui est vérifié");
    assert!(window.query_by_label("Avec constats").is_none(), "there is no plan");
    window.key_press(Key::Escape);
    window.run();
    window.get_by_label("Plan vide");
    assert!(app(&window).document().map(ui::Document::shown).is_none());
}

#[test]
fn a_list_is_narrowed_by_area_and_level() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.key_press(Key::F1);
    window.run();
    window.get_by_role_and_label(Role::ComboBox, "Area").click();
    window.run();
    click(&mut window, "MON · Monitoring and archiving");
    assert!(window.query_by_label_contains("AD-001, ").is_none());
    window.get_by_label_contains("MON-001, ");
    window.get_by_role_and_label(Role::ComboBox, "Level").click();
    window.run();
    click(&mut window, "Off");
    window.get_by_label("No rule passes the filter");
    click(&mut window, "Show all");
    window.get_by_label_contains("AD-001, ");
    window.key_press_modifiers(Modifiers::SHIFT, Key::F1);
    window.run();
    window.get_by_label("OK");
}
