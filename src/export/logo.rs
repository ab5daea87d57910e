//! The user's logo on pages and in other documents: how large it is, its pixels, and itself as text.

use super::faces;
use crate::plan::{Logo, PictureKind};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use std::sync::Arc;

/// A logo as a picture of pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    pub width: usize,
    pub height: usize,
    /// Red, green, blue and how opaque, row by row from the top; colours are not dimmed by the last.
    pub rgba: Vec<u8>,
}

/// The logo as an address that holds it whole.
pub fn data_url(logo: &Logo) -> String {
    format!("data:{};base64,{}", logo.kind().media(), STANDARD.encode(logo.bytes()))
}

/// Its width and height in units of its own; `None` when it cannot be drawn.
pub fn size(logo: &Logo) -> Option<(f32, f32)> {
    let (width, height) = match logo.kind() {
        PictureKind::Png | PictureKind::Jpeg => {
            let size = imagesize::blob_size(logo.bytes()).ok()?;
            (size.width as f32, size.height as f32)
        }
        PictureKind::Svg => {
            let size = Tree::from_data(logo.bytes(), &options()).ok()?.size();
            (size.width(), size.height())
        }
    };
    let ratio = width / height;
    (ratio.is_finite() && ratio > 0.0).then_some((width, height))
}

/// The largest size with its own proportions in some room.
pub fn fitted((width, height): (f32, f32), room: (f32, f32)) -> (f32, f32) {
    let scale = (room.0 / width).min(room.1 / height);
    (width * scale, height * scale)
}

/// The logo as large as there is room for, in pixels; `None` when it cannot be drawn.
pub fn pixels(logo: &Logo, room: (f32, f32)) -> Option<Pixels> {
    let (width, height) = fitted(size(logo)?, room);
    let (width, height) = (width.round().max(1.0), height.round().max(1.0));
    let url = data_url(logo);
    let page = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><image width="{width}" height="{height}" preserveAspectRatio="none" href="{url}"/></svg>"#
    );
    let tree = Tree::from_str(&page, &options()).ok()?;
    // An image that was not understood is left out of the tree.
    if !tree.root().has_children() {
        return None;
    }
    let mut picture = Pixmap::new(width as u32, height as u32)?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    let rgba = picture.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    Some(Pixels { width: width as usize, height: height as usize, rgba: rgba.collect() })
}

/// Pictures inside pictures, their words in Inter, and never a file that one of them names.
pub(super) fn options() -> Options<'static> {
    let images = ImageHrefResolver { resolve_string: Box::new(|_, _| None), ..ImageHrefResolver::default() };
    Options { image_href_resolver: images, fontdb: Arc::new(faces::inter()), ..Options::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side: red, then blue.
    fn svg() -> Logo {
        let text = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
            <rect width="20" height="20" fill="#ff0000"/><rect x="20" width="20" height="20" fill="#0000ff"/></svg>"##;
        Logo::new(text.as_bytes()).expect("a logo")
    }

    /// The same as a PNG of pixels.
    fn png() -> Logo {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 40, 20);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().expect("a head");
        let row: Vec<u8> = (0..40).flat_map(|x| if x < 20 { [255, 0, 0] } else { [0, 0, 255] }).collect();
        writer.write_image_data(&row.repeat(20)).expect("pixels");
        writer.finish().expect("an end");
        Logo::new(&bytes).expect("a logo")
    }

    #[test]
    fn every_kind_of_logo_is_drawn_in_its_proportions() {
        for logo in [svg(), png()] {
            assert_eq!(size(&logo), Some((40.0, 20.0)));
            let pixels = pixels(&logo, (200.0, 50.0)).expect("pixels");
            assert_eq!((pixels.width, pixels.height), (100, 50));
            let at = |x: usize, y: usize| &pixels.rgba[(y * pixels.width + x) * 4..][..4];
            assert_eq!((at(10, 25), at(90, 25)), (&[255, 0, 0, 255][..], &[0, 0, 255, 255][..]), "{:?}", logo.kind());
        }
    }

    /// Also where nobody has the font that it names.
    #[test]
    fn words_in_a_logo_are_drawn() {
        let text = r#"<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><text y="16" font-family="Nobody Has" font-size="20">IIIIII</text></svg>"#;
        let logo = Logo::new(text.as_bytes()).expect("a logo");
        let pixels = pixels(&logo, (80.0, 20.0)).expect("pixels");
        assert!(pixels.rgba.chunks(4).any(|pixel| pixel[3] > 200));
    }

    #[test]
    fn what_cannot_be_drawn_is_said_to_be_none() {
        let head = [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
            &8u32.to_be_bytes(),
            &8u32.to_be_bytes(),
            &[8, 6, 0, 0, 0, 0, 0, 0, 0],
        ];
        let broken = Logo::new(&head.concat()).expect("it looks like one");
        let drawn = pixels(&broken, (50.0, 50.0));
        assert!(drawn.is_none_or(|pixels| pixels.rgba.iter().all(|value| *value == 0)));
        let nothing = Logo::new(b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='10'/>").expect("it is one");
        assert_eq!(size(&nothing), None);
    }
}
