//! What the pointer does: hovers, clicks, drags and lets go.

use super::editor::{Context, Editor, Outcome, Tool};
use super::gesture::{Button, Modifiers};
use super::sheet_index::{HANDLE_REACH, Hit};
use super::state::{Grip, State, spanned, touches};
use super::tools::{Connection, Moving, Reconnecting, Steer, beside, companions, handles, is_pinned, line_ends};
use super::{ScreenPoint, Selection};
use crate::diagram::{SheetPoint, Side};
use crate::model::Subject;

impl Editor {
    pub(super) fn hover(&mut self, at: Option<ScreenPoint>, cx: &Context<'_>) -> Vec<Outcome> {
        let at = at.map(|at| self.camera.sheet_from_screen(at));
        if let (State::Connecting(connection), Some(at)) = (&mut self.state, at) {
            connection.to(cx, at);
            return self.offer_connection();
        }
        let hit = at.and_then(|at| self.object_at(at, cx));
        // A handle stands half outside its object.
        if hit.is_some() || self.grip_at(at, cx) != Some(Grip::Handle) {
            self.hovered = hit;
        }
        self.grip = self.grip_at(at, cx);
        Vec::new()
    }

    fn grip_at(&self, at: Option<SheetPoint>, cx: &Context<'_>) -> Option<Grip> {
        let at = at?;
        let end = self.line_end_at(at, cx).map(|_| Grip::End);
        end.or_else(|| self.handle_at(at, cx).map(|_| Grip::Handle))
    }

    pub(super) fn object_at(&self, at: SheetPoint, cx: &Context<'_>) -> Option<Subject> {
        match cx.index.hit(cx.scene, at, self.camera.zoom())? {
            Hit::Object(subject) | Hit::Badge(subject) => Some(subject),
        }
    }

    /// The object whose handle is under a point, and which of its handles.
    pub(super) fn handle_at(&self, at: SheetPoint, cx: &Context<'_>) -> Option<(Subject, Side)> {
        let reach = HANDLE_REACH / self.camera.zoom();
        let near = |p: &SheetPoint| (p.x - at.x).hypot(p.y - at.y) <= reach;
        self.with_handles(cx).into_iter().find_map(|subject| {
            let rect = cx.index.object(cx.scene, &subject)?.rect;
            // On a box hardly larger than its handles nothing else could be grabbed.
            let grabbed = handles(rect).into_iter().find(|(_, p)| rect.height() > 3.0 * reach && near(p));
            grabbed.map(|(side, _)| (subject, side))
        })
    }

    /// The ends of the selected line, which can be taken to another object.
    pub fn line_ends(&self, cx: &Context<'_>) -> Vec<(Subject, SheetPoint)> {
        let line = self.selection.lead().filter(|_| !self.is_busy() && self.tool == Tool::Select);
        line.and_then(|line| line_ends(cx, line)).into_iter().flatten().collect()
    }

    /// The end of the selected line that is under a point.
    fn line_end_at(&self, at: SheetPoint, cx: &Context<'_>) -> Option<Reconnecting> {
        let reach = HANDLE_REACH / self.camera.zoom();
        let ends = self.line_ends(cx).into_iter();
        let (end, _) = ends.into_iter().find(|(_, p)| (p.x - at.x).hypot(p.y - at.y) <= reach)?;
        Reconnecting::new(cx, self.selection.lead()?, end, at)
    }

    /// What could be made beside an object and joined with it, to choose from.
    pub(super) fn offer_companions(
        &mut self,
        from: &Subject,
        beside: SheetPoint,
        at: ScreenPoint,
        cx: &Context<'_>,
    ) -> Vec<Outcome> {
        let choices = companions(cx, from, beside);
        if choices.is_empty() {
            let mut out = self.cancelled();
            out.push(Outcome::Impossible(crate::message!("canvas-all-beside", name = cx.plan.label(from))));
            return out;
        }
        self.preview = choices.first().map(|choice| choice.preview.clone());
        self.state = State::Choosing { choices, at: 0 };
        vec![Outcome::Choose(at), Outcome::Preview]
    }

    pub(super) fn click(
        &mut self,
        at: ScreenPoint,
        button: Button,
        modifiers: Modifiers,
        cx: &Context<'_>,
    ) -> Vec<Outcome> {
        let on_sheet = self.camera.sheet_from_screen(at);
        match (&self.state, button) {
            (State::Connecting(_), Button::Primary) => {
                self.hover(Some(at), cx);
                return self.let_go_at(at, cx);
            }
            (State::Connecting(_) | State::Choosing { .. } | State::Aiming(_), _) => return self.cancel(cx),
            _ => {}
        }
        // A click on a handle of the selected object asks what to add beside it.
        if button == Button::Primary
            && self.tool == Tool::Select
            && modifiers == Modifiers::default()
            && let Some((subject, side)) = self.handle_at(on_sheet, cx)
            && self.selection.has(&subject)
            && let Some(rect) = cx.index.rect(cx.scene, &subject)
        {
            return self.offer_companions(&subject, beside(rect, side), at, cx);
        }
        let hit = cx.index.hit(cx.scene, on_sheet, self.camera.zoom());
        match (button, hit) {
            (Button::Middle, _) => Vec::new(),
            (Button::Secondary, hit) => {
                let findings = matches!(hit, Some(Hit::Badge(_)));
                let subject = hit.map(|hit| match hit {
                    Hit::Object(subject) | Hit::Badge(subject) => subject,
                });
                let mut out = match &subject {
                    Some(subject) if self.selection.has(subject) => Vec::new(),
                    Some(subject) => self.select(Selection::one(subject.clone())),
                    None => self.select(Selection::default()),
                };
                out.push(Outcome::Menu { subject, findings, at });
                out
            }
            (Button::Primary, _) if modifiers.alt && self.tool == Tool::Select => match self.beneath(on_sheet, cx) {
                Some(beneath) => self.select(Selection::one(beneath)),
                None => Vec::new(),
            },
            (Button::Primary, Some(Hit::Badge(subject))) => {
                let mut out = self.select(Selection::one(subject.clone()));
                out.push(Outcome::Findings(subject));
                out
            }
            (Button::Primary, Some(Hit::Object(subject))) if self.tool == Tool::Connect => {
                if let Some(from) = cx.index.connectable(cx.scene, &subject) {
                    self.state = State::Connecting(Connection::new(from, None, on_sheet));
                }
                self.select(Selection::one(subject))
            }
            (Button::Primary, Some(Hit::Object(subject))) if modifiers.shift || modifiers.command => {
                let mut next = self.selection.clone();
                next.toggle(subject);
                self.select(next)
            }
            (Button::Primary, Some(Hit::Object(subject))) => self.select(Selection::one(subject)),
            (Button::Primary, None) if modifiers.shift || modifiers.command => Vec::new(),
            (Button::Primary, None) => self.select(Selection::default()),
        }
    }

    /// What lies beneath the selected object at a point, or beneath the front; from the last on to the front again.
    pub(super) fn beneath(&self, at: SheetPoint, cx: &Context<'_>) -> Option<Subject> {
        let all = cx.index.beneath(cx.scene, at, self.camera.zoom());
        let here = all.iter().position(|subject| self.selection.lead() == Some(subject)).unwrap_or(0);
        let next = (here + 1) % all.len().max(1);
        all.into_iter().nth(next)
    }

    pub(super) fn double_click(&mut self, at: ScreenPoint, cx: &Context<'_>) -> Vec<Outcome> {
        if self.is_busy() {
            return self.cancel(cx);
        }
        match self.object_at(self.camera.sheet_from_screen(at), cx) {
            Some(subject @ Subject::Link(_)) => vec![Outcome::Open(subject)],
            Some(Subject::Site(site)) if cx.scene.collapsed.has(&(&site).into()) => {
                self.collapse_all(vec![site], false, cx)
            }
            Some(subject) if cx.state().has(&subject) && super::is_renamable(&subject) => {
                vec![Outcome::Rename(subject)]
            }
            Some(subject) => vec![Outcome::Open(subject)],
            None => vec![Outcome::Insert],
        }
    }

    pub(super) fn drag_start(
        &mut self,
        at: ScreenPoint,
        modifiers: Modifiers,
        pans: bool,
        cx: &Context<'_>,
    ) -> Vec<Outcome> {
        let out = if self.is_busy() { self.cancel(cx) } else { Vec::new() };
        let from = self.camera.sheet_from_screen(at);
        if pans || self.tool == Tool::Pan {
            self.state = State::Panning(at);
            return out;
        }
        if let Some(end) = self.line_end_at(from, cx) {
            self.state = State::Reconnecting(end);
            return out;
        }
        let hit = self.object_at(from, cx);
        let connects = self.tool == Tool::Connect;
        let by_handle = self.handle_at(from, cx).map(|(subject, side)| (subject, Some(side)));
        let source = by_handle.or_else(|| {
            let subject = hit.as_ref().filter(|_| connects)?;
            Some((cx.index.connectable(cx.scene, subject)?, None))
        });
        if let Some((source, pulled)) = source.filter(|(source, _)| cx.state().has(source)) {
            self.state = State::Connecting(Connection::new(source, pulled, from));
            return out;
        }
        if let Some(subject) = hit.filter(|_| !connects)
            && let Some(movable) = cx.index.movable(cx.scene, &subject)
        {
            return self.start_moving(subject, &movable, from, modifiers, cx, out);
        }
        self.state = State::Marquee { from, to: from, before: self.selection.clone() };
        out
    }

    pub(super) fn start_moving(
        &mut self,
        subject: Subject,
        movable: &Subject,
        from: SheetPoint,
        modifiers: Modifiers,
        cx: &Context<'_>,
        mut out: Vec<Outcome>,
    ) -> Vec<Outcome> {
        let held = self.selection.has(&subject) || self.selection.has(movable);
        if !held {
            let mut next = self.selection.clone();
            if !(modifiers.shift || modifiers.command) {
                next = Selection::default();
            }
            next.add(movable.clone());
            out.extend(self.select(next));
        }
        let others: Vec<Subject> = self.selection.iter().cloned().collect();
        if let Some(moving) = Moving::new(cx, movable, &others, from) {
            self.state = State::Moving(Box::new(moving));
        } else if is_pinned(cx, movable) {
            out.push(Outcome::Impossible(crate::message!("canvas-is-locked", name = cx.plan.label(movable))));
        }
        out
    }

    /// The hand is at `to` now, with these keys held. Comes again when only the keys changed.
    pub(super) fn drag(&mut self, to: ScreenPoint, with: Modifiers, cx: &Context<'_>) -> Vec<Outcome> {
        let on_sheet = self.camera.sheet_from_screen(to);
        match &mut self.state {
            State::Panning(last) => {
                let (dx, dy) = (to.x - last.x, to.y - last.y);
                *last = to;
                self.camera.pan(dx, dy);
                Vec::new()
            }
            State::Marquee { from, to, before } => {
                *to = on_sheet;
                let inside = cx.index.within(cx.scene, &spanned(*from, *to), touches(*from, *to));
                let adds = with.shift || with.command;
                let kept = if adds { before.clone() } else { Selection::default() };
                let next = Selection::of(kept.iter().cloned().chain(inside));
                self.select(next)
            }
            State::Moving(moving) => {
                let shown = self.camera.shown(cx.view);
                moving.to(cx, on_sheet, Steer { with, shown, grid: !self.off_grid });
                self.preview = moving.preview(cx);
                vec![Outcome::Preview]
            }
            State::Connecting(connection) => {
                connection.to(cx, on_sheet);
                self.offer_connection()
            }
            State::Reconnecting(end) => {
                end.to(cx, on_sheet);
                self.preview = end.choices.first().map(|choice| choice.preview.clone());
                vec![Outcome::Preview]
            }
            State::Idle | State::Choosing { .. } | State::Aiming(_) | State::Placing(_) => Vec::new(),
        }
    }

    pub(super) fn offer_connection(&mut self) -> Vec<Outcome> {
        if let State::Connecting(connection) = &self.state {
            self.preview = connection.choices.first().map(|choice| choice.preview.clone());
        }
        vec![Outcome::Preview]
    }

    pub(super) fn let_go_at(&mut self, at: ScreenPoint, cx: &Context<'_>) -> Vec<Outcome> {
        match std::mem::take(&mut self.state) {
            // A handle pulled onto bare ground: something new is wanted there.
            State::Connecting(connection) if connection.over.is_none() && connection.pulled.is_some() => {
                self.offer_companions(&connection.from, connection.to, at, cx)
            }
            State::Connecting(Connection { choices, .. }) | State::Reconnecting(Reconnecting { choices, .. }) => {
                match choices.as_slice() {
                    [] => self.cancelled(),
                    [one] => self.commit(one.preview.clone(), cx),
                    many => {
                        self.preview = many.first().map(|choice| choice.preview.clone());
                        self.state = State::Choosing { choices, at: 0 };
                        vec![Outcome::Choose(at)]
                    }
                }
            }
            state => {
                self.state = state;
                Vec::new()
            }
        }
    }

    pub(super) fn let_go(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        match std::mem::take(&mut self.state) {
            State::Moving(moving) => match moving.preview(cx) {
                Some(preview) => {
                    let copies = moving.copies_of_held();
                    let mut out = self.commit(preview, cx);
                    if let [Outcome::Commit { .. }] = out.as_slice()
                        && !copies.is_empty()
                    {
                        self.selection = Selection::of(copies);
                        out.push(Outcome::Select);
                    }
                    out
                }
                None => self.cancelled(),
            },
            State::Connecting(connection) => {
                let at = self.camera.screen_from_sheet(connection.to);
                self.state = State::Connecting(connection);
                self.let_go_at(at, cx)
            }
            State::Reconnecting(end) => {
                let at = self.camera.screen_from_sheet(end.to);
                self.state = State::Reconnecting(end);
                self.let_go_at(at, cx)
            }
            State::Placing(placing) => self.place(&placing, cx),
            State::Idle | State::Panning(_) | State::Marquee { .. } => Vec::new(),
            state @ (State::Choosing { .. } | State::Aiming(_)) => {
                self.state = state;
                Vec::new()
            }
        }
    }
}
