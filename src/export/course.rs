//! The course of a plan as tables tell it: what stands unchanged over several stages is one row.

use foldhash::{HashMap, HashMapExt};
use std::hash::Hash;

/// Something that is the same in one unbroken run of stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<T> {
    pub what: T,
    pub first: usize,
    pub last: usize,
}

/// Joins what is equal at neighbouring stages, in the order in which it begins. `stages` are those that are told, in
/// their order: a neighbour is the next one of them.
pub fn runs<T: Clone + Eq + Hash>(stages: &[usize], mut at: impl FnMut(usize) -> Vec<T>) -> Vec<Run<T>> {
    let mut runs: Vec<Run<T>> = Vec::new();
    let mut open: HashMap<T, usize> = HashMap::new();
    for &stage in stages {
        let mut still: HashMap<T, usize> = HashMap::new();
        for what in at(stage) {
            let place = open.get(&what).or_else(|| still.get(&what)).copied().unwrap_or_else(|| {
                runs.push(Run { what: what.clone(), first: stage, last: stage });
                runs.len() - 1
            });
            runs[place].last = stage;
            still.insert(what, place);
        }
        open = still;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_is_one_row_and_what_comes_back_is_another() {
        let states = [vec!["a", "b"], vec!["a"], vec!["a", "b"]];
        let told = |stages: &[usize]| {
            let runs = runs(stages, |stage| states[stage].clone());
            runs.into_iter().map(|run| (run.what, run.first, run.last)).collect::<Vec<_>>()
        };
        assert_eq!(told(&[0, 1, 2]), [("a", 0, 2), ("b", 0, 0), ("b", 2, 2)]);
        // Of stages that are left out nothing is told.
        assert_eq!(told(&[0, 2]), [("a", 0, 2), ("b", 0, 2)]);
        assert_eq!(told(&[]), []);
    }
}
