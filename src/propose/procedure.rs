//! The documented procedures, as data (`assets/procedures`): phases, and in each the steps with their pages.

use super::part::Part;
use crate::model::*;
use crate::rules;
use crate::text::Lang;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use std::collections::BTreeMap;
use std::sync::OnceLock;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/procedures"]
struct Files;

/// The procedures; each is a file of that name.
const PROCEDURES: &[&str] = &["lync-2010", "ocs-2007-r2", "group-chat"];

/// One way from an older product to a newer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    pub id: Text,
    pub from: Track,
    pub to: Version,
    /// The pages that the order of the phases rests on.
    pub pages: Vec<&'static Page>,
    pub phases: Vec<ProcedurePhase>,
}

/// What a procedure leads away from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Track {
    /// A deployment of this product.
    Product(Version),
    /// Its chat, which is migrated apart and last.
    GroupChat,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedurePhase {
    pub kind: PhaseKind,
    pub steps: Vec<PlacedStep>,
}

/// A step where it stands in a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedStep {
    pub step: &'static ProcedureStep,
    /// The pages that it rests on; empty where no page has it, and it is our advice.
    pub pages: Vec<&'static Page>,
}

/// A step of a procedure, the same wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureStep {
    pub id: Text,
    /// What it is in a plan.
    pub part: Part,
    pub commands: Vec<Text>,
    /// Commands that show whether it is done.
    pub checks: Vec<Text>,
    /// Commands of the way back.
    pub back: Vec<Text>,
    /// What decides whether what comes before it is done: rules by their codes.
    pub rules: Vec<Code>,
    words: BTreeMap<&'static str, StepWords>,
}

impl ProcedureStep {
    /// What people read about it; English where a language has none.
    pub fn words(&self, lang: Lang) -> &StepWords {
        static NONE: OnceLock<StepWords> = OnceLock::new();
        let own = self.words.get(lang.tag()).or_else(|| self.words.get(Lang::EN.tag()));
        own.unwrap_or_else(|| NONE.get_or_init(StepWords::default))
    }
}

/// What people read about a step, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepWords {
    pub title: String,
    pub purpose: String,
    /// How it is done where it is not commands alone.
    #[serde(default)]
    pub how: Option<String>,
    #[serde(default)]
    pub before: Option<String>,
    #[serde(default)]
    pub verify: Option<String>,
}

/// What kind of page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    Guide,
    /// The French page of the guide for Office Communications Server 2007 R2.
    French,
    /// The reference of cmdlets, which has no day.
    Reference,
}

words! {
    /// What a command of a procedure leaves to be filled in.
    Placeholder as "propose-placeholder" {
        NewPool = "new-pool",
        LegacyPool = "legacy-pool",
        User = "user",
        NewSqlServer = "new-sql-server",
        NewSqlInstance = "new-sql-instance",
        LegacySqlServer = "legacy-sql-server",
        LegacySqlInstance = "legacy-sql-instance",
        MergedTopologyFile = "merged-topology-file",
        EdgeFile = "edge-file",
        /// The record `_xmpp-server._tcp` of a SIP domain.
        XmppRecord = "xmpp-record",
        /// The record `_sipinternaltls._tcp` of a SIP domain.
        SignInRecord = "sign-in-record",
        AccessNumber = "access-number",
        ResponseGroup = "response-group",
        LegacyCallParkFiles = "legacy-call-park-files",
        NewCallParkFiles = "new-call-park-files",
        Orbit = "orbit",
        CallParkService = "call-park-service",
        ClientAccessServer = "client-access-server",
        Site = "site",
        ApplicationId = "application-id",
        ApplicationPort = "application-port",
        LegacyChatDatabase = "legacy-chat-database",
        NewChatDatabase = "new-chat-database",
        ExportFile = "export-file",
        LegacyChatFiles = "legacy-chat-files",
        NewChatFiles = "new-chat-files",
        LookupAddress = "lookup-address",
        ChatPool = "chat-pool",
        ConferenceDirectory = "conference-directory",
    }
}

/// A page that a step rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Page {
    pub kind: PageKind,
    pub title: Text,
    pub address: Text,
    /// Where the page has one.
    pub date: Option<Date>,
}

/// Every procedure, in the order of the products that they lead away from; that of chat last.
pub fn procedures() -> &'static [Procedure] {
    static ALL: OnceLock<Vec<Procedure>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<_> = PROCEDURES.iter().filter_map(|name| read(name)).collect();
        all.sort_by_key(|procedure| match procedure.from {
            Track::Product(version) => (false, Some(version)),
            Track::GroupChat => (true, None),
        });
        all
    })
}

/// The procedure from a product, or of chat, to a product.
pub fn procedure(from: Track, to: Version) -> Option<&'static Procedure> {
    procedures().iter().find(|procedure| procedure.from == from && procedure.to == to)
}

/// A part of the text of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    Fill(Placeholder),
}

/// A command in pieces; `None` when it has a place-holder that nobody knows.
pub fn pieces(command: &str) -> Option<Vec<Piece<'_>>> {
    let mut all = Vec::new();
    let mut rest = command;
    while let Some((before, (name, after))) = rest.split_once('<').and_then(|(a, b)| Some((a, b.split_once('>')?))) {
        all.push(Piece::Text(before));
        all.push(Piece::Fill(Placeholder::from_key(name)?));
        rest = after;
    }
    all.push(Piece::Text(rest));
    all.retain(|piece| *piece != Piece::Text(""));
    Some(all)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProcedureFile {
    id: String,
    from: String,
    to: String,
    pages: Vec<String>,
    phases: Vec<PhaseFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseFile {
    kind: String,
    /// A step and its pages.
    steps: Vec<(String, Vec<String>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    part: String,
    #[serde(default)]
    commands: Vec<String>,
    #[serde(default)]
    checks: Vec<String>,
    #[serde(default)]
    back: Vec<String>,
    #[serde(default)]
    rules: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageFile {
    kind: String,
    title: String,
    address: String,
    #[serde(default)]
    date: Option<String>,
}

/// One word of a vocabulary.
fn word<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    let word: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
    T::deserialize(word).ok()
}

fn parsed<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    let file = Files::get(&format!("{name}.ron"))?;
    ron::de::from_bytes(&file.data).ok()
}

/// `None` when a word, a step or a page is none that anybody knows.
fn read(name: &str) -> Option<Procedure> {
    let file: ProcedureFile = parsed(name)?;
    let from = match file.from.as_str() {
        "group-chat" => Track::GroupChat,
        product => Track::Product(Version::from_key(product)?),
    };
    let pages_of = |ids: &[String]| ids.iter().map(|id| pages().get(id.as_str())).collect::<Option<Vec<_>>>();
    let step = |(id, pages): &(String, Vec<String>)| {
        Some(PlacedStep { step: steps().get(id.as_str())?, pages: pages_of(pages)? })
    };
    let phase = |phase: &PhaseFile| {
        let steps = phase.steps.iter().map(step).collect::<Option<_>>()?;
        Some(ProcedurePhase { kind: PhaseKind::from_key(&phase.kind)?, steps })
    };
    let phases = file.phases.iter().map(phase).collect::<Option<_>>()?;
    let to = Version::from_key(&file.to)?;
    Some(Procedure { id: Text::from(file.id), from, to, pages: pages_of(&file.pages)?, phases })
}

/// A page by its name in the file of pages.
pub fn page(name: &str) -> Option<&'static Page> {
    pages().get(name)
}

fn pages() -> &'static BTreeMap<String, Page> {
    static ALL: OnceLock<BTreeMap<String, Page>> = OnceLock::new();
    ALL.get_or_init(|| {
        let page = |file: PageFile| {
            let date = match file.date {
                Some(date) => Some(date.parse().ok()?),
                None => None,
            };
            Some(Page {
                kind: word(&file.kind)?,
                title: Text::from(file.title),
                address: Text::from(file.address),
                date,
            })
        };
        let files: BTreeMap<String, PageFile> = parsed("pages").unwrap_or_default();
        files.into_iter().filter_map(|(id, file)| Some((id, page(file)?))).collect()
    })
}

fn steps() -> &'static BTreeMap<String, ProcedureStep> {
    static ALL: OnceLock<BTreeMap<String, ProcedureStep>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut words: BTreeMap<String, BTreeMap<&'static str, StepWords>> = BTreeMap::new();
        for lang in Lang::all() {
            let said: BTreeMap<String, StepWords> = parsed(&format!("steps.{}", lang.tag())).unwrap_or_default();
            said.into_iter().for_each(|(id, said)| drop(words.entry(id).or_default().insert(lang.tag(), said)));
        }
        let texts = |all: Vec<String>| all.into_iter().map(Text::from).collect();
        let mut step = |id: &str, file: StepFile| {
            Some(ProcedureStep {
                id: Text::from(id),
                part: word(&file.part)?,
                commands: texts(file.commands),
                checks: texts(file.checks),
                back: texts(file.back),
                rules: file
                    .rules
                    .iter()
                    .map(|code| Some(rules::rule(&Code::read(code))?.code.clone()))
                    .collect::<Option<_>>()?,
                words: words.remove(id).unwrap_or_default(),
            })
        };
        let files: BTreeMap<String, StepFile> = parsed("steps").unwrap_or_default();
        files.into_iter().filter_map(|(id, file)| Some((id.clone(), step(&id, file)?))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::propose::{Loss, Way};
    use std::collections::BTreeSet;

    #[test]
    fn every_file_is_read_whole() {
        assert_eq!(procedures().len(), PROCEDURES.len());
        let files: BTreeSet<String> = Files::iter().map(|name| name.to_string()).collect();
        let mut known: BTreeSet<String> = PROCEDURES.iter().map(|name| format!("{name}.ron")).collect();
        known.extend(["pages.ron", "steps.ron"].map(str::to_owned));
        known.extend(Lang::all().map(|lang| format!("steps.{}.ron", lang.tag())));
        assert_eq!(files, known);
        for (name, procedure) in PROCEDURES.iter().map(|name| (name, read(name).unwrap())) {
            assert_eq!(*name, &*procedure.id);
        }
        // What could not be read would be left out.
        let written: BTreeMap<String, StepFile> = parsed("steps").unwrap();
        assert!(written.keys().eq(steps().keys()));
        let written: BTreeMap<String, PageFile> = parsed("pages").unwrap();
        assert!(written.keys().eq(pages().keys()));
    }

    #[test]
    fn every_step_and_page_is_used_and_every_language_has_every_text() {
        let placed: Vec<&PlacedStep> = procedures().iter().flat_map(|p| &p.phases).flat_map(|p| &p.steps).collect();
        let used: BTreeSet<&str> = placed.iter().map(|placed| &*placed.step.id).collect();
        assert!(steps().keys().map(String::as_str).eq(used.iter().copied()), "a step is in no procedure");
        let cited: BTreeSet<&Page> = (placed.iter().flat_map(|placed| &placed.pages).copied())
            .chain(procedures().iter().flat_map(|procedure| procedure.pages.iter().copied()))
            .chain(Way::ALL.iter().flat_map(|way| way.pages()))
            .chain(Loss::ALL.iter().flat_map(|loss| loss.pages()))
            .collect();
        assert_eq!(cited.len(), pages().len(), "a page is cited nowhere");
        for (id, step) in steps() {
            for lang in Lang::all() {
                let words = step.words.get(lang.tag()).unwrap_or_else(|| panic!("{id} in {}", lang.tag()));
                let english = step.words(Lang::EN);
                assert!(!words.title.is_empty() && !words.purpose.is_empty(), "{id} in {}", lang.tag());
                let has = |words: &StepWords| [&words.how, &words.before, &words.verify].map(|text| text.is_some());
                assert_eq!(has(words), has(english), "{id} in {}", lang.tag());
                // A rule decides about something that is said.
                assert!(step.rules.is_empty() || words.before.is_some(), "{id}");
                assert!(lang == Lang::EN || words.purpose != english.purpose, "{id} is not translated");
            }
            let said: BTreeMap<String, StepWords> = parsed("steps.fr").unwrap();
            assert!(said.keys().eq(steps().keys()));
        }
    }

    #[test]
    fn every_place_holder_is_known_and_used() {
        let mut used = BTreeSet::new();
        for step in steps().values() {
            for command in step.commands.iter().chain(&step.checks).chain(&step.back) {
                let pieces = pieces(command).unwrap_or_else(|| panic!("{}: {command}", step.id));
                used.extend(pieces.iter().filter_map(|piece| match piece {
                    Piece::Fill(placeholder) => Some(*placeholder),
                    Piece::Text(text) => {
                        assert!(!text.contains(['<', '>', '\'', '"']), "{}: {command}", step.id);
                        None
                    }
                }));
            }
        }
        assert!(Placeholder::ALL.iter().all(|placeholder| used.contains(placeholder)), "{used:?}");
        assert_eq!(pieces("Get-X <nobody>"), None);
        assert_eq!(
            pieces("A <user> b"),
            Some(vec![Piece::Text("A "), Piece::Fill(Placeholder::User), Piece::Text(" b")])
        );
    }

    #[test]
    fn the_phases_are_those_that_the_rules_know() {
        for pack in crate::rules::packs() {
            for order in pack.phase_orders.iter() {
                let procedure = procedure(Track::Product(order.source), pack.product).unwrap();
                assert!(procedure.phases.iter().map(|phase| phase.kind).eq(order.kinds.iter().copied()));
            }
        }
        // As Microsoft counts them.
        let count = |from| procedure(from, Version::Lync2013).unwrap().phases.len();
        assert_eq!(count(Track::Product(Version::Lync2010)), 8);
        assert_eq!(count(Track::Product(Version::Ocs2007R2)), 10);
        let chat = procedure(Track::GroupChat, Version::Lync2013).unwrap();
        assert_eq!(chat.phases.iter().map(|phase| phase.steps.len()).sum::<usize>(), 11);
    }

    #[test]
    fn unknown_fields_are_refused() {
        assert!(ron::from_str::<StepFile>("(part: \"inventory\")").is_ok());
        assert!(ron::from_str::<StepFile>("(part: \"inventory\", colour: 1)").is_err());
        assert!(ron::from_str::<PageFile>("(kind: \"guide\", title: \"a\", address: \"b\", day: \"c\")").is_err());
    }

    #[test]
    fn french_is_set_as_french() {
        for step in steps().values() {
            let words = step.words(Lang::FR);
            let all = [Some(&words.title), Some(&words.purpose), words.how.as_ref(), words.before.as_ref()];
            let all = all.into_iter().chain([words.verify.as_ref()]).flatten();
            for text in all {
                for bad in [" ;", " !", " ?", " :", "« ", " »", "'", "“"] {
                    assert!(!text.contains(bad), "{}: {bad:?} in {text}", step.id);
                }
            }
        }
    }
}
