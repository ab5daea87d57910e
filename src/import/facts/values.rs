//! What a typed text means for a fact: numbers, dates, yes and no, words of a vocabulary in any language, names.

use crate::message;
use crate::model::*;
use crate::text::{Lang, Message, folded};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// The longest text of a value, in characters.
const LONGEST: usize = 1_000;

/// What finds objects of a kind by a name that somebody wrote.
pub type Find<'a> = &'a dyn Fn(SubjectKind, &str) -> Vec<Subject>;

/// What a text means for a fact of this kind. `Ok(None)`: it says nothing, or that the value is not known.
///
/// # Errors
/// Why it is no such value, for people.
pub fn parse(kind: FactKind, text: &str, find: Find<'_>) -> Result<Option<Value>, Message> {
    let text = text.trim();
    let fold = folded(text);
    if fold.is_empty() || words().unknown.contains(&fold) {
        return Ok(None);
    }
    if text.chars().count() > LONGEST {
        return Err(message!("import-value-long", limit = LONGEST));
    }
    let none = words().none.contains(&fold);
    Ok(Some(match kind {
        FactKind::Flag if words().yes.contains(&fold) => Value::Flag(true),
        FactKind::Flag if words().no.contains(&fold) => Value::Flag(false),
        FactKind::Flag => return Err(message!("import-value-flag", text = text)),
        FactKind::Count => Value::Count(count(text).ok_or_else(|| message!("import-value-count", text = text))?),
        FactKind::Date => Value::Date(text.parse().map_err(|_| message!("import-value-date", text = text))?),
        FactKind::Text => Value::text(text),
        FactKind::List if none => Value::List(Vec::new()),
        FactKind::List => Value::List(items(text).map(Arc::from).collect()),
        FactKind::Choice(prefix, keys) => Value::text(choice(prefix, keys, text)?),
        FactKind::Choices(_, _) if none => Value::List(Vec::new()),
        FactKind::Choices(prefix, keys) => {
            let mut chosen = Vec::new();
            for item in items(text) {
                let key = choice(prefix, keys, item)?;
                if !chosen.contains(&key) {
                    chosen.push(key);
                }
            }
            // In the order of the vocabulary, as the form writes them.
            chosen.sort_by_key(|key| keys.iter().position(|other| other == key));
            Value::List(chosen.into_iter().map(Arc::from).collect())
        }
        FactKind::Route if none => Value::text("none"),
        FactKind::Site => named(SubjectKind::Site, text, find)?,
        FactKind::Pool | FactKind::Route => named(SubjectKind::Pool, text, find)?,
    }))
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', ',', ';']).map(str::trim).filter(|item| !item.is_empty())
}

/// A whole number, with groups of three as languages write them; `12.0` is what programs make of 12.
fn count(text: &str) -> Option<u64> {
    let whole = text.trim_end_matches('0').strip_suffix('.').unwrap_or(text);
    let is_gap = |c: char| c.is_whitespace() || matches!(c, ',' | '’' | '\'' | '\u{202f}');
    let groups: Vec<&str> = whole.split(is_gap).collect();
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, others) = groups.split_first()?;
    let fits = digits(first) && others.iter().all(|group| digits(group) && group.len() == 3);
    let fits = fits && (others.is_empty() || first.len() <= 3);
    fits.then(|| groups.concat().parse().ok()).flatten()
}

fn named(kind: SubjectKind, text: &str, find: Find<'_>) -> Result<Value, Message> {
    match find(kind, text).as_slice() {
        [one] => Ok(Value::text(one.id())),
        [] => Err(message!("import-value-no-name", text = text, kind = Message::word(SubjectKind::PREFIX, kind.key()))),
        many => Err(message!("import-value-many-names", text = text, count = many.len())),
    }
}

/// The key of a vocabulary that a text means: the key, the word in any language, or both without the maker's and
/// the product's name, so that *SQL 2012* and *Microsoft SQL Server 2012* mean the same.
fn choice(prefix: &str, keys: &'static [&'static str], text: &str) -> Result<&'static str, Message> {
    let fold = folded(text);
    let exact =
        keys.iter().find(|key| folded(key) == fold || Lang::all().any(|lang| folded(&lang.word(prefix, key)) == fold));
    if let Some(key) = exact {
        return Ok(key);
    }
    // A vocabulary of releases: there, an edition behind the year says nothing about the year.
    let releases = keys.iter().all(|key| key.contains(|c: char| c.is_ascii_digit()));
    let core = |text: &str| {
        let mut parts: Vec<String> = folded(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty() && !NAMES.contains(part))
            .filter(|part| !releases || !EDITIONS.contains(part))
            .map(str::to_owned)
            .collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    };
    let wanted = core(&fold);
    let alike = |key: &&&str| core(key) == wanted || Lang::all().any(|lang| core(&lang.word(prefix, key)) == wanted);
    let mut found = keys.iter().filter(alike);
    match (wanted.is_empty(), found.next(), found.next()) {
        (false, Some(one), None) => Ok(one),
        _ => {
            let choices: Vec<Message> = keys.iter().map(|key| Message::word(prefix, key)).collect();
            Err(message!("import-value-choice", text = text, choices = choices))
        }
    }
}

/// Makers and products, which people leave out or put before.
const NAMES: &[&str] = &["microsoft", "ms", "windows", "server", "sql", "exchange", "edition"];
/// Editions of Windows Server and SQL Server, as inventories write them behind the release.
const EDITIONS: &[&str] = &["standard", "datacenter", "enterprise", "essentials", "foundation", "64", "bit", "x64"];

/// Short answers in every language, folded.
struct Words {
    yes: Vec<String>,
    no: Vec<String>,
    none: Vec<String>,
    unknown: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let said = |message: Message, also: &[&str]| {
            let mut all: Vec<String> = Lang::all().map(|lang| folded(&lang.say(&message))).collect();
            all.extend(also.iter().map(|word| (*word).to_owned()));
            all
        };
        Words {
            // What Excel writes for a truth value in English and French, and programs do.
            yes: said(message!("plan-value-yes"), &["true", "vrai", "1", "x", "y", "o"]),
            no: said(message!("plan-value-no"), &["false", "faux", "0", "n"]),
            none: said(message!("plan-value-none"), &["none", "-"]),
            unknown: said(message!("import-value-unknown"), &["?", "n/a"]),
        }
    })
}

/// The names of facts that people write in a head: the key, or the word in any language. Several facts may share one.
pub(in crate::import) fn facts_called(text: &str) -> &'static [FactName] {
    static NAMES: OnceLock<HashMap<String, Vec<FactName>>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names: HashMap<String, Vec<FactName>> = HashMap::new();
        for fact in crate::plan::fillable_names() {
            let words = Lang::all().map(|lang| folded(&lang.word("fact", fact)));
            for name in words.chain([folded(fact), folded(&fact.replace('-', " "))]) {
                let all = names.entry(name).or_default();
                if !all.contains(&fact) {
                    all.push(fact);
                }
            }
        }
        names
    });
    names.get(&folded(text)).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: FactKind, text: &str) -> Result<Option<Value>, Message> {
        parse(kind, text, &|_, name| match name {
            "Paris" => vec![Subject::Site(SiteId::new("site-paris"))],
            "Two" => vec![Subject::Deployment, Subject::Deployment],
            _ => Vec::new(),
        })
    }

    #[test]
    fn whole_numbers_in_every_way_of_writing() {
        for (text, number) in [
            ("1200", Some(1_200)),
            ("1 200", Some(1_200)),
            ("1\u{202f}200", Some(1_200)),
            ("1,200", Some(1_200)),
            ("12,345,678", Some(12_345_678)),
            ("1200.0", Some(1_200)),
            ("0", Some(0)),
            ("1,5", None),
            ("1234,567", None),
            ("12.5", None),
            ("-3", None),
            ("many", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(count(text), number, "{text}");
        }
    }

    #[test]
    fn words_of_a_vocabulary_in_any_language_or_as_inventories_write_them() {
        let sql = |text| read(SqlVersion::KIND, text).ok().flatten();
        for text in ["sql-2012", "SQL Server 2012", "Microsoft SQL Server 2012", "sql 2012", "2012"] {
            assert_eq!(sql(text), Some(Value::text("sql-2012")), "{text}");
        }
        let os = |text| read(WindowsVersion::KIND, text).ok().flatten();
        assert_eq!(os("Microsoft Windows Server 2012 R2 Standard"), Some(Value::text("2012-r2")));
        assert_eq!(os("windows server 2012"), Some(Value::text("2012")));
        assert_eq!(read(Platform::KIND, "Physique").ok().flatten(), Some(Value::text("physical")));
        assert!(read(WindowsVersion::KIND, "Windows").is_err(), "it names no release");
        assert!(read(WindowsVersion::KIND, "Windows Server 2012 or 2016").is_err(), "two at once");
        assert!(read(Hypervisor::KIND, "not").is_err());
        assert!(read(Edition::KIND, "not Enterprise").is_err());
    }

    #[test]
    fn yes_no_none_and_not_known() {
        let flag = |text| read(FactKind::Flag, text).ok().flatten();
        for text in ["yes", "Oui", "VRAI", "true", "1"] {
            assert_eq!(flag(text), Some(Value::Flag(true)), "{text}");
        }
        assert_eq!(flag("non"), Some(Value::Flag(false)));
        for text in ["", "  ", "?", "Not known", "Inconnu"] {
            assert_eq!(read(FactKind::Flag, text), Ok(None), "{text}");
        }
        assert!(read(FactKind::Flag, "perhaps").is_err());
        assert_eq!(read(FactKind::List, "aucun"), Ok(Some(Value::List(Vec::new()))));
        let list = read(FactKind::List, "a.com; b.com,c.com\nd.com").ok().flatten();
        assert_eq!(list, Some(Value::List(["a.com", "b.com", "c.com", "d.com"].map(Arc::from).to_vec())));
        let kinds = <Vec<WindowsVersion> as Fact>::KIND;
        let systems = read(kinds, "Windows Server 2016, 2012-r2, 2016").ok().flatten();
        assert_eq!(systems, Some(Value::List(vec![Arc::from("2012-r2"), Arc::from("2016")])));
        assert!(read(kinds, "2016, Solaris").is_err());
    }

    #[test]
    fn names_dates_and_long_texts() {
        assert_eq!(read(FactKind::Site, "Paris"), Ok(Some(Value::text("site-paris"))));
        assert!(read(FactKind::Site, "Lyon").is_err());
        assert!(read(FactKind::Pool, "Two").is_err());
        assert_eq!(read(FactKind::Route, "none"), Ok(Some(Value::text("none"))));
        assert!(read(FactKind::Date, "31/01/2026").is_err());
        assert!(matches!(read(FactKind::Date, "2026-01-31"), Ok(Some(Value::Date(_)))));
        assert!(read(FactKind::Text, &"x".repeat(LONGEST)).is_ok());
        assert!(read(FactKind::Text, &"x".repeat(LONGEST + 1)).is_err());
    }

    #[test]
    fn facts_are_known_by_key_and_word() {
        assert_eq!(facts_called("SQL Server version"), ["sql-version"]);
        assert_eq!(facts_called("sql-version"), ["sql-version"]);
        assert_eq!(facts_called("SYSTÈME D’EXPLOITATION"), ["os"]);
        assert_eq!(facts_called("Users"), ["users"]);
        assert!(facts_called("Comment").is_empty());
    }
}
