//! The sheet in the window: what it is given, and what becomes of its events.

use super::action::{Action, Cx};
use super::document::Document;
use super::kept::Kept;
use super::sheet::palette::PaletteView;
use super::sheet::{Sheet, SheetContext, SheetEvent};
use super::sheet_menu::Menu;
use super::style;
use super::threads;
use crate::canvas::{Event, ScreenPoint, Selection, SheetCommand, Tool, judge};
use crate::diagram::{self, Asked, Fonts, Lines, Scene, SceneOptions, Shown, Theme};
use crate::model::{LinkId, LinkKind, Subject};
use crate::plan::{Clip, Stage};
use crate::rules::Report;
use crate::text::{Lang, Message};
use egui::Ui;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// What the drawing is made of: revision, links that are lines.
type DrawnOf = (u64, Lines);
/// What the scene of a stage is made of: that, content and check, stage, language, ghosts, the lines of the selection, what
/// is left out, and the stage that it is compared with.
type SceneOf = (DrawnOf, (u64, u64), usize, Lang, bool, Arc<Asked>, Shown, Option<usize>);

#[derive(Default)]
pub struct SheetView {
    pub(super) sheet: Sheet,
    pub(super) palette: PaletteView,
    pub(super) drawn: Option<(DrawnOf, diagram::Sheet)>,
    pub(super) scene: Option<(SceneOf, Arc<Scene>)>,
    /// The check that the scene was drawn with.
    reported: Arc<Report>,
    /// The lines of what is selected that are no lines otherwise.
    asked: Option<(DrawnOf, Vec<Subject>, Arc<Asked>)>,
    /// Kinds of link that are drawn besides the usual ones, or left out.
    pub(super) turned: BTreeSet<LinkKind>,
    /// Whether the places of objects of other phases are drawn.
    pub(super) ghosts: bool,
    /// What is left out. Not in the plan: it is how somebody looks at it.
    pub(super) shown: Shown,
    /// The last that was said of it.
    pub(super) told: Shown,
    /// The stage that the shown one is compared with, when that is not the one before.
    pub(super) base: Option<Stage>,
    /// How many objects are removed, added and changed since that stage.
    pub(super) compared: Kept<usize, [usize; 3]>,
    pub(super) legend: bool,
    /// What was to be brought into view.
    pub(super) revealed: Option<Subject>,
    /// The menu that is open upon the sheet.
    pub(super) menu: Option<Menu>,
    /// Where the sheet's menu was opened when it was asked to paste.
    pub(super) paste_at: Option<ScreenPoint>,
    /// Where the sheet was in the last frame.
    pub(super) view: Option<egui::Rect>,
}

/// How a plan is looked at when it is opened: what was chosen for the plan before.
#[derive(Clone, Debug)]
pub struct FirstLook {
    pub lang: Lang,
    pub lines: Lines,
    pub ghosts: bool,
}

/// The widths of the bundled font.
pub fn fonts() -> &'static Fonts {
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
        let scene = self.scene(cx);
        self.escape_menu(ui);
        let drawing = self.drawn.as_ref().zip(self.asked.as_ref()).map(|((_, sheet), (.., asked))| (sheet, &**asked));
        let context =
            SheetContext { drawing, ..context(doc, &scene, style::theme(style::Look::of(ui.visuals())), cx.lang) };
        self.sheet.set_version_of_new(self.palette.version());
        self.sheet.cover_left(self.legend_width(&scene));
        for event in self.sheet.ui(ui, &context) {
            match event {
                SheetEvent::Commit { label, edits } => cx.out.push(Action::EditAs(label, edits)),
                SheetEvent::Select => {
                    cx.out.push(Action::SelectAll(self.sheet.selection().iter().cloned().collect()));
                }
                SheetEvent::Open(subject) => cx.out.push(Action::Open(subject)),
                SheetEvent::Findings(subject) => cx.out.push(Action::OpenFindingOf(subject)),
                SheetEvent::Menu { subject, findings, at } => self.menu = Some(Menu::at(subject, findings, at)),
                SheetEvent::Say(message) => cx.out.push(Action::Say(message)),
                SheetEvent::Copied(clip) => super::clipboard::put(ui.ctx(), &clip),
                SheetEvent::AskClipboard => super::clipboard::ask(ui.ctx()),
                SheetEvent::Preview(_) => {}
            }
        }
        self.tell_shown(ui.ctx(), cx, &scene);
        self.legend_ui(ui, cx, &scene);
        self.compared_ui(ui, cx);
        self.menu_ui(ui, cx);
    }

    pub fn first_look(&self, lang: Lang) -> FirstLook {
        FirstLook { lang, lines: self.lines(), ghosts: self.ghosts }
    }

    /// Takes what was drawn where the plan was read; when it is looked at otherwise by now, it is drawn anew.
    pub fn begin(&mut self, doc: &Document, drawing: diagram::Sheet, scene: Scene, look: FirstLook) {
        let FirstLook { lang, lines, ghosts } = look;
        let of = (doc.revision(), lines);
        self.drawn = Some((of.clone(), drawing));
        let whole = (of, (doc.content(), doc.checked()), 0, lang, ghosts, Arc::default(), Shown::default(), None);
        self.scene = Some((whole, Arc::new(scene)));
        self.reported = doc.report().clone();
    }

    /// The links that are drawn as lines.
    pub fn lines(&self) -> Lines {
        let mut lines = Lines::default();
        for kind in &self.turned {
            if !lines.kinds.remove(kind) {
                lines.kinds.insert(*kind);
            }
        }
        lines
    }

    /// The scene of what is shown, made again only when something of it changed.
    fn scene(&mut self, cx: &Cx<'_>) -> Arc<Scene> {
        let doc = cx.doc;
        let (plan, replay) = (doc.plan(), doc.replay());
        let of = (doc.revision(), self.lines());
        let base = self.base_of(plan);
        let drawn = match self.drawn.take() {
            Some((key, drawn)) if key == of => drawn,
            Some((_, drawn)) => {
                let new = drawn.again(plan, replay, &of.1);
                if let Some((key, _, asked)) = self.asked.as_mut().filter(|_| new.is_shifted(&drawn)) {
                    (*key, *asked) = (of.clone(), Arc::new(new.asked_again(asked)));
                }
                // No frame waits until all of it is gone.
                threads::free(drawn);
                new
            }
            None => diagram::Sheet::new(plan, replay, &of.1),
        };
        let asked = self.asked(&drawn, &of, &doc.view.selection);
        let (_, drawn) = self.drawn.insert((of.clone(), drawn));
        let checked = (doc.content(), doc.checked());
        let whole = (of, checked, doc.shown(), cx.lang, self.ghosts, asked, self.shown.clone(), base);
        if let Some((key, scene)) = &mut self.scene {
            // Another check may say the same of this stage: after a new name it mostly does.
            if differs_in_check(key, &whole) && diagram::say_alike(&self.reported, doc.report(), doc.shown()) {
                key.1 = whole.1;
            }
            if *key == whole {
                return scene.clone();
            }
        }
        let options =
            SceneOptions { ghosts: self.ghosts, shown: self.shown.clone(), base, ..SceneOptions::new(cx.lang) };
        let stage = (&**replay, Some(&**doc.report()), doc.shown());
        let before = self.scene.take().filter(|(key, _)| differs_in_places(key, &whole));
        let scene = Arc::new(match before {
            Some((_, before)) => {
                // Nobody else has it any more then: it is changed where it stands.
                let known = self.sheet.let_go().is_some_and(|known| Arc::ptr_eq(&known, &before));
                let before = Arc::unwrap_or_clone(before);
                let (scene, changed) = drawn.scene_again(before, &whole.5, stage, &options, fonts());
                self.sheet.expect(changed.filter(|_| known));
                scene
            }
            None => drawn.scene_with(&whole.5, stage, &options, fonts()),
        });
        self.scene = Some((whole, scene.clone()));
        self.reported = doc.report().clone();
        scene
    }

    /// The lines that the selection asks for. Most selections ask for the same, or none: then the scene stays.
    fn asked(&mut self, drawn: &diagram::Sheet, of: &DrawnOf, selection: &[Subject]) -> Arc<Asked> {
        match &self.asked {
            Some((key, selected, asked)) if key == of && selected == selection => asked.clone(),
            before => {
                let new = drawn.asked(selection);
                let known = before.as_ref().map(|(_, _, asked)| asked).filter(|asked| ***asked == new);
                let asked = known.cloned().unwrap_or_else(|| Arc::new(new));
                self.asked = Some((of.clone(), selection.to_vec(), asked.clone()));
                asked
            }
        }
    }

    pub fn palette_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, small: bool) {
        let target = cx.doc.plan().target_at(cx.doc.shown()).clone();
        let theme = style::theme(style::Look::of(ui.visuals()));
        if let Some(payload) = self.palette.ui(ui, &target, theme, cx.lang, small) {
            self.sheet.tell(Event::Put(payload));
        }
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

    pub fn is_connectable(&self, subject: &Subject) -> bool {
        self.sheet.is_connectable(subject)
    }

    /// The links that are drawn as one line with this one.
    pub fn bundle_of(&self, link: &LinkId) -> Vec<LinkId> {
        self.sheet.bundle_of(link)
    }

    /// Lights objects up, as strongly as 0 to 1; true when that changes what is drawn.
    pub fn light(&mut self, subjects: Vec<Subject>, strength: f32) -> bool {
        self.sheet.light(subjects, strength)
    }

    pub fn lit(&self) -> &[Subject] {
        self.sheet.lit()
    }

    pub fn bring_into_view(&mut self, subjects: Vec<Subject>) {
        self.sheet.bring_into_view(subjects);
    }

    pub fn reveal(&mut self, subject: &Subject) {
        self.sheet.reveal(subject.clone());
        self.revealed = Some(subject.clone());
    }

    /// `Err` with the reason when a command of the sheet cannot be done now.
    pub fn available(&self, doc: &Document, command: SheetCommand) -> Result<(), Message> {
        let ((_, _, _, lang, ..), scene) = self.scene.as_ref().ok_or_else(|| crate::message!("canvas-drawing"))?;
        self.sheet.available(command, &context(doc, scene, style::theme(style::Look::LIGHT), *lang))
    }

    /// Pastes in the next frame: where the menu was opened, or where the selection is.
    pub fn paste(&mut self, clip: Clip) {
        let at = self.paste_at.take();
        self.sheet.tell(Event::Paste { clip: Box::new(clip), at });
    }

    /// Does a command of the sheet in the next frame.
    pub fn perform(&mut self, command: SheetCommand) {
        self.sheet.tell(Event::Do(command));
    }

    /// Takes back what the hand does on the sheet. False when it does nothing.
    pub fn take_back(&mut self, ctx: &egui::Context) -> bool {
        egui::DragAndDrop::clear_payload(ctx);
        self.sheet.take_back()
    }

    pub fn has_grid(&self) -> bool {
        self.sheet.has_grid()
    }

    pub fn tool(&self) -> Tool {
        self.sheet.tool()
    }

    pub fn pointed_at(&self) -> Option<&str> {
        self.sheet.pointed_at()
    }

    pub fn hint(&self) -> String {
        self.sheet.status().unwrap_or_default().to_owned()
    }
}

/// Whether a scene differs at most in where things are.
fn differs_in_places(old: &SceneOf, new: &SceneOf) -> bool {
    let ((_, old_lines), (_, new_lines)) = (&old.0, &new.0);
    (old_lines, old.1, old.2, old.3, old.4, &old.6, old.7) == (new_lines, new.1, new.2, new.3, new.4, &new.6, new.7)
        && old.5.is_alike(&new.5)
}

/// Whether a scene differs at most in the check of the same content.
fn differs_in_check(old: &SceneOf, new: &SceneOf) -> bool {
    old.1.0 == new.1.0
        && old.1 != new.1
        && (&old.0, old.2, old.3, old.4, &old.5, &old.6, old.7) == (&new.0, new.2, new.3, new.4, &new.5, &new.6, new.7)
}

fn context<'a>(doc: &'a Document, scene: &'a Arc<Scene>, theme: &'a Theme, lang: Lang) -> SheetContext<'a> {
    SheetContext {
        plan: doc.plan(),
        replay: doc.replay(),
        report: doc.report(),
        scene,
        drawing: None,
        stage: doc.shown(),
        theme,
        lang,
        judge,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Command;
    use crate::model::Value;
    use crate::plan::PlanEdit;

    fn scene(view: &mut SheetView, doc: &Document) -> Arc<Scene> {
        view.scene(&Cx { doc, lang: Lang::EN, signer: None, out: &mut Vec::new() })
    }

    fn checked(doc: &mut Document) {
        while !doc.is_checked() {
            doc.poll();
            std::thread::yield_now();
        }
    }

    /// Renames an object; whether the scene was drawn again when the check was there.
    fn drawn_again(view: &mut SheetView, doc: &mut Document, object: &Subject, name: &str) -> bool {
        let before = scene(view, doc);
        let of = object.clone();
        let rename = Command::Set { of, fact: "fqdn", to: Some(Value::Text(name.into())) };
        doc.commit(crate::message!("language-name"), &[PlanEdit::Correct(rename)]).expect("renamed");
        let renamed = scene(view, doc);
        assert!(!Arc::ptr_eq(&before, &renamed), "{name} is on the sheet at once");
        checked(doc);
        let last = scene(view, doc);
        assert_eq!(*last, *scene(&mut SheetView::default(), doc), "as it is when it is drawn anew");
        !Arc::ptr_eq(&renamed, &last)
    }

    #[test]
    fn a_check_that_says_the_same_draws_nothing_again() {
        let plan = crate::format::read(include_str!("../../assets/examples/fabrikam.coexist")).expect("an example");
        // Its first check is taken to be long, and goes on beside.
        let mut doc = Document::new(Arc::new(plan), || {});
        checked(&mut doc);
        doc.show(1);
        let finding = doc.report().at(1).next().expect("a finding").clone();
        let (view, named) = (&mut SheetView::default(), finding.subjects());
        let state = doc.state();
        let quiet = state.gateways.keys().map(Subject::from).find(|object| !named.contains(object)).expect("a gateway");
        let inside = state.pools.keys().map(Subject::from).find(|object| named.contains(object)).expect("a pool");
        assert!(!drawn_again(view, &mut doc, &quiet, "other.fabrikam.com"));
        drawn_again(view, &mut doc, &inside, "another.fabrikam.com");
        assert!(doc.report().at(1).any(|finding| Lang::EN.say(&finding.message).contains("another.fabrikam.com")));
    }
}
