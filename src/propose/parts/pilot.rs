//! The pilot pool, and the pools after it.

use super::{Writer, subjects};
use crate::edit::Command;
use crate::message;
use crate::model::*;
use crate::propose::design::NewPool;

impl Writer<'_, '_> {
    pub(super) fn define_pilot(&mut self) {
        let design = self.design;
        let Some(pilot) = design.front_ends.first() else { return };
        self.draft.add(design.site.iter().cloned().collect());
        self.no_xmpp_in_branches();
        if let Some(office) = &design.office {
            self.draft.add(office.pool.clone());
        }
        self.define(pilot);
        self.note_edge_after_merge(pilot);
        // A source without a Central Management store gets one with the first pool.
        if self.survey.pack.is_merged(self.survey.source) && self.survey.today.deployment.cms.is_none() {
            self.place_cms();
            let to = self.hub.clone();
            self.draft.change(vec![Command::MoveCms { to }]);
        }
        let office = design.office.as_ref().and_then(|office| office.subject());
        let published = if pilot.stands { office } else { pilot.subject() };
        if let Some(published) = published {
            self.publish(vec![published]);
        }
    }

    /// Before the topologies are merged no legacy Edge pool can be chosen for a new pool: rule EDGE-003 says so until then.
    fn note_edge_after_merge(&mut self, pilot: &NewPool) {
        let survey = self.survey;
        let merged = survey.pack.is_merged(survey.source) && !pilot.stands;
        let uses = |pool: &Pool| survey.next(&pool.id, LinkKind::MediaEdge).is_some_and(|edge| survey.is_legacy(edge));
        if merged && survey.of_kind(PoolKind::FrontEnd).any(uses) {
            let pool = pilot.subject().map(|subject| self.new_name(&subject)).unwrap_or_default();
            self.draft.assume(message!("propose-edge-after-merge", pool = pool, code = "EDGE-003"));
        }
    }

    /// What people will call a pool that the proposal brings.
    fn new_name(&self, subject: &Subject) -> String {
        let brought = self.design.front_ends.iter().flat_map(|new| &new.pool).find_map(|element| match element {
            Element::Pool(pool) if Subject::from(&pool.id) == *subject => pool.fqdn.as_deref(),
            _ => None,
        });
        brought.map_or_else(|| self.survey.today.label(subject), str::to_owned)
    }

    pub(super) fn install_pilot(&mut self) {
        let design = self.design;
        let pilot = design.front_ends.first().filter(|pilot| !pilot.stands).and_then(|pilot| pilot.subject());
        let office = design.office.as_ref().and_then(|office| office.subject());
        self.install(pilot.into_iter().chain(office).collect());
    }

    pub(super) fn verify_coexistence(&mut self) {
        let design = self.design;
        let Some(pilot) = design.front_ends.first() else { return };
        let about = pilot.subject().into_iter().chain(pilot.replaces.iter().map(Subject::from)).collect();
        self.draft.work_on(ActivityKind::Verify, about);
    }

    /// Servers of the target that use a legacy Edge pool of a merged deployment are entered there.
    pub(super) fn authorize_pilot(&mut self) {
        let design = self.design;
        if let Some(pilot) = design.front_ends.first() {
            self.authorize(pilot);
        }
    }

    fn authorize(&mut self, new: &NewPool) {
        let uses_legacy =
            new.id.as_ref().and_then(|id| self.media.get(id)).is_some_and(|(_, edge)| self.survey.is_legacy(edge));
        if uses_legacy {
            let about = new.subject().into_iter().chain(new.servers.iter().map(Subject::from)).collect();
            self.draft.work(ActivityKind::AuthorizeServers, about);
        }
    }

    pub(super) fn define_further_pools(&mut self) {
        let design = self.design;
        let further = design.front_ends.get(1..).unwrap_or_default();
        let further: Vec<&NewPool> = further.iter().filter(|new| !new.stands).collect();
        if further.is_empty() {
            return;
        }
        for new in &further {
            self.define(new);
        }
        self.publish(subjects(further.iter().copied()));
        self.install(subjects(further.iter().copied()));
        let merged = self.survey.pack.is_merged(self.survey.source);
        for new in further.iter().copied() {
            self.associate(new);
            if merged {
                self.authorize(new);
            }
        }
        self.route_new_sites(&further);
    }
}
