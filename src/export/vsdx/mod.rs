//! Visio: a page per stage, as large as the drawing.

mod page;

use super::Handout;
use super::forms::NotMade;
use super::package::Package;
use super::progress::Progress;
use super::shapes::{Drawn, Page};
use super::xml::Xml;
use crate::diagram::{Theme, Token};
use page::{Sheet, frame_of, inches};

pub const MAIN: &str = "http://schemas.microsoft.com/office/visio/2012/main";
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const VISIO: &str = "http://schemas.microsoft.com/visio/2010/relationships";
const KIND: &str = "application/vnd.ms-visio";

const DOCUMENT: &str = "visio/document.xml";
const PAGES: &str = "visio/pages/pages.xml";

/// The stages of a plan as one drawing.
pub fn write(handout: &Handout<'_>, progress: &Progress) -> Result<Vec<u8>, NotMade> {
    progress.expect(handout.stages.len());
    let drawn = Drawn::new(handout);
    let mut package = Package::default();
    package.relate("", &format!("{VISIO}/document"), DOCUMENT);
    package.properties(handout);
    package.relate(DOCUMENT, &format!("{VISIO}/pages"), PAGES);
    package.part(DOCUMENT, &format!("{KIND}.drawing.main+xml"), document(&drawn.theme));
    let mut list = Xml::new();
    list.open("Pages", &[("xmlns", MAIN), ("xmlns:r", RELATIONS), ("xml:space", "preserve")]);
    for (at, stage) in handout.stages.iter().enumerate() {
        let (page, sheet) = progress.step(|| {
            let page = drawn.page(*stage);
            let sheet = Sheet::write(&page, &drawn.theme);
            (page, sheet)
        })?;
        let name = format!("visio/pages/page{}.xml", at + 1);
        let relation = package.relate(PAGES, &format!("{VISIO}/page"), &name);
        package.part(&name, &format!("{KIND}.page+xml"), sheet);
        listed(&mut list, at, &page, &relation);
    }
    package.part(PAGES, &format!("{KIND}.pages+xml"), list.finish());
    Ok(package.finish()?)
}

/// A page in the list of pages: its name and size.
fn listed(list: &mut Xml, at: usize, page: &Page, relation: &str) {
    let frame = frame_of(page);
    let (width, height) = (inches(frame.width()), inches(frame.height()));
    let (left, up) = (inches(frame.width() / 2.0), inches(frame.height() / 2.0));
    // Visio's own limit; two pages of one name are told apart by their numbers.
    let name: String = page.name.chars().filter(|c| !c.is_control()).take(31).collect();
    list.open(
        "Page",
        &[
            ("ID", &at.to_string()),
            ("NameU", &name),
            ("Name", &name),
            ("ViewScale", "-1"),
            ("ViewCenterX", &left),
            ("ViewCenterY", &up),
        ],
    );
    list.open("PageSheet", &[("LineStyle", "0"), ("FillStyle", "0"), ("TextStyle", "0")]);
    for (name, value) in [
        ("PageWidth", width.as_str()),
        ("PageHeight", &height),
        ("PageScale", "1"),
        ("DrawingScale", "1"),
        ("DrawingSizeType", "3"),
        ("DrawingScaleType", "0"),
        ("InhibitSnap", "0"),
    ] {
        list.empty("Cell", &[("N", name), ("V", value)]);
    }
    list.close();
    list.empty("Rel", &[("r:id", relation)]);
    list.close();
}

/// The document, with the one style that everything is drawn in.
fn document(theme: &Theme) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("VisioDocument", &[("xmlns", MAIN), ("xmlns:r", RELATIONS), ("xml:space", "preserve")]);
    xml.open(
        "DocumentSettings",
        &[
            ("TopPage", "0"),
            ("DefaultTextStyle", "0"),
            ("DefaultLineStyle", "0"),
            ("DefaultFillStyle", "0"),
            ("DefaultGuideStyle", "0"),
        ],
    );
    // Glue to connection points and shapes.
    xml.leaf("GlueSettings", &[], "9");
    xml.close();
    xml.open("StyleSheets", &[]);
    xml.open("StyleSheet", &[("ID", "0"), ("NameU", "No Style"), ("Name", "No Style")]);
    let (line, card, text) =
        (theme.color(Token::Line).hex(), theme.color(Token::Card).hex(), theme.color(Token::Text).hex());
    let thin = inches(1.0);
    for (name, value) in [
        ("EnableLineProps", "1"),
        ("EnableFillProps", "1"),
        ("EnableTextProps", "1"),
        ("LineWeight", thin.as_str()),
        ("LineColor", &line),
        ("LinePattern", "1"),
        ("Rounding", "0"),
        ("BeginArrow", "0"),
        ("EndArrow", "0"),
        ("LineCap", "0"),
        ("FillForegnd", &card),
        ("FillBkgnd", &card),
        ("FillPattern", "1"),
        ("LeftMargin", "0"),
        ("RightMargin", "0"),
        ("TopMargin", "0"),
        ("BottomMargin", "0"),
        ("VerticalAlign", "1"),
        ("TextDirection", "0"),
    ] {
        xml.empty("Cell", &[("N", name), ("V", value)]);
    }
    xml.open("Section", &[("N", "Character")]);
    xml.open("Row", &[("IX", "0")]);
    for (name, value) in [("Font", "Arial"), ("Color", &text), ("Style", "0"), ("Size", &inches(12.0))] {
        xml.empty("Cell", &[("N", name), ("V", value)]);
    }
    xml.close();
    xml.close();
    xml.open("Section", &[("N", "Paragraph")]);
    xml.open("Row", &[("IX", "0")]);
    for (name, value) in [("SpLine", "-1.2"), ("HorzAlign", "1"), ("Bullet", "0")] {
        xml.empty("Cell", &[("N", name), ("V", value)]);
    }
    xml.finish()
}
