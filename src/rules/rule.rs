//! What a rule is.

use super::context::{PhaseContext, PlanContext, StateContext};
use super::packs::Pack;
use super::places::Places;
use super::reports::Findings;
use super::{Finding, Fix, Level};
use crate::model::{Code, Topology, words};
use crate::plan::{Plan, Replay};

/// One entry of the registry. Its words are in `assets/rules/<CODE>.<lang>.md` and in the Fluent files.
pub struct Rule {
    pub code: Code,
    /// In kebab-case; names the problem, not the cure.
    pub name: &'static str,
    /// The first version of Coexist that has it.
    pub since: &'static str,
    /// The level of a rule about the plan itself, whatever the target. `None`: the pack says.
    pub always: Option<Level>,
    pub fix: FixOffer,
    /// Rules that the same mistake also breaks: where both stand on a common subject in the same stage, only
    /// this one is reported and names them as *also broken*.
    pub covers: &'static [&'static str],
    pub check: Check,
    /// How far a check looks, so that after a change no more is judged again than the change can touch.
    pub reach: Reach,
    /// Ways to mend one of its findings, computed only when somebody asks, so that a check stays cheap.
    pub fixes: fn(&FixContext<'_>) -> Vec<Fix>,
}

words! {
    /// What a rule looks at, for people.
    RuleKind as "rule-kind" {
        State = "state",
        Phase = "phase",
        Plan = "plan",
        /// Nothing is computed: somebody has to see to it.
        Checklist = "checklist",
    }
}

impl Rule {
    /// What it looks at. Rules about the plan itself speak through the engine.
    pub fn kind(&self) -> RuleKind {
        match self.check {
            Check::State(_) | Check::Advice => RuleKind::State,
            Check::Phase(_) => RuleKind::Phase,
            Check::Plan(_) | Check::End(_) => RuleKind::Plan,
            _ if self.always.is_some() => RuleKind::Plan,
            _ => RuleKind::Checklist,
        }
    }

    /// A rule that the packs give its level, that covers no other and offers no fix.
    pub const fn new(code: &'static str, name: &'static str, since: &'static str, check: Check) -> Self {
        let code = Code::new(code);
        Self {
            code,
            name,
            since,
            always: None,
            fix: FixOffer::Never,
            covers: &[],
            check,
            reach: Reach::Whole,
            fixes: no_fixes,
        }
    }

    /// About the plan itself: it has this level whatever the target.
    pub const fn always(mut self, level: Level) -> Self {
        self.always = Some(level);
        self
    }

    /// Judges each object of a state by what stands near it alone.
    pub const fn near(mut self) -> Self {
        self.reach = Reach::Near;
        self
    }

    /// Judges each object of a state by what stands near it, and by what is [given](super::given::Given) by the whole.
    pub const fn near_given(mut self) -> Self {
        self.reach = Reach::Given;
        self
    }

    /// Judges each object and each step by what stands near it at any stage, and by the steps that name something there.
    pub const fn in_course(mut self) -> Self {
        self.reach = Reach::Course;
        self
    }

    pub(super) fn is_in_course(&self) -> bool {
        self.reach == Reach::Course
    }

    /// Judges a state by what the plan does before or after it, too.
    pub const fn by_plan(mut self) -> Self {
        self.reach = Reach::Plan;
        self
    }

    /// Names the rules that the same mistake also breaks, by their codes.
    pub const fn covering(mut self, covers: &'static [&'static str]) -> Self {
        self.covers = covers;
        self
    }

    /// Offers ways to mend its findings.
    pub const fn mended(mut self, fix: FixOffer, fixes: fn(&FixContext<'_>) -> Vec<Fix>) -> Self {
        self.fix = fix;
        self.fixes = fixes;
        self
    }
}

/// How far a check looks. `tests/again.rs` proves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Each object of a state by what stands near it: `near.rs` says what that is.
    Near,
    /// As near, and what a few facts say of the whole state: `given.rs`.
    Given,
    /// Each object and each step by what stands near it in the course of the plan: `course.rs` says what that is.
    Course,
    /// All that it is given: a state, a phase with the states around it, the whole timeline.
    Whole,
    /// A whole state, and also the steps of the plan.
    Plan,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// One state, at the end of each stage, with the pack of that stage.
    State(fn(&StateContext<'_>, &mut Findings)),
    /// One phase: the state before, its steps in order, the state after.
    Phase(fn(&PhaseContext<'_>, &mut Findings)),
    /// The whole timeline.
    Plan(fn(&PlanContext<'_>, &mut Findings)),
    /// How a plan ends or is cut: not judged while there is no phase, and silent in the live verdict.
    End(fn(&PlanContext<'_>, &mut Findings)),
    /// Nothing is decided: the rule gives an entry of the checklist for each object or phase that it concerns.
    Checklist(fn(&PlanContext<'_>, &mut Places)),
    /// The engine itself reports it, when everything else is known.
    Engine,
    /// It says what a state may be, so nothing in one breaks it: advice in `explain` and `rules`.
    Advice,
}

impl Check {
    /// What decides such a rule, as programs read it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::State(_) | Self::Advice => "state",
            Self::Phase(_) => "phase",
            Self::Plan(_) | Self::End(_) | Self::Engine => "plan",
            Self::Checklist(_) => "checklist",
        }
    }

    /// Whether something in a plan decides it: an entry of the checklist is for people to decide.
    pub fn decides(&self) -> bool {
        !matches!(self, Self::Checklist(_) | Self::Engine | Self::Advice)
    }
}

/// Whether a rule offers fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FixOffer {
    Never,
    Sometimes,
    Always,
}

/// What a fix may look at.
pub struct FixContext<'a> {
    pub plan: &'a Plan,
    pub replay: &'a Replay,
    pub finding: &'a Finding,
}

impl<'a> FixContext<'a> {
    /// The state in which the finding first stands, and the pack that judges it.
    pub fn at_start(&self) -> Option<(&'a Topology, &'static Pack)> {
        let stage = self.finding.stages.0;
        Some((self.replay.states.get(stage)?, super::pack(self.plan.target_at(stage))?))
    }
}

/// For rules that offer nothing.
fn no_fixes(_: &FixContext<'_>) -> Vec<Fix> {
    Vec::new()
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}
