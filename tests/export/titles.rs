//! The title block: version, date and logo in every form; and what a mark of a finding leads to.

use super::*;
use coexist::plan::Logo;

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="60" height="30" fill="#0a8a3c"/></svg>"##;
const GREEN: [u8; 3] = [0x0a, 0x8a, 0x3c];

fn with_logo(bytes: &[u8]) -> Plan {
    let mut plan = common::two_sites();
    plan.about.version = Some("0.9".into());
    plan.about.date = Some("2026-11-30".into());
    plan.about.logo = Some(Logo::new(bytes).unwrap());
    plan
}

/// The same as pixels.
fn pixels() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 60, 30);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&GREEN.repeat(60 * 30)).unwrap();
    writer.finish().unwrap();
    bytes
}

/// The colour in the middle of the logo, in a picture of a page.
fn middle(png: &[u8], page: &Page, scale: f32) -> [u8; 3] {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut data).unwrap();
    let at = page.logo.as_ref().expect("a logo").rect.center();
    let (x, y) = ((at.x * scale) as usize, (at.y * scale) as usize);
    let at = (y * info.width as usize + x) * info.color_type.samples();
    [data[at], data[at + 1], data[at + 2]]
}

#[test]
fn the_title_block_says_version_and_date_and_shows_the_logo() {
    for bytes in [SVG.as_bytes().to_vec(), pixels()] {
        let plan = with_logo(&bytes);
        let look = look(Theme::light(), Some(Paper::A4));
        let pages = pages_of(&plan, &look, Lang::EN);
        let page = &pages[0];
        assert!(page.texts().any(|run| run.text.ends_with("Version 0.9 · 2026-11-30")));
        let logo = page.logo.as_ref().expect("a logo");
        assert!((logo.rect.width() / logo.rect.height() - 2.0).abs() < 0.01, "{:?}", logo.rect);
        assert!(page.texts().all(|run| run.at.y > logo.rect.max.y || run.at.x + run.width < logo.rect.min.x));

        let svg = svg::page(page, &look.theme, Letters::Inside);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let image = document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "image")));
        let image = image.expect("an image");
        assert_eq!(image.attribute("aria-label"), Some("Logo"));
        let source = image.attribute(("http://www.w3.org/1999/xlink", "href")).unwrap();
        assert!(source.starts_with("data:image/"), "{}", &source[..40]);

        let picture = Painter::new(&pages, Some(2.0)).page(page, &look.theme).expect("a picture");
        assert_eq!(middle(&picture, page, 2.0), GREEN);
        let pdf = pdf_of(&pages, &look.theme);
        let Some(paper) = poppler("pdftoppm", &["-png", "-r", "192", "-f", "1", "-singlefile"], &[], &pdf) else {
            return;
        };
        let seen = middle(&paper, page, 2.0);
        assert!(seen.iter().zip(GREEN).all(|(a, b)| a.abs_diff(b) <= 2), "{seen:?}");
    }
}

#[test]
fn a_logo_that_cannot_be_drawn_leaves_the_title_block_as_it_is() {
    let plan = with_logo(b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>");
    let look = look(Theme::light(), Some(Paper::A4));
    let pages = pages_of(&plan, &look, Lang::EN);
    assert!(pages.iter().all(|page| page.logo.is_none()));
    assert!(Painter::new(&pages, None).page(&pages[0], &look.theme).is_ok());
}

/// A picture in a plan of somebody else's never reads a file of the reader's.
#[test]
fn a_logo_reads_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.png");
    fs::write(&secret, pixels()).unwrap();
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="60" height="30" fill="white"/><image width="60" height="30" href="{}"/></svg>"#,
        secret.display()
    );
    let plan = with_logo(svg.as_bytes());
    let look = look(Theme::light(), Some(Paper::A4));
    let pages = pages_of(&plan, &look, Lang::EN);
    let picture = Painter::new(&pages, Some(2.0)).page(&pages[0], &look.theme).expect("a picture");
    assert_eq!(middle(&picture, &pages[0], 2.0), [255; 3]);
}

/// The mark of a finding leads to the page that its rule rests on, in SVG and in PDF.
#[test]
fn marks_of_findings_lead_to_sources() {
    let plan = example("fabrikam.coexist");
    let look = look(Theme::light(), None);
    let pages = pages_of(&plan, &look, Lang::EN);
    let links: Vec<_> = pages.iter().flat_map(|page| &page.parts).filter_map(|part| part.link.as_ref()).collect();
    assert!(links.len() > 3, "{}", links.len());
    for link in &links {
        let code = Code::read(link.label.split(' ').next().unwrap());
        let sources = coexist::rules::sources(&code, Lang::EN);
        assert_eq!(sources.first().map(|source| &source.address), Some(&link.address));
    }
    for page in &pages {
        let svg = svg::page(page, &look.theme, Letters::Elsewhere);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let said: Vec<&str> = (document.descendants())
            .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "a")))
            .filter_map(|node| node.attribute("href"))
            .collect();
        let own: Vec<&str> = page.parts.iter().filter_map(|part| Some(part.link.as_ref()?.address.as_str())).collect();
        assert_eq!(said, own);
    }
    let plain = Look { findings: false, ..look.clone() };
    assert!(pages_of(&plan, &plain, Lang::EN).iter().flat_map(|page| &page.parts).all(|part| part.link.is_none()));
    let pdf = pdf_of(&pages, &look.theme);
    let Some(urls) = poppler("pdfinfo", &["-url"], &[], &pdf) else { return };
    let urls = String::from_utf8(urls).unwrap();
    assert_eq!(urls.matches("http").count(), links.len(), "{urls}");
}
