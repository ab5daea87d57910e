//! A hand at work: every tool, and every way to take back what it is doing.

#[path = "hand/adds.rs"]
mod adds;
#[path = "hand/arranges.rs"]
mod arranges;
#[path = "hand/collapses.rs"]
mod collapses;
#[path = "hand/copies.rs"]
mod copies;
#[path = "hand/moments.rs"]
mod moments;
#[path = "support/hand.rs"]
mod support;

use coexist::canvas::*;
use coexist::diagram::{Glyph, Layer, Mark};
use coexist::model::*;
use coexist::plan::PlanEdit;
use support::hand;

const TWO_SITES: &str = r"
    deployment default-sip-domain=contoso.com
    site Paris
      pool fe-paris front-end enterprise version=lync-2010 servers=2 users=300 user-store=sql-paris\LYNC
      pool fe-new front-end enterprise version=lync-2013 servers=2
      sql sql-paris LYNC
      sql sql-new LYNC
      file-store files\share
    site Lyon
      pool fe-lyon front-end enterprise version=lync-2010 servers=2 users=20 user-store=sql-lyon\LYNC
      sql sql-lyon LYNC,SECOND
    phase Pilot
    phase Move
    ";

const SHIFT: Modifiers = Modifiers { shift: true, command: false, alt: false };
const COMMAND: Modifiers = Modifiers { shift: false, command: true, alt: false };
const ALT: Modifiers = Modifiers { shift: false, command: false, alt: true };
const NONE: Modifiers = Modifiers { shift: false, command: false, alt: false };
const FRONT_END: Payload = Payload::Pool { kind: PoolKind::FrontEnd, version: Some(Version::Lync2013) };

// ── select ──

#[test]
fn a_click_selects_and_shift_adds_or_takes_away() {
    hand(TWO_SITES)
        .click("fe-paris")
        .expect_selected(&["fe-paris"])
        .holding(SHIFT)
        .click("fe-lyon")
        .expect_selected(&["fe-paris", "fe-lyon"])
        .click("fe-paris")
        .expect_selected(&["fe-lyon"])
        .holding(NONE)
        .escape()
        .expect_selected(&[])
        .expect_unchanged();
}

#[test]
fn a_marquee_selects_what_it_touches_and_escape_gives_the_old_selection_back() {
    let hand = hand(TWO_SITES).click("fe-lyon");
    let far = ScreenPoint::new(1.0, 1.0);
    hand.press_at(far)
        .drag_to("fe-paris")
        .escape()
        .expect_selected(&["fe-lyon"])
        .release()
        .expect_unchanged()
        .press_at(far)
        .drag_by(1e5, 1e5)
        .release()
        .expect_selected(&[
            "fe-paris",
            "fe-new",
            "sql-paris",
            "sql-new",
            "files\\share",
            "fe-lyon",
            "sql-lyon",
            "Paris",
            "Lyon",
        ])
        .expect_unchanged();
}

#[test]
fn a_marquee_adds_while_shift_is_held_and_hears_it_without_a_move() {
    let hand = hand(TWO_SITES).click("sql-new").press_at(ScreenPoint::new(1.0, 1.0)).drag_to("fe-lyon");
    let without: Vec<Subject> = hand.editor.selection.iter().cloned().collect();
    let before = hand.subject("sql-new");
    assert!(!without.contains(&before));
    let hand = hand.holding(SHIFT);
    assert!(hand.editor.selection.has(&before) && hand.editor.selection.len() == without.len() + 1);
    let hand = hand.holding(NONE);
    assert!(!hand.editor.selection.has(&before));
    hand.holding(COMMAND).escape().expect_selected(&["sql-new"]).expect_unchanged();
}

#[test]
fn select_all_takes_every_card() {
    hand(TWO_SITES).command(SheetCommand::SelectAll).expect_selected(&[
        "fe-paris",
        "fe-new",
        "sql-paris",
        "sql-new",
        "files\\share",
        "fe-lyon",
        "sql-lyon",
    ]);
}

// ── move ──

#[test]
fn a_drag_previews_and_commits_once_on_the_grid() {
    let hand = hand(TWO_SITES);
    let before = hand.place("fe-paris");
    let hand = hand.press("fe-paris").drag_by(43.0, 21.0).expect_preview(1).release();
    let after = hand.place("fe-paris");
    assert_eq!((after.x - before.x, after.y - before.y), (40, 24));
    hand.expect_edit("Move “fe-paris.contoso.com”").expect_selected(&["fe-paris"]);
}

#[test]
fn escape_and_a_lost_focus_take_a_move_back() {
    hand(TWO_SITES).press("fe-paris").drag_by(40.0, 0.0).expect_preview(1).escape().expect_unchanged();
    hand(TWO_SITES).press("fe-paris").drag_by(40.0, 0.0).expect_preview(1).lose_focus().expect_unchanged();
    hand(TWO_SITES).press("fe-paris").drag_by(40.0, 0.0).escape().drag_by(80.0, 0.0).release().expect_unchanged();
}

#[test]
fn a_drag_that_leads_back_is_no_edit() {
    hand(TWO_SITES).press("fe-paris").drag_by(80.0, 0.0).drag_by(-79.0, 0.0).release().expect_unchanged();
}

#[test]
fn a_selection_moves_together() {
    let hand = hand(TWO_SITES).click("fe-paris").holding(SHIFT).click("sql-paris").holding(NONE);
    let before = [hand.place("fe-paris"), hand.place("sql-paris"), hand.place("fe-new")];
    let hand = hand.press("sql-paris").drag_by(16.0, 8.0).release();
    let after = [hand.place("fe-paris"), hand.place("sql-paris"), hand.place("fe-new")];
    for at in 0..2 {
        assert_eq!((after[at].x - before[at].x, after[at].y - before[at].y), (16, 8));
    }
    assert_eq!(after[2], before[2]);
    hand.expect_edit("Move 2 objects");
}

#[test]
fn a_server_moves_its_pool() {
    let hand = hand(TWO_SITES);
    let before = hand.place("sql-paris");
    let hand = hand.press("sql-paris\\LYNC").drag_by(24.0, 0.0).release();
    assert_eq!(hand.place("sql-paris").x - before.x, 24);
}

#[test]
fn a_site_takes_along_what_is_in_it() {
    let hand = hand(TWO_SITES);
    let before = [hand.place("fe-paris"), hand.place("fe-lyon")];
    let hand = hand.press("Paris").drag_by(0.0, -48.0).release();
    assert_eq!(hand.place("fe-paris").y - before[0].y, -48);
    assert_eq!(hand.place("fe-lyon"), before[1]);
    hand.expect_edit("Move “Paris”");
}

#[test]
fn dropping_into_another_site_is_a_correction_of_the_site() {
    let hand = hand(TWO_SITES).show(2).press("fe-new").drag_to("fe-lyon").expect_preview(2).release();
    let lyon = hand.subject("Lyon");
    let Subject::Site(site) = &lyon else { panic!() };
    let Subject::Pool(pool) = hand.subject("fe-new") else { panic!() };
    assert_eq!(hand.plan().today.pools[&pool].site.as_ref(), Some(site), "it holds from the start");
    assert!(hand.plan().phases.iter().all(|phase| phase.steps.is_empty()), "moving on the sheet is no step");
    hand.expect_edit("Move “fe-new.contoso.com” to site “Lyon”");
}

#[test]
fn a_site_that_comes_later_than_the_object_refuses_it_in_words() {
    let text = "
        site Paris
          pool fe front-end version=lync-2010
        phase Grow
          + site Lyon
    ";
    let Ok(_) = coexist::rules::sketch::read(text) else { return };
    let hand = hand(text).show(1).press("fe").drag_to("Lyon").drag_by(0.0, 40.0);
    assert!(matches!(hand.verdict(), Verdict::Impossible(_)));
    hand.release().expect_unchanged();
}

// ── connect ──

#[test]
fn a_handle_connects_a_pool_to_an_instance_and_asks_which_store() {
    let hand = hand(TWO_SITES).press_handle("fe-new").drag_to("sql-paris\\LYNC").expect_preview(1).release();
    let (choices, at) = hand.editor.choices();
    assert_eq!((choices[0].link, at), (LinkKind::UserStore, 0));
    assert!(choices.len() > 1);
    let hand = hand.send(Event::Choose(0));
    let link = hand
        .plan()
        .today
        .links
        .values()
        .find(|link| link.kind == LinkKind::UserStore && link.from == hand.subject("fe-new"));
    assert_eq!(link.map(|link| &link.to), Some(&hand.subject("sql-paris\\LYNC")));
}

#[test]
fn the_verdict_speaks_before_release_and_does_not_forbid() {
    let hand = hand(TWO_SITES).press_handle("fe-new").drag_to("sql-paris\\LYNC");
    let Verdict::Against(findings) = hand.verdict() else { panic!("{:?}", hand.verdict()) };
    assert_eq!(findings[0].code.as_str(), "SQL-001");
    assert_eq!(hand.verdict().answer(), Answer::Refused);
    let hand = hand.release().send(Event::Choose(0));
    let report = coexist::rules::check(hand.plan(), &hand.plan().replay(), None);
    assert!(report.findings.iter().any(|finding| finding.code.as_str() == "SQL-001"), "it is recorded, as a finding");
}

#[test]
fn a_clean_target_is_allowed() {
    let hand = hand(TWO_SITES).press_handle("fe-new").drag_to("sql-new\\LYNC");
    assert_eq!(hand.verdict(), Verdict::Allowed);
}

#[test]
fn a_host_with_several_instances_offers_each() {
    let hand = hand(TWO_SITES).press_handle("fe-new").drag_to("sql-lyon").release();
    let (choices, _) = hand.editor.choices();
    let users: Vec<_> = choices.iter().filter(|choice| choice.link == LinkKind::UserStore).collect();
    assert_eq!(users.len(), 2);
    assert_ne!(users[0].name, users[1].name);
}

#[test]
fn every_way_to_begin_a_connection_can_be_taken_back() {
    hand(TWO_SITES).press_handle("fe-new").drag_to("sql-paris\\LYNC").escape().expect_unchanged();
    let tool = hand(TWO_SITES).command(SheetCommand::Take(Tool::Connect));
    tool.press("fe-new").drag_to("files\\share").escape().expect_unchanged();
    let chosen = hand(TWO_SITES).press_handle("fe-new").drag_to("sql-paris\\LYNC").release();
    chosen.escape().expect_unchanged();
    hand(TWO_SITES).click("fe-new").command(SheetCommand::Connect).escape().expect_unchanged();
}

#[test]
fn the_tool_connects_from_anywhere_on_a_card() {
    let hand = hand(TWO_SITES).command(SheetCommand::Take(Tool::Connect));
    let hand = hand.press("fe-new").drag_to("files\\share").release();
    let links = &hand.plan().today.links;
    assert!(links.values().any(|link| link.kind == LinkKind::FileStore), "{:?}", hand.outcomes);
}

#[test]
fn two_clicks_connect_with_the_tool() {
    let hand = hand(TWO_SITES).command(SheetCommand::Take(Tool::Connect)).click("fe-new").hover("files\\share");
    let hand = hand.click("files\\share");
    assert!(hand.plan().today.links.values().any(|link| link.kind == LinkKind::FileStore));
}

#[test]
fn what_has_nothing_in_common_is_not_a_target() {
    let hand = hand(TWO_SITES).command(SheetCommand::Take(Tool::Connect)).press("files\\share").drag_to("sql-paris");
    assert_eq!(hand.editor.cursor(), Cursor::Not);
    hand.expect_preview(0).release().expect_unchanged();
}

#[test]
fn the_keyboard_connects_too() {
    let mut hand = hand(TWO_SITES).click("fe-new").command(SheetCommand::Connect);
    for _ in 0..20 {
        if hand.editor.preview().and_then(|preview| preview.target.clone()) == Some(hand.subject("files\\share")) {
            break;
        }
        hand = hand.key(Key::Arrow(Direction::Right));
    }
    let hand = hand.key(Key::Enter);
    assert!(hand.plan().today.links.values().any(|link| link.kind == LinkKind::FileStore), "{:?}", hand.outcomes);
}

// ── new objects ──

#[test]
fn a_pool_from_the_palette_belongs_to_the_site_it_is_dropped_in() {
    let hand = hand(TWO_SITES).show(1).carry(FRONT_END, "Lyon").expect_preview(2).drop_it();
    let made = hand.editor.selection.lead().cloned().expect("what was made is selected");
    let state = &hand.plan().replay().states[1];
    assert_eq!(state.site_of(&made).map(Subject::from), Some(hand.subject("Lyon")));
    assert_eq!(state.name(&made).as_deref(), Some("pool01.contoso.com"));
    assert!(!hand.plan().today.has(&made), "it is recorded into the shown phase");
    assert!(hand.plan().places.contains_key(&made));
}

#[test]
fn a_new_object_never_covers_a_card() {
    let hand = hand(TWO_SITES).carry(FRONT_END, "fe-paris").drop_it();
    let made = hand.editor.selection.lead().cloned().expect("what was made is selected");
    let pos = hand.plan().places[&made];
    let there = hand.place("fe-paris");
    assert!((pos.x - there.x).abs() >= 264 || (pos.y - there.y).abs() >= 64, "{pos:?} {there:?}");
}

#[test]
fn carrying_off_or_escape_drops_it() {
    hand(TWO_SITES).carry(FRONT_END, "Lyon").send(Event::CarriedOff).expect_unchanged();
    hand(TWO_SITES).carry(FRONT_END, "Lyon").escape().expect_unchanged();
}

#[test]
fn a_server_belongs_in_a_pool() {
    let hand = hand(TWO_SITES).carry(Payload::Server, "sql-paris");
    assert_eq!(hand.editor.cursor(), Cursor::Not);
    let hand = hand.drop_it().expect_unchanged().carry(Payload::Server, "fe-paris").drop_it();
    let pool = hand.subject("fe-paris");
    let servers = hand.plan().today.servers.values().filter(|server| Subject::from(&server.pool) == pool);
    assert_eq!(servers.count(), 3);
}

#[test]
fn enter_on_the_palette_puts_it_into_the_selected_site() {
    let hand = hand(TWO_SITES).click("Lyon").send(Event::Put(Payload::SqlServer));
    let made = hand.editor.selection.lead().cloned().expect("what was made is selected");
    assert_eq!(hand.plan().today.site_of(&made).map(Subject::from), Some(hand.subject("Lyon")));
    let Subject::SqlServer(_) = made else { panic!("{made:?}") };
}

// ── rename, retire, keys ──

#[test]
fn a_double_click_and_a_command_ask_for_a_name() {
    let subject = hand(TWO_SITES).subject("fe-paris");
    hand(TWO_SITES).double_click("fe-paris").expect(&Outcome::Rename(subject.clone())).expect_unchanged();
    hand(TWO_SITES)
        .click("fe-paris")
        .command(SheetCommand::Rename)
        .expect(&Outcome::Rename(subject))
        .expect_unchanged();
}

#[test]
fn delete_removes_today_and_retires_in_a_phase() {
    let today = hand(TWO_SITES).click("fe-paris").key(Key::Delete);
    assert!(today.plan().replay().states.iter().all(|state| !state.has(&today.subject("fe-paris"))));
    let phase = hand(TWO_SITES).show(2).click("fe-paris").key(Key::Delete);
    let states = phase.plan().replay().states;
    let subject = phase.subject("fe-paris");
    assert_eq!(states.iter().map(|state| state.has(&subject)).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn a_pool_and_its_server_are_removed_once() {
    let hand = hand(TWO_SITES).click("sql-lyon").holding(SHIFT).click("sql-lyon\\LYNC").holding(NONE);
    let hand = hand.key(Key::Delete);
    assert!(!hand.plan().today.has(&hand.subject("sql-lyon")));
}

#[test]
fn arrows_nudge_by_one_step_and_pan_when_nothing_is_selected() {
    let hand = hand(TWO_SITES).click("fe-paris");
    let before = hand.place("fe-paris");
    let hand = hand.key(Key::Arrow(Direction::Right));
    assert_eq!(hand.place("fe-paris").x - before.x, 8);
    let camera = hand.editor.camera;
    let hand = hand.escape().key(Key::Arrow(Direction::Right));
    assert!(hand.editor.camera.origin.x > camera.origin.x);
}

#[test]
fn command_and_arrows_walk_to_the_neighbour() {
    let hand = hand(TWO_SITES).click("fe-paris").holding(COMMAND).key(Key::Arrow(Direction::Right));
    assert_ne!(hand.editor.selection.lead(), Some(&hand.subject("fe-paris")));
    hand.expect_unchanged();
}

#[test]
fn tab_reaches_every_object_and_ends() {
    let mut hand = hand(TWO_SITES);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..100 {
        hand = hand.key(Key::Tab);
        seen.extend(hand.editor.selection.lead().cloned());
    }
    for name in ["Paris", "Lyon", "fe-paris", "fe-new", "sql-paris", "sql-paris\\LYNC", "files\\share", "sql-lyon"] {
        assert!(seen.contains(&hand.subject(name)), "{name} was not reached");
    }
}

#[test]
fn everything_is_shown() {
    let hand = hand(TWO_SITES).command(SheetCommand::ZoomIn).command(SheetCommand::ZoomIn);
    let near = hand.editor.camera.zoom();
    let hand = hand.command(SheetCommand::FitAll);
    assert!(hand.editor.camera.zoom() < near);
    hand.expect_unchanged();
}

#[test]
fn space_pans_and_changes_nothing() {
    let mut hand = hand(TWO_SITES);
    let camera = hand.editor.camera;
    hand.raw(RawEvent::Space(true));
    let hand = hand.press("fe-paris").drag_by(50.0, 0.0).release().expect_unchanged();
    assert!(hand.editor.camera.origin.x < camera.origin.x);
}

#[test]
fn an_object_that_vanishes_in_the_hand_harms_nobody() {
    // The plan is undone behind the hand's back: what it holds is not there any more.
    let hand = hand(TWO_SITES).carry(FRONT_END, "Lyon").drop_it();
    let made = hand.editor.selection.lead().cloned().expect("what was made is selected");
    let mut editor = hand.editor;
    let other = support::hand(TWO_SITES);
    editor.selection = Selection::one(made);
    let mut other = other;
    other.editor = editor;
    other
        .key(Key::Delete)
        .command(SheetCommand::Rename)
        .key(Key::Arrow(Direction::Left))
        .command(SheetCommand::Connect)
        .expect_unchanged();
}

#[test]
fn a_preview_is_never_an_edit_of_another_place() {
    let hand = hand(TWO_SITES).press("fe-paris").drag_by(16.0, 0.0);
    let Some(preview) = hand.editor.preview() else { panic!() };
    assert!(matches!(preview.edits.as_slice(), [PlanEdit::Place(places)] if places.len() == 1));
}

// ── commands ──

/// Why a command cannot be done now, in English.
fn refused(hand: &support::Hand, command: SheetCommand) -> Option<String> {
    hand.available(command).err().map(|why| coexist::text::Lang::EN.say(&why))
}

#[test]
fn a_command_that_cannot_be_done_says_why_and_does_nothing() {
    let nothing = hand(TWO_SITES);
    let commands = [SheetCommand::Duplicate, SheetCommand::Rename, SheetCommand::FitSelection];
    for command in commands {
        assert_eq!(refused(&nothing, command).as_deref(), Some("Select an object on the sheet first"), "{command:?}");
    }
    let mut nothing = nothing;
    for command in commands {
        nothing = nothing.command(command);
        assert!(matches!(nothing.outcomes.as_slice(), [Outcome::Impossible(_)]), "{command:?}");
    }
    nothing.expect_unchanged();
    let empty = hand("phase Pilot");
    assert_eq!(refused(&empty, SheetCommand::SelectAll).as_deref(), Some("Nothing stands on the sheet yet"));
    let selected = hand(TWO_SITES).click("fe-paris");
    let refused: Vec<_> = SheetCommand::ALL.iter().filter_map(|command| refused(&selected, *command)).collect();
    let told = |why: &str| refused.iter().filter(|reason| reason.starts_with(why)).count();
    assert_eq!((told("Select two objects"), told("Select three objects")), (6, 2), "{refused:?}");
    assert_eq!(refused.len(), 11, "and neither an earlier nor a later view, nor a collapsed site: {refused:?}");
}

#[test]
fn a_full_hand_keeps_the_plan_from_other_commands_and_a_tool_empties_it() {
    let held = hand(TWO_SITES).press("fe-paris").drag_by(40.0, 0.0);
    for command in [SheetCommand::SelectAll, SheetCommand::Duplicate, SheetCommand::Rename, SheetCommand::Connect] {
        assert!(refused(&held, command).is_some_and(|why| why.contains("Esc")), "{command:?}");
    }
    let near = held.editor.camera.zoom();
    let held = held.command(SheetCommand::ZoomIn).expect_preview(1);
    assert!(held.editor.camera.zoom() > near, "the view can always change");
    let held = held.command(SheetCommand::Take(Tool::Pan)).expect_unchanged();
    assert_eq!(held.editor.tool(), Tool::Pan);
    held.drag_by(40.0, 0.0).release().expect_unchanged();
}

#[test]
fn a_copy_stands_beside_and_is_selected() {
    let hand = hand(TWO_SITES).click("fe-new").command(SheetCommand::Duplicate);
    let made = hand.editor.selection.lead().cloned().expect("the copy is selected");
    assert_ne!(made, hand.subject("fe-new"));
    assert!(hand.plan().today.has(&made) && hand.plan().places.contains_key(&made));
}

#[test]
fn the_view_goes_to_the_selection_and_to_full_size() {
    let hand = hand(TWO_SITES);
    let far = hand.editor.camera.zoom();
    let hand = hand.click("fe-lyon").command(SheetCommand::FitSelection);
    assert!(hand.editor.camera.zoom() > far);
    let hand = hand.command(SheetCommand::ActualSize);
    assert!((hand.editor.camera.zoom() - 1.0).abs() < 1e-6);
    hand.expect_selected(&["fe-lyon"]).expect_unchanged();
}

// ── what is in the hand ──

#[test]
fn something_new_is_called_by_the_name_that_it_proposes() {
    let hand = hand(TWO_SITES).carry(FRONT_END, "Lyon");
    let Sketch::Placing { name, .. } = hand.editor.sketch() else { panic!("nothing is carried") };
    assert_eq!(name, "pool01.contoso.com");
    let hand = hand.escape().carry(Payload::SqlInstance, "sql-paris");
    let Sketch::Placing { name, .. } = hand.editor.sketch() else { panic!("nothing is carried") };
    assert_eq!(name, "sql-paris.contoso.com\\LYNC2");
}

#[test]
fn a_line_remembers_the_handle_that_was_pulled() {
    use coexist::diagram::Side;
    let hand = hand(TWO_SITES).press_handle("fe-new").drag_by(-300.0, 400.0);
    let Sketch::Connecting { pulled, .. } = hand.editor.sketch() else { panic!("no line is drawn") };
    assert_eq!(pulled, Some(Side::Right), "though the pointer is on the other side");
}

#[test]
fn what_is_new_stands_clear_of_cards_of_other_phases() {
    let hand = hand(TWO_SITES).show(1).click("fe-lyon").key(Key::Delete).show(2);
    assert!(!hand.scene.elsewhere.is_empty());
    let gone = hand.scene.elsewhere[0];
    let at = hand.editor.camera.screen_from_sheet(gone.center());
    let hand = hand.send(Event::Dropped { payload: FRONT_END, at });
    let made = hand.editor.selection.lead().cloned().expect("what was made is selected");
    let pos = hand.plan().places[&made];
    let rect = coexist::diagram::SheetRect::new(pos.x as f32, pos.y as f32, 360.0, 72.0);
    assert!(!rect.overlaps(&gone), "{rect:?} lies on {gone:?}, which Today shows");
}

#[test]
fn every_target_in_view_says_what_it_would_record() {
    let hand = hand(TWO_SITES).press_handle("fe-new").drag_by(60.0, 10.0);
    let offered = hand.offers();
    assert!(offered.contains(&hand.subject("sql-new\\LYNC")), "{offered:?}");
    assert!(!offered.contains(&hand.subject("fe-new")));
    let hand = hand.escape().release().carry(FRONT_END, "Lyon");
    assert_eq!(hand.offers(), [hand.subject("Lyon"), hand.subject("Paris")]);
    let hand = hand.escape().release().press("fe-lyon").drag_by(30.0, 0.0);
    assert_eq!(hand.offers(), [hand.subject("Paris")], "it stands in Lyon already");
}

#[test]
fn a_menu_asked_for_on_a_mark_is_about_its_findings() {
    let text = r"
        site Paris
          pool fe-old front-end enterprise version=lync-2010 servers=2 user-store=sqlold\LYNC
          pool fe-new front-end enterprise version=lync-2013 servers=2 user-store=sqlold\LYNC
          sql sqlold LYNC
        ";
    let mut hand = hand(text);
    let zoom = hand.editor.camera.zoom();
    let marks = hand.scene.items.iter().filter(|item| item.layer == Layer::Badge && item.visible_at(zoom));
    let mut marks = marks.filter_map(|item| match &item.mark {
        Mark::Icon(icon) if matches!(icon.glyph, Glyph::Finding(_)) => {
            Some((item.subject.clone()?, icon.rect.center()))
        }
        _ => None,
    });
    let (subject, middle) = marks.next().expect("a finding is marked");
    let at = hand.editor.camera.screen_from_sheet(middle);
    let (button, modifiers) = (Button::Secondary, NONE);
    hand.outcomes.clear();
    hand.raw(RawEvent::Moved { at, modifiers });
    hand.raw(RawEvent::Down { at, button, modifiers });
    hand.raw(RawEvent::Up { at, button, modifiers, time_secs: 1.0 });
    let asked = |outcome: &Outcome| matches!(outcome, Outcome::Menu { subject: Some(of), findings: true, .. } if *of == subject);
    assert!(hand.outcomes.iter().any(asked), "{:?}", hand.outcomes);
    hand.expect_unchanged();
}
