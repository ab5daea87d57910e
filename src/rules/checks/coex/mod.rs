//! Coexistence of versions.

pub mod affinity;
pub mod discovery;
pub mod forest;
pub mod ip;
pub mod left_over;
pub mod legacy_site;
pub mod response_groups;
pub mod three_versions;
pub mod trusted_applications;

use crate::rules::places;
use crate::rules::prelude::*;

/// COEX-003: mixed-version routing is limited.
pub static ROUTING: Rule = Rule::new(
    "COEX-003",
    "mixed-version-routing-is-limited",
    "0.1.0",
    Check::Checklist(places::coexistence::side_by_side),
);

/// COEX-005: administrative tools of two versions on one computer.
pub static TOOLS: Rule = Rule::new(
    "COEX-005",
    "two-versions-of-tools-on-one-computer",
    "0.1.0",
    Check::Checklist(places::coexistence::tools_of_two_versions),
);

/// COEX-006: who may change the topology once the target is in it.
pub static OWNER: Rule = Rule::new(
    "COEX-006",
    "topology-changed-with-older-tools",
    "0.1.0",
    Check::Checklist(places::coexistence::older_changed_after_pilot),
);

/// COEX-010: one backup procedure for two versions.
pub static BACKUPS: Rule = Rule::new(
    "COEX-010",
    "one-backup-procedure-for-two-versions",
    "0.1.0",
    Check::Checklist(places::coexistence::backups_of_two_versions),
);
