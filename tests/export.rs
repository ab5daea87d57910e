//! Drawings on paper: the screen's scene, SVG, PNG and PDF show the same thing, and nothing of it is lost.

mod common;
#[path = "export/parts.rs"]
mod parts;
#[path = "support/squares.rs"]
mod squares;
#[path = "export/titles.rs"]
mod titles;

use coexist::diagram::*;
use coexist::export::Handout;
use coexist::export::page::{Look, Page, Paper, PartOf, pages, picture};
use coexist::export::pdf::{self, About};
use coexist::export::png::Painter;
use coexist::export::svg::{self, Letters};
use coexist::model::*;
use coexist::plan::Plan;
use coexist::text::Lang;
use squares::{Squares, difference, squares};
use std::fs;
use std::path::Path;
use std::process::Command;

fn example(name: &str) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/examples").join(name);
    coexist::format::read(&fs::read_to_string(path).unwrap()).unwrap()
}

fn look(theme: Theme, paper: Option<Paper>) -> Look {
    Look { theme, paper, findings: true, transparent: false, only: None }
}

fn pages_of(plan: &Plan, look: &Look, lang: Lang) -> Vec<Page> {
    let replay = plan.replay();
    let report = coexist::rules::check(plan, &replay, None);
    let stages: Vec<usize> = (0..=plan.phases.len()).collect();
    let handout = Handout { plan, replay: &replay, report: &report, lang, stages: &stages };
    pages(&handout, look, &Fonts::bundled())
}

fn pdf_of(pages: &[Page], theme: &Theme) -> Vec<u8> {
    let about = About { title: "Fabrikam & Co".to_owned(), author: Some("Zoë".to_owned()) };
    pdf::write(pages, theme, &about).expect("a PDF")
}

/// What a program of Poppler makes of a PDF; `None`, and a word, where it is not installed.
fn poppler(program: &str, before: &[&str], after: &[&str], pdf: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.pdf");
    fs::write(&path, pdf).unwrap();
    let Ok(output) = Command::new(program).args(before).arg(&path).args(after).output() else {
        println!("not tried: {program} is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

#[test]
fn every_text_is_in_the_svg_and_in_the_pdf() {
    for (lang, paper) in [(Lang::EN, None), (Lang::FR, Some(Paper::A3))] {
        let look = look(Theme::light(), paper);
        let pages = pages_of(&common::two_sites(), &look, lang);
        for page in &pages {
            let svg = svg::page(page, &look.theme, Letters::Inside);
            let document = roxmltree::Document::parse(&svg).unwrap();
            let texts = document.descendants().filter(|node| node.tag_name().name() == "text");
            let said: Vec<&str> = texts.filter_map(|node| node.text()).collect();
            let drawn: Vec<&str> = page.texts().map(|run| run.text.as_str()).collect();
            assert_eq!(said, drawn);
            assert!(drawn.len() > 40, "{drawn:?}");
        }
        let pdf = pdf_of(&pages, &look.theme);
        for (at, page) in pages.iter().enumerate() {
            let number = (at + 1).to_string();
            let Some(text) = poppler("pdftotext", &["-raw", "-f", &number, "-l", &number], &["-"], &pdf) else {
                return;
            };
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let text = bare(&String::from_utf8(text).unwrap());
            for run in page.texts() {
                assert!(text.contains(&bare(&run.text)), "{:?} is not on page {number}: {text}", run.text);
            }
        }
    }
}

/// How much two programs may differ in how they smooth edges and letters, of 255.
const MEAN: f32 = 1.5;
const MOST: f32 = 50.0;

#[test]
fn the_picture_and_the_pdf_show_the_same() {
    for theme in [Theme::light(), Theme::dark(), Theme::print()] {
        let look = look(theme, Some(Paper::A4));
        let pages = pages_of(&common::two_sites(), &look, Lang::EN);
        let pdf = pdf_of(&pages, &look.theme);
        let painter = Painter::new(&pages, Some(1.5));
        let pictures: Vec<Squares> =
            pages.iter().map(|page| squares(&painter.page(page, &look.theme).expect("a picture"))).collect();
        for (at, picture) in pictures.iter().enumerate() {
            let number = (at + 1).to_string();
            let arguments = ["-png", "-r", "144", "-f", &number, "-l", &number, "-singlefile"];
            let Some(png) = poppler("pdftoppm", &arguments, &[], &pdf) else { return };
            let paper = squares(&png);
            let (mean, most) = difference(picture, &paper);
            assert!(mean < MEAN && most < MOST, "{} page {number}: {mean} {most}", look.theme.name);
            // The page of another phase is another picture: the measure sees what a reader sees.
            let (mean, most) = difference(&pictures[(at + 1) % pictures.len()], &paper);
            assert!(most > 2.0 * MOST, "{} page {number}: {mean} {most}", look.theme.name);
        }
    }
}

#[test]
fn nothing_is_drawn_past_the_edge_of_the_paper() {
    for name in ["contoso.coexist", "fabrikam.coexist", "tailspin.coexist"] {
        let plan = example(name);
        for (lang, paper) in Lang::all()
            .flat_map(|lang| [None, Some(Paper::A4), Some(Paper::A3), Some(Paper::Letter)].map(|paper| (lang, paper)))
        {
            let pages = pages_of(&plan, &look(Theme::print(), paper), lang);
            assert!(pages.iter().all(|page| (page.width, page.height) == (pages[0].width, pages[0].height)));
            for page in pages {
                let sheet = SheetRect::new(0.0, 0.0, page.width, page.height).expanded(-20.0);
                for drawn in page.parts.iter().flat_map(|part| &part.marks) {
                    let inside = match &drawn.mark {
                        Mark::Rect(mark) => sheet.contains(mark.rect.min) && sheet.contains(mark.rect.max),
                        Mark::Icon(mark) => sheet.contains(mark.rect.min) && sheet.contains(mark.rect.max),
                        Mark::Path(mark) => mark.points.iter().all(|point| sheet.contains(*point)),
                        Mark::Text(run) => {
                            let end = SheetPoint { x: run.at.x + run.width, y: run.at.y };
                            sheet.contains(run.at) && sheet.contains(end)
                        }
                    };
                    assert!(inside, "{name} {paper:?} {lang:?} “{}”: {:?}", page.name, drawn.mark);
                }
            }
        }
    }
}

/// Whoever cannot see the drawing hears the same objects in every form.
#[test]
fn every_object_can_be_named() {
    let look = look(Theme::light(), Some(Paper::A4));
    for page in pages_of(&common::two_sites(), &look, Lang::FR) {
        let svg = svg::page(&page, &look.theme, Letters::Elsewhere);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let labels: Vec<&str> = document.descendants().filter_map(|node| node.attribute("aria-label")).collect();
        let unseen = document.root_element().children().find(|node| node.tag_name().name() == "desc");
        let unseen = unseen.and_then(|node| node.text()).unwrap_or_default();
        for object in &page.objects {
            let named = labels.contains(&object.label.as_str()) || unseen.contains(&object.label);
            assert!(named, "{} cannot be found", object.label);
        }
        assert!(page.parts.iter().any(|part| part.of == PartOf::Name));
        assert_eq!(document.root_element().attribute("lang"), Some("fr"));
    }
}

#[test]
fn a_pdf_says_what_it_is_and_not_when_it_was_made() {
    let look = look(Theme::print(), Some(Paper::A4));
    let pages = pages_of(&common::two_sites(), &look, Lang::FR);
    let pdf = pdf_of(&pages, &look.theme);
    assert!(pdf == pdf_of(&pages, &look.theme), "the same pages give other bytes");
    let has = |word: &str| pdf.windows(word.len()).any(|window| window == word.as_bytes());
    for word in ["/Outlines", "/StructTreeRoot", "/Lang", "/FontFile3"] {
        assert!(has(word), "no {word}");
    }
    for word in ["CreationDate", "ModDate", "CreateDate"] {
        assert!(!has(word), "{word} is in it");
    }
    let Some(info) = poppler("pdfinfo", &[], &[], &pdf) else { return };
    let info = String::from_utf8(info).unwrap();
    for line in ["Fabrikam & Co", "Zoë", "Pages:           4", "Tagged:          yes", "(A4)"] {
        assert!(info.contains(line), "no {line:?} in {info}");
    }
}

/// Letters that Inter lacks are left to the reader's fonts in SVG, and taken from the system's, if any, elsewhere.
#[test]
fn other_scripts_are_kept() {
    let mut plan = common::two_sites();
    let mut site = Site::new(SiteId::new("site-paris"), SiteKind::Central);
    site.name = Some("東京 Αθήνα".into());
    plan.today.put(site.into());
    let look = look(Theme::light(), None);
    let pages = pages_of(&plan, &look, Lang::EN);
    assert!(svg::page(&pages[0], &look.theme, Letters::Inside).contains("東京 Αθήνα"));
    assert!(Painter::new(&pages, Some(0.5)).page(&pages[0], &look.theme).is_ok());
    let Some(text) = poppler("pdftotext", &["-raw"], &["-"], &pdf_of(&pages, &look.theme)) else { return };
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains("Αθήνα"), "{text}");
}

#[test]
fn a_plan_without_anything_is_an_empty_page() {
    for paper in [None, Some(Paper::Letter)] {
        let look = look(Theme::print(), paper);
        let pages = pages_of(&Plan::new(PackId::new("lync-2013")), &look, Lang::EN);
        assert_eq!(pages.len(), 1);
        assert!(svg::page(&pages[0], &look.theme, Letters::Inside).contains("Today"));
        assert!(Painter::new(&pages, None).page(&pages[0], &look.theme).is_ok());
        assert!(!pdf_of(&pages, &look.theme).is_empty());
    }
}
