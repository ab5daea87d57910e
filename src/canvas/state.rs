//! What the hand is doing, and how that looks: sketch, cursor, hint.

use super::editor::{Context, Editor, Tool};
use super::tools::{Aim, Choice, Connection, Hint, Moving, Payload, Placing, Reconnecting};
use super::{ScreenPoint, Selection, SheetCommand};
use crate::diagram::{Ground, SheetPoint, SheetRect, Side};
use crate::model::{SiteId, Subject};
use crate::text::Message;

#[derive(Clone, Debug, Default)]
pub(super) enum State {
    #[default]
    Idle,
    Panning(ScreenPoint),
    Marquee {
        from: SheetPoint,
        to: SheetPoint,
        /// What was selected before: it stays while Shift or Ctrl is held.
        before: Selection,
    },
    Moving(Box<Moving>),
    Connecting(Connection),
    Reconnecting(Reconnecting),
    Choosing {
        choices: Vec<Choice>,
        at: usize,
    },
    Aiming(Aim),
    Placing(Placing),
}

/// What a press would grab besides the object itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grip {
    /// A handle, which a connection is pulled from.
    Handle,
    /// An end of the selected line.
    End,
}

/// What is drawn over the sheet while something is going on.
#[derive(Clone, Debug, PartialEq)]
pub enum Sketch<'a> {
    Nothing,
    /// These objects, with what is in them, stand `by` further, or copies of them.
    Moving {
        what: &'a [Subject],
        by: (i32, i32),
        copies: bool,
        /// What they are in line with.
        hints: &'a [Hint],
        /// The sites concerned as they will be, and the one that is dropped into.
        grounds: &'a [Ground],
        into: Option<&'a SiteId>,
    },
    Marquee {
        rect: SheetRect,
        /// Whether what it touches is selected, or only what is whole inside.
        touches: bool,
    },
    Connecting {
        from: &'a Subject,
        /// The side whose handle was pulled.
        pulled: Option<Side>,
        to: Option<SheetPoint>,
        over: Option<&'a Subject>,
        fits: bool,
    },
    Placing {
        payload: Payload,
        /// The name that it would have; empty while it has none.
        name: &'a str,
        rect: SheetRect,
        /// Where it will stand, when that is not there: something stands in its way.
        lands: Option<SheetRect>,
        fits: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    Plain,
    Hand,
    Grabbing,
    Moving,
    Copying,
    Cross,
    /// Nothing comes of letting go here.
    Not,
}

impl Editor {
    /// The ways to join two objects, while one is to be chosen, and the one that is pointed at.
    pub fn choices(&self) -> (&[Choice], usize) {
        match &self.state {
            State::Choosing { choices, at } => (choices, *at),
            _ => (&[], 0),
        }
    }

    /// What the keyboard points at while it aims or chooses: the target, when there is one, and how it would be joined.
    pub fn pointed_at(&self) -> Option<(Option<&Subject>, &Choice)> {
        match &self.state {
            State::Aiming(aim) => Some((aim.target(), aim.choices().first()?)),
            State::Choosing { choices, at } => Some((None, choices.get(*at)?)),
            _ => None,
        }
    }

    pub fn sketch(&self) -> Sketch<'_> {
        match &self.state {
            State::Idle | State::Panning(_) => Sketch::Nothing,
            State::Marquee { from, to, .. } => {
                Sketch::Marquee { rect: spanned(*from, *to), touches: touches(*from, *to) }
            }
            State::Moving(moving) => Sketch::Moving {
                what: moving.held(),
                by: moving.by(),
                copies: moving.copies(),
                hints: moving.hints(),
                grounds: moving.grounds(),
                into: moving.target_site(),
            },
            State::Connecting(connection) => Sketch::Connecting {
                from: &connection.from,
                pulled: connection.pulled,
                to: Some(connection.to),
                over: connection.over.as_ref(),
                fits: connection.target().is_some(),
            },
            State::Reconnecting(end) => Sketch::Connecting {
                from: &end.fixed,
                pulled: None,
                to: Some(end.to),
                over: end.over.as_ref(),
                fits: end.target().is_some(),
            },
            State::Choosing { .. } => Sketch::Nothing,
            State::Aiming(aim) => {
                Sketch::Connecting { from: &aim.from, pulled: None, to: None, over: aim.target(), fits: true }
            }
            State::Placing(placing) => Sketch::Placing {
                payload: placing.payload,
                name: placing.name(),
                rect: placing.rect(),
                lands: self.landing(placing),
                fits: placing.has_room(),
            },
        }
    }

    fn landing(&self, placing: &Placing) -> Option<SheetRect> {
        let (x, y) = self.preview.as_ref()?.edits.iter().find_map(super::keys::placed)?;
        let (width, height) = placing.payload.size();
        Some(SheetRect::new(x, y, width, height)).filter(|lands| *lands != placing.rect())
    }

    pub fn cursor(&self) -> Cursor {
        match (&self.state, self.tool) {
            (State::Panning(_), _) => Cursor::Grabbing,
            (State::Moving(moving), _) if moving.copies() => Cursor::Copying,
            (State::Moving(_), _) => Cursor::Moving,
            (State::Connecting(connection), _) if connection.over.is_some() && connection.target().is_none() => {
                Cursor::Not
            }
            (State::Reconnecting(end), _) if end.over.is_some() && end.target().is_none() => Cursor::Not,
            (State::Connecting(_) | State::Reconnecting(_) | State::Marquee { .. }, _) => Cursor::Cross,
            (State::Placing(placing), _) if !placing.has_room() => Cursor::Not,
            (_, Tool::Connect) => Cursor::Cross,
            (_, Tool::Pan) => Cursor::Hand,
            (State::Idle, _) => match self.grip {
                Some(Grip::Handle) => Cursor::Cross,
                Some(Grip::End) => Cursor::Hand,
                None => Cursor::Plain,
            },
            _ => Cursor::Plain,
        }
    }

    /// One sentence on what the hand can do now, for the status line. `keys` names those of a command.
    pub fn hint(&self, cx: &Context<'_>, keys: &dyn Fn(SheetCommand) -> String) -> Message {
        let name = |subject: &Subject| cx.plan.label(subject);
        let collapsed_end = |site: &Subject| crate::message!("canvas-hint-collapsed-end", site = name(site));
        match &self.state {
            State::Connecting(connection) => match (&connection.over, connection.target()) {
                (Some(site), None) if cx.scene.collapsed.has(site) => collapsed_end(site),
                (Some(over), None) => {
                    crate::message!("canvas-hint-no-link", from = name(&connection.from), to = name(over))
                }
                _ => crate::message!("canvas-hint-connecting", from = name(&connection.from)),
            },
            State::Reconnecting(end) => match (&end.over, end.target()) {
                (Some(site), None) if cx.scene.collapsed.has(site) => collapsed_end(site),
                (Some(over), None) => {
                    crate::message!("canvas-hint-no-link", from = name(&end.fixed), to = name(over))
                }
                _ => crate::message!("canvas-hint-reconnecting", name = name(&end.fixed)),
            },
            State::Aiming(aim) => crate::message!("canvas-hint-aiming", from = name(&aim.from)),
            State::Choosing { choices, .. } if choices.iter().any(|choice| choice.made.is_some()) => {
                crate::message!("canvas-hint-adding")
            }
            State::Choosing { .. } => crate::message!("canvas-hint-choosing"),
            State::Moving(moving) if moving.copies() => crate::message!("canvas-hint-copying"),
            State::Moving(moving) => match moving.stays_in(cx) {
                Some(site) => crate::message!("canvas-stays-in", site = name(&site.into())),
                None => crate::message!("canvas-hint-moving"),
            },
            State::Placing(placing) if !placing.has_room() => crate::message!("canvas-hint-needs-host"),
            State::Placing(placing) if placing.on_line().is_some() => crate::message!("canvas-hint-between"),
            State::Placing(_) => crate::message!("canvas-hint-placing"),
            State::Marquee { from, to, .. } if touches(*from, *to) => crate::message!("canvas-hint-marquee"),
            State::Marquee { .. } => crate::message!("canvas-hint-marquee-whole"),
            State::Panning(_) => crate::message!("canvas-hint-panning"),
            State::Idle => match self.tool {
                Tool::Connect => crate::message!("canvas-hint-connect-tool"),
                Tool::Pan => crate::message!("canvas-hint-pan-tool"),
                Tool::Select if self.selection.is_empty() => {
                    let (connect, all) = (keys(SheetCommand::Connect), keys(SheetCommand::FitAll));
                    crate::message!("canvas-hint-select", connect = connect, all = all)
                }
                Tool::Select if self.collapsed_lead(cx).is_some() => {
                    crate::message!("canvas-hint-collapsed", keys = keys(SheetCommand::Collapse))
                }
                Tool::Select if self.named_by_typing(cx).is_some() => crate::message!("canvas-hint-one"),
                Tool::Select => {
                    let (connect, rename) = (keys(SheetCommand::Connect), keys(SheetCommand::Rename));
                    crate::message!("canvas-hint-selected", connect = connect, rename = rename)
                }
            },
        }
    }
}

/// Whether a marquee selects what it touches: it is drawn from right to left. From left to right it encloses.
pub(super) fn touches(from: SheetPoint, to: SheetPoint) -> bool {
    to.x < from.x
}

/// The rectangle between two corners, whichever they are.
pub(super) fn spanned(a: SheetPoint, b: SheetPoint) -> SheetRect {
    SheetRect {
        min: SheetPoint { x: a.x.min(b.x), y: a.y.min(b.y) },
        max: SheetPoint { x: a.x.max(b.x), y: a.y.max(b.y) },
    }
}
