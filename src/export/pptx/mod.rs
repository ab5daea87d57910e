//! PowerPoint: a slide per stage, or several where one would be too small to read, with the findings in the notes.

mod bent;
mod frame;
mod held;
mod slide;
mod split;

use super::Handout;
use super::forms::NotMade;
use super::package::Package;
use super::progress::Progress;
use super::shapes::{Drawn, Page};
use super::xml::Xml;
use crate::message;
use crate::text::Lang;
use slide::Slide;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.presentationml";
const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

const PRESENTATION: &str = "ppt/presentation.xml";
const MASTER: &str = "ppt/slideMasters/slideMaster1.xml";
const LAYOUT: &str = "ppt/slideLayouts/slideLayout1.xml";
const NOTES_MASTER: &str = "ppt/notesMasters/notesMaster1.xml";

/// The stages of a plan as one presentation.
pub fn write(handout: &Handout<'_>, progress: &Progress) -> Result<Vec<u8>, NotMade> {
    progress.expect(handout.stages.len() + 1);
    let (drawn, lang) = (Drawn::new(handout), handout.lang);
    let mut afar: Option<Drawn<'_>> = None;
    let (no_site, overview) = (lang.say(&message!("diagram-no-site")), lang.say(&message!("export-overview")));
    let mut pages: Vec<Page> = Vec::new();
    for stage in handout.stages {
        let from_afar = || afar.get_or_insert_with(|| Drawn::from_afar(handout)).page(*stage);
        let slides = || split::slides(drawn.page(*stage), from_afar, (&no_site, &overview), &drawn.theme);
        pages.extend(progress.step(slides)?);
    }
    let mut package = Package::default();
    package.relate("", &format!("{OFFICE}/officeDocument"), PRESENTATION);
    package.properties(handout);
    let master = package.relate(PRESENTATION, &format!("{OFFICE}/slideMaster"), MASTER);
    let notes_master = package.relate(PRESENTATION, &format!("{OFFICE}/notesMaster"), NOTES_MASTER);
    let layout = package.relate(MASTER, &format!("{OFFICE}/slideLayout"), LAYOUT);
    package.relate(LAYOUT, &format!("{OFFICE}/slideMaster"), MASTER);
    package.part(MASTER, &format!("{KIND}.slideMaster+xml"), frame::master(&layout));
    package.part(LAYOUT, &format!("{KIND}.slideLayout+xml"), frame::layout());
    package.part(NOTES_MASTER, &format!("{KIND}.notesMaster+xml"), frame::notes_master());
    for (of, name) in [(MASTER, "ppt/theme/theme1.xml"), (NOTES_MASTER, "ppt/theme/theme2.xml")] {
        package.relate(of, &format!("{OFFICE}/theme"), name);
        package.part(name, THEME, frame::theme(&drawn.theme));
    }
    let mut slides = Vec::with_capacity(pages.len());
    for (at, page) in pages.iter().enumerate() {
        let name = format!("ppt/slides/slide{}.xml", at + 1);
        let notes = format!("ppt/notesSlides/notesSlide{}.xml", at + 1);
        slides.push(package.relate(PRESENTATION, &format!("{OFFICE}/slide"), &name));
        package.relate(&name, &format!("{OFFICE}/slideLayout"), LAYOUT);
        package.relate(&name, &format!("{OFFICE}/notesSlide"), &notes);
        package.relate(&notes, &format!("{OFFICE}/notesMaster"), NOTES_MASTER);
        package.relate(&notes, &format!("{OFFICE}/slide"), &name);
        package.part(&name, &format!("{KIND}.slide+xml"), Slide::write(page, &drawn.theme, lang));
        package.part(&notes, &format!("{KIND}.notesSlide+xml"), notes_of(page, lang));
    }
    package.relate(PRESENTATION, &format!("{OFFICE}/theme"), "ppt/theme/theme1.xml");
    for (name, kind, bytes) in [
        ("presProps", "presProps", frame::settings("p:presentationPr")),
        ("viewProps", "viewProps", frame::settings("p:viewPr")),
        ("tableStyles", "tableStyles", frame::table_styles()),
    ] {
        let part = format!("ppt/{name}.xml");
        package.relate(PRESENTATION, &format!("{OFFICE}/{kind}"), &part);
        package.part(&part, &format!("{KIND}.{kind}+xml"), bytes);
    }
    package.part(
        PRESENTATION,
        &format!("{KIND}.presentation.main+xml"),
        frame::presentation(&master, &notes_master, &slides),
    );
    Ok(progress.step(|| package.finish())??)
}

/// What is wrong at a stage, a paragraph each.
fn notes_of(page: &Page, lang: Lang) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("p:notes", frame::NAMES);
    xml.open("p:cSld", &[]);
    frame::tree(&mut xml);
    frame::placeholder(&mut xml, (2, "Slide"), &[("type", "sldImg")], None);
    xml.close();
    frame::placeholder(&mut xml, (3, "Notes"), &[("type", "body"), ("idx", "3")], None);
    xml.open("p:txBody", &[]);
    xml.empty("a:bodyPr", &[]);
    xml.empty("a:lstStyle", &[]);
    for line in page.notes().iter().flat_map(|note| note.lines()) {
        xml.open("a:p", &[]);
        xml.open("a:r", &[]);
        xml.empty("a:rPr", &[("lang", lang.tag())]);
        xml.leaf("a:t", &[], line);
        xml.close();
        xml.close();
    }
    xml.close();
    xml.close();
    xml.close();
    xml.close();
    frame::inherit_colors(&mut xml);
    xml.finish()
}
