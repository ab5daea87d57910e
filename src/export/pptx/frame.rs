//! What every presentation has: theme, master, layout, notes master, settings. The same for every plan.

use crate::diagram::{Theme, Token};
use crate::export::xml::{Attributes, Xml};
use crate::model::Version;

pub const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
pub const PRESENTATION: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The names that every part of a presentation uses.
pub const NAMES: Attributes<'static> = &[("xmlns:a", MAIN), ("xmlns:r", RELATIONS), ("xmlns:p", PRESENTATION)];

/// A slide of 16 to 9, in units of Office.
pub const SLIDE: (i64, i64) = (12_192_000, 6_858_000);
/// A page of notes, upright.
pub const NOTES: (i64, i64) = (6_858_000, 9_144_000);
/// Where a slide's title stands: left, top, width, height.
pub const TITLE: [i64; 4] = [304_800, 180_000, 11_582_400, 480_000];

/// A face that every system has, or one of the same measures.
const FACE: &str = "Arial";

/// The theme, in the product's own colours.
pub fn theme(colors: &Theme) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("a:theme", &[("xmlns:a", MAIN), ("name", "Coexist")]);
    xml.open("a:themeElements", &[]);
    xml.open("a:clrScheme", &[("name", "Coexist")]);
    let scheme = [
        ("a:dk1", Token::Text),
        ("a:lt1", Token::Card),
        ("a:dk2", Token::Muted),
        ("a:lt2", Token::Chip),
        ("a:accent1", Token::Accent),
        ("a:accent2", Token::Version(Version::Lync2010)),
        ("a:accent3", Token::Version(Version::Lync2013)),
        ("a:accent4", Token::Version(Version::Sfb2015)),
        ("a:accent5", Token::Version(Version::Sfb2019)),
        ("a:accent6", Token::Version(Version::SfbSe)),
        ("a:hlink", Token::Accent),
        ("a:folHlink", Token::Muted),
    ];
    for (name, token) in scheme {
        xml.open(name, &[]);
        xml.empty("a:srgbClr", &[("val", &colors.color(token).bare_hex())]);
        xml.close();
    }
    xml.close();
    xml.open("a:fontScheme", &[("name", "Coexist")]);
    for name in ["a:majorFont", "a:minorFont"] {
        xml.open(name, &[]);
        xml.empty("a:latin", &[("typeface", FACE)]);
        xml.empty("a:ea", &[("typeface", "")]);
        xml.empty("a:cs", &[("typeface", "")]);
        xml.close();
    }
    xml.close();
    xml.open("a:fmtScheme", &[("name", "Coexist")]);
    let three = |xml: &mut Xml, list: &'static str, one: fn(&mut Xml)| {
        xml.open(list, &[]);
        (0..3).for_each(|_| one(xml));
        xml.close();
    };
    let fill = |xml: &mut Xml| {
        xml.open("a:solidFill", &[]);
        xml.empty("a:schemeClr", &[("val", "phClr")]);
        xml.close();
    };
    three(&mut xml, "a:fillStyleLst", fill);
    three(&mut xml, "a:lnStyleLst", |xml| {
        xml.open("a:ln", &[("w", "9525")]);
        xml.open("a:solidFill", &[]);
        xml.empty("a:schemeClr", &[("val", "phClr")]);
        xml.close();
        xml.empty("a:prstDash", &[("val", "solid")]);
        xml.close();
    });
    three(&mut xml, "a:effectStyleLst", |xml| {
        xml.open("a:effectStyle", &[]);
        xml.empty("a:effectLst", &[]);
        xml.close();
    });
    three(&mut xml, "a:bgFillStyleLst", fill);
    xml.finish()
}

/// The tree of shapes that begins every sheet of a presentation.
pub fn tree(xml: &mut Xml) {
    xml.open("p:spTree", &[]);
    xml.open("p:nvGrpSpPr", &[]);
    xml.empty("p:cNvPr", &[("id", "1"), ("name", "")]);
    xml.empty("p:cNvGrpSpPr", &[]);
    xml.empty("p:nvPr", &[]);
    xml.close();
    xml.open("p:grpSpPr", &[]);
    xml.open("a:xfrm", &[]);
    for (name, x, y) in [("a:off", "x", "y"), ("a:ext", "cx", "cy"), ("a:chOff", "x", "y"), ("a:chExt", "cx", "cy")] {
        xml.empty(name, &[(x, "0"), (y, "0")]);
    }
    xml.close();
    xml.close();
}

/// A place that slides fill: title, body, picture of the slide.
pub fn placeholder(xml: &mut Xml, (id, name): (u32, &str), of: Attributes<'_>, place: Option<[i64; 4]>) {
    xml.open("p:sp", &[]);
    xml.open("p:nvSpPr", &[]);
    xml.empty("p:cNvPr", &[("id", &id.to_string()), ("name", name)]);
    xml.open("p:cNvSpPr", &[]);
    let picture = of.contains(&("type", "sldImg"));
    let locks: Attributes<'_> =
        if picture { &[("noGrp", "1"), ("noRot", "1"), ("noChangeAspect", "1")] } else { &[("noGrp", "1")] };
    xml.empty("a:spLocks", locks);
    xml.close();
    xml.open("p:nvPr", &[]);
    xml.empty("p:ph", of);
    xml.close();
    xml.close();
    xml.open("p:spPr", &[]);
    if let Some([x, y, cx, cy]) = place.map(|place| place.map(|number| number.to_string())) {
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", &x), ("y", &y)]);
        xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]);
        xml.close();
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        xml.close();
    }
    xml.close();
}

/// A placeholder with nothing in it yet.
fn empty_place(xml: &mut Xml, id: (u32, &str), of: Attributes<'_>, place: Option<[i64; 4]>) {
    placeholder(xml, id, of, place);
    if !of.contains(&("type", "sldImg")) {
        xml.open("p:txBody", &[]);
        xml.empty("a:bodyPr", &[("anchor", if of.contains(&("type", "title")) { "ctr" } else { "t" })]);
        xml.empty("a:lstStyle", &[]);
        xml.empty("a:p", &[]);
        xml.close();
    }
    xml.close();
}

fn color_map(xml: &mut Xml) {
    let names = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    let mut all = vec![("bg1", "lt1"), ("tx1", "dk1"), ("bg2", "lt2"), ("tx2", "dk2")];
    all.extend(names.map(|name| (name, name)));
    xml.empty("p:clrMap", &all);
}

fn background(xml: &mut Xml) {
    xml.open("p:bg", &[]);
    xml.open("p:bgRef", &[("idx", "1001")]);
    xml.empty("a:schemeClr", &[("val", "bg1")]);
    xml.close();
    xml.close();
}

/// How a text is written that says nothing else: in points, with the theme's face.
fn level(xml: &mut Xml, name: &'static str, size: &str, bold: bool) {
    xml.open(name, &[("marL", "0"), ("algn", "l"), ("rtl", "0")]);
    xml.empty("a:buNone", &[]);
    xml.open("a:defRPr", &[("sz", size), ("b", if bold { "1" } else { "0" })]);
    xml.open("a:solidFill", &[]);
    xml.empty("a:schemeClr", &[("val", "tx1")]);
    xml.close();
    let (latin, ea, cs) = if bold { ("+mj-lt", "+mj-ea", "+mj-cs") } else { ("+mn-lt", "+mn-ea", "+mn-cs") };
    for (name, face) in [("a:latin", latin), ("a:ea", ea), ("a:cs", cs)] {
        xml.empty(name, &[("typeface", face)]);
    }
    xml.close();
    xml.close();
}

/// The master; its layout is its first relation.
pub fn master(layout: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("p:sldMaster", NAMES);
    xml.open("p:cSld", &[]);
    background(&mut xml);
    tree(&mut xml);
    empty_place(&mut xml, (2, "Title"), &[("type", "title")], Some(TITLE));
    let body = [TITLE[0], 1_200_000, TITLE[2], 5_400_000];
    empty_place(&mut xml, (3, "Text"), &[("type", "body"), ("idx", "1")], Some(body));
    xml.close();
    xml.close();
    color_map(&mut xml);
    xml.open("p:sldLayoutIdLst", &[]);
    xml.empty("p:sldLayoutId", &[("id", "2147483649"), ("r:id", layout)]);
    xml.close();
    xml.open("p:txStyles", &[]);
    for (name, size, bold) in
        [("p:titleStyle", "2000", true), ("p:bodyStyle", "1400", false), ("p:otherStyle", "1200", false)]
    {
        xml.open(name, &[]);
        level(&mut xml, "a:lvl1pPr", size, bold);
        xml.close();
    }
    xml.finish()
}

/// A title, and room for a drawing.
pub fn layout() -> Vec<u8> {
    let mut xml = Xml::new();
    let mut head = NAMES.to_vec();
    head.extend([("type", "titleOnly"), ("preserve", "1")]);
    xml.open("p:sldLayout", &head);
    xml.open("p:cSld", &[("name", "Title Only")]);
    tree(&mut xml);
    empty_place(&mut xml, (2, "Title"), &[("type", "title")], None);
    xml.close();
    xml.close();
    inherit_colors(&mut xml);
    xml.finish()
}

pub fn inherit_colors(xml: &mut Xml) {
    xml.open("p:clrMapOvr", &[]);
    xml.empty("a:masterClrMapping", &[]);
    xml.close();
}

/// Where the picture of a slide and its notes stand on a page.
pub const PICTURE: [i64; 4] = [685_800, 685_800, 5_486_400, 3_086_100];
pub const BODY: [i64; 4] = [685_800, 4_000_500, 5_486_400, 4_686_300];

pub fn notes_master() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("p:notesMaster", NAMES);
    xml.open("p:cSld", &[]);
    background(&mut xml);
    tree(&mut xml);
    empty_place(&mut xml, (2, "Slide"), &[("type", "sldImg"), ("idx", "2")], Some(PICTURE));
    empty_place(&mut xml, (3, "Notes"), &[("type", "body"), ("sz", "quarter"), ("idx", "3")], Some(BODY));
    xml.close();
    xml.close();
    color_map(&mut xml);
    xml.open("p:notesStyle", &[]);
    level(&mut xml, "a:lvl1pPr", "1000", false);
    xml.finish()
}

/// The presentation itself: its masters and slides by the ids of its relations.
pub fn presentation(master: &str, notes_master: &str, slides: &[String]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("p:presentation", NAMES);
    xml.open("p:sldMasterIdLst", &[]);
    xml.empty("p:sldMasterId", &[("id", "2147483648"), ("r:id", master)]);
    xml.close();
    xml.open("p:notesMasterIdLst", &[]);
    xml.empty("p:notesMasterId", &[("r:id", notes_master)]);
    xml.close();
    xml.open("p:sldIdLst", &[]);
    for (at, slide) in slides.iter().enumerate() {
        xml.empty("p:sldId", &[("id", &(256 + at).to_string()), ("r:id", slide)]);
    }
    xml.close();
    let size = |(cx, cy): (i64, i64)| (cx.to_string(), cy.to_string());
    let (slide, notes) = (size(SLIDE), size(NOTES));
    xml.empty("p:sldSz", &[("cx", &slide.0), ("cy", &slide.1)]);
    xml.empty("p:notesSz", &[("cx", &notes.0), ("cy", &notes.1)]);
    xml.open("p:defaultTextStyle", &[]);
    level(&mut xml, "a:lvl1pPr", "1200", false);
    xml.finish()
}

/// Settings that PowerPoint expects beside a presentation; all as they are without saying anything.
pub fn settings(name: &'static str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(name, NAMES);
    xml.finish()
}

pub fn table_styles() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("a:tblStyleLst", &[("xmlns:a", MAIN), ("def", "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}")]);
    xml.finish()
}
