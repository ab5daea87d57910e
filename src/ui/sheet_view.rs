//! The sheet in the window: what it is given, and what becomes of its events.

use super::action::{Action, Cx, said, say};
use super::command::UiCommand;
use super::object_menu;
use super::sheet::palette::PaletteView;
use super::sheet::{Sheet, SheetContext, SheetEvent};
use super::style;
use crate::canvas::{Event, Selection, judge};
use crate::diagram::{self, Fonts, Lines, Scene, SceneOptions};
use crate::model::{LinkKind, Subject};
use crate::plan::{Plan, Replay};
use crate::rules::Report;
use crate::text::Lang;
use egui::{Pos2, Ui};
use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// What the drawing is made of: revision, links that are lines.
type DrawnOf = (u64, Lines);
/// What the scene of a stage is made of: that, and check, stage, language, ghosts.
type SceneOf = (DrawnOf, u64, usize, Lang, bool);

#[derive(Default)]
pub struct SheetView {
    sheet: Sheet,
    palette: PaletteView,
    drawn: Option<(DrawnOf, diagram::Sheet)>,
    /// The first drawing of a plan, while it is made.
    drawing: Option<Receiver<(DrawnOf, diagram::Sheet)>>,
    scene: Option<(SceneOf, Arc<Scene>)>,
    /// Kinds of link that are drawn besides the usual ones, or left out.
    turned: BTreeSet<LinkKind>,
    /// Whether the places of objects of other phases are drawn.
    ghosts: bool,
    menu: Option<Menu>,
    /// Where the sheet was in the last frame.
    view: Option<egui::Rect>,
}

/// A menu that is open upon the sheet.
struct Menu {
    /// None for the sheet's own.
    subject: Option<Subject>,
    at: Pos2,
    /// Its first entry takes the focus on the next frame.
    fresh: bool,
}

/// With at most so many links a plan is drawn at once: that is not felt.
const FEW_LINKS: usize = 100;
/// How long a frame waits for the first drawing of a larger plan, before it says that it is being made.
const FRAME_SHARE: Duration = Duration::from_millis(4);

/// The widths of the bundled font.
fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(Fonts::bundled)
}

impl SheetView {
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let doc = cx.doc;
        self.view = Some(ui.available_rect_before_wrap());
        if self.sheet.selection().iter().ne(&doc.view.selection) {
            self.sheet.select(Selection::of(doc.view.selection.iter().cloned()));
        }
        let Some(scene) = self.scene(ui.ctx(), cx) else {
            ui.centered_and_justified(|ui| super::widgets::muted(ui, say!(cx, "canvas-drawing")));
            return;
        };
        let context = SheetContext {
            plan: doc.plan(),
            replay: doc.replay(),
            report: doc.report(),
            scene: &scene,
            stage: doc.shown(),
            theme: style::theme(ui.visuals().dark_mode),
            lang: cx.lang,
            judge,
        };
        for event in self.sheet.ui(ui, &context) {
            match event {
                SheetEvent::Commit { label, edits } => cx.out.push(Action::EditAs(label, edits)),
                SheetEvent::Select => {
                    cx.out.push(Action::SelectAll(self.sheet.selection().iter().cloned().collect()));
                }
                SheetEvent::Open(subject) => cx.out.push(Action::Open(subject)),
                SheetEvent::Findings(subject) => cx.out.push(Action::OpenFindingOf(subject)),
                SheetEvent::Menu { subject, at } => self.menu = Some(Menu { subject, at, fresh: false }),
                SheetEvent::Say(message) => cx.out.push(Action::Say(message)),
                SheetEvent::Preview(_) => {}
            }
        }
        self.menu_ui(ui, cx);
    }

    /// The scene of what is shown, made again only when something of it changed.
    /// Nothing while the plan's first drawing is made.
    fn scene(&mut self, ctx: &egui::Context, cx: &Cx<'_>) -> Option<Arc<Scene>> {
        let doc = cx.doc;
        let mut lines = Lines::default();
        for kind in &self.turned {
            if !lines.kinds.remove(kind) {
                lines.kinds.insert(*kind);
            }
        }
        lines.of = doc.view.selection.iter().cloned().collect();
        let of = (doc.revision(), lines);
        let whole = (of.clone(), doc.checked(), doc.shown(), cx.lang, self.ghosts);
        if let Some((key, scene)) = &self.scene
            && *key == whole
        {
            return Some(scene.clone());
        }
        let (key, mut drawn) = self.drawn.take().or_else(|| self.first_drawing(ctx, cx, &of))?;
        if key != of {
            drawn = drawn.again(doc.plan(), doc.replay(), &of.1);
        }
        let options = SceneOptions { ghosts: self.ghosts, ..SceneOptions::new(cx.lang) };
        let scene = Arc::new(drawn.scene(doc.replay(), Some(doc.report()), doc.shown(), &options, fonts()));
        self.drawn = Some((of, drawn));
        self.scene = Some((whole, scene.clone()));
        Some(scene)
    }

    /// The first drawing of a plan finds every line, which can take longer than a frame. Later ones follow the
    /// edits. `None` while it is made.
    fn first_drawing(&mut self, ctx: &egui::Context, cx: &Cx<'_>, of: &DrawnOf) -> Option<(DrawnOf, diagram::Sheet)> {
        let links = cx.doc.replay().states.iter().map(|state| state.links.len()).max().unwrap_or_default();
        if self.drawing.is_none() && links > FEW_LINKS {
            let (plan, replay, of) = (cx.doc.plan().clone(), cx.doc.replay().clone(), of.clone());
            let (send, receive) = channel();
            let wake = ctx.clone();
            let work = move || {
                let sheet = diagram::Sheet::new(&plan, &replay, &of.1);
                // Another plan may have been opened meanwhile.
                let _ = send.send((of, sheet));
                wake.request_repaint();
            };
            if std::thread::Builder::new().name("drawing".to_owned()).spawn(work).is_ok() {
                self.drawing = Some(receive);
            }
        }
        match self.drawing.as_ref().map(|drawing| drawing.recv_timeout(FRAME_SHARE)) {
            Some(Err(RecvTimeoutError::Timeout)) => None,
            Some(Ok(drawn)) => {
                self.drawing = None;
                Some(drawn)
            }
            // A small plan, or no thread to be had: a late frame is better than none.
            None | Some(Err(RecvTimeoutError::Disconnected)) => {
                self.drawing = None;
                Some((of.clone(), diagram::Sheet::new(cx.doc.plan(), cx.doc.replay(), &of.1)))
            }
        }
    }

    /// The menu of an object, or of the sheet.
    fn menu_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(menu) = &mut self.menu else { return };
        let (subject, at, fresh) = (menu.subject.clone(), menu.at, std::mem::take(&mut menu.fresh));
        let id = egui::Id::unique("sheet-menu");
        let mut open = true;
        let name = say!(cx, "ui-panels-sheet-menu");
        let popup = egui::Popup::new(id, ui.ctx().clone(), egui::PopupAnchor::Position(at), ui.layer_id());
        let popup = popup.accessible_name(name).open_bool(&mut open).kind(egui::PopupKind::Menu);
        popup.show(|ui| {
            ui.set_min_width(220.0);
            let first = ui.next_auto_id();
            match &subject {
                Some(subject) => object_menu::ui(ui, cx, subject),
                None => self.sheet_menu(ui, cx),
            }
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(first));
            }
        });
        if !open {
            self.menu = None;
        }
    }

    fn sheet_menu(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if ui.button(said(cx.lang, &UiCommand::Fit.text())).clicked() {
            self.fit();
            ui.close();
        }
        ui.separator();
        super::widgets::muted(ui, say!(cx, "ui-panels-lines-shown"));
        let drawn: BTreeSet<LinkKind> = cx.doc.state().links.values().map(|link| link.kind).collect();
        for kind in drawn {
            let mut on = self.is_line(kind);
            if ui.checkbox(&mut on, cx.lang.word(LinkKind::PREFIX, kind.key())).changed() {
                cx.out.push(Action::Do(UiCommand::Line(kind)));
            }
        }
        ui.separator();
        let mut ghosts = self.ghosts;
        if ui.checkbox(&mut ghosts, said(cx.lang, &UiCommand::ToggleGhosts.text())).changed() {
            cx.out.push(Action::Do(UiCommand::ToggleGhosts));
        }
    }

    pub fn palette_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let target = cx.doc.plan().target_at(cx.doc.shown()).clone();
        let theme = style::theme(ui.visuals().dark_mode);
        if let Some(payload) = self.palette.ui(ui, &target, theme, cx.lang) {
            self.sheet.tell(Event::Put(payload));
        }
    }

    /// Opens the menu of an object, or of the sheet, as the keyboard asks for it.
    pub fn open_menu(&mut self, subject: Option<Subject>) {
        let Some(view) = self.view else { return };
        let scene = self.scene.as_ref().map(|(_, scene)| scene);
        let shown = scene
            .zip(subject.as_ref())
            .and_then(|(scene, subject)| scene.boxes.iter().find(|shown| shown.subject == *subject));
        let at = shown.map(|shown| {
            let camera = self.sheet.camera();
            let at = camera.screen_from_sheet(shown.rect.center());
            view.min + egui::vec2(at.x, at.y)
        });
        let at = at.filter(|at| view.contains(*at)).unwrap_or(view.center());
        self.menu = Some(Menu { subject, at, fresh: true });
    }

    pub fn is_line(&self, kind: LinkKind) -> bool {
        Lines::default().kinds.contains(&kind) != self.turned.contains(&kind)
    }

    /// Draws a kind of link as lines, or no longer.
    pub fn turn_line(&mut self, kind: LinkKind) {
        if !self.turned.remove(&kind) {
            self.turned.insert(kind);
        }
    }

    pub fn shows_ghosts(&self) -> bool {
        self.ghosts
    }

    pub fn turn_ghosts(&mut self) {
        self.ghosts = !self.ghosts;
    }

    /// Writes an object's name on the sheet.
    pub fn rename(&mut self, subject: Subject) {
        self.sheet.rename(subject);
    }

    /// Draws a connection from the selection.
    pub fn connect(&mut self) {
        self.sheet.tell(Event::Connect);
    }

    pub fn reveal(&mut self, subject: &Subject) {
        self.sheet.reveal(subject.clone());
    }

    pub fn fit(&mut self) {
        self.sheet.show_everything();
    }

    pub fn zoom(&mut self, inwards: bool) {
        use crate::canvas::{Gesture, Key, Modifiers};
        let key = if inwards { Key::Plus } else { Key::Minus };
        self.sheet.tell(Event::Gesture(Gesture::Key { key, modifiers: Modifiers::default() }));
    }

    pub fn hint(&self) -> String {
        self.sheet.status().unwrap_or_default().to_owned()
    }
}

/// The shown stage as an SVG file, in the light theme.
pub fn svg(plan: &Plan, replay: &Replay, report: &Report, stage: usize, lang: Lang, title: &str) -> String {
    let scene = diagram::build(plan, replay, Some(report), stage, &SceneOptions::new(lang), fonts());
    crate::export::svg::write(&scene, style::theme(false), title)
}
