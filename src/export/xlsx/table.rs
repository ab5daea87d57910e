//! One table on one sheet: title, what it is, a heading row that stays in view and is printed on every page, filters.

use super::cell::{self, Cell};
use super::style::Style;
use crate::message;
use crate::model::words;
use crate::text::{Lang, Message};
use rust_xlsxwriter::{
    ExcelDateTime, Table as ExcelTable, TableColumn, TableStyle, Url, Workbook, Worksheet, XlsxError,
};

words! {
    /// The sheets of a workbook, in their order.
    Sheet as "export-sheet" {
        Summary = "summary",
        Hardware = "hardware",
        Pools = "pools",
        Servers = "servers",
        Sql = "sql",
        Links = "links",
        Moves = "moves",
        Names = "names",
        Records = "records",
        Certificates = "certificates",
        Ports = "ports",
        Firewall = "firewall",
        Findings = "findings",
        Accepted = "accepted",
        NotChecked = "not-checked",
        Incomplete = "incomplete",
        Checklist = "checklist",
        Rules = "rules",
    }
}

/// What Excel holds on one sheet.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub rows: usize,
    pub links: usize,
}

impl Limits {
    pub const EXCEL: Self = Self { rows: 1_048_576, links: 65_530 };
}

/// A column: what it tells, and how many digits it is wide.
pub type Column = (Message, f64);

/// The highest that a row can be.
const HIGHEST: f64 = 409.0;
/// Letters of a text that stand in the width of one digit of the file's own font.
const LETTERS: f64 = 1.22;

pub struct Table {
    pub sheet: Sheet,
    /// What the table covers, in a sentence or two.
    pub note: Message,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Whether a column holds numbers that are counted.
    fn is_counted(&self, at: usize) -> bool {
        let told = self.rows.iter().filter_map(|row| row.get(at));
        told.into_iter()
            .find(|cell| !matches!(cell, Cell::Empty | Cell::Unknown | Cell::Unsaid))
            .is_some_and(|cell| matches!(cell, Cell::Number(_) | Cell::Port(_)))
    }
}

/// Rows above the heading: the title and the note.
pub const HEADING: u32 = 2;
/// Points per line of text.
const LINE: f64 = 13.0;

/// Writes tables of one workbook alike.
pub struct Writer<'a> {
    pub style: &'a Style,
    pub lang: Lang,
    /// What stands at the foot of every page.
    pub foot: &'a str,
    pub limits: Limits,
}

impl Writer<'_> {
    pub fn say(&self, message: &Message) -> String {
        self.lang.say(message)
    }

    /// A sheet with its name and its page set up.
    pub fn sheet<'b>(&self, book: &'b mut Workbook, sheet: Sheet) -> Result<&'b mut Worksheet, XlsxError> {
        let page = book.add_worksheet();
        page.set_name(self.lang.word(Sheet::PREFIX, sheet.key()))?;
        page.set_screen_gridlines(false);
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        page.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        page.set_footer(format!("&L&8 {}&C&8 &A&R&8 &P / &N", self.foot));
        Ok(page)
    }

    /// Title and note over the whole width, then the table; gives the first row below it.
    pub fn table(&self, page: &mut Worksheet, table: &Table) -> Result<u32, XlsxError> {
        let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let width: f64 = table.columns.iter().map(|(_, width)| width).sum();
        for (at, (_, width)) in (0u16..).zip(&table.columns) {
            page.set_column_width(at, *width)?;
        }
        page.set_row_height(0, 26)?;
        page.write_string_with_format(0, 0, self.lang.word(Sheet::PREFIX, table.sheet.key()), &self.style.title)?;
        self.across(page, 1, last, width, &self.say(&table.note))?;
        let end = self.grid(page, HEADING, table)?;
        page.set_freeze_panes(HEADING + 1, 0)?;
        page.set_repeat_rows(HEADING, HEADING)?;
        Ok(end)
    }

    /// A muted text across the columns, as high as it needs: a merged cell does not grow by itself.
    pub fn across(&self, page: &mut Worksheet, row: u32, last: u16, width: f64, text: &str) -> Result<(), XlsxError> {
        let text = cell::fitting(text);
        page.set_row_height(row, height(&text, width) + 3.0)?;
        if last > 0 {
            page.merge_range(row, 0, row, last, &text, &self.style.note)?;
        } else {
            page.write_string_with_format(row, 0, text, &self.style.note)?;
        }
        Ok(())
    }

    /// Heading, rows and filters; gives the first row below.
    pub fn grid(&self, page: &mut Worksheet, heading: u32, table: &Table) -> Result<u32, XlsxError> {
        let column = |(at, (title, _)): (usize, &Column)| {
            let format = if table.is_counted(at) { &self.style.heading_right } else { &self.style.heading };
            TableColumn::new().set_header(self.say(title)).set_header_format(format)
        };
        let columns: Vec<TableColumn> = table.columns.iter().enumerate().map(column).collect();
        // Beside the words there is a button for the filter.
        let tall = table.columns.iter().map(|(title, width)| lines_of(&self.say(title), width - 3.0));
        page.set_row_height(heading, LINE * tall.max().unwrap_or(1) as f64 + 8.0)?;
        // What a sheet cannot hold is told in its last row.
        let room = self.limits.rows.saturating_sub(heading as usize + 1);
        let kept = if table.rows.len() > room { room.saturating_sub(1) } else { table.rows.len() };
        let mut row = heading + 1;
        let mut links = 0;
        for cells in &table.rows[..kept] {
            for (at, cell) in (0u16..).zip(cells) {
                self.cell(page, (row, at), cell, &mut links)?;
            }
            // Not every program makes a row as high as its text.
            let lines = cells.iter().zip(&table.columns).map(|(cell, (_, width))| lines_of(cell.words(), *width));
            match lines.max() {
                Some(lines) if lines > 1 => page.set_row_height(row, (LINE * lines as f64 + 3.0).min(HIGHEST))?,
                _ => page,
            };
            row += 1;
        }
        let more = table.rows.len() - kept;
        let told = match (table.rows.is_empty(), more) {
            (true, _) => Some(message!("export-none")),
            (_, 0) => None,
            _ => Some(message!("export-more-rows", count = more)),
        };
        if let Some(told) = told {
            let told = Cell::Muted(self.say(&told));
            for at in (0u16..).take(table.columns.len()) {
                self.cell(page, (row, at), if at == 0 { &told } else { &Cell::Empty }, &mut links)?;
            }
            row += 1;
        }
        let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let named = format!("coexist_{}", table.sheet.key().replace('-', "_"));
        let grid = ExcelTable::new().set_columns(&columns).set_style(TableStyle::None).set_name(named);
        page.add_table(heading, 0, row - 1, last, &grid)?;
        Ok(row)
    }

    pub fn cell(
        &self,
        page: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
        links: &mut usize,
    ) -> Result<(), XlsxError> {
        let style = self.style;
        let muted = |message: Message| (self.say(&message), &style.muted);
        let (text, format) = match cell {
            Cell::Empty => {
                page.write_blank(row, column, &style.text)?;
                return Ok(());
            }
            Cell::Unknown => muted(message!("export-unknown")),
            Cell::Unsaid => muted(message!("export-unsaid")),
            Cell::Text(text) => (text.clone(), style.of_text(text)),
            Cell::Strong(text) => (text.clone(), &style.strong),
            Cell::Muted(text) => (text.clone(), &style.muted),
            Cell::Level(level) => (self.lang.word(crate::model::Level::PREFIX, level.key()), style.level(*level)),
            Cell::Port(port) => {
                page.write_number_with_format(row, column, *port as f64, &style.port)?;
                return Ok(());
            }
            Cell::Number(count) if *count > cell::EXACT => (self.lang.number(*count), &style.text),
            Cell::Ordinal(number) => {
                page.write_number_with_format(row, column, *number as f64, &style.ordinal)?;
                return Ok(());
            }
            Cell::Number(count) => {
                page.write_number_with_format(row, column, *count as f64, &style.number)?;
                return Ok(());
            }
            Cell::Date(date) => match day(*date) {
                Some(day) => {
                    page.write_datetime_with_format(row, column, &day, &style.date)?;
                    return Ok(());
                }
                None => (date.to_string(), &style.text),
            },
            Cell::Link { text, address } => {
                *links += 1;
                let text = cell::fitting(text);
                // A page is worth more than a link to it: where there is no room for links, the words stay.
                let linked = *links <= self.limits.links && is_address(address);
                if linked {
                    let url = Url::new(address.as_str()).set_text(text);
                    page.write_url_with_format(row, column, url, &style.link)?;
                    return Ok(());
                }
                (text, &style.text)
            }
            Cell::Sheet(name) => {
                let url = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(name.as_str());
                page.write_url_with_format(row, column, url, &style.link)?;
                return Ok(());
            }
        };
        page.write_string_with_format(row, column, cell::fitting(&text), format)?;
        Ok(())
    }
}

/// How high a row is that holds a text in this width.
pub fn height(text: &str, width: f64) -> f64 {
    (LINE * lines_of(text, width) as f64 + 3.0).min(HIGHEST - 3.0)
}

/// How many lines a text takes in a column of this width: broken between words and after hyphens, and within what is too long.
fn lines_of(text: &str, width: f64) -> usize {
    let room = (width * LETTERS).max(4.0) as usize;
    if text.len() <= room && !text.contains('\n') {
        return 1;
    }
    let of_line = |line: &str| {
        let (mut lines, mut used) = (1, 0);
        for part in line.split_inclusive([' ', '-']) {
            let (whole, letters) = (part.chars().count(), part.trim_end().chars().count());
            if used > 0 && used + letters > room {
                lines += 1;
                used = 0;
            }
            lines += letters.saturating_sub(1) / room;
            used = if letters > room { letters % room } else { used + whole };
        }
        lines
    };
    text.split('\n').map(of_line).sum()
}

/// Whether an address can be a link of a cell: of the web, and no longer than Excel takes.
fn is_address(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme)) && address.encode_utf16().count() <= 2_000
}

/// A day as Excel counts them; its calendar begins in 1900.
fn day(date: crate::model::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| (1900..=9999).contains(year))?;
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn excel_takes_the_names_of_the_sheets() {
        for lang in Lang::all() {
            let names: BTreeSet<String> =
                Sheet::ALL.iter().map(|sheet| lang.word(Sheet::PREFIX, sheet.key()).to_lowercase()).collect();
            assert_eq!(names.len(), Sheet::ALL.len(), "{}: a name twice", lang.tag());
            for name in names {
                assert!((1..=31).contains(&name.chars().count()), "{name}");
                assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']), "{name}");
            }
        }
    }

    #[test]
    fn texts_are_broken_between_words() {
        assert_eq!(lines_of("", 10.0), 1);
        assert_eq!(lines_of("0123456789ab", 10.0), 1);
        assert_eq!(lines_of("four four four four", 10.0), 2);
        assert_eq!(lines_of("a\nb\n\nc", 10.0), 4);
        assert_eq!(lines_of("one post-migration", 10.0), 2);
        assert_eq!(lines_of(&"x".repeat(36), 10.0), 3);
        assert_eq!(lines_of("an averylongnamethatisbroken end", 10.0), 4);
    }

    #[test]
    fn days_before_the_calendar_of_excel_are_words() {
        assert!(day(jiff::civil::date(1899, 12, 31)).is_none());
        assert!(day(jiff::civil::date(2026, 11, 30)).is_some());
    }
}
