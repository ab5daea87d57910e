//! Every shortcut as two keyboards send it, and as a Mac does.

use super::shortcuts::{By, Shortcut};
use super::{Heard, UiCommand, command_of};
use crate::text::Lang;
use crate::ui::style;
use egui::os::OperatingSystem;
use egui::{Key, Modifiers};

/// The keys that write something: where they are, what they write, and with Shift.
type Layout = &'static [(Key, &'static str, &'static str)];

/// The keys on which the two differ.
const QWERTY: Layout = &[
    (Key::Num1, "1", "!"),
    (Key::Num2, "2", "@"),
    (Key::Num3, "3", "#"),
    (Key::Num4, "4", "$"),
    (Key::Num5, "5", "%"),
    (Key::Num6, "6", "^"),
    (Key::Num7, "7", "&"),
    (Key::Num8, "8", "*"),
    (Key::Num9, "9", "("),
    (Key::Num0, "0", ")"),
    (Key::Minus, "-", "_"),
    (Key::Equals, "=", "+"),
    (Key::Q, "q", "Q"),
    (Key::W, "w", "W"),
    (Key::A, "a", "A"),
    (Key::Z, "z", "Z"),
    (Key::M, "m", "M"),
    (Key::Semicolon, ";", ":"),
    (Key::Comma, ",", "<"),
    (Key::Period, ".", ">"),
    (Key::Slash, "/", "?"),
];
const AZERTY: Layout = &[
    (Key::Num1, "&", "1"),
    (Key::Num2, "é", "2"),
    (Key::Num3, "\"", "3"),
    (Key::Num4, "'", "4"),
    (Key::Num5, "(", "5"),
    (Key::Num6, "-", "6"),
    (Key::Num7, "è", "7"),
    (Key::Num8, "_", "8"),
    (Key::Num9, "ç", "9"),
    (Key::Num0, "à", "0"),
    (Key::Minus, ")", "°"),
    (Key::Equals, "=", "+"),
    (Key::Q, "a", "A"),
    (Key::W, "z", "Z"),
    (Key::A, "q", "Q"),
    (Key::Z, "w", "W"),
    (Key::M, ",", "?"),
    (Key::Semicolon, "m", "M"),
    (Key::Comma, ";", "."),
    (Key::Period, ":", "/"),
    (Key::Slash, "!", "§"),
];
/// The same on both.
const LETTERS: &str = "BCDEFGHIJKLNOPRSTUVXY";

/// What the window is told: the key by what it writes, or where egui has no name for that, by where it is.
type Press = (Key, Key, Modifiers);

fn presses(layout: Layout, shortcut: &Shortcut) -> Vec<Press> {
    let plain = Modifiers { shift: false, ..shortcut.modifiers };
    let all = layout.iter().flat_map(|(place, text, shifted)| {
        [(*place, *text, plain), (*place, *shifted, Modifiers { shift: true, ..plain })]
    });
    let sent = |(place, text, with): (Key, &str, Modifiers)| (Key::from_name(text).unwrap_or(place), place, with);
    let same_shift = |(.., with): &Press| with.shift == shortcut.modifiers.shift;
    match shortcut.by {
        By::Physical => all.filter(|(place, ..)| *place == shortcut.key).map(sent).filter(same_shift).collect(),
        By::Logical => {
            let written = all.filter(|(_, text, _)| Key::from_name(text) == Some(shortcut.key)).map(sent);
            let is_sign = !shortcut.key.name().chars().all(char::is_alphanumeric)
                || matches!(shortcut.key, Key::Plus | Key::Minus | Key::Equals | Key::Questionmark);
            let written: Vec<Press> = written.filter(|press| is_sign || same_shift(press)).collect();
            let on_both = layout.iter().all(|(place, ..)| *place != shortcut.key);
            if written.is_empty() && on_both {
                return vec![(shortcut.key, shortcut.key, shortcut.modifiers)];
            }
            written
        }
    }
}

#[test]
fn every_shortcut_is_heard_on_both_keyboards_and_on_a_mac() {
    let systems = [Modifiers { ctrl: true, ..Modifiers::COMMAND }, Modifiers { mac_cmd: true, ..Modifiers::COMMAND }];
    for (name, layout) in [("QWERTY", QWERTY), ("AZERTY", AZERTY)] {
        let mut heard = 0;
        for command in UiCommand::all() {
            for shortcut in command.shortcuts() {
                let presses = presses(layout, shortcut);
                assert!(!presses.is_empty(), "{command:?}: no key of {name} gives {shortcut:?}");
                for (key, place, with) in presses {
                    for system in systems {
                        let with =
                            if with.command { Modifiers { shift: with.shift, alt: with.alt, ..system } } else { with };
                        let told = command_of(key, Some(place), with, |other| other == shortcut.heard);
                        assert_eq!(told, Some(command), "{name}: {key:?} at {place:?} with {with:?}");
                        heard += 1;
                    }
                }
            }
        }
        assert!(heard > 80, "{heard} on {name}");
    }
    assert!(LETTERS.chars().all(|letter| QWERTY.iter().all(|(place, ..)| place.name() != letter.to_string())));
}

#[test]
fn what_writes_a_letter_or_a_digit_does_nothing_else() {
    for layout in [QWERTY, AZERTY] {
        for (place, text, shifted) in layout {
            for (text, with) in [(text, Modifiers::NONE), (shifted, Modifiers::SHIFT)] {
                let key = Key::from_name(text).unwrap_or(*place);
                let told = command_of(key, Some(*place), with, |heard| heard == Heard::Always);
                assert_eq!(told, None, "{text} is written in a field");
            }
        }
    }
}

#[test]
fn keys_have_the_names_of_the_system_and_of_the_language() {
    let ctx = egui::Context::default();
    style::install(&ctx);
    ctx.run_ui(egui::RawInput::default(), |_| {}).drop_without_applying_deltas();
    let named = |os, command: UiCommand, lang| {
        ctx.set_os(os);
        command.all_keys(&ctx, lang).join(" ")
    };
    assert_eq!(named(OperatingSystem::Windows, UiCommand::Commands, Lang::EN), "Ctrl+Shift+P Ctrl+K");
    assert_eq!(named(OperatingSystem::Nix, UiCommand::Commands, Lang::FR), "Ctrl+Maj+P Ctrl+K");
    assert_eq!(named(OperatingSystem::Windows, UiCommand::PreviousPhase, Lang::FR), "Ctrl+Pg préc.");
    for lang in Lang::all() {
        for command in UiCommand::all() {
            let mac = named(OperatingSystem::Mac, command, lang);
            assert!(!mac.contains("Ctrl") && !mac.contains("++"), "{command:?}: {mac}");
        }
    }
    let mac = named(OperatingSystem::Mac, UiCommand::Commands, Lang::EN);
    assert!(["⇧⌘P ⌘K", "Shift+Cmd+P Cmd+K"].contains(&mac.as_str()), "{mac}");
}
