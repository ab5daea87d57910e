//! A hand that arranges: in line, evenly apart, free or into a site; copies, what is alike, what lies beneath.

use super::*;

#[test]
fn a_marquee_encloses_to_the_right_and_touches_to_the_left() {
    let hand = hand(TWO_SITES);
    // Nearly all of the card, then all of it with what stands below.
    let hand = hand.press_beside("fe-paris", -20.0, -16.0).drag_by(370.0, 404.0);
    assert!(matches!(hand.editor.sketch(), Sketch::Marquee { touches: false, .. }));
    let hand = hand.expect_selected(&["files\\share"]);
    let hand = hand.drag_by(20.0, 0.0).expect_selected(&["fe-paris", "sql-new", "files\\share"]);
    let hand = hand.escape().expect_selected(&[]).release().expect_unchanged();
    // From the right over the card's corner.
    let hand = hand.press_beside("fe-paris", 372.0, -16.0).drag_by(-40.0, 60.0);
    assert!(matches!(hand.editor.sketch(), Sketch::Marquee { touches: true, .. }));
    hand.expect_selected(&["fe-paris"]).escape().expect_selected(&[]).release().expect_unchanged();
}

#[test]
fn a_marquee_over_lines_alone_selects_the_links() {
    let hand = hand(TWO_SITES);
    // Between the pool and its SQL server, over the store's line and nothing else.
    let hand = hand.press_beside("sql-paris", -5.0, 60.0).drag_by(-38.0, -130.0);
    let links: Vec<&Subject> = hand.editor.selection.iter().collect();
    assert!(matches!(links[..], [Subject::Link(_)]), "{links:?}");
    hand.escape().expect_selected(&[]).release().expect_unchanged();
}

/// Where everything stands.
fn places<const N: usize>(hand: &support::Hand, names: [&str; N]) -> [(i32, i32); N] {
    names.map(|name| hand.place(name)).map(|pos| (pos.x, pos.y))
}

fn hints(hand: &support::Hand) -> Vec<Hint> {
    match hand.editor.sketch() {
        Sketch::Moving { hints, .. } => hints.to_vec(),
        other => panic!("{other:?}"),
    }
}

/// The areas of sites as they would be.
fn ground(hand: &support::Hand, site: &str) -> Option<coexist::diagram::SheetRect> {
    let subject = hand.subject(site);
    match hand.editor.sketch() {
        Sketch::Moving { grounds, .. } => {
            grounds.iter().find(|ground| Subject::from(&ground.site) == subject).map(|ground| ground.rect)
        }
        other => panic!("{other:?}"),
    }
}

fn hint(hand: &support::Hand) -> String {
    coexist::text::Lang::EN.say(&hand.hint())
}

#[test]
fn shift_keeps_a_move_on_one_axis() {
    let hand = hand(TWO_SITES);
    let [before] = places(&hand, ["sql-new"]);
    let hand = hand.press("sql-new").drag_by(160.0, 43.0).holding(SHIFT).expect_preview(1);
    hand.escape().expect_unchanged();
    let hand = support::hand(TWO_SITES).press("sql-new").drag_by(160.0, 43.0).holding(SHIFT).release();
    assert_eq!(places(&hand, ["sql-new"]), [(before.0 + 160, before.1)]);
    // Which axis is the longer way, heard without a move.
    let hand = support::hand(TWO_SITES).press("sql-new").drag_by(16.0, 160.0).holding(SHIFT).release();
    assert_eq!(places(&hand, ["sql-new"]), [(before.0, before.1 + 160)]);
}

#[test]
fn ctrl_drops_without_joining_and_off_the_grid() {
    let hand = hand(TWO_SITES);
    let [before, lyon] = places(&hand, ["fe-new", "fe-lyon"]);
    let hand = hand.press("fe-new").drag_to("fe-lyon").drag_by(3.0, 5.0).expect_preview(2);
    let hand = hand.holding(COMMAND).expect_preview(1);
    assert!(hints(&hand).is_empty() && hand.offers().is_empty());
    let hand = hand.release();
    let pool = hand.subject("fe-new");
    assert_eq!(hand.plan().today.site_of(&pool).map(Subject::from), Some(hand.subject("Paris")));
    let [after] = places(&hand, ["fe-new"]);
    assert!((after.0 - lyon.0 - 3).abs() <= 1 && (after.1 - lyon.1 - 5).abs() <= 1, "{after:?} beside {lyon:?}");
    assert_ne!((after.0 - before.0) % 8, 0, "not on the grid");
    hand.expect_edit("Move “fe-new.contoso.com”");
    support::hand(TWO_SITES).holding(COMMAND).press("fe-new").drag_to("fe-lyon").escape().expect_unchanged();
}

#[test]
fn a_card_comes_in_line_with_another_and_the_distance_is_said() {
    let hand = hand(TWO_SITES).command(SheetCommand::ActualSize);
    let [paris, sql] = places(&hand, ["fe-paris", "sql-new"]);
    assert_eq!(paris.0, sql.0, "the layout puts the SQL server under its pool");
    // Away, and back to within reach.
    let hand = hand.press("sql-new").drag_by(0.0, 400.0).drag_by(5.0, 3.0).expect_preview(1);
    let found = hints(&hand);
    assert!(found.iter().any(|hint| matches!(hint, Hint::Line { from, to } if from.x == to.x)), "{found:?}");
    assert!(found.iter().any(|hint| matches!(hint, Hint::Gap { equal: false, .. })), "{found:?}");
    let hand = hand.release();
    assert_eq!(places(&hand, ["sql-new"])[0].0, paris.0, "the guide beats the grid");
    let hand = support::hand(TWO_SITES).command(SheetCommand::ActualSize).press("sql-new").drag_by(5.0, 403.0);
    assert!(!hints(&hand).is_empty());
    hand.escape().expect_unchanged();
}

#[test]
fn a_card_between_two_snaps_to_equal_gaps() {
    let row = "
        site Paris
          sql one A
          sql two A
          sql three A
        ";
    let hand = hand(row).command(SheetCommand::ActualSize);
    let [left, right] = places(&hand, ["one", "two"]);
    // Out of the middle and a little lower.
    let hand = hand.press("three").drag_by(60.0, 30.0).drag_by(-56.0, 0.0);
    let equal: Vec<u32> = hints(&hand)
        .iter()
        .filter_map(|hint| match hint {
            Hint::Gap { distance, equal: true, .. } => Some(*distance),
            _ => None,
        })
        .collect();
    assert!(equal.len() == 2 && equal[0] == equal[1], "{equal:?}");
    let hand = hand.release();
    let [after] = places(&hand, ["three"]);
    assert_eq!(after.0 - left.0, right.0 - after.0);
    support::hand(row).press("three").drag_by(4.0, 30.0).escape().expect_unchanged();
}

#[test]
fn objects_are_aligned_with_the_last_selected() {
    let select =
        |hand: support::Hand| hand.click("fe-paris").holding(SHIFT).click("sql-paris").click("fe-new").holding(NONE);
    let edges = [Edge::Left, Edge::Centre, Edge::Right, Edge::Top, Edge::Middle, Edge::Bottom];
    for edge in edges {
        let before = hand(TWO_SITES);
        let [last] = places(&before, ["fe-new"]);
        let hand = select(before).command(SheetCommand::Align(edge));
        assert_eq!(places(&hand, ["fe-new"]), [last], "the last one stays");
        let of = |name: &str| {
            let rect = hand.rect(name);
            match edge {
                Edge::Left => rect.min.x,
                Edge::Centre => rect.center().x,
                Edge::Right => rect.max.x,
                Edge::Top => rect.min.y,
                Edge::Middle => rect.center().y,
                Edge::Bottom => rect.max.y,
            }
        };
        assert_eq!([of("fe-paris"), of("sql-paris")], [of("fe-new"); 2], "{edge:?}");
        hand.expect_edit("Align 3 objects");
    }
    let once = hand(TWO_SITES).click("fe-paris");
    assert!(refused(&once, SheetCommand::Align(Edge::Left)).is_some_and(|why| why.starts_with("Select two")));
    select(hand(TWO_SITES)).escape().command(SheetCommand::Align(Edge::Left)).expect_unchanged();
}

#[test]
fn a_site_is_aligned_with_what_stands_in_it() {
    let hand = hand(TWO_SITES).click("fe-lyon").holding(SHIFT).click("Lyon").click("Paris").holding(NONE);
    let [pool, sql] = places(&hand, ["fe-lyon", "sql-lyon"]);
    let down = hand.rect("Paris").max.y - hand.rect("Lyon").max.y;
    let hand = hand.command(SheetCommand::Align(Edge::Bottom));
    assert_eq!(places(&hand, ["fe-lyon", "sql-lyon"]), [(pool.0, pool.1 + down as i32), (sql.0, sql.1 + down as i32)]);
    assert_eq!(hand.rect("Paris").max.y, hand.rect("Lyon").max.y);
    hand.expect_edit("Align 2 objects");
}

#[test]
fn objects_are_distributed_between_the_outermost() {
    let row = "
        site Paris
          sql one A
          sql two A
          sql three A
        ";
    let hand = hand(row).holding(COMMAND).press("three").drag_by(17.0, 9.0).release();
    let hand = hand.holding(SHIFT).click("one").click("two").holding(NONE);
    let [one, two, three] = places(&hand, ["one", "two", "three"]);
    let hand = hand.command(SheetCommand::Distribute(Axis::Across));
    assert_eq!(places(&hand, ["one", "two", "three"]), [one, two, (three.0 - 17, three.1)]);
    let two = support::hand(TWO_SITES).click("fe-paris").holding(SHIFT).click("fe-new").holding(NONE);
    assert!(refused(&two, SheetCommand::Distribute(Axis::Down)).is_some_and(|why| why.starts_with("Select three")));
    two.escape().command(SheetCommand::Distribute(Axis::Down)).expect_unchanged();
}

#[test]
fn a_site_is_outlined_as_it_will_be() {
    let hand = hand(TWO_SITES);
    let (paris, lyon) = (hand.rect("Paris"), hand.rect("Lyon"));
    let hand = hand.press("fe-new").drag_by(0.0, 700.0);
    let grown = ground(&hand, "Paris").expect("it stays in its site");
    assert!(grown.max.y > paris.max.y && ground(&hand, "Lyon").is_none(), "{grown:?}");
    assert!(hint(&hand).starts_with("It stays in site “Paris”"), "{}", hint(&hand));
    let hand = hand.drag_to("fe-lyon");
    let (left, joined) = (ground(&hand, "Paris").unwrap(), ground(&hand, "Lyon").unwrap());
    assert!(left.max.x <= paris.max.x && joined.max.x >= lyon.max.x && joined.min.x <= lyon.min.x);
    let hand = hand.release();
    assert_eq!((hand.rect("Paris"), hand.rect("Lyon")), (left, joined), "as it was outlined");
    let hand = support::hand(TWO_SITES).press("fe-new").drag_by(0.0, 700.0).escape().expect_unchanged();
    assert_eq!(hand.rect("Paris"), paris);
}

#[test]
fn a_site_whose_last_object_leaves_stays_where_it_was() {
    let text = "
        site Paris
          pool fe-paris front-end version=lync-2010
        site Lyon
          pool fe-lyon front-end version=lync-2010
        ";
    // Its place in the plan is another than where its member stands by now.
    let hand = hand(text).press("fe-lyon").drag_by(0.0, 480.0).release();
    let before = hand.rect("Lyon");
    let hand = hand.press("fe-lyon").drag_to("fe-paris").drag_by(0.0, 40.0);
    let left = ground(&hand, "Lyon").expect("it is left");
    let hand = hand.release();
    assert_eq!(hand.rect("Lyon"), left, "as it was outlined");
    assert_eq!(left.min, before.min);
}

#[test]
fn nothing_is_captured_by_accident() {
    let site_of = |hand: &support::Hand, name: &str| hand.plan().today.site_of(&hand.subject(name)).map(Subject::from);
    // Paris grows over a card of Lyon: it stays Lyon's.
    let hand = hand(TWO_SITES).holding(COMMAND).press("fe-new").drag_by(100.0, -456.0).release().holding(NONE);
    assert!(hand.rect("Paris").overlaps(&hand.rect("fe-lyon")));
    assert_eq!(site_of(&hand, "fe-lyon"), Some(hand.subject("Lyon")));
    // A card that lies on foreign ground is moved a little there; it joins only by coming in.
    let hand = support::hand(TWO_SITES).holding(COMMAND).press("sql-lyon").drag_by(430.0, 572.0).release();
    let hand = hand.holding(NONE).press("sql-lyon").drag_by(0.0, 16.0).expect_quiet_target();
    let hand = hand.drag_by(0.0, 200.0).drag_by(0.0, -200.0);
    assert_eq!(hand.editor.preview().and_then(|preview| preview.target.clone()), Some(hand.subject("Paris")));
    let hand = hand.escape().release().press("sql-lyon").drag_by(0.0, 16.0).release();
    assert_eq!(site_of(&hand, "sql-lyon"), Some(hand.subject("Lyon")));
    // A group that only passes another site stays.
    let hand = support::hand(TWO_SITES).click("fe-new").holding(SHIFT).click("sql-new").holding(NONE);
    let hand = hand.press("fe-new").drag_to("fe-lyon").drag_by(0.0, 2_000.0).expect_preview(1).release();
    for name in ["fe-new", "sql-new"] {
        assert_eq!(site_of(&hand, name), Some(hand.subject("Paris")), "bare ground takes nothing from its site");
    }
    // A site that is moved over another captures none of it.
    let hand = support::hand(TWO_SITES).press("Lyon").drag_to("Paris").drag_by(0.0, 60.0).release();
    assert_eq!(site_of(&hand, "fe-paris"), Some(hand.subject("Paris")));
    assert_eq!(site_of(&hand, "fe-lyon"), Some(hand.subject("Lyon")));
    hand.expect_edit("Move “Lyon”");
    support::hand(TWO_SITES).press("Lyon").drag_to("Paris").escape().expect_unchanged();
}

#[test]
fn alt_drags_copies_with_the_links_among_them() {
    let hand = hand(TWO_SITES).click("sql-paris").holding(SHIFT).click("fe-paris").holding(NONE);
    let before = places(&hand, ["fe-paris", "sql-paris"]);
    let hand = hand.holding(ALT).press("fe-paris").drag_by(0.0, 800.0).expect_preview(2);
    assert_eq!(hand.editor.cursor(), Cursor::Copying);
    assert!(matches!(hand.editor.sketch(), Sketch::Moving { copies: true, .. }));
    let hand = hand.release();
    assert_eq!(places(&hand, ["fe-paris", "sql-paris"]), before, "what was copied stays");
    let made: Vec<Subject> = hand.editor.selection.iter().cloned().collect();
    assert_eq!(made.len(), 2, "{made:?}");
    let state = &hand.plan().today;
    let pool = made.iter().find(|subject| matches!(subject, Subject::Pool(_))).unwrap();
    let host = made.iter().find(|subject| matches!(subject, Subject::SqlServer(_))).unwrap();
    let store = state.links.values().find(|link| link.kind == LinkKind::UserStore && link.from == *pool).unwrap();
    let Subject::SqlInstance(instance) = &store.to else { panic!("{store:?}") };
    assert_eq!(Subject::from(&state.sql_instances[instance].server), *host, "the copies are joined");
    let at = hand.plan().places[pool];
    assert_eq!(at.x, before[0].0);
    assert!((at.y - before[0].1 - 800).abs() <= 12, "{at:?}");
    hand.expect_edit("Duplicate 2 objects");
}

#[test]
fn a_copy_belongs_to_the_site_it_is_dropped_in() {
    let hand = hand(TWO_SITES).show(1).holding(ALT).press("fe-new").drag_to("fe-lyon").drag_by(0.0, 90.0);
    let hand = hand.expect_preview(2).release();
    let made = hand.editor.selection.lead().cloned().expect("the copy is selected");
    let states = hand.plan().replay().states;
    assert!(!states[0].has(&made), "it is recorded into the shown phase");
    assert_eq!(states[1].site_of(&made).map(Subject::from), Some(hand.subject("Lyon")));
    assert_eq!(states[1].site_of(&hand.subject("fe-new")).map(Subject::from), Some(hand.subject("Paris")));
}

#[test]
fn alt_can_come_and_go_and_escape_makes_no_copy() {
    let hand = hand(TWO_SITES).holding(ALT).press("fe-new").drag_by(0.0, 400.0).expect_preview(2);
    let offered = hand.offers();
    assert!(offered.contains(&hand.subject("Lyon")), "{offered:?}");
    let hand = hand.holding(NONE).expect_preview(1).holding(ALT).expect_preview(2);
    hand.escape().expect_unchanged().release().expect_unchanged();
    let hand = support::hand(TWO_SITES).holding(ALT).press("fe-new").drag_by(0.0, 400.0).holding(NONE).release();
    hand.expect_edit("Move “fe-new.contoso.com”");
    // Back where it began there is no copy either.
    let hand = support::hand(TWO_SITES).holding(ALT).press("fe-new").drag_by(0.0, 400.0).drag_by(0.0, -400.0);
    hand.expect_preview(0).release().expect_unchanged();
}

#[test]
fn a_site_is_copied_with_what_stands_in_it() {
    let hand = hand(TWO_SITES).holding(ALT).press("Lyon").drag_by(0.0, 1_000.0).release();
    let made = hand.editor.selection.lead().cloned().expect("the copy is selected");
    let Subject::Site(site) = &made else { panic!("{made:?}") };
    let inside = |kind: SubjectKind| {
        let all = hand.scene.boxes.iter().filter(|object| object.parent.as_ref() == Some(&made));
        all.filter(|object| object.subject.kind() == kind).count()
    };
    assert_eq!((inside(SubjectKind::Pool), inside(SubjectKind::SqlServer)), (1, 1));
    assert_eq!(hand.plan().today.sites[site].name.as_deref(), Some("Lyon 1"));
    let all = hand.plan().today.user_groups.len();
    assert_eq!(all, support::hand(TWO_SITES).plan().today.user_groups.len(), "users are there once");
}

#[test]
fn what_is_the_same_is_selected() {
    let select = |name: &str, same: Same| hand(TWO_SITES).click(name).command(SheetCommand::SelectSame(same));
    select("fe-paris", Same::Kind).expect_selected(&["fe-paris", "fe-new", "fe-lyon"]).expect_unchanged();
    select("sql-new", Same::Kind).expect_selected(&["sql-paris", "sql-new", "sql-lyon"]);
    select("Paris", Same::Kind).expect_selected(&["Paris", "Lyon"]);
    let hand = select("fe-lyon", Same::Version).expect_selected(&["fe-paris", "fe-lyon"]);
    assert_eq!(hand.editor.selection.lead(), Some(&hand.subject("fe-lyon")), "what led goes on leading");
    hand.escape().expect_selected(&[]);
    let share = support::hand(TWO_SITES).click("files\\share");
    let why = refused(&share, SheetCommand::SelectSame(Same::Version));
    assert!(why.is_some_and(|why| why.contains("version") && why.contains("files")));
    let hand = support::hand(TWO_SITES).show(1).carry(FRONT_END, "Lyon").drop_it();
    let made = hand.editor.selection.clone();
    let hand = hand.command(SheetCommand::SelectSame(Same::Phase));
    assert_eq!(hand.editor.selection, made, "nothing else comes with the first phase");
    let hand = hand.click("fe-paris").command(SheetCommand::SelectSame(Same::Phase));
    assert_eq!(hand.editor.selection.len(), 7, "all of today");
}

#[test]
fn the_view_goes_back_to_where_it_jumped_from() {
    let hand = hand(TWO_SITES);
    assert!(refused(&hand, SheetCommand::PreviousView).is_some());
    let first = hand.editor.camera;
    let hand = hand.click("fe-lyon").command(SheetCommand::FitSelection);
    let second = hand.editor.camera;
    let hand = hand.escape().key(Key::Arrow(Direction::Right)).command(SheetCommand::ActualSize);
    let hand = hand.command(SheetCommand::PreviousView).command(SheetCommand::PreviousView);
    assert_eq!(hand.editor.camera, first);
    let hand = hand.command(SheetCommand::NextView);
    assert_eq!(hand.editor.camera.zoom(), second.zoom());
    assert!(hand.editor.camera.origin.x > second.origin.x, "as it was left, by hand a little aside");
    let hand = hand.escape().command(SheetCommand::FitAll);
    assert!(refused(&hand, SheetCommand::NextView).is_some(), "another way was taken");
    hand.expect_unchanged();
}

#[test]
fn alt_and_a_click_reach_what_lies_beneath() {
    // One card upon another.
    let hand = hand(TWO_SITES).holding(COMMAND).press("fe-new").drag_to("fe-paris").release().holding(NONE);
    let at = hand.beside("fe-paris", 180.0, 20.0);
    let hand = hand.click_at(at);
    let front = hand.editor.selection.lead().cloned().expect("one of the two");
    let (under, over) = (hand.subject("fe-paris"), hand.subject("fe-new"));
    let beneath = if front == under { over } else { under };
    let hand = hand.holding(ALT).click_at(at);
    assert_eq!(hand.editor.selection.lead(), Some(&beneath));
    let hand = hand.click_at(at);
    assert_eq!(hand.editor.selection.lead(), Some(&hand.subject("Paris")), "then the ground");
    let hand = hand.click_at(at);
    assert_eq!(hand.editor.selection.lead(), Some(&front), "and the front again");
    let hand = hand.holding(NONE).command(SheetCommand::SelectBeneath);
    assert_eq!(hand.editor.selection.lead(), Some(&beneath));
    hand.escape().expect_selected(&[]);
}

#[test]
fn the_keyboard_goes_into_and_out_of_containers() {
    let hand = hand(TWO_SITES).click("Paris").command(SheetCommand::Into);
    let card = hand.editor.selection.lead().cloned().unwrap();
    assert_eq!(hand.plan().today.site_of(&card).map(Subject::from), Some(hand.subject("Paris")));
    let hand = hand.click("sql-paris").command(SheetCommand::Into).expect_selected(&["sql-paris\\LYNC"]);
    assert_eq!(
        refused(&hand, SheetCommand::Into).as_deref(),
        Some("Nothing stands inside “sql-paris.contoso.com\\LYNC”")
    );
    let hand = hand.command(SheetCommand::OutOf).expect_selected(&["sql-paris"]);
    let hand = hand.command(SheetCommand::OutOf).expect_selected(&["Paris"]);
    assert!(refused(&hand, SheetCommand::OutOf).is_some());
    hand.escape().expect_selected(&[]).expect_unchanged();
}

#[test]
fn arrows_nudge_by_one_step_or_ten_and_off_the_grid_with_alt() {
    let right = Key::Arrow(Direction::Right);
    for (held, by) in [(NONE, 8), (SHIFT, 80), (ALT, 1), (Modifiers { shift: true, ..ALT }, 10)] {
        let hand = hand(TWO_SITES).click("fe-paris");
        let [before] = places(&hand, ["fe-paris"]);
        let hand = hand.holding(held).key(right);
        assert_eq!(places(&hand, ["fe-paris"]), [(before.0 + by, before.1)], "{held:?}");
        hand.expect_edit("Move “fe-paris.contoso.com”");
    }
    hand(TWO_SITES).click("fe-paris").escape().holding(SHIFT).key(right).expect_unchanged();
}

#[test]
fn without_the_grid_places_are_free_and_guides_stay() {
    let hand = hand(TWO_SITES).command(SheetCommand::ActualSize).command(SheetCommand::ToggleGrid);
    assert!(!hand.editor.has_grid());
    let [before] = places(&hand, ["files\\share"]);
    let hand = hand.press("files\\share").drag_by(0.0, 1_003.0).release();
    assert_eq!(places(&hand, ["files\\share"]), [(before.0, before.1 + 1_003)]);
    let hand = hand.key(Key::Arrow(Direction::Down));
    assert_eq!(places(&hand, ["files\\share"]), [(before.0, before.1 + 1_004)]);
    let hand = hand.command(SheetCommand::ToggleGrid);
    assert!(hand.editor.has_grid());
    support::hand(TWO_SITES)
        .command(SheetCommand::ToggleGrid)
        .press("fe-new")
        .drag_by(7.0, 9.0)
        .escape()
        .expect_unchanged();
}

#[test]
fn what_is_locked_is_selected_and_not_moved() {
    let hand = hand(TWO_SITES).click("fe-paris").command(SheetCommand::Lock);
    let hand = hand.expect_edit("Lock “fe-paris.contoso.com” in its place");
    let before = hand.place("fe-paris");
    let hand = hand.click("sql-paris").press("fe-paris").drag_by(80.0, 0.0).release().expect_selected(&["fe-paris"]);
    assert_eq!(hand.place("fe-paris"), before);
    let hand = hand.key(Key::Arrow(Direction::Right));
    assert_eq!(hand.place("fe-paris"), before, "nor by the keyboard");

    // With others in the hand it stays behind.
    let other = hand.place("sql-paris");
    let hand = hand.holding(SHIFT).click("sql-paris").holding(NONE).press("sql-paris").drag_by(16.0, 8.0).release();
    assert_eq!(hand.place("fe-paris"), before);
    assert_eq!((hand.place("sql-paris").x - other.x, hand.place("sql-paris").y - other.y), (16, 8));

    let hand = hand.click("fe-paris").command(SheetCommand::Lock);
    assert!(hand.plan().pinned.is_empty());
    let hand = hand.press("fe-paris").drag_by(16.0, 8.0).release();
    assert_eq!((hand.place("fe-paris").x - before.x, hand.place("fe-paris").y - before.y), (16, 8));
}

#[test]
fn a_locked_site_locks_what_stands_in_it_and_a_site_carries_what_is_locked() {
    let hand = hand(TWO_SITES).click("Paris").command(SheetCommand::Lock);
    let before = [hand.place("fe-paris"), hand.place("fe-lyon")];
    let hand = hand.press("fe-paris").drag_by(16.0, 8.0).release().press("Paris").drag_by(16.0, 8.0).release();
    assert_eq!(hand.place("fe-paris"), before[0]);

    let hand = hand.click("fe-lyon").command(SheetCommand::Lock);
    let hand = hand.press("Lyon").drag_by(0.0, 80.0).release();
    assert_eq!(hand.place("fe-lyon").y - before[1].y, 80, "it keeps its place in its site");
}

#[test]
fn what_is_fitted_keeps_clear_of_what_lies_on_the_view() {
    let mut hand = hand(TWO_SITES);
    let left = |hand: &support::Hand| {
        let edges = hand.scene.boxes.iter().map(|object| hand.editor.camera.screen_from_sheet(object.rect.min).x);
        edges.fold(f32::INFINITY, f32::min)
    };
    hand.editor.cover_left(400.0);
    let hand = hand.command(SheetCommand::FitAll);
    assert!(left(&hand) >= 400.0, "{}", left(&hand));
    let mut hand = hand.click("fe-lyon").command(SheetCommand::FitSelection);
    let at = hand.editor.camera.screen_from_sheet(hand.rect("fe-lyon").min).x;
    assert!(at >= 400.0, "{at}");
    // A legend that would leave hardly any room does not count.
    hand.editor.cover_left(1_000.0);
    let hand = hand.command(SheetCommand::FitAll);
    assert!(left(&hand) < 1_000.0);
}
