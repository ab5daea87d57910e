//! Where what is in the hand could go: every target, and what letting go there would change. Whether a target is
//! clean is the rules' business.

use super::editor::{Context, Editor, Preview};
use super::sheet_index::is_site;
use super::state::State;
use super::tools::{Payload, choices};
use crate::diagram::{ROWS_FROM, SheetRect};
use crate::model::Subject;

/// What is in the hand, wherever it is held.
#[derive(Clone, Debug, PartialEq)]
pub enum Hand {
    /// A connection from this object.
    Line(Subject),
    New(Payload),
    Held(Vec<Subject>),
    /// New ones like these.
    Copies(Vec<Subject>),
}

impl Editor {
    /// What is in the hand and looks for a target.
    pub fn hand(&self) -> Option<Hand> {
        match &self.state {
            State::Connecting(connection) => Some(Hand::Line(connection.from.clone())),
            State::Reconnecting(end) => Some(Hand::Line(end.fixed.clone())),
            State::Aiming(aim) => Some(Hand::Line(aim.from.clone())),
            State::Placing(placing) => Some(Hand::New(placing.payload)),
            State::Moving(moving) if moving.copies() => Some(Hand::Copies(moving.held().to_vec())),
            State::Moving(moving) => Some(Hand::Held(moving.held().to_vec())),
            State::Idle | State::Panning(_) | State::Marquee { .. } | State::Choosing { .. } => None,
        }
    }

    /// The objects in `shown` that are of a kind to take what is in the hand.
    pub fn targets<'a>(&'a self, cx: &Context<'a>, shown: SheetRect) -> impl Iterator<Item = &'a Subject> + 'a {
        let rows = cx.zoom >= ROWS_FROM;
        // Nothing but a site takes what is moved, and of those there are few.
        let (all, sites) = match (self.hand(), &self.state) {
            (None, _) => (None, None),
            (Some(_), State::Moving(_)) => (None, Some(cx.index.sites_in_view(cx.scene, shown))),
            (Some(_), _) => (Some(cx.index.in_view(cx.scene, &shown)), None),
        };
        let boxes = all.into_iter().flatten().chain(sites.into_iter().flatten());
        boxes.filter(move |object| self.takes(&object.subject, rows)).map(|object| &object.subject)
    }

    /// Whether an object is of a kind to take what is in the hand.
    fn takes(&self, subject: &Subject, rows: bool) -> bool {
        match &self.state {
            State::Connecting(connection) => joins(&connection.from, subject, rows),
            State::Reconnecting(end) => joins(&end.fixed, subject, rows),
            State::Aiming(aim) => joins(&aim.from, subject, rows),
            State::Placing(placing) => placing.payload.goes_into(subject),
            State::Moving(moving) => is_site(subject) && moving.joins(),
            State::Idle | State::Panning(_) | State::Marquee { .. } | State::Choosing { .. } => false,
        }
    }

    /// What letting go on this target would change; `None` when that is nothing.
    pub fn offer(&self, cx: &Context<'_>, target: &Subject) -> Option<Preview> {
        match &self.state {
            State::Connecting(connection) => choices(cx, &connection.from, target).into_iter().next(),
            State::Reconnecting(end) => end.choices_at(cx, target).into_iter().next(),
            State::Aiming(aim) => aim.ways(target).first().cloned(),
            State::Placing(placing) => return placing.offer(cx, target),
            State::Moving(moving) => return moving.offer(cx, target),
            _ => None,
        }
        .map(|choice| choice.preview)
    }
}

/// Whether a line could end here. Instances are targets of their own where they are drawn; elsewhere their host
/// stands for them.
fn joins(from: &Subject, to: &Subject, rows: bool) -> bool {
    from != to
        && match to {
            Subject::SqlInstance(_) => rows,
            Subject::SqlServer(_) => !rows,
            Subject::Pool(_) | Subject::FileStore(_) | Subject::Gateway(_) => true,
            _ => false,
        }
}
