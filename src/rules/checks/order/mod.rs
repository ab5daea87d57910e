//! The order of phases and steps.

pub mod databases;
pub mod edge_verified;
pub mod first_moves;
pub mod front_ends;
pub mod legacy_site;
pub mod merging;
pub mod not_empty;
pub mod phases;
pub mod preparation;
pub mod records;
pub mod references;
pub mod standard_store;
pub mod stopped;
pub mod tools;
