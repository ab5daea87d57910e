//! Plans that are too large for one page, and selections.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// A plan that no A4 page shows readably.
fn large() -> Plan {
    common::generated(7, 400, 2)
}

fn stage_of(page: &Page) -> &str {
    page.part.as_ref().map_or(page.name.as_str(), |(stage, _)| stage)
}

/// Where each object is on a page: the first box that is drawn for it.
fn places(page: &Page) -> BTreeMap<&str, SheetRect> {
    let mut places = BTreeMap::new();
    for part in &page.parts {
        let PartOf::Object(at) = part.of else { continue };
        let rect =
            part.marks.iter().find_map(|drawn| if let Mark::Rect(mark) = &drawn.mark { Some(mark.rect) } else { None });
        if let Some(rect) = rect {
            places.entry(page.objects[at].label.as_str()).or_insert(rect);
        }
    }
    places
}

fn is_elsewhere(object: &coexist::export::page::Object) -> bool {
    object.description.ends_with("on another page")
}

#[test]
fn a_large_plan_has_an_overview_and_pages_that_can_be_read() {
    let plan = large();
    let replay = plan.replay();
    for paper in [Paper::A4, Paper::A3] {
        let pages = pages_of(&plan, &look(Theme::print(), Some(paper)), Lang::EN);
        assert_eq!(pages.len() % plan.stages(), 0);
        let of_stage = pages.len() / plan.stages();
        assert!(of_stage > 4, "{of_stage}");
        for (at, page) in pages.iter().enumerate() {
            // Every page says so of all pages that there are.
            let number = format!("{} / {}", at + 1, pages.len());
            assert!(page.texts().any(|run| run.text == number), "no {number} on {}", page.name);
            let (stage, part) = page.part.as_ref().expect("a part");
            assert_eq!(stage, &plan.stage_name(at / of_stage, Lang::EN));
            assert_eq!(page.name, format!("{stage} · {part}"));
            assert_eq!(part, &pages[at % of_stage].part.as_ref().unwrap().1, "each stage has the same pages");
            // Of each card, the largest text is its name.
            let mut names: BTreeMap<usize, f32> = BTreeMap::new();
            for part in &page.parts {
                let PartOf::Object(object) = part.of else { continue };
                for drawn in &part.marks {
                    if let Mark::Text(run) = &drawn.mark
                        && run.weight == Weight::SemiBold
                    {
                        let size = names.entry(object).or_default();
                        *size = size.max(run.size * 0.75);
                    }
                }
            }
            let state = &replay.states[at / of_stage];
            let pools: Vec<String> = state.pools.keys().map(|id| state.label(&id.into())).collect();
            names.retain(|object, _| {
                let label = &page.objects[*object].label;
                !label.contains('→') && pools.iter().any(|name| label.contains(name))
            });
            let least = names.values().copied().fold(f32::INFINITY, f32::min);
            assert!(least >= 5.9, "{least} points on {}", page.name);
        }
        assert!(pages[0].part.as_ref().unwrap().1.starts_with("Overview"));
        // Whatever there is at a stage is on exactly one of its pages, besides the overview.
        for stage in 0..plan.stages() {
            let own = &pages[stage * of_stage..(stage + 1) * of_stage];
            let mut times: BTreeMap<String, usize> = BTreeMap::new();
            for page in own.iter().filter(|page| !page.part.as_ref().unwrap().1.starts_with("Overview")) {
                let labels: BTreeSet<&str> = page
                    .objects
                    .iter()
                    .filter(|object| !is_elsewhere(object))
                    .map(|object| object.label.as_str())
                    .collect();
                labels.into_iter().for_each(|label| *times.entry(label.to_owned()).or_default() += 1);
            }
            let scene = build(&plan, &replay, None, stage, &SceneOptions::new(Lang::EN), &Fonts::bundled());
            for card in scene.boxes.iter().filter(|object| matches!(object.subject, Subject::Pool(_))) {
                assert_eq!(times.get(&card.label), Some(&1), "{} at stage {stage}", card.label);
            }
        }
    }
}

#[test]
fn leafing_through_a_large_plan_moves_nothing() {
    let plan = large();
    let pages = pages_of(&plan, &look(Theme::print(), Some(Paper::A4)), Lang::EN);
    let of_stage = pages.len() / plan.stages();
    let mut compared = 0;
    for (at, page) in pages.iter().enumerate().skip(of_stage) {
        let (now, before) = (places(page), places(&pages[at - of_stage]));
        for (label, rect) in &now {
            // A line between two objects may be drawn anew, and has no place of its own.
            if let Some(other) = before.get(label).filter(|_| !label.contains('→')) {
                let moved = (rect.min.x - other.min.x).abs() + (rect.min.y - other.min.y).abs();
                assert!(moved < 0.01, "{label} on {}", page.name);
                compared += 1;
            }
        }
    }
    assert!(compared > 300, "{compared}");
}

/// A line that leaves a page leads to the name of its other end, which says its site.
#[test]
fn lines_that_leave_a_page_end_at_a_name() {
    let plan = large();
    let replay = plan.replay();
    let report = coexist::rules::check(&plan, &replay, None);
    let scene = build(&plan, &replay, Some(&report), 0, &SceneOptions::new(Lang::EN), &Fonts::bundled());
    let look = look(Theme::print(), Some(Paper::A4));
    let pages = pages_of(&plan, &look, Lang::EN);
    let first: Vec<&Page> = pages.iter().filter(|page| stage_of(page) == "Today").skip(1).collect();
    let state = &replay.states[0];
    let mut led = 0;
    for line in &scene.connectors {
        let sites = [&line.ends.0, &line.ends.1].map(|end| state.site_of(end));
        let with: Vec<&&Page> =
            first.iter().filter(|page| page.objects.iter().any(|object| object.label == line.label)).collect();
        // Inside of a page once; over the border on both of its sides.
        assert!(!with.is_empty(), "{} is on no page", line.label);
        if sites[0] == sites[1] {
            continue;
        }
        assert_eq!(with.len(), 2, "{}", line.label);
        for page in with {
            let away = [&line.ends.0, &line.ends.1].into_iter().find(|end| {
                let label = state.label(end);
                page.objects.iter().any(|object| object.label.contains(&label) && is_elsewhere(object))
            });
            let away = away.unwrap_or_else(|| panic!("{} leads nowhere on {}", line.label, page.name));
            let site = state.site_of(away).map(|site| state.label(&site.into()));
            if let Some(site) = site {
                assert!(page.texts().any(|run| run.text == site), "no {site} on {}", page.name);
            }
            led += 1;
        }
    }
    assert!(led > 10, "{led}");
}

#[test]
fn without_paper_and_where_all_can_be_read_a_stage_is_one_page() {
    let plan = large();
    assert_eq!(pages_of(&plan, &look(Theme::print(), None), Lang::EN).len(), plan.stages());
    let small = common::two_sites();
    let pages = pages_of(&small, &look(Theme::print(), Some(Paper::A4)), Lang::EN);
    assert_eq!(pages.len(), small.stages());
    assert!(pages.iter().all(|page| page.part.is_none()));
}

#[test]
fn bookmarks_nest() {
    let plan = large();
    let look = look(Theme::print(), Some(Paper::A4));
    let pages = pages_of(&plan, &look, Lang::EN);
    let pdf = pdf_of(&pages, &look.theme);
    let Some(outline) = poppler("pdftohtml", &["-xml", "-stdout", "-i"], &[], &pdf) else { return };
    let outline = String::from_utf8(outline).unwrap();
    let outline = outline.split_once("<outline>").expect("bookmarks").1;
    let stages = (0..plan.stages()).map(|stage| plan.stage_name(stage, Lang::EN));
    let mut rest = outline;
    for stage in stages {
        let own = pages.iter().filter(|page| stage_of(page) == stage).skip(1);
        rest = rest.split_once(&format!(">{stage}</item>")).unwrap_or_else(|| panic!("no {stage}")).1;
        assert!(rest.trim_start().starts_with("<outline>"), "nothing under {stage}");
        for page in own {
            let name = &page.part.as_ref().unwrap().1;
            rest = rest.split_once(&format!(">{name}</item>")).unwrap_or_else(|| panic!("no {name} under {stage}")).1;
        }
    }
}

/// A selection is what was selected, with what stands in it and the lines between, where it stands on the sheet.
#[test]
fn a_selection_is_alone_and_as_it_is_on_the_sheet() {
    let plan = common::two_sites();
    let replay = plan.replay();
    let report = coexist::rules::check(&plan, &replay, None);
    let handout = Handout { plan: &plan, replay: &replay, report: &report, lang: Lang::EN, stages: &[0] };
    let whole = build(&plan, &replay, Some(&report), 0, &SceneOptions::new(Lang::EN), &Fonts::bundled());
    let site = Subject::from(&SiteId::new("site-paris"));
    let inside = |subject: &Subject| {
        *subject == site || replay.states[0].site_of(subject).map(Subject::from).as_ref() == Some(&site)
    };
    let look = Look { only: Some(BTreeSet::from([site.clone()])), ..look(Theme::light(), None) };
    let page = picture(&handout, &look, 0, &Fonts::bundled());
    let labels: BTreeSet<&str> = page.objects.iter().map(|object| object.label.as_str()).collect();
    let (own, others): (Vec<_>, Vec<_>) = whole.boxes.iter().partition(|object| inside(&object.subject));
    assert!(own.len() > 3 && others.len() > 2);
    assert!(own.iter().all(|object| labels.contains(object.label.as_str())));
    assert!(others.iter().all(|object| !labels.contains(object.label.as_str())));
    let within = |line: &&Connector| inside(&line.ends.0) && inside(&line.ends.1);
    assert!(whole.connectors.iter().filter(within).count() > 0);
    for line in &whole.connectors {
        assert_eq!(labels.contains(line.label.as_str()), within(&line), "{}", line.label);
    }
    // Tight around it, and in the same places to each other.
    let ground = whole.boxes.iter().find(|object| object.subject == site).unwrap().rect;
    assert!(page.width < ground.width() + 100.0 && page.height < ground.height() + 100.0);
    let drawn = places(&page);
    for object in own.iter().filter(|object| matches!(object.subject, Subject::Pool(_))) {
        let rect = drawn[object.label.as_str()];
        let shift = (rect.min.x - object.rect.min.x, rect.min.y - object.rect.min.y);
        let of_site = drawn[whole.boxes.iter().find(|object| object.subject == site).unwrap().label.as_str()];
        let site_shift = (of_site.min.x - ground.min.x, of_site.min.y - ground.min.y);
        assert!((shift.0 - site_shift.0).abs() < 0.01 && (shift.1 - site_shift.1).abs() < 0.01, "{}", object.label);
    }
    // The legend of the page counts what is shown.
    let framed = pages(&handout, &look, &Fonts::bundled());
    let count = |version: &str| {
        let runs: Vec<&TextRun> = framed[0].texts().collect();
        runs.windows(2).find(|pair| pair[0].text == version).map(|pair| pair[1].text.clone())
    };
    let of = |version: Version| {
        replay.states[0]
            .pools
            .values()
            .filter(|pool| inside(&(&pool.id).into()) && pool.version == Some(version))
            .count()
    };
    let versions = [(Version::Lync2010, "Lync Server 2010"), (Version::Lync2013, "Lync Server 2013")];
    for (version, name) in versions {
        let expected = Some(of(version)).filter(|count| *count > 0).map(|count| count.to_string());
        assert_eq!(count(name), expected, "{name}");
    }
}

#[test]
fn a_card_a_row_or_a_line_alone_can_be_selected() {
    let plan = common::two_sites();
    let replay = plan.replay();
    let report = coexist::rules::check(&plan, &replay, None);
    let handout = Handout { plan: &plan, replay: &replay, report: &report, lang: Lang::EN, stages: &[0] };
    let state = &replay.states[0];
    let shown = |of: Subject| {
        let look = Look { only: Some(BTreeSet::from([of])), ..look(Theme::light(), None) };
        let page = picture(&handout, &look, 0, &Fonts::bundled());
        page.objects.into_iter().map(|object| object.label).collect::<BTreeSet<_>>()
    };
    let server = state.servers.values().next().unwrap();
    let has = |labels: &BTreeSet<String>, of: &Subject| labels.iter().any(|label| label.contains(&state.label(of)));
    let labels = shown((&server.id).into());
    assert!(has(&labels, &(&server.pool).into()), "{labels:?}");
    let link = state.links.values().find(|link| link.kind.store().is_some()).unwrap();
    let labels = shown((&link.id).into());
    assert!(has(&labels, &link.from) && has(&labels, &link.to), "{labels:?}");
    let gone = shown(PoolId::new("nobody").into());
    assert!(gone.is_empty(), "{gone:?}");
}

/// For eyes: `cargo test --test export written -- --ignored`.
#[test]
#[ignore = "writes files to look at"]
fn written() {
    let folder = std::env::temp_dir().join("coexist-pages");
    fs::create_dir_all(&folder).unwrap();
    for (name, theme, paper) in [("a4", Theme::print(), Paper::A4), ("a3", Theme::dark(), Paper::A3)] {
        let look = look(theme, Some(paper));
        let pages = pages_of(&large(), &look, Lang::FR);
        fs::write(folder.join(format!("{name}.pdf")), pdf_of(&pages, &look.theme)).unwrap();
    }
}
