//! Everything on the sheet with the keyboard alone: keys that walk, choose and nudge. Keys of commands are in the
//! window's table of shortcuts.

use super::ViewSize;
use super::editor::{Context, Editor, Outcome, Preview, Tool};
use super::gesture::{Direction, Key, Modifiers};
use super::state::State;
use super::tools::{Aim, Moving, Payload, Placing, Reconnecting, is_pinned};
use crate::diagram::{SheetPoint, SheetRect};
use crate::model::Subject;
use crate::plan::intents;

/// How far the arrow keys move the view, in screen points.
const PAN_STEP: f32 = 64.0;

/// What a key does. Esc never comes here: it is a gesture's end ([`super::Gesture::Cancel`]).
pub(super) fn pressed(editor: &mut Editor, key: Key, modifiers: Modifiers, cx: &Context<'_>) -> Vec<Outcome> {
    if let State::Aiming(_) = editor.state {
        return editor.aiming(key, modifiers, cx);
    }
    if let State::Choosing { choices, at } = &editor.state {
        return match key {
            Key::Arrow(Direction::Down) | Key::Tab => editor.highlight((at + 1) % choices.len().max(1)),
            Key::Arrow(Direction::Up) => editor.highlight((at + choices.len().max(1) - 1) % choices.len().max(1)),
            Key::Enter => match choices.get(*at).cloned() {
                Some(choice) => editor.choose(choice, cx),
                None => Vec::new(),
            },
            _ => Vec::new(),
        };
    }
    // A drag is going on: the keyboard waits.
    if editor.is_busy() {
        return Vec::new();
    }
    let Modifiers { shift, command, alt } = modifiers;
    match key {
        Key::Arrow(direction) if command => editor.go(direction, cx),
        Key::Arrow(direction) => editor.nudge(direction, shift, alt, cx),
        Key::Tab => editor.tab(!shift, cx),
        Key::Enter => editor.selection.lead().cloned().map(Outcome::Open).into_iter().collect(),
        Key::Delete => editor.remove(cx),
        Key::Escape => Vec::new(),
    }
}

impl Editor {
    fn tab(&mut self, forward: bool, cx: &Context<'_>) -> Vec<Outcome> {
        match cx.index.beside(cx.scene, self.selection.lead(), forward) {
            Some(next) => self.walk_to(&next, cx),
            None => Vec::new(),
        }
    }

    /// To the neighbour in a direction; without a selection, to the first object.
    fn go(&mut self, direction: Direction, cx: &Context<'_>) -> Vec<Outcome> {
        let next = match self.selection.lead() {
            Some(lead) => {
                let from = cx.index.movable(cx.scene, lead).unwrap_or_else(|| lead.clone());
                cx.index.neighbour(cx.scene, &from, direction)
            }
            None => cx.index.beside(cx.scene, None, true),
        };
        next.map(|next| self.walk_to(&next, cx)).unwrap_or_default()
    }

    /// Moves the selection by one step of the grid or ten, off the grid by single units; with nothing to move, the view.
    fn nudge(&mut self, direction: Direction, far: bool, free: bool, cx: &Context<'_>) -> Vec<Outcome> {
        let (x, y) = match direction {
            Direction::Left => (-1, 0),
            Direction::Right => (1, 0),
            Direction::Up => (0, -1),
            Direction::Down => (0, 1),
        };
        let others: Vec<Subject> = self.selection.iter().cloned().collect();
        let origin = SheetPoint::default();
        let lead = self.selection.lead().and_then(|lead| cx.index.movable(cx.scene, lead));
        if let Some(lead) = lead.filter(|lead| is_pinned(cx, lead)) {
            return vec![Outcome::Impossible(crate::message!("canvas-is-locked", name = cx.plan.label(&lead)))];
        }
        let moving = self.selection.lead().and_then(|lead| Moving::new(cx, lead, &others, origin));
        let Some(moving) = moving else {
            let step = if far { 4.0 * PAN_STEP } else { PAN_STEP };
            self.camera.pan(-step * x as f32, -step * y as f32);
            return Vec::new();
        };
        let step = super::tools::nudge(far, free || self.off_grid);
        let preview = moving.nudged(cx, (x * step, y * step));
        self.commit(preview, cx)
    }

    fn remove(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let state = cx.state();
        let what: Vec<Subject> = self.selection.iter().filter(|subject| state.has(subject)).cloned().collect();
        let Some(intent) = intents::remove(cx.plan, cx.stage, &what) else { return Vec::new() };
        let edits = intent.edits(cx.plan, cx.stage, None);
        self.commit(Preview { edits, about: what, target: None, label: intent.label }, cx)
    }

    pub(super) fn put(&mut self, payload: Payload, cx: &Context<'_>) -> Vec<Outcome> {
        let lead = self.selection.lead().cloned();
        let into = match (payload, &lead) {
            (Payload::Server, Some(Subject::Server(_) | Subject::Pool(_))) => {
                lead.as_ref().and_then(|lead| cx.index.movable(cx.scene, lead))
            }
            (Payload::SqlInstance, Some(Subject::SqlInstance(_) | Subject::SqlServer(_))) => {
                lead.as_ref().and_then(|lead| cx.index.movable(cx.scene, lead))
            }
            (Payload::Site(_) | Payload::Server | Payload::SqlInstance, _) => None,
            (_, Some(lead)) => cx.state().site_of(lead).map(Subject::from),
            (_, None) => None,
        };
        let middle = view_middle(self, cx.view);
        // Beside what stands in the site, or where the eye is.
        let at = match (&into, &lead) {
            (Some(site @ Subject::Site(_)), Some(lead)) => {
                let beside = if lead == site { site } else { lead };
                cx.index.rect(cx.scene, beside).map_or(middle, |rect: SheetRect| rect.center())
            }
            _ => middle,
        };
        let into = match (into, payload) {
            (None, Payload::Server | Payload::SqlInstance | Payload::Site(_)) => None,
            (None, _) => cx.scene.site_at(at).map(Subject::from).filter(|s| cx.state().has(s)),
            (into, _) => into,
        };
        let placing = Placing::into(cx, payload, at, into);
        let mut out = self.place(&placing, cx);
        if let Some(made) = placing.preview(cx)
            && !made.target.as_ref().is_some_and(|into| cx.scene.collapsed.has(into))
            && let Some(pos) = made.edits.iter().find_map(placed)
            && matches!(out.first(), Some(Outcome::Commit { .. }))
        {
            let (width, height) = payload.size();
            self.revealing(SheetRect::new(pos.0, pos.1, width, height), cx.view)(&mut self.camera);
        }
        if out == [Outcome::Drop] {
            out.push(Outcome::Impossible(crate::message!("canvas-hint-needs-host")));
        }
        out
    }

    /// Starts a connection from the selected object, or takes the end that a selected line depends on; where it goes is
    /// chosen with the keyboard. Without a selection, the connecting tool is taken.
    pub(super) fn aim(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        if let Some(line @ Subject::Link(id)) = self.selection.lead()
            && let Some(link) = cx.state().links.get(id)
        {
            let end = Reconnecting::new(cx, line, link.to.clone(), SheetPoint::default());
            let Some(aim) = end.and_then(|end| Aim::of_line(cx, &end)) else {
                let name = cx.plan.label(&link.from);
                return vec![Outcome::Impossible(crate::message!("canvas-nothing-to-join", name = name))];
            };
            self.state = State::Aiming(aim);
            return self.aimed(cx);
        }
        let from = self.selection.lead().and_then(|lead| cx.index.connectable(cx.scene, lead));
        let Some(from) = from else {
            self.tool = Tool::Connect;
            return Vec::new();
        };
        match Aim::new(cx, from.clone()) {
            Some(aim) => {
                self.state = State::Aiming(aim);
                self.aimed(cx)
            }
            None => vec![Outcome::Impossible(crate::message!("canvas-nothing-to-join", name = cx.plan.label(&from)))],
        }
    }

    fn aiming(&mut self, key: Key, modifiers: Modifiers, cx: &Context<'_>) -> Vec<Outcome> {
        let State::Aiming(aim) = &mut self.state else { return Vec::new() };
        match key {
            Key::Arrow(Direction::Right | Direction::Down) => aim.step(true),
            Key::Arrow(Direction::Left | Direction::Up) => aim.step(false),
            Key::Tab => aim.step(!modifiers.shift),
            Key::Enter => return self.confirm_aim(cx),
            _ => return Vec::new(),
        }
        self.aimed(cx)
    }

    /// Shows the target that the keyboard points at.
    fn aimed(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let State::Aiming(aim) = &self.state else { return Vec::new() };
        self.preview = aim.choices().first().map(|choice| choice.preview.clone());
        if let Some(rect) = aim.target().and_then(|target| cx.index.rect(cx.scene, target)) {
            self.revealing(rect, cx.view)(&mut self.camera);
        }
        vec![Outcome::Preview]
    }

    fn confirm_aim(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let State::Aiming(aim) = &self.state else { return Vec::new() };
        let choices = aim.choices().to_vec();
        let at = aim.target().and_then(|target| cx.index.rect(cx.scene, target)).unwrap_or_default().center();
        match choices.as_slice() {
            [] => Vec::new(),
            [one] => self.commit(one.preview.clone(), cx),
            _ => {
                self.state = State::Choosing { choices, at: 0 };
                vec![Outcome::Choose(self.camera.screen_from_sheet(at))]
            }
        }
    }

    fn highlight(&mut self, wanted: usize) -> Vec<Outcome> {
        if let State::Choosing { choices, at } = &mut self.state
            && let Some(choice) = choices.get(wanted)
        {
            *at = wanted;
            self.preview = Some(choice.preview.clone());
            return vec![Outcome::Preview];
        }
        Vec::new()
    }
}

pub(super) fn placed(edit: &crate::plan::PlanEdit) -> Option<(f32, f32)> {
    match edit {
        crate::plan::PlanEdit::Place(places) => {
            places.first().and_then(|(_, pos)| pos.map(|pos| (pos.x as f32, pos.y as f32)))
        }
        _ => None,
    }
}

fn view_middle(editor: &Editor, view: ViewSize) -> SheetPoint {
    editor.camera.shown(view).center()
}
