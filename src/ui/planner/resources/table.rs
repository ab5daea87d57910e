//! What the resources view shows: what is counted by phases, in numbers and words; no widget.

use crate::export::resources::{Course, Figures, Kind};
use crate::message;
use crate::plan::{Plan, Replay};
use crate::text::{Lang, Message};
use crate::ui::action::said;

/// How many names are told where a cell is pointed at.
const NAMES: usize = 12;

/// What is counted, at each stage.
pub struct Row {
    pub kind: Kind,
    pub name: String,
    pub cells: Vec<Cell>,
}

pub struct Cell {
    pub figures: Figures,
    /// Whether there is more at no other stage, and less at most of them: what stays all the time has no peak.
    pub is_peak: bool,
    /// Names of what comes and goes, in small letters, a few of each; what has no name is left out.
    pub new: Vec<String>,
    pub gone: Vec<String>,
}

/// A part of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: Kind,
    pub count: usize,
}

pub struct Table {
    /// Names of the stages.
    pub stages: Vec<String>,
    pub rows: Vec<Row>,
    /// The bar of each stage, from below.
    pub bars: Vec<Vec<Part>>,
    pub peak: usize,
}

impl Table {
    pub fn of(plan: &Plan, replay: &Replay, lang: Lang) -> Self {
        let states = &replay.states;
        let all: Vec<usize> = (0..states.len()).collect();
        let course = Course::of(states, &all);
        let row = |kind: &Kind| Row {
            kind: *kind,
            name: said(lang, &kind.said()),
            cells: all.iter().map(|stage| Cell::of(&course, *stage, *kind)).collect(),
        };
        let rows: Vec<Row> = course.kinds.iter().map(row).collect();
        let is_part = |kind: Kind| matches!(kind, Kind::Servers(_) | Kind::Sql);
        let bar = |stage: &usize| {
            let parts = rows.iter().filter(|row| is_part(row.kind));
            parts.map(|row| Part { kind: row.kind, count: row.cells[*stage].figures.here }).collect()
        };
        let bars = all.iter().map(bar).collect();
        let stages = all.iter().map(|stage| plan.stage_name(*stage, lang)).collect();
        Self { stages, rows, bars, peak: course.peak(Kind::Machines) }
    }

    fn machines(&self) -> Option<&Row> {
        self.rows.iter().find(|row| row.kind == Kind::Machines)
    }

    /// Machines at a stage.
    pub fn machines_at(&self, stage: usize) -> Figures {
        self.machines().and_then(|row| row.cells.get(stage)).map(|cell| cell.figures).unwrap_or_default()
    }

    /// The stages with the most machines, and how many there are beyond today's.
    pub fn peak_said(&self, lang: Lang) -> Option<Message> {
        let row = self.machines().filter(|_| self.peak > 0)?;
        let at: Vec<usize> = (0..row.cells.len()).filter(|stage| row.cells[*stage].figures.here == self.peak).collect();
        let names: Vec<String> = at.iter().map(|stage| self.stages[*stage].clone()).collect();
        let beyond = at.iter().map(|stage| row.cells[*stage].figures.beyond).max().unwrap_or_default();
        let (count, beyond) = (lang.number(self.peak as u64), lang.number(beyond as u64));
        Some(message!("ui-resources-peak", count = count, stages = names, beyond = beyond))
    }

    /// A stage in one sentence.
    pub fn stage_said(&self, stage: usize, lang: Lang) -> String {
        let figures = self.machines_at(stage);
        let number = |count: usize| lang.number(count as u64);
        let mut parts = vec![said(
            lang,
            &message!(
                "ui-resources-stage",
                stage = self.stages.get(stage).map_or("", String::as_str),
                count = number(figures.here),
                beyond = number(figures.beyond)
            ),
        )];
        for Part { kind, count } in self.bars.get(stage).into_iter().flatten().filter(|part| part.count > 0) {
            let (name, count) = (said(lang, &kind.said()), number(*count));
            parts.push(said(lang, &message!("ui-resources-part", name = name, count = count)));
        }
        if figures.unknown > 0 {
            let count = number(figures.unknown);
            parts.push(said(lang, &message!("ui-resources-unknown-machines", count = count)));
        }
        if self.peak > 0 && figures.here == self.peak {
            parts.push(said(lang, &message!("ui-resources-is-peak")));
        }
        parts.join(" · ")
    }

    /// The table with tabs between its cells.
    pub fn written(&self, lang: Lang) -> String {
        let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        let mut head = vec![said(lang, &message!("ui-resources-what"))];
        head.extend(self.stages.iter().map(|name| clean(name)));
        let mut lines = vec![head.join("\t")];
        let mut line = |name: &str, row: &Row, number: &dyn Fn(&Figures) -> usize| {
            let mut cells = vec![clean(name)];
            cells.extend(row.cells.iter().map(|cell| number(&cell.figures).to_string()));
            lines.push(cells.join("\t"));
        };
        for row in &self.rows {
            line(&row.name, row, &|figures| figures.here);
            if row.kind == Kind::Machines {
                line(&said(lang, &message!("ui-resources-beyond")), row, &|figures| figures.beyond);
                line(&said(lang, &message!("ui-resources-new")), row, &|figures| figures.new);
                line(&said(lang, &message!("ui-resources-gone")), row, &|figures| figures.gone);
            }
            if row.cells.iter().any(|cell| cell.figures.unknown > 0) {
                line(&said(lang, &row.kind.unknown_said()), row, &|figures| figures.unknown);
            }
        }
        lines.join("\n") + "\n"
    }
}

impl Cell {
    fn of(course: &Course, stage: usize, kind: Kind) -> Self {
        let (here, before) = (course.stock(stage), stage.checked_sub(1).and_then(|at| course.stock(at)));
        let names = |from: Option<_>, than: Option<_>| -> Vec<String> {
            let Some((from, than)): Option<(&crate::export::resources::Stock, _)> = from.zip(than) else {
                return Vec::new();
            };
            // An id is no name.
            let named = matches!(kind, Kind::Machines | Kind::Servers(_) | Kind::Sql | Kind::Addresses | Kind::Names);
            let told = from.not_in(kind, than).filter(|name| named && !name.starts_with('#'));
            told.take(NAMES + 1).map(str::to_owned).collect()
        };
        let peaks = course.stages.iter().filter(|stage| course.is_peak(**stage, kind)).count();
        Self {
            figures: course.figures(stage, kind),
            is_peak: course.is_peak(stage, kind) && 2 * peaks <= course.stages.len(),
            new: names(here, before),
            gone: names(before, here),
        }
    }

    /// The cell whole, for a screen reader and whoever points at it.
    pub fn said(&self, kind: Kind, name: &str, stage: &str, lang: Lang) -> String {
        let Figures { here, new, gone, beyond, less: _, unknown } = self.figures;
        let number = |count: usize| lang.number(count as u64);
        let named =
            |name: String, value: String| said(lang, &message!("ui-resources-part", name = name, count = value));
        let mut first = named(format!("{name}, {stage}"), number(here));
        if self.is_peak {
            first = format!("{first}, {}", said(lang, &message!("ui-resources-is-peak")));
        }
        let mut lines = vec![first, said(lang, &message!("ui-resources-beyond-today", count = number(beyond)))];
        for (count, names, text) in [
            (new, &self.new, message!("ui-resources-cell-new", count = number(new))),
            (gone, &self.gone, message!("ui-resources-cell-gone", count = number(gone))),
        ] {
            if count > 0 {
                let mut line = said(lang, &text);
                if !names.is_empty() {
                    let more = if names.len() > NAMES { ", …" } else { "" };
                    let names: Vec<&str> = names.iter().take(NAMES).map(String::as_str).collect();
                    line = named(line, format!("{}{more}", names.join(", ")));
                }
                lines.push(line);
            }
        }
        if unknown > 0 {
            lines.push(named(said(lang, &kind.unknown_said()), number(unknown)));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::read;

    #[test]
    fn the_peak_is_told_in_words_and_a_spreadsheet_gets_numbers() {
        let text = "
            site Paris
              pool old front-end enterprise version=lync-2010 servers=2 user-store=sqlold\\LYNC
              sql sqlold LYNC
            phase Build
              + pool new front-end enterprise version=lync-2013 servers=3 user-store=sqlold\\LYNC in=Paris
            phase Retire
              - pool old
        ";
        let plan = read(text).unwrap_or_else(|error| panic!("{error}")).plan;
        let table = Table::of(&plan, &plan.replay(), Lang::EN);
        let said = table.peak_said(Lang::EN).map(|message| Lang::EN.say(&message));
        assert_eq!(said.as_deref(), Some("At most 6 machines at the same time, in 1 Build: 3 beyond today"));
        assert_eq!(table.machines_at(2), Figures { here: 4, gone: 2, beyond: 3, less: 2, ..Figures::default() });
        assert_eq!(table.bars[1].iter().map(|part| part.count).sum::<usize>(), 6);
        let written = table.written(Lang::EN);
        let lines: Vec<&str> = written.lines().collect();
        assert_eq!(lines[1..5], ["Machines in all\t3\t6\t4", "Beyond today\t0\t3\t3", "New\t0\t3\t0", "Gone\t0\t0\t2"]);
        assert!(lines.contains(&"Servers without recorded addresses\t2\t5\t3"), "{written}");
        let cell = &table.rows[0].cells[2];
        let cell = cell.said(Kind::Machines, "Machines", "2 Retire", Lang::EN);
        assert!(cell.contains("2 go: old-1.contoso.com, old-2.contoso.com") || cell.contains("2 go: "), "{cell}");
    }
}
