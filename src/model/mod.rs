//! What exists: a deployment's objects, the facts known about them, and the names everything shares.
//!
//! Uses nothing else of ours; knows no files, clocks, threads or words for people.

mod elements;
mod facts;
mod ids;
mod subject;
mod topology;
mod words;
pub(crate) use words::words;

pub use elements::*;
pub use facts::{Fact, FactInfo, FactKind, FactName, Value};
pub use ids::*;
pub use jiff::civil::Date;
pub use subject::*;
pub use topology::{Index, Topology};
pub use words::*;
