//! The sheet: paints a scene, listens to the hand, speaks to screen readers. It changes nothing itself: what
//! the hand does comes out as [`SheetEvent`]s.

pub mod access;
mod afar;
mod corner;
mod edge;
mod guides;
mod input;
mod insert;
mod lines;
mod lookups;
mod marks;
mod overlay;
mod paint;
pub mod palette;
mod targets;
mod told;
mod tools;
mod verdict;

pub use afar::Afar;
pub use paint::{Look, Palette, Pen, families};
pub use verdict::VerdictView;

use crate::canvas::*;
use crate::diagram::{self, Asked, Channels, Glyph, Live, Scene, SheetPoint, SheetRect, Theme, Token};
use crate::model::{LinkId, Subject, Version};
use crate::plan::{Clip, Plan, PlanEdit, Replay};
use crate::rules::Report;
use crate::text::{Lang, Message};
use access::{Detail, Spoken};
use egui::{Id, Pos2, Rect, Role, Sense, Ui, WidgetInfo, vec2};
use paint::Dots;
use std::sync::Arc;
use targets::CleanTargets;
use verdict::VerdictRunner;

/// What the sheet shows. The scene is that of the plan as it is; what is in the hand is drawn over it.
pub struct SheetContext<'a> {
    pub plan: &'a Arc<Plan>,
    pub replay: &'a Replay,
    pub report: &'a Arc<Report>,
    pub scene: &'a Arc<Scene>,
    /// What the scene was made from, so that the lines of what is dragged can follow.
    pub drawing: Option<(&'a diagram::Sheet, &'a Asked)>,
    /// The stage that is shown, 0 for Today.
    pub stage: usize,
    pub theme: &'a Theme,
    pub lang: Lang,
    /// Who gives the live verdict: [`crate::canvas::judge`].
    pub judge: Judge,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetEvent {
    /// One named edit.
    Commit { label: Message, edits: Vec<PlanEdit> },
    /// What is in the hand would do this now; empty when nothing is.
    Preview(Vec<PlanEdit>),
    /// Another selection: [`Sheet::selection`].
    Select,
    /// Show everything about it.
    Open(Subject),
    /// Show its findings.
    Findings(Subject),
    /// A menu for the selection, or for the sheet, at a point of the window.
    Menu { subject: Option<Subject>, findings: bool, at: Pos2 },
    /// A sentence for the status line.
    Say(Message),
    /// For the clipboard.
    Copied(Box<Clip>),
    /// The clipboard is wanted: [`Sheet::paste`].
    AskClipboard,
}

/// The view of the sheet: camera, selection, tool, and what is in the hand. One per window.
#[derive(Default)]
pub struct Sheet {
    editor: Editor,
    gestures: Gestures,
    verdict: VerdictRunner,
    queue: Vec<Event>,
    /// The scene that the look-ups were made for.
    scene: Option<Arc<Scene>>,
    /// What of the next scene is other than in that one, when the look-ups can follow it.
    changed: Option<Vec<u32>>,
    plan: Option<Arc<Plan>>,
    stage: usize,
    lang: Option<Lang>,
    index: SheetIndex,
    spoken: Spoken,
    /// Made when the scene is seen from afar for the first time.
    afar: Option<Afar>,
    /// Made when a line is drawn for the first time.
    channels: Option<Channels>,
    /// The lines of what is being dragged, and what that is.
    live: Option<(Vec<Subject>, Option<Live>)>,
    targets: CleanTargets,
    dots: Dots,
    map: corner::Map,
    /// Where widgets stood upon the sheet in the last frame.
    covered: Vec<Rect>,
    wanted: Option<Wanted>,
    fitted: bool,
    /// Nobody has looked elsewhere since the drawing was fitted into the view.
    is_whole: bool,
    /// How large the view was in the last frame.
    size: ViewSize,
    /// The widget's id, known once it was drawn.
    id: Option<Id>,
    /// What was in view when the nodes of this frame were made, and which objects these are of.
    spoken_of: Option<SheetRect>,
    detail: Detail,
    renaming: Option<overlay::Renaming>,
    /// What a panel lights up, and how strongly (0 to 1).
    lit: (Vec<Subject>, f32),
    insert: Option<insert::Insert>,
    version_of_new: Option<Version>,
    choosing_at: ScreenPoint,
    has_focus: bool,
    /// From where the drawing was looked at when it was last asked what is under the pointer.
    hovered_from: Option<Camera>,
    /// For how long the edge has pulled, in seconds.
    pulled_for: f32,
    /// What is carried or dragged was away from the sheet's edge.
    was_inside: bool,
    previewed: Vec<PlanEdit>,
    status: Option<String>,
    /// What the keyboard points at, said aloud.
    pointed: Option<String>,
}

fn canvas<'a>(cx: &SheetContext<'a>, index: &'a SheetIndex, view: ViewSize, zoom: f32) -> Context<'a> {
    let &SheetContext { plan, replay, report, scene, stage, .. } = cx;
    Context { plan, replay, report, scene, index, stage, view, zoom }
}

/// Where the view is to go in the next frame.
enum Wanted {
    Everything,
    Subject(Subject),
    /// These, without a change of what is selected.
    InView(Vec<Subject>),
}

impl Sheet {
    pub fn selection(&self) -> &Selection {
        &self.editor.selection
    }

    /// Another selection, from a list or after undo.
    pub fn select(&mut self, selection: Selection) {
        self.editor.selection = selection;
    }

    /// Selects an object and brings it into view.
    pub fn reveal(&mut self, subject: Subject) {
        self.editor.selection = Selection::one(subject.clone());
        self.wanted = Some(Wanted::Subject(subject));
    }

    /// Brings objects into view.
    pub fn bring_into_view(&mut self, subjects: Vec<Subject>) {
        self.wanted = Some(Wanted::InView(subjects));
    }

    /// Another plan is shown: the view starts anew.
    pub fn reset(&mut self) {
        let dots = std::mem::take(&mut self.dots);
        let has_grid = self.has_grid();
        *self = Self { dots, ..Self::default() };
        self.editor.show_grid(has_grid);
    }

    /// The nodes of objects that were made in this frame, once: what others refer to.
    pub fn take_nodes(&mut self) -> impl Fn(&Subject) -> Option<Id> + '_ {
        let made = self.spoken_of.take().zip(self.id);
        move |subject| {
            let (shown, sheet) = made?;
            let rect = self.index.object(self.scene.as_ref()?, subject)?.rect;
            (shown.overlaps(&rect) && self.detail.has(subject)).then(|| access::node_id(sheet, subject))
        }
    }

    /// What takes the keyboard when it comes to the sheet: the selected object, as far as it is in view.
    pub fn keyboard(&self) -> Option<Id> {
        let sheet = self.id?;
        let shown = self.spoken_of?;
        let lead = self.editor.selection.lead().filter(|lead| self.detail.has(lead));
        let object = lead.zip(self.scene.as_ref()).and_then(|(lead, scene)| self.index.object(scene, lead));
        let object = object.filter(|object| shown.overlaps(&object.rect));
        Some(object.map_or(sheet, |object| access::node_id(sheet, &object.subject)))
    }

    pub fn tool(&self) -> Tool {
        self.editor.tool()
    }

    /// `Err` with the reason when a command cannot be done now.
    pub fn available(&self, command: SheetCommand, cx: &SheetContext<'_>) -> Result<(), Message> {
        self.editor.available(command, &canvas(cx, &self.index, ViewSize::default(), self.zoom()))
    }

    /// Told to the editor in the next frame: a command, a new object from the palette, a key.
    pub fn tell(&mut self, event: Event) {
        self.queue.push(event);
    }

    /// Writes an object's name on the sheet, in the next frame.
    pub fn rename(&mut self, subject: Subject) {
        self.renaming = Some(overlay::Renaming::new(subject));
    }

    /// Takes back what the hand does, as Esc would. False when it does nothing.
    pub fn take_back(&mut self) -> bool {
        let busy = self.editor.is_busy();
        if busy {
            let escape = RawEvent::Key { key: Key::Escape, modifiers: Modifiers::default() };
            self.queue.extend(self.gestures.feed(escape).into_iter().map(Event::Gesture));
        }
        busy
    }

    /// Whether Esc would take something back here.
    pub fn is_busy(&self) -> bool {
        self.editor.is_busy() || self.renaming.is_some() || self.insert.is_some()
    }

    pub fn show_grid(&mut self, shown: bool) {
        self.editor.show_grid(shown);
    }

    /// How much of the view something lies on from the left, in points: what is fitted keeps clear of it.
    pub fn cover_left(&mut self, points: f32) {
        if !self.editor.cover_left(points) {
            return;
        }
        // A drawing that is seen whole stays so.
        let shown = self.editor.camera.shown(self.size);
        let all = self.scene.as_ref().map(|scene| scene.bounds);
        if self.fitted && all.is_some_and(|all| shown.contains(all.min) && shown.contains(all.max)) {
            self.queue.push(Event::Do(SheetCommand::FitAll));
        }
    }

    /// Whether the grid is drawn and snapped to.
    pub fn has_grid(&self) -> bool {
        self.editor.has_grid()
    }

    pub fn zoom(&self) -> f32 {
        self.editor.camera.zoom()
    }

    pub fn camera(&self) -> Camera {
        self.editor.camera
    }

    /// For tests and benchmarks: looks from here.
    pub fn look_from(&mut self, camera: Camera) {
        self.editor.camera = camera;
        self.fitted = true;
    }

    /// Where a subject is pointed at: in its middle, a line upon itself.
    pub fn middle_of(&self, subject: &Subject) -> Option<SheetPoint> {
        let scene = self.scene.as_ref()?;
        let object = self.index.object(scene, subject).map(|object| object.rect);
        object.or_else(|| self.spoken.line(scene, subject)).map(|rect| rect.center())
    }

    /// What the pointer is over.
    pub fn hovered(&self) -> Option<&Subject> {
        self.editor.hovered()
    }

    /// What a connection could start from, when it is pulled from here.
    pub fn is_connectable(&self, subject: &Subject) -> bool {
        self.scene.as_ref().is_some_and(|scene| self.index.connectable(scene, subject).is_some())
    }

    /// The links that are drawn as one line with this one, itself among them.
    pub fn bundle_of(&self, link: &LinkId) -> Vec<LinkId> {
        let lines = self.scene.iter().flat_map(|scene| &scene.connectors);
        let line = lines.filter(|line| line.links.contains(link)).map(|line| line.links.clone()).next();
        line.unwrap_or_else(|| vec![link.clone()])
    }

    /// Lights objects up; true when that changes what is drawn.
    pub fn light(&mut self, subjects: Vec<Subject>, strength: f32) -> bool {
        let new = (subjects, strength);
        let is_other = self.lit != new;
        self.lit = new;
        is_other
    }

    pub fn lit(&self) -> &[Subject] {
        &self.lit.0
    }

    /// One sentence for the status line: the verdict, or what the hand can do now.
    pub fn status(&self) -> Option<&str> {
        self.status.as_deref()
    }

    /// What the keyboard points at while it joins objects, with the verdict: for a screen reader, which sees no ring move.
    pub fn pointed_at(&self) -> Option<&str> {
        self.pointed.as_deref()
    }

    /// The targets in view that would take what is in the hand without a finding, and whether more may come.
    pub fn clean_targets(&self) -> (Vec<&Subject>, bool) {
        (self.targets.clean().collect(), self.targets.is_waiting())
    }

    /// What the live verdict is at.
    pub fn verdict(&self) -> Shown<'_> {
        self.verdict.shown()
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &SheetContext<'_>) -> Vec<SheetEvent> {
        let view = ui.available_rect_before_wrap();
        let sheet_id = ui.scope_id().with("sheet");
        self.id = Some(sheet_id);
        let background = ui.interact(view, sheet_id, Sense::click_and_drag());
        let name = cx.lang.say(&crate::message!("canvas-sheet"));
        background.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &name));
        self.prepare(cx);
        let size = ViewSize { width: view.width(), height: view.height() };
        // A drawing that was fitted into the view is fitted into the view that there is now.
        if std::mem::replace(&mut self.size, size) != size && self.is_whole {
            let (editor, canvas) = self.parts(cx, size);
            editor.fit(&canvas);
        }
        let mut out = Vec::new();

        self.escape_map(ui, cx, size);
        let focused = ui.memory(|memory| memory.focused());
        let mine = focused.is_none() || focused == Some(sheet_id) || self.has_focus;
        let writing = self.renaming.is_some() || self.insert.is_some() || ui.ctx().text_edit_focused();
        let has_keyboard = mine && !writing;
        let named = self.named_by_typing(cx).filter(|_| has_keyboard);
        let takes_tab = focused.is_some() && self.takes_tab(ui, cx);
        let has_enter = focused.is_some() || self.editor.is_busy();
        let ears =
            input::Ears { view, covered: &self.covered, has_keyboard, takes_tab, has_enter, writes: named.is_some() };
        let heard = input::listen(ui, &mut self.gestures, &ears);
        if heard.pressed && self.renaming.is_some() {
            self.finish_renaming(cx, size, &mut out);
        }

        if let Some(subject) = named.clone().filter(|_| input::is_written(ui)) {
            self.renaming = Some(overlay::Renaming::typed(subject));
        }
        let mut events = std::mem::take(&mut self.queue);
        // What was let go here is worked on next: the keyboard goes along with it.
        let dropped = heard.events.iter().any(|event| matches!(event, Event::Dropped { .. }));
        events.extend(heard.events);
        // Esc takes a payload out of egui's hand without a word to the one it is over.
        let carried = matches!(self.editor.sketch(), Sketch::Placing { .. });
        let told = |event: &Event| matches!(event, Event::Carry { .. } | Event::Dropped { .. });
        if carried && !events.iter().any(told) {
            events.push(Event::CarriedOff);
        }
        let before = self.editor.selection.lead().cloned();
        self.go_where_wanted(cx, size);
        for event in &events {
            self.tell_editor(event, cx, size, view, &mut out);
        }
        self.pan_at_edge(ui, heard.pointer, cx, size);
        // The sheet moved under a pointer that rests.
        let moved = self.hovered_from.replace(self.editor.camera) != Some(self.editor.camera);
        if let Some(at) = heard.pointer.filter(|_| moved && !self.gestures.is_pressed()) {
            self.tell_editor(&Event::Gesture(Gesture::Hover(Some(at))), cx, size, view, &mut out);
        }
        let lead = self.editor.selection.lead().cloned();
        // Also when it is let go: egui takes the focus from what lies under a node that was clicked.
        // Of a command from elsewhere, what it began here needs the keyboard.
        let began = self.editor.is_busy() && events.iter().any(|event| matches!(event, Event::Do(_)));
        let takes_focus = heard.pressed || heard.released || dropped || began || (lead != before && mine);
        if takes_focus && self.renaming.is_none() && self.insert.is_none() {
            let node = lead.as_ref().filter(|lead| self.index.draws(lead) && self.detail.has(lead));
            let node = node.map_or(sheet_id, |lead| access::node_id(sheet_id, lead));
            ui.memory_mut(|memory| memory.request_focus(node));
        }
        self.publish_preview(&mut out);
        self.ask_rules(ui, cx, size);

        ui.scope_builder(egui::UiBuilder::new().max_rect(view), |ui| {
            ui.set_clip_rect(view.intersect(ui.clip_rect()));
            self.paint(ui, view, cx, size);
            self.nodes_ui(ui, sheet_id, view, cx, size, &mut out);
            self.upon_ui(ui, view, cx, size, heard.pointer, &mut out);
            self.insert_ui(ui, view, cx, size, heard.pointer, &mut out);
            self.await_ime(ui, view, named.as_ref(), cx);
        });
        self.set_cursor(ui, heard.pointer.is_some());
        let (editor, canvas) = self.parts(cx, size);
        self.is_whole = !canvas.scene.boxes.is_empty() && editor.is_fitted(&canvas) && !editor.is_busy();
        ui.advance_cursor_after_rect(view);
        out
    }

    /// The object that is renamed by typing.
    fn named_by_typing(&self, cx: &SheetContext<'_>) -> Option<Subject> {
        self.editor.named_by_typing(&canvas(cx, &self.index, ViewSize::default(), self.zoom())).cloned()
    }

    /// An input method composes from the first key on only if it is told before there is a field.
    fn await_ime(&self, ui: &Ui, view: Rect, named: Option<&Subject>, cx: &SheetContext<'_>) {
        let Some(rect) = named.and_then(|named| self.index.rect(cx.scene, named)) else { return };
        if self.renaming.is_some() || self.insert.is_some() || ui.ctx().text_edit_focused() {
            return;
        }
        let at = self.editor.camera.screen_from_sheet(rect.min);
        let field = Rect::from_min_size(view.min + vec2(at.x, at.y), vec2(180.0, 28.0)).intersect(view);
        let cursor_rect = Rect::from_min_size(field.min, vec2(1.0, field.height()));
        let purpose = egui::IMEPurpose::Normal;
        let ime = egui::output::IMEOutput { purpose, rect: field, cursor_rect, should_interrupt_composition: false };
        ui.output_mut(|output| output.ime = Some(ime));
    }

    /// The editor, and what it works against.
    fn parts<'a>(&'a mut self, cx: &SheetContext<'a>, view: ViewSize) -> (&'a mut Editor, Context<'a>) {
        let zoom = self.editor.camera.zoom();
        (&mut self.editor, canvas(cx, &self.index, view, zoom))
    }

    fn go_where_wanted(&mut self, cx: &SheetContext<'_>, size: ViewSize) {
        let first = !self.fitted && !cx.scene.boxes.is_empty();
        self.fitted |= first;
        let wanted = self.wanted.take().or(first.then_some(Wanted::Everything));
        let was_whole = self.is_whole;
        let (editor, canvas) = self.parts(cx, size);
        match wanted {
            None => {}
            Some(Wanted::Everything) => editor.fit(&canvas),
            Some(Wanted::Subject(subject)) => drop(editor.go_to(&subject, &canvas)),
            // A drawing that was seen whole is so with what is new in it.
            Some(Wanted::InView(_)) if was_whole => editor.fit(&canvas),
            Some(Wanted::InView(subjects)) => editor.bring_into_view(&subjects, &canvas),
        }
    }

    fn tell_editor(
        &mut self,
        event: &Event,
        cx: &SheetContext<'_>,
        size: ViewSize,
        view: Rect,
        out: &mut Vec<SheetEvent>,
    ) {
        let event = self.held_in_view(event, size);
        let (editor, canvas) = self.parts(cx, size);
        for outcome in editor.handle(&event, &canvas) {
            match outcome {
                Outcome::Select => out.push(SheetEvent::Select),
                Outcome::Commit { label, edits } => out.push(SheetEvent::Commit { label, edits }),
                Outcome::Impossible(why) => out.push(SheetEvent::Say(why)),
                Outcome::Insert => self.insert = Some(insert::Insert::default()),
                Outcome::Copied(clip) => out.push(SheetEvent::Copied(clip)),
                Outcome::AskClipboard => out.push(SheetEvent::AskClipboard),
                Outcome::Choose(at) => self.choosing_at = at,
                Outcome::Rename(subject) => self.renaming = Some(overlay::Renaming::new(subject)),
                Outcome::Open(subject) => out.push(SheetEvent::Open(subject)),
                Outcome::Findings(subject) => out.push(SheetEvent::Findings(subject)),
                Outcome::Menu { subject, findings, at } => {
                    out.push(SheetEvent::Menu { subject, findings, at: view.min + vec2(at.x, at.y) });
                }
                // The preview is read from the editor once a frame.
                Outcome::Preview | Outcome::Drop => {}
            }
        }
    }

    /// Tab stays on the sheet until its last object, so that the keyboard is never caught.
    fn takes_tab(&self, ui: &Ui, cx: &SheetContext<'_>) -> bool {
        let backwards = ui.input(|i| i.modifiers.shift);
        self.editor.is_busy() || self.index.beside(cx.scene, self.editor.selection.lead(), !backwards).is_some()
    }

    fn publish_preview(&mut self, out: &mut Vec<SheetEvent>) {
        let edits = self.editor.preview().map(|preview| preview.edits.clone()).unwrap_or_default();
        if edits != self.previewed {
            self.previewed.clone_from(&edits);
            out.push(SheetEvent::Preview(edits));
        }
    }

    fn ask_rules(&mut self, ui: &Ui, cx: &SheetContext<'_>, size: ViewSize) {
        let question = self.editor.preview().map(|preview| Question {
            plan: cx.plan.clone(),
            replay: cx.replay.clone(),
            report: cx.report.clone(),
            edits: preview.edits.clone(),
            stage: cx.stage,
            about: preview.about.clone(),
        });
        self.verdict.update(ui.ctx(), question, cx.judge);
        let mut targets = std::mem::take(&mut self.targets);
        let shown = self.editor.camera.shown(size);
        let (editor, canvas) = self.parts(cx, size);
        targets.update(ui.ctx(), editor, &canvas, shown, cx.judge);
        self.targets = targets;
    }

    fn nodes_ui(
        &mut self,
        ui: &mut Ui,
        sheet_id: Id,
        view: Rect,
        cx: &SheetContext<'_>,
        size: ViewSize,
        out: &mut Vec<SheetEvent>,
    ) {
        let camera = self.editor.camera;
        let selection = &self.editor.selection;
        let on_screen = |rect: SheetRect| {
            let (min, max) = (camera.screen_from_sheet(rect.min), camera.screen_from_sheet(rect.max));
            Rect::from_min_max(view.min + vec2(min.x, min.y), view.min + vec2(max.x, max.y))
        };
        let stage = access::Stage {
            scene: cx.scene,
            index: &self.index,
            spoken: &self.spoken,
            shown: camera.shown(size),
            zoom: camera.zoom(),
            selected: &|subject| selection.has(subject),
            on_screen: &on_screen,
        };
        let felt = access::nodes(ui, sheet_id, &stage);
        (self.spoken_of, self.detail) = (Some(stage.shown), felt.detail);
        let keep = egui::EventFilter {
            tab: self.takes_tab(ui, cx),
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        let focused = ui.memory(|memory| memory.focused());
        if let Some(id) = focused.filter(|id| felt.has_focus || *id == sheet_id) {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, keep));
        }
        self.has_focus = felt.has_focus;
        let (editor, canvas) = self.parts(cx, size);
        if let Some(subject) = felt.focused.filter(|subject| editor.selection.lead() != Some(subject))
            && !editor.is_busy()
            && !editor.go_to(&subject, &canvas).is_empty()
        {
            out.push(SheetEvent::Select);
        }
        if let Some(subject) = felt.clicked {
            editor.go_to(&subject, &canvas);
            out.extend([SheetEvent::Select, SheetEvent::Open(subject)]);
        }
    }

    fn set_cursor(&self, ui: &Ui, over: bool) {
        if !over {
            return;
        }
        let icon = match self.editor.cursor() {
            _ if self.gestures.is_space_held() && !self.editor.is_busy() => egui::CursorIcon::Grab,
            Cursor::Plain => return,
            Cursor::Hand => egui::CursorIcon::Grab,
            Cursor::Grabbing => egui::CursorIcon::Grabbing,
            Cursor::Moving => egui::CursorIcon::Move,
            Cursor::Copying => egui::CursorIcon::Copy,
            Cursor::Cross => egui::CursorIcon::Crosshair,
            Cursor::Not => egui::CursorIcon::NotAllowed,
        };
        ui.ctx().set_cursor_icon(icon);
    }
}

/// One glyph in a widget.
pub fn glyph_at(ui: &Ui, palette: &Palette, glyph: Glyph, token: Token, rect: Rect) {
    let mut pen = Pen::new(ui.painter(), Camera::new(SheetPoint::default(), 1.0), Pos2::ZERO, palette);
    pen.glyph(glyph, rect, token);
    pen.finish();
}
