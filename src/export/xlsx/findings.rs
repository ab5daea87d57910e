//! What the check says: findings, what is accepted, what nobody could check, what people see to, and the rules.

use super::book::{Book, fact};
use super::cell::Cell;
use super::table::{Column, Sheet, Table};
use crate::message;
use crate::model::*;
use crate::rules::{self, Finding, RuleKind};
use crate::text::Message;

fn level() -> Column {
    (message!("export-column-level"), 14.0)
}

fn rule() -> [Column; 2] {
    [(message!("export-column-rule"), 11.0), (message!("export-column-title"), 26.0)]
}

fn page() -> Column {
    (message!("export-column-page"), 30.0)
}

/// Level, rule, object and phases of a finding.
fn head(book: &Book<'_>, finding: &Finding) -> Vec<Cell> {
    let mut cells = vec![Cell::Level(finding.level)];
    cells.extend(book.rule(&finding.code));
    cells.push(Cell::from(book.name(&finding.subject)));
    cells.extend(book.run(finding.stages));
    // What the product itself would say stands below what we say.
    let vendor = finding.vendor_message.as_ref().map(|said| message!("export-vendor", message = said.clone()));
    let said = [Some(&finding.message), vendor.as_ref()].into_iter().flatten().map(|message| book.say(message));
    cells.push(Cell::lines(said.collect()));
    cells
}

fn heads() -> Vec<Column> {
    let object = fact("column-object", 24.0);
    let span = [(message!("export-column-from"), 15.0), (message!("export-column-until"), 15.0)];
    let said = (message!("export-column-finding"), 44.0);
    [level()].into_iter().chain(rule()).chain([object]).chain(span).chain([said]).collect()
}

/// Findings that stand at a told stage, accepted or not.
fn standing<'a>(book: &'a Book<'_>, accepted: bool) -> impl Iterator<Item = &'a Finding> {
    let all = book.handout.report.findings.iter();
    all.filter(move |finding| finding.accepted.is_some() == accepted && book.tells(finding.stages))
}

pub fn findings(book: &Book<'_>) -> Table {
    let rows = standing(book, false).map(|finding| {
        let mut cells = head(book, finding);
        let fixes = rules::fixes(book.handout.plan, book.handout.replay, finding);
        let also: Vec<String> = finding.also.iter().map(Code::to_string).collect();
        cells.extend([
            Cell::from(book.names(&finding.related)),
            Cell::from(also.join(", ")),
            Cell::lines(fixes.iter().map(|fix| book.say(&fix.label)).collect()),
            book.source(&finding.code),
        ]);
        cells
    });
    let more = [
        (message!("export-column-related"), 22.0),
        (message!("export-column-also"), 12.0),
        (message!("export-column-fixes"), 38.0),
        page(),
    ];
    let columns = heads().into_iter().chain(more).collect();
    Table { sheet: Sheet::Findings, note: message!("export-note-findings"), columns, rows: rows.collect() }
}

pub fn accepted(book: &Book<'_>) -> Table {
    let rows = standing(book, true).filter_map(|finding| {
        let accepted = finding.accepted.as_ref()?;
        let mut cells = head(book, finding);
        cells.extend([
            Cell::known(Some(&*accepted.reason)),
            Cell::known(Some(&*accepted.by)),
            Cell::day(accepted.on),
            // Without a last phase it holds in every phase.
            Cell::maybe(accepted.until.as_ref().map(|phase| book.name(&phase.into()))),
            book.source(&finding.code),
        ]);
        Some(cells)
    });
    let more = [
        (message!("export-column-reason"), 32.0),
        (message!("export-column-by"), 15.0),
        (message!("export-column-on"), 12.0),
        (message!("export-column-accepted-until"), 16.0),
        page(),
    ];
    let columns = heads().into_iter().chain(more).collect();
    Table { sheet: Sheet::Accepted, note: message!("export-note-accepted"), columns, rows: rows.collect() }
}

pub fn not_checked(book: &Book<'_>) -> Table {
    let rows = book.handout.report.not_checked.iter().map(|not| {
        let mut cells: Vec<Cell> = book.rule(&not.code).into();
        cells.extend([
            Cell::from(book.name(&not.subject)),
            Cell::Text(book.kind(&not.subject)),
            book.site(&book.everything, &not.subject),
            Cell::Muted(book.facts(&not.missing)),
            book.source(&not.code),
        ]);
        cells
    });
    let objects = [fact("column-object", 28.0), fact("column-kind", 18.0), fact("column-site", 15.0)];
    let missing = (message!("export-column-missing"), 40.0);
    let columns = rule().into_iter().chain(objects).chain([missing, page()]).collect();
    Table { sheet: Sheet::NotChecked, note: message!("export-note-not-checked"), columns, rows: rows.collect() }
}

pub fn incomplete(book: &Book<'_>) -> Table {
    let rows = book.handout.report.incomplete.iter().map(|half| {
        vec![
            Cell::from(book.name(&half.subject)),
            Cell::Text(book.kind(&half.subject)),
            book.site(&book.everything, &half.subject),
            Cell::Muted(book.facts(&half.missing)),
        ]
    });
    let columns = vec![
        fact("column-object", 34.0),
        fact("column-kind", 24.0),
        fact("column-site", 24.0),
        (message!("export-column-missing"), 60.0),
    ];
    Table { sheet: Sheet::Incomplete, note: message!("export-note-incomplete"), columns, rows: rows.collect() }
}

pub fn checklist(book: &Book<'_>) -> Table {
    let entries = book.handout.report.checklist.iter().filter(|entry| book.tells(entry.stages));
    let rows = entries.map(|entry| {
        let [code, _] = book.rule(&entry.code);
        let done = entry.ticked.as_ref();
        let mut cells = vec![
            match done {
                Some(_) => Cell::Text(book.say(&message!("export-done"))),
                None => Cell::Strong(book.say(&message!("export-to-do"))),
            },
            code,
            Cell::from(book.say(&rules::short_title(&entry.code))),
            Cell::from(book.name(&entry.subject)),
            Cell::Text(book.kind(&entry.subject)),
        ];
        cells.extend(book.run(entry.stages));
        cells.push(Cell::Level(entry.level));
        // Who has done it need not be written down; what is not done has nobody.
        cells.extend(match done {
            Some(tick) => [Cell::known(tick.by.as_deref()), Cell::day(tick.on), Cell::maybe(tick.note.as_deref())],
            None => [Cell::Empty, Cell::Empty, Cell::Empty],
        });
        cells.push(book.source(&entry.code));
        cells
    });
    let columns = vec![
        (message!("export-column-done"), 10.0),
        (message!("export-column-rule"), 11.0),
        (message!("export-column-to-do"), 40.0),
        fact("column-object", 26.0),
        fact("column-kind", 15.0),
        (message!("export-column-from"), 15.0),
        (message!("export-column-until"), 15.0),
        level(),
        (message!("export-column-by"), 14.0),
        (message!("export-column-on"), 11.0),
        (message!("export-column-remark"), 22.0),
        page(),
    ];
    Table { sheet: Sheet::Checklist, note: message!("export-note-checklist"), columns, rows: rows.collect() }
}

/// Every rule that the workbook names, and every one whose level the plan chose, with each of its pages.
pub fn rules(book: &Book<'_>) -> Table {
    let (plan, report) = (book.handout.plan, book.handout.report);
    let mut codes = book.named();
    codes.extend(report.levels.iter().map(|chosen| chosen.code.clone()));
    codes.extend(report.findings.iter().flat_map(|finding| finding.also.iter().cloned()));
    let said = |level: Option<rules::Level>| match level {
        Some(level) => Cell::Level(level),
        None => Cell::Muted(book.say(&message!("level-off"))),
    };
    let mut rows = Vec::new();
    for code in &codes {
        let known = rules::rule(code);
        let chosen = report.levels.iter().find(|chosen| chosen.code == *code);
        let of_pack = known.and_then(|rule| rule.always).or_else(|| rules::level(code, &plan.target));
        let mut head: Vec<Cell> = book.rule(code).into();
        head.extend([
            Cell::maybe(known.map(|rule| book.word(RuleKind::PREFIX, rule.kind().key()))),
            said(of_pack),
            chosen.map_or(Cell::Empty, |chosen| said(chosen.level)),
            Cell::maybe(chosen.and_then(|chosen| chosen.reason.as_deref())),
        ]);
        let sources = book.sources(code);
        if sources.is_empty() {
            rows.push(head.iter().cloned().chain([Cell::Empty, Cell::Empty]).collect());
        }
        for source in sources {
            let date = match source.date.as_deref().map(|date| (date, date.parse())) {
                Some((_, Ok(day))) => Cell::Date(day),
                Some((text, Err(_))) => Cell::Text(text.to_owned()),
                None => Cell::Empty,
            };
            rows.push(head.iter().cloned().chain([Cell::page(Some(source)), date]).collect());
        }
    }
    let target: Message = message!("export-column-level-of-pack");
    let more = [
        (message!("export-column-decided-by"), 16.0),
        (target, 14.0),
        (message!("export-column-level-of-plan"), 14.0),
        (message!("export-column-reason"), 26.0),
        (message!("export-column-page"), 52.0),
        (message!("export-column-page-date"), 14.0),
    ];
    let columns = rule().into_iter().chain(more).collect();
    Table { sheet: Sheet::Rules, note: message!("export-note-rules"), columns, rows }
}
