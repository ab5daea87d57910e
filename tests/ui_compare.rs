//! Two stages side by side, in the window: the list, the filter, and the marks on the sheet.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::text::Lang;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::{Window, app, checked, click, opened};

const PLAN: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=a.contoso.com users=1200 user-store=sqlold\\LYNC
  sql sqlold LYNC
phase Pilot
  + pool fe-new front-end enterprise version=lync-2013 servers=b.contoso.com user-store=sqlnew\\LYNC in=Paris
  + sql sqlnew LYNC in=Paris
phase Users
  move all users fe-old -> fe-new
  ~ fe-new mediation=collocated
phase Leave
  - pool fe-old
";

/// The view of the panel below the sheet, and what it works out.
fn compared(window: &mut Window<'_>, text: &str) {
    for _ in 0..200 {
        window.run();
        if window.query_all_by_label_contains(text).next().is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("waited for “{text}”");
}

fn show(window: &mut Window<'_>) {
    window.key_press(Key::F8);
    window.run();
    checked(window);
    window.get_by_role_and_label(Role::Tab, "Compare").click();
    window.run();
    compared(window, "Added · ");
}

/// Narrows the list: only rows in view are nodes.
fn filter(window: &mut Window<'_>, text: &str) {
    window.get_by_label("Filter").click();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label("Filter").type_text(text);
    window.run();
}

fn row<'a>(window: &'a Window<'_>, label: &'a str) -> Option<egui_kittest::Node<'a>> {
    window
        .query_all_by_role(Role::ListItem)
        .find(|node| node.accesskit_node().label().is_some_and(|l| l.contains(label)))
}

fn shown(window: &Window<'_>) -> usize {
    app(window).document().expect("open").shown()
}

#[test]
fn today_and_the_end_are_compared_fact_by_fact() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    show(&mut window);
    filter(&mut window, "fe-old");
    assert!(row(&window, "Removed, fe-old.contoso.com").is_some());
    assert!(row(&window, "Added, ").is_none());
    // A filter leaves an object with all of its facts.
    filter(&mut window, "users on fe-old");
    assert!(row(&window, "users on fe-old.contoso.com: 1,200 → 0").is_some());
    assert!(row(&window, "users on fe-new.contoso.com: 0 → 1,200").is_some());
    assert!(row(&window, "Removed, fe-old.contoso.com").is_none());
    filter(&mut window, "nowhere");
    click(&mut window, "Show all");
    assert!(row(&window, "Added, ").is_some());
}

#[test]
fn a_row_leads_to_its_object_where_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    show(&mut window);
    row(&window, "Added, fe-new.contoso.com").expect("listed").click();
    window.run();
    checked(&mut window);
    let doc = app(&window).document().expect("open");
    assert_eq!((doc.shown(), doc.selected().map(|one| one.id().to_owned())), (1, Some("pool-fe-new".to_owned())));
    // Down from there is the next row.
    window.key_press(Key::ArrowDown);
    window.run();
    assert!(window.query_all_by_role(Role::ListItem).any(|node| node.accesskit_node().is_focused()));
}

#[test]
fn one_phase_is_compared_and_the_sheet_marks_what_differs() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    window.get_by_label_contains("Phase 2, Users").click();
    window.run();
    checked(&mut window);
    window.key_press(Key::F8);
    window.run();
    window.get_by_role_and_label(Role::Tab, "Compare").click();
    compared(&mut window, "Added · ");
    window.get_by_label("Compare before and after “2 Users”").click();
    window.run();
    // The list before stays until the new one is there.
    for _ in 0..200 {
        window.run();
        if row(&window, "Added, ").is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(row(&window, "Removed, ").is_none() && row(&window, "Added, ").is_none());
    filter(&mut window, "users on");
    assert!(row(&window, "users on fe-new.contoso.com: 0 → 1,200").is_some());
    // Today and the end, drawn in one: the old pool is gone, the new one is new though its phase is long over.
    filter(&mut window, "fe-old");
    window.get_by_label("Compare Today with the end of the plan").click();
    window.run();
    compared(&mut window, "Removed · ");
    click(&mut window, "Mark on the sheet");
    window.run();
    assert_eq!(shown(&window), 3);
    window.get_by_label("Compared with Today");
    let said = |window: &Window<'_>, name: &str, state: &str| {
        window.query_all_by_label_contains(name).any(|node| {
            let node = node.accesskit_node();
            let texts = [node.label(), node.description()];
            texts.iter().flatten().any(|text| text.contains(state))
        })
    };
    assert!(said(&window, "fe-new.contoso.com", "new since the stage that is compared"));
    assert!(said(&window, "fe-old.contoso.com", "gone since the stage that is compared"));
    // What is gone is drawn, so that a row leads to it without leaving the stage.
    row(&window, "Removed, fe-old.contoso.com").expect("listed").click();
    window.run();
    let doc = app(&window).document().expect("open");
    assert_eq!((doc.shown(), doc.selected().map(|one| one.id().to_owned())), (3, Some("pool-fe-old".to_owned())));
    click(&mut window, "End the comparison");
    assert!(window.query_by_label("Compared with Today").is_none());
    assert!(!said(&window, "fe-new.contoso.com", "since the stage"));
}

#[test]
fn without_a_phase_there_is_nothing_to_compare() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), "site Paris\n  pool fe front-end version=lync-2010\n", Lang::FR);
    window.key_press(Key::F8);
    window.run();
    checked(&mut window);
    window.get_by_role_and_label(Role::Tab, "Comparaison").click();
    window.run();
    window.get_by_label_contains("Il n’y a pour l’instant qu’aujourd’hui");
}
