//! The first sheet: whose plan it is, its phases with what stands at their ends, what the check says, and what is where.

use super::book::{Book, fact, subject};
use super::cell::{Cell, fitting};
use super::estate::Users;
use super::table::{Sheet, Table, Writer};
use crate::export::hardware::Machines;
use crate::message;
use crate::model::*;
use crate::rules::{self, Finding, Level};
use crate::text::Message;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;

/// A place on the sheet that goes down.
struct Down<'a, 'w> {
    page: &'a mut Worksheet,
    writer: &'a Writer<'w>,
    row: u32,
    last: u16,
    /// Of the columns beside the labels, together.
    width: f64,
}

impl Down<'_, '_> {
    fn section(&mut self, title: &Message) -> Result<(), XlsxError> {
        self.row += 1;
        self.page.set_row_height(self.row, 22)?;
        self.page.write_string_with_format(self.row, 0, self.writer.say(title), &self.writer.style.section)?;
        self.row += 1;
        Ok(())
    }

    /// A label and what it says, over the rest of the width.
    fn line(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        let (style, text) = (self.writer.style, fitting(text));
        self.page.write_string_with_format(self.row, 0, label, &style.label)?;
        self.page.set_row_height(self.row, super::table::height(&text, self.width))?;
        self.page.merge_range(self.row, 1, self.row, self.last, &text, style.of_text(&text))?;
        self.row += 1;
        Ok(())
    }

    /// A cell for the label and one beside it.
    fn pair(&mut self, label: &Cell, value: &Cell) -> Result<(), XlsxError> {
        let mut links = 0;
        self.writer.cell(self.page, (self.row, 0), label, &mut links)?;
        self.writer.cell(self.page, (self.row, 1), value, &mut links)?;
        self.row += 1;
        Ok(())
    }
}

pub fn write(book: &Book<'_>, writer: &Writer<'_>, tables: &[Table], out: &mut Workbook) -> Result<(), XlsxError> {
    let phases = phases(book);
    let page = writer.sheet(out, Sheet::Summary)?;
    let last = u16::try_from(phases.columns.len() - 1).unwrap_or(u16::MAX);
    for (at, (_, width)) in (0u16..).zip(&phases.columns) {
        page.set_column_width(at, *width)?;
    }
    let all: f64 = phases.columns.iter().map(|(_, width)| width).sum();
    page.set_row_height(0, 28)?;
    page.write_string_with_format(
        0,
        0,
        fitting(&book.handout.title()),
        &writer.style.title.clone().set_quote_prefix(),
    )?;
    writer.across(page, 1, last, all, &writer.say(&phases.note))?;
    let width = all - phases.columns[0].1;
    let mut down = Down { page, writer, row: 2, last, width };
    about(book, &mut down)?;
    down.section(&message!("export-section-phases"))?;
    down.row = writer.grid(down.page, down.row, &phases)?;
    counts(book, &mut down)?;
    contents(writer, tables, &mut down)?;
    notes(book, &mut down)
}

/// Whose plan it is, where it leads, and with what it was judged.
fn about(book: &Book<'_>, down: &mut Down<'_, '_>) -> Result<(), XlsxError> {
    let (plan, report) = (book.handout.plan, book.handout.report);
    let unknown = book.say(&message!("export-unknown"));
    let said = |text: &Option<Text>| {
        text.as_deref().filter(|text| !text.trim().is_empty()).map_or_else(|| unknown.clone(), str::to_owned)
    };
    let target = match rules::pack(&plan.target) {
        Some(pack) => book.word(Version::PREFIX, pack.product.key()),
        None => plan.target.to_string(),
    };
    let stages: Vec<String> = book.states().map(|(stage, _)| book.handout.stage_name(stage)).collect();
    down.line(&book.say(&message!("export-about-client")), &said(&plan.about.client))?;
    down.line(&book.say(&message!("export-about-author")), &said(&plan.about.author))?;
    // A plan need not count its versions: what nobody wrote is no question.
    for (label, value) in
        [(message!("export-about-version"), &plan.about.version), (message!("export-about-date"), &plan.about.date)]
    {
        if let Some(value) = value {
            down.line(&book.say(&label), value)?;
        }
    }
    down.line(&book.say(&message!("export-about-target")), &target)?;
    if stages.len() < plan.stages() {
        down.line(&book.say(&message!("export-about-stages")), &stages.join(", "))?;
    }
    let coverage: Vec<String> = report.coverage.brief().iter().map(|message| book.say(message)).collect();
    down.line(&book.say(&message!("export-about-check")), &coverage.join("\n"))?;
    down.line(&book.say(&message!("export-about-program")), concat!("Coexist ", env!("CARGO_PKG_VERSION")))
}

/// The findings that the workbook tells of.
fn told<'a>(book: &'a Book<'_>) -> impl Iterator<Item = &'a Finding> {
    book.handout.report.findings.iter().filter(|finding| book.tells(finding.stages))
}

fn phases(book: &Book<'_>) -> Table {
    let rows = book.states().map(|(stage, state)| {
        let phase = book.handout.phase(stage);
        let span = book.handout.span(stage);
        let machines = Machines::of(state);
        let users = Users::of(state);
        let products: BTreeSet<Version> = state.pools.values().filter_map(|pool| pool.version).collect();
        let products: Vec<String> =
            products.into_iter().map(|version| book.word(Version::PREFIX, version.key())).collect();
        let found = |level: Level| {
            told(book).filter(|f| f.stands_at(stage) && f.accepted.is_none() && f.level == level).count()
        };
        let accepted = told(book).filter(|f| f.stands_at(stage) && f.accepted.is_some()).count();
        vec![
            Cell::Text(book.handout.stage_name(stage)),
            match phase {
                Some(phase) => book.choice(PhaseKind::PREFIX, phase.kind.map(PhaseKind::key)),
                None => Cell::Empty,
            },
            phase.map_or(Cell::Empty, |_| Cell::day(span.start)),
            phase.map_or(Cell::Empty, |_| Cell::day(span.end)),
            Cell::lines(products),
            Cell::number(state.pools.len()),
            Cell::number(state.servers.len()),
            Cell::number(state.sql_servers.len()),
            Cell::number(machines.count()),
            Cell::count(users.known),
            Cell::number(users.pools_without),
            Cell::number(found(Level::Error)),
            Cell::number(found(Level::Warning)),
            Cell::number(found(Level::Advice)),
            Cell::number(accepted),
        ]
    });
    let columns = vec![
        subject(SubjectKind::Phase, 32.0),
        fact("phase-kind", 26.0),
        (message!("export-column-start"), 12.0),
        (message!("export-column-end"), 12.0),
        fact("version", 24.0),
        (message!("export-column-pools"), 9.0),
        fact("servers", 10.0),
        (message!("export-column-sql-hosts"), 10.0),
        (message!("export-column-machines"), 11.0),
        (message!("export-column-users"), 12.0),
        (message!("export-column-without-users"), 15.0),
        (message!("export-column-errors"), 9.0),
        (message!("export-column-warnings"), 15.0),
        (message!("export-column-advice"), 10.0),
        (message!("export-column-accepted"), 11.0),
    ];
    Table { sheet: Sheet::Summary, note: message!("export-note-summary"), columns, rows: rows.collect() }
}

/// What the check says of the phases that are told: in words, then how many.
fn counts(book: &Book<'_>, down: &mut Down<'_, '_>) -> Result<(), XlsxError> {
    down.section(&message!("export-section-check"))?;
    let report = book.handout.report;
    for level in [Level::Error, Level::Warning, Level::Advice] {
        let count = told(book).filter(|finding| finding.accepted.is_none() && finding.level == level).count();
        down.pair(&Cell::Level(level), &Cell::number(count))?;
    }
    let to_do = report.checklist.iter().filter(|entry| entry.ticked.is_none() && book.tells(entry.stages)).count();
    let rest = [
        (message!("export-column-accepted"), told(book).filter(|finding| finding.accepted.is_some()).count()),
        (message!("export-count-not-checked"), report.not_checked.len()),
        (message!("export-count-incomplete"), report.incomplete.len()),
        (message!("export-count-to-do"), to_do),
    ];
    for (label, count) in rest {
        down.pair(&Cell::Text(book.say(&label)), &Cell::number(count))?;
    }
    Ok(())
}

/// Every sheet with a link to it and its rows.
fn contents(writer: &Writer<'_>, tables: &[Table], down: &mut Down<'_, '_>) -> Result<(), XlsxError> {
    down.section(&message!("export-section-contents"))?;
    for table in tables {
        let name = writer.lang.word(Sheet::PREFIX, table.sheet.key());
        down.pair(&Cell::Sheet(name), &Cell::number(table.rows.len()))?;
    }
    Ok(())
}

fn notes(book: &Book<'_>, down: &mut Down<'_, '_>) -> Result<(), XlsxError> {
    let notes = &book.handout.report.notes;
    if notes.is_empty() {
        return Ok(());
    }
    down.section(&message!("export-section-notes"))?;
    for note in notes {
        let place = note.line.map(|line| book.say(&message!("export-note-line", line = line.to_string())));
        down.line(&place.unwrap_or_default(), &book.say(&note.message))?;
    }
    Ok(())
}
