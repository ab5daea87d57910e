//! How much a file may ask of us. Real files are far below: 2,000 pools are 24 MB of tbxml.

use super::error::Problem;

/// The largest file that is read at all.
pub const MAX_FILE_BYTES: usize = 64 << 20;
/// The largest configuration zip; its XML shrinks about twentyfold.
pub const MAX_ZIP_BYTES: usize = 32 << 20;
/// The most entries a configuration zip may have; an export has three.
pub const MAX_ZIP_ENTRIES: usize = 1_000;
/// The largest document inside a zip, unpacked.
pub const MAX_UNZIPPED_BYTES: u64 = 64 << 20;
/// How much larger than its packed form a document of a zip may be.
pub const MAX_ZIP_RATIO: u64 = 200;
/// Tags, comments and the like in one document.
pub const MAX_MARKUP: usize = 3_000_000;
/// Attributes in one document.
pub const MAX_ATTRIBUTES: usize = 4_000_000;
/// Attributes of one element. The XML library compares each with each.
pub const MAX_ELEMENT_ATTRIBUTES: usize = 200;
/// The longest tag with its attributes, in bytes.
pub const MAX_TAG_BYTES: usize = 64 << 10;
/// The longest name, in characters. Names are copied into links, ids and notes; what is longer is cut.
pub const MAX_NAME: usize = 1_000;
/// Sites, clusters, machines, services and dependencies in one topology; 2,000 pools have 90,000.
pub const MAX_OBJECTS: usize = 400_000;
/// Namespace prefixes in one document. The XML library copies them from element to element.
pub const MAX_PREFIXES: usize = 60;
/// Elements inside elements; a topology has twelve levels.
pub const MAX_DEPTH: usize = 200;
/// Lines of a table of facts; one per object and fact of 2,000 pools are 60,000.
pub const MAX_TABLE_LINES: usize = 200_000;
/// Lines of a table of objects; a plan of 2,000 pools has 8,000 machines.
pub const MAX_OBJECT_LINES: usize = 20_000;
/// Cells of a table of facts.
pub const MAX_TABLE_CELLS: usize = 3_000_000;
/// Notes that are kept; one more says how many were not.
pub const MAX_NOTES: usize = 500;

/// Refuses a text that would cost the XML library more than its size suggests. Counts, and parses nothing: what
/// is not well-formed passes, and is refused by the library.
pub(super) fn guard(text: &str) -> Result<(), Problem> {
    let bytes = text.as_bytes();
    let (mut markup, mut attributes, mut prefixes, mut depth) = (0usize, 0usize, 0usize, 0usize);
    let mut at = 0;
    while let Some(open) = find(bytes, at, b"<") {
        markup += 1;
        if markup > MAX_MARKUP {
            return Err(Problem::TooManyElements);
        }
        let rest = &bytes[open..];
        let skipped = [(&b"<!--"[..], &b"-->"[..]), (b"<![CDATA[", b"]]>"), (b"<?", b"?>")]
            .into_iter()
            .find(|(start, _)| rest.starts_with(start));
        if let Some((start, end)) = skipped {
            match find(bytes, open + start.len(), end) {
                Some(closed) => at = closed + end.len(),
                None => break,
            }
            continue;
        }
        let tag = tag_at(rest);
        if tag.length > MAX_TAG_BYTES {
            return Err(Problem::TooManyAttributes);
        }
        attributes += tag.attributes;
        prefixes += tag.prefixes;
        if tag.attributes > MAX_ELEMENT_ATTRIBUTES || attributes > MAX_ATTRIBUTES || prefixes > MAX_PREFIXES {
            return Err(Problem::TooManyAttributes);
        }
        match (rest.get(1), tag.closes_itself) {
            (Some(b'/'), _) => depth = depth.saturating_sub(1),
            (_, true) => {}
            (_, false) => depth += 1,
        }
        if depth > MAX_DEPTH {
            return Err(Problem::TooDeep);
        }
        at = open + tag.length;
    }
    Ok(())
}

struct Tag {
    length: usize,
    attributes: usize,
    prefixes: usize,
    closes_itself: bool,
}

/// Measures a tag: up to the first `>` outside quotes, or up to the next `<`, which no tag can contain.
fn tag_at(rest: &[u8]) -> Tag {
    let mut tag = Tag { length: 1, attributes: 0, prefixes: 0, closes_itself: false };
    let mut quote = None;
    for (at, &byte) in rest.iter().enumerate().skip(1) {
        tag.length = at;
        match (byte, quote) {
            (b'<', _) => return tag,
            (b'=', _) => tag.attributes += 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b':', None) if rest[..at].ends_with(b"xmlns") => tag.prefixes += 1,
            (b'>', None) => {
                tag.closes_itself = rest[at - 1] == b'/';
                tag.length = at + 1;
                return tag;
            }
            _ => {}
        }
    }
    tag.length = rest.len();
    tag
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut at = from;
    while let Some(next) = bytes.get(at..)?.iter().position(|byte| *byte == first) {
        if bytes[at + next..].starts_with(what) {
            return Some(at + next);
        }
        at += next + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_text_passes() {
        let text = "<?xml version='1.0'?><!-- <a> --><a x=\"1>2\" y='='><![CDATA[<b><c>]]><b/></a>";
        assert_eq!(guard(text), Ok(()));
        assert_eq!(guard("no markup"), Ok(()));
        assert_eq!(guard("<!-- never closed <a><b>"), Ok(()));
    }

    #[test]
    fn each_limit_refuses_one_more() {
        let nested = |n: usize| "<a>".repeat(n) + &"</a>".repeat(n);
        assert_eq!(guard(&nested(MAX_DEPTH)), Ok(()));
        assert_eq!(guard(&nested(MAX_DEPTH + 1)), Err(Problem::TooDeep));
        let long = |n: usize| format!("<a b='{}'/>", "x".repeat(n));
        assert_eq!(guard(&long(MAX_TAG_BYTES - "<a b=''/>".len())), Ok(()));
        assert_eq!(guard(&long(MAX_TAG_BYTES)), Err(Problem::TooManyAttributes));
        let wide = |n: usize| format!("<a {}/>", "b='' ".repeat(n));
        assert_eq!(guard(&wide(MAX_ELEMENT_ATTRIBUTES)), Ok(()));
        assert_eq!(guard(&wide(MAX_ELEMENT_ATTRIBUTES + 1)), Err(Problem::TooManyAttributes));
        let prefixes = |n: usize| "<a xmlns:b=''/>".repeat(n);
        assert_eq!(guard(&prefixes(MAX_PREFIXES)), Ok(()));
        assert_eq!(guard(&prefixes(MAX_PREFIXES + 1)), Err(Problem::TooManyAttributes));
        assert_eq!(guard(&"<a/>".repeat(MAX_MARKUP + 1)), Err(Problem::TooManyElements));
        assert_eq!(guard(&"<a b='' c=''/>".repeat(MAX_ATTRIBUTES / 2 + 1)), Err(Problem::TooManyAttributes));
    }

    #[test]
    fn equals_signs_in_text_are_no_attributes() {
        assert_eq!(guard(&format!("<a>{}</a>", "=".repeat(10 * MAX_ELEMENT_ATTRIBUTES))), Ok(()));
    }
}
