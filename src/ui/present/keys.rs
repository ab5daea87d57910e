//! What keys, clickers and the pointer ask of a presentation. As other programs have it, so that nobody has to learn.

use crate::message;
use crate::text::{Lang, Message};
use crate::ui::action::said;
use egui::{Context, Event, Key, Modifiers};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Next,
    Previous,
    /// On or back, and a row on or back where pages lie in rows.
    Down,
    Up,
    First,
    Last,
    /// One more digit of a page's number.
    Digit(u32),
    /// Goes to the number that was typed, or on.
    Enter,
    Black,
    White,
    Findings,
    Grid,
    Focus,
    /// The next object to look at, or the one before.
    Along(bool),
    Notes,
    ResetClock,
    Keys,
    /// Takes back the last of what was asked for; at the end the presentation.
    Back,
}

/// The order that a key stands for, when it does.
pub fn order(key: Key, physical: Option<Key>, with: Modifiers) -> Option<Order> {
    if with.command || with.ctrl || with.alt || with.mac_cmd {
        return None;
    }
    if key == Key::F5 {
        return with.shift.then_some(Order::First);
    }
    // Digits are physical keys: a French keyboard needs Shift for them.
    const DIGITS: [Key; 10] =
        [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    if let Some(digit) = DIGITS.iter().position(|digit| physical.unwrap_or(key) == *digit) {
        return Some(Order::Digit(digit as u32));
    }
    Some(match key {
        Key::ArrowRight | Key::PageDown | Key::Space | Key::N => Order::Next,
        Key::ArrowLeft | Key::PageUp | Key::Backspace | Key::P => Order::Previous,
        Key::ArrowDown => Order::Down,
        Key::ArrowUp => Order::Up,
        Key::Home => Order::First,
        Key::End => Order::Last,
        Key::Enter => Order::Enter,
        // Clickers send a full stop.
        Key::B | Key::Period => Order::Black,
        Key::W | Key::Comma => Order::White,
        Key::F => Order::Findings,
        Key::O => Order::Grid,
        Key::Z => Order::Focus,
        Key::Tab => Order::Along(!with.shift),
        Key::S => Order::Notes,
        Key::R => Order::ResetClock,
        Key::Questionmark | Key::Slash | Key::F1 => Order::Keys,
        Key::Escape => Order::Back,
        _ => return None,
    })
}

/// Everything that keys ask for in this frame. No widget hears them besides: Tab and arrows would move its focus.
pub fn heard(ctx: &Context) -> Vec<Order> {
    let mut orders = Vec::new();
    ctx.input_mut(|i| {
        i.events.retain(|event| match event {
            Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                orders.extend(order(*key, *physical_key, *modifiers));
                false
            }
            Event::Key { .. } | Event::Text(_) => false,
            _ => true,
        });
    });
    orders
}

/// Keys with what they do, for the sheet that tells them.
pub fn told(ctx: &Context, lang: Lang) -> Vec<(String, String)> {
    let say = |message: Message| said(lang, &message);
    let name = |id: &str, key: Key| {
        let id = format!("ui-key-{id}");
        if lang.has(&id) { lang.say(&Message { id: id.into(), args: Vec::new() }) } else { key.name().to_owned() }
    };
    let arrows = ["→", "←"];
    let space = name("space", Key::Space);
    let (up, down) = (name("pageup", Key::PageUp), name("pagedown", Key::PageDown));
    let (enter, escape) = (name("enter", Key::Enter), name("escape", Key::Escape));
    let (home, end) = (name("home", Key::Home), name("end", Key::End));
    let shift = crate::ui::command::modifier_names(ctx, Modifiers::SHIFT, lang);
    let tab = Key::Tab.name();
    let rows = [
        (format!("{} · {space} · {down} · N", arrows[0]), message!("ui-present-do-next")),
        (format!("{} · {up} · P", arrows[1]), message!("ui-present-do-previous")),
        (format!("{home} · {end}"), message!("ui-present-do-ends")),
        (format!("1 2 3 · {enter}"), message!("ui-present-do-number")),
        ("O".to_owned(), message!("ui-present-do-grid")),
        ("Z".to_owned(), message!("ui-present-do-focus")),
        (format!("{tab} · {shift}+{tab}"), message!("ui-present-do-along")),
        ("F".to_owned(), message!("ui-present-do-findings")),
        ("B · W".to_owned(), message!("ui-present-do-curtain")),
        ("S".to_owned(), message!("ui-present-do-notes")),
        ("R".to_owned(), message!("ui-present-do-reset")),
        ("?".to_owned(), message!("ui-present-do-keys")),
        (escape, message!("ui-present-do-end")),
    ];
    rows.into_iter().map(|(keys, what)| (keys, say(what))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(key: Key) -> Option<Order> {
        order(key, Some(key), Modifiers::NONE)
    }

    #[test]
    fn clickers_and_keyboards_are_understood() {
        for key in [Key::ArrowRight, Key::PageDown, Key::Space, Key::N] {
            assert_eq!(plain(key), Some(Order::Next), "{key:?}");
        }
        for key in [Key::ArrowLeft, Key::PageUp, Key::Backspace, Key::P] {
            assert_eq!(plain(key), Some(Order::Previous), "{key:?}");
        }
        assert_eq!(plain(Key::Period), Some(Order::Black));
        // A clicker's first button starts a second time, which changes nothing.
        assert_eq!(plain(Key::F5), None);
        assert_eq!(order(Key::F5, None, Modifiers::SHIFT), Some(Order::First));
        // A French keyboard: Shift and the key of 4, and the full stop above the semicolon.
        assert_eq!(order(Key::Quote, Some(Key::Num4), Modifiers::SHIFT), Some(Order::Digit(4)));
        assert_eq!(order(Key::Period, Some(Key::Comma), Modifiers::SHIFT), Some(Order::Black));
        assert_eq!(order(Key::S, None, Modifiers::COMMAND), None, "that would save");
    }
}
