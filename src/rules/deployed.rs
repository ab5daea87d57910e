//! When an object that a phase adds is deployed: what must be ready before is judged at that step.

use crate::model::*;
use crate::plan::{Phase, Step};

/// The place of the first step after `added` that publishes the topology with the object or installs its servers;
/// where the phase has none, the place of the step that adds it.
pub fn deployed_at(phase: &Phase, added: usize, subject: &Subject) -> usize {
    let deploys = |step: &Step| match step {
        Step::Activity { kind: ActivityKind::Publish | ActivityKind::InstallServers, about, .. } => {
            about.is_empty() || about.contains(subject)
        }
        _ => false,
    };
    let later = phase.steps.iter().enumerate().skip(added + 1).find(|(_, step)| deploys(step));
    later.map_or(added, |(at, _)| at)
}
