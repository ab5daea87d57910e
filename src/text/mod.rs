//! Words: languages, messages and how they are said.
//!
//! Everything inside keeps a [`Message`] (an id and typed arguments); words are made at the edge, in the
//! reader's language, from `assets/i18n/<language>/coexist.ftl`. A third language is a folder more and no code.

mod fold;
pub use fold::folded;

use fluent_bundle::{FluentValue, types::FluentNumber};
use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/i18n"]
struct Words;

/// A language that the product speaks: one of the folders of `assets/i18n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(&'static str);

impl Lang {
    pub const EN: Self = Self("en");
    pub const FR: Self = Self("fr");

    /// Every language, English first.
    pub fn all() -> impl Iterator<Item = Self> {
        loaders().keys().copied()
    }

    /// The language for a tag such as `fr-CA`, when the product speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let wanted = tag.split(['-', '_', '.']).next()?.to_ascii_lowercase();
        Self::all().find(|lang| lang.0 == wanted)
    }

    /// The system's language, or English.
    pub fn of_system() -> Self {
        sys_locale::get_locales().find_map(|tag| Self::from_tag(&tag)).unwrap_or(Self::EN)
    }

    pub fn tag(self) -> &'static str {
        self.0
    }

    /// The language's own name for itself.
    pub fn own_name(self) -> String {
        self.say(&crate::message!("language-name"))
    }

    /// The message in this language.
    pub fn say(self, message: &Message) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> =
            message.args.iter().map(|(name, arg)| (Cow::Borrowed(*name), arg.fluent(self))).collect();
        self.loader().get_args_fluent(&message.id, Some(&args_of(args)))
    }

    /// A message without arguments by an id that is made at run time: `edition-standard`.
    pub fn word(self, prefix: &str, key: &str) -> String {
        self.loader().get(&format!("{prefix}-{key}"))
    }

    /// Whether there are words for this id in this language itself.
    pub fn has(self, id: &str) -> bool {
        self.loader().has(id)
    }

    /// A list as this language writes it: `a, b and c`.
    pub fn list(self, items: &[String]) -> String {
        self.joined(items, &crate::message!("list-and"))
    }

    /// A list to choose from: `a, b or c`.
    pub fn either(self, items: &[String]) -> String {
        self.joined(items, &crate::message!("list-or"))
    }

    fn joined(self, items: &[String], word: &Message) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.say(word)),
        }
    }

    /// Parts of a sentence that have commas of their own: `a; b, c; d`.
    pub fn parts(self, parts: Vec<String>) -> String {
        let join = |first: String, next| self.say(&crate::message!("list-parts", first = first, next = next));
        parts.into_iter().reduce(join).unwrap_or_default()
    }

    /// A whole number with this language's separators.
    pub fn number(self, number: u64) -> String {
        grouped(number, self.gap())
    }

    /// What stands between each three digits of a number.
    fn gap(self) -> char {
        if self == Self::FR { '\u{202f}' } else { ',' }
    }

    fn loader(self) -> &'static FluentLanguageLoader {
        let loader = loaders().get(&self).unwrap_or_else(|| unreachable!("every Lang is a key of the loaders"));
        loader.get_or_init(|| read(self))
    }
}

fn grouped(number: u64, gap: char) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(gap);
        }
        out.push(digit);
    }
    out
}

/// How Fluent writes the numbers of messages: with separators, as everywhere else.
fn written<const GAP: char, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.options.use_grouping => Some(grouped(number.value as u64, GAP)),
        _ => None,
    }
}

fn args_of<'a>(args: HashMap<Cow<'static, str>, FluentValue<'a>>) -> fluent_bundle::FluentArgs<'a> {
    args.into_iter().collect()
}

/// Every language there are words of; each is read when something is said in it first.
fn loaders() -> &'static BTreeMap<Lang, OnceLock<FluentLanguageLoader>> {
    static LOADERS: OnceLock<BTreeMap<Lang, OnceLock<FluentLanguageLoader>>> = OnceLock::new();
    LOADERS.get_or_init(|| {
        let mut tags: Vec<String> =
            Words::iter().filter_map(|path| path.split_once('/').map(|(tag, _)| tag.to_owned())).collect();
        tags.retain(|tag| tag.parse::<LanguageIdentifier>().is_ok());
        tags.sort();
        tags.dedup();
        tags.into_iter().map(|tag| (Lang(String::leak(tag)), OnceLock::new())).collect()
    })
}

fn read(lang: Lang) -> FluentLanguageLoader {
    let id: LanguageIdentifier = lang.0.parse().unwrap_or_default();
    let loader = FluentLanguageLoader::new("coexist", id.clone());
    // They are in the program itself; without them each id stands for what it means.
    let _ = loader.load_languages(&Words, &[id]);
    loader.set_use_isolating(false);
    loader.with_bundles_mut(|bundle| {
        bundle.set_formatter(Some(match lang.gap() {
            '\u{202f}' => written::<'\u{202f}', _>,
            _ => written::<',', _>,
        }));
    });
    loader
}

/// Something to say: an id of the Fluent files and its arguments. Made by [`message!`](crate::message).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    pub id: Cow<'static, str>,
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A word of a vocabulary: `edition` and `standard`.
    pub fn word(prefix: &str, key: &str) -> Self {
        Self { id: Cow::Owned(format!("{prefix}-{key}")), args: Vec::new() }
    }
}

/// One argument of a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arg {
    /// A name or other text that is the same in every language.
    Text(String),
    /// How many; Fluent chooses the plural by it and each language writes it its own way. What says which one and not how
    /// many (a port, a line, a version) is a text.
    Count(u64),
    /// Another message, said in the same language: a product, a role, a reason.
    Said(Message),
    /// Names, joined as the language does.
    List(Vec<String>),
    /// Names of which one is to be chosen.
    Either(Vec<String>),
    /// Words of a vocabulary, said in the same language and joined.
    Words(Vec<Message>),
}

impl Arg {
    fn fluent(&self, lang: Lang) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::from(text.clone()),
            Self::Count(count) => FluentValue::Number(FluentNumber::from(*count)),
            Self::Said(message) => FluentValue::from(lang.say(message)),
            Self::List(items) => FluentValue::from(lang.list(items)),
            Self::Either(items) => FluentValue::from(lang.either(items)),
            Self::Words(items) => {
                FluentValue::from(lang.list(&items.iter().map(|item| lang.say(item)).collect::<Vec<_>>()))
            }
        }
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Said(message)
    }
}

impl From<Vec<String>> for Arg {
    fn from(items: Vec<String>) -> Self {
        Self::List(items)
    }
}

impl From<Vec<Message>> for Arg {
    fn from(items: Vec<Message>) -> Self {
        Self::Words(items)
    }
}

impl From<u64> for Arg {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

/// Builds a [`Message`](crate::text::Message). The `fl!` inside never runs: it makes the compiler check the
/// id and the names of the arguments against the English file.
#[macro_export]
macro_rules! message {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        #[allow(unused)]
        fn checked(loader: &::i18n_embed::fluent::FluentLanguageLoader) -> String {
            ::i18n_embed_fl::fl!(loader, $id $(, $name = { let _ = stringify!($name); "" })*)
        }
        $crate::text::Message {
            id: ::std::borrow::Cow::Borrowed($id),
            args: vec![$((stringify!($name), $crate::text::Arg::from($value))),*],
        }
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_numbers_follow_the_language() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(Lang::EN.list(&names), "a, b and c");
        assert_eq!(Lang::FR.list(&names), "a, b et c");
        assert_eq!(Lang::EN.either(&names), "a, b or c");
        assert_eq!(Lang::FR.either(&names), "a, b ou c");
        assert_eq!(Lang::EN.parts(names.to_vec()), "a; b; c");
        assert_eq!(Lang::FR.parts(names.to_vec()), "a\u{202f}; b\u{202f}; c");
        assert_eq!(Lang::EN.number(1_234_567), "1,234,567");
        assert_eq!(Lang::FR.number(1_200), "1\u{202f}200");
        assert_eq!(Lang::EN.number(12), "12");
    }

    #[test]
    fn counts_in_messages_have_separators_and_the_numbers_of_things_have_none() {
        let users = |count: u64| crate::message!("plan-count-users", users = count, group = "g", pool = "p");
        assert!(Lang::EN.say(&users(4_200)).contains("4,200 users"), "{}", Lang::EN.say(&users(4_200)));
        assert!(Lang::FR.say(&users(4_200)).contains("4\u{202f}200 utilisateurs"), "{}", Lang::FR.say(&users(4_200)));
        assert!(Lang::EN.say(&users(1)).contains("one user"), "the plural goes by the number");
        let at = crate::message!("ui-panels-line", number = "12041");
        assert_eq!(Lang::EN.say(&at), "Line 12041");
    }

    #[test]
    fn a_tag_finds_its_language() {
        assert_eq!(Lang::from_tag("fr-CA"), Some(Lang::FR));
        assert_eq!(Lang::from_tag("fr_FR.UTF-8"), Some(Lang::FR));
        assert_eq!(Lang::from_tag("de"), None);
    }
}
