//! One page of a Visio drawing: shapes with data, cards as groups, connectors that are glued at both ends.

use super::{MAIN, RELATIONS};
use crate::diagram::{Color, GLYPH_STROKE, GlyphPaint, SheetPoint, SheetRect, Theme, Token};
use crate::export::shapes::*;
use crate::export::xml::Xml;
use std::collections::BTreeMap;

/// Sheet units in an inch, in which Visio measures.
const INCH: f64 = 96.0;
/// Around the drawing, and above it, where the title stands.
const MARGIN: f32 = 40.0;
const HEAD: f32 = 132.0;
/// Visio shows names in lists; what is longer is in the data.
const NAME: usize = 24;
/// Visio's filled circle at the end of a line.
const DOT: &str = "10";

/// What Visio calls the relation of a container to its members, and theirs to it.
const HOLDS: u8 = 1;
const MEMBER_OF: u8 = 4;

/// What a shape is drawn in: the page, or the group it belongs to.
type Frame = SheetRect;

pub struct Sheet<'a> {
    xml: Xml,
    theme: &'a Theme,
    next: u32,
    /// The ids of the page's shapes.
    ids: Vec<u32>,
    /// Where lines hold on to each shape.
    ports: BTreeMap<usize, Vec<SheetPoint>>,
}

/// The part of the sheet that a page shows.
pub fn frame_of(page: &Page) -> SheetRect {
    let bounds = &page.bounds;
    SheetRect {
        min: SheetPoint { x: bounds.min.x - MARGIN, y: bounds.min.y - HEAD },
        max: SheetPoint {
            x: bounds.max.x.max(bounds.min.x + 720.0) + MARGIN,
            y: bounds.max.y.max(bounds.min.y + 320.0) + MARGIN,
        },
    }
}

pub fn inches(units: f32) -> String {
    let text = format!("{:.5}", f64::from(units) / INCH);
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

impl<'a> Sheet<'a> {
    pub fn write(page: &Page, theme: &'a Theme) -> Vec<u8> {
        let mut ports: BTreeMap<usize, Vec<SheetPoint>> = BTreeMap::new();
        for wire in &page.wires {
            for (end, at) in [(wire.ends.0, wire.points.first()), (wire.ends.1, wire.points.last())] {
                ports.entry(end).or_default().extend(at);
            }
        }
        let mut sheet = Sheet { xml: Xml::new(), theme, next: 1, ids: Vec::new(), ports };
        sheet.ids = page.shapes.iter().map(|_| sheet.id()).collect();
        sheet.page(page);
        sheet.xml.finish()
    }

    fn page(&mut self, page: &Page) {
        let frame = frame_of(page);
        self.xml.open("PageContents", &[("xmlns", MAIN), ("xmlns:r", RELATIONS), ("xml:space", "preserve")]);
        self.xml.open("Shapes", &[]);
        self.head(page, &frame);
        let mut inside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, shape) in page.shapes.iter().enumerate() {
            if let Some(parent) = shape.parent.filter(|parent| !page.shapes[*parent].is_area) {
                inside.entry(parent).or_default().push(at);
            }
        }
        let is_top = |shape: &Shape| shape.parent.is_none_or(|parent| page.shapes[parent].is_area);
        let tops = || page.shapes.iter().enumerate().filter(|(_, shape)| is_top(shape));
        for (at, _) in tops().filter(|(_, shape)| shape.is_area) {
            self.shape(page, at, &inside, &frame);
        }
        for (points, pen) in &page.rulers {
            self.ruler(points, pen, &frame);
        }
        for plate in &page.words {
            self.plate(plate, &frame);
        }
        for (at, _) in tops().filter(|(_, shape)| !shape.is_area) {
            self.shape(page, at, &inside, &frame);
        }
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        let mut glue = Vec::new();
        for wire in &page.wires {
            let mut port = |end: usize| {
                let row = taken.entry(end).or_default();
                *row += 1;
                (self.ids[end], *row)
            };
            let ends = (port(wire.ends.0), port(wire.ends.1));
            glue.extend(self.wire(wire, ends, &frame).map(|id| (id, ends)));
        }
        for part in page.wires.iter().flat_map(|wire| &wire.parts) {
            self.part(part, &frame);
        }
        self.xml.close();
        self.xml.open("Connects", &[]);
        for (id, (from, to)) in glue {
            let id = id.to_string();
            for (cell, part, (sheet, row)) in [("BeginX", "9", from), ("EndX", "12", to)] {
                self.xml.empty(
                    "Connect",
                    &[
                        ("FromSheet", &id),
                        ("FromCell", cell),
                        ("FromPart", part),
                        ("ToSheet", &sheet.to_string()),
                        ("ToCell", &format!("Connections.X{row}")),
                        ("ToPart", &(99 + row).to_string()),
                    ],
                );
            }
        }
        self.xml.close();
    }

    fn id(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// Title and stage; dates, what the phase changes and what is wrong. What is wrong with nothing that is drawn is in the
    /// title's data.
    fn head(&mut self, page: &Page, frame: &Frame) {
        let (left, top) = (frame.min.x + MARGIN, frame.min.y + 20.0);
        let width = frame.width() - 2.0 * MARGIN;
        let line = |y: f32, text: String, size: f32, bold: bool, token: Token| TextLine {
            at: SheetPoint { x: left, y },
            width: 0.0,
            runs: vec![Run { text, size, bold, color: self.theme.color(token), struck: false }],
        };
        let title = line(top + 24.0, format!("{} · {}", page.title, page.name), 20.0, true, Token::Text);
        let under = page
            .lines
            .iter()
            .enumerate()
            .map(|(at, text)| line(top + 48.0 + at as f32 * 18.0, text.clone(), 12.0, false, Token::Muted));
        let under: Vec<TextLine> = under.collect();
        let data: Vec<Datum> = (page.elsewhere.iter())
            .map(|said| Datum { key: "finding", label: page.finding_word.clone(), value: said.clone() })
            .collect();
        let places = [SheetRect::new(left, top, width, 32.0), SheetRect::new(left, top + 34.0, width, HEAD - 78.0)];
        for (rect, lines, data) in [(&places[0], vec![title], data), (&places[1], under, Vec::new())] {
            let id = self.id();
            self.begin(id, "Title", "Shape");
            self.place(rect, frame);
            self.paint(None, None);
            self.block(rect, &lines);
            self.data(&data);
            self.outline();
            self.letters(&lines, false);
            self.text(&lines);
            self.xml.close();
        }
    }

    fn shape(&mut self, page: &Page, at: usize, inside: &BTreeMap<usize, Vec<usize>>, frame: &Frame) {
        let shape = &page.shapes[at];
        let children = inside.get(&at).map_or(&[][..], Vec::as_slice);
        let is_group = !shape.parts.is_empty() || !children.is_empty();
        self.begin(self.ids[at], &shape.name, if is_group { "Group" } else { "Shape" });
        self.place(&shape.rect, frame);
        if is_group {
            // Its own words stay behind what stands on it, and a click takes the whole card.
            self.cell("SelectMode", "1");
            self.cell("DisplayMode", "1");
        }
        self.paint(shape.fill, shape.pen.as_ref());
        if shape.hatch {
            let ground = shape.fill.unwrap_or(self.theme.color(Token::Card)).hex();
            self.cell("FillPattern", "3");
            self.cell("FillForegnd", &self.theme.color(Token::Grid).hex());
            self.cell("FillBkgnd", &ground);
        }
        self.cell("Rounding", &inches(shape.radius));
        self.cell("Comment", &shape.tip);
        self.related(page, at);
        self.block(&shape.rect, &shape.text);
        self.data(&shape.data);
        self.connections(at, &shape.rect);
        self.outline();
        self.letters(&shape.text, centred(&shape.rect, &shape.text));
        self.text(&shape.text);
        if is_group {
            self.xml.open("Shapes", &[]);
            let (below, above): (Vec<&Part>, Vec<&Part>) =
                shape.parts.iter().partition(|part| matches!(part, Part::Plate(plate) if plate.text.is_none()));
            for part in below {
                self.part(part, &shape.rect);
            }
            for child in children {
                self.shape(page, *child, inside, &shape.rect);
            }
            for part in above {
                self.part(part, &shape.rect);
            }
            self.xml.close();
        }
        self.xml.close();
    }

    /// A site is a container: what stands in it moves with it, and both know of each other, as Visio itself writes it
    /// down. It keeps its size, which is the same on every page.
    fn related(&mut self, page: &Page, at: usize) {
        let reference = |other: usize| format!("Sheet.{}!SheetRef()", self.ids[other]);
        let (kind, others) = match page.shapes[at].parent.filter(|parent| page.shapes[*parent].is_area) {
            Some(area) => (MEMBER_OF, vec![reference(area)]),
            None => {
                let inside = page.shapes.iter().enumerate().filter(|(_, shape)| shape.parent == Some(at));
                (HOLDS, inside.map(|(member, _)| reference(member)).collect())
            }
        };
        let is_area = page.shapes[at].is_area;
        if (kind == MEMBER_OF || is_area) && !others.is_empty() {
            let formula = format!("SUM(DEPENDSON({kind},{}))", others.join(","));
            self.xml.empty("Cell", &[("N", "Relationships"), ("V", "0"), ("F", &formula)]);
        }
        if is_area {
            self.xml.open("Section", &[("N", "User")]);
            for (name, value, unit) in [
                ("msvStructureType", "Container", "STR"),
                ("msvSDContainerMargin", "0", "DL"),
                ("msvSDContainerResize", "0", "DL"),
            ] {
                self.xml.open("Row", &[("N", name)]);
                self.xml.empty("Cell", &[("N", "Value"), ("V", value), ("U", unit)]);
                self.cell("Prompt", "");
                self.xml.close();
            }
            self.xml.close();
        }
    }

    fn part(&mut self, part: &Part, frame: &Frame) {
        match part {
            Part::Plate(plate) => self.plate(plate, frame),
            Part::Icon(icon) => self.icon(icon, frame),
        }
    }

    fn plate(&mut self, plate: &Plate, frame: &Frame) {
        let id = self.id();
        self.begin(id, "", "Shape");
        self.place(&plate.rect, frame);
        self.paint(plate.fill, plate.pen.as_ref());
        self.cell("Rounding", &inches(plate.radius.min(plate.rect.width() / 2.0).min(plate.rect.height() / 2.0)));
        let text = plate.text.as_slice();
        self.block(&plate.rect, text);
        self.outline();
        self.letters(text, centred(&plate.rect, text));
        self.text(text);
        self.xml.close();
    }

    /// A sign as outlines of its own; what is drawn upon a filled one is a second shape.
    fn icon(&mut self, icon: &Icon, frame: &Frame) {
        let strokes = icon.glyph.strokes();
        for upper in [false, true] {
            let own: Vec<_> = strokes.iter().filter(|stroke| (stroke.paint == GlyphPaint::Inverse) == upper).collect();
            if own.is_empty() {
                continue;
            }
            let color = if upper { self.theme.color(Token::Card) } else { icon.color };
            let width = GLYPH_STROKE * icon.rect.width() / 24.0 * if upper { 1.6 } else { 1.0 };
            let id = self.id();
            self.begin(id, "", "Shape");
            self.place(&icon.rect, frame);
            self.paint(Some(color), Some(&Pen { color, width, dashed: false }));
            for (at, stroke) in own.into_iter().enumerate() {
                let filled = stroke.paint == GlyphPaint::Fill;
                let mut points = stroke.outline();
                if stroke.closed() {
                    points.extend(points.first().copied());
                }
                // On the grid of the glyph, whose y grows downwards.
                let points: Vec<_> =
                    points.iter().map(|at| (f64::from(at.x) / 24.0, 1.0 - f64::from(at.y) / 24.0)).collect();
                self.geometry(at, (filled, !filled), &points);
            }
            self.xml.close();
        }
    }

    fn ruler(&mut self, points: &[SheetPoint], pen: &Pen, frame: &Frame) {
        let (Some(a), Some(b)) = (points.first(), points.last()) else { return };
        let rect = SheetRect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
        let id = self.id();
        self.begin(id, "", "Shape");
        self.place(&rect, frame);
        self.paint(None, Some(pen));
        self.geometry(0, (false, true), &[(0.0, 0.0), (1.0, if rect.height() > 0.0 { 1.0 } else { 0.0 })]);
        self.xml.close();
    }

    /// A connector between two ports: a shape's id and the number of its connection point.
    fn wire(&mut self, wire: &Wire, ends: ((u32, usize), (u32, usize)), frame: &Frame) -> Option<u32> {
        let (first, last) = (*wire.points.first()?, *wire.points.last()?);
        let id = self.id();
        self.begin(id, &wire.name, "Shape");
        let (begin, end) = (within(frame, first), within(frame, last));
        let (width, height) = (last.x - first.x, first.y - last.y);
        let middle = SheetPoint { x: (first.x + last.x) / 2.0, y: (first.y + last.y) / 2.0 };
        let pin = within(frame, middle);
        for (cell, value, formula) in [
            ("PinX", &pin.0, "GUARD((BeginX+EndX)/2)"),
            ("PinY", &pin.1, "GUARD((BeginY+EndY)/2)"),
            ("Width", &inches(width), "GUARD(EndX-BeginX)"),
            ("Height", &inches(height), "GUARD(EndY-BeginY)"),
            ("LocPinX", &inches(width / 2.0), "GUARD(Width*0.5)"),
            ("LocPinY", &inches(height / 2.0), "GUARD(Height*0.5)"),
        ] {
            self.xml.empty("Cell", &[("N", cell), ("V", value), ("F", formula)]);
        }
        for (axis, begin, end) in [("X", &begin.0, &end.0), ("Y", &begin.1, &end.1)] {
            for (which, value, (sheet, row)) in [("Begin", begin, ends.0), ("End", end, ends.1)] {
                let port = format!("PAR(PNT(Sheet.{sheet}!Connections.X{row},Sheet.{sheet}!Connections.Y{row}))");
                self.xml.empty("Cell", &[("N", &format!("{which}{axis}")), ("V", value), ("F", &port)]);
            }
        }
        self.cell("Angle", "0");
        self.cell("ObjType", "2");
        self.paint(None, Some(&wire.pen));
        self.cell("Rounding", &inches(6.0));
        for (cell, dot) in [("BeginArrow", wire.dots.0), ("EndArrow", wire.dots.1)] {
            self.cell(cell, if dot { DOT } else { "0" });
        }
        self.cell("BeginArrowSize", "1");
        self.cell("EndArrowSize", "1");
        self.cell("Comment", &wire.tip);
        let label = wire.label.as_ref();
        if let Some((label, text)) = label.and_then(|label| Some((label, label.text.as_ref()?))) {
            // From where the line begins, which is its own corner. A sign beside the words keeps its place.
            let (wide, high) = (text.width + 6.0, label.rect.height());
            let middle = (text.at.x + text.width / 2.0, label.rect.center().y);
            self.cell("TxtPinX", &inches(middle.0 - first.x));
            self.cell("TxtPinY", &inches(first.y - middle.1));
            self.cell("TxtWidth", &inches(wide));
            self.cell("TxtHeight", &inches(high));
            self.cell("TxtLocPinX", &inches(wide / 2.0));
            self.cell("TxtLocPinY", &inches(high / 2.0));
            self.cell("VerticalAlign", "1");
            self.cell("TextBkgnd", &label.fill.unwrap_or(self.theme.color(Token::Card)).hex());
        }
        self.data(&wire.data);
        self.xml.open("Section", &[("N", "Geometry"), ("IX", "0")]);
        self.cell("NoFill", "1");
        for (at, point) in wire.points.iter().enumerate() {
            let kind = if at == 0 { "MoveTo" } else { "LineTo" };
            self.xml.open("Row", &[("T", kind), ("IX", &(at + 1).to_string())]);
            self.cell("X", &inches(point.x - first.x));
            self.cell("Y", &inches(first.y - point.y));
            self.xml.close();
        }
        self.xml.close();
        let text = label.map_or(&[][..], |label| label.text.as_slice());
        self.letters(text, true);
        self.text(text);
        self.xml.close();
        Some(id)
    }

    /// Begins a shape. Names are unique by the number at their end, as Visio's own are.
    fn begin(&mut self, id: u32, name: &str, kind: &str) {
        let id = id.to_string();
        let mut own = vec![("ID", id.as_str()), ("Type", kind)];
        let short: String = name.chars().filter(|c| !c.is_control()).take(NAME).collect();
        let name = format!("{short}.{id}");
        if !short.is_empty() {
            own.extend([("NameU", name.as_str()), ("Name", name.as_str())]);
        }
        own.extend([("LineStyle", "0"), ("FillStyle", "0"), ("TextStyle", "0")]);
        self.xml.open("Shape", &own);
    }

    fn cell(&mut self, name: &str, value: &str) {
        self.xml.empty("Cell", &[("N", name), ("V", value)]);
    }

    fn place(&mut self, rect: &SheetRect, frame: &Frame) {
        let pin = within(frame, rect.center());
        let (width, height) = (rect.width(), rect.height());
        self.cell("PinX", &pin.0);
        self.cell("PinY", &pin.1);
        self.cell("Width", &inches(width));
        self.cell("Height", &inches(height));
        self.xml.empty("Cell", &[("N", "LocPinX"), ("V", &inches(width / 2.0)), ("F", "Width*0.5")]);
        self.xml.empty("Cell", &[("N", "LocPinY"), ("V", &inches(height / 2.0)), ("F", "Height*0.5")]);
        self.cell("Angle", "0");
    }

    fn paint(&mut self, fill: Option<Color>, pen: Option<&Pen>) {
        match fill {
            Some(fill) => {
                self.cell("FillForegnd", &fill.hex());
                self.cell("FillPattern", "1");
            }
            None => self.cell("FillPattern", "0"),
        }
        match pen {
            Some(pen) => {
                self.cell("LineWeight", &inches(pen.width));
                self.cell("LineColor", &pen.color.hex());
                self.cell("LinePattern", if pen.dashed { "2" } else { "1" });
            }
            None => self.cell("LinePattern", "0"),
        }
    }

    /// Where the words begin: a block from there to the shape's other sides, without margins.
    fn block(&mut self, rect: &SheetRect, lines: &[TextLine]) {
        let Some(first) = lines.first() else { return };
        let in_middle = lines.len() == 1 && (first.at.y - first.size() * 0.364 - rect.center().y).abs() < 1.5;
        let left = if centred(rect, lines) { 0.0 } else { (first.at.x - rect.min.x).max(0.0) };
        let top = if in_middle { 0.0 } else { (first.at.y - rect.min.y - first.size() * 0.96).max(0.0) };
        self.cell("VerticalAlign", if in_middle { "1" } else { "0" });
        if left == 0.0 && top == 0.0 {
            return;
        }
        let (width, height) = (inches((rect.width() - left).max(1.0)), inches((rect.height() - top).max(1.0)));
        let (left, top) = (inches(left), inches(top));
        self.cell("TxtPinX", &left);
        self.cell("TxtLocPinX", "0");
        for (name, value, formula) in [
            ("TxtPinY", &height, format!("Height-{top}")),
            ("TxtWidth", &width, format!("Width-{left}")),
            ("TxtHeight", &height, format!("Height-{top}")),
            ("TxtLocPinY", &height, "TxtHeight".to_owned()),
        ] {
            self.xml.empty("Cell", &[("N", name), ("V", value), ("F", &formula)]);
        }
    }

    fn data(&mut self, data: &[Datum]) {
        if data.is_empty() {
            return;
        }
        let mut findings = 0;
        self.xml.open("Section", &[("N", "Property")]);
        for datum in data {
            let key = match datum.key {
                "finding" => {
                    findings += 1;
                    format!("finding_{findings}")
                }
                key => key.to_owned(),
            };
            self.xml.open("Row", &[("N", &key)]);
            self.xml.empty("Cell", &[("N", "Value"), ("V", &datum.value), ("U", "STR")]);
            self.cell("Prompt", "");
            self.cell("Label", &datum.label);
            self.cell("Type", "0");
            self.xml.close();
        }
        self.xml.close();
    }

    fn connections(&mut self, at: usize, rect: &SheetRect) {
        let Some(ports) = self.ports.get(&at).cloned() else { return };
        let share = |from: f32, size: f32| if size > 0.0 { f64::from(from / size).clamp(0.0, 1.0) } else { 0.5 };
        self.xml.open("Section", &[("N", "Connection")]);
        for (row, port) in ports.iter().enumerate() {
            let (x, y) = (share(port.x - rect.min.x, rect.width()), share(rect.max.y - port.y, rect.height()));
            let (left, up) = (inches(port.x - rect.min.x), inches(rect.max.y - port.y));
            self.xml.open("Row", &[("T", "Connection"), ("IX", &row.to_string())]);
            self.xml.empty("Cell", &[("N", "X"), ("V", &left), ("F", &format!("Width*{x:.5}"))]);
            self.xml.empty("Cell", &[("N", "Y"), ("V", &up), ("F", &format!("Height*{y:.5}"))]);
            for (name, value) in [("DirX", "0"), ("DirY", "0"), ("Type", "0"), ("AutoGen", "0")] {
                self.cell(name, value);
            }
            self.xml.close();
        }
        self.xml.close();
    }

    /// A rectangle as large as the shape.
    fn outline(&mut self) {
        self.geometry(0, (true, true), &[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]);
    }

    /// Lines between shares of the shape's width and height.
    fn geometry(&mut self, at: usize, (filled, lined): (bool, bool), points: &[(f64, f64)]) {
        let no = |has: bool| if has { "0" } else { "1" };
        self.xml.open("Section", &[("N", "Geometry"), ("IX", &at.to_string())]);
        self.cell("NoFill", no(filled));
        self.cell("NoLine", no(lined));
        for (row, (x, y)) in points.iter().enumerate() {
            let kind = if row == 0 { "RelMoveTo" } else { "RelLineTo" };
            self.xml.open("Row", &[("T", kind), ("IX", &(row + 1).to_string())]);
            let share = |value: f64| format!("{value:.5}").trim_end_matches('0').trim_end_matches('.').to_owned();
            self.cell("X", &share(*x));
            self.cell("Y", &share(*y));
            self.xml.close();
        }
        self.xml.close();
    }

    /// How the words are written: a row for each run, and one for each line.
    fn letters(&mut self, lines: &[TextLine], centred: bool) {
        if lines.is_empty() {
            return;
        }
        self.xml.open("Section", &[("N", "Character")]);
        for (row, run) in lines.iter().flat_map(|line| &line.runs).enumerate() {
            self.xml.open("Row", &[("IX", &row.to_string())]);
            self.cell("Font", "Arial");
            self.cell("Color", &run.color.hex());
            self.cell("Style", if run.bold { "1" } else { "0" });
            self.cell("Strikethru", if run.struck { "1" } else { "0" });
            self.xml.empty("Cell", &[("N", "Size"), ("V", &inches(run.size)), ("U", "PT")]);
            self.xml.close();
        }
        self.xml.close();
        self.xml.open("Section", &[("N", "Paragraph")]);
        let mut above: Option<f32> = None;
        for (row, line) in lines.iter().enumerate() {
            let step = above.map_or(line.size() * 1.2, |above| (line.at.y - above).max(1.0));
            above = Some(line.at.y);
            self.xml.open("Row", &[("IX", &row.to_string())]);
            self.cell("SpLine", &inches(step));
            self.cell("HorzAlign", if centred { "1" } else { "0" });
            self.xml.close();
        }
        self.xml.close();
    }

    fn text(&mut self, lines: &[TextLine]) {
        if lines.is_empty() {
            return;
        }
        self.xml.open("Text", &[]);
        let mut run_number = 0;
        for (row, line) in lines.iter().enumerate() {
            if row > 0 {
                self.xml.words("\n");
            }
            for (at, run) in line.runs.iter().enumerate() {
                self.xml.mark("cp", &[("IX", &run_number.to_string())]);
                if at == 0 {
                    self.xml.mark("pp", &[("IX", &row.to_string())]);
                }
                run_number += 1;
                self.xml.words(&run.text.replace(['\n', '\t'], " "));
            }
        }
        self.xml.close();
    }
}

fn centred(rect: &SheetRect, lines: &[TextLine]) -> bool {
    matches!(lines, [one] if one.is_centred(rect))
}

/// A point within a frame: from its lower left corner, in inches.
fn within(frame: &Frame, at: SheetPoint) -> (String, String) {
    (inches(at.x - frame.min.x), inches(frame.max.y - at.y))
}
