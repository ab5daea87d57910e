//! The logo in the file: Base64 in lines, so that a change of it is a change of lines.

use super::Logo;
use super::convert::{Sound, Wrong};
use crate::message;
use crate::plan;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Letters of Base64 in a line.
const LINE: usize = 100;

pub(super) fn logo(logo: &Logo) -> Sound<plan::Logo> {
    let wrong = |reason| Wrong::new("", Some("logo"), reason);
    let bytes = STANDARD.decode(logo.data.concat()).map_err(|_| wrong(message!("plan-logo-unknown")))?;
    let read = plan::Logo::new(&bytes).map_err(|why| wrong(why.message()))?;
    let media = read.kind().media();
    match logo.media == media {
        true => Ok(read),
        false => Err(wrong(message!("format-logo-media", said = &*logo.media, is = media))),
    }
}

pub(super) fn from_logo(logo: &plan::Logo) -> Logo {
    let text = STANDARD.encode(logo.bytes());
    let line = |line: &[u8]| String::from_utf8_lossy(line).into_owned();
    Logo { media: logo.kind().media().to_owned(), data: text.as_bytes().chunks(LINE).map(line).collect() }
}
