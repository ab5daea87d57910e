//! What a workbook says, read back with another library and compared with the plan.

use super::cell::fitting;
use super::table::{HEADING, Limits, Sheet};
use super::{Progress, write, write_within};
use crate::export::Handout;
use crate::export::hardware::Machines;
use crate::format;
use crate::model::*;
use crate::plan::testing::random_plan;
use crate::plan::{Acceptance, Plan, Replay};
use crate::rules::{self, Level, Report, sketch, testing};
use crate::text::{Lang, Message};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

/// A plan with everything that a handout asks for.
struct Given {
    plan: Plan,
    replay: Replay,
    report: Report,
    stages: Vec<usize>,
}

impl Given {
    fn of(plan: Plan) -> Self {
        let replay = plan.replay();
        let report = rules::check(&plan, &replay, None);
        let stages = (0..plan.stages()).collect();
        Self { plan, replay, report, stages }
    }

    fn sketch(text: &str) -> Self {
        Self::of(sketch::read(text).unwrap_or_else(|error| panic!("{error}")).plan)
    }

    fn handout(&self, lang: Lang) -> Handout<'_> {
        let Self { plan, replay, report, stages } = self;
        Handout { plan, replay, report, lang, stages }
    }

    fn bytes(&self, lang: Lang) -> Vec<u8> {
        write(&self.handout(lang), &Progress::default()).unwrap_or_else(|why| panic!("{why:?}"))
    }

    fn book(&self, lang: Lang) -> Told {
        Told::read(self.bytes(lang), lang)
    }
}

const SHARED: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=2 users=1200 user-store=sqlold\\LYNC
  pool edge edge version=lync-2010 access-edge-fqdn=sip.contoso.com
  sql sqlold LYNC
phase Pilot start=2026-03-02 end=2026-03-13
  + pool fe-new front-end enterprise version=lync-2013 servers=3 user-store=sqlold\\LYNC in=Paris
phase Test
  move 300 users fe-old -> fe-new
  move all users fe-old -> fe-new
";

fn example(name: &str) -> Given {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/examples").join(name);
    Given::of(format::read(&std::fs::read_to_string(path).unwrap()).unwrap())
}

fn several() -> Vec<Given> {
    let mut all =
        vec![Given::sketch(SHARED), Given::of(testing::plan(12, 3, 7)), Given::of(Plan::new(PackId::new("?")))];
    all.extend(["contoso.coexist", "fabrikam.coexist", "tailspin.coexist"].map(example));
    all.extend((0..24).map(|seed| Given::of(random_plan(seed))));
    all
}

/// A workbook that was read back: rows of each sheet by their headings.
struct Told {
    lang: Lang,
    book: Xlsx<Cursor<Vec<u8>>>,
}

type Row = BTreeMap<String, Data>;

impl Told {
    fn read(bytes: Vec<u8>, lang: Lang) -> Self {
        Self { lang, book: open_workbook_from_rs(Cursor::new(bytes)).unwrap() }
    }

    fn word(&self, id: &str) -> String {
        self.lang.say(&Message { id: id.to_owned().into(), args: Vec::new() })
    }

    fn name(&self, sheet: Sheet) -> String {
        self.lang.word(Sheet::PREFIX, sheet.key())
    }

    fn cells(&mut self, sheet: Sheet) -> Vec<Vec<Data>> {
        let range = self.book.worksheet_range(&self.name(sheet)).unwrap();
        assert_eq!(range.start(), Some((0, 0)), "{sheet:?}");
        range.rows().map(<[Data]>::to_vec).collect()
    }

    /// The rows of a table below its heading; the row that says that there are none is none.
    fn rows(&mut self, sheet: Sheet) -> Vec<Row> {
        let cells = self.cells(sheet);
        let none = self.word("export-none");
        let heads: Vec<String> = cells[HEADING as usize].iter().map(Data::to_string).collect();
        let rows = cells.into_iter().skip(HEADING as usize + 1).filter(|row| row[0] != Data::String(none.clone()));
        // A chart has no cells, so that the table ends where the sheet ends.
        rows.map(|row| heads.iter().cloned().zip(row).collect()).collect()
    }

    fn column(&self, id: &str) -> String {
        self.word(&format!("export-column-{id}"))
    }
}

fn text(data: &Data) -> String {
    data.to_string().trim().to_owned()
}

fn number(data: &Data) -> Option<u64> {
    match data {
        Data::Float(number) => Some(*number as u64),
        Data::Int(number) => u64::try_from(*number).ok(),
        _ => None,
    }
}

#[test]
fn every_pool_of_every_stage_is_there_with_its_users() {
    for given in several() {
        let mut told = given.book(Lang::EN);
        let (stage, users) = (told.column("number"), told.column("users"));
        let unknown = told.word("export-unknown");
        let mut rows = told.rows(Sheet::Pools);
        for (at, state) in given.replay.states.iter().enumerate() {
            let here: Vec<Row> = rows.extract_if(.., |row| number(&row[&stage]) == Some(at as u64)).collect();
            assert_eq!(here.len(), state.pools.len());
            for (row, pool) in here.iter().zip(state.pools.values()) {
                let name = pool.fqdn.as_deref().filter(|name| !name.is_empty()).unwrap_or(&unknown);
                assert_eq!(text(&row["Pool"]), fitting(name).trim());
                let count = state.users_on(&pool.id).filter(|_| !state.user_groups.is_empty());
                match count {
                    Some(0) | None if !pool.kind.homes_users() => assert_eq!(row[&users], Data::Empty),
                    Some(count) => assert_eq!(number(&row[&users]), Some(count)),
                    None => assert_eq!(text(&row[&users]), unknown),
                }
            }
        }
        assert!(rows.is_empty(), "no row of a stage that is not there");
    }
}

#[test]
fn every_server_and_every_instance_is_there() {
    for given in several() {
        let mut told = given.book(Lang::EN);
        let instances = given.replay.states.iter().map(|state| {
            let bare = |host: &SqlServer| !state.sql_instances.values().any(|instance| instance.server == host.id);
            state.sql_instances.len() + state.sql_servers.values().filter(|host| bare(host)).count()
        });
        assert_eq!(told.rows(Sheet::Sql).len(), instances.sum::<usize>());
        let mut servers: Vec<&ServerId> = given.replay.states.iter().flat_map(|state| state.servers.keys()).collect();
        servers.sort();
        servers.dedup();
        // A server that changes has more than one row.
        assert!(told.rows(Sheet::Servers).len() >= servers.len());
    }
}

#[test]
fn whatever_the_check_says_is_told() {
    for given in several() {
        for lang in [Lang::EN, Lang::FR] {
            let mut told = given.book(lang);
            let [level, code, said] = ["level", "rule", "finding"].map(|id| told.column(id));
            let accepted = |is: bool| given.report.findings.iter().filter(move |f| f.accepted.is_some() == is);
            for (sheet, is) in [(Sheet::Findings, false), (Sheet::Accepted, true)] {
                let rows = told.rows(sheet);
                assert_eq!(rows.len(), accepted(is).count());
                for (row, finding) in rows.iter().zip(accepted(is)) {
                    assert_eq!(text(&row[&code]), finding.code.as_str());
                    assert_eq!(text(&row[&level]), lang.word(Level::PREFIX, finding.level.key()));
                    assert!(text(&row[&said]).starts_with(fitting(&lang.say(&finding.message)).trim()));
                }
            }
            assert_eq!(told.rows(Sheet::NotChecked).len(), given.report.not_checked.len());
            assert_eq!(told.rows(Sheet::Incomplete).len(), given.report.incomplete.len());
            assert_eq!(told.rows(Sheet::Checklist).len(), given.report.checklist.len());
        }
    }
}

#[test]
fn the_summary_counts_as_the_sheets_do() {
    for given in several() {
        let mut told = given.book(Lang::EN);
        let machines = told.column("machines");
        let cells = told.cells(Sheet::Summary);
        let head = cells.iter().position(|row| row.iter().any(|cell| text(cell) == machines)).unwrap();
        let column = |name: &str| cells[head].iter().position(|cell| text(cell) == name).unwrap();
        let found =
            |stage: usize, level| given.report.at(stage).filter(|f| f.counts() && f.level == level).count() as u64;
        for (at, state) in given.replay.states.iter().enumerate() {
            let row = &cells[head + 1 + at];
            let count = |id: &str| number(&row[column(&told.column(id))]);
            assert_eq!(count("pools"), Some(state.pools.len() as u64));
            assert_eq!(count("machines"), Some(Machines::of(state).count() as u64));
            assert_eq!(count("errors"), Some(found(at, Level::Error)));
            assert_eq!(count("warnings"), Some(found(at, Level::Warning)));
            assert_eq!(count("advice"), Some(found(at, Level::Advice)));
            let homed = state.pools.values().filter_map(|pool| state.users_on(&pool.id));
            match state.user_groups.is_empty() {
                true => assert_eq!(count("users"), None),
                false => assert_eq!(count("users").unwrap_or_default(), homed.sum::<u64>()),
            }
        }
        let listed = |id: &str| {
            let label = told.word(id);
            let row = cells[head..].iter().find(|row| text(&row[0]) == label).unwrap();
            number(&row[1])
        };
        let summary = given.report.summary();
        assert_eq!(listed("level-error"), Some(summary.errors as u64));
        assert_eq!(listed("export-count-not-checked"), Some(summary.not_checked as u64));
        assert_eq!(listed("export-count-to-do"), Some(summary.to_do as u64));
    }
}

#[test]
fn what_moves_is_what_the_states_differ_by() {
    for given in [Given::sketch(SHARED), example("contoso.coexist"), Given::of(testing::plan(12, 3, 7))] {
        let mut told = given.book(Lang::EN);
        let [stage, from, to, users] = ["number", "source", "target", "users"].map(|id| told.column(id));
        let rows = told.rows(Sheet::Moves);
        assert!(!rows.is_empty());
        for at in 1..given.plan.stages() {
            let (before, after) = (&given.replay.states[at - 1], &given.replay.states[at]);
            for pool in after.pools.values().filter(|pool| before.pools.contains_key(&pool.id)) {
                let (Some(was), Some(is)) = (before.users_on(&pool.id), after.users_on(&pool.id)) else { continue };
                let name = pool.fqdn.as_deref().unwrap();
                let here = || rows.iter().filter(|row| number(&row[&stage]) == Some(at as u64));
                let sum = |way: &str| -> u64 {
                    here().filter(|row| text(&row[way]) == name).filter_map(|row| number(&row[&users])).sum()
                };
                assert_eq!(was + sum(&to), is + sum(&from), "{name} in phase {at}");
            }
        }
    }
}

#[test]
fn the_peak_is_where_most_machines_stand() {
    let given = example("contoso.coexist");
    let mut told = given.book(Lang::EN);
    let [machines, peak, added] = ["machines", "peak", "added"].map(|id| told.column(id));
    let rows = told.rows(Sheet::Hardware);
    let counts: Vec<u64> = rows.iter().filter_map(|row| number(&row[&machines])).collect();
    // Both products of Contoso stand side by side in the middle of the plan.
    let most = *counts.iter().max().unwrap();
    assert!(most > counts[0] && most > *counts.last().unwrap(), "{counts:?}");
    for (row, count) in rows.iter().zip(&counts) {
        assert_eq!(text(&row[&peak]).is_empty(), *count != most);
    }
    assert_eq!(number(&rows[0][&added]), Some(0));
    let parts = ["Lync Server 2010", "Lync Server 2013", "Companion servers"];
    let of_products: u64 = parts.iter().filter_map(|part| number(&rows[4][*part])).sum();
    assert_eq!(of_products + number(&rows[4][&told.column("sql-servers")]).unwrap(), counts[4]);
}

#[test]
fn what_is_not_known_is_said() {
    let mut told = Given::sketch(SHARED).book(Lang::EN);
    let unknown = Data::String(told.word("export-unknown"));
    let of = |rows: &[Row], key: &str, value: &str| -> Row {
        rows.iter().find(|row| text(&row[key]) == value).unwrap_or_else(|| panic!("no {value}")).clone()
    };
    let pools = told.rows(Sheet::Pools);
    assert_eq!(of(&pools, "Pool", "edge.contoso.com")["Users"], Data::Empty);
    let names = told.rows(Sheet::Names);
    let kind = told.column("name-of");
    assert_eq!(of(&names, &kind, "External web services FQDN")["Name"], unknown);
    assert_eq!(of(&names, &kind, "A/V Edge FQDN")["Name"], unknown);
    let sql = told.rows(Sheet::Sql);
    assert_eq!(sql[0]["SQL Server version"], unknown);
    let ports = told.rows(Sheet::Ports);
    assert_eq!(of(&ports, &told.column("service"), "Access Edge port")[&told.column("port-of-plan")], unknown);
    let firewall = told.rows(Sheet::Firewall);
    let row = of(&firewall, &told.column("comes-from"), "Federated partners");
    assert_eq!(row[&told.column("needed")], unknown, "nobody knows whether the Edge pool federates");
    let records = told.rows(Sheet::Records);
    let row = of(&records, &told.column("purpose"), "Target of the sign-in SRV records");
    assert_eq!((&row["Name"], &row[&told.column("leads-to")]), (&unknown, &unknown));
    assert_eq!(text(&row["Port"]), told.word("export-unsaid"));
}

/// A plan with words that a spreadsheet could take for something else.
fn hostile() -> Given {
    let mut given = Given::sketch(SHARED);
    given.plan.about.title = Some("=HYPERLINK(\"http://example.com\")".into());
    given.plan.about.client = Some("+33 & Söhne 東京\u{1}".into());
    let site = SiteId::new("site-paris");
    let mut odd = Site::new(site.clone(), SiteKind::Central);
    odd.name = Some("@SUM(A1:A9)".into());
    given.plan.today.put(odd.into());
    let name = format!("-{}.contoso.com", "very-long-name.".repeat(4_000));
    let mut long = Pool::new(PoolId::new("pool-long"), PoolKind::FrontEnd);
    (long.fqdn, long.site) = (Some(name.as_str().into()), Some(site));
    given.plan.today.put(long.into());
    let mut given = Given::of(given.plan);
    let first = given.report.findings[0].clone();
    given.plan.accepted.push_back(Arc::new(Acceptance {
        code: first.code.clone(),
        subjects: first.subjects(),
        reason: "=1+1\r\n\tand more _x0041_".into(),
        by: "@Ada".into(),
        on: Some(jiff::civil::date(2026, 11, 30)),
        until: None,
    }));
    Given::of(given.plan)
}

#[test]
fn texts_stay_texts() {
    let given = hostile();
    let mut told = given.book(Lang::EN);
    for sheet in Sheet::ALL {
        let name = told.name(*sheet);
        let formulas = told.book.worksheet_formula(&name).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
    assert_eq!(text(&told.cells(Sheet::Summary)[0][0]), "=HYPERLINK(\"http://example.com\")");
    let accepted = told.rows(Sheet::Accepted);
    assert_eq!(text(&accepted[0][&told.column("reason")]), "=1+1\n and more _x0041_");
    assert!(matches!(&accepted[0][&told.column("on")], Data::DateTime(day) if day.as_f64() == 46_356.0));
    let pools = told.rows(Sheet::Pools);
    assert_eq!(text(&pools[0]["Site"]), "@SUM(A1:A9)");
    let long = pools.iter().find(|row| text(&row["Pool"]).starts_with("-very")).unwrap();
    assert_eq!(long["Pool"].to_string().encode_utf16().count(), 32_767);
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_another_language_other_words() {
    for given in [Given::sketch(SHARED), example("tailspin.coexist"), hostile()] {
        let [english, again, french] = [Lang::EN, Lang::EN, Lang::FR].map(|lang| given.bytes(lang));
        assert!(english == again);
        assert!(english != french);
        let mut zip = zip::ZipArchive::new(Cursor::new(&english)).unwrap();
        let mut core = String::new();
        zip.by_name("docProps/core.xml").unwrap().read_to_string(&mut core).unwrap();
        assert!(core.contains("2000-01-01") && !core.contains("T00:00:01"), "{core}");
        let [mut english, mut french] = [(english, Lang::EN), (french, Lang::FR)].map(|(b, lang)| Told::read(b, lang));
        for sheet in Sheet::ALL {
            // Of the summary, what stands over the phases.
            let at = if *sheet == Sheet::Summary { 1 } else { HEADING as usize };
            let heads = |told: &mut Told| told.cells(*sheet)[at].clone();
            assert_ne!(heads(&mut english), heads(&mut french), "{sheet:?}");
            assert_eq!(english.cells(*sheet).len(), french.cells(*sheet).len(), "{sheet:?}");
        }
        for told in [&mut english, &mut french] {
            for sheet in Sheet::ALL {
                let wordless = |cell: &Data| cell.to_string().contains("No localization");
                let cells = told.cells(*sheet);
                assert!(!cells.iter().flatten().any(wordless), "{sheet:?} in {}", told.lang.tag());
            }
        }
    }
}

#[test]
fn only_the_phases_that_are_asked_for_are_told() {
    let mut given = Given::sketch(SHARED);
    given.stages = vec![2];
    let mut told = given.book(Lang::EN);
    let stage = told.column("number");
    for sheet in [Sheet::Pools, Sheet::Sql, Sheet::Hardware, Sheet::Moves] {
        let rows = told.rows(sheet);
        assert!(!rows.is_empty() && rows.iter().all(|row| number(&row[&stage]) == Some(2)), "{sheet:?}");
    }
    let here = given.report.at(2).count();
    assert_eq!(told.rows(Sheet::Findings).len(), here);
    let cells = told.cells(Sheet::Summary);
    let only = told.word("export-about-stages");
    assert!(cells.iter().any(|row| text(&row[0]) == only && text(&row[1]) == "2 Test"));
}

#[test]
fn what_a_sheet_cannot_hold_is_counted_in_its_last_row() {
    let given = example("tailspin.coexist");
    let limits = Limits { rows: HEADING as usize + 5, links: 2 };
    let bytes = write_within(&given.handout(Lang::EN), limits, &Progress::default()).unwrap();
    let mut told = Told::read(bytes, Lang::EN);
    let rows = told.rows(Sheet::Findings);
    assert_eq!(rows.len(), 4);
    let left = given.report.findings.iter().filter(|finding| finding.counts()).count() - 3;
    assert!(text(&rows[3][&told.column("level")]).starts_with(&format!("{left} more rows")));
    // Words stay where a link has no room.
    assert!(rows[..3].iter().all(|row| !text(&row[&told.column("page")]).is_empty()));
}

#[test]
fn what_rests_on_a_page_names_it() {
    let mut told = example("contoso.coexist").book(Lang::FR);
    let page = told.column("page");
    for sheet in [Sheet::Records, Sheet::Certificates, Sheet::Ports, Sheet::Firewall, Sheet::Checklist] {
        let rows = told.rows(sheet);
        assert!(!rows.is_empty(), "{sheet:?}");
        assert!(rows.iter().all(|row| !text(&row[&page]).is_empty()), "{sheet:?}");
    }
    // Every rule that a sheet names is in the list of rules.
    let code = told.column("rule");
    let rules: Vec<String> = told.rows(Sheet::Rules).iter().map(|row| text(&row[&code])).collect();
    for sheet in [Sheet::Records, Sheet::Checklist, Sheet::Firewall] {
        assert!(told.rows(sheet).iter().all(|row| rules.contains(&text(&row[&code]))), "{sheet:?}");
    }
}

/// For a hand that wants to look at it: `COEXIST_OUT` names a folder.
#[test]
#[ignore = "writes files to look at"]
fn write_the_examples() {
    let folder = std::env::var_os("COEXIST_OUT").expect("a folder in COEXIST_OUT");
    for name in ["contoso", "fabrikam", "tailspin"] {
        for lang in [Lang::EN, Lang::FR] {
            let out = std::path::Path::new(&folder).join(format!("{name}-{}.xlsx", lang.tag()));
            std::fs::write(out, example(&format!("{name}.coexist")).bytes(lang)).unwrap();
        }
    }
    let large = Given::of(testing::plan(500, 12, 3));
    let begun = std::time::Instant::now();
    let bytes = large.bytes(Lang::EN);
    println!("500 pools, 12 phases: {} bytes in {:?}", bytes.len(), begun.elapsed());
    std::fs::write(std::path::Path::new(&folder).join("large-en.xlsx"), bytes).unwrap();
}
