//! Applications on pools: dial-in conferencing, response groups, Call Park, phones, trusted applications.

pub mod contacts;
pub mod remote_calls;
pub mod response_groups;
pub mod trusted;

use crate::rules::places::coexistence;
use crate::rules::prelude::*;

/// APP-009: customizations of the address book that need a step of their own.
pub static ADDRESS_BOOK: Rule =
    Rule::new("APP-009", "address-book-customizations", "0.1.0", Check::Checklist(coexistence::address_books))
        .in_course();
