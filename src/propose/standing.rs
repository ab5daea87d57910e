//! A migration that has begun: pools of the target that stand already take over from legacy pools, where they can.

use super::design::{Maker, NewPool};
use super::survey::Survey;
use crate::message;
use crate::model::*;

impl<'a> Maker<'a, '_> {
    /// The Front End pools of the target, and the legacy pools of their sites that each of them carries as well.
    pub fn standing_front_ends(&mut self) {
        let survey = self.survey;
        for own in survey.own_of(PoolKind::FrontEnd) {
            let mut standing = NewPool::standing(survey, own);
            let mut room = self.room_of(own);
            if room.is_none() && survey.of_kind(PoolKind::FrontEnd).any(|old| self.is_near(own, old)) {
                self.draft.assume(message!("propose-not-joined", pool = survey.today.label(&(&own.id).into())));
            }
            for old in survey.of_kind(PoolKind::FrontEnd) {
                let is_free = !self.design.successor.contains_key(&old.id);
                let (users, all_known) = self.users_for(&[old]);
                let fits = room.is_some_and(|room| all_known && users <= room);
                if is_free && fits && self.is_near(own, old) && self.serves(own, old) {
                    room = room.map(|room| room - users);
                    self.design.successor.insert(old.id.clone(), own.id.clone());
                    standing.replaces.push(old.id.clone());
                }
            }
            self.design.front_ends.push(standing);
        }
    }

    /// Whether the successor of a legacy pool would stand in the site of this one.
    fn is_near(&self, own: &Pool, old: &Pool) -> bool {
        own.site.is_some() && own.site == self.survey.central_site(old)
    }

    /// For how many users more a pool has servers; `None` where something of it is not known.
    fn room_of(&self, own: &Pool) -> Option<u64> {
        let (users, all_known) = self.users_for(&[own]);
        let capacity = &self.survey.pack.capacity;
        let servers = u64::try_from(self.survey.servers(&own.id).len()).unwrap_or(u64::MAX);
        let most = match own.edition? {
            Edition::Standard => capacity.standard_users,
            // Nobody recorded its servers.
            Edition::Enterprise if servers == 0 => return None,
            Edition::Enterprise => capacity.users_per_pool.min(servers.saturating_mul(capacity.users_per_front_end)),
        };
        all_known.then(|| most.saturating_sub(users))
    }

    /// Whether it is known to do what the legacy pool does: calls, and response groups.
    fn serves(&self, own: &Pool, old: &Pool) -> bool {
        let calls = !self.takes_calls(&[old]) || own.mediation == Some(MediationMode::Collocated);
        let groups = old.response_groups == Some(0)
            || own.applications.as_ref().is_some_and(|all| all.iter().any(|name| **name == *RESPONSE_GROUPS));
        calls && groups
    }

    /// The pilot first: the successor of the pool that was chosen, else what stands and takes over, else what is new.
    pub fn pilot_first(&mut self) {
        let chosen = self.choices.pilot.clone();
        // Stable: what is new is in order already.
        self.design.front_ends.sort_by_key(|new| {
            let is_chosen = chosen.as_ref().is_some_and(|id| new.replaces.contains(id));
            (!is_chosen, !new.stands || new.replaces.is_empty(), new.stands)
        });
    }

    /// The Edge pool, or the Director, of the target that stands in the site of a legacy one and takes over from none yet.
    pub fn standing_near(&self, old: &Pool) -> Option<&'a Pool> {
        let site = self.survey.central_site(old).filter(|_| self.reach.joins)?;
        let taken = |id: &PoolId| self.design.successor.values().any(|other| other == id);
        self.survey.own_of(old.kind).find(|own| own.site.as_ref() == Some(&site) && !taken(&own.id))
    }

    /// The Persistent Chat pool of the target that stands where the successor of a Group Chat pool would, and takes over from
    /// none yet: many pools may stand, and a legacy one is migrated to a single one (CHAT-004).
    pub fn standing_chat(&self, old: &Pool, site: Option<&SiteId>) -> Option<&'a Pool> {
        let survey = self.survey;
        let site = site.filter(|_| self.reach.joins)?;
        let taken = |id: &PoolId| self.design.successor.values().any(|other| other == id);
        let complies = old.compliance == Some(true) || survey.from(&old.id, LinkKind::ComplianceStore).next().is_some();
        let machines = |pool: &Pool| -> Vec<String> {
            survey.servers(&pool.id).iter().filter_map(|server| Some(server.fqdn.as_ref()?.to_lowercase())).collect()
        };
        survey.own_of(PoolKind::PersistentChat).find(|own| {
            let mine = machines(own);
            // On the computer of a Front End pool, chat may only be new (COLO-005).
            let is_alone = survey.own_of(PoolKind::FrontEnd).all(|pool| {
                let of_pool = machines(pool);
                own.fqdn != pool.fqdn && mine.iter().all(|name| !of_pool.contains(name))
            });
            let one_forest = own.forest.is_none() || old.forest.is_none() || own.forest == old.forest;
            own.site.as_ref() == Some(site)
                && !taken(&own.id)
                && is_alone
                && one_forest
                && (!complies || own.compliance == Some(true))
        })
    }
}

/// The Response Group application, as topologies call it.
pub const RESPONSE_GROUPS: &str = "RGS";

impl NewPool {
    /// A pool of the target that is there.
    pub fn standing(survey: &Survey<'_>, own: &Pool) -> Self {
        let store =
            if own.kind == PoolKind::PersistentChat { LinkKind::PersistentChatStore } else { LinkKind::UserStore };
        let back_end = survey.from(&own.id, store).find_map(|link| match &link.to {
            Subject::SqlInstance(id) => Some(id.clone()),
            _ => None,
        });
        let servers = survey.servers(&own.id).iter().map(|server| server.id.clone()).collect();
        let (id, site) = (Some(own.id.clone()), own.site.clone());
        Self { id, site, servers, back_end, stands: true, ..Self::default() }
    }
}
