//! A presentation in a window without a screen: pages, keys, what a screen reader hears, and the way back.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::text::Lang;
use coexist::ui::{Document, View};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, ViewportCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::*;

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;

const PLAN: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=2 users=1200 user-store=sqlold\\LYNC
  sql sqlold LYNC
phase Pilot
  + pool fe-new front-end enterprise version=lync-2013 servers=3 user-store=sqlold\\LYNC in=Paris
phase Move
  move all users fe-old -> fe-new
";

/// What a screen reader is told of its own accord.
fn spoken(window: &Window<'_>) -> String {
    let lives = window.query_all_by_role(Role::Status);
    lives.filter_map(|node| node.accesskit_node().label()).collect::<Vec<_>>().join(" | ")
}

fn headings(window: &Window<'_>) -> Vec<String> {
    window.query_all_by_role(Role::Heading).filter_map(|node| node.accesskit_node().label()).collect()
}

fn page(window: &Window<'_>) -> Option<(usize, usize)> {
    app(window).presented()
}

fn view(window: &Window<'_>) -> View {
    app(window).document().map(|doc: &Document| doc.view.clone()).expect("open")
}

/// Starts and waits for the drawing.
fn present(window: &mut Window<'_>, with: Modifiers) {
    press(window, with, Key::F5);
    assert!(page(window).is_some(), "F5 presents");
    until(window, "the first page", |app| app.presented().is_some_and(|(_, count)| count >= 6));
}

/// What the window system is told in the frame of a key.
fn told(window: &mut Window<'_>, key: Key) -> Vec<ViewportCommand> {
    window.event(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: NONE });
    window.step();
    window.output().viewport_output.values().flat_map(|one| one.commands.clone()).collect()
}

#[test]
fn f5_shows_the_shown_phase_on_the_whole_screen_and_esc_leads_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    press(&mut window, Modifiers::COMMAND, Key::PageDown);
    press(&mut window, Modifiers::COMMAND, Key::A);
    let before = view(&window);
    assert!(!before.selection.is_empty());
    assert!(told(&mut window, Key::F5).contains(&ViewportCommand::Fullscreen(true)));
    until(&mut window, "the drawing", |app| app.is_drawn());
    assert_eq!(page(&window), Some((3, 6)), "title, Today, Pilot");
    assert_eq!(headings(&window), ["Pilot", "What changes"]);
    window.get_by_label("Page 3 of 6");
    assert!(window.query_by_label("Menus").is_none() && window.query_by_role(Role::MenuBar).is_none(), "no tools");

    press(&mut window, NONE, Key::Space);
    assert_eq!(page(&window), Some((4, 6)));
    assert!(told(&mut window, Key::Escape).contains(&ViewportCommand::Fullscreen(false)));
    window.run();
    assert_eq!(page(&window), None);
    assert_eq!(view(&window), before, "phase and selection are as they were");
    press(&mut window, NONE, Key::Escape);
    assert!(app(&window).document().is_some(), "the next Esc is the sheet's");
}

#[test]
fn every_page_is_there_and_says_what_it_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    present(&mut window, SHIFT);
    assert_eq!(page(&window), Some((1, 6)));
    window.get_by_label("1 Pilot, 3 servers added");
    window.get_by_label("2 Move, 1,200 users move");
    press(&mut window, NONE, Key::PageDown);
    assert_eq!(headings(&window), ["Today", "What there is"]);
    window.get_by_label("Lync Server 2010, 1 pool · 2 servers · 1,200 users");
    press(&mut window, NONE, Key::PageDown);
    until(&mut window, "the drawing", |app| app.is_drawn());
    let said = spoken(&window);
    assert!(said.starts_with("Page 3 of 6 · Pilot · 3 servers added"), "{said}");
    assert!(said.contains("fe-new"), "what changes is said: {said}");
    assert!(window.query_all_by_label_contains("fe-new").count() > 1, "in the list and in the drawing");
    press(&mut window, NONE, Key::PageDown);
    assert!(spoken(&window).starts_with("Page 4 of 6 · Move · 1,200 users move"), "{}", spoken(&window));
    press(&mut window, NONE, Key::PageDown);
    assert_eq!(headings(&window), ["Before and after", "Today", "After “Move”"]);
    press(&mut window, NONE, Key::PageDown);
    assert_eq!(headings(&window), ["In short", "Risks", "Accepted"]);
    for figure in ["2 phases", "3 servers added", "0 servers retired", "1,200 users moved"] {
        window.get_by_label(figure);
    }
    // The rules refuse the shared store, and nobody accepted it.
    assert!(window.query_all_by_role(Role::ListItem).count() > 0);
    window.get_by_label("Nobody has accepted a finding");
    press(&mut window, NONE, Key::PageDown);
    assert_eq!(page(&window), Some((6, 6)), "the last page stays");
    press(&mut window, NONE, Key::Home);
    assert_eq!(page(&window), Some((1, 6)));
    for key in [Key::Num4, Key::Enter] {
        press(&mut window, NONE, key);
    }
    assert_eq!(page(&window), Some((4, 6)));
    press(&mut window, NONE, Key::Backspace);
    assert_eq!(page(&window), Some((3, 6)));
}

#[test]
fn a_black_screen_is_lifted_by_whatever_comes_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    present(&mut window, SHIFT);
    // As a clicker sends it.
    press(&mut window, NONE, Key::Period);
    assert_eq!(spoken(&window), "The screen is black");
    assert!(headings(&window).is_empty());
    press(&mut window, NONE, Key::PageDown);
    assert_eq!(page(&window), Some((1, 6)), "the page is the same again");
    assert!(spoken(&window).starts_with("Page 1 of 6"));
    press(&mut window, NONE, Key::W);
    assert_eq!(spoken(&window), "The screen is white");
    press(&mut window, NONE, Key::Escape);
    assert!(page(&window).is_some(), "Esc takes back the white screen first");
    press(&mut window, NONE, Key::Escape);
    assert_eq!(page(&window), None);
}

#[test]
fn an_object_is_looked_at_closely_and_esc_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    press(&mut window, Modifiers::COMMAND, Key::PageDown);
    present(&mut window, NONE);
    until(&mut window, "the drawing", |app| app.is_drawn());
    press(&mut window, NONE, Key::Z);
    assert!(spoken(&window).contains("fe-new"), "first what is new: {}", spoken(&window));
    press(&mut window, NONE, Key::Tab);
    let next = spoken(&window);
    assert!(!next.contains("Page") && !next.contains("fe-new.contoso"), "{next}");
    press(&mut window, NONE, Key::Escape);
    assert!(spoken(&window).starts_with("Page 3 of 6"));
    window.get_by_role_and_label(Role::Button, "All pages").click_accesskit();
    window.run();
    assert_eq!(headings(&window), ["All pages"]);
    press(&mut window, NONE, Key::ArrowRight);
    press(&mut window, NONE, Key::Enter);
    assert_eq!(page(&window), Some((4, 6)));
    press(&mut window, NONE, Key::Questionmark);
    window.get_by_label("Next page: → · Space · Page Down · N");
    press(&mut window, NONE, Key::Escape);
    press(&mut window, NONE, Key::S);
    assert!(spoken(&window).contains("second window"), "this window has no other: {}", spoken(&window));
    press(&mut window, NONE, Key::F);
    assert_eq!(headings(&window), ["Move", "What changes", "What the rules say"]);
}

#[test]
fn a_click_goes_on_and_the_other_button_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    present(&mut window, SHIFT);
    let corner = egui::pos2(1_350.0, 12.0);
    for (button, wanted) in [(egui::PointerButton::Primary, 2), (egui::PointerButton::Secondary, 1)] {
        window.event(Event::PointerMoved(corner));
        for pressed in [true, false] {
            window.event(Event::PointerButton { pos: corner, button, pressed, modifiers: NONE });
        }
        window.run();
        assert_eq!(page(&window).map(|(at, _)| at), Some(wanted), "{button:?}");
    }
}

#[test]
fn it_is_all_in_french() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::FR);
    press(&mut window, Modifiers::COMMAND, Key::PageDown);
    present(&mut window, NONE);
    window.get_by_label("Page 3 sur 6");
    assert_eq!(headings(&window), ["Pilot", "Ce qui change"]);
    let said = spoken(&window);
    assert!(said.contains("3\u{a0}serveurs ajoutés") || said.contains("3 serveurs ajoutés"), "{said}");
    press(&mut window, NONE, Key::End);
    assert_eq!(headings(&window), ["En résumé", "Risques", "Acceptés"]);
}

#[test]
fn without_a_plan_the_command_says_why_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window(folder.path(), None, Lang::EN);
    press(&mut window, NONE, Key::F5);
    assert_eq!(page(&window), None);
    press(&mut window, Modifiers::COMMAND, Key::K);
    write(&mut window, "present");
    let rows: Vec<String> =
        window.query_all_by_role(Role::ListItem).filter_map(|row| row.accesskit_node().label()).collect();
    assert!(rows.iter().any(|row| row == "Present, File, Open a plan first"), "{rows:?}");
}
