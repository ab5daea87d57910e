//! Active Directory.

pub mod directory;
pub mod one_domain;
pub mod preparation;
pub mod rename;
