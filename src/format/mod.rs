//! The plan file (`.coexist`): RON text that reads well in a diff, in an envelope with format and version.
//!
//! First the envelope is read, then the structs of its version, which are frozen. Files on disk (atomic
//! saves, recovery, settings) are [`store`]'s.

pub mod clip;
mod error;
mod recovery;
mod settings;
pub mod store;
mod v1;

pub use error::FormatError;

use crate::plan::Plan;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

/// What the envelope calls the format.
const FORMAT: &str = "coexist-plan";

/// The version that is written.
pub const VERSION: u32 = 1;

/// How deep a plan file can be nested; ours have ten levels.
const MAX_DEPTH: usize = 32;

/// Reads the text of a plan file. A byte order mark and CRLF are fine.
pub fn read(text: &str) -> Result<Plan, FormatError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mended;
    let text = if text.contains('\r') {
        mended = text.replace("\r\n", "\n");
        mended.as_str()
    } else {
        text
    };
    if text.trim().is_empty() {
        return Err(FormatError::empty());
    }
    let options = options();
    let mut envelope = Envelope::default();
    // The envelope stops the parser when it has seen enough, so that a newer file need not parse.
    let parsed = options.from_str_seed(text, &mut envelope);
    match (envelope.format.as_deref(), envelope.version) {
        (Some(FORMAT), Some(1)) => {}
        (Some(FORMAT), Some(version)) if version > VERSION.into() => {
            return Err(FormatError::newer(text, version, VERSION.into()));
        }
        (None | Some(FORMAT), _) if text.contains(FORMAT) && !envelope.other => {
            return Err(parsed.map_or_else(|error| FormatError::from_ron(&error, text), |()| FormatError::not_a_plan()));
        }
        _ => return Err(FormatError::not_a_plan()),
    }
    let file: v1::File = options.from_str(text).map_err(|error| FormatError::from_ron(&error, text))?;
    v1::to_plan(&file).map_err(|wrong| FormatError::in_text(text, *wrong))
}

/// Whether this is a plan file: also one that is damaged further on, or of a newer version.
pub fn is_plan(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut envelope = Envelope::default();
    // Whatever comes after the envelope does not matter.
    let _ = options().from_str_seed(text.strip_prefix('\u{feff}').unwrap_or(&text), &mut envelope);
    envelope.format.as_deref() == Some(FORMAT)
}

/// The text of a plan file: the same plan gives the same bytes, and what was read is written unchanged.
pub fn write(plan: &Plan) -> String {
    let pretty = PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .struct_names(false)
        .escape_strings(true)
        .extensions(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES);
    // Writing texts, numbers and lists to memory has no way to fail.
    let mut text = options().to_string_pretty(&v1::from_plan(plan), pretty).unwrap_or_default();
    text.push('\n');
    text
}

fn options() -> ron::Options {
    ron::Options::default().with_recursion_limit(MAX_DEPTH)
}

/// The head of a plan file.
#[derive(Default)]
struct Envelope {
    format: Option<String>,
    version: Option<u64>,
    /// It begins with something else.
    other: bool,
}

impl<'de> DeserializeSeed<'de> for &mut Envelope {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("", &["format", "version"], self)
    }
}

impl<'de> Visitor<'de> for &mut Envelope {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a plan")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => self.format = Some(map.next_value()?),
                "version" => self.version = Some(map.next_value()?),
                _ => {
                    self.other = true;
                    map.next_value::<IgnoredAny>()?;
                }
            }
            if self.other || (self.format.is_some() && self.version.is_some()) {
                return Err(serde::de::Error::custom("seen enough"));
            }
        }
        Ok(())
    }
}
