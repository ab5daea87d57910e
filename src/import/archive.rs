//! The zip that `Export-CsConfiguration` writes: one document, `DocItemSet.xml`, with every setting in it.

use super::error::Problem;
use super::limits::*;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

const DOCUMENT: &str = "DocItemSet.xml";

pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The bytes of the document. A zip that was packed again by hand has folders, other case, and no content types.
pub(super) fn document(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    if bytes.len() > MAX_ZIP_BYTES {
        return Err(Problem::TooLarge { megabytes: MAX_ZIP_BYTES >> 20 });
    }
    if promised_entries(bytes).is_some_and(|entries| usize::from(entries) > MAX_ZIP_ENTRIES) {
        return Err(Problem::TooManyEntries);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(problem)?;
    if archive.len() > MAX_ZIP_ENTRIES {
        return Err(Problem::TooManyEntries);
    }
    let is_document = |name: &str| {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        file.eq_ignore_ascii_case(DOCUMENT)
    };
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let name = names.iter().find(|name| is_document(name)).ok_or(Problem::NoDocumentInArchive)?;
    let entry = archive.by_name(name).map_err(problem)?;
    let packed = entry.compressed_size().min(bytes.len() as u64);
    let mut document = Vec::new();
    // The sizes in the directory are promises of the file; what counts is what comes out.
    let limit = MAX_UNZIPPED_BYTES.min(packed.saturating_mul(MAX_ZIP_RATIO));
    entry.take(limit + 1).read_to_end(&mut document).map_err(|_| Problem::NotAnArchive)?;
    match document.len() as u64 {
        size if size <= limit => Ok(document),
        _ if limit == MAX_UNZIPPED_BYTES => Err(Problem::TooLarge { megabytes: (MAX_UNZIPPED_BYTES >> 20) as usize }),
        _ => Err(Problem::ZipBomb),
    }
}

/// How many entries the end of the archive announces, before anything is made for them.
fn promised_entries(bytes: &[u8]) -> Option<u16> {
    const END: &[u8] = b"PK\x05\x06";
    /// The end record and the longest comment behind it.
    const REACH: usize = 22 + 65_535;
    let tail = &bytes[bytes.len().saturating_sub(REACH)..];
    let at = tail.windows(END.len()).rposition(|window| window == END)?;
    let count = tail.get(at + 10..at + 12)?;
    Some(u16::from_le_bytes([count[0], count[1]]))
}

fn problem(error: ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Problem::Encrypted,
        _ => Problem::NotAnArchive,
    }
}
