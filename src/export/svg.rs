//! A page as SVG: text as text with the letters that it needs, each object a group that can be named, one exhaustive
//! match over the marks, the same bytes for the same page.

use super::logo;
use super::page::*;
use super::strokes::{Piece, hatch_lines, icon_lines, outline};
use super::web_font;
use super::xml::Xml;
use crate::diagram::*;
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The fonts to look for where Inter is not inside, or has no such letters.
const FONTS: &str = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', sans-serif";

/// Whether the letters are inside the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// It looks the same anywhere.
    Inside,
    /// Whoever reads it has Inter.
    Elsewhere,
}

/// The whole scene at its natural size, in the colours of a theme. `title` names it for people and screen readers.
pub fn write(scene: &Scene, theme: &Theme, title: &str, lang: Lang) -> String {
    page(&Page::bare(scene, title, lang), theme, Letters::Inside)
}

/// A page in the colours of a theme.
pub fn page(page: &Page, theme: &Theme, letters: Letters) -> String {
    let mut xml = Xml::bare();
    let mut svg = Svg { xml: &mut xml, theme: Some(theme) };
    svg.document(page);
    if letters == Letters::Inside {
        let needed = needed(std::iter::once(page));
        svg.fonts(&needed);
    }
    svg.marks(page);
    String::from_utf8(xml.finish()).unwrap_or_default()
}

/// A page inside a document that has the letters and, as variables that bear the names of tokens, the colours.
pub(super) fn inside(xml: &mut Xml, page: &Page) {
    let mut svg = Svg { xml, theme: None };
    svg.document(page);
    svg.marks(page);
    svg.xml.close();
}

/// A glyph to be used by its id, in a document that has the colours.
pub(super) fn symbol(xml: &mut Xml, id: &str, glyph: Glyph, token: Token) {
    let side = number(GLYPH_GRID);
    xml.begin("symbol", &[("id", id), ("viewBox", &format!("0 0 {side} {side}")), ("fill", "none")]);
    let rect = SheetRect::new(0.0, 0.0, GLYPH_GRID, GLYPH_GRID);
    Svg { xml, theme: None }.icon(&IconMark { rect, glyph, token });
    xml.close();
}

/// The variable of a document that holds a colour.
pub(super) fn variable(token: Token) -> String {
    format!("--{}", token.key())
}

struct Svg<'a> {
    xml: &'a mut Xml,
    /// Without a theme the colours are variables of the document around.
    theme: Option<&'a Theme>,
}

/// Letters by weight, as CSS has it.
pub(super) type Needed = BTreeMap<u16, (Weight, BTreeSet<char>)>;

/// The letters that pages need.
pub(super) fn needed<'p>(pages: impl Iterator<Item = &'p Page>) -> Needed {
    let mut needed = Needed::new();
    for run in pages.flat_map(Page::texts) {
        needed.entry(css(run.weight)).or_insert((run.weight, BTreeSet::new())).1.extend(run.text.chars());
    }
    needed
}

/// Inter with these letters, as rules of CSS.
pub(super) fn font_faces(needed: &Needed) -> String {
    let mut style = String::new();
    for (css, (weight, chars)) in needed {
        if let Some(font) = web_font::subset(*weight, chars) {
            let _ =
                write!(style, "@font-face{{font-family:Inter;font-weight:{css};src:url(data:font/otf;base64,{font})}}");
        }
    }
    style
}

impl Svg<'_> {
    /// Begins the picture and says what it is.
    fn document(&mut self, page: &Page) {
        let (width, height) = (number(page.width), number(page.height));
        let view = format!("0 0 {width} {height}");
        let mut attributes = vec![
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", width.as_str()),
            ("height", &height),
            ("viewBox", &view),
            ("role", "graphics-document document"),
        ];
        // Inside a document its language is that of the document.
        if self.theme.is_some() {
            attributes.push(("xmlns:xlink", "http://www.w3.org/1999/xlink"));
            attributes.extend([("lang", page.lang.tag()), ("xml:lang", page.lang.tag())]);
        }
        attributes.extend([("font-family", FONTS), ("fill", "none")]);
        self.xml.begin("svg", &attributes);
        self.xml.leaf("title", &[], &page.title);
        self.unseen(page);
    }

    fn marks(&mut self, page: &Page) {
        if page.ground {
            let (width, height) = (number(page.width), number(page.height));
            let ground = self.color(Token::Sheet);
            self.xml.empty("rect", &[("width", &width), ("height", &height), ("fill", &ground)]);
        }
        if let Some(logo) = &page.logo {
            self.logo(logo);
        }
        let mut named = BTreeSet::new();
        for part in &page.parts {
            let object = match part.of {
                PartOf::Object(at) if named.insert(at) => page.objects.get(at),
                PartOf::Object(_) | PartOf::Name | PartOf::Words | PartOf::Ornament => None,
            };
            if let Some(object) = object {
                self.xml.begin("g", &[("role", "graphics-object group"), ("aria-label", &object.label)]);
                self.xml.leaf("title", &[], &object.label);
                if !object.description.is_empty() {
                    self.xml.leaf("desc", &[], &object.description);
                }
            }
            if let Some(Link { address, label }) = &part.link {
                let way =
                    [("href", address.as_str()), ("target", "_blank"), ("rel", "noopener"), ("aria-label", label)];
                // The older name is for readers of pictures.
                let older = self.theme.map(|_| ("xlink:href", address.as_str()));
                self.xml.begin("a", &way.into_iter().chain(older).collect::<Vec<_>>());
                self.xml.leaf("title", &[], label);
            }
            for drawn in &part.marks {
                self.drawn(drawn);
            }
            if part.link.is_some() {
                self.xml.close();
            }
            if object.is_some() {
                self.xml.close();
            }
        }
    }

    fn logo(&mut self, logo: &PlacedLogo) {
        let rect = logo.rect;
        let place = [rect.min.x, rect.min.y, rect.width(), rect.height()].map(number);
        let [x, y, width, height] = place.each_ref().map(String::as_str);
        let url = logo::data_url(&logo.logo);
        // The older of the two names of the attribute is known everywhere.
        let source = ("xlink:href", url.as_str());
        let attributes = [("x", x), ("y", y), ("width", width), ("height", height), source];
        self.xml.begin("image", &[&attributes[..], &[("role", "img"), ("aria-label", &logo.alt)]].concat());
        self.xml.leaf("title", &[], &logo.alt);
        self.xml.close();
    }

    /// Says what is on the page without a mark of its own: what is too small to be drawn.
    fn unseen(&mut self, page: &Page) {
        let seen: BTreeSet<usize> = page
            .parts
            .iter()
            .filter_map(|part| if let PartOf::Object(at) = part.of { Some(at) } else { None })
            .collect();
        let unseen = page.objects.iter().enumerate().filter(|(at, _)| !seen.contains(at));
        let said: Vec<&str> = unseen.map(|(_, object)| object.label.as_str()).collect();
        if !said.is_empty() {
            self.xml.leaf("desc", &[], &said.join("; "));
        }
    }

    fn fonts(&mut self, needed: &Needed) {
        let style = font_faces(needed);
        if !style.is_empty() {
            self.xml.leaf("style", &[], &style);
        }
    }

    fn drawn(&mut self, drawn: &Drawn) {
        if drawn.faded {
            self.xml.begin("g", &[("opacity", &number(FADED))]);
        }
        match &drawn.mark {
            Mark::Rect(mark) => self.rect(mark),
            Mark::Path(mark) => self.path(mark),
            Mark::Text(run) => self.text(run),
            Mark::Icon(mark) => self.icon(mark),
        }
        if drawn.faded {
            self.xml.close();
        }
    }

    fn rect(&mut self, mark: &RectMark) {
        let rect = mark.rect;
        let place = [number(rect.min.x), number(rect.min.y), number(rect.width()), number(rect.height())];
        let radius = number(mark.radius.min(rect.width() / 2.0).min(rect.height() / 2.0));
        let corners =
            [("x", place[0].as_str()), ("y", &place[1]), ("width", &place[2]), ("height", &place[3]), ("rx", &radius)];
        let fill = mark.fill.map(|token| self.color(token));
        let pen = mark.stroke.map(|stroke| self.pen(&stroke));
        if !mark.hatch {
            if fill.is_some() || pen.is_some() {
                self.painted("rect", &corners, fill.as_deref(), pen.as_deref());
            }
            return;
        }
        self.painted("rect", &corners, fill.as_deref(), None);
        let mut data = String::new();
        for [top, low] in hatch_lines(&rect, mark.radius) {
            let _ = write!(data, "M{} {}L{} {}", number(top.x), number(top.y), number(low.x), number(low.y));
        }
        let (line, strength) = (self.color(Token::Line), number(HATCH_STRENGTH));
        self.xml
            .empty("path", &[("d", &data), ("stroke", &line), ("stroke-width", "1"), ("stroke-opacity", &strength)]);
        if let Some(pen) = pen {
            self.painted("rect", &corners, None, Some(&pen));
        }
    }

    fn path(&mut self, mark: &PathMark) {
        let data = path_data(&mark.outline(), mark.radius, mark.closed);
        let fill = mark.fill.map(|token| self.color(token));
        let pen = mark.stroke.map(|stroke| self.pen(&stroke));
        self.painted("path", &[("d", &data)], fill.as_deref(), pen.as_deref());
    }

    fn text(&mut self, run: &TextRun) {
        let (x, y, size) = (number(run.at.x), number(run.at.y), number(run.size));
        let (fill, width, weight) = (self.color(run.token), number(run.width), css(run.weight).to_string());
        let mut attributes = vec![("x", x.as_str()), ("y", &y), ("font-size", &size), ("fill", &fill)];
        if run.weight != Weight::Regular {
            attributes.push(("font-weight", &weight));
        }
        // Where another font takes Inter's place, the text still ends where it was measured to end.
        if run.text.chars().count() > 1 {
            attributes.extend([("textLength", width.as_str()), ("lengthAdjust", "spacingAndGlyphs")]);
        }
        // Blanks at the ends are part of a measured run.
        attributes.push(("xml:space", "preserve"));
        self.xml.leaf("text", &attributes, &run.text);
    }

    fn icon(&mut self, mark: &IconMark) {
        self.xml.begin("g", &[("stroke-linecap", "round"), ("stroke-linejoin", "round")]);
        for line in icon_lines(mark) {
            let data = path_data(&line.points, 0.0, line.closed);
            let color = self.color(line.token);
            match line.stroke {
                None => self.xml.empty("path", &[("d", &data), ("fill", &color)]),
                Some((width, dashes)) => {
                    let (width, dashes) = (number(width), dashes.map(dash_list));
                    let mut all = vec![("d", data.as_str()), ("stroke", &color), ("stroke-width", &width)];
                    all.extend(dashes.as_deref().map(|dashes| ("stroke-dasharray", dashes)));
                    self.xml.empty("path", &all);
                }
            }
        }
        self.xml.close();
    }

    fn pen(&self, stroke: &Stroke) -> Vec<(&'static str, String)> {
        let mut pen = vec![("stroke", self.color(stroke.token)), ("stroke-width", number(stroke.width))];
        if stroke.dashed {
            pen.push(("stroke-dasharray", dash_list(DASHES)));
        }
        pen
    }

    fn color(&self, token: Token) -> String {
        match self.theme {
            Some(theme) => theme.color(token).hex(),
            None => format!("var({})", variable(token)),
        }
    }

    fn painted(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        fill: Option<&str>,
        pen: Option<&[(&'static str, String)]>,
    ) {
        let mut all = attributes.to_vec();
        all.extend(fill.map(|fill| ("fill", fill)));
        all.extend(pen.unwrap_or_default().iter().map(|(name, value)| (*name, value.as_str())));
        self.xml.empty(name, &all);
    }
}

pub(super) fn css(weight: Weight) -> u16 {
    match weight {
        Weight::Regular => 400,
        Weight::Medium => 500,
        Weight::SemiBold => 600,
    }
}

fn dash_list([dash, gap]: [f32; 2]) -> String {
    format!("{} {}", number(dash), number(gap))
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
    for piece in outline(points, radius, closed) {
        let (letter, points) = match piece {
            Piece::Start(point) => ('M', [Some(point), None]),
            Piece::Line(point) => ('L', [Some(point), None]),
            Piece::Bend(control, end) => ('Q', [Some(control), Some(end)]),
            Piece::Close => ('Z', [None, None]),
        };
        data.push(letter);
        for (at, point) in points.iter().flatten().enumerate() {
            let gap = if at > 0 { " " } else { "" };
            let _ = write!(data, "{gap}{} {}", number(point.x), number(point.y));
        }
    }
    data
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
    fn path_data_is_short() {
        let points = [(0.0, 0.0), (8.0, 0.0), (8.0, 20.0)].map(|(x, y)| SheetPoint { x, y });
        assert_eq!(path_data(&points, 6.0, false), "M0 0L4 0Q8 0 8 6L8 20");
        assert_eq!(path_data(&points, 0.0, true), "M0 0L8 0L8 20Z");
    }
}
