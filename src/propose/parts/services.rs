//! What follows the users: contacts, response groups, trusted applications, gateways, XMPP, clients.

use super::edge::set_flag;
use super::{Writer, subjects};
use crate::edit::Command;
use crate::message;
use crate::model::*;
use crate::propose::survey::pool_of;
use std::collections::BTreeSet;

impl Writer<'_, '_> {
    /// Work about each legacy Front End pool that has something of it, or may have: what is not known is not left behind.
    pub(super) fn contacts(&mut self, kind: ActivityKind, count: fn(&Pool) -> Option<u64>) {
        let has = |pool: &&Pool| count(pool) != Some(0);
        let about = self.survey.of_kind(PoolKind::FrontEnd).filter(has).map(|pool| Subject::from(&pool.id)).collect();
        self.draft.work_on(kind, about);
    }

    pub(super) fn move_devices(&mut self) {
        let has = |pool: &&Pool| pool.common_area_phones != Some(0) || pool.analog_devices != Some(0);
        let about = self.survey.of_kind(PoolKind::FrontEnd).filter(has).map(|pool| Subject::from(&pool.id)).collect();
        self.draft.work_on(ActivityKind::MoveDevices, about);
    }

    /// All response groups of a pool move at once.
    pub(super) fn move_response_groups(&mut self) {
        let survey = self.survey;
        let pools: Vec<&Pool> =
            survey.of_kind(PoolKind::FrontEnd).filter(|pool| pool.response_groups != Some(0)).collect();
        if pools.is_empty() {
            return;
        }
        self.draft.work(ActivityKind::InstallWmiPackage, Vec::new());
        for old in pools {
            let new = self.design.successor.get(&old.id);
            let about = std::iter::once(Subject::from(&old.id)).chain(new.map(Subject::from)).collect();
            let tool = survey.pack.response_group_moves.across;
            self.draft.work_with(ActivityKind::MoveResponseGroups, about, Some(tool));
        }
    }

    /// Whatever stays and sends to a legacy pool sends to its successor. A trusted application that was recorded with the
    /// older product is of none any more; that of Group Chat goes with it.
    pub(super) fn point_trusted_applications(&mut self) {
        let survey = self.survey;
        let of_chat: BTreeSet<&PoolId> =
            survey.of_kind(PoolKind::GroupChat).filter_map(|chat| chat.trusted_application_pool.as_ref()).collect();
        // Edge pools of the target that stand turn with the others.
        let turned: BTreeSet<&PoolId> = self.design.edges.iter().filter_map(|new| new.id.as_ref()).collect();
        let stays = |pool: &Pool| pool.kind == PoolKind::TrustedApplication || !survey.is_legacy(&pool.id);
        let is_done = |pool: &PoolId| of_chat.contains(pool) || turned.contains(pool);
        for pool in survey.today.pools.values().filter(|pool| stays(pool) && !is_done(&pool.id)) {
            let mut commands = Vec::new();
            for link in survey.from(&pool.id, LinkKind::NextHop) {
                let next =
                    pool_of(&link.to).filter(|to| survey.is_legacy(to)).and_then(|to| self.design.successor.get(to));
                if let Some(next) = next {
                    let added = self.draft.link(LinkKind::NextHop, &pool.id, next);
                    commands.extend([Command::Remove((&link.id).into()), Command::Add(added)]);
                }
            }
            if survey.is_legacy(&pool.id) {
                commands.push(Command::Set { of: (&pool.id).into(), fact: "version", to: None });
            }
            self.draft.change(commands);
        }
    }

    /// Gateways get a trunk to the target, and lose the one to the legacy pool.
    pub(super) fn move_gateways(&mut self) {
        let design = self.design;
        let mediation: Vec<_> = design.mediation.values().cloned().collect();
        for new in &mediation {
            self.draft.add(new.pool.clone());
        }
        if !mediation.is_empty() {
            self.publish(subjects(&mediation));
            self.install(subjects(&mediation));
        }
        let survey = self.survey;
        let olds: BTreeSet<&PoolId> = survey
            .today
            .links
            .values()
            .filter(|link| link.kind == LinkKind::Trunk)
            .filter_map(|link| pool_of(&link.to))
            .filter(|id| survey.is_legacy(id) && survey.today.pools[*id].kind != PoolKind::Sba)
            .collect();
        for old in olds {
            let new = design.successor.get(old).cloned();
            self.turn_trunks(old, new.as_ref());
        }
    }

    /// Each gateway with a trunk to a legacy pool gets one to its successor.
    pub(super) fn turn_trunks(&mut self, old: &PoolId, new: Option<&PoolId>) {
        let Some(new) = new else { return };
        let survey = self.survey;
        for link in survey.to(old, LinkKind::Trunk).collect::<Vec<_>>() {
            let Subject::Gateway(id) = &link.from else { continue };
            let Some(gateway) = survey.today.gateways.get(id) else { continue };
            let mediation = self.design.mediation.get(new).and_then(|pool| pool.id.clone());
            let to = mediation.filter(|_| gateway.balances_calls == Some(false)).unwrap_or_else(|| new.clone());
            let merged = survey.pack.is_merged(survey.source);
            let too_old = gateway.certified_for.is_some_and(|version| version <= survey.pack.voice.gateways_until);
            let gateway = if merged && too_old { self.new_gateway(gateway) } else { id.clone() };
            let mut added = Link::new(
                self.draft.link_id(LinkKind::Trunk, gateway.as_str()),
                LinkKind::Trunk,
                Usage::Default,
                (&gateway).into(),
                (&to).into(),
            );
            (added.protocol, added.port) = (link.protocol, link.port);
            self.draft.change(vec![Command::Add(added.into())]);
            let gone = if gateway == *id { Subject::from(&link.id) } else { Subject::from(id) };
            self.draft.remove([gone]);
        }
    }

    /// A gateway that is certified for the target takes the place of one that is not.
    fn new_gateway(&mut self, old: &Gateway) -> GatewayId {
        let name = self.label(&old.id);
        self.draft.assume(message!("propose-new-gateway", gateway = name.as_str()));
        let mut new = old.clone();
        new.id = GatewayId::new(&self.draft.id(SubjectKind::Gateway, &name));
        // Its name is for whoever buys it.
        new.fqdn = None;
        new.certified_for = Some(self.survey.pack.product);
        let id = new.id.clone();
        self.draft.add(vec![new.into()]);
        id
    }

    /// Users on branch appliances have no XMPP once the target stands.
    pub(super) fn no_xmpp_in_branches(&mut self) {
        let today = self.survey.today;
        let on_appliance = |group: &UserGroup| {
            group.homes.iter().any(|(pool, users)| {
                *users != Some(0) && today.pools.get(pool).is_some_and(|pool| pool.kind == PoolKind::Sba)
            })
        };
        let groups = today.user_groups.values().filter(|group| group.xmpp == Some(true) && on_appliance(group));
        let groups: Vec<&UserGroup> = groups.map(|group| &**group).collect();
        for group in &groups {
            let name = self.label(&group.id);
            self.draft.assume(message!("propose-no-xmpp-in-branches", group = name));
        }
        self.draft.change(groups.iter().map(|group| set_flag((&group.id).into(), "xmpp", false)).collect());
    }

    /// The Edge pool of the target that takes over XMPP, and its site: the first, or the one that federates already.
    pub(super) fn xmpp_edge(&self) -> Option<(PoolId, Option<SiteId>)> {
        let first = self.design.edges.first().and_then(|new| Some((new.id.clone()?, new.site.clone())));
        let there = || self.survey.own_of(PoolKind::Edge).find(|edge| edge.federation == Some(true));
        first.or_else(|| there().map(|edge| (edge.id.clone(), edge.site.clone())))
    }

    /// XMPP comes to the Edge pool of the target when all users are there.
    pub(super) fn move_xmpp(&mut self) {
        let survey = self.survey;
        let gateways: Vec<&Pool> = survey.of_kind(PoolKind::XmppGateway).collect();
        let Some((edge, site)) = self.xmpp_edge() else { return };
        if gateways.is_empty() {
            return;
        }
        let partners: Option<Vec<Text>> = gateways.iter().try_fold(Vec::new(), |mut all, gateway| {
            all.extend(gateway.xmpp_partners.as_ref()?.iter().cloned());
            Some(all)
        });
        // No partner is on both: the gateways go first.
        let olds: Vec<Subject> = gateways.iter().map(|gateway| Subject::from(&gateway.id)).collect();
        self.draft.work(ActivityKind::StopServices, olds.clone());
        self.draft.remove(olds);
        let mut commands = vec![set_flag((&edge).into(), "xmpp", true)];
        let sites = site.into_iter().chain(self.design.front_ends.iter().filter_map(|new| new.site.clone()));
        let sites: BTreeSet<SiteId> = sites.collect();
        commands.extend(sites.into_iter().map(|site| Command::RouteXmpp { site, to: Route::Through(edge.clone()) }));
        let to = partners.map(Value::List);
        commands.extend(to.map(|to| Command::Set { of: Subject::Deployment, fact: "xmpp-partners", to: Some(to) }));
        self.draft.change(commands);
        self.publish(vec![(&edge).into()]);
        self.draft.work(ActivityKind::Certificate, vec![(&edge).into()]);
        self.draft.work(ActivityKind::DnsRecord, vec![(&edge).into()]);
        self.draft.work(ActivityKind::Verify, vec![(&edge).into()]);
    }

    pub(super) fn update_clients(&mut self) {
        let groups = self.legacy_groups();
        self.draft.work(ActivityKind::ClientUpdate, groups);
        let new = subjects(&self.design.front_ends);
        self.draft.work_on(ActivityKind::ClientFilter, new);
    }

    pub(super) fn remove_authorized_hosts(&mut self) {
        if self.survey.today.deployment.remote_call_control != Some(false) {
            self.draft.work(ActivityKind::RemoveAuthorizedHosts, Vec::new());
        }
    }
}
