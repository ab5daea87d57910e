//! Monitoring and archiving.

pub mod associations;
pub mod exchange;
pub mod pilot;
pub mod removal;
pub mod unmonitored;
