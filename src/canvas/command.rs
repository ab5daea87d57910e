//! What can be done on the sheet by name: from a menu, a button, a key. Each once: its words, when it can be done
//! and why not, and what it does.
//!
//! A new one: a variant with its place in `ALL` and its words; its arms in `available` and `perform`; its place in
//! a menu and its shortcuts in `ui/command`; a script in `tests/hand.rs`.

use super::editor::{Context, Editor, Outcome, Preview, Tool};
use super::sheet_index::is_card;
use super::tools::{Arrangement, beside, sites_drawn};
use super::{Axis, Camera, Edge, Same, Selection, is_renamable};
use crate::diagram::Side;
use crate::model::Subject;
use crate::plan::PlanEdit;
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
    PreviousView,
    NextView,
    /// The grid is drawn and places snap to it, or neither.
    ToggleGrid,
    SelectAll,
    SelectSame(Same),
    /// What lies under the selected object, or under the front one.
    SelectBeneath,
    /// To the first object inside the selected one.
    Into,
    /// To the object that holds the selected one.
    OutOf,
    Align(Edge),
    Distribute(Axis),
    Cut,
    Copy,
    Paste,
    Duplicate,
    Rename,
    /// Draw a connection from the selected object with the keyboard, or take the tool for it.
    Connect,
    /// Type what to add.
    Insert,
    /// Choose what goes with the selected object, made and joined at once.
    AddBeside,
    /// Locks what is selected in its place, or lets it go when all of it is locked.
    Lock,
    /// Draws sites as one card each, or with all that stands in them again.
    Collapse,
    CollapseAll,
    ExpandAll,
    Take(Tool),
}

impl SheetCommand {
    pub const ALL: [Self; 38] = [
        Self::FitAll,
        Self::FitSelection,
        Self::ActualSize,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::PreviousView,
        Self::NextView,
        Self::ToggleGrid,
        Self::SelectAll,
        Self::SelectSame(Same::Kind),
        Self::SelectSame(Same::Version),
        Self::SelectSame(Same::Phase),
        Self::SelectBeneath,
        Self::Into,
        Self::OutOf,
        Self::Align(Edge::Left),
        Self::Align(Edge::Centre),
        Self::Align(Edge::Right),
        Self::Align(Edge::Top),
        Self::Align(Edge::Middle),
        Self::Align(Edge::Bottom),
        Self::Distribute(Axis::Across),
        Self::Distribute(Axis::Down),
        Self::Cut,
        Self::Copy,
        Self::Paste,
        Self::Duplicate,
        Self::Rename,
        Self::Connect,
        Self::Insert,
        Self::AddBeside,
        Self::Lock,
        Self::Collapse,
        Self::CollapseAll,
        Self::ExpandAll,
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
            Self::PreviousView => crate::message!("canvas-do-previous-view"),
            Self::NextView => crate::message!("canvas-do-next-view"),
            Self::ToggleGrid => crate::message!("canvas-do-grid"),
            Self::SelectAll => crate::message!("canvas-do-select-all"),
            Self::SelectSame(Same::Kind) => crate::message!("canvas-do-same-kind"),
            Self::SelectSame(Same::Version) => crate::message!("canvas-do-same-version"),
            Self::SelectSame(Same::Phase) => crate::message!("canvas-do-same-phase"),
            Self::SelectBeneath => crate::message!("canvas-do-beneath"),
            Self::Into => crate::message!("canvas-do-into"),
            Self::OutOf => crate::message!("canvas-do-out-of"),
            Self::Align(Edge::Left) => crate::message!("canvas-align-left"),
            Self::Align(Edge::Centre) => crate::message!("canvas-align-centre"),
            Self::Align(Edge::Right) => crate::message!("canvas-align-right"),
            Self::Align(Edge::Top) => crate::message!("canvas-align-top"),
            Self::Align(Edge::Middle) => crate::message!("canvas-align-middle"),
            Self::Align(Edge::Bottom) => crate::message!("canvas-align-bottom"),
            Self::Distribute(Axis::Across) => crate::message!("canvas-distribute-across"),
            Self::Distribute(Axis::Down) => crate::message!("canvas-distribute-down"),
            Self::Cut => crate::message!("canvas-do-cut"),
            Self::Copy => crate::message!("canvas-do-copy"),
            Self::Paste => crate::message!("canvas-do-paste"),
            Self::Duplicate => crate::message!("canvas-do-duplicate"),
            Self::Rename => crate::message!("canvas-do-rename"),
            Self::Connect => crate::message!("canvas-do-connect"),
            Self::Insert => crate::message!("canvas-do-insert"),
            Self::AddBeside => crate::message!("canvas-do-add-beside"),
            Self::Lock => crate::message!("canvas-do-lock"),
            Self::Collapse => crate::message!("canvas-do-collapse"),
            Self::CollapseAll => crate::message!("canvas-do-collapse-all"),
            Self::ExpandAll => crate::message!("canvas-do-expand-all"),
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
            Take(_) | FitAll | ActualSize | ZoomIn | ZoomOut | ToggleGrid => return Ok(()),
            PreviousView => return must(self.views.has_past(), || crate::message!("canvas-no-previous-view")),
            NextView => return must(self.views.has_next(), || crate::message!("canvas-no-next-view")),
            FitSelection => {
                let drawn = self.selection.iter().any(|subject| cx.index.rect(cx.scene, subject).is_some());
                return must(drawn, || crate::message!("canvas-nothing-selected"));
            }
            SelectAll | SelectSame(_) | SelectBeneath | Into | OutOf | Align(_) | Distribute(_) | Cut | Copy
            | Paste | Duplicate | Rename | Connect | Insert | AddBeside | Lock | Collapse | CollapseAll | ExpandAll => {
            }
        }
        must(!self.is_busy(), || crate::message!("canvas-hand-is-full"))?;
        let lead = || {
            let lead = self.selection.lead().filter(|subject| cx.state().has(subject));
            lead.ok_or_else(|| crate::message!("canvas-nothing-selected"))
        };
        match command {
            SelectAll => {
                let any = cx.scene.boxes.iter().any(|object| is_card(cx.scene, &object.subject));
                must(any, || crate::message!("canvas-nothing-drawn"))
            }
            SelectSame(same) => same.selection(cx, &self.selection).map(drop),
            SelectBeneath => {
                let lead = lead()?;
                let beneath = self.beneath_lead(cx).filter(|beneath| beneath != lead).map(drop);
                beneath.ok_or_else(|| crate::message!("canvas-nothing-beneath", name = cx.plan.label(lead)))
            }
            Into => {
                let lead = lead()?;
                let inside = self.inside_lead(cx).map(drop).or(self.collapsed_lead(cx).map(drop));
                inside.ok_or_else(|| crate::message!("canvas-nothing-inside", name = cx.plan.label(lead)))
            }
            OutOf => {
                let lead = lead()?;
                let around = self.around_lead(cx).map(drop);
                around.ok_or_else(|| crate::message!("canvas-nothing-around", name = cx.plan.label(lead)))
            }
            Align(edge) => Arrangement::Align(edge).available(cx, &self.selection),
            Distribute(axis) => Arrangement::Distribute(axis).available(cx, &self.selection),
            Cut | Copy => {
                let lead = lead()?;
                let clip = self.clip(cx).map(drop);
                clip.ok_or_else(|| crate::message!("canvas-not-alone", name = cx.plan.label(lead)))
            }
            Duplicate => {
                let lead = lead()?;
                let copies = self.can_duplicate(cx).then_some(());
                copies.ok_or_else(|| crate::message!("canvas-no-copy", name = cx.plan.label(lead)))
            }
            Rename => {
                let lead = lead()?;
                let named = is_renamable(lead).then_some(());
                named.ok_or_else(|| crate::message!("canvas-no-name", name = cx.plan.label(lead)))
            }
            AddBeside => {
                let lead = lead()?;
                let from = cx.index.connectable(cx.scene, lead);
                let has = matches!(from, Some(Subject::Pool(_) | Subject::Gateway(_)));
                must(has, || crate::message!("canvas-nothing-beside"))
            }
            Lock => must(!self.lockable(cx).is_empty(), || crate::message!("canvas-nothing-selected")),
            Collapse => must(!self.collapsible(cx).is_empty(), || crate::message!("canvas-no-site")),
            CollapseAll => must(!sites_drawn(cx, false).is_empty(), || crate::message!("canvas-all-collapsed")),
            ExpandAll => must(!sites_drawn(cx, true).is_empty(), || crate::message!("canvas-all-expanded")),
            _ => Ok(()),
        }
    }

    pub(super) fn perform(&mut self, command: SheetCommand, cx: &Context<'_>) -> Vec<Outcome> {
        if let Err(why) = self.available(command, cx) {
            return vec![Outcome::Impossible(why)];
        }
        match command {
            SheetCommand::FitAll => self.jump(self.fitting(cx.scene.bounds, cx.view)),
            SheetCommand::FitSelection => self.fit_selection(cx),
            SheetCommand::ActualSize => self.jump(|camera| camera.actual_size(cx.view)),
            SheetCommand::ZoomIn => self.camera.step(true, cx.view),
            SheetCommand::ZoomOut => self.camera.step(false, cx.view),
            SheetCommand::PreviousView => self.camera = self.views.back(self.camera).unwrap_or(self.camera),
            SheetCommand::NextView => self.camera = self.views.forth(self.camera).unwrap_or(self.camera),
            SheetCommand::ToggleGrid => self.off_grid = !self.off_grid,
            SheetCommand::SelectAll => return self.select_all(cx),
            SheetCommand::SelectSame(same) => {
                return same.selection(cx, &self.selection).map(|next| self.select(next)).unwrap_or_default();
            }
            SheetCommand::SelectBeneath => return self.go_along(self.beneath_lead(cx), cx),
            SheetCommand::Into if self.collapsed_lead(cx).is_some() => return self.collapse(cx),
            SheetCommand::Into => return self.go_along(self.inside_lead(cx), cx),
            SheetCommand::OutOf => return self.go_along(self.around_lead(cx), cx),
            SheetCommand::Align(edge) => return self.arrange(Arrangement::Align(edge), cx),
            SheetCommand::Distribute(axis) => return self.arrange(Arrangement::Distribute(axis), cx),
            SheetCommand::Cut => return self.cut(cx),
            SheetCommand::Copy => return self.copy(cx),
            SheetCommand::Paste => return vec![Outcome::AskClipboard],
            SheetCommand::Duplicate => return self.duplicate(cx),
            SheetCommand::Rename => return self.selection.lead().cloned().map(Outcome::Rename).into_iter().collect(),
            SheetCommand::Connect => return self.aim(cx),
            SheetCommand::Insert => return vec![Outcome::Insert],
            SheetCommand::AddBeside => return self.add_beside(cx),
            SheetCommand::Lock => return self.lock(cx),
            SheetCommand::Collapse => return self.collapse(cx),
            SheetCommand::CollapseAll => return self.collapse_all(sites_drawn(cx, false), true, cx),
            SheetCommand::ExpandAll => return self.collapse_all(sites_drawn(cx, true), false, cx),
            SheetCommand::Take(tool) => return self.take(tool, cx),
        }
        Vec::new()
    }

    /// Shows the whole drawing.
    pub fn fit(&mut self, cx: &Context<'_>) {
        self.fitting(cx.scene.bounds, cx.view)(&mut self.camera);
    }

    /// Whether the view stands as [`Self::fit`] would put it.
    pub fn is_fitted(&self, cx: &Context<'_>) -> bool {
        let mut fitted = self.camera;
        self.fitting(cx.scene.bounds, cx.view)(&mut fitted);
        fitted == self.camera
    }

    /// Shows all of the selection that is drawn.
    fn fit_selection(&mut self, cx: &Context<'_>) {
        let rects = self.selection.iter().filter_map(|subject| cx.index.rect(cx.scene, subject));
        if let Some(rect) = rects.reduce(|a, b| a.union(&b)) {
            self.jump(self.fitting(rect, cx.view));
        }
    }

    /// Moves the view in one go, such that it can be led back.
    fn jump(&mut self, go: impl FnOnce(&mut Camera)) {
        let before = self.camera;
        go(&mut self.camera);
        if self.camera != before {
            self.views.leave(before);
        }
    }

    /// Brings objects into view, from further away when they have no room in it.
    pub fn bring_into_view(&mut self, subjects: &[Subject], cx: &Context<'_>) {
        let rects = subjects.iter().filter_map(|subject| cx.index.rect(cx.scene, subject));
        let Some(rect) = rects.reduce(|a, b| a.union(&b)) else { return };
        let shown = self.camera.shown(cx.view);
        let margin = 2.0 * MARGIN / self.camera.zoom();
        if rect.width() + margin <= shown.width() && rect.height() + margin <= shown.height() {
            self.jump(self.revealing(rect, cx.view));
        } else {
            self.jump(self.fitting(rect, cx.view));
        }
    }

    /// Selects an object and brings it into view.
    pub fn go_to(&mut self, subject: &Subject, cx: &Context<'_>) -> Vec<Outcome> {
        if let Some(rect) = cx.index.rect(cx.scene, subject) {
            self.jump(self.revealing(rect, cx.view));
        }
        self.select(Selection::one(subject.clone()))
    }

    /// The same by steps, none of which anybody wants to come back to.
    pub(super) fn walk_to(&mut self, subject: &Subject, cx: &Context<'_>) -> Vec<Outcome> {
        if let Some(rect) = cx.index.rect(cx.scene, subject) {
            self.revealing(rect, cx.view)(&mut self.camera);
        }
        self.select(Selection::one(subject.clone()))
    }

    fn go_along(&mut self, to: Option<Subject>, cx: &Context<'_>) -> Vec<Outcome> {
        to.map(|to| self.walk_to(&to, cx)).unwrap_or_default()
    }

    fn beneath_lead(&self, cx: &Context<'_>) -> Option<Subject> {
        let rect = cx.index.rect(cx.scene, self.selection.lead()?)?;
        self.beneath(rect.center(), cx)
    }

    fn inside_lead(&self, cx: &Context<'_>) -> Option<Subject> {
        let lead = self.selection.lead();
        let first = cx.index.in_order(cx.scene).find(|object| object.parent.as_ref() == lead && lead.is_some());
        first.map(|object| object.subject.clone())
    }

    /// The box that it stands in; of a link, the object that it starts at.
    fn around_lead(&self, cx: &Context<'_>) -> Option<Subject> {
        let lead = self.selection.lead()?;
        if let Subject::Link(id) = lead {
            return cx.state().links.get(id).map(|link| link.from.clone());
        }
        cx.index.object(cx.scene, lead)?.parent.clone().filter(|around| cx.index.draws(around))
    }

    fn arrange(&mut self, how: Arrangement, cx: &Context<'_>) -> Vec<Outcome> {
        how.preview(cx, &self.selection).map(|preview| self.commit(preview, cx)).unwrap_or_default()
    }

    /// Asks what to add on the right of the selected object.
    fn add_beside(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let from = self.selection.lead().and_then(|lead| cx.index.connectable(cx.scene, lead));
        let Some((from, rect)) = from.and_then(|from| Some((from.clone(), cx.index.rect(cx.scene, &from)?))) else {
            return Vec::new();
        };
        self.revealing(rect, cx.view)(&mut self.camera);
        let at = self.camera.screen_from_sheet(Side::Right.middle(rect));
        self.offer_companions(&from, beside(rect, Side::Right), at, cx)
    }

    fn take(&mut self, tool: Tool, cx: &Context<'_>) -> Vec<Outcome> {
        let out = if self.is_busy() { self.cancel(cx) } else { Vec::new() };
        self.tool = tool;
        out
    }

    fn select_all(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let all = cx.scene.boxes.iter().filter(|object| is_card(cx.scene, &object.subject));
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
}
