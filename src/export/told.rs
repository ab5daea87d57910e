//! What a drawing says besides its shapes: titles, dates, facts of objects, findings, in one language.

use super::Handout;
use super::shapes::Datum;
use crate::message;
use crate::model::*;
use crate::plan::{Mark as Change, diff, kind_word};
use crate::rules::{Finding, Level};
use crate::text::{Lang, Message};
use std::collections::BTreeMap;

/// A plan in words.
pub struct Told<'a> {
    handout: Handout<'a>,
    /// To look names up.
    everything: Topology,
}

/// One stage of it.
pub struct ToldStage<'a> {
    pub handout: Handout<'a>,
    everything: &'a Topology,
    stage: usize,
    before: &'a Topology,
    after: &'a Topology,
    marks: BTreeMap<Subject, Change>,
    servers: BTreeMap<&'a PoolId, usize>,
}

/// A finding in words: beside its object, and alone.
pub struct Said<'a> {
    pub subject: &'a Subject,
    pub short: String,
    pub whole: String,
}

impl<'a> Told<'a> {
    pub fn new(handout: &Handout<'a>) -> Self {
        Self { handout: *handout, everything: handout.plan.everything() }
    }

    pub fn state_word(&self, change: Change) -> Option<String> {
        state_word(change, self.handout.lang)
    }

    pub fn stage(&self, stage: usize) -> ToldStage<'_> {
        let Handout { replay, plan, .. } = self.handout;
        let after = replay.states.get(stage).unwrap_or(&plan.today);
        let before = stage.checked_sub(1).and_then(|at| replay.states.get(at)).unwrap_or(after);
        let mut servers = BTreeMap::new();
        for server in after.servers.values() {
            *servers.entry(&server.pool).or_default() += 1;
        }
        let marks = diff(before, after);
        ToldStage { handout: self.handout, everything: &self.everything, stage, before, after, marks, servers }
    }
}

impl ToldStage<'_> {
    pub fn stage_name(&self) -> String {
        self.handout.stage_name(self.stage)
    }

    /// The name, in the state that has the object.
    pub fn name(&self, subject: &Subject) -> String {
        self.state_of(subject).map_or_else(|| self.handout.plan.label(subject), |state| state.label(subject))
    }

    /// What the phase does to an object, when it does anything.
    pub fn mark(&self, subject: &Subject) -> Option<Change> {
        self.marks.get(subject).copied().filter(|mark| *mark != Change::Unchanged)
    }

    /// Dates; what the phase changes; what is wrong and how much was checked.
    pub fn lines<'s>(&self, drawn: impl Iterator<Item = &'s Subject>) -> Vec<String> {
        let lang = self.handout.lang;
        let mut lines = Vec::new();
        if self.handout.phase(self.stage).is_some() {
            lines.extend(self.handout.dates(self.stage));
            let mut counts: BTreeMap<Change, u64> = BTreeMap::new();
            for mark in drawn.filter_map(|subject| self.mark(subject)) {
                *counts.entry(mark).or_default() += 1;
            }
            let count = |change| counts.get(&change).copied().filter(|count| *count > 0);
            let shown = |count| lang.number(count);
            let said: Vec<Message> = [
                count(Change::Added).map(|n| message!("diagram-inside-added", count = n, shown = shown(n))),
                count(Change::Changed).map(|n| message!("diagram-inside-changed", count = n, shown = shown(n))),
                count(Change::Emptied).map(|n| message!("diagram-inside-emptied", count = n, shown = shown(n))),
                count(Change::Removed).map(|n| message!("diagram-inside-removed", count = n, shown = shown(n))),
            ]
            .into_iter()
            .flatten()
            .collect();
            let is_link = |(subject, mark): (&Subject, &Change)| {
                matches!(subject, Subject::Link(_)) && *mark != Change::Unchanged
            };
            lines.push(match said.is_empty() {
                true if self.marks.iter().any(is_link) => message!("export-links-change"),
                true => message!("export-no-change"),
                false => message!("export-changes", changes = said),
            });
        }
        let mut lines: Vec<String> = lines.iter().map(|message| self.say(message)).collect();
        lines.push(format!("{} · {}", self.counts(), self.checked()));
        lines
    }

    /// How many findings stand here, by level.
    fn counts(&self) -> String {
        let (mut levels, mut accepted) = (BTreeMap::<Level, usize>::new(), 0);
        for finding in self.handout.report.at(self.stage) {
            match finding.counts() {
                true => *levels.entry(finding.level).or_default() += 1,
                false => accepted += 1,
            }
        }
        let count = |level| levels.get(&level).copied().unwrap_or_default();
        let counts = [
            (count(Level::Error), message!("diagram-errors", count = count(Level::Error))),
            (count(Level::Warning), message!("diagram-warnings", count = count(Level::Warning))),
            (count(Level::Advice), message!("diagram-advice", count = count(Level::Advice))),
            (accepted, message!("diagram-accepted", count = accepted)),
        ];
        let said: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(_, message)| self.say(message)).collect();
        if said.is_empty() { self.no_finding() } else { said.join(", ") }
    }

    /// What *no finding* covers: never more than was decided.
    pub fn checked(&self) -> String {
        let brief = self.handout.report.coverage.brief();
        self.handout.lang.parts(brief.iter().map(|message| self.say(message)).collect())
    }

    pub fn no_finding(&self) -> String {
        self.say(&message!("export-no-finding"))
    }

    /// Findings that stand here, worst first.
    pub fn findings(&self) -> Vec<Said<'_>> {
        let mut all: Vec<&Finding> = self.handout.report.at(self.stage).collect();
        all.sort_by_key(|finding| (!finding.counts(), std::cmp::Reverse(finding.level)));
        let said = |finding: &'_ Finding| (self.sentence(finding, false), self.sentence(finding, true));
        all.into_iter()
            .map(|finding| {
                let (short, whole) = said(finding);
                Said { subject: &finding.subject, short, whole }
            })
            .collect()
    }

    /// `Error SQL-001 · sql-paris: …`
    fn sentence(&self, finding: &Finding, with_object: bool) -> String {
        let level = Message::word(Level::PREFIX, finding.level.key());
        let (code, message) = (finding.code.as_str(), finding.message.clone());
        let said = match with_object {
            true => message!(
                "export-finding-of",
                level = level,
                code = code,
                object = self.object(&finding.subject),
                message = message
            ),
            false => message!("export-finding", level = level, code = code, message = message),
        };
        match &finding.accepted {
            Some(accepted) => self.say(&message!(
                "export-finding-accepted",
                finding = said,
                by = accepted.by.to_string(),
                reason = accepted.reason.to_string()
            )),
            None => self.say(&said),
        }
    }

    fn object(&self, subject: &Subject) -> String {
        match subject {
            Subject::Deployment => self.handout.lang.word(SubjectKind::PREFIX, subject.kind().key()),
            Subject::Phase(_) | Subject::Step(_) => {
                let kind = self.handout.lang.word(SubjectKind::PREFIX, subject.kind().key());
                format!("{kind} {}", self.handout.plan.label(subject))
            }
            other => match self.state_of(other) {
                Some(state) => state.label(other),
                None => self.everything.label(other),
            },
        }
    }

    pub fn finding(&self, said: String) -> Datum {
        Datum { key: "finding", label: self.finding_word(), value: said }
    }

    pub fn finding_word(&self) -> String {
        self.say(&message!("export-data-finding"))
    }

    /// The object that shows what has no shape of its own.
    pub fn around(&self, subject: &Subject) -> Option<Subject> {
        let state = self.state_of(subject)?;
        match subject {
            Subject::Server(id) => state.servers.get(id).map(|server| (&server.pool).into()),
            Subject::SqlInstance(id) => state.sql_instances.get(id).map(|instance| (&instance.server).into()),
            Subject::Link(id) => state.links.get(id).map(|link| link.from.clone()),
            _ => None,
        }
    }

    /// What is known about an object, and what is not. A fact that its kind does not have is left out.
    pub fn data(&self, subject: &Subject) -> Vec<Datum> {
        let Some(state) = self.state_of(subject) else { return Vec::new() };
        let lang = self.handout.lang;
        let word = |prefix: &str, key: &str| lang.word(prefix, key);
        let unknown = || self.say(&message!("export-unknown"));
        let mut data = Vec::new();
        let mut put = |key: &'static str, label: String, value: String| data.push(Datum { key, label, value });
        put("kind", self.say(&message!("export-data-kind")), self.say(&kind_word(state, subject)));
        let fqdn =
            matches!(subject, Subject::Pool(_) | Subject::Server(_) | Subject::SqlServer(_) | Subject::Gateway(_));
        let key = if fqdn { "fqdn" } else { "name" };
        put(key, word("fact", key), state.name(subject).unwrap_or_else(unknown));
        match subject {
            Subject::Pool(id) => {
                let Some(pool) = state.pools.get(id) else { return data };
                // These have versions and editions of their own, which nobody asks for here.
                let foreign = matches!(pool.kind, PoolKind::OfficeWebApps | PoolKind::TrustedApplication);
                let version = pool.version.map(|version| word(Version::PREFIX, version.key()));
                if !foreign || version.is_some() {
                    put("version", word("fact", "version"), version.unwrap_or_else(unknown));
                }
                let edition = pool.edition.map(|edition| word(Edition::PREFIX, edition.key()));
                if pool.kind == PoolKind::FrontEnd || edition.is_some() {
                    put("edition", word("fact", "edition"), edition.unwrap_or_else(unknown));
                }
                let servers = match state.has(subject) && std::ptr::eq(state, self.after) {
                    true => self.servers.get(id).copied().unwrap_or_default(),
                    false => state.servers.values().filter(|server| server.pool == *id).count(),
                };
                put("servers", word("fact", "servers"), lang.number(servers as u64));
                if pool.kind.homes_users() {
                    // Without any group nothing is said about users.
                    let users = if state.user_groups.is_empty() { None } else { state.users_on(id) };
                    put("users", word("fact", "users"), users.map_or_else(unknown, |users| lang.number(users)));
                }
            }
            Subject::SqlServer(id) => {
                let Some(host) = state.sql_servers.get(id) else { return data };
                let version = host.sql_version.map(|version| word(SqlVersion::PREFIX, version.key()));
                put("version", word("fact", "sql-version"), version.unwrap_or_else(unknown));
                let edition = host.sql_edition.map(|edition| word(SqlEdition::PREFIX, edition.key()));
                put("edition", word("fact", "sql-edition"), edition.unwrap_or_else(unknown));
            }
            _ => {}
        }
        if !matches!(subject, Subject::Site(_) | Subject::Server(_) | Subject::SqlInstance(_)) {
            let site = state.site_of(subject).map(|site| state.label(&site.into()));
            put("site", word("fact", "site"), site.unwrap_or_else(unknown));
        }
        if let Some(word) = self.mark(subject).and_then(|mark| state_word(mark, lang)) {
            put("state", self.say(&message!("export-data-state")), word);
        }
        data
    }

    fn state_of(&self, subject: &Subject) -> Option<&Topology> {
        [self.after, self.before].into_iter().find(|state| state.has(subject))
    }

    fn say(&self, message: &Message) -> String {
        self.handout.lang.say(message)
    }
}

fn state_word(change: Change, lang: Lang) -> Option<String> {
    let message = match change {
        Change::Unchanged => return None,
        Change::Added => message!("export-state-added"),
        Change::Removed => message!("export-state-removed"),
        Change::Changed => message!("export-state-changed"),
        Change::Emptied => message!("export-state-emptied"),
    };
    Some(lang.say(&message))
}
