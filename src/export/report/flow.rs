//! The text of a report laid out on sheets of paper: lines are broken, tables go on over pages with their heads repeated, a
//! heading never stands alone at the foot of a page.

use super::tags::{Node, Tags};
use super::{Block, Cell, Section, Table};
use crate::diagram::*;
use crate::export::faces::Faces;
use krilla::tagging::{ListNumbering, TableHeaderScope, Tag};
use std::num::NonZeroU16;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// At the sides, above and below the text, in page units.
pub const SIDE: f32 = 68.0;
pub const TOP: f32 = 88.0;
pub const BOTTOM: f32 = 76.0;
/// From one line to the next, in sizes of the type.
const LEADING: f32 = 1.42;
/// Around the words of a cell.
const PAD: f32 = 5.0;
/// The height of a row that is filled in by hand.
const BLANK: f32 = 48.0;
/// Key figures in a row, and how high a row is.
const FIGURES: usize = 4;
const FIGURE: f32 = 58.0;
/// The part of the width that labels take.
const LABELS: f32 = 0.3;
/// The part of the width that a word of a cell may ask for.
const LONGEST: f32 = 0.14;
/// After these a word that is too long for its line is broken.
const BREAKS: [char; 6] = ['.', '-', '_', '/', '\\', ':'];
/// The sign of a level.
const SIGN: f32 = 12.0;

/// How words are written.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    pub size: f32,
    pub weight: Weight,
    pub token: Token,
}

pub const BODY: Ink = Ink { size: 12.5, weight: Weight::Regular, token: Token::Text };
const NOTE: Ink = Ink { token: Token::Muted, size: 11.5, ..BODY };
pub const SMALL: Ink = Ink { size: 11.0, ..BODY };
const HEAD: Ink = Ink { weight: Weight::SemiBold, token: Token::Muted, ..SMALL };
const VALUE: Ink = Ink { size: 22.0, weight: Weight::SemiBold, token: Token::Text };
pub const TITLE: Ink = Ink { size: 36.0, ..VALUE };
pub const SECTION: Ink = Ink { size: 23.0, ..VALUE };
const HEADING: Ink = Ink { size: 15.0, ..VALUE };

impl Ink {
    pub fn line(self) -> f32 {
        self.size * LEADING
    }
}

/// A mark where it stands, and what it says; an ornament says nothing.
pub struct Placed {
    pub mark: Mark,
    pub of: Option<Node>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum To {
    Address(String),
    /// The start of a section, by its place among them.
    Section(usize),
}

/// A place on a sheet that leads somewhere.
pub struct LinkBox {
    pub rect: SheetRect,
    pub to: To,
    pub said: String,
    pub of: Node,
}

/// A sheet of paper. One with a drawing has nothing else.
#[derive(Default)]
pub struct Sheet {
    pub marks: Vec<Placed>,
    pub links: Vec<LinkBox>,
    /// The drawing, by its place, and where it belongs.
    pub drawing: Option<(usize, Node)>,
    /// What the running head says; the cover has none.
    pub head: Option<String>,
}

/// A heading for the bookmarks.
pub struct Bookmark {
    /// 0 for a section.
    pub depth: usize,
    pub title: String,
    /// Its sheet, and how far down.
    pub sheet: usize,
    pub y: f32,
}

/// A line of a cell.
struct Line {
    text: String,
    ink: Ink,
    of: Node,
    to: Option<(String, String)>,
}

/// A cell ready to be placed.
struct Ready {
    lines: Vec<Line>,
    sign: Option<(Glyph, Token)>,
    right: bool,
    least: f32,
}

/// Sheets while they are filled.
pub struct Flow<'a> {
    pub faces: &'a mut Faces,
    pub tags: &'a mut Tags,
    /// Of the paper, standing.
    pub size: (f32, f32),
    pub sheets: Vec<Sheet>,
    pub headings: Vec<Bookmark>,
    pub y: f32,
}

impl<'a> Flow<'a> {
    pub fn new(faces: &'a mut Faces, tags: &'a mut Tags, size: (f32, f32)) -> Self {
        Self { faces, tags, size, sheets: Vec::new(), headings: Vec::new(), y: TOP }
    }

    pub fn room(&self) -> f32 {
        self.size.0 - 2.0 * SIDE
    }

    fn end(&self) -> f32 {
        self.size.1 - BOTTOM
    }

    pub fn new_sheet(&mut self, head: Option<String>) {
        self.sheets.push(Sheet { head, ..Sheet::default() });
        self.y = TOP;
    }

    /// A sheet that goes on with the same section.
    fn next_sheet(&mut self) {
        let head = self.sheets.last().and_then(|sheet| sheet.head.clone());
        self.new_sheet(head);
    }

    /// Goes to the next sheet when there is less room than this, unless the sheet is still empty.
    fn need(&mut self, height: f32) {
        if self.y > TOP && self.y + height > self.end() {
            self.next_sheet();
        }
    }

    fn put(&mut self, mark: Mark, of: Option<Node>) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.marks.push(Placed { mark, of });
        }
    }

    /// The lines of a text in a width. A word that is too long is broken after a sign, or else between its letters.
    pub fn broken(&mut self, text: &str, ink: Ink, room: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let paragraph: String = paragraph.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let (mut line, mut width, mut start) = (String::new(), 0.0, 0);
            for (end, opportunity) in linebreaks(&paragraph) {
                let chunk = &paragraph[start..end];
                start = end;
                let bare = self.faces.width(chunk.trim_end(), ink.weight) * ink.size;
                if width + bare > room && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    width = 0.0;
                }
                if bare > room {
                    for c in chunk.chars() {
                        let one = self.faces.width(c.encode_utf8(&mut [0; 4]), ink.weight) * ink.size;
                        if width + one > room && !line.is_empty() {
                            let at = line.rfind(BREAKS).map_or(line.len(), |at| at + 1);
                            let next = line.split_off(if at < 4 { line.len() } else { at });
                            lines.push(std::mem::replace(&mut line, next));
                            width = self.faces.width(&line, ink.weight) * ink.size;
                        }
                        line.push(c);
                        width += one;
                    }
                } else {
                    line.push_str(chunk);
                    width += self.faces.width(chunk, ink.weight) * ink.size;
                }
                if opportunity == BreakOpportunity::Mandatory {
                    lines.push(std::mem::take(&mut line));
                    width = 0.0;
                }
            }
            lines.extend(Some(line).filter(|line| !line.is_empty()));
        }
        lines
    }

    /// One line with its upper edge at `y`; gives how wide it is.
    pub fn line(&mut self, (x, y): (f32, f32), text: &str, ink: Ink, of: Option<Node>) -> f32 {
        let width = self.faces.width(text, ink.weight) * ink.size;
        let at = SheetPoint { x, y: y + ink.size * 1.05 };
        let Ink { size, weight, token } = ink;
        self.put(Mark::Text(TextRun { at, text: text.to_owned(), size, width, weight, token, struck: false }), of);
        width
    }

    pub fn rule(&mut self, (x, y): (f32, f32), room: f32, token: Token, width: f32) {
        let points = vec![SheetPoint { x, y }, SheetPoint { x: x + room, y }];
        self.put(Mark::Path(PathMark::line(points, Stroke { token, width, dashed: false })), None);
    }

    /// Words from `x` on, over as many sheets as they need.
    pub fn words(&mut self, text: &str, ink: Ink, x: f32, room: f32, of: Node) {
        let lines = self.broken(text, ink, room);
        // Neither the first line nor the last one stands alone.
        self.need(ink.line() * lines.len().min(2) as f32);
        let count = lines.len();
        for (at, line) in lines.iter().enumerate() {
            let left = if at + 2 == count && count > 2 { 2.0 } else { 1.0 };
            self.need(ink.line() * left);
            self.line((x, self.y), line, ink, Some(of));
            self.y += ink.line();
        }
    }

    /// Sections, with so many drawings of each stage.
    pub fn sections(&mut self, sections: &[Section], of_a_stage: usize) {
        sections.iter().for_each(|section| self.section(section, of_a_stage));
    }

    /// A section with its heading, on a sheet of its own. A drawing at its beginning bears the heading itself.
    fn section(&mut self, section: &Section, of_a_stage: usize) {
        let part = self.tags.root(Tag::Section);
        let head = Some(section.title.clone());
        let mut blocks = section.blocks.as_slice();
        self.new_sheet(head);
        let sheet = self.sheets.len() - 1;
        if let [Block::Drawing(at), rest @ ..] = blocks {
            blocks = rest;
            self.headings.push(Bookmark { depth: 0, title: section.title.clone(), sheet, y: 0.0 });
            for number in 0..of_a_stage {
                if number > 0 {
                    self.next_sheet();
                }
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.drawing = Some((at * of_a_stage + number, part));
                }
            }
            if !rest.is_empty() {
                self.next_sheet();
            }
        } else {
            self.headings.push(Bookmark { depth: 0, title: section.title.clone(), sheet, y: self.y - 20.0 });
            self.heading(&section.title, SECTION, part, 2);
            self.y += 12.0;
        }
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, blocks.get(at + 1), part);
        }
    }

    fn heading(&mut self, text: &str, ink: Ink, part: Node, level: u16) {
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let node = self.tags.node(part, Tag::Hn(level, Some(text.to_owned())));
        self.words(text, ink, SIDE, self.room(), node);
    }

    fn block(&mut self, block: &Block, next: Option<&Block>, part: Node) {
        let room = self.room();
        match block {
            Block::Heading(text) => {
                self.y += if self.y > TOP { 14.0 } else { 0.0 };
                let after = next.map_or(0.0, |next| self.beginning(next));
                self.need(HEADING.line() + 6.0 + after);
                let sheet = self.sheets.len() - 1;
                self.headings.push(Bookmark { depth: 1, title: text.clone(), sheet, y: self.y - 10.0 });
                self.heading(text, HEADING, part, 3);
                self.y += 6.0;
            }
            Block::Text(text) => {
                let node = self.tags.node(part, Tag::P);
                self.words(text, BODY, SIDE, room, node);
                self.y += 9.0;
            }
            Block::Note(text) => {
                let node = self.tags.node(part, Tag::P);
                self.words(text, NOTE, SIDE, room, node);
                self.y += 9.0;
            }
            Block::Figures(figures) => self.figures(figures, part),
            Block::Facts(facts) => self.facts(facts, part),
            Block::List(items) => {
                let list = self.tags.node(part, Tag::L(ListNumbering::Disc));
                for item in items {
                    self.need(BODY.line());
                    let entry = self.tags.node(list, Tag::LI);
                    let (label, body) = (self.tags.node(entry, Tag::Lbl), self.tags.node(entry, Tag::LBody));
                    self.line((SIDE, self.y), "•", BODY, Some(label));
                    self.words(item, BODY, SIDE + 16.0, room - 16.0, body);
                    self.y += 2.0;
                }
                self.y += 7.0;
            }
            Block::Table(table) => self.table(table, part),
            // A drawing stands at the beginning of its section.
            Block::Drawing(_) => {}
        }
    }

    /// The height of what has to stand together with a heading before it.
    fn beginning(&mut self, block: &Block) -> f32 {
        match block {
            Block::Table(table) => {
                let widths = self.widths(table);
                let head = self.head_height(table, &widths);
                let first = table.rows.first().map_or(0.0, |row| self.row_height(row, &widths));
                head + first.min(self.end() - TOP - head - 60.0)
            }
            Block::Figures(_) => FIGURE,
            Block::Heading(_) | Block::Text(_) | Block::Note(_) | Block::Facts(_) | Block::List(_) => 2.0 * BODY.line(),
            Block::Drawing(_) => 0.0,
        }
    }

    fn figures(&mut self, figures: &[(String, String)], part: Node) {
        let list = self.tags.node(part, Tag::L(ListNumbering::None));
        let width = self.room() / FIGURES as f32;
        for row in figures.chunks(FIGURES) {
            self.need(FIGURE);
            for (at, (value, label)) in row.iter().enumerate() {
                let entry = self.tags.node(list, Tag::LI);
                let (name, body) = (self.tags.node(entry, Tag::Lbl), self.tags.node(entry, Tag::LBody));
                let x = SIDE + at as f32 * width;
                let mut ink = VALUE;
                while self.faces.width(value, ink.weight) * ink.size > width - 12.0 && ink.size > 9.0 {
                    ink.size -= 1.0;
                }
                self.line((x, self.y + VALUE.size - ink.size), value, ink, Some(body));
                let lines = self.broken(label, SMALL, width - 12.0);
                let quiet = Ink { token: Token::Muted, ..SMALL };
                for (below, line) in lines.iter().take(2).enumerate() {
                    let y = self.y + VALUE.size * 1.3 + below as f32 * 13.0;
                    self.line((x, y), line, quiet, Some(name));
                }
            }
            self.y += FIGURE;
        }
        self.y += 6.0;
    }

    pub fn facts(&mut self, facts: &[(String, String)], part: Node) {
        let list = self.tags.node(part, Tag::L(ListNumbering::None));
        let room = self.room();
        let quiet = Ink { token: Token::Muted, ..BODY };
        for (label, text) in facts {
            let entry = self.tags.node(list, Tag::LI);
            let (name, body) = (self.tags.node(entry, Tag::Lbl), self.tags.node(entry, Tag::LBody));
            let labels = self.broken(label, quiet, room * LABELS - 12.0);
            let height = quiet.line() * labels.len() as f32;
            self.need(height);
            let top = self.y;
            for (at, line) in labels.iter().enumerate() {
                self.line((SIDE, top + at as f32 * quiet.line()), line, quiet, Some(name));
            }
            let sheets = self.sheets.len();
            self.words(text, BODY, SIDE + room * LABELS, room * (1.0 - LABELS), body);
            if self.sheets.len() == sheets {
                self.y = self.y.max(top + height);
            }
            self.y += 3.0;
        }
        self.y += 8.0;
    }

    /// The widths of columns by their parts of the room; none is narrower than a word of its head or of its cells, as far
    /// as the others have room to give.
    fn widths(&mut self, table: &Table) -> Vec<f32> {
        let (all, room) = (table.columns.iter().map(|column| column.share).sum::<u16>(), self.room());
        let widths: Vec<f32> =
            table.columns.iter().map(|column| room * f32::from(column.share) / f32::from(all.max(1))).collect();
        let mut least = Vec::new();
        for (at, column) in table.columns.iter().enumerate() {
            let words = column.title.split_whitespace();
            let mut widest = words.map(|word| self.faces.width(word, HEAD.weight) * HEAD.size).fold(0.0, f32::max);
            for cell in table.rows.iter().filter_map(|row| row.get(at)) {
                let (text, sign) = match cell {
                    Cell::Level(_, text) => (text, SIGN + 4.0),
                    Cell::Number(text) | Cell::Strong(text) | Cell::Text(text) => (text, 0.0),
                    _ => continue,
                };
                for word in text.split_whitespace() {
                    let wide = self.faces.width(word, Weight::SemiBold) * SMALL.size + sign;
                    // A long name is broken rather than that it takes the room of others.
                    widest = widest.max(if wide > room * LONGEST { 0.0 } else { wide });
                }
            }
            least.push(widest + 2.0 * PAD + 1.0);
        }
        let lack: f32 = widths.iter().zip(&least).map(|(width, least)| (least - width).max(0.0)).sum();
        let spare: f32 = widths.iter().zip(&least).map(|(width, least)| (width - least).max(0.0)).sum();
        let part = (lack / spare.max(1.0)).min(1.0);
        let fair = |(width, least): (&f32, &f32)| if width < least { *least } else { width - (width - least) * part };
        widths.iter().zip(&least).map(fair).collect()
    }

    fn head_height(&mut self, table: &Table, widths: &[f32]) -> f32 {
        let lines = table
            .columns
            .iter()
            .zip(widths)
            .map(|(column, width)| self.broken(&column.title, HEAD, width - 2.0 * PAD).len());
        lines.max().unwrap_or(1) as f32 * HEAD.line() + 2.0 * PAD
    }

    /// The words of a cell, each with how it is written.
    fn said(cell: &Cell) -> Vec<(&str, Ink)> {
        match cell {
            Cell::Empty | Cell::Blank => Vec::new(),
            Cell::Text(text) | Cell::Number(text) => vec![(text, SMALL)],
            Cell::Level(_, text) | Cell::Strong(text) => vec![(text, Ink { weight: Weight::SemiBold, ..SMALL })],
            Cell::Muted(text) => vec![(text, Ink { token: Token::Muted, ..SMALL })],
            Cell::Linked(text, links) => {
                let accent = Ink { token: Token::Accent, ..SMALL };
                let words = Some((text.as_str(), SMALL)).filter(|(text, _)| !text.is_empty());
                words.into_iter().chain(links.iter().map(|link| (link.text.as_str(), accent))).collect()
            }
        }
    }

    fn room_in(cell: &Cell, width: f32) -> f32 {
        let sign = if matches!(cell, Cell::Level(..)) { SIGN + 4.0 } else { 0.0 };
        width - 2.0 * PAD - sign
    }

    fn row_height(&mut self, row: &[Cell], widths: &[f32]) -> f32 {
        let mut highest: f32 = 0.0;
        for (cell, width) in row.iter().zip(widths) {
            let room = Self::room_in(cell, *width);
            let lines: usize = Self::said(cell).iter().map(|(text, ink)| self.broken(text, *ink, room).len()).sum();
            highest = highest.max(lines as f32 * SMALL.line() + 2.0 * PAD);
            if *cell == Cell::Blank {
                highest = highest.max(BLANK);
            }
        }
        highest
    }

    fn table(&mut self, table: &Table, part: Node) {
        let widths = self.widths(table);
        let head_height = self.head_height(table, &widths);
        let node = self.tags.node(part, Tag::Table.with_summary(Some(table.caption.clone())));
        let (head, body) = (self.tags.node(node, Tag::THead), self.tags.node(node, Tag::TBody));
        let first = table.rows.first().map_or(0.0, |row| self.row_height(row, &widths));
        self.need(head_height + first.min(self.end() - TOP - head_height));
        self.head(table, &widths, head_height, Some(head));
        for row in &table.rows {
            let node = self.tags.node(body, Tag::TR);
            let cells: Vec<Ready> = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(at, (cell, width))| self.ready(cell, *width, table.is_counted(at), node))
                .collect();
            self.row(&cells, &widths, |flow| flow.head(table, &widths, head_height, None));
        }
        self.y += 12.0;
    }

    /// The heads of the columns; repeated on another sheet they are an ornament.
    fn head(&mut self, table: &Table, widths: &[f32], height: f32, of: Option<Node>) {
        let (y, room) = (self.y, self.room());
        let rect = SheetRect::new(SIDE, y, room, height);
        let ground = RectMark { rect, radius: 0.0, fill: Some(Token::Chip), stroke: None, hatch: false };
        self.put(Mark::Rect(ground), None);
        let row = of.map(|of| self.tags.node(of, Tag::TR));
        let mut x = SIDE;
        for (at, (column, width)) in table.columns.iter().zip(widths).enumerate() {
            let node = row.map(|row| self.tags.node(row, Tag::TH(TableHeaderScope::Column)));
            for (below, line) in self.broken(&column.title, HEAD, width - 2.0 * PAD).iter().enumerate() {
                let wide = self.faces.width(line.trim_end(), HEAD.weight) * HEAD.size;
                let left = if table.is_counted(at) { x + width - PAD - wide } else { x + PAD };
                self.line((left, y + PAD + below as f32 * HEAD.line()), line, HEAD, node);
            }
            x += width;
        }
        self.y += height;
        self.rule((SIDE, self.y), room, Token::Line, 1.0);
    }

    fn ready(&mut self, cell: &Cell, width: f32, right: bool, row: Node) -> Ready {
        let node = self.tags.node(row, Tag::TD);
        let room = Self::room_in(cell, width);
        let links: &[super::Link] = if let Cell::Linked(_, links) = cell { links } else { &[] };
        let said = Self::said(cell);
        let before = said.len() - links.len();
        let mut lines = Vec::new();
        for (at, (text, ink)) in said.into_iter().enumerate() {
            let link = at.checked_sub(before).and_then(|at| links.get(at));
            let of = match link {
                Some(_) => self.tags.node(node, Tag::Link),
                None => self.tags.node(node, Tag::P),
            };
            let to = link.map(|link| (link.address.clone(), link.text.clone()));
            lines.extend(self.broken(text, ink, room).into_iter().map(|text| Line { text, ink, of, to: to.clone() }));
        }
        let sign = match cell {
            Cell::Level(level, _) => Some((Glyph::Finding(*level), level_token(*level))),
            _ => None,
        };
        Ready { lines, sign, right, least: if *cell == Cell::Blank { BLANK } else { 0.0 } }
    }

    /// A row: whole on one sheet where it fits, else as many of its lines on each as there is room for.
    fn row(&mut self, cells: &[Ready], widths: &[f32], head: impl Fn(&mut Self)) {
        let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or_default();
        let least = cells.iter().map(|cell| cell.least).fold(0.0, f32::max);
        let height = |lines: usize| (lines as f32 * SMALL.line() + 2.0 * PAD).max(least);
        let (mut from, room) = (0, self.room());
        loop {
            let fits = |flow: &Self| ((flow.end() - flow.y - 2.0 * PAD) / SMALL.line()).max(0.0) as usize;
            let whole = self.y + height(lines - from) <= self.end();
            let sheet_lines = ((self.end() - TOP) / SMALL.line()) as usize - 6;
            if !whole && (from == 0 && lines <= sheet_lines || fits(self) < 2) {
                self.next_sheet();
                head(self);
            }
            let to = if self.y + height(lines - from) <= self.end() { lines } else { from + fits(self).max(1) };
            let top = self.y;
            let mut x = SIDE;
            for (cell, width) in cells.iter().zip(widths) {
                if let Some((glyph, token)) = cell.sign.filter(|_| from == 0) {
                    let rect = SheetRect::new(x + PAD, top + PAD + 1.0, SIGN, SIGN);
                    self.put(Mark::Icon(IconMark { rect, glyph, token }), None);
                }
                let indent = if cell.sign.is_some() { SIGN + 4.0 } else { 0.0 };
                for (below, line) in cell.lines.iter().take(to).skip(from).enumerate() {
                    let y = top + PAD + below as f32 * SMALL.line();
                    let wide = self.faces.width(line.text.trim_end(), line.ink.weight) * line.ink.size;
                    let left = if cell.right { x + width - PAD - wide } else { x + PAD + indent };
                    self.line((left, y), &line.text, line.ink, Some(line.of));
                    if let Some((address, said)) = &line.to {
                        let rect = SheetRect::new(left, y, wide, SMALL.line());
                        self.link(rect, To::Address(address.clone()), said, line.of);
                    }
                }
                x += width;
            }
            self.y += height(to - from);
            self.rule((SIDE, self.y), room, Token::Line, 0.5);
            from = to;
            if from >= lines {
                return;
            }
            self.next_sheet();
            head(self);
        }
    }

    pub fn link(&mut self, rect: SheetRect, to: To, said: &str, of: Node) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.links.push(LinkBox { rect, to, said: said.to_owned(), of });
        }
    }
}
