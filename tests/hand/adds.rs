//! A hand that brings something in: copies from the clipboard, other ends for lines, what goes beside and between.

use super::*;
use coexist::text::Lang;

// ── copy and paste ──

/// What a command hands to the clipboard.
fn copied(hand: &support::Hand) -> Box<coexist::plan::Clip> {
    let clips = hand.outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Copied(clip) => Some(clip.clone()),
        _ => None,
    });
    clips.reduce(|_, last| last).expect("something is copied")
}

/// Through the text of the clipboard, as another window would get it.
fn travelled(clip: &coexist::plan::Clip) -> Box<coexist::plan::Clip> {
    let text = coexist::format::clip::write(clip);
    Box::new(coexist::format::clip::read(&text).unwrap_or_else(|why| panic!("{}", Lang::EN.say(&why))))
}

#[test]
fn a_pool_with_its_store_is_pasted_into_the_next_phase() {
    let hand = hand(TWO_SITES).click("fe-paris").holding(SHIFT).click("sql-paris").holding(NONE);
    let hand = hand.command(SheetCommand::Copy).expect_unchanged();
    let clip = travelled(&copied(&hand));
    assert_eq!(*clip, *copied(&hand), "nothing is lost on the way");
    let users = hand.plan().today.user_groups.len();
    let hand = hand.show(1).send(Event::Paste { clip, at: None }).expect_edit("Paste 2 objects");
    let state = hand.plan().state_at(1);
    let names: Vec<&str> = hand
        .editor
        .selection
        .iter()
        .filter_map(|made| state.pools.get(&PoolId::new(made.id())))
        .filter_map(|pool| pool.fqdn.as_deref())
        .collect();
    assert_eq!(names, ["fe-paris2.contoso.com"]);
    let Some(Subject::SqlServer(host)) =
        hand.editor.selection.iter().find(|made| made.kind() == SubjectKind::SqlServer)
    else {
        panic!("the host is selected too")
    };
    assert!(state.sql_servers[host].fqdn.as_deref() == Some("sql-paris2.contoso.com"));
    let link = state.links.values().find(|link| hand.editor.selection.has(&link.from)).expect("the store came along");
    let Subject::SqlInstance(instance) = &link.to else { panic!() };
    assert_eq!((link.kind, &state.sql_instances[instance].server), (LinkKind::UserStore, host));
    assert_eq!(state.user_groups.len(), users, "users are moved, not copied");
    assert!(hand.plan().today.pools.len() == 3, "today is as it was");
    // Both stand in the site of what was selected, clear of everything.
    for made in hand.editor.selection.iter() {
        assert_eq!(state.site_of(made).map(Subject::from), Some(hand.subject("Paris")));
        let rect = hand.scene.box_of(made).expect("drawn").rect;
        let covers = |other: &&coexist::diagram::ObjectBox| {
            other.rect.overlaps(&rect) && has_place(&other.subject) && other.subject != *made
        };
        assert!(hand.scene.boxes.iter().find(covers).is_none());
    }
}

#[test]
fn objects_come_into_another_plan_under_their_own_names() {
    let from = hand(TWO_SITES).command(SheetCommand::SelectAll).command(SheetCommand::Copy);
    let clip = travelled(&copied(&from));
    let there = hand("site Nice").click("Nice").send(Event::Paste { clip, at: None }).expect_edit("Paste 7 objects");
    let names = |topology: &Topology| -> Vec<String> {
        topology.pools.values().filter_map(|o| o.fqdn.as_deref().map(str::to_owned)).collect()
    };
    assert_eq!(names(&there.plan().today), names(&from.plan().today));
    let links = |topology: &Topology| -> Vec<String> {
        let all = topology.links.values();
        let mut all: Vec<String> =
            all.map(|o| format!("{} {} {}", o.kind.key(), topology.label(&o.from), topology.label(&o.to))).collect();
        all.sort();
        all
    };
    assert_eq!(links(&there.plan().today), links(&from.plan().today));
    let nice = there.subject("Nice");
    assert!(
        there.plan().today.pools.values().all(|pool| pool.site.as_ref().map(Subject::from).as_ref() == Some(&nice))
    );
    // As they stood among each other.
    let between = |hand: &support::Hand, of: &dyn Fn(&str) -> Subject| {
        let (a, b) = (hand.plan().places[&of("fe-paris")], hand.plan().places[&of("sql-lyon")]);
        (b.x - a.x, b.y - a.y)
    };
    let by_name = |name: &str| {
        let full = format!("{name}.contoso.com");
        let all = &there.plan().today;
        all.subjects().find(|subject| has_place(subject) && all.label(subject) == full).expect("pasted")
    };
    assert_eq!(between(&from, &|name| from.subject(name)), between(&there, &by_name));
}

#[test]
fn a_site_takes_along_what_stands_in_it_and_is_cut_as_one() {
    let hand = hand(TWO_SITES).click("Lyon").command(SheetCommand::Cut);
    let clip = copied(&hand);
    assert_eq!(hand.plan().today.sites.len(), 1);
    assert_eq!(hand.plan().today.pools.len(), 2, "its pool went along");
    let hand = hand.send(Event::Paste { clip, at: Some(ScreenPoint::new(1500.0, 900.0)) });
    let today = &hand.plan().today;
    let lyon = today.sites.values().find(|site| site.name.as_deref() == Some("Lyon")).expect("back again");
    let pool = today.pools.values().find(|o| o.fqdn.as_deref() == Some("fe-lyon.contoso.com")).expect("with its pool");
    assert_eq!(pool.site.as_ref(), Some(&lyon.id));
    assert_eq!(today.links.values().filter(|link| link.from == Subject::from(&pool.id)).count(), 1);
}

#[test]
fn what_cannot_stand_alone_is_not_copied_and_a_full_hand_takes_no_paste() {
    let hand = hand(TWO_SITES).click("sql-lyon\\LYNC");
    assert!(refused(&hand, SheetCommand::Copy).is_some_and(|why| why.contains("cannot be copied alone")));
    let hand = hand.click("fe-lyon").command(SheetCommand::Copy);
    let clip = copied(&hand);
    let hand = hand.press("fe-paris").drag_by(40.0, 0.0);
    let hand = hand.send(Event::Paste { clip, at: None });
    assert!(matches!(hand.outcomes[..], [Outcome::Impossible(_)]));
    let hand = hand.escape().expect_unchanged();
    hand.command(SheetCommand::Paste).expect(&Outcome::AskClipboard).expect_unchanged();
}

// ── other ends for lines ──

const EDGES: &str = r"
    deployment default-sip-domain=contoso.com
    site Paris
      pool fe front-end enterprise version=lync-2013 user-store=sql\LYNC application-store=sql\LYNC
      pool other front-end enterprise version=lync-2013
      pool edge edge version=lync-2013 next-hop=fe
      sql sql LYNC
      sql sql-new LYNC
      gateway gw trunk=fe
    phase Pilot
    ";

fn links_of(hand: &support::Hand, from: &str) -> Vec<(LinkKind, String)> {
    let (state, from) = (hand.plan().state_at(9), hand.subject(from));
    let links = state.links.values().filter(|link| link.from == from);
    links.map(|link| (link.kind, state.label(&link.to))).collect()
}

#[test]
fn the_end_of_a_selected_line_is_taken_to_another_object() {
    let hand = hand(TWO_SITES).select_line(LinkKind::UserStore, "fe-paris");
    let hand = hand.press_line_end("sql-paris\\LYNC").drag_to("sql-new\\LYNC").expect_preview(1);
    assert_eq!(hand.editor.cursor(), Cursor::Cross);
    let hand = hand.release();
    assert_eq!(links_of(&hand, "fe-paris"), [(LinkKind::UserStore, "sql-new.contoso.com\\LYNC".to_owned())]);
    hand.expect_edit("Reconnect User store of “fe-paris.contoso.com” to “sql-new.contoso.com\\LYNC”");
}

#[test]
fn either_end_of_a_next_hop_can_be_taken() {
    let taken = hand(EDGES).select_line(LinkKind::NextHop, "edge").press_line_end("fe").drag_to("other").release();
    assert_eq!(links_of(&taken, "edge"), [(LinkKind::NextHop, "other.contoso.com".to_owned())]);
    // In a phase it is a change of that phase.
    let hand = hand(EDGES).show(1).select_line(LinkKind::NextHop, "edge").press_line_end("fe").drag_to("other");
    let hand = hand.release();
    assert_eq!(hand.plan().today.links.len(), taken.plan().today.links.len());
    assert_eq!(links_of(&hand, "edge"), [(LinkKind::NextHop, "other.contoso.com".to_owned())]);
    assert!(!hand.plan().phases[0].steps.is_empty());
}

#[test]
fn a_line_of_several_links_offers_all_of_them_first() {
    let hand = hand(EDGES).select_line(LinkKind::UserStore, "fe").press_line_end("sql\\LYNC").drag_to("sql-new\\LYNC");
    let hand = hand.release();
    let (choices, _) = hand.editor.choices();
    let names: Vec<String> = choices.iter().map(|choice| Lang::EN.say(&choice.name)).collect();
    assert_eq!(names, ["All 2 links", "Application store", "User store"]);
    let hand = hand.key(Key::Enter);
    assert!(links_of(&hand, "fe").iter().all(|(_, to)| to == "sql-new.contoso.com\\LYNC"));
    hand.expect_edit("Reconnect 2 links of “fe.contoso.com” to “sql-new.contoso.com\\LYNC”");
}

#[test]
fn a_taken_end_can_be_given_back() {
    let taken = || hand(EDGES).select_line(LinkKind::NextHop, "edge").press_line_end("fe");
    taken().drag_to("other").escape().expect_unchanged();
    taken().drag_to("other").lose_focus().expect_unchanged();
    taken().drag_by(0.0, 4000.0).release().expect_unchanged();
    let hand = taken().drag_to("sql-new\\LYNC");
    assert_eq!(hand.editor.cursor(), Cursor::Not, "a next hop is no instance");
    hand.release().expect_unchanged();
    taken().drag_by(40.0, 0.0).drag_to("fe").release().expect_unchanged();
}

// ── something new beside and between ──

#[test]
fn a_handle_that_is_clicked_offers_what_goes_with_the_object() {
    let hand = hand(TWO_SITES).click("fe-new").press_handle("fe-new").release();
    let (choices, _) = hand.editor.choices();
    let names: Vec<String> = choices.iter().map(|choice| Lang::EN.say(&choice.name)).collect();
    assert_eq!(
        names[..3],
        ["New SQL Server, as User store", "New File store, as File store", "New Edge pool, as Edge pool for media"]
    );
    let hand = hand.key(Key::Enter);
    let made = hand.editor.selection.lead().cloned().expect("selected");
    assert_eq!(hand.plan().today.label(&made), "sql01.contoso.com");
    assert_eq!(links_of(&hand, "fe-new"), [(LinkKind::UserStore, "sql01.contoso.com".to_owned())]);
    assert_eq!(hand.plan().today.site_of(&made).map(Subject::from), Some(hand.subject("Paris")));
    assert!(hand.plan().places.contains_key(&made), "it stands beside, not where the layout puts it");
    hand.expect_edit("Add “sql01.contoso.com”: User store of “fe-new.contoso.com”");
}

#[test]
fn a_handle_pulled_onto_bare_ground_adds_there() {
    let pulled = || hand(TWO_SITES).show(1).press_handle("fe-new").drag_by(900.0, 900.0).release();
    pulled().escape().expect_unchanged();
    pulled().click("fe-lyon").expect_unchanged();
    let hand = pulled().key(Key::Arrow(Direction::Down)).key(Key::Enter);
    assert_eq!(hand.plan().today.file_stores.len(), 1, "it is added in the phase that is shown");
    assert_eq!(hand.plan().state_at(1).file_stores.len(), 2);
    assert_eq!(links_of(&hand, "fe-new").len(), 1);
}

#[test]
fn a_click_on_a_card_that_is_not_selected_still_selects() {
    hand(TWO_SITES).press_handle("fe-new").release().expect_selected(&["fe-new"]).expect_unchanged();
}

#[test]
fn what_goes_between_is_put_into_the_line() {
    let director = Payload::Pool { kind: PoolKind::Director, version: Some(Version::Lync2013) };
    let hand = hand(EDGES).select_line(LinkKind::NextHop, "edge").carry_onto_line(director);
    assert!(matches!(hand.editor.preview().and_then(|preview| preview.target.clone()), Some(Subject::Link(_))));
    let hand = hand.drop_it();
    assert_eq!(links_of(&hand, "edge"), [(LinkKind::NextHop, "dir01.contoso.com".to_owned())]);
    hand.expect_edit("Put “dir01.contoso.com” between “edge.contoso.com” and “fe.contoso.com”");
}

#[test]
fn a_mediation_pool_goes_into_a_trunk_and_passes_calls_on() {
    let cx = "
        site Paris
          pool fe front-end enterprise version=lync-2013
          gateway gw
        ";
    let mut made = coexist::rules::sketch::read(cx).expect("a sketch");
    let trunk =
        Link::new(LinkId::new("trunk"), LinkKind::Trunk, Usage::Default, made.subject("gw"), made.subject("fe"));
    made.plan.today.put(trunk.into());
    let mediation = coexist::plan::intents::New::Pool(PoolKind::Mediation);
    let links = [LinkId::new("trunk")];
    let intent = coexist::plan::intents::between(&made.plan, 0, &links, mediation, Version::Lync2013).expect("it fits");
    let plan = PlanEdit::all_applied_to(&intent.edits(&made.plan, 0, None), &made.plan).expect("made");
    let state = &plan.today;
    let ends: Vec<(LinkKind, String)> = state.links.values().map(|o| (o.kind, state.label(&o.to))).collect();
    let med = state.label(&intent.subject);
    assert_eq!(ends.len(), 2);
    assert!(ends.contains(&(LinkKind::NextHop, "fe.contoso.com".to_owned())) && ends.contains(&(LinkKind::Trunk, med)));
    let none = coexist::plan::intents::between(&made.plan, 0, &links, coexist::plan::intents::New::SqlServer, None);
    assert_eq!(none, None, "a trunk has no store");
}

#[test]
fn another_sql_server_dropped_on_a_store_takes_it_over() {
    let hand = hand(EDGES).select_line(LinkKind::UserStore, "fe").carry_onto_line(Payload::SqlServer).drop_it();
    assert!(links_of(&hand, "fe").iter().all(|(_, to)| to == "sql01.contoso.com"), "{:?}", links_of(&hand, "fe"));
    let hand =
        support::hand(EDGES).select_line(LinkKind::UserStore, "fe").carry_onto_line(Payload::SqlInstance).drop_it();
    assert!(links_of(&hand, "fe").iter().all(|(_, to)| to == "sql.contoso.com\\LYNC2"));
}

#[test]
fn what_has_no_meaning_there_is_not_put_into_a_line() {
    let onto = |payload| hand(EDGES).select_line(LinkKind::NextHop, "edge").carry_onto_line(payload);
    let hand = onto(Payload::Gateway);
    assert!(!matches!(hand.editor.preview().and_then(|preview| preview.target.clone()), Some(Subject::Link(_))));
    let director = Payload::Pool { kind: PoolKind::Director, version: Some(Version::Lync2013) };
    onto(director).escape().expect_unchanged();
    onto(director).send(Event::CarriedOff).expect_unchanged();
}

#[test]
fn the_keyboard_takes_the_end_of_a_line_too() {
    let aimed = |mut hand: support::Hand| {
        for _ in 0..20 {
            let preview = hand.editor.preview().and_then(|preview| preview.target.clone());
            if preview == Some(hand.subject("other")) {
                return hand;
            }
            hand = hand.key(Key::Arrow(Direction::Right));
        }
        panic!("“other” is not offered")
    };
    let hand = aimed(hand(EDGES).select_line(LinkKind::NextHop, "edge").command(SheetCommand::Connect));
    let hand = hand.key(Key::Enter);
    assert_eq!(links_of(&hand, "edge"), [(LinkKind::NextHop, "other.contoso.com".to_owned())]);
    let line = support::hand(EDGES).select_line(LinkKind::NextHop, "edge");
    line.command(SheetCommand::Connect).escape().expect_unchanged();
}

#[test]
fn the_keyboard_adds_beside_too() {
    let hand = hand(EDGES).click("edge").command(SheetCommand::AddBeside);
    let names: Vec<String> = hand.editor.choices().0.iter().map(|choice| Lang::EN.say(&choice.name)).collect();
    assert_eq!(names, Vec::<String>::new(), "an Edge pool has one next hop, which is there");
    let hand = hand.click("other").command(SheetCommand::AddBeside).key(Key::Arrow(Direction::Down)).key(Key::Enter);
    assert_eq!(links_of(&hand, "other").iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [LinkKind::FileStore]);
    let hand = support::hand(EDGES).click("sql").command(SheetCommand::AddBeside);
    assert!(refused(&hand, SheetCommand::AddBeside).is_some());
    support::hand(EDGES).click("other").command(SheetCommand::AddBeside).escape().expect_unchanged();
}
