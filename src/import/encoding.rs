//! From bytes to text: UTF-8 or UTF-16, with a byte order mark or without, or what the XML declaration names.

use super::error::Problem;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text of a file, without the byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Problem> {
    let (encoding, mark) = encoding_of(bytes);
    let body = &bytes[mark..];
    if encoding != UTF_8 {
        return encoding.decode_without_bom_handling_and_without_replacement(body).ok_or(Problem::Encoding);
    }
    match std::str::from_utf8(body) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => declared(body)
            .and_then(|other| other.decode_without_bom_handling_and_without_replacement(body))
            .ok_or(Problem::Encoding),
    }
}

/// The first characters of a file, for a quick look. Never fails.
pub(super) fn beginning(bytes: &[u8]) -> Cow<'_, str> {
    let (encoding, mark) = encoding_of(bytes);
    let end = bytes.len().min(mark + 4096);
    encoding.decode_without_bom_handling(&bytes[mark..end]).0
}

/// The encoding that the first bytes show, and the length of the byte order mark. PowerShell's `>` writes UTF-16
/// with a mark; without one, a `<` of two bytes tells.
fn encoding_of(bytes: &[u8]) -> (&'static Encoding, usize) {
    match Encoding::for_bom(bytes) {
        Some(found) => found,
        None if bytes.starts_with(&[b'<', 0]) => (UTF_16LE, 0),
        None if bytes.starts_with(&[0, b'<']) => (UTF_16BE, 0),
        None => (UTF_8, 0),
    }
}

/// What `<?xml … encoding="…"?>` names, when that is not UTF-8.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0.to_owned();
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "<a b='Zürich 東京'/>";
        let mut files = vec![text.as_bytes().to_vec(), [b"\xef\xbb\xbf", text.as_bytes()].concat()];
        files.push(utf16(text, u16::to_le_bytes));
        files.push(utf16(text, u16::to_be_bytes));
        files.push(utf16(&format!("\u{feff}{text}"), u16::to_le_bytes));
        files.push(utf16(&format!("\u{feff}{text}"), u16::to_be_bytes));
        for file in files {
            assert_eq!(decode(&file).as_deref(), Ok(text));
            assert_eq!(beginning(&file), text);
        }
    }

    #[test]
    fn a_declared_encoding_is_used_when_the_text_is_not_utf_8() {
        let file = b"<?xml version='1.0' encoding='windows-1252'?><a b='Z\xfcrich'/>";
        assert!(decode(file).is_ok_and(|text| text.contains("Zürich")));
        assert_eq!(decode(b"<a b='Z\xfcrich'/>"), Err(Problem::Encoding));
        assert_eq!(decode(&[0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), Err(Problem::Encoding));
    }
}
