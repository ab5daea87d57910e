//! Users per pool and phase in the window: bars, groups, and users that a hand or the keyboard moves.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::edit::{Amount, Command};
use coexist::model::*;
use coexist::text::Lang;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::{Window, app, checked, click, opened, plan, press, write};

const NONE: Modifiers = Modifiers::NONE;

const PLAN: &str = "
site Paris
  pool fe-old front-end standard version=lync-2010 users=1200
  pool fe-gone front-end standard version=lync-2010 users=7
phase Pilot
  + pool fe-new front-end standard version=lync-2013 in=Paris
phase Test
  - pool fe-gone
phase Rest
";

/// The view below the sheet.
fn load(window: &mut Window<'_>) {
    window.key_press(Key::F8);
    window.run();
    window.get_by_role_and_label(Role::Tab, "Load").click();
    window.run();
}

/// The numbers of users on a pool, stage by stage.
fn users(window: &Window<'_>, name: &str) -> Vec<Option<u64>> {
    let states = plan(window).replay().states;
    let on = |state: &Topology| {
        let pool = state.pools.values().find(|pool| pool.fqdn.as_deref().is_some_and(|fqdn| fqdn.starts_with(name)))?;
        state.users_on(&pool.id)
    };
    states.iter().map(on).collect()
}

/// A bar; the row of its pool says the same while its phase is shown.
fn cell<'a>(window: &'a Window<'_>, label: &'a str) -> egui_kittest::Node<'a> {
    window.get_by_role_and_label(Role::Button, label)
}

fn center(window: &Window<'_>, label: &str) -> Pos2 {
    cell(window, label).rect().center()
}

/// Presses on one place, moves to another, and holds.
fn drag(window: &mut Window<'_>, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.run();
    window.drag_at(from);
    window.run();
    for step in 1..=4 {
        window.hover_at(from + (to - from) * (step as f32 / 4.0));
        window.run();
    }
}

const OLD_IN_PILOT: &str = "fe-old.contoso.com, 1 Pilot · users: 1,200 of 5,000, 24%";
const NEW_IN_PILOT: &str = "fe-new.contoso.com, 1 Pilot · users: 0 of 2,500, 0%";

#[test]
fn every_pool_has_a_bar_at_every_phase_and_the_sum_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    load(&mut window);
    cell(&window, "fe-new.contoso.com, Today · does not stand");
    window.get_by_label("Today: 1,207 in all");
    window.get_by_label("1 Pilot: 1,207 in all, unchanged");
    // The step that takes users along is named, and shown by a click.
    let changed = window.get_by_label_contains("2 Test: 1,200 in all, 7 fewer");
    assert!(changed.accesskit_node().label().is_some_and(|name| name.contains("fe-gone")));
    changed.click();
    window.run();
    let doc = app(&window).document().expect("open");
    assert_eq!(doc.shown(), 2);
    assert!(matches!(doc.selected(), Some(Subject::Step(_))), "{:?}", doc.selected());
    // A click on a bar shows its pool and phase.
    cell(&window, OLD_IN_PILOT).click();
    window.run();
    let doc = app(&window).document().expect("open");
    assert_eq!(doc.shown(), 1);
    assert!(matches!(doc.selected(), Some(Subject::Pool(_))), "{:?}", doc.selected());
}

#[test]
fn users_are_dragged_from_pool_to_pool_and_the_result_is_seen_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    load(&mut window);
    let (from, to) = (center(&window, OLD_IN_PILOT), center(&window, NEW_IN_PILOT));
    // Esc lets go.
    drag(&mut window, from, to);
    window.key_press(Key::Escape);
    window.run();
    window.drop_at(to);
    window.run();
    assert!(window.query_by_label_contains("Move users of").is_none());
    // A drop on the pool itself asks nothing.
    drag(&mut window, from, from + vec2(30.0, 4.0));
    window.drop_at(from + vec2(30.0, 4.0));
    window.run();
    assert!(window.query_by_label_contains("Move users of").is_none());

    drag(&mut window, from, to);
    window.drop_at(to);
    window.run();
    window.get_by_label("Move users of “fe-old.contoso.com” in 1 Pilot");
    assert_eq!(app(&window).document().expect("open").shown(), 1, "the phase of the bar");
    window.get_by_label("Moving: 120");
    window.get_by_label("Afterwards, “fe-new.contoso.com”: users: 120 of 2,500, 4%");
    window.get_by_label("All pools together still have 1,207");
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(users(&window, "fe-new")[1], Some(0), "Esc takes it back");

    drag(&mut window, from, to);
    window.drop_at(to);
    window.run();
    click(&mut window, "Move");
    assert_eq!(users(&window, "fe-old"), [Some(1_200), Some(1_080), Some(1_080), Some(1_080)]);
    assert_eq!(plan(&window).phases[0].steps.len(), 2);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(plan(&window).phases[0].steps.len(), 1, "one undo step");
    // Today is no phase.
    let today = center(&window, "fe-old.contoso.com, Today · users: 1,200 of 5,000, 24%");
    drag(&mut window, today, to);
    window.drop_at(to);
    window.run();
    assert!(window.query_by_label_contains("Move users of").is_none());
}

#[test]
fn what_cannot_move_is_told_and_a_number_is_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    load(&mut window);
    let (from, to) = (center(&window, OLD_IN_PILOT), center(&window, NEW_IN_PILOT));
    drag(&mut window, from, to);
    window.drop_at(to);
    window.run();
    click(&mut window, "users");
    let field = window.get_by_role_and_label(Role::TextInput, "How many users");
    assert!(field.is_focused());
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    write(&mut window, "1201");
    window.get_by_label("There are only 1,200");
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label("There are only 1,200");
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    write(&mut window, "50");
    window.key_press(Key::Enter);
    window.run();
    checked(&mut window);
    assert_eq!(users(&window, "fe-new")[1], Some(50));
}

#[test]
fn by_keyboard_rows_phases_groups_and_a_move() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    load(&mut window);
    let row = "fe-gone.contoso.com, Today · users: 7 of 5,000, 0%";
    window.get_by_role_and_label(Role::ListItem, row).focus();
    window.run();
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::ArrowRight);
    assert_eq!(app(&window).document().expect("open").shown(), 1);
    assert!(window.get_by_role_and_label(Role::ListItem, OLD_IN_PILOT).is_focused());
    press(&mut window, NONE, Key::Space);
    window.get_by_label_contains("on fe-old.contoso.com: 1,200");
    press(&mut window, NONE, Key::M);
    window.get_by_label("Move users of “fe-old.contoso.com” in 1 Pilot");
    click(&mut window, "To pool: Choose a pool…");
    click(&mut window, "fe-new.contoso.com");
    click(&mut window, "Move");
    assert_eq!(users(&window, "fe-new"), [None, Some(120), Some(120), Some(120)]);
    // The rest is proposed for whom the pilot has left.
    press(&mut window, NONE, Key::ArrowRight);
    assert_eq!(app(&window).document().expect("open").shown(), 2);
    click(&mut window, "Move users…");
    let field = window.get_by_role_and_label(Role::TextInput, "How many users");
    assert_eq!(field.value().as_deref().unwrap_or_default(), "");
}

#[test]
fn waves_are_one_undo_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    load(&mut window);
    cell(&window, OLD_IN_PILOT).click();
    window.run();
    click(&mut window, "Split into waves…");
    click(&mut window, "To pool: Choose a pool…");
    click(&mut window, "fe-new.contoso.com");
    window.get_by_label("2 Test: 240 move");
    window.get_by_label("Afterwards, “fe-new.contoso.com”: users: 1,200 of 2,500, 48%");
    click(&mut window, "Split");
    assert_eq!(users(&window, "fe-new"), [None, Some(60), Some(300), Some(1_200)]);
    let last = plan(&window).phases[2].steps.last().cloned().expect("a step");
    let Some(Command::MoveUsers { amount, .. }) = last.commands().first() else { panic!("{last:?}") };
    assert_eq!(*amount, Amount::All);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(users(&window, "fe-new"), [None, Some(0), Some(0), Some(0)]);
}

#[test]
fn what_is_over_and_what_is_not_known_are_told_in_words_and_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "
site Paris
  pool big front-end standard version=lync-2013 users=2501
  pool dark front-end standard version=lync-2013
  pool good front-end standard version=lync-2013 users=10
phase Pilot
";
    let (mut window, _) = opened(folder.path(), text, Lang::EN);
    load(&mut window);
    window.get_by_role_and_label(
        Role::ListItem,
        "big.contoso.com, Today · users: 2,501 of 2,500, 101%: over the limit (CAP-009)",
    );
    window.get_by_role_and_label(Role::ListItem, "good.contoso.com, Today · users: 10 of 2,500, 0%");
    click(&mut window, "Over or unknown");
    let rows: Vec<String> = window
        .query_all_by_role(Role::ListItem)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|name| name.contains("Today · users"))
        .collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[1].contains("users: not known of 2,500: whether they are too many is not known"), "{rows:?}");
    window.get_by_role_and_label(Role::TextInput, "Filter pools and groups").focus();
    window.run();
    window.event(Event::Text("nothing like it".to_owned()));
    window.run();
    click(&mut window, "Show all");
    window.get_by_role_and_label(Role::ListItem, "good.contoso.com, Today · users: 10 of 2,500, 0%");
    click(&mut window, "Copy as a table");
}

#[test]
fn only_rows_in_view_are_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.coexist");
    let large = coexist::rules::testing::plan(240, 8, 1);
    std::fs::write(&path, coexist::format::write(&large)).expect("written");
    let mut window = support::window(folder.path(), Some(path), Lang::EN);
    support::until(&mut window, "the plan", |app| app.document().is_some());
    load(&mut window);
    // The table of a large plan is worked out beside the window: it comes within ten seconds.
    let begun = std::time::Instant::now();
    while window.query_by_label_contains("Working it out").is_some() && begun.elapsed().as_secs() < 10 {
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.run();
    }
    let rows: Vec<_> = window
        .query_all_by_role(Role::ListItem)
        .filter(|node| node.accesskit_node().label().is_some_and(|name| name.contains(", Today · ")))
        .collect();
    assert!((3..30).contains(&rows.len()), "{}", rows.len());
    let whole = rows[0].accesskit_node().size_of_set();
    assert!(whole > Some(40), "{whole:?} rows in all");
}

#[test]
fn on_a_large_plan_the_result_of_a_move_comes_beside_the_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let more: String =
        (0..600).map(|n| format!("  pool zz-{n} front-end standard version=lync-2010 users=1\n")).collect();
    let (mut window, _) =
        opened(folder.path(), &PLAN.replacen("phase Pilot", &format!("{more}phase Pilot"), 1), Lang::EN);
    // What is made on a thread comes within ten seconds.
    let wait = |window: &mut Window<'_>, is: &dyn Fn(&Window<'_>) -> bool| {
        for _ in 0..500 {
            window.run();
            if is(window) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("waited in vain");
    };
    let said = |text: &'static str| move |window: &Window<'_>| window.query_by_label(text).is_some();
    load(&mut window);
    wait(&mut window, &said("Today: 1,807 in all"));
    window.get_by_role_and_label(Role::TextInput, "Filter pools and groups").focus();
    window.run();
    write(&mut window, "fe-");
    cell(&window, OLD_IN_PILOT).click();
    window.run();
    click(&mut window, "Move users…");
    click(&mut window, "To pool: Choose a pool…");
    click(&mut window, "fe-new.contoso.com");
    wait(&mut window, &said("Moving: 120"));
    wait(&mut window, &said("Afterwards, “fe-new.contoso.com”: users: 120 of 2,500, 4%"));
    // Enter does not wait for the result; it is recorded when that is there.
    window.get_by_role_and_label(Role::TextInput, "How many users").focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(Event::Text("40".to_owned()));
    window.step();
    window.key_press(Key::Enter);
    wait(&mut window, &|window| users(window, "fe-new")[1] == Some(480));
    assert!(window.query_by_label_contains("Move users of").is_none(), "the form is gone");
}

#[test]
fn french_says_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::FR);
    window.key_press(Key::F8);
    window.run();
    window.get_by_role_and_label(Role::Tab, "Charge").click();
    window.run();
    let name = "fe-old.contoso.com, 1 Pilot · utilisateurs\u{a0}: 1\u{a0}200 sur 5\u{a0}000, 24\u{a0}%";
    cell(&window, name);
}
