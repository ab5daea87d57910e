//! The Central Management store.

pub mod host;
pub mod moving;
pub mod pilot;
pub mod removal;
pub mod unneeded;
