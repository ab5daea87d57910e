//! The report: HTML, Markdown and PDF say the same, all of it, in every language, whatever people call their things.

mod common;

use coexist::diagram::{Theme, layout};
use coexist::export::Handout;
use coexist::export::page::{Look, Paper};
use coexist::export::progress::Progress;
use coexist::export::report::{self, Block, Cell, Document};
use coexist::model::*;
use coexist::plan::{Acceptance, Plan, Replay};
use coexist::rules::{self, Report};
use coexist::text::{Lang, Message};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

fn example(name: &str) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/examples").join(name);
    coexist::format::read(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A plan with findings of every level, one of them accepted, and with facts that nobody knows.
fn plan() -> Plan {
    let mut plan = example("tailspin.coexist");
    let report = rules::check(&plan, &plan.replay(), None);
    let finding = report.findings.iter().find(|finding| finding.counts()).expect("a finding");
    plan.accepted.push_back(Arc::new(Acceptance {
        code: finding.code.clone(),
        subjects: finding.subjects(),
        reason: "Agreed with the board for one week".into(),
        by: "Zoë".into(),
        on: Some("2026-03-02".parse().unwrap()),
        until: None,
    }));
    plan
}

struct Checked {
    plan: Plan,
    replay: Replay,
    report: Report,
    stages: Vec<usize>,
}

impl Checked {
    fn of(mut plan: Plan) -> Self {
        let replay = plan.replay();
        plan.places.extend(layout(&plan, &replay));
        let report = rules::check(&plan, &replay, None);
        let stages = (0..plan.stages()).collect();
        Self { plan, replay, report, stages }
    }

    fn handout(&self, lang: Lang) -> Handout<'_> {
        let Self { plan, replay, report, stages } = self;
        Handout { plan, replay, report, lang, stages }
    }
}

fn look() -> Look {
    Look { theme: Theme::print(), paper: Some(Paper::A4), findings: true, transparent: false, only: None }
}

fn made_html(handout: &Handout<'_>) -> Vec<u8> {
    report::html(handout, &Progress::default()).expect("nobody cancels")
}

fn made_markdown(handout: &Handout<'_>) -> Vec<u8> {
    report::markdown(handout, &Progress::default()).expect("nobody cancels")
}

fn made_pdf(handout: &Handout<'_>, look: &Look) -> Option<Vec<u8>> {
    report::pdf(handout, look, &Progress::default()).expect("nobody cancels")
}

fn html(handout: &Handout<'_>) -> String {
    String::from_utf8(made_html(handout)).unwrap()
}

/// The file as a tree: it is well-formed but for the line that says that it is HTML.
fn parsed(html: &str) -> roxmltree::Document<'_> {
    let rest = html.strip_prefix("<!DOCTYPE html>\n").expect("HTML says so");
    roxmltree::Document::parse(rest).unwrap()
}

/// What a program of Poppler makes of a PDF; `None`, and a word, where it is not installed.
fn poppler(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    fs::write(&path, pdf).unwrap();
    let mut command = Command::new(program);
    command.args(arguments).arg(&path);
    if program == "pdftotext" {
        command.arg("-");
    }
    let Ok(output) = command.output() else {
        println!("not tried: {program} is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The words of an HTML file, without styles and scripts.
fn words(html: &str) -> String {
    let document = parsed(html);
    let texts = document.descendants().filter(|node| {
        node.is_text() && !node.ancestors().any(|around| ["style", "script"].contains(&around.tag_name().name()))
    });
    texts.filter_map(|node| node.text()).collect()
}

/// Markdown without what keeps signs from being Markdown.
fn unmarked(markdown: &str) -> String {
    let plain = markdown.replace("&lt;", "<").replace("&amp;", "&").replace("<br>", "");
    plain.chars().filter(|c| !matches!(c, '\\' | '*')).collect()
}

/// What a report has to say of a plan.
fn expected(checked: &Checked, lang: Lang) -> Vec<String> {
    let Checked { plan, report, .. } = checked;
    let mut all: Vec<String> = (0..plan.stages()).map(|stage| plan.stage_name(stage, lang)).collect();
    let mut codes: BTreeSet<Code> = BTreeSet::new();
    for finding in &report.findings {
        all.push(lang.say(&finding.message));
        all.extend(finding.accepted.iter().flat_map(|accepted| [accepted.reason.to_string(), accepted.by.to_string()]));
        codes.insert(finding.code.clone());
    }
    for not in report.not_checked.iter() {
        all.extend(not.missing.iter().map(|fact| lang.say(&Message::word("fact", fact))));
        codes.insert(not.code.clone());
    }
    codes.extend(report.checklist.iter().map(|entry| entry.code.clone()));
    for code in &codes {
        all.push(format!("{code} {}", rules::title(code, lang).unwrap()));
        all.extend(rules::sources(code, lang).into_iter().map(|source| source.title));
    }
    let steps = plan.phases.iter().flat_map(|phase| &phase.steps);
    all.extend(steps.filter_map(|step| step.note()).map(|note| note.to_string()));
    all
}

#[test]
fn every_form_says_everything_in_every_language() {
    let (rich, unknown) = (Checked::of(plan()), Checked::of(common::two_sites()));
    assert!(rich.report.findings.iter().any(|finding| finding.accepted.is_some()));
    assert!(unknown.report.not_checked.len() > 20 && !rich.report.checklist.is_empty());
    for (checked, lang) in Lang::all().flat_map(|lang| [(&rich, lang), (&unknown, lang)]) {
        let handout = checked.handout(lang);
        let pdf = made_pdf(&handout, &look()).expect("a PDF");
        let markdown = String::from_utf8(made_markdown(&handout)).unwrap();
        let mut forms = vec![("html", bare(&words(&html(&handout)))), ("md", bare(&unmarked(&markdown)))];
        forms.extend(poppler("pdftotext", &["-raw"], &pdf).map(|text| ("pdf", bare(&text))));
        for text in expected(checked, lang) {
            // Markdown's own signs are left out on both sides.
            let said = bare(&text).replace(['\\', '*'], "");
            for (form, all) in &forms {
                let all = all.replace(['\\', '*'], "");
                assert!(all.contains(&said), "{form} in {} does not say “{text}”", lang.tag());
            }
        }
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let checked = Checked::of(common::two_sites());
    let handout = checked.handout(Lang::FR);
    assert!(made_html(&handout) == made_html(&handout));
    assert!(made_markdown(&handout) == made_markdown(&handout));
    let pdf = made_pdf(&handout, &look()).expect("a PDF");
    assert!(pdf == made_pdf(&handout, &look()).expect("a PDF"));
    let has = |word: &str| pdf.windows(word.len()).any(|window| window == word.as_bytes());
    for word in ["/Outlines", "/StructTreeRoot", "/Lang", "/FontFile3", "pdfuaid:part"] {
        assert!(has(word), "no {word}");
    }
    for word in ["CreationDate", "ModDate", "CreateDate"] {
        assert!(!has(word), "{word} is in it");
    }
}

/// Who cannot see it hears what is what: headings in their order, heads of columns, names of drawings, links that lead
/// somewhere.
#[test]
fn the_html_is_well_formed_and_can_be_walked() {
    let checked = Checked::of(plan());
    for lang in Lang::all() {
        let html = html(&checked.handout(lang));
        let document = parsed(&html);
        assert_eq!(document.root_element().attribute("lang"), Some(lang.tag()));
        let named = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
        let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "an id stands twice");
        for link in named("a").chain(named("use")).filter_map(|node| node.attribute("href")) {
            match link.strip_prefix('#') {
                Some(id) => assert!(ids.contains(&id), "{link} leads nowhere"),
                None => assert!(link.starts_with("https://"), "{link}"),
            }
        }
        let levels: Vec<u32> =
            document.descendants().filter_map(|node| node.tag_name().name().strip_prefix('h')?.parse().ok()).collect();
        assert_eq!((levels[0], levels.iter().filter(|level| **level == 1).count()), (1, 1));
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        assert!(named("th").all(|head| head.attribute("scope") == Some("col")));
        for table in named("table") {
            let has = |name| table.children().filter(|node| node.tag_name().name() == name).count();
            assert_eq!((has("caption"), has("thead"), has("tbody")), (1, 1, 1));
        }
        assert_eq!(named("figure").count(), checked.plan.stages());
        for figure in named("figure") {
            let title =
                figure.descendants().find(|node| node.tag_name().name() == "title").and_then(|node| node.text());
            assert!(title.is_some_and(|title| !title.is_empty()));
            assert!(figure.children().any(|node| node.tag_name().name() == "figcaption"));
        }
        // Nothing comes from elsewhere.
        assert_eq!(document.descendants().filter(|node| node.has_attribute("src")).count(), 0);
        assert!(!html.contains("@import") && named("link").count() == 0);
    }
}

#[test]
fn what_people_write_is_text_in_every_script() {
    const HOSTILE: &str = "<script>alert(1)</script> & \"q\" </td> |a| שלום 東京 🎉";
    let mut plan = plan();
    plan.about.title = Some(HOSTILE.into());
    plan.about.client = Some(HOSTILE.into());
    let mut phase = (*plan.phases[0]).clone();
    phase.name = HOSTILE.into();
    phase.notes = Some(HOSTILE.into());
    plan.phases.set(0, Arc::new(phase));
    let checked = Checked::of(plan);
    let handout = checked.handout(Lang::EN);
    let html = html(&handout);
    let document = parsed(&html);
    assert_eq!(document.descendants().filter(|node| node.tag_name().name() == "script").count(), 1);
    let heading = document.descendants().find(|node| node.tag_name().name() == "h1");
    assert_eq!(heading.and_then(|node| node.text()), Some(HOSTILE));
    assert!(words(&html).matches(HOSTILE).count() > 5);
    let markdown = String::from_utf8(made_markdown(&handout)).unwrap();
    assert!(!markdown.contains("<script") && bare(&unmarked(&markdown)).contains(&bare(HOSTILE)));
    // A row has as many cells as its table has columns, whatever stands in them.
    for table in markdown.split("\n\n").filter(|part| part.starts_with('|')) {
        let cells = |row: &str| row.replace("\\|", "").matches('|').count();
        let first = table.lines().next().map(cells);
        assert!(table.lines().all(|row| Some(cells(row)) == first), "{table}");
    }
    let pdf = made_pdf(&handout, &look()).expect("a PDF, whatever fonts there are");
    let Some(text) = poppler("pdftotext", &["-raw"], &pdf) else { return };
    assert!(bare(&text).contains(&bare("<script>alert(1)</script> & \"q\" </td> |a|")), "{text}");
}

#[test]
fn the_pdf_has_tags_bookmarks_and_pages_of_one_size() {
    let checked = Checked::of(plan());
    let handout = checked.handout(Lang::FR);
    let pdf = made_pdf(&handout, &Look { paper: Some(Paper::Letter), ..look() }).expect("a PDF");
    let Some(info) = poppler("pdfinfo", &["-f", "1", "-l", "3"], &pdf) else { return };
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.lines().filter(|line| line.contains("612 x 792")).count() == 3, "{info}");
    let Some(tags) = poppler("pdfinfo", &["-struct-text"], &pdf) else { return };
    for tag in ["H1", "H2", "H3", "TOCI", "Table", "TH", "TD", "Figure", "LBody", "Link"] {
        assert!(tags.lines().any(|line| line.trim_start().starts_with(tag)), "no {tag}");
    }
    let document = report::document(&handout);
    for section in &document.sections {
        assert!(bare(&tags).contains(&bare(&section.title)), "no “{}” in the tags", section.title);
    }
}

fn section<'d>(document: &'d Document, id: &str) -> &'d report::Section {
    document.sections.iter().find(|section| section.id == id).unwrap_or_else(|| panic!("no section {id}"))
}

fn rows(section: &report::Section) -> Vec<&Vec<Cell>> {
    let tables =
        section.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables.flat_map(|table| &table.rows).collect()
}

#[test]
fn risks_are_the_errors_and_warnings_and_open_ones_stand_first() {
    let checked = Checked::of(plan());
    let document = report::document(&checked.handout(Lang::EN));
    let rows = rows(section(&document, "risks"));
    let serious = checked.report.findings.iter().filter(|finding| finding.level > Level::Advice).count();
    assert_eq!(rows.len(), serious);
    let open: Vec<bool> = rows.iter().map(|row| row[5] == Cell::Strong("Open".to_owned())).collect();
    assert!(open.windows(2).all(|pair| pair[0] || !pair[1]), "{open:?}");
    assert_eq!(
        open.iter().filter(|open| !**open).count(),
        checked.report.findings.iter().filter(|finding| !finding.counts() && finding.level > Level::Advice).count()
    );
}

/// A report of one phase tells of everything that stands there, also of what began before.
#[test]
fn one_phase_alone_tells_what_stands_in_it() {
    let mut checked = Checked::of(plan());
    let stage = checked.plan.phases.len();
    checked.stages = vec![stage];
    let document = report::document(&checked.handout(Lang::EN));
    let told = section(&document, &format!("phase-{stage}"));
    let said = format!("{told:?}");
    let standing: Vec<_> = checked.report.at(stage).collect();
    assert!(standing.iter().any(|finding| finding.stages.0 < stage), "nothing began before");
    for finding in standing {
        assert!(
            said.contains(&format!("{:?}", Lang::EN.say(&finding.message)).trim_matches('"').to_owned()),
            "{finding:?}"
        );
    }
    assert!(document.sections.iter().all(|section| section.stage.is_none_or(|told| told == stage)));
}

#[test]
fn the_verdict_claims_no_more_than_was_decided() {
    let verdict = |plan: Plan| {
        let checked = Checked::of(plan);
        let document = report::document(&checked.handout(Lang::EN));
        match &section(&document, "summary").blocks[0] {
            Block::Text(text) => text.clone(),
            other => panic!("{other:?}"),
        }
    };
    let nothing = verdict(Plan::new(PackId::new("no-such-target")));
    assert!(nothing.starts_with("No rules exist for this target"), "{nothing}");
    let open = verdict(plan());
    assert!(open.contains("could not be decided everywhere"), "{open}");
}

/// What a report is to cost is measured by `benches/export.rs`; here only that no text of any size breaks it.
#[test]
fn a_cell_longer_than_a_page_goes_on_over_pages() {
    let mut plan = common::two_sites();
    let long = "one two three four five six seven eight nine ten ".repeat(400) + "the very end";
    plan.about.client = Some(long.as_str().into());
    let mut phase = (*plan.phases[0]).clone();
    let mut steps = phase.steps.clone();
    steps[0] = Arc::new(steps[0].with(|how| how.note = Some(long.as_str().into())));
    phase.steps = steps;
    plan.phases.set(0, Arc::new(phase));
    let checked = Checked::of(plan);
    let pdf = made_pdf(&checked.handout(Lang::EN), &look()).expect("a PDF");
    let Some(text) = poppler("pdftotext", &["-raw"], &pdf) else { return };
    let counts: BTreeMap<&str, usize> =
        ["seven", "theveryend"].map(|word| (word, bare(&text).matches(word).count())).into();
    assert!(counts["seven"] >= 800 && counts["theveryend"] >= 2, "{counts:?}");
}
