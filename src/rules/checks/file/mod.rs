//! File stores.

pub mod local_path;
pub mod on_front_end;
pub mod order;
pub mod sites;

use crate::rules::places;
use crate::rules::prelude::*;

/// FILE-004: what keeps a file share available.
pub static RESILIENCE: Rule =
    Rule::new("FILE-004", "file-share-without-resilience", "0.1.0", Check::Checklist(places::servers::shares));

/// FILE-006: the file share of a Director is nominal.
pub static DIRECTOR: Rule =
    Rule::new("FILE-006", "director-share-is-nominal", "0.1.0", Check::Checklist(places::servers::directors));
