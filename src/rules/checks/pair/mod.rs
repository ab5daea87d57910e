//! Paired pools.

pub mod alike;
pub mod deployed;
pub mod failover;
pub mod one_to_one;
pub mod standard_mirror;
pub mod versions;
