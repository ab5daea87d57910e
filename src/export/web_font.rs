//! The letters of Inter that a drawing needs, as a font that browsers read.

use crate::diagram::Weight;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustybuzz::ttf_parser::Face;
use std::collections::BTreeSet;
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::read::FontRef;
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};

/// A font with these characters, in Base64; `None` when Inter has none of them.
pub(super) fn subset(weight: Weight, chars: &BTreeSet<char>) -> Option<String> {
    let whole = weight.font_data();
    let face = Face::parse(whole, 0).ok()?;
    let mut glyphs = GlyphRemapper::new();
    let mapped: Vec<(char, GlyphId)> =
        chars.iter().filter_map(|&char| Some((char, GlyphId::from(glyphs.remap(face.glyph_index(char)?.0))))).collect();
    if mapped.is_empty() {
        return None;
    }
    let outlines = subsetter::subset(whole, 0, &glyphs).ok()?;
    let outlines = FontRef::new(&outlines).ok()?;
    let mut font = FontBuilder::new();
    font.add_table(&Cmap::from_mappings(mapped).ok()?).ok()?;
    font.copy_missing_tables(outlines);
    // What a browser asks for and a PDF does not.
    let os2 = Tag::new(b"OS/2");
    font.add_raw(os2, face.raw_face().table(rustybuzz::ttf_parser::Tag::from_bytes(b"OS/2"))?);
    Some(STANDARD.encode(font.build()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subset_has_its_letters_and_no_more() {
        for weight in [Weight::Regular, Weight::Medium, Weight::SemiBold] {
            let text = subset(weight, &"fe-paris É\u{202f}…東".chars().collect()).expect("a font");
            let bytes = STANDARD.decode(&text).expect("Base64");
            assert!(bytes.len() < 12_000, "{}", bytes.len());
            let (small, whole) = (Face::parse(&bytes, 0).expect("a font"), Face::parse(weight.font_data(), 0).unwrap());
            assert_eq!(small.units_per_em(), whole.units_per_em());
            for char in "fe-paris É…".chars() {
                let (new, old) = (small.glyph_index(char).expect("a letter"), whole.glyph_index(char).unwrap());
                assert_eq!(small.glyph_hor_advance(new), whole.glyph_hor_advance(old), "{char}");
                assert_eq!(small.glyph_bounding_box(new), whole.glyph_bounding_box(old), "{char}");
            }
            assert!(small.glyph_index('x').is_none() && small.glyph_index('東').is_none());
        }
        assert_eq!(subset(Weight::Regular, &"東京".chars().collect()), None);
    }
}
