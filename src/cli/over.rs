//! What a command may write over, and what it says of what it wrote.

use super::Done;
use super::said;
use crate::format::{self, store};
use crate::message;
use crate::text::Message;
use std::path::Path;

/// What would be lost by writing to a path.
#[derive(PartialEq, Eq)]
pub enum There {
    /// Nothing is there, or an empty file, or something that is no file: a device takes what comes.
    Nothing,
    Plan,
    Other,
}

pub fn there(out: &Path) -> There {
    match std::fs::metadata(out) {
        Ok(meta) if meta.is_file() && meta.len() > 0 => match store::read_bytes(out) {
            Ok(bytes) if format::is_plan(&bytes) => There::Plan,
            _ => There::Other,
        },
        _ => There::Nothing,
    }
}

/// Writing over what was just read would destroy it.
pub fn not_the_input(input: &Path, out: &Path) -> Result<(), Message> {
    let same = input.canonicalize().is_ok_and(|input| out.canonicalize().is_ok_and(|out| out == input));
    match same && !store::is_special(out) {
        true => Err(message!("cli-over-input", path = out.display().to_string())),
        false => Ok(()),
    }
}

/// Says what was written. What went to a device or a pipe may have gone to standard output, and is not mixed with words.
pub fn written(out: &Path, said: &str) -> Result<Done, Message> {
    if store::is_special(out) {
        said::tell(said);
    } else {
        said::print(&format!("{said}\n")).map_err(super::cannot_write)?;
    }
    Ok(Done::Well)
}
