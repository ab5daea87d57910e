//! The answer of `check` for code-scanning tools: SARIF 2.1.0 (OASIS Standard, errata 01).
//!
//! A finding is a result; an accepted one is a result with a suppression. What was not checked is a result of kind
//! *open*, one per rule and missing facts, and an entry of the checklist one of kind *review*: both have no level, so
//! that nothing unknown looks green or red. Objects are logical locations: a plan file has lines, an object has none.

use super::Answer;
use crate::cli;
use crate::message;
use crate::model::*;
use crate::rules::{self, Entry, Finding, Level, Rule};
use crate::text::Message;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Component, Path};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What may not stand in a segment of an address as it is (RFC 3986).
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Answer<'_> {
    pub fn sarif(&self) -> Result<String, Message> {
        let Self { report, lang, .. } = *self;
        let mut results: Vec<Value> = report.findings.iter().map(|finding| self.result(finding)).collect();
        results.extend(self.open());
        results.extend(report.checklist.iter().map(|entry| self.review(entry)));
        let notifications = report.notes.iter().map(|note| {
            let text = lang.say(&note.message);
            let mut location = json!({ "artifactLocation": { "uri": address(self.file) } });
            if let Some(line) = note.line.filter(|line| *line > 0) {
                location["region"] = json!({ "startLine": line });
            }
            json!({ "level": "note", "message": { "text": text }, "locations": [{ "physicalLocation": location }] })
        });
        let coverage: Vec<String> =
            report.coverage.whole(&report.summary()).iter().map(|message| lang.say(message)).collect();
        let driver = json!({
            "name": "Coexist",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules::all().iter().map(|rule| self.descriptor(rule)).collect::<Vec<_>>(),
        });
        cli::json(&json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": driver },
                "language": lang.tag(),
                "artifacts": [{ "location": { "uri": address(self.file) }, "roles": ["analysisTarget"] }],
                "invocations": [{
                    "executionSuccessful": true,
                    "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
                }],
                "results": results,
                "properties": { "target": self.target.as_str(), "coverage": coverage },
            }],
        }))
    }

    fn descriptor(&self, rule: &Rule) -> Value {
        let text = rules::docs(&rule.code, self.lang).unwrap_or_default();
        let level = rules::level(&rule.code, self.target);
        let mut out = json!({
            "id": rule.code.as_str(),
            "name": rule.name,
            "shortDescription": { "text": self.title(&rule.code) },
            "help": { "text": text.trim(), "markdown": text.trim() },
            "defaultConfiguration": { "enabled": level.is_some(), "level": level.map_or("none", level_of) },
        });
        if let Some(source) = rules::sources(&rule.code, self.lang).first() {
            out["helpUri"] = json!(source.address);
        }
        out
    }

    fn result(&self, finding: &Finding) -> Value {
        let lang = self.lang;
        let mut text = lang.say(&finding.message);
        for fix in rules::fixes(self.plan, self.replay, finding) {
            text += "\n";
            text += &lang.say(&message!("cli-fix", fix = fix.label));
        }
        let mut out = json!({
            "ruleId": finding.code.as_str(),
            "ruleIndex": place(&finding.code),
            "level": level_of(finding.level),
            "message": { "text": text },
            "locations": [self.location(&finding.subject)],
            "partialFingerprints": { "coexist/1": fingerprint(&finding.code, &finding.subjects()) },
            "properties": {
                "phases": [finding.stages.0, finding.stages.1],
                "also": finding.also.iter().map(Code::as_str).collect::<Vec<_>>(),
            },
        });
        if !finding.related.is_empty() {
            out["relatedLocations"] =
                finding.related.iter().map(|subject| self.location(subject)).collect::<Vec<_>>().into();
        }
        if let Some(accepted) = &finding.accepted {
            let said: Vec<String> = self.acceptance(accepted).iter().map(|message| lang.say(message)).collect();
            out["suppressions"] = json!([{
                "kind": "external",
                "status": "accepted",
                "justification": said.join("\n"),
            }]);
        }
        out
    }

    /// What was not checked: nobody knows whether it is right.
    fn open(&self) -> Vec<Value> {
        let mut groups: BTreeMap<(&Code, &[FactName]), Vec<&Subject>> = BTreeMap::new();
        for not in &self.report.not_checked {
            groups.entry((&not.code, not.missing.as_slice())).or_default().push(&not.subject);
        }
        let open = groups.into_iter().map(|((code, missing), subjects)| {
            let words: Vec<String> = missing.iter().map(|fact| self.lang.word("fact", fact)).collect();
            let said = message!("cli-sarif-not-checked", count = subjects.len(), missing = words);
            json!({
                "ruleId": code.as_str(),
                "ruleIndex": place(code),
                "kind": "open",
                "level": "none",
                "message": { "text": self.lang.say(&said) },
                "locations": subjects.iter().map(|subject| self.location(subject)).collect::<Vec<_>>(),
                "properties": { "missing": missing },
            })
        });
        open.collect()
    }

    /// Work that people decide about; once it is ticked, it is done.
    fn review(&self, entry: &Entry) -> Value {
        let said =
            message!("cli-sarif-to-do", title = rules::short_title(&entry.code), subject = self.said(&entry.subject));
        json!({
            "ruleId": entry.code.as_str(),
            "ruleIndex": place(&entry.code),
            "kind": if entry.ticked.is_some() { "pass" } else { "review" },
            "level": "none",
            "message": { "text": self.lang.say(&said) },
            "locations": [self.location(&entry.subject)],
            "properties": { "phases": [entry.stages.0, entry.stages.1] },
        })
    }

    fn location(&self, subject: &Subject) -> Value {
        json!({
            "physicalLocation": { "artifactLocation": { "uri": address(self.file), "index": 0 } },
            "logicalLocations": [{
                "name": self.said(subject),
                "fullyQualifiedName": format!("{}/{}", subject.kind().key(), subject.id()),
                "kind": subject.kind().key(),
            }],
        })
    }
}

fn level_of(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    }
}

/// The place of a rule among the descriptors; -1 where there is none, as the standard has it.
fn place(code: &Code) -> i64 {
    let at = rules::all().iter().position(|rule| rule.code == *code);
    at.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)
}

/// What stays the same from one check to the next: rule and objects by their ids, not their names or phases.
fn fingerprint(code: &Code, subjects: &[Subject]) -> String {
    let ids: Vec<String> = subjects.iter().map(|s| format!("{}/{}", s.kind().key(), s.id())).collect();
    format!("{code} {}", ids.join(" "))
}

/// A file as an address: relative when the path is.
fn address(path: &Path) -> String {
    let mut out = String::new();
    for part in path.components() {
        match part {
            Component::RootDir => out = format!("file://{out}/"),
            Component::Prefix(prefix) => {
                // A drive; shares have a host in its place.
                let name = prefix.as_os_str().to_string_lossy().replace('\\', "/");
                out = name.strip_prefix("//").map_or_else(|| format!("/{name}"), str::to_owned);
            }
            Component::CurDir => {}
            Component::ParentDir => out += "../",
            Component::Normal(name) => {
                out.extend(utf8_percent_encode(&name.to_string_lossy(), ESCAPED));
                out.push('/');
            }
        }
    }
    out.truncate(out.trim_end_matches('/').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(address(Path::new("plans/Île de France #1.coexist")), "plans/%C3%8Ele%20de%20France%20%231.coexist");
        assert_eq!(address(Path::new("../a.coexist")), "../a.coexist");
        assert_eq!(address(Path::new("./a:b.coexist")), "a%3Ab.coexist");
        if cfg!(not(windows)) {
            assert_eq!(address(Path::new("/srv/a%b.coexist")), "file:///srv/a%25b.coexist");
        }
    }
}
