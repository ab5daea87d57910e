//! Copied objects on the clipboard: RON text in an envelope of its own, with the objects as the plan file writes them.

use super::v1;
use super::{Envelope, FormatError, options};
use crate::message;
use crate::plan::{Clip, SheetPos};
use crate::text::Message;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

/// What the envelope calls the format.
const FORMAT: &str = "coexist-clip";
const VERSION: u32 = 1;
/// The largest clip that is read; 2,000 pools with all they have are far below.
const MAX_BYTES: usize = 16 << 20;
/// The most objects and links that are pasted at once.
const MAX_OBJECTS: usize = 50_000;
/// The room that a clip can say it takes, in sheet units.
const MAX_SIZE: i32 = 1_000_000;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    version: u32,
    objects: v1::Today,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<(v1::Ref, i32, i32)>,
    #[serde(default)]
    size: (i32, i32),
}

/// The text for the clipboard.
pub fn write(clip: &Clip) -> String {
    let file = File {
        format: FORMAT.to_owned(),
        version: VERSION,
        objects: v1::from_topology(&clip.objects),
        places: clip.places.iter().map(|(of, pos)| (v1::reference(of), pos.x, pos.y)).collect(),
        size: clip.size,
    };
    let pretty = PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .struct_names(false)
        .escape_strings(true)
        .extensions(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES);
    // As for a plan: nothing here can fail to be written.
    let mut text = options().to_string_pretty(&file, pretty).unwrap_or_default();
    text.push('\n');
    text
}

/// Whether a text from the clipboard is a clip: also one that is damaged further on, or of a newer version.
pub fn is_clip(text: &str) -> bool {
    envelope(text).format.as_deref() == Some(FORMAT)
}

fn envelope(text: &str) -> Envelope {
    let mut envelope = Envelope::default();
    // The head stops the parser itself; what comes after it does not matter here.
    let _ = options().from_str_seed(head(text), &mut envelope);
    envelope
}

/// The beginning of a text, enough for the envelope: a long text from elsewhere is not read to its end.
fn head(text: &str) -> &str {
    const HEAD: usize = 1 << 10;
    let text = text.trim_start_matches('\u{feff}');
    let end = (0..=HEAD.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

/// Reads what [`write`] wrote, here or in another window.
///
/// # Errors
/// Why it cannot be pasted, for people.
pub fn read(text: &str) -> Result<Clip, Message> {
    if text.len() > MAX_BYTES {
        return Err(message!("format-clip-large", limit = MAX_BYTES >> 20));
    }
    match envelope(text) {
        Envelope { format: Some(format), version, .. } if format == FORMAT => match version {
            Some(version) if version == u64::from(VERSION) => {}
            Some(version) => {
                return Err(message!("format-clip-newer", version = version.to_string(), known = VERSION.to_string()));
            }
            None => return Err(message!("format-clip-none")),
        },
        _ => return Err(message!("format-clip-none")),
    }
    let damaged = |why: FormatError| message!("format-clip-damaged", why = why.message());
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let file: File = options().from_str(&text).map_err(|error| damaged(FormatError::from_ron(&error, &text)))?;
    let mut objects = v1::topology(&file.objects).map_err(|wrong| damaged(FormatError::in_text(&text, *wrong)))?;
    objects.user_groups.clear();
    let count = objects.subjects().take(MAX_OBJECTS + 2).count();
    if count > MAX_OBJECTS + 1 {
        return Err(message!("format-clip-many", limit = MAX_OBJECTS));
    }
    let places = file.places.iter().map(|(of, x, y)| (v1::subject(of), SheetPos { x: *x, y: *y }));
    let places: Vec<_> = places.filter(|(of, _)| objects.has(of)).collect();
    let size = (file.size.0.clamp(0, MAX_SIZE), file.size.1.clamp(0, MAX_SIZE));
    Ok(Clip { objects, places, size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::*;
    use crate::text::Lang;

    fn clip() -> Clip {
        let mut objects = Topology::default();
        let mut pool = Pool::new(PoolId::new("pool-a"), PoolKind::FrontEnd);
        pool.fqdn = Some(Text::from("fé\n\"01\".contoso.com"));
        objects.put(pool.into());
        objects.put(SqlServer::new(SqlServerId::new("sql-a")).into());
        objects.put(SqlInstance::new(SqlInstanceId::new("inst-a"), SqlServerId::new("sql-a")).into());
        let (from, to) = (Subject::Pool(PoolId::new("pool-a")), Subject::SqlInstance(SqlInstanceId::new("inst-a")));
        objects.put(Link::new(LinkId::new("link-a"), LinkKind::UserStore, Usage::Default, from.clone(), to).into());
        Clip { objects, places: vec![(from, SheetPos { x: -8, y: 16 })], size: (360, 88) }
    }

    #[test]
    fn what_is_written_is_read() {
        let text = write(&clip());
        assert!(is_clip(&text));
        assert_eq!(read(&text), Ok(clip()));
        assert_eq!(read(&format!("\u{feff}{}", text.replace('\n', "\r\n"))), Ok(clip()), "as Windows hands it out");
        assert!(!crate::format::is_plan(text.as_bytes()) && crate::format::read(&text).is_err(), "it is no plan");
    }

    #[test]
    fn what_is_no_sound_clip_says_why() {
        let text = write(&clip());
        let why = |text: &str| read(text).map(drop).expect_err("refused");
        for lang in Lang::all() {
            assert!(lang.has(&why("fe01\tfe02").id) && lang.has(&why("").id));
            assert!(lang.has(&why(&text.replace("version: 1", "version: 7")).id));
        }
        assert_eq!(why("name;site\n").id, "format-clip-none");
        assert!(!is_clip("name;site\n") && !is_clip("") && !is_clip("(format: \"coexist-plan\", version: 1)"));
        assert_eq!(why(&text.replace("version: 1", "version: 7")).id, "format-clip-newer");
        let cut = &text[..text.len() / 2];
        assert!(is_clip(cut), "one can still see what it was");
        let said = Lang::EN.say(&why(cut));
        assert!(said.contains("line"), "{said}");
        let lost = text.replacen("id: \"sql-a\"", "id: \"sql-b\"", 1);
        assert_ne!(lost, text);
        let said = Lang::EN.say(&why(&lost));
        assert!(said.contains("sql-a"), "{said}");
        assert_eq!(why(&"x".repeat(MAX_BYTES + 1)).id, "format-clip-large");
    }

    #[test]
    fn a_long_text_from_elsewhere_is_looked_at_briefly() {
        assert!(!is_clip(&"é".repeat(100_000)));
        assert!(!is_clip(&"(".repeat(100_000)), "nothing nests too deep for the head");
    }
}
