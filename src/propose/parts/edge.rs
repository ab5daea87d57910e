//! Edge pools and Directors: the legacy ones that the pilot uses, the new ones, and the switch.

use super::{Writer, subjects};
use crate::edit::Command;
use crate::message;
use crate::model::*;
use crate::propose::design::NewPool;
use crate::propose::survey::pool_of;
use crate::rules::SwitchPart;
use std::collections::BTreeSet;

impl Writer<'_, '_> {
    /// The links by which new Edge pools send inward, as they are designed.
    pub(super) fn remember_hops(&mut self) {
        for new in &self.design.edges {
            for element in &new.pool {
                if let (Element::Link(link), Some(id)) = (element, &new.id)
                    && link.kind == LinkKind::NextHop
                {
                    self.hops.insert(id.clone(), link.id.clone());
                }
            }
        }
    }

    /// The links by which pools of the target that stand use Edge pools for media and send inward.
    pub(super) fn remember_media(&mut self) {
        let (survey, design) = (self.survey, self.design);
        for id in design.front_ends.iter().filter(|new| new.stands).filter_map(|new| new.id.as_ref()) {
            if let Some(link) = survey.from(id, LinkKind::MediaEdge).next()
                && let Some(edge) = pool_of(&link.to)
            {
                self.media.insert(id.clone(), (link.id.clone(), edge.clone()));
            }
        }
        for id in design.edges.iter().filter(|new| new.stands).filter_map(|new| new.id.as_ref()) {
            let hop = survey.from(id, LinkKind::NextHop).next();
            self.hops.extend(hop.map(|link| (id.clone(), link.id.clone())));
        }
    }

    /// The legacy Edge pool through which federation goes: the one that is known to federate, or else the only one that could.
    fn federating(&self) -> Option<&Pool> {
        let edges = || self.survey.of_kind(PoolKind::Edge);
        let known = edges().find(|edge| edge.federation == Some(true));
        known.or_else(|| edges().find(|edge| edge.federation.is_none()))
    }

    /// Where federation is not said to go through any Edge pool, it is taken to go through the first.
    fn assume_federation(&mut self) {
        let Some(edge) = self.federating().filter(|edge| edge.federation.is_none()) else { return };
        let name = self.survey.today.label(&(&edge.id).into());
        self.draft.assume(message!("propose-assumed-federation", edge = name));
    }

    /// The legacy Edge pool that a legacy pool uses for media, or that its successor should.
    fn legacy_edge_of(&self, replaced: &[PoolId]) -> Option<PoolId> {
        let survey = self.survey;
        let own = replaced.iter().find_map(|old| survey.next(old, LinkKind::MediaEdge)).cloned();
        let site = replaced.first().and_then(|old| survey.today.pools.get(old)).and_then(|old| old.site.clone());
        let near = || survey.of_kind(PoolKind::Edge).find(|edge| site.is_some() && edge.site == site);
        own.or_else(|| near().or(self.federating()).map(|edge| edge.id.clone()))
            .or_else(|| survey.of_kind(PoolKind::Edge).next().map(|edge| edge.id.clone()))
    }

    /// The Edge pool that a new pool uses for media now.
    fn edge_for(&self, new: &NewPool) -> Option<PoolId> {
        let legacy = self.legacy_edge_of(&new.replaces);
        let own = || self.survey.own_of(PoolKind::Edge).next().map(|edge| edge.id.clone());
        match legacy {
            Some(edge) if self.is_switched => self.design.successor.get(&edge).cloned().or_else(own),
            Some(edge) => Some(edge),
            None => own(),
        }
    }

    /// Associates a new pool with its Edge pool.
    pub(super) fn associate(&mut self, new: &NewPool) {
        let (Some(id), Some(edge)) = (&new.id, self.edge_for(new)) else { return };
        if self.media.contains_key(id) {
            return;
        }
        let link = self.draft.link(LinkKind::MediaEdge, id, &edge);
        if let Element::Link(link) = &link {
            self.media.insert(id.clone(), (link.id.clone(), edge));
        }
        self.draft.add(vec![link]);
    }

    pub(super) fn connect_legacy_edge(&mut self) {
        let design = self.design;
        let Some(pilot) = design.front_ends.first() else { return };
        if self.edge_for(pilot).is_none() {
            return;
        }
        self.associate(pilot);
        self.route_new_sites(&[pilot]);
        self.publish(pilot.subject().into_iter().collect());
    }

    /// The way of federation for sites in which pools of the target are new.
    pub(super) fn route_new_sites(&mut self, new: &[&NewPool]) {
        let today = self.survey.today;
        let sites: BTreeSet<&SiteId> = new.iter().filter_map(|new| new.site.as_ref()).collect();
        let Some(to) = self.route() else { return };
        for id in sites {
            let known = today.sites.get(id).and_then(|site| site.federation_route.clone());
            let is_routed = match self.is_switched {
                true => self.routed.contains(id),
                false => matches!(known, Some(Route::Through(_))),
            };
            if !is_routed {
                let to = Route::Through(to.clone());
                self.draft.change(vec![Command::RouteFederation { site: id.clone(), to }]);
            }
        }
    }

    /// The pool through which sites send federated traffic now.
    fn route(&self) -> Option<PoolId> {
        let survey = self.survey;
        let Some(federating) = self.federating() else {
            let own = survey.own_of(PoolKind::Edge).find(|edge| edge.federation == Some(true));
            return own.map(|edge| edge.id.clone());
        };
        if self.is_switched {
            return self.design.successor.get(&federating.id).cloned();
        }
        let existing = survey.today.sites.values().find_map(|site| match &site.federation_route {
            Some(Route::Through(pool)) => Some(pool.clone()),
            _ => None,
        });
        existing.or_else(|| Some(federating.id.clone()))
    }

    /// Expanded Edge pools become consolidated ones before the merge.
    pub(super) fn collapse_legacy_edge(&mut self) {
        let expanded = |edge: &&Pool| edge.edge_layout == Some(EdgeLayout::Expanded);
        let edges: Vec<Subject> =
            self.survey.of_kind(PoolKind::Edge).filter(expanded).map(|edge| Subject::from(&edge.id)).collect();
        let set = |of: Subject| Command::Set {
            of,
            fact: "edge-layout",
            to: Some(Value::text(EdgeLayout::Consolidated.key())),
        };
        let tool = StepTool::of(self.survey.source);
        self.draft.change_with(tool, edges.into_iter().map(set).collect());
    }

    pub(super) fn define_directors(&mut self) {
        let design = self.design;
        self.define_all(&design.directors);
    }

    pub(super) fn define_edges(&mut self) {
        let design = self.design;
        self.define_all(&design.edges);
        let new = subjects(design.edges.iter().filter(|new| !new.stands));
        self.draft.work_on(ActivityKind::Firewall, new);
    }

    fn define_all(&mut self, pools: &[NewPool]) {
        let pools: Vec<&NewPool> = pools.iter().filter(|new| !new.stands).collect();
        if pools.is_empty() {
            return;
        }
        for new in &pools {
            self.draft.add(new.pool.clone());
        }
        self.publish(subjects(pools.iter().copied()));
        self.install(subjects(pools));
    }

    /// Whether the three services of a legacy Edge pool share one name: then it has to go before the new one federates.
    pub(super) fn has_single_name(&self) -> bool {
        self.survey.of_kind(PoolKind::Edge).any(|edge| {
            let names = [&edge.access_edge_fqdn, &edge.web_conferencing_edge_fqdn, &edge.av_edge_fqdn];
            let [Some(access), Some(web), Some(av)] = names else { return false };
            access.eq_ignore_ascii_case(web) && access.eq_ignore_ascii_case(av)
        })
    }

    pub(super) fn switch_in_production(&mut self) {
        if self.design.edges.is_empty() {
            return;
        }
        if self.has_single_name() {
            self.draft.assume(message!("propose-single-name-edge"));
            return;
        }
        let routed = self.begin_switch();
        let pack = self.survey.pack;
        let version = self.survey.of_kind(PoolKind::Edge).filter_map(|edge| edge.version).max();
        let order = version.and_then(|version| pack.edge_switches.get(&version));
        self.switch(order.into_iter().flatten().flatten().copied(), &routed);
    }

    /// Federation passes to the target after the legacy Edge pools have gone, where it could not before.
    pub(super) fn switch_last(&mut self) {
        use SwitchPart::*;
        if self.design.edges.is_empty() || self.is_switched {
            return;
        }
        let routed = self.begin_switch();
        self.switch([ClearRoute, LegacyOff, Certificate, NextHop, Media, StopLegacy], &routed);
        // Legacy pools have no users any more, and need no media from outside.
        let survey = self.survey;
        let edges: Vec<&Pool> = survey.of_kind(PoolKind::Edge).collect();
        let media = edges.iter().flat_map(|edge| survey.to(&edge.id, LinkKind::MediaEdge));
        let media = media.filter(|link| pool_of(&link.from).is_some_and(|id| survey.is_legacy(id)));
        let media: Vec<Subject> = media.map(|link| Subject::from(&link.id)).collect();
        self.draft.remove(media);
        let tool = self.legacy_tool();
        for edge in &edges {
            self.draft.change_with(tool, vec![Command::Remove((&edge.id).into())]);
        }
        self.publish(Vec::new());
        self.switch([Federate, Route, Network], &routed);
        self.draft.work_on(ActivityKind::Verify, subjects(&self.design.edges));
    }

    /// Sites whose federated traffic passes to the target in the switch: where it goes somewhere, or a new pool stands.
    fn routed(&self) -> Vec<SiteId> {
        let mut all: BTreeSet<SiteId> = BTreeSet::new();
        if let Some(federating) = self.federating() {
            all.extend(self.survey.today.sites.values().filter_map(|site| match &site.federation_route {
                Some(Route::Through(_)) => Some(site.id.clone()),
                _ => None,
            }));
            all.extend(federating.site.iter().filter(|id| self.is_central(id)).cloned());
            all.extend(
                self.design.front_ends.iter().filter(|new| self.is_defined(new)).filter_map(|new| new.site.clone()),
            );
        }
        all.into_iter().collect()
    }

    fn is_central(&self, id: &SiteId) -> bool {
        self.survey.today.sites.get(id).is_some_and(|site| site.kind == SiteKind::Central)
    }

    fn is_defined(&self, new: &NewPool) -> bool {
        new.id.as_ref().is_some_and(|id| self.media.contains_key(id))
    }

    /// The window in which federation and media pass to the target; the sites that are concerned.
    fn begin_switch(&mut self) -> Vec<SiteId> {
        self.assume_federation();
        let both = self.legacy_of(&[PoolKind::Edge]).into_iter().chain(subjects(&self.design.edges)).collect();
        self.draft.work(ActivityKind::Communicate, Vec::new());
        self.draft.work(ActivityKind::MaintenanceWindow, both);
        self.routed()
    }

    /// These parts of the switch, in this order; without federation only what is about media.
    fn switch(&mut self, parts: impl IntoIterator<Item = SwitchPart>, routed: &[SiteId]) {
        use SwitchPart::{ClearRoute, Federate, LegacyOff, Route};
        let federates = self.federating().is_some();
        for part in parts {
            if federates || !matches!(part, ClearRoute | LegacyOff | Federate | Route) {
                self.switch_part(part, routed);
            }
        }
        self.is_switched = true;
        self.routed.extend(routed.iter().cloned());
    }

    fn switch_part(&mut self, part: SwitchPart, routed: &[SiteId]) {
        let edges = subjects(&self.design.edges);
        match part {
            SwitchPart::ClearRoute => {
                let clear = |site: &SiteId| Command::RouteFederation { site: site.clone(), to: Route::None };
                self.draft.change(routed.iter().map(clear).collect());
                self.publish(Vec::new());
            }
            SwitchPart::LegacyOff => {
                let on = |edge: &&Pool| edge.federation != Some(false);
                let olds: Vec<Subject> =
                    self.survey.of_kind(PoolKind::Edge).filter(on).map(|edge| Subject::from(&edge.id)).collect();
                let off = |of: &Subject| set_flag(of.clone(), "federation", false);
                self.draft.change(olds.iter().map(off).collect());
                self.publish(olds);
            }
            SwitchPart::Certificate => self.draft.work(ActivityKind::Certificate, edges),
            SwitchPart::Federate => {
                let new = self.federating().and_then(|old| self.design.successor.get(&old.id)).cloned();
                if let Some(new) = new {
                    self.draft.change(vec![set_flag((&new).into(), "federation", true)]);
                    self.publish(vec![new.into()]);
                }
            }
            SwitchPart::NextHop => self.turn_hops(),
            SwitchPart::Media => {
                let moved: Vec<&NewPool> = self.design.front_ends.iter().filter(|new| self.is_defined(new)).collect();
                for new in moved {
                    self.turn_media(new);
                }
            }
            SwitchPart::Route => {
                let new = self.federating().and_then(|old| self.design.successor.get(&old.id)).cloned();
                if let Some(new) = new {
                    let to = |site: &SiteId| Command::RouteFederation {
                        site: site.clone(),
                        to: Route::Through(new.clone()),
                    };
                    self.draft.change(routed.iter().map(to).collect());
                }
                self.publish(edges);
            }
            SwitchPart::Network => {
                self.draft.work(ActivityKind::Firewall, edges.clone());
                self.draft.work(ActivityKind::DnsRecord, edges);
            }
            SwitchPart::StopLegacy => {
                let olds = self.legacy_of(&[PoolKind::Edge]);
                self.draft.work_on(ActivityKind::StopServices, olds);
            }
        }
    }

    /// The next hop of new Edge pools, where it is still a legacy one.
    pub(super) fn turn_hops(&mut self) {
        let mut turned = Vec::new();
        for new in &self.design.edges {
            let Some((id, link)) = new.id.as_ref().and_then(|id| self.hops.get_key_value(id)) else { continue };
            let brought = new.pool.iter().find_map(|element| match element {
                Element::Link(old) if old.id == *link => pool_of(&old.to),
                _ => None,
            });
            let there = || pool_of(&self.survey.today.links.get(link)?.to);
            let hop = brought.or_else(there);
            let next = hop.and_then(|hop| self.design.successor.get(hop)).cloned();
            turned.extend(next.map(|next| (id.clone(), link.clone(), next)));
        }
        for (id, link, next) in turned {
            let added = self.draft.link(LinkKind::NextHop, &id, &next);
            self.draft.change(vec![Command::Remove((&link).into()), Command::Add(added)]);
            self.publish(vec![(&id).into()]);
            self.hops.remove(&id);
        }
    }

    /// A new pool uses the successor of its legacy Edge pool for media.
    fn turn_media(&mut self, new: &NewPool) {
        let Some((id, (link, edge))) = new.id.as_ref().and_then(|id| Some((id, self.media.get(id)?.clone()))) else {
            return;
        };
        let Some(next) = self.design.successor.get(&edge).cloned() else { return };
        let added = self.draft.link(LinkKind::MediaEdge, id, &next);
        if let Element::Link(added) = &added {
            self.media.insert(id.clone(), (added.id.clone(), next));
        }
        self.draft.change(vec![Command::Remove((&link).into()), Command::Add(added)]);
    }

    pub(super) fn verify_external_access(&mut self) {
        if self.is_switched {
            self.draft.work_on(ActivityKind::Verify, subjects(&self.design.edges));
        }
    }
}

pub(super) fn set_flag(of: Subject, fact: FactName, to: bool) -> Command {
    Command::Set { of, fact, to: Some(Value::Flag(to)) }
}
