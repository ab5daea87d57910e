//! The report about a plan, for people who decide: cover, summary, every phase with its drawing, risks, what was accepted,
//! what nobody could check, rules with their sources, a sheet to sign.
//!
//! Its content is made once, in the words of one language ([`Document`]); HTML, Markdown and PDF each write the same blocks
//! with one `match`. Nothing depends on the day or the machine.

mod checks;
mod content;
mod flow;
mod html;
mod markdown;
mod paper;
mod phases;
mod rollback;
mod tags;

use super::Handout;
use super::page::{self, Look, Page};
use super::pdf::About;
use super::progress::{Cancelled, Progress};
use crate::diagram::{Fonts, Theme};
use crate::model::Level;
use crate::text::{Lang, Message};

/// A report in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub lang: Lang,
    pub title: String,
    pub author: Option<String>,
    /// What stands on the cover below the title: labels and what they say.
    pub cover: Vec<(String, String)>,
    pub sections: Vec<Section>,
}

/// A part with a heading of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// A name for links, without blanks and not given twice.
    pub id: String,
    pub title: String,
    /// The stage that it tells of.
    pub stage: Option<usize>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Below the heading of the section.
    Heading(String),
    Text(String),
    /// What explains and does not tell of the plan.
    Note(String),
    /// What stands out: a value and what it is of.
    Figures(Vec<(String, String)>),
    /// Labels and what they say.
    Facts(Vec<(String, String)>),
    List(Vec<String>),
    Table(Table),
    /// The drawing of a stage, by its place among the stages that are told.
    Drawing(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is a table of, for those who hear it.
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    /// Its part of the width.
    pub share: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// It does not apply here.
    Empty,
    Text(String),
    /// What the eye should find.
    Strong(String),
    /// What is not known.
    Muted(String),
    Number(String),
    /// A level and its word.
    Level(Level, String),
    /// Words, and pages that they rest on.
    Linked(String, Vec<Link>),
    /// To be filled in by hand.
    Blank,
}

/// A page elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub text: String,
    pub address: String,
}

impl Cell {
    /// A text, or nothing where there is none.
    fn of(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl Table {
    /// A table of columns with their parts of the width.
    fn new(lang: Lang, caption: &Message, columns: &[(Message, u16)], rows: Vec<Vec<Cell>>) -> Self {
        let columns = columns.iter().map(|(title, share)| Column { title: lang.say(title), share: *share }).collect();
        Self { caption: lang.say(caption), columns, rows }
    }

    /// Whether a column holds numbers.
    fn is_counted(&self, at: usize) -> bool {
        let told = self.rows.iter().filter_map(|row| row.get(at)).find(|cell| **cell != Cell::Empty);
        matches!(told, Some(Cell::Number(_)))
    }
}

/// What the report says.
pub fn document(handout: &Handout<'_>) -> Document {
    content::document(handout)
}

/// One file that needs no other: drawings and letters are inside, and without a script everything is there.
pub fn html(handout: &Handout<'_>, progress: &Progress) -> Result<Vec<u8>, Cancelled> {
    progress.expect(3);
    let look = Look { theme: Theme::light(), paper: None, findings: true, transparent: false, only: None };
    let document = progress.step(|| document(handout))?;
    let drawings = progress.step(|| page::unnamed(handout, &look, &Fonts::bundled()))?;
    progress.step(|| html::write(&document, &drawings))
}

/// The words and tables as Markdown, without drawings.
pub fn markdown(handout: &Handout<'_>, progress: &Progress) -> Result<Vec<u8>, Cancelled> {
    progress.expect(2);
    let document = progress.step(|| document(handout))?;
    progress.step(|| markdown::write(&document).into_bytes())
}

/// Pages with tags and bookmarks; the drawings in the colours of a theme. `None` when they cannot be written, which is our
/// mistake. Without paper the pages are A4.
pub fn pdf(handout: &Handout<'_>, look: &Look, progress: &Progress) -> Result<Option<Vec<u8>>, Cancelled> {
    progress.expect(3);
    let paper = look.paper.unwrap_or(page::Paper::A4);
    let look = Look { paper: Some(paper), findings: true, ..look.clone() };
    let drawings: Vec<Page> = progress.step(|| page::pages(handout, &look, &Fonts::bundled()))?;
    let document = progress.step(|| document(handout))?;
    let about = About { title: document.title.clone(), author: document.author.clone() };
    let of_a_stage = drawings.len() / handout.stages.len().max(1);
    progress.step(|| paper::write(&document, (&drawings, of_a_stage), paper, &look.theme, &about))
}
