//! Moving objects on the sheet. Dropping them into another site also says that they belong to it.

use super::super::editor::{Context, Preview};
use super::super::sheet_index::{has_place, is_site};
use super::{GRID, snapped};
use crate::diagram::SheetPoint;
use crate::edit::Command;
use crate::model::{SiteId, Subject, Value};
use crate::plan::{PlanEdit, SheetPos};
use crate::text::Message;

/// A move in progress. Distances are counted from where it began, so that snapping does not drift.
#[derive(Clone, Debug)]
pub struct Moving {
    /// What moves, with the place it had; the first is the one under the hand.
    what: Vec<(Subject, SheetPos)>,
    /// What the hand holds: sites carry along what is in them.
    held: Vec<Subject>,
    from: SheetPoint,
    by: (i32, i32),
    /// The site it would belong to when let go here.
    into: Option<SiteId>,
}

impl Moving {
    /// Takes these objects into the hand, `lead` first, without those that are locked. `None` when the lead is, or
    /// none of them has a place.
    pub fn new(cx: &Context<'_>, lead: &Subject, others: &[Subject], from: SheetPoint) -> Option<Self> {
        if cx.index.movable(cx.scene, lead).is_some_and(|movable| is_pinned(cx, &movable)) {
            return None;
        }
        let mut held = Vec::new();
        for subject in std::iter::once(lead).chain(others) {
            if let Some(movable) = cx.index.movable(cx.scene, subject)
                && !held.contains(&movable)
                && !is_pinned(cx, &movable)
            {
                held.push(movable);
            }
        }
        let mut what: Vec<(Subject, SheetPos)> = Vec::new();
        for subject in &held {
            for carried in carried_by(cx, subject) {
                if let Some(pos) = place_of(cx, &carried)
                    && !what.iter().any(|(other, _)| *other == carried)
                {
                    what.push((carried, pos));
                }
            }
        }
        (!what.is_empty()).then_some(Self { what, held, from, by: (0, 0), into: None })
    }

    /// The hand is at `to` now.
    pub fn to(&mut self, cx: &Context<'_>, to: SheetPoint) {
        // A site's area follows its members and may begin between two lines of the grid: its members do not.
        let on_grid = self.what.iter().find(|(subject, _)| !is_site(subject));
        let Some((_, start)) = on_grid.or(self.what.first()) else { return };
        let target = |start: i32, from: f32, to: f32| snapped(start as f32 + to - from).saturating_sub(start);
        self.by = (target(start.x, self.from.x, to.x), target(start.y, self.from.y, to.y));
        let carries_sites = self.held.iter().any(is_site);
        let site = cx.scene.site_at(to).filter(|_| !carries_sites);
        self.into = site.filter(|site| cx.state().sites.contains_key(site));
    }

    pub fn by(&self) -> (i32, i32) {
        self.by
    }

    pub fn held(&self) -> &[Subject] {
        &self.held
    }

    /// Objects that would change their site, and to which.
    fn moving_in(&self, cx: &Context<'_>) -> Option<(&SiteId, Vec<&Subject>)> {
        let site = self.into.as_ref()?;
        let state = cx.state();
        let strangers: Vec<_> = self
            .held
            .iter()
            .filter(|subject| has_place(subject) && state.has(subject) && state.site_of(subject).as_ref() != Some(site))
            .collect();
        (!strangers.is_empty()).then_some((site, strangers))
    }

    /// What letting go here would do; `None` when that is nothing.
    pub fn preview(&self, cx: &Context<'_>) -> Option<Preview> {
        let mut edits = Vec::new();
        let mut about = Vec::new();
        let mut target = None;
        if let Some((site, strangers)) = self.moving_in(cx) {
            let to = Some(Value::text(site.as_str()));
            let set = |subject: &&Subject| Command::Set { of: (*subject).clone(), fact: "site", to: to.clone() };
            let commands = strangers.iter().map(set).collect();
            edits.push(PlanEdit::Record { at: cx.plan.stage_at(cx.stage), commands });
            about.extend(strangers.into_iter().cloned());
            about.push(site.into());
            target = Some(Subject::from(site));
        }
        if self.by != (0, 0) {
            edits.push(PlanEdit::Place(shifted(&self.what, self.by)));
        }
        (!edits.is_empty()).then_some(Preview { edits, about, target, label: self.label(cx) })
    }

    /// What letting go on a site would change; `None` when all of it stands there already.
    pub fn offer(&self, cx: &Context<'_>, site: &Subject) -> Option<Preview> {
        let Subject::Site(id) = site else { return None };
        cx.state().sites.get(id)?;
        let there = Self { into: Some(id.clone()), by: (0, 0), ..self.clone() };
        there.preview(cx)
    }

    /// A move by so much, which is never a change of site.
    pub fn nudged(mut self, cx: &Context<'_>, by: (i32, i32)) -> Preview {
        self.by = by;
        self.into = None;
        let edits = vec![PlanEdit::Place(shifted(&self.what, by))];
        Preview { edits, about: Vec::new(), target: None, label: self.label(cx) }
    }

    fn label(&self, cx: &Context<'_>) -> Message {
        let name = |subject: &Subject| cx.plan.label(subject);
        match (self.moving_in(cx), self.held.as_slice()) {
            (Some((site, strangers)), _) => match strangers.as_slice() {
                [one] => crate::message!("canvas-move-into", name = name(one), site = name(&site.into())),
                many => crate::message!("canvas-move-many-into", count = many.len(), site = name(&site.into())),
            },
            (None, [one]) => crate::message!("canvas-move", name = name(one)),
            (None, many) => crate::message!("canvas-move-many", count = many.len()),
        }
    }
}

/// Whether the hand leaves an object where it is: it is locked, or its site is.
pub fn is_pinned(cx: &Context<'_>, subject: &Subject) -> bool {
    let pinned = &cx.plan.pinned;
    let site = || cx.state().site_of(subject).is_some_and(|site| pinned.contains(&Subject::from(site)));
    !pinned.is_empty() && (pinned.contains(subject) || site())
}

/// The same places, moved.
fn shifted(what: &[(Subject, SheetPos)], by: (i32, i32)) -> Vec<(Subject, Option<SheetPos>)> {
    let there = |pos: &SheetPos| SheetPos { x: pos.x.saturating_add(by.0), y: pos.y.saturating_add(by.1) };
    what.iter().map(|(subject, pos)| (subject.clone(), Some(there(pos)))).collect()
}

/// Where an object stands: its place in the plan, or where the drawing put it.
fn place_of(cx: &Context<'_>, subject: &Subject) -> Option<SheetPos> {
    let drawn = || {
        let rect = cx.index.object(cx.scene, subject)?.rect;
        has_place(subject).then(|| SheetPos { x: rect.min.x.round() as i32, y: rect.min.y.round() as i32 })
    };
    cx.plan.places.get(subject).copied().or_else(drawn)
}

/// An object, or a site with everything that stands in it in any phase, so that none is left behind.
fn carried_by(cx: &Context<'_>, subject: &Subject) -> Vec<Subject> {
    let Subject::Site(site) = subject else { return vec![subject.clone()] };
    let mut all = vec![subject.clone()];
    let member = |object: &Subject| {
        cx.replay.states.iter().any(|state| state.has(object) && state.site_of(object).as_ref() == Some(site))
    };
    all.extend(cx.plan.places.keys().filter(|object| has_place(object) && member(object)).cloned());
    let inside = cx.scene.boxes.iter().filter(|object| object.parent.as_ref() == Some(subject));
    let drawn: Vec<_> = inside.map(|object| object.subject.clone()).filter(|inner| !all.contains(inner)).collect();
    for inner in drawn {
        if is_site(&inner) && inner != *subject {
            // A branch drawn inside its central site; sites do not nest deeper.
            all.push(inner);
        } else if has_place(&inner) {
            all.push(inner);
        }
    }
    all
}

/// One step of the arrow keys, or five.
pub const fn nudge(far: bool) -> i32 {
    if far { 5 * GRID } else { GRID }
}
