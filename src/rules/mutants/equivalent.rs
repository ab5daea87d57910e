//! Mutants that no plan can tell from the pack, each with its reason. The test fails when one is killed all the same.

/// The name of the mutant, and why no twin can fail.
pub const MUTANTS: &[(&str, &str)] =
    &[("PLAN-003 silent", "no plan makes a rule fail; engine.rs proves it with a rule that does")];
