//! Entries about Group Chat, Persistent Chat, and the way from one to the other.

use super::{Places, older, own};
use crate::rules::prelude::*;

/// CAP-014, CHAT-016, SQL-029: Persistent Chat pools of the target.
pub fn persistent_chat(cx: &PlanContext<'_>, out: &mut Places) {
    own(cx, PoolKind::PersistentChat).for_each(|(stage, pool)| out.put(&pool.id, stage));
}

/// CHAT-003: the plan as a whole, while both chat products stand.
pub fn both_products(cx: &PlanContext<'_>, out: &mut Places) {
    let legacy: Vec<usize> = older(cx, PoolKind::GroupChat).map(|(stage, _)| stage).collect();
    let both = own(cx, PoolKind::PersistentChat).filter(|(stage, _)| legacy.contains(stage));
    both.for_each(|(stage, _)| out.put(Subject::Deployment, stage));
}

/// CHAT-008, CHAT-009, CHAT-011: legacy chat pools whose rooms may go to Persistent Chat, which the plan has.
pub fn rooms_to_take_along(cx: &PlanContext<'_>, out: &mut Places) {
    if own(cx, PoolKind::PersistentChat).next().is_some() {
        older(cx, PoolKind::GroupChat).for_each(|(stage, pool)| out.put(&pool.id, stage));
    }
}

/// CHAT-010: Persistent Chat pools of the target in a plan that has legacy chat to import, up to the last stage in which
/// legacy chat stands or is taken away.
pub fn names_in_use(cx: &PlanContext<'_>, out: &mut Places) {
    let Some(last) = older(cx, PoolKind::GroupChat).map(|(stage, _)| stage).max() else { return };
    let until = own(cx, PoolKind::PersistentChat).filter(|(stage, _)| *stage <= last + 1);
    until.for_each(|(stage, pool)| out.put(&pool.id, stage));
}
