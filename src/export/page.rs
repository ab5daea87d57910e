//! A page: one stage's scene laid on paper or at its natural size, with a frame around it. Lowered to plain marks in
//! page units (96 to the inch), so that SVG, PNG and PDF draw the same thing.

use super::Handout;
use super::frame::{self, Facts, Share, Strip};
use super::logo;
use super::parts;
use crate::diagram::*;
use crate::message;
use crate::model::{Code, Subject};
use crate::plan::Logo;
use crate::rules;
use crate::text::Lang;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// The least width of a line on paper: half a point.
pub(super) const LEAST_LINE: f32 = 2.0 / 3.0;
/// How much a small plan may grow to fill its paper.
const MOST_SCALE: f32 = 1.25;
/// Paper is sharper than a screen: it is read as if it were so much nearer.
pub(super) const SHARPER: f32 = 1.3;
/// From this zoom every card says its name: a page can be enlarged, and a large plan without names says nothing.
const NAMED: f32 = 0.3;
/// The least width of a page of natural size, in units of its frame.
const LEAST_WIDTH: f32 = 720.0;
/// Ten millimetres.
pub(super) const MARGIN: f32 = 37.8;

/// What is left of the colours of what stands back.
pub(super) const FADED: f32 = 0.35;
/// How strong the lines of a hatch are: they run behind words that are to be read.
pub(super) const HATCH_STRENGTH: f32 = 0.3;
/// Dashes and gaps of dashed outlines.
pub(super) const DASHES: [f32; 2] = [6.0, 4.0];

/// A sheet of paper; it lies, or stands where a plan is tall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    A4,
    A3,
    Letter,
}

impl Paper {
    /// Its long and its short side in page units.
    pub fn size(self) -> (f32, f32) {
        let millimetres = |width: f32, height: f32| (width * 96.0 / 25.4, height * 96.0 / 25.4);
        match self {
            Self::A4 => millimetres(297.0, 210.0),
            Self::A3 => millimetres(420.0, 297.0),
            Self::Letter => (11.0 * 96.0, 8.5 * 96.0),
        }
    }
}

/// How a drawing is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    pub theme: Theme,
    /// Without paper a drawing has its natural size.
    pub paper: Option<Paper>,
    /// Badges, outlines and texts of findings.
    pub findings: bool,
    /// Without a ground.
    pub transparent: bool,
    /// These objects with what stands in them, and the lines between them; `None` for all of the plan. A selection is
    /// never split.
    pub only: Option<BTreeSet<Subject>>,
}

/// A finished page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub width: f32,
    pub height: f32,
    /// Whether the page is filled with the colour of the sheet.
    pub ground: bool,
    /// What the page is called, by itself and among the others of its plan.
    pub title: String,
    pub name: String,
    /// The stage, and what of it is here; `None` where a page shows all of a stage.
    pub part: Option<(String, String)>,
    pub lang: Lang,
    /// Of the title block.
    pub logo: Option<PlacedLogo>,
    /// What is drawn and said, in the order of the sheet.
    pub objects: Vec<Object>,
    /// Back to front.
    pub parts: Vec<Part>,
}

/// A logo where it stands on its page.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLogo {
    pub logo: Logo,
    pub rect: SheetRect,
    /// What a screen reader says.
    pub alt: String,
}

/// Something that a screen reader can name.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    pub label: String,
    pub description: String,
}

/// Marks that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub of: PartOf,
    /// Where it leads who clicks on it.
    pub link: Option<Link>,
    pub marks: Vec<Drawn>,
}

impl Part {
    /// Around its marks.
    pub fn bounds(&self) -> Option<SheetRect> {
        let around = |drawn: &Drawn| match &drawn.mark {
            Mark::Rect(mark) => Some(mark.rect),
            Mark::Icon(mark) => Some(mark.rect),
            Mark::Path(mark) => {
                mark.outline().iter().map(|at| SheetRect { min: *at, max: *at }).reduce(|a, b| a.union(&b))
            }
            Mark::Text(run) => Some(SheetRect::new(run.at.x, run.at.y - run.size, run.width, run.size * 1.3)),
        };
        self.marks.iter().filter_map(around).reduce(|a, b| a.union(&b))
    }
}

/// A page outside of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub address: String,
    /// What a screen reader says.
    pub label: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// The name of the page.
    Name,
    /// Words of the frame.
    Words,
    /// An object, by its place among the page's objects.
    Object(usize),
    /// What says nothing.
    Ornament,
}

/// One mark in page units. It is never struck through by itself: that line is a mark of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    pub mark: Mark,
    pub faded: bool,
}

/// The pages of a handout, stage after stage: one for each, or where it could not be read on its paper, an overview and a
/// page for each site. Whichever stages are asked for, every stage of a plan has the same pages, of the same size and with
/// everything in the same place, so that leafing through shows what changes.
pub fn pages(handout: &Handout<'_>, look: &Look, fonts: &Fonts) -> Vec<Page> {
    printed(&Press::new(handout, look, fonts))
}

/// The same, for a place where the stage is named already: nothing stands above the drawing.
pub(super) fn unnamed(handout: &Handout<'_>, look: &Look, fonts: &Fonts) -> Vec<Page> {
    printed(&Press { above: 0.0, ..Press::new(handout, look, fonts) })
}

fn printed(press: &Press<'_>) -> Vec<Page> {
    let Press { handout, look, above, .. } = *press;
    let sheet = press.sheet();
    let leaf = press.leaf(&sheet, |bounds| Layout::of(look.paper, bounds, above), Share::WHOLE);
    let room = leaf.layout.room_on_paper().filter(|_| look.only.is_none());
    let parts = room.map_or_else(Vec::new, |room| parts::split(handout, &sheet, room));
    let (Some(paper), true) = (look.paper, parts.len() > 1) else { return press.pages(leaf, &Share::WHOLE) };
    let shares = parts.iter().enumerate();
    let printed = shares.collect::<Vec<_>>().into_par_iter().map(|(number, part)| {
        let share = Share { name: Some(&part.name), number, of: parts.len() };
        press.pages(press.leaf(&part.sheet, |bounds| Layout::lying(paper, bounds, above), share), &share)
    });
    let mut printed: Vec<_> = printed.collect::<Vec<_>>().into_iter().map(Vec::into_iter).collect();
    (0..handout.stages.len()).flat_map(|_| printed.iter_mut().filter_map(Iterator::next).collect::<Vec<_>>()).collect()
}

/// One stage without a frame, at its natural size: to be copied, or put into another document.
pub fn picture(handout: &Handout<'_>, look: &Look, stage: usize, fonts: &Fonts) -> Page {
    let press = Press::new(handout, look, fonts);
    let scene = press.scene(&press.sheet(), stage);
    Page {
        ground: !look.transparent,
        ..Page::bare(&scene, &Facts::of(handout, stage, &Share::WHOLE).title(), handout.lang)
    }
}

/// What all pages of a handout are made with.
struct Press<'a> {
    handout: &'a Handout<'a>,
    look: &'a Look,
    fonts: &'a Fonts,
    /// The height of what stands above the drawing.
    above: f32,
    /// The size of the plan's logo; none when there is none, or it cannot be drawn.
    logo: Option<(f32, f32)>,
}

/// One page in every stage.
struct Leaf {
    layout: Layout,
    /// Of the stages that are asked for, with their legends.
    scenes: Vec<(Scene, Strip)>,
}

impl<'a> Press<'a> {
    fn new(handout: &'a Handout<'a>, look: &'a Look, fonts: &'a Fonts) -> Self {
        let logo = handout.plan.about.logo.as_ref().and_then(logo::size);
        Self { handout, look, fonts, above: frame::HEADER, logo }
    }

    fn options(&self) -> SceneOptions {
        SceneOptions { findings: self.look.findings, ..SceneOptions::new(self.handout.lang) }
    }

    fn sheet(&self) -> Sheet {
        let whole = Sheet::new(self.handout.plan, self.handout.replay, &self.options().lines);
        match &self.look.only {
            Some(of) => whole.only(of),
            None => whole,
        }
    }

    fn scene(&self, sheet: &Sheet, stage: usize) -> Scene {
        let report = self.look.findings.then_some(self.handout.report);
        sheet.scene(self.handout.replay, report, stage, &self.options(), self.fonts)
    }

    /// The legends of all stages decide how much room is left, also where few are asked for.
    fn leaf(&self, sheet: &Sheet, laid_out: impl FnOnce(SheetRect) -> Layout, share: Share<'_>) -> Leaf {
        let mut leaf = Leaf { layout: laid_out(sheet.extent()), scenes: Vec::new() };
        let mut asked: HashMap<usize, (Scene, Strip)> = HashMap::new();
        for stage in 0..=self.handout.plan.phases.len() {
            let scene = self.scene(sheet, stage);
            let facts = Facts::of(self.handout, stage, &share);
            let below = frame::footer(&scene, &facts, leaf.layout.room(), self.handout.lang, self.fonts);
            leaf.layout.below = leaf.layout.below.max(below.height);
            if self.handout.stages.contains(&stage) {
                asked.insert(stage, (scene, below));
            }
        }
        leaf.scenes = self.handout.stages.iter().filter_map(|stage| asked.remove(stage)).collect();
        leaf
    }

    fn pages(&self, leaf: Leaf, share: &Share<'_>) -> Vec<Page> {
        let Leaf { layout, scenes } = leaf;
        let stages = self.handout.stages.iter().zip(scenes);
        stages.map(|(stage, (scene, below))| self.framed(&scene, below, &layout, (*stage, share))).collect()
    }

    fn framed(&self, scene: &Scene, below: Strip, layout: &Layout, (stage, share): (usize, &Share<'_>)) -> Page {
        let facts = Facts::of(self.handout, stage, share);
        let mut page = Page {
            width: layout.width(),
            height: layout.height(),
            ground: !self.look.transparent,
            title: facts.title(),
            name: facts.stage.clone(),
            part: share.name.map(|name| (self.handout.stage_name(stage), name.to_owned())),
            lang: self.handout.lang,
            logo: None,
            objects: Vec::new(),
            parts: Vec::new(),
        };
        let margin = MARGIN * layout.unit;
        let corner = |y: f32| Place { scale: layout.unit, x: margin, y };
        let (place, zoom) = layout.drawing();
        if layout.above > 0.0 {
            let top = corner(margin);
            let logo = self.logo.zip(self.handout.plan.about.logo.as_ref());
            let stands = |size| frame::logo_place(size, layout.room());
            page.logo = logo.map(|(size, logo)| PlacedLogo {
                logo: logo.clone(),
                rect: top.rect(&stands(size)),
                alt: self.handout.lang.say(&message!("export-logo")),
            });
            let left = logo.map_or(layout.room(), |(size, _)| stands(size).min.x - frame::BESIDE_LOGO);
            page.frame(frame::header(&facts, (left, layout.room()), self.fonts).parts, &top);
        }
        page.scene(scene, &place, zoom);
        page.frame(below.parts, &corner(layout.height() - margin - layout.below * layout.unit));
        page
    }
}

/// The room for a drawing on a page, and the scale at which all of a plan fits on one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub width: f32,
    pub height: f32,
    pub scale: f32,
}

/// How the pages of a plan are laid out: the same for every stage.
struct Layout {
    /// Of the paper, as it lies; without paper the drawing decides.
    paper: Option<(f32, f32)>,
    bounds: SheetRect,
    /// The page units of a unit of the frame: at its natural size a large plan is looked at from afar, and its frame
    /// grows with it.
    unit: f32,
    /// The height of what stands above the drawing, in units of the frame.
    above: f32,
    /// The height of the longest legend, in units of the frame.
    below: f32,
}

impl Layout {
    fn of(paper: Option<Paper>, bounds: SheetRect, above: f32) -> Self {
        let unit = match paper {
            Some(_) => 1.0,
            None => (bounds.width() / 1400.0).clamp(1.0, 6.0),
        };
        let fits = |(width, height): (f32, f32)| {
            let (across, down) = (width - 2.0 * MARGIN, height - 2.0 * MARGIN - 3.0 * frame::HEADER);
            (across / bounds.width().max(1.0)).min(down / bounds.height().max(1.0)).min(MOST_SCALE)
        };
        // It lies, unless a tall plan is clearly larger on standing paper.
        let turned = |(long, short): (f32, f32)| {
            let (lying, standing) = (fits((long, short)), fits((short, long)));
            if standing > lying * 1.1 { (short, long) } else { (long, short) }
        };
        Self { paper: paper.map(|paper| turned(paper.size())), bounds, unit, above, below: 0.0 }
    }

    /// On lying paper.
    fn lying(paper: Paper, bounds: SheetRect, above: f32) -> Self {
        Self { paper: Some(paper.size()), bounds, unit: 1.0, above, below: 0.0 }
    }

    /// The room that is left for the drawing on lying paper of this size.
    fn room_on_paper(&self) -> Option<Room> {
        let (a, b) = self.paper?;
        let (width, height) = (a.max(b) - 2.0 * MARGIN, a.min(b) - 2.0 * MARGIN - self.above - self.below);
        Some(Room { width, height, scale: self.drawing().0.scale })
    }

    fn width(&self) -> f32 {
        match self.paper {
            Some((width, _)) => width,
            None => (self.bounds.width() + 2.0 * MARGIN * self.unit).max(LEAST_WIDTH * self.unit),
        }
    }

    fn height(&self) -> f32 {
        match self.paper {
            Some((_, height)) => height,
            None => self.bounds.height() + (self.above + self.below + 2.0 * MARGIN) * self.unit,
        }
    }

    /// How wide the frame is, in its own units.
    fn room(&self) -> f32 {
        self.width() / self.unit - 2.0 * MARGIN
    }

    /// Where the drawing goes, and at which zoom it is read.
    fn drawing(&self) -> (Place, f32) {
        let (margin, above, below) = (MARGIN * self.unit, self.above * self.unit, self.below * self.unit);
        let (width, height) = (self.width() - 2.0 * margin, self.height() - 2.0 * margin - above - below);
        let inner = SheetRect::new(margin, margin + above, width, height);
        match self.paper {
            Some(_) => {
                let place = Place::fit(self.bounds, inner);
                (place, (place.scale * SHARPER).max(NAMED))
            }
            None => (Place::centred(self.bounds, inner, 1.0), 1.0),
        }
    }
}

impl Page {
    /// A scene alone, at its natural size.
    pub fn bare(scene: &Scene, title: &str, lang: Lang) -> Self {
        let bounds = scene.bounds;
        let mut page = Self {
            width: bounds.width(),
            height: bounds.height(),
            ground: true,
            title: title.to_owned(),
            name: title.to_owned(),
            part: None,
            lang,
            logo: None,
            objects: Vec::new(),
            parts: Vec::new(),
        };
        page.scene(scene, &Place { scale: 1.0, x: -bounds.min.x, y: -bounds.min.y }, 1.0);
        page
    }

    fn frame(&mut self, parts: Vec<(PartOf, Vec<Mark>)>, place: &Place) {
        for (of, marks) in parts {
            let mut drawn = Vec::new();
            marks.iter().for_each(|mark| place.put(mark, false, &mut drawn));
            self.parts.push(Part { of, link: None, marks: drawn });
        }
    }

    /// The marks of a scene, those that stand together and are of one object as one part.
    fn scene(&mut self, scene: &Scene, place: &Place, zoom: f32) {
        let mut known: HashMap<&Subject, usize> = HashMap::new();
        for object in &scene.boxes {
            known.entry(&object.subject).or_insert(self.objects.len());
            self.objects.push(Object { label: object.label.clone(), description: object.description.clone() });
        }
        for line in scene.connectors.iter().chain(scene.chips.iter().map(|(_, chip)| chip)) {
            known.entry(&line.subject).or_insert(self.objects.len());
            self.objects.push(Object { label: line.label.clone(), description: line.description.clone() });
        }
        let links = links(scene, self.lang);
        for item in scene.items.iter().filter(|item| item.visible_at(zoom)) {
            let of = item.subject.as_ref().and_then(|subject| known.get(subject));
            let of = of.map_or(PartOf::Ornament, |at| PartOf::Object(*at));
            // The mark of a finding leads to the page that its rule rests on.
            let link = item.subject.as_ref().filter(|_| item.layer == Layer::Badge).and_then(|of| links.get(of));
            if self.parts.last().is_none_or(|part| part.of != of || part.link.as_ref() != link) {
                self.parts.push(Part { of, link: link.cloned(), marks: Vec::new() });
            }
            if let Some(part) = self.parts.last_mut() {
                place.put(&item.mark, item.faded, &mut part.marks);
            }
        }
    }

    /// Every text, in the order in which it is drawn.
    pub fn texts(&self) -> impl Iterator<Item = &TextRun> {
        self.parts.iter().flat_map(|part| &part.marks).filter_map(|drawn| match &drawn.mark {
            Mark::Text(run) => Some(run),
            Mark::Rect(_) | Mark::Path(_) | Mark::Icon(_) => None,
        })
    }
}

/// Where the worst finding of each object leads, for rules that rest on a page.
fn links(scene: &Scene, lang: Lang) -> HashMap<&Subject, Link> {
    let mut of_rules: HashMap<&Code, Option<Link>> = HashMap::new();
    let link = |code: &Code| {
        let address = rules::sources(code, lang).into_iter().next()?.address;
        let title = rules::title(code, lang).unwrap_or_default();
        Some(Link { address, label: format!("{code} {title}") })
    };
    let all = scene.worst.iter().filter_map(|(subject, code)| {
        Some((subject, of_rules.entry(code).or_insert_with(|| link(code)).clone()?)) //
    });
    all.collect()
}

/// How something of its own measures stands on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub scale: f32,
    pub x: f32,
    pub y: f32,
}

impl Place {
    /// As large as there is room for.
    fn fit(what: SheetRect, room: SheetRect) -> Self {
        let across = room.width() / what.width().max(1.0);
        let down = room.height() / what.height().max(1.0);
        Self::centred(what, room, across.min(down).clamp(0.001, MOST_SCALE))
    }

    fn centred(what: SheetRect, room: SheetRect, scale: f32) -> Self {
        let (from, to) = (what.center(), room.center());
        Self { scale, x: to.x - from.x * scale, y: to.y - from.y * scale }
    }

    pub fn point(&self, p: SheetPoint) -> SheetPoint {
        SheetPoint { x: p.x * self.scale + self.x, y: p.y * self.scale + self.y }
    }

    fn rect(&self, rect: &SheetRect) -> SheetRect {
        SheetRect { min: self.point(rect.min), max: self.point(rect.max) }
    }

    fn stroke(&self, stroke: &Stroke) -> Stroke {
        Stroke { width: (stroke.width * self.scale).max(LEAST_LINE), ..*stroke }
    }

    fn hop(&self, hop: &Hop) -> Hop {
        Hop { leg: hop.leg, at: self.point(hop.at), radius: hop.radius * self.scale }
    }

    fn put(&self, mark: &Mark, faded: bool, out: &mut Vec<Drawn>) {
        let mut push = |mark| out.push(Drawn { mark, faded });
        match mark {
            Mark::Rect(mark) => push(Mark::Rect(RectMark {
                rect: self.rect(&mark.rect),
                radius: mark.radius * self.scale,
                fill: mark.fill,
                stroke: mark.stroke.as_ref().map(|stroke| self.stroke(stroke)),
                hatch: mark.hatch,
            })),
            Mark::Path(mark) => push(Mark::Path(PathMark {
                points: mark.points.iter().map(|point| self.point(*point)).collect(),
                hops: mark.hops.iter().map(|hop| self.hop(hop)).collect(),
                radius: mark.radius * self.scale,
                closed: mark.closed,
                fill: mark.fill,
                stroke: mark.stroke.as_ref().map(|stroke| self.stroke(stroke)),
            })),
            Mark::Icon(mark) => push(Mark::Icon(IconMark { rect: self.rect(&mark.rect), ..mark.clone() })),
            Mark::Text(run) => {
                let (at, size) = (self.point(run.at), run.size * self.scale);
                let width = run.width * self.scale;
                let (weight, token) = (run.weight, run.token);
                push(Mark::Text(TextRun { at, text: run.text.clone(), size, width, weight, token, struck: false }));
                if run.struck {
                    let y = at.y - size * 0.27;
                    let points = vec![SheetPoint { x: at.x, y }, SheetPoint { x: at.x + width, y }];
                    let stroke = Stroke { token, width: (size / 14.0).max(LEAST_LINE), dashed: false };
                    push(Mark::Path(PathMark::line(points, stroke)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_plan_grows_little_and_a_large_one_fits() {
        let room = SheetRect::new(40.0, 80.0, 1000.0, 600.0);
        assert_eq!(Place::fit(SheetRect::new(0.0, 0.0, 100.0, 100.0), room).scale, MOST_SCALE);
        let large = SheetRect::new(-500.0, -300.0, 8000.0, 2000.0);
        let place = Place::fit(large, room);
        let drawn = place.rect(&large);
        assert!(room.expanded(0.1).contains(drawn.min) && room.expanded(0.1).contains(drawn.max), "{drawn:?}");
        assert!((drawn.center().x - room.center().x).abs() < 0.1);
    }
}
