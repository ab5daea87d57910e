//! A hand that duplicates by command: one object, several, sites with what stands in them.

use super::*;

/// Selects these, one after the other.
fn select(hand: support::Hand, names: &[&str]) -> support::Hand {
    let mut hand = hand.click(names[0]).holding(SHIFT);
    for name in &names[1..] {
        hand = hand.click(name);
    }
    hand.holding(NONE)
}

fn selected(hand: &support::Hand) -> Vec<Subject> {
    hand.editor.selection.iter().cloned().collect()
}

#[test]
fn all_that_is_selected_is_copied_with_the_links_among_it() {
    let hand = select(hand(TWO_SITES), &["sql-paris", "fe-paris"]).command(SheetCommand::Duplicate);
    let hand = hand.expect_edit("Duplicate 2 objects");
    let made = selected(&hand);
    let [host, pool] = &made[..] else { panic!("{made:?}") };
    assert!(matches!((host, pool), (Subject::SqlServer(_), Subject::Pool(_))), "in the order of the selection");
    let state = &hand.plan().today;
    let store = state.links.values().find(|link| link.kind == LinkKind::UserStore && link.from == *pool).unwrap();
    let Subject::SqlInstance(instance) = &store.to else { panic!("{store:?}") };
    assert_eq!(Subject::from(&state.sql_instances[instance].server), *host, "the copies are joined");
    // They stand to each other as what they are copied from.
    let place = |subject: &Subject| hand.plan().places[subject];
    let apart = |a: &Subject, b: &Subject| (place(a).x - place(b).x, place(a).y - place(b).y);
    assert_eq!(apart(host, pool), apart(&hand.subject("sql-paris"), &hand.subject("fe-paris")));
    assert_eq!(state.site_of(pool).map(Subject::from), Some(hand.subject("Paris")));
    // And on nothing else.
    let rects: Vec<_> = hand.scene.boxes.iter().filter(|o| has_card(&o.subject)).map(|o| o.rect).collect();
    for (at, rect) in rects.iter().enumerate() {
        assert!(!rects[..at].iter().any(|other| other.overlaps(rect)), "{rect:?}");
    }
}

fn has_card(subject: &Subject) -> bool {
    matches!(subject, Subject::Pool(_) | Subject::SqlServer(_) | Subject::FileStore(_) | Subject::Gateway(_))
}

#[test]
fn a_site_is_duplicated_with_what_stands_in_it_and_off_all_others() {
    let hand = hand(TWO_SITES).click("Lyon").command(SheetCommand::Duplicate);
    let state = &hand.plan().today;
    let made = selected(&hand);
    let [Subject::Site(site)] = &made[..] else { panic!("{made:?}") };
    let inside: Vec<_> = state.pools.values().filter(|pool| pool.site.as_ref() == Some(site)).collect();
    assert_eq!(inside.len(), 1);
    let area = |subject: &Subject| hand.scene.box_of(subject).expect("drawn").rect;
    for other in ["Paris", "Lyon"] {
        assert!(!area(&made[0]).overlaps(&area(&hand.subject(other))), "{other}");
    }
}

fn server_of(hand: &support::Hand, pool: &str) -> Subject {
    let pool = hand.subject(pool);
    let server = hand.plan().today.servers.values().find(|server| Subject::from(&server.pool) == pool);
    (&server.expect("a server").id).into()
}

#[test]
fn what_stands_in_something_that_is_copied_is_copied_once() {
    let all = select(hand(TWO_SITES), &["Lyon", "fe-lyon"]).command(SheetCommand::Duplicate);
    assert_eq!(all.plan().today.pools.len(), 4);
    assert_eq!(selected(&all).len(), 1, "the site moves with what is in it");
    let mut hand = hand(TWO_SITES).click("fe-paris");
    let own = server_of(&hand, "fe-paris");
    hand.editor.selection.add(own);
    let hand = hand.command(SheetCommand::Duplicate);
    assert_eq!(hand.plan().today.servers.len(), 6 + 2, "with its pool, and not once more in the first");
}

#[test]
fn a_server_alone_is_one_more_in_its_pool() {
    let mut hand = hand(TWO_SITES).click("fe-paris");
    let pool = hand.subject("fe-paris");
    hand.editor.selection = Selection::one(server_of(&hand, "fe-paris"));
    let hand = hand.command(SheetCommand::Duplicate);
    let of_pool = hand.plan().today.servers.values().filter(|server| Subject::from(&server.pool) == pool).count();
    assert_eq!(of_pool, 3);
    assert!(matches!(selected(&hand)[..], [Subject::Server(_)]));
}
