//! The way back from a phase, step by step, as the report tells it.

use super::content::Writer;
use super::{Block, Cell, Link};
use crate::message;
use crate::model::Subject;
use crate::propose::{Page, Rests, Way};
use std::collections::BTreeMap;

/// How far back one can go from a phase, the ways back of its steps, and what is not restored.
pub fn blocks(writer: &Writer<'_>, stage: usize) -> Vec<Block> {
    let handout = writer.handout();
    let back = &writer.back;
    let number = |step| handout.plan.label(&Subject::Step(step));
    let mut ways: BTreeMap<Way, Vec<String>> = BTreeMap::new();
    for step in back.steps(stage) {
        for way in &step.ways {
            ways.entry(*way).or_default().push(number(step.step.clone()));
        }
    }
    let mut blocks = vec![Block::Text(writer.say(&back.reach(handout.plan, stage, handout.lang)))];
    if ways.is_empty() {
        blocks.push(Block::Text(writer.say(&message!("report-rollback-nothing"))));
        return blocks;
    }
    let rows = ways.into_iter().map(|(way, steps)| {
        vec![
            Cell::Text(steps.join(", ")),
            Cell::Text(writer.book.word(Way::PREFIX, way.key())),
            rests(writer.book.word(Rests::PREFIX, way.rests().key()), way.pages()),
        ]
    });
    let rows = rows.collect();
    let columns = [
        (message!("report-column-steps"), 16),
        (message!("report-column-way"), 54),
        (message!("report-column-rests"), 30),
    ];
    let caption = message!("report-rollback-of", phase = handout.stage_name(stage));
    blocks.extend([writer.note(&message!("report-note-rollback")), writer.table(&caption, &columns, rows)]);
    let lost = back.lost(stage, stage - 1);
    if !lost.is_empty() {
        let rows = lost.into_iter().map(|lost| {
            vec![
                Cell::Text(lost.steps.into_iter().map(number).collect::<Vec<_>>().join(", ")),
                Cell::Text(lost.loss.said(lost.is_unknown, handout.lang)),
                rests(writer.say(&lost.loss.rests()), lost.loss.pages()),
            ]
        });
        let rows = rows.collect();
        let columns = [
            (message!("report-column-steps"), 16),
            (message!("report-column-lost"), 54),
            (message!("report-column-rests"), 30),
        ];
        let caption = message!("report-lost-of", phase = handout.stage_name(stage));
        blocks.push(writer.table(&caption, &columns, rows));
    }
    blocks
}

fn rests(rests: String, pages: impl Iterator<Item = &'static Page>) -> Cell {
    let link = |page: &Page| Link {
        text: page.date.map_or_else(|| page.title.to_string(), |date| format!("{} ({date})", page.title)),
        address: page.address.to_string(),
    };
    Cell::Linked(rests, pages.map(link).collect())
}
