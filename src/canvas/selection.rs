//! What is selected: an ordered set, the last one leads.

use crate::model::Subject;
use std::collections::HashSet;

/// The set beside the list answers what would be a walk over the list, for thousands of objects in each frame.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    order: Vec<Subject>,
    set: HashSet<Subject>,
}

impl Selection {
    pub fn one(subject: Subject) -> Self {
        Self { set: HashSet::from([subject.clone()]), order: vec![subject] }
    }

    /// Of what is named several times, the last counts.
    pub fn of(subjects: impl IntoIterator<Item = Subject>) -> Self {
        let mut order: Vec<Subject> = subjects.into_iter().collect();
        let mut set = HashSet::with_capacity(order.len());
        order.reverse();
        order.retain(|subject| set.insert(subject.clone()));
        order.reverse();
        Self { order, set }
    }

    pub fn has(&self, subject: &Subject) -> bool {
        self.set.contains(subject)
    }

    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    pub fn len(&self) -> usize {
        self.order.len()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Subject> {
        self.order.iter()
    }

    /// The one that was selected last: what the inspector shows and what a neighbour is sought from.
    pub fn lead(&self) -> Option<&Subject> {
        self.order.last()
    }

    pub fn add(&mut self, subject: Subject) {
        if !self.set.insert(subject.clone()) {
            self.order.retain(|other| *other != subject);
        }
        self.order.push(subject);
    }

    pub fn toggle(&mut self, subject: Subject) {
        if self.set.remove(&subject) {
            self.order.retain(|other| *other != subject);
        } else {
            self.add(subject);
        }
    }

    pub fn retain(&mut self, mut keep: impl FnMut(&Subject) -> bool) {
        let set = &mut self.set;
        self.order.retain(|subject| {
            let stays = keep(subject);
            if !stays {
                set.remove(subject);
            }
            stays
        });
    }
}

impl PartialEq for Selection {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Selection {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PoolId, SiteId};

    fn pool(name: &str) -> Subject {
        Subject::Pool(PoolId::new(name))
    }

    #[test]
    fn the_last_one_leads_and_nothing_is_there_twice() {
        let a = pool("a");
        let b = Subject::Site(SiteId::new("b"));
        let mut selection = Selection::of([a.clone(), b.clone(), a.clone()]);
        assert_eq!(selection.len(), 2);
        assert_eq!(selection.lead(), Some(&a));
        selection.toggle(a);
        assert_eq!(selection.lead(), Some(&b));
    }

    #[test]
    fn the_set_says_what_the_list_says() {
        let (a, b, c) = (pool("a"), pool("b"), pool("c"));
        let mut selection = Selection::one(a.clone());
        selection.add(b.clone());
        selection.add(a.clone());
        assert_eq!(selection, Selection::of([b.clone(), a.clone()]));
        selection.toggle(c.clone());
        selection.retain(|subject| *subject != b);
        assert_eq!(selection.iter().cloned().collect::<Vec<_>>(), [a.clone(), c.clone()]);
        assert!(selection.has(&a) && !selection.has(&b) && selection.has(&c));
        selection.toggle(a.clone());
        assert!(!selection.has(&a) && selection.len() == 1);
    }
}
