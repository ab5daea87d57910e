//! Runbooks: the names of the plan in the commands, nothing that runs by itself, and what is open told.

use coexist::edit::Command;
use coexist::export::Handout;
use coexist::export::runbook::{Judgement, Runbook, Task, html, markdown, script};
use coexist::format;
use coexist::model::*;
use coexist::plan::{LevelChoice, Phase, Plan, PlanEdit, Step};
use coexist::propose::{Back, Choices, Way, propose};
use coexist::rules;
use coexist::text::Lang;
use std::collections::BTreeSet;
use std::sync::Arc;

fn example(name: &str) -> Plan {
    let path = format!("{}/assets/examples/{name}.coexist", env!("CARGO_MANIFEST_DIR"));
    format::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The examples as they are, and what is proposed for them.
fn plans() -> Vec<Plan> {
    let mut all: Vec<Plan> = ["contoso", "fabrikam", "tailspin"].map(example).to_vec();
    for at in 0..all.len() {
        let mut today = all[at].clone();
        today.phases.clear();
        today.accepted.clear();
        today.levels.clear();
        today.ticked.clear();
        all.push(propose(&today, &Choices::default()).unwrap().plan);
    }
    all
}

fn with_book<T>(plan: &Plan, lang: Lang, look: impl FnOnce(&Runbook, &Handout<'_>) -> T) -> T {
    let replay = plan.replay();
    let report = rules::check(plan, &replay, None);
    let stages: Vec<usize> = (0..=plan.phases.len()).collect();
    let handout = Handout { plan, replay: &replay, report: &report, lang, stages: &stages };
    look(&Runbook::new(&handout), &handout)
}

fn tasks(book: &Runbook) -> impl Iterator<Item = &Task> {
    book.phases.iter().flat_map(|phase| &phase.tasks)
}

fn commands(book: &Runbook) -> Vec<String> {
    let lines = tasks(book).filter_map(|task| task.guide.as_ref()).flat_map(|guide| &guide.commands);
    lines.map(|line| line.text.clone()).collect()
}

#[test]
fn a_plan_by_hand_has_its_names_in_the_commands() {
    with_book(&example("contoso"), Lang::EN, |book, _| {
        let commands = commands(book);
        for command in [
            "Get-CsUser -Filter {RegistrarPool -eq 'dub10.contoso.com'} | Move-CsUser -Target 'dub13.contoso.com' \
             -MoveConferenceData",
            "Install-CsDatabase -CentralManagementDatabase -SQLServerFQDN 'sql13.contoso.com' -SQLInstanceName 'LYNC'",
            "Move-CsRgsConfiguration -Source 'pool10.contoso.com' -Destination 'pool13.contoso.com'",
            "Uninstall-CsDataBase -DatabaseType User -SqlServerFqdn 'sql10.contoso.com' -SqlInstanceName 'LYNC'",
        ] {
            assert!(commands.iter().any(|other| other == command), "{command} in {commands:#?}");
        }
    });
}

#[test]
fn every_step_is_told_once_and_ids_are_its_own() {
    for plan in plans() {
        with_book(&plan, Lang::EN, |book, _| {
            let told: usize = tasks(book).map(|task| task.steps.len()).sum();
            assert_eq!(told, plan.phases.iter().map(|phase| phase.steps.len()).sum::<usize>());
            let ids: BTreeSet<&StepId> = tasks(book).map(|task| &task.id).collect();
            assert_eq!(ids.len(), tasks(book).count());
            assert!(ids.iter().all(|id| plan.step(id).is_some()));
        });
    }
}

#[test]
fn most_steps_of_any_plan_have_what_the_procedure_says() {
    for plan in plans() {
        with_book(&plan, Lang::EN, |book, _| {
            let bare = tasks(book).filter(|task| task.guide.is_none()).count();
            assert!(bare * 4 <= tasks(book).count(), "{}: {bare} of {}", book.title, tasks(book).count());
        });
    }
}

#[test]
fn what_is_open_is_marked_and_listed() {
    for plan in plans() {
        with_book(&plan, Lang::EN, |book, handout| {
            let lines = tasks(book).filter_map(|task| task.guide.as_ref());
            let lines = lines.flat_map(|guide| guide.commands.iter().chain(&guide.checks).chain(&guide.back));
            let mut marked = BTreeSet::new();
            for line in lines {
                let names: BTreeSet<&str> =
                    line.text.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0)).collect();
                assert_eq!(names, line.open.iter().map(|of| of.key()).collect(), "{}", line.text);
                marked.extend(names.into_iter().map(str::to_owned));
            }
            let listed: BTreeSet<String> = book.open().iter().map(|(of, _)| of.key().to_owned()).collect();
            assert_eq!(marked, listed);
            assert!(marked.iter().all(|name| markdown(book, handout).contains(&format!("- `<{name}>`"))));
        });
    }
}

#[test]
fn scripts_run_nothing() {
    let mut plan = example("contoso");
    // Names that want to break out.
    let id = PoolId::new("pool-dub10");
    let pool = Pool { fqdn: Some(Arc::from("x\r\nRemove-Item y\u{2028}z")), ..(*plan.today.pools[&id]).clone() };
    plan.today.put(pool.into());
    for lang in Lang::all() {
        with_book(&plan, lang, |book, handout| {
            for phase in &book.phases {
                let text = script(phase, handout);
                assert!(text.starts_with("\u{feff}#Requires"));
                let frame =
                    ["$ErrorActionPreference", "Start-Transcript", "Stop-Transcript", "try {", "finally {", "}", ""];
                for line in text.trim_start_matches('\u{feff}').split(['\r', '\n', '\u{2028}']) {
                    let line = line.trim_start();
                    let is_frame = frame
                        .iter()
                        .any(|word| line == *word || !word.is_empty() && line.starts_with(&format!("{word} ")));
                    assert!(line.starts_with('#') || is_frame, "{line:?}");
                }
            }
        });
    }
}

#[test]
fn a_signed_script_among_own_commands_does_not_end_the_script() {
    let mut plan = example("contoso");
    let step = plan.phases[0].steps[0].with(|how| {
        let own = "Get-CsPool\n# SIG # Begin signature block\n# MIIx\n# SIG # End signature block";
        how.script = Some(Arc::from(own));
    });
    plan = PlanEdit::EditStep(step).applied_to(&plan).unwrap();
    with_book(&plan, Lang::EN, |book, handout| {
        let text = script(&book.phases[0], handout);
        assert!(text.contains("# SIG # Begin signature block"), "it is told as it is");
        for line in text.lines() {
            let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
            let looks_signed = bare.to_lowercase().contains("signature") && bare.chars().count() <= 35;
            assert!(!looks_signed, "PowerShell would look no further than {line:?}");
        }
    });
}

#[test]
fn pages_escape_what_people_wrote() {
    let mut plan = example("contoso");
    plan.about.title = Some(Arc::from("<script>alert(1)</script> & *stars* [x](y)"));
    with_book(&plan, Lang::FR, |book, handout| {
        let page = html(book, handout);
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; *stars*") && !page.contains("<script"));
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"fr\">"));
        let text = markdown(book, handout);
        assert!(text.starts_with("# \\<script\\>alert(1)\\</script\\> & \\*stars\\* \\[x\\](y)\n"), "{text:.80}");
    });
}

#[test]
fn the_way_back_says_where_it_comes_from() {
    with_book(&example("contoso"), Lang::EN, |book, handout| {
        let text = markdown(book, handout);
        assert!(text.contains("*Way back, as documented:*") && text.contains("*Way back, our advice:*"));
        assert!(text.contains("*Way back, not documented:*"));
        assert!(text.contains("**From here on there is no way back.**"));
        assert!(text.contains("is a point of no return."));
        assert!(text.contains("*Not restored by going back:*"));
        let page = html(book, handout);
        assert!(page.contains("roll-back-migrated-users") && page.contains("<p class=\"stop\">"));
    });
}

#[test]
fn who_when_how_long_and_own_commands_are_told() {
    let mut plan = example("contoso");
    let first = plan.phases[0].clone();
    let mut phase = first.head();
    (phase.start, phase.end, phase.days) = ("2014-03-03".parse().ok(), None, Some(3));
    phase.owner = Some(Arc::from("Operations *team*"));
    let mut edits = vec![PlanEdit::EditPhase(phase)];
    edits.push(PlanEdit::EditStep(first.steps[0].with(|how| {
        (how.owner, how.minutes) = (Some(Arc::from("A. Admin")), Some(90));
        how.script = Some(Arc::from("Get-CsPool\nRemove-Item ``` <x>"));
    })));
    plan = PlanEdit::all_applied_to(&edits, &plan).unwrap();
    with_book(&plan, Lang::EN, |book, handout| {
        let phase = &book.phases[0];
        assert_eq!(phase.planned, ["Planned: 2014-03-03 – 2014-03-05", "Owner: Operations *team*", "Length: 3 days"]);
        let task = &phase.tasks[0];
        let planned = task.planned.as_deref().unwrap();
        assert!(planned.starts_with("Planned: 2014-03-03 – 2014-03-05 · Owner: A. Admin · Length: "), "{planned}");
        assert_eq!(planned.ends_with("1 h 30 min"), task.steps.len() == 1, "unknown when one of several is unknown");
        assert_eq!(phase.tasks[1].planned, None);
        let (text, page) = (markdown(book, handout), html(book, handout));
        assert!(text.contains("Owner: Operations \\*team\\*") && page.contains("Owner: Operations *team*"));
        assert!(text.contains("*Own commands:*\n\n````powershell\nGet-CsPool\nRemove-Item ``` <x>\n````\n"));
        assert!(page.contains("<pre><code>Get-CsPool\nRemove-Item ``` &lt;x&gt;</code></pre>"));
        let script = script(phase, handout);
        assert!(script.contains("#     Get-CsPool\r\n#     Remove-Item ``` <x>\r\n"));
        assert!(script.contains("# Length: 3 days\r\n"));
    });
    let none = Phase { start: None, end: None, days: None, owner: None, ..plan.phases[0].head() };
    let plan = PlanEdit::EditPhase(none).applied_to(&plan).unwrap();
    with_book(&plan, Lang::EN, |book, _| {
        assert_eq!(book.phases[0].planned, ["Planned: not known", "Owner: not known", "Length: not known"]);
    });
}

#[test]
fn each_step_that_is_undone_says_how_and_the_phase_how_far() {
    for plan in plans() {
        let (replay, known) = (plan.replay(), plan.everything());
        let back = Back::new(&plan, &replay);
        with_book(&plan, Lang::FR, |book, handout| {
            for task in tasks(book) {
                let (stage, step) = plan.step(&task.id).unwrap();
                let is_skipped = replay.skipped.iter().any(|skipped| skipped.step == task.id);
                let ways = Way::of_step(step, &known);
                assert!(is_skipped || ways.is_empty() || !task.back.is_empty(), "{} {}", stage, task.title);
                for way in ways.iter().filter(|_| !is_skipped) {
                    let word = Lang::FR.word(Way::PREFIX, way.key());
                    assert!(task.back.iter().any(|said| said.text.contains(&word) && said.rests == way.rests()));
                }
            }
            for phase in &book.phases {
                let reach = back.reach(&plan, phase.number, Lang::FR);
                assert_eq!(phase.reach, Lang::FR.say(&reach));
                let script = script(phase, handout);
                assert!(script.contains(&phase.reach), "{script}");
            }
        });
    }
}

#[test]
fn what_comes_before_is_ticked_by_rules() {
    let judged = |plan: &Plan, code: &str| {
        with_book(plan, Lang::EN, |book, _| {
            let rules = tasks(book).filter_map(|task| task.guide.as_ref()).flat_map(|guide| &guide.prerequisites);
            rules.filter(|rule| rule.code.as_str() == code).map(|rule| rule.judged.clone()).collect::<Vec<_>>()
        })
    };
    let mut plan = example("contoso");
    let done = judged(&plan, "CAP-008");
    assert!(!done.is_empty() && done.iter().all(|judged| *judged == Judgement::Done), "{done:?}");
    // The pilot pool is left with one server: a cross, with what is found.
    let pool = PoolId::new("pool-pool13");
    let mut left = 0;
    for phase in plan.phases.iter_mut() {
        let steps = phase.steps.iter().map(|step| match &**step {
            Step::Change { id, commands, .. } => {
                let keeps = |command: &&Command| match command {
                    Command::Add(Element::Server(server)) if server.pool == pool => {
                        left += 1;
                        left < 2
                    }
                    _ => true,
                };
                Arc::new(Step::change(id.clone(), commands.iter().filter(keeps).cloned().collect()))
            }
            Step::Activity { .. } => step.clone(),
        });
        *phase = Arc::new(phase.with_steps(steps.collect()));
    }
    assert!(left >= 3, "the example has three servers: {left}");
    assert!(
        judged(&plan, "CAP-008").iter().any(|judged| matches!(judged, Judgement::Broken(found) if !found.is_empty()))
    );
    // A rule that is off decides nothing.
    let mut plan = example("contoso");
    plan.levels.insert(Code::new("CAP-008"), LevelChoice { level: None, reason: None });
    assert!(judged(&plan, "CAP-008").iter().all(|judged| *judged == Judgement::NotChecked(Vec::new())));
    // What is not known is not ticked.
    let mut plan = example("contoso");
    let deployment = Arc::make_mut(&mut plan.today.deployment);
    deployment.set_fact("forest-functional-level", None);
    let open = judged(&plan, "AD-001");
    assert!(
        open.iter().any(|judged| matches!(judged, Judgement::NotChecked(missing) if !missing.is_empty())),
        "{open:?}"
    );
}
