//! What the architect decides about the rules, in the window: levels, the checklist, what a check covered.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::format;
use coexist::model::*;
use coexist::text::Lang;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::{Window, app, checked, click, open_finding, opened, plan, until};

const PLAN: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=2 users=1200 user-store=sqlold\\LYNC
  sql sqlold LYNC
phase Pilot
  + pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\LYNC in=Paris
  + pool dir director version=lync-2013 in=Paris
phase Test
";

fn problems(window: &mut Window<'_>, tab: &str) {
    window.key_press(Key::F8);
    window.run();
    checked(window);
    let found = |window: &Window<'_>| {
        window
            .query_all_by_role(Role::Tab)
            .any(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(tab)))
    };
    assert!(found(window), "no tab {tab}");
    window
        .query_all_by_role(Role::Tab)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(tab)))
        .expect("a tab")
        .click();
    window.run();
}

fn level(window: &Window<'_>, code: &'static str) -> Option<Option<Level>> {
    plan(window).levels.get(&Code::new(code)).map(|choice| choice.level)
}

fn codes(window: &Window<'_>) -> Vec<String> {
    let report = app(window).document().expect("open").report().clone();
    report.findings.iter().map(|finding| finding.code.to_string()).collect()
}

#[test]
fn a_rule_is_switched_off_with_a_reason_and_gets_its_level_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = opened(folder.path(), PLAN, Lang::EN);
    open_finding(&mut window, "SQL-001");
    window.get_by_label("Error, as the pack says");
    click(&mut window, "Change the level…");
    click(&mut window, "Off");
    let reason = "Why it differs from the pack";
    window.get_by_label(reason).focus();
    window.run();
    window.get_by_label(reason).type_text("CHG-7");
    window.run();
    click(&mut window, "Keep this level");
    assert_eq!(level(&window, "SQL-001"), Some(None));
    assert_eq!(plan(&window).levels[&Code::new("SQL-001")].reason.as_deref(), Some("CHG-7"));
    assert!(!codes(&window).contains(&"SQL-001".to_owned()), "it is not judged");
    // It is told, and the rule stays in view.
    window.get_by_label("Off; the pack says Error");
    window.get_by_label("One level differs from the pack’s");
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    until(&mut window, "the save", |app| app.document().is_some_and(|doc| !doc.is_dirty()));
    let saved = format::read(&std::fs::read_to_string(&path).expect("there")).expect("a plan");
    assert_eq!(saved.levels, plan(&window).levels);

    click(&mut window, "One level differs from the pack’s");
    window.get_by_label_contains("Off; the pack says Error · CHG-7").click();
    window.run();
    click(&mut window, "Back to the pack’s level");
    assert_eq!(level(&window, "SQL-001"), None);
    assert!(codes(&window).contains(&"SQL-001".to_owned()));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    checked(&mut window);
    assert_eq!(level(&window, "SQL-001"), Some(None), "one undo step");
}

#[test]
fn another_level_is_seen_at_the_finding() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    open_finding(&mut window, "SQL-001");
    click(&mut window, "Change the level…");
    click(&mut window, "Advice");
    click(&mut window, "Keep this level");
    let doc = app(&window).document().expect("open");
    let finding = doc.open_finding().expect("it stands");
    assert_eq!((finding.code.as_str(), finding.level), ("SQL-001", Level::Advice));
    window.get_by_label("Advice; the pack says Error");
    // The pack's own level is no choice of the plan.
    click(&mut window, "Change the level…");
    click(&mut window, "Error");
    click(&mut window, "Keep this level");
    assert_eq!(level(&window, "SQL-001"), None);
}

#[test]
fn a_rule_about_the_plan_itself_keeps_its_level() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("{PLAN}level FUTURE-042 off\n");
    let (mut window, _) = opened(folder.path(), &text, Lang::EN);
    open_finding(&mut window, "PLAN-008");
    window.get_by_label("This rule is about the plan itself: its level is fixed");
    assert!(window.query_by_label("Change the level…").is_none());
}

#[test]
fn an_entry_of_the_checklist_is_ticked_by_keyboard_signed_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = opened(folder.path(), PLAN, Lang::EN);
    problems(&mut window, "Checklist");
    let row = "To do, Check which edition and licence the Director needs, dir.contoso.com";
    window.get_by_label_contains(row).focus();
    window.run();
    window.key_press(Key::Space);
    window.run();
    checked(&mut window);
    let of = |window: &Window<'_>| plan(window).ticked.iter().next().map(|(of, tick)| (of.clone(), tick.clone()));
    let ((code, subject), tick) = of(&window).expect("ticked");
    assert_eq!((code.as_str(), subject.id()), ("ROLE-013", "pool-dir"));
    assert!(tick.on.is_some(), "today");
    let done = window.get_by_label_contains("Done, Check which edition and licence the Director needs");
    assert_eq!(done.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    // Enter opens it: what it concerns, who did it, the whole text.
    window.get_by_label_contains("Done, Check which edition").focus();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    checked(&mut window);
    window.get_by_role_and_label(Role::TextInput, "Done by").click();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "Done by").type_text("Ada Winter");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    checked(&mut window);
    assert_eq!(of(&window).and_then(|(_, tick)| tick.by).as_deref(), Some("Ada Winter"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    until(&mut window, "the save", |app| app.document().is_some_and(|doc| !doc.is_dirty()));
    let saved = format::read(&std::fs::read_to_string(&path).expect("there")).expect("a plan");
    assert_eq!(saved.ticked, plan(&window).ticked);
    let check =
        window.query_all_by_role_and_label(Role::CheckBox, "Done: Check which edition and licence the Director needs");
    check.last().expect("in the inspector").click();
    window.run();
    assert!(plan(&window).ticked.is_empty());
    for _ in 0..2 {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
    }
    assert_eq!(of(&window).expect("back").1.by, None, "as it was before the name");
}

#[test]
fn the_checklist_stands_with_its_phase_and_its_object() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    assert!(window.query_by_label_contains("Test the routes between the versions").is_none(), "not today");
    window.get_by_label_contains("Phase 1, Pilot").click();
    window.run();
    window.get_by_role_and_label(Role::Tab, "Phase").click();
    window.run();
    // With the phase, and with the plan, which the inspector shows while nothing is selected.
    window.get_by_label("Checklist (0 of 3 done)");
    window.get_by_label("Checklist (0 of 2 done)");
    click(&mut window, "3 more about objects of this phase");
    assert!(window.query_all_by_label_contains("To do, Give the Director any file share").next().is_some());
    assert!(window.query_all_by_label_contains("To do, Test the routes").next().is_some());
    window.get_by_role_and_label(Role::ComboBox, "Done or not").click();
    window.run();
    window.query_all_by_label("Done").last().expect("offered").click();
    window.run();
    window.get_by_label("Nothing here passes the filter");
    window.get_by_role_and_label(Role::Tab, "Objects").click();
    window.run();
    window.get_by_label_contains("dir.contoso.com, Director").click();
    window.run();
    window.get_by_label("Checklist (0 of 2 done)");
    click(&mut window, "Done: Give the Director any file share");
    window.get_by_label("Checklist (1 of 2 done)");
}

#[test]
fn the_list_says_what_it_covers() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    window.key_press(Key::F8);
    window.run();
    checked(&mut window);
    let covered = app(&window).document().expect("open").report().coverage.clone();
    let rules = covered.rules;
    let line = format!("{} of {} rules decided everywhere", rules.decided, rules.all - rules.checklist);
    window.get_by_label_contains("Rules for Lync Server 2013 of ");
    window.get_by_label_contains(&line).click();
    window.run();
    window.get_by_label(&format!("{} of {} objects fully decided", covered.objects.decided, covered.objects.all));
    window.get_by_label_contains("times not checked");
}
