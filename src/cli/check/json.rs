//! The answer of `check` for programs of one's own: `coexist-findings/1`.

use super::Answer;
use crate::cli;
use crate::message;
use crate::model::*;
use crate::rules::{self, Finding, Level};
use crate::text::Message;
use serde::Serialize;

impl Answer<'_> {
    pub fn json(&self) -> Result<String, Message> {
        let Self { plan, report, lang, .. } = *self;
        let object = |subject: &Subject| JsonSubject { kind: subject.kind().key(), name: self.name(subject) };
        let finding = |finding: &Finding| JsonFinding {
            code: finding.code.to_string(),
            title: self.title(&finding.code),
            level: finding.level.key(),
            phases: [finding.stages.0, finding.stages.1],
            subject: object(&finding.subject),
            related: finding.related.iter().map(object).collect(),
            also: finding.also.iter().map(Code::to_string).collect(),
            message: lang.say(&finding.message),
            vendor_message: finding.vendor_message.as_ref().map(|message| lang.say(message)),
            accepted: finding.accepted.as_ref().map(|accepted| JsonAccepted {
                reason: accepted.reason.to_string(),
                by: accepted.by.to_string(),
                on: accepted.on.map(|date| date.to_string()),
                until: accepted.until.as_ref().map(|phase| self.name(&phase.into())),
            }),
            fixes: rules::fixes(plan, self.replay, finding)
                .into_iter()
                .map(|fix| JsonFix { label: lang.say(&fix.label), safety: fix.safety.key() })
                .collect(),
        };
        let summary = report.summary();
        let all = JsonReport {
            format: "coexist-findings/1",
            file: self.file.display().to_string(),
            target: self.target.to_string(),
            phases: std::iter::once(lang.say(&message!("plan-today")))
                .chain(plan.phases.iter().map(|phase| phase.name.to_string()))
                .collect(),
            findings: report.findings.iter().map(finding).collect(),
            not_checked: report
                .not_checked
                .iter()
                .map(|not| JsonNotChecked {
                    code: not.code.to_string(),
                    subject: object(&not.subject),
                    missing: not.missing.clone(),
                })
                .collect(),
            notes: report
                .notes
                .iter()
                .map(|note| JsonNote { message: lang.say(&note.message), line: note.line })
                .collect(),
            summary: JsonSummary {
                errors: summary.errors,
                warnings: summary.warnings,
                advice: summary.advice,
                accepted: summary.accepted,
                incomplete: summary.incomplete,
                not_checked: summary.not_checked,
                to_do: summary.to_do,
            },
            checklist: report
                .checklist
                .iter()
                .map(|entry| JsonEntry {
                    code: entry.code.to_string(),
                    title: lang.say(&rules::short_title(&entry.code)),
                    subject: object(&entry.subject),
                    phases: [entry.stages.0, entry.stages.1],
                    done: entry.ticked.is_some(),
                    by: entry.ticked.as_ref().and_then(|tick| tick.by.as_deref().map(str::to_owned)),
                    on: entry.ticked.as_ref().and_then(|tick| tick.on.map(|date| date.to_string())),
                })
                .collect(),
            levels: report
                .levels
                .iter()
                .map(|chosen| JsonLevel {
                    code: chosen.code.to_string(),
                    level: chosen.level.map_or("off", Level::key),
                    pack: chosen.of_pack.map_or("off", Level::key),
                    reason: chosen.reason.as_deref().map(str::to_owned),
                })
                .collect(),
            coverage: JsonCoverage {
                packs: report
                    .coverage
                    .packs
                    .iter()
                    .map(|pack| JsonPack {
                        id: pack.id.to_string(),
                        version: pack.version.map(|date| date.to_string()),
                    })
                    .collect(),
                rules: JsonRules {
                    all: report.coverage.rules.all,
                    decided: report.coverage.rules.decided,
                    partly: report.coverage.rules.partly,
                    waiting: report.coverage.rules.waiting,
                    off: report.coverage.rules.off,
                    checklist: report.coverage.rules.checklist,
                },
                objects: JsonObjects { all: report.coverage.objects.all, decided: report.coverage.objects.decided },
            },
        };
        cli::json(&all)
    }
}

#[derive(Serialize)]
struct JsonReport {
    format: &'static str,
    file: String,
    target: String,
    phases: Vec<String>,
    findings: Vec<JsonFinding>,
    not_checked: Vec<JsonNotChecked>,
    notes: Vec<JsonNote>,
    summary: JsonSummary,
    checklist: Vec<JsonEntry>,
    levels: Vec<JsonLevel>,
    coverage: JsonCoverage,
}

#[derive(Serialize)]
struct JsonFinding {
    code: String,
    title: String,
    level: &'static str,
    /// First and last stage, 0 for Today.
    phases: [usize; 2],
    subject: JsonSubject,
    related: Vec<JsonSubject>,
    also: Vec<String>,
    message: String,
    vendor_message: Option<String>,
    accepted: Option<JsonAccepted>,
    fixes: Vec<JsonFix>,
}

#[derive(Serialize)]
struct JsonFix {
    label: String,
    safety: &'static str,
}

#[derive(Serialize)]
struct JsonSubject {
    kind: &'static str,
    name: String,
}

#[derive(Serialize)]
struct JsonAccepted {
    reason: String,
    by: String,
    on: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
struct JsonNotChecked {
    code: String,
    subject: JsonSubject,
    missing: Vec<FactName>,
}

#[derive(Serialize)]
struct JsonNote {
    message: String,
    line: Option<u32>,
}

#[derive(Serialize)]
struct JsonSummary {
    errors: usize,
    warnings: usize,
    advice: usize,
    accepted: usize,
    incomplete: usize,
    not_checked: usize,
    /// Entries of the checklist that are not ticked.
    to_do: usize,
}

#[derive(Serialize)]
struct JsonEntry {
    code: String,
    title: String,
    subject: JsonSubject,
    phases: [usize; 2],
    done: bool,
    by: Option<String>,
    on: Option<String>,
}

/// A level that the plan chose, beside the pack's.
#[derive(Serialize)]
struct JsonLevel {
    code: String,
    level: &'static str,
    pack: &'static str,
    reason: Option<String>,
}

#[derive(Serialize)]
struct JsonCoverage {
    packs: Vec<JsonPack>,
    rules: JsonRules,
    objects: JsonObjects,
}

#[derive(Serialize)]
struct JsonPack {
    id: String,
    version: Option<String>,
}

#[derive(Serialize)]
struct JsonRules {
    all: usize,
    decided: usize,
    partly: usize,
    waiting: usize,
    off: usize,
    checklist: usize,
}

#[derive(Serialize)]
struct JsonObjects {
    all: usize,
    decided: usize,
}
