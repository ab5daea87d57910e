//! A hand that collapses sites into one card each, works with these, and expands them again.

use super::*;

fn is_collapsed(hand: &support::Hand, site: &str) -> bool {
    hand.scene.collapsed.has(&hand.subject(site))
}

/// The plan with Lyon collapsed by command.
fn lyon_collapsed() -> support::Hand {
    let hand = hand(TWO_SITES).click("Lyon").command(SheetCommand::Collapse);
    assert!(is_collapsed(&hand, "Lyon"));
    hand
}

fn why_not(hand: &support::Hand, command: SheetCommand) -> Option<String> {
    hand.available(command).err().map(|why| coexist::text::Lang::EN.say(&why))
}

#[test]
fn a_site_collapses_and_expands_by_command_and_by_double_click() {
    let before = hand(TWO_SITES);
    let open = before.rect("Lyon");
    let hand = lyon_collapsed().expect_edit("Collapse site “Lyon”").expect_selected(&["Lyon"]);
    assert_eq!(hand.rect("Lyon").min, open.min);
    assert!(hand.rect("Lyon").height() < open.height());
    assert!(hand.scene.box_of(&hand.subject("fe-lyon")).is_none());
    let hand = hand.command(SheetCommand::Collapse);
    assert!(!is_collapsed(&hand, "Lyon"));
    assert_eq!(hand.rect("Lyon"), open);
    let hand = lyon_collapsed().double_click("Lyon");
    assert!(!is_collapsed(&hand, "Lyon"));
    let hand = lyon_collapsed().command(SheetCommand::Into);
    assert!(!is_collapsed(&hand, "Lyon"), "into it is to see what is in it");
}

#[test]
fn what_stands_in_a_site_collapses_and_expands_it() {
    let hand = hand(TWO_SITES).click("fe-lyon").command(SheetCommand::Collapse);
    assert!(is_collapsed(&hand, "Lyon"));
    let mut hand = hand.expect_selected(&["Lyon"]);
    // Found in a list: what is selected is inside, and the same key shows it.
    hand.editor.selection = Selection::one(hand.subject("sql-lyon"));
    let hand = hand.command(SheetCommand::Collapse).expect_selected(&["sql-lyon"]);
    assert!(!is_collapsed(&hand, "Lyon"));
}

#[test]
fn all_sites_collapse_and_expand_at_once() {
    let hand = hand(TWO_SITES);
    assert_eq!(
        why_not(&hand, SheetCommand::Collapse).as_deref(),
        Some("Select a site, or something that stands in one")
    );
    assert_eq!(why_not(&hand, SheetCommand::ExpandAll).as_deref(), Some("No site is collapsed"));
    let hand = hand.command(SheetCommand::CollapseAll).expect_edit("Collapse 2 sites");
    assert_eq!(hand.scene.boxes.len(), 2);
    assert_eq!(why_not(&hand, SheetCommand::CollapseAll).as_deref(), Some("Every site is collapsed"));
    let hand = hand.command(SheetCommand::ExpandAll);
    assert!(hand.plan().collapsed.is_empty() && hand.scene.boxes.len() > 2);
}

#[test]
fn a_collapsed_site_moves_with_all_that_stands_in_it() {
    let hand = lyon_collapsed();
    let before = (hand.place("fe-lyon"), hand.place("sql-lyon"), hand.rect("Lyon"));
    let hand = hand.command(SheetCommand::ActualSize).press("Lyon").drag_by(-80.0, 160.0).release();
    let by = |name: &str, old: coexist::plan::SheetPos| {
        let now = hand.place(name);
        (now.x - old.x, now.y - old.y)
    };
    assert_eq!(by("fe-lyon", before.0), by("sql-lyon", before.1));
    let (dx, dy) = by("fe-lyon", before.0);
    assert!(dx < 0 && dy > 0);
    assert_eq!(hand.rect("Lyon").min.x, before.2.min.x + dx as f32);
    let hand = hand.command(SheetCommand::Collapse);
    assert!(hand.scene.box_of(&hand.subject("fe-lyon")).is_some());
}

#[test]
fn what_is_dropped_on_a_collapsed_site_joins_it_and_lies_on_nothing_there() {
    let hand = lyon_collapsed().press("fe-new").drag_to("Lyon").drag_by(0.0, 40.0);
    assert_eq!(hand.editor.preview().and_then(|preview| preview.target.clone()), Some(hand.subject("Lyon")));
    let hand = hand.release();
    let lyon = hand.subject("Lyon");
    assert_eq!(hand.plan().today.site_of(&hand.subject("fe-new")).map(Subject::from), Some(lyon.clone()));
    assert!(hand.scene.box_of(&hand.subject("fe-new")).is_none(), "it is told by the summary");
    assert_eq!(hand.scene.collapsed.around(&hand.subject("fe-new")), Some(&lyon));
    let open = hand.command(SheetCommand::Collapse);
    let cards: Vec<_> = open.scene.boxes.iter().filter(|object| object.parent.as_ref() == Some(&lyon)).collect();
    assert_eq!(cards.len(), 3);
    for (at, card) in cards.iter().enumerate() {
        assert!(cards[..at].iter().all(|other| !other.rect.overlaps(&card.rect)), "{:?}", card.subject);
    }
}

#[test]
fn something_new_from_the_palette_joins_a_collapsed_site() {
    let hand = lyon_collapsed().carry(FRONT_END, "Lyon").drop_it();
    let made = hand.editor.selection.lead().cloned().expect("it is selected");
    assert_eq!(hand.plan().today.site_of(&made).map(Subject::from), Some(hand.subject("Lyon")));
    let by_key = lyon_collapsed().send(Event::Put(FRONT_END));
    let made = by_key.editor.selection.lead().cloned().expect("it is selected");
    assert_eq!(by_key.plan().today.site_of(&made).map(Subject::from), Some(by_key.subject("Lyon")));
}

#[test]
fn marquee_tab_and_arrows_take_a_collapsed_site_as_one_card() {
    let hand = lyon_collapsed().command(SheetCommand::SelectAll);
    assert!(hand.editor.selection.has(&hand.subject("Lyon")) && !hand.editor.selection.has(&hand.subject("fe-lyon")));
    // A marquee that is drawn to the left touches it.
    let corner = hand.rect("Lyon");
    let hand = hand.press_beside("Lyon", corner.width() + 20.0, -20.0).drag_by(-60.0, 60.0);
    let hand = hand.expect_selected(&["Lyon"]).release();
    let mut hand = hand.holding(COMMAND).key(Key::Arrow(Direction::Down)).holding(NONE);
    assert!(!hand.editor.selection.has(&hand.subject("Lyon")), "to the nearest card of Paris");
    hand = hand.holding(COMMAND).key(Key::Arrow(Direction::Up)).holding(NONE);
    assert!(hand.editor.selection.has(&hand.subject("Lyon")), "and back");
    // From what was found inside, Tab goes on from the site.
    hand.editor.selection = Selection::one(hand.subject("fe-lyon"));
    let after_found = hand.key(Key::Tab).editor.selection;
    let after_site = lyon_collapsed().key(Key::Tab).editor.selection;
    assert_eq!(after_found, after_site);
}

#[test]
fn a_line_at_a_collapsed_site_keeps_its_ends() {
    const JOINED: &str = r"
        deployment default-sip-domain=contoso.com
        site Paris
          sql sql-paris LYNC
        site Lyon
          pool fe-lyon front-end enterprise version=lync-2010 servers=2 users=20 user-store=sql-paris\LYNC
        ";
    let hand = hand(JOINED).click("Lyon").command(SheetCommand::Collapse).select_line(LinkKind::UserStore, "fe-lyon");
    assert!(hand.editor.selection.lead().is_some());
    let hand = hand.command(SheetCommand::Connect);
    assert!(matches!(hand.outcomes.as_slice(), [Outcome::Impossible(_)]), "{:?}", hand.outcomes);
}

#[test]
fn a_copy_of_a_collapsed_site_is_collapsed_and_has_room_to_expand() {
    let hand = lyon_collapsed().command(SheetCommand::Duplicate);
    let copy = hand.editor.selection.lead().cloned().expect("the copy");
    assert!(hand.scene.collapsed.has(&copy));
    let hand = hand.command(SheetCommand::ExpandAll);
    let areas: Vec<_> = hand.scene.boxes.iter().filter(|o| matches!(o.subject, Subject::Site(_))).collect();
    assert_eq!(areas.len(), 3);
    for (at, area) in areas.iter().enumerate() {
        assert!(areas[..at].iter().all(|other| !other.rect.overlaps(&area.rect)), "{:?}", area.subject);
    }
    let hand = lyon_collapsed().holding(ALT).press("Lyon").drag_by(0.0, 700.0).release();
    assert_eq!(hand.plan().collapsed.len(), 2);
}

#[test]
fn copied_out_of_a_collapsed_site_everything_keeps_its_place() {
    let clip = |hand: support::Hand| {
        let hand = hand.click("Lyon").command(SheetCommand::Copy);
        match hand.outcomes.as_slice() {
            [Outcome::Copied(clip)] => {
                clip.places.iter().filter(|(of, _)| !matches!(of, Subject::Site(_))).cloned().collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(clip(lyon_collapsed()), clip(hand(TWO_SITES)));
}

#[test]
fn a_line_aimed_at_a_collapsed_site_says_what_to_do() {
    let hand = lyon_collapsed().command(SheetCommand::Take(Tool::Connect)).press("fe-new").drag_to("Lyon");
    assert_eq!(hand.editor.cursor(), Cursor::Not);
    let said = coexist::text::Lang::EN.say(&hand.hint());
    assert_eq!(said, "“Lyon” is collapsed: expand it to join what is in it");
    assert!(hand.editor.preview().is_none_or(|preview| preview.edits.is_empty()));
    let links = hand.plan().today.links.len();
    assert_eq!(hand.release().plan().today.links.len(), links);
}
