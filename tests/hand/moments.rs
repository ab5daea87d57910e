//! What a hand does at an awkward moment: the wheel during a drag, a pointer that rests on a grip.

use super::*;

#[test]
fn what_is_dragged_stays_in_the_hand_while_the_wheel_turns() {
    let mut hand = hand(TWO_SITES).press("fe-paris").drag_by(40.0, 0.0);
    let before = hand.place("fe-paris");
    hand.raw(RawEvent::Scroll { dx: 0.0, dy: -80.0 });
    let zoom = hand.editor.camera.zoom();
    let hand = hand.release();
    let after = hand.place("fe-paris");
    let moved = (80.0 / zoom).round() as i32;
    assert!((after.y - before.y - moved).abs() <= 8, "{} and not {moved}", after.y - before.y);
}

#[test]
fn the_cursor_tells_what_a_press_would_grab() {
    let hand = hand(TWO_SITES).click("fe-paris").hover("fe-paris");
    assert_eq!(hand.editor.cursor(), Cursor::Plain);
    let hand = hand.press_handle("fe-paris");
    assert_eq!(hand.editor.cursor(), Cursor::Cross, "a connection is pulled from a handle");
    let hand = hand.escape().release().select_line(LinkKind::UserStore, "fe-lyon").press_line_end("fe-lyon");
    assert_eq!(hand.editor.cursor(), Cursor::Hand, "the end of a line can be taken elsewhere");
}

#[test]
fn a_double_click_on_the_bare_sheet_asks_what_to_add() {
    let bare = Event::Gesture(Gesture::DoubleClick { at: ScreenPoint::new(1.0, 1.0) });
    hand(TWO_SITES).send(bare).expect(&Outcome::Insert).expect_unchanged();
}
