//! Updates of the servers.

pub mod alike;
pub mod before;
pub mod oldest;

use crate::rules::places::clients;
use crate::rules::prelude::*;

/// UPD-004: users whose names begin or end with a space. Names of users are not in a plan.
pub static USER_NAMES: Rule =
    Rule::new("UPD-004", "user-names-with-outer-spaces", "0.1.0", Check::Checklist(clients::communicator_moves));
