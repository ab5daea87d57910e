//! Clients: who can sign in where, what is blocked, and what changes for users.

pub mod filters;
pub mod matrix;
pub mod privacy;

use crate::rules::places::clients;
use crate::rules::prelude::*;

/// CLIENT-002: an older client that joins meetings of the target through the web.
pub static CONFERENCING: Rule = Rule::new(
    "CLIENT-002",
    "older-client-without-conferencing",
    "0.1.0",
    Check::Checklist(clients::communicator_users),
)
.in_course();

/// CLIENT-005: meetings that do not migrate.
pub static MEETINGS: Rule =
    Rule::new("CLIENT-005", "meetings-that-do-not-migrate", "0.1.0", Check::Checklist(clients::communicator_moves));

/// CLIENT-006: users of large meetings who stay.
pub static LARGE_MEETINGS: Rule = Rule::new(
    "CLIENT-006",
    "large-meetings-of-the-older-product",
    "0.1.0",
    Check::Checklist(clients::communicator_users),
)
.in_course();

/// CLIENT-008: meeting content that follows only on demand.
pub static CONTENT: Rule =
    Rule::new("CLIENT-008", "meeting-content-left-behind", "0.1.0", Check::Checklist(clients::meetings_move));

/// CLIENT-009: a policy that lets federated users of older products join.
pub static ANONYMOUS: Rule =
    Rule::new("CLIENT-009", "anonymous-participants-refused", "0.1.0", Check::Checklist(clients::user_moves));
