//! A page: one stage's scene laid on paper or at its natural size, with a frame around it. Lowered to plain marks in
//! page units (96 to the inch), so that SVG, PNG and PDF draw the same thing.

use super::Handout;
use super::frame::{self, Facts};
use crate::diagram::*;
use crate::model::Subject;
use crate::text::Lang;
use std::collections::HashMap;

/// The least width of a line on paper: half a point.
const LEAST_LINE: f32 = 2.0 / 3.0;
/// How much a small plan may grow to fill its paper.
const MOST_SCALE: f32 = 1.25;
/// How far the lines of a hatch are from each other.
const HATCH: f32 = 8.0;
/// Paper is sharper than a screen: it is read as if it were so much nearer.
const SHARPER: f32 = 1.3;
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
    pub lang: Lang,
    /// What is drawn and said, in the order of the sheet.
    pub objects: Vec<Object>,
    /// Back to front.
    pub parts: Vec<Part>,
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
    pub marks: Vec<Drawn>,
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

/// The pages of a handout, one for each of its stages. Whichever of them are asked for, every phase of a plan has a page
/// of the same size with everything in the same place, so that leafing through shows what changes.
pub fn pages(handout: &Handout<'_>, look: &Look, fonts: &Fonts) -> Vec<Page> {
    laid(handout, look, fonts, frame::HEADER)
}

/// The same, for a place where the stage is named already: nothing stands above the drawing.
pub(super) fn unnamed(handout: &Handout<'_>, look: &Look, fonts: &Fonts) -> Vec<Page> {
    laid(handout, look, fonts, 0.0)
}

fn laid(handout: &Handout<'_>, look: &Look, fonts: &Fonts, above: f32) -> Vec<Page> {
    let options = SceneOptions { findings: look.findings, ..SceneOptions::new(handout.lang) };
    let sheet = Sheet::new(handout.plan, handout.replay, &options.lines);
    let report = look.findings.then_some(handout.report);
    let (mut layout, mut asked) = (None, Vec::new());
    for stage in 0..=handout.plan.phases.len() {
        let scene = sheet.scene(handout.replay, report, stage, &options, fonts);
        let layout = layout.get_or_insert_with(|| Layout::of(look.paper, scene.bounds, above));
        let below = frame::footer(&scene, &Facts::of(handout, stage), layout.room(), handout.lang, fonts);
        layout.below = layout.below.max(below.height);
        if handout.stages.contains(&stage) {
            asked.push((stage, scene, below));
        }
    }
    let Some(layout) = layout else { return Vec::new() };
    let mut page = |stage: usize| {
        let at = asked.iter().position(|(other, ..)| *other == stage)?;
        let (_, scene, below) = asked.swap_remove(at);
        Some(framed(&scene, below, &layout, &Facts::of(handout, stage), look, handout.lang, fonts))
    };
    handout.stages.iter().filter_map(|stage| page(*stage)).collect()
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

fn framed(
    scene: &Scene,
    below: frame::Strip,
    layout: &Layout,
    facts: &Facts,
    look: &Look,
    lang: Lang,
    fonts: &Fonts,
) -> Page {
    let mut page = Page {
        width: layout.width(),
        height: layout.height(),
        ground: !look.transparent,
        title: facts.title(),
        name: facts.stage.clone(),
        lang,
        objects: Vec::new(),
        parts: Vec::new(),
    };
    let margin = MARGIN * layout.unit;
    let corner = |y: f32| Place { scale: layout.unit, x: margin, y };
    let (place, zoom) = layout.drawing();
    if layout.above > 0.0 {
        page.frame(frame::header(facts, layout.room(), fonts).parts, &corner(margin));
    }
    page.scene(scene, &place, zoom);
    page.frame(below.parts, &corner(layout.height() - margin - layout.below * layout.unit));
    page
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
            lang,
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
            self.parts.push(Part { of, marks: drawn });
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
        for item in scene.items.iter().filter(|item| item.visible_at(zoom)) {
            let of = item.subject.as_ref().and_then(|subject| known.get(subject));
            let of = of.map_or(PartOf::Ornament, |at| PartOf::Object(*at));
            if self.parts.last().is_none_or(|part| part.of != of) {
                self.parts.push(Part { of, marks: Vec::new() });
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

/// How something of its own measures stands on the page.
#[derive(Clone, Copy, Debug)]
struct Place {
    scale: f32,
    x: f32,
    y: f32,
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

    fn point(&self, p: SheetPoint) -> SheetPoint {
        SheetPoint { x: p.x * self.scale + self.x, y: p.y * self.scale + self.y }
    }

    fn rect(&self, rect: &SheetRect) -> SheetRect {
        SheetRect { min: self.point(rect.min), max: self.point(rect.max) }
    }

    fn stroke(&self, stroke: &Stroke) -> Stroke {
        Stroke { width: (stroke.width * self.scale).max(LEAST_LINE), ..*stroke }
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
                    let stroke = Some(Stroke { token, width: (size / 14.0).max(LEAST_LINE), dashed: false });
                    push(Mark::Path(PathMark { points, radius: 0.0, closed: false, fill: None, stroke }));
                }
            }
        }
    }
}

/// One stroke or filled shape of an icon, where it stands on the page.
#[derive(Clone, Debug)]
pub(super) struct IconLine {
    pub points: Vec<SheetPoint>,
    pub closed: bool,
    pub token: Token,
    /// Its width and its dashes; a shape that is filled has none.
    pub stroke: Option<(f32, Option<[f32; 2]>)>,
}

pub(super) fn icon_lines(mark: &IconMark) -> impl Iterator<Item = IconLine> {
    let scale = mark.rect.width() / GLYPH_GRID;
    let place = Place { scale, x: mark.rect.min.x, y: mark.rect.min.y };
    // Small icons keep strokes that can be seen.
    let width = (GLYPH_STROKE * scale).max(LEAST_LINE);
    let token = mark.token;
    mark.glyph.strokes().iter().map(move |line| IconLine {
        points: line.outline().into_iter().map(|point| place.point(point)).collect(),
        closed: line.closed(),
        token: if line.paint == GlyphPaint::Inverse { Token::Card } else { token },
        stroke: match line.paint {
            GlyphPaint::Stroke => Some((width, None)),
            GlyphPaint::Dashed => Some((width, Some([4.0 * scale, 3.5 * scale]))),
            GlyphPaint::Inverse => Some((2.5 * scale, None)),
            GlyphPaint::Fill => None,
        },
    })
}

/// A piece of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece {
    Start(SheetPoint),
    Line(SheetPoint),
    /// Its control, then its end.
    Bend(SheetPoint, SheetPoint),
    Close,
}

/// A polyline with rounded corners, piece by piece.
pub(super) fn outline(points: &[SheetPoint], radius: f32, closed: bool) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(points.len() + 1);
    for (at, &point) in points.iter().enumerate() {
        let corner = (at > 0 && radius > 0.0).then(|| Some((points[at - 1], *points.get(at + 1)?))).flatten();
        match corner {
            _ if at == 0 => pieces.push(Piece::Start(point)),
            Some((before, after)) => {
                pieces.push(Piece::Line(toward(point, before, radius)));
                pieces.push(Piece::Bend(point, toward(point, after, radius)));
            }
            None => pieces.push(Piece::Line(point)),
        }
    }
    if closed {
        pieces.push(Piece::Close);
    }
    pieces
}

/// The point `radius` away from a corner, at most half of the way.
fn toward(corner: SheetPoint, other: SheetPoint, radius: f32) -> SheetPoint {
    let (dx, dy) = (other.x - corner.x, other.y - corner.y);
    let length = dx.hypot(dy);
    let part = if length == 0.0 { 0.0 } else { (radius / length).min(0.5) };
    SheetPoint { x: corner.x + dx * part, y: corner.y + dy * part }
}

/// The lines of a hatch, rising to the right, inside a rectangle with round corners.
pub(super) fn hatch_lines(rect: &SheetRect, radius: f32) -> Vec<[SheetPoint; 2]> {
    let step = HATCH * std::f32::consts::SQRT_2;
    let reach = rect.width() + rect.height();
    let count = (reach / step).ceil() as usize;
    // A line that leaves a corner within its rounding would be seen outside of it.
    let cut = radius * (2.0 - std::f32::consts::SQRT_2);
    let inset = radius * (1.0 - std::f32::consts::FRAC_1_SQRT_2);
    let mut lines = Vec::new();
    for at in 0..count {
        // How far from the top left corner along the upper edge, and on down the right one.
        let along = (at as f32 + 0.5) * step;
        if along < cut || along > reach - cut {
            continue;
        }
        let top = SheetPoint {
            x: (rect.min.x + along).min(rect.max.x - inset),
            y: rect.min.y + (along - rect.width() + inset).max(0.0),
        };
        let low = SheetPoint {
            x: rect.min.x + (along - rect.height() + inset).max(0.0),
            y: (rect.min.y + along).min(rect.max.y - inset),
        };
        lines.push([top, low]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_are_rounded_and_never_past_the_middle() {
        let point = |x, y| SheetPoint { x, y };
        let points = [point(0.0, 0.0), point(8.0, 0.0), point(8.0, 20.0)];
        let bend = Piece::Bend(point(8.0, 0.0), point(8.0, 6.0));
        let round = [Piece::Start(point(0.0, 0.0)), Piece::Line(point(4.0, 0.0)), bend, Piece::Line(point(8.0, 20.0))];
        assert_eq!(outline(&points, 6.0, false), round);
        assert_eq!(outline(&points, 0.0, true).len(), 4);
    }

    #[test]
    fn a_hatch_stays_in_its_box_and_keeps_its_slant() {
        let rect = SheetRect::new(10.0, 20.0, 264.0, 72.0);
        let lines = hatch_lines(&rect, 6.0);
        assert!(lines.len() > 25);
        for [top, low] in lines {
            assert!(rect.contains(top) && rect.contains(low), "{top:?} {low:?}");
            assert!(((top.x - low.x) - (low.y - top.y)).abs() < 0.01, "{top:?} {low:?}");
        }
    }

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
