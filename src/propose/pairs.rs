//! Legacy pools that are each other's backup: pairs of the target, where it allows them.

use super::design::Maker;
use crate::message;
use crate::model::*;
use std::collections::BTreeMap;

impl Maker<'_, '_> {
    /// The groups of legacy pools whose new pools are a pair, both ways. A pool has one partner, of its own edition, and
    /// each of the two carries the users of both.
    pub fn pairs_of(&mut self, groups: &[Vec<&Pool>]) -> BTreeMap<usize, usize> {
        let survey = self.survey;
        let mut pairs = BTreeMap::new();
        if !survey.of_kind(PoolKind::FrontEnd).any(|pool| survey.backups(&pool.id).next().is_some()) {
            return pairs;
        }
        let mut group_of: BTreeMap<&PoolId, usize> = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            group_of.extend(group.iter().map(|pool| (&pool.id, at)));
        }
        let mut wanted: Vec<(bool, &PoolId, &PoolId)> = Vec::new();
        for pool in survey.of_kind(PoolKind::FrontEnd) {
            for backup in survey.backups(&pool.id) {
                let is_mutual = survey.backups(backup).any(|back| *back == pool.id);
                if !is_mutual || pool.id < *backup {
                    wanted.push((!is_mutual, &pool.id, backup));
                }
            }
        }
        // Those that are each other's backup have the first choice.
        wanted.sort();
        wanted.dedup();
        for (_, pool, backup) in wanted {
            let names = [pool, backup].map(|id| survey.today.label(&id.into()));
            let [name, partner] = names;
            let ends = group_of.get(pool).copied().zip(group_of.get(backup).copied());
            let is_free = |at: &usize| !pairs.contains_key(at);
            match ends {
                Some((one, other)) if pairs.get(&one) == Some(&other) => {}
                Some((one, other))
                    if self.reach.pairs
                        && one != other
                        && is_free(&one)
                        && is_free(&other)
                        && self.can_pair(&groups[one], &groups[other]) =>
                {
                    pairs.extend([(one, other), (other, one)]);
                    self.draft.assume(message!("propose-paired", pool = name, partner = partner));
                }
                _ => self.draft.assume(message!("propose-not-paired", pool = name, partner = partner)),
            }
        }
        pairs
    }

    fn can_pair(&self, one: &[&Pool], other: &[&Pool]) -> bool {
        let capacity = &self.survey.pack.capacity;
        let users = [one, other].map(|group| self.users_for(group));
        let standard = [one, other].map(|group| self.is_to_be_standard(group));
        let all_known = users.iter().all(|(_, known)| *known);
        let both = users.iter().fold(0u64, |sum, (users, _)| sum.saturating_add(*users));
        match standard {
            [true, true] => true,
            [false, false] => {
                all_known
                    && users.iter().all(|(users, _)| *users <= capacity.paired_users)
                    && self.servers_for(both) <= capacity.front_ends
            }
            _ => false,
        }
    }
}
