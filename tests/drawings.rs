//! Drawings that others can edit are whole, say what the scene says, and hold every line at both ends.

mod common;

use coexist::diagram::*;
use coexist::export::progress::Progress;
use coexist::export::{Handout, drawio, pptx, vsdx};
use coexist::model::*;
use coexist::plan::{Plan, Replay};
use coexist::rules::{self, Report};
use coexist::text::Lang;
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
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
        std::fs::write(folder.join(format!("{name}.drawio")), drawio::write(&handout, &Progress::default()).unwrap())
            .unwrap();
        std::fs::write(folder.join(format!("{name}.pptx")), pptx::write(&handout, &Progress::default()).unwrap())
            .unwrap();
        std::fs::write(folder.join(format!("{name}.vsdx")), vsdx::write(&handout, &Progress::default()).unwrap())
            .unwrap();
    }
}

fn ids(all: Vec<&str>) -> BTreeSet<&str> {
    let count = all.len();
    let ids: BTreeSet<&str> = all.into_iter().collect();
    assert_eq!(ids.len(), count, "an id is given twice");
    ids
}

#[test]
fn drawio_has_every_object_and_holds_every_line() {
    for (name, given) in all() {
        let bytes = drawio::write(&given.handout(Lang::EN), &Progress::default()).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let file = Document::parse(&text).unwrap();
        let pages: Vec<Node<'_, '_>> =
            file.root_element().children().filter(|node| node.has_tag_name("diagram")).collect();
        assert_eq!(pages.len(), given.stages.len(), "{name}");
        for (stage, page) in pages.iter().enumerate() {
            let scene = given.scene(stage);
            let own = page.descendants().filter(|node| !node.has_tag_name("diagram"));
            let ids = ids(own.filter_map(|node| node.attribute("id")).collect());
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
    let text = String::from_utf8(drawio::write(&given.handout(Lang::EN), &Progress::default()).unwrap()).unwrap();
    let file = Document::parse(&text).unwrap();
    let known = |key: &str| file.descendants().filter_map(|node| node.attribute(key)).collect::<Vec<_>>();
    assert!(known("fqdn").contains(&carried(ODD).as_str()));
    assert!(known("name").iter().any(|name| name.starts_with(&carried(ODD)) && name.len() > 10_000));
}

#[test]
fn the_same_bytes_twice_and_other_words_in_french() {
    let given = Given::example("fabrikam.coexist");
    for write in [drawio::write, pptx::write, vsdx::write] {
        let write = |lang| write(&given.handout(lang), &Progress::default()).unwrap();
        assert!(write(Lang::EN) == write(Lang::EN));
        assert!(write(Lang::EN) != write(Lang::FR));
    }
}

/// The parts of a package by their names.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// Where a reference from a part leads.
fn resolved(part: &str, target: &str) -> String {
    let mut way: Vec<&str> = part.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect());
    for step in target.split('/') {
        match step {
            ".." => drop(way.pop()),
            step => way.push(step),
        }
    }
    way.join("/")
}

/// Every part has a type and is referred to, and every reference leads to a part.
fn whole_package(parts: &BTreeMap<String, String>) {
    let types = Document::parse(&parts["[Content_Types].xml"]).unwrap();
    let named: BTreeSet<String> = (types.descendants())
        .filter_map(|node| node.attribute("PartName"))
        .map(|name| name.trim_start_matches('/').to_owned())
        .collect();
    let own: BTreeSet<String> =
        parts.keys().filter(|name| !name.ends_with(".rels") && !name.starts_with('[')).cloned().collect();
    assert_eq!(named, own);
    let mut reached = BTreeSet::new();
    for (name, text) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let part = name.replace("_rels/", "");
        let part = part.trim_end_matches(".rels");
        assert!(part.is_empty() || parts.contains_key(part), "{name} is of no part");
        let relations = Document::parse(text).unwrap();
        for relation in relations.root_element().children().filter(Node::is_element) {
            let to = resolved(part, relation.attribute("Target").unwrap());
            assert!(parts.contains_key(&to), "{name}: no {to}");
            reached.insert(to);
        }
        if !part.is_empty() {
            let known = ids(relations.root_element().children().filter(Node::is_element).map(lowered).collect());
            let own = Document::parse(&parts[part]).unwrap();
            let asked = own.descendants().flat_map(|node| node.attributes()).filter(|a| {
                a.namespace() == Some("http://schemas.openxmlformats.org/officeDocument/2006/relationships")
            });
            for asked in asked {
                assert!(known.contains(asked.value()), "{part}: no {}", asked.value());
            }
        }
    }
    assert_eq!(reached, own);
}

fn lowered<'a>(node: Node<'a, 'a>) -> &'a str {
    node.attribute("Id").unwrap_or_default()
}

fn pptx_parts(given: &Given) -> BTreeMap<String, String> {
    parts(&pptx::write(&given.handout(Lang::EN), &Progress::default()).unwrap())
}

fn slides(parts: &BTreeMap<String, String>) -> Vec<&String> {
    let count = parts.keys().filter(|name| name.starts_with("ppt/slides/slide")).count();
    (1..=count).map(|at| &parts[&format!("ppt/slides/slide{at}.xml")]).collect()
}

#[test]
fn every_package_is_whole() {
    for (_, given) in all() {
        whole_package(&pptx_parts(&given));
        whole_package(&parts(&vsdx::write(&given.handout(Lang::EN), &Progress::default()).unwrap()));
    }
}

/// Every slide's ids are its own, and both ends of every line hold on to shapes of the slide.
#[test]
fn lines_of_slides_hold_on_to_shapes() {
    for (name, given) in all() {
        for slide in slides(&pptx_parts(&given)) {
            let slide = Document::parse(slide).unwrap();
            let own = ids(slide
                .descendants()
                .filter(|node| node.has_tag_name((PML, "cNvPr")))
                .filter_map(|n| n.attribute("id"))
                .collect());
            let shapes: BTreeSet<&str> = (slide.descendants())
                .filter(|node| node.has_tag_name((PML, "sp")))
                .filter_map(|sp| sp.descendants().find(|node| node.has_tag_name((PML, "cNvPr")))?.attribute("id"))
                .collect();
            assert!(shapes.is_subset(&own));
            for line in slide.descendants().filter(|node| node.has_tag_name((PML, "cxnSp"))) {
                let ends: Vec<&str> = (line.descendants())
                    .filter(|node| node.has_tag_name((DML, "stCxn")) || node.has_tag_name((DML, "endCxn")))
                    .filter_map(|node| node.attribute("id"))
                    .collect();
                assert_eq!(ends.len(), 2, "{name}");
                assert!(ends.iter().all(|end| shapes.contains(end)), "{name}: {ends:?}");
            }
        }
    }
}

/// However many slides a stage takes: each object is on one, as a shape with its name and what is known of it.
#[test]
fn slides_have_every_object_and_every_line() {
    for (name, given) in all() {
        let parts = pptx_parts(&given);
        let text: Vec<Document<'_>> = slides(&parts).into_iter().map(|text| Document::parse(text).unwrap()).collect();
        let said: Vec<&str> =
            text.iter().flat_map(|doc| doc.descendants()).filter_map(|node| node.attribute("descr")).collect();
        let lines: BTreeSet<&str> = (text.iter().flat_map(|doc| doc.descendants()))
            .filter(|node| node.has_tag_name((PML, "cxnSp")))
            .filter_map(|node| node.descendants().find_map(|node| node.attribute("name")))
            .collect();
        for stage in &given.stages {
            let scene = given.scene(*stage);
            for object in &scene.boxes {
                let label = carried(&object.label);
                assert!(said.iter().any(|said| said.starts_with(&label)), "{name}: no {label}");
            }
            for line in &scene.connectors {
                let label: String = carried(&line.label).chars().take(200).collect();
                assert!(lines.iter().any(|line| line.starts_with(&label)), "{name}: no line {label}");
            }
        }
    }
}

/// A plan that can be read on one slide has one for each stage: as many shapes and lines as the scene.
#[test]
fn a_small_plan_has_a_slide_for_each_stage() {
    let sketch = "
        site Paris
          pool fe-old front-end standard version=lync-2010 servers=1 users=20 user-store=sql\\RTC
          sql sql RTC
          gateway gw trunk=fe-old
        phase Pilot start=2013-02-04
          + pool fe-new front-end standard version=lync-2013 servers=1 next-hop=fe-old in=Paris
    ";
    let given = Given::new(rules::sketch::read(sketch).unwrap().plan);
    let parts = pptx_parts(&given);
    let slides = slides(&parts);
    assert_eq!(slides.len(), given.stages.len());
    for (stage, slide) in slides.into_iter().enumerate() {
        let (scene, slide) = (given.scene(stage), Document::parse(slide).unwrap());
        let count = |tag: &str| slide.descendants().filter(|node| node.has_tag_name((PML, tag))).count();
        let objects =
            slide.descendants().filter(|node| node.has_tag_name((PML, "cNvPr")) && node.attribute("descr").is_some());
        let lines = count("cxnSp");
        assert_eq!(lines, scene.connectors.len());
        assert_eq!(objects.count() - lines, scene.boxes.len());
    }
}

#[test]
fn notes_tell_every_finding_with_its_code() {
    let given = Given::example("fabrikam.coexist");
    let parts = pptx_parts(&given);
    let notes: String = parts
        .iter()
        .filter(|(name, _)| name.starts_with("ppt/notesSlides/notes"))
        .map(|(_, text)| text.as_str())
        .collect();
    for finding in &given.report.findings {
        assert!(notes.contains(finding.code.as_str()), "{}", finding.code);
    }
    assert!(!given.report.findings.is_empty());
}

/// Each object is a shape with its data, each line a connector that is glued at both ends, to points that are there.
#[test]
fn pages_of_visio_have_every_object_and_glue_every_line() {
    for (name, given) in all() {
        let parts = parts(&vsdx::write(&given.handout(Lang::EN), &Progress::default()).unwrap());
        for stage in &given.stages {
            let scene = given.scene(*stage);
            let page = Document::parse(&parts[&format!("visio/pages/page{}.xml", stage + 1)]).unwrap();
            let shapes: Vec<Node<'_, '_>> =
                page.descendants().filter(|node| node.has_tag_name((VSD, "Shape"))).collect();
            ids(shapes.iter().filter_map(|shape| shape.attribute("ID")).collect());
            let tips: BTreeSet<&str> = (page.descendants())
                .filter(|node| node.attribute("N") == Some("Comment"))
                .filter_map(|node| node.attribute("V"))
                .collect();
            for object in &scene.boxes {
                let label = carried(&object.label);
                assert!(tips.iter().any(|tip| tip.starts_with(&label)), "{name}: no {label}");
            }
            let objects = page.descendants().filter(|node| node.attribute("N") == Some("kind"));
            assert_eq!(objects.count(), scene.boxes.len(), "{name}, stage {stage}");
            let mut glued: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
            for glue in page.descendants().filter(|node| node.has_tag_name((VSD, "Connect"))) {
                let of = |name: &str| glue.attribute(name).unwrap();
                let to = shapes.iter().find(|shape| shape.attribute("ID") == Some(of("ToSheet"))).unwrap();
                let points = to.children().find(|node| node.attribute("N") == Some("Connection")).unwrap();
                let row: usize = of("ToCell").trim_start_matches("Connections.X").parse().unwrap();
                assert!(row >= 1 && row <= points.children().filter(Node::is_element).count(), "{name}: {row}");
                assert_eq!(of("ToPart"), (99 + row).to_string());
                glued.entry(of("FromSheet")).or_default().insert(of("FromCell"));
            }
            assert_eq!(glued.len(), scene.connectors.len(), "{name}, stage {stage}");
            assert!(glued.values().all(|ends| ends.len() == 2), "{name}");
        }
    }
}

/// What stands in a site is a member of its container, and both say so.
#[test]
fn sites_are_containers_of_visio() {
    for (name, given) in all() {
        let parts = parts(&vsdx::write(&given.handout(Lang::EN), &Progress::default()).unwrap());
        for stage in &given.stages {
            let scene = given.scene(*stage);
            let page = Document::parse(&parts[&format!("visio/pages/page{}.xml", stage + 1)]).unwrap();
            let shapes = page.descendants().filter(|node| node.has_tag_name((VSD, "Shape")));
            let cell = |shape: Node<'_, '_>, name: &str| {
                let cell = shape.children().find(|cell| cell.attribute("N") == Some(name))?;
                cell.attribute("F").map(str::to_owned)
            };
            let is_container = |shape: &Node<'_, '_>| {
                let user = shape.children().find(|node| node.attribute("N") == Some("User"));
                let cells = user.into_iter().flat_map(|user| user.descendants());
                cells.filter_map(|cell| cell.attribute("V")).any(|value| value == "Container")
            };
            let related: BTreeMap<&str, (bool, String)> = shapes
                .filter_map(|shape| {
                    Some((shape.attribute("ID")?, (is_container(&shape), cell(shape, "Relationships")?)))
                })
                .collect();
            let of_sites = scene.boxes.iter().filter_map(|object| object.parent.as_ref());
            let members = of_sites.filter(|parent| matches!(parent, Subject::Site(_))).count();
            let mut found = 0;
            for (id, (_, formula)) in related.iter().filter(|(_, (container, _))| *container) {
                let list = formula.strip_prefix("SUM(DEPENDSON(1,").and_then(|rest| rest.strip_suffix("))")).unwrap();
                for member in list.split(',') {
                    let member =
                        member.strip_prefix("Sheet.").and_then(|rest| rest.strip_suffix("!SheetRef()")).unwrap();
                    let back = format!("SUM(DEPENDSON(4,Sheet.{id}!SheetRef()))");
                    assert_eq!(related[member], (false, back), "{name}, stage {stage}");
                    found += 1;
                }
            }
            assert_eq!(found, members, "{name}, stage {stage}");
            assert!(members > 0 || scene.boxes.is_empty(), "{name}, stage {stage}");
        }
    }
}

const VSD: &str = "http://schemas.microsoft.com/office/visio/2012/main";
const PML: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";
const DML: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
