//! The window, driven as a hand and a screen reader would: by the names of what is in it.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::format;
use coexist::model::*;
use coexist::text::Lang;
use coexist::ui;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::{Dropped, SHARED, Window, app, checked, click, open_finding, opened, plan, until, window};

fn show_the_steps_of_pilot(window: &mut Window<'_>) {
    window.get_by_label_contains("Phase 1, Pilot").click();
    window.run();
    window.get_by_role_and_label(egui::accesskit::Role::Tab, "Phase").click();
    window.run();
}

fn pool_fact(window: &Window<'_>, name: &str, fact: &str) -> Option<Value> {
    let doc = app(window).document().expect("open");
    let state = doc.state();
    let pool = state.pools.values().find(|pool| pool.fqdn.as_deref() == Some(name)).expect("the pool");
    state.fact(&Subject::from(&pool.id), fact)
}

#[test]
fn the_start_page_offers_ways_to_begin_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window(folder.path(), None, Lang::EN);
    for name in ["Open a topology or plan", "Example: Contoso", "Example: Fabrikam", "Example: Tailspin", "Empty plan"]
    {
        window.get_by_label(name);
    }
    window.get_by_label("Language: Français").click();
    window.run();
    window.get_by_label("Ouvrir une topologie ou un plan");
    window.get_by_label("Plan vide").click();
    window.run();
    assert!(app(&window).document().is_some());
    window.get_by_label_contains("Aujourd’hui");
}

#[test]
fn a_plan_opens_with_its_phases_and_objects() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.get_by_label_contains("fe-old.contoso.com, Front End pool");
    window.get_by_label_contains("Phase 1, Pilot").click();
    window.run();
    assert_eq!(app(&window).document().map(ui::Document::shown), Some(1));
    window.get_by_label_contains("fe-new.contoso.com, Front End pool");
    window.key_press_modifiers(Modifiers::COMMAND, Key::PageUp);
    window.run();
    assert_eq!(app(&window).document().map(ui::Document::shown), Some(0));
}

#[test]
fn a_fact_is_edited_in_the_inspector_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let fe = "fe-old.contoso.com";
    window.get_by_label_contains("fe-old.contoso.com, Front End pool").click();
    window.run();
    let field = window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Update level");
    field.scroll_to_me();
    window.run();
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Update level").click();
    window.run();
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Update level").type_text("CU12");
    window.run();
    assert_eq!(pool_fact(&window, fe, "update-level"), None, "nothing is recorded while typing");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(pool_fact(&window, fe, "update-level"), Some(Value::text("CU12")));
    assert!(app(&window).document().is_some_and(ui::Document::is_dirty));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(pool_fact(&window, fe, "update-level"), None);
    assert!(!app(&window).document().is_some_and(ui::Document::is_dirty));
}

#[test]
fn saving_while_typing_saves_what_is_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = opened(folder.path(), SHARED, Lang::EN);
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Title").click();
    window.run();
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Title").type_text("Été à Paris");
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    until(&mut window, "the save", |app| app.document().is_some_and(|doc| !doc.is_dirty()));
    let plan = format::read(&std::fs::read_to_string(&path).expect("there")).expect("a plan");
    assert_eq!(plan.about.title.as_deref(), Some("Été à Paris"));
}

#[test]
fn a_problem_leads_to_its_phase_object_and_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.key_press(Key::F8);
    window.run();
    let row = window.query_all_by_label_contains("SQL-001").next().expect("listed");
    row.click();
    window.run();
    let doc = app(&window).document().expect("open");
    assert_eq!(doc.shown(), 1, "the phase where it first stands");
    assert!(matches!(doc.selected(), Some(Subject::SqlInstance(_))));
    assert_eq!(doc.open_finding().map(|finding| finding.code.to_string()).as_deref(), Some("SQL-001"));
    window.get_by_label("Fixes");
    window.get_by_label("Accept with a reason…");
}

#[test]
fn an_unsaved_plan_asks_before_it_closes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::N);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(app(&window).document().map(|doc| doc.plan().phases.len()), Some(3));
    window.key_press_modifiers(Modifiers::COMMAND, Key::W);
    window.run();
    window.get_by_label("Don’t save");
    window.get_by_label("Cancel").click();
    window.run();
    assert!(app(&window).document().is_some());
    window.key_press_modifiers(Modifiers::COMMAND, Key::W);
    window.run();
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Don’t save").is_none(), "Esc closes the question");
    window.key_press_modifiers(Modifiers::COMMAND, Key::W);
    window.run();
    window.get_by_label("Don’t save").click();
    window.run();
    assert!(app(&window).document().is_none());
    window.get_by_label_contains("plan.coexist, ");
}

#[test]
fn the_steps_of_a_phase_are_listed_and_activities_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    show_the_steps_of_pilot(&mut window);
    window.get_by_label_contains("1.1 ");
    window.get_by_label("Add activity").click();
    window.run();
    window.get_by_label("Publish topology").scroll_to_me();
    window.run();
    window.get_by_label("Publish topology").click();
    window.run();
    let doc = app(&window).document().expect("open");
    let last = doc.plan().phases[0].steps.last().cloned().expect("steps");
    assert!(matches!(&*last, coexist::plan::Step::Activity { kind: ActivityKind::Publish, .. }));
}

#[test]
fn the_whole_window_is_french() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::FR);
    window.key_press(Key::F8);
    window.run();
    window.get_by_label_contains("Aujourd’hui, aucun constat");
    window.get_by_label("Propriétés");
    assert!(window.query_all_by_label_contains("Pool frontal").next().is_some());
    let english = ["Facts", "Findings", "Today", "Add phase"];
    for word in english {
        assert!(window.query_by_label(word).is_none(), "“{word}” in a French window");
    }
}

#[test]
fn nothing_is_drawn_again_when_nothing_happens() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.run();
    let steps = window.run();
    assert!(steps <= 1, "{steps} frames for nothing");
}

/// The zoom of the sheet, as its corner says it.
fn zoom_said(window: &Window<'_>) -> String {
    let said = window.get_by_label_contains(": back to 100 %");
    said.accesskit_node().label().expect("a name")
}

#[test]
fn ctrl_and_equals_zooms_the_sheet_and_not_the_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let mut before = zoom_said(&window);
    for key in [Key::Equals, Key::Plus, Key::Minus] {
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run();
        let now = zoom_said(&window);
        assert_ne!(now, before, "{key:?}");
        before = now;
    }
    // A question hears no shortcut of the window: egui must not take it for its own.
    window.key_press_modifiers(Modifiers::SHIFT, Key::F1);
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::Equals);
    window.run();
    assert!((window.ctx.zoom_factor() - 1.0).abs() < 1e-6);
}

#[test]
fn a_question_mark_lists_all_shortcuts() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.key_press_modifiers(Modifiers::SHIFT, Key::Questionmark);
    window.run();
    for keys in ["Ctrl+0 · Shift+1", "Ctrl+L · C", "Shift+F1 · ?", "Ctrl+Plus · Ctrl+= · Plus · ="] {
        window.get_by_label(keys);
    }
}

#[test]
fn a_command_of_the_sheet_says_why_it_cannot_be_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.key_press_modifiers(Modifiers::SHIFT, Key::Num2);
    window.run();
    assert!(window.query_all_by_label("Select an object on the sheet first").next().is_some());
    window.key_press(Key::F1);
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num0);
    window.run();
    assert!(window.query_all_by_label("Go back to the sheet first").next().is_some());
}

#[test]
fn shift_1_and_shift_2_act_from_anywhere_unless_a_text_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let fitted = zoom_said(&window);
    let press = |window: &mut Window<'_>, modifiers, key| {
        window.key_press_modifiers(modifiers, key);
        window.run();
        zoom_said(window)
    };
    window.get_by_label_contains("fe-old.contoso.com, Front End pool").click();
    window.run();
    assert!(window.get_by_label_contains("fe-old.contoso.com, Front End pool").is_focused(), "not the sheet");
    let selection = press(&mut window, Modifiers::SHIFT, Key::Num2);
    assert_ne!(selection, fitted);
    assert_eq!(press(&mut window, Modifiers::SHIFT, Key::Num1), fitted);
    assert_eq!(press(&mut window, Modifiers::COMMAND, Key::Num9), selection);
    assert_eq!(press(&mut window, Modifiers::COMMAND, Key::Num0), fitted);

    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Update level").scroll_to_me();
    window.run();
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Update level").click();
    window.run();
    assert_eq!(press(&mut window, Modifiers::SHIFT, Key::Num2), fitted, "it is typed");
    assert_eq!(press(&mut window, Modifiers::COMMAND, Key::Num9), selection, "its twin is heard");
}

#[test]
fn ctrl_l_connects_from_a_list_and_the_keyboard_goes_to_the_sheet() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.get_by_label_contains("fe-old.contoso.com, Front End pool").click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.run();
    assert!(!window.get_by_label_contains("fe-old.contoso.com, Front End pool").is_focused());
    // Enter confirms what the keyboard points at, on the sheet; the list would show facts.
    window.key_press(Key::Enter);
    window.run();
    let asked = window.query_all_by_label_contains("Joined as").next().is_some();
    assert!(asked || plan(&window).today.links.len() > 1);
}

/// The field for who accepts a finding.
fn by<'a>(window: &'a Window<'_>) -> egui_kittest::Node<'a> {
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Accepted by")
}

#[test]
fn a_finding_is_accepted_with_reason_name_date_and_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    open_finding(&mut window, "SQL-001");
    click(&mut window, "Accept with a reason…");
    window.get_by_label("Why this is acceptable here").type_text("CHG-1042");
    window.run();
    by(&window).focus();
    window.run();
    by(&window).type_text("Ada Winter");
    window.run();
    window.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Holds until").click();
    window.run();
    click(&mut window, "1 Pilot");
    click(&mut window, "Accept");
    let accepted = plan(&window).accepted[0].clone();
    assert_eq!((&*accepted.reason, &*accepted.by), ("CHG-1042", "Ada Winter"));
    assert!(accepted.on.is_some(), "today stands there already");
    assert_eq!(accepted.until, Some(plan(&window).phases[0].id.clone()));

    click(&mut window, "Change…");
    window.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Holds until").click();
    window.run();
    click(&mut window, "To the end of the plan");
    click(&mut window, "Keep the change");
    assert_eq!(plan(&window).accepted.len(), 1, "one takes the place of the other");
    assert_eq!(plan(&window).accepted[0].until, None);
    window.get_by_label("Accepted 1").click();
    window.run();
    window.get_by_label_contains("CHG-1042 · by Ada Winter");
    click(&mut window, "Withdraw the acceptance");
    assert!(plan(&window).accepted.is_empty());

    // Who signed last is remembered.
    window.query_all_by_label_contains("Findings ").next().expect("a tab").click();
    window.run();
    open_finding(&mut window, "SQL-001");
    click(&mut window, "Accept with a reason…");
    assert_eq!(by(&window).value().as_deref(), Some("Ada Winter"));
}

#[test]
fn an_acceptance_that_matches_nothing_is_withdrawn_where_it_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("{SHARED}accept ROLE-012 fe-old \"CHG-7\"\n");
    let (mut window, _) = opened(folder.path(), &text, Lang::EN);
    window.key_press(Key::F8);
    window.run();
    window.get_by_label("Accepted 1").click();
    window.run();
    window.get_by_label_contains("Matches no finding, CHG-7").click();
    window.run();
    assert_eq!(
        app(&window).document().and_then(ui::Document::open_finding).map(|finding| finding.code.to_string()).as_deref(),
        Some("PLAN-002")
    );
    click(&mut window, "Withdraw the acceptance");
    assert!(plan(&window).accepted.is_empty());
}

#[test]
fn a_mirror_is_added_to_a_pool_changed_and_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.get_by_label_contains("fe-old.contoso.com, Front End pool").click();
    window.run();
    click(&mut window, "Add store");
    click(&mut window, "Store: Application store");
    window.query_all_by_label("User store").last().expect("offered").click();
    window.run();
    click(&mut window, "Copy: Mirror");
    click(&mut window, "Witness");
    click(&mut window, "Add");
    let usages = |window: &Window<'_>| -> Vec<Usage> {
        let today = plan(window).today;
        let mut all: Vec<Usage> = today.links.values().map(|link| link.usage).collect();
        all.sort();
        all
    };
    assert_eq!(usages(&window), [Usage::Default, Usage::Witness]);
    let name = "User store, Witness, sqlold.contoso.com\\LYNC";
    click(&mut window, &format!("Copy: {name}"));
    click(&mut window, "Backup");
    assert_eq!(usages(&window), [Usage::Default, Usage::Backup]);
    click(&mut window, "Remove User store, Backup, sqlold.contoso.com\\LYNC");
    assert_eq!(usages(&window), [Usage::Default]);
}

#[test]
fn a_step_goes_to_another_phase_by_keyboard_and_back_with_one_undo() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    show_the_steps_of_pilot(&mut window);
    let before = plan(&window);
    window.get_by_label_contains("1.1 ").focus();
    window.run();
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    window.run();
    let after = plan(&window);
    assert_eq!(after.phases[1].steps.len(), 1);
    assert_eq!(after.phases[0].steps.len() + 1, before.phases[0].steps.len());
    assert_eq!(app(&window).document().map(ui::Document::shown), Some(2), "the step is still in view");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(plan(&window), before);
}

#[test]
fn menus_open_by_keyboard_with_the_first_entry_ready() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let row = "fe-old.contoso.com, Front End pool";
    window.get_by_label_contains(row).focus();
    window.run();
    window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    window.run();
    assert!(window.get_by_label("Show facts").is_focused());
    window.key_press(Key::ArrowDown);
    window.run();
    window.key_press(Key::ArrowDown);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(plan(&window).today.pools.len(), 2, "a duplicate");
    assert!(window.query_by_label("Show facts").is_none(), "the menu is gone");
    // Where no list has the focus, the menu is that of the selection on the sheet.
    window.key_press(Key::Menu);
    window.run();
    assert!(window.get_by_label("Show facts").is_focused());
    window.key_press(Key::Escape);
    window.run();
    let card = "Phase 1, Pilot";
    window.get_by_label_contains(card).focus();
    window.run();
    window.key_press(Key::Menu);
    window.run();
    assert!(window.get_by_label("Rename phase").is_focused());
    window.key_press(Key::Escape);
    window.run();
    assert!(window.get_by_label_contains(card).is_focused(), "where the keyboard was");
}

#[test]
fn phases_are_made_named_moved_merged_and_deleted_by_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let names = |window: &Window<'_>| -> Vec<String> {
        plan(window).phases.iter().map(|phase| phase.name.to_string()).collect()
    };
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::N);
    window.run();
    window.get_by_label("Name").type_text("Prepare");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(names(&window), ["Prepare", "Pilot", "Test"], "what is typed replaces the name");
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    window.run();
    assert_eq!(names(&window), ["Pilot", "Prepare", "Test"]);
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    window.run();
    assert_eq!(names(&window), ["Pilot", "Test", "Prepare"], "the keyboard went along");
    window.key_press(Key::ArrowLeft);
    window.run();
    window.key_press(Key::Delete);
    window.run();
    assert_eq!(names(&window), ["Pilot", "Prepare"]);
    window.get_by_label_contains("Phase 2, Prepare").click();
    window.run();
    window.key_press(Key::Menu);
    window.run();
    for _ in 0..2 {
        window.key_press(Key::ArrowDown);
        window.run();
    }
    // Later cannot be: the entry is passed over.
    assert!(window.get_by_label("Merge into previous").is_focused());
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(names(&window), ["Pilot"]);
}

#[test]
fn what_is_drawn_is_chosen_in_the_view_menu() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let toggled = |window: &mut Window<'_>| {
        window.get_by_label("View").click();
        window.run();
        let node = window.get_by_label("Objects of other phases");
        let on = node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
        window.key_press(Key::Escape);
        window.run();
        on
    };
    assert!(!toggled(&mut window));
    window.key_press(Key::F9);
    window.run();
    assert!(toggled(&mut window));
}

#[test]
fn a_dropped_file_opens_and_a_change_on_disk_is_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = opened(folder.path(), SHARED, Lang::EN);
    let text = std::fs::read_to_string(&path).expect("there");
    std::fs::write(&path, text.replace("Pilot", "First users")).expect("written");
    window.event(egui::Event::WindowFocused(true));
    for _ in 0..500 {
        window.run();
        if window.query_by_label("Keep mine").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    window.get_by_label("Reload").click();
    until(&mut window, "the new text", |app| {
        app.document().is_some_and(|doc| doc.plan().phases[0].name.as_ref() == "First users")
    });
    let other = folder.path().join("other.coexist");
    std::fs::write(&other, text.replace("Pilot", "Other")).expect("written");
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(other)));
    until(&mut window, "the dropped plan", |app| {
        app.document().is_some_and(|doc| doc.plan().phases[0].name.as_ref() == "Other")
    });
}

#[test]
fn no_french_line_breaks_before_its_punctuation() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::FR);
    open_finding(&mut window, "SQL-001");
    for node in window.get_all_by(|_| true) {
        let label = node.accesskit_node().label().unwrap_or_default();
        // A percentage stands on a line of its own.
        assert!(label.contains('%') || !label.contains('\u{202f}'), "egui breaks lines there: {label}");
    }
}

// ── the clipboard ──

fn select(window: &mut Window<'_>, label: &str) {
    window.get_by_label_contains(label).click();
    window.run();
}

/// What a window puts on the clipboard.
fn copied(window: &mut Window<'_>, event: egui::Event) -> String {
    window.event(event);
    for _ in 0..4 {
        window.step();
        let commands = &window.output().platform_output.commands;
        let text = commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        if let Some(text) = text {
            window.run();
            return text;
        }
    }
    panic!("nothing was copied")
}

fn paste(window: &mut Window<'_>, text: &str) {
    window.event(egui::Event::Paste(text.to_owned()));
    window.run();
    support::checked(window);
}

#[test]
fn objects_are_copied_from_one_window_into_another() {
    let folders = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
    let (mut from, _) = opened(folders[0].path(), SHARED, Lang::EN);
    let (mut to, _) = opened(folders[1].path(), "site Nice\n", Lang::FR);
    select(&mut from, "fe-old.contoso.com, Front End pool");
    let text = copied(&mut from, egui::Event::Copy);
    assert!(plan(&from) == plan(&from) && app(&from).document().is_some_and(|doc| doc.history().is_empty()));
    paste(&mut to, &text);
    let pools: Vec<_> = plan(&to).today.pools.values().filter_map(|pool| pool.fqdn.clone()).collect();
    assert_eq!(pools.iter().map(|name| &**name).collect::<Vec<_>>(), ["fe-old.contoso.com"]);
    assert_eq!(plan(&to).today.servers.len(), 2);
    let undo = app(&to).document().and_then(|doc| doc.history().undo_label().map(|label| Lang::FR.say(label)));
    assert_eq!(undo.as_deref(), Some("Coller «\u{202f}fe-old.contoso.com\u{202f}»"));
    // Cut takes it away, in one step.
    let text = copied(&mut from, egui::Event::Cut);
    assert!(plan(&from).today.pools.is_empty());
    paste(&mut from, &text);
    assert_eq!(plan(&from).today.pools.len(), 1);
}

#[test]
fn a_damaged_clip_says_why_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    select(&mut window, "fe-old.contoso.com, Front End pool");
    let text = copied(&mut window, egui::Event::Copy);
    for (broken, why) in [
        (text[..text.len() / 2].to_owned(), "The copied objects are damaged"),
        (text.replace("version: 1", "version: 9"), "have version 9 of the format"),
    ] {
        paste(&mut window, &broken);
        assert!(window.query_all_by_label_contains(why).next().is_some());
    }
    assert!(app(&window).document().is_some_and(|doc| doc.history().is_empty()));
}

#[test]
fn a_text_field_keeps_its_own_clipboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    select(&mut window, "fe-old.contoso.com, Front End pool");
    window.key_press(Key::F3);
    let before = plan(&window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    paste(&mut window, "sqlold");
    assert_eq!(plan(&window), before);
    let fields = window.get_all_by_role(egui::accesskit::Role::TextInput);
    assert!(fields.into_iter().any(|field| field.accesskit_node().value().as_deref() == Some("sqlold")));
}

#[test]
fn a_pasted_table_of_servers_is_shown_before_it_is_added_and_undone_as_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let before = plan(&window);
    let table = "Server\tRole\tPool\tSite\r\nfe11\tFront End\tpool11\tParis\r\nfe12\tFront End\tpool11\tParis\r\nfe-old.contoso.com\tFront End\t\tParis\r\nlp1\tPrinter\t\tParis\r\n";
    paste(&mut window, table);
    assert_eq!(plan(&window), before, "nothing is changed yet");
    window.get_by_label_contains("“Printer” is no kind of object");
    window.get_by_label_contains("One object is in the plan already");
    click(&mut window, "Add 3 objects");
    let today = plan(&window).today;
    assert_eq!(
        (today.pools.len(), today.servers.len()),
        (before.today.pools.len() + 1, before.today.servers.len() + 2)
    );
    let new = today.pools.values().find(|pool| pool.fqdn.as_deref() == Some("pool11")).expect("the pool");
    assert!(plan(&window).places.contains_key(&Subject::from(&new.id)), "it has a place");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(plan(&window).today, before.today);
}

#[test]
fn a_list_of_names_asks_of_what_kind_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    paste(&mut window, "gw01.contoso.com\ngw02.contoso.com\n");
    assert!(window.query_by_label_contains("Add 2 objects").is_none());
    window.get_by_role_and_label(egui::accesskit::Role::ComboBox, "The lines are").click();
    window.run();
    click(&mut window, "Gateway");
    click(&mut window, "Add 2 objects");
    assert_eq!(plan(&window).today.gateways.len(), 2);
    // Esc puts the question away.
    paste(&mut window, "gw03.contoso.com\n");
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(plan(&window).today.gateways.len(), 2);
    assert!(window.query_by_label_contains("Add objects from the clipboard").is_none());
}

/// Whether one of the two cards is left out, and this is said.
fn half_is_shown(window: &Window<'_>) -> bool {
    window.query_all_by_label_contains("1 of 2 objects shown").next().is_some()
}

#[test]
fn the_legend_leaves_out_and_brings_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let node = |window: &Window<'_>, name: &str| window.query_all_by_label_contains(name).next().is_some();
    let sql = "SQL server sqlold";
    assert!(node(&window, sql) && !half_is_shown(&window));
    window.key_press(Key::F11);
    window.run();
    click(&mut window, "SQL Server: 1");
    assert!(!node(&window, sql), "it is left out");
    assert!(half_is_shown(&window));
    let row = window.get_by_label("SQL Server: 1");
    assert_eq!(row.accesskit_node().toggled(), Some(egui::accesskit::Toggled::False));

    window.key_press(Key::Z);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(!node(&window, sql), "undo is about the plan");
    click(&mut window, "Show all");
    assert!(node(&window, sql) && !half_is_shown(&window));

    window.key_press(Key::F11);
    window.run();
    assert!(!node(&window, "SQL Server: 1"), "the legend is closed");
}

#[test]
fn what_is_selected_is_hidden_and_finding_it_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.key_press_modifiers(Modifiers::COMMAND, Key::H);
    window.run();
    assert!(!half_is_shown(&window), "nothing is selected");
    window.get_by_label_contains("fe-old.contoso.com, Front End pool").click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::H);
    window.run();
    assert!(half_is_shown(&window));
    assert!(app(&window).document().expect("open").view.selection.is_empty(), "Delete must not take what is not seen");
    window.get_by_label_contains("fe-old.contoso.com, Front End pool").click();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window.run();
    assert!(window.query_all_by_label_contains("is left out of the drawing").next().is_some());
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::H);
    window.run();
    assert!(!half_is_shown(&window));
}

// ── awkward moments ──

/// A card that is being dragged, and where the hand is.
fn dragging(window: &mut Window<'_>, label: &str) -> egui::Pos2 {
    let card = window.get_by_role_and_label(egui::accesskit::Role::Button, label).rect();
    let from = egui::pos2(card.center().x, card.min.y + 10.0);
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    let to = from + egui::vec2(60.0, 40.0);
    window.hover_at(from + egui::vec2(20.0, 10.0));
    window.step();
    window.hover_at(to);
    window.step();
    to
}

#[test]
fn ctrl_z_during_a_drag_takes_the_drag_back_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    select(&mut window, "pool fe-old.contoso.com");
    window.key_press(Key::ArrowRight);
    window.run();
    let edited = plan(&window);
    let to = dragging(&mut window, "pool fe-old.contoso.com");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    window.hover_at(to + egui::vec2(30.0, 0.0));
    window.step();
    window.drop_at(to);
    window.run();
    assert_eq!(plan(&window), edited, "neither moved nor undone");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_ne!(plan(&window), edited, "with nothing in the hand it is undo");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run();
    assert_eq!(plan(&window), edited);
}

#[test]
fn a_page_that_comes_up_during_a_drag_ends_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    let before = plan(&window);
    let to = dragging(&mut window, "pool fe-old.contoso.com");
    window.key_press(Key::F1);
    window.run();
    window.drop_at(to);
    window.run();
    window.key_press(Key::Escape);
    window.run();
    window.hover_at(to + egui::vec2(80.0, 0.0));
    window.run();
    window.drag_at(to + egui::vec2(120.0, 30.0));
    window.step();
    window.drop_at(to + egui::vec2(120.0, 30.0));
    window.run();
    assert_eq!(plan(&window), before, "the hand is empty when the sheet is back");
}

#[test]
fn the_filters_of_problems_stand_in_one_order_in_narrow_and_wide_windows() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    window.key_press(Key::F8);
    window.run();
    let place = |window: &Window<'_>, label: &str| {
        let is =
            |node: &egui_kittest::kittest::AccessKitNode<'_>| node.label().is_some_and(|name| name.starts_with(label));
        let all: Vec<egui::Rect> = window.query_all_by(is).map(|node| node.rect()).collect();
        let last = all.into_iter().max_by(|a, b| a.min.y.total_cmp(&b.min.y)).expect(label);
        (last.center().y.round() as i32, last.min.x.round() as i32)
    };
    for width in [1366.0, 900.0] {
        window.set_size(egui::vec2(width, 768.0));
        window.run();
        let names = ["Show: Error", "Phase", "Filter"];
        let places: Vec<(i32, i32)> = names.iter().map(|name| place(&window, name)).collect();
        assert!(places.is_sorted(), "{width}: {places:?}");
    }
}

#[test]
fn what_a_fix_brings_is_selected_and_in_view() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    open_finding(&mut window, "SQL-001");
    window.run();
    let before = plan(&window).replay().states[1].sql_servers.len();
    let is_fix = |label: &String| label.starts_with("Place the stores of") && label.contains("on a new SQL server");
    let fix = window.query_all_by(|node| node.label().is_some_and(|label| is_fix(&label))).next();
    let fix = fix.and_then(|node| node.accesskit_node().label()).expect("a fix that brings a server");
    click(&mut window, &fix);
    checked(&mut window);
    let doc = app(&window).document().expect("open");
    assert_eq!(doc.state().sql_servers.len(), before + 1);
    assert!(matches!(doc.selected(), Some(Subject::SqlServer(_))), "{:?}", doc.selected());
}

#[test]
fn the_rows_of_a_menu_are_as_wide_as_the_widest() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::FR);
    window.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
    window.run();
    window.get_by_role_and_label(egui::accesskit::Role::Button, "pool fe-new.contoso.com").click();
    window.run();
    window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    window.run();
    let width = |name: &str| {
        let all = window.query_all_by_role_and_label(egui::accesskit::Role::Button, name);
        all.map(|node| node.rect().width()).fold(0.0, f32::max)
    };
    let (short, long) = (width("Renommer"), width("Mettre hors service à partir de cette phase"));
    assert!(long > 0.0 && (short - long).abs() < 1.5, "{short} and {long}");
}
