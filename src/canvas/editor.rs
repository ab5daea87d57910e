//! The editor: what is selected, which tool is in the hand, what it is doing, and what that would change.

use super::command::MARGIN;
use super::gesture::Gesture;
use super::sheet_index::SheetIndex;
use super::state::{Grip, State};
use super::tools::{Choice, Payload, Placing};
use super::views::Views;
use super::{Camera, ScreenPoint, Selection, SheetCommand, ViewSize};
use crate::diagram::{Scene, SheetRect};
use crate::model::{Subject, Topology};
use crate::plan::{Clip, Plan, PlanEdit, Replay};
use crate::rules::Report;
use crate::text::Message;
use std::sync::Arc;

/// What an event is handled against. A subject may vanish at any moment: everything is looked up, nothing kept.
pub struct Context<'a> {
    pub plan: &'a Arc<Plan>,
    pub replay: &'a Replay,
    pub report: &'a Arc<Report>,
    pub scene: &'a Scene,
    pub index: &'a SheetIndex,
    /// The stage that is shown.
    pub stage: usize,
    pub view: ViewSize,
    /// Screen points per sheet unit.
    pub zoom: f32,
}

impl Context<'_> {
    /// The topology at the shown stage.
    pub fn state(&self) -> &Topology {
        self.replay.states.get(self.stage).or(self.replay.states.last()).unwrap_or(&self.plan.today)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tool {
    #[default]
    Select,
    Connect,
    Pan,
}

/// What the editor is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Gesture(Gesture),
    /// Something from the palette is held over the sheet.
    Carry {
        payload: Payload,
        at: ScreenPoint,
    },
    Dropped {
        payload: Payload,
        at: ScreenPoint,
    },
    /// It left the sheet.
    CarriedOff,
    /// Put it without a pointer: into the selected site, or in the middle of the view.
    Put(Payload),
    /// The choice that is pointed at, while there is one to make.
    Highlight(usize),
    Choose(usize),
    /// A command of a menu, a button or a shortcut.
    Do(SheetCommand),
    /// What the clipboard holds, at a point or where the selection is.
    Paste {
        clip: Box<Clip>,
        at: Option<ScreenPoint>,
    },
}

/// What the editor answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The selection is another one.
    Select,
    /// What letting go now would do; [`Editor::preview`] has it.
    Preview,
    /// One named edit of the plan.
    Commit {
        label: Message,
        edits: Vec<PlanEdit>,
    },
    /// What was in the hand is dropped; the plan is as it was.
    Drop,
    /// The edit cannot be made, and why.
    Impossible(Message),
    /// There are several ways to join two objects: one of [`Editor::choices`] is to be chosen, here.
    Choose(ScreenPoint),
    Rename(Subject),
    /// Ask what to add: it comes as [`Event::Dropped`] or [`Event::Put`].
    Insert,
    /// For the clipboard.
    Copied(Box<Clip>),
    /// The clipboard is wanted: what it holds comes as [`Event::Paste`].
    AskClipboard,
    /// Show everything about it.
    Open(Subject),
    /// Show its findings.
    Findings(Subject),
    /// A menu for the selection, or for the sheet.
    Menu {
        subject: Option<Subject>,
        /// It was asked for on the mark of its findings.
        findings: bool,
        at: ScreenPoint,
    },
}

/// A change that is offered and not made.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    pub edits: Vec<PlanEdit>,
    /// What is in the hand, and what it is over.
    pub about: Vec<Subject>,
    pub target: Option<Subject>,
    pub label: Message,
}

/// The hand on the sheet. It owns no plan and draws nothing.
#[derive(Clone, Debug, Default)]
pub struct Editor {
    pub camera: Camera,
    pub selection: Selection,
    pub(super) tool: Tool,
    pub(super) state: State,
    pub(super) hovered: Option<Subject>,
    /// What of the selected or pointed at object the pointer would grab.
    pub(super) grip: Option<Grip>,
    pub(super) preview: Option<Preview>,
    pub(super) views: Views,
    /// The grid is off: not drawn, and places do not snap to it.
    pub(super) off_grid: bool,
    /// Of the view, from the left: something lies on it.
    covered_left: f32,
}

impl Editor {
    pub fn has_grid(&self) -> bool {
        !self.off_grid
    }

    pub fn show_grid(&mut self, shown: bool) {
        self.off_grid = !shown;
    }

    /// Something lies on the view from the left, this many points wide: what is fitted keeps clear of it. Whether that is
    /// news.
    pub fn cover_left(&mut self, points: f32) -> bool {
        std::mem::replace(&mut self.covered_left, points) != points
    }

    /// How much of the view is taken from the left, as long as that leaves room enough.
    fn covered(&self, view: ViewSize) -> f32 {
        if self.covered_left * 2.0 < view.width { self.covered_left } else { 0.0 }
    }

    /// How to bring a rectangle into view, beside what lies on it.
    pub(super) fn revealing(&self, rect: SheetRect, view: ViewSize) -> impl Fn(&mut Camera) + use<> {
        let left = self.covered(view);
        let room = ViewSize { width: view.width - left, ..view };
        move |camera| {
            let mut aside = *camera;
            aside.pan(-left, 0.0);
            let before = aside.origin;
            aside.reveal(rect, room, MARGIN);
            if aside.origin != before {
                aside.pan(left, 0.0);
                *camera = aside;
            }
        }
    }

    /// How to show a rectangle whole, beside what lies on the view as long as that leaves room enough.
    pub(super) fn fitting(&self, rect: SheetRect, view: ViewSize) -> impl Fn(&mut Camera) + use<> {
        let left = self.covered(view);
        let room = ViewSize { width: view.width - left, ..view };
        // A view that is hardly larger than its margins has smaller ones.
        let margin = MARGIN.min(room.width.min(room.height) / 8.0);
        move |camera| {
            camera.fit(rect, room, margin);
            camera.pan(left, 0.0);
        }
    }

    /// The view is going to jump: it can be led back here.
    pub fn leave_view(&mut self) {
        self.views.leave(self.camera);
    }

    pub fn tool(&self) -> Tool {
        self.tool
    }

    pub fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    pub fn hovered(&self) -> Option<&Subject> {
        self.hovered.as_ref()
    }

    /// Whether what is in the hand was worked out from the plan and the stage as they are.
    pub fn rests_on_plan(&self) -> bool {
        matches!(
            self.state,
            State::Moving(_)
                | State::Connecting(_)
                | State::Reconnecting(_)
                | State::Choosing { .. }
                | State::Aiming(_)
        )
    }

    /// Whether something is going on that Esc would take back.
    pub fn is_busy(&self) -> bool {
        !matches!(self.state, State::Idle)
    }

    /// The objects whose handles are shown, for drawing connections.
    pub fn with_handles(&self, cx: &Context<'_>) -> Vec<Subject> {
        if self.is_busy() || self.tool == Tool::Pan {
            return Vec::new();
        }
        let mut all: Vec<Subject> = Vec::new();
        for subject in self.hovered.iter().chain(self.selection.lead()) {
            if let Some(owner @ (Subject::Pool(_) | Subject::Gateway(_))) = cx.index.connectable(cx.scene, subject)
                && cx.state().has(&owner)
                && !all.contains(&owner)
            {
                all.push(owner);
            }
        }
        all
    }

    /// The object that is renamed by typing: the only one that is selected, while nothing else is going on.
    pub fn named_by_typing(&self, cx: &Context<'_>) -> Option<&Subject> {
        let lead = self.selection.lead().filter(|_| self.selection.len() == 1 && self.tool == Tool::Select)?;
        let named = !self.is_busy() && !matches!(lead, Subject::Link(_)) && super::is_renamable(lead);
        (named && cx.state().has(lead)).then_some(lead)
    }

    /// Takes a preview, a hover and a selection of what is no longer there out of the hand. The plan, the
    /// stage or the scene may have changed since the last event.
    pub fn tidy(&mut self, cx: &Context<'_>) {
        let is_there = |subject: &Subject| {
            cx.index.draws(subject)
                || cx.state().has(subject)
                || match subject {
                    Subject::Phase(id) => cx.plan.phase(id).is_some(),
                    Subject::Step(id) => cx.plan.step(id).is_some(),
                    _ => false,
                }
        };
        self.selection.retain(is_there);
        self.hovered = self.hovered.take().filter(is_there);
    }

    pub fn handle(&mut self, event: &Event, cx: &Context<'_>) -> Vec<Outcome> {
        match event {
            Event::Gesture(gesture) => self.gesture(*gesture, cx),
            Event::Carry { payload, at } => self.carry(*payload, *at, cx),
            Event::Dropped { payload, at } => {
                self.carry(*payload, *at, cx);
                self.let_go(cx)
            }
            Event::CarriedOff => match self.state {
                State::Placing(_) => self.cancel(cx),
                _ => Vec::new(),
            },
            Event::Put(payload) => self.put(*payload, cx),
            Event::Highlight(wanted) => {
                if let State::Choosing { choices, at } = &mut self.state
                    && let Some(choice) = choices.get(*wanted)
                    && *at != *wanted
                {
                    *at = *wanted;
                    self.preview = Some(choice.preview.clone());
                    return vec![Outcome::Preview];
                }
                Vec::new()
            }
            Event::Choose(wanted) => match &self.state {
                State::Choosing { choices, .. } => match choices.get(*wanted).cloned() {
                    Some(choice) => self.choose(choice, cx),
                    None => Vec::new(),
                },
                _ => Vec::new(),
            },
            Event::Do(command) => self.perform(*command, cx),
            Event::Paste { clip, at } => self.paste(clip, *at, cx),
        }
    }

    fn gesture(&mut self, gesture: Gesture, cx: &Context<'_>) -> Vec<Outcome> {
        match gesture {
            Gesture::Hover(at) => self.hover(at, cx),
            Gesture::Click { at, button, modifiers } => self.click(at, button, modifiers, cx),
            Gesture::DoubleClick { at } => self.double_click(at, cx),
            Gesture::DragStart { at, to, modifiers, pans } => {
                let mut out = self.drag_start(at, modifiers, pans, cx);
                out.extend(self.drag(to, modifiers, cx));
                out
            }
            Gesture::Drag { to, modifiers } => self.drag(to, modifiers, cx),
            Gesture::DragEnd { to, modifiers } => {
                // What is let go is what this last step shows.
                let mut out = self.drag(to, modifiers, cx);
                out.retain(|outcome| *outcome != Outcome::Preview);
                out.extend(self.let_go(cx));
                out
            }
            Gesture::Cancel => self.cancel(cx),
            Gesture::Key { key, modifiers } => super::keys::pressed(self, key, modifiers, cx),
            Gesture::Pan { dx, dy } => {
                self.camera.pan(dx, dy);
                Vec::new()
            }
            Gesture::Zoom { at, factor } => {
                self.camera.zoom_at(at, factor);
                Vec::new()
            }
        }
    }

    fn carry(&mut self, payload: Payload, at: ScreenPoint, cx: &Context<'_>) -> Vec<Outcome> {
        let at = self.camera.sheet_from_screen(at);
        match &mut self.state {
            State::Placing(placing) if placing.payload == payload => placing.to(cx, at),
            state => *state = State::Placing(Placing::new(cx, payload, at)),
        }
        if let State::Placing(placing) = &self.state {
            self.preview = placing.preview(cx);
        }
        vec![Outcome::Preview]
    }

    pub(super) fn place(&mut self, placing: &Placing, cx: &Context<'_>) -> Vec<Outcome> {
        let Some(preview) = placing.preview(cx) else { return self.cancelled() };
        let made = placing.subject().cloned();
        let mut out = self.commit(preview, cx);
        if let (Some(made), [Outcome::Commit { .. }]) = (made, out.as_slice()) {
            self.selection = Selection::one(made);
            out.push(Outcome::Select);
        }
        out
    }

    /// Makes an edit of a preview, when it changes something and can be made.
    pub(super) fn commit(&mut self, preview: Preview, cx: &Context<'_>) -> Vec<Outcome> {
        self.state = State::Idle;
        self.preview = None;
        match PlanEdit::all_applied_after(&preview.edits, cx.plan, cx.replay) {
            Ok(next) if next == **cx.plan => vec![Outcome::Drop],
            Ok(_) => vec![Outcome::Commit { label: preview.label, edits: preview.edits }],
            Err(error) => vec![Outcome::Drop, Outcome::Impossible(error.message(cx.plan))],
        }
    }

    /// Makes what was chosen; something new is selected.
    pub(super) fn choose(&mut self, choice: Choice, cx: &Context<'_>) -> Vec<Outcome> {
        let mut out = self.commit(choice.preview, cx);
        if let (Some(made), [Outcome::Commit { .. }]) = (choice.made, out.as_slice()) {
            self.selection = Selection::one(made);
            out.push(Outcome::Select);
        }
        out
    }

    pub(super) fn select(&mut self, next: Selection) -> Vec<Outcome> {
        if next == self.selection {
            return Vec::new();
        }
        self.selection = next;
        vec![Outcome::Select]
    }

    pub(super) fn cancelled(&mut self) -> Vec<Outcome> {
        self.state = State::Idle;
        self.preview = None;
        vec![Outcome::Drop]
    }

    /// Esc, or a lost focus: everything as before. With nothing in the hand, the tool is put away, then the
    /// selection.
    pub(super) fn cancel(&mut self, _cx: &Context<'_>) -> Vec<Outcome> {
        match std::mem::take(&mut self.state) {
            State::Marquee { before, .. } => {
                let mut out = self.cancelled();
                out.extend(self.select(before));
                out
            }
            State::Idle if self.tool != Tool::Select => {
                self.tool = Tool::Select;
                Vec::new()
            }
            State::Idle => self.select(Selection::default()),
            State::Panning(_)
            | State::Moving(_)
            | State::Connecting(_)
            | State::Reconnecting(_)
            | State::Choosing { .. }
            | State::Aiming(_)
            | State::Placing(_) => self.cancelled(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::SheetPoint;

    #[test]
    fn what_is_brought_into_view_does_not_come_under_what_lies_on_it() {
        let view = ViewSize { width: 1_000.0, height: 600.0 };
        let mut editor = Editor::default();
        editor.cover_left(300.0);
        let rect = |x: f32| SheetRect::new(x, 100.0, 50.0, 50.0);
        editor.revealing(rect(400.0), view)(&mut editor.camera);
        assert_eq!(editor.camera, Camera::default(), "it is seen");
        editor.revealing(rect(200.0), view)(&mut editor.camera);
        let at = editor.camera.screen_from_sheet(SheetPoint { x: 200.0, y: 100.0 });
        assert_eq!(at, ScreenPoint::new(300.0 + MARGIN, 100.0));
    }
}
