//! Whole plans: what the rules say together. Each rule alone is proved by the twins in its file.

use coexist::edit::{Amount, Command};
use coexist::model::*;
use coexist::plan::{Plan, PlanEdit};
use coexist::rules::sketch::{self, Sketch};
use coexist::rules::{Report, check, check_from, fixes, verdict};
use coexist::text::Lang;

fn read(text: &str) -> Sketch {
    sketch::read(text).unwrap_or_else(|error| panic!("{error}"))
}

fn checked(plan: &Plan) -> Report {
    check(plan, &plan.replay(), None)
}

/// One line per finding: code, first and last stage, subject, and what else the mistake breaks.
fn lines(plan: &Plan, report: &Report) -> Vec<String> {
    let line = |finding: &coexist::rules::Finding| {
        let also: Vec<_> = finding.also.iter().map(Code::as_str).collect();
        let subject = match &finding.subject {
            Subject::Deployment => "deployment".to_owned(),
            other => plan.label(other),
        };
        let (first, last) = finding.stages;
        format!("{} {first}-{last} {subject} {}", finding.code, also.join(" ")).trim_end().to_owned()
    };
    report.findings.iter().map(line).collect()
}

/// The same plan with the work that every migration begins with, so that only its mistakes speak.
fn prepared(text: &str) -> String {
    const WORK: &str = "inventory backup update dns-record best-practices client-filter verify user-replication \
                        stop-services";
    let work: String = WORK.split_whitespace().map(|work| format!("\ndo {work}")).collect();
    let Some((before, after)) = text.split_once("phase ") else { return text.to_owned() };
    let (name, steps) = after.split_once('\n').unwrap_or((after, ""));
    format!("{before}phase {name}{work}\n{steps}")
}

fn said(text: &str) -> Vec<String> {
    let plan = read(&prepared(text)).plan;
    lines(&plan, &checked(&plan))
}

const CLEAN: &str = "
    deployment forest=contoso.com forest-model=single-forest simple-url-per-site=false mobility=false
    deployment forest-functional-level=2008-r2 domain-functional-level=2008-r2 domain-controller-os=2008-r2
    deployment global-catalogs=contoso.com ipv6=false operations-manager=false legacy-mobile-clients=false
    deployment simple-url-meet=https://meet.contoso.com simple-url-dialin=https://dialin.contoso.com
    site Paris federation-route=edge-old
      pool fe-paris front-end enterprise version=lync-2010 os=2008-r2 servers=2 users=800 user-store=sql-old\\LYNC file-store=files\\old um-contacts=0 access-numbers=0 conference-directories=0 call-park-orbits=0 common-area-phones=0 analog-devices=0 call-admission-control=false features=conferencing
      pool fe-lyon front-end standard version=lync-2010 os=2008-r2 servers=1 users=200 file-store=files\\lyon um-contacts=0 access-numbers=0 conference-directories=0 call-park-orbits=0 common-area-phones=0 analog-devices=0 call-admission-control=false features=conferencing
      pool edge-old edge version=lync-2010 os=2008-r2 next-hop=fe-paris federation=true access-edge-fqdn=sip-old.contoso.com av-edge-fqdn=av-old.contoso.com
      pool chat-old group-chat version=lync-2010 os=2008-r2 files-in-rooms=false
      users fe-paris chat-rooms=none clients=lync-2010
      users fe-lyon chat-rooms=none clients=lync-2010
      sql sql-old LYNC sql-version=sql-2008-r2 sql-edition=standard bitness=64
      file-store files\\old
      file-store files\\lyon
    cms fe-paris
    deployment sign-in-records=fe-paris simple-url-records=fe-paris
    phase Prepare start=2014-01-06 end=2014-01-17 kind=prepare
      do inventory
      do backup
      do update
      do dns-record
      do best-practices
      do client-filter
      do verify
      do prepare-active-directory
      + sql sql-new LYNC,CHAT sql-version=sql-2012 sql-edition=standard bitness=64 other-databases=false domain=contoso.com
      + file-store files\\new
      ~ files\\new clustered=false
    phase Pilot start=2014-02-03 end=2014-02-14 kind=pilot-pool
      + pool fe-new front-end enterprise version=lync-2013 servers=3 user-store=sql-new\\LYNC file-store=files\\new
      ~ fe-new os=2012 os-installation=full platform=physical domain=contoso.com
      ~ fe-new external-web-fqdn=web.contoso.com roles=registrar load-balancing=hardware largest-meeting=100 time-zone=CET
      ~ fe-new-s1 network-adapters=1
      ~ fe-new-s2 network-adapters=1
      ~ fe-new-s3 network-adapters=1
      ~ fe-new features=conferencing cookie-affinity=true
      do user-replication
      move 50 users fe-paris -> fe-new tool=move-cs-user
    phase Edge kind=pilot-edge
      + pool edge-new edge version=lync-2013 os=2012 os-installation=full platform=physical next-hop=fe-new
      ~ edge-new federation=false xmpp=false access-edge-fqdn=sip.contoso.com av-edge-fqdn=av.contoso.com
      do verify edge-new
    phase Move start=2014-03-03 kind=production
      do maintenance-window
      route Paris none
      ~ edge-old federation=false
      ~ edge-new federation=true
      route Paris edge-new
      move all users fe-paris -> fe-new tool=move-cs-user
      move all users fe-lyon -> fe-new tool=move-cs-user
      do client-filter fe-new
      do prepare-cms fe-new
      do enable-topology
      cms fe-new
      do run-setup fe-new fe-paris
      do reboot fe-new
    phase Chat kind=other
      + pool chat-new persistent-chat version=lync-2013 os=2012 os-installation=full platform=physical next-hop=fe-new persistent-chat-store=sql-new\\CHAT file-store=files\\new
      ~ chat-new time-zone=CET compliance=false holds-rooms=false legacy-chat-clients=false
      do backup chat-old
      do stop-services chat-old
      do chat-export chat-old
      do stop-services chat-new
      do chat-import chat-new
    phase Decommission start=2014-05-05 kind=decommission
      deployment sign-in-records=fe-new simple-url-records=fe-new
      do stop-services
      - pool chat-old
      - pool edge-old
      - pool fe-lyon
      - pool fe-paris
      - sql sql-old
    ";

#[test]
fn a_migration_by_the_book_has_nothing_to_say() {
    let plan = read(CLEAN).plan;
    let report = checked(&plan);
    assert_eq!(lines(&plan, &report), [""; 0]);
    assert_eq!(report.notes, []);
    assert_eq!(report.not_checked, []);
    assert_eq!(*report.incomplete, []);
}

#[test]
fn one_mistake_is_one_finding() {
    // The new pool's store on the instance of the old one breaks four rules at once.
    let shared = "
        site Paris
          pool fe-old front-end enterprise version=lync-2010 update-level=2012-10 users=0 user-store=sqlold\\LYNC
          sql sqlold LYNC sql-version=sql-2008-r2 sql-edition=standard bitness=64
        phase Pilot
          + pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\LYNC
        phase Wait
        phase Retire
          - pool fe-old
        ";
    assert_eq!(said(shared), ["SQL-001 1-2 sqlold.contoso.com\\LYNC SQL-002 SQL-007 SQL-008"]);
    // Another instance of the same server is the milder mistake, and its own finding.
    assert_eq!(
        said(
            &shared
                .replace("sql sqlold LYNC", "sql sqlold LYNC,NEW")
                .replace("=lync-2013 user-store=sqlold\\LYNC", "=lync-2013 user-store=sqlold\\NEW")
        ),
        ["SQL-002 1-2 sqlold.contoso.com", "SQL-008 1-2 sqlold.contoso.com"]
    );
    assert_eq!(
        said("site Paris\n  pool fe-lcs front-end standard version=lcs-2005 users=0"),
        ["PATH-003 0-0 fe-lcs.contoso.com PATH-001"]
    );
    assert_eq!(
        said(
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 update-level=2012-10 users=0
              pool edge-old edge version=ocs-2007-r2 update-level=2012-10
            phase Pilot
              + pool fe-new front-end standard version=lync-2013
            phase Cleanup
              - pool edge-old
              - pool fe-old
            "
        ),
        ["COEX-001 1-1 deployment PATH-002"]
    );
    // One machine in an old pool and in a new one: neither its name nor its reuse is a second mistake.
    assert_eq!(
        said(
            "
            site Paris
              pool fe-old front-end enterprise version=lync-2010 update-level=2012-10 users=0 servers=fe1
            phase Pilot
              + pool fe-new front-end enterprise version=lync-2013 servers=FE1.contoso.com,fe2,fe3
            phase Retire
              - pool fe-old
            "
        ),
        ["PATH-004 1-1 FE1.contoso.com NAME-001 NAME-002"]
    );
}

#[test]
fn five_mistakes_in_different_phases() {
    let text = "
        site Paris
          pool fe-old front-end enterprise version=lync-2010 update-level=2012-10 users=500 user-store=sqlold\\LYNC
          pool chat-old group-chat version=lync-2010
          sql sqlold LYNC
        phase Pilot
          + pool fe-new front-end enterprise version=lync-2013 servers=3 user-store=sqlold\\LYNC
        phase Branch
          + pool se front-end standard version=lync-2013 servers=2
          do client-filter
          move 100 users fe-old -> fe-new
        phase Store
          + sql sqlnew LYNC sql-version=sql-2008 sql-edition=standard bitness=64
          store fe-new user sqlnew\\LYNC
        phase Retire
          - pool fe-old
          - pool chat-old
          - sql sqlold
          - pool fe-old
          do client-filter
        ";
    assert_eq!(
        said(text),
        [
            "SQL-001 1-2 sqlold.contoso.com\\LYNC SQL-002 SQL-007 SQL-008",
            "ROLE-012 2-4 se.contoso.com",
            "PATH-008 3-3 chat-old.contoso.com",
            "SQL-003 3-4 sqlnew.contoso.com",
            "ORDER-013 4-4 4.1",
            "PLAN-001 4-4 4.4",
        ]
    );
}

#[test]
fn every_message_is_said_in_every_language() {
    let plan =
        read(CLEAN.replace("move all users fe-lyon -> fe-new", "move 150 users fe-lyon -> fe-new").as_str()).plan;
    let report = checked(&plan);
    assert!(!report.findings.is_empty());
    for lang in Lang::all() {
        for finding in &report.findings {
            let said = lang.say(&finding.message);
            assert!(said.contains("contoso.com") && !said.contains("No localization"), "{said}");
        }
    }
}

#[test]
fn topology_builders_own_sentence_names_the_server() {
    let plan = read(
        "
        site Paris
          pool fe-old front-end enterprise version=lync-2010 user-store=sqlold\\LYNC
          pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\LYNC
          sql sqlold LYNC
        ",
    )
    .plan;
    let report = checked(&plan);
    let vendor = report.findings[0].vendor_message.as_ref().unwrap();
    assert_eq!(
        Lang::EN.say(vendor),
        "The SQL server sqlold.contoso.com already contains a SQL instance hosting role 'User Store'"
    );
    assert_eq!(
        Lang::FR.say(vendor),
        "Le serveur SQL sqlold.contoso.com contient déjà une instance SQL hébergeant le rôle «\u{202f}Magasin d’utilisateurs\u{202f}»."
    );
}

#[test]
fn a_companion_of_a_newer_product_is_no_pool_in_the_note() {
    let said = |pools: &str| {
        let plan = read(&format!("site Paris\n{pools}")).plan;
        let report = checked(&plan);
        assert!(report.not_checked.iter().any(|n| n.missing == ["pack"] && n.subject.id() == "pool-owa"));
        report.notes.iter().map(|note| Lang::EN.say(&note.message)).collect::<Vec<_>>()
    };
    let owa = "  pool owa office-web-apps version=sfb-2015\n";
    let both = said(&format!("  pool fe front-end standard version=sfb-2015\n{owa}"));
    assert_eq!(both.len(), 1);
    assert!(both[0].starts_with("One pool of Skype for Business Server 2015 is newer"), "{both:?}");
    assert_eq!(said(owa), [""; 0]);
}

#[test]
fn a_product_newer_than_the_pack_yields_a_note_and_no_finding() {
    let plan = read(
        "
        site Paris
          pool a front-end standard version=sfb-2015 servers=2 user-store=sql1\\
          pool b front-end enterprise version=sfb-2015 user-store=sql1\\
          sql sql1 sql-version=sql-2000
        ",
    )
    .plan;
    let report = checked(&plan);
    assert_eq!(lines(&plan, &report), [""; 0]);
    assert_eq!(report.notes.len(), 1);
    let waits = |n: &&coexist::rules::NotChecked| n.missing == ["pack"];
    let by_pack: Vec<_> = report.not_checked.iter().filter(waits).map(|n| (n.code.as_str(), n.subject.id())).collect();
    assert!(by_pack.contains(&("SQL-001", "pool-a")) && by_pack.contains(&("ROLE-012", "pool-b")));
    // Without a phase, nobody can say how the plan ends.
    let by_phases = report.not_checked.iter().filter(|n| n.missing == ["phases"]).map(|n| n.code.as_str());
    assert_eq!(
        by_phases.collect::<Vec<_>>(),
        [
            "CHAT-001",
            "CHAT-014",
            "CMS-010",
            "COEX-002",
            "ORDER-001",
            "ORDER-002",
            "ORDER-003",
            "ORDER-004",
            "ORDER-005",
            "ORDER-006",
            "ORDER-019",
            "PATH-007",
            "PATH-008",
            "PATH-009",
            "PATH-012"
        ]
    );
}

#[test]
fn half_built_is_incomplete_and_quiet() {
    let plan = read(
        "
        pool new front-end enterprise version=lync-2013 fqdn=
        pool other front-end enterprise version=lync-2013 fqdn=
        pool legacy front-end enterprise version=lync-2010
        ",
    )
    .plan;
    let report = checked(&plan);
    assert_eq!(lines(&plan, &report), [""; 0]);
    let missing: Vec<_> = report.incomplete.iter().map(|i| (i.subject.id(), i.missing.as_slice())).collect();
    assert_eq!(
        missing,
        [
            ("pool-legacy", &["site"][..]),
            ("pool-new", &["fqdn", "site", "user-store", "file-store"]),
            ("pool-other", &["fqdn", "site", "user-store", "file-store"]),
        ]
    );
}

#[test]
fn the_verdict_speaks_of_what_the_hand_does_and_of_nothing_else() {
    let sketch = read(
        "
        site Paris
          pool fe-old front-end enterprise version=lync-2010 user-store=sqlold\\LYNC
          pool edge-old edge version=ocs-2007-r2
          pool wrong front-end standard version=lync-2013 update-level=2012-10 servers=2
          sql sqlold LYNC
          sql sqlnew LYNC
        phase One
        phase Two
          + pool fe-new front-end enterprise version=lync-2013 user-store=sqlnew\\LYNC
        ",
    );
    let speak = |edit: &PlanEdit, about: &[Subject], from: usize| -> Vec<String> {
        let before = check_from(&sketch.plan, &sketch.plan.replay(), from, &Report::default());
        let whole = checked(&sketch.plan);
        let preview = edit.applied_to(&sketch.plan).unwrap();
        let after = check_from(&preview, &preview.replay(), from, &Report::default());
        let short = verdict(&before, &after, about, from);
        let codes: Vec<_> = short.iter().map(|finding| finding.code.to_string()).collect();
        // The same answer comes out of two whole reports.
        let all = checked(&preview);
        let long: Vec<_> = verdict(&whole, &all, about, from).iter().map(|f| f.code.to_string()).collect();
        assert_eq!(codes, long);
        codes
    };
    let store = sketch.record(2, sketch.move_store("fe-new", StoreKind::User, "sqlold\\LYNC"));
    let about = [sketch.subject("fe-new"), sketch.subject("sqlold\\LYNC")];
    assert_eq!(speak(&store, &about, 2), ["SQL-001"]);
    // Another pool is not what the hand holds.
    assert_eq!(speak(&store, &[sketch.subject("wrong")], 2), [""; 0]);
    // What was wrong before is not news.
    let name = sketch.record(2, sketch.set("wrong", "update-level", Value::text("5.0")));
    assert_eq!(speak(&name, &[sketch.subject("wrong")], 2), [""; 0]);
    // What would stand wrong today as well is news only from the shown stage on.
    let today = sketch.record(0, sketch.set("wrong", "version", Value::text("lync-2010")));
    assert_eq!(speak(&today, &[sketch.subject("wrong")], 0), [""; 0]);
}

#[test]
fn a_verdict_names_the_pool_that_makes_it_three_versions() {
    let sketch = read(
        "
        site Paris
          pool fe-old front-end standard version=lync-2010
          pool edge-old edge version=ocs-2007-r2
        phase One
        ",
    );
    let mut pool = Pool::new(PoolId::new("pool-dragged"), PoolKind::FrontEnd);
    pool.version = Some(Version::Lync2013);
    let subject = Subject::from(&pool.id);
    let preview = sketch.record(1, Command::Add(pool.into())).applied_to(&sketch.plan).unwrap();
    let before = check_from(&sketch.plan, &sketch.plan.replay(), 1, &Report::default());
    let after = check_from(&preview, &preview.replay(), 1, &Report::default());
    let found = verdict(&before, &after, &[subject], 1);
    assert_eq!(found.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["COEX-001"]);
}

#[test]
fn an_acceptance_outlives_save_and_open_and_hides_no_count() {
    let text = "
        site Paris
          pool fe front-end standard version=lync-2013 servers=2
        phase One
        phase Two
        accept ROLE-012 fe \"until we split it\" until=One
        level COEX-003 warning \"the board\"
        level SQL-001 off
        tick FILE-006 fe
        ";
    let plan = read(text).plan;
    let report = checked(&plan);
    let once = coexist::format::read(&coexist::format::write(&plan)).unwrap();
    let twice = coexist::format::read(&coexist::format::write(&once)).unwrap();
    assert_eq!((&once, &twice), (&plan, &plan));
    assert_eq!(checked(&twice), report);
    let bare = PlanEdit::Withdraw((*plan.accepted[0]).clone()).applied_to(&plan).unwrap();
    let (with, without) = (report.summary(), checked(&bare).summary());
    assert_eq!((with.errors, with.accepted, with.levels), (1, 1, 2), "counted until it ends, and an error after it");
    assert_eq!((without.errors, without.accepted), (1, 0));
    assert_eq!(with.rules, without.rules, "what is accepted was judged all the same");
    assert_eq!(
        lines(&plan, &report),
        [
            "ROLE-012 0-1 fe.contoso.com",
            "ROLE-012 2-2 fe.contoso.com",
            "PLAN-007 2-2 fe.contoso.com",
            "PLAN-006 2-2 fe.contoso.com"
        ]
    );
}

#[test]
fn the_plan_chooses_levels_and_the_report_tells_each() {
    let shared = "
        site Paris
          pool fe-old front-end enterprise version=lync-2010 users=0 user-store=sqlold\\LYNC
          sql sqlold LYNC sql-version=sql-2008-r2 sql-edition=standard bitness=64
        phase Pilot
          + pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\LYNC
        phase Retire
          - pool fe-old
        ";
    let told = |more: &str| {
        let plan = read(&prepared(&format!("{shared}{more}"))).plan;
        let report = checked(&plan);
        let levels: Vec<_> = (report.levels.iter())
            .map(|chosen| (chosen.code.as_str().to_owned(), chosen.of_pack, chosen.level, chosen.reason.is_some()))
            .collect();
        // Rules on other matters may have something to say about so small a plan.
        let mut sql = report.findings.iter().filter(|finding| finding.code.as_str().starts_with("SQL-"));
        let first = sql.next().map(|finding| (finding.code.to_string(), finding.level));
        (first, levels)
    };
    let error = Some(Level::Error);
    let sql = |code: &str, level| Some((code.to_owned(), level));
    assert_eq!(told(""), (sql("SQL-001", Level::Error), vec![]));
    assert_eq!(
        told("level SQL-001 advice \"agreed\""),
        (sql("SQL-001", Level::Advice), vec![("SQL-001".to_owned(), error, Some(Level::Advice), true)])
    );
    // Off, the rules that it covers speak for themselves.
    assert_eq!(
        told("level SQL-001 off"),
        (sql("SQL-002", Level::Error), vec![("SQL-001".to_owned(), error, None, false)])
    );
    let plan = read(&format!("{shared}level COEX-003 off\nlevel SQL-001 off")).plan;
    let report = checked(&plan);
    assert!(!report.checklist.iter().any(|entry| entry.code.as_str() == "COEX-003"));
    assert!(!report.not_checked.iter().any(|item| item.code.as_str() == "SQL-001"));
    assert_eq!(report.coverage.rules.off, 2);
    // The live verdict obeys as well.
    let live = check_from(&plan, &plan.replay(), 1, &Report::default());
    assert!(live.findings.iter().all(|finding| finding.code.as_str() != "SQL-001"));
}

#[test]
fn fixes_are_edits_of_the_plan() {
    let sketch = read(&prepared(
        "
        site Paris
          pool fe-old front-end enterprise version=lync-2010 update-level=2012-10 users=0 user-store=sqlold\\LYNC
          sql sqlold LYNC
        phase Pilot
          + pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\LYNC
        phase Retire
          - pool fe-old
        ",
    ));
    let replay = sketch.plan.replay();
    let report = check(&sketch.plan, &replay, None);
    let fix = &fixes(&sketch.plan, &replay, &report.findings[0])[0];
    let mended = PlanEdit::all_applied_to(&fix.edits, &sketch.plan).unwrap();
    assert_eq!(said_of(&mended), [""; 0]);
    let pilot = &mended.replay().states[1];
    let store = pilot.links.values().find(|link| link.from == sketch.subject("fe-new")).unwrap();
    assert_eq!(pilot.name(&store.to).unwrap(), "sql01.contoso.com\\LYNC");
    assert!(Lang::FR.say(&fix.label).contains("sql01.contoso.com"));
}

fn said_of(plan: &Plan) -> Vec<String> {
    lines(plan, &checked(plan))
}

#[test]
fn random_plans_are_checked_without_a_failure_and_the_same_way_twice() {
    for seed in 1..20 {
        let mut plan = coexist::rules::testing::plan(8, 4, seed);
        // A few odd changes: moves too large, removals too early, pools upgraded in place.
        let subjects: Vec<_> = plan.today.pools.keys().cloned().collect();
        for (at, id) in subjects.iter().enumerate() {
            let command = match (at + seed as usize) % 4 {
                0 => Command::Remove(id.into()),
                1 => Command::Set { of: id.into(), fact: "version", to: Some(Value::text("lync-2013")) },
                2 => Command::Set { of: id.into(), fact: "fqdn", to: None },
                _ => Command::MoveUsers {
                    group: UserGroupId::new(&format!("user-group-{at}")),
                    from: id.clone(),
                    to: id.clone(),
                    amount: Amount::Number(1_000_000),
                },
            };
            let stage = plan.stage_at(at % 5);
            let done = plan.replay();
            if let Ok(next) = (PlanEdit::Record { at: stage, commands: vec![command] }).applied_to(&plan) {
                // A replay that goes on from the one before says the same as a whole one.
                let (short, whole) = (next.replay_after(&plan, &done), next.replay());
                assert_eq!((short.states, short.skipped), (whole.states, whole.skipped));
                plan = next;
            }
        }
        let report = checked(&plan);
        assert!(report.findings.iter().all(|finding| finding.code.as_str() != "PLAN-003"));
        assert_eq!(report, checked(&plan));
        let from = check_from(&plan, &plan.replay(), 2, &Report::default());
        let live = |r: &Report| -> Vec<_> {
            let states = r.findings.iter().filter(|f| f.code.as_str().starts_with("SQL") && f.stages.1 >= 2);
            let mut keys: Vec<_> = states.map(|f| (f.code.clone(), f.subject.clone(), f.stages.1)).collect();
            keys.sort();
            keys
        };
        assert_eq!(live(&report), live(&from));
    }
}

/// A verdict replays and checks only what it needs. It says what two whole checks say.
#[test]
fn the_quick_verdict_is_the_difference_of_two_checks() {
    use coexist::canvas::{Question, Verdict, judge};
    use coexist::plan::testing::{Dice, random_edit, random_plan};
    use std::sync::Arc;
    let (mut spoke, mut refused) = (0, 0);
    for seed in 0..120 {
        let dice = &mut Dice::new(seed + 500);
        let plan = if seed % 4 == 0 { coexist::rules::testing::plan(6, 3, seed + 1) } else { random_plan(seed) };
        let before = checked(&plan);
        for _ in 0..10 {
            let edits = random_edit(dice, &plan);
            let stage = dice.below(plan.stages());
            let after = PlanEdit::all_applied_to(&edits, &plan);
            let everything = after.as_ref().unwrap_or(&plan).everything();
            let mut about: Vec<Subject> = everything.subjects().filter(|_| dice.once_in(3)).collect();
            about.push(Subject::Deployment);
            let question = Question {
                plan: Arc::new(plan.clone()),
                replay: plan.replay(),
                report: Arc::new(before.clone()),
                edits,
                stage,
                about: about.clone(),
            };
            let quick = match (judge(&question), &after) {
                (Verdict::Impossible(_), Err(_)) => {
                    refused += 1;
                    continue;
                }
                (Verdict::Against(findings), Ok(_)) => findings,
                (Verdict::Allowed, Ok(_)) => Vec::new(),
                other => panic!("seed {seed}: {other:?}"),
            };
            let after = checked(after.as_ref().unwrap());
            let whole = verdict(&before, &after, &about, stage);
            // One that began before the stage may say that it begins there.
            let said = |finding: &coexist::rules::Finding| {
                let stages = (finding.stages.0.max(stage), finding.stages.1);
                (finding.code.clone(), finding.level, finding.subjects(), finding.field, stages, finding.also.clone())
            };
            let mut quick: Vec<_> = quick.iter().map(said).collect();
            let mut whole: Vec<_> = whole.into_iter().map(said).collect();
            quick.sort();
            whole.sort();
            assert_eq!(quick, whole, "seed {seed}, stage {stage}, {:?}", question.edits);
            spoke += usize::from(!quick.is_empty());
        }
    }
    assert!(spoke > 20 && refused > 5, "{spoke} verdicts spoke, {refused} edits were refused");
}
