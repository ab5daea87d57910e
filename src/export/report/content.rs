//! The content of a report, section by section. What the workbook tells as well is asked where the workbook asks it.

use super::{Block, Cell, Document, Section, Table, checks, phases};
use crate::export::Handout;
use crate::export::hardware::Machines;
use crate::export::resources::{Course, Kind};
use crate::export::xlsx::book::Book;
use crate::export::xlsx::estate::Users;
use crate::export::xlsx::moves;
use crate::message;
use crate::model::*;
use crate::propose::Back;
use crate::rules::{self, Finding};
use crate::text::Message;
use std::collections::{BTreeMap, BTreeSet};

/// What every section asks.
pub struct Writer<'a> {
    pub book: Book<'a>,
    /// What stands at the end of each told stage.
    pub course: Course,
    pub back: Back,
    /// Users moved in each stage that moves any.
    moved: BTreeMap<usize, Moved>,
}

/// Users that a phase moves: how many are known, and how many moves have no number.
#[derive(Clone, Copy, Debug, Default)]
struct Moved {
    known: u64,
    unknown: usize,
}

pub fn document(handout: &Handout<'_>) -> Document {
    let writer = Writer::new(handout);
    let mut sections = vec![writer.summary()];
    let stages = handout.stages.iter().enumerate().filter(|(_, stage)| writer.book.state(**stage).is_some());
    sections.extend(stages.map(|(at, stage)| phases::stage(&writer, at, *stage)));
    sections.push(writer.target());
    sections.extend([checks::risks(&writer), checks::accepted(&writer), checks::not_checked(&writer)]);
    sections.push(writer.sign_off());
    // Last, because it lists the rules that the others name; told before the sheet to sign.
    sections.insert(sections.len() - 1, checks::rules(&writer));
    let author = handout.plan.about.author.as_deref().map(str::to_owned);
    Document { lang: handout.lang, title: handout.title(), author, cover: writer.cover(), sections }
}

impl<'a> Writer<'a> {
    fn new(handout: &Handout<'a>) -> Self {
        let book = Book::new(handout);
        let course = Course::of(&handout.replay.states, handout.stages);
        let mut moved: BTreeMap<usize, Moved> = BTreeMap::new();
        moves::each(&book, |stage, _, _, one, applies| {
            let Some(users) = one.users.filter(|_| applies) else { return };
            let moved = moved.entry(stage).or_default();
            match users {
                Some(users) => moved.known = moved.known.saturating_add(users),
                None => moved.unknown += 1,
            }
        });
        let back = Back::new(handout.plan, handout.replay);
        Self { book, course, back, moved }
    }

    /// The machines at the end of each told stage.
    fn machines(&self) -> impl DoubleEndedIterator<Item = (usize, &Machines)> {
        self.course.stages.iter().filter_map(|stage| Some((*stage, &self.course.stock(*stage)?.machines)))
    }

    pub fn say(&self, message: &Message) -> String {
        self.book.say(message)
    }

    pub fn handout(&self) -> &Handout<'a> {
        &self.book.handout
    }

    pub fn number(&self, count: usize) -> String {
        self.handout().lang.number(count as u64)
    }

    pub fn count(&self, count: usize) -> Cell {
        Cell::Number(self.number(count))
    }

    pub fn unknown(&self) -> String {
        self.say(&message!("export-unknown"))
    }

    pub fn level(&self, level: Level) -> Cell {
        Cell::Level(level, self.book.word(Level::PREFIX, level.key()))
    }

    pub fn heading(&self, title: &Message) -> Block {
        Block::Heading(self.say(title))
    }

    pub fn note(&self, note: &Message) -> Block {
        Block::Note(self.say(note))
    }

    pub fn table(&self, caption: &Message, columns: &[(Message, u16)], rows: Vec<Vec<Cell>>) -> Block {
        Block::Table(Table::new(self.handout().lang, caption, columns, rows))
    }

    pub fn section(&self, id: &str, title: &Message, blocks: Vec<Block>) -> Section {
        Section { id: id.to_owned(), title: self.say(title), stage: None, blocks }
    }

    /// The findings that the report tells of.
    pub fn told(&self) -> impl Iterator<Item = &'a Finding> + '_ {
        self.handout().report.findings.iter().filter(|finding| self.book.tells(finding.stages))
    }

    /// Where a finding stands: one stage, or the first and the last.
    pub fn stands(&self, (first, last): (usize, usize)) -> String {
        let name = |stage| self.handout().stage_name(stage);
        match first == last {
            true => name(first),
            false => self.say(&message!("report-stands", first = name(first), last = name(last))),
        }
    }

    /// A dates' line, or that there are none.
    pub fn period(&self, stage: usize) -> String {
        self.handout().dates(stage).map_or_else(|| self.unknown(), |said| self.say(&said))
    }

    /// Users moved in a stage.
    pub fn moved(&self, stage: usize) -> String {
        self.moved_said(self.moved.get(&stage).copied().unwrap_or_default())
    }

    fn moved_said(&self, moved: Moved) -> String {
        let known = self.handout().lang.number(moved.known);
        match moved {
            Moved { unknown: 0, .. } => known,
            Moved { known: 0, .. } => self.unknown(),
            Moved { unknown, .. } => self.say(&message!("report-moved-and-unknown", known = known, unknown = unknown)),
        }
    }

    /// From the first day of the plan to its last, as far as it says.
    fn whole_period(&self) -> String {
        let spans = || self.handout().stages.iter().map(|stage| self.handout().span(*stage));
        let first = spans().flat_map(|span| [span.start, span.end]).flatten().min();
        let last = spans().flat_map(|span| [span.start, span.end]).flatten().max();
        match first.zip(last) {
            Some((first, last)) => {
                self.say(&message!("export-dates", start = first.to_string(), end = last.to_string()))
            }
            None => self.unknown(),
        }
    }

    fn product(&self) -> String {
        let target = &self.handout().plan.target;
        let known = rules::pack(target).map(|pack| self.book.word(Version::PREFIX, pack.product.key()));
        known.unwrap_or_else(|| target.to_string())
    }

    fn cover(&self) -> Vec<(String, String)> {
        let (plan, unknown) = (self.handout().plan, self.unknown());
        let said = |text: &Option<Text>| {
            text.as_deref().filter(|text| !text.trim().is_empty()).map_or_else(|| unknown.clone(), str::to_owned)
        };
        let mut cover = vec![
            (message!("export-about-client"), said(&plan.about.client)),
            (message!("export-about-author"), said(&plan.about.author)),
            (message!("export-about-target"), self.product()),
            (message!("report-period"), self.whole_period()),
        ];
        let told: Vec<String> = self.machines().map(|(stage, _)| self.handout().stage_name(stage)).collect();
        if told.len() < plan.stages() {
            cover.push((message!("export-about-stages"), told.join(", ")));
        }
        let coverage = self.handout().report.coverage.brief();
        let coverage: Vec<String> = coverage.iter().map(|message| self.say(message)).collect();
        cover.push((message!("export-about-check"), coverage.join("\n")));
        cover.push((message!("export-about-program"), concat!("Coexist ", env!("CARGO_PKG_VERSION")).to_owned()));
        cover.into_iter().map(|(label, text)| (self.say(&label), text)).collect()
    }

    /// What the check says, in sentences that claim no more than was decided.
    pub fn verdict(&self) -> String {
        let rules = self.handout().report.coverage.rules;
        let count = |level| self.told().filter(|finding| finding.counts() && finding.level == level).count();
        let (errors, warnings) = (count(Level::Error), count(Level::Warning));
        let accepted = self.told().filter(|finding| !finding.counts()).count();
        let mut said = vec![match (errors, warnings) {
            _ if rules.all == 0 => message!("report-verdict-nothing"),
            (0, 0) => message!("report-verdict-clean"),
            (0, warnings) => message!("report-verdict-warnings", count = warnings),
            (errors, _) => message!("report-verdict-errors", count = errors),
        }];
        if errors > 0 && warnings > 0 {
            said.push(message!("report-verdict-warnings-too", count = warnings));
        }
        if accepted > 0 {
            said.push(message!("report-verdict-accepted", count = accepted));
        }
        if rules.waiting + rules.partly > 0 {
            let (waiting, partly) = (rules.waiting, rules.partly);
            said.push(message!(
                "report-verdict-undecided",
                count = waiting + partly,
                waiting = waiting,
                partly = partly
            ));
        }
        if rules.off > 0 {
            said.push(message!("report-verdict-off", count = rules.off));
        }
        let to_do = self.handout().report.checklist.iter();
        let to_do = to_do.filter(|entry| entry.ticked.is_none() && self.book.tells(entry.stages)).count();
        if to_do > 0 {
            said.push(message!("report-verdict-to-do", count = to_do));
        }
        said.iter().map(|message| self.say(message)).collect::<Vec<_>>().join(" ")
    }

    fn summary(&self) -> Section {
        let mut blocks = vec![Block::Text(self.verdict()), Block::Figures(self.figures())];
        if self.machines().any(|(_, machines)| machines.pools_without_servers > 0) {
            blocks.push(self.note(&message!("report-machines-unknown")));
        }
        let mut before = self.machines().next().map(|(_, machines)| machines);
        let rows = self.machines().map(|(stage, machines)| {
            let new = before.replace(machines).map_or(0, |before| machines.beyond(before));
            let count = |level: Option<Level>| {
                let here = self.told().filter(|finding| finding.stands_at(stage));
                let of = |finding: &&Finding| match level {
                    Some(level) => finding.counts() && finding.level == level,
                    None => !finding.counts(),
                };
                self.count(here.filter(of).count())
            };
            vec![
                Cell::Strong(self.handout().stage_name(stage)),
                Cell::of(self.handout().dates(stage).map(|said| self.say(&said)).unwrap_or_default()),
                self.count(machines.count()),
                self.count(new),
                if stage == 0 { Cell::Empty } else { Cell::Number(self.moved(stage)) },
                count(Some(Level::Error)),
                count(Some(Level::Warning)),
                count(None),
            ]
        });
        let rows = rows.collect();
        let columns = [
            (Message::word(SubjectKind::PREFIX, SubjectKind::Phase.key()), 23),
            (message!("report-period"), 22),
            (message!("report-machines"), 10),
            (message!("report-machines-new"), 9),
            (message!("report-users-moved"), 12),
            (message!("export-column-errors"), 8),
            (message!("report-column-warnings"), 8),
            (message!("export-column-accepted"), 8),
        ];
        blocks.push(self.heading(&message!("export-section-phases")));
        blocks.push(self.table(&message!("export-section-phases"), &columns, rows));
        self.section("summary", &message!("report-summary"), blocks)
    }

    fn figures(&self) -> Vec<(String, String)> {
        let report = self.handout().report;
        let none = Machines::default();
        let end = self.machines().next_back().map_or(&none, |(_, machines)| machines);
        let start = self.machines().next().map_or(&none, |(_, machines)| machines);
        let peak = self.course.peak(Kind::Machines);
        let new: BTreeSet<&String> = self.machines().flat_map(|(_, machines)| machines.not_in(start)).collect();
        let moved = self.moved.values().fold(Moved::default(), |sum, moved| Moved {
            known: sum.known.saturating_add(moved.known),
            unknown: sum.unknown + moved.unknown,
        });
        let count = |level| self.told().filter(|finding| finding.counts() && finding.level == level).count();
        let phases = self.machines().filter(|(stage, _)| *stage > 0).count();
        let figures = [
            (self.number(phases), message!("report-figure-phases")),
            (self.number(start.count()), message!("report-figure-machines-start")),
            (self.number(peak), message!("report-figure-machines-peak")),
            (self.number(end.count()), message!("report-figure-machines-end")),
            (self.number(new.len()), message!("report-figure-machines-new")),
            (self.number(start.beyond(end)), message!("report-figure-machines-gone")),
            (self.moved_said(moved), message!("report-users-moved")),
            (self.number(count(Level::Error)), message!("export-column-errors")),
            (self.number(count(Level::Warning)), message!("export-column-warnings")),
            (self.number(self.told().filter(|finding| !finding.counts()).count()), message!("export-column-accepted")),
            (self.number(report.not_checked.len()), message!("export-count-not-checked")),
        ];
        figures.into_iter().map(|(value, label)| (value, self.say(&label))).collect()
    }

    /// What the plan leads to, and what is left of older products.
    fn target(&self) -> Section {
        let Some(stage) = self.course.stages.last() else {
            return self.section("target", &message!("report-target"), Vec::new());
        };
        let Some(state) = self.book.state(*stage) else {
            return self.section("target", &message!("report-target"), Vec::new());
        };
        let product = self.book.pack(*stage).map(|pack| pack.product);
        let older = state.pools.values().filter(|pool| product.zip(pool.version).is_some_and(|(new, old)| old < new));
        let older: Vec<String> = older.map(|pool| self.book.name(&(&pool.id).into())).collect();
        let unknown = state.pools.values().filter(|pool| pool.is_counted() && pool.version.is_none()).count();
        let (name, count) = (self.handout().stage_name(*stage), older.len());
        let mut blocks = vec![Block::Text(self.say(&match older.is_empty() {
            _ if product.is_none() => message!("report-target-no-rules", phase = name),
            true => message!("report-target-reached", phase = name, product = self.product()),
            false => message!("report-target-left", phase = name, count = count, names = older),
        }))];
        if unknown > 0 {
            blocks.push(Block::Text(self.say(&message!("report-target-unknown", count = unknown))));
        }
        blocks.push(self.note(&message!("report-target-drawing", phase = self.handout().stage_name(*stage))));
        blocks.extend(phases::estate(self, *stage, state));
        self.section("target", &message!("report-target"), blocks)
    }

    /// Users of a state, as far as they are known.
    pub fn users(&self, state: &Topology) -> String {
        let users = Users::of(state);
        let known = users.known.map_or_else(|| self.unknown(), |known| self.handout().lang.number(known));
        match users {
            Users { known: Some(_), pools_without } if pools_without > 0 => {
                self.say(&message!("report-users-and-unknown", known = known, pools = pools_without))
            }
            _ => known,
        }
    }

    fn sign_off(&self) -> Section {
        let author = self.handout().plan.about.author.as_deref().unwrap_or_default().to_owned();
        let row = |role: Message, name: Cell| vec![Cell::Strong(self.say(&role)), name, Cell::Blank, Cell::Blank];
        let rows = vec![
            row(message!("report-sign-prepared"), if author.is_empty() { Cell::Blank } else { Cell::Text(author) }),
            row(message!("report-sign-checked"), Cell::Blank),
            row(message!("report-sign-operations"), Cell::Blank),
            row(message!("report-sign-approved"), Cell::Blank),
        ];
        let columns = [
            (message!("report-sign-role"), 25),
            (message!("report-sign-name"), 27),
            (message!("report-sign-date"), 16),
            (message!("report-sign-signature"), 32),
        ];
        let blocks = vec![
            Block::Text(self.say(&message!("report-sign-text", title = self.handout().title()))),
            Block::Text(self.verdict()),
            self.table(&message!("report-sign-off"), &columns, rows),
        ];
        self.section("sign-off", &message!("report-sign-off"), blocks)
    }
}
