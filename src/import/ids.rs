//! Ids for a whole import at once: like `Plan::free_id`, without looking through the plan for each.

use crate::model::{SubjectKind, slug};
use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// How often a slug was asked for, so that a thousand equal names do not count from 1 each time.
    asked: HashMap<String, u64>,
}

impl Ids {
    /// A new id for an object of this kind and name, free also by `used`. Deterministic: the same names in the
    /// same order give the same ids.
    pub(super) fn give_unless(&mut self, kind: SubjectKind, name: &str, used: impl Fn(&str) -> bool) -> String {
        let wanted = slug(kind.key(), name);
        let asked = self.asked.entry(wanted.clone()).or_insert(0);
        loop {
            *asked += 1;
            let id = if *asked == 1 { wanted.clone() } else { format!("{wanted}-{asked}") };
            if !used(&id) && self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    pub(super) fn give(&mut self, kind: SubjectKind, name: &str) -> String {
        self.give_unless(kind, name, |_| false)
    }
}

/// The host part of a name.
pub(super) fn host(fqdn: &str) -> &str {
    fqdn.split('.').next().unwrap_or(fqdn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_the_same_each_time() {
        let names = ["fe.a", "fe.b", "fe-2.a", "fe.c", ""];
        let give = || {
            let mut ids = Ids::default();
            names.map(|name| ids.give(SubjectKind::Pool, name))
        };
        assert_eq!(give(), ["pool-fe", "pool-fe-2", "pool-fe-2-2", "pool-fe-3", "pool"]);
        assert_eq!(give(), give());
    }

    #[test]
    fn a_hundred_thousand_equal_names_are_quick() {
        let mut ids = Ids::default();
        let all: HashSet<_> = (0..100_000).map(|_| ids.give(SubjectKind::Pool, "fe")).collect();
        assert_eq!(all.len(), 100_000);
    }
}
