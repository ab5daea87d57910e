//! The plan itself: our own codes, whatever the target.

mod dates;
mod failed;
mod levels;
mod not_applied;
mod run_out;
mod schedule;
mod ticks;
mod too_many_users;
mod unmatched;

pub use dates::RULE as DATES;
pub use failed::RULE as FAILED;
pub use levels::RULE as LEVELS;
pub use not_applied::RULE as NOT_APPLIED;
pub use run_out::{RULE as RUN_OUT, run_out};
pub use schedule::{FROZEN, WAITS};
pub use ticks::{RULE as TICKS, without_entry};
pub use too_many_users::RULE as TOO_MANY_USERS;
pub use unmatched::{RULE as UNMATCHED, unmatched};

use crate::rules::Finding;
use crate::rules::prelude::*;

/// A finding that the engine makes itself, about these objects: the plan as a whole when there are none.
pub fn finding(rule: &Rule, subjects: &[Subject], stages: (usize, usize), message: Message) -> Finding {
    let (subject, related) = match subjects.split_first() {
        Some((first, more)) => (first.clone(), more.to_vec()),
        None => (Subject::Deployment, Vec::new()),
    };
    Finding {
        code: rule.code.clone(),
        level: rule.always.unwrap_or(Level::Warning),
        subject,
        field: None,
        related,
        stages,
        message,
        vendor_message: None,
        also: Vec::new(),
        accepted: None,
    }
}
