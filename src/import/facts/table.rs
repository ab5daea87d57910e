//! From bytes to lines of cells: CSV with `,` or `;`, tab-separated text, in the encodings that spreadsheets write.

use crate::import::error::Problem;
use crate::import::limits::{MAX_FILE_BYTES, MAX_TABLE_CELLS, MAX_TABLE_LINES};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// A table as it was read. Blank lines are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub lines: Vec<Line>,
}

/// One line of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line of the source that it begins in, from 1.
    pub number: u32,
    /// Without spaces at their ends.
    pub cells: Vec<String>,
}

/// The text of a table. What is neither marked nor UTF-8 is taken as Windows-1252: Excel's plain CSV in Western Europe.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Problem> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Problem::TooLarge { megabytes: MAX_FILE_BYTES >> 20 });
    }
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None if matches!(bytes, [first, 0, ..] if *first != 0) => (UTF_16LE, 0),
        None if matches!(bytes, [0, second, ..] if *second != 0) => (UTF_16BE, 0),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (WINDOWS_1252, 0),
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    // A table has no NUL: this is a program or a picture.
    text.filter(|text| !text.contains('\0')).ok_or(Problem::Encoding)
}

/// The cells of a text, with the separator that fits it best.
pub(super) fn cells(text: &str) -> Result<Table, Problem> {
    let (text, skipped, named) = match separator_line(text) {
        Some((separator, rest)) => (rest, 1, Some(separator)),
        None => (text, 0, None),
    };
    split(text, named.unwrap_or_else(|| separator(text)), skipped)
}

/// `sep=;`, which Excel reads and some programs write as the first line.
fn separator_line(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let separator = first.trim_end().trim_matches('"').strip_prefix("sep=")?;
    match separator.as_bytes() {
        [one @ (b',' | b';' | b'\t')] => Some((*one, rest)),
        _ => None,
    }
}

/// The separator under which most of the first lines have as many cells as the first one.
fn separator(text: &str) -> u8 {
    const LOOK: usize = 20;
    let score = |separator: u8| {
        let mut reader = reader(text, separator);
        let counts: Vec<usize> =
            reader.records().take(LOOK).filter_map(Result::ok).map(|record| record.len()).collect();
        let first = counts.first().copied().unwrap_or(0);
        if first < 2 { 0 } else { counts.iter().filter(|count| **count == first).count() }
    };
    // The first of equals wins: a tab is hardly ever part of a text, a comma often is.
    let mut best = (0, b'\t');
    for separator in [b'\t', b';', b','] {
        let found = score(separator);
        if found > best.0 {
            best = (found, separator);
        }
    }
    best.1
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

/// The cells of a text with this separator; `skipped` lines stand before it.
pub(super) fn split(text: &str, separator: u8, skipped: u32) -> Result<Table, Problem> {
    let mut table = Table::default();
    let (mut counted, mut line, mut cells) = (0usize, skipped + 1, 0usize);
    for record in reader(text, separator).records() {
        // The text is UTF-8 and lines may differ in length: nothing else can go wrong.
        let Ok(record) = record else { continue };
        if table.lines.len() == MAX_TABLE_LINES {
            return Err(Problem::TooManyLines);
        }
        cells += record.len();
        if cells > MAX_TABLE_CELLS {
            return Err(Problem::TooManyLines);
        }
        // The reader's place is before the blank lines that it skipped.
        let place = record.position().map_or(counted, |position| position.byte() as usize);
        let blank = text.as_bytes()[place..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = place + blank;
        line += text.as_bytes()[counted..start].iter().filter(|byte| **byte == b'\n').count() as u32;
        counted = start;
        let found: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if found.iter().any(|cell| !cell.is_empty()) {
            table.lines.push(Line { number: line, cells: found });
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &Table) -> Vec<(u32, Vec<&str>)> {
        table.lines.iter().map(|line| (line.number, line.cells.iter().map(String::as_str).collect())).collect()
    }

    fn read(bytes: &[u8]) -> Table {
        cells(&decode(bytes).expect("a text")).expect("a table")
    }

    #[test]
    fn every_separator_and_line_end_gives_the_same_table() {
        let expected = vec![(1, vec!["a", "b c"]), (2, vec!["1", "x, y"]), (4, vec!["2", ""])];
        for text in [
            "a,b c\n1,\"x, y\"\n\n2,\n",
            "a;b c\r\n1;x, y\r\n\r\n2;\r\n",
            "a\tb c\n1\tx, y\n;;\n2\t",
            "\u{feff}a;b c\n1;\"x, y\"\n;\n2;",
        ] {
            let table = read(text.as_bytes());
            let mut found = rows(&table);
            found.retain(|(_, cells)| cells[0] != ";;");
            assert_eq!(found, expected, "{text:?}");
        }
        let marked = read(b"sep=;\na,a;b\n1;2\n");
        assert_eq!(rows(&marked), [(2, vec!["a,a", "b"]), (3, vec!["1", "2"])]);
    }

    #[test]
    fn quoted_cells_hold_separators_quotes_and_lines() {
        let table = read(b"a,b\n\"x\ny\",\"say \"\"hi\"\"\"\nz,1\n");
        assert_eq!(rows(&table), [(1, vec!["a", "b"]), (2, vec!["x\ny", "say \"hi\""]), (4, vec!["z", "1"])]);
    }

    #[test]
    fn what_excel_writes_is_read() {
        let text = "Serveur\tSystème\r\nfe01\tété\r\n";
        let utf16: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (ansi, _, _) = WINDOWS_1252.encode(text);
        for bytes in [&utf16[..], &bare[..], &ansi[..], text.as_bytes()] {
            assert_eq!(rows(&read(bytes)), [(1, vec!["Serveur", "Système"]), (2, vec!["fe01", "été"])]);
        }
        assert_eq!(decode(&[0x89, b'P', b'N', b'G', 0, 0, 0, 1]), Err(Problem::Encoding));
    }

    #[test]
    fn a_table_beyond_the_limits_is_refused() {
        assert!(split(&"a\n".repeat(MAX_TABLE_LINES), b',', 0).is_ok());
        assert_eq!(split(&"a\n".repeat(MAX_TABLE_LINES + 1), b',', 0), Err(Problem::TooManyLines));
        assert_eq!(split(&",".repeat(MAX_TABLE_CELLS), b',', 0), Err(Problem::TooManyLines));
        assert_eq!(cells("").map(|table| table.lines.len()), Ok(0));
    }
}
