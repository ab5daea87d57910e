//! What stands at the same time, in the window: numbers and bars per phase, the peak in words.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::text::Lang;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::{Window, app, opened};

const PLAN: &str = "
site Paris
  pool old front-end enterprise version=lync-2010 servers=2 user-store=sqlold\\LYNC
  sql sqlold LYNC
phase Build
  + pool new front-end enterprise version=lync-2013 servers=3 user-store=sqlold\\LYNC in=Paris
phase Retire
  - pool old
";

fn resources(window: &mut Window<'_>, tab: &str) {
    window.key_press(Key::F8);
    window.run();
    window.get_by_role_and_label(Role::Tab, tab).click();
    window.run();
}

fn whole<'a>(window: &'a Window<'_>, part: &'a str) -> String {
    let found = window.query_all_by_label_contains(part).next().expect("told");
    found.accesskit_node().label().unwrap_or_default()
}

#[test]
fn the_peak_is_said_and_every_number_has_its_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    resources(&mut window, "Resources");
    window.get_by_label("At most 6 machines at the same time, in 1 Build: 3 beyond today");
    let machines = whole(&window, "Machines in all, 1 Build: 6");
    assert!(
        machines.contains("peak") && machines.contains("3 beyond today") && machines.contains("3 come:"),
        "{machines}"
    );
    let gone = whole(&window, "Machines in all, 2 Retire: 4");
    assert!(gone.contains("2 go:") && !gone.contains("peak"), "{gone}");
    let addresses = whole(&window, "IP addresses of servers, Today: 0");
    assert!(addresses.contains("Servers without recorded addresses: 2"), "{addresses}");
    assert!(window.query_by_label_contains("Gateways").is_none(), "what no stage has is not listed");
}

#[test]
fn a_bar_a_head_and_a_number_show_their_phase() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    resources(&mut window, "Resources");
    let shown = |window: &Window<'_>| app(window).document().expect("open").shown();
    let sentence =
        "1 Build: 6 machines, 3 beyond today · Lync Server 2010: 2 · Lync Server 2013: 3 · SQL servers apart: 1 · peak";
    let both: Vec<_> = window.query_all_by_label(sentence).collect();
    assert_eq!(both.len(), 2, "the head and the bar");
    both[1].click();
    window.run();
    assert_eq!(shown(&window), 1);
    window.query_all_by_label_contains("Machines in all, 2 Retire").next().expect("a number").click();
    window.run();
    assert_eq!(shown(&window), 2);
    window.query_all_by_label_contains("Today: 3 machines").next().expect("a head").click();
    window.run();
    assert_eq!(shown(&window), 0);
    window.get_by_label("Copy as a table").click();
    window.step();
    let copied = window.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("copied");
    assert!(copied.contains("Beyond today\t0\t3\t3"), "{copied}");
}

#[test]
fn a_plan_without_anything_says_so_and_french_says_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), "site Paris\nphase Pilot\n", Lang::EN);
    resources(&mut window, "Resources");
    window.get_by_label_contains("Nothing stands in this plan yet");
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::FR);
    resources(&mut window, "Ressources");
    window.get_by_label("Au plus 6 machines en même temps, dans 1 Build\u{a0}: 3 de plus qu’aujourd’hui");
}
