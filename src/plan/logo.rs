//! The logo that stands in the title block of drawings: a picture of the user's, kept in the plan as it is in its file.

use crate::message;
use crate::text::Message;
use std::sync::Arc;

/// A picture, not yet drawn. What it is was told by its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    kind: PictureKind,
    bytes: Arc<[u8]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    Png,
    Jpeg,
    Svg,
}

/// Why a file is no logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLogo {
    /// So many bytes; a plan is read whole and compared line by line.
    TooLarge(usize),
    /// So many pixels across and down: a small file can be an enormous picture.
    TooWide(usize, usize),
    /// Neither PNG, JPEG nor SVG, or damaged.
    Unknown,
}

impl PictureKind {
    /// Its media type.
    pub fn media(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Svg => "image/svg+xml",
        }
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        match imagesize::image_type(bytes) {
            Ok(imagesize::ImageType::Png) => return Some(Self::Png),
            Ok(imagesize::ImageType::Jpeg) => return Some(Self::Jpeg),
            _ => {}
        }
        let text = std::str::from_utf8(bytes).ok()?;
        // Programs that draw write a document type into their files.
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).ok()?;
        (document.root_element().tag_name().name() == "svg").then_some(Self::Svg)
    }
}

impl Logo {
    /// The largest file: it is a part of the plan, and larger ones belong on paper, not in a title block.
    pub const MOST_BYTES: usize = 256 * 1024;
    /// The largest side of a picture of pixels.
    pub const MOST_SIDE: usize = 4_096;

    /// A picture as it is in its file.
    pub fn new(bytes: &[u8]) -> Result<Self, NoLogo> {
        if bytes.len() > Self::MOST_BYTES {
            return Err(NoLogo::TooLarge(bytes.len()));
        }
        let kind = PictureKind::of(bytes).ok_or(NoLogo::Unknown)?;
        if kind != PictureKind::Svg {
            let size = imagesize::blob_size(bytes).map_err(|_| NoLogo::Unknown)?;
            if size.width.max(size.height) > Self::MOST_SIDE {
                return Err(NoLogo::TooWide(size.width, size.height));
            }
        }
        Ok(Self { kind, bytes: bytes.into() })
    }

    pub fn kind(&self) -> PictureKind {
        self.kind
    }

    /// The file.
    pub fn bytes(&self) -> &Arc<[u8]> {
        &self.bytes
    }
}

impl NoLogo {
    pub fn message(self) -> Message {
        match self {
            Self::TooLarge(bytes) => {
                let kilobytes = |bytes: usize| bytes.div_ceil(1024);
                message!("plan-logo-too-large", size = kilobytes(bytes), most = kilobytes(Logo::MOST_BYTES))
            }
            Self::TooWide(width, height) => {
                message!(
                    "plan-logo-too-wide",
                    width = width.to_string(),
                    height = height.to_string(),
                    most = Logo::MOST_SIDE.to_string()
                )
            }
            Self::Unknown => message!("plan-logo-unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of a PNG of this size: all that is looked at.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let head = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes()].concat();
        [head, vec![8, 6, 0, 0, 0, 0, 0, 0, 0]].concat()
    }

    #[test]
    fn a_logo_is_known_by_its_content() {
        let kind = |bytes: &[u8]| Logo::new(bytes).map(|logo| logo.kind());
        assert_eq!(kind(&png(300, 100)), Ok(PictureKind::Png));
        assert_eq!(
            kind(b"\xef\xbb\xbf<?xml version='1.0'?><!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg'/>"),
            Ok(PictureKind::Svg)
        );
        for other in [b"".as_slice(), b"<html/>", b"%PDF-1.7", b"GIF89a\x01\0\x01\0\0\0\0", b"\xff\xfe"] {
            assert_eq!(kind(other), Err(NoLogo::Unknown), "{other:?}");
        }
    }

    #[test]
    fn what_is_too_large_says_so() {
        let most = Logo::MOST_SIDE as u32;
        assert!(Logo::new(&png(most, 10)).is_ok());
        assert_eq!(Logo::new(&png(10, most + 1)), Err(NoLogo::TooWide(10, Logo::MOST_SIDE + 1)));
        let mut file = png(10, 10);
        file.resize(Logo::MOST_BYTES, 0);
        assert!(Logo::new(&file).is_ok());
        file.push(0);
        assert_eq!(Logo::new(&file), Err(NoLogo::TooLarge(Logo::MOST_BYTES + 1)));
    }
}
