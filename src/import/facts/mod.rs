//! Tables of facts in: what a spreadsheet or a CSV says about the objects of a plan.
//!
//! Three shapes are told apart by the first line: one line per object and one column per fact; one line per object
//! *and* fact, as the table of missing facts is written out; and a single column, for objects that were chosen before.
//! Nothing is changed here. A [`Reading`] says what would be filled in, what would change a known fact, and every
//! line that was not understood, with its number.

mod names;
mod table;
mod values;

pub(super) use names::Names;
pub use table::{Line, Table};
pub(super) use values::facts_called;
pub use values::{Find, parse};

use super::error::{ImportError, Problem};
use super::limits::MAX_NOTES;
use crate::message;
use crate::model::*;
use crate::plan::{FactColumn, Filler, Means, Note, Plan, PlanEdit, PlanError, can_have, means};
use crate::text::{Lang, Message, folded};

use std::collections::{BTreeMap, BTreeSet};

/// What the one who asks has in view, for what a table leaves open.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The facts that rules wait for: of several objects with one name, the one that is asked for is meant.
    pub missing: BTreeSet<(Subject, FactName)>,
    /// The fact of a second column that has no head.
    pub fact: Option<FactName>,
    /// The rows that a single column is for, in order.
    pub rows: Vec<(Subject, FactName)>,
}

/// What a table says about a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// New knowledge and, where `was` is something, other knowledge; in the order of the table.
    pub entries: Vec<Entry>,
    /// How many cells say what is known already.
    pub known: usize,
    /// What was not understood, by line.
    pub notes: Vec<Note>,
}

/// One fact that a table gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line of the table, from 1.
    pub line: u32,
    pub subject: Subject,
    pub fact: FactName,
    pub value: Value,
    /// What is known now, and would be changed.
    pub was: Option<Value>,
}

/// Reads a table from a file. `file_name` is for messages only.
///
/// # Errors
/// When it is empty, is no text, or asks for more than [`limits`](super::limits) allow.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Table, ImportError> {
    let problem = |problem| ImportError { file: file_name.to_owned(), problem };
    let text = table::decode(bytes).map_err(problem)?;
    let table = table::cells(&text).map_err(problem)?;
    if table.lines.is_empty() { Err(problem(Problem::Empty)) } else { Ok(table) }
}

/// Reads a table that was copied: cells stand between tabs. Text from elsewhere is taken as CSV when its first line
/// names facts, so that a list in one cell stays one cell.
///
/// # Errors
/// As [`read`].
pub fn read_copied(text: &str) -> Result<Table, ImportError> {
    let problem = |problem| ImportError { file: String::new(), problem };
    if text.len() > super::limits::MAX_FILE_BYTES {
        return Err(problem(Problem::TooLarge { megabytes: super::limits::MAX_FILE_BYTES >> 20 }));
    }
    let copied = table::split(text, b'\t', 0).map_err(problem)?;
    let table = if text.contains('\t') {
        copied
    } else {
        let other = table::cells(text).map_err(problem)?;
        let headed = other.lines.first().is_some_and(|line| line.cells.len() > 1 && is_head(line));
        if headed { other } else { copied }
    };
    if table.lines.is_empty() { Err(problem(Problem::Empty)) } else { Ok(table) }
}

/// Whether a line names columns: a fact, or one of ours, anywhere but in the first cell.
fn is_head(line: &Line) -> bool {
    let own = |cell: &String| own_column(cell).is_some_and(|column| column != FactColumn::Object);
    line.cells.iter().skip(1).any(|cell| own(cell) || !facts_called(cell).is_empty())
}

/// The column of our own table that a head names, in any language.
fn own_column(cell: &str) -> Option<FactColumn> {
    let cell = folded(cell);
    let is = |column: &&FactColumn| {
        let said = |lang: Lang| folded(&lang.word(FactColumn::PREFIX, column.key()));
        cell == column.key() || Lang::all().any(|lang| said(lang) == cell)
    };
    FactColumn::ALL.iter().find(is).copied()
}

/// What the columns of a table are.
enum Shape {
    /// The fact of each column; the first is the object. Columns that are none are left out.
    Wide(Vec<(usize, &'static [FactName])>, Beside),
    /// Columns of the fact and of the value.
    Long { fact: usize, value: usize, beside: Beside },
    /// One column, for rows that were chosen.
    Column,
}

/// Columns that say more about an object.
#[derive(Clone, Copy, Default)]
struct Beside {
    object: usize,
    kind: Option<usize>,
    site: Option<usize>,
}

/// Works out what a table says about a plan. Changes nothing.
pub fn apply(plan: &Plan, table: &Table, wanted: &Wanted) -> Reading {
    let filler = Filler::new(plan);
    let names = Names::new(filler.everything());
    let mut reader = Reader {
        plan,
        names: &names,
        filler: &filler,
        wanted,
        reading: Reading::default(),
        seen: BTreeMap::new(),
        more: 0,
    };
    reader.table(table);
    let mut reading = reader.reading;
    let more = reader.more;
    reading.notes.sort_by_key(|note| note.line);
    if more > 0 {
        reading.notes.push(Note { message: message!("import-note-more", count = more), line: None });
    }
    reading
}

impl Reading {
    /// The edits for everything new and for those entries with a known value whose index is in `changes`.
    ///
    /// # Errors
    /// Why the plan does not take it, for people: it has changed since.
    pub fn edits(&self, plan: &Plan, changes: &BTreeSet<usize>) -> Result<Vec<PlanEdit>, Message> {
        let mut filler = Filler::new(plan);
        let chosen = self.entries.iter().enumerate().filter(|(at, entry)| entry.was.is_none() || changes.contains(at));
        chosen.map(|(_, entry)| filler.fill(&entry.subject, entry.fact, Some(entry.value.clone()))).collect()
    }
}

struct Reader<'a> {
    plan: &'a Plan,
    names: &'a Names<'a>,
    filler: &'a Filler<'a>,
    wanted: &'a Wanted,
    reading: Reading,
    /// The line and the value that a fact was first given in.
    seen: BTreeMap<(Subject, FactName), (u32, Value)>,
    /// Notes that were left out.
    more: usize,
}

impl Reader<'_> {
    fn note(&mut self, line: u32, message: Message) {
        if self.reading.notes.len() < MAX_NOTES {
            self.reading.notes.push(Note { message, line: Some(line) });
        } else {
            self.more += 1;
        }
    }

    fn table(&mut self, table: &Table) {
        let Some((first, rest)) = table.lines.split_first() else { return };
        let width = table.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        // `fe01, os, 2016` names a fact, and an object: it is no head.
        let object = first.cells.first().is_some_and(|cell| !self.names.called(cell).is_empty());
        let head = width > 1 && !object && is_head(first);
        let shape = match () {
            () if head => self.headed(first),
            () if width < 2 => Some(Shape::Column),
            () => self.unheaded(first),
        };
        match shape {
            None => self.note(first.number, message!("import-facts-no-head")),
            Some(Shape::Column) => self.column(&table.lines),
            Some(shape) => {
                for line in if head { rest } else { &table.lines } {
                    self.line(&shape, line);
                }
            }
        }
    }

    fn headed(&mut self, head: &Line) -> Option<Shape> {
        let own: Vec<Option<FactColumn>> = head.cells.iter().map(|cell| own_column(cell)).collect();
        let at = |column: FactColumn| own.iter().position(|other| *other == Some(column));
        let mut beside = Beside { object: at(FactColumn::Object).unwrap_or(0), kind: at(FactColumn::Kind), site: None };
        if let (Some(fact), Some(value)) = (at(FactColumn::Fact), at(FactColumn::Value)) {
            beside.site = at(FactColumn::Site);
            return Some(Shape::Long { fact, value, beside });
        }
        let mut columns = Vec::new();
        for (at, cell) in head.cells.iter().enumerate() {
            if at == beside.object || Some(at) == beside.kind || cell.is_empty() {
                continue;
            }
            match facts_called(cell) {
                [] => self.note(head.number, message!("import-facts-unknown-column", name = cell.as_str())),
                facts => columns.push((at, facts)),
            }
        }
        Some(Shape::Wide(columns, beside))
    }

    /// Without a head: object, fact, value; or object and value of the fact in view.
    fn unheaded(&self, first: &Line) -> Option<Shape> {
        let named = first.cells.get(1).is_some_and(|cell| !facts_called(cell).is_empty());
        let beside = Beside::default();
        if named && first.cells.len() > 2 {
            return Some(Shape::Long { fact: 1, value: 2, beside });
        }
        let fact = self.wanted.fact?;
        let known = crate::plan::fillable_names().into_iter().find(|name| *name == fact)?;
        Some(Shape::Wide(vec![(1, facts_called(known))], beside))
    }

    /// One value per chosen row, or one for all of them.
    fn column(&mut self, lines: &[Line]) {
        let rows = &self.wanted.rows;
        let Some((first, rest)) = lines.split_first() else { return };
        if rows.is_empty() {
            return self.note(first.number, message!("import-facts-no-head"));
        }
        let cell = |line: &Line| line.cells.first().cloned().unwrap_or_default();
        let named = facts_called(&cell(first));
        let headed = !rest.is_empty() && rows.iter().all(|(_, fact)| named.contains(fact));
        let values = if headed { rest } else { lines };
        if let [one] = values {
            for (subject, fact) in rows {
                self.give(one.number, subject, fact, &cell(one));
            }
            return;
        }
        // A blank line leaves its row out: lines count, not values.
        let start = values.first().map_or(0, |line| line.number);
        for line in values {
            match rows.get((line.number - start) as usize) {
                Some((subject, fact)) => self.give(line.number, subject, fact, &cell(line)),
                None => self.note(line.number, message!("import-facts-no-row", count = rows.len())),
            }
        }
    }

    fn line(&mut self, shape: &Shape, line: &Line) {
        let cell = |at: usize| line.cells.get(at).map_or("", String::as_str);
        match shape {
            Shape::Wide(columns, beside) => {
                if cell(beside.object).is_empty() {
                    return self.note(line.number, message!("import-facts-no-object"));
                }
                if self.names.called(cell(beside.object)).is_empty() {
                    let name = cell(beside.object);
                    return self.note(line.number, message!("import-facts-unknown-name", name = name));
                }
                for (at, facts) in columns {
                    if !cell(*at).is_empty() {
                        self.cell(line, *beside, facts, cell(*at));
                    }
                }
            }
            Shape::Long { fact, value, beside } => {
                if cell(*value).is_empty() {
                    return;
                }
                match facts_called(cell(*fact)) {
                    [] => self.note(line.number, message!("import-facts-unknown-fact", name = cell(*fact))),
                    facts => self.cell(line, *beside, facts, cell(*value)),
                }
            }
            Shape::Column => {}
        }
    }

    /// One value for the object of a line, whose fact has one of these names.
    fn cell(&mut self, line: &Line, beside: Beside, facts: &'static [FactName], text: &str) {
        let name = line.cells.get(beside.object).map_or("", String::as_str);
        let all = self.names.called(name);
        if name.is_empty() || all.is_empty() {
            return self.note(line.number, message!("import-facts-unknown-name", name = name));
        }
        let mut found: Vec<(Subject, FactName)> = Vec::new();
        for subject in all {
            let has = |fact: &&FactName| {
                can_have(self.filler.everything(), subject, fact)
                    && matches!(means(subject, fact), Some(Means::Value(_) | Means::Users))
            };
            found.extend(facts.iter().find(has).map(|fact| (subject.clone(), *fact)));
        }
        keep_some(&mut found, |(subject, _)| self.names.is_whole(subject, name));
        let said = |at: Option<usize>| at.and_then(|at| line.cells.get(at)).filter(|cell| !cell.is_empty());
        if let (true, Some(kind)) = (found.len() > 1, said(beside.kind)) {
            keep_some(&mut found, |(subject, _)| self.names.is_kind(subject, kind));
        }
        if let (true, Some(site)) = (found.len() > 1, said(beside.site)) {
            keep_some(&mut found, |(subject, _)| self.names.is_in(subject, site));
        }
        if found.len() > 1 {
            keep_some(&mut found, |one| self.wanted.missing.contains(one));
        }
        // A Standard Edition server has the name of its pool: rules ask the pool.
        if let Some(first) = found.iter().map(|(subject, _)| subject.kind()).min() {
            keep_some(&mut found, |(subject, _)| subject.kind() == first);
        }
        match found.as_slice() {
            [(subject, fact)] => {
                let (subject, fact) = (subject.clone(), *fact);
                self.give(line.number, &subject, fact, text);
            }
            [] => {
                let fact = facts.first().copied().unwrap_or_default();
                let message = message!("import-facts-no-fact", name = name, fact = Message::word("fact", fact));
                self.note(line.number, message);
            }
            many => {
                let count = many.len();
                self.note(line.number, message!("import-facts-many-names", name = name, count = count));
            }
        }
    }

    /// One value for one fact of one object.
    fn give(&mut self, line: u32, subject: &Subject, fact: FactName, text: &str) {
        let kind = match means(subject, fact) {
            Some(Means::Value(kind)) => kind,
            Some(Means::Users) => FactKind::Count,
            _ => {
                let name = self.filler.everything().label(subject);
                let message = message!("import-facts-no-fact", name = name, fact = Message::word("fact", fact));
                return self.note(line, message);
            }
        };
        let value = match parse(kind, text, &|kind, name| self.names.of_kind(kind, name)) {
            Ok(Some(value)) => value,
            Ok(None) => return,
            Err(why) => return self.refuse(line, subject, fact, why),
        };
        let key = (subject.clone(), fact);
        match self.seen.get(&key) {
            Some((_, same)) if *same == value => return,
            Some((first, _)) => {
                let name = self.filler.everything().label(subject);
                let fact = Message::word("fact", fact);
                let first = u64::from(*first);
                return self
                    .note(line, message!("import-facts-twice", name = name, fact = fact, line = first.to_string()));
            }
            None => drop(self.seen.insert(key, (line, value.clone()))),
        }
        let was = self.filler.known(subject, fact);
        if was.as_ref() == Some(&value) {
            self.reading.known += 1;
            return;
        }
        if let Err(why) = self.would_apply(subject, fact, kind, &value) {
            return self.refuse(line, subject, fact, why);
        }
        self.reading.entries.push(Entry { line, subject: subject.clone(), fact, value, was });
    }

    /// Why a value cannot be given although it is one: what it names comes later, users are counted by groups.
    fn would_apply(&self, subject: &Subject, fact: FactName, kind: FactKind, value: &Value) -> Result<(), Message> {
        let names_another = named_by(kind, value).is_some();
        let counted = matches!(means(subject, fact), Some(Means::Users));
        if !names_another && !counted {
            return Ok(());
        }
        let edit = self.filler.edit(subject, fact, Some(value.clone()))?;
        if names_another {
            edit.applied_to(self.plan).map_err(|why: PlanError| why.message(self.plan))?;
        }
        Ok(())
    }

    fn refuse(&mut self, line: u32, subject: &Subject, fact: FactName, why: Message) {
        let name = self.filler.everything().label(subject);
        let message = message!("import-facts-value", name = name, fact = Message::word("fact", fact), why = why);
        self.note(line, message);
    }
}

/// Keeps what passes, unless nothing does.
fn keep_some<T>(all: &mut Vec<T>, passes: impl Fn(&T) -> bool) {
    if all.iter().any(&passes) {
        all.retain(passes);
    }
}

#[cfg(test)]
mod tests;
