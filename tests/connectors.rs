//! What holds for connectors whatever the plan and wherever a hand puts things: they go around, keep apart, keep their
//! shape, jump where they cross, have labels that can be read, and follow what is dragged.

mod common;

use coexist::diagram::*;
use coexist::model::*;
use coexist::plan::{Plan, Replay, SheetPos};
use coexist::text::Lang;
use common::*;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::{BTreeMap, BTreeSet};

type Path<'a> = &'a [SheetPoint];

/// A plan with a place for everything, as the drawing puts it.
fn placed(seed: u64, objects: usize) -> (Plan, Replay) {
    let mut plan = generated(seed, objects, 1);
    let replay = plan.replay();
    plan.places.extend(layout(&plan, &replay));
    (plan, replay)
}

/// A plan as a hand would leave it: cards anywhere, on the step of the hand, not upon each other.
fn by_hand(seed: u64, objects: usize) -> (Plan, Replay) {
    let (mut plan, replay) = placed(seed, objects);
    let sheet = Sheet::new(&plan, &replay, &Lines::default());
    let cards: Vec<(Subject, SheetRect)> = cards(&sheet);
    let mut dice = Dice::new(seed);
    let span = 700 + 90 * objects as u64;
    let mut taken: Vec<SheetRect> = Vec::new();
    for (subject, rect) in cards {
        for _ in 0..200 {
            let (x, y) = (dice.below(span) as i32 / SNAP * SNAP, dice.below(span) as i32 / SNAP * SNAP);
            let here = SheetRect::new(x as f32, y as f32, rect.width(), rect.height());
            if !taken.iter().any(|other| other.expanded(SNAP as f32).overlaps(&here)) {
                taken.push(here);
                plan.places.insert(subject, SheetPos { x, y });
                break;
            }
        }
    }
    (plan, replay)
}

fn cards(sheet: &Sheet) -> Vec<(Subject, SheetRect)> {
    let cards = sheet.subjects().filter(|subject| !matches!(subject, Subject::Site(_)));
    cards.filter_map(|subject| Some((subject.clone(), sheet.rect_of(&subject)?))).collect()
}

fn pieces(path: Path<'_>) -> impl Iterator<Item = (SheetPoint, SheetPoint)> + '_ {
    path.windows(2).map(|ends| (ends[0], ends[1]))
}

fn around((a, b): (SheetPoint, SheetPoint)) -> SheetRect {
    SheetRect {
        min: SheetPoint { x: a.x.min(b.x), y: a.y.min(b.y) },
        max: SheetPoint { x: a.x.max(b.x), y: a.y.max(b.y) },
    }
}

fn bounds(path: Path<'_>) -> SheetRect {
    pieces(path).map(around).reduce(|a, b| a.union(&b)).unwrap_or_default()
}

/// Cards that a line goes through although it has nothing to do with them.
fn trespasses(sheet: &Sheet) -> Vec<(Subject, Subject, Subject)> {
    let cards = cards(sheet);
    let mut out = Vec::new();
    for (from, to, path) in sheet.paths() {
        for (card, rect) in &cards {
            let own = [from, to].iter().any(|end| sheet.card_of(end) == Some(card));
            // A line may touch the border of the cards it joins.
            let body = if own { rect.expanded(-1.0) } else { *rect };
            if pieces(path).any(|piece| around(piece).expanded(0.01).overlaps(&body)) {
                out.push((from.clone(), to.clone(), card.clone()));
            }
        }
    }
    out
}

/// Pieces of different lines that lie upon each other, and for how long.
fn upon_each_other(sheet: &Sheet) -> Vec<(SheetRect, SheetRect, f32)> {
    let pieces_of = |(at, (_, _, path))| pieces(path).map(move |piece| (at, around(piece)));
    let all: Vec<(usize, SheetRect)> = sheet.paths().enumerate().flat_map(pieces_of).collect();
    let mut out = Vec::new();
    for (number, (one, a)) in all.iter().enumerate() {
        for (_, b) in all[number + 1..].iter().filter(|(other, _)| other != one) {
            let level = a.height() == 0.0 && b.height() == 0.0 && (a.min.y - b.min.y).abs() < 1.0;
            let upright = a.width() == 0.0 && b.width() == 0.0 && (a.min.x - b.min.x).abs() < 1.0;
            let common = match (level, upright) {
                (true, _) => a.max.x.min(b.max.x) - a.min.x.max(b.min.x),
                (_, true) => a.max.y.min(b.max.y) - a.min.y.max(b.min.y),
                _ => 0.0,
            };
            if common > 0.0 {
                out.push((*a, *b, common));
            }
        }
    }
    out
}

/// One that goes up to a card and one that goes down to another, from the same place of a channel.
#[test]
fn lines_that_leave_a_channel_at_one_place_keep_apart() {
    let (plan, replay) = placed(81_939, 73);
    let long = upon_each_other(&Sheet::new(&plan, &replay, &Lines::default()));
    assert!(long.iter().all(|(.., common)| *common <= 24.0), "{long:?}");
}

fn shown(plan: &Plan, replay: &Replay, zoom: f32) -> Vec<Item> {
    let scene = build(plan, replay, None, 0, &SceneOptions::new(Lang::EN), &Fonts::bundled());
    scene.items.into_iter().filter(|item| item.visible_at(zoom)).collect()
}

/// However cards were put by hand, with a channel's least width between them, lines go around the others, also where an end
/// is walled in at the side that faces the other. (Of the lines of ten times as many plans, one in 4,000 cannot.)
#[test]
fn lines_go_around_cards_that_a_hand_put_anywhere() {
    let (mut through, mut all) = (0, 0);
    for seed in 0..60 {
        let (plan, replay) = by_hand(seed, 2 + seed as usize);
        let sheet = Sheet::new(&plan, &replay, &Lines::default());
        through += trespasses(&sheet).len();
        all += sheet.paths().count();
    }
    assert!(all > 1_000 && through == 0, "{through} of {all}");
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(48), ..ProptestConfig::with_cases(48) })]

    /// Lines that run side by side do not lie upon each other for long.
    #[test]
    fn lines_keep_apart(seed in 0u64..100_000, objects in 2usize..90) {
        let (plan, replay) = placed(seed, objects);
        let sheet = Sheet::new(&plan, &replay, &Lines::default());
        for (a, b, common) in upon_each_other(&sheet) {
            prop_assert!(common <= 24.0, "{:?} and {:?} share {}", a, b, common);
        }
    }

    /// A line keeps its shape while neither a card nor a line near it moves: every bend, within a track.
    #[test]
    fn lines_keep_their_shape_while_far_things_move(
        seed in 0u64..100_000, objects in 12usize..90, dx in -60i32..60, dy in -60i32..60,
    ) {
        let (mut plan, replay) = placed(seed, objects);
        let before = Sheet::new(&plan, &replay, &Lines::default());
        let all = cards(&before);
        let (subject, old) = &all[seed as usize % all.len()];
        let pos = SheetPos { x: old.min.x as i32 + dx * SNAP, y: old.min.y as i32 + dy * SNAP };
        plan.places.insert(subject.clone(), pos);
        let after = before.again(&plan, &replay, &Lines::default());
        // What moved: the card, its site's area, its lines.
        let mut moved = vec![*old, after.rect_of(subject).unwrap()];
        let areas = |sheet: &Sheet| -> BTreeMap<Subject, SheetRect> {
            let sites = sheet.subjects().filter(|subject| matches!(subject, Subject::Site(_)));
            sites.map(|site| (site.clone(), sheet.rect_of(&site).unwrap())).collect()
        };
        let (old_areas, new_areas) = (areas(&before), areas(&after));
        moved.extend(old_areas.iter().filter(|(site, area)| new_areas[*site] != **area).flat_map(|(site, area)| [*area, new_areas[site]]));
        let of_it = |from: &Subject, to: &Subject| [from, to].iter().any(|end| before.card_of(end) == Some(subject));
        for sheet in [&before, &after] {
            moved.extend(sheet.paths().filter(|(from, to, _)| of_it(from, to)).map(|(_, _, path)| bounds(path)));
        }
        let paths: BTreeMap<_, Path<'_>> = after.paths().map(|(from, to, path)| ((from, to), path)).collect();
        for (from, to, path) in before.paths() {
            // As far as the longest search but one looks around the two cards.
            let ends = [from, to].map(|end| before.rect_of(before.card_of(end).unwrap()).unwrap());
            let near = ends[0].union(&ends[1]).union(&bounds(path)).expanded(25.0 * 24.0 + 48.0);
            if !moved.iter().any(|other| other.overlaps(&near)) {
                let now = paths[&(from, to)];
                // Level tracks are as far apart as labels are high.
                let still = |(a, b): (&SheetPoint, &SheetPoint)| (a.x - b.x).abs() <= 12.0 && (a.y - b.y).abs() <= 20.0;
                let keeps = path.len() == now.len() && path.iter().zip(now).all(still);
                prop_assert!(keeps, "{:?} → {:?}: {:?} {:?}", from, to, path, now);
            }
        }
    }

    /// Where a level piece crosses an upright one with room on all sides, it jumps.
    #[test]
    fn lines_jump_where_they_cross(seed in 0u64..100_000, objects in 4usize..60) {
        let (plan, replay) = placed(seed, objects);
        let sheet = Sheet::new(&plan, &replay, &Lines::default());
        let all: Vec<SheetRect> = sheet.paths().flat_map(|(_, _, path)| pieces(path).map(around).collect::<Vec<_>>()).collect();
        let drawn: Vec<PathMark> = shown(&plan, &replay, 1.0)
            .into_iter()
            .filter_map(|item| match item.mark { Mark::Path(path) if item.layer == Layer::Link => Some(path), _ => None })
            .collect();
        // The screen draws legs by turns level and upright (`ui/sheet/lines.rs`).
        for path in &drawn {
            let level: Vec<bool> = pieces(&path.points).map(|(a, b)| a.y == b.y).collect();
            let turns = pieces(&path.points).all(|(a, b)| (a.x == b.x) != (a.y == b.y)) && level.windows(2).all(|two| two[0] != two[1]);
            prop_assert!(turns, "{:?}", path.points);
        }
        for level in all.iter().filter(|piece| piece.height() == 0.0) {
            for upright in all.iter().filter(|piece| piece.width() == 0.0) {
                let (x, y) = (upright.min.x, level.min.y);
                let room = 10.5;
                let crosses = (level.min.x + room..level.max.x - room).contains(&x)
                    && (upright.min.y + room..upright.max.y - room).contains(&y);
                // The crest of a jump over it, or over its neighbour when there is no room for two.
                let crest = |hop: &Hop| (hop.at.x - x).abs() <= 10.0 && hop.at.y == y;
                if crosses {
                    prop_assert!(drawn.iter().any(|path| path.hops.iter().any(crest)), "no jump at {}, {}", x, y);
                }
            }
        }
    }

    /// Labels lie on no card and not upon each other.
    #[test]
    fn labels_stay_readable(seed in 0u64..100_000, objects in 2usize..90, hand in any::<bool>()) {
        let (plan, replay) = if hand { by_hand(seed, objects) } else { placed(seed, objects) };
        let sheet = Sheet::new(&plan, &replay, &Lines::default());
        let labels: Vec<(Subject, SheetRect)> = shown(&plan, &replay, 1.0)
            .into_iter()
            .filter_map(|item| match (item.mark, item.subject) {
                (Mark::Rect(mark), Some(subject)) if item.layer == Layer::Link && mark.fill == Some(Token::Chip) => {
                    Some((subject, mark.rect))
                }
                _ => None,
            })
            .collect();
        let cards = cards(&sheet);
        for (at, (one, a)) in labels.iter().enumerate() {
            for (other, b) in &labels[at + 1..] {
                prop_assert!(!a.overlaps(b), "{:?} {:?} on {:?} {:?}", one, a, other, b);
            }
            for (card, rect) in &cards {
                prop_assert!(!a.overlaps(rect), "{:?} {:?} on {:?}", one, a, card);
            }
        }
    }

    /// What the lines of a dragged card show is what they are when the hand lets go.
    #[test]
    fn lines_follow_what_is_dragged(
        seed in 0u64..100_000, objects in 2usize..60, dx in -40i32..40, dy in -40i32..40, site in any::<bool>(),
    ) {
        let (mut plan, replay) = placed(seed, objects);
        let lines = Lines::default();
        let before = Sheet::new(&plan, &replay, &lines);
        let scene = before.scene(&replay, None, 0, &SceneOptions::new(Lang::EN), &Fonts::bundled());
        let all: Vec<Subject> = before.subjects().filter(|subject| site == matches!(subject, Subject::Site(_))).collect();
        let Some(held) = all.get(seed as usize % all.len().max(1)) else { return Ok(()) };
        let moves = |end: &Subject| {
            let card = before.card_of(end);
            card == Some(held) || card.is_some_and(|card| plan.today.site_of(card).map(Subject::from).as_ref() == Some(held))
        };
        let moving: BTreeSet<(Subject, Subject)> = before
            .paths()
            .filter(|(from, to, _)| moves(from) || moves(to))
            .map(|(from, to, _)| (from.clone(), to.clone()))
            .collect();
        let Some(mut live) = Live::new(&before, &Asked::default(), &scene, std::slice::from_ref(held)) else {
            prop_assert!(moving.is_empty());
            return Ok(());
        };
        let sorted = |mut all: Vec<Vec<(i32, i32)>>| {
            all.sort();
            all
        };
        let whole = |path: Path<'_>| -> Vec<(i32, i32)> { path.iter().map(|p| ((p.x * 16.0) as i32, (p.y * 16.0) as i32)).collect() };
        let of = |sheet: &Sheet| -> Vec<Vec<(i32, i32)>> {
            let of_held = sheet.paths().filter(|(from, to, _)| moving.contains(&((*from).clone(), (*to).clone())));
            of_held.map(|(_, _, path)| whole(path)).collect()
        };
        // Far out they are drawn without jumps.
        let seen = |live: &mut Live, by| sorted(live.lines(by, 0.1).iter().map(|mark| whole(&mark.points)).collect());
        prop_assert_eq!(seen(&mut live, (0, 0)), sorted(of(&before)));
        let by = (dx * SNAP, dy * SNAP);
        let there = seen(&mut live, by);
        prop_assert_eq!(there.len(), moving.len());
        for path in &there {
            prop_assert!(path.windows(2).all(|ends| ends[0].0 == ends[1].0 || ends[0].1 == ends[1].1), "{:?}", path);
        }
        // To and fro gives the same.
        prop_assert_eq!(seen(&mut live, (0, 0)), sorted(of(&before)));
        for (subject, rect) in cards(&before) {
            if moves(&subject) {
                plan.places.insert(subject, SheetPos { x: rect.min.x as i32 + by.0, y: rect.min.y as i32 + by.1 });
            }
        }
        if site {
            let rect = before.rect_of(held).unwrap();
            plan.places.insert(held.clone(), SheetPos { x: rect.min.x as i32 + by.0, y: rect.min.y as i32 + by.1 });
        }
        let after = before.again(&plan, &replay, &lines);
        let rest = |sheet: &Sheet| -> Vec<Vec<(i32, i32)>> {
            let others = sheet.paths().filter(|(from, to, _)| !moving.contains(&((*from).clone(), (*to).clone())));
            others.map(|(_, _, path)| whole(path)).collect()
        };
        let areas = |sheet: &Sheet| -> Vec<(Subject, SheetRect)> {
            let others = sheet.subjects().filter(|s| matches!(s, Subject::Site(_)) && s != held);
            others.map(|site| (site.clone(), sheet.rect_of(&site).unwrap())).collect()
        };
        // Only where nothing else gives way can it be the same. A site moves its own lines as a whole, and they may have
        // another way at the new place: they join the same cards. What lies upon others is walled in, and finds other sides
        // only when it is let go.
        let places = cards(&after);
        let apart = places.iter().enumerate().all(|(at, (_, a))| places[at + 1..].iter().all(|(_, b)| !a.overlaps(b)));
        if rest(&before) == rest(&after) && areas(&before) == areas(&after) && apart {
            let card_at = |(x, y): (i32, i32)| -> (i32, i32) {
                let at = SheetPoint { x: x as f32 / 16.0, y: y as f32 / 16.0 };
                let card = places.iter().find(|(_, rect)| rect.expanded(0.5).contains(at));
                card.map_or((x, y), |(_, rect)| (rect.min.x as i32, rect.min.y as i32))
            };
            let ends = |all: Vec<Vec<(i32, i32)>>| -> Vec<Vec<(i32, i32)>> {
                let ends_of = |path: Vec<(i32, i32)>| -> Vec<(i32, i32)> {
                    path.first().into_iter().chain(path.last()).map(|end| card_at(*end)).collect()
                };
                if site { sorted(all.into_iter().map(ends_of).collect()) } else { sorted(all) }
            };
            prop_assert_eq!(ends(there), ends(of(&after)));
        }
    }
}

#[test]
fn what_is_selected_shows_all_of_its_lines_and_moves_no_other() {
    let plan = two_sites();
    let replay = plan.replay();
    let sheet = Sheet::new(&plan, &replay, &Lines::default());
    let (options, fonts) = (SceneOptions::new(Lang::EN), Fonts::bundled());
    let quiet = sheet.scene(&replay, None, 0, &options, &fonts);
    let gateway = Subject::from(GatewayId::new("gateway-gw-lyon"));
    let trunk = Subject::from(LinkId::new("link-trunk-gateway-gw-lyon-pool-sba-lyon"));
    assert!(!quiet.connectors.iter().any(|line| line.subject == trunk), "a trunk is a chip");
    let asked = sheet.asked([&gateway]);
    assert_ne!(asked, Asked::default());
    let scene = sheet.scene_with(&asked, (&replay, None, 0), &options, &fonts);
    let line = scene.connectors.iter().find(|line| line.subject == trunk).expect("its trunk is a line now");
    assert!([&line.ends.0, &line.ends.1].contains(&&gateway));
    for line in &quiet.connectors {
        assert!(scene.connectors.contains(line), "{} is as it was", line.label);
    }
    // A site has no lines of its own: the drawing stays the same, and so does the scene.
    let site = Subject::from(SiteId::new("site-paris"));
    assert_eq!(sheet.asked([&site]), Asked::default());
    // What is asked for follows a drag as well.
    let mut live = Live::new(&sheet, &asked, &scene, std::slice::from_ref(&gateway)).expect("it has a line");
    assert!(live.has(&trunk));
    let at_rest = live.lines((0, 0), 0.1).to_vec();
    let moved = live.lines((48, 0), 0.1).to_vec();
    assert_eq!((at_rest.len(), moved.len()), (1, 1));
    assert_ne!(at_rest, moved);
    assert!(Live::new(&sheet, &Asked::default(), &quiet, std::slice::from_ref(&gateway)).is_none());
}
