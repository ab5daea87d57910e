//! A hand at work, for tests: presses, drags, keys, and what is expected of them.
//!
//! ```text
//! hand(SKETCH).press("fe-paris").drag_by(40.0, 0.0).expect_preview(1).escape().expect_unchanged();
//! ```
//!
//! The plan is written in the notation of `coexist::rules::sketch`, laid out and drawn like any other; the
//! pointer goes through the same gestures as in the window. Everything panics when it is not as expected.

use coexist::canvas::*;
use coexist::diagram::{Fonts, Scene, SceneOptions, SheetPoint, SheetRect, build, layout};
use coexist::model::{LinkKind, Subject};
use coexist::plan::{History, Plan, PlanEdit, Replay, SheetPos};
use coexist::rules::{Report, check, sketch};
use coexist::text::{Lang, Message};
use std::sync::{Arc, OnceLock};

const VIEW: ViewSize = ViewSize { width: 1600.0, height: 1000.0 };

/// A hand over a plan.
pub struct Hand {
    pub editor: Editor,
    gestures: Gestures,
    sketch: sketch::Sketch,
    history: History<()>,
    before: Arc<Plan>,
    replay: Replay,
    report: Arc<Report>,
    pub scene: Scene,
    index: SheetIndex,
    stage: usize,
    at: ScreenPoint,
    held: Modifiers,
    secs: f64,
    /// Everything since the last press, key or drop.
    pub outcomes: Vec<Outcome>,
}

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(Fonts::bundled)
}

/// A hand over a plan of a few lines, with Today shown.
pub fn hand(text: &str) -> Hand {
    let sketch = sketch::read(text).unwrap_or_else(|error| panic!("{error}"));
    let plan = sketch.plan.clone();
    let places = layout(&plan, &plan.replay()).into_iter().map(|(subject, pos)| (subject, Some(pos))).collect();
    let plan = PlanEdit::Place(places).applied_to(&plan).unwrap_or_else(|error| panic!("{error:?}"));
    let plan = Arc::new(plan);
    let mut hand = Hand {
        editor: Editor::default(),
        gestures: Gestures::default(),
        sketch,
        history: History::new(plan.clone()),
        before: plan.clone(),
        replay: plan.replay(),
        report: Arc::default(),
        scene: Scene::default(),
        index: SheetIndex::default(),
        stage: 0,
        at: ScreenPoint::default(),
        held: Modifiers::default(),
        secs: 0.0,
        outcomes: Vec::new(),
    };
    hand.look();
    hand.with(|editor, cx| editor.fit(cx));
    hand
}

impl Hand {
    pub fn plan(&self) -> &Arc<Plan> {
        self.history.present()
    }

    pub fn subject(&self, name: &str) -> Subject {
        self.sketch.subject(name)
    }

    /// Draws the plan as it is.
    fn look(&mut self) {
        let plan = self.history.present().clone();
        self.replay = plan.replay();
        self.report = Arc::new(check(&plan, &self.replay, None));
        let options = SceneOptions::new(Lang::EN);
        self.scene = build(&plan, &self.replay, Some(&self.report), self.stage, &options, fonts());
        self.index = SheetIndex::new(&self.scene);
        self.with(|editor, cx| editor.tidy(cx));
    }

    fn context(&self, zoom: f32) -> Context<'_> {
        Context {
            plan: self.history.present(),
            replay: &self.replay,
            report: &self.report,
            scene: &self.scene,
            index: &self.index,
            stage: self.stage,
            view: VIEW,
            zoom,
        }
    }

    fn with<T>(&mut self, act: impl FnOnce(&mut Editor, &Context<'_>) -> T) -> T {
        let mut editor = std::mem::take(&mut self.editor);
        let zoom = editor.camera.zoom();
        let done = act(&mut editor, &self.context(zoom));
        self.editor = editor;
        done
    }

    /// Shows a stage, 0 for Today.
    pub fn show(mut self, stage: usize) -> Self {
        self.stage = stage;
        self.look();
        self
    }

    /// Holds these keys from now on; while something is dragged, the drag hears of it.
    pub fn holding(mut self, held: Modifiers) -> Self {
        self.held = held;
        self.raw(RawEvent::Modifiers(held));
        self
    }

    /// The middle of an object, or of a new one by its id.
    fn middle_of(&self, name: &str) -> ScreenPoint {
        let subject = self.subject(name);
        let rect = self.index.rect(&self.scene, &subject);
        let rect = rect.unwrap_or_else(|| panic!("“{name}” is not drawn"));
        // Above the chips and rows, which are objects of their own; a site by its tab.
        let y = match subject {
            Subject::SqlInstance(_) | Subject::Server(_) | Subject::Link(_) => rect.center().y,
            Subject::Site(_) => rect.min.y,
            _ => rect.min.y + 20.0,
        };
        self.editor.camera.screen_from_sheet(SheetPoint { x: rect.center().x, y })
    }

    fn sheet_middle(&self, name: &str) -> SheetPoint {
        let rect = self.index.rect(&self.scene, &self.subject(name));
        rect.unwrap_or_else(|| panic!("“{name}” is not drawn")).center()
    }

    /// A point of the view, so many sheet units from the top left corner of an object.
    pub fn beside(&self, name: &str, dx: f32, dy: f32) -> ScreenPoint {
        let corner = self.rect(name).min;
        self.editor.camera.screen_from_sheet(SheetPoint { x: corner.x + dx, y: corner.y + dy })
    }

    /// Where an object is drawn.
    pub fn rect(&self, name: &str) -> SheetRect {
        let rect = self.index.rect(&self.scene, &self.subject(name));
        rect.unwrap_or_else(|| panic!("“{name}” is not drawn"))
    }

    /// What the status line says.
    pub fn hint(&self) -> Message {
        self.editor.hint(&self.context(self.editor.camera.zoom()), &|command| format!("{command:?}"))
    }

    pub fn raw(&mut self, event: RawEvent) {
        for gesture in self.gestures.feed(event) {
            self.tell(&Event::Gesture(gesture));
        }
    }

    fn tell(&mut self, event: &Event) {
        let outcomes = self.with(|editor, cx| editor.handle(event, cx));
        for outcome in &outcomes {
            if let Outcome::Commit { label, edits } = outcome {
                let kept = self.history.commit(label.clone(), edits, &self.plan().replay(), ());
                assert_eq!(kept, Ok(true), "an edit that changes nothing is not to be offered: {label:?}");
                for lang in Lang::all() {
                    assert!(!lang.say(label).contains("{$"), "{}", lang.say(label));
                }
                let broken: Vec<_> = self.plan().replay().states.iter().flat_map(|state| state.broken()).collect();
                assert_eq!(broken, Vec::<String>::new());
                self.look();
            }
        }
        self.outcomes.extend(outcomes);
    }

    pub fn send(mut self, event: Event) -> Self {
        self.outcomes.clear();
        self.tell(&event);
        self
    }

    pub fn available(&self, command: SheetCommand) -> Result<(), Message> {
        self.editor.available(command, &self.context(self.editor.camera.zoom()))
    }

    /// As a menu or a shortcut would ask for it.
    pub fn command(self, command: SheetCommand) -> Self {
        self.send(Event::Do(command))
    }

    fn point(&mut self, at: ScreenPoint) {
        self.at = at;
        let modifiers = self.held;
        self.raw(RawEvent::Moved { at, modifiers });
    }

    pub fn hover(mut self, name: &str) -> Self {
        self.point(self.middle_of(name));
        self
    }

    pub fn press(self, name: &str) -> Self {
        let at = self.middle_of(name);
        self.press_at(at)
    }

    pub fn press_at(mut self, at: ScreenPoint) -> Self {
        self.outcomes.clear();
        self.point(at);
        let (button, modifiers) = (Button::Primary, self.held);
        self.raw(RawEvent::Down { at, button, modifiers });
        self
    }

    /// Presses a point so many sheet units from the top left corner of an object.
    pub fn press_beside(self, name: &str, dx: f32, dy: f32) -> Self {
        let at = self.beside(name, dx, dy);
        self.press_at(at)
    }

    /// Presses the handle on the right of an object.
    pub fn press_handle(mut self, name: &str) -> Self {
        self.point(self.middle_of(name));
        let rect = self.index.rect(&self.scene, &self.subject(name)).unwrap_or_default();
        let (_, handle) = handles(rect)[0];
        let at = self.editor.camera.screen_from_sheet(handle);
        self.press_at(at)
    }

    /// Selects the line that stands for an object's link of this kind.
    pub fn select_line(mut self, kind: LinkKind, from: &str) -> Self {
        let from = self.subject(from);
        let state = &self.replay.states[self.stage];
        let is = |id: &coexist::model::LinkId| state.links.get(id).is_some_and(|o| o.kind == kind && o.from == from);
        let line = self.scene.connectors.iter().find(|line| line.links.iter().any(is));
        let line = line.unwrap_or_else(|| panic!("{kind:?} of {from:?} is not drawn")).subject.clone();
        self.editor.selection = Selection::one(line);
        self
    }

    /// Presses the end of the selected line that is at this object.
    pub fn press_line_end(self, name: &str) -> Self {
        let end = self.subject(name);
        let ends = self.editor.line_ends(&self.context(self.editor.camera.zoom()));
        let at = ends.into_iter().find(|(subject, _)| *subject == end);
        let (_, at) = at.unwrap_or_else(|| panic!("the line does not end at “{name}”"));
        let at = self.editor.camera.screen_from_sheet(at);
        self.press_at(at)
    }

    /// Carries something from the palette over the middle of the selected line's longest piece.
    pub fn carry_onto_line(mut self, payload: Payload) -> Self {
        self.outcomes.clear();
        let Some(line) = self.editor.selection.lead().cloned() else { panic!("no line is selected") };
        let (_, points, _) = self.index.links().find(|(subject, ..)| **subject == line).unwrap_or_else(|| panic!());
        let length = |ends: &&[SheetPoint]| (ends[1].x - ends[0].x).abs() + (ends[1].y - ends[0].y).abs();
        let longest = points.windows(2).max_by(|a, b| length(a).total_cmp(&length(b))).unwrap_or_else(|| panic!());
        let middle = SheetPoint { x: (longest[0].x + longest[1].x) / 2.0, y: (longest[0].y + longest[1].y) / 2.0 };
        self.at = self.editor.camera.screen_from_sheet(middle);
        self.tell(&Event::Carry { payload, at: self.at });
        self
    }

    /// Moves on by so many sheet units.
    pub fn drag_by(mut self, dx: f32, dy: f32) -> Self {
        let zoom = self.editor.camera.zoom();
        let from = self.at;
        for part in [0.3, 0.7, 1.0] {
            self.point(ScreenPoint::new(from.x + dx * zoom * part, from.y + dy * zoom * part));
        }
        self
    }

    pub fn drag_to(mut self, name: &str) -> Self {
        let (from, to) = (self.at, self.middle_of(name));
        for part in [0.3, 0.7, 1.0] {
            self.point(ScreenPoint::new(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part));
        }
        self
    }

    pub fn release(mut self) -> Self {
        let (at, button, modifiers) = (self.at, Button::Primary, self.held);
        self.secs += 1.0;
        self.raw(RawEvent::Up { at, button, modifiers, time_secs: self.secs });
        self
    }

    pub fn click(self, name: &str) -> Self {
        self.press(name).release()
    }

    pub fn click_at(self, at: ScreenPoint) -> Self {
        self.press_at(at).release()
    }

    pub fn double_click(self, name: &str) -> Self {
        let mut hand = self.click(name);
        hand.secs -= 0.9;
        let name = name.to_owned();
        hand.press(&name).release()
    }

    pub fn key(mut self, key: Key) -> Self {
        self.outcomes.clear();
        let modifiers = self.held;
        self.raw(RawEvent::Key { key, modifiers });
        self
    }

    pub fn escape(self) -> Self {
        self.key(Key::Escape)
    }

    pub fn lose_focus(mut self) -> Self {
        self.raw(RawEvent::FocusLost);
        self
    }

    /// Carries something from the palette over an object.
    pub fn carry(mut self, payload: Payload, over: &str) -> Self {
        self.outcomes.clear();
        let at = self.sheet_middle(over);
        self.at = self.editor.camera.screen_from_sheet(at);
        self.tell(&Event::Carry { payload, at: self.at });
        self
    }

    pub fn drop_it(mut self) -> Self {
        let Some(payload) = self.carried() else { panic!("nothing is carried") };
        self.outcomes.clear();
        self.tell(&Event::Dropped { payload, at: self.at });
        self
    }

    fn carried(&self) -> Option<Payload> {
        match self.editor.sketch() {
            Sketch::Placing { payload, .. } => Some(payload),
            _ => None,
        }
    }

    /// The rules' answer to what is in the hand.
    pub fn verdict(&self) -> Verdict {
        let Some(preview) = self.editor.preview() else { panic!("nothing is in the hand") };
        judge(&Question {
            plan: self.plan().clone(),
            replay: self.replay.clone(),
            report: self.report.clone(),
            edits: preview.edits.clone(),
            stage: self.stage,
            about: preview.about.clone(),
        })
    }

    /// The targets in view that would record something, sorted.
    pub fn offers(&self) -> Vec<Subject> {
        let cx = self.context(1.0);
        let targets = self.editor.targets(&cx, self.scene.bounds);
        let mut all: Vec<Subject> = targets.filter(|to| self.editor.offer(&cx, to).is_some()).cloned().collect();
        all.sort();
        all
    }

    pub fn place(&self, name: &str) -> SheetPos {
        self.plan().places.get(&self.subject(name)).copied().unwrap_or_else(|| panic!("“{name}” has no place"))
    }

    /// How many plan edits letting go would make.
    pub fn expect_preview(self, edits: usize) -> Self {
        let offered = self.editor.preview().map_or(0, |preview| preview.edits.len());
        assert_eq!(offered, edits, "{:?}", self.editor.preview());
        assert_eq!(self.plan(), &self.before, "a preview must not touch the plan");
        self
    }

    /// What is in the hand would join no other object than it belongs to.
    pub fn expect_quiet_target(self) -> Self {
        assert_eq!(self.editor.preview().and_then(|preview| preview.target.clone()), None);
        self
    }

    pub fn expect_unchanged(self) -> Self {
        assert!(Arc::ptr_eq(self.plan(), &self.before), "the plan was changed");
        assert_eq!(self.editor.preview(), None);
        assert_eq!(self.editor.sketch(), Sketch::Nothing);
        assert!(!self.editor.is_busy());
        self
    }

    /// Exactly one edit since the beginning, called this in English.
    pub fn expect_edit(self, label: &str) -> Self {
        assert_eq!(self.history.len(), 1, "{:?}", self.outcomes);
        assert_eq!(self.history.undo_label().map(|label| Lang::EN.say(label)).as_deref(), Some(label));
        self
    }

    pub fn expect_selected(self, names: &[&str]) -> Self {
        let mut expected: Vec<Subject> = names.iter().map(|name| self.subject(name)).collect();
        let mut selected: Vec<Subject> = self.editor.selection.iter().cloned().collect();
        expected.sort();
        selected.sort();
        assert_eq!(selected, expected);
        self
    }

    pub fn expect(self, outcome: &Outcome) -> Self {
        assert!(self.outcomes.contains(outcome), "{outcome:?} is not among {:?}", self.outcomes);
        self
    }
}
