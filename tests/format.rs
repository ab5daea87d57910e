//! The plan file: what is written is read back, byte for byte; what is not ours is refused in words.

use coexist::edit::{Amount, Command};
use coexist::format::{FormatError, read, write};
use coexist::model::*;
use coexist::plan::testing::{large_plan, random_plan};
use coexist::plan::{Freeze, Logo, Plan, PlanEdit, SheetPos, Step};
use coexist::text::Lang;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Every object, every fact, every command. Never written by a test: it proves that old files still load.
const FULL: &str = include_str!("fixtures/full-v1.coexist");

fn refused(text: &str) -> FormatError {
    let error = read(text).expect_err("the text should be refused");
    for lang in Lang::all() {
        let said = lang.say(&error.message());
        assert!(!said.contains("No localization"), "{said}");
    }
    error
}

/// The English words and the place of a refusal.
fn words(text: &str) -> (String, u32, u32) {
    let error = refused(text);
    (Lang::EN.say(&error.reason), error.line, error.column)
}

/// The fixture with the first occurrence of `old` changed, and the place of that occurrence.
fn spoilt(old: &str, new: &str) -> (String, u32, u32) {
    let at = FULL.find(old).expect("the fixture has the text to spoil");
    let line = FULL[..at].matches('\n').count() as u32 + 1;
    let column = (at - FULL[..at].rfind('\n').map_or(0, |end| end + 1)) as u32 + 1;
    (FULL.replacen(old, new, 1), line, column)
}

#[test]
fn the_full_file_of_version_1_loads_and_is_saved_as_it_was() {
    let plan = read(FULL).unwrap();
    assert_eq!(write(&plan), FULL);
    assert_eq!(plan.today.broken(), Vec::<String>::new());
    assert_eq!(plan.replay().skipped, vec![]);
}

#[test]
fn the_full_file_has_every_fact_and_every_command() {
    let plan = read(FULL).unwrap();
    let known: BTreeSet<_> = (plan.today.subjects())
        .flat_map(|subject| plan.today.facts(&subject).into_iter().map(move |row| (subject.kind(), row)))
        .filter(|(_, row)| row.value.is_some())
        .map(|(kind, row)| (kind, row.name))
        .collect();
    for subject in plan.today.subjects() {
        for row in plan.today.facts(&subject) {
            assert!(
                known.contains(&(subject.kind(), row.name)),
                "{:?} {} is not in the file",
                subject.kind(),
                row.name
            );
        }
    }
    let kinds: BTreeSet<_> = plan.today.subjects().map(|subject| subject.kind()).collect();
    assert_eq!(kinds.len(), 10, "an object of every kind is there today");
    let commands: BTreeSet<String> = (plan.phases.iter().flat_map(|phase| &phase.steps))
        .flat_map(|step| step.commands())
        .map(|command| {
            let debug = format!("{command:?}");
            debug.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
                + match command {
                    Command::Add(element) => element.subject().kind().key(),
                    Command::MoveUsers { amount: Amount::All, .. } => " all",
                    Command::Set { to: None, .. } => " unknown",
                    _ => "",
                }
        })
        .collect();
    assert_eq!(commands.len(), 9 + 1 + 2 + 2 + 1 + 1 + 1 + 2, "{commands:?}");
    assert!(plan.phases.iter().flat_map(|phase| &phase.steps).any(|step| matches!(&**step, Step::Activity { .. })));
    assert!(!plan.places.is_empty() && !plan.accepted.is_empty() && !plan.spent.is_empty());
    assert!(plan.levels.values().any(|choice| choice.level.is_none() && choice.reason.is_some()));
    assert!(plan.ticked.values().any(|tick| tick.by.is_some() && tick.on.is_some() && tick.note.is_some()));
}

#[test]
fn when_and_by_whom_is_written_so_that_it_reads_well() {
    let mut plan = read(FULL).unwrap();
    let mut phase = plan.phases[1].head();
    (phase.days, phase.owner) = (Some(12), Some("Operations".into()));
    phase.after = vec![plan.phases[0].id.clone()];
    let step = plan.phases[0].steps[0].with(|how| {
        (how.owner, how.minutes) = (Some("A. Admin".into()), Some(90));
        how.script = Some("Enable-CsTopology\n  Get-CsPool \"x\"".into());
    });
    let day = |text: &str| text.parse().unwrap();
    let freeze = Freeze { name: "Year end".into(), first: day("2026-12-18"), last: day("2027-01-04") };
    let edits = [PlanEdit::EditPhase(phase), PlanEdit::EditStep(step), PlanEdit::Freezes(vec![freeze])];
    plan = PlanEdit::all_applied_to(&edits, &plan).unwrap();
    let text = write(&plan);
    assert_eq!(read(&text).unwrap(), plan);
    for part in [
        "      days: 12,\n      after: [\n        \"phase-pilot\",\n      ],\n      owner: \"Operations\",\n",
        "          owner: \"A. Admin\",\n          minutes: 90,\n          script: [\n            \"Enable-CsTopology\",\n            \
         \"  Get-CsPool \\\"x\\\"\",\n          ],\n",
        "  freezes: [\n    (\n      name: \"Year end\",\n      first: \"2026-12-18\",\n      last: \"2027-01-04\",\n    ),\n  ],\n",
    ] {
        assert!(text.contains(part), "{part}\nin\n{text}");
    }
    let gone = text.replacen("        \"phase-pilot\",", "        \"phase-gone\",", 1);
    assert!(words(&gone).0.contains("which is not there"), "{:?}", words(&gone));
    let (said, line, _) = words(&text.replacen("2026-12-18", "2026-12-33", 1));
    assert!(said.contains("2026-12-33"), "{said}");
    assert_eq!(text.lines().nth(line as usize - 1).map(str::trim), Some("first: \"2026-12-18\","));
}

#[test]
fn what_another_version_of_the_rules_knows_is_kept() {
    let plan = read(FULL).unwrap();
    assert_eq!(plan.accepted[1].code.as_str(), "FUTURE-042");
    assert!(plan.levels.contains_key(&Code::new("FUTURE-042")));
    assert!(plan.ticked.keys().any(|(code, _)| code.as_str() == "FUTURE-043"));
    assert_eq!(plan.phases[1].target.as_ref().unwrap().as_str(), "sfb-2030");
}

#[test]
fn a_mark_at_the_start_and_windows_line_ends_are_read() {
    let windows = format!("\u{feff}{}", FULL.replace('\n', "\r\n"));
    assert_eq!(read(&windows).unwrap(), read(FULL).unwrap());
}

#[test]
fn moving_one_pool_changes_one_line() {
    let plan = large_plan(30, 3);
    let moved = PlanEdit::Place(vec![(PoolId::new("pool-old-0007").into(), Some(SheetPos { x: 41, y: -7 }))]);
    let (before, after) = (write(&plan), write(&moved.applied_to(&plan).unwrap()));
    let lines: Vec<_> = before.lines().zip(after.lines()).filter(|(a, b)| a != b).collect();
    assert_eq!(lines, [("    (Pool(\"pool-old-0007\"), 2240, 0),", "    (Pool(\"pool-old-0007\"), 41, -7),")]);
    assert_eq!(before.lines().count(), after.lines().count());
}

#[test]
fn an_empty_plan_is_a_short_file() {
    let plan = Plan::new(PackId::new("lync-2013"));
    let text = write(&plan);
    assert_eq!(text.lines().count(), 10, "{text}");
    assert_eq!(read(&text).unwrap(), plan);
}

/// What the title block says comes back; the logo in lines that a comparison can show, or with the place of what is wrong.
#[test]
fn the_title_block_is_kept_with_its_logo() {
    let mut plan = Plan::new(PackId::new("lync-2013"));
    let svg =
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='8' height='4'><desc>{}</desc></svg>", "x".repeat(900));
    plan.about.version = Some("0.9".into());
    plan.about.date = Some("2026-11-30".into());
    plan.about.logo = Some(Logo::new(svg.as_bytes()).unwrap());
    let text = write(&plan);
    assert_eq!(read(&text).unwrap(), plan);
    assert_eq!(write(&read(&text).unwrap()), text);
    assert!(text.lines().all(|line| line.len() < 120), "{text}");
    let place = |text: &str| text[..text.find("logo:").unwrap()].matches('\n').count() as u32 + 1;
    let other = text.replace("image/svg+xml", "image/png");
    let (said, line, _) = words(&other);
    assert!(said.contains("image/png") && said.contains("image/svg+xml"), "{said}");
    assert_eq!(line, place(&other));
    let broken = text.replacen("PHN2", "!!!!", 1);
    assert_ne!(broken, text);
    let (said, line, _) = words(&broken);
    assert!(said.contains("PNG, JPEG or SVG"), "{said}");
    assert_eq!(line, place(&broken));
}

#[test]
fn a_newer_file_is_refused_in_words_whatever_is_in_it() {
    let newer = "(\n  format: \"coexist-plan\",\n  version: 2,\n  ?? what nobody knows yet";
    let (said, line, column) = words(newer);
    assert!(said.contains("version 2") && said.contains("newer Coexist"), "{said}");
    assert_eq!((line, column), (3, 3));
}

#[test]
fn what_is_no_plan_is_refused() {
    for text in ["<Topology/>", "(a: 1)", "[]", "{\"format\":1}", "(format: \"another\", version: 1)", "(version: 1)"] {
        refused(text);
    }
    assert!(words("(format: \"another\", version: 1)").0.starts_with("this is neither a Coexist plan nor a topology"));
    assert_eq!(words("").0, "the file is empty");
    assert!(words("<Topology/>").0.starts_with("this is neither a Coexist plan"));
    assert_eq!(words("(\n  format: \"coexist-plan\"\n  version").0, "a comma is missing");
    assert_eq!(words("(format: \"coexist-plan\", version: 1").0, "the file ends too early");
}

#[test]
fn each_mistake_is_said_with_its_place() {
    let cases = [
        ("forest: \"", "forrest: \"", "there is no field “forrest” here"),
        ("kind: \"front-end\"", "kind: \"frontend\"", "“kind” of “pool-fe” cannot be “frontend”"),
        ("version: \"lync-2010\"", "version: \"lync-3010\"", "“version” of “pool-fe” cannot be “lync-3010”"),
        ("access_numbers: 3", "access_numbers: \"3\"", "a whole number is expected"),
        ("access_numbers: 3", "access_numbers: -3", "the number is too large or too small"),
        ("nat: true", "nat: maybe", "true or false is expected"),
        ("fact: \"update-level\"", "fact: \"up-level\"", "“pool-fe” has no fact “up-level”"),
        ("start: \"2026-01-05\"", "start: \"2026-02-30\"", "“start” of “phase-pilot” is no date: “2026-02-30”"),
        (
            "surveyed_on: \"2025-11-30\"",
            "surveyed_on: \"30/11/2025\"",
            "“surveyed-on” of “user-group-all” is no date: “30/11/2025”",
        ),
        ("id: \"pool-fe\"", "id: \"pool-edge\"", "the id “pool-edge” is there twice"),
        ("site: \"site-paris\"", "site: \"site-rome\"", "names “site-rome”, which is not there"),
        ("level: \"advice\"", "level: \"mild\"", "“level” of “CAP-004” cannot be “mild”"),
        ("code: \"FUTURE-042\",\n      level", "code: \"CAP-004\",\n      level", "“CAP-004” has two levels"),
        (
            "code: \"FUTURE-043\",\n      subject: Pool(\"pool-fe\")",
            "code: \"COEX-003\",\n      subject: Deployment",
            "is ticked twice",
        ),
        ("on: \"2026-01-07\"", "on: \"soon\"", "“on” of “FUTURE-043” is no date: “soon”"),
        ("MoveCms(", "MoveCsm(", "“MoveCsm” is not known here"),
    ];
    for (old, new, words_wanted) in cases {
        let (text, line, _) = spoilt(old, new);
        let (said, said_line, said_column) = words(&text);
        assert!(said.contains(words_wanted), "{old} → {new}: {said}");
        assert!(
            said_line.abs_diff(line) <= 4,
            "{old} → {new}: {said} at {said_line}:{said_column}, expected line {line}"
        );
        assert!(said_column >= 1);
    }
}

#[test]
fn references_that_go_nowhere_are_refused() {
    for (old, new) in [
        ("pool: \"pool-fe\"", "pool: \"pool-gone\""),
        ("cms: \"pool-fe\"", "cms: \"pool-gone\""),
        ("to: SqlInstance(\"sql-instance-old\")", "to: SqlInstance(\"sql-instance-gone\")"),
        ("(\"pool-fe\", 120)", "(\"pool-gone\", 120)"),
    ] {
        let (text, ..) = spoilt(old, new);
        assert!(words(&text).0.contains("which is not there"), "{old}: {:?}", words(&text));
    }
}

#[test]
fn deep_nesting_is_refused_at_once() {
    for sign in ["(", "[", "/*", "Some(", "{", "#![enable("] {
        let deep = sign.repeat(200_000);
        refused(&deep);
        refused(&format!("(format: \"coexist-plan\", version: 1, title: {deep}"));
        refused(&format!("(format: \"coexist-plan\", version: 1, today: {deep}"));
        refused(&format!("({deep}: 1, format: \"coexist-plan\""));
        refused(&format!("(other: {deep}, format: \"coexist-plan\""));
        refused(&FULL.replacen("to: \"5.0.8308.1182\"", &format!("to: {deep}"), 1));
    }
}

#[test]
fn every_cut_is_refused_and_never_panics() {
    for end in (0..FULL.len() - 3).filter(|end| FULL.is_char_boundary(*end)) {
        assert!(read(&FULL[..end]).is_err(), "cut at {end}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_is_read_back(seed: u64) {
        let plan = random_plan(seed);
        let text = write(&plan);
        let again = read(&text).map_err(|error| TestCaseError::fail(format!("{error:?}\n{text}")))?;
        prop_assert_eq!(&again, &plan);
        prop_assert_eq!(write(&again), text);
    }

    #[test]
    fn a_flipped_bit_never_panics(at in 0..FULL.len(), bit in 0..8u32) {
        let mut bytes = FULL.as_bytes().to_vec();
        bytes[at] ^= 1 << bit;
        if let Ok(text) = String::from_utf8(bytes) && let Ok(plan) = read(&text) {
            // Still a plan, as when a letter of a name changed: then it is a sound one.
            prop_assert_eq!(plan.today.broken(), Vec::<String>::new());
            plan.replay();
            prop_assert_eq!(read(&write(&plan)), Ok(plan));
        }
    }

    #[test]
    fn any_text_never_panics(text in "\\PC{0,200}") {
        let _ = read(&text);
        let _ = read(&format!("(format: \"coexist-plan\", version: 1, {text}"));
    }
}
