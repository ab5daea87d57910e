//! `diff` and `status`: what differs, and how far a deployment is.

use super::{CLEAN, FAULTY, TOPOLOGY, coexist, json, refused, said};
use serde_json::json;
use std::fs;
use std::path::Path;

const PUBLISHED: &str = "tests/fixtures/woodgrove.xml";

/// A plan file that a topology gives, in a folder.
fn imported(folder: &Path) -> String {
    let path = folder.join("plan.coexist").display().to_string();
    said(&["import", PUBLISHED, "-o", &path]);
    path
}

#[test]
fn two_phases_of_a_plan_are_compared() {
    let answer = coexist(&["diff", CLEAN]);
    assert_eq!((answer.status, answer.err.as_str()), (1, ""));
    assert!(answer.out.starts_with(&format!("{CLEAN} · Today → {CLEAN} · 8 ")), "{}", answer.out);
    for part in [" removed\n", " added\n", " changed\n", "    users on ", " → 0\n"] {
        assert!(answer.out.contains(part), "{part:?} is not in\n{}", answer.out);
    }
    let same = coexist(&["diff", CLEAN, "--from", "3", "--to", "3"]);
    assert_eq!((same.status, same.out.ends_with("\n\nNothing differs\n")), (0, true), "{}", same.out);
    let french = coexist(&["diff", CLEAN, "--lang", "fr"]);
    assert!(french.out.contains("    utilisateurs sur ") && french.out.contains("objets ajoutés\n"), "{}", french.out);
    assert!(refused(&["diff", CLEAN, "--to", "99"]).contains("99"));
    assert!(refused(&["diff", CLEAN, FAULTY, "--from", "1"]).contains("cannot stand together"));
}

#[test]
fn json_of_a_diff_has_values_for_programs() {
    let (status, answer) = json(&["diff", CLEAN, "--format", "json"]);
    assert_eq!((status, answer["format"].as_str()), (1, Some("coexist-diff/1")));
    assert_eq!(answer["before"], json!({"file": CLEAN, "phase": 0, "name": "Today"}));
    let all = answer["differences"].as_array().unwrap();
    let count = |mark: &str| all.iter().filter(|one| one["mark"] == mark).count();
    for mark in ["added", "removed", "changed"] {
        assert!(count(mark) > 0 && answer["summary"][mark] == count(mark), "{mark}");
    }
    let moved = |one: &serde_json::Value| {
        one["changes"].as_array().unwrap().iter().any(|change| change["fact"] == "users" && change["after"] == 0)
    };
    assert!(all.iter().any(|one| one["subject"]["kind"] == "user-group" && moved(one)));
}

#[test]
fn two_files_are_compared_by_what_is_in_the_field() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    // The two forms of one topology, read apart from each other, have the same objects.
    let forms = coexist(&["diff", PUBLISHED, TOPOLOGY]);
    assert_eq!(forms.status, 0, "{}", forms.out);
    let text = fs::read_to_string(PUBLISHED).unwrap();
    fs::write(path("later.xml"), text.replace("edge.woodgrove.example", "EDGE9.woodgrove.example")).unwrap();
    let answer = coexist(&["diff", PUBLISHED, &path("later.xml")]);
    assert_eq!(answer.status, 1, "{}", answer.err);
    assert!(answer.out.contains("EDGE9.woodgrove.example · Edge pool"), "{}", answer.out);
    fs::write(path("case.xml"), text.replace("edge.woodgrove.example", "EDGE.woodgrove.example")).unwrap();
    assert_eq!(coexist(&["diff", PUBLISHED, &path("case.xml")]).status, 0, "names are the same in any case");
}

#[test]
fn two_plans_are_compared_by_phases_and_steps() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.coexist").display().to_string();
    let mut plan = coexist::format::read(&fs::read_to_string(CLEAN).unwrap()).unwrap();
    let name = plan.phases.pop_back().unwrap().name.to_string();
    fs::write(&path, coexist::format::write(&plan)).unwrap();
    let answer = coexist(&["diff", CLEAN, &path]);
    assert_eq!(answer.status, 1, "{}", answer.err);
    assert!(answer.out.contains(&format!("Phase “{name}” is gone, with ")), "{}", answer.out);
    assert_eq!(coexist(&["diff", CLEAN, CLEAN]).status, 0);
    let (_, answer) = json(&["diff", CLEAN, &path, "--format", "json"]);
    assert_eq!((&answer["plan"][0]["change"], &answer["summary"]["added"]), (&json!("phase-removed"), &json!(0)));
    // Stages that are asked for are compared alone.
    let ends = coexist(&["diff", CLEAN, &path, "--stage-a", "7", "--stage-b", "7"]);
    assert_eq!(ends.status, 0, "{}", ends.out);
}

#[test]
fn the_stage_of_a_deployment_is_told_and_drift_ends_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let plan = imported(folder.path());
    let answer = coexist(&["status", &plan, PUBLISHED]);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""), "{}", answer.out);
    assert!(
        answer.out.contains("The deployment is at “Today”\n") && answer.out.contains("\nAs planned\n"),
        "{}",
        answer.out
    );
    let later = folder.path().join("later.xml").display().to_string();
    let text = fs::read_to_string(PUBLISHED).unwrap();
    fs::write(&later, text.replace("edge.woodgrove.example", "edge9.woodgrove.example")).unwrap();
    let answer = coexist(&["status", &plan, &later]);
    assert_eq!(answer.status, 1);
    for part in
        ["\nNot as planned: ", "  Missing · edge.woodgrove.example · Edge pool", "  Extra · edge9.woodgrove.example"]
    {
        assert!(answer.out.contains(part), "{part:?} is not in\n{}", answer.out);
    }
    let french = coexist(&["status", &plan, &later, "--lang", "fr"]);
    assert!(french.out.contains("Le déploiement en est à «\u{202f}Aujourd’hui\u{202f}»"), "{}", french.out);
    let (status, answer) = json(&["status", &plan, &later, "--format", "json"]);
    assert_eq!((status, &answer["format"], &answer["as_planned"]), (1, &json!("coexist-status/1"), &json!(false)));
    assert_eq!((&answer["position"]["is"], &answer["compared_with"]), (&json!("at"), &json!(0)));
    let missing = json!({"kind": "pool", "name": "edge.woodgrove.example"});
    let drift = answer["drift"].as_array().unwrap();
    assert!(drift.iter().any(|one| one["what"] == "missing" && one["subject"] == missing), "{answer}");
}

#[test]
fn status_needs_a_whole_topology() {
    let folder = tempfile::tempdir().unwrap();
    let plan = imported(folder.path());
    assert!(refused(&["status", &plan, CLEAN]).contains("is no topology"));
    assert!(refused(&["status", &plan, "tests/fixtures/edge-ocs2007r2.xml"]).contains("not a whole deployment"));
    assert!(refused(&["status", &plan, PUBLISHED, "--phase", "4"]).contains('4'));
}
