//! A scene as SVG: text as text, one exhaustive match over the marks, the same bytes for the same scene.

use crate::diagram::*;
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use std::fmt::Write as _;
use std::io;

/// The fonts to look for where Inter is not installed.
const FONTS: &str = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', sans-serif";

/// What is left of the colours of what stands back.
const FADED: &str = "0.35";

/// The whole scene at its natural size, in the colours of a theme. `title` names it for people and screen readers.
pub fn write(scene: &Scene, theme: &Theme, title: &str) -> String {
    let mut svg = Svg { writer: Writer::new(Vec::new()), theme };
    // Writing into memory does not fail.
    let _ = svg.document(scene, title);
    String::from_utf8(svg.writer.into_inner()).unwrap_or_default()
}

struct Svg<'a> {
    writer: Writer<Vec<u8>>,
    theme: &'a Theme,
}

impl Svg<'_> {
    fn document(&mut self, scene: &Scene, title: &str) -> io::Result<()> {
        let bounds = scene.bounds;
        let (x, y) = (number(bounds.min.x), number(bounds.min.y));
        let (width, height) = (number(bounds.width()), number(bounds.height()));
        let view = format!("{x} {y} {width} {height}");
        self.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("width", &width),
                ("height", &height),
                ("viewBox", &view),
                ("role", "img"),
                ("font-family", FONTS),
                ("fill", "none"),
            ],
        )?;
        self.text_element("title", title)?;
        // What stands in a collapsed site is told with it.
        let said = |object: &ObjectBox| match scene.collapsed.has(&object.subject) {
            true => format!("{} ({})", object.label, object.description),
            false => object.label.clone(),
        };
        self.text_element("desc", &scene.boxes.iter().map(said).collect::<Vec<_>>().join("; "))?;
        self.hatches(scene)?;
        let ground = self.color(Token::Sheet);
        self.empty("rect", &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", &ground)])?;
        for item in scene.items.iter().filter(|item| item.visible_at(1.0)) {
            if item.faded {
                self.open("g", &[("opacity", FADED)])?;
            }
            match &item.mark {
                Mark::Rect(mark) => self.rect(mark)?,
                Mark::Path(mark) => self.path(mark)?,
                Mark::Text(run) => self.text(run)?,
                Mark::Icon(mark) => self.icon(mark)?,
            }
            if item.faded {
                self.close("g")?;
            }
        }
        self.close("svg")
    }

    /// The pattern of retired objects, when there is one.
    fn hatches(&mut self, scene: &Scene) -> io::Result<()> {
        let hatched = |item: &Item| matches!(&item.mark, Mark::Rect(mark) if mark.hatch);
        if !scene.items.iter().any(hatched) {
            return Ok(());
        }
        let line = self.color(Token::Line);
        self.open("defs", &[])?;
        self.open(
            "pattern",
            &[
                ("id", "hatch"),
                ("width", "8"),
                ("height", "8"),
                ("patternUnits", "userSpaceOnUse"),
                ("patternTransform", "rotate(45)"),
            ],
        )?;
        self.empty("path", &[("d", "M0 0V8"), ("stroke", &line), ("stroke-width", "1"), ("stroke-opacity", "0.45")])?;
        self.close("pattern")?;
        self.close("defs")
    }

    fn rect(&mut self, mark: &RectMark) -> io::Result<()> {
        let rect = mark.rect;
        let place = [number(rect.min.x), number(rect.min.y), number(rect.width()), number(rect.height())];
        let radius = number(mark.radius.min(rect.width() / 2.0).min(rect.height() / 2.0));
        let corners =
            [("x", place[0].as_str()), ("y", &place[1]), ("width", &place[2]), ("height", &place[3]), ("rx", &radius)];
        let fill = mark.fill.map(|token| self.color(token));
        let pen = mark.stroke.map(|stroke| self.pen(&stroke));
        if !mark.hatch {
            if fill.is_none() && pen.is_none() {
                return Ok(());
            }
            return self.painted("rect", &corners, fill.as_deref(), pen.as_deref());
        }
        self.painted("rect", &corners, fill.as_deref(), None)?;
        self.painted("rect", &corners, Some("url(#hatch)"), pen.as_deref())
    }

    fn path(&mut self, mark: &PathMark) -> io::Result<()> {
        let data = path_data(&mark.points, mark.radius, mark.closed);
        let fill = mark.fill.map(|token| self.color(token));
        let pen = mark.stroke.map(|stroke| self.pen(&stroke));
        self.painted("path", &[("d", &data)], fill.as_deref(), pen.as_deref())
    }

    fn text(&mut self, run: &TextRun) -> io::Result<()> {
        let (x, y, size) = (number(run.at.x), number(run.at.y), number(run.size));
        let (fill, width) = (self.color(run.token), number(run.width));
        let mut attributes = vec![("x", x.as_str()), ("y", &y), ("font-size", &size), ("fill", &fill)];
        match run.weight {
            Weight::Regular => {}
            Weight::Medium => attributes.push(("font-weight", "500")),
            Weight::SemiBold => attributes.push(("font-weight", "600")),
        }
        if run.struck {
            attributes.push(("text-decoration", "line-through"));
        }
        // Where another font takes Inter's place, the text still ends where it was measured to end.
        if run.text.chars().count() > 1 {
            attributes.extend([("textLength", width.as_str()), ("lengthAdjust", "spacingAndGlyphs")]);
        }
        // Blanks at the ends are part of a measured run.
        attributes.push(("xml:space", "preserve"));
        self.open("text", &attributes)?;
        self.words(&run.text)?;
        self.close("text")
    }

    fn icon(&mut self, mark: &IconMark) -> io::Result<()> {
        let scale = mark.rect.width() / GLYPH_GRID;
        let place =
            format!("translate({} {}) scale({})", number(mark.rect.min.x), number(mark.rect.min.y), number(scale));
        let color = self.color(mark.token);
        let inverse = self.color(Token::Card);
        // Small icons keep strokes that can be seen.
        let width = number(GLYPH_STROKE.max(1.1 / scale.max(0.01)));
        self.open(
            "g",
            &[
                ("transform", &place),
                ("stroke-width", &width),
                ("stroke-linecap", "round"),
                ("stroke-linejoin", "round"),
            ],
        )?;
        for stroke in mark.glyph.strokes() {
            let data = path_data(&stroke.outline(), 0.0, stroke.closed());
            match stroke.paint {
                GlyphPaint::Stroke => self.empty("path", &[("d", &data), ("stroke", &color)])?,
                GlyphPaint::Dashed => {
                    self.empty("path", &[("d", &data), ("stroke", &color), ("stroke-dasharray", "4 3.5")])?;
                }
                GlyphPaint::Fill => self.empty("path", &[("d", &data), ("fill", &color)])?,
                GlyphPaint::Inverse => {
                    self.empty("path", &[("d", &data), ("stroke", &inverse), ("stroke-width", "2.5")])?;
                }
            }
        }
        self.close("g")
    }

    fn pen(&self, stroke: &Stroke) -> Vec<(&'static str, String)> {
        let mut pen = vec![("stroke", self.color(stroke.token)), ("stroke-width", number(stroke.width))];
        if stroke.dashed {
            pen.push(("stroke-dasharray", "6 4".to_owned()));
        }
        pen
    }

    fn color(&self, token: Token) -> String {
        self.theme.color(token).hex()
    }

    fn painted(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        fill: Option<&str>,
        pen: Option<&[(&'static str, String)]>,
    ) -> io::Result<()> {
        let mut all = attributes.to_vec();
        all.extend(fill.map(|fill| ("fill", fill)));
        all.extend(pen.unwrap_or_default().iter().map(|(name, value)| (*name, value.as_str())));
        self.empty(name, &all)
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer.write_event(Event::Start(element(name, attributes)))?;
        if matches!(name, "svg" | "defs") { self.line() } else { Ok(()) }
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        self.line()
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer.write_event(Event::Empty(element(name, attributes)))?;
        self.line()
    }

    fn text_element(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.open(name, &[])?;
        self.words(text)?;
        self.close(name)
    }

    /// Text without the control characters that XML cannot carry.
    fn words(&mut self, text: &str) -> io::Result<()> {
        let sayable = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
        let text: String = text.chars().filter(sayable).collect();
        self.writer.write_event(Event::Text(BytesText::new(&text)))
    }

    /// One element per line, so that two exports can be compared.
    fn line(&mut self) -> io::Result<()> {
        self.writer.write_event(Event::Text(BytesText::from_escaped("\n")))
    }
}

fn element<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for attribute in attributes {
        start.push_attribute(*attribute);
    }
    start
}

/// At most two decimals, without idle zeros.
pub(super) fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// A polyline with rounded corners as path data.
pub(super) fn path_data(points: &[SheetPoint], radius: f32, closed: bool) -> String {
    let mut data = String::new();
    let mut put = |letter: char, point: SheetPoint| {
        let _ = write!(data, "{letter}{} {}", number(point.x), number(point.y));
    };
    for (at, point) in points.iter().enumerate() {
        let corner = (at > 0 && radius > 0.0).then(|| Some((points[at - 1], *points.get(at + 1)?))).flatten();
        match corner {
            _ if at == 0 => put('M', *point),
            Some((before, after)) => {
                let (start, end) = (toward(*point, before, radius), toward(*point, after, radius));
                put('L', start);
                put('Q', *point);
                put(' ', end);
            }
            None => put('L', *point),
        }
    }
    if closed {
        data.push('Z');
    }
    data
}

/// The point `radius` away from a corner, at most half of the way.
fn toward(corner: SheetPoint, other: SheetPoint, radius: f32) -> SheetPoint {
    let (dx, dy) = (other.x - corner.x, other.y - corner.y);
    let length = dx.hypot(dy);
    let part = if length == 0.0 { 0.0 } else { (radius / length).min(0.5) };
    SheetPoint { x: corner.x + dx * part, y: corner.y + dy * part }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(1.256), "1.26");
    }

    #[test]
    fn corners_are_rounded_and_never_past_the_middle() {
        let points = [(0.0, 0.0), (8.0, 0.0), (8.0, 20.0)].map(|(x, y)| SheetPoint { x, y });
        assert_eq!(path_data(&points, 6.0, false), "M0 0L4 0Q8 0 8 6L8 20");
        assert_eq!(path_data(&points, 0.0, true), "M0 0L8 0L8 20Z");
    }
}
