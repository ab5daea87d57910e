//! The fonts of a drawing on paper: Inter, and what the system has for letters that Inter lacks.

use super::page::Page;
use crate::diagram::Weight;
use resvg::usvg::fontdb::{Database, ID, Source, Style};
use rustybuzz::{Direction, Face, UnicodeBuffer};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;
use unicode_bidi::{BidiInfo, Level};

/// A shaped piece of a text, in one font.
pub(super) struct Shaped {
    pub face: FaceId,
    pub glyphs: Vec<Placed>,
}

/// A glyph, in ems.
pub(super) struct Placed {
    pub id: u32,
    pub advance: f32,
    pub x: f32,
    pub y: f32,
    /// The letters that it stands for, in the text.
    pub range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum FaceId {
    Inter(Weight),
    System(ID),
}

/// Inter in its three weights, and the fonts of the system where a text asks for them.
pub(super) struct Faces {
    inter: [Option<Face<'static>>; 3],
    system: Option<Database>,
    /// The system's font for a letter, once it was looked for.
    found: HashMap<char, Option<ID>>,
    /// Texts that were shaped: the phases of a plan say nearly the same.
    shaped: HashMap<(Weight, String), Rc<[Shaped]>>,
}

impl Faces {
    /// The fonts for these pages.
    pub fn of(pages: &[Page]) -> Self {
        Self::of_texts(pages.iter().flat_map(Page::texts).map(|run| (run.text.as_str(), run.weight)))
    }

    /// The fonts for these texts.
    pub fn of_texts<'t>(mut texts: impl Iterator<Item = (&'t str, Weight)>) -> Self {
        let inter = |weight: Weight| Face::from_slice(weight.font_data(), 0);
        let inter = [inter(Weight::Regular), inter(Weight::Medium), inter(Weight::SemiBold)];
        let mut faces = Self { inter, system: None, found: HashMap::new(), shaped: HashMap::new() };
        faces.system = texts.any(|(text, weight)| faces.lacks(text, weight)).then(system);
        faces
    }

    fn has(&self, weight: Weight, char: char) -> bool {
        // Nearly every letter of a plan, and Inter has them all.
        if char.is_ascii() {
            return true;
        }
        let face = self.inter[weight as usize].as_ref();
        face.is_some_and(|face| face.glyph_index(char).is_some()) || char.is_control()
    }

    /// Whether a text has letters that Inter lacks.
    fn lacks(&self, text: &str, weight: Weight) -> bool {
        text.chars().any(|char| !self.has(weight, char))
    }

    /// How wide a line is in ems, in the fonts that it is drawn with.
    pub fn width(&mut self, text: &str, weight: Weight) -> f32 {
        self.shape(text, weight).iter().flat_map(|piece| &piece.glyphs).map(|glyph| glyph.advance).sum()
    }

    /// A line as glyphs from left to right, each piece in the first font that has its letters; what no font has is Inter's
    /// empty box.
    pub fn shape(&mut self, text: &str, weight: Weight) -> Rc<[Shaped]> {
        let key = (weight, text.to_owned());
        if let Some(known) = self.shaped.get(&key) {
            return known.clone();
        }
        let shaped: Rc<[Shaped]> = self.shape_anew(text, weight).into();
        self.shaped.insert(key, shaped.clone());
        shaped
    }

    fn shape_anew(&mut self, text: &str, weight: Weight) -> Vec<Shaped> {
        if text.is_ascii() {
            return self.run(text, 0..text.len(), weight, false);
        }
        // What is written from right to left stands so in a line that begins at the left.
        let order = BidiInfo::new(text, Some(Level::ltr()));
        let mut shaped = Vec::new();
        for line in &order.paragraphs {
            let (levels, runs) = order.visual_runs(line, line.range.clone());
            for run in runs {
                let leftward = levels[run.start].is_rtl();
                shaped.extend(self.run(text, run, weight, leftward));
            }
        }
        shaped
    }

    /// A part of a text that is written in one direction.
    fn run(&mut self, text: &str, run: Range<usize>, weight: Weight, leftward: bool) -> Vec<Shaped> {
        let mut pieces: Vec<(FaceId, Range<usize>)> = Vec::new();
        for (at, char) in text[run.clone()].char_indices() {
            let at = run.start + at;
            let id = match self.has(weight, char) {
                true => FaceId::Inter(weight),
                false => self.of_system(char).map_or(FaceId::Inter(weight), FaceId::System),
            };
            let end = at + char.len_utf8();
            match pieces.last_mut() {
                Some((last, range)) if *last == id => range.end = end,
                _ => pieces.push((id, at..end)),
            }
        }
        if leftward {
            pieces.reverse();
        }
        pieces.into_iter().filter_map(|(face, range)| self.shape_in(face, text, range, leftward)).collect()
    }

    fn shape_in(&self, id: FaceId, text: &str, range: Range<usize>, leftward: bool) -> Option<Shaped> {
        let part = &text[range.clone()];
        let glyphs = match id {
            FaceId::Inter(weight) => glyphs(self.inter[weight as usize].as_ref()?, part, range.start, leftward),
            FaceId::System(font) => self.system.as_ref()?.with_face_data(font, |data, index| {
                Some(glyphs(&Face::from_slice(data, index)?, part, range.start, leftward))
            })??,
        };
        Some(Shaped { face: id, glyphs })
    }

    fn of_system(&mut self, char: char) -> Option<ID> {
        let system = self.system.as_ref()?;
        *self.found.entry(char).or_insert_with(|| {
            let mut all: Vec<_> = system.faces().filter(|face| face.style == Style::Normal).collect();
            // The same on every run, and regular before bold.
            all.sort_by_key(|face| (face.weight.0.abs_diff(400), face.post_script_name.clone()));
            let has = |id: ID| {
                let found = system
                    .with_face_data(id, |data, index| Some(Face::from_slice(data, index)?.glyph_index(char).is_some()));
                found.flatten().unwrap_or_default()
            };
            all.iter().map(|face| face.id).find(|id| has(*id))
        })
    }

    /// The file of a font of the system, and its number in it.
    pub fn of_id(&self, id: ID) -> Option<(Vec<u8>, u32)> {
        self.system.as_ref()?.with_face_data(id, |data, index| (data.to_vec(), index))
    }
}

/// Inter, and the system's fonts where these pages need them.
pub(super) fn database(pages: &[Page]) -> Database {
    let mut all = match Faces::of(pages).system {
        Some(system) => system,
        None => Database::new(),
    };
    add_inter(&mut all);
    all
}

/// Inter alone, also where a picture asks for another font: it looks the same on every machine.
pub(super) fn inter() -> Database {
    let mut all = Database::new();
    add_inter(&mut all);
    all
}

fn add_inter(all: &mut Database) {
    for weight in [Weight::Regular, Weight::Medium, Weight::SemiBold] {
        all.load_font_source(Source::Binary(Arc::new(weight.font_data())));
    }
    // What stands in for fonts that are not there.
    all.set_serif_family("Inter");
    all.set_sans_serif_family("Inter");
    all.set_monospace_family("Inter");
}

fn system() -> Database {
    let mut system = Database::new();
    system.load_system_fonts();
    system
}

/// The glyphs of one piece of a text; `start` is where the piece begins in it.
fn glyphs(face: &Face<'_>, part: &str, start: usize, leftward: bool) -> Vec<Placed> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(part);
    buffer.guess_segment_properties();
    buffer.set_direction(if leftward { Direction::RightToLeft } else { Direction::LeftToRight });
    let shaped = rustybuzz::shape(face, &[], buffer);
    let em = face.units_per_em() as f32;
    let mut begins: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    begins.sort_unstable();
    begins.dedup();
    let placed = |(info, position): (&rustybuzz::GlyphInfo, &rustybuzz::GlyphPosition)| {
        let begin = info.cluster as usize;
        let next = begins.partition_point(|other| *other <= begin);
        let end = begins.get(next).copied().unwrap_or(part.len());
        Placed {
            id: info.glyph_id,
            // What no font has takes the room that it was measured with.
            advance: if info.glyph_id == 0 { 1.0 } else { position.x_advance as f32 / em },
            x: position.x_offset as f32 / em,
            y: position.y_offset as f32 / em,
            range: start + begin..start + end,
        }
    };
    shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(placed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::Fonts;

    #[test]
    fn glyphs_take_the_room_that_was_measured() {
        let mut faces = Faces::of(&[]);
        let fonts = Fonts::bundled();
        for text in ["fe-pool01…contoso.com", "1\u{202f}200 utilisateurs", "Réduit → 3", ""] {
            let pieces = faces.shape(text, Weight::SemiBold);
            let width: f32 = pieces.iter().flat_map(|piece| &piece.glyphs).map(|glyph| glyph.advance).sum();
            assert!((width - fonts.width(text, 1.0, Weight::SemiBold)).abs() < 0.001, "{text}");
            let said: String =
                pieces.iter().flat_map(|piece| &piece.glyphs).map(|glyph| &text[glyph.range.clone()]).collect();
            assert_eq!(said, text);
        }
    }

    #[test]
    fn what_is_written_from_the_right_stands_so_and_numbers_stay() {
        let mut faces = Faces::of(&[]);
        let order = |faces: &mut Faces, text: &str| {
            let pieces = faces.shape(text, Weight::Regular);
            let glyphs = pieces.iter().flat_map(|piece| &piece.glyphs);
            glyphs.map(|glyph| text[glyph.range.clone()].to_owned()).collect::<Vec<_>>().concat()
        };
        assert_eq!(order(&mut faces, "a שלום 12 b"), "a 12 םולש b");
        assert_eq!(order(&mut faces, "Zoë → b"), "Zoë → b");
    }

    /// Else a drawing in a language of ours would look different where the system has other fonts.
    #[test]
    fn inter_has_every_letter_of_our_languages() {
        let faces = Faces::of(&[]);
        for words in
            [include_str!("../../assets/i18n/en/coexist.ftl"), include_str!("../../assets/i18n/fr/coexist.ftl")]
        {
            let missing: Vec<char> = words.chars().filter(|char| !faces.has(Weight::Regular, *char)).collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    }
}
