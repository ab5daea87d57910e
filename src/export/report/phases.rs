//! Today and each phase: what stands, what changes, what is found, which machines it takes, the way back.

use super::content::Writer;
use super::{Block, Cell, Section, rollback};
use crate::export::hardware::{Carries, Machines};
use crate::export::resources::{Kind, Stock};
use crate::export::xlsx::estate::users_on;
use crate::message;
use crate::model::*;
use crate::plan::Phase;
use crate::rules::Finding;
use crate::text::Message;
use std::collections::BTreeSet;

/// A stage; `at` is its place among those that are told.
pub fn stage(writer: &Writer<'_>, at: usize, stage: usize) -> Section {
    let handout = writer.handout();
    let mut blocks = vec![Block::Drawing(at)];
    match (handout.phase(stage), writer.book.state(stage)) {
        (Some(phase), Some(state)) => {
            blocks.push(Block::Facts(about(writer, stage, phase, state)));
            if let Some(notes) = phase.notes.as_deref().filter(|notes| !notes.trim().is_empty()) {
                blocks.push(Block::Text(notes.to_owned()));
            }
            blocks.push(writer.heading(&message!("report-changes")));
            blocks.push(changes(writer, phase));
            blocks.push(writer.heading(&message!("report-findings")));
            blocks.extend(findings(writer, at, stage));
            blocks.push(writer.heading(&message!("report-hardware")));
            blocks.extend(hardware(writer, stage));
            blocks.push(writer.heading(&message!("report-rollback")));
            blocks.extend(rollback::blocks(writer, stage));
        }
        (None, Some(state)) => {
            blocks.extend(estate(writer, stage, state));
            blocks.push(writer.heading(&message!("report-findings")));
            blocks.extend(findings(writer, at, stage));
        }
        (_, None) => {}
    }
    let id = if stage == 0 { "today".to_owned() } else { format!("phase-{stage}") };
    Section { id, title: handout.stage_name(stage), stage: Some(stage), blocks }
}

fn about(writer: &Writer<'_>, stage: usize, phase: &Phase, state: &Topology) -> Vec<(String, String)> {
    let kind = phase.kind.map(|kind| writer.book.word(PhaseKind::PREFIX, kind.key()));
    let mut facts = vec![
        (message!("report-period"), writer.period(stage)),
        (message!("report-owner"), phase.owner.as_deref().map_or_else(|| writer.unknown(), str::to_owned)),
        (Message::word("fact", "phase-kind"), kind.unwrap_or_else(|| writer.unknown())),
        (message!("report-users-moved"), writer.moved(stage)),
        (message!("report-users-end"), writer.users(state)),
    ];
    if let Some(target) = &phase.target {
        facts.push((message!("export-about-target"), target.to_string()));
    }
    facts.into_iter().map(|(label, text)| (writer.say(&label), text)).collect()
}

/// Pools that stand, and how much there is of everything.
pub fn estate(writer: &Writer<'_>, stage: usize, state: &Topology) -> Vec<Block> {
    let machines = Machines::of(state);
    let products: BTreeSet<Version> = state.pools.values().filter_map(|pool| pool.version).collect();
    let products: Vec<String> =
        products.into_iter().map(|version| writer.book.word(Version::PREFIX, version.key())).collect();
    let facts = vec![
        (Message::word("fact", "version"), if products.is_empty() { writer.unknown() } else { products.join(", ") }),
        (message!("report-machines"), writer.number(machines.count())),
        (message!("export-column-sql-hosts"), writer.number(state.sql_servers.len())),
        (message!("report-users-end"), writer.users(state)),
    ];
    let index = Index::new(state);
    let rows = state.pools.values().map(|pool| {
        let about = Subject::from(&pool.id);
        let servers = index.servers(&pool.id).len();
        let users = users_on(state, &pool.id);
        vec![
            Cell::Strong(writer.book.name(&about)),
            Cell::Text(writer.book.word(PoolKind::PREFIX, pool.kind.key())),
            match Carries::of(pool) {
                Carries::Product(Some(version)) => Cell::Text(writer.book.word(Version::PREFIX, version.key())),
                Carries::Product(None) => Cell::Muted(writer.unknown()),
                Carries::Companion => Cell::Empty,
            },
            state
                .site_of(&about)
                .map_or(Cell::Muted(writer.unknown()), |site| Cell::of(writer.book.name(&site.into()))),
            if servers == 0 { Cell::Muted(writer.unknown()) } else { writer.count(servers) },
            match users {
                Some(0) | None if !pool.kind.homes_users() => Cell::Empty,
                Some(users) => Cell::Number(writer.handout().lang.number(users)),
                None => Cell::Muted(writer.unknown()),
            },
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let columns = [
        (Message::word(SubjectKind::PREFIX, SubjectKind::Pool.key()), 30),
        (Message::word("fact", "column-kind"), 18),
        (Message::word("fact", "version"), 19),
        (Message::word("fact", "site"), 13),
        (Message::word("fact", "servers"), 10),
        (message!("export-column-users"), 10),
    ];
    let mut blocks = vec![Block::Facts(facts.into_iter().map(|(label, text)| (writer.say(&label), text)).collect())];
    if !rows.is_empty() {
        let caption = message!("report-pools-of", phase = writer.handout().stage_name(stage));
        blocks.push(writer.heading(&message!("report-pools")));
        blocks.push(writer.table(&caption, &columns, rows));
    }
    blocks
}

/// The steps of a phase in their order.
fn changes(writer: &Writer<'_>, phase: &Phase) -> Block {
    let handout = writer.handout();
    let skipped: BTreeSet<&StepId> = handout.replay.skipped.iter().map(|skipped| &skipped.step).collect();
    let rows = phase.steps.iter().map(|step| {
        let mut remarks: Vec<String> = step.note().iter().map(|note| note.to_string()).collect();
        remarks.extend(handout.by_whom(step.how()));
        if skipped.contains(step.id()) {
            remarks.insert(0, writer.say(&message!("report-not-applied")));
        }
        vec![
            Cell::Text(handout.plan.label(&step.id().into())),
            Cell::Text(writer.say(&step.label_in(&writer.book.everything))),
            Cell::of(step.tool().map(|tool| writer.book.word(StepTool::PREFIX, tool.key())).unwrap_or_default()),
            Cell::of(remarks.join("\n")),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    if rows.is_empty() {
        return Block::Text(writer.say(&message!("report-no-steps")));
    }
    let columns = [
        (Message::word(SubjectKind::PREFIX, SubjectKind::Step.key()), 8),
        (message!("report-column-step"), 49),
        (message!("export-column-tool"), 14),
        (message!("export-column-remark"), 29),
    ];
    writer.table(&message!("report-steps-of", phase = &*phase.name), &columns, rows)
}

/// What is found: in full where it stands first among the told stages, and how much of it stands on.
fn findings(writer: &Writer<'_>, at: usize, stage: usize) -> Vec<Block> {
    let before = at.checked_sub(1).and_then(|at| writer.handout().stages.get(at)).copied();
    let here: Vec<&Finding> = writer.told().filter(|finding| finding.stands_at(stage)).collect();
    let (mut old, mut new): (Vec<&Finding>, Vec<&Finding>) =
        here.into_iter().partition(|finding| before.is_some_and(|before| finding.stands_at(before)));
    new.sort_by_key(|finding| (!finding.counts(), std::cmp::Reverse(finding.level)));
    old.sort_by(|a, b| a.code.cmp(&b.code));
    old.dedup_by(|a, b| a.code == b.code);
    let mut blocks = Vec::new();
    if new.is_empty() {
        blocks.push(Block::Text(writer.say(&message!("report-no-new-finding"))));
    } else {
        let rows = new.iter().map(|finding| {
            vec![
                writer.level(finding.level),
                rule(writer, finding),
                Cell::Text(said(writer, finding)),
                Cell::Text(writer.stands(finding.stages)),
            ]
        });
        let rows = rows.collect();
        let columns = [
            (message!("export-column-level"), 15),
            (message!("export-column-rule"), 11),
            (message!("export-column-finding"), 54),
            (message!("report-column-stands"), 20),
        ];
        let caption = message!("report-findings-of", phase = writer.handout().stage_name(stage));
        blocks.push(writer.table(&caption, &columns, rows));
    }
    if !old.is_empty() {
        let codes: Vec<String> = old.iter().map(|finding| finding.code.to_string()).collect();
        blocks.push(Block::Text(writer.say(&message!("report-old-findings", codes = codes))));
    }
    blocks
}

/// The code of a finding's rule, which the appendix then lists, and those that the same mistake breaks.
pub fn rule(writer: &Writer<'_>, finding: &Finding) -> Cell {
    writer.book.rule(&finding.code);
    let also = finding.also.iter().map(Code::to_string);
    let codes: Vec<String> = std::iter::once(finding.code.to_string()).chain(also).collect();
    Cell::Strong(codes.join("\n"))
}

/// What a finding says, after the object's name where that is not in it.
pub fn found(writer: &Writer<'_>, finding: &Finding) -> String {
    let (object, said) = (writer.book.name(&finding.subject), writer.say(&finding.message));
    match said.contains(&object) {
        true => said,
        false => writer.say(&message!("report-finding", object = object, message = said)),
    }
}

/// The same, with what the product would say, and with who accepted it.
fn said(writer: &Writer<'_>, finding: &Finding) -> String {
    let mut lines = vec![found(writer, finding)];
    lines.extend(
        finding.vendor_message.as_ref().map(|said| writer.say(&message!("export-vendor", message = said.clone()))),
    );
    if let Some(accepted) = &finding.accepted {
        let (by, reason) = (accepted.by.to_string(), accepted.reason.to_string());
        lines.push(writer.say(&message!("report-accepted-by", by = by, reason = reason)));
    }
    lines.join("\n")
}

/// The machines of a phase: how many stand at its end, which it brings and which it takes away; and what else they take.
fn hardware(writer: &Writer<'_>, stage: usize) -> Vec<Block> {
    let course = &writer.course;
    let machines = course.figures(stage, Kind::Machines);
    let mut at_end = writer.number(machines.here);
    if course.is_peak(stage, Kind::Machines) {
        at_end = writer.say(&message!("report-machines-peak", count = at_end));
    }
    let before = stage.checked_sub(1);
    let mut facts = vec![
        (message!("report-machines-end"), at_end),
        (message!("report-machines-beyond"), writer.number(machines.beyond)),
        (message!("report-machines-added"), named(writer, Some(stage), before)),
        (message!("report-machines-retired"), named(writer, before, Some(stage))),
    ];
    if machines.unknown > 0 {
        facts.push((Kind::Machines.unknown_said(), writer.number(machines.unknown)));
    }
    for kind in [Kind::Addresses, Kind::Certificates].into_iter().filter(|kind| course.kinds.contains(kind)) {
        let figures = course.figures(stage, kind);
        let unknown = figures.here == 0 && figures.unknown > 0;
        facts.push((kind.said(), if unknown { writer.unknown() } else { writer.number(figures.here) }));
        if figures.unknown > 0 {
            facts.push((kind.unknown_said(), writer.number(figures.unknown)));
        }
    }
    vec![Block::Facts(facts.into_iter().map(|(label, text)| (writer.say(&label), text)).collect())]
}

/// The machines of one stage that do not stand at another: how many, and their names where they have any.
fn named(writer: &Writer<'_>, here: Option<usize>, there: Option<usize>) -> String {
    let stock = |stage: Option<usize>| stage.and_then(|stage| writer.course.stock(stage));
    let none = Stock::default();
    let there = stock(there).unwrap_or(&none);
    let all: Vec<&str> = stock(here).into_iter().flat_map(|here| here.not_in(Kind::Machines, there)).collect();
    let count = all.len();
    let names: Vec<&str> = all.into_iter().filter(|name| !name.starts_with('#')).collect();
    if names.is_empty() {
        return writer.number(count);
    }
    writer.say(&message!("report-machines-named", count = writer.number(count), names = names.join(", ")))
}
