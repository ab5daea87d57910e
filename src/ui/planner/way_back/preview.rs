//! The topology after going back, on the sheet's place: only to look at, with a banner that says so. It is worked out and
//! judged beside the window.

use crate::canvas::{Camera, ScreenPoint, SheetIndex, ViewSize};
use crate::diagram::{self, FAR, Lines, Scene, SceneOptions, SheetRect};
use crate::model::Subject;
use crate::plan::{Plan, Replay};
use crate::propose::{Judged, NoWayBack, RollBack, judge, roll_back};
use crate::text::Lang;
use crate::ui::action::wrapping;
use crate::ui::planner::later::aside;
use crate::ui::sheet::access::{Spoken, Stage, nodes};
use crate::ui::sheet::{Afar, Look, Palette, Pen};
use crate::ui::sheet_view::fonts;
use crate::ui::style::{self, Colors};
use egui::{Key, Rect, Role, Sense, Ui, WidgetInfo, vec2};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

/// What is asked for: from where to where, in which language, of which content of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub from: usize,
    pub to: usize,
    pub lang: Lang,
    pub content: u64,
}

/// A way back with what the rules say of it and its drawing.
pub struct Made {
    pub back: RollBack,
    pub judged: Judged,
    /// The steps of the way back with their notes, in words.
    pub course: Vec<(String, String)>,
    scene: Scene,
    index: SheetIndex,
    spoken: Spoken,
}

type Answer = Result<Box<Made>, NoWayBack>;

/// A way back that is looked at.
pub struct Preview {
    pub asked: Asked,
    state: State,
    view: View,
}

enum State {
    Working(Receiver<Answer>),
    Ready(Box<Made>),
    Refused(NoWayBack),
    /// Its thread ended without an answer.
    Failed,
}

#[derive(Default)]
struct View {
    camera: Camera,
    fitted: bool,
    afar: Option<Afar>,
    /// The object that the keyboard is on.
    at: Option<Subject>,
}

fn made(plan: &Plan, replay: &Replay, asked: Asked) -> Answer {
    let back = roll_back(plan, replay, (asked.from, asked.to), asked.lang)?;
    let judged = judge(&back);
    let lines = Lines::default();
    let sheet = diagram::Sheet::new(&back.plan, &judged.replay, &lines);
    let options = SceneOptions { lines, ..SceneOptions::new(asked.lang) };
    let last = back.plan.phases.len();
    // That the migration ends here is no mark on any card.
    let mut report = judged.report.clone();
    let mut at = 0;
    report.findings.retain(|_| {
        at += 1;
        !judged.unfinished.contains(&(at - 1))
    });
    let scene = sheet.scene(&judged.replay, Some(&report), last, &options, fonts());
    let index = SheetIndex::new(&scene);
    let spoken = Spoken::new(&scene, &index, asked.lang);
    let known = back.plan.everything();
    let told = |text: &str| wrapping(text);
    let course = back.phase.steps.iter().map(|step| {
        (told(&asked.lang.say(&step.label_in(&known))), step.note().map(|note| told(note)).unwrap_or_default())
    });
    let course = course.collect();
    Ok(Box::new(Made { back, judged, course, scene, index, spoken }))
}

impl Preview {
    /// Begins to work; `wake` is called when it is done.
    pub fn new((plan, replay): (Arc<Plan>, Arc<Replay>), asked: Asked, wake: impl Fn() + Send + 'static) -> Self {
        let (of, states) = (plan.clone(), replay.clone());
        let state = match aside(move || made(&of, &states, asked), wake) {
            Some(inbox) => State::Working(inbox),
            // Without a thread the window waits.
            None => State::of(made(&plan, &replay, asked)),
        };
        Self { asked, state, view: View::default() }
    }

    /// Takes the answer when it is there.
    pub fn poll(&mut self) {
        if let State::Working(inbox) = &self.state {
            match inbox.try_recv() {
                Ok(answer) => self.state = State::of(answer),
                Err(TryRecvError::Disconnected) => self.state = State::Failed,
                Err(TryRecvError::Empty) => {}
            }
        }
    }

    pub fn is_working(&self) -> bool {
        matches!(self.state, State::Working(_))
    }

    pub fn made(&self) -> Option<&Made> {
        match &self.state {
            State::Ready(made) => Some(made),
            _ => None,
        }
    }

    pub fn refused(&self) -> Option<&NoWayBack> {
        match &self.state {
            State::Refused(why) => Some(why),
            _ => None,
        }
    }

    /// The drawing; what it shows is `said` to who does not see it. A hand moves it and zooms, and changes nothing.
    pub fn ui(&mut self, ui: &mut Ui, said: &str) {
        let rect = ui.available_rect_before_wrap();
        let id = ui.scope_id().with("way-back-drawing");
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, said));
        ui.painter().rect_filled(rect, 0.0, Colors::of(ui).sheet);
        let State::Ready(made) = &self.state else { return };
        let size = ViewSize { width: rect.width(), height: rect.height() };
        if response.clicked() {
            response.request_focus();
        }
        self.view.moved(ui, &response, (rect, size), &made.scene);
        let palette = Palette::new(style::theme(style::Look::of(ui.visuals())));
        let painter = ui.painter_at(rect);
        let mut pen = Pen::new(&painter, self.view.camera, rect.min, &palette);
        let shown = self.view.camera.shown(size);
        if self.view.camera.zoom() < FAR {
            let afar = self.view.afar.get_or_insert_with(|| Afar::new(&made.scene));
            pen.afar(&made.scene, afar, shown, Look::default());
        } else {
            pen.scene(&made.scene, made.index.items(), shown, Look::default());
        }
        pen.finish();
        self.view.nodes_ui(ui, id, made, (rect, size));
        if response.has_focus() {
            let ring = egui::Stroke::new(2.0, Colors::of(ui).accent);
            ui.painter().rect_stroke(rect.shrink(1.0), 0.0, ring, egui::StrokeKind::Inside);
        }
    }
}

impl State {
    fn of(answer: Answer) -> Self {
        match answer {
            Ok(made) => Self::Ready(made),
            Err(why) => Self::Refused(why),
        }
    }
}

/// How far an arrow key moves the drawing, in points.
const STEP: f32 = 48.0;
/// What a key zooms by.
const ZOOM: f32 = 1.25;

impl View {
    /// Every object in view is a node, as on the sheet; what the keyboard comes to is brought into view.
    fn nodes_ui(&mut self, ui: &mut Ui, id: egui::Id, made: &Made, (rect, size): (Rect, ViewSize)) {
        let camera = self.camera;
        let on_screen = |object: SheetRect| {
            let (min, max) = (camera.screen_from_sheet(object.min), camera.screen_from_sheet(object.max));
            Rect::from_min_max(rect.min + vec2(min.x, min.y), rect.min + vec2(max.x, max.y))
        };
        let stage = Stage {
            scene: &made.scene,
            index: &made.index,
            spoken: &made.spoken,
            shown: camera.shown(size),
            zoom: camera.zoom(),
            selected: &|_| false,
            on_screen: &on_screen,
        };
        let felt = nodes(ui, id, &stage);
        let place = |subject: &Subject| {
            let object = made.index.object(&made.scene, subject).map(|object| object.rect);
            object.or_else(|| made.spoken.line(&made.scene, subject))
        };
        if let Some(subject) = felt.focused.or(felt.clicked) {
            if let Some(object) = place(&subject) {
                self.camera.reveal(object, size, 32.0);
            }
            self.at = Some(subject);
        }
        if !felt.has_focus {
            self.at = None;
        }
        if let Some(object) = self.at.as_ref().and_then(place) {
            let ring = egui::Stroke::new(2.0, Colors::of(ui).accent);
            let around = on_screen(object).expand(4.0);
            ui.painter_at(rect).rect_stroke(around, style::RADIUS, ring, egui::StrokeKind::Outside);
        }
    }

    fn moved(&mut self, ui: &Ui, response: &egui::Response, (rect, size): (Rect, ViewSize), scene: &Scene) {
        if !self.fitted {
            self.camera.fit(scene.bounds, size, 32.0);
            self.fitted = true;
        }
        let dragged = response.drag_delta();
        if dragged != egui::Vec2::ZERO {
            self.camera.pan(dragged.x, dragged.y);
        }
        if let Some(at) = response.hover_pos() {
            let (scrolled, zoomed) = ui.input(|i| (i.smooth_scroll_delta, i.zoom_delta()));
            if zoomed == 1.0 {
                self.camera.pan(scrolled.x, scrolled.y);
            } else {
                let at = at - rect.min;
                self.camera.zoom_at(ScreenPoint::new(at.x, at.y), zoomed);
            }
        }
        if !response.has_focus() {
            return;
        }
        let middle = ScreenPoint::new(rect.width() / 2.0, rect.height() / 2.0);
        // Arrows move the drawing, not the keyboard.
        let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |key: Key| ui.input(|i| i.key_pressed(key));
        let moves = [
            (Key::ArrowLeft, (STEP, 0.0)),
            (Key::ArrowRight, (-STEP, 0.0)),
            (Key::ArrowUp, (0.0, STEP)),
            (Key::ArrowDown, (0.0, -STEP)),
        ];
        moves.iter().filter(|(key, _)| pressed(*key)).for_each(|(_, (x, y))| self.camera.pan(*x, *y));
        if pressed(Key::Plus) || pressed(Key::Equals) {
            self.camera.zoom_at(middle, ZOOM);
        }
        if pressed(Key::Minus) {
            self.camera.zoom_at(middle, 1.0 / ZOOM);
        }
        if pressed(Key::Num0) {
            self.camera.fit(scene.bounds, size, 32.0);
        }
    }
}
