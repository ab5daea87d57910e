//! Roles, editions and what stands where.

pub mod admission_control;
pub mod branch_site;
pub mod edge_first;
pub mod front_ends;
pub mod gone;
pub mod members;
pub mod standard_with_servers;
pub mod stretched;

use crate::rules::places;
use crate::rules::prelude::*;

/// ROLE-007: the Director is optional in the target.
pub static DIRECTOR: Rule =
    Rule::new("ROLE-007", "director-is-optional", "0.1.0", Check::Checklist(places::servers::legacy_directors));

/// ROLE-013: the edition that a Director needs.
pub static DIRECTOR_EDITION: Rule =
    Rule::new("ROLE-013", "edition-of-a-director", "0.1.0", Check::Checklist(places::servers::directors));
