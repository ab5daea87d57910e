//! Mutants of the packs: each differs from its pack in one limit, one word or one place of an order. They are made on
//! the values of the file, whatever its fields are, so a new field has mutants without being named here.

use crate::model::*;
use crate::rules::packs::{Files, Pack, SwitchPart};
use crate::rules::{all, pack, pack_file};
use serde_json::Value;
use std::sync::OnceLock;

/// A pack with one difference.
#[derive(Debug)]
pub struct Mutant {
    /// `lync-2013 capacity.front_ends +1`.
    pub name: String,
    /// The pack that it was made of.
    pub of: PackId,
    /// The field of the pack that holds the difference.
    pub field: String,
    pub pack: Pack,
}

/// What no rule is judged by. The levels are those of the catalogue, which a test of its own compares.
const NO_LIMITS: &[&str] = &["id", "version", "levels"];

/// Every mutant of every pack, in the order of the files.
pub fn mutants() -> &'static [Mutant] {
    static MUTANTS: OnceLock<Vec<Mutant>> = OnceLock::new();
    MUTANTS.get_or_init(|| {
        let mut out = Vec::new();
        Files::iter().for_each(|path| out.append(&mut of_file(&path)));
        for (at, mutant) in out.iter_mut().enumerate() {
            mutant.pack.id = id(&mutant.of, at);
        }
        out
    })
}

/// What a mutant's pack is called.
pub fn id(of: &PackId, at: usize) -> PackId {
    PackId::new(&format!("{of}#{at}"))
}

fn of_file(path: &str) -> Vec<Mutant> {
    let mut file: Value = ron::de::from_bytes(&Files::get(path).unwrap().data).unwrap();
    let of = pack(&PackId::new(file["id"].as_str().unwrap())).unwrap();
    // The levels are most of a file, and all mutants have those of the pack.
    file["levels"] = Value::Object(serde_json::Map::new());
    let mut maker = Maker { of, field: String::new(), earlier: Vec::new(), out: Vec::new() };
    for (field, value) in file.as_object().unwrap().iter().filter(|(field, _)| !NO_LIMITS.contains(&field.as_str())) {
        maker.field = field.clone();
        maker.walk(field, value, &|new| {
            let mut file = file.clone();
            file[field] = new;
            file
        });
    }
    maker.out
}

/// The words that stand in packs. A list belongs to one vocabulary, which reading it tells.
fn vocabularies() -> &'static [Vec<&'static str>] {
    static ALL: OnceLock<Vec<Vec<&'static str>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let keys: [&[&str]; 17] = [
            Version::KEYS,
            PoolKind::KEYS,
            StoreKind::KEYS,
            SqlVersion::KEYS,
            SqlEdition::KEYS,
            Bitness::KEYS,
            WindowsVersion::KEYS,
            Companion::KEYS,
            ForestModel::KEYS,
            MailboxVersion::KEYS,
            UmVersion::KEYS,
            ChatClient::KEYS,
            Client::KEYS,
            PhaseKind::KEYS,
            StepTool::KEYS,
            ActivityKind::KEYS,
            SwitchPart::KEYS,
        ];
        let codes = all().iter().map(|rule| rule.code.as_str()).collect();
        keys.iter().map(|keys| keys.to_vec()).chain([codes]).collect()
    })
}

/// Lists whose order says something.
fn is_order(at: &str) -> bool {
    let parts: Vec<&str> = at.split('.').collect();
    match parts.as_slice() {
        ["clients"] | ["capacity", "quorum"] => true,
        // What stands together in a part of the switch has no order.
        ["edge_switches", product] => !product.ends_with(']'),
        [orders, "kinds"] => orders.starts_with("phase_orders"),
        _ => false,
    }
}

struct Maker {
    of: &'static Pack,
    /// The field of the pack that is walked.
    field: String,
    /// Words that stand earlier in the order that is walked: there a word counts where it stands first.
    earlier: Vec<String>,
    out: Vec<Mutant>,
}

impl Maker {
    /// Makes the mutants of a value; `whole` is the file with another value in its place.
    fn walk(&mut self, at: &str, value: &Value, whole: &dyn Fn(Value) -> Value) {
        let before = self.out.len();
        match value {
            Value::Bool(flag) => self.make(format!("{at} {}", !flag), whole((!flag).into())),
            Value::Number(number) => {
                let number = number.as_i64().unwrap();
                self.make(format!("{at} +1"), whole((number + 1).into()));
                self.make(format!("{at} -1"), whole((number - 1).into()));
            }
            Value::String(word) => {
                let words = vocabulary(&[word], &|words| words.iter().all(|word| reads(whole((*word).into()))));
                let here = words.iter().position(|other| other == word);
                let neighbours = here.map(|here| [here.checked_sub(1), Some(here + 1)]);
                for word in neighbours.into_iter().flatten().flatten().filter_map(|at| words.get(at)) {
                    self.make(format!("{at} = {word}"), whole((*word).into()));
                }
            }
            Value::Array(list) => self.list(at, list, whole),
            Value::Object(map) => self.map(at, map, whole),
            Value::Null => {}
        }
        assert!(self.out.len() > before, "{} {at} has no mutant", self.of.id);
    }

    fn list(&mut self, at: &str, list: &[Value], whole: &dyn Fn(Value) -> Value) {
        let with = |change: &dyn Fn(&mut Vec<Value>)| {
            let mut list = list.to_vec();
            change(&mut list);
            whole(list.into())
        };
        for (place, member) in list.iter().enumerate() {
            let name = member.as_str().map_or_else(|| format!("[{place}]"), str::to_owned);
            self.make(format!("{at} - {name}"), with(&|list| drop(list.remove(place))));
            if !member.is_string() {
                self.walk(&format!("{at}[{place}]"), member, &|new| with(&|list| list[place] = new.clone()));
            }
            if is_order(at) && place > 0 {
                self.make(format!("{at} {name} earlier"), with(&|list| list.swap(place - 1, place)));
            }
            if let (true, Some(group)) = (is_order(at), member.as_array().and_then(|list| words_of(list))) {
                self.earlier.extend(group.into_iter().map(str::to_owned));
                if place > 0 {
                    let joined = |list: &mut Vec<Value>| {
                        let Value::Array(mut group) = list.remove(place) else { return };
                        list[place - 1].as_array_mut().unwrap().append(&mut group);
                    };
                    self.make(format!("{at} {name} together with the one before"), with(&joined));
                }
            }
        }
        if is_order(at) {
            self.earlier.clear();
        }
        let Some(present) = words_of(list) else { return };
        let words = vocabulary(&present, &|words| reads(whole(words.to_vec().into())));
        let is_new = |word: &&&str| !present.contains(word) && !self.earlier.iter().any(|other| other == *word);
        for word in words.iter().filter(is_new).collect::<Vec<_>>() {
            self.make(format!("{at} + {word}"), with(&|list| list.push((*word).into())));
            if is_order(at) {
                self.make(format!("{at} + {word} first"), with(&|list| list.insert(0, (*word).into())));
            }
        }
    }

    fn map(&mut self, at: &str, map: &serde_json::Map<String, Value>, whole: &dyn Fn(Value) -> Value) {
        let with = |key: &str, value: Option<Value>| {
            let mut map = map.clone();
            match value {
                Some(value) => map.insert(key.to_owned(), value),
                None => map.remove(key),
            };
            whole(map.into())
        };
        for (key, value) in map {
            self.walk(&format!("{at}.{key}"), value, &|new| with(key, Some(new)));
            // A field of a structure is never left out: such a file is not read, and gives no mutant.
            self.make(format!("{at} - {key}"), with(key, None));
        }
        let present: Vec<&str> = map.keys().map(String::as_str).collect();
        let Some(value) = map.values().next_back() else { return };
        let words = vocabulary(&present, &|words| words.iter().all(|word| reads(with(word, Some(value.clone())))));
        // No rule asks by the code of another.
        for word in words.iter().filter(|word| !present.contains(word) && !is_code(word)) {
            self.make(format!("{at} + {word}"), with(word, Some(value.clone())));
        }
    }

    /// A mutant, if the file can be read.
    fn make(&mut self, name: String, file: Value) {
        let Some(pack) = pack_file::of_value(file) else { return };
        let (of, field) = (self.of.id.clone(), self.field.clone());
        let pack = Pack { levels: self.of.levels.clone(), ..pack };
        self.out.push(Mutant { name: format!("{of} {name}"), of, field, pack });
    }
}

/// The members of a list, if all are words.
fn words_of(list: &[Value]) -> Option<Vec<&str>> {
    list.iter().map(Value::as_str).collect()
}

fn is_code(word: &str) -> bool {
    crate::rules::rule(&Code::read(word)).is_some()
}

fn reads(file: Value) -> bool {
    pack_file::of_value(file).is_some()
}

/// The words that may stand beside these; none where any text may.
fn vocabulary(present: &[&str], reads: &dyn Fn(&[&str]) -> bool) -> &'static [&'static str] {
    let has_all = |words: &&Vec<&str>| present.iter().all(|word| words.contains(word));
    vocabularies().iter().filter(has_all).find(|words| reads(words)).map_or(&[], Vec::as_slice)
}
