//! What every sheet asks: names of objects and stages, rules and their pages, the network of each stage.

use super::cell::{Cell, fitting};
use super::table::Column;
use crate::export::Handout;
use crate::export::network::{Basis, Pages};
use crate::message;
use crate::model::*;
use crate::plan::kind_word;
use crate::rules::{self, Pack, Source};
use crate::text::Message;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

pub struct Book<'a> {
    pub handout: Handout<'a>,
    /// Every object as it enters the plan: where names are looked up.
    pub everything: Topology,
    pub pages: Pages,
    rules: BTreeMap<&'static str, Told>,
    /// The rules that sheets have named, for the sheet that lists them.
    named: RefCell<BTreeSet<Code>>,
}

/// A rule as people read it.
struct Told {
    title: String,
    sources: Vec<Source>,
}

impl<'a> Book<'a> {
    pub fn new(handout: &Handout<'a>) -> Self {
        let lang = handout.lang;
        let told = |code: &Code| Told {
            title: rules::title(code, lang).unwrap_or_default(),
            sources: rules::sources(code, lang),
        };
        Self {
            handout: *handout,
            everything: handout.plan.everything(),
            pages: Pages::new(lang),
            rules: rules::all().iter().map(|rule| (rule.code.as_str(), told(&rule.code))).collect(),
            named: RefCell::default(),
        }
    }

    pub fn say(&self, message: &Message) -> String {
        self.handout.lang.say(message)
    }

    pub fn word(&self, prefix: &str, key: &str) -> String {
        self.handout.lang.word(prefix, key)
    }

    /// What stands at the foot of every page: the plan's title, with its signs as signs.
    pub fn foot(&self) -> String {
        let title: String = fitting(&self.handout.title()).replace('\n', " ").chars().take(80).collect();
        title.replace('&', "&&")
    }

    /// The number of a stage and its name, as two cells.
    pub fn numbered(&self, stage: usize) -> [Cell; 2] {
        let name = match self.handout.phase(stage) {
            Some(phase) => phase.name.to_string(),
            None => self.handout.stage_name(stage),
        };
        [Cell::Ordinal(stage), Cell::known(Some(name))]
    }

    /// The state at the end of a stage.
    pub fn state(&self, stage: usize) -> Option<&'a Topology> {
        self.handout.replay.states.get(stage)
    }

    /// The stages that are told and that the replay knows, each with its state.
    pub fn states(&self) -> impl Iterator<Item = (usize, &'a Topology)> + '_ {
        self.handout.stages.iter().filter_map(|stage| Some((*stage, self.state(*stage)?)))
    }

    /// Whether any of the told stages is among these.
    pub fn tells(&self, (first, last): (usize, usize)) -> bool {
        self.handout.stages.iter().any(|stage| (first..=last).contains(stage))
    }

    /// First and last stage as two cells.
    pub fn run(&self, (first, last): (usize, usize)) -> [Cell; 2] {
        [Cell::Text(self.handout.stage_name(first)), Cell::Text(self.handout.stage_name(last))]
    }

    /// The pack that judges a stage.
    pub fn pack(&self, stage: usize) -> Option<&'static Pack> {
        rules::pack(self.handout.plan.target_at(stage))
    }

    /// What people call an object, a phase or a step.
    pub fn name(&self, subject: &Subject) -> String {
        let label = match subject {
            Subject::Phase(_) => self.handout.plan.label(subject),
            Subject::Step(_) => {
                format!("{} {}", self.word(SubjectKind::PREFIX, "step"), self.handout.plan.label(subject))
            }
            object => self.everything.label(object),
        };
        if label.is_empty() { self.word(SubjectKind::PREFIX, subject.kind().key()) } else { label }
    }

    pub fn names(&self, subjects: &[Subject]) -> String {
        let names: Vec<String> = subjects.iter().map(|subject| self.name(subject)).collect();
        names.join(", ")
    }

    pub fn kind(&self, subject: &Subject) -> String {
        self.say(&kind_word(&self.everything, subject))
    }

    /// The site of an object in a state.
    pub fn site(&self, topology: &Topology, subject: &Subject) -> Cell {
        match subject {
            Subject::Deployment | Subject::UserGroup(_) | Subject::Phase(_) | Subject::Step(_) => Cell::Empty,
            _ => Cell::known(topology.site_of(subject).map(|site| self.name(&site.into()))),
        }
    }

    /// A word of a vocabulary, or that it is not known.
    pub fn choice(&self, prefix: &str, key: Option<&str>) -> Cell {
        Cell::known(key.map(|key| self.word(prefix, key)))
    }

    pub fn fact(&self, fact: FactName) -> String {
        self.word("fact", fact)
    }

    pub fn facts(&self, facts: &[FactName]) -> String {
        facts.iter().map(|fact| self.fact(fact)).collect::<Vec<_>>().join(", ")
    }

    pub fn yes_no(&self, yes: bool) -> String {
        self.say(&if yes { message!("plan-value-yes") } else { message!("plan-value-no") })
    }

    /// Code and title of a rule, as two cells; the rule is listed with its pages.
    pub fn rule(&self, code: &Code) -> [Cell; 2] {
        self.named.borrow_mut().insert(code.clone());
        [Cell::Text(code.to_string()), Cell::maybe(self.rules.get(code.as_str()).map(|told| told.title.as_str()))]
    }

    /// The first page that a rule rests on.
    pub fn source(&self, code: &Code) -> Cell {
        Cell::page(self.sources(code).first())
    }

    pub fn sources(&self, code: &Code) -> &[Source] {
        self.rules.get(code.as_str()).map_or(&[], |told| told.sources.as_slice())
    }

    /// The rule and the page that a row about the network rests on.
    pub fn basis(&self, basis: &Basis) -> [Cell; 2] {
        if let Some(rule) = basis.rule {
            self.named.borrow_mut().insert(Code::new(rule));
        }
        [Cell::maybe(basis.rule), Cell::page(self.pages.of(basis))]
    }

    /// Every rule that a sheet has named so far.
    pub fn named(&self) -> BTreeSet<Code> {
        self.named.borrow().clone()
    }
}

/// A column headed by the word of a fact.
pub fn fact(name: &str, width: f64) -> Column {
    (Message::word("fact", name), width)
}

/// A column headed by what an object is.
pub fn subject(kind: SubjectKind, width: f64) -> Column {
    (Message::word(SubjectKind::PREFIX, kind.key()), width)
}
