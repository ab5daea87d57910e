//! Why nothing is proposed, and what has to happen first.

use crate::message;
use crate::model::*;
use crate::text::{Lang, Message};

/// Why there is no proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The plan has phases already: a proposal would take their place.
    HasPhases,
    /// There is no pack for the target.
    NoTarget(PackId),
    /// Nothing of an older product is there.
    NothingLegacy,
    /// No Front End pool takes over from anything, nor is one there.
    NoFrontEnd,
    /// No procedure leads from this product to the target.
    NoProcedure { from: Version, to: Version },
    /// Rules that the deployment, or what a plan could make of it, does not meet.
    Unsupported(Vec<Reason>),
}

/// One thing that has to be otherwise before a migration can be proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule that says so; `None` where a fact is missing.
    pub code: Option<Code>,
    pub subjects: Vec<Subject>,
    pub message: Message,
}

impl Reason {
    /// What it says, with the rule's code in front.
    pub fn said(&self, lang: Lang) -> String {
        let said = lang.say(&self.message);
        match &self.code {
            Some(code) => lang.say(&message!("propose-reason", code = code.as_str(), reason = said)),
            None => said,
        }
    }
}

impl Refusal {
    /// What it says, a line for each reason.
    pub fn said(&self, lang: Lang) -> String {
        let product = |version: Version| Message::word(Version::PREFIX, version.key());
        let head = match self {
            Self::HasPhases => message!("propose-has-phases"),
            Self::NoTarget(pack) => message!("propose-no-target", target = pack.as_str()),
            Self::NothingLegacy => message!("propose-nothing-legacy"),
            Self::NoFrontEnd => message!("propose-no-front-end"),
            Self::NoProcedure { from, to } => {
                message!("propose-no-procedure", from = product(*from), to = product(*to))
            }
            Self::Unsupported(reasons) => message!("propose-unsupported", count = reasons.len()),
        };
        let mut lines = vec![lang.say(&head)];
        if let Self::Unsupported(reasons) = self {
            lines.extend(reasons.iter().map(|reason| reason.said(lang)));
        }
        lines.join("\n")
    }
}
