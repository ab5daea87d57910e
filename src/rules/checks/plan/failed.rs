//! PLAN-003: a rule that failed. The engine reports it (see `engine.rs` for its test).

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("PLAN-003", "rule-failed", "0.1.0", Check::Engine).always(Level::Error);
