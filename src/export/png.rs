//! A page as PNG, drawn from our own SVG with the fonts that are bundled.

use super::faces;
use super::logo;
use super::page::Page;
use super::svg::{self, Letters};
use crate::diagram::Theme;
use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::sync::Arc;

/// The largest side of a picture, and the most pixels: 32 K wide, half a gigabyte of memory.
const MOST_SIDE: f32 = 32_767.0;
const MOST_PIXELS: f32 = 134_217_728.0;

/// Pixels to the page unit (96 to the inch) that are taken when nobody says another number.
pub const SCALE: f32 = 2.0;

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoPicture {
    /// It would have so many pixels across and down; with this scale it would do.
    TooLarge { width: u64, height: u64, fits: f32 },
    /// The SVG was not understood, or the picture not written: our mistake.
    Broken,
}

/// Pixels row by row, each as red, green, blue and how much it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

/// The pictures of some pages. Without a scale it is [`SCALE`], or less where that would be too large.
pub struct Painter {
    options: Options<'static>,
    scale: Option<f32>,
}

impl Painter {
    /// For these pages.
    pub fn new(pages: &[Page], scale: Option<f32>) -> Self {
        let options = Options { fontdb: Arc::new(faces::database(pages)), ..logo::options() };
        Self { options, scale }
    }

    pub fn page(&self, page: &Page, theme: &Theme) -> Result<Vec<u8>, NoPicture> {
        let (picture, scale) = self.drawn(page, theme)?;
        encoded(&picture, page.ground, scale).map_err(|_| NoPicture::Broken)
    }

    /// The page as it goes to a clipboard.
    pub fn picture(&self, page: &Page, theme: &Theme) -> Result<Picture, NoPicture> {
        let (picture, _) = self.drawn(page, theme)?;
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        Ok(Picture { width, height, rgba: picture.take_demultiplied() })
    }

    fn drawn(&self, page: &Page, theme: &Theme) -> Result<(Pixmap, f32), NoPicture> {
        let scale = scale_of(page, self.scale)?;
        let text = svg::page(page, theme, Letters::Elsewhere);
        let tree = Tree::from_str(&text, &self.options).map_err(|_| NoPicture::Broken)?;
        let (width, height) = pixels(page, scale);
        let mut picture = Pixmap::new(width as u32, height as u32).ok_or(NoPicture::Broken)?;
        let across = width / page.width;
        resvg::render(&tree, Transform::from_scale(across, height / page.height), &mut picture.as_mut());
        Ok((picture, scale))
    }
}

/// Whole pixels.
fn pixels(page: &Page, scale: f32) -> (f32, f32) {
    let side = |length: f32| (length * scale).round().max(1.0);
    (side(page.width), side(page.height))
}

fn scale_of(page: &Page, asked: Option<f32>) -> Result<f32, NoPicture> {
    let sides = MOST_SIDE / page.width.max(page.height).max(1.0);
    let most = sides.min((MOST_PIXELS / (page.width * page.height).max(1.0)).sqrt());
    match asked {
        None => Ok(SCALE.min(most)),
        Some(scale) if scale <= most => Ok(scale),
        Some(scale) => {
            let (width, height) = pixels(page, scale);
            Err(NoPicture::TooLarge {
                width: width as u64,
                height: height as u64,
                fits: (most * 100.0).floor() / 100.0,
            })
        }
    }
}

fn encoded(picture: &Pixmap, opaque: bool, scale: f32) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(if opaque { ColorType::Rgb } else { ColorType::Rgba });
    encoder.set_depth(BitDepth::Eight);
    // A picture of lines is small either way; the best compression takes longer than the drawing.
    encoder.set_compression(Compression::Fast);
    let per_metre = (scale * 96.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    let mut data = Vec::with_capacity(picture.data().len());
    for pixel in picture.pixels() {
        if opaque {
            data.extend_from_slice(&[pixel.red(), pixel.green(), pixel.blue()]);
        } else {
            let pixel = pixel.demultiply();
            data.extend_from_slice(&[pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]);
        }
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn page(width: f32, height: f32) -> Page {
        let (title, name, lang) = (String::new(), String::new(), Lang::EN);
        let (part, logo, objects, parts) = (None, None, Vec::new(), Vec::new());
        Page { width, height, ground: true, title, name, part, lang, logo, objects, parts }
    }

    #[test]
    fn a_picture_has_the_asked_size_or_says_why_not() {
        assert_eq!(scale_of(&page(1000.0, 500.0), None), Ok(SCALE));
        assert_eq!(scale_of(&page(1000.0, 500.0), Some(3.84)), Ok(3.84));
        let Err(NoPicture::TooLarge { width, height, fits }) = scale_of(&page(20_000.0, 10_000.0), Some(4.0)) else {
            panic!("it is drawn");
        };
        assert_eq!((width, height), (80_000, 40_000));
        assert!(scale_of(&page(20_000.0, 10_000.0), Some(fits)).is_ok());
        assert!(scale_of(&page(20_000.0, 10_000.0), None).is_ok_and(|scale| scale < SCALE));
    }

    #[test]
    fn a_ground_is_opaque_and_its_colour_is_the_theme_s() {
        let theme = Theme::dark();
        let sheet = theme.color(crate::diagram::Token::Sheet);
        for ground in [true, false] {
            let page = Page { ground, ..page(30.0, 20.0) };
            let bytes = Painter::new(&[], Some(1.5)).page(&page, &theme).expect("a picture");
            let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("a PNG");
            let mut data = vec![0; reader.output_buffer_size().expect("a size")];
            let info = reader.next_frame(&mut data).expect("a picture");
            assert_eq!((info.width, info.height), (45, 30));
            match ground {
                true => assert_eq!(data[..3], [sheet.red, sheet.green, sheet.blue]),
                false => assert_eq!(data[..4], [0; 4]),
            }
        }
    }
}
