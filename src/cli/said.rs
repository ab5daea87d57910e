//! How text reaches the terminal.

use std::io::{ErrorKind, Write};

/// Writes an answer, whole. A reader who has gone away (`coexist rules | head -1`) is no failure.
pub fn print(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Says something to the person rather than to the next program. Nobody listening is no failure.
pub fn tell(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = writeln!(out, "{}", text.trim_end());
}
