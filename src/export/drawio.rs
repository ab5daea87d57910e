//! draw.io: a page per stage, sites as containers, cards with what stands in them, lines that hold on to their ends.
//!
//! The file is what draw.io calls uncompressed: <https://www.drawio.com/doc/faq/save-file-formats>.

use super::Handout;
use super::forms::NotMade;
use super::progress::Progress;
use super::shapes::*;
use super::svg::{number, path_data};
use super::xml::{Attributes, Xml};
use crate::diagram::{Color, GlyphPaint, SheetPoint, SheetRect, Theme, Token};
use crate::model::Subject;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Left of the drawing and above it, where the title stands.
const MARGIN: f32 = 40.0;
const HEAD: f32 = 140.0;
/// The cell on which everything stands.
const LAYER: &str = "1";
const TITLE_BAR: f32 = 44.0;
/// What lines can hold on to, and what only stands on it.
const OBJECT: Attributes<'static> = &[("vertex", "1")];
const PART: Attributes<'static> = &[("vertex", "1"), ("connectable", "0")];

/// The stages of a plan as one file.
pub fn write(handout: &Handout<'_>, progress: &Progress) -> Result<Vec<u8>, NotMade> {
    progress.expect(handout.stages.len());
    let drawn = Drawn::new(handout);
    let mut file = File { xml: Xml::new(), theme: &drawn.theme, page: 0 };
    file.xml.open("mxfile", &[("host", "Coexist")]);
    for stage in handout.stages {
        progress.step(|| file.page(&drawn.page(*stage)))?;
    }
    Ok(file.xml.finish())
}

struct File<'a> {
    xml: Xml,
    theme: &'a Theme,
    /// The stage being written: ids begin with it.
    page: usize,
}

/// What a cell is made of besides its place.
struct Cell<'a> {
    id: String,
    /// HTML.
    label: String,
    style: String,
    parent: &'a str,
    tip: &'a str,
    data: &'a [Datum],
}

impl File<'_> {
    fn page(&mut self, page: &Page) {
        self.page = page.stage;
        let id = format!("stage-{}", page.stage);
        let (width, height) = (page.bounds.width() + 2.0 * MARGIN, page.bounds.height() + HEAD + MARGIN);
        let (width, height) = (number(width.max(800.0).ceil()), number(height.max(600.0).ceil()));
        self.xml.open("diagram", &[("id", &id), ("name", &page.name)]);
        self.xml.open(
            "mxGraphModel",
            &[
                ("grid", "1"),
                ("gridSize", "8"),
                ("guides", "1"),
                ("tooltips", "1"),
                ("connect", "1"),
                ("arrows", "1"),
                ("fold", "1"),
                ("page", "1"),
                ("pageScale", "1"),
                ("pageWidth", &width),
                ("pageHeight", &height),
                ("math", "0"),
                ("shadow", "0"),
            ],
        );
        self.xml.open("root", &[]);
        self.xml.empty("mxCell", &[("id", "0")]);
        self.xml.empty("mxCell", &[("id", LAYER), ("parent", "0")]);
        self.head(page);
        let origin = SheetPoint { x: page.bounds.min.x - MARGIN, y: page.bounds.min.y - HEAD };
        for shape in &page.shapes {
            self.shape(page, shape, origin);
        }
        for (at, (points, pen)) in page.rulers.iter().enumerate() {
            self.ruler(at, points, pen, origin);
        }
        for (at, plate) in page.words.iter().enumerate() {
            let id = format!("{}-word-{at}", self.page);
            self.plate(id, LAYER, plate, origin);
        }
        for wire in &page.wires {
            self.wire(page, wire, origin);
        }
        self.xml.close();
        self.xml.close();
        self.xml.close();
    }

    fn head(&mut self, page: &Page) {
        let color = self.theme.color(Token::Text).hex();
        let muted = self.theme.color(Token::Muted).hex();
        let title = format!("{} · {}", page.title, page.name);
        let mut label = format!("<b style=\"font-size:20px;color:{color}\">{}</b>", html(&title));
        for line in &page.lines {
            label += &format!("<br><span style=\"font-size:12px;color:{muted}\">{}</span>", html(line));
        }
        let tip = page.elsewhere.join("\n");
        let cell = Cell {
            id: format!("{}-title", self.page),
            label,
            style:
                "text;html=1;strokeColor=none;fillColor=none;align=left;verticalAlign=top;spacing=0;whiteSpace=wrap;"
                    .to_owned(),
            parent: LAYER,
            tip: &tip,
            data: &[],
        };
        let width = page.bounds.width().max(720.0);
        self.vertex(&cell, &SheetRect::new(MARGIN, 24.0, width, HEAD - 48.0), PART);
    }

    fn shape(&mut self, page: &Page, shape: &Shape, origin: SheetPoint) {
        let parent = shape.parent.and_then(|at| page.shapes.get(at));
        let (parent_id, origin) = match parent {
            Some(parent) => (self.id(&parent.subject), parent.rect.min),
            None => (LAYER.to_owned(), origin),
        };
        let mut style = String::new();
        if shape.is_area {
            style += &format!("swimlane;startSize={TITLE_BAR};align=left;spacingLeft=20;");
            style += &format!("swimlaneFillColor={};", color(shape.fill));
            style += &format!("fillColor={};", self.theme.color(Token::Chip).hex());
        } else {
            style += &format!("fillColor={};", color(shape.fill));
        }
        style += &outline(shape.pen.as_ref(), shape.radius);
        style += "html=1;container=1;collapsible=0;recursiveResize=0;spacing=0;";
        let label = match shape.is_area {
            true => shape.text.iter().map(spans).collect::<Vec<_>>().join("\u{a0}\u{a0} "),
            false => {
                style += &inset(&shape.text, &shape.rect);
                lines(&shape.text)
            }
        };
        let id = self.id(&shape.subject);
        let cell = Cell { id: id.clone(), label, style, parent: &parent_id, tip: &shape.tip, data: &shape.data };
        self.vertex(&cell, &moved(&shape.rect, origin), OBJECT);
        for (at, part) in shape.parts.iter().enumerate() {
            self.part(format!("{id}-{at}"), &id, part, shape.rect.min);
        }
    }

    fn part(&mut self, id: String, parent: &str, part: &Part, origin: SheetPoint) {
        match part {
            Part::Plate(plate) => self.plate(id, parent, plate, origin),
            Part::Icon(icon) => {
                let card = self.theme.color(Token::Card);
                let image = STANDARD.encode(sign(icon, card));
                // No `;base64`: a semicolon would end the value.
                let style = format!("shape=image;imageAspect=0;aspect=fixed;image=data:image/svg+xml,{image};");
                let cell = Cell { id, label: String::new(), style, parent, tip: "", data: &[] };
                self.vertex(&cell, &moved(&icon.rect, origin), PART);
            }
        }
    }

    fn plate(&mut self, id: String, parent: &str, plate: &Plate, origin: SheetPoint) {
        let mut style = match (plate.fill, plate.pen) {
            (None, None) => "text;strokeColor=none;fillColor=none;".to_owned(),
            _ => format!("fillColor={};{}", color(plate.fill), outline(plate.pen.as_ref(), plate.radius)),
        };
        style += "html=1;spacing=0;";
        let label = match &plate.text {
            Some(text) => {
                style += "verticalAlign=middle;";
                if text.is_centred(&plate.rect) {
                    style += "align=center;";
                } else {
                    style += &format!("align=left;spacingLeft={};", number(text.at.x - plate.rect.min.x));
                }
                spans(text)
            }
            None => String::new(),
        };
        let cell = Cell { id, label, style, parent, tip: "", data: &[] };
        self.vertex(&cell, &moved(&plate.rect, origin), PART);
    }

    fn vertex(&mut self, cell: &Cell<'_>, rect: &SheetRect, kind: Attributes<'_>) {
        let place = [number(rect.min.x), number(rect.min.y), number(rect.width()), number(rect.height())];
        let [x, y, width, height] = place.each_ref().map(String::as_str);
        self.object(cell, kind, |xml| {
            xml.empty("mxGeometry", &[("x", x), ("y", y), ("width", width), ("height", height), ("as", "geometry")]);
        });
    }

    /// A cell, within an object when there is something to know about it.
    fn object(&mut self, cell: &Cell<'_>, kind: Attributes<'_>, geometry: impl FnOnce(&mut Xml)) {
        let tip = html(cell.tip);
        let is_object = !cell.data.is_empty() || !tip.is_empty();
        let mut inner: Vec<(&str, &str)> = Vec::new();
        if is_object {
            let mut count = 0;
            let keys: Vec<String> = (cell.data.iter())
                .map(|datum| match datum.key {
                    "finding" => {
                        count += 1;
                        format!("finding_{count}")
                    }
                    key => key.to_owned(),
                })
                .collect();
            let mut outer = vec![("id", cell.id.as_str()), ("label", &cell.label), ("tooltip", &tip)];
            outer.extend(keys.iter().zip(cell.data).map(|(key, datum)| (key.as_str(), datum.value.as_str())));
            self.xml.open("object", &outer);
        } else {
            inner.extend([("id", cell.id.as_str()), ("value", &cell.label)]);
        }
        inner.extend([("style", cell.style.as_str()), ("parent", cell.parent)]);
        inner.extend(kind);
        self.xml.open("mxCell", &inner);
        geometry(&mut self.xml);
        self.xml.close();
        if is_object {
            self.xml.close();
        }
    }

    fn ruler(&mut self, at: usize, points: &[SheetPoint], pen: &Pen, origin: SheetPoint) {
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
        let cell = Cell {
            id: format!("{}-ruler-{at}", self.page),
            label: String::new(),
            style: format!("{}endArrow=none;html=1;", outline(Some(pen), 0.0)),
            parent: LAYER,
            tip: "",
            data: &[],
        };
        self.object(&cell, &[("edge", "1")], |xml| {
            xml.open("mxGeometry", &[("relative", "1"), ("as", "geometry")]);
            point(xml, *first, origin, Some("sourcePoint"));
            point(xml, *last, origin, Some("targetPoint"));
            xml.close();
        });
    }

    fn wire(&mut self, page: &Page, wire: &Wire, origin: SheetPoint) {
        let (Some(from), Some(to)) = (page.shapes.get(wire.ends.0), page.shapes.get(wire.ends.1)) else { return };
        let [first, middle @ .., last] = wire.points.as_slice() else { return };
        let mut style = "edgeStyle=orthogonalEdgeStyle;html=1;jettySize=auto;jumpStyle=arc;jumpSize=8;".to_owned();
        style += &outline(Some(&wire.pen), 6.0);
        style += &held("exit", &from.rect, *first);
        style += &held("entry", &to.rect, *last);
        style += &arrow("start", wire.dots.0);
        style += &arrow("end", wire.dots.1);
        let (mut label, mut along) = (String::new(), 0.0);
        if let Some(plate) = &wire.label
            && let Some(text) = &plate.text
        {
            label = spans(text);
            // A sign beside the words keeps its place.
            let middle = SheetPoint { x: text.at.x + text.width / 2.0, y: plate.rect.center().y };
            along = 2.0 * share(&wire.points, middle) - 1.0;
            style += &format!("labelBackgroundColor={};", color(plate.fill));
        }
        let (source, target) = (self.id(&from.subject), self.id(&to.subject));
        let id = self.id(&wire.subject);
        let cell = Cell { id: id.clone(), label, style, parent: LAYER, tip: &wire.tip, data: &wire.data };
        self.object(&cell, &[("edge", "1"), ("source", &source), ("target", &target)], |xml| {
            xml.open("mxGeometry", &[("x", &number(along)), ("relative", "1"), ("as", "geometry")]);
            if !middle.is_empty() {
                xml.open("Array", &[("as", "points")]);
                for at in middle {
                    point(xml, *at, origin, None);
                }
                xml.close();
            }
            xml.close();
        });
        for (at, part) in wire.parts.iter().enumerate() {
            self.part(format!("{id}-{at}"), LAYER, part, origin);
        }
    }

    /// Each object has the same id in every file of the plan.
    fn id(&self, subject: &Subject) -> String {
        format!("{}-{}-{}", self.page, subject.kind().key(), subject.id())
    }
}

fn point(xml: &mut Xml, at: SheetPoint, origin: SheetPoint, role: Option<&str>) {
    let (x, y) = (number(at.x - origin.x), number(at.y - origin.y));
    let mut attributes = vec![("x", x.as_str()), ("y", y.as_str())];
    attributes.extend(role.map(|role| ("as", role)));
    xml.empty("mxPoint", &attributes);
}

fn moved(rect: &SheetRect, origin: SheetPoint) -> SheetRect {
    SheetRect::new(rect.min.x - origin.x, rect.min.y - origin.y, rect.width(), rect.height())
}

/// Where on a shape a line holds: a share of its width and height.
fn held(end: &str, rect: &SheetRect, at: SheetPoint) -> String {
    let part = |from: f32, size: f32| if size > 0.0 { (from / size).clamp(0.0, 1.0) } else { 0.5 };
    let (x, y) = (part(at.x - rect.min.x, rect.width()), part(at.y - rect.min.y, rect.height()));
    format!("{end}X={x:.4};{end}Y={y:.4};{end}Dx=0;{end}Dy=0;{end}Perimeter=0;")
}

fn arrow(end: &str, dot: bool) -> String {
    if dot { format!("{end}Arrow=oval;{end}Fill=1;{end}Size=6;") } else { format!("{end}Arrow=none;") }
}

fn outline(pen: Option<&Pen>, radius: f32) -> String {
    let mut style = match pen {
        Some(pen) => format!("strokeColor={};strokeWidth={};", pen.color.hex(), number(pen.width)),
        None => "strokeColor=none;".to_owned(),
    };
    if pen.is_some_and(|pen| pen.dashed) {
        style += "dashed=1;";
    }
    if radius > 0.0 {
        style += &format!("rounded=1;absoluteArcSize=1;arcSize={};", number(radius * 2.0));
    }
    style
}

fn color(of: Option<Color>) -> String {
    of.map_or_else(|| "none".to_owned(), Color::hex)
}

/// The height of a line of text.
const LINE: f32 = 18.0;
/// Of a line, what is above the letters' feet.
const ABOVE: f32 = 13.5;

/// Where the words of a card begin.
fn inset(text: &[TextLine], rect: &SheetRect) -> String {
    let Some(first) = text.first() else { return String::new() };
    if let ([one], true) = (text, first.is_centred(rect)) {
        let off = one.at.y - one.size() * 0.364 - rect.center().y;
        return format!("align=center;verticalAlign=middle;spacingTop={};", number((2.0 * off).round()));
    }
    let (left, top) = (first.at.x - rect.min.x, first.at.y - rect.min.y - ABOVE);
    format!("align=left;verticalAlign=top;spacingLeft={};spacingTop={};", number(left), number(top))
}

/// Lines as they stand below each other.
fn lines(text: &[TextLine]) -> String {
    let mut out = String::new();
    let mut above = None;
    for line in text {
        let height = above.map_or(LINE, |above: f32| (line.at.y - above).max(LINE));
        out += &format!("<div style=\"line-height:{}px\">{}</div>", number(height), spans(line));
        above = Some(line.at.y);
    }
    out
}

fn spans(line: &TextLine) -> String {
    let span = |run: &Run| {
        // The title of a container is bold unless it says otherwise.
        let bold = if run.bold { "font-weight:bold;" } else { "font-weight:normal;" };
        let struck = if run.struck { "text-decoration:line-through;" } else { "" };
        let (size, color) = (number(run.size), run.color.hex());
        format!("<span style=\"font-size:{size}px;color:{color};{bold}{struck}\">{}</span>", html(&run.text))
    };
    line.runs.iter().map(span).collect()
}

/// Words as HTML: labels are HTML within XML.
fn html(text: &str) -> String {
    quick_xml::escape::escape(super::xml::sayable(text)).replace('\n', "<br>")
}

/// How far along a line a point is, from 0 to 1.
fn share(points: &[SheetPoint], at: SheetPoint) -> f32 {
    let (mut length, mut best) = (0.0_f32, (f32::INFINITY, 0.0));
    for piece in points.windows(2) {
        let (a, b) = (piece[0], piece[1]);
        let near = SheetPoint { x: at.x.clamp(a.x.min(b.x), a.x.max(b.x)), y: at.y.clamp(a.y.min(b.y), a.y.max(b.y)) };
        let away = (at.x - near.x).hypot(at.y - near.y);
        if away < best.0 {
            best = (away, length + (near.x - a.x).hypot(near.y - a.y));
        }
        length += (b.x - a.x).hypot(b.y - a.y);
    }
    if length > 0.0 { best.1 / length } else { 0.5 }
}

/// A sign as a picture of its own.
fn sign(icon: &Icon, card: Color) -> Vec<u8> {
    let (color, card) = (icon.color.hex(), card.hex());
    let mut xml = Xml::bare();
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", "0 0 24 24"),
            ("width", "24"),
            ("height", "24"),
            ("fill", "none"),
            ("stroke-width", "1.75"),
            ("stroke-linecap", "round"),
            ("stroke-linejoin", "round"),
        ],
    );
    for stroke in icon.glyph.strokes() {
        let data = path_data(&stroke.outline(), 0.0, stroke.closed());
        let paint: &[(&str, &str)] = match stroke.paint {
            GlyphPaint::Stroke => &[("stroke", &color)],
            GlyphPaint::Dashed => &[("stroke", &color), ("stroke-dasharray", "4 3.5")],
            GlyphPaint::Fill => &[("fill", &color)],
            GlyphPaint::Inverse => &[("stroke", &card), ("stroke-width", "2.5")],
        };
        let mut all = vec![("d", data.as_str())];
        all.extend(paint);
        xml.empty("path", &all);
    }
    xml.finish()
}
