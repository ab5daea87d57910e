//! A migration proposed: from the deployment of today to a plan of phases, by the documented procedure.
//!
//! The procedures are data (`assets/procedures`) and say what comes when; [`parts`] knows what each step is in a plan;
//! [`design`] decides what the target has. A proposal is checked before it is given: it has no error that the deployment
//! of today does not have, or there is none, and the rules say why.

mod back;
mod design;
mod draft;
mod front_ends;
mod names;
mod others;
mod outline;
mod pairs;
mod part;
mod parts;
mod procedure;
mod refusal;
mod standing;
mod survey;

pub use back::{
    Back, Bar, Effect, Judged, Left, Loss, Lost, NoWayBack, Rests, RollBack, Stays, StepBack, Undone, Way, judge,
    roll_back,
};
pub use names::PATTERN;
pub use outline::{Outline, Successor, legacy_pools, machines, outline};
pub use part::Part;
pub use procedure::{
    Page, PageKind, Piece, PlacedStep, Placeholder, Procedure, ProcedurePhase, ProcedureStep, StepWords, Track, pieces,
    procedure, procedures,
};
pub use refusal::{Reason, Refusal};

use crate::model::*;
use crate::plan::Plan;
use crate::rules::{self, Level, Report};
use crate::text::{Lang, Message};
use design::{Design, Maker};
use draft::Draft;
use names::Names;
use std::collections::BTreeSet;
use std::sync::Arc;
use survey::Survey;

words! {
    /// How many new pools there are.
    Strategy as "propose-strategy" {
        /// One for each legacy pool.
        PoolPerPool = "pool-per-pool",
        /// The pools of a site become one, within its capacity.
        Consolidate = "consolidate",
    }
}

/// What may be chosen of a proposal. Nothing has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The language of names of phases and of notes.
    pub lang: Lang,
    pub strategy: Strategy,
    /// How new pools are called: `{old}` is the old name without its number, `{release}` the two digits of the release,
    /// `{kind}` a short word for the kind of pool, `{site}` the site.
    pub names: String,
    /// The legacy Front End pool whose successor is the pilot.
    pub pilot: Option<PoolId>,
    /// How many users test the pilot pool.
    pub test_users: u64,
    /// How many of the others, in percent of their group, move before everybody.
    pub pilot_percent: u64,
    /// Whether Directors have successors, or Front End Servers do their work.
    pub directors: bool,
    pub office_web_apps: bool,
    /// Whether Group Chat clients go on without being configured anew.
    pub keep_chat_clients: bool,
    /// The operating system of new servers; without it, one that the pack lists.
    pub os: Option<WindowsVersion>,
    /// The SQL Server of new stores; without it, the newest that the pack lists.
    pub sql: Option<(SqlVersion, SqlEdition)>,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            lang: Lang::EN,
            strategy: Strategy::PoolPerPool,
            names: PATTERN.to_owned(),
            pilot: None,
            test_users: 20,
            pilot_percent: 10,
            directors: true,
            office_web_apps: true,
            keep_chat_clients: true,
            os: None,
            sql: None,
        }
    }
}

/// A plan that was proposed, and what it takes for granted.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The plan of before, with phases.
    pub plan: Plan,
    /// What nothing in the deployment says and the plan is built on; it stands in the notes of the phases, too.
    pub assumptions: Vec<Message>,
    /// What the rules say of the plan. Errors are those of today that last until what they are about is retired.
    pub report: Report,
    /// What the target has in place of the legacy pools.
    pub outline: Outline,
    /// How many machines stand at each stage, Today first.
    pub machines: Vec<usize>,
}

/// How far a proposal goes beyond a pool for each pool. Where the rules refuse it, less is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reach {
    /// Pools of the target that stand already take over from legacy ones.
    joins: bool,
    /// Legacy pools that back each other up have successors that are paired.
    pairs: bool,
}

/// A migration of what a plan has today to the product of its target. The plan has no phases yet.
///
/// # Errors
/// When the deployment cannot be migrated as it is: the rules that say so, and what has to happen first.
pub fn propose(plan: &Plan, choices: &Choices) -> Result<Proposal, Refusal> {
    if !plan.phases.is_empty() {
        return Err(Refusal::HasPhases);
    }
    let pack = rules::pack(&plan.target).ok_or_else(|| Refusal::NoTarget(plan.target.clone()))?;
    let survey = Survey::new(plan, pack)?;
    let (from, to) = (survey.source, pack.product);
    let way = procedure(Track::Product(from), to).ok_or(Refusal::NoProcedure { from, to })?;
    let mut refusals: Vec<Vec<Reason>> = Vec::new();
    for reach in survey.reaches() {
        match attempt(plan, &survey, choices, way, reach) {
            Err(Refusal::Unsupported(reasons)) => refusals.push(reasons),
            done => return done,
        }
    }
    // Of those that all fail, the one that is nearest.
    let nearest = refusals.into_iter().min_by_key(Vec::len).unwrap_or_default();
    Err(Refusal::Unsupported(nearest))
}

fn attempt(
    plan: &Plan,
    survey: &Survey<'_>,
    choices: &Choices,
    way: &Procedure,
    reach: Reach,
) -> Result<Proposal, Refusal> {
    let mut draft = Draft::new(plan, choices.lang);
    let (design, hub) = designed(survey, choices, &mut draft, reach)?;
    let outline = Outline::of(survey, &design);
    let chat = procedure(Track::GroupChat, survey.pack.product);
    parts::Writer::new(survey, &design, choices, &mut draft, hub, chat).write(way);
    let (phases, assumptions) = draft.into_phases();
    let mut plan = plan.clone();
    plan.phases = phases.into_iter().map(Arc::new).collect();
    let replay = plan.replay();
    let report = rules::check(&plan, &replay, None);
    let reasons = brought(&report);
    if !reasons.is_empty() {
        return Err(Refusal::Unsupported(reasons));
    }
    let machines = replay.states.iter().map(machines).collect();
    Ok(Proposal { plan, assumptions, report, outline, machines })
}

fn designed(
    survey: &Survey<'_>,
    choices: &Choices,
    draft: &mut Draft,
    reach: Reach,
) -> Result<(Design, PoolId), Refusal> {
    let product = survey.pack.product.key();
    let release = product.rsplit('-').next().unwrap_or_default();
    let release = release.get(release.len().saturating_sub(2)..).unwrap_or_default();
    let names = Names::new(survey.today, &choices.names, release);
    let (design, shares) = (Design::default(), std::collections::BTreeMap::new());
    let mut maker = Maker { survey, choices, draft, names, design, shares, reach };
    maker.front_ends();
    let hub = maker.hub().ok_or(Refusal::NoFrontEnd)?;
    maker.merged_kinds();
    maker.directors();
    maker.edges();
    maker.appliances();
    maker.mediation();
    maker.chats();
    Ok((maker.design, hub))
}

/// Errors that the phases bring: what today does not have, the plan must not.
fn brought(report: &Report) -> Vec<Reason> {
    let errors = || report.findings.iter().filter(|finding| finding.level == Level::Error);
    let of_today: BTreeSet<(&Code, &Subject)> =
        errors().filter(|finding| finding.stages.0 == 0).map(|finding| (&finding.code, &finding.subject)).collect();
    let is_new = |finding: &&rules::Finding| !of_today.contains(&(&finding.code, &finding.subject));
    let reason = |finding: &rules::Finding| Reason {
        code: Some(finding.code.clone()),
        subjects: finding.subjects(),
        message: finding.message.clone(),
    };
    errors().filter(is_new).map(reason).collect()
}
