//! Collocation: what may stand on one computer.

pub mod alone;
pub mod chat;
pub mod companions;
pub mod stores;
