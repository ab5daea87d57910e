//! From egui's events to the canvas's own. Takes the keys that mean something on the sheet out of the input, so
//! that nobody else acts on them too.

use crate::canvas::{Button, Direction, Event, Gestures, Key, Modifiers, Payload, RawEvent, ScreenPoint};
use crate::ui::command::{Heard as HeardBy, UiCommand, command_of};
use egui::{DragAndDrop, PointerButton, Pos2, Rect, Ui};

/// What the sheet is told in one frame.
pub struct Heard {
    pub events: Vec<Event>,
    /// A button went down on the sheet: it takes the focus.
    pub pressed: bool,
    /// One that went down on the sheet was let go.
    pub released: bool,
    /// The pointer, in the view's points, while it is over the sheet or held down on it.
    pub pointer: Option<ScreenPoint>,
}

/// Where the sheet is and what of it is covered.
pub struct Ears<'a> {
    pub view: Rect,
    /// Widgets that stand upon the sheet: presses on them are theirs.
    pub covered: &'a [Rect],
    /// Whether keys are for the sheet.
    pub has_keyboard: bool,
    /// Whether Tab stays on the sheet.
    pub takes_tab: bool,
    pub has_enter: bool,
    /// Letters and digits write a name: they are no tools.
    pub writes: bool,
}

/// Whether a letter or a digit was typed, or an input method has begun to compose.
pub fn is_written(ui: &Ui) -> bool {
    let begins = |text: &str| text.chars().next().is_some_and(char::is_alphanumeric);
    ui.input(|i| {
        i.events.iter().any(|event| match event {
            egui::Event::Text(text) => begins(text) && !i.modifiers.command,
            egui::Event::Ime(egui::ImeEvent::Preedit { text, .. } | egui::ImeEvent::Commit(text)) => !text.is_empty(),
            _ => false,
        })
    })
}

pub fn listen(ui: &Ui, gestures: &mut Gestures, ears: &Ears<'_>) -> Heard {
    let mut raw = Vec::new();
    let (mut pressed, mut released) = (false, false);
    let layer = ui.layer_id();
    let open = |at: Pos2| {
        ears.view.contains(at)
            && ui.is_enabled()
            && !ears.covered.iter().any(|rect| rect.contains(at))
            && ui.ctx().layer_id_at(at).is_none_or(|top| top == layer || !top.order.allow_interaction())
            && ui.ctx().memory(|memory| memory.allows_interaction(layer))
    };
    let to_view = |at: Pos2| ScreenPoint::new(at.x - ears.view.min.x, at.y - ears.view.min.y);
    let (events, time, held, scroll, zoom, hover) = ui.input(|i| {
        (i.events.clone(), i.time, i.modifiers, i.smooth_scroll_delta(), i.zoom_delta(), i.pointer.hover_pos())
    });
    let carries = DragAndDrop::has_any_payload(ui.ctx());
    let captured = gestures.is_pressed();
    for event in &events {
        match event {
            egui::Event::PointerMoved(at) if !carries && (gestures.is_pressed() || pressed || open(*at)) => {
                raw.push(RawEvent::Moved { at: to_view(*at), modifiers: modifiers(held) });
            }
            egui::Event::PointerMoved(_) if !captured => raw.push(RawEvent::Gone),
            egui::Event::PointerButton { pos, button, pressed: down, modifiers: with } => {
                let Some(button) = button_of(*button) else { continue };
                let (at, modifiers) = (to_view(*pos), modifiers(*with));
                if *down && !carries && open(*pos) {
                    pressed = true;
                    raw.push(RawEvent::Down { at, button, modifiers });
                } else if !*down && (captured || pressed) {
                    released = true;
                    raw.push(RawEvent::Up { at, button, modifiers, time_secs: time });
                }
            }
            egui::Event::ModifiersChanged(with) => raw.push(RawEvent::Modifiers(modifiers(*with))),
            egui::Event::PointerGone => raw.push(RawEvent::Gone),
            egui::Event::WindowFocused(false) => raw.push(RawEvent::FocusLost),
            _ => {}
        }
    }
    if let Some(at) = hover
        && open(at)
    {
        if zoom != 1.0 {
            raw.push(RawEvent::Zoom { at: to_view(at), factor: zoom });
        } else if scroll != egui::Vec2::ZERO {
            raw.push(RawEvent::Scroll { dx: scroll.x, dy: scroll.y });
        }
    }
    let mut out: Vec<Event> = raw.into_iter().flat_map(|event| gestures.feed(event)).map(Event::Gesture).collect();
    // It was let go where the sheet did not hear it: on a page that came up meanwhile.
    if gestures.is_pressed() && !ui.input(|i| i.pointer.any_down()) {
        out.extend(gestures.feed(RawEvent::FocusLost).into_iter().map(Event::Gesture));
    }
    if ears.has_keyboard || captured || pressed {
        take_keys(ui, ears, gestures, &mut out);
    }
    out.extend(carried(ui, ears.view, &open, &to_view));
    let pointer = hover.filter(|at| captured || pressed || carries || open(*at)).map(to_view);
    Heard { events: out, pressed, released, pointer }
}

/// Keys for the sheet leave the input.
fn take_keys(ui: &Ui, ears: &Ears<'_>, gestures: &mut Gestures, out: &mut Vec<Event>) {
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let egui::Event::Key { key, physical_key, pressed, modifiers: with, .. } = event else { return true };
            let mut feed = |event| out.extend(gestures.feed(event).into_iter().map(Event::Gesture));
            if *key == egui::Key::Space {
                feed(RawEvent::Space(*pressed));
                return false;
            }
            if !*pressed {
                return true;
            }
            match key_of(*key, *with) {
                Some(Key::Tab) if !ears.takes_tab => return true,
                Some(Key::Enter) if !ears.has_enter => return true,
                Some(key) => {
                    feed(RawEvent::Key { key, modifiers: modifiers(*with) });
                    return false;
                }
                None => {}
            }
            if ears.writes && is_letter(*key, *with) {
                return true;
            }
            match command_of(*key, *physical_key, *with, |heard| heard == HeardBy::OnSheet) {
                Some(UiCommand::Sheet(command)) => {
                    // A drag that is going on is not interrupted.
                    if !gestures.is_pressed() {
                        out.push(Event::Do(command));
                    }
                    false
                }
                _ => true,
            }
        });
    });
}

/// Something from the palette over the sheet, let go or carried away.
fn carried(ui: &Ui, view: Rect, open: &dyn Fn(Pos2) -> bool, to_view: &dyn Fn(Pos2) -> ScreenPoint) -> Option<Event> {
    let payload = *DragAndDrop::payload::<Payload>(ui.ctx())?;
    let (at, released, another) = ui.input(|i| {
        let buttons = [PointerButton::Primary, PointerButton::Secondary, PointerButton::Middle];
        let down = buttons.into_iter().filter(|button| i.pointer.button_down(*button)).count();
        (i.pointer.latest_pos(), i.pointer.any_released(), down > 1)
    });
    // Another button takes it back, as it does on the sheet.
    if another {
        DragAndDrop::clear_payload(ui.ctx());
        return Some(Event::CarriedOff);
    }
    let at = at.filter(|at| view.contains(*at) && open(*at));
    match (at, released) {
        (Some(at), false) => Some(Event::Carry { payload, at: to_view(at) }),
        (Some(at), true) => {
            DragAndDrop::clear_payload(ui.ctx());
            Some(Event::Dropped { payload, at: to_view(at) })
        }
        (None, _) => Some(Event::CarriedOff),
    }
}

pub(super) fn modifiers(with: egui::Modifiers) -> Modifiers {
    Modifiers { shift: with.shift, command: with.command, alt: with.alt }
}

fn button_of(button: PointerButton) -> Option<Button> {
    match button {
        PointerButton::Primary => Some(Button::Primary),
        PointerButton::Secondary => Some(Button::Secondary),
        PointerButton::Middle => Some(Button::Middle),
        PointerButton::Extra1 | PointerButton::Extra2 => None,
    }
}

/// Whether a key writes a letter or a digit.
fn is_letter(key: egui::Key, with: egui::Modifiers) -> bool {
    let mut name = key.symbol_or_name().chars();
    let single = name.next().is_some_and(char::is_alphanumeric) && name.next().is_none();
    single && !with.command && !with.alt && !with.ctrl
}

/// The canvas's name for a key, when it means something there. Keys of commands are in their table.
fn key_of(key: egui::Key, with: egui::Modifiers) -> Option<Key> {
    use egui::Key as K;
    let plain = !with.command && !with.alt && !with.ctrl;
    // The window manager's.
    if (with.command || with.ctrl) && with.alt {
        return None;
    }
    Some(match key {
        K::ArrowLeft => Key::Arrow(Direction::Left),
        K::ArrowRight => Key::Arrow(Direction::Right),
        K::ArrowUp => Key::Arrow(Direction::Up),
        K::ArrowDown => Key::Arrow(Direction::Down),
        K::Escape => Key::Escape,
        K::Enter if plain => Key::Enter,
        K::Tab if plain => Key::Tab,
        K::Delete | K::Backspace if plain => Key::Delete,
        _ => return None,
    })
}
