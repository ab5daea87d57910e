//! Drawings that others can edit are whole, say what the scene says, and hold every line at both ends.

mod common;

use coexist::diagram::*;
use coexist::export::{Handout, drawio};
use coexist::model::*;
use coexist::plan::{Plan, Replay};
use coexist::rules::{self, Report};
use coexist::text::Lang;
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A plan with everything that an exporter is given.
struct Given {
    plan: Plan,
    replay: Replay,
    report: Report,
    stages: Vec<usize>,
}

impl Given {
    fn new(plan: Plan) -> Self {
        let replay = plan.replay();
        let report = rules::check(&plan, &replay, None);
        let stages = (0..plan.stages()).collect();
        Self { plan, replay, report, stages }
    }

    fn example(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/examples").join(name);
        Self::new(coexist::format::read(&std::fs::read_to_string(path).unwrap()).unwrap())
    }

    fn handout(&self, lang: Lang) -> Handout<'_> {
        Handout { plan: &self.plan, replay: &self.replay, report: &self.report, lang, stages: &self.stages }
    }

    fn scene(&self, stage: usize) -> Scene {
        let options = SceneOptions::new(Lang::EN);
        build(&self.plan, &self.replay, Some(&self.report), stage, &options, &Fonts::bundled())
    }
}

const ODD: &str = "<&\"'\u{1} لندن 🏢 \n ]]> %20 ;";

/// What of it a document carries.
fn carried(text: &str) -> String {
    text.replace('\u{1}', "")
}

/// Names that would break a file that did not escape them.
fn odd() -> Given {
    let mut plan = common::two_sites();
    plan.about.title = Some(Text::from(ODD));
    let id = plan.today.sites.keys().next().unwrap().clone();
    let mut site = (*plan.today.sites[&id]).clone();
    site.name = Some(Text::from(format!("{ODD}{}", "x".repeat(10_000))));
    plan.today.put(site.into());
    let id = plan.today.pools.keys().next().unwrap().clone();
    let mut pool = (*plan.today.pools[&id]).clone();
    pool.fqdn = Some(Text::from(ODD));
    plan.today.put(pool.into());
    Given::new(plan)
}

fn all() -> Vec<(&'static str, Given)> {
    vec![
        ("contoso", Given::example("contoso.coexist")),
        ("fabrikam", Given::example("fabrikam.coexist")),
        ("odd", odd()),
        ("generated", Given::new(common::generated(7, 120, 3))),
    ]
}

/// For eyes and other programs: `cargo test --test drawings written -- --ignored`.
#[test]
#[ignore = "writes files to look at"]
fn written() {
    let folder = std::env::temp_dir().join("coexist-drawings");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, given) in all() {
        let handout = given.handout(Lang::EN);
        std::fs::write(folder.join(format!("{name}.drawio")), drawio::write(&handout).unwrap()).unwrap();
    }
}

fn ids<'a>(nodes: impl Iterator<Item = Node<'a, 'a>>) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    for node in nodes {
        if let Some(id) = node.attribute("id") {
            assert!(ids.insert(id), "{id} is given twice");
        }
    }
    ids
}

#[test]
fn drawio_has_every_object_and_holds_every_line() {
    for (name, given) in all() {
        let bytes = drawio::write(&given.handout(Lang::EN)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let file = Document::parse(&text).unwrap();
        let pages: Vec<Node<'_, '_>> =
            file.root_element().children().filter(|node| node.has_tag_name("diagram")).collect();
        assert_eq!(pages.len(), given.stages.len(), "{name}");
        for (stage, page) in pages.iter().enumerate() {
            let scene = given.scene(stage);
            let ids = ids(page.descendants().filter(|node| !node.has_tag_name("diagram")));
            let objects: BTreeMap<&str, Node<'_, '_>> = (page.descendants())
                .filter(|node| node.has_tag_name("object"))
                .filter_map(|node| Some((node.attribute("id")?, node)))
                .collect();
            for object in &scene.boxes {
                let id = format!("{stage}-{}-{}", object.subject.kind().key(), object.subject.id());
                let shape = objects.get(id.as_str()).unwrap_or_else(|| panic!("{name}: no {id}"));
                assert!(shape.attribute("kind").is_some_and(|kind| !kind.is_empty()), "{name}: {id}");
                let known = shape.attribute("fqdn").or(shape.attribute("name")).unwrap_or_default();
                assert!(!known.is_empty(), "{name}: {id} is not named");
            }
            let mut lines = 0;
            for cell in page.descendants().filter(|node| node.has_tag_name("mxCell")) {
                if let Some(parent) = cell.attribute("parent") {
                    assert!(ids.contains(parent), "{name}: no {parent}");
                }
                if let (Some(from), Some(to)) = (cell.attribute("source"), cell.attribute("target")) {
                    assert!(objects.contains_key(from) && objects.contains_key(to), "{name}: {from} → {to}");
                    lines += 1;
                }
            }
            assert_eq!(lines, scene.connectors.len(), "{name}, stage {stage}");
        }
    }
}

#[test]
fn drawio_carries_odd_texts() {
    let given = odd();
    let text = String::from_utf8(drawio::write(&given.handout(Lang::EN)).unwrap()).unwrap();
    let file = Document::parse(&text).unwrap();
    let known = |key: &str| file.descendants().filter_map(|node| node.attribute(key)).collect::<Vec<_>>();
    assert!(known("fqdn").contains(&carried(ODD).as_str()));
    assert!(known("name").iter().any(|name| name.starts_with(&carried(ODD)) && name.len() > 10_000));
}

#[test]
fn the_same_bytes_twice_and_other_words_in_french() {
    let given = Given::example("fabrikam.coexist");
    let write = |lang| drawio::write(&given.handout(lang)).unwrap();
    assert!(write(Lang::EN) == write(Lang::EN));
    assert!(write(Lang::EN) != write(Lang::FR));
}
