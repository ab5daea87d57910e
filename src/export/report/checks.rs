//! What the check says about the whole plan: risks, what is accepted, what nobody could check, the rules with their sources.

use super::content::Writer;
use super::{Block, Cell, Link, Section, phases};
use crate::message;
use crate::model::*;
use crate::rules::{self, Finding, NotChecked, Source};
use crate::text::Message;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Errors and warnings, open ones first, with what would mend them. The level is the rule's and nothing else.
pub fn risks(writer: &Writer<'_>) -> Section {
    let handout = writer.handout();
    let mut risks: Vec<&Finding> = writer.told().filter(|finding| finding.level > Level::Advice).collect();
    risks.sort_by_key(|finding| (!finding.counts(), Reverse(finding.level), finding.stages));
    let rows = risks.iter().map(|finding| {
        let fixes = rules::fixes(handout.plan, handout.replay, finding);
        let fixes: Vec<String> = fixes.iter().map(|fix| writer.say(&fix.label)).collect();
        let state = match finding.counts() {
            true => Cell::Strong(writer.say(&message!("report-risk-open"))),
            false => Cell::Text(writer.say(&message!("report-risk-accepted"))),
        };
        vec![
            writer.level(finding.level),
            phases::rule(writer, finding),
            Cell::Text(phases::found(writer, finding)),
            Cell::Text(writer.stands(finding.stages)),
            if fixes.is_empty() {
                Cell::Muted(writer.say(&message!("report-see-rule")))
            } else {
                Cell::of(fixes.join("\n"))
            },
            state,
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let columns = [
        (message!("export-column-level"), 13),
        (message!("export-column-rule"), 10),
        (message!("report-column-risk"), 32),
        (message!("report-column-stands"), 13),
        (message!("export-column-fixes"), 22),
        (message!("export-column-done"), 10),
    ];
    let mut blocks = vec![writer.note(&message!("report-note-risks"))];
    blocks.push(match rows.is_empty() {
        true => Block::Text(writer.say(&message!("report-no-risk"))),
        false => writer.table(&message!("report-risks"), &columns, rows),
    });
    writer.section("risks", &message!("report-risks"), blocks)
}

pub fn accepted(writer: &Writer<'_>) -> Section {
    let rows = writer.told().filter_map(|finding| {
        let accepted = finding.accepted.as_ref()?;
        let mut by = vec![accepted.by.to_string()];
        by.extend(accepted.on.map(|date| date.to_string()));
        let until = accepted.until.as_ref().map(|phase| writer.book.name(&phase.into()));
        by.extend(until.map(|phase| writer.say(&message!("report-accepted-until", phase = phase))));
        Some(vec![
            writer.level(finding.level),
            phases::rule(writer, finding),
            Cell::Text(phases::found(writer, finding)),
            Cell::Text(writer.stands(finding.stages)),
            Cell::of(&*accepted.reason),
            Cell::of(by.join("\n")),
        ])
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let columns = [
        (message!("export-column-level"), 14),
        (message!("export-column-rule"), 10),
        (message!("export-column-finding"), 28),
        (message!("report-column-stands"), 14),
        (message!("export-column-reason"), 20),
        (message!("export-column-by"), 14),
    ];
    let blocks = match rows.is_empty() {
        true => vec![Block::Text(writer.say(&message!("report-none-accepted")))],
        false => vec![
            writer.note(&message!("export-note-accepted")),
            writer.table(&message!("export-sheet-accepted"), &columns, rows),
        ],
    };
    writer.section("accepted", &message!("export-sheet-accepted"), blocks)
}

/// What *no error* does not cover: rules without their facts, half-built objects, work for people, notes of an import.
pub fn not_checked(writer: &Writer<'_>) -> Section {
    let report = writer.handout().report;
    let coverage = report.coverage.whole(&report.summary());
    let mut blocks = vec![Block::List(coverage.iter().map(|message| writer.say(message)).collect())];
    blocks.extend(undecided(writer));
    blocks.extend(incomplete(writer));
    blocks.extend(checklist(writer));
    if !report.notes.is_empty() {
        let place = |line: u32| writer.say(&message!("export-note-line", line = line.to_string()));
        let notes = report.notes.iter().map(|note| {
            let said = writer.say(&note.message);
            note.line.map_or_else(|| said.clone(), |line| format!("{} · {said}", place(line)))
        });
        blocks.push(writer.heading(&message!("export-section-notes")));
        blocks.push(Block::List(notes.collect()));
    }
    writer.section("not-checked", &message!("report-not-checked"), blocks)
}

/// Rules that wait for facts, each with the facts and the objects; objects that wait for the same stand together.
fn undecided(writer: &Writer<'_>) -> Vec<Block> {
    let mut waiting: BTreeMap<(&Code, &[FactName]), Vec<&Subject>> = BTreeMap::new();
    for NotChecked { code, subject, missing } in writer.handout().report.not_checked.iter() {
        waiting.entry((code, missing)).or_default().push(subject);
    }
    if waiting.is_empty() {
        return vec![Block::Text(writer.say(&message!("report-all-decided")))];
    }
    let rows = waiting.into_iter().map(|((code, missing), subjects)| {
        let mut names: Vec<String> = subjects.into_iter().map(|subject| writer.book.name(subject)).collect();
        names.dedup();
        vec![named_rule(writer, code), Cell::Text(writer.book.facts(missing)), Cell::Text(names.join(", "))]
    });
    let rows = rows.collect();
    let columns = [
        (message!("export-column-rule"), 36),
        (message!("export-column-missing"), 24),
        (message!("report-column-objects"), 40),
    ];
    vec![
        writer.heading(&message!("report-undecided")),
        writer.note(&message!("export-note-not-checked")),
        writer.table(&message!("report-undecided"), &columns, rows),
    ]
}

/// Code and title of a rule.
fn named_rule(writer: &Writer<'_>, code: &Code) -> Cell {
    writer.book.rule(code);
    let title = rules::title(code, writer.handout().lang).unwrap_or_default();
    Cell::Text(format!("{code} {title}"))
}

fn incomplete(writer: &Writer<'_>) -> Vec<Block> {
    let half_built = &writer.handout().report.incomplete;
    if half_built.is_empty() {
        return Vec::new();
    }
    let rows = half_built.iter().map(|half| {
        vec![
            Cell::Strong(writer.book.name(&half.subject)),
            Cell::Text(writer.book.kind(&half.subject)),
            Cell::Text(writer.book.facts(&half.missing)),
        ]
    });
    let rows = rows.collect();
    let columns = [
        (Message::word("fact", "column-object"), 34),
        (Message::word("fact", "column-kind"), 20),
        (message!("export-column-missing"), 46),
    ];
    vec![
        writer.heading(&message!("export-sheet-incomplete")),
        writer.note(&message!("export-note-incomplete")),
        writer.table(&message!("export-sheet-incomplete"), &columns, rows),
    ]
}

fn checklist(writer: &Writer<'_>) -> Vec<Block> {
    let entries = writer.handout().report.checklist.iter().filter(|entry| writer.book.tells(entry.stages));
    let rows = entries.map(|entry| {
        writer.book.rule(&entry.code);
        let done = match &entry.ticked {
            None => Cell::Strong(writer.say(&message!("export-to-do"))),
            Some(tick) => {
                let more = [tick.by.as_deref().map(str::to_owned), tick.on.map(|date| date.to_string())];
                let more = more.into_iter().flatten().chain(tick.note.as_deref().map(str::to_owned));
                let lines = std::iter::once(writer.say(&message!("export-done"))).chain(more);
                Cell::Text(lines.collect::<Vec<_>>().join("\n"))
            }
        };
        vec![
            done,
            Cell::Text(format!("{} {}", entry.code, writer.say(&rules::short_title(&entry.code)))),
            Cell::Text(writer.book.name(&entry.subject)),
            Cell::Text(writer.stands(entry.stages)),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = [
        (message!("export-column-done"), 16),
        (message!("export-column-to-do"), 40),
        (Message::word("fact", "column-object"), 24),
        (message!("report-column-concerns"), 20),
    ];
    vec![
        writer.heading(&message!("export-sheet-checklist")),
        writer.note(&message!("export-note-checklist")),
        writer.table(&message!("export-sheet-checklist"), &columns, rows),
    ]
}

/// Every rule that the report names, and every one whose level the plan chose, with its pages.
pub fn rules(writer: &Writer<'_>) -> Section {
    let (plan, report) = (writer.handout().plan, writer.handout().report);
    let mut codes = writer.book.named();
    codes.extend(report.levels.iter().map(|chosen| chosen.code.clone()));
    codes.extend(writer.told().flat_map(|finding| finding.also.iter().cloned()));
    let off = || writer.say(&message!("level-off"));
    let rows = codes.iter().map(|code| {
        let of_pack = rules::rule(code).and_then(|rule| rule.always).or_else(|| rules::level(code, &plan.target));
        let chosen = report.levels.iter().find(|chosen| chosen.code == *code);
        let level = chosen.map_or(of_pack, |chosen| chosen.level);
        let level = level.map_or_else(|| Cell::Muted(off()), |level| writer.level(level));
        let sources = writer.book.sources(code);
        let links = sources.iter().map(link).collect();
        let mut words = match chosen {
            Some(chosen) => {
                let word = of_pack.map_or_else(off, |level| writer.book.word(Level::PREFIX, level.key()));
                let reason = chosen.reason.as_deref().map_or_else(|| writer.unknown(), str::to_owned);
                writer.say(&message!("report-level-chosen", level = word, reason = reason))
            }
            None => String::new(),
        };
        if sources.is_empty() {
            words = [words, writer.say(&message!("report-no-source"))].join("\n").trim().to_owned();
        }
        vec![named_rule(writer, code), level, Cell::Linked(words, links)]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let columns = [
        (message!("export-column-rule"), 40),
        (message!("export-column-level"), 15),
        (message!("report-column-sources"), 45),
    ];
    let mut blocks = vec![writer.note(&message!("report-note-rules"))];
    if !rows.is_empty() {
        blocks.push(writer.table(&message!("export-sheet-rules"), &columns, rows));
    }
    writer.section("rules", &message!("report-rules"), blocks)
}

/// A page with its day, where it has one.
pub fn link(source: &Source) -> Link {
    let text = source.date.as_ref().map_or_else(|| source.title.clone(), |date| format!("{} ({date})", source.title));
    Link { text, address: source.address.clone() }
}
