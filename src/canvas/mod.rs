//! How a hand moves the drawing: camera, gestures, tools, the live verdict. No egui types.
//!
//! Raw events become gestures ([`Gestures`]), gestures go to the [`Editor`], and the editor answers with
//! [`Outcome`]s. A gesture never edits the plan frame by frame: it offers a [`Preview`], commits once when
//! it is let go, and Esc takes everything back.

mod camera;
mod command;
mod editor;
mod gesture;
mod keys;
mod offers;
mod pointer;
mod selection;
mod sheet_index;
mod state;
mod tools;
mod verdict;
mod views;

pub use camera::{Camera, ScreenPoint, ViewSize, ZOOM_RANGE};
pub use command::SheetCommand;
pub use editor::{Context, Editor, Event, Outcome, Preview, Tool};
pub use gesture::{Button, Direction, Gesture, Gestures, Key, Modifiers, RawEvent};
pub use offers::Hand;
pub use selection::Selection;
pub use sheet_index::{HANDLE_REACH, Hit, SheetIndex, has_place, is_card, is_site};
pub use state::{Cursor, Sketch};
pub use tools::{Axis, Choice, Edge, GRID, Hint, Payload, Same, handles, is_renamable, name_of, renamed};
pub use verdict::{Answer, Judge, Question, Shown, Ticket, Verdict, VerdictJob, judge};
