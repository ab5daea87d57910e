//! Tables as people send them, read against a small plan.

use super::*;
use crate::model::{Pool, PoolKind, Server, Site, SiteKind, SqlServer};

/// Two pools of which one is a single server with the same name, SQL servers in two sites.
fn plan() -> Plan {
    let mut plan = Plan::new(PackId::new("lync-2013"));
    let today = &mut plan.today;
    for (id, name) in [("site-paris", "Paris"), ("site-lyon", "Lyon")] {
        let mut site = Site::new(SiteId::new(id), SiteKind::Central);
        site.name = Some(name.into());
        today.put(site.into());
    }
    for (id, name, site) in [("pool-a", "fe-a.contoso.com", "site-paris"), ("pool-b", "fe-b.contoso.com", "site-lyon")]
    {
        let mut pool = Pool::new(PoolId::new(id), PoolKind::FrontEnd);
        pool.fqdn = Some(name.into());
        pool.site = Some(SiteId::new(site));
        today.put(pool.into());
    }
    let mut server = Server::new(ServerId::new("server-a"), PoolId::new("pool-a"));
    server.fqdn = Some("fe-a.contoso.com".into());
    today.put(server.into());
    for (id, name, site) in
        [("sql-1", "sql.paris.contoso.com", "site-paris"), ("sql-2", "sql.lyon.contoso.com", "site-lyon")]
    {
        let mut sql = SqlServer::new(SqlServerId::new(id));
        sql.fqdn = Some(name.into());
        sql.site = Some(SiteId::new(site));
        today.put(sql.into());
    }
    let mut sql = SqlServer::new(SqlServerId::new("sql-3"));
    sql.fqdn = Some("sql3.contoso.com".into());
    sql.sql_version = Some(SqlVersion::Sql2012);
    today.put(sql.into());
    plan
}

fn apply_text(text: &str, wanted: &Wanted) -> Reading {
    let table = read(text.as_bytes(), "facts.csv").expect("a table");
    apply(&plan(), &table, wanted)
}

/// `id fact value` of what would be filled in, and the ids of messages with their lines.
fn said(reading: &Reading) -> (Vec<String>, Vec<(u32, String)>) {
    let typed = |value: &Value| match value {
        Value::Text(text) => text.to_string(),
        other => format!("{other:?}"),
    };
    let entry = |entry: &Entry| format!("{} {} {}", entry.subject.id(), entry.fact, typed(&entry.value));
    let notes = reading.notes.iter().map(|note| (note.line.unwrap_or(0), note.message.id.to_string()));
    (reading.entries.iter().map(entry).collect(), notes.collect())
}

#[test]
fn one_line_per_object_with_heads_in_either_language() {
    let reading = apply_text(
        "Serveur;Système d’exploitation;users;Update level;Comment\n\
         FE-A.contoso.com;Windows Server 2012 R2;1 200;CU10;ours\n\
         fe-b;;300;;\n\
         fe-c;Windows Server 2016;1;;\n\
         fe-b;Solaris;;;\n",
        &Wanted::default(),
    );
    let (entries, notes) = said(&reading);
    assert_eq!(
        entries,
        ["pool-a os 2012-r2", "pool-a users Count(1200)", "pool-a update-level CU10", "pool-b users Count(300)"]
    );
    let expected = [(1, "import-facts-unknown-column"), (4, "import-facts-unknown-name"), (5, "import-facts-value")];
    assert_eq!(notes, expected.map(|(line, id)| (line, id.to_owned())));
    let edits = reading.edits(&plan(), &BTreeSet::new()).expect("edits");
    let filled = PlanEdit::all_applied_to(&edits, &plan()).expect("they apply");
    assert_eq!(filled.today.users_on(&PoolId::new("pool-a")), Some(1_200));
    assert_eq!(filled.today.pools[&PoolId::new("pool-b")].os, None, "an empty cell says nothing");
}

#[test]
fn a_known_fact_is_changed_only_when_it_is_chosen() {
    let reading = apply_text("object,sql-version\nsql3,SQL Server 2014\nsql3.contoso.com,\n", &Wanted::default());
    assert_eq!(reading.entries[0].was, Some(Value::text("sql-2012")));
    assert_eq!(reading.edits(&plan(), &BTreeSet::new()).map(|edits| edits.len()), Ok(0));
    assert_eq!(reading.edits(&plan(), &BTreeSet::from([0])).map(|edits| edits.len()), Ok(1));
    let same = apply_text("object,sql-version\nsql3,SQL 2012\n", &Wanted::default());
    assert_eq!((same.entries.len(), same.known), (0, 1));
}

#[test]
fn a_name_of_several_objects_means_the_one_that_has_the_fact_or_is_asked_for() {
    // The pool and its only server share a name: rules ask the pool, unless the server is asked for.
    let text = "object\tfact\tvalue\nfe-a\tOperating system\t2012\n";
    assert_eq!(said(&apply_text(text, &Wanted::default())).0, ["pool-a os 2012"]);
    let missing = BTreeSet::from([(Subject::Server(ServerId::new("server-a")), "os")]);
    assert_eq!(said(&apply_text(text, &Wanted { missing, ..Wanted::default() })).0, ["server-a os 2012"]);
    let kinds = "object\tkind\tfact\tvalue\nfe-a\tServeur\tos\t2012\nfe-a\tFront End pool\tos\t2012\n";
    assert_eq!(said(&apply_text(kinds, &Wanted::default())).0, ["server-a os 2012", "pool-a os 2012"]);
    // Only the server has network adapters.
    assert_eq!(
        said(&apply_text("object,network-adapters\nfe-a,2\n", &Wanted::default())).0,
        ["server-a network-adapters Count(2)"]
    );
    // Both are called “sql”; the site tells them apart.
    let (entries, notes) = said(&apply_text("object,sql-version\nsql,2012\n", &Wanted::default()));
    assert_eq!((entries.len(), notes[0].1.as_str()), (0, "import-facts-many-names"));
    let sites = "object,site,fact,value\nsql,lyon,sql-version,2012\n";
    assert_eq!(said(&apply_text(sites, &Wanted::default())).0, ["sql-2 sql-version sql-2012"]);
}

#[test]
fn a_group_with_the_short_name_of_a_pool_does_not_hide_the_pool() {
    let mut plan = plan();
    let mut group = UserGroup::new(UserGroupId::new("group-a"), [(PoolId::new("pool-a"), None)].into());
    group.name = Some("FE-A".into());
    plan.today.put(group.into());
    let read =
        |text: &str| said(&apply(&plan, &read(text.as_bytes(), "a.csv").expect("a table"), &Wanted::default())).0;
    assert_eq!(read("object,users\nfe-a,120\n"), ["pool-a users Count(120)"]);
    assert_eq!(read("object,enterprise-voice\nfe-a,yes\n"), ["group-a enterprise-voice Flag(true)"]);
}

#[test]
fn a_fact_that_an_object_does_not_have_is_told_with_its_line() {
    let (entries, notes) = said(&apply_text("object,sql-version,edition\nfe-a,2012,standard\n", &Wanted::default()));
    assert_eq!(entries, ["pool-a edition standard"]);
    assert_eq!(notes, [(2, "import-facts-no-fact".to_owned())]);
    let (_, notes) = said(&apply_text("object,fact,value\nfe-a,colour,red\n,os,2012\n", &Wanted::default()));
    assert_eq!(
        notes.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>(),
        ["import-facts-unknown-fact", "import-facts-unknown-name"]
    );
}

#[test]
fn a_second_value_for_the_same_fact_does_not_hold() {
    let reading = apply_text("object,os\nfe-a,2012\nfe-a,2016\nFE-A,2012\n", &Wanted::default());
    let (entries, notes) = said(&reading);
    assert_eq!((entries, notes), (vec!["pool-a os 2012".to_owned()], vec![(3, "import-facts-twice".to_owned())]));
}

#[test]
fn without_a_head_the_fact_in_view_is_meant() {
    let text = "fe-a\t2012\nfe-b\tWindows Server 2016\n";
    assert_eq!(said(&apply_text(text, &Wanted::default())).1, [(1, "import-facts-no-head".to_owned())]);
    let wanted = Wanted { fact: Some("os"), ..Wanted::default() };
    assert_eq!(said(&apply_text(text, &wanted)).0, ["pool-a os 2012", "pool-b os 2016"]);
    assert_eq!(said(&apply_text("fe-a\tos\t2012\n", &Wanted::default())).0, ["pool-a os 2012"]);
}

#[test]
fn a_single_column_fills_the_chosen_rows() {
    let row = |id: &str| (Subject::Pool(PoolId::new(id)), "os");
    let wanted = Wanted { rows: vec![row("pool-a"), row("pool-b")], ..Wanted::default() };
    let copied = |text: &str| apply(&plan(), &read_copied(text).expect("a table"), &wanted);
    let both = ["pool-a os 2012", "pool-b os 2016"].map(str::to_owned);
    assert_eq!(said(&copied("2012\r\n2016\r\n")).0, both);
    assert_eq!(said(&copied("Operating system\n2012\n2016\n")).0, both);
    assert_eq!(said(&copied("2012\n")).0, ["pool-a os 2012", "pool-b os 2012"], "one value for all");
    let (entries, notes) = said(&copied("2012\n2016\n2019\n"));
    assert_eq!((entries.len(), notes), (2, vec![(3, "import-facts-no-row".to_owned())]));
    let three = Wanted { rows: vec![row("pool-a"), (Subject::Deployment, "ipv6"), row("pool-b")], ..Wanted::default() };
    let gap = apply(&plan(), &read_copied("2012\n\n2016").expect("a table"), &three);
    assert_eq!(said(&gap).0, both, "a blank line leaves its row out");
    let none = apply(&plan(), &read_copied("2012").expect("a table"), &Wanted::default());
    assert_eq!(said(&none).1, [(1, "import-facts-no-head".to_owned())]);
}

#[test]
fn a_list_in_one_copied_cell_stays_one_cell() {
    let wanted = Wanted { rows: vec![(Subject::Deployment, "sip-domains")], ..Wanted::default() };
    let reading = apply(&plan(), &read_copied("a.com, b.com").expect("a table"), &wanted);
    assert!(matches!(&reading.entries[0].value, Value::List(items) if items.len() == 2));
    let csv = read_copied("object,os\nfe-a,2012\n").expect("a table");
    assert_eq!(apply(&plan(), &csv, &Wanted::default()).entries.len(), 1, "CSV from elsewhere");
}

#[test]
fn what_cannot_be_read_or_applied_is_said() {
    assert_eq!(read(b" \n\r\n", "facts.csv").map_err(|error| error.message().id), Err("import-empty".into()));
    assert_eq!(read(&[0, 0, 0, 1, 2], "a.png").map_err(|error| error.message().id), Err("import-encoding".into()));
    let (_, notes) = said(&apply_text("object,users\nsql3,5\n", &Wanted::default()));
    assert_eq!(notes, [(2, "import-facts-no-fact".to_owned())]);
    let (_, notes) = said(&apply_text("object,cac-host\nParis,nowhere\n", &Wanted::default()));
    assert_eq!(notes, [(2, "import-facts-value".to_owned())]);
    assert_eq!(
        said(&apply_text("object,cac-host\nParis,fe-b\n", &Wanted::default())).0,
        ["site-paris cac-host pool-b"]
    );
}

#[test]
fn notes_are_kept_within_limits() {
    let text = format!("object,os\n{}", "nobody,2012\n".repeat(MAX_NOTES + 7));
    let reading = apply_text(&text, &Wanted::default());
    assert_eq!(reading.notes.len(), MAX_NOTES + 1);
    assert_eq!(reading.notes.last().map(|note| note.message.id.as_ref()), Some("import-note-more"));
}

#[test]
fn what_is_written_out_is_read_back_in_every_language() {
    use crate::export::facts::{FactRow, table};
    let row = |subject: Subject, fact, value| FactRow { subject, fact, value, rules: vec![Code::new("OS-001")] };
    let pool = |id: &str| Subject::Pool(PoolId::new(id));
    let mut rows = vec![
        row(pool("pool-a"), "os", Some(Value::text("2012-r2"))),
        row(Subject::Server(ServerId::new("server-a")), "os", Some(Value::text("2016"))),
        row(pool("pool-b"), "users", Some(Value::Count(12_000))),
        row(pool("pool-b"), "web-load-balancer", Some(Value::Flag(true))),
        row(Subject::SqlServer(SqlServerId::new("sql-2")), "cluster-nodes", Some(Value::List(vec!["a; b".into()]))),
        row(Subject::Deployment, "domain-controller-os", Some(Value::List(vec!["2008".into(), "2012".into()]))),
        row(Subject::Deployment, "cms", Some(Value::text("pool-b"))),
    ];
    // An item with a separator in it is two when it is read.
    rows[4].value = Some(Value::List(vec!["a".into(), "b".into()]));
    let plan = plan();
    let everything = plan.everything();
    for (lang, separator) in Lang::all().flat_map(|lang| [(lang, b'\t'), (lang, b';'), (lang, b',')]) {
        let text = table(&everything, &rows, separator, lang);
        let reading = apply(&plan, &read(text.as_bytes(), "facts.csv").expect("a table"), &Wanted::default());
        assert_eq!(reading.notes, [], "{}: {text}", lang.tag());
        let read: Vec<_> = reading.entries.iter().map(|e| (e.subject.clone(), e.fact, Some(e.value.clone()))).collect();
        let written: Vec<_> = rows.iter().map(|r| (r.subject.clone(), r.fact, r.value.clone())).collect();
        assert_eq!(read, written, "{}: {text}", lang.tag());
        let empty: Vec<FactRow> = rows.iter().map(|row| FactRow { value: None, ..row.clone() }).collect();
        let text = table(&everything, &empty, separator, lang);
        let reading = apply(&plan, &read_copied(&text).expect("a table"), &Wanted::default());
        assert_eq!(reading, Reading::default(), "nothing is filled in yet");
    }
}
