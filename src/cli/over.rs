//! What a command may write over, and what it says of what it wrote.

use super::Done;
use super::said;
use crate::format::store;
use crate::message;
use crate::text::Message;
use std::path::Path;

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
