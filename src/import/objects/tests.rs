//! Inventories as people paste them.

use super::*;
use crate::import::facts::read_copied;
use crate::plan::PlanEdit;
use crate::rules::sketch;
use crate::text::Lang;

fn adding(plan: &Plan, stage: usize, text: &str, kind: Option<Kind>) -> Adding {
    apply(plan, stage, &read_copied(text).expect("a table"), kind)
}

/// The plan with what a table adds; it must be sound.
fn added(plan: &Plan, stage: usize, adding: &Adding) -> Plan {
    let record = PlanEdit::Record { at: plan.stage_at(stage), commands: adding.commands.clone() };
    let next = record.applied_to(plan).unwrap_or_else(|why| panic!("{why:?}"));
    assert!(next.replay().states.iter().all(|state| state.broken().is_empty()));
    next
}

fn said(adding: &Adding) -> Vec<(u32, String)> {
    let line = |note: &Note| (note.line.unwrap_or_default(), Lang::EN.say(&note.message));
    adding.notes.iter().map(line).collect()
}

fn empty() -> Plan {
    Plan::new(PackId::new("lync-2013"))
}

#[test]
fn an_inventory_of_servers_makes_pools_sites_and_sql_servers() {
    let text = "Server\tRole\tPool\tSite\tVersion\tOS\tIP address\n\
        fe01.contoso.com\tFront End\tpool01.contoso.com\tParis\tLync 2013\tWindows Server 2012 R2\t10.0.0.1\n\
        fe02.contoso.com\tFront End\tpool01.contoso.com\tParis\tLync 2013\t2012 R2\t10.0.0.2\n\
        edge01.contoso.com\tEdge Server\t\tParis\tLync Server 2013\t\t\n\
        sql01.contoso.com\\LYNC\tSQL Server\t\tParis\tSQL Server 2012\t\t\n\
        sql01.contoso.com\\CHAT\tSQL\t\tParis\t2012\t\t\n\
        \\\\files.contoso.com\\share\t\t\tLyon\t\t\t\n";
    let plan = empty();
    let adding = adding(&plan, 0, text, None);
    assert_eq!(said(&adding), []);
    let next = added(&plan, 0, &adding);
    let state = &next.today;
    let names = |kind: SubjectKind| -> Vec<String> {
        let all = state.subjects().filter(|subject| subject.kind() == kind);
        let mut names: Vec<String> = all.map(|subject| state.label(&subject)).collect();
        names.sort();
        names
    };
    assert_eq!(names(SubjectKind::Site), ["Lyon", "Paris"]);
    assert_eq!(names(SubjectKind::Pool), ["edge01.contoso.com", "pool01.contoso.com"]);
    assert_eq!(names(SubjectKind::SqlServer), ["sql01.contoso.com"]);
    assert_eq!(names(SubjectKind::SqlInstance), ["sql01.contoso.com\\CHAT", "sql01.contoso.com\\LYNC"]);
    assert_eq!(names(SubjectKind::FileStore), ["\\\\files.contoso.com\\share"]);
    let pool = state.pools.values().find(|pool| pool.kind == PoolKind::FrontEnd).expect("the pool");
    assert_eq!(pool.version, Some(Version::Lync2013));
    let servers: Vec<_> = state.servers.values().filter(|server| server.pool == pool.id).collect();
    assert_eq!(servers.len(), 2);
    assert!(servers.iter().all(|server| server.os == Some(WindowsVersion::Server2012R2) && server.addresses.is_some()));
    assert_eq!(state.users_on(&pool.id), None, "not counted, and not none");
    assert_eq!(state.sql_servers.values().next().and_then(|host| host.sql_version), Some(SqlVersion::Sql2012));
    assert!(adding.rows.iter().all(|row| !row.exists));
}

#[test]
fn french_heads_semicolons_and_counts() {
    let text =
        "Nom;Type;Site;Produit;Nombre d’utilisateurs\nse01.contoso.com;Pool frontal;Lyon;Lync Server 2010;1 200\n";
    let plan = empty();
    let adding = adding(&plan, 0, text, None);
    assert_eq!(said(&adding), []);
    let next = added(&plan, 0, &adding);
    let pool = next.today.pools.values().next().expect("a pool");
    assert_eq!((pool.version, next.today.users_on(&pool.id)), (Some(Version::Lync2010), Some(1_200)));
    assert_eq!(next.today.servers.len(), 1, "a pool has a machine");
}

#[test]
fn a_list_of_names_asks_of_what_kind_it_is() {
    let plan = empty();
    let open = adding(&plan, 0, "gw01.contoso.com\ngw02.contoso.com\n", None);
    assert!(open.asks_kind && open.commands.is_empty() && open.notes.len() == 2);
    let told = adding(&plan, 0, "gw01.contoso.com\ngw02.contoso.com\ngw01.contoso.com\n", Some(Kind::Gateway));
    assert!(told.asks_kind, "it can still be said otherwise");
    assert_eq!((told.rows.len(), added(&plan, 0, &told).today.gateways.len()), (2, 2), "the same name once");
    for kind in Kind::of_lists() {
        let all = adding(&plan, 0, "one.contoso.com", Some(kind));
        assert!(!all.commands.is_empty() && all.notes.is_empty(), "{kind:?}");
        added(&plan, 0, &all);
    }
}

#[test]
fn what_is_there_stays_and_what_is_not_understood_is_said_with_its_line() {
    let plan = sketch::read(
        "site Paris\n  pool fe front-end version=lync-2010\nphase Pilot\n  + pool new front-end in=Paris\n",
    );
    let plan = plan.expect("a sketch").plan;
    let text = "name\tkind\tpool\tversion\tcolour\n\
        fe.contoso.com\tFront End\t\tLync 2013\tred\n\
        fe09.contoso.com\tServer\tfe\t\t\n\
        new02.contoso.com\tServer\tnew.contoso.com\t\t\n\
        printer01\tprinter\t\t\t\n\
        \tEdge\t\t\t\n\
        edge.contoso.com\tEdge\t\tLync 1999\t\n\
        lost.contoso.com\tServer\t\t\t\n";
    let adding = adding(&plan, 0, text, None);
    let lines: Vec<u32> = said(&adding).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 4, 5, 6, 7, 8], "{:#?}", said(&adding));
    let exists: Vec<(&str, bool)> = adding.rows.iter().map(|row| (row.name.as_str(), row.exists)).collect();
    assert_eq!(exists, [("fe.contoso.com", true), ("fe09.contoso.com", false), ("edge.contoso.com", false)]);
    let next = added(&plan, 0, &adding);
    let fe =
        next.today.pools.values().find(|pool| pool.fqdn.as_deref() == Some("fe.contoso.com")).expect("still there");
    assert_eq!(fe.version, Some(Version::Lync2010), "a table of objects changes nothing");
    assert!(next.today.servers.values().any(|o| o.fqdn.as_deref() == Some("fe09.contoso.com") && o.pool == fe.id));
}

#[test]
fn in_a_phase_it_is_added_there_and_users_are_counted_today() {
    let plan = sketch::read("site Paris\nphase Pilot\n").expect("a sketch").plan;
    let text = "Name\tKind\tSite\tUsers\npool02.contoso.com\tFront End\tParis\t50\n";
    let adding = adding(&plan, 1, text, None);
    assert_eq!(said(&adding).len(), 1);
    let next = added(&plan, 1, &adding);
    assert_eq!((next.today.pools.len(), next.state_at(1).pools.len()), (0, 1));
}

#[test]
fn a_table_beyond_the_limit_is_cut_and_says_so() {
    let text: String = (0..MAX_OBJECT_LINES + 5).map(|n| format!("gw{n}\n")).collect();
    let adding = adding(&empty(), 0, &text, Some(Kind::Gateway));
    assert_eq!((adding.rows.len(), adding.notes.len()), (MAX_OBJECT_LINES, 1));
    assert_eq!(adding.notes[0].line, Some(MAX_OBJECT_LINES as u32 + 1));
}

#[test]
fn many_columns_without_heads_are_not_guessed() {
    let adding = adding(&empty(), 0, "fe01\tParis\nfe02\tLyon\n", Some(Kind::Gateway));
    assert!(adding.commands.is_empty());
    assert_eq!(said(&adding).len(), 1);
    for lang in Lang::all() {
        assert!(adding.notes.iter().all(|note| lang.has(&note.message.id)));
    }
}
