//! How wide a text is, without a window: the bundled Inter through a shaper.

use super::Weight;
use foldhash::HashMap;
use rustybuzz::{Direction, Face, ShapePlan, UnicodeBuffer, script};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Widths kept per weight; past it the table starts again, so that a long session keeps its memory.
const KEPT: usize = 40_000;

/// A text whose characters take so many times the room by themselves does not fit, however they are put together.
const SURELY: f32 = 1.5;

/// What stands for the part of a text that is left out.
pub const ELLIPSIS: &str = "…";

/// The fonts of the sheet and the widths measured so far. Share one for the life of a window.
pub struct Fonts {
    faces: [Inter; 3],
}

struct Inter {
    face: Option<(Face<'static>, ShapePlan)>,
    /// Widths at size 1.
    widths: Mutex<HashMap<Box<str>, f32>>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fonts")
    }
}

impl Weight {
    /// The bundled font file of this weight.
    pub fn font_data(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/Inter-Regular.otf"),
            Self::Medium => include_bytes!("../../assets/fonts/Inter-Medium.otf"),
            Self::SemiBold => include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
        }
    }
}

impl Fonts {
    /// The fonts in the executable.
    pub fn bundled() -> Self {
        let inter = |weight: Weight| {
            let with_plan = |face| {
                let plan = ShapePlan::new(&face, Direction::LeftToRight, Some(script::LATIN), None, &[]);
                (face, plan)
            };
            Inter { face: Face::from_slice(weight.font_data(), 0).map(with_plan), widths: Mutex::default() }
        };
        Self { faces: [inter(Weight::Regular), inter(Weight::Medium), inter(Weight::SemiBold)] }
    }

    /// The width of one line in sheet units. A character that Inter lacks counts as one em: it will be drawn
    /// from another font, and too wide is better than cut off.
    pub fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        self.faces[weight as usize].width(text) * size
    }

    /// What each of these takes by itself.
    fn alone(&self, chars: &[char], size: f32, weight: Weight) -> Vec<f32> {
        let inter = &self.faces[weight as usize];
        chars.iter().map(|char| inter.width(char.encode_utf8(&mut [0; 4])) * size).collect()
    }

    /// The text when it fits, else its beginning and its end around `…`: names differ at both ends. Never
    /// wider than `room` unless `…` alone is.
    pub fn cut_middle(&self, text: &str, size: f32, weight: Weight, room: f32) -> String {
        self.cut(text, size, weight, room, |kept| (kept.div_ceil(2), kept / 2))
    }

    /// The text when it fits, else its beginning and `…`: for sentences.
    pub fn cut_end(&self, text: &str, size: f32, weight: Weight, room: f32) -> String {
        self.cut(text, size, weight, room, |kept| (kept, 0))
    }

    /// The text when it fits, else `…` and its end: for domains.
    pub fn cut_start(&self, text: &str, size: f32, weight: Weight, room: f32) -> String {
        self.cut(text, size, weight, room, |kept| (0, kept))
    }

    fn cut(&self, text: &str, size: f32, weight: Weight, room: f32, split: fn(usize) -> (usize, usize)) -> String {
        let chars: Vec<char> = text.chars().collect();
        // Shaping costs more than all else here: what each character takes by itself tells nearly how many fit.
        let alone = self.alone(&chars, size, weight);
        if alone.iter().sum::<f32>() <= room * SURELY && self.width(text, size, weight) <= room {
            return text.to_owned();
        }
        let shortened = |kept: usize| {
            let (head, tail) = split(kept);
            let head: String = chars[..head].iter().collect();
            let tail: String = chars[chars.len() - tail..].iter().collect();
            format!("{}{ELLIPSIS}{tail}", head.trim_end())
        };
        let left = room - self.width(ELLIPSIS, size, weight);
        let nearly = |kept: usize| {
            let (head, tail) = split(kept);
            alone[..head].iter().chain(&alone[alone.len() - tail..]).sum::<f32>() <= left
        };
        let (mut guess, mut over) = (0, chars.len());
        while guess + 1 < over {
            let kept = (guess + over) / 2;
            if nearly(kept) { guess = kept } else { over = kept }
        }
        // The longest that fits: `fits` characters do, `over` do not.
        let (mut fits, mut over, mut tried) = (0, chars.len(), 0);
        while fits + 1 < over {
            let kept = match tried {
                0 => guess,
                1 if fits == guess => guess + 1,
                1 => guess.saturating_sub(1),
                _ => (fits + over) / 2,
            };
            let kept = kept.clamp(fits + 1, over - 1);
            if self.width(&shortened(kept), size, weight) <= room {
                fits = kept
            } else {
                over = kept
            }
            tried += 1;
        }
        shortened(fits)
    }
}

impl Inter {
    fn known(&self) -> MutexGuard<'_, HashMap<Box<str>, f32>> {
        self.widths.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn width(&self, text: &str) -> f32 {
        if let Some(width) = self.known().get(text) {
            return *width;
        }
        // Others may look up theirs meanwhile.
        let width = self.measure(text);
        let mut widths = self.known();
        if widths.len() >= KEPT {
            widths.clear();
        }
        widths.insert(text.into(), width);
        width
    }

    fn measure(&self, text: &str) -> f32 {
        let Some((face, latin)) = &self.face else {
            return text.chars().count() as f32;
        };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        // A plan takes longer to make than a name to be shaped.
        let shaped = match (buffer.direction(), buffer.script()) {
            (Direction::LeftToRight, script::LATIN) => rustybuzz::shape_with_plan(face, latin, buffer),
            _ => rustybuzz::shape(face, &[], buffer),
        };
        let em = face.units_per_em() as f32;
        let advance = |(info, position): (&rustybuzz::GlyphInfo, &rustybuzz::GlyphPosition)| match info.glyph_id {
            0 => 1.0,
            _ => position.x_advance as f32 / em,
        };
        shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(advance).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_grow_with_text_size_and_weight() {
        let fonts = Fonts::bundled();
        let name = fonts.width("fe-paris.contoso.com", 15.0, Weight::Regular);
        assert!((120.0..200.0).contains(&name), "{name}");
        assert_eq!(fonts.width("fe-paris.contoso.com", 30.0, Weight::Regular), name * 2.0);
        assert!(fonts.width("fe-paris.contoso.com", 15.0, Weight::SemiBold) > name);
        assert_eq!(fonts.width("", 15.0, Weight::Regular), 0.0);
    }

    #[test]
    fn a_character_that_inter_lacks_is_one_em() {
        let fonts = Fonts::bundled();
        assert_eq!(fonts.width("東京", 10.0, Weight::Regular), 20.0);
    }

    #[test]
    fn a_cut_name_keeps_both_ends_and_fits() {
        let fonts = Fonts::bundled();
        let whole = "fe-pool01.emea.corp.contoso.com";
        for room in [20.0, 60.0, 90.0, 150.0] {
            let cut = fonts.cut_middle(whole, 15.0, Weight::SemiBold, room);
            assert!(fonts.width(&cut, 15.0, Weight::SemiBold) <= room, "{cut}");
            let (head, tail) = cut.split_once(ELLIPSIS).unwrap();
            assert!(whole.starts_with(head) && whole.ends_with(tail));
        }
        assert_eq!(fonts.cut_middle(whole, 15.0, Weight::SemiBold, 900.0), whole);
        assert_eq!(fonts.cut_middle(whole, 15.0, Weight::SemiBold, 0.0), ELLIPSIS);
        assert_eq!(fonts.cut_end("one two", 12.0, Weight::Regular, 30.0).chars().last(), Some('…'));
    }
}
