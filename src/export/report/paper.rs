//! The report as a PDF: cover, contents with page numbers, sections; tags, bookmarks and links.
//!
//! It is PDF/UA-1 as far as the fonts of the machine have every letter; where they have not, it is the same without that
//! promise.

use super::flow::{BODY, Bookmark, Flow, Ink, LinkBox, SECTION, SIDE, SMALL, Sheet, TITLE, To};
use super::tags::{Node, Tags};
use super::{Block, Cell, Document};
use crate::diagram::*;
use crate::export::faces::Faces;
use crate::export::page::{Page, Paper};
use crate::export::pdf::{About, POINTS, Pdf, lead, metadata};
use crate::message;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::validate::Accessibility;
use krilla::configure::{Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect, Transform};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Tag};
use krilla::{Document as File, SerializeSettings};
use std::num::NonZeroU16;

/// How far down the running head and the title on the cover stand.
const HEAD: f32 = 42.0;
const COVER: f32 = 250.0;
/// How far up the page number stands.
const FOOT: f32 = 48.0;
/// The words above the title.
const KIND: Ink = Ink { size: 15.0, weight: Weight::SemiBold, token: Token::Accent };
const QUIET: Ink = Ink { token: Token::Muted, ..SMALL };

/// The file; `drawings` are those of the told stages, in their order, so many of each.
pub fn write(
    document: &Document,
    (drawings, of_a_stage): (&[Page], usize),
    paper: Paper,
    theme: &Theme,
    about: &About,
) -> Option<Vec<u8>> {
    let words = texts(document).into_iter().map(|text| (text, Weight::Regular));
    let drawn = drawings.iter().flat_map(Page::texts).map(|run| (run.text.as_str(), run.weight));
    let mut faces = Faces::of_texts(words.chain(drawn));
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish().ok();
    [accessible, Some(Configuration::default())].into_iter().flatten().find_map(|configuration| {
        let (mut tags, print) = (Tags::default(), Theme::print());
        let laid = Laid::of(document, paper, of_a_stage, &mut faces, &mut tags);
        let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
        let mut file = File::new_with(settings);
        let mut pdf = Pdf::new(&print, &mut faces);
        for (at, sheet) in laid.sheets.iter().enumerate() {
            match sheet.drawing.and_then(|(at, of)| Some((at, drawings.get(at)?, of))) {
                Some((at, drawing, of)) => {
                    pdf.theme = theme;
                    // The first of a stage bears the heading of its section.
                    let level = if at.is_multiple_of(of_a_stage.max(1)) { 2 } else { 3 };
                    draw_drawing((drawing, level), of, &mut file, &mut pdf, &mut tags)?;
                    pdf.theme = &print;
                }
                None => laid.draw(at, sheet, document, &mut file, &mut pdf, &mut tags)?,
            }
        }
        file.set_outline(laid.outline());
        let lang = document.lang.tag().to_owned();
        file.set_metadata(metadata(about, Some(lang.clone())));
        file.set_tag_tree(tags.tree().with_lang(Some(lang)));
        file.finish().ok()
    })
}

/// Every text of a document.
fn texts(document: &Document) -> Vec<&str> {
    let mut all: Vec<&str> = vec![&document.title];
    all.extend(document.cover.iter().flat_map(|(label, text)| [label.as_str(), text]));
    for section in &document.sections {
        all.push(&section.title);
        for block in &section.blocks {
            match block {
                Block::Heading(text) | Block::Text(text) | Block::Note(text) => all.push(text),
                Block::Figures(pairs) | Block::Facts(pairs) => {
                    all.extend(pairs.iter().flat_map(|(label, text)| [label.as_str(), text]));
                }
                Block::List(items) => all.extend(items.iter().map(String::as_str)),
                Block::Table(table) => {
                    all.extend(table.columns.iter().map(|column| column.title.as_str()));
                    all.extend(table.rows.iter().flatten().flat_map(Cell::texts));
                }
                Block::Drawing(_) => {}
            }
        }
    }
    all
}

/// The sheets in their order, and their headings.
struct Laid {
    size: (f32, f32),
    sheets: Vec<Sheet>,
    headings: Vec<Bookmark>,
}

impl Laid {
    fn of(document: &Document, paper: Paper, of_a_stage: usize, faces: &mut Faces, tags: &mut Tags) -> Self {
        let (long, short) = paper.size();
        let size = (short, long);
        let mut front = Flow::new(faces, tags, size);
        cover(document, &mut front);
        let entries = contents(document, &mut front);
        let mut sheets = front.sheets;
        let mut body = Flow::new(faces, tags, size);
        body.sections(&document.sections, of_a_stage);
        let Flow { sheets: rest, mut headings, .. } = body;
        headings.iter_mut().for_each(|heading| heading.sheet += sheets.len());
        let starts = headings.iter().filter(|heading| heading.depth == 0);
        for (start, (sheet, y, of)) in starts.zip(entries) {
            let number = (start.sheet + 1).to_string();
            let width = faces.width(&number, BODY.weight) * BODY.size;
            let mut flow = Flow::new(faces, tags, size);
            flow.sheets.push(std::mem::take(&mut sheets[sheet]));
            flow.line((short - SIDE - width, y), &number, BODY, Some(of));
            sheets[sheet] = flow.sheets.remove(0);
        }
        sheets.extend(rest);
        Self { size, sheets, headings }
    }

    fn draw(
        &self,
        at: usize,
        sheet: &Sheet,
        document: &Document,
        file: &mut File,
        pdf: &mut Pdf<'_>,
        tags: &mut Tags,
    ) -> Option<()> {
        let (width, height) = self.size;
        let mut page = file.start_page_with(PageSettings::from_wh(width * POINTS, height * POINTS)?);
        let mut surface = page.surface();
        surface.push_transform(&Transform::from_scale(POINTS, POINTS));
        if let Some(head) = &sheet.head {
            self.frame(at, head, document, pdf, &mut surface);
        }
        for run in sheet.marks.chunk_by(|a, b| a.of == b.of) {
            let of = run.first().and_then(|placed| placed.of);
            let tag = match of {
                Some(_) => ContentTag::Other,
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            };
            let drawn = pdf.tagged(&mut surface, tag, |pdf, surface| {
                run.iter().for_each(|placed| pdf.mark(surface, &placed.mark, 1.0));
            });
            if let Some(of) = of {
                tags.drawn(of, drawn);
            }
        }
        surface.pop();
        surface.finish();
        for link in &sheet.links {
            if let Some(annotation) = self.link(link) {
                tags.drawn(link.of, page.add_tagged_annotation(annotation));
            }
        }
        page.finish();
        Some(())
    }

    /// What stands on every sheet but the cover: the plan and the section above, the number below.
    fn frame(&self, at: usize, section: &str, document: &Document, pdf: &mut Pdf<'_>, surface: &mut Surface<'_>) {
        let (width, height) = self.size;
        let room = width - 2.0 * SIDE;
        let fonts = Fonts::bundled();
        let left = fonts.cut_end(&document.title, QUIET.size, QUIET.weight, room * 0.48);
        let right = fonts.cut_end(section, QUIET.size, QUIET.weight, room * 0.48);
        let number = format!("{} / {}", at + 1, self.sheets.len());
        let words = [(left, HEAD, false), (right, HEAD, true), (number, height - FOOT, true)];
        let mut marks: Vec<Mark> = words
            .into_iter()
            .map(|(text, y, right)| {
                let run_width = pdf.width(&text, QUIET.weight) * QUIET.size;
                let x = if right { width - SIDE - run_width } else { SIDE };
                let Ink { size, weight, token } = QUIET;
                let at = SheetPoint { x, y };
                Mark::Text(TextRun { at, text, size, width: run_width, weight, token, struck: false })
            })
            .collect();
        let y = HEAD + 8.0;
        let points = vec![SheetPoint { x: SIDE, y }, SheetPoint { x: SIDE + room, y }];
        let stroke = Stroke { token: Token::Line, width: 0.5, dashed: false };
        marks.push(Mark::Path(PathMark::line(points, stroke)));
        pdf.tagged(surface, ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)), |pdf, surface| {
            marks.iter().for_each(|mark| pdf.mark(surface, mark, 1.0));
        });
    }

    fn link(&self, link: &LinkBox) -> Option<Annotation> {
        let rect = link.rect;
        let [left, top, right, low] = [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(|side| side * POINTS);
        let target = match &link.to {
            To::Address(address) => Target::Action(Action::Link(LinkAction::new(address.clone()))),
            To::Section(at) => {
                let start = self.headings.iter().filter(|heading| heading.depth == 0).nth(*at)?;
                Target::Destination(start.place().into())
            }
        };
        let link_to = LinkAnnotation::new(Rect::from_ltrb(left, top, right, low)?, target);
        Some(Annotation::new_link(link_to, Some(link.said.clone())))
    }

    /// Sections, and in each its headings.
    fn outline(&self) -> Outline {
        let mut outline = Outline::new();
        let mut rest = self.headings.as_slice();
        while let [section, after @ ..] = rest {
            let below = after.iter().take_while(|heading| heading.depth > 0).count();
            let mut node = OutlineNode::new(section.title.clone(), section.place());
            for heading in &after[..below] {
                node.push_child(OutlineNode::new(heading.title.clone(), heading.place()));
            }
            outline.push_child(node);
            rest = &after[below..];
        }
        outline
    }
}

impl Bookmark {
    fn place(&self) -> XyzDestination {
        XyzDestination::new(self.sheet, Point::from_xy(0.0, self.y * POINTS))
    }
}

impl Cell {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Empty | Self::Blank => Vec::new(),
            Self::Text(text) | Self::Strong(text) | Self::Muted(text) | Self::Number(text) | Self::Level(_, text) => {
                vec![text]
            }
            Self::Linked(text, links) => {
                std::iter::once(text.as_str()).chain(links.iter().map(|link| link.text.as_str())).collect()
            }
        }
    }
}

/// A page of its own for a drawing, with its name as the heading of the section.
fn draw_drawing(
    (drawing, level): (&Page, u16),
    of: Node,
    file: &mut File,
    pdf: &mut Pdf<'_>,
    tags: &mut Tags,
) -> Option<()> {
    let mut page = file.start_page_with(PageSettings::from_wh(drawing.width * POINTS, drawing.height * POINTS)?);
    let mut surface = page.surface();
    surface.push_transform(&Transform::from_scale(POINTS, POINTS));
    let (mut group, links) = pdf.page(drawing, level, &mut surface);
    surface.pop();
    surface.finish();
    lead(&mut page, links, &mut group);
    tags.group(of, group);
    page.finish();
    Some(())
}

fn cover(document: &Document, flow: &mut Flow<'_>) {
    flow.new_sheet(None);
    flow.y = COVER;
    let room = flow.room();
    let part = flow.tags.root(Tag::Section);
    let kind = flow.tags.node(part, Tag::P);
    flow.words(&document.lang.say(&message!("report-kind")), KIND, SIDE, room, kind);
    flow.y += 6.0;
    let title = flow.tags.node(part, Tag::Hn(NonZeroU16::MIN, Some(document.title.clone())));
    flow.words(&document.title, TITLE, SIDE, room, title);
    flow.y += 22.0;
    flow.rule((SIDE, flow.y), room, Token::Accent, 2.0);
    flow.y += 26.0;
    flow.facts(&document.cover, part);
}

/// A line for each section with a link to it; gives where its number goes: the sheet, how far down, and where it belongs.
fn contents(document: &Document, flow: &mut Flow<'_>) -> Vec<(usize, f32, Node)> {
    let title = document.lang.say(&message!("report-contents"));
    flow.new_sheet(Some(title.clone()));
    let part = flow.tags.root(Tag::Section);
    let level = NonZeroU16::MIN.saturating_add(1);
    let heading = flow.tags.node(part, Tag::Hn(level, Some(title.clone())));
    let room = flow.room();
    flow.words(&title, SECTION, SIDE, room, heading);
    flow.y += 12.0;
    let list = flow.tags.node(part, Tag::TOC);
    let fonts = Fonts::bundled();
    let mut entries = Vec::new();
    for (at, section) in document.sections.iter().enumerate() {
        let entry = flow.tags.node(list, Tag::TOCI);
        let reference = flow.tags.node(entry, Tag::Reference);
        let link = flow.tags.node(reference, Tag::Link);
        let text = fonts.cut_end(&section.title, BODY.size, BODY.weight, room - 60.0);
        flow.words(&text, BODY, SIDE, room - 60.0, link);
        let y = flow.y - BODY.line();
        let rect = SheetRect::new(SIDE, y, room, BODY.line());
        flow.link(rect, To::Section(at), &section.title, link);
        entries.push((flow.sheets.len() - 1, y, link));
        flow.y += 4.0;
        flow.rule((SIDE, flow.y), room, Token::Line, 0.5);
        flow.y += 5.0;
    }
    entries
}
