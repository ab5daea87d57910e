//! One slide: native shapes with their text, grouped with what stands on them, and connectors that hold on to both ends.

use super::bent::{Bent, Point};
use super::frame::{NAMES, TITLE, inherit_colors, placeholder, tree};
use super::held::{held, sites_of};
use crate::diagram::{Color, GLYPH_STROKE, GlyphPaint, SheetPoint, SheetRect, Theme, Token};
use crate::export::shapes::*;
use crate::export::xml::Xml;
use crate::text::Lang;
use std::collections::BTreeMap;

/// Where the drawing stands: left, top, width, height.
pub const AREA: [i64; 4] = [304_800, 1_330_000, 11_582_400, 5_380_000];
/// A sheet unit is never larger than this, however small the drawing.
const LARGEST: f64 = 11_430.0;
/// Units of Office in a point of type.
const POINT: f64 = 12_700.0;
/// PowerPoint shows names in lists; what is longer is in the description.
const NAME: usize = 200;

pub struct Slide<'a> {
    xml: Xml,
    theme: &'a Theme,
    lang: Lang,
    next: u32,
    /// Units of Office in a sheet unit.
    scale: f64,
    /// What stands at the upper left corner of the slide, in sheet units.
    origin: (f64, f64),
}

/// How large a sheet unit is when all of a drawing is on one slide.
pub fn scale_of(bounds: &SheetRect) -> f64 {
    let (width, height) = (f64::from(bounds.width()).max(1.0), f64::from(bounds.height()).max(1.0));
    (AREA[2] as f64 / width).min(AREA[3] as f64 / height).min(LARGEST)
}

impl<'a> Slide<'a> {
    pub fn write(page: &Page, theme: &'a Theme, lang: Lang) -> Vec<u8> {
        let scale = scale_of(&page.bounds);
        let middle = page.bounds.center();
        let center = |at: usize, middle: f32| f64::from(middle) - (AREA[at] as f64 + AREA[at + 2] as f64 / 2.0) / scale;
        let origin = (center(0, middle.x), f64::from(page.bounds.min.y) - AREA[1] as f64 / scale);
        let mut slide = Slide { xml: Xml::new(), theme, lang, next: 2, scale, origin };
        slide.page(page);
        slide.xml.finish()
    }

    fn page(&mut self, page: &Page) {
        self.xml.open("p:sld", NAMES);
        self.xml.open("p:cSld", &[]);
        tree(&mut self.xml);
        self.head(page);
        // The ids are given before anything is written: lines name their ends.
        let ids: Vec<u32> = page.shapes.iter().map(|_| self.id()).collect();
        let mut inside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, shape) in page.shapes.iter().enumerate() {
            if let Some(parent) = shape.parent {
                inside.entry(parent).or_default().push(at);
            }
        }
        for (at, shape) in page.shapes.iter().enumerate().filter(|(_, shape)| shape.is_area) {
            self.shape(shape, ids[at]);
        }
        for (points, pen) in &page.rulers {
            self.ruler(points, pen);
        }
        for plate in &page.words {
            self.plate(plate, "");
        }
        let wires: Vec<Wire> = page.wires.iter().map(|wire| held(page, wire)).collect();
        let connected = |xml: &mut Self| wires.iter().for_each(|wire| xml.wire(page, wire, &ids));
        if page.lines_behind {
            connected(self);
        }
        let in_area = |shape: &Shape| shape.parent.is_none_or(|parent| page.shapes[parent].is_area);
        for (at, shape) in page.shapes.iter().enumerate().filter(|(_, shape)| !shape.is_area && in_area(shape)) {
            self.card(page, (at, shape), &ids, inside.get(&at).map_or(&[], Vec::as_slice));
        }
        for shape in page.shapes.iter().filter(|shape| shape.is_area) {
            self.parts(&shape.parts, &shape.name);
        }
        if !page.lines_behind {
            connected(self);
        }
        for wire in &wires {
            if let Some(label) = &wire.label {
                self.plate(label, &wire.name);
            }
            self.parts(&wire.parts, &wire.name);
        }
        self.xml.close();
        self.xml.close();
        inherit_colors(&mut self.xml);
    }

    fn id(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    fn head(&mut self, page: &Page) {
        let id = self.id();
        placeholder(&mut self.xml, (id, "Title"), &[("type", "title")], None);
        self.xml.open("p:txBody", &[]);
        self.xml.open("a:bodyPr", &[("lIns", "0"), ("rIns", "0")]);
        self.xml.empty("a:normAutofit", &[]);
        self.xml.close();
        self.xml.empty("a:lstStyle", &[]);
        self.xml.open("a:p", &[]);
        self.xml.open("a:r", &[]);
        self.xml.empty("a:rPr", &[("lang", self.lang.tag())]);
        self.xml.leaf("a:t", &[], &format!("{} · {}", page.title, page.name));
        self.xml.close();
        self.xml.close();
        self.xml.close();
        self.xml.close();

        let id = self.id();
        self.begin(id, "", "", true);
        let place = [TITLE[0], TITLE[1] + TITLE[3], TITLE[2], AREA[1] - TITLE[1] - TITLE[3] - 100_000];
        self.place(place, "rect", &[]);
        self.fill(None);
        self.line(None);
        self.xml.close();
        self.xml.open("p:txBody", &[]);
        self.xml.open("a:bodyPr", &[("wrap", "square"), ("lIns", "0"), ("tIns", "0"), ("rIns", "0"), ("bIns", "0")]);
        self.xml.empty("a:normAutofit", &[]);
        self.xml.close();
        self.xml.empty("a:lstStyle", &[]);
        let color = self.theme.color(Token::Muted);
        for line in &page.lines {
            self.xml.open("a:p", &[]);
            self.run(line, 1000, false, false, color);
            self.xml.close();
        }
        if page.lines.is_empty() {
            self.xml.empty("a:p", &[]);
        }
        self.xml.close();
        self.xml.close();
    }

    /// A card with what stands on it, as one group.
    fn card(&mut self, page: &Page, (at, shape): (usize, &Shape), ids: &[u32], inside: &[usize]) {
        if shape.parts.is_empty() && inside.is_empty() {
            return self.shape(shape, ids[at]);
        }
        let all = around(shape).into_iter().chain(inside.iter().flat_map(|at| around(&page.shapes[*at])));
        let Some(bounds) = all.reduce(|a, b| a.union(&b)) else { return };
        let id = self.id();
        self.xml.open("p:grpSp", &[]);
        self.xml.open("p:nvGrpSpPr", &[]);
        self.xml.empty("p:cNvPr", &[("id", &id.to_string()), ("name", &short(&shape.name))]);
        self.xml.empty("p:cNvGrpSpPr", &[]);
        self.xml.empty("p:nvPr", &[]);
        self.xml.close();
        self.xml.open("p:grpSpPr", &[]);
        self.xml.open("a:xfrm", &[]);
        let [x, y, cx, cy] = self.rect(&bounds).map(|number| number.to_string());
        for (off, ext) in [("a:off", "a:ext"), ("a:chOff", "a:chExt")] {
            self.xml.empty(off, &[("x", &x), ("y", &y)]);
            self.xml.empty(ext, &[("cx", &cx), ("cy", &cy)]);
        }
        self.xml.close();
        self.xml.close();
        self.shape(shape, ids[at]);
        let (below, above): (Vec<&Part>, Vec<&Part>) =
            shape.parts.iter().partition(|part| matches!(part, Part::Plate(plate) if plate.text.is_none()));
        for part in below {
            self.part(part, &shape.name);
        }
        for at in inside {
            self.shape(&page.shapes[*at], ids[*at]);
        }
        for at in inside {
            self.parts(&page.shapes[*at].parts, &page.shapes[*at].name);
        }
        for part in above {
            self.part(part, &shape.name);
        }
        self.xml.close();
    }

    fn shape(&mut self, shape: &Shape, id: u32) {
        let mut said = shape.tip.clone();
        for datum in &shape.data {
            said += &format!("\n{}: {}", datum.label, datum.value);
        }
        self.begin(id, &short(&shape.name), &said, false);
        let place = self.rect(&shape.rect);
        self.rounded(place, &shape.rect, shape.radius);
        match shape.hatch {
            true => self.hatch(shape.fill),
            false => self.fill(shape.fill),
        }
        self.line(shape.pen.as_ref());
        self.xml.close();
        self.text(&shape.rect, &shape.text);
        self.xml.close();
    }

    fn parts(&mut self, parts: &[Part], of: &str) {
        // Grounds first: signs and counts stand upon them.
        for part in parts {
            self.part(part, of);
        }
    }

    fn part(&mut self, part: &Part, of: &str) {
        match part {
            Part::Plate(plate) => self.plate(plate, of),
            Part::Icon(icon) => self.icon(icon),
        }
    }

    fn plate(&mut self, plate: &Plate, of: &str) {
        let id = self.id();
        let name = plate.text.as_ref().map_or_else(|| of.to_owned(), TextLine::text);
        self.begin(id, &short(&name), "", plate.fill.is_none() && plate.pen.is_none());
        let place = self.rect(&plate.rect);
        self.rounded(place, &plate.rect, plate.radius);
        self.fill(plate.fill);
        self.line(plate.pen.as_ref());
        self.xml.close();
        self.text(&plate.rect, plate.text.as_slice());
        self.xml.close();
    }

    /// A sign as outlines of its own; what is drawn upon a filled one is a second shape.
    fn icon(&mut self, icon: &Icon) {
        let strokes = icon.glyph.strokes();
        let inverse = |paint: GlyphPaint| paint == GlyphPaint::Inverse;
        for upper in [false, true] {
            let own: Vec<_> = strokes.iter().filter(|stroke| inverse(stroke.paint) == upper).collect();
            if own.is_empty() {
                continue;
            }
            let color = if upper { self.theme.color(Token::Card) } else { icon.color };
            let id = self.id();
            self.begin(id, "", "", false);
            let [x, y, cx, cy] = self.rect(&icon.rect).map(|number| number.to_string());
            self.xml.open("a:xfrm", &[]);
            self.xml.empty("a:off", &[("x", &x), ("y", &y)]);
            self.xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]);
            self.xml.close();
            self.xml.open("a:custGeom", &[]);
            for list in ["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"] {
                self.xml.empty(list, &[]);
            }
            self.xml.empty("a:rect", &[("l", "0"), ("t", "0"), ("r", "r"), ("b", "b")]);
            self.xml.open("a:pathLst", &[]);
            for stroke in own {
                let filled = stroke.paint == GlyphPaint::Fill;
                let paint = if filled { ("stroke", "0") } else { ("fill", "none") };
                self.xml.open("a:path", &[("w", "2400"), ("h", "2400"), paint]);
                for (at, point) in stroke.outline().iter().enumerate() {
                    self.xml.open(if at == 0 { "a:moveTo" } else { "a:lnTo" }, &[]);
                    let [x, y] = [point.x, point.y].map(|n| ((n * 100.0).round() as i64).to_string());
                    self.xml.empty("a:pt", &[("x", &x), ("y", &y)]);
                    self.xml.close();
                }
                if stroke.closed() {
                    self.xml.empty("a:close", &[]);
                }
                self.xml.close();
            }
            self.xml.close();
            self.xml.close();
            self.fill(Some(color));
            let width = GLYPH_STROKE * icon.rect.width() / 24.0 * if upper { 1.6 } else { 1.0 };
            self.line(Some(&Pen { color, width, dashed: false }));
            self.xml.close();
            self.xml.close();
        }
    }

    fn ruler(&mut self, points: &[SheetPoint], pen: &Pen) {
        let (Some(a), Some(b)) = (points.first(), points.last()) else { return };
        let id = self.id();
        self.begin(id, "", "", false);
        let rect = SheetRect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
        let place = self.rect(&rect);
        self.place(place, "line", &[]);
        self.line(Some(pen));
        self.xml.close();
        self.xml.close();
    }

    fn wire(&mut self, page: &Page, wire: &Wire, ids: &[u32]) {
        let points: Vec<Point> = wire.points.iter().map(|point| self.point(*point)).collect();
        let Some(bent) = Bent::through(&points) else { return };
        let mut said = wire.tip.clone();
        for datum in &wire.data {
            said += &format!("\n{}: {}", datum.label, datum.value);
        }
        let id = self.id().to_string();
        self.xml.open("p:cxnSp", &[]);
        self.xml.open("p:nvCxnSpPr", &[]);
        self.xml.empty("p:cNvPr", &[("id", &id), ("name", &short(&wire.name)), ("descr", &said)]);
        self.xml.open("p:cNvCxnSpPr", &[]);
        let sites =
            sites_of(page, wire).map(|sites| [("a:stCxn", wire.ends.0, sites.0), ("a:endCxn", wire.ends.1, sites.1)]);
        for (name, end, site) in sites.into_iter().flatten() {
            self.xml.empty(name, &[("id", &ids[end].to_string()), ("idx", &site.to_string())]);
        }
        self.xml.close();
        self.xml.empty("p:nvPr", &[]);
        self.xml.close();
        self.xml.open("p:spPr", &[]);
        let turn = bent.turn.to_string();
        let mut how = Vec::new();
        if bent.turn != 0 {
            how.push(("rot", turn.as_str()));
        }
        how.extend(
            [("flipH", bent.flip_h), ("flipV", bent.flip_v)].iter().filter(|(_, is)| *is).map(|(name, _)| (*name, "1")),
        );
        let [x, y, cx, cy] = [bent.at.0, bent.at.1, bent.size.0, bent.size.1].map(|number| number.to_string());
        self.xml.open("a:xfrm", &how);
        self.xml.empty("a:off", &[("x", &x), ("y", &y)]);
        self.xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]);
        self.xml.close();
        self.xml.open("a:prstGeom", &[("prst", bent.preset)]);
        self.xml.open("a:avLst", &[]);
        for (at, pull) in bent.pulls.iter().enumerate() {
            self.xml.empty("a:gd", &[("name", &format!("adj{}", at + 1)), ("fmla", &format!("val {pull}"))]);
        }
        self.xml.close();
        self.xml.close();
        self.pen(&wire.pen, Some(wire.dots));
        self.xml.close();
        self.xml.close();
    }

    /// Begins a shape, up to its properties, which stay open.
    fn begin(&mut self, id: u32, name: &str, said: &str, is_text: bool) {
        self.xml.open("p:sp", &[]);
        self.xml.open("p:nvSpPr", &[]);
        let id = id.to_string();
        let mut own = vec![("id", id.as_str()), ("name", name)];
        if !said.is_empty() {
            own.push(("descr", said));
        }
        self.xml.empty("p:cNvPr", &own);
        self.xml.empty("p:cNvSpPr", if is_text { &[("txBox", "1")] } else { &[] });
        self.xml.empty("p:nvPr", &[]);
        self.xml.close();
        self.xml.open("p:spPr", &[]);
    }

    fn rounded(&mut self, place: [i64; 4], rect: &SheetRect, radius: f32) {
        let shorter = rect.width().min(rect.height()).max(1.0);
        let pull = (f64::from((radius / shorter).min(0.5)) * 100_000.0).round() as i64;
        match pull {
            0 => self.place(place, "rect", &[]),
            pull => self.place(place, "roundRect", &[pull]),
        }
    }

    fn place(&mut self, [x, y, cx, cy]: [i64; 4], preset: &str, pulls: &[i64]) {
        let [x, y, cx, cy] = [x, y, cx, cy].map(|number| number.to_string());
        self.xml.open("a:xfrm", &[]);
        self.xml.empty("a:off", &[("x", &x), ("y", &y)]);
        self.xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]);
        self.xml.close();
        self.xml.open("a:prstGeom", &[("prst", preset)]);
        self.xml.open("a:avLst", &[]);
        for pull in pulls {
            self.xml.empty("a:gd", &[("name", "adj"), ("fmla", &format!("val {pull}"))]);
        }
        self.xml.close();
        self.xml.close();
    }

    fn fill(&mut self, color: Option<Color>) {
        match color {
            Some(color) => self.solid(color),
            None => self.xml.empty("a:noFill", &[]),
        }
    }

    fn solid(&mut self, color: Color) {
        self.xml.open("a:solidFill", &[]);
        self.xml.empty("a:srgbClr", &[("val", &color.bare_hex())]);
        self.xml.close();
    }

    /// The ground of what is retired.
    fn hatch(&mut self, ground: Option<Color>) {
        let colors =
            [("a:fgClr", self.theme.color(Token::Grid)), ("a:bgClr", ground.unwrap_or(self.theme.color(Token::Card)))];
        self.xml.open("a:pattFill", &[("prst", "ltUpDiag")]);
        for (name, color) in colors {
            self.xml.open(name, &[]);
            self.xml.empty("a:srgbClr", &[("val", &color.bare_hex())]);
            self.xml.close();
        }
        self.xml.close();
    }

    fn line(&mut self, pen: Option<&Pen>) {
        match pen {
            Some(pen) => self.pen(pen, None),
            None => {
                self.xml.open("a:ln", &[]);
                self.xml.empty("a:noFill", &[]);
                self.xml.close();
            }
        }
    }

    fn pen(&mut self, pen: &Pen, dots: Option<(bool, bool)>) {
        let width = (f64::from(pen.width) * self.scale).round().clamp(1_000.0, 60_000.0) as i64;
        self.xml.open("a:ln", &[("w", &width.to_string())]);
        self.solid(pen.color);
        self.xml.empty("a:prstDash", &[("val", if pen.dashed { "dash" } else { "solid" })]);
        self.xml.empty("a:round", &[]);
        if let Some((first, last)) = dots {
            for (name, dot) in [("a:headEnd", first), ("a:tailEnd", last)] {
                self.xml.empty(name, &[("type", if dot { "oval" } else { "none" }), ("w", "sm"), ("len", "sm")]);
            }
        }
        self.xml.close();
    }

    fn text(&mut self, rect: &SheetRect, lines: &[TextLine]) {
        let Some(first) = lines.first() else { return };
        let centred = lines.len() == 1 && first.is_centred(rect);
        let in_middle = lines.len() == 1 && (first.at.y - first.size() * 0.364 - rect.center().y).abs() < 1.5;
        let step = f64::from(first.size()) * 1.2;
        let left = if centred { 0 } else { self.length(f64::from(first.at.x - rect.min.x)) };
        let top = if in_middle { 0 } else { self.length(f64::from(first.at.y - rect.min.y) - 0.8 * step) };
        let (left, top) = (left.max(0).to_string(), top.max(0).to_string());
        self.xml.open("p:txBody", &[]);
        self.xml.open(
            "a:bodyPr",
            &[
                ("wrap", "none"),
                ("lIns", &left),
                ("tIns", &top),
                ("rIns", "0"),
                ("bIns", "0"),
                ("anchor", if in_middle { "ctr" } else { "t" }),
            ],
        );
        self.xml.empty("a:noAutofit", &[]);
        self.xml.close();
        self.xml.empty("a:lstStyle", &[]);
        let mut above: Option<f32> = None;
        for line in lines {
            let step = above.map_or(step, |above| f64::from((line.at.y - above).max(1.0)));
            above = Some(line.at.y);
            let points = (step * self.scale / POINT * 100.0).round().max(1.0).to_string();
            self.xml.open("a:p", &[]);
            self.xml.open("a:pPr", &[("algn", if centred { "ctr" } else { "l" })]);
            self.xml.open("a:lnSpc", &[]);
            self.xml.empty("a:spcPts", &[("val", &points)]);
            self.xml.close();
            self.xml.close();
            for run in &line.runs {
                self.run(&run.text, self.type_size(run.size), run.bold, run.struck, run.color);
            }
            self.xml.close();
        }
        self.xml.close();
    }

    fn run(&mut self, text: &str, size: i64, bold: bool, struck: bool, color: Color) {
        let size = size.to_string();
        let mut how = vec![("lang", self.lang.tag()), ("sz", size.as_str())];
        if bold {
            how.push(("b", "1"));
        }
        if struck {
            how.push(("strike", "sngStrike"));
        }
        self.xml.open("a:r", &[]);
        self.xml.open("a:rPr", &how);
        self.solid(color);
        self.xml.close();
        self.xml.leaf("a:t", &[], &text.replace(['\n', '\t'], " "));
        self.xml.close();
    }

    /// In hundredths of a point; Office knows no type below one point.
    fn type_size(&self, size: f32) -> i64 {
        ((f64::from(size) * self.scale / POINT * 100.0).round() as i64).clamp(100, 400_000)
    }

    fn length(&self, units: f64) -> i64 {
        (units * self.scale).round() as i64
    }

    fn point(&self, at: SheetPoint) -> Point {
        (self.length(f64::from(at.x) - self.origin.0), self.length(f64::from(at.y) - self.origin.1))
    }

    fn rect(&self, rect: &SheetRect) -> [i64; 4] {
        let (min, max) = (self.point(rect.min), self.point(rect.max));
        [min.0, min.1, max.0 - min.0, max.1 - min.1]
    }
}

/// Everything that is drawn of a shape.
pub fn around(shape: &Shape) -> Vec<SheetRect> {
    let parts = shape.parts.iter().map(|part| match part {
        Part::Plate(plate) => plate.rect,
        Part::Icon(icon) => icon.rect,
    });
    std::iter::once(shape.rect).chain(parts).collect()
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME { name.to_owned() } else { name.chars().take(NAME).chain(['…']).collect() }
}
