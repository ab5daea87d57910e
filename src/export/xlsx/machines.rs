//! Servers: how many stand at the same time, and each with what is known about it.

use super::book::{Book, fact, subject};
use super::cell::Cell;
use super::table::{Column, Sheet, Table, Writer};
use crate::diagram::Token;
use crate::export::course::runs;
use crate::export::hardware::Carries;
use crate::export::resources::{Course, Kind};
use crate::message;
use crate::model::*;
use crate::plan::said_value;
use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Worksheet, XlsxError,
};

/// Columns before those of the products.
const BEFORE_PRODUCTS: usize = 4;
/// How large the chart is, in pixels.
const CHART: (u32, u32) = (900, 320);

pub fn hardware(book: &Book<'_>) -> Table {
    let course = Course::of(&book.handout.replay.states, book.handout.stages);
    let carried = course.carried();
    let rest = [Kind::FileStores, Kind::Gateways, Kind::Addresses, Kind::Names, Kind::Certificates];
    let rows = course.stages.iter().map(|stage| {
        let span = book.handout.span(*stage);
        let dates = book.handout.phase(*stage).map(|_| [Cell::day(span.start), Cell::day(span.end)]);
        let figures = |kind| course.figures(*stage, kind);
        let machines = figures(Kind::Machines);
        let mut row: Vec<Cell> = book.numbered(*stage).into();
        row.extend(dates.unwrap_or([Cell::Empty, Cell::Empty]));
        row.extend(carried.iter().map(|what| Cell::number(figures(Kind::Servers(*what)).here)));
        row.extend([
            Cell::number(figures(Kind::Sql).here),
            Cell::number(machines.here),
            match course.is_peak(*stage, Kind::Machines) {
                true => Cell::Strong(book.say(&message!("export-peak"))),
                false => Cell::Empty,
            },
            Cell::number(machines.beyond),
            Cell::number(machines.less),
            Cell::number(machines.unknown),
        ]);
        for kind in rest {
            let figures = figures(kind);
            // Where nobody recorded any, there is no saying how many.
            let is_known = figures.here > 0 || figures.unknown == 0;
            row.push(if is_known { Cell::number(figures.here) } else { Cell::Unknown });
            if kind == Kind::Addresses {
                row.push(Cell::number(figures.unknown));
            }
        }
        row
    });
    let mut columns: Vec<Column> = vec![
        (message!("export-column-number"), 6.0),
        subject(SubjectKind::Phase, 30.0),
        (message!("export-column-start"), 12.0),
        (message!("export-column-end"), 12.0),
    ];
    columns.extend(carried.iter().map(|what| (Kind::Servers(*what).said(), 15.0)));
    columns.extend([
        (message!("export-column-sql-servers"), 13.0),
        (message!("export-column-machines"), 13.0),
        (message!("export-column-peak"), 12.0),
        (message!("export-column-added"), 13.0),
        (message!("export-column-gone"), 13.0),
        (Kind::Machines.unknown_said(), 15.0),
    ]);
    for kind in rest {
        columns.push((kind.said(), 14.0));
        if kind == Kind::Addresses {
            columns.push((kind.unknown_said(), 18.0));
        }
    }
    Table { sheet: Sheet::Hardware, note: message!("export-note-hardware"), columns, rows: rows.collect() }
}

/// Machines per stage as columns, one part per product, below the table.
pub fn chart(
    book: &Book<'_>,
    writer: &Writer<'_>,
    page: &mut Worksheet,
    table: &Table,
    end: u32,
) -> Result<(), XlsxError> {
    let course = Course::of(&book.handout.replay.states, book.handout.stages);
    if course.stages.is_empty() || table.rows.len() != course.stages.len() {
        return Ok(());
    }
    let carried = course.carried();
    let sheet = writer.lang.word(Sheet::PREFIX, Sheet::Hardware.key());
    let (first, last) = (super::table::HEADING + 1, end - 1);
    let color =
        |token| ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(writer.style.color(token))).clone();
    let text = || ChartFont::new().set_size(9).set_color(writer.style.color(Token::Text)).clone();
    let mut chart = Chart::new(ChartType::ColumnStacked);
    let token = |what: &Carries| match what {
        Carries::Product(Some(version)) => Token::Version(*version),
        Carries::Product(None) => Token::Line,
        Carries::Companion => Token::Grid,
    };
    let parts = carried.iter().map(|what| (Kind::Servers(*what).said(), token(what)));
    let sql = (Kind::Sql.said(), Token::Muted);
    for (at, (name, token)) in (BEFORE_PRODUCTS..).zip(parts.chain([sql])) {
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        chart
            .add_series()
            .set_name(writer.say(&name).as_str())
            .set_categories((sheet.as_str(), first, 1, last, 1))
            .set_values((sheet.as_str(), first, column, last, column))
            .set_format(&mut color(token))
            .set_gap(60);
    }
    let title = book.say(&message!("export-chart-hardware"));
    chart.title().set_name(title.as_str()).set_font(text().set_size(11).set_bold());
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&text());
    chart.x_axis().set_font(&text());
    let grid = ChartLine::new().set_color(writer.style.color(Token::Grid)).clone();
    chart.y_axis().set_font(&text()).set_major_gridlines_line(&grid).set_num_format("0");
    chart.set_width(CHART.0).set_height(CHART.1).set_alt_text(title);
    page.insert_chart(end + 1, 1, &chart)?;
    Ok(())
}

/// A server as it is over some stages, by what is known of it or else of its pool.
#[derive(Clone, PartialEq, Eq, Hash)]
struct ServerRow {
    id: ServerId,
    pool: PoolId,
    carries: Carries,
    edition: Option<Edition>,
    site: Option<SiteId>,
    facts: Vec<Option<Value>>,
}

/// What a pool says for its servers where they say nothing themselves.
const FACTS: [(FactName, f64); 6] = [
    ("data-centre", 12.0),
    ("domain", 14.0),
    ("os", 21.0),
    ("platform", 11.0),
    ("update-level", 18.0),
    ("addresses", 14.0),
];

pub fn servers(book: &Book<'_>) -> Table {
    let told = runs(book.handout.stages, |stage| {
        let Some(state) = book.state(stage) else { return Vec::new() };
        state.servers.values().map(|server| ServerRow::of(state, server)).collect()
    });
    let mut told: Vec<_> = told.into_iter().map(|run| (book.name(&(&run.what.pool).into()), run)).collect();
    told.sort_by(|a, b| (&a.0, &a.1.what.id, a.1.first).cmp(&(&b.0, &b.1.what.id, b.1.first)));
    let rows = told.into_iter().map(|(pool, run)| {
        let row = &run.what;
        let kind = book.everything.pools.get(&row.pool).map(|pool| pool.kind);
        let name = book.everything.servers.get(&row.id).and_then(|server| server.fqdn.as_deref());
        let mut cells = vec![
            Cell::known(name),
            pool.into(),
            Cell::maybe(kind.map(|kind| book.word(PoolKind::PREFIX, kind.key()))),
            match row.carries {
                Carries::Product(version) => book.choice(Version::PREFIX, version.map(Version::key)),
                Carries::Companion => Cell::Empty,
            },
            match kind {
                Some(kind) if !Pool::has_fact(kind, "edition") => Cell::Empty,
                _ => book.choice(Edition::PREFIX, row.edition.map(Edition::key)),
            },
            Cell::known(row.site.as_ref().map(|site| book.name(&site.into()))),
        ];
        cells.extend(FACTS.iter().zip(&row.facts).map(|((name, _), value)| value_cell(book, name, value)));
        cells.extend(book.run((run.first, run.last)));
        cells
    });
    let mut columns = vec![
        subject(SubjectKind::Server, 28.0),
        subject(SubjectKind::Pool, 26.0),
        fact("column-kind", 16.0),
        fact("version", 18.0),
        fact("edition", 15.0),
        fact("site", 13.0),
    ];
    columns.extend(FACTS.iter().map(|(name, width)| fact(name, *width)));
    columns.extend([(message!("export-column-from"), 16.0), (message!("export-column-until"), 16.0)]);
    Table { sheet: Sheet::Servers, note: message!("export-note-servers"), columns, rows: rows.collect() }
}

impl ServerRow {
    fn of(state: &Topology, server: &Server) -> Self {
        let pool = state.pools.get(&server.pool);
        let (own, around) = (Subject::from(&server.id), Subject::from(&server.pool));
        let known = |(name, _): &(FactName, f64)| state.fact(&own, name).or_else(|| state.fact(&around, name));
        Self {
            id: server.id.clone(),
            pool: server.pool.clone(),
            carries: pool.map_or(Carries::Product(None), |pool| Carries::of(pool)),
            edition: pool.and_then(|pool| pool.edition),
            site: pool.and_then(|pool| pool.site.clone()),
            facts: FACTS.iter().map(known).collect(),
        }
    }
}

/// A fact of a server as people read it.
fn value_cell(book: &Book<'_>, name: &str, value: &Option<Value>) -> Cell {
    let kind = fact_named(SubjectKind::Server, name).map(|(_, kind)| kind);
    let Some((value, kind)) = value.as_ref().zip(kind) else { return Cell::Unknown };
    let said = said_value(name, kind, value, &|subject| book.name(subject));
    Cell::known(Some(book.say(&message!("plan-value", value = said))))
}
