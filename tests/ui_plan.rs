//! The plan's own facts in the inspector: what the title block of drawings says.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::format;
use coexist::plan::Logo;
use coexist::rules::sketch;
use coexist::text::Lang;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use support::{SHARED, Window, app, checked, click, plan, press, until, window};

const LOGO: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="60" height="30" fill="green"/></svg>"#;

fn with_logo(folder: &std::path::Path) -> Window<'static> {
    let mut plan = sketch::read(SHARED).expect("a sketch").plan;
    plan.about.logo = Some(Logo::new(LOGO.as_bytes()).expect("a logo"));
    let path = folder.join("plan.coexist");
    std::fs::write(&path, format::write(&plan)).expect("written");
    let mut window = window(folder, Some(path), Lang::EN);
    until(&mut window, "the plan", |app| app.document().is_some());
    checked(&mut window);
    window
}

#[test]
fn the_logo_is_shown_taken_away_and_brought_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = with_logo(folder.path());
    // It is drawn beside the window.
    for _ in 0..200 {
        window.run();
        if window.query_by_role_and_label(Role::Image, "Logo").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let shown = window.get_by_role_and_label(Role::Image, "Logo").rect();
    assert!((shown.width() / shown.height() - 2.0).abs() < 0.05, "{shown:?}");
    assert!(window.query_by_label("Logo: Choose…").is_some());
    click(&mut window, "Logo: Remove");
    assert_eq!(plan(&window).about.logo, None);
    window.run();
    assert!(window.query_by_role_and_label(Role::Image, "Logo").is_none());
    assert!(window.query_by_label("Logo: Remove").is_none());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(plan(&window).about.logo.is_some());
}

#[test]
fn version_and_date_are_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = with_logo(folder.path());
    for (name, text) in [("Version", "0.9 draft"), ("Date", "2026-11-30")] {
        let field = window.get_by_role_and_label(Role::TextInput, name);
        field.scroll_to_me();
        window.run();
        window.get_by_role_and_label(Role::TextInput, name).focus();
        window.run();
        window.get_by_role_and_label(Role::TextInput, name).type_text(text);
        window.run();
        window.key_press(Key::Enter);
        window.run();
        checked(&mut window);
    }
    let about = plan(&window).about;
    assert_eq!((about.version.as_deref(), about.date.as_deref()), (Some("0.9 draft"), Some("2026-11-30")));
    assert!(app(&window).document().is_some_and(|doc| doc.is_dirty()));
}
