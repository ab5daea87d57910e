//! Pages as one PDF: vectors, text that can be selected and searched, a bookmark for each page, and tags, so that a
//! screen reader walks over the objects. The same bytes for the same pages: no clock, no random number.

use super::faces::{FaceId, Faces};
use super::logo;
use super::page::*;
use super::strokes::{Piece, hatch_lines, icon_lines, outline};
use crate::diagram::*;
use crate::plan::{Logo, PictureKind};
use krilla::Document;
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page as Sheet, PageSettings};
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke as Line, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU16;

/// Points to the page unit.
pub(super) const POINTS: f32 = 0.75;
/// The longer side of a logo that is drawn by lines, in pixels: 600 to the inch on paper.
const FINE: f32 = 800.0;
/// How far the controls of a quarter circle are from its ends, in radii.
const ARC: f32 = 0.552_284_8;

/// What the document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    pub title: String,
    pub author: Option<String>,
}

/// The pages in the colours of a theme; `None` when they cannot be written, which is our mistake.
pub fn write(pages: &[Page], theme: &Theme, about: &About) -> Option<Vec<u8>> {
    let mut document = Document::new();
    let mut faces = Faces::of(pages);
    let mut pdf = Pdf::new(theme, &mut faces);
    let (mut tags, mut outline) = (TagTree::new(), Outline::new());
    for page in pages {
        let mut sheet = document.start_page_with(PageSettings::from_wh(page.width * POINTS, page.height * POINTS)?);
        let mut surface = sheet.surface();
        surface.push_transform(&Transform::from_scale(POINTS, POINTS));
        let (mut section, links) = pdf.page(page, 1, &mut surface);
        surface.pop();
        surface.finish();
        lead(&mut sheet, links, &mut section);
        tags.push(section);
        sheet.finish();
    }
    let bookmark = |name: &str, at: usize| {
        OutlineNode::new(name.to_owned(), XyzDestination::new(at, Point::from_xy(0.0, 0.0))) //
    };
    let mut numbered = pages.iter().enumerate().peekable();
    while let Some((at, page)) = numbered.next() {
        let Some((stage, _)) = &page.part else {
            outline.push_child(bookmark(&page.name, at));
            continue;
        };
        // The first page of a stage is its overview; the others stand under it.
        let mut node = bookmark(stage, at);
        let of_stage = |(_, page): &(usize, &Page)| page.part.as_ref().is_some_and(|(other, _)| other == stage);
        while let Some((at, page)) = numbered.next_if(of_stage) {
            let name = page.part.as_ref().map_or(page.name.as_str(), |(_, name)| name);
            node.push_child(bookmark(name, at));
        }
        outline.push_child(node);
    }
    let lang = pages.first().map(|page| page.lang.tag().to_owned());
    document.set_metadata(metadata(about, lang.clone()));
    document.set_outline(outline);
    document.set_tag_tree(tags.with_lang(lang));
    document.finish().ok()
}

/// A mark that leads out of the document: where it is on the page, where it leads, and how it is drawn.
pub(super) type Leads<'p> = (SheetRect, &'p Link, Identifier);

/// Lets marks of a page lead where they say.
pub(super) fn lead(sheet: &mut Sheet<'_>, links: Vec<Leads<'_>>, section: &mut TagGroup) {
    for (rect, link, drawn) in links {
        let [left, top, right, low] = [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(|at| at * POINTS);
        let Some(rect) = Rect::from_ltrb(left, top, right, low) else { continue };
        let way = LinkAnnotation::new(rect, Target::Action(LinkAction::new(link.address.clone()).into()));
        let way = sheet.add_tagged_annotation(Annotation::new_link(way, Some(link.label.clone())));
        section.push(TagGroup::with_children(Tag::Link, vec![drawn.into(), way.into()]));
    }
}

/// What a document says of itself, in a language.
pub(super) fn metadata(about: &About, lang: Option<String>) -> Metadata {
    let mut metadata = Metadata::new().title(about.title.clone()).creator("Coexist".to_owned());
    if let Some(lang) = lang {
        metadata = metadata.language(lang);
    }
    if let Some(author) = &about.author {
        metadata = metadata.authors(vec![author.clone()]);
    }
    metadata
}

/// Draws marks in the colours of a theme.
pub(super) struct Pdf<'a> {
    pub theme: &'a Theme,
    faces: &'a mut Faces,
    fonts: HashMap<FaceId, Option<Font>>,
    /// The plan's, once it was asked for: all pages have the same.
    logo: Option<Option<Image>>,
}

impl<'a> Pdf<'a> {
    pub fn new(theme: &'a Theme, faces: &'a mut Faces) -> Self {
        Self { theme, faces, fonts: HashMap::new(), logo: None }
    }

    /// How wide a line is in ems.
    pub fn width(&mut self, text: &str, weight: Weight) -> f32 {
        self.faces.width(text, weight)
    }

    /// Draws a page; gives what it is to a screen reader: its name as a heading of this level, the words above, the objects,
    /// the legend. And what leads elsewhere, see [`lead`].
    pub fn page<'p>(&mut self, page: &'p Page, level: u16, surface: &mut Surface<'_>) -> (TagGroup, Vec<Leads<'p>>) {
        let mut links = Vec::new();
        if page.ground {
            let ground = SheetRect::new(0.0, 0.0, page.width, page.height);
            self.tagged(surface, ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)), |pdf, surface| {
                pdf.paint(surface, &rounded(&ground, 0.0), Some((Token::Sheet, 1.0)), None);
            });
        }
        let mut objects: BTreeMap<usize, Vec<Identifier>> = BTreeMap::new();
        let (mut before, mut after) = (Vec::new(), TagGroup::new(Tag::P));
        if let Some(logo) = &page.logo {
            let drawn = self.tagged(surface, ContentTag::Other, |pdf, surface| pdf.logo(surface, logo));
            before.push(Node::Group(TagGroup::with_children(Tag::Figure(Some(logo.alt.clone())), vec![drawn.into()])));
        }
        for part in &page.parts {
            let tag = match part.of {
                PartOf::Ornament => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
                PartOf::Name | PartOf::Words | PartOf::Object(_) => ContentTag::Other,
            };
            let drawn = self.tagged(surface, tag, |pdf, surface| {
                part.marks.iter().for_each(|drawn| pdf.drawn(surface, drawn));
            });
            if let (Some(link), Some(rect)) = (&part.link, part.bounds()) {
                links.push((rect, link, drawn));
                continue;
            }
            match part.of {
                PartOf::Ornament => {}
                PartOf::Object(at) => objects.entry(at).or_default().push(drawn),
                PartOf::Name => {
                    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
                    let heading = Tag::Hn(level, Some(page.name.clone()));
                    before.push(Node::Group(TagGroup::with_children(heading, vec![drawn.into()])));
                }
                PartOf::Words if objects.is_empty() => {
                    before.push(Node::Group(TagGroup::with_children(Tag::P, vec![drawn.into()])));
                }
                PartOf::Words => after.push(drawn),
            }
        }
        let mut section = TagGroup::with_children(Tag::Section, before);
        for (at, drawn) in objects {
            let alt = page.objects.get(at).map(|object| format!("{} · {}", object.label, object.description));
            section.push(TagGroup::with_children(Tag::Figure(alt), drawn.into_iter().map(Node::from).collect()));
        }
        section.push(after);
        (section, links)
    }

    fn logo(&mut self, surface: &mut Surface<'_>, placed: &PlacedLogo) {
        let made = self.logo.get_or_insert_with(|| image(&placed.logo));
        let (rect, Some(image)) = (placed.rect, made.clone()) else { return };
        if let Some(size) = Size::from_wh(rect.width(), rect.height()) {
            surface.push_transform(&Transform::from_translate(rect.min.x, rect.min.y));
            surface.draw_image(image, size);
            surface.pop();
        }
    }

    pub fn tagged(
        &mut self,
        surface: &mut Surface<'_>,
        tag: ContentTag<'_>,
        draw: impl FnOnce(&mut Self, &mut Surface<'_>),
    ) -> Identifier {
        let id = surface.start_tagged(tag);
        draw(self, surface);
        surface.end_tagged();
        id
    }

    fn drawn(&mut self, surface: &mut Surface<'_>, drawn: &Drawn) {
        self.mark(surface, &drawn.mark, if drawn.faded { FADED } else { 1.0 });
    }

    /// Draws a mark; `strength` is what is left of its colours.
    pub fn mark(&mut self, surface: &mut Surface<'_>, mark: &Mark, strength: f32) {
        match mark {
            Mark::Rect(mark) => self.rect(surface, mark, strength),
            Mark::Path(mark) => {
                let path = path(&outline(&mark.outline(), mark.radius, mark.closed));
                let fill = mark.fill.map(|token| (token, strength));
                self.paint(surface, &path, fill, mark.stroke.map(|stroke| Pen::of(&stroke, strength)));
            }
            Mark::Text(run) => self.text(surface, run, strength),
            Mark::Icon(mark) => {
                for line in icon_lines(mark) {
                    let path = path(&outline(&line.points, 0.0, line.closed));
                    let pen = line.stroke.map(|(width, dashes)| Pen {
                        token: line.token,
                        width,
                        dashes,
                        round: true,
                        strength,
                    });
                    let fill = if pen.is_none() { Some((line.token, strength)) } else { None };
                    self.paint(surface, &path, fill, pen);
                }
            }
        }
    }

    fn rect(&mut self, surface: &mut Surface<'_>, mark: &RectMark, strength: f32) {
        let outline = rounded(&mark.rect, mark.radius);
        let fill = mark.fill.map(|token| (token, strength));
        let pen = mark.stroke.map(|stroke| Pen::of(&stroke, strength));
        if !mark.hatch {
            return self.paint(surface, &outline, fill, pen);
        }
        self.paint(surface, &outline, fill, None);
        let lines = hatch_lines(&mark.rect, mark.radius);
        let lines: Vec<Piece> = lines.iter().flat_map(|[top, low]| [Piece::Start(*top), Piece::Line(*low)]).collect();
        let strength_of_lines = strength * HATCH_STRENGTH;
        let thin = Pen { token: Token::Line, width: 1.0, dashes: None, round: false, strength: strength_of_lines };
        self.paint(surface, &path(&lines), None, Some(thin));
        self.paint(surface, &outline, None, pen);
    }

    fn text(&mut self, surface: &mut Surface<'_>, run: &TextRun, strength: f32) {
        let pieces = self.faces.shape(&run.text, run.weight);
        let width: f32 =
            pieces.iter().flat_map(|piece| &piece.glyphs).map(|glyph| glyph.advance).sum::<f32>() * run.size;
        // Where another font takes Inter's place, the text still ends where it was measured to end.
        let all_inter = pieces.iter().all(|piece| piece.face == FaceId::Inter(run.weight));
        let stretch = if all_inter || width <= 0.0 { 1.0 } else { run.width / width };
        surface.set_stroke(None);
        surface.set_fill(Some(self.fill(run.token, strength)));
        let mut x = run.at.x;
        for piece in pieces.iter() {
            let Some(font) = self.font(piece.face) else { continue };
            let glyphs: Vec<KrillaGlyph> = piece
                .glyphs
                .iter()
                .map(|glyph| {
                    let (id, advance) = (GlyphId::new(glyph.id), glyph.advance * stretch);
                    KrillaGlyph::new(id, advance, glyph.x, glyph.y, 0.0, glyph.range.clone(), None)
                })
                .collect();
            surface.draw_glyphs(Point::from_xy(x, run.at.y), &glyphs, font, &run.text, run.size, false);
            x += piece.glyphs.iter().map(|glyph| glyph.advance * stretch).sum::<f32>() * run.size;
        }
    }

    fn font(&mut self, face: FaceId) -> Option<Font> {
        let faces = &*self.faces;
        let made = self.fonts.entry(face).or_insert_with(|| match face {
            FaceId::Inter(weight) => Font::new(weight.font_data().into(), 0),
            FaceId::System(id) => faces.of_id(id).and_then(|(data, index)| Font::new(data.into(), index)),
        });
        made.clone()
    }

    fn paint(&self, surface: &mut Surface<'_>, path: &Option<Path>, fill: Option<(Token, f32)>, pen: Option<Pen>) {
        let Some(path) = path else { return };
        if fill.is_none() && pen.is_none() {
            return;
        }
        surface.set_fill(fill.map(|(token, strength)| self.fill(token, strength)));
        surface.set_stroke(pen.map(|pen| Line {
            paint: self.color(pen.token).into(),
            width: pen.width,
            miter_limit: 4.0,
            line_cap: if pen.round { LineCap::Round } else { LineCap::Butt },
            line_join: if pen.round { LineJoin::Round } else { LineJoin::Miter },
            opacity: part(pen.strength),
            dash: pen.dashes.map(|dashes| StrokeDash { array: dashes.to_vec(), offset: 0.0 }),
        }));
        surface.draw_path(path);
    }

    fn fill(&self, token: Token, strength: f32) -> Fill {
        Fill { paint: self.color(token).into(), opacity: part(strength), rule: FillRule::NonZero }
    }

    fn color(&self, token: Token) -> rgb::Color {
        let color = self.theme.color(token);
        rgb::Color::new(color.red, color.green, color.blue)
    }
}

/// A logo for all pages: pixels as they are in its file; what is drawn by lines, fine enough for print.
fn image(logo: &Logo) -> Option<Image> {
    let data = || logo.bytes().to_vec().into();
    match logo.kind() {
        PictureKind::Png => Image::from_png(data(), true).ok(),
        PictureKind::Jpeg => Image::from_jpeg(data(), true).ok(),
        PictureKind::Svg => {
            let pixels = logo::pixels(logo, (FINE, FINE))?;
            Some(Image::from_rgba8(pixels.rgba, pixels.width as u32, pixels.height as u32))
        }
    }
}

/// How a line is drawn.
struct Pen {
    token: Token,
    width: f32,
    dashes: Option<[f32; 2]>,
    round: bool,
    strength: f32,
}

impl Pen {
    fn of(stroke: &Stroke, strength: f32) -> Self {
        let dashes = stroke.dashed.then_some(DASHES);
        Self { token: stroke.token, width: stroke.width, dashes, round: false, strength }
    }
}

fn part(strength: f32) -> NormalizedF32 {
    NormalizedF32::new(strength).unwrap_or(NormalizedF32::ONE)
}

fn path(pieces: &[Piece]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for piece in pieces {
        match piece {
            Piece::Start(point) => path.move_to(point.x, point.y),
            Piece::Line(point) => path.line_to(point.x, point.y),
            Piece::Bend(control, end) => path.quad_to(control.x, control.y, end.x, end.y),
            Piece::Close => path.close(),
        }
    }
    path.finish()
}

/// A box with round corners.
fn rounded(rect: &SheetRect, radius: f32) -> Option<Path> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
    let (left, top, right, bottom) = (rect.min.x, rect.min.y, rect.max.x, rect.max.y);
    let mut path = PathBuilder::new();
    if radius == 0.0 {
        path.move_to(left, top);
        [(right, top), (right, bottom), (left, bottom)].iter().for_each(|(x, y)| path.line_to(*x, *y));
    } else {
        let near = radius * (1.0 - ARC);
        path.move_to(left + radius, top);
        path.line_to(right - radius, top);
        path.cubic_to(right - near, top, right, top + near, right, top + radius);
        path.line_to(right, bottom - radius);
        path.cubic_to(right, bottom - near, right - near, bottom, right - radius, bottom);
        path.line_to(left + radius, bottom);
        path.cubic_to(left + near, bottom, left, bottom - near, left, bottom - radius);
        path.line_to(left, top + radius);
        path.cubic_to(left, top + near, left + near, top, left + radius, top);
    }
    path.close();
    path.finish()
}
