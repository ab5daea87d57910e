//! What stands in one cell, and what Excel takes in one.

use crate::export::network::Known;
use crate::export::xml::sayable;
use crate::model::{Date, Level};
use crate::rules::Source;

/// A cell by its type: words are written as words, numbers as numbers, days as days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// It does not apply here.
    Empty,
    /// The plan does not say it.
    Unknown,
    /// The pages that the table rests on do not say it.
    Unsaid,
    Text(String),
    /// What the eye should find.
    Strong(String),
    Muted(String),
    Number(u64),
    /// A number in a row of numbers, that nobody adds up.
    Ordinal(usize),
    /// Of a protocol: a number without gaps.
    Port(u64),
    Date(Date),
    Level(Level),
    Link {
        text: String,
        address: String,
    },
    /// To another sheet of the workbook.
    Sheet(String),
}

impl Cell {
    pub fn number(count: usize) -> Self {
        Self::Number(count as u64)
    }

    /// A count, or that it is not known.
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Unknown, Self::Number)
    }

    /// A text, or that it is not known.
    pub fn known(text: Option<impl Into<String>>) -> Self {
        text.map(Into::into).filter(|text| !text.is_empty()).map_or(Self::Unknown, Self::Text)
    }

    /// A text, or nothing where there need be none.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map(Into::into).filter(|text| !text.is_empty()).map_or(Self::Empty, Self::Text)
    }

    pub fn day(date: Option<Date>) -> Self {
        date.map_or(Self::Unknown, Self::Date)
    }

    /// One per line; nothing when there are none.
    pub fn lines(lines: Vec<String>) -> Self {
        Self::maybe(Some(lines.join("\n")))
    }

    /// What is known of a row about the network, said by `say`.
    pub fn of<T>(known: &Known<T>, say: impl FnOnce(&T) -> Self) -> Self {
        match known {
            Known::Is(value) => say(value),
            Known::Unknown => Self::Unknown,
            Known::Unsaid => Self::Unsaid,
        }
    }

    /// What may need more than one line.
    pub fn words(&self) -> &str {
        match self {
            Self::Text(text) | Self::Strong(text) | Self::Muted(text) | Self::Link { text, .. } => text,
            _ => "",
        }
    }

    pub fn page(source: Option<&Source>) -> Self {
        source.map_or(Self::Empty, |page| Self::Link { text: page.title.clone(), address: page.address.clone() })
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::maybe(Some(text))
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::maybe(Some(text.as_str()))
    }
}

/// The most that Excel takes in a cell, counted as it counts: in UTF-16.
const LONGEST: usize = 32_767;

/// Whole numbers beyond this are rounded in a cell.
pub const EXACT: u64 = 1 << 53;

/// A text without what a cell cannot carry, and not longer than it may be.
pub fn fitting(text: &str) -> String {
    let text = sayable(&text.replace('\t', " "));
    let mut out = String::with_capacity(text.len());
    let mut units = 0;
    for c in text.chars() {
        units += c.len_utf16();
        // One unit is kept for the mark that something was cut.
        if units > LONGEST - 1 {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out
}

/// Whether Excel would take a text for a formula once somebody edits the cell.
pub fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_cannot_carry_is_left_out() {
        assert_eq!(fitting("two\r\nlines\tand\u{1}\u{7f}\u{0} Île 東京 🙂"), "two\nlines and Île 東京 🙂");
        assert_eq!(fitting(""), "");
    }

    #[test]
    fn long_texts_are_cut_and_say_so() {
        let utf16 = |text: &str| text.encode_utf16().count();
        let at_most = "x".repeat(LONGEST - 1);
        assert_eq!(fitting(&at_most), at_most);
        let long = fitting(&"x".repeat(40_000));
        assert!(utf16(&long) == LONGEST && long.ends_with("x…"));
        // A character outside the basic plane counts twice, and is not cut in two.
        let wide = fitting(&"🙂".repeat(20_000));
        assert!(utf16(&wide) <= LONGEST && wide.ends_with("🙂…"));
    }
}
