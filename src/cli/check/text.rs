//! The answer of `check` for people: by phase, each finding with the rule's name and what mends it.

use super::Answer;
use crate::message;
use crate::model::*;
use crate::plan::Note;
use crate::rules::{self, Finding, Level, Safety};
use crate::text::{Lang, Message};
use std::collections::BTreeMap;

impl Answer<'_> {
    pub fn text(&self) -> String {
        let Self { plan, report, lang, .. } = *self;
        let mut lines = vec![lang.say(&message!(
            "cli-check-head",
            file = self.file.display().to_string(),
            target = crate::cli::pack_name(self.target),
            phases = plan.phases.len()
        ))];
        for same in report.findings.chunk_by(|a, b| a.stages.0 == b.stages.0) {
            lines.extend([String::new(), plan.stage_name(same[0].stages.0, lang)]);
            lines.extend(same.iter().flat_map(|finding| self.finding(finding)));
        }
        lines.extend(self.not_checked());
        lines.extend(self.incomplete());
        lines.extend(self.checklist());
        lines.extend(self.levels());
        lines.extend(notes(&report.notes, lang));
        lines.extend([String::new(), self.counts()]);
        let coverage: Vec<String> = report.coverage.brief().iter().map(|message| lang.say(message)).collect();
        lines.push(lang.parts(coverage));
        lines.join("\n") + "\n"
    }

    fn counts(&self) -> String {
        let summary = self.report.summary();
        let counts = [
            (summary.errors, message!("cli-count-errors", count = summary.errors)),
            (summary.warnings, message!("cli-count-warnings", count = summary.warnings)),
            (summary.advice, message!("cli-count-advice", count = summary.advice)),
            (summary.accepted, message!("cli-count-accepted", count = summary.accepted)),
            (summary.incomplete, message!("cli-count-incomplete", count = summary.incomplete)),
            (summary.not_checked, message!("cli-count-not-checked", count = summary.not_checked)),
        ];
        let mut said: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(_, message)| self.lang.say(message)).collect();
        if self.report.findings.is_empty() {
            said.insert(0, self.lang.say(&message!("cli-no-finding")));
        }
        said.join(", ")
    }

    fn finding(&self, finding: &Finding) -> Vec<String> {
        let Self { plan, lang, .. } = *self;
        let (first, last) = finding.stages;
        let mut lines = vec![format!(
            "  {}",
            lang.say(&message!(
                "cli-finding",
                level = Message::word(Level::PREFIX, finding.level.key()),
                code = finding.code.as_str(),
                title = self.title(&finding.code)
            ))
        )];
        let mut more = |message: Message| lines.push(format!("    {}", lang.say(&message)));
        let subject = self.said(&finding.subject);
        more(match last > first {
            true => message!("cli-finding-until", subject = subject, last = plan.stage_name(last, lang)),
            false => message!("cli-finding-at", subject = subject),
        });
        more(finding.message.clone());
        if let Some(vendor) = &finding.vendor_message {
            more(message!("cli-vendor", message = vendor.clone()));
        }
        if !finding.related.is_empty() {
            let names: Vec<String> = finding.related.iter().map(|subject| self.said(subject)).collect();
            more(message!("cli-related", names = names));
        }
        if !finding.also.is_empty() {
            let codes: Vec<String> = finding.also.iter().map(Code::to_string).collect();
            more(message!("cli-also", codes = codes));
        }
        for fix in rules::fixes(plan, self.replay, finding) {
            more(match fix.safety {
                Safety::Safe => message!("cli-fix-safe", fix = fix.label),
                Safety::Ask => message!("cli-fix", fix = fix.label),
                Safety::Hint => message!("cli-fix-hint", fix = fix.label),
            });
        }
        if let Some(accepted) = &finding.accepted {
            self.acceptance(accepted).into_iter().for_each(more);
        }
        lines
    }

    /// One line per rule and missing facts: what is missing is usually missing everywhere.
    fn not_checked(&self) -> Vec<String> {
        let mut groups: BTreeMap<(&Code, Vec<FactName>), usize> = BTreeMap::new();
        for not in &self.report.not_checked {
            *groups.entry((&not.code, not.missing.clone())).or_default() += 1;
        }
        let said = groups.into_iter().map(|((code, missing), count)| {
            let missing = words_of(&missing, self.lang);
            message!("cli-not-checked-line", code = code.as_str(), missing = missing, count = count)
        });
        self.part(message!("cli-not-checked"), said)
    }

    fn incomplete(&self) -> Vec<String> {
        let said = self.report.incomplete.iter().map(|half| {
            let missing = words_of(&half.missing, self.lang);
            message!("cli-incomplete-line", subject = self.name(&half.subject), missing = missing)
        });
        self.part(message!("cli-incomplete"), said)
    }

    fn checklist(&self) -> Vec<String> {
        let said = self.report.checklist.iter().map(|entry| {
            let (code, subject) = (entry.code.as_str(), self.said(&entry.subject));
            let title = rules::short_title(&entry.code);
            match entry.ticked {
                Some(_) => message!("cli-checklist-done", code = code, subject = subject, title = title),
                None => message!("cli-checklist-open", code = code, subject = subject, title = title),
            }
        });
        self.part(message!("cli-checklist"), said)
    }

    /// Levels that the plan chose: never only silently.
    fn levels(&self) -> Vec<String> {
        let said = self.report.levels.iter().map(|chosen| {
            let (level, pack) = (self.level(chosen.level), self.level(chosen.of_pack));
            let code = chosen.code.as_str();
            match chosen.reason.as_deref().filter(|reason| !reason.is_empty()) {
                Some(reason) => {
                    message!("cli-level-reason", code = code, level = level, pack = pack, reason = reason)
                }
                None => message!("cli-level-chosen", code = code, level = level, pack = pack),
            }
        });
        self.part(message!("cli-levels"), said)
    }

    /// Lines under their heading; nothing when there are none.
    fn part(&self, heading: Message, lines: impl Iterator<Item = Message>) -> Vec<String> {
        let mut lines = lines.map(|line| format!("  {}", self.lang.say(&line))).peekable();
        if lines.peek().is_none() {
            return Vec::new();
        }
        [String::new(), self.lang.say(&heading)].into_iter().chain(lines).collect()
    }
}

/// The notes under their heading; nothing when there are none.
pub fn notes(notes: &[Note], lang: Lang) -> Vec<String> {
    if notes.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), lang.say(&message!("cli-notes"))];
    for note in notes {
        lines.push(match note.line {
            Some(line) => {
                format!(
                    "  {}",
                    lang.say(&message!("cli-note-line", line = line.to_string(), note = note.message.clone()))
                )
            }
            None => format!("  {}", lang.say(&note.message)),
        });
    }
    lines
}

fn words_of(facts: &[FactName], lang: Lang) -> Vec<String> {
    facts.iter().map(|fact| lang.word("fact", fact)).collect()
}
