//! The panels around the sheet. Each computes a plain view first and then draws it; tests read the view.

pub mod accept;
pub mod checklist;
pub mod counts;
pub mod finding;
pub mod form;
pub mod inspector;
pub mod lead;
pub mod level;
pub mod logo;
pub mod outline;
pub mod phase;
pub mod pool;
pub mod problem_rows;
pub mod problems;
pub mod rule;
pub mod rule_text;
pub mod steps;
pub mod stores;
pub mod timeline;
pub mod users;
pub mod when;
