//! What a plan looks like, from the outside.

mod common;

use coexist::canvas::{Hit, SheetIndex};
use coexist::diagram::*;
use coexist::model::*;
use coexist::plan::{Plan, SheetPos};
use coexist::text::Lang;
use common::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn scene_of(plan: &Plan, stage: usize) -> Scene {
    build(plan, &plan.replay(), None, stage, &SceneOptions::new(Lang::EN), &Fonts::bundled())
}

/// Sites and cards of a sheet: what may not overlap.
type Boxes = Vec<(Subject, SheetRect)>;

fn places(plan: &Plan) -> (Boxes, Boxes) {
    let sheet = Sheet::new(plan, &plan.replay(), &Lines::default());
    let all = sheet.subjects().filter_map(|subject| Some((subject.clone(), sheet.rect_of(&subject)?)));
    all.partition(|(subject, _)| matches!(subject, Subject::Site(_)))
}

fn assert_apart(all: &[(Subject, SheetRect)]) {
    for (at, (one, a)) in all.iter().enumerate() {
        for (other, b) in &all[at + 1..] {
            assert!(!a.overlaps(b), "{one:?} {a:?} lies on {other:?} {b:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Nothing overlaps, everything has a place on the grid, and members stand in their site's area alone.
    #[test]
    fn the_layout_never_overlaps(seed in 0u64..100_000, objects in 1usize..90, phases in 0usize..3) {
        let mut plan = generated(seed, objects, phases);
        let replay = plan.replay();
        let placed = layout(&plan, &replay);
        prop_assert_eq!(&placed, &layout(&plan, &replay));
        for (subject, pos) in &placed {
            // A site's border stands half a step off, so that no line runs along it.
            let step = if matches!(subject, Subject::Site(_)) { GRID / 2 } else { GRID };
            prop_assert!(pos.x % step == 0 && pos.y % step == 0, "{:?} at {:?}", subject, pos);
        }
        plan.places.extend(placed);
        prop_assert!(layout(&plan, &replay).is_empty());
        let (sites, cards) = places(&plan);
        assert_apart(&sites);
        assert_apart(&cards);
        for (subject, card) in &cards {
            let own = plan.today.site_of(subject).map(Subject::from);
            for (site, area) in &sites {
                let inside = area.contains(card.min) && area.contains(card.max);
                if own.as_ref() == Some(site) {
                    prop_assert!(inside, "{:?} stands outside its site", subject);
                } else {
                    prop_assert!(!area.overlaps(card), "{:?} stands in {:?}", subject, site);
                }
            }
        }
    }

    /// Places of the plan are kept, and what is placed later keeps clear of them.
    #[test]
    fn places_of_the_plan_are_kept_and_avoided(seed in 0u64..100_000, objects in 2usize..60, keep in 1u64..100) {
        let mut plan = generated(seed, objects, 0);
        let replay = plan.replay();
        let mut dice = Dice::new(seed ^ keep);
        let kept: BTreeMap<_, _> = layout(&plan, &replay).into_iter().filter(|_| dice.chance(keep)).collect();
        plan.places.extend(kept.clone());
        let more = layout(&plan, &replay);
        prop_assert!(more.iter().all(|(subject, _)| !kept.contains_key(subject)));
        plan.places.extend(more);
        let (_, cards) = places(&plan);
        assert_apart(&cards);
        for (subject, pos) in &kept {
            prop_assert_eq!(plan.places.get(subject), Some(pos));
        }
    }

    /// A place for something new is free and as near as the grid allows.
    #[test]
    fn a_new_place_is_free(seed in 0u64..100_000, objects in 1usize..60, x in -500i32..3_000, y in -500i32..3_000) {
        let mut plan = generated(seed, objects, 0);
        let replay = plan.replay();
        plan.places.extend(layout(&plan, &replay));
        let scene = scene_of(&plan, 0);
        let pos = scene.free_place(SheetPoint { x: x as f32, y: y as f32 }, (264.0, 72.0), None);
        let rect = SheetRect::new(pos.x as f32, pos.y as f32, 264.0, 72.0);
        let (sites, cards) = places(&plan);
        for (subject, other) in sites.iter().chain(&cards) {
            prop_assert!(!rect.overlaps(other), "{:?}", subject);
        }
        // Where nothing stands, the wish is granted to the step of the hand.
        if !sites.iter().chain(&cards).any(|(_, other)| other.expanded(24.0).overlaps(&SheetRect::new(x as f32 - 8.0, y as f32 - 8.0, 280.0, 88.0))) {
            prop_assert!((pos.x - x).abs() <= SNAP && (pos.y - y).abs() <= SNAP);
        }
    }

    /// No line passes through a card that it does not join.
    #[test]
    fn lines_go_around_cards(seed in 0u64..100_000, objects in 1usize..90, every in any::<bool>()) {
        let plan = generated(seed, objects, 1);
        let mut lines = Lines::default();
        if every {
            lines.kinds.extend(LinkKind::ALL);
        }
        let sheet = Sheet::new(&plan, &plan.replay(), &lines);
        let cards: Vec<_> = sheet.subjects().filter(|s| !matches!(s, Subject::Site(_))).collect();
        for (from, to, path) in sheet.paths() {
            prop_assert!(path.windows(2).all(|ends| ends[0].x == ends[1].x || ends[0].y == ends[1].y), "{:?}", path);
            for card in &cards {
                let Some(rect) = sheet.rect_of(card) else { continue };
                let own = [from, to].iter().any(|end| sheet.card_of(end) == Some(card));
                // A line may touch the border of the cards it joins.
                let body = if own { rect.expanded(-1.0) } else { rect };
                for ends in path.windows(2) {
                    let piece = SheetRect {
                        min: SheetPoint { x: ends[0].x.min(ends[1].x), y: ends[0].y.min(ends[1].y) },
                        max: SheetPoint { x: ends[0].x.max(ends[1].x), y: ends[0].y.max(ends[1].y) },
                    };
                    prop_assert!(!piece.expanded(0.01).overlaps(&body), "{:?} → {:?} through {:?}: {:?}", from, to, card, path);
                }
            }
        }
    }

    /// A sheet that follows an edit is the sheet made anew.
    #[test]
    fn following_an_edit_gives_the_same_sheet(seed in 0u64..100_000, objects in 2usize..50, dx in -200i32..200) {
        let mut plan = generated(seed, objects, 1);
        let replay = plan.replay();
        plan.places.extend(layout(&plan, &replay));
        let before = Sheet::new(&plan, &replay, &Lines::default());
        let (subject, pos) = plan.places.iter().nth(seed as usize % plan.places.len()).map(|(s, p)| (s.clone(), *p)).unwrap();
        plan.places.insert(subject, SheetPos { x: pos.x + dx, ..pos });
        let after = before.again(&plan, &replay, &Lines::default());
        let anew = Sheet::new(&plan, &replay, &Lines::default());
        prop_assert!(after.paths().eq(anew.paths()));
    }
}

#[test]
fn showing_another_phase_moves_nothing() {
    let plan = two_sites();
    let boxes = |stage| -> BTreeMap<Subject, SheetRect> {
        let scene = scene_of(&plan, stage);
        // Chips move up when one before them goes; cards, rows and areas do not move.
        let fixed = scene.boxes.into_iter().filter(|object| !matches!(object.subject, Subject::Server(_)));
        fixed.map(|object| (object.subject, object.rect)).collect()
    };
    let first = boxes(0);
    for stage in 1..plan.stages() {
        for (subject, rect) in boxes(stage) {
            assert!(first.get(&subject).is_none_or(|before| *before == rect), "{subject:?} moves in phase {stage}");
        }
        assert_eq!(scene_of(&plan, stage).bounds, scene_of(&plan, 0).bounds);
    }
}

#[test]
fn old_is_left_of_new_and_sql_below_its_pool() {
    let plan = two_sites();
    let scene = scene_of(&plan, 1);
    let at = |id: &str| scene.box_of(&Subject::from(PoolId::new(id))).unwrap().rect;
    let sql = scene.box_of(&SqlServerId::new("sql-server-sql-paris").into()).unwrap().rect;
    let (old, new, edge) = (at("pool-fe-paris-legacy"), at("pool-fe-paris"), at("pool-edge-paris"));
    assert!(old.max.x < new.min.x);
    assert!(old.max.y < sql.min.y && new.max.y < sql.min.y);
    assert!(edge.max.y < old.min.y);
}

#[test]
fn a_card_says_what_is_known_and_its_state() {
    let plan = two_sites();
    let scene = scene_of(&plan, 1);
    let said = |subject: Subject| {
        let found = scene.box_of(&subject).unwrap();
        (found.label.clone(), found.description.clone())
    };
    let (label, new) = said(PoolId::new("pool-fe-paris").into());
    assert_eq!(label, "pool fe-paris.fabrikam.example");
    assert!(new.starts_with("Enterprise · Lync 2013 · 8 servers · 300 users · "), "{new}");
    assert!(new.contains("edge-paris (media)") && new.ends_with("; new in this phase"), "{new}");
    let old = said(PoolId::new("pool-fe-paris-legacy").into()).1;
    assert!(old.starts_with("Enterprise · Lync 2010 · 3 servers · 900 users · CMS"), "{old}");
    assert!(old.ends_with("; users leave in this phase"), "{old}");
    let (label, stores) = said(SqlInstanceId::new("sql-instance-sql-paris-lync").into());
    assert_eq!(label, "SQL instance sql-paris.fabrikam.example\\LYNC");
    assert_eq!(stores, "User · App · CMS");
    let branch = said(PoolId::new("pool-sba-lyon").into()).1;
    assert!(branch.starts_with("Branch appliance · Lync 2010 · 1 server · users unknown"), "{branch}");
}

#[test]
fn what_a_phase_retires_is_drawn_struck_and_gone_after() {
    let plan = two_sites();
    let old = Subject::from(PoolId::new("pool-fe-paris-legacy"));
    let scene = scene_of(&plan, 3);
    let struck = scene.items.iter().any(|item| {
        item.subject.as_ref() == Some(&old)
            && matches!(&item.mark, Mark::Text(run) if run.struck && run.text == "fe-paris-legacy")
    });
    let hatched = scene
        .items
        .iter()
        .any(|item| item.subject.as_ref() == Some(&old) && matches!(&item.mark, Mark::Rect(rect) if rect.hatch));
    assert!(struck && hatched);
    let mut after = plan.clone();
    after.phases.push_back(std::sync::Arc::new(phase("After", Vec::new())));
    assert!(scene_of(&after, 4).box_of(&old).is_none());
}

#[test]
fn a_standard_edition_pool_has_its_sql_server_as_a_row() {
    let mut b = Builder::new("contoso.example");
    let mut pool = b.pool("se01", PoolKind::FrontEnd, Version::Lync2013, None);
    pool.edition = Some(Edition::Standard);
    let pool = b.add_pool(pool, 1);
    let local = b.sql("se01", None, SqlVersion::Sql2012, &["RTC"]);
    b.link(LinkKind::UserStore, &pool, &local[0]);
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.today = b.topology;
    let scene = scene_of(&plan, 0);
    assert!(scene.box_of(&SqlServerId::new("sql-server-se01").into()).is_none());
    let row = scene.box_of(&Subject::from(&local[0])).unwrap();
    let card = scene.box_of(&Subject::from(&pool)).unwrap();
    assert_eq!(row.parent, Some(Subject::from(&pool)));
    assert!(card.rect.contains(row.rect.min) && card.rect.contains(row.rect.max));
    assert!(!scene.items.iter().any(|item| item.layer == Layer::Link), "its store is no line");
    assert_eq!(scene.hit(row.rect.center(), 4.0, 1.0), Some(Subject::from(&local[0])));
    assert_eq!(scene.hit(row.rect.center(), 4.0, 0.45), Some(Subject::from(&pool)), "its rows are not drawn there");
}

/// A report of one error.
fn error_on(subject: &Subject, stages: (usize, usize)) -> coexist::rules::Report {
    let finding = coexist::rules::Finding {
        code: Code::new("SQL-001"),
        level: coexist::rules::Level::Error,
        subject: subject.clone(),
        field: None,
        related: Vec::new(),
        stages,
        message: coexist::message!("edit-missing", name = "x"),
        vendor_message: None,
        also: Vec::new(),
        accepted: None,
    };
    coexist::rules::Report { findings: vec![finding], ..Default::default() }
}

/// The finding is about the instance; the lines that put databases of two versions there are marked with it, and no other.
#[test]
fn the_lines_of_offending_links_are_marked() {
    let plan = two_sites();
    let replay = plan.replay();
    let report = coexist::rules::check(&plan, &replay, None);
    let scene = build(&plan, &replay, Some(&report), 1, &SceneOptions::new(Lang::EN), &Fonts::bundled());
    let marked = |from: &str, to: &str| {
        let line = scene.connectors.iter().find(|line| line.label.starts_with(from) && line.label.ends_with(to));
        let line = line.unwrap_or_else(|| panic!("no line from {from} to {to}"));
        let strokes = scene.items.iter().filter(|item| item.subject.as_ref() == Some(&line.subject));
        let red = strokes.filter(
            |item| matches!(&item.mark, Mark::Path(path) if path.stroke.is_some_and(|s| s.token == Token::Error)),
        );
        (red.count() > 0, line.description.contains("1 error"))
    };
    assert_eq!(marked("fe-paris.", "LYNC"), (true, true));
    assert_eq!(marked("fe-paris-legacy.", "LYNC"), (true, true));
    assert_eq!(marked("fe-paris-legacy.", "sql-paris.fabrikam.example"), (false, false), "another instance");
}

/// What is wrong with a step is drawn on the first object that it names and that is on the sheet.
#[test]
fn a_finding_of_a_step_is_on_its_object() {
    let plan = two_sites();
    let old = Subject::from(PoolId::new("pool-fe-paris-legacy"));
    let step = plan.phases[2].steps[0].id().clone();
    let mut report = error_on(&old, (3, 3));
    report.findings[0].subject = step.into();
    report.findings[0].related = vec![old.clone()];
    let scene = build(&plan, &plan.replay(), Some(&report), 3, &SceneOptions::new(Lang::EN), &Fonts::bundled());
    assert!(scene.box_of(&old).unwrap().description.contains("1 error"));
}

#[test]
fn a_finding_is_on_its_object_on_its_site_and_in_words() {
    let plan = two_sites();
    let instance = Subject::from(SqlInstanceId::new("sql-instance-sql-paris-lync"));
    let report = error_on(&instance, (1, 2));
    let draw =
        |stage| build(&plan, &plan.replay(), Some(&report), stage, &SceneOptions::new(Lang::EN), &Fonts::bundled());
    let octagons = |scene: &Scene, on: &Subject| {
        let shape = |item: &&Item| matches!(&item.mark, Mark::Icon(icon) if icon.glyph == Glyph::Finding(coexist::rules::Level::Error));
        scene.items.iter().filter(shape).filter(|item| item.subject.as_ref() == Some(on)).count()
    };
    let scene = draw(1);
    assert_eq!(octagons(&scene, &instance), 1);
    assert!(octagons(&scene, &SiteId::new("site-paris").into()) > 0);
    assert!(scene.box_of(&instance).unwrap().description.contains("1 error"));
    assert_eq!(octagons(&draw(3), &instance), 0);
    let quiet = SceneOptions { findings: false, ..SceneOptions::new(Lang::EN) };
    let scene = build(&plan, &plan.replay(), Some(&report), 1, &quiet, &Fonts::bundled());
    assert_eq!(octagons(&scene, &instance), 0);
}

#[test]
fn no_text_on_a_card_leaves_it() {
    for lang in Lang::all() {
        let plan = two_sites();
        let options = SceneOptions::new(lang);
        for stage in 0..plan.stages() {
            let scene = build(&plan, &plan.replay(), None, stage, &options, &Fonts::bundled());
            for item in scene.items.iter().filter(|item| item.layer == Layer::Card) {
                let (Mark::Text(run), Some(subject)) = (&item.mark, &item.subject) else { continue };
                // Chips of links have no box of their own.
                let Some(object) = scene.box_of(subject) else { continue };
                assert!(run.at.x >= object.rect.min.x && run.at.x + run.width <= object.rect.max.x, "{run:?}");
                assert!(run.at.y <= object.rect.max.y, "{run:?}");
            }
        }
    }
}

#[test]
fn a_place_far_out_harms_nothing() {
    let mut plan = two_sites();
    plan.places.insert(Subject::from(PoolId::new("pool-edge-paris")), SheetPos { x: i32::MAX, y: i32::MIN });
    let scene = scene_of(&plan, 1);
    assert!(scene.bounds.width().is_finite());
    let pos = scene.free_place(SheetPoint { x: f32::MIN, y: f32::MAX }, (264.0, 72.0), None);
    assert!(pos.x.abs() <= 20_000_000);
}

#[test]
fn the_drawing_as_svg_is_what_it_was() {
    let scene = scene_of(&two_sites(), 1);
    let svg = coexist::export::svg::write(&scene, &Theme::light(), "Fabrikam & Co <2013>", Lang::EN);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let title = document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "title"))).unwrap();
    assert_eq!(title.text(), Some("Fabrikam & Co <2013>"));
    assert_eq!(svg, coexist::export::svg::write(&scene, &Theme::light(), "Fabrikam & Co <2013>", Lang::EN));
    // The letters themselves are tested where they are made.
    let fonts = svg.find("<style>").zip(svg.find("</style>")).expect("fonts");
    let svg = format!("{}<style>{}", &svg[..fonts.0], &svg[fonts.1..]);
    insta::assert_snapshot!(svg);
}

#[test]
fn what_xml_cannot_carry_is_left_out() {
    let mut plan = two_sites();
    let mut site = Site::new(SiteId::new("site-paris"), SiteKind::Central);
    site.name = Some("a\u{0}b\u{1b}<&\u{ffff}".into());
    plan.today.put(site.into());
    let svg = coexist::export::svg::write(&scene_of(&plan, 0), &Theme::print(), "x\u{8}y", Lang::EN);
    assert!(roxmltree::Document::parse(&svg).is_ok());
}

#[test]
fn a_line_names_every_store_that_it_stands_for() {
    for lang in Lang::all() {
        let plan = two_sites();
        let scene = build(&plan, &plan.replay(), None, 1, &SceneOptions::new(lang), &Fonts::bundled());
        let several = scene.connectors.iter().find(|line| line.links.len() > 2).expect("three stores on one instance");
        for store in ["user-store", "application-store", "central-management-store"] {
            let word = lang.word("diagram-link", store);
            assert!(several.description.contains(&word), "“{word}” is not in {:?}", several.description);
        }
        let drawn = scene.items.iter().filter(|item| item.layer == Layer::Link);
        let drawn: std::collections::BTreeSet<_> = drawn.filter_map(|item| item.subject.clone()).collect();
        let said: std::collections::BTreeSet<_> = scene.connectors.iter().map(|line| line.subject.clone()).collect();
        assert_eq!(drawn, said);
    }
}

#[test]
fn the_sum_of_a_site_is_there_wherever_its_cards_cannot_be_read() {
    let mut plan = two_sites();
    let replay = plan.replay();
    plan.places.extend(layout(&plan, &replay));
    let report = coexist::rules::check(&plan, &replay, None);
    let stage = (0..plan.stages()).find(|stage| report.at(*stage).next().is_some()).expect("some finding");
    let scene = build(&plan, &replay, Some(&report), stage, &SceneOptions::new(Lang::EN), &Fonts::bundled());
    let badge = |item: &&Item| item.layer == Layer::Badge && matches!(item.subject, Some(Subject::Site(_)));
    for percent in 10..100 {
        let zoom = percent as f32 / 100.0;
        assert!(scene.items.iter().filter(badge).any(|item| item.visible_at(zoom)), "none at {percent} %");
    }
}

/// Shapes never get smaller than can be seen, so from afar there is not room for all of them.
#[test]
fn from_afar_no_mark_lies_upon_another_and_the_worst_come_first() {
    let mut plan = generated(11, 700, 1);
    let replay = plan.replay();
    plan.places.extend(layout(&plan, &replay));
    let report = coexist::rules::check(&plan, &replay, None);
    let scene = build(&plan, &replay, Some(&report), 0, &SceneOptions::new(Lang::EN), &Fonts::bundled());
    let shapes_at = |zoom: f32| -> Vec<(&Subject, Glyph, SheetRect)> {
        let marks = scene.items.iter().filter(|item| item.layer == Layer::Badge && item.visible_at(zoom));
        let shape = |item: &'_ Item| match &item.mark {
            Mark::Icon(icon) if matches!(icon.glyph, Glyph::Finding(_) | Glyph::Incomplete) => {
                let more = (SHAPE_LEAST / zoom - icon.rect.width()).max(0.0);
                Some((icon.glyph, icon.rect.expanded(more / 2.0)))
            }
            _ => None,
        };
        marks
            .filter_map(|item| shape(item).map(|(glyph, rect)| (item.subject.as_ref().unwrap(), glyph, rect)))
            .collect()
    };
    let is_error = |glyph: &Glyph| *glyph == Glyph::Finding(coexist::rules::Level::Error);
    let errors = report.at(0).filter(|finding| finding.counts() && finding.level == coexist::rules::Level::Error);
    let wrong: Vec<Subject> =
        errors.filter_map(|finding| Some(replay.states[0].site_of(&finding.subject)?.into())).collect();
    assert!(!wrong.is_empty());
    let mut counted = 0;
    for zoom in [0.002, 0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.069, 0.07, 0.099, 0.1, 0.139] {
        let shapes = shapes_at(zoom);
        assert!(shapes.iter().any(|(_, glyph, _)| is_error(glyph)), "nothing is wrong at {zoom}");
        for (at, (one, _, a)) in shapes.iter().enumerate() {
            for (other, _, b) in &shapes[at + 1..] {
                assert!(!a.expanded(-0.02 / zoom).overlaps(b), "{one:?} and {other:?} at {zoom}");
            }
        }
        // Where a site has no error to show, the place is taken by others.
        for site in scene.boxes.iter().filter(|object| wrong.contains(&object.subject)) {
            let shown = shapes.iter().any(|(subject, glyph, _)| **subject == site.subject && is_error(glyph));
            let near = site.rect.expanded(2.0 * SHAPE_LEAST / zoom);
            let others = shapes.iter().any(|(_, glyph, rect)| is_error(glyph) && rect.overlaps(&near));
            assert!(shown || others, "{} at {zoom}", site.label);
        }
        let text =
            |item: &&Item| item.layer == Layer::Badge && matches!(item.mark, Mark::Text(_)) && item.visible_at(zoom);
        counted += scene.items.iter().filter(text).count();
    }
    assert!(counted > 10, "{counted}");
}

#[test]
fn the_word_for_the_perimeter_is_covered_by_no_card() {
    let mut plan = two_sites();
    let replay = plan.replay();
    plan.places.extend(layout(&plan, &replay));
    let edge = Subject::from(PoolId::new("pool-edge-paris"));
    let sheet = Sheet::new(&plan, &replay, &Lines::default());
    let beside = sheet.rect_of(&edge).unwrap();
    // A card where the word stands by default, on the line.
    let other = Subject::from(PoolId::new("pool-fe-paris-legacy"));
    plan.places.insert(other, SheetPos { x: beside.max.x as i32 + 24, y: beside.min.y as i32 });
    let scene = scene_of(&plan, 1);
    let word = Lang::EN.word("diagram", "perimeter");
    let run = scene.items.iter().find_map(|item| match &item.mark {
        Mark::Text(run) if run.text == word => Some(run),
        _ => None,
    });
    let run = run.expect("there is room on another side");
    let rect = SheetRect::new(run.at.x, run.at.y - run.size, run.width, run.size);
    for object in scene.boxes.iter().filter(|object| !matches!(object.subject, Subject::Site(_))) {
        assert!(!object.rect.overlaps(&rect), "{:?} covers it", object.subject);
    }
}

#[test]
fn a_row_with_a_finding_has_its_name_and_leaves_the_second_line_alone_at_every_zoom() {
    let mut b = Builder::new("contoso.example");
    let mut pool = b.pool("se01", PoolKind::FrontEnd, Version::Lync2013, None);
    pool.edition = Some(Edition::Standard);
    let pool = b.add_pool(pool, 1);
    let local = b.sql("se01", None, SqlVersion::Sql2012, &["RTC"]);
    b.link(LinkKind::UserStore, &pool, &local[0]);
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.today = b.topology;
    let row = Subject::from(&local[0]);
    let report = error_on(&row, (0, 0));
    let scene = build(&plan, &plan.replay(), Some(&report), 0, &SceneOptions::new(Lang::EN), &Fonts::bundled());
    for percent in 10..200 {
        let zoom = percent as f32 / 100.0;
        let drawn = || scene.items.iter().filter(|item| item.visible_at(zoom) && item.layer == Layer::Card);
        let outlines = drawn().filter(|item| item.subject.as_ref() == Some(&row));
        let Some(outline) = outlines.clone().find_map(|item| match &item.mark {
            Mark::Rect(mark) if mark.stroke.is_some_and(|stroke| stroke.token == Token::Error) => Some(mark.rect),
            _ => None,
        }) else {
            continue;
        };
        let named = outlines.clone().any(|item| matches!(&item.mark, Mark::Text(run) if run.text == "RTC"));
        assert!(named, "no name in the row at {percent} %");
        for item in drawn().filter(|item| item.subject != Some(row.clone())) {
            if let Mark::Text(run) = &item.mark {
                let descent = run.at.y + run.size * 0.25;
                let apart = descent <= outline.min.y || run.at.y - run.size * 0.75 >= outline.max.y;
                assert!(apart, "“{}” runs through the outline at {percent} %", run.text);
            }
        }
    }
}

#[test]
fn ghosts_stand_where_objects_of_other_phases_are() {
    let plan = two_sites();
    let replay = plan.replay();
    let quiet = scene_of(&plan, 0);
    let options = SceneOptions { ghosts: true, ..SceneOptions::new(Lang::EN) };
    let scene = build(&plan, &replay, None, 0, &options, &Fonts::bundled());
    let text = |scene: &Scene, text: &str| {
        scene.items.iter().any(|item| matches!(&item.mark, Mark::Text(run) if run.text == text))
    };
    assert!(!scene.elsewhere.is_empty());
    assert!(text(&scene, "fe-paris") && !text(&quiet, "fe-paris"));
    assert_eq!(scene.boxes, quiet.boxes, "a ghost is no object of the phase");
}

/// The words of a card that can be read at a zoom.
fn words_at(scene: &Scene, subject: &Subject, zoom: f32) -> Vec<String> {
    let own = scene.items.iter().filter(|item| item.layer == Layer::Card && item.subject.as_ref() == Some(subject));
    let text = |item: &Item| match &item.mark {
        Mark::Text(run) => Some(run.text.clone()),
        _ => None,
    };
    own.filter(|item| item.visible_at(zoom)).filter_map(text).collect()
}

#[test]
fn between_far_and_near_a_card_shows_servers_users_and_instances() {
    let mut plan = two_sites();
    let replay = plan.replay();
    plan.places.extend(layout(&plan, &replay));
    for lang in Lang::all() {
        let scene = build(&plan, &replay, None, 0, &SceneOptions::new(lang), &Fonts::bundled());
        for zoom in [0.36, 0.45, 0.6] {
            for object in &scene.boxes {
                let said = object.description.split("; ").next().unwrap_or_default();
                let shown = words_at(&scene, &object.subject, zoom).join(" · ");
                let pool = match &object.subject {
                    Subject::Pool(id) => plan.today.pools.get(id),
                    Subject::SqlInstance(_) => {
                        let name = object.label.rsplit('\\').next().unwrap_or_default();
                        // The default instance has no name of its own.
                        assert!(name.ends_with(')') || shown.contains(name), "{name} at {zoom}: {shown}");
                        continue;
                    }
                    _ => continue,
                };
                if pool.is_some_and(|pool| pool.kind == PoolKind::FrontEnd) {
                    let counts = said.split(" · ").filter(|part| part.chars().next().is_some_and(char::is_numeric));
                    let least = counts.clone().last().expect("its servers or users");
                    assert!(shown.contains(least), "{least} at {zoom}: {shown}");
                }
            }
        }
    }
}

/// Everything that is written on a card from near is in its words for those who see it from afar or not at all.
#[test]
fn what_a_card_leaves_out_is_said() {
    let plan = two_sites();
    let replay = plan.replay();
    for lang in Lang::all() {
        for stage in 0..plan.stages() {
            let scene = build(&plan, &replay, None, stage, &SceneOptions::new(lang), &Fonts::bundled());
            let state = &replay.states[stage];
            let mut seen = 0;
            for item in scene.items.iter().filter(|item| item.layer == Layer::Card && item.visible_at(1.0)) {
                let (Mark::Text(run), Some(subject)) = (&item.mark, &item.subject) else { continue };
                let owner = match subject {
                    Subject::Link(id) => state.links.get(id).map(|link| link.from.clone()),
                    other => Some(other.clone()),
                };
                let Some(object) = owner.and_then(|owner| scene.boxes.iter().find(|one| one.subject == owner)) else {
                    continue;
                };
                let said = format!("{} {}", object.label, object.description);
                for part in run.text.split(" · ").flat_map(|part| part.split(ELLIPSIS)) {
                    // `+4` counts what the description counts as a whole.
                    if !part.starts_with('+') {
                        seen += 1;
                        assert!(said.contains(part.trim()), "“{part}” is not in “{said}”");
                    }
                }
            }
            assert!(seen > 20, "{seen}");
        }
    }
}

#[test]
fn the_state_of_a_card_has_a_shape_at_every_zoom() {
    let plan = two_sites();
    let mut marked = 0;
    for stage in 1..plan.stages() {
        let scene = scene_of(&plan, stage);
        let mark = |item: &&Item| match &item.mark {
            Mark::Icon(icon) => matches!(icon.glyph, Glyph::Added | Glyph::Removed | Glyph::Changed | Glyph::Emptied),
            _ => false,
        };
        let subjects: std::collections::BTreeSet<_> =
            scene.items.iter().filter(mark).filter_map(|item| item.subject.clone()).collect();
        // A line has its own shape for its state, and an area its tab.
        let subjects = subjects.into_iter().filter(|one| !matches!(one, Subject::Link(_) | Subject::Site(_)));
        for subject in subjects {
            marked += 1;
            for percent in 20..200 {
                let zoom = percent as f32 / 100.0;
                let mut icons = scene
                    .items
                    .iter()
                    .filter(mark)
                    .filter(|item| item.visible_at(zoom) && item.subject.as_ref() == Some(&subject));
                let Some(Mark::Icon(icon)) = icons.next().map(|item| &item.mark) else { panic!("none at {percent} %") };
                assert!(icon.rect.width() * zoom >= 5.0, "{subject:?} at {percent} %");
                assert!(icons.next().is_none(), "twice at {percent} %");
            }
        }
    }
    assert!(marked > 0);
}

/// The cards of a scene: what has a place of its own.
fn cards_of(scene: &Scene) -> Vec<Subject> {
    let is_card = |subject: &Subject| {
        matches!(subject, Subject::Pool(_) | Subject::SqlServer(_) | Subject::FileStore(_) | Subject::Gateway(_))
    };
    scene.boxes.iter().map(|object| object.subject.clone()).filter(is_card).collect()
}

fn shown_as(plan: &Plan, stage: usize, shown: &Shown) -> Scene {
    let options = SceneOptions { shown: shown.clone(), ..SceneOptions::new(Lang::EN) };
    build(plan, &plan.replay(), None, stage, &options, &Fonts::bundled())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// Each row of the legend counts what goes when it is switched off; nothing else moves or goes, and no line
    /// ends at what is not there.
    #[test]
    fn what_passes_is_drawn_and_nothing_else(seed in 0u64..100_000, objects in 1usize..40, phases in 0usize..3) {
        let plan = generated(seed, objects, phases);
        let all = shown_as(&plan, phases, &Shown::default());
        let cards = cards_of(&all);
        prop_assert_eq!((all.legend.cards, all.legend.shown), (cards.len() as u64, cards.len() as u64));
        for row in &all.legend.rows {
            let LegendOf::Card(of) = &row.of else { continue };
            let mut shown = Shown::default();
            shown.turn(of);
            let less = shown_as(&plan, phases, &shown);
            let left = cards_of(&less);
            prop_assert_eq!(left.len() as u64, cards.len() as u64 - row.count, "{:?}", of);
            prop_assert_eq!(less.legend.shown, left.len() as u64);
            prop_assert_eq!(less.bounds, all.bounds);
            for object in &less.boxes {
                prop_assert_eq!(all.box_of(&object.subject).map(|other| other.rect), Some(object.rect));
                let parent = object.parent.as_ref().is_none_or(|parent| less.box_of(parent).is_some());
                prop_assert!(parent, "{:?} stands in nothing", object.subject);
            }
            let state = plan.replay().states.last().cloned().unwrap_or_default();
            for link in less.connectors.iter().flat_map(|line| &line.links).filter_map(|link| state.links.get(link)) {
                for end in [&link.from, &link.to] {
                    let on_card = less.box_of(end).is_some() || matches!(end, Subject::SqlServer(_));
                    prop_assert!(on_card, "a line to {:?}", end);
                }
            }
            let only = less.legend.rows.iter().find(|other| other.of == row.of);
            prop_assert!(only.is_some_and(|other| !other.on && other.count == row.count), "it can be switched on again");

            let faint = shown_as(&plan, phases, &Shown { faded: true, ..shown });
            prop_assert_eq!(faint.boxes.len(), all.boxes.len());
            let is_faint = |card: &Subject| faint.items.iter().any(|item| item.faded && item.subject.as_ref() == Some(card));
            for card in &cards {
                prop_assert_eq!(is_faint(card), !left.contains(card), "{:?}", card);
            }
        }
    }
}

#[test]
fn only_one_of_its_kind_is_asked_for_and_all_again() {
    let plan = two_sites();
    let all = shown_as(&plan, 1, &Shown::default());
    let of = Trait::Kind(CardKind::Pool(PoolKind::Edge));
    let mut shown = Shown::default();
    shown.only(&of, &[]);
    assert!(shown.is_only(&of, &[]) && !shown.is_everything());
    let scene = shown_as(&plan, 1, &shown);
    assert_eq!(cards_of(&scene).len(), 1);
    assert_eq!((scene.legend.shown, scene.legend.cards), (1, all.legend.cards));
    assert!(scene.box_of(&SiteId::new("site-lyon").into()).is_none(), "nothing of it is left");
    assert!(scene.elsewhere.len() > all.elsewhere.len(), "nothing new is put where a card is left out");
    shown.all_of(&of, &[]);
    assert_eq!(shown_as(&plan, 1, &shown), all);
}

#[test]
fn what_is_hidden_by_hand_goes_with_what_stands_in_it() {
    let plan = two_sites();
    let lyon = Subject::from(SiteId::new("site-lyon"));
    let all = shown_as(&plan, 0, &Shown::default());
    let inside = all.boxes.iter().filter(|object| object.parent.as_ref() == Some(&lyon)).count();
    assert!(inside > 0);
    let shown = Shown { hidden: [lyon.clone()].into(), ..Shown::default() };
    let scene = shown_as(&plan, 0, &shown);
    assert!(scene.box_of(&lyon).is_none());
    assert_eq!(cards_of(&scene).len(), cards_of(&all).len() - inside);
}

#[test]
fn a_card_is_asked_for_by_what_the_phase_does_to_it_and_by_what_is_wrong() {
    let plan = two_sites();
    let instance = Subject::from(SqlInstanceId::new("sql-instance-sql-paris-lync"));
    let report = error_on(&instance, (1, 2));
    let draw = |of: &Trait| {
        let mut shown = Shown::default();
        shown.only(of, &[]);
        let options = SceneOptions { shown, ..SceneOptions::new(Lang::EN) };
        let scene = build(&plan, &plan.replay(), Some(&report), 1, &options, &Fonts::bundled());
        (cards_of(&scene), scene)
    };
    let (wrong, _) = draw(&Trait::Finding(Some(coexist::rules::Level::Error)));
    assert_eq!(wrong.len(), 1, "the host of the instance: {wrong:?}");
    assert!(matches!(wrong[0], Subject::SqlServer(_)));
    let (new, scene) = draw(&Trait::Change(coexist::plan::Mark::Added));
    assert!(!new.is_empty());
    let is_new =
        |card: &Subject| scene.box_of(card).is_some_and(|object| object.description.contains("new in this phase"));
    assert!(new.iter().all(is_new));
    let (none, scene) = draw(&Trait::Finding(Some(coexist::rules::Level::Advice)));
    assert!(none.is_empty());
    let row = scene.legend.rows.iter().find(|row| row.text == "With advice").expect("it says why nothing is there");
    assert!(row.on && row.count == 0);
}

#[test]
fn after_a_move_little_is_drawn_again() {
    let mut plan = two_sites();
    plan.places.extend(layout(&plan, &plan.replay()));
    let (replay, fonts, options) = (plan.replay(), Fonts::bundled(), SceneOptions::new(Lang::EN));
    let sheet = Sheet::new(&plan, &replay, &options.lines);
    let before = sheet.scene(&replay, None, 0, &options, &fonts);
    let gateway = Subject::from(GatewayId::new("gateway-gw-lyon"));
    if let Some(at) = plan.places.get_mut(&gateway) {
        at.x += 8;
    }
    let after = sheet.again(&plan, &replay, &options.lines);
    assert!(after.is_shifted(&sheet));
    let mut index = SheetIndex::new(&before);
    let all = before.items.len();
    let (scene, changed) = after.scene_again(before, &Asked::default(), (&replay, None, 0), &options, &fonts);
    let changed = changed.expect("it is drawn where the other was");
    assert!(!changed.is_empty() && changed.len() * 4 < all, "{} of {all}", changed.len());
    assert!(index.follow(&scene, &changed));
}

/// What is found on a scene: in reading order, in parts of it, and under points.
fn finds(index: &SheetIndex, scene: &Scene) -> Vec<Vec<Subject>> {
    let all: Vec<Subject> = index.in_order(scene).map(|object| object.subject.clone()).collect();
    let mut found = vec![all, index.links().map(|(link, ..)| link.clone()).collect()];
    let bounds = scene.bounds;
    for at in 0..12u8 {
        let (x, y) = (f32::from(at % 4) / 4.0, f32::from(at / 4) / 3.0);
        let min = SheetPoint { x: bounds.min.x + x * bounds.width(), y: bounds.min.y + y * bounds.height() };
        let part = SheetRect { min, max: SheetPoint { x: min.x + 900.0, y: min.y + 700.0 } };
        found.push(index.in_view(scene, &part).map(|object| object.subject.clone()).collect());
        found.push(index.within(scene, &part, true));
    }
    for object in &scene.boxes {
        for (point, zoom) in [(object.rect.min, 1.0), (object.rect.center(), 0.4), (object.rect.max, 0.2)] {
            let hit = match index.hit(scene, point, zoom) {
                Some(Hit::Object(subject)) => vec![subject],
                Some(Hit::Badge(subject)) => vec![Subject::Deployment, subject],
                None => Vec::new(),
            };
            found.push(hit);
            let near = SheetRect { min: point, max: point }.expanded(40.0);
            found.push(index.items().drawn(&near, zoom).filter_map(|at| scene.items[at].subject.clone()).collect());
        }
    }
    for (_, points, _) in index.links() {
        found.extend(points.first().map(|at| index.beneath(scene, *at, 1.0)));
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What is not near to what was moved stays as it is in the scene before, and nobody can tell.
    #[test]
    fn a_scene_after_a_move_is_the_one_made_anew(
        seed in 0u64..100_000,
        objects in 1usize..70,
        ghosts in any::<bool>(),
        moves in prop::collection::vec((any::<prop::sample::Index>(), -60i32..60, -30i32..30), 1..4),
        collapsed in prop::option::of(any::<prop::sample::Index>()),
        hidden in prop::option::of((any::<prop::sample::Index>(), any::<bool>())),
    ) {
        let mut plan = generated(seed, objects, 2);
        plan.places.extend(layout(&plan, &plan.replay()));
        prop_assume!(!plan.places.is_empty());
        let subjects: Vec<Subject> = plan.places.keys().cloned().collect();
        let sites: Vec<SiteId> = plan.today.sites.keys().cloned().collect();
        plan.collapsed.extend(collapsed.filter(|_| !sites.is_empty()).map(|at| at.get(&sites).clone()));
        let (replay, fonts) = (plan.replay(), Fonts::bundled());
        let report = coexist::rules::check(&plan, &replay, None);
        let mut shown = Shown { faded: hidden.as_ref().is_some_and(|(_, faded)| *faded), ..Shown::default() };
        shown.hidden.extend(hidden.map(|(at, _)| at.get(&subjects).clone()));
        let options = SceneOptions { ghosts, shown, ..SceneOptions::new(Lang::EN) };
        let selected = moves[0].0.get(&subjects).clone();
        let mut sheet = Sheet::new(&plan, &replay, &options.lines);
        let mut asked = sheet.asked([&selected]);
        let stages = 0..replay.states.len();
        let stage = |at: usize| (&replay, Some(&report), at);
        let mut scenes: Vec<_> =
            stages.clone().map(|at| sheet.scene_with(&asked, stage(at), &options, &fonts)).collect();
        let mut indices: Vec<SheetIndex> = scenes.iter().map(SheetIndex::new).collect();
        for (which, right, down) in &moves {
            let moved = which.get(&subjects);
            let mut after = plan.clone();
            let at = plan.places[moved];
            after.places.insert(moved.clone(), SheetPos { x: at.x + 8 * right, y: at.y + 8 * down });
            prop_assert!(after.differs_in_places(&plan));
            let sheet_after = sheet.again(&after, &replay, &options.lines);
            let asked_after = sheet_after.asked([&selected]);
            prop_assert!(asked.is_alike(&asked_after));
            if sheet_after.is_shifted(&sheet) {
                prop_assert!(sheet_after.asked_again(&asked) == asked_after);
            }
            for at in stages.clone() {
                let before = std::mem::take(&mut scenes[at]);
                let known = before.items.clone();
                let anew = sheet_after.scene_with(&asked_after, stage(at), &options, &fonts);
                let (taken, changed) = sheet_after.scene_again(before, &asked_after, stage(at), &options, &fonts);
                prop_assert!(taken == anew);
                if let Some(changed) = changed {
                    let differs = |at: &usize| known[*at] != taken.items[*at];
                    let numbers: Vec<u32> = (0..known.len()).filter(differs).map(|at| at as u32).collect();
                    let mut changed = changed;
                    changed.sort_unstable();
                    prop_assert_eq!(&changed, &numbers);
                    // So do the look-ups, unless they are worn.
                    if indices[at].follow(&taken, &changed) {
                        prop_assert!(finds(&indices[at], &taken) == finds(&SheetIndex::new(&taken), &taken));
                    } else {
                        indices[at] = SheetIndex::new(&taken);
                    }
                } else {
                    indices[at] = SheetIndex::new(&taken);
                }
                scenes[at] = taken;
            }
            (plan, sheet, asked) = (after, sheet_after, asked_after);
        }
    }
}
