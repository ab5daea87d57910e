//! Selecting what is like the selected objects.

use super::super::Selection;
use super::super::editor::Context;
use super::super::sheet_index::{has_place, is_site};
use crate::model::{Subject, SubjectKind, Value};
use crate::text::Message;

/// In what they are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Same {
    /// Pools of the same kind, SQL servers, links of the same kind…
    Kind,
    Version,
    /// The phase that they enter the plan in.
    Phase,
}

#[derive(Clone, Debug, PartialEq)]
enum Likeness {
    Kind(SubjectKind, Option<&'static str>),
    Version(Value),
    Phase(usize),
}

impl Same {
    /// Everything drawn that is like something selected; what leads goes on leading. `Err` with the reason when that
    /// cannot be said.
    pub fn selection(self, cx: &Context<'_>, selected: &Selection) -> Result<Selection, Message> {
        let lead = selected.lead().ok_or_else(|| crate::message!("canvas-nothing-selected"))?;
        let lead = self.asked(cx, lead);
        let wanted: Vec<Likeness> =
            selected.iter().filter_map(|subject| self.likeness(cx, &self.asked(cx, subject))).collect();
        if self.likeness(cx, &lead).is_none() {
            return Err(crate::message!("canvas-no-version", name = cx.plan.label(&lead)));
        }
        let drawn =
            cx.scene.boxes.iter().map(|object| &object.subject).chain(cx.index.links().map(|(link, _, _)| link));
        let alike = |subject: &&Subject| {
            self.compares(&lead, subject) && self.likeness(cx, subject).is_some_and(|own| wanted.contains(&own))
        };
        Ok(Selection::of(drawn.filter(alike).cloned().chain([lead.clone()])))
    }

    /// Versions and phases are those of whole cards.
    fn asked(self, cx: &Context<'_>, subject: &Subject) -> Subject {
        match self {
            Self::Kind => subject.clone(),
            Self::Version | Self::Phase => cx.index.movable(cx.scene, subject).unwrap_or_else(|| subject.clone()),
        }
    }

    fn compares(self, lead: &Subject, other: &Subject) -> bool {
        match self {
            Self::Kind => true,
            Self::Version | Self::Phase if has_place(lead) => has_place(other),
            Self::Version | Self::Phase if is_site(lead) => is_site(other),
            Self::Version | Self::Phase => lead.kind() == other.kind(),
        }
    }

    fn likeness(self, cx: &Context<'_>, subject: &Subject) -> Option<Likeness> {
        let state = cx.state();
        match self {
            Self::Kind => {
                let own = match subject {
                    Subject::Pool(id) => state.pools.get(id).map(|pool| pool.kind.key()),
                    Subject::Site(id) => state.sites.get(id).map(|site| site.kind.key()),
                    Subject::Link(id) => state.links.get(id).map(|link| link.kind.key()),
                    _ => None,
                };
                Some(Likeness::Kind(subject.kind(), own))
            }
            Self::Version => {
                let own = state.fact(subject, "version").or_else(|| state.fact(subject, "sql-version"));
                own.map(Likeness::Version)
            }
            Self::Phase => cx.plan.entry_of(subject).map(|(stage, _)| Likeness::Phase(stage)),
        }
    }
}
