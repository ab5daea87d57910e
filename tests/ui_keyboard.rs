//! By keyboard alone, from an empty window to a drawing: site, pools, SQL Server, links, a phase, a finding, its fix, an
//! acceptance, an export. Nothing is clicked, and nothing but keys and typed text comes in.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::model::LinkKind;
use coexist::text::Lang;
use egui::accesskit::{Live, Role};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::*;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

/// What has the keyboard, as a screen reader says it: role and name.
fn focus(window: &Window<'_>) -> String {
    let root = window.root();
    let mut rest = vec![root];
    while let Some(node) = rest.pop() {
        if node.is_focused() {
            let node = node.accesskit_node();
            return format!("{:?} {}", node.role(), node.label().or(node.value()).unwrap_or_default());
        }
        rest.extend(node.children());
    }
    "nothing".to_owned()
}

const CTRL_SHIFT: Modifiers = CTRL.plus(Modifiers::SHIFT);

/// Tab until this has the keyboard.
fn tab_to(window: &mut Window<'_>, name: &str) {
    let mut passed = Vec::new();
    for _ in 0..60 {
        press(window, NONE, Key::Tab);
        let now = focus(window);
        if now.contains(name) {
            return;
        }
        passed.push(now);
    }
    panic!("“{name}” is out of reach: {passed:#?}");
}

/// What a screen reader is told of its own accord.
fn told(window: &Window<'_>) -> String {
    let node = window.query_all_by_role(Role::Status).next().expect("a live node");
    assert_eq!(node.accesskit_node().live(), Live::Polite);
    node.accesskit_node().label().unwrap_or_default()
}

/// Adds something by its name in the palette and calls it so.
fn add(window: &mut Window<'_>, what: &str, name: &str) {
    press(window, CTRL, Key::I);
    assert!(focus(window).starts_with("TextInput"), "{}", focus(window));
    write(window, what);
    press(window, NONE, Key::Enter);
    write(window, name);
    press(window, NONE, Key::Enter);
    assert!(focus(window).ends_with(name), "{name} has the keyboard: {}", focus(window));
}

fn codes(window: &Window<'_>) -> Vec<String> {
    let report = app(window).document().expect("open").report().clone();
    report.findings.iter().filter(|finding| finding.counts()).map(|finding| finding.code.to_string()).collect()
}

/// The whole job, and after each step what a screen reader finds.
#[test]
fn from_an_empty_window_to_a_drawing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window(folder.path(), None, Lang::EN);
    tab_to(&mut window, "Button Empty plan");
    press(&mut window, NONE, Key::Enter);
    until(&mut window, "a plan", |app| app.document().is_some());

    // A site, and a pool and a SQL Server in it.
    add(&mut window, "site", "Paris");
    add(&mut window, "front", "fe01.contoso.com");
    add(&mut window, "sql server", "sql01.contoso.com");
    let today = plan(&window).today;
    let site = today.sites.keys().next().cloned();
    assert_eq!((today.sites.len(), today.pools.len(), today.sql_servers.len()), (1, 1, 1));
    assert!(site.is_some() && today.pools.values().all(|pool| pool.site == site));
    assert!(today.sql_servers.values().all(|host| host.site == site), "beside the pool, in its site");
    window.get_by_role_and_label(Role::Group, "In site Paris");

    // A link: each target is spoken with the verdict, then the ways to join it.
    press(&mut window, CTRL, Key::L);
    assert!(told(&window).starts_with("pool fe01.contoso.com: User store. Allowed"), "{}", told(&window));
    press(&mut window, NONE, Key::Enter);
    press(&mut window, NONE, Key::ArrowDown);
    assert!(told(&window).starts_with("Application store. Allowed"), "{}", told(&window));
    press(&mut window, NONE, Key::ArrowUp);
    press(&mut window, NONE, Key::Enter);
    let links: Vec<LinkKind> = plan(&window).today.links.values().map(|link| link.kind).collect();
    assert_eq!(links, [LinkKind::UserStore]);
    let link = window.get_by_role_and_label(Role::Button, "fe01.contoso.com → sql01.contoso.com");
    assert_eq!(link.accesskit_node().controls().count(), 2, "it refers to its ends");

    // A phase, with a second pool on the same instance: that is wrong, and said before it is done.
    press(&mut window, CTRL_SHIFT, Key::N);
    write(&mut window, "Pilot");
    press(&mut window, NONE, Key::Enter);
    assert!(focus(&window).starts_with("Tab Phase 1, Pilot, 0 steps, no findings"), "{}", focus(&window));
    for _ in 0..2 {
        press(&mut window, CTRL_SHIFT, Key::F6);
    }
    assert_eq!(focus(&window), "Button SQL server sql01.contoso.com", "over the inspector to the sheet");
    add(&mut window, "front", "fe02.contoso.com");
    press(&mut window, CTRL, Key::L);
    press(&mut window, NONE, Key::Enter);
    assert!(told(&window).contains("Refused by the rules · SQL-007"), "{}", told(&window));
    press(&mut window, NONE, Key::Enter);
    assert_eq!(codes(&window), ["SQL-007"]);
    assert_eq!(told(&window), "New finding: SQL-007 sql01.contoso.com");
    window.get_by_role_and_label(Role::Tab, "Phase 1, Pilot, 2 steps, 1 error, not supported");

    // The finding, and its fix.
    press(&mut window, NONE, Key::F4);
    press(&mut window, CTRL, Key::F6);
    assert_eq!(focus(&window), "Button Back to the object", "the inspector is the next area");
    tab_to(&mut window, "Button Place the stores of fe02.contoso.com on a new SQL server");
    press(&mut window, NONE, Key::Enter);
    assert_eq!(codes(&window), Vec::<String>::new());
    assert!(told(&window).contains("finding"), "{}", told(&window));
    assert_eq!(plan(&window).replay().states[1].sql_servers.len(), 2);

    // Taken back, and accepted instead.
    press(&mut window, CTRL, Key::Z);
    assert_eq!(codes(&window), ["SQL-007"]);
    press(&mut window, NONE, Key::F4);
    press(&mut window, CTRL, Key::F6);
    if !focus(&window).ends_with("Back to the object") {
        press(&mut window, CTRL_SHIFT, Key::F6);
    }
    tab_to(&mut window, "Button Accept with a reason");
    press(&mut window, NONE, Key::Enter);
    assert!(focus(&window).contains("TextInput"), "the reason has the keyboard: {}", focus(&window));
    write(&mut window, "For one week");
    tab_to(&mut window, "TextInput Accepted by");
    write(&mut window, "Ada");
    tab_to(&mut window, "Button Accept");
    press(&mut window, NONE, Key::Enter);
    let accepted = plan(&window).accepted;
    assert_eq!(accepted.len(), 1);
    assert_eq!((&*accepted[0].reason, &*accepted[0].by), ("For one week", "Ada"));
    assert_eq!(codes(&window), Vec::<String>::new(), "it counts no more");

    // The drawing of the phase: the form is the second that Tab comes to after the buttons. Without a system dialog the
    // window asks for the path itself.
    press(&mut window, CTRL, Key::E);
    assert_eq!(focus(&window), "Button Export to…");
    press(&mut window, NONE, Key::Tab);
    press(&mut window, NONE, Key::Tab);
    assert_eq!(focus(&window), "RadioButton Form: SVG");
    press(&mut window, NONE, Key::Space);
    for _ in 0..40 {
        if focus(&window) == "Button Export to…" {
            break;
        }
        press(&mut window, NONE, Key::Tab);
    }
    press(&mut window, NONE, Key::Enter);
    for _ in 0..200 {
        if focus(&window).starts_with("TextInput Path") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run();
    }
    assert!(focus(&window).starts_with("TextInput Path"), "{}", focus(&window));
    let path = folder.path().join("pilot.svg");
    press(&mut window, CTRL, Key::A);
    write(&mut window, &path.to_string_lossy());
    press(&mut window, NONE, Key::Enter);
    for _ in 0..200 {
        if path.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run();
    }
    let svg = std::fs::read_to_string(&path).expect("the drawing");
    assert!(svg.contains("pool fe02.contoso.com"), "its description names what is there");
}

/// Each area is two keys away, both ways round, and none holds the keyboard.
#[test]
fn keys_go_from_area_to_area() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    press(&mut window, NONE, Key::F8);
    let round = |window: &mut Window<'_>, with: Modifiers| -> Vec<String> {
        let areas = (0..8).map(|_| {
            press(window, with, Key::F6);
            focus(window)
        });
        areas.collect()
    };
    let there = round(&mut window, CTRL);
    let mut parted = there.clone();
    parted.sort();
    parted.dedup();
    assert_eq!(parted.len(), 8, "bar, objects, tree, sheet, inspector, timeline, problems, status: {there:#?}");
    let again = round(&mut window, CTRL);
    assert_eq!(again, there);
    let mut back = round(&mut window, CTRL_SHIFT);
    back.rotate_left(7);
    back.reverse();
    assert_eq!(back, there);
    // What is not shown is passed over, and a page is an area of its own.
    press(&mut window, NONE, Key::F6);
    press(&mut window, NONE, Key::F7);
    let fewer = round(&mut window, CTRL);
    assert!(fewer.iter().all(|name| name != "Tab Objects"), "{fewer:#?}");
    press(&mut window, NONE, Key::F1);
    let page = round(&mut window, CTRL);
    assert!(page.iter().any(|name| name == "Button Back to the sheet"), "{page:#?}");
}
