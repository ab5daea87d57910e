//! Findings gathered on what is drawn: each on its own object, or on the nearest one that is visible.

use super::say::{Counted, Say};
use super::scene::Glyph;
use super::theme::Token;
use crate::model::*;
use crate::rules::{Finding, Level, Report};
use foldhash::HashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with one object at one stage.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally<'a> {
    pub errors: u64,
    pub warnings: u64,
    pub advice: u64,
    pub accepted: u64,
    pub incomplete: bool,
    /// The worst that is not accepted; the first of them.
    pub worst: Option<&'a Finding>,
}

impl<'a> Tally<'a> {
    pub fn level(&self) -> Option<Level> {
        self.worst.map(|finding| finding.level)
    }

    fn add(&mut self, finding: &'a Finding) {
        if !finding.counts() {
            self.accepted += 1;
            return;
        }
        match finding.level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Advice => self.advice += 1,
        }
        if self.worst.is_none_or(|worst| worst.level < finding.level) {
            self.worst = Some(finding);
        }
    }

    pub fn join(&mut self, other: &Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.advice += other.advice;
        self.accepted += other.accepted;
        self.incomplete |= other.incomplete;
        if let Some(finding) = other.worst
            && self.worst.is_none_or(|worst| worst.level < finding.level)
        {
            self.worst = Some(finding);
        }
    }

    /// The shapes of its badge, each with its number: findings by level; without any, what is accepted or
    /// incomplete.
    pub fn shapes(&self) -> Vec<(Glyph, Token, u64)> {
        let levels = [(Level::Error, self.errors), (Level::Warning, self.warnings), (Level::Advice, self.advice)];
        let mut shapes: Vec<_> = levels
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(level, count)| (Glyph::Finding(level), level_token(level), count))
            .collect();
        if shapes.is_empty() && self.incomplete {
            shapes.push((Glyph::Incomplete, Token::Unknown, 1));
        }
        if shapes.is_empty() && self.accepted > 0 {
            shapes.push((Glyph::Accepted, Token::Unknown, self.accepted));
        }
        shapes
    }

    /// The same in words.
    pub fn words(&self, say: &Say) -> Vec<String> {
        let counts = [
            (Counted::Errors, self.errors),
            (Counted::Warnings, self.warnings),
            (Counted::Advice, self.advice),
            (Counted::Accepted, self.accepted),
        ];
        let mut words: Vec<String> =
            counts.iter().filter(|(_, n)| *n > 0).map(|(what, n)| say.count(*what, *n).to_string()).collect();
        if self.incomplete {
            words.push(say.word("diagram", "incomplete").to_string());
        }
        words
    }
}

/// Whether two reports of one content are drawn alike at a stage.
pub fn say_alike(one: &Report, other: &Report, stage: usize) -> bool {
    one.incomplete == other.incomplete && one.at(stage).eq(other.at(stage))
}

/// The colour of a level.
pub fn level_token(level: Level) -> Token {
    match level {
        Level::Error => Token::Error,
        Level::Warning => Token::Warning,
        Level::Advice => Token::Advice,
    }
}

/// The objects of a finding of which it is wrong that they are joined: a pool and the instance with its database, and
/// pools that are paired.
fn joined(finding: &Finding) -> impl Iterator<Item = (&Subject, &Subject)> {
    let is_pair = finding.code.as_str().starts_with("PAIR-");
    finding.related.iter().map(|other| (&finding.subject, other)).filter(move |ends| match ends {
        (Subject::Pool(_), Subject::SqlInstance(_)) | (Subject::SqlInstance(_), Subject::Pool(_)) => true,
        (Subject::Pool(_), Subject::Pool(_)) => is_pair,
        _ => false,
    })
}

/// The tallies of everything that has any.
#[derive(Default)]
pub(super) struct Tallies<'a> {
    of: HashMap<Subject, Tally<'a>>,
    /// What is wrong with what joins two objects, by their ids.
    between: HashMap<(&'a str, &'a str), Tally<'a>>,
}

impl<'a> Tallies<'a> {
    /// `shown` gives the object on which a subject's findings are drawn, if it is on the sheet at all. What is wrong with
    /// a step is drawn on the first object that it names.
    pub fn new(report: &'a Report, stage: usize, shown: impl Fn(&Subject) -> Option<Subject>) -> Self {
        let mut of: HashMap<Subject, Tally<'a>> = HashMap::default();
        let mut between: HashMap<(&str, &str), Tally<'a>> = HashMap::default();
        for finding in report.at(stage) {
            let named = std::iter::once(&finding.subject);
            let of_step = finding.related.iter().filter(|_| matches!(finding.subject, Subject::Step(_)));
            if let Some(subject) = named.chain(of_step).find_map(&shown) {
                of.entry(subject).or_default().add(finding);
            }
            for (from, to) in joined(finding).filter(|_| finding.counts()) {
                between.entry((from.id(), to.id())).or_default().add(finding);
            }
        }
        let incomplete: BTreeSet<_> = report.incomplete.iter().map(|incomplete| &incomplete.subject).collect();
        for subject in incomplete {
            if let Some(subject) = shown(subject) {
                of.entry(subject).or_default().incomplete = true;
            }
        }
        Self { of, between }
    }

    /// What is wrong with a link, by the objects that it joins: the link itself is not the subject of these findings.
    pub fn between(&self, link: &'a Link) -> Option<&Tally<'a>> {
        let (from, to) = (link.from.id(), link.to.id());
        self.between.get(&(from, to)).or_else(|| self.between.get(&(to, from)))
    }

    pub fn of(&self, subject: &Subject) -> Option<&Tally<'a>> {
        self.of.get(subject)
    }

    /// The rule of the worst finding on each object that has one.
    pub fn worst(&self) -> impl Iterator<Item = (&Subject, &Code)> {
        self.of.iter().filter_map(|(subject, tally)| Some((subject, &tally.worst?.code)))
    }

    /// The sums per site, of everything in it and of the site itself.
    pub fn sums(&self, site_of: impl Fn(&Subject) -> Option<SiteId>) -> BTreeMap<SiteId, Tally<'a>> {
        let mut sums: BTreeMap<SiteId, Tally<'a>> = BTreeMap::new();
        let mut all: Vec<_> = self.of.iter().collect();
        all.sort_by_key(|(subject, _)| *subject);
        for (subject, tally) in all {
            if let Some(site) = site_of(subject) {
                sums.entry(site).or_default().join(tally);
            }
        }
        sums
    }
}
