//! Moving objects on the sheet, or copies of them. Dropping them into another site also says that they belong to it.
//!
//! Shift keeps to one axis, Alt leaves the objects and moves copies, Ctrl places freely: off the grid, past the
//! guides, and into no other site.

use super::super::Modifiers;
use super::super::editor::{Context, Editor, Preview};
use super::super::sheet_index::{has_place, is_card, is_site};
use super::guides::{Guides, Hint};
use super::{Axis, GRID, snapped};
use crate::diagram::{Ground, Placed, SheetPoint, SheetRect};
use crate::edit::Command;
use crate::model::{SiteId, Subject, Value};
use crate::plan::intents::{self, Copied};
use crate::plan::{Plan, PlanEdit, SheetPos};
use crate::text::Message;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How near a guide must be to be taken, in screen points.
const REACH: f32 = 6.0;

/// A move in progress. Distances are counted from where it began, so that snapping does not drift.
#[derive(Clone, Debug)]
pub struct Moving {
    /// What moves, with the place it had; the first is the one under the hand.
    what: Vec<(Subject, SheetPos)>,
    /// What the hand holds: sites carry along what is in them.
    held: Vec<Subject>,
    /// Around what is held, where the move began.
    bounds: SheetRect,
    /// Each card that moves, with its site, where the move began.
    cards: Vec<(Subject, SheetRect, Option<SiteId>)>,
    from: SheetPoint,
    by: (i32, i32),
    /// Other sites on whose ground it was taken into the hand. They capture nothing until the hand was out of them.
    under: Vec<SiteId>,
    /// The site it would belong to when let go here.
    into: Option<SiteId>,
    /// Copies are in the hand, not the objects.
    copies: bool,
    /// Whether letting go on a site makes it the objects' own.
    joins: bool,
    guides: Option<(SheetRect, Guides)>,
    hints: Vec<Hint>,
    /// The sites concerned, as they will be.
    grounds: Vec<Ground>,
    copied: Option<(Arc<Plan>, usize, Option<Copied>)>,
}

/// Under which circumstances the hand moves.
#[derive(Clone, Copy, Debug)]
pub struct Steer {
    pub with: Modifiers,
    /// What of the sheet is in view: guides come from there.
    pub shown: SheetRect,
    /// Whether places snap to the grid.
    pub grid: bool,
}

impl Moving {
    /// Takes these objects into the hand, `lead` first, without those that are locked. `None` when the lead is, or
    /// none of them has a place.
    pub fn new(cx: &Context<'_>, lead: &Subject, others: &[Subject], from: SheetPoint) -> Option<Self> {
        if cx.index.movable(cx.scene, lead).is_some_and(|movable| is_pinned(cx, &movable)) {
            return None;
        }
        let mut held = Vec::new();
        let mut known = HashSet::new();
        for subject in std::iter::once(lead).chain(others) {
            if let Some(movable) = cx.index.movable(cx.scene, subject)
                && !is_pinned(cx, &movable)
                && known.insert(movable.clone())
            {
                held.push(movable);
            }
        }
        let mut what: Vec<(Subject, SheetPos)> = Vec::new();
        let mut known = HashSet::new();
        for subject in &held {
            for carried in carried_by(cx, subject) {
                if let Some(pos) = place_of(cx, &carried)
                    && known.insert(carried.clone())
                {
                    what.push((carried, pos));
                }
            }
        }
        let rect_of = |subject: &Subject| cx.index.object(cx.scene, subject).map(|object| object.rect);
        let bounds = held.iter().filter_map(rect_of).reduce(|a, b| a.union(&b)).unwrap_or_default();
        let these: HashSet<&Subject> = what.iter().map(|(subject, _)| subject).collect();
        let mut cards: Vec<_> =
            cx.scene.members.among(&these).into_iter().map(|(s, r, site)| (s, r, Some(site))).collect();
        let with_site: HashSet<&Subject> = cards.iter().map(|(subject, _, _)| subject).collect();
        let bare = what.iter().map(|(subject, _)| subject).filter(|s| has_place(s) && !with_site.contains(s));
        let bare: Vec<_> = bare.filter_map(|subject| Some((subject.clone(), rect_of(subject)?, None))).collect();
        cards.extend(bare);
        if what.is_empty() {
            return None;
        }
        let mut moving = Self {
            what,
            held,
            bounds,
            cards,
            from,
            by: (0, 0),
            under: Vec::new(),
            into: None,
            copies: false,
            joins: true,
            guides: None,
            hints: Vec::new(),
            grounds: Vec::new(),
            copied: None,
        };
        let own = moving.own_site(cx);
        let sites = cx.scene.boxes.iter().filter(|object| object.rect.contains(from));
        let sites = sites.filter_map(|object| if let Subject::Site(id) = &object.subject { Some(id) } else { None });
        moving.under = sites.filter(|site| own.as_ref() != Some(site)).cloned().collect();
        Some(moving)
    }

    /// The hand is at `to` now.
    pub fn to(&mut self, cx: &Context<'_>, to: SheetPoint, steer: Steer) {
        let Modifiers { shift, command: free, alt } = steer.with;
        let (dx, dy) = (to.x - self.from.x, to.y - self.from.y);
        // Shift keeps the longer way.
        let goes = if shift { [dx.abs() >= dy.abs(), dx.abs() < dy.abs()] } else { [true, true] };
        // A site's area follows its members and may begin between two lines of the grid: its members do not.
        let on_grid = self.what.iter().find(|(subject, _)| !is_site(subject)).or(self.what.first());
        let start = on_grid.map_or([0, 0], |(_, pos)| [pos.x, pos.y]);
        self.look_for_guides(cx, steer.shown);
        let guides = self.guides.as_ref().map(|(_, guides)| guides).filter(|_| !free);
        let by_guide = guides.map_or([None, None], |guides| {
            let (x, y) = (if goes[0] { dx } else { 0.0 }, if goes[1] { dy } else { 0.0 });
            let there = moved(&self.bounds, (x, y));
            [Axis::Across, Axis::Down].map(|axis| guides.snap(axis, &there, REACH / cx.zoom))
        });
        let along = |axis: usize, raw: f32| match by_guide[axis] {
            _ if !goes[axis] => 0,
            Some(more) => (raw + more).round() as i32,
            None if free || !steer.grid => raw.round() as i32,
            None => snapped(start[axis] as f32 + raw).saturating_sub(start[axis]),
        };
        let by = (along(0, dx), along(1, dy));
        let there = moved(&self.bounds, (by.0 as f32, by.1 as f32));
        let hints = guides.filter(|_| by != (0, 0)).map(|guides| guides.hints(&there));
        (self.by, self.hints) = (by, hints.unwrap_or_default());
        (self.copies, self.joins) = (alt, !free && !self.held.iter().any(is_site));
        self.into = self.site_under(cx, to);
        if self.copies {
            self.copy(cx);
        }
        self.grounds = self.grown(cx);
    }

    /// What the guides are taken from: the cards in view that are not held; for a site, the other sites.
    fn look_for_guides(&mut self, cx: &Context<'_>, shown: SheetRect) {
        let within = |all: &SheetRect| all.contains(shown.min) && all.contains(shown.max);
        if !self.guides.as_ref().is_some_and(|(all, _)| within(all)) {
            // Some more than is seen: the view may follow the hand.
            let all = shown.expanded(shown.width().max(shown.height()) / 2.0);
            let sites = self.held.iter().any(is_site);
            let moves: HashSet<&Subject> = self.what.iter().map(|(subject, _)| subject).collect();
            let stands = |subject: &Subject| if sites { is_site(subject) } else { is_card(cx.scene, subject) };
            let boxes = cx.scene.boxes.iter().filter(|object| stands(&object.subject) && object.rect.overlaps(&all));
            let boxes = boxes.filter(|object| !moves.contains(&object.subject)).map(|object| object.rect);
            self.guides = Some((all, Guides::new(boxes.collect())));
        }
    }

    /// The site that a drop would join. It stays in its own where its ground and another's overlap, unless the other
    /// lies whole within it, and where the hand began on the other's ground.
    fn site_under(&mut self, cx: &Context<'_>, at: SheetPoint) -> Option<SiteId> {
        let area = |site: &SiteId| Some(cx.index.object(cx.scene, &site.into())?.rect);
        self.under.retain(|site| area(site).is_some_and(|area| area.contains(at)));
        let site = cx.scene.site_at(at).filter(|site| self.joins && cx.state().sites.contains_key(site))?;
        let own = self.own_site(cx).and_then(|own| Some((area(&own)?, own))).filter(|(mine, _)| mine.contains(at));
        let within = |mine: &SheetRect| area(&site).is_some_and(|o| mine.contains(o.min) && mine.contains(o.max));
        let enters = !self.under.contains(&site) && own.as_ref().is_none_or(|(mine, _)| within(mine));
        if enters { Some(site) } else { own.map(|(_, own)| own) }
    }

    /// The site of what is under the hand.
    fn own_site(&self, cx: &Context<'_>) -> Option<SiteId> {
        self.held.first().filter(|subject| has_place(subject)).and_then(|subject| cx.state().site_of(subject))
    }

    /// The site that it stays in although it is let go outside of it.
    pub fn stays_in(&self, cx: &Context<'_>) -> Option<SiteId> {
        self.own_site(cx).filter(|_| self.by != (0, 0) && self.into.is_none())
    }

    pub fn by(&self) -> (i32, i32) {
        self.by
    }

    pub fn held(&self) -> &[Subject] {
        &self.held
    }

    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }

    pub fn grounds(&self) -> &[Ground] {
        &self.grounds
    }

    pub fn target_site(&self) -> Option<&SiteId> {
        self.into.as_ref()
    }

    pub fn copies(&self) -> bool {
        self.copies
    }

    pub fn joins(&self) -> bool {
        self.joins
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

    /// The sites that are left, joined or moved in, as they will be. A site that moves as a whole is no news.
    fn grown(&self, cx: &Context<'_>) -> Vec<Ground> {
        if self.by == (0, 0) || self.held.iter().any(is_site) {
            return Vec::new();
        }
        let joining: HashSet<&Subject> = match self.moving_in(cx) {
            Some((_, strangers)) => strangers.into_iter().collect(),
            None => HashSet::new(),
        };
        let by = (self.by.0 as f32, self.by.1 as f32);
        let placed = self.cards.iter().map(|(subject, rect, site)| Placed {
            subject: subject.clone(),
            rect: moved(rect, by),
            was: site.clone().filter(|_| !self.copies),
            site: if joining.contains(subject) { self.into.clone() } else { site.clone() },
        });
        cx.scene.members.grounds_with(&placed.collect::<Vec<_>>())
    }

    /// What letting go here would do; `None` when that is nothing.
    pub fn preview(&self, cx: &Context<'_>) -> Option<Preview> {
        if self.copies {
            return if self.by == (0, 0) { None } else { self.copied_preview(cx) };
        }
        let mut edits = Vec::new();
        let mut about = Vec::new();
        let mut target = None;
        if let Some((site, strangers)) = self.moving_in(cx) {
            let commands = strangers.iter().map(|subject| belongs_to((*subject).clone(), site)).collect();
            edits.push(PlanEdit::Record { at: cx.plan.stage_at(cx.stage), commands });
            about.extend(strangers.into_iter().cloned());
            about.push(site.into());
            target = Some(Subject::from(site));
        }
        if self.by != (0, 0) {
            let mut places = shifted(&self.what, self.way_into_collapsed(cx).unwrap_or(self.by));
            // A site that is left empty stays where its last member was.
            let left = self.grounds.iter().filter(|ground| ground.is_empty);
            places.extend(left.map(|ground| (Subject::from(&ground.site), Some(pos_of(&ground.rect)))));
            edits.push(PlanEdit::Place(places));
        }
        (!edits.is_empty()).then_some(Preview { edits, about, target, label: self.label(cx) })
    }

    /// How far what joins a collapsed site goes: to the nearest place that is free in it once it is expanded.
    fn way_into_collapsed(&self, cx: &Context<'_>) -> Option<(i32, i32)> {
        let (site, _) = self.moving_in(cx)?;
        let site = Subject::from(site);
        let there = moved(&self.bounds, (self.by.0 as f32, self.by.1 as f32));
        let size = (there.width(), there.height());
        let free = cx.scene.collapsed.has(&site).then(|| cx.scene.free_place(there.min, size, Some(&site)))?;
        let more = (free.x - snapped(there.min.x), free.y - snapped(there.min.y));
        Some((self.by.0.saturating_add(more.0), self.by.1.saturating_add(more.1)))
    }

    /// The copies, made once as long as the plan is the same: their names stay while the hand moves.
    fn copy(&mut self, cx: &Context<'_>) {
        let same = |(plan, stage, _): &(Arc<Plan>, usize, _)| Arc::ptr_eq(plan, cx.plan) && *stage == cx.stage;
        if !self.copied.as_ref().is_some_and(same) {
            let state = cx.state();
            // First what is in the hand.
            let held = self.held.iter().filter(|subject| state.has(subject));
            let carried = self.what.iter().map(|(subject, _)| subject).filter(|subject| state.has(subject));
            let all: Vec<Subject> = held.clone().chain(carried.filter(|s| !self.held.contains(s))).cloned().collect();
            self.copied = Some((cx.plan.clone(), cx.stage, intents::duplicated(cx.plan, cx.stage, &all)));
        }
    }

    fn copied(&self) -> Option<&Copied> {
        self.copied.as_ref().and_then(|(_, _, copied)| copied.as_ref())
    }

    /// The copies of what is in the hand, to be selected when they are made.
    pub fn copies_of_held(&self) -> Vec<Subject> {
        let made = self.copied().filter(|_| self.copies).map_or(&[][..], |copied| &copied.made);
        made.iter().filter(|(of, _)| self.held.contains(of)).map(|(_, copy)| copy.clone()).collect()
    }

    fn copied_preview(&self, cx: &Context<'_>) -> Option<Preview> {
        let copied = self.copied()?;
        let pos_of: HashMap<&Subject, &SheetPos> = self.what.iter().map(|(subject, pos)| (subject, pos)).collect();
        let copy_of: HashMap<&Subject, &Subject> = copied.made.iter().map(|(of, copy)| (of, copy)).collect();
        let mut commands = copied.intent.commands.clone();
        let mut about: Vec<Subject> = copied.made.iter().map(|(_, copy)| copy.clone()).collect();
        let mut target = None;
        if let Some((site, strangers)) = self.moving_in(cx) {
            let copies = strangers.iter().filter_map(|subject| copy_of.get(subject));
            commands.extend(copies.map(|copy| belongs_to((*copy).clone(), site)));
            about.push(site.into());
            target = Some(Subject::from(site));
        }
        let placed = copied.made.iter().filter_map(|(of, copy)| Some((copy.clone(), **pos_of.get(of)?)));
        let places = shifted(&placed.collect::<Vec<_>>(), self.way_into_collapsed(cx).unwrap_or(self.by));
        let record = PlanEdit::Record { at: cx.plan.stage_at(cx.stage), commands };
        let mut edits = vec![record, PlanEdit::Place(places)];
        edits.extend(Editor::collapsed_copies(cx, &copied.made));
        Some(Preview { edits, about, target, label: copied.intent.label.clone() })
    }

    /// What letting go on a site would change; `None` when all of it stands there already.
    pub fn offer(&self, cx: &Context<'_>, site: &Subject) -> Option<Preview> {
        let Subject::Site(id) = site else { return None };
        cx.state().sites.get(id)?;
        let there = Self { into: Some(id.clone()), by: (0, 0), ..self.clone() };
        if self.copies { there.copied_preview(cx) } else { there.preview(cx) }
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

/// A site becomes this object's own.
fn belongs_to(of: Subject, site: &SiteId) -> Command {
    Command::Set { of, fact: "site", to: Some(Value::text(site.as_str())) }
}

fn moved(rect: &SheetRect, by: (f32, f32)) -> SheetRect {
    SheetRect::new(rect.min.x + by.0, rect.min.y + by.1, rect.width(), rect.height())
}

fn pos_of(rect: &SheetRect) -> SheetPos {
    SheetPos { x: rect.min.x.round() as i32, y: rect.min.y.round() as i32 }
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
pub(super) fn place_of(cx: &Context<'_>, subject: &Subject) -> Option<SheetPos> {
    let drawn = || {
        let rect = cx.index.object(cx.scene, subject)?.rect;
        has_place(subject).then(|| pos_of(&rect))
    };
    cx.plan.places.get(subject).copied().or_else(drawn)
}

/// An object, or a site with everything that stands in it in any phase, so that none is left behind.
pub(super) fn carried_by(cx: &Context<'_>, subject: &Subject) -> Vec<Subject> {
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

/// One step of the arrow keys in sheet units, or ten: of the grid, or off it the least there is.
pub const fn nudge(far: bool, free: bool) -> i32 {
    let step = if free { 1 } else { GRID };
    if far { 10 * step } else { step }
}
