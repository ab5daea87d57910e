//! What we think of a plan: a registry of rules, packs of levels and limits, and one engine.
//!
//! A rule is one file under `checks`; a pack is one file under `assets/packs`; what people read about a rule
//! is `assets/rules/<CODE>.<lang>.md`. Nothing here touches files, clocks or threads.

mod checks;
mod context;
mod course;
mod coverage;
mod deployed;
mod engine;
mod finding;
mod fix_all;
mod given;
mod incomplete;
pub mod load;
mod memory;
mod merge;
mod missing;
#[cfg(test)]
mod mutants;
mod names;
mod near;
mod not_checked;
mod pack_file;
mod packs;
pub mod places;
mod prelude;
mod registry;
mod relations;
mod reports;
mod rule;
#[doc(hidden)]
pub mod sketch;
mod split;
mod sql;
mod steps;
mod target;
#[doc(hidden)]
pub mod testing;
#[cfg(test)]
mod twin_tests;
mod updates;
mod verdict;

pub use context::{PhaseContext, PlanContext, StateContext};
pub use coverage::{Coverage, ObjectCount, PackUse, RuleCount};
pub use finding::*;
pub use fix_all::safe_fixes;
pub use memory::Memory;
pub use missing::{Missing, missing};
pub use not_checked::NotCheckedList;
pub use packs::{Age, EdgePorts, LegacyStores, Pack, SqlEngine, SwitchPart, level, pack, packs};
pub use registry::{Source, all, docs, rule, short_title, sources, title};
pub use reports::{Findings, Raw};
pub use rule::{Check, FixContext, FixOffer, Reach, Rule, RuleKind};
pub use target::{FALLBACK, default_target};
pub use verdict::verdict;

use crate::model::PackId;
use crate::plan::{Plan, Replay};

/// Checks every stage of a plan, each with its pack, or all with `target`. A pure function: run it anywhere.
pub fn check(plan: &Plan, replay: &Replay, target: Option<&PackId>) -> Report {
    engine::whole(plan, || engine::run(all(), plan, replay, target, engine::Scope::Everything, None))
}

/// Says what [`check`] says. With the last report about this plan it looks only at what has changed since and at
/// what that can touch.
pub fn check_after(plan: &Plan, replay: &Replay, target: Option<&PackId>, last: &Report) -> Report {
    let memory = Some(&last.memory);
    engine::whole(plan, || engine::run(all(), plan, replay, target, engine::Scope::Everything, memory))
}

/// Only what a live verdict asks for: findings at or after a stage, without those about how the plan ends and about
/// acceptances and ticks, without notes, checklist and coverage, and without what is incomplete or not checked. A
/// finding that began earlier may say that it begins at `from`. `last` is the report about the plan without what is in
/// the hand.
pub fn check_from(plan: &Plan, replay: &Replay, from: usize, last: &Report) -> Report {
    engine::whole(plan, || engine::run(all(), plan, replay, None, engine::Scope::From(from), Some(&last.memory)))
}

/// Ways to mend a finding of this plan, computed when somebody asks.
pub fn fixes(plan: &Plan, replay: &Replay, finding: &Finding) -> Vec<Fix> {
    match rule(&finding.code) {
        Some(rule) => (rule.fixes)(&FixContext { plan, replay, finding }),
        None => Vec::new(),
    }
}
