//! A plan as a workbook for Excel: who reads it filters, sorts and counts for himself.
//!
//! Every sheet is one table, built as plain cells (`cell`) by a function of the handout and written by one writer
//! (`table`). Nothing depends on the day or the machine: the same plan gives the same bytes.

pub(super) mod book;
mod cell;
pub(super) mod estate;
mod findings;
mod machines;
pub(super) mod moves;
mod network;
mod style;
mod summary;
mod table;
#[cfg(test)]
mod tests;

use crate::export::Handout;
use crate::export::forms::NotMade;
use crate::export::progress::Progress;
use crate::message;
use book::Book;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use style::Style;
pub use table::Sheet;
use table::{Limits, Table, Writer};

/// The workbook, whole, or why it cannot be made.
pub fn write(handout: &Handout<'_>, progress: &Progress) -> Result<Vec<u8>, NotMade> {
    write_within(handout, Limits::EXCEL, progress)
}

impl From<XlsxError> for NotMade {
    fn from(error: XlsxError) -> Self {
        Self::Failed(message!("export-failed", reason = error.to_string()))
    }
}

fn write_within(handout: &Handout<'_>, limits: Limits, progress: &Progress) -> Result<Vec<u8>, NotMade> {
    // A step for each sheet, one for all that they say, and one for the file.
    progress.expect(Sheet::ALL.len() + 2);
    let book = Book::new(handout);
    let style = Style::new();
    let foot = book.foot();
    let writer = Writer { style: &style, lang: handout.lang, foot: &foot, limits };
    let tables = progress.step(|| tables(&book))?;
    let mut out = Workbook::new();
    out.set_properties(&properties(handout)?);
    progress.step(|| summary::write(&book, &writer, &tables, &mut out))??;
    for table in &tables {
        progress.step(|| {
            let page = writer.sheet(&mut out, table.sheet)?;
            let end = writer.table(page, table)?;
            if table.sheet == Sheet::Hardware {
                machines::chart(&book, &writer, page, table, end)?;
            }
            Ok::<_, XlsxError>(())
        })??;
    }
    Ok(progress.step(|| out.save_to_buffer())??)
}

/// Every sheet but the first, in their order.
fn tables(book: &Book<'_>) -> Vec<Table> {
    let tables = vec![
        machines::hardware(book),
        estate::pools(book),
        machines::servers(book),
        estate::sql(book),
        network::links(book),
        moves::moves(book),
        network::names(book),
        network::records(book),
        network::certificates(book),
        network::ports(book),
        network::firewall(book),
        findings::findings(book),
        findings::accepted(book),
        findings::not_checked(book),
        findings::incomplete(book),
        findings::checklist(book),
    ];
    let rules = findings::rules(book);
    tables.into_iter().chain([rules]).collect()
}

/// What the file says of itself: no day of making, which would differ every time.
fn properties(handout: &Handout<'_>) -> Result<DocProperties, XlsxError> {
    let about = &handout.plan.about;
    let text = |text: &Option<crate::model::Text>| cell::fitting(text.as_deref().unwrap_or_default());
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(text(&about.title))
        .set_author(text(&about.author))
        .set_company(text(&about.client))
        .set_creation_datetime(&day))
}
