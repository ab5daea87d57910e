//! Exports from the window, by keyboard and by the names of what is in the dialog: forms and their choices, files on the
//! disk, what is in the way, cancelling, and pictures for a mail.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::export::png::Picture;
use coexist::text::Lang;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use support::*;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const NONE: Modifiers = Modifiers::NONE;

fn has(window: &Window<'_>, label: &str) -> bool {
    window.query_by_label(label).is_some()
}

/// What the status bar tells a screen reader.
fn said(window: &Window<'_>) -> String {
    let node = window.query_all_by_role(Role::Status).next().expect("a live node");
    node.accesskit_node().label().unwrap_or_default()
}

/// Waits until something is said that contains these words.
fn until_said(window: &mut Window<'_>, words: &str) {
    for _ in 0..1500 {
        window.run();
        if said(window).contains(words) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("waited for {words:?}, and it says {:?}", said(window));
}

/// Answers the dialog and types a path, as where the system has no file dialog.
fn export_to(window: &mut Window<'_>, button: &str, path: &Path) {
    window.get_by_role_and_label(Role::Button, button).click();
    window.run();
    type_path(window, path);
}

fn type_path(window: &mut Window<'_>, path: &Path) {
    for _ in 0..500 {
        if window.query_by_role_and_label(Role::TextInput, "Path").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run();
    }
    assert!(window.get_by_role_and_label(Role::TextInput, "Path").is_focused());
    window.key_press_modifiers(CTRL, Key::A);
    window.run();
    write(window, &path.to_string_lossy());
    window.key_press(Key::Enter);
    window.step();
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_dialog_shows_what_means_something_for_the_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    press(&mut window, CTRL, Key::E);
    assert!(window.get_by_role_and_label(Role::Button, "Export to…").is_focused(), "Enter exports");
    let form = |window: &mut Window<'_>, name: &str| {
        window.get_by_role_and_label(Role::RadioButton, &format!("Form: {name}")).click();
        window.run();
    };
    for (name, theme, scale) in [("PNG", true, true), ("PDF", true, false), ("PowerPoint", false, false)] {
        form(&mut window, name);
        for label in ["Colours: For print", "Paper: A3"] {
            assert_eq!(has(&window, label), theme, "{label} of {name}");
        }
        assert_eq!(has(&window, "Marks of findings"), theme, "{name}");
        assert_eq!(has(&window, "Sharpness: 3×"), scale, "{name}");
        assert!(!has(&window, "What: Everything"), "nothing is selected");
    }
    window.get_by_label("Slides to edit, with the findings in the notes");
    press(&mut window, NONE, Key::Escape);
    assert!(!has(&window, "Form: PDF"));

    // Something is selected: it can be exported alone, as a drawing on pages.
    press(&mut window, CTRL, Key::F);
    write(&mut window, "fe-old");
    press(&mut window, NONE, Key::Enter);
    press(&mut window, CTRL, Key::E);
    form(&mut window, "PNG");
    assert!(has(&window, "What: Selection (one object)"));
    form(&mut window, "Excel");
    assert!(!has(&window, "What: Everything"));
    click(&mut window, "Cancel");
    assert!(!has(&window, "Form: PDF"));
}

#[test]
fn the_dialog_speaks_french() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::FR);
    press(&mut window, CTRL, Key::E);
    for label in ["Format\u{a0}: PDF", "Couleurs\u{a0}: Pour l’impression", "Papier\u{a0}: Taille naturelle"] {
        window.get_by_role_and_label(Role::RadioButton, label);
    }
    window.get_by_role_and_label(Role::Button, "Exporter vers…");
    window.get_by_label("Une page par phase, à imprimer et à envoyer");
}

#[test]
fn a_pdf_is_written_beside_the_window_and_its_choices_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    press(&mut window, CTRL, Key::E);
    click(&mut window, "Paper: A3");
    // No ending: the form says it.
    export_to(&mut window, "Export to…", &folder.path().join("Migration v1.2"));
    until_said(&mut window, "Exported “Migration v1.2.pdf”");
    assert!(fs::read(folder.path().join("Migration v1.2.pdf")).expect("written").starts_with(b"%PDF"));
    window.get_by_role_and_label(Role::Button, "Open");

    let mut again = window_with(options(folder.path(), Some(folder.path().join("plan.coexist")), Lang::EN));
    until(&mut again, "the plan", |app| app.document().is_some());
    checked(&mut again);
    press(&mut again, CTRL, Key::E);
    let paper = again.get_by_role_and_label(Role::RadioButton, "Paper: A3");
    assert_eq!(paper.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
}

#[test]
fn phases_are_files_of_their_own_and_what_is_in_the_way_is_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    fs::create_dir(&out).expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    press(&mut window, CTRL, Key::E);
    click(&mut window, "Form: SVG");
    click(&mut window, "Phases: Choose");
    let export_is_off =
        |window: &Window<'_>| window.get_by_role_and_label(Role::Button, "Export to…").accesskit_node().is_disabled();
    for (stage, is_off) in [("Today", true), ("2 Test", false)] {
        window.get_by_role_and_label(Role::CheckBox, stage).click();
        window.run();
        assert_eq!(export_is_off(&window), is_off, "{stage}");
    }
    export_to(&mut window, "Export to…", &out.join("plan.svg"));
    until_said(&mut window, "Exported “plan-2.svg”");
    assert_eq!(names(&out), ["plan-2.svg"], "Today was ticked before, because it was shown");

    fs::write(out.join("plan-1.svg"), "old").expect("written");
    press(&mut window, CTRL, Key::E);
    click(&mut window, "Phases: All");
    export_to(&mut window, "Export to…", &out.join("plan.svg"));
    for _ in 0..1000 {
        if has(&window, "Replace") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run();
    }
    window.get_by_label("Replace 2 files: plan-1.svg and plan-2.svg?");
    assert!(window.get_by_role_and_label(Role::Button, "Other name…").is_focused(), "Enter loses nothing");
    assert_eq!(fs::read(out.join("plan-1.svg")).expect("there"), b"old");
    click(&mut window, "Replace");
    until_said(&mut window, "Exported 3 files");
    assert_eq!(names(&out), ["plan-0.svg", "plan-1.svg", "plan-2.svg"]);
    assert!(fs::read_to_string(out.join("plan-1.svg")).expect("there").contains("fe-new"));
    window.get_by_role_and_label(Role::Button, "Show folder");
}

#[test]
fn a_runbook_is_a_page_or_a_script_for_each_phase() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    fs::create_dir(&out).expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    press(&mut window, CTRL, Key::E);
    click(&mut window, "Form: PowerShell scripts");
    // Today, which is shown, has nothing to do.
    click(&mut window, "Phases: Shown phase");
    let export = window.get_by_role_and_label(Role::Button, "Export to…");
    assert!(export.accesskit_node().is_disabled());
    click(&mut window, "Phases: All");
    export_to(&mut window, "Export to…", &out.join("book.ps1"));
    until_said(&mut window, "Exported 2 files");
    assert_eq!(names(&out), ["book-1.ps1", "book-2.ps1"]);
    assert!(fs::read_to_string(out.join("book-1.ps1")).expect("there").starts_with("\u{feff}#Requires"));
    press(&mut window, CTRL, Key::E);
    click(&mut window, "Form: HTML runbook");
    assert!(!has(&window, "Paper: A3"));
    export_to(&mut window, "Export to…", &out.join("book"));
    until_said(&mut window, "Exported “book.html”");
    assert!(fs::read_to_string(out.join("book.html")).expect("there").starts_with("<!DOCTYPE html>"));
}

#[test]
fn an_export_that_fails_says_why_and_keeps_what_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, plan) = opened(folder.path(), SHARED, Lang::EN);
    let a_plan = folder.path().join("other.pdf");
    fs::copy(&plan, &a_plan).expect("copied");
    let nowhere = folder.path().join("nowhere").join("plan.pdf");
    for (path, why) in [(&a_plan, "would take its place"), (&nowhere, "its folder does not exist")] {
        press(&mut window, CTRL, Key::E);
        export_to(&mut window, "Export to…", path);
        for _ in 0..1000 {
            if has(&window, "Could not export") {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
            window.run();
        }
        for words in [why, &*path.to_string_lossy()] {
            assert!(window.query_all_by_label_contains(words).next().is_some(), "{words}");
        }
        press(&mut window, NONE, Key::Escape);
        assert!(!has(&window, "Could not export"));
    }
    assert_eq!(fs::read(&a_plan).expect("there"), fs::read(&plan).expect("there"));
}

#[test]
fn an_export_is_cancelled_with_esc_or_its_button_and_the_old_file_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    fs::create_dir(&out).expect("a folder");
    fs::write(out.join("plan.pdf"), "old").expect("written");
    let pools: String = (0..60).map(|at| format!("  pool fe{at:02} front-end enterprise servers=8\n")).collect();
    let phases: String = (0..12).map(|at| format!("phase P{at}\n")).collect();
    let (mut window, _) = opened(folder.path(), &format!("site Paris\n{pools}{phases}"), Lang::EN);
    for by_key in [true, false] {
        press(&mut window, CTRL, Key::E);
        export_to(&mut window, "Export to…", &out.join("plan.pdf"));
        window.step();
        let bar = window.get_by_role_and_label(Role::ProgressIndicator, "Export of “plan.pdf”");
        assert!(bar.accesskit_node().numeric_value().is_some());
        if by_key {
            window.key_press(Key::Escape);
        } else {
            window.get_by_role_and_label(Role::Button, "Cancel").click();
        }
        window.step();
        until_said(&mut window, "The export of “plan.pdf” was cancelled");
        assert!(window.query_by_role(Role::ProgressIndicator).is_none());
    }
    assert_eq!(fs::read(out.join("plan.pdf")).expect("there"), b"old");
    assert_eq!(names(&out), ["plan.pdf"]);
}

/// The pictures that were copied, by the process that copied them.
static COPIED: Mutex<Vec<(usize, usize)>> = Mutex::new(Vec::new());

fn copied(picture: Picture) -> Result<(), String> {
    assert_eq!(picture.rgba.len(), picture.width * picture.height * 4);
    COPIED.lock().map_err(|why| why.to_string())?.push((picture.width, picture.height));
    Ok(())
}

#[test]
fn the_sheet_and_what_is_selected_are_copied_as_pictures() {
    let folder = tempfile::tempdir().expect("a folder");
    let (plain, path) = opened(folder.path(), SHARED, Lang::EN);
    drop(plain);
    let mut window = window_with(ui_options(folder.path(), path));
    until(&mut window, "the plan", |app| app.document().is_some());
    checked(&mut window);
    press(&mut window, CTRL_SHIFT, Key::C);
    until_said(&mut window, "The sheet is on the clipboard");
    press(&mut window, CTRL, Key::F);
    write(&mut window, "sqlold");
    press(&mut window, NONE, Key::Enter);
    press(&mut window, CTRL_SHIFT, Key::C);
    until_said(&mut window, "The selection is on the clipboard");
    let copied = COPIED.lock().expect("no test failed in it").clone();
    let [(sheet, _), (selection, _)] = copied[..] else { panic!("{copied:?}") };
    assert!(0 < selection && selection < sheet, "{copied:?}");
    assert!(said(&window).contains(&format!("{selection} × ")), "{}", said(&window));
}

fn ui_options(folder: &Path, plan: std::path::PathBuf) -> coexist::ui::Options {
    coexist::ui::Options { pictures: Some(copied), ..options(folder, Some(plan), Lang::EN) }
}

#[test]
fn without_a_clipboard_it_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), SHARED, Lang::EN);
    press(&mut window, CTRL_SHIFT, Key::C);
    until_said(&mut window, "The clipboard did not take the picture: no clipboard");
}
