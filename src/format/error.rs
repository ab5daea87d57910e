//! Why a text is no plan file, in words, with line and column.

use super::v1::Wrong;
use crate::text::Message;

/// Why the text of a plan file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    pub reason: Message,
}

impl FormatError {
    /// The place and the reason; what concerns the whole file has no place worth naming.
    pub fn message(&self) -> Message {
        if matches!(&*self.reason.id, "format-empty" | "format-not-a-plan" | "format-newer") {
            return self.reason.clone();
        }
        crate::message!(
            "format-at",
            line = self.line.to_string(),
            column = self.column.to_string(),
            reason = self.reason.clone()
        )
    }

    pub(super) fn not_a_plan() -> Self {
        Self { line: 1, column: 1, reason: crate::message!("format-not-a-plan") }
    }

    pub(super) fn empty() -> Self {
        Self { line: 1, column: 1, reason: crate::message!("format-empty") }
    }

    pub(super) fn newer(text: &str, version: u64, known: u64) -> Self {
        let at = text.find("version").unwrap_or_default();
        Self::at(text, at, crate::message!("format-newer", version = version.to_string(), known = known.to_string()))
    }

    /// Not UTF-8 any more after these bytes.
    pub(super) fn not_text(valid: &[u8]) -> Self {
        let text = std::str::from_utf8(valid).unwrap_or_default().trim_start_matches('\u{feff}');
        Self::at(text, text.len(), crate::message!("format-not-text"))
    }

    /// The byte `at` of the text as line and column.
    fn at(text: &str, at: usize, reason: Message) -> Self {
        let before = text.get(..at).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line: small(line), column: small(column), reason }
    }

    /// Looks up where the text says what is wrong. The parser is done by then; ids are easy to find again.
    pub(super) fn in_text(text: &str, wrong: Wrong) -> Self {
        let quoted = format!("\"{}\"", wrong.id);
        let defined = format!("id: {quoted}");
        let nth = wrong.nth.saturating_sub(1);
        let said = text.match_indices(&defined).nth(nth).map(|(at, _)| at + "id: ".len());
        let of_object = match said.or_else(|| text.match_indices(&quoted).nth(nth).map(|(at, _)| at)) {
            Some(at) if !wrong.id.is_empty() => at,
            _ => text.find("deployment").unwrap_or_default(),
        };
        let rest = text.get(of_object..).unwrap_or_default();
        let field = wrong.field.map(|field| format!("{}:", field.replace('-', "_")));
        let of_field = field.and_then(|field| rest.find(&field)).unwrap_or_default();
        Self::at(text, of_object + of_field, wrong.reason)
    }

    pub(super) fn from_ron(error: &ron::error::SpannedError, text: &str) -> Self {
        let place = error.span.end;
        let mut rest = text.split('\n').skip(place.line.saturating_sub(1));
        let of_line = rest.next().unwrap_or_default();
        let at_end =
            of_line.chars().skip(place.col.saturating_sub(1)).chain(rest.flat_map(str::chars)).all(char::is_whitespace);
        Self {
            line: small(place.line.max(1)),
            column: small(place.col.max(1)),
            reason: if at_end { crate::message!("format-ends-early") } else { reason(&error.code) },
        }
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn reason(error: &ron::Error) -> Message {
    use ron::Error as E;
    let sign = |sign: &str| crate::message!("format-sign-missing", sign = sign);
    match error {
        E::Eof | E::UnclosedBlockComment | E::UnclosedLineComment => crate::message!("format-ends-early"),
        E::ExpectedComma => crate::message!("format-comma"),
        E::ExpectedArray => sign("["),
        E::ExpectedArrayEnd => sign("]"),
        E::ExpectedMap => sign("{"),
        E::ExpectedMapEnd => sign("}"),
        E::ExpectedMapColon => sign(":"),
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => sign("("),
        E::ExpectedStructLikeEnd | E::ExpectedOptionEnd => sign(")"),
        E::ExpectedString | E::ExpectedStringEnd => crate::message!("format-text"),
        E::ExpectedInteger | E::InvalidIntegerDigit { .. } | E::UnderscoreAtBeginning => {
            crate::message!("format-number")
        }
        E::IntegerOutOfBounds => crate::message!("format-number-range"),
        E::ExpectedBoolean => crate::message!("format-flag"),
        E::ExpectedIdentifier | E::InvalidIdentifier(_) => crate::message!("format-name"),
        E::UnexpectedChar(sign) => crate::message!("format-sign", sign = sign.to_string()),
        E::InvalidEscape(_) => crate::message!("format-escape"),
        E::MissingStructField { field, .. } => crate::message!("format-field-missing", field = *field),
        E::NoSuchStructField { found, .. } => crate::message!("format-field", field = found),
        E::DuplicateStructField { field, .. } => crate::message!("format-field-twice", field = *field),
        E::NoSuchEnumVariant { found, .. } => crate::message!("format-unknown", word = found),
        E::NoSuchExtension(found) => crate::message!("format-unknown", word = found),
        E::InvalidValueForType { .. } | E::ExpectedDifferentLength { .. } => crate::message!("format-kind"),
        E::ExceededRecursionLimit => crate::message!("format-deep"),
        E::TrailingCharacters => crate::message!("format-trailing"),
        _ => crate::message!("format-syntax"),
    }
}
