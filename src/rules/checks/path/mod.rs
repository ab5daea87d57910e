//! Migration paths.

pub mod chat_track;
pub mod forests;
pub mod in_place;
pub mod mixed_start;
pub mod new_role_early;
pub mod no_destination;
pub mod no_path;
pub mod parity;
pub mod single_phase;
pub mod too_old;

use crate::rules::places;
use crate::rules::prelude::*;

/// PATH-006: the target kind may differ from the source's.
pub static SHAPE: Rule =
    Rule::new("PATH-006", "topology-may-change-shape", "0.1.0", Check::Checklist(places::coexistence::other_shape))
        .in_course();

/// PATH-011: a rollback stays possible until the decommission.
pub static ROLLBACK: Rule = Rule::new(
    "PATH-011",
    "rollback-ends-with-the-legacy-pool",
    "0.1.0",
    Check::Checklist(places::coexistence::no_way_back),
);
