//! From raw pointer and key events to gestures. Only this file knows how far a press must move to become a
//! drag, how fast two clicks make a double click, and that a lost focus cancels.

use super::ScreenPoint;

/// A press that moves further than this, in screen points, is a drag.
const DRAG_THRESHOLD: f32 = 5.0;
/// Two clicks within this time and distance are a double click.
const DOUBLE_CLICK_SECS: f64 = 0.4;
const DOUBLE_CLICK_DISTANCE: f32 = 6.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    pub shift: bool,
    /// Ctrl, or Command on a Mac.
    pub command: bool,
    pub alt: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    Primary,
    Secondary,
    Middle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// The keys that mean something on the sheet and are no shortcut of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Arrow(Direction),
    Escape,
    Enter,
    Tab,
    Delete,
}

/// What the window system says, in points of the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RawEvent {
    Moved {
        at: ScreenPoint,
        modifiers: Modifiers,
    },
    Down {
        at: ScreenPoint,
        button: Button,
        modifiers: Modifiers,
    },
    Up {
        at: ScreenPoint,
        button: Button,
        modifiers: Modifiers,
        time_secs: f64,
    },
    /// The pointer left the window.
    Gone,
    Key {
        key: Key,
        modifiers: Modifiers,
    },
    /// Space pressed or let go.
    Space(bool),
    /// What is held now. Counts where it is another than before, while something is dragged.
    Modifiers(Modifiers),
    FocusLost,
    Scroll {
        dx: f32,
        dy: f32,
    },
    Zoom {
        at: ScreenPoint,
        factor: f32,
    },
}

/// What the hand means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    Hover(Option<ScreenPoint>),
    Click {
        at: ScreenPoint,
        button: Button,
        modifiers: Modifiers,
    },
    /// Comes after the click of its first half, and in place of that of its second.
    DoubleClick {
        at: ScreenPoint,
    },
    /// `at` is where the press was, `to` where the pointer is now. `pans`: the middle button, or Space held.
    DragStart {
        at: ScreenPoint,
        to: ScreenPoint,
        modifiers: Modifiers,
        pans: bool,
    },
    Drag {
        to: ScreenPoint,
        modifiers: Modifiers,
    },
    DragEnd {
        to: ScreenPoint,
        modifiers: Modifiers,
    },
    /// Esc, or the window lost the focus while something was going on.
    Cancel,
    Key {
        key: Key,
        modifiers: Modifiers,
    },
    Pan {
        dx: f32,
        dy: f32,
    },
    Zoom {
        at: ScreenPoint,
        factor: f32,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum State {
    #[default]
    Idle,
    Pressed {
        at: ScreenPoint,
        button: Button,
        modifiers: Modifiers,
        pans: bool,
    },
    Dragging {
        button: Button,
        /// Where the pointer was last, and what was held.
        at: ScreenPoint,
        modifiers: Modifiers,
    },
    /// Cancelled or not for us: wait until this button is let go.
    Spent(Button),
}

/// The machine that turns one into the other.
#[derive(Clone, Debug, Default)]
pub struct Gestures {
    state: State,
    space: bool,
    last_click: Option<(f64, ScreenPoint)>,
}

impl Gestures {
    /// Whether Space is held: the next drag pans.
    pub fn is_space_held(&self) -> bool {
        self.space
    }

    /// Whether a button is down that went down on the sheet.
    pub fn is_pressed(&self) -> bool {
        self.state != State::Idle
    }

    pub fn feed(&mut self, event: RawEvent) -> Vec<Gesture> {
        match event {
            RawEvent::Moved { at, modifiers } => self.moved(at, modifiers),
            RawEvent::Down { at, button, modifiers } => self.down(at, button, modifiers),
            RawEvent::Up { at, button, modifiers, time_secs } => self.up(at, button, modifiers, time_secs),
            RawEvent::Gone => vec![Gesture::Hover(None)],
            RawEvent::Key { key: Key::Escape, .. } => {
                self.spend();
                vec![Gesture::Cancel]
            }
            RawEvent::Key { key, modifiers } => vec![Gesture::Key { key, modifiers }],
            RawEvent::Space(held) => {
                self.space = held;
                Vec::new()
            }
            RawEvent::Modifiers(held) => match self.state {
                State::Dragging { at, modifiers, .. } if modifiers != held => self.moved(at, held),
                _ => Vec::new(),
            },
            RawEvent::FocusLost => {
                self.space = false;
                let busy = matches!(self.state, State::Pressed { .. } | State::Dragging { .. });
                self.state = State::Idle;
                if busy { vec![Gesture::Cancel] } else { Vec::new() }
            }
            RawEvent::Scroll { dx, dy } => self.then_drag(Gesture::Pan { dx, dy }),
            RawEvent::Zoom { at, factor } => self.then_drag(Gesture::Zoom { at, factor }),
        }
    }

    /// The view moves under the hand: what it drags stays in it.
    fn then_drag(&self, view: Gesture) -> Vec<Gesture> {
        match self.state {
            State::Dragging { at, modifiers, .. } => vec![view, Gesture::Drag { to: at, modifiers }],
            _ => vec![view],
        }
    }

    fn spend(&mut self) {
        if let State::Pressed { button, .. } | State::Dragging { button, .. } = self.state {
            self.state = State::Spent(button);
        }
        self.last_click = None;
    }

    fn moved(&mut self, to: ScreenPoint, modifiers: Modifiers) -> Vec<Gesture> {
        match self.state {
            State::Idle => vec![Gesture::Hover(Some(to))],
            State::Pressed { at, button, modifiers: pressed, pans } => {
                // A secondary press opens a menu; it drags nothing.
                if at.distance(to) < DRAG_THRESHOLD || button == Button::Secondary {
                    return Vec::new();
                }
                self.state = State::Dragging { button, at: to, modifiers };
                let start = Gesture::DragStart { at, to, modifiers: pressed, pans };
                // What was held at the press says what begins; what is held now, how it goes on.
                let changed = (modifiers != pressed).then_some(Gesture::Drag { to, modifiers });
                std::iter::once(start).chain(changed).collect()
            }
            State::Dragging { button, .. } => {
                self.state = State::Dragging { button, at: to, modifiers };
                vec![Gesture::Drag { to, modifiers }]
            }
            State::Spent(_) => Vec::new(),
        }
    }

    fn down(&mut self, at: ScreenPoint, button: Button, modifiers: Modifiers) -> Vec<Gesture> {
        match self.state {
            State::Idle => {
                let pans = self.space || button == Button::Middle;
                self.state = State::Pressed { at, button, modifiers, pans };
                Vec::new()
            }
            // Another button during a drag takes it back.
            State::Dragging { button: held, .. } if held != button => {
                self.state = State::Spent(held);
                vec![Gesture::Cancel]
            }
            _ => Vec::new(),
        }
    }

    fn up(&mut self, at: ScreenPoint, button: Button, modifiers: Modifiers, time_secs: f64) -> Vec<Gesture> {
        match self.state {
            State::Pressed { button: held, at: pressed, pans, modifiers: then } if held == button => {
                self.state = State::Idle;
                if pans {
                    return Vec::new();
                }
                // A fast hand can press and let go without a move in between.
                if at.distance(pressed) >= DRAG_THRESHOLD && button == Button::Primary {
                    return vec![
                        Gesture::DragStart { at: pressed, to: at, modifiers: then, pans },
                        Gesture::DragEnd { to: at, modifiers },
                    ];
                }
                let twice = button == Button::Primary
                    && self.last_click.is_some_and(|(then, there)| {
                        time_secs - then <= DOUBLE_CLICK_SECS && there.distance(at) <= DOUBLE_CLICK_DISTANCE
                    });
                if twice {
                    self.last_click = None;
                    return vec![Gesture::DoubleClick { at: pressed }];
                }
                self.last_click = (button == Button::Primary).then_some((time_secs, at));
                vec![Gesture::Click { at: pressed, button, modifiers }]
            }
            State::Dragging { button: held, .. } if held == button => {
                self.state = State::Idle;
                vec![Gesture::DragEnd { to: at, modifiers }]
            }
            State::Spent(held) if held == button => {
                self.state = State::Idle;
                vec![Gesture::Hover(Some(at))]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Modifiers = Modifiers { shift: false, command: false, alt: false };

    fn at(x: f32, y: f32) -> ScreenPoint {
        ScreenPoint::new(x, y)
    }

    fn down(x: f32, y: f32) -> RawEvent {
        RawEvent::Down { at: at(x, y), button: Button::Primary, modifiers: NONE }
    }

    fn up(x: f32, y: f32, time_secs: f64) -> RawEvent {
        RawEvent::Up { at: at(x, y), button: Button::Primary, modifiers: NONE, time_secs }
    }

    fn moved(x: f32, y: f32) -> RawEvent {
        RawEvent::Moved { at: at(x, y), modifiers: NONE }
    }

    fn all(events: &[RawEvent]) -> Vec<Gesture> {
        let mut gestures = Gestures::default();
        events.iter().flat_map(|event| gestures.feed(*event)).collect()
    }

    #[test]
    fn a_press_that_hardly_moves_is_a_click() {
        let click = Gesture::Click { at: at(10.0, 10.0), button: Button::Primary, modifiers: NONE };
        assert_eq!(all(&[down(10.0, 10.0), moved(13.0, 10.0), up(13.0, 10.0, 0.0)]), [click]);
    }

    #[test]
    fn a_drag_starts_from_where_the_press_was() {
        let got =
            all(&[down(10.0, 10.0), moved(12.0, 10.0), moved(30.0, 10.0), moved(40.0, 10.0), up(41.0, 10.0, 0.0)]);
        let start = Gesture::DragStart { at: at(10.0, 10.0), to: at(30.0, 10.0), modifiers: NONE, pans: false };
        let drag = Gesture::Drag { to: at(40.0, 10.0), modifiers: NONE };
        let end = Gesture::DragEnd { to: at(41.0, 10.0), modifiers: NONE };
        assert_eq!(got, [start, drag, end]);
    }

    #[test]
    fn two_fast_clicks_are_a_double_click_and_a_third_starts_anew() {
        let click = Gesture::Click { at: at(1.0, 1.0), button: Button::Primary, modifiers: NONE };
        let events =
            [down(1.0, 1.0), up(1.0, 1.0, 1.0), down(1.0, 1.0), up(1.0, 1.0, 1.2), down(1.0, 1.0), up(1.0, 1.0, 1.3)];
        assert_eq!(all(&events), [click, Gesture::DoubleClick { at: at(1.0, 1.0) }, click]);
        let slow = [down(1.0, 1.0), up(1.0, 1.0, 1.0), down(1.0, 1.0), up(1.0, 1.0, 1.6)];
        assert_eq!(all(&slow), [click, click]);
    }

    #[test]
    fn escape_ends_a_drag_until_the_button_is_let_go() {
        let escape = RawEvent::Key { key: Key::Escape, modifiers: NONE };
        let got = all(&[down(0.0, 0.0), moved(20.0, 0.0), escape, moved(50.0, 0.0), up(50.0, 0.0, 0.0)]);
        assert_eq!(got[1..], [Gesture::Cancel, Gesture::Hover(Some(at(50.0, 0.0)))]);
    }

    #[test]
    fn a_lost_focus_cancels_only_what_is_going_on() {
        assert_eq!(all(&[RawEvent::FocusLost]), []);
        let got = all(&[down(0.0, 0.0), moved(20.0, 0.0), RawEvent::FocusLost, up(50.0, 0.0, 0.0)]);
        assert_eq!(got[1..], [Gesture::Cancel]);
    }

    #[test]
    fn space_or_the_middle_button_pans() {
        let got = all(&[RawEvent::Space(true), down(0.0, 0.0), moved(20.0, 0.0)]);
        assert!(matches!(got[..], [Gesture::DragStart { pans: true, .. }]));
        let middle = RawEvent::Down { at: at(0.0, 0.0), button: Button::Middle, modifiers: NONE };
        assert!(matches!(all(&[middle, moved(20.0, 0.0)])[..], [Gesture::DragStart { pans: true, .. }]));
    }

    #[test]
    fn a_key_that_is_held_or_let_go_repeats_the_drag() {
        let shift = Modifiers { shift: true, ..NONE };
        let got = all(&[
            RawEvent::Modifiers(shift),
            down(0.0, 0.0),
            moved(20.0, 0.0),
            RawEvent::Modifiers(shift),
            RawEvent::Modifiers(shift),
            RawEvent::Modifiers(NONE),
            up(20.0, 0.0, 0.0),
            RawEvent::Modifiers(shift),
        ]);
        let to = at(20.0, 0.0);
        let drag = |modifiers| Gesture::Drag { to, modifiers };
        assert_eq!(got[1..], [drag(shift), drag(NONE), Gesture::DragEnd { to, modifiers: NONE }]);
    }

    #[test]
    fn the_wheel_during_a_drag_repeats_it() {
        let got = all(&[down(0.0, 0.0), moved(20.0, 0.0), RawEvent::Scroll { dx: 0.0, dy: 40.0 }, up(20.0, 0.0, 0.0)]);
        let to = at(20.0, 0.0);
        assert_eq!(got[1..3], [Gesture::Pan { dx: 0.0, dy: 40.0 }, Gesture::Drag { to, modifiers: NONE }]);
        assert_eq!(all(&[RawEvent::Scroll { dx: 0.0, dy: 40.0 }]).len(), 1);
    }

    #[test]
    fn a_key_held_since_the_press_goes_along_with_the_drag() {
        let shift = Modifiers { shift: true, ..NONE };
        let to = at(20.0, 0.0);
        let got = all(&[down(0.0, 0.0), RawEvent::Moved { at: to, modifiers: shift }]);
        assert!(matches!(got[0], Gesture::DragStart { modifiers: NONE, .. }));
        assert_eq!(got[1..], [Gesture::Drag { to, modifiers: shift }]);
    }

    #[test]
    fn another_button_takes_a_drag_back() {
        let second = RawEvent::Down { at: at(20.0, 0.0), button: Button::Secondary, modifiers: NONE };
        let got = all(&[down(0.0, 0.0), moved(20.0, 0.0), second, moved(30.0, 0.0), up(30.0, 0.0, 0.0)]);
        assert_eq!(got[1..], [Gesture::Cancel, Gesture::Hover(Some(at(30.0, 0.0)))]);
    }
}
