//! Entries about users, their clients and their meetings when they move to the target.

use super::{Move, Places, is_communicator, moves};
use crate::rules::prelude::*;

fn phases<'a>(cx: &PlanContext<'a>, out: &mut Places, which: impl Fn(&Move<'a>) -> bool) {
    moves(cx).iter().filter(|moved| which(moved)).for_each(|moved| out.put_phase(cx, moved.stage));
}

fn groups<'a>(cx: &PlanContext<'a>, out: &mut Places, which: impl Fn(&Move<'a>) -> bool) {
    moves(cx).iter().filter(|moved| which(moved)).for_each(|moved| out.put(moved.group, moved.stage));
}

/// CLIENT-002, CLIENT-006: groups of users that come from Office Communicator.
pub fn communicator_users(cx: &PlanContext<'_>, out: &mut Places) {
    groups(cx, out, |moved| is_communicator(cx, moved.stage, moved.from));
}

/// CLIENT-005, UPD-004: phases in which users come from Office Communications Server.
pub fn communicator_moves(cx: &PlanContext<'_>, out: &mut Places) {
    phases(cx, out, |moved| is_communicator(cx, moved.stage, moved.from));
}

/// CLIENT-008: phases in which users move whose meetings move along.
pub fn meetings_move(cx: &PlanContext<'_>, out: &mut Places) {
    phases(cx, out, |moved| !is_communicator(cx, moved.stage, moved.from));
}

/// CLIENT-009: phases in which users come from an older product.
pub fn user_moves(cx: &PlanContext<'_>, out: &mut Places) {
    phases(cx, out, |_| true);
}
