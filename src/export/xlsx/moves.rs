//! What goes from one place to another: users, stores, the Central Management store, in the order of the steps.

use super::book::{Book, fact, subject};
use super::cell::Cell;
use super::table::{Sheet, Table};
use crate::edit::{Amount, Command, Run};
use crate::message;
use crate::model::*;
use crate::plan::{Span, Step};
use std::collections::BTreeSet;

/// One move as a row sees it.
pub struct Move {
    what: String,
    of: String,
    from: Option<Subject>,
    to: Subject,
    /// For moves of users: how many, as far as it is known.
    pub users: Option<Option<u64>>,
}

/// Goes through the moves of the told stages in the order of their steps: the stage, the step, the state before the move,
/// the move, and whether it applies.
pub fn each<'a>(book: &Book<'a>, mut tell: impl FnMut(usize, &'a Step, &Topology, Move, bool)) {
    let replay = book.handout.replay;
    let skipped: BTreeSet<&StepId> = replay.skipped.iter().map(|skipped| &skipped.step).collect();
    for &stage in book.handout.stages {
        let (Some(phase), Some(before)) =
            (book.handout.phase(stage), stage.checked_sub(1).and_then(|at| book.state(at)))
        else {
            continue;
        };
        let mut run = Run::new(before.clone());
        for step in &phase.steps {
            let applies = !skipped.contains(step.id());
            for command in step.commands() {
                if let Some(moved) = of(book, run.state(), command) {
                    tell(stage, step, run.state(), moved, applies);
                }
                if applies {
                    // The replay has carried it out; that it does so here again changes no row.
                    let _ = run.step(std::slice::from_ref(command));
                }
            }
        }
    }
}

pub fn moves(book: &Book<'_>) -> Table {
    let mut rows = Vec::new();
    let spans = book.handout.plan.schedule().spans;
    each(book, |stage, step, state, moved, applies| {
        let span = stage.checked_sub(1).and_then(|at| spans.get(at).copied()).unwrap_or_default();
        rows.push(row(book, (stage, span), step, state, moved, applies));
    });
    let columns = vec![
        (message!("export-column-number"), 6.0),
        subject(SubjectKind::Phase, 16.0),
        (message!("export-column-start"), 11.0),
        (message!("export-column-end"), 11.0),
        subject(SubjectKind::Step, 8.0),
        (message!("export-column-what"), 18.0),
        (message!("export-column-moved"), 22.0),
        (message!("export-column-source"), 24.0),
        fact("version", 17.0),
        (message!("export-column-target"), 24.0),
        (message!("export-column-target-product"), 17.0),
        (message!("export-column-users"), 11.0),
        (message!("export-column-tool"), 17.0),
        (message!("export-column-remark"), 26.0),
    ];
    Table { sheet: Sheet::Moves, note: message!("export-note-moves"), columns, rows }
}

/// What a command moves in this state; nothing when it moves nothing.
fn of(book: &Book<'_>, state: &Topology, command: &Command) -> Option<Move> {
    Some(match command {
        Command::MoveUsers { group, from, to, amount } => {
            let there = || state.user_groups.get(group).and_then(|group| group.homes.get(from).copied()).flatten();
            Move {
                what: book.say(&message!("export-column-users")),
                of: book.name(&group.into()),
                from: Some(from.into()),
                to: to.into(),
                users: Some(match amount {
                    Amount::All => there(),
                    Amount::Number(count) => Some(*count),
                }),
            }
        }
        Command::MoveStore { link, to } => {
            let link = state.links.get(link)?;
            Move {
                what: book.word(LinkKind::PREFIX, link.kind.key()),
                of: book.name(&link.from),
                from: Some(link.to.clone()),
                to: to.into(),
                users: None,
            }
        }
        Command::MoveCms { to } => Move {
            what: book.word(StoreKind::PREFIX, StoreKind::CentralManagement.key()),
            of: book.name(&Subject::Deployment),
            from: state.deployment.cms.as_ref().map(Subject::from),
            to: to.into(),
            users: None,
        },
        _ => return None,
    })
}

fn row(
    book: &Book<'_>,
    (stage, span): (usize, Span),
    step: &Step,
    state: &Topology,
    moved: Move,
    applies: bool,
) -> Vec<Cell> {
    let product = |subject: Option<&Subject>| match subject {
        Some(Subject::Pool(id)) => {
            let pool = state.pools.get(id).or_else(|| book.everything.pools.get(id));
            book.choice(Version::PREFIX, pool.and_then(|pool| pool.version).map(Version::key))
        }
        Some(Subject::SqlInstance(id)) => {
            let instance = state.sql_instances.get(id).or_else(|| book.everything.sql_instances.get(id));
            let host = instance.and_then(|instance| state.sql_servers.get(&instance.server));
            book.choice(SqlVersion::PREFIX, host.and_then(|host| host.sql_version).map(SqlVersion::key))
        }
        _ => Cell::Unknown,
    };
    let mut remarks: Vec<String> = step.note().iter().map(|note| note.to_string()).collect();
    remarks.extend(book.handout.by_whom(step.how()));
    if !applies {
        remarks.insert(0, book.say(&message!("export-not-applied")));
    }
    let [number, name] = book.numbered(stage);
    vec![
        number,
        name,
        Cell::day(span.start),
        Cell::day(span.end),
        Cell::Text(book.handout.plan.label(&step.id().into())),
        Cell::Text(moved.what),
        Cell::from(moved.of),
        Cell::known(moved.from.as_ref().map(|from| book.name(from))),
        product(moved.from.as_ref()),
        Cell::from(book.name(&moved.to)),
        product(Some(&moved.to)),
        moved.users.map_or(Cell::Empty, Cell::count),
        book.choice(StepTool::PREFIX, step.tool().map(StepTool::key)),
        Cell::lines(remarks),
    ]
}
