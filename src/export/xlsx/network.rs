//! Names, DNS records, certificates, ports and firewall as tables, each row with the page it rests on.

use super::book::{Book, fact};
use super::cell::Cell;
use super::table::{Column, Sheet, Table};
use crate::export::course::{Run, runs};
use crate::export::network::{self, Known, Lead, Origin, Side};
use crate::message;
use crate::model::*;
use std::hash::Hash;

/// Rows of every stage, those of one object together, in the order of time.
fn told<T: Clone + Eq + Hash>(
    book: &Book<'_>,
    of: impl Fn(usize, &Topology) -> Vec<T>,
    about: impl Fn(&T) -> &Subject,
) -> Vec<Run<T>> {
    let mut told =
        runs(book.handout.stages, |stage| book.state(stage).map(|state| of(stage, state)).unwrap_or_default());
    // The order within an object is that in which it asks.
    told.sort_by_cached_key(|run| (about(&run.what).clone(), run.first));
    told
}

fn span() -> [Column; 2] {
    [(message!("export-column-from"), 16.0), (message!("export-column-until"), 16.0)]
}

fn rests_on() -> [Column; 2] {
    [(message!("export-column-rule"), 11.0), (message!("export-column-page"), 36.0)]
}

fn cells<const N: usize>(parts: [Vec<Cell>; N]) -> Vec<Cell> {
    parts.into_iter().flatten().collect()
}

fn text(known: &Known<String>) -> Cell {
    Cell::of(known, |text| Cell::Text(text.clone()))
}

fn port(known: &Known<u64>) -> Cell {
    Cell::of(known, |port| Cell::Port(*port))
}

fn protocol(book: &Book<'_>, known: &Option<Known<TrunkProtocol>>) -> Cell {
    known.as_ref().map_or(Cell::Unsaid, |known| {
        Cell::of(known, |protocol| Cell::Text(book.word(TrunkProtocol::PREFIX, protocol.key())))
    })
}

fn side(book: &Book<'_>, known: &Known<Side>) -> Cell {
    Cell::of(known, |side| Cell::Text(book.word(Side::PREFIX, side.key())))
}

/// Name and kind of an object.
fn object(book: &Book<'_>, about: &Subject) -> Vec<Cell> {
    vec![Cell::from(book.name(about)), Cell::Text(book.kind(about))]
}

fn objects() -> [Column; 2] {
    [fact("column-object", 26.0), fact("column-kind", 16.0)]
}

/// Everything that depends on something else, pools on their stores and on each other.
pub fn links(book: &Book<'_>) -> Table {
    let all = |_: usize, state: &Topology| state.links.values().map(|link| (**link).clone()).map(Wire::of).collect();
    let rows = told(book, all, |wire| &wire.from).into_iter().map(|run| {
        let what = &run.what;
        let is_trunk = what.kind == LinkKind::Trunk;
        let of_trunk = |cell: Cell| if is_trunk { cell } else { Cell::Empty };
        let copy = (what.usage != Usage::Default).then(|| book.word(Usage::PREFIX, what.usage.key()));
        cells([
            object(book, &what.from),
            vec![Cell::Text(book.word(LinkKind::PREFIX, what.kind.key())), Cell::maybe(copy)],
            object(book, &what.to),
            vec![
                of_trunk(what.port.map_or(Cell::Unknown, Cell::Port)),
                of_trunk(what.mediation_port.map_or(Cell::Unknown, Cell::Port)),
                of_trunk(book.choice(TrunkProtocol::PREFIX, what.protocol.map(TrunkProtocol::key))),
            ],
            book.run((run.first, run.last)).into(),
        ])
    });
    let columns = [(message!("export-column-link"), 26.0), (message!("export-column-copy"), 12.0)];
    let to = [(message!("export-column-target"), 30.0), (message!("export-column-target-kind"), 18.0)];
    let ports = [fact("port", 12.0), fact("mediation-port", 12.0), fact("protocol", 10.0)];
    let columns = objects().into_iter().chain(columns).chain(to).chain(ports).chain(span()).collect();
    Table { sheet: Sheet::Links, note: message!("export-note-links"), columns, rows: rows.collect() }
}

/// A connection as it is over some stages.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Wire {
    id: LinkId,
    kind: LinkKind,
    usage: Usage,
    from: Subject,
    to: Subject,
    port: Option<u64>,
    mediation_port: Option<u64>,
    protocol: Option<TrunkProtocol>,
}

impl Wire {
    fn of(link: Link) -> Self {
        let Link { id, kind, usage, from, to, port, mediation_port, protocol, .. } = link;
        Self { id, kind, usage, from, to, port, mediation_port, protocol }
    }
}

pub fn names(book: &Book<'_>) -> Table {
    let rows = told(book, |_, state| network::names(state), |name| &name.about).into_iter().map(|run| {
        let what = &run.what;
        cells([
            vec![text(&what.name), Cell::Text(book.fact(what.fact))],
            object(book, &what.about),
            book.run((run.first, run.last)).into(),
        ])
    });
    let columns = vec![fact("name", 36.0), (message!("export-column-name-of"), 28.0)];
    let columns = columns.into_iter().chain(objects()).chain(span()).collect();
    Table { sheet: Sheet::Names, note: message!("export-note-names"), columns, rows: rows.collect() }
}

pub fn records(book: &Book<'_>) -> Table {
    let rows = told(book, |_, state| network::records(state), |record| &record.about).into_iter().map(|run| {
        let what = &run.what;
        let lead = Cell::of(&what.leads_to, |lead| match lead {
            Lead::Names(names) => Cell::lines(names.clone()),
            Lead::LoadBalancer => Cell::Text(book.say(&message!("export-lead-load-balancer"))),
            Lead::ReverseProxy => Cell::Text(book.say(&message!("export-lead-reverse-proxy"))),
        });
        cells([
            vec![
                Cell::Text(book.word(network::RecordKind::PREFIX, what.kind.key())),
                side(book, &what.side),
                text(&what.name),
                lead,
                what.port.as_ref().map_or(Cell::Empty, port),
                Cell::Text(book.fact(what.fact)),
            ],
            object(book, &what.about),
            book.run((run.first, run.last)).into(),
            book.basis(&what.basis).into(),
        ])
    });
    let columns = vec![
        (message!("export-column-record"), 15.0),
        (message!("export-column-side"), 13.0),
        fact("name", 30.0),
        (message!("export-column-leads-to"), 26.0),
        fact("port", 12.0),
        (message!("export-column-purpose"), 22.0),
    ];
    let columns = columns.into_iter().chain(objects()).chain(span()).chain(rests_on()).collect();
    Table { sheet: Sheet::Records, note: message!("export-note-records"), columns, rows: rows.collect() }
}

pub fn certificates(book: &Book<'_>) -> Table {
    let rows = told(book, |_, state| network::certificates(state), |name| &name.about).into_iter().map(|run| {
        let what = &run.what;
        cells([
            object(book, &what.about),
            vec![
                Cell::Text(book.word(network::CertificateKind::PREFIX, what.certificate.key())),
                text(&what.name),
                Cell::Text(book.fact(what.fact)),
            ],
            book.run((run.first, run.last)).into(),
            book.basis(&what.basis).into(),
        ])
    });
    let columns = [
        (message!("export-column-certificate"), 17.0),
        (message!("export-column-name-needed"), 34.0),
        (message!("export-column-name-of"), 24.0),
    ];
    let columns = objects().into_iter().chain(columns).chain(span()).chain(rests_on()).collect();
    Table { sheet: Sheet::Certificates, note: message!("export-note-certificates"), columns, rows: rows.collect() }
}

pub fn ports(book: &Book<'_>) -> Table {
    let of = |stage: usize, state: &Topology| network::listeners(state, book.pack(stage));
    let rows = told(book, of, |listener| &listener.about).into_iter().map(|run| {
        let what = &run.what;
        cells([
            object(book, &what.about),
            vec![
                Cell::Text(book.fact(what.fact)),
                side(book, &what.side),
                port(&what.port),
                what.by_page.map_or(Cell::Unsaid, Cell::Port),
                protocol(book, &what.protocol),
            ],
            book.run((run.first, run.last)).into(),
            book.basis(&what.basis).into(),
        ])
    });
    let columns = [
        (message!("export-column-service"), 26.0),
        (message!("export-column-side"), 13.0),
        (message!("export-column-port-of-plan"), 12.0),
        (message!("export-column-port-of-page"), 12.0),
        fact("protocol", 14.0),
    ];
    let columns = objects().into_iter().chain(columns).chain(span()).chain(rests_on()).collect();
    Table { sheet: Sheet::Ports, note: message!("export-note-ports"), columns, rows: rows.collect() }
}

pub fn firewall(book: &Book<'_>) -> Table {
    let of = |stage: usize, state: &Topology| network::openings(state, book.pack(stage));
    let rows = told(book, of, |opening| &opening.about).into_iter().map(|run| {
        let what = &run.what;
        let from = match &what.from {
            Origin::Peer(peer) => book.word(network::Peer::PREFIX, peer.key()),
            Origin::Object(subject) => book.name(subject),
        };
        cells([
            vec![Cell::Text(from)],
            object(book, &what.about),
            vec![
                text(&what.to),
                port(&what.port),
                protocol(book, &what.protocol),
                Cell::Text(book.fact(what.fact)),
                Cell::of(&what.needed, |()| Cell::Text(book.yes_no(true))),
            ],
            book.run((run.first, run.last)).into(),
            book.basis(&what.basis).into(),
        ])
    });
    let columns = [
        (message!("export-column-name-met"), 28.0),
        fact("port", 12.0),
        fact("protocol", 14.0),
        (message!("export-column-purpose"), 22.0),
        (message!("export-column-needed"), 11.0),
    ];
    let columns = [(message!("export-column-comes-from"), 24.0)]
        .into_iter()
        .chain(objects())
        .chain(columns)
        .chain(span())
        .chain(rests_on())
        .collect();
    Table { sheet: Sheet::Firewall, note: message!("export-note-firewall"), columns, rows: rows.collect() }
}
