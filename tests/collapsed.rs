//! Collapsed sites, from the outside: what is drawn, what is told, and that nothing is lost.

mod common;

use coexist::diagram::*;
use coexist::model::*;
use coexist::plan::{Plan, Replay};
use coexist::rules::Report;
use coexist::text::Lang;
use common::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn draw(plan: &Plan, replay: &Replay, report: Option<&Report>, stage: usize, shown: &Shown, lang: Lang) -> Scene {
    let options = SceneOptions { shown: shown.clone(), ..SceneOptions::new(lang) };
    build(plan, replay, report, stage, &options, &Fonts::bundled())
}

fn plain(plan: &Plan, stage: usize) -> Scene {
    draw(plan, &plan.replay(), None, stage, &Shown::default(), Lang::EN)
}

fn collapsed(plan: &Plan, sites: impl IntoIterator<Item = SiteId>) -> Plan {
    let mut plan = plan.clone();
    plan.collapsed.extend(sites);
    plan
}

fn site(name: &str) -> Subject {
    SiteId::new(&format!("site-{name}")).into()
}

fn described(scene: &Scene, site: &Subject) -> String {
    scene.box_of(site).unwrap_or_else(|| panic!("{site:?} is not drawn")).description.clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What stands in a collapsed site is in no box; each line ends at a box; no link to the outside is lost, and all
    /// else stands where it stood.
    #[test]
    fn a_summary_stands_for_all_that_is_inside(
        seed in 0u64..100_000, objects in 2usize..60, phases in 0usize..3, of in 1u64..100, every in any::<bool>(),
    ) {
        let mut plan = generated(seed, objects, phases);
        plan.places.extend(layout(&plan, &plan.replay()));
        let replay = plan.replay();
        let mut dice = Dice::new(seed ^ of);
        let sites: Vec<SiteId> = plan.everything().sites.keys().filter(|_| dice.chance(of)).cloned().collect();
        let less_plan = collapsed(&plan, sites.clone());
        let mut lines = Lines::default();
        if every {
            lines.kinds.extend(LinkKind::ALL);
        }
        let (whole, sheet) = (Sheet::new(&plan, &replay, &lines), Sheet::new(&less_plan, &replay, &lines));
        let options = SceneOptions { lines: lines.clone(), ..SceneOptions::new(Lang::EN) };
        for stage in 0..=phases {
            let all = whole.scene(&replay, None, stage, &options, &Fonts::bundled());
            let less = sheet.scene(&replay, None, stage, &options, &Fonts::bundled());
            let is_collapsed = |subject: &Subject| sites.iter().any(|site| Subject::from(site) == *subject);
            for object in &all.boxes {
                let now = less.box_of(&object.subject);
                match less.collapsed.around(&object.subject) {
                    Some(around) => {
                        prop_assert!(now.is_none(), "{:?} is drawn", object.subject);
                        prop_assert!(is_collapsed(around) && less.box_of(around).is_some());
                    }
                    None if is_collapsed(&object.subject) => {
                        let now = now.expect("a site is drawn").rect;
                        prop_assert_eq!(now.min, object.rect.min, "it stands in the corner of its ground");
                    }
                    None => prop_assert_eq!(now.map(|now| now.rect), Some(object.rect)),
                }
            }
            prop_assert!(less.boxes.iter().all(|o| all.box_of(&o.subject).is_some()));
            prop_assert!(less.boxes.iter().all(|o| o.parent.as_ref().is_none_or(|p| less.box_of(p).is_some())));
            prop_assert_eq!(&less.legend, &all.legend, "the legend counts what is told, drawn by itself or not");

            let mut pairs = BTreeSet::new();
            for line in &less.connectors {
                let (from, to) = &line.ends;
                prop_assert!(from != to);
                for end in [from, to] {
                    let drawn = less.box_of(sheet.card_of(end).unwrap_or(end)).is_some();
                    let left = matches!(end, Subject::SqlInstance(_));
                    prop_assert!(drawn || left, "a line to nothing: {:?}", end);
                    prop_assert!(less.collapsed.around(end).is_none(), "a line into a collapsed site: {:?}", end);
                }
                let pair = if from < to { (from, to) } else { (to, from) };
                prop_assert!(pairs.insert(pair), "two lines between {:?}", pair);
            }
            let links = |scene: &Scene| -> BTreeSet<LinkId> {
                scene.connectors.iter().flat_map(|line| line.links.clone()).collect()
            };
            let within = |id: &LinkId| {
                let state = replay.states.iter().find(|state| state.links.contains_key(id)).expect("a state has it");
                let link = &state.links[id];
                let around = less.collapsed.around(&link.from);
                around.is_some() && around == less.collapsed.around(&link.to)
            };
            let crossing: BTreeSet<LinkId> = links(&all).into_iter().filter(|id| !within(id)).collect();
            prop_assert_eq!(links(&less), crossing);
        }
        // No line runs through a card that it does not join, the summaries among them.
        let cards = sheet.subjects().filter(|s| !matches!(s, Subject::Site(_)) || less_plan.collapsed.iter().any(|site| Subject::from(site) == *s));
        let cards: Vec<(Subject, SheetRect)> = cards.filter_map(|s| Some((s.clone(), sheet.rect_of(&s)?))).collect();
        for (from, to, path) in sheet.paths() {
            for (card, rect) in &cards {
                let own = [from, to].iter().any(|end| sheet.card_of(end).unwrap_or(end) == card);
                let body = if own { rect.expanded(-1.0) } else { *rect };
                for ends in path.windows(2) {
                    let min = SheetPoint { x: ends[0].x.min(ends[1].x), y: ends[0].y.min(ends[1].y) };
                    let max = SheetPoint { x: ends[0].x.max(ends[1].x), y: ends[0].y.max(ends[1].y) };
                    prop_assert!(!SheetRect { min, max }.expanded(0.01).overlaps(&body), "{:?} → {:?} through {:?}", from, to, card);
                }
            }
        }
        // Following the edit gives the same sheet, there and back.
        let there = whole.again(&less_plan, &replay, &lines);
        prop_assert!(there.paths().eq(sheet.paths()));
        prop_assert!(there.again(&plan, &replay, &lines).paths().eq(whole.paths()));
    }

    /// Nothing is written past the edge of a summary, in any language, from near and from far.
    #[test]
    fn a_summary_holds_its_words(seed in 0u64..100_000, objects in 2usize..60, phases in 0usize..3) {
        let plan = generated(seed, objects, phases);
        let plan = collapsed(&plan, plan.everything().sites.keys().cloned());
        let replay = plan.replay();
        for lang in Lang::all() {
            for stage in 0..=phases {
                let scene = draw(&plan, &replay, None, stage, &Shown::default(), lang);
                for item in scene.items.iter().filter(|item| item.layer == Layer::Card) {
                    let (Some(subject @ Subject::Site(_)), Mark::Text(run)) = (&item.subject, &item.mark) else { continue };
                    let rect = scene.box_of(subject).expect("drawn").rect;
                    prop_assert!(run.at.x >= rect.min.x && run.at.x + run.width <= rect.max.x, "{}", run.text);
                    prop_assert!(run.at.y - run.size * 0.75 >= rect.min.y && run.at.y <= rect.max.y, "{}", run.text);
                }
            }
        }
    }
}

#[test]
fn a_summary_tells_versions_counts_changes_and_names() {
    let plan = two_sites();
    let plan = collapsed(&plan, plan.today.sites.keys().cloned());
    let today = described(&plain(&plan, 0), &site("paris"));
    for told in [
        "collapsed · 3 pools · 6 servers · 1,200 users",
        "Lync 2010: 3 pools · 6 servers · 1,200 users",
        "1 SQL Server · 1 file share · 1 gateway",
        "fe-paris-legacy.fabrikam.example",
    ] {
        assert!(today.contains(told), "{told} is not in {today}");
    }
    let pilot = described(&plain(&plan, 1), &site("paris"));
    for told in ["4 pools · 14 servers", "Lync 2013: 1 pool · 8 servers · 300 users", "1 new", "1 emptying"] {
        assert!(pilot.contains(told), "{told} is not in {pilot}");
    }
    let retired = described(&plain(&plan, 3), &site("paris"));
    assert!(retired.contains("2 retired") && !retired.contains("3 pools"), "{retired}");
    let unknown = described(&plain(&plan, 0), &site("lyon"));
    assert!(unknown.contains("branch site · 1 pool · 1 server · users unknown"), "{unknown}");
    let french = draw(&plan, &plan.replay(), None, 1, &Shown::default(), Lang::FR);
    let french = described(&french, &site("paris"));
    assert!(french.contains("réduit") && french.contains("1 nouveau"), "{french}");
}

#[test]
fn what_is_wrong_inside_is_summed_on_the_summary() {
    let plan = two_sites();
    let replay = plan.replay();
    let report = coexist::rules::check(&plan, &replay, None);
    let small = collapsed(&plan, plan.today.sites.keys().cloned());
    let shapes = |plan: &Plan, subject: &Subject| -> Vec<(Glyph, String)> {
        let scene = draw(plan, &replay, Some(&report), 1, &Shown::default(), Lang::EN);
        // From far away both say the sum of all that is inside.
        let of_it = scene.items.iter().filter(|item| item.visible_at(0.2) && item.subject.as_ref() == Some(subject));
        let marks: Vec<&Mark> = of_it.filter(|item| item.layer == Layer::Badge).map(|item| &item.mark).collect();
        let pairs = marks.windows(2).filter_map(|pair| match pair {
            [Mark::Icon(IconMark { glyph: glyph @ Glyph::Finding(_), .. }), Mark::Text(run)] => {
                Some((*glyph, run.text.clone()))
            }
            _ => None,
        });
        pairs.collect()
    };
    for name in ["paris", "lyon"] {
        let (whole, sum) = (shapes(&plan, &site(name)), shapes(&small, &site(name)));
        assert!(!whole.is_empty() || name == "lyon");
        assert_eq!(whole, sum, "{name}");
    }
    let paris = draw(&small, &replay, Some(&report), 1, &Shown::default(), Lang::EN);
    let worst = report.at(1).map(|finding| finding.level).max().expect("something is wrong");
    assert!(
        paris.items.iter().any(|item| matches!(&item.mark, Mark::Icon(icon) if icon.glyph == Glyph::Finding(worst)))
    );
}

#[test]
fn lines_of_what_is_inside_end_at_the_summary_and_join() {
    let plan = two_sites();
    let whole = plain(&plan, 0);
    let lyon = collapsed(&plan, [SiteId::new("site-lyon")]);
    let scene = plain(&lyon, 0);
    let line = scene.connectors.iter().find(|line| line.ends.0 == site("lyon")).expect("a line to the summary");
    assert!(matches!(line.ends.1, Subject::Pool(_)));
    assert_eq!(line.label, "Lyon → fe-paris-legacy.fabrikam.example");
    assert!(line.description.contains("sba-lyon"), "it says which: {}", line.description);
    assert_eq!(scene.connectors.len(), whole.connectors.len());
    // The pools of Paris are joined among themselves alone, and with Lyon by one line.
    let both = collapsed(&plan, plan.today.sites.keys().cloned());
    let scene = plain(&both, 1);
    assert_eq!(scene.connectors.len(), 1);
    assert_eq!(scene.connectors[0].ends, (site("lyon"), site("paris")));
    assert_eq!(scene.boxes.len(), 2);
    let dots = scene
        .items
        .iter()
        .filter(|item| item.layer == Layer::Link && matches!(&item.mark, Mark::Rect(mark) if mark.radius == 3.0));
    assert_eq!(dots.count(), 1, "at Paris, which Lyon depends on");
}

#[test]
fn a_filter_counts_in_a_summary_and_can_leave_it_out() {
    let plan = two_sites();
    let plan = collapsed(&plan, [SiteId::new("site-paris")]);
    let mut shown = Shown::default();
    shown.only(&Trait::Version(Some(Version::Lync2013)), &[]);
    let replay = plan.replay();
    let scene = draw(&plan, &replay, None, 1, &shown, Lang::EN);
    let said = described(&scene, &site("paris"));
    assert!(said.contains("1 pool · 8 servers") && !said.contains("Lync 2010"), "{said}");
    assert!(scene.box_of(&site("lyon")).is_none(), "nothing of it is left");
    let before = draw(&plan, &replay, None, 0, &shown, Lang::EN);
    assert!(before.box_of(&site("paris")).is_none(), "nor of this one before the pilot");
    assert!(before.connectors.is_empty());
    let faint = draw(&plan, &replay, None, 0, &Shown { faded: true, ..shown }, Lang::EN);
    assert!(faint.items.iter().any(|item| item.faded && item.subject.as_ref() == Some(&site("paris"))));
}

#[test]
fn a_summary_is_hit_as_a_card_and_its_ground_takes_what_is_dropped() {
    let plan = two_sites();
    let scene = plain(&collapsed(&plan, [SiteId::new("site-paris")]), 0);
    let rect = scene.box_of(&site("paris")).expect("drawn").rect;
    assert_eq!(scene.hit(rect.center(), 0.0, 1.0), Some(site("paris")));
    assert_eq!(scene.site_at(rect.center()), Some(SiteId::new("site-paris")));
    // Something new that is put in it stands clear of what it holds, where that will be seen again.
    let open = plain(&plan, 0);
    let pos = scene.free_place(rect.center(), (264.0, 72.0), Some(&site("paris")));
    let new = SheetRect::new(pos.x as f32, pos.y as f32, 264.0, 72.0);
    let cards = open.boxes.iter().filter(|object| object.parent == Some(site("paris")));
    assert!(cards.clone().count() > 3 && cards.into_iter().all(|object| !object.rect.overlaps(&new)));
}
