//! Group Chat and Persistent Chat.

pub mod before_the_others;
pub mod clients;
pub mod compliance;
pub mod downtime;
pub mod endpoint;
pub mod files;
pub mod forest;
pub mod home;
pub mod one_target;
pub mod target_first;
pub mod time_zone;
pub mod trusted;
mod work;

use crate::rules::places;
use crate::rules::prelude::*;

/// CHAT-003: both products side by side share nothing.
pub static SIDE_BY_SIDE: Rule =
    Rule::new("CHAT-003", "chat-products-share-nothing", "0.1.0", Check::Checklist(places::chat::both_products));

/// CHAT-008: names of rooms grow by those of their categories.
pub static NAMES: Rule =
    Rule::new("CHAT-008", "room-names-grow-too-long", "0.1.0", Check::Checklist(places::chat::rooms_to_take_along));

/// CHAT-009: one level of categories.
pub static CATEGORIES: Rule =
    Rule::new("CHAT-009", "nested-chat-categories", "0.1.0", Check::Checklist(places::chat::rooms_to_take_along));

/// CHAT-010: rooms of one name in both products.
pub static CONFLICTS: Rule =
    Rule::new("CHAT-010", "rooms-overwritten-by-the-import", "0.1.0", Check::Checklist(places::chat::names_in_use));

/// CHAT-011: federated members of rooms.
pub static FEDERATED: Rule =
    Rule::new("CHAT-011", "federated-users-lose-chat", "0.1.0", Check::Checklist(places::chat::rooms_to_take_along));

/// CHAT-016: the file system of chat servers.
pub static FILE_SYSTEM: Rule =
    Rule::new("CHAT-016", "chat-server-on-fat32", "0.1.0", Check::Checklist(places::chat::persistent_chat)).in_course();
