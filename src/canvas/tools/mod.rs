//! What each tool makes of a gesture: edits, never a change of the plan.
//!
//! A new tool: one file here with what is in the hand and the [`Preview`](super::Preview) it would make; a
//! variant of `State` in `state` with its [`Sketch`](super::Sketch) and hint; where it begins, moves and ends in
//! `pointer` or `keys`; a script in `tests/hand.rs` for each way it ends, Esc included.

mod arrange;
mod clip;
mod collapse;
mod connect;
mod duplicate;
mod guides;
mod moving;
mod place;
mod quick;
mod reconnect;
mod rename;
mod same;

pub(super) use arrange::Arrangement;
pub use arrange::{Axis, Edge};

pub(super) use collapse::sites_drawn;
pub(super) use connect::{Aim, Connection, choices};
pub use connect::{Choice, handles};
pub use guides::Hint;
pub(super) use moving::{Moving, Steer, is_pinned, nudge};
pub use place::Payload;
pub(super) use place::Placing;
pub(super) use quick::{beside, companions};
pub(super) use reconnect::{Reconnecting, line_ends};
pub use rename::{is_renamable, name_of, renamed};
pub use same::Same;

/// The grid that places snap to, in sheet units.
pub const GRID: i32 = crate::diagram::SNAP;

/// The nearest multiple of the grid.
pub(super) fn snapped(x: f32) -> i32 {
    let steps = (x / GRID as f32).round().clamp(-1e6, 1e6);
    steps as i32 * GRID
}
