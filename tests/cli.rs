//! The command line as people and programs meet it: the program itself is run.

mod common;
#[path = "cli/compare.rs"]
mod compare;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Answer {
    status: i32,
    out: String,
    err: String,
}

fn coexist(arguments: &[&str]) -> Answer {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(arguments)
        .current_dir(root)
        .env("LC_ALL", "C.UTF-8")
        .env("LANG", "C.UTF-8")
        .env("LANGUAGE", "")
        .env("COEXIST_DATA_DIR", data.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    Answer {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// What a command that could run said.
fn said(arguments: &[&str]) -> String {
    let answer = coexist(arguments);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""), "{arguments:?}");
    answer.out
}

/// What a command said that could not run: nothing on standard output, status 2.
fn refused(arguments: &[&str]) -> String {
    let answer = coexist(arguments);
    assert_eq!((answer.status, answer.out.as_str()), (2, ""), "{arguments:?}: {}", answer.err);
    answer.err
}

fn json(arguments: &[&str]) -> (i32, Value) {
    let answer = coexist(arguments);
    assert_eq!(answer.err, "", "{arguments:?}");
    (answer.status, serde_json::from_str(&answer.out).unwrap())
}

const CLEAN: &str = "assets/examples/contoso.coexist";
const FAULTY: &str = "assets/examples/fabrikam.coexist";
const TOPOLOGY: &str = "tests/fixtures/woodgrove.tbxml";

#[test]
fn a_clean_plan_succeeds() {
    let text = said(&["check", CLEAN]);
    assert!(
        text.starts_with(&format!("{CLEAN} · target Lync Server 2013 · Today and 8 phases\n\nChecklist")),
        "{text}"
    );
    let end = text.split("\n\n").last().unwrap();
    assert!(end.starts_with("No finding\nRules for Lync Server 2013 of "), "what it covers is said: {end}");
    assert!(end.contains("today and 8 phases; ") && end.ends_with(" rules decided everywhere\n"), "{end}");
    let french = said(&["check", CLEAN, "--lang", "fr"]);
    assert!(french.starts_with(&format!("{CLEAN} · cible Lync Server 2013 · aujourd’hui et 8 phases\n\n")), "{french}");
    assert!(french.contains("\n\nAucun constat\nRègles "), "{french}");
    assert!(french.contains(" et 8 phases\u{202f}; "), "{french}");
    assert_eq!(coexist(&["check", CLEAN, "--fail-on", "advice"]).status, 0);
}

#[test]
fn findings_are_told_in_both_languages() {
    let english = coexist(&["check", FAULTY]);
    assert_eq!((english.status, english.err.as_str()), (1, ""));
    for part in [
        "\n\n1 Pilot\n  Error SQL-001 · SQL instance shared by pools of two versions\n    sqlold.fabrikam.com\\LYNC\n",
        "    Topology Builder: The SQL server sqlold.fabrikam.com already contains",
        "    With: fe10.fabrikam.com and fe13.fabrikam.com\n",
        "    Also breaks: SQL-002, SQL-007 and SQL-008\n",
        "    Fix",
        "\n    geneva13.fabrikam.com · until 5 Decommission\n",
        "\n\n5 Decommission\n  Error ORDER-013 · ",
        "\n    Step 5.11\n",
        "\n5 errors",
    ] {
        assert!(english.out.contains(part), "{part:?} is not in\n{}", english.out);
    }
    let french = coexist(&["check", FAULTY, "--lang", "fr"]);
    assert_eq!(french.status, 1);
    for part in [
        "\n\n1 Pilot\n  Erreur SQL-001 · ",
        "    Générateur de topologie\u{a0}: ",
        "    Enfreint aussi\u{a0}: SQL-002, SQL-007 et SQL-008\n",
        "    Correction",
        " · jusqu’à 5 Decommission\n",
        "Étape 5.11",
        "\n5 erreurs",
    ] {
        assert!(french.out.contains(part), "{part:?} is not in\n{}", french.out);
    }
}

#[test]
fn the_level_that_fails_can_be_chosen() {
    for (level, status) in [("error", 1), ("warning", 1), ("advice", 1), ("never", 0)] {
        assert_eq!(coexist(&["check", FAULTY, "--fail-on", level]).status, status, "{level}");
    }
}

#[test]
fn json_carries_codes_subjects_and_phases() {
    let (status, report) = json(&["check", FAULTY, "--format", "json"]);
    assert_eq!(status, 1);
    assert_eq!(report["format"], "coexist-findings/1");
    assert_eq!(report["file"], FAULTY);
    assert_eq!(report["target"], "lync-2013");
    assert_eq!(
        report["phases"],
        serde_json::json!(["Today", "Pilot", "Branch office", "Chat rooms", "Move users", "Decommission"])
    );
    let first = &report["findings"][0];
    assert_eq!(first["code"], "SQL-001");
    assert_eq!(first["level"], "error");
    assert_eq!(first["phases"], serde_json::json!([1, 1]));
    assert_eq!(first["subject"], serde_json::json!({"kind": "sql-instance", "name": "sqlold.fabrikam.com\\LYNC"}));
    assert_eq!(first["related"][0], serde_json::json!({"kind": "pool", "name": "fe10.fabrikam.com"}));
    assert_eq!(first["also"], serde_json::json!(["SQL-002", "SQL-007", "SQL-008"]));
    assert!(first["vendor_message"].as_str().unwrap().contains("sqlold.fabrikam.com"));
    assert_eq!(first["accepted"], Value::Null);
    let last = &report["findings"][4];
    assert_eq!(last["subject"], serde_json::json!({"kind": "step", "name": "5.11"}));
    assert_eq!(last["subject"], serde_json::json!({"kind": "step", "name": "5.11"}));
    assert_eq!(first["title"], "SQL instance shared by pools of two versions");
    assert!(first["fixes"][0]["label"].as_str().is_some_and(|label| !label.is_empty()));
    assert_eq!((&report["summary"]["errors"], &report["summary"]["accepted"]), (&5.into(), &0.into()));
    let coverage = &report["coverage"];
    assert_eq!(coverage["packs"][0]["id"], "lync-2013");
    let counted = ["decided", "partly", "waiting", "off", "checklist"].map(|k| coverage["rules"][k].as_u64().unwrap());
    assert_eq!(coverage["rules"]["all"], counted.iter().sum::<u64>());
    let keys: Vec<_> = report.as_object().unwrap().keys().cloned().collect();
    let mut wanted = [
        "format",
        "file",
        "target",
        "phases",
        "findings",
        "not_checked",
        "notes",
        "summary",
        "checklist",
        "levels",
        "coverage",
    ];
    wanted.sort_unstable();
    let mut keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, wanted);
}

/// The schema of OASIS, as published.
fn assert_sarif(report: &Value) {
    let schema: Value = serde_json::from_str(include_str!("fixtures/sarif-schema-2.1.0.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).expect("the schema");
    let wrong: Vec<String> = schema.iter_errors(report).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sarif_is_what_its_schema_says() {
    for (file, status) in [(CLEAN, 0), (FAULTY, 1), (TOPOLOGY, 1)] {
        let answer = coexist(&["check", file, "--format", "sarif"]);
        assert!(answer.status <= status, "{}", answer.err);
        let report: Value = serde_json::from_str(&answer.out).unwrap();
        assert_sarif(&report);
        assert_eq!(report["version"], "2.1.0");
        let run = &report["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), coexist::rules::all().len());
        for result in run["results"].as_array().unwrap() {
            let at = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(rules[at]["id"], result["ruleId"]);
        }
    }
    let (_, report) = json(&["check", FAULTY, "--format", "sarif"]);
    let first = &report["runs"][0]["results"][0];
    assert_eq!((&first["ruleId"], &first["level"]), (&"SQL-001".into(), &"error".into()));
    assert_eq!(first["locations"][0]["logicalLocations"][0]["name"], "sqlold.fabrikam.com\\LYNC");
    assert_eq!(first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], FAULTY);
    let (_, report) = json(&["check", TOPOLOGY, "--format", "sarif", "--fail-on", "never"]);
    let results = report["runs"][0]["results"].as_array().unwrap();
    let open = results.iter().filter(|result| result["kind"] == "open").count();
    assert!(open > 0, "what is not checked is neither right nor wrong");
}

#[test]
fn what_is_not_known_is_said_to_be_missing() {
    let (_, report) = json(&["check", TOPOLOGY, "--format", "json", "--fail-on", "never"]);
    let not_checked = report["not_checked"].as_array().unwrap();
    let engine = not_checked.iter().find(|not| not["code"] == "SQL-003").expect("no topology file knows its engines");
    assert!(engine["missing"].as_array().unwrap().iter().any(|fact| fact == "sql-version"));
    let waiting = not_checked.iter().find(|not| not["missing"] == serde_json::json!(["phases"]));
    assert!(waiting.is_some(), "rules about how a plan ends wait for phases");
    assert_eq!(report["summary"]["not_checked"], not_checked.len());
}

#[test]
fn an_accepted_finding_is_told_and_does_not_fail() {
    let folder = tempfile::tempdir().unwrap();
    let accepted = folder.path().join("accepted.coexist");
    let mut plan = coexist::format::read(&fs::read_to_string(FAULTY).unwrap()).unwrap();
    let report = coexist::rules::check(&plan, &plan.replay(), None);
    for finding in &report.findings {
        plan.accepted.push_back(std::sync::Arc::new(coexist::plan::Acceptance {
            code: finding.code.clone(),
            subjects: finding.subjects(),
            reason: "only a laboratory".into(),
            by: "Ada".into(),
            on: Some("2026-01-31".parse().unwrap()),
            until: plan.phases.back().map(|phase| phase.id.clone()),
        }));
    }
    let until = plan.phases.back().unwrap().name.to_string();
    fs::write(&accepted, coexist::format::write(&plan)).unwrap();
    let path = accepted.to_str().unwrap();
    let (status, report) = json(&["check", path, "--format", "json"]);
    assert_eq!(status, 0);
    assert_eq!(report["summary"]["accepted"], 5);
    assert_eq!(report["summary"]["errors"], 0);
    assert_eq!(
        report["findings"][0]["accepted"],
        serde_json::json!({"reason": "only a laboratory", "by": "Ada", "on": "2026-01-31", "until": until})
    );
    let lines = [
        "Accepted by Ada: only a laboratory".to_owned(),
        "Accepted on 2026-01-31".to_owned(),
        format!("Accepted until the end of phase “{until}”"),
    ];
    let text = said(&["check", path]);
    assert!(lines.iter().all(|line| text.contains(line)), "{text}");
    let (_, report) = json(&["check", path, "--format", "sarif"]);
    assert_sarif(&report);
    let suppression = &report["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(suppression["status"], "accepted");
    assert_eq!(suppression["justification"], lines.join("\n"));
}

#[test]
fn a_target_is_one_that_has_rules() {
    let complaint = refused(&["check", CLEAN, "--target", "lync-2012"]);
    assert!(complaint.contains("“lync-2012”") && complaint.contains("lync-2013"), "{complaint}");
    said(&["check", CLEAN, "--target", "lync-2013"]);
}

#[test]
fn inventory_follows_the_phase() {
    let (_, today) = json(&["inventory", CLEAN, "--format", "json", "--phase", "0"]);
    let (_, end) = json(&["inventory", CLEAN, "--format", "json"]);
    let pool = |of: &Value, fqdn: &str| {
        of["pools"].as_array().unwrap().iter().find(|pool| pool["fqdn"] == fqdn).cloned().unwrap_or_default()
    };
    assert_eq!(
        pool(&today, "pool10.contoso.com"),
        serde_json::json!({
            "fqdn": "pool10.contoso.com", "version": "lync-2010", "edition": "enterprise", "kind": "front-end",
            "site": "Amsterdam", "users": 4260, "user_limit": 30000,
            "servers": ["fe10-01.contoso.com", "fe10-02.contoso.com", "fe10-03.contoso.com"]
        })
    );
    assert_eq!(today["machines"]["beyond_today"], 0);
    assert!(end["machines"]["beyond_today"].as_u64() > Some(0), "{}", end["machines"]);
    assert_eq!(pool(&end, "pool10.contoso.com"), Value::Null);
    assert_eq!(pool(&end, "pool13.contoso.com")["users"], 4260);
    assert_eq!(pool(&end, "owa13.contoso.com"), Value::Null, "a companion is no pool");
    assert_eq!(end["sites"], serde_json::json!(["Amsterdam", "Dublin"]));
    let instances = end["sql_instances"].as_array().unwrap();
    assert!(instances.contains(&"sql13.contoso.com\\LYNC".into()), "{instances:?}");
    assert_eq!(end["gateways"], serde_json::json!(["gw-ams.contoso.com", "gw-dub.contoso.com"]));
    assert!(end["file_stores"].as_array().unwrap().contains(&"\\\\files02.contoso.com\\Lync2013".into()));
    assert!(refused(&["inventory", CLEAN, "--phase", "9"]).contains("0 (Today) to 8"));
}

#[test]
fn inventory_speaks_to_people_and_spreadsheets() {
    let english = said(&["inventory", CLEAN, "--phase", "0"]);
    assert!(english.starts_with("Inventory: Today\n"), "{english}");
    assert!(
        english
            .contains("Front End pool · Enterprise Edition · Lync Server 2010 · Amsterdam · 3 servers · 4,260 users")
    );
    let french = said(&["inventory", CLEAN, "--phase", "0", "--lang", "fr"]);
    assert!(french.contains(
        "Pool frontal · Enterprise Edition · Lync Server 2010 · Amsterdam · 3 serveurs · 4\u{202f}260 utilisateurs"
    ));
    let table = said(&["inventory", CLEAN, "--phase", "0", "--format", "csv"]);
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("object,name,kind,version,edition,site,servers,users"));
    assert!(table.contains("pool,dub10.contoso.com,front-end,lync-2010,standard,Dublin,dub10.contoso.com,350\n"));
}

fn scratch(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    (folder, path)
}

#[test]
fn a_topology_becomes_a_plan() {
    let (folder, path) = scratch("woodgrove.coexist");
    let plan = path.to_str().unwrap();
    let text = said(&["import", TOPOLOGY, "-o", plan]);
    assert!(text.starts_with(plan), "{text}");
    let (_, from_file) = json(&["inventory", TOPOLOGY, "--format", "json"]);
    let (_, from_plan) = json(&["inventory", plan, "--format", "json"]);
    assert_eq!(from_file, from_plan);
    let written = coexist::format::read(&fs::read_to_string(&path).unwrap()).unwrap();
    assert!(!written.places.is_empty(), "everything is laid out");
    let (pools, counted) = (from_plan["pools"].as_array().unwrap().len(), written.today.pools.len());
    assert!(pools < counted && text.contains(&format!(" {pools} pools")), "companions are no pools: {text}");
    assert!(refused(&["import", plan, "-o", plan]).contains("is a plan already"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing but the plan was written");
}

#[test]
fn nothing_that_would_be_lost_is_written_over() {
    let (folder, path) = scratch("source.tbxml");
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let same = |name: &str, bytes: &[u8]| assert!(fs::read(folder.path().join(name)).unwrap() == bytes, "{name}");
    let (topology, plan) = (fs::read(TOPOLOGY).unwrap(), fs::read(CLEAN).unwrap());
    fs::write(&path, &topology).unwrap();
    fs::write(at("plan.coexist"), &plan).unwrap();
    fs::write(at("plan"), &plan).unwrap();
    fs::write(at("spoilt.coexist"), "spoilt").unwrap();
    fs::write(at("notes.txt"), "notes").unwrap();
    fs::write(at("empty.coexist"), "").unwrap();
    let source = at("source.tbxml");
    let kept = |arguments: &[&str], name: &str| {
        let said = refused(arguments);
        assert!(said.contains(name) && said.contains("another name"), "{said}");
    };
    for force in [&[][..], &["--force"]] {
        kept(&[&["import", &source, "-o", &source], force].concat(), "source.tbxml");
        kept(&[&["import", &source, "-o", &at("./source.tbxml")], force].concat(), "source.tbxml");
        kept(&[&["import", &source, "-o", &at("notes.txt")], force].concat(), "notes.txt");
    }
    kept(&["export", &source, "-o", &source], "source.tbxml");
    kept(&["export", &at("plan"), "-o", &at("plan")], "plan");
    for name in ["plan", "plan.coexist", "spoilt.coexist"] {
        kept(&["export", CLEAN, "-o", &at(name)], name);
    }
    let said_of_plan = refused(&["import", &source, "-o", &at("plan.coexist")]);
    assert!(said_of_plan.contains("plan.coexist") && said_of_plan.contains("--force"), "{said_of_plan}");
    same("source.tbxml", &topology);
    same("plan.coexist", &plan);
    same("plan", &plan);
    same("spoilt.coexist", b"spoilt");
    same("notes.txt", b"notes");
    said(&["import", &source, "-o", &at("plan.coexist"), "--force"]);
    assert!(fs::read(at("plan.coexist")).unwrap() != plan);
    said(&["import", &source, "-o", &at("empty.coexist")]);
    fs::write(at("drawing.svg"), "an older drawing").unwrap();
    said(&["export", CLEAN, "-o", &at("drawing.svg")]);
    assert!(fs::read_to_string(at("drawing.svg")).unwrap().starts_with("<svg"));
}

#[test]
fn no_folder_is_made_and_a_folder_is_no_file() {
    let (folder, path) = scratch("no/such/out");
    let out = path.to_str().unwrap();
    for ending in ["svg", "png", "pdf"] {
        let drawing = refused(&["export", CLEAN, "-o", &format!("{out}.{ending}")]);
        assert!(drawing.starts_with("Could not write the drawing: its folder does not exist\n"), "{drawing}");
    }
    assert!(refused(&["import", TOPOLOGY, "-o", out]).contains("its folder does not exist"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let drawing = refused(&["export", CLEAN, "-o", folder.path().to_str().unwrap()]);
    assert!(drawing.starts_with("Could not write the drawing: this is a folder\n"), "{drawing}");
}

#[cfg(unix)]
#[test]
fn a_pipe_takes_the_drawing_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    let (_folder, pipe) = scratch("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let from = pipe.clone();
    let reader = std::thread::spawn(move || fs::read_to_string(from).unwrap());
    let several = refused(&["export", CLEAN, "-o", pipe.to_str().unwrap(), "--phase", "all"]);
    assert!(several.contains("pipe") && several.contains("--phase"), "{several}");
    let answer = coexist(&["export", CLEAN, "-o", pipe.to_str().unwrap()]);
    assert_eq!((answer.status, answer.out.as_str()), (0, ""));
    assert!(answer.err.contains("is written"), "{}", answer.err);
    assert!(reader.join().unwrap().trim_end().ends_with("</svg>"));
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
}

#[test]
fn a_phase_becomes_a_drawing() {
    let (folder, path) = scratch("plan.svg");
    let svg = path.to_str().unwrap();
    for (theme, phase) in [("light", "0"), ("dark", "8")] {
        said(&["export", CLEAN, "-o", svg, "--theme", theme, "--phase", phase]);
        let text = fs::read_to_string(&path).unwrap();
        let drawing = roxmltree::Document::parse(&text).expect("the drawing is XML");
        assert_eq!(drawing.root_element().tag_name().name(), "svg");
        assert_eq!(text.contains("pool13"), phase == "8", "phase {phase}");
    }
    assert!(refused(&["export", CLEAN, "-o", svg, "--phase", "12"]).contains("phase 12"));
    assert!(refused(&["export", CLEAN, "-o", svg, "--phase", "some"]).contains("“all”"));
    let nowhere = folder.path().join("plan.svg/plan.svg");
    refused(&["export", CLEAN, "-o", nowhere.to_str().unwrap()]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half-written is left");
}

/// The ending decides; each form is what it says, and the same bytes whenever it is written.
/// Where a phase takes several pages, each has a file, and the name says which.
#[test]
fn pages_of_a_split_phase_are_files_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let plan = common::generated(7, 400, 1);
    fs::write(at("plan.coexist"), coexist::format::write(&plan)).unwrap();
    let listed = said(&["export", &at("plan.coexist"), "-o", &at("out.svg"), "--paper", "a4", "--phase", "1"]);
    let files: Vec<&str> = listed.lines().collect();
    assert!(files.len() > 9, "{listed}");
    for (number, file) in files.iter().enumerate() {
        assert!(file.contains(&format!("out-1-{:02}.svg", number + 1)), "{file}");
    }
    assert!(fs::read_to_string(at("out-1-01.svg")).unwrap().contains("Overview"));
    // Without paper nothing is split.
    let one = said(&["export", &at("plan.coexist"), "-o", &at("one.svg"), "--phase", "1"]);
    assert!(one.lines().count() == 1 && one.contains("one.svg"), "{one}");
}

#[test]
fn every_form_is_written_for_one_phase_and_for_all() {
    let (folder, _) = scratch("x");
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let begins: [(&str, &[u8]); 3] = [("svg", b"<svg "), ("PNG", b"\x89PNG"), ("pdf", b"%PDF-")];
    for (ending, begin) in begins {
        let (one, again) = (at(&format!("one.{ending}")), at(&format!("again.{ending}")));
        let options = ["--phase", "3", "--theme", "print", "--paper", "a4", "--lang", "fr", "--findings"];
        for out in [&one, &again] {
            let said = said(&[&["export", FAULTY, "-o", out], &options[..]].concat());
            assert!(said.contains(out.as_str()) && said.lines().count() == 1, "{said}");
        }
        let bytes = fs::read(&one).unwrap();
        assert!(bytes.starts_with(begin), "{ending}");
        assert!(bytes == fs::read(&again).unwrap(), "{ending} differs from one run to the next");
    }
    let said_of_all = said(&["export", CLEAN, "-o", &at("plan.svg"), "--phase", "all"]);
    let names: Vec<String> = (0..=8).map(|stage| at(&format!("plan-{stage}.svg"))).collect();
    assert!(names.iter().all(|name| said_of_all.contains(name.as_str())), "{said_of_all}");
    let third = fs::read_to_string(&names[3]).unwrap();
    said(&["export", CLEAN, "-o", &at("plan.svg"), "--phase", "3"]);
    assert_eq!(third, fs::read_to_string(at("plan.svg")).unwrap());
    said(&["export", CLEAN, "-o", &at("plan.pdf"), "--phase", "all"]);
    let entries = fs::read_dir(folder.path()).unwrap().filter_map(Result::ok);
    let made = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("plan")).count();
    assert_eq!(made, 9 + 2);
}

/// What others edit comes whole: every stage, unless one is named.
#[test]
fn drawings_to_edit_and_workbooks_come_whole() {
    let (folder, _) = scratch("x");
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for (ending, begin) in [
        ("drawio", &b"<?xml"[..]),
        ("pptx", b"PK"),
        ("vsdx", b"PK"),
        ("xlsx", b"PK"),
        ("html", b"<!DOCTYPE html>"),
        ("md", b"# "),
    ] {
        let (all, one) = (at(&format!("all.{ending}")), at(&format!("one.{ending}")));
        said(&["export", FAULTY, "-o", &all]);
        said(&["export", FAULTY, "-o", &one, "--phase", "1", "--lang", "fr"]);
        let (all, one) = (fs::read(&all).unwrap(), fs::read(&one).unwrap());
        assert!(all.starts_with(begin) && one.starts_with(begin), "{ending}");
        assert!(one.len() < all.len(), "{ending}: one stage is less than all of them");
        let said = refused(&["export", FAULTY, "-o", &at(&format!("no.{ending}")), "--theme", "print"]);
        assert!(said.contains("--theme") && said.contains("no."), "{said}");
    }
}

/// A PDF is the drawings, unless the report is asked for, which decides by itself how its drawings look.
#[test]
fn a_pdf_can_be_the_report() {
    let (folder, _) = scratch("x");
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    said(&["export", FAULTY, "-o", &at("drawings.pdf")]);
    said(&["export", FAULTY, "-o", &at("report.pdf"), "--report", "--paper", "letter", "--theme", "light"]);
    let bytes = |name: &str| fs::read(at(name)).unwrap();
    let has = |pdf: &[u8], word: &str| pdf.windows(word.len()).any(|window| window == word.as_bytes());
    assert!(has(&bytes("report.pdf"), "pdfuaid:part") && !has(&bytes("drawings.pdf"), "pdfuaid:part"));
    for option in [&["--transparent"][..], &["--findings"], &["--paper", "none"], &["--scale", "2"]] {
        let said = refused(&[&["export", FAULTY, "-o", &at("no.pdf"), "--report"], option].concat());
        assert!(said.contains(&option.join(" ").replace(" 2", "")) && said.contains("no.pdf"), "{said}");
    }
    let said = refused(&["export", FAULTY, "-o", &at("no.html"), "--report"]);
    assert!(said.contains("--report") && said.contains("no.html"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn what_cannot_be_drawn_says_what_to_do() {
    let (folder, _) = scratch("x");
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("old.txt"), "old").unwrap();
    for name in ["old.txt", "new", "new.jpeg"] {
        let said = refused(&["export", CLEAN, "-o", &at(name)]);
        assert!(
            said.contains(name) && said.contains(".svg, .png, .pdf, .drawio, .pptx, .vsdx, .xlsx, .html or .md"),
            "{said}"
        );
    }
    let said = refused(&["export", CLEAN, "-o", &at("a.svg"), "--scale", "2"]);
    assert!(said.contains("--scale") && said.contains("a.svg"), "{said}");
    let said = refused(&["export", CLEAN, "-o", &at("a.png"), "--scale", "huge"]);
    assert!(said.contains("above 0") && said.contains("“huge”"), "{said}");
    fs::write(at("a.png"), "old").unwrap();
    let said = refused(&["export", CLEAN, "-o", &at("a.png"), "--scale", "40", "--paper", "a3"]);
    assert!(said.contains("pixels") && said.contains("--scale 8"), "{said}");
    assert_eq!(fs::read(at("a.png")).unwrap(), b"old");
    assert_eq!(fs::read(at("old.txt")).unwrap(), b"old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing half-written is left");
}

/// Of several files none is touched when one of them cannot be written, and a plan among them is never written over.
#[test]
fn a_drawing_that_fails_keeps_the_old_ones() {
    let (folder, _) = scratch("x");
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("plan-0.svg"), "old").unwrap();
    fs::create_dir(at("plan-4.svg")).unwrap();
    let said = refused(&["export", CLEAN, "-o", &at("plan.svg"), "--phase", "all"]);
    assert!(said.contains("folder") && said.contains("plan-4.svg"), "{said}");
    fs::remove_dir(at("plan-4.svg")).unwrap();
    fs::copy(CLEAN, at("plan-5.svg")).unwrap();
    assert!(refused(&["export", CLEAN, "-o", &at("plan.svg"), "--phase", "all"]).contains("plan-5.svg"));
    assert_eq!(fs::read(at("plan-0.svg")).unwrap(), b"old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn a_folder_that_takes_nothing_keeps_its_drawing() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = scratch("plan.pdf");
    fs::write(&path, "old").unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.path().join("probe"), "").is_ok() {
        println!("not tried: this user may write anywhere");
    } else {
        let said = refused(&["export", CLEAN, "-o", path.to_str().unwrap()]);
        assert!(said.starts_with("Could not write the drawing: "), "{said}");
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn rules_explain_themselves() {
    let english = said(&["explain", "sql-001"]);
    assert!(english.starts_with("SQL-001: Error for Lync Server 2013\n"), "{english}");
    assert!(english.contains("## What it checks") && english.contains("SQL-002, SQL-007 and SQL-008"));
    let french = said(&["explain", "SQL-001", "--lang", "fr"]);
    assert!(french.starts_with("SQL-001\u{a0}: Erreur pour Lync Server 2013\n"), "{french}");
    assert!(refused(&["explain", "SQL-999"]).contains("SQL-999"));
}

#[test]
fn every_rule_is_listed_and_can_be_explained() {
    let (_, listed) = json(&["rules", "--format", "json"]);
    for rule in listed["rules"].as_array().unwrap() {
        assert!(["state", "phase", "plan", "checklist"].contains(&rule["kind"].as_str().unwrap()), "{rule}");
        let sources = rule["sources"].as_array().unwrap();
        let ours = rule["code"].as_str().unwrap().starts_with("PLAN-");
        assert!(ours || !sources.is_empty(), "{} names no page", rule["code"]);
        for source in sources {
            assert!(source["address"].as_str().unwrap().starts_with("http"), "{source}");
        }
    }

    let (_, listed) = json(&["rules", "--format", "json"]);
    assert_eq!(listed["format"], "coexist-rules/1");
    let rules = listed["rules"].as_array().unwrap();
    assert_eq!(rules.len(), coexist::rules::all().len());
    let text = said(&["rules"]);
    let french = said(&["rules", "--lang", "fr"]);
    for rule in rules {
        let code = rule["code"].as_str().unwrap();
        assert!(text.contains(&format!("{code}  ")) && french.contains(&format!("{code}  ")), "{code}");
        assert!(said(&["explain", code]).contains(rule["title"].as_str().unwrap()), "{code}");
        assert!(rule["levels"]["lync-2013"].is_string());
    }
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let missing = refused(&["check", "no-such-file.tbxml"]);
    assert!(missing.contains("no-such-file.tbxml") && missing.lines().count() >= 2, "{missing}");
    assert!(refused(&["check", "no-such-file.tbxml", "--lang", "fr"]).contains("no-such-file.tbxml"));
    refused(&["check", "src"]);
    let (_folder, path) = scratch("broken.coexist");
    fs::write(&path, "(\n  format: \"coexist-plan\",\n  version: 1,\n  today 3\n)").unwrap();
    let broken = refused(&["check", path.to_str().unwrap()]);
    assert!(broken.starts_with("Could not read the file: line 4, column 9: “:” is missing\n"), "{broken}");
    fs::write(&path, &fs::read_to_string(CLEAN).unwrap()[..2_000]).unwrap();
    let broken = refused(&["check", path.to_str().unwrap()]);
    assert!(broken.contains("line ") && broken.contains("broken.coexist"), "{broken}");
    fs::write(&path, [0xff, 0xfe, 0x00]).unwrap();
    refused(&["inventory", path.to_str().unwrap()]);
    fs::write(&path, "<?xml version='1.0'?><a/>").unwrap();
    refused(&["check", path.to_str().unwrap()]);
    fs::write(&path, "").unwrap();
    assert!(refused(&["check", path.to_str().unwrap()]).starts_with("Could not read the file: the file is empty\n"));
}

#[test]
fn wrong_arguments_are_told_in_the_language() {
    let english = refused(&["check", CLEAN, "--fail-on", "sometimes"]);
    assert!(english.contains("“sometimes” is no value of --fail-on") && english.contains("--help"), "{english}");
    let french = refused(&["check", CLEAN, "--fail-on", "sometimes", "--lang", "fr"]);
    assert!(french.contains("«\u{202f}sometimes\u{202f}» n’est pas une valeur de --fail-on"), "{french}");
    refused(&["import", TOPOLOGY]);
    refused(&["--lang", "de", "rules"]);
    refused(&["--example", "litware"]);
}

#[test]
fn help_and_version_need_no_file() {
    for command in ["check", "inventory", "import", "export", "explain", "rules", "diff", "status"] {
        assert!(said(&[command, "--help"]).contains(&format!("coexist {command}")), "{command}");
    }
    assert!(said(&["--help"]).contains("coexist [FILE | --example NAME]"));
    assert!(said(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
}

/// Without a display (or without the window in this build) the reason is told, and nothing hangs.
#[cfg(target_os = "linux")]
#[test]
fn the_window_says_why_it_cannot_open() {
    for arguments in [&[][..], &["--example", "contoso"], &[CLEAN, "--lang", "fr"]] {
        let why = refused(arguments);
        assert!(why.trim().chars().count() > 20, "{why}");
    }
}

#[test]
fn a_migration_is_proposed_and_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    // The examples have phases already; their topology alone is what a proposal begins with.
    let mut plan = coexist::format::read(&fs::read_to_string(CLEAN).unwrap()).unwrap();
    plan.phases.clear();
    fs::write(path("today.coexist"), coexist::format::write(&plan)).unwrap();
    let (today, out) = (path("today.coexist"), path("plan.coexist"));
    let text = said(&["propose", &today, "-o", &out]);
    assert_eq!(text, format!("{out} · 8 phases · no error · no warning\n"));
    assert_eq!(coexist(&["check", &out]).status, 0);
    assert!(refused(&["propose", &today, "-o", &out]).contains(&out), "a plan is not written over");
    let first = fs::read(&out).unwrap();
    said(&["propose", &today, "-o", &out, "--force"]);
    assert_eq!(fs::read(&out).unwrap(), first);
    assert!(said(&["propose", &today, "-o", &path("fr.coexist"), "--lang", "fr"]).contains("8 phases · aucune erreur"));
    assert!(refused(&["propose", CLEAN, "-o", &path("x.coexist")]).contains("has phases already"));
    let options = ["--names", "{kind}-neu", "--no-office-web-apps", "--test-users", "0", "--pilot-percent", "0"];
    said(&[&["propose", &today, "-o", &path("ours.coexist")][..], &options].concat());
    let ours = fs::read_to_string(path("ours.coexist")).unwrap();
    assert!(ours.contains("fe-neu.") && !ours.contains("\"office-web-apps\""), "what was chosen is followed");
    let nobody = refused(&["propose", &today, "-o", &path("x.coexist"), "--pilot", "nobody"]);
    assert!(nobody.contains("“nobody”"), "{nobody}");
    let mixed = refused(&["propose", TOPOLOGY, "-o", &path("x.coexist")]);
    assert!(mixed.contains("PATH-002: ") && mixed.contains("ocs.woodgrove.example"), "{mixed}");
    assert!(!Path::new(&path("x.coexist")).exists(), "nothing is written");

    said(&["runbook", &out, "-o", &path("book.md")]);
    assert!(fs::read_to_string(path("book.md")).unwrap().contains("Move-CsUser"));
    said(&["runbook", &out, "-o", &path("book.html"), "--lang", "fr"]);
    assert!(fs::read_to_string(path("book.html")).unwrap().starts_with("<!DOCTYPE html>\n<html lang=\"fr\">"));
    let scripts = said(&["runbook", &out, "-o", &path("book.ps1")]);
    assert_eq!(scripts.lines().count(), 8);
    assert!(fs::read_to_string(path("book-8.ps1")).unwrap().starts_with("\u{feff}#Requires"));
    assert!(refused(&["runbook", &out, "-o", &path("book.doc")]).contains(".md, .html or .ps1"));
    assert!(refused(&["runbook", &out, "-o", &out]).contains(&out));
}

#[test]
fn a_way_back_is_told_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let plan = coexist::format::read(&fs::read_to_string(CLEAN).unwrap()).unwrap();
    let replay = plan.replay();
    let back = coexist::propose::Back::new(&plan, &replay);
    let last = plan.phases.len();
    let from = (1..=last).rev().find(|stage| back.earliest(*stage) < *stage).unwrap();
    let number = from.to_string();
    let text = said(&["rollback", CLEAN, "--from", &number]);
    assert!(text.starts_with("The way back from "), "{text}");
    for part in ["Not restored by going back to", "Found on the way back", "The way back, step by step"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    said(&["rollback", CLEAN, "--from", &number, "-o", &path("back.md"), "--lang", "fr"]);
    assert!(fs::read_to_string(path("back.md")).unwrap().starts_with("# Le retour arrière de "));
    said(&["rollback", CLEAN, "--from", &number, "--to", "0", "-o", &path("kept.coexist")]);
    let kept = coexist::format::read(&fs::read_to_string(path("kept.coexist")).unwrap()).unwrap();
    assert_eq!(kept.phases.len(), last + 1);
    assert!(refused(&["rollback", CLEAN, "--from", &number, "-o", &path("x.pdf")]).contains(".md, .txt or .coexist"));
    assert!(refused(&["rollback", CLEAN, "--from", "0"]).contains("earlier phase"));
    assert!(refused(&["rollback", CLEAN, "--from", "99"]).contains("99"));
    if back.earliest(last) == last {
        assert!(refused(&["rollback", CLEAN]).contains("There is no way back"));
    }
}
