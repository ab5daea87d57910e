//! The page of missing facts, driven as a hand and a screen reader would.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::model::*;
use coexist::text::Lang;
use coexist::ui;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use support::{Dropped, Window, app, click, opened, plan, until};

const PLAN: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=2 user-store=sqlold\\LYNC
  pool fe-new front-end enterprise version=lync-2013 servers=2 user-store=sqlnew\\
  sql sqlold LYNC
  sql sqlnew
phase Pilot
";

/// The page, opened by its shortcut.
fn page(window: &mut Window<'_>) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::M);
    window.run();
}

fn versions(window: &Window<'_>) -> Vec<Option<SqlVersion>> {
    plan(window).today.sql_servers.values().map(|server| server.sql_version).collect()
}

fn paste(window: &mut Window<'_>, text: &str) {
    window.event(egui::Event::Paste(text.to_owned()));
    window.run();
}

/// The editor of a value that is typed.
fn field<'a>(window: &'a Window<'_>, name: &'a str) -> egui_kittest::Node<'a> {
    window.get_by_role_and_label(Role::TextInput, name)
}

fn only(window: &mut Window<'_>, text: &str) {
    window.get_by_role_and_label(Role::TextInput, "Filter").focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "Filter").type_text(text);
    window.run();
}

#[test]
fn the_page_is_reached_by_shortcut_menu_status_bar_and_problems_and_left_with_esc() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    page(&mut window);
    window.get_by_label("Import CSV…");
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Import CSV…").is_none());
    window.get_by_label_contains("checks wait for facts").click();
    window.run();
    window.get_by_label("Import CSV…");
    click(&mut window, "Back to the sheet");
    window.key_press(Key::F8);
    window.run();
    window.get_by_label_contains("Not checked ").click();
    window.run();
    click(&mut window, "Missing facts…");
    window.get_by_label("Import CSV…");
    page(&mut window);
    assert!(window.query_by_label("Import CSV…").is_none(), "the same keys lead back");
    window.get_by_label("Edit").click();
    window.run();
    click(&mut window, "Missing facts");
    window.get_by_label("Import CSV…");
}

#[test]
fn values_are_typed_down_the_column_and_taken_back_one_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    page(&mut window);
    only(&mut window, "number of users");
    let (first, second) = ("Number of users, fe-new.contoso.com", "Number of users, fe-old.contoso.com");
    field(&window, first).focus();
    window.run();
    field(&window, first).type_text("many");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert!(field(&window, first).is_focused(), "what is no number keeps the focus");
    assert!(window.query_all_by_label_contains("“many” is no whole number").next().is_some());
    field(&window, first).type_text("1 200");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert!(field(&window, second).is_focused(), "Enter goes down");
    field(&window, second).type_text("300");
    window.run();
    window.key_press(Key::Tab);
    window.run();
    let users = |window: &Window<'_>| -> Vec<Option<u64>> {
        let today = plan(window).today;
        today.pools.keys().map(|pool| today.users_on(pool).filter(|count| *count > 0)).collect()
    };
    assert_eq!(users(&window), [Some(1_200), Some(300)]);
    assert_eq!(field(&window, first).value().as_deref(), Some("1200"), "the row stays and shows what was filled in");
    window.get_by_role_and_label(Role::TextInput, "Filter").focus();
    window.key_press(Key::Escape);
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(users(&window), [Some(1_200), None], "one step of undo per entry");
    until(&mut window, "the check", |app| app.document().is_some_and(ui::Document::is_checked));
    page(&mut window);
    page(&mut window);
    assert!(window.query_by_role_and_label(Role::TextInput, first).is_none(), "anew, it shows what is still missing");
    field(&window, second);
}

#[test]
fn a_value_is_chosen_in_the_row_and_the_next_row_is_ready() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    page(&mut window);
    let name = |host: &str| format!("SQL Server version, {host}.contoso.com");
    window.get_by_role_and_label(Role::ComboBox, &name("sqlnew")).click();
    window.run();
    click(&mut window, "SQL Server 2012");
    assert_eq!(versions(&window), [Some(SqlVersion::Sql2012), None]);
    assert!(window.get_by_role_and_label(Role::ComboBox, &name("sqlold")).is_focused());
    assert!(window.get_by_role_and_label(Role::ComboBox, &name("sqlnew")).value().is_some());
}

#[test]
fn one_value_fills_all_selected_rows_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    page(&mut window);
    window.get_by_label_contains("SQL Server version, 2 objects").click();
    window.run();
    window.get_by_role_and_label(Role::ComboBox, "One value for 2 rows, SQL Server version:").click();
    window.run();
    click(&mut window, "SQL Server 2008 R2");
    assert_eq!(versions(&window), [Some(SqlVersion::Sql2008R2); 2]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(versions(&window), [None, None]);
}

#[test]
fn rows_are_selected_by_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    page(&mut window);
    window.get_by_label_contains("SQL Server version, sqlnew.contoso.com, SQL Server, Paris").focus();
    window.run();
    window.key_press(Key::Space);
    window.run();
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    window.run();
    window.get_by_role_and_label(Role::ComboBox, "One value for 2 rows, SQL Server version:");
    window.key_press(Key::Enter);
    window.run();
    let editor = window.get_by_role_and_label(Role::ComboBox, "SQL Server version, sqlold.contoso.com");
    assert!(editor.is_focused(), "Enter goes into the row");
}

#[test]
fn a_pasted_column_is_shown_before_it_is_filled_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    page(&mut window);
    window.get_by_label_contains("SQL Server version, 2 objects").click();
    window.run();
    paste(&mut window, "SQL Server 2012\r\nSQL Server 2005\r\n");
    window.get_by_label("2 facts will be filled in");
    assert_eq!(versions(&window), [None, None], "nothing is changed yet");
    window.get_by_label_contains("sqlold.contoso.com · SQL Server version: SQL Server 2005");
    click(&mut window, "Fill in 2 facts");
    assert_eq!(versions(&window), [Some(SqlVersion::Sql2012), Some(SqlVersion::Sql2005)]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(versions(&window), [None, None], "one step back is all of it");
    paste(&mut window, "2012\n2014\n2016\n");
    window.get_by_label_contains("There are more values than chosen rows (2)");
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Fill in 2 facts").is_none());
    window.get_by_label("Import CSV…");
}

#[test]
fn a_dropped_csv_says_what_it_fills_changes_and_does_not_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = PLAN.replace("sql sqlold LYNC", "sql sqlold LYNC sql-version=sql-2008");
    let (mut window, _) = opened(folder.path(), &text, Lang::EN);
    let csv = folder.path().join("client.csv");
    std::fs::write(&csv, "Host;SQL Server version;Edition\nsqlnew;SQL 2012;\nsqlold;2005;\nnobody;2012;\n")
        .expect("written");
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(csv)));
    for _ in 0..500 {
        window.run();
        if window.query_by_label("Fill in from “client.csv”").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    window.get_by_label_contains("Line 4 No object is called “nobody”");
    let change = window.get_by_role_and_label(
        Role::CheckBox,
        "Line 3 sqlold.contoso.com · SQL Server version: SQL Server 2008 → SQL Server 2005",
    );
    change.click();
    window.run();
    click(&mut window, "Fill in 2 facts");
    assert_eq!(versions(&window), [Some(SqlVersion::Sql2012), Some(SqlVersion::Sql2005)]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(versions(&window), [None, Some(SqlVersion::Sql2008)]);
}

#[test]
fn what_is_copied_out_and_filled_in_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::FR);
    page(&mut window);
    window.get_by_label("Copier").click();
    window.step();
    let copied = window.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let table = copied.expect("copied");
    window.run();
    let filled: Vec<String> = (table.lines())
        .map(|line| {
            let mut cells: Vec<&str> = line.split('\t').collect();
            if line.starts_with("sql") && line.contains("Version de SQL Server") {
                cells[4] = "SQL Server 2012";
            }
            cells.join("\t")
        })
        .collect();
    paste(&mut window, &filled.join("\r\n"));
    click(&mut window, "Renseigner 2 propriétés");
    assert_eq!(versions(&window), [Some(SqlVersion::Sql2012); 2]);
}

#[test]
fn what_was_not_checked_leads_to_the_very_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    window.key_press(Key::F8);
    window.run();
    window.get_by_label_contains("Not checked ").click();
    window.run();
    only(&mut window, "adapters");
    let row = "Not checked, Waits for: Network adapters, fe-new-s1.contoso.com";
    window.get_by_label_contains(row).click();
    window.run();
    window.run();
    let selected = app(&window).document().and_then(|doc| doc.selected().cloned());
    assert!(matches!(selected, Some(Subject::Server(_))), "{selected:?}");
    assert!(window.get_by_role_and_label(Role::TextInput, "Network adapters").is_focused());
    // From the page as well, and to what is no field of a form.
    page(&mut window);
    window.get_by_label_contains("Number of users, fe-old.contoso.com, Front End pool").focus();
    window.run();
    window.key_press(Key::Menu);
    window.run();
    click(&mut window, "Go there");
    window.run();
    assert!(window.query_by_label("Import CSV…").is_none(), "the page is left");
    let selected = app(&window).document().and_then(|doc| doc.selected().cloned());
    assert!(matches!(selected, Some(Subject::Pool(_))), "{selected:?}");
    window.get_by_role_and_label(Role::Link, "Number of users");
}

#[test]
fn what_no_form_can_give_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = PLAN.replace("phase Pilot\n", "");
    let (mut window, _) = opened(folder.path(), &text, Lang::EN);
    page(&mut window);
    only(&mut window, "phases");
    window.get_by_label_contains("The plan has no phase yet");
    window.key_press(Key::Escape);
    window.run();
    window.key_press(Key::Escape);
    window.run();
    window.key_press(Key::F8);
    window.run();
    window.get_by_label_contains("Not checked ").click();
    window.run();
    only(&mut window, "no phase");
    assert!(window.query_all_by_label_contains("Not checked, The plan has no phase yet").next().is_some());
}

#[test]
fn of_a_large_plan_only_the_rows_in_view_are_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.coexist");
    std::fs::write(&path, coexist::format::write(&coexist::plan::testing::large_plan(200, 1))).expect("written");
    let mut window = support::window(folder.path(), Some(path), Lang::EN);
    until(&mut window, "the plan", |app| app.document().is_some_and(ui::Document::is_checked));
    page(&mut window);
    window.get_by_label_contains("Import CSV…");
    let rows = window.query_all_by_role(Role::ListItem).count();
    assert!(rows > 5 && rows < 60, "{rows} rows are drawn");
}
