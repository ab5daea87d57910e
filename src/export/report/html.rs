//! The report as one HTML file: headings, tables and drawings that can be heard, light and dark, and print; a few lines of
//! script show one phase at a time, and without them all are there.

use super::{Block, Cell, Document, Section, Table};
use crate::diagram::{Glyph, Theme, Token, Weight, level_token};
use crate::export::page::Page;
use crate::export::svg::{self, Needed};
use crate::export::xml::Xml;
use crate::message;
use crate::model::Level;
use crate::text::Message;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const STYLE: &str = include_str!("../../../assets/report/report.css");
const SCRIPT: &str = include_str!("../../../assets/report/report.js");

/// The file; `drawings` are those of the told stages, in their order.
pub fn write(document: &Document, drawings: &[Page]) -> Vec<u8> {
    let mut body = Html { xml: Xml::bare(), document, drawings };
    body.body();
    let body = String::from_utf8(body.xml.finish()).unwrap_or_default();
    let mut xml = Xml::bare();
    xml.as_it_stands("<!DOCTYPE html>\n");
    xml.begin("html", &[("lang", document.lang.tag())]);
    xml.begin("head", &[]);
    xml.empty("meta", &[("charset", "utf-8")]);
    xml.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    xml.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]);
    xml.leaf("title", &[], &document.lang.say(&message!("report-file-title", title = document.title.clone())));
    xml.open("style", &[]);
    xml.as_it_stands(&style(&body));
    xml.close();
    xml.close();
    xml.as_it_stands(&body);
    xml.finish()
}

/// Letters, colours of the themes, and what stands in the file of styles.
fn style(body: &str) -> String {
    let letters: BTreeSet<char> = body.chars().collect();
    let weights = [Weight::Regular, Weight::Medium, Weight::SemiBold];
    let needed: Needed = weights.into_iter().map(|weight| (svg::css(weight), (weight, letters.clone()))).collect();
    let colors = |theme: &Theme| {
        Token::all().fold(String::new(), |mut all, token| {
            let _ = write!(all, "{}:{};", svg::variable(token), theme.color(token).hex());
            all
        })
    };
    let (light, dark, print) = (colors(&Theme::light()), colors(&Theme::dark()), colors(&Theme::print()));
    format!(
        "{}\n:root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n@media print{{:root{{{print}}}}}\n{STYLE}",
        svg::font_faces(&needed)
    )
}

struct Html<'a> {
    xml: Xml,
    document: &'a Document,
    drawings: &'a [Page],
}

impl Html<'_> {
    fn say(&self, message: &Message) -> String {
        self.document.lang.say(message)
    }

    fn body(&mut self) {
        self.xml.begin("body", &[]);
        let skip = self.say(&message!("report-skip"));
        self.xml.leaf("a", &[("class", "skip"), ("href", "#report")], &skip);
        self.signs();
        self.xml.begin("header", &[]);
        let kind = self.say(&message!("report-kind"));
        self.xml.leaf("p", &[("class", "kind")], &kind);
        self.xml.leaf("h1", &[], &self.document.title);
        self.facts(&self.document.cover);
        self.xml.close();
        self.contents();
        self.xml.begin("main", &[("id", "report"), ("tabindex", "-1")]);
        for run in self.document.sections.chunk_by(|a, b| a.stage.is_some() == b.stage.is_some()) {
            let stages = run.iter().any(|section| section.stage.is_some());
            if stages {
                self.xml.begin("div", &[("class", "stages")]);
                self.switch();
            }
            run.iter().for_each(|section| self.section(section));
            if stages {
                self.xml.close();
            }
        }
        self.xml.close();
        self.xml.open("script", &[]);
        self.xml.as_it_stands(SCRIPT);
        self.xml.close();
        self.xml.close();
    }

    /// The signs of levels, once for all of their places.
    fn signs(&mut self) {
        let hidden = [("class", "signs"), ("width", "0"), ("height", "0"), ("aria-hidden", "true")];
        self.xml.begin("svg", &hidden);
        for level in [Level::Error, Level::Warning, Level::Advice] {
            let id = format!("sign-{}", level.key());
            svg::symbol(&mut self.xml, &id, Glyph::Finding(level), level_token(level));
        }
        self.xml.close();
    }

    fn contents(&mut self) {
        let title = self.say(&message!("report-contents"));
        self.xml.begin("nav", &[("aria-labelledby", "contents")]);
        self.xml.leaf("h2", &[("id", "contents")], &title);
        self.xml.begin("ul", &[]);
        for section in &self.document.sections {
            self.xml.open("li", &[("class", if section.stage.is_some() { "stage" } else { "part" })]);
            self.xml.leaf("a", &[("href", &format!("#{}", section.id))], &section.title);
            self.xml.close();
        }
        self.xml.close();
        self.xml.close();
    }

    /// Chooses one phase; the script uncovers it.
    fn switch(&mut self) {
        let [label, show, all, earlier, later] = [
            message!("report-switch"),
            message!("report-switch-show"),
            message!("report-switch-all"),
            message!("report-switch-earlier"),
            message!("report-switch-later"),
        ]
        .map(|message| self.say(&message));
        self.xml.begin("div", &[("id", "switch"), ("role", "group"), ("aria-label", &label), ("hidden", "")]);
        self.xml.leaf("button", &[("type", "button"), ("id", "earlier")], &earlier);
        self.xml.leaf("label", &[("for", "shown")], &show);
        self.xml.begin("select", &[("id", "shown")]);
        self.xml.leaf("option", &[("value", "")], &all);
        for section in self.document.sections.iter().filter(|section| section.stage.is_some()) {
            self.xml.leaf("option", &[("value", &section.id)], &section.title);
        }
        self.xml.close();
        self.xml.leaf("button", &[("type", "button"), ("id", "later")], &later);
        self.xml.close();
    }

    fn section(&mut self, section: &Section) {
        let title = format!("{}-title", section.id);
        let class = if section.stage.is_some() { "stage" } else { "part" };
        self.xml.begin("section", &[("id", &section.id), ("class", class), ("aria-labelledby", &title)]);
        let heading = [("id", title.as_str())];
        let mut blocks = section.blocks.iter();
        match section.blocks.first() {
            // On paper both stand on one page, which lies where the plan is wide.
            Some(Block::Drawing(at)) => {
                blocks.next();
                let lies = self.drawings.get(*at).is_some_and(|page| page.width > page.height);
                self.xml.begin("div", &[("class", if lies { "opening lying" } else { "opening" })]);
                self.xml.leaf("h2", &heading, &section.title);
                self.drawing(*at);
                self.xml.close();
            }
            _ => self.xml.leaf("h2", &heading, &section.title),
        }
        for block in blocks {
            self.block(block);
        }
        self.xml.close();
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => self.xml.leaf("h3", &[], text),
            Block::Text(text) => self.lines("p", &[], text),
            Block::Note(text) => self.lines("p", &[("class", "note")], text),
            Block::Figures(figures) => {
                self.xml.begin("dl", &[("class", "figures")]);
                for (value, label) in figures {
                    self.xml.begin("div", &[]);
                    self.xml.leaf("dt", &[], label);
                    self.xml.leaf("dd", &[], value);
                    self.xml.close();
                }
                self.xml.close();
            }
            Block::Facts(facts) => self.facts(facts),
            Block::List(items) => {
                self.xml.begin("ul", &[]);
                for item in items {
                    self.lines("li", &[], item);
                }
                self.xml.close();
            }
            Block::Table(table) => self.table(table),
            Block::Drawing(at) => self.drawing(*at),
        }
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        self.xml.begin("dl", &[("class", "facts")]);
        for (label, text) in facts {
            self.xml.begin("div", &[]);
            self.xml.leaf("dt", &[], label);
            self.lines("dd", &[], text);
            self.xml.close();
        }
        self.xml.close();
    }

    fn table(&mut self, table: &Table) {
        let around = [("class", "table"), ("role", "group"), ("tabindex", "0"), ("aria-label", table.caption.as_str())];
        self.xml.begin("div", &around);
        self.xml.begin("table", &[]);
        self.xml.leaf("caption", &[], &table.caption);
        self.xml.begin("colgroup", &[]);
        for column in &table.columns {
            self.xml.empty("col", &[("class", &format!("share-{}", column.share.div_ceil(10)))]);
        }
        self.xml.close();
        self.xml.begin("thead", &[]);
        self.xml.begin("tr", &[]);
        for (at, column) in table.columns.iter().enumerate() {
            let class = if table.is_counted(at) { "count" } else { "words" };
            self.xml.leaf("th", &[("scope", "col"), ("class", class)], &column.title);
        }
        self.xml.close();
        self.xml.close();
        self.xml.begin("tbody", &[]);
        for row in &table.rows {
            self.xml.begin("tr", &[]);
            row.iter().for_each(|cell| self.cell(cell));
            self.xml.close();
        }
        self.xml.close();
        self.xml.close();
        self.xml.close();
    }

    fn cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Empty => self.xml.leaf("td", &[], ""),
            Cell::Blank => self.xml.leaf("td", &[("class", "blank")], ""),
            Cell::Text(text) => self.lines("td", &[], text),
            Cell::Strong(text) => self.lines("td", &[("class", "strong")], text),
            Cell::Muted(text) => self.lines("td", &[("class", "muted")], text),
            Cell::Number(text) => self.lines("td", &[("class", "count")], text),
            Cell::Level(level, word) => {
                let key = level.key();
                self.xml.open("td", &[("class", &format!("level {key}"))]);
                self.xml.open("svg", &[("class", "sign"), ("aria-hidden", "true")]);
                self.xml.mark("use", &[("href", &format!("#sign-{key}"))]);
                self.xml.close();
                self.xml.words(word);
                self.xml.close();
            }
            Cell::Linked(text, links) => {
                self.xml.begin("td", &[]);
                if !text.is_empty() {
                    self.lines("div", &[], text);
                }
                for link in links {
                    self.xml.open("div", &[]);
                    self.xml.leaf("a", &[("href", &link.address)], &link.text);
                    self.xml.close();
                }
                self.xml.close();
            }
        }
    }

    fn drawing(&mut self, at: usize) {
        let Some(page) = self.drawings.get(at) else { return };
        let [large, caption] =
            [message!("report-natural-size"), message!("report-drawing-of", phase = page.name.clone())]
                .map(|message| self.say(&message));
        self.xml.begin("figure", &[]);
        self.xml.open("label", &[("class", "large")]);
        self.xml.mark("input", &[("type", "checkbox")]);
        self.xml.words(&large);
        self.xml.close();
        self.xml.begin("div", &[("class", "sheet"), ("role", "group"), ("tabindex", "0"), ("aria-label", &caption)]);
        svg::inside(&mut self.xml, page);
        self.xml.close();
        self.xml.leaf("figcaption", &[], &caption);
        self.xml.close();
    }

    /// An element with words, a line each.
    fn lines(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.xml.open(name, attributes);
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                self.xml.mark("br", &[]);
            }
            self.line(line);
        }
        self.xml.close();
    }

    /// Dates are marked as such, and never broken.
    fn line(&mut self, line: &str) {
        let mut before = String::new();
        for (at, word) in line.split(' ').enumerate() {
            before.push_str(if at > 0 { " " } else { "" });
            if is_date(word) {
                self.xml.words(&std::mem::take(&mut before));
                self.xml.leaf("time", &[], word);
            } else {
                before.push_str(word);
            }
        }
        self.xml.words(&before);
    }
}

/// Year, month and day, as plans have them.
fn is_date(word: &str) -> bool {
    word.len() == 10
        && word
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}
