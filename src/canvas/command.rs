//! What can be done on the sheet by name: from a menu, a button, a key. Each once: its words, when it can be done
//! and why not, and what it does.
//!
//! A new one: a variant with its place in `ALL` and its words; its arms in `available` and `perform`; its place in
//! a menu and its shortcuts in `ui/command`; a script in `tests/hand.rs`.

use super::editor::{Context, Editor, Outcome, Preview, Tool};
use super::sheet_index::has_place;
use super::{Selection, is_renamable};
use crate::model::Subject;
use crate::plan::{PlanEdit, intents};
use crate::text::Message;

/// Room around what is shown whole, in screen points.
pub(super) const MARGIN: f32 = 48.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SheetCommand {
    FitAll,
    FitSelection,
    ActualSize,
    ZoomIn,
    ZoomOut,
    SelectAll,
    Duplicate,
    Rename,
    /// Draw a connection from the selected object with the keyboard, or take the tool for it.
    Connect,
    /// Locks what is selected in its place, or lets it go when all of it is locked.
    Lock,
    Take(Tool),
}

impl SheetCommand {
    pub const ALL: [Self; 13] = [
        Self::FitAll,
        Self::FitSelection,
        Self::ActualSize,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::SelectAll,
        Self::Duplicate,
        Self::Rename,
        Self::Connect,
        Self::Lock,
        Self::Take(Tool::Select),
        Self::Take(Tool::Connect),
        Self::Take(Tool::Pan),
    ];

    /// The words in menus.
    pub fn text(self) -> Message {
        match self {
            Self::FitAll => crate::message!("canvas-do-fit-all"),
            Self::FitSelection => crate::message!("canvas-do-fit-selection"),
            Self::ActualSize => crate::message!("canvas-do-actual-size"),
            Self::ZoomIn => crate::message!("canvas-do-zoom-in"),
            Self::ZoomOut => crate::message!("canvas-do-zoom-out"),
            Self::SelectAll => crate::message!("canvas-do-select-all"),
            Self::Duplicate => crate::message!("canvas-do-duplicate"),
            Self::Rename => crate::message!("canvas-do-rename"),
            Self::Connect => crate::message!("canvas-do-connect"),
            Self::Lock => crate::message!("canvas-do-lock"),
            Self::Take(Tool::Select) => crate::message!("canvas-do-take-select"),
            Self::Take(Tool::Connect) => crate::message!("canvas-do-take-connect"),
            Self::Take(Tool::Pan) => crate::message!("canvas-do-take-pan"),
        }
    }
}

impl Editor {
    /// `Err` with the reason when the command cannot be done now.
    pub fn available(&self, command: SheetCommand, cx: &Context<'_>) -> Result<(), Message> {
        use SheetCommand::*;
        let must = |good: bool, why: fn() -> Message| if good { Ok(()) } else { Err(why()) };
        match command {
            // A tool that is taken puts away what was in the hand; the view can always change.
            Take(_) | FitAll | ActualSize | ZoomIn | ZoomOut => return Ok(()),
            FitSelection => {
                let drawn = self.selection.iter().any(|subject| cx.index.rect(cx.scene, subject).is_some());
                return must(drawn, || crate::message!("canvas-nothing-selected"));
            }
            SelectAll | Duplicate | Rename | Connect | Lock => {}
        }
        must(!self.is_busy(), || crate::message!("canvas-hand-is-full"))?;
        let lead = || {
            let lead = self.selection.lead().filter(|subject| cx.state().has(subject));
            lead.ok_or_else(|| crate::message!("canvas-nothing-selected"))
        };
        match command {
            SelectAll => {
                let any = cx.scene.boxes.iter().any(|object| has_place(&object.subject));
                must(any, || crate::message!("canvas-nothing-drawn"))
            }
            Duplicate => {
                let lead = lead()?;
                let copy = intents::duplicate(cx.plan, cx.stage, lead);
                copy.map(drop).ok_or_else(|| crate::message!("canvas-no-copy", name = cx.plan.label(lead)))
            }
            Rename => {
                let lead = lead()?;
                let named = is_renamable(lead).then_some(());
                named.ok_or_else(|| crate::message!("canvas-no-name", name = cx.plan.label(lead)))
            }
            Lock => must(!self.lockable(cx).is_empty(), || crate::message!("canvas-nothing-selected")),
            _ => Ok(()),
        }
    }

    pub(super) fn perform(&mut self, command: SheetCommand, cx: &Context<'_>) -> Vec<Outcome> {
        if let Err(why) = self.available(command, cx) {
            return vec![Outcome::Impossible(why)];
        }
        match command {
            SheetCommand::FitAll => self.fit(cx),
            SheetCommand::FitSelection => self.fit_selection(cx),
            SheetCommand::ActualSize => self.camera.actual_size(cx.view),
            SheetCommand::ZoomIn => self.camera.step(true, cx.view),
            SheetCommand::ZoomOut => self.camera.step(false, cx.view),
            SheetCommand::SelectAll => return self.select_all(cx),
            SheetCommand::Duplicate => return self.duplicate(cx),
            SheetCommand::Rename => return self.selection.lead().cloned().map(Outcome::Rename).into_iter().collect(),
            SheetCommand::Connect => return self.aim(cx),
            SheetCommand::Lock => return self.lock(cx),
            SheetCommand::Take(tool) => return self.take(tool, cx),
        }
        Vec::new()
    }

    /// Shows the whole drawing.
    pub fn fit(&mut self, cx: &Context<'_>) {
        self.camera.fit(cx.scene.bounds, cx.view, MARGIN);
    }

    /// Shows all of the selection that is drawn.
    fn fit_selection(&mut self, cx: &Context<'_>) {
        let rects = self.selection.iter().filter_map(|subject| cx.index.rect(cx.scene, subject));
        if let Some(rect) = rects.reduce(|a, b| a.union(&b)) {
            self.camera.fit(rect, cx.view, MARGIN);
        }
    }

    /// Selects an object and brings it into view.
    pub fn go_to(&mut self, subject: &Subject, cx: &Context<'_>) -> Vec<Outcome> {
        if let Some(rect) = cx.index.rect(cx.scene, subject) {
            self.camera.reveal(rect, cx.view, MARGIN);
        }
        self.select(Selection::one(subject.clone()))
    }

    fn take(&mut self, tool: Tool, cx: &Context<'_>) -> Vec<Outcome> {
        let out = if self.is_busy() { self.cancel(cx) } else { Vec::new() };
        self.tool = tool;
        out
    }

    fn select_all(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let all = cx.scene.boxes.iter().filter(|object| has_place(&object.subject));
        self.select(Selection::of(all.map(|object| object.subject.clone())))
    }

    /// Of what is selected, what has a place.
    fn lockable(&self, cx: &Context<'_>) -> Vec<Subject> {
        let mut all: Vec<Subject> = Vec::new();
        for movable in self.selection.iter().filter_map(|subject| cx.index.movable(cx.scene, subject)) {
            if !all.contains(&movable) {
                all.push(movable);
            }
        }
        all
    }

    fn lock(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let all = self.lockable(cx);
        let (locked, loose): (Vec<_>, Vec<_>) = all.into_iter().partition(|subject| cx.plan.pinned.contains(subject));
        let to = !loose.is_empty();
        let subjects = if to { loose } else { locked };
        let edit = PlanEdit::Pin { subjects: subjects.clone(), to };
        let label = edit.label(cx.plan);
        self.commit(Preview { edits: vec![edit], about: subjects, target: None, label }, cx)
    }

    fn duplicate(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let Some(lead) = self.selection.lead().cloned() else { return Vec::new() };
        let Some(intent) = intents::duplicate(cx.plan, cx.stage, &lead) else { return Vec::new() };
        let copied = cx.index.object(cx.scene, &lead).filter(|_| has_place(&lead));
        let place = copied.map(|object| {
            let size = (object.rect.width(), object.rect.height());
            cx.scene.free_place(object.rect.min, size, object.parent.as_ref())
        });
        let edits = intent.edits(cx.plan, cx.stage, place);
        let mut out = self.commit(Preview { edits, about: vec![lead], target: None, label: intent.label }, cx);
        if let [Outcome::Commit { .. }] = out.as_slice() {
            self.selection = Selection::one(intent.subject);
            out.push(Outcome::Select);
        }
        out
    }
}
