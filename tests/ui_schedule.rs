//! The schedule below the sheet: bars by keyboard and by hand, its form, freeze windows; steps with owner, duration and
//! commands, and what lights up on the sheet; phases that play.
#![cfg(feature = "gui")]

#[path = "support/window.rs"]
mod support;

use coexist::model::Date;
use coexist::text::Lang;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::{Window, app, checked, click, opened, plan, press, write};

const PLAN: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=2 users=1200 user-store=sqlold\\LYNC
  sql sqlold LYNC
phase Pilot start=2014-03-03 days=5
  + pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\LYNC in=Paris
phase Move days=10
phase Late start=2014-03-05 after=Move
";

/// The plan with its schedule shown.
fn schedule(folder: &std::path::Path, lang: Lang) -> Window<'static> {
    let (mut window, _) = opened(folder, PLAN, lang);
    let name = lang.say(&coexist::message!("ui-schedule-show-chart"));
    click(&mut window, &name);
    window.run();
    window
}

fn start(window: &Window<'_>, phase: usize) -> Option<String> {
    plan(window).phases[phase].start.map(|date: Date| date.to_string())
}

/// The row of a phase, by the beginning of what it says.
fn row(window: &Window<'_>, begins: &str) -> egui::Rect {
    window.get_all_by_role(Role::ListItem).find(|node| says(node, begins)).expect(begins).rect()
}

fn says(node: &egui_kittest::Node<'_>, begins: &str) -> bool {
    node.accesskit_node().label().is_some_and(|label| label.starts_with(begins))
}

fn focus_row(window: &mut Window<'_>, begins: &str) {
    window.get_all_by_role(Role::ListItem).find(|node| says(node, begins)).expect(begins).focus();
    window.run();
}

fn pointer(window: &mut Window<'_>, events: &[(Pos2, Option<bool>)]) {
    for (pos, button) in events {
        window.event(Event::PointerMoved(*pos));
        if let Some(pressed) = *button {
            let modifiers = Modifiers::NONE;
            window.event(Event::PointerButton { pos: *pos, button: PointerButton::Primary, pressed, modifiers });
        }
        window.step();
    }
}

#[test]
fn a_row_says_what_is_worked_out_and_keys_change_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = schedule(folder.path(), Lang::EN);
    row(&window, "1 Pilot\n2014-03-03 – 2014-03-07\n5 days");
    row(&window, "2 Move\n2014-03-08 – 2014-03-17\n10 days");
    row(&window, "3 Late\nfrom 2014-03-05\nlength not known\nWaits for: 2 Move\nStarts before 2 Move is over");
    focus_row(&mut window, "1 Pilot");
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(start(&window, 0).as_deref(), Some("2014-03-04"));
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(start(&window, 0).as_deref(), Some("2014-03-11"));
    press(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(plan(&window).phases[0].days, Some(6));
    row(&window, "2 Move\n2014-03-17 – 2014-03-26");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((plan(&window).phases[0].days, start(&window, 0).as_deref()), (Some(5), Some("2014-03-11")));
    // To the form, where the keyboard begins with the owner.
    focus_row(&mut window, "2 Move");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(app(&window).document().expect("open").shown(), 2);
    write(&mut window, "Operations");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(plan(&window).phases[1].owner.as_deref(), Some("Operations"));
    row(&window, "2 Move\n2014-03-16 – 2014-03-25\n10 days\nOwner: Operations");
}

#[test]
fn a_hand_moves_a_bar_in_one_edit_and_esc_puts_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = schedule(folder.path(), Lang::EN);
    let row = row(&window, "1 Pilot");
    // The chart begins at the end of the names, and is fitted a little before the first bar.
    let at = Pos2::new(row.right() + 30.0, row.center().y);
    let far = at + vec2(120.0, 0.0);
    pointer(&mut window, &[(at, None), (at, Some(true)), (at + vec2(20.0, 0.0), None), (far, None)]);
    window.key_press(Key::Escape);
    window.step();
    pointer(&mut window, &[(far, Some(false))]);
    checked(&mut window);
    assert_eq!(start(&window, 0).as_deref(), Some("2014-03-03"), "nothing was done");
    pointer(
        &mut window,
        &[(at, None), (at, Some(true)), (at + vec2(20.0, 0.0), None), (far, None), (far, Some(false))],
    );
    checked(&mut window);
    let moved = start(&window, 0).expect("a date");
    assert!(moved.as_str() > "2014-03-03", "{moved}");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(start(&window, 0).as_deref(), Some("2014-03-03"), "one edit");
}

#[test]
fn freeze_windows_are_added_and_phases_go_around_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = schedule(folder.path(), Lang::FR);
    click(&mut window, "Ajouter une période de gel");
    let freezes = plan(&window).freezes;
    assert_eq!(freezes.len(), 1);
    assert_eq!((&*freezes[0].name, freezes[0].first.to_string()), ("Gel", "2014-03-18".to_owned()));
    let name = "Premier jour de Gel";
    window.get_by_role_and_label(Role::TextInput, name).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    write(&mut window, "2014-03-10");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(plan(&window).freezes[0].first.to_string(), "2014-03-10");
    row(&window, "2 Move\n2014-03-08 – 2014-04-01\n10 jours");
}

#[test]
fn a_step_has_an_owner_a_duration_and_commands_and_lights_up_what_it_touches() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = schedule(folder.path(), Lang::EN);
    focus_row(&mut window, "1 Pilot");
    press(&mut window, Modifiers::NONE, Key::Enter);
    focus_row(&mut window, "1 Pilot");
    press(&mut window, Modifiers::NONE, Key::Space);
    focus_row(&mut window, "1.1");
    window.run();
    let lit = app(&window).lit().to_vec();
    assert!(lit.iter().any(|subject| subject.id() == "pool-fe-new"), "{lit:?}");
    // The step in the panel of its phase.
    let step = window.get_all_by_role(Role::ListItem).find(|node| says(node, "1.1"));
    step.expect("the step").click();
    window.run();
    // In the chart two blanks stand behind the number.
    let in_panel = |window: &Window<'_>, click: bool| {
        let node = window.get_all_by_role(Role::ListItem).find(|node| says(node, "1.1 A")).expect("in the panel");
        if click { node.click() } else { node.scroll_to_me() }
    };
    for click in [false, true] {
        in_panel(&window, click);
        window.run();
    }
    for (name, text) in [("Duration", "1 h 30"), ("Commands of step 1.1", "Enable-CsTopology")] {
        let role = if name == "Duration" { Role::TextInput } else { Role::MultilineTextInput };
        window.get_by_role_and_label(role, name).scroll_to_me();
        window.run();
        window.get_by_role_and_label(role, name).focus();
        window.run();
        write(&mut window, text);
        window.get_by_role_and_label(Role::TextInput, "Name").focus();
        window.run();
        checked(&mut window);
    }
    let how = plan(&window).phases[0].steps[0].how().clone();
    assert_eq!((how.minutes, how.script.as_deref()), (Some(90), Some("Enable-CsTopology")));
}

#[test]
fn phases_play_to_the_end_and_any_key_stops() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = opened(folder.path(), PLAN, Lang::EN);
    let shown = |window: &Window<'_>| app(window).document().expect("open").shown();
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::PageDown);
    window.step();
    for _ in 0..400 {
        window.step();
        if shown(&window) == 1 {
            break;
        }
    }
    assert_eq!(shown(&window), 1);
    window.step();
    window.step();
    assert!(app(&window).lit().iter().any(|subject| subject.id() == "pool-fe-new"), "what the phase changes lights up");
    window.key_press(Key::ArrowRight);
    window.run();
    for _ in 0..40 {
        window.step();
    }
    assert_eq!(shown(&window), 1, "stopped, and the key did nothing else");
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::PageDown);
    window.step();
    for _ in 0..1000 {
        window.step();
    }
    assert_eq!(shown(&window), 3, "to the end");
    assert!(app(&window).lit().is_empty());
}

#[test]
fn the_present_day_has_a_line_where_it_is_among_the_days_that_are_seen() {
    let now = jiff::Zoned::now().date();
    let folder = tempfile::tempdir().expect("a folder");
    let text = PLAN.replace("start=2014-03-03", &format!("start={now}")).replace(" start=2014-03-05", "");
    let (mut window, _) = opened(folder.path(), &text, Lang::EN);
    click(&mut window, "Show phases on a calendar");
    window.run();
    window.get_by_label(&format!("Now · {now}"));
    let folder = tempfile::tempdir().expect("a folder");
    let window = schedule(folder.path(), Lang::EN);
    assert!(window.query_by_label_contains("Now · ").is_none(), "it is far from 2014");
}

#[test]
fn in_a_narrow_window_the_form_comes_when_it_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = schedule(folder.path(), Lang::EN);
    let owners = |window: &Window<'_>| window.query_all_by_role_and_label(Role::TextInput, "Owner").count();
    assert!(window.query_by_label("Show or hide the form of the chosen phase, and the freeze windows").is_none());
    for width in [800.0, 520.0] {
        window.set_size(vec2(width, 768.0));
        window.run();
        window.get_all_by_role(Role::ListItem).find(|node| says(node, "1 Pilot")).expect("a row").click();
        window.run();
        click(&mut window, "Show or hide the form of the chosen phase, and the freeze windows");
        let with = owners(&window);
        click(&mut window, "Show or hide the form of the chosen phase, and the freeze windows");
        assert_eq!(with, owners(&window) + 1, "{width}");
    }
    // Enter on a row opens it, and the keyboard goes on there.
    focus_row(&mut window, "1 Pilot");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run();
    assert!(window.query_all_by_role_and_label(Role::TextInput, "Owner").any(|field| field.is_focused()));
}
