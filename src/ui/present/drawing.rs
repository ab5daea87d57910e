//! The drawing on a page: made beside the window, then looked at by a camera that glides from page to page. Between two
//! stages what leaves fades away and what comes appears.

use super::pages::{self, Page, Room};
use super::told::Told;
use crate::canvas::{Camera, ScreenPoint, SheetIndex};
use crate::diagram::{
    self, FAR, Fonts, Item, Layer, Lines, Mark, ROWS_FROM, Scene, SceneOptions, SheetPoint, SheetRect,
};
use crate::model::Subject;
use crate::plan::{Mark as Change, Plan, Replay};
use crate::rules::Report;
use crate::text::Lang;
use crate::ui::sheet::{Afar, Look, Pen};
use crate::ui::threads;
use egui::{Rect, Vec2, vec2};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};

/// What is presented.
pub struct Subjects {
    pub plan: Arc<Plan>,
    pub replay: Arc<Replay>,
    pub report: Arc<Report>,
    pub lang: Lang,
    pub lines: Lines,
    sheet: OnceLock<diagram::Sheet>,
}

impl Subjects {
    pub fn new((plan, replay, report): (Arc<Plan>, Arc<Replay>, Arc<Report>), lang: Lang, lines: Lines) -> Self {
        Self { plan, replay, report, lang, lines, sheet: OnceLock::new() }
    }

    pub fn told(&self) -> Told<'_> {
        Told { plan: &self.plan, replay: &self.replay, report: &self.report, lang: self.lang }
    }

    fn answer(&self, job: Job, fonts: &Fonts) -> Answer {
        let (plan, replay) = (&*self.plan, &*self.replay);
        let sheet = self.sheet.get_or_init(|| diagram::Sheet::new(plan, replay, &self.lines));
        match job {
            Job::Pages(room) => Answer::Pages(pages::pages(plan, replay, Some((sheet, room)))),
            Job::Scene(of) => {
                let (stage, findings) = of;
                let lines = self.lines.clone();
                let options = SceneOptions { findings, lines, ..SceneOptions::new(self.lang) };
                let report = Some(&*self.report).filter(|_| findings);
                let scene = sheet.scene(replay, report, stage, &options, fonts);
                let touched = pages::touched(plan, replay, stage, sheet);
                Answer::Scene(of, Box::new(Drawn::new(scene, touched, |subject| sheet.card_of(subject).cloned())))
            }
        }
    }
}

/// A stage, with findings or without.
pub type Of = (usize, bool);

enum Job {
    Pages(Room),
    Scene(Of),
}

enum Answer {
    Pages(Vec<Page>),
    Scene(Of, Box<Drawn>),
}

/// The finished drawing of a stage.
pub struct Drawn {
    pub scene: Scene,
    pub index: SheetIndex,
    /// What the phase does to what is drawn.
    pub touched: BTreeMap<Subject, Change>,
    /// The items that something happens to, by their numbers; empty when nothing does, or everything is new.
    lit: Vec<bool>,
    /// The items of what is retired here, by their numbers: the end of a plan is shown without them.
    retired: Vec<bool>,
    afar: RefCell<Option<Afar>>,
}

/// A scene of more items than this is drawn as it is: to compare it with another, or to dim it, takes longer than a frame.
const MANY: usize = 20_000;
/// How strongly that is drawn to which nothing happens.
const DIM: f32 = 0.55;

impl Drawn {
    fn new(scene: Scene, touched: BTreeMap<Subject, Change>, card_of: impl Fn(&Subject) -> Option<Subject>) -> Self {
        let index = SheetIndex::new(&scene);
        let (mut lit, mut retired) = (Vec::new(), Vec::new());
        if !touched.is_empty() && scene.items.len() <= MANY {
            let mut cards: HashMap<&Subject, Option<Change>> = HashMap::new();
            let lines: HashMap<&Subject, Option<Change>> = (scene.connectors.iter())
                .map(|line| {
                    let marks: Vec<_> = line.links.iter().filter_map(|link| touched.get(&link.into())).collect();
                    let all_go = marks.len() == line.links.len() && marks.iter().all(|mark| **mark == Change::Removed);
                    (&line.subject, if all_go { Some(Change::Removed) } else { marks.first().map(|_| Change::Changed) })
                })
                .collect();
            for item in &scene.items {
                let mark = item.subject.as_ref().and_then(|subject| match lines.get(subject) {
                    Some(mark) => *mark,
                    None => *cards.entry(subject).or_insert_with(|| {
                        let drawn = card_of(subject).unwrap_or_else(|| subject.clone());
                        let inside = |other: &&Subject| scene.collapsed.around(other) == Some(subject);
                        let collapsed = scene.collapsed.has(subject);
                        let happens_inside = collapsed && touched.keys().any(|other| inside(&other));
                        touched.get(&drawn).copied().or(happens_inside.then_some(Change::Changed))
                    }),
                });
                lit.push(mark.is_some() || item.subject.is_none() || item.layer == Layer::Site);
                retired.push(mark == Some(Change::Removed));
            }
        }
        Self { scene, index, touched, lit, retired, afar: RefCell::new(None) }
    }

    fn is_lit(&self, item: usize) -> bool {
        self.lit.get(item).copied().unwrap_or(true)
    }
}

/// Makes scenes on a thread of its own, as long as it is kept.
pub struct Studio {
    subjects: Arc<Subjects>,
    jobs: Option<Sender<Job>>,
    answers: Receiver<Answer>,
    ready: Vec<Answer>,
    asked: BTreeSet<Of>,
    room: Option<Room>,
    scenes: BTreeMap<Of, Rc<Drawn>>,
}

/// So many scenes are kept: those next to the page, and Today and the last for the page that shows both.
const KEPT: usize = 5;

impl Studio {
    pub fn new(subjects: Arc<Subjects>, fonts: &'static Fonts, wake: impl Fn() + Send + 'static) -> Self {
        let (jobs, inbox) = channel::<Job>();
        let (outbox, answers) = channel();
        let shared = subjects.clone();
        let worker = move || {
            while let Ok(job) = inbox.recv() {
                if outbox.send(shared.answer(job, fonts)).is_err() {
                    return;
                }
                wake();
            }
        };
        let started = threads::start("present", worker);
        let jobs = started.is_ok().then_some(jobs);
        let (ready, asked, scenes) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
        Self { subjects, jobs, answers, ready, asked, room: None, scenes }
    }

    pub fn subjects(&self) -> &Arc<Subjects> {
        &self.subjects
    }

    fn ask(&mut self, job: Job) {
        let left = match &self.jobs {
            Some(jobs) => jobs.send(job).err().map(|unsent| unsent.0),
            None => Some(job),
        };
        // Without a thread it is made here, and the window waits.
        if let Some(job) = left {
            self.ready.push(self.subjects.answer(job, crate::ui::sheet_view::fonts()));
        }
    }

    /// The pages of a window of this size, when they are new.
    pub fn pages(&mut self, room: Room) -> Option<Vec<Page>> {
        if self.room != Some(room) {
            self.room = Some(room);
            self.ask(Job::Pages(room));
        }
        let mut pages = None;
        self.ready.extend(self.answers.try_iter());
        for answer in self.ready.drain(..) {
            match answer {
                Answer::Pages(new) => pages = Some(new),
                Answer::Scene(of, drawn) => {
                    self.asked.remove(&of);
                    self.scenes.insert(of, Rc::from(drawn));
                }
            }
        }
        pages
    }

    /// The drawing of a stage, as soon as it is made.
    pub fn scene(&mut self, of: Of) -> Option<Rc<Drawn>> {
        if !self.scenes.contains_key(&of) && self.asked.insert(of) {
            self.ask(Job::Scene(of));
        }
        self.scenes.get(&of).cloned()
    }

    /// Lets go of scenes that are far from a stage.
    pub fn tidy(&mut self, of: Of, last: usize) {
        while self.scenes.len() > KEPT {
            let needed = |other: &Of| other.1 == of.1 && (other.0 == 0 || other.0 == last);
            let far = |other: &&Of| (other.1 != of.1, !needed(other), other.0.abs_diff(of.0));
            let Some(farthest) = self.scenes.keys().max_by_key(far).copied().filter(|other| *other != of) else {
                return;
            };
            self.scenes.remove(&farthest);
        }
    }
}

/// Where the camera looks: the middle, and points per sheet unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    pub center: SheetPoint,
    pub zoom: f32,
}

impl Shot {
    /// A part of the sheet as large as it goes into an area, and no larger than `most`.
    pub fn framing(rect: &SheetRect, area: Vec2, most: f32) -> Self {
        let fit = (area.x / rect.width().max(1.0)).min(area.y / rect.height().max(1.0));
        Self { center: rect.center(), zoom: fit.min(most) }
    }

    fn toward(self, to: Self, share: f32) -> Self {
        // Evenly in what is seen: the middle moves as much as the picture grows.
        let zoom = self.zoom * (to.zoom / self.zoom).powf(share);
        let along = match (1.0 / self.zoom - 1.0 / to.zoom).abs() < 1e-4 {
            true => share,
            false => (1.0 / self.zoom - 1.0 / zoom) / (1.0 / self.zoom - 1.0 / to.zoom),
        };
        let between = |a: f32, b: f32| a + (b - a) * along;
        let center = SheetPoint { x: between(self.center.x, to.center.x), y: between(self.center.y, to.center.y) };
        Self { center, zoom }
    }

    /// The camera of a view of this size.
    pub fn camera(self, area: Vec2) -> Camera {
        let half = area / 2.0 / self.zoom;
        Camera::new(SheetPoint { x: self.center.x - half.x, y: self.center.y - half.y }, self.zoom)
    }
}

/// How long it takes to glide or to fade, in seconds.
const GLIDE: f64 = 0.6;

/// From 0 to 1 within that time, gently at both ends.
fn eased(began: f64, now: f64) -> f32 {
    let share = ((now - began) / GLIDE).clamp(0.0, 1.0) as f32;
    share * share * (3.0 - 2.0 * share)
}

/// What fades when one stage takes the place of another.
struct Fade {
    old: Rc<Drawn>,
    /// Items of the old scene that the new one has not.
    leaving: Vec<usize>,
    /// Which items of the new scene the old one had not.
    coming: Vec<bool>,
    began: f64,
}

impl Fade {
    fn new(old: Rc<Drawn>, new: &Drawn, began: f64) -> Self {
        let (before, after) = (by_subject(&old.scene), by_subject(&new.scene));
        let alike = |a: &[usize], b: &[usize]| {
            let pairs = a.iter().zip(b).map(|(a, b)| (&old.scene.items[*a], &new.scene.items[*b]));
            a.len() == b.len() && pairs.into_iter().all(|(a, b)| same(a, b))
        };
        let stays = |subject| before.get(subject).zip(after.get(subject)).is_some_and(|(a, b)| alike(a, b));
        let leaving = before.iter().filter(|(subject, _)| !stays(*subject)).flat_map(|(_, at)| at.iter().copied());
        let mut leaving: Vec<usize> = leaving.collect();
        leaving.sort_unstable();
        let mut coming = vec![false; new.scene.items.len()];
        for at in after.iter().filter(|(subject, _)| !stays(*subject)).flat_map(|(_, at)| at) {
            coming[*at] = true;
        }
        Self { old, leaving, coming, began }
    }
}

/// The numbers of a scene's items by what they belong to.
fn by_subject(scene: &Scene) -> HashMap<Option<&Subject>, Vec<usize>> {
    let mut all: HashMap<Option<&Subject>, Vec<usize>> = HashMap::new();
    for (at, item) in scene.items.iter().enumerate() {
        all.entry(item.subject.as_ref()).or_default().push(at);
    }
    all
}

fn same(a: &Item, b: &Item) -> bool {
    a.layer == b.layer && a.mark == b.mark && a.faded == b.faded
}

/// How a drawing is to be painted.
#[derive(Clone, Copy)]
pub struct Manner {
    /// The least type that is drawn, in points.
    pub least: f32,
    /// That to which nothing happens stands back.
    pub dims: bool,
    /// Names of sites and cards are written by somebody else.
    pub without_names: bool,
    /// What is retired here is left out.
    pub without_retired: bool,
    pub moves: bool,
    pub now: f64,
}

/// One drawing on the screen, with where it is looked at from.
#[derive(Default)]
pub struct View {
    showing: Option<(Of, Rc<Drawn>)>,
    fade: Option<Fade>,
    /// From where to where, since when.
    glide: Option<(Shot, Shot, f64)>,
}

impl View {
    /// What is seen.
    pub fn drawn(&self) -> Option<&Rc<Drawn>> {
        self.showing.as_ref().map(|(_, drawn)| drawn)
    }

    /// Shows another stage, or the same.
    pub fn show(&mut self, of: Of, drawn: Rc<Drawn>, manner: &Manner) {
        let same = self.showing.as_ref().is_some_and(|(_, showing)| Rc::ptr_eq(showing, &drawn));
        if same {
            return;
        }
        let before = self.showing.replace((of, drawn.clone()));
        let few = |drawn: &Drawn| drawn.scene.items.len() <= MANY;
        self.fade = before
            .filter(|(_, old)| manner.moves && few(old) && few(&drawn))
            .map(|(_, old)| Fade::new(old, &drawn, manner.now));
    }

    /// Looks at something else, or at the same.
    pub fn look(&mut self, to: Shot, manner: &Manner) {
        match &mut self.glide {
            Some((_, target, _)) if *target == to => {}
            Some(glide) if manner.moves => *glide = (shot_at(glide, manner.now), to, manner.now),
            glide => *glide = Some((to, to, f64::NEG_INFINITY)),
        }
    }

    pub fn shot(&self, now: f64) -> Option<Shot> {
        self.glide.as_ref().map(|glide| shot_at(glide, now))
    }

    /// Something still moves.
    pub fn is_moving(&self, now: f64) -> bool {
        let fading = self.fade.as_ref().is_some_and(|fade| now - fade.began < GLIDE);
        fading || self.glide.is_some_and(|(_, _, began)| now - began < GLIDE)
    }

    /// Paints what is seen into an area. Names of the drawing that would be too small to be read are left out.
    pub fn paint(&mut self, pen: &mut Pen<'_>, area: Rect, manner: &Manner) {
        let Some((_, drawn)) = &self.showing else { return };
        let Some((_, target, _)) = self.glide else { return };
        let Some(shot) = self.shot(manner.now) else { return };
        if self.fade.as_ref().is_some_and(|fade| manner.now - fade.began >= GLIDE) {
            self.fade = None;
        }
        pen.camera = shot.camera(area.size());
        pen.corner = area.min;
        let view = shown(&pen.camera, area.size());
        let scene = &drawn.scene;
        let frame = shown(&target.camera(area.size()), area.size());
        let written = |item: &Item| match &item.mark {
            Mark::Text(run) => {
                let is_name = matches!(item.layer, Layer::Site | Layer::Card);
                // Half a site's name at the upper edge says nothing.
                let is_cut = item.layer == Layer::Site && (run.at.y - run.size..run.at.y).contains(&frame.min.y);
                run.size * target.zoom >= manner.least && !is_cut && !(manner.without_names && is_name)
            }
            _ => true,
        };
        if scene.items.len() > MANY {
            let strength = |at: usize| if written(&scene.items[at]) { 1.0 } else { 0.0 };
            let look = Look { strength: Some(&strength), ..Look::default() };
            if pen.camera.zoom() < FAR {
                let mut afar = drawn.afar.borrow_mut();
                let afar = afar.get_or_insert_with(|| Afar::new(scene));
                pen.afar(scene, afar, view, look);
            } else {
                pen.items(scene, drawn.index.items().drawn(&view, pen.camera.zoom()), look);
            }
            return;
        }
        let detail = detail(target.zoom, manner.least);
        let share = self.fade.as_ref().map_or(1.0, |fade| eased(fade.began, manner.now));
        if let Some(fade) = &self.fade {
            let items = &fade.old.scene.items;
            let strength = |at: usize| if written(&items[at]) { 1.0 - share } else { 0.0 };
            let look = Look { strength: Some(&strength), ..Look::default() };
            let there = fade.old.index.items().drawn(&view, detail);
            let leaving: Vec<usize> = there.filter(|at| fade.leaving.binary_search(at).is_ok()).collect();
            pen.items(&fade.old.scene, leaving.into_iter(), look);
        }
        let strength = |at: usize| {
            let is_gone = manner.without_retired && drawn.retired.get(at).copied().unwrap_or(false);
            if is_gone || !written(&scene.items[at]) {
                return 0.0;
            }
            let dim = if manner.dims && !drawn.is_lit(at) { 1.0 + (DIM - 1.0) * share } else { 1.0 };
            let is_new = self.fade.as_ref().is_some_and(|fade| fade.coming.get(at).copied().unwrap_or(true));
            if is_new { dim * share } else { dim }
        };
        let look = Look { strength: Some(&strength), ..Look::default() };
        pen.items(scene, drawn.index.items().drawn(&view, detail), look);
    }
}

fn shot_at((from, to, began): &(Shot, Shot, f64), now: f64) -> Shot {
    match now - began < GLIDE {
        true => from.toward(*to, eased(*began, now)),
        false => *to,
    }
}

/// What of the sheet is in a view of this size.
pub fn shown(camera: &Camera, size: Vec2) -> SheetRect {
    let corner = |p: Vec2| camera.sheet_from_screen(ScreenPoint::new(p.x, p.y));
    SheetRect { min: corner(Vec2::ZERO), max: corner(size) }
}

/// Where something of the sheet is on the screen.
pub fn on_screen(camera: &Camera, area: Rect, rect: &SheetRect) -> Rect {
    let at = |p: SheetPoint| {
        let p = camera.screen_from_sheet(p);
        area.min + vec2(p.x, p.y)
    };
    Rect::from_min_max(at(rect.min), at(rect.max))
}

/// The smallest type of a card that tells everything, and of one that tells less in larger type, in sheet units.
const SMALLEST: (f32, f32) = (11.0, 20.0);

/// The zoom from which a drawing can be read, when the smallest type is to be so high.
pub fn legible_from(least: f32) -> f32 {
    least / SMALLEST.1
}

/// As which zoom's drawing a scene is painted: the one that tells most in type that can be read.
fn detail(zoom: f32, least: f32) -> f32 {
    if zoom * SMALLEST.0 >= least {
        zoom.max(ROWS_FROM)
    } else if zoom >= legible_from(least) * 0.999 {
        zoom.clamp(FAR, ROWS_FROM * 0.99)
    } else {
        zoom.min(FAR * 0.99)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::layout;
    use crate::model::PoolId;
    use crate::rules::sketch;
    use crate::ui::sheet_view::fonts;

    const PLAN: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=2 users=300 user-store=sqlold\\LYNC
  sql sqlold LYNC
phase Pilot
  + pool fe-new front-end enterprise version=lync-2013 servers=3 in=Paris
phase Rest
  move all users fe-old -> fe-new
  - pool fe-old
";

    fn subjects() -> Arc<Subjects> {
        let mut plan = sketch::read(PLAN).expect("a sketch").plan;
        let replay = plan.replay();
        plan.places.extend(layout(&plan, &replay));
        let whole = (Arc::new(plan), Arc::new(replay), Arc::default());
        Arc::new(Subjects::new(whole, Lang::EN, Lines::default()))
    }

    fn drawn(of: Of) -> Drawn {
        match subjects().answer(Job::Scene(of), fonts()) {
            Answer::Scene(_, drawn) => *drawn,
            Answer::Pages(_) => panic!("pages"),
        }
    }

    #[test]
    fn what_a_phase_touches_is_lit_and_the_rest_is_not() {
        let pilot = drawn((1, false));
        let of = |id: &str| Subject::Pool(PoolId::new(&format!("pool-{id}")));
        let is_lit = |id: &str| {
            let own = pilot.scene.items.iter().enumerate().filter(|(_, item)| item.subject == Some(of(id)));
            own.map(|(at, _)| pilot.is_lit(at)).collect::<BTreeSet<bool>>()
        };
        assert_eq!(is_lit("fe-new"), BTreeSet::from([true]));
        assert_eq!(is_lit("fe-old"), BTreeSet::from([false]));
        assert!(!pilot.retired.contains(&true), "nothing goes");
        let last = drawn((2, false));
        let gone = |id: &str| {
            let own = last.scene.items.iter().zip(&last.retired).filter(|(item, _)| item.subject == Some(of(id)));
            own.map(|(_, gone)| *gone).collect::<BTreeSet<bool>>()
        };
        assert_eq!(gone("fe-old"), BTreeSet::from([true]));
        assert_eq!(gone("fe-new"), BTreeSet::from([false]));
        let today = drawn((0, false));
        assert!((0..today.scene.items.len()).all(|at| today.is_lit(at)), "of Today nothing stands back");
    }

    #[test]
    fn between_stages_only_what_differs_fades() {
        let (today, pilot) = (Rc::new(drawn((0, false))), drawn((1, false)));
        let fade = Fade::new(today.clone(), &pilot, 0.0);
        let coming: BTreeSet<Option<&Subject>> = (pilot.scene.items.iter().zip(&fade.coming))
            .filter(|(_, coming)| **coming)
            .map(|(item, _)| item.subject.as_ref())
            .collect();
        let (new, old) = (Subject::Pool(PoolId::new("pool-fe-new")), Subject::Pool(PoolId::new("pool-fe-old")));
        assert!(coming.contains(&Some(&new)));
        assert!(!coming.contains(&Some(&old)), "what stays as it is does not blink");
        let leaving = fade.leaving.iter().map(|at| today.scene.items[*at].subject.as_ref());
        assert!(leaving.into_iter().all(|subject| subject != Some(&old)));
        let again = Fade::new(today.clone(), &today, 0.0);
        assert!(again.leaving.is_empty() && !again.coming.contains(&true));
    }

    #[test]
    fn the_camera_arrives_where_it_is_sent_and_at_once_where_nothing_moves() {
        let shot = |x: f32, zoom: f32| Shot { center: SheetPoint { x, y: 0.0 }, zoom };
        let manner = |moves: bool, now: f64| Manner {
            least: 18.0,
            dims: true,
            without_names: false,
            without_retired: false,
            moves,
            now,
        };
        let mut view = View::default();
        view.look(shot(0.0, 1.0), &manner(true, 0.0));
        assert_eq!(view.shot(0.0), Some(shot(0.0, 1.0)), "the first page is there at once");
        view.look(shot(100.0, 2.0), &manner(true, 1.0));
        let half = view.shot(1.0 + GLIDE / 2.0).expect("a shot");
        assert!(half.center.x > 1.0 && half.center.x < 99.0 && half.zoom > 1.0 && half.zoom < 2.0, "{half:?}");
        assert!(view.is_moving(1.1) && !view.is_moving(1.0 + GLIDE));
        assert_eq!(view.shot(1.0 + GLIDE), Some(shot(100.0, 2.0)));
        view.look(shot(5.0, 1.0), &manner(false, 3.0));
        assert_eq!(view.shot(3.0), Some(shot(5.0, 1.0)));
        assert!(!view.is_moving(3.0));
    }

    #[test]
    fn less_is_told_where_type_would_be_too_small() {
        let least = 18.0;
        assert!(detail(2.0, least) >= ROWS_FROM);
        let middle = detail(legible_from(least), least);
        assert!((FAR..ROWS_FROM).contains(&middle), "{middle}");
        assert!(detail(0.5, least) < FAR);
    }
}
