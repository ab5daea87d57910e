//! What is selected: an ordered set, the last one leads.

use crate::model::Subject;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Vec<Subject>);

impl Selection {
    pub fn one(subject: Subject) -> Self {
        Self(vec![subject])
    }

    pub fn of(subjects: impl IntoIterator<Item = Subject>) -> Self {
        let mut selection = Self::default();
        for subject in subjects {
            selection.add(subject);
        }
        selection
    }

    pub fn has(&self, subject: &Subject) -> bool {
        self.0.contains(subject)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Subject> {
        self.0.iter()
    }

    /// The one that was selected last: what the inspector shows and what a neighbour is sought from.
    pub fn lead(&self) -> Option<&Subject> {
        self.0.last()
    }

    pub fn add(&mut self, subject: Subject) {
        self.0.retain(|other| *other != subject);
        self.0.push(subject);
    }

    pub fn toggle(&mut self, subject: Subject) {
        if self.has(&subject) {
            self.0.retain(|other| *other != subject);
        } else {
            self.0.push(subject);
        }
    }

    pub fn retain(&mut self, keep: impl FnMut(&Subject) -> bool) {
        self.0.retain(keep);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PoolId, SiteId};

    #[test]
    fn the_last_one_leads_and_nothing_is_there_twice() {
        let a = Subject::Pool(PoolId::new("a"));
        let b = Subject::Site(SiteId::new("b"));
        let mut selection = Selection::of([a.clone(), b.clone(), a.clone()]);
        assert_eq!(selection.len(), 2);
        assert_eq!(selection.lead(), Some(&a));
        selection.toggle(a);
        assert_eq!(selection.lead(), Some(&b));
    }
}
