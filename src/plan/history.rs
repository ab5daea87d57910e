//! Undo and redo by whole values: it cannot be wrong, and shared structure makes it cheap.

use super::{Plan, PlanEdit, PlanError, Replay};
use crate::text::Message;
use std::collections::VecDeque;
use std::sync::Arc;

/// How many edits can be undone.
const KEPT: usize = 2_000;

/// The plan now, and the way there. `V` is what the user saw (selection, shown phase), restored with it.
#[derive(Clone, Debug)]
pub struct History<V> {
    past: VecDeque<Entry<V>>,
    present: Arc<Plan>,
    future: Vec<Entry<V>>,
}

#[derive(Clone, Debug)]
struct Entry<V> {
    label: Message,
    /// The plan on the other side of this edit.
    plan: Arc<Plan>,
    /// What was seen when the edit was made.
    view: V,
}

impl<V: Clone> History<V> {
    pub fn new(plan: Arc<Plan>) -> Self {
        Self { past: VecDeque::new(), present: plan, future: Vec::new() }
    }

    pub fn present(&self) -> &Arc<Plan> {
        &self.present
    }

    /// Makes one edit of all of these changes, or none of them; `replay` is that of the present plan. False when nothing
    /// changed: such an edit is not kept.
    pub fn commit(&mut self, label: Message, edits: &[PlanEdit], replay: &Replay, view: V) -> Result<bool, PlanError> {
        let next = PlanEdit::all_applied_after(edits, &self.present, replay)?;
        if next == *self.present {
            return Ok(false);
        }
        self.past.push_back(Entry { label, plan: std::mem::replace(&mut self.present, Arc::new(next)), view });
        if self.past.len() > KEPT {
            self.past.pop_front();
        }
        self.future.clear();
        Ok(true)
    }

    /// Takes the last edit back; what was seen when it was made.
    pub fn undo(&mut self) -> Option<V> {
        let entry = self.past.pop_back()?;
        let view = entry.view.clone();
        self.future.push(Entry { plan: std::mem::replace(&mut self.present, entry.plan), ..entry });
        Some(view)
    }

    pub fn redo(&mut self) -> Option<V> {
        let entry = self.future.pop()?;
        let view = entry.view.clone();
        self.past.push_back(Entry { plan: std::mem::replace(&mut self.present, entry.plan), ..entry });
        Some(view)
    }

    /// The name of the edit that undo would take back.
    pub fn undo_label(&self) -> Option<&Message> {
        self.past.back().map(|entry| &entry.label)
    }

    pub fn redo_label(&self) -> Option<&Message> {
        self.future.last().map(|entry| &entry.label)
    }

    /// How many edits can be taken back.
    pub fn len(&self) -> usize {
        self.past.len()
    }

    pub fn is_empty(&self) -> bool {
        self.past.is_empty()
    }
}
