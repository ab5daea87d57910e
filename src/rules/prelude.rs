//! What every rule file uses.

pub use super::context::{PhaseContext, PlanContext, StateContext, carry_out, groups_by_pool, users_of};
pub use super::packs::Age;
pub use super::relations::{Mirroring, Trunk, folded_name};
pub use super::reports::Findings;
pub use super::rule::{Check, FixContext, FixOffer, Rule};
pub use super::{Fix, Level, Safety};
pub use crate::edit::Command;
pub use crate::message;
pub use crate::model::*;
pub use crate::plan::{PlanEdit, Step};
pub use crate::text::Message;
